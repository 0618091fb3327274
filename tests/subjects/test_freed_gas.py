import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data, units
from corridors.assumptions import assumed
from corridors.subjects import freed_gas, gas
from tests.figures import figure

SAVED = "power/gas_saved"


@pytest.fixture(scope="module")
def rules():
    names = ("project_figures", "gas_saved", "generation", "projects")
    return freed_gas.official_rules(*(data.load(f"power/{name}") for name in names))


@pytest.fixture(scope="module")
def plants():
    names = ("gas_saved", "generation", "emission_factors", "losses_and_costs")
    return freed_gas.yardsticks(*(data.load(f"power/{name}") for name in names))


@pytest.fixture(scope="module")
def known(rules):
    names = ("power/gas_saved", "power/generation", "gas/exports", "gas/commitments")
    return freed_gas.given(rules, *(data.load(name) for name in names))


@pytest.fixture(scope="module")
def model(known):
    return functools.partial(freed_gas.freed_gas, known)


FLEET = 5 / 24.61
"""Gas that Azerbaijan's plants burnt in 2025 over the power they made, bcm a TWh."""
MIDDLE = {"capacity": 2, "capacity_factor": 30, "efficiency": 49.22, "gas_share": 100}


# --- units


def test_a_plant_of_58_percent_burns_172_cubic_metres_a_mwh_on_the_net_value():
    assert units.net_kwh_per_cubic_metre("ministry") == pytest.approx(10)
    assert freed_gas.gas_per_mwh(58) == pytest.approx(1000 / 5.8)


def test_taking_the_gross_for_the_net_value_would_understate_the_gas_by_a_tenth():
    on_gross = 1000 / (units.kwh_per_cubic_metre("ministry") * 0.58)
    assert on_gross / freed_gas.gas_per_mwh(58) == pytest.approx(0.9)


@given(st.floats(1, 100))
def test_efficiency_and_gas_a_mwh_are_each_others_inverse(efficiency):
    assert freed_gas.efficiency_of(freed_gas.gas_per_mwh(efficiency)) == pytest.approx(efficiency)


@pytest.mark.parametrize("wrong", [0, -5, 101, float("nan")])
def test_an_impossible_efficiency_is_refused(wrong):
    with pytest.raises(ValueError, match="efficiency"):
        freed_gas.gas_per_mwh(wrong)


def test_no_gas_makes_no_power():
    with pytest.raises(ValueError, match="no power"):
        freed_gas.efficiency_of(0)


# --- the rule


def test_the_official_rule_of_azerbaijan_is_0_22_bcm_a_twh(rules):
    assert freed_gas.rule_of(rules, "AZE") == pytest.approx(220)
    ours = rules[rules["country"] == "AZE"]["gas_m3_mwh"]
    assert ours.min() == pytest.approx(0.496 / 2.305 * 1000)
    assert ours.max() == pytest.approx(0.38 / 1.7 * 1000)


def test_uzbekistans_rule_is_the_0_305_bcm_a_twh_that_its_source_prints(rules):
    (row,) = rules[(rules["country"] == "UZB") & (rules["kind"] == "counted")].to_dict("records")
    assert row["gas_m3_mwh"] == pytest.approx(305, abs=0.5)


def test_every_saving_that_has_an_output_beside_it_makes_a_rule(rules):
    figures = data.load("power/project_figures")
    stated = figures["measure"].isin(["gas_saved_annual", "gas_saved_cumulative"]).sum()
    national = data.load(SAVED).query("measure == 'gas_saved' and country == 'UZB'")
    of_years = data.calendar_years(data.preferred(national))
    assert len(rules) == stated + len(of_years)


def test_a_counted_saving_is_not_joined_to_a_planned_output(rules):
    garadagh = rules[rules["name"] == "Garadagh solar"].set_index("kind")["energy_twh"]
    assert garadagh.to_dict() == {"plan": 0.5, "counted": 1.0}


def test_a_country_without_a_rule_is_named(rules):
    with pytest.raises(KeyError, match="KAZ"):
        freed_gas.rule_of(rules, "KAZ")


def test_azerbaijans_plants_burn_about_5_bcm_for_24_6_twh():
    it = freed_gas.gas_fired(data.load(SAVED), data.load("power/generation"))
    assert it == (2025, 5, 24.61)


def test_three_yardsticks_are_36_49_and_58_percent(plants):
    assert plants["efficiency_percent"].round().tolist() == [36, 49, 58]
    assert plants["efficiency_percent"].iloc[0] == pytest.approx(56.9 * 3.6 / 569 * 100)
    assert plants["gas_m3_mwh"].iloc[1] == pytest.approx(FLEET * 1000)
    assert plants["gas_m3_mwh"].is_monotonic_decreasing


def test_the_official_rule_is_above_a_new_plant_and_below_an_old_one(rules, plants):
    old, own, new = plants["gas_m3_mwh"]
    assert new < own < freed_gas.rule_of(rules, "AZE") < old


# --- the model


