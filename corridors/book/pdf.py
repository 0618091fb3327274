"""The book as one PDF: its pages in one document, printed by the browser of this machine.

One document rather than one a page, because the browser then tags the whole, makes the bookmarks of
all headings, and keeps the links between chapters. It is printed twice: the first print tells on
which page each chapter begins, and the contents of the second say so.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pikepdf
from jinja2 import Template
from lxml import html
from playwright.sync_api import sync_playwright

from corridors.book.browser import NoBrowserError, launch
from corridors.book.editions import (
    LICENCE_ADDRESS,
    Chapter,
    Edition,
    EditionError,
    chapters,
    inner,
    left_out,
)
from corridors.paths import LOGO

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLES: Final = ("edition.css", "paper.css")


def made(pages: Path, root: Path, edition: Edition) -> bytes:
    """The PDF of the built pages. Raises EditionError without a browser."""
    parts = chapters(pages, root, edition.address)
    lacking = left_out(pages, root)
    text = document(parts, edition, lacking)
    return described(printed(text), edition, headings_of(text))


def imprint(edition: Edition, lacking: list[str]) -> str:
    """What an edition says of itself: its state, its licence, and what it leaves out."""
    place = f'<a href="{edition.address}">{edition.address}</a>' if edition.address else ""
    where = f"They stand on the site, {place}." if place else "They stand on the site of the book."
    cited = f"{edition.authors} ({edition.made.year}). {edition.title}, {edition.words}."
    return "\n".join(
        f"<p>{line}</p>"
        for line in (
            f"<strong>{edition.title}</strong>, {edition.words}.",
            f'{edition.licence} <a href="{LICENCE_ADDRESS}">{LICENCE_ADDRESS}</a>',
            f"To cite this edition: {cited} {place}",
            "This edition has the text of all chapters. Each figure stands in the state that opens "
            "on the site. Where the text says to move a control, to point at a mark or to open "
            "something, that is done there. The tables of data, the rows behind each number and "
            "the code of the cells are on the site too.",
            f"Left out, because they are lists to look things up in: {', '.join(lacking)}. {where}",
        )
    )


def document(parts: list[Chapter], edition: Edition, lacking: list[str]) -> str:
    """All of the book as one page of HTML, with contents that lack the numbers of pages."""
    bodies = [
        {"slug": part.slug, "title": part.title, "part": part.part, "body": _drawn(part)}
        for part in parts
    ]
    text: str = Template((TEMPLATES / "edition.html").read_text(encoding="utf-8")).render(
        edition=edition,
        css="".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES),
        logo=LOGO.read_text(encoding="utf-8"),
        imprint=imprint(edition, lacking),
        parts=[(name, list(group)) for name, group in groupby(bodies, lambda body: body["part"])],
        chapters=bodies,
    )
    return text


def _drawn(part: Chapter) -> str:
    """A chapter's text with its pictures in it."""
    body = inner(part.article)
    for number, drawing in part.drawings.items():
        before, _, after = body.partition(f'<img class="drawing" src="{number}"')
        body = before + drawing + after.partition(">")[2] if after else body
    return body


def printed(text: str) -> bytes:
    """A page of HTML as PDF: A4, tagged, with bookmarks, and with page numbers in its contents.

    Raises EditionError without a browser.
    """
    # In a thread of its own: it works where a loop already runs, as beside a browser of the tests.
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(_printed, text).result()


def _printed(text: str) -> bytes:
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page()
            page.set_content(text, wait_until="load")
            draft = page.pdf(prefer_css_page_size=True)
            page.evaluate(_NUMBER, pages_of(draft))
            content = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
            browser.close()
    except NoBrowserError as error:
        raise EditionError(str(error)) from error
    return content


_NUMBER: Final = """pages => {
    for (const link of document.querySelectorAll(".contents a"))
        link.nextElementSibling.textContent = pages[link.hash.slice(1)];
}"""


def pages_of(content: bytes) -> dict[str, int]:
    """The number of the page on which each place stands that a link leads to."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places: Any = pdf.Root.get("/Dests", {})
        return {str(name)[1:]: numbers[target[0].objgen] for name, target in places.items()}


def headings_of(text: str) -> dict[str, str]:
    """The headings of a page of HTML, each by its letters alone."""
    found = html.fromstring(text).iter("h1", "h2", "h3", "h4", "h5", "h6")
    words = (" ".join(heading.text_content().split()) for heading in found)
    return {"".join(heading.split()): heading for heading in words}


def described(content: bytes, edition: Edition, headings: dict[str, str]) -> bytes:
    """A PDF that says what it is, in as few bytes as its format allows.

    Its bookmarks are the `headings`: the browser joins the words at the end of a line.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_outline() as outline:
            items = list(outline.root)
            while items:
                item = items.pop()
                item.title = headings.get("".join(str(item.title).split()), item.title)
                items += item.children
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = edition.title
            metadata["dc:creator"] = [edition.authors]
            metadata["dc:description"] = f"{edition.about} {edition.words}."
            metadata["dc:rights"] = edition.licence
            metadata["dc:language"] = ["en"]
            metadata["xmpRights:WebStatement"] = LICENCE_ADDRESS
            if edition.address:
                metadata["dc:identifier"] = edition.address
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        written = io.BytesIO()
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
