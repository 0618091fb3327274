"""The page face in a browser: small pages with the real script and style, served or in a folder."""

import codecs
import csv
import functools
import io
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from corridors.explore import bake, define
from corridors.explore.definition import Preset
from corridors.explore.page import STATIC, figure
from tests.explore.reader import SMALL, UNREADABLE, Reader, listening, value_of
from tests.explore.samples import (
    GROWTH,
    PLAIN,
    SHOCK,
    SUPPLY,
    after_cut,
    choices_to_try,
    default_of,
    describe_cut,
    readings,
    supply_bars,
    told,
)

PAGE = """<!doctype html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Explorers</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="explorer.css">
<style>
body {{ font: 16px/1.5 sans-serif; margin: 1rem; color: var(--pst-color-text-base, #1f2328); }}
html[data-theme=dark] {{
  --pst-color-text-base: #ced6dd; --pst-color-text-muted: #9ca4af; --pst-color-link: #6cb6ff;
  --pst-color-background: #14181e; background: #14181e;
}}
a {{ color: var(--pst-color-link, #0b5cad); }}
</style>
<script defer src="explorer.js"></script>
</head>
<body><main>
<h1>Explorers</h1>
<p><a href="#below">Go below</a>, or see <a href="#gas-shock?supplier=LNG&amp;cut=50">half of the
LNG</a> gone.</p>
{figures}
<h2 id="below">Below</h2>
</main></body>
</html>
"""

CAPTION = {"caption": "What is left.", "source": "Bruegel; Energy Institute; a ministry & others"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, baked):
    """A page with three explorers, and one with ten."""
    folder = tmp_path_factory.mktemp("pages")
    for file in STATIC.iterdir():
        shutil.copy(file, folder)
    shock, growth, plain = (
        figure(definition, {"wide": baked[definition.id]}, **CAPTION)
        for definition in (SHOCK, GROWTH, PLAIN)
    )
    ten = (
        figure(replace(GROWTH, id=f"growth-{number}"), {"wide": baked[GROWTH.id]})
        for number in range(10)
    )
    (folder / "page.html").write_text(PAGE.format(figures=shock + growth + plain), "utf-8")
    (folder / "ten.html").write_text(PAGE.format(figures="".join(ten)), "utf-8")
    return folder


@pytest.fixture(scope="module")
def served(folder, serve):
    return serve(folder)


@pytest.fixture(params=["http", "file"])
def anywhere(request, served, folder):
    """Where the pages are: on a server, and in a folder."""
    return served if request.param == "http" else folder.as_uri()


@pytest.fixture
def quiet(page, served, folder):
    """A page that must not complain by the end of the test, nor ask for anything from elsewhere."""
    with listening(page, served, folder.as_uri()):
        yield page


def opened(page, place, address="", name="page.html"):
    page.goto(f"{place}/{name}{address}")
    return Reader(page, "gas-shock"), Reader(page, "corridor-growth")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_every_control_answers_with_the_models_own_numbers(quiet, anywhere, way):
    for reader, definition in zip(opened(quiet, anywhere), (SHOCK, GROWTH), strict=True):
        choice = default_of(definition)
        assert reader.choice() == choice
        for wanted in choices_to_try(definition):
            for name in wanted:
                if wanted[name] != choice[name]:
                    getattr(reader, f"chooses_by_{way}")(name, wanted[name])
            choice = wanted
            assert reader.choice() == wanted
            assert reader.sees() == told(definition, wanted)
        comes_to(quiet, reader.address(choice))


def test_a_slider_of_large_numbers_keeps_every_digit():
    model = functools.partial(after_cut, SUPPLY, supplier="LNG")
    cut = {"cut": (1_234_567, 1_234_600, 11)}
    definition = define("large", model, supply_bars, describe_cut, cut)
    html = figure(definition, {"wide": bake(definition, store=None)})
    assert 'min="1234567" max="1234600" step="11" value="1234578"' in html


def test_a_slider_says_its_value_in_words(quiet, served):
    reader, _ = opened(quiet, served)
    reader.chooses_by_keyboard("cut", 7)
    expect(reader.field("cut")).to_have_attribute("aria-valuetext", "70%")
    expect(reader.figure.locator("output")).to_have_text("70%")


def test_dragging_a_slider_shows_the_states_between(quiet, served):
    reader, _ = opened(quiet, served)
    quiet.mouse.move(*reader.place_on_slider("cut", 2))
    quiet.mouse.down()
    for value in (3, 5, 8, 10, 6):
        quiet.mouse.move(*reader.place_on_slider("cut", value))
        sentence = told(SHOCK, {**default_of(SHOCK), "cut": value}).sentence
        expect(reader.figure.locator(".explorer-summary")).to_have_text(sentence)
    assert quiet.evaluate("location.hash") == ""
    quiet.mouse.up()
    quiet.wait_for_function("location.hash.includes('cut=60')")


