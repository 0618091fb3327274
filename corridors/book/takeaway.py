"""What a reader takes along from a figure: where it is from, all its sources, and a page to embed.

A page with figures says once what their files say of the book. Beside the pages stand, for each
chapter, the sources and rows behind its figures, and for each figure a page of its own that another
site can show in a frame; it loads nothing from elsewhere, and opens from a folder too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Template

from corridors import data, labels
from corridors.appendix import cite
from corridors.book import executed
from corridors.book.numbers import beside, rows_in_words, source_link
from corridors.explore import METADATA
from corridors.explore.packs import set_beside
from corridors.explore.page import STATIC
from corridors.prose import date_in_words
from corridors.states import SIX

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE: Final = Path(__file__).parent

EMBED: Final = "embed"
"""The folder of the pages to embed, beside the index."""

FOLDER: Final = "figures"
"""The folder of the pages of sources, beside the pages with the figures."""

LICENCE: Final = "CC BY 4.0; the licence of each source is in sources.csv"

About = dict[str, Any]


def complete(app: Sphinx, page: str, body: str) -> str:
    """A page's body in which figures lead to their sources and know where they are from.

    Writes the pages to embed, for which the states of the figures still have to be in the body. An
    edition other than the site has neither.
    """
    if 'class="explorer"' not in body or app.builder.name != "html":
        return body
    there = figures_of(executed.path_of(Path(app.srcdir), page))
    address = app.builder.get_relative_uri(page, sources_page(page))
    body = _linked(body, {id: f"{address}#{id}" for id in there})
    _write_embedded(app, page, body)
    return about_book(page, str(app.config.html_baseurl or ""), "../" * page.count("/")) + body


def about_book(page: str, site: str, root: str) -> str:
    """What the files of figures say of the book, for the script of the explorers.

    `site` is the address under which the book is published, if it is known; `root` leads from the
    page at hand to the index.
    """
    cited, made = cite.book(), data.made_on()
    told = {
        "title": cited["title"],
        "edition": f"version {cited['version']}, data of {date_in_words(made)}",
        "licence": LICENCE,
        "cite": f"{cite.authors(cited)} ({cite.year_of(cited)}). {cited['title']}",
        "site": f"{site.rstrip('/')}/" if site else "",
        "path": f"{page}.html",
        "root": root,
        "heads": labels.HEADS,
        "codes": dict(SIX),
    }
    written = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" class="explorer-book">{written}</script>\n'


# --- The sources behind figures -------------------------------------------------------------------


def figures_of(notebook: Path) -> dict[str, About]:
    """What the figures of an executed notebook rest on, by their ids."""
    return _figures(notebook, notebook.stat().st_mtime_ns) if notebook.is_file() else {}


@lru_cache(maxsize=32)
def _figures(notebook: Path, mtime_ns: int) -> dict[str, About]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    found = [output.get("metadata", {}).get(METADATA, {}).get("figure") for output in outputs]
    return {about["id"]: about for about in found if about}


def sources_page(page: str) -> str:
    """The name of the page with the sources behind the figures of a page."""
    return beside(page, FOLDER)


_FIGURE: Final = re.compile(r'<figure class="explorer" id="([\w-]+)".*?</figure>', re.DOTALL)
_REST: Final = re.compile(r'<span class="explorer-rest">(.*?)</span>')


ALL_SOURCES: Final = "All sources and rows"
"""A link of its own, under a figure whose sources are all named: nothing where it cannot lead."""


def _linked(body: str, addresses: dict[str, str]) -> str:
    """A body whose figures lead to the pages of their sources."""

    def figure(found: re.Match[str]) -> str:
        address, html = addresses.get(found[1], ""), found[0]
        if not address:
            return html
        link = f'<a class="explorer-rest" href="{escape(address)}">'
        html, count = _REST.subn(rf"{link}\1</a>", html)
        if not count:
            html = html.replace("</figcaption>", f" {link}{ALL_SOURCES}</a></figcaption>")
        return html

    return _FIGURE.sub(figure, body)


def sources_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page of sources for each page with figures; called when all are written.

    Where one page is built beside the good book, only its own: those of the others are there.
    """
    only = app.config.evidence_of
    for page in sorted(app.env.found_docs) if only is None else [only]:
        figures = figures_of(executed.path_of(Path(app.srcdir), page))
        if figures:
            name = sources_page(page)
            title = app.env.titles[page].astext()
            back = app.builder.get_relative_uri(name, page)
            context = {
                "title": f"Sources of the figures: {title}",
                "body": sources_body(title, back, figures, "../" * name.count("/") + "data/"),
            }
            yield name, context, "page.html"


