"""The numbers of the front page: gas, freight, power, trade, promises and the verdicts."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from corridors import data
from corridors.assumptions import assumed
from corridors.claims import counts
from corridors.claims import ledger as claims
from corridors.claims.judging import CONTRADICTED
from corridors.pictures.cards import Bars
from corridors.prose import Numbers, Told, date_in_words, number, numbers, percent, told
from corridors.subjects import (
    delivery,
    freight,
    gas,
    geography,
    money,
    pivot,
    power,
    scenario,
    trade,
)
from corridors.told import energy_and_logistics, eu_pivot, introduction
from corridors.told.green_transition import CODES, rows_of_mix


def came() -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """What each corridor brought year by year beside its aim (`scenario.came_so_far`).

    With the rows behind it.
    """
    exports, commitments = data.load("gas/exports"), data.load("gas/commitments")
    corridor, plans = data.load("freight/corridor"), data.load("freight/plans")
    projects, targets = data.load("power/projects"), data.load("power/targets")
    target, best = gas.pledge(commitments), data.preferred(corridor)
    europe = data.where(gas.exports_by_year(exports), destination="EUROPE")
    cargo = freight.outcomes(best, "cargo")
    last = int(assumed(data.load("freight/assumptions"), "corridor-growth")["last_year"].value)
    outlook = freight.corridor_outlook(best, data.load("freight/capacity"), plans, last)
    forecast = outlook.dropna(subset="world_bank_mt").iloc[0]
    counted = data.preferred(data.load("power/capacity"))
    others = (data.load("promises/promises"), data.load("sources"))
    aims = {
        scenario.GAS: scenario.Aim(target.year, target.volume_bcm),
        scenario.FREIGHT: scenario.Aim(int(forecast["year"]), float(forecast["world_bank_mt"])),
        scenario.POWER: scenario.new_power(power.goals(targets, counted, projects, *others)),
    }
    plants = scenario.plants_by_date(projects)
    built = scenario.power_built(
        plants, delivered=100, late=0, first_year=int(europe["year"].min())
    )
    bank = data.where(plans, source_id=freight.WORLD_BANK_FORECAST)
    running = data.where(projects, project=list(plants.loc[plants["running"], "project"]))
    promised = data.where(targets, country="AZE")
    rows = [europe, gas.pledge_rows(commitments), cargo, bank, running, promised]
    return scenario.came_so_far(europe, cargo, built, aims), rows


def pledge_at_best() -> Numbers:
    """The pledge of gas, and what the gas explorer gives at its best setting for Europe."""
    exports, balance = data.load("gas/exports"), data.load("gas/balance")
    commitments = data.load("gas/commitments")
    target, aims = gas.pledge(commitments), gas.pledge_rows(commitments)
    observed = gas.balance_by_year(balance, gas.exports_by_year(exports))
    names = ("gas/fields", "gas/transit_and_swaps", "gas/pipelines")
    fields, swaps, pipelines = map(data.load, names)
    givens = gas.given(balance, fields, swaps, pipelines, target)
    twenty = assumed(data.load("gas/assumptions"), "twenty-bcm")
    path = energy_and_logistics.path_at_best(observed, givens, twenty, target, exports)
    return numbers(
        pledged=told(f"{number(target.volume_bcm)} bcm", aims),
        pledge_year=told(target.year, aims),
        best_due=path.best_due,
    )


def gas_now() -> Numbers:
    """What Azerbaijan exports to Europe, and its share in the EU's imports."""
    yearly = gas.exports_by_year(data.load("gas/exports"))
    newest = data.where(yearly, year=yearly["year"].max())
    europe, world = (data.where(newest, destination=to) for to in ("EUROPE", "WORLD"))
    names = ("gas/eu_imports_monthly", "gas/eu_imports_quarterly", "gas/eu_imports")
    editions = [data.load(name) for name in names]
    share = gas.azerbaijan_share(gas.eu_supply(*editions)).iloc[-1]
    quarters = data.where(editions[1], newest_edition=True)
    of_year = quarters[quarters["quarter"].dt.year == share["year"]]
    to, of_all = (number(rows["volume_bcm"].iloc[0], 1) for rows in (europe, world))
    return numbers(
        to_europe=told(f"{to} of {of_all} bcm", europe, world),
        year=told(newest["year"].iloc[0], newest),
        share=told(percent(share["share_percent"] / 100, 1), of_year),
    )


