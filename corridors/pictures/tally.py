"""The picture of the ledger's verdicts added up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from corridors.claims.judging import WORDS
from corridors.pictures import marks, style
from corridors.pictures.parts import PALE, SMALL, beside, names_down_the_side

_FILLS: Final[Mapping[str, tuple[float, str]]] = {
    "supported": (PALE + 0.2, ""),
    "partly": (PALE - 0.15, "////"),
    "contradicted": (PALE - 0.2, "xxxx"),
    "not_testable": (0.0, ""),
}
"""How full a verdict is and how it is hatched: in grey the four can still be told apart."""
_KEY: Final = ((0.3, -1.55), (8.6, -1.55), (0.3, -0.85), (8.6, -0.85))


def _look(verdict: str) -> dict[str, Any]:
    colour = style.colour(WORDS[verdict])
    full, hatch = _FILLS[verdict]
    return {
        "facecolor": to_rgba(colour, full),
        "edgecolor": colour,
        "hatch": hatch,
        "linewidth": 1.2,
    }


def tally(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a row, a part a verdict with its number in it, and the verdicts in words above."""
    for place, row in enumerate(table.to_dict("records")):
        left = 0.0
        for verdict, words in WORDS.items():
            count = row[verdict]
            bar = ax.barh(place, count, left=left, height=0.62, **_look(verdict))
            marks.says(bar, [f"{row['name']}: {count} of {row['claims']} {words}" if count else ""])
            if count:
                ax.text(
                    left + count / 2,
                    place,
                    str(count),
                    ha="center",
                    va="center",
                    fontsize=11,
                    fontweight="bold",
                    bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.2},
                )
            left += count
    for (x, y), (verdict, words) in zip(_KEY, WORDS.items(), strict=True):
        ax.barh(y, 0.9, left=x, height=0.45, **_look(verdict))
        beside(ax, words, (x + 0.9, y), right=5, fontsize=SMALL + 1)
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
