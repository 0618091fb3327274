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


def mix(generation: pd.DataFrame, outputs: pd.DataFrame) -> Numbers:
    """What power is made from; `outputs` is `power.output_by_source` of `power/generation`."""
    latest: Any = power.latest_mix(outputs).set_index("country")
    shares: Any = outputs.set_index(["country", "year", "part"])["share_percent"] / 100
    coal = int(data.where(outputs, country="KAZ", part="Coal")["year"].max())
    relied = claims.finding("c43")

    def newest(country: str) -> pd.DataFrame:
        return rows_of_mix(generation, outputs, CODES[country], int(latest.loc[country, "year"]))

    def part(country: str, column: str) -> Told:
        return told(percent(latest.loc[country, column] / 100), newest(country))

    return numbers(
        aze_rest=part("Azerbaijan", "rest_percent"),
        aze_rest_year=told(latest.loc["Azerbaijan", "year"], newest("Azerbaijan")),
        kaz_rest=part("Kazakhstan", "rest_percent"),
        uzb_rest=part("Uzbekistan", "rest_percent"),
        tkm_rest=part("Turkmenistan", "rest_percent"),
        kaz_coal=told(
            percent(shares["KAZ", coal, "Coal"]), rows_of_mix(generation, outputs, "KAZ", coal)
        ),
        kaz_coal_year=told(coal, rows_of_mix(generation, outputs, "KAZ", coal)),
        kgz_hydro=part("Kyrgyzstan", "hydro_percent"),
        tjk_hydro=part("Tajikistan", "hydro_percent"),
        relied_states=told(relied.figures["states"], *relied.rows),
        relied_in=told(relied.figures["first_year"], *relied.rows),
    )


def carbon(generation: pd.DataFrame, outputs: pd.DataFrame, table: pd.DataFrame) -> Numbers:
    """How clean a kilowatt hour is; `table` is `power/carbon_intensity`, the rest as in `mix`."""
    known = table[table["note"].isna()]
    intensities = power.carbon_intensity(table)
    changed: Any = power.intensity_change(intensities).set_index("country")
    emitted: Any = intensities.set_index(["country", "year"])["intensity_gco2e_kwh"]
    shares: Any = outputs.set_index(["country", "year", "part"])["share_percent"] / 100
    since = int(changed["first_year"].iloc[0])
    hills = int(data.where(outputs, country="TJK", part="Coal")["year"].max())
    uzbek = data.where(outputs, country="UZB", year=hills)

    def rows(country: str, *years: int) -> pd.DataFrame:
        own = data.where(known, country=country)
        return in_years(own, *years) if years else own

    def grams(country: str) -> Told:
        row = changed.loc[country]
        ends = f"{number(row['first_gco2e_kwh'])} to {number(row['last_gco2e_kwh'])} g"
        return told(ends, rows(CODES[country], row["first_year"], row["last_year"]))

    def since_peak(country: str) -> Told:
        series = emitted[country]
        fall = percent(1 - series.iloc[-1] / series.max())
        return told(f"{fall} since {series.idxmax()}", rows(country))

    def coal_rise(country: str) -> Told:
        first, last = (percent(shares[country, year, "Coal"]) for year in (since, hills))
        behind = (rows_of_mix(generation, outputs, country, year) for year in (since, hills))
        return told(f"{first} to {last}", *behind)

    eu = changed.loc["European Union"]
    gap = 1 - uzbek["stated_total_twh"].iloc[0] / uzbek["energy_twh"].sum()
    return numbers(
        aze_grams=grams("Azerbaijan"),
        kaz_grams=grams("Kazakhstan"),
        eu_grams=told(
            percent(-eu["change_percent"] / 100), rows("EU27", eu["first_year"], eu["last_year"])
        ),
        tjk_grams=grams("Tajikistan"),
        kgz_grams=grams("Kyrgyzstan"),
        grams_since=told(since, in_years(known, since)),
        aze_peak=since_peak("AZE"),
        kaz_peak=since_peak("KAZ"),
        tjk_coal=coal_rise("TJK"),
        kgz_coal=coal_rise("KGZ"),
        hills_year=told(hills, rows_of_mix(generation, outputs, "TJK", hills)),
        uzb_gap=told(percent(gap), rows_of_mix(generation, outputs, "UZB", hills)),
    )


# Wind and sun


