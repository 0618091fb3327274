"""Make rows of the data wrong on purpose, and see who notices.

    python -m tests.data_mutants --count 1000 --seed 1

A mutant is one wrong change in one row of one table, of one of forty kinds. First the door is
asked (`corridors.door`), then the rules between the rows (`corridors.rules`). What both let pass
is looked for in the evidence of the built book: a row behind a number of a sentence or behind a
verdict is used, any other is not. The used ones are followed to the end (`tests.retold`): what of
the pages and the ledger reads the wrong table is told anew, and what moves is a number on record.
A mutant that leaves the typed table as it was is equivalent, and counts for nobody.
"""

import argparse
import csv
import functools
import io
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from corridors import data, door, reviewed, rules
from corridors.paths import DATA

if TYPE_CHECKING:
    from tests.retold import Book

ROOT = Path(__file__).parent.parent
BUILT = ROOT / "_build" / "executed"

Row = list[str]
Rows = list[Row]


class Mutant(NamedTuple):
    """One change: of which kind, in which row (its place from 0) and column of which table."""

    kind: str
    table: str
    row: int
    column: str
    old: str
    new: str


class Made(NamedTuple):
    """A mutant, and the table's rows with it."""

    mutant: Mutant
    rows: Rows


# --- Making mutants -------------------------------------------------------------------------------


@functools.cache
def read(table: str) -> tuple[Row, Rows]:
    """The head and the rows of a table's file."""
    text = (DATA / data.resource_of(table)["path"]).read_text(encoding="utf-8")
    head, *rows = csv.reader(io.StringIO(text))
    return head, rows


words = functools.cache(rules.written)
typed = functools.cache(data.load)


def field(table: str, column: str) -> door.Field:
    fields = data.resource_of(table)["schema"]["fields"]
    return next(described for described in fields if described["name"] == column)


def kind_of(table: str, column: str) -> str:
    """number, time, choice (a closed list), code (a key of another table), truth, address, text."""
    described = field(table, column)
    schema = data.resource_of(table)["schema"]
    if described["type"] in ("number", "integer") and "enum" not in described.get(
        "constraints", {}
    ):
        return "number"
    if described["type"] == "boolean":
        return "truth"
    if described.get("temporal") or described["type"] in ("year", "yearmonth", "quarter", "date"):
        return "time"
    if "enum" in described.get("constraints", {}):
        return "choice"
    if any([column] == key["fields"] for key in schema.get("foreignKeys", [])):
        return "source" if column.endswith("source_id") else "code"
    return "address" if described.get("format") == "uri" else "text"


Change = Callable[[str, random.Random], str | None]


def scaled(factor: float) -> Change:
    return lambda cell, _: f"{float(cell) * factor:.10f}".rstrip("0").rstrip(".")


def transposed(cell: str, rng: random.Random) -> str | None:
    pairs = [
        i for i in range(len(cell) - 1) if cell[i : i + 2].isdigit() and cell[i] != cell[i + 1]
    ]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return cell[:at] + cell[at + 1] + cell[at] + cell[at + 2 :]


def other_digit(cell: str, rng: random.Random) -> str | None:
    places = [i for i, sign in enumerate(cell) if sign.isdigit()]
    at = rng.choice(places)
    return cell[:at] + rng.choice([d for d in "123456789" if d != cell[at]]) + cell[at + 1 :]


def later(years: int) -> Change:
    return lambda cell, _: re.sub(r"\d{4}", lambda year: str(int(year.group()) + years), cell)


def other_month(cell: str, rng: random.Random) -> str | None:
    months = re.findall(r"\d{4}-(\d\d)", cell)
    if not months:
        return None
    new = rng.choice([f"{month:02}" for month in range(1, 13) if f"{month:02}" != months[0]])
    return re.sub(r"(\d{4})-\d\d", rf"\g<1>-{new}", cell, count=1)


LOOK_ALIKE = str.maketrans("aeopcxyAEOPCXKMHT", "аеорсхуАЕОРСХКМНТ")


def look_alike(cell: str, _: random.Random) -> str | None:
    changed = cell.translate(LOOK_ALIKE)
    return changed if changed != cell else None


def inside(what: str) -> Change:
    def put(cell: str, rng: random.Random) -> str:
        at = rng.randrange(len(cell) + 1)
        return cell[:at] + what + cell[at:]

    return put


