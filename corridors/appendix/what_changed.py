"""What changed from one state of the record to the next: rows, verdicts, confidences and numbers.

A state is a folder with the data package (`data/`) and the numbers that the book told
(`tests/numbers/`). `compare` sets two of them side by side; nothing of the log is written by hand:

    python -m corridors.appendix.what_changed <commit or tag>

takes the older state from version control and the newer from the working tree, and writes what it
finds to `data/changes.csv`, under the day on which the data package was made. An entry of that day
is replaced, older entries stay.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from corridors import data
from corridors.appendix.catalogue import identifier
from corridors.appendix.html import Html
from corridors.paths import ROOT
from corridors.prose import Numbers, date_in_words, number, numbers, told

ADDED: Final = "row added"
CORRECTED: Final = "row corrected"
REMOVED: Final = "row removed"
VERDICT: Final = "verdict"
CONFIDENCE: Final = "confidence"
HEADLINE: Final = "headline"
NUMBER: Final = "number"
KINDS: Final = (CORRECTED, VERDICT, CONFIDENCE, HEADLINE, NUMBER, ADDED, REMOVED)
"""What can change; headline is a number of the front page, number one of another page."""

COLUMNS: Final = ("kind", "place", "item", "field", "old", "new", "why")

NOT_COMPARED: Final = ("sources", "changes", "reviewed", "searches")
"""Tables that are about the record: a source comes with its row, and the log is not in the log."""

PAGE: Final = "chapters/appendix/what_changed"
"""The page of the book that shows the log."""

FRONT: Final = "index"
BESIDE: Final = ("note", "source_id", "promise_source_id", "outcome_source_id")
"""Columns that say whence and why, and not what: they alone make no correction."""


class State(NamedTuple):
    """A state of the record: tables as text, the key of each, and what each page told."""

    tables: Mapping[str, pd.DataFrame]
    keys: Mapping[str, list[str]]
    told: Mapping[str, Any]


def read_state(folder: Path) -> State:
    """The state in a folder with `data/` and, if it was kept there, `tests/numbers/`."""
    package = json.loads((folder / "data" / "datapackage.json").read_text(encoding="utf-8"))
    tables, keys = {}, {}
    for resource in package["resources"]:
        name = resource["path"].removesuffix(".csv")
        if name in NOT_COMPARED:
            continue
        key = resource["schema"]["primaryKey"]
        keys[name] = [key] if isinstance(key, str) else list(key)
        tables[name] = pd.read_csv(
            folder / "data" / resource["path"], dtype=str, keep_default_na=False, encoding="utf-8"
        )
    kept = sorted((folder / "tests" / "numbers").glob("*.json"))
    own = PAGE.rpartition("/")[2]  # what the log counts is new in each entry, and no correction
    told = {file.stem: file for file in kept if file.stem != own}
    return State(
        tables,
        keys,
        {page: json.loads(file.read_text(encoding="utf-8")) for page, file in told.items()},
    )


def compare(before: State, after: State) -> pd.DataFrame:
    """What changed from the one state to the other, a row a change, in the order of KINDS.

    Columns: kind, place (table, page or `ledger`), item (the row's key in words, the claim, the
    number's name), field (the column that was corrected), old, new, why (the row's remark). A row
    whose key itself was corrected is found again by its source and by what else is alike.
    """
    found = [
        *(change for name in after.tables for change in _of_table(name, before, after)),
        *_of_ledger(before.told.get("ledger", {}), after.told.get("ledger", {})),
        *(change for page in after.told for change in _of_page(page, before.told, after.told)),
    ]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    order = table["kind"].map(KINDS.index)
    return table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


Change = tuple[str, str, str, str, str, str, str]


def _of_table(name: str, before: State, after: State) -> Iterator[Change]:
    new, key = after.tables[name], after.keys[name]
    old = before.tables.get(name, new.iloc[:0])
    shared = [str(column) for column in new if column in old]
    if not set(key) <= set(shared):
        return
    olds = {tuple(row[key]): row for _, row in old.iterrows()}
    news = {tuple(row[key]): row for _, row in new.iterrows()}
    gone = {at: row for at, row in olds.items() if at not in news}
    come = {at: row for at, row in news.items() if at not in olds}
    for at, row in news.items():
        if at in olds:
            yield from _corrections(name, key, olds[at], row, shared)
    for at, row in list(come.items()):
        same = [was for was in gone if _same_report(gone[was], row, shared)]
        if len(same) == 1:
            yield from _corrections(name, key, gone.pop(same[0]), row, shared)
            del come[at]
        elif whence := [was for was in gone if _same_but_whence(gone[was], row, shared)]:
            del gone[whence[0]], come[at]
    for row in come.values():
        yield (ADDED, name, _key_words(row, key), "", "", _values(row, key), _why(row))
    for row in gone.values():
        yield (REMOVED, name, _key_words(row, key), "", _values(row, key), "", _why(row))


def _same_but_whence(was: pd.Series, now: pd.Series, shared: Sequence[str]) -> bool:
    """Whether a row says what one did that is gone, and only takes it from another source."""
    return all(was[column] == now[column] for column in shared if column not in BESIDE)


def _same_report(was: pd.Series, now: pd.Series, shared: Sequence[str]) -> bool:
    """Whether two rows with different keys are one report: one source, and little else differs."""
    if "source_id" not in shared or was["source_id"] != now["source_id"]:
        return False
    compared = [c for c in shared if c not in BESIDE]
    other = [c for c in compared if was[c] != now[c]]
    return 1 <= len(other) <= max(1, len(compared) // 4)


def _corrections(
    name: str, key: Sequence[str], was: pd.Series, now: pd.Series, shared: Sequence[str]
) -> Iterator[Change]:
    for column in shared:
        if column not in BESIDE and was[column] != now[column]:
            yield (
                CORRECTED, name, _key_words(now, key), column, was[column], now[column], _why(now)
            )  # fmt: skip


def _key_words(row: pd.Series, key: Sequence[str]) -> str:
    return ", ".join(str(row[column]) for column in key if row[column])


def _values(row: pd.Series, key: Sequence[str]) -> str:
    rest = [c for c in row.index if c not in (*key, *BESIDE) and row[c]]
    words = ", ".join(str(row[column]) for column in rest)
    # A spreadsheet would take what begins with a sign for a formula.
    return f"minus {words[1:]}" if words.startswith("-") else words


def _why(row: pd.Series) -> str:
    return str(row.get("note", ""))


def _of_ledger(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    was, now = before.get("claims", {}), after.get("claims", {})
    for claim in now:
        for kind in (VERDICT, CONFIDENCE):
            old, new = (str(state.get(claim, {}).get(kind) or "") for state in (was, now))
            if old != new:
                yield (kind, "ledger", claim, "", old, new, "" if claim in was else "new claim")


def _of_page(page: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    was, now = (state.get(page, {}).get("prose", {}) for state in (before, after))
    kind = HEADLINE if page == FRONT else NUMBER
    for name in now:
        old, new = (_with_minus(str(state.get(name))) for state in (was, now))
        if name in was and old != new:
            yield (kind, page, name, "", old, new, "")


def _with_minus(words: str) -> str:
    """A number's words with a true minus: how a sign is written changes no number."""
    return re.sub(r"(?<![\w.])-(?=\d)", "\N{MINUS SIGN}", words)


