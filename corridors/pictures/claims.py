"""Pictures of the ledger: a mark a claim by section, and how sure the verdicts are."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.claims.confidence import CONFIDENCE
from corridors.claims.counts import OUTCOMES, PART_HOLDS
from corridors.claims.judging import WORDS
from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import beside, filled, names_down_the_side, value_axis

MARKERS: Final[dict[str, dict[str, Any]]] = {
    "supported": {"marker": "o", "fillstyle": "full"},
    PART_HOLDS: {"marker": "o", "fillstyle": "left", "color": style.colour("supported")},
    "partly supported": {"marker": "o", "fillstyle": "left"},
    "contradicted": {"marker": "X", "fillstyle": "full"},
    "not testable": {"marker": "o", "fillstyle": "none"},
}
"""A shape for each outcome: full, half, crossed, empty; half in the colour of the supported where
all that can be tested holds."""

_SIZE: Final = 12
_WITHIN: Final = 3
"""Claims from which a disc holds its number."""


@composed(height=320, tall=400)
def by_section(table: pd.DataFrame, ax: Axes) -> None:
    """A mark a claim in the row of its section, by outcome, and their number at its end."""
    sections = list(dict.fromkeys(table["section"]))
    for outcome in OUTCOMES:
        rows = table[table["outcome"] == outcome]
        (line,) = ax.plot(
            rows["stack"], [sections.index(name) for name in rows["section"]], **_look(outcome)
        )
        marks.says(line, [_reading(row) for row in rows.to_dict("records")])
    for row, (_, claims) in enumerate(table.groupby("section", sort=False)):
        beside(ax, str(len(claims)), (len(claims), row), right=12, color=style.MUTED, fontsize=11)
    names_down_the_side(ax, sections)
    _key(ax)
    found = table["verdict"].value_counts()
    ax.set_title(
        f"Of {len(table)} claims {found.get('supported', 0)} are supported, "
        f"{found.get('partly supported', 0)} in part, {found.get('contradicted', 0)} contradicted"
    )
    ax.set_ylim(len(sections) - 0.4, -3.2)
    value_axis(ax, "", limits=(0, 17.5), horizontal=True)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def _look(outcome: str) -> dict[str, Any]:
    look = MARKERS[outcome]
    return {
        "linestyle": "none",
        "markersize": _SIZE,
        "markeredgewidth": 1.6 if look["marker"] == "o" else 0.6,
        "markerfacecoloralt": style.PAPER,
        **look,
        "color": look.get("color") or style.colour(outcome),
    }


def _reading(row: dict[Any, Any]) -> str:
    sure = f", {row['confidence']} confidence" if row["confidence"] else ""
    part = ", and all that can be tested holds" if row["outcome"] == PART_HOLDS else ""
    return f"{row['claim_id']}, {row['verdict']}{part}{sure}: {row['claim']}"


def _key(ax: Axes) -> None:
    """The shapes with their words, above the rows, in two columns."""
    for number, outcome in enumerate(OUTCOMES):
        place = 1 + 8.5 * (number >= 3), -2.6 + 0.75 * (number % 3)
        ax.plot(*([at] for at in place), **_look(outcome))
        beside(ax, outcome, place, right=11, color=style.INK, fontsize=11)


@composed(height=230, tall=280)
def by_confidence(table: pd.DataFrame, ax: Axes) -> None:
    """How many verdicts have which confidence: a disc by its area, with the number."""
    verdicts = [word for verdict, word in WORDS.items() if verdict != "not_testable"]
    for row in table.to_dict("records"):
        verdict = WORDS[row["verdict"]]
        place = CONFIDENCE.index(row["confidence"]), verdicts.index(verdict)
        area = 60 * row["claims"]
        disc = ax.scatter(*place, s=area, zorder=2, **filled(verdict))
        marks.says(disc, [f"{verdict}, {row['confidence']} confidence: {row['claims']} claims"])
        within = row["claims"] >= _WITHIN
        beside(
            ax,
            str(row["claims"]),
            place,
            right=0 if within else area**0.5 / 2 + 4,
            color=style.INK,
            fontsize=11,
        )
    count = int(table["claims"].sum())
    high = int(table.loc[table["confidence"].isin(CONFIDENCE[3:]), "claims"].sum())
    ax.set_title(f"{high} of {count} verdicts have high or very high confidence")
    names_down_the_side(ax, verdicts)
    ax.set_ylim(len(verdicts) - 0.4, -0.6)
    ax.set_xticks(range(len(CONFIDENCE)), [word.replace(" ", "\n") for word in CONFIDENCE])
    value_axis(ax, "confidence", limits=(-0.6, len(CONFIDENCE) - 0.2), horizontal=True)
    ax.tick_params(axis="x", labelcolor=style.INK)
