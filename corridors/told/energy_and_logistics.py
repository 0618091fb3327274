"""The numbers of chapter 3: gas and its recipients, oil, cargo, days and prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.assumptions import Assumed
from corridors.claims import ledger as claims
from corridors.claims.judging import PAPER
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.subjects import freight, gas
from corridors.told.shared import sure_in

SCOPE: Final = {"route": "titr", "scope": "total"}
"""The Middle Corridor's own counts, of all that it carries."""


# What the claims find


def own_gas() -> Numbers:
    """How much of its gas the EU produces, and what Azerbaijan's growth makes up."""
    own, part = claims.finding("c20"), claims.finding("c22")
    return numbers(
        own_year=told(own.figures["year"], *own.rows),
        own_gas=told(f"{own.number('own_percent'):.0f} percent", *own.rows),
        russia_made_up=told(f"{part.number('part_percent'):.1f} percent", *part.rows),
        member_made_up=told(f"{part.number('most_in_a_member_percent'):.0f} percent", *part.rows),
    )


def progress() -> Numbers:
    """Income from transit, boxes like for like, days and borders."""
    earned, boxes, quicker = (claims.finding(claim) for claim in ("c32", "c29", "c30"))
    better = f"{quicker.figures['better_than_first']} of {quicker.figures['series']}"
    return numbers(
        corridor_income=told(f"{earned.number('income_usd_mn'):.0f} million USD", *earned.rows),
        income_year=told(earned.figures["year"], *earned.rows),
        income_share=told(f"{earned.number('share_percent'):.1f} percent", *earned.rows),
        transit_income=told(f"{earned.number('transit_usd_mn'):.0f} million USD", *earned.rows),
        boxes_like=told(f"{boxes.number('boxes_percent'):.0f} percent", *boxes.rows),
        days_then=told(f"{quicker.number('days_then'):.0f}", *quicker.rows),
        days_now=told(f"{quicker.number('days_now'):.0f}", *quicker.rows),
        borders_better=told(better, *quicker.rows),
        borders_since=told(quicker.figures["better_than_before"], *quicker.rows),
    )


def sureness() -> Numbers:
    """How sure the verdicts of the section are, in words."""
    sure = sure_in("energy_logistics")
    return numbers(
        sure_count=sure("c24"),
        sure_flow=sure("c21"),
        sure_substitute=sure("c22"),
        sure_pledge=sure("c23"),
        sure_alternative=sure("c29"),
        sure_progress=sure("c30"),
    )


# Gas: who receives it


def recipients(
    recipients: pd.DataFrame, counts: pd.DataFrame, firm: pd.Series, beside: pd.DataFrame
) -> Numbers:
    """How many countries receive the gas; of `gas/recipients` and `gas/recipient_counts`.

    `firm` counts them by kind of arrangement, `beside` is from `gas.counts_beside_published`.
    """
    today = gas.newest_count(counts)
    then, now = (gas.recipients_at(recipients, day) for day in (PAPER, today))
    by = {day: gas.delivered_by(recipients, day) for day in (PAPER, today)}
    regular, of_all = gas.regular_buyers(counts)
    apart = beside[~beside["agrees"]]
    arrangement = recipients["arrangement"].astype(str).map(gas.FIRMNESS)
    published = data.where(counts, scope=("all", "european", "eu_members"))

    def split(day: pd.Timestamp, **wanted: bool) -> pd.DataFrame:
        return data.where(by[day], **wanted)

    def arranged(kind: str) -> Told:
        return told(firm[kind], recipients[arrangement == kind])

    return numbers(
        paper_day=told(f"{PAPER:%B %Y}", given="the last day on a footnote's source"),
        paper_all=told(then.everyone, by[PAPER]),
        paper_european=told(then.european, split(PAPER, counted_european=True)),
        paper_members=told(then.eu_members, split(PAPER, eu_member=True)),
        today_is=told(f"{today:%B %Y}", data.where(counts, scope="all")),
        today_all=told(now.everyone, by[today]),
        today_european=told(now.european, split(today, counted_european=True)),
        today_members=told(now.eu_members, split(today, eu_member=True)),
        regular_of=told(f"{regular} of {of_all}", data.where(counts, scope=("regular", "all"))),
        with_contract=arranged("contract"),
        without_firm=arranged("no firm volume"),
        not_described=arranged("not stated"),
        counts_published=told(len(beside), published),
        counts_apart=told(len(apart), published, recipients),
        last_apart=told(apart["until"].max().year, published, recipients),
    )


