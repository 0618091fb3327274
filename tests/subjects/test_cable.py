import functools
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data
from corridors.assumptions import assumed
from corridors.pictures import cable as pictures
from corridors.subjects import cable
from tests.figures import figure


@pytest.fixture(scope="module")
def rates():
    return cable.dollars_per_euro(data.load("gas/prices_monthly"))


@pytest.fixture(scope="module")
def monthly():
    return cable.monthly_prices(data.load("power/wholesale_prices"))


@pytest.fixture(scope="module")
def yearly():
    return cable.yearly_prices(data.load("power/wholesale_prices"))


@pytest.fixture(scope="module")
def contracts(rates):
    return cable.contract_prices(
        data.load("power/auction_prices"), rates, data.load("power/projects")
    )


@pytest.fixture(scope="module")
def ends(contracts, yearly, rates):
    return cable.prices_at_both_ends(contracts, data.load("power/tariffs"), yearly, rates)


@pytest.fixture(scope="module")
def said():
    return cable.statements(data.load("power/cables"), data.load("sources"))


@pytest.fixture(scope="module")
def links():
    return cable.links(data.load("power/cables"), data.load("power/projects"))


@pytest.fixture(scope="module")
def made():
    names = ("power/cables", "power/losses_and_costs", "sources")
    return cable.design(*(data.load(name) for name in names))


@pytest.fixture(scope="module")
def model(made, yearly, contracts):
    return functools.partial(cable.green_cable, made, yearly, cable.contract_range(contracts))


@pytest.fixture(scope="module")
def scale(made):
    names = ("generation", "demand", "project_figures", "projects", "targets")
    tables = [data.load(f"power/{name}") for name in names]
    return cable.whole_scale(*tables, made, capacity_factor=30)


LATER = "2024 and 2025"
MIDDLE = {
    "capacity": 1.3,
    "utilisation": 50,
    "price_year": 2025,
    "cost": LATER,
    "losses_before": 0,
}


# --- prices


def test_a_year_has_a_mean_price_only_with_twelve_whole_months(yearly):
    assert yearly["year"].max() == 2025, "three months of 2026 are no year"
    bulgaria = yearly[yearly["country"] == "BGR"]
    assert bulgaria["year"].min() == 2017, "its prices begin in October 2016"


def test_the_mean_price_of_romania_in_2025_by_hand(yearly):
    prices = [
        float(line.split(",")[2])
        for line in (data.DATA / "power/wholesale_prices.csv")
        .read_text(encoding="utf-8")
        .splitlines()
        if line.startswith("ROU,2025-")
    ]
    row = yearly[(yearly["country"] == "ROU") & (yearly["year"] == 2025)].iloc[0]
    assert len(prices) == 12
    assert row["price_eur_mwh"] == pytest.approx(sum(prices) / 12)
    assert (row["lowest_eur_mwh"], row["highest_eur_mwh"]) == (min(prices), max(prices))


def test_a_month_that_is_not_over_says_so_and_lies_between_the_landings(monthly):
    assert monthly["complete"].tolist() == [True] * (len(monthly) - 1) + [False]
    assert str(monthly["month"].iloc[-1]) == "2026-03"
    price = monthly["romania_eur_mwh"]
    assert (monthly["lowest_eur_mwh"] <= price).all() and (
        price <= monthly["highest_eur_mwh"]
    ).all()


def test_the_first_azerbaijani_auction_brought_35_4_dollars_or_32_7_euros(contracts, rates):
    (row,) = contracts[contracts["country"] == "AZE"].to_dict("records")
    of_2024 = [rates[pd.Period(f"2024-{month:02d}", "M")] for month in range(1, 13)]
    assert row["price_usd_mwh"] == 35.4
    assert row["price_eur_mwh"] == pytest.approx(35.4 / (sum(of_2024) / 12))
    assert row["price_eur_mwh"] == pytest.approx(32.7, abs=0.05)


def test_every_auction_has_a_price_in_euros(contracts):
    assert len(contracts) == len(data.load("power/auction_prices"))
    assert contracts.notna().all(axis=None)
    low, high = cable.contract_range(contracts)
    assert 24 < low < 25 and 52 < high < 53


def test_the_spread_is_reversed_at_its_lower_end_in_every_year_before_2021(yearly, contracts):
    table = cable.spreads(yearly, contracts).set_index("year")
    assert (table.loc[:2020, "spread_low_eur_mwh"] < 0).all()
    assert (table.loc[2021:, "spread_low_eur_mwh"] > 50).all()
    assert (table["spread_high_eur_mwh"] > 0).all()


