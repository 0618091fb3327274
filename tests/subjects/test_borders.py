import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors import data
from corridors.assumptions import assumed
from corridors.subjects import borders, freight
from tests.figures import figure

PLACES = data.load("geo/places")
CROSSINGS = data.preferred(data.load("freight/border_crossings"))
LPI = data.load("policy/logistics_performance")
ASSUMPTIONS = data.load("freight/assumptions")
RANGES = freight.route_ranges(
    data.load("freight/route_claims"), data.load("freight/freight_rates"), ASSUMPTIONS
)
CLAIMED = borders.claimed_days(RANGES)
TIMES = borders.crossings(CROSSINGS, PLACES, "crossing_time")
KAZAKH_RAIL = 69.7

NEUTRAL = {"hours": 40.6, "crossings": 4, "saved": 50, "value": 90_000, "time_cost": 0.6}


# --- crossings


def test_kazakh_rail_crossings_slowed_from_39_9_to_69_7_hours_year_after_year():
    rail = TIMES[TIMES["series"] == "Kazakhstan, rail"]
    assert rail["crossing_hours"].to_list() == [39.9, 48.6, 57.2, 67.4, KAZAKH_RAIL]


def test_the_later_edition_of_a_year_stands_for_it():
    road = TIMES[(TIMES["series"] == "Kazakhstan, road") & (TIMES["year"] == 2020)]
    assert road["crossing_hours"].to_list() == [8.6]


def test_single_points_come_after_the_means_and_only_when_asked_for():
    with_points = borders.crossings(CROSSINGS, PLACES, "crossing_time", points=True)
    names = list(dict.fromkeys(with_points["series"]))
    assert names[-1].startswith("Baku port") and "Baku port in, road" not in set(TIMES["series"])
    assert len(names) == TIMES["series"].nunique() + 4


def test_a_series_of_one_year_is_no_series():
    assert "Georgia, road" not in set(TIMES["series"])
    assert (TIMES.groupby("series")["year"].nunique() > 1).all()


def test_costs_rose_in_four_of_five_series():
    ends = borders.changes(borders.crossings(CROSSINGS, PLACES, "crossing_cost"))
    assert (ends["last"] > ends["first"]).sum() == 4 and len(ends) == 5


def test_another_measure_is_refused():
    with pytest.raises(data.DataError):
        borders.crossings(CROSSINGS, PLACES, "transport_cost")


# --- logistics scores


def test_azerbaijan_was_125th_in_2014_and_has_not_been_ranked_since():
    azerbaijan = borders.logistics_scores(LPI, PLACES).query("country == 'Azerbaijan'")
    last = azerbaijan.iloc[-1]
    assert (last["year"], last["rank"]) == (2014, 125)
    assert "Azerbaijan 2.6 in 2010, 2.4 in 2014, rank 125, not ranked since 2014" in (
        borders.describe_scores(borders.logistics_scores(LPI, PLACES))
    )


def test_a_tenth_more_is_no_clear_rise():
    table = borders.logistics_scores(LPI, PLACES)
    assert borders.clearly_higher(table) == (1, 4)
    same = table.assign(score=table["score"].where(table["year"] < 2023, 2.0))
    assert borders.clearly_higher(same) == (0, 4)


def test_a_missing_edition_stays_missing():
    table = borders.logistics_scores(LPI, PLACES)
    assert table.query("country == 'Turkmenistan'")["year"].to_list() == [2010, 2014, 2016, 2018]


@pytest.mark.parametrize("component", borders.COMPONENTS.values())
def test_every_component_has_scores_between_one_and_five(component):
    table = borders.logistics_scores(LPI, PLACES, component=component)
    assert table["score"].between(1, 5).all() and table["country"].nunique() == 11
    assert table["rank"].notna().any() == (component == "overall")


# --- what faster borders would bring


def test_four_borders_lie_between_xian_and_the_eu_by_the_black_sea():
    legs, nodes = data.load("freight/legs"), data.load("freight/nodes")
    path = borders.borders_crossed(legs, nodes, "titr_poti_path", "titr_black_sea_path")
    assert path == 4 == assumed(ASSUMPTIONS, "border-time")["crossings"].value


def test_the_claims_of_the_corridor_are_those_of_the_freight_chapter():
    assert CLAIMED == {"Every claim": (10, 60), "From practice": (18, 55)}