CELLS: dict[str, tuple[str, Change]] = {
    "times ten": ("number", scaled(10)),
    "a tenth": ("number", scaled(0.1)),
    "times a thousand": ("number", scaled(1000)),
    "double": ("number", scaled(2)),
    "half": ("number", scaled(0.5)),
    "a fifth more": ("number", scaled(1.2)),
    "digits transposed": ("number", transposed),
    "another digit": ("number", other_digit),
    "another sign": ("number", lambda cell, _: cell[1:] if cell[0] == "-" else f"-{cell}"),
    "infinite": ("number", lambda cell, _: "inf"),
    "1e400": ("number", lambda cell, _: "1e400"),
    "a decimal comma": ("number", lambda cell, _: f"{cell},5"),
    "no number": ("number", lambda cell, _: "n/a"),
    "empty number": ("number", lambda cell, _: ""),
    "a year later": ("time", later(1)),
    "a year earlier": ("time", later(-1)),
    "ten years later": ("time", later(10)),
    "another century": ("time", later(-100)),
    "another month": ("time", other_month),
    "a thirteenth month": ("time", lambda cell, _: f"{cell[:4]}-13"),
    "a truth turned": ("truth", lambda cell, _: "false" if cell == "true" else "true"),
    "an unknown word": ("choice", lambda cell, _: f"{cell}s"),
    "an unknown source": ("source", lambda cell, _: f"{cell}_b"),
    "an unknown code": ("code", lambda cell, _: cell.swapcase()),
    "NUL bytes": ("text", inside("\0")),
    "a control character": ("text", inside("\x0b")),
    "a sign without width": ("text", inside("\u200b")),
    "letters that look alike": ("text", look_alike),
    "markup": ("text", lambda cell, _: f"{cell} <img src=x onerror=alert(1)>"),
    "a formula": ("text", lambda cell, _: f'=HYPERLINK("http://x.example","{cell}")'),
    "letters taken apart": ("text", lambda cell, _: unicodedata.normalize("NFD", f"{cell} é")),
    "spaces at the end": ("text", lambda cell, _: f"{cell} "),
    "a script as address": ("address", lambda cell, _: "javascript:alert(1)"),
    "a broken address": ("address", lambda cell, _: cell.replace("://", ":/")),
}
"""Kinds that change one cell: of which kind of column, and how."""

OTHERS = {"another choice": "choice", "another code": "code", "another source": "source"}
"""Kinds that put another word of the table itself in a cell."""

WHOLE = ("row lost", "row doubled", "values exchanged")
KINDS = (*CELLS, *OTHERS, *WHOLE)


@functools.cache
def places() -> dict[str, list[tuple[str, str]]]:
    """The columns of each kind, over all tables but the log, with something in them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in data.names():
        if table == "changes":
            continue
        head, rows = read(table)
        for at, column in enumerate(head):
            if any(row[at] for row in rows):
                found.setdefault(kind_of(table, column), []).append((table, column))
    return found


def make(kind: str, rng: random.Random) -> Made:
    """A mutant of a kind, in a table, column and row drawn at random."""
    while True:
        of = CELLS[kind][0] if kind in CELLS else OTHERS.get(kind, "number")
        table, column = rng.choice(places()[of])
        head, rows = read(table)
        at = head.index(column)
        row = rng.choice([number for number, cells in enumerate(rows) if cells[at]])
        changed = _changed(kind, rows, row, at, rng)
        if changed is not None and changed != rows:
            new = changed[row][at] if len(changed) == len(rows) else ""
            return Made(Mutant(kind, table, row, column, rows[row][at], new), changed)


def _changed(kind: str, rows: Rows, row: int, at: int, rng: random.Random) -> Rows | None:
    cells, before, after = rows[row], rows[:row], rows[row + 1 :]
    if kind == "row lost":
        return [*before, *after]
    if kind == "row doubled":
        return [*before, cells, cells, *after]
    if kind == "values exchanged":
        if not after or not after[0][at]:
            return None
        below = [*after[0]]
        below[at], mine = cells[at], [*cells]
        mine[at] = after[0][at]
        return [*before, mine, below, *after[1:]]
    if kind in OTHERS:
        new = rng.choice(sorted({line[at] for line in rows if line[at]}))
    else:
        new = CELLS[kind][1](cells[at], rng)
    if new is None or new == cells[at]:
        return None
    return [*before, [*cells[:at], new, *cells[at + 1 :]], *after]


def sample(count: int, seed: int) -> list[Made]:
    """Mutants of all kinds in turn; the same seed makes the same."""
    rng = random.Random(seed)
    return [make(KINDS[number % len(KINDS)], rng) for number in range(count)]


# --- Who notices ----------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """Who noticed a mutant first, what was said, and whether the book uses the row."""

    by: str
    said: str
    used: bool


def judge(made: Made) -> Outcome:
    """The door, then the rules; `nothing` when both let it pass."""
    used = made.mutant.row + 2 in used_rows().get(made.mutant.table, set())
    try:
        raw, table = through_the_door(made)
    except data.DataError as error:
        return Outcome("door", str(error), used)
    if raw.equals(data.as_written(made.mutant.table)) or table.equals(typed(made.mutant.table)):
        return Outcome("equivalent", "the typed table is the same", used)
    wrong = {str(column): list(cells) for column, cells in raw.items()}
    for rule in ruled(made.mutant.table):
        try:
            looked = rules.look(
                rule, lambda name: wrong if name == made.mutant.table else words(name)
            )
        except data.DataError as error:
            return Outcome("rules", str(error), used)
        if looked.faults:
            return Outcome("rules", str(looked.faults[0]), used)
    return Outcome("nothing", "", used)


def named(made: Made) -> list[reviewed.Moved]:
    """The rows that are not as their marks have them: that they changed, and not that it is wrong.

    The tables that tell of the record itself have no marks.
    """
    table = made.mutant.table
    return reviewed.moved(table, made.rows) if table in reviewed.tables() else []


def through_the_door(made: Made) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The wrong table as it is written and typed, if the door lets it in."""
    name = made.mutant.table
    resource, head = data.resource_of(name), read(name)[0]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *made.rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        raw, table = door.opened(path, resource, f"{data.made_on():%Y-%m-%d}")
    data._check_references(raw, resource["schema"], name, resource["path"])
    if name in KEYS_OF_OTHERS:  # a key that others name is missed when they come in
        for other in data.names():
            for key in data.resource_of(other)["schema"].get("foreignKeys", []):
                if key["reference"]["resource"] == resource["name"] and other != name:
                    (mine,), (there,) = key["fields"], key["reference"]["fields"]
                    named = data.as_written(other)[mine]
                    lost = named.ne("") & ~named.isin(raw[there])
                    door.refuse(lost, named, {"name": mine}, other, "no such key", "Correct it.")
    return raw.fillna(""), table


