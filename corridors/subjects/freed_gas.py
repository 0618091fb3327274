"""Gas freed by wind and solar power: by the rule that officials use, and by what plants burn.

A volume of gas is counted at 40 MJ a cubic metre, gross, as Azerbaijan's ministry in practice does;
the efficiency of a plant is on the net calorific value (`corridors.units` converts). Rules are the
saving that a source states over the power that it states beside it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from corridors import asked, data, units
from corridors.explore.rounding import exact
from corridors.prose import listed
from corridors.subjects import gas

CONVENTION: Final = "ministry"
COUNTRIES: Final = {"AZE": "Azerbaijan", "UZB": "Uzbekistan"}


def gas_per_mwh(efficiency_percent: float) -> float:
    """Cubic metres of gas that a plant burns for a MWh, at an efficiency on the net value.

    Raises ValueError for an efficiency that is not above 0 and at most 100 percent.
    """
    if not 0 < efficiency_percent <= 100:
        raise ValueError(f"no plant has an efficiency of {efficiency_percent} percent")
    return 1000 / (units.net_kwh_per_cubic_metre(CONVENTION) * efficiency_percent / 100)


def efficiency_of(gas_m3_mwh: float) -> float:
    """The efficiency, in percent of the net calorific value, at which a MWh takes that much gas.

    Raises ValueError unless the gas is more than nothing.
    """
    if not gas_m3_mwh > 0:
        raise ValueError(f"{gas_m3_mwh} cubic metres make no power")
    return 100_000 / (units.net_kwh_per_cubic_metre(CONVENTION) * gas_m3_mwh)


# --- The official rule, beside what plants burn -------------------------------------------------


def official_rules(
    figures: pd.DataFrame, saved: pd.DataFrame, generation: pd.DataFrame, projects: pd.DataFrame
) -> pd.DataFrame:
    """The gas saved per MWh that officials count, a row a plant or country.

    Of `power/project_figures`, saving over output of the same plant, planned or counted; of
    `power/gas_saved` and `power/generation`, the saving of Uzbekistan over its wind and solar power
    of the same year (hydropower may be counted in it). Columns: country (code), name, kind (plan,
    counted), saved_bcm, energy_twh, gas_m3_mwh, efficiency_percent (what it implies), source_id.
    """
    names = projects.set_index("project")["name"]
    rows = [
        _rule(row["country"], names[row["project"]], kind, row)
        for kind, gas_measure, output in (
            ("plan", "gas_saved_annual", "expected_generation"),
            ("counted", "gas_saved_cumulative", "generation_cumulative"),
        )
        for row in _pairs(figures, gas_measure, output)
    ]
    national = data.calendar_years(data.preferred(saved))
    national = national[national["measure"] == "gas_saved"]
    made = data.preferred(generation)
    made = made[(made["fuel"] == "wind_and_solar") & (made["edition"] == "national")]
    output = made.set_index(["country", made["year"].dt.year])["energy_twh"].to_dict()
    rows += [
        _rule(
            row["country"],
            f"all wind and solar, {row['year']}",
            "counted",
            {**row, "energy_twh": output[row["country"], row["year"]]},
        )
        for row in national.to_dict("records")
        if (row["country"], row["year"]) in output
    ]
    table = pd.DataFrame(rows)
    return table.sort_values(["country", "gas_m3_mwh", "name"], ignore_index=True)


def _pairs(figures: pd.DataFrame, gas_measure: str, output: str) -> list[gas.Row]:
    """The rows of a saving with the output of the same project and time beside each."""
    rows = data.preferred(figures)
    made = rows[rows["measure"] == output].rename(columns={"value": "energy_twh"})
    saving = rows[rows["measure"] == gas_measure]
    both = saving.merge(
        made[["project", "period", "energy_twh"]], on=["project", "period"], validate="many_to_one"
    )
    return list(both.to_dict("records"))


def _rule(country: str, name: str, kind: str, row: gas.Row) -> dict[str, object]:
    saved, energy = row["value"], row["energy_twh"]
    rule = saved / energy * 1000
    return {
        "country": country,
        "name": name,
        "kind": kind,
        "saved_bcm": saved,
        "energy_twh": energy,
        "gas_m3_mwh": rule,
        "efficiency_percent": efficiency_of(rule),
        "source_id": row["source_id"],
    }


def rule_of(rules: pd.DataFrame, country: str) -> float:
    """The rule of a country in cubic metres a MWh: the middle one of those in `official_rules`.

    Raises KeyError for a country of which no rule is known.
    """
    rows = rules[rules["country"] == country]
    if rows.empty:
        raise KeyError(f"no rule of {country!r} is known, of {', '.join(set(rules['country']))}")
    return float(rows["gas_m3_mwh"].median())


class Plants(NamedTuple):
    """Azerbaijan's gas-fired power: gas burnt and power made in the same year, and which one."""

    year: int
    gas_bcm: float
    energy_twh: float