def test_half_the_border_time_by_hand():
    rows = borders.border_time(CLAIMED, **NEUTRAL).set_index("part")
    now = 4 * 40.6 / 24
    assert rows.loc["At borders", "now_high_days"] == pytest.approx(now)
    assert rows.loc["At borders", "then_high_days"] == pytest.approx(now / 2)
    assert rows.loc["From practice", "then_low_days"] == pytest.approx(18 - now / 2)
    assert rows["saved_usd"].iloc[0] == pytest.approx(now / 2 * 90_000 * 0.006)


@given(st.floats(0, 100), st.integers(1, 8), st.floats(1_000, 200_000), st.floats(0.01, 2.1))
def test_nothing_saved_changes_nothing(hours, crossings, value, time_cost):
    table = borders.border_time(
        CLAIMED, hours=hours, crossings=crossings, saved=0, value=value, time_cost=time_cost
    )
    assert (table["then_low_days"] == table["now_low_days"]).all()
    assert (table["then_high_days"] == table["now_high_days"]).all()
    assert (table["saved_days"] == 0).all() and (table["saved_usd"] == 0).all()


@given(st.floats(0, 99), st.floats(0.5, 1), st.integers(1, 7), st.floats(0.1, 70))
def test_saving_more_or_at_more_borders_never_saves_less(saved, more, crossings, hours):
    def days(**change):
        return borders.border_time(CLAIMED, **(NEUTRAL | {"hours": hours} | change))

    less = days(saved=saved, crossings=crossings)
    assert (
        days(saved=saved + more, crossings=crossings)["saved_usd"].iloc[0]
        >= (less["saved_usd"].iloc[0])
    )
    assert (
        days(saved=saved, crossings=crossings + 1)["saved_days"].iloc[0]
        >= (less["saved_days"].iloc[0])
    )


@given(st.floats(0, 70), st.integers(1, 8), st.floats(0, 100))
def test_no_trip_becomes_shorter_than_the_time_that_is_left_at_borders(hours, crossings, saved):
    table = borders.border_time(
        CLAIMED, **(NEUTRAL | {"hours": hours, "crossings": crossings, "saved": saved})
    )
    left = table["then_high_days"].iloc[0]
    trips = table.iloc[1:]
    assert (trips["then_low_days"] >= left - 1e-9).all() or trips["too_short"].any()
    assert (trips["then_low_days"] >= 0).all()
    assert (trips["then_low_days"] <= trips["then_high_days"]).all()


def test_a_claim_shorter_than_the_borders_alone_is_left_as_it_is_and_named():
    table = borders.border_time(CLAIMED, **(NEUTRAL | {"hours": KAZAKH_RAIL}))
    every = table.set_index("part").loc["Every claim"]
    assert every["too_short"] and every["then_low_days"] == 10
    assert "less than the time at borders alone" in borders.describe_border_time(table)
    short = borders.border_time(CLAIMED, **NEUTRAL)
    assert "less than the time at borders alone" not in borders.describe_border_time(short)


def test_nothing_is_left_at_borders_when_all_is_saved():
    table = borders.border_time(CLAIMED, **(NEUTRAL | {"saved": 100}))
    assert table["then_high_days"].iloc[0] == 0


def test_series_come_by_how_much_they_rose():
    for table in (TIMES, borders.crossings(CROSSINGS, PLACES, "crossing_cost")):
        ends = borders.changes(table)
        assert (ends["last"] / ends["first"]).is_monotonic_decreasing


# --- pictures


@pytest.mark.parametrize(
    ("id", "reading"),
    [
        ("border-hours", "Kazakhstan, rail 2023: 69.7 hours"),
        ("border-costs", "Kazakhstan, road 2021: 567 USD"),
        ("logistics-performance", "Azerbaijan 2014: overall score 2.4"),
        ("border-time", "From practice, now: 18.0 to 55.0 days"),
    ],
)
def test_marks_read_as_the_figures_they_stand_for(id, reading):
    assert reading in figure(id).shown().readings


def test_titles_state_the_finding_from_the_numbers():
    assert "from 40 to 70 hours" in figure("border-hours").shown().title
    scores = figure("logistics-performance").shown().title
    assert scores.startswith("Overall score: 1 of the 4 states")
    assert figure("border-time").shown().title.startswith("3.4 days less at borders are worth")
