"""Power: how it is made and how clean it is, what was announced and built, what a target needs.

Tables of the data package in, tables out. Editions of power statistics differ by a quarter and more
in some cells, so no function joins two of them in one series: every row says whose figure it is. A
source of power that an edition does not give stays in an open rest and is never taken for zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from corridors import asked, data, units
from corridors.explore.rounding import exact
from corridors.prose import listed
from corridors.states import SIX

COUNTRIES: Final[Mapping[str, str]] = {
    **SIX,
    "GEO": "Georgia",
    "TUR": "Türkiye",
    "EU27": "European Union",
}
"""The six states of the book, and three to compare them with."""

EDITIONS: Final[Mapping[str, str]] = {
    "ember_owid": "Ember",
    "energy_institute": "Energy Institute",
    "national": "national",
    "irena": "IRENA",
}
"""The editions of power statistics by the name that charts use."""

# How power is made

_PARTS: Final[Mapping[str, str]] = {
    "hydro": "Hydro",
    "wind": "Wind",
    "solar": "Solar",
    "bioenergy": "Other renewables",
    "other_renewables": "Other renewables",
    "geothermal_biomass_other": "Other renewables",
    "nuclear": "Nuclear",
    "gas": "Gas",
    "coal": "Coal",
    "oil": "Oil",
}
REST: Final = "Not split"
PARTS: Final = (*dict.fromkeys(_PARTS.values()), REST)
"""The parts of a mix in the order in which they are drawn; the last holds what is not split."""

RENEWABLE: Final = ("Hydro", "Wind", "Solar", "Other renewables")
_EMBER: Final = tuple(fuel for fuel in _PARTS if fuel != "geothermal_biomass_other")
_INSTITUTE: Final = ("hydro", "wind", "solar", "geothermal_biomass_other")
_FOSSIL: Final = "gas, coal and oil"
_NOT_RENEWABLE: Final = "all but renewables"
_UNKNOWN: Final = "all but hydro, wind and solar"


def output_by_source(best: pd.DataFrame) -> pd.DataFrame:
    """Each country's output of a year by source, taken whole from a single edition.

    `best` is `data.preferred` of `power/generation`. The edition is Ember where it gives every
    source; else the Energy Institute, with all but renewables and nuclear power as one rest (its
    figures may be cited singly, not rebuilt); else Ember's hydro, wind and solar, with all that is
    lacking as one rest. A year that no edition
    covers so far has no rows. Columns: `country` (code), `year`, `part` (of PARTS), `energy_twh`,
    `share_percent` (of the parts' own sum), `edition`, `rest_holds` (what the rest is made of, in
    words) and `stated_total_twh` (what the edition prints as the total; it can differ from the sum
    where the edition is stitched from several releases).
    """
    fuels = best.assign(
        year=best["year"].dt.year,
        fuel=best["fuel"].astype(str),
        edition=best["edition"].astype(str),
    )
    wide = fuels.pivot(index=["edition", "country", "year"], columns="fuel", values="energy_twh")
    given: dict[Any, pd.Series] = dict(
        zip(wide.index, (row for _, row in wide.iterrows()), strict=True)
    )
    nothing = pd.Series(np.nan, index=wide.columns)
    years = sorted({year for _, _, year in given})
    return pd.DataFrame(
        {"country": country, "year": year, **row}
        for country in COUNTRIES
        for year in years
        for row in _mix(
            given.get(("ember_owid", country, year), nothing),
            given.get(("energy_institute", country, year), nothing),
        )
    )


def _mix(ember: pd.Series, institute: pd.Series) -> list[dict[str, Any]]:
    """The parts of one country and year by the rule of `output_by_source`."""
    if ember.reindex(_EMBER).notna().all():
        given, edition, holds = ember.reindex(_EMBER), "ember_owid", ""
    elif institute.reindex((*_INSTITUTE, "total")).notna().all():
        given, edition = institute.reindex((*_INSTITUTE, "nuclear")).dropna(), "energy_institute"
        holds = _FOSSIL if "nuclear" in given else _NOT_RENEWABLE
    elif ember.reindex(("hydro", "wind", "solar", "total")).notna().all():
        given, edition, holds = ember.reindex(("hydro", "wind", "solar")), "ember_owid", _UNKNOWN
    else:
        return []
    stated = float((ember if edition == "ember_owid" else institute)["total"])
    parts: dict[str, float] = {}
    for fuel, energy in given.items():
        part = _PARTS[str(fuel)]
        parts[part] = parts.get(part, 0.0) + float(energy)
    if holds:
        # a rest below zero would mean that the parts exceed the total: figures of two releases
        parts[REST] = max(stated - math.fsum(parts.values()), 0.0)
    whole = math.fsum(parts.values())
    return [
        {
            "part": part,
            "energy_twh": parts[part],
            "share_percent": 100 * parts[part] / whole if whole else 0.0,
            "edition": EDITIONS[edition],
            "rest_holds": holds,
            "stated_total_twh": stated,
        }
        for part in PARTS
        if part in parts
    ]


def carbon_intensity(carbon: pd.DataFrame) -> pd.DataFrame:
    """Life-cycle greenhouse gases per kilowatt hour: `country`, `year`, `intensity_gco2e_kwh`.

    `carbon` is `power/carbon_intensity`. Years that the table marks as incomplete are left out.
    """
    known = carbon[carbon["note"].isna() & carbon["country"].isin(list(COUNTRIES))]
    table = known.assign(year=known["year"].dt.year)
    return table[["country", "year", "intensity_gco2e_kwh"]].reset_index(drop=True)


def generation_mix(outputs: pd.DataFrame, since: int = 2000) -> pd.DataFrame:
    """Each country's output by source in one year and in the newest that is split by source.

    `outputs` is from `output_by_source`. Years of which an edition leaves a part unsplit are left
    out. Columns: `country` (name, in the order of COUNTRIES), `year`, `edition`, `part`,
    `energy_twh`, `share_percent`; parts in the order of PARTS. Raises KeyError when a country has
    no such mix of the first year.
    """
    whole = outputs[outputs["rest_holds"] == ""]
    rows = []
    for code, name in COUNTRIES.items():
        own = whole[whole["country"] == code]
        if since not in set(own["year"]):
            raise KeyError(f"no mix of {since} by source is on record for {name}")
        for year in (since, own["year"].max()):
            mix = own[own["year"] == year].set_index("part")
            mix = mix.reindex([part for part in PARTS if part in mix.index]).reset_index()
            rows.append(mix.assign(country=name))
    columns = ["country", "year", "edition", "part", "energy_twh", "share_percent"]
    return pd.concat(rows, ignore_index=True)[columns]


def describe_mix(table: pd.DataFrame) -> str:
    """Say the largest source of each country in the first year and in the newest."""
    said = []
    for country, rows in table.groupby("country", sort=False):
        ends = [
            rows[rows["year"] == year].nlargest(1, "share_percent").iloc[0]
            for year in (rows["year"].min(), rows["year"].max())
        ]
        largest = [f"{row['part'].lower()} {row['share_percent']:.0f}" for row in ends]
        said.append(f"{country} {largest[0]}, then {largest[1]} (in {ends[1]['year']})")
    return f"Largest source in {table['year'].min()} and now, in percent: {listed(said)}."


def latest_mix(outputs: pd.DataFrame) -> pd.DataFrame:
    """The newest year on record of every country: what renewables give of its power.

    `outputs` is from `output_by_source`. Columns: `country` (name), `year`, `edition`,
    `hydro_percent`, `wind_and_solar_percent`, `other_renewables_percent`, `rest_percent`; fewest
    renewables first.
    """
    last = outputs[outputs["year"] == outputs.groupby("country")["year"].transform("max")]
    shares = last.pivot_table(
        index=["country", "year", "edition"], columns="part", values="share_percent"
    )
    shares = shares.reindex(columns=list(PARTS)).fillna({"Other renewables": 0.0})
    renewable = shares["Hydro"] + shares["Wind"] + shares["Solar"] + shares["Other renewables"]
    table = pd.DataFrame(
        {
            "hydro_percent": shares["Hydro"],
            "wind_and_solar_percent": shares["Wind"] + shares["Solar"],
            "other_renewables_percent": shares["Other renewables"],
            "rest_percent": 100 - renewable,
        }
    ).reset_index()
    table["country"] = table["country"].map(COUNTRIES)
    return table.sort_values("rest_percent", ascending=False, ignore_index=True, kind="stable")


def describe_latest_mix(table: pd.DataFrame) -> str:
    """Say what wind and solar give in the region and in the European Union."""
    said = [
        f"{row['country']} {row['wind_and_solar_percent']:.1f} percent in {row['year']}"
        for row in table.to_dict("records")
    ]
    return f"Wind and solar in the power made, by the newest year on record: {listed(said)}."


def wind_and_solar(best: pd.DataFrame, since: int = 2015, least_twh: float = 0.1) -> pd.DataFrame:
    """Wind and solar together by country, year and edition; never joined across editions.

    `best` is `data.preferred` of `power/generation`. National reports that give the two as one
    figure count. Countries of SIX that never reach `least_twh` are left out. Columns: `country`
    (name), `year`, `edition`, `energy_twh`; by country, edition and year.
    """
    best = best[best["country"].isin(list(SIX)) & (best["year"].dt.year >= since)]
    wide = best.assign(
        country=best["country"].map(SIX),
        year=best["year"].dt.year,
        edition=best["edition"].astype(str).map(EDITIONS),
        fuel=best["fuel"].astype(str),
    ).pivot(index=["country", "edition", "year"], columns="fuel", values="energy_twh")
    wide = wide.reindex(columns=["wind", "solar", "wind_and_solar"])
    both = (wide["wind"] + wide["solar"]).fillna(wide["wind_and_solar"]).dropna()
    table = both.rename("energy_twh").reset_index()
    most = table.groupby("country")["energy_twh"].transform("max")
    return table.loc[most >= least_twh, ["country", "year", "edition", "energy_twh"]].reset_index(
        drop=True
    )


def describe_wind_and_solar(table: pd.DataFrame) -> str:
    """Say the first and the last figure of each country."""
    said = []
    for country, rows in table.groupby("country", sort=False):
        first = rows[rows["edition"] == "Ember"].iloc[0]
        last = rows.sort_values(["year", "energy_twh"]).iloc[-1]
        said.append(
            f"in {country} {first['energy_twh']:.3g} TWh in {first['year']} and "
            f"{last['energy_twh']:.3g} TWh in {last['year']} "
            f"({last['edition'].replace('national', 'national report')})"
        )
    return f"Wind and solar together made {listed(said)}."


def intensity_change(intensities: pd.DataFrame, since: int = 2000) -> pd.DataFrame:
    """Carbon intensity in one year and in the newest on record, the highest first.

    `intensities` is from `carbon_intensity`. Columns: `country` (name), `first_year`, `last_year`,
    `first_gco2e_kwh`, `last_gco2e_kwh`, `change_percent`. Raises KeyError when a country has no
    figure for the first year.
    """
    rows = []
    for country, series in intensities.groupby("country"):
        by_year = series.set_index("year")["intensity_gco2e_kwh"].sort_index(kind="stable")
        first, last = float(by_year[since]), float(by_year.iloc[-1])
        rows.append(
            {
                "country": COUNTRIES[str(country)],
                "first_year": since,
                "last_year": int(by_year.index[-1]),
                "first_gco2e_kwh": first,
                "last_gco2e_kwh": last,
                "change_percent": 100 * (last / first - 1),
            }
        )
    return pd.DataFrame(rows).sort_values(
        "last_gco2e_kwh", ascending=False, ignore_index=True, kind="stable"
    )


def describe_intensity(table: pd.DataFrame) -> str:
    """Say where a kilowatt hour became cleaner and where it did not."""
    said = [
        f"{row['country']} {row['first_gco2e_kwh']:,.0f} to {row['last_gco2e_kwh']:,.0f}"
        for row in table.to_dict("records")
    ]
    return (
        f"Grams of greenhouse gases per kilowatt hour, {table['first_year'].iloc[0]} to the newest "
        f"year on record: {listed(said)}."
    )


# What is built

WIND_AND_SOLAR: Final = "wind and solar"
ALL_RENEWABLES: Final = "all renewables"
PLANTS: Final = ("solar", "wind", "wind_and_solar")
"""Wind and solar as tables of power name them: technologies of plants, fuels of generation."""
_COUNTED: Final = {"wind_and_solar": WIND_AND_SOLAR, "renewables": ALL_RENEWABLES}


def counts(best: pd.DataFrame) -> pd.DataFrame:
    """Every count of installed wind and solar, or of all renewables, on record.

    `best` is `data.preferred` of `power/capacity`. Wind and solar are added up where one edition
    gives both for one time. Columns: `country` (code), `counted` (WIND_AND_SOLAR or
    ALL_RENEWABLES), `edition`, `on` (last day of the period), `year_end` (whether it is a count of
    the end of a year) and `capacity_gw`; in order of time.
    """
    rows = best[(best["measure"] == "installed") & (best["scope"] == "national")]
    return _added_up(rows).sort_values(["country", "counted", "on"], ignore_index=True)


def _added_up(rows: pd.DataFrame) -> pd.DataFrame:
    """Wind and solar of one edition and time as one, beside figures that are one already."""
    spans = rows["period"].array
    table = rows.assign(
        on=data.last_day(rows["period"]),
        year_end=spans.right == spans.left + pd.DateOffset(years=1),
        technology=rows["technology"].astype(str),
        edition=rows["edition"].astype(str).map(EDITIONS),
    )
    wide = table.pivot(
        index=["country", "edition", "on", "year_end"], columns="technology", values="capacity_mw"
    ).reindex(columns=["wind", "solar", *_COUNTED])
    wide["wind_and_solar"] = (wide["wind"] + wide["solar"]).fillna(wide["wind_and_solar"])
    long = wide[list(_COUNTED)].stack().dropna().reset_index()
    long.columns = pd.Index(["country", "edition", "on", "year_end", "counted", "capacity_mw"])
    return long.assign(
        counted=long["counted"].map(_COUNTED), capacity_gw=long["capacity_mw"] / 1000
    ).drop(columns="capacity_mw")


_BUILD: Final = ["country", "year", "counted", "built_gw", "basis"]


def builds(best: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Every year for which a yearly build can be had, and from what.

    `best` is `data.preferred` of `power/capacity`, `projects` `power/projects`. A build is the
    difference of two counts at the ends of following years in one edition, or capacity reported as
    added in a year; for years after the last of these, the sum of the plants known to have opened,
    and then the year may not be over. Years without such a pair have no row. Columns: `country`
    (code), `year`, `counted`, `built_gw` and `basis` (in words).
    """
    added = _added_up(best[(best["measure"] == "added") & (best["scope"] == "national")])
    reported = added.assign(
        year=added["on"].dt.year,
        built_gw=added["capacity_gw"],
        basis="reported as added, " + added["edition"],
    )
    known = pd.concat([_differences(counts(best)), reported[_BUILD]], ignore_index=True)
    opened = projects[
        projects["technology"].isin(PLANTS)
        & (projects["stage"] == "operating")
        & projects["year"].notna()
    ]
    opened = opened.assign(year=opened["year"].dt.year.astype(int))
    last = opened["country"].map(known.groupby("country")["year"].max())
    sums = opened[opened["year"] > last].groupby(["country", "year"])["capacity_mw"].sum()
    openings = sums.reset_index().assign(
        counted=WIND_AND_SOLAR,
        built_gw=lambda rows: rows["capacity_mw"] / 1000,
        basis="plants opened so far",
    )
    return pd.concat([known, openings[_BUILD]], ignore_index=True).sort_values(
        ["country", "year", "counted"], ignore_index=True
    )


