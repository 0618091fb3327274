"""Power across the sea: prices at both ends, what is said about the cables, what one would earn.

The functions take tables as `corridors.data.load` gives them and choose their rows inside; those
behind a figure or an explorer take what the others return. Statements that disagree all stay: a
parameter is an interval from the lowest to the highest of them, and so is what follows from it.
Prices are in the money of their time; dollars become euros at the mean rate of the same time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from corridors import asked, data, units
from corridors.subjects import power

LANDING: Final = "ROU"
"""Where the Black Sea cable is to come ashore, by the agreement of December 2022."""
LANDINGS: Final[Mapping[str, str]] = {
    "ROU": "Romania",
    "HUN": "Hungary",
    "BGR": "Bulgaria",
    "GRC": "Greece",
    "ITA": "Italy",
}
"""Markets that a cable would reach: parties to the agreements, then the next along the coast."""
SELLERS: Final[Mapping[str, str]] = {
    "AZE": "Azerbaijan",
    "KAZ": "Kazakhstan",
    "UZB": "Uzbekistan",
}
LINK: Final = "black_sea_cable"


class Interval(NamedTuple):
    """From the lowest to the highest value; equal ends for a value that is not disputed."""

    low: float
    high: float


# --- Prices at both ends ------------------------------------------------------------------------


def dollars_per_euro(prices: pd.DataFrame) -> pd.Series[float]:
    """US dollars a euro by month (a period), from `gas/prices_monthly`."""
    rows = prices[prices["price"] == "usd_per_euro"]
    rates: pd.Series[float] = rows.set_index("month")["value"].sort_index(kind="stable")
    return rates


def monthly_prices(wholesale: pd.DataFrame) -> pd.DataFrame:
    """Day-ahead prices by month where a cable would land, from `power/wholesale_prices`.

    Columns: month, romania_eur_mwh, lowest_eur_mwh and highest_eur_mwh (of all LANDINGS with a
    price that month), complete (false for a month that is not over), source_id.
    """
    rows = wholesale[wholesale["country"].isin(LANDINGS)]
    wide = rows.pivot(index="month", columns="country", values="price_eur_mwh").sort_index(
        kind="stable"
    )
    own = rows[rows["country"] == LANDING].set_index("month").reindex(wide.index)
    return pd.DataFrame(
        {
            "month": wide.index,
            "romania_eur_mwh": wide[LANDING].to_numpy(),
            "lowest_eur_mwh": wide.min(axis=1).to_numpy(),
            "highest_eur_mwh": wide.max(axis=1).to_numpy(),
            "complete": (own["status"] == "actual").to_numpy(),
            "source_id": own["source_id"].to_numpy(),
        }
    )


def yearly_prices(wholesale: pd.DataFrame) -> pd.DataFrame:
    """Mean day-ahead price of each landing and year, from twelve complete months.

    From `power/wholesale_prices`. The plain mean of the monthly means. Columns: year, country
    (code), price_eur_mwh, lowest_eur_mwh and highest_eur_mwh (of its months), source_id.
    """
    rows = wholesale[wholesale["country"].isin(LANDINGS) & (wholesale["status"] == "actual")]
    rows = rows.assign(year=rows["month"].dt.year)
    months = rows.groupby(["year", "country"])
    whole = months["month"].nunique() == 12
    table = months.agg(
        price_eur_mwh=("price_eur_mwh", "mean"),
        lowest_eur_mwh=("price_eur_mwh", "min"),
        highest_eur_mwh=("price_eur_mwh", "max"),
        source_id=("source_id", "first"),
    )
    return table[whole].reset_index()


def contract_prices(
    auctions: pd.DataFrame, rates: pd.Series[float], projects: pd.DataFrame
) -> pd.DataFrame:
    """What wind and solar power was sold for in the region, a row an auction or contract.

    From `power/auction_prices` and `power/projects`; `rates` is what `dollars_per_euro` returns,
    taken as the mean of the year of award. Columns: year, country (code), seller (name), what
    (technology and plant, in words), price_usd_mwh, price_eur_mwh, source_id; in order of time.
    """
    yearly = rates.groupby([month.year for month in rates.index]).mean()
    year = auctions["year"].dt.year
    names = auctions["project"].map(projects.set_index("project")["name"])
    kind = auctions["technology"].astype(str).str.replace("_", " ")
    names = names.fillna(kind)
    table = pd.DataFrame(
        {
            "year": year,
            "country": auctions["country"],
            "seller": auctions["country"].map(SELLERS),
            "what": [n if k in n else f"{n}, {k}" for k, n in zip(kind, names, strict=True)],
            "price_usd_mwh": auctions["price_usd_mwh"],
            "price_eur_mwh": units.usd_to_eur(auctions["price_usd_mwh"], year.map(yearly)),
            "source_id": auctions["source_id"],
        }
    )
    return table.sort_values(["year", "price_usd_mwh"], ignore_index=True)


def contract_range(contracts: pd.DataFrame) -> Interval:
    """From the cheapest to the dearest contract, in EUR a MWh. `contracts`: `contract_prices`."""
    price = contracts["price_eur_mwh"]
    return Interval(float(price.min()), float(price.max()))


def spreads(yearly: pd.DataFrame, contracts: pd.DataFrame, landing: str = LANDING) -> pd.DataFrame:
    """What a MWh sold at the landing brought above its cost in a contract, year by year.

    `yearly` is what `yearly_prices` returns, `contracts` what `contract_prices` returns. No losses
    and no cost of transport. Columns: year, price_eur_mwh, spread_low_eur_mwh (dearest contract),
    spread_high_eur_mwh (cheapest). Raises KeyError for a landing without prices.
    """
    rows = yearly[yearly["country"] == landing]
    if rows.empty:
        raise KeyError(f"no prices of {landing!r}; there are {', '.join(LANDINGS)}")
    bought, price = contract_range(contracts), rows["price_eur_mwh"].to_numpy()
    return pd.DataFrame(
        {
            "year": rows["year"].to_numpy(),
            "price_eur_mwh": price,
            "spread_low_eur_mwh": price - bought.high,
            "spread_high_eur_mwh": price - bought.low,
        }
    )


def prices_and_contracts(monthly: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """The months of `monthly_prices` and the contracts of `contract_prices` in one table.

    Columns: kind (market, month not over, contract), month (the first of the year for contracts),
    place, what, price_eur_mwh, lowest_eur_mwh, highest_eur_mwh (of the landings; markets only).
    """
    market = pd.DataFrame(
        {
            "kind": monthly["complete"].map({True: "market", False: "month not over"}),
            "month": monthly["month"].astype(str),
            "place": LANDINGS[LANDING],
            "what": "day-ahead price",
            "price_eur_mwh": monthly["romania_eur_mwh"],
            "lowest_eur_mwh": monthly["lowest_eur_mwh"],
            "highest_eur_mwh": monthly["highest_eur_mwh"],
        }
    )
    bought = pd.DataFrame(
        {
            "kind": "contract",
            "month": contracts["year"].astype(str) + "-01",
            "place": contracts["seller"],
            "what": contracts["what"],
            "price_eur_mwh": contracts["price_eur_mwh"],
        }
    )
    return pd.concat([market, bought], ignore_index=True)


def describe_months(table: pd.DataFrame) -> str:
    """What `prices_and_contracts` shows, in words."""
    market, bought = table[table["kind"] == "market"], table[table["kind"] == "contract"]
    price = market.set_index("month")["price_eur_mwh"]
    return (
        f"Wind and solar power was contracted in Azerbaijan, Kazakhstan and Uzbekistan for "
        f"{bought['price_eur_mwh'].min():.0f} to {bought['price_eur_mwh'].max():.0f} EUR a MWh. "
        f"The monthly price in Romania ran from {price.min():.0f} EUR "
        f"({month_in_words(str(price.idxmin()))}) to {price.max():.0f} "
        f"({month_in_words(str(price.idxmax()))}) and was {price.iloc[-1]:.0f} in "
        f"{month_in_words(price.index[-1])}."
    )


def month_in_words(month: str) -> str:
    """A month such as 2020-05 in words: May 2020."""
    return f"{pd.Period(month, 'M'):%B %Y}"


def prices_at_both_ends(
    contracts: pd.DataFrame, tariffs: pd.DataFrame, yearly: pd.DataFrame, rates: pd.Series[float]
) -> pd.DataFrame:
    """What power costs in the region beside what it fetches where a cable would land.

    `contracts`, `yearly` and `rates` are what the functions above return; of `power/tariffs` come
    Georgia's wholesale and export prices and the tariff of Azerbaijan's industry, at the mean rate
    of their months. Columns: place, what, side (contract, region, landing), first_year and
    last_year, low_eur_mwh, high_eur_mwh (of contracts, of reports, or of the months of the last
    whole year), middle_eur_mwh (that year's mean; missing elsewhere), source_id.
    """
    rows = [
        _price_row(name, "contracts", "contract", contracts[contracts["country"] == code])
        for code, name in SELLERS.items()
    ]
    dollars = tariffs[tariffs["unit"] == "USD/MWh"]
    for code, place, measure, consumer, what in _REGIONAL:
        part = dollars[(dollars["country"] == code) & (dollars["measure"] == measure)]
        part = part[part["consumer"] == consumer]
        spans = part["period"].array
        rate = [
            rates.loc[left.to_period("M") : last.to_period("M")].mean()
            for left, last in zip(spans.left, data.last_day(spans), strict=True)
        ]
        price = units.usd_to_eur(part["value"], pd.Series(rate, index=part.index))
        part = part.assign(year=spans.left.year, price_eur_mwh=price)
        rows.append(_price_row(place, what, "region", part))
    last = yearly[yearly["year"] == yearly["year"].max()].set_index("country")
    for code, name in LANDINGS.items():
        row = last.loc[code]
        rows.append(
            {
                "place": name,
                "what": "day-ahead, months",
                "side": "landing",
                "first_year": row["year"],
                "last_year": row["year"],
                "low_eur_mwh": row["lowest_eur_mwh"],
                "high_eur_mwh": row["highest_eur_mwh"],
                "middle_eur_mwh": row["price_eur_mwh"],
                "source_id": row["source_id"],
            }
        )
    return pd.DataFrame(rows)


_REGIONAL: Final = (
    ("AZE", "Azerbaijan", "retail_tariff", "industry_agriculture", "tariff of industry"),
    ("GEO", "Georgia", "export_price", "all", "exports"),
    ("GEO", "Georgia", "wholesale_price", "all", "wholesale"),
)


def _price_row(place: str, what: str, side: str, rows: pd.DataFrame) -> dict[str, object]:
    return {
        "place": place,
        "what": what,
        "side": side,
        "first_year": int(rows["year"].min()),
        "last_year": int(rows["year"].max()),
        "low_eur_mwh": float(rows["price_eur_mwh"].min()),
        "high_eur_mwh": float(rows["price_eur_mwh"].max()),
        "middle_eur_mwh": float("nan"),
        "source_id": rows["source_id"].iloc[0],
    }


def describe_both_ends(table: pd.DataFrame) -> str:
    """What `prices_at_both_ends` shows, in words."""
    bought, sold = table[table["side"] == "contract"], table[table["side"] == "landing"]
    cheap, *_, dear = sold.sort_values("middle_eur_mwh", kind="stable").to_dict("records")
    (export,) = table[table["what"] == "exports"].to_dict("records")
    return (
        f"Contracts for wind and solar power run from {bought['low_eur_mwh'].min():.0f} to "
        f"{bought['high_eur_mwh'].max():.0f} EUR a MWh. In {sold['last_year'].max()} the mean "
        f"market price was {cheap['middle_eur_mwh']:.0f} EUR in {cheap['place']}, the lowest of "
        f"five, and {dear['middle_eur_mwh']:.0f} in {dear['place']}, the highest. Georgia sold "
        f"its exports for {export['low_eur_mwh']:.0f} to {export['high_eur_mwh']:.0f} EUR."
    )


# --- What is said about the cables --------------------------------------------------------------

MEASURES: Final[Mapping[str, str]] = {
    "cost": "Cost (EUR bn)",
    "completion_year": "In use from (year)",
    "capacity": "Capacity (GW)",
    "length_total": "Length (km)",
}
"""The parameters that sources dispute, with their unit here."""


def statements(cables: pd.DataFrame, sources: pd.DataFrame, link: str = LINK) -> pd.DataFrame:
    """What was said about a cable, by parameter and by the year in which it was said.

    From `power/cables` and `sources`, all rows. A low and a high end from one source are one
    statement; equal ones of a year are one row. Columns: parameter, stated (year), low, high (in
    the parameter's unit), sources (how many), said_by (their publishers). Raises KeyError for a
    link about which nothing of that kind is on record.
    """
    rows = cables[(cables["link"] == link) & cables["measure"].isin(list(MEASURES))]
    if rows.empty:
        raise KeyError(
            f"nothing is said about {link!r}; links: {', '.join(sorted(set(cables['link'])))}"
        )
    publishers = sources.set_index("source_id")["publisher"]
    parameter = rows["measure"].astype(str).map(MEASURES)
    rows = rows.assign(
        parameter=pd.Categorical(parameter, list(MEASURES.values()), ordered=True),
        stated=rows["stated_on"].array.left.year,
        value=rows["value"].where(rows["unit"] != "MW", rows["value"] / 1000),
        said_by=rows["source_id"].map(publishers),
    )
    ends = {"low": ("value", "min"), "high": ("value", "max")}
    said = _grouped(rows, ["parameter", "stated", "source_id", "said_by"], **ends)
    counts = {"sources": ("source_id", "nunique"), "said_by": ("said_by", "; ".join)}
    return _grouped(said, ["parameter", "stated", "low", "high"], **counts)


def _grouped(rows: pd.DataFrame, keys: list[str], **columns: tuple[str, Any]) -> pd.DataFrame:
    """Named aggregations by the keys that occur, in the order of the keys."""
    groups: Any = rows.groupby(keys, observed=True)  # its overloads do not know unpacked names
    table: pd.DataFrame = groups.agg(**columns).reset_index()
    return table


def stated_range(said: pd.DataFrame, measure: str) -> Interval:
    """From the lowest to the highest statement about a parameter, a key of MEASURES."""
    rows = said[said["parameter"] == MEASURES[measure]]
    return Interval(float(rows["low"].min()), float(rows["high"].max()))


class Said(NamedTuple):
    """The lowest and highest of what was said about a parameter in one year."""

    stated: int
    low: float
    high: float


def first_and_last(said: pd.DataFrame, measure: str) -> tuple[Said, Said]:
    """What was said about a parameter, a key of MEASURES, in the first and in the last year."""
    rows = said[said["parameter"] == MEASURES[measure]]
    first, last = (
        Said(int(year), *stated_range(rows[rows["stated"] == year], measure))
        for year in (rows["stated"].min(), rows["stated"].max())
    )
    return first, last


def said_in_short(said: pd.DataFrame) -> pd.DataFrame:
    """What was said of each parameter first and last, of the table of `statements`.

    Columns: parameter, statements (how many), first_year and first (what was said in it, in words:
    one value or both ends), last_year and last.
    """
    rows = []
    for measure, parameter in MEASURES.items():
        ends = first_and_last(said, measure)
        form = ".1f" if measure in ("cost", "capacity") else ".0f"
        first, last = (span(Interval(end.low, end.high), form) for end in ends)
        rows.append(
            {
                "parameter": parameter,
                "statements": int((said["parameter"] == parameter).sum()),
                "first_year": ends[0].stated,
                "first": first,
                "last_year": ends[1].stated,
                "last": last,
            }
        )
    return pd.DataFrame(rows)


_KINDS: Final[Mapping[str, str]] = {
    "export_limit": "limit",
    "capacity": "design",
    "export_capacity_claimed": "claim",
}


def links(cables: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Power that each link or route can carry, is designed to carry, or is said to carry one day.

    From `power/cables` and `power/projects`. Columns: kind (limit of what is there, design,
    claim), link (code), name, first_stated and last_stated (years), low_gw, high_gw, source_id (of
    the first row); the smallest first within a kind.
    """
    rows = cables[cables["measure"].isin(list(_KINDS))]
    kind = rows["measure"].astype(str).map(_KINDS)
    rows = rows.assign(
        kind=pd.Categorical(kind, list(_KINDS.values()), ordered=True),
        name=rows["link"].map(projects.set_index("project")["name"]),
        gw=rows["value"] / 1000,
        stated=rows["stated_on"].array.left.year,
    )
    columns = {
        "first_stated": ("stated", "min"),
        "last_stated": ("stated", "max"),
        "low_gw": ("gw", "min"),
        "high_gw": ("gw", "max"),
        "source_id": ("source_id", "first"),
    }
    table = _grouped(rows, ["kind", "link", "name"], **columns)
    return table.sort_values(["kind", "high_gw", "link"], ignore_index=True)


def describe_links(table: pd.DataFrame) -> str:
    """What `links` shows, in words."""
    rows = table.to_dict("records")
    (own,) = (row for row in rows if row["link"] == LINK and row["kind"] == "design")
    (there,) = (row for row in rows if row["link"] == "azerbaijan_turkiye_grid")
    claims = table[table["kind"] == "claim"]
    return (
        f"The Black Sea cable is designed for {own['low_gw']:.1f} or {own['high_gw']:.1f} GW. "
        f"Officials name up to "
        f"{claims['high_gw'].max():.0f} GW for exports to Europe. The grid that is there can take "
        f"{there['low_gw']:.1f} to {there['high_gw']:.1f} GW to Türkiye."
    )


# --- What one cable carries and earns -----------------------------------------------------------


class Flow(NamedTuple):
    """Power of a year in TWh; what is bought at the plants is delivered or lost on the way."""

    bought_twh: float
    sent_twh: float
    lost_twh: float
    delivered_twh: float


def flow(
    capacity_gw: float, utilisation: float, cable_loss: float, losses_before: float = 0.0
) -> Flow:
    """The power that a cable carries in a year.

    `capacity_gw` is what can be put into it, `utilisation` the percent of the year's hours at that
    power, `cable_loss` the share lost in cable and converters, `losses_before` the percent lost on
    the way to it. Raises ValueError for a share outside 0 to 1, or a utilisation or loss outside 0
    to 100 percent (all must not be lost).
    """
    if not (capacity_gw >= 0 and 0 <= utilisation <= 100):
        raise ValueError(f"no cable of {capacity_gw} GW is used to {utilisation} percent")
    if not (0 <= cable_loss <= 1 and 0 <= losses_before < 100):
        raise ValueError(
            f"no loss of {cable_loss} in a cable and {losses_before} percent before it"
        )
    sent = units.gw_to_twh_year(capacity_gw, utilisation)
    bought, delivered = sent / (1 - losses_before / 100), sent * (1 - cable_loss)
    return Flow(bought, sent, bought - delivered, delivered)


def cable_loss(length_km: float, converters: float, per_1000km: float) -> float:
    """Share of the power lost in a direct-current cable and its two converter stations.

    `converters` and `per_1000km` are shares. As in PyPSA-Eur: what is left is
    (1 - converters) x (1 - per_1000km) ^ (length / 1,000 km).
    """
    return float(1 - (1 - converters) * (1 - per_1000km) ** (length_km / 1000))


class Design(NamedTuple):
    """What is stated or modelled about a cable: intervals where sources differ.

    `costs` has a row for each case and capacity: case, capacity_gw, low_eur_bn, high_eur_bn.
    """

    capacities_gw: tuple[float, ...]
    length_km: Interval
    loss: Interval
    upkeep: float
    life_years: float
    costs: pd.DataFrame


UNIT_COSTS: Final = "unit costs instead"
"""The case in which the cost is worked out from the cost of a kilometre and of the converters."""


def design(cables: pd.DataFrame, costs: pd.DataFrame, sources: pd.DataFrame) -> Design:
    """The Black Sea cable as stated in `power/cables`, with the units of `power/losses_and_costs`.

    The cases of its cost are what was said first, what was said in later years, and UNIT_COSTS:
    capacity x length x cost of a sea cable, and two converter stations, over the lengths stated
    (as if all were sea cable; the part on land would cost more). Losses are modelling defaults.
    """
    said = statements(cables, sources)
    length = stated_range(said, "length_total")
    capacity = said[said["parameter"] == MEASURES["capacity"]]
    capacities = tuple(sorted({float(value) for value in capacity["low"]}))

    def unit(technology: str, parameter: str, unit: str) -> float:
        rows = costs[(costs["technology"] == technology) & (costs["parameter"] == parameter)]
        (value,) = rows[(rows["unit"] == unit) & (rows["bound"] == "point")]["value"]
        return float(value)

    per_km = unit("hvdc_submarine_cable", "investment_cost", "EUR/MW/km")
    converters = unit("hvdc_converter_pair", "investment_cost", "EUR/kW")
    fixed = unit("hvdc_converter_pair", "energy_loss", "percent") / 100
    along = unit("hvdc_submarine_cable", "energy_loss_per_1000km", "percent") / 100
    cases = [
        {"case": case, "capacity_gw": gw, "low_eur_bn": cost.low, "high_eur_bn": cost.high}
        for case, cost in _stated_costs(said).items()
        for gw in capacities
    ] + [
        {
            "case": UNIT_COSTS,
            "capacity_gw": gw,
            "low_eur_bn": gw * (per_km * length.low + converters * 1000) / 1e6,
            "high_eur_bn": gw * (per_km * length.high + converters * 1000) / 1e6,
        }
        for gw in capacities
    ]
    return Design(
        capacities,
        length,
        Interval(*(cable_loss(km, fixed, along) for km in length)),
        unit("hvdc_submarine_cable", "fixed_operating_cost", "percent/yr") / 100,
        unit("hvdc_link", "lifetime", "years"),
        pd.DataFrame(cases),
    )


def _stated_costs(said: pd.DataFrame) -> dict[str, Interval]:
    """The range of cost as it was first said, and as it was said after that, by words for each."""
    cost = said[said["parameter"] == MEASURES["cost"]]
    begun = cost["stated"] == cost["stated"].min()
    cases = {}
    for rows in (cost[begun], cost[~begun]):
        years = sorted({str(year) for year in rows["stated"]})
        cases[" and ".join(years)] = Interval(float(rows["low"].min()), float(rows["high"].max()))
    return cases


def by_market_prices(costs: pd.DataFrame, length: Interval) -> Interval:
    """Cost in EUR bn by a market report's range per kilometre and terminal, of any capacity.

    From `power/losses_and_costs`: cost of a km x length, and two converter stations. A second
    yardstick beside UNIT_COSTS, much wider.
    """

    def ends(technology: str, unit: str) -> Interval:
        rows = costs[(costs["technology"] == technology) & (costs["unit"] == unit)]
        by_bound = rows.set_index(rows["bound"].astype(str))["value"]
        return Interval(float(by_bound["low"]), float(by_bound["high"]))

    per_km = ends("hvdc_submarine_cable", "EUR_mn/km")
    station = ends("hvdc_converter_station", "EUR_mn")
    return Interval(
        *(
            (km * price + 2 * terminal) / 1000
            for km, price, terminal in zip(length, per_km, station, strict=True)
        )
    )


QUANTITIES: Final[Mapping[str, str]] = {
    "bought": "power bought (TWh a year)",
    "sent": "power put into the cable (TWh a year)",
    "lost": "power lost (TWh a year)",
    "delivered": "power delivered (TWh a year)",
    "revenue": "sales in Romania (EUR mn a year)",
    "power_cost": "cost of the power bought (EUR mn a year)",
    "upkeep": "upkeep (EUR mn a year)",
    "earnings": "earnings after upkeep (EUR mn a year)",
    "cost": "cost of the cable (EUR bn)",
    "payback": "simple payback (years)",
    "balance": "balance at the end of its life (EUR bn)",
    "life": "life (years)",
    "price": "price of power in Romania (EUR/MWh)",
}
"""The rows of `green_cable`, by the names that `read_cable` gives them."""


def green_cable(
    made: Design,
    yearly: pd.DataFrame,
    power_cost: Interval,
    *,
    capacity: float,
    utilisation: float,
    price_year: int,
    cost: str,
    losses_before: float,
) -> pd.DataFrame:
    """What the Black Sea cable would carry and earn in a year, and when it has paid for itself.

    `made` is what `design` returns, `yearly` what `yearly_prices` returns, `power_cost` (EUR a MWh
    at the plant) what `contract_range` returns. `capacity` in GW, `utilisation` and
    `losses_before` in percent (see `flow`); power is sold in Romania at the mean price of
    `price_year`; `cost` is a case of `made.costs`.

    Columns: quantity (the words of QUANTITIES), low, high, note. Low and high are the ends that
    follow from the intervals given; earnings are lowest with the longest and dearest cable and the
    dearest power. Payback is missing at an end that never pays back.

    Simple payback is cost over yearly earnings: no interest, no inflation, full use from the first
    day, grants not counted (Fuller and Petersen, NIST Handbook 135, 1995). Earnings are sales less
    the cost of power and upkeep; fees of the grids in between are in no source and not counted.
    Raises KeyError for an unknown case of cost or a year without prices.
    """
    flows = [flow(capacity, utilisation, loss, losses_before) for loss in made.loss]
    price, invested = _price_of(yearly, price_year), _cost_of(made, cost, capacity)
    sales = Interval(*(f.delivered_twh * price for f in reversed(flows)))
    bought = Interval(*(flows[0].bought_twh * each for each in power_cost))
    upkeep = Interval(*(each * 1000 * made.upkeep for each in invested))
    earned = Interval(sales.low - bought.high - upkeep.high, sales.high - bought.low - upkeep.low)
    payback = Interval(
        simple_payback(invested.low * 1000, earned.high),
        simple_payback(invested.high * 1000, earned.low),
    )
    balance = Interval(
        made.life_years * earned.low / 1000 - invested.high,
        made.life_years * earned.high / 1000 - invested.low,
    )
    ends: dict[str, Interval] = {
        "bought": Interval(flows[0].bought_twh, flows[0].bought_twh),
        "sent": Interval(flows[0].sent_twh, flows[0].sent_twh),
        "lost": Interval(flows[0].lost_twh, flows[1].lost_twh),
        "delivered": Interval(flows[1].delivered_twh, flows[0].delivered_twh),
        "revenue": sales,
        "power_cost": bought,
        "upkeep": upkeep,
        "earnings": earned,
        "cost": invested,
        "payback": payback,
        "balance": balance,
        "life": Interval(made.life_years, made.life_years),
        "price": Interval(price, price),
    }
    return pd.DataFrame(
        {
            "quantity": list(QUANTITIES.values()),
            "low": [ends[key].low for key in QUANTITIES],
            "high": [ends[key].high for key in QUANTITIES],
            "note": [_never(payback) if key == "payback" else "" for key in QUANTITIES],
        }
    )


def simple_payback(cost: float, earnings: float) -> float:
    """Years until yearly earnings add up to the cost, in one money; missing if they never do."""
    return cost / earnings if earnings > 0 else float("nan")


def _never(payback: Interval) -> str:
    if math.isnan(payback.low):
        return "never"
    return "never at the worse end" if math.isnan(payback.high) else ""


def _price_of(yearly: pd.DataFrame, year: int) -> float:
    rows = yearly[(yearly["country"] == LANDING) & (yearly["year"] == year)]
    if rows.empty:
        raise KeyError(f"there is no whole year of prices for {year}")
    return float(rows["price_eur_mwh"].iloc[0])


def _cost_of(made: Design, case: str, capacity: float) -> Interval:
    rows = made.costs[(made.costs["case"] == case) & (made.costs["capacity_gw"] == capacity)]
    if rows.empty:
        known = ", ".join(dict.fromkeys(made.costs["case"]))
        raise KeyError(f"no cost is known for {case!r} at {capacity:g} GW; cases: {known}")
    return Interval(float(rows["low_eur_bn"].iloc[0]), float(rows["high_eur_bn"].iloc[0]))


def read_cable(table: pd.DataFrame) -> dict[str, Interval]:
    """The rows of a table of `green_cable` by the keys of QUANTITIES."""
    low, high = (table.set_index("quantity")[end].to_dict() for end in ("low", "high"))
    return {key: Interval(low[words], high[words]) for key, words in QUANTITIES.items()}


def span(ends: Interval, form: str = ",.0f") -> str:
    """An interval in words: its ends, or one number where they read the same."""
    low, high = (_plain_zero(format(end, form)) for end in ends)
    return low if low == high else f"{low} to {high}"


def _plain_zero(number: str) -> str:
    return number.removeprefix("-") if not number.strip("-0.,") else number


def payback_in_words(payback: Interval, life: float) -> str:
    """When the cable has paid for itself, as the end of a sentence that begins "it"."""
    if math.isnan(payback.low):
        return "never pays back"
    if payback.low > life:
        return f"does not pay back within its life of {life:.0f} years"
    if math.isnan(payback.high) or payback.high > life:
        late = "never" if math.isnan(payback.high) else f"not within its life of {life:.0f} years"
        return f"pays back in {_years(payback.low)} at the better end and {late} at the worse"
    ends = span(payback, ".1f" if payback.high < 3 else ".0f")
    return f"pays back in {ends} years"


def payback_in_short(payback: Interval, life: float) -> str:
    """When the cable has paid for itself, in few words."""
    if math.isnan(payback.low):
        return "never pays back"
    if payback.low > life:
        return f"not paid back in {life:.0f} years"
    if math.isnan(payback.high):
        return f"paid back in {_years(payback.low)} at best, never at worst"
    if payback.high > life:
        return f"paid back in {_years(payback.low)} at best, over {life:.0f} at worst"
    return payback_in_words(payback, life)


def _years(number: float) -> str:
    return f"{number:.1f} years" if number < 3 else f"{number:.0f} years"


def earnings_in_short(earned: Interval) -> str:
    """What a year leaves after upkeep, in few words: a loss where both ends are one."""
    if earned.high <= 0:
        return f"loses EUR {span(Interval(-earned.high, -earned.low))} mn a year"
    return f"earns EUR {span(earned)} mn a year"


def describe_cable(table: pd.DataFrame) -> str:
    """What `green_cable` shows, in words."""
    it = read_cable(table)
    end = (
        f"At a cost of {span(it['cost'], '.1f')} billion it "
        f"{payback_in_words(it['payback'], it['life'].low)}."
    )
    if not it["sent"].high:
        upkeep = f"upkeep takes {span(it['upkeep'])} million euros a year"
        return f"The cable carries nothing; {upkeep}. {end}"
    worst, best = it["earnings"]
    left = (
        f"it loses {span(Interval(-best, -worst))} million"
        if best <= 0
        else f"the year ends between a loss of {-worst:,.0f} and a gain of {best:,.0f} million"
        if worst <= -0.5
        else f"{span(it['earnings'])} million are left"
    )
    return (
        f"The cable takes in {span(it['sent'], '.1f')} TWh a year and delivers "
        f"{span(it['delivered'], '.1f')}. Sold at {it['price'].low:.0f} EUR a MWh that brings "
        f"{span(it['revenue'])} million euros; after the power bought and upkeep {left}. {end}"
    )


def whole_scale(
    generation: pd.DataFrame,
    demand: pd.DataFrame,
    figures: pd.DataFrame,
    projects: pd.DataFrame,
    targets: pd.DataFrame,
    made: Design,
    *,
    capacity_factor: float,
) -> pd.DataFrame:
    """What one cable could carry beside what Azerbaijan makes and what the EU uses, in TWh a year.

    From `power/generation` (Energy Institute, newest year), `power/demand`, `power/project_figures`
    with `power/projects` (stated output of Azerbaijan's wind and solar plants; the three Masdar
    plants reported together are left out, since their members are not named and overlap),
    `power/targets` (solar and wind, at `capacity_factor` percent) and `design`. Columns: what,
    year, kind (observed, plan, target, cable), low_twh, high_twh, source_id.
    """
    cable = [
        {
            "what": f"Black Sea cable, {words}",
            "year": None,
            "kind": "cable",
            "low_twh": units.gw_to_twh_year(min(made.capacities_gw), percent),
            "high_twh": units.gw_to_twh_year(max(made.capacities_gw), percent),
            "source_id": None,
        }
        for words, percent in (("half used", 50), ("full all year", 100))
    ]
    ours, whole = _made_by(generation, "AZE"), _made_by(generation, "EU27")
    exports = data.calendar_years(demand[demand["item"] == "exports"])
    *_, exported = (
        exports[exports["country"] == "AZE"].sort_values("year", kind="stable").to_dict("records")
    )
    uses = data.calendar_years(demand[demand["item"] == "demand"])
    *_, used = uses[uses["country"] == "EU27"].sort_values("year", kind="stable").to_dict("records")
    plants = projects[(projects["country"] == "AZE") & projects["technology"].isin(power.PLANTS)]
    plants = plants[(plants["kind"] != "group") | plants["members"].notna()]
    planned = data.preferred(figures)
    planned = planned[(planned["measure"] == "expected_generation")]
    planned = planned[planned["project"].isin(plants["project"])]
    aim = targets[(targets["country"] == "AZE") & (targets["measure"] == "solar_and_wind_capacity")]
    (goal,) = aim.to_dict("records")
    rows = [
        _row("Azerbaijan, wind and solar", ours.year, "observed", ours.green_twh, ours.source_id),
        _row(
            "Azerbaijan, exports",
            exported["year"],
            "observed",
            exported["value"],
            exported["source_id"],
        ),
        _row(
            "Azerbaijan, wind and solar plants planned or running",
            None,
            "plan",
            float(planned["value"].sum()),
            planned["source_id"].iloc[0],
        ),
        *cable,
        _row(
            f"Azerbaijan, {goal['value']:g} GW of wind and solar",
            goal["target_date"].left.year,
            "target",
            units.gw_to_twh_year(goal["value"], capacity_factor),
            goal["source_id"],
        ),
        _row("Azerbaijan, all power", ours.year, "observed", ours.all_twh, ours.source_id),
        _row("EU, wind and solar", whole.year, "observed", whole.green_twh, whole.source_id),
        _row("EU, demand", used["year"], "observed", used["value"], used["source_id"]),
    ]
    return pd.DataFrame(rows)


def _row(what: str, year: object, kind: str, energy: float, source: object) -> dict[str, object]:
    return {
        "what": what,
        "year": year,
        "kind": kind,
        "low_twh": float(energy),
        "high_twh": float(energy),
        "source_id": source,
    }


class _Made(NamedTuple):
    """Power of one year: wind and solar together, and all, with its source."""

    year: int
    green_twh: float
    all_twh: float
    source_id: str


def _made_by(generation: pd.DataFrame, country: str) -> _Made:
    """What a country makes in the newest year that the Energy Institute counts."""
    rows = generation[generation["country"] == country]
    rows = rows[rows["edition"] == "energy_institute"]
    newest = rows[rows["year"] == rows["year"].max()]
    made = dict(zip(newest["fuel"].astype(str), newest["energy_twh"], strict=True))
    year, source = newest["year"].iloc[0].year, newest["source_id"].iloc[0]
    return _Made(year, made["wind"] + made["solar"], made["total"], source)


class Scale(NamedTuple):
    """A full cable beside the rest: times Azerbaijan's wind and solar, percent of EU demand."""

    full_twh: Interval
    times_green: Interval
    percent_of_eu: Interval


def read_scale(table: pd.DataFrame) -> Scale:
    """The few numbers behind a table of `whole_scale`."""
    rows = {row["what"]: row for row in table.to_dict("records")}
    full, green = rows["Black Sea cable, full all year"], rows["Azerbaijan, wind and solar"]
    ends = Interval(full["low_twh"], full["high_twh"])
    return Scale(
        ends,
        Interval(*(end / green["high_twh"] for end in ends)),
        Interval(*(end / rows["EU, demand"]["high_twh"] * 100 for end in ends)),
    )


def describe_scale(table: pd.DataFrame) -> str:
    """What `whole_scale` shows, in words."""
    it, rows = read_scale(table), {row["what"]: row for row in table.to_dict("records")}
    green = rows["Azerbaijan, wind and solar"]
    (plan,) = table[table["kind"] == "plan"].to_dict("records")
    return (
        f"In use all year, the cable would carry {span(it.full_twh, '.1f')} TWh: "
        f"{span(it.times_green)} times Azerbaijan's wind and solar power of {green['year']:.0f} "
        f"({green['high_twh']:.1f} TWh; its plants with a stated output are to give "
        f"{plan['high_twh']:.1f}) and {span(it.percent_of_eu, '.1f')} percent of the "
        f"demand of the EU."
    )


asked.checked(
    __name__,
    auctions="power/auction_prices",
    cables="power/cables",
    costs="power/losses_and_costs",
    demand="power/demand",
    figures="power/project_figures",
    generation="power/generation",
    prices="gas/prices_monthly",
    projects="power/projects",
    sources="sources",
    targets="power/targets",
    tariffs="power/tariffs",
    wholesale="power/wholesale_prices",
)
