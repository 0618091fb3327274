"""Paper is light: a page printed from the dark theme has the colours of the light one.

A browser prints a page in the theme that it shows, and leaves dark grounds out: light letters on
white paper. The theme's colours stand in style sheets of ours and of others, so no list of
variables would hold: every rule of the dark theme is kept from paper, and every rule of the light
one holds there whatever the theme is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corridors.book.sheets import selectors_of, statements

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DARK: Final = re.compile(r"""\[data-theme=["']?dark["']?\]""")
_LIGHT: Final = re.compile(r"""\[data-theme=["']?light["']?\]""")
_ON_SCREENS: Final = "@media not print"
_ON_PAPER: Final = "@media print"


def set_in(app: Sphinx, error: Exception | None) -> None:
    """Let a finished book print light, from whichever theme."""
    if error or app.builder.name != "html":
        return
    for path in sorted((Path(app.outdir) / "_static").rglob("*.css")):
        sheet = path.read_text(encoding="utf-8")
        if "data-theme" in sheet:
            path.write_text(light_on_paper(sheet), encoding="utf-8")


def light_on_paper(sheet: str) -> str:
    """A style sheet that draws a printed page as in the light theme; on a screen it stays."""
    return "".join(_settled(sheet))


def _settled(sheet: str) -> Iterator[str]:
    for head, block in statements(sheet):
        if block is None:
            yield head
        elif head.startswith((_ON_SCREENS, _ON_PAPER)):
            yield f"{head}{{{block}}}"
        elif head.startswith(("@media", "@supports", "@layer", "@container")):
            yield f"{head}{{{light_on_paper(block)}}}"
        elif head.startswith("@"):
            yield f"{head}{{{block}}}"
        else:
            yield from _by_theme(list(selectors_of(head)), block)


def _by_theme(selectors: list[str], block: str) -> Iterator[str]:
    """A rule as two or three: what is dark for screens, what is light also for paper."""
    dark = [selector for selector in selectors if _DARK.search(selector)]
    others = [selector for selector in selectors if not _DARK.search(selector)]
    light = [_LIGHT.sub("[data-theme]", selector) for selector in others if _LIGHT.search(selector)]
    if others:
        yield f"{','.join(others)}{{{block}}}"
    if light:
        yield f"{_ON_PAPER}{{{','.join(light)}{{{block}}}}}"
    if dark:
        yield f"{_ON_SCREENS}{{{','.join(dark)}{{{block}}}}}"
