"""The live face against stock `interact`, in one JupyterLab, and the page face by the same keys.

The walk is the same for all: every press is a state not seen before. The faces take turns, press
by press, so whatever else the machine does falls on all alike. Only sliders are pressed, because
JupyterLab takes the arrow keys from a list to move between cells.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks import demo
from benchmarks.books import ROOT
from benchmarks.browser import opened
from benchmarks.measures import Section, measure

PAUSE = 300
"""Milliseconds between presses: long enough for the kernel's last words on one to have come."""

CELLS = ("from benchmarks import demo", "demo.ours()", "demo.stock()")
KERNEL_IDLE = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
SLIDERS = [name for name in demo.CONTROLS if name != "supplier"]
TOKEN = secrets.token_hex()
Answer = dict[str, float]


@dataclass(frozen=True)
class Face:
    """Where a face's picture is, and how to reach its controls."""

    page: Page
    picture: str
    control: Callable[[str], str]


def section(browser: Browser, demo_page: str, folder: Path) -> Section:
    """Key presses on the page face at an address, on the live face and on stock `interact`."""
    with (
        jupyterlab(folder) as lab,
        opened(browser, demo_page) as page,
        opened(browser, f"{lab}/lab/tree/demo.ipynb?token={TOKEN}", height=2400) as notebook,
    ):
        _run(notebook)
        faces = {
            "page": Face(page, "#demo-1 .explorer-state > *", "#demo-1 [name={}]".format),
            "live": _in_notebook(notebook, 1, "svg[role=img]"),
            "stock": _in_notebook(notebook, 2, ".jp-OutputArea img"),
        }
        steps = list(itertools.takewhile(lambda step: step[0] in SLIDERS, demo.walk()))
        answers: dict[str, list[Answer]] = {name: [] for name in (*faces, "seen")}
        for control, step in steps:
            for name, face in faces.items():
                answers[name].append(press(face, control, step))
            answers["seen"].append(press(faces["live"], control, -step))
            press(faces["live"], control, step)
    return Section(
        "Live face: a key press on a slider in JupyterLab, and the same in the page",
        tuple(
            measure(f"{what}: {of}", "ms", (answer[key] for answer in answered), against=against)
            for key, of in (("changed", "picture changed"), ("painted", "and painted"))
            for what, answered, against in (
                ("live face", answers["live"], ""),
                ("live face, a state seen before", answers["seen"], f"live face: {of}"),
                ("stock interact with matplotlib", answers["stock"], f"live face: {of}"),
                ("page face, no kernel", answers["page"], f"live face: {of}"),
            )
        ),
    )


def press(face: Face, control: str, step: int) -> Answer:
    """Press the key that moves a slider; when the picture changed and was painted, in ms."""
    page = face.page
    page.locator(face.control(control)).focus()
    page.evaluate("selector => void bench.arm(selector)", face.picture)
    page.keyboard.press("ArrowRight" if step > 0 else "ArrowLeft")
    answer: Answer = page.evaluate("bench.pressed()")
    page.wait_for_timeout(PAUSE)
    return answer


def _in_notebook(page: Page, cell: int, picture: str) -> Face:
    """A face in the output of a notebook's cell; ipywidgets makes its controls in their order."""
    place = f".jp-Notebook .jp-Cell:nth-child({cell + 1} of .jp-Cell) .jp-Cell-outputArea"
    page.locator(f"{place} {picture}").wait_for(timeout=60_000)
    return Face(page, f"{place} {picture}", functools.partial(_widget, place))


def _widget(place: str, control: str) -> str:
    return f"{place} .noUi-handle >> nth={SLIDERS.index(control)}"


def _run(notebook: Page) -> None:
    """Run all cells of the notebook that is open, once its kernel is there."""
    notebook.wait_for_function(KERNEL_IDLE, timeout=120_000)
    notebook.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")


@contextlib.contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab of its own, with the demo's notebook, nobody's settings."""
    (folder / "work").mkdir(parents=True)
    (folder / "work" / "demo.ipynb").write_text(json.dumps(_notebook()), encoding="utf-8")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (folder / "lab.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                f"--ServerApp.port={port}",
                f"--ServerApp.root_dir={folder / 'work'}",
                f"--IdentityProvider.token={TOKEN}",
                "--LabApp.expose_app_in_browser=True",
                "--LabApp.news_url=",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            ],
            cwd=folder / "work",
            env=os.environ | _environment(folder),
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(f"{address}/api", process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _environment(folder: Path) -> dict[str, str]:
    places = (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "IPYTHONDIR",
    )
    return {place: str(folder / place.lower()) for place in places} | {
        "PYTHONPATH": str(ROOT),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def _notebook() -> dict[str, object]:
    cells: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"cell-{n}",
            "source": source,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for n, source in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str, process: subprocess.Popen[bytes], *, seconds: float = 60) -> None:
    """Until the server answers; RuntimeError if it ends or takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not answer at {address}")
