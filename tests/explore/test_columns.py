"""The coding of packs: what goes in comes out, whatever the texts are."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors.explore.columns import END, HOLE, pack, unpack

NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.decimals(-2000, 2000, places=2).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(0, 10**7).map(lambda n: f"{n:,}"),
    st.sampled_from(
        ["0", "-0", "-0.0", "007", "1.", ".5", "1,23", "12.0", "1e-7", "2010-2023", "٣"]
    ),
)
WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters=HOLE + END), max_size=8),
    st.sampled_from([" ", ". ", ": ", '", ', "[", "<g id=", '<path d="M ', "-", "−", "#", '">']),
)
TEXTS = st.lists(st.one_of(NUMBERS, WORDS), max_size=12).map("".join)


@st.composite
def texts_on_a_grid(draw, texts):
    grid = draw(st.lists(st.integers(1, 4), max_size=4))
    count = math.prod(grid)
    return draw(st.lists(texts, min_size=count, max_size=count)), grid


@settings(deadline=None)
@given(texts_on_a_grid(TEXTS))
def test_any_texts_come_back_as_they_were(case):
    texts, grid = case
    assert unpack(pack(texts, grid))[1] == texts


@st.composite
def alike(draw):
    """Texts of one form, whose numbers depend on the place in the grid, as explorers' do."""
    grid = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    slopes = [draw(st.floats(-1e4, 1e4)) for _ in grid]
    scale, offset = draw(st.floats(-20, 20)), draw(st.floats(-1e3, 1e3))
    texts = []
    for place in np.ndindex(*grid):
        value = sum(slope * at for slope, at in zip(slopes, place, strict=True))
        drawn = f'<path d="M {offset:.1f} {scale * value + offset:.1f}"/>'
        texts.append(f"{value:,.0f} of {value:.3g}: {drawn}, {math.floor(value)}.")
    return texts, grid


@settings(deadline=None)
@given(alike())
def test_numbers_that_depend_on_each_other_come_back_to_the_last_digit(case):
    texts, grid = case
    assert unpack(pack(texts, grid))[1] == texts


def test_what_is_said_about_a_pack_comes_back():
    head, _ = unpack(pack(["a"], [], id="gas-shock", heads=["Energy (TWh)"]))
    assert head["id"] == "gas-shock" and head["heads"] == ["Energy (TWh)"]


@pytest.mark.parametrize(("texts", "grid"), [([], []), (["a"], [2]), (["a", "b"], [])])
def test_texts_that_do_not_fill_the_grid_are_refused(texts, grid):
    with pytest.raises(ValueError, match="do not fill a grid"):
        pack(texts, grid)


def test_a_text_with_a_character_that_parts_places_is_refused():
    with pytest.raises(ValueError, match="x01"):
        pack(["a\x01b"], [])


def test_the_same_texts_make_the_same_bytes():
    texts = [f"{n} of {n * n / 7:.2f}" for n in range(60)]
    assert pack(texts, [3, 20]) == pack(list(texts), [3, 20])


def test_states_whose_numbers_run_evenly_cost_next_to_nothing():
    texts = [
        f"A bar of {3 * a + 7 * b:,} TWh ends at {12.5 + 0.3 * a:.1f}"
        for a in range(50)
        for b in range(40)
    ]
    assert len(pack(texts, [50, 40])) < 600
