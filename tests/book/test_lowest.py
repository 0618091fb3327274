"""Browsers without a script, or older than the book's: they are told, and can still read on."""

import json
import re

import pandas as pd
import pytest
from docutils import nodes
from docutils.utils import new_document
from playwright.sync_api import expect

from corridors.book import extension, search
from corridors.explore.page import ASLEEP
from corridors.paths import PACKAGE, ROOT

CHAPTER = "chapters/03_energy_and_logistics.html"
FIGURE = "gas-shock"
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def unscripted(browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_without_a_script_no_control_is_offered_and_a_figure_says_what_it_takes(unscripted, book):
    unscripted.goto(f"{(book / CHAPTER).as_uri()}#{FIGURE}")
    figure = unscripted.locator(f"#{FIGURE}")
    expect(figure.get_by_text(ASLEEP)).to_be_visible()
    expect(figure.locator("input, select, button").filter(visible=True)).to_have_count(0)
    expect(figure.locator("svg").filter(visible=True)).to_have_count(1)


def test_the_keys_that_read_a_chart_are_spoken_of_where_they_do(unscripted, page, book):
    address = (book / CHAPTER).as_uri()
    for visit, said in ((unscripted, ""), (page, ": the arrow keys read its values")):
        visit.goto(address)
        charts = visit.locator(".explorer-view")
        labels = charts.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
        assert labels[0] == f"Figure 3.1{said}"
        assert {label.partition(":")[2] for label in labels} == {said[1:]}


def test_without_a_script_the_contents_can_be_reached_on_a_phone(unscripted, book):
    unscripted.goto((book / CHAPTER).as_uri())
    link = unscripted.locator('.bd-sidebar-primary a[href*="04_green_transition"]').first
    expect(link).to_be_visible()
    expect(unscripted.locator(".primary-toggle").filter(visible=True)).to_have_count(0)
    link.click()
    expect(unscripted).to_have_url(re.compile("04_green_transition"))


def test_a_browser_too_old_for_the_figures_is_told_and_goes_to_the_one_it_was_sent_to(page, book):
    page.add_init_script("delete window.DecompressionStream")
    page.goto(f"{(book / CHAPTER).as_uri()}#{FIGURE}?cut=50")
    expect(page.locator(f"#{FIGURE}").get_by_text(ASLEEP)).to_be_visible()
    expect(page.locator(f"#{FIGURE} svg").filter(visible=True).first).to_be_in_viewport()


def test_a_browser_that_is_new_enough_is_told_nothing(page, book):
    page.goto((book / CHAPTER).as_uri())
    expect(page.locator(f"#{FIGURE} form")).to_be_attached()
    expect(page.get_by_text(ASLEEP).filter(visible=True)).to_have_count(0)


def test_the_readme_names_the_same_lowest_versions_as_a_page():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    versions = re.findall(r"from (\d+(?:\.\d+)?)", ASLEEP)
    assert len(versions) == 3
    for version in versions:
        assert re.search(rf"\b{re.escape(version)}\b", readme), version


def test_icons_are_cut_out_also_where_the_word_for_it_has_a_prefix():
    for sheet in PACKAGE.rglob("*.css"):
        lines = [line.strip() for line in sheet.read_text(encoding="utf-8").splitlines()]
        for before, line in zip(lines, lines[1:], strict=False):
            if line.startswith("mask:"):
                assert before.startswith(f"-webkit-{line.partition(';')[0]}"), sheet.name


def test_a_published_table_opens_right_in_excel_and_by_its_description(tmp_path):
    accents, plain = "place\nTürkiye\n", "place\nBaku\n"
    for name, text in (("accents.csv", accents), ("plain.csv", plain)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    resources = [{"path": name, "encoding": "utf-8"} for name in ("accents.csv", "plain.csv")]
    description = tmp_path / "datapackage.json"
    description.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    for _ in range(2):  # a second time changes nothing
        extension.mark_for_excel(tmp_path)
        assert (tmp_path / "accents.csv").read_bytes() == b"\xef\xbb\xbf" + accents.encode()
        assert (tmp_path / "plain.csv").read_bytes() == plain.encode()
    for told in json.loads(description.read_text(encoding="utf-8"))["resources"]:
        read = pd.read_csv(tmp_path / told["path"], encoding=told["encoding"])
        assert list(read) == ["place"]


def test_every_published_table_with_letters_beyond_ascii_has_a_mark(book):
    marked = 0
    for path in sorted((book / "data").rglob("*.csv")):
        text = path.read_bytes()
        assert text.isascii() or text.startswith(b"\xef\xbb\xbf"), path.name
        marked += not text.isascii()
    assert marked > 10
    assert not any(
        p.read_bytes().startswith(b"\xef\xbb\xbf") for p in (ROOT / "data").rglob("*.csv")
    )


def document(html, *words):
    made = new_document("page")
    made += nodes.raw("", html, format="html")
    made += [nodes.paragraph("", word) for word in words]
    return made


def test_what_stands_in_two_cells_of_a_table_is_two_words_of_the_index():
    made = document("<td>2030</td><td>Türkiye</td><svg><text>1112</text></svg>", "plain")
    (raw,) = search.indexed(made).findall(nodes.raw)
    assert raw.astext().split() == ["2030", "Türkiye"]


def test_words_stand_in_the_index_also_without_their_accents():
    text = search.indexed(document("<p>Türkiye</p>", "Şah Dəniz, Baku")).astext()
    assert {"turkiye", "sah"} <= set(text.split())
    assert "baku" not in text.split(), "what has no accents is there already"


def test_the_index_of_the_book_has_no_words_that_are_two(book):
    index = (book / "searchindex.js").read_text(encoding="utf-8")
    for number in ("2030", "2027"):
        assert re.search(rf'"{number}":', index)
    joined = re.findall(r'"?\b(20\d\d20\d\d\w*)"?:', index)
    assert joined == []
