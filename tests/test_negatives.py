"""What the book says does not exist: said as what we found, or with a search on record."""

import re

import pytest

from corridors import data
from corridors.claims import ledger
from tests.recomputed.test_recomputed import PAGES, texts

UNIVERSAL = re.compile(
    r"\b(nobody|no one|no source|no figure|no text|(?:is|are) not published|never published"
    r"|the only (?:source|figure|count|series|text|one))\b",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(we|us|our|ours|on record|in these tables|of these tables)\b", re.IGNORECASE)
"""A sentence that says it speaks of what we found or hold."""

NO_MATTER_OF_SEARCH = (
    "nobody else reacts",
    "nobody can see the years without",
    "criteria nobody has agreed",
    "nobody else made the list",
    "where nobody wants to build",
    "a year that is not published is left out",
)
"""Assumptions and matters of logic: nothing that a search could find."""


def sentences(text):
    return re.split(r"(?<=[.!?])\s+|\n", " ".join(text.split("\\n")))


def said():
    for page in PAGES:
        for text in texts(page):
            yield from ((page, sentence) for sentence in sentences(text))
    for claim, test in ledger.TESTS.items():
        for text in (test.rule, test.note, test.would_change, ledger.finding(claim).sentence):
            yield from ((claim, sentence) for sentence in sentences(text))


def unproven(sentence, statements):
    """Whether it denies that something exists, without a search and not as our finding."""
    return bool(
        UNIVERSAL.search(sentence)
        and not OURS.search(sentence)
        and not any(
            words.lower() in sentence.lower() for words in (*NO_MATTER_OF_SEARCH, *statements)
        )
    )


def test_a_negative_statement_is_said_as_our_finding_or_carries_a_recorded_search():
    statements = list(data.load("searches")["statement"].dropna())
    bare = [(where, sentence) for where, sentence in said() if unproven(sentence, statements)]
    assert bare == []


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("Income from transit alone is not published.", True),
        ("Nobody publishes it.", True),
        ("Nobody publishes it, as far as we found.", False),
        ("We found no figure of it.", False),
        ("No figure of it is on record.", False),
        ("It is published every year.", False),
    ],
)
def test_what_is_a_bare_negative_statement(sentence, bare):
    assert unproven(sentence, []) == bare


def test_a_search_on_record_carries_the_statement_it_was_made_for():
    assert not unproven("Nobody keeps such a list.", ["Nobody keeps such a list"])


def test_a_statement_that_a_search_carries_stands_in_the_book():
    text = " ".join(sentence for _, sentence in said())
    for statement in data.load("searches")["statement"].dropna():
        assert statement in text, statement


def test_every_subject_of_promises_was_searched_for_kept_ones():
    searched = data.where(data.load("searches"), purpose="kept_promises")
    of_promises = {"diplomacy": "agreements", "finance": "money"}
    subjects = data.load("promises/promises")["subject"].astype(str).unique()
    assert {of_promises.get(subject, subject) for subject in subjects} == set(
        searched["subject"].astype(str)
    )