def growth(generation: pd.DataFrame, outputs: pd.DataFrame) -> Numbers:
    """How wind and solar grew, by country; tables as in `mix`."""
    both = power.wind_and_solar(generation)
    ember: Any = data.where(both, edition="Ember").set_index(["country", "year"])["energy_twh"]
    institute = data.where(both, edition="Energy Institute")
    uzbek = data.where(institute, country="Uzbekistan").set_index("year")["energy_twh"]
    newest = int(institute["year"].max())
    azeri = data.where(institute, country="Azerbaijan", year=newest)["energy_twh"].iloc[0]
    latest: Any = power.latest_mix(outputs).set_index("country")
    last, faster = int(ember["Azerbaijan"].index[-1]), claims.finding("c34")
    of_kazakhstan, first = ember["Kazakhstan"], last - 6
    made = data.where(outputs, country="AZE", year=last)["energy_twh"].sum()

    def share(country: str, digits: int = 0) -> Told:
        row = latest.loc[country]
        behind = rows_of_mix(generation, outputs, CODES[country], int(row["year"]))
        return told(percent(row["wind_and_solar_percent"] / 100, digits), behind)

    def energy(series: Any, year: int, country: str, edition: str) -> Told:
        words = f"{number(series[year], 1)} TWh in {year}"
        return told(words, _green(generation, country, edition, year))

    return numbers(
        uzb_before=energy(uzbek, uzbek.index[0], "UZB", "Energy Institute"),
        uzb_now=energy(uzbek, uzbek.index[-1], "UZB", "Energy Institute"),
        kaz_now=energy(of_kazakhstan, of_kazakhstan.index[-1], "KAZ", "Ember"),
        kaz_then=energy(of_kazakhstan, first, "KAZ", "Ember"),
        aze_now=told(
            f"{number(azeri, 1)} TWh", _green(generation, "AZE", "Energy Institute", newest)
        ),
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
        newest_year=told(newest, _green(generation, None, "Energy Institute", newest)),
        aze_sun_share=share("Azerbaijan", 1),
        uzb_sun_share=share("Uzbekistan"),
        eu_sun_share=share("European Union"),
    )


def water(generation: pd.DataFrame, outputs: pd.DataFrame, capacity: pd.DataFrame) -> Numbers:
    """What made Azerbaijan's power greener; `capacity` is the preferred `power/capacity`."""
    own = data.where(outputs, country="AZE").set_index(["year", "part"])
    energy, shares = own["energy_twh"], own["share_percent"]
    green = shares[shares.index.isin(power.RENEWABLE, level="part")].groupby("year").sum()
    both = data.where(power.wind_and_solar(generation), country="Azerbaijan", edition="Ember")
    sun = both.set_index("year")["energy_twh"]
    last = int(sun.index[-1])
    middle = last - 3
    ends = [rows_of_mix(generation, outputs, "AZE", year) for year in (middle, last)]
    differ = data.where(data.load("power/edition_differences"), country="AZE", item="solar")
    counts = data.where(data.load("power/generation"), country="AZE", fuel="solar")
    counts = in_years(counts, last)
    ministry = data.where(counts, edition="national")
    regained = data.where(capacity, scope="regained_territories", measure="installed").tail(1)
    restored = regained.iloc[0]
    return numbers(
        aze_green_then=told(percent(green[middle] / 100, 1), ends[0]),
        aze_green_now=told(percent(green[last] / 100, 1), ends[1]),
        aze_water=told(f"{number(energy[last, 'Hydro'] - energy[middle, 'Hydro'], 1)} TWh", *ends),
        aze_sun=told(f"{number(sun[last] - sun[middle], 2)} TWh", *ends),
        restored=told(
            f"{number(restored['capacity_mw'])} MW by {restored['period'].left.year}", regained
        ),
        solar_other=told(f"{number(differ['value'].iloc[0], 2)} TWh", differ.head(1)),
        solar_main=told(f"{number(energy[last, 'Solar'], 2)} TWh", ends[1]),
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
        without_green=told(len(SIX) - green, *found.rows),
    )


