"""The lock files, and the environment that Binder builds from one of them."""

import json
import os
import re
import subprocess
import venv

import nbformat
import pytest
from myst_nb.core.read import read_myst_markdown_notebook

from tests.tries import texts_of, tries

LOCKS = ("requirements.txt", "binder/requirements.txt")


def pins(text: str) -> set[str]:
    """The lines of a lock file that pin a package."""
    return {line.strip() for line in text.splitlines() if re.match(r"[\w.-]+==", line)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_everything_exactly_and_names_no_registry_and_no_folder(root, lock):
    text = (root / lock).read_text(encoding="utf-8")
    requirements = [
        line for line in text.splitlines() if line and not line.lstrip().startswith("#")
    ]
    assert set(requirements) == pins(text)
    assert "://" not in text and "file:" not in text
    assert not re.search(r"(^|\s)(/|[A-Z]:\\)", text)
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links)", text, re.MULTILINE)


def test_binder_gets_the_same_versions_as_everybody(root):
    everything = pins((root / "requirements.txt").read_text(encoding="utf-8"))
    light = pins((root / "binder/requirements.txt").read_text(encoding="utf-8"))
    assert light < everything


def test_binder_gets_nothing_for_building_books_or_testing(root):
    light = (root / "binder/requirements.txt").read_text(encoding="utf-8")
    heavy = r"^(sphinx|jupyter-book|myst-nb|pytest|playwright|frictionless)"
    assert not re.search(heavy, light, re.MULTILINE)


def test_binders_python_is_one_that_the_package_takes(root):
    assert (root / "binder/runtime.txt").read_text(encoding="utf-8").strip() == "python-3.11"
    assert 'requires-python = ">=3.11"' in (root / "pyproject.toml").read_text(encoding="utf-8")


def test_a_notebook_is_kept_without_outputs(root):
    for path in (root / "chapters").rglob("*.ipynb"):
        if ".ipynb_checkpoints" in path.parts:
            continue
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                assert not cell["outputs"] and cell["execution_count"] is None, path


@pytest.mark.slow
def test_every_chapter_and_what_it_asks_to_try_runs_in_the_environment_that_binder_builds(
    root, tmp_path
):
    python = _environment_as_on_binder(root, tmp_path / "environment")
    notebooks = [*_with_tries(root, tmp_path), *_text_notebooks(root, tmp_path)]
    assert notebooks
    environment = {name: value for name, value in os.environ.items() if name != "BOOK_FACE"}
    run = subprocess.run(
        [
            python,
            "-m",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            tmp_path / "run",
        ]
        + notebooks,
        env={**environment, "IPYTHONDIR": str(tmp_path / "ipython")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr[-3000:]


def _with_tries(root, folder):
    """The notebooks, each with a cell for everything that it asks to try."""
    for path in sorted((root / "chapters").rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        found = tries(texts_of(path))
        codes = [code for each in found for code in [*each.asked, *each.solved]]
        notebook.cells += [nbformat.v4.new_code_cell(code) for code in codes]
        copy = folder / f"{path.stem}.ipynb"
        nbformat.write(notebook, copy)
        yield copy


def _text_notebooks(root, folder):
    """The pages of text that have cells, as notebooks."""
    for path in sorted((root / "chapters").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if "{code-cell}" in text:
            notebook = folder / f"{path.stem}.ipynb"
            nbformat.write(read_myst_markdown_notebook(text), notebook)
            yield notebook


def _environment_as_on_binder(root, folder):
    """What Binder does: install the lock, then run postBuild."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", root / "binder/requirements.txt"], check=True)
    if os.name == "nt":
        subprocess.run([*pip, "--no-deps", "--editable", root], check=True)
    else:
        path = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        post_build = ["bash", root / "binder/postBuild"]
        subprocess.run(post_build, cwd=root, env={**os.environ, **path}, check=True)
    return python
