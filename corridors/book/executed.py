"""The executed pages: where they are kept, and whether they are still what running them would give.

`notebook(root, "chapters/03_energy_and_logistics")` is a page with the outputs of its cells. Each
is kept as a notebook under `_build/executed/`, together with all that the outputs rest on: the
cells, the code that they reach, the tables, files and folders that they read, Python and the
packages. What is unchanged is not executed again. What was cut short or damaged is noticed by its
checksum, and counts as missing.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import nbformat as _nbformat
from nbformat import NotebookNode

from corridors import data
from corridors.book.reach import Code
from corridors.paths import DATA, PACKAGE

_format: Any = _nbformat  # has no types

STORE: Final = Path("_build") / "executed"
"""Where executed pages are kept, within the folder of a book."""

ENDINGS: Final = (".ipynb", ".md")

GONE: Final = "not there"
CHANGED: Final = "changed while the build ran"

_OF_NO_PAGE: Final = ("_build", ".venv", ".git", "__pycache__", ".ipynb_checkpoints")
"""Folders whose content no page rests on: made by the build, or told by the packages' versions."""


@dataclass(frozen=True)
class Basis:
    """What the outputs of a page rest on, each by the digest of its content."""

    environment: str
    cells: str
    code: str
    files: dict[str, str]
    folders: dict[str, str]
    tables: dict[str, str]


@dataclass(frozen=True)
class Executed:
    """A page as it was executed: when (seconds since 1970), in how many seconds, on what basis."""

    notebook: NotebookNode
    ran: float
    seconds: float
    basis: Basis
    checksum: str


def path_of(root: Path, page: str) -> Path:
    """Where the executed page is kept: `page` as `_toc.yml` names it."""
    return root / STORE / f"{page}.ipynb"


def notebook(root: Path, page: str) -> NotebookNode:
    """A page with the outputs of its cells, as the last build executed it.

    Raises FileNotFoundError when no build has executed it.
    """
    if kept := read(root, page):
        return kept.notebook
    raise FileNotFoundError(f"{path_of(root, page)} is missing or damaged: run `make book`")