# Gas: how much


def _ministry(exports: pd.DataFrame, destination: str, *years: int) -> pd.DataFrame:
    """The rows of `gas/exports` that `gas.exports_by_year` takes for a destination and years."""
    rows = data.where(gas.exports_by_year(exports), destination=destination)
    return data.where(rows, year=years) if years else rows


def deliveries(exports: pd.DataFrame, commitments: pd.DataFrame) -> Numbers:
    """Exports by the ministry, and the pledge; of `gas/exports` and `gas/commitments`."""
    target, aims = gas.pledge(commitments), gas.pledge_rows(commitments)
    europe = _ministry(exports, "EUROPE").set_index("year")["volume_bcm"]
    first, before, last = (int(europe.index[n]) for n in (0, -2, -1))
    total = _ministry(exports, "WORLD", last)

    def rows(*years: int) -> pd.DataFrame:
        return _ministry(exports, "EUROPE", *years)

    return numbers(
        exports_year=told(last, rows(last)),
        exports_total=told(f"{number(total['volume_bcm'].iloc[0], 1)} bcm", total),
        exports_europe=told(f"{number(europe[last], 1)} bcm", rows(last)),
        europe_before=told(f"{number(europe[before], 1)} bcm", rows(before)),
        europe_first=told(f"{number(europe[first], 1)} bcm", rows(first)),
        first_exports_year=told(first, rows(first)),
        europe_growth=told(percent(europe[last] / europe[first] - 1), rows(first, last)),
        target_volume=told(f"{number(target.volume_bcm)} bcm", aims),
        target_year=told(target.year, aims),
        still_to_add=told(f"{number(target.volume_bcm - europe[last], 1)} bcm", rows(last), aims),
    )


def two_counts(
    exports: pd.DataFrame, share: pd.DataFrame, editions: list[pd.DataFrame], through: pd.DataFrame
) -> Numbers:
    """The ministry beside the meters; `share` is from `gas.azerbaijan_share` of the `editions`.

    `through` is from `gas.europe_and_tap`.
    """
    twice = gas.europe_counted_twice(gas.exports_by_year(exports), share).set_index("year")
    apart, last, tap = twice["difference_bcm"], twice.iloc[-1], through.iloc[-1]
    agree = apart[apart.abs() < 0.5]
    ministry = _ministry(exports, "EUROPE")
    metered = [data.where(edition, supplier=gas.SELLER) for edition in editions]
    delivered = data.load("gas/tap_deliveries")
    delivered = data.where(delivered, pipeline="tap", destination="EUROPE", measure="delivered")
    months = data.where(exports, exporter=gas.SELLER, destination="EUROPE", basis="ministry")
    months = months[months["period"].isin(delivered["period"])]
    return numbers(
        metered=told(f"{number(last['metered_bcm'], 1)} bcm", *metered),
        metered_energy=told(f"{number(last['metered_twh'])} TWh", *metered),
        apart_now=told(f"{number(apart.iloc[-1], 1)} bcm", ministry.tail(1), *metered),
        agreed_until=told(agree.index[-1], ministry, *metered),
        agreed_within=told(f"{number(agree.abs().max(), 1)} bcm", ministry, *metered),
        tap_months=told(f"{tap['first']:%B} to {tap['last']:%B %Y}", delivered, months),
        tap_says=told(f"{number(tap['tap_bcm'], 1)} bcm", delivered),
        tap_ministry=told(f"{number(tap['ministry_bcm'], 1)} bcm", months),
    )


FLAT: Final = 0.02
"""A change by less than this share is said to be none."""