def capacity_share(share: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """Renewables in Azerbaijan's capacity, counted and aimed at; `share` is `power.capacity_share`.

    `capacity` is the preferred `power/capacity`, `targets` is `power/targets`.
    """
    counted, estimate = (data.where(share, kind=kind) for kind in ("count", "estimate"))
    first, last, now = counted.iloc[0], counted.iloc[-1], estimate.iloc[-1]
    aims = data.where(targets, country="AZE", measure="renewables_share_of_capacity")
    due = aims["target_date"].array.left.year
    soon, late = sorted(set(due))
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

    def aimed(year: int, stated: int) -> Told:
        aim = share[(share["on"].dt.year == year) & (share["stated"] == stated)].iloc[-1]
        behind = aims[(due == year) & (aims["made_on"].array.left.year == stated)]
        return told(f"{aim['share_percent']:g} percent", behind)

    return numbers(
        share_first=told(percent(first["share_percent"] / 100, 1), count(first)),
        share_then=told(percent(last["share_percent"] / 100, 1), count(last)),
        share_now_on=told(f"{now['on']:%B %Y}", opened),
        share_now=told(percent(now["share_percent"] / 100, 1), count(last), opened),
        share_first_on=told(f"{first['on']:%B %Y}", count(first)),
        share_then_on=told(f"{last['on']:%B %Y}", count(last)),
        gas_added=told(f"{number(plant['capacity_mw'].iloc[0])} MW", plant.head(1)),
        goal_sooner=aimed(soon, 2025),
        goal_later=aimed(late, 2025),
        goal_later_before=aimed(late, 2024),
        goal_soon_year=told(soon, aims[due == soon]),
        goal_late_year=told(late, aims[due == late]),
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


def azerbaijan_paces(goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """What Azerbaijan's two goals for 2030 need; `goals` is from `power.goals` of the others."""
    its = _Goals(goals, capacity, targets)
    six, thirty = (f"Azerbaijan: {aim} by 2030" for aim in ("6 GW", "30% of capacity"))
    pace = its.pace(six)
    plans = data.where(pace, kind="planned plants")["percent_of_goal"].iloc[0]
    built = its.standing(six)
    return numbers(
        six_needs=its.needs(six, " GW a year"),
        six_late=its.needs(six, first_year=LATE),
        late_year=told(LATE, given="two years after the first that can be chosen"),
        six_base=told(f"{number(its.column(six, 'base_gw'), 2)} GW", *built),
        best_aze=its.best(six),
        best_aze_year=its.best_year(six),
        six_reached=told(pace["reached"].iloc[0], *its.aim(six), *built),
        six_planned=told(percent(plans / 100), *its.aim(six), *built, *its.plans(six)),
        named_aze=told(f"{number(its.column(six, 'planned_gw'), 2)} GW", *its.plans(six)),
        thirty_needs=its.needs(thirty),
        thirty_gw=told(
            f"{number(its.column(thirty, 'goal_gw'), 1)} GW", *its.aim(thirty), built[0]
        ),
        six_gw=its.aimed(six),
    )


def other_paces(goals: pd.DataFrame, capacity: pd.DataFrame, targets: pd.DataFrame) -> Numbers:
    """What the goals of Uzbekistan and Kazakhstan need; tables as in `azerbaijan_paces`."""
    its = _Goals(goals, capacity, targets)
    uzbek = "Uzbekistan: 25 GW by 2030"
    easy = "Kazakhstan: 30% by 2030, with hydro"
    hard = "Kazakhstan: 35% by 2030, no large hydro"
    added = data.where(targets, country="UZB", measure="renewables_capacity_added")
    every = data.where(capacity, country="UZB", edition="irena", technology=("solar", "wind"))
    newest = every[data.last_day(every["period"]) == data.last_day(every["period"]).max()]
    made = data.where(data.load("power/generation"), country="KAZ", edition="national")
    made = made[made["year"].dt.year == 2024]
    by_fuel = made.set_index("fuel")["energy_twh"]
    aim = data.where(targets, country="KAZ", measure="renewables_share_of_generation")
    aim = aim[aim["target_date"].array.left.year == 2030].tail(1)
    part = by_fuel["renewables_without_large_hydro"] / by_fuel["total"]
    return numbers(
        uzb_needs=its.needs(uzbek, " GW a year"),
        best_uzb=its.best(uzbek, 1),
        uzb_gw=its.aimed(uzbek),
        uzb_later=told(listed([f"{value:g} GW" for value in added["value"]]), added),
        uzb_every=told(f"{number(newest['capacity_mw'].sum() / 1000, 1)} GW", newest),
        uzb_every_year=told(data.last_day(newest["period"]).iloc[0].year, newest),
        uzb_large=told(f"{number(its.column(uzbek, 'base_gw'), 1)} GW", *its.standing(uzbek)),
        best_uzb_year=its.best_year(uzbek),
        kaz_easy=its.needs(easy),
        kaz_hard=its.needs(hard),
        best_kaz=its.best(easy),
        kaz_made=told(
            percent(part, 1), data.where(made, fuel=("renewables_without_large_hydro", "total"))
        ),
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
    """How late plants and lines came; `slipped` is `power.slips`, of `promises/promises`."""
    months = slipped.set_index("thing")["slip_months"]
    built = data.where(slipped, group="wind and solar", built=True)
    dated = data.where(promises, subject="power", kind="date")

    def rows(*projects: str) -> pd.DataFrame:
        return data.where(dated, project=projects)

    return numbers(
        opened=told(len(built), dated),
        opened_worst=told(f"{number(built['slip_months'].max())} months", dated),
        shafag_slip=told(f"{number(months['Shafag'])} months", rows("shafag")),
        rogun_slip=told(f"{number(months['Rogun, unit 1'])} months", rows("rogun")),
        casa_slip=told(f"{number(months['CASA-1000'] / 12)} years", rows("casa_1000")),
    )


def links(milestones: pd.DataFrame, projects: pd.DataFrame) -> Numbers:
    """The memorandum of Tashkent, what followed, and hydrogen; of `power/corridor_milestones`."""
    link = data.where(milestones, project="caspian_green_corridor")
    signed = data.where(link, milestone="memorandum_signed")
    days = signed["date"].array.left
    reached = data.where(link, reached=True)
    newest = reached["date"].array.left.max()
    hydrogen = data.where(projects, kind="hydrogen")
    size = hydrogen.set_index("stage")["capacity_mw"]
    return numbers(
        link_days=told(f"{listed([f'{day.day}' for day in days])} {days[0]:%B %Y}", signed),
        link_last=told(f"{newest:%B %Y}", reached[reached["date"].array.left == newest]),
        pilot=told(f"{number(size['operating'])} MW", data.where(hydrogen, stage="operating")),
        hydrogen_plan=told(
            f"{number(size['planned'] / 1000)} GW", data.where(hydrogen, stage="planned")
        ),
    )


# Prices and cables


def prices(contracts: pd.DataFrame, ends: pd.DataFrame, spreads: pd.DataFrame) -> Numbers:
    """What power costs here and fetches there, by the tables of `corridors.subjects.cable`.

    They are from `contract_prices`, `prices_at_both_ends` and `spreads`.
    """
    auctions, tariffs = data.load("power/auction_prices"), data.load("power/tariffs")
    market = data.where(data.load("power/wholesale_prices"), status="actual")
    rates = data.where(data.load("gas/prices_monthly"), price="usd_per_euro")
    of_azerbaijan = data.where(contracts, seller="Azerbaijan").iloc[-1]
    own = data.where(auctions, country="AZE")
    own = own[own["year"].dt.year == of_azerbaijan["year"]]
    by_year = spreads.set_index("year")
    romania = data.where(market, country=cable.LANDING)
    last, below = by_year.iloc[-1], by_year[by_year["spread_low_eur_mwh"] < 0]
    price: Any = by_year["price_eur_mwh"]
    gap = -below["spread_low_eur_mwh"]
    landing = data.where(ends, side="landing").set_index("place")["middle_eur_mwh"]
    exports = data.where(ends, what="exports").iloc[0]
    newest = int(by_year.index[-1])
    code_of = {name: code for code, name in cable.LANDINGS.items()}

    def months(*years: int, country: str = cable.LANDING) -> pd.DataFrame:
        rows = data.where(market, country=country)
        return in_years(rows, *years, time="month")

    def landed(place: Any) -> Told:
        return told(
            f"{number(landing[place])} EUR in {place}", months(newest, country=code_of[place])
        )

    auction = f"{number(of_azerbaijan['price_eur_mwh'])} EUR"
    dollars = f"{number(of_azerbaijan['price_usd_mwh'], 1)} USD"
    spread = [number(last[f"spread_{end}_eur_mwh"]) for end in ("low", "high")]
    sold = [number(exports[f"{end}_eur_mwh"]) for end in ("low", "high")]
    georgian = data.where(tariffs, country="GEO", measure="export_price", unit="USD/MWh")
    return numbers(
        price_contracts=told(
            f"{cable.span(cable.contract_range(contracts))} EUR a MWh", auctions, rates
        ),
        price_count=told(len(contracts), auctions),
        price_azerbaijan=told(f"{auction} ({dollars})", own, rates),
        price_azerbaijan_year=told(of_azerbaijan["year"], own),
        price_romania=told(f"{number(last['price_eur_mwh'])} EUR", months(newest)),
        price_last_year=told(newest, months(newest)),
        price_spread=told(f"{spread[0]} to {spread[1]} EUR", months(newest), auctions, rates),
        price_reversed=told(
            f"{below.index.min()} to {below.index.max()}",
            months(*below.index),
            auctions,
            rates,
        ),
        price_reversed_by=told(
            f"{number(gap.min())} to {number(gap.max())} EUR", months(*below.index), auctions, rates
        ),
        price_crisis=told(f"{number(price.max())} EUR", months(price.idxmax())),
        price_crisis_year=told(price.idxmax(), romania),
        price_lowest=told(f"{number(price.min())} EUR", months(price.idxmin())),
        price_lowest_year=told(price.idxmin(), romania),
        price_cheapest_landing=landed(landing.idxmin()),
        price_dearest_landing=landed(landing.idxmax()),
        price_export=told(f"{sold[0]} to {sold[1]} EUR", georgian, rates),
    )


def cables(
    said: pd.DataFrame, made: cable.Design, links: pd.DataFrame, milestones: pd.DataFrame
) -> Numbers:
    """What is known of the cables; of the tables that `corridors.subjects.cable` makes.

    `said` is from `statements`, `made` from `design`, `links` from `links`, `milestones` is
    `power/corridor_milestones`.
    """
    table, unit_costs = data.load("power/cables"), data.load("power/losses_and_costs")
    own = data.where(table, link=cable.LINK)
    cost, ready = (cable.first_and_last(said, what) for what in ("cost", "completion_year"))
    units_case = data.where(made.costs, case=cable.UNIT_COSTS)
    market = cable.by_market_prices(unit_costs, made.length_km)
    claimed = data.where(links, kind="claim")
    claimed = claimed[claimed["high_gw"] > max(made.capacities_gw)]
    low, high = claimed["low_gw"].min(), claimed["high_gw"].max()
    small, large = min(made.capacities_gw), max(made.capacities_gw)
    waits = data.where(milestones, reached=False, milestone="cost_known")
    study = data.where(table, measure="feasibility_study_due_year").head(1)
    grants = data.where(table, measure="grant_share")
    by_bound = grants.set_index("bound")["value"]
    finance = data.where(data.load("power/finance"), subject=cable.LINK)
    loan, budget = (data.where(finance, currency=code).head(1) for code in ("USD", "GEL"))
    sea = unit_costs[unit_costs["technology"].str.startswith("hvdc")]

    def rows(measure: str, *years: int) -> pd.DataFrame:
        about = data.where(own, measure=measure)
        return about[about["stated_on"].array.left.year.isin(years)] if years else about

    def stated(measure: str, words: str, form: str) -> Told:
        ends = cable.span(cable.stated_range(said, measure), form)
        return told(words.format(ends), rows(measure))

    def cost_of(year: cable.Said) -> Told:
        ends = cable.span(cable.Interval(year.low, year.high), ".1f")
        return told(f"EUR {ends} bn in {year.stated}", rows("cost", year.stated))

    by_units = (units_case["low_eur_bn"].min(), units_case["high_eur_bn"].max())
    return numbers(
        cable_length=stated("length_total", "{} km", ",.0f"),
        cable_capacity=stated("capacity", "{} GW", ".1f"),
        cable_cost_range=stated("cost", "EUR {} bn", ".1f"),
        cable_cost_first=cost_of(cost[0]),
        cable_cost_last=cost_of(cost[1]),
        cable_date_first=told(f"{ready[0].low:.0f}", rows("completion_year", ready[0].stated)),
        cable_date_last=told(f"{ready[1].high:.0f}", rows("completion_year", ready[1].stated)),
        cable_per_gw_first=told(
            number(cost[0].high / small, 1), rows("cost", cost[0].stated), rows("capacity")
        ),
        cable_per_gw_last=told(
            number(cost[1].low / large, 1), rows("cost", cost[1].stated), rows("capacity")
        ),
        cable_by_units=told(
            f"EUR {number(by_units[0], 1)} to {number(by_units[1], 1)} bn",
            sea,
            rows("length_total"),
            rows("capacity"),
        ),
        cable_by_market=told(f"EUR {cable.span(market, '.1f')} bn", sea, rows("length_total")),
        cable_claims=told(
            f"{number(low)} to {number(high)} GW",
            data.where(table, measure="export_capacity_claimed"),
        ),
        cable_claim_factor=told(
            f"{number(low / large)} to {number(high / small)} times",
            data.where(table, measure="export_capacity_claimed"),
            rows("capacity"),
        ),
        cable_caspian_unknown=told(f"{waits['date'].array.left[0]:%B %Y}", waits),
        cable_caspian_study=told(f"{study['value'].iloc[0]:.0f}", study),
        cable_grants=told(
            f"{number(by_bound['low'])} to {number(by_bound['high'])} percent",
            data.where(grants, bound=("low", "high")),
        ),
        cable_grants_most=told(number(by_bound["max"]), data.where(grants, bound="max")),
        cable_loan=told(f"{loan['amount_mn'].iloc[0]:g} million dollars", loan),
        cable_budget=told(f"{budget['amount_mn'].iloc[0]:g} million lari", budget),
    )


def scale(table: pd.DataFrame) -> Numbers:
    """What one cable could carry beside the rest; `table` is `cable.whole_scale`."""
    read = cable.read_scale(table)
    by_name = {row["what"]: row for row in table.to_dict("records")}
    planned, target = (data.where(table, kind=kind).iloc[0] for kind in ("plan", "target"))
    half, green = by_name["Black Sea cable, half used"], by_name["Azerbaijan, wind and solar"]
    exports = by_name["Azerbaijan, exports"]
    generation, demand = data.load("power/generation"), data.load("power/demand")
    designed = data.where(data.load("power/cables"), link=cable.LINK, measure="capacity")
    figures = data.preferred(data.load("power/project_figures"))
    plants = data.where(data.load("power/projects"), country="AZE", technology=power.PLANTS)
    plants = plants[(plants["kind"] != "group") | plants["members"].notna()]
    plans = data.where(figures, measure="expected_generation", project=list(plants["project"]))
    targets = data.load("power/targets")
    aims = data.where(targets, country="AZE", measure="solar_and_wind_capacity")
    used = data.where(demand, item="demand", country="EU27").tail(1)
    sent = data.calendar_years(data.where(demand, item="exports", country="AZE"))
    sent = data.where(sent, year=exports["year"])

    def made(country: str, year: float) -> pd.DataFrame:
        return _green(generation, country, "Energy Institute", int(year))

    ours = made("AZE", green["year"])
    eu = by_name["EU, wind and solar"]
    full = read.full_twh
    of_plans = [number(end / planned["high_twh"], 1) for end in full]
    of_target = [number(end / target["high_twh"] * 100) for end in full]
    return numbers(
        cable_full=told(f"{cable.span(full, '.1f')} TWh", designed),
        cable_half=told(
            f"{number(half['low_twh'], 1)} to {number(half['high_twh'], 1)} TWh", designed
        ),
        cable_times=told(f"{cable.span(read.times_green)} times", designed, ours),
        cable_green=told(f"{number(green['high_twh'], 2)} TWh", ours),
        cable_green_year=told(f"{green['year']:.0f}", ours),
        cable_planned=told(f"{number(planned['high_twh'], 1)} TWh", plans),
        cable_times_planned=told(f"{of_plans[0]} to {of_plans[1]} times", designed, plans),
        cable_of_target=told(f"{of_target[0]} to {of_target[1]} percent", designed, aims),
        cable_target_year=told(f"{target['year']:.0f}", aims),
        cable_of_eu=told(f"{cable.span(read.percent_of_eu, '.1f')} percent", designed, used),
        cable_eu_green=told(f"{number(eu['high_twh'])} TWh", made("EU27", eu["year"])),
        cable_exported=told(f"{number(exports['high_twh'], 1)} TWh in {exports['year']:.0f}", sent),
    )


def gigawatt() -> Numbers:
    """What a gigawatt carries in a year."""
    carried = f"{number(units.gw_to_twh_year(1, 100), 1)} TWh"
    return numbers(cable_gigawatt=told(carried, given="a gigawatt in each hour of a year"))


def paybacks(
    earn: partial[pd.DataFrame],
    opening: Mapping[str, Any],
    made: cable.Design,
    yearly: pd.DataFrame,
) -> Numbers:
    """Whether the cable pays; `earn` is `cable.green_cable` with its tables, `opening` its choices.

    `made` is from `cable.design`, `yearly` from `cable.yearly_prices`.
    """
    romania: Any = data.where(yearly, country=cable.LANDING).set_index("year")["price_eur_mwh"]
    crisis = int(romania.idxmax())
    before = int(romania[romania < 100].loc[:2019].index.max())  # the last before the pandemic
    figures = data.load("power/project_figures")
    solar = data.where(figures, project="garadagh", measure="capacity_factor").head(1)
    table = data.where(data.load("power/cables"), link=cable.LINK)
    unit_costs = data.load("power/losses_and_costs")
    market = data.where(data.load("power/wholesale_prices"), country=cable.LANDING, status="actual")
    sea = unit_costs[unit_costs["technology"].str.startswith("hvdc")]
    auctions = data.load("power/auction_prices")
    rates = data.where(data.load("gas/prices_monthly"), price="usd_per_euro")
    life = made.life_years
    design = [data.where(table, measure=list(cable.MEASURES)), sea]

    def months(year: int) -> pd.DataFrame:
        return in_years(market, year, time="month")

    def state(**other: Any) -> dict[str, cable.Interval]:
        return cable.read_cable(earn(**{**opening, **other}))

    def pays(**other: Any) -> Told:
        year = int({**opening, **other}["price_year"])
        words = cable.payback_in_words(state(**other)["payback"], life)
        return told(words, *design, months(year), auctions, rates)

    now, behind = state(), [*design, months(int(opening["price_year"])), auctions, rates]
    return numbers(
        cable_now_pays=pays(),
        cable_now_earns=told(f"{cable.span(now['earnings'])} million euros", *behind),
        cable_now_delivers=told(f"{cable.span(now['delivered'], '.1f')} TWh", *design),
        cable_upkeep=told(f"{cable.span(now['upkeep'])} million", *design),
        cable_full_pays=pays(utilisation=100),
        cable_crisis_pays=pays(price_year=crisis),
        cable_before_pays=pays(price_year=before, utilisation=100),
        cable_quarter_pays=pays(utilisation=25),
        cable_units_pays=pays(cost=cable.UNIT_COSTS),
        cable_before_year=told(before, months(before)),
        cable_solar_use=told(f"{number(solar['value'].iloc[0])} percent", solar),
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


def rules(table: pd.DataFrame, plants: pd.DataFrame) -> Numbers:
    """The official rules beside what plants burn, of `official_rules` and `yardsticks`."""
    ours, theirs = (data.where(table, country=country) for country in ("AZE", "UZB"))
    _, fleet, new = plants.to_dict("records")
    rule = freed_gas.rule_of(table, "AZE")
    own, uzbek, burning = _rule_rows("AZE"), _rule_rows("UZB"), _plant_rows()
    costs = data.load("power/losses_and_costs")
    combined = data.where(costs, technology="combined_cycle_gas", parameter="efficiency")

    def ends(rows: pd.DataFrame, column: str, unit: str) -> str:
        return f"{number(rows[column].min())} to {number(rows[column].max())} {unit}"

    return numbers(
        freed_rule=told(f"{number(rule)} m3 a MWh", *own),
        freed_rule_gwh=told(f"{number(rule / 1000, 2)} million m3 a GWh", *own),
        freed_rule_range=told(ends(ours, "gas_m3_mwh", "m3"), *own),
        freed_rule_implies=told(percent(freed_gas.efficiency_of(rule) / 100), *own),
        freed_uzbek=told(ends(theirs, "gas_m3_mwh", "m3"), *uzbek),
        freed_uzbek_implies=told(ends(theirs, "efficiency_percent", "percent"), *uzbek),
        freed_own=told(f"{number(fleet['gas_m3_mwh'])} m3", *burning),
        freed_own_efficiency=told(percent(fleet["efficiency_percent"] / 100), *burning),
        freed_new=told(f"{number(new['gas_m3_mwh'])} m3", combined),
        freed_new_efficiency=told(percent(new["efficiency_percent"] / 100), combined),
        freed_too_much=told(percent(rule / new["gas_m3_mwh"] - 1), *own, combined),
        freed_above_own=told(percent(rule / fleet["gas_m3_mwh"] - 1), *own, *burning),
    )


def freed(given: freed_gas.Given, plants: pd.DataFrame, assumed: Mapping[str, Assumed]) -> Numbers:
    """How much gas the plants that were named would free, of `freed_gas.given`.

    `plants` is from `freed_gas.yardsticks`, `assumed` holds the choices of the explorer.
    """
    _, fleet, new = plants.to_dict("records")
    opening = {name: assumed[name].value for name in ("capacity", "capacity_factor", "gas_share")}
    opening["efficiency"] = fleet["efficiency_percent"]

    def state(**other: float) -> pd.DataFrame:
        return freed_gas.freed_gas(given, **{**opening, **other}).set_index("method")

    now, newest = state(), state(efficiency=new["efficiency_percent"])
    most = assumed["capacity"].high
    by_rule, by_gw, by_plant = freed_gas.METHODS
    rows = data.where(data.load("power/assumptions"), explorer="freed-gas")
    size, use = (data.where(rows, assumption=name) for name in ("capacity", "capacity_factor"))
    per_gw = data.where(data.load("power/gas_saved"), measure="gas_saved_per_gw", country="AZE")
    stated, burning = _rule_rows("AZE"), _plant_rows()
    costs = data.load("power/losses_and_costs")
    combined = data.where(costs, technology="combined_cycle_gas", parameter="efficiency")
    aim = data.where(
        data.load("power/targets"),
        measure="renewables_capacity_added",
        source_id="turan_2024_06_04_aliyev",
    ).head(1)
    yearly = gas.exports_by_year(data.load("gas/exports"))
    europe = data.where(yearly, destination="EUROPE").tail(1)
    gap = [europe, gas.pledge_rows(data.load("gas/commitments"))]

    def volume(table: pd.DataFrame, method: str, *behind: pd.DataFrame, digits: int = 2) -> Told:
        bcm: Any = table.loc[method, "freed_bcm"]
        return told(f"{number(bcm, digits)} bcm", size, use, *behind)

    made: Any = now.loc[by_rule, "made_twh"]
    part: Any = now.loc[by_rule, "gap_percent"]
    return numbers(
        freed_capacity=told(f"{number(assumed['capacity'].value)} GW", size),
        freed_factor=told(f"{number(assumed['capacity_factor'].value)} percent", use),
        freed_power=told(f"{number(made, 1)} TWh", size, use),
        freed_by_rule=volume(now, by_rule, *stated),
        freed_by_gw=volume(now, by_gw, per_gw),
        freed_by_plant=volume(now, by_plant, *burning),
        freed_by_new=volume(newest, by_plant, combined),
        freed_of_gap=told(percent(part / 100), size, use, *stated, *gap),
        freed_gap=told(f"{number(given.gap_bcm, 1)} bcm", *gap),
        freed_capacity_year=told(f"{aim['target_date'].array.left[0]:%Y}", aim),
        freed_burnt=told(f"{number(given.plants.gas_bcm)} bcm", burning[0]),
        freed_most_capacity=told(f"{number(most)} GW", size),
        freed_most_by_plant=volume(state(capacity=most), by_plant, *burning, digits=1),
    )


# Money, and how sure we are


def package(samarkand: pd.DataFrame, firm: pd.DataFrame) -> Numbers:
    """The package of the summit, and what is firm; of `policy/money` and `money.firm`."""
    parts = samarkand.set_index("part")["amount_eur_mn"]
    total, green = (data.where(samarkand, part=part) for part in ("total", "water_energy_climate"))
    found = claims.finding("c40")
    largest = data.where(firm, recipient="AZE").sort_values("amount_eur_bn").tail(1)

    def sum_of(figure: str) -> Told:
        return told(f"EUR {number(found.number(figure))} mn", *found.rows)

    return numbers(
        package_total=told(f"EUR {number(parts['total'] / 1000)} bn", total),
        package_green=told(percent(parts["water_energy_climate"] / parts["total"]), green, total),
        firm_asia=sum_of("central_asia_eur_mn"),
        firm_azerbaijan=sum_of("azerbaijan_eur_mn"),
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
