"""What a picture makes of the same content is made once, and never taken for another's."""

import pandas as pd
import pytest

from corridors.explore.content import content, remembered
from corridors.explore.fingerprint import fingerprint


def test_what_was_made_of_the_same_content_is_given_again():
    made = []

    @remembered
    def outline(table: pd.DataFrame, width: int) -> list[int]:
        made.append(width)
        return [width, *table["x"]]

    table = pd.DataFrame({"x": [1, 2]})
    assert outline(table, 5) == [5, 1, 2]
    assert outline(table.copy(), 5) is outline(table, 5)
    assert outline(table.assign(x=[1, 3]), 5) == [5, 1, 3]
    assert outline(table, 6) == [6, 1, 2]
    assert made == [5, 5, 6]


@pytest.mark.parametrize(
    ("one", "other"),
    [([1, 2], [1, True]), ([1, 2], [1.0, 2]), (["1", None], [1, None]), (["a", ["b"]], ["a", "b"])],
)
def test_values_of_another_kind_are_another_content(one, other):
    """One is equal to 1.0 and to True, and none of them is drawn or written as another."""

    def column(values):
        return content(pd.Series(values, dtype=object).to_numpy())

    assert column(one) != column(other)
    assert column(one) == column(list(one))


def test_what_is_remembered_does_not_change_what_a_picture_depends_on():
    """Else a picture that was drawn would be drawn anew after each state."""

    @remembered
    def double(value: int) -> int:
        return 2 * value

    before = fingerprint(double)
    assert double(4) == 8
    assert fingerprint(double) == before
