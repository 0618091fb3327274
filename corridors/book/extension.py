"""The Sphinx extension of the book: what its pages need beyond stock Jupyter Book.

Templates and the style sheet stand beside this file. `folds` puts off what is folded, `lean` takes
out of the built book what no page uses, `links` makes the links in a page's header, `paper` lets
dark pages print light, `policy` says what a page may load and run, `status` makes the table of
executed pages, `tables` words the tables that cells show, `terms` lets a term of the glossary say
what it means.
"""

from __future__ import annotations

import codecs
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ExtensionError

from corridors import __version__
from corridors.book import (
    alone,
    code,
    folds,
    lean,
    links,
    numbers,
    paper,
    policy,
    tables,
    takeaway,
    terms,
    web,
)
from corridors.claims.ledger import CHAPTERS
from corridors.explore.page import NUMBER_SLOT
from corridors.reviewed import MARKS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

HERE: Final = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    from corridors.book import order, reading, search, status  # rest on the builder

    reading.connect(app)
    app.connect("config-inited", _add_folders)
    app.connect("builder-inited", _allow_parallel_reading)
    app.connect("builder-inited", search.leave_out_code)
    app.connect("html-page-context", search.add_script)
    app.add_config_value("evidence_of", None, "", [str])
    app.add_transform(order.AnswerFirst)
    app.add_post_transform(status.ExecutionTable)
    app.add_role("told", numbers.ToldRole())
    app.add_role("see", order.SeeRole())
    app.connect("html-collect-pages", numbers.evidence_pages)
    app.connect("html-collect-pages", takeaway.sources_pages)
    app.setup_extension("corridors.explore.sphinx")  # completes a page once its body is finished
    app.connect("html-page-context", links.add_page_links)
    # After the theme and the other extensions have added their files.
    app.connect("html-page-context", _choose_files, priority=900)
    app.connect("html-page-context", web.add_head, priority=950)
    app.connect("build-finished", _copy_data)
    app.connect("build-finished", alone.complete_downloads)
    app.connect("build-finished", web.write_files)
    app.connect("build-finished", search.write)
    app.connect("build-finished", _mark_tables, priority=890)
    app.connect("build-finished", lean.strip, priority=900)
    app.connect("build-finished", paper.set_in, priority=910)
    app.connect("build-finished", _finish_pages, priority=950)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_folders(app: Sphinx, config: Config) -> None:
    config.templates_path.insert(0, str(HERE / "templates"))
    config.html_static_path = [*config.html_static_path, str(HERE / "static")]


def _allow_parallel_reading(app: Sphinx) -> None:
    """Vouch for an extension that does not say it is safe: it acts once all pages are read."""
    numbering = app.extensions.get("sphinx_multitoc_numbering")
    if numbering:
        numbering.parallel_read_safe = True


def _choose_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    body = context.get("body", "")
    app.add_css_file("book.css", priority=900)
    if 'class="told' in body or 'class="evidence"' in body:
        app.add_css_file("numbers.css", priority=900)
    if 'class="told' in body:
        app.add_js_file("numbers.js", priority=900, loading_method="defer")
    app.add_js_file("header.js", priority=900, loading_method="defer")
    if lean.NEEDED_BY["copybutton.js"] in body:
        app.add_js_file("copied.js", priority=900, loading_method="defer")
    if "<details" in body:
        app.add_js_file("reading.js", priority=900, loading_method="defer")
    chapter = page.rpartition("/")[2] in CHAPTERS.values()
    glossary = Path(app.srcdir) / "chapters" / f"{terms.GLOSSARY}.md"
    # pages of evidence bear the names of their chapters, a folder further down
    of_chapters = page.rpartition("/")[0] == "chapters" and (chapter or page == terms.FRONT)
    explained = of_chapters and glossary.is_file()
    if explained:
        app.add_css_file("terms.css", priority=900)
        app.add_js_file("terms.js", priority=900, loading_method="defer")
    lean.leave_out_unneeded_files(context, body)  # a file added from here on is not asked for
    body = takeaway.complete(app, page, numbered(_mended(body), page))
    if explained:
        body = terms.marked(body, terms.terms(glossary), f"{terms.GLOSSARY}.html")
    context["body"] = code.on_demand(body, chapter=chapter)


