"""One scenario across gas, freight and power to 2030: what is planned, in part and late.

Each corridor is computed by the function of its own chapter; here they only share their choices.
The three hang together in one place: solar and wind that come late or in part free less gas.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from corridors import asked
from corridors.assumptions import Assumed
from corridors.explore.rounding import exact
from corridors.subjects import freight, gas, power

GAS: Final = "Gas"
FREIGHT: Final = "Freight"
POWER: Final = "Power"
CORRIDORS: Final = (GAS, FREIGHT, POWER)
UNITS: Final[Mapping[str, str]] = {GAS: "bcm", FREIGHT: "Mt", POWER: "GW"}

LAST_YEAR: Final = 2030

LOW: Final = "low"
MIDDLE: Final = "as in the chapters"
HIGH: Final = "high"
DEMANDS: Final = (LOW, MIDDLE, HIGH)


class Aim(NamedTuple):
    """So much, in the unit of the corridor, by the end of a year."""

    year: int
    value: float


def plants_by_date(projects: pd.DataFrame, country: str = "AZE") -> pd.DataFrame:
    """A country's solar and wind plants with the year in which they run or are due.

    From `power/projects`, only plants whose capacity and year are on record; a plan without a year
    (and a programme, which is a sum of plants) is left out. Columns: project, name, year,
    capacity_gw, running (whether it runs already), source_id.
    """
    rows = projects[
        (projects["country"] == country)
        & (projects["kind"] == "plant")
        & projects["technology"].isin(["solar", "wind"])
        & projects["capacity_mw"].notna()
        & projects["year"].notna()
    ]
    table = pd.DataFrame(
        {
            "project": rows["project"],
            "name": rows["name"],
            "year": rows["year"].dt.year.astype(int),
            "capacity_gw": rows["capacity_mw"].astype(float) / 1000,
            "running": rows["stage"].eq("operating"),
            "source_id": rows["source_id"],
        }
    )
    return table.sort_values(["year", "project"], ignore_index=True)


def new_power(goals: pd.DataFrame, country: str = "AZE") -> Aim:
    """The new solar and wind capacity that a country promised, of what `power.goals` returns.

    Raises ValueError when the country promised none.
    """
    rows = goals[(goals["country"] == country) & (goals["counted"] == power.NEW)]
    if rows.empty:
        raise ValueError(f"no new capacity is promised for {country}")
    return Aim(int(rows["goal_year"].iloc[0]), float(rows["goal_gw"].iloc[0]))


def power_built(
    plants: pd.DataFrame, *, delivered: float, late: int, first_year: int
) -> pd.DataFrame:
    """Solar and wind capacity by year when plants come late and only a part of them comes.

    `plants` is what `plants_by_date` returns. What runs already runs in full; of what is due in a
    year `delivered` percent comes `late` years later. Columns: year, built_gw (at its end), kind
    (observed until the last plant that runs, then path).
    """
    years = np.arange(first_year, LAST_YEAR + 1)
    runs = plants["running"].to_numpy(bool)
    comes = plants["year"].to_numpy() + np.where(runs, 0, late)
    size = plants["capacity_gw"].to_numpy() * np.where(runs, 1.0, delivered / 100)
    built = ((comes <= years[:, None]) * size).sum(axis=1)
    seen = plants.loc[plants["running"], "year"].max()
    return pd.DataFrame(
        {"year": years, "built_gw": built, "kind": np.where(years <= seen, "observed", "path")}
    )


def gas_to_europe(
    observed: pd.DataFrame,
    givens: pd.DataFrame,
    fixed: Mapping[str, Assumed],
    *,
    delivered: float,
    late: int,
    domestic_growth: float,
) -> pd.DataFrame:
    """`gas.path_to_pledge` with its new field and the gas freed by renewables in part and late.

    All other choices are the starting values in `fixed`. Freed gas rises evenly, so a delay makes
    it rise more slowly: it reaches the delivered part so many years after the pledge's year.
    """
    part = delivered / 100
    value = givens["value"].where(
        givens["quantity"] != "absheron_added", givens["value"] * part
    ) + np.where(givens["quantity"] == "absheron_year", late, 0)
    known = dict(zip(givens["quantity"], givens["value"], strict=True))
    ahead = known["pledge_year"] - observed["year"].iloc[-1]
    return gas.path_to_pledge(
        observed,
        givens.assign(value=value),
        fixed,
        production_change=fixed["production_change"].value,
        domestic_growth=domestic_growth,
        freed_bcm=fixed["freed_bcm"].value * part * ahead / (ahead + late),
        europe_share=fixed["europe_share"].value,
        new_field=bool(fixed["new_field"].value),
        swap=bool(fixed["swap"].value),
    )


def carried(outlook: pd.DataFrame, *, delivered: float, late: int, growth: float) -> pd.DataFrame:
    """`freight.corridor_growth` when only a part of the planned capacity comes, and late."""
    room = outlook["capacity_mt_year"].dropna()
    return freight.corridor_growth(
        outlook,
        growth=growth,
        delay=late,
        capacity=float(room.iloc[0] + delivered / 100 * (room.max() - room.iloc[0])),
    )


def three_corridors(
    observed: pd.DataFrame,
    givens: pd.DataFrame,
    fixed: Mapping[str, Assumed],
    outlook: pd.DataFrame,
    grown: Mapping[str, Assumed],
    plants: pd.DataFrame,
    aim: Aim,
    *,
    delivered: float,
    late: int,
    demand: str,
) -> pd.DataFrame:
    """Gas to Europe, cargo on the corridor, and solar and wind in Azerbaijan, beside their aims.

    `observed`, `givens` and `fixed` are those of `gas.path_to_pledge`, `outlook` that of
    `freight.corridor_growth` and `grown` its assumptions, `plants` what `plants_by_date` and `aim`
    what `new_power` returns. `delivered` percent of what is planned comes, `late` years after its
    date. `demand` is that of Azerbaijan for its own gas and that for the corridor: the low end,
    the starting value or the high end of their assumptions.

    Columns: corridor, year, kind (observed or path), value and unit, aim and aim_year (the pledge
    to the EU, the World Bank's forecast, the country's promise), percent_of_aim. A scenario, not a
    forecast; the years are those of `observed` and on. Raises ValueError for an unknown demand.
    """
    if demand not in DEMANDS:
        raise ValueError(f"demand is one of {', '.join(DEMANDS)}, not {demand!r}")
    end = {LOW: "low", MIDDLE: "value", HIGH: "high"}[demand]
    home, cargo = (getattr(rates, end) for rates in (fixed["domestic_growth"], grown["growth"]))
    path = gas_to_europe(
        observed, givens, fixed, delivered=delivered, late=late, domestic_growth=home
    )
    freight_path = carried(outlook, delivered=delivered, late=late, growth=cargo)
    known = freight_path["observed_mt"]
    goal = outlook.dropna(subset="world_bank_mt").iloc[0]
    pledged = path.dropna(subset="pledge_bcm").iloc[0]
    parts = [
        _part(
            GAS,
            path["year"],
            path["europe_bcm"],
            path["kind"],
            Aim(int(pledged["year"]), float(pledged["pledge_bcm"])),
        ),
        _part(
            FREIGHT,
            freight_path["year"],
            known.fillna(freight_path["carried_mt"]),
            known.notna().map({True: "observed", False: "path"}),
            Aim(int(goal["year"]), float(goal["world_bank_mt"])),
        ),
    ]
    built = power_built(
        plants, delivered=delivered, late=late, first_year=int(observed["year"].iloc[0])
    )
    parts.append(_part(POWER, built["year"], built["built_gw"], built["kind"], aim))
    table = pd.concat(parts, ignore_index=True)
    shown: pd.DataFrame = table[table["year"] >= observed["year"].iloc[0]]
    return shown.reset_index(drop=True)


def _part(
    corridor: str,
    year: pd.Series[int],
    value: pd.Series[float],
    kind: pd.Series[str],
    aim: Aim,
) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "corridor": corridor,
            "year": year.to_numpy(),
            "kind": kind.to_numpy(),
            "value": value.to_numpy(),
            "unit": UNITS[corridor],
            "aim": aim.value,
            "aim_year": aim.year,
            "percent_of_aim": 100 * value.to_numpy() / aim.value,
        }
    )
    return table[table["year"] <= LAST_YEAR]


def reached(table: pd.DataFrame) -> pd.DataFrame:
    """Of a scenario, a row a corridor: its value at the aim's year and at the end.

    Columns: corridor (index), unit, aim, aim_year, then, last, met (the first year in which the aim
    is reached, or missing).
    """
    rows = []
    for corridor in CORRIDORS:
        part = table[table["corridor"] == corridor].set_index("year")
        year, aim = int(part["aim_year"].iloc[0]), float(part["aim"].iloc[0])
        there = part.index[part["value"] >= aim - 1e-9]
        rows.append(
            {
                "corridor": corridor,
                "unit": part["unit"].iloc[0],
                "aim": aim,
                "aim_year": year,
                "then": float(part["value"].loc[year]),
                "last": float(part["value"].iloc[-1]),
                "met": int(there[0]) if len(there) else None,
            }
        )
    return pd.DataFrame(rows).astype({"met": "Int64"}).set_index("corridor")


def came_so_far(
    europe: pd.DataFrame, cargo: pd.DataFrame, built: pd.DataFrame, aims: Mapping[str, Aim]
) -> pd.DataFrame:
    """What each corridor brought, year by year, beside its aim.

    `europe` has year and volume_bcm, `cargo` year and cargo_mt, `built` what `power_built` returns,
    of which the observed years count. Columns as those of `three_corridors`; from the first year
    that all three have.
    """
    seen = built[built["kind"] == "observed"]
    parts = {
        GAS: (europe["year"], europe["volume_bcm"]),
        FREIGHT: (cargo["year"], cargo["cargo_mt"]),
        POWER: (seen["year"], seen["built_gw"]),
    }
    first = max(years.min() for years, _ in parts.values())
    table = pd.concat(
        [
            _part(corridor, years, values, pd.Series("observed", years.index), aims[corridor])
            for corridor, (years, values) in parts.items()
        ],
        ignore_index=True,
    )
    shown: pd.DataFrame = table[table["year"] >= first]
    return shown.reset_index(drop=True)


def by_year(table: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Of `came_so_far` the newest row of each corridor up to a year."""
    rows: pd.DataFrame = table[table["year"] <= year].sort_values("year", kind="stable")
    newest: pd.DataFrame = rows.groupby("corridor").tail(1).set_index("corridor")
    return newest.loc[list(CORRIDORS)].reset_index()


