import pytest

from corridors import data
from corridors.subjects import raw_materials as raw
from tests.figures import figure

MATERIALS = data.load("policy/raw_materials")
SHARES = raw.shares(MATERIALS, data.load("sources"))


def test_every_share_in_percent_of_the_region_is_there_and_none_is_lost():
    wanted = MATERIALS[MATERIALS["place"].isin(list(raw.PLACES)) & MATERIALS["unit"].eq("percent")]
    assert len(SHARES) == len(wanted) + 1, "one share is computed from tonnes"
    assert SHARES["material"].notna().all() and SHARES["said_by"].notna().all()


def test_sources_that_disagree_on_chromium_all_stay():
    chromium = SHARES[SHARES["material"] == "Chromium"]
    assert sorted(chromium["share_percent"]) == [30.0, 30.07, 30.7]


def test_kazakhstan_mined_43_percent_of_the_worlds_uranium_in_2022_as_the_association_prints():
    table = raw.mined_and_supplied(MATERIALS).set_index("year")
    stated = SHARES[(SHARES["year"] == 2022) & (SHARES["kind"] == raw.OUTPUT)]
    stated = stated[stated["place"] == "Kazakhstan"]["share_percent"].iloc[0]
    assert round(table.loc[2022, "kazakh_share_percent"]) == stated == 43
    assert table.loc[2022, "eu_supply_percent"] == 26.82


def test_tonnes_of_uranium_add_up_to_the_world_and_are_missing_where_it_is_not_known():
    table = raw.uranium(MATERIALS).set_index("year")
    known = table.dropna(subset="world_t")
    together = known["kazakhstan_t"] + known["uzbekistan_t"] + known["rest_t"]
    assert (together - known["world_t"]).abs().max() < 1e-6
    assert table.loc[2023, ["world_t", "rest_t"]].isna().all()
    assert table.loc[2023, "kazakhstan_t"] == 21_112


def test_suppliers_of_uranium_come_largest_first_and_never_exceed_the_whole():
    supply = raw.uranium_supply(MATERIALS)
    newest = supply[supply["year"] == 2022]
    assert newest["origin"].iloc[0] == "KAZ"
    assert supply.groupby("year")["share_percent"].sum().le(100).all()


def test_an_unknown_choice_names_the_known_ones():
    with pytest.raises(ValueError, match="Uranium"):
        raw.chosen(SHARES, material="Gold")
    with pytest.raises(ValueError, match="in the ground"):
        raw.chosen(SHARES, measure="by weight")


def test_a_share_that_nobody_states_is_unknown_and_not_zero():
    nothing = raw.chosen(SHARES, material="Chromium", measure=raw.SUPPLY)
    assert len(nothing) == 1 and nothing["share_percent"].isna().all()
    assert "does not mean it is zero" in raw.describe_chosen(nothing)


def test_a_single_statement_is_one_statement():
    one = raw.chosen(SHARES, material="Lead")
    assert raw.describe_chosen(one).startswith("One statement: in the ground, 20 percent of lead")


def test_choices_of_measure_share_out_all_statements():
    parts = [len(raw.chosen(SHARES, measure=kind)) for kind in raw.KINDS]
    assert sum(parts) == len(raw.chosen(SHARES)) == len(SHARES)


def test_every_statement_of_a_choice_has_its_reading():
    materials = figure("raw-materials")
    for state in materials.states:
        known = materials.table(**state.choices)["share_percent"].notna().sum()
        assert len(state.marks) == max(known, 1), state.choices
        assert not state.title.startswith("1 materials") and " 1 materials" not in state.title


def test_the_picture_of_uranium_reads_every_bar_and_says_both_shares():
    uranium = figure("uranium")
    assert len(uranium.shown().marks) == 3 * uranium.table()["world_t"].notna().sum()
    assert "43%" in uranium.shown().title and "27%" in uranium.shown().title
