"""The links between the ledger and the chapters, and a badge in a text."""

import functools

from corridors.book import claims as book_claims
from corridors.claims import badges
from corridors.claims import ledger as claims


def test_a_slot_becomes_what_its_kind_makes_of_the_claim():
    body = f"<p>{badges.slot('entry', 'c24', 'c24')}</p>"
    filled = book_claims.filled(body, {"entry": lambda claim: f'<a href="x#{claim}">{claim}</a>'})
    assert filled == '<p><a href="x#c24">c24</a></p>'


def test_a_slot_for_which_there_is_nothing_keeps_its_words():
    body = badges.slot("places", "c24", "see the chapter")
    kept = '<span class="claim-places">see the chapter</span>'
    assert book_claims.filled(body, {"places": lambda claim: ""}) == kept
    assert book_claims.filled(body, {}) == kept


def test_the_function_of_a_test_is_found_within_bound_arguments():
    def judge(table, limit):
        return limit

    assert claims.written(functools.partial(judge, limit=3)) is judge