def test_an_address_opens_its_state(quiet, anywhere):
    reader, other = opened(quiet, anywhere)
    for choice in ({"supplier": 2, "cut": 10, "lasting": 1}, {"supplier": 4, "cut": 0}):
        choice = default_of(SHOCK) | choice
        address = reader.address(choice)
        quiet.goto("about:blank")
        opened(quiet, anywhere, address)
        assert reader.sees() == told(SHOCK, choice)
        assert other.sees() == told(GROWTH)


def test_the_explorer_that_an_address_names_comes_into_sight(quiet, served):
    _, growth = opened(quiet, served, "#corridor-growth?rate=0.25")
    expect(growth.figure).to_be_in_viewport()
    assert growth.sees() == told(GROWTH, default_of(GROWTH) | {"rate": 5})


def test_what_an_address_does_not_name_or_misnames_is_the_default(quiet, served):
    for query, named in {
        "?cut=100": {"cut": 10},
        "?lasting=yes&cut=999&supplier=LNG": {"lasting": 1, "supplier": 1},
        "?supplier=Atlantis&cut=-10&lasting=maybe": {},
        "?cut=20.5&supplier=&lasting": {},
        "?colour=red&__proto__=1&cut=30&cut=40": {"cut": 3},
        "?%zz&&==&cut=%E0%A4%A": {},
        "?": {},
        "": {},
    }.items():
        quiet.goto("about:blank")
        reader, _ = opened(quiet, served, f"#gas-shock{query}")
        choice = default_of(SHOCK) | named
        assert reader.sees() == told(SHOCK, choice), query
        assert reader.choice() == choice, query


def test_an_address_that_names_no_explorer_changes_nothing(quiet, served):
    for address in ("#nowhere?cut=100", "#?cut=100", "#below?cut=100", "#%?="):
        quiet.goto("about:blank")
        reader, _ = opened(quiet, served, address)
        assert reader.sees() == told(SHOCK)


def test_back_and_forward_follow_two_explorers(quiet, anywhere):
    shock, growth = opened(quiet, anywhere)

    def seen():
        return shock.sees(), growth.sees(), shock.choice(), growth.choice()

    entries = [seen()]
    for reader, name, value in (
        (shock, "cut", 5),
        (growth, "scenario", 1),
        (shock, "lasting", 1),
        (growth, "rate", 4),
    ):
        reader.chooses_by_mouse(name, value)
        comes_to(quiet, reader.address())
        entries.append(seen())
    assert len({str(entry) for entry in entries}) == 5
    for entry in reversed(entries[:-1]):
        quiet.go_back()
        assert seen() == entry
    for entry in entries[1:]:
        quiet.go_forward()
        assert seen() == entry


def comes_to(page, address):
    page.wait_for_function("hash => location.hash === hash", arg=address)


def test_a_run_of_key_presses_is_one_step_back(quiet, served):
    reader, _ = opened(quiet, served)
    before = quiet.evaluate("history.length")
    reader.chooses_by_keyboard("cut", 10)
    comes_to(quiet, reader.address())
    assert quiet.evaluate("history.length") == before + 1
    quiet.go_back()
    assert reader.sees() == told(SHOCK)


def test_reloading_keeps_what_both_explorers_show(quiet, anywhere):
    shock, growth = opened(quiet, anywhere, "#gas-shock?cut=90")
    growth.chooses_by_mouse("scenario", 1)
    comes_to(quiet, growth.address())
    quiet.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    quiet.wait_for_function("scrollY === 0")
    quiet.reload()
    assert shock.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 9})
    assert growth.sees() == told(GROWTH, default_of(GROWTH) | {"scenario": 1})


def test_a_link_to_another_place_of_the_page_leaves_the_explorers_as_they_are(quiet, served):
    reader, _ = opened(quiet, served)
    reader.chooses_by_mouse("cut", 9)
    comes_to(quiet, reader.address())
    quiet.get_by_role("link", name="Go below").click()
    comes_to(quiet, "#below")
    at_ninety = told(SHOCK, default_of(SHOCK) | {"cut": 9})
    assert reader.sees() == at_ninety
    reader.chooses_by_mouse("cut", 4)
    comes_to(quiet, reader.address())
    quiet.go_back()
    assert reader.sees() == at_ninety


