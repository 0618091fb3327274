"""The figures of the book, each with the model, the tables, the controls and the size of its page.

The cells of a page are run once, without its charts; `figure("gas-shock")` is then what the page
hands to `explore`. Its states come from the store of the book's build where nothing has changed.
"""

import ast
import contextlib
import functools
import importlib
import io
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from unittest import mock

import pandas as pd

from corridors import explore
from corridors.appendix import usage
from corridors.explore import Baked, Definition, bake_shapes, define
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.marks import Mark
from corridors.explore.shapes import Shape, shapes_of
from corridors.paths import BUILT
from corridors.pictures import explorers

KEPT = BUILT / "explorers"
"""Where the build keeps what it drew."""


class Shown(NamedTuple):
    """A state of a figure: what is chosen, and what the page then carries.

    `drawn` is SVG without what stays in all states; marks count from the upper left corner.
    """

    choices: dict[str, Any]
    title: str
    sentence: str
    marks: list[Mark]
    rows: list[list[Any]]
    drawn: str

    @property
    def readings(self) -> list[str]:
        return [mark.text for mark in self.marks]


@dataclass(frozen=True)
class Figure:
    """A figure or an explorer of the book."""

    definition: Definition
    shapes: tuple[Shape, ...]
    shape: Shape

    @property
    def width(self) -> int:
        return self.shape.width

    @property
    def height(self) -> int:
        return self.shape.height

    @cached_property
    def baked(self) -> Baked:
        return bake_shapes(self.definition, self.shapes, store=KEPT)[self.shape.name]

    def canvas(self) -> Canvas:
        return Canvas(self.definition, self.shape)

    @cached_property
    def states(self) -> list[Shown]:
        """Every state, in the order of the definition."""
        baked = self.baked
        return [
            Shown(choices, title, sentence, [Mark(*mark) for mark in marks], rows, drawn)
            for choices, title, sentence, marks, rows, drawn in zip(
                self.definition.states(),
                baked.titles,
                baked.sentences,
                baked.marks,
                baked.tables,
                baked.fragments,
                strict=True,
            )
        ]

    def shown(self, **choices: Any) -> Shown:
        """The state that opens, but with these choices."""
        wanted = self.definition.default | choices
        return next(state for state in self.states if state.choices == wanted)

    def table(self, **choices: Any) -> pd.DataFrame:
        """The model's table for the state that opens, but with these choices."""
        return self.definition.table(self.definition.default | choices)

    def drawn(self, table: pd.DataFrame) -> Drawing:
        """What the picture of the figure makes of another table."""
        it = self.definition
        other = define(it.id, lambda: table, it.picture, it.summary, {}, host=it.host)
        return Canvas(other, self.shape).draw(table, {})


def figure(id: str, shape: str = "wide") -> Figure:
    """The figure of that id, in one of its shapes."""
    found = figures_of(PAGE_OF[id])[id]
    (drawn,) = (one for one in found.shapes if one.name == shape)
    return replace(found, shape=drawn)


@functools.cache
def figures_of(page: usage.Page) -> dict[str, Figure]:
    """The figures of a page by their ids."""
    found: dict[str, Figure] = {}

    def note(
        id, *, model, picture, summary=None, caption="", source="", presets=None, opened=None,
        **controls,
    ):  # fmt: skip
        shapes = shapes_of(picture)
        assert id not in found, f"two figures of a page are called {id}"
        made = define(
            id,
            model,
            picture,
            summary,
            controls,
            presets=presets,
            opened=opened,
            host=explorers.BOOK,
        )
        found[id] = Figure(made, shapes, shapes[0])

    with mock.patch.object(explorers, "explore", note):
        run_cells(page)
    return found


def run_cells(page: usage.Page) -> None:
    """Run the cells of a page as the build does; what they print and set is lost."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with (
        contextlib.redirect_stdout(io.StringIO()),
        mock.patch.dict("os.environ", {explore.FACE: "page"}),
        pd.option_context("display.precision", 6, "display.max_colwidth", 50),
    ):
        for cell in usage.cells(page.path):
            exec(compile(cell.code, str(page.path), "exec"), names)


def _named_in(page: usage.Page) -> dict[str, list[str]]:
    """The figures of a page by their ids, as its cells name them, each with its shapes."""
    code = ast.parse("\n".join(cell.code for cell in usage.cells(page.path)))
    modules = {
        name.asname or name.name: f"{node.module}.{name.name}"
        for node in ast.walk(code)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    found = {}
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "explore":
            (drawn,) = (each.value for each in node.keywords if each.arg == "picture")
            drawn = drawn.args[0] if isinstance(drawn, ast.Call) else drawn
            picture = getattr(importlib.import_module(modules[drawn.value.id]), drawn.attr)
            found[node.args[0].value] = [shape.name for shape in shapes_of(picture)]
    return found


PAGE_OF = {id: page for page in usage.pages() for id in _named_in(page)}
"""The page of each figure of the book."""

SHAPES_OF = {id: shapes for page in usage.pages() for id, shapes in _named_in(page).items()}
"""The names of the shapes in which each figure of the book is drawn."""

DRAWN = [(id, shape) for id, shapes in SHAPES_OF.items() for shape in shapes]
"""Every figure in every shape."""
