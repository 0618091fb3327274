"""The cookbook does what its recipes say, cell after cell, as a reader runs it."""

import ast
import json
from unittest import mock

import matplotlib
import pytest
from matplotlib.axes import Axes

from corridors import data, explore
from corridors.appendix import usage

PAGE = next(page for page in usage.pages() if page.path.stem == "cookbook")
TEXTS = ["".join(cell["source"]) for cell in json.loads(PAGE.path.read_text("utf-8"))["cells"]]
RECIPES = [
    "Find a table", "Plot a series", "Another index of concentration", "A smaller pledge",
    "A row of your own", "An explorer of your own", "A claim of your own",
]  # fmt: skip


@pytest.fixture(scope="module")
def made():
    """The names that the cells leave, and what the last line of each makes, by its first line."""
    names, shown = {"__name__": "__main__"}, {}
    matplotlib.use("agg")
    with mock.patch.dict("os.environ", {explore.FACE: ""}):
        for cell in usage.cells(PAGE.path):
            *before, last = ast.parse(cell.code).body
            ends_in_a_value = isinstance(last, ast.Expr)
            steps = ast.Module(before if ends_in_a_value else [*before, last], [])
            exec(compile(steps, "cell", "exec"), names)
            if ends_in_a_value:
                value = compile(ast.Expression(last.value), "cell", "eval")
                shown[cell.code.splitlines()[0]] = eval(value, names)
    return names, shown


def test_the_cookbook_has_the_recipes_that_a_reader_asks_for():
    headings = [text.splitlines()[0][3:] for text in TEXTS if text.startswith("## ")]
    assert headings == RECIPES


def test_a_series_is_drawn_from_all_its_rows(made):
    names, shown = made
    (axes,) = [each for each in shown.values() if isinstance(each, Axes)]
    assert len(axes.patches) == len(names["to_europe"]) > 3


def test_another_index_is_that_of_its_shares(made):
    names, _ = made
    assert names["shares"].sum() == pytest.approx(100)


def test_a_smaller_pledge_stands_in_the_sentence(made):
    names, shown = made
    assert names["smaller"].volume_bcm < names["pledge"].volume_bcm
    (sentence,) = [each for head, each in shown.items() if head.startswith("pledge =")]
    assert f"{names['smaller'].volume_bcm:g}" in sentence


def test_a_row_of_ones_own_stands_beside_those_of_the_record(made):
    names, shown = made
    (table,) = [each for head, each in shown.items() if head.startswith("mine")]
    assert table["source_id"].iloc[-1] == data.OWN
    assert len(names["with_mine"]) == len(names["exports"]) + 1


def test_an_explorer_of_ones_own_has_its_control(made):
    _, shown = made
    (explorer,) = [each for each in shown.values() if isinstance(each, explore.Explorer)]
    assert [control.name for control in explorer.definition.controls] == ["pledged"]


def test_a_row_of_ones_own_changes_the_verdict_on_a_claim_of_ones_own(made):
    names, _ = made
    assert names["changed"].verdict != names["claim"].run().verdict
