import functools
import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data, units
from corridors.assumptions import assumed
from corridors.subjects import gas
from tests.figures import figure

PAPER = pd.Timestamp("2025-05-21")


@pytest.fixture(scope="module")
def recipients():
    return data.load("gas/recipients")


@pytest.fixture(scope="module")
def counts():
    return data.load("gas/recipient_counts")


@pytest.fixture(scope="module")
def yearly():
    return gas.exports_by_year(data.load("gas/exports"))


@pytest.fixture(scope="module")
def target():
    return gas.pledge(data.load("gas/commitments"))


@pytest.fixture(scope="module")
def wide(yearly, target):
    return gas.exports_and_target(yearly, target).set_index("year")


@pytest.fixture(scope="module")
def supply():
    names = ("gas/eu_imports_monthly", "gas/eu_imports_quarterly", "gas/eu_imports")
    return gas.eu_supply(*(data.load(name) for name in names))


@pytest.fixture(scope="module")
def share(supply):
    return gas.azerbaijan_share(supply)


@pytest.fixture(scope="module")
def base(supply):
    return gas.suppliers_in(supply, data.load("geo/places"), 2025)


@pytest.fixture(scope="module")
def observed(yearly):
    return gas.balance_by_year(data.load("gas/balance"), yearly)


@pytest.fixture(scope="module")
def givens(target):
    names = ("gas/balance", "gas/fields", "gas/transit_and_swaps", "gas/pipelines")
    return gas.given(*(data.load(name) for name in names), target)


@pytest.fixture(scope="module")
def fixed():
    return assumed(data.load("gas/assumptions"), "twenty-bcm")


@pytest.fixture(scope="module")
def path(observed, givens, fixed):
    return functools.partial(gas.path_to_pledge, observed, givens, fixed)


NEUTRAL = {
    "production_change": -1.5,
    "domestic_growth": 1,
    "freed_bcm": 0.75,
    "europe_share": 50,
    "new_field": True,
    "swap": False,
}


# --- recipients


def test_in_may_2025_twelve_countries_received_gas_ten_european_and_eight_in_the_eu(recipients):
    assert gas.recipients_at(recipients, PAPER) == (12, 10, 8)
    assert gas.recipients_at(recipients, PAPER, possible=True) == (12, 10, 8)


def test_on_the_newest_date_sixteen_thirteen_and_ten(recipients, counts):
    newest = gas.newest_count(counts)
    assert newest == pd.Timestamp("2026-03-13")
    assert gas.recipients_at(recipients, newest) == (16, 13, 10)


def test_eleven_of_fourteen_were_regular_buyers_in_january_2026(counts):
    assert gas.regular_buyers(counts) == (11, 14)


def test_hungary_counts_from_its_later_date_and_possibly_from_its_earlier(recipients):
    between = "2023-12-01"
    assert gas.recipients_at(recipients, between).eu_members == 4
    assert gas.recipients_at(recipients, between, possible=True).eu_members == 5
    for possible in (False, True):
        after = gas.recipients_at(recipients, "2024-04-30", possible=possible)
        assert after.eu_members == 5


@settings(deadline=None)
@given(days=st.integers(0, 8000), later=st.integers(0, 4000))
def test_the_count_of_recipients_never_falls_and_the_possible_one_is_never_lower(days, later):
    table = data.load("gas/recipients")
    first = pd.Timestamp("2006-01-01") + pd.Timedelta(days=days)
    now, then = (
        gas.recipients_at(table, first),
        gas.recipients_at(table, first + pd.Timedelta(days=later)),
    )
    possible = gas.recipients_at(table, first, possible=True)
    for a, b, c in zip(now, then, possible, strict=True):
        assert a <= b and a <= c


def test_published_counts_lie_in_the_recomputed_range_but_for_three_early_ones(recipients, counts):
    table = gas.counts_beside_published(recipients, counts)
    disagree = table[~table["agrees"]]
    assert disagree["until"].astype(str).tolist() == ["2022-12-31", "2023-12-10", "2023-12-10"]
    assert set(table["scope"]) == {"all", "european", "eu_members"}


