"""The ledger counted: verdicts by section and kind, and confidence by verdict."""

from __future__ import annotations

from typing import Final

import pandas as pd

from corridors import asked
from corridors.claims.confidence import CONFIDENCE
from corridors.claims.judging import CONTRADICTED, NOT_TESTABLE, PARTLY, SUPPORTED, WORDS
from corridors.claims.ledger import SECTIONS
from corridors.prose import listed, percent

VERDICTS: Final = tuple(WORDS)
"""The verdicts, in the order in which the book names them."""


PART_HOLDS: Final = "tested part holds"
"""How a claim is counted that is partly supported only because no more of it can be tested."""

OUTCOMES: Final = (WORDS[SUPPORTED], PART_HOLDS, *(WORDS[verdict] for verdict in VERDICTS[1:]))
"""The verdicts in words, the partly supported told apart by whether all that was tested holds."""


def by_section(ledger: pd.DataFrame) -> pd.DataFrame:
    """The claims of each section in the order of their outcomes, each with its place in the row.

    Columns: section (its short name), stack (from 1), claim_id, verdict (in words), outcome (one of
    OUTCOMES), confidence, claim. Sections in the order of the paper.
    """
    words = ledger["verdict"].map(WORDS)
    holds = (ledger["verdict"] == PARTLY) & (ledger["verdict_on_part"] == SUPPORTED)
    outcome = words.mask(holds, PART_HOLDS)
    order = ledger.assign(
        words=words,
        outcome=outcome,
        row=ledger["section"].map(list(SECTIONS).index),
        rank=outcome.map(OUTCOMES.index),
    ).sort_values(["row", "rank", "claim_id"])
    return pd.DataFrame(
        {
            "section": order["section"].map(SECTIONS),
            "stack": order.groupby("row").cumcount() + 1,
            "claim_id": order["claim_id"],
            "verdict": order["words"],
            "outcome": order["outcome"],
            "confidence": order["confidence"],
            "claim": order["claim"],
        }
    ).reset_index(drop=True)


def tally(ledger: pd.DataFrame, by: str = "section") -> pd.DataFrame:
    """How many claims of each section or kind have which verdict.

    `ledger` is what `claims.ledger` returns, `by` a column of it. Columns: name (a section by its
    short name, in the order of the paper; a kind as it is called, the most frequent first), claims,
    and one for each verdict: supported, partly, contradicted, not_testable. Zeros are zeros.
    Raises KeyError for a column that the ledger does not have.
    """
    counts = pd.crosstab(ledger[by], ledger["verdict"]).reindex(columns=VERDICTS, fill_value=0)
    order = list(SECTIONS) if by == "section" else ledger[by].value_counts().index
    counts = counts.reindex([name for name in order if name in counts.index])
    table = counts.rename_axis(index="name", columns=None).reset_index()
    if by == "section":
        table["name"] = table["name"].map(SECTIONS)
    table.insert(1, "claims", counts.sum(axis=1).to_numpy())
    return table


def in_words(row: pd.Series[int]) -> str:
    """One row of `tally` as a clause: "3 hold, 5 hold in part, 1 is contradicted"."""
    parts = [
        (row[SUPPORTED], "holds", "hold"),
        (row[PARTLY], "holds in part", "hold in part"),
        (row[CONTRADICTED], "is contradicted", "are contradicted"),
        (row[NOT_TESTABLE], "cannot be tested", "cannot be tested"),
    ]
    return listed([f"{count} {one if count == 1 else many}" for count, one, many in parts if count])


def totals(ledger: pd.DataFrame) -> dict[str, int]:
    """How many claims have each verdict, by the verdict, zeros included."""
    found = ledger["verdict"].value_counts()
    return {verdict: int(found.get(verdict, 0)) for verdict in VERDICTS}


def describe_sections(table: pd.DataFrame) -> str:
    """The verdicts of the whole paper, and the sections that are contradicted most."""
    found = table["verdict"].value_counts()
    words = listed([f"{found.get(word, 0)} {word}" for word in WORDS.values()])
    denied = table.loc[table["verdict"] == WORDS[CONTRADICTED], "section"].value_counts()
    holds = int((table["outcome"] == PART_HOLDS).sum())
    words += f"; of the partly supported {holds} hold in all that can be tested" if holds else ""
    if denied.empty:
        return f"Of {len(table)} claims {words}. No section has a contradicted claim."
    most = [name for name in SECTIONS.values() if denied.get(name, 0) == denied.max()]
    which = "The contradicted" if len(most) == len(denied) else "Most contradicted"
    return (
        f"Of {len(table)} claims {words}. {which} claims are in {listed(most)}: "
        f"{denied.max()}{' each' if len(most) > 1 else ''}."
    )


def by_confidence(ledger: pd.DataFrame) -> pd.DataFrame:
    """How many claims have which verdict at which confidence, of those that have a verdict.

    Columns: verdict, confidence, claims. Zeros are left out.
    """
    judged = ledger[(ledger["verdict"] != NOT_TESTABLE) & (ledger["confidence"] != "")]
    found = judged.groupby(["verdict", "confidence"]).size()
    rows = [
        {"verdict": verdict, "confidence": word, "claims": int(found[verdict, word])}
        for verdict in VERDICTS
        for word in CONFIDENCE
        if (verdict, word) in found.index
    ]
    return pd.DataFrame(rows, columns=["verdict", "confidence", "claims"])


def describe_confidence(table: pd.DataFrame) -> str:
    """Which part of the verdicts are given with at least high confidence, in one sentence."""
    if table.empty:
        return "No claim has a verdict yet."
    count = int(table["claims"].sum())
    high = int(table.loc[table["confidence"].isin(CONFIDENCE[3:]), "claims"].sum())
    low = int(table.loc[table["confidence"].isin(CONFIDENCE[:2]), "claims"].sum())
    return (
        f"Of {count} claims with a verdict {high} have high or very high confidence "
        f"({percent(high / count)}), and {low} low or very low."
    )


def first_reading(ledger: pd.DataFrame) -> pd.DataFrame:
    """How the computed verdicts compare with those of the first reading by hand.

    A table of counts: a row a computed verdict, a column a verdict of the first reading.
    """
    table = pd.crosstab(ledger["verdict"], ledger["first_verdict"])
    table = table.reindex(index=VERDICTS, columns=VERDICTS, fill_value=0)
    table = table.rename(index=WORDS, columns=WORDS)
    return table.rename_axis(index=None, columns="computed ↓ first reading →")


asked.checked(__name__)
