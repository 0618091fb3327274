import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from corridors import data
from corridors.explore import marks
from corridors.pictures import maps
from corridors.pictures.explorers import BOOK
from corridors.pictures.maps import View
from corridors.subjects import geography
from tests.figures import figure

MAPS = {
    "gas": (geography.gas_corridor, maps.gas_corridor, maps.GAS_VIEW, geography.GAS_WINDOW),
    "freight": (
        geography.freight_corridor,
        maps.freight_corridor,
        maps.FREIGHT_VIEW,
        geography.FREIGHT_WINDOW,
    ),
}


@pytest.fixture(scope="module", params=MAPS)
def drawn(request):
    model, picture, view, window = MAPS[request.param]
    names = ("geo/outlines", "freight/nodes", "freight/legs", "geo/sea_lanes")
    table = model(*(data.load(name) for name in names))
    with BOOK.styled():
        figure = Figure(figsize=(420 / 72, 252 / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1))
        picture(table, axes)
        FigureCanvasAgg(figure).draw()
    return table, axes, view, window


def test_the_land_of_the_region_is_drawn_once_and_every_line_in_every_state_can_be_read():
    region = figure("region-map")
    assert region.baked.background.count("--explorer-land") == 2, "the map and its inset"
    line = region.baked.columns.index("Line")
    for state in region.states:
        assert "--explorer-land" not in state.drawn
        for row in state.rows:
            told = [text for text in state.readings if text.startswith(f"{row[line]} (")]
            assert told, (state.choices, row)


def test_the_region_says_how_many_lines_are_open():
    region = figure("region-map")
    assert region.shown().title == (
        "Gas is furthest in 2026: 7 of 8 lines are open; freight 4 of 8, green power 1 of 6"
    )
    bare = region.shown(gas=False, freight=False, power=False)
    assert bare.title == "No line of the chosen layers yet"


def test_a_line_is_solid_when_open_dashed_when_built_and_dotted_when_planned():
    assert figure("region-map").shown().drawn.count("stroke-dasharray") > 9
    dashes = maps.STAGE_DASHES
    assert dashes["open"] == "solid" and dashes["planned"] == maps.PLANNED
    assert len(set(map(str, dashes.values()))) == 3
    assert set(dashes) == set(geography.STAGES.values())
    assert set(maps.LAYER_COLOURS) == set(maps.LAYER_SHIFTS) == set(geography.LAYERS.values())


def test_an_inset_shows_its_view_in_its_frame():
    inset = maps.CAUCASUS
    x, y = inset.project(inset.view.longitude, inset.view.latitude)
    assert float(x) == pytest.approx(inset.x - inset.view.west * inset.scale)
    assert float(y) == pytest.approx(inset.y - inset.view.south * inset.scale)
    assert inset.holds(
        np.array([float(x), inset.x - 1]), np.array([float(y), float(y)])
    ).tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("view", "window"),
    [
        (maps.REGION_VIEW, geography.REGION_WINDOW),
        (maps.CAUCASUS_VIEW, geography.CAUCASUS_WINDOW),
    ],
)
def test_the_windows_of_the_region_reach_beyond_their_views(view, window):
    longitude, latitude = np.meshgrid(np.arange(-20, 120, 0.25), np.arange(0, 70, 0.25))
    x, y = view.project(longitude, latitude)
    shown = (x > view.west) & (x < view.east) & (y > view.south) & (y < view.north)
    assert window.west < longitude[shown].min() and longitude[shown].max() < window.east
    assert window.south < latitude[shown].min() and latitude[shown].max() < window.north


def legs(**columns):
    rows = {
        "kind": "route",
        "feature": "Way",
        "part": 1,
        "sequence": [1, 2, 3],
        "longitude": [0.0, 5.0, 10.0],
        "latitude": [40.0, 41.0, 40.0],
        "mode": "rail",
        "planned": False,
        "from_place": "Here",
        "to_place": "There",
    }
    return pd.DataFrame({**rows, **columns})


def routed(**columns):
    axes = Figure().subplots()
    maps.draw_route(legs(**columns), axes, View(5, 40, -900, -900, 900, 900), "red")
    (line,) = axes.lines
    return line


def test_the_centre_of_a_view_is_its_origin():
    x, y = View(34, 41, -1, -1, 1, 1).project(34, 41)
    assert (float(x), float(y)) == pytest.approx((0, 0), abs=1e-9)


