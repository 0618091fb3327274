import pandas as pd
import pytest

from corridors import data
from corridors.claims import ledger as claims
from tests.claims.change import changed


def verdict(claim, **tables):
    given = {name.replace("__", "/"): table for name, table in tables.items()}
    return claims.TESTS[claim].run(given).verdict


def of_part(claim, **tables):
    """What the rule says of the tested part."""
    found = claims.TESTS[claim].run({name.replace("__", "/"): t for name, t in tables.items()})
    return found.of_part


def test_six_states_have_climate_goals_and_four_have_goals_for_renewable_power():
    found = claims.finding("c33")
    assert found.verdict == "partly"
    assert found.figures == {"with_climate_goal": 6, "with_renewable_goal": 4, "with_both": 4}
    assert "Kyrgyzstan and Turkmenistan" in found.sentence


def test_the_date_of_an_undated_plan_is_not_the_date_of_evidence():
    entry = claims.ledger("green_transition").set_index("claim_id").loc["c33"]
    assert pd.Timestamp(entry["newest_evidence"]) == pd.Timestamp("2026-03-04")


def test_goals_of_all_six_support_the_change_of_plans_and_goals_of_two_contradict_it():
    targets = data.load("power/targets")
    goal = targets["country"].eq("KAZ") & targets["measure"].eq("renewables_share_of_capacity")
    more = [targets[goal].assign(country=code) for code in ("KGZ", "TKM")]
    every = pd.concat([targets, *more], ignore_index=True)
    assert claims.TESTS["c33"].judge(every).verdict == "supported"
    assert verdict("c33", power__targets=every) == "partly", "goals are only a part of the claim"
    three = targets[~targets["country"].eq("TJK")]
    assert verdict("c33", power__targets=three) == "partly"
    fewer = targets[~targets["country"].isin(["KAZ", "TJK"])]
    assert verdict("c33", power__targets=fewer) == "contradicted"


def fossil(country):
    """The rows that decide how much a state leans on fossil fuels now."""
    context = data.load("power/context")
    rows = context["country"].eq(country) & context["item"].eq("fossil_share_of_primary_energy")
    return rows & context["year"].dt.year.eq(2024)


def leaning_less(*countries):
    context = data.load("power/context")
    for country in countries:
        context = changed(context, fossil(country), value=60.0)
    return context


def test_fossil_fuels_dominate_but_not_above_all_in_the_two_states():
    found = claims.finding("c34")
    assert found.verdict == "partly" and found.figures["states_that_lean_more"] == 2
    assert "Turkmenistan 100.0 and Uzbekistan 95.4" in found.sentence
    assert of_part("c34", power__context=leaning_less("TKM")) == "partly"
    assert of_part("c34", power__context=leaning_less("TKM", "UZB")) == "supported"
    assert verdict("c34", power__context=leaning_less("TKM", "UZB")) == "partly", (
        "energy is a part: the economy is another claim's matter"
    )


@pytest.mark.parametrize(("twh", "expected"), [(4.31, "supported"), (0.0, "partly")])
def test_renewables_accelerate_with_the_uzbek_growth_and_not_without(twh, expected):
    generation = data.load("power/generation")
    last = generation["year"].dt.year.eq(2024) & generation["edition"].eq("ember_owid")
    table = changed(
        generation,
        last & generation["country"].eq("UZB") & generation["fuel"].eq("solar"),
        energy_twh=twh,
    )
    table = changed(
        table,
        last & table["country"].eq("KAZ") & table["fuel"].eq("wind"),
        energy_twh=4.34 if twh else 1.0,
    )
    given = {"power__context": leaning_less("TKM", "UZB")}
    assert of_part("c34", power__generation=table, **given) == expected
    slow = changed(
        table, table["year"].dt.year.eq(2024) & table["fuel"].isin(["wind", "solar"]), energy_twh=0
    )
    low = changed(data.load("power/context"), fossil("KAZ"), value=40.0)
    assert verdict("c34", power__generation=slow, power__context=low) == "contradicted"


@pytest.mark.parametrize(("share", "expected"), [(50.0, "partly"), (50.1, "supported")])
def test_fossil_fuels_at_half_in_one_state_qualify_the_claim(share, expected):
    context = leaning_less("TKM", "UZB")
    for country in ("TKM", "UZB"):
        context = changed(context, fossil(country), value=45.0)
    context = changed(context, fossil("KAZ"), value=share)
    assert of_part("c34", power__context=context) == expected


