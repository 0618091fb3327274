"""Borders and logistics: hours and dollars at crossings, logistics scores, and what time is worth.

Tables of the data package in, tables out. Hours at crossings are samples of trips by the CAREC
programme, logistics scores a survey by the World Bank: small changes mean little in both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from corridors import asked, data
from corridors.states import SIX
from corridors.subjects import freight

HOURS: Final = 24
"""Hours in a day."""

# Crossings

_POINTS: Final[Mapping[str, str]] = {"baku_port": "Baku port", "red_bridge": "Red Bridge"}
_WAY: Final[Mapping[str, str]] = {"inbound": " in", "outbound": " out", "both": ""}


def crossings(
    waits: pd.DataFrame, places: pd.DataFrame, measure: str, *, points: bool = False
) -> pd.DataFrame:
    """Hours or dollars at a border crossing, a row a series and year.

    `waits` is `data.preferred` of `freight/border_crossings`, `places` `geo/places`; `measure` is
    `crossing_time` (hours) or `crossing_cost` (USD). Of countries and of the programme the mean of
    all crossings both ways; with `points` also single crossings by direction. Only series of two
    years and more, the one that rose the most first. Columns: `series`, `mode`, `year`, and
    `crossing_hours` or `crossing_usd`. Raises DataError for another measure.
    """
    column = asked.choice(
        measure, {"crossing_time": "crossing_hours", "crossing_cost": "crossing_usd"}, "measure"
    )
    rows = waits[waits["measure"] == measure]
    mean = (rows["crossing"] == "all") & (rows["direction"] == "both")
    rows = rows[mean | (rows["crossing"].isin(list(_POINTS)) & points)]
    name = places.set_index("code")["name"].to_dict() | {"CAREC": "CAREC mean"}
    labels = [
        (_POINTS[crossing] + _WAY[way] if crossing in _POINTS else name[place]) + f", {mode}"
        for place, mode, crossing, way in zip(
            rows["place"],
            rows["mode"].astype(str),
            rows["crossing"].astype(str),
            rows["direction"].astype(str),
            strict=True,
        )
    ]
    found = pd.DataFrame(
        {
            "series": labels,
            "mode": rows["mode"].astype("string"),
            "year": rows["year"].dt.year,
            column: rows["value"],
        }
    )
    found = found[found.groupby("series")["year"].transform("nunique") > 1]
    ends = found.sort_values("year", kind="stable").groupby("series")[column].agg(["first", "last"])
    factor = found["series"].map(ends["last"] / ends["first"])
    in_order = found.assign(_fell=-factor).sort_values(["_fell", "series", "year"])
    return data.keeping(waits, in_order[["series", "mode", "year", column]])


def changes(table: pd.DataFrame) -> pd.DataFrame:
    """The first and last year of each series of `crossings`, in its order.

    Columns: `series`, `first_year`, `first`, `last_year`, `last` (in the unit of the table).
    """
    column = str(table.columns[-1])
    ends = table.groupby("series", sort=False).agg(
        first_year=("year", "first"),
        first=(column, "first"),
        last_year=("year", "last"),
        last=(column, "last"),
    )
    return ends.reset_index()


BETTER: Final[Mapping[str, int]] = {"crossing_time": -1, "speed_with_delay": 1}
"""The measures of a border that say how quick the way is, and which sign a better one has."""
_QUICKNESS: Final[Mapping[str, str]] = {
    "crossing_time": "hours at borders",
    "speed_with_delay": "speed with stops",
}


def measured_since(
    waits: pd.DataFrame,
    codes: Collection[str],
    *,
    before: int,
    measures: Collection[str] = tuple(BETTER),
) -> pd.DataFrame:
    """Each series of hours or speeds that covers the year `before` and a later one, and its change.

    `waits` is `data.preferred` of `freight/border_crossings`, `codes` are its places; means of all
    crossings both ways only. Columns: `series` (in words), `place`, `mode`, `unit`, `first_year`,
    `first`, `value_before`, `last_year`, `last`, `better_than_first`, `better_than_before` (less
    time or more speed), `times_worse` (than at first; below one is better), `rows` (labels of the
    rows of its first year, of `before` and of its last). Empty when no series covers both.
    """
    rows = waits[waits["measure"].isin(list(measures)) & waits["place"].isin(list(codes))]
    rows = rows[(rows["crossing"] == "all") & (rows["direction"] == "both")]
    found = []
    for (place, mode, measure), part in rows.groupby(["place", "mode", "measure"], observed=True):
        values = pd.Series(part["value"].to_numpy(float), part["year"].dt.year).sort_index(
            kind="stable"
        )
        labels = pd.Series(part.index, part["year"].dt.year)
        first, last = int(values.index[0]), int(values.index[-1])
        if before not in values.index or last <= before:
            continue
        sign = BETTER[str(measure)]
        found.append(
            {
                "series": f"{_QUICKNESS[str(measure)]}, {_who(place)} by {mode}",
                "place": place,
                "mode": str(mode),
                "unit": part["unit"].iloc[0],
                "first_year": first,
                "first": values[first],
                "value_before": values[before],
                "last_year": last,
                "last": values[last],
                "better_than_first": bool(sign * (values[last] - values[first]) > 0),
                "better_than_before": bool(sign * (values[last] - values[before]) > 0),
                "times_worse": (values[first] / values[last]) ** sign,
                "rows": [labels[year] for year in sorted({first, before, last})],
            }
        )
    return pd.DataFrame(found)


def rows_of(measured: pd.DataFrame, waits: pd.DataFrame) -> pd.DataFrame:
    """The rows of `waits` that a result of `measured_since` rests on."""
    labels = {label for rows in measured["rows"] for label in rows}
    return waits[waits.index.isin(labels)]


def _who(place: object) -> str:
    return {**SIX, "GEO": "Georgia", "CAREC": "mean of the CAREC states"}[str(place)]


def describe_crossings(table: pd.DataFrame) -> str:
    """Say in how many series the figure fell, and which fell and rose the most."""
    unit = "hours" if "crossing_hours" in table else "USD"
    ends = changes(table)
    factor = ends["last"] / ends["first"]
    fell, rose = ends.iloc[int(factor.argmin())], ends.iloc[int(factor.argmax())]
    said = [
        f"{row['series']} went from {row['first']:g} {unit} in {row['first_year']} to "
        f"{row['last']:g} in {row['last_year']}"
        for row in (fell, rose)
    ]
    return (
        f"Mean {unit} at a border crossing fell in {int((factor < 1).sum())} of {len(ends)} "
        f"series. The largest fall: {said[0]}. The largest rise: {said[1]}."
    )


# Logistics scores

COMPONENTS: Final[Mapping[str, str]] = {
    "overall score": "overall",
    "customs": "customs",
    "infrastructure": "infrastructure",
    "international shipments": "international_shipments",
    "quality of services": "logistics_quality",
    "timeliness": "timeliness",
    "tracking and tracing": "tracking_tracing",
}
"""The scores of the World Bank's index, by the words for them."""