def test_a_link_in_the_text_opens_a_state_and_leaves_the_other_explorer_as_it_is(quiet, served):
    shock, growth = opened(quiet, served)
    growth.chooses_by_mouse("rate", 5)
    comes_to(quiet, growth.address())
    for _ in range(2):
        quiet.get_by_role("link", name="half of the LNG").click()
        assert shock.sees() == told(SHOCK, {"supplier": 1, "cut": 5, "lasting": 0})
        assert growth.sees() == told(GROWTH, default_of(GROWTH) | {"rate": 5})
        shock.chooses_by_keyboard("lasting", 1)
        comes_to(quiet, shock.address())


def test_reset_returns_to_the_state_that_opened(quiet, served):
    reader, _ = opened(quiet, served, "#gas-shock?cut=100&lasting=yes")
    assert reader.sees() != told(SHOCK)
    reader.button("reset").click()
    assert reader.sees() == told(SHOCK)
    assert reader.choice() == default_of(SHOCK)
    quiet.go_back()
    assert reader.choice() == {"supplier": 0, "cut": 10, "lasting": 1}


def test_the_copied_link_opens_the_state_shown(quiet, served):
    quiet.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    reader, _ = opened(quiet, served)
    reader.chooses_by_mouse("supplier", 2)
    reader.button("link").click()
    expect(reader.figure.locator(".explorer-status")).to_have_text("Link copied")
    link = quiet.evaluate("navigator.clipboard.readText()")
    quiet.goto("about:blank")
    quiet.goto(link)
    assert reader.sees() == told(SHOCK, default_of(SHOCK) | {"supplier": 2})


@pytest.mark.parametrize(
    "clipboard", ["undefined", "{ writeText: () => Promise.reject(new Error('not allowed')) }"]
)
def test_without_a_clipboard_the_link_is_shown(quiet, folder, clipboard):
    quiet.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ get: () => ({clipboard}) }})"
    )
    reader, _ = opened(quiet, folder.as_uri(), "#gas-shock?cut=70")
    reader.sees()
    reader.button("link").click()
    link = f"{folder.as_uri()}/page.html{reader.address()}"
    expect(reader.figure.locator(".explorer-status")).to_have_text(link)


def test_one_button_switches_between_chart_and_table(quiet, served):
    for reader, definition in zip(
        [*opened(quiet, served), Reader(quiet, "plain-figure")], (SHOCK, GROWTH, PLAIN), strict=True
    ):
        chart, table = (reader.figure.locator(f".explorer-{face}") for face in ("view", "table"))
        button = reader.button("table")
        for _ in range(2):
            expect(chart).to_be_visible()
            expect(table).to_be_hidden()
            expect(button).to_have_text("Table")
            button.click()
            expect(table).to_be_visible()
            expect(chart).to_be_hidden()
            expect(button).to_have_text("Chart")
            assert reader.sees() == told(definition)
            button.click()


def saved(reader, kind):
    """The name and the bytes of the file that a button saves."""
    with reader.page.expect_download() as download:
        reader.button(kind).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_saved_table_has_the_models_rows(quiet, anywhere):
    shock, growth = opened(quiet, anywhere, "#gas-shock?cut=70&supplier=LNG")
    for reader, definition, choice, name in (
        (shock, SHOCK, {"supplier": 1, "cut": 7}, "gas-shock_supplier=LNG_cut=70_lasting=no.csv"),
        (growth, GROWTH, {}, "corridor-growth_growth=0_rate=0.1_scenario=low.csv"),
        (Reader(quiet, "plain-figure"), PLAIN, {}, "plain-figure.csv"),
    ):
        suggested, content = saved(reader, "csv")
        assert content.startswith(codecs.BOM_UTF8), "Excel reads it in another code"
        columns, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        expected = told(definition, default_of(definition) | choice)
        own = len(expected.columns)
        assert columns[:own] == expected.columns
        values = [[value_of(cell) if cell else None for cell in row[:own]] for row in rows]
        assert values == expected.rows
        assert suggested == name
        for row in rows:
            about = dict(zip(columns[own:], row[own:], strict=True))
            for control in definition.controls:
                word = control.words[(default_of(definition) | choice)[control.name]]
                assert about.pop(f"Choice: {control.label}") == word
            assert about.pop("Title") == expected.title
            assert about.pop("Source") == CAPTION["source"]
            assert about.pop("Address").endswith(f"page.html{reader.address()}")
            assert not about