def test_the_middle_state_by_hand(model):
    table = model(**MIDDLE | {"efficiency": freed_gas.efficiency_of(FLEET * 1000)})
    made = 2 * 8.76 * 0.3
    rule, per_gw, burnt = table["freed_bcm"]
    assert rule == pytest.approx(0.22 * made)
    assert per_gw == pytest.approx(2 * 0.5)
    assert burnt == pytest.approx(FLEET * made)
    assert table["gap_bcm"].unique() == pytest.approx([20 - 12.8])
    assert table["gap_percent"].iloc[0] == pytest.approx(0.22 * made / 7.2 * 100)


def test_nothing_built_frees_nothing(model):
    table = model(**MIDDLE | {"capacity": 0})
    assert (table[["freed_bcm", "made_twh", "replacing_twh", "other_twh"]] == 0).all(axis=None)
    assert "no gas is freed" in freed_gas.describe_freed(table)


def test_power_that_is_all_exported_frees_nothing(model):
    table = model(**MIDDLE | {"gas_share": 0})
    assert (table["freed_bcm"] == 0).all()
    assert table["other_twh"].iloc[0] == table["made_twh"].iloc[0] > 0
    assert freed_gas.describe_freed(table).startswith("None of the 5.3 TWh")


def test_no_more_is_freed_than_plants_burn_and_replaced_than_they_make(model):
    table = model(capacity=8, capacity_factor=50, efficiency=36, gas_share=100)
    assert table["limited"].all()
    assert table["replacing_twh"].unique() == [24.61]
    assert table["freed_bcm"].max() == 5


def test_all_the_gas_that_plants_burn_is_less_than_what_is_missing_to_the_pledge(known):
    assert known.gap_bcm == pytest.approx(7.2)
    assert known.plants.gas_bcm < known.gap_bcm


def test_the_presidents_rule_does_not_ask_how_much_the_plants_run(model):
    low, high = (model(**MIDDLE | {"capacity_factor": n})["freed_bcm"] for n in (20, 50))
    assert low.iloc[1] == high.iloc[1]
    assert low.iloc[0] < high.iloc[0]


def test_a_met_pledge_leaves_no_gap_and_no_share_of_it(known):
    met = known._replace(target=gas.Pledge(2027, 10.0))
    table = freed_gas.freed_gas(met, **MIDDLE)
    assert (table["gap_bcm"] == 0).all() and table["gap_percent"].isna().all()
    assert "nothing is missing" in freed_gas.describe_freed(table)


@settings(deadline=None)
@given(
    capacity=st.floats(0, 20),
    capacity_factor=st.floats(0, 100),
    efficiency=st.floats(20, 65),
    gas_share=st.floats(0, 100),
)
def test_power_made_is_power_that_replaces_gas_and_other_power(model, **choices):
    table = model(**choices)
    assert (table["made_twh"] - table["replacing_twh"] - table["other_twh"]).abs().max() < 1e-9
    assert table["freed_bcm"].between(0, 5).all() and (table["other_twh"] >= 0).all()


@settings(deadline=None)
@given(efficiency=st.floats(20, 64), more=st.floats(0.1, 1))
def test_better_gas_plants_mean_less_gas_freed(model, efficiency, more):
    one, other = (
        model(**MIDDLE | {"efficiency": value})["freed_bcm"].iloc[2]
        for value in (efficiency, efficiency + more)
    )
    assert other < one


@pytest.mark.parametrize(
    "wrong", [{"capacity": -1}, {"capacity_factor": 101}, {"gas_share": 150}, {"gas_share": -1}]
)
def test_impossible_choices_are_refused(model, wrong):
    with pytest.raises(ValueError, match="cannot replace"):
        model(**MIDDLE | wrong)


def test_the_capacity_factor_opens_at_what_the_stated_plants_give():
    figures = data.load("power/project_figures").query(
        "measure == 'expected_generation' and country == 'AZE' and project != 'masdar_three_plants'"
    )
    capacity = data.load("power/projects").set_index("project")["capacity_mw"]
    megawatts = sum(
        capacity[["bilasuvar", "neftchala"]].sum()
        if project == "bilasuvar_neftchala"
        else capacity[project]
        for project in figures["project"]
    )
    planned = figures["value"].sum() / (megawatts / 1000 * 8.76) * 100
    opens = assumed(data.load("power/assumptions"), "freed-gas")["capacity_factor"]
    assert planned == pytest.approx(29, abs=0.5)
    assert opens.value == pytest.approx(planned, abs=2)


def test_the_capacity_opens_at_a_target_and_ends_at_one():
    targets = data.load("power/targets").query("country == 'AZE' and unit == 'GW'")
    opens = assumed(data.load("power/assumptions"), "freed-gas")["capacity"]
    added = targets.query("measure == 'renewables_capacity_added'")
    assert opens.value in added["value"].tolist()
    (last,) = targets.query("measure == 'solar_and_wind_capacity'")["value"]
    assert opens.high == last


# --- pictures


def test_marks_read_as_the_figures_they_stand_for():
    assert {
        "official rule per MWh: 1.16 bcm a year",
        "Missing to the pledge: 7.2 bcm a year",
    } <= set(figure("freed-gas").shown().readings)


def test_rules_and_plants_stand_in_one_table(rules, plants):
    table = freed_gas.rules_and_plants(rules, plants)
    assert list(table["name"]) == [*rules["name"], *plants["plant"]]
    assert table["gas_m3_mwh"].notna().all()
