"""Rows against rows: what the tables say of each other must hold. `python -m corridors.rules` asks.

`data/rules.json` states the rules, each with its kind, its table, and what it says in words; this
module knows the kinds. A row that breaks a rule is a `Fault`: file, row, field, value, what was
expected, and the remedy. A rule has exceptions by name, each with its reason. A rule that looks at
no row and an exception that excuses nothing are errors: neither may outlive the rows it was for.
"""

from __future__ import annotations

import calendar
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from statistics import median
from typing import Any, Final, NamedTuple

from corridors import data, reviewed
from corridors.paths import DATA

Rule = dict[str, Any]
Words = dict[str, list[str]]
"""The columns of a table as they are written; an empty cell is an empty text."""
Tables = Callable[[str], Words]


class Fault(NamedTuple):
    """A row that breaks a rule. `row` counts as in the file, where the header is row 1."""

    rule: str
    table: str
    row: int
    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        return (
            f"data/{self.table}.csv, row {self.row}, field {self.field}, value {self.value!r}: "
            f"expected {self.expected} ({self.rule}). Check it against its source, and the rows "
            "it is compared with against theirs; if all are right, name an exception with its "
            "reason in data/rules.json."
        )


class Looked(NamedTuple):
    """What a rule found: how many rows or groups it could compare, and the faults."""

    compared: int
    faults: list[Fault]


def rules() -> list[Rule]:
    """The rules of `data/rules.json`, in their order."""
    stated: list[Rule] = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))["rules"]
    return stated


def written(name: str) -> Words:
    """A table that has come through the door, as it is written."""
    return {str(column): list(cells) for column, cells in data.as_written(name).items()}


def tables_of(rule: Rule) -> set[str]:
    """The tables that a rule reads."""
    if rule["kind"] in ("known", "cited"):
        return set(data.names())
    others = {rule[part]["table"] for part in ("is", "by") if isinstance(rule.get(part), dict)}
    return {rule["table"], *others, *(["freight/nodes"] if rule["kind"] == "near" else [])}


def look(rule: Rule, tables: Tables = written) -> Looked:
    """What one rule finds, without the rows that it excuses.

    Raises DataError for a rule of an unknown kind, that compares nothing, or that excuses a row
    which does not break it.
    """
    compared, left = found(rule, tables)
    for exception in rule.get("except", []):
        if not exception.get("because"):
            raise _wrong(rule, "an exception gives no reason", "Say `because`.")
        excused = [fault for fault in left if _is_of(fault, exception["where"], tables)]
        if not excused:
            raise _wrong(
                rule,
                f"no row that breaks the rule is of {exception['where']}",
                "Take the exception out.",
            )
        left = [fault for fault in left if fault not in excused]
    return Looked(compared, left)


def found(rule: Rule, tables: Tables = written) -> Looked:
    """What one rule finds, with the rows that it excuses. Raises DataError as `look` does."""
    kind = KINDS.get(rule["kind"])
    if kind is None:
        raise _wrong(rule, f"there is no kind {rule['kind']!r}", f"Use one of {', '.join(KINDS)}.")
    looked = kind(rule, tables)
    if not looked.compared:
        raise _wrong(rule, "this rule applies to no row", "Correct it, or take it out.")
    return looked


def _wrong(rule: Rule, problem: str, remedy: str) -> data.DataError:
    return data.DataError(f"{rule.get('says', rule)}: {problem}", file="rules.json", remedy=remedy)


def _is_of(fault: Fault, where: dict[str, Any], tables: Tables) -> bool:
    words = tables(fault.table)
    return where.keys() <= words.keys() and bool(_places(words, where, [fault.row - 2]))


# Reading tables


def _places(words: Words, where: dict[str, Any], of: Iterable[int] | None = None) -> list[int]:
    """The places of the rows whose columns have these words: one, any of several, or by `not` none.

    A row's place counts from 0.
    """
    places = list(range(len(next(iter(words.values())))) if of is None else of)
    for column, wanted in where.items():
        cells = words[column]
        if isinstance(wanted, dict):
            places = [place for place in places if cells[place] not in wanted["not"]]
        else:
            several = set(wanted) if isinstance(wanted, list) else {wanted}
            places = [place for place in places if cells[place] in several]
    return places


