"""The browser on this machine: it prints the book, and the tests look at its pages in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

SHELL: Final = "chromium-headless-shell"
"""The same engine without windows: it opens a page twice as quickly."""

WHOLE: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
QUIET: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)


class NoBrowserError(Exception):
    """No browser could be started; says how to get one."""


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium or Chrome of this machine, headless. Raises NoBrowserError without one."""
    from playwright.sync_api import Error

    # Root, as in containers, has no sandbox to run in.
    flags = [*QUIET, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
    try:
        return playwright.chromium.launch(executable_path=chromium(), args=flags)
    except Error as error:
        raise NoBrowserError(
            "A browser is needed: install Chromium or Chrome, or set CHROMIUM to the path "
            f"of one, or run `{sys.executable} -m playwright install chromium`.\n{error}"
        ) from error


def chromium(commands: Sequence[str] = (SHELL, *WHOLE)) -> str | None:
    """The browser to start, the first of these that is there; None for Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    found = (shutil.which(command) for command in commands)
    installed = (place for place in PLACES if Path(place).is_file())
    return next((path for path in found if path), None) or next(installed, None)
