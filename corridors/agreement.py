"""How far the sources of a table agree: observations that several publishers report, compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.labels import in_words

LEAST: Final = 0.10
"""Spread, as a share of the larger figure, from which a disagreement is listed."""


def figures_of(rows: pd.DataFrame) -> list[str]:
    """The columns of a table that hold what is measured: its numbers outside the key."""
    keys = data.resource_of(rows.attrs["table"])["schema"]["observationKey"]
    return [str(name) for name in rows.select_dtypes("float") if name not in keys]


ECHO: Final = 0.05
"""Reports of one origin that differ by no more than this share are one report, rounded or not."""


def spread_of(rows: pd.DataFrame) -> float:
    """The largest difference of two reports of one observation, as a share of the larger in size.

    Two publishers that carry the words of one origin do not confirm each other: where all reports
    of an observation have one origin and differ by no more than ECHO, they are one. Where they
    differ by more, the difference counts: whoever says two things disagrees with itself. Missing
    when no observation is left that is reported twice.
    """
    several = reports_of_several(rows)
    apart = shares_apart(several)
    if apart.empty:
        return float("nan")
    origin = data.load("sources").set_index("source_id")["origin"]
    origins = several["source_id"].map(origin).groupby(level="number").nunique()
    echoed = apart.le(ECHO) & pd.DataFrame(
        {figure: origins.reindex(apart.index).eq(1) for figure in apart}
    )
    return float(apart.mask(echoed).max().max())


def reports_of_several(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose observation more than one publisher reports.

    The index has the observation's number, in the order of the keys, above that of the row.
    """
    name = rows.attrs["table"]
    keys = data.resource_of(name)["schema"]["observationKey"]
    if "source_id" in rows and figures_of(rows):
        publisher = data.load("sources").set_index("source_id")["publisher"]
        observations = pd.DataFrame({key: rows[key].astype("string") for key in keys})
        again = observations.duplicated(keep=False)  # most are reported once
        rows, observations = rows[again], observations[again]
        number = observations.groupby(keys, dropna=False).ngroup()
        said_by = rows["source_id"].map(publisher)
        several = said_by.groupby(number).transform("nunique") > 1
        rows, number = rows[several], number[several]
    else:
        rows, number = rows.iloc[:0], pd.Series(dtype=int)
    return rows.set_axis(pd.MultiIndex.from_arrays([number, rows.index], names=["number", "row"]))


def shares_apart(reports: pd.DataFrame) -> pd.DataFrame:
    """The difference of the largest and the smallest report of each observation and figure.

    As a share of the larger in size; missing for fewer than two values, and where all are zero.
    A row an observation, a column a figure.
    """
    figures = reports[figures_of(reports)]
    by_observation = figures.groupby(level="number")
    size = figures.abs().groupby(level="number").max()
    apart = (by_observation.max() - by_observation.min()) / size
    return apart.where((by_observation.count() > 1) & (size > 0))


def usable(name: str) -> pd.DataFrame:
    """A table of the package without the rows that are marked unusable."""
    table = data.load(name)
    return table[table["usable"].astype(bool)] if "usable" in table else table


def cross_checked(within: float, names: Iterable[str] | None = None) -> pd.DataFrame:
    """How many observations of each table a second publisher reports, and how far those differ.

    Tables of figures whose rows name a source and may report the same thing; all of them if none
    are named. Columns: table, observations, twice (reported by two publishers or more), apart (of
    these, those of which a figure differs by more than the share `within` of the larger one).
    """
    rows = []
    for name in data.names() if names is None else names:
        table, keys = usable(name), data.resource_of(name)["schema"]["observationKey"]
        if name == "sources" or "source_id" in keys or "source_id" not in table:
            continue
        if not figures_of(table):
            continue
        apart = shares_apart(reports_of_several(table))
        observed = table[keys].astype("string").drop_duplicates()
        rows.append(
            {
                "table": name,
                "observations": len(observed),
                "twice": len(apart),
                "apart": int((apart > within).any(axis=1).sum()),
            }
        )
    return pd.DataFrame(rows, columns=["table", "observations", "twice", "apart"])


def in_all_tables(least: float = LEAST, names: list[str] | None = None) -> pd.DataFrame:
    """Every observation of the data package on which publishers differ by at least this share.

    Rows marked unusable are left out. Columns: table, observation (in words), unit, reports,
    publishers, lowest, highest, apart_percent (the difference as a share of the larger), used (what
    `data.preferred` picks), used_publisher. Tables by name, and in a table the widest first.
    """
    columns = [
        "table", "observation", "unit", "reports", "publishers", "lowest", "highest",
        "apart_percent", "used", "used_publisher",
    ]  # fmt: skip
    names = [name for name in data.names() if name != "sources"] if names is None else names
    found = [row for name in names for row in _in_table(name, least)]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["table", "apart_percent"], ascending=[True, False], ignore_index=True
    )


def _in_table(name: str, least: float) -> list[dict[str, Any]]:
    table = usable(name)
    several = reports_of_several(table)
    apart: dict[Any, float] = shares_apart(several).stack().to_dict()
    if several.empty:
        return []
    schema = data.resource_of(name)["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    in_order = data.ranked(table)
    place = pd.Series(range(len(in_order)), index=in_order.index)
    publisher = data.load("sources").set_index("source_id")["publisher"]
    found, firsts = [], []
    for (number, figure), share in apart.items():
        if not share >= least:
            continue
        reports: pd.DataFrame = several.loc[number]
        told = reports[reports[figure].notna()]
        best: Any = told.loc[place[told.index].idxmin()]
        unit = fields[figure].get("unit") or best.get("unit") or figure
        firsts.append(told.index[0])
        found.append(
            {
                "table": name,
                "unit": str(unit).replace("_", " "),
                "reports": len(told),
                "publishers": int(told["source_id"].map(publisher).nunique()),
                "lowest": float(told[figure].min()),
                "highest": float(told[figure].max()),
                "apart_percent": share * 100,
                "used": float(best[figure]),
                "used_publisher": str(publisher[best["source_id"]]),
            }
        )
    words = in_words(table.loc[firsts], only=schema["observationKey"])
    return [{**row, "observation": text} for row, text in zip(found, words, strict=True)]