def sources_body(title: str, back: str, figures: dict[str, About], to_data: str) -> str:
    """The page of sources: a section a figure, with its sources and the rows that they are of."""
    return "\n".join(
        [
            '<section id="sources-of-figures" class="evidence">',
            "<h1>Sources of the figures</h1>",
            f'<p>The figures of <a href="{escape(back)}">{escape(title)}</a>: every source behind '
            "each, those of most rows first, and the rows. Lines are those of the table's file, "
            "whose header is line 1.</p>",
            *(_section(about, back, to_data) for about in figures.values()),
            "</section>",
        ]
    )


def _section(about: About, back: str, to_data: str) -> str:
    items = "".join(f"<li>{source_link(id)}</li>" for id in about["sources"])
    how_many = len(about["sources"])
    rows = [
        rows_in_words(table, tuple((first, last) for first, last in runs), to_data)
        for table, runs in about["rows"].items()
    ]
    return "\n".join(
        [
            f'<section id="{escape(about["id"])}">',
            f'<h2><a href="{escape(back)}#{escape(about["id"])}">{escape(about["title"])}</a></h2>',
            f"<p>{how_many} {'source' if how_many == 1 else 'sources'}:</p>",
            f'<ul class="sources">{items}</ul>',
            *([f"<details><summary>The rows</summary>{''.join(rows)}</details>"] if rows else []),
            "</section>",
        ]
    )


# --- Pages to embed -------------------------------------------------------------------------------

_TITLE: Final = re.compile(r'<p class="explorer-title">(.*?)</p>')
_SENTENCE: Final = re.compile(r'<svg role="img" aria-label="([^"]*)"')
_LINK: Final = re.compile(r'(<a class="explorer-rest") href="([^"#]*)')

_EMBEDDED: Final = HERE / "templates" / "embed.html"


def _write_embedded(app: Sphinx, page: str, body: str) -> None:
    for found in _FIGURE.finditer(body):
        html = embedded(found[0], page, str(app.config.html_baseurl or ""))
        place = Path(app.outdir) / EMBED / f"{found[1]}.html"
        place.parent.mkdir(exist_ok=True)
        place.write_text(set_beside(html, Path(app.outdir), "../"), encoding="utf-8")


def embedded(figure: str, page: str, site: str) -> str:
    """A figure of a page as a page of its own, in a folder beside the index."""
    found, title = _FIGURE.match(figure), _TITLE.search(figure)
    sentence = _SENTENCE.search(figure)
    assert found is not None and title is not None and sentence is not None
    folder = f"../{page.rpartition('/')[0]}/" if "/" in page else "../"
    html: str = Template(_EMBEDDED.read_text(encoding="utf-8"), keep_trailing_newline=True).render(
        title=title[1],
        sentence=sentence[1],
        book=escape(cite.book()["title"]),
        css=_version(STATIC / "explorer.css"),
        js=_version(STATIC / "explorer.js"),
        about=about_book(page, site, "../"),
        figure=_LINK.sub(rf'\1 target="_blank" rel="noopener" href="{escape(folder)}\2', figure),
        home=f"../{escape(page)}.html#{found[1]}",
    )
    return html


def _version(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
