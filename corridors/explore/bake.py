"""Compute every state of an explorer once, on all cores, and keep the result by its fingerprint.

The store is a folder of files named by what they were made from: the model, the picture, the
summary, the tables bound to them, the controls, the style and the drawing code. A changed input
gives another name, so a stale picture cannot be found; an unchanged explorer is only read.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import math
import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corridors.explore import axes, drawing, host, kept, marks, pen, rounding, still
from corridors.explore import content as content_module
from corridors.explore import definition as definition_module
from corridors.explore import shapes as shapes_module
from corridors.explore.content import Unreadable, content
from corridors.explore.definition import Definition, ExplorerError, State
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.fingerprint import fingerprint
from corridors.explore.rounding import exact
from corridors.explore.shapes import WIDE, Shape

SIGNIFICANT_DIGITS: Final = 5
"""Digits of a number in the page's table: more than any source in the book gives."""

PROGRESS: Final = "BOOK_PROGRESS"
"""Environment variable that may name a file, to which the bake adds a line now and then."""

_FEWEST_STATES_WORTH_A_PROCESS: Final = 24
_TURNS: Final = 8
"""Parts in which a process gets its states: enough to tell how far the bake is."""
_MOST_DRAWINGS: Final = 2_000
"""Drawings that a process keeps, for states of the same table."""


@dataclass(frozen=True)
class Baked:
    """An explorer with every state computed.

    `background` is SVG, drawn once. `columns` heads the tables. The lists hold an entry a state, in
    the order of `Definition.states`: SVG fragments, titles, sentences, marks as
    [x, y, width, height, text] and tables as lists of rows.
    """

    width: int
    height: int
    background: str
    columns: list[str]
    fragments: list[str]
    titles: list[str]
    sentences: list[str]
    marks: list[list[list[Any]]]
    tables: list[list[list[Any]]]


def bake(
    definition: Definition,
    shape: Shape = WIDE,
    *,
    store: Path | None = None,
    processes: int | None = None,
) -> Baked:
    """Every state of the definition in one shape; see `bake_shapes`."""
    return bake_shapes(definition, [shape], store=store, processes=processes)[shape.name]


def bake_shapes(
    definition: Definition,
    shapes: Sequence[Shape],
    *,
    store: Path | None = None,
    processes: int | None = None,
) -> dict[str, Baked]:
    """Every state of the definition in each shape, by the names of the shapes.

    They come from the folder `store` when nothing that they depend on has changed; without one all
    are computed. The model and the summary run once a state, and the first shape gives the titles.
    Raises ExplorerError for the first state that fails. How far the bake is goes to the file that
    the environment variable of PROGRESS names.
    """
    key = fingerprint(
        definition.id,
        definition.model,
        definition.picture,
        definition.summary,
        [(c.name, c.values, c.default) for c in definition.controls],
        (*map(tuple, shapes), SIGNIFICANT_DIGITS),
        {name: repr(value) for name, value in definition.host.style.items()},
        definition.host.heads,
        _own_source(),
    )
    place = store / f"{definition.id}-{key[:32]}.json.gz" if store else None
    if place is not None and (whole := _read(place)):
        return whole
    baked = _compute(definition, shapes, processes or os.cpu_count() or 1)
    if place is not None:
        kept.keep({shape: vars(its) for shape, its in baked.items()}, place)
    return baked


@functools.lru_cache(maxsize=1)
def _own_source() -> tuple[str, ...]:
    """The drawing code itself, so that a change of it draws everything anew."""
    modules = (axes, content_module, definition_module, drawing, host, marks, pen, rounding)
    files = [module.__file__ for module in (*modules, shapes_module, still)]
    return tuple(Path(str(file)).read_text(encoding="utf-8") for file in [*files, __file__])


def _read(place: Path) -> dict[str, Baked] | None:
    """What the store holds; None where it holds nothing that can be read."""
    try:
        return {shape: Baked(**its) for shape, its in kept.read(place).items()}
    except (TypeError, AttributeError):
        return None


def _compute(definition: Definition, shapes: Sequence[Shape], processes: int) -> dict[str, Baked]:
    with definition.host.working(f"the model of explorer {definition.id!r}"):
        canvases = [Canvas(definition, shape) for shape in shapes]
        columns = list(definition.table(definition.default).columns)
    done = _on_all_cores(_Work(definition, canvases, columns), list(definition.states()), processes)
    told: dict[str, Any] = {
        "columns": [definition.host.heads(str(column)) for column in columns],
        "titles": [drawn[0].title for drawn, _, _ in done],
        "sentences": [sentence for _, sentence, _ in done],
        "tables": [rows for _, _, rows in done],
    }
    return {
        canvas.shape.name: Baked(
            width=canvas.width,
            height=canvas.height,
            background=canvas.background,
            fragments=[drawn[number].fragment for drawn, _, _ in done],
            marks=[[_mark(mark) for mark in drawn[number].marks] for drawn, _, _ in done],
            **told,
        )
        for number, canvas in enumerate(canvases)
    }


