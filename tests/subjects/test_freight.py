import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from corridors import data
from corridors.assumptions import assumed
from corridors.explore import marks
from corridors.subjects import freight
from tests.claims.change import changed
from tests.figures import figure

CORRIDOR = data.load("freight/corridor")
BEST = data.preferred(CORRIDOR)
PLANS = data.load("freight/plans")
CLAIMS = data.load("freight/route_claims")
RATES = data.load("freight/freight_rates")
SOURCES = data.load("sources")
ASSUMPTIONS = data.load("freight/assumptions")
TIME = data.preferred(data.load("freight/value_of_time"))
RANGES = freight.route_ranges(CLAIMS, RATES, ASSUMPTIONS)
OUTLOOK = freight.corridor_outlook(BEST, data.load("freight/capacity"), PLANS, 2035)


def outcomes_and_plans(measure):
    return freight.outcomes_and_plans(BEST, CORRIDOR, PLANS, measure)


def choice(**choices):
    table = freight.route_choice(RANGES, **{"value": 90_000, "time_cost": 0.6, **choices})
    return table.set_index("route")


# volumes


def test_the_published_tonnage_of_2019_to_2025_comes_out():
    cargo = freight.outcomes(BEST, "cargo")
    assert dict(zip(cargo["year"], cargo["cargo_mt"], strict=True)) == {
        2019: 0.759,
        2020: 0.783,
        2021: 0.586,
        2022: 1.485,
        2023: 2.764,
        2024: 4.484,
        2025: 4.119,
    }
    assert set(cargo["source_id"]) == {"report_2026_03_10"}, "one consistent series"


def test_the_published_containers_and_trains_come_out():
    containers = freight.outcomes(BEST, "containers").set_index("year")["containers_teu"]
    assert containers[[2022, 2023, 2024, 2025]].tolist() == [33_600, 20_500, 56_500, 77_000]
    trains = freight.outcomes(BEST, "block_trains").set_index("year")["block_trains"]
    assert trains.to_dict() == {2024: 287, 2025: 392}, "received in both years, like for like"


def test_the_three_tonnages_of_2022_all_stay():
    table = outcomes_and_plans("cargo")
    said = table[(table["year"] == 2022) & (table["kind"] != "plan")]
    assert dict(zip(said["cargo_mt"], said["kind"], strict=True)) == {
        1.485: "outcome",
        1.5: "other report",
        1.7: "other report",
    }


def test_another_report_differs_from_the_outcome_of_its_year():
    for measure in freight.MEASURES:
        column = freight.MEASURES[measure].column
        table = outcomes_and_plans(measure)
        outcome = table[table["kind"] == "outcome"].set_index("year")[column]
        assert outcome.index.is_unique
        others = table[table["kind"] == "other report"]
        assert (others[column].to_numpy() != outcome[others["year"]].to_numpy()).all()


def test_plans_are_for_the_whole_corridor_and_not_beyond_the_last_outcome():
    plans = outcomes_and_plans("cargo").query("kind == 'plan'")
    assert list(zip(plans["year"], plans["cargo_mt"], strict=True)) == [
        (2019, 1.9),
        (2022, 3.2),
        (2024, 4.0),
        (2024, 4.2),
        (2025, 5.2),
    ]


def test_every_revision_of_the_plan_for_trains_stays_in_order_of_time():
    plans = outcomes_and_plans("block_trains").query("kind == 'plan' and year == 2025")
    assert plans["block_trains"].tolist() == [1000, 600, 400]
    assert plans["stated"].tolist() == ["Dec 2024", "May 2025", "2025"]


def test_the_outcome_beside_a_plan_is_a_row_of_the_scope_of_the_plan():
    """What was promised of one count is not judged by another, such as trains sent and received."""
    reports = data.load("freight/corridor").assign(year=lambda rows: rows["year"].dt.year)
    judged = PLANS[PLANS["outcome_value"].notna()].assign(
        year=lambda rows: rows["target_year"].dt.year
    )
    assert len(judged) > 5
    for plan in judged.to_dict("records"):
        alike = data.where(
            reports,
            route=plan["asset"],
            measure=plan["measure"],
            scope=plan["scope"],
            year=plan["year"],
        )
        assert plan["outcome_value"] in set(alike["value"]), plan


