"""Every explorer of the built book, driven in a browser, against the states in its page."""

import math

import pytest
from playwright.sync_api import expect

from tests.book.conftest import PHONE
from tests.explore.reader import SMALL, UNREADABLE, Reader, listening, until

CHAPTER_OF_EXPLORERS = "chapters/03_energy_and_logistics.html"
OPENED = """window.wholePage?.();
for (const fold of document.querySelectorAll('details.more-evidence')) fold.open = true"""
TITLE_ON_TOP = """(title) => {
  const box = title.getBoundingClientRect();
  return title.contains(document.elementFromPoint(box.left + 5, box.top + box.height / 2));
}"""


@pytest.fixture
def quiet(page, site, book):
    """A page that must not complain by the end of the test, nor ask for anything from elsewhere."""
    with listening(page, site, book.as_uri()):
        yield page


@pytest.fixture(params=["http", "file"])
def anywhere(request, site, book):
    """Where the pages are: on a server, and in a folder."""
    return site if request.param == "http" else book.as_uri()


def explorers(page, url):
    """The explorers and figures of a page, the folded ones opened."""
    page.goto(url)
    page.evaluate(OPENED)
    figures = page.locator("figure.explorer").all()
    return [Reader(page, figure.get_attribute("id")) for figure in figures]


def with_controls(page, url):
    return [reader for reader in explorers(page, url) if reader.controls]


