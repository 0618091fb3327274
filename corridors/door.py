"""What a table must be to come in: `opened` gives it typed, or says what is wrong where.

Most rules stand in `data/datapackage.json`, field by field: `constraints` as the standard has them
(required, enum, pattern, minimum, maximum, maxLength, unique), and three of our own. `bounds` says
between which numbers a value lies by the words of other columns, such as its unit; `past` that a
time is not after the day on which the package was made; `scripts` which alphabets a text may use.
`rows` says how many rows a table has, `order` that they stand in the order of the primary key.

What holds for every text is said here once: see `_problem`.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

Field = dict[str, Any]
Resource = dict[str, Any]


class DataError(Exception):
    """A table that is missing or breaks its schema: file, row, field, value, and the remedy."""

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        file: str | None = None,
        row: int | None = None,
        field: str | None = None,
        value: object = None,
    ) -> None:
        self.problem, self.remedy = problem, remedy
        self.file, self.row, self.field, self.value = file, row, field, value
        places = [
            f"data/{file}" if file else "",
            f"row {row}" if row else "",
            f"field {field}" if field else "",
            f"value {value!r}" if value is not None else "",
        ]
        where = ", ".join(place for place in places if place)
        super().__init__(f"{where + ': ' if where else ''}{problem}. {remedy}")


class Column(NamedTuple):
    """A column as it is written: its field, its cells as text, and each different text once."""

    file: str
    field: Field
    raw: pd.Series
    texts: Collection[str]

    def refuse(self, bad: Callable[[str], bool] | pd.Series, problem: str, remedy: str) -> None:
        """Raise DataError for the first bad cell, if there is one: of a bad text, or so marked."""
        if callable(bad):
            wrong = {text for text in self.texts if bad(text)}
            if not wrong:
                return
            bad = self.raw.isin(wrong)
        refuse(bad, self.raw, self.field, self.file, problem, remedy)


def opened(path: Path, resource: Resource, made_on: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A table as it is written, and as its description types it.

    `made_on` is the day on which the package was made, such as 2026-11-29. Raises DataError when
    the table breaks its description.
    """
    file, fields = resource["path"], resource["schema"]["fields"]
    written = _written(path, file)
    _check_columns(list(written), [field["name"] for field in fields], file)
    raw, table = typed(written, resource, made_on)
    _check_order(raw, resource["schema"], file)
    _check_rows(raw, resource)
    return raw, table


