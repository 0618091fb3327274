import pandas as pd
import pytest

from corridors import claims, data
from tests.claims.change import changed


def verdict(claim, **tables):
    given = {name.replace("__", "/"): table for name, table in tables.items()}
    return claims.TESTS[claim].run(given).verdict


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
    assert verdict("c33", power__targets=every) == "supported"
    fewer = targets[~targets["country"].isin(["KAZ", "TJK"])]
    assert verdict("c33", power__targets=fewer) == "contradicted"


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
    assert verdict("c34", power__generation=table) == expected


def test_fossil_fuels_below_half_in_one_state_qualify_the_claim():
    context = data.load("power/context")
    now = context["country"].eq("KAZ") & context["item"].eq("fossil_share_of_primary_energy")
    now &= context["year"].dt.year.eq(2024)
    assert verdict("c34", power__context=changed(context, now, value=50.0)) == "partly"
    assert verdict("c34", power__context=changed(context, now, value=50.1)) == "supported"


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
    assert claims.finding("c37").figures == {"crossings_with_capacity": 1, "black_sea_mw": 1300.0}


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
    fewer = events[~councils]
    fewer.attrs = dict(events.attrs)
    assert claims.finding("c41").figures == {"councils": 4, "projects_of_mutual_interest": 1}
    milestones = data.load("power/corridor_milestones")
    none = milestones[milestones["milestone"] != "project_of_mutual_interest_status"]
    none.attrs = dict(milestones.attrs)
    given = {"policy__events": fewer, "power__corridor_milestones": none}
    assert verdict("c41", **given) == "contradicted"
    assert verdict("c41", policy__events=fewer) == "partly"


@pytest.mark.parametrize(
    ("stage", "expected"), [("planned", "supported"), ("construction", "contradicted")]
)
def test_a_cable_under_construction_would_end_the_early_stage(stage, expected):
    projects = data.load("power/projects")
    cable = projects["project"].eq("black_sea_cable")
    assert verdict("c42", power__projects=changed(projects, cable, stage=stage)) == expected


def test_hydrogen_at_a_tenth_is_neither_early_nor_advanced():
    projects = data.load("power/projects")
    pilot = projects["project"].eq("chirchiq_h2")
    table = changed(projects, pilot, capacity_mw=4_500.0)
    assert verdict("c42", power__projects=table) == "partly"


def test_reliance_on_fossil_fuels_is_seen_in_four_states_and_could_be_gone():
    found = claims.finding("c43")
    assert found.verdict == "partly"
    assert found.figures == {"states": 6, "mostly_fossil": 4}
    generation = data.load("power/generation")
    clean = changed(generation, generation["fuel"].eq("hydro"), energy_twh=5_000.0)
    clean = changed(clean, clean["fuel"].eq("total"), energy_twh=5_100.0)
    assert verdict("c43", power__generation=clean) == "contradicted"
