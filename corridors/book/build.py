"""Builds the book: from nothing, all of it or not at all.

Jupyter Book makes the pages in a folder of their own, where every warning counts. Only a book
without a problem takes the place of the last good one.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import io
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from corridors.book.links import repository_of
from corridors.paths import PACKAGE

INPUTS: Final = ("_config.yml", "_toc.yml", "chapters", "data")
"""What a book is made of, within its folder."""

MARK: Final = ".made_of"
"""The file among the pages that says what they were made of."""


_ABOUT_CELLS: Final = re.compile(r"CellExecutionError|exception traceback saved|\[mystnb.stderr\]")
"""What Sphinx says of cells at fault, which `failed_cells` says better."""


class BookError(Exception):
    """The book could not be built: one problem, with its place and reason, each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"{count}:\n\n" + "\n\n".join(problems))


def build(root: Path, *, anew: bool = False) -> Path:
    """Build the book in the folder `root` and return the folder of its pages.

    Nothing is done when the pages are there and no input has changed since, unless `anew`.
    Raises BookError if a cell fails or complains, on any warning, and when a page of `_toc.yml`
    is missing; the pages of the last good build then stay as they were.
    """
    pages, workshop = root / "_build" / "html", root / "_build" / "next"
    made_of = fingerprint(root)
    if not anew and _mark_of(pages) == made_of:
        return pages
    if unreadable := list(unreadable_notebooks(root)):
        raise BookError(unreadable)
    shutil.rmtree(workshop, ignore_errors=True)
    complaints = _make_pages(root, workshop / "html")
    if cells := list(failed_cells(root, workshop / "jupyter_execute")):
        complaints = [line for line in complaints if not _ABOUT_CELLS.search(line)]
    problems = [
        *cells,
        *complaints,
        *missing_pages(root, workshop / "html"),
    ]
    if problems:
        raise BookError(problems)
    (workshop / "html" / MARK).write_text(made_of, encoding="utf-8")
    _swap(workshop / "html", pages)
    shutil.rmtree(workshop)
    return pages


def _mark_of(pages: Path) -> str:
    mark = pages / MARK
    return mark.read_text(encoding="utf-8") if mark.is_file() else ""


