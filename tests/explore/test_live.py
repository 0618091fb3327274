"""The live face, without a browser: widgets, their values, and what they show."""

import base64
import functools
import io
import re
from html import escape, unescape
from urllib.parse import parse_qs, unquote
from xml.etree import ElementTree

import ipywidgets as widgets
import pandas as pd
import pytest

from corridors import published
from corridors.explore import define, explore
from corridors.explore.live import ANSWERED, SCRIPT, live, picture
from corridors.pictures.explorers import BOOK
from tests.explore.samples import GROWTH, PLAIN, SHOCK, SUPPLY, after_cut, describe_cut, supply_bars


def shown(definition, **words):
    """The live face as its controls by name, its view, and the texts below: the last are notes."""
    view, *rest = live(definition, **words).children
    _, *fields = parts_of(rest) if definition.controls else [None]
    by_label = {field.description: field for field in fields}
    controls = {control.name: by_label[control.label] for control in definition.controls}
    return controls, view, [part for part in rest if isinstance(part, widgets.HTML)]


def parts_of(rest):
    """The buttons below the chart, and the controls, those that are folded last."""
    buttons, *fields, _table, _files, _notes, _script = rest
    if isinstance(fields[-1], widgets.Accordion):
        *fields, fold = fields
        fields += fold.children[0].children
    return buttons.children, *fields


def beside(definition, **words):
    """What stands below the controls: the folded table, the files, and the notes."""
    *_, fold, files, notes, _script = live(definition, **words).children
    assert fold.titles == ("Table",) and fold.selected_index is None
    return fold.children[0], files, notes


def counted(model):
    """The model, and the list of the choices that it was asked for."""
    asked = []

    def counting(*args, **choices):
        asked.append(choices)
        return model(*args, **choices)

    return functools.wraps(model)(counting), asked


def test_each_kind_of_control_is_the_widget_that_interact_would_show():
    kinds = {
        name: type(w) for definition in (SHOCK, GROWTH) for name, w in shown(definition)[0].items()
    }
    assert kinds == {
        "supplier": widgets.Dropdown,
        "cut": widgets.SelectionSlider,
        "lasting": widgets.Checkbox,
        "growth": widgets.RadioButtons,
        "rate": widgets.SelectionSlider,
        "scenario": widgets.RadioButtons,
    }


def test_widgets_open_at_the_default_and_offer_every_value_in_words():
    for definition in (SHOCK, GROWTH):
        controls, _, _ = shown(definition)
        assert {name: widget.value for name, widget in controls.items()} == definition.default
        for control in definition.controls:
            widget = controls[control.name]
            assert widget.description == control.label
            if control.kind != "checkbox":
                assert widget.options == tuple(zip(control.words, control.values, strict=True))


def test_a_slider_redraws_while_it_is_dragged():
    controls, _, _ = shown(SHOCK)
    assert controls["cut"].continuous_update