def ends_and_middle(control):
    """The numbers of a control's last, first and middle value."""
    count = len(control["keys"])
    return dict.fromkeys((count - 1, 0, count // 2))


def default_of(reader):
    return {name: control["default"] for name, control in reader.controls.items()}


def last_of(reader):
    return {name: len(control["keys"]) - 1 for name, control in reader.controls.items()}


def test_the_third_chapter_has_explorers_with_controls(quiet, site):
    assert with_controls(quiet, f"{site}/{CHAPTER_OF_EXPLORERS}")


def test_a_page_carries_a_state_for_every_choice(quiet, site, address):
    for reader in explorers(quiet, f"{site}/{address}"):
        count = math.prod(len(control["keys"]) for control in reader.controls.values())
        assert reader.figure.get_attribute("data-states") == str(count), reader.id
        states = reader.states
        for part in ("sentences", "marks", "tables"):
            assert len(states[part]) == count, (reader.id, part)
        drawn_in_the_page = reader.figure.locator("svg").count()
        assert len(states["fragments"]) in (count, count - drawn_in_the_page), reader.id
        assert len(states["titles"]) in (1, count), reader.id
        assert all(sentence.strip() for sentence in states["sentences"]), reader.id
        assert all(states["marks"]), f"{reader.id} has a state in which no mark answers"
        columns = len(states["columns"])
        assert all(len(row) == columns for table in states["tables"] for row in table), reader.id


def test_a_page_opens_with_the_default_states(quiet, anywhere, address):
    for reader in explorers(quiet, f"{anywhere}/{address}"):
        if reader.controls:
            assert reader.choice() == default_of(reader)
        assert reader.sees() == reader.told(default_of(reader)), reader.id


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_every_control_answers_with_the_states_of_the_page(quiet, anywhere, address, way):
    for reader in with_controls(quiet, f"{anywhere}/{address}"):
        for name, control in reader.controls.items():
            for value in ends_and_middle(control):
                getattr(reader, f"chooses_by_{way}")(name, value)
                chosen = reader.choice()
                assert abs(chosen[name] - value) <= reader.tolerance(name, way), (reader.id, name)
                assert reader.sees() == reader.told(chosen), (reader.id, chosen)
        reader.button("reset").click()
        assert reader.sees() == reader.told(default_of(reader)), reader.id


def test_an_address_opens_a_state_in_sight_and_back_leads_out_of_the_next(quiet, anywhere, address):
    for number, reader in enumerate(with_controls(quiet, f"{anywhere}/{address}")):
        choice = last_of(reader)
        quiet.goto(f"{anywhere}/{address}?{number}{reader.address(choice)}")
        title = reader.figure.locator(".explorer-title")
        expect(title).to_be_in_viewport()
        assert title.evaluate(TITLE_ON_TOP), f"something covers the title of {reader.id}"
        assert reader.sees() == reader.told(choice), reader.id
        name = max(choice, key=choice.get)
        reader.chooses_by_keyboard(name, choice[name] - 1)
        until(quiet, "location.hash", reader.address())
        quiet.go_back()
        assert reader.sees() == reader.told(choice), reader.id


def test_a_nonsense_address_opens_the_default(quiet, site, address):
    for number, reader in enumerate(with_controls(quiet, f"{site}/{address}")):
        query = "&".join(f"{name}=nonsense" for name in reader.controls)
        quiet.goto(f"{site}/{address}?{number}#{reader.id}?{query}&%zz")
        assert reader.sees() == reader.told(default_of(reader)), reader.id


def test_every_mark_answers_to_the_keyboard(quiet, site, address):
    for reader in explorers(quiet, f"{site}/{address}"):
        texts = [mark["text"] for mark in reader.marks()]
        assert texts, reader.id
        assert reader.reads_by_keyboard() == texts, reader.id


def test_every_mark_answers_to_the_mouse(quiet, site, address):
    for reader in explorers(quiet, f"{site}/{address}"):
        marks = reader.marks_by_place()
        for mark, reading in zip(marks, reader.reads_by_mouse(marks), strict=True):
            here = [other["text"] for other in marks if overlap(mark, other)]
            assert reading in here, (reader.id, mark["text"])


def overlap(one, other):
    """Whether a reader may mean either of two marks by pointing at the middle of the first."""
    dot = 0 if other["width"] or other["height"] else 6
    return all(
        abs(one[axis] - other[axis]) <= other[extent] / 2 + dot + 1
        for axis, extent in (("x", "width"), ("y", "height"))
    )


def test_on_a_phone_explorers_fit_and_their_controls_suit_a_finger(phone, site, address):
    for reader in explorers(phone, f"{site}/{address}"):
        for name, value in last_of(reader).items():
            reader.chooses_by_mouse(name, value)
        for face in ("chart", "table"):
            reader.turns_to(face)
            width = phone.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE["width"], (reader.id, face)
        assert reader.figure.evaluate(SMALL) == [], reader.id


def test_on_a_phone_a_chart_and_its_open_controls_fit_together_under_the_header(
    phone, site, address
):
    for reader in with_controls(phone, f"{site}/{address}"):
        header = phone.locator(".bd-header-article").bounding_box()["height"]
        left = PHONE["height"] - header
        chart = reader.figure.locator(".explorer-view").bounding_box()
        form = reader.figure.locator("form").bounding_box()
        assert form["y"] >= chart["y"] + chart["height"], f"{reader.id}: the chart comes first"
        both = form["y"] + form["height"] - chart["y"]
        assert both <= left, f"{reader.id}: {both:.0f} px of {left:.0f}"
        standing = reader.figure.locator(".explorer-form > .explorer-fields > *")
        assert standing.count() <= 3, reader.id
        if reader.figure.evaluate("figure => !figure.closest('.tag_hero')"):
            continue
        title = reader.figure.locator(".explorer-title").bounding_box()
        fields = reader.figure.locator(".explorer-fields").first.bounding_box()
        whole = fields["y"] + fields["height"] - title["y"]
        assert whole <= left, f"{reader.id}: {whole:.0f} px with its title"


def test_on_a_phone_scenarios_stand_in_one_row_in_which_each_can_be_brought_in_sight(
    phone, site, address
):
    for reader in with_controls(phone, f"{site}/{address}"):
        buttons = reader.figure.locator(".explorer-presets button").all()
        tops = {round(button.bounding_box()["y"]) for button in buttons}
        assert len(tops) <= 1, reader.id
        for button in buttons:
            button.scroll_into_view_if_needed()
            box = button.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], reader.id
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


CUT = """figure => [...figure.querySelectorAll("select")].flatMap(menu => {
    const style = getComputedStyle(menu), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const arrow = 20, room = menu.clientWidth - 2 * parseFloat(style.paddingLeft) - arrow;
    return [...menu.options].filter(option => pen.measureText(option.text).width > room);
}).map(option => option.text)"""


def test_a_menu_shows_the_whole_of_what_was_chosen(page, site, address):
    for reader in with_controls(page, f"{site}/{address}"):
        assert reader.figure.evaluate(CUT) == [], reader.id


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_texts_of_charts_are_readable(quiet, site, address, theme):
    readers = explorers(quiet, f"{site}/{address}")
    quiet.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    for reader in readers:
        assert reader.figure.evaluate(UNREADABLE) == [], reader.id
