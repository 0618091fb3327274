"""Gas and oil: who buys, how much goes where, what it weighs in Europe, and what could come.

The functions take tables as `corridors.data.load` gives them and choose their rows inside, by
`data.preferred` or by a filter that is explained; those behind a figure or an explorer take what
the others return. Volumes of Azerbaijan's ministry and of the Energy Institute are both at 40 MJ a
cubic metre and compare directly; everything else goes through energy (`corridors.units`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from corridors import asked, data, units
from corridors.assumptions import Assumed

SELLER: Final = "AZE"
DESTINATIONS: Final[Mapping[str, str]] = {
    "EUROPE": "Europe",
    "TUR": "Türkiye",
    "GEO": "Georgia",
    "SYR": "Syria",
}
"""Where the ministry says the gas goes, and its name."""


def column_of(destination: str) -> str:
    """The column of a destination's volume: `turkiye_bcm` for Türkiye."""
    return f"{destination.lower().replace('ü', 'u')}_bcm"


Row = Mapping[Hashable, Any]

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


# --- Who receives the gas -----------------------------------------------------------------------

FIRMNESS: Final[Mapping[str, str]] = {
    "long_term_contract": "contract",
    "short_term_contract": "contract",
    "contract_length_not_stated": "contract",
    "framework_option": "no firm volume",
    "memorandum": "no firm volume",
    "pilot": "no firm volume",
    "test_delivery": "no firm volume",
    "not_stated": "not stated",
}
"""What each kind of arrangement in `gas/recipients` commits anybody to."""


class Recipients(NamedTuple):
    """How many countries had received gas: all, those Baku counts as European, EU members."""

    everyone: int
    european: int
    eu_members: int


def recipients_at(
    recipients: pd.DataFrame, date: pd.Timestamp | str, *, possible: bool = False
) -> Recipients:
    """How many countries of `gas/recipients` had received gas by the end of a day.

    A first delivery known to the month or year counts once that time is over, and where sources
    disagree (Hungary) once the later date is over; with `possible` it counts as soon as it may have
    happened. A country that stopped buying still counts: the list says who began, not who buys.
    """
    known = delivered_by(recipients, date, possible=possible)
    return Recipients(
        len(known), int(known["counted_european"].sum()), int(known["eu_member"].sum())
    )


def delivered_by(
    recipients: pd.DataFrame, date: pd.Timestamp | str, *, possible: bool = False
) -> pd.DataFrame:
    """The countries that `recipients_at` counts: the first row of each in `gas/recipients`."""
    end = pd.Timestamp(date) + pd.Timedelta(days=1)
    began, over = _ends(recipients)
    listed = (began < end) if possible else (over <= end)
    countries = recipients.drop_duplicates("recipient")
    known: pd.DataFrame = countries[countries["recipient"].map(listed).astype(bool)]
    return known


def _ends(recipients: pd.DataFrame) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    """The first and the last moment of the first delivery, by recipient, over all its rows."""
    spans = recipients["first_delivery"].array
    moments = pd.DataFrame(
        {"recipient": recipients["recipient"], "left": spans.left, "right": spans.right}
    ).groupby("recipient", sort=False)
    return moments["left"].min(), moments["right"].max()


GROUPS: Final = ("EU member", "other European", "elsewhere")
"""The groups of recipients, as Baku counts."""