def read(root: Path, page: str) -> Executed | None:
    """The executed page; None without one that is whole."""
    try:
        kept = json.loads(path_of(root, page).read_text(encoding="utf-8"))
        about = kept["metadata"].pop("corridors")
        checksum = about.pop("checksum")
        if checksum != _checksum(kept, about):
            return None
        return Executed(
            _format.reads(json.dumps(kept), as_version=4),
            about["ran"],
            about["seconds"],
            Basis(**about["basis"]),
            checksum,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(
    root: Path, page: str, found: NotebookNode, *, ran: float, seconds: float, basis: Basis
) -> None:
    """Keep an executed page: written beside, then put in its place."""
    content = json.loads(_format.writes(found))
    about: dict[str, Any] = {"ran": ran, "seconds": seconds, "basis": asdict(basis)}
    about["checksum"] = _checksum(content, about)
    content["metadata"]["corridors"] = about
    place = path_of(root, page)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(place)


def _checksum(content: Any, about: Any) -> str:
    return _digest(json.dumps([content, about], sort_keys=True, ensure_ascii=False).encode())


def source_of(root: Path, page: str) -> Path | None:
    """The file of a page that `_toc.yml` names; None without one."""
    found = (root / f"{page}{ending}" for ending in ENDINGS)
    return next((path for path in found if path.is_file()), None)


def unexecuted(path: Path) -> NotebookNode | None:
    """The notebook in a file, in JSON or as text; None for a page without cells.

    Raises ValueError for what should be JSON and is not.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        json.loads(text)  # nbformat's own error quotes all of a file that is not JSON
        read: NotebookNode = _format.reads(text, as_version=4)
    else:
        from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook

        if not is_myst_markdown_notebook(text):
            return None
        read = read_myst_markdown_notebook(text, path=path)
    return read if any(cell.cell_type == "code" for cell in read.cells) else None


def cells_of(page: NotebookNode) -> list[str]:
    """The code of a page, cell by cell."""
    return [cell.source for cell in page.cells if cell.cell_type == "code"]


# --- What the outputs rest on --------------------------------------------------------------------


class Now:
    """The state of a book's files, code and tables when a build began.

    What has changed since is not what the cells read: it counts as changed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.began = time.time()
        self.environment = environment()
        self._code = Code()
        self._reached: dict[str, str] = {}

    def holds(self, kept: Executed, page: NotebookNode) -> bool:
        """Whether running the page now would give what is kept."""
        basis = kept.basis
        return (
            basis.environment == self.environment
            and basis.cells == self.cells(page)
            and basis.code == self.code(page)
            and all(self.file(name) == digest for name, digest in basis.files.items())
            and all(self.folder(name) == digest for name, digest in basis.folders.items())
            and all(self.table(name) == digest for name, digest in basis.tables.items())
            and CHANGED not in " ".join([*basis.files.values(), *basis.tables.values()])
        )

    def basis(self, page: NotebookNode, notes: Iterable[tuple[str, str]]) -> Basis:
        """What a page rests on that noted these files, folders and tables while it ran."""
        noted: dict[str, set[str]] = {"file": set(), "folder": set(), "table": set()}
        for kind, what in notes:
            if kind == "names":
                noted["file"].add(str(DATA / "datapackage.json"))
            else:
                noted[kind].add(what)
        files, folders = (set(self._own(noted[kind])) for kind in ("file", "folder"))
        return Basis(
            environment=self.environment,
            cells=self.cells(page),
            code=CHANGED if self._code_changed() else self.code(page),
            files={name: self.file(name) for name in sorted(files)},
            folders={name: self.folder(name) for name in sorted(folders)},
            tables={name: self.table(name) for name in sorted(noted["table"])},
        )

    def cells(self, page: NotebookNode) -> str:
        """The digest of a page's code, its tags included."""
        codes = [cell for cell in page.cells if cell.cell_type == "code"]
        content = [[cell.source, cell.metadata.get("tags", [])] for cell in codes]
        return _digest(json.dumps(content).encode())

    def code(self, page: NotebookNode) -> str:
        """The digest of the code that a page's cells reach: all code, if they are not Python."""
        source = "\n".join(cells_of(page))
        if source not in self._reached:
            try:
                self._reached[source] = self._code.digest(source)
            except SyntaxError:
                self._reached[source] = self._code.digest_of_all()
        return self._reached[source]

    def _code_changed(self) -> bool:
        return any(path.stat().st_mtime > self.began for path in PACKAGE.rglob("*.py"))

    def file(self, name: str) -> str:
        """The digest of a file's content."""
        return self._of_file(self._path(name))

    def folder(self, name: str) -> str:
        """The digest of what is in a folder, by name."""
        try:
            names = sorted(set(os.listdir(self._path(name))) - set(_OF_NO_PAGE))
        except OSError:
            return GONE
        return _digest("\n".join(names).encode())

    @functools.cache  # noqa: B019 (as short-lived as a build)
    def table(self, name: str) -> str:
        """The digest of a table's rows and of its description."""
        try:
            resource = data.resource_of(name)
        except data.DataError:
            return GONE
        described = _digest(json.dumps(resource, sort_keys=True).encode())
        return f"{self._of_file(DATA / resource['path'])} {described}"

    def _of_file(self, path: Path) -> str:
        try:
            changed = path.stat().st_mtime > self.began
            return CHANGED if changed else _digest(path.read_bytes())
        except OSError:
            return GONE

    def _own(self, paths: Iterable[str]) -> Iterator[str]:
        """The names of those files that belong to the book or its code."""
        for path in map(Path, paths):
            for mark, top in (("", self.root), (_OF_CODE, PACKAGE.parent)):
                if path.is_relative_to(top):
                    below = path.relative_to(top)
                    if not set(below.parts) & set(_OF_NO_PAGE):
                        yield mark + below.as_posix()
                    break

    def _path(self, name: str) -> Path:
        top = PACKAGE.parent if name.startswith(_OF_CODE) else self.root
        return top / name.removeprefix(_OF_CODE)


_OF_CODE: Final = "code:"
"""How the name of a file begins that is beside the code and not in the book's folder."""


def environment() -> str:
    """The digest of Python and of all packages, with their versions."""
    packages = sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions())
    return _digest(repr((sys.version, packages)).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
