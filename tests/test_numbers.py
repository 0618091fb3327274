import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from corridors.book import executed
from corridors.book.execute import execute
from tests.numbers.gather import corners, page_numbers, plain
from tests.numbers.kept import REMEDY, changes, keep, kept, now


@pytest.mark.slow
def test_the_pages_and_the_ledger_tell_the_numbers_that_were_reviewed():
    moved = changes(kept(), now())
    if moved:
        pytest.fail("\n".join([*moved, REMEDY]), pytrace=False)


def test_a_number_that_moved_is_told_with_its_page_its_name_and_both_values():
    before = {"01_gas": {"prose": {"share": "4 percent", "year": "2025"}}}
    after = {"01_gas": {"prose": {"share": "5 percent", "year": "2025", "buyers": "12"}}}
    assert changes(before, after) == [
        "01_gas, buyers: not there -> 12",
        "01_gas, share: 4 percent -> 5 percent",
    ]
    assert changes(before, before) == []


def test_what_is_kept_is_read_as_it_was_told_and_a_page_that_is_gone_leaves_nothing(tmp_path):
    told = {"a": {"prose": {"öl": "1−2"}}, "b": {"claims": {"c01": {"figures": {"x": None}}}}}
    keep(told, tmp_path)
    assert kept(tmp_path) == told
    keep({"a": told["a"]}, tmp_path)
    assert kept(tmp_path) == {"a": told["a"]}


SENTENCE = """
from corridors.prose import numbers, say, told

said = numbers(half=told(f"{0.5:.0%}", given="a test"))
say(f"One is {said.half} of two.")
"""

PAGE = """
from functools import partial
import pandas as pd
from corridors.explore import explore

def shares(part, whole):
    return pd.DataFrame({"share": [part / whole]})

def picture(table, axes):
    axes.set_title(f"A share of {table['share'].iloc[0]:.2f}")

def summary(table):
    return f"It is {table['share'].iloc[0]:.3f}."

explore("shares", model=shares, picture=picture, summary=summary, part=(1, 3), whole=[4, 5, 8])
"""


def executed_page(folder, *codes):
    """A page of these cells, executed as the book's are."""
    (folder / "chapters").mkdir()
    page = new_notebook(cells=[new_code_cell(code) for code in codes])
    nbformat.write(page, folder / "chapters" / "page.ipynb")
    execute(folder, ["chapters/page"], seconds_a_cell=60)
    return executed.notebook(folder, "chapters/page")


def test_numbers_are_read_from_an_executed_page_with_explorers_in_their_corners(tmp_path):
    told = page_numbers(executed_page(tmp_path, SENTENCE, PAGE))
    assert told["prose"] == {"half": "50%"}
    said = told["explorers"]["shares"]
    assert said["default"] == {"title": "A share of 0.50", "sentence": "It is 0.500."}
    assert {place: part["sentence"] for place, part in said["corners"].items()} == {
        "part=1": "It is 0.250.",
        "part=3": "It is 0.750.",
        "whole=8": "It is 0.250.",
        "part=3&whole=8": "It is 0.375.",
    }


def test_a_number_told_within_a_sentence_is_read_by_its_name():
    output = nbformat.v4.new_output(
        "execute_result",
        {"text/markdown": "Of {told}`12 <all>` steps {told}`3 <new>`."},
        metadata={"corridors": {"numbers": {"all": {"text": "12"}, "new": {"text": "3"}}}},
    )
    page = new_notebook(cells=[new_code_cell("", outputs=[output])])
    assert page_numbers(page)["prose"] == {"all": "12", "new": "3"}


def test_one_name_for_two_numbers_of_a_page_is_refused(tmp_path):
    bring = "from corridors.prose import numbers, say, told"
    tells = [
        f"said = numbers(year=told({year}, given='a test'))\nsay(f'In {{said.year}}.')"
        for year in (2024, 2025)
    ]
    page = executed_page(tmp_path, bring, *tells)
    with pytest.raises(ValueError, match="'year' is told as '2024' and as '2025'"):
        page_numbers(page)


def test_the_corners_of_controls_are_ends_beside_what_opens_and_all_ends_at_once():
    controls = [{"keys": [0, 1, 2], "default": 1}, {"keys": ["a", "b"], "default": 0}]
    assert corners(controls) == [[0, 0], [2, 0], [1, 1], [2, 1]]
    assert corners([]) == []


def test_figures_are_kept_to_ten_digits_and_what_is_missing_is_null():
    assert plain({"a": 1 / 3, "b": float("nan"), "c": True, "d": "few"}) == {
        "a": 0.3333333333,
        "b": None,
        "c": True,
        "d": "few",
    }
