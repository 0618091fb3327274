"""The notebook that a page offers for download: opened alone it says what it needs, or fetches it.

A notebook in the repository stands beside the package. One that was downloaded does not know where
it came from, so the build gives it a first cell that knows the repository and the edition.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corridors import __version__
from corridors.book.links import Repository, repository_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ID: Final = "opened-alone"
"""The id of the first cell."""

FETCHES: Final = """\
# Of Three Corridors, edition {edition}. Opened alone, this cell fetches its package and data.
import importlib.util, pathlib, subprocess, sys
book = pathlib.Path("three-corridors-{short}").resolve()
if importlib.util.find_spec("corridors") is None:
    if not book.exists():
        subprocess.run(["git", "clone", "--quiet", "{address}", book], check=True)
        subprocess.run(["git", "-C", book, "checkout", "--quiet", "{edition}"], check=True)
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "-e", book], check=True)
    sys.path.insert(0, str(book))
"""
NEEDS: Final = """\
# Of Three Corridors, edition {edition}. This notebook needs the book's package and data.
import importlib.util
if importlib.util.find_spec("corridors") is None:
    raise ModuleNotFoundError(
        "The package `corridors` is not here. Put this notebook into the folder chapters/ of the "
        "book's repository, and open it with `make lab`; the README there says how."
    )
"""


def first_cell(repository: Repository | None) -> dict[str, Any]:
    """The cell that looks for the package: it fetches it, or says what is needed."""
    if repository is None:
        code = NEEDS.format(edition=__version__)
    else:
        address = f"https://{repository.host}/{repository.owner}/{repository.name}.git"
        short = repository.edition[:12].replace("/", "-")
        code = FETCHES.format(edition=repository.edition, short=short, address=address)
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": ID,
        "metadata": {"jupyter": {"source_hidden": True}},
        "outputs": [],
        "source": code.rstrip().splitlines(keepends=True),
    }


def complete(notebook: dict[str, Any], repository: Repository | None) -> dict[str, Any]:
    """A notebook that can be opened alone; one that has the first cell already gets it anew."""
    cells = [cell for cell in notebook["cells"] if cell.get("id") != ID]
    return {**notebook, "cells": [first_cell(repository), *cells]}


def complete_downloads(app: Sphinx, error: Exception | None) -> None:
    """Give the notebooks that the pages offer their first cell, when the book is built."""
    if error or app.builder.name != "html":
        return
    repository = repository_of(Path(app.srcdir))
    for path in sorted((Path(app.outdir) / "_sources").rglob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if any("corridors" in "".join(cell["source"]) for cell in notebook["cells"]):
            text = json.dumps(complete(notebook, repository), ensure_ascii=False, indent=1)
            path.write_text(text + "\n", encoding="utf-8")