def test_the_saved_chart_is_an_image_with_title_numbers_and_source(quiet, anywhere, tmp_path):
    for reader, definition in zip(
        [*opened(quiet, anywhere), Reader(quiet, "plain-figure")],
        (SHOCK, GROWTH, PLAIN),
        strict=True,
    ):
        _, content = saved(reader, "svg")
        text = content.decode()
        words = "".join(" ".join(ET.fromstring(content).itertext()).split())
        expected = told(definition)
        chosen = (": ".join(pair) for pair in definition.scenario(definition.default))
        for part in (expected.title, expected.sentence, CAPTION["source"], *chosen):
            assert "".join(part.split()) in words
        for drawn in reader.figure.locator(".explorer-view svg text").all_text_contents():
            assert "".join(drawn.split()) in words
        assert "var(" not in text and "calc(" not in text
        assert "<use" not in text, "drawing programs lose what is drawn by reference"
        assert 'sans-serif"' in text[:300]
        assert not re.search(r"=\"https?://(?!www\.w3\.org/)|url\(http", text)
        (tmp_path / "chart.svg").write_bytes(content)
        drawn = drawn_as_image(quiet.context.new_page(), tmp_path / "chart.svg")
        assert min(drawn.size) > 500
        assert len(drawn.getcolors(1 << 24)) > 100, "the image is blank"


def drawn_as_image(page, file):
    """What the browser draws for an `<img>` of the file."""
    file.with_suffix(".html").write_text(f'<img alt="" src="{file.name}">', encoding="utf-8")
    page.goto(file.with_suffix(".html").as_uri())
    page.evaluate("document.images[0].decode()")
    return Image.open(io.BytesIO(page.locator("img").screenshot()))


def test_the_keyboard_reads_every_mark_and_says_it(quiet, served):
    for reader, definition in zip(
        [*opened(quiet, served), Reader(quiet, "plain-figure")],
        (SHOCK, GROWTH, PLAIN),
        strict=True,
    ):
        texts = readings(definition)
        assert reader.reads_by_keyboard() == texts
        assert reader.reading() == texts[0], "after the last comes the first"
        for key, text in (
            ("ArrowLeft", texts[-1]),
            ("Home", texts[0]),
            ("ArrowDown", texts[1]),
            ("ArrowUp", texts[0]),
            ("End", texts[-1]),
        ):
            reader.presses(key)
            assert reader.reading() == text
            expect(reader.figure.get_by_role("status").last).to_have_text(text)
        reader.presses("Escape")
        assert reader.reading() is None


def test_keys_that_belong_to_the_browser_are_left_to_it(quiet, served):
    reader, _ = opened(quiet, served)
    quiet.evaluate(
        "addEventListener('keydown', (event) => (window.taken = event.defaultPrevented))"
    )
    reader.goes_to_the_chart()
    reader.figure.locator(".explorer-reading").wait_for()
    for key, taken in (("ArrowDown", True), ("Alt+ArrowLeft", False), ("Control+End", False)):
        reader.presses(key)
        assert quiet.evaluate("window.taken") is taken


def test_the_mouse_reads_every_mark(quiet, served):
    for reader, definition in zip(opened(quiet, served), (SHOCK, GROWTH), strict=True):
        read = []
        for mark in reader.marks_by_place():
            quiet.mouse.move(*reader.place_of(mark))
            reader.figure.locator(".explorer-reading").wait_for()
            assert reader.reading() == mark["text"]
            read += mark["text"].split("\n")
        assert sorted(read) == sorted(readings(definition))
        quiet.mouse.move(2, 2)
        assert reader.reading() is None


