"""What tests of several folders share: the built book, and a browser to look at it."""

import contextlib
import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from corridors.book.build import build

ROOT = Path(__file__).resolve().parent.parent

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)


# A slow machine is no fault of what is tested.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


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
        launched = _launch(playwright)
        yield launched
        launched.close()


def _launch(playwright: Playwright) -> Browser:
    # Root, as in containers, has no sandbox to run in.
    flags = [*QUIET, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
    try:
        return playwright.chromium.launch(executable_path=_chromium(), args=flags)
    except Error as error:
        pytest.fail(
            "These tests need a browser: install Chromium or Chrome, or set CHROMIUM to the path "
            f"of one, or run `{sys.executable} -m playwright install chromium`.\n{error}",
            pytrace=False,
        )


def _chromium() -> str | None:
    """The browser to start; None for Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    found = (shutil.which(command) for command in COMMANDS)
    installed = (place for place in PLACES if Path(place).is_file())
    return next((path for path in found if path), None) or next(installed, None)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page, 1280 by 900, of a reader without any stored settings."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
