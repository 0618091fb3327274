import itertools

import pytest

from corridors import reviewed
from tests import data_mutants
from tests.data_mutants import KINDS, Made, judge, make, named, sample, table
from tests.numbers.kept import kept
from tests.retold import Book

SEED = 7

CAUGHT_ALWAYS = [
    "times a thousand",
    "infinite",
    "1e400",
    "a decimal comma",
    "no number",
    "another century",
    "a thirteenth month",
    "an unknown word",
    "an unknown source",
    "an unknown code",
    "NUL bytes",
    "a control character",
    "a sign without width",
    "letters that look alike",
    "markup",
    "a formula",
    "letters taken apart",
    "spaces at the end",
    "a script as address",
    "a broken address",
    "row lost",
    "row doubled",
]


@pytest.fixture(autouse=True)
def unused(monkeypatch):
    """Which rows the book uses is asked by the command alone: it needs the built book."""
    monkeypatch.setattr(data_mutants, "used_rows", dict)


def test_there_are_forty_kinds_of_wrong_rows():
    assert len(KINDS) == 40 and set(CAUGHT_ALWAYS) <= set(KINDS)


def test_the_same_seed_makes_the_same_wrong_rows():
    assert sample(40, SEED) == sample(40, SEED) != sample(40, SEED + 1)
    assert [made.mutant.kind for made in sample(40, SEED)] == list(KINDS)


@pytest.mark.parametrize("kind", CAUGHT_ALWAYS)
def test_what_no_row_can_be_is_always_caught(kind):
    made = make(kind, data_mutants.random.Random(SEED))
    outcome = judge(made)
    assert outcome.by in ("door", "rules"), made.mutant
    assert made.mutant.table in outcome.said


def test_of_wrong_rows_of_all_kinds_seven_in_ten_are_caught_before_any_number():
    outcomes = [(made.mutant, judge(made)) for made in sample(80, SEED)]
    caught = sum(outcome.by in ("door", "rules") for _, outcome in outcomes)
    assert 10 * caught >= 7 * len(outcomes), table(outcomes)
    assert any(outcome.by == "rules" for _, outcome in outcomes)


def test_what_door_and_rules_pass_is_named_as_a_row_that_has_changed():
    passed = [made for made in sample(80, SEED) if judge(made).by == "nothing"]
    of_rows = [made for made in passed if made.mutant.table in reviewed.tables()]
    assert of_rows and all(named(made) for made in of_rows)
    assert all(each.table == made.mutant.table for made in of_rows for each in named(made))


def test_a_wrong_row_behind_a_number_moves_it_and_a_good_table_moves_nothing():
    head, rows = data_mutants.read("policy/raw_materials")
    at = head.index("value")
    wrong = [[*row[:at], f"{float(row[at]) * 1.1:.2f}", *row[at + 1 :]] for row in rows]
    book = Book(["05_eu_pivot", "cite"])  # of two folders
    try:
        told = [cell.told["prose"].items() for cell in book.cells["05_eu_pivot"]]
        assert dict(itertools.chain(*told)) == kept()["05_eu_pivot"]["prose"], "as on the page"
        good = data_mutants.through_the_door(Made(NOTHING, rows))
        assert book.moved({"policy/raw_materials": good}) == ""
        bad = data_mutants.through_the_door(Made(NOTHING, wrong))
        assert book.moved({"policy/raw_materials": bad})
    finally:
        book.close()


NOTHING = data_mutants.Mutant("", "policy/raw_materials", 0, "value", "", "")
