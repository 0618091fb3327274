"""The conventions of the web: what a page tells those who link to it, find it and keep it.

Each page's head has its description, taken from its own text, and how to show and to cite it. Where
the address of the site is known (`published.site_of`) it has that too, and beside the pages stand a
list of them for search engines and pictures for links. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import uuid
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from corridors import data
from corridors.appendix import cite, what_changed
from corridors.book import executed
from corridors.book.search import FILE as ANSWERS
from corridors.claims.ledger import CHAPTERS
from corridors.explore import METADATA
from corridors.paths import LOGO

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CARDS: Final = "cards"
"""The folder of the pictures that stand for pages where links to them are shown."""

DATA_PAGE: Final = "chapters/appendix/data"
FEED: Final = "changes.xml"
MANIFEST: Final = "manifest.webmanifest"
LONGEST: Final = 200
"""Letters of a description: what search engines and cards show at most."""


# --- A page's head --------------------------------------------------------------------------------


def add_head(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Give a page's template its `web_head`, and write the picture that stands for it."""
    # The theme names the viewport, and so does docutils.
    context["metatags"] = re.sub(
        r'<meta\b[^>]*\bname="viewport"[^>]*>', "", context.get("metatags", "")
    )
    root, site = str(app.config.root_doc), str(app.config.html_baseurl or "")
    if page == "index":  # leads to the front page, and is shown as it
        front = Path(app.outdir) / f"{root}.html"
        text = front.read_text(encoding="utf-8") if front.is_file() else ""
        shown = _SHOWN.findall(text)
        if site:
            shown.append(f'<link rel="canonical" href="{site}{root}.html">')
        context["web_head"] = "\n".join(shown)
        return
    pictured = page if _write_card(app, page) else root
    context["web_head"] = head(
        page,
        title=unescape(re.sub(r"<[^>]*>", "", str(context.get("title", "")))),
        words=described(context.get("body", "")),
        site=site,
        to_root="../" * page.count("/"),
        front=page == root,
        card=f"{CARDS}/{_plain(pictured)}.png",
    )


_SHOWN: Final = re.compile(r'<meta (?:name="description"|name="twitter|property="og:)[^>]*>')


def head(
    page: str, *, title: str, words: str, site: str, to_root: str, front: bool, card: str
) -> str:
    """The lines of a page's head that are for others than its reader.

    `words` describe the page; `site` is the address of the site, empty where it is not known: then
    there is nothing that only an address can name. `card` is the picture's place in the site.
    """
    book = cite.book()
    authors, day = cite.authors(book), f"{data.made_on():%Y-%m-%d}"
    address = f"{site}{quote(page)}.html" if site else ""
    metas = [
        ("name", "description", words),
        ("name", "author", authors),
        ("property", "og:type", "book" if front else "article"),
        ("property", "og:site_name", book["title"]),
        ("property", "og:title", title),
        ("property", "og:description", words),
        ("property", "og:url", address),
        ("property", "og:image", f"{site}{card}" if site else ""),
        ("name", "twitter:card", "summary_large_image" if site else "summary"),
        ("name", "citation_title", title),
        ("name", "citation_author", authors),
        ("name", "citation_publication_date", day.replace("-", "/")),
        ("name", "citation_language", "en"),
        ("name", "citation_inbook_title", "" if front else book["title"]),
        ("name", "citation_book_title", "" if front else book["title"]),
        ("name", "citation_public_url", address),
    ]
    lines = [
        f'<meta {kind}="{name}" content="{escape(content)}">'
        for kind, name, content in metas
        if content
    ]
    lines += [
        f'<link rel="icon" href="{to_root}favicon.ico" sizes="32x32">',
        f'<link rel="alternate" type="application/atom+xml" title="What changed" '
        f'href="{to_root}{FEED}">',
    ]
    if site:  # a page in a folder may not open it
        lines.append(f'<link rel="manifest" href="{to_root}{MANIFEST}">')
    thing = linked_data(page, title, words, address, site, front=front)
    written = json.dumps(thing, ensure_ascii=False).replace("<", "\\u003c")
    lines.append(f'<script type="application/ld+json">{written}</script>')
    return "\n".join(lines)


def linked_data(
    page: str, title: str, words: str, address: str, site: str, *, front: bool
) -> dict[str, Any]:
    """What a page is, in the words of schema.org: the book, its data, a chapter, or another."""
    book, about = cite.book(), data.about()
    made = {
        "name": title,
        "description": words,
        "inLanguage": "en",
        "license": about["licenses"][0]["path"],
        "author": {"@type": "Organization", "name": cite.authors(book)},
    }
    if address:
        made["url"] = address
    if front:
        kind = {"@type": "Book", "bookFormat": "https://schema.org/EBook"}
        made |= {"version": str(book["version"]), "dateModified": f"{data.made_on():%Y-%m-%d}"}
    elif page == DATA_PAGE:
        kind = {"@type": "Dataset"}
        made |= {
            "name": about["title"],
            "description": about["description"],
            "version": about["version"],
            "dateModified": f"{data.made_on():%Y-%m-%d}",
        }
        if site:
            made["distribution"] = {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{site}data/datapackage.json",
            }
    else:
        is_chapter = page.rpartition("/")[2] in CHAPTERS.values()
        kind = {"@type": "Chapter" if is_chapter else "WebPage"}
        made["isPartOf"] = {"@type": "Book", "name": book["title"]}
    return {"@context": "https://schema.org", **kind, **made}