def test_first_deliveries_name_each_country_once_and_give_hungary_as_a_range(recipients):
    table = gas.first_deliveries(recipients, data.load("geo/places")).set_index("recipient")
    assert table.index.is_unique and len(table) == recipients["recipient"].nunique()
    hungary = table.loc["Hungary"]
    assert (str(hungary["earliest"]), str(hungary["latest"])) == ("2023-01-01", "2024-04-30")
    assert hungary["firmness"] == "no firm volume"
    assert table["group"].value_counts().to_dict() == {
        "EU member": 10,
        "other European": 3,
        "elsewhere": 3,
    }
    assert table["firmness"].notna().all(), "every kind of arrangement is classed"


# --- exports


def test_exports_of_2025_are_25_2_bcm_with_12_8_to_europe(wide):
    assert wide.loc[2025, "total_bcm"] == 25.2
    assert wide.loc[2025, "europe_bcm"] == 12.8


def test_destinations_sum_to_the_total_within_the_rounding_of_the_figures(wide):
    for year in (2023, 2024, 2025):
        parts = wide.loc[year, ["europe_bcm", "turkiye_bcm", "georgia_bcm", "syria_bcm"]].dropna()
        assert abs(parts.sum() - wide.loc[year, "total_bcm"]) <= gas.ROUNDING_BCM * (len(parts) + 1)
        assert wide.loc[year, "not_split_bcm"] == 0


def test_a_destination_without_a_figure_is_missing_and_not_zero(wide):
    for year in (2021, 2022):
        assert wide.loc[year, ["turkiye_bcm", "georgia_bcm"]].isna().all()
        assert wide.loc[year, "not_published"] == "Türkiye, Georgia"
    assert wide.loc[2022, "not_split_bcm"] == pytest.approx(22.3 - 11.4)
    assert not (wide[["europe_bcm", "turkiye_bcm", "georgia_bcm", "syria_bcm"]] == 0).any(axis=None)


def test_the_total_of_2021_is_the_presidents_since_the_ministrys_is_unusable(wide):
    assert (wide.loc[2021, "total_bcm"], wide.loc[2021, "total_by"]) == (18, "president")
    assert wide.loc[2022, "total_by"] == "ministry"


def test_the_pledge_is_20_bcm_for_2027_although_one_report_prints_16(target, wide):
    assert target == (2027, 20)
    assert wide["target_bcm"].dropna().to_dict() == {2027: 20}
    printed = data.load("gas/commitments").query("kind == 'supply_target' and buyer == 'EU27'")
    assert 16 in printed["volume_bcm_per_year"].tolist()


def test_the_ministry_and_the_meters_agree_until_2023_and_part_by_over_a_bcm_after(yearly, share):
    table = gas.europe_counted_twice(yearly, share).set_index("year")
    assert table.loc[2025, "metered_twh"] == pytest.approx(127, abs=0.5)
    assert table.loc[2025, "metered_bcm"] == pytest.approx(127.114 * 3.6 / 40)
    assert (table.loc[[2021, 2022, 2023], "difference_bcm"].abs() < 0.35).all()
    assert (table.loc[[2024, 2025], "difference_bcm"] > 1.1).all()


def test_the_operator_of_tap_sides_with_the_meters():
    table = gas.europe_and_tap(data.load("gas/exports"), data.load("gas/tap_deliveries"))
    spans = [(str(row["first"]), str(row["last"])) for row in table.to_dict("records")]
    assert spans == [
        ("2021-01", "2021-12"),
        ("2022-01", "2022-12"),
        ("2024-01", "2024-07"),
    ]
    assert table["ministry_bcm"].tolist() == [8.2, 11.4, 7.5]
    assert table["tap_bcm"].tolist() == [8.1, 11.5, 6.53]
    assert table["difference_bcm"].iloc[-1] == pytest.approx(0.97)


def test_metered_flow_of_bruegel_equals_the_sum_of_daily_flows_at_the_entry_point(share):
    kipoi = data.load("gas/entry_flows").query("point == 'kipoi' and period_length == 'year'")
    for row in data.calendar_years(kipoi).to_dict("records"):
        here = share.set_index("year").loc[row["year"], "azerbaijan_twh"]
        assert here == pytest.approx(row["energy_gwh"] / 1000, rel=0.001)


