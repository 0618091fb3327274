"""What the maps show: outlines, routes and places, in one tidy table a map.

Such a table has one row a vertex, routes in drawing order, and these columns:

- `kind`: `land`, `lake` (closed rings), `border`, `disputed_border`, `route` (lines) or `place`
- `feature`: the country or pair of countries (ISO 3166-1 alpha-3), the corridor, or the node
- `part`, `sequence`: the number of the ring, line, leg or place, and of the vertex in it, from 1
- `longitude`, `latitude`: degrees east and north
- of routes only: `mode` (such as `rail` or `sea`), `planned`, `from_place`, `to_place`
- of places only: `name`, `country` (ISO 3166-1 alpha-3)

The functions take the tables `geo/outlines`, `freight/nodes`, `freight/legs` and `geo/sea_lanes`.
The region map also takes `geo/lines` and `geo/stages`: which lines there are, and since when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corridors import asked
from corridors.prose import listed

Corridors = Mapping[str, Sequence[str]]
"""The routes of `freight/legs` that make up each corridor of a map, in drawing order."""

GAS_CORRIDOR: Final[Corridors] = {
    "South Caucasus Pipeline": ["scp_path"],
    "TANAP": ["tanap_path"],
    "TAP": ["tap_path"],
    "IGB": ["igb_path"],
}
GAS_STATIONS: Final = [
    *["sangachal", "tbilisi", "posof", "erzurum", "eskisehir"],
    *["peplos", "komotini", "stara_zagora", "fier", "melendugno"],
]

FREIGHT_CORRIDORS: Final[Corridors] = {
    "Sea": ["ocean_suez_path"],
    "Northern Corridor": ["northern_path"],
    "Middle Corridor": ["titr_poti_path", "titr_black_sea_path", "titr_turkiye_path"],
}
FREIGHT_STATIONS: Final = [
    *["rotterdam", "port_said", "singapore", "shanghai", "xian", "urumqi"],
    *["duisburg", "moscow", "yekaterinburg"],
    *["budapest", "istanbul", "constanta", "tbilisi", "alat", "aktau_port", "almaty"],
]

NOT_YET_BUILT: Final[Mapping[str, int]] = {
    "cku_path": 2,
    "tripp_path": 6,
    "green_corridor_path": 5,
    "caspian_cable_path": 1,
}
"""How many of a route's legs, from its first, are under construction or only planned.

As the notes of `freight/legs` say; of `cku_path`, `promises/promises` dates the start of works."""


LAYERS: Final[Mapping[str, str]] = {
    "gas": "gas",
    "freight": "freight",
    "power": "green power",
}
"""The layers of the region map, and how sentences call them."""

STAGES: Final[Mapping[str, str]] = {
    "planned": "planned",
    "construction": "being built",
    "operating": "open",
}
"""The stages of a line, from the first to the last, and how readers are told of them."""

OUTLINES: Final = ("land", "lake", "border", "disputed_border")
"""The kinds of row that are background; the others are what a map is about."""


class Window(NamedTuple):
    """A box of the globe, in degrees."""

    west: float
    south: float
    east: float
    north: float


GAS_WINDOW: Final = Window(4, 24, 66, 56)
FREIGHT_WINDOW: Final = Window(-26, -10, 150, 70)
REGION_WINDOW: Final = Window(2, 14, 96, 62)
CAUCASUS_WINDOW: Final = Window(39.5, 37.5, 51.8, 44)
REGION_STATIONS: Final = ["baku", "tbilisi", "istanbul", "budapest", "almaty"]


def gas_corridor(
    outlines: pd.DataFrame, nodes: pd.DataFrame, legs: pd.DataFrame, sea_lanes: pd.DataFrame
) -> pd.DataFrame:
    """The Southern Gas Corridor from the Caspian to Italy and Bulgaria, as a map's table."""
    return pd.concat(
        [
            crop(outlines, GAS_WINDOW),
            routes(nodes, legs, sea_lanes, GAS_CORRIDOR),
            places(nodes, GAS_STATIONS),
        ],
        ignore_index=True,
    )


