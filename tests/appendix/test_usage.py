"""Who uses a table: read from the text of the cells, and compared with what they really load."""

import json
import sys

import pytest

from corridors import data, explore
from corridors.appendix import usage
from corridors.claims import ledger as claims
from corridors.subjects import disagreement
from tests.figures import run_cells

NOTEBOOKS = [page for page in usage.pages() if usage.cells(page.path)]


@pytest.mark.parametrize(
    ("code", "tables"),
    [
        ('exports = data.load("gas/exports")', {"gas/exports"}),
        ("data.preferred(data.load('gas/oil'))", {"gas/oil"}),
        ('[data.load(name) for name in ("gas/oil", "gas/balance")]', {"gas/oil", "gas/balance"}),
        ('a, b = map(data.load, ["gas/oil", "sources"])', {"gas/oil", "sources"}),
        ("[data.load(n) for n in data.names()]", set()),
        ('data.load("gas/oil")["no table"]', {"gas/oil"}),
        ('json.load(file)["gas/oil"]', set()),
    ],
)
def test_the_tables_that_a_cell_loads_are_named_in_its_text(code, tables):
    assert usage.tables_in(code) == tables


def test_cells_know_the_heading_above_them_in_both_kinds_of_notebook(tmp_path):
    text = tmp_path / "text.md"
    text.write_text(
        "# Page\n\n```{code-cell} ipython3\n:tags: [remove-cell]\n\nx = 1\n```\n\n"
        "## One\n\nWords.\n\n### Two\n\n```{code-cell} ipython3\nx = 2\n```\n",
        encoding="utf-8",
    )
    assert [(c.code.strip(), c.heading) for c in usage.cells(text)] == [
        ("x = 1", ""),
        ("x = 2", "Two"),
    ]
    notebook = tmp_path / "notebook.ipynb"
    cells = [
        ("markdown", "# Page\n## One"),
        ("code", "x = 1"),
        ("markdown", "## Two"),
        ("code", "x = 2"),
    ]
    notebook.write_text(
        json.dumps({"cells": [{"cell_type": k, "source": s} for k, s in cells]}), encoding="utf-8"
    )
    assert [(c.code, c.heading) for c in usage.cells(notebook)] == [
        ("x = 1", "One"),
        ("x = 2", "Two"),
    ]


def test_every_use_names_a_table_and_a_page_claim_or_module_that_exists():
    uses = usage.uses()
    assert set(uses["table"]) <= set(data.names())
    by_kind = uses.groupby("kind")["user"].agg(set)
    assert by_kind["page"] <= {page.name for page in usage.pages()}
    assert by_kind["claim"] <= set(claims.TESTS)
    for module in by_kind["code"]:
        assert (usage.ROOT / module.replace(".", "/")).with_suffix(".py").exists() or (
            usage.ROOT / module.replace(".", "/") / "__init__.py"
        ).exists()


@pytest.fixture
def recorded(monkeypatch):
    """Run the cells of a page without its charts; what it loads, and from which file each time."""
    loads = []
    load = data.load

    def recording(name):
        loads.append((name, sys._getframe(1).f_code.co_filename))
        return load(name)

    monkeypatch.setattr(data, "load", recording)
    monkeypatch.setattr(explore, "explore", lambda *_, **__: None)

    def run(page):
        run_cells(page)
        return loads

    return run


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.path.stem)
def test_a_page_loads_what_its_text_says_and_nothing_else(page, recorded):
    loads = recorded(page)
    by_cells = {name for name, caller in loads if caller == str(page.path)}
    said = {table for table, _ in usage.loaded_by(page.path)}
    text = "".join(cell.code for cell in usage.cells(page.path))
    assert said <= by_cells if "data.names()" in text else said == by_cells
    # the door to the data itself looks codes and sources up
    within = {n for n, caller in loads if caller not in (str(page.path), data.__file__)}
    if page.number or page.name == "chapters/index":
        known = usage.uses().query("kind != 'page'")["table"]
        assert within - said <= set(known)


def test_the_tables_of_the_headline_quantities_are_used_by_their_page():
    used = usage.uses().query("user == @usage.HEADLINES")["table"]
    wanted = {t for quantity in disagreement.QUANTITIES.values() for t in quantity.tables}
    assert wanted <= set(used) and not used.duplicated().any()
