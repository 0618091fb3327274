import pandas as pd
import pytest

from corridors import data
from corridors.claims import energy_logistics
from corridors.claims import ledger as claims
from tests.claims.change import changed


def test_ten_european_countries_and_eight_members_hold_on_the_papers_date():
    found = claims.finding("c24")
    assert found.verdict == "supported"
    assert found.figures == {"everyone": 12, "european": 10, "eu_members": 8}


@pytest.mark.parametrize(("lost", "verdict"), [("ITA", "contradicted"), ("SRB", "partly")])
def test_one_recipient_less_changes_the_verdict_on_the_count(lost, verdict):
    recipients = data.load("gas/recipients")
    fewer = recipients[recipients["recipient"] != lost]
    assert claims.TESTS["c24"].run({"gas/recipients": fewer}).verdict == verdict


@pytest.mark.parametrize(
    ("factor", "verdict"), [(0.96, "supported"), (0.9, "partly"), (0.79, "contradicted")]
)
def test_the_flow_is_steady_until_a_year_falls_too_far(factor, verdict):
    exports = data.load("gas/exports")
    before = exports[exports["destination"].eq("EUROPE") & _in(exports, 2024)]
    fallen = changed(
        exports,
        exports["destination"].eq("EUROPE") & _in(exports, 2025),
        volume_bcm=before["volume_bcm"].max() * factor,
    )
    assert claims.TESTS["c21"].run({"gas/exports": fallen}).verdict == verdict


def _in(table, year):
    spans = table["period"].array
    return pd.Series((spans.left.year == year) & (spans.right.year == year + 1), table.index)


@pytest.mark.parametrize(
    ("quarter", "factor", "verdict"),
    [
        ("2025Q1", 0.95, "supported"),
        ("2025Q1", 0.81, "supported"),
        ("2025Q1", 0.79, "partly"),
        ("2025", 0.96, "supported"),
        ("2025", 0.90, "partly"),
        ("2025", 0.75, "contradicted"),
    ],
)
def test_the_flow_is_steady_by_the_meters_too(quarter, factor, verdict):
    table = data.load("gas/eu_imports_quarterly")
    gas = table["supplier"].eq("AZE") & table["newest_edition"]
    energy = table[gas].set_index(table.loc[gas, "quarter"].astype(str))["energy_twh"]
    chosen = gas & table["quarter"].astype(str).str.startswith(quarter)
    earlier = [energy[f"2024{name[4:]}"] for name in table.loc[chosen, "quarter"].astype(str)]
    changed_table = changed(table, chosen, energy_twh=[factor * twh for twh in earlier])
    assert judged("c21", gas__eu_imports_quarterly=changed_table).verdict == verdict


@pytest.mark.parametrize(
    ("volume", "contract", "verdict"),
    [
        (16.5, True, "supported"),
        (16.2, True, "partly"),
        (12.8, True, "partly"),
        (17, False, "partly"),
        (14.2, False, "partly"),
        (13.9, False, "contradicted"),
        (12.8, False, "contradicted"),
    ],
)
def test_a_long_term_partner_has_a_long_contract_and_is_on_the_way_to_the_pledge(
    volume, contract, verdict
):
    exports, signed = data.load("gas/exports"), data.load("gas/commitments")
    now = changed(
        exports, exports["destination"].eq("EUROPE") & _in(exports, 2025), volume_bcm=volume
    )
    if not contract:
        signed = without(signed, signed["buyer"].eq("DEU"))
    found = judged("c23", gas__exports=now, gas__commitments=signed)
    assert found.verdict == verdict
    assert found.figures["long_contracts"] == int(contract)


def test_a_pledge_is_put_to_the_highest_and_the_lowest_volume_named_for_its_year():
    found = judged("c23")
    assert found.figures["due_bcm"] == pytest.approx(11.4 + (20 - 11.4) * 3 / 5)
    assert found.figures["due_of_the_lower_bcm"] == pytest.approx(11.4 + (16 - 11.4) * 3 / 5)
    signed = data.load("gas/commitments")
    one = without(signed, signed["volume_bcm_per_year"].eq(16))
    assert "named as well" not in judged("c23", gas__commitments=one).sentence


def test_an_option_or_a_contract_for_a_few_years_is_not_long_term():
    signed = data.load("gas/commitments")
    german = signed["buyer"].eq("DEU")
    option = changed(signed, german, bound="up_to")
    assert judged("c23", gas__commitments=option).figures["long_contracts"] == 0
    other = changed(signed, german, buyer="SRB")
    assert judged("c23", gas__commitments=other).figures["long_contracts"] == 0


CROSSINGS = data.load("freight/border_crossings")
MEANS = CROSSINGS["crossing"].eq("all") & CROSSINGS["direction"].eq("both")
LATE = CROSSINGS["year"].dt.year.ge(2022)


def quicker(*series):
    """Border rows in which these series, by place, mode and measure, end far better than before."""
    table = CROSSINGS
    for place, mode, measure in series:
        rows = MEANS & LATE & table["place"].eq(place)
        rows &= table["mode"].eq(mode) & table["measure"].eq(measure)
        table = changed(table, rows, value=0.1 if measure == "crossing_time" else 99.0)
    return table


