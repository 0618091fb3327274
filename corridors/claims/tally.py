"""The verdicts of the ledger added up: how many of each, by section or by kind of claim."""

from __future__ import annotations

from typing import Final

import pandas as pd

from corridors.claims import SECTIONS
from corridors.claims.judging import CONTRADICTED, NOT_TESTABLE, PARTLY, SUPPORTED, WORDS
from corridors.prose import listed

VERDICTS: Final = tuple(WORDS)
"""The verdicts, in the order in which the book names them."""


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


def describe_tally(table: pd.DataFrame) -> str:
    """What `tally` shows, in words."""
    total = table[list(VERDICTS)].sum()
    most = table.assign(share=table[SUPPORTED] / table["claims"]).sort_values("share").iloc[-1]
    words = listed([f"{total[verdict]} {WORDS[verdict]}" for verdict in VERDICTS])
    held = (
        f" The largest share is supported in {most['name']}: {most[SUPPORTED]} of {most['claims']}."
        if most[SUPPORTED]
        else ""
    )
    return f"Of {table['claims'].sum()} claims {words}.{held}"


def in_words(row: pd.Series[int]) -> str:
    """One row of `tally` as a clause: "3 hold, 5 hold in part, 1 is contradicted"."""
    parts = [
        (row[SUPPORTED], "holds", "hold"),
        (row[PARTLY], "holds in part", "hold in part"),
        (row[CONTRADICTED], "is contradicted", "are contradicted"),
        (row[NOT_TESTABLE], "cannot be tested", "cannot be tested"),
    ]
    return listed([f"{count} {one if count == 1 else many}" for count, one, many in parts if count])
