import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data
from corridors.states import SIX
from corridors.subjects import pivot
from tests.figures import figure

EVENTS, ACTORS = data.load("policy/events"), data.load("policy/event_actors")
SUMMITS = data.load("policy/summits")
STEPS = pivot.steps(EVENTS, ACTORS)
ASIA = STEPS[STEPS["side"] == pivot.CENTRAL_ASIA]
TRADE = data.load("policy/trade")
EXPORTS = pivot.eu_exports(TRADE)


# --- steps


def test_the_first_strategy_is_a_step_with_central_asia_although_the_eu_took_it_alone():
    first = ASIA[ASIA["form"] == pivot.DECISION].iloc[0]
    assert first["day"] == pd.Timestamp("2007-06-21") and "first strategy" in first["step"]


def test_things_built_wars_and_meetings_of_others_are_no_steps_of_the_eu():
    assert not STEPS["step"].str.contains("interconnector|invasion|China-Central Asia").any()
    assert set(STEPS["form"]) == set(pivot.FORMS)


def test_numbered_meetings_of_ministers_stand_in_the_order_of_their_numbers():
    numbered = ASIA["step"].str.extract(r"^(\d+)th EU-Central Asia ministerial")[0].dropna()
    assert numbered.astype(int).tolist() == list(range(9, 19))
    assert (ASIA.loc[numbered.index, "form"] == pivot.MEETING).all()


def test_a_meeting_of_both_sides_is_a_step_with_each():
    both = STEPS[STEPS["step"].str.startswith("Cross-regional ministerial")]
    assert sorted(both["side"]) == [pivot.AZERBAIJAN, pivot.CENTRAL_ASIA]


def test_resolutions_of_the_parliament_are_told_apart_from_other_steps():
    critical = STEPS[STEPS["form"] == pivot.CRITICISM]
    assert critical["step"].str.contains("European Parliament").all()
    known = {"2023-10", "2024-04", "2024-10", "2024-12", "2025-03", "2025-12"}
    assert known <= set(critical["day"].dt.strftime("%Y-%m"))
    assert set(critical["side"]) == {pivot.AZERBAIJAN}


def test_what_is_said_of_azerbaijan_counts_no_resolution_against_it_as_a_step():
    since = STEPS[STEPS["day"] >= pivot.WAR]
    said = pivot.describe_steps(since)
    against = f"Against it stand {(since['form'] == pivot.CRITICISM).sum()} resolutions"
    assert "With Azerbaijan the EU took 12 dated steps since 2022" in said and against in said
    assert said.count("resolutions") == 1


def test_every_step_has_its_own_place_in_the_pile_of_its_year():
    piled = pivot.stacked(STEPS, 2007)
    assert not piled.duplicated(["side", "year", "stack"]).any()
    tallest = piled.groupby(["side", "year"])["stack"].agg(lambda places: places.abs().max())
    assert (tallest == piled.groupby(["side", "year"]).size()).all()
    assert (piled.loc[piled["side"] == pivot.AZERBAIJAN, "stack"] < 0).all()


@settings(deadline=None, max_examples=40)
@given(cuts=st.lists(st.dates(dt.date(2007, 1, 2), dt.date(2026, 5, 31)), max_size=4))
def test_the_spans_of_a_pace_share_out_every_step_once(cuts):
    ends = [pd.Timestamp("2000-01-01"), pd.Timestamp("2026-06-01")]
    borders = sorted({*ends, *map(pd.Timestamp, cuts)})
    pace = pivot.pace(STEPS, borders)
    recent = STEPS[STEPS["day"] >= ends[0]]
    assert pace["steps"].sum() == len(recent)
    assert (pace["steps_a_year"] * pace["years"] - pace["steps"]).abs().max() < 1e-9


def test_a_pace_refuses_borders_out_of_order():
    with pytest.raises(ValueError, match="order of time"):
        pivot.pace(STEPS, [pivot.TRUMP, pivot.WAR])


def test_half_of_four_steps_is_taken_with_the_second():
    four = pd.DataFrame({"day": pd.to_datetime(["2001", "2002", "2003", "2020"], format="%Y")})
    assert pivot.half_taken_by(four, pd.Timestamp("2020-01-01")).year == 2002
    assert pivot.half_taken_by(four, pd.Timestamp("2019-12-31")).year == 2002
    with pytest.raises(ValueError, match="no step"):
        pivot.half_taken_by(four, pd.Timestamp("2000-01-01"))


