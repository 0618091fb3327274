"""Every number that is thought out a second time is the number that the book tells."""

import ast
import json
import re
from pathlib import Path

import pytest

from tests.recomputed import (
    conclusion,
    energy_logistics,
    eu_pivot,
    green_transition,
    index,
    introduction,
    ledger,
    regionalism,
)

HERE = Path(__file__).parent
NUMBERS = HERE.parent / "numbers"

PAGES = {
    "index": index,
    "01_introduction": introduction,
    "02_regionalism": regionalism,
    "03_energy_and_logistics": energy_logistics,
    "04_green_transition": green_transition,
    "05_eu_pivot": eu_pivot,
    "06_conclusion": conclusion,
}

LEAST = 300
"""Numbers that are recomputed at least."""

SAME = 1e-5
"""How far a figure may be apart: some shares divide by a printed total, some by its parts."""

INTERVAL = re.compile(r"(.*) \((\d+) to (\d+)\)")
"""A share with the ends of an interval from a bootstrap, whose draws differ."""

NOT_RECOMPUTED = {
    "06_conclusion scenario_year": "the last year of the scenario, which no row gives",
    "06_conclusion few": "a threshold of the method, not a number from rows",
}
"""Numbers of the front page, of the openings and of what a chapter means, and why they are not."""


def told(page):
    return json.loads((NUMBERS / f"{page}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("page", "name"), [(page, name) for page, module in PAGES.items() for name in module.CASES]
)
def test_a_number_of_the_prose_is_found_a_second_way(page, name):
    found, said = PAGES[page].CASES[name](), told(page)["prose"][name]
    if interval := INTERVAL.fullmatch(said):
        mine = INTERVAL.fullmatch(found)
        assert mine.group(1) == interval.group(1)
        for end in (2, 3):
            assert abs(int(mine.group(end)) - int(interval.group(end))) <= 1
    else:
        assert found == said


@pytest.mark.parametrize("name", ledger.CASES)
def test_a_figure_of_the_ledger_is_found_a_second_way(name):
    claim, figure = name.split(" ", 1)
    found = ledger.CASES[name]()
    assert float(found) == pytest.approx(
        float(told("ledger")["claims"][claim]["figures"][figure]), rel=SAME, abs=1e-9
    )


def test_every_figure_of_the_ledger_is_recomputed():
    figures = {
        f"{claim} {name}"
        for claim, entry in told("ledger")["claims"].items()
        for name in entry["figures"]
    }
    assert figures == set(ledger.CASES)


# --- What the pages tell up front, and at the end of a chapter ------------------------------------

PLACE = re.compile(r"\{\w+\.(\w+)[^}]*\}")
"""A number's place in the sentence of a cell."""


def texts(page):
    """The page's text, cell after cell; of a cell with code the sentences."""
    path = HERE.parent.parent / "chapters" / page
    if path.with_suffix(".md").is_file():
        written = path.with_suffix(".md").read_text(encoding="utf-8")
        for part in re.split(r"^(```\{code-cell\}.*?^```\s*)$", written, flags=re.M | re.S):
            code = re.sub(r"^(```|:tags:).*$", "", part, flags=re.M)
            yield from sentences(code) if part.startswith("```{code-cell}") else [part]
        return
    for cell in json.loads(path.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield source
        elif "say(" in source:
            yield from sentences(source)


def sentences(code):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
            yield from (ast.unparse(part) for part in node.args)


def foremost(page):
    """The numbers up front, in brief and of "What this means"; all of the front page."""
    heading, count, found = "", 0, set()
    for text in texts(page):
        for piece in re.split(r"^(?=#{1,3} )", text, flags=re.M):
            if title := re.match(r"#{1,3} +(.*)", piece):
                heading, count = title.group(1), count + 1
            if page == "index" or count < 2 or heading.startswith(("What this means", "In brief")):
                found |= set(PLACE.findall(piece))
    return found & set(told(page)["prose"])


@pytest.mark.parametrize("page", PAGES)
def test_all_numbers_up_front_and_of_what_a_chapter_means_are_recomputed(page):
    wanted = foremost(page)
    reasons = {name.split(" ")[1] for name in NOT_RECOMPUTED if name.startswith(page)}
    assert wanted, "no number was found: the way numbers stand in the text has changed"
    assert wanted - reasons <= set(PAGES[page].CASES)
    assert not reasons & set(PAGES[page].CASES)


def test_enough_numbers_are_recomputed():
    assert sum(len(module.CASES) for module in (*PAGES.values(), ledger)) >= LEAST


def test_nothing_here_shares_code_with_the_book():
    for path in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [
                alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)
            ]
            assert not any(
                name.split(".")[0] == "corridors"
                for name in [*names, getattr(node, "module", None) or ""]
            )
