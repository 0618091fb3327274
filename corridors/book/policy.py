"""What a page may load and run: files of the book, and the few scripts that stand in the page.

A Content-Security-Policy in each page says so to the browser. A text that found its way into a page
as markup could then run no script, set no style, load and send nothing. Scripts that stand in a
page, all of them the theme's or the book's, are named by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

_SCRIPT: Final = re.compile(r"<script\b(?P<about>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_STYLE: Final = re.compile(r"<style\b[^>]*>(?P<code>.*?)</style>", re.DOTALL)
_META: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET: Final = re.compile(r"<meta charset=[^>]*>\n?")
_RUNS: Final = re.compile(r"\bsrc=|\btype=(?![\"']?(?:module|text/javascript)\b)")
"""What a script has that stands elsewhere, or that holds data."""


def of_page(page: str) -> str:
    """The policy of a page with the digests of what stands in it.

    Pictures may be data, as those of the style sheet and those that a reader saves.
    """
    scripts = [
        script["code"] for script in _SCRIPT.finditer(page) if not _RUNS.search(script["about"])
    ]
    styles = [style["code"] for style in _STYLE.finditer(page)]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *map(_digest, scripts)],
        "style-src": ["'self'", *map(_digest, styles)],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(dict.fromkeys(rule))}" for name, rule in rules.items())


def _digest(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def set_in(page: str) -> str:
    """A page with its policy, in the place of one that it had.

    Raises ValueError for a page that does not say first how its letters are coded.
    """
    page = _META.sub("", page)
    if not _CHARSET.search(page):
        raise ValueError("the page has no <meta charset>, after which its policy would stand")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{of_page(page)}">\n'
    return _CHARSET.sub(lambda charset: f"{charset.group().rstrip()}\n{meta}", page, count=1)
