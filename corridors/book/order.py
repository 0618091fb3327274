"""A chapter's page has its answer first; its notebook computes it last, when all is known.

Under the title stand a strip of verdicts, the section *In brief* and the figure whose cell is
tagged `hero`; the list of claims goes to the end, folded. A subsection *More evidence: …* is
folded under its section. Nothing is lost, and everything keeps its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from corridors.book import behind
from corridors.claims.badges import SYMBOLS
from corridors.claims.judging import WORDS
from corridors.claims.ledger import CHAPTERS
from corridors.prose import counted

BRIEF: Final = "in-brief"
CLAIMS: Final = "what-the-paper-claims-here"
TRIES: Final = "try-it-yourself"
MORE: Final = "More evidence"
"""How the heading of a subsection begins that is folded."""
HERO: Final = "tag_hero"
"""The class that a cell with the tag `hero` gets."""

WORDS_A_MINUTE: Final = 230
"""Words of an English text that an adult reads a minute: Brysbaert, 2019, has 238 for prose."""


class AnswerFirst(SphinxTransform):
    """Puts a page in a reader's order, and folds what supports the main line."""

    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Called by Sphinx for each page that it reads."""
        top = next(iter(self.document.findall(nodes.section)), None)
        if top is None:
            return
        answer_first(top)
        section = {page: name for name, page in CHAPTERS.items()}.get(
            self.env.docname.rpartition("/")[2]
        )
        if section is not None:
            entries = behind.ledger(Path(self.env.srcdir)).values()
            own = [entry for entry in entries if entry["section"] == section]
            kicker = f'<p class="verdict-strip">{minutes(top)} · {strip(own)}</p>'
            top.insert(_under_title(top), nodes.raw("", kicker, format="html"))
            for part in top.children:
                if isinstance(part, nodes.section) and CLAIMS in part["ids"]:
                    part[1:] = _fold(
                        "claims-of-the-section",
                        f"All {len(own)} claims with their verdicts, and why",
                        part.children[1:],
                    )
        for part in list(top.findall(nodes.section)):
            if part[0].astext().startswith(MORE):
                part.replace_self(folded(part))


def answer_first(top: nodes.Element) -> None:
    """Move what is in brief and the hero under the title, and the claims before what can be tried.

    Where the hero stood a link leads to it.
    """
    found = {
        id: part for part in top.children if isinstance(part, nodes.section) for id in part["ids"]
    }
    if BRIEF in found:
        top.remove(found[BRIEF])
        top.insert(_under_title(top), found[BRIEF])
    heroes = [part for part in top.findall(nodes.container) if HERO in part["classes"]]
    drawn = [(hero, id) for hero in heroes for id in _figures_in(hero)]  # none if not executed
    for hero, id in drawn[:1]:
        place = hero.parent.index(hero)
        link = f'<p class="hero-above">{link_to(id, "This is ")}</p>'
        hero.parent.insert(place, nodes.raw("", link, format="html"))
        hero.parent.remove(hero)
        top.insert(_under_title(top) + (BRIEF in found), hero)
    if CLAIMS in found:
        top.remove(found[CLAIMS])
        end = top.index(found[TRIES]) if TRIES in found else len(top)
        top.insert(end, found[CLAIMS])


def _under_title(top: nodes.Element) -> int:
    """The place after the title, and after the line in italics that says what the page is about."""
    line = top[1] if len(top) > 1 else None
    is_line = isinstance(line, nodes.paragraph) and [type(part) for part in line] == [
        nodes.emphasis
    ]
    return 2 if is_line else 1


# --- Folds ----------------------------------------------------------------------------------------


def folded(part: nodes.Element) -> list[nodes.Node]:
    """A subsection as a fold that says what is in it: in HTML closed, elsewhere open."""
    inside = counted_in(part)
    heading = part[0].astext()
    summary = f"{heading} ({inside})" if inside else heading
    return _fold(part["ids"][0], summary, part.children[1:])


def _fold(id: str, summary: str, inside: list[nodes.Node]) -> list[nodes.Node]:
    words = f"<summary>{escape(summary)}</summary>"
    opening = f'<details class="more-evidence" id="{id}">{words}'
    return [
        nodes.raw("", opening, format="html"),
        *inside,
        nodes.raw("", "</details>", format="html"),
    ]


def counted_in(part: nodes.Element) -> str:
    """How many figures and tables stand in a part of a page, in words."""
    tables = sum(raw.astext().count('class="dataframe"') for raw in part.findall(nodes.raw))
    found = {"figure": len(list(_figures_in(part))), "table": tables}
    return ", ".join(counted(count, word) for word, count in found.items() if count)


def _figures_in(part: nodes.Element) -> Iterator[str]:
    for raw in part.findall(nodes.raw):
        yield from re.findall(r'<figure class="explorer" id="([^"]+)"', raw.astext())


def minutes(top: nodes.Element) -> str:
    """How long the main line of a page takes to read, without tables, code and folds."""
    aside = {CLAIMS, TRIES}
    words = 0
    for part in top.findall(nodes.paragraph):
        above = [other for other in _above(part) if isinstance(other, nodes.section)]
        is_aside = any(
            aside & set(other["ids"]) or other[0].astext().startswith(MORE) for other in above
        )
        words += 0 if is_aside else len(re.findall(r"\w+", part.astext()))
    return f"{max(1, round(words / WORDS_A_MINUTE))} minutes"


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


# --- Links to figures -----------------------------------------------------------------------------

NUMBER_OF: Final = '<span class="number-of" data-figure="{}"></span>'
"""Where a figure's number goes, which only the finished page knows."""


def link_to(id: str, words: str = "") -> str:
    """A link to a figure of the page by its number."""
    return f'<a class="to-figure" href="#{id}">{words}Figure {NUMBER_OF.format(id)}</a>'


class SeeRole(SphinxRole):
    """A link to a figure of the same page: {see}`gas-share` reads "Figure 3.6"."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by Sphinx."""
        return [nodes.raw("", link_to(self.text), format="html")], []


# --- The strip of verdicts ------------------------------------------------------------------------


def strip(entries: list[dict[str, Any]]) -> str:
    """The verdicts on a section's claims as a row of marks, each a link to its entry below."""
    in_order = sorted(entries, key=lambda entry: list(WORDS).index(entry["verdict"]))
    return f"{len(entries)} claims of the paper, tested: {''.join(map(_mark, in_order))}"


def _mark(entry: dict[str, Any]) -> str:
    id, verdict = entry["claim_id"], entry["verdict"]
    name = f"{id}, {WORDS[verdict]}: {escape(entry['claim'])}"
    return (
        f'<a class="verdict-mark verdict-{verdict}" href="#{id}" title="{name}">'
        f'<span aria-hidden="true">{SYMBOLS[verdict]}</span>'
        f'<span class="visually-hidden">{name}</span></a>'
    )