def test_a_tap_reads_every_mark(browser, served):
    with browser.new_context(
        viewport={"width": 360, "height": 720}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        for reader, definition in zip(opened(page, served), (SHOCK, GROWTH), strict=True):
            read = []
            for mark in reader.marks_by_place():
                page.touchscreen.tap(*reader.place_of(mark))
                reader.figure.locator(".explorer-reading").wait_for()
                assert reader.reading() == mark["text"]
                read += mark["text"].split("\n")
            assert sorted(read) == sorted(readings(definition))


def test_readings_follow_the_state(quiet, served):
    reader, _ = opened(quiet, served, "#gas-shock?cut=100")
    assert reader.reads_by_keyboard() == readings(SHOCK, default_of(SHOCK) | {"cut": 10})
    quiet.mouse.move(*reader.place_of(reader.marks()[0]))
    reader.figure.locator(".explorer-reading").wait_for()
    reader.chooses_by_keyboard("cut", 9)
    expect(reader.figure.locator(".explorer-reading")).to_be_hidden()


ANNOUNCED = """() => {
  window.announced = [];
  const live = "[aria-live=polite], [role=status], output:not([aria-live=off])";
  const note = (changes) => changes.forEach(({ target }) => {
    const element = target.nodeType === 3 ? target.parentElement : target;
    const words = element?.closest(live)?.textContent;
    if (words) window.announced.push(words);
  });
  new MutationObserver(note).observe(document.body,
    { subtree: true, childList: true, characterData: true });
}"""
"""Notes what a reader of screens would say of its own accord: the changed parts that are live."""


def test_a_run_of_choices_is_announced_once_when_it_rests(quiet, served):
    reader, _ = opened(quiet, served)
    reader.chooses_by_keyboard("cut", 3)
    quiet.wait_for_timeout(1000)
    quiet.evaluate(ANNOUNCED)
    reader.chooses_by_keyboard("cut", 10)
    reader.chooses_by_keyboard("cut", 4)
    sentence = told(SHOCK, default_of(SHOCK) | {"cut": 4}).sentence
    expect(reader.figure.locator(".explorer-spoken")).to_have_text(sentence)
    assert quiet.evaluate("announced") == [sentence]
    expect(reader.field("cut")).to_have_attribute("aria-valuetext", "40%")


def test_the_sentence_names_the_chart(quiet, served):
    reader, _ = opened(quiet, served)
    sentence = reader.figure.locator(".explorer-summary")
    reader.chooses_by_keyboard("cut", 8)
    expect(sentence).to_have_text(told(SHOCK, default_of(SHOCK) | {"cut": 8}).sentence)
    chart = reader.figure.get_by_role("img", name=sentence.inner_text(), exact=True)
    expect(chart).to_be_visible()
    for name in ("Supplier", "Cut", "Lasting"):
        expect(reader.figure.get_by_label(name, exact=True)).to_be_visible()


def is_complete_without_script(page):
    for id, definition in (
        ("gas-shock", SHOCK),
        ("corridor-growth", GROWTH),
        ("plain-figure", PLAIN),
    ):
        reader, expected = Reader(page, id), told(definition)
        inside = reader.figure.locator
        expect(inside(".explorer-title")).to_have_text(expected.title)
        expect(inside(".explorer-summary")).to_have_text(expected.sentence)
        expect(inside("svg[role=img]")).to_be_visible()
        expect(inside("svg[role=img]")).to_have_attribute("aria-label", expected.sentence)
        expect(inside("figcaption")).to_contain_text(CAPTION["caption"])
        expect(inside("figcaption")).to_contain_text(CAPTION["source"])
        for hidden in (*inside("form").all(), *inside("button").all(), inside(".explorer-table")):
            expect(hidden).to_be_hidden()
        for control in definition.controls:
            assumed = f"{control.label}: {control.words[control.default]}"
            expect(inside(".explorer-scenario")).to_be_visible()
            expect(inside(".explorer-scenario")).to_contain_text(assumed)


def test_without_javascript_the_page_is_complete(browser, anywhere):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{anywhere}/page.html#gas-shock?cut=90")
        is_complete_without_script(page)


def test_a_page_whose_script_fails_to_load_is_complete(page, served):
    page.route("**/explorer.js", lambda route: route.abort())
    page.goto(f"{served}/page.html")
    is_complete_without_script(page)


def test_a_browser_that_cannot_unpack_shows_the_complete_page(quiet, served):
    quiet.add_init_script("delete window.DecompressionStream")
    quiet.goto(f"{served}/page.html")
    is_complete_without_script(quiet)


def test_paper_has_the_chart_as_it_stands_without_controls(quiet, served):
    reader, _ = opened(quiet, served, "#gas-shock?cut=90")
    assert reader.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 9})
    reader.turns_to("chart")
    quiet.emulate_media(media="print")
    for part in ("form", ".explorer-tools", ".explorer-reading"):
        expect(reader.figure.locator(part)).to_be_hidden()
    for part in (".explorer-title", "svg[role=img]", ".explorer-summary", "figcaption"):
        expect(reader.figure.locator(part)).to_be_visible()
    expect(reader.figure.locator(".explorer-scenario")).to_be_visible()
    expect(reader.figure.locator(".explorer-scenario")).to_have_text(
        "Supplier: Norway; Cut: 90%; Lasting: no"
    )


