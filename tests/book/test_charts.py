"""The charts of the pages on the screens of readers: their width, their shape, their type."""

import pytest

from tests.pictures.test_looks import CHART_ON_SCREEN, SMALLEST_ON_SCREEN

OPEN_ALL = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
CHARTS = """() => [...document.querySelectorAll('figure.explorer')].map(figure => {
    const svg = [...figure.querySelectorAll('.explorer-view > svg')].filter(
        svg => svg.getBoundingClientRect().width > 0);
    const width = svg[0].getBoundingClientRect().width;
    const scale = width / svg[0].viewBox.baseVal.width;
    const sizes = [...svg[0].querySelectorAll('text')].map(
        text => parseFloat(getComputedStyle(text).fontSize) * scale);
    return {id: figure.id, drawings: svg.length, shape: svg[0].dataset.shape, width: width,
            smallest: Math.min(...sizes)};
})"""
"""Of every figure the drawing that is seen: its width and the size of its smallest type, in px."""


@pytest.mark.parametrize("screen", CHART_ON_SCREEN)
def test_a_screen_shows_one_drawing_of_a_figure_with_type_that_can_be_read(
    page, site, address, screen
):
    page.set_viewport_size({"width": screen, "height": 800})
    page.goto(f"{site}/{address}")
    page.evaluate(OPEN_ALL)
    for chart in page.evaluate(CHARTS):
        assert chart["drawings"] == 1, chart
        assert chart["width"] >= CHART_ON_SCREEN[screen] - 1, chart
        assert chart["shape"] == ("tall" if screen == 360 else "wide"), chart
        assert chart["smallest"] >= SMALLEST_ON_SCREEN, chart


NAMES = """() => [...document.querySelectorAll("figure.explorer [role=group][aria-label]")]
  .map((part) => part.getAttribute("aria-label"))"""


def test_each_part_of_each_figure_has_a_name_of_its_own(page, site):
    for chapter in ("03_energy_and_logistics", "04_green_transition"):
        page.goto(f"{site}/chapters/{chapter}.html")
        names = page.evaluate(NAMES)
        assert len(names) > 40
        assert len(set(names)) == len(names)
        assert all("Figure" in name for name in names), names
