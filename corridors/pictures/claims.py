"""Pictures of the ledger: a mark a claim by section, and how sure the verdicts are."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.claims.confidence import CONFIDENCE
from corridors.claims.judging import WORDS
from corridors.pictures import marks, style
from corridors.pictures.parts import beside, filled, names_down_the_side

MARKERS: Final[dict[str, dict[str, Any]]] = {
    "supported": {"marker": "o", "fillstyle": "full"},
    "partly supported": {"marker": "o", "fillstyle": "left"},
    "contradicted": {"marker": "X", "fillstyle": "full"},
    "not testable": {"marker": "o", "fillstyle": "none"},
}
"""A shape for each verdict: full, half, crossed, empty."""

_SIZE: Final = 12


def by_section(table: pd.DataFrame, ax: Axes) -> None:
    """A mark a claim in the row of its section, by verdict."""
    sections = list(dict.fromkeys(table["section"]))
    for verdict in WORDS.values():
        rows = table[table["verdict"] == verdict]
        (line,) = ax.plot(
            rows["place"], [sections.index(name) for name in rows["section"]], **_look(verdict)
        )
        marks.says(line, [_reading(row) for row in rows.to_dict("records")])
    names_down_the_side(ax, sections)
    _key(ax)
    found = table["verdict"].value_counts()
    ax.set_title(
        f"Of {len(table)} claims {found.get('supported', 0)} are supported, "
        f"{found.get('partly supported', 0)} in part, {found.get('contradicted', 0)} contradicted"
    )
    ax.set_ylim(len(sections) - 0.5, -2.4)
    ax.set_xticks(range(5, 20, 5))
    style.value_axis(ax, "claims", limits=(0, 17.5), horizontal=True)


def _look(verdict: str) -> dict[str, Any]:
    colour = style.colour(verdict)
    return {
        "linestyle": "none",
        "color": colour,
        "markersize": _SIZE,
        "markeredgewidth": 1.6 if MARKERS[verdict]["marker"] == "o" else 0.6,
        "markerfacecoloralt": style.PAPER,
        **MARKERS[verdict],
    }


def _reading(row: dict[Any, Any]) -> str:
    sure = f", {row['confidence']} confidence" if row["confidence"] else ""
    part = f" (tested: {row['tested']})" if row["tested"] else ""
    return f"{row['claim_id']}, {row['verdict']}{part}{sure}: {row['claim']}"


def _key(ax: Axes) -> None:
    """The shapes with their words, above the rows."""
    places = [(1, -1.75), (8.5, -1.75), (1, -0.95), (8.5, -0.95)]
    for (x, y), verdict in zip(places, WORDS.values(), strict=True):
        ax.plot([x], [y], **_look(verdict))
        beside(ax, verdict, (x, y), right=11, color=style.INK, fontsize=11)


def by_confidence(table: pd.DataFrame, ax: Axes) -> None:
    """How many verdicts have which confidence: a disc by its area, the number beside it."""
    verdicts = [word for verdict, word in WORDS.items() if verdict != "not_testable"]
    for row in table.to_dict("records"):
        verdict = WORDS[row["verdict"]]
        place = CONFIDENCE.index(row["confidence"]), verdicts.index(verdict)
        area = 60 * row["claims"]
        disc = ax.scatter(*place, s=area, zorder=2, **filled(verdict))
        marks.says(disc, [f"{verdict}, {row['confidence']} confidence: {row['claims']} claims"])
        beside(ax, str(row["claims"]), place, right=area**0.5 / 2 + 4, color=style.INK, fontsize=11)
    count = int(table["claims"].sum())
    high = int(table.loc[table["confidence"].isin(CONFIDENCE[3:]), "claims"].sum())
    ax.set_title(f"{high} of {count} verdicts have high or very high confidence")
    names_down_the_side(ax, verdicts)
    ax.set_ylim(len(verdicts) - 0.4, -0.6)
    ax.set_xticks(range(len(CONFIDENCE)), [word.replace(" ", "\n") for word in CONFIDENCE])
    style.value_axis(ax, "confidence", limits=(-0.6, len(CONFIDENCE) - 0.2), horizontal=True)
    ax.tick_params(axis="x", labelcolor=style.INK)
