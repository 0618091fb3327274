import re

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


def test_the_largest_share_of_each_kind_is_said_with_its_source():
    said = raw.describe_overview(raw.overview(SHARES))
    assert said.startswith(f"{len(SHARES)} statements.")
    assert "in the ground, 40 percent of manganese ore" in said


def test_every_statement_has_its_reading():
    shown = figure("raw-materials").shown()
    assert len(shown.marks) == len(SHARES)
    assert "in the ground" in shown.title


def test_the_picture_of_uranium_reads_every_bar_and_its_title_says_what_is_drawn():
    uranium = figure("uranium")
    assert len(uranium.shown().marks) == 3 * uranium.table()["world_t"].notna().sum()
    labels = set(re.findall(r">(\d+%)<", uranium.shown().drawn))
    assert set(re.findall(r"\d+%", uranium.shown().title)) <= labels
    assert "27 percent of the EU's" in uranium.shown().sentence
