"""A term of the glossary says what it means where a chapter uses it."""

import re

import pytest
from playwright.sync_api import expect

from corridors.book.terms import Term, marked
from tests.book.conftest import PHONE

KNOWN = {
    "bcm": Term("bcm", "term-bcm", "A volume of gas."),
    "entry point": Term("entry point", "term-entry-point", "Where gas enters."),
    "HHI": Term("HHI", "term-HHI", 'Concentration, "HHI".'),
    "claim": Term("claim", "term-claim", "A statement."),
}


def link(term, words, meaning):
    return f'<a class="term" href="g.html#{term}" title="{meaning}">{words}</a>'


BCM = link("term-bcm", "bcm", "A volume of gas.")
POINT = link("term-entry-point", "Entry points", "Where gas enters.")


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p>Two bcm and bcm.</p>", f"<p>Two {BCM} and bcm.</p>"),
        (
            "<p>bcm</p><h2>Next</h2><p>bcm, bcms.</p>",
            f"<p>{BCM}</p><h2>Next</h2><p>{BCM}, bcms.</p>",
        ),
        (
            "<p>Entry points.</p><h2>Next</h2><p>An entry point.</p>",
            f"<p>{POINT}.</p><h2>Next</h2><p>An entry point.</p>",
        ),
        (
            '<p><a class="told" href="n">20 bcm</a>.</p>',
            f'<p><a class="told" href="n">20</a> {BCM}.</p>',
        ),
        ('<p><a href="n">20 bcm</a></p>', '<p><a href="n">20 bcm</a></p>'),
        (
            "<h2>bcm</h2><figure><p>bcm</p></figure>bcm",
            "<h2>bcm</h2><figure><p>bcm</p></figure>bcm",
        ),
        ("<p>A claim of <code>bcm</code></p>", "<p>A claim of <code>bcm</code></p>"),
        ("<p>A bcm-like hhi</p>", "<p>A bcm-like hhi</p>"),
        (
            "<p>HHI</p>",
            "<p>" + link("term-HHI", "HHI", "Concentration, &quot;HHI&quot;.") + "</p>",
        ),
    ],
)
def test_the_first_use_in_prose_leads_to_the_entry(body, read):
    assert marked(body, KNOWN, "g.html") == read


CHAPTER = "chapters/03_energy_and_logistics.html"


def test_every_term_of_a_chapter_leads_to_an_entry_of_the_glossary(book):
    glossary = (book / "chapters/appendix/glossary.html").read_text(encoding="utf-8")
    found = set()
    for page in sorted((book / "chapters").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        found |= set(re.findall(r'class="term" href="appendix/glossary.html#([^"]+)"', text))
    assert len(found) > 10
    assert not [place for place in found if f'id="{place}"' not in glossary]


def test_a_finger_reads_every_term_within_the_window_and_without_a_request(phone, site):
    phone.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    expect(phone.locator("#term-said")).to_have_count(1)
    asked_for = []
    phone.on("request", lambda request: asked_for.append(request.url))
    said = phone.get_by_role("tooltip")
    terms = phone.locator("a.term:visible")
    assert terms.count() > 5
    for term in terms.all():
        meaning = term.get_attribute("title")
        term.evaluate("term => term.scrollIntoView({ block: 'center', behavior: 'instant' })")
        term.tap()
        expect(said).to_have_text(meaning)
        box = said.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]
    phone.locator("h1").tap()
    expect(said).to_be_hidden()
    assert phone.url == f"{site}/{CHAPTER}"
    assert not [url for url in asked_for if "glossary" in url]
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.fixture
def chapter(page, site):
    """A chapter whose terms answer."""
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    expect(page.locator("#term-said")).to_have_count(1)
    return page


def test_a_key_reads_a_term_and_escape_ends_it(chapter):
    term, said = chapter.locator("a.term:visible").first, chapter.get_by_role("tooltip")
    meaning = term.get_attribute("title")
    term.focus()
    chapter.keyboard.press("Shift+Tab")
    chapter.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    chapter.keyboard.press("Tab")
    expect(said).to_have_text(meaning)
    chapter.keyboard.press("Escape")
    expect(said).to_be_hidden()
    expect(term).to_be_focused()
    chapter.keyboard.press("Enter")
    expect(said).to_be_visible()
    chapter.keyboard.press("Enter")
    chapter.wait_for_url("**/appendix/glossary.html#term-*")


def test_what_a_term_says_goes_out_of_sight_with_it_and_comes_again(chapter):
    term, said = chapter.locator("a.term:visible").first, chapter.get_by_role("tooltip")
    term.focus()
    chapter.keyboard.press("Shift+Tab")
    chapter.keyboard.press("Tab")
    expect(said).to_be_visible()
    chapter.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    expect(said).to_be_hidden()
    chapter.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(said).to_be_visible()
    expect(said).to_be_in_viewport()


def test_a_pointer_reads_a_term_and_may_move_onto_what_it_says(chapter):
    term, said = chapter.locator("a.term:visible").first, chapter.get_by_role("tooltip")
    meaning = term.get_attribute("title")
    term.hover()
    expect(said).to_have_text(meaning)
    said.hover()
    chapter.wait_for_timeout(500)
    expect(said).to_be_visible()
    chapter.mouse.move(5, 5)
    expect(said).to_be_hidden()


def test_a_reader_of_screens_hears_the_term_and_what_it_means(chapter):
    term = chapter.locator("a.term:visible").first
    meaning = term.get_attribute("title")
    expect(term).to_have_accessible_name(term.inner_text())
    expect(term).to_have_accessible_description(meaning)
    term.hover()
    expect(term).to_have_accessible_description(meaning)


def test_without_a_script_a_term_has_its_meaning_as_a_hint_and_leads_to_its_entry(browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/{CHAPTER}")
        term = page.locator("a.term").first
        place = term.get_attribute("href").partition("#")[2]
        assert len(term.get_attribute("title")) > 20
        term.click()
        expect(page.locator(f"#{place}")).to_be_in_viewport()