def test_a_degree_at_the_centre_is_111_kilometres():
    view = View(34, 41, -1, -1, 1, 1)
    north = view.project(34, 41.5)[1] - view.project(34, 40.5)[1]
    east = view.project(34.5, 41)[0] - view.project(33.5, 41)[0]
    assert float(north) == pytest.approx(111.2, rel=1e-3)
    assert float(east) == pytest.approx(111.2 * np.cos(np.radians(41)), rel=1e-3)


@pytest.mark.parametrize("longitude", [58, 20, 110])
@pytest.mark.parametrize("latitude", [5, 33, 60])
def test_areas_are_true(longitude, latitude):
    view = View(58, 33, -1, -1, 1, 1)
    half = 0.05
    x, y = view.project(
        longitude + np.array([-half, half, half, -half]),
        latitude + np.array([-half, -half, half, half]),
    )
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    side = np.radians(2 * half) * maps.EARTH_RADIUS_KM
    assert area == pytest.approx(side**2 * np.cos(np.radians(latitude)), rel=1e-4)


def test_rail_is_solid_the_sea_dashed_and_what_is_planned_dotted():
    assert not routed().is_dashed()
    assert routed(mode="sea").is_dashed()
    assert routed(planned=True).is_dashed()
    assert maps.DASHES["sea"] != maps.PLANNED


def test_a_pipeline_is_thicker_than_a_railway():
    assert routed(mode="gas_pipeline").get_linewidth() > routed().get_linewidth()


def test_a_leg_says_what_it_is_at_its_middle():
    line = routed(mode="gas_pipeline", planned=True)
    (mark,) = marks.marks_of([line])
    assert mark.text == "Way: Here to There, gas pipeline, not yet built"


def test_the_labels_of_a_map_do_not_overlap_and_stay_in_the_picture(drawn):
    _, axes, _, _ = drawn
    boxes = {
        text.get_text(): (text.get_bbox_patch() or text).get_window_extent() for text in axes.texts
    }
    page = axes.figure.bbox
    for name, box in boxes.items():
        assert page.x0 <= box.x0 and box.x1 <= page.x1, name
        assert page.y0 <= box.y0 and box.y1 <= page.y1, name
        for other, its in boxes.items():
            assert name == other or not box.overlaps(its), f"{name} and {other}"


def test_every_place_and_leg_of_a_map_can_be_read(drawn):
    table, axes, _, _ = drawn
    read = [mark.text for mark in marks.marks_of(axes.get_children())]
    legs = table[table["kind"] == "route"]["part"].nunique()
    assert len(read) == legs + (table["kind"] == "place").sum()


def test_the_cut_edges_of_the_land_lie_outside_the_view(drawn):
    table, _, view, window = drawn
    for _, ring in table[table["kind"].isin(["land", "lake"])].groupby("part"):
        vertices = ring[["longitude", "latitude"]].to_numpy(float)
        x, y = view.project(*vertices.T)
        for edge, axis in (
            (window.west, 0),
            (window.south, 1),
            (window.east, 0),
            (window.north, 1),
        ):
            on_edge = vertices[:, axis] == edge
            for cut in np.flatnonzero(on_edge[:-1] & on_edge[1:]):
                along_x, along_y = np.linspace((x[cut], y[cut]), (x[cut + 1], y[cut + 1]), 50).T
                across = (along_x > view.west) & (along_x < view.east)
                up = (along_y > view.south) & (along_y < view.north)
                assert not (across & up).any(), vertices[cut]


def test_the_outlines_reach_to_the_edges_of_the_view(drawn):
    _, _, view, window = drawn
    along = np.linspace(0, 1, 50)
    width, height = window.east - window.west, window.north - window.south
    for longitude, latitude in (
        (window.west + width * along, np.full(50, window.south)),
        (window.west + width * along, np.full(50, window.north)),
        (np.full(50, window.west), window.south + height * along),
        (np.full(50, window.east), window.south + height * along),
    ):
        x, y = view.project(longitude, latitude)
        inside = (x > view.west) & (x < view.east) & (y > view.south) & (y < view.north)
        assert not inside.any()


def test_every_place_with_a_label_is_on_the_map():
    assert set(maps.GAS_STATIONS) <= set(geography.GAS_STATIONS)
    assert set(maps.FREIGHT_STATIONS) <= set(geography.FREIGHT_STATIONS)
    assert set(maps.GAS_PIPELINES) == set(geography.GAS_CORRIDOR)
    assert set(maps.FREIGHT_CORRIDORS) == set(geography.FREIGHT_CORRIDORS)