def test_a_landing_without_prices_is_named(yearly, contracts):
    with pytest.raises(KeyError, match="TUR"):
        cable.spreads(yearly, contracts, "TUR")


def test_georgia_sells_its_exports_for_less_than_any_landing_paid_in_its_cheapest_month(ends):
    (export,) = ends[ends["what"] == "exports"].to_dict("records")
    assert export["high_eur_mwh"] < ends[ends["side"] == "landing"]["low_eur_mwh"].min()


def test_dollar_prices_of_georgia_become_euros_at_the_rate_of_their_own_months(ends, rates):
    (export,) = ends[ends["what"] == "exports"].to_dict("records")
    months = pd.period_range("2024-01", "2024-09", freq="M")
    assert export["high_eur_mwh"] == pytest.approx(47 / rates[months].mean())


# --- what is said


def test_the_parameters_of_the_black_sea_cable_disagree_as_published(said):
    assert cable.stated_range(said, "length_total") == (1155, 1200)
    assert cable.stated_range(said, "capacity") == (1.0, 1.3)
    assert cable.stated_range(said, "cost") == (2.0, 4.0)
    assert cable.stated_range(said, "completion_year") == (2029, 2032)


def test_no_statement_is_lost_when_equal_ones_are_counted_together(said):
    rows = data.load("power/cables").query("link == 'black_sea_cable'")
    rows = rows[rows["measure"].isin(list(cable.MEASURES))]
    by_source = rows.drop_duplicates(["measure", "stated_on", "source_id"])
    assert said["sources"].sum() == len(by_source)


def test_a_range_from_one_source_is_one_statement(said):
    (row,) = said[(said["parameter"] == "Cost (EUR bn)") & (said["stated"] == 2024)].to_dict(
        "records"
    )
    assert (row["low"], row["high"], row["sources"]) == (3, 4, 1)


def test_the_cost_rose_and_the_date_slipped_between_first_and_last_statement(said):
    first, last = cable.first_and_last(said, "cost")
    assert (first, last) == ((2022, 2.0, 2.3), (2025, 3.5, 3.5))
    first, last = cable.first_and_last(said, "completion_year")
    assert (first.low, last.high) == (2029, 2032)


def test_an_unknown_link_is_named_with_the_known_ones():
    with pytest.raises(KeyError, match=r"nord_stream.*black_sea_cable"):
        cable.statements(data.load("power/cables"), data.load("sources"), "nord_stream")


def test_a_claim_is_not_taken_for_a_design(links):
    kinds = links.set_index(["kind", "link"])[["low_gw", "high_gw"]]
    assert kinds.loc[("design", "black_sea_cable")].tolist() == [1.0, 1.3]
    assert kinds.loc[("claim", "black_sea_cable")].tolist() == [4, 4]
    assert kinds.loc[("claim", "caspian_black_sea_europe")].tolist() == [3, 4]


# --- the cable


def test_losses_of_the_cable_are_those_worked_out_before_4_6_percent_at_1155_km(made):
    assert made.loss.low == pytest.approx(1 - 0.98 * 0.977**1.155)
    assert round(made.loss.low * 100, 1) == 4.6
    assert made.loss.high == pytest.approx(1 - 0.98 * 0.977**1.2)


def test_unit_costs_put_the_cable_at_5_67_billion_for_1_3_gw_and_1155_km(made):
    row = made.costs.set_index(["case", "capacity_gw"]).loc[(cable.UNIT_COSTS, 1.3)]
    assert row["low_eur_bn"] == pytest.approx((3220 * 1300 * 1155 + 640 * 1300 * 1000) / 1e9)
    assert round(row["low_eur_bn"], 2) == 5.67


def test_every_cost_said_is_below_the_one_by_unit_costs(made):
    worked_out = made.costs[made.costs["case"] == cable.UNIT_COSTS]
    stated = made.costs[made.costs["case"] != cable.UNIT_COSTS]
    assert stated["high_eur_bn"].max() < worked_out["low_eur_bn"].min()


def test_market_prices_of_cables_by_hand(made):
    low, high = cable.by_market_prices(data.load("power/losses_and_costs"), made.length_km)
    assert low == pytest.approx(1.155 * 2 + 0.6)
    assert high == pytest.approx(1.2 * 5 + 1.2)


def test_a_full_cable_carries_its_capacity_times_the_hours_of_a_year():
    it = cable.flow(1.3, 100, 0.0)
    assert it.sent_twh == it.delivered_twh == it.bought_twh == pytest.approx(1.3 * 8.76)
    assert it.lost_twh == 0


