"""Growth: one explorer of 500, 5,000 and 50,000 states, and the packs of the book's explorers."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import balance, demo
from benchmarks.baking import cpu
from benchmarks.browser import opened
from benchmarks.measures import Measure, Section, measure
from corridors.explore import Baked, Definition, control
from corridors.explore.definition import _control
from corridors.explore.packs import FOLDER, set_beside
from corridors.explore.page import STATIC, figure

STEPS = {500: 20, 5_000: 200, 50_000: 2_000}
"""The numbers of states, each with the steps of its slider; the other controls have 25 choices."""

VISITS = 10


def section(browser: Browser, book: Path, folder: Path, address: str) -> Section:
    """What a state costs on the wire and in memory, and the first picture after the first input."""
    measures = [*of_book(book)]
    for count, steps in STEPS.items():
        measures += _grown(browser, folder, address, count, steps)
    return Section(
        "Growth: packs of the book, and of one explorer with more and more states", tuple(measures)
    )


def of_book(book: Path) -> Iterator[Measure]:
    """Bytes a state of each explorer with controls in a built book, gzip over http."""
    states: dict[str, int] = {}
    for page in book.rglob("*.html"):
        found = re.findall(
            r'<figure class="explorer" id="([\w-]+)" data-states="(\d+)"', page.read_text("utf-8")
        )
        states |= {id: int(count) for id, count in found}
    costs = {}
    for pack in sorted((book / FOLDER).glob("*.js")):
        id = pack.stem.rsplit("-", 2)[0]
        if states.get(id, 1) > 1:
            costs[pack.stem.rsplit("-", 1)[0]] = (
                len(gzip.compress(pack.read_bytes(), 6)) / states[id]
            )
    if costs:
        most = max(costs, key=costs.__getitem__)
        note = f"most: {most}, {costs[most]:.0f}"
        yield measure(
            f"{len(costs)} packs of the book: a state", "bytes", costs.values(), note=note
        )


def _grown(
    browser: Browser, folder: Path, address: str, count: int, steps: int
) -> Iterator[Measure]:
    definition, baked = many(steps)
    used: list[float] = []
    with cpu(used, count):
        html = figure(definition, {"wide": baked})
    for file in STATIC.iterdir():
        shutil.copy(file, folder)
    name = f"grown-{count}.html"
    (folder / name).write_text(_PAGE.format(set_beside(html, folder, "")), encoding="utf-8")
    [pack] = (folder / FOLDER).glob(f"{definition.id}-wide-*.js")
    text = pack.read_bytes()
    label = f"{count:,} states"
    yield measure(f"{label}: pack a state", "bytes", [len(gzip.compress(text, 6)) / count])
    yield measure(f"{label}: CPU of packing a state", "ms", used)
    first, heap = [], []
    for _ in range(VISITS):
        with opened(browser, f"{address}/{name}") as page:
            page.wait_for_function("document.querySelectorAll('head script').length === 1")
            answer = page.evaluate("id => bench.first(id)", definition.id)
            first.append(answer["painted"])
            session = page.context.new_cdp_session(page)
            session.send("HeapProfiler.collectGarbage")
            heap.append(session.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
            heap[-1] += session.send("Runtime.getHeapUsage").get("backingStorageSize", 0) / 1e6
    yield measure(f"{label}: first picture after first input", "ms", first)
    yield measure(f"{label}: memory with all states open", "MB", [statistics.median(heap)])


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Grown</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="explorer.css">
<script defer src="explorer.js"></script>
<body><main>{}</main></body></html>
"""


def many(steps: int) -> tuple[Definition, Baked]:
    """The demo with so many steps of its slider, drawn by hand: drawing is not measured here."""
    chosen = {
        **demo.CONTROLS,
        "cut": control((0.0, 100.0, 100 / (steps - 1)), unit="%", default=0.0, format="{:.4g}"),
    }
    controls = tuple(_control("grown", name, form, None) for name, form in chosen.items())
    definition = Definition(
        f"grown-{steps}", balance.model, demo.picture, balance.summary, controls
    )
    whole, years = sum(balance.SUPPLY.values()), list(balance.YEARS)
    baked = Baked(420, 280, "", ["Year", "Supply (bcm)", "Demand (bcm)"], [], [], [], [], [])
    for state in definition.states():
        supplier, cut, delay = state["supplier"], state["cut"], state["delay"]
        rows, marks, bars, dots = [], [], [], []
        for place, year in enumerate(years):
            supply = whole - balance.SUPPLY[supplier] * cut / 100 * min(year - 2023, 4) / 4
            demand = whole * 0.97 ** max(year - 2024 - delay, 0)
            left, top, high = 50 + 45 * place, 260 - supply / 1.5, 260 - demand / 1.5
            rows.append([year, float(f"{supply:.5g}"), float(f"{demand:.5g}")])
            middle, reading = left + 18, f"Supply in {year}: {supply:.0f} bcm"
            marks.append([middle, round(top / 2 + 130), 36, round(260 - top), reading])
            marks.append([middle, round(high), 0, 0, f"Demand in {year}: {demand:.0f} bcm"])
            bars.append(
                f'<g><path d="M {left} 260 L {left + 36} 260 L {left + 36} {top:.1f} L {left} '
                f'{top:.1f} z" style="fill: #0072b2"/></g><g><text x="{left + 9}" '
                f'y="{top / 2 + 130:.1f}">{supply:.0f}</text></g>'
            )
            dots.append(f"{left + 18} {high:.1f}")
        line = f'<g><path d="M {" L ".join(dots)}" style="fill: none; stroke: #1f2328"/></g>'
        baked.fragments.append("".join(bars) + line)
        baked.titles.append(f"{supplier}: {supply:.0f} for {demand:.0f} bcm")
        baked.sentences.append(
            f"With {supplier} cut, supply in {year} is {supply:.0f} bcm against a demand of "
            f"{demand:.0f} bcm."
        )
        baked.marks.append(marks)
        baked.tables.append(rows)
    return definition, baked