def test_the_first_summit_was_in_print_as_planned_for_2024_in_october_2023():
    plans = pivot.summit_plans(SUMMITS, data.load("sources"))
    assert pivot.first_summit(SUMMITS) == pd.Timestamp("2025-04-04")
    assert plans["known_by"].iloc[0] == pd.Timestamp("2023-10-31")
    assert (plans["planned_to"] < pivot.first_summit(SUMMITS)).all()


def test_without_the_summit_the_error_says_which_row_is_missing():
    with pytest.raises(data.DataError, match="summit_number 1"):
        pivot.first_summit(SUMMITS[SUMMITS["partner"] != "EU27"])


# --- trade


def test_exports_to_kyrgyzstan_in_2023_were_ten_times_those_of_2021():
    sold = EXPORTS.set_index(["country", "year"])["exports_eur_bn"]
    assert sold["Kyrgyzstan", 2021] == pytest.approx(0.263239)
    assert sold["Kyrgyzstan", 2023] == pytest.approx(2.733763)
    assert pivot.growth(EXPORTS, 2021, 2023).index[0] == "Kyrgyzstan"
    assert pivot.growth(EXPORTS, 2021, 2023).iloc[0] == pytest.approx(2733.763 / 263.239)


def test_exports_come_from_one_source_and_have_every_country_every_year():
    assert EXPORTS["source_id"].nunique() == 1
    assert EXPORTS.groupby("year").size().eq(len(SIX)).all()


def test_a_country_without_exports_is_named():
    with pytest.raises(data.DataError, match="Tajikistan"):
        pivot.eu_exports(TRADE[TRADE["partner"] != "TJK"])


def test_growth_asks_for_years_that_are_there():
    with pytest.raises(KeyError, match="2030"):
        pivot.growth(EXPORTS, 2021, 2030)


def test_imports_are_as_the_eu_reports_them_in_euro():
    bought = pivot.eu_imports(TRADE).set_index(["country", "year"])["imports_eur_bn"]
    assert bought["Kazakhstan", 2021] == pytest.approx(17.548077)
    assert bought.index.is_unique and 2010 not in bought.index.get_level_values("year")


def test_seven_eighths_of_kazakh_sales_to_the_eu_were_fuels_in_ten_months_of_2022():
    part_year = data.load("policy/trade_part_year")
    assert pivot.fuel_share(part_year, "KAZ") == pytest.approx(21348.558 / 24336.049)
    with pytest.raises(KeyError, match="TJK"):
        pivot.fuel_share(part_year[part_year["partner"] != "TJK"], "TJK")


# --- the agreement


def test_ninety_percent_was_said_in_2019_2020_2022_and_2025():
    said = pivot.agreement_statements(data.load("policy/institutions"))
    assert sorted(set(said["day"].dt.year)) == [2019, 2020, 2022, 2025]
    assert set(said["agreed_percent"]) == {90}


def test_the_way_of_the_agreement_has_its_four_marks_in_order_of_time():
    marks = pivot.agreement_milestones(EVENTS)
    assert marks["mark"].tolist() == ["mandate", "talks open", "talks to resume", "not signed yet"]
    assert marks["day"].iloc[0] == pd.Timestamp("2016-11-14")


# --- pictures


@pytest.mark.parametrize(
    ("id", "readings"),
    [
        ("eu-steps", (STEPS["day"].dt.year >= 2007).sum()),
        ("eu-exports", 84),
        ("eu-azerbaijan-agreement", 9),
    ],
)
def test_a_picture_reads_every_mark_and_states_its_finding(id, readings):
    state = figure(id).shown()
    assert len(state.marks) == readings
    assert any(letter.isdigit() for letter in state.title)


def test_the_picture_of_steps_counts_each_period_without_the_criticism():
    it = figure("eu-steps")
    towards = it.table()[it.table()["form"] != pivot.CRITICISM]
    periods = towards["day"].ge(pivot.WAR).astype(int) + towards["day"].ge(pivot.TRUMP)
    counts = towards.groupby([towards["side"], periods]).size()
    for (_, period), count in counts.items():
        words = f">{count} before<" if period == 0 else f">{count}<"
        assert words in it.shown().drawn


def test_the_picture_of_the_agreement_counts_the_days_of_the_statements():
    it = figure("eu-azerbaijan-agreement")
    days = it.table()[it.table()["kind"] == "statement"]["day"].nunique()
    assert f"said {days} times" in it.shown().title
    assert it.shown().title.endswith("not signed yet")
    assert it.shown().drawn.count(">90%<") == days
