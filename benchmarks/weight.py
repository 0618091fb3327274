"""The weight of a page: what a reader's first visit fetches, our way and the stock way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks import books
from benchmarks.browser import opened
from benchmarks.measures import Measure, Section, measure

IDLE = 3_000
"""Milliseconds without a request after which a page is taken to have all it wants."""


@dataclass
class Fetched:
    """A request and the bytes that came over the wire, headers included; None if it failed."""

    address: str
    bytes: float | None = None


@dataclass
class Visit:
    """All requests of one visit, and whether it ended with a picture to see."""

    requests: dict[str, Fetched] = field(default_factory=dict)
    picture: bool = False

    def of(self, host: str, *, elsewhere: bool = False) -> list[Fetched]:
        """The requests to the page's own host, or to any other."""
        return [
            r for r in self.requests.values() if (urlsplit(r.address).netloc != host) == elsewhere
        ]


def section(browser: Browser, ours: str, stock: str) -> Section:
    """The page with one explorer, from the addresses of the two books."""
    page = books.page("one")
    measures = [
        *_measures("ours", visit(browser, f"{ours}/{page}"), ours),
        *_measures("stock", visit(browser, f"{stock}/{page}"), stock, against="ours"),
    ]
    return Section(
        "Page: a first visit to the same page with one explorer, gzip over http",
        tuple(sorted(measures, key=lambda m: m.what.partition(": ")[2])),
    )


def visit(browser: Browser, address: str) -> Visit:
    """Open a page with nothing cached and note what it fetches, from anywhere."""
    seen = Visit()
    with opened(browser, "about:blank") as page:
        session = page.context.new_cdp_session(page)
        _note(session, seen)
        page.goto(address, wait_until="load", timeout=60_000)
        _until_idle(page, seen)
        seen.picture = bool(page.evaluate(PICTURES))
    return seen


PICTURES = """[...document.querySelectorAll("main svg, main img, main canvas")]
    .filter((picture) => picture.getBoundingClientRect().height > 100).length"""


def _note(session: CDPSession, seen: Visit) -> None:
    def asked(event: dict[str, object]) -> None:
        request = event["request"]
        if isinstance(request, dict) and request["url"].startswith("http"):
            seen.requests[str(event["requestId"])] = Fetched(request["url"])

    def came(event: dict[str, object]) -> None:
        if fetched := seen.requests.get(str(event["requestId"])):
            fetched.bytes = float(str(event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    session.send("Network.enable")


def _until_idle(page: Page, seen: Visit) -> None:
    count = -1
    while count != len(seen.requests):
        count = len(seen.requests)
        page.wait_for_timeout(IDLE)


def _measures(name: str, seen: Visit, address: str, against: str = "") -> Iterator[Measure]:
    host = urlsplit(address).netloc
    own, others = seen.of(host), seen.of(host, elsewhere=True)
    reached = [r.bytes for r in others if r.bytes is not None]
    note = "a picture to see" if seen.picture else "no picture to see"
    page = next(r for r in own if r.address.endswith(".html"))

    def one(what: str, unit: str, value: float, note: str = "") -> Measure:
        over = f"{against}: {what}" if against else ""
        return measure(f"{name}: {what}", unit, [value], against=over, note=note)

    yield one("all bytes from its own site", "kB", _kilobytes(own), note)
    yield one("bytes of the page itself", "kB", _kilobytes([page]))
    yield one("requests to its own site", "", len(own))
    missed = (
        f"{len(others) - len(reached)} not reachable here" if len(others) > len(reached) else ""
    )
    yield one("requests to third parties", "", len(others), missed)
    if reached:
        yield one("bytes from third parties", "kB", sum(reached) / 1000)


def _kilobytes(requests: list[Fetched]) -> float:
    return sum(request.bytes or 0 for request in requests) / 1000
