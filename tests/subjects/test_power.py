import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data, states
from corridors.assumptions import assumed
from corridors.subjects import power
from tests.figures import figure

GENERATION = data.preferred(data.load("power/generation"))
OUTPUTS = power.output_by_source(GENERATION)
INTENSITIES = power.carbon_intensity(data.load("power/carbon_intensity"))
CAPACITY = data.load("power/capacity")
COUNTED = data.preferred(CAPACITY)
PROJECTS = data.load("power/projects")
SOURCES = data.load("sources")
TARGETS = data.load("power/targets")
PROMISES = data.load("promises/promises")
NAMES = data.load("promises/projects")
BUILDS = power.builds(COUNTED, PROJECTS)
COUNTS = power.counts(COUNTED)
GOALS = power.goals(TARGETS, COUNTED, PROJECTS, PROMISES, SOURCES)
SIX = "Azerbaijan: 6 GW by 2030"


def like(table, rows):
    """Rows of a loaded table that still know which table they are from."""
    rows.attrs = dict(table.attrs)
    return rows


# --- mixes


def test_the_sources_of_every_mix_add_up_to_all_of_it():
    sums = OUTPUTS.groupby(["country", "year"])["share_percent"].sum()
    assert (sums - 100).abs().max() < 1e-9


def test_a_mix_is_never_made_of_two_editions():
    assert (OUTPUTS.groupby(["country", "year"])["edition"].nunique() == 1).all()


def test_azerbaijan_made_24_5_of_28_06_twh_from_gas_in_2024():
    mix = OUTPUTS.query("country == 'AZE' and year == 2024").set_index("part")["energy_twh"]
    assert mix["Gas"] == 24.5
    assert mix.sum() == pytest.approx(28.06)


def test_azerbaijans_solar_power_of_2025_is_not_zero_because_one_edition_lacks_it():
    mix = OUTPUTS.query("country == 'AZE' and year == 2025").set_index("part")
    assert set(mix["edition"]) == {"Energy Institute"}
    assert mix.loc["Solar", "energy_twh"] == pytest.approx(0.6, abs=0.05)
    ember = GENERATION[
        (GENERATION["country"] == "AZE")
        & (GENERATION["fuel"] == "solar")
        & (GENERATION["edition"] == "ember_owid")
    ]
    assert 2025 not in set(ember["year"].dt.year)


def test_what_an_edition_does_not_split_is_the_rest_and_never_zero():
    kgz = OUTPUTS.query("country == 'KGZ' and year == 2024").set_index("part")
    assert set(kgz.index) == {"Hydro", "Wind", "Solar", power.REST}
    assert kgz.loc[power.REST, "energy_twh"] == pytest.approx(16.23 - 14.17)
    kaz = OUTPUTS.query("country == 'KAZ' and year == 2025").set_index("part")
    assert "Coal" not in kaz.index
    assert kaz.loc[power.REST, "rest_holds"] == "gas, coal and oil"
    given = kaz["energy_twh"].drop(power.REST).sum()
    assert given + kaz.loc[power.REST, "energy_twh"] == pytest.approx(124.37, abs=0.01)


def test_a_year_without_figures_stays_without_and_is_said_so():
    assert OUTPUTS.query("country == 'TJK' and year == 2025").empty
    with pytest.raises(KeyError, match="1999"):
        power.generation_mix(OUTPUTS, since=1999)


def test_the_mix_of_a_country_is_of_its_first_year_and_of_the_newest_that_is_split():
    table = power.generation_mix(OUTPUTS)
    years = table.groupby("country")["year"].unique().map(list)
    assert years["Azerbaijan"] == [2000, 2024] and years["Turkmenistan"] == [2000, 2019]
    sums = table.groupby(["country", "year"])["share_percent"].sum()
    assert sums.to_numpy() == pytest.approx(100)
    assert power.REST not in set(table["part"])
    said = power.describe_mix(table)
    assert "Tajikistan hydro 98, then hydro 90 (in 2022)" in said


def test_where_sources_exceed_the_printed_total_both_are_kept():
    uzb = OUTPUTS.query("country == 'UZB' and year == 2022")
    assert uzb["energy_twh"].sum() - uzb["stated_total_twh"].iloc[0] == pytest.approx(1.63)