RANKED: Final = (
    *("AZE", "KAZ", "KGZ", "TJK", "TKM", "UZB"),
    *("GEO", "TUR", "RUS", "CHN", "DEU"),
)
"""The countries shown: the region, its neighbours on the corridor, and Germany to compare."""


def logistics_scores(
    lpi: pd.DataFrame, places: pd.DataFrame, *, component: str = "overall"
) -> pd.DataFrame:
    """One score of the logistics performance index by country and edition.

    `lpi` is `policy/logistics_performance`, `places` `geo/places`; `component` a value of
    COMPONENTS. Columns: `country` (name, in the order of RANKED), `year`, `score` (1 to 5), `rank`
    (overall only, else missing), `component` (in words). Raises KeyError for another component.
    """
    words = {code: name for name, code in COMPONENTS.items()}[component]
    rows = lpi[(lpi["component"] == component) & lpi["country"].isin(RANKED)]
    key = ["country", "year"]
    scores = rows.loc[rows["unit"] == "score", [*key, "value"]].rename(columns={"value": "score"})
    ranks = rows.loc[rows["unit"] == "rank", [*key, "value"]].rename(columns={"value": "rank"})
    both = scores.merge(ranks, on=key, how="left", validate="one_to_one")
    order = both["country"].map({code: place for place, code in enumerate(RANKED)}).astype(int)
    table = pd.DataFrame(
        {
            "country": both["country"].map(places.set_index("code")["name"]),
            "year": both["year"].dt.year,
            "score": both["score"],
            "rank": both["rank"],
            "component": words,
            "_order": order,
        }
    )
    return table.sort_values(["_order", "year"], ignore_index=True).drop(columns="_order")


def newest_edition(table: pd.DataFrame) -> int:
    """The newest year of any country in a table of `logistics_scores`."""
    return int(table["year"].max())


A_TENTH: Final = 0.1
"""Scores of the newest edition have one decimal: a smaller step is none."""


def clearly_higher(table: pd.DataFrame) -> tuple[int, int]:
    """How many states of the region score over a tenth more than at first, of how many.

    `table` is from `logistics_scores`; only states of the newest edition count.
    """
    ends = table[table["country"].isin(list(SIX.values()))].groupby("country")
    scores = ends.agg(first=("score", "first"), last=("score", "last"), year=("year", "last"))
    seen = scores[scores["year"] == newest_edition(table)]
    return int((seen["last"] - seen["first"] > A_TENTH + 1e-9).sum()), len(seen)