# --- EU supply


def test_suppliers_and_modes_sum_to_bruegels_own_total_of_imports(supply):
    monthly = data.load("gas/eu_imports_monthly").query("supplier == 'EXTRA_EU' and mode == 'all'")
    whole = units.bcm_to_twh(monthly["volume_bcm"], "bruegel_10_3")
    by_day = whole.groupby(monthly["month"].dt.year).sum()
    quarterly = data.load("gas/eu_imports_quarterly").query(
        "supplier == 'EXTRA_EU' and mode == 'all' and newest_edition"
    )
    by_quarter = quarterly.groupby(quarterly["quarter"].dt.year)["energy_twh"].sum()
    for year, energy in supply.groupby("year")["energy_twh"].sum().items():
        published = by_quarter[year] if year >= 2023 else by_day[year]
        assert energy == pytest.approx(published, rel=0.002)


def test_the_two_editions_tell_the_same_of_the_year_they_share():
    monthly = data.load("gas/eu_imports_monthly")
    quarterly = data.load("gas/eu_imports_quarterly")
    days, quarters = gas._yearly_from_days(monthly), gas._yearly_from_quarters(quarterly)
    key = ["supplier", "mode"]
    one = days[days["year"] == 2023].set_index(key)["energy_twh"]
    other = quarters[quarters["year"] == 2023].set_index(key)["energy_twh"]
    pipes = [k for k in one.index if k[1] == "pipeline"]
    assert len(pipes) == 6
    for k in pipes:
        assert one[k] == pytest.approx(other[k], rel=0.005)
    lng = other[other.index.get_level_values("mode") == "lng"].sum()
    assert one[("EXTRA_EU", "lng")] == pytest.approx(lng, rel=0.005)


def test_the_totals_of_the_two_editions_differ_by_a_tenth_of_a_percent():
    monthly = data.load("gas/eu_imports_monthly")
    quarterly = data.load("gas/eu_imports_quarterly")
    assert 0 < gas.edition_gap_percent(monthly, quarterly) < 0.1


def test_naming_the_origins_of_lng_moves_no_energy(supply):
    lng = supply[supply["mode"] == "lng"].groupby("year")["energy_twh"].sum()
    imports = data.calendar_years(data.load("gas/eu_imports"))
    told = imports.query("supplier == 'EXTRA_EU' and mode == 'lng' and basis == 'bruegel'")
    for row in told.to_dict("records"):
        energy = row["value"] if row["unit"] == "TWh" else row["value"] * 10.3
        assert lng[row["year"]] == pytest.approx(energy, rel=0.006)


def test_the_energy_institutes_shares_of_lng_agree_with_bruegels_where_both_are_told(supply):
    matrix = data.calendar_years(data.load("gas/eu_imports")).query(
        "basis == 'energy_institute' and mode == 'lng' and year == 2025"
    )
    volumes = matrix.set_index("supplier")["value"]
    here = supply.query("year == 2025 and mode == 'lng'").set_index("supplier")["energy_twh"]
    for origin in ("USA", "RUS", "NOR", "DZA"):
        other = volumes[origin] / volumes["TOTAL"]
        assert here[origin] / here.sum() == pytest.approx(other, abs=0.016)


def test_a_share_is_of_one_scope_and_missing_where_lng_has_no_named_origin(supply):
    piped = gas.supplier_share(supply, "RUS", gas.PIPELINE).set_index("year")
    whole = gas.supplier_share(supply, "RUS").set_index("year")
    assert piped["share_percent"].round(1)[[2021, 2025]].tolist() == [41.4, 5.8]
    assert whole["share_percent"].round(1)[2025] == 12.1
    assert whole["share_percent"][[2021, 2022]].isna().all(), "its LNG is not told apart"
    assert set(piped["scope"]) == {gas.PIPELINE} and set(whole["scope"]) == {gas.ALL_GAS}


