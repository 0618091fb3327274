"""The answer first, and the code on demand."""

import re

import pytest
from playwright.sync_api import expect

from corridors import data
from corridors.book import code
from corridors.claims.ledger import CHAPTERS

CLAIMS = data.load("policy/claims")
PAGES = {name: f"chapters/{page}.html" for name, page in CHAPTERS.items()}


@pytest.mark.parametrize("section", PAGES)
def test_a_chapter_says_first_what_it_means_and_last_what_was_claimed(book, section):
    html = (book / PAGES[section]).read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    heads = re.findall(r"<h2>(.*?)<a", article)
    assert heads[0] == "What this means for the argument"
    assert heads[-2:] == ["What the paper claims here", "Try it yourself"]


@pytest.mark.parametrize("section", PAGES)
def test_under_the_title_stands_a_mark_for_each_claim_that_leads_to_its_entry(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    marks = page.locator(".verdict-strip a")
    expect(marks).to_have_count(int((CLAIMS["section"] == section).sum()))
    names = marks.evaluate_all("all => all.map(one => one.textContent)")
    assert all(re.match(r"\S?c\d\d, [a-z ]+: \w", name) for name in names)
    box = marks.first.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24
    claim = marks.last.get_attribute("href")
    marks.last.click()
    expect(page.locator(f"li{claim}")).to_be_in_viewport()


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def reader(browser, request):
    """A page of a reader with scripts, and of one without."""
    with browser.new_context(java_script_enabled=request.param) as context:
        yield context.new_page()


CHAPTER = PAGES["eu_pivot"]


def test_a_reader_meets_no_code_and_one_switch_shows_all_of_it(reader, site):
    reader.goto(f"{site}/{CHAPTER}")
    code, switch = reader.locator(".cell_input"), reader.get_by_label("Show code")
    shown = reader.locator(".cell_input:visible")
    expect(switch).to_have_count(1)
    expect(shown).to_have_count(0)
    expect(reader.get_by_text(re.compile("code cell"))).to_have_count(0)
    switch.check()
    expect(shown).to_have_count(code.count())
    switch.uncheck()
    expect(shown).to_have_count(0)


def test_hidden_code_leaves_no_gap(page, site):
    page.goto(f"{site}/{CHAPTER}")
    heights = page.locator(".cell:not(:has(.cell_output))").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert heights and set(heights) == {0}


def test_the_choice_is_remembered_on_other_pages_and_goes_with_its_reader(page, site):
    page.goto(f"{site}/{CHAPTER}")
    page.get_by_label("Show code").check()
    page.goto(f"{site}/{PAGES['conclusion']}")
    expect(page.get_by_label("Show code")).to_be_checked()
    expect(page.locator(".cell_input").first).to_be_visible()
    page.get_by_label("Show code").uncheck()
    page.goto(f"{site}/{CHAPTER}")
    expect(page.get_by_label("Show code")).not_to_be_checked()


def test_where_storage_is_refused_the_switch_works_on_its_page(page, site):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    failed = []
    page.on(
        "pageerror", lambda error: failed.append(str(error)) if "show-code" in str(error) else 0
    )
    page.goto(f"{site}/{CHAPTER}")
    page.get_by_label("Show code").check()
    expect(page.locator(".cell_input").first).to_be_visible()
    assert not failed


def test_what_a_cell_folds_is_named_as_rows(page, site):
    page.goto(f"{site}/{PAGES['green_transition']}")
    fold = page.locator("details.below-input").first
    expect(fold.locator("summary")).to_contain_text("Rows behind this")
    fold.locator("summary").click()
    expect(fold.locator("table")).to_be_visible()
    expect(fold.locator("summary")).to_contain_text("Hide the rows")


@pytest.mark.parametrize("section", PAGES)
def test_a_long_table_is_folded_in_a_chapter_and_stands_open_on_paper(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    tables = page.locator(".cell_output table.dataframe")
    lengths = tables.evaluate_all(
        "all => all.filter(one => !one.closest('figure, details'))"
        ".map(one => one.tBodies[0].rows.length)"
    )
    assert max(lengths, default=0) <= code.LONG
    folded = page.locator("details.below-input table")
    if folded.count():
        expect(folded.first).not_to_be_visible()
        page.emulate_media(media="print")
        expect(folded.first).to_be_visible()


def test_the_order_of_the_contents_beside_the_page_is_that_of_its_sections(book):
    html = (book / CHAPTER).read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    heads = re.findall(r'<section id="([\w-]+)">\s*<h2>', article)
    beside = html[html.index('class="page-toc') :]
    linked = re.findall(r'href="#([\w-]+)"', beside[: beside.index("</nav>")])
    assert [id for id in linked if id in heads] == heads
