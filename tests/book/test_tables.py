"""Tables of cells as readers see them."""

import re

import pandas as pd
import pytest

from corridors.book import tables
from corridors.claims.ledger import CHAPTERS
from corridors.states import SIX
from tests.book.test_explorers import explorers


def shown(frame):
    pd.reset_option("display.precision")  # as a notebook that ran in this process may have left it
    return tables.readable(f"<p>Before.</p>{frame._repr_html_()}<p>After.</p>")


def test_row_numbers_go_and_columns_have_names_for_readers_and_for_code():
    page = shown(pd.DataFrame({"sent_bcm": [1.5, 2.5], "eu_members": [8, 10]}, index=[4, 20]))
    assert "<th>4</th>" not in page and "<th>20</th>" not in page
    assert '<th title="sent_bcm">Sent (bcm)</th>' in page
    assert '<th title="eu_members">EU members</th>' in page
    assert page.count("<td>") == 4
    assert page.startswith("<p>Before.</p>") and page.endswith("<p>After.</p>")


def test_what_names_a_row_stays():
    years = pd.DataFrame({"gas": [1, 2]}, index=[2024, 2025])
    ranked = pd.DataFrame({"gas": [1, 2]}, index=pd.Index([1, 2], name="rank"))
    assert "<th>2024</th>" in shown(years)
    assert "<th>2</th>" in shown(ranked) and "<th>Rank</th>" in shown(ranked)


def test_the_name_of_what_heads_the_rows_stands_in_the_line_of_the_columns():
    long = pd.DataFrame({"side": ["a", "b"], "form": ["x", "y"], "steps": [1, 2]})
    one, two = shown(long.set_index("side")), shown(long.set_index(["side", "form"]))
    wide = shown(long.pivot(index="side", columns="form", values="steps"))
    for page in (one, two, wide):
        assert page.count("<tr") == 3 and "<th></th>" not in page
    assert "<th>Side</th>\n<th>Form</th>\n<th>Steps</th>" in two
    assert "<th>Side</th>\n<th>X</th>\n<th>Y</th>" in wide
    levels = pd.MultiIndex.from_product(
        [["own", "merged"], ["KGZ", "UZB"]], names=[None, "country"]
    )
    page = shown(pd.DataFrame([[1, 2, 3, 4]], columns=levels, index=pd.Index([2010], name="year")))
    assert page.count("<tr") == 3 and "<th>Year</th>\n<th>Kyrgyzstan</th>" in page


def test_what_is_missing_is_a_dash_and_no_nan():
    page = shown(pd.DataFrame({"gas": [None, 2.0], "oil": pd.array([pd.NA, 1], "Int64")}))
    assert page.count("<td>\u2013</td>") == 2
    assert "NaN" not in page and "NA" not in page


def test_whole_numbers_have_no_decimals_and_fractions_keep_theirs():
    sums = {
        "boxes": [300000.0, None, -5.0],
        "share": [1.0, 2.5, 0.0],
        "kind": ["a", "10.0 Mt", "c"],
    }
    page = shown(pd.DataFrame(sums))
    for cell in ("300,000", "-5", "\u2013", "1.0", "2.5", "10.0 Mt"):
        assert f"<td>{cell}</td>" in page


def test_a_table_reads_as_a_reader_speaks_and_is_no_more_precise_than_its_numbers_are():
    cells = pd.DataFrame(
        {
            "built": [True, False],
            "country": ["UZB", "EU"],
            "share_percent": [26.531, 40.909],
            "emissions": [1306.6, -0.0226],
            "power_gw": [0.786, 28.0],
            "late": [0.0, 9.82],
        }
    )
    page = shown(cells)
    columns = list(zip(*[iter(re.findall("<td>(.*?)</td>", page))] * 6, strict=True))
    assert columns == [
        ("yes", "Uzbekistan", "26.5", "1307", "0.79", "0"),
        ("no", "EU", "40.9", "-0.023", "28", "9.82"),
    ]


def test_a_table_tells_days_and_places_as_the_prose_does_and_leaves_years_alone():
    cells = pd.DataFrame(
        {
            "thing": ["2007-2013", "2021-24"],
            "day": pd.to_datetime(["2027-03-31", "2024-12-01"]),
            "month": ["2021-01", "2024-07"],
            "from": ["EU27", "KAZ"],
            "year": [2024, 2030],
            "sum": [12000.0, 1131.0],
        }
    ).set_index("day")
    page = shown(cells)
    assert re.findall("<th>(.*?)</th>", page)[-2:] == ["31 Mar 2027", "1 Dec 2024"]
    rows = list(zip(*[iter(re.findall("<td>(.*?)</td>", page))] * 5, strict=True))
    assert rows == [
        ("2007-2013", "Jan 2021", "European Union", "2024", "12,000"),
        ("2021-24", "Jul 2024", "Kazakhstan", "2030", "1131"),
    ]
    assert "<th>Plant or line</th>" in page


def test_no_table_brings_styles_that_change_the_others():
    levels = pd.MultiIndex.from_product([["own", "merged"], ["KGZ", "UZB"]])
    page = shown(pd.DataFrame([[1, 2, 3, 4]], columns=levels))
    assert "<style" not in page and ">Own</th>" in page and ">Kyrgyzstan</th>" in page


def test_a_page_without_tables_stays_as_it_is():
    assert tables.readable("<p>NaN and some_name</p>") == "<p>NaN and some_name</p>"


NOT_FOR_READERS = re.compile(
    rf"True|False|.* 00:00:00|\d{{4}}-\d\d-\d\d|[a-z\d]+(_[a-z\d]+)+|{'|'.join(SIX)}"
    r"|-?\d{2,}\.\d{2,}|.* id"
)
"""Truths, midnights, days as in files, codes, numbers of more digits than their size is worth,
heads of codes."""


@pytest.mark.parametrize("chapter", sorted(CHAPTERS.values()))
def test_the_table_of_a_figure_has_words_and_no_more_digits_than_a_reader_needs(
    page, site, chapter
):
    for reader in explorers(page, f"{site}/chapters/{chapter}.html"):
        reader.turns_to("table")
        cells = reader.figure.locator(".explorer-table :is(th, td):visible").all_inner_texts()
        assert [cell for cell in cells if NOT_FOR_READERS.fullmatch(cell)] == [], reader.id
        assert "" not in reader.figure.locator(".explorer-table th:visible").all_inner_texts()
