"""One page beside the good book, for an author who works on it.

The page is executed and written into a copy of the last good book, so that its links lead
somewhere; the good book stays as it is. Warnings about other pages are left to the whole build.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from corridors.book import executed
from corridors.book.build import (
    READ,
    BookError,
    alone,
    build,
    make_pages,
    pages_of,
    seconds_a_cell,
)
from corridors.book.execute import Report, execute

FOLDER: Final = "page"
"""The folder under `_build` in which the page stands among copies of the others."""


def named(root: Path, words: str) -> str:
    """The page that an author means: `3`, `03_energy_and_logistics`, or the path of its file.

    Raises BookError when the contents have no such page or several.
    """
    pages = pages_of(root)
    asked = re.sub(r"\.(ipynb|md|html)$", "", words.strip().removeprefix("./"))
    if asked in pages:
        return asked
    number = f"{int(asked):02d}_" if asked.isdigit() else asked
    found = [page for page in pages if page.rpartition("/")[2].startswith(number)]
    if len(found) == 1:
        return found[0]
    names = [page.rpartition("/")[2] for page in pages]
    near = difflib.get_close_matches(asked.rpartition("/")[2], names, n=3) or names
    raise BookError([f"_toc.yml names no page {words!r}; there are {', '.join(near)}"])


def build_page(root: Path, page: str, report: Report = print) -> Path:
    """Execute and write one page of the contents; gives its file, in a copy of the good book.

    Without a good book to stand in, the whole book is built first. Raises BookError for faulty
    cells of the page and for warnings about it.
    """
    if not all((root / "_build" / folder).is_dir() for folder in (READ, "html")):
        build(root, report=report)
    with alone(root, report):
        return _build_page(root, page, report)


def _build_page(root: Path, page: str, report: Report) -> Path:
    good, place = root / "_build" / "html", root / "_build" / FOLDER
    outcome = execute(root, [page], seconds_a_cell=seconds_a_cell(root), report=report)
    if outcome.problems:
        raise BookError(outcome.problems)
    read = root / "_build" / f"{FOLDER}.{READ}"
    for folder, copy in ((good, place), (root / "_build" / READ, read)):
        shutil.rmtree(copy, ignore_errors=True)
        # Sphinx writes these anew, and complains when they are there.
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("_static"))
    if executed.source_of(root, page) is None:
        raise BookError([f"{page} has no file"])
    complaints = make_pages(root, place, read, only=page)
    about = [line for line in complaints if page in line]
    if about:
        raise BookError(about)
    return place / f"{page}.html"


def watch(root: Path, words: str, port: int = 8000) -> None:
    """Build a page, serve it on this machine, and build it again whenever a file of it is saved.

    Each time a process of its own builds it: one that goes on has the code, and keeps much of the
    tables and of the texts, as they were when it read them.
    """
    from livereload import Server  # only for authors: not among a reader's packages

    page = named(root, words)

    def again() -> None:
        subprocess.run([sys.executable, "-m", "corridors.book", "page", page], cwd=root)

    again()
    server: Any = Server()
    for pattern in ("chapters/**/*.ipynb", "chapters/**/*.md", "data/**/*.csv", "_config.yml"):
        server.watch(str(root / pattern), again)
    server.watch(str(root / "corridors"), again, ignore=lambda path: "__pycache__" in path)
    print(f"Open http://127.0.0.1:{port}/{page}.html; stop with Ctrl+C.", flush=True)
    server.serve(root=str(root / "_build" / FOLDER), host="127.0.0.1", port=port)