@pytest.mark.parametrize(
    ("series", "days", "verdict"),
    [
        ([], 17, "partly"),
        ([], 38, "contradicted"),
        ([("AZE", "road", "crossing_time")], 17, "partly"),
        ([("AZE", "road", "crossing_time"), ("KAZ", "rail", "crossing_time")], 38, "partly"),
        ([("AZE", "road", "crossing_time"), ("KAZ", "rail", "crossing_time")], 17, "partly"),
    ],
)
def test_reliability_is_quicker_trips_and_not_more_cargo(series, days, verdict):
    promises = data.load("promises/promises")
    told = promises["promise"].eq(energy_logistics.DAYS_PROMISED)
    tables = {
        "freight__border_crossings": quicker(*series),
        "promises__promises": changed(promises, told, outcome_value=float(days)),
    }
    found = judged("c30", **tables)
    assert found.verdict == verdict
    assert found.figures["better_than_first"] == 2 + len(series)


def test_the_borders_of_the_corridor_improved_in_a_third_of_the_series_from_their_first_year():
    figures = claims.finding("c30").figures
    assert (figures["series"], figures["better_than_first"], figures["better_than_before"]) == (
        6,
        2,
        4,
    )
    assert claims.TESTS["c30"].part and "freight/corridor" not in claims.TESTS["c30"].tables


@pytest.mark.parametrize(
    ("share", "boxes", "verdict"),
    [
        (10, 40_000, "supported"),
        (10, 27_600, "partly"),
        (2.3, 40_000, "partly"),
        (2.3, 27_600, "partly"),
        (1, 27_600, "partly"),
        (1, 3_000, "contradicted"),
    ],
)
def test_an_alternative_carries_a_tenth_of_trains_and_boxes_and_a_hundredth_is_none(
    share, boxes, verdict
):
    shares = data.load("freight/corridor_shares")
    within = data.load("freight/corridor_within_year")
    found = judged(
        "c29",
        freight__corridor_shares=changed(shares, shares["scope"].eq("block_trains"), value=share),
        freight__corridor_within_year=changed(
            within, within["scope"].eq("china_europe_both_ways"), value=float(boxes)
        ),
    )
    assert found.verdict == verdict


def test_boxes_on_both_routes_are_compared_between_china_and_the_eu_and_by_the_year():
    part = claims.finding("c29").figures["boxes_percent"]
    assert part == pytest.approx(100 * 27_600 / 380_434 * 366 / 305)


def test_gas_on_record_across_the_caspian_would_support_what_is_said_of_flows():
    swaps = data.load("gas/transit_and_swaps")
    across = changed(swaps, swaps["origin"].eq("TKM") & swaps["status"].eq("actual"), via="AZE")
    assert claims.finding("c28").verdict == "partly"
    assert judged("c28", gas__transit_and_swaps=across).verdict == "supported"


def test_both_states_look_west_and_each_needs_a_plan_and_a_shipment():
    oil, swaps = data.load("gas/oil"), data.load("gas/transit_and_swaps")
    assert claims.finding("c26").verdict == "supported"
    assert claims.finding("c26").figures["turkmen_oil_mt"] == pytest.approx(2.8875 - 0.9)
    no_turkmen_oil = without(oil, oil["origin"].eq("KAZ_TKM"))
    assert judged("c26", gas__oil=no_turkmen_oil).verdict == "partly"
    no_plans = changed(swaps, swaps["origin"].eq("TKM"), status="forecast")
    assert judged("c26", gas__transit_and_swaps=no_plans).verdict == "partly"
    no_kazakh_plans = changed(
        oil, oil["origin"].eq("KAZ") & oil["status"].isin(["contract", "target"]), status="forecast"
    )
    assert judged("c26", gas__oil=no_kazakh_plans).verdict == "partly"
    found = judged("c26", gas__oil=no_kazakh_plans, gas__transit_and_swaps=no_plans)
    assert found.verdict == "contradicted"


def judged(claim, **tables):
    return claims.TESTS[claim].run({name.replace("__", "/"): t for name, t in tables.items()})


def without(table, rows):
    left = table[~rows]
    left.attrs = dict(table.attrs)
    return left


@pytest.mark.parametrize(
    ("made", "verdict"),
    [(34, "supported"), (164, "supported"), (200, "partly"), (330, "contradicted")],
)
def test_a_union_that_makes_its_own_gas_depends_on_none_from_outside(made, verdict):
    balance = data.load("gas/eu_balance")
    rows = balance["item"].eq("production") & _in(balance, 2025) & balance["place"].eq("EU27")
    found = energy_logistics.gas_from_outside(changed(balance, rows, value=float(made)))
    assert found.verdict == verdict
    assert found.figures["own_percent"] == pytest.approx(made / 329.224 * 100)


