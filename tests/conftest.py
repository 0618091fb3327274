"""What tests of several folders share: the built book, and a browser to look at it."""

import contextlib
import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from corridors.book.browser import NoBrowserError, launch
from corridors.book.build import build

ROOT = Path(__file__).resolve().parent.parent

# A slow machine is no fault of what is tested.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")
expect.set_options(timeout=20_000)

# `make test` tells the commands it starts that they are its children, and a make that a test starts
# would say so in its answer. A test sees the same whoever has started it.
for told_by_make in ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS"):
    os.environ.pop(told_by_make, None)

BROWSERS = {"browser", "browser_of"}


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Look a second time before a browser's answer counts as a failure.

    Some thousand times a page is asked on a machine that does other things meanwhile, and now and
    then an answer comes too late. Who failed once is named at the end as RERUN: a test that stands
    there often has a fault of its own, or its page has.
    """
    for item in items:
        if BROWSERS.intersection(item.fixturenames):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def book() -> Path:
    """The folder of the built pages; `make test` has built them and says where."""
    built = os.environ.get("CORRIDORS_BOOK")
    return Path(built).resolve() if built else build(ROOT).pages


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine; gives its address."""
    with contextlib.ExitStack() as servers:

        def start(folder: Path) -> str:
            handler = functools.partial(QuietHandler, directory=str(folder))
            server = servers.enter_context(
                http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            )
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}"

        yield start


@pytest.fixture(scope="session")
def site(book: Path, serve: Callable[[Path], str]) -> str:
    """The address of the built book, served on this machine."""
    return serve(book)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: tests look at what the page asks for."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that is on this machine, headless."""
    with sync_playwright() as playwright:
        try:
            launched = launch(playwright)
        except NoBrowserError as error:
            pytest.fail(str(error), pytrace=False)
        yield launched
        launched.close()


BUILD_THE_FOLDS = "addEventListener('DOMContentLoaded', () => window.wholePage?.())"


@pytest.fixture
def page(unread: Page) -> Page:
    """A page, 1280 by 900, of a reader without any stored settings who has begun to read.

    What is folded is built, as it is in idle moments after the first move of a reader.
    """
    unread.add_init_script(BUILD_THE_FOLDS)
    return unread


@pytest.fixture
def unread(browser: Browser) -> Iterator[Page]:
    """A page just opened, before its reader has moved anything."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
