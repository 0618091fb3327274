"""The only door to `data/`: `load("gas/exports")` gives a typed table, or says what is wrong where.

`data/datapackage.json` (a Frictionless Data Package) holds the schema of every table. A table that
breaks its schema is never returned: `DataError` names the file, row, field, value and remedy.
"""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corridors import door
from corridors.door import DataError as DataError
from corridors.door import Field as Field
from corridors.door import Resource
from corridors.paths import DATA


def names() -> list[str]:
    """The names that `load` takes, such as `gas/exports`."""
    sys.audit("corridors.data.names")
    return sorted(_resources())


def load(name: str) -> pd.DataFrame:
    """The table `name` of the data package, every row of it, typed by its schema.

    Units are in the column names or in a `unit` column. Years, months and quarters come as pandas
    periods, spans of mixed length as half-open intervals of time stamps, closed lists of words and
    codes as categories. A missing value is missing. The first row of a file is row 1, its header.

    Raises DataError for an unknown name or a table that breaks its schema.
    """
    if _closed_for is not None:
        raise DataError(
            f"{_closed_for} reads the table {name!r}",
            remedy="A model works on what it is given: load the table in the notebook and bind it "
            "with functools.partial(model, table).",
        )
    sys.audit("corridors.data.load", name)  # the build notes which page rests on which tables
    table = _now(name)[1].copy()
    table.attrs["table"] = name
    return table


def as_written(name: str) -> pd.DataFrame:
    """The cells of the table `name` as text, an empty one an empty text.

    Raises DataError as `load` does.
    """
    sys.audit("corridors.data.load", name)
    return _now(name)[0].fillna("")