KEYS_OF_OTHERS = ("sources", "geo/places", "geo/lines", "freight/routes", "freight/nodes")


@functools.cache
def ruled(table: str) -> list[rules.Rule]:
    return [rule for rule in rules.rules() if table in rules.tables_of(rule)]


@functools.cache
def used_rows() -> dict[str, set[int]]:
    """The lines of each table behind a number of a sentence in the built book, or a verdict."""
    from corridors.book.numbers import numbers_of
    from corridors.claims import ledger

    used: dict[str, set[int]] = {}
    for notebook in sorted(BUILT.rglob("*.ipynb")):
        for number in numbers_of(notebook):
            for table, runs in number.origin["rows"].items():
                for first, last in runs:
                    used.setdefault(table, set()).update(range(first, last + 1))
    for claim in ledger.TESTS:
        for part in ledger.finding(claim).rows:
            used.setdefault(part.attrs["table"], set()).update(int(i) + 2 for i in part.index)
    return used


def moved_by(made: Made) -> str:
    """What the pages or the ledger tell otherwise with the wrong table; empty if nothing."""
    return _book().moved({made.mutant.table: through_the_door(made)})


@functools.cache
def _book() -> "Book":
    from tests.retold import Book

    return Book()


# --- The table ------------------------------------------------------------------------------------

HEADS = ("door", "rules", "numbers", "nothing", "equivalent")


def table(outcomes: list[tuple[Mutant, Outcome]]) -> str:
    """How many mutants of each kind were noticed by whom, and how many of used rows by nobody."""
    lines = [f"{'kind':<26} made " + " ".join(f"{head:>10}" for head in HEADS) + "  used: nothing"]
    for kind in [*KINDS, "all"]:
        of = [outcome for mutant, outcome in outcomes if kind in (mutant.kind, "all")]
        if not of:
            continue
        count = Counter(outcome.by for outcome in of)
        used = [outcome for outcome in of if outcome.used]
        silent = sum(outcome.by == "nothing" for outcome in used)
        cells = " ".join(f"{count[head]:>10}" for head in HEADS)
        lines.append(f"{kind:<26} {len(of):>4} {cells} {silent:>6} of {len(used)}")
    return "\n".join(lines)


def _say(mutant: Mutant, outcome: Outcome, start: float) -> None:
    where = f"{mutant.table} row {mutant.row + 2} {mutant.column} {mutant.old!r} > {mutant.new!r}"
    use = "used" if outcome.used else "unused"
    print(f"{time.time() - start:5.0f} s {outcome.by:<10} {use:<6} {mutant.kind}: ", end="")
    print(f"{where[:160]} | {outcome.said[:160]}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20_261_129)
    parser.add_argument("--told", type=int, default=10**6, help="how many to follow to the pages")
    chosen = parser.parse_args()
    if not BUILT.is_dir():
        return int(
            bool(print("Build the book first (`make book`): its evidence says what it uses."))
        )
    start, outcomes, passed, marked = time.time(), [], [], 0
    for made in sample(chosen.count, chosen.seed):
        outcomes.append((made.mutant, judge(made)))
        _say(*outcomes[-1], start)
        if outcomes[-1][1].by == "nothing":
            marked += bool(named(made))
            passed += [(len(outcomes) - 1, made)] if outcomes[-1][1].used else []
    for at, made in passed[: chosen.told]:
        if moved := moved_by(made):
            outcomes[at] = (made.mutant, Outcome("numbers", moved, used=True))
        _say(*outcomes[at], start)
    print("\n" + table(outcomes))
    print("`used` rows stand behind a number of a sentence or a verdict.")
    print(f"Of those that door and rules pass, {marked} are named as rows that have changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