def italy(imports: pd.DataFrame) -> Numbers:
    """Italy's gas through TAP in the last months on record; `imports` is `gas/country_imports`."""
    by_month = gas.italy_by_month(imports)
    so_far = gas.italy_so_far(by_month)

    def months(*years: int) -> pd.DataFrame:
        alike = by_month[by_month["year"].isin(years) & (by_month["month"] <= so_far.month)]
        return imports.loc[alike.index]

    def change(share: float) -> str:
        return f"{percent(abs(share), 1)} {'more' if share > 0 else 'less'}"

    now, before, earlier = so_far.year, so_far.year - 1, so_far.year - 2
    until = f"{pd.Timestamp(now, so_far.month, 1):%B %Y}"
    return numbers(
        ita_until=told(until, months(now)),
        ita_energy=told(f"{number(so_far.energy_twh, 1)} TWh", months(now)),
        ita_change=told(change(so_far.on_last_year), months(now, before)),
        ita_change_two=told(change(so_far.on_two_years), months(now, earlier)),
        ita_two_years=told(earlier, months(earlier)),
        ita_year=told(now, months(now)),
        ita_moved=told(
            "stays flat"
            if abs(so_far.on_last_year) < FLAT
            else "grows"
            if so_far.on_last_year > 0
            else "shrinks",
            months(now, before),
        ),
    )


def weight(supply: pd.DataFrame, target: gas.Pledge, editions: list[pd.DataFrame]) -> Numbers:
    """What Azerbaijan's gas weighs in the EU; `supply` is from `gas.eu_supply` of `editions`."""
    share = gas.azerbaijan_share(supply)
    of_imports = share.set_index("year")["share_percent"] / 100
    with_aim = gas.share_with_pledge(share, target).iloc[-1]
    concentration = gas.concentration(supply).set_index("year")
    by_origin = concentration["concentration_high"].dropna()
    as_one = concentration["concentration_lng_as_one"]
    unknown = concentration.index[concentration["concentration_high"].isna()]
    by_country = supply.groupby(["year", "supplier"])["energy_twh"].sum().unstack()
    part: Any = by_country.div(by_country.sum(axis=1), axis=0)
    russian = gas.supplier_share(supply, "RUS").set_index("year")["share_percent"] / 100
    others = part.iloc[-1].drop(gas.SELLER)
    without = gas.herfindahl(others / others.sum() * 100)
    daily, quarterly = editions
    own = [data.where(edition, supplier=gas.SELLER) for edition in editions]

    def of(year: Any, **wanted: object) -> list[pd.DataFrame]:
        """The rows of a year, of the edition from which it is taken."""
        days = data.where(daily, **wanted)
        quarters = data.where(quarterly, **wanted, newest_edition=True)
        chosen = quarters[quarters["quarter"].dt.year == year]
        return [chosen if len(chosen) else days[days["month"].dt.year == year]]

    first, last = by_origin.index[0], by_origin.index[-1]
    gap = gas.edition_gap_percent(daily, quarterly)
    return numbers(
        share_now=told(percent(of_imports.iloc[-1], 1), *of(of_imports.index[-1])),
        share_now_year=told(of_imports.index[-1], *of(of_imports.index[-1])),
        share_most=told(percent(of_imports.max(), 1), *of(of_imports.idxmax())),
        share_most_year=told(of_imports.idxmax(), *own),
        share_energy=told(
            f"{number(share['azerbaijan_twh'].iloc[-1])} TWh",
            *of(of_imports.index[-1], supplier=gas.SELLER),
        ),
        share_aimed=told(percent(with_aim["share_percent"] / 100, 1), *of(of_imports.index[-1])),
        hhi_first=told(number(by_origin.iloc[0]), *of(first)),
        hhi_first_year=told(first, *of(first)),
        hhi_low=told(number(by_origin.min()), *of(by_origin.idxmin())),
        hhi_low_year=told(by_origin.idxmin(), *of(by_origin.idxmin())),
        hhi_last=told(number(by_origin.iloc[-1]), *of(last)),
        hhi_last_year=told(last, *of(last)),
        as_one_first=told(number(as_one.iloc[0]), *of(as_one.index[0])),
        as_one_last=told(number(as_one.iloc[-1]), *of(as_one.index[-1])),
        russia_first=told(percent(russian.loc[first]), *of(first)),
        russia_last=told(percent(russian.loc[last]), *of(last)),
        usa_last=told(percent(part["USA"].iloc[-1]), *of(part.index[-1])),
        norway_last=told(percent(part["NOR"].iloc[-1]), *of(part.index[-1])),
        hhi_fell=told(number(by_origin.iloc[0] - by_origin.iloc[-1]), *of(first), *of(last)),
        hhi_without=told(number(without), *of(last)),
        hhi_own_part=told(number(without - by_origin.iloc[-1]), *of(last)),
        origins_unknown=told(listed([str(year) for year in unknown]), *editions),
        edition_gap=told(percent(gap / 100, 2), *editions),
    )


