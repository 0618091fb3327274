import pytest

from corridors.prose import figure


@pytest.mark.parametrize(
    ("value", "told"),
    [(1.485, "1.485"), (12.8, "12.8"), (11.44026, "11.4"), (287000.0, "287,000"), (2.0, "2")],
)
def test_a_figure_has_the_digits_that_tell_it_apart(value, told):
    assert figure(value) == told