def _differences(counted: pd.DataFrame) -> pd.DataFrame:
    """Builds as the difference of two counts a year apart, within an edition."""
    ends = counted[counted["year_end"]]
    ends = ends.assign(year=ends["on"].dt.year).sort_values("year", kind="stable")
    series = ends.groupby(["country", "counted", "edition"])
    ends = ends.assign(built_gw=series["capacity_gw"].diff(), years=series["year"].diff())
    pairs = ends[ends["years"] == 1]
    return pairs.assign(basis="ends of two years, " + pairs["edition"])[_BUILD]


class Standing(NamedTuple):
    """How much is in place: gigawatts, and the day to which that refers."""

    capacity_gw: float
    on: pd.Timestamp


def standing(
    best: pd.DataFrame, projects: pd.DataFrame, sources: pd.DataFrame, country: str, counted: str
) -> Standing:
    """What a country has in place: the newest count, and what was built in later years.

    `best` and `projects` as in `builds`, `sources` is `sources`. The later builds on record may be
    of wind and solar alone; the day is then the end of their year, or that of the newest report of
    a plant that opened in it. Raises ValueError for a country without a count.
    """
    counted_here = counts(best)
    own = counted_here[(counted_here["country"] == country) & (counted_here["counted"] == counted)]
    if own.empty:
        raise ValueError(f"no count of {counted} in {country} is on record")
    last = own.iloc[-1]
    built = builds(best, projects)
    later = built[(built["country"] == country) & (built["year"] > last["on"].year)]
    if later.empty:
        return Standing(float(last["capacity_gw"]), last["on"])
    year = int(later["year"].max())
    opened = projects[(projects["country"] == country) & (projects["stage"] == "operating")]
    opened = opened[opened["year"].dt.year == year]
    reports = sources.set_index("source_id")["published"].reindex(opened["source_id"]).dropna()
    days = [pd.Timestamp(year, 12, 31), *(pd.Timestamp(day) for day in reports)]
    added = later.groupby("year")["built_gw"].max().sum()
    return Standing(float(last["capacity_gw"] + added), min(days))