# --- What a page says of itself -------------------------------------------------------------------

_ITEM: Final = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BRIEF: Final = re.compile(r'<section id="in-brief">(.*?)</section>', re.DOTALL)
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def described(body: str) -> str:
    """What a page is about, in its own words: its findings in brief, or how its text begins."""
    brief = _BRIEF.search(body)
    found = _ITEM.findall(brief[1]) if brief else _PARAGRAPH.findall(body)
    texts = [text for text in map(_words, found) if len(text.split()) > 3]
    return _shortened(" ".join(texts[:4]))


def _words(html: str) -> str:
    """The words of a piece of a page, without links to figures, badges and what is in italics."""
    if re.fullmatch(r"\s*<em>.*</em>\s*", html, re.DOTALL):
        return ""
    html = re.sub(r'<a class="to-figure".*?</a>|<svg.*?</svg>', "", html, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    text = re.sub(r"\s*\((?:very )?(?:low|medium|high) confidence\)", "", text)
    return re.sub(r"\s+", " ", text).strip()


def _shortened(text: str) -> str:
    """As many whole sentences as fit; of one that is too long, as many words."""
    kept = ""
    for sentence in _SENTENCE.split(text):
        if kept and len(kept) + 1 + len(sentence) > LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    if len(kept) <= LONGEST:
        return kept
    return f"{kept[: LONGEST - 1].rpartition(' ')[0]}…"


def _plain(page: str) -> str:
    return page.removeprefix("chapters/").replace("/", "-")


def _write_card(app: Sphinx, page: str) -> bool:
    """Write the picture of the page's figure that was drawn as its card; whether there is one."""
    kept = executed.path_of(Path(app.srcdir), page)
    if not kept.is_file():
        return False
    image = _card(kept, kept.stat().st_mtime_ns)
    if image:
        folder = Path(app.outdir) / CARDS
        folder.mkdir(exist_ok=True)
        (folder / f"{_plain(page)}.png").write_bytes(image)
    return bool(image)


@lru_cache(maxsize=32)
def _card(notebook: Path, mtime_ns: int) -> bytes:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        if METADATA in output.get("metadata", {}) and "image/png" in output["data"]:
            return base64.b64decode("".join(output["data"]["image/png"]))
    return b""


# --- Files beside the pages -----------------------------------------------------------------------


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write what stands beside the pages once, and let every page ask for the files as they are."""
    if error or app.builder.name != "html":
        return
    out, site = Path(app.outdir), str(app.config.html_baseurl or "")
    pages = [page for page in sorted(app.env.found_docs) if (out / f"{page}.html").is_file()]
    titles = {page: app.env.titles[page].astext() for page in pages}
    texts = {".nojekyll": "", FEED: feed(site), "404.html": not_found(titles, site)}
    if site:
        texts |= {
            MANIFEST: manifest(),
            "sitemap.xml": sitemap(pages, site),
            "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n",
        }
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8")
    for name, image in icons().items():
        (out / name).write_bytes(image)


def sitemap(pages: list[str], site: str) -> str:
    """The pages for search engines, with the day of the data."""
    day = f"{data.made_on():%Y-%m-%d}"
    listed = "\n".join(
        f"<url><loc>{site}{quote(page)}.html</loc><lastmod>{day}</lastmod></url>" for page in pages
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}\n</urlset>\n'
    )


def manifest() -> str:
    """What a phone keeps of the book on its screen."""
    return json.dumps(
        {
            "name": cite.book()["title"],
            "start_url": "chapters/index.html",
            "display": "browser",
            "icons": [{"src": "icon.png", "sizes": "192x192", "type": "image/png"}],
        },
        indent=1,
    )


def feed(site: str) -> str:
    """The log of what changed as a feed: an entry a day, with how much of each kind."""
    log = data.load("changes")
    title, author = cite.book()["title"], cite.authors(cite.book())
    days = log["entry"].dt.strftime("%Y-%m-%d")
    entries = []
    for day, rows in log.groupby(days, sort=False):
        counts = rows["kind"].value_counts()
        lines = [
            f"{heading}: {counts[kind]}"
            for kind, heading in what_changed.HEADINGS.items()
            if counts.get(kind)
        ]
        entries.append(
            f"<entry><id>{_name(f'{title} {day}')}</id><title>What changed on {day}</title>"
            f'<updated>{day}T00:00:00Z</updated><link href="{site}{what_changed.PAGE}.html"/>'
            f"<summary>{escape('; '.join(lines))}.</summary></entry>"
        )
    newest = days.max() if len(days) else f"{data.made_on():%Y-%m-%d}"
    own = f'<link rel="self" href="{site}{FEED}"/>' if site else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{_name(title)}</id><title>{escape(title)}: what changed</title>"
        f"<updated>{newest}T00:00:00Z</updated><author><name>{escape(author)}</name></author>{own}\n"
        + "\n".join(entries)
        + "\n</feed>\n"
    )


def _name(words: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, words).urn


_NOT_FOUND: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Not in the book: {book}</title>
{base}<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }}
</style>
</head>
<body>
<main>
<h1>This page is not in the book</h1>
<p>It may have moved. <a href="{search}">Search the book</a>, or open one of its pages:</p>
<ul>
{pages}
</ul>
</main>
</body>
</html>
"""
_WITHOUT_ADDRESS: Final = """<script>
// A host shows this page at any depth: links start where the folders of the book do.
{
  const folders = /^(.*?\\/)(?:chapters|embed|data|packs|editions|cards|_static|_sources)\\//;
  const book = folders.exec(location.pathname);
  const base = document.createElement("base");
  base.href = book ? book[1] : location.pathname.replace(/[^/]*$/, "");
  document.head.append(base);
}
</script>
"""


def not_found(titles: dict[str, str], site: str) -> str:
    """The page for an address that the book has not: hosts show it in place of any."""
    pages = "\n".join(
        f'<li><a href="{quote(page)}.html">{escape(title)}</a></li>'
        for page, title in titles.items()
    )
    return _NOT_FOUND.format(
        book=escape(cite.book()["title"]),
        base=f'<base href="{site}">\n' if site else _WITHOUT_ADDRESS,
        search="search.html",
        pages=pages,
    )


_LINE: Final = re.compile(r'<path d="([^"]+)" stroke="([^"]+)"')


@lru_cache(maxsize=1)
def icons() -> dict[str, bytes]:
    """The logo as the pictures that browsers and phones ask for."""
    from PIL import Image  # comes with matplotlib

    with Image.open(io.BytesIO(_logo(192))) as image:
        small = io.BytesIO()
        image.save(small, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return {"favicon.ico": small.getvalue(), "icon.png": _logo(192)}


def _logo(size: int) -> bytes:
    """The logo as PNG, so many pixels wide and high."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Line

    svg = LOGO.read_text(encoding="utf-8")
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    stroke = re.search(r'stroke-width="(\d+)"', svg)
    assert box and stroke
    figure = Figure(figsize=(1, 1), dpi=size, facecolor="none")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, int(box[1])), ylim=(int(box[2]), 0))
    axes.set_axis_off()
    for path, colour in _LINE.findall(svg):
        numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        codes = [Line.MOVETO, *[Line.CURVE4] * 3, *[Line.LINETO] * (len(points) - 4)]
        width = int(stroke[1]) / int(box[1]) * 72
        line = PathPatch(Line(points, codes), fill=False, ec=colour, lw=width, capstyle="round")
        axes.add_patch(line)
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=size, transparent=True, metadata={"Software": None})
    return written.getvalue()


# --- Caches ---------------------------------------------------------------------------------------

_FILE: Final = re.compile(r'(?<![\w-])(src|href)="([^"?#:]+\.(?:js|css))(?:\?v=[\w.-]*)?"')


def versioned(text: str, page: str, out: Path) -> str:
    """A page of the folder `out` whose scripts and style sheets are named with their digests.

    A cache may keep a file of an older book for days: under the name of the new one's content it
    has none. A script that will ask for a file of entries is also told the digest of that file.
    """

    def named(found: re.Match[str]) -> str:
        file = out / normpath(join(page.rpartition("/")[0], unescape(found[2])))
        if not file.is_file():
            return found[0]
        link = f'{found[1]}="{found[2]}?v={_digest(file, file.stat().st_mtime_ns)}"'
        entries = out / _asked_for(file.name, page)
        if entries.is_file():
            link += f' data-entries="{_digest(entries, entries.stat().st_mtime_ns)}"'
        return link

    text = re.sub(r' data-entries="\w*"', "", text)
    return _FILE.sub(named, text)


def _asked_for(script: str, page: str) -> str:
    """The file of entries that a script asks for on a page, within the book; else the book."""
    folder, _, name = page.removesuffix(".html").rpartition("/")
    return {"numbers.js": f"{folder}/numbers/{name}.js", "search.js": ANSWERS}.get(script, "")


@lru_cache(maxsize=1024)
def _digest(file: Path, mtime_ns: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