def test_the_statement_of_budapest_is_supported_by_its_row_and_partly_without_it():
    events = data.load("policy/events")
    silent = without(events, events["event_id"].eq(energy_logistics.STATEMENT))
    assert claims.finding("c25").verdict == "supported"
    assert judged("c25", policy__events=silent).verdict == "partly"


@pytest.mark.parametrize(
    ("stage", "verdict"),
    [("planned", "supported"), ("construction", "partly"), ("operating", "contradicted")],
)
def test_the_trans_caspian_pipeline_is_only_planned_until_works_begin(stage, verdict):
    stages = data.load("geo/stages")
    own = stages["line"].eq("trans_caspian") & stages["stage"].eq("planned")
    assert judged("c27", geo__stages=changed(stages, own, stage=stage)).verdict == verdict


def _ferry(legs, start, end):
    row = legs.iloc[[0]].assign(
        route="new", from_node=start, to_node=end, mode="sea", kind="path", source_id=None
    )
    more = pd.concat([legs, row], ignore_index=True)
    more.attrs = dict(legs.attrs)
    return more


def test_a_way_round_azerbaijan_would_end_its_place_in_the_corridor():
    legs = data.load("freight/legs")
    round_it = judged("c31", freight__legs=_ferry(legs, "aktau_port", "poti"))
    assert round_it.figures["way_without_Azerbaijan"] == 1
    assert round_it.figures["way_without_Central Asia"] == 0
    past_both = judged("c31", freight__legs=_ferry(legs, "xian", "poti"))
    assert past_both.verdict == "contradicted"
    assert claims.finding("c31").verdict == "partly"


@pytest.mark.parametrize(
    ("income", "verdict"), [(1_600, "supported"), (317.5, "partly"), (50, "contradicted")]
)
def test_income_of_a_thousandth_of_output_strengthens_no_economy(income, verdict):
    table, economies = data.load("freight/corridor_income"), data.load("policy/economies")
    more = changed(table, table["unit"].eq("USD_mn"), value=float(income))
    assert energy_logistics.income_beside_output(more, economies).verdict == verdict


@pytest.mark.parametrize(
    ("terajoules", "verdict"), [(9_000.0, "partly"), (8_000.0, "contradicted")]
)
def test_a_substitute_matters_from_a_tenth_of_the_russian_gas_of_one_member(terajoules, verdict):
    bought = data.load("gas/country_imports")
    of_azerbaijan = bought["supplier"].eq("AZE") & bought["unit"].eq("TJ")
    table = changed(bought, of_azerbaijan & bought["importer"].ne("GRC"), value=1.0)
    table = changed(table, of_azerbaijan & table["importer"].eq("GRC"), value=terajoules)
    assert claims.TESTS["c22"].run({"gas/country_imports": table}).verdict == verdict


def test_greece_bought_nearly_as_much_from_azerbaijan_as_from_russia_before():
    found = claims.finding("c22")
    assert found.figures["most_in_a_member_percent"] == pytest.approx(100 * 83_100 / 89_224.045)
    assert "Greece 93 percent" in found.sentence


# c60, c64


@pytest.mark.parametrize(
    ("august", "regular", "expected"),
    [(8.0, 13, "supported"), (8.0, 12, "partly"), (6.9, 13, "partly"), (6.9, 12, "contradicted")],
)
def test_supply_is_consistent_if_no_month_falls_by_a_fifth_and_nearly_all_buy_regularly(
    august, regular, expected
):
    imports, counts = data.load("gas/country_imports"), data.load("gas/recipient_counts")
    month = imports["period"].eq(pd.Interval(*MONTH, closed="left")) & imports["unit"].eq("TJ")
    newest = counts[counts["scope"].eq("regular")].sort_values("period", kind="stable").index[-1]
    table = changed(imports, month & imports["importer"].eq("ITA"), value=august * 3600)
    given = {
        "gas/country_imports": table,
        "gas/recipient_counts": changed(counts, counts.index == newest, count=regular),
    }
    assert claims.TESTS["c60"].run(given).verdict == expected


MONTH = (pd.Timestamp(2024, 8, 1), pd.Timestamp(2024, 9, 1))


@pytest.mark.parametrize(
    ("now", "expected"), [(3011.0, "supported"), (3010.0, "partly"), (1000.0, "partly")]
)
def test_sea_lanes_are_dear_if_a_box_costs_half_as_much_again_as_in_calm_years(now, expected):
    rates = data.load("freight/freight_rates")
    lately = rates["lane"].eq("shanghai_rotterdam") & pd.Series(
        rates["period"].array.right > pd.Timestamp(2025, 2, 2), rates.index
    )
    test = claims.TESTS["c64"]
    dear = changed(rates, lately & rates["measure"].eq("rate"), value=now)
    assert test.judge(dear).verdict == expected
    assert test.run({"freight/freight_rates": dear}).verdict == "partly", "only a part is tested"
    calm = rates["lane"].eq("shanghai_rotterdam") & rates["measure"].eq("rate")
    assert test.judge(changed(rates, calm, value=2000.0)).verdict == "contradicted"
