"""The live face, without a browser: widgets, their values, and what they show."""

import functools
import io
import re
from html import escape
from urllib.parse import unquote
from xml.etree import ElementTree

import ipywidgets as widgets
import pandas as pd
import pytest

from corridors.explore import define, explore
from corridors.explore.live import live
from tests.explore.samples import GROWTH, PLAIN, SHOCK, SUPPLY, after_cut, describe_cut, supply_bars


def shown(definition, **words):
    """The live face as its controls by name, its view, and the notes below."""
    view, *rest = live(definition, **words).children
    _, *fields = parts_of(rest) if definition.controls else [None]
    by_label = {field.description: field for field in fields}
    controls = {control.name: by_label[control.label] for control in definition.controls}
    return controls, view, [part for part in rest if isinstance(part, widgets.HTML)]


def parts_of(rest):
    """The buttons below the chart, and the controls, those that are folded last."""
    buttons, *fields = (part for part in rest if not isinstance(part, widgets.HTML))
    if isinstance(fields[-1], widgets.Accordion):
        *fields, fold = fields
        fields += fold.children[0].children
    return buttons.children, *fields


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
        assert f'<p role="status">{escape(page.sentences[number])}</p>' in view.value
        hints = re.findall("<title>(.*?)</title>", view.value)
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


def test_a_figure_without_controls_needs_no_widget(monkeypatch):
    monkeypatch.delenv("BOOK_FACE", raising=False)
    monkeypatch.delattr(widgets.Widget, "__init__")
    plain = explore(
        "plain-figure", model=PLAIN.model, picture=supply_bars, summary=describe_cut, source="<us>"
    )
    shown = plain._repr_mimebundle_()
    sentence = describe_cut(PLAIN.table({}))
    assert set(shown) == {"text/html", "text/plain"} and shown["text/plain"] == sentence
    assert f'<svg role="img" aria-label="{sentence}"' in shown["text/html"]
    assert "<small>Source: &lt;us&gt;</small>" in shown["text/html"]


def test_beside_the_widgets_stands_the_picture_that_a_saved_notebook_keeps(monkeypatch):
    monkeypatch.delenv("BOOK_FACE", raising=False)
    shown = explore(
        SHOCK.id, model=SHOCK.model, picture=supply_bars, summary=describe_cut, cut=(0, 20, 10),
        supplier=["LNG", "Norway"],
    )._repr_mimebundle_()  # fmt: skip
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/plain"] in shown["text/html"] and "<svg" in shown["text/html"]
    assert "var(--explorer-ink," in shown["text/html"], "of the colours of the page around it"


def test_a_cell_that_is_run_again_closes_the_widgets_that_it_replaces():
    live(SHOCK)
    before = len(widgets.widget.Widget.get_manager_state()["state"])
    boxes = [live(SHOCK) for _ in range(5)]
    assert len(widgets.widget.Widget.get_manager_state()["state"]) == before
    assert boxes[-1].comm is not None and all(box.comm is None for box in boxes[:-1])
    live(GROWTH)
    assert boxes[-1].comm is not None, "another explorer closes nothing"


def test_caption_and_source_stand_below_as_text():
    _, _, (notes,) = shown(SHOCK, caption="<b>Cut</b>", source="Bruegel & others")
    words = "<small>&lt;b&gt;Cut&lt;/b&gt; Source: Bruegel &amp; others</small>"
    assert notes.value.startswith(words)


def test_a_kernel_shows_widgets_and_the_books_build_a_page(monkeypatch):
    parts = {"model": functools.partial(after_cut, SUPPLY), "picture": supply_bars}
    made = functools.partial(explore, "a", **parts, summary=describe_cut, supplier=["LNG"], cut=[1])
    monkeypatch.delenv("BOOK_FACE", raising=False)
    assert "application/vnd.jupyter.widget-view+json" in made()._repr_mimebundle_()
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
    fold = rest[-2]
    assert isinstance(fold, widgets.Accordion) and fold.selected_index is None
    assert fold.titles == ("More assumptions (2)",)
    opening, before = view.value, len(asked)
    late.click()
    assert view.value != opening
    assert asked[before:] == [{"supplier": "Norway", "cut": 40, "lasting": False}], "drawn once"
    assert [field.value for field in fields] == [False, "Norway", 40]
    reset.click()
    assert view.value == opening


def test_the_table_and_files_of_a_state_can_be_taken_along():
    controls, view, _ = shown(SHOCK)
    for cut in (0, 20):
        controls["cut"].value = cut
        table = SHOCK.table({name: widget.value for name, widget in controls.items()})
        assert "<summary>Table</summary>" in view.value
        assert view.value.count("<tr") == len(table) + 1
        files = {
            name: unquote(content)
            for name, content in re.findall(
                r'download="([^"]+)"\s+href="data:[^,]+,([^"]*)"', view.value
            )
        }
        assert list(files) == [f"{SHOCK.id}.csv", f"{SHOCK.id}.svg"]
        again = pd.read_csv(io.StringIO(files[f"{SHOCK.id}.csv"]))
        assert again.shape == table.shape and list(again.columns) == list(table.columns)
        picture = ElementTree.fromstring(files[f"{SHOCK.id}.svg"])
        assert picture.tag.endswith("svg") and picture[1].text == describe_cut(table)
        assert "var(" not in files[f"{SHOCK.id}.svg"], "a picture alone has colours of its own"


def test_controls_that_no_longer_answer_say_how_to_wake_them(monkeypatch):
    *_, note = live(SHOCK).children
    assert "run this cell again" in note.value
    monkeypatch.delenv("BOOK_FACE", raising=False)
    made = explore(
        SHOCK.id, model=SHOCK.model, picture=supply_bars, summary=describe_cut, cut=(0, 20, 10),
        supplier=["LNG", "Norway"],
    )  # fmt: skip
    kept = made._repr_mimebundle_()["text/html"]
    assert "Run this cell" in kept and "<details>" not in kept, "what is saved stays light"
    assert len(live(PLAIN).children) == 1