def describe_scores(table: pd.DataFrame) -> str:
    """Say the first and last score of each country of the region, and who was not ranked since."""
    newest, parts = newest_edition(table), []
    for country, rows in table.groupby("country", sort=False):
        if country in ("Türkiye", "Russia", "China", "Germany"):
            continue
        first, last = rows.iloc[0], rows.iloc[-1]
        rank = f", rank {last['rank']:.0f}" if last["rank"] == last["rank"] else ""
        since = f", not ranked since {last['year']}" if last["year"] < newest else ""
        parts.append(
            f"{country} {first['score']:.1f} in {first['year']}, {last['score']:.1f} in "
            f"{last['year']}{rank}{since}"
        )
    return f"Logistics, {table['component'].iloc[0]} (1 to 5): {'; '.join(parts)}."


# What faster borders would bring

AT_BORDERS: Final = "At borders"
EVERY_CLAIM: Final = "Every claim"
PRACTICE: Final = "From practice"


def borders_crossed(legs: pd.DataFrame, nodes: pd.DataFrame, *paths: str) -> int:
    """How many state borders lie between the first node of the first path and the last of the last.

    `legs` is `freight/legs`, `nodes` `freight/nodes`; a sea between two countries is one border.
    """
    country = nodes.set_index("node")["country"]
    codes: list[str] = []
    for path in paths:
        rows = legs[legs["route"] == path].sort_values("sequence", kind="stable")
        stops = [rows["from_node"].iloc[0], *rows["to_node"]]
        codes += [str(country[stop]) for stop in stops]
    return sum(here != there for here, there in zip(codes, codes[1:], strict=False))


def claimed_days(ranges: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """From how few to how many days the Middle Corridor is claimed to take, by whom one believes.

    `ranges` is the table of `freight.route_ranges`.
    """
    rows = ranges[ranges["route"] == "Middle Corridor"]
    claimed = {}
    for words, days in ((EVERY_CLAIM, freight.EVERY_CLAIM), (PRACTICE, freight.PRACTICE)):
        row = rows[rows["days"] == days].iloc[0]
        claimed[words] = float(row["low_days"]), float(row["high_days"])
    return claimed


def border_time(
    claimed: Mapping[str, tuple[float, float]],
    *,
    hours: float,
    crossings: int,
    saved: float,
    value: float,
    time_cost: float,
) -> pd.DataFrame:
    """What faster borders take off the Middle Corridor's days, and what those days are worth.

    Each of `crossings` border points takes `hours`, of which `saved` percent are saved. A day costs
    `time_cost` percent of the cargo's `value` (USD per forty-foot container), as in
    `freight.route_choice`. `claimed` is from `claimed_days`: the days saved come off each end of a
    range, except an end that is shorter than the time at borders alone: such a trip cannot have
    held these borders, and stays as it is.

    A row for the time at borders and one for each range. Columns: `part`, `now_low_days`,
    `now_high_days`, `then_low_days`, `then_high_days`, `too_short` (whether the low end is shorter
    than the time at borders), `saved_days`, `saved_usd` (per container).
    """
    now = crossings * hours / HOURS
    less = now * saved / 100
    rows = [(AT_BORDERS, 0.0, now, 0.0, now - less, False)]
    for part, ends in claimed.items():
        low, high = (end - less if end >= now else end for end in ends)
        rows.append((part, *ends, low, high, ends[0] < now))
    table = pd.DataFrame(
        rows,
        columns=[
            *("part", "now_low_days", "now_high_days", "then_low_days", "then_high_days"),
            "too_short",
        ],
    )
    return table.assign(saved_days=less, saved_usd=less * value * time_cost / 100)


def describe_border_time(table: pd.DataFrame) -> str:
    """Say the days at borders, those saved and their worth, and which claims cannot hold them."""
    rows = {row["part"]: row for row in table.to_dict("records")}
    every, now = rows[EVERY_CLAIM], rows[AT_BORDERS]["now_high_days"]
    note = (
        f" The shortest claim of {every['now_low_days']:.0f} days is less than the time at borders "
        "alone, and is left as it is."
        if every["too_short"]
        else ""
    )
    return (
        f"Borders take {now:.1f} days of the way, and {every['saved_days']:.1f} of them are saved: "
        f"worth {every['saved_usd']:,.0f} USD a container. The claims of "
        f"{every['now_low_days']:.0f} to {every['now_high_days']:.0f} days become "
        f"{every['then_low_days']:.1f} to {every['then_high_days']:.1f}.{note}"
    )


asked.checked(
    __name__,
    legs="freight/legs",
    lpi="policy/logistics_performance",
    nodes="freight/nodes",
    places="geo/places",
    waits="freight/border_crossings",
)