def test_plans_alone_are_no_deals_that_led_to_works():
    figures = claims.finding("c35").figures
    assert figures["running_gw"] == pytest.approx(0.47)
    assert figures["in_construction_gw"] == pytest.approx(1.2)
    projects = data.load("power/projects")
    own = projects["country"].eq("AZE") & projects["stage"].eq("construction")
    assert verdict("c35", power__projects=changed(projects, own, stage="planned")) == "partly"
    six = changed(projects, own, capacity_mw=88.4)
    assert verdict("c35", power__projects=six) == "supported", "six plants, 1.0004 GW in all"
    six = changed(projects, own, capacity_mw=88.3)
    assert verdict("c35", power__projects=six) == "partly"


def test_the_deals_are_major_from_one_gigawatt_and_the_aim_needs_a_signature_before_the_paper():
    projects = data.load("power/projects")
    small = changed(projects, projects["country"].eq("AZE"), capacity_mw=50.0)
    assert verdict("c35", power__projects=small) == "partly"
    milestones = data.load("power/corridor_milestones")
    later = milestones[milestones["date"].array.left > pd.Timestamp("2025-05-21")]
    later.attrs = dict(milestones.attrs)
    assert verdict("c35", power__corridor_milestones=later) == "partly"
    both = {"power__projects": small, "power__corridor_milestones": later}
    assert verdict("c35", **both) == "contradicted"
    assert claims.finding("c35").figures["agreements"] == 4


def test_two_dates_of_one_memorandum_are_said_and_lower_the_agreement():
    found = claims.finding("c36")
    assert found.verdict == "supported" and found.disputed
    entry = claims.ledger("green_transition").set_index("claim_id").loc["c36"]
    assert entry["agreement"] == "low"


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "supported"), (7, "partly"), (8, "contradicted")]
)
def test_a_memorandum_of_another_week_is_another_memorandum(days, expected):
    milestones = data.load("power/corridor_milestones")
    signed = milestones["milestone"].eq("memorandum_signed")
    signed &= milestones["project"].eq("caspian_green_corridor")
    day = pd.Timestamp("2024-05-01") + pd.Timedelta(days=days)
    moved = milestones[~signed | milestones["source_id"].eq("trend_2024_05_10_satkaliyev")].copy()
    moved.attrs = dict(milestones.attrs)
    moved.loc[signed[signed].index[0], "date"] = pd.Interval(
        day, day + pd.Timedelta(days=1), closed="left"
    )
    assert verdict("c36", power__corridor_milestones=moved) == expected


def test_a_capacity_for_the_caspian_link_would_support_the_way_to_europe():
    cables = data.load("power/cables")
    link = cables["link"].eq("caspian_green_corridor")
    for size, expected in ((1000.0, "supported"), (999.0, "partly")):
        table = changed(cables, link, measure="capacity", value=size, unit="MW")
        assert verdict("c37", power__cables=table) == expected
    assert claims.finding("c37").figures == {
        "crossings_with_capacity": 1,
        "black_sea_mw": 1300.0,
        "named_for_the_whole_way_mw": 4000.0,
    }


def test_without_a_design_words_on_the_whole_way_carry_the_plan_in_part():
    cables = data.load("power/cables")
    designs = cables["link"].eq("black_sea_cable") & cables["measure"].eq("capacity")
    small = changed(cables, designs, value=999.0)
    assert verdict("c37", power__cables=small) == "partly"
    words = small["link"].eq("caspian_black_sea_europe")
    little = changed(small, words, value=999.0)
    assert verdict("c37", power__cables=little) == "contradicted"
    silent = small[~words]
    silent.attrs = dict(small.attrs)
    assert verdict("c37", power__cables=silent) == "contradicted"


def test_without_further_steps_the_meeting_was_no_turning_point():
    milestones, events = data.load("power/corridor_milestones"), data.load("policy/events")
    first = milestones["milestone"].eq("memorandum_signed")
    alone = milestones[first | milestones["milestone"].eq("cost_known")]
    alone.attrs = dict(milestones.attrs)
    no_study = events[~events["event_id"].str.startswith("2025_04_05")]
    no_study.attrs = dict(events.attrs)
    given = {"power__corridor_milestones": alone, "policy__events": no_study}
    assert verdict("c38", **given) == "contradicted"
    assert verdict("c38") == "partly"
    judge = claims.TESTS["c38"].judge
    assert judge(milestones, events).verdict == "supported"
    assert judge(alone, events).verdict == "partly", "one step, the study"
    assert judge(milestones, no_study).verdict == "supported", "two steps, without the study"


