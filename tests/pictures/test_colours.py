"""What is drawn stands out from its ground: three to one, as WCAG 2.2 asks of graphics (1.4.11)."""

import ast
import re

import pytest

from corridors.appendix import usage
from corridors.explore.live import STYLE
from corridors.explore.page import STATIC
from corridors.paths import ROOT
from corridors.pictures import style
from corridors.pictures.maps import FREIGHT_CORRIDORS, LAYER_COLOURS

DARK_PAGE = "#121212"
ENOUGH = 3
ON_MAPS = {*FREIGHT_CORRIDORS, *LAYER_COLOURS.values()}

NAMED = re.compile(
    r"\b(?:red(?! sea| bridge)|blue|gr[ea]y|orange|purple|violet|yellow|brown|pink|colou?rs?)\b",
    re.IGNORECASE,
)
"""Names of colours, but for those of places; green power and the Black Sea are subjects."""


@pytest.mark.parametrize("page", usage.pages(), ids=lambda page: page.path.stem)
def test_no_page_tells_marks_apart_by_the_name_of_a_colour(page):
    """Nobody finds the grey dots on grey paper, or where a theme has other colours."""
    named = [line for line in page.path.read_text("utf-8").splitlines() if NAMED.search(line)]
    assert named == []


def test_no_word_in_a_picture_names_a_colour():
    named = []
    for path in sorted((ROOT / "corridors" / "pictures").glob("*.py")):
        code = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(code) if isinstance(node, ast.Expr)}
        named += [
            f"{path.name}:{node.lineno}: {node.value}"
            for node in ast.walk(code)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if " " in node.value and id(node) not in docs and NAMED.search(node.value)
        ]
    assert named == []


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def dark_lands():
    """What land is drawn in on a dark page, and in a notebook of a dark theme."""
    sheet = (STATIC / "explorer.css").read_text(encoding="utf-8")
    themes = (r'data-theme="dark"\]', sheet), (r'data-jp-theme-light="false"\]', STYLE)
    return [
        re.search(rf"{theme}[^}}]*--explorer-land: (#\w{{6}})", rules)[1] for theme, rules in themes
    ]


@pytest.mark.parametrize("ground", ["#ffffff", DARK_PAGE])
def test_every_colour_of_data_stands_out_from_a_light_and_from_a_dark_page(ground):
    faint = {name: contrast(colour, ground) for name, colour in style.PALETTE.items()}
    assert not {name: found for name, found in faint.items() if found < ENOUGH}


def test_every_line_of_a_map_stands_out_from_the_land_in_both_themes_of_page_and_notebook():
    faint = {
        (name, land): contrast(style.PALETTE[name], land)
        for name in ON_MAPS
        for land in (style.LAND, *dark_lands())
    }
    assert not {which: found for which, found in faint.items() if found < ENOUGH}


def test_a_notebook_of_a_light_theme_draws_land_as_a_page_does():
    assert STYLE.count("--explorer-land") == 1, "only a dark theme has another"
