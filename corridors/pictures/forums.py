"""Pictures of the region's forums, each of the table that `subjects.forums` makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from corridors import units
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
    thick,
    value_axis,
)
from corridors.subjects import forums

_LOOK: Final[Mapping[str, tuple[str, str, bool]]] = {
    forums.HELD: ("leaders met", "o", True),
    forums.GUEST: ("as a guest", "o", False),
    forums.MINISTERS: ("ministers met", "s", True),
    forums.PLANNED: ("announced only", "D", False),
}
"""Words, marker and whether it is filled, by the kind of meeting."""
_SHORT: Final[Mapping[str, str]] = {"European Union": "EU", "United States": "US"}
_FIRST: Final = 2021.5
"""Where the axis begins: one meeting of ministers, years before, stands at its edge."""
_WORDED: Final[Mapping[str, tuple[int, float]]] = {
    forums.MINISTERS: (0, 8),
    forums.GUEST: (0, -8),
    forums.PLANNED: (-1, -8),
}
"""Of each kind that is not the usual one: the mark that is named, and points to the right of it."""


@composed(summary=forums.describe_meetings, height=340, tall=360)
def meetings(table: pd.DataFrame, ax: Axes, *, paper: pd.Timestamp) -> None:
    """A row a partner, a mark a meeting; what was only announced is open. `paper` is marked.

    Meetings before the axis begins stand at its edge, with their year.
    """
    names = list(dict.fromkeys(table["partner"]))
    line = units.decimal_year(paper)
    ax.plot([line, line], [-0.8, len(names) - 0.5], color=style.MUTED, linewidth=1, linestyle="--")
    beside(ax, "the paper", (line, -1.1), color=style.MUTED, fontsize=SMALL)
    for row in table.to_dict("records"):
        words, marker, full = _LOOK[row["kind"]]
        colour = style.colour(row["partner"])
        early = row["moment"] < _FIRST
        dot = ax.scatter(
            max(row["moment"], _FIRST),
            names.index(row["partner"]),
            s=54,
            marker="<" if early else marker,
            facecolor=colour if full else style.PAPER,
            edgecolor=colour,
            linewidth=1.6,
            zorder=3,
        )
        marks.says(dot, [f"{row['partner']}, {row['date']}, {row['city']}: {words}"])
    for kind, (which, right) in _WORDED.items():
        rows = table[table["kind"] == kind]
        if len(rows):
            named = rows.iloc[which]
            where = max(named["moment"], _FIRST), names.index(named["partner"])
            early = f", {named['year']}" if named["moment"] < _FIRST else ""
            over = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1}  # the paper's line
            beside(ax, f"{_LOOK[kind][0]}{early}", where, right=right, bbox=over, **NOTE)
    names_down_the_side(ax, [_SHORT.get(name, name) for name in names])
    ax.set_ylim(len(names) - 0.5, -1.6)
    ax.set_xticks(range(2022, 2028, shaped(ax, wide=1, tall=2)))
    value_axis(ax, "start of year", limits=(_FIRST - 0.2, 2027.2), horizontal=True)
    often = forums.partners_met(table)
    held = table[table["outside"] & (table["kind"] == forums.HELD)]
    ax.set_title(
        f"{len(often)} outside partners met the five leaders from {held['year'].min()} to "
        f"{held['year'].max()}, {int((often > 1).sum())} of them again"
    )


@composed(summary=forums.describe_turkic_trade, height=240, tall=270)
def turkic_trade(table: pd.DataFrame, ax: Axes) -> None:
    """What is counted as bars, what is stated as open diamonds."""
    for place, row in enumerate(table.to_dict("records")):
        low, high = row["low_usd_bn"], row["high_usd_bn"]
        figure = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
        reading = f"{row['label']}: {figure} USD bn ({row['said_by']})"
        if row["kind"] == forums.COUNTED:
            bars = ax.barh([place], [high], height=thick(ax, 0.6), **filled("Türkiye"))
            marks.says(bars, [reading])
        else:
            dot = ax.scatter(high, place, s=60, marker="D", zorder=3, **opened("promise"))
            marks.says(dot, [reading])
        twice = row["kind"] == forums.COUNTED and place > 0
        words = figure + (shaped(ax, wide=", each trade twice", tall=" (twice)") if twice else "")
        beside(ax, words, (high, place), right=9, fontsize=SMALL)
    names_down_the_side(ax, list(table["label"]))
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set_xticks(range(0, 81, 20))
    value_axis(
        ax,
        "trade among the five members (USD bn)",
        limits=(0, shaped(ax, wide=98, tall=85)),
        horizontal=True,
    )
    said = table[table["kind"] == forums.STATED]["low_usd_bn"]
    once = table[table["kind"] == forums.COUNTED].iloc[0]
    ax.set_title(
        f"Trade among the Turkic states: {said.min():.0f} to {said.max():.0f} bn as stated, "
        f"{once['high_usd_bn']:.0f} bn as members count it"
    )