def gas_fired(saved: pd.DataFrame, generation: pd.DataFrame) -> Plants:
    """What Azerbaijan's power plants burn, by `power/gas_saved`, and make, by `power/generation`.

    The newest year of which the ministry states the gas (a rounded figure); the power is the only
    series that runs so far (Ember as compiled by Our World in Data).
    """
    burnt = data.calendar_years(data.preferred(saved))
    burnt = burnt[(burnt["country"] == gas.SELLER) & (burnt["measure"] == "gas_used_for_power")]
    *_, last = (
        burnt[burnt["convention"] == CONVENTION]
        .sort_values("year", kind="stable")
        .to_dict("records")
    )
    made = generation[(generation["country"] == gas.SELLER) & (generation["fuel"] == "gas")]
    made = made[(made["edition"] == "ember_owid") & (made["year"].dt.year == last["year"])]
    (energy,) = made["energy_twh"]
    return Plants(int(last["year"]), float(last["value"]), float(energy))


def yardsticks(
    saved: pd.DataFrame, generation: pd.DataFrame, factors: pd.DataFrame, costs: pd.DataFrame
) -> pd.DataFrame:
    """What plants burn for a MWh: an old fleet, Azerbaijan's, and a new plant.

    The old fleet is the United States' of 1999 by `power/emission_factors`: carbon dioxide of the
    fuel over that of the power. Azerbaijan's is `gas_fired`, the new one a combined cycle of
    `power/losses_and_costs`. Columns: plant, efficiency_percent (net), gas_m3_mwh; most gas first.
    """
    emitted = factors[factors["fuel"] == "natural_gas"]
    emitted = emitted.set_index(emitted["basis"].astype(str))
    year = emitted["year"]["electricity_generated"].year
    of_fuel = float(emitted["factor"]["fuel_burned"]) * units.MEGAJOULE_PER_KWH  # g a kWh of fuel
    old = of_fuel / float(emitted["factor"]["electricity_generated"]) * 100
    ours = gas_fired(saved, generation)
    rows = costs[(costs["technology"] == "combined_cycle_gas")]
    (new,) = rows[rows["parameter"] == "efficiency"]["value"]
    plants = {
        f"US gas plants, {year}": old,
        "Azerbaijan's gas plants": efficiency_of(ours.gas_bcm / ours.energy_twh * 1000),
        "a new combined cycle": float(new),
    }
    return pd.DataFrame(
        {
            "plant": list(plants),
            "efficiency_percent": list(plants.values()),
            "gas_m3_mwh": [gas_per_mwh(efficiency) for efficiency in plants.values()],
        }
    )


def rules_and_plants(rules: pd.DataFrame, plants: pd.DataFrame) -> pd.DataFrame:
    """`official_rules` and `yardsticks` in one table.

    Columns: what (rule or plant), place, name, kind, gas_m3_mwh, efficiency_percent.
    """
    ruled = rules.assign(what="rule", place=rules["country"].map(COUNTRIES))
    burning = plants.rename(columns={"plant": "name"}).assign(what="plant", place="", kind="")
    columns = ["what", "place", "name", "kind", "gas_m3_mwh", "efficiency_percent"]
    return pd.concat([ruled[columns], burning[columns]], ignore_index=True)


# --- How much could be freed --------------------------------------------------------------------


class Given(NamedTuple):
    """What the explorer takes as given, all of Azerbaijan.

    `rule_m3_mwh` and `rule_bcm_gw` are the two official rules, `plants` what gas plants burn and
    make, `target` the pledge to the EU, `europe_bcm` what Europe received in `europe_year`.
    """

    rule_m3_mwh: float
    rule_bcm_gw: float
    plants: Plants
    target: gas.Pledge
    europe_year: int
    europe_bcm: float

    @property
    def gap_bcm(self) -> float:
        """What Europe would have to receive beyond the last year for the pledge to be met."""
        return max(0.0, self.target.volume_bcm - self.europe_bcm)