def describe_year(table: pd.DataFrame) -> str:
    """What `by_year` shows, in words."""
    told = {
        GAS: "{value:.3g} bcm of Azerbaijani gas reached Europe in {year}; "
        "{aim:g} bcm are pledged for {aim_year}.",
        FREIGHT: "The Middle Corridor carried {value:.3g} Mt in {year}; "
        "{aim:g} Mt are forecast for {aim_year}.",
        POWER: "Azerbaijan had {value:.2g} GW of wind and sun in {year}; "
        "{aim:g} GW are promised by {aim_year}.",
    }
    return " ".join(
        told[row["corridor"]].format_map({str(name): value for name, value in row.items()})
        for row in table.to_dict("records")
    )


def describe_scenario(table: pd.DataFrame) -> str:
    """What `three_corridors` shows, in words."""
    told = {
        GAS: "Gas to Europe",
        FREIGHT: "Cargo on the corridor",
        POWER: "Solar and wind in Azerbaijan",
    }
    sentences = []
    for corridor, row in reached(table).iterrows():
        there = "reaches" if row["then"] >= row["aim"] - 1e-9 else "misses"
        last = "" if row["aim_year"] == LAST_YEAR else f"; {exact(row['last']):.1f} in {LAST_YEAR}"
        sentences.append(
            f"{told[str(corridor)]}: {exact(row['then']):.1f} {row['unit']} in {row['aim_year']}, "
            f"which {there} the aim of {row['aim']:g}{last}."
        )
    return " ".join(sentences)


asked.checked(
    __name__,
    projects="power/projects",
)