def test_who_sends_no_lng_has_a_share_of_all_gas_in_every_year(supply, share):
    own = gas.supplier_share(supply, gas.SELLER).set_index("year")["share_percent"]
    assert own.tolist() == pytest.approx(share["share_percent"].tolist())


def test_italys_months_add_up_to_the_published_years_and_so_far_compares_like_months():
    table = gas.italy_by_month(data.load("gas/country_imports"))
    years = table.groupby("year")["energy_twh"].sum().round(1)
    assert years.loc[2022:2025].tolist() == [109.3, 106.0, 109.2, 105.9]
    so_far = gas.italy_so_far(table)
    assert (so_far.year, so_far.month) == (2026, 8)
    assert so_far.energy_twh == pytest.approx(69.0, abs=0.05)
    assert so_far.on_last_year == pytest.approx(0.006, abs=5e-4)
    assert so_far.on_two_years == pytest.approx(-0.033, abs=5e-4)
    shorter = table[~((table["year"] == 2026) & (table["month"] > 2))]
    assert gas.italy_so_far(shorter).on_last_year == pytest.approx(16.402 / 15.659 - 1, abs=1e-3)


def test_italys_ministry_saw_the_change_that_eurostat_prints():
    imports = data.load("gas/country_imports")
    table = gas.italy_by_month(imports).set_index(["year", "month"])["energy_twh"]
    eurostat = table[2024].loc[:2].sum() / table[2023].loc[:2].sum()
    ministry = data.where(imports, importer="ITA", basis="italian_ministry")
    spans = ministry["period"].array
    two = spans.right == spans.left + pd.DateOffset(months=2)
    by_year = dict(zip(spans[two].left.year, ministry.loc[two, "value"], strict=True))
    then, later = by_year[2023], by_year[2024]
    assert eurostat == pytest.approx(later / then, abs=0.002)


def test_without_a_month_of_italy_nothing_is_drawn():
    with pytest.raises(ValueError, match="no month"):
        gas.italy_by_month(data.load("gas/country_imports").iloc[:0])


def test_azerbaijans_share_is_that_of_the_derived_rows(share):
    told = data.calendar_years(data.load("gas/eu_import_shares")).query(
        "supplier == 'AZE' and share_of == 'all_gas_imports' and basis == 'bruegel'"
    )
    here = share.set_index("year")["share_percent"]
    assert len(told) == 3
    for row in told.to_dict("records"):
        assert here[row["year"]] == pytest.approx(row["share_percent"], abs=0.05)


def test_the_pledge_as_a_share_is_its_energy_over_the_last_years_imports(share, target):
    table = gas.share_with_pledge(share, target)
    energy = 20 * 40 / 3.6
    assert table["share_percent"].iloc[-1] == pytest.approx(energy / 3230.972 * 100, rel=1e-4)
    assert table["kind"].iloc[-1] == "target" and (table["kind"].iloc[:-1] == "observed").all()


def test_the_herfindahl_index_runs_from_the_monopolist_to_many():
    assert gas.herfindahl(pd.Series([100.0])) == 10_000
    assert gas.herfindahl(pd.Series([50.0, 50.0, np.nan])) == 5_000
    assert gas.herfindahl(pd.Series([1.0] * 100)) == 100


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 1000), min_size=2, max_size=12))
def test_merging_two_suppliers_never_lowers_the_index(amounts):
    percent = pd.Series(amounts) / sum(amounts) * 100
    merged = pd.Series([percent[0] + percent[1], *percent[2:]])
    assert gas.herfindahl(merged) >= gas.herfindahl(percent) - 1e-9
    assert 10_000 / len(amounts) - 1e-6 <= gas.herfindahl(percent) <= 10_000 + 1e-6


def test_concentration_fell_by_over_a_third_with_lng_by_origin_and_hardly_as_one_bloc(supply):
    table = gas.concentration(supply).set_index("year")
    fell = table.loc[2025, "concentration_high"] / table.loc[2019, "concentration_high"]
    bloc = table.loc[2025, "concentration_lng_as_one"] / table.loc[2019, "concentration_lng_as_one"]
    assert fell < 0.65 and bloc > 0.95
    assert (
        table.loc[[2021, 2022], ["concentration_low", "concentration_high"]].isna().all(axis=None)
    )


