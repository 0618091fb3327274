"""Where sources disagree: headline quantities with every source's value.

A report is what one source says of a quantity. Where a chart of the book uses one of the reports it
is marked, and the others are measured against it; where the book takes the whole range, none is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from corridors import asked, data, units
from corridors.prose import figure, number, percent
from corridors.subjects import gas


class Quantity(NamedTuple):
    """A headline quantity: the tables that its reports stand in, and how they are found there.

    `what` names it in full. `find` takes the tables, in that order, and gives `_reports`. `about`
    says in a sentence why the sources differ, as far as the rows tell, and what the book does.
    """

    what: str
    unit: str
    tables: tuple[str, ...]
    find: Callable[..., pd.DataFrame]
    about: str


_COLUMNS: Final = [
    "publisher", "published", "tier", "low", "high", "detail", "used", "table", "row", "source_id",
]  # fmt: skip


def _reports(
    rows: pd.DataFrame,
    low: str | pd.Series = "value",
    high: str | pd.Series | None = None,
    *,
    used: bool = False,
    detail: str | pd.Series = "",
) -> pd.DataFrame:
    """Rows of a loaded table as reports; `used` marks the one that `data.ranked` puts first.

    Columns: publisher, published (day, month or year), tier, low, high (equal for a single
    figure), detail (what else to know), used, table, row (line in the file), source_id.
    """
    sources = data.load("sources").set_index("source_id").loc[rows["source_id"]]
    lows = rows[low] if isinstance(low, str) else low
    highs = lows if high is None else rows[high] if isinstance(high, str) else high
    first: list[Any] = list(data.ranked(rows).index[:1]) if used else []
    return pd.DataFrame(
        {
            "publisher": sources["publisher"].to_numpy(),
            "published": sources["published"].fillna("").to_numpy(),
            "tier": sources["tier"].to_numpy(),
            "low": lows.to_numpy(float),
            "high": highs.to_numpy(float),
            "detail": detail if isinstance(detail, str) else detail.fillna("").to_numpy(),
            "used": rows.index.isin(first),
            "table": rows.attrs["table"],
            "row": rows.index.to_numpy() + 2,
            "source_id": rows["source_id"].to_numpy(),
        },
        columns=_COLUMNS,
    )


def corridor_cargo(corridor: pd.DataFrame, year: int) -> pd.DataFrame:
    """Reports of the Middle Corridor's tonnage in a year, in Mt."""
    rows = corridor[
        (corridor["route"] == "titr")
        & (corridor["measure"] == "cargo")
        & (corridor["scope"] == "total")
        & (corridor["year"].dt.year == year)
    ]
    return _reports(rows, used=True)


def corridor_plans(plans: pd.DataFrame, measure: str, year: int, scope: str) -> pd.DataFrame:
    """What is foreseen or planned for the Middle Corridor in a year."""
    rows = plans[
        (plans["asset"] == "titr")
        & (plans["measure"] == measure)
        & (plans["scope"] == scope)
        & (plans["target_year"].dt.year == year)
    ]
    return _reports(rows, detail=rows["status"].astype("string"))


