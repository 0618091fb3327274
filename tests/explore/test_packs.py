"""Packs beside the page: fetched when wanted, and never a state other than the form says."""

import base64
import dataclasses
import hashlib
import re
import shutil
import time

import pytest
from playwright.sync_api import expect

from corridors.explore import bake, packs
from corridors.explore.packs import (
    FOLDER,
    Pack,
    face,
    named_apart,
    opened,
    packed,
    script,
    set_beside,
    ungrouped,
)
from corridors.explore.page import STATIC, figure
from corridors.explore.shapes import Shape
from tests.explore.reader import Reader, listening, until
from tests.explore.samples import GROWTH, PLAIN, SHOCK, default_of, told
from tests.explore.test_page import PAGE

ON_A_PHONE = {"width": 360, "height": 720}
NEVER_IDLE = """window.requestIdleCallback = (done, { timeout } = {}) => {
  if (timeout) setTimeout(done, timeout);
}"""
SAVING_DATA = "Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) })"

WATCH = """(sentences) => {
  window.lies = [];
  const told = () => [...document.querySelectorAll("figure.explorer:has(form)")].map((figure) => {
    const controls = JSON.parse(figure.querySelector(".explorer-controls").textContent);
    const number = controls.reduce((n, { name, kind, keys }) => {
      const field = figure.querySelector("form").elements.namedItem(name);
      const same = kind === "slider" ? (key) => Number(key) === Number(field.value)
        : (key) => key === field.value;
      const value = kind === "checkbox" ? Number(field.checked) : keys.findIndex(same);
      return n * keys.length + value;
    }, 0);
    const shown = (svg) => getComputedStyle(svg).display !== "none";
    const svg = [...figure.querySelectorAll(".explorer-view svg")].find(shown);
    const summary = figure.querySelector(".explorer-summary").textContent;
    const says = [summary, svg.getAttribute("aria-label")];
    const should = sentences[figure.id][number];
    const wrong = figure.ariaBusy !== "true" && says.some((text) => text !== should);
    return wrong ? `${figure.id} ${number}: ${should} BUT ${says}` : "";
  });
  let before = [];
  const look = () => {
    const now = told();
    // an input is answered in the next frame
    now.forEach((lie, i) => { if (lie && lie === before[i]) window.lies.push(lie); });
    before = now;
    requestAnimationFrame(look);
  };
  look();
}"""
"""Notes whatever an explorer shows for longer than a frame that its form does not say."""

