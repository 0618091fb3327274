"""The only door to `data/`: `load("gas/exports")` gives a typed table, or says what is wrong where.

`data/datapackage.json` (a Frictionless Data Package) holds the schema of every table. A table that
breaks its schema is never returned: `DataError` names the file, row, field, value and remedy.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache, wraps
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
    _tell("names")
    return sorted(_resources())


class Description:
    """What a table holds, in words: shows itself as Markdown in a notebook, else as plain text.

    `columns` has a row a column of the table, by its name: unit (empty without one) and meaning.
    """

    def __init__(self, title: str, text: str, columns: pd.DataFrame) -> None:
        self.title, self.text, self.columns = title, text, columns

    def __repr__(self) -> str:
        lines = [f"{name}{f' [{row.unit}]' if row.unit else ''}: {row.meaning}" for name, row in
                 self.columns.iterrows()]  # fmt: skip
        return "\n\n".join([self.title, self.text, "\n".join(lines)])

    def _repr_markdown_(self) -> str:
        rows = [
            f"| `{name}` | {row.unit} | {row.meaning.replace('|', chr(92) + '|')} |"
            for name, row in self.columns.iterrows()
        ]
        head = ["| column | unit | meaning |", "| --- | --- | --- |"]
        return "\n\n".join([f"**{self.title}**", self.text, "\n".join([*head, *rows])])


def describe(name: str) -> Description:
    """What the table `name` holds: what a row is, its columns with units, its years and sources.

    Raises DataError for an unknown name.
    """
    resource, table = resource_of(name), load(name)
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    one = ", ".join(fields[key].get("title", key) for key in resource["schema"]["observationKey"])
    years = years_of(table)
    cited = [column for column in table if str(column).endswith("source_id")]
    publishers = list(dict.fromkeys(sources_of(table)["publisher"])) if cited else []
    said = [
        f"{len(table):,} rows" + (f", {min(years)} to {max(years)}" if years else ""),
        f"A row is what one source reports, by: {one}" if cited else f"A row is known by: {one}",
    ]
    if publishers:
        rest = f" and {len(publishers) - 5} more" if len(publishers) > 5 else ""
        said.append(f"Sources: {'; '.join(publishers[:5])}{rest}")
    columns = pd.DataFrame(
        {
            "unit": {name: field.get("unit", "") for name, field in fields.items()},
            "meaning": {name: field.get("description", "") for name, field in fields.items()},
        }
    )
    text = f"{resource['description']}\n\n{'. '.join(said)}."
    return Description(f"{resource['title']} ({name})", text, columns)


def columns_of(name: str) -> list[str]:
    """The columns of the table `name`, without reading it. Raises DataError for another name."""
    return [field["name"] for field in resource_of(name)["schema"]["fields"]]


def load(name: str) -> pd.DataFrame:
    """The table `name` of the data package, every row of it, typed by its schema.

    `names()` lists the tables and `describe(name)` says what one holds. Units are in the column
    names or in a `unit` column. Years, months and quarters come as pandas periods, spans of mixed
    length as half-open intervals of time stamps, closed lists of words and codes as categories. A
    missing value is missing. The first row of a file is row 1, its header.

    Raises DataError for an unknown name or a table that breaks its schema.
    """
    if _closed_for is not None:
        raise DataError(
            f"{_closed_for} reads the table {name!r}",
            remedy="A model works on what it is given: load the table in the notebook and bind it "
            "with functools.partial(model, table).",
        )
    _tell("load", name)
    table = as_filed(name).copy()
    table.attrs["table"] = name
    return table


def as_filed(name: str) -> pd.DataFrame:
    """The table as its file is now. All callers share it: never change it, `load` gives a copy."""
    return _now(name)[1]


def as_written(name: str) -> pd.DataFrame:
    """The cells of the table `name` as text, an empty one an empty text.

    Raises DataError as `load` does.
    """
    _tell("load", name)
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
    _tell("names")
    return {key: value for key, value in _described(_stamp()).items() if key != "resources"}


def resource_of(name: str) -> Resource:
    """The data package's descriptor of the table `name`: title, description, licences, schema."""
    if not isinstance(name, str):
        raise DataError(
            f"the name of a table was wanted, and {_what(name)} was given",
            remedy='Write it as text, such as "gas/exports". See corridors.data.names().',
        )
    _tell("describe", name)
    resources = _resources()
    if name not in resources:
        near = difflib.get_close_matches(name, resources, n=4, cutoff=0.4)
        raise DataError(
            f"there is no table {name!r}",
            remedy=f"Did you mean {' or '.join(near)}?" if near else "See corridors.data.names().",
        )
    return resources[name]


