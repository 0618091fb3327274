"""The small charts of the front page's cards."""

import pytest

from corridors.pictures import cards


@pytest.mark.parametrize(
    ("words", "percent"),
    [("7 of 8", 87.5), ("12.8 of 25.2 bcm", 100 * 12.8 / 25.2), ("2.7 percent", 2.7)],
)
def test_a_bar_is_as_long_as_its_number_says(words, percent):
    assert cards.percent_of(words) == pytest.approx(percent)


def test_a_number_that_is_no_share_has_no_bar():
    with pytest.raises(ValueError, match="is no share"):
        cards.percent_of("EUR 12 bn")


def test_a_kernel_leaves_the_chart_out_and_a_page_has_it_in_its_list(monkeypatch):
    monkeypatch.delenv("BOOK_FACE", raising=False)
    small = cards.drawn({"gas": [("Lines open", "Southern Gas Corridor", "7 of 8")]})["gas"]
    assert f"{small}" == ""
    monkeypatch.setenv("BOOK_FACE", "page")
    assert f"- It has a chart.{small}".splitlines()[2].startswith("  <svg class=")
    assert 'aria-label="Lines open: 7 of 8"' in small