def renewables_by_year(
    base_gw: float,
    base_year: int,
    *,
    build_gw_year: float,
    last_year: int = 2030,
    base_twh: float = 0.0,
    capacity_factor_percent: float = 30.0,
) -> pd.DataFrame:
    """Capacity at the ends of years, and output, if so much is built each year.

    `base_gw` stands at the end of `base_year` and gives `base_twh` a year; new plants come evenly
    through a year, so they run half of their first. Columns: `year`, `added_gw` (since the base
    year), `capacity_gw`, `generation_twh`. Raises ValueError when the last year is before the first
    or a quantity is below zero.
    """
    if last_year < base_year or min(base_gw, build_gw_year, base_twh, capacity_factor_percent) < 0:
        raise ValueError("years must run forward and quantities must not be below zero")
    years = np.arange(base_year, last_year + 1)
    added = build_gw_year * (years - base_year)
    running = np.maximum(added - build_gw_year / 2, 0)
    hours = 8.760 * capacity_factor_percent / 100
    return pd.DataFrame(
        {
            "year": years,
            "added_gw": added.astype(float),
            "capacity_gw": base_gw + added,
            "generation_twh": base_twh + running * hours,
        }
    )


def planned_capacity_factor(
    figures: pd.DataFrame, projects: pd.DataFrame, country: str = "AZE"
) -> float:
    """Planned output over capacity of a country's wind and solar plants together, in percent.

    `figures` is `power/project_figures`, `projects` `power/projects`. Plans, not outturns. A group
    of plants has the capacity of its members; one whose members are not known is left out. Raises
    ValueError for a country without such plans.
    """
    plants = projects.set_index("project")
    expected = figures[figures["measure"] == "expected_generation"]
    own = expected[["project", "value"]].join(plants, on="project", validate="many_to_one")
    own = own[(own["country"] == country) & own["technology"].isin(PLANTS)]
    members = own["members"].fillna(own["project"]).str.split()
    sizes = members.map(lambda of: plants["capacity_mw"].reindex(of).sum(skipna=False))
    known = sizes.notna()
    if not known.any():
        raise ValueError(f"no plan of output and capacity is on record for {country}")
    return float(100 * own.loc[known, "value"].sum() * 1000 / (sizes[known].sum() * 8.760))


