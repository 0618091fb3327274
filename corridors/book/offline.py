"""The site as one file to unpack: its pages, and one page on top that opens them.

What only a site can use is left out, with what leads to it: pages for other sites to embed, the
pages' sources, and the entries of numbers as scripts (the pages of evidence have the same).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from corridors.book.editions import FOLDER, FRONT, Edition, offered
from corridors.book.takeaway import EMBED

PAGES: Final = "pages"
"""The folder of the site, within that of the edition."""

_OPENING: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={front}">
<title>{title}</title>
</head>
<body><h1>{title}</h1><p><a href="{front}">Open the book</a>: {words}. {licence}</p></body>
</html>
"""
_ABOUT: Final = """{title}
{words}
{address}
Open "Open the book.html" in a browser. Nothing is fetched from elsewhere.
{licence}
"""


def made(pages: Path, root: Path, edition: Edition) -> bytes:
    """The site in a ZIP file. Its pages are those of the folder `pages`, without other editions."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in _files(pages, edition):
            day = (edition.made.year, edition.made.month, edition.made.day, 0, 0, 0)
            entry = zipfile.ZipInfo(f"{edition.stem}/{name}", day)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            file.writestr(entry, content)
    return written.getvalue()


def _files(pages: Path, edition: Edition) -> Iterator[tuple[str, bytes]]:
    about = {"title": edition.title, "words": edition.words, "licence": edition.licence}
    marked = {name: escape(value) for name, value in about.items()}
    yield "Open the book.html", _OPENING.format(front=f"{PAGES}/{FRONT}", **marked).encode()
    yield "About this edition.txt", _ABOUT.format(address=edition.address, **about).encode()
    for path in sorted(pages.rglob("*")):
        name = path.relative_to(pages).as_posix()
        if not path.is_file() or path.name.startswith(".") or _FOR_A_SITE.match(name):
            continue
        content = path.read_bytes()
        if name == FRONT:
            content = offered(content.decode(), [], "").encode()
        if path.suffix == ".html":
            content = _LEADS_TO_IT.sub("", content.decode()).encode()
        yield f"{PAGES}/{name}", content


_FOR_A_SITE: Final = re.compile(
    rf"{FOLDER}/|{EMBED}/|cards/|_sources/|sitemap\.xml$|robots\.txt$|404\.html$|chapters/(.*/)?numbers/.*\.js$"
)
_LEADS_TO_IT: Final = re.compile(
    r'<a class="btn [^"]*" href="[^"]*_sources/[^"]*"[^>]*>.*?</a>'
    r'|<button type="button" data-action="embed">.*?</button>',
    re.DOTALL,
)
