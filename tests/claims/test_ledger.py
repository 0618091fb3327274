import functools
import multiprocessing
import sys
from html import escape

import pandas as pd
import pytest

from corridors import data
from corridors.claims import ledger as claims
from corridors.claims.badges import Badges
from corridors.claims.judging import (
    CONTRADICTED,
    NOT_TESTABLE,
    PARTLY,
    SUPPORTED,
    WORDS,
    ClaimTest,
    Finding,
)

PAPER_CLAIMS = data.load("policy/claims").set_index("claim_id")


@pytest.fixture(scope="module")
def whole():
    return claims.ledger().set_index("claim_id")


def test_every_claim_of_the_paper_is_in_the_ledger_in_order_with_a_known_verdict(whole):
    assert list(whole.index) == list(PAPER_CLAIMS.index)
    assert set(whole["verdict"]) <= set(WORDS)


@pytest.mark.parametrize("section", claims.CHAPTERS)
def test_a_section_has_all_its_claims(section):
    ids = claims.ledger(section)["claim_id"]
    assert list(ids) == list(PAPER_CLAIMS.index[PAPER_CLAIMS["section"] == section])


@pytest.mark.parametrize("claim_id", claims.TESTS)
def test_without_rows_nothing_is_testable(claim_id):
    test = claims.TESTS[claim_id]
    nothing = {name: data.load(name).iloc[:0] for name in test.tables}
    assert test.run(nothing).verdict == NOT_TESTABLE


@pytest.mark.parametrize("claim_id", [id for id, test in claims.TESTS.items() if test.judge])
def test_a_verdict_names_the_rows_that_decide_it_and_their_figures(claim_id):
    test, found = claims.TESTS[claim_id], claims.finding(claim_id)
    assert found.verdict != NOT_TESTABLE, "its rows are gone from the tables"
    assert found.figures and sum(map(len, found.rows)) > 0
    assert {part.attrs["table"] for part in found.rows} <= set(test.tables)
    rows = claims.evidence(claim_id)
    assert rows["what"].str.len().gt(0).all() and rows["source_id"].notna().any()


@pytest.mark.parametrize("claim_id", claims.TESTS)
def test_a_causal_or_normative_claim_says_what_of_it_is_tested_and_is_never_proved(claim_id):
    test, kind = claims.TESTS[claim_id], PAPER_CLAIMS.loc[claim_id, "kind"]
    in_part = kind in ("causal", "normative")
    if in_part:
        assert test.note and bool(test.part) == (test.judge is not None)
    elif test.judge is None:
        assert test.note and not test.part, "what could be tested says what is lacking"
    else:
        assert bool(test.note) == bool(test.part), "a part tested says why the rest is not"
        assert test.judge is not None and test.rule and test.would_change
    if in_part or test.part:
        assert claims.finding(claim_id).verdict != SUPPORTED


def test_a_test_of_a_part_can_refute_a_claim_but_not_prove_it():
    def judged(verdict):
        test = ClaimTest(rule="-", would_change="-", judge=lambda: Finding(verdict, ""), part="-")
        found = test.run()
        return found.verdict, found.of_part

    assert judged(SUPPORTED) == (PARTLY, SUPPORTED)
    assert judged(CONTRADICTED) == (CONTRADICTED, CONTRADICTED)


def test_a_part_has_a_verdict_of_its_own_where_only_a_part_is_tested(whole):
    assert ((whole["part"] != "") == (whole["verdict_on_part"] != "")).all()
    differs = whole[(whole["part"] != "") & (whole["verdict_on_part"] != whole["verdict"])]
    assert set(differs["verdict_on_part"]) == {SUPPORTED} and set(differs["verdict"]) == {PARTLY}


def test_a_verdict_from_a_list_of_our_own_is_not_sold_as_certain(whole):
    ours = whole[whole["our_list"]]
    assert {"c44", "c45", "c59"} <= set(ours.index)
    assert not ours["confidence"].isin(["high", "very high"]).any()


def test_an_unknown_section_names_the_known_ones():
    with pytest.raises(data.DataError, match="energy_logistics"):
        claims.ledger("energy")


def test_the_list_of_a_chapter_has_an_anchor_a_claim_and_its_verdict_in_words():
    section = claims.ledger("energy_logistics")
    shown = Badges(section)._repr_html_()
    for row in section.to_dict("records"):
        assert f'id="{row["claim_id"]}"' in shown and WORDS[row["verdict"]] in shown


def test_why_tells_the_finding_once_and_the_rule_where_there_is_one(whole):
    for row in whole.reset_index().to_dict("records"):
        shown = Badges(pd.DataFrame([row]))._repr_html_()
        assert shown.count(escape(row["finding"])) == 1
        assert ("Rule" in shown) == bool(row["rule"]) and escape(row["rule"]) in shown


def test_no_evidence_is_newer_than_the_data(whole):
    days = pd.to_datetime(whole["newest_evidence"].dropna())
    assert days.max() <= data.made_on()
    assert days["c27"] == pd.Timestamp("2025-06-26"), "a text that knows of no works is evidence"
    assert days["c21"] == pd.Timestamp("2026-03-31"), "the meters tell of a quarter more"


def _tables_told_to_the_build(ask, answer):
    told = []
    sys.addaudithook(lambda event, given: told.append((event, *given)))
    ask()
    answer.send({given[0] for event, *given in told if event == "corridors.data.load"})


@pytest.mark.parametrize("ask", [claims.finding, claims.sure, claims.hangs_on])
def test_a_page_rests_on_the_tables_of_a_claim_that_was_judged_before_its_kernel_began(ask):
    """A build judges the claims once for all pages; a changed table still makes its pages anew."""
    claim, test = next((id, test) for id, test in claims.TESTS.items() if len(test.tables) > 1)
    ask(claim)
    here, there = multiprocessing.get_context("fork").Pipe(duplex=False)
    page = multiprocessing.get_context("fork").Process(
        target=_tables_told_to_the_build, args=(functools.partial(ask, claim), there)
    )
    page.start()
    assert here.poll(60) and here.recv() >= set(test.tables)
    page.join()