# --- The log -------------------------------------------------------------------------------------


def state_of(commit: str, into: Path) -> State:
    """The state of a commit or tag of this repository, unpacked into an empty folder.

    Raises SystemExit with what version control says when there is no such commit.
    """
    packed = subprocess.run(
        ["git", "archive", commit, "data", "tests/numbers"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if packed.returncode:
        raise SystemExit(f"No state {commit!r}: {packed.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(into, filter="data")
    return read_state(into)


def written(log: pd.DataFrame, entry: str, changes: pd.DataFrame) -> pd.DataFrame:
    """The log with an entry put in, or in the place of the entry of that name; newest first."""
    kept = log[log["entry"] != entry]
    every = pd.concat([changes.assign(entry=entry), kept], ignore_index=True)
    every = every.sort_values("entry", ascending=False, kind="stable", ignore_index=True)
    number = every.groupby("entry").cumcount() + 1
    return every.assign(number=number)[["entry", "number", *COLUMNS]]


def main(arguments: Sequence[str]) -> None:
    """Write the log: `since` is the commit or tag that was the last state."""
    if len(arguments) != 1:
        raise SystemExit("Name the state to compare with: make changes SINCE=<commit or tag>")
    path = ROOT / "data" / "changes.csv"
    with tempfile.TemporaryDirectory() as folder:
        changes = compare(state_of(arguments[0], Path(folder)), read_state(ROOT))
    log = pd.read_csv(path, dtype=str, keep_default_na=False) if path.is_file() else None
    if log is None:
        log = pd.DataFrame(columns=["entry", "number", *COLUMNS])
    entry = f"{data.made_on():%Y-%m-%d}"
    written(log, entry, changes).to_csv(path, index=False, lineterminator="\n")
    print(f"{len(changes)} changes since {arguments[0]} are in data/changes.csv, as of {entry}.")


# --- The page ------------------------------------------------------------------------------------

HEADINGS: Final[Mapping[str, str]] = {
    CORRECTED: "Rows corrected",
    VERDICT: "Verdicts that moved",
    CONFIDENCE: "Confidences that moved",
    HEADLINE: "Numbers of the front page that moved",
    NUMBER: "Numbers of other pages that moved",
    ADDED: "Rows added",
    REMOVED: "Rows removed",
}
OPEN: Final = (VERDICT, CONFIDENCE, HEADLINE)
"""Kinds whose list is short and stands open."""


def entries() -> list[str]:
    """The names of the entries of the log, newest first."""
    return list(data.load("changes")["entry"].dt.strftime("%Y-%m-%d").drop_duplicates())


def of_entry(entry: str) -> pd.DataFrame:
    """The changes of one entry of the log, as `data.load` gives them."""
    return data.where(data.load("changes"), entry=pd.Timestamp(entry))


class Before(NamedTuple):
    """How a number or a word of the book read before, and the day on which it changed."""

    text: str
    until: pd.Timestamp

    @property
    def day(self) -> str:
        """The day in words: 29 November 2026."""
        return date_in_words(self.until)


def before(place: str, *kinds: str) -> dict[str, Before]:
    """What a page or the ledger told otherwise before the last change of it, by the item's name.

    Without `kinds` of numbers. What was not told before is left out.
    """
    log = data.where(data.load("changes"), place=place, kind=list(kinds or (HEADLINE, NUMBER)))
    newest_last = log.dropna(subset="old").sort_values("entry", kind="stable")
    return {
        str(row["item"]): Before(str(row["old"]), row["entry"])
        for row in newest_last.to_dict("records")
    }


def in_short(entry: str) -> Numbers:
    """How much changed in an entry, by kind."""
    log = of_entry(entry)

    def count(*kinds: str) -> Any:
        rows = data.where(log, kind=list(kinds))
        return told(number(len(rows)) if len(rows) else "none", log)

    return numbers(
        changed_on=told(date_in_words(pd.Timestamp(entry)), log),
        added=count(ADDED),
        corrected=count(CORRECTED),
        verdicts=count(VERDICT),
        confidences=count(CONFIDENCE),
        headlines=count(HEADLINE),
        elsewhere=count(NUMBER),
    )


def show(entry: str) -> Html:
    """The changes of an entry, a table a kind; long ones are folded."""
    log = of_entry(entry)
    parts = []
    for kind, heading in HEADINGS.items():
        rows = data.where(log, kind=kind)
        if rows.empty:
            continue
        opened = " open" if kind in OPEN else ""
        parts.append(
            f"<details{opened}><summary>{heading} ({len(rows)})</summary>{_table(rows)}</details>"
        )
    return Html("".join(parts))


def _table(rows: pd.DataFrame) -> str:
    head = "".join(f"<th>{word}</th>" for word in ("Where", "What", "Was", "Is", "Remark"))
    body = "".join(
        f"<tr><td>{_place(row)}</td><td>{escape(_what(row))}</td><td>{_text(row['old'])}</td>"
        f"<td>{_text(row['new'])}</td><td>{_text(row['why'])}</td></tr>"
        for row in rows.to_dict("records")
    )
    return f'<table class="changes"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _place(row: Mapping[Any, Any]) -> str:
    place = str(row["place"])
    if row["kind"] in (ADDED, CORRECTED, REMOVED):
        return f'<a href="data.html#{identifier(place)}">{escape(place)}</a>'
    if place == "ledger":
        claim = f"#{escape(str(row['item']))}" if row["kind"] in (VERDICT, CONFIDENCE) else ""
        return f'<a href="ledger.html{claim}">ledger</a>'
    return escape(place)


def _what(row: Mapping[Any, Any]) -> str:
    item = str(row["item"]).replace("_", " ")
    return f"{item}: {row['field']}" if pd.notna(row["field"]) else item


def _text(value: Any) -> str:
    return "" if pd.isna(value) else escape(str(value))


if __name__ == "__main__":
    main(sys.argv[1:])
