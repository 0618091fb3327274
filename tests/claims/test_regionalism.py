import pandas as pd
import pytest

from corridors import data
from corridors.claims import ledger as claims
from corridors.claims import regionalism
from corridors.claims.judging import NOT_TESTABLE
from corridors.states import SIX
from corridors.subjects import trade
from tests.claims.change import changed

GOODS = data.load("policy/trade")


def verdict(claim, **tables):
    names = {name.replace("__", "/"): table for name, table in tables.items()}
    return claims.TESTS[claim].run(names).verdict


def of_office(country):
    return GOODS["source_id"].eq(trade.OFFICES[country])


def in_last(country):
    return of_office(country) & GOODS["year"].dt.year.eq(2023)


def scaled(table, rows, factor):
    return changed(table, rows, value_usd_mn=table.loc[rows, "value_usd_mn"] * factor)


# c05


def test_meetings_grew_and_trade_did_not_so_coordination_is_partly_supported():
    assert claims.finding("c05").verdict == "partly"
    assert claims.finding("c05").figures["states_with_more_trade_inside"] == 0


def test_a_point_more_trade_inside_in_most_states_would_support_coordination():
    goods = GOODS
    for country in ("KAZ", "UZB"):
        inside = in_last(country) & goods["partner"].isin(list(SIX))
        goods = scaled(goods, inside, 1.3)
    assert verdict("c05", policy__trade=goods) == "supported"


def test_without_full_participation_and_contacts_nothing_of_closer_coordination_is_left():
    summits, actors = data.load("policy/summits"), data.load("policy/event_actors")
    guests = changed(
        summits, summits["partner"].eq("AZE"), summit_number=pd.array([pd.NA] * 3, dtype="Int64")
    )
    assert claims.finding("c05").figures["contacts_before"] == 3
    assert verdict("c05", policy__summits=guests) == "partly", "contacts grew still"
    alone = actors[actors["actor"] != "AZE"]
    assert verdict("c05", policy__event_actors=alone) == "partly", "Azerbaijan joined the meetings"
    left = {"policy__summits": guests, "policy__event_actors": alone}
    assert verdict("c05", **left) == "contradicted"


# c06


@pytest.mark.parametrize(
    ("cargo", "russia", "expected"),
    [(1.485, 1.0, "partly"), (0.6, 1.0, "partly"), (0.6, 2.0, "contradicted")],
)
def test_timing_needs_cargo_to_jump_or_russia_to_lose(cargo, russia, expected):
    corridor = data.load("freight/corridor")
    first = corridor["year"].dt.year.eq(2022) & corridor["measure"].eq("cargo")
    corridor = changed(corridor, first & corridor["scope"].eq("total"), value=cargo)
    goods = GOODS
    for country in trade.OFFICES:
        goods = scaled(goods, in_last(country) & goods["partner"].eq("RUS"), russia)
    assert verdict("c06", freight__corridor=corridor, policy__trade=goods) == expected


# c08, c09, c10


@pytest.mark.parametrize(
    ("trains", "exports", "expected"),
    [(52, 49, "partly"), (52, 74, "partly"), (51, 49, "partly"), (51, 50, "contradicted")],
)
def test_the_link_of_china_and_europe_is_judged_by_trains_and_by_whose_cargo_it_is(
    trains, exports, expected
):
    corridor, shares = data.load("freight/corridor"), data.load("freight/corridor_shares")
    ran = corridor["measure"].eq("block_trains") & corridor["scope"].eq("received_in_azerbaijan")
    own = shares["scope"].eq("kazakh_exports")
    found = claims.TESTS["c08"].run(
        {
            "freight/corridor": changed(corridor, ran, value=float(trains)),
            "freight/corridor_shares": changed(shares, own, value=float(exports)),
        }
    )
    assert found.verdict == expected


@pytest.mark.parametrize(
    ("factor", "expected"), [(0.1, "partly"), (1, "partly"), (10, "contradicted")]
)
def test_border_times_that_all_fall_support_only_a_part_and_that_all_rise_refute(factor, expected):
    crossings = data.load("freight/border_crossings")
    last = crossings["measure"].eq("crossing_time") & crossings["year"].dt.year.ge(2022)
    table = changed(crossings, last, value=crossings.loc[last, "value"] * factor)
    found = claims.TESTS["c09"].run({"freight/border_crossings": table})
    assert found.verdict == expected
    assert found.figures["series_faster"] == {0.1: 5, 1: 3, 10: 0}[factor]


def test_border_times_that_end_before_the_first_digital_step_say_nothing_of_it():
    rows, _ = claims.finding("c09").rows
    assert "TKM" not in set(rows["place"]) and rows["year"].dt.year.max() == 2023
    assert claims.finding("c09").figures["series"] == 5


@pytest.mark.parametrize(
    ("until", "again", "expected"),
    [(2026, 5, "partly"), (2024, 2, "partly"), (2022, 0, "contradicted")],
)
def test_summits_that_are_held_again_support_a_part_and_prove_no_importance(until, again, expected):
    summits = data.load("policy/summits")
    held = summits[summits["date"].array.left.year <= until]
    held.attrs = dict(summits.attrs)
    found = claims.TESTS["c10"].run({"policy/summits": held})
    assert (found.figures["met_again"], found.verdict) == (again, expected)
    assert claims.finding("c10").figures["met_again_by_the_paper"] == 2