def test_the_same_300_000_containers_were_planned_for_2020_and_are_for_2029():
    plans = freight.plans_made(PLANS, "containers").set_index("year")["containers_teu"]
    assert plans[2020] == plans[2029] == 300_000


def test_a_plan_is_met_when_the_outcome_reaches_it():
    cargo = freight.plans_met(outcomes_and_plans("cargo"))
    assert cargo["met"].tolist() == [False, False, True, True, False]
    trains = freight.plans_met(outcomes_and_plans("block_trains"))
    assert trains["met"].tolist() == [False] * 4, "392 of 400 at the end"
    containers = freight.plans_met(outcomes_and_plans("containers"))
    assert containers["year"].tolist() == [2020, 2022, 2025], "for 2018 there is no count"


def test_growth_compounds():
    rates = freight.growth_rates(BEST, [(2019, 2025), (2022, 2025), (2024, 2025)])
    assert rates["growth_percent"].round(1).tolist() == [32.6, 40.5, -8.1]
    assert 0.759 * (1 + rates["growth_percent"][0] / 100) ** 6 == pytest.approx(4.119)


@settings(deadline=None)
@given(st.floats(0.1, 100), st.floats(0.1, 100), st.integers(1, 30))
def test_the_growth_needed_leads_to_the_goal(start, goal, years):
    growth = freight.growth_needed(start, goal, years)
    assert start * (1 + growth / 100) ** years == pytest.approx(goal)


def test_the_corridor_is_a_small_part_of_rail_between_china_and_europe():
    rail = data.load("freight/china_europe_rail")
    rail = data.preferred(rail[rail["status"] == "actual"])
    table = freight.beside_rail(BEST, rail).set_index(["year", "corridor"])
    assert table.at[(2025, 392), "share_percent"] == pytest.approx(100 * 392 / 20_022)
    assert table.at[(2025, 77_000), "share_percent"] == pytest.approx(100 * 77_000 / 310_579)
    assert table["share_percent"].between(0, 100).all()


# claims


def test_every_claim_about_days_is_shown_once_whole_or_part():
    whole = freight.transit_claims(CLAIMS, SOURCES, whole=True)
    parts = freight.transit_claims(CLAIMS, SOURCES, whole=False)
    assert len(whole) + len(parts) == (CLAIMS["measure"] == "transit_days").sum()


def test_claims_of_the_middle_corridor_run_from_10_to_60_days():
    days = freight.transit_claims(CLAIMS, SOURCES, whole=True)
    middle = days[days["route"] == "Middle Corridor"]
    assert (middle["low_days"].min(), middle["high_days"].max()) == (10, 60)
    assert len(middle) == 6


def test_a_claim_runs_from_low_to_high_and_names_who_said_it():
    for table in (
        freight.transit_claims(CLAIMS, SOURCES, whole=True),
        freight.transit_claims(CLAIMS, SOURCES, whole=False),
    ):
        assert (table["low_days"] <= table["high_days"]).all()
        assert table["said_by"].notna().all()


def test_every_route_of_the_claims_is_known_and_a_segment_has_one_name():
    days_and_costs = CLAIMS[CLAIMS["measure"].isin(["transit_days", "cost"])]
    assert set(days_and_costs["route"]) <= set(freight.ROUTES)
    about = CLAIMS.groupby("segment")[["segment_name", "whole_way"]].nunique()
    assert (about == 1).all(axis=None)


def test_a_claim_about_a_segment_that_is_new_needs_no_change_of_the_code():
    new = CLAIMS.index == CLAIMS.index[CLAIMS["measure"] == "transit_days"][0]
    claims = changed(
        CLAIMS, new, segment="urumqi_poti", segment_name="Urumqi-Poti", route="middle_corridor"
    )
    whole = bool(claims.loc[new, "whole_way"].iloc[0])
    told = freight.transit_claims(claims, SOURCES, whole=whole)
    assert "Urumqi-Poti" in set(told["segment"])


def test_the_sea_index_of_a_year_runs_over_the_weeks_that_were_seen():
    table = freight.cost_claims(CLAIMS, RATES, SOURCES)
    index = table[table["quote"] == "Drewry index"].set_index("first_year")
    assert index.loc[2023, ["low_usd_feu", "high_usd_feu"]].tolist() == [1004, 1874]
    assert index.loc[2024, ["low_usd_feu", "high_usd_feu"]].tolist() == [4288, 7322]
    assert set(index["covers"]) == {"port to port"}


