"""Every figure of the book in every state, as the pages carry it: legible, complete, within."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from corridors.appendix import usage
from corridors.explore.marks import Mark, marks_of, places_of
from corridors.explore.packs import opened, packed
from corridors.explore.page import STATIC
from tests.figures import DRAWN, PAGE_OF, SHAPES_OF, figure, figures_of
from tests.pictures.looks import texts

SMALLEST_ON_SCREEN = 11
CHART_ON_SCREEN = {360: 312, 768: 624, 1280: 624}
"""How many px wide a page shows a chart, by the width of the screen: `tests/book` measures it."""
NARROW = 16 * float(
    re.search(
        r'max-width: ([\d.]+)rem\)\s*{[^}]*data-shape="wide"',
        (STATIC / "explorer.css").read_text(encoding="utf-8"),
    )[1]
)
"""The px up to which a figure shows its tall drawing."""
BLANK = {"width": 0.5, "height": 2.0}
"""What two boxes of text may share without touching letters, in points."""

NOTHING_TO_SHOW = {
    "freed-gas": "Nothing is built",
    "promise-keeping": "No promise of this kind",
    "region-map": "No layer is chosen",
}
"""What a figure says in a state that has no rows or no number."""

WITHOUT_NUMBERS = {"map-gas", "map-freight"}
"""Maps of ways: they name places."""

OF_FEW_WORDS = {"region-map"}
"""It counts the lines of the layers chosen, which may be a single one."""

NO_DATA = {
    "carbon-intensity": 2,
    "eu-steps": 5,
    "events-timeline": 6,
    "generation-mix": 8,
    "ledger-by-section": 5,
    "map-gas": 2,
    "power-mix-now": 4,
    "power-promises": 2,
    "price-months": 3,
    "promise-delays": 4,
    "raw-materials": 6,
    "region-map": 3,
    "route-days": 3,
    "sources-by-year": 3,
    "spread-of-sources": 5,
    "target-pace": 1,
    "three-corridors-map": 2,
    "trade-azerbaijan": 3,
    "trade-dependence": 2,
    "verdicts-by-section": 5,
    "wind-and-solar": 5,
}
"""How many dots and bars of a figure are no data: the signs of a key, the frames of an inset."""


@pytest.fixture(scope="module", params=DRAWN, ids=" ".join)
def drawn(request):
    """The id of a figure and the name of a shape."""
    return request.param


@pytest.fixture(scope="module")
def id(drawn):
    return drawn[0]


@pytest.fixture(scope="module")
def chart(drawn):
    """The figure in the shape."""
    return figure(*drawn)


@pytest.fixture(scope="module")
def lettering(chart):
    """What is chosen in each state, and its texts with those of the axes."""
    axes = list(texts(chart.baked.background))
    return [(state.choices, [*texts(state.drawn), *axes]) for state in chart.states]


def corners(definition):
    """The state that opens, and those in which every control is at one of its ends."""
    ends = [(control.values[0], control.values[-1]) for control in definition.controls]
    names = [control.name for control in definition.controls]
    found = [dict(zip(names, values, strict=True)) for values in itertools.product(*ends)]
    return [definition.default, *(state for state in found if state != definition.default)]


def dots_and_bars(artist):
    """The marks of an artist that a reader takes for data, whether they say something or not."""
    dots = isinstance(artist, PathCollection) or (
        isinstance(artist, Line2D) and artist.get_marker() != "None"
    )
    if not dots and not isinstance(artist, Rectangle):
        return []
    places = [Mark(*map(float, place), "") for place in places_of(artist)]
    return [mark for mark in places if dots or min(mark.width, mark.height) > 0.5]


def unread(canvas, state):
    """The dots and bars of a state at whose place no reading is."""
    with canvas.styled(), canvas.picture(canvas.definition.table(state), state) as (added, _):
        drawn = [mark for artist in added for mark in dots_and_bars(artist)]
        said = marks_of(added)
    return [
        mark
        for mark in drawn
        if np.isfinite([mark.x, mark.y]).all()
        and not any(
            abs(mark.x - other.x) <= max(other.width / 2, 2)
            and abs(mark.y - other.y) <= max(other.height / 2, 2)
            for other in said
        )
    ]


def test_the_text_of_the_pages_names_every_figure_once():
    pages = [
        page
        for page in usage.pages()
        if any("explore" in cell.code for cell in usage.cells(page.path))
    ]
    assert sorted(PAGE_OF) == sorted(id for page in pages for id in figures_of(page))


def test_every_text_is_inside_the_frame(chart, lettering):
    faults = [
        (choices, text)
        for choices, its in lettering
        for text in its
        if min(text.left, text.top) < 0 or text.right > chart.width or text.bottom > chart.height
    ]
    assert not faults


def test_every_picture_is_drawn_for_a_phone_as_well():
    lacking = sorted(id for id, shapes in SHAPES_OF.items() if "tall" not in shapes)
    assert not lacking, (
        f"no tall drawing of {', '.join(lacking)}: a phone would show its type too small. Say "
        "`tall=…` (points) in `@composed` above the picture and look at it 312 px wide; the parts "
        "in corridors/pictures/parts.py know the canvas, and `shaped` asks for it"
    )


@pytest.mark.parametrize("screen", CHART_ON_SCREEN)
def test_no_type_is_too_small_on_the_screen_it_is_shown_on(screen, chart, lettering):
    width = CHART_ON_SCREEN[screen]
    if chart.shape.name != ("tall" if width <= NARROW else "wide"):
        pytest.skip(f"a screen of {screen} px shows the other shape")
    small = {
        (text.words, round(text.size * width / chart.width, 1))
        for _, its in lettering
        for text in its
        if text.size * width / chart.width < SMALLEST_ON_SCREEN
    }
    assert not small, f"type of less than {SMALLEST_ON_SCREEN} px on a screen of {screen}: {small}"


def test_no_text_overlaps_another(lettering):
    faults = [
        (choices, one.words, other.words)
        for choices, its in lettering
        for one, other in itertools.combinations(its, 2)
        if one.covers(other, **BLANK)
    ]
    assert not faults


def test_a_title_is_a_sentence_and_not_a_paragraph(chart):
    assert not [state.title for state in chart.states if not 20 < len(state.title) <= 100]


def test_every_state_has_marks_and_all_are_inside_the_frame_with_a_reading(chart):
    faults = [
        (state.choices, mark)
        for state in chart.states
        for mark in state.marks
        if not (0 <= mark.x <= chart.width and 0 <= mark.y <= chart.height and mark.text.strip())
    ]
    assert not faults
    assert not [state.choices for state in chart.states if not state.marks]


def test_every_dot_and_bar_has_a_reading_unless_it_is_no_data(id, chart):
    canvas = chart.canvas()
    for state in corners(chart.definition):
        mute = unread(canvas, state)
        # fewer where a mark of data happens to lie on a sign of the key
        assert len(mute) <= NO_DATA.get(id, 0), f"{state}: no reading at {mute}"


def cut(canvas, state):
    """The places of dots that the frame of their axes cuts: one at zero is a dot as well."""
    with canvas.styled(), canvas.picture(canvas.definition.table(state), state) as (added, _):
        for artist in added:
            frame = artist.get_clip_box() if artist.get_clip_on() else None
            if frame is None or not isinstance(artist, PathCollection | Line2D):
                continue
            line = isinstance(artist, Line2D)
            if line and artist.get_marker() in ("None", "", "|"):  # a tick has no width
                continue
            sizes = [artist.get_markersize()] if line else np.sqrt(artist.get_sizes())
            places = [Mark(*map(float, place), "") for place in places_of(artist)]
            for dot, size in zip(places, np.resize(sizes, len(places)), strict=True):
                beyond = (
                    *(frame.x0 - dot.x, dot.x - frame.x1),
                    *(frame.y0 - dot.y, dot.y - frame.y1),
                )
                if max(beyond) + size / 2 > 1:
                    yield round(dot.x), round(dot.y)


def test_no_dot_is_cut_by_the_frame_of_its_axes(chart):
    canvas = chart.canvas()
    for state in corners(chart.definition):
        assert list(cut(canvas, state)) == [], state


def test_a_state_is_told_in_a_sentence_with_its_numbers_and_in_a_table(id, chart):
    for state in chart.states:
        nothing = NOTHING_TO_SHOW.get(id, "no state") in state.sentence
        told = state.choices, state.sentence
        assert state.rows or nothing, told
        assert state.sentence.endswith("."), told
        assert len(state.sentence) > 60 or nothing or id in OF_FEW_WORDS, told
        assert re.search(r"\d", state.sentence) or nothing or id in WITHOUT_NUMBERS, told


def test_no_number_is_told_as_a_computer_writes_it(chart):
    said = {
        text for state in chart.states for text in (state.title, state.sentence, *state.readings)
    }
    assert not [text for text in said if re.search(r"\b(nan|inf|NaT)\b|<NA>|\de[+-]\d", text)]


def test_a_pack_has_every_state_as_it_was_baked_and_is_light_enough_for_a_phone(id, chart):
    pack = packed(chart.definition, chart.shape.name, chart.baked)
    states = opened(pack.text)
    assert states["columns"] == chart.baked.columns
    for part in ("titles", "sentences", "marks", "tables"):
        assert list(states[part]) == getattr(chart.baked, part), part
    if chart.definition.controls:
        assert list(states["fragments"]) == chart.baked.fragments
    assert len(pack.text) < 60_000