# What was announced


def capacity_share(
    best: pd.DataFrame,
    projects: pd.DataFrame,
    sources: pd.DataFrame,
    targets: pd.DataFrame,
    country: str = "AZE",
) -> pd.DataFrame:
    """Renewables in installed capacity: what is in place, and the shares aimed at.

    The first three arguments as in `standing`, `targets` is `power/targets`. A share is taken where
    renewables and all plants are counted on one day; plants known to have opened since the last of
    these are added to both sides, as an estimate. Columns: `on` (last day of the count, or date of
    the target), `kind` (count, estimate or target), `share_percent`, `renewables_gw`, `total_gw`
    and `stated` (year in which a target was in print). Raises ValueError for a country without a
    count.
    """
    table = _renewables_and_all(best, country).assign(kind="count")
    now = standing(best, projects, sources, country, ALL_RENEWABLES)
    last = table.iloc[-1]
    added = now.capacity_gw - last["renewables_gw"]
    if added > 0:
        since = {
            "on": now.on,
            "kind": "estimate",
            "renewables_gw": now.capacity_gw,
            "total_gw": last["total_gw"] + added,
        }
        table = pd.concat([table, pd.DataFrame([since])], ignore_index=True)
    table["share_percent"] = 100 * table["renewables_gw"] / table["total_gw"]
    aims = targets[
        (targets["country"] == country) & (targets["measure"] == "renewables_share_of_capacity")
    ]
    aimed = pd.DataFrame(
        {
            "on": data.last_day(aims["target_date"]),
            "kind": "target",
            "share_percent": aims["value"],
            "stated": aims["made_on"].array.left.year,
        }
    )
    aimed = aimed.sort_values(["on", "stated"]).drop_duplicates()
    columns = ["on", "kind", "share_percent", "renewables_gw", "total_gw", "stated"]
    return pd.concat([table, aimed], ignore_index=True).reindex(columns=columns)