def test_an_announced_summit_counts_for_nothing():
    summits = data.load("policy/summits")
    announced = changed(summits, summits["status"].eq("actual"), status="plan")
    assert verdict("c10", policy__summits=announced) == NOT_TESTABLE


# c11


def test_the_turkic_forum_is_older_than_the_others_and_would_be_new_without_2009():
    events = data.load("policy/events")
    assert claims.finding("c11").verdict == "partly"
    assert claims.finding("c11").figures == {
        "first_china": 2022,
        "first_turkiye": 2009,
        "first_eu": 2022,
    }
    later = events[events["event_id"] != regionalism.TURKIC_FOUNDING]
    later.attrs = dict(events.attrs)
    assert verdict("c11", policy__events=later) == "supported"


def test_a_forum_of_several_powers_is_no_forum_with_one_of_them():
    actors = data.load("policy/event_actors")
    with_russia = pd.DataFrame(
        {"event_id": [regionalism.TURKIC_FOUNDING], "actor": pd.Series(["RUS"])}
    )
    both = pd.concat([actors, with_russia], ignore_index=True)
    found = claims.TESTS["c11"].run({"policy/event_actors": both})
    assert found.verdict == "supported" and found.figures["first_turkiye"] == 2021


def test_forums_that_are_all_old_are_not_new():
    events = data.load("policy/events")
    old = events.assign(date=pd.array([pd.Interval(*_year(2010), closed="left")] * len(events)))
    old.attrs = dict(events.attrs)
    assert verdict("c11", policy__events=old) == "contradicted"


def _year(year):
    return pd.Timestamp(year, 1, 1), pd.Timestamp(year + 1, 1, 1)


# c12


def test_the_link_needs_trains_both_ways_and_trade_that_gains_weight():
    found = claims.finding("c12")
    assert found.verdict == "partly" and found.figures["states_with_more"] == 3
    transit = data.load("freight/transit_by_country")
    rail = transit["measure"].eq("rail_cargo") & transit["status"].eq("actual")
    little = changed(transit, rail, value=0.06)
    goods = GOODS
    for country in ("KAZ", "UZB"):
        goods = scaled(goods, in_last(country) & goods["partner"].isin(["AZE", "GEO"]), 0.2)
    assert verdict("c12", freight__transit_by_country=little) == "partly", "trade gained weight"
    assert verdict("c12", policy__trade=goods) == "partly", "cargo crosses"
    both = {"freight__transit_by_country": little, "policy__trade": goods}
    assert verdict("c12", **both) == "contradicted"
    chinese = changed(transit, rail & transit["partner"].eq("CHN"), value=0.07)
    chinese = changed(chinese, rail & transit["partner"].eq("AZE"), value=0.49)
    enough = {"freight__transit_by_country": chinese, "policy__trade": goods}
    assert verdict("c12", **enough) == "partly"


# c13, c14


def test_exchange_is_supported_in_part_since_no_series_joins_azerbaijan_and_its_east():
    found = claims.finding("c13")
    assert found.verdict == "partly" and "5 students on grants, in one year" in found.sentence
    assert "Azerbaijan" in claims.TESTS["c13"].note


def test_exchange_that_shrinks_everywhere_is_contradicted():
    education, events = data.load("policy/education"), data.load("policy/events")
    year = pd.Series(education["period"].array.left.year, education.index)
    fewer = changed(education, year.ge(2014), value=1)
    fewer = changed(fewer, year.ge(2021), value=0)
    silent = events[~events["event_id"].isin(regionalism.MEDIA)]
    silent.attrs = dict(events.attrs)
    assert verdict("c13", policy__education=fewer, policy__events=silent) == "contradicted"


@pytest.mark.parametrize(
    ("universities", "observers", "expected"),
    [(1.0, 3, True), (1.0, 2, False), (0.77, 3, False), (0.5, -1, None)],
)
def test_a_surge_is_a_pace_that_doubles_both_in_ten_years(universities, observers, expected):
    education, bodies = data.load("policy/education"), data.load("policy/institutions")
    later = education["measure"].eq("orhun_exchange_universities") & (
        education["period"].array.left.year == 2021
    )
    table = changed(education, later, value=education.loc[later, "value"] * universities)
    count = changed(bodies, bodies["measure"].eq("observers"), value=observers)
    found = claims.TESTS["c14"].run({"policy/education": table, "policy/institutions": count})
    assert found.verdict == ("contradicted" if expected is None else "partly")
    paces = [found.figures[f"{what}_growth_percent"] for what in ("belong", "universities")]
    assert all(pace >= 7.177 for pace in paces) == bool(expected)


# c15, c16


def test_the_combined_share_of_russia_and_china_rose_in_most_states():
    found = claims.finding("c15")
    assert found.verdict == "contradicted"
    assert found.figures["change_kgz_points"] == pytest.approx(12.7, abs=0.05)
    assert found.figures["change_uzb_points"] == pytest.approx(0.24, abs=0.01)
    assert found.figures["change_of_means_uzb_points"] == pytest.approx(-2.0, abs=0.05)
    assert "lost one in none" in found.sentence and "-2.0 points in Uzbekistan" in found.sentence


