"""Where sources disagree, against figures that are known to, and pictures of it."""

import re

import pandas as pd
import pytest

from corridors import agreement, data
from corridors.appendix import sources_disagree
from corridors.subjects import disagreement
from tests.claims.change import changed
from tests.figures import figure

QUANTITIES = list(disagreement.QUANTITIES)


@pytest.fixture(scope="module")
def reports():
    return disagreement.reports()


def values(reports, quantity):
    rows = reports[reports["quantity"] == quantity]
    return sorted({*rows["low"], *rows["high"]})


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        ("Corridor cargo 2022", [1.485, 1.5, 1.7]),
        ("Black Sea cable, length", [1155, 1195, 1200]),
        ("Black Sea cable, capacity", [1000, 1300]),
        ("Black Sea cable, cost", [2.0, 2.3, 3.0, 3.5, 4.0]),
        ("Trade of Turkic states", [42, 45, 53, 70]),
        ("Gas for the EU 2027, target", [16, 20]),
        ("Corridor cargo 2030, foreseen", [10, 11, 11.4]),
        ("Gas recipients, January 2026", [11, 14, 16]),
    ],
)
def test_every_value_that_sources_print_is_there(reports, quantity, said):
    assert values(reports, quantity) == said


def test_days_run_from_the_quickest_to_the_slowest_claim_and_none_is_used(reports):
    days = reports[reports["quantity"] == "Days from China to Europe"]
    assert (days["low"].min(), days["high"].max()) == (10, 60)
    assert not days["used"].any()


def test_the_values_used_are_those_of_the_chapters(reports):
    used = reports[reports["used"]].set_index("quantity")["low"]
    assert used["Corridor cargo 2022"] == 1.485
    assert used["Gas to Europe 2025"] == 12.8
    assert used["Gas for the EU 2027, target"] == 20
    assert used["Azerbaijan's renewables 2030"] == 6


def test_gas_metered_at_the_border_is_turned_into_cubic_metres_of_the_same_heat(reports):
    gas = reports[reports["quantity"] == "Gas to Europe 2025"]
    metered = gas[gas["publisher"] == "Bruegel"]["low"].item()
    assert metered == pytest.approx(127.1 / (40 / 3.6), abs=0.01)
    russian = reports[reports["quantity"] == "Russian gas to the EU 2025"]
    assert russian["high"].max() / russian["low"].min() == pytest.approx(3.93, abs=0.01)


def test_a_year_with_a_missing_quarter_has_no_metered_total():
    quarterly = data.load("gas/eu_imports_quarterly")
    last = quarterly["quarter"] == pd.Period("2025Q4")
    less = quarterly[~last]
    less.attrs = dict(quarterly.attrs)
    found = disagreement.gas_to_europe(
        data.load("gas/exports"), less, data.load("gas/eu_imports"), 2025
    )
    assert "Bruegel" not in set(found["publisher"])


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_a_quantity_has_reports_that_differ_and_at_most_one_is_used(reports, quantity):
    rows = reports[reports["quantity"] == quantity]
    assert len(rows) >= 2 and rows["high"].max() > rows["low"].min()
    assert rows["used"].sum() <= 1
    assert (rows["low"] <= rows["high"]).all()
    assert (rows["low_times"] * rows["reference"]).to_numpy() == pytest.approx(rows["low"])


def test_each_report_is_the_row_of_the_file_that_it_names(reports):
    for row in reports[reports["source_id"] != ""].to_dict("records"):
        table = data.load(row["table"])
        assert table.loc[row["row"] - 2, "source_id"] == row["source_id"]


def test_reports_stand_by_tier_and_in_a_tier_by_date(reports):
    for _, rows in reports.groupby("quantity"):
        order = list(zip(disagreement.tier_of(rows), rows["published"], strict=True))
        assert order == sorted(order)


def test_a_quantity_without_disagreement_is_refused_by_name():
    trade = data.load("policy/institutions")
    one = trade[trade["measure"] != "trade_among_members"]
    one.attrs = dict(trade.attrs)
    with pytest.raises(data.DataError, match="Trade of Turkic states"):
        disagreement.reports({"policy/institutions": one})


def test_a_changed_row_changes_the_report():
    cables = data.load("power/cables")
    longer = changed(cables, cables["source_id"].eq("get_2024_cable") & cables["value"].eq(1200.0),
                     value=1300.0)  # fmt: skip
    assert values(disagreement.reports({"power/cables": longer}), "Black Sea cable, length") == [
        1155, 1195, 1300,
    ]  # fmt: skip


def test_an_unknown_quantity_is_refused_with_the_known_ones(reports):
    with pytest.raises(ValueError, match="Corridor cargo 2022"):
        disagreement.of_quantity(reports, "Cost of a dream")


def test_the_overview_starts_with_the_widest(reports):
    rows = disagreement.overview(reports)
    assert set(rows["quantity"]) == set(QUANTITIES)
    assert rows["times"].is_monotonic_decreasing
    assert rows["times"].iloc[0] == 6
    first = disagreement.widest_first(reports)["quantity"].iloc[0]
    assert first == rows["quantity"].iloc[0]


def test_the_sentence_names_the_ends_and_what_the_book_does(reports):
    said = disagreement.describe_quantity(disagreement.of_quantity(reports, "Corridor cargo 2022"))
    assert "3 reports of 2 publishers, from 1.485 to 1.7 Mt" in said
    assert "14 percent above the lowest" in said and "The book uses the ministry's series" in said


@pytest.mark.parametrize("id", ["spread-of-sources", "what-sources-say"])
def test_every_report_and_every_range_of_a_picture_has_its_reading(id):
    it = figure(id)
    for state in it.states:
        table = it.table(**state.choices)
        assert len(state.marks) == int((table["low"] != table["high"]).sum()) + len(table)


def test_the_picture_of_spreads_says_how_many_times_apart_the_ends_of_each_quantity_are():
    it = figure("spread-of-sources")
    ends = it.table().groupby("quantity", sort=False).agg({"high": "max", "low": "min"})
    words = re.findall(r">(\d+\.\d)<", it.shown().drawn)
    assert words == [f"{ratio:.1f}" for ratio in ends["high"] / ends["low"]]


def test_the_lists_link_each_report_to_its_source_and_file(reports):
    scan = agreement.in_all_tables()
    listed = sources_disagree.headline_reports(reports)
    assert listed.count("<li>") == len(reports)
    assert listed.count("used in the book") == reports["used"].sum()
    shown = sources_disagree.disagreements(scan)
    assert shown.count("<tr>") == len(scan) + scan["table"].nunique()
    for table in scan["table"].unique():
        assert f'href="../../data/{table}.csv"' in shown


def test_a_name_within_a_sentence_keeps_the_capitals_of_proper_names():
    names = {name[:1]: name for name in ("Days by ship", "Russian gas", "The cable", "Kazakh oil")}
    assert {first: disagreement.within_a_sentence(name)[:1] for first, name in names.items()} == {
        "D": "d", "R": "R", "T": "t", "K": "K",
    }  # fmt: skip
    for quantity in disagreement.QUANTITIES.values():
        first = disagreement.within_a_sentence(quantity.what).split()[0]
        assert not any(first.startswith(name.lower()) for name in ("Russia", "Kazakh", "Azerb"))