@pytest.mark.parametrize("mobile", [True, False])
def test_a_phone_has_no_sideways_scroll_and_targets_for_a_finger(browser, served, mobile):
    with browser.new_context(
        viewport={"width": 360, "height": 720}, is_mobile=mobile, has_touch=mobile
    ) as context:
        page = context.new_page()
        for reader in opened(page, served):
            for value in (0, -1):
                for name, control in reader.controls.items():
                    reader.chooses_by_mouse(name, value % len(control["keys"]))
                for face in ("chart", "table"):
                    reader.turns_to(face)
                    assert page.evaluate("document.documentElement.scrollWidth") <= 360
            reader.button("link").click()
        assert page.evaluate(SMALL, page.query_selector("main")) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_are_readable_and_axe_finds_nothing(quiet, served, theme):
    reader, growth = opened(quiet, served)
    quiet.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    growth.turns_to("table")
    reader.goes_to_the_chart()
    reader.figure.locator(".explorer-reading").wait_for()
    assert quiet.locator("html").evaluate(UNREADABLE) == []
    results = Axe().run(quiet)
    assert results.violations_count == 0, results.generate_report()


def test_states_are_unpacked_when_they_are_wanted_and_once(quiet, served):
    quiet.add_init_script(
        """window.unpacked = 0;
        window.DecompressionStream = class extends DecompressionStream {
          constructor(...args) { super(...args); window.unpacked += 1; }
        };"""
    )
    quiet.goto(f"{served}/ten.html", wait_until="networkidle")
    reader = Reader(quiet, "growth-4")
    sentence = reader.figure.locator(".explorer-summary")
    reader.waits()
    assert quiet.evaluate("unpacked") == 0
    reader.chooses_by_keyboard("rate", 5)
    expect(sentence).to_have_text(told(GROWTH, default_of(GROWTH) | {"rate": 5}).sentence)
    reader.reads_by_keyboard()
    comes_to(quiet, reader.address())
    quiet.go_back()
    expect(sentence).to_have_text(told(GROWTH).sentence)
    assert quiet.evaluate("unpacked") == 1
    quiet.goto("about:blank")
    quiet.goto(f"{served}/ten.html#growth-4?rate=0.2")
    expect(sentence).to_have_text(told(GROWTH, default_of(GROWTH) | {"rate": 4}).sentence)
    assert quiet.evaluate("unpacked") == 1


def test_a_page_asks_for_its_own_files_only_and_for_nothing_later(page, anywhere):
    with listening(page, anywhere) as addresses:
        reader, _ = opened(page, anywhere)
        reader.chooses_by_mouse("cut", 9)
        reader.sees()
        reader.reads_by_keyboard()
    files = {address.removeprefix(anywhere) for address in addresses}
    assert files - {"data:,"} == {"/page.html", "/explorer.css", "/explorer.js"}


def test_the_image_is_twice_as_large_as_the_page_shows_the_chart(quiet, anywhere, tmp_path):
    reader, _ = opened(quiet, anywhere, "#gas-shock?cut=70&supplier=LNG")
    reader.waits()
    name, content = saved(reader, "png")
    assert name == "gas-shock_supplier=LNG_cut=70_lasting=no.png"
    image = Image.open(io.BytesIO(content))
    assert image.width == 2 * 640 and image.height > image.width / 2
    assert len(image.convert("RGB").getcolors(1 << 24)) > 100, "the image is blank"


def test_a_title_fits_its_saved_chart_in_a_wider_type(quiet, served, tmp_path):
    reader, _ = opened(quiet, served)
    _, content = saved(reader, "svg")
    (tmp_path / "chart.html").write_text(
        f"<style>text {{ font-family: 'DejaVu Sans' !important }}</style>{content.decode()}",
        encoding="utf-8",
    )
    page = quiet.context.new_page()
    page.goto((tmp_path / "chart.html").as_uri())
    assert page.evaluate(
        """() => [...document.querySelectorAll("svg > text")].every((text) =>
          text.getBBox().x + text.getBBox().width <= text.ownerSVGElement.viewBox.baseVal.width)"""
    )


SCENARIOS = (Preset("nothing fails", (0, 0, 0)), Preset("all of the LNG", (1, 10, 0)))


@pytest.fixture(scope="module")
def scenarios(folder, served, baked):
    """A page with an explorer that has scenarios, one control open and the others folded."""
    definition = replace(SHOCK, presets=SCENARIOS, opened=("cut",))
    html = figure(definition, {"wide": baked[SHOCK.id]}, **CAPTION)
    (folder / "scenarios.html").write_text(PAGE.format(figures=html), "utf-8")
    return f"{served}/scenarios.html"


