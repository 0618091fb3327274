"""The numbers of chapter 4: power and its targets, cables and prices, gas that power frees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import pandas as pd

from corridors import data, units
from corridors.assumptions import Assumed
from corridors.claims import ledger as claims
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.states import SIX
from corridors.subjects import cable, freed_gas, gas, power
from corridors.told.shared import in_years, sure_in

CODES: Final = {name: code for code, name in power.COUNTRIES.items()}
EDITIONS: Final = {name: edition for edition, name in power.EDITIONS.items()}


# How power is made


def rows_of_mix(
    generation: pd.DataFrame, outputs: pd.DataFrame, country: str, year: int
) -> pd.DataFrame:
    """The rows of `power/generation` that the mix of a country and year was taken from."""
    edition = data.where(outputs, country=country, year=year)["edition"].iloc[0]
    rows = data.where(generation, country=country, edition=EDITIONS[edition])
    return in_years(rows, year)


def _newest_mix(
    generation: pd.DataFrame, outputs: pd.DataFrame, latest: pd.DataFrame, country: str
) -> pd.DataFrame:
    """The rows of the newest mix of a country that `latest` names."""
    year: Any = latest.loc[country, "year"]
    return rows_of_mix(generation, outputs, CODES[country], int(year))


def _last_coal(outputs: pd.DataFrame, country: str) -> int:
    """The newest year in which the mix of a country says what coal gives."""
    return int(data.where(outputs, country=country, part="Coal")["year"].max())


def _coal_share(outputs: pd.DataFrame, country: str, year: int) -> str:
    """What coal gives of a country's power."""
    coal = data.where(outputs, country=country, year=year, part="Coal")["share_percent"]
    return percent(coal.iloc[0] / 100)


def _green(generation: pd.DataFrame, country: str | None, edition: str, year: int) -> pd.DataFrame:
    """The rows of wind and solar of one edition, country (or all) and year."""
    rows = data.where(generation, edition=EDITIONS[edition], fuel=power.PLANTS)
    rows = data.where(rows, country=country) if country else rows
    return in_years(rows, year)


def two_editions(generation: pd.DataFrame) -> Numbers:
    """How far two editions of power statistics differ; of the preferred `power/generation`."""
    year = 2023
    rows = data.where(generation, country="UZB", fuel="solar")
    rows = in_years(rows, year)

    def of(edition: str) -> Told:
        (row,) = (own := data.where(rows, edition=edition)).to_dict("records")
        return told(f"{number(row['energy_twh'], 2)} TWh", own)

    return numbers(
        apart_year=told(year, rows),
        apart_ember=of("ember_owid"),
        apart_institute=of("energy_institute"),
    )


def mix(generation: pd.DataFrame, outputs: pd.DataFrame, latest: pd.DataFrame) -> Numbers:
    """What power is made from, newest year; of the preferred `power/generation`.

    `outputs` is `power.output_by_source` of it, `latest` is `power.latest_mix` of that by country.
    """

    def part(country: str, column: str) -> Told:
        share: Any = latest.loc[country, column]
        return told(percent(share / 100), _newest_mix(generation, outputs, latest, country))

    return numbers(
        aze_rest=part("Azerbaijan", "rest_percent"),
        kaz_rest=part("Kazakhstan", "rest_percent"),
        uzb_rest=part("Uzbekistan", "rest_percent"),
        tkm_rest=part("Turkmenistan", "rest_percent"),
        kgz_hydro=part("Kyrgyzstan", "hydro_percent"),
        tjk_hydro=part("Tajikistan", "hydro_percent"),
    )


def mix_in_detail(generation: pd.DataFrame, outputs: pd.DataFrame, latest: pd.DataFrame) -> Numbers:
    """Of which year the mix is, what coal gives, and who relied on fossil fuels; as in `mix`."""
    coal = _last_coal(outputs, "KAZ")
    of_coal = rows_of_mix(generation, outputs, "KAZ", coal)
    relied = claims.finding("c43")
    return numbers(
        aze_rest_year=told(
            latest.loc["Azerbaijan", "year"],
            _newest_mix(generation, outputs, latest, "Azerbaijan"),
        ),
        kaz_coal=told(_coal_share(outputs, "KAZ", coal), of_coal),
        kaz_coal_year=told(coal, of_coal),
        relied_states=told(relied.figures["states"], *relied.rows),
        relied_in=told(relied.figures["first_year"], *relied.rows),
    )


def _rows_of_carbon(table: pd.DataFrame, country: str, *years: int) -> pd.DataFrame:
    """The rows of `power/carbon_intensity` of a country that count, of all or of some years."""
    own = data.where(table[table["note"].isna()], country=country)
    return in_years(own, *years) if years else own


def carbon(changed: pd.DataFrame, table: pd.DataFrame) -> Numbers:
    """How much cleaner a kilowatt hour became, and since when.

    `changed` is `power.intensity_change` by country, `table` is `power/carbon_intensity`.
    """
    eu: Any = changed.loc["European Union"]
    since = int(changed["first_year"].iloc[0])
    return numbers(
        eu_grams=told(
            percent(-eu["change_percent"] / 100),
            _rows_of_carbon(table, "EU27", eu["first_year"], eu["last_year"]),
        ),
        grams_since=told(since, in_years(table[table["note"].isna()], since)),
    )


def carbon_peaks(intensities: pd.DataFrame, table: pd.DataFrame) -> Numbers:
    """How far a kilowatt hour is below its dirtiest year.

    `intensities` is `power.carbon_intensity` of `table`, which is `power/carbon_intensity`.
    """
    emitted: Any = intensities.set_index(["country", "year"])["intensity_gco2e_kwh"]

    def since_peak(country: str) -> Told:
        series = emitted[country]
        fall = percent(1 - series.iloc[-1] / series.max())
        return told(f"{fall} since {series.idxmax()}", _rows_of_carbon(table, country))

    return numbers(aze_peak=since_peak("AZE"), kaz_peak=since_peak("KAZ"))


def coal_in_the_hills(
    generation: pd.DataFrame, outputs: pd.DataFrame, changed: pd.DataFrame
) -> Numbers:
    """How coal came back in the mountain states; tables as in `mix` and `carbon`."""
    years = int(changed["first_year"].iloc[0]), _last_coal(outputs, "TJK")

    def coal_rise(country: str) -> Told:
        first, last = (_coal_share(outputs, country, year) for year in years)
        behind = (rows_of_mix(generation, outputs, country, year) for year in years)
        return told(f"{first} to {last}", *behind)

    return numbers(tjk_coal=coal_rise("TJK"), kgz_coal=coal_rise("KGZ"))


