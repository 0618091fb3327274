"""Pictures of the economies, each of the table that `subjects.economy` makes under that name."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    SMALL,
    beside,
    filled,
    shaped,
    value_axis,
)
from corridors.prose import number
from corridors.subjects import economy

Row = Mapping[Hashable, Any]

_PEOPLE: Final = (3, 5, 10, 20, 40)
_HEAD: Final = (100, 300, 1_000, 3_000, 10_000)
_AREA: Final = 9.0
"""Square points of a dot for a billion dollars of output."""


@composed(summary=economy.describe_glance, height=310, tall=360)
def at_a_glance(table: pd.DataFrame, ax: Axes) -> None:
    """People against output per head, on scales of equal factors; a dot's area is the output."""
    for row in _rows(table):
        place = (row["people_mn"], row["output_per_head_usd"])
        output = number(row["output_usd_bn"])
        dot = ax.scatter(*place, s=_AREA * row["output_usd_bn"], zorder=3, **filled(row["country"]))
        people, per_head = number(row["people_mn"], 1), number(row["output_per_head_usd"])
        reading = f"output {output} bn USD, {people} million people, {per_head} USD per head"
        marks.says(dot, [f"{row['country']}: {reading}"])
        right, name_up, figure_up = shaped(ax, **_LABELS)[row["country"]]
        beside(ax, row["country"], place, right=right, up=name_up, fontsize=SMALL)
        beside(ax, f"{output} bn", place, right=right, up=figure_up, fontsize=SMALL)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xticks(_PEOPLE, [str(people) for people in _PEOPLE])
    ax.set_yticks(_HEAD, [number(head) for head in _HEAD])
    ax.minorticks_off()
    value_axis(ax, "output per head (USD)", limits=(95, 26_000))
    value_axis(
        ax,
        "people (millions)",
        limits=shaped(ax, wide=(1.7, 70), tall=(0.85, 78)),
        horizontal=True,
    )
    ax.grid(visible=True)
    ax.spines["left"].set_visible(True)
    largest, dearest = (
        table.iloc[0],
        table.sort_values("output_per_head_usd", kind="stable").iloc[-1],
    )
    share = largest["output_usd_bn"] / table["output_usd_bn"].sum()
    same = largest["country"] == dearest["country"]
    has = " and has" if same else f"; {dearest['country']} has"
    ax.set_title(
        f"{table['year'].iloc[0]}: {largest['country']} makes {share:.0%} of the six countries' "
        f"output{has} the most per head"
    )


_BESIDE: Final[Mapping[str, tuple[float, float, float]]] = {
    "Azerbaijan": (0, -14, -27),
    "Kazakhstan": (27, 0.5, -0.5),
    "Kyrgyzstan": (-9, 0.5, -0.5),
    "Tajikistan": (9, 0.5, -0.5),
    "Turkmenistan": (-13, 0.5, -0.5),
    "Uzbekistan": (0, -16, -29),
}
_LABELS: Final = {
    "wide": _BESIDE,
    "tall": {**_BESIDE, "Uzbekistan": (1, -16, -29)},
}
"""Where name and figure stand from the dot: points to the right, and up for each."""


@composed(summary=economy.describe_investment, height=270, tall=310)
def investment(table: pd.DataFrame, ax: Axes) -> None:
    """A line a country: thick the one from which most was taken, the others thin."""
    lowest = table.sort_values("investment_percent", kind="stable").iloc[0]
    told = lowest["country"]
    own = table[table["country"] == told]
    highest = own.sort_values("investment_percent", kind="stable").iloc[-1]
    ax.axhline(0, color=style.MUTED, linewidth=1, zorder=1)
    for name, rows in table.groupby("country", sort=False):
        look: dict[str, Any] = {"color": style.MUTED, "linewidth": 1.1, "alpha": 0.6}
        if name == told:
            look = {"color": style.colour(told), "linewidth": 2.4, "zorder": 3}
        (line,) = ax.plot(rows["year"], rows["investment_percent"], **look)
        marks.says(
            line,
            [f"{name} {r['year']}: {r['investment_percent']:.1f}% of output" for r in _rows(rows)],
        )
    for row, up in ((highest, 4), (lowest, -5)):
        words = f"{row['year']}: {row['investment_percent']:.1f}"
        beside(ax, words, (row["year"], row["investment_percent"]), up=up, **BOLD)
    years = sorted(set(table["year"]))
    others = f"thick: {told}; thin: the other {table['country'].nunique() - 1}"
    beside(ax, others, (years[-1], _MOST), right=-1, up=-1, **NOTE)
    ax.set_xticks(years[:: shaped(ax, wide=1, tall=3)])
    ax.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    ax.set_yticks(range(-5, 16, 5))
    value_axis(ax, "net inflow (% of output)", limits=(-8.0, _MOST))
    ax.set_title(
        f"More foreign capital left {told} than came in {lowest['year']}: "
        f"{-lowest['investment_percent']:.1f} percent of output on balance"
    )


_MOST: Final = 20.5
"""The end of the axis, in percent of output; the key stands below it."""
BOLD: Final[dict[str, Any]] = {"fontsize": SMALL, "fontweight": "bold"}


def _rows(table: pd.DataFrame) -> list[Row]:
    return list(table.to_dict("records"))