def test_a_scenario_is_taken_by_its_button_and_named_by_the_address(quiet, scenarios):
    quiet.goto(scenarios)
    reader = Reader(quiet, "gas-shock")
    for name, choice in (
        ("all of the LNG", {"supplier": 1, "cut": 10}),
        ("nothing fails", {"cut": 0}),
    ):
        button = reader.figure.get_by_role("button", name=name)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        wanted = default_of(SHOCK) | choice
        expect(button).to_have_attribute("aria-pressed", "true")
        assert reader.choice() == wanted and reader.sees() == told(SHOCK, wanted)
        comes_to(quiet, reader.address(wanted))
    reader.chooses_by_keyboard("cut", 5)
    expect(reader.figure.locator("[aria-pressed=true]")).to_have_count(0)
    reader.button("reset").click()
    assert reader.sees() == told(SHOCK)


def test_folded_assumptions_say_how_many_are_changed_and_answer_when_unfolded(quiet, scenarios):
    quiet.goto(f"{scenarios}#gas-shock?supplier=LNG")
    reader = Reader(quiet, "gas-shock")
    fold = reader.figure.locator(".explorer-more")
    expect(fold.locator("summary")).to_have_text("More assumptions (2, 1 changed)")
    expect(fold.locator("select")).to_be_hidden()
    expect(reader.figure.locator("input[type=range]")).to_be_visible()
    reader.chooses_by_keyboard("lasting", 1)
    expect(fold.locator("summary")).to_have_text("More assumptions (2, 2 changed)")
    assert reader.sees() == told(SHOCK, default_of(SHOCK) | {"supplier": 1, "lasting": 1})


def test_without_javascript_the_default_scenario_is_said_in_words(browser, scenarios):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(scenarios)
        expect(page.locator(".explorer-scenario")).to_have_text(
            "Supplier: Norway; Cut: 20%; Lasting: no"
        )
        expect(page.locator("button, summary, input").first).to_be_hidden()


WIPE = """document.addEventListener("DOMContentLoaded",
  () => history.replaceState({}, "", location.href));"""
"""What the highlighter of searched words does to the history when a page has come."""


def test_back_to_the_first_entry_restores_it_where_another_script_wrote_over_it(quiet, anywhere):
    quiet.add_init_script(WIPE)
    shock, growth = opened(quiet, anywhere)
    shock.chooses_by_mouse("cut", 5)
    comes_to(quiet, shock.address())
    quiet.go_back()
    assert shock.sees() == told(SHOCK)
    assert growth.sees() == told(GROWTH)


def test_two_explorers_stay_as_they_are_when_the_page_is_loaded_again_and_again(quiet, anywhere):
    quiet.add_init_script(WIPE)
    shock, growth = opened(quiet, anywhere)
    for reader, name, value in ((shock, "cut", 9), (growth, "scenario", 1)):
        reader.chooses_by_mouse(name, value)
        comes_to(quiet, reader.address())
    for _ in range(3):
        quiet.reload()
        assert shock.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 9})
        assert growth.sees() == told(GROWTH, default_of(GROWTH) | {"scenario": 1})


TRANSLATED = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) {
    const { parentElement: parent, nodeValue } = walk.currentNode;
    if (nodeValue.trim() && !parent.closest("script, svg, textarea")) texts.push(walk.currentNode);
  }
  texts.forEach((text) => {
    const [outer, inner] = [0, 1].map(() => document.createElement("font"));
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text);
  });
}"""
"""What a browser's translation does to a page: every text within two elements of its own."""


def test_buttons_and_scenarios_answer_in_a_page_that_the_browser_translates(quiet, scenarios):
    quiet.goto(scenarios)
    reader = Reader(quiet, "gas-shock")
    quiet.evaluate(TRANSLATED)
    for name in ("all of the LNG", "Reset"):
        reader.figure.locator("font font", has_text=name).click()
    assert reader.choice() == default_of(SHOCK)
    reader.figure.locator("font font", has_text="all of the LNG").click()
    wanted = default_of(SHOCK) | {"supplier": 1, "cut": 10}
    assert reader.choice() == wanted
    reader.figure.locator("button font font", has_text="Table").click()
    expect(reader.figure.locator(".explorer-table td").first).to_be_visible()
    with quiet.expect_download():
        reader.figure.locator("button font font", has_text="CSV").click()


def test_a_page_saved_after_a_move_knows_what_it_shows(quiet, served, folder):
    reader, _ = opened(quiet, served)
    reader.chooses_by_mouse("cut", 9)
    reader.reads_by_keyboard()
    (folder / "kept.html").write_text(quiet.content(), "utf-8")
    quiet.goto(f"{served}/kept.html")
    moved = default_of(SHOCK) | {"cut": 9}
    assert reader.choice() == moved and reader.sees() == told(SHOCK, moved)
    expect(reader.figure.locator(".explorer-reading, .explorer-spoken")).to_have_count(2)
    reader.button("reset").click()
    assert reader.sees() == told(SHOCK)


