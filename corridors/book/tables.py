"""Tables of cells for readers: pandas writes them for those who go on computing with them."""

from __future__ import annotations

import re
from typing import Final

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
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")
_ALIGNED: Final = re.compile(r'(<tr) style="text-align: \w+;"')
_MISSING: Final = re.compile(r"<td>(?:NaN|NaT|None|&lt;NA&gt;)</td>")
_DASH: Final = "\u2013"
_HEAD: Final = re.compile(r"<th[^>]*>.*?</th>", re.DOTALL)
_ACRONYM: Final = re.compile(r"\b(?:eu|lng|tap)\b", re.IGNORECASE)


def readable(page: str) -> str:
    """A page with each table of pandas as a reader wants it.

    Without the numbers of its rows, where these are all that heads a row; with the name of what
    heads the rows in the line of the others; a dash where a value is missing; a column of whole
    numbers without decimals; and columns named as in the tables of explorers, with their names in
    code as titles. The styles that come with a table go: browsers apply them to all tables of the
    page, and the page's policy forbids them.
    """
    return _FRAME.sub(lambda found: _worded(found[1]), _ALIGNED.sub(r"\1", page))


def _worded(table: str) -> str:
    head, body = table.split("<tbody>")
    head = _one_row_less(head)
    firsts = [text for _, text in _ROW_HEAD.findall(body)]
    unnamed = head.count("<tr") == 1 and _CORNER.search(head)
    if unnamed and all(re.fullmatch(r"\d{1,3}", text) for text in firsts):
        head, body = _CORNER.sub(r"\1", head), _ROW_HEAD.sub(r"\1", body)
    return _NAME.sub(_column, head) + "<tbody>" + _whole(_MISSING.sub(f"<td>{_DASH}</td>", body))


def _whole(body: str) -> str:
    """The rows, without the decimals of a column that holds whole numbers only."""
    rows = [_CELL.findall(row) for row in _ROW.findall(body)]
    whole = [
        all(cell == _DASH or _WHOLE.fullmatch(cell) for cell in column)
        for column in zip(*rows, strict=True)
    ]

    def shortened(row: re.Match[str]) -> str:
        places = iter(whole)
        return _CELL.sub(
            lambda cell: _WHOLE.sub(r"\1", cell[0]) if next(places) else cell[0], row[0]
        )

    return _ROW.sub(shortened, body)


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
    words = _ACRONYM.sub(lambda letters: letters[0].upper(), column_in_words(name))
    title = f' title="{name}"' if "_" in name else ""
    return f"<th{attributes}{title}>{words}</th>"
