from functools import partial

import pandas as pd
import pytest

from corridors.assumptions import Assumed
from corridors.explore import ExplorerError, composed, control, define, explore, slider
from corridors.explore.shapes import shapes_of


def model(*, supplier="Russia", cut=0):
    return pd.DataFrame({"energy_twh": [cut]})


def draw(table, ax):
    ax.plot(table["energy_twh"])


def say(table):
    return "A sentence."


def made(**controls):
    return define("gas-shock", model, draw, say, controls)


def test_short_forms_give_the_controls_that_interact_gives():
    definition = made(supplier=["Russia", "Norway", "Algeria", "Libya", "LNG"], cut=(0, 100, 10))
    supplier, cut = definition.controls
    assert (supplier.kind, cut.kind) == ("select", "slider")
    assert cut.values == tuple(range(0, 101, 10))
    assert definition.count == 5 * 11


def test_a_few_choices_are_radio_buttons_and_a_truth_is_a_checkbox():
    definition = define(
        "a", lambda few, truth: pd.DataFrame(), draw, say, {"few": ["x", "y"], "truth": True}
    )
    assert [c.kind for c in definition.controls] == ["radio", "checkbox"]
    assert definition.default == {"few": "x", "truth": True}


def test_a_mapping_shows_its_words_and_gives_its_values():
    (cut,) = made(cut={"none": 0, "half": 50}).controls
    assert cut.words == ("none", "half") and cut.values == (0, 50)


def test_the_models_own_default_opens_and_a_sliders_middle_otherwise():
    assert made(supplier=["Norway", "Russia"], cut=(0, 100, 10)).default == {
        "supplier": "Russia",
        "cut": 0,
    }
    middle = define("a", lambda cut: pd.DataFrame(), draw, say, {"cut": (0, 100, 10)})
    assert middle.default == {"cut": 50}


def test_the_labelled_form_carries_unit_format_and_default():
    (cut,) = made(cut=control((0, 1, 0.25), label="Cut", format="{:.0%}", default=0.5)).controls
    assert cut.label == "Cut" and cut.words[2] == "50%" and cut.default == 2


def test_steps_of_a_tenth_are_the_numbers_a_reader_expects():
    (cut,) = made(cut=(0.0, 1.0, 0.1)).controls
    assert cut.keys == ("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1")


def test_states_run_with_the_last_control_fastest_and_the_default_has_its_place():
    definition = made(supplier=["Norway", "Russia"], cut=(0, 20, 10))
    states = list(definition.states())
    assert states[1] == {"supplier": "Norway", "cut": 10}
    assert states[definition.default_number] == definition.default


@pytest.mark.parametrize(
    ("controls", "words"),
    [
        ({"price": (0, 10)}, ["'price'", "the model takes no", "supplier, cut"]),
        ({"cut": (5, 10)}, ["'cut'", "default 0 is not among"]),
        ({"cut": []}, ["'cut'", "nothing to choose"]),
        ({"cut": (10, 0)}, ["'cut'", "low to a high"]),
        ({"cut": (0, 10, 0)}, ["'cut'", "positive step"]),
        ({"cut": ("a", "b")}, ["'cut'", "in numbers"]),
        ({"cut": "fast"}, ["'cut'", "a str is no control"]),
        ({"cut": control([1, 2], default=3)}, ["'cut'", "default 3"]),
        ({"cut": control([1, 2], format="{:.0f")}, ["'cut'", "format raises"]),
        ({"supplier": ["a", "a"]}, ["'supplier'", "read the same"]),
        ({"cut": (0, 9_999)}, ["10,000 states", "coarser"]),
    ],
)
def test_a_mistake_names_the_explorer_and_the_control(controls, words):
    with pytest.raises(ExplorerError) as caught:
        made(**{"cut": [0], **controls})
    message = str(caught.value)
    assert "gas-shock" in message
    for word in words:
        assert word in message


def test_an_argument_that_nothing_gives_is_a_mistake():
    with pytest.raises(ExplorerError, match="needs 'cut'.*functools.partial"):
        define("a", lambda cut: pd.DataFrame(), draw, say, {})


@pytest.mark.parametrize("id", ["Gas", "gas shock", "", "1st", "gas_shock"])
def test_an_id_that_would_not_serve_as_an_address_is_refused(id):
    with pytest.raises(ExplorerError, match="lower-case words"):
        define(id, model, draw, say, {})