def typed(
    written: Mapping[str, Sequence[str | None]], resource: Resource, made_on: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Columns as they are written, and as the table's description types them.

    They may be rows beside those of the table's file. Raises DataError as `opened` does.
    """
    file, fields = resource["path"], resource["schema"]["fields"]
    columns = [
        Column(
            file,
            field,
            pd.Series(cells, dtype="string"),
            dict.fromkeys(text for text in cells if text is not None),
        )
        for field in fields
        for cells in [written[field["name"]]]
    ]
    raw = pd.DataFrame({column.field["name"]: column.raw for column in columns})
    table = pd.DataFrame({column.field["name"]: _typed(column, made_on) for column in columns})
    for column in columns:
        if "bounds" in column.field:
            _check_bounds(column, raw, list(table[column.field["name"]]))
    _check_key(raw, resource["schema"], file)
    return raw, table


def _written(path: Path, file: str) -> dict[str, list[str | None]]:
    """The cells of each column of a file as text, an empty one None."""
    try:
        text = path.read_bytes().decode("utf-8")
        if "\0" in text or "\r" in text:
            raise csv.Error("it holds NUL bytes or carriage returns")
        lines = list(csv.reader(io.StringIO(text), strict=True))
        if not lines or not lines[0]:
            raise csv.Error("it is empty")
        if len(set(lines[0])) < len(lines[0]):
            raise csv.Error("two of its columns have one name")
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            f"the file is not a readable CSV table ({error})",
            file=file,
            remedy="Compare it with its last good version.",
        ) from error
    head, *rows = lines
    for number, row in enumerate(rows, start=2):
        if len(row) != len(head):
            raise DataError(
                f"the row has {len(row)} values and the table {len(head)} columns",
                file=file,
                row=number,
                remedy="Put text with commas in quotation marks; keep an empty value's comma.",
            )
    return {column: [row[place] or None for row in rows] for place, column in enumerate(head)}


def _check_columns(found: list[str], wanted: list[str], file: str) -> None:
    for column in wanted:
        if column not in found:
            raise DataError(
                "the column is missing",
                file=file,
                row=1,
                field=column,
                remedy=f"Add it; the schema in data/datapackage.json wants: {', '.join(wanted)}.",
            )
    for column in found:
        if column not in wanted:
            raise DataError(
                "the schema does not know this column",
                file=file,
                row=1,
                field=column,
                remedy="Remove it, or describe it in data/datapackage.json.",
            )


_LATIN: Final = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u1e00-\u1eff"
_SCRIPTS: Final = {"Latin": f"A-Za-z{_LATIN}", "Cyrillic": "\u0400-\u04ff"}
_SIGNS: Final = (
    "0-9 "
    + re.escape("!\"#$%&'()*+,-./:;=?@_")
    + "\u00ab\u00bb\u00b0\u00b2\u00b3\u00b7\u00d7\u2013\u2014"
    + "\u2018\u2019\u201c\u201d\u2026\u20ac\u00a3"
)
_MARKUP: Final = re.compile(
    r"&#?\w+;|\*\*|\$\$|\b(?:javascript|vbscript):|\bdata:\w+/|\bon[a-z]+=|!\(|\]\(", re.IGNORECASE
)
_FORMULA: Final = re.compile(r"[=@+-]")
_CHANGE: Final = re.compile(r"[+-]\d+(\.\d+)?%(?:[ ,;:][^=!*@()]*)?")
"""A change in percent is no formula: "+58%; 28,261 TEU"."""
_NUMBER: Final = {
    "number": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"),
    "integer": re.compile(r"-?(0|[1-9][0-9]*)"),
}


def _problem(text: str, field: Field) -> tuple[str, str] | None:
    """What no text of the package holds, whatever its column: what it is, and the remedy.

    A text is composed Unicode without spaces at its ends or doubled ones; its letters are of the
    Latin alphabet, or of those that the field names, and never of two in one word. It has no
    control characters, no signs that look like others, no markup, and nothing that a spreadsheet
    takes for a formula.
    """
    if text.isalnum() and text.isascii():
        return None
    if unicodedata.normalize("NFC", text) != text:
        return "the letters are not composed", "Write it in Unicode's normal form NFC."
    if text != text.strip(" ") or "  " in text:
        return "there are spaces too many", "Take away those at the ends and the doubled ones."
    address = field.get("format") == "uri"
    scripts = tuple(field.get("scripts", ["Latin"]))
    if strange := _strange(scripts, address).search(text):
        name = unicodedata.name(strange.group(), f"U+{ord(strange.group()):04X}")
        return (
            f"{name} is no sign of this field's texts",
            "Type it anew: letters that look alike, control characters and markup are refused. A "
            "text in another alphabet needs `scripts` in data/datapackage.json.",
        )
    if len(scripts) > 1 and (mixed := _MIXED.search(text)):
        return f"{mixed.group()!r} mixes two alphabets", "Write the word in one alphabet."
    if not address and _MARKUP.search(text):
        return "this is markup", "Write plain text."
    if _FORMULA.match(text) and not _CHANGE.fullmatch(text):
        return "a spreadsheet would take this for a formula", "Begin with a word."
    return None


@lru_cache(maxsize=8)
def _strange(scripts: tuple[str, ...], address: bool) -> re.Pattern[str]:
    letters = "".join(_SCRIPTS[script] for script in scripts)
    return re.compile(f"[^{letters}{_SIGNS}{'~' if address else ''}]")


_MIXED: Final = re.compile(
    f"[{_SCRIPTS['Latin']}][{_SCRIPTS['Cyrillic']}]|[{_SCRIPTS['Cyrillic']}][{_SCRIPTS['Latin']}]"
)


def _typed(column: Column, made_on: str) -> pd.Series:
    """The values of a column, which fits its field."""
    field = column.field
    constraints = field.get("constraints", {})
    if constraints.get("required"):
        column.refuse(column.raw.isna(), "a value is required", "Fill it or drop the row.")
    if "enum" in constraints:
        allowed = [str(value) for value in constraints["enum"]]
        column.refuse(
            lambda text: text not in allowed,
            "this value is not in the field's list",
            f"Use one of {', '.join(allowed)}, or add it to the list in data/datapackage.json.",
        )
    elif (number := _NUMBER.get(field["type"])) is not None:
        said = "a whole number" if field["type"] == "integer" else "a number"
        column.refuse(
            lambda text: not number.fullmatch(text),
            f"this is not {said}",
            "Write digits and a point.",
        )
    else:
        for text in column.texts:
            if found := _problem(text, field):
                column.refuse(column.raw.eq(text).fillna(False), *found)
    if "pattern" in constraints and field.get("temporal") is None:
        shape = re.compile(constraints["pattern"])
        column.refuse(
            lambda text: not shape.fullmatch(text),
            f"this is not of the form {constraints['pattern']}",
            "Write it as the field's description says.",
        )
    if "maxLength" in constraints:
        column.refuse(
            lambda text: len(text) > constraints["maxLength"],
            f"this is longer than {constraints['maxLength']} characters",
            "Say it in fewer words.",
        )
    if constraints.get("unique"):
        column.refuse(
            column.raw.notna() & column.raw.duplicated(),
            "this value occurs twice",
            "Remove the double, or tell the two apart.",
        )
    values = _convert(column)
    for bound, beyond in (("minimum", "below"), ("maximum", "above")):
        if bound in constraints:
            limit = constraints[bound]
            below = limit if bound == "minimum" else float("-inf")
            above = limit if bound == "maximum" else float("inf")
            column.refuse(
                partial(_beyond, below, above),
                f"the value is {beyond} the {bound} of {limit}",
                "Check the figure and its unit against the source.",
            )
    if field.get("past"):
        # As much of the day as the text says: 2026-11 is no later than 2026-11-29.
        column.refuse(
            lambda text: text[:10] > made_on[: len(text[:10])],
            f"this is after the package was made, on {made_on}",
            "Correct the date; or, if it is right, `created` in data/datapackage.json.",
        )
    return values


def _beyond(below: float, above: float, text: str) -> bool:
    return not below <= float(text) <= above


def _convert(column: Column) -> pd.Series:
    raw, field = column.raw, column.field
    kind = field.get("temporal") or field["type"]
    if kind == "integer":
        whole = pd.to_numeric(raw).astype("Int64")
        return whole if raw.isna().any() else whole.astype("int64")
    if kind == "number":
        values = pd.to_numeric(raw).astype("Float64").astype("float64")
        column.refuse(
            values.abs().eq(float("inf")), "this is not finite", "Write digits and a point."
        )
        return values
    if kind == "boolean":
        column.refuse(
            lambda text: text not in ("true", "false"),
            "this is neither true nor false",
            "Write true or false.",
        )
        truth = raw.map({"true": True, "false": False})
        return truth.astype("boolean" if truth.isna().any() else "bool")
    if kind in _SHAPES:
        return _times(column, kind)
    if "enum" in field.get("constraints", {}):
        return pd.Series(pd.Categorical(raw, categories=field["constraints"]["enum"]))
    return raw


_SHAPES: Final = {
    "year": re.compile(r"\d{4}"),
    "yearmonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "span": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?"),
}


def _times(column: Column, kind: str) -> pd.Series:
    raw = column.raw
    parsed: dict[str, Any] = {}
    pattern = column.field.get("constraints", {}).get("pattern")
    shapes = [_SHAPES[kind], *([re.compile(pattern)] if pattern else [])]
    for text in column.texts:
        if all(shape.fullmatch(text) for shape in shapes):
            with suppress(ValueError):
                parsed[text] = (
                    _span(text)
                    if kind == "span"
                    else date.fromisoformat(text)
                    if kind == "date"
                    else text
                )
    column.refuse(
        lambda text: text not in parsed,
        f"this is not a {kind} from 1990 to 2060",
        "Write 2024, 2024-03, 2024-03-01, 2024-Q1 or first/last, as the field's description says.",
    )
    # Each different time once, and a missing one at the end, where -1 points.
    places, different = pd.factorize(raw)
    if kind == "span":
        ends = [*(parsed[text] for text in different), (pd.NaT, pd.NaT)]
        spans: Any = pd.arrays.IntervalArray.from_tuples(
            ends, closed="left", dtype="interval[datetime64[s], left]"
        )
        return pd.Series(spans.take(places))
    if kind == "date":
        return pd.to_datetime(raw, format="%Y-%m-%d")
    frequency = {"year": "Y", "yearmonth": "M", "quarter": "Q"}[kind]
    texts = [*(text.replace("-Q", "Q") for text in different), None]
    return pd.Series(pd.PeriodIndex(texts, freq=frequency).take(places))


def _span(text: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    first, _, last = text.partition("/")
    start, end = _bounds(first)[0], _bounds(last or first)[1]
    if start >= end:
        raise ValueError(text)
    return start, end


def _bounds(text: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    start = pd.Timestamp(year, month or 1, day or 1)
    if day:
        return start, start + pd.Timedelta(days=1)
    if month:
        return start, start + pd.Timedelta(days=calendar.monthrange(year, month)[1])
    return start, pd.Timestamp(year + 1, 1, 1)


def _check_bounds(column: Column, raw: pd.DataFrame, values: list[Any]) -> None:
    """Refuse a number beyond the bounds that the words of other columns set for it."""
    by, bounds = column.field["bounds"]["by"], column.field["bounds"]["values"]
    words = [
        ", ".join(parts)
        for parts in zip(*(raw[name].fillna("").tolist() for name in by), strict=True)
    ]
    for row, (word, value) in enumerate(zip(words, values, strict=True)):
        if pd.isna(value):
            continue
        low, high = bounds.get(word, (None, None))
        if low is None:
            problem = f"the description sets no bounds where {' and '.join(by)} are {word}"
            remedy = "Correct the row, or say in data/datapackage.json what such a value may be."
        elif not low <= value <= high:
            problem = f"{word} lies between {low:g} and {high:g}"
            remedy = "Check the figure and its unit against the source."
        else:
            continue
        column.refuse(pd.Series(range(len(raw))).eq(row), problem, remedy)


def _check_rows(raw: pd.DataFrame, resource: Resource) -> None:
    wanted = resource.get("rows", len(raw))
    if len(raw) != wanted:
        raise DataError(
            f"the table has {len(raw)} rows, and its description says {wanted}",
            file=resource["path"],
            remedy="Bring back the row that was lost; where rows were added on purpose, say so in "
            "`rows` of data/datapackage.json.",
        )


def _key(schema: dict[str, Any]) -> list[str]:
    key = schema["primaryKey"]
    return [key] if isinstance(key, str) else list(key)


def _check_key(raw: pd.DataFrame, schema: dict[str, Any], file: str) -> None:
    key = _key(schema)
    doubled = raw.duplicated(key)
    if doubled.any():
        row = int(doubled.to_numpy().argmax())
        raise DataError(
            "the primary key occurs twice",
            file=file,
            row=row + 2,
            field="+".join(key),
            value="+".join(str(part) for part in raw.loc[row, key]),
            remedy="Remove the double, or tell the two rows apart.",
        )


def _check_order(raw: pd.DataFrame, schema: dict[str, Any], file: str) -> None:
    if schema.get("order") != "primaryKey":
        return
    key = _key(schema)
    whole = {field["name"] for field in schema["fields"] if field["type"] == "integer"}
    parts = [
        [int(part) for part in raw[column]]
        if column in whole
        else raw[column].fillna("").astype(object).tolist()
        for column in key
    ]
    keys = list(zip(*parts, strict=True))
    for row, (before, this) in enumerate(zip(keys, keys[1:], strict=False), start=3):
        if this < before:
            raise DataError(
                "the row is not in the order of the primary key",
                file=file,
                row=row,
                field="+".join(key),
                value="+".join(map(str, this)),
                remedy="One of this row and the one above has a wrong key, or stands in a wrong "
                "place: correct the key, or sort the rows by it.",
            )


def refuse(
    bad: pd.Series, raw: pd.Series, field: Field, file: str, problem: str, remedy: str
) -> None:
    """Raise DataError for the first of the bad rows of a column, if there is one."""
    if not bad.any():
        return
    row = int(bad.to_numpy(dtype=bool).argmax())
    value = raw.iloc[row]
    raise DataError(
        problem,
        file=file,
        row=row + 2,
        field=field["name"],
        value=None if pd.isna(value) else str(value),
        remedy=remedy,
    )
