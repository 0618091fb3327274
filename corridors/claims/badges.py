"""A verdict as a badge, and the list of a chapter's claims with theirs."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any, Final

import pandas as pd

from corridors.claims.judging import CONTRADICTED, NOT_TESTABLE, PARTLY, SUPPORTED, WORDS
from corridors.claims.ledger import finding
from corridors.prose import link, on_page

SYMBOLS: Final[Mapping[str, str]] = {
    SUPPORTED: "✓",
    PARTLY: "◐",
    CONTRADICTED: "✗",
    NOT_TESTABLE: "?",
}
"""A shape for each verdict, so that neither colour nor the word is needed to tell two apart."""


def badge(verdict: str) -> str:
    """A verdict as HTML: its shape, which screen readers pass over, and its word."""
    return f'<span class="verdict verdict-{verdict}">{inside(verdict)}</span>'


def inside(verdict: str, before: str = "") -> str:
    """What stands in a badge: the shape and the words, with `before` ahead of the word."""
    shape = f'<span aria-hidden="true">{SYMBOLS[verdict]}</span>'
    return f"{shape} {escape(before)}{WORDS[verdict]}"


def claim(claim_id: str) -> str:
    """A claim's verdict for a sentence of `say`: a badge on the page, a link in a notebook.

    Raises KeyError for a claim that the paper does not make.
    """
    verdict = finding(claim_id).verdict
    if on_page():
        return f"{{claim}}`{claim_id} {verdict}`"
    return link(f"{SYMBOLS[verdict]} {claim_id}: {WORDS[verdict]}", LEDGER, claim_id)


LEDGER: Final = "appendix/ledger.ipynb"
"""The notebook of the ledger, in `chapters/`."""


def slot(kind: str, claim_id: str, otherwise: str) -> str:
    """A place in HTML that the book fills with links once it knows its pages (`book.claims`)."""
    return f'<span class="claim-{kind}" data-claim="{claim_id}">{escape(otherwise)}</span>'


class Badges:
    """A ledger as a list of claims with their verdicts, for the page and the notebook."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self._entries = entries.to_dict("records")

    def _repr_html_(self) -> str:
        return '<ul class="ledger">' + "".join(_item(entry) for entry in self._entries) + "</ul>"


def _item(entry: Mapping[Hashable, Any]) -> str:
    id, sure = str(entry["claim_id"]), ""
    if entry["confidence"]:
        sure = f' <span class="claim-confidence">{entry["confidence"]} confidence</span>'
    why = "".join(f"<p>{escape(words)}</p>" for words in _why(entry))
    return (
        f'<li id="{id}" class="ledger-{entry["verdict"]}">{slot("entry", id, id)} '
        f"{badge(entry['verdict'])}{sure}"
        f'<span class="claim-text">{escape(entry["claim"])}</span>'
        f"<details><summary>Why</summary>{why}</details></li>"
    )


def _why(entry: Mapping[Hashable, Any]) -> list[str]:
    """What is found, what of the claim is tested, and by which rule."""
    if not entry["rule"]:
        return [entry["finding"]]
    if not entry["part"]:
        return [entry["finding"], f"Rule: {entry['rule']}."]
    return [entry["finding"], tested_part(entry), f"Rule for this part: {entry['rule']}."]


def tested_part(entry: Mapping[Hashable, Any]) -> str:
    """What of a claim is tested, where that is a part of it, and the verdict on this part."""
    words = WORDS[entry["verdict_on_part"] or NOT_TESTABLE]
    return f"Only a part can be tested: {entry['part']}. This part is {words}."