def stops(
    base: pd.DataFrame,
    target: gas.Pledge,
    shock: Mapping[str, Assumed],
    behind: list[pd.DataFrame],
) -> Numbers:
    """What the pledge replaces when a supplier stops; `base` is from `gas.suppliers_in`.

    `behind` are the rows of the EU's imports in that year and of the pledge.
    """
    cuts = {
        name: gas.read_cut(
            gas.supply_after_cut(base, supplier=name, cut=100, azerbaijan_bcm=target.volume_bcm)
        )
        for name in ("Russia", "Norway", "United States")
    }
    russia = cuts["Russia"]
    return numbers(
        shock_year=told(int(shock["base_year"].value), *behind),
        pledge_adds=told(f"{number(russia.gained_twh)} TWh", *behind),
        russia_sends=told(f"{number(russia.lost_twh)} TWh", *behind),
        russia_replaced=told(percent(russia.replaced), *behind),
        russia_open=told(f"{number(russia.open_twh)} TWh", *behind),
        norway_replaced=told(percent(cuts["Norway"].replaced), *behind),
        usa_replaced=told(percent(cuts["United States"].replaced), *behind),
        shock_hhi=told(number(russia.hhi_before), *behind),
        shock_hhi_after=told(number(russia.hhi_after), *behind),
    )


def path(
    observed: pd.DataFrame,
    givens: pd.DataFrame,
    twenty: Mapping[str, Assumed],
    target: gas.Pledge,
    exports: pd.DataFrame,
) -> Numbers:
    """The path to the pledge as it opens, and at its best; of `gas.path_to_pledge`."""
    moved = ("production_change", "domestic_growth", "freed_bcm", "europe_share", "new_field")
    opening: dict[str, Any] = {name: twenty[name].value for name in (*moved, "swap")}
    opening["new_field"], opening["swap"] = (bool(opening[n]) for n in ("new_field", "swap"))
    best = opening | {
        "production_change": twenty["production_change"].high,
        "domestic_growth": twenty["domestic_growth"].low,
        "freed_bcm": twenty["freed_bcm"].high,
        "europe_share": twenty["europe_share"].high,
        "swap": True,
    }
    middle, fullest = (
        gas.path_to_pledge(observed, givens, twenty, **chosen).set_index("year")
        for chosen in (opening, best)
    )
    known = givens.set_index("quantity")["value"]
    balance, fields = data.load("gas/balance"), data.load("gas/fields")
    pipelines = data.load("gas/pipelines")
    tap = data.where(pipelines, pipeline="tap", measure="capacity")
    outlook = data.where(balance, country=gas.SELLER, basis="government")
    own = data.where(balance, country=gas.SELLER, basis="energy_institute")
    absheron = data.where(fields, field="absheron")
    assumed_rows = data.where(data.load("gas/assumptions"), explorer="twenty-bcm")
    europe = _ministry(exports, "EUROPE")
    behind = [own, europe, outlook, absheron, assumed_rows]
    passed = observed.loc[observed["europe_bcm"] > known["tap_before"], "year"].min()
    left_over = abs(observed["imports_and_difference_bcm"].iloc[-1])

    def at(table: pd.DataFrame, column: str) -> str:
        values: Any = table[column]
        return f"{number(values.loc[target.year], 1)} bcm"

    return numbers(
        path_due=told(at(middle, "europe_bcm"), *behind),
        path_missing=told(at(middle, "missing_bcm"), *behind),
        path_end=told(f"{number(middle['europe_bcm'].iloc[-1], 1)} bcm", *behind),
        path_end_year=told(middle.index[-1], *behind),
        best_due=told(at(fullest, "europe_bcm"), *behind),
        best_missing=told(at(fullest, "missing_bcm"), *behind),
        others_now=told(f"{number(observed['others_bcm'].iloc[-1], 1)} bcm", own, exports),
        official_fall=told(percent(abs(known["official_change"]) / 100, 1), outlook),
        official_year=told(int(known["official_year"]), outlook),
        falling_until=told(int(known["falling_until"]), outlook),
        field_year=told(int(known["absheron_year"]), absheron),
        field_adds=told(f"{number(known['absheron_added'], 1)} bcm", absheron),
        tap_before=told(f"{number(known['tap_before'])} bcm", tap),
        tap_now=told(f"{number(known['tap_now'])} bcm", tap),
        tap_passed=told(int(passed), europe, tap),
        balance_left=told(f"{number(left_over, 1)} bcm", own, exports),
    )


