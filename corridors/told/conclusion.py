"""The numbers of chapter 6: verdicts, promises and their delays, and one scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from corridors import data
from corridors.claims import counts
from corridors.claims import ledger as claims
from corridors.prose import Numbers, Told, number, numbers, percent, told
from corridors.subjects import cable, delivery, freight, pivot, scenario
from corridors.told.shared import sure_in

# What holds


def verdicts(ledger: pd.DataFrame) -> Numbers:
    """The verdicts by section and kind; `ledger` is from `claims.ledger`."""
    rows, sections = data.load("policy/claims"), counts.tally(ledger)
    kinds = counts.tally(ledger, "kind").set_index("name")
    total = sections.drop(columns="name").sum()
    outcomes = counts.by_section(ledger)
    holds = data.where(outcomes, outcome=counts.PART_HOLDS)
    mixed = data.where(outcomes, outcome=counts.OUTCOMES[2])
    judged = ledger[ledger["confidence"] != ""]
    sure = judged[judged["confidence"].isin(["high", "very high"])]

    def of(chosen: pd.DataFrame) -> pd.DataFrame:
        return data.where(rows, claim_id=list(chosen["claim_id"]))

    def section(name: str) -> Told:
        row = data.where(sections, name=claims.SECTIONS[name]).iloc[0]
        return told(counts.in_words(row), of(data.where(ledger, section=name)))

    def of_kinds(verdict: str, *named: str) -> Told:
        found = kinds.loc[list(named)]
        words = f"{found[verdict].sum()} of {found['claims'].sum()}"
        return told(words, of(data.where(ledger, kind=list(named))))

    return numbers(
        part_holds=told(len(holds), of(holds)),
        mixed=told(len(mixed), of(mixed)),
        sure_often=told(f"{len(sure)} of {len(judged)}", of(judged)),
        all_claims=told(total["claims"], rows),
        all_verdicts=told(counts.in_words(total), rows),
        introduction=section("introduction"),
        regionalism=section("regionalism"),
        energy_logistics=section("energy_logistics"),
        green_transition=section("green_transition"),
        eu_pivot=section("eu_pivot"),
        conclusion=section("conclusion"),
        events_held=of_kinds("supported", "event"),
        figures_held=of_kinds("supported", "trend", "quantitative"),
        causes_untested=of_kinds("not_testable", "causal", "normative"),
    )


def bridges(steps: pd.DataFrame) -> Numbers:
    """Bridges, dependence and money; `steps` is from `pivot.steps`."""
    built, money = claims.finding("c56"), claims.finding("c57")
    taken = steps[steps["day"] >= pd.Timestamp("2022-01-01")]
    against = data.where(taken, form=pivot.CRITICISM)
    towards = taken.drop(index=against.index)
    sides = towards["side"].value_counts()
    words = (
        f"{sides[pivot.AZERBAIJAN]} steps with Azerbaijan and {sides[pivot.CENTRAL_ASIA]} with "
        f"Central Asia since {taken['day'].dt.year.min()}"
    )
    return numbers(
        customs_steps=told(built.figures["customs_steps"], *built.rows),
        green_plants=told(built.figures["green_plants"], *built.rows),
        gas_lines=told(built.figures["gas_lines_opened"], *built.rows),
        lines_between=told(built.figures["gas_lines_between_parties"] or "none", *built.rows),
        package=told(f"{number(money.number('announced_eur_bn'))} billion euros", *money.rows),
        followed=told(f"EUR {number(money.number('followed_eur_bn') * 1000)} million", *money.rows),
        followed_share=told(
            percent(money.number("followed_eur_bn") / money.number("announced_eur_bn"), 1),
            *money.rows,
        ),
        russia_before=told(percent(money.number("russia_before_percent") / 100, 1), *money.rows),
        russia_now=told(percent(money.number("russia_now_percent") / 100, 1), *money.rows),
        russia_all=told(percent(money.number("russia_now_with_lng_percent") / 100, 1), *money.rows),
        objections=told(len(against), against),
        steps=told(words, towards),
    )


def sureness() -> Numbers:
    """How sure the verdicts on delays and on the pledge of gas are."""
    ledger: Any = claims.ledger("conclusion").set_index("claim_id")
    words = f"{ledger.loc['c59', 'confidence'] or 'no'} confidence"
    return numbers(
        sure_delays=told(words, *claims.finding("c59").rows),
        sure_pledge=sure_in("energy_logistics")("c23"),
    )


# How late


def delays(known: pd.DataFrame) -> Numbers:
    """How late promises of a date were; `known` is from `delivery.record`."""
    due = delivery.fallen_due(known)
    dates = delivery.fallen_due(known, kind=delivery.DATES)
    table = delivery.delays(known)
    fates = table["fate"].value_counts()
    measured = delivery.fallen_due(known, options=False)
    parts = delivery.part_delivered(measured)
    whole = delivery.share_kept(due)
    of = _promises()

    def fate(name: str) -> Told:
        chosen = data.where(table, fate=name)
        return told(fates[name], data.where(of, promise=list(chosen["promise"])))

    late = data.where(table, fate="late")
    late_rows = data.where(of, promise=list(late["promise"]))
    quantities = data.where(measured, kind=delivery.QUANTITIES)
    return numbers(
        promises_due=told(whole.promises, of.loc[due.index]),
        projects_due=told(whole.projects, of.loc[due.index]),
        dates_due=told(len(dates), of.loc[dates.index]),
        dates_kept=fate("kept"),
        dates_late=fate("late"),
        dates_waiting=fate("not yet"),
        dates_given_up=fate("given up"),
        late_by_half=told(f"{number(late['years_late'].median(), 1)} years", late_rows),
        half_by=told(f"{number(delivery.middle_delay(dates))} months", of.loc[dates.index]),
        parts_count=told(len(parts), of.loc[quantities.index]),
        part_middle=told(percent(parts.median() / 100), of.loc[quantities.index]),
    )


def _promises() -> pd.DataFrame:
    return data.load("promises/promises")


def method() -> Numbers:
    """What the intervals rest on."""
    rule = "the method of corridors.subjects.delivery"
    return numbers(
        draws=told(number(delivery.DRAWS), given=rule),
        confidence=told(percent(delivery.CONFIDENCE), given=rule),
        few=told(delivery.FEW, given=rule),
    )


def kept(known: pd.DataFrame, classes: pd.DataFrame) -> Numbers:
    """The share kept by class and way of counting; `classes` is from `delivery.by_class`."""
    share, due, of = classes.set_index("class"), delivery.fallen_due(known), _promises()
    ways = classes.loc[classes["family"].isin(["all", "counting"]), "share_percent"]
    whole = delivery.share_kept(due).share
    one_out = [
        delivery.share_kept(due[due["project"] != project]).share
        for project in due["project"].unique()
    ]

    def interval(name: str, rows: pd.DataFrame = due) -> Told:
        row: Any = share.loc[name]
        span = f"{row['low_percent']:.0f} to {row['high_percent']:.0f}"
        return told(f"{row['share_percent']:.0f} percent ({span})", of.loc[rows.index])

    def lead(words: str) -> Told:
        return interval(words, delivery.fallen_due(known, lead=words))

    def subject(name: str) -> Told:
        return interval(name, data.where(due, subject=name))

    early = data.where(due, called_early=True)
    return numbers(
        kept_all=interval("all"),
        kept_near=lead(delivery.NEAR),
        kept_middle=lead(delivery.MIDDLE),
        kept_far=lead(delivery.FAR),
        kept_gas=subject("gas"),
        kept_freight=subject("freight"),
        kept_power=subject("power"),
        kept_no_options=interval("no up-to contracts", delivery.fallen_due(known, options=False)),
        kept_nearly=interval("nearly is kept"),
        kept_once=interval("each project once"),
        kept_not_early=interval("none called early", due.drop(index=early.index)),
        called_early=told(len(early), of.loc[early.index]),
        kept_twice=interval("kept ones count twice"),
        half_kept_if=told(f"{number((1 - whole) / whole, 1)} times", of.loc[due.index]),
        one_out_least=told(percent(min(one_out)), of.loc[due.index]),
        one_out_most=told(percent(max(one_out)), of.loc[due.index]),
        ways_below=told(f"{(ways < 50).sum()} of {len(ways)}", of.loc[due.index]),
    )


def tail(known: pd.DataFrame) -> Numbers:
    """How long the tail of delays is; `known` is from `delivery.record`."""
    far_due = delivery.fallen_due(known, lead=delivery.FAR, kind=delivery.DATES)
    dates = delivery.fallen_due(known, kind=delivery.DATES)
    far: Any = delivery.delivered_by(far_due).set_index("months")
    every: Any = delivery.delivered_by(dates).set_index("months")
    end, of = every.iloc[-1], _promises()
    all_dates, far_dates = of.loc[dates.index], of.loc[far_due.index]
    bounds = f"{end['at_least_percent']:.0f} and {end['at_most_percent']:.0f} percent"
    return numbers(
        dates_in_two=told(percent(every.loc[24, "share_percent"] / 100), all_dates),
        dates_in_five=told(percent(end["share_percent"] / 100), all_dates),
        dates_five_bounds=told(bounds, all_dates),
        far_on_time=told(percent(far.loc[1, "share_percent"] / 100), far_dates),
        far_in_two=told(percent(far.loc[24, "share_percent"] / 100), far_dates),
        far_in_five=told(percent(far.loc[60, "share_percent"] / 100), far_dates),
    )


# Targets ahead

FOUR = {
    "pledge": "mou_20_2027",
    "room": "titr_cap_10_2027",
    "plants": "aze_res_2gw_2027",
    "line": "bssc_2029",
}
"""The targets that the paper's corridors depend on most, by the promise that stands for each."""