def _mended(body: str) -> str:
    """A page's body without what others write into it and readers stumble over.

    That is the role which docutils gives to references and ARIA has dropped, what pandas' tables
    say to programmers only, a header cell that heads nothing, and an attribute that HTML never had.
    """
    body = tables.readable(body).replace('role="doc-biblioentry"', 'role="listitem"')
    return re.sub(r' halign="\w+"', "", body.replace("<th></th>", "<td></td>"))


def _finish_pages(app: Sphinx, error: Exception | None) -> None:
    """Name scripts and styles by their content, put off what is folded, and set the policy.

    The policy comes last: it names what stands in a page by its digest.
    """
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    for path in sorted(out.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        versioned = web.versioned(page, path.relative_to(out).as_posix(), out)
        finished = policy.set_in(folds.put_off(lean.side_by_side(versioned)))
        if finished != page:
            path.write_text(finished, encoding="utf-8")


def _copy_data(app: Sphinx, error: Exception | None) -> None:
    """Put the tables beside the pages: the catalogue offers them for download.

    The marks of reviewed rows stay in the repository: they are for those who change a row.
    """
    data, published = Path(app.srcdir) / "data", Path(app.outdir) / "data"
    if not error and data.is_dir():
        leave_out = shutil.ignore_patterns(MARKS.name)
        shutil.copytree(data, published, dirs_exist_ok=True, ignore=leave_out)


def _mark_tables(app: Sphinx, error: Exception | None) -> None:
    """Mark the tables once all are there."""
    if not error:
        mark_for_excel(Path(app.outdir) / "data")


def mark_for_excel(folder: Path) -> None:
    """Begin the tables that have letters beyond ASCII with a mark, and say so in their description.

    Excel reads a file without it in the code page of the machine: `Türkiye` becomes `TÃ¼rkiye`. The
    repository's own tables have none, which most programs would take for a part of the first name.
    """
    marked = set()
    for path in sorted(folder.rglob("*.csv")):
        text = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        if not text.isascii():
            path.write_bytes(codecs.BOM_UTF8 + text)
            marked.add(path.relative_to(folder).as_posix())
    description = folder / "datapackage.json"
    if description.is_file():
        package = json.loads(description.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if resource["path"] in marked:
                resource["encoding"] = "utf-8-sig"
        written = json.dumps(package, ensure_ascii=False, indent=1)
        description.write_text(f"{written}\n", encoding="utf-8")


_NUMBERED: Final = re.compile(
    rf'<figure class="explorer" id="(?P<figure>[^"]+)"|{re.escape(NUMBER_SLOT)}'
)
LABELS: Final = {
    "Chart": "{}",
    "Values as a table": "{} as a table",
    "Scenarios": "Scenarios of {}",
    "Take this figure along": "Take {} along",
}
"""The names of a figure's parts, and what they are on a page of many figures."""

_LABELLED: Final = re.compile(
    rf'<figure class="explorer" id="(?P<figure>[^"]+)"|'
    rf'aria-label="(?P<label>{"|".join(map(re.escape, LABELS))})"'
)
_NAMED: Final = re.compile(r'(<span class="number-of" data-figure=")([^"]+)("></span>)')


def numbered(body: str, page: str) -> str:
    """A page's body with its figures numbered: `Figure 3.1` in the page `chapters/03_energy`.

    Links to a figure of the page tell its number. Raises ExtensionError for one that is not there.
    """
    chapter = re.match(r"0*(\d+)_", page.rpartition("/")[2])
    prefix = f"{chapter.group(1)}." if chapter else ""
    count, figure, found = itertools.count(1), "", dict[str, str]()

    def fill(part: re.Match[str]) -> str:
        nonlocal figure
        if part["figure"]:
            figure = part["figure"]
            return part.group()
        found[figure] = f"{prefix}{next(count)}"
        return part.group().replace("><", f">Figure {found[figure]}.<")

    def named(link: re.Match[str]) -> str:
        if link[2] not in found:
            there = ", ".join(found) or "none"
            raise ExtensionError(f"{page} has no figure {link[2]!r} to link to; it has {there}")
        return found[link[2]]

    def labelled(part: re.Match[str]) -> str:
        nonlocal figure
        figure = part["figure"] or figure
        if part["figure"] or figure not in found:
            return part.group()
        return f'aria-label="{LABELS[part["label"]].format(f"Figure {found[figure]}")}"'

    return _NAMED.sub(named, _LABELLED.sub(labelled, _NUMBERED.sub(fill, body)))