def _groups(words: Words, places: list[int], by: list[str]) -> dict[tuple[str, ...], list[int]]:
    """The places of the rows of each combination of words in some columns."""
    groups: dict[tuple[str, ...], list[int]] = {}
    columns = [words[column] for column in by]
    for place in places:
        groups.setdefault(tuple(cells[place] for cells in columns), []).append(place)
    return groups


def _joined(words: Words, columns: str | list[str]) -> list[str]:
    """The words of a column, or those of several as one: "RUS lng"."""
    if isinstance(columns, str):
        return words[columns]
    return [" ".join(cells) for cells in zip(*(words[column] for column in columns), strict=True)]


def _numbers(words: Words, column: str) -> list[float]:
    """The numbers of a column: true is 1, and what is missing no number."""
    return [_number(cell) for cell in words[column]]


def _number(cell: str) -> float:
    return float({"": "nan", "true": "1", "false": "0"}.get(cell, cell))


def _given(words: Words, rule: Rule) -> tuple[list[float], list[int]]:
    """The numbers of the rule's value, and the places of its rows that have one."""
    numbers = _numbers(words, rule["value"])
    places = _places(words, rule.get("where", {}))
    return numbers, [place for place in places if not math.isnan(numbers[place])]


@cache
def _span(cell: str) -> tuple[int, int] | None:
    """The first and the last day of a time as it is written, as numbers; None where it is empty."""
    if not cell:
        return None
    first, _, last = cell.partition("/")
    return _days(first)[0].toordinal(), _days(last or first)[1].toordinal()


def _days(text: str) -> tuple[date, date]:
    if "-Q" in text:
        quarter = int(text[-1])
        start, last = date(int(text[:4]), 3 * quarter - 2, 1), 3 * quarter
        return start, date(start.year, last, calendar.monthrange(start.year, last)[1])
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    last = month or 12
    return date(year, month or 1, day or 1), date(
        year, last, day or calendar.monthrange(year, last)[1]
    )


def _fault(rule: Rule, words: Words, place: int, field: str, expected: str) -> Fault:
    return Fault(rule["says"], rule["table"], place + 2, field, words[field][place], expected)


def _close(one: float, other: float, rule: Rule) -> bool:
    """Whether two numbers are the same within the rule's relative and absolute allowance."""
    allowance: float = max(rule.get("within", 0) * max(abs(one), abs(other)), rule.get("slack", 0))
    return abs(one - other) <= allowance + 1e-9


# The kinds of rules


def one_each(rule: Rule, tables: Tables) -> Looked:
    """Rows with the same words in `of` have the same words in `columns`."""
    words = tables(rule["table"])
    compared, faults = 0, []
    for key, places in _groups(words, _places(words, rule.get("where", {})), rule["of"]).items():
        if len(places) < 2 or not all(key):
            continue
        compared += len(places)
        for column in rule["columns"]:
            counts = Counter(words[column][place] for place in places)
            if len(counts) > 1:
                usual = counts.most_common(1)[0][0]
                expected = f"{usual!r}, as beside {', '.join(key)}"
                odd = [place for place in places if words[column][place] != usual]
                faults += [_fault(rule, words, place, column, expected) for place in odd]
    return Looked(compared, faults)


