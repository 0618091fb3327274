"""Every page of the built book, looked at in a real browser."""

import gzip
import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.explore.reader import until

ACCESSIBLE_NAMES = """() => [...document.querySelectorAll('img, svg[role="img"]')].map(image => ({
    name: image.getAttribute('alt') ?? image.getAttribute('aria-label') ?? '',
    within: image.closest('.bd-article') !== null,
}))"""

ICONS = """() => [...document.querySelectorAll('.fa-solid')].map(icon => {
    const glyph = getComputedStyle(icon, '::before');
    return {
        name: icon.className,
        drawn: glyph.maskImage.startsWith('url("data:') && parseFloat(glyph.width) > 8,
        shown: icon.checkVisibility(),
    };
})"""

UNNAMED = """() => [...document.querySelectorAll('a, button')]
    .filter(element => element.checkVisibility({visibilityProperty: true}))
    .filter(element => !(element.textContent + (element.ariaLabel ?? '') + element.title).trim())
    .map(element => element.outerHTML)"""


def requests_of(page: Page) -> list[str]:
    """The addresses a page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def faults_of(page: Page) -> list[str]:
    """What goes wrong in a page from now on: errors of scripts, and files that are not there."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    return faults


def test_a_page_asks_for_nothing_from_elsewhere(page, site, address):
    asked, faults = requests_of(page), faults_of(page)
    page.goto(f"{site}/{address}", wait_until="networkidle")
    elsewhere = [url for url in asked if not url.startswith((f"{site}/", "data:"))]
    assert not elsewhere
    assert not faults


def test_a_page_opened_from_a_folder_asks_for_nothing_outside_it(page, book, address):
    asked, faults = requests_of(page), faults_of(page)
    page.goto((book / address).as_uri(), wait_until="networkidle")
    outside = [url for url in asked if not url.startswith((f"{book.as_uri()}/", "data:"))]
    assert not outside
    assert not faults


def test_a_page_is_light(page, site, book, address):
    asked = requests_of(page)
    page.goto(f"{site}/{address}", wait_until="networkidle")
    files = {urlsplit(url).path.lstrip("/") for url in asked if url.startswith(site)}
    furniture = [book / file for file in files if file.startswith("_static/")]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in furniture)
    assert weight < 80_000, sorted(files)
    assert not any("fontawesome" in file or "bootstrap" in file for file in files)


def test_a_page_has_one_top_heading(page, site, address):
    page.goto(f"{site}/{address}")
    assert page.locator("h1").count() == 1


def test_a_page_shows_no_traceback(book, address):
    text = (book / address).read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" not in text
    assert "ansi-red" not in text and 'class="output stderr' not in text


def test_an_image_says_what_it_shows(page, site, address):
    page.goto(f"{site}/{address}")
    for image in page.evaluate(ACCESSIBLE_NAMES):
        if image["within"]:
            assert len(image["name"]) >= 25, image
            assert not re.search(r"\.(png|svg|jpe?g)$", image["name"]), image


