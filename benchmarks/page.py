"""The page face: from an input to the paint that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.browser import opened
from benchmarks.measures import Measure, Section, measure

INPUTS = 210
FIRST_INPUTS = 10
SLOWDOWN = 4
EXPLORERS = "figure.explorer:has(form)"


def section(browser: Browser, pages: list[str]) -> Section:
    """Every explorer of the pages at these addresses; the first one also on a slow machine."""
    measures: list[Measure] = []
    for address in pages:
        for id in explorers(browser, address):
            measures += answers(browser, address, id, id)
            if address == pages[0]:
                slow = f"{id}, CPU slowed {SLOWDOWN} times"
                measures += answers(browser, address, id, slow, slowdown=SLOWDOWN)
    return Section(
        "Page face: an input of a reader (to aim at: script, style, layout within 16.7 ms at p95)",
        tuple(measures),
    )


def explorers(browser: Browser, address: str) -> list[str]:
    """The ids of a page's explorers that have controls."""
    with opened(browser, address) as page:
        ids: list[str] = page.locator(EXPLORERS).evaluate_all("all => all.map(one => one.id)")
    return ids


def answers(
    browser: Browser, address: str, id: str, name: str, *, slowdown: float = 1
) -> Iterator[Measure]:
    """The measures of one explorer: first inputs, each on a new page, then many on one page."""
    first = [_first(browser, address, id, slowdown) for _ in range(FIRST_INPUTS)]
    with opened(browser, address) as page:
        _slow_down(page, slowdown)
        page.evaluate("id => bench.first(id)", id)
        done = page.evaluate("([id, count]) => bench.inputs(id, count)", [id, INPUTS])
    answered = [answer for answer in done if answer["changed"]]
    work = [answer["script"] + answer["layout"] for answer in answered]
    left = len(done) - len(answered)
    note = f"{left} inputs changed no picture" if left else ""
    yield measure(f"{name}: script, style, layout", "ms", work, note=note)
    yield measure(f"{name}: of these, script", "ms", (answer["script"] for answer in answered))
    yield measure(f"{name}: until painted", "ms", (answer["paint"] for answer in answered))
    yield measure(f"{name}: until painted, first input", "ms", first)


def _first(browser: Browser, address: str, id: str, slowdown: float) -> float:
    with opened(browser, address) as page:
        _slow_down(page, slowdown)
        answer: dict[str, float] = page.evaluate("id => bench.first(id)", id)
    return answer["painted"]


def _slow_down(page: Page, times: float) -> None:
    if times != 1:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def chapters(book: Path, address: str) -> list[str]:
    """The addresses of a built book's chapters that have explorers with controls."""
    return [
        f"{address}/{path.relative_to(book).as_posix()}"
        for path in sorted(book.glob("chapters/*.html"))
        if 'class="explorer-form"' in path.read_text(encoding="utf-8")
    ]