def adds_up(rule: Rule, tables: Tables) -> Looked:
    """In each group the parts add up to the total; with `at_most` they do not exceed it.

    `parts` are words of the column `over`, of several columns joined, or "rest": all but the total
    and `apart`. A group without its total, or without one of the parts (of those in `needs`, if
    they are named), is not compared.
    """
    words = tables(rule["table"])
    numbers, given = _given(words, rule)
    over = _joined(words, rule["over"])
    compared, faults = 0, []
    for key, places in _groups(words, given, rule["by"]).items():
        totals = [place for place in places if over[place] == rule["total"]]
        if len(totals) != 1:
            continue
        apart = {rule["total"], *rule.get("apart", [])}
        wanted = {over[place] for place in places} - apart
        if rule["parts"] != "rest":
            wanted = set(rule["parts"])
        parts = [place for place in places if over[place] in wanted]
        there = {over[place] for place in parts}
        needed = set(rule.get("needs", [] if rule.get("at_most") else wanted))
        if not parts or not needed <= there or len(there) < len(parts):
            continue
        compared += 1
        whole, together = numbers[totals[0]], math.fsum(numbers[place] for place in parts)
        most = bool(rule.get("at_most"))
        if not _close(together, whole, rule) and (together > whole or not most):
            expected = f"{'at least ' if most else ''}{together:.6g}, the sum of {len(parts)} parts"
            expected += f" ({', '.join(key)})" if key else ""
            faults.append(_fault(rule, words, totals[0], rule["value"], expected))
    return Looked(compared, faults)


def adds_up_in_time(rule: Rule, tables: Tables) -> Looked:
    """A longer time is the sum of shorter ones that fill it, and no less than one within it."""
    words, value = tables(rule["table"]), rule["value"]
    numbers, given = _given(words, rule)
    compared, faults = 0, []
    for key, places in _groups(words, given, rule["series"]).items():
        times = [(_span(words[rule["time"]][place]), place) for place in places]
        spans = [(*span, numbers[place], place) for span, place in times if span]
        for start, end, whole, place in spans:
            within = [s for s in spans if start <= s[0] and s[1] <= end and s[:2] != (start, end)]
            if not within:
                continue
            compared += 1
            sums = [(math.fsum(filled), len(filled)) for filled in _fillings(within, start, end)]
            most = max(within, key=lambda span: span[2])
            wrong = [(total, count) for total, count in sums if not _close(total, whole, rule)]
            if wrong:
                expected = f"{wrong[0][0]:.6g}, the sum of {wrong[0][1]} shorter times"
            elif most[2] > whole and not _close(most[2], whole, rule):
                expected = f"at least {most[2]:.6g}, as in row {most[3] + 2}"
            else:
                continue
            faults.append(_fault(rule, words, place, value, f"{expected} ({', '.join(key)})"))
    return Looked(compared, faults)


def _fillings(spans: list[Any], start: int, end: int) -> Iterator[list[float]]:
    """The values of the times of one length that fill a longer one without a hole."""
    by_length: dict[int, dict[int, Any]] = {}
    for span in spans:
        length = round((span[1] - span[0] + 1) / 30.4)
        by_length.setdefault(length, {}).setdefault(span[0], span)
    for starts in by_length.values():
        filled, at = [], start
        while at in starts and starts[at][1] <= end:
            filled.append(starts[at][2])
            at = starts[at][1] + 1
        if at == end + 1 and len(filled) > 1:
            yield filled


def runs_on(rule: Rule, tables: Tables) -> Looked:
    """A value does not stand out from its neighbours in time.

    Between two neighbours it is at most `factor` times the higher and at least the lower divided
    by it; beside one, at either end, `at_ends` holds. Below `above` nothing stands out. Or a value
    is at most `differs` beyond both, in series that pass through zero. Times that begin more than
    `gap` years apart are no neighbours; of times that are not written alike (2024, 2024-03) those
    of one `length` are compared.
    """
    words, value = tables(rule["table"]), rule["value"]
    numbers, given = _given(words, rule)
    compared, faults = 0, []
    gap = rule.get("gap", 1) * 366 + 31
    for key, places in _groups(words, given, rule["series"]).items():
        cells = [(words[rule["time"]][place], place) for place in places]
        times = [
            (_span(cell), place) for cell, place in cells if rule.get("length") in (None, len(cell))
        ]
        series = sorted((span[0], numbers[place], place) for span, place in times if span)
        for at, (day, number, place) in enumerate(series):
            beside = [
                series[other][1]
                for other in (at - 1, at + 1)
                if 0 <= other < len(series) and abs(series[other][0] - day) <= gap
            ]
            if not beside:
                continue
            compared += 1
            low, high = _room(rule, beside)
            if not low <= number <= high:
                expected = f"between {low:.4g} and {high:.4g} beside its neighbours"
                faults.append(_fault(rule, words, place, value, f"{expected} ({', '.join(key)})"))
    return Looked(compared, faults)


