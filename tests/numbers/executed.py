"""The pages of the book as executed notebooks, run as its build runs them."""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent.parent


def notebook(path: Path) -> NotebookNode:
    """A page as a notebook without outputs."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return nbformat.reads(text, 4)
    return nbformat.from_dict(read_myst_markdown_notebook(text))


def execute(
    page: NotebookNode, *, folder: Path = ROOT / "chapters", root: Path = ROOT
) -> NotebookNode:
    """The page executed in its folder, with its explorers and sentences as the book shows them."""
    page = nbformat.from_dict(page)
    page.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    environment = {
        **os.environ,
        "CORRIDORS_FACE": "page",
        "PYTHONPATH": str(root),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    client = NotebookClient(
        page,
        timeout=900,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    return client.execute(env=environment)


def executed(paths: Iterable[Path]) -> Mapping[str, NotebookNode]:
    """The pages that hold code, executed in processes side by side, by their file's stem."""
    pages = {path.stem: (notebook(path), path.parent) for path in paths}
    pages = {name: page for name, page in pages.items() if holds_code(page[0])}
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        done = pool.map(_execute, pages.values())
        return dict(zip(pages, done, strict=True))


def _execute(page: tuple[NotebookNode, Path]) -> NotebookNode:
    return execute(page[0], folder=page[1])


def holds_code(page: NotebookNode) -> bool:
    return any(cell.cell_type == "code" for cell in page.cells)
