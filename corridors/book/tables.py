"""Tables of cells for readers: pandas writes them for those who go on computing with them."""

from __future__ import annotations

import re
from typing import Final

from corridors.explore.bake import readable as column_in_words

_FRAME: Final = re.compile(
    r'(?:<style scoped>[^<]*</style>\s*)?(<table border="1" class="dataframe">.*?</table>)',
    re.DOTALL,
)
_CORNER: Final = re.compile(r"(<thead>\s*<tr[^>]*>\s*)<th></th>")
_ROW_HEAD: Final = re.compile(r"(<tr>\s*)<th>(.*?)</th>")
_NAME: Final = re.compile(r"<th([^>]*)>([a-z][a-z0-9_]*\b[^<]*)</th>")
_MISSING: Final = re.compile(r"<td>(?:NaN|NaT|None|&lt;NA&gt;)</td>")
_ACRONYM: Final = re.compile(r"\b(?:eu|lng|tap)\b", re.IGNORECASE)


def readable(page: str) -> str:
    """A page with each table of pandas as a reader wants it.

    Without the numbers of its rows, where these are all that heads a row; a dash where a value is
    missing; and columns named as in the tables of explorers, with their names in code as titles.
    The styles that come with a table go: browsers apply them to all tables of the page.
    """
    return _FRAME.sub(lambda found: _worded(found[1]), page)


def _worded(table: str) -> str:
    head, body = table.split("<tbody>")
    firsts = [text for _, text in _ROW_HEAD.findall(body)]
    unnamed = head.count("<tr") == 1 and _CORNER.search(head)
    if unnamed and all(re.fullmatch(r"\d{1,3}", text) for text in firsts):
        head, body = _CORNER.sub(r"\1", head), _ROW_HEAD.sub(r"\1", body)
    return _NAME.sub(_column, head) + "<tbody>" + _MISSING.sub("<td>\u2013</td>", body)


def _column(found: re.Match[str]) -> str:
    attributes, name = found.groups()
    words = _ACRONYM.sub(lambda letters: letters[0].upper(), column_in_words(name))
    title = f' title="{name}"' if "_" in name else ""
    return f"<th{attributes}{title}>{words}</th>"