# Oil


def oil(piped: pd.DataFrame, oil: pd.DataFrame, transport: pd.DataFrame) -> Numbers:
    """Kazakh oil by two ways; `piped` is from `gas.caspian_oil` of the other two tables."""
    pipe: Any = piped.set_index(["pipeline", "year"])
    kazakh = pipe["kazakh_high_mt"].unstack("pipeline").dropna()
    year, last = kazakh.index[-1], kazakh.iloc[-1]
    southern = data.where(oil, pipeline="btc", origin="KAZ")
    considered = data.calendar_years(data.where(southern, status="target")).tail(1)
    agreed = data.where(southern, status="contract").tail(1)
    turkmen = claims.finding("c26")
    known = data.where(oil, origin="KAZ", status=("actual", "preliminary"))
    moved = data.where(transport, country="KAZ", measure="pipeline")
    btc_first = pipe.loc["BTC", "kazakh_low_mt"].dropna()

    def rows(of: int, *ways: str) -> list[pd.DataFrame]:
        parts = (
            data.where(data.calendar_years(known), year=of, pipeline=ways),
            data.where(data.calendar_years(moved), year=of, route=ways),
        )
        return [part for part in parts if len(part)]

    words = f"{number(turkmen.number('turkmen_oil_mt'), 1)} Mt in the newest months on record"
    return numbers(
        oil_year=told(year, *rows(year, "cpc", "btc")),
        oil_cpc=told(f"{number(last['CPC'], 1)} Mt", *rows(year, "cpc")),
        oil_btc=told(f"{number(last['BTC'], 1)} Mt", *rows(year, "btc")),
        oil_times=told(number(last["CPC"] / last["BTC"]), *rows(year, "cpc", "btc")),
        oil_agreed=told(f"{number(agreed['volume_mt'].iloc[0], 1)} Mt", agreed),
        oil_considered=told(f"{number(considered['volume_mt'].iloc[0])} Mt", considered),
        oil_considered_year=told(considered["year"].iloc[0], considered),
        oil_turkmen=told(words, *turkmen.rows),
        btc_from=told(f"{number(btc_first.iloc[0], 1)} Mt", *rows(btc_first.index[0], "btc")),
    )


# Freight: what the corridor carries