def freight_now() -> Numbers:
    """What the Middle Corridor carried in its last year, and beside the year before."""
    corridor = data.preferred(data.load("freight/corridor"))
    cargo, boxes = (freight.outcomes(corridor, what) for what in ("cargo", "containers"))
    tonnes, units = cargo["cargo_mt"], boxes["containers_teu"]
    more, more_boxes = tonnes.pct_change().iloc[-1], units.pct_change().iloc[-1]
    return numbers(
        tonnes=told(f"{number(tonnes.iloc[-1], 2)} Mt", cargo.tail(1)),
        tonnes_change=told(f"{percent(abs(more))} {'more' if more > 0 else 'less'}", cargo.tail(2)),
        tonnes_year=told(cargo["year"].iloc[-1], cargo.tail(1)),
        boxes=told(number(units.iloc[-1]), boxes.tail(1)),
        boxes_change=told(
            f"{'rose' if more_boxes > 0 else 'fell'} by {percent(abs(more_boxes))}", boxes.tail(2)
        ),
    )


def power_now() -> Numbers:
    """What wind and sun give of the power made, by the newest year of each."""
    generation = data.preferred(data.load("power/generation"))
    outputs = power.output_by_source(generation)
    latest: Any = power.latest_mix(outputs).set_index("country")

    def rows(country: str) -> pd.DataFrame:
        return rows_of_mix(generation, outputs, CODES[country], int(latest.loc[country, "year"]))

    def share(country: str, digits: int = 0) -> Told:
        part = latest.loc[country, "wind_and_solar_percent"] / 100
        return told(percent(part, digits), rows(country))

    return numbers(
        green_share=share("Azerbaijan", 1),
        green_year=told(latest.loc["Azerbaijan", "year"], rows("Azerbaijan")),
        green_uzbek=share("Uzbekistan"),
        green_eu=share("European Union"),
    )


def trade_now() -> Numbers:
    """The part of Russia and China in Kazakhstan's trade, and where it fell."""
    goods, shares = data.load("policy/trade"), data.load("policy/trade_shares")
    partners = trade.partner_shares(goods, shares, data.load("geo/places"), data.load("sources"))
    behind = partial(trade.rows_behind, goods, shares)
    dependence = trade.dependence(partners)
    first, last = trade.first_and_last(dependence, "KAZ")
    moved = trade.gains(dependence, "both_percent")
    both = data.where(partners, measure="turnover", partner=("RUS", "CHN"), basis=trade.OWN)

    def of(row: pd.Series) -> tuple[pd.DataFrame, ...]:
        return behind(data.where(both, country="KAZ", year=row["year"]))

    every = behind(data.where(both, country=list(moved)))
    return numbers(
        both_now=told(percent(last["both_percent"] / 100), *of(last)),
        both_then=told(percent(first["both_percent"] / 100), *of(first)),
        both_year=told(last["year"], *of(last)),
        both_first=told(first["year"], *of(first)),
        offices=told(len(moved), *every),
        fallen=told(sum(points < 0 for points in moved.values()) or "none", *every),
    )


def lines_now() -> Numbers:
    """How many lines of each corridor are open."""
    lines, stages = data.load("geo/lines"), data.load("geo/stages")
    _, last = geography.years_of_stages(stages)
    found = introduction.lines(lines, stages, geography.region_in(lines, stages, year=last))
    return numbers(
        gas_open=found.gas_open, freight_open=found.freight_open, power_open=found.power_open
    )


def turn() -> Numbers:
    """How many of the EU's steps came after Washington turned, and how much money is firm."""
    summits = data.load("policy/summits")
    steps = pivot.steps(data.load("policy/events"), data.load("policy/event_actors"))
    late = eu_pivot.since_the_war(steps, summits)
    sums = money.sums(data.load("policy/money"))
    return numbers(
        late_steps=told(f"{late.after_trump!s} of {late.of_turn!s}", *late.of_turn.rows),
        package=eu_pivot.package(sums).package,
        firm_share=eu_pivot.firm().firm_share,
    )


