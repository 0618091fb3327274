"""A page that a reader comes to from a search: words are marked, and the page stays as it was."""

import shutil

import pytest

from corridors.book.takeaway import HERE
from corridors.explore import bake
from corridors.explore.page import STATIC, figure
from tests.explore.reader import until
from tests.explore.samples import SHOCK
from tests.explore.test_page import PAGE

MARKED = "() => [...(CSS.highlights.get('searched') ?? [])].map(String)"


@pytest.fixture(scope="module")
def served(tmp_path_factory, serve):
    """A page with an explorer and the script that marks searched words."""
    folder = tmp_path_factory.mktemp("searched")
    for file in (*STATIC.iterdir(), HERE / "static" / "sphinx_highlight.js"):
        shutil.copy(file, folder)
    script = '<script src="sphinx_highlight.js"></script>'
    html = figure(SHOCK, {"wide": bake(SHOCK, store=None)}, caption="Norway sends gas.")
    (folder / "page.html").write_text(
        script.join(PAGE.format(figures=html).split("<main>", 1)), encoding="utf-8"
    )
    (folder / "plain.html").write_text(PAGE.format(figures=html), "utf-8")
    return serve(folder)


def come_from_a_search(page, served, words, address=""):
    page.goto(f"{served}/plain.html")
    page.evaluate("words => localStorage.setItem('sphinx_highlight_terms', words)", words)
    page.goto(f"{served}/page.html{address}")


def test_searched_words_are_marked_where_readers_meet_them_and_nothing_is_put_into_the_page(
    page, served
):
    come_from_a_search(page, served, "norway twh")
    until(page, "CSS.highlights.get('searched')?.size > 0")
    marked = page.evaluate(MARKED)
    assert {word.lower() for word in marked} == {"norway", "twh"}
    places = page.evaluate(
        """() => [...CSS.highlights.get("searched")]
          .map((range) => range.startContainer.parentElement)
          .filter((element) => element.closest("svg, script, select"))
          .map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert places == []
    assert page.locator(".highlighted").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []
    page.reload()
    page.wait_for_load_state("load")
    assert page.evaluate(MARKED) == [], "marked once"


def test_the_address_and_the_history_stay_as_they_are(page, served):
    page.add_init_script("window.replaced = []; const put = history.replaceState;"
        "history.replaceState = function (state, ...rest) { replaced.push(state);"
        "return put.call(this, state, ...rest); };")  # fmt: skip
    come_from_a_search(page, served, "norway", "?x=1#gas-shock?cut=90")
    until(page, "CSS.highlights.get('searched')?.size > 0")
    assert page.evaluate("location.search + location.hash") == "?x=1#gas-shock?cut=90"
    assert all("explorers" in state for state in page.evaluate("replaced"))


def test_where_nothing_may_be_stored_no_word_is_marked_and_nothing_fails(page, served):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    failed = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{served}/page.html")
    page.wait_for_load_state("load")
    assert page.evaluate("SPHINX_HIGHLIGHT_ENABLED") is False
    assert failed == []
