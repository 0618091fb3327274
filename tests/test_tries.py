"""What the chapters ask to try: it draws, with names that the page shows, and changes nothing."""

import ast
import contextlib
import io
import json
from typing import Any, NamedTuple
from unittest import mock

import pandas as pd
import pytest
from matplotlib import pyplot
from matplotlib.axes import Axes

from corridors.appendix import usage
from corridors.explore import Definition, define
from corridors.explore.drawing import Canvas
from corridors.explore.fingerprint import fingerprint
from corridors.pictures import explorers
from tests.tries import HEADING, NOTEBOOKS, PAGES, Try, asked_for, bound_in, tries

IDS = [page.path.stem for page in PAGES]


def test_every_chapter_asks_to_try_something():
    assert {page for page in NOTEBOOKS if page.number} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_try_has_a_solution_of_its_own(page):
    assert [each.asks for each in PAGES[page] if not each.solved] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_after_the_tries_stands_a_cell_to_try_them_in(page):
    cells = json.loads(page.path.read_text(encoding="utf-8"))["cells"]
    asks = next(n for n, cell in enumerate(cells) if HEADING in "".join(cell["source"]))
    after = cells[asks + 1]
    assert after["cell_type"] == "code" and after["metadata"]["tags"] == ["remove-cell"]
    assert not ast.parse("".join(after["source"])).body, "nothing stands in it yet"


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_a_try_asks_only_for_names_that_the_page_shows(page):
    known = names_shown(page)
    for each in PAGES[page]:
        own: set[str] = set()
        for code in [*each.asked, *each.solved]:
            assert asked_for(code) <= known | own, code
            own |= bound_in(code)


def names_shown(page: usage.Page) -> set[str]:
    """The names that are bound in cells whose code a reader of the page can open."""
    found: set[str] = set()
    for cell in json.loads(page.path.read_text(encoding="utf-8"))["cells"]:
        tags = set(cell["metadata"].get("tags", []))
        if cell["cell_type"] == "code" and not tags & {"remove-input", "remove-cell"}:
            found |= bound_in("".join(cell["source"]))
    return found


class Tried(NamedTuple):
    """What came of the tries of a page, and the figures of the page before and after them."""

    drawn: list[list[object]]
    before: dict[str, str]
    after: dict[str, str]
    figures: dict[str, Definition]


@pytest.fixture(scope="module", params=PAGES, ids=IDS)
def tried(request) -> Tried:
    """The cells of a page are run, and then each try and its solution, as a reader would."""
    names: dict[str, Any] = {"__name__": "__main__"}
    figures: dict[str, Definition] = {}

    def note(id, *, model, picture, summary=None, caption="", source="", presets=None, opened=None,
             **controls):  # fmt: skip
        figures[id] = define(
            id, model, picture, summary, controls,
            presets=presets, opened=opened, host=explorers.BOOK,
        )  # fmt: skip
        return figures[id]

    with (
        mock.patch.object(explorers, "explore", note),
        contextlib.redirect_stdout(io.StringIO()),
        pd.option_context("display.precision", 6, "display.max_colwidth", 50),
    ):
        for cell in usage.cells(request.param.path):
            run(cell.code, names)
        of_page = dict(figures)
        before = {id: fingerprint(each.model) for id, each in of_page.items()}
        drawn = [shown_by(each, names) for each in PAGES[request.param]]
        after = {id: fingerprint(each.model) for id, each in of_page.items()}
        assert len(figures) == len(of_page) + len({id for id in figures if id.startswith("my-")})
    return Tried(drawn, before, after, of_page)


def run(code: str, names: dict[str, Any]) -> object:
    """Run a cell; what its last line is worth."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None


def shown_by(each: Try, names: dict[str, Any]) -> list[object]:
    """What a try shows: the explorers that it makes, each drawn once, and its charts."""
    shown = [run(code, names) for code in [*each.asked, *each.solved]]
    shown += [pyplot.figure(number).axes[0] for number in pyplot.get_fignums()]
    pyplot.close("all")
    for made in shown:
        if isinstance(made, Definition):
            Canvas(made).draw(made.table(made.default), made.default)
    return [made for made in shown if isinstance(made, Definition | Axes)]


def test_every_try_ends_in_a_chart(tried):
    assert all(tried.drawn)


def test_what_is_tried_leaves_the_explorers_of_the_page_as_they_were(tried):
    assert tried.before and tried.after == tried.before


def test_what_a_try_asks_to_move_is_there_to_be_moved(tried, request):
    page = next(page for page in PAGES if page.path.stem in request.node.name)
    words = {
        word
        for figure in tried.figures.values()
        for control in figure.controls
        for word in (control.label, *control.words)
    } | {preset.name for figure in tried.figures.values() for preset in figure.presets}
    assert {word for each in PAGES[page] for word in each.controls} <= words


def test_a_try_that_changes_what_stands_above_it_would_be_seen():
    text = "## Try it yourself\n\n1. Raise it: `known['a'] = 2`.\n\n   <details>\n"
    (each,) = tries(text + "   ```python\n   3 + 1\n   ```\n")
    names = {"known": {"a": 1}}
    before = fingerprint(names["known"])
    assert shown_by(each, names) == [] and each.solved == ["3 + 1\n"]
    assert fingerprint(names["known"]) != before
