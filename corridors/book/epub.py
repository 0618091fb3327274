"""The book as EPUB 3: a file of XHTML a chapter, its figures as pictures with their sentence."""

from __future__ import annotations

import base64
import copy
import io
import re
import uuid
import zipfile
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from jinja2 import Template
from lxml import etree

from corridors.book.editions import LICENCE_ADDRESS, Chapter, Edition, chapters, inner, left_out
from corridors.book.pdf import TEMPLATES, imprint
from corridors.paths import LOGO

SVG: Final = "http://www.w3.org/2000/svg"

_PAGE: Final = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="en" xml:lang="en">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="edition.css"/>
</head>
<body>
{body}
</body>
</html>
"""
_CONTAINER: Final = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def made(pages: Path, root: Path, edition: Edition) -> bytes:
    """The EPUB of the built pages."""
    parts = chapters(pages, root, edition.address)
    files: dict[str, str | bytes] = {
        "cover.svg": cover(edition),
        "cover.xhtml": _page(
            edition.title,
            f'<p class="cover"><img src="cover.svg" alt="{escape(edition.title)}"/></p>',
        ),
        "about.xhtml": _page("About this edition", imprint(edition, left_out(pages, root))),
        "nav.xhtml": _page("Contents", contents(parts)),
        "edition.css": (TEMPLATES / "edition.css").read_text(encoding="utf-8"),
    }
    for part in parts:
        body, images = _text(part)
        files[f"{part.slug}.xhtml"] = _page(part.title, body)
        files |= images
        for number, drawing in part.drawings.items():
            files[_figure(part, number)] = picture(drawing)
    files["package.opf"] = package(edition, parts, list(files))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        day = (edition.made.year, edition.made.month, edition.made.day, 0, 0, 0)

        def put(name: str, text: str | bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
            file.writestr(zipfile.ZipInfo(name, day), text, compress_type=how)

        put("mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # the first, as EPUB wants it
        put("META-INF/container.xml", _CONTAINER)
        for name, text in files.items():
            put(f"book/{name}", text)
    return written.getvalue()


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=escape(title, quote=False), body=body)


def _figure(part: Chapter, number: str) -> str:
    return f"figures/{part.slug}-{number}.svg"


_SHOWY: Final = ("align", "halign", "valign", "width", "height", "scope", "autocomplete")
"""Attributes that HTML has given up, or that mean nothing without a script."""


def _text(part: Chapter) -> tuple[str, dict[str, bytes]]:
    """A chapter's text as XHTML, and its images as files.

    Links name the files of other chapters; pictures are files too.
    """
    article = copy.deepcopy(part.article)
    images: dict[str, bytes] = {}
    for element in article.iter("*"):
        for name in _SHOWY:
            element.attrib.pop(name, None)
        href = str(element.get("href") or "")
        if href.startswith("#"):
            file = href[1:].partition(".")[0]
            element.set("href", f"{file}.xhtml{href if '.' in href else ''}")
        if element.tag == "img" and element.get("class") == "drawing":
            element.set("src", _figure(part, str(element.get("src"))))
        elif element.tag == "img" and (data := _DATA.fullmatch(str(element.get("src")))):
            name = f"images/{part.slug}-{len(images)}.{data['kind'].partition('+')[0]}"
            images[name] = base64.b64decode(data["code"])
            element.set("src", name)
    return f'<section id="{part.slug}">{inner(article, "xml")}</section>', images


_DATA: Final = re.compile(r"data:image/(?P<kind>[\w+]+);base64,(?P<code>.*)", re.DOTALL)


# --- Pictures -------------------------------------------------------------------------------------

_VARIABLE: Final = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")
_PRODUCT: Final = re.compile(r"calc\(([\d.]+)px\*([\d.]+)\)")


def picture(drawing: str) -> str:
    """A picture of a page as a file: its colours and sizes settled, each mark in its own place.

    On a page style variables give these, and marks are drawn once and used many times; readers of
    books know neither well.
    """
    settled = _VARIABLE.sub(r"\1", drawing)
    settled = _PRODUCT.sub(lambda found: f"{float(found[1]) * float(found[2]):g}px", settled)
    root: Any = etree.fromstring(settled.encode())
    shapes = {shape.get("id"): shape for shape in root.iter(f"{{{SVG}}}path", f"{{{SVG}}}g")}
    for use in list(root.iter(f"{{{SVG}}}use")):
        group = etree.Element(f"{{{SVG}}}g", nsmap={None: SVG})
        group.set("transform", f"translate({use.get('x', '0')} {use.get('y', '0')})")
        for name, value in use.attrib.items():  # how the mark looks, and where it is cut off
            if name not in ("x", "y", "href", "transform"):
                group.set(name, value)
        shape = copy.deepcopy(shapes[use.get("href").removeprefix("#")])
        shape.attrib.pop("id", None)
        shape.tail = None
        group.append(shape)
        use.getparent().replace(use, group)
    for empty in [path for path in root.iter(f"{{{SVG}}}path") if not path.get("d")]:
        empty.getparent().remove(empty)
    sentence = root.attrib.pop("aria-label", "")
    for name in ("data-shape", "role"):
        root.attrib.pop(name, None)
    root.set("font-family", "Arial, Helvetica, sans-serif")
    title = etree.Element(f"{{{SVG}}}title", nsmap={None: SVG})
    title.text = sentence
    root.insert(0, title)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def cover(edition: Edition) -> str:
    """The cover: the three corridors, the title, whose book it is and of which day."""
    lines = LOGO.read_text(encoding="utf-8").partition("<g")[2].rpartition("</g>")[0]
    words = "".join(
        f'<text x="60" y="{y}" font-size="{size}">{escape(text)}</text>'
        for y, size, text in (
            (430, 64, edition.title),
            (490, 20, edition.authors),
            (520, 20, edition.words),
        )
    )
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 600 800" width="600" height="800">'
        '<rect width="600" height="800" fill="#ffffff"/>'
        f'<g transform="translate(40 60) scale(5.5)"><g{lines}</g></g>'
        f'<g font-family="Arial, Helvetica, sans-serif" fill="#1f2328">{words}</g></svg>'
    )


# --- What is in the book --------------------------------------------------------------------------


def contents(parts: list[Chapter]) -> str:
    """The contents: the chapters by part, each with its sections."""
    items = []
    for name, group in groupby(parts, lambda part: part.part):
        listed = "".join(
            f'<li><a href="{part.slug}.xhtml">{escape(part.title, quote=False)}</a>'
            f"{_sections(part)}</li>"
            for part in group
        )
        items.append(f"<li><span>{escape(name)}</span><ol>{listed}</ol></li>" if name else listed)
    return (
        f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{"".join(items)}</ol></nav>'
        '<nav epub:type="landmarks" hidden="hidden"><h2>Landmarks</h2><ol>'
        '<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>'
        f'<li><a epub:type="bodymatter" href="{parts[0].slug}.xhtml">Start</a></li></ol></nav>'
    )


def _sections(part: Chapter) -> str:
    listed = "".join(
        f'<li><a href="{part.slug}.xhtml#{section.get("id")}">'
        f"{escape(heading.text_content(), quote=False)}</a></li>"
        for section in part.article.iter("section")
        for heading in section.iterchildren("h2")
        if section.get("id")
    )
    return f"<ol>{listed}</ol>" if listed else ""


_KINDS: Final = {
    ".xhtml": "application/xhtml+xml",
    ".svg": "image/svg+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpeg": "image/jpeg",
}
_PROPERTIES: Final = {"nav.xhtml": "nav", "cover.svg": "cover-image"}


def package(edition: Edition, parts: list[Chapter], files: list[str]) -> str:
    """The package document: what the book is, its files, and the order in which they are read."""
    order = ["cover", "about", "nav", *(part.slug for part in parts)]
    known = (edition.title, edition.version, f"{edition.made}", edition.commit)
    text: str = Template(
        (TEMPLATES / "package.opf").read_text(encoding="utf-8"), autoescape=True
    ).render(
        edition=edition,
        identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(known))}",
        licence_address=LICENCE_ADDRESS,
        files=[
            {
                "id": re.sub(r"\W", "-", Path(name).with_suffix("").as_posix())
                if name.endswith(".xhtml")
                else re.sub(r"\W", "-", name),
                "name": name,
                "kind": _KINDS[Path(name).suffix],
                "properties": _PROPERTIES.get(name, ""),
            }
            for name in files
        ],
        order=order,
    )
    return text