def test_the_rail_index_is_marked_as_a_part_of_the_way_and_the_way_back_as_such():
    table = freight.cost_claims(CLAIMS, RATES, SOURCES).set_index("quote")
    assert set(table.loc["ERAI index", "covers"]) == {"broad-gauge leg"}
    assert table.at["Europe-China", "covers"] == "way back"


# the choice of a route


def test_the_ranges_run_from_the_lowest_to_the_highest_claim():
    table = RANGES.set_index(["route", "days", "prices"])

    def of(*key):
        return table.loc[key, ["low_days", "high_days", "low_usd", "high_usd"]].tolist()

    every, practice = freight.EVERY_CLAIM, freight.PRACTICE
    study, quotes = freight.STUDIED, freight.QUOTED
    assert of("Middle Corridor", every, study) == [10, 60, 2500, 3250]
    assert of("Middle Corridor", practice, study) == [18, 55, 2500, 3250]
    assert of("Northern Corridor", every, study) == [13, 32, 3121, 3121], "China to Europe only"
    assert of("Northern Corridor", every, quotes) == [13, 32, 5250, 12500]
    assert of("Middle Corridor", every, quotes)[2:] == [1 * 5250, 1.5 * 12500]
    assert of(freight.SUEZ, every, study) == [20, 60, 1500, 2000]
    assert of(freight.SUEZ, practice, quotes) == [20, 21, 1004, 1874]


def test_the_way_round_the_cape_takes_the_extra_days_and_is_never_the_quicker_one():
    table = RANGES.set_index(["route", "days", "prices"])
    cape, suez = table.loc[freight.CAPE], table.loc[freight.SUEZ]
    assert cape.loc[freight.EVERY_CLAIM, "low_days"].tolist() == [20 + 8] * 2
    assert cape.loc[freight.EVERY_CLAIM, "high_days"].tolist() == [60 + 14] * 2
    assert cape.loc[freight.PRACTICE, "high_days"].tolist() == [45] * 2
    assert (cape[["low_days", "high_days"]] >= suez[["low_days", "high_days"]]).all(axis=None)


def test_the_cost_is_freight_and_days_times_the_cost_of_a_day():
    table = choice(value=90_000, time_cost=0.6)
    day = 90_000 * 0.6 / 100
    assert table.at["Middle Corridor", "low_total_usd"] == pytest.approx(2500 + 10 * day)
    assert table.at["Middle Corridor", "high_total_usd"] == pytest.approx(3250 + 60 * day)
    assert table.at["Northern Corridor", "low_total_usd"] == pytest.approx(3121 + 13 * day)
    assert table.at["Northern Corridor", "high_total_usd"] == pytest.approx(3121 + 32 * day)
    assert table.at[freight.SUEZ, "low_total_usd"] == pytest.approx(1500 + 20 * day)
    assert table.at[freight.SUEZ, "high_total_usd"] == pytest.approx(2000 + 60 * day)


def test_with_the_red_sea_shut_the_sea_goes_round_the_cape_at_its_own_rates():
    table = choice(value=50_000, time_cost=0.4, red_sea_shut=True, prices=freight.QUOTED)
    day = 50_000 * 0.4 / 100
    assert freight.SUEZ not in table.index
    assert table.at[freight.CAPE, "low_total_usd"] == pytest.approx(2512 + 28 * day)
    assert table.at[freight.CAPE, "high_total_usd"] == pytest.approx(7322 + 74 * day)


def test_cargo_without_value_or_without_haste_costs_its_freight():
    for table in (choice(value=0), choice(time_cost=0)):
        assert table["low_total_usd"].tolist() == table["low_freight_usd"].tolist()
        assert table["high_time_usd"].tolist() == [0, 0, 0]


@settings(deadline=None)
@given(
    st.floats(0, 200_000),
    st.floats(0, 100_000),
    st.floats(0.01, 2.1),
    st.booleans(),
    st.sampled_from([freight.STUDIED, freight.QUOTED]),
    st.sampled_from([freight.EVERY_CLAIM, freight.PRACTICE]),
)
def test_dearer_cargo_never_costs_less_and_a_range_never_turns_round(
    value, more, time_cost, shut, prices, days
):
    same = {"time_cost": time_cost, "red_sea_shut": shut, "prices": prices, "days": days}
    cheap, dear = choice(value=value, **same), choice(value=value + more, **same)
    assert (dear["low_total_usd"] >= cheap["low_total_usd"]).all()
    assert (dear["high_total_usd"] >= cheap["high_total_usd"]).all()
    assert (cheap["low_total_usd"] <= cheap["high_total_usd"]).all()


