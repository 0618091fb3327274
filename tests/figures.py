"""The figures of the book, each with the model, the tables, the controls and the size of its page.

The cells of a page are run once, without its charts; `figure("gas-shock")` is then what the page
hands to `explore`. Its states come from the store of the book's build where nothing has changed.
"""

import contextlib
import functools
import io
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from unittest import mock

import pandas as pd

from corridors import explore
from corridors.appendix import usage
from corridors.explore import Baked, Definition, bake, define
from corridors.explore.drawing import HEIGHT, WIDTH, Canvas, Drawing
from corridors.pictures.marks import Mark


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
    width: int
    height: int

    @cached_property
    def baked(self) -> Baked:
        return bake(self.definition, width=self.width, height=self.height)

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
        other = define(it.id, lambda: table, it.picture, it.summary, {})
        return Canvas(other, width=self.width, height=self.height).draw(table, {})


def figure(id: str) -> Figure:
    """The figure of that id."""
    return figures_of(PAGE_OF[id])[id]


@functools.cache
def figures_of(page: usage.Page) -> dict[str, Figure]:
    """The figures of a page by their ids."""
    found: dict[str, Figure] = {}

    def note(id, *, model, picture, summary, caption="", source="", width=WIDTH, height=HEIGHT,
             **controls):  # fmt: skip
        assert id not in found, f"two figures of a page are called {id}"
        found[id] = Figure(define(id, model, picture, summary, controls), width, height)

    with mock.patch.object(explore, "explore", note):
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


def _named_in(page: usage.Page) -> list[str]:
    """The ids of the figures of a page, as its text tells them."""
    return [
        id
        for cell in usage.cells(page.path)
        for id in re.findall(r'\bexplore\(\s*"(.+?)"', cell.code)
    ]


PAGE_OF = {id: page for page in usage.pages() for id in _named_in(page)}
"""The page of each figure of the book."""