@pytest.mark.parametrize("definition", [SHOCK, GROWTH, PLAIN], ids=lambda definition: definition.id)
def test_it_shows_the_same_chart_title_sentence_and_readings_as_the_page(definition, baked):
    page, (controls, view, _) = baked[definition.id], shown(definition)
    for number, state in list(enumerate(definition.states()))[:: max(definition.count // 7, 1)]:
        for name, value in state.items():
            controls[name].value = value
        assert page.background + page.fragments[number] in view.value
        assert f"<strong>{escape(page.titles[number])}</strong>" in view.value
        assert f'<p class="explore-sentence">{escape(page.sentences[number])}</p>' in view.value
        hints = re.findall("<title>(.*?)</title></rect>", view.value)
        assert hints == [mark[4] for mark in page.marks[number]]


def test_a_state_is_computed_when_it_is_chosen_and_then_remembered():
    model, asked = counted(functools.partial(after_cut, SUPPLY))
    controls, view, _ = shown(
        define("a", model, supply_bars, describe_cut, {"supplier": ["LNG"], "cut": (0, 40, 10)})
    )
    opening = view.value
    asked.clear()
    for cut in (10, 30, 10, 30, 20, 20, 0):
        controls["cut"].value = cut
    assert [choices["cut"] for choices in asked] == [10, 30, 0]
    controls["cut"].value = 20
    assert view.value == opening


def test_a_state_that_raises_says_so_in_its_place_and_the_next_choice_recovers():
    def brittle(*, supplier, cut):
        if cut == 30:
            raise ValueError("no <gas> left")
        return after_cut(SUPPLY, supplier=supplier, cut=cut)

    controls, view, _ = shown(
        define("a", brittle, supply_bars, describe_cut, {"supplier": ["LNG"], "cut": (0, 40, 10)})
    )
    good = view.value
    for _ in range(2):
        controls["cut"].value = 30
        for words in ('role="alert"', "explorer &#x27;a&#x27;", "cut=30", "no &lt;gas&gt; left"):
            assert words in view.value
        assert "<svg" not in view.value
        controls["cut"].value = 20
        assert view.value == good


@pytest.mark.parametrize("broken", ["picture", "summary"])
def test_a_picture_or_summary_that_raises_says_so_and_recovers(broken):
    def cannot(table, *_):
        if table["hit"].any():
            raise ValueError("cannot say this")
        return describe_cut(table)

    def draw(table, ax):
        cannot(table)
        supply_bars(table, ax)

    definition = define(
        "a",
        functools.partial(after_cut, SUPPLY, cut=10),
        draw if broken == "picture" else supply_bars,
        cannot if broken == "summary" else describe_cut,
        {"supplier": ["nobody", "LNG"]},
    )
    controls, view, _ = shown(definition)
    good = view.value
    controls["supplier"].value = "LNG"
    assert f"the {broken} raises ValueError: cannot say this" in view.value
    controls["supplier"].value = "nobody"
    assert view.value == good


def test_a_state_that_opens_and_raises_is_an_error_of_the_cell():
    def broken(*, cut):
        raise ValueError("no gas left")

    with pytest.raises(Exception, match="explorer 'a', state cut=1: the model raises ValueError"):
        shown(define("a", broken, supply_bars, describe_cut, {"cut": [1, 2]}))


def displayed(made, monkeypatch):
    """The outputs of a cell that ends with an explorer."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: outputs.append(data))
    made._ipython_display_()
    return outputs


def picture_in(html):
    """The picture that an output keeps, read as what it is."""
    (kept,) = re.findall(r'<img [^>]*src="data:image/svg\+xml;base64,([^"]+)"', html)
    return ElementTree.fromstring(base64.b64decode(kept))


def test_a_figure_without_controls_needs_no_widget_and_has_its_values_as_a_table(monkeypatch):
    monkeypatch.delenv("BOOK_FACE", raising=False)
    monkeypatch.delattr(widgets.Widget, "__init__")
    plain = explore(
        "plain-figure", model=PLAIN.model, picture=supply_bars, summary=describe_cut, source="<us>"
    )
    shown = plain._repr_mimebundle_()
    sentence = describe_cut(PLAIN.table({}))
    assert set(shown) == {"text/html", "text/plain"} and shown["text/plain"] == sentence
    assert f'<img alt="{sentence}"' in shown["text/html"]
    assert picture_in(shown["text/html"])[1].text == sentence
    assert shown["text/html"].count("<tr") == len(PLAIN.table({})) + 1
    assert "<small>Source: &lt;us&gt;</small>" in shown["text/html"]
    assert not hasattr(plain, "_ipython_display_")


def made_in_a_kernel(monkeypatch):
    monkeypatch.delenv("BOOK_FACE", raising=False)
    return explore(
        SHOCK.id, model=SHOCK.model, picture=supply_bars, summary=describe_cut, cut=(0, 20, 10),
        supplier=["LNG", "Norway"],
    )  # fmt: skip


def test_beside_the_widgets_stands_the_picture_that_a_saved_notebook_keeps(monkeypatch):
    still, view = displayed(made_in_a_kernel(monkeypatch), monkeypatch)
    assert "application/vnd.jupyter.widget-view+json" in view
    assert set(still) == {"text/html", "text/plain"}, "once the widgets are gone it still stands"
    assert still["text/plain"] in still["text/html"]


def test_what_is_kept_is_whole_where_a_front_end_takes_out_drawings_and_scripts(monkeypatch):
    still, _ = displayed(made_in_a_kernel(monkeypatch), monkeypatch)
    tags = set(re.findall(r"<([a-z]+)", still["text/html"]))
    assert tags <= {"div", "strong", "br", "img", "p", "small"}, "an image, and no drawing"
    drawn = picture_in(still["text/html"])
    assert "var(" not in ElementTree.tostring(drawn, "unicode"), "it has a surface of its own"
    assert drawn[2].get("fill") == "#ffffff"


def test_while_the_widgets_answer_the_picture_is_covered():
    view, *_ = live(SHOCK).children
    assert f"body:has(.explore-explorer.of-{SHOCK.id})" in view.value
    still = picture(SHOCK)["text/html"]
    assert f'class="explore-still of-{SHOCK.id}" ' in still and "<style" not in still


def test_a_cell_that_is_run_again_closes_the_widgets_that_it_replaces():
    live(SHOCK)
    before = len(widgets.widget.Widget.get_manager_state()["state"])
    boxes = [live(SHOCK) for _ in range(5)]
    assert len(widgets.widget.Widget.get_manager_state()["state"]) == before
    assert boxes[-1].comm is not None and all(box.comm is None for box in boxes[:-1])
    live(GROWTH)
    assert boxes[-1].comm is not None, "another explorer closes nothing"


def test_caption_and_source_stand_below_as_text():
    _, _, notes = beside(SHOCK, caption="<b>Cut</b>", source="Bruegel & others")
    words = "&lt;b&gt;Cut&lt;/b&gt; Source: Bruegel &amp; others</small>"
    assert words in notes.value


def test_a_kernel_shows_widgets_and_the_books_build_a_page(monkeypatch):
    parts = {"model": functools.partial(after_cut, SUPPLY), "picture": supply_bars}
    made = functools.partial(explore, "a", **parts, summary=describe_cut, supplier=["LNG"], cut=[1])
    monkeypatch.delenv("BOOK_FACE", raising=False)
    assert isinstance(made().box, widgets.VBox)
    monkeypatch.setenv("BOOK_FACE", "page")
    monkeypatch.delattr(widgets.Widget, "__init__")  # a page with a widget would load its manager
    assert set(made()._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_scenarios_are_buttons_and_three_controls_stand_open_as_in_the_page():
    model, asked = counted(functools.partial(after_cut, SUPPLY))
    choices = {"supplier": ["LNG", "Norway"], "cut": (0, 40, 10), "lasting": False}
    definition = define(
        "a", model, supply_bars, describe_cut, choices,
        presets={"all late": {"supplier": "Norway", "cut": 40}}, opened=["lasting"],
    )  # fmt: skip
    view, *rest = live(definition).children
    (late, reset), *fields = parts_of(rest)
    assert (late.description, reset.description) == ("all late", "Reset")
    assert [field.description for field in fields] == ["Lasting", "Supplier", "Cut"]
    fold = rest[-5]
    assert isinstance(fold, widgets.Accordion) and fold.selected_index is None
    assert fold.titles == ("More assumptions (2)",)
    opening, before = view.value, len(asked)
    late.click()
    assert view.value != opening
    assert asked[before:] == [{"supplier": "Norway", "cut": 40, "lasting": False}], "drawn once"
    assert [field.value for field in fields] == [False, "Norway", 40]
    reset.click()
    assert view.value == opening


def saved(files):
    """The files that links offer: their names and what is in them."""
    found = re.findall(r'download="([^"]+)"\s+href="data:[^,]+,([^"]*)"', files.value)
    return {name: unquote(content) for name, content in found}


def test_the_table_and_files_of_a_state_can_be_taken_along():
    source = "a source with a name that is long enough to be broken into lines, and its second half"
    box = live(SHOCK, source=source)
    controls = {field.description: field for field in parts_of(box.children[1:])[1:]}
    fold, files, _, _ = box.children[-4:]
    for cut in (0, 20):
        controls["Cut"].value = cut
        chosen = {"supplier": controls["Supplier"].value, "cut": cut, "lasting": False}
        table = SHOCK.table(chosen)
        assert fold.children[0].value.count("<tr") == len(table) + 1
        offered = saved(files)
        assert list(offered) == [f"{SHOCK.id}.csv", f"{SHOCK.id}.svg"]
        csv, svg = offered.values()
        assert csv.startswith("\ufeff"), "Excel reads a file without a mark in its own code page"
        again = pd.read_csv(io.StringIO(csv.lstrip("\ufeff")))
        assert again.shape == table.shape and list(again.columns) == list(table.columns)
        picture = ElementTree.fromstring(svg)
        assert picture.tag.endswith("svg") and picture[1].text == describe_cut(table)
        assert "var(" not in svg, "a picture alone has colours of its own"
        assert " href=" not in svg, "older drawing programs know xlink:href only"
        written = " ".join(part.text or "" for part in picture if part.tag.endswith("text"))
        for words in (f"Cut: {cut}%", f"Source: {source}", "TWh are left: <less> & less"):
            assert words in written


def test_what_opens_and_what_is_chosen_again_keeps_an_open_table_open():
    box = live(SHOCK)
    fold = box.children[-4]
    fold.selected_index = 0
    before = fold.children[0].value
    parts_of(box.children[1:])[2].value = 100
    assert fold.selected_index == 0 and fold.children[0].value != before


def test_a_figure_of_the_book_has_its_number_and_links_to_its_state_on_the_site(monkeypatch):
    monkeypatch.setenv(published.SITE, "https://example.org/book")
    made = {"supplier": ["LNG", "Türkiye & “west”, swaps?"], "cut": (0, 20, 10)}
    definition = define(
        "gas-concentration", functools.partial(after_cut, SUPPLY), supply_bars, describe_cut, made,
        host=BOOK,
    )  # fmt: skip
    _, files, notes = beside(definition, caption="Left.")
    number, page = published.place_of("gas-concentration")
    assert f"Figure {number}. Left." in notes.value
    (address,) = re.findall(r'href="(https://[^"]+)"', files.value)
    site, _, query = unescape(address).partition("#gas-concentration?")
    assert site == page and page.startswith("https://example.org/book/chapters/")
    assert parse_qs(query) == {"supplier": ["LNG"], "cut": ["10"]}
    monkeypatch.delenv(published.SITE)
    _, files, _ = beside(definition)
    assert "https://" not in files.value, "without a site there is nowhere to lead to"
    _, files, notes = beside(
        define("my-own", SHOCK.model, supply_bars, describe_cut, made, host=BOOK)
    )
    assert "Figure" not in notes.value


def test_the_script_of_the_front_end_comes_along_and_needs_nothing_from_elsewhere():
    (output,) = (part for part in live(SHOCK).children if isinstance(part, widgets.Output))
    (script,) = (shown["data"]["application/javascript"] for shown in output.outputs)
    assert "http" not in script.replace("http://www.w3.org/2000/svg", "")
    for name in ("explore-explorer", "explore-view", "explore-mark", "explore-files"):
        assert name in script, "it looks for what the widgets are named"


def test_controls_that_no_longer_answer_say_how_to_wake_them(monkeypatch):
    *_, note = beside(SHOCK)
    assert "run the notebook again up to this cell" in note.value
    kept, _ = displayed(made_in_a_kernel(monkeypatch), monkeypatch)
    assert "Run the notebook up to this cell" in kept["text/html"]
    assert "<details>" not in kept["text/html"], "what is saved stays light"


def test_every_move_of_a_control_is_answered_also_one_that_changes_nothing():
    box = live(SHOCK)
    reset, supplier, *_ = parts_of(box.children[1:])[0] + parts_of(box.children[1:])[1:]
    for act in (reset.click, reset.click, lambda: setattr(supplier, "index", 1)):
        before = ANSWERED in box._dom_classes
        act()
        assert (ANSWERED in box._dom_classes) != before


def test_a_control_that_is_not_answered_says_so_within_two_seconds():
    assert ANSWERED in SCRIPT and "explore-asleep" in live(SHOCK).children[-2].value
    (patience,) = re.findall(r"const PATIENT = (\d+);", SCRIPT)
    assert int(patience) < 2000