SET = """(figure, [name, value]) => {
  const field = figure.querySelector("form").elements.namedItem(name);
  if (field.type === "checkbox") field.checked = value; else field.value = value;
  (field[0] ?? field).dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture(scope="module")
def tall():
    return {d.id: bake(d, Shape("tall", 260, 340), store=None) for d in (SHOCK, GROWTH)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, baked, tall):
    """A page with three explorers of one shape, and one with two shapes, far apart."""
    folder = tmp_path_factory.mktemp("pages")
    for file in STATIC.iterdir():
        shutil.copy(file, folder)
    space = '<div style="height: 4000px"></div>'
    one = space.join(figure(d, {"wide": baked[d.id]}) for d in (SHOCK, GROWTH, PLAIN))
    two = space.join(figure(d, {"wide": baked[d.id], "tall": tall[d.id]}) for d in (SHOCK, GROWTH))
    for name, figures in (("page", one), ("two", two)):
        page = set_beside(PAGE.format(figures=figures), folder, "")
        (folder / f"{name}.html").write_text(page, "utf-8")
    return folder


@pytest.fixture(scope="module")
def served(folder, serve):
    return serve(folder)


@pytest.fixture(params=["http", "file"])
def anywhere(request, served, folder):
    return served if request.param == "http" else folder.as_uri()


@pytest.fixture
def watched(page, baked):
    """Opens a page and watches that no explorer shows what its form does not say."""

    def visit(address, idle=False):
        if not idle:
            page.add_init_script(SAVING_DATA)
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate(WATCH, {id: b.sentences for id, b in baked.items()})
        return Reader(page, "gas-shock"), Reader(page, "corridor-growth")

    page.set_default_timeout(10_000)
    yield visit
    assert page.evaluate("window.lies") == []


def sets(reader, name, value):
    reader.figure.evaluate(SET, [name, value])


def shows(reader, definition, **choice):
    """The explorer comes to show the choice, and is not busy then."""
    wanted = default_of(definition) | choice
    expect(reader.figure.locator(".explorer-summary")).to_have_text(
        told(definition, wanted).sentence
    )
    expect(reader.figure).not_to_have_attribute("aria-busy", "true")
    assert reader.choice() == wanted


def status(reader):
    return reader.figure.locator(".explorer-status")


class Held:
    """The answers to requests for packs, held back until they are let go."""

    def __init__(self, page, pattern="**/packs/*.js"):
        self.routes = []
        self.page, self.pattern = page, pattern
        page.route(pattern, lambda route: self.routes.append(route))

    def of(self, id, shape="wide"):
        """The request for one pack, once it has been made."""
        for _ in range(100):
            for route in self.routes:
                if f"/{id}-{shape}-" in route.request.url:
                    self.routes.remove(route)
                    return route
            self.page.wait_for_timeout(50)
        raise AssertionError(f"nobody asked for {id}, {shape}")

    def end(self):
        self.page.unroute(self.pattern)


def test_a_pack_is_a_script_named_by_its_content_with_all_states(folder, baked):
    files = sorted((folder / FOLDER).iterdir())
    assert [re.sub(r"-[0-9a-f]{12}\.js$", "", file.name) for file in files] == [
        "corridor-growth-tall",
        "corridor-growth-wide",
        "gas-shock-tall",
        "gas-shock-wide",
        "plain-figure-wide",
    ]
    for file in files:
        name, text = re.fullmatch(
            r'explorerPack\("(.*)","(.*)"\)\n', file.read_text(encoding="utf-8")
        ).groups()
        assert name == file.stem
        assert name.endswith("-" + hashlib.sha256(base64.b64decode(text)).hexdigest()[:12])
        if name.startswith("gas-shock-wide"):
            assert opened(text)["sentences"] == tuple(baked["gas-shock"].sentences)


def test_states_that_were_packed_before_are_not_packed_again(tmp_path, baked, monkeypatch):
    made = face(SHOCK, "wide", baked["gas-shock"], tmp_path)
    assert made == face(SHOCK, "wide", baked["gas-shock"])
    monkeypatch.setattr(packs, "packed", None)
    assert face(SHOCK, "wide", baked["gas-shock"], tmp_path) == made


def test_of_other_states_or_a_damaged_file_no_pack_is_kept(tmp_path, baked):
    one = baked["gas-shock"]
    other = dataclasses.replace(one, titles=["Another title", *one.titles[1:]])
    made = face(SHOCK, "wide", one, tmp_path)
    assert face(SHOCK, "wide", other, tmp_path).pack != made.pack
    for kept in tmp_path.iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    assert face(SHOCK, "wide", one, tmp_path) == made


def test_a_page_without_its_packs_has_no_states_left(folder):
    text = (folder / "page.html").read_text(encoding="utf-8")
    assert text.count('data-src="packs/') == 3
    assert not re.search(r'class="explorer-states"[^>]*>[^<]', text)


def test_inputs_are_answered_from_files_beside_the_page(page, anywhere):
    with listening(page, anywhere):
        page.goto(f"{anywhere}/page.html")
        for id, definition in (("gas-shock", SHOCK), ("corridor-growth", GROWTH)):
            reader = Reader(page, id)
            for name, control in reader.controls.items():
                last = len(control["keys"]) - 1
                reader.chooses_by_keyboard(name, last)
                choice = default_of(definition) | {name: last}
                assert reader.sees() == told(definition, choice)
                reader.button("reset").click()
        assert Reader(page, "plain-figure").sees() == told(PLAIN)


def asks_for(page, requests, *packs):
    """The page comes to ask for these packs, by id and shape, and then for no others."""

    def asked():
        names = (re.search(r"/packs/(.*)-[0-9a-f]{12}\.js", url) for url in requests)
        return [name[1] for name in names if name]

    deadline = time.monotonic() + 20
    while asked() != [*packs] and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    assert asked() == [*packs]


def test_a_pack_is_fetched_when_the_reader_comes_near(page, anywhere):
    page.add_init_script(SAVING_DATA)
    with listening(page, anywhere) as requests:
        page.goto(f"{anywhere}/page.html")
        asks_for(page, requests, "gas-shock-wide")
        page.evaluate("scrollTo({ top: 4100, behavior: 'instant' })")
        asks_for(page, requests, "gas-shock-wide", "corridor-growth-wide")


def test_in_idle_moments_the_rest_is_fetched_once_and_then_the_page_needs_no_server(page, served):
    with listening(page, served) as requests:
        page.goto(f"{served}/page.html")
        asks_for(page, requests, "gas-shock-wide", "corridor-growth-wide", "plain-figure-wide")
        until(page, "document.querySelectorAll('head script').length", 1)  # all have come
        page.context.set_offline(True)
        reader = Reader(page, "corridor-growth")
        reader.chooses_by_keyboard("rate", 5)
        shows(reader, GROWTH, rate=5)


def test_on_a_machine_that_is_never_idle_the_rest_is_fetched_all_the_same(page, served):
    page.add_init_script(NEVER_IDLE)
    with listening(page, served) as requests:
        page.goto(f"{served}/page.html")
        asks_for(page, requests, "gas-shock-wide", "corridor-growth-wide", "plain-figure-wide")


def test_input_during_the_wait_is_kept_and_answered_with_the_last(page, watched, served):
    held = Held(page)
    reader, _ = watched(f"{served}/page.html")
    request = held.of("gas-shock")
    for cut in (30, 90, 70):
        sets(reader, "cut", str(cut))
    expect(reader.figure).to_have_attribute("aria-busy", "true")
    expect(status(reader)).to_have_text("Loading the values…")
    expect(reader.figure.locator(".explorer-summary")).to_have_text(told(SHOCK).sentence)
    sets(reader, "lasting", True)
    request.continue_()
    shows(reader, SHOCK, cut=7, lasting=1)
    expect(status(reader)).to_have_text("")


def test_a_choice_taken_back_during_the_wait_leaves_all_as_it_was(page, watched, served):
    held = Held(page)
    reader, _ = watched(f"{served}/page.html")
    request = held.of("gas-shock")
    sets(reader, "cut", "90")
    reader.button("reset").click()
    shows(reader, SHOCK)
    request.abort()
    page.wait_for_timeout(200)
    shows(reader, SHOCK)
    expect(status(reader)).to_have_text("")


def not_there(route):
    route.abort()


def page_of_errors(route):
    route.fulfill(status=404, content_type="text/html", body="<h1>Not found</h1>")


def another_edition(route):
    name = re.search(r"/packs/([\w-]+)\.js", route.request.url)[1]
    route.fulfill(content_type="text/javascript", body=script(Pack(name[:-12] + "0" * 12, "AAAA")))


def another_explorer(route, baked):
    name = re.search(r"/packs/([\w-]+)\.js", route.request.url)[1]
    wrong = packed(GROWTH, "wide", baked["corridor-growth"]).text
    route.fulfill(content_type="text/javascript", body=script(Pack(name, wrong)))


def half_of_it(route, baked):
    name, text = re.findall(r'"([^"]+)"', route.fetch().text())
    half = Pack(name, text[: len(text) // 8 * 4])
    route.fulfill(content_type="text/javascript", body=script(half))


@pytest.mark.parametrize(
    "answer", [not_there, page_of_errors, another_edition, another_explorer, half_of_it]
)
def test_without_the_right_states_the_page_says_so_and_tries_again(
    page, watched, served, baked, answer
):
    wrong = answer.__code__.co_argcount == 2
    page.route("**/packs/*.js", lambda route: answer(route, baked) if wrong else answer(route))
    reader, _ = watched(f"{served}/page.html")
    for cut in ("90", "70"):
        sets(reader, "cut", cut)
        expect(status(reader)).to_contain_text("could not be loaded")
        shows(reader, SHOCK)
    page.unroute("**/packs/*.js")
    sets(reader, "cut", "50")
    shows(reader, SHOCK, cut=5)
    expect(status(reader)).to_have_text("")


def test_a_button_that_needs_the_states_says_when_they_do_not_come(page, watched, served):
    page.route("**/packs/*.js", not_there)
    reader, _ = watched(f"{served}/page.html")
    reader.button("table").click()
    expect(status(reader)).to_contain_text("could not be loaded")
    expect(reader.figure.locator(".explorer-table")).to_be_hidden()
    page.unroute("**/packs/*.js")
    reader.button("table").click()
    expect(reader.figure.locator(".explorer-table table")).to_be_visible()


def test_packs_that_come_in_another_order_each_reach_their_own_explorer(page, watched, served):
    held = Held(page)
    shock, growth = watched(f"{served}/page.html")
    sets(shock, "cut", "100")
    sets(growth, "rate", "0.25")
    late = held.of("gas-shock")
    held.of("corridor-growth").continue_()
    shows(growth, GROWTH, rate=5)
    expect(shock.figure).to_have_attribute("aria-busy", "true")
    late.continue_()
    shows(shock, SHOCK, cut=10)


def test_an_address_waits_for_its_states(page, watched, served):
    held = Held(page)
    reader, growth = watched(f"{served}/page.html#gas-shock?cut=100")
    expect(reader.figure).to_have_attribute("aria-busy", "true")
    page.evaluate("location.hash = '#gas-shock?cut=40'")
    held.of("gas-shock").continue_()
    shows(reader, SHOCK, cut=4)
    shows(growth, GROWTH)
    held.end()
    page.go_back()
    shows(reader, SHOCK, cut=10)


def test_only_the_shape_that_is_shown_is_fetched_and_turning_keeps_the_state(page, watched, served):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    reader, _ = watched(f"{served}/two.html")
    sets(reader, "cut", "80")
    shows(reader, SHOCK, cut=8)
    asks_for(page, requests, "gas-shock-wide")
    page.set_viewport_size(ON_A_PHONE)
    shows(reader, SHOCK, cut=8)
    assert reader.shape == "tall"
    asks_for(page, requests, "gas-shock-wide", "gas-shock-tall")
    sets(reader, "cut", "10")
    shows(reader, SHOCK, cut=1)
    page.set_viewport_size({"width": 1280, "height": 900})
    shows(reader, SHOCK, cut=1)
    assert reader.shape == "wide"
    assert reader.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 1})


def test_the_hidden_shape_is_hidden_from_a_screen_reader_too(page, watched, served):
    reader, _ = watched(f"{served}/two.html")
    for size, shape in ((ON_A_PHONE, "tall"), ({"width": 1280, "height": 900}, "wide")):
        page.set_viewport_size(size)
        assert reader.shape == shape
        expect(reader.figure.get_by_role("img")).to_have_count(1)


def test_turning_during_the_wait_shows_the_choice_in_the_shape_that_is_shown(page, watched, served):
    held = Held(page)
    reader, _ = watched(f"{served}/two.html")
    sets(reader, "cut", "80")
    wide = held.of("gas-shock", "wide")
    page.set_viewport_size(ON_A_PHONE)
    tall = held.of("gas-shock", "tall")
    wide.continue_()
    page.wait_for_timeout(200)
    expect(reader.figure).to_have_attribute("aria-busy", "true")
    tall.continue_()
    shows(reader, SHOCK, cut=8)


def test_when_the_other_shape_does_not_come_the_form_says_what_is_shown(page, watched, served):
    reader, _ = watched(f"{served}/two.html")
    sets(reader, "cut", "80")
    shows(reader, SHOCK, cut=8)
    page.route("**/*-tall-*.js", not_there)
    page.set_viewport_size(ON_A_PHONE)
    expect(status(reader)).to_contain_text("could not be loaded")
    shows(reader, SHOCK)
    page.unroute("**/*-tall-*.js")
    sets(reader, "cut", "60")
    shows(reader, SHOCK, cut=6)


def test_groups_that_say_nothing_are_left_out_and_others_keep_what_is_in_them():
    drawn = '<g><g/><g clip-path="url(#c)"><g><path d="M 0 0"/></g></g><text>a</text></g>'
    assert ungrouped(drawn) == '<g clip-path="url(#c)"><path d="M 0 0"/></g><text>a</text>'


def test_what_the_background_defines_is_not_defined_again_in_a_state():
    clip = '<clipPath id="p{}"><rect width="{}"/></clipPath>'
    background = f'<g clip-path="url(#pa)"/><defs>{clip.format("a", 1)}</defs>'
    both = clip.format("a", 1) + clip.format("b", 2)
    own = f'<g clip-path="url(#pa)"/><g clip-path="url(#pb)"/><defs>{both}</defs>'
    same = f'<g clip-path="url(#pa)"/><defs>{clip.format("a", 1)}</defs>'
    drawn, (first, second) = named_apart(background, [own, same], "x")
    ids = re.findall(r'\bid="([^"]+)"', drawn + first)
    assert len(ids) == len(set(ids)) == 2
    assert second == '<g clip-path="url(#x-b0)"/>' and "url(#x-b0)" in drawn