def carbon_in_detail(
    generation: pd.DataFrame, outputs: pd.DataFrame, changed: pd.DataFrame, table: pd.DataFrame
) -> Numbers:
    """Grams a kilowatt hour by state, and how complete the mixes are; as in `mix` and `carbon`."""
    hills = _last_coal(outputs, "TJK")
    uzbek = data.where(outputs, country="UZB", year=hills)
    gap = 1 - uzbek["stated_total_twh"].iloc[0] / uzbek["energy_twh"].sum()

    def grams(country: str) -> Told:
        row: Any = changed.loc[country]
        ends = f"{number(row['first_gco2e_kwh'])} to {number(row['last_gco2e_kwh'])} g"
        years = row["first_year"], row["last_year"]
        return told(ends, _rows_of_carbon(table, CODES[country], *years))

    return numbers(
        aze_grams=grams("Azerbaijan"),
        kaz_grams=grams("Kazakhstan"),
        tjk_grams=grams("Tajikistan"),
        kgz_grams=grams("Kyrgyzstan"),
        hills_year=told(hills, rows_of_mix(generation, outputs, "TJK", hills)),
        uzb_gap=told(percent(gap), rows_of_mix(generation, outputs, "UZB", hills)),
    )


# Wind and sun


def growth(generation: pd.DataFrame, outputs: pd.DataFrame, both: pd.DataFrame) -> Numbers:
    """How wind and solar grew in the six states; tables as in `mix`.

    `both` is `power.wind_and_solar` of the preferred `power/generation`.
    """
    azeri = data.where(both, country="Azerbaijan", edition="Ember")
    last, faster = int(azeri["year"].iloc[-1]), claims.finding("c34")
    made = data.where(outputs, country="AZE", year=last)["energy_twh"].sum()
    return numbers(
        growth_now=told(f"{number(faster.number('growth_twh'), 1)} TWh", *faster.rows),
        growth_before=told(f"{number(faster.number('growth_before_twh'), 1)} TWh", *faster.rows),
        growth_of_aze=told(
            percent(faster.number("growth_twh") / made),
            *faster.rows,
            rows_of_mix(generation, outputs, "AZE", last),
        ),
        fossil_apart=told(
            f"{number(faster.number('fossil_shares_apart_points'), 1)} points", *faster.rows
        ),
        last_year=told(last, *faster.rows),
        middle_year=told(last - 3, *faster.rows),
    )


def _in_year(generation: pd.DataFrame, made: pd.DataFrame, place: int) -> Told:
    """What wind and solar gave in one year of a series of `power.wind_and_solar`, and the year."""
    row = made.iloc[place]
    green = _green(generation, CODES[row["country"]], row["edition"], row["year"])
    return told(f"{number(row['energy_twh'], 1)} TWh in {row['year']}", green)


def who_grew(
    generation: pd.DataFrame, outputs: pd.DataFrame, latest: pd.DataFrame, both: pd.DataFrame
) -> Numbers:
    """In which country wind and solar grew; tables as in `mix` and `growth`."""
    institute = data.where(both, edition="Energy Institute")
    uzbek = data.where(institute, country="Uzbekistan")
    newest = int(institute["year"].max())
    azeri = data.where(institute, country="Azerbaijan", year=newest)["energy_twh"].iloc[0]

    def share(country: str, digits: int = 0) -> Told:
        part: Any = latest.loc[country, "wind_and_solar_percent"]
        return told(percent(part / 100, digits), _newest_mix(generation, outputs, latest, country))

    return numbers(
        uzb_before=_in_year(generation, uzbek, 0),
        uzb_now=_in_year(generation, uzbek, -1),
        aze_now=told(
            f"{number(azeri, 1)} TWh", _green(generation, "AZE", "Energy Institute", newest)
        ),
        newest_year=told(newest, _green(generation, None, "Energy Institute", newest)),
        aze_sun_share=share("Azerbaijan", 1),
        uzb_sun_share=share("Uzbekistan"),
        eu_sun_share=share("European Union"),
    )


def kazakh_growth(generation: pd.DataFrame, both: pd.DataFrame) -> Numbers:
    """How wind and solar grew in Kazakhstan, by Ember; tables as in `growth`."""
    ember = data.where(both, edition="Ember")
    last = data.where(ember, country="Azerbaijan")["year"].iloc[-1]
    own = data.where(ember, country="Kazakhstan")
    since = own[own["year"] >= last - 6]
    return numbers(kaz_then=_in_year(generation, since, 0), kaz_now=_in_year(generation, own, -1))


def water(generation: pd.DataFrame, outputs: pd.DataFrame, both: pd.DataFrame) -> Numbers:
    """What made Azerbaijan's power greener; tables as in `growth`."""
    own = data.where(outputs, country="AZE").set_index(["year", "part"])
    energy, shares = own["energy_twh"], own["share_percent"]
    green = shares[shares.index.isin(power.RENEWABLE, level="part")].groupby("year").sum()
    sun = data.where(both, country="Azerbaijan", edition="Ember").set_index("year")["energy_twh"]
    last = int(sun.index[-1])
    middle = last - 3
    ends = [rows_of_mix(generation, outputs, "AZE", year) for year in (middle, last)]
    return numbers(
        aze_green_then=told(percent(green[middle] / 100, 1), ends[0]),
        aze_green_now=told(percent(green[last] / 100, 1), ends[1]),
        aze_water=told(f"{number(energy[last, 'Hydro'] - energy[middle, 'Hydro'], 1)} TWh", *ends),
        aze_sun=told(f"{number(sun[last] - sun[middle], 2)} TWh", *ends),
    )


def restored(capacity: pd.DataFrame) -> Numbers:
    """What runs again in the regained lands; of the preferred `power/capacity`."""
    regained = data.where(capacity, scope="regained_territories", measure="installed").tail(1)
    row = regained.iloc[0]
    return numbers(
        restored=told(f"{number(row['capacity_mw'])} MW by {row['period'].left.year}", regained)
    )


def solar_by_release(
    generation: pd.DataFrame, outputs: pd.DataFrame, both: pd.DataFrame
) -> Numbers:
    """Azerbaijan's solar power of a year, as three releases have it; tables as in `growth`."""
    last = int(data.where(both, country="Azerbaijan", edition="Ember")["year"].iloc[-1])
    used = data.where(outputs, country="AZE", year=last, part="Solar")["energy_twh"].iloc[0]
    differ = data.where(data.load("power/edition_differences"), country="AZE", item="solar")
    counts = data.where(data.load("power/generation"), country="AZE", fuel="solar")
    ministry = data.where(in_years(counts, last), edition="national")
    return numbers(
        solar_other=told(f"{number(differ['value'].iloc[0], 2)} TWh", differ.head(1)),
        solar_main=told(f"{number(used, 2)} TWh", rows_of_mix(generation, outputs, "AZE", last)),
        solar_ministry=told(f"{number(ministry['energy_twh'].iloc[0], 2)} TWh", ministry.head(1)),
    )


# Targets


def goals_on_record() -> Numbers:
    """How many of the states have a goal on record, for the climate and for renewable power."""
    found = claims.finding("c33")
    climate, green = (int(found.figures[f"with_{what}_goal"]) for what in ("climate", "renewable"))
    return numbers(
        with_climate=told(
            "All six" if climate == len(SIX) else f"{climate} of the six", *found.rows
        ),
        with_green=told(green, *found.rows),
    )