def four_targets(known: pd.DataFrame, ahead: pd.DataFrame) -> Numbers:
    """The four by the record of promises like them; `ahead` is from `delivery.targets_ahead`."""
    of, due = _promises(), delivery.fallen_due(known)
    asked: Any = ahead.set_index("promise")
    made: Any = of.set_index("promise")
    plans = data.where(data.load("freight/plans"), source_id=freight.WORLD_BANK_FORECAST)
    bank = data.where(plans, scope="total").head(1)

    def own(target: str) -> pd.DataFrame:
        return data.where(of, promise=FOUR[target])

    def like(target: str, way: str) -> pd.DataFrame:
        row = asked.loc[FOUR[target]]
        alike = data.where(due, lead=row["lead"]) if way == "lead" else due
        if way == "subject":
            alike = data.where(due, subject=made.loc[FOUR[target], "subject"])
        return of.loc[alike.index]

    def chance(target: str, way: str) -> Told:
        row = asked.loc[FOUR[target]]
        low, high = row[f"{way}_low_percent"], row[f"{way}_high_percent"]
        return told(
            f"{row[f'{way}_percent']:.0f} percent ({low:.0f} to {high:.0f})", like(target, way)
        )

    def aim(target: str, words: str) -> Told:
        year = asked.loc[FOUR[target], "target"].year
        value = made.loc[FOUR[target], "target_value"]
        return told(words.format(value=f"{value:g}", year=year), own(target))

    by_lead, by_subject = (
        delivery.all_kept(list(asked.loc[list(FOUR.values()), f"{way}_percent"] / 100))
        for way in ("lead", "subject")
    )
    pledge = made.loc[FOUR["pledge"]]
    reached = pledge["outcome_value"] / pledge["target_value"]
    all_due = of.loc[due.index]
    return numbers(
        pledge_is=aim("pledge", "{value} bcm in {year}"),
        pledge_by_lead=chance("pledge", "lead"),
        pledge_by_subject=chance("pledge", "subject"),
        pledge_reached=told(percent(reached), own("pledge")),
        pledge_reached_year=told(pledge["outcome_on"].left.year, own("pledge")),
        room_is=aim("room", "{value} Mt of room in {year}"),
        room_by_lead=chance("room", "lead"),
        bank_is=told(
            f"{bank['value'].iloc[0]:g} Mt of cargo in {bank['target_year'].dt.year.iloc[0]}", bank
        ),
        plants_are=aim("plants", "{value} GW by the end of {year}"),
        power_by_lead=chance("plants", "lead"),
        power_by_subject=chance("plants", "subject"),
        line_by_lead=chance("line", "lead"),
        line_promised=aim("line", "{year}"),
        all_four=told(percent(by_lead.independent, 1), all_due),
        all_four_subject=told(percent(by_subject.independent, 1), all_due),
        all_four_most=told(percent(max(by_lead.at_most, by_subject.at_most)), all_due),
    )


