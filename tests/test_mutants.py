import ast
import time

import pytest

from tests import mutants
from tests.mutants import Judge, Mutant, changes, mutated, sample, table

SEED = 7
"""One mutant of each kind: what a test can afford. `make mutants` makes two hundred."""


@pytest.mark.slow
def test_wrong_numbers_are_noticed():
    judge = Judge()
    try:
        outcomes = list(judge.judge(sample(4, SEED)))
    finally:
        judge.close()
    silent = [mutants.words(m) for m, o in outcomes if o.by not in (*mutants.NOTICED, "equivalent")]
    assert not silent, "\n".join(silent)
    assert any(outcome.by == "numbers" for _, outcome in outcomes), table(outcomes)


def made_of(code):
    return [mutated(code, site) for site in range(len(list(changes(ast.parse(code)))))]


def test_numbers_operators_and_sentences_are_made_wrong_one_at_a_time():
    assert made_of("share = 100 * part") == ["share = 100 / part", "share = 101 * part"]
    assert made_of("f'{met} of {due}'") == ["f'{due} of {met}'"]
    assert made_of("f'{share:.1f}'") == ["f'{share:.2f}'"]
    assert made_of("f'since 2019: {first}'") == ["f'since 3019: {first}'"]


def test_the_size_of_a_picture_is_no_number_of_the_book():
    assert made_of("explore('gas', height=300)") == []


def test_a_mutant_that_never_ends_fails_and_one_that_waits_for_others_does_not():
    """Beside other work, mutants that were merely slow once counted as noticed."""

    def forever():
        while True:
            pass

    with pytest.raises(RuntimeError, match="it computes longer than"):
        mutants._apart(forever, minutes=1 / 60)
    assert mutants._apart(lambda: time.sleep(2) or "told", minutes=1 / 60) == "told"


def test_the_same_seed_makes_the_same_mutants():
    assert sample(10, SEED) == sample(10, SEED) != sample(10, SEED + 1)
    assert {mutant.kind for mutant in sample(20, SEED)} == set(mutants.SHARES)


def test_the_table_counts_who_noticed():
    mutant = Mutant("cell", "chapters/index.md", 1, 0)
    told = mutants.Outcome("numbers", True, "index, year: 2025 -> 2026")
    lines = table([(mutant, told), (mutant, mutants.Outcome("equivalent", False, ""))]).splitlines()
    assert lines[1].split() == ["cell", "2", "1", "1", "0", "0", "0", "1", "0"]
