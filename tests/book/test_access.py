"""What WCAG 2.2 asks of a page at its levels A and AA, and no rule of axe measures."""

import re

import pytest
from playwright.sync_api import expect

from tests.explore.reader import CONTRAST, GROUND

CHAPTER = "chapters/03_energy_and_logistics.html"
METHODS = "chapters/appendix/methods.html"

FURTHER_APART = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * {
      line-height: 1.5 !important;
      letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important;
    }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""The four distances of criterion 1.4.12."""

CUT = """() => {
  const unseen = "script, style, svg, caption, .visually-hidden, .explorer-spoken, .skip-link";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), cut = new Set();
  while (texts.nextNode()) {
    const text = texts.currentNode, around = text.parentElement;
    if (!text.data.trim() || around.closest(unseen)) continue;
    if (!around.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    for (let part = around; part; part = part.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(part), frame = part.getBoundingClientRect();
      if (/auto|scroll/.test(overflowX + overflowY)) break; // can be moved
      const beside = words.right > frame.right + 1 || words.left < frame.left - 1;
      const below = words.bottom > frame.bottom + 1 || words.top < frame.top - 1;
      const cuts = (overflow) => /hidden|clip/.test(overflow);
      if ((beside && cuts(overflowX)) || (below && cuts(overflowY))) cut.add(text.data.trim());
    }
  }
  return [...cut];
}"""
"""The texts of a page that a frame cuts off."""


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_is_cut_when_a_reader_sets_lines_words_and_letters_further_apart(
    page, site, address, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{address}", wait_until="load")
    page.evaluate(FURTHER_APART)
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# A target is in a sentence, or large enough, or so far from others that a finger finds it.
CROWDED = """() => {
  const ENOUGH = 23.9;
  const KINDS = "a[href], button, input, select, summary, textarea";
  const targets = [...document.querySelectorAll(KINDS)]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }))
    .filter((target) => !target.closest(".skip-link"))
    .map((target) => ({ target, around: target.closest("label") ?? target }))
    .map(({ target, around }) => ({ target, box: around.getBoundingClientRect() }))
    .filter(({ box }) => box.width);
  const small = ({ box }) => Math.min(box.width, box.height) < ENOUGH;
  const inSentence = ({ target }) => {
    const words = (part) => part.textContent.replace(/[\\s#]/g, "");
    const block = "p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4, summary, div";
    const sentence = words(target.parentElement.closest(block));
    return getComputedStyle(target).display.startsWith("inline")
      && sentence.length > words(target).length + 1;
  };
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  return targets.filter((one) => small(one) && !inSentence(one)).filter((one) => {
    const [x, y] = middle(one.box);
    return targets.some((other) => {
      const [its, mine] = [other.target, one.target];
      if (its.contains(mine) || mine.contains(its)) return false;
      const { left, right, top, bottom } = other.box, [otherX, otherY] = middle(other.box);
      const away = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
      const near = Math.hypot(otherX - x, otherY - y) < 24;
      return away < 12 || (small(other) && !inSentence(other) && near);
    });
  }).map(({ target, box }) => `${target.outerHTML.slice(0, 120)}: ${box.width} x ${box.height}`);
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_target_is_24_pixels_wide_and_high_or_stands_by_itself(page, site, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{address}", wait_until="networkidle")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.evaluate(CROWDED) == []


@pytest.mark.parametrize("figure", ["gas-shock", "region-map", "ledger-confidence"])
def test_an_embedded_figure_has_targets_of_24_pixels_too(page, site, figure):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/embed/{figure}.html", wait_until="networkidle")
    assert page.evaluate(CROWDED) == []
    assert page.locator(".explorer-home a").bounding_box()["height"] >= 24


FAINT = (
    f"() => {{{CONTRAST}{GROUND}"
    + """
  const told = {
    "a.told, a.term": "textDecorationColor",
    "select, textarea, .bd-search, .claims-field input": "borderTopColor",
    ".claims-tools button, .explorer-presets button": "borderTopColor",
    ".verdict": "borderTopColor",
  };
  return Object.entries(told).flatMap(([selector, property]) =>
    [...document.querySelectorAll(selector)].flatMap((one) => {
      if (!one.checkVisibility()) return [];
      const found = contrast(parts(getComputedStyle(one)[property]), ground(one.parentElement));
      return found < 3 ? [`${one.outerHTML.slice(0, 80)}: ${found.toFixed(2)}`] : [];
    }));
}"""
)
"""Frames of fields and lines under words that lead somewhere, of a contrast under 3 to 1."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [CHAPTER, "chapters/appendix/ledger.html", "search.html"])
def test_what_tells_a_field_or_a_link_from_its_ground_has_three_to_one(page, site, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/{name}", wait_until="networkidle")
    assert page.evaluate(FAINT) == []


def test_no_key_alone_takes_a_reader_elsewhere(page, site):
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    page.evaluate("addEventListener('keydown', (event) => (window.taken = event.defaultPrevented))")
    for key in "/?abcdefghijklmnopqrstuvwxyz0123456789.,-":
        page.keyboard.press(key)
        assert not page.evaluate("window.taken"), key
        assert page.evaluate("document.activeElement === document.body"), key
    assert page.url == f"{site}/{CHAPTER}"


def test_the_button_of_the_theme_says_which_mode_is_on_and_keeps_the_focus(page, site):
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    button = page.get_by_role("button", name="Color mode")
    said = {"light": "light", "dark": "dark", "auto": "as the system"}
    button.focus()
    for _ in said:
        page.keyboard.press("Enter")
        mode = page.locator("html").get_attribute("data-mode")
        expect(button).to_have_accessible_name(f"Color mode: {said[mode]}")
        expect(button).to_be_focused()


def test_the_button_of_the_contents_says_whether_they_are_shown(page, site):
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    button = page.locator(".primary-toggle")
    for shown in (True, False, True):
        expect(button).to_have_attribute("aria-expanded", str(shown).lower())
        expect(page.get_by_role("navigation", name="Main")).to_be_visible(visible=shown)
        button.click()


def test_whoever_closes_the_contents_on_a_phone_is_back_at_their_button(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    button = page.locator(".primary-toggle")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_code_is_copied_by_keyboard_with_a_button_in_sight_and_that_is_said(browser, site):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}/chapters/appendix/cookbook.html", wait_until="networkidle")
        button = page.locator(".copybtn").first
        button.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        expect(button).to_have_css("opacity", "1")
        assert re.fullmatch(
            "none|normal", button.evaluate("b => getComputedStyle(b, '::after').content")
        )
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Copied!")).to_have_count(1)