@given(
    capacity=st.floats(0, 10),
    utilisation=st.floats(0, 100),
    loss=st.floats(0, 1),
    before=st.floats(0, 99),
)
def test_energy_in_is_energy_out_and_losses(capacity, utilisation, loss, before):
    it = cable.flow(capacity, utilisation, loss, before)
    assert it.bought_twh == pytest.approx(it.delivered_twh + it.lost_twh)
    assert 0 <= it.delivered_twh <= it.sent_twh <= it.bought_twh
    assert it.lost_twh >= -1e-9


@pytest.mark.parametrize(
    "wrong", [(-1, 50, 0.05), (1, 101, 0.05), (1, -1, 0.05), (1, 50, 1.5), (1, 50, 0.05, 100)]
)
def test_an_impossible_cable_is_refused(wrong):
    with pytest.raises(ValueError, match="no "):
        cable.flow(*wrong)


def test_the_middle_state_by_hand(model, contracts, yearly):
    it = cable.read_cable(model(**MIDDLE))
    sent = 1.3 * 8.76 * 0.5
    price = yearly.set_index(["country", "year"]).loc[("ROU", 2025), "price_eur_mwh"]
    dear, cheap = contracts["price_eur_mwh"].max(), contracts["price_eur_mwh"].min()
    assert it["sent"] == (pytest.approx(sent), pytest.approx(sent))
    assert it["delivered"].high == pytest.approx(sent * 0.98 * 0.977**1.155)
    worst = sent * 0.98 * 0.977**1.2 * price - sent * dear - 0.025 * 4000
    best = sent * 0.98 * 0.977**1.155 * price - sent * cheap - 0.025 * 3000
    assert it["earnings"] == (pytest.approx(worst), pytest.approx(best))
    assert it["payback"] == (pytest.approx(3000 / best), pytest.approx(4000 / worst))
    assert it["balance"].low == pytest.approx(40 * worst / 1000 - 4)


def test_an_idle_cable_costs_its_upkeep_and_never_pays_back(model):
    table = model(**MIDDLE | {"utilisation": 0})
    it = cable.read_cable(table)
    assert it["sent"] == it["revenue"] == it["power_cost"] == it["lost"] == (0, 0)
    assert it["earnings"] == (pytest.approx(-100), pytest.approx(-75))
    assert all(math.isnan(end) for end in it["payback"])
    assert "carries nothing" in cable.describe_cable(table)
    assert "never pays back" in cable.describe_cable(table)
    assert "inf" not in cable.describe_cable(table) and "nan" not in cable.describe_cable(table)


def test_a_reversed_spread_never_pays_back(made, yearly):
    dear = cable.Interval(150, 200)
    table = cable.green_cable(made, yearly, dear, **MIDDLE | {"utilisation": 100})
    it = cable.read_cable(table)
    assert it["earnings"].high < 0
    assert all(math.isnan(end) for end in it["payback"])
    assert table.set_index("quantity").loc[cable.QUANTITIES["payback"], "note"] == "never"


def test_a_spread_reversed_at_one_end_pays_back_at_the_other_only(model):
    table = model(**MIDDLE | {"utilisation": 100, "price_year": 2019})
    it = cable.read_cable(table)
    assert it["payback"].low > 0 and math.isnan(it["payback"].high)
    assert "at the better end and never at the worse" in cable.describe_cable(table)
    worst, best = it["earnings"]
    assert f"a loss of {-worst:.0f} and a gain of {best:.0f} million" in cable.describe_cable(table)


def test_prices_of_the_crisis_would_pay_a_full_cable_back_in_two_years(model):
    it = cable.read_cable(model(**MIDDLE | {"utilisation": 100, "price_year": 2022}))
    assert 1 < it["payback"].low < it["payback"].high < 2


def test_a_payback_after_its_life_is_said_to_be_so(model):
    sentence = cable.describe_cable(model(**MIDDLE | {"price_year": 2020}))
    assert "does not pay back within its life of 40 years" in sentence


def test_losses_before_the_cable_are_paid_for_and_not_sold(model):
    near, far = (cable.read_cable(model(**MIDDLE | {"losses_before": n})) for n in (0, 10))
    assert far["delivered"] == near["delivered"] and far["revenue"] == near["revenue"]
    assert far["bought"].low == pytest.approx(near["bought"].low / 0.9)
    assert far["earnings"].high < near["earnings"].high