def fingerprint(root: Path) -> str:
    """A name for all that a book is made of: files, code, Python, packages, and its own address."""
    packages = sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions())
    digest = hashlib.sha256(repr((sys.version, packages, repository_of(root))).encode())
    for path in _files([*(root / name for name in INPUTS), PACKAGE]):
        digest.update(str(path).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> Iterator[Path]:
    hidden = ("__pycache__", ".ipynb_checkpoints")
    for place in places:
        if place.is_file():
            yield place
        for path in sorted(place.rglob("*")):
            if path.is_file() and not any(part in hidden for part in path.parts):
                yield path


def unreadable_notebooks(root: Path) -> Iterator[str]:
    """The notebooks that are not JSON, as a merge can leave them."""
    for path in _files([root / "chapters"]):
        if path.suffix == ".ipynb":
            try:
                json.loads(path.read_text(encoding="utf-8"))
            except ValueError as error:
                yield f"{path.relative_to(root).as_posix()} is not a readable notebook: {error}"


def _make_pages(root: Path, output: Path) -> list[str]:
    """Let Jupyter Book make the pages; what it complained about."""
    from jupyter_book.sphinx import build_sphinx
    from nbclient.exceptions import DeadKernelError
    from sphinx.util.console import color_terminal, nocolor

    if not color_terminal():
        nocolor()
    kernels = _kernels_environment(output.parent / "ipython")
    with _environment(kernels), _overheard(sys.stderr) as heard:
        outcome = build_sphinx(
            root,
            output,
            noconfig=True,
            path_config=root / "_config.yml",
            confoverrides={
                "external_toc_path": str(root / "_toc.yml"),
                "latex_individualpages": False,
            },
            freshenv=True,
            warningiserror=True,
            keep_going=True,
            jobs=os.cpu_count() or 1,
        )
    if isinstance(outcome, KeyboardInterrupt):
        raise outcome
    if isinstance(outcome, DeadKernelError):
        raise BookError(["A kernel died.", *unfinished(root, output.parent / "jupyter_execute")])
    if isinstance(outcome, Exception):
        raise BookError([f"{type(outcome).__name__}: {outcome}"])
    return _complaints(heard.getvalue(), root)


def unfinished(root: Path, executed: Path) -> Iterator[str]:
    """The notebooks that were not yet executed when the build stopped."""
    for path in _files([root / "chapters"]):
        name = path.relative_to(root)
        if path.suffix == ".ipynb" and not (executed / name).is_file():
            yield f"{name.as_posix()} was not executed to its end"


def _kernels_environment(ipython: Path) -> dict[str, str]:
    """Environment variables for the kernels: explorers for the page, and nobody's own settings."""
    import matplotlib.font_manager  # the first import on a machine is slow, and says so on stderr

    profile = ipython / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.json").write_text('{"IPKernelApp": {"log_level": "ERROR"}}')
    return {
        "CORRIDORS_FACE": "page",
        "IPYTHONDIR": str(ipython),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "MATPLOTLIBRC": str(Path(matplotlib.get_data_path()) / "matplotlibrc"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


@contextlib.contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """While this lasts, these environment variables are set."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _complaints(heard: str, root: Path) -> list[str]:
    """The warnings and errors in what Sphinx wrote."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", heard).replace(f"{root}{os.sep}", "")
    return [line for line in plain.splitlines() if re.search(r"\b(WARNING|ERROR|CRITICAL)\b", line)]


@contextlib.contextmanager
def _overheard(stream: TextIO) -> Iterator[io.StringIO]:
    """While this lasts, what goes to stderr is kept as well."""
    heard = io.StringIO()

    class Both(io.TextIOBase):
        def write(self, text: str) -> int:
            heard.write(text)
            return stream.write(text)

        def flush(self) -> None:
            stream.flush()

        def isatty(self) -> bool:
            return stream.isatty()

    with contextlib.redirect_stderr(Both()):
        yield heard


def failed_cells(root: Path, executed: Path) -> Iterator[str]:
    """The cells that raised or wrote to stderr, in the notebooks as they were executed."""
    for path in sorted(executed.rglob("*.ipynb")):
        chapter = path.relative_to(executed)
        source = next(
            (name for name in (chapter, chapter.with_suffix(".md")) if (root / name).is_file()),
            chapter,
        )
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        codes = [cell for cell in cells if cell["cell_type"] == "code"]
        for number, cell in enumerate(codes, start=1):
            for reason, line in _reasons(cell):
                yield f"{source.as_posix()}, code cell {number}: {reason}\n{_listing(cell, line)}"


def _reasons(cell: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Why a cell is at fault, and in which of its lines, 0 if that is not known."""
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            traceback = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(output["traceback"]))
            at = re.search(r"Cell In\s?\[\d+\], line (\d+)", traceback)
            yield f"{output['ename']}: {output['evalue']}", int(at.group(1)) if at else 0
        elif output.get("name") == "stderr":
            yield "it wrote to stderr: " + "".join(output["text"]).strip(), 0


def _listing(cell: dict[str, Any], marked: int) -> str:
    lines = "".join(cell["source"]).splitlines()
    return "\n".join(
        f"  {'>' if number == marked else ' '} {line}" for number, line in enumerate(lines, start=1)
    )


def missing_pages(root: Path, html: Path) -> Iterator[str]:
    """The pages that `_toc.yml` names and the output lacks."""
    from sphinx_external_toc.parsing import parse_toc_yaml

    for name in parse_toc_yaml(root / "_toc.yml"):
        if not (html / name).with_suffix(".html").is_file():
            yield f"_toc.yml names {name}, but no page was made of it"


def _swap(new: Path, place: Path) -> None:
    """Put the folder `new` in its place, with the place empty for an instant only."""
    old = place.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Build the book in the current folder; `--anew` even if nothing has changed."""
    root, start = Path.cwd(), time.time()
    try:
        pages = build(root, anew="--anew" in arguments)
    except BookError as error:
        print(f"\nThe book was not built. {error}", file=sys.stderr)
        if (root / "_build" / "html").is_dir():
            print("\n_build/html is still the last good book.", file=sys.stderr)
        return 1
    count = sum(1 for _ in pages.rglob("*.html"))
    made = (pages / MARK).stat().st_mtime >= start
    how = f"made in {time.time() - start:.0f} s" if made else "as they were: nothing has changed"
    print(f"{count} pages {how}. Open {pages / 'index.html'}")
    return 0
