"""The small charts on the cards of the front page: bars of a whole, each with its name and number.

A chart is drawn from the words of the numbers beside which it stands, so the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore.definition import define
from corridors.explore.page import alone
from corridors.explore.shapes import TALL_WIDTH, Shape
from corridors.pictures import style
from corridors.pictures.explorers import BOOK
from corridors.prose import Drawn

Bars = Sequence[tuple[str, str, str]]
"""Of each bar its name, whose colour it has, and its number: "41 percent" or "7 of 8"."""

ROW: Final = 31
"""Points that a bar takes with the words above it."""
TYPE: Final = 11.5
"""Points of type: not under 11 px on the narrowest of cards."""
_OF: Final = re.compile(r"(?P<part>[\d,.]+) of (?P<whole>[\d,.]+)")
_PERCENT: Final = re.compile(r"(?P<part>[\d,.]+) percent")


def drawn(charts: Mapping[str, Bars]) -> dict[str, Drawn]:
    """The chart of each card, by the name of the card."""
    return {card: _drawn(card, bars) for card, bars in charts.items()}


def percent_of(words: str) -> float:
    """What a number says as a share of a whole, in percent: 87.5 for "7 of 8".

    Raises ValueError for words that tell no share.
    """
    found = _OF.search(words) or _PERCENT.search(words)
    if found is None:
        raise ValueError(f"{words!r} is no share: say '7 of 8' or '41 percent'")
    part, whole = (float(text.replace(",", "")) for text in (*found.groups(), "100")[:2])
    return 100 * part / whole


def _drawn(card: str, bars: Bars) -> Drawn:
    rows = [(name, actor, percent_of(words), str(words)) for name, actor, words in bars]
    table = pd.DataFrame(rows, columns=["name", "actor", "percent", "words"])
    definition = define(
        f"card-{card.replace('_', '-')}", lambda: table, shares, described, {}, host=BOOK
    )
    return Drawn(alone(definition, Shape("card", TALL_WIDTH, ROW * len(table))))


def described(table: pd.DataFrame) -> str:
    """What `shares` shows, in words."""
    return "; ".join(f"{name}: {words}" for name, words in table[["name", "words"]].to_numpy())


def shares(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a row in a frame that is the whole, its name and number above it.

    Columns: name, actor (of `style.PALETTE`), percent (of the whole), words (the number).
    """
    style.plain_axes(ax)
    ax.set_xlim(-0.5, 100.5)
    ax.set_ylim(len(table) * ROW, 0)
    for place, row in enumerate(table.to_dict("records")):
        top, colour = place * ROW, style.colour(row["actor"])
        ax.text(0, top + 2, row["name"], va="top", fontsize=TYPE)
        ax.text(100, top + 2, row["words"], va="top", ha="right", fontsize=TYPE, weight="bold")
        ax.barh(top + 22, 100, 9, facecolor="none", edgecolor=style.MUTED, linewidth=0.8)
        ax.barh(top + 22, row["percent"], 9, color=colour)
