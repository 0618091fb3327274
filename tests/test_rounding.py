"""A number is rounded the same however it was added up."""

import functools
import itertools
import math
import operator

import pandas as pd
import pytest

from corridors.explore.bake import rows_of
from corridors.explore.definition import define
from corridors.explore.rounding import exact
from corridors.prose import figure, number, percent

ON_A_HALF = [(220.784, 128.887, 22.45, 460.134), (0.627, 0.301, 0.507), (0.897, 0.378, 0.46)]


def added(parts):
    """The sums of the parts in every order, added as Python 3.11 does."""
    return {functools.reduce(operator.add, order) for order in itertools.permutations(parts)}


@pytest.mark.parametrize("parts", ON_A_HALF)
def test_in_whatever_order_parts_are_added_a_half_is_rounded_the_same_way(parts):
    sums = added(parts) | {math.fsum(parts)}
    assert len({f"{total:.2f}" for total in sums}) > 1, "plain formatting tells them apart"
    assert len({number(total, 2) for total in sums}) == 1
    assert len({percent(total / 100, 2) for total in sums}) == 1
    digits = len(str(int(max(sums)))) + 2
    assert len({f"{exact(total):.{digits}g}" for total in sums}) == 1


def test_the_table_of_a_page_has_one_value_for_sums_that_differ_by_nothing():
    values = sorted(added(ON_A_HALF[0]))
    assert len(values) > 1
    assert rows_of(pd.DataFrame({"twh": values})) == [[832.26]] * len(values)


def test_what_an_explorer_shows_of_a_sum_does_not_hang_on_how_it_was_added_up():
    def model(*, first: int = 0) -> pd.DataFrame:
        parts = ON_A_HALF[0][first:] + ON_A_HALF[0][:first]
        return pd.DataFrame({"twh": [functools.reduce(operator.add, parts)], "place": [first]})

    told = define(
        "sums",
        model,
        lambda table, ax: None,
        lambda table: f"{table['twh'][0]:.2f} TWh",
        {"first": [0, 1, 2, 3]},
    )
    assert len({model(first=n)["twh"][0] for n in range(4)}) > 1
    assert len({told.sentence(told.table(state), state) for state in told.states()}) == 1
    assert told.table({"first": 1})["place"].dtype == int


def test_a_half_goes_to_the_even_digit():
    assert [number(half, 1) for half in (0.25, 0.35, 2.45, 0.05)] == ["0.2", "0.4", "2.4", "0.0"]
    assert [number(half) for half in (0.5, 1.5, 2.5, 1234.5)] == ["0", "2", "2", "1,234"]


def test_what_is_not_on_a_half_reads_as_it_did():
    for value in (0.1, 832.2551, -3.14159, 4119.3, 1e-7, 0.0, 7, 123456789.5001):
        for digits in range(4):
            assert number(value, digits) == f"{value:,.{digits}f}".replace("-", "\u2212")
    assert [figure(value) for value in (8.0, 2.125, 57.26)] == ["8", "2.125", "57.3"]


def test_a_whole_number_keeps_all_its_digits():
    assert number(1_234_567_890_123_457) == "1,234,567,890,123,457"