def test_the_renewable_part_agrees_with_the_share_that_ember_prints():
    printed = data.load("power/shares").query(
        "edition == 'ember_owid' and measure == 'renewables_share_of_generation'"
    )
    for country, year in (("AZE", 2023), ("KAZ", 2023), ("UZB", 2021), ("TUR", 2023)):
        row = printed[(printed["country"] == country) & (printed["period"].array.left.year == year)]
        mix = OUTPUTS[(OUTPUTS["country"] == country) & (OUTPUTS["year"] == year)]
        own = mix[mix["part"].isin(power.RENEWABLE)]["share_percent"].sum()
        assert own == pytest.approx(row["share_percent"].iloc[0], abs=0.3), country


def test_intensity_fell_in_the_eu_and_not_in_the_six_states():
    change = power.intensity_change(INTENSITIES).set_index("country")["change_percent"]
    assert change["European Union"] < -40
    assert (change[list(states.SIX.values())] > -1).all()


def test_a_year_marked_as_incomplete_is_no_figure_of_intensity():
    aze = INTENSITIES.query("country == 'AZE'")
    assert aze["year"].max() == 2024
    with pytest.raises(KeyError):
        power.intensity_change(INTENSITIES, since=1990)


def test_wind_and_solar_keep_their_editions_apart():
    table = power.wind_and_solar(GENERATION)
    assert not table.duplicated(["country", "year", "edition"]).any()
    uzb = table[table["country"] == "Uzbekistan"].set_index(["edition", "year"])["energy_twh"]
    assert uzb["Ember", 2024] == pytest.approx(4.83)
    assert uzb["national", 2025] == 10.5
    assert set(table["country"]) == {"Azerbaijan", "Kazakhstan", "Uzbekistan"}


def test_the_newest_mix_of_every_country_is_whole():
    table = power.latest_mix(OUTPUTS)
    assert len(table) == len(power.COUNTRIES)
    parts = table.filter(like="_percent").sum(axis=1)
    assert parts.tolist() == pytest.approx([100] * len(table))


# --- what is built


def test_a_build_is_the_difference_of_two_counts_of_one_edition_a_year_apart():
    aze = BUILDS[(BUILDS["country"] == "AZE") & (BUILDS["year"] == 2023)]
    assert aze["built_gw"].tolist() == pytest.approx([(281.8 + 66.5 - 51.2 - 64) / 1000])
    kaz = BUILDS[(BUILDS["country"] == "KAZ") & (BUILDS["year"] == 2025)]
    assert kaz["basis"].tolist() == ["ends of two years, Energy Institute"]
    assert kaz["built_gw"].iloc[0] == pytest.approx((1908.95 + 1325.27 - 1520.05 - 1228.81) / 1000)


def test_years_without_a_pair_have_no_build():
    years = set(BUILDS.loc[BUILDS["country"] == "AZE", "year"])
    assert not {2024, 2025} & years
    turkish = BUILDS[BUILDS["country"] == "TUR"]
    assert 2024 not in set(turkish["year"]), "IRENA 2023 and Energy Institute 2024 are no pair"


def test_reported_additions_and_plants_opened_since_count_too():
    uzb = BUILDS[(BUILDS["country"] == "UZB") & (BUILDS["year"] == 2025)]
    assert uzb["built_gw"].tolist() == pytest.approx([(1413 + 752) / 1000])
    aze = BUILDS[(BUILDS["country"] == "AZE") & (BUILDS["year"] == 2026)]
    assert aze["built_gw"].tolist() == [0.24]
    assert aze["basis"].tolist() == ["plants opened so far"]


def test_what_stands_is_the_newest_count_and_what_opened_since():
    now = power.standing(COUNTED, PROJECTS, SOURCES, "AZE", power.ALL_RENEWABLES)
    assert now.capacity_gw == pytest.approx(1.8296 + 0.240)
    assert now.on.year == 2026
    uzb = power.standing(COUNTED, PROJECTS, SOURCES, "UZB", power.WIND_AND_SOLAR)
    assert uzb == (pytest.approx((3930 + 1652) / 1000), pd.Timestamp("2026-01-31"))
    with pytest.raises(ValueError, match="XYZ"):
        power.standing(COUNTED, PROJECTS, SOURCES, "XYZ", power.WIND_AND_SOLAR)