def _room(rule: Rule, beside: list[float]) -> tuple[float, float]:
    """Between which numbers a value lies that has these neighbours."""
    low, high = min(beside), max(beside)
    if "differs" in rule:
        return low - rule["differs"], high + rule["differs"]
    factor = rule["factor"] if len(beside) > 1 else rule["at_ends"]
    floor = rule.get("above", 0)
    return (low / factor if low > floor else 0), max(high * factor, floor)


def agree(rule: Rule, tables: Tables) -> Looked:
    """What several rows report of one thing lies within a factor of their middle, or `slack`."""
    words = tables(rule["table"])
    numbers, given = _given(words, rule)
    same = rule.get("same") or data.resource_of(rule["table"])["schema"]["observationKey"]
    compared, faults = 0, []
    for key, places in _groups(words, given, same).items():
        if len(places) < 2:
            continue
        compared += len(places)
        middle = median(numbers[place] for place in places)
        factor = rule["factor"]
        low, high = sorted((middle / factor, middle * factor))
        for place in places:
            beyond = abs(numbers[place] - middle) > rule.get("slack", 0)
            if beyond and not low <= numbers[place] <= high:
                expected = f"about {middle:.6g}, as {len(places)} rows report it"
                faults.append(
                    _fault(rule, words, place, rule["value"], f"{expected} ({', '.join(key)})")
                )
    return Looked(compared, faults)


def follows(rule: Rule, tables: Tables) -> Looked:
    """A value is another one, found by `key` in the table of `is`, times `times`, through `by`."""
    words = tables(rule["table"])
    numbers, given = _given(words, rule)
    first = _values(rule["is"], tables)
    second = _values(rule["by"], tables) if "by" in rule else None
    compared, faults = 0, []
    for place in given:
        there = first.get(tuple(words[column][place] for column in rule["is"]["key"]))
        below: float | None = 1.0
        if second is not None:
            below = second.get(tuple(words[column][place] for column in rule["by"]["key"]))
        if there is None or not below:
            continue
        compared += 1
        expected = there * rule.get("times", 1) / below
        if not _close(numbers[place], expected, rule):
            said = f"{expected:.6g} by {rule['is']['table']}"
            faults.append(_fault(rule, words, place, rule["value"], said))
    return Looked(compared, faults)


def _values(other: dict[str, Any], tables: Tables) -> dict[tuple[str, ...], float]:
    """The values of a table by their key; of several rows with one key, the first."""
    words = tables(other["table"])
    numbers, given = _given(words, other)
    columns = [words[column] for column in other["key"].values()]
    values: dict[tuple[str, ...], float] = {}
    for place in given:
        values.setdefault(tuple(cells[place] for cells in columns), numbers[place])
    return values


def beside(rule: Rule, tables: Tables) -> Looked:
    """One column of a row divided by another lies between two numbers, as energy by volume."""
    words = tables(rule["table"])
    one, other = rule["columns"]
    above, below = _numbers(words, one), _numbers(words, other)
    low, high = rule["between"]
    places = [p for p in _places(words, rule.get("where", {})) if below[p] > rule.get("above", 0)]
    faults = [
        _fault(rule, words, place, one, f"{low:g} to {high:g} times {other} of {below[place]:g}")
        for place in places
        if not low <= above[place] / below[place] <= high
    ]
    return Looked(len(places), faults)


