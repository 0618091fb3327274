import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data
from corridors.subjects import trade
from tests.figures import figure

GOODS, SHARES = data.load("policy/trade"), data.load("policy/trade_shares")
PLACES, SOURCES = data.load("geo/places"), data.load("sources")
PARTNERS = trade.partner_shares(GOODS, SHARES, PLACES, SOURCES)
GROUPS = trade.group_shares(PARTNERS)
INDEX = trade.concentration(PARTNERS)
CELL = ["country", "year", "measure"]


def share(country, year, measure, group):
    table = trade.partners_in(GROUPS, country=country, year=year, measure=measure)
    return table.set_index("group")["share_percent"][group]


# --- partners


@pytest.mark.parametrize(
    ("partner", "percent"),
    [("RUS", 15.8), ("CHN", 21.9), ("KAZ", 7.0), ("TUR", 5.0)],
)
def test_uzbek_shares_of_2023_are_those_the_statistics_agency_printed(partner, percent):
    rows = PARTNERS[(PARTNERS["country"] == "UZB") & (PARTNERS["measure"] == "turnover")]
    (found,) = rows[(rows["year"] == 2023) & (rows["partner"] == partner)]["share_percent"]
    assert found == pytest.approx(percent, abs=0.25)


def test_kazakh_turnover_with_china_in_2023_by_hand():
    assert share("KAZ", 2023, "turnover", trade.CHINA) == pytest.approx(
        100 * (14666 + 15389) / (79139 + 60412), abs=0.01
    )


def test_a_cell_has_one_source_unless_shares_are_stated_one_by_one():
    complete = PARTNERS[PARTNERS["basis"] != trade.STATED]
    assert (complete.groupby(CELL)["source_id"].nunique() == 1).all()
    assert (PARTNERS.groupby(CELL)["basis"].nunique() == 1).all()
    assert not PARTNERS.duplicated([*CELL, "partner"]).any()


def test_the_office_comes_before_the_merged_data_and_these_before_the_rest():
    basis = PARTNERS.groupby(CELL)["basis"].first()
    assert basis["KGZ", 2012, "imports"] == trade.OWN
    assert basis["KAZ", 2012, "imports"] == trade.MERGED
    assert basis["TKM", 2023, "exports"] == trade.TOP
    assert basis["AZE", 2021, "turnover"] == trade.STATED


def test_the_eu_counts_once_where_it_is_given_as_one_and_by_members_elsewhere():
    members = set(PLACES.loc[PLACES["eu_member"].fillna(False).astype(bool), "code"])
    for _, rows in PARTNERS.groupby(CELL):
        codes = set(rows["partner"])
        assert not ("EU27" in codes and codes & (members | {"EU28"}))
    assert set(
        PARTNERS.query("country == 'AZE' and year == 2023 and measure == 'exports'")["partner"]
    ) & members == {"GRC", "ITA"}


def test_a_share_that_rests_on_the_partners_side_is_left_out():
    rows = PARTNERS.query("country == 'AZE' and year == 2022 and partner == 'RUS'")
    turnover = rows[rows["measure"] == "turnover"]["share_percent"]
    assert turnover.to_list() == [7.11]


def test_complete_groups_add_up_to_a_hundred_and_none_is_negative():
    complete = GROUPS[GROUPS["basis"].isin(trade.COMPLETE)]
    sums = complete.groupby(CELL)["share_percent"].sum()
    assert np.allclose(sums, 100)
    assert (GROUPS["share_percent"].dropna() >= 0).all()


def test_rounded_shares_add_to_little_more_than_a_hundred():
    sums = GROUPS.groupby(CELL)["share_percent"].sum()
    assert sums.between(99.9, 103).all()


def test_a_group_that_an_incomplete_source_does_not_name_is_missing_and_not_zero():
    table = trade.partners_in(GROUPS, country="TKM", year=2023, measure="exports")
    by_group = table.set_index("group")
    assert np.isnan(by_group["share_percent"][trade.RUSSIA])
    assert by_group["at_least"][trade.EU] and not by_group["at_least"][trade.CHINA]


def test_the_first_year_is_of_the_same_basis():
    kazakh = trade.partners_in(GROUPS, country="KAZ", year=2023)
    assert set(kazakh["first_year"]) == {2018}
    first = trade.partners_in(GROUPS, country="KAZ", year=2018).set_index("group")
    assert kazakh.set_index("group")["first_percent"].equals(first["share_percent"])


def test_a_year_without_a_source_has_no_shares_and_says_so():
    table = trade.partners_in(GROUPS, country="KAZ", year=2016, measure="exports")
    assert table["share_percent"].isna().all() and set(table["basis"]) == {""}
    assert set(table["nearest"]) == {"2015 and 2017"}
    assert "no source in our tables" in trade.describe_partners(table)