def _renewables_and_all(best: pd.DataFrame, country: str) -> pd.DataFrame:
    """Days on which renewables and all plants of a country are counted: `on` and two columns."""
    own = best[
        (best["country"] == country)
        & (best["measure"] == "installed")
        & (best["scope"] == "national")
    ]
    wide = own.assign(
        on=data.last_day(own["period"]), technology=own["technology"].astype(str)
    ).pivot(index="on", columns="technology", values="capacity_mw")
    known = wide.reindex(columns=["renewables", "total"]).dropna().sort_index(kind="stable") / 1000
    if known.empty:
        raise ValueError(f"no count of renewables and of all plants in {country} is on record")
    return known.reset_index().rename(columns={"renewables": "renewables_gw", "total": "total_gw"})


def describe_capacity_share(table: pd.DataFrame) -> str:
    """Say the counts, the estimate since, and the range of the targets by year."""
    seen = [
        f"{row['share_percent']:.1f} percent in {row['on']:%B %Y}"
        + (" (estimate)" if row["kind"] == "estimate" else "")
        for row in table[table["kind"] != "target"].to_dict("records")
    ]
    aims = table[table["kind"] == "target"]
    aimed = [
        f"{_span(rows['share_percent'].min(), rows['share_percent'].max())} percent for {year}"
        for year, rows in aims.groupby(aims["on"].dt.year)
    ]
    return f"Renewables in installed capacity: {listed(seen)}. Targets: {listed(aimed)}."


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


STAGES: Final[Mapping[str, str]] = {
    "in_agreements": "in agreements",
    "planned": "planned",
    "construction": "under construction",
    "operating": "running",
}
"""Stages of a project, from words to power, and how they read."""