def cargo(corridor: pd.DataFrame, plans: pd.DataFrame) -> Numbers:
    """The corridor's cargo, its plans and what is disputed; of `freight/corridor` and `plans`."""
    best = data.preferred(corridor)
    seen = freight.outcomes(best, "cargo")
    by_year = seen.set_index("year")["cargo_mt"]
    first, last = by_year.index[0], by_year.index[-1]
    table = freight.outcomes_and_plans(best, corridor, plans, "cargo")
    reports = table[table["kind"] != "plan"].groupby("year")["cargo_mt"]
    disputed: Any = (reports.max() / reports.min()).idxmax()
    said = reports.get_group(disputed)
    planned = data.where(table, year=last, kind="plan").iloc[-1]
    plan = data.where(freight.plans_made(plans, "cargo"), year=last).tail(1)
    fell = by_year.index[:-1][by_year.diff()[:-1] < 0]
    growth = freight.growth_rates(best, [(first, last), (last - 1, last)])
    rate = growth.set_index("first_year")["growth_percent"]
    jumps = [100 * (by_year[disputed + 1] / lower - 1) for lower in (said.max(), said.min())]
    exports = data.where(best, scope="kazakh_exports").tail(1)
    export_year = exports["year"].dt.year.iloc[0]
    every = data.where(corridor, measure="cargo", **SCOPE)
    apart = every[every["year"].dt.year == disputed]

    def rows(*years: int) -> pd.DataFrame:
        return data.where(seen, year=years)

    own = f"{number(exports['value'].iloc[0], 1)} of {number(by_year[export_year], 1)} Mt"
    return numbers(
        corridor_first=told(f"{number(by_year[first], 2)} Mt in {first}", rows(first)),
        corridor_before=told(f"{number(by_year[last - 1], 2)} Mt", rows(last - 1)),
        corridor_last=told(f"{number(by_year[last], 2)} Mt in {last}", rows(last)),
        corridor_fall=told(f"{number(-rate[last - 1], 1)} percent", rows(last - 1, last)),
        corridor_plan=told(f"{number(planned['cargo_mt'], 1)} Mt", plan),
        corridor_plan_stated=told(f"{pd.Timestamp(planned['stated']):%B %Y}", plan),
        corridor_fell_before=told(fell[-1], rows(fell[-1] - 1, fell[-1])),
        corridor_growth_long=told(f"{number(rate[first])} percent", rows(first, last)),
        disputed_year=told(disputed, apart),
        corridor_disputed=told(f"{said.min():g} to {said.max():g} Mt", apart),
        corridor_jump=told(
            f"{number(jumps[0])} or {number(jumps[1])} percent", apart, rows(disputed + 1)
        ),
        kazakh_exports=told(f"{own} in {export_year}", exports, rows(export_year)),
    )


def boxes_and_trains(
    corridor: pd.DataFrame, plans: pd.DataFrame, rail: pd.DataFrame, beside: pd.DataFrame
) -> Numbers:
    """Containers and trains, their plans and their part; `beside` is from `freight.beside_rail`."""
    best = data.preferred(corridor)
    tables = {
        measure: freight.outcomes_and_plans(best, corridor, plans, measure)
        for measure in ("cargo", "containers", "block_trains")
    }
    boxes, run = (freight.outcomes(best, measure) for measure in ("containers", "block_trains"))
    last = int(freight.outcomes(best, "cargo")["year"].max())
    boxes_last, run_last = data.where(boxes, year=last), data.where(run, year=last)
    aims = freight.plans_made(plans, "containers")
    aim = data.where(aims, year=last)
    again = aims[aims["containers_teu"].duplicated(keep=False)]
    steps = data.where(freight.plans_made(plans, "block_trains"), year=last)
    met = pd.concat([freight.plans_met(table) for table in tables.values()])["met"]
    planned = data.where(plans, asset="titr")
    newest = beside.groupby("compared").last()["share_percent"]
    of_trains, of_boxes = (
        next(name for name in newest.index if word in name) for word in ("trains", "containers")
    )
    counted = data.where(best, measure=("containers", "block_trains"), **SCOPE)
    return numbers(
        boxes_last=told(number(boxes_last["containers_teu"].iloc[0]), boxes_last),
        boxes_plan=told(number(aim["containers_teu"].iloc[0]), aim),
        boxes_old_aim=told(number(again["containers_teu"].iloc[0]), again),
        boxes_old_year=told(again["year"].iloc[0], again.head(1)),
        boxes_new_year=told(again["year"].iloc[-1], again.tail(1)),
        trains_last=told(number(run_last["block_trains"].iloc[0]), run_last),
        trains_plans=told(listed([number(step) for step in steps["block_trains"]]), steps),
        plans_met=told(f"{met.sum()} of {len(met)}", planned, data.where(best, **SCOPE)),
        trains_share=told(f"{number(newest[of_trains], 1)} percent", counted, rail),
        boxes_share=told(f"{number(newest[of_boxes])} percent", counted, rail),
    )


