"""Freight on the Middle Corridor: volumes against plans, claims about days and cost, two models.

Tables of the data package in, tables out. Days and costs are claims, not measurements: nothing is
averaged, and a range runs from the lowest to the highest claim.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from corridors import asked, data, units
from corridors.assumptions import Assumed, assumed
from corridors.prose import number

# Volumes, and the plans made for them


class Measure(NamedTuple):
    """One quantity of the corridor: its scope in the tables, and its column here, with the unit."""

    scope: str
    column: str


MEASURES: Final[Mapping[str, Measure]] = {
    "cargo": Measure("total", "cargo_mt"),
    "containers": Measure("total", "containers_teu"),
    "block_trains": Measure("received_in_azerbaijan", "block_trains"),
}
"""The quantities of `freight/corridor` for which plans were made, in the scope of the plans.

Trains are those from China that Azerbaijan received: it made the plans and counts what it receives,
which is fewer than China sent.
"""


def outcomes(best: pd.DataFrame, measure: str) -> pd.DataFrame:
    """What the Middle Corridor carried, a row a year.

    `best` is `data.preferred` of `freight/corridor`; `measure` a key of MEASURES. Columns: `year`,
    the measure's own column (Mt, TEU or trains), `status` and `source_id`, in order of time.
    """
    scope, column = MEASURES[measure]
    rows = best[(best["route"] == "titr") & (best["measure"] == measure) & (best["scope"] == scope)]
    table = pd.DataFrame(
        {
            "year": rows["year"].dt.year,
            column: rows["value"],
            "status": rows["status"].astype("string"),
            "source_id": rows["source_id"],
        }
    )
    return data.keeping(best, table.sort_values("year", kind="stable"))


def plans_made(plans: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Every plan and forecast for the Middle Corridor, by the year it was for and when it was made.

    `plans` is `freight/plans`. Revisions all stay; a figure that two sources print in the same year
    counts once. Columns: `year` (for which), the measure's column, `status` (target or forecast),
    `stated` (when it was in print, such as `Oct 2025`; empty when not known) and `source_id`.
    """
    scope, column = MEASURES[measure]
    rows = plans[
        (plans["asset"] == "titr") & (plans["measure"] == measure) & (plans["scope"] == scope)
    ]
    rows = rows.assign(
        year=rows["target_year"].dt.year,
        stated=[_when(span) for span in rows["reported_on"]],
        known_by=rows["reported_on"].array.right,
        print_year=rows["reported_on"].array.left.year,
    ).rename(columns={"value": column})
    once = rows.sort_values(["year", "known_by"], na_position="first").drop_duplicates(
        ["year", column, "print_year"]
    )
    return data.keeping(plans, once[["year", column, "status", "stated", "source_id"]])


def outcomes_and_plans(
    best: pd.DataFrame, reports: pd.DataFrame, plans: pd.DataFrame, measure: str
) -> pd.DataFrame:
    """Outcomes, the reports that differ from them, and the plans made for the years up to the last.

    `best` is `data.preferred` of `reports`, which is `freight/corridor`. Columns as `outcomes` and
    `plans_made`, with `kind`: outcome, other report (of the same year, with another figure) or
    plan.
    """
    column = MEASURES[measure].column
    outcome = outcomes(best, measure)
    others = outcomes(reports, measure).merge(
        outcome[["year", column]], on="year", suffixes=("", "_best"), validate="many_to_one"
    )
    others = others[others[column] != others[f"{column}_best"]]
    plan = plans_made(plans, measure)
    table: pd.DataFrame = pd.concat(
        [
            outcome.assign(kind="outcome"),
            others.assign(kind="other report"),
            plan[plan["year"] <= outcome["year"].max()].assign(kind="plan"),
        ],
        ignore_index=True,
    )
    table = table.fillna({"stated": ""})
    return table.reindex(columns=["year", "kind", column, "status", "stated", "source_id"])


def plans_met(table: pd.DataFrame) -> pd.DataFrame:
    """Each plan beside the outcome of its year, where there is one, and whether that reached it.

    `table` is from `outcomes_and_plans`; every revision counts as a plan of its own. Columns:
    `year`, `stated`, `planned`, `outcome` (in the measure's unit), `met`.
    """
    (column,) = {measure.column for measure in MEASURES.values()} & set(table)
    outcome = table[table["kind"] == "outcome"][["year", column]]
    both = table[table["kind"] == "plan"].merge(
        outcome, on="year", suffixes=("_plan", ""), validate="many_to_one"
    )
    return pd.DataFrame(
        {
            "year": both["year"],
            "stated": both["stated"],
            "planned": both[f"{column}_plan"],
            "outcome": both[column],
            "met": both[column] >= both[f"{column}_plan"],
        }
    )


