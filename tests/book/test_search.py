"""A search leads to answers: the claim, the figure, the place in the text; and not to code."""

import json
import re

import pytest
from playwright.sync_api import expect

from corridors import data
from corridors.book import search

ANSWERED_BY = {
    "TANAP": "map-gas|term-tanap",
    "20 bcm": "twenty-bcm",
    "Kazakhstan trade": "partner-shares",
    "promises": "promise",
    "Black Sea cable": "green-cable",
    "c15": "ledger.html#c15",
    "Trump": "eu-steps|#c45",
    "Middle Corridor": "corridor-tonnage",
    "uranium": "uranium",
    "Shah Deniz": "twenty-bcm",
    "Turkmenistan gas": "map-gas",
    "renewables target": "target-pace",
    "Global Gateway": "eu-promises|money",
    "sanctions Kyrgyzstan": "eu-exports",
    "how late": "promise-delays",
    "TEU": "corridor-containers",
    "Absheron": "twenty-bcm",
    "pledge": "twenty-bcm",
    "electricity price Romania": "price-months",
    "dependence on Russia": "trade-dependence|#c15|powers-then-and-now",
}
"""What readers look for, and the address that has the answer."""

LOOKED_AT = 3
"""Answers that a reader looks at."""


@pytest.mark.parametrize("asked", ANSWERED_BY)
def test_a_question_finds_its_answer_among_the_first_three(page, site, asked):
    page.goto(f"{site}/search.html?q={asked}")
    first = page.locator("#answers li a")
    expect(first.first).to_be_visible()
    found = first.evaluate_all("all => all.map(one => one.getAttribute('href'))")[:LOOKED_AT]
    assert [address for address in found if re.search(ANSWERED_BY[asked], address)], found


def test_an_answer_leads_to_its_place_also_from_a_folder(page, book):
    page.goto(f"{book.as_uri()}/search.html?q=Kazakhstan+trade")
    answer = page.locator("#answers li a").first
    place = answer.get_attribute("href").partition("#")[2]
    answer.click()
    expect(page.locator(f"[id='{place}']")).to_be_in_viewport()


@pytest.mark.parametrize("one, other", [("Türkiye", "turkiye"), ("TANAP", "tanap")])
def test_letters_with_and_without_accents_find_the_same(page, site, one, other):
    found = []
    for asked in (one, other):
        page.goto(f"{site}/search.html?q={asked}")
        expect(page.locator("#answers li a").first).to_be_visible()
        found.append(page.locator("#answers li a").all_inner_texts())
    assert found[0] == found[1] != []


@pytest.mark.parametrize("questions", [("Türkiye", "turkiye"), ("2027",), ("in 2030",)])
def test_the_list_of_pages_knows_years_and_words_with_and_without_accents(page, book, questions):
    failed, found = [], []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda said: said.type == "error" and failed.append(said.text))
    for asked in questions:
        page.goto(f"{book.as_uri()}/search.html?q={asked}")
        expect(page.locator("#search-results")).to_contain_text("found")
        found.append(sorted(page.locator("#search-results ul.search > li a").all_inner_texts()))
    assert all(pages == found[0] != [] for pages in found)
    assert not failed


def test_a_question_that_nothing_answers_shows_no_list_and_no_error(page, site):
    failed = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{site}/search.html?q=%3Cb%3Exyzzy%3C%2Fb%3E+__proto__")
    expect(page.locator("#search-results")).to_be_attached()
    expect(page.locator("#answers")).to_have_count(0)
    assert not failed


def test_what_search_quotes_is_no_code(page, site):
    page.goto(f"{site}/search.html?q=model", wait_until="networkidle")  # a page for each quote
    quotes = page.locator("#search-results .context")
    expect(quotes.first).to_be_visible()
    assert not [text for text in quotes.all_inner_texts() if re.search(r"\w+\(\w+=", text)]


def test_every_subject_leads_to_a_figure_of_the_book(book):
    text = (book / search.FILE).read_text(encoding="utf-8")
    entries = json.loads(text.removeprefix("const ANSWERS = ").rstrip().removesuffix(";"))
    subjects = {title for kind, title, *_ in entries if kind == "Subject"}
    assert subjects == set(search.SUBJECTS)
    claims = [title for kind, title, *_ in entries if kind == "Claim"]
    assert len(claims) == len(data.load("policy/claims"))


def test_the_index_of_words_has_none_that_only_code_has(book):
    index = (book / "searchindex.js").read_text(encoding="utf-8")
    assert '"caspian"' in index or "caspian:" in index
    assert "gas_pictures" not in index