def first_deliveries(recipients: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The recipients by group, in each in the order in which deliveries began.

    From `gas/recipients`. Columns: recipient (name), group (of GROUPS), earliest and latest (the
    days between which the first delivery fell), arrangement (words), firmness (contract, no firm
    volume, not stated).
    """
    began, over = _ends(recipients)
    rows = recipients.drop_duplicates("recipient").sort_values(["order_first", "recipient"])
    names = places.set_index("code")["name"]
    group = rows["eu_member"].map({True: "EU member", False: "other European"})
    table = pd.DataFrame(
        {
            "recipient": rows["recipient"].map(names).to_list(),
            "group": group.where(rows["counted_european"], "elsewhere").to_list(),
            "earliest": [began[code].to_period("D") for code in rows["recipient"]],
            "latest": [
                (over[code] - pd.Timedelta(days=1)).to_period("D") for code in rows["recipient"]
            ],
            "arrangement": rows["arrangement"].astype(str).str.replace("_", " ").to_list(),
            "firmness": rows["arrangement"].astype(str).map(FIRMNESS).to_list(),
        }
    )
    by_group = table["group"].map(GROUPS.index).sort_values(kind="stable").index
    return table.loc[by_group].reset_index(drop=True)


def counts_beside_published(recipients: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Every published count of recipients beside the count from the list at the end of that time.

    One row a preferred row of `gas/recipient_counts`, but for regular buyers, whom the list cannot
    tell. Columns: until (day), scope, published, from_list, from_list_at_most (where a date is
    known to the month only, or two sources disagree), agrees (whether published lies between).
    """
    rows = data.preferred(counts)
    rows = rows[rows["scope"] != "regular"]
    field = {"all": "everyone", "european": "european", "eu_members": "eu_members"}
    until = data.last_day(rows["period"].array)
    least = [recipients_at(recipients, day) for day in until]
    most = [recipients_at(recipients, day, possible=True) for day in until]
    scopes = rows["scope"].astype(str)
    table = pd.DataFrame(
        {
            "until": [day.to_period("D") for day in until],
            "scope": scopes.to_list(),
            "published": rows["count"].to_list(),
            "from_list": [getattr(c, field[s]) for c, s in zip(least, scopes, strict=True)],
            "from_list_at_most": [getattr(c, field[s]) for c, s in zip(most, scopes, strict=True)],
        }
    )
    table["agrees"] = table["published"].between(table["from_list"], table["from_list_at_most"])
    return table.sort_values(["until", "scope"], ignore_index=True)


def newest_count(counts: pd.DataFrame) -> pd.Timestamp:
    """The last day for which somebody published a count of all recipients."""
    everyone = counts[counts["scope"] == "all"]
    return pd.Timestamp(data.last_day(everyone["period"]).max())


def regular_buyers(counts: pd.DataFrame) -> tuple[int, int]:
    """The newest published number of countries served regularly, and of all countries that day."""
    rows = data.preferred(counts)
    regular = rows[rows["scope"] == "regular"].sort_values("period", kind="stable").iloc[-1]
    everyone = rows[(rows["scope"] == "all") & (rows["period"] == regular["period"])].iloc[0]
    return int(regular["count"]), int(everyone["count"])


def describe_recipients(table: pd.DataFrame) -> str:
    """What `first_deliveries` shows, in words."""
    groups, firm = table["group"].value_counts(), table["firmness"].value_counts()
    until = _month(table["latest"].max())
    return (
        f"{len(table)} countries are named as recipients of Azerbaijani gas by {until}: "
        f"{groups['EU member']} EU members, {groups['other European']} other European countries "
        f"and {groups['elsewhere']} elsewhere. A contract is on record for {firm['contract']}, "
        f"only an option, a memorandum, a pilot or a test for {firm['no firm volume']}; for "
        f"{firm['not stated']} the sources describe no arrangement."
    )


def _month(day: pd.Period) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


# --- Where the gas goes -------------------------------------------------------------------------


def exports_by_year(exports: pd.DataFrame) -> pd.DataFrame:
    """Azerbaijan's gas exports by calendar year and destination, as its energy ministry counts.

    From `gas/exports`. Only whole years and whole flows: EUROPE holds the single buyers, TUR what
    goes through TANAP. Where the ministry gives no usable figure (the total of 2021) the
    president's rounded one stands in. Columns: year, destination (code; WORLD is the total),
    volume_bcm (40 MJ a cubic metre), basis, source_id, note; a year without a figure has no row.
    """
    rows = data.calendar_years(data.preferred(exports))
    rows = rows[
        (rows["exporter"] == SELLER)
        & (rows["flow_kind"] == "all")
        & rows["basis"].isin(["ministry", "president"])
        & rows["destination"].isin([*DESTINATIONS, "WORLD"])
    ]
    rows = rows.assign(second=rows["basis"] != "ministry").sort_values(
        ["destination", "year", "second"]
    )
    columns = ["year", "destination", "volume_bcm", "basis", "source_id", "note"]
    return data.keeping(exports, rows.drop_duplicates(["destination", "year"])[columns])


class Pledge(NamedTuple):
    """What was promised to the EU: so many bcm in the year."""

    year: int
    volume_bcm: float


def pledge(commitments: pd.DataFrame) -> Pledge:
    """The volume aimed at for the EU in the last year for which `gas/commitments` has a target.

    The preferred row; a news report of 2025 that prints 16 bcm for the same year loses to it.
    """
    last = pledge_rows(commitments).iloc[0]
    return Pledge(int(last["year"]), float(last["volume_bcm_per_year"]))


def pledge_rows(commitments: pd.DataFrame) -> pd.DataFrame:
    """The one row of `gas/commitments` that `pledge` takes, with its `year`."""
    rows = data.calendar_years(data.preferred(commitments))
    rows = data.where(rows, kind="supply_target", supplier=SELLER, buyer="EU27")
    return rows[rows["volume_bcm_per_year"].notna()].sort_values("year", kind="stable").tail(1)


ROUNDING_BCM: Final = 0.05
"""Half of the last digit that the ministry prints: how far a figure can be from what it rounds."""


def exports_and_target(yearly: pd.DataFrame, target: Pledge) -> pd.DataFrame:
    """Exports by destination side by side, the part that nobody splits, and the target.

    `yearly` is what `exports_by_year` returns. Columns: year, europe_bcm, turkiye_bcm,
    georgia_bcm, syria_bcm, not_split_bcm (total less the destinations given; zero within their
    rounding), total_bcm, total_by (ministry or president, who rounds), target_bcm, not_published
    (names of destinations without a figure between their first and last year). A destination
    without a figure is missing, not zero. The last row is the target's year.
    """
    wide = yearly.pivot(index="year", columns="destination", values="volume_bcm")
    wide = wide.reindex(columns=[*DESTINATIONS, "WORLD"])
    parts = wide[list(DESTINATIONS)]
    rest = wide["WORLD"] - parts.sum(axis=1)
    tolerance = ROUNDING_BCM * (parts.notna().sum(axis=1) + 1)
    absent = parts.isna() & parts.ffill().notna() & parts.bfill().notna()
    table = parts.rename(columns={c: column_of(n) for c, n in DESTINATIONS.items()})
    table["not_split_bcm"] = rest.where(rest.abs() > tolerance + 1e-9, 0.0)
    table["total_bcm"] = wide["WORLD"]
    totals = yearly[yearly["destination"] == "WORLD"].set_index("year")
    table["total_by"] = totals["basis"].astype(str).reindex(table.index)
    table["target_bcm"] = float("nan")
    table["not_published"] = [
        ", ".join(DESTINATIONS[code] for code in DESTINATIONS if row[code])
        for row in absent.to_dict("records")
    ]
    table = table.rename_axis(index="year", columns=None).reset_index()
    aim = {
        "year": target.year,
        "total_by": "",
        "target_bcm": target.volume_bcm,
        "not_published": "",
    }
    return pd.concat([table, pd.DataFrame([aim])], ignore_index=True)[list(table.columns)]


def describe_exports(table: pd.DataFrame) -> str:
    """What `exports_and_target` shows, in words."""
    seen = table[table["total_bcm"].notna()]
    first, last = seen[seen["europe_bcm"].notna()].iloc[0], seen.iloc[-1]
    aim = table.iloc[-1]
    return (
        f"Azerbaijan exported {last['total_bcm']:.1f} bcm of gas in {last['year']}: "
        f"{last['europe_bcm']:.1f} to Europe, {last['turkiye_bcm']:.1f} to Türkiye, "
        f"{last['georgia_bcm']:.1f} to Georgia and {last['syria_bcm']:.1f} to Syria. Europe "
        f"received {first['europe_bcm']:.1f} in {first['year']}; the target for the EU in "
        f"{aim['year']} is {aim['target_bcm']:.0f}."
    )


def europe_counted_twice(yearly: pd.DataFrame, share: pd.DataFrame) -> pd.DataFrame:
    """Deliveries to Europe by the ministry beside the flow metered where the gas enters the EU.

    `yearly` is what `exports_by_year` returns, `share` what `azerbaijan_share` returns. Gas through
    TAP crosses that entry, also the gas for buyers in the Balkans outside the EU. Columns: year,
    ministry_bcm, metered_twh, metered_bcm (at the ministry's 40 MJ), difference_bcm.
    """
    europe = yearly[yearly["destination"] == "EUROPE"].set_index("year")["volume_bcm"]
    metered = share.set_index("year")["azerbaijan_twh"].reindex(europe.index)
    volume = units.twh_to_bcm(metered, "ministry")
    return pd.DataFrame(
        {
            "year": europe.index,
            "ministry_bcm": europe.to_numpy(),
            "metered_twh": metered.to_numpy(),
            "metered_bcm": volume.to_numpy(),
            "difference_bcm": (europe - volume).to_numpy(),
        }
    )


def describe_two_counts(table: pd.DataFrame) -> str:
    """What `europe_counted_twice` shows, in words."""
    last = table.iloc[-1]
    apart = table["difference_bcm"].abs()
    close, years = apart < 0.5, table["year"]
    return (
        f"For {last['year']:.0f} the ministry counts {last['ministry_bcm']:.1f} bcm to Europe and "
        f"the meters at the EU's border {last['metered_bcm']:.1f} bcm "
        f"({last['metered_twh']:.0f} TWh): {last['difference_bcm']:.1f} bcm apart. From "
        f"{years[close].min()} to {years[close].max()} the two differed by at most "
        f"{apart[close].max():.1f}."
    )


def europe_and_tap(exports: pd.DataFrame, deliveries: pd.DataFrame) -> pd.DataFrame:
    """Deliveries to Europe by the ministry beside those of TAP's operator, for the same months.

    From `gas/exports` and `gas/tap_deliveries`, whatever spans both tell of. Columns: first, last
    (months), ministry_bcm, tap_bcm, difference_bcm.
    """
    told = data.preferred(exports)
    told = told[(told["exporter"] == SELLER) & (told["destination"] == "EUROPE")]
    by_span = told[told["basis"] == "ministry"].set_index("period")["volume_bcm"]
    through = data.preferred(deliveries)
    through = through[(through["pipeline"] == "tap") & (through["destination"] == "EUROPE")]
    through = through[through["measure"] == "delivered"].sort_values("period", kind="stable")
    both = through[through["period"].isin(by_span.index)]
    spans = both["period"].array
    ministry = by_span.loc[both["period"]].to_numpy()
    return pd.DataFrame(
        {
            "first": spans.left.to_period("M"),
            "last": data.last_day(spans).to_period("M"),
            "ministry_bcm": ministry,
            "tap_bcm": both["volume_bcm"].to_numpy(),
            "difference_bcm": ministry - both["volume_bcm"].to_numpy(),
        }
    )


def italy_by_month(imports: pd.DataFrame) -> pd.DataFrame:
    """Italy's gas through TAP by month, in energy, as Eurostat counts it.

    `imports` is `gas/country_imports`. Eurostat enters it under Albania, from where TAP comes
    ashore. Columns: year, month (1 to 12), energy_twh (gross); in order of time, with the rows'
    index. Raises ValueError when no month is on record.
    """
    rows = data.where(
        imports, importer="ITA", supplier=SELLER, mode="pipeline", unit="TJ", basis="eurostat"
    )
    spans = rows["period"].array
    rows = rows[spans.right == spans.left + pd.DateOffset(months=1)]
    if rows.empty:
        raise ValueError("no month of Italy's gas from Azerbaijan is on record")
    first = rows["period"].array.left
    table = pd.DataFrame(
        {
            "year": first.year,
            "month": first.month,
            "energy_twh": units.tj_to_twh(rows["value"]),
        },
        index=rows.index,
    )
    return data.keeping(imports, table.sort_values(["year", "month"]))


class SoFar(NamedTuple):
    """The months of the last year on record beside the same months of the years before."""

    year: int
    month: int
    energy_twh: float
    on_last_year: float
    """Change on the same months of the year before, as a share."""
    on_two_years: float


def italy_so_far(by_month: pd.DataFrame) -> SoFar:
    """How the last year on record compares so far; `by_month` is from `italy_by_month`."""
    last = by_month.iloc[-1]
    year, month = int(last["year"]), int(last["month"])
    alike = by_month[by_month["month"] <= month].groupby("year")["energy_twh"].sum()
    now = float(alike[year])
    return SoFar(year, month, now, now / alike[year - 1] - 1, now / alike[year - 2] - 1)


def describe_italy(table: pd.DataFrame) -> str:
    """What `italy_by_month` shows, in words."""
    so_far = italy_so_far(table)
    until = pd.Timestamp(so_far.year, so_far.month, 1)
    least = table.sort_values("energy_twh", kind="stable").iloc[0]
    years: Any = table.groupby("year")["energy_twh"].agg(["sum", "count"])
    whole = years.loc[years["count"] == 12, "sum"]
    lowest = pd.Timestamp(int(least["year"]), int(least["month"]), 1)

    def beside(share: float) -> str:
        return f"{abs(100 * share):.1f} percent {'less' if share < 0 else 'more'}"

    return (
        f"From January to {until:%B %Y} Italy took {so_far.energy_twh:.1f} TWh through TAP: "
        f"{beside(so_far.on_last_year)} than in the same months of {so_far.year - 1}, "
        f"{beside(so_far.on_two_years)} than in those of {so_far.year - 2}. Whole years were "
        f"between {whole.min():.0f} and {whole.max():.0f} TWh; the lowest month was "
        f"{lowest:%B %Y} with {least['energy_twh']:.1f}."
    )


# --- What it weighs in Europe -------------------------------------------------------------------


def eu_supply(
    monthly: pd.DataFrame, quarterly: pd.DataFrame, imports: pd.DataFrame
) -> pd.DataFrame:
    """Gas imports of the EU from outside, by year, supplier and mode, in energy.

    One author throughout, in two editions: sums of daily flows (`gas/eu_imports_monthly`) until the
    quarterly edition (`gas/eu_imports_quarterly`, newest of each quarter) has a whole year. The
    daily edition prints volumes at its own 10.3 kWh per cubic metre, which gives its energy back
    exactly. LNG whose origin an edition leaves unnamed is split by the Energy Institute's matrix of
    LNG trade (`gas/eu_imports`) in the years for which that is at hand; its rows include some
    re-exports between members. Columns: year, supplier (code; OTHER is LNG of unnamed origin),
    mode (pipeline or lng), energy_twh, edition.
    """
    by_quarter = _yearly_from_quarters(quarterly)
    by_day = _yearly_from_days(monthly)
    by_day = by_day[by_day["year"] < by_quarter["year"].min()]
    return _name_origins(pd.concat([by_day, by_quarter], ignore_index=True), imports)


def _yearly_from_quarters(quarterly: pd.DataFrame) -> pd.DataFrame:
    rows = quarterly[quarterly["newest_edition"] & (quarterly["route"] == "all_routes")]
    rows = rows[rows["mode"].isin(["pipeline", "lng"])]
    year = rows["quarter"].dt.year
    whole = rows["quarter"].groupby(year).transform("nunique") == 4
    return _summed(rows[whole].assign(year=year[whole]), "quarterly")


def _yearly_from_days(monthly: pd.DataFrame) -> pd.DataFrame:
    rows = monthly[(monthly["route"] == "all_routes") & monthly["mode"].isin(["pipeline", "lng"])]
    year = rows["month"].dt.year
    whole = rows["month"].where(rows["complete"]).groupby(year).transform("nunique") == 12
    rows = rows[whole].assign(year=year[whole])
    (convention,) = rows["convention"].astype(str).unique()
    energy = units.bcm_to_twh(rows["volume_bcm"], convention)
    return _summed(rows.assign(energy_twh=energy), "daily")


def _summed(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    keys = ["year", "supplier", "mode"]
    plain = rows.assign(mode=rows["mode"].astype(str))
    return plain.groupby(keys)["energy_twh"].sum().reset_index().assign(edition=edition)


def edition_gap_percent(monthly: pd.DataFrame, quarterly: pd.DataFrame) -> float:
    """By how much the total of the two editions differs in the years that both cover, at most."""
    totals = [
        table.groupby("year")["energy_twh"].sum()
        for table in (_yearly_from_days(monthly), _yearly_from_quarters(quarterly))
    ]
    return float((totals[0] / totals[1] - 1).abs().max() * 100)


_UNNAMED: Final = ("EXTRA_EU", "OTHER", "OTHER_WITH_NOR_DZA")
"""Groups under which the editions put LNG whose origin they do not name."""


def _name_origins(supply: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Split the LNG of each year's unnamed group by the origins that the year's rows lack."""
    traded = data.calendar_years(imports)
    traded = traded[(traded["basis"] == "energy_institute") & (traded["mode"] == "lng")]
    split = []
    for (year, edition), rows in supply.groupby(["year", "edition"], sort=True):
        unnamed = rows["supplier"].isin(_UNNAMED)
        named = rows.loc[(rows["mode"] == "lng") & ~unnamed, "supplier"]
        volumes = traded[traded["year"] == year].set_index("supplier")["value"]
        left = volumes.drop(named, errors="ignore")
        parts = left.drop("TOTAL", errors="ignore")
        whole = volumes.get("TOTAL", 0.0) - volumes.reindex(named).sum()
        energy = float(rows.loc[unnamed, "energy_twh"].sum())
        shares = {
            **(parts / whole).to_dict(),
            "OTHER": 1 - parts.sum() / whole if len(parts) else 1.0,
        }
        split += [
            {
                "year": year,
                "supplier": s,
                "mode": "lng",
                "energy_twh": energy * x,
                "edition": edition,
            }
            for s, x in shares.items()
        ]
    kept = supply[~supply["supplier"].isin(_UNNAMED)]
    table = pd.concat([kept, pd.DataFrame(split)], ignore_index=True)
    return table.sort_values(["year", "mode", "supplier"], ignore_index=True)


PIPELINE: Final = "pipeline gas"
"""Scope of a share: a supplier's pipeline gas as a part of all gas imported."""
ALL_GAS: Final = "pipeline gas and LNG"
"""Scope of a share: a supplier's pipeline gas and LNG together."""


def supplier_share(supply: pd.DataFrame, supplier: str, scope: str = ALL_GAS) -> pd.DataFrame:
    """A supplier's part of the gas that the EU imports from outside, by year and in one scope.

    `supply` is what `eu_supply` returns, `scope` one of PIPELINE and ALL_GAS. In a year whose LNG
    has no named origin a supplier of LNG cannot be seen whole, so that its share in ALL_GAS is
    missing there; its pipeline gas is known in every year. Columns: year, share_percent, scope.
    """
    whole = supply.groupby("year")["energy_twh"].sum()
    own = supply[supply["supplier"] == supplier]
    if scope == PIPELINE:
        own = own[own["mode"] == "pipeline"]
    share = 100 * own.groupby("year")["energy_twh"].sum().reindex(whole.index, fill_value=0) / whole
    if scope == ALL_GAS and (own["mode"] == "lng").any():
        lng = supply[supply["mode"] == "lng"]
        named = lng["supplier"].ne("OTHER").groupby(lng["year"]).any()
        share = share.where(named.reindex(whole.index, fill_value=True).astype(bool))
    return pd.DataFrame({"year": share.index, "share_percent": share.to_numpy(), "scope": scope})


def azerbaijan_share(supply: pd.DataFrame) -> pd.DataFrame:
    """Azerbaijan's part of the gas that the EU imports from outside, by year, in energy.

    `supply` is what `eu_supply` returns. Columns: year, azerbaijan_twh, eu_imports_twh,
    share_percent, edition.
    """
    years = supply.groupby("year")
    whole = years["energy_twh"].sum()
    own = supply[supply["supplier"] == SELLER].groupby("year")["energy_twh"].sum()
    own = own.reindex(whole.index, fill_value=0.0)
    return pd.DataFrame(
        {
            "year": whole.index,
            "azerbaijan_twh": own.to_numpy(),
            "eu_imports_twh": whole.to_numpy(),
            "share_percent": (own / whole * 100).to_numpy(),
            "edition": years["edition"].first().to_numpy(),
        }
    )


def share_with_pledge(share: pd.DataFrame, target: Pledge) -> pd.DataFrame:
    """The years of `azerbaijan_share`, and the target as a share of the last year's imports.

    The target replaces other suppliers' gas, so that imports stay as they are. Columns: year,
    azerbaijan_twh, share_percent, kind (observed or target), edition.
    """
    energy = units.bcm_to_twh(target.volume_bcm, "ministry")
    aim = {
        "year": target.year,
        "azerbaijan_twh": energy,
        "share_percent": energy / share["eu_imports_twh"].iloc[-1] * 100,
        "kind": "target",
        "edition": "",
    }
    columns = list(aim)
    seen = share.assign(kind="observed")[columns]
    return pd.concat([seen, pd.DataFrame([aim])], ignore_index=True)


def describe_share(table: pd.DataFrame) -> str:
    """What `share_with_pledge` shows, in words."""
    seen, aim = table[table["kind"] == "observed"], table.iloc[-1]
    last, peak = seen.iloc[-1], seen.sort_values("share_percent", kind="stable").iloc[-1]
    return (
        f"Azerbaijan supplied {last['share_percent']:.1f} percent of the energy in the gas that "
        f"the EU imported in {last['year']} ({last['azerbaijan_twh']:.0f} TWh), and "
        f"{peak['share_percent']:.1f} percent at most, in {peak['year']}. The target for "
        f"{aim['year']} would be {aim['share_percent']:.1f} percent of the imports of "
        f"{last['year']}."
    )


def herfindahl(shares_percent: pd.Series[float]) -> float:
    """Herfindahl-Hirschman index of shares in percent: 10,000 for one supplier, near 0 for many.

    The sum of the squared shares; missing shares do not count.
    """
    shares = shares_percent.to_numpy()
    return float((shares[~np.isnan(shares)] ** 2).sum())


def concentration(supply: pd.DataFrame) -> pd.DataFrame:
    """How concentrated the EU's suppliers of gas are, by year, on the 0 to 10,000 scale.

    `supply` is what `eu_supply` returns. A supplier is a country, its pipeline gas and its LNG
    together. Columns: year, concentration_low and concentration_high (LNG of unnamed origin as many
    small suppliers, and as a single one; both missing in years when no origin of LNG is known),
    concentration_lng_as_one (all LNG as one supplier: computable in every year, but no bound of the
    others, since the origins that also send pipeline gas would add to it), unnamed_percent (share
    of LNG of unnamed origin in all imports).
    """
    rows = [_concentration(supply[supply["year"] == y]) for y in supply["year"].unique()]
    return pd.DataFrame(rows)


def _concentration(gas: pd.DataFrame) -> dict[str, float]:
    percent = gas["energy_twh"] / gas["energy_twh"].sum() * 100
    by_country = percent.groupby(gas["supplier"]).sum()
    by_pipe = percent.groupby(gas["supplier"].where(gas["mode"] == "pipeline", "LNG")).sum()
    unnamed = float(by_country.get("OTHER", 0.0))
    lng = gas[gas["mode"] == "lng"]
    known = bool((lng["supplier"] != "OTHER").any())
    missing = float("nan")
    return {
        "year": int(gas["year"].iloc[0]),
        "concentration_low": herfindahl(by_country.drop("OTHER", errors="ignore"))
        if known
        else missing,
        "concentration_high": herfindahl(by_country) if known else missing,
        "concentration_lng_as_one": herfindahl(by_pipe),
        "unnamed_percent": unnamed,
    }


def describe_concentration(table: pd.DataFrame) -> str:
    """What `concentration` shows, in words."""
    known = table[table["concentration_high"].notna()]
    first, last = known.iloc[0], known.iloc[-1]
    as_one = table["concentration_lng_as_one"]
    return (
        "With LNG counted by country of origin, the concentration index of the EU's gas suppliers "
        f"fell from {first['concentration_high']:,.0f} in {first['year']:.0f} to "
        f"{last['concentration_high']:,.0f} in {last['year']:.0f}, on a scale to 10,000. With all "
        f"LNG counted as one supplier it would seem to have gone from {as_one.iloc[0]:,.0f} to "
        f"{as_one.iloc[-1]:,.0f}."
    )


# --- What if a supplier fails -------------------------------------------------------------------


def suppliers_in(supply: pd.DataFrame, places: pd.DataFrame, year: int) -> pd.DataFrame:
    """The EU's suppliers in one year, pipeline gas and LNG together, the largest first.

    `supply` is what `eu_supply` returns. Columns: supplier (name), energy_twh.
    """
    names = places.set_index("code")["name"].to_dict() | {"OTHER": "Other LNG"}
    energy = supply[supply["year"] == year].groupby("supplier")["energy_twh"].sum()
    energy = energy.sort_values(ascending=False, kind="stable")
    return pd.DataFrame(
        {"supplier": [names[code] for code in energy.index], "energy_twh": energy.to_numpy()}
    )


def sent_by_azerbaijan(base: pd.DataFrame) -> float:
    """What Azerbaijan sends in the base year, in bcm at the ministry's 40 MJ, down to a tenth.

    `base` is what `suppliers_in` returns: a control of Azerbaijan's deliveries starts there.
    """
    energy = base.set_index("supplier")["energy_twh"]["Azerbaijan"]
    return math.floor(units.twh_to_bcm(float(energy), "ministry") * 10) / 10


LEFT_OPEN: Final = "Not replaced"


def supply_after_cut(
    base: pd.DataFrame, *, supplier: str, cut: float, azerbaijan_bcm: float
) -> pd.DataFrame:
    """The EU's gas imports when a supplier sends less and Azerbaijan sends more.

    `base` is what `suppliers_in` returns. `supplier` loses `cut` percent, Azerbaijan sends
    `azerbaijan_bcm` (ministry convention, 40 MJ) if that is more than before, and nobody else
    reacts; the supplier is not Azerbaijan. Columns: supplier, before_twh, after_twh,
    before_percent, after_percent (of what arrives). The last row is the part of the cut that
    Azerbaijan's additional gas does not cover: no gas, so no share. Raises KeyError for an unknown
    supplier.
    """
    names, before = list(base["supplier"]), base["energy_twh"].to_numpy()
    if supplier not in names:
        raise KeyError(f"{supplier!r} sends nothing; suppliers are {', '.join(names)}")
    cut_one, own = names.index(supplier), names.index("Azerbaijan")
    after = before.copy()
    after[cut_one] *= 1 - cut / 100
    after[own] = max(before[own], units.bcm_to_twh(azerbaijan_bcm, "ministry"))
    lost, gained = before[cut_one] - after[cut_one], after[own] - before[own]
    none = float("nan")
    return pd.DataFrame(
        {
            "supplier": [*names, LEFT_OPEN],
            "before_twh": [*before, none],
            "after_twh": [*after, max(0.0, lost - gained)],
            "before_percent": [*(before / before.sum() * 100), none],
            "after_percent": [*(after / after.sum() * 100), none],
        }
    )


class Cut(NamedTuple):
    """What a table of `supply_after_cut` says, in a few numbers of TWh and two indices."""

    supplier: str
    lost_twh: float
    gained_twh: float
    open_twh: float
    hhi_before: float
    hhi_after: float

    @property
    def replaced(self) -> float:
        """The share of the loss that Azerbaijan's additional gas covers, at most one."""
        return min(1.0, self.gained_twh / self.lost_twh) if self.lost_twh else 1.0

    @property
    def subject(self) -> str:
        """The supplier as a sentence begins with it."""
        return f"The {self.supplier}" if self.supplier == "United States" else self.supplier


def read_cut(table: pd.DataFrame) -> Cut:
    """The few numbers behind a table of `supply_after_cut`."""
    change = (table["after_twh"] - table["before_twh"]).to_numpy()[:-1]
    names = list(table["supplier"])
    loser = int(change.argmin())
    return Cut(
        names[loser],
        max(0.0, -float(change[loser])),
        float(change[names.index("Azerbaijan")]),
        float(table["after_twh"].iloc[-1]),
        herfindahl(table["before_percent"]),
        herfindahl(table["after_percent"]),
    )


def describe_cut(table: pd.DataFrame) -> str:
    """What `supply_after_cut` shows, in words."""
    cut = read_cut(table)
    before, after = f"{cut.hhi_before:,.0f}", f"{cut.hhi_after:,.0f}"
    index = (
        f"The concentration index stays at {before} of 10,000."
        if before == after
        else f"The concentration index goes from {before} to {after} of 10,000."
    )
    if cut.lost_twh < 0.5:
        more = f"{cut.gained_twh:.0f} TWh more" if cut.gained_twh >= 0.5 else "no more than before"
        return f"Nothing is cut; Azerbaijan sends {more}. {index}"
    loss = f"{cut.subject} sends {cut.lost_twh:,.0f} TWh less and Azerbaijan"
    if cut.gained_twh < 0.5:
        return (
            f"{loss} no more than before: all of it is left to others or to lower demand. {index}"
        )
    if not cut.open_twh:
        return f"{loss} {cut.gained_twh:,.0f} TWh more, which replaces all of it. {index}"
    return (
        f"{loss} {cut.gained_twh:,.0f} TWh more, which replaces {cut.replaced:.0%} of it: "
        f"{cut.open_twh:,.0f} TWh are left to others or to lower demand. {index}"
    )


# --- Can the pledged gas come -------------------------------------------------------------------


def balance_by_year(balance: pd.DataFrame, yearly: pd.DataFrame) -> pd.DataFrame:
    """Azerbaijan's gas balance by year: production, use at home, exports, and what is left over.

    Production net of re-injection and use at home are the Energy Institute's (`gas/balance`),
    exports the ministry's (`yearly`, from `exports_by_year`); both count 40 MJ a cubic metre. Years
    in which Europe has a figure. Columns: year, production_bcm, domestic_bcm, europe_bcm,
    others_bcm (Türkiye, Georgia, Syria: total less Europe), imports_and_difference_bcm (what
    closes the balance: imports and swaps, stocks, losses and the seam between two sources).
    """
    rows = data.calendar_years(data.preferred(balance))
    rows = rows[(rows["country"] == SELLER) & (rows["basis"] == "energy_institute")]
    own = rows.pivot(index="year", columns="item", values="volume_bcm")
    sold = yearly.pivot(index="year", columns="destination", values="volume_bcm")
    sold = sold.dropna(subset=["EUROPE", "WORLD"])
    own = own.loc[sold.index]
    return pd.DataFrame(
        {
            "year": sold.index,
            "production_bcm": own["production_net"].to_numpy(),
            "domestic_bcm": own["consumption"].to_numpy(),
            "europe_bcm": sold["EUROPE"].to_numpy(),
            "others_bcm": (sold["WORLD"] - sold["EUROPE"]).to_numpy(),
            "imports_and_difference_bcm": (
                own["consumption"] + sold["WORLD"] - own["production_net"]
            ).to_numpy(),
        }
    )


def given(
    balance: pd.DataFrame,
    fields: pd.DataFrame,
    swaps: pd.DataFrame,
    pipelines: pd.DataFrame,
    target: Pledge,
) -> pd.DataFrame:
    """What is published about the years to come, and what a path to the pledge takes as given.

    From `gas/balance`, `gas/fields`, `gas/transit_and_swaps` and `gas/pipelines`. Columns:
    quantity, value, unit, source_id, meaning. The change of marketed production to the first
    forecast year compares two forecasts of one budget paper, so it can be applied to the Energy
    Institute's level, which lies a little lower.
    """
    outlook = data.preferred(balance)
    outlook = outlook[(outlook["country"] == SELLER) & (outlook["basis"] == "government")]
    outlook = outlook[outlook["status"] == "forecast"]
    marketed = data.calendar_years(outlook[outlook["item"] == "production_marketed"])
    before, after = marketed.sort_values("year", kind="stable").to_dict("records")[-2:]
    (falling,) = outlook[outlook["measure"] == "direction"].to_dict("records")
    now, full = _absheron(fields)
    limits = _swap_limit(swaps)
    earlier, capacity = _tap_capacities(pipelines)
    change = (after["volume_bcm"] / before["volume_bcm"] - 1) * 100
    rows = [
        (
            ("official_change", change, "percent", after["source_id"]),
            f"marketed production of {after['year']} against {before['year']}, budget paper",
        ),
        (("official_year", after["year"], "year", after["source_id"]), "the forecast's year"),
        (
            ("falling_until", falling["period"].right.year - 1, "year", falling["source_id"]),
            "last year in which official forecasts see output fall; figures not public",
        ),
        (
            ("absheron_added", full["value"] - now["value"], "bcm", full["source_id"]),
            f"Absheron's full field, {full['value']:g} bcm, less its output in {now['year']}",
        ),
        (
            ("absheron_year", full["period"].left.year, "year", full["source_id"]),
            "announced first year of the full field",
        ),
        (
            ("swap", limits["volume_bcm"], "bcm", limits["source_id"]),
            "most that the Turkmen swap of 2021 provided for; later reported halted",
        ),
        (
            ("tap_before", earlier["value"], "bcm", earlier["source_id"]),
            "stated capacity of TAP before that",
        ),
        (("tap_now", capacity["value"], "bcm", capacity["source_id"]), "stated capacity of TAP"),
        (("tap_year", capacity["year"].year, "year", capacity["source_id"]), "its first year"),
        (("pledge", target.volume_bcm, "bcm", ""), "target for the EU"),
        (("pledge_year", target.year, "year", ""), "the target's year"),
    ]
    columns = ["quantity", "value", "unit", "source_id", "meaning"]
    table = pd.DataFrame([(*fact, meaning) for fact, meaning in rows], columns=columns)
    return table.astype({"value": float})


def _absheron(fields: pd.DataFrame) -> tuple[Row, Row]:
    """The row of Absheron's newest yearly output, and that of its full field."""
    rows = data.preferred(fields[fields["field"] == "absheron"])
    years = data.calendar_years(rows[rows["part"] == "all"])
    output = years[years["measure"] == "production_gross"].sort_values("year", kind="stable")
    full = rows[(rows["part"] == "phase_2") & (rows["measure"] == "production")]
    return output.to_dict("records")[-1], full.to_dict("records")[-1]


def _swap_limit(swaps: pd.DataFrame) -> Row:
    """The row with the most that a contract let be swapped to Azerbaijan."""
    rows = swaps[(swaps["kind"] == "swap") & (swaps["destination"] == SELLER)]
    (most,) = rows[(rows["bound"] == "high") & (rows["status"] == "contract")].to_dict("records")
    return most


def _tap_capacities(pipelines: pd.DataFrame) -> tuple[Row, Row]:
    """The rows of TAP's stated capacity: the one before the newest, and the newest."""
    rows = data.preferred(pipelines).sort_values("year", kind="stable")
    stated = rows[(rows["pipeline"] == "tap") & (rows["measure"] == "capacity")]
    earlier, newest = stated.to_dict("records")[-2:]
    return earlier, newest


def path_to_pledge(
    observed: pd.DataFrame,
    givens: pd.DataFrame,
    fixed: Mapping[str, Assumed],
    *,
    production_change: float,
    domestic_growth: float,
    freed_bcm: float,
    europe_share: float,
    new_field: bool,
    swap: bool,
) -> pd.DataFrame:
    """Azerbaijan's gas balance year by year to 2030, and what of it can reach Europe.

    `observed` is what `balance_by_year` returns, `givens` what `given` returns, `fixed` what
    `assumed` returns. Production follows the official change to the first forecast year, then
    changes by `production_change` percent a year while official forecasts see it fall, then holds;
    `new_field` adds Absheron's full field when announced. Use at home grows by `domestic_growth`
    percent a year, less gas freed by renewables, which rises evenly to `freed_bcm` in the pledge's
    year and on. `swap` adds the Turkmen swap. What closed the last observed balance stays.
    Of any change in exports since the last observed year Europe gets `europe_share` percent, the
    neighbours the rest.

    Every year production + new field + swap + imports and difference = domestic + others + europe.
    Columns: year, kind (observed or path), production_bcm, new_field_bcm, swap_bcm,
    imports_and_difference_bcm, domestic_bcm, others_bcm, europe_bcm, pledge_bcm and missing_bcm (in
    the pledge's year), pipe_capacity_bcm. Capacity is shown, not enforced.
    """
    known = dict(zip(givens["quantity"], givens["value"], strict=True))
    last = observed.iloc[-1]
    sold = last["europe_bcm"] + last["others_bcm"]
    rows = [
        {**row, "kind": "observed", "new_field_bcm": 0.0, "swap_bcm": 0.0}
        for row in observed.to_dict("records")
    ]
    production, base = float(last["production_bcm"]), int(last["year"])
    for year in range(base + 1, int(fixed["last_year"].value) + 1):
        if year <= known["official_year"]:
            production *= 1 + known["official_change"] / 100
        elif year <= known["falling_until"]:
            production *= 1 + production_change / 100
        added = known["absheron_added"] if new_field and year >= known["absheron_year"] else 0.0
        swapped = known["swap"] if swap and year >= fixed["swap_first_year"].value else 0.0
        freed = freed_bcm * (year - base) / (known["pledge_year"] - base)
        domestic = last["domestic_bcm"] * (1 + domestic_growth / 100) ** (year - base) - freed
        kept = last["imports_and_difference_bcm"]
        available = production + added + swapped + kept - domestic
        europe = last["europe_bcm"] + europe_share / 100 * (available - sold)
        rows.append(
            {
                "year": year,
                "kind": "path",
                "production_bcm": production,
                "new_field_bcm": added,
                "swap_bcm": swapped,
                "imports_and_difference_bcm": kept,
                "domestic_bcm": domestic,
                "others_bcm": available - europe,
                "europe_bcm": europe,
            }
        )
    table = pd.DataFrame(rows)
    due = table["year"] == known["pledge_year"]
    pledged = due.map({True: known["pledge"], False: float("nan")})
    table["pledge_bcm"] = pledged
    table["missing_bcm"] = (pledged - table["europe_bcm"]).clip(lower=0)
    table["pipe_capacity_bcm"] = [
        known["tap_now"] if year >= known["tap_year"] else known["tap_before"]
        for year in table["year"]
    ]
    return table[list(PATH_COLUMNS)]


PATH_COLUMNS: Final = (
    *("year", "kind", "production_bcm", "new_field_bcm", "swap_bcm"),
    *("imports_and_difference_bcm", "domestic_bcm", "others_bcm", "europe_bcm"),
    *("pledge_bcm", "missing_bcm", "pipe_capacity_bcm"),
)


_SETTINGS: Final = (
    *("production_change", "domestic_growth", "freed_bcm", "europe_share"),
    *("new_field", "swap"),
)
"""What a reader sets of a path to the pledge: the assumptions of that name."""


def reach_of_paths(
    observed: pd.DataFrame, givens: pd.DataFrame, fixed: Mapping[str, Assumed]
) -> pd.DataFrame:
    """Between which ends the paths of `path_to_pledge` run in each year, on all settings.

    Gas to Europe rises or falls with each assumption, so its ends lie where all of these are at an
    end of theirs. Columns: year, low_bcm, high_bcm, from the last observed year on.
    """
    ends = [(fixed[name].low, fixed[name].high) for name in _SETTINGS]
    settings: Iterator[dict[str, Any]] = (
        dict(zip(_SETTINGS, end, strict=True)) for end in itertools.product(*ends)
    )
    paths = pd.concat(
        path_to_pledge(observed, givens, fixed, **setting).iloc[len(observed) - 1 :]
        for setting in settings
    )
    reached = paths.groupby("year")["europe_bcm"]
    return pd.DataFrame({"low_bcm": reached.min(), "high_bcm": reached.max()}).reset_index()


def describe_path(table: pd.DataFrame) -> str:
    """What `path_to_pledge` shows, in words."""
    due = table[table["pledge_bcm"].notna()].iloc[0]
    seen, last = table[table["kind"] == "observed"].iloc[-1], table.iloc[-1]
    reached = (
        f"{due['missing_bcm']:.1f} bcm short of the pledge of {due['pledge_bcm']:.0f}"
        if due["missing_bcm"] > 0
        else f"which meets the pledge of {due['pledge_bcm']:.0f}"
    )
    beyond = last["europe_bcm"] - last["pipe_capacity_bcm"]
    pipe = (
        f" That is {beyond:.1f} bcm above the stated capacity of TAP, "
        f"{last['pipe_capacity_bcm']:.0f} bcm a year."
        if beyond > 0
        else ""
    )
    return (
        f"On these choices {due['europe_bcm']:.1f} bcm reach Europe in {due['year']}, {reached}, "
        f"after {seen['europe_bcm']:.1f} in {seen['year']}; in {last['year']} it is "
        f"{last['europe_bcm']:.1f} bcm.{pipe}"
    )


# --- Oil across the Caspian ---------------------------------------------------------------------

OIL_PIPELINES: Final[Mapping[str, str]] = {"cpc": "CPC", "btc": "BTC"}
"""The way of Kazakh oil through Russia, and the way through Azerbaijan."""


def caspian_oil(oil: pd.DataFrame, transport: pd.DataFrame) -> pd.DataFrame:
    """Oil through CPC and BTC by year, and the Kazakh oil in it.

    From `gas/oil` and `freight/oil_transport`, outcomes only; a preliminary figure counts where
    there is no other. All sources are kept, so Kazakh oil is a range where they disagree. Where no
    whole year is published the longest part of it from January stands, and says so. Columns: year,
    pipeline (CPC, BTC), total_mt, total_months (12 for a whole year), kazakh_low_mt,
    kazakh_high_mt, kazakh_status.
    """
    totals = oil[
        (oil["origin"] == "TOTAL") & (oil["status"] == "actual") & oil["volume_mt"].notna()
    ]
    spans = totals["period"].array
    months = (spans.right.year - spans.left.year) * 12 + spans.right.month - spans.left.month
    totals = totals.assign(year=spans.left.year, months=months)[spans.left.month == 1]
    totals = totals.sort_values("months", kind="stable").drop_duplicates(
        ["pipeline", "year"], keep="last"
    )
    whole = totals.assign(pipeline=totals["pipeline"].astype(str)).set_index(["year", "pipeline"])
    kazakh = _kazakh_oil(oil, transport)
    years = range(int(totals["year"].min()), int(totals["year"].max()) + 1)
    keys = pd.MultiIndex.from_product([years, OIL_PIPELINES], names=["year", "pipeline"])
    table: pd.DataFrame = (
        whole[["volume_mt", "months"]]
        .reindex(keys)
        .join(kazakh, validate="one_to_one")
        .reset_index()
    )
    table["pipeline"] = table["pipeline"].map(OIL_PIPELINES)
    return table.rename(columns={"volume_mt": "total_mt", "months": "total_months"})


def _kazakh_oil(oil: pd.DataFrame, transport: pd.DataFrame) -> pd.DataFrame:
    told = data.calendar_years(oil[oil["origin"] == "KAZ"]).rename(columns={"volume_mt": "mt"})
    moved = data.calendar_years(transport[transport["country"] == "KAZ"])
    moved = moved[moved["measure"] == "pipeline"].rename(
        columns={"route": "pipeline", "oil_mt": "mt"}
    )
    columns = ["year", "pipeline", "mt", "status"]
    rows = pd.concat(
        [
            told[columns].astype({"pipeline": str, "status": str}),
            moved[columns].astype({"pipeline": str, "status": str}),
        ]
    )
    rows = rows[rows["status"].isin(["actual", "preliminary"])]
    final = rows["status"].eq("actual").groupby([rows["year"], rows["pipeline"]]).transform("any")
    rows = rows[rows["status"].eq("actual") | ~final]
    grouped = rows.groupby(["year", "pipeline"])
    return pd.DataFrame(
        {
            "kazakh_low_mt": grouped["mt"].min(),
            "kazakh_high_mt": grouped["mt"].max(),
            "kazakh_status": grouped["status"].first(),
        }
    )


def describe_oil(table: pd.DataFrame) -> str:
    """What `caspian_oil` shows, in words."""
    kazakh = table[table["kazakh_high_mt"].notna()].pivot(
        index="year", columns="pipeline", values="kazakh_high_mt"
    )
    last = kazakh.dropna().iloc[-1]
    btc = table[(table["pipeline"] == "BTC") & (table["total_months"] == 12)].iloc[-1]
    times = last["CPC"] / last["BTC"]
    return (
        f"In {last.name} Kazakhstan sent {last['CPC']:.1f} Mt of oil through CPC, which crosses "
        f"Russia, and {last['BTC']:.1f} Mt through BTC, which crosses Azerbaijan: {times:.0f} "
        f"times as much through Russia. BTC carried {btc['total_mt']:.1f} Mt in all in "
        f"{btc['year']}."
    )


asked.checked(
    __name__,
    balance="gas/balance",
    commitments="gas/commitments",
    counts="gas/recipient_counts",
    deliveries="gas/tap_deliveries",
    exports="gas/exports",
    fields="gas/fields",
    imports=("gas/eu_imports", "gas/country_imports"),
    monthly="gas/eu_imports_monthly",
    oil="gas/oil",
    pipelines="gas/pipelines",
    places="geo/places",
    quarterly="gas/eu_imports_quarterly",
    recipients="gas/recipients",
    swaps="gas/transit_and_swaps",
    transport="freight/oil_transport",
)
