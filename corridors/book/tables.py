"""Tables of cells for readers: pandas writes them for those who go on computing with them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from corridors import data
from corridors.explore.rounding import exact
from corridors.labels import HEADS
from corridors.labels import readable as column_in_words

_FRAME: Final = re.compile(
    r'(?:<style scoped>[^<]*</style>\s*)?(<table border="1" class="dataframe">.*?</table>)',
    re.DOTALL,
)
_CORNER: Final = re.compile(r"(<thead>\s*<tr[^>]*>\s*)<th></th>")
_ROW_HEAD: Final = re.compile(r"(<tr>\s*)<th>(.*?)</th>")
_NAME: Final = re.compile(r"<th([^>]*)>([a-z][a-z0-9_]*\b[^<]*)</th>")
_ROW: Final = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL: Final = re.compile(r"<td>(.*?)</td>", re.DOTALL)
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_PLAIN: Final = re.compile(r"(<t[dh][^>]*>)([A-Za-z]+|EU27)(</t[dh]>)")
_DAY: Final = re.compile(r"(<t[dh][^>]*>)(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?(</t[dh]>)")
_ALIGNED: Final = re.compile(r'(<tr) style="text-align: \w+;"')
_MISSING: Final = re.compile(r"<td>(?:NaN|NaT|None|&lt;NA&gt;|)</td>")
_DASH: Final = "\u2013"
_HEAD: Final = re.compile(r"<th[^>]*>.*?</th>", re.DOTALL)
_ACRONYM: Final = re.compile(r"\b(?:eu|lng|tap)\b", re.IGNORECASE)


def readable(page: str) -> str:
    """A page with each table of pandas as a reader wants it.

    Without the numbers of its rows, where these are all that heads a row; with the name of what
    heads the rows in the line of the others; a dash where a value is missing, and yes or no where
    it is a truth; numbers with no more decimals than their size is worth, as in the tables of
    explorers; days, months and countries by their names; and columns named as there, with their
    names in code as titles. The styles that come with a table go: browsers apply them to all tables
    of the page, and the page's policy forbids them.
    """
    return _FRAME.sub(lambda found: _worded(found[1]), _ALIGNED.sub(r"\1", page))


def _worded(table: str) -> str:
    head, body = table.split("<tbody>")
    head = _one_row_less(head)
    firsts = [text for _, text in _ROW_HEAD.findall(body)]
    unnamed = head.count("<tr") == 1 and _CORNER.search(head)
    if unnamed and all(re.fullmatch(r"\d{1,3}", text) for text in firsts):
        head, body = _CORNER.sub(r"\1", head), _ROW_HEAD.sub(r"\1", body)
    body = _rounded(_MISSING.sub(f"<td>{_DASH}</td>", body))
    table = _DAY.sub(_dated, _NAME.sub(_column, head) + "<tbody>" + body)
    return _PLAIN.sub(lambda cell: f"{cell[1]}{_words().get(cell[2], cell[2])}{cell[3]}", table)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """What readers are told for what a cell or a head has: countries by their codes, truths."""
    places = data.load("geo/places")
    countries = places[places["code"].str.fullmatch("[A-Z]{3}")]
    return {
        "True": "yes",
        "False": "no",
        "EU27": "European Union",
        **dict(zip(countries["code"], countries["name"], strict=True)),
    }


def _rounded(body: str) -> str:
    """The rows, their numbers as `in_size` writes a column of them."""
    rows = [_CELL.findall(row) for row in _ROW.findall(body)]
    columns = [in_size(column) for column in zip(*rows, strict=True)]
    cells = iter([cell for row in zip(*columns, strict=True) for cell in row])
    return _CELL.sub(lambda _: f"<td>{next(cells)}</td>", body)


def in_size(column: Sequence[str]) -> list[str]:
    """A column with no more decimals than the size of each number is worth.

    That is none from a hundred on, one from ten, two from a tenth, else three; fewer where no
    number of that size needs them. From ten thousand on commas part the thousands: below, a number
    may be a year. Other texts stay.
    """
    digits = {text: _worth(text) for text in column if _NUMBER.fullmatch(text)}
    written = {text: _to(text, most) for text, most in digits.items()}
    needed: dict[int, int] = {}
    for text, most in digits.items():
        fraction = written[text].partition(".")[2].rstrip("0")
        needed[most] = max(needed.get(most, 0), len(fraction))
    for text, most in digits.items():
        commas = "," if abs(float(text)) >= 10_000 else ""
        written[text] = _to(text, needed[most], commas) if float(written[text]) else "0"
    return [written.get(text, text) for text in column]


def _to(number: str, digits: int, commas: str = "") -> str:
    return f"{exact(float(number)):{commas}.{digits}f}"


def _dated(found: re.Match[str]) -> str:
    opening, year, month, day, closing = found.groups()
    words = f"{calendar.month_abbr[int(month)]} {year}"
    return f"{opening}{int(day)} {words}{closing}" if day else f"{opening}{words}{closing}"


def _worth(number: str) -> int:
    size = abs(float(number))
    return 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3


def _one_row_less(head: str) -> str:
    """The head with the names of what heads the rows in the line of the columns' own names.

    pandas gives them a line of their own. Where both have a name, that of the rows is kept.
    """
    lines = head.split("<tr")
    names = _HEAD.findall(lines[-1])
    named = [name for name in names if name != "<th></th>"]
    if len(lines) < 3 or not named or names[: len(named)] != named or len(named) == len(names):
        return head
    above = _HEAD.findall(lines[-2])
    kept = "\n".join([*named, *above[len(named) :]])
    opening = lines[-2].split(">", 1)[0]
    return f"{'<tr'.join(lines[:-2])}<tr{opening}>\n{kept}\n</tr>\n</thead>\n"


def _column(found: re.Match[str]) -> str:
    attributes, name = found.groups()
    words = column_in_words(name)
    words = _ACRONYM.sub(lambda letters: letters[0].upper(), HEADS.get(words) or words)
    title = f' title="{name}"' if "_" in name else ""
    return f"<th{attributes}{title}>{words}</th>"
