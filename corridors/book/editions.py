"""Editions: the book as a PDF, as an EPUB, and as a folder to unpack, made of the built pages.

    python -m corridors.book.editions pdf epub offline

An edition says which state of the book it is. All three stand in a folder beside the pages, whose
front page offers what is there: a new build takes both away, so no edition is older than its book.
"""

from __future__ import annotations

import base64
import copy
import mimetypes
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from posixpath import join, normpath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import yaml
from lxml import html

from corridors import data
from corridors.appendix import cite
from corridors.book.links import commit_of
from corridors.book.takeaway import ALL_SOURCES
from corridors.prose import date_in_words
from corridors.published import site_of

FOLDER: Final = "editions"
"""The folder of the editions, among the pages."""

LEFT_OUT: Final = (
    "chapters/appendix/data",
    "chapters/appendix/sources",
    "chapters/appendix/status",
)
"""Lists to look things up in, and what tells of the build: PDF and EPUB do without."""

LICENCE: Final = "CC BY 4.0"
LICENCE_ADDRESS: Final = "https://creativecommons.org/licenses/by/4.0/"


class EditionError(Exception):
    """An edition could not be made; says why, and what to do."""


@dataclass(frozen=True)
class Edition:
    """Which state of the book an edition is, and whose it is.

    `made` is the day of the data package; `commit` and `address` are empty where they are not
    known.
    """

    title: str
    about: str
    authors: str
    version: str
    made: date
    commit: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """The state in words."""
        commit = f", commit {self.commit}" if self.commit else ""
        return f"version {self.version}, data of {date_in_words(self.made)}{commit}"

    @property
    def stem(self) -> str:
        """The name of its files, without an ending."""
        title = re.sub(r"\W+", "-", self.title.lower()).strip("-")
        return f"{title}-{self.version}-{self.made:%Y-%m-%d}"

    @property
    def licence(self) -> str:
        """What a reader may do with it."""
        return (
            f"Text and figures: {LICENCE}. The data are facts cited from the sources that each "
            "row names."
        )


def edition_of(root: Path) -> Edition:
    """The state of the book in the folder `root`."""
    cited, made = cite.book(), data.made_on()
    return Edition(
        title=cited["title"],
        about=" ".join(cited.get("abstract", "").split()),
        authors=cite.authors(cited),
        version=str(cited["version"]),
        made=date(made.year, made.month, made.day),
        commit=commit_of(root),
        address=site_of(root),
    )


# --- Chapters -------------------------------------------------------------------------------------

Element = Any  # of lxml, which has no types


@dataclass
class Chapter:
    """A page of the book without what only a screen can use.

    `article` has its text, with a slot `<img class="drawing">` for each picture; `drawings` are the
    pictures as SVG, by the numbers of their slots. Its ids are told apart by `slug` from those of
    other chapters, and so are the links to them.
    """

    name: str
    slug: str
    part: str
    title: str
    article: Element
    drawings: dict[str, str] = field(default_factory=dict)


def chapters(pages: Path, root: Path, address: str) -> list[Chapter]:
    """The pages of the contents, in their order, as they stand in an edition.

    Links lead to where their target stands in the edition; to the site at `address` where that is
    known and the edition has not the target; else they become plain text. Raises EditionError when
    a page was not built.
    """
    made = [_chapter(pages, name, part) for name, part in _contents(root) if name not in LEFT_OUT]
    slugs = {chapter.name: chapter.slug for chapter in made}
    ids = {chapter.name: _named_apart(chapter) for chapter in made}
    for chapter in made:
        for link in list(chapter.article.iter("a")):
            _lead(link, chapter.name, slugs, ids, address)
    return made


def _contents(root: Path) -> Iterator[tuple[str, str]]:
    """The pages of `_toc.yml`, each with the caption of its part."""
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    yield contents["root"], ""
    for part in contents["parts"]:
        for chapter in part["chapters"]:
            yield chapter["file"], part.get("caption", "")


def left_out(pages: Path, root: Path) -> list[str]:
    """The titles of the pages that stand in no edition but the offline one."""
    return [_title(_page(pages, name)) for name, _ in _contents(root) if name in LEFT_OUT]


