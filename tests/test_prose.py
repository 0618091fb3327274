"""Numbers on their way into sentences: what a reader sees, and what comes along."""

import re
from pathlib import Path

import pandas as pd
import pytest

from corridors import data, explore, prose
from corridors.claims.badges import claim
from corridors.data import runs_of
from corridors.paths import ROOT
from corridors.prose import cite, numbers, say, told

EXPORTS = data.load("gas/exports")


def spoken(text):
    """What a cell shows, and what it hands along."""
    data, metadata = text._repr_mimebundle_()
    return data["text/markdown"], metadata


def telling():
    return numbers(first=told("12 bcm", EXPORTS.iloc[[3, 4, 7]]), day=told(2027, given="a plan"))


@pytest.fixture
def on_page(monkeypatch):
    monkeypatch.setenv(explore.FACE, "page")


def test_a_notebook_shows_a_paragraph_as_plain_markdown():
    said = telling()
    text, metadata = spoken(say(f"Of **{said.first}** in {said.day}."))
    assert text == "Of **12 bcm** in 2027." and not metadata


def test_the_page_marks_each_number_and_gets_its_function_and_lines(on_page):
    said = telling()
    text, metadata = spoken(say(f"Of {said.first} in {said.day}."))
    assert text == "Of {told}`12 bcm <first>` in {told}`2027 <day>`."
    origins = metadata[prose.KEY]["numbers"]
    assert origins["first"]["function"] == f"{__name__}.telling"
    assert origins["first"]["rows"] == {"gas/exports": [[5, 6], [9, 9]]}
    assert origins["day"] == {**origins["day"], "rows": {}, "given": "a plan"}


def test_a_paragraph_hands_along_its_own_numbers_only(on_page):
    said = telling()
    say(f"{said.first}")
    _, metadata = spoken(say(f"{said.day}"))
    assert list(metadata[prose.KEY]["numbers"]) == ["day"]


def test_a_number_without_rows_must_say_who_gives_it():
    with pytest.raises(ValueError, match="has no row"):
        told("43 percent")
    with pytest.raises(ValueError, match="has no row"):
        told("43 percent", EXPORTS.head(0))


def test_rows_that_do_not_say_where_they_stand_are_refused():
    summed = EXPORTS.groupby("destination", observed=True)[["volume_bcm"]].sum().reset_index()
    for made in (summed, pd.DataFrame(summed.to_dict()), EXPORTS.reset_index(drop=True).tail(3)):
        if made is not summed:
            made = made.sort_values("volume_bcm", ignore_index=True, kind="stable")
        with pytest.raises(ValueError, match="not those of a table"):
            told("43 percent", made)


def test_a_misspelt_number_is_told_what_is_near():
    with pytest.raises(AttributeError, match="'frst'; there are first"):
        _ = telling().frst


@pytest.mark.parametrize("lines, runs", [([], []), ([4], [[4, 4]]), ([2, 3, 5], [[2, 3], [5, 5]])])
def test_lines_are_told_as_runs_of_neighbours(lines, runs):
    assert runs_of(lines) == runs


def test_a_reference_reads_as_authors_and_year_and_leads_to_the_references(monkeypatch):
    monkeypatch.chdir(ROOT / "chapters")
    assert cite("hummels_schaur_2013") == "([Hummels and Schaur, 2013](appendix/references.md))"
    with pytest.raises(KeyError, match="hummels_schaur_2013"):
        cite("hummels_2013")


def test_every_reference_of_the_book_has_authors_and_a_year():
    for key, words in prose._references().items():
        assert re.fullmatch(r".+, (\d{4}|n\.d\.)", words), (key, words)


@pytest.mark.parametrize("folder", ["chapters", "chapters/appendix"])
def test_links_of_a_notebook_lead_to_files_that_are_there(monkeypatch, folder):
    monkeypatch.chdir(ROOT / folder)
    for text in (claim("c45"), cite("wilson_1927")):
        (path,) = re.findall(r"\]\(([^)#]+)", text)
        assert Path(path).is_file(), text


def test_a_badge_in_a_notebook_says_the_verdict_in_words(monkeypatch):
    monkeypatch.chdir(ROOT / "chapters")
    assert claim("c45") == "[✗ c45: contradicted](appendix/ledger.ipynb#c45)"
    monkeypatch.setenv(explore.FACE, "page")
    assert claim("c45") == "{claim}`c45 contradicted`"


def test_rows_are_chosen_by_value_and_keep_their_lines_and_origin():
    chosen = data.where(EXPORTS, exporter="AZE", destination=("ITA", "GRC"))
    assert set(chosen["destination"]) == {"ITA", "GRC"} and chosen.attrs["table"] == "gas/exports"
    assert EXPORTS.loc[chosen.index].equals(chosen)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(data.DataError, match="'importer'.*exporter"):
        data.where(EXPORTS, importer="ITA")


def test_what_is_made_row_for_row_keeps_its_origin_and_nothing_else_may_claim_it():
    made = EXPORTS[["volume_bcm"]].reset_index(drop=True).head(2)
    assert data.keeping(EXPORTS, made).attrs["table"] == "gas/exports"
    made.index = [0, 10**6]
    with pytest.raises(ValueError, match="index was made anew"):
        data.keeping(EXPORTS, made)
