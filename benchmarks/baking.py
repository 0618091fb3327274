"""The bake: CPU and page a state, against a fresh figure for each state."""

from __future__ import annotations

import contextlib
import gzip
import io
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from matplotlib.figure import Figure

from benchmarks import balance, demo
from benchmarks.measures import Section, measure
from corridors.explore import Baked, bake
from corridors.explore.definition import State
from corridors.explore.page import figure
from corridors.explore.shapes import HEIGHT, WIDTH
from corridors.pictures.explorers import BOOK

OURS = "ours, all cores: CPU a state"
SINGLE = "ours, one process: CPU a state"
FRESH = "fresh figure, savefig: CPU a state"
CONSTRAINED = "fresh figure, constrained layout: CPU a state"
ROUNDS = 5
NAIVE_STATES = 16
"""States drawn the naive way in a round: enough for a mean, few enough for patience."""


def section() -> Section:
    """Our bake, the naive way and the naive way with constrained layout take turns."""
    states = list(demo.definition().states())
    bake(demo.definition(), store=None)  # fonts and imports, which each way needs, once
    _naive(states[:1])
    values: dict[str, list[float]] = {name: [] for name in (OURS, SINGLE, FRESH, CONSTRAINED)}
    drawn: list[str] = []
    for number in range(ROUNDS):
        some = states[number * NAIVE_STATES :][:NAIVE_STATES]
        with cpu(values[OURS], len(states)):
            baked = bake(demo.definition(), store=None)
        with cpu(values[SINGLE], len(states)):
            bake(demo.definition(), store=None, processes=1)
        with cpu(values[FRESH], len(some)):
            drawn += _naive(some)
        with cpu(values[CONSTRAINED], len(some)):
            _naive(some, layout="constrained")
    loose = len(gzip.compress("".join(drawn).encode())) / len(drawn)
    page = "the page, gzip, a state"
    return Section(
        f"Bake: {len(states)} states of a bar-and-line chart",
        (
            *(
                measure(name, "ms", values[name], against="" if name == OURS else OURS)
                for name in values
            ),
            measure("unchanged, from the store: CPU in all", "ms", _from_store()),
            measure(page, "bytes", [_page_bytes(baked)]),
            measure("fresh figures, gzip together, a state", "bytes", [loose], against=page),
        ),
    )


@contextlib.contextmanager
def cpu(values: list[float], count: int) -> Iterator[None]:
    """Add to the values the CPU, in ms for each of `count`, of a block and of its processes."""
    start = _cpu_seconds()
    yield
    values.append((_cpu_seconds() - start) / count * 1000)


def _cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _naive(states: list[State], layout: Literal["constrained"] | None = None) -> list[str]:
    """Each state in a figure of its own, saved as SVG with real text."""
    drawn = []
    for state in states:
        table = balance.model(**state)
        balance.summary(table)
        with BOOK.styled():
            chart = Figure(figsize=(WIDTH / 72, HEIGHT / 72), layout=layout)
            demo.picture(table, chart.add_subplot())
            svg = io.StringIO()
            chart.savefig(svg, format="svg")
        drawn.append(svg.getvalue())
    return drawn


def _from_store() -> list[float]:
    """CPU of asking for an explorer that has not changed since it was baked."""
    values: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        bake(demo.definition(), store=Path(folder))
        for _ in range(20):
            with cpu(values, 1):
                bake(demo.definition(), store=Path(folder))
    return values


def _page_bytes(baked: Baked) -> float:
    """What a state adds to the page, as it is transferred: the whole explorer, divided."""
    html = figure(demo.definition(), {"wide": baked}).encode()
    return len(gzip.compress(html, 6)) / demo.definition().count