def test_an_unknown_country_is_refused_with_the_known_ones():
    with pytest.raises(trade.UnknownCountryError, match="ARM.*AZE, KAZ"):
        trade.partners_in(GROUPS, country="ARM", year=2023)
    with pytest.raises(KeyError, match="turnover"):
        trade.partners_in(GROUPS, country="AZE", year=2023, measure="balance")


# --- concentration


def made_up(shares, basis=trade.OWN):
    return pd.DataFrame(
        {
            "country": "KAZ",
            "year": 2020,
            "measure": "exports",
            "partner": [f"P{number}" for number in range(len(shares))],
            "group": trade.NAMED,
            "share_percent": shares,
            "basis": basis,
            "covers": "2020",
            "source_id": "made_up",
        }
    )


def test_concentration_of_made_up_partners_by_hand():
    (row,) = trade.concentration(made_up([50.0, 30.0])).to_dict("records")
    assert row["low_index"] == 50**2 + 30**2
    assert row["high_index"] == 50**2 + 30**2 + 20**2
    assert row["unnamed_percent"] == 20


def test_a_single_named_partner_is_the_whole_scale():
    (row,) = trade.concentration(made_up([100.0])).to_dict("records")
    assert row["low_index"] == row["high_index"] == 10_000


def test_an_incomplete_source_gives_no_upper_bound():
    (row,) = trade.concentration(made_up([60.0], basis=trade.STATED)).to_dict("records")
    assert row["low_index"] == 3_600 and np.isnan(row["high_index"])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0.1, 9.9), min_size=1, max_size=10))
def test_naming_more_of_the_rest_never_widens_the_bounds(shares):
    whole = trade.concentration(made_up(shares)).iloc[0]
    assert 0 <= whole["low_index"] <= whole["high_index"] <= 10_000
    if len(shares) > 1:
        part = trade.concentration(made_up(shares[:-1])).iloc[0]
        width = whole["high_index"] - whole["low_index"]
        assert width <= part["high_index"] - part["low_index"] + 1e-6


def test_what_is_unspecified_bounds_the_index_and_is_no_partner():
    row = INDEX.query("country == 'UZB' and year == 2023 and measure == 'exports'").iloc[0]
    unspecified = share("UZB", 2023, "exports", trade.UNSPECIFIED)
    assert unspecified > 40 and row["unnamed_percent"] > unspecified
    assert row["high_index"] - row["low_index"] == pytest.approx(row["unnamed_percent"] ** 2)


def test_bounds_decide_kyrgyz_imports_and_kazakh_exports_and_nothing_else():
    told = {
        (country, measure): trade.verdict_on_change(rows)
        for (country, measure), rows in INDEX[INDEX["basis"] == trade.OWN].groupby(
            ["country", "measure"]
        )
    }
    sure = {cell: words for cell, words in told.items() if words != "the bounds overlap"}
    assert sure == {("KAZ", "exports"): "lower", ("KGZ", "imports"): "higher"}


# --- dependence and the region


def test_russia_fell_china_rose_and_together_they_gained_or_stayed():
    table = trade.dependence(PARTNERS)
    moves = {
        column: {country: round(gain, 1) for country, gain in trade.gains(table, column).items()}
        for column in ("russia_percent", "china_percent", "both_percent")
    }
    assert moves == {
        "russia_percent": {"KAZ": -0.2, "KGZ": -7.8, "UZB": -11.7},
        "china_percent": {"KAZ": 9.2, "KGZ": 20.6, "UZB": 11.9},
        "both_percent": {"KAZ": 9.0, "KGZ": 12.7, "UZB": 0.2},
    }


def test_both_together_are_missing_where_one_is_not_told():
    table = trade.dependence(PARTNERS).set_index(["country", "year"])
    assert np.isnan(table.loc[("AZE", 2024), "both_percent"])
    assert table.loc[("AZE", 2021), "both_percent"] == pytest.approx(8.8 + 5.3)


def test_the_region_is_six_percent_of_kazakh_trade_and_a_single_share_is_no_sum():
    table = trade.region_share(PARTNERS)
    assert trade.first_and_last(table, "KAZ")[1]["region_percent"] == pytest.approx(6.0, abs=0.05)
    assert not ((table["country"] == "UZB") & (table["year"] > 2023)).any()


def test_a_country_without_an_office_has_no_first_and_last_year():
    with pytest.raises(trade.UnknownCountryError, match="AZE"):
        trade.first_and_last(trade.dependence(PARTNERS), "AZE")


# --- Azerbaijan, and the two sides


