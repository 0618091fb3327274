"""The cells of the notebooks read well: short, one idea each, a name for one thing."""

import ast
import json
import re
from collections import Counter

import pytest

from corridors.appendix import usage

LONGEST = 8
"""Lines of a cell that somebody can read aloud."""

NOTEBOOKS = [page for page in usage.pages() if page.path.suffix == ".ipynb"]
IDS = [page.path.stem for page in NOTEBOOKS]


@pytest.mark.parametrize("page", NOTEBOOKS, ids=IDS)
def test_no_cell_is_longer_than_a_reader_follows(page):
    lines = {
        cell.code.splitlines()[0]: sum(bool(line.strip()) for line in cell.code.splitlines())
        for cell in usage.cells(page.path)
    }
    assert {first: count for first, count in lines.items() if count > LONGEST} == {}


@pytest.mark.parametrize("page", NOTEBOOKS, ids=IDS)
def test_a_name_means_one_thing_in_a_notebook(page):
    cells = [names_bound(cell.code) for cell in usage.cells(page.path)]
    bound = Counter(name for names in cells for name in names)
    assert {name for name, count in bound.items() if count > 1} == set()


def names_bound(code: str) -> set[str]:
    """The names that a cell binds for those after it."""
    found: set[str] = set()
    for statement in ast.parse(code).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            found.add(statement.name)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in statement.names}
        else:
            found |= {
                node.id
                for node in walk_here(statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
    return found


def walk_here(node: ast.AST):
    """A statement's parts without the bodies that have names of their own."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.comprehension | ast.Lambda | ast.FunctionDef):
            yield from walk_here(child)
        elif isinstance(child, ast.comprehension):
            yield from walk_here(child.iter)


def test_names_of_comprehensions_and_functions_stay_their_own():
    code = "total = sum(n for n in range(3))\ndef double(m):\n    twice = 2 * m\n    return twice"
    assert names_bound(code) == {"total", "double"}


def texts_of(page):
    """What a notebook says in words: its cells of text, and the sentences that its cells say."""
    for cell in json.loads(page.path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" or "say(" in source:
            yield cell["cell_type"], source


@pytest.mark.parametrize("page", NOTEBOOKS, ids=IDS)
def test_the_text_of_a_notebook_needs_no_extension_to_be_read(page):
    for kind, text in texts_of(page):
        roles = re.findall(r"\{[a-z:]+\}`[^`]*`|^:::.*|^```\{.*", text, re.MULTILINE)
        assert kind == "code" or not roles, roles


@pytest.mark.parametrize("page", NOTEBOOKS, ids=IDS)
def test_a_link_in_a_notebook_leads_to_a_file_that_is_there(page):
    for _, text in texts_of(page):
        for target in re.findall(r"\]\(([^)\s{]+)\)", text):
            if not target.startswith(("http", "#")):
                file = page.path.parent / target.partition("#")[0]
                assert file.suffix in {".ipynb", ".md"} and file.is_file(), target


CHAPTERS = [page for page in NOTEBOOKS if page.number]
NUMBERS = [page.path.stem for page in CHAPTERS]


def is_plumbing(code):
    """Whether a cell only imports, sets up controls or display, or hands a model to `explore`."""

    def plumbs(statement):
        if isinstance(statement, ast.Assign):
            return ast.unparse(statement.targets[0]).endswith("_controls")
        called = getattr(getattr(statement, "value", None), "func", None)
        shows = called is not None and ast.unparse(called) in ("explore", "pd.set_option")
        return shows or isinstance(statement, ast.Import | ast.ImportFrom)

    body = ast.parse(code).body
    return bool(body) and all(plumbs(statement) for statement in body)


@pytest.mark.parametrize("page", CHAPTERS, ids=NUMBERS)
def test_a_student_scrolls_past_no_plumbing(page):
    folded, open_ = [], []
    for cell in json.loads(page.path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code" and is_plumbing("".join(cell["source"])):
            hidden = cell["metadata"].get("jupyter", {}).get("source_hidden", False)
            (folded if hidden else open_).append(cell["id"])
    assert folded and not open_