def growth_rates(best: pd.DataFrame, spans: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """Growth of the corridor's tonnage between years, compounded, in percent a year.

    `best` is `data.preferred` of `freight/corridor`. Columns: `first_year`, `last_year`,
    `growth_percent`. Raises KeyError for a year without an outcome.
    """
    seen = outcomes(best, "cargo")
    cargo = dict(zip(seen["year"], seen["cargo_mt"], strict=True))
    return pd.DataFrame(
        {
            "first_year": first,
            "last_year": last,
            "growth_percent": growth_needed(cargo[first], cargo[last], last - first),
        }
        for first, last in spans
    )


def growth_needed(start: float, goal: float, years: int) -> float:
    """Constant growth in percent a year that leads from `start` to `goal` in so many years."""
    return float(100 * ((goal / start) ** (1 / years) - 1))


def beside_rail(best: pd.DataFrame, rail: pd.DataFrame) -> pd.DataFrame:
    """How much the corridor moves beside the railways between China and Europe, year by year.

    `best` is `data.preferred` of `freight/corridor`, `rail` that of the rows of
    `freight/china_europe_rail` with status actual. Two comparisons, of which neither is clean: the
    trains of China Railway Express include those to Russia and Belarus, and the corridor's
    containers include much that goes neither from China nor to Europe. Columns: `year`, `compared`,
    `corridor`, `rail` (trains, or TEU) and `share_percent` (of the corridor in the rail figure).
    """
    years = rail["period"].array
    whole = (years.right == years.left + pd.DateOffset(years=1)) & (years.left.month == 1)
    yearly = rail[whole].assign(year=years[whole].left.year)
    parts = [
        _beside(
            best,
            yearly[
                (yearly["route"] == route)
                & (yearly["measure"] == theirs)
                & (yearly["scope"] == scope)
            ],
            ours,
            compared,
        )
        for ours, route, theirs, scope, compared in (
            (
                "block_trains",
                "china_railway_express",
                "trains",
                "all_directions",
                "block trains received in Azerbaijan, of all trains of China Railway Express",
            ),
            (
                "containers",
                "northern_corridor",
                "containers",
                "china_eu",
                "all containers, against those between China and the EU on the northern route",
            ),
        )
    ]
    return pd.concat(parts, ignore_index=True)


def _beside(best: pd.DataFrame, rail: pd.DataFrame, measure: str, compared: str) -> pd.DataFrame:
    column = MEASURES[measure].column
    both = outcomes(best, measure).merge(rail[["year", "value"]], on="year", validate="many_to_one")
    return pd.DataFrame(
        {
            "year": both["year"],
            "compared": compared,
            "corridor": both[column],
            "rail": both["value"],
            "share_percent": 100 * both[column] / both["value"],
        }
    )


def describe_cargo(table: pd.DataFrame) -> str:
    """Say the last outcome beside its plan, the year before, and where reports disagree most."""
    last, before, plan = _last_beside_plans(table, "cargo_mt")
    said = table[table["kind"] != "plan"].groupby("year", as_index=False)["cargo_mt"]
    spreads = said.agg(["min", "max"]).to_dict("records")
    widest = max(spreads, key=lambda spread: spread["max"] - spread["min"])
    return (
        f"The Middle Corridor carried {last['cargo_mt']:.2f} Mt in {last['year']}, "
        f"{before['cargo_mt']:.2f} Mt the year before; the plan for {last['year']} was "
        f"{_listed(plan['cargo_mt'], '{:.1f}')} Mt. Reports disagree most on "
        f"{widest['year']}: {number(widest['min'], 2)} to {number(widest['max'], 2)} Mt."
    )


def describe_containers(table: pd.DataFrame) -> str:
    """Say the last count beside its plan, the year before, and the highest plan of all."""
    last, before, plan = _last_beside_plans(table, "containers_teu")
    top = table.sort_values("containers_teu", kind="stable").iloc[-1]
    return (
        f"The Middle Corridor carried {last['containers_teu']:,.0f} TEU in {last['year']}, "
        f"{before['containers_teu']:,.0f} the year before; the plan for {last['year']} was "
        f"{_listed(plan['containers_teu'], '{:,.0f}')} TEU. The highest {top['kind']}, "
        f"{top['containers_teu']:,.0f} TEU, was for {top['year']}."
    )


def describe_trains(table: pd.DataFrame) -> str:
    """Say the last count of trains and how the plan for that year moved."""
    last, before, plan = _last_beside_plans(table, "block_trains")
    return (
        f"Azerbaijan received {last['block_trains']:,.0f} block trains in {last['year']}, "
        f"{before['block_trains']:,.0f} the year before. The plans made for {last['year']} were, "
        f"in order of time, {_listed(plan['block_trains'], '{:,.0f}')}."
    )


def _last_beside_plans(
    table: pd.DataFrame, column: str
) -> tuple[pd.Series, pd.Series, pd.DataFrame]:
    outcome = table[table["kind"] == "outcome"]
    last = outcome.iloc[-1]
    plan = table[(table["kind"] == "plan") & (table["year"] == last["year"])]
    return last, outcome.iloc[-2], plan


def _listed(values: pd.Series, form: str) -> str:
    words = [form.format(value) for value in values]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _when(span: object) -> str:
    """A span of time in short words: `2025`, `Oct 2025`, or nothing when it is missing."""
    if not isinstance(span, pd.Interval):
        return ""
    whole_year = span.right >= span.left + pd.DateOffset(years=1)
    return f"{span.left:%Y}" if whole_year else f"{span.left:%b %Y}"


# Claims about days and cost

ROUTES: Final[Mapping[str, str]] = {
    "middle_corridor": "Middle Corridor",
    "northern_corridor": "Northern Corridor",
    "ocean": "Sea",
    "ocean_suez": "Sea",
    "ocean_cape": "Sea",
}
"""The routes between China and Europe and the group that each claim belongs to."""


def transit_claims(claims: pd.DataFrame, sources: pd.DataFrame, *, whole: bool) -> pd.DataFrame:
    """Every claim about transit days, a row a claim, by route and then by days.

    `claims` is `freight/route_claims`, all rows: claims that disagree are the point. `whole`
    chooses trips between China and Europe, else claims about parts of the way. Columns: `route`,
    `segment`, `year`, `low_days`, `high_days` (equal when one figure is claimed), `status`,
    `said_by` (publisher) and `source_id`.
    """
    rows = claims[
        (claims["measure"] == "transit_days")
        & claims["route"].isin(list(ROUTES))
        & (claims["whole_way"] == whole)
    ]
    table = pd.DataFrame(
        {
            "route": rows["route"].map(ROUTES),
            "segment": rows["segment_name"],
            "year": rows["period"].array.left.year,
            "low_days": rows[["minimum", "typical"]].min(axis=1),
            "high_days": rows[["typical", "maximum"]].max(axis=1),
            "status": rows["status"].astype("string"),
            "said_by": rows["source_id"].map(sources.set_index("source_id")["publisher"]),
            "source_id": rows["source_id"],
        }
    )
    return data.keeping(claims, _by_route(table, ["low_days", "high_days", "segment", "year"]))


def days_claimed(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """From how few to how many days the whole way takes by what is claimed, a row a route.

    `claims` is `freight/route_claims`. Columns: low_days, high_days; the routes are the index.
    """
    by_route = transit_claims(claims, sources, whole=True).groupby("route", sort=False)
    return by_route.agg(low_days=("low_days", "min"), high_days=("high_days", "max"))


def cost_claims(claims: pd.DataFrame, rates: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """What a forty-foot container costs by route: claims, and the two published indices.

    `claims` is `freight/route_claims`, `rates` `freight/freight_rates`. Of the sea index (Drewry,
    Shanghai to Rotterdam, port to port) the lowest and highest of the weeks seen in a year; of the
    rail index (ERAI composite, the broad-gauge leg only) its single values and its extremes.
    Columns: `route`, `quote` (what is priced), `first_year`, `last_year`, `low_usd_feu`,
    `high_usd_feu`, `covers` (whole way, way back, port to port or broad-gauge leg), `said_by`.
    """
    publisher = sources.set_index("source_id")["publisher"]
    said = claims[(claims["measure"] == "cost") & claims["route"].isin(list(ROUTES))]
    claimed = pd.DataFrame(
        {
            "route": said["route"].map(ROUTES),
            "quote": said["segment_name"],
            "first_year": said["period"].array.left.year,
            "last_year": said["period"].array.left.year,
            "low_usd_feu": said[["minimum", "typical"]].min(axis=1),
            "high_usd_feu": said[["typical", "maximum"]].max(axis=1),
            "covers": said["whole_way"].map({True: "whole way", False: "way back"}),
            "said_by": said["source_id"].map(publisher),
        }
    )
    table = pd.concat([claimed, _sea_index(rates), _rail_index(rates)], ignore_index=True)
    table["_part"] = table["covers"] != "whole way"
    ordered = _by_route(table, ["_part", "covers", "first_year", "low_usd_feu"])
    return ordered.drop(columns="_part").reset_index(drop=True)


def _sea_index(rates: pd.DataFrame) -> pd.DataFrame:
    weeks = rates[(rates["lane"] == "shanghai_rotterdam") & (rates["measure"] == "rate")]
    yearly = weeks["value"].groupby(weeks["period"].array.left.year).agg(["min", "max"])
    return pd.DataFrame(
        {
            "route": "Sea",
            "quote": "Drewry index",
            "first_year": yearly.index,
            "last_year": yearly.index,
            "low_usd_feu": yearly["min"].to_numpy(),
            "high_usd_feu": yearly["max"].to_numpy(),
            "covers": "port to port",
            "said_by": "Drewry, as quoted in the press",
        }
    )


def _rail_index(rates: pd.DataFrame) -> pd.DataFrame:
    rows = rates[rates["lane"] == "erai_composite"]
    spans = rows["period"].array
    table = rows.assign(first_year=spans.left.year, last_year=data.last_day(spans).year)
    table = table[table["measure"].isin(["rate", "lowest_rate", "highest_rate"])]
    table = table.groupby(["first_year", "last_year"], as_index=False).agg(
        low_usd_feu=("value", "min"), high_usd_feu=("value", "max")
    )
    return table.assign(
        route="Northern Corridor",
        quote="ERAI index",
        covers="broad-gauge leg",
        said_by="ERAI",
    )


def _by_route(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    order = {route: place for place, route in enumerate(dict.fromkeys(ROUTES.values()))}
    return (
        table.assign(_place=table["route"].map(order))
        .sort_values(["_place", *columns])
        .drop(columns="_place")
    )


def describe_days(table: pd.DataFrame) -> str:
    """Say, for each route, how many claims there are and from how few to how many days they run."""
    parts = [
        f"{route} {_from_to(rows['low_days'].min(), rows['high_days'].max())} days "
        f"({len(rows)} {'claim' if len(rows) == 1 else 'claims'})"
        for route, rows in table.groupby("route", sort=False)
    ]
    return f"Claimed transit times run: {'; '.join(parts)}."


def describe_costs(table: pd.DataFrame) -> str:
    """Say, for each route, from what to what its price for the whole way and its index run."""
    parts = []
    for route, rows in table.groupby("route", sort=False):
        spans = [
            f"{_from_to(part['low_usd_feu'].min(), part['high_usd_feu'].max())} ({covers})"
            for covers, part in rows.groupby("covers", sort=False)
        ]
        parts.append(f"{route} {', '.join(spans)}")
    return (
        f"Prices of a forty-foot container in USD, {table['first_year'].min()} to "
        f"{table['last_year'].max()}: {'; '.join(parts)}."
    )


def _from_to(low: float, high: float) -> str:
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


# The choice of a route

SUEZ: Final = "Sea by Suez"
CAPE: Final = "Sea round the Cape"
STUDIED: Final = "one study"
QUOTED: Final = "newest quotes"
EVERY_CLAIM: Final = "every claim"
PRACTICE: Final = "reported as practice"


def time_costs(value_of_time: pd.DataFrame, assumptions: pd.DataFrame) -> dict[str, float]:
    """What a day costs, in percent of the cargo's value, by the words for it, from low to high.

    `value_of_time` is `data.preferred` of `freight/value_of_time`. Two methods stand side by side.
    Inventory cost asks what holding the goods costs: a yearly rate for capital, storage and
    obsolescence, spread over 365 days. The estimate from trade asks what buyers pay to save a day
    (Hummels and Schaur, Time as a Trade Barrier, American Economic Review 2013): ten and more times
    as much.
    """
    assume = assumed(assumptions, "route-choice")
    per_day = value_of_time[value_of_time["measure"] == "time_cost"]

    def estimate(item: str, bound: str) -> float:
        (value,) = per_day[(per_day["item"] == item) & (per_day["bound"] == bound)]["value"]
        return float(value)

    inventory = assume["inventory_cost"].value
    named = {
        inventory / 365: f", holding cost: {inventory:g}% a year",
        assume["time_cost_between"].low: "",
        assume["time_cost_between"].high: "",
        estimate("all_goods", "minimum"): ", from trade: lowest",
        estimate("manufactures_sitc_7_8", "exact"): ", from trade: machines, vehicles",
        assume["time_cost_beyond"].value: "",
        estimate("all_goods", "maximum"): ", from trade: highest",
    }
    return {f"{percent:.2g}%{words}": percent for percent, words in sorted(named.items())}


def mean_cargo_value(value_of_time: pd.DataFrame) -> float:
    """Mean value of what a forty-foot container holds on China Railway Express, in USD.

    `value_of_time` is `data.preferred` of `freight/value_of_time`, in which it stands per TEU.
    """
    (per_teu,) = value_of_time[value_of_time["measure"] == "cargo_value"]["value"]
    return float(per_teu * units.TEU_PER_FEU)


def route_ranges(
    claims: pd.DataFrame, rates: pd.DataFrame, assumptions: pd.DataFrame
) -> pd.DataFrame:
    """From how little to how much each route takes and costs, by what one is ready to believe.

    `claims` is `freight/route_claims`, `rates` `freight/freight_rates`, `assumptions`
    `freight/assumptions`. Only claims for the whole way from China to Europe count.

    `days` is EVERY_CLAIM, or PRACTICE for those that their source reports as practice (status
    actual). A claim about the ocean counts for Suez before the year `cape_since` and for the Cape
    from then on; to the Cape belong also the days through Suez with the claimed extra days added,
    so that the longer way is never the quicker one.

    `prices` is STUDIED (the oldest claims: the World Bank's comparison of 2023, one source for
    three routes) or QUOTED (the newest, of 2025, for northern rail; the sea through Suez by the
    index of the last year before `cape_since`). For the Middle Corridor no quote of 2025 was found:
    it is put between the northern price and the multiple of it that a forwarder names as the most.
    The sea round the Cape has in both the index and the claims since `cape_since`, for the study
    has none.

    Columns: `route`, `days`, `prices`, `low_days`, `high_days`, `low_usd`, `high_usd` (per FEU).
    """
    assume = assumed(assumptions, "route-choice")
    since = int(assume["cape_since"].value)
    whole = data.where(claims, whole_way=True)
    whole = whole.assign(year=whole["period"].array.left.year, route=_by_way(whole, since))
    rows = [
        {"route": route, "days": days, "prices": prices, **taken, **paid}
        for days, time in (
            (EVERY_CLAIM, _days(whole, claims)),
            (PRACTICE, _days(whole[whole["status"] == "actual"], claims)),
        )
        for prices, money in (
            (STUDIED, _studied(whole, rates, since)),
            (QUOTED, _quoted(whole, claims, rates, since, assume)),
        )
        for route, taken, paid in ((route, time[route], money[route]) for route in time)
    ]
    return pd.DataFrame(rows)


Range = dict[str, float]


def _by_way(claims: pd.DataFrame, cape_since: int) -> list[str]:
    """The route of each claim, that of the ocean told by the year of the claim."""
    return [
        {"middle_corridor": "Middle Corridor", "northern_corridor": "Northern Corridor"}.get(
            route,
            CAPE if route == "ocean_cape" or (route == "ocean" and year >= cape_since) else SUEZ,
        )
        for route, year in zip(claims["route"], claims["period"].array.left.year, strict=True)
    ]


def _days(whole: pd.DataFrame, claims: pd.DataFrame) -> dict[str, Range]:
    days = whole[whole["measure"] == "transit_days"]
    time = {str(route): _range(rows, "days") for route, rows in days.groupby("route")}
    extra = _range(claims[claims["measure"] == "extra_days"], "days")
    time[CAPE] = {
        "low_days": min(time[CAPE]["low_days"], time[SUEZ]["low_days"] + extra["low_days"]),
        "high_days": max(time[CAPE]["high_days"], time[SUEZ]["high_days"] + extra["high_days"]),
    }
    return {route: time[route] for route in ("Middle Corridor", "Northern Corridor", SUEZ, CAPE)}


def _studied(whole: pd.DataFrame, rates: pd.DataFrame, cape_since: int) -> dict[str, Range]:
    cost = whole[whole["measure"] == "cost"]
    study = cost[cost["year"] == cost["year"].min()]
    money = {str(route): _range(rows, "usd") for route, rows in study.groupby("route")}
    return {**money, CAPE: _round_the_cape(cost, rates, cape_since)}


def _quoted(
    whole: pd.DataFrame,
    claims: pd.DataFrame,
    rates: pd.DataFrame,
    cape_since: int,
    assume: Mapping[str, Assumed],
) -> dict[str, Range]:
    cost = whole[whole["measure"] == "cost"]
    newest = cost[cost["year"] == cost["year"].max()]
    north = _range(newest[newest["route"] == "Northern Corridor"], "usd")
    (most,) = claims[claims["measure"] == "cost_ratio"]["maximum"]
    index = _sea_index(rates)
    before = index[index["first_year"] == cape_since - 1]
    return {
        "Middle Corridor": {
            "low_usd": north["low_usd"] * assume["middle_corridor_over_northern"].value,
            "high_usd": north["high_usd"] * most,
        },
        "Northern Corridor": north,
        SUEZ: {
            "low_usd": before["low_usd_feu"].min(),
            "high_usd": before["high_usd_feu"].max(),
        },
        CAPE: _round_the_cape(cost, rates, cape_since),
    }


def _round_the_cape(cost: pd.DataFrame, rates: pd.DataFrame, cape_since: int) -> Range:
    claimed = _range(cost[cost["route"] == CAPE], "usd")
    index = _sea_index(rates)
    index = index[index["first_year"] >= cape_since]
    return {
        "low_usd": min(claimed["low_usd"], index["low_usd_feu"].min()),
        "high_usd": max(claimed["high_usd"], index["high_usd_feu"].max()),
    }


def _range(rows: pd.DataFrame, unit: str) -> Range:
    """From the lowest to the highest of the claims."""
    return {
        f"low_{unit}": float(np.nanmin(rows[["minimum", "typical"]].to_numpy(float))),
        f"high_{unit}": float(np.nanmax(rows[["typical", "maximum"]].to_numpy(float))),
    }


def route_choice(
    ranges: pd.DataFrame,
    *,
    value: float,
    time_cost: float,
    red_sea_shut: bool = False,
    prices: str = STUDIED,
    days: str = EVERY_CLAIM,
) -> pd.DataFrame:
    """Generalised cost of a forty-foot container by route: freight rate + days x cost of a day.

    A day costs `time_cost` percent of the cargo's `value` (USD per FEU): the inventory-cost method,
    as in studies of rail against sea (Zhang and Schramm, International Journal of Logistics
    Management 2020, doi 10.1108/IJLM-12-2019-0351). `ranges` is the table of `route_ranges`. The
    low end of a route has its lowest price and its fewest days, the high end both highest: ends of
    claims, not a margin of error. With the Red Sea shut the sea goes round the Cape.

    Columns: `route`; `low_` and `high_` with `days`, `freight_usd`, `time_usd`, `total_usd`; and
    `low_beats_sea`, `high_beats_sea`: for which cargo values the route costs less than the sea,
    each at that end of its claims.
    """
    left_out = SUEZ if red_sea_shut else CAPE
    chosen = ranges[
        (ranges["prices"] == prices) & (ranges["days"] == days) & (ranges["route"] != left_out)
    ]
    table = {"route": chosen["route"].to_numpy()}
    for end in ("low", "high"):
        taken, freight = chosen[f"{end}_days"].to_numpy(), chosen[f"{end}_usd"].to_numpy()
        time = taken * value * time_cost / 100
        table |= {
            f"{end}_days": taken,
            f"{end}_freight_usd": freight,
            f"{end}_time_usd": time,
            f"{end}_total_usd": freight + time,
        }
    for end in ("low", "high"):
        taken, freight = table[f"{end}_days"], table[f"{end}_freight_usd"]
        table[f"{end}_beats_sea"] = np.array(
            [
                cheaper_for(freight[place] - freight[-1], taken[-1] - taken[place], time_cost)
                for place in range(len(taken) - 1)
            ]
            + [""]
        )
    return pd.DataFrame(table)


def cheaper_for(dearer_usd: float, days_saved: float, time_cost: float) -> str:
    """For which cargo values (USD) a route is the cheaper one, in words.

    The route asks `dearer_usd` more freight than the other and saves `days_saved`; both may be
    negative. At `time_cost` percent of the value a day the two cost the same for a value of
    dearer_usd / (days_saved x time_cost / 100).
    """
    worth = days_saved * time_cost / 100
    if dearer_usd <= 0 and worth >= 0:
        return "any cargo"
    if dearer_usd >= 0 and worth <= 0:
        return "no cargo"
    even = dearer_usd / worth
    return f"cargo {'over' if dearer_usd > 0 else 'under'} {float(f'{even:.2g}'):,.0f} USD"


def describe_choice(table: pd.DataFrame) -> str:
    """Say the ranges and whether they rank the routes, and when the first beats the sea."""
    rows = table.to_dict("records")
    ranges = ", ".join(
        f"{row['route']} {_two_digits(row['low_total_usd'])} to "
        f"{_two_digits(row['high_total_usd'])}"
        for row in rows
    )
    best, worst = cheapest(table)
    if ranked(table):
        ranking = f"So {best} is the cheapest by every claim"
    elif best == worst:
        ranking = f"The ranges overlap, though {best} is the cheapest at both ends"
    else:
        ranking = "The ranges overlap, so there is no ranking"
    first = rows[0]
    pays = _either(first["low_beats_sea"], first["high_beats_sea"])
    return (
        f"Freight and time together, in USD a container: {ranges}. {ranking}. "
        f"The {first['route']} beats the sea for {pays}."
    )


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):,.0f}"


def _either(low: str, high: str) -> str:
    return (
        f"{low} by the lowest and the highest claims"
        if low == high
        else f"{low} by the lowest claims and {high} by the highest"
    )


def cheapest(table: pd.DataFrame) -> tuple[str, str]:
    """The cheapest route of `route_choice` at the low ends, and at the high ends."""
    rows = table.to_dict("records")
    best, worst = (min(rows, key=lambda row: row[f"{end}_total_usd"]) for end in ("low", "high"))
    return best["route"], worst["route"]


def ranked(table: pd.DataFrame) -> bool:
    """Whether one route of `route_choice` is cheaper at its high end than all others at their low.

    Then, and only then, it is the cheapest by every claim.
    """
    first, second, *_ = sorted(table.to_dict("records"), key=lambda row: row["low_total_usd"])
    return bool(first["high_total_usd"] < second["low_total_usd"])


# The growth of the corridor


def corridor_outlook(
    best: pd.DataFrame, capacity: pd.DataFrame, plans: pd.DataFrame, last_year: int
) -> pd.DataFrame:
    """What is known and planned of the corridor's tonnage, a row a year to `last_year`.

    `best` is `data.preferred` of `freight/corridor`, `capacity` `freight/capacity`, `plans`
    `freight/plans`. Of capacity the latest statement of what exists, and the road map's from the
    year for which it was last announced. Of plans for years to come the World Bank's forecast
    stands alone and of the others the lowest and the highest. Columns: `year`, `observed_mt`,
    `capacity_mt_year` (from the last observed year on), `world_bank_mt`, `low_plan_mt`,
    `high_plan_mt`.
    """
    observed = outcomes(best, "cargo").set_index("year")["cargo_mt"]
    now = observed.index[-1]
    years = pd.RangeIndex(observed.index[0], last_year + 1, name="year")
    stated = capacity[
        (capacity["asset"] == "titr")
        & (capacity["measure"] == "cargo")
        & (capacity["status"] == "capacity")
    ]
    present = stated.iloc[[int(stated["period"].array.left.argmax())]]
    road_map = plans[(plans["asset"] == "titr") & (plans["measure"] == "capacity")]
    road_map = road_map.iloc[[int(np.nanargmax(road_map["reported_on"].array.left.year))]]
    built = road_map["target_year"].dt.year.iloc[0]
    later = plans_made(plans, "cargo")
    later = later[later["year"] > now]
    bank = later["source_id"] == WORLD_BANK_FORECAST
    others = later[~bank].groupby("year")["cargo_mt"]
    table = pd.DataFrame(index=years)
    table["observed_mt"] = observed
    table["capacity_mt_year"] = np.where(
        years < built, present["value"].iloc[0], road_map["value"].iloc[0]
    )
    table.loc[: now - 1, "capacity_mt_year"] = np.nan
    table["world_bank_mt"] = later[bank].set_index("year")["cargo_mt"]
    table["low_plan_mt"], table["high_plan_mt"] = others.min(), others.max()
    return table.reset_index()


WORLD_BANK_FORECAST: Final = "trend_2023_11_30_wb"
"""The source of the World Bank's forecast for 2030 in `freight/plans`."""


def corridor_growth(
    outlook: pd.DataFrame, *, growth: float, delay: int, capacity: float
) -> pd.DataFrame:
    """Tonnage when demand grows by `growth` percent a year and the corridor can only carry so much.

    `outlook` is the table of `corridor_outlook`. Demand starts from the last observed year; the
    corridor carries the smaller of demand and capacity, and cargo that finds no room one year is
    still there the next. The present capacity holds until the road map's year and `delay` years
    more, then `capacity` (Mt a year). A scenario, not a forecast. Adds `demand_mt` and
    `carried_mt` to the outlook's columns and sets `capacity_mt_year`.
    """
    year = outlook["year"].to_numpy()
    observed, planned = outlook["observed_mt"].to_numpy(), outlook["capacity_mt_year"].to_numpy()
    known = np.flatnonzero(~np.isnan(observed))[-1]
    built = year[np.flatnonzero(planned > planned[known])[0]]
    limit = np.where(year < built + delay, planned[known], capacity)
    ahead = year >= year[known]
    demand = observed[known] * (1 + growth / 100) ** np.maximum(year - year[known], 0)
    return pd.DataFrame(
        {
            "year": year,
            "observed_mt": observed,
            "demand_mt": np.where(ahead, demand, np.nan),
            "capacity_mt_year": np.where(ahead, limit, np.nan),
            "carried_mt": np.where(ahead, np.minimum(demand, limit), np.nan),
            "world_bank_mt": outlook["world_bank_mt"].to_numpy(),
            "low_plan_mt": outlook["low_plan_mt"].to_numpy(),
            "high_plan_mt": outlook["high_plan_mt"].to_numpy(),
        }
    )


def describe_growth(table: pd.DataFrame) -> str:
    """Say what is carried in the forecast's year and at the end, when plans are met, and how."""
    rows = table.to_dict("records")
    start = [row for row in rows if row["observed_mt"] == row["observed_mt"]][-1]
    (due,) = (row for row in rows if row["world_bank_mt"] == row["world_bank_mt"])
    following = next(row for row in rows if row["year"] == start["year"] + 1)
    growth = 100 * (following["demand_mt"] / start["observed_mt"] - 1)
    plan, goal = table["low_plan_mt"].min(), due["world_bank_mt"]
    full = [row["year"] for row in rows if row["carried_mt"] < row["demand_mt"]]
    needed = growth_needed(start["observed_mt"], goal, due["year"] - start["year"])
    demand = f"With demand at {growth:+.0f}% a year" if round(growth) else "With demand as it is"
    return (
        f"{demand} the corridor carries {due['carried_mt']:.1f} Mt in "
        f"{due['year']} and {rows[-1]['carried_mt']:.1f} Mt in {rows[-1]['year']}"
        f"{f', and some cargo finds no room from {full[0]} on' if full else ''}. "
        f"{plan:g} Mt {_reached(rows, plan)}, the World Bank's {goal:g} Mt {_reached(rows, goal)}; "
        f"{goal:g} Mt in {due['year']} would take growth of {needed:.0f}% a year, and room for it."
    )


def _reached(rows: Sequence[Mapping[Hashable, Any]], goal: float) -> str:
    years = [row["year"] for row in rows if row["carried_mt"] >= goal]
    return f"is reached in {years[0]}" if years else f"is not reached by {rows[-1]['year']}"


asked.checked(
    __name__,
    assumptions="freight/assumptions",
    best="freight/corridor",
    capacity="freight/capacity",
    claims="freight/route_claims",
    plans="freight/plans",
    rail="freight/china_europe_rail",
    rates="freight/freight_rates",
    reports="freight/corridor",
    sources="sources",
    value_of_time="freight/value_of_time",
)