def test_capacity_and_output_by_hand():
    table = power.renewables_by_year(
        2.0, 2025, build_gw_year=0.5, last_year=2027, base_twh=4.0, capacity_factor_percent=25
    )
    assert table["year"].tolist() == [2025, 2026, 2027]
    assert table["capacity_gw"].tolist() == [2.0, 2.5, 3.0]
    assert table["generation_twh"].tolist() == pytest.approx(
        [4.0, 4.0 + 0.25 * 8.76 * 0.25, 4.0 + 0.75 * 8.76 * 0.25]
    )


@settings(deadline=None)
@given(
    base=st.floats(0, 10),
    build=st.floats(0, 5),
    factor=st.floats(0, 100),
    years=st.integers(0, 15),
)
def test_more_building_never_means_less_power(base, build, factor, years):
    def output(pace):
        return power.renewables_by_year(
            base, 2025, build_gw_year=pace, last_year=2025 + years, capacity_factor_percent=factor
        )["generation_twh"]

    assert len(output(build)) == years + 1
    assert (output(build).diff().dropna() >= -1e-9).all()
    assert (output(build + 0.1) >= output(build) - 1e-9).all()


def test_years_that_run_backwards_and_negative_builds_are_refused():
    with pytest.raises(ValueError, match="forward"):
        power.renewables_by_year(1.0, 2030, build_gw_year=1, last_year=2025)
    with pytest.raises(ValueError, match="below zero"):
        power.renewables_by_year(1.0, 2025, build_gw_year=-1)


def test_the_planned_capacity_factor_is_of_the_plants_whose_size_is_known():
    figures = data.load("power/project_figures")
    plans = {"garadagh": 230, "khizi_absheron": 240, "gobustan": 100, "shafag": 240}
    output, size = 0.5 + 1 + 0.26 + 0.5 + 1.7, sum(plans.values()) + 445 + 315
    assert power.planned_capacity_factor(figures, PROJECTS) == pytest.approx(
        100 * output * 1000 / (size * 8.76)
    )
    with pytest.raises(ValueError, match="XYZ"):
        power.planned_capacity_factor(figures, PROJECTS, "XYZ")


# --- announcements


def test_the_renewable_share_of_capacity_is_that_which_officials_state():
    table = power.capacity_share(COUNTED, PROJECTS, SOURCES, TARGETS)
    counts = table[table["kind"] == "count"]["share_percent"]
    assert [round(share, 1) for share in counts] == [21.3, 18.8]
    estimate = table[table["kind"] == "estimate"].iloc[0]
    assert estimate["share_percent"] == pytest.approx(100 * 2.0696 / 9.9725)
    aims = table[table["kind"] == "target"]
    assert aims.loc[aims["on"].dt.year == 2030, "share_percent"].tolist() == [34.6, 30]


def test_agreements_of_one_year_that_differ_are_a_range():
    table = power.from_agreement_to_power(CAPACITY, PROJECTS)
    aze = table[table["country"] == "Azerbaijan"].set_index(["stage", "stated"])
    first = aze.loc[("in agreements", 2023)]
    assert (first["low_gw"], first["high_gw"]) == (25, 28)
    running = table[(table["country"] == "Azerbaijan") & (table["stage"] == "running")]
    assert running["low_gw"].tolist() == pytest.approx([0.47])


def test_no_hydrogen_or_line_counts_as_a_wind_or_solar_plant():
    table = power.from_agreement_to_power(CAPACITY, PROJECTS)
    assert table["high_gw"].max() == 28
    kaz = table[(table["country"] == "Kazakhstan") & (table["stage"] == "planned")]
    assert kaz["high_gw"].tolist() == pytest.approx([4.8])


