"""From a number to its source in four steps: its cell, the function, the row, the source."""

import ast
import importlib
import inspect
import re
from collections import Counter
from functools import cache
from html import unescape

import pandas as pd
import pytest
from playwright.sync_api import expect

from corridors import data
from corridors.appendix import usage, what_changed
from corridors.book import executed
from corridors.book.numbers import evidence_page, numbers_of
from corridors.paths import ROOT

TELLING = [page for page in usage.pages() if "say(" in page.path.read_text(encoding="utf-8")]
IDS = [page.path.stem for page in TELLING]


OF_THE_BOOK = {"policy/claims", "policy/references", "searches", "changes"}
"""Tables that are their own source: of the paper, and of what was done to the record."""


@cache
def told_on(page):
    return numbers_of(executed.path_of(ROOT, page.name))


def place_of(page):
    """In which cell each name of a page is bound, and each number is told."""
    bound, said = {}, {}
    for at, cell in enumerate(usage.cells(page.path)):
        for node in ast.walk(ast.parse(cell.code)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                bound.setdefault(node.id, (at, cell.code))
            if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Attribute):
                said.setdefault(node.value.attr, (at, node.value.value))
    return bound, said


@pytest.mark.slow
@pytest.mark.parametrize("page", TELLING, ids=IDS)
def test_from_any_number_to_its_sources_it_is_four_steps(page):
    bound, said = place_of(page)
    assert told_on(page), "the page tells no number"
    for number in told_on(page):
        # 1: the sentence stands in a cell, which names the number and where it was computed
        assert number.name in said, f"{number.name} stands in no sentence of a cell"
        _, whose = said[number.name]
        function = number.origin["function"]
        name = function.rpartition(".")[2]
        # 2: the function, which says in one call what the number is
        if isinstance(whose, ast.Name):
            assert re.search(rf"\b{name}\(", bound[whose.id][1]), (number.name, function)
        code = inspect.getsource(
            getattr(importlib.import_module(function.rpartition(".")[0]), name)
        )
        assert re.search(r"\bnumbers\(", code), function
        # 3: the rows, by the lines of their table; or who gives the number
        assert number.origin["rows"] or number.origin["given"], number.name
        for table, runs in number.origin["rows"].items():
            rows = data.load(table)
            assert all(2 <= first <= last <= len(rows) + 1 for first, last in runs), number.name
            # 4: each row names a source that is on record
            shown = pd.concat([rows.iloc[first - 2 : last - 1] for first, last in runs])
            assert_sourced(shown, number.name)


def assert_sourced(rows, name):
    """Each row names sources on record; but for our own lists, and what is said to be assumed."""
    cited = [column for column in rows if str(column).endswith("source_id")]
    if not cited:
        assert rows.attrs["table"] in OF_THE_BOOK, name
        return
    assert set(rows[cited].stack().dropna()) <= set(data.load("sources")["source_id"]), name
    bare = rows[rows[cited].isna().all(axis=1)]
    assert bare.empty or set(bare["status"]) == {"assumption"}, (name, rows.attrs["table"])


def test_most_numbers_are_computed_in_the_cell_that_tells_them_or_beside_it():
    apart = Counter()
    for page in TELLING:
        bound, said = place_of(page)
        for number in told_on(page):
            at, whose = said[number.name]
            home = bound[whose.id][0] if isinstance(whose, ast.Name) else at
            apart["beside" if abs(at - home) <= 1 else "further"] += 1
    assert apart["beside"] / apart.total() > 0.9, apart


def a_sourced_number(page):
    """The first number of a page that comes from rows with sources."""
    return next(
        number
        for number in told_on(page)
        if number.origin["rows"] and not OF_THE_BOOK & set(number.origin["rows"])
    )


def on_evidence_page(site, page):
    return f"{site}/{evidence_page(page.name)}.html"


@pytest.mark.parametrize("telling", TELLING[:3], ids=IDS[:3])
def test_a_number_opens_where_it_comes_from_in_place(page, site, telling):
    number = a_sourced_number(telling)
    page.goto(f"{site}/{telling.name}.html")
    page.locator(f'a.told[href$="#{number.name}"]').first.click()
    shown = page.get_by_role("dialog", name="Where this number comes from")
    expect(shown.get_by_role("heading")).to_have_text(number.origin["text"])
    expect(shown).to_contain_text(number.origin["function"])
    expect(shown.locator("ol.rows li").first).to_be_visible()
    expect(shown.locator("ol.rows li a[href^=http]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).not_to_be_visible()
    assert page.url == f"{site}/{telling.name}.html"


def test_without_scripts_a_number_leads_to_its_entry(browser, site):
    page = TELLING[0]
    number = a_sourced_number(page)
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(f"{site}/{page.name}.html")
        plain.locator(f'a.told[href$="#{number.name}"]').first.click()
        expect(plain).to_have_url(f"{on_evidence_page(site, page)}#{number.name}")
        entry = plain.locator(f"section#{number.name}")
        expect(entry).to_be_in_viewport()
        expect(entry.get_by_role("heading")).to_have_text(number.origin["text"])


def test_from_a_folder_a_number_opens_in_place_too(page, book):
    telling = next(each for each in TELLING if each.path.suffix == ".ipynb")
    number = a_sourced_number(telling)
    page.goto((book / f"{telling.name}.html").as_uri())
    page.locator(f'a.told[href$="#{number.name}"]').first.focus()
    page.keyboard.press("Enter")
    shown = page.get_by_role("dialog", name="Where this number comes from")
    expect(shown).to_contain_text(number.origin["function"])
    shown.get_by_role("button", name="Close").click()
    expect(shown).not_to_be_visible()


def test_every_number_on_a_page_is_a_link_to_an_entry_that_is_there(book):
    for page in TELLING:
        html = (book / f"{page.name}.html").read_text(encoding="utf-8")
        entries = (book / f"{evidence_page(page.name)}.html").read_text(encoding="utf-8")
        linked = set(re.findall(r'class="told[^"]*" href="[^"#]*#(\w+)"', html))
        assert linked == {number.name for number in told_on(page)}
        assert all(f'<section id="{name}"' in entries for name in linked)


def moved_on(telling):
    """The numbers of a page that read otherwise before, and how."""
    names = {number.name for number in told_on(telling)}
    before = what_changed.before(telling.path.stem)
    return {name: old for name, old in before.items() if name in names}


@pytest.mark.parametrize("telling", TELLING, ids=IDS)
def test_a_number_that_read_otherwise_before_says_so_at_its_place(book, telling):
    text = (book / f"{telling.name}.html").read_text("utf-8")
    marked = re.findall(
        r'<a class="[^"]*\bmoved\b[^"]*" href="[^"#]*#([^"]+)" title="([^"]+)"', text
    )
    told = moved_on(telling)
    assert {name: unescape(words) for name, words in marked} == {
        name: f"It read {old.text} until {old.day}" for name, old in told.items()
    }
    if told:
        entries = (book / f"{evidence_page(telling.name)}.html").read_text("utf-8")
        assert entries.count('class="number-before"') == len(told)
        assert 'what_changed.html">What changed</a>' in entries
