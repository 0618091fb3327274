"""The Sphinx extension of the ledger: {claim}`c24` in a text shows the verdict and links to it.

It also fills the links between a claim's entry in the ledger, its place in its chapter's list and
the places in the text that name it, gives the pages their styles and script, and writes the whole
ledger beside the pages' data, as CSV and JSON, when the book is done.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from corridors import __version__, data
from corridors.book import behind
from corridors.book.links import repository_of
from corridors.claims import badges
from corridors.claims import ledger as claims
from corridors.claims.judging import WORDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE: Final = "chapters/appendix/ledger"
"""The page of the ledger, without its ending."""

MARK: Final = "claim-role"
"""The class of a badge in a text."""


@cache
def words_of_claims() -> dict[str, str]:
    """Each claim in our words."""
    table = data.load("policy/claims")
    return dict(zip(table["claim_id"], table["claim"], strict=True))


class ClaimRole(SphinxRole):
    """A claim's verdict in words, as a link to its entry in the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by Sphinx."""
        id, _, judged = self.text.partition(" ")
        known = words_of_claims()
        if id not in known or (judged and judged not in WORDS):
            message = self.inliner.reporter.error(
                f"the paper's claims have no {self.text!r}; they are c01 to c{len(known)}",
                line=self.lineno,
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        root = Path(self.env.app.srcdir)
        verdict, claim = judged or behind.ledger(root)[id]["verdict"], known[id]
        look = {
            "classes": ["verdict", f"verdict-{verdict}", MARK],
            "ids": [f"in-text-{id}-{self.env.new_serialno(f'claim-{id}') + 1}"],
        }
        if PAGE in self.env.found_docs:
            address = self.env.app.builder.get_relative_uri(self.env.docname, PAGE)
            node: nodes.Element = nodes.reference(
                internal=True, refuri=f"{address}#{id}", reftitle=claim, **look
            )
        else:
            node = nodes.inline(**look)
        node["claim"] = id
        shape = f'<span aria-hidden="true">{badges.SYMBOLS[verdict]}</span> '
        node += nodes.raw("", shape, format="html")
        node += nodes.Text(f"{id}: {WORDS[verdict]}")
        return [node], []


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_role("claim", ClaimRole())
    # Before the book leaves out what a page does not need.
    app.connect("html-page-context", _finish_page, priority=800)
    app.connect("build-finished", _write_ledger)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _finish_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    body = context.get("body", "")
    if re.search(r'class="[^"]*\bverdict-', body):
        app.add_css_file("verdicts.css", priority=900)
    if 'class="claims"' in body:
        app.add_css_file("ledger.css", priority=900)
        app.add_js_file("ledger.js", priority=900, loading_method="defer")
    if "data-claim=" in body:
        context["body"] = filled(body, _links_for(app, page))


def filled(body: str, links: dict[str, Callable[[str], str]]) -> str:
    """A page's body with its slots filled: each kind by its function from a claim to HTML.

    A slot for which the function has nothing keeps what it says.
    """

    def fill(slot: re.Match[str]) -> str:
        kind, claim, otherwise = slot.groups()
        made = links[kind](claim) if kind in links else ""
        return made or f'<span class="claim-{kind}">{otherwise}</span>'

    return re.sub(
        r'<span class="claim-(\w+)" data-claim="(c\d+)">([^<]*)</span>',
        fill,
        body,
    )


def _links_for(app: Sphinx, page: str) -> dict[str, Callable[[str], str]]:
    """How the slots of a page are filled."""

    def to(other: str) -> str:
        return app.builder.get_relative_uri(page, other)

    def entry(claim: str) -> str:
        if PAGE not in app.env.found_docs:
            return ""
        return (
            f'<a class="claim-entry" href="{to(PAGE)}#{claim}" '
            f'title="{claim} in the ledger, with its evidence">{claim}</a>'
        )

    places = cache(lambda: _places(app))

    def where(claim: str) -> str:
        links = [
            f'<a href="{to(other)}#{id}">{escape(words)}</a>'
            for other, id, words in places().get(claim, [])
        ]
        return f'<span class="claim-places">{"; ".join(links)}</span>' if links else ""

    def source(claim: str) -> str:
        judge = claims.TESTS[claim].judge
        repository = repository_of(Path(app.srcdir))
        if judge is None or repository is None:
            return ""
        function = claims.written(judge)
        first = inspect.getsourcelines(function)[1]
        path = f"{function.__module__.replace('.', '/')}.py"
        return f'(<a href="{escape(repository.source(path))}#L{first}">in the repository</a>)'

    return {"entry": entry, "places": where, "source": source}


def _places(app: Sphinx) -> dict[str, list[tuple[str, str, str]]]:
    """Where the book speaks of each claim: the page, the anchor there, and words for the link.

    Its place in the list of its chapter comes first, then those in the texts.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    sections = data.load("policy/claims").set_index("claim_id")["section"]
    for document in sorted(app.env.found_docs):
        if document == PAGE:
            continue
        tree, title = app.env.get_doctree(document), app.env.titles[document].astext()
        html = "".join(raw.astext() for raw in tree.findall(nodes.raw))
        for claim in re.findall(r'<li id="(c\d+)" class="ledger-', html):
            if document.endswith(claims.CHAPTERS[sections[claim]]):
                found.setdefault(claim, []).insert(0, (document, claim, f"{title}: claims"))
        for claim, id, number in _in_text(tree):
            words = f"{title}: in the text" + (f", {number}" if number > 1 else "")
            found.setdefault(claim, []).append((document, id, words))
    return found


def _in_text(tree: nodes.document) -> Iterator[tuple[str, str, int]]:
    """The badges in a page's text: the claim, the badge's anchor, and how many it is."""
    count: dict[str, int] = {}
    for node in tree.findall(lambda node: isinstance(node, nodes.Element) and "claim" in node):
        claim = node["claim"]
        count[claim] = count.get(claim, 0) + 1
        yield claim, node["ids"][0], count[claim]


def _write_ledger(app: Sphinx, error: Exception | None) -> None:
    folder = Path(app.outdir) / "data"
    if error or not (Path(app.outdir) / f"{PAGE}.html").is_file():
        return
    folder.mkdir(exist_ok=True)
    for name, text in behind.ledger_files(Path(app.srcdir)).items():
        (folder / name).write_text(text, encoding="utf-8")