# The scenario


def three_corridors(
    model: Callable[..., pd.DataFrame], known: pd.DataFrame, behind: dict[str, list[pd.DataFrame]]
) -> Numbers:
    """The scenario in full and by the record; `model` is `scenario.three_corridors`, bound.

    `behind` has the rows of the tables that are bound, by corridor (`scenario.CORRIDORS`); `known`
    is from `delivery.record`.
    """
    best: list[Any] = [
        scenario.reached(model(delivered=100, late=0, demand=demand)) for demand in scenario.DEMANDS
    ]
    in_full: Any = best[scenario.DEMANDS.index(scenario.MIDDLE)]
    measured = delivery.fallen_due(known, options=False)
    dates = delivery.fallen_due(known, kind=delivery.DATES)
    part = round(delivery.part_delivered(measured).median(), -1)
    late = round(delivery.middle_delay(dates) / 12)
    as_record = scenario.reached(model(delivered=part, late=late, demand=scenario.MIDDLE))
    by_date = sum((table["then"] >= table["aim"]).any() for table in best)
    of, every = _promises(), [rows for parts in behind.values() for rows in parts]

    def at_last(table: Any, name: str) -> Told:
        row = table.loc[name]
        return told(f"{row['last']:.1f} {row['unit']}", *behind[name])

    def most(name: str) -> float:
        return max(float(table.loc[name, "last"]) for table in best)

    def aim(name: str) -> Told:
        row = in_full.loc[name]
        return told(f"{row['aim']:g} {row['unit']}", *behind[name])

    return numbers(
        scenario_year=told(scenario.LAST_YEAR, given="the last year of the scenario"),
        full_gas=at_last(in_full, scenario.GAS),
        full_cargo=at_last(in_full, scenario.FREIGHT),
        full_power=at_last(in_full, scenario.POWER),
        full_met=told(in_full.loc[scenario.POWER, "met"], *behind[scenario.POWER]),
        aim_gas=aim(scenario.GAS),
        aim_cargo=aim(scenario.FREIGHT),
        aim_power=aim(scenario.POWER),
        reached_by_date=told("none" if by_date == 0 else f"only {by_date}", *every),
        most_gas=told(f"{most(scenario.GAS):.1f} bcm", *behind[scenario.GAS]),
        most_cargo=told(f"{most(scenario.FREIGHT):.1f} Mt", *behind[scenario.FREIGHT]),
        likely_part=told(f"{part:.0f} percent", of.loc[measured.index]),
        likely_late=told(f"{late} year" + ("s" if late != 1 else ""), of.loc[dates.index]),
        record_gas=at_last(as_record, scenario.GAS),
        record_cargo=at_last(as_record, scenario.FREIGHT),
        record_power=at_last(as_record, scenario.POWER),
    )


def cable_year(cables: pd.DataFrame, sources: pd.DataFrame) -> Numbers:
    """For when the cable was promised first, and when it is due now; `cables` is `power/cables`."""
    first, newest = cable.first_and_last(cable.statements(cables, sources), "completion_year")
    rows = data.where(cables, measure="completion_year")
    return numbers(
        cable_first=told(f"{first.low:.0f}", rows),
        cable_newest=told(f"{newest.high:.0f}", rows),
    )