def test_lng_as_one_supplier_is_no_upper_bound(supply):
    table = gas.concentration(supply).set_index("year")
    assert table.loc[2019, "concentration_low"] > table.loc[2019, "concentration_lng_as_one"]


def test_concentration_of_made_up_supply_by_hand():
    made = pd.DataFrame(
        {
            "year": 2030,
            "supplier": ["A", "A", "B", "OTHER"],
            "mode": ["pipeline", "lng", "pipeline", "lng"],
            "energy_twh": [30.0, 10.0, 40.0, 20.0],
        }
    )
    row = gas.concentration(made).iloc[0]
    assert row["concentration_low"] == pytest.approx(40**2 + 40**2)
    assert row["concentration_high"] == pytest.approx(40**2 + 40**2 + 20**2)
    assert row["concentration_lng_as_one"] == pytest.approx(30**2 + 40**2 + 30**2)
    assert row["unnamed_percent"] == pytest.approx(20)


# --- gas-shock


def test_the_base_year_of_the_shock_is_a_whole_one_and_sums_to_the_imports(base, share):
    assumption = assumed(data.load("gas/assumptions"), "gas-shock")
    assert assumption["base_year"].value == 2025
    whole = share.set_index("year").loc[2025, "eu_imports_twh"]
    assert base["energy_twh"].sum() == pytest.approx(whole)


def test_a_full_stop_of_russian_gas_with_the_pledge_kept_by_hand(base):
    table = gas.supply_after_cut(base, supplier="Russia", cut=100, azerbaijan_bcm=20)
    rows = table.set_index("supplier")
    russia, azerbaijan = 204.576 + 186.744, 127.114
    pledged = 20 * 40 / 3.6
    assert rows.loc["Russia", "after_twh"] == 0
    assert rows.loc["Azerbaijan", "after_twh"] == pytest.approx(pledged)
    open_twh = russia - (pledged - azerbaijan)
    assert rows.loc[gas.LEFT_OPEN, "after_twh"] == pytest.approx(open_twh)
    cut = gas.read_cut(table)
    assert cut.supplier == "Russia"
    assert cut.replaced == pytest.approx((pledged - azerbaijan) / russia)
    assert round(cut.replaced, 2) == 0.24
    arrives = rows["after_twh"].drop(gas.LEFT_OPEN)
    assert cut.hhi_after == pytest.approx(((arrives / arrives.sum() * 100) ** 2).sum())


def test_no_cut_and_no_more_gas_leaves_everything_as_it_was(base):
    level = units.twh_to_bcm(127.114, "ministry")
    table = gas.supply_after_cut(base, supplier="Norway", cut=0, azerbaijan_bcm=level)
    assert np.allclose(table["before_twh"].iloc[:-1], table["after_twh"].iloc[:-1])
    assert table["after_twh"].iloc[-1] == 0
    cut = gas.read_cut(table)
    assert cut.hhi_after == pytest.approx(cut.hhi_before)
    sentence = gas.describe_cut(table)
    assert sentence.startswith("Nothing is cut; Azerbaijan sends no more than before.")
    assert "The concentration index stays at 2,024" in sentence


def test_a_sentence_begins_with_the_article_of_the_united_states(base):
    table = gas.supply_after_cut(base, supplier="United States", cut=100, azerbaijan_bcm=20)
    assert gas.describe_cut(table).startswith("The United States sends 854 TWh less")


def test_the_control_of_azerbaijans_gas_starts_at_what_it_sends(base):
    assert gas.sent_by_azerbaijan(base) == 11.4
    assert 127.114 * 3.6 / 40 - 11.4 < 0.1


def test_azerbaijan_never_sends_less_than_in_the_base_year(base):
    table = gas.supply_after_cut(base, supplier="Norway", cut=0, azerbaijan_bcm=1)
    assert table.set_index("supplier").loc["Azerbaijan", "after_twh"] == pytest.approx(127.114)