def without_goal() -> Numbers:
    """How many of the states have no goal for renewable power on record."""
    found = claims.finding("c33")
    with_goal = int(found.figures["with_renewable_goal"])
    return numbers(without_green=told(len(SIX) - with_goal, *found.rows))


def _aims_of_share(targets: pd.DataFrame, *years: int) -> pd.DataFrame:
    """The rows that state Azerbaijan's goals for renewables in its capacity, of some years."""
    aims = data.where(targets, country="AZE", measure="renewables_share_of_capacity")
    return aims[aims["target_date"].array.left.year.isin(years)] if years else aims


def _aims_due(targets: pd.DataFrame) -> tuple[int, int]:
    """The sooner and the later year for which these goals are set."""
    soon, late = sorted(set(_aims_of_share(targets)["target_date"].array.left.year))
    return soon, late


def _aimed(share: pd.DataFrame, targets: pd.DataFrame, year: int, stated: int) -> Told:
    """The goal for a year as it was stated in another; `share` is `power.capacity_share`."""
    aim = share[(share["on"].dt.year == year) & (share["stated"] == stated)].iloc[-1]
    aims = _aims_of_share(targets, year)
    behind = aims[aims["made_on"].array.left.year == stated]
    return told(f"{aim['share_percent']:g} percent", behind)