def in_order(rule: Rule, tables: Tables) -> Looked:
    """The columns of a row ascend: low before high, a promise before its date."""
    words = tables(rule["table"])
    places = _places(words, rule.get("where", {}))
    compared, faults = 0, []
    read = _span if rule.get("times") else lambda cell: (_number(cell),) * 2 if cell else None
    for one, other in zip(rule["columns"], rule["columns"][1:], strict=False):
        for place in places:
            early, late = read(words[one][place]), read(words[other][place])
            if early is None or late is None:
                continue
            compared += 1
            if early[0] > late[1]:
                expected = f"no less than {words[one][place]}, its {one}"
                faults.append(_fault(rule, words, place, other, expected))
    return Looked(compared, faults)


def rises(rule: Rule, tables: Tables) -> Looked:
    """In each group the rows of the words in `order` ascend, such as low, point and high."""
    words = tables(rule["table"])
    numbers, given = _given(words, rule)
    compared, faults = 0, []
    for key, places in _groups(words, given, rule["by"]).items():
        levels = [[p for p in places if words[rule["over"]][p] == w] for w in rule["order"]]
        held = [level for level in levels if level]
        for lower, upper in zip(held, held[1:], strict=False):
            compared += 1
            least = min(numbers[place] for place in lower)
            for place in upper:
                if numbers[place] < least:
                    expected = f"at least {least:g} ({', '.join(key)})"
                    faults.append(_fault(rule, words, place, rule["value"], expected))
    return Looked(compared, faults)