def test_the_index_before_the_cut_is_that_of_the_concentration_figure(base, supply):
    figure = gas.concentration(supply).set_index("year").loc[2025, "concentration_high"]
    table = gas.supply_after_cut(base, supplier="Russia", cut=50, azerbaijan_bcm=15)
    assert gas.read_cut(table).hhi_before == pytest.approx(figure)


def test_an_unknown_supplier_is_refused_with_the_known_ones(base):
    with pytest.raises(KeyError, match="Narnia.*Norway"):
        gas.supply_after_cut(base, supplier="Narnia", cut=10, azerbaijan_bcm=20)


@settings(max_examples=60, deadline=None)
@given(
    supplier=st.sampled_from(["Russia", "Norway", "United States", "Algeria", "Qatar"]),
    cut=st.floats(0, 90),
    deeper=st.floats(0.1, 10),
    volume=st.floats(12, 20),
    more=st.floats(0, 5),
)
def test_a_deeper_cut_leaves_more_open_and_more_azerbaijani_gas_less(
    base, supplier, cut, deeper, volume, more
):
    def open_twh(cut, volume):
        table = gas.supply_after_cut(base, supplier=supplier, cut=cut, azerbaijan_bcm=volume)
        assert table["before_percent"].sum() == pytest.approx(100)
        assert table["after_percent"].sum() == pytest.approx(100)
        return table["after_twh"].iloc[-1]

    assert open_twh(cut + deeper, volume) >= open_twh(cut, volume)
    assert open_twh(cut, volume + more) <= open_twh(cut, volume)


# --- twenty-bcm


def closes(table):
    sources = table[
        ["production_bcm", "new_field_bcm", "swap_bcm", "imports_and_difference_bcm"]
    ].sum(axis=1)
    uses = table[["domestic_bcm", "others_bcm", "europe_bcm"]].sum(axis=1)
    return np.allclose(sources, uses)


def test_observed_years_are_the_ministrys_exports_to_europe(path, yearly):
    table = path(**NEUTRAL)
    seen = table[table["kind"] == "observed"].set_index("year")["europe_bcm"]
    told = yearly[yearly["destination"] == "EUROPE"].set_index("year")["volume_bcm"]
    assert (
        seen.to_dict()
        == told.to_dict()
        == {
            2021: 8.2,
            2022: 11.4,
            2023: 11.8,
            2024: 12.9,
            2025: 12.8,
        }
    )


def test_no_setting_of_the_explorer_leads_out_of_the_band_behind_its_path():
    it = figure("twenty-bcm")
    reach = it.definition.picture.keywords["reach"].set_index("year")
    paths = pd.concat(it.definition.table(state.choices) for state in it.states)
    reached = paths[paths["kind"] == "path"].groupby("year")["europe_bcm"]
    assert reached.min().tolist() == pytest.approx(reach["low_bcm"].tolist()[1:])
    assert reached.max().tolist() == pytest.approx(reach["high_bcm"].tolist()[1:])


@settings(max_examples=80, deadline=None)
@given(
    production_change=st.floats(-5, 5),
    domestic_growth=st.floats(-3, 5),
    freed_bcm=st.floats(0, 3),
    europe_share=st.floats(0, 100),
    new_field=st.booleans(),
    swap=st.booleans(),
)
def test_sources_equal_uses_in_every_year_of_every_path(path, **choices):
    table = path(**choices)
    assert closes(table)
    assert table["year"].tolist() == list(range(2021, 2031))


def test_the_neutral_path_to_2027_by_hand(path):
    table = path(**NEUTRAL).set_index("year")
    output = 37.842 * (38.0084 / 38.6) * (1 - 0.015)
    home = 12.303 * 1.01**2 - 0.75
    kept = 12.303 + 25.2 - 37.842
    exports = output + kept - home
    europe = 12.8 + 0.5 * (exports - 25.2)
    assert table.loc[2027, "europe_bcm"] == pytest.approx(europe)
    assert table.loc[2027, "missing_bcm"] == pytest.approx(20 - europe)
    assert table.loc[2027, "others_bcm"] == pytest.approx(exports - europe)
    assert table["pledge_bcm"].dropna().to_dict() == {2027: 20}