def test_dependence_is_judged_by_single_years_and_by_means_and_both_must_agree():
    china = GOODS["partner"].eq("CHN")
    first = {"KAZ": (2018, 2.0), "KGZ": (2010, 2.2)}
    much = GOODS
    for country, (year, times) in first.items():
        rows = GOODS["reporter"].eq(country) & GOODS["year"].dt.year.eq(year) & china
        much = scaled(much, rows, times)
    found = claims.TESTS["c15"].run({"policy/trade": much})
    for country in first:
        assert found.figures[f"change_{country.lower()}_points"] < -1
    assert found.figures["change_of_means_kgz_points"] > 1
    assert found.verdict == "partly", "a first year of much trade is not the trend"
    assert found.states == (3, 6) and found.half_or_less


def test_less_trade_with_china_would_change_the_verdict_state_by_state():
    def china_cut(*countries):
        goods = GOODS
        for country in countries:
            goods = scaled(goods, in_last(country) & goods["partner"].eq("CHN"), 0.2)
        return verdict("c15", policy__trade=goods)

    assert china_cut("UZB") == "contradicted", "the two gained in the two others"
    assert china_cut("KAZ") == "partly", "they gained in one, lost in one"
    assert china_cut("UZB", "KAZ") == "partly", "they lost in two: all that a part can show"


@pytest.mark.parametrize(
    ("exports", "imports", "expected"),
    [
        (37, 17, [False, True]),
        (25, 17, [True, True]),
        (26, 17, [False, True]),
        (37, 20, [False, False]),
        (17, 11, [True, True]),
    ],
)
def test_trade_is_spread_if_no_country_has_more_than_a_quarter_nor_gained_five_points(
    exports, imports, expected
):
    shares = data.load("policy/trade_shares")
    last = (
        shares["reporter"].eq("AZE")
        & shares["source_id"].eq("factbook_json")
        & (shares["period"].array.left.year == 2023)
    )
    table = shares
    for flow, share in (("export", exports), ("import", imports)):
        rows = last & shares["flow"].eq(flow)
        capped = shares.loc[rows, "share_percent"].clip(upper=share - 1)
        table = changed(table, rows, share_percent=capped)
        top = shares.loc[rows, "share_percent"].idxmax()
        table = changed(table, pd.Series(shares.index == top, shares.index), share_percent=share)
    found = claims.TESTS["c16"].run({"policy/trade_shares": table})
    assert found.verdict == ("partly" if any(expected) else "contradicted")
    for flow, spread in zip(("exports", "imports"), expected, strict=True):
        assert (f"{flow} are spread" in found.sentence) == spread


# c17 to c19


@pytest.mark.parametrize(
    ("powers", "expected"), [(5, "partly"), (3, "partly"), (1, "contradicted")]
)
def test_breadth_of_ties_counts_powers_and_proves_no_motive(powers, expected):
    actors = data.load("policy/event_actors")
    dropped = list(regionalism.POWERS)[powers:]
    fewer = actors[~actors["actor"].isin(dropped)]
    found = claims.TESTS["c17"].run({"policy/event_actors": fewer})
    assert (found.figures["powers"], found.verdict) == (powers, expected)


def test_investment_that_rises_nowhere_refutes_and_everywhere_supports_a_part():
    economies = data.load("policy/economies")
    share = economies["measure"].eq("foreign_investment_net_inflows_share_of_gdp")
    late = share & economies["year"].dt.year.ge(2022)
    figures = claims.finding("c18").figures
    assert (figures["states_with_more"], figures["states_with_less"], figures["states"]) == (
        0,
        3,
        6,
    )
    investment = data.load("policy/investment")
    stock = investment["measure"].eq("stock") & investment["host"].eq("CENTRAL_ASIA")
    shrunk = changed(investment, stock, value=29_900.0)
    assert claims.finding("c18").verdict == "partly", "the stock grew"
    assert verdict("c18", policy__investment=shrunk) == "contradicted"
    risen = changed(economies, late, value=50.0)
    assert verdict("c18", policy__economies=risen, policy__investment=shrunk) == "partly"


def test_security_that_always_needs_an_outside_power_is_not_the_regions_own():
    actors = data.load("policy/event_actors")
    led = pd.DataFrame({"event_id": list(regionalism.SECURITY), "actor": "USA"})
    assert verdict("c19", policy__event_actors=led) == "contradicted"
    assert verdict("c19", policy__event_actors=actors) == "partly"


def test_borders_settled_among_central_asians_are_the_regions_own_and_ceasefires_by_russia_not():
    assert claims.finding("c19").figures == {
        "steps": 10,
        "without_outside_power": 4,
        "among_central_asians": 3,
        "of_the_caucasus_without": 1,
    }


def test_bargaining_power_is_left_untested_and_says_why():
    found = claims.finding("c07")
    assert found.verdict == NOT_TESTABLE and "no table" in found.sentence
