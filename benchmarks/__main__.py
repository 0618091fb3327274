"""`python -m benchmarks`: measure everything, print one table, keep every value as JSON."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import matplotlib
from playwright.sync_api import sync_playwright

from benchmarks import baking, books, growth, live, opening, page, peers, weight
from benchmarks.browser import launch, served
from benchmarks.measures import Section, save, table

RESULTS = books.ROOT / "_build" / "benchmarks" / "results.json"
BOOK = Path(os.environ.get("CORRIDORS_BOOK") or books.ROOT / "_build" / "html")


def main() -> int:
    """Measure one thing after the other; nothing else should be running."""
    began = time.monotonic()

    def said(what: str) -> None:
        print(f"{time.monotonic() - began:4.0f} s  {what}", file=sys.stderr, flush=True)

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (grown := folder / "grown").mkdir()
        (beside := folder / "peers").mkdir()
        machine = _machine()
        said("Building two small books, one our way and one the stock way")
        ours, stock = (stack.enter_context(served(book)) for book in books.build(folder))
        playwright = stack.enter_context(sync_playwright())
        browser = launch(playwright)
        demo_page = f"{ours}/{books.page('one')}"
        pages = [demo_page]
        if BOOK.is_dir():
            pages += page.chapters(BOOK, stack.enter_context(served(BOOK)))
        steps: dict[str, Callable[[], Section]] = {
            f"Page face: inputs to the explorers of {len(pages)} page(s)": lambda: page.section(
                browser, pages
            ),
            "Live face: key presses in JupyterLab": lambda: live.section(
                browser, demo_page, folder / "lab"
            ),
            "Page: bytes and requests": lambda: weight.section(
                launch(playwright, offline=False), ours, stock
            ),
            "Opening: first visits": lambda: opening.section(browser, ours, stock),
            "Bake: CPU and bytes a state": baking.section,
            "Growth: packs, and more and more states": lambda: growth.section(
                browser, BOOK, grown, stack.enter_context(served(grown))
            ),
            "Peers: the same demo with four of what an author might pick": lambda: peers.section(
                browser, beside, stack.enter_context(served(beside))
            ),
        }
        sections = []
        for what, step in steps.items():
            said(what)
            sections.append(step())
        machine["Chromium"] = browser.version
    print(f"{table(sections)}\n\n" + ", ".join(f"{k} {v}" for k, v in machine.items()))
    kept = save(machine, sections, RESULTS)
    print(f"Measured in {time.monotonic() - began:.0f} s. Every value is in {kept}")
    return 0


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "load when begun": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "matplotlib": matplotlib.__version__,
    }


if __name__ == "__main__":
    sys.exit(main())
