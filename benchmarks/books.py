"""Two small books of the same words: one built our way, one as Jupyter Book comes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"none": 0, "one": 1, "ten": 10}
"""The pages of each book, and how many explorers each has."""

FRONT_MATTER = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
"""
PROSE = """
Gas reaches the European Union by pipe from the north, the east and the south, and by ship. A cut of
one supplier is felt in proportion to its share, and only until other supply or savings make up for
it. How long that takes is an assumption, and so is how soon demand begins to fall.

The figure lets the reader choose the supplier, the size of the cut, and the delay of the savings.
The bars are the supply of a year, the line is demand; where the line lies above a bar, something
has to give.
"""
TOC = """format: jb-book
root: chapters/index
chapters:
- file: chapters/none
- file: chapters/one
- file: chapters/ten
"""


def build(folder: Path) -> tuple[Path, Path]:
    """Build both books within the folder, side by side; the folders of their pages."""
    (folder / "ours").mkdir()
    for name in ("_config.yml", "corridors", "data"):
        (folder / "ours" / name).symlink_to(ROOT / name)
    _write(folder / "ours", "demo.ours('demo-{number}')")
    _write(folder / "stock", "demo.stock()")
    (folder / "stock" / "_config.yml").write_text("title: Stock\nauthor: Stock\n", encoding="utf-8")
    builds = [
        _started(folder / "ours", "-m", "corridors.book"),
        _started(
            folder / "stock", "-c", "from jupyter_book.cli.main import main; main()", "build", "."
        ),
    ]
    for building in builds:
        said, _ = building.communicate()
        if building.returncode:
            raise RuntimeError(f"a book for the benchmarks could not be built:\n{said}")
    return folder / "ours" / "_build" / "html", folder / "stock" / "_build" / "html"


def page(name: str) -> str:
    """The path of a page within either book."""
    return f"chapters/{name}.html"


def _write(book: Path, cell: str) -> None:
    chapters = book / "chapters"
    chapters.mkdir(parents=True)
    (book / "_toc.yml").write_text(TOC, encoding="utf-8")
    (chapters / "references.bib").touch()
    (chapters / "index.md").write_text("# A book to measure\n\nOf three pages.\n", encoding="utf-8")
    for name, count in PAGES.items():
        (chapters / f"{name}.md").write_text(_chapter(name, cell, count), encoding="utf-8")


def _chapter(name: str, cell: str, count: int) -> str:
    start = "```{code-cell}\nfrom benchmarks import demo\n```\n"
    parts = [f"{FRONT_MATTER}\n# A page with {name}\n{PROSE}\n{start}"]
    for number in range(1, count + 1):
        code = cell.format(number=number)
        parts.append(f"## Question {number}\n{PROSE}\n```{{code-cell}}\n{code}\n```\n")
    return "\n".join(parts)


def _started(book: Path, *arguments: str) -> subprocess.Popen[str]:
    """A build under way, with this package in reach of its kernels."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=book,
        env=os.environ | {"PYTHONPATH": str(ROOT), "JUPYTER_PREFER_ENV_PATH": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
