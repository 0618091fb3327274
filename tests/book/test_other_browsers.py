"""Firefox and WebKit beside Chromium: the same answers, from a server and from a folder.

In continuous integration both must be there; elsewhere the tests say which ran.
"""

import html
import json
import os
import re
from contextlib import ExitStack
from functools import cache

import pytest

from corridors.explore.packs import opened
from tests.book import drivers

BROWSERS = {"Firefox": drivers.firefox, "WebKitGTK": drivers.webkit}
MOVED = {
    "01_introduction": "region-map",
    "02_regionalism": "partner-shares",
    "03_energy_and_logistics": "twenty-bcm",
    "04_green_transition": "green-cable",
    "06_conclusion": "promise-keeping",
}
TITLE = "return document.querySelector(`#${arguments[0]} .explorer-title`).textContent"
SHAPE = """const view = document.querySelector(`#${arguments[0]} .explorer-view`);
return [...view.querySelectorAll("svg[data-shape]")]
  .find((svg) => getComputedStyle(svg).display !== "none").dataset.shape"""
VALUES = """const figure = document.querySelector(`#${arguments[0]}`);
const controls = figure.querySelector(".explorer-controls").textContent;
return JSON.parse(controls).map(({ name, kind, keys }) => {
  const field = figure.querySelector("form").elements.namedItem(name);
  if (kind === "checkbox") return Number(field.checked);
  const same = kind === "slider" ? (key) => Number(key) === Number(field.value)
    : (key) => key === field.value;
  return keys.findIndex(same);
})"""
READING = """const bubble = document.querySelector(`#${arguments[0]} .explorer-reading`);
return Boolean(bubble) && getComputedStyle(bubble).display !== "none" && !bubble.hidden"""
HASH = "return location.hash.split('?')[0]"
SHOWN = """const part = document.querySelector(arguments[0]);
return Boolean(part) && part.getClientRects().length > 0"""
WORDS = "return document.querySelector(arguments[0]).textContent"
MIDDLE = """const part = document.querySelector(arguments[0]);
part.closest("p, figure").scrollIntoView({ block: "center", behavior: "instant" });
const [{ left, top, width, height }] = part.getClientRects();
return [left + width / 2, top + height / 2]"""
KEEP_FILES = """window.files = [];
const made = URL.createObjectURL;
URL.createObjectURL = (file) => {
  file.text().then((text) => files.push(text));
  return made.call(URL, file);
};
HTMLAnchorElement.prototype.click = () => {};"""


UNFOLDED = (
    "window.wholePage?.();for (const fold of document.querySelectorAll('details')) fold.open = true"
)


@pytest.fixture(scope="module", params=BROWSERS)
def browser_of(request):
    with ExitStack() as stack:
        try:
            driven = stack.enter_context(BROWSERS[request.param]())
        except FileNotFoundError as missing:
            if os.environ.get("CI"):
                pytest.fail(f"{request.param} is wanted in continuous integration. {missing}")
            pytest.skip(str(missing))
        driven.is_wide(1280, 900)
        yield driven


@pytest.fixture(params=["http", "file"])
def anywhere(request, site, book):
    return site if request.param == "http" else book.as_uri()


@cache
def controls_of(book, page, id):
    text = (book / "chapters" / f"{page}.html").read_text("utf-8")
    figure = text.partition(f'<figure class="explorer" id="{id}"')[2].partition("</figure>")[0]
    listed = re.search(r'class="explorer-controls">(.*?)</script>', figure)
    sources = dict(
        re.findall(r'data-shape="(\w+)" data-pack="[^"]*" data-src="\.\./([^"]+)"', figure)
    )
    return json.loads(listed[1]), sources


def told(book, page, id, shape, choice):
    """The title that the page carries for a choice, decoded without its script."""
    controls, sources = controls_of(book, page, id)
    pack = re.fullmatch(
        r'explorerPack\("[\w-]+","(.*)"\)\n', (book / sources[shape]).read_text("utf-8")
    )
    number = 0
    for control, value in zip(controls, choice, strict=True):
        number = number * len(control["keys"]) + value
    titles = opened(pack[1])["titles"]
    return html.unescape(titles[number if len(titles) > 1 else 0])


def by_arrows(book, page, id):
    """The first control that arrow keys move, and the key that moves it first."""
    controls, _ = controls_of(book, page, id)
    control = next(each for each in controls if each["kind"] in ("slider", "radio"))
    on = ":checked" if control["kind"] == "radio" else ""
    key = "right" if control["default"] == 0 else "left"
    return f"#{id} [name={control['name']}]{on}", key


@pytest.mark.slow
@pytest.mark.parametrize("page", MOVED)
def test_a_figure_answers_keys_and_addresses_and_goes_back(browser_of, anywhere, book, page):
    id = MOVED[page]
    control, key = by_arrows(book, page, id)
    browser_of.goes_to(f"{anywhere}/chapters/{page}.html")
    browser_of.tells(UNFOLDED)
    before = browser_of.tells(VALUES, id)
    shape = browser_of.tells(SHAPE, id)
    assert browser_of.tells(TITLE, id) == told(book, page, id, shape, before)
    browser_of.presses(control, key)
    after = browser_of.tells(VALUES, id)
    assert after != before
    browser_of.says(TITLE, told(book, page, id, shape, after), id)
    browser_of.says(HASH, f"#{id}")
    address = browser_of.tells("return location.hash")
    assert browser_of.tells("return faults") == []
    browser_of.goes_to(f"{anywhere}/chapters/{page}.html{address}")
    browser_of.tells(UNFOLDED)
    assert browser_of.tells(VALUES, id) == after
    browser_of.says(TITLE, told(book, page, id, shape, after), id)
    browser_of.presses(control, "right" if key == "left" else "left")
    browser_of.says(TITLE, told(book, page, id, shape, browser_of.tells(VALUES, id)), id)
    browser_of.says("return location.hash === arguments[0]", False, address)
    browser_of.goes_back()
    browser_of.says(VALUES, after, id)
    browser_of.says(TITLE, told(book, page, id, shape, after), id)