@settings(deadline=None, max_examples=60)
@given(
    capacity=st.sampled_from([1.0, 1.3]),
    utilisation=st.floats(0, 100),
    price_year=st.integers(2015, 2025),
    cost=st.sampled_from(["2022", LATER, cable.UNIT_COSTS]),
    losses_before=st.floats(0, 10),
)
def test_every_state_keeps_its_ends_in_order_and_its_energy(model, **choices):
    it = cable.read_cable(model(**choices))
    for key, (low, high) in it.items():
        assert math.isnan(high) or low <= high + 1e-9, key
    for end in ("low", "high"):
        lost, other = getattr(it["lost"], end), "high" if end == "low" else "low"
        assert it["bought"].low == pytest.approx(getattr(it["delivered"], other) + lost)
    assert not math.isinf(it["payback"].low) and not math.isinf(it["payback"].high)
    for payback, earned in zip(it["payback"], reversed(it["earnings"]), strict=True):
        assert math.isnan(payback) == (earned <= 0)


def test_an_unknown_case_of_cost_and_a_year_without_prices_are_named(model):
    with pytest.raises(KeyError, match="unit costs"):
        model(**MIDDLE | {"cost": "free"})
    with pytest.raises(KeyError, match="2026"):
        model(**MIDDLE | {"price_year": 2026})


def test_the_explorer_opens_in_the_last_whole_year_and_runs_over_all(yearly):
    year = assumed(data.load("power/assumptions"), "green-cable")["price_year"]
    years = yearly[yearly["country"] == "ROU"]["year"]
    assert (year.low, year.high, year.value) == (years.min(), years.max(), years.max())


# --- beside the whole


def test_azerbaijans_wind_and_solar_of_2025_is_0_77_twh_and_the_plans_add_up(scale):
    rows = scale.set_index("what")
    assert rows.loc["Azerbaijan, wind and solar", "high_twh"] == pytest.approx(0.5999 + 0.1697)
    (plan,) = scale[scale["kind"] == "plan"]["high_twh"]
    assert plan == pytest.approx(0.5 + 1.0 + 1.7 + 0.26 + 0.5), "without the three plants together"


def test_a_full_cable_is_a_third_of_a_percent_of_the_demand_of_the_eu(scale):
    it = cable.read_scale(scale)
    assert it.full_twh == (pytest.approx(8.76), pytest.approx(11.388))
    assert it.percent_of_eu.low == pytest.approx(8.76 / 2864.63 * 100)
    assert it.times_green.high == pytest.approx(11.388 / 0.7696)


def test_the_target_is_its_gigawatts_at_the_capacity_factor_given(scale):
    (target,) = scale[scale["kind"] == "target"]["high_twh"]
    assert target == pytest.approx(8 * 8.76 * 0.3)


# --- pictures


@pytest.mark.parametrize(
    ("id", "readings"),
    [
        ("price-months", ["Azerbaijan 2024, Gobustan solar: 32.7 EUR/MWh"]),
        ("price-sides", ["Romania, day-ahead, months, 2025: mean 108, 78 to 157 EUR/MWh"]),
        (
            "cable-claims",
            ["Caspian-Black Sea-Europe green corridor, claim: 3.0 to 4.0 GW (said in 2022-25)"],
        ),
        ("cable-scale", ["Azerbaijan, wind and solar, 2025: 0.8 TWh"]),
        (
            "green-cable",
            ["better end: paid back in 8.0 years", "worse end: paid back in 20.8 years"],
        ),
    ],
)
def test_marks_read_as_the_figures_they_stand_for(id, readings):
    assert set(readings) <= set(figure(id).shown().readings)


def test_what_was_said_first_and_last_is_said_of_each_parameter(said):
    short = cable.said_in_short(said).set_index("parameter")
    assert short["statements"].sum() == len(said)
    cost, ready = (short.loc[cable.MEASURES[of]] for of in ("cost", "completion_year"))
    assert (cost["first_year"], cost["first"], cost["last"]) == (2022, "2.0 to 2.3", "3.5")
    assert (ready["first"], ready["last_year"], ready["last"]) == ("2029", 2026, "2032")


def test_the_explorer_offers_every_case_of_cost(made):
    (cost,) = (c for c in figure("green-cable").definition.controls if c.name == "cost")
    assert set(cost.values) == set(made.costs["case"])


def test_a_cable_that_never_pays_back_shows_no_day_on_which_it_has():
    for state in figure("green-cable").states:
        if state.choices["utilisation"] == 0:
            assert "never pays back" in state.title
            assert not any("paid back" in text for text in state.readings)


@settings(deadline=None)
@given(start=st.floats(-7.9, -0.1), end=st.floats(-60, 120))
def test_the_balance_is_drawn_to_the_edge_of_the_frame_and_no_further(start, end):
    (x0, y0), (x1, y1) = pictures._balance(start, end, 40)
    assert (x0, y0) == (0, start)
    assert 0 < x1 <= 40 and pictures._FLOOR <= y1 <= pictures._ROOF
    assert y1 == pytest.approx(start + (end - start) * x1 / 40, abs=1e-6)
