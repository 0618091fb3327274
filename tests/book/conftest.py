"""Throw-away books, and the pages of the real one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_BUILT = "The book was not built."


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `address` runs for every page of the table of contents, and search."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", [*_pages_of_contents(), "search.html"])


def _pages_of_contents() -> list[str]:
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter["file"] for part in contents["parts"] for chapter in part["chapters"]]
    return [f"{name}.html" for name in [contents["root"], *chapters]]


class SmallBook:
    """A book of a few pages, with the configuration and the build of the real one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.chapters = folder, folder / "chapters"
        shutil.copy(ROOT / "_config.yml", folder)
        static = Path("corridors", "book", "static", "logo.svg")
        (folder / static).parent.mkdir(parents=True)
        shutil.copy(ROOT / static, folder / static)
        self.chapters.mkdir()
        (self.chapters / "references.bib").touch()
        self.contents("notebook")
        self.text("index", "# A book\n\nSome words.\n")
        self.notebook("notebook", "1 + 1")

    def contents(self, *names: str) -> None:
        """Write `_toc.yml`."""
        chapters = [{"file": f"chapters/{name}"} for name in names]
        contents = {
            "format": "jb-book",
            "root": "chapters/index",
            "parts": [{"caption": "All", "chapters": chapters}],
        }
        (self.folder / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")

    def text(self, name: str, text: str) -> None:
        """Write a page without cells."""
        (self.chapters / f"{name}.md").write_text(text, encoding="utf-8")

    def notebook(self, name: str, *cells: str) -> None:
        """Write a notebook with a heading and code cells."""
        heading = {"cell_type": "markdown", "id": "0", "metadata": {}, "source": f"# {name}"}
        code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {
            "cells": [
                heading,
                *({**code, "id": f"c{n}", "source": s} for n, s in enumerate(cells)),
            ],
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.chapters / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    def build(self, **settings: str) -> subprocess.CompletedProcess[str]:
        """Build it as `make book` does, with these settings of the environment besides."""
        begun = self.begin(**settings)
        told, complained = begun.communicate()
        return subprocess.CompletedProcess(begun.args, begun.returncode, told, complained)

    def begin(
        self, before: Callable[[], None] | None = None, **settings: str
    ) -> subprocess.Popen[str]:
        """Begin to build it; `before` is done in the new process first."""
        return subprocess.Popen(
            [sys.executable, "-m", "corridors.book"],
            cwd=self.folder,
            env={**os.environ, "NO_COLOR": "1", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=before,
            start_new_session=True,
        )

    def why_it_fails(self) -> str:
        """Build it, and give what a reader of the failed build sees last."""
        build = self.build()
        assert build.returncode != 0, build.stdout
        assert NOT_BUILT in build.stderr, build.stderr
        return build.stderr.partition(NOT_BUILT)[2]

    def copied_to(self, folder: Path) -> "SmallBook":
        """The same book in another folder."""
        other = SmallBook(folder)
        shutil.copytree(self.folder / "chapters", other.chapters, dirs_exist_ok=True)
        shutil.copy(self.folder / "_toc.yml", folder)
        return other

    def page(self, name: str) -> Path:
        """Where the page of a chapter is."""
        return self.folder / "_build" / "html" / "chapters" / f"{name}.html"


PHONE: Final[ViewportSize] = {"width": 360, "height": 740}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone, for a finger."""
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        yield context.new_page()


@pytest.fixture
def small_book(tmp_path: Path) -> SmallBook:
    """A good book with an index and a notebook of one cell."""
    return SmallBook(tmp_path)