_Done = tuple[list[Drawing], str, list[list[Any]]]


class _Work:
    """What a process does to states, one after the other: states of one table are drawn once."""

    def __init__(
        self, definition: Definition, canvases: Sequence[Canvas], columns: Sequence[Any]
    ) -> None:
        self.definition, self._canvases, self._columns = definition, canvases, list(columns)
        self._drawn: OrderedDict[Hashable, list[Drawing]] = OrderedDict()

    def on(self, states: Sequence[State]) -> list[_Done]:
        """The drawings, the sentence and the rows of each state."""
        with contextlib.ExitStack() as stack:
            for canvas in self._canvases:
                stack.enter_context(canvas.styled())
            working = self.definition.host.working
            stack.enter_context(working(f"the model of explorer {self.definition.id!r}"))
            return [self._state(state) for state in states]

    def _state(self, state: State) -> _Done:
        table = self.definition.table(state)
        if list(table.columns) != self._columns:
            raise ExplorerError(
                f"the model's columns are {list(table.columns)}, in the default state "
                f"{self._columns}",
                explorer=self.definition.id,
                state=state,
            )
        drawings = self._drawings(table, state)
        return drawings, self.definition.sentence(table, state), rows_of(table)

    def _drawings(self, table: pd.DataFrame, state: State) -> list[Drawing]:
        try:
            key = content(table)
            hash(key)
        except (Unreadable, TypeError):
            return [canvas.draw(table, state) for canvas in self._canvases]
        if key not in self._drawn:
            self._drawn[key] = [canvas.draw(table, state) for canvas in self._canvases]
            if len(self._drawn) > _MOST_DRAWINGS:
                self._drawn.popitem(last=False)
        return self._drawn[key]


_work: _Work
"""What a forked process does: it inherits this, since closures do not pickle."""


def _on_all_cores(work: _Work, states: list[State], processes: int) -> list[_Done]:
    """`work` on all states, in order. Where processes cannot be forked, in this one."""
    global _work
    _work = work
    few = len(states) < _FEWEST_STATES_WORTH_A_PROCESS
    alone = few or processes < 2 or "fork" not in multiprocessing.get_all_start_methods()
    size = math.ceil(len(states) / (1 if alone else processes) / _TURNS)
    turns = [states[start : start + size] for start in range(0, len(states), size)]
    id, done = work.definition.id, list[_Done]()
    with contextlib.ExitStack() as stack:
        outcomes: Iterable[list[_Done] | _Failure]
        if alone:
            outcomes = map(work.on, turns)
        else:
            pool = stack.enter_context(
                multiprocessing.get_context("fork").Pool(processes, initializer=gc.freeze)
            )
            outcomes = pool.imap(_attempt, turns)
        for outcome in outcomes:
            if isinstance(outcome, _Failure):
                raise ExplorerError(outcome.problem, explorer=outcome.explorer, state=outcome.state)
            done += outcome
            _tell(f"{id}: {len(done):,} of {len(states):,} states")
    return done


def _tell(progress: str) -> None:
    """Add a line to the file of PROGRESS: a page's own output and errors are for its readers."""
    if file := os.environ.get(PROGRESS):
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(f"{progress}\n")


@dataclass(frozen=True)
class _Failure:
    """A state's error as it crosses from one process to another."""

    explorer: str
    problem: str
    state: State


def _attempt(states: list[State]) -> list[_Done] | _Failure:
    try:
        return _work.on(states)
    except ExplorerError as error:
        return _Failure(error.explorer, error.problem, dict(error.state or {}))


def _mark(mark: Any) -> list[Any]:
    return [round(mark.x), round(mark.y), round(mark.width), round(mark.height), mark.text]


def rows_of(table: pd.DataFrame) -> list[list[Any]]:
    """The table as plain rows: numbers to five significant digits, periods and spans in words."""
    return [list(row) for row in zip(*([_plain(v) for v in table[c]] for c in table), strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, bool) or value.__class__.__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        rounded = float(f"{exact(value):.{SIGNIFICANT_DIGITS}g}")
        return int(rounded) if rounded.is_integer() else rounded
    return str(value)