@pytest.mark.slow
def test_marks_read_aloud_a_number_opens_and_the_theme_turns(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/chapters/03_energy_and_logistics.html")
    view = "#twenty-bcm .explorer-view"
    browser_of.presses(view, "right")
    browser_of.says(READING, True, "twenty-bcm")
    browser_of.presses(view, "escape")
    browser_of.says(READING, False, "twenty-bcm")
    browser_of.clicks("a.told")
    browser_of.says("return Boolean(document.querySelector('dialog.number-dialog[open]'))", True)
    browser_of.clicks(".number-dialog [data-close]")
    browser_of.says("return Boolean(document.querySelector('dialog.number-dialog[open]'))", False)
    mode = browser_of.tells("return document.documentElement.dataset.mode")
    browser_of.clicks("button.theme-switch-button")
    browser_of.says("return document.documentElement.dataset.mode === arguments[0]", False, mode)
    assert browser_of.tells("return faults") == []


@pytest.mark.slow
def test_what_is_folded_is_built_as_it_opens(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/chapters/03_energy_and_logistics.html")
    fold = "details.more-evidence:has(figure.explorer, .later)"
    browser_of.clicks(f"{fold} > summary")
    tools = f"document.querySelector('{fold}[open] .explorer-tools:not([hidden])')"
    browser_of.says(f"return Boolean({tools}?.getClientRects().length)", True)
    assert browser_of.tells("return faults") == []


@pytest.mark.slow
def test_the_pointer_reads_what_the_arrow_keys_read(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/chapters/03_energy_and_logistics.html")
    view, reading = "#twenty-bcm .explorer-view", "#twenty-bcm .explorer-reading"
    browser_of.presses(view, "right")
    browser_of.says(READING, True, "twenty-bcm")
    read = browser_of.tells(WORDS, reading)
    place = browser_of.tells(MIDDLE, "#twenty-bcm .explorer-pointer")
    browser_of.presses(view, "escape")
    browser_of.says(READING, False, "twenty-bcm")
    browser_of.points_at(*place)
    browser_of.says(READING, True, "twenty-bcm")
    assert read in browser_of.tells(WORDS, reading)
    browser_of.points_at(2, 2)
    browser_of.says(READING, False, "twenty-bcm")


@pytest.mark.slow
def test_a_figure_gives_its_values_as_a_table_and_as_a_file(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/chapters/03_energy_and_logistics.html")
    browser_of.tells(KEEP_FILES)
    browser_of.clicks("#twenty-bcm [data-action=table]")
    browser_of.says(SHOWN, True, "#twenty-bcm .explorer-table table")
    head = browser_of.tells(WORDS, "#twenty-bcm .explorer-table th")
    browser_of.clicks("#twenty-bcm [data-action=csv]")
    browser_of.says("return files.length", 1)
    assert browser_of.tells("return files[0]").lstrip("\ufeff").startswith(head)
    assert browser_of.tells("return faults") == []


@pytest.mark.slow
def test_a_term_says_what_it_means(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/chapters/03_energy_and_logistics.html")
    meaning = browser_of.tells("return document.querySelector('a.term').title")
    browser_of.points_at(2, 2)  # where a test before has left it there may be the term
    browser_of.points_at(*browser_of.tells(MIDDLE, "a.term"))
    browser_of.says(SHOWN, True, "#term-said")
    assert browser_of.tells(WORDS, "#term-said") == meaning
    browser_of.presses("a.term", "escape")
    browser_of.says(SHOWN, False, "#term-said")
    assert browser_of.tells("return faults") == []


@pytest.mark.slow
def test_a_figure_in_a_strangers_page_answers(browser_of, anywhere, book):
    page, id = "03_energy_and_logistics", "gas-shock"
    control, key = by_arrows(book, page, id)
    browser_of.goes_to(f"{anywhere}/embed/{id}.html?theme=dark")
    shape, before = browser_of.tells(SHAPE, id), browser_of.tells(VALUES, id)
    browser_of.presses(control, key)
    after = browser_of.tells(VALUES, id)
    assert after != before
    browser_of.says(TITLE, told(book, page, id, shape, after), id)
    assert browser_of.tells("return faults") == []


@pytest.mark.slow
def test_a_search_gives_its_answer(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/search.html?q=TANAP")
    script = (
        'return Boolean(document.querySelector(\'a[href*="#map-gas"], a[href*="term-TANAP"]\'))'
    )
    browser_of.says(script, True)


@pytest.mark.slow
def test_the_ledger_filters(browser_of, anywhere):
    browser_of.goes_to(f"{anywhere}/chapters/appendix/ledger.html?verdict=contradicted")
    everything = "return document.querySelectorAll('details.claim').length"
    shown = everything.replace("claim'", "claim:not([hidden])'")
    assert 0 < browser_of.tells(shown) <= browser_of.tells(everything)
    assert browser_of.tells("return faults") == []
