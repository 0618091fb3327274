"""Style sheets read: their statements, and the selectors of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[{};,()]""", re.DOTALL
)


def statements(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Each statement of a style sheet: its head and its block, or None for one without a block."""
    start, depth, opened = 0, 0, 0
    for token in _TOKEN.finditer(sheet):
        mark = token.group()
        if mark.startswith("/*") and depth == 0 and not sheet[start : token.start()].strip():
            if mark.startswith("/*!") and "Font Awesome" not in mark:
                yield mark, None
            start = token.end()
        elif mark == "{":
            if depth == 0:
                opened = token.end()
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start : opened - 1].strip(), sheet[opened : token.start()].strip()
                start = token.end()
        elif mark == ";" and depth == 0:
            yield sheet[start : token.end()].strip(), None
            start = token.end()


def selectors_of(head: str) -> Iterator[str]:
    """The selectors of a rule's head, split at the commas that are not inside brackets."""
    start, depth = 0, 0
    for token in _TOKEN.finditer(head):
        mark = token.group()
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth == 0:
            yield head[start : token.start()].strip()
            start = token.end()
    yield head[start:].strip()