def test_in_2029_the_new_field_adds_its_full_output_less_what_it_gives_already(path):
    on, off = (
        path(**NEUTRAL | {"new_field": field, "europe_share": 100}).set_index("year")["europe_bcm"]
        for field in (True, False)
    )
    gain = on - off
    assert gain.loc[2028] == 0
    assert gain.loc[2029] == pytest.approx(5 - 1.6)


def test_a_swap_adds_two_bcm_from_2027(path):
    on, off = (
        path(**NEUTRAL | {"swap": swap, "europe_share": 100}).set_index("year")["europe_bcm"]
        for swap in (True, False)
    )
    assert (on - off).loc[2026] == 0
    assert (on - off).loc[2027] == pytest.approx(2)


def test_no_choice_the_explorer_offers_reaches_the_pledge_in_2027(path):
    best = path(
        production_change=3,
        domestic_growth=-1,
        freed_bcm=1.5,
        europe_share=100,
        new_field=True,
        swap=True,
    ).set_index("year")
    output = 37.842 * (38.0084 / 38.6) * 1.03
    home = 12.303 * 0.99**2 - 1.5
    exports = output + 2 + (12.303 + 25.2 - 37.842) - home
    assert best.loc[2027, "europe_bcm"] == pytest.approx(12.8 + exports - 25.2)
    assert best.loc[2027, "europe_bcm"] < 17.2
    corners = itertools.product((-3, 3), (-1, 3), (0, 1.5), (50, 100), (False, True), (False, True))
    every = [
        path(**dict(zip(NEUTRAL, corner, strict=True))).set_index("year").loc[2027, "missing_bcm"]
        for corner in corners
    ]
    assert min(every) == best.loc[2027, "missing_bcm"] > 2.5


@settings(deadline=None)
@given(change=st.floats(-3, 2.9), more=st.floats(0.01, 1))
def test_more_output_never_means_less_for_europe(path, change, more):
    one, other = (
        path(**NEUTRAL | {"production_change": value})["europe_bcm"]
        for value in (change, change + more)
    )
    assert (other >= one - 1e-12).all()


def test_a_met_pledge_leaves_nothing_missing(path, observed, givens, fixed):
    easy = givens.assign(value=givens["value"].where(givens["quantity"] != "pledge", 5.0))
    table = gas.path_to_pledge(observed, easy, fixed, **NEUTRAL)
    assert table["missing_bcm"].dropna().tolist() == [0]
    assert "meets the pledge" in gas.describe_path(table)


def test_the_explorers_open_at_values_that_the_data_give(fixed, givens, yearly):
    known = givens.set_index("quantity")["value"]
    step = 1.5
    assert abs(fixed["production_change"].value - known["official_change"]) < step / 2
    use = data.calendar_years(data.load("gas/balance")).query(
        "country == 'AZE' and item == 'consumption' and basis == 'energy_institute'"
    )
    use = use.set_index("year")["volume_bcm"]
    growth = ((use[2025] / use[2015]) ** (1 / 10) - 1) * 100
    assert fixed["domestic_growth"].value == pytest.approx(growth, abs=0.1)
    earlier = ((use[2023] / use[2015]) ** (1 / 8) - 1) * 100
    assert fixed["domestic_growth"].high == pytest.approx(earlier, abs=0.2)
    last = yearly[yearly["year"] == 2025].set_index("destination")["volume_bcm"]
    part = last["EUROPE"] / last["WORLD"] * 100
    assert fixed["europe_share"].value == pytest.approx(part, abs=1)
    figures = data.load("power/project_figures").query("measure == 'gas_saved_annual'")
    due = figures[figures["project"].isin(["khizi_absheron", "masdar_three_plants", "gobustan"])]
    assert fixed["freed_bcm"].value == pytest.approx(due["value"].sum(), abs=0.05)
    per_gw = data.load("power/gas_saved").query(
        "measure == 'gas_saved_per_gw' and country == 'AZE'"
    )
    assert fixed["freed_bcm"].high == 3 * per_gw["value"].iloc[0]