def _what(given: object) -> str:
    """What was given, in a word or two."""
    shown = repr(given)
    return shown if len(shown) < 60 and "\n" not in shown else f"a {type(given).__name__}"


def _need_table(given: object, door: str) -> None:
    """Raise DataError, which names the door, for what is no table."""
    if isinstance(given, pd.DataFrame):
        return
    known = isinstance(given, str) and given in _resources()
    raise DataError(
        f"data.{door}() wants a table, and {_what(given)} was given",
        remedy=f'Load it: data.load("{given}").' if known else "Hand over what data.load() gave.",
    )


def preferred(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each observation: the most authoritative source, and of those the newest.

    Rows that share the schema's `observationKey` report the same thing. The first of them by the
    rule of `ranked` stays. The order of the rows that stay is kept.

    Raises DataError when the table did not come from `load`.
    """
    _need_table(table, "preferred")
    candidates = ranked(table)
    best = candidates.drop_duplicates(resource_of(table.attrs["table"])["schema"]["observationKey"])
    kept: pd.DataFrame = table.loc[table.index.isin(best.index)]
    return kept


def ranked(table: pd.DataFrame) -> pd.DataFrame:
    """The usable rows, the one to prefer first.

    The rule puts first the source of the lowest tier (1 official statistics or primary document, 2
    official statement in the press, 3 news or analysis), then the latest published (a date known to
    the year counts as the start of that year), then the figure printed to more digits, then the
    first by source id. Rows of one's own (`with_rows`) come before all. Rows marked `usable` false
    are left out.

    Raises DataError when the table did not come from `load`.
    """
    _need_table(table, "ranked")
    name = table.attrs.get("table")
    if name is None:
        raise DataError(
            "this table does not say which table of the data package it is",
            remedy="Call preferred() on what load() returned, before merging or grouping.",
        )
    keys = resource_of(name)["schema"]["observationKey"]
    sources = _sources_with_own(table).set_index("source_id")[["tier", "published"]]
    candidates = table[table["usable"]] if "usable" in table else table
    figures = candidates.select_dtypes("float").columns.difference(keys)
    places = (
        candidates[["source_id"]]
        .join(sources, on="source_id", validate="many_to_one")
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
    DataError for a column that the table does not have, and where no word is in the closed
    list of its column.
    """
    _need_table(table, "where")
    chosen = pd.Series(True, index=table.index)
    for column, value in wanted.items():
        if column not in table:
            raise DataError(
                f"there is no column {column!r}",
                remedy=f"{near([column], table.columns)}Choose from "
                f"{', '.join(map(str, table.columns))}.",
            )
        several = isinstance(value, list | tuple | set | frozenset)
        _refuse_unlisted(table[column], value if several else [value])
        chosen &= table[column].isin(value) if several else table[column].eq(value)
    found: pd.DataFrame = table[chosen.fillna(False).astype(bool)]
    return found


def _refuse_unlisted(column: pd.Series, values: Iterable[Any]) -> None:
    """Raise DataError for words of which none is in the closed list of a column."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return
    listed, wanted = list(column.cat.categories), [value for value in values if pd.notna(value)]
    if wanted and not any(value in listed for value in wanted):
        raise DataError(
            f"{' or '.join(map(repr, wanted))} is not in the list of the column {column.name!r}",
            remedy=f"{near(wanted[:1], listed)}Choose from {', '.join(map(str, listed))}.",
        )


def near(words: Iterable[object], known: Iterable[object]) -> str:
    """A question with the known words that are near one of these, or nothing."""
    among = sorted({str(each) for each in known})
    found = [
        match
        for word in words
        for match in difflib.get_close_matches(str(word), among, n=3, cutoff=0.5)
    ]
    return f"Did you mean {' or '.join(dict.fromkeys(found))}? " if found else ""


OWN: Final = "own"
"""The `source_id` of a row that a reader adds: no source of the record stands behind it."""


def with_rows(table: pd.DataFrame, *rows: Mapping[str, Any]) -> pd.DataFrame:
    """The table with rows of one's own at its end, as if they stood in its file.

    A row gives values by column, written as in the file: `{"year": 2026, "volume_bcm": 15}`. What
    it leaves out is missing. Where it names no source it counts as the reader's own (`OWN`), which
    `preferred` takes before any other report of the same observation. All functions take the
    result as they take what `load` gave; no file is changed.

    Raises DataError for a table that did not come from `load`, and for a row that breaks its
    schema: it names the row, the field, the value and the remedy.
    """
    _need_table(table, "with_rows")
    name = table.attrs.get("table")
    if name is None or list(table.columns) != columns_of(name):
        raise DataError(
            "rows can be added to a table with all columns that data.load() gave it, and no others",
            remedy="Add them before anything is computed from the table.",
        )
    try:
        made = _own_rows(name, table, rows)
    except DataError as error:
        raise DataError(
            f"row {(error.row or 2) - 1} of your own for {name}: {error.problem}",
            field=error.field,
            value=error.value,
            remedy=re.sub(r", or add .*", ".", error.remedy),
        ) from None
    made.index = pd.RangeIndex(len(as_filed(name)), len(as_filed(name)) + len(made)) + (
        max(0, table.index.max() - len(as_filed(name)) + 1) if len(table) else 0
    )
    joined = pd.concat([table, made])
    joined.attrs["table"] = name
    return joined


def _own_rows(name: str, table: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows that a reader gives, typed and held to the schema of the table `name`."""
    resource, file = resource_of(name), f"{name}.csv"
    schema = resource["schema"]
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise DataError(
                f"values by column were wanted, and {_what(row)} was given",
                row=number + 2,
                remedy='Write them as {"column": value, …}.',
            )
        for column in row:
            if column not in columns_of(name):
                raise DataError(
                    f"there is no column {column!r}",
                    row=number + 2,
                    remedy=f"{near([column], columns_of(name))}Choose from "
                    f"{', '.join(columns_of(name))}.",
                )
    cites = [column for column in columns_of(name) if column.endswith("source_id")]
    own = {cites[0]: OWN} if cites else {}
    written = {
        column: [_in_a_file({**own, **row}.get(column)) for row in rows]
        for column in columns_of(name)
    }
    raw, typed = door.typed(written, {**resource, "path": file}, _made())
    _check_references(raw, schema, name, file, beside=table)
    made = typed.astype(
        {c: table[c].dtype for c in table if table[c].dtype != "int64" or raw[c].notna().all()}
    )
    key = [schema["primaryKey"]] if isinstance(schema["primaryKey"], str) else schema["primaryKey"]
    doubled = pd.concat([table[key], made[key]]).astype(str).duplicated().to_numpy()[len(table) :]
    if doubled.any():
        raise DataError(
            "such a row is there already",
            row=int(doubled.argmax()) + 2,
            field="+".join(key),
            remedy="Change one of these values, or leave out the row that is there.",
        )
    return made


def _in_a_file(value: Any) -> str | None:
    """A value as it stands in a file."""
    if isinstance(value, pd.Interval):
        return f"{value.left:%Y-%m-%d}/{last_day(value):%Y-%m-%d}"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if value is None or pd.isna(value):
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return str(bool(value)).lower()
    quarter = isinstance(value, pd.Period) and value.freqstr.startswith("Q")
    return str(value).replace("Q", "-Q") if quarter else str(value)


def _sources_with_own(*tables: pd.DataFrame) -> pd.DataFrame:
    """The table `sources`; with a reader's own rows in the tables, also what stands for these."""
    sources = load("sources")
    cites = [table[c] for table in tables for c in table if str(c).endswith("source_id")]
    if not any((column.astype("string") == OWN).any() for column in cites):
        return sources
    own = {"source_id": OWN, "publisher": "the reader's own", "title": "A row of one's own"}
    return pd.concat([sources, pd.DataFrame([{**own, "tier": 0}])], ignore_index=True)


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
    _need_table(table, "calendar_years")
    if span not in table or not isinstance(table[span].dtype, pd.IntervalDtype):
        spans = [c for c in table if isinstance(table[c].dtype, pd.IntervalDtype)]
        raise DataError(
            f"data.calendar_years() wants spans of time in a column {span!r}; the table has none",
            remedy=f"Columns of spans: {', '.join(map(str, spans)) or 'none'}. "
            f"All: {', '.join(map(str, table.columns))}.",
        )
    first, end = table[span].array.left, table[span].array.right
    whole_year = (first.month == 1) & (first.day == 1) & (end == first + pd.DateOffset(years=1))
    years: pd.DataFrame = table[whole_year].assign(year=first[whole_year].year)
    return years


def sources_of(*tables: pd.DataFrame) -> pd.DataFrame:
    """The rows of `sources` that the tables cite in columns named `source_id` or `*_source_id`.

    Ordered by the number of rows that cite each, most cited first.
    """
    for table in tables:
        _need_table(table, "sources_of")
    cited = [
        table[column].astype("string")
        for table in tables
        for column in table
        if str(column).endswith("source_id")
    ]
    if not cited:
        raise DataError(
            "none of these tables cites a source",
            remedy="Hand over tables with a column source_id, as data.load() gives them.",
        )
    counts = pd.concat(cited).value_counts()
    known = _sources_with_own(*tables).set_index("source_id")
    return known.loc[counts.index].reset_index()


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

    It ends with the time through which the rows run, where they tell of any, and says so if those
    of a table are older than its subject's rhythm.
    """
    cited = sources_of(*tables)
    publishers = list(dict.fromkeys(cited["publisher"]))
    named = publishers[:most]
    rest = f"and {len(publishers) - most} more" if len(publishers) > most else ""
    until = through(*tables)
    words = "; ".join([*named, rest] if rest else named)
    late = behind(*tables)
    late = f"; {'in part ' if len(tables) > 1 else ''}older than a {late}'s rhythm" if late else ""
    line = SourceLine(words + (f" (data to {until}{late})" if until else ""))
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
    for table in tables:
        _need_table(table, "through")
    last = _times_of_outcomes(*tables)["until"].max()
    if pd.isna(last):
        return ""
    return f"{last.year}" if (last.month, last.day) == (12, 31) else f"{last:%B %Y}"


RHYTHMS: Final[Mapping[str, int]] = {"year": 21, "quarter": 9, "month": 6}
"""How often a table's subject is counted, and after how many months newer figures are due.

A year's figures are out by the autumn after it, a quarter's and a month's half a year later. The
descriptor names the rhythm; events, notices and plans have none.
"""


def behind(*tables: pd.DataFrame) -> str:
    """The rhythm that the rows of a table are behind, such as `year`; empty if none is.

    By the day on which the data were gathered, and by the rows that are given: a choice of old rows
    is behind too, whatever else the table holds. Of several tables the slowest that is behind.
    """
    for rhythm, months in RHYTHMS.items():
        for table in tables:
            if table.attrs.get("table") and _rhythm(table.attrs["table"]) == rhythm:
                last = _times_of_outcomes(table)["until"].max()
                if pd.notna(last) and last + pd.DateOffset(months=months) < made_on():
                    return rhythm
    return ""


def _rhythm(name: str) -> str:
    return str(resource_of(name).get("rhythm", ""))


def _times_of_outcomes(*tables: pd.DataFrame) -> pd.DataFrame:
    """From when (start) to when (until) each row tells of an outcome, of all the tables."""
    published = load("sources").set_index("source_id")["published"]
    found = [_ends_of_outcomes(table, published) for table in tables]
    none = pd.DataFrame({"start": [], "until": []}, dtype="datetime64[ns]")
    return pd.concat([none, *(part for part in found if len(part))])


def _ends_of_outcomes(table: pd.DataFrame, published: pd.Series) -> pd.DataFrame:
    """The first and last day of each row's time, as far as it was over when its source appeared."""
    rows = table
    if "status" in table and "outcome_on" not in table:  # the status of a promise is its fate
        rows = table[table["status"].isin(OUTCOMES)]
    rows = rows[rows["kind"].ne("plan")] if "kind" in rows else rows
    column = next((name for name in _OBSERVED_IN if name in rows), None)
    rows = rows[rows[column].notna()] if column else rows
    none = pd.DataFrame({"start": [], "until": []}, dtype="datetime64[ns]")
    if column is None or rows.empty:
        return none
    times = rows[column]
    if is_time(times):
        starts, ends = bounds(times)
    elif pd.api.types.is_numeric_dtype(times):
        starts, ends = bounds(pd.Series(pd.PeriodIndex(times.astype(int).astype(str), freq="Y")))
    else:
        return none
    known = _known(rows, published).to_numpy()
    spans = pd.DataFrame({"start": starts, "end": ends, "known": known}).dropna(subset="end")
    over = spans["end"] <= spans["known"].fillna(made_on())
    spans["until"] = spans["end"].where(over, spans["known"])
    return spans.loc[spans["until"] >= spans["start"], ["start", "until"]]


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


# Who reads what

_noting: list[set[tuple[str, ...]]] = []
"""What each function of `once` that is running has read so far, the innermost last."""


def _tell(event: str, *what: str) -> None:
    """Say what is read: the build notes which page rests on which tables."""
    sys.audit(f"corridors.data.{event}", *what)
    for notes in _noting:
        notes.add((event, *what))


def once(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which computes once for each argument, as with `functools.cache`.

    Who asks again counts as a reader of the tables that were read the first time, also in a process
    that was forked after it: else a page would not be made anew when one of them changes.
    """

    @cache
    @wraps(function)
    def first(*given: Hashable, **named: Hashable) -> tuple[Any, set[tuple[str, ...]]]:
        notes: set[tuple[str, ...]] = set()
        _noting.append(notes)
        try:
            return function(*given, **named), notes
        finally:
            _noting.pop()

    @wraps(function)
    def again(*given: Hashable, **named: Hashable) -> Any:
        made, notes = first(*given, **named)
        for event, *what in sorted(notes):
            _tell(event, *what)
        return made

    return again


# Times


def made_on() -> pd.Timestamp:
    """The day on which the data package was made: nothing in it can be newer."""
    return pd.Timestamp(about()["created"]).tz_localize(None).normalize()


def is_time(column: pd.Series) -> bool:
    """Whether a column holds days, months, quarters, years or spans of them."""
    return isinstance(
        column.dtype, pd.IntervalDtype | pd.PeriodDtype
    ) or pd.api.types.is_datetime64_any_dtype(column)


def years_of(table: pd.DataFrame) -> set[int]:
    """The years in the first column of `table` that is a time: by convention the observation's."""
    for column in table:
        if is_time(table[column]):
            starts, _ = bounds(table[column].dropna())
            return set(starts.year)
    return set()


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
    raw, table = door.opened(DATA / resource["path"], resource, _made())
    _check_references(raw, resource["schema"], name, resource["path"])
    return raw, table


def _made() -> str:
    return str(_described(_stamp())["created"])[:10]


def _check_references(
    raw: pd.DataFrame,
    schema: dict[str, Any],
    name: str,
    file: str,
    beside: pd.DataFrame | None = None,
) -> None:
    """Refuse what leads to no row.

    Rows of one's own lead also to themselves and to the rows that they are `beside`.
    """
    for reference in schema.get("foreignKeys", []):
        target = reference["reference"]["resource"]
        (column,), (there,) = reference["fields"], reference["reference"]["fields"]
        known = raw[there] if target in ("", name) else _column(target, there)
        lost = raw[column].notna() & ~raw[column].isin(known)
        if beside is not None:
            lost &= raw[column].ne(OWN) if target == "sources" else True
            lost &= (
                ~raw[column].isin(beside[there].astype("string")) if target in ("", name) else True
            )
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