def freight_corridor(
    outlines: pd.DataFrame, nodes: pd.DataFrame, legs: pd.DataFrame, sea_lanes: pd.DataFrame
) -> pd.DataFrame:
    """China to Europe over the Caspian, through Russia and by sea, as a map's table."""
    return pd.concat(
        [
            crop(outlines, FREIGHT_WINDOW),
            routes(nodes, legs, sea_lanes, FREIGHT_CORRIDORS),
            places(nodes, FREIGHT_STATIONS),
        ],
        ignore_index=True,
    )


def region(
    outlines: pd.DataFrame,
    nodes: pd.DataFrame,
    legs: pd.DataFrame,
    sea_lanes: pd.DataFrame,
    lines: pd.DataFrame,
) -> pd.DataFrame:
    """The lines of `geo/lines` and the land about them, as a map's table; a feature is a line."""
    named = legs_of_lines(lines, legs)
    names = {str(name): [str(name)] for name in named["route"].drop_duplicates()}
    return pd.concat(
        [
            crop(outlines, REGION_WINDOW),
            routes(nodes, named, sea_lanes, names),
            places(nodes, REGION_STATIONS),
        ],
        ignore_index=True,
    )


def legs_of_lines(lines: pd.DataFrame, legs: pd.DataFrame) -> pd.DataFrame:
    """The rows of `freight/legs` of which each line is made, its name as their `route`.

    Raises ValueError for a line without a leg.
    """
    pieces: list[pd.DataFrame] = []
    for line in lines.to_dict("records"):
        piece = legs[
            (legs["route"] == line["route"])
            & legs["sequence"].between(line["first_leg"], line["last_leg"])
        ]
        if piece.empty:
            raise ValueError(f"the line {line['line']!r} has no leg in the route {line['route']!r}")
        pieces.append(piece.assign(route=line["name"]))
    return pd.concat(pieces, ignore_index=True)


