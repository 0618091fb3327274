"""Opening a page: until something is seen, until all is loaded; with none, one, ten explorers."""

from __future__ import annotations

from playwright.sync_api import Browser

from benchmarks import books
from benchmarks.browser import opened
from benchmarks.measures import Section, measure

VISITS = 16
TIMES = """new Promise((done) => {
    const look = () => {
        const paint = performance.getEntriesByName("first-contentful-paint")[0];
        const load = performance.getEntriesByType("navigation")[0].loadEventEnd;
        if (paint && load) done({ paint: paint.startTime, load });
        else setTimeout(look, 20);
    };
    look();
})"""


def section(browser: Browser, ours: str, stock: str) -> Section:
    """First visits to pages of both books, each with nothing cached, in turns that rotate."""
    pages = {
        "no explorer": f"{ours}/{books.page('none')}",
        "one explorer": f"{ours}/{books.page('one')}",
        "ten explorers": f"{ours}/{books.page('ten')}",
        "stock with one interact, offline": f"{stock}/{books.page('one')}",
    }
    names = list(pages)
    times: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for number in range(VISITS):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            with opened(browser, pages[name]) as page:
                times[name].append(page.evaluate(TIMES))
    return Section(
        "Opening: a first visit, nothing cached, the server on the same machine",
        tuple(
            measure(
                f"{name}: {what}",
                "ms",
                (time[key] for time in times[name]),
                against="" if name == names[0] else f"{names[0]}: {what}",
            )
            for key, what in (("paint", "first contentful paint"), ("load", "loaded"))
            for name in names
        ),
    )
