import functools

import pandas as pd
import pytest

from corridors import data
from corridors.assumptions import assumed
from corridors.subjects import freight, gas, power, scenario
from tests.figures import figure


@pytest.fixture(scope="module")
def fixed():
    return assumed(data.load("gas/assumptions"), "twenty-bcm")


@pytest.fixture(scope="module")
def grown():
    return assumed(data.load("freight/assumptions"), "corridor-growth")


@pytest.fixture(scope="module")
def observed():
    return gas.balance_by_year(
        data.load("gas/balance"), gas.exports_by_year(data.load("gas/exports"))
    )


@pytest.fixture(scope="module")
def givens():
    names = ("gas/balance", "gas/fields", "gas/transit_and_swaps", "gas/pipelines")
    return gas.given(*map(data.load, names), gas.pledge(data.load("gas/commitments")))


@pytest.fixture(scope="module")
def outlook(grown):
    return freight.corridor_outlook(
        data.preferred(data.load("freight/corridor")),
        data.load("freight/capacity"),
        data.load("freight/plans"),
        int(grown["last_year"].value),
    )


@pytest.fixture(scope="module")
def plants():
    return scenario.plants_by_date(data.load("power/projects"))


@pytest.fixture(scope="module")
def goals():
    best = data.preferred(data.load("power/capacity"))
    others = ("power/projects", "promises/promises", "sources")
    return power.goals(data.load("power/targets"), best, *map(data.load, others))


@pytest.fixture(scope="module")
def model(observed, givens, fixed, outlook, grown, plants, goals):
    return functools.partial(
        scenario.three_corridors,
        observed,
        givens,
        fixed,
        outlook,
        grown,
        plants,
        scenario.new_power(goals),
    )


def values(table, corridor):
    return table[table["corridor"] == corridor].set_index("year")["value"]


IN_FULL = {"delivered": 100, "late": 0, "demand": scenario.MIDDLE}


def test_in_full_and_on_time_gas_is_that_of_the_chapter_on_gas(model, observed, givens, fixed):
    names = ("production_change", "domestic_growth", "freed_bcm", "europe_share")
    chapter = gas.path_to_pledge(
        observed,
        givens,
        fixed,
        **{name: fixed[name].value for name in names},
        new_field=bool(fixed["new_field"].value),
        swap=bool(fixed["swap"].value),
    )
    ours = values(model(**IN_FULL), scenario.GAS)
    pd.testing.assert_series_equal(ours, chapter.set_index("year")["europe_bcm"], check_names=False)


def test_in_full_and_on_time_cargo_is_that_of_the_chapter_on_freight(model, outlook, grown):
    chapter = freight.corridor_growth(
        outlook,
        growth=grown["growth"].value,
        delay=0,
        capacity=float(outlook["capacity_mt_year"].max()),
    ).set_index("year")
    ours = values(model(**IN_FULL), scenario.FREIGHT)
    ahead = chapter["carried_mt"].dropna().loc[: scenario.LAST_YEAR]
    assert ours.loc[ahead.index].tolist() == pytest.approx(ahead.tolist())
    seen = chapter["observed_mt"].dropna().loc[ours.index[0] :]
    assert ours.loc[seen.index].tolist() == pytest.approx(seen.tolist())


def test_in_full_and_on_time_power_is_that_of_the_chapter_on_power(model, goals):
    best = data.preferred(data.load("power/capacity"))
    (goal,) = goals.loc[
        goals["country"].eq("AZE") & goals["counted"].eq(power.NEW), "goal"
    ].tolist()
    counted = power.counts(best)
    pace = power.target_pace(goals, counted, goal=goal)
    plan = pace.loc[pace["kind"] == "planned plants", "capacity_gw"].iloc[0]
    aim = scenario.new_power(goals)
    assert values(model(**IN_FULL), scenario.POWER)[aim.year] == pytest.approx(plan)


def test_when_nothing_comes_power_stays_and_gas_and_cargo_have_no_new_room(model, outlook):
    table = model(delivered=0, late=0, demand=scenario.HIGH)
    built = values(table, scenario.POWER)
    assert built.loc[2026:].nunique() == 1 and built.iloc[-1] == pytest.approx(0.47)
    room = outlook["capacity_mt_year"].dropna().iloc[0]
    assert values(table, scenario.FREIGHT).iloc[-1] == pytest.approx(room)
    late = model(delivered=0, late=5, demand=scenario.HIGH)
    pd.testing.assert_frame_equal(table, late)


@pytest.mark.parametrize("demand", scenario.DEMANDS)
def test_later_or_less_never_brings_more(model, demand):
    before = None
    for delivered, late in ((100, 0), (100, 2), (60, 2), (60, 5), (0, 5)):
        table = model(delivered=delivered, late=late, demand=demand)
        if before is not None:
            assert (table["value"] <= before["value"] + 1e-9).all()
        before = table


def test_a_plant_that_runs_is_never_late_nor_in_part(plants):
    late = scenario.power_built(plants, delivered=0, late=5, first_year=2021).set_index("year")
    assert late["built_gw"][2023] == pytest.approx(0.23)
    assert late["built_gw"][2026] == pytest.approx(0.47)
    assert set(late.loc[:2026, "kind"]) == {"observed"}
    full = scenario.power_built(plants, delivered=100, late=0, first_year=2021)
    assert full["built_gw"].iloc[-1] == pytest.approx(plants["capacity_gw"].sum())


def test_demand_moves_cargo_up_and_gas_for_europe_down(model):
    low, high = (model(delivered=100, late=0, demand=d) for d in (scenario.LOW, scenario.HIGH))
    assert values(high, scenario.FREIGHT).iloc[-1] > values(low, scenario.FREIGHT).iloc[-1]
    assert values(high, scenario.GAS).iloc[-1] < values(low, scenario.GAS).iloc[-1]


def test_what_is_observed_is_the_same_in_every_state(model):
    seen = [
        table[table["kind"] == "observed"].reset_index(drop=True)
        for table in (model(**IN_FULL), model(delivered=0, late=5, demand=scenario.LOW))
    ]
    pd.testing.assert_frame_equal(*seen)


def test_no_state_reaches_any_of_the_three_aims_by_its_date(model):
    for demand in scenario.DEMANDS:
        found = scenario.reached(model(delivered=100, late=0, demand=demand))
        assert (found["then"] < found["aim"]).all()


def test_an_unknown_demand_names_the_known_ones(model):
    with pytest.raises(ValueError, match="as in the chapters"):
        model(delivered=100, late=0, demand="great")


def test_a_country_that_promised_nothing_new_is_named(goals):
    with pytest.raises(ValueError, match="TJK"):
        scenario.new_power(goals, "TJK")


def test_every_year_of_a_corridor_and_the_three_aims_have_a_reading():
    for state in figure("three-corridors").states:
        assert len(state.marks) == len(state.rows) + 3, state.choices