INKS = """(figure) => [...figure.querySelectorAll(".explorer-view svg text")]
  .map((text) => getComputedStyle(text).fill)"""


def test_a_chart_printed_from_the_dark_theme_is_as_one_printed_from_the_light(quiet, served):
    reader, _ = opened(quiet, served)
    seen = {}
    for theme in ("light", "dark"):
        quiet.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        quiet.emulate_media(media="print")
        seen[theme] = reader.figure.evaluate(INKS)
        assert quiet.locator("html").evaluate(UNREADABLE) == []
        quiet.emulate_media(media="screen")
    assert seen["light"] == seen["dark"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_chart_takes_the_colours_that_a_reader_forces_upon_the_page(
    quiet, served, theme, colours
):
    quiet.emulate_media(forced_colors="active", color_scheme=colours)
    reader, _ = opened(quiet, served)
    quiet.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    ink = quiet.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert set(reader.figure.evaluate(INKS)) == {ink}


@pytest.fixture
def finger(browser, served):
    """A phone, and what moves a finger over it from one place to another."""
    with browser.new_context(
        viewport={"width": 360, "height": 720}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        touch = context.new_cdp_session(page)

        def swipes(x, y, dx, dy):
            touch.send(
                "Input.dispatchTouchEvent",
                {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]},
            )
            for part in range(1, 9):
                point = {"x": x + dx * part / 8, "y": y + dy * part / 8}
                touch.send(
                    "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]}
                )
                page.wait_for_timeout(20)
            touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            page.wait_for_timeout(400)

        yield page, swipes


def test_a_swipe_that_scrolls_the_page_changes_no_slider(finger, served):
    page, swipes = finger
    reader, _ = opened(page, served)
    before = page.evaluate("scrollY")
    x, y = reader.place_on_slider("cut", 9)
    assert page.evaluate("scrollY") != before or y < 720
    swipes(x, y, 0, -250)
    assert reader.choice() == default_of(SHOCK)
    assert reader.sees() == told(SHOCK)
    assert page.evaluate("location.hash") == ""
    reader.turns_to("chart")
    x, y = reader.place_on_slider("cut", 2)
    swipes(x, y, 120, 0)
    assert reader.choice() != default_of(SHOCK), "a swipe along the slider moves it"


def test_a_reading_is_gone_when_the_page_was_swiped(finger, served):
    page, swipes = finger
    reader, _ = opened(page, served)
    x, y = reader.place_of(reader.marks()[0])
    page.touchscreen.tap(x, y)
    reader.figure.locator(".explorer-reading").wait_for()
    swipes(x, y, 0, -250)
    assert reader.reading() is None


def test_a_phone_on_its_side_shows_chart_and_controls_together(quiet, scenarios):
    quiet.set_viewport_size({"width": 740, "height": 360})
    quiet.goto(scenarios)
    reader = Reader(quiet, "gas-shock")
    chart, form = (reader.figure.locator(p).bounding_box() for p in (".explorer-view", "form"))
    assert form["x"] >= chart["x"] + chart["width"]
    top = min(chart["y"], form["y"])
    assert max(chart["y"] + chart["height"], form["y"] + form["height"]) - top <= 300
    mark = reader.marks()[0]
    quiet.mouse.move(*reader.place_of(mark))
    reader.figure.locator(".explorer-reading").wait_for()
    assert reader.reading() == mark["text"]


def test_escape_ends_a_reading_that_the_mouse_began(quiet, served):
    reader, _ = opened(quiet, served)
    quiet.mouse.move(*reader.place_of(reader.marks()[0]))
    reader.figure.locator(".explorer-reading").wait_for()
    reader.presses("Escape")
    expect(reader.figure.locator(".explorer-reading")).to_be_hidden()


def test_a_reading_stays_under_the_pointer_that_moves_onto_it(quiet, served):
    _, reader = opened(quiet, served)
    bubble = reader.figure.locator(".explorer-reading")
    quiet.mouse.move(*reader.place_of(reader.marks()[0]))
    bubble.wait_for()
    read, box = reader.reading(), bubble.bounding_box()
    for part in (0.1, 0.5, 0.9):
        quiet.mouse.move(box["x"] + part * box["width"], box["y"] + 3, steps=5)
        assert reader.reading() == read, part
    quiet.mouse.move(2, 2)
    expect(bubble).to_be_hidden()
