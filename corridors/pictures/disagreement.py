"""Pictures of what the sources say: every report of a quantity, and how far all quantities spread.

Both have one axis, on which equal steps are equal factors: how many times the value that the book
uses, or the middle one of the reports where it uses none. The reports of one quantity have its own
unit written on it.
"""

from __future__ import annotations

import textwrap
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import NOTE, SMALL, beside, shaped, value_axis
from corridors.prose import figure
from corridors.subjects import disagreement
from corridors.subjects.disagreement import QUANTITIES, tier_of

TIERS: Final = {
    0: "Computed here",
    1: "Tier 1: statistics, primary documents",
    2: "Tier 2: official statements in the press",
    3: "Tier 3: news and analysis",
}
_SHAPES: Final = {0: "D", 1: "s", 2: "o", 3: "^"}
_LIMITS: Final = {"wide": (0.006, 7.0), "tall": (0.15, 9.0)}
_START: Final = {"wide": 0.21, "tall": 0.15}
"""Where the dots' part of the axis begins; left of it, or on a tall canvas above, are the names."""
_COLOUR: Final = style.colour("other")
_DOT: Final[dict[str, Any]] = {
    "linestyle": "none",
    "color": _COLOUR,
    "markersize": 7.5,
    "markeredgecolor": style.PAPER,
    "markeredgewidth": 0.8,
}
"""A report: its edge keeps it apart from one that it overlaps."""
_RING: Final[dict[str, Any]] = {
    "linestyle": "none",
    "markersize": 15,
    "markerfacecolor": "none",
    "markeredgecolor": style.INK,
    "markeredgewidth": 1.3,
}
_WIDEST_NAME: Final = 30


@composed(summary=disagreement.describe_quantity, height=370, tall=420)
def reports(table: pd.DataFrame, ax: Axes, *, lines: int) -> None:
    """A row a report under the name of its tier, the one that the book uses ringed.

    `lines` is how many reports and tiers the largest quantity has: it keeps the axis still. Where
    there are fewer they stand further apart.
    """
    unit, reference = table["unit"].iloc[0], table["reference"].iloc[0]
    _axis(ax, lines + 0.6)
    _own_unit(ax, reference, lines + 0.6)
    step = min(1.6, lines / (len(table) + tier_of(table).nunique()))
    height = 0.0
    for tier, rows in table.groupby(tier_of(table)):
        height += 0.9 * step
        ax.annotate(
            TIERS[int(str(tier))],
            (shaped(ax, **_LIMITS)[0], height),
            color=style.INK,
            weight="bold",
            fontsize=SMALL,
            va="center",
        )
        for row in rows.to_dict("records"):
            height += step
            _dots(ax, row, height, int(str(tier)))
            beside(
                ax, _said(row), (row["high_times"], height), right=11, color=style.INK,
                fontsize=SMALL,
            )  # fmt: skip
            name = textwrap.shorten(row["publisher"], _WIDEST_NAME, placeholder=" …")
            if is_tall(ax):
                _name(ax, ", ".join(filter(None, (name, row["published"]))), height - 0.42)
            else:
                _name(ax, name, height, up=6)
                _name(ax, row["published"], height, up=-6, **NOTE)
    lowest, highest = figure(table["low"].min()), figure(table["high"].max())
    what = QUANTITIES[table["quantity"].iloc[0]].what
    ax.set_title(f"{what}: {lowest} to {highest} {unit}, by source")


@composed(summary=disagreement.describe_spreads, height=490, tall=600)
def spreads(table: pd.DataFrame, ax: Axes) -> None:
    """A row a quantity with all its reports, the one that the book uses ringed, and its factor."""
    names = list(dict.fromkeys(table["quantity"]))
    _axis(ax, len(names) + 0.6, top=-1.0)
    _key(ax)
    by_quantity = table.groupby("quantity")
    factors = by_quantity["high"].max() / by_quantity["low"].min()
    twice = factors >= 2
    for place, name in enumerate(names, start=1):
        rows = table[table["quantity"] == name]
        ends = [rows["low_times"].min(), rows["high_times"].max()]
        ax.plot(ends, [place, place], color=_COLOUR, linewidth=1.6)
        for row, tier in zip(rows.to_dict("records"), tier_of(rows), strict=True):
            _dots(ax, row, place, tier, says=f"{name}: ")
        weight = "bold" if twice[name] else "normal"
        _name(ax, name, place - shaped(ax, wide=0, tall=0.48), weight=weight)
        times = (shaped(ax, **_LIMITS)[1], place)
        beside(ax, f"{factors[name]:.1f}", times, right=-1, fontsize=SMALL, fontweight=weight)
    ax.set_title(
        f"For {twice.sum()} of {len(names)} quantities one source gives twice what another does"
    )