def capacity_share(share: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """Renewables in Azerbaijan's capacity, counted and aimed at; `share` is `power.capacity_share`.

    `capacity` is the preferred `power/capacity`, `targets` is `power/targets`.
    """
    counted, estimate = (data.where(share, kind=kind) for kind in ("count", "estimate"))
    first, last, now = counted.iloc[0], counted.iloc[-1], estimate.iloc[-1]
    soon, late = _aims_due(targets)
    plant = data.where(capacity, country="AZE", measure="added", technology="gas")
    installed = data.where(
        capacity,
        country="AZE",
        measure="installed",
        scope="national",
        technology=("renewables", "total"),
    )
    opened = data.where(
        data.load("power/projects"), country="AZE", technology=power.PLANTS, stage="operating"
    )

    def count(row: pd.Series) -> pd.DataFrame:
        ends = data.last_day(installed["period"])
        of_day: pd.DataFrame = installed[ends == row["on"]]
        return of_day

    return numbers(
        share_first=told(percent(first["share_percent"] / 100, 1), count(first)),
        share_then=told(percent(last["share_percent"] / 100, 1), count(last)),
        share_now_on=told(f"{now['on']:%B %Y}", opened),
        share_now=told(percent(now["share_percent"] / 100, 1), count(last), opened),
        share_first_on=told(f"{first['on']:%B %Y}", count(first)),
        share_then_on=told(f"{last['on']:%B %Y}", count(last)),
        gas_added=told(f"{number(plant['capacity_mw'].iloc[0])} MW", plant.head(1)),
        goal_sooner=_aimed(share, targets, soon, 2025),
        goal_later_before=_aimed(share, targets, late, 2024),
        goal_soon_year=told(soon, _aims_of_share(targets, soon)),
    )


class _Goals:
    """The goals of `power.goals` with the rows behind each: aim, what stands, what is planned."""

    def __init__(self, goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> None:
        self.goals, self.capacity, self.targets = goals, capacity, targets
        self.projects = data.where(data.load("power/projects"), technology=power.PLANTS)

    def aim(self, goal: str) -> list[pd.DataFrame]:
        """The rows that state the goal."""
        (aim,) = (each for each in power.AIMS if each.name == goal)
        if not aim.measure:
            return [data.where(data.load("promises/promises"), promise=aim.promise)]
        own = data.where(self.targets, country=aim.country, scope="national")
        own = own[own["target_date"].array.left.year == aim.year]
        stated = data.where(own, measure=aim.measure)
        stated = data.where(stated, bound=aim.bound) if aim.bound else stated
        whole = data.where(own, measure="total_capacity") if aim.share_of == "planned" else None
        return [stated] if whole is None else [stated, whole]

    def standing(self, goal: str) -> list[pd.DataFrame]:
        """The counts and the plants that opened since, from which base and best year come."""
        country = self._row(goal)["country"]
        counted = data.where(self.capacity, country=country, scope="national")
        counted = data.where(counted, measure=("installed", "added"))
        return [counted, data.where(self.projects, country=country, stage="operating")]

    def plans(self, goal: str) -> list[pd.DataFrame]:
        """The named plants that do not run yet."""
        own = data.where(self.projects, country=self._row(goal)["country"])
        return [data.where(own, stage=("planned", "construction"))]

    def _row(self, goal: str) -> pd.Series:
        row: pd.Series = data.where(self.goals, goal=goal).iloc[0]
        return row

    def pace(self, goal: str, first_year: int = 2026) -> pd.DataFrame:
        """The explorer's table for a goal."""
        counts = power.counts(self.capacity)
        return power.target_pace(self.goals, counts, goal=goal, first_year=first_year)

    def needs(self, goal: str, words: str = "", first_year: int = 2026) -> Told:
        """Gigawatts a year that the goal asks for."""
        needed = number(self.pace(goal, first_year)["needed_gw_year"].iloc[0], 2)
        return told(needed + words, *self.aim(goal), *self.standing(goal))

    def best(self, goal: str, digits: int = 2) -> Told:
        """Gigawatts of the best year so far."""
        best = f"{number(self._row(goal)['best_gw_year'], digits)} GW"
        return told(best, *self.standing(goal))

    def best_year(self, goal: str) -> Told:
        """The best year so far."""
        return told(self._row(goal)["best_year"], *self.standing(goal))

    def aimed(self, goal: str, digits: int = 0) -> Told:
        """Gigawatts that the goal stands for."""
        return told(f"{number(self._row(goal)['goal_gw'], digits)} GW", *self.aim(goal))

    def column(self, goal: str, column: str) -> float:
        """A column of the goal's row."""
        return float(self._row(goal)[column])


LATE: Final = 2028
"""The first year of building of somebody who waits."""


SIX_GW: Final = "Azerbaijan: 6 GW by 2030"
"""The goal of Azerbaijan's president."""


def six_gigawatts(goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """What Azerbaijan's higher goal for 2030 needs; `goals` is from `power.goals` of the others."""
    its = _Goals(goals, capacity, targets)
    pace, built = its.pace(SIX_GW), its.standing(SIX_GW)
    plans = data.where(pace, kind="planned plants")["percent_of_goal"].iloc[0]
    _, late = _aims_due(targets)
    return numbers(
        six_gw=its.aimed(SIX_GW),
        goal_late_year=told(late, _aims_of_share(targets, late)),
        six_needs=its.needs(SIX_GW, " GW a year"),
        best_aze=its.best(SIX_GW),
        six_reached=told(pace["reached"].iloc[0], *its.aim(SIX_GW), *built),
        six_planned=told(percent(plans / 100), *its.aim(SIX_GW), *built, *its.plans(SIX_GW)),
    )


def thirty_percent(
    goals: pd.DataFrame, share: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame
) -> Numbers:
    """What Azerbaijan's lower goal for 2030 needs; tables as in `six_gigawatts`.

    `share` is `power.capacity_share`.
    """
    its, thirty = _Goals(goals, capacity, targets), "Azerbaijan: 30% of capacity by 2030"
    _, late = _aims_due(targets)
    counted, _ = its.standing(thirty)
    return numbers(
        goal_later=_aimed(share, targets, late, 2025),
        thirty_gw=told(f"{number(its.column(thirty, 'goal_gw'), 1)} GW", *its.aim(thirty), counted),
        thirty_needs=its.needs(thirty),
    )


def if_building_waits(
    goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame
) -> Numbers:
    """What Azerbaijan's higher goal asks of a late start; tables as in `six_gigawatts`."""
    its = _Goals(goals, capacity, targets)
    base, planned = (its.column(SIX_GW, f"{what}_gw") for what in ("base", "planned"))
    return numbers(
        best_aze_year=its.best_year(SIX_GW),
        six_base=told(f"{number(base, 2)} GW", *its.standing(SIX_GW)),
        late_year=told(LATE, given="two years after the first that can be chosen"),
        six_late=its.needs(SIX_GW, first_year=LATE),
        named_aze=told(f"{number(planned, 2)} GW", *its.plans(SIX_GW)),
    )


UZBEK_GW: Final = "Uzbekistan: 25 GW by 2030"
"""The goal of Uzbekistan."""


def other_paces(goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """What the goals of Uzbekistan and Kazakhstan need; tables as in `six_gigawatts`."""
    its = _Goals(goals, capacity, targets)
    easy = "Kazakhstan: 30% by 2030, with hydro"
    hard = "Kazakhstan: 35% by 2030, no large hydro"
    return numbers(
        uzb_gw=its.aimed(UZBEK_GW),
        uzb_needs=its.needs(UZBEK_GW, " GW a year"),
        best_uzb=its.best(UZBEK_GW, 1),
        best_uzb_year=its.best_year(UZBEK_GW),
        kaz_easy=its.needs(easy),
        kaz_hard=its.needs(hard),
        best_kaz=its.best(easy),
    )


def uzbek_counts(goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """What is counted in Uzbekistan, and what is to be added; tables as in `six_gigawatts`."""
    its = _Goals(goals, capacity, targets)
    added = data.where(targets, country="UZB", measure="renewables_capacity_added")
    every = data.where(capacity, country="UZB", edition="irena", technology=("solar", "wind"))
    newest = every[data.last_day(every["period"]) == data.last_day(every["period"]).max()]
    large = its.column(UZBEK_GW, "base_gw")
    return numbers(
        uzb_large=told(f"{number(large, 1)} GW", *its.standing(UZBEK_GW)),
        uzb_every=told(f"{number(newest['capacity_mw'].sum() / 1000, 1)} GW", newest),
        uzb_every_year=told(data.last_day(newest["period"]).iloc[0].year, newest),
        uzb_later=told(listed([f"{value:g} GW" for value in added["value"]]), added),
    )


def kazakh_share(targets: pd.DataFrame) -> Numbers:
    """What renewables without large hydropower give in Kazakhstan, and what is aimed at."""
    made = data.where(data.load("power/generation"), country="KAZ", edition="national")
    made = data.where(in_years(made, 2024), fuel=("renewables_without_large_hydro", "total"))
    by_fuel = made.set_index("fuel")["energy_twh"]
    part = by_fuel["renewables_without_large_hydro"] / by_fuel["total"]
    aim = data.where(targets, country="KAZ", measure="renewables_share_of_generation")
    aim = aim[aim["target_date"].array.left.year == 2030].tail(1)
    return numbers(
        kaz_made=told(percent(part, 1), made),
        kaz_aim=told(f"{aim['value'].iloc[0]:g} percent", aim),
    )


def pairs(capacity: pd.DataFrame, projects: pd.DataFrame) -> Numbers:
    """Of which years a yearly build can be had; of the preferred `power/capacity`."""
    builds = power.builds(capacity, projects)
    ends = builds[builds["basis"].str.contains("ends of two")]
    of = ends.groupby("country")["year"]
    own = data.where(capacity, country="AZE", measure="installed", scope="national")
    every = data.where(capacity, measure="installed", scope="national", country=list(SIX))
    missing = [SIX[code] for code in SIX if code not in of.groups]
    return numbers(
        pairs_from=told(of.min()["AZE"], own),
        pairs_to=told(of.max()["AZE"], own),
        no_pairs=told(listed(missing), every),
    )


# What was announced


def announced(stages: pd.DataFrame, capacity: pd.DataFrame, projects: pd.DataFrame) -> Numbers:
    """How much is agreed, planned and built.

    `stages` is `power.from_agreement_to_power` of `power/capacity` and `power/projects`.
    """
    own = data.where(stages, country="Azerbaijan")
    agreed = data.where(own, stage="in agreements")
    first, last = agreed.iloc[0], agreed.iloc[-1]
    said = data.where(capacity, country="AZE", measure="in_agreements")
    year = said["period"].array.left.year
    plants = data.where(
        projects, country="AZE", technology=power.PLANTS, kind=("plant", "programme")
    )
    stage_of = {words: stage for stage, words in power.STAGES.items()}

    def stands(stage: str, digits: int) -> Told:
        size = data.where(own, stage=stage)["high_gw"].iloc[0]
        return told(f"{number(size, digits)} GW", data.where(plants, stage=stage_of[stage]))

    return numbers(
        agreed_first=told(
            f"{number(first['low_gw'])} to {number(first['high_gw'])} GW",
            said[year == first["stated"]],
        ),
        agreed_first_year=told(int(first["stated"]), said[year == first["stated"]]),
        agreed_last=told(f"{number(last['high_gw'])} GW", said[year == last["stated"]]),
        agreed_last_year=told(int(last["stated"]), said[year == last["stated"]]),
        at_work=stands("under construction", 1),
        at_plan=stands("planned", 2),
        at_run=stands("running", 2),
    )


def slips(slipped: pd.DataFrame, promises: pd.DataFrame) -> Numbers:
    """How late the plants came that opened; `slipped` is `power.slips`, of `promises/promises`."""
    built = data.where(slipped, group="wind and solar", built=True)
    dated = data.where(promises, subject="power", kind="date")
    return numbers(
        opened=told(len(built), dated),
        opened_worst=told(f"{number(built['slip_months'].max())} months", dated),
    )


def slips_by_name(slipped: pd.DataFrame, promises: pd.DataFrame) -> Numbers:
    """How late a plant, a dam and a line are; tables as in `slips`."""
    months = slipped.set_index("thing")["slip_months"]
    dated = data.where(promises, subject="power", kind="date")

    def late(thing: str, project: str, by: int, unit: str) -> Told:
        return told(f"{number(months[thing] / by)} {unit}", data.where(dated, project=project))

    return numbers(
        shafag_slip=late("Shafag", "shafag", 1, "months"),
        rogun_slip=late("Rogun, unit 1", "rogun", 1, "months"),
        casa_slip=late("CASA-1000", "casa_1000", 12, "years"),
    )


CASPIAN: Final = "caspian_green_corridor"
"""The corridor of the memorandum of Tashkent."""


def links(milestones: pd.DataFrame, projects: pd.DataFrame) -> Numbers:
    """What followed the memorandum of Tashkent, and hydrogen; of `power/corridor_milestones`."""
    reached = data.where(milestones, project=CASPIAN, reached=True)
    newest = reached["date"].array.left.max()
    hydrogen = data.where(projects, kind="hydrogen")
    size = hydrogen.set_index("stage")["capacity_mw"]
    return numbers(
        link_last=told(f"{newest:%B %Y}", reached[reached["date"].array.left == newest]),
        pilot=told(f"{number(size['operating'])} MW", data.where(hydrogen, stage="operating")),
        hydrogen_plan=told(
            f"{number(size['planned'] / 1000)} GW", data.where(hydrogen, stage="planned")
        ),
    )


def memorandum_days(milestones: pd.DataFrame) -> Numbers:
    """The days on which sources date the memorandum of Tashkent; table as in `links`."""
    signed = data.where(milestones, project=CASPIAN, milestone="memorandum_signed")
    days = signed["date"].array.left
    return numbers(
        link_days=told(f"{listed([f'{day.day}' for day in days])} {days[0]:%B %Y}", signed)
    )


# Prices and cables


def _months(*years: Any, country: str = cable.LANDING) -> pd.DataFrame:
    """The rows of a country's prices in the market, of all or of some years."""
    market = data.load("power/wholesale_prices")
    rows = data.where(market, country=country, status="actual")
    return in_years(rows, *years, time="month") if years else rows


def _rows_of_contracts() -> list[pd.DataFrame]:
    """The rows of auctions and contracts, and of the rates that turn them into euros."""
    return [data.load("power/auction_prices"), _rates()]


def _rates() -> pd.DataFrame:
    return data.where(data.load("gas/prices_monthly"), price="usd_per_euro")


def prices(contracts: pd.DataFrame, ends: pd.DataFrame, spreads: pd.DataFrame) -> Numbers:
    """What power costs here and fetches there, by the tables of `corridors.subjects.cable`.

    They are from `contract_prices`, `prices_at_both_ends` and `spreads`.
    """
    bought = _rows_of_contracts()
    last = spreads.iloc[-1]
    newest = int(last["year"])
    spread = [number(last[f"spread_{end}_eur_mwh"]) for end in ("low", "high")]
    exports = data.where(ends, what="exports").iloc[0]
    sold = [number(exports[f"{end}_eur_mwh"]) for end in ("low", "high")]
    georgian = data.where(
        data.load("power/tariffs"), country="GEO", measure="export_price", unit="USD/MWh"
    )
    return numbers(
        price_count=told(len(contracts), bought[0]),
        price_contracts=told(f"{cable.span(cable.contract_range(contracts))} EUR a MWh", *bought),
        price_last_year=told(newest, _months(newest)),
        price_romania=told(f"{number(last['price_eur_mwh'])} EUR", _months(newest)),
        price_spread=told(f"{spread[0]} to {spread[1]} EUR", _months(newest), *bought),
        price_export=told(f"{sold[0]} to {sold[1]} EUR", georgian, _rates()),
    )


def _reversed(spreads: pd.DataFrame) -> pd.DataFrame:
    """The years in which Romania paid less than the dearest contract asks."""
    years: pd.DataFrame = spreads[spreads["spread_low_eur_mwh"] < 0]
    return years


def price_history(spreads: pd.DataFrame) -> Numbers:
    """How Romania's price went up and down; `spreads` as in `prices`."""
    years = _reversed(spreads)["year"]
    price: Any = spreads.set_index("year")["price_eur_mwh"]
    return numbers(
        price_reversed=told(
            f"{years.min()} to {years.max()}", _months(*years), *_rows_of_contracts()
        ),
        price_lowest=told(f"{number(price.min())} EUR", _months(price.idxmin())),
        price_lowest_year=told(price.idxmin(), _months()),
        price_crisis=told(f"{number(price.max())} EUR", _months(price.idxmax())),
        price_crisis_year=told(price.idxmax(), _months()),
    )


def prices_in_detail(contracts: pd.DataFrame, ends: pd.DataFrame, spreads: pd.DataFrame) -> Numbers:
    """Azerbaijan's auction, and the markets at the far end; tables as in `prices`."""
    auctions, rates = _rows_of_contracts()
    azeri = data.where(contracts, seller="Azerbaijan").iloc[-1]
    own = in_years(data.where(auctions, country="AZE"), azeri["year"])
    auction = f"{number(azeri['price_eur_mwh'])} EUR"
    dollars = f"{number(azeri['price_usd_mwh'], 1)} USD"
    below = _reversed(spreads)
    gap = -below["spread_low_eur_mwh"]
    landing = data.where(ends, side="landing").set_index("place")["middle_eur_mwh"]
    code_of = {name: code for code, name in cable.LANDINGS.items()}

    def landed(place: Any) -> Told:
        months = _months(spreads["year"].iloc[-1], country=code_of[place])
        return told(f"{number(landing[place])} EUR in {place}", months)

    return numbers(
        price_azerbaijan_year=told(azeri["year"], own),
        price_azerbaijan=told(f"{auction} ({dollars})", own, rates),
        price_cheapest_landing=landed(landing.idxmin()),
        price_dearest_landing=landed(landing.idxmax()),
        price_reversed_by=told(
            f"{number(gap.min())} to {number(gap.max())} EUR",
            _months(*below["year"]),
            auctions,
            rates,
        ),
    )


def _of_cable(measure: str | list[str], *years: int) -> pd.DataFrame:
    """The rows that state a measure of the Black Sea cable, in all or in some years."""
    about = data.where(data.load("power/cables"), link=cable.LINK, measure=measure)
    return about[about["stated_on"].array.left.year.isin(years)] if years else about


def _stated(said: pd.DataFrame, measure: str, words: str, form: str) -> Told:
    """From the lowest to the highest that is stated of a measure."""
    ends = cable.span(cable.stated_range(said, measure), form)
    return told(words.format(ends), _of_cable(measure))


def cable_plans(said: pd.DataFrame, made: cable.Design, links: pd.DataFrame) -> Numbers:
    """How the plan of the Black Sea cable moved, and what officials hope of it.

    Of the tables of `corridors.subjects.cable`: `said` is from `statements`, `made` from `design`,
    `links` from `links`.
    """
    cost, ready = (cable.first_and_last(said, what) for what in ("cost", "completion_year"))
    claimed = data.where(links, kind="claim")
    claimed = claimed[claimed["high_gw"] > max(made.capacities_gw)]
    low, high = claimed["low_gw"].min(), claimed["high_gw"].max()
    claims_made = data.where(data.load("power/cables"), measure="export_capacity_claimed")
    times = (low / max(made.capacities_gw), high / min(made.capacities_gw))

    def cost_of(year: cable.Said) -> Told:
        ends = cable.span(cable.Interval(year.low, year.high), ".1f")
        return told(f"EUR {ends} bn in {year.stated}", _of_cable("cost", year.stated))

    def ready_in(year: float, stated: int) -> Told:
        return told(f"{year:.0f}", _of_cable("completion_year", stated))

    return numbers(
        cable_cost_first=cost_of(cost[0]),
        cable_cost_last=cost_of(cost[1]),
        cable_date_first=ready_in(ready[0].low, ready[0].stated),
        cable_date_last=ready_in(ready[1].high, ready[1].stated),
        cable_capacity=_stated(said, "capacity", "{} GW", ".1f"),
        cable_claims=told(f"{number(low)} to {number(high)} GW", claims_made),
        cable_claim_factor=told(
            f"{number(times[0])} to {number(times[1])} times", claims_made, _of_cable("capacity")
        ),
    )


def caspian_cable(milestones: pd.DataFrame) -> Numbers:
    """What is still unknown of the Caspian cable; of `power/corridor_milestones`."""
    waits = data.where(milestones, reached=False, milestone="cost_known")
    study = data.where(data.load("power/cables"), measure="feasibility_study_due_year").head(1)
    return numbers(
        cable_caspian_unknown=told(f"{waits['date'].array.left[0]:%B %Y}", waits),
        cable_caspian_study=told(f"{study['value'].iloc[0]:.0f}", study),
    )


def _unit_costs_at_sea() -> pd.DataFrame:
    """The rows of what cables under the sea and their stations cost and lose elsewhere."""
    unit_costs = data.load("power/losses_and_costs")
    sea: pd.DataFrame = unit_costs[unit_costs["technology"].str.startswith("hvdc")]
    return sea


def cable_costs(said: pd.DataFrame, made: cable.Design, market: cable.Interval) -> Numbers:
    """What the Black Sea cable is said to cost, and what it costs by units.

    `said` and `made` as in `cable_plans`, `market` from `cable.by_market_prices`.
    """
    first, last = cable.first_and_last(said, "cost")
    per_gw = (first.high / min(made.capacities_gw), last.low / max(made.capacities_gw))
    units_case = data.where(made.costs, case=cable.UNIT_COSTS)
    by_units = [units_case["low_eur_bn"].min(), units_case["high_eur_bn"].max()]
    sea, length, capacity = (
        _unit_costs_at_sea(),
        _of_cable("length_total"),
        _of_cable("capacity"),
    )
    return numbers(
        cable_length=_stated(said, "length_total", "{} km", ",.0f"),
        cable_cost_range=_stated(said, "cost", "EUR {} bn", ".1f"),
        cable_per_gw_first=told(number(per_gw[0], 1), _of_cable("cost", first.stated), capacity),
        cable_per_gw_last=told(number(per_gw[1], 1), _of_cable("cost", last.stated), capacity),
        cable_by_units=told(
            f"EUR {number(by_units[0], 1)} to {number(by_units[1], 1)} bn", sea, length, capacity
        ),
        cable_by_market=told(f"EUR {cable.span(market, '.1f')} bn", sea, length),
    )


def cable_money() -> Numbers:
    """What money the Black Sea cable has, and what grants are hoped for."""
    grants = data.where(data.load("power/cables"), measure="grant_share")
    by_bound = grants.set_index("bound")["value"]
    finance = data.where(data.load("power/finance"), subject=cable.LINK)
    loan, budget = (data.where(finance, currency=code).head(1) for code in ("USD", "GEL"))
    return numbers(
        cable_loan=told(f"{loan['amount_mn'].iloc[0]:g} million dollars", loan),
        cable_budget=told(f"{budget['amount_mn'].iloc[0]:g} million lari", budget),
        cable_grants=told(
            f"{number(by_bound['low'])} to {number(by_bound['high'])} percent",
            data.where(grants, bound=("low", "high")),
        ),
        cable_grants_most=told(number(by_bound["max"]), data.where(grants, bound="max")),
    )


def _wind_and_sun(scale: pd.Series, country: str) -> pd.DataFrame:
    """The rows of wind and solar behind a line of `cable.whole_scale`."""
    made = data.load("power/generation")
    return _green(made, country, "Energy Institute", int(scale["year"]))


def scale(table: pd.DataFrame) -> Numbers:
    """What one cable could carry beside seller and buyer; `table` is `cable.whole_scale`."""
    read = cable.read_scale(table)
    by_name: Any = table.set_index("what")
    target = data.where(table, kind="target").iloc[0]
    designed, full = _of_cable("capacity"), read.full_twh
    green = by_name.loc["Azerbaijan, wind and solar"]
    ours = _wind_and_sun(green, "AZE")
    aims = data.where(data.load("power/targets"), country="AZE", measure="solar_and_wind_capacity")
    used = data.where(data.load("power/demand"), item="demand", country="EU27").tail(1)
    of_target = [number(end / target["high_twh"] * 100) for end in full]
    return numbers(
        cable_full=told(f"{cable.span(full, '.1f')} TWh", designed),
        cable_times=told(f"{cable.span(read.times_green)} times", designed, ours),
        cable_green_year=told(f"{green['year']:.0f}", ours),
        cable_of_eu=told(f"{cable.span(read.percent_of_eu, '.1f')} percent", designed, used),
        cable_of_target=told(f"{of_target[0]} to {of_target[1]} percent", designed, aims),
        cable_target_year=told(f"{target['year']:.0f}", aims),
    )


def scale_in_detail(table: pd.DataFrame) -> Numbers:
    """What is made and sold beside a full cable and a half one; table as in `scale`."""
    by_name: Any = table.set_index("what")
    planned = data.where(table, kind="plan").iloc[0]["high_twh"]
    half, exports = (
        by_name.loc[what] for what in ("Black Sea cable, half used", "Azerbaijan, exports")
    )
    azeri, eu = (by_name.loc[f"{place}, wind and solar"] for place in ("Azerbaijan", "EU"))
    times = [number(end / planned, 1) for end in cable.read_scale(table).full_twh]
    designed = _of_cable("capacity")
    plants = data.where(data.load("power/projects"), country="AZE", technology=power.PLANTS)
    plants = plants[(plants["kind"] != "group") | plants["members"].notna()]
    plans = data.where(
        data.preferred(data.load("power/project_figures")),
        measure="expected_generation",
        project=list(plants["project"]),
    )
    sent = data.where(data.load("power/demand"), item="exports", country="AZE")
    sent = data.where(data.calendar_years(sent), year=exports["year"])
    return numbers(
        cable_green=told(f"{number(azeri['high_twh'], 2)} TWh", _wind_and_sun(azeri, "AZE")),
        cable_planned=told(f"{number(planned, 1)} TWh", plans),
        cable_times_planned=told(f"{times[0]} to {times[1]} times", designed, plans),
        cable_half=told(
            f"{number(half['low_twh'], 1)} to {number(half['high_twh'], 1)} TWh", designed
        ),
        cable_exported=told(f"{number(exports['high_twh'], 1)} TWh in {exports['year']:.0f}", sent),
        cable_eu_green=told(f"{number(eu['high_twh'])} TWh", _wind_and_sun(eu, "EU27")),
    )


def gigawatt() -> Numbers:
    """What a gigawatt carries in a year."""
    carried = f"{number(units.gw_to_twh_year(1, 100), 1)} TWh"
    return numbers(cable_gigawatt=told(carried, given="a gigawatt in each hour of a year"))


def _rows_of_design() -> list[pd.DataFrame]:
    """The rows from which the design of the cable, its costs and its losses come."""
    return [_of_cable(list(cable.MEASURES)), _unit_costs_at_sea()]


Earning = partial[pd.DataFrame]
"""`cable.green_cable` with its tables: from choices to the balance of a year."""


def _payback(earn: Earning, opening: Mapping[str, Any], made: cable.Design, **other: Any) -> Told:
    """In words whether the cable pays on other choices than those that open."""
    choices = {**opening, **other}
    words = cable.payback_in_words(cable.read_cable(earn(**choices))["payback"], made.life_years)
    months = _months(int(choices["price_year"]))
    return told(words, *_rows_of_design(), months, *_rows_of_contracts())


def paybacks_by_price(
    earn: Earning, opening: Mapping[str, Any], made: cable.Design, yearly: pd.DataFrame
) -> Numbers:
    """Whether the cable pays at the prices of one year and of another; `opening` are the choices.

    `earn` is `cable.green_cable` with its tables, `made` is from `cable.design`, `yearly` from
    `cable.yearly_prices`.
    """
    romania: Any = data.where(yearly, country=cable.LANDING).set_index("year")["price_eur_mwh"]
    crisis = int(romania.idxmax())
    before = int(romania[romania < 100].loc[:2019].index.max())  # the last before the pandemic
    return numbers(
        cable_now_pays=_payback(earn, opening, made),
        cable_crisis_pays=_payback(earn, opening, made, price_year=crisis),
        cable_before_year=told(before, _months(before)),
        cable_before_pays=_payback(earn, opening, made, price_year=before, utilisation=100),
    )


def paybacks_by_use(earn: Earning, opening: Mapping[str, Any], made: cable.Design) -> Numbers:
    """Whether the cable pays in full use and in little; as in `paybacks_by_price`."""
    figures = data.load("power/project_figures")
    solar = data.where(figures, project="garadagh", measure="capacity_factor").head(1)
    return numbers(
        cable_full_pays=_payback(earn, opening, made, utilisation=100),
        cable_quarter_pays=_payback(earn, opening, made, utilisation=25),
        cable_solar_use=told(f"{number(solar['value'].iloc[0])} percent", solar),
    )


def cable_balance(earn: Earning, opening: Mapping[str, Any], made: cable.Design) -> Numbers:
    """What the cable delivers and earns as the explorer opens; as in `paybacks_by_price`."""
    design = _rows_of_design()
    now = cable.read_cable(earn(**opening))
    behind = [*design, _months(int(opening["price_year"])), *_rows_of_contracts()]
    return numbers(
        cable_now_delivers=told(f"{cable.span(now['delivered'], '.1f')} TWh", *design),
        cable_now_earns=told(f"{cable.span(now['earnings'])} million euros", *behind),
        cable_upkeep=told(f"{cable.span(now['upkeep'])} million", *design),
        cable_units_pays=_payback(earn, opening, made, cost=cable.UNIT_COSTS),
        cable_loss=told(f"{number(made.loss.low * 100, 1)} percent", *design),
    )


# Gas that power frees


def conventions() -> Numbers:
    """At what heat a cubic metre is counted, and how far net lies below gross."""
    heat = units.kwh_per_cubic_metre(freed_gas.CONVENTION) * units.MEGAJOULE_PER_KWH
    given = "the convention of the ministry, in corridors/units.py"
    return numbers(
        freed_gross=told(f"{number(heat)} MJ", given=given),
        freed_net=told(percent(1 - units.NET_PER_GROSS_GAS), given="net over gross of natural gas"),
    )


def _rule_rows(country: str) -> list[pd.DataFrame]:
    """The rows of `freed_gas.official_rules` of a country."""
    figures = data.preferred(data.load("power/project_figures"))
    measures = (
        "gas_saved_annual",
        "expected_generation",
        "gas_saved_cumulative",
        "generation_cumulative",
    )
    own = data.where(figures, country=country, measure=measures)
    saved = data.where(data.load("power/gas_saved"), country=country, measure="gas_saved")
    made = data.where(data.load("power/generation"), country=country, edition="national")
    made = data.where(made, fuel="wind_and_solar")
    return [part for part in (own, saved, made if len(saved) else saved) if len(part)]


def _plant_rows() -> list[pd.DataFrame]:
    """The rows of `freed_gas.gas_fired`: gas burnt by Azerbaijan's plants and power made."""
    burnt = data.where(
        data.load("power/gas_saved"), country=gas.SELLER, measure="gas_used_for_power"
    )
    made = data.where(
        data.load("power/generation"), country=gas.SELLER, fuel="gas", edition="ember_owid"
    )
    newest = data.calendar_years(burnt)["year"].max()
    return [burnt, in_years(made, newest)]


def _rows_of_new_plants() -> pd.DataFrame:
    """The rows of how much of the gas a new gas plant turns into power."""
    costs = data.load("power/losses_and_costs")
    return data.where(costs, technology="combined_cycle_gas", parameter="efficiency")


def rules(table: pd.DataFrame, plants: pd.DataFrame) -> Numbers:
    """The official rule beside what plants burn, of `official_rules` and `yardsticks`."""
    _, fleet, new = plants.to_dict("records")
    return numbers(
        freed_rule=told(f"{number(freed_gas.rule_of(table, 'AZE'))} m3 a MWh", *_rule_rows("AZE")),
        freed_own=told(f"{number(fleet['gas_m3_mwh'])} m3", *_plant_rows()),
        freed_new=told(f"{number(new['gas_m3_mwh'])} m3", _rows_of_new_plants()),
    )


def rules_in_detail(table: pd.DataFrame, plants: pd.DataFrame) -> Numbers:
    """What plants the official rules fit, and by how much they are off; tables as in `rules`."""
    ours, theirs = (data.where(table, country=country) for country in ("AZE", "UZB"))
    _, fleet, new = plants.to_dict("records")
    rule = freed_gas.rule_of(table, "AZE")
    own, uzbek, burning = _rule_rows("AZE"), _rule_rows("UZB"), _plant_rows()
    combined = _rows_of_new_plants()

    def ends(rows: pd.DataFrame, column: str, unit: str) -> str:
        return f"{number(rows[column].min())} to {number(rows[column].max())} {unit}"

    return numbers(
        freed_rule_range=told(ends(ours, "gas_m3_mwh", "m3"), *own),
        freed_rule_gwh=told(f"{number(rule / 1000, 2)} million m3 a GWh", *own),
        freed_rule_implies=told(percent(freed_gas.efficiency_of(rule) / 100), *own),
        freed_above_own=told(percent(rule / fleet["gas_m3_mwh"] - 1), *own, *burning),
        freed_own_efficiency=told(percent(fleet["efficiency_percent"] / 100), *burning),
        freed_new_efficiency=told(percent(new["efficiency_percent"] / 100), combined),
        freed_too_much=told(percent(rule / new["gas_m3_mwh"] - 1), *own, combined),
        freed_uzbek=told(ends(theirs, "gas_m3_mwh", "m3"), *uzbek),
        freed_uzbek_implies=told(ends(theirs, "efficiency_percent", "percent"), *uzbek),
    )


def _freed(
    given: freed_gas.Given, assumed: Mapping[str, Assumed], efficiency: float, **other: float
) -> pd.DataFrame:
    """The gas that is freed as the explorer opens, but for an efficiency and other choices."""
    opening = {name: assumed[name].value for name in ("capacity", "capacity_factor", "gas_share")}
    table = freed_gas.freed_gas(given, **{**opening, **other}, efficiency=efficiency)
    return table.set_index("method")


def _rows_assumed(*assumptions: str) -> list[pd.DataFrame]:
    """The rows of what the explorer of freed gas assumes."""
    rows = data.where(data.load("power/assumptions"), explorer="freed-gas")
    return [data.where(rows, assumption=name) for name in assumptions]


def _volume(table: pd.DataFrame, method: str, *behind: pd.DataFrame, digits: int = 2) -> Told:
    """The gas that is freed by one way of counting."""
    bcm: Any = table.loc[method, "freed_bcm"]
    assumed = _rows_assumed("capacity", "capacity_factor")
    return told(f"{number(bcm, digits)} bcm", *assumed, *behind)


BY_RULE, BY_GW, BY_PLANT = freed_gas.METHODS


def freed(given: freed_gas.Given, plants: pd.DataFrame, assumed: Mapping[str, Assumed]) -> Numbers:
    """What gas the plants that were named would free by the official rule, and what is missing.

    `given` is from `freed_gas.given`, `plants` from `freed_gas.yardsticks`, `assumed` holds the
    choices of the explorer.
    """
    _, fleet, _ = plants.to_dict("records")
    now = _freed(given, assumed, fleet["efficiency_percent"])
    part: Any = now.loc[BY_RULE, "gap_percent"]
    size, use = _rows_assumed("capacity", "capacity_factor")
    stated = _rule_rows("AZE")
    aim = data.where(
        data.load("power/targets"),
        measure="renewables_capacity_added",
        source_id="turan_2024_06_04_aliyev",
    ).head(1)
    yearly = gas.exports_by_year(data.load("gas/exports"))
    europe = data.where(yearly, destination="EUROPE").tail(1)
    gap = [europe, gas.pledge_rows(data.load("gas/commitments"))]
    return numbers(
        freed_capacity=told(f"{number(assumed['capacity'].value)} GW", size),
        freed_capacity_year=told(f"{aim['target_date'].array.left[0]:%Y}", aim),
        freed_by_rule=_volume(now, BY_RULE, *stated),
        freed_of_gap=told(percent(part / 100), size, use, *stated, *gap),
        freed_gap=told(f"{number(given.gap_bcm, 1)} bcm", *gap),
    )


def freed_at_most(
    given: freed_gas.Given, plants: pd.DataFrame, assumed: Mapping[str, Assumed]
) -> Numbers:
    """What gas there is to be freed, and what the largest plans would free; as in `freed`."""
    _, fleet, _ = plants.to_dict("records")
    most = assumed["capacity"].high
    table = _freed(given, assumed, fleet["efficiency_percent"], capacity=most)
    burning = _plant_rows()
    return numbers(
        freed_burnt=told(f"{number(given.plants.gas_bcm)} bcm", burning[0]),
        freed_most_capacity=told(f"{number(most)} GW", *_rows_assumed("capacity")),
        freed_most_by_plant=_volume(table, BY_PLANT, *burning, digits=1),
    )


def freed_by_other_ways(
    given: freed_gas.Given, plants: pd.DataFrame, assumed: Mapping[str, Assumed]
) -> Numbers:
    """What gas is freed by the other ways of counting it; as in `freed`."""
    _, fleet, new = plants.to_dict("records")
    now, newest = (_freed(given, assumed, of["efficiency_percent"]) for of in (fleet, new))
    per_gw = data.where(data.load("power/gas_saved"), measure="gas_saved_per_gw", country="AZE")
    size, use = _rows_assumed("capacity", "capacity_factor")
    made: Any = now.loc[BY_RULE, "made_twh"]
    return numbers(
        freed_factor=told(f"{number(assumed['capacity_factor'].value)} percent", use),
        freed_power=told(f"{number(made, 1)} TWh", size, use),
        freed_by_plant=_volume(now, BY_PLANT, *_plant_rows()),
        freed_by_gw=_volume(now, BY_GW, per_gw),
        freed_by_new=_volume(newest, BY_PLANT, _rows_of_new_plants()),
    )


# Money, and how sure we are


def package(samarkand: pd.DataFrame) -> Numbers:
    """The package of the summit, and what is firm; of `policy/money`."""
    total = data.where(samarkand, part="total")
    found = claims.finding("c40")

    def sum_of(figure: str) -> Told:
        return told(f"EUR {number(found.number(figure))} mn", *found.rows)

    return numbers(
        package_total=told(f"EUR {number(total['amount_eur_mn'].iloc[0] / 1000)} bn", total),
        firm_asia=sum_of("central_asia_eur_mn"),
        firm_azerbaijan=sum_of("azerbaijan_eur_mn"),
    )


def package_in_detail(samarkand: pd.DataFrame, firm: pd.DataFrame) -> Numbers:
    """What of the package is green, and when sums were spent; of `policy/money`, `money.firm`."""
    parts = samarkand.set_index("part")["amount_eur_mn"]
    total, green = (data.where(samarkand, part=part) for part in ("total", "water_energy_climate"))
    largest = data.where(firm, recipient="AZE").sort_values("amount_eur_bn", kind="stable").tail(1)
    return numbers(
        package_green=told(percent(parts["water_energy_climate"] / parts["total"]), green, total),
        firm_years=told(largest["dated"].iloc[0].replace("-", " to "), largest),
    )


def sureness() -> Numbers:
    """How sure the verdicts of the section are, in words."""
    sure = sure_in("green_transition")
    return numbers(
        sure_growth=sure("c34"),
        sure_deals=sure("c35"),
        sure_plans=sure("c33"),
        sure_package=sure("c39"),
        sure_stage=sure("c42"),
        sure_route=sure("c37"),
    )