def test_a_slip_runs_from_the_first_date_to_the_opening_or_the_newest_date():
    table = power.promised_dates(PROMISES, NAMES, PROJECTS)
    slip = power.slips(table).set_index("thing")
    assert slip.loc["Garadagh", "slip_months"] == pytest.approx(299 / 30.4375)
    assert slip.loc["Rogun, unit 1", "slip_months"] == pytest.approx(60.5, abs=0.1)
    assert slip.loc["CASA-1000", "slip_months"] == pytest.approx(120, abs=0.1)
    assert not slip.loc["CASA-1000", "built"]
    assert slip.loc["Bilasuvar", "slip_months"] == 0


def test_a_plant_that_opens_earlier_slips_less():
    earlier = PROMISES.copy()
    row = earlier.index[earlier["promise"] == "garadagh_2022"][0]
    day = pd.Timestamp("2022-12-01")
    for promise in ("garadagh_2022", "garadagh_2023"):
        row = earlier.index[earlier["promise"] == promise][0]
        earlier.loc[row, "outcome_date"] = pd.Interval(
            day, day + pd.Timedelta(days=1), closed="left"
        )
    table = power.promised_dates(like(PROMISES, earlier), NAMES, PROJECTS)
    assert power.slips(table).set_index("thing").loc["Garadagh", "slip_months"] < 0


# --- what a target needs


def test_every_aim_has_a_goal_a_base_and_a_best_year():
    assert GOALS["goal"].tolist() == [aim.name for aim in power.AIMS]
    assert (GOALS[["goal_gw", "base_gw", "best_gw_year"]] > 0).all().all()


def test_a_share_of_capacity_as_gigawatts_gives_that_share_back():
    row = GOALS.set_index("goal").loc["Azerbaijan: 30% of capacity by 2030"]
    others = 9.7325 - 1.8296
    assert row["goal_gw"] / (row["goal_gw"] + others) == pytest.approx(0.30)
    kaz = GOALS.set_index("goal").loc["Kazakhstan: 30% by 2030, with hydro", "goal_gw"]
    assert kaz == pytest.approx(0.30 * 26)


def test_plants_without_a_date_do_not_count_for_an_early_goal():
    planned = GOALS.set_index("goal")["planned_gw"]
    assert planned["Azerbaijan: 2 GW more by 2027"] == pytest.approx(1.44)
    assert planned[SIX] == pytest.approx(1.73)
    assert planned["Uzbekistan: 8 GW by 2026"] < planned["Uzbekistan: 25 GW by 2030"]


def test_a_target_that_left_the_tables_is_named():
    fewer = like(TARGETS, TARGETS[TARGETS["measure"] != "renewables_capacity"])
    with pytest.raises(ValueError, match="6 GW by 2030"):
        power.goals(fewer, COUNTED, PROJECTS, PROMISES, SOURCES)
    none = like(PROMISES, PROMISES[PROMISES["promise"] != "uzb_8gw_2026"])
    with pytest.raises(ValueError, match="uzb_8gw_2026"):
        power.goals(TARGETS, COUNTED, PROJECTS, none, SOURCES)


def pace(goal=SIX, goals=GOALS, **choices):
    return power.target_pace(goals, COUNTS, goal=goal, **choices)


def test_six_gigawatts_by_hand():
    table = pace()
    assert table["needed_gw_year"].iloc[0] == pytest.approx((6 - 2.0696) / 5)
    start = table.loc[table["kind"] == "base", "at"].iloc[0]
    assert table["reached"].iloc[0] == math.ceil(start + (6 - 2.0696) / 0.24)
    plans = table[table["kind"] == "planned plants"].iloc[0]
    assert plans["percent_of_goal"] == pytest.approx(100 * (2.0696 + 1.73) / 6)
    late = pace(first_year=2028)["needed_gw_year"].iloc[0]
    assert late == pytest.approx((6 - 2.0696) / 3)


def test_the_needed_path_ends_at_the_goal_and_no_planned_plants_leave_the_base():
    table = pace(planned_percent=0.0)
    assert table[table["kind"] == "needed"]["percent_of_goal"].iloc[-1] == 100
    kinds = table.set_index("kind")["capacity_gw"]
    assert kinds["planned plants"] == kinds["base"]


def test_a_goal_that_is_met_needs_nothing():
    met = GOALS.assign(goal_gw=GOALS["base_gw"])
    table = pace(goals=met)
    assert table["needed_gw_year"].iloc[0] == 0
    assert not set(table["kind"]) & {"needed", "best pace"}
    assert power.describe_pace(table).endswith("The goal is met.")