def years_of_stages(stages: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year of which `geo/stages` tells."""
    since = stages["since"].array.left.year
    return int(since.min()), int(since.max())


def region_in(
    lines: pd.DataFrame,
    stages: pd.DataFrame,
    *,
    year: int,
    gas: bool = True,
    freight: bool = True,
    power: bool = True,
) -> pd.DataFrame:
    """How far each line of the chosen layers was by the end of a year, in the order of `lines`.

    Columns: layer, line, stage (words of STAGES), since (year of that stage), due (year of
    completion last named by then, of lines that are not open; else missing). A line that was not
    yet planned is left out. A date known to the year counts for that year.
    """
    chosen = {"gas": gas, "freight": freight, "power": power}
    known = stages.assign(year=stages["since"].array.left.year).sort_values("since", kind="stable")
    told = known.loc[known["year"] <= year, ["line", "stage", "year", "due_year"]].to_dict(
        "records"
    )
    order = list(STAGES)
    rows = []
    for line in lines.to_dict("records"):
        own = [row for row in told if row["line"] == line["line"]]
        reached = [row for row in own if row["stage"] != "due"]
        if not reached or not chosen[line["layer"]]:
            continue
        last = max(reached, key=lambda row: order.index(row["stage"]))
        named = [row["due_year"] for row in own if row["stage"] == "due"]
        open_ended = last["stage"] == order[-1] or not named
        rows.append(
            {
                "layer": LAYERS[line["layer"]],
                "line": line["name"],
                "stage": STAGES[last["stage"]],
                "since": last["year"],
                "due": None if open_ended else int(named[-1]),
            }
        )
    columns = ["layer", "line", "stage", "since", "due"]
    table = pd.DataFrame(rows, columns=columns).assign(year=year)
    return table.astype({"due": "Int64"})


def first_date_and_opening(lines: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """The open lines for which a year of completion had been named, the latest beside it first.

    Columns: line, first_named (the first year named for completion), opened (year), years_late
    (negative when early). In whole years, so that an opening in the year named is not late.
    """
    year = stages.assign(year=stages["since"].array.left.year).sort_values("since", kind="stable")
    named = year[year["stage"] == "due"].groupby("line")["due_year"].first()
    opened = year[year["stage"] == "operating"].groupby("line")["year"].first()
    both = pd.concat([named.rename("first_named"), opened.rename("opened")], axis=1).dropna()
    table = pd.DataFrame(
        {
            "line": lines.set_index("line")["name"].reindex(both.index),
            "first_named": both["first_named"].astype(int),
            "opened": both["opened"].astype(int),
        }
    ).assign(years_late=lambda rows: rows["opened"] - rows["first_named"])
    return table.sort_values("years_late", ascending=False, kind="stable").reset_index(drop=True)


def lines_by_stage(table: pd.DataFrame) -> pd.DataFrame:
    """How many lines of `region_in` are at each stage: a row a layer, a column a stage."""
    layers = [layer for layer in LAYERS.values() if layer in set(table["layer"])]
    counted = Counter(zip(table["layer"], table["stage"], strict=True))
    counts = [[counted[layer, stage] for stage in STAGES.values()] for layer in layers]
    index, columns = pd.Index(layers, name="layer"), pd.Index(STAGES.values(), name="stage")
    return pd.DataFrame(counts, index, columns)


def describe_region(table: pd.DataFrame) -> str:
    """How many lines of each layer are open, being built and planned, in words."""
    if table.empty:
        return "No layer is chosen, or none of its lines is planned yet: the map shows the land."
    parts = [
        f"{layer}: " + ", ".join(f"{row[stage]} {stage}" for stage in row.index[::-1] if row[stage])
        for layer, row in lines_by_stage(table).iterrows()
    ]
    return f"Lines in {table['year'].iloc[0]}: {'; '.join(parts)}."


def legs_of(table: pd.DataFrame) -> pd.DataFrame:
    """The legs of a map's table for readers, one row each: corridor, from_place, to_place, mode."""
    legs = table[table["kind"] == "route"].drop_duplicates(["feature", "part"])
    return pd.DataFrame(
        {
            "corridor": legs["feature"],
            "from_place": legs["from_place"],
            "to_place": legs["to_place"],
            "mode": legs["mode"].str.replace("_", " "),
        }
    ).reset_index(drop=True)


def describe_legs(legs: pd.DataFrame) -> str:
    """Where each corridor of `legs_of` starts and ends, in words."""
    runs = [f"{name} {_ends(rows)}" for name, rows in legs.groupby("corridor", sort=False)]
    return f"The map shows {'; '.join(runs)}."


def _ends(legs: pd.DataFrame) -> str:
    """From the first place to the places from which no leg leads on."""
    ends = legs.loc[~legs["to_place"].isin(legs["from_place"]), "to_place"]
    return f"from {legs['from_place'].iloc[0]} to {listed(list(ends))}"


def routes(
    nodes: pd.DataFrame, legs: pd.DataFrame, sea_lanes: pd.DataFrame, corridors: Corridors
) -> pd.DataFrame:
    """The legs of the corridors as lines, one row a vertex, in the columns of a map's table.

    A leg follows the sea lane between its two ends where there is one, and else the great circle,
    of which the ends and the middle are given.
    """
    lanes = {
        ends: lane.sort_values("sequence", kind="stable")[["longitude", "latitude"]].to_numpy(float)
        for ends, lane in sea_lanes.groupby(["from_node", "to_node"])
    }
    position = nodes.set_index("node")[["longitude", "latitude"]]
    name = nodes.set_index("node")["name"]
    lines: list[pd.DataFrame] = []
    for corridor, route in [
        (key, route) for key, members in corridors.items() for route in members
    ]:
        chosen = legs[legs["route"] == route].sort_values("sequence", kind="stable")
        for start, end, mode, number in zip(
            *(chosen[column] for column in ("from_node", "to_node", "mode", "sequence")),
            strict=True,
        ):
            straight = _great_circle(position.loc[[start, end]].to_numpy(float))
            line = _shape(
                "route",
                corridor,
                len(lines) + 1,
                lanes.get((start, end), straight) if mode == "sea" else straight,
            )
            line["mode"] = mode
            line["planned"] = number <= NOT_YET_BUILT.get(route, 0)
            line["from_place"] = name[start]
            line["to_place"] = name[end]
            lines.append(line)
    return pd.concat(lines, ignore_index=True)


def is_linked(
    legs: pd.DataFrame, nodes: pd.DataFrame, start: str, *, goals: Set[str], without: Set[str]
) -> bool:
    """Whether legs lead from a node to a country of `goals` through none of those in `without`.

    Legs are taken both ways. A country is passed when a node of the way lies in it, so that a
    country crossed between two nodes is not seen. Raises KeyError for an unknown start.
    """
    country = {
        str(node): str(code) for node, code in zip(nodes["node"], nodes["country"], strict=True)
    }
    pairs = list(zip(legs["from_node"], legs["to_node"], strict=True))
    steps: dict[str, set[str]] = {}
    for one, other in [*pairs, *(pair[::-1] for pair in pairs)]:
        steps.setdefault(one, set()).add(other)
    if country[start] in without:
        return False
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        if country[here] in goals:
            return True
        for there in steps.get(here, set()) - seen:
            if country[there] not in without:
                seen.add(there)
                ahead.append(there)
    return False


def places(nodes: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """The chosen nodes as points, in the columns of a map's table and in the order chosen."""
    found = nodes.set_index("node").loc[list(chosen)].reset_index()
    return pd.DataFrame(
        {
            "kind": "place",
            "feature": found["node"],
            "part": range(1, len(found) + 1),
            "sequence": 1,
            "longitude": found["longitude"].astype(float),
            "latitude": found["latitude"].astype(float),
            "name": found["name"],
            "country": found["country"].astype(str),
        }
    )


def crop(outlines: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The outlines that a window needs: rings cut at its edges, lines that reach into it whole."""
    kept = []
    for (kind, _), shape in outlines.groupby(["kind", "part"], observed=True, sort=False):
        line = shape.sort_values("sequence", kind="stable")[["longitude", "latitude"]].to_numpy(
            float
        )
        line = cut_ring(line, window) if kind in ("land", "lake") else _if_within(line, window)
        kept.append(_shape(str(kind), shape["feature"].iloc[0], shape["part"].iloc[0], line))
    return pd.concat(kept, ignore_index=True)


def cut_ring(ring: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """The part of a closed ring (rows of longitude, latitude) inside a window, closed again.

    Cuts at one edge after another (Sutherland and Hodgman); empty when the ring is all outside.
    """
    ring = ring[:-1]
    for axis, edge, side in (
        (0, window.west, 1),
        (1, window.south, 1),
        (0, window.east, -1),
        (1, window.north, -1),
    ):
        following = np.roll(ring, -1, axis=0)
        inside = side * (ring[:, axis] - edge) >= 0
        crosses = inside != np.roll(inside, -1)
        run = np.where(crosses, following[:, axis] - ring[:, axis], 1)
        cut = ring + ((edge - ring[:, axis]) / run)[:, None] * (following - ring)
        ring = np.stack([ring, cut], axis=1)[np.stack([inside, crosses], axis=1)]
    return np.concatenate([ring, ring[:1]])


def _if_within(line: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """The line itself when one of its vertices is inside the window, otherwise no row of it."""
    low, high = np.array(window[:2]), np.array(window[2:])
    return line if ((line >= low) & (line <= high)).all(axis=1).any() else line[:0]


def _great_circle(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Start, middle and end of the great circle between two points (longitude, latitude)."""
    longitude, latitude = np.radians(ends).T
    x, y, z = (
        (np.cos(latitude) * np.cos(longitude)).sum(),
        (np.cos(latitude) * np.sin(longitude)).sum(),
        np.sin(latitude).sum(),
    )
    middle = np.degrees([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])
    return np.array([ends[0], middle, ends[1]])


def _shape(kind: str, feature: str, part: int, vertices: NDArray[np.float64]) -> pd.DataFrame:
    """The rows of one ring or line of a map's table."""
    return pd.DataFrame(
        {
            "kind": kind,
            "feature": feature,
            "part": part,
            "sequence": np.arange(1, len(vertices) + 1),
            "longitude": vertices[:, 0],
            "latitude": vertices[:, 1],
        }
    )


asked.checked(
    __name__,
    legs="freight/legs",
    lines="geo/lines",
    nodes="freight/nodes",
    outlines="geo/outlines",
    sea_lanes="geo/sea_lanes",
    stages="geo/stages",
)
