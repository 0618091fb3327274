"""Rows that were reviewed: which were compared with their source, and which have changed since.

`data/marks/` has a file a table and in it a line a row, in their order: the row's mark, which is
another one when any of its cells is, and the day on which the row was compared with its source,
where it was. `data/reviewed.csv` says of each such comparison with what and how. A row without a
day was never compared.

`python -m corridors.reviewed` names the rows that have changed since their marks were written. With
`--write` it writes them anew: a row that has changed loses its day, and the reviewer sees it go.
With `--compared gas/exports:48,49` rows get this day, by who has just read them in their source and
says so in `data/reviewed.csv`.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import pandas as pd

from corridors import data
from corridors.paths import DATA

MARKS: Final = DATA / "marks"

DIGITS: Final = 8
"""Of a mark: one change in four billion leaves it as it was."""

OF_THE_RECORD: Final = ("changes", "reviewed", "searches")
"""Tables that tell of the record itself and of no source."""


class Mark(NamedTuple):
    """A row as it was: its mark, and the day on which it was compared with its source."""

    mark: str
    checked_on: str = ""


class Moved(NamedTuple):
    """A row that is not as its mark has it. `row` counts as in the file, its header being 1."""

    table: str
    row: int
    what: str
    checked_on: str = ""

    def __str__(self) -> str:
        lost = f", and was compared with its source on {self.checked_on}" if self.checked_on else ""
        remedy = (
            "Compare it with its source again"
            if self.checked_on
            else "If that is meant, look at it once more"
        )
        return (
            f"data/{self.table}.csv, row {self.row}: the row {self.what}{lost}. {remedy}; then "
            "`make reviewed` writes its mark anew."
        )


def mark_of(cells: list[str]) -> str:
    """The mark of a row: eight digits of the digest of its cells."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:DIGITS]


def tables() -> list[str]:
    """The tables whose rows have marks."""
    return [name for name in data.names() if name not in OF_THE_RECORD]


def rows_of(table: str) -> list[list[str]]:
    """The rows of a table's file, as they are written."""
    text = (DATA / data.resource_of(table)["path"]).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text)))[1:]


def marks(table: str) -> list[Mark]:
    """The marks of a table's rows as they were written; none for a table without a file of them."""
    path = MARKS / f"{table}.txt"
    if not path.is_file():
        return []
    return [Mark(*line.split(" ")) for line in path.read_text(encoding="utf-8").splitlines()]


def moved(table: str, rows: list[list[str]] | None = None) -> list[Moved]:
    """The rows of a table that are not as their marks have them: changed, new or gone."""
    known, now = marks(table), [mark_of(row) for row in (rows or rows_of(table))]
    found = []
    for tag, first, last, start, end in _steps([one.mark for one in known], now):
        if tag == "equal":
            continue
        for at in range(max(last - first, end - start)):
            old = known[first + at] if first + at < last else None
            if start + at >= end and old:
                found.append(Moved(table, end + 2, "that stood here is gone", old.checked_on))
            elif old:
                found.append(Moved(table, start + at + 2, "has changed", old.checked_on))
            else:
                found.append(Moved(table, start + at + 2, "is new"))
    return found


def _steps(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def written(table: str, checked: Mapping[int, str] | None = None) -> list[Mark]:
    """The marks of a table as it is: rows as they were keep their day, those in `checked` get one.

    `checked` has days by the place of the row, from 0.
    """
    known, now = marks(table), [mark_of(row) for row in rows_of(table)]
    days = [""] * len(now)
    for tag, first, last, start, end in _steps([one.mark for one in known], now):
        if tag == "equal":
            days[start:end] = [one.checked_on for one in known[first:last]]
    for place, day in (checked or {}).items():
        days[place] = day
    return [Mark(mark, day) for mark, day in zip(now, days, strict=True)]


def write(table: str, new: list[Mark]) -> None:
    """Write a table's marks."""
    path = MARKS / f"{table}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{' '.join(one).strip()}\n" for one in new), encoding="utf-8")


def shares() -> pd.DataFrame:
    """How many rows of each table were compared with their source.

    Columns: table, rows, checked, share_percent, last (the day of the latest comparison; empty
    where none was).
    """
    found = []
    for table in tables():
        days = [one.checked_on for one in marks(table)]
        checked = [day for day in days if day]
        share = 100 * len(checked) / len(days) if days else 0.0
        found.append((table, len(days), len(checked), share, max(checked, default="")))
    return pd.DataFrame(found, columns=["table", "rows", "checked", "share_percent", "last"])


def main(arguments: list[str]) -> int:
    """Name the rows that have changed since their marks were written; with --write, write them."""
    found = [each for table in tables() for each in moved(table)]
    for each in found:
        print(each)
    if "--compared" in arguments:
        table, _, rows = arguments[-1].partition(":")
        today = f"{date.today():%Y-%m-%d}"
        write(table, written(table, {int(row) - 2: today for row in rows.split(",")}))
    elif "--write" in arguments:
        for table in tables():
            write(table, written(table))
    counted = shares()
    print(
        f"{len(found)} rows are not as their marks have them. {counted['checked'].sum():,} of "
        f"{counted['rows'].sum():,} rows were compared with their source."
    )
    return int(bool(found) and not arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