# Freight: days and prices


def days(said: pd.DataFrame, route_claims: pd.DataFrame) -> Numbers:
    """How long the whole way is claimed to take; `said` is from `freight.transit_claims`."""
    practice = data.where(said, status="actual", route="Middle Corridor")
    slow = practice.sort_values("high_days").tail(1)
    ratio = data.where(route_claims, measure="time_ratio").head(1)
    wait = data.where(route_claims, measure="waiting_days").head(1)

    def span(rows: pd.DataFrame, unit: str = "") -> Told:
        low, high = rows["low_days"].min(), rows["high_days"].max()
        return told(f"{low:.0f} to {high:.0f}{unit}", rows)

    return numbers(
        middle_days=span(data.where(said, route="Middle Corridor"), " days"),
        north_days=span(data.where(said, route="Northern Corridor")),
        sea_days=span(data.where(said, route="Sea")),
        middle_practice=span(practice, " days"),
        middle_slow=span(slow),
        slower=told(f"{ratio['typical'].iloc[0]:.0f} times", ratio),
        slower_year=told(f"{ratio['period'].iloc[0].left:%Y}", ratio),
        wait=told(f"{wait['typical'].iloc[0]:.0f} days", wait),
        wait_month=told(f"{wait['period'].iloc[0].left:%B %Y}", wait),
    )


def prices(
    said: pd.DataFrame, route_claims: pd.DataFrame, rates: pd.DataFrame, since: int
) -> Numbers:
    """What a container is said to cost; `said` is from `freight.cost_claims`.

    `since` is the first year in which ships went round the Cape.
    """
    full, sea = data.where(said, covers="whole way"), data.where(said, quote="Drewry index")
    north, middle = (data.where(full, route=f"{way} Corridor") for way in ("Northern", "Middle"))
    newest, study = (north["first_year"].max(), north["first_year"].min())
    priced = data.where(route_claims, measure="cost")
    began = pd.Series(priced["period"].array.left.year, priced.index)
    weeks = data.where(rates, lane="shanghai_rotterdam", measure="rate")
    week = pd.Series(weeks["period"].array.left.year, weeks.index)

    def span(rows: pd.DataFrame) -> str:
        low, high = rows["low_usd_feu"].min(), rows["high_usd_feu"].max()
        return f"{number(low)} to {number(high)} USD"

    def on(route: str, year: int | None = None) -> pd.DataFrame:
        rows = priced if year is None else priced[began == year]
        return data.where(rows, route=route)

    def shipped(year: int) -> Told:
        words = f"{span(data.where(sea, first_year=year))} in {year}"
        return told(words, weeks[week == year])

    return numbers(
        price_middle=told(span(middle), on("middle_corridor")),
        price_north_study=told(
            f"{number(north['low_usd_feu'].min())} USD", on("northern_corridor")
        ),
        price_north=told(
            span(data.where(north, first_year=newest)), on("northern_corridor", newest)
        ),
        price_north_year=told(newest, on("northern_corridor", newest)),
        price_study_year=told(study, on("northern_corridor", study)),
        price_sea_before=shipped(since - 1),
        price_sea_after=shipped(since),
    )


