import numpy as np
import pandas as pd
import pytest

from corridors import data
from corridors.subjects import geography
from corridors.subjects.geography import Window


@pytest.fixture(scope="module")
def tables():
    names = ("geo/outlines", "freight/nodes", "freight/legs", "geo/sea_lanes")
    return [data.load(name) for name in names]


@pytest.fixture
def nodes():
    return pd.DataFrame(
        {
            "node": ["a", "b", "c"],
            "name": ["Here", "There", "Yonder"],
            "country": ["AZE", "GEO", "ROU"],
            "longitude": [0.0, 90.0, 10.0],
            "latitude": [0.0, 0.0, 10.0],
        }
    )


@pytest.fixture
def legs():
    return pd.DataFrame(
        {
            "route": ["tripp_path", "other", "other"],
            "sequence": [1, 2, 1],
            "from_node": ["a", "b", "a"],
            "to_node": ["b", "c", "b"],
            "mode": ["rail", "sea", "rail"],
        }
    )


@pytest.fixture
def lanes():
    return pd.DataFrame(
        {
            "from_node": "b",
            "to_node": "c",
            "sequence": [2, 1, 3],
            "longitude": [50.0, 90.0, 10.0],
            "latitude": [20.0, 0.0, 10.0],
        }
    )


def shoelace(ring):
    x, y = ring.T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def test_a_ring_is_cut_at_the_edges_of_the_window():
    square = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], dtype=float)
    cut = geography.cut_ring(square, Window(5, -5, 20, 4))
    assert shoelace(cut) == pytest.approx(5 * 4)
    assert cut.min(axis=0).tolist() == [5, 0]
    assert cut.max(axis=0).tolist() == [10, 4]
    assert cut[0].tolist() == cut[-1].tolist()


def test_a_ring_inside_the_window_keeps_its_direction_and_area():
    clockwise = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]], dtype=float)
    assert shoelace(geography.cut_ring(clockwise, Window(-5, -5, 5, 5))) == pytest.approx(-1)


def test_a_ring_outside_the_window_leaves_nothing():
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 0]], dtype=float)
    assert len(geography.cut_ring(square, Window(5, 5, 6, 6))) == 0


def test_legs_come_in_the_order_of_the_route(nodes, legs, lanes):
    table = geography.routes(nodes, legs, lanes, {"Way": ["other"]})
    ends = table.drop_duplicates("part")[["from_place", "to_place"]].to_numpy().tolist()
    assert ends == [["Here", "There"], ["There", "Yonder"]]


def test_a_leg_by_sea_follows_its_lane(nodes, legs, lanes):
    table = geography.routes(nodes, legs, lanes, {"Way": ["other"]})
    at_sea = table[table["mode"] == "sea"]
    assert at_sea["longitude"].tolist() == [90, 50, 10]


def test_a_leg_on_land_bends_at_the_middle_of_the_great_circle(nodes, legs, lanes):
    table = geography.routes(nodes, legs, lanes, {"Way": ["tripp_path"]})
    assert table["longitude"].tolist() == pytest.approx([0, 45, 90])
    assert table["planned"].all()


def test_places_keep_the_order_chosen(nodes):
    table = geography.places(nodes, ["c", "a"])
    assert table["name"].tolist() == ["Yonder", "Here"]
    assert table["country"].tolist() == ["ROU", "AZE"]


def test_a_place_that_is_not_there_is_an_error(nodes):
    with pytest.raises(KeyError):
        geography.places(nodes, ["nowhere"])


@pytest.mark.parametrize("table_of", [geography.gas_corridor, geography.freight_corridor])
def test_a_map_has_every_kind_of_row_and_no_vertex_without_a_place(tables, table_of):
    table = table_of(*tables)
    assert set(table["kind"]) >= {"land", "lake", "border", "route", "place"}
    assert table[["longitude", "latitude"]].notna().all(axis=None)
    assert not table.duplicated(["kind", "part", "sequence"]).any()


def test_the_caspian_is_water_and_baku_and_the_middle_of_kazakhstan_are_land(tables):
    outlines = tables[0]

    def rings(kind):
        chosen = outlines[outlines["kind"] == kind].groupby("part")
        return [ring[["longitude", "latitude"]].to_numpy(float) for _, ring in chosen]

    def inside(ring, x, y):
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        level = (y0 > y) != (y1 > y)
        at = x0 + (y - y0) / np.where(level, y1 - y0, 1) * (x1 - x0)
        return bool((level & (at > x)).sum() % 2)

    def on_land(x, y):
        return any(inside(ring, x, y) for ring in rings("land")) and not any(
            inside(ring, x, y) for ring in rings("lake")
        )

    assert not on_land(51, 42)
    assert on_land(49.6, 40.5)
    assert on_land(67, 48)


def test_outer_rings_turn_left_and_the_lake_turns_right(tables):
    outlines = tables[0]
    for kind, sign in (("land", 1), ("lake", -1)):
        for _, ring in outlines[outlines["kind"] == kind].groupby("part"):
            vertices = ring[["longitude", "latitude"]].to_numpy(float)
            assert sign * shoelace(vertices) > 0
            assert vertices[0].tolist() == vertices[-1].tolist()


def test_every_sea_leg_of_a_map_has_a_lane(tables):
    _, _, legs, lanes = tables
    drawn = legs[(legs["mode"] == "sea") & (legs["kind"] == "path")]
    with_lane = set(zip(lanes["from_node"], lanes["to_node"], strict=True))
    assert set(zip(drawn["from_node"], drawn["to_node"], strict=True)) <= with_lane