def _key(ax: Axes) -> None:
    """The shapes of the tiers and the ring, above the rows, and what the numbers are."""
    words = {1: "tier 1", 2: "tier 2", 3: "tier 3", 0: "computed"}
    signs = shaped(ax, wide=(0.015, 0.135, 0.255, 0.375), tall=(0.03, 0.21, 0.39, 0.57))
    used = shaped(ax, wide=0.6, tall=0.86)
    for x, (tier, name) in zip(signs, words.items(), strict=True):
        ax.plot(x, -0.4, transform=ax.get_yaxis_transform(), marker=_SHAPES[tier], **_DOT)
        ax.text(
            x + 0.025, -0.4, name, transform=ax.get_yaxis_transform(), va="center", fontsize=SMALL
        )
    ax.plot(used, -0.4, transform=ax.get_yaxis_transform(), marker="o", **_RING)
    look: dict[str, Any] = {"va": "center", "fontsize": SMALL}
    ax.text(used + 0.035, -0.4, "used", transform=ax.get_yaxis_transform(), **look)
    end = shaped(ax, **_LIMITS)[1], shaped(ax, wide=-0.4, tall=0.45)
    beside(ax, "times apart", end, right=-1, **NOTE)


def _axis(ax: Axes, height: float, *, top: float = 0.2) -> None:
    ax.set_xscale("log")
    ax.minorticks_off()
    ax.set_xticks([0.25, 0.5, 1, 2, 4], ["¼", "½", "1", "2", "4"])
    limits = shaped(ax, **_LIMITS)
    value_axis(ax, "times the value used, or the middle value", limits=limits, horizontal=True)
    ax.xaxis.label.set(horizontalalignment="right", x=1)
    ax.set_ylim(height, top)
    ax.set_yticks([])
    ax.spines["bottom"].set_bounds(shaped(ax, **_START), limits[1])


def _own_unit(ax: Axes, reference: float, bottom: float) -> None:
    """Round values of the quantity on the axis, which itself stays the same in all states."""
    ax.set_xticks([1.0], [" "])
    ax.grid(visible=False)
    powers = [10.0**power for power in range(-3, 8)]
    for value in (step * power for power in powers for step in (1, 3)):
        times = value / reference
        if _MARKED[0] <= times <= _MARKED[1]:
            ax.plot([times] * 2, [0.3, bottom], color=style.GRID, linewidth=0.8, zorder=0)
            beside(ax, figure(value), (times, bottom), up=-4, color=style.MUTED)
    ax.set_xlabel("in the quantity's unit; equal steps are equal factors")


_MARKED: Final = (0.24, 5.0)
"""Between which multiples of the value in the middle the axis of one quantity is marked."""


def _dots(ax: Axes, row: dict[Any, Any], height: float, tier: int, *, says: str = "") -> None:
    """A report as a dot, or as the ends of its range; a ring around the one that is used."""
    ends = sorted({row["low_times"], row["high_times"]})
    if len(ends) > 1:
        ax.plot(ends, [height, height], color=_COLOUR, linewidth=2)
    look = {**_DOT, "color": style.INK} if row["used"] else _DOT
    (dots,) = ax.plot(ends, [height] * len(ends), marker=_SHAPES[tier], zorder=3, **look)
    when = f", {row['published']}" if row["published"] else ""
    detail = f" ({row['detail']})" if row["detail"] else ""
    used = "; used in the book" if row["used"] else ""
    reading = f"{says}{row['publisher']}{when}: {_said(row)} {row['unit']}{detail}{used}"
    marks.says(dots, [reading] * len(ends))
    if row["used"]:
        ax.plot(ends[:1], [height], marker="o", zorder=2, **_RING)


def _said(row: dict[Any, Any]) -> str:
    """The report's value, or its range."""
    low, high = figure(row["low"]), figure(row["high"])
    return low if low == high else f"{low}-{high}"


def _name(ax: Axes, words: str, height: float, *, up: float = 0, **look: Any) -> None:
    """A name at the left end of a row."""
    ax.annotate(
        words,
        (shaped(ax, **_LIMITS)[0], height),
        (0, up),
        textcoords="offset points",
        va="center",
        **{"color": style.INK, "fontsize": SMALL, **look},
    )