def test_the_package_is_contradicted_by_another_total_and_supported_only_if_green_and_for_all():
    money = data.load("policy/money")
    own = money["programme"].eq("global_gateway_central_asia")
    total, green = (own & money["part"].eq(part) for part in ("total", "water_energy_climate"))
    assert verdict("c39", policy__money=changed(money, total, amount_eur_mn=11_000.0)) == (
        "contradicted"
    )
    assert verdict("c39", policy__money=changed(money, total, amount_eur_mn=11_400.0)) == "partly"
    rich = changed(money, green, amount_eur_mn=10_800.0)
    assert verdict("c39", policy__money=rich) == "partly"
    assert verdict("c39", policy__money=changed(rich, own, recipient="CENTRAL_ASIA_AZE")) == (
        "supported"
    )


@pytest.mark.parametrize(
    ("asia", "azerbaijan", "expected"),
    [(100, 100, "supported"), (100, 99, "partly"), (99, 99, "contradicted")],
)
def test_support_counts_from_a_hundred_million_signed(asia, azerbaijan, expected):
    money = data.load("policy/money")
    five = money["recipient"].isin(["CENTRAL_ASIA", "KAZ", "KGZ", "TJK", "TKM", "UZB"])
    firm = five & ~money["programme"].eq("global_gateway_central_asia")
    table = changed(money, firm, amount_eur_mn=float(asia))
    table = changed(table, table["recipient"].eq("AZE"), amount_eur_mn=float(azerbaijan))
    assert verdict("c40", policy__money=table) == expected


def test_steps_of_the_eu_are_counted_and_its_motives_are_not():
    events = data.load("policy/events")
    councils = events["event"].str.contains("Green Energy")
    hydrogen = events["event"].str.contains("hydrogen")
    fewer = events[~councils & ~hydrogen]
    fewer.attrs = dict(events.attrs)
    assert claims.finding("c41").figures == {
        "councils": 4,
        "memoranda": 1,
        "projects_of_mutual_interest": 1,
    }
    milestones = data.load("power/corridor_milestones")
    none = milestones[milestones["milestone"] != "project_of_mutual_interest_status"]
    none.attrs = dict(milestones.attrs)
    given = {"policy__events": fewer, "power__corridor_milestones": none}
    assert verdict("c41", **given) == "contradicted"
    judge = claims.TESTS["c41"].judge
    assert judge(fewer, milestones).verdict == "partly"
    two = events[~events["event"].str.contains("Green Energy councils")]
    assert len(events) - len(two) == 3
    assert judge(two, milestones).verdict == "supported", "a council, a memorandum and a status"
    assert judge(two, none).verdict == "partly"


@pytest.mark.parametrize(
    ("stage", "expected"), [("planned", "supported"), ("construction", "contradicted")]
)
def test_a_cable_under_construction_would_end_the_early_stage(stage, expected):
    projects = data.load("power/projects")
    cable = projects["project"].eq("black_sea_cable")
    assert verdict("c42", power__projects=changed(projects, cable, stage=stage)) == expected


@pytest.mark.parametrize(("megawatts", "expected"), [(120, "supported"), (130, "partly")])
def test_hydrogen_is_early_up_to_a_twentieth_of_what_is_planned_without_the_largest_plan(
    megawatts, expected
):
    projects = data.load("power/projects")
    pilot = projects["project"].eq("chirchiq_h2")
    table = changed(projects, pilot, capacity_mw=float(megawatts))
    assert verdict("c42", power__projects=table) == expected


def test_one_huge_plan_does_not_decide_that_hydrogen_is_early():
    found = claims.finding("c42")
    assert found.figures["hydrogen_percent"] < 0.1
    assert found.figures["hydrogen_without_the_largest_percent"] == pytest.approx(100 * 20 / 2_400)
    projects, hydrogen = data.load("power/projects"), data.load("power/hydrogen")
    plans = hydrogen["item"].eq("power_capacity") & hydrogen["project"].eq("chirchiq_h2")
    done = changed(hydrogen, plans, value=20.0)
    assert verdict("c42", power__projects=projects, power__hydrogen=done) == "contradicted"


def test_the_more_reliant_and_the_late_sellers_added_less_wind_and_sun():
    found = claims.finding("c43")
    assert found.verdict == "partly" and found.figures["states"] == 4
    judge = claims.TESTS["c43"].judge
    generation, prices = data.load("power/generation"), data.load("power/auction_prices")
    assert judge(generation, prices).verdict == "supported", "capped as a part, not weakened"


def late_growth(country, twh):
    """The generation with more wind in a state in the last year."""
    generation = data.load("power/generation")
    last = generation["edition"].eq("ember_owid") & generation["year"].dt.year.eq(2024)
    rows = last & generation["country"].eq(country) & generation["fuel"].eq("wind")
    return changed(generation, rows, energy_twh=float(twh))


