"""What is folded is built when somebody wants it: a page is light as it opens.

Half of a chapter is folded evidence, and code behind a switch, that few readers open. It stands in
the page within <noscript>: a browser with scripts takes that for text, and one without shows it as
any element. So nothing is fetched, and nothing is lost. `folds.js` builds what is opened, addressed
or printed, and the rest in idle moments once the reader does anything, so that the browser's search
finds it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_SCRIPT: Final = Path(__file__).parent / "templates" / "folds.js"
_ARTICLE: Final = re.compile(r"<article\b.*</article>", re.DOTALL)
_TAG: Final = re.compile(r"<(/?)(details|div)\b([^>]*)>")
_SUMMARY: Final = "</summary>"
_CODE: Final = re.compile(r'class="cell_input\b')
_SWITCH: Final = 'id="show-code"'
"""What hides a page's code; without it the code is what the page is about, and stands in it."""
_KEPT: Final = re.compile(r'\sopen\b|class="explorer-more\b')
"""Folds that are open, or whose controls an explorer needs."""

SMALL: Final = 1000
"""Letters of markup that are not worth putting off."""

LATER: Final = '<noscript class="later">'


def put_off(page: str) -> str:
    """A page whose closed folds and cells of code are built later; a page put off stays as it is.

    Raises ValueError for a fold that is not closed, or that has a <noscript> of its own.
    """
    article = _ARTICLE.search(page)
    if article is None or LATER in page:
        return page
    done, parts = article.start(), [page[: article.start()]]
    for start, end in _folds(page, article.start(), article.end()):
        inside = page[start:end]
        if "<noscript" in inside:
            raise ValueError(f"a fold has a <noscript> of its own: {inside[:200]!r}")
        parts += [page[done:start], LATER, inside, "</noscript>"]
        done = end
    if len(parts) == 1:
        return page
    script = f"<script>\n{_plain(_SCRIPT.read_text(encoding='utf-8'))}</script>\n"
    return "".join(parts) + page[done : article.end()] + script + page[article.end() :]


def _plain(script: str) -> str:
    """The script without comments and indents, since it stands in every page."""
    return re.sub(
        r"\n\s*", "\n", re.sub(r"/\*.*?\*/|(?<=[ \t])//[^\n]*", "", script, flags=re.DOTALL)
    )


def _folds(page: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where what is put off begins and ends: outermost folds, and cells of hidden code outside."""
    found: list[tuple[int, int]] = []
    hidden = page.find(_SWITCH, start, end) >= 0
    while tag := _TAG.search(page, start, end):
        start = tag.end()
        closing, name, attributes = tag.groups()
        if closing or _KEPT.search(attributes):
            continue
        if name == "details":
            close = _close(page, tag, end)
            inside = page.index(_SUMMARY, start, close) + len(_SUMMARY)
            if close - inside >= SMALL:
                found.append((inside, close))
                start = close
        elif hidden and _CODE.search(attributes):
            close = _close(page, tag, end)
            found.append((start, close))
            start = close
    return found


def _close(page: str, opening: re.Match[str], end: int) -> int:
    """Where the element that a tag opens has its closing tag."""
    depth = 1
    for tag in _TAG.finditer(page, opening.end(), end):
        if tag[2] == opening[2]:
            depth += -1 if tag[1] else 1
            if not depth:
                return tag.start()
    raise ValueError(f"{opening.group()} is never closed")