def test_every_route_of_a_map_is_in_the_table_of_legs(tables):
    known = set(tables[2]["route"])
    for corridors in (geography.GAS_CORRIDOR, geography.FREIGHT_CORRIDORS):
        assert {route for members in corridors.values() for route in members} <= known
    assert set(geography.NOT_YET_BUILT) <= known


# the region in time


@pytest.fixture(scope="module")
def lines():
    return data.load("geo/lines")


@pytest.fixture(scope="module")
def stages():
    return data.load("geo/stages")


def in_year(lines, stages, year, **layers):
    return geography.region_in(lines, stages, year=year, **layers).set_index("line")


def test_a_line_is_planned_then_built_then_open(lines, stages):
    railway = {
        year: in_year(lines, stages, year)["stage"].get("Baku-Tbilisi-Kars railway")
        for year in (2006, 2007, 2016, 2017, 2026)
    }
    assert railway == {
        2006: None,
        2007: "being built",
        2016: "being built",
        2017: "open",
        2026: "open",
    }


def test_the_year_named_for_completion_is_the_last_one_named_by_then(lines, stages):
    cable = {
        year: in_year(lines, stages, year).loc["Black Sea cable", "due"]
        for year in (2022, 2025, 2026)
    }
    assert cable == {2022: 2029, 2025: 2030, 2026: 2032}


def test_an_open_line_is_due_no_more(lines, stages):
    table = in_year(lines, stages, 2026)
    assert table.loc[table["stage"] == "open", "due"].isna().all()
    assert table.loc["Trans-Caspian pipeline", ["stage", "due"]].tolist() == ["planned", 2019]


@pytest.mark.parametrize("layer", ["gas", "freight", "power"])
def test_a_layer_taken_away_takes_its_lines_and_no_other(lines, stages, layer):
    whole = in_year(lines, stages, 2026)
    without = in_year(lines, stages, 2026, **{layer: False})
    gone = set(whole.index) - set(without.index)
    assert gone == set(lines.loc[lines["layer"] == layer, "name"])


def test_no_layer_leaves_the_columns_and_a_sentence(lines, stages):
    nothing = geography.region_in(lines, stages, year=2026, gas=False, freight=False, power=False)
    assert nothing.empty and "line" in nothing
    assert geography.describe_region(nothing).startswith("No layer is chosen")


def test_lines_never_vanish_and_never_go_back_a_stage(lines, stages):
    order = list(geography.STAGES.values())
    first, last = geography.years_of_stages(stages)
    before = {}
    for year in range(first, last + 1):
        now = in_year(lines, stages, year)["stage"].map(order.index).to_dict()
        assert set(before) <= set(now)
        assert all(now[line] >= stage for line, stage in before.items())
        before = now
    assert set(before) == set(lines["name"])


def test_the_summary_counts_every_line_once(lines, stages):
    table = geography.region_in(lines, stages, year=2026)
    counts = geography.lines_by_stage(table)
    assert counts.to_numpy().sum() == len(table)
    assert geography.describe_region(table) == (
        "Lines in 2026: gas: 7 open, 1 planned; freight: 4 open, 3 being built, 1 "
        "planned; green power: 1 open, 5 planned."
    )


def test_a_date_carried_from_another_table_stands_there_with_the_same_source(stages):
    for row in stages[stages["carried_from"].notna()].to_dict("records"):
        there = data.load(row["carried_from"])
        cited = there[there.filter(regex="source_id$").eq(row["source_id"]).any(axis=1)]
        assert not cited.empty, row
        starts = {
            span.left.year
            for column in cited
            if isinstance(cited[column].dtype, pd.IntervalDtype)
            for span in cited[column].dropna()
        }
        numbers = {
            int(value)
            for column in cited.select_dtypes("number")
            for value in cited[column].dropna()
        }
        wanted = row["since"].left.year if row["stage"] != "due" else int(row["due_year"])
        assert wanted in starts | numbers, row


def test_due_rows_alone_name_a_year(stages):
    assert (stages["due_year"].notna() == (stages["stage"] == "due")).all()


def test_every_line_has_its_legs_and_one_polyline(tables, lines):
    _, nodes, legs, lanes = tables
    shapes = geography.region(*tables, lines)
    routes = shapes[shapes["kind"] == "route"]
    assert list(routes["feature"].drop_duplicates()) == list(lines["name"])
    for _, line in routes.groupby("feature", sort=False):
        parts = line.drop_duplicates("part")
        assert (parts["from_place"].iloc[1:].to_numpy() == parts["to_place"].iloc[:-1]).all()


def test_a_line_without_a_leg_is_named(tables, lines):
    with pytest.raises(ValueError, match="'scp' has no leg in the route 'nowhere'"):
        geography.legs_of_lines(lines.assign(route="nowhere"), tables[2])


def test_the_railway_to_kars_opened_seven_years_after_the_first_year_named(lines, stages):
    late = geography.first_date_and_opening(lines, stages).set_index("line")
    assert late.loc["Baku-Tbilisi-Kars railway"].tolist() == [2010, 2017, 7]
    assert late["years_late"].is_monotonic_decreasing
    assert "Trans-Caspian pipeline" not in late.index, "it never opened"


@pytest.mark.parametrize(
    ("without", "linked"), [((), True), (("GEO",), False), (("AZE",), True), (("ROU",), False)]
)
def test_a_way_is_found_only_past_the_countries_avoided(nodes, legs, without, linked):
    direct = pd.DataFrame({"from_node": ["b", "c"], "to_node": ["a", "b"]})
    found = geography.is_linked(direct, nodes, "b", goals={"ROU"}, without=set(without))
    assert found == linked
