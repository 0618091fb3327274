"""Terms of the glossary where a chapter uses them: a link that says what the term means.

The first use of a term on a page, or of an abbreviation in a section, is a link to its entry, with
the definition as its title. So it answers a pointer without a script, and leads to the entry;
`terms.js` shows the definition in place to a finger and a key as well. Nothing is fetched: the page
has the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

GLOSSARY: Final = "appendix/glossary"
"""The page of the glossary, as seen from a chapter."""

FRONT: Final = "chapters/index"
"""The page before the chapters, whose terms are told too."""

ORDINARY: Final = frozenset(
    {
        *("actual", "basis", "claim", "confidence", "convention", "edition", "explorer", "ledger"),
        *("missing", "path", "recipient", "tier", "verdict"),
        "Central Asia",
    }
)
"""Entries that a reader takes for what they say: everyday words, and what every page is about."""


BRIEF: Final = 5
"""Letters of an abbreviation, whose meaning is sooner forgotten than that of words."""


class Term(NamedTuple):
    """An entry of the glossary: its words, the place on the glossary's page, what it says."""

    words: str
    place: str
    meaning: str


@cache
def terms(glossary: Path) -> dict[str, Term]:
    """The entries of a glossary written in MyST, by their words. Terms of one entry share it."""
    found: dict[str, Term] = {}
    text = glossary.read_text(encoding="utf-8")
    for block in re.findall(r"```\{glossary\}\n(.*?)```", text, re.DOTALL):
        for entry in block.strip().split("\n\n"):
            lines = entry.splitlines()
            names = [line for line in lines if not line.startswith(" ")]
            meaning = " ".join(line.strip() for line in lines[len(names) :])
            plain = re.sub(r"\{term\}`([^`]*)`|\[([^]]*)\]\([^)]*\)|\*", r"\1\2", meaning)
            for name in names:
                place = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
                found[name] = Term(name, f"term-{place}", plain)
    return found


_TAG: Final = re.compile(r"(<[^>]+>)")
_NAME: Final = re.compile(r"</?([a-zA-Z0-9]+)")
_PROSE: Final = ("p", "li", "dd")
_CLOSED: Final = (
    *("a", "button", "code", "figure", "h1", "h2", "h3", "label", "pre", "script", "style"),
    *("summary", "svg", "table", "template"),
)
"""What holds no term: links, headings, figures, code."""
_AMOUNT: Final = re.compile(r"(?P<amount>.*\d) (?P<term>\S+)")
"""A number that leads to its rows, with its unit: the unit has a link of its own."""


def marked(body: str, known: Mapping[str, Term], way: str) -> str:
    """A page's body in which the first use of a term leads to the page `way`."""
    pattern = _pattern(known)
    parts = _TAG.split(body)
    on_page, in_section = set[str](), set[str]()
    prose = closed = 0

    def linked(found: re.Match[str]) -> str:
        term = known.get(_key(found["term"])) or known[found["term"]]
        seen = in_section if len(term.words) <= BRIEF else on_page
        if term.meaning in seen:
            return found[0]
        seen.add(term.meaning)
        title = escape(term.meaning)
        return f'<a class="term" href="{way}#{term.place}" title="{title}">{found[0]}</a>'

    for place, part in enumerate(parts):
        if place % 2:
            name = _NAME.match(part)
            step = -1 if part.startswith("</") else 0 if part.endswith("/>") else 1
            if name and name[1] == "h2" and step > 0:
                in_section.clear()
            prose += step if name and name[1] in _PROSE else 0
            closed += step if name and name[1] in _CLOSED else 0
        elif prose > 0 and not closed:
            parts[place] = pattern.sub(linked, part)
        elif prose > 0 and closed == 1 and place and 'class="told' in parts[place - 1]:
            amount = _AMOUNT.fullmatch(part)
            unit = pattern.fullmatch(amount["term"]) if amount else None
            if amount and unit and "<a" in (link := linked(unit)):
                parts[place], parts[place + 1] = amount["amount"], f"</a> {link}"
    return "".join(parts)


def _key(words: str) -> str:
    """The words of a term as the glossary has them: one in small letters may begin a sentence."""
    return words[0].lower() + words[1:]


def _pattern(known: Mapping[str, Term]) -> re.Pattern[str]:
    """What finds the terms, the longest first, in one or many."""
    names = sorted(set(known) - ORDINARY, key=len, reverse=True)
    either = "|".join(
        f"[{name[0]}{name[0].upper()}]{re.escape(name[1:])}" if name.islower() else re.escape(name)
        for name in names
    )
    return re.compile(rf"(?<![\w-])(?P<term>{either})s?(?![\w-])")