AZERBAIJAN = trade.azerbaijan_and_central_asia(GOODS, data.load("policy/trade_part_year"))
MIRRORS = trade.mirror_counts(GOODS, PLACES)


def test_three_states_count_273_million_in_2018_and_801_in_2023():
    sums = AZERBAIJAN[AZERBAIJAN["reporter"] == "partner"].groupby("year")["turnover_usd_mn"].sum()
    assert (round(sums[2018]), round(sums[2023])) == (273, 801)


def test_azerbaijans_own_count_is_of_one_period():
    own = AZERBAIJAN[AZERBAIJAN["reporter"] == "Azerbaijan"].set_index("partner")
    assert set(own["covers"]) == {"Jan-Oct 2025"}
    assert own["turnover_usd_mn"].to_dict() == {
        "Kazakhstan": 600.3,
        "Kyrgyzstan": 66.1,
        "Uzbekistan": 472.5,
    }


def test_china_counts_four_times_the_trade_that_kyrgyzstan_counts():
    worst = MIRRORS.iloc[0]
    assert (worst["lower"], worst["higher"], worst["year"]) == ("Kyrgyzstan", "China", 2024)
    assert worst["ratio"] == pytest.approx(22.71 / 5.3)


def test_a_pair_is_compared_once_in_its_newest_common_year():
    pairs = [frozenset(row) for row in MIRRORS[["lower", "higher"]].to_numpy()]
    assert len(pairs) == len(set(pairs))
    assert (MIRRORS["ratio"] > 1).all()
    kazakh_russian = MIRRORS[MIRRORS["higher"].eq("Russia") & MIRRORS["lower"].eq("Kazakhstan")]
    assert kazakh_russian["year"].to_list() == [2021]


def test_the_ten_pairs_of_turkic_states_add_up_to_24_billion():
    pairs = trade.turkic_pairs(GOODS)
    assert len(pairs) == 10 and set(pairs["year"]) == {2022}
    assert (pairs["low_usd_bn"] <= pairs["high_usd_bn"]).all()
    assert pairs["high_usd_bn"].sum() == pytest.approx(24.25, abs=0.01)


def test_without_a_pair_there_is_no_sum_of_the_turkic_states():
    with pytest.raises(ValueError, match="all pairs"):
        trade.turkic_pairs(GOODS[GOODS["partner"] != "TUR"])


# --- pictures


def test_a_state_without_a_source_has_one_mark_that_says_so():
    partners = figure("partner-shares")
    for state in partners.states:
        known = partners.table(**state.choices)["basis"].iloc[0] != ""
        nothing = [f"{state.choices['year']}: no partners on record"]
        assert (state.readings == nothing) != known, state.choices


@pytest.mark.parametrize(
    ("id", "reading"),
    [
        ("trade-dependence", "Kyrgyzstan 2023: China 34.5%, together 53.6% (own statistics)"),
        ("trade-region", "Azerbaijan 2025, the region: 2.8% (single shares)"),
        ("trade-azerbaijan", "Kazakhstan, Jan-Oct 2025: 600 USD mn (Azerbaijan's count)"),
        ("trade-mirrors", "China counts 22.71 USD bn with Kyrgyzstan in 2024"),
    ],
)
def test_marks_read_as_the_figures_they_stand_for(id, reading):
    assert reading in figure(id).shown().readings


def test_the_bounds_of_concentration_can_be_read():
    exports = figure("partner-concentration").shown(measure="exports")
    assert "Kazakhstan 2023: at most 2,299" in exports.readings


def test_titles_state_the_finding_from_the_numbers():
    dependence = figure("trade-dependence").shown().title
    assert "did not lose: Kazakhstan +9.0 points, Kyrgyzstan +12.7" in dependence
    assert "4.3 times" in figure("trade-mirrors").shown().title
    assert "2.9 times as much in 2023 as in 2018" in figure("trade-azerbaijan").shown().title


def test_means_of_several_years_do_not_hang_on_one_swing():
    years = range(2018, 2024)
    shares = [10.0, 20.0, 30.0, 30.0, 30.0, 60.0]
    table = pd.DataFrame(
        {"country": "KAZ", "year": years, "both_percent": shares, "basis": trade.OWN}
    )
    assert trade.gains(table, "both_percent") == {"KAZ": 50.0}
    assert trade.gains_of_means(table, "both_percent", years=3) == {"KAZ": 20.0}
    assert trade.gains_of_means(table.iloc[::-1], "both_percent", years=1) == {"KAZ": 50.0}
    merged = table.assign(basis=trade.MERGED)
    assert trade.gains_of_means(merged, "both_percent", years=3) == {}
