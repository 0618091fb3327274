import numpy as np
import pandas as pd
import pytest

from corridors import data, geography
from corridors.geography import Window


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