def bars(
    lines: Numbers, both: Numbers, gas: Numbers, power: Numbers, turned: Numbers, kept: Numbers
) -> dict[str, Bars]:
    """What the small chart of each chapter's card shows: the numbers beside which it stands."""
    return {
        "introduction": [
            ("Gas lines open", "Southern Gas Corridor", lines.gas_open),
            ("Freight lines open", "Middle Corridor", lines.freight_open),
            ("Green power lines open", "green power", lines.power_open),
        ],
        "regionalism": [
            (f"Russia and China, {both.both_first!s}", "other", both.both_then),
            (f"Russia and China, {both.both_year!s}", "other", both.both_now),
        ],
        "energy_logistics": [
            ("Exports of gas to Europe", "Southern Gas Corridor", gas.to_europe),
            ("Of the EU's imports of gas", "Southern Gas Corridor", gas.share),
        ],
        "green_transition": [
            ("Wind and sun in Azerbaijan", "green power", power.green_share),
            ("Wind and sun in Uzbekistan", "green power", power.green_uzbek),
            ("Wind and sun in the EU", "green power", power.green_eu),
        ],
        "eu_pivot": [
            ("Steps after Washington turned", "European Union", turned.late_steps),
            ("Of the money, what is firm", "European Union", turned.firm_share),
        ],
        "conclusion": [
            ("Promises kept on time", "promise", kept.kept_share),
            ("Those over three years ahead", "promise", kept.far),
        ],
    }


def _record() -> pd.DataFrame:
    """What became of each promise (`delivery.record`)."""
    return delivery.record(data.load("promises/promises"), data.load("promises/projects"))


def checked() -> Numbers:
    """How many claims and promises the book checks."""
    due = delivery.fallen_due(_record())
    return numbers(
        all_claims=told(len(claims.ledger()), data.load("policy/claims")),
        closed=told(len(due), data.load("promises/promises").loc[due.index]),
    )


def promises_kept() -> Numbers:
    """How many promises that had fallen due were kept, and of those made far ahead."""
    record, promises = _record(), data.load("promises/promises")
    due = delivery.fallen_due(record)
    met = data.where(due, status="met")
    ahead = delivery.fallen_due(record, lead=delivery.FAR)
    return numbers(
        met=told(len(met), promises.loc[met.index]),
        kept_share=told(percent(delivery.share_kept(due).share), promises.loc[due.index]),
        far=told(percent(delivery.share_kept(ahead).share), promises.loc[ahead.index]),
    )


def contradicted() -> list[str]:
    """The claims of the paper that the record contradicts."""
    return list(data.where(claims.ledger(), verdict=CONTRADICTED)["claim_id"])


def freshness() -> Numbers:
    """When the record was last searched, and the newest time of which a figure of gas tells."""
    searches, imports = data.load("searches"), data.load("gas/country_imports")
    last = searches["searched_on"].max()
    return numbers(
        searched=told(date_in_words(last), data.where(searches, searched_on=last)),
        newest_gas=told(data.through(imports), imports),
    )


def verdicts() -> Numbers:
    """The verdicts on all claims of the paper."""
    total: Any = counts.tally(claims.ledger()).drop(columns="name").sum()
    return numbers(all_verdicts=told(counts.in_words(total), data.load("policy/claims")))


def verdicts_by_section() -> Numbers:
    """The verdicts on the claims of each section."""
    ledger, rows = claims.ledger(), data.load("policy/claims")
    sections: Any = counts.tally(ledger).set_index("name")

    def of(section: str, name: str) -> Told:
        own = sections.loc[name]
        claim_ids = list(data.where(ledger, section=section)["claim_id"])
        words = f"of {own['claims']} claims {counts.in_words(own)}"
        return told(words, data.where(rows, claim_id=claim_ids))

    return numbers(
        **{f"of_{section}": of(section, name) for section, name in claims.SECTIONS.items()}
    )