def given(
    rules: pd.DataFrame,
    saved: pd.DataFrame,
    generation: pd.DataFrame,
    exports: pd.DataFrame,
    commitments: pd.DataFrame,
) -> Given:
    """The rules, the plants and the gap to the pledge.

    `rules` is what `official_rules` returns; `power/gas_saved` also holds the president's rule per
    gigawatt; `gas/exports` and `gas/commitments` give the gap.
    """
    per_gw = saved[(saved["measure"] == "gas_saved_per_gw") & (saved["country"] == gas.SELLER)]
    (per_gigawatt,) = data.preferred(per_gw)["value"]
    yearly = gas.exports_by_year(exports)
    *_, last = yearly[yearly["destination"] == "EUROPE"].to_dict("records")
    return Given(
        rule_of(rules, gas.SELLER),
        float(per_gigawatt),
        gas_fired(saved, generation),
        gas.pledge(commitments),
        int(last["year"]),
        float(last["volume_bcm"]),
    )


METHODS: Final = ("official rule per MWh", "president's rule per GW", "by plant efficiency")


def freed_gas(
    known: Given, *, capacity: float, capacity_factor: float, efficiency: float, gas_share: float
) -> pd.DataFrame:
    """Gas that wind and solar free in a year, by three ways of counting, beside the gap.

    `known` is what `given` returns. `capacity` in GW is used to `capacity_factor` percent;
    `gas_share` percent of the power replaces gas-fired power in plants of `efficiency` percent
    (net), the rest frees no gas: it is exported or meets new demand. No more power is replaced than
    gas plants make, and no more gas freed than they burn.

    Columns: method (one of METHODS), freed_bcm, gap_bcm (to the pledge, the same in each row),
    gap_percent (freed over gap; missing if there is no gap), made_twh, replacing_twh, other_twh
    (made less replacing), limited (whether there was less gas-fired power than that share).
    Raises ValueError for a capacity below 0 or a share or factor outside 0 to 100 percent.
    """
    if not (capacity >= 0 and 0 <= capacity_factor <= 100 and 0 <= gas_share <= 100):
        raise ValueError(
            f"{capacity} GW used to {capacity_factor} percent cannot replace gas with "
            f"{gas_share} percent of its power"
        )
    made = units.gw_to_twh_year(capacity, capacity_factor)
    wanted = made * gas_share / 100
    replacing = min(wanted, known.plants.energy_twh)
    part = replacing / made if made else 0.0
    counted = (
        known.rule_m3_mwh * replacing / 1000,
        known.rule_bcm_gw * capacity * part,
        gas_per_mwh(efficiency) * replacing / 1000,
    )
    freed = [min(volume, known.plants.gas_bcm) for volume in counted]
    gap = known.gap_bcm
    return pd.DataFrame(
        {
            "method": list(METHODS),
            "freed_bcm": freed,
            "gap_bcm": gap,
            "gap_percent": [volume / gap * 100 if gap else float("nan") for volume in freed],
            "made_twh": made,
            "replacing_twh": replacing,
            "other_twh": made - replacing,
            "limited": wanted > replacing,
        }
    )


def describe_freed(table: pd.DataFrame) -> str:
    """What `freed_gas` shows, in words."""
    rule, per_gw, burnt = table.to_dict("records")
    made, replacing, other, gap = (
        exact(rule[column]) for column in ("made_twh", "replacing_twh", "other_twh", "gap_bcm")
    )
    if not made:
        return f"Nothing is built and no gas is freed; {gap:.1f} bcm are missing."
    if not replacing:
        return (
            f"None of the {made:.1f} TWh of wind and solar power replaces gas-fired "
            f"power, so no gas is freed; {gap:.1f} bcm are missing."
        )
    power = (
        f"Of {made:.1f} TWh of wind and solar power {replacing:.1f} replace gas-fired power"
        + (", all there is," if rule["limited"] else "")
        + f" and {other:.1f} do not."
        if other
        else f"All {made:.1f} TWh of wind and solar power replace gas-fired power."
    )
    volumes = [f"{exact(row['freed_bcm']):.2f}" for row in (rule, burnt)]
    alike = volumes[0] == volumes[1]
    freed = (
        f"{volumes[0]} bcm, by the official rule as by what such plants burn"
        if alike
        else f"{volumes[0]} bcm by the official rule and {volumes[1]} by what such plants burn"
    )
    percents = listed(
        [f"{exact(row['gap_percent']):.0f}" for row in ((rule,) if alike else (rule, burnt))]
    )
    closed = (
        f", {percents} percent of the {gap:.1f} bcm missing to the pledge"
        if gap
        else "; nothing is missing to the pledge"
    )
    presidents = f"The president's rule gives {exact(per_gw['freed_bcm']):.2f}."
    return f"{power} That frees {freed}{closed}. {presidents}"


asked.checked(
    __name__,
    commitments="gas/commitments",
    costs="power/losses_and_costs",
    exports="gas/exports",
    factors="power/emission_factors",
    figures="power/project_figures",
    generation="power/generation",
    projects="power/projects",
    saved="power/gas_saved",
)