ASKED_OF = {
    "light": {"resultTypes": ["violations"]},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
"""What axe looks for in each theme: all its rules in one, and what colours decide in the other."""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_accessibility_violation(page, site, address, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/{address}", wait_until="networkidle")
    assert page.locator("html").get_attribute("data-theme") == scheme
    violations = Axe().run(page, options=ASKED_OF[scheme]).response["violations"]
    assert not [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_a_phone(page, site, address, scheme):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/{address}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.bd-article *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
            .filter(e => {
                for (let up = e.parentElement; up; up = up.parentElement)
                    if (getComputedStyle(up).overflowX !== 'visible') return false;
                return true;
            })
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert not wide


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { sources } of list.getEntries())
    shifts.push(sources.map(({ node }) => node && (node.outerHTML ?? node.data).slice(0, 150)));
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_scripts_and_images_arrive_after_the_words(
    unread, site, book, address, width
):
    text, held = (book / address).read_text(encoding="utf-8"), []
    awaited = [src.split("/")[-1] for src in re.findall(r'<script src="([^"]*)"', text)]
    painted = False
    words = "performance.getEntriesByName('first-contentful-paint').length"

    def hold(route):
        if route.request.url.split("/")[-1] in awaited or painted:
            route.continue_()
        else:
            held.append(route)

    unread.add_init_script(SHIFTS)
    unread.set_viewport_size({"width": width, "height": 800})
    unread.route(re.compile(r"[.](js|svg|png)\b"), hold)
    unread.goto(f"{site}/{address}", wait_until="commit")
    until(unread, words, 1)
    painted = True
    while held:
        held.pop().continue_()
    unread.wait_for_load_state("networkidle")
    assert unread.evaluate("shifts") == []


def test_letters_twice_as_large_need_no_sideways_scroll_on_a_phone(page, site, address):
    page.set_viewport_size({"width": 360, "height": 720})
    page.goto(f"{site}/{address}", wait_until="load")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    until(page, "document.documentElement.scrollWidth - innerWidth", 0, seconds=5)


# A field of a search is marked by the frame that holds its field and its glass.
MARKED = """() => {
  const at = document.activeElement;
  if (at === document.body) return true; // past the last stop of a short page
  const marked = (it) => {
    const { outlineStyle, boxShadow } = getComputedStyle(it);
    return outlineStyle !== "none" || boxShadow !== "none";
  };
  return marked(at) || (at.type === "search" && marked(at.form));
}"""


def test_whoever_goes_by_keyboard_sees_where_they_are(page, site, address):
    page.goto(f"{site}/{address}", wait_until="load")
    unmarked = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.evaluate(MARKED):
            unmarked.append(page.evaluate("document.activeElement.outerHTML.slice(0, 150)"))
    assert not unmarked


@pytest.mark.parametrize("width", [360, 1280])
def test_every_icon_on_a_page_is_drawn_and_every_button_named(page, site, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{address}", wait_until="networkidle")
    icons = [icon for icon in page.evaluate(ICONS) if icon["shown"]]
    assert icons
    assert not [icon["name"] for icon in icons if not icon["drawn"]]
    assert page.evaluate(UNNAMED) == []


OF_WORDS = {"summary", "button", "label", "span", "p", "h1", "h2", "h3", "h4"}
"""What holds words and other parts of a line."""

BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "section", "figure", "pre", "details", "form"}
NAMELESS = {"pre", "p", "div", "span", "code", "em", "strong", "sub", "sup"}
"""What ARIA lets have no name until a role says what it is."""


class Faults(HTMLParser):
    """What a page writes that HTML or ARIA forbids, as the Nu checker found it in our own code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag in BLOCKS and (around := OF_WORDS & set(self._within[-1:])):
            self.found.append(f"{tag} within {around.pop()}")
        if tag in NAMELESS and "aria-label" in has and "role" not in has:
            self.found.append(f"a name for {tag} without a role")
        if "autocomplete" in has and has.get("type") in {"checkbox", "radio", "button"}:
            self.found.append(f"autocomplete of a {has['type']}")
        if has.keys() & {"halign", "bgcolor", "background"}:
            self.found.append(f"{tag} with {sorted(has)}")
        if tag not in {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "path"}:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass


def test_a_page_writes_nothing_that_the_nu_checker_found_in_our_own_code(book, address):
    assert Faults((book / address).read_text(encoding="utf-8")).found == []


def test_what_the_nu_checker_found_would_be_found_again():
    for wrong in (
        "<summary><p>Rows</p></summary>",
        '<pre aria-label="Source"></pre>',
        '<input type="checkbox" autocomplete="off">',
        '<th halign="left">',
    ):
        assert len(Faults(f"<main>{wrong}</main>").found) == 1, wrong


def test_the_pages_link_to_pages_and_to_places_in_them_that_are_there(book):
    texts = {page: page.read_text(encoding="utf-8") for page in book.rglob("*.html")}
    places = {page: set(re.findall(r'\bid="([^"]+)"', text)) for page, text in texts.items()}
    missing = []
    for source, text in texts.items():
        for link in re.findall(r'\b(?:href|src)="([^"]+)"', text):
            parts = urlsplit(unescape(link))
            if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                continue
            target = (source.parent / unquote(parts.path)).resolve() if parts.path else source
            place, _, state = unquote(parts.fragment).partition("?")
            if not (
                target.exists()
                and (not place or target not in places or place in places[target])
                and (not state or opens_a_state(texts[target], place, state))
            ):
                missing.append(f"{source.relative_to(book)}: {link}")
    assert not missing


def opens_a_state(page, explorer, state):
    """Whether a deep link names controls that the explorer has, and values that they take."""
    figure = page.partition(f'<figure class="explorer" id="{explorer}"')[2].partition("</figure>")[
        0
    ]
    spec = re.search(r'class="explorer-controls">(.*?)</script>', figure, re.DOTALL)
    controls = {c["name"]: c["keys"] for c in json.loads(spec[1])} if spec else {}
    return all(value in controls.get(name, []) for name, value in parse_qsl(state))


@pytest.mark.parametrize(
    ("link", "opens"),
    [
        ("supplier=Norway", True),
        ("supplier=Norway&cut=40", True),
        ("supplier=Narnia", False),
        ("seller=Norway", False),
    ],
)
def test_a_deep_link_counts_only_when_the_explorer_knows_its_values(link, opens):
    controls = '[{"name":"supplier","keys":["Norway"]},{"name":"cut","keys":["0","40"]}]'
    page = (
        '<figure class="explorer" id="gas-shock"><script type="application/json" '
        f'class="explorer-controls">{controls}</script></figure>'
    )
    assert opens_a_state(page, "gas-shock", link) is opens