@settings(deadline=None)
@given(
    st.floats(1_000, 200_000),
    st.floats(0.05, 2.1),
    st.sampled_from([freight.STUDIED, freight.QUOTED]),
    st.sampled_from([freight.EVERY_CLAIM, freight.PRACTICE]),
)
def test_shutting_the_red_sea_never_makes_the_sea_cheaper(value, time_cost, prices, days):
    same = {"value": value, "time_cost": time_cost, "prices": prices, "days": days}
    for end in ("low_total_usd", "high_total_usd"):
        suez = choice(**same).at[freight.SUEZ, end]
        assert choice(red_sea_shut=True, **same).at[freight.CAPE, end] >= suez


def test_the_break_even_value_is_where_the_two_cost_the_same():
    table = choice()
    even = (3121 - 1500) / ((20 - 13) * 0.6 / 100)
    assert round(even, -3) == 39_000
    assert table.at["Northern Corridor", "low_beats_sea"] == "cargo over 39,000 USD"
    at_even = choice(value=even)["low_total_usd"]
    assert at_even["Northern Corridor"] == pytest.approx(at_even[freight.SUEZ])


@pytest.mark.parametrize(
    ("dearer", "saved", "words"),
    [
        (-100, 5, "any cargo"),
        (0, 0, "any cargo"),
        (100, -5, "no cargo"),
        (100, 0, "no cargo"),
        (1000, 10, "cargo over 10,000 USD"),
        (-1000, -10, "cargo under 10,000 USD"),
    ],
)
def test_a_dearer_quicker_route_pays_above_a_value_and_a_cheaper_slower_one_below(
    dearer, saved, words
):
    assert freight.cheaper_for(dearer, saved, 1.0) == words


def test_when_ranges_overlap_there_is_no_ranking():
    table = choice().reset_index()
    assert not freight.ranked(table)
    assert "no ranking" in freight.describe_choice(table)
    assert freight.cheapest(table) == ("Middle Corridor", "Northern Corridor")


def test_when_one_range_lies_below_the_others_the_route_is_cheapest_by_every_claim():
    table = choice(value=10_000, time_cost=0.07).reset_index()
    assert freight.ranked(table)
    assert f"{freight.SUEZ} is the cheapest by every claim" in freight.describe_choice(table)


def test_the_cost_of_a_day_runs_from_holding_cost_to_the_estimates_from_trade():
    costs = list(freight.time_costs(TIME, ASSUMPTIONS).values())
    assert costs[0] == pytest.approx(25 / 365)
    assert costs[-1] == 2.1 and 0.6 in costs and costs == sorted(costs)


def test_the_mean_container_of_china_railway_express_is_two_of_twenty_feet():
    assert freight.mean_cargo_value(TIME) == 2 * 43_678
    default = assumed(ASSUMPTIONS, "route-choice")["cargo_value"].value
    assert abs(default - 2 * 43_678) < 10_000, "the nearest step of 20,000"


# the growth of the corridor


def growth(**choices):
    table = freight.corridor_growth(
        OUTLOOK, **{"growth": 10, "delay": 0, "capacity": 10, **choices}
    )
    return table.set_index("year")


def test_the_outlook_holds_the_capacities_and_plans_of_the_tables():
    table = OUTLOOK.set_index("year")
    assert table.loc[2025:2027, "capacity_mt_year"].tolist() == [6, 6, 10]
    assert table.at[2030, "world_bank_mt"] == 11
    assert table.loc[2030, ["low_plan_mt", "high_plan_mt"]].tolist() == [10, 11.4]


def test_demand_compounds_from_the_last_year_and_capacity_bounds_what_is_carried():
    table = growth(growth=20, capacity=10, delay=2)
    assert table.at[2025, "carried_mt"] == 4.119
    assert table.at[2026, "carried_mt"] == pytest.approx(4.119 * 1.2)
    assert table.at[2028, "demand_mt"] == pytest.approx(4.119 * 1.2**3)
    assert table.at[2028, "carried_mt"] == 6, "7.1 Mt of demand, the old capacity"
    assert table.at[2029, "carried_mt"] == pytest.approx(4.119 * 1.2**4), "the new one"
    assert table.at[2035, "carried_mt"] == 10


