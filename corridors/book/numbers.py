"""Where the numbers come from: the role that marks a number, and a page of evidence for each page.

A cell's output brings the origin of every number that it tells (`corridors.prose.say`). The role
`{told}` makes the number a link to its entry on the page of evidence, which names the function,
the rows and their sources. That page needs no script; with one, `numbers.js` shows the entry in
place.
"""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxRole

from corridors import data
from corridors.appendix import what_changed
from corridors.book import executed
from corridors.book.links import repository_of
from corridors.claims.ledger import NAMES_OF_ROWS
from corridors.labels import in_words
from corridors.prose import KEY

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER: Final = "numbers"
"""The folder of the evidence pages, beside the pages that tell the numbers."""

WHENCE: Final = "Where this number comes from"
"""What a number's link says it leads to."""

MOST_ROWS: Final = 12
"""How many rows of a table an entry shows; the others are named by their lines."""

Origin = dict[str, Any]


class Number(NamedTuple):
    """A number that a page tells: its name, and what `corridors.prose.origin` says of it."""

    name: str
    origin: Origin


class ToldRole(SphinxRole):
    """A number in a text, as a link to where it comes from: {told}`31 <steps_to_summit>`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by Sphinx."""
        text, _, name = self.text.rstrip(">").rpartition(" <")
        # Resolved when written: a role's page does not yet know where the other page will be.
        address = self.env.app.builder.get_relative_uri(
            self.env.docname, evidence_page(self.env.docname)
        )
        old = read_before(self.env.docname).get(name)
        node = nodes.reference(
            "",
            text,
            internal=True,
            refuri=f"{address}#{name}",
            classes=["told", "moved"] if old else ["told"],
            reftitle=f"It read {old.text} until {old.day}" if old else WHENCE,
        )
        return [node], []


@cache
def read_before(page: str) -> dict[str, what_changed.Before]:
    """How numbers of a page read before they were corrected or brought up to date, by name."""
    return what_changed.before(page.rpartition("/")[2])


def evidence_page(page: str) -> str:
    """The name of the evidence page of a page."""
    return beside(page, FOLDER)


def beside(page: str, folder: str) -> str:
    """The name of the page of the same name in a folder beside a page."""
    above, slash, name = page.rpartition("/")
    return f"{above}{slash}{folder}/{name}"


def numbers_of(notebook: Path) -> list[Number]:
    """The numbers that the cells of an executed notebook tell, in order, each once.

    Raises ValueError when two cells tell different things under one name: a link could not tell
    which is meant.
    """
    found: dict[str, Origin] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            for name, origin in output.get("metadata", {}).get(KEY, {}).get("numbers", {}).items():
                if found.setdefault(name, origin) != origin:
                    raise ValueError(
                        f"{notebook.name} tells two numbers as {name!r}: {found[name]['text']!r} "
                        f"by {found[name]['function']}, {origin['text']!r} by {origin['function']}"
                    )
    return [Number(name, origin) for name, origin in found.items()]


def evidence_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page of evidence for each page that tells numbers; called when all are written.

    Where one page is built beside the good book, only its own: those of the others are there.
    """
    only = app.config.evidence_of
    for page in sorted(app.env.found_docs) if only is None else [only]:
        source = executed.path_of(Path(app.srcdir), page)
        numbers = numbers_of(source) if source.is_file() else []
        if numbers:
            name = evidence_page(page)
            title = app.env.titles[page].astext()
            back = app.builder.get_relative_uri(name, page)
            to_data = "../" * name.count("/") + "data/"
            log = app.builder.get_relative_uri(name, what_changed.PAGE)
            was = {
                key: f'<p class="number-before">It read {escape(old.text)} until {old.day}: '
                f'<a href="{escape(log)}">What changed</a>.</p>'
                for key, old in read_before(page).items()
            }
            entries = {
                number.name: entry(number, to_data, was.get(number.name, "")) for number in numbers
            }
            _write(Path(app.outdir) / f"{name}.js", entries)
            context = {
                "title": f"Where the numbers come from: {title}",
                "body": body(title, back, numbers, entries, _code_link(app)),
            }
            yield name, context, "page.html"


def _write(file: Path, entries: dict[str, str]) -> None:
    """The entries as a script that hands them to `numbers.js`: a folder allows no other way."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handed = json.dumps(entries, ensure_ascii=False).replace("<", "\\u003c")
    file.write_text(f"corridorsNumbers({handed})\n", encoding="utf-8")


def _code_link(app: Sphinx) -> Callable[[str, int], str]:
    """From a file of the repository and a line to its address, or to nothing."""
    repository = repository_of(Path(app.srcdir))
    return lambda path, line: f"{repository.source(path)}#L{line}" if repository else ""