def corridor_days(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of days for the whole way from China to Europe by the Middle Corridor."""
    rows = claims[
        (claims["measure"] == "transit_days")
        & (claims["route"] == "middle_corridor")
        & claims["whole_way"]
    ]
    return _reports(
        rows,
        rows[["minimum", "typical"]].min(axis=1),
        rows[["typical", "maximum"]].max(axis=1),
        detail=rows["segment_name"] + ", " + rows["status"].astype("string"),
    )


def cable(cables: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Statements about the cable under the Black Sea; the ends of a range are one report."""
    rows = cables[(cables["link"] == "black_sea_cable") & (cables["measure"] == measure)]
    by_source = rows.groupby("source_id", sort=False)["value"]
    once = rows.drop_duplicates("source_id")
    return _reports(
        once, once["source_id"].map(by_source.min()), once["source_id"].map(by_source.max())
    )


def gas_to_europe(
    exports: pd.DataFrame, quarterly: pd.DataFrame, imports: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Azerbaijan's gas to Europe in a year, in bcm: sellers' figures, and those at the EU's border.

    Metered energy is turned into cubic metres at the ministry's 40 MJ.
    """
    yearly = data.calendar_years(exports)
    sold = yearly[
        (yearly["destination"] == "EUROPE")
        & (yearly["flow_kind"] == "all")
        & (yearly["year"] == year)
        & yearly["usable"].astype(bool)
    ]
    ministry = sold["basis"] == "ministry"
    return pd.concat(
        [
            _reports(sold[ministry], "volume_bcm", used=True, detail="the ministry's count"),
            _reports(sold[~ministry], "volume_bcm", detail="the seller's count"),
            _metered(quarterly, gas.SELLER, year),
            _declared(imports, gas.SELLER, year),
        ],
        ignore_index=True,
    )


def russian_gas(quarterly: pd.DataFrame, imports: pd.DataFrame, year: int) -> pd.DataFrame:
    """Pipeline gas from Russia to the EU in a year, in bcm at 40 MJ a cubic metre."""
    return pd.concat(
        [_metered(quarterly, "RUS", year, used=True), _declared(imports, "RUS", year)],
        ignore_index=True,
    )


def _metered(
    quarterly: pd.DataFrame, supplier: str, year: int, *, used: bool = False
) -> pd.DataFrame:
    """Pipeline gas that meters saw enter the EU: four quarters, as one report at 40 MJ."""
    rows = quarterly[
        (quarterly["supplier"] == supplier)
        & (quarterly["mode"] == "pipeline")
        & (quarterly["route"] == "all_routes")
        & quarterly["newest_edition"].astype(bool)
        & (quarterly["quarter"].dt.year == year)
    ]
    rows = rows if len(rows) == 4 else rows.iloc[:0]
    energy = pd.Series(rows["energy_twh"].sum(), index=rows.index[-1:])
    return _reports(
        rows.iloc[-1:],
        units.twh_to_bcm(energy, "energy_institute"),
        used=used,
        detail="metered at the EU's border",
    )


def _declared(imports: pd.DataFrame, supplier: str, year: int) -> pd.DataFrame:
    """Pipeline gas of the EU from a supplier by the Energy Institute's matrix of trade."""
    yearly = data.calendar_years(imports)
    rows = yearly[
        (yearly["importer"] == "EU27")
        & (yearly["supplier"] == supplier)
        & (yearly["mode"] == "pipeline")
        & (yearly["route"] == "all_routes")
        & (yearly["convention"] == "energy_institute")
        & (yearly["year"] == year)
    ]
    return _reports(rows, detail="trade with the EU alone")


def russian_share(shares: pd.DataFrame, year: int) -> pd.DataFrame:
    """Russia's share of the gas imports of the EU in a year, in percent."""
    yearly = data.calendar_years(shares)
    rows = yearly[
        (yearly["supplier"] == "RUS")
        & (yearly["mode"] == "all")
        & (yearly["share_of"] == "all_gas_imports")
        & (yearly["year"] == year)
    ]
    return _reports(rows, "share_percent")


def pledged_gas(commitments: pd.DataFrame, year: int) -> pd.DataFrame:
    """The volume aimed at for the EU in a year, in bcm a year."""
    yearly = data.calendar_years(commitments)
    rows = yearly[
        (yearly["kind"] == "supply_target")
        & (yearly["buyer"] == "EU27")
        & (yearly["year"] == year)
        & yearly["volume_bcm_per_year"].notna()
    ]
    return _reports(rows, "volume_bcm_per_year", used=True)


def recipients(counts: pd.DataFrame, firsts: pd.DataFrame, month: str) -> pd.DataFrame:
    """Counts of the countries that receive Azerbaijani gas published in a month, and our own.

    Our own is made from the list of first deliveries at the end of the month, dates known to the
    month or year counting for the higher number only.
    """
    period = pd.Period(month, freq="M")
    days = counts["period"].array
    rows = counts[
        counts["scope"].isin(["all", "regular"])
        & (days.left >= period.start_time)
        & (days.right <= period.end_time + pd.Timedelta(days=1))
    ]
    end = period.end_time.normalize()
    least, most = (
        gas.recipients_at(firsts, end, possible=possible).everyone for possible in (False, True)
    )
    own = pd.DataFrame(
        [["This book", "", pd.NA, least, most, "from its list", True, "gas/recipients", 0, ""]],
        columns=_COLUMNS,
    ).astype({"low": float, "high": float})
    named = rows["scope"].astype("string").map({"all": "all", "regular": "served regularly"})
    return pd.concat([_reports(rows, "count", detail=named), own], ignore_index=True)


def kazakh_oil(oil: pd.DataFrame, year: int) -> pd.DataFrame:
    """Kazakh oil through the pipeline from Baku to Ceyhan in a year, in Mt."""
    yearly = data.calendar_years(oil)
    rows = yearly[
        (yearly["pipeline"] == "btc")
        & (yearly["origin"] == "KAZ")
        & (yearly["status"] == "actual")
        & (yearly["year"] == year)
    ]
    return _reports(rows, "volume_mt")


def turkic_trade(institutions: pd.DataFrame) -> pd.DataFrame:
    """Trade among the members of the Organization of Turkic States, in USD bn."""
    return _reports(institutions[institutions["measure"] == "trade_among_members"])


def china_and_kyrgyzstan(trade: pd.DataFrame, year: int) -> pd.DataFrame:
    """Trade in goods between China and Kyrgyzstan in a year, in USD bn, by either side."""
    pair = {"CHN", "KGZ"}
    rows = trade[
        trade["reporter"].isin(pair)
        & trade["partner"].isin(pair)
        & (trade["flow"] == "turnover")
        & (trade["product"] == "all")
        & (trade["year"].dt.year == year)
    ]
    sides = rows["reporter"].map({"CHN": "China's customs", "KGZ": "Kyrgyz statistics"})
    return _reports(rows, rows["value_usd_mn"] / 1000, detail=sides)


def renewables_target(targets: pd.DataFrame, country: str, year: int) -> pd.DataFrame:
    """A country's target for the capacity of renewables in a year, in GW."""
    rows = targets[
        (targets["country"] == country)
        & (targets["measure"] == "renewables_capacity")
        & (targets["target_date"].array.left.year == year)
    ]
    return _reports(rows, used=True)


def wind_and_solar(capacity: pd.DataFrame, country: str, month: str) -> pd.DataFrame:
    """Wind and solar capacity installed in a country at a month's end, in GW."""
    rows = capacity[
        (capacity["country"] == country)
        & (capacity["technology"] == "wind_and_solar")
        & (capacity["measure"] == "installed")
        & (capacity["period"].array.left == pd.Timestamp(month))
    ]
    return _reports(rows, rows["capacity_mw"] / 1000, used=True)


def _of(find: Callable[..., pd.DataFrame], *fixed: Any) -> Callable[..., pd.DataFrame]:
    """A search with what it looks for, the tables still to come."""
    return lambda *tables: find(*tables, *fixed)


QUANTITIES: Final[Mapping[str, Quantity]] = {
    "Corridor cargo 2022": Quantity(
        "Cargo on the Middle Corridor in 2022",
        "Mt", ("freight/corridor",), _of(corridor_cargo, 2022),
        "Two figures of one ministry, and a rounded one. The growth of the next year depends on "
        "which is taken. The book uses the ministry's series.",
    ),
    "Corridor cargo 2023": Quantity(
        "Cargo on the Middle Corridor in 2023",
        "Mt", ("freight/corridor",), _of(corridor_cargo, 2023),
        "Roundings of one figure, in the main. The book uses the ministry's series.",
    ),
    "Corridor cargo 2030, foreseen": Quantity(
        "Cargo foreseen on the Middle Corridor for 2030",
        "Mt", ("freight/plans",), _of(corridor_plans, "cargo", 2030, "total"),
        "Three forecasts, made at different times. The book shows them all.",
    ),
    "Containers 2030, foreseen": Quantity(
        "Containers foreseen on the Middle Corridor for 2030",
        "TEU", ("freight/plans",), _of(corridor_plans, "containers", 2030, "total"),
        "A consultancy's forecast and a president's aim. The book treats neither as a forecast of "
        "its own.",
    ),
    "Block trains 2025, planned": Quantity(
        "Block trains that Azerbaijan planned to receive from China in 2025",
        "trains", ("freight/plans",),
        _of(corridor_plans, "block_trains", 2025, "received_in_azerbaijan"),
        "One plan, written anew as the year went on. The book shows each version.",
    ),
    "Days from China to Europe": Quantity(
        "Days from China to Europe by the Middle Corridor",
        "days", ("freight/route_claims",), _of(corridor_days),
        "Claims, not measurements: ends, stages and waiting times differ. The book takes the "
        "whole range.",
    ),
    "Gas to Europe 2025": Quantity(
        "Azerbaijan's gas to Europe in 2025",
        "bcm", ("gas/exports", "gas/eu_imports_quarterly", "gas/eu_imports"),
        _of(gas_to_europe, 2025),
        "What is sold to Europe, and what crosses the EU's border; no source explains the gap. "
        "The book's series is the ministry's, and it shows the meters beside it.",
    ),
    "Gas for the EU 2027, target": Quantity(
        "Azerbaijan's gas for the EU, the target for 2027",
        "bcm a year", ("gas/commitments",), _of(pledged_gas, 2027),
        "A news report takes twice the volume of 2021 for the target; the memorandum names one. "
        "The book uses the memorandum's.",
    ),
    "Gas recipients, January 2026": Quantity(
        "Countries that receive Azerbaijani gas, January 2026",
        "countries", ("gas/recipient_counts", "gas/recipients"), _of(recipients, "2026-01"),
        "Lists differ in whom they count: new in the month, or served regularly. The book counts "
        "from the dates of first delivery.",
    ),
    "Russian gas to the EU 2025": Quantity(
        "Russian pipeline gas to the EU in 2025",
        "bcm", ("gas/eu_imports_quarterly", "gas/eu_imports"), _of(russian_gas, 2025),
        "One counts what crosses the border, the other books most of TurkStream's gas to buyers "
        "outside the EU. The book uses the border.",
    ),
    "Russia's share of gas 2021": Quantity(
        "Russia's share of the EU's gas imports in 2021",
        "percent", ("gas/eu_import_shares",), _of(russian_share, 2021),
        "An early figure of the Commission and a later one. The book computes shares itself.",
    ),
    "Kazakh oil via Baku 2024": Quantity(
        "Kazakh oil through the pipeline from Baku to Ceyhan in 2024",
        "Mt", ("gas/oil",), _of(kazakh_oil, 2024),
        "A minister's figure, and one that a plan for the next year is said to equal. The book "
        "shows both.",
    ),
    "Black Sea cable, length": Quantity(
        "The Black Sea cable's length",
        "km", ("power/cables",), _of(cable, "length_total"),
        "A feasibility study and a later route. The book takes the whole range.",
    ),
    "Black Sea cable, capacity": Quantity(
        "The Black Sea cable's capacity",
        "MW", ("power/cables",), _of(cable, "capacity"),
        "The design changed, and texts repeat the old one. The book takes the whole range.",
    ),
    "Black Sea cable, cost": Quantity(
        "The Black Sea cable's cost",
        "EUR bn", ("power/cables",), _of(cable, "cost"),
        "The early figures are for a smaller cable. The book takes the whole range.",
    ),
    "Azerbaijan's renewables 2030": Quantity(
        "Azerbaijan's aim for renewables in 2030",
        "GW", ("power/targets",), _of(renewables_target, "AZE", 2030),
        "The higher aim is the older statement. The book uses the newest.",
    ),
    "Uzbek wind and solar 2025": Quantity(
        "Wind and solar power installed in Uzbekistan in December 2025",
        "GW", ("power/capacity",), _of(wind_and_solar, "UZB", "2025-12-01"),
        "Two statements of one week, the higher a round figure said to be exceeded. The book uses "
        "it as the newer one.",
    ),
    "Trade of Turkic states": Quantity(
        "Trade among the Turkic states",
        "USD bn", ("policy/institutions",), _of(turkic_trade),
        "Statements of officials, of different months; none is a statistic. The book uses none.",
    ),
    "China-Kyrgyzstan trade 2024": Quantity(
        "Trade between China and Kyrgyzstan in 2024",
        "USD bn", ("policy/trade",), _of(china_and_kyrgyzstan, 2024),
        "China's customs record what Kyrgyz statistics do not; no row says why. The book uses one "
        "reporter a series, and never mixes them.",
    ),
}  # fmt: skip
"""The headline quantities on which sources disagree, by their name."""


_PROPER: Final = ("Azerbaijan's", "Kazakh", "Russia's", "Russian")
"""First words of quantities that keep their capital within a sentence."""

PLANNED: Final = ("freight/plans", "gas/commitments", "power/targets")
"""Tables of what is to come: a quantity that stands in one did not happen yet."""


def within_a_sentence(what: str) -> str:
    """A quantity's name as it reads within a sentence."""
    return what if what.startswith(_PROPER) else what[:1].lower() + what[1:]


def reports(tables: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Every source's value of every headline quantity.

    Columns: quantity, unit, publisher, published, tier (missing for the book's own), low, high,
    detail, used, table, row, source_id, reference (the value used; where none is, the middle one of
    the reports), low_times, high_times (of the reference). Within a quantity by tier, then by date.
    `tables` stand in for the loaded ones of their names.
    Raises DataError when a quantity has fewer than two reports: it is then no disagreement.
    """
    given = tables or {}
    parts = []
    for name, quantity in QUANTITIES.items():
        loaded = (given[t] if t in given else data.load(t) for t in quantity.tables)
        found = quantity.find(*loaded)
        if len(found) < 2:
            raise data.DataError(
                f"fewer than two reports of {name!r}",
                file=f"{quantity.tables[0]}.csv",
                remedy="Take the quantity out of QUANTITIES, or correct its search.",
            )
        middle = (found["low"] + found["high"]) / 2
        reference = float(middle[found["used"]].iloc[0] if found["used"].any() else middle.median())
        order = found.assign(quantity=name, unit=quantity.unit, reference=reference).sort_values(
            ["tier", "published", "low"], na_position="first", kind="stable"
        )
        parts.append(order)
    table = pd.concat(parts, ignore_index=True)
    table["low_times"] = table["low"] / table["reference"]
    table["high_times"] = table["high"] / table["reference"]
    front = ["quantity", "unit"]
    return table[[*front, *(column for column in table if column not in front)]]


def told(table: pd.DataFrame) -> pd.DataFrame:
    """Of the reports, what a reader is told.

    Columns: quantity, publisher, published, tier, low, high, unit, detail, used, reference,
    low_times, high_times.
    """
    columns = [
        "quantity", "publisher", "published", "tier", "low", "high", "unit", "detail", "used",
        "reference", "low_times", "high_times",
    ]  # fmt: skip
    return table[columns].reset_index(drop=True)


def of_quantity(table: pd.DataFrame, quantity: str) -> pd.DataFrame:
    """The reports of one quantity, as `told`.

    Raises ValueError for a quantity that the table does not have.
    """
    rows = table[table["quantity"] == quantity]
    if rows.empty:
        known = ", ".join(dict.fromkeys(table["quantity"]))
        raise ValueError(f"no reports of {quantity!r}; there are those of {known}")
    return told(rows)


def tier_of(table: pd.DataFrame) -> pd.Series:
    """The tier of each report, 0 for what the book itself computed."""
    return table["tier"].fillna(0).astype(int)


def most_lines(table: pd.DataFrame) -> int:
    """How many reports and tiers the quantity with the most of them has."""
    return max(len(rows) + tier_of(rows).nunique() for _, rows in table.groupby("quantity"))


def widest_first(table: pd.DataFrame) -> pd.DataFrame:
    """The reports of all quantities, those of the widest disagreement first."""
    order = {name: place for place, name in enumerate(overview(table)["quantity"])}
    return table.sort_values("quantity", key=lambda names: names.map(order), kind="stable")


def describe_quantity(table: pd.DataFrame) -> str:
    """How far the reports of one quantity lie apart, and why and what the book uses, if known."""
    quantity = QUANTITIES[table["quantity"].iloc[0]]
    lowest, highest = table["low"].min(), table["high"].max()
    apart = highest / lowest
    wide = (
        f"{number(apart, 1).removesuffix('.0')} times the lowest"
        if apart >= 2
        else f"{percent(apart - 1, 0 if apart > 1.1 else 1)} above the lowest"
    )
    return (
        f"{quantity.what}: {len(table)} reports of {table['publisher'].nunique()} publishers, from "
        f"{figure(lowest)} to {figure(highest)} {quantity.unit}; the highest is {wide}. "
        f"{quantity.about}"
    )


def overview(table: pd.DataFrame) -> pd.DataFrame:
    """A row a headline quantity, the widest disagreement first.

    Columns: quantity, what (its name in full), unit, reports, publishers, lowest, highest, times
    (the highest over the lowest), reference, used (whether the book uses the reference).
    """
    rows = []
    for name, found in table.groupby("quantity", sort=False):
        lowest, highest = float(found["low"].min()), float(found["high"].max())
        rows.append(
            {
                "quantity": name,
                "what": QUANTITIES[str(name)].what,
                "unit": found["unit"].iloc[0],
                "reports": len(found),
                "publishers": found["publisher"].nunique(),
                "lowest": lowest,
                "highest": highest,
                "times": highest / lowest,
                "reference": float(found["reference"].iloc[0]),
                "used": bool(found["used"].any()),
            }
        )
    return pd.DataFrame(rows).sort_values(
        "times", ascending=False, ignore_index=True, kind="stable"
    )


def describe_spreads(table: pd.DataFrame) -> str:
    """How many headline quantities are apart by how much, and the widest, in three sentences."""
    rows = overview(table)
    widest, count = rows.iloc[0], int((rows["times"] >= 2).sum())
    near = int((rows["times"] <= 1.1).sum())
    return (
        f"Of {len(rows)} headline quantities {count} are reported at twice or more by one source "
        f"than by another, and {near} within a tenth. The widest: {widest['what']}, "
        f"{figure(widest['lowest'])} to {figure(widest['highest'])} {widest['unit']}. "
        f"For {int(rows['used'].sum())} the book uses one of the values, for the others no single "
        "one."
    )


asked.checked(
    __name__,
    cables="power/cables",
    capacity="power/capacity",
    claims="freight/route_claims",
    commitments="gas/commitments",
    corridor="freight/corridor",
    counts="gas/recipient_counts",
    exports="gas/exports",
    firsts="gas/recipients",
    imports="gas/eu_imports",
    institutions="policy/institutions",
    oil="gas/oil",
    plans="freight/plans",
    quarterly="gas/eu_imports_quarterly",
    shares="gas/eu_import_shares",
    targets="power/targets",
    trade="policy/trade",
)