def no_gap(rule: Rule, tables: Tables) -> Looked:
    """A series has a row for each year, quarter or month from its first to its last."""
    words, time = tables(rule["table"]), rule["time"]
    months = {"year": 12, "quarter": 3, "month": 1}[rule["step"]]
    compared, faults = 0, []
    for key, places in _groups(
        words, _places(words, rule.get("where", {})), rule["series"]
    ).items():
        steps = {}
        for place in places:
            span = _span(words[time][place])
            if span and (months == 1 or abs(span[1] - span[0] + 1 - months * 30.44) < 4):
                start = date.fromordinal(span[0])
                steps[(start.year * 12 + start.month - 1) // months] = place
        ordered = sorted(steps)
        compared += len(ordered) > 1
        for before, now in zip(ordered, ordered[1:], strict=False):
            if now - before > 1:
                expected = f"a row for each {rule['step']}: {now - before - 1} before it lack"
                expected += f" ({', '.join(key)})"
                faults.append(_fault(rule, words, steps[now], time, expected))
    return Looked(compared, faults)


def counts_on(rule: Rule, tables: Tables) -> Looked:
    """In each group a column counts 1, 2, 3 without a hole."""
    words, column = tables(rule["table"]), rule["value"]
    compared, faults = 0, []
    for places in _groups(words, _places(words, {}), rule["by"]).values():
        numbers = sorted((int(words[column][place]), place) for place in places)
        compared += len(numbers)
        for wanted, (number, place) in enumerate(numbers, start=rule.get("first", 1)):
            if number != wanted:
                faults.append(_fault(rule, words, place, column, f"{wanted}, the next number"))
                break
    return Looked(compared, faults)


def panel(rule: Rule, tables: Tables) -> Looked:
    """Every group has all the `words` of the columns `over`, as a table without empty cells."""
    words = tables(rule["table"])
    over = _joined(words, rule["over"])
    compared, faults = 0, []
    for key, places in _groups(words, _places(words, rule.get("where", {})), rule["by"]).items():
        compared += 1
        lacking = sorted(set(rule["words"]) - {over[place] for place in places})
        if lacking:
            expected = f"rows of {', '.join(lacking)} as well ({', '.join(key)})"
            faults.append(_fault(rule, words, places[0], rule["by"][0], expected))
    return Looked(compared, faults)


def needs(rule: Rule, tables: Tables) -> Looked:
    """A row has something in at least one of the columns: a figure, or the reason for a choice."""
    words = tables(rule["table"])
    places = _places(words, rule.get("where", {}))
    empty = [p for p in places if not any(words[column][p] for column in rule["columns"])]
    expected = f"something in {' or '.join(rule['columns'])}"
    faults = [_fault(rule, words, place, rule["columns"][0], expected) for place in empty]
    return Looked(len(places), faults)


def fits(rule: Rule, tables: Tables) -> Looked:
    """What a row has in a column is of a form, as a flag is 0 or 1; `form` says it in words."""
    words, column = tables(rule["table"]), rule["value"]
    shape = re.compile(rule["pattern"])
    places = [place for place in _places(words, rule.get("where", {})) if words[column][place]]
    faults = [
        _fault(rule, words, place, column, rule["form"])
        for place in places
        if not shape.fullmatch(words[column][place])
    ]
    return Looked(len(places), faults)


def numbered(rule: Rule, tables: Tables) -> Looked:
    """So many rows have the words of `where` as the subject has members, such as the EU its 27."""
    words = tables(rule["table"])
    places = _places(words, rule["where"])
    faults = []
    if len(places) != rule["count"]:
        column = next(iter(rule["where"]))
        expected = f"{rule['count']} rows of {rule['where']}, and not {len(places)}"
        faults.append(_fault(rule, words, places[-1] if places else 0, column, expected))
    return Looked(len(places), faults)


def known(rule: Rule, tables: Tables) -> Looked:
    """A source does not tell of what began after it was published: of the rows `observed`."""
    sources = tables(rule["table"])
    published = dict(zip(sources["source_id"], sources["published"], strict=True))
    compared, faults = 0, []
    for name in data.names():
        words = tables(name)
        time = next((column for column in rule["times"] if column in words), None)
        if time is None or "source_id" not in words:
            continue
        if "observed" in rule and "status" not in words:
            continue
        where = {"status": rule["observed"]} if "observed" in rule else {}
        for place in _places(words, where):
            source = words["source_id"][place]
            said, told = _span(published.get(source, "")), _span(words[time][place])
            if said is None or told is None:
                continue
            compared += 1
            if told[0] > said[1]:
                expected = f"no later than {published[source]}, when {source} was published"
                faults.append(
                    Fault(rule["says"], name, place + 2, time, words[time][place], expected)
                )
    return Looked(compared, faults)


def cited(rule: Rule, tables: Tables) -> Looked:
    """Every row of the table is named by some row of another."""
    words, column = tables(rule["table"]), rule["value"]
    named: set[str] = set()
    for name in data.names():
        if name != rule["table"]:
            cells = tables(name)
            named |= {c for cites in cells if cites.endswith(column) for c in cells[cites]}
    faults = [
        _fault(rule, words, place, column, "a row that cites it")
        for place, source in enumerate(words[column])
        if source not in named
    ]
    return Looked(len(words[column]), faults)


_DATED: Final = re.compile(r"(?:^|_)((?:19|20)\d\d)(?:_(0[1-9]|1[0-2])(?:_([0-3]\d))?)?(?=_|$)")


def dated(rule: Rule, tables: Tables) -> Looked:
    """A date within a name is the date that stands beside it, as far as both say it.

    A name may say of which year a source tells: then the source is published in it or `later`
    years after.
    """
    words, time = tables(rule["table"]), rule["value"]
    compared, faults = 0, []
    for place, name in enumerate(words[rule["name"]]):
        said, stands = _DATED.search(name), words[time][place]
        if not said or not stands:
            continue
        day = "-".join(part for part in said.groups() if part)
        compared += 1
        if "later" in rule and len(day) == 4:
            right = int(day) <= int(stands[:4]) <= int(day) + rule["later"]
        else:
            right = stands.startswith(day) or day.startswith(stands)
        if not right:
            faults.append(_fault(rule, words, place, time, f"{day}, as in {name}"))
    return Looked(compared, faults)


def near(rule: Rule, tables: Tables) -> Looked:
    """A leg is no shorter than the straight line between its places, nor `factor` times longer."""
    words, nodes = tables(rule["table"]), tables("freight/nodes")
    places = {
        node: (_number(latitude), _number(longitude))
        for node, latitude, longitude in zip(
            nodes["node"], nodes["latitude"], nodes["longitude"], strict=True
        )
    }
    numbers, given = _given(words, rule)
    compared, faults = 0, []
    for place in given:
        ends = [places[words[end][place]] for end in ("from_node", "to_node")]
        straight = _kilometres(*ends[0], *ends[1])
        if not straight > 0:
            continue
        compared += 1
        most = straight * rule["factor"]
        if not straight * 0.97 <= numbers[place] <= most:
            expected = f"{straight:.0f} to {most:.0f} km, by the distance of its places"
            faults.append(_fault(rule, words, place, rule["value"], expected))
    return Looked(compared, faults)


def steps(rule: Rule, tables: Tables) -> Looked:
    """Neighbouring points of a line lie within some kilometres of each other."""
    words = tables(rule["table"])
    latitudes, longitudes = _numbers(words, "latitude"), _numbers(words, "longitude")
    compared, faults = 0, []
    for places in _groups(words, _places(words, rule.get("where", {})), rule["by"]).values():
        ordered = sorted(places, key=lambda place: int(words["sequence"][place]))
        for before, now in zip(ordered, ordered[1:], strict=False):
            compared += 1
            far = _kilometres(
                latitudes[before], longitudes[before], latitudes[now], longitudes[now]
            )
            if far > rule["most_km"]:
                expected = f"a point within {rule['most_km']} km of the one before, not {far:.0f}"
                faults.append(_fault(rule, words, now, "latitude", expected))
    return Looked(compared, faults)


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two places over the globe."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(half)))


def kept(rule: Rule, tables: Tables) -> Looked:
    """The status of a promise is that of its dates and quantities, by the table's rule."""
    words = tables(rule["table"])
    compared, faults = 0, []
    for place in _places(words, rule.get("where", {})):
        allowed = _fates({column: cells[place] for column, cells in words.items()})
        compared += 1
        if words["status"][place] not in allowed:
            expected = " or ".join(sorted(allowed))
            faults.append(_fault(rule, words, place, "status", expected))
    return Looked(compared, faults)


_GRACE: Final = timedelta(days=31).days
_UNKEPT: Final = {"missed", "partly", "cancelled", "open"}


def _fates(row: dict[str, str]) -> set[str]:
    """The statuses that a promise can have by its dates and quantities."""
    due, done = _span(row["target_date"]), _span(row["outcome_date"])
    last = due[1] + _GRACE if due else None
    over = last is not None and last < data.made_on().date().toordinal()
    if row["kind"] == "quantity" and row["outcome_value"] and _number(row["target_value"]) > 0:
        share = _number(row["outcome_value"]) / _number(row["target_value"])
        if share < 1:
            return {"partly", "open"} if share >= 0.9 else _UNKEPT
    if done and last is not None:
        if done[1] <= last:
            return {"met"}
        return {"met_late"} if done[0] > last else {"met", "met_late"}
    if row["kind"] == "quantity" and row["outcome_value"]:
        return {"met", "met_late", "open"}
    return _UNKEPT if over else {"open", "cancelled", "partly"}


KINDS: Final[dict[str, Callable[[Rule, Tables], Looked]]] = {
    kind.__name__: kind
    for kind in (
        one_each,
        adds_up,
        adds_up_in_time,
        runs_on,
        agree,
        follows,
        beside,
        in_order,
        rises,
        no_gap,
        counts_on,
        panel,
        needs,
        fits,
        numbered,
        known,
        cited,
        dated,
        near,
        steps,
        kept,
    )
}


def main() -> int:
    """Ask every rule, say every fault, and count; then name rows that have changed unreviewed."""
    compared, faults = 0, list[Fault]()
    read = lru_cache(maxsize=None)(written)
    for rule in rules():
        looked = look(rule, read)
        compared += looked.compared
        faults += looked.faults
    for fault in faults:
        print(fault)
    print(f"{len(rules())} rules compared {compared:,} rows and groups: {len(faults)} faults.")
    return int(bool(faults) | reviewed.main([]))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except data.DataError as error:
        sys.exit(f"{error}")