def body(
    title: str,
    back: str,
    numbers: list[Number],
    entries: dict[str, str],
    code_link: Callable[[str, int], str],
) -> str:
    """The evidence page: a section a function, and in it an entry a number."""
    by_function: dict[str, list[Number]] = {}
    for number in numbers:
        by_function.setdefault(number.origin["function"], []).append(number)
    sections = [
        _section(function, [entries[number.name] for number in told], code_link)
        for function, told in by_function.items()
    ]
    return "\n".join(
        [
            '<section id="evidence" class="evidence">',
            "<h1>Where the numbers come from</h1>",
            f'<p>The numbers in the text of <a href="{escape(back)}">{escape(title)}</a>: the '
            "function that computes each, the rows it works on and the sources of these rows. "
            "Lines are those of the table's file, whose header is line 1.</p>",
            *sections,
            "</section>",
        ]
    )


def _section(function: str, entries: list[str], code_link: Callable[[str, int], str]) -> str:
    module, _, name = function.rpartition(".")
    lines, first = inspect.getsourcelines(getattr(importlib.import_module(module), name))
    path = f"{module.replace('.', '/')}.py"
    address = code_link(path, first)
    place = f"{path}, line {first}"
    where = f'<a href="{escape(address)}">{place}</a>' if address else place
    code = escape("".join(lines))
    return "\n".join(
        [
            f'<section id="{escape(function)}">',
            f"<h2><code>{escape(name)}</code></h2>",
            f"<p>In {where}.</p>",
            f"<details><summary>The function {escape(name)}</summary>"
            f'<pre tabindex="0">{code}</pre></details>',
            *entries,
            "</section>",
        ]
    )


def entry(number: Number, to_data: str, before: str = "") -> str:
    """Where one number comes from, as HTML; `to_data` leads from its page to the tables.

    `before` tells how it read before it was corrected.
    """
    origin = number.origin
    function = escape(origin["function"])
    parts = [
        f'<section id="{escape(number.name)}" class="number">',
        f"<h3>{escape(origin['text'])}</h3>",
        f'<p class="number-name">{escape(number.name)}, computed by '
        f'<a href="#{function}"><code>{function}</code></a></p>',
        *([before] if before else []),
    ]
    if origin["given"]:
        parts.append(f"<p>Given: {escape(origin['given'])}.</p>")
    parts += [
        rows_in_words(table, tuple((first, last) for first, last in runs), to_data)
        for table, runs in origin["rows"].items()
    ]
    return "\n".join([*parts, "</section>"])


@cache
def rows_in_words(name: str, runs: tuple[tuple[int, int], ...], to_data: str) -> str:
    """The rows of one table in words, with their sources: often those of several numbers."""
    lines = [line for first, last in runs for line in range(first, last + 1)]
    table = data.load(name)
    rows = table.loc[[line - 2 for line in lines[:MOST_ROWS]]]
    title = data.resource_of(name)["title"]
    items = [
        f'<li value="{line}">{escape(words)}{_cited(row)}</li>'
        for line, words, (_, row) in zip(
            lines, in_words(rows, leave_out=NAMES_OF_ROWS), rows.iterrows(), strict=False
        )
    ]
    rest = len(lines) - len(items)
    more = f"<p>And {rest} more: lines {_spans(lines[MOST_ROWS:])}.</p>" if rest else ""
    how_many = "1 row" if len(lines) == 1 else f"{len(lines)} rows"
    return (
        f'<p>{how_many} of <a href="{escape(to_data)}{escape(name)}.csv">{escape(title)}</a> '
        f'(<code>{escape(name)}</code>):</p>\n<ol class="rows">{"".join(items)}</ol>{more}'
    )


def _spans(lines: list[int]) -> str:
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in data.runs_of(lines))


def _cited(row: pd.Series) -> str:
    """The sources of a row, each a link."""
    cited = [row[c] for c in row.index if str(c).endswith("source_id") and pd.notna(row[c])]
    return "".join(f" {source_link(id)}" for id in dict.fromkeys(cited))


@cache
def _sources() -> pd.DataFrame:
    return data.load("sources").set_index("source_id")


def source_link(id: str) -> str:
    """A source of the data by its id: publisher and title, a link if it has an address."""
    source = _sources().loc[id]
    words = escape(f"{source['publisher']}: {source['title']}")
    address = str(source["url"]) if pd.notna(source["url"]) else ""
    return f'<a href="{escape(address)}">{words}</a>' if address else f"<cite>{words}</cite>"
