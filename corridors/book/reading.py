"""How Sphinx reads the pages: with the outputs that are kept, and again when these have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import myst_nb.sphinx_
from myst_nb.core.execute.base import NotebookClientBase

from corridors.book import executed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

OF_THE_BUILD: Final = "nb-exec-table"
"""The directive of a page that tells of the build itself: such a page is read each time."""


def connect(app: Sphinx) -> None:
    """Let an application read what was executed."""
    root = Path(app.srcdir)

    def client(notebook: Any, source: str, *settings: Any, **_: Any) -> NotebookClientBase:
        return _Kept(notebook, Path(source), *settings[:2], root=root)

    myst_nb.sphinx_.create_client = client
    app.connect("env-get-outdated", _changed)


class _Kept(NotebookClientBase):  # type: ignore[misc]  # has no types
    """Gives a page the outputs that are kept."""

    def __init__(self, notebook: Any, path: Path, *settings: Any, root: Path) -> None:
        super().__init__(notebook, path, *settings)
        self._page = path.relative_to(root).with_suffix("").as_posix()
        self._root = root

    def start_client(self) -> None:
        """Called by MyST-NB."""
        codes = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        if not codes:
            return
        kept = executed.read(self._root, self._page)
        found = executed.cells_of(kept.notebook) if kept else None
        if kept is None or found != [cell.source for cell in codes]:
            self.logger.warning(f"{self._page} was not executed")
            return
        with_outputs = [cell for cell in kept.notebook.cells if cell.cell_type == "code"]
        for cell, done in zip(codes, with_outputs, strict=True):
            cell.outputs, cell.execution_count = done.outputs, done.execution_count
        if self.nb_source_code_lexer() is None:  # the page names no language: its kernel did
            self.notebook.metadata["language_info"] = kept.notebook.metadata["language_info"]
        self.exec_metadata = {
            "mtime": kept.ran,
            "runtime": kept.seconds,
            "method": "before Sphinx",
            "succeeded": True,
            "error": None,
            "traceback": None,
        }


def _changed(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages to read again: their text or their outputs are not those that were read."""
    before: dict[str, str] = getattr(env, "corridors_read", {})
    now = {
        page: _content(Path(app.srcdir), Path(env.doc2path(page)), page)
        for page in sorted(env.found_docs)
    }
    env.corridors_read = now  # type: ignore[attr-defined]
    return [page for page, content in now.items() if before.get(page) != content or not content]


def _content(root: Path, path: Path, page: str) -> str:
    """A digest of a page's text and outputs; empty for a page that is to be read each time."""
    text = path.read_bytes()
    if OF_THE_BUILD.encode() in text:
        return ""
    kept = executed.read(root, page)
    return hashlib.sha256(text + (kept.checksum if kept else "").encode()).hexdigest()