_ARTICLE: Final = re.compile(r'<article class="bd-article">(.*?)</article>', re.DOTALL)
_TITLE: Final = re.compile(r"<h1>(.*?)<a class=\"headerlink\"", re.DOTALL)
_DRAWING: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def _page(pages: Path, name: str) -> str:
    file = pages / f"{name}.html"
    if not file.is_file():
        raise EditionError(f"{file} is missing: build the book first (make book)")
    return file.read_text(encoding="utf-8")


def _title(page: str) -> str:
    found = _TITLE.search(page)
    return html.fromstring(f"<p>{found[1]}</p>").text_content() if found else ""


def _chapter(pages: Path, name: str, part: str) -> Chapter:
    page = _page(pages, name)
    found = _ARTICLE.search(page)
    if not found:
        raise EditionError(f"{name} has no article: the theme of the pages has changed")
    drawings: dict[str, str] = {}

    def slot(drawing: re.Match[str]) -> str:
        if 'data-shape="tall"' in drawing[0]:
            return ""
        number = str(len(drawings))
        drawings[number] = drawing[0]
        label = re.search(r'aria-label="([^"]*)"', drawing[0])
        return f'<img class="drawing" src="{number}" alt="{label[1] if label else ""}">'

    article = html.fragment_fromstring(f"<div>{_DRAWING.sub(slot, found[1])}</div>")
    for put_off in list(article.iter("noscript")):
        put_off.drop_tag()
    _still(article)
    _take_images(article, (pages / f"{name}.html").parent)
    slug = re.sub(r"^\d+-", "", name.rpartition("/")[2].replace("_", "-"))
    return Chapter(name, slug, part, _title(page), article, drawings)


def _take_images(article: Element, folder: Path) -> None:
    """Put images that are files beside a page into its text: an edition has no such files."""
    for image in article.iter("img"):
        file = folder / str(image.get("src"))
        if image.get("class") != "drawing" and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "image/png"
            data = base64.b64encode(file.read_bytes()).decode("ascii")
            image.set("src", f"data:{kind};base64,{data}")


DEAD: Final = (
    *("script", "template", "form", "button", "input", "select", "fieldset"),
    *(".headerlink", ".code-switch", ".brief-print", ".toctree-wrapper"),
    *(
        ".explorer-tools",
        ".explorer-asleep",
        ".explorer-table",
        ".claims-count",
        ".claim-code",
        ".editions",
    ),
)
"""What does nothing on paper: controls."""

OPENS: Final = ("more-evidence",)
"""Folds that are sections: their summaries are headings."""


def _still(article: Element) -> None:
    """Take from an article what is for a screen only, and open its folds."""
    for selector in DEAD:
        for dead in list(_found(article, selector)):
            dead.drop_tree()
    is_about_code = any(True for _ in _found(article, ".tag_recipe"))
    if not is_about_code:
        for code in list(_found(article, ".cell_input")):
            code.drop_tree()
    for code in list(_found(article, ".method")):
        for pre in list(code.iter("pre")):
            pre.drop_tree()
    for fold in list(article.iter("details")):
        classes = str(fold.get("class") or "")
        summary = next(fold.iterchildren("summary"), None)
        if summary is not None and "below-input" in classes:
            summary.drop_tree()
        elif summary is not None:
            summary.tag = "h3" if any(name in classes for name in OPENS) else "p"
            summary.set("class", "fold-name")
            for part in summary:
                part.tail = part.tail or " "  # on a page a margin keeps them apart
        fold.tag = "div"
        fold.set("class", f"fold {classes}".strip())
        fold.attrib.pop("open", None)
    for_a_screen = ("tabindex", "role", "aria-label", "hidden", "download", "target", "rel")
    for element in article.iter("*"):
        for name in (*for_a_screen, "border"):  # a style sheet draws the lines of a table
            element.attrib.pop(name, None)
        for name in [name for name in element.attrib if name.startswith("data-")]:
            del element.attrib[name]


def _found(article: Element, selector: str) -> Iterator[Element]:
    if not selector.startswith("."):
        yield from article.iter(selector)
        return
    for element in article.iter("*"):
        if selector[1:] in str(element.get("class") or "").split():
            yield element


def _named_apart(chapter: Chapter) -> set[str]:
    """Give the chapter's ids its name; the ids as they were. A second one of a name loses it."""
    ids: set[str] = set()
    for element in chapter.article.iter("*"):
        if (id := element.attrib.pop("id", None)) and id not in ids:
            ids.add(id)
            element.set("id", place(chapter.slug, id))
    return ids