def choice(
    ranges: pd.DataFrame,
    day: Mapping[str, float],
    assume: Mapping[str, Assumed],
    values: pd.DataFrame,
    route_claims: pd.DataFrame,
) -> Numbers:
    """Which route a container would choose; `ranges` is from `freight.route_ranges`.

    `day` is the cost of a day from `freight.time_costs`, `values` is `freight/value_of_time`.
    """
    costs = sorted(day.values())
    holding, lowest, highest = costs[0], costs[3], costs[-1]
    worth = assume["cargo_value"].value
    table = freight.route_choice(ranges, value=worth, time_cost=lowest)
    held: Any = freight.route_choice(
        ranges,
        value=worth,
        time_cost=holding,
        red_sea_shut=True,
        prices=freight.QUOTED,
        days=freight.PRACTICE,
    ).set_index("route")
    low = {
        shut: freight.route_choice(ranges, value=worth, time_cost=lowest, red_sea_shut=shut)[
            "low_total_usd"
        ].iloc[-1]
        for shut in (False, True)
    }
    held_open = freight.route_choice(ranges, value=worth, time_cost=holding)
    by_method = low[False] / held_open["low_total_usd"].iloc[-1]
    start = data.where(data.load("freight/assumptions"), explorer="route-choice")
    worth_row = data.where(start, assumption="cargo_value")
    on_time = data.where(values, measure="time_cost")
    claimed = data.where(route_claims, measure=("cost", "transit_days"))
    behind = [claimed, values, start]

    def usd(route: str) -> Told:
        low, high = (round(held.loc[route, f"{end}_total_usd"], -2) for end in ("low", "high"))
        return told(f"{number(low)} to {number(high)} USD", *behind)

    return numbers(
        default_value=told(f"{number(worth)} USD", worth_row),
        mean_value=told(
            f"{number(round(freight.mean_cargo_value(values), -3))} USD",
            data.where(values, measure="cargo_value"),
        ),
        holding=told(f"{number(holding, 2)} percent", start),
        trade_low=told(f"{number(lowest, 1)} percent", on_time),
        trade_high=told(f"{number(highest, 1)} percent", on_time),
        factor=told(
            f"{number(lowest / holding)} to {number(highest / holding)} times", on_time, start
        ),
        best_route=told(freight.cheapest(table)[0], *behind),
        worst_route=told(freight.cheapest(table)[1], *behind),
        shut_factor=told(f"{number(low[True] / low[False], 1)} times", *behind),
        method_factor=told(f"{number(by_method, 1)} times", *behind),
        held_sea=usd(freight.CAPE),
        held_north=usd("Northern Corridor"),
        held_middle=usd("Middle Corridor"),
    )


def growth(
    corridor: pd.DataFrame, plans: pd.DataFrame, capacity: pd.DataFrame, outlook: pd.DataFrame
) -> Numbers:
    """What the corridor's forecast needs; `outlook` is from `freight.corridor_outlook`."""
    best = data.preferred(corridor)
    seen = freight.outcomes(best, "cargo")
    by_year = seen.set_index("year")["cargo_mt"]
    first, last = int(by_year.index[0]), int(by_year.index[-1])
    rates = freight.growth_rates(best, [(first, last), (2022, last), (last - 1, last)])
    rate = rates.set_index("first_year")["growth_percent"]
    bank = outlook.dropna(subset="world_bank_mt").iloc[0]
    needed = freight.growth_needed(by_year[last], bank["world_bank_mt"], int(bank["year"]) - last)
    forecast = data.where(plans, source_id=freight.WORLD_BANK_FORECAST)
    maps = data.where(plans, asset="titr", measure="capacity").sort_values("reported_on")
    stated = data.where(capacity, asset="titr", measure="cargo", status="capacity")
    rooms = outlook["capacity_mt_year"].dropna()
    words = (
        f"{number(rate[first])} percent a year since {first}, {number(rate[2022])} since 2022, "
        f"{number(rate[last - 1])} in {last}"
    )
    return numbers(
        observed_growth=told(words, data.where(seen, year=(first, 2022, last - 1, last))),
        bank_goal=told(f"{bank['world_bank_mt']:g} Mt in {bank['year']:.0f}", forecast),
        bank_needed=told(f"{number(needed)} percent", forecast, data.where(seen, year=last)),
        room_now=told(f"{rooms.iloc[0]:g} Mt a year", stated),
        road_map=told(f"{rooms.unique()[1]:g} Mt a year", maps),
        road_map_first=told(maps["target_year"].dt.year.iloc[0], maps.head(1)),
        road_map_now=told(outlook.nlargest(1, "capacity_mt_year")["year"].iloc[0], maps.tail(1)),
    )