def _now(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table as its file is now: as it is written, and typed."""
    resource = resource_of(name)
    path = DATA / resource["path"]
    if not path.is_file():
        raise DataError(
            "the file is missing",
            file=resource["path"],
            remedy="Restore it from version control.",
        )
    stamp = path.stat()
    return _read(name, stamp.st_mtime_ns, stamp.st_size)


_closed_for: str | None = None


@contextmanager
def closed(reader: str) -> Iterator[None]:
    """While this lasts, `load` refuses to read: `reader` must work from what it was given."""
    global _closed_for
    before, _closed_for = _closed_for, reader
    try:
        yield
    finally:
        _closed_for = before


def about() -> dict[str, Any]:
    """What the data package says of itself: title, version, the day it was created, licences."""
    sys.audit("corridors.data.names")
    return {key: value for key, value in _described(_stamp()).items() if key != "resources"}


def resource_of(name: str) -> Resource:
    """The data package's descriptor of the table `name`: title, description, licences, schema."""
    sys.audit("corridors.data.describe", name)
    resources = _resources()
    if name not in resources:
        near = difflib.get_close_matches(name, resources, n=4, cutoff=0.4)
        raise DataError(
            f"there is no table {name!r}",
            remedy=f"Did you mean {' or '.join(near)}?" if near else "See corridors.data.names().",
        )
    return resources[name]


def preferred(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each observation: the most authoritative source, and of those the newest.

    Rows that share the schema's `observationKey` report the same thing. The first of them by the
    rule of `ranked` stays. The order of the rows that stay is kept.

    Raises DataError when the table did not come from `load`.
    """
    candidates = ranked(table)
    best = candidates.drop_duplicates(resource_of(table.attrs["table"])["schema"]["observationKey"])
    kept: pd.DataFrame = table.loc[table.index.isin(best.index)]
    return kept


def ranked(table: pd.DataFrame) -> pd.DataFrame:
    """The usable rows, the one to prefer first.

    The rule puts first the source of the lowest tier (1 official statistics or primary document, 2
    official statement in the press, 3 news or analysis), then the latest published (a date known to
    the year counts as the start of that year), then the figure printed to more digits, then the
    first by source id. Rows marked `usable` false are left out.

    Raises DataError when the table did not come from `load`.
    """
    name = table.attrs.get("table")
    if name is None:
        raise DataError(
            "this table does not say which table of the data package it is",
            remedy="Call preferred() on what load() returned, before merging or grouping.",
        )
    keys = resource_of(name)["schema"]["observationKey"]
    sources = load("sources").set_index("source_id")[["tier", "published"]]
    candidates = table[table["usable"]] if "usable" in table else table
    figures = candidates.select_dtypes("float").columns.difference(keys)
    places = (
        candidates[["source_id"]]
        .join(sources, on="source_id")
        .assign(
            published=lambda rows: rows["published"].fillna(""),
            digits=candidates[figures].map(lambda figure: len(str(figure))).sum(axis=1),
        )
        .sort_values(
            ["tier", "published", "digits", "source_id"], ascending=[True, False, False, True]
        )
    )
    in_order: pd.DataFrame = candidates.loc[places.index]
    return in_order


def where(table: pd.DataFrame, **wanted: Any) -> pd.DataFrame:
    """The rows whose columns have these values: `where(exports, importer="ITA", year=2024)`.

    A list, tuple or set of values means any of them. Index and origin of the rows are kept. Raises
    DataError for a column that the table does not have.
    """
    chosen = pd.Series(True, index=table.index)
    for column, value in wanted.items():
        if column not in table:
            raise DataError(
                f"there is no column {column!r}",
                remedy=f"Choose from {', '.join(map(str, table.columns))}.",
            )
        several = isinstance(value, list | tuple | set | frozenset)
        chosen &= table[column].isin(value) if several else table[column].eq(value)
    found: pd.DataFrame = table[chosen.fillna(False).astype(bool)]
    return found


def keeping(rows: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """What was made of `rows`, row for row, with their origin: `made` says of which table it is.

    A function that selects, renames or derives columns keeps the index of the rows it was given,
    so that a number can be traced to its lines in `data/`; making a new frame loses the rest of
    their origin, which this gives back. Raises ValueError when a row of `made` is none of `rows`.
    """
    if not made.index.isin(rows.index).all():
        raise ValueError("the result has rows that the table lacks: its index was made anew")
    made.attrs["table"] = rows.attrs["table"]
    return made


def calendar_years(table: pd.DataFrame, span: str = "period") -> pd.DataFrame:
    """The rows whose span is one calendar year, with that year as the integer column `year`."""
    first, end = table[span].array.left, table[span].array.right
    whole_year = (first.month == 1) & (first.day == 1) & (end == first + pd.DateOffset(years=1))
    years: pd.DataFrame = table[whole_year].assign(year=first[whole_year].year)
    return years


def sources_of(*tables: pd.DataFrame) -> pd.DataFrame:
    """The rows of `sources` that the tables cite in columns named `source_id` or `*_source_id`.

    Ordered by the number of rows that cite each, most cited first.
    """
    cited = pd.concat(
        [
            table[column].astype("string")
            for table in tables
            for column in table
            if str(column).endswith("source_id")
        ]
    )
    counts = cited.value_counts()
    return load("sources").set_index("source_id").loc[counts.index].reset_index()


class SourceLine(str):
    """A line that names publishers, and what it was made of; so it stays when words are added.

    `sources` are the ids of the sources, `rows` the lines of each table whose rows they are of (the
    header is line 1) as pairs of first and last, `rest` the words for publishers not named.
    """

    sources: tuple[str, ...]
    rows: dict[str, list[list[int]]]
    rest: str

    def _of(self, text: str) -> SourceLine:
        line = SourceLine(text)
        line.sources, line.rows, line.rest = self.sources, self.rows, self.rest
        return line

    def __add__(self, more: str) -> SourceLine:
        return self._of(f"{self}{more}")

    def __radd__(self, before: str) -> SourceLine:
        return self._of(f"{before}{self}")


def source_line(*tables: pd.DataFrame, most: int = 5) -> SourceLine:
    """A line that names the publishers behind the tables' rows, most used first.

    It ends with the time through which the rows run, where they tell of any.
    """
    cited = sources_of(*tables)
    publishers = list(dict.fromkeys(cited["publisher"]))
    named = publishers[:most]
    rest = f"and {len(publishers) - most} more" if len(publishers) > most else ""
    until = through(*tables)
    words = "; ".join([*named, rest] if rest else named)
    line = SourceLine(words + (f" (data to {until})" if until else ""))
    line.sources, line.rest = tuple(cited["source_id"]), rest
    line.rows = _lines_of(tables)
    return line


def _lines_of(tables: Sequence[pd.DataFrame]) -> dict[str, list[list[int]]]:
    """The lines of those tables that are rows as `load` gave them."""
    lines: dict[str, set[int]] = {}
    for table in tables:
        name = table.attrs.get("table")
        if name is None or not table.index.is_unique:
            continue
        loaded = load(name)
        cites = [c for c in loaded if str(c).endswith("source_id") and c in table]
        known = bool(cites) and table.index.isin(loaded.index).all()
        if known and table[cites].astype("string").equals(
            loaded.loc[table.index, cites].astype("string")
        ):
            lines.setdefault(name, set()).update(int(row) + 2 for row in table.index)
    return {name: runs_of(sorted(found)) for name, found in sorted(lines.items())}


def runs_of(lines: list[int]) -> list[list[int]]:
    """Ascending numbers as runs of neighbours, first and last."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return runs


OUTCOMES: Final = ("actual", "preliminary", "estimate")
"""The words of a `status` that say something has happened, or is thought to have."""

_OBSERVED_IN: Final = ("outcome_on", "period", "date", "month", "quarter", "year", "day")
"""Columns that say when something was observed, in this order; others date plans and editions."""


def through(*tables: pd.DataFrame) -> str:
    """The last time of which the rows tell an outcome, in words: `2025`, `August 2026`, or nothing.

    Rows of plans do not count. A time that was not over when the row's source was published counts
    up to that day, as the year 2026 of a page of March; an undated source vouches for nothing that
    was not over when the data were gathered.
    """
    published = load("sources").set_index("source_id")["published"]
    ends = [_ends_of_outcomes(table, published) for table in tables]
    last = pd.concat([pd.Series(end) for end in ends]).max() if ends else pd.NaT
    if pd.isna(last):
        return ""
    return f"{last.year}" if (last.month, last.day) == (12, 31) else f"{last:%B %Y}"


def _ends_of_outcomes(table: pd.DataFrame, published: pd.Series) -> pd.Series:
    """The last day of each row's time, as far as it was over when the row's source appeared."""
    rows = table
    if "status" in table and "outcome_on" not in table:  # the status of a promise is its fate
        rows = table[table["status"].isin(OUTCOMES)]
    rows = rows[rows["kind"].ne("plan")] if "kind" in rows else rows
    column = next((name for name in _OBSERVED_IN if name in rows), None)
    rows = rows[rows[column].notna()] if column else rows
    if column is None or rows.empty:
        return pd.Series(dtype="datetime64[ns]")
    times = rows[column]
    if is_time(times):
        starts, ends = bounds(times)
    elif pd.api.types.is_numeric_dtype(times):
        starts, ends = bounds(pd.Series(pd.PeriodIndex(times.astype(int).astype(str), freq="Y")))
    else:
        return pd.Series(dtype="datetime64[ns]")
    known = _known(rows, published).to_numpy()
    spans = pd.DataFrame({"start": starts, "end": ends, "known": known}).dropna(subset="end")
    over = spans["end"] <= spans["known"].fillna(made_on())
    until = spans["end"].where(over, spans["known"])
    return until[until >= spans["start"]]


def _known(rows: pd.DataFrame, published: pd.Series) -> pd.Series:
    """The day on which each row's source was published at the latest; missing where undated."""
    made = made_on()
    cited = next((str(name) for name in rows if str(name).endswith("source_id")), None)
    said = rows[cited].map(published) if cited else pd.Series(pd.NA, index=rows.index)
    days = [pd.NaT if pd.isna(day) else _published_by(str(day), made) for day in said]
    return pd.Series(days, index=rows.index, dtype="datetime64[ns]")


@lru_cache(maxsize=4096)
def _published_by(day: str, made: pd.Timestamp) -> pd.Timestamp:
    """The last day that a date of publication can mean; its first, if the last is yet to come."""
    span = pd.Period(day)
    last = span.end_time.normalize()
    return last if last <= made else span.start_time


# Times


def made_on() -> pd.Timestamp:
    """The day on which the data package was made: nothing in it can be newer."""
    return pd.Timestamp(about()["created"]).tz_localize(None).normalize()


def is_time(column: pd.Series) -> bool:
    """Whether a column holds days, months, quarters, years or spans of them."""
    return isinstance(
        column.dtype, pd.IntervalDtype | pd.PeriodDtype
    ) or pd.api.types.is_datetime64_any_dtype(column)


_A_DAY: Final = pd.Timedelta(days=1)


def last_day(span: Any) -> Any:
    """The last day of a span of time: of one interval a day, of a column of them a column of days.

    Spans end where the next begins, so that a month is [1 May, 1 June) and its last day 31 May.
    """
    if isinstance(span, pd.Series):
        spans: Any = span.array
        return pd.Series(spans.right - _A_DAY, index=span.index)
    return span.right - _A_DAY


def bounds(times: pd.Series) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
    """The first and the last day of each time; missing ones stay missing."""
    if isinstance(times.dtype, pd.IntervalDtype):
        spans: Any = times.array
        return pd.DatetimeIndex(spans.left), pd.DatetimeIndex(last_day(spans))
    if isinstance(times.dtype, pd.PeriodDtype):
        periods: Any = pd.PeriodIndex(times)
        return periods.start_time.normalize(), periods.end_time.normalize()
    return pd.DatetimeIndex(times), pd.DatetimeIndex(times)


@lru_cache(maxsize=1)
def _described(mtime_ns: int) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return package


@lru_cache(maxsize=1)
def _package(mtime_ns: int) -> dict[str, Resource]:
    return {
        str(Path(resource["path"]).with_suffix("")): resource
        for resource in _described(mtime_ns)["resources"]
    }


def _resources() -> dict[str, Resource]:
    return _package(_stamp())


def _stamp() -> int:
    """When the description was written."""
    try:
        return (DATA / "datapackage.json").stat().st_mtime_ns
    except FileNotFoundError:
        raise DataError(
            "the data package is not beside the code",
            file="datapackage.json",
            remedy="Install the project from its clone with `pip install -e .`, or run `make lab`.",
        ) from None


@lru_cache(maxsize=256)
def _read(name: str, mtime_ns: int, size: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    resource = resource_of(name)
    made = str(_described(_stamp())["created"])[:10]
    raw, table = door.opened(DATA / resource["path"], resource, made)
    _check_references(raw, resource["schema"], name, resource["path"])
    return raw, table


def _check_references(raw: pd.DataFrame, schema: dict[str, Any], name: str, file: str) -> None:
    for reference in schema.get("foreignKeys", []):
        target = reference["reference"]["resource"]
        (column,), (there,) = reference["fields"], reference["reference"]["fields"]
        known = raw[there] if target in ("", name) else _column(target, there)
        lost = raw[column].notna() & ~raw[column].isin(known)
        door.refuse(
            lost,
            raw[column],
            {"name": column},
            file,
            f"this is not a {there} of the table {target}",
            f"Correct it, or add the row to {target}.",
        )


def _column(resource_name: str, column: str) -> pd.Series:
    for name, resource in _resources().items():
        if resource["name"] == resource_name:
            return _now(name)[0][column]
    raise DataError(
        f"a foreign key names the unknown resource {resource_name!r}",
        file="datapackage.json",
        remedy="Use the name of a resource of the data package.",
    )
