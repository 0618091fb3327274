"""Maps on Natural Earth outlines: a projection, what every map is drawn with, and the maps.

A picture takes the table of the function of the same name in `subjects.geography`. Where readers
are shown another table, such as its legs, the map's own comes as `shapes`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Annotation
from matplotlib.transforms import ScaledTranslation
from numpy.typing import ArrayLike, NDArray

from corridors.explore import marks
from corridors.explore.content import remembered
from corridors.explore.shapes import composed, is_tall
from corridors.explore.still import stays
from corridors.pictures import style
from corridors.pictures.parts import SMALL, shaped
from corridors.prose import listed
from corridors.subjects import geography
from corridors.subjects.geography import OUTLINES, lines_by_stage

EARTH_RADIUS_KM: Final = 6371.0


class View(NamedTuple):
    """What a map shows: its centre in degrees, and how far it reaches from there in kilometres.

    The projection is Lambert's azimuthal equal-area, on a sphere. Areas are true; lengths are
    true at the centre and within 14 % at 6,000 km from it: long routes compare fairly.
    """

    longitude: float
    latitude: float
    west: float
    south: float
    east: float
    north: float

    def project(
        self, longitude: ArrayLike, latitude: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Kilometres east and north of the centre, of degrees of longitude and latitude."""
        turn = np.radians(np.asarray(longitude, dtype=float) - self.longitude)
        up, centre = np.radians(np.asarray(latitude, dtype=float)), np.radians(self.latitude)
        east = np.cos(up) * np.sin(turn)
        north = np.cos(centre) * np.sin(up) - np.sin(centre) * np.cos(up) * np.cos(turn)
        ahead = np.sin(centre) * np.sin(up) + np.cos(centre) * np.cos(up) * np.cos(turn)
        scale = EARTH_RADIUS_KM * np.sqrt(2 / (1 + ahead))
        return scale * east, scale * north

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which places of the map, in its kilometres, lie in the view."""
        return (x > self.west) & (x < self.east) & (y > self.south) & (y < self.north)


class Inset(NamedTuple):
    """A view drawn larger in a corner of another: where its lower left is, in that one's km."""

    view: View
    x: float
    y: float
    scale: float

    @property
    def width(self) -> float:
        """Kilometres of the outer map that it covers from west to east."""
        return (self.view.east - self.view.west) * self.scale

    @property
    def height(self) -> float:
        """Kilometres of the outer map that it covers from south to north."""
        return (self.view.north - self.view.south) * self.scale

    def project(
        self, longitude: ArrayLike, latitude: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The place on the outer map of a point of the inset."""
        x, y = self.view.project(longitude, latitude)
        return (
            self.x + (x - self.view.west) * self.scale,
            self.y + (y - self.view.south) * self.scale,
        )

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which places of the outer map lie in the inset."""
        return (x > self.x) & (x < self.x + self.width) & (y > self.y) & (y < self.y + self.height)


class Projection(Protocol):
    """What places degrees on a map: a view, or an inset of one."""

    def project(
        self, longitude: ArrayLike, latitude: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Kilometres east and north on the map, of degrees of longitude and latitude."""
        ...


class Caption(NamedTuple):
    """A text and the point of the globe, in degrees, over which it is centred."""

    text: str
    longitude: float
    latitude: float


class Side(NamedTuple):
    """Where a label stands from its place: a shift in points, and the end of it that is near."""

    right: float
    up: float
    horizontal: str
    vertical: str


SIDES: Final = {
    "on": Side(0, 0, "center", "center"),
    "right": Side(6, 0, "left", "center"),
    "left": Side(-6, 0, "right", "center"),
    "above": Side(0, 5, "center", "bottom"),
    "below": Side(0, -5, "center", "top"),
    "above right": Side(4, 3, "left", "bottom"),
    "above left": Side(-4, 3, "right", "bottom"),
    "far above left": Side(-11, 3, "right", "bottom"),
    "below right": Side(4, -3, "left", "top"),
    "below left": Side(-4, -3, "right", "top"),
}

DASHES: Final = {"rail": "solid", "gas_pipeline": "solid", "sea": (0, (4, 1.6))}
WIDTHS: Final = {"gas_pipeline": 4.0}
PLANNED: Final = (0, (1, 1.4))
BORDER_DASHES: Final = ("solid", (0, (1, 2)))
"""Of borders, and of disputed ones."""


def draw_base(
    outlines: pd.DataFrame,
    ax: Axes,
    view: View,
    *,
    land: str = style.LAND,
    border: str = style.BORDER,
    water: str = "none",
) -> None:
    """Draw land and borders, and fit the axes to the view.

    `outlines` has the rows of kind `land`, `lake`, `border` and `disputed_border` of a map's table;
    other kinds are ignored. Lakes are holes in the land, so that the sea and they look the same:
    the page shows through unless `water` is a colour. Disputed borders are dotted. All of it stays:
    an explorer draws it once for all its states.
    """
    style.plain_axes(ax)
    ax.set_aspect("equal")
    ax.set_xlim(view.west, view.east)
    ax.set_ylim(view.south, view.north)
    if water != "none":
        stays(ax.axhspan(view.south, view.north, color=water, zorder=0))
    _draw_land(outlines, ax, view, land, border)


def _draw_land(
    outlines: pd.DataFrame, ax: Axes, view: Projection, land: str, border: str, above: float = 0
) -> list[PathPatch]:
    """Land with lakes cut out, and borders, as artists that stay; drawn at `above` and higher.

    The land is so near to the page's ground that a line has the contrast of three to one on both.
    """
    ground, *lines = _outlines(outlines[["kind", "part", "longitude", "latitude"]], view)
    shapes = [
        PathPatch(ground, facecolor=land, edgecolor=border, linewidth=0.7, zorder=above + 0.5),
        *(
            PathPatch(
                path,
                facecolor="none",
                edgecolor=border,
                linewidth=0.7,
                linestyle=dashes,
                zorder=above + 0.6,
            )
            for path, dashes in zip(lines, BORDER_DASHES, strict=True)
        ),
    ]
    for shape in shapes:
        stays(ax.add_patch(shape))
    return shapes


def draw_route(
    legs: pd.DataFrame,
    ax: Axes,
    view: View,
    colour: str,
    *,
    width: float = 2.2,
    shift: float = 0.0,
) -> None:
    """Draw the legs of one corridor: rail solid, sea dashed, pipelines thick, planned dotted.

    `legs` has rows of kind `route` of a map's table. `shift` moves the line up by points, to keep
    two corridors apart that share a track. Each leg says its name at its middle.
    """
    moved = ax.transData + ScaledTranslation(0, shift / 72, ax.figure.dpi_scale_trans)
    for _, leg in legs.groupby("part", sort=False):
        first = leg.iloc[0]
        (line,) = ax.plot(
            *view.project(leg["longitude"], leg["latitude"]),
            color=colour,
            linewidth=WIDTHS.get(first["mode"], width),
            linestyle=PLANNED if first["planned"] else DASHES.get(first["mode"], "solid"),
            solid_capstyle="round",
            solid_joinstyle="round",
            transform=moved,
            zorder=2,
        )
        words = [""] * len(leg)
        words[len(leg) // 2] = _leg_in_words(first)
        marks.says(line, words)


def draw_places(
    places: pd.DataFrame,
    ax: Axes,
    view: Projection,
    labels: Mapping[str, tuple[str, str]],
    *,
    colour: str = style.INK,
    size: float = 11,
) -> None:
    """Draw places as dots, each of which says its name, and label those named in `labels`.

    `places` has rows of kind `place` of a map's table. `labels` gives for a node the text and the
    side of the dot where it stands (see SIDES); a node that it leaves out has a dot only.
    """
    x, y = view.project(places["longitude"], places["latitude"])
    marks.says(ax.scatter(x, y, s=20, color=colour, linewidth=0, zorder=3), places["name"])
    labelled = places[places["feature"].isin(list(labels))]
    for node, longitude, latitude in zip(
        *(labelled[column] for column in ("feature", "longitude", "latitude")), strict=True
    ):
        text, side = labels[node]
        caption = Caption(text, longitude, latitude)
        draw_caption(caption, ax, view, colour=colour, size=size, side=side)


def draw_caption(
    caption: Caption,
    ax: Axes,
    view: Projection,
    *,
    colour: str = style.INK,
    size: float = 11,
    side: str = "on",
    frame: str | None = None,
) -> Annotation:
    """Write a text over its point of the globe, or on one side of it (see SIDES).

    `frame` is the colour of a box round the text: so a name takes the colour of its route, while
    the text itself keeps the contrast of ink.
    """
    x, y = view.project(caption.longitude, caption.latitude)
    right, up, horizontal, vertical = SIDES[side]
    return ax.annotate(
        caption.text,
        (float(x), float(y)),
        (right, up),
        textcoords="offset points",
        horizontalalignment=horizontal,
        verticalalignment=vertical,
        color=colour,
        fontsize=size,
        bbox={"boxstyle": "round,pad=0.25", "facecolor": style.PAPER, "edgecolor": frame}
        if frame
        else None,
        zorder=4,
    )


GAS_VIEW: Final = View(34, 41, west=-1720, south=-1000, east=1850, north=1142)
GAS_STATIONS: Final = {
    "sangachal": ("Sangachal", "right"),
    "tbilisi": ("Tbilisi", "above right"),
    "erzurum": ("Erzurum", "below"),
    "peplos": ("Kipoi", "below left"),
    "melendugno": ("Melendugno", "below"),
}
GAS_STATIONS_IN_TWO: Final = {
    **GAS_STATIONS,
    "sangachal": ("Sangachal", "above"),
    "melendugno": ("Melendugno", "below"),
}
GAS_PIPELINES: Final = {
    "South Caucasus Pipeline": Caption("SCP", 44.2, 40.3),
    "TANAP": Caption("TANAP", 33.8, 39.8),
    "TAP": Caption("TAP", 20.9, 41.8),
    "IGB": Caption("IGB", 23.9, 42.0),
}
GAS_COUNTRIES: Final = [
    Caption("Italy", 15.3, 41.2),
    Caption("Greece", 22.4, 38.9),
    Caption("Bulgaria", 25.2, 43.3),
    Caption("Türkiye", 34.0, 38.4),
    Caption("Georgia", 42.1, 42.7),
    Caption("Azerbaijan", 48.6, 39.1),
]


@composed(summary=geography.describe_legs, height=252, tall=310)
def gas_corridor(table: pd.DataFrame, ax: Axes, *, shapes: pd.DataFrame | None = None) -> None:
    """The Southern Gas Corridor: pipelines with their names, the stations, the countries passed."""
    shapes = table if shapes is None else shapes
    pipelines = [pipeline for pipeline, _ in _corridors(shapes)]
    stations = shapes[shapes["kind"] == "place"]
    ax.set_title(f"From {stations['name'].iloc[0]} the gas flows through the {listed(pipelines)}")
    if is_tall(ax):
        _gas_in_two(shapes, stations, ax)
        return
    draw_base(shapes, ax, GAS_VIEW)
    for country in GAS_COUNTRIES:
        draw_caption(country, ax, GAS_VIEW, colour=style.MUTED, size=10)
    colour = style.colour("Southern Gas Corridor")
    for pipeline, legs in _corridors(shapes):
        draw_route(legs, ax, GAS_VIEW, colour)
        draw_caption(GAS_PIPELINES[pipeline], ax, GAS_VIEW, frame=colour)
    draw_places(stations, ax, GAS_VIEW, GAS_STATIONS)


GAS_STRIPS: Final = (
    Inset(GAS_VIEW._replace(west=-30, south=-520, north=420), x=0, y=0, scale=1),
    Inset(GAS_VIEW._replace(east=160, south=-520, north=420), x=0, y=1000, scale=1),
)
"""The east and the west of the corridor, one above the other: a phone is narrow."""


def _gas_in_two(shapes: pd.DataFrame, stations: pd.DataFrame, ax: Axes) -> None:
    """The corridor cut in two, each half with its own land, names and part of the line."""
    east, west = GAS_STRIPS
    style.plain_axes(ax)
    ax.set_aspect("equal")
    ax.set_xlim(0, east.width)
    ax.set_ylim(0, west.y + west.height)
    colour = style.colour("Southern Gas Corridor")
    for strip in GAS_STRIPS:
        frame = _frame_of(strip)
        ax.add_patch(frame)
        for shape in _draw_land(shapes, ax, strip, style.LAND, style.BORDER):
            shape.set_clip_path(frame)
        for pipeline, legs in _corridors(shapes):
            _draw_part(legs, ax, strip, frame, colour)
            caption = GAS_PIPELINES[pipeline]
            if _is_in(strip, caption):
                draw_caption(caption, ax, strip, frame=colour, size=SMALL)
        for country in GAS_COUNTRIES:
            if _is_in(strip, country):
                draw_caption(country, ax, strip, colour=style.MUTED, size=SMALL)
        inside = strip.holds(*strip.project(stations["longitude"], stations["latitude"]))
        draw_places(stations[inside], ax, strip, GAS_STATIONS_IN_TWO)


def _frame_of(strip: Inset) -> Rectangle:
    return Rectangle(
        (strip.x, strip.y),
        strip.width,
        strip.height,
        facecolor="none",
        edgecolor=style.BORDER,
        linewidth=0.8,
    )


def _is_in(strip: Inset, caption: Caption) -> bool:
    """Whether a caption belongs to a strip: of two that overlap, to that which has it inside."""
    x, _ = strip.project(caption.longitude, caption.latitude)
    return bool(_EDGE < float(x) < strip.width - _EDGE)


_EDGE: Final = 130.0
"""Kilometres from the side of a strip within which no caption is written."""


def _draw_part(legs: pd.DataFrame, ax: Axes, strip: Inset, frame: Rectangle, colour: str) -> None:
    """The part of a pipeline that a strip shows; it says its name at the middle of what is seen."""
    for _, leg in legs.groupby("part", sort=False):
        x, y = strip.project(leg["longitude"], leg["latitude"])
        shown = np.flatnonzero(strip.holds(x, y))
        if not len(shown):
            continue
        (line,) = ax.plot(
            x, y, color=colour, linewidth=WIDTHS["gas_pipeline"], solid_capstyle="round", zorder=2
        )
        line.set_clip_path(frame)
        words = [""] * len(leg)
        words[shown[len(shown) // 2]] = _leg_in_words(leg.iloc[0])
        marks.says(line, words)


FREIGHT_VIEW: Final = View(58, 33, west=-5500, south=-3120, east=5900, north=3720)
FREIGHT_STATIONS: Final = {
    "rotterdam": ("Rotterdam", "above right"),
    "port_said": ("Suez Canal", "right"),
    "singapore": ("Singapore", "below left"),
    "shanghai": ("Shanghai", "above left"),
    "xian": ("Xi'an", "below"),
    "moscow": ("Moscow", "below"),
    "budapest": ("Budapest", "left"),
    "alat": ("Baku", "below left"),
    "aktau_port": ("Aktau", "above left"),
    "almaty": ("Almaty", "below"),
}
FREIGHT_STATIONS_IN_SHORT: Final = {
    name: label
    for name, label in FREIGHT_STATIONS.items()
    if name not in ("xian", "budapest", "aktau_port")
} | {"port_said": ("Suez Canal", "below right")}
FREIGHT_CORRIDORS: Final = {
    "Sea": Caption("Sea route", 64.0, 15.5),
    "Northern Corridor": Caption("Northern Corridor", 55.0, 60.6),
    "Middle Corridor": Caption("Middle Corridor", 67.0, 36.5),
}
FREIGHT_SHIFTS: Final = {"Northern Corridor": 1.2, "Middle Corridor": -1.2}
"""Points by which two corridors are moved apart, since they share the track from Xi'an."""


@composed(summary=geography.describe_legs, height=252, tall=176)
def freight_corridor(
    table: pd.DataFrame,
    ax: Axes,
    *,
    shapes: pd.DataFrame | None = None,
    days: pd.DataFrame | None = None,
) -> None:
    """The ways of freight from China to Europe: over the Caspian, through Russia, by sea.

    `days`, of `freight.days_claimed`, are said in the title.
    """
    shapes = table if shapes is None else shapes
    ways = [corridor for corridor, _ in _corridors(shapes)][::-1]
    title = "Ways from China to Europe:"
    if days is not None:
        overlap = days.loc[ways, "low_days"].max() <= days.loc[ways, "high_days"].min()
        title = "Days claimed overlap:" if overlap else "Days claimed:"
        spans = days.loc[ways, ["low_days", "high_days"]].itertuples(index=False)
        ways = [
            f"{way} {low:.0f} to {high:.0f}" for way, (low, high) in zip(ways, spans, strict=True)
        ]
    ax.set_title(f"{title} {listed(ways).replace('Sea', 'the sea')}")
    draw_base(shapes, ax, FREIGHT_VIEW)
    for corridor, legs in _corridors(shapes):
        colour = style.PALETTE.get(corridor, style.MUTED)
        draw_route(legs, ax, FREIGHT_VIEW, colour, shift=FREIGHT_SHIFTS.get(corridor, 0))
        caption, size = FREIGHT_CORRIDORS[corridor], shaped(ax, wide=11.0, tall=SMALL)
        draw_caption(caption, ax, FREIGHT_VIEW, frame=colour, size=size)
    labels = shaped(ax, wide=FREIGHT_STATIONS, tall=FREIGHT_STATIONS_IN_SHORT)
    draw_places(shapes[shapes["kind"] == "place"], ax, FREIGHT_VIEW, labels, size=size)


REGION_VIEW: Final = View(51, 43, west=-2880, south=-2580, east=2620, north=1340)
CAUCASUS_VIEW: Final = View(44.6, 40.4, west=-300, south=-225, east=500, north=280)
CAUCASUS: Final = Inset(CAUCASUS_VIEW, x=-2860, y=-2550, scale=3.55)
REGION_TALL: Final = REGION_VIEW._replace(south=-5786)
"""The canvas for a phone: below the map, which ends at `REGION_ENDS`, the inset and the key."""
REGION_ENDS: Final = -1230.0
CAUCASUS_TALL: Final = Inset(
    CAUCASUS_VIEW._replace(south=-195, north=255), x=-2860, y=-4401, scale=6.8
)


class Key(NamedTuple):
    """Where the key of the region stands: the left end of its first line, its top, its steps."""

    left: float
    top: float
    down: float
    right: float
    line: float


REGION_KEYS: Final = {
    "wide": Key(left=1010, top=REGION_VIEW.south + 520, down=190, right=540, line=280),
    "tall": Key(left=-1300, top=-4976, down=275, right=1330, line=640),
}
REGION_COUNTRIES: Final = [
    Caption("Türkiye", 33.2, 37.4),
    Caption("Russia", 47.0, 53.0),
    Caption("Kazakhstan", 66.5, 50.3),
    Caption("Uzbekistan", 62.6, 42.6),
    Caption("Turkmenistan", 59.6, 38.9),
    Caption("China", 82.0, 38.0),
    Caption("Iran", 57.0, 33.5),
]
CAUCASUS_COUNTRIES: Final = [
    Caption("Georgia", 43.6, 42.4),
    Caption("Armenia", 45.0, 40.45),
    Caption("Azerbaijan", 47.9, 41.35),
]
REGION_STATIONS: Final = {
    "budapest": ("Budapest", "above"),
    "istanbul": ("Istanbul", "below left"),
    "almaty": ("Almaty", "below"),
}
CAUCASUS_STATIONS: Final = {
    "baku": ("Baku", "far above left"),
    "tbilisi": ("Tbilisi", "above right"),
}
LAYER_COLOURS: Final = {
    "gas": "Southern Gas Corridor",
    "freight": "Middle Corridor",
    "green power": "green power",
}
LAYER_SHIFTS: Final = {"gas": 3.2, "freight": 0.0, "green power": -3.4}
"""Points by which the layers are moved apart, since they share their way through the Caucasus."""
STAGE_DASHES: Final = {"open": "solid", "being built": (0, (3.2, 1.3)), "planned": PLANNED}


@composed(summary=geography.describe_region, height=300, tall=363)
def region(table: pd.DataFrame, ax: Axes, *, shapes: pd.DataFrame, near: pd.DataFrame) -> None:
    """The lines of `geography.region_in`: a colour a layer, solid when open, dotted when planned.

    `shapes` is the map's table (`geography.region`), `near` the outlines of the inset.
    """
    ax.set_title(_region_in_words(table))
    land = shapes[shapes["kind"].isin(OUTLINES)]
    draw_base(land, ax, shaped(ax, wide=REGION_VIEW, tall=REGION_TALL))
    if is_tall(ax):
        _end_of_map(ax)
    inset = shaped(ax, wide=CAUCASUS, tall=CAUCASUS_TALL)
    frame = _draw_inset(near, ax, inset)
    _draw_locator(ax)
    for view, captions in ((REGION_VIEW, REGION_COUNTRIES), (inset, CAUCASUS_COUNTRIES)):
        for country in captions:
            stays(draw_caption(country, ax, view, colour=style.MUTED, size=SMALL))
    _key_of_region(ax, lines_by_stage(table).to_dict("index"))
    routes = shapes[shapes["kind"] == "route"]
    for row in table.to_dict("records"):
        route = routes[routes["feature"] == row["line"]]
        _draw_region_line(row, route, ax, REGION_VIEW, None)
        _draw_region_line(row, route, ax, inset, frame)
    stations = shapes[shapes["kind"] == "place"]
    for view, labels in ((REGION_VIEW, REGION_STATIONS), (inset, CAUCASUS_STATIONS)):
        places = stations[stations["feature"].isin(list(labels))]
        draw_places(places, ax, view, labels, size=shaped(ax, wide=11, tall=SMALL))


def _region_in_words(table: pd.DataFrame) -> str:
    if table.empty:
        return "No line of the chosen layers yet"
    counts, year = lines_by_stage(table), table["year"].iloc[0]
    share = (counts["open"] / counts.sum(axis="columns")).sort_values(
        ascending=False, kind="stable"
    )
    if len(share) == 1 or share.iloc[0] == share.iloc[1]:
        parts = [f"{row['open']} of {row.sum()} {layer} lines" for layer, row in counts.iterrows()]
        return f"Open in {year}: {listed(parts)}"
    first, *others = [
        (layer, f"{row['open']} of {row.sum()}")
        for layer, row in counts.loc[share.index].iterrows()
    ]
    rest = ", ".join(f"{layer} {open_of}" for layer, open_of in others)
    furthest = str(first[0]).capitalize()
    return f"{furthest} is furthest in {year}: {first[1]} lines are open; {rest}"


def _end_of_map(ax: Axes) -> None:
    """Paper over the land below the end of the map."""
    view = REGION_TALL
    corner, size = (view.west, view.south), (view.east - view.west, REGION_ENDS - view.south)
    paper = Rectangle(corner, *size, facecolor=style.PAPER, edgecolor="none", zorder=0.9)
    stays(ax.add_patch(paper))


def _draw_inset(near: pd.DataFrame, ax: Axes, inset: Inset) -> Rectangle:
    """The frame of the inset with its land; what is drawn in it is cut at the frame."""
    frame = Rectangle(
        (inset.x, inset.y),
        inset.width,
        inset.height,
        facecolor=style.PAPER,
        edgecolor=style.MUTED,
        linewidth=0.8,
        zorder=1,
    )
    stays(ax.add_patch(frame))
    for shape in _draw_land(near, ax, inset, style.LAND, style.BORDER, above=1):
        shape.set_clip_path(frame)
    return frame


def _draw_locator(ax: Axes) -> None:
    """A thin frame round that part of the map which the inset enlarges."""
    view = CAUCASUS_VIEW
    x, y = (float(part) for part in REGION_VIEW.project(view.longitude, view.latitude))
    corner, width = (x + view.west, y + view.south), view.east - view.west
    frame = Rectangle(
        corner,
        width,
        view.north - view.south,
        facecolor="none",
        edgecolor=style.MUTED,
        linewidth=0.8,
        zorder=1.5,
    )
    stays(ax.add_patch(frame))


def _draw_region_line(
    row: Mapping[Hashable, Any],
    route: pd.DataFrame,
    ax: Axes,
    view: View | Inset,
    frame: Rectangle | None,
) -> None:
    """A line on the map, or with a frame in its inset, at which it is cut."""
    x, y = view.project(route["longitude"], route["latitude"])
    inset = frame is not None
    shown = np.flatnonzero(view.holds(x, y))
    if not len(shown):
        return
    moved = ScaledTranslation(0, LAYER_SHIFTS[row["layer"]] / 72, ax.figure.dpi_scale_trans)
    (line,) = ax.plot(
        x,
        y,
        color=style.colour(LAYER_COLOURS[row["layer"]]),
        linewidth=2.4 if inset else 2.0,
        linestyle=STAGE_DASHES[row["stage"]],
        solid_capstyle="round",
        solid_joinstyle="round",
        transform=ax.transData + moved,
        zorder=3 if inset else 2,
    )
    if frame is not None:
        line.set_clip_path(frame)
    words = [""] * len(route)
    words[shown[len(shown) // 2]] = _line_in_words(row)
    marks.says(line, words)


def _line_in_words(row: Mapping[Hashable, Any]) -> str:
    due = f", last promised for {row['due']}" if pd.notna(row["due"]) else ""
    return f"{row['line']} ({row['layer']}): {row['stage']} since {row['since']}{due}"


def _key_of_region(ax: Axes, counts: Mapping[Hashable, Mapping[Hashable, Any]]) -> None:
    """What the colours and the dashes mean, as a table of how many lines there are of each."""
    key = shaped(ax, **REGION_KEYS)
    for row, (stage, dashes) in enumerate(STAGE_DASHES.items()):
        y = key.top - row * key.down
        stays(ax.text(key.left - 60, y, stage, ha="right", va="center", fontsize=SMALL))
        for column, (layer, actor) in enumerate(LAYER_COLOURS.items()):
            x = key.left + column * key.right
            look: dict[str, Any] = {"color": style.colour(actor), "linestyle": dashes}
            stays(*ax.plot([x, x + key.line], [y, y], linewidth=2.4, **look))
            if row == 0:
                head = shaped(ax, wide=layer.replace(" ", "\n"), tall=layer)
                up = y + 0.74 * key.down
                stays(ax.text(x, up, head, va="baseline", fontsize=SMALL, linespacing=1.1))
            if layer in counts:
                number = str(counts[layer][stage])
                at = x + 1.16 * key.line
                ax.text(at, y, number, va="center", fontsize=SMALL, fontweight="bold")


def _corridors(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The routes of a map's table by corridor, in drawing order."""
    routes = table[table["kind"] == "route"]
    return [(str(corridor), legs) for corridor, legs in routes.groupby("feature", sort=False)]


FINEST: Final = 1 / 600
"""Of the width of a map: corners of outlines that lie closer together look like one."""


@remembered
def _outlines(shapes: pd.DataFrame, view: Projection) -> tuple[Path, Path, Path]:
    """The projected land with its lakes, the borders, and the disputed ones."""
    kinds = (["land", "lake"], ["border"], ["disputed_border"])
    land, borders, disputed = (
        Path.make_compound_path(*_paths(shapes[shapes["kind"].isin(kind)], view)) for kind in kinds
    )
    return land, borders, disputed


def _paths(shapes: pd.DataFrame, view: Projection) -> list[Path]:
    """The projected path of each ring or line, without corners that nobody can tell apart."""
    lines = [
        np.column_stack(view.project(shape["longitude"], shape["latitude"]))
        for _, shape in shapes.groupby(["kind", "part"], sort=False)
    ]
    if not lines:
        return []
    finest = FINEST * np.ptp(np.concatenate(lines)[:, 0])
    return [Path(_without_near(line, finest)) for line in lines]


def _without_near(line: np.ndarray, finest: float) -> np.ndarray:
    """A line without the corners that lie within a distance of the last one kept; its ends stay."""
    kept = [0]
    for at in range(1, len(line) - 1):
        if np.hypot(*(line[at] - line[kept[-1]])) >= finest:
            kept.append(at)
    return line[[*kept, len(line) - 1]]


def _leg_in_words(leg: pd.Series) -> str:
    mode = leg["mode"].replace("_", " ")
    not_built = ", not yet built" if leg["planned"] else ""
    return f"{leg['feature']}: {leg['from_place']} to {leg['to_place']}, {mode}{not_built}"