def test_what_is_given_is_what_the_rows_say(givens):
    known = givens.set_index("quantity")["value"]
    assert known["official_change"] == pytest.approx((38.0084 / 38.6 - 1) * 100)
    assert known[["official_year", "falling_until", "absheron_year"]].tolist() == [2026, 2028, 2029]
    assert known["absheron_added"] == pytest.approx(3.4)
    assert known[["swap", "tap_before", "tap_now", "tap_year"]].tolist() == [2, 10, 12, 2026]
    sources = set(data.load("sources")["source_id"])
    assert set(givens["source_id"]) - {""} <= sources


def test_what_closes_the_balance_is_small_beside_production(observed):
    left = observed["imports_and_difference_bcm"].abs() / observed["production_bcm"]
    assert left.max() < 0.07
    assert left.iloc[-1] < 0.01


# --- oil


@pytest.fixture(scope="module")
def oil():
    return gas.caspian_oil(data.load("gas/oil"), data.load("freight/oil_transport")).set_index(
        ["year", "pipeline"]
    )


def test_cpc_carried_70_5_mt_in_2025_and_64_8_of_it_kazakh(oil):
    assert oil.loc[(2025, "CPC"), "total_mt"] == 70.52
    assert oil.loc[(2025, "CPC"), "kazakh_high_mt"] == 64.8


def test_kazakh_oil_through_btc_is_a_range_where_sources_disagree(oil):
    row = oil.loc[(2024, "BTC")]
    assert (row["kazakh_low_mt"], row["kazakh_high_mt"]) == (1.4, 1.7)
    assert oil.loc[(2025, "BTC"), "kazakh_status"] == "actual"


def test_part_of_a_year_is_marked_and_a_year_without_a_figure_is_missing(oil):
    assert oil.loc[(2024, "BTC"), ["total_mt", "total_months"]].tolist() == [29.4709, 12]
    assert oil.loc[(2025, "BTC"), "total_months"] == 8
    assert np.isnan(oil.loc[(2023, "CPC"), "total_mt"])


def test_kazakh_oil_is_never_more_than_all_oil_in_the_pipe(oil):
    both = oil.dropna(subset=["total_mt", "kazakh_high_mt"])
    assert (both["kazakh_high_mt"] <= both["total_mt"]).all()


# --- pictures


@pytest.mark.parametrize(
    ("id", "readings"),
    [
        ("gas-exports", ["Europe 2025: 12.8 bcm", "Target for the EU in 2027: 20 bcm"]),
        ("gas-share", ["2025: 127.1 TWh, 3.9% of imports"]),
        ("gas-oil", ["BTC 2024, Kazakh oil: 1.4 to 1.7 Mt (actual)"]),
        ("gas-shock", ["Russia in the base year: 391 TWh", "Not replaced: 296 TWh"]),
        ("twenty-bcm", ["2025: 12.8 bcm to Europe", "Pledge for 2027: 20 bcm"]),
    ],
)
def test_marks_read_as_the_figures_they_stand_for(id, readings):
    assert set(readings) <= set(figure(id).shown().readings)


def test_a_country_of_the_recipients_has_one_mark_each():
    shown = figure("gas-recipients").shown()
    readings = shown.readings
    assert len(readings) == len(shown.rows)
    assert any("2023-01-01 to 2024-04-30: framework option" in text for text in readings)


def test_recipients_stand_under_a_heading_that_counts_their_group():
    it = figure("gas-recipients")
    for heading in ("10 in the EU", "3 elsewhere in Europe", "3 outside Europe"):
        assert it.shown().drawn.count(f">{heading}<") == 1
    assert tuple(it.table()["group"].drop_duplicates()) == gas.GROUPS


def test_missing_parts_have_no_mark_and_what_is_not_split_says_who_is_lacking():
    readings = figure("gas-exports").shown().readings
    assert not any(text.startswith(("Türkiye 2021", "Georgia 2022")) for text in readings)
    assert "2022: 10.9 bcm not split by destination (Türkiye, Georgia not published)" in readings
