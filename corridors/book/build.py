"""Builds the book: all of it or not at all.

First the cells are executed that have changed, or rest on what has. Then Jupyter Book makes the
pages in a folder of their own, where every warning counts; it starts from what it read for the last
good book, and reads again what is not as it was then. Only a book without a problem takes the place
of the last good one.
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
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TextIO

import yaml
from filelock import FileLock, Timeout

from corridors.book import behind, executed
from corridors.book.execute import Report, execute
from corridors.book.links import repository_of
from corridors.book.reach import Code
from corridors.paths import DATA, PACKAGE
from corridors.published import site_of

INPUTS: Final = ("_config.yml", "_toc.yml", "chapters", "data")
"""What a book is made of, within its folder."""

MARK: Final = ".made_of"
"""The file among the pages that says what they were made of."""


class BookError(Exception):
    """The book could not be built: one problem, with its place and reason, each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"{count}:\n\n" + "\n\n".join(problems))


class Unfinished(BookError):
    """Sphinx stopped before it had made the pages."""


@contextlib.contextmanager
def alone(root: Path, report: Report) -> Iterator[None]:
    """One build at a time in a folder: another one waits until it has ended, however it ends."""
    place = root / "_build"
    place.mkdir(exist_ok=True)
    lock = FileLock(place / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        report("Another build is at work in this folder: waiting for its end")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


class Built(NamedTuple):
    """The folder of the pages, and whether they were made now or had not changed."""

    pages: Path
    now: bool


def build(
    root: Path,
    *,
    anew: bool = False,
    report: Report = print,
    before_it_counts: Callable[[], object] = lambda: None,
) -> Built:
    """Build the book in the folder `root`.

    Nothing is done when the pages are there and no input has changed since. With `anew` nothing is
    taken from the last build: every cell is executed, and every page read. Raises BookError if a
    cell fails or complains, on any warning, when a page of `_toc.yml` is missing, and for a site
    that has no address; the pages of the last good build then stay as they were.
    `before_it_counts` is called once the new pages are good, before they take the place of the old.
    """
    with alone(root, report):
        return _build(root, anew, report, before_it_counts)


def _build(root: Path, anew: bool, report: Report, before_it_counts: Callable[[], object]) -> Built:
    pages, workshop = root / "_build" / "html", root / "_build" / "next"
    _put_back(pages)
    try:
        site_of(root)
    except ValueError as error:
        raise BookError([str(error)]) from error
    made_of = fingerprint(root)
    if not anew and _mark_of(pages) == made_of:
        return Built(pages, now=False)
    if unreadable := list(unreadable_notebooks(root)):
        raise BookError(unreadable)
    if anew:
        shutil.rmtree(root / executed.STORE, ignore_errors=True)
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    execute_all(root, report)
    base, basis = root / "_build" / READ, basis_of_reading(root)
    if not anew and _mark_of(base) == basis:
        shutil.copytree(base, workshop / READ)
        _move(workshop / READ / IMAGES, workshop / IMAGES)
    report("Sphinx reads what has changed and writes the pages")
    try:
        complaints = make_pages(root, workshop / "html", workshop / READ)
    except Unfinished:
        if not (workshop / READ / MARK).is_file():
            raise
        # What was read before may have been damaged: Sphinx trusts it.
        report("Sphinx stopped: it reads all pages anew")
        for folder in (READ, IMAGES, "html"):
            shutil.rmtree(workshop / folder, ignore_errors=True)
        complaints = make_pages(root, workshop / "html", workshop / READ)
    problems = [*complaints, *missing_pages(root, workshop / "html")]
    if problems:
        raise BookError(problems)
    (workshop / "html" / MARK).write_text(made_of, encoding="utf-8")
    (workshop / READ / MARK).write_text(basis, encoding="utf-8")
    before_it_counts()
    _move(workshop / IMAGES, workshop / READ / IMAGES)
    _swap(workshop / READ, base)
    _swap(workshop / "html", pages)
    shutil.rmtree(workshop)
    return Built(pages, now=True)


READ: Final = "read"
"""The folder of what Sphinx has read: its environment and the trees of the pages."""

IMAGES: Final = "jupyter_execute"
"""The folder beside the pages where MyST-NB puts the images that cells made."""


def _move(folder: Path, to: Path) -> None:
    if folder.is_dir():
        folder.rename(to)


def execute_all(root: Path, report: Report) -> None:
    """Execute the pages of the contents where that is needed. Raises BookError for faulty cells."""
    outcome = execute(root, pages_of(root), seconds_a_cell=seconds_a_cell(root), report=report)
    if outcome.problems:
        raise BookError(outcome.problems)


def pages_of(root: Path) -> list[str]:
    """The pages that `_toc.yml` names. Raises BookError if it makes no sense."""
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

    try:
        return list(parse_toc_yaml(root / "_toc.yml"))
    except MalformedError as error:
        raise BookError([f"_toc.yml makes no sense: {error}"]) from None


def seconds_a_cell(root: Path) -> int:
    """How long a cell may take, by `_config.yml`."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    return int(config.get("execute", {}).get("timeout", 900))


ROLES: Final = (
    "from corridors.book.claims import ClaimRole\nfrom corridors.book.numbers import ToldRole\n"
    "ClaimRole, ToldRole"
)
"""The code that acts while a page is read; all other acts on every page when it is written."""


def basis_of_reading(root: Path) -> str:
    """A name for what all pages rest on as Sphinx reads them: with another, none is as it was."""
    judged = executed.read(root, behind.LEDGER)
    entries = behind.ledger(root).values() if judged else []
    verdicts = [(entry["claim_id"], entry["claim"], entry["verdict"]) for entry in entries]
    about = (str(root), executed.environment(), Code().digest(ROLES), verdicts)
    digest = hashlib.sha256(repr(about).encode())
    changes = DATA / "changes.csv"  # what a number read before
    for path in [root / "_config.yml", root / "_toc.yml", changes, *_files([PACKAGE / "book"])]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _mark_of(pages: Path) -> str:
    mark = pages / MARK
    return mark.read_text(encoding="utf-8") if mark.is_file() else ""


def fingerprint(root: Path) -> str:
    """A name for all that a book is made of: files, code, Python, packages, and its addresses."""
    packages = sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions())
    digest = hashlib.sha256(
        repr((sys.version, packages, repository_of(root), site_of(root))).encode()
    )
    for path in _files([*(root / name for name in INPUTS), PACKAGE]):
        top = root if path.is_relative_to(root) else PACKAGE.parent
        digest.update(path.relative_to(top).as_posix().encode("utf-8", "surrogateescape"))
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


def make_pages(root: Path, output: Path, read: Path, only: str | None = None) -> list[str]:
    """Let Jupyter Book make the pages, or only one by its name; what it complained about."""
    from jupyter_book.sphinx import build_sphinx
    from sphinx.util.console import color_terminal, nocolor

    if not color_terminal():
        nocolor()
    with _overheard(sys.stderr) as heard:
        outcome = build_sphinx(
            root,
            output,
            noconfig=True,
            path_config=root / "_config.yml",
            confoverrides={
                "external_toc_path": "_toc.yml",
                "latex_individualpages": False,
                "evidence_of": only,
                "html_baseurl": site_of(root),
            },
            doctreedir=read,
            filenames=[str(executed.source_of(root, only))] if only else None,
            force_all=only is None,
            warningiserror=True,
            keep_going=True,
            jobs=os.cpu_count() or 1,
        )
    if isinstance(outcome, KeyboardInterrupt):
        raise outcome
    if isinstance(outcome, Exception):
        raise Unfinished([f"{type(outcome).__name__}: {outcome}"])
    return _complaints(heard.getvalue(), root)


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


def missing_pages(root: Path, html: Path) -> Iterator[str]:
    """The pages that `_toc.yml` names and the output lacks."""
    for name in pages_of(root):
        if not (html / name).with_suffix(".html").is_file():
            yield f"_toc.yml names {name}, but no page was made of it"


def _old(place: Path) -> Path:
    return place.with_name(f"{place.name}.old")


def _put_back(place: Path) -> None:
    """Put back what stood in a place, if a build was killed in the instant when it was empty."""
    if not place.exists() and _old(place).is_dir():
        _old(place).rename(place)


def _swap(new: Path, place: Path) -> None:
    """Put the folder `new` in its place, with the place empty for an instant only."""
    old = _old(place)
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Build the book in the current folder; `--anew` even if nothing has changed.

    `page NAME` builds one page beside the good book, `watch NAME` on every save.
    """
    root, start = Path.cwd(), time.time()
    if arguments[:1] in (["page"], ["watch"]):
        return _one_page(root, *arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        pages, now = build(root, anew="--anew" in arguments, before_it_counts=_see_it_through)
    except (BookError, OSError, KeyboardInterrupt) as error:
        print(f"\nThe book was not built. {_reason(error)}", file=sys.stderr)
        _put_back(root / "_build" / "html")
        if (root / "_build" / "html").is_dir():
            print("\n_build/html is still the last good book.", file=sys.stderr)
        return STOPPED if isinstance(error, KeyboardInterrupt) else 1
    count = sum(1 for _ in pages.rglob("*.html"))
    how = f"made in {time.time() - start:.0f} s" if now else "as they were: nothing has changed"
    print(f"{count} pages {how}. Open {pages / 'index.html'}")
    return 0


STOPPED: Final = 130
"""What a program gives back that somebody stopped."""


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _see_it_through() -> None:
    """No signal stops a build whose pages are good: stopped here, it would deny a book it made."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _reason(error: BaseException) -> str:
    """Why a build has ended without a book, and what to do."""
    if isinstance(error, KeyboardInterrupt):
        return "It was stopped. What was executed is kept: the next build goes on from there."
    if isinstance(error, OSError):
        place = f" at {error.filename}" if error.filename else ""
        return (
            f"{error.strerror or error}{place}. Is there room on the disk, and may you write "
            "there? Then build it again."
        )
    return str(error)


def _one_page(root: Path, how: str, *words: str) -> int:
    """Build or watch one page; the number for the shell."""
    from corridors.book import one_page

    start = time.time()
    if len(words) != 1:
        print(f"Name one page: make {how} PAGE=3, or its file.", file=sys.stderr)
        return 2
    try:
        if how == "watch":
            one_page.watch(root, *words)
            return 0
        made = one_page.build_page(root, one_page.named(root, *words))
    except (BookError, KeyboardInterrupt) as error:
        print(f"\nThe page was not built. {_reason(error)}", file=sys.stderr)
        return STOPPED if isinstance(error, KeyboardInterrupt) else 1
    print(f"1 page made in {time.time() - start:.0f} s. Open {made}")
    return 0
