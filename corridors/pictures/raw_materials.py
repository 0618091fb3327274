"""Pictures of raw materials, each of a table of `subjects.raw_materials`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    SMALL,
    beside,
    filled,
    names_down_the_side,
    opened,
    shaped,
    value_axis,
)
from corridors.prose import counted
from corridors.subjects import raw_materials as raw

_MARKERS: Final[Mapping[str, str]] = {raw.RESERVES: "D", raw.OUTPUT: "o", raw.SUPPLY: "^"}
_ACTORS: Final[Mapping[str, str]] = {
    "Central Asia together": "other",
    "Kazakhstan": "Kazakhstan",
    "Uzbekistan": "Uzbekistan",
}
_ROWS: Final = list(raw.MATERIALS.values())
_RIGHT: Final = 80.0
_KEY_ROW: Final = 8
_KEY_FROM: Final = 38.0
"""The row and the share from which the key has the corner."""


@composed(summary=raw.describe_overview, height=400, tall=500)
def shares(table: pd.DataFrame, ax: Axes) -> None:
    """A mark a statement, in the row of its material; open when it is an estimate or a claim."""
    for row in table.to_dict("records"):
        _statement(ax, row)
    for material, rows in table.groupby("material"):
        top = rows["share_percent"].max()
        beside(ax, f"{top:.3g}", (top, _ROWS.index(str(material))), right=8, fontsize=SMALL)
    _key(ax)
    names_down_the_side(ax, _ROWS)
    ax.set_ylim(len(_ROWS) - 0.4, -0.7)
    ax.set_xticks(range(0, 81, 20))
    value_axis(ax, "share (%)", limits=(0, _RIGHT), horizontal=True)
    free = [_KEY_FROM if row >= _KEY_ROW else _RIGHT for row in range(len(_ROWS))]
    ax.hlines(range(len(_ROWS)), 0, free, color=style.GRID, linewidth=0.8, zorder=0)
    counts = table.groupby("kind")["material"].nunique()
    ax.set_title(
        f"A share in the ground is on record for {counted(counts[raw.RESERVES], 'material')}, "
        f"a share of supply to the EU for {counts[raw.SUPPLY]}"
    )


def _statement(ax: Axes, row: Mapping[Any, Any]) -> None:
    colour = style.colour(_ACTORS[row["place"]])
    dot = ax.scatter(
        row["share_percent"],
        _ROWS.index(row["material"]),
        s=48,
        marker=_MARKERS[row["kind"]],
        facecolor=to_rgba(colour, 0 if row["status"] == "estimate" else 0.9),
        edgecolor=colour,
        linewidth=1.5,
        zorder=3,
    )
    remark = f"; {row['remark']}" if row["remark"] else ""
    marks.says(
        dot,
        [
            f"{row['material']}, {row['kind']}, {row['place']}: {row['share_percent']:.4g}% "
            f"({row['year']:.0f}, {row['said_by']}{remark})"
        ],
    )


def _key(ax: Axes) -> None:
    """What the marks mean, in the corner where no share is."""
    look: dict[str, Any] = {
        "edgecolor": style.colour("other"),
        "linewidth": 1.4,
        "facecolor": "none",
    }
    for row, (kind, marker) in enumerate(_MARKERS.items(), start=_KEY_ROW):
        ax.scatter(42, row, s=42, marker=marker, **look)
        beside(ax, kind, (42, row), right=8, fontsize=SMALL)
    for row, (place, actor) in enumerate(_ACTORS.items(), start=_KEY_ROW + 3):
        ax.scatter(42, row, s=42, marker="s", color=style.colour(actor))
        beside(ax, place, (42, row), right=8, fontsize=SMALL)
    beside(ax, "open: estimate, claim", (39.5, _KEY_ROW + 6), right=1, **NOTE)


@composed(summary=raw.describe_uranium, height=270, tall=330)
def uranium(table: pd.DataFrame, ax: Axes) -> None:
    """Stacked bars of tonnes mined: estimates dashed, the rest open; supply to the EU in words."""
    seen = table[table["world_t"].notna()]
    low = np.zeros(len(seen))
    for column, actor, line in (
        ("kazakhstan_t", "Kazakhstan", "-"),
        ("uzbekistan_t", "Uzbekistan", "--"),
    ):
        height = seen[column].to_numpy() / 1000
        look = {**filled(actor), "linestyle": line}
        bars = ax.bar(seen["year"], height, bottom=low, width=0.74, **look)
        pairs = zip(seen["year"], height, strict=True)
        marks.says(bars, [f"{actor} {year}: {value * 1000:,.0f} t" for year, value in pairs])
        low = low + height
    rest = seen["rest_t"].to_numpy() / 1000
    look = {**opened("other"), "linewidth": 0.9}
    bars = ax.bar(seen["year"], rest, bottom=low, width=0.74, **look)
    pairs = zip(seen["year"], rest, strict=True)
    marks.says(bars, [f"Rest of the world {year}: {value * 1000:,.0f} t" for year, value in pairs])
    for row in seen.iloc[:: shaped(ax, wide=1, tall=3)].to_dict("records"):
        beside(ax, f"{row['kazakh_share_percent']:.0f}%", (row["year"], 4), fontsize=SMALL)
    first, last = seen.iloc[0], seen.iloc[-1]
    x = last["year"] + 0.5
    for words, middle in (
        ("Kazakhstan", last["kazakhstan_t"] / 2),
        ("Uzbekistan", last["kazakhstan_t"] + last["uzbekistan_t"] / 2),
        ("elsewhere", last["world_t"] - last["rest_t"] / 2),
    ):
        ax.text(x, middle / 1000, words, va="center", fontsize=SMALL)
    ax.set_xticks(range(2013, 2023, 3), [str(year) for year in range(2013, 2023, 3)])
    ax.set_xlim(2012.4, last["year"] + shaped(ax, wide=2.6, tall=3.6))
    value_axis(ax, "uranium mined (kt a year)", limits=(0, 66))
    ax.set_yticks(range(0, 61, 20))
    ax.set_title(
        f"Kazakhstan mined {last['kazakh_share_percent']:.0f}% of the world's uranium in "
        f"{last['year']:.0f}, {first['kazakh_share_percent']:.0f}% in {first['year']:.0f}"
    )
