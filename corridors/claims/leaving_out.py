"""On whom a verdict hangs: the rule is run again without each origin of which only news tells.

Several origins behind a verdict are no protection when one of them, alone, brings the figure that
tips it. So each is left out of all tables in turn. Tiers 1 and 2 are not tried: an office, a
ministry or a railway is the one that counts, and a second count by another is not to be had.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from corridors import asked, data
from corridors.claims.confidence import NEWS, OURS
from corridors.claims.judging import ClaimTest, Finding


def rests_on(test: ClaimTest, found: Finding) -> str:
    """The origin without which the rule would find otherwise; empty if there is none, or no news.

    `found` is what the test finds on the tables as they are. Of several such origins the first by
    name is told. A figure that the rule asks for and that only this origin has counts as well:
    without it there would be no verdict.
    """
    sources = data.load("sources")
    behind = sources[sources["source_id"].isin(_cited(found.rows))]
    best = behind.groupby("origin")["tier"].min()
    for origin in sorted(str(name) for name in best.index[best >= NEWS] if name != OURS):
        ids = set(sources.loc[sources["origin"] == origin, "source_id"])
        given = {name: data.load(name) for name in test.tables if name != "sources"}
        without = {name: _left_out(table, ids) for name, table in given.items()}
        again = test.run({name: t for name, t in without.items() if len(t) < len(given[name])})
        if (again.verdict, again.of_part) != (found.verdict, found.of_part):
            return origin
    return ""


def _cited(rows: Iterable[pd.DataFrame]) -> set[str]:
    return {str(id) for part in rows for name in _columns(part) for id in part[name].dropna()}


def _columns(table: pd.DataFrame) -> list[str]:
    """Where a row names its sources: a promise has one for what was said and one for what came."""
    return [str(name) for name in table if str(name).endswith("source_id")]


def _left_out(table: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    """The table without the rows that name one of the sources."""
    named = pd.DataFrame({name: table[name].astype("string") for name in _columns(table)})
    kept: pd.DataFrame = table[~named.isin(ids).any(axis="columns")] if len(named) else table
    kept.attrs = dict(table.attrs)
    return kept


asked.checked(__name__)