def from_agreement_to_power(best: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Wind and solar by stage: gigawatts in agreements, and of the plants known by name.

    `best` is `power/capacity`, all rows or the preferred, `projects` `power/projects`. What is in
    agreements is stated for a country as a whole and holds all renewables, the named plants among
    them. The list of plants is not the whole fleet. Columns: `country` (name), `stage` (words of
    STAGES), `low_gw`, `high_gw` (they differ where statements do), `stated` (year of the statement,
    missing for plants) and `plants` (how many rows of the list).
    """
    agreed = best[best["measure"] == "in_agreements"]
    agreed = agreed.assign(stage="in_agreements", stated=agreed["period"].array.left.year, plants=0)
    plants = _named_plants(projects).assign(stated=math.nan, plants=1)
    named = plants.groupby(["country", "stage"], observed=True, as_index=False).agg(
        capacity_mw=("capacity_mw", "sum"), plants=("plants", "sum")
    )
    every = pd.concat([agreed, named.astype({"stage": str})], ignore_index=True)
    table = every.groupby(["country", "stage", "stated"], dropna=False, as_index=False).agg(
        low_gw=("capacity_mw", lambda sizes: sizes.min() / 1000),
        high_gw=("capacity_mw", lambda sizes: sizes.max() / 1000),
        plants=("plants", "sum"),
    )
    order = table["stage"].map({stage: place for place, stage in enumerate(STAGES)})
    table = table.assign(order=order).sort_values(["country", "order", "stated"], ignore_index=True)
    table = table.assign(country=table["country"].map(COUNTRIES), stage=table["stage"].map(STAGES))
    return table[["country", "stage", "low_gw", "high_gw", "stated", "plants"]]


def _named_plants(projects: pd.DataFrame) -> pd.DataFrame:
    """Wind and solar plants and programmes of the region with a capacity and a stage."""
    return projects[
        projects["technology"].isin(PLANTS)
        & projects["kind"].isin(["plant", "programme"])
        & projects["country"].isin(list(SIX))
        & projects["capacity_mw"].notna()
        & projects["stage"].notna()
    ]


def describe_stages(table: pd.DataFrame) -> str:
    """Say for each country what is agreed, planned, being built and running."""
    said = []
    for country, rows in table.groupby("country"):
        parts = [
            f"{_span(round(row['low_gw'], 2), round(row['high_gw'], 2))} GW {row['stage']}"
            + ("" if math.isnan(row["stated"]) else f" ({row['stated']:.0f})")
            for row in rows.to_dict("records")
        ]
        said.append(f"{country}: {listed(parts)}")
    return f"Wind and solar by stage. {'; '.join(said)}."


_GROUPS: Final[Mapping[str, str]] = {
    "solar": "wind and solar",
    "wind": "wind and solar",
    "hydro": "hydropower",
    "transmission": "line",
}


def promised_dates(
    promises: pd.DataFrame, names: pd.DataFrame, projects: pd.DataFrame
) -> pd.DataFrame:
    """Dates promised for power plants and lines, and when they came: a row a promise.

    `promises` is `promises/promises`, `names` `promises/projects`, `projects` `power/projects` (for
    the technology). Dates of studies and decisions are left out, and so is the Black Sea cable,
    which this chapter takes up for itself. A date given as a month or a year means its end.
    Columns: `thing` (what was promised, in short), `group` (wind and solar, hydropower or line),
    `made_on`, `target`, `outcome` (missing while there is none), `seen` (end of the time to which
    the last text refers) and `status`; by group and first target.
    """
    own = promises[
        (promises["subject"] == "power")
        & (promises["kind"] == "date")
        & promises["target_date"].notna()
        & ~promises["what"].str.contains("decision|study")
        & (promises["project"] != "black_sea_cable")
    ].merge(names[["project", "name"]], on="project", validate="many_to_one")
    made_from = projects.set_index("project")["technology"].astype(str).map(_GROUPS)
    table = pd.DataFrame(
        {
            "thing": [
                _short_name(name, what) for name, what in zip(own["name"], own["what"], strict=True)
            ],
            # a plant that the list of projects does not hold: its name says hydropower
            "group": own["project"].map(made_from).fillna("hydropower"),
            "made_on": data.last_day(own["made_on"]),
            "target": data.last_day(own["target_date"]),
            "outcome": data.last_day(own["outcome_date"]),
            "seen": data.last_day(own["outcome_on"]),
            "status": own["status"].astype(str),
        }
    )
    order = table["group"].map({"wind and solar": 0, "hydropower": 1, "line": 2})
    first = table.groupby("thing")["target"].transform("min")
    return (
        table.assign(order=order, first=first)
        .sort_values(["order", "first", "thing", "target"], ignore_index=True)
        .drop(columns=["order", "first"])
    )


def _short_name(name: str, what: str) -> str:
    """`Garadagh` of a plant, `Rogun, unit 1` of a part of one."""
    short = re.split(r" (?:solar|wind|hydropower|power) ", name)[0]
    numbers = {"first": 1, "second": 2, "third": 3}
    unit = numbers.get(what.split()[0])
    return f"{short}, unit {unit}" if unit else short


def slips(table: pd.DataFrame) -> pd.DataFrame:
    """How far each thing slipped from the first date on record, a row a thing.

    `table` is from `promised_dates`. Columns: `group`, `thing`, `promises`, `first_target`,
    `outcome`, `slip_months` (from the first target to the outcome or, where there is none, to the
    later of the newest date promised and the last text seen) and `built`.
    """
    rows = []
    for (group, thing), own in table.groupby(["group", "thing"], sort=False):
        first, outcome = own["target"].min(), own["outcome"].min()
        built = bool(pd.notna(outcome))
        end = outcome if built else max(own["target"].max(), own["seen"].max())
        rows.append(
            {
                "group": group,
                "thing": thing,
                "promises": len(own),
                "first_target": first,
                "outcome": outcome,
                "slip_months": 12 * units.years_between(first, end),
                "built": built,
            }
        )
    return pd.DataFrame(rows)


def describe_slips(table: pd.DataFrame) -> str:
    """Say how far the first dates on record were missed, group by group."""
    every = slips(table)
    said = []
    for built, words in ((True, "Opened"), (False, "Not yet there, by the newest date or text")):
        rows = every[(every["built"] == built) & ((every["slip_months"] > 0) | built)]
        said.append(
            f"{words}: "
            + listed(
                [f"{row['thing']} ({row['slip_months']:.0f})" for row in rows.to_dict("records")]
            )
        )
    return f"Months behind the first date on record. {'. '.join(said)}."


# What a target needs


class Aim(NamedTuple):
    """A target that can be put as gigawatts in place: its name, what it counts, how it is read.

    `share_of` tells how a share of capacity becomes gigawatts: `others` keeps all other plants as
    they are, `planned` takes the total capacity aimed at for the same year. `promise` names a row
    of `promises/promises`: for what counts as new, what was reached so far stands there.
    """

    name: str
    country: str
    counted: str
    measure: str
    year: int
    share_of: str = ""
    bound: str = ""
    promise: str = ""


NEW: Final = "new plants"
_SHARE: Final = "renewables_share_of_capacity"
AIMS: Final = (
    Aim(
        "Azerbaijan: 2 GW more by 2027",
        "AZE",
        NEW,
        "renewables_capacity_added",
        2027,
        promise="aze_res_2gw_2027",
    ),
    Aim("Azerbaijan: 30% of capacity by 2030", "AZE", ALL_RENEWABLES, _SHARE, 2030, "others"),
    Aim("Azerbaijan: 6 GW by 2030", "AZE", ALL_RENEWABLES, "renewables_capacity", 2030),
    Aim("Azerbaijan: 8 GW by 2032", "AZE", WIND_AND_SOLAR, "solar_and_wind_capacity", 2032),
    # whether Kazakhstan's share counts large hydropower is not stated: the easiest reading and the
    # hardest stand for the range
    Aim(
        "Kazakhstan: 30% by 2030, with hydro",
        "KAZ",
        ALL_RENEWABLES,
        _SHARE,
        2030,
        share_of="planned",
        bound="low",
    ),
    Aim(
        "Kazakhstan: 35% by 2030, no large hydro",
        "KAZ",
        WIND_AND_SOLAR,
        _SHARE,
        2030,
        share_of="planned",
        bound="high",
    ),
    Aim("Uzbekistan: 8 GW by 2026", "UZB", WIND_AND_SOLAR, "", 2026, promise="uzb_8gw_2026"),
    Aim("Uzbekistan: 25 GW by 2030", "UZB", WIND_AND_SOLAR, "solar_and_wind_capacity", 2030),
)
"""The targets that can be set beside a count of capacity. The others are shares of generation or of
final energy, or additions without a stated start."""

UNDATED_FROM: Final = 2030
"""Named plants without a date count towards goals of this year and later."""


def goals(
    targets: pd.DataFrame,
    best: pd.DataFrame,
    projects: pd.DataFrame,
    promises: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """What each of AIMS asks for, what is in place, and the best year so far.

    `targets` and `projects` are tables of `power`, `best` is `data.preferred` of `power/capacity`,
    `promises` is `promises/promises`. Of competing statements the newest counts. Columns: `goal`
    (name), `country` (code), `counted`, `goal_gw`, `goal_year`, `base_gw`, `base_on`,
    `best_gw_year`, `best_year`, `best_counted` and `best_basis` (the largest build of a year of
    what the base counts, or of its part that is wind and solar: never of more than the base),
    `planned_gw` (named plants planned or under construction and due by the goal's date, or without
    a date if that is UNDATED_FROM or later), `made_on` (year) and `source_id`. Raises ValueError
    when a target is not in the tables, or when no build within the base's scope is.
    """
    built, plants = builds(best, projects), _named_plants(projects)
    plants = plants[plants["stage"] != "operating"]
    rows = []
    for aim in AIMS:
        promise = promises[promises["promise"] == aim.promise]
        stated = (
            _newest_target(aim, targets)
            if aim.measure
            else _only(promise, aim)[["target_value", "made_on", "promise_source_id"]]
        )
        value, made_on, source = stated
        if aim.counted == NEW:
            reached = _only(promise, aim)
            base = Standing(float(reached["outcome_value"]), data.last_day(reached["outcome_on"]))
        else:
            base = standing(best, projects, sources, aim.country, aim.counted)
        best_build = _best_build(built, aim)
        due = plants["year"].dt.year.where(plants["year"].notna(), UNDATED_FROM)
        sight = plants[(plants["country"] == aim.country) & (due <= aim.year)]
        rows.append(
            {
                "goal": aim.name,
                "country": aim.country,
                "counted": aim.counted,
                "goal_gw": _in_gigawatts(aim, float(value), targets, best),
                "goal_year": aim.year,
                "base_gw": base.capacity_gw,
                "base_on": base.on,
                "best_gw_year": float(best_build["built_gw"]),
                "best_year": int(best_build["year"]),
                "best_counted": str(best_build["counted"]),
                "best_basis": str(best_build["basis"]),
                "planned_gw": float(sight["capacity_mw"].sum() / 1000),
                "made_on": made_on.left.year,
                "source_id": source,
            }
        )
    return pd.DataFrame(rows)


_WITHIN: Final[Mapping[str, tuple[str, ...]]] = {
    WIND_AND_SOLAR: (WIND_AND_SOLAR,),
    NEW: (WIND_AND_SOLAR,),
    ALL_RENEWABLES: (ALL_RENEWABLES, WIND_AND_SOLAR),
}
"""What a build may count to stand beside a base: the same, or a part of it."""


def _best_build(built: pd.DataFrame, aim: Aim) -> pd.Series:
    """The largest yearly build of the aim's country that counts no more than the aim does."""
    alike = built[(built["country"] == aim.country) & built["counted"].isin(_WITHIN[aim.counted])]
    if alike.empty:
        raise ValueError(f"no yearly build of {aim.counted} in {aim.country} for {aim.name!r}")
    best: pd.Series = alike.nlargest(1, "built_gw").iloc[0]
    return best


def _only(promise: pd.DataFrame, aim: Aim) -> pd.Series:
    if promise.empty:
        raise ValueError(f"the promise {aim.promise!r} behind {aim.name!r} is not in the table")
    return promise.iloc[0]


def _newest_target(aim: Aim, targets: pd.DataFrame) -> pd.Series:
    same = targets[
        (targets["country"] == aim.country)
        & (targets["measure"] == aim.measure)
        & (targets["target_date"].array.left.year == aim.year)
        & (targets["scope"] == "national")
    ]
    same = same[same["bound"] == aim.bound] if aim.bound else same
    if same.empty:
        raise ValueError(f"the target {aim.name!r} is not in the table")
    newest: pd.Series = (
        same.assign(day=same["made_on"].array.left).sort_values("day", kind="stable").iloc[-1]
    )
    return newest[["value", "made_on", "source_id"]]


def _in_gigawatts(aim: Aim, value: float, targets: pd.DataFrame, best: pd.DataFrame) -> float:
    """The target itself, or the capacity that a share of all plants stands for."""
    if not aim.share_of:
        return value
    share = value / 100
    if aim.share_of == "planned":
        whole = aim._replace(measure="total_capacity", bound="")
        return share * float(_newest_target(whole, targets)["value"])
    last = _renewables_and_all(best, aim.country).iloc[-1]
    return share / (1 - share) * float(last["total_gw"] - last["renewables_gw"])


def _round_up(value: float) -> float:
    """The next of 1, 1.2, 1.6, 2, 3, ... times a power of ten: ends of axes that halve well."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(step * power for step in (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10) if step * power >= value)


PACE_TO: Final = 2036
"""The last year that the explorer of pace shows."""


def target_pace(
    goals: pd.DataFrame,
    counted: pd.DataFrame,
    *,
    goal: str,
    first_year: int = 2026,
    planned_percent: float = 100.0,
) -> pd.DataFrame:
    """What a goal needs every year beside the best year so far: the model of an explorer.

    `goals` is from `goals`, `counted` from `counts`. Building starts with `first_year`;
    `planned_percent` of the capacity of named plants opens by the goal's date. Rows of `kind`:
    counted, base, needed (level until building starts, then straight to the goal), best pace (the
    same until the goal is reached, or PACE_TO), planned plants and goal. Columns:
    `kind`, `at` (years, a whole number being the end of that year), `capacity_gw`,
    `percent_of_goal`, and the same in all rows: `goal`, `goal_gw`, `goal_year`, `first_year`,
    `needed_gw_year` (zero when the goal is met, missing when no year is left), `best_gw_year`,
    `best_year`, `reached` (year in which the best pace gets there) and `axis_end` (gigawatts at the
    end of an axis that holds the goal and all named plants). Raises ValueError for an unknown goal.
    """
    if goal not in set(goals["goal"]):
        raise ValueError(f"there is no goal {goal!r}; choose from {', '.join(goals['goal'])}")
    (row,) = goals[goals["goal"] == goal].to_dict("records")
    aim, base, best = row["goal_gw"], row["base_gw"], row["best_gw_year"]
    gap, years = max(aim - base, 0.0), row["goal_year"] - first_year + 1
    needed = 0.0 if gap == 0 else gap / years if years > 0 else math.nan
    now = at(row["base_on"])
    start = max(now, first_year - 1.0)
    took = gap / best
    path = [("base", now, base)]
    if needed > 0:
        path += [("needed", now, base), ("needed", start, base), ("needed", row["goal_year"], aim)]
    if gap > 0:
        end = min(start + took, PACE_TO)
        path += [("best pace", now, base), ("best pace", start, base)]
        path += [("best pace", end, base + best * (end - start))]
    planned = row["planned_gw"] * planned_percent / 100
    path += [("planned plants", row["goal_year"], base + planned), ("goal", row["goal_year"], aim)]
    own = counted[(counted["country"] == row["country"]) & (counted["counted"] == row["counted"])]
    seen = [
        ("counted", at(on), size) for on, size in zip(own["on"], own["capacity_gw"], strict=True)
    ]
    table = pd.DataFrame([*seen, *path], columns=["kind", "at", "capacity_gw"])
    return table.assign(
        percent_of_goal=100 * table["capacity_gw"] / aim,
        goal=goal,
        goal_gw=aim,
        goal_year=row["goal_year"],
        first_year=first_year,
        needed_gw_year=needed,
        best_gw_year=best,
        best_year=row["best_year"],
        reached=math.ceil(start + took - 1e-9),
        axis_end=_round_up(max(aim, base + row["planned_gw"])),
    )


def at(day: pd.Timestamp) -> float:
    """A day as years, a whole number being the end of that year."""
    return units.decimal_year(day + pd.Timedelta(days=1)) - 1


def describe_pace(table: pd.DataFrame) -> str:
    """Say what is needed a year, the best year so far, when that pace gets there, and the plans."""
    row = table.iloc[-1]
    base = table.loc[table["kind"] == "base", "capacity_gw"].iloc[0]
    plans = table.loc[table["kind"] == "planned plants", "percent_of_goal"].iloc[0]
    place = f"{row['goal']}: {exact(base):.2f} of {exact(row['goal_gw']):.1f} GW stand. "
    if row["needed_gw_year"] == 0:
        return place + "The goal is met."
    best = (
        f"the best year so far, {row['best_year']}, brought {exact(row['best_gw_year']):.2f} GW, "
        f"and at that pace the goal is reached in {row['reached']}. With the named plants "
        f"that open in time {plans:.0f} percent of it would stand at its date."
    )
    if math.isnan(row["needed_gw_year"]):
        return f"{place}If building starts in {row['first_year']}, no year is left; {best}"
    return (
        f"{place}From {row['first_year']} that asks for {exact(row['needed_gw_year']):.2f} GW a "
        f"year; {best}"
    )


asked.checked(
    __name__,
    best=("power/generation", "power/capacity"),
    carbon="power/carbon_intensity",
    figures="power/project_figures",
    names="promises/projects",
    projects="power/projects",
    promises="promises/promises",
    sources="sources",
    targets="power/targets",
)