def place(slug: str, id: str = "") -> str:
    """The id in an edition of a place in a chapter, or of the chapter."""
    return f"{slug}.{id}" if id else slug


def _lead(
    link: Element, page: str, slugs: dict[str, str], ids: dict[str, set[str]], address: str
) -> None:
    href = str(link.get("href") or "")
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return
    if {"told", "term"} & set(str(link.get("class")).split()):
        link.attrib.pop("title", None)  # it says what a click shows
    path = f"{page}.html"
    if parts.path:
        path = normpath(join(page.rpartition("/")[0], unquote(parts.path)))
    target = path.removesuffix(".html")
    id = unquote(parts.fragment).partition("?")[0]
    if target in slugs and (not id or id in ids[target]):
        link.set("href", f"#{place(slugs[target], id)}")
    elif address:
        link.set("href", f"{address}{path}{f'#{parts.fragment}' if parts.fragment else ''}")
    elif link.text == ALL_SOURCES:
        link.drop_tree()
    else:
        link.drop_tag()


def inner(element: Element, method: str = "html") -> str:
    """What stands within an element, as HTML, or with `method` "xml" as XHTML."""
    written = [escape(element.text or "", quote=False)]
    for child in element:
        written.append(html.tostring(copy.copy(child), encoding="unicode", method=method))
    return "".join(written)


# --- The front page -------------------------------------------------------------------------------

FRONT: Final = "chapters/index.html"
_SLOT: Final = re.compile(r'<p class="editions"[^>]*>.*?</p>', re.DOTALL)
EMPTY: Final = '<p class="editions" hidden></p>'
"""The slot on the front page in which the editions are offered."""

KINDS: Final = {
    ".pdf": "the book as PDF",
    ".epub": "as EPUB for a reader",
    ".zip": "all pages to open without a network",
}


def offered(front: str, files: list[Path], to: str) -> str:
    """The front page with links to the files, if there are any, in the folder `to`."""
    if not files:
        return _SLOT.sub(EMPTY, front)
    order = list(KINDS)
    links = ", ".join(
        f'<a href="{escape(to + file.name)}" download>{KINDS[file.suffix]}</a> '
        f"({file.stat().st_size / 1e6:.1f} MB)"
        for file in sorted(files, key=lambda file: order.index(file.suffix))
    )
    return _SLOT.sub(lambda _: f'<p class="editions">Take it along: {links}.</p>', front)


def offer(pages: Path) -> None:
    """Offer on the front page the editions that stand beside the pages, and no other."""
    front = pages / FRONT
    files = [file for file in (pages / FOLDER).glob("*") if file.suffix in KINDS]
    text = offered(front.read_text(encoding="utf-8"), files, f"../{FOLDER}/")
    front.write_text(text, encoding="utf-8")


# --- Commands -------------------------------------------------------------------------------------


def makers() -> dict[str, Callable[[Path, Path, Edition], bytes]]:
    """What makes each edition of the built pages and the folder of the book, by its name."""
    from corridors.book import epub, offline, pdf

    return {"pdf": pdf.made, "epub": epub.made, "offline": offline.made}


SUFFIXES: Final = {"pdf": ".pdf", "epub": ".epub", "offline": ".zip"}


def make(kind: str, pages: Path, root: Path) -> Path:
    """Make one edition and put it beside the pages, in the place of an older one of its kind.

    Raises EditionError when it cannot be made; what was there before then stays.
    """
    edition = edition_of(root)
    content = makers()[kind](pages, root, edition)
    place = pages / FOLDER / f"{edition.stem}{SUFFIXES[kind]}"
    place.parent.mkdir(exist_ok=True)
    beside = place.with_suffix(".part")
    beside.write_bytes(content)
    for old in place.parent.glob(f"*{SUFFIXES[kind]}"):
        old.unlink()
    beside.replace(place)
    offer(pages)
    return place


def main(kinds: list[str]) -> int:
    """Make the editions named; the number for the shell."""
    root = Path.cwd()
    pages = root / "_build" / "html"
    unknown = [kind for kind in kinds if kind not in SUFFIXES]
    if unknown or not kinds:
        print(f"Name editions: {', '.join(SUFFIXES)}.", file=sys.stderr)
        return 2
    try:
        for kind in kinds:
            made = make(kind, pages, root)
            print(f"{made.stat().st_size / 1e6:.1f} MB: {made}", flush=True)
    except EditionError as error:
        print(f"The edition was not made. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
