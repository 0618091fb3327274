"""A chapter's page has its answer first; its notebook computes it last, when all is known.

What the chapter means for the argument comes after the opening, the list of claims to the end, with
a strip of their verdicts under the title. Nothing else moves, and every section keeps its address.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform

from corridors.book import behind
from corridors.claims.badges import SYMBOLS
from corridors.claims.judging import WORDS
from corridors.claims.ledger import CHAPTERS

ANSWER: Final = "what-this-means-for-the-argument"
CLAIMS: Final = "what-the-paper-claims-here"
TRIES: Final = "try-it-yourself"

WORDS_A_MINUTE: Final = 230
"""Words of an English text that an adult reads a minute: Brysbaert, 2019, has 238 for prose."""


class AnswerFirst(SphinxTransform):
    """Puts the sections of a chapter in a reader's order."""

    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Called by Sphinx for each page that it reads."""
        section = {page: name for name, page in CHAPTERS.items()}.get(
            self.env.docname.rpartition("/")[2]
        )
        top = next(iter(self.document.findall(nodes.section)), None)
        if section is None or top is None:
            return
        answer_first(top)
        entries = behind.ledger(Path(self.env.srcdir)).values()
        own = [entry for entry in entries if entry["section"] == section]
        kicker = f'<p class="verdict-strip">{minutes(top)} · {strip(own)}</p>'
        top.insert(1, nodes.raw("", kicker, format="html"))


def answer_first(top: nodes.Element) -> None:
    """Move the answer before the other sections, and the claims before what can be tried."""
    found = {
        id: part for part in top.children if isinstance(part, nodes.section) for id in part["ids"]
    }
    if ANSWER in found:
        top.remove(found[ANSWER])
        first = next(part for part in top.children if isinstance(part, nodes.section))
        top.insert(top.index(first), found[ANSWER])
    if CLAIMS in found:
        top.remove(found[CLAIMS])
        end = top.index(found[TRIES]) if TRIES in found else len(top)
        top.insert(end, found[CLAIMS])


def minutes(top: nodes.Element) -> str:
    """How long the text of a page takes to read, without tables, code and folds."""
    words = sum(len(re.findall(r"\w+", part.astext())) for part in top.findall(nodes.paragraph))
    return f"{max(1, round(words / WORDS_A_MINUTE))} minutes"


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
