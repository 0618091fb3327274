"""The picture of the ledger's verdicts added up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.claims.badges import SYMBOLS
from corridors.claims.judging import WORDS
from corridors.pictures import marks, style
from corridors.pictures.parts import PALE, SMALL, beside, filled, names_down_the_side

_FULL: Final[Mapping[str, float]] = {
    "supported": PALE + 0.2,
    "partly": PALE - 0.1,
    "contradicted": PALE + 0.2,
    "not_testable": 0.0,
}
"""How full a verdict is; the shapes of the badges tell them apart in grey too."""
_KEY: Final = ((0.3, -1.55), (8.6, -1.55), (0.3, -0.85), (8.6, -0.85))
_WIDE: Final = 2
"""A part of so many claims has room for the shape and the number."""


def _look(verdict: str) -> dict[str, Any]:
    return filled(WORDS[verdict], _FULL[verdict])


def tally(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a row, a part a verdict with its shape and number, and the verdicts in words above."""
    for place, row in enumerate(table.to_dict("records")):
        left = 0.0
        for verdict, words in WORDS.items():
            count = row[verdict]
            if not count:
                continue
            bar = ax.barh(place, count, left=left, height=0.62, **_look(verdict))
            marks.says(bar, [f"{row['name']}: {count} of {row['claims']} {words}"])
            shape = SYMBOLS[verdict]
            said = f"{shape} {count}" if count >= _WIDE else shape
            beside(ax, said, (left + count / 2, place), fontsize=SMALL)
            left += count
    for (x, y), (verdict, words) in zip(_KEY, WORDS.items(), strict=True):
        ax.barh(y, 0.9, left=x, height=0.45, **_look(verdict))
        beside(ax, SYMBOLS[verdict], (x + 0.45, y), fontsize=SMALL)
        beside(ax, words, (x + 0.9, y), right=5, fontsize=SMALL)
    names_down_the_side(ax, list(table["name"]))
    ax.set_ylim(len(table) - 0.5, -2.0)
    ax.set_xticks(range(0, 20, 5))
    most = float(table["claims"].max())
    style.value_axis(ax, "claims", limits=(0, max(17.5, most + 0.5)), horizontal=True)
    total = table[list(WORDS)].sum()
    ax.set_title(
        f"Of {table['claims'].sum()} claims {total['supported']} are supported, {total['partly']} "
        f"in part, {total['contradicted']} contradicted"
    )