def test_a_reliant_state_without_auctions_that_built_most_would_contradict_the_obstacles():
    judge, prices = claims.TESTS["c43"].judge, data.load("power/auction_prices")
    built = late_growth("TKM", 10.0)
    assert judge(built, prices).verdict == "contradicted"
    assert verdict("c43", power__generation=built) == "contradicted"


def test_each_obstacle_is_judged_by_itself():
    judge, prices = claims.TESTS["c43"].judge, data.load("power/auction_prices")
    early = changed(prices, prices["country"].eq("UZB"), country="TKM")
    found = judge(data.load("power/generation"), early)
    assert found.figures["more_added_by_the_less_reliant_points"] > 0
    assert found.figures["more_added_by_the_early_sellers_points"] < 0
    assert found.verdict == "partly"


def test_three_states_that_rely_on_fossil_fuels_are_too_few_to_halve():
    generation = data.load("power/generation")
    clean = generation["country"].eq("KAZ") & generation["fuel"].isin(["coal", "gas"])
    assert verdict("c43", power__generation=changed(generation, clean, energy_twh=0.0)) == (
        "not_testable"
    )


# c63


def industry_gives(percent, *countries):
    """Output by sector with other shares of industry in the newest stretch of the countries."""
    output = data.load("policy/output_by_sector")
    until = pd.Series(output["period"].array.right, output.index)
    for country in countries:
        rows = output["country"].eq(country) & output["sector"].eq("industry")
        newest = rows & until.eq(until[rows].max())
        output = changed(output, newest, value=percent, unit="percent of GDP")
    return output


def test_fossil_fuels_are_not_most_of_an_economy_where_all_industry_is_less_than_half():
    assert claims.finding("c63").verdict == "contradicted"
    one = industry_gives(51.0, "AZE")
    assert verdict("c63", policy__output_by_sector=one) == "partly"
    both = industry_gives(51.0, "AZE", "KAZ")
    assert of_part("c63", policy__output_by_sector=both) == "supported"
    assert verdict("c63", policy__output_by_sector=both) == "partly", (
        "industry makes more than fuels, so that its share cannot prove the claim"
    )


def test_oil_is_told_apart_from_industry_as_the_office_does_and_where_it_was_most():
    found = claims.finding("c63").figures
    assert found["oil_azerbaijan_percent"] < found["industry_azerbaijan_percent"]
    assert found["oil_at_dear_oil_percent"] > found["oil_azerbaijan_percent"]
    output = data.load("policy/output_by_sector")
    apart = output["sector"].eq("oil_sector")
    assert verdict("c63", policy__output_by_sector=output[~apart]) == "not_testable"


def test_what_fossil_fuels_are_of_output_is_not_told_of_one_state_alone():
    output = data.load("policy/output_by_sector")
    azerbaijan = output[output["country"].eq("AZE")]
    assert verdict("c63", policy__output_by_sector=azerbaijan) == "not_testable"


# c61, c66


def test_goals_rise_only_where_a_state_raised_more_of_them_than_it_cut():
    targets = data.load("power/targets")
    assert claims.finding("c61").figures["cut"] > 0
    capacity = targets["country"].eq("AZE") & targets["measure"].str.startswith("renewables")
    first = targets["made_on"].notna() & capacity
    low = changed(targets, first & pd.Series(said_before(targets, 2025), targets.index), value=1.0)
    assert verdict("c61", power__targets=low) == "supported"
    others = targets["country"].isin(["KAZ", "UZB"]) & pd.Series(
        said_before(targets, 2025), targets.index
    )
    later = targets["country"].isin(["KAZ", "UZB"]) & targets["measure"].str.contains("generation")
    cut = changed(targets, later & ~others, value=1.0)
    kaz = cut["country"].eq("KAZ") & cut["measure"].eq("renewables_share_of_generation")
    assert verdict("c61", power__targets=changed(cut, kaz, value=10.0)) == "contradicted"


def said_before(targets, year):
    return targets["made_on"].array.left < pd.Timestamp(year, 1, 1)


@pytest.mark.parametrize(
    ("level", "expected"), [(-29.21, "supported"), (-28.9, "partly"), (-28.0, "contradicted")]
)
def test_the_caspian_falls_if_it_is_a_metre_lower_than_ten_years_before_and_lowest(level, expected):
    levels = data.load("freight/caspian_level")
    last = (
        levels["scope"].eq("whole_sea")
        & levels["status"].eq("actual")
        & pd.Series(levels["period"].array.left.year == 2025, levels.index)
    )
    test = claims.TESTS["c66"]
    assert test.judge(changed(levels, last, value=level)).verdict == expected
