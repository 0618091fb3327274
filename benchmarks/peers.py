"""Beside what an author might pick instead: the same demo, each as one page complete in itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks import books, demo
from benchmarks.baking import cpu
from benchmarks.browser import opened
from benchmarks.measures import Measure, Section, measure
from corridors.explore import bake
from corridors.explore.page import STATIC, figure

HERE: Final = Path(__file__).parent
VISITS: Final = 8
INPUTS: Final = 20

Press = Callable[[Page, int], None]


def _slider(page: Page, number: int) -> None:
    """The arrow key on the second slider or list of a page: the cut."""
    page.locator("input[type=range]").first.press(_to_and_fro(number))


def _frame(page: Page, number: int) -> None:
    """Plotly's slider takes no key: the next frame, as its steps ask for it."""
    page.evaluate(
        """number => {
          const drawn = document.querySelector(".plotly-graph-div");
          return Plotly.animate(drawn, [drawn._transitionData._frames[5 * number + 5].name],
            {mode: "immediate", frame: {duration: 0}, transition: {duration: 0}});
        }""",
        number % 10,
    )


def _handle(page: Page, number: int) -> None:
    """The arrow key on the handle of Panel's slider."""
    page.locator(".noUi-handle").first.press(_to_and_fro(number))


def _to_and_fro(number: int) -> str:
    return "ArrowRight" if number % 20 < 10 else "ArrowLeft"


PEERS: Final[dict[str, Press]] = {
    "ours, bare page": _slider,
    "altair": _slider,
    "plotly": _frame,
    "panel-bokeh": _handle,
    "panel-matplotlib": _handle,
}

SHOWN: Final = """() => {
  const all = [...document.querySelectorAll("*")];
  for (const one of all) if (one.shadowRoot) all.push(...one.shadowRoot.querySelectorAll("*"));
  const drawn = all.filter((one) => one.matches("svg, canvas, img"));
  return drawn.some((one) => one.getBoundingClientRect().height > 150);
}"""


def section(browser: Browser, folder: Path, address: str) -> Section:
    """What a page weighs, when its chart is there, what an input costs, and what is left open.

    The peers are installed by `benchmarks/peers.txt` in an environment of their own beside the
    results; where that cannot be done, the section says so and has our page alone.
    """
    python, trouble = _environment(books.ROOT / "_build" / "benchmarks" / "peers")
    made = {"ours, bare page": _ours(folder)}
    if python:
        made |= {name: _made(python, name, folder) for name in list(PEERS)[1:]}
    measures: list[Measure] = []
    for name, seconds in made.items():
        measures += _of_page(browser, f"{address}/{_file(name)}", name, seconds)
    title = "Beside peers: the same 275 states, each page complete in itself"
    return Section(f"{title}{trouble}", tuple(sorted(measures, key=_what)))


def _what(measured: Measure) -> str:
    return measured.what.partition(": ")[2]


def _file(name: str) -> str:
    return f"{name.partition(',')[0]}.html"


def _environment(place: Path) -> tuple[Path | None, str]:
    """The Python of the peers, installed once; else None, and what to say of that."""
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    if (place / "whole").is_file():
        return python, ""
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(place)],
        [str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "peers.txt")],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            return None, f" (the peers could not be installed: {done.stderr.strip()[-200:]})"
    (place / "whole").touch()
    return python, ""


def _made(python: Path, name: str, folder: Path) -> float:
    """Make a peer's page; the seconds of CPU that it took."""
    done = subprocess.run(
        [str(python), str(HERE / "peers_make.py"), name, str(folder)],
        env={**os.environ, "PYTHONPATH": str(books.ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"the page of {name} could not be made:\n{done.stderr[-2000:]}")
    return float(done.stdout.split()[-1])


def _ours(folder: Path) -> float:
    used: list[float] = []
    definition = demo.definition()
    with cpu(used, 1):
        html = figure(definition, {"wide": bake(definition)})
    style, script = ((STATIC / f"explorer.{kind}").read_text("utf-8") for kind in ("css", "js"))
    page = (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Ours</title>'
        f'<link rel="icon" href="data:,"><style>{style}</style><body><main>{html}</main>'
        f"<script>{script}</script></body></html>\n"
    )
    (folder / "ours.html").write_text(page, encoding="utf-8")
    return used[0] / 1000


def _of_page(browser: Browser, address: str, name: str, seconds: float) -> Iterator[Measure]:
    weights, shown, heaps, inputs = [], [], [], []
    for _ in range(VISITS):
        with opened(browser, "about:blank") as page:
            session = page.context.new_cdp_session(page)
            came: list[float] = []
            session.on("Network.loadingFinished", lambda e: came.append(e["encodedDataLength"]))  # noqa: B023
            session.send("Network.enable")
            page.goto(address, timeout=120_000)
            page.wait_for_function(SHOWN, polling="raf", timeout=120_000)
            shown.append(page.evaluate("performance.now()"))
            weights.append(sum(came) / 1000)
            session.send("HeapProfiler.collectGarbage")
            heaps.append(session.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
    with opened(browser, address) as page:
        page.wait_for_function(SHOWN, polling="raf", timeout=120_000)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        before = page.screenshot()
        PEERS[name](page, 0)
        page.wait_for_timeout(1000)
        if page.screenshot() == before:
            raise RuntimeError(f"an input to {name} changed nothing")
        for number in range(1, INPUTS + 1):
            inputs.append(_cost(page, session, PEERS[name], number))
    with browser.new_context(java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto(address, timeout=120_000)
        without = bare.locator("svg:visible, canvas:visible, img:visible").count() > 0
    ours = "" if name.startswith("ours") else "ours, bare page"
    for what, unit, values in (
        ("1. on the wire", "kB", weights),
        ("2. until the chart is there", "ms", shown),
        ("3. CPU of an input", "ms", inputs),
        ("4. heap after loading", "MB", heaps),
        ("5. CPU of making the page", "s", [seconds]),
    ):
        note = ("a chart without scripts" if without else "nothing without") if unit == "kB" else ""
        over = f"{ours}: {what}" if ours else ""
        yield measure(f"{name}: {what}", unit, values, against=over, note=note)


def _cost(page: Page, session: CDPSession, press: Press, number: int) -> float:
    """Milliseconds of the page's main thread that an input takes, all that follows from it."""
    before = _busy(session)
    press(page, number)
    page.wait_for_timeout(250)
    return (_busy(session) - before) * 1000


def _busy(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))
