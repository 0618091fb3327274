"""The notebook that a page offers: opened alone it fetches the book, or says what it needs."""

import json
import subprocess
import sys

import pytest

from corridors.book.alone import complete, first_cell
from corridors.book.links import Repository, page_links

PUBLIC = Repository("github.com", "someone", "book", edition="0123456789abcdef")


def run_alone(cell, folder, before=""):
    """Run a cell in a Python that has no package of this book."""
    code = f"{before}\n{''.join(cell['source'])}\nimport corridors\nprint(corridors.__file__)"
    alone = [sys.executable, "-S", "-E", "-P", "-c", code]  # no package of the environment
    return subprocess.run(alone, cwd=folder, capture_output=True, encoding="utf-8")


def test_without_the_package_a_notebook_says_what_it_needs(tmp_path):
    run = run_alone(first_cell(None), tmp_path)
    assert run.returncode != 0
    last = run.stderr.strip().splitlines()[-1]
    assert "ModuleNotFoundError: The package `corridors` is not here" in last
    assert "make lab" in last


def test_without_the_package_a_notebook_fetches_the_edition_of_its_page(tmp_path):
    book = tmp_path / "origin"
    (book / "corridors").mkdir(parents=True)
    (book / "corridors" / "__init__.py").write_text("edition = 'of the page'\n", "utf-8")
    git = ["git", "-C", book, "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", "init", "--quiet", book], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "the page"], check=True)
    then = subprocess.run(
        [*git, "rev-parse", "HEAD"], capture_output=True, encoding="utf-8", check=True
    )
    (book / "corridors" / "__init__.py").write_text("edition = 'newer'\n", "utf-8")
    subprocess.run([*git, "commit", "--quiet", "-am", "newer"], check=True)

    cell = first_cell(Repository("github.com", "someone", "book", edition=then.stdout.strip()))
    local = "https://github.com/someone/book.git", book.as_posix()
    cell["source"] = [line.replace(*local) for line in cell["source"]]
    without_pip = (  # what pip would do needs a network
        "import subprocess; run = subprocess.run\n"
        "subprocess.run = lambda command, **how: None if '-e' in command else run(command, **how)"
    )
    for _ in range(2):  # a cell that is run again fetches nothing again
        run = run_alone(cell, tmp_path, before=without_pip)
        assert run.returncode == 0, run.stderr
        fetched = tmp_path / f"three-corridors-{then.stdout[:12]}" / "corridors" / "__init__.py"
        assert run.stdout.strip() == str(fetched)
        assert "of the page" in fetched.read_text("utf-8")


def test_where_the_package_is_the_first_cell_does_nothing(tmp_path):
    cell = "".join(first_cell(PUBLIC)["source"])
    run = subprocess.run([sys.executable, "-c", cell], capture_output=True, encoding="utf-8")
    assert run.returncode == 0 and not run.stdout and not run.stderr


def test_a_notebook_gets_its_first_cell_once():
    notebook = {"cells": [{"cell_type": "code", "id": "a", "source": ["import corridors"]}]}
    once = complete(notebook, PUBLIC)
    assert complete(once, PUBLIC) == once
    assert [cell["id"] for cell in once["cells"]] == ["opened-alone", "a"]
    assert "0123456789abcdef" in "".join(once["cells"][0]["source"])


@pytest.mark.parametrize(("path", "word"), [("a.ipynb", "notebook"), ("a.md", "page's source")])
def test_the_download_is_named_as_what_it_is(path, word):
    (link,) = page_links(path, "_sources/a", None)
    assert link.label == f"Download this {word}"


def test_the_download_of_a_chapter_is_its_notebook_with_the_first_cell(book):
    for path in sorted((book / "_sources" / "chapters").glob("0*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert [cell["id"] for cell in cells].count("opened-alone") == 1
        assert cells[0]["id"] == "opened-alone"
