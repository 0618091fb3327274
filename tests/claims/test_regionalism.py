import pandas as pd
import pytest

from corridors import claims, data, trade
from corridors.claims import regionalism
from corridors.claims.judging import NOT_TESTABLE
from corridors.states import SIX
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


def test_without_full_participation_nothing_of_closer_coordination_is_left():
    summits = data.load("policy/summits")
    guests = changed(
        summits, summits["partner"].eq("AZE"), summit_number=pd.array([pd.NA] * 3, dtype="Int64")
    )
    assert verdict("c05", policy__summits=guests) == "contradicted"


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
    ("share", "expected"), [(10, "supported"), (2.3, "partly"), (1, "contradicted")]
)
def test_the_link_of_china_and_europe_is_judged_by_its_trains(share, expected):
    shares = data.load("freight/corridor_shares")
    table = changed(shares, shares["scope"].eq("block_trains"), value=share)
    assert verdict("c08", freight__corridor_shares=table) == expected


@pytest.mark.parametrize(("factor", "expected"), [(0.1, "partly"), (10, "contradicted")])
def test_border_times_that_all_fall_support_only_a_part_and_that_all_rise_refute(factor, expected):
    crossings = data.load("freight/border_crossings")
    later = crossings["measure"].eq("crossing_time") & crossings["year"].dt.year.ge(2020)
    last = later & (
        crossings["year"].dt.year.ge(2022)
        | (crossings["place"].eq("TKM") & crossings["year"].dt.year.eq(2020))
    )
    table = changed(crossings, last, value=crossings.loc[last, "value"] * factor)
    found = claims.TESTS["c09"].run({"freight/border_crossings": table})
    assert found.verdict == expected
    assert found.figures["series_faster"] == (7 if factor < 1 else 0)


@pytest.mark.parametrize(
    ("until", "expected"), [(2026, "supported"), (2024, "partly"), (2022, "contradicted")]
)
def test_summits_are_a_tool_when_they_are_held_again(until, expected):
    summits = data.load("policy/summits")
    held = summits[summits["date"].array.left.year <= until]
    held.attrs = dict(summits.attrs)
    assert verdict("c10", policy__summits=held) == expected


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


def test_a_hundredth_of_uzbek_trade_in_the_caucasus_would_support_the_link():
    assert claims.finding("c12").verdict == "partly"
    caucasus = in_last("UZB") & GOODS["partner"].isin(["AZE", "GEO"])
    assert verdict("c12", policy__trade=scaled(GOODS, caucasus, 1.5)) == "supported"
    assert verdict("c12", policy__trade=scaled(GOODS, caucasus, 1.1)) == "partly"


def test_no_cargo_and_little_trade_contradict_the_link():
    transit = data.load("freight/transit_by_country")
    empty = changed(transit, transit["measure"].eq("rail_cargo"), value=0.0)
    assert verdict("c12", freight__transit_by_country=empty) == "contradicted"


# c13, c14


def test_exchange_would_be_supported_by_students_between_azerbaijan_and_its_east():
    education = data.load("policy/education")
    grants = education["scope"].eq("intergovernmental_grant") & education["home"].eq("KAZ")
    more = changed(education, grants, value=8)
    spans = pd.array([pd.Interval(*_year(2024), closed="left")], dtype=more["period"].dtype)
    later = more[grants].assign(period=spans)
    both = pd.concat([education, later], ignore_index=True)
    both.attrs = dict(education.attrs)
    assert claims.finding("c13").verdict == "partly"
    assert verdict("c13", policy__education=both) == "supported"


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
    [(2.0, 3, "supported"), (1.0, 3, "partly"), (0.5, -1, "contradicted")],
)
def test_a_surge_is_a_doubling_of_both(universities, observers, expected):
    education, bodies = data.load("policy/education"), data.load("policy/institutions")
    later = education["measure"].eq("orhun_exchange_universities") & (
        education["period"].array.left.year == 2021
    )
    table = changed(education, later, value=education.loc[later, "value"] * universities)
    count = changed(bodies, bodies["measure"].eq("observers"), value=observers)
    assert verdict("c14", policy__education=table, policy__institutions=count) == expected


# c15, c16


def test_the_combined_share_of_russia_and_china_rose_in_most_states():
    found = claims.finding("c15")
    assert found.verdict == "contradicted"
    assert found.figures["change_kgz_points"] == pytest.approx(12.7, abs=0.05)
    assert found.figures["change_uzb_points"] == pytest.approx(0.24, abs=0.01)
    assert found.figures["change_of_means_uzb_points"] == pytest.approx(-2.0, abs=0.05)
    assert "lost one in 0" in found.sentence and "-2.0 points in Uzbekistan" in found.sentence


def test_less_trade_with_china_would_change_the_verdict_state_by_state():
    def china_cut(*countries):
        goods = GOODS
        for country in countries:
            goods = scaled(goods, in_last(country) & goods["partner"].eq("CHN"), 0.2)
        return verdict("c15", policy__trade=goods)

    assert china_cut("UZB") == "contradicted", "the two gained in the two others"
    assert china_cut("KAZ") == "partly", "they gained in one, lost in one"
    assert china_cut("UZB", "KAZ") == "supported"


@pytest.mark.parametrize(
    ("exports", "imports", "expected"),
    [(37, 17, "partly"), (17, 9, "supported"), (37, 20, "contradicted"), (17, 11, "partly")],
)
def test_many_partners_means_a_smaller_largest_one(exports, imports, expected):
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
    assert verdict("c16", policy__trade_shares=table) == expected


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
    assert claims.finding("c18").figures == {"states_with_more": 2, "states": 6}
    assert verdict("c18", policy__economies=changed(economies, late, value=-9.0)) == "contradicted"
    assert verdict("c18", policy__economies=changed(economies, late, value=50.0)) == "partly"


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