def test_a_number_that_brings_its_evidence_into_a_caption_is_refused():
    with pytest.raises(ExplorerError, match="write {name!s}"):
        explore("a", model=pd.DataFrame, picture=draw, summary=say, caption="In {told}`2024 <y>`.")


def test_a_picture_brings_its_sentence_and_its_heights_also_with_bound_arguments():
    @composed(summary=say, height=300, tall=370)
    def drawn(table, ax, *, paper):
        pass

    bound = partial(partial(drawn, paper=1))
    assert define("a", pd.DataFrame, bound, None, {}).summary is say
    assert [shape.height for shape in shapes_of(bound)] == [300, 370]
    assert [shape.name for shape in shapes_of(draw)] == ["wide"]


def test_a_figure_without_a_sentence_is_refused():
    with pytest.raises(ExplorerError, match="explorer 'a': no sentence says what is seen"):
        define("a", pd.DataFrame, draw, None, {})


def test_a_slider_opens_at_the_value_of_its_assumption_and_keeps_whole_numbers_whole():
    years = define(
        "a", lambda year: pd.DataFrame(), draw, say, {"year": slider(Assumed(2026, 2024, 2028), 2)}
    )
    assert years.controls[0].values == (2024, 2026, 2028) and years.default == {"year": 2026}
    assert all(isinstance(value, int) for value in years.controls[0].values)
    halves = define(
        "a", lambda pace: pd.DataFrame(), draw, say, {"pace": slider(Assumed(1, 0, 2), 0.5)}
    )
    assert halves.controls[0].values == (0, 0.5, 1, 1.5, 2)


def test_a_figure_without_controls_fails_with_words_of_its_own(monkeypatch):
    monkeypatch.setenv("BOOK_FACE", "page")
    drawn = []

    def restless(table, ax):
        ax.plot([0, 1], [0, 1])
        drawn.append(1)
        ax.set_xlim(0, len(drawn))

    def fails(model=lambda: pd.DataFrame({"a": [1]}), picture=restless):
        with pytest.raises(ExplorerError) as failed:
            explore("bars", model=model, picture=picture, summary=say)
        return str(failed.value)

    assert fails().startswith("figure 'bars': the picture draws another x axis each time")
    assert fails(model=lambda year: pd.DataFrame()) == (
        "figure 'bars': the model needs 'year' and no control gives it; bind it with "
        "functools.partial or add a control"
    )
    for word in ("state", "explorer", "default"):
        assert word not in fails() + fails(model=lambda: [1])


def scenario(**more):
    choices = {"supplier": ["Russia", "Norway"], "cut": (0, 100, 10)}
    return define("gas-shock", model, draw, say, choices, **more)


def test_a_scenario_sets_some_controls_and_leaves_the_others_as_they_open():
    definition = scenario(presets={"half of Norway": {"supplier": "Norway", "cut": 50}, "none": {}})
    assert [preset.choice for preset in definition.presets] == [(1, 5), (0, 0)]
    assert definition.scenario(definition.default) == (("Supplier", "Russia"), ("Cut", "0"))


def test_three_controls_stand_open_unless_the_author_chooses_which():
    names = [chr(ord("a") + n) for n in range(5)]
    model = lambda **choices: pd.DataFrame()  # noqa: E731
    made = partial(define, "x", model, draw, say, {name: [1, 2] for name in names})
    assert [c.name for c in made().standing] == ["a", "b", "c"]
    assert [c.name for c in made().folded] == ["d", "e"]
    chosen = made(opened=["e", "b"])
    assert [c.name for c in chosen.standing] == ["b", "e"]
    assert [c.name for c in chosen.folded] == ["a", "c", "d"]
    with pytest.raises(ExplorerError, match="4 controls are to stand open; a phone has room for 3"):
        made(opened=names[:4])


@pytest.mark.parametrize(
    "more, words",
    [
        ({"presets": {"late": {"delay": 3}}}, "'late' sets 'delay', which is no control"),
        ({"presets": {"late": {"cut": 55}}}, "control 'cut': the preset 'late' sets it to 55"),
        ({"opened": ["delay"]}, "'delay' cannot stand open, it is no control; there are supplier"),
    ],
)
def test_a_scenario_or_an_open_control_that_does_not_exist_is_refused(more, words):
    with pytest.raises(ExplorerError, match=words):
        scenario(**more)
