"""Compute every state of an explorer once, on all cores, and keep the result by its fingerprint.

The store is a folder of files named by what they were made from: the model, the picture, the
summary, the tables bound to them, the controls, the style and the drawing code. A changed input
gives another name, so a stale picture cannot be found; an unchanged explorer is only read.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.explore import definition as definition_module
from corridors.explore import drawing
from corridors.explore.definition import Definition, State
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.fingerprint import fingerprint
from corridors.labels import readable
from corridors.paths import BUILT
from corridors.pictures import marks, still, style

STORE: Final = BUILT / "explorers"
"""Where baked explorers are kept between builds."""

SIGNIFICANT_DIGITS: Final = 5
"""Digits of a number in the page's table: more than any source in the book gives."""

_FEWEST_STATES_WORTH_A_PROCESS: Final = 24


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
    *,
    width: int = drawing.WIDTH,
    height: int = drawing.HEIGHT,
    store: Path | None = STORE,
    processes: int | None = None,
) -> Baked:
    """Every state of the definition, from the store when nothing that it depends on has changed.

    `store=None` always computes. Raises ExplorerError for the first state that fails.
    """
    key = fingerprint(
        definition.id,
        definition.model,
        definition.picture,
        definition.summary,
        [(c.name, c.values, c.default) for c in definition.controls],
        (width, height, SIGNIFICANT_DIGITS),
        {name: repr(value) for name, value in style.STYLE.items()},
        readable,
        _own_source(),
    )
    kept = store / f"{definition.id}-{key[:32]}.json.gz" if store else None
    if kept is not None and kept.is_file():
        return Baked(**json.loads(gzip.decompress(kept.read_bytes())))
    baked = _compute(definition, width, height, processes or os.cpu_count() or 1)
    if kept is not None:
        _keep(baked, kept)
    return baked


@functools.lru_cache(maxsize=1)
def _own_source() -> tuple[str, ...]:
    """The drawing code itself, so that a change of it draws everything anew."""
    files = [module.__file__ for module in (definition_module, drawing, marks, still)]
    return tuple(Path(str(file)).read_text(encoding="utf-8") for file in [*files, __file__])


def _keep(baked: Baked, kept: Path) -> None:
    """Write beside, then replace: a build that is broken off leaves no half-written explorer."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(f".{os.getpid()}.tmp")
    beside.write_bytes(gzip.compress(json.dumps(vars(baked)).encode(), 5, mtime=0))
    beside.replace(kept)


def _compute(definition: Definition, width: int, height: int, processes: int) -> Baked:
    states = list(definition.states())
    with data.closed(f"the model of explorer {definition.id!r}"):
        canvas = Canvas(definition, width=width, height=height)
        columns = list(definition.table(definition.default).columns)
    done = _on_all_cores(functools.partial(_state, canvas, columns), states, processes)
    return Baked(
        width=width,
        height=height,
        background=canvas.background,
        columns=[readable(str(column)) for column in columns],
        fragments=[drawn.fragment for drawn, _, _ in done],
        titles=[drawn.title for drawn, _, _ in done],
        sentences=[sentence for _, sentence, _ in done],
        marks=[[_mark(mark) for mark in drawn.marks] for drawn, _, _ in done],
        tables=[rows for _, _, rows in done],
    )


def _state(
    canvas: Canvas, columns: Sequence[Any], state: State
) -> tuple[Drawing, str, list[list[Any]]]:
    definition = canvas.definition
    with data.closed(f"the model of explorer {definition.id!r}"):
        table = definition.table(state)
        if list(table.columns) != list(columns):
            raise definition_module.ExplorerError(
                f"the model's columns are {list(table.columns)}, in the default state "
                f"{list(columns)}",
                explorer=definition.id,
                state=state,
            )
        return canvas.draw(table, state), definition.sentence(table, state), rows_of(table)


_work: Any = None
"""What a forked process does to a state: it inherits this, since closures do not pickle."""


def _on_all_cores(work: Any, states: list[State], processes: int) -> list[Any]:
    """`work` on each state, in order. Where processes cannot be forked, one after the other."""
    global _work
    few = len(states) < _FEWEST_STATES_WORTH_A_PROCESS
    if few or processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(state) for state in states]
    _work = work
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        outcomes = pool.map(_attempt, states, math.ceil(len(states) / processes / 4))
    _work = None
    for outcome in outcomes:
        if isinstance(outcome, _Failure):
            raise definition_module.ExplorerError(
                outcome.problem, explorer=outcome.explorer, state=outcome.state
            )
    return outcomes


@dataclass(frozen=True)
class _Failure:
    """A state's error as it crosses from one process to another."""

    explorer: str
    problem: str
    state: State


def _attempt(state: State) -> Any:
    try:
        return _work(state)
    except definition_module.ExplorerError as error:
        return _Failure(error.explorer, error.problem, state)


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
        rounded = float(f"{value:.{SIGNIFICANT_DIGITS}g}")
        return int(rounded) if rounded.is_integer() else rounded
    return str(value)