def test_a_start_after_the_goal_leaves_no_year():
    table = pace("Azerbaijan: 2 GW more by 2027", first_year=2028)
    assert math.isnan(table["needed_gw_year"].iloc[0])
    assert "needed" not in set(table["kind"])
    assert "no year is left" in power.describe_pace(table)


def test_an_unknown_goal_names_the_known_ones():
    with pytest.raises(ValueError, match="6 GW by 2030"):
        pace("Atlantis: 1 GW by 2030")


@settings(deadline=None, max_examples=50)
@given(
    goal=st.sampled_from([aim.name for aim in power.AIMS]),
    first=st.integers(2026, 2031),
    planned=st.floats(0, 100),
)
def test_waiting_never_makes_a_goal_easier(goal, first, planned):
    now, later = (
        pace(goal, first_year=year, planned_percent=planned)["needed_gw_year"].iloc[0]
        for year in (first, first + 1)
    )
    assert math.isnan(later) or later >= now
    table = pace(goal, first_year=first, planned_percent=planned)
    assert table["reached"].iloc[0] >= first
    assert (table["capacity_gw"] >= 0).all()


def test_the_explorers_open_where_the_assumptions_say():
    known = assumed(data.load("power/assumptions"), "target-pace")
    assert known["first_year"] == (2026, 2026, 2029)
    assert known["planned_plants"] == (100, 0, 100)
    assert known["first_year"].value > COUNTS.query("country == 'AZE'")["on"].max().year


# --- pictures


@pytest.mark.parametrize(
    ("id", "reading"),
    [
        ("carbon-intensity", "Kazakhstan 2024: 802 g CO2e a kWh"),
        ("wind-and-solar", "Uzbekistan 2025: 10.50 TWh (national)"),
        ("power-mix-now", "Azerbaijan 2025, wind, solar: 2.7% (Energy Institute)"),
        ("capacity-share", "October 2025: 18.8%, 1.83 of 9.73 GW"),
        ("agreement-to-power", "Azerbaijan, in agreements: 25 to 28 GW (said in 2023)"),
        ("power-promises", "Khizi-Absheron opened in January 2026"),
    ],
)
def test_marks_read_as_the_figures_they_stand_for(id, reading):
    assert reading in figure(id).shown().readings


def test_wind_and_solar_can_be_compared_from_the_zero_line():
    bars = [mark for mark in figure("power-mix-now").shown().marks if "wind, solar:" in mark.text]
    starts = [bar.x - bar.width / 2 for bar in bars]
    assert len(bars) == 9 and max(starts) - min(starts) < 1  # places are whole points


def test_the_picture_of_pace_says_its_figures_in_words():
    state = figure("target-pace").shown(goal=SIX, planned_percent=100)
    assert "needed: 0.79 GW a year" in state.drawn
    assert "best year (2026): 0.24 GW" in state.drawn
    assert {
        "With the named plants in time, end of 2030: 3.80 GW, 63% of the goal",
        "Goal for 2030: 6.00 GW",
    } <= set(state.readings)


def test_a_met_goal_is_drawn_as_met():
    met = GOALS.assign(goal_gw=GOALS["base_gw"])
    drawing = figure("target-pace").drawn(power.target_pace(met, COUNTS, goal=SIX))
    assert drawing.title.endswith("the goal is met")
    assert "nothing more needed" in drawing.fragment


def test_each_part_of_a_mix_has_a_bar_with_its_reading():
    readings = figure("generation-mix").shown().readings
    assert "Tajikistan 2022, coal: 1.89 TWh, 8.5%" in readings
    assert not any("not split" in text for text in readings)


def test_a_goal_is_drawn_in_gigawatts_on_an_axis_of_its_own():
    for goal in GOALS.to_dict("records"):
        table = power.target_pace(GOALS, COUNTS, goal=goal["goal"], planned_percent=0)
        end = table["axis_end"].iloc[0]
        assert goal["goal_gw"] <= end and goal["base_gw"] + goal["planned_gw"] <= end
        assert f">{end:g} GW<" in figure("target-pace").shown(goal=goal["goal"]).drawn