def test_without_growth_nothing_changes_and_nothing_is_turned_away():
    table = growth(growth=0).loc[2025:]
    assert (table["carried_mt"] == 4.119).all()
    sentence = freight.describe_growth(growth(growth=0).reset_index())
    assert sentence.startswith("With demand as it is") and "finds no room" not in sentence


def test_eleven_million_tonnes_in_2030_take_22_percent_a_year_and_more_room_than_the_road_map():
    needed = freight.growth_needed(4.119, 11, 5)
    assert needed == pytest.approx(21.7, abs=0.05)
    assert growth(growth=needed, capacity=15).at[2030, "carried_mt"] == pytest.approx(11)
    assert growth(growth=needed, capacity=10).at[2030, "carried_mt"] == 10


@settings(deadline=None)
@given(st.integers(-8, 40), st.integers(0, 6), st.sampled_from([6.0, 10.0, 12.0, 15.0]))
def test_nothing_is_carried_beyond_capacity_and_delay_never_helps(rate, delay, capacity):
    table = growth(growth=rate, delay=delay, capacity=capacity).loc[2025:]
    assert (table["carried_mt"] <= table["capacity_mt_year"]).all()
    assert (table["carried_mt"] <= table["demand_mt"]).all()
    later = growth(growth=rate, delay=delay + 1, capacity=capacity).loc[2025:]
    assert (later["carried_mt"] <= table["carried_mt"]).all()


def test_the_observed_years_are_the_ministrys():
    assert growth()["observed_mt"].dropna().tolist()[-1] == 4.119


# assumptions


def test_an_assumption_has_a_source_or_is_the_readers():
    sourced = ASSUMPTIONS["source_id"].notna()
    assert (sourced == (ASSUMPTIONS["basis"] == "source")).all()
    assert (ASSUMPTIONS["low"] <= ASSUMPTIONS["value"]).all()
    assert (ASSUMPTIONS["value"] <= ASSUMPTIONS["high"]).all()


# pictures


@pytest.mark.parametrize(
    "id",
    [
        *("corridor-tonnage", "corridor-containers", "corridor-trains"),
        *("route-days", "route-days-parts", "route-costs"),
    ],
)
def test_a_figure_reads_out_every_row_of_its_table(id):
    rows = figure(id).table().drop(columns="source_id", errors="ignore").drop_duplicates()
    assert len(set(figure(id).shown().readings)) >= len(rows)


def test_readings_of_the_pictures_carry_the_figures():
    assert "2025: 4.12 Mt" in figure("corridor-tonnage").shown().readings
    plans = figure("corridor-trains").shown().readings
    assert "Plan for 2025, made Dec 2024: 1,000 trains" in plans
    assert "World Bank for 2030: 11 Mt" in figure("corridor-growth").shown().readings
    assert any(
        text.startswith("Middle Corridor, China-Europe, 2024: 15 to 60 days (estimate;")
        for text in figure("route-days").shown().readings
    )


def test_titles_state_the_finding_from_the_numbers():
    tonnage = figure("corridor-tonnage").shown().title
    assert tonnage == "The corridor carried 4.12 Mt in 2025; 5.2 were planned"
    assert "1,000 trains to 400; 392 came" in figure("corridor-trains").shown().title
    assert "10 to 60 days" in figure("route-days").shown().title
    assert "3,121 to 12,500 USD" in figure("route-costs").shown().title


def test_a_band_goes_over_all_claims_of_a_route_where_they_are_for_the_same_way():
    drawn = figure("route-days").shown().drawn
    for band in ("10 to 60 days", "13 to 32 days", "20 to 60 days"):
        assert f">{band}<" in drawn
    assert " days<" not in figure("route-days-parts").shown().drawn


def test_an_estimate_is_drawn_as_an_outline_and_not_as_a_solid_bar():
    axes = Figure().subplots()
    containers = figure("corridor-containers")
    containers.definition.picture(containers.table(), axes)
    (hatched,) = [patch for patch in axes.patches if patch.get_hatch()]
    assert marks.marks_of([hatched])[0].text == "2020: 21 thousand TEU (estimate)"
