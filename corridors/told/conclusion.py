"""The numbers of chapter 6: verdicts, promises and their delays, and one scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from corridors import data
from corridors.assumptions import Assumed
from corridors.claims import counts
from corridors.claims import ledger as claims
from corridors.prose import Numbers, Told, number, numbers, percent, told
from corridors.subjects import cable, delivery, freight, gas, pivot, scenario
from corridors.told.shared import sure_in

# What holds


def _claims_of(chosen: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/claims` of some entries of the ledger."""
    return data.where(data.load("policy/claims"), claim_id=list(chosen["claim_id"]))


def verdicts(ledger: pd.DataFrame, sections: pd.DataFrame) -> Numbers:
    """The verdicts, and what holds in part; `ledger` is from `claims.ledger`.

    `sections` is `counts.tally` of it.
    """
    total, rows = sections.drop(columns="name").sum(), data.load("policy/claims")
    outcomes = counts.by_section(ledger)
    holds = data.where(outcomes, outcome=counts.PART_HOLDS)
    mixed = data.where(outcomes, outcome=counts.OUTCOMES[2])
    return numbers(
        all_claims=told(total["claims"], rows),
        all_verdicts=told(counts.in_words(total), rows),
        part_holds=told(len(holds), _claims_of(holds)),
        mixed=told(len(mixed), _claims_of(mixed)),
    )


def verdicts_by_section(ledger: pd.DataFrame, sections: pd.DataFrame) -> Numbers:
    """The verdicts of each section in words; tables as in `verdicts`."""

    def section(name: str) -> Told:
        row = data.where(sections, name=claims.SECTIONS[name]).iloc[0]
        return told(counts.in_words(row), _claims_of(data.where(ledger, section=name)))

    return numbers(
        introduction=section("introduction"),
        regionalism=section("regionalism"),
        energy_logistics=section("energy_logistics"),
        green_transition=section("green_transition"),
        eu_pivot=section("eu_pivot"),
        conclusion=section("conclusion"),
    )


def verdicts_by_kind(ledger: pd.DataFrame, kinds: pd.DataFrame) -> Numbers:
    """What held of events, figures and causes; `kinds` is `counts.tally` by kind."""

    def of_kinds(verdict: str, *named: str) -> Told:
        found = kinds.loc[list(named)]
        words = f"{found[verdict].sum()} of {found['claims'].sum()}"
        return told(words, _claims_of(data.where(ledger, kind=list(named))))

    return numbers(
        events_held=of_kinds("supported", "event"),
        figures_held=of_kinds("supported", "trend", "quantitative"),
        causes_untested=of_kinds("not_testable", "causal", "normative"),
    )


def how_sure(ledger: pd.DataFrame) -> Numbers:
    """Of how many verdicts we are sure; `ledger` as in `verdicts`."""
    judged = ledger[ledger["confidence"] != ""]
    sure = judged[judged["confidence"].isin(["high", "very high"])]
    return numbers(sure_often=told(f"{len(sure)} of {len(judged)}", _claims_of(judged)))


def bridges() -> Numbers:
    """What bridges have been built."""
    built = claims.finding("c56")
    return numbers(
        customs_steps=told(built.figures["customs_steps"], *built.rows),
        green_plants=told(built.figures["green_plants"], *built.rows),
        gas_lines=told(built.figures["gas_lines_opened"], *built.rows),
        lines_between=told(built.figures["gas_lines_between_parties"] or "none", *built.rows),
    )


def dependence_and_money() -> Numbers:
    """How the old dependence shrank, and what followed the package."""
    money = claims.finding("c57")
    announced, followed = (money.number(f"{what}_eur_bn") for what in ("announced", "followed"))
    return numbers(
        russia_before=told(percent(money.number("russia_before_percent") / 100, 1), *money.rows),
        russia_now=told(percent(money.number("russia_now_percent") / 100, 1), *money.rows),
        russia_all=told(percent(money.number("russia_now_with_lng_percent") / 100, 1), *money.rows),
        package=told(f"{number(announced)} billion euros", *money.rows),
        followed=told(f"{number(followed * 1000)} million euros", *money.rows),
        followed_share=told(percent(followed / announced, 1), *money.rows),
    )


def ties(steps: pd.DataFrame) -> Numbers:
    """Steps towards one another since the war, and against; `steps` is from `pivot.steps`."""
    taken = steps[steps["day"] >= pd.Timestamp("2022-01-01")]
    against = data.where(taken, form=pivot.CRITICISM)
    towards = taken.drop(index=against.index)
    sides = towards["side"].value_counts()
    words = (
        f"{sides[pivot.AZERBAIJAN]} steps with Azerbaijan and {sides[pivot.CENTRAL_ASIA]} with "
        f"Central Asia since {taken['day'].dt.year.min()}"
    )
    return numbers(steps=told(words, towards), objections=told(len(against), against))


def sure_of_delays() -> Numbers:
    """How sure the verdict on delays is."""
    ledger: Any = claims.ledger("conclusion").set_index("claim_id")
    words = f"{ledger.loc['c59', 'confidence'] or 'no'} confidence"
    return numbers(sure_delays=told(words, *claims.finding("c59").rows))


def sure_of_pledge() -> Numbers:
    """How sure the verdict on the pledge of gas is."""
    return numbers(sure_pledge=sure_in("energy_logistics")("c23"))


# How late


def delays(known: pd.DataFrame) -> Numbers:
    """How many dates were kept, and how late the others were; `known` is `delivery.record`."""
    dates, table = delivery.fallen_due(known, kind=delivery.DATES), delivery.delays(known)
    of = _promises()

    def behind(fate: str) -> pd.DataFrame:
        return data.where(of, promise=list(data.where(table, fate=fate)["promise"]))

    def count(fate: str) -> Told:
        return told(len(data.where(table, fate=fate)), behind(fate))

    years = data.where(table, fate="late")["years_late"].median()
    return numbers(
        dates_due=told(len(dates), of.loc[dates.index]),
        dates_kept=count("kept"),
        dates_late=count("late"),
        late_by_half=told(f"{number(years, 1)} years", behind("late")),
        dates_waiting=count("not yet"),
        dates_given_up=count("given up"),
    )


def halves(known: pd.DataFrame) -> Numbers:
    """How late half of the dates came, and what part half of the quantities; as in `delays`."""
    dates = delivery.fallen_due(known, kind=delivery.DATES)
    measured = delivery.fallen_due(known, options=False)
    parts, of = delivery.part_delivered(measured), _promises()
    quantities = of.loc[data.where(measured, kind=delivery.QUANTITIES).index]
    return numbers(
        half_by=told(f"{number(delivery.middle_delay(dates))} months", of.loc[dates.index]),
        parts_count=told(len(parts), quantities),
        part_middle=told(percent(parts.median() / 100), quantities),
    )


def _promises() -> pd.DataFrame:
    return data.load("promises/promises")


RULE = "the method of corridors.subjects.delivery"
"""Who gives the numbers of the method."""


def method() -> Numbers:
    """What part of the draws the intervals hold."""
    return numbers(confidence=told(percent(delivery.CONFIDENCE), given=RULE))


def method_in_detail() -> Numbers:
    """How often it is drawn, and how few projects are too few."""
    return numbers(
        draws=told(number(delivery.DRAWS), given=RULE), few=told(delivery.FEW, given=RULE)
    )


def _interval(classes: pd.DataFrame, name: str, rows: pd.DataFrame) -> Told:
    """The share kept of a class, and its interval."""
    row: Any = classes.set_index("class").loc[name]
    span = f"{row['low_percent']:.0f} to {row['high_percent']:.0f}"
    return told(f"{row['share_percent']:.0f} percent ({span})", _promises().loc[rows.index])


def kept(known: pd.DataFrame, classes: pd.DataFrame) -> Numbers:
    """The share kept of all, by lead and by subject; `classes` is from `delivery.by_class`.

    `known` is from `delivery.record`.
    """
    due = delivery.fallen_due(known)
    whole, of = delivery.share_kept(due), _promises()

    def lead(words: str) -> Told:
        return _interval(classes, words, delivery.fallen_due(known, lead=words))

    def subject(name: str) -> Told:
        return _interval(classes, name, data.where(due, subject=name))

    return numbers(
        promises_due=told(whole.promises, of.loc[due.index]),
        projects_due=told(whole.projects, of.loc[due.index]),
        kept_all=_interval(classes, "all", due),
        kept_near=lead(delivery.NEAR),
        kept_middle=lead(delivery.MIDDLE),
        kept_far=lead(delivery.FAR),
        kept_power=subject("power"),
        kept_gas=subject("gas"),
        kept_freight=subject("freight"),
    )


def kept_in_brief(known: pd.DataFrame, classes: pd.DataFrame) -> Numbers:
    """The share kept of all with its likely range, and of what was promised long ahead."""
    shares, of = classes.set_index("class"), _promises()
    every, far = shares.loc["all"], shares.loc[delivery.FAR]
    due, long_ahead = (
        delivery.fallen_due(known, lead=lead) for lead in (delivery.EVERY, delivery.FAR)
    )
    return numbers(
        all_share=told(f"{every['share_percent']:.0f} percent", of.loc[due.index]),
        all_range=told(
            f"{every['low_percent']:.0f} to {every['high_percent']:.0f} percent", of.loc[due.index]
        ),
        far_share=told(f"{far['share_percent']:.0f} percent", of.loc[long_ahead.index]),
    )


def kept_if_biased(due: pd.DataFrame, classes: pd.DataFrame) -> Numbers:
    """What is left of the result if broken promises are likelier to be on record.

    `due` is from `delivery.fallen_due`, `classes` as in `kept`.
    """
    ways = classes.loc[classes["family"].isin(["all", "counting"]), "share_percent"]
    whole, behind = delivery.share_kept(due).share, _promises().loc[due.index]
    return numbers(
        ways_below=told(f"{(ways < 50).sum()} of {len(ways)}", behind),
        kept_twice=_interval(classes, "kept ones count twice", due),
        half_kept_if=told(f"{number((1 - whole) / whole, 1)} times", behind),
    )


def kept_otherwise(known: pd.DataFrame, due: pd.DataFrame, classes: pd.DataFrame) -> Numbers:
    """The share kept by other ways of counting; tables as in `kept` and `kept_if_biased`."""
    no_options = delivery.fallen_due(known, options=False)
    early = data.where(due, called_early=True)
    return numbers(
        kept_no_options=_interval(classes, "without contracts up to a volume", no_options),
        kept_once=_interval(classes, "each project counts once", due),
        kept_nearly=_interval(classes, "nearly kept counts as kept", due),
        called_early=told(len(early), _promises().loc[early.index]),
        kept_not_early=_interval(
            classes, "without those judged early", due.drop(index=early.index)
        ),
    )


def kept_without_one(due: pd.DataFrame) -> Numbers:
    """Between what shares the result moves if one project is left out; `due` as above."""
    shares = [
        delivery.share_kept(due[due["project"] != project]).share
        for project in due["project"].unique()
    ]
    behind = _promises().loc[due.index]
    return numbers(
        one_out_least=told(percent(min(shares)), behind),
        one_out_most=told(percent(max(shares)), behind),
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


def _own(target: str) -> pd.DataFrame:
    """The row of the promise that stands for a target."""
    return data.where(_promises(), promise=FOUR[target])


def _aim(target: str, words: str) -> Told:
    """What the target is, and for which year."""
    row = _own(target).iloc[0]
    due = data.last_day(_own(target)["target_date"]).iloc[0]
    return told(words.format(value=f"{row['target_value']:g}", year=due.year), _own(target))


def _chance(known: pd.DataFrame, ahead: pd.DataFrame, target: str, way: str) -> Told:
    """The share kept of the promises that are like a target, by its lead or by its subject."""
    row = data.where(ahead, promise=FOUR[target]).iloc[0]
    low, high = row[f"{way}_low_percent"], row[f"{way}_high_percent"]
    like = row["lead"] if way == "lead" else _own(target)["subject"].iloc[0]
    alike = data.where(delivery.fallen_due(known), **{way: like})
    return told(
        f"{row[f'{way}_percent']:.0f} percent ({low:.0f} to {high:.0f})",
        _promises().loc[alike.index],
    )


def four_targets(known: pd.DataFrame, ahead: pd.DataFrame) -> Numbers:
    """Gas and plants by the record of promises like them; `ahead` is `delivery.targets_ahead`.

    `known` is from `delivery.record`.
    """
    return numbers(
        pledge_is=_aim("pledge", "{value} bcm in {year}"),
        pledge_by_lead=_chance(known, ahead, "pledge", "lead"),
        pledge_by_subject=_chance(known, ahead, "pledge", "subject"),
        plants_are=_aim("plants", "{value} GW by the end of {year}"),
        power_by_lead=_chance(known, ahead, "plants", "lead"),
        power_by_subject=_chance(known, ahead, "plants", "subject"),
    )


def all_four(due: pd.DataFrame, ahead: pd.DataFrame) -> Numbers:
    """The chance that all four are kept; `due` is from `delivery.fallen_due`."""
    asked = ahead.set_index("promise").loc[list(FOUR.values())]
    by_lead, by_subject = (
        delivery.all_kept(list(asked[f"{way}_percent"] / 100)) for way in ("lead", "subject")
    )
    behind = _promises().loc[due.index]
    return numbers(
        all_four=told(percent(by_lead.independent, 1), behind),
        all_four_subject=told(percent(by_subject.independent, 1), behind),
        all_four_most=told(percent(max(by_lead.at_most, by_subject.at_most)), behind),
    )


def pledge_so_far() -> Numbers:
    """How far the pledge of gas had come when it was last seen."""
    own = _own("pledge")
    pledge = own.iloc[0]
    reached = pledge["outcome_value"] / pledge["target_value"]
    return numbers(
        pledge_reached_year=told(pledge["outcome_on"].left.year, own),
        pledge_reached=told(percent(reached), own),
    )


def other_targets(known: pd.DataFrame, ahead: pd.DataFrame) -> Numbers:
    """Room, cable and forecast by the record of promises like them; as in `four_targets`."""
    plans = data.where(data.load("freight/plans"), source_id=freight.WORLD_BANK_FORECAST)
    bank = data.where(plans, scope="total").head(1)
    year = bank["target_year"].dt.year.iloc[0]
    return numbers(
        room_is=_aim("room", "{value} Mt of room in {year}"),
        room_by_lead=_chance(known, ahead, "room", "lead"),
        line_promised=_aim("line", "{year}"),
        line_by_lead=_chance(known, ahead, "line", "lead"),
        bank_is=told(f"{bank['value'].iloc[0]:g} Mt of cargo in {year}", bank),
    )


# The scenario


Rows = dict[str, list[pd.DataFrame]]
"""The rows of the tables that the scenario is bound to, by corridor (`scenario.CORRIDORS`)."""


def _middle(tables: list[pd.DataFrame]) -> Any:
    """What is reached with the middle growth of demand."""
    return tables[scenario.DEMANDS.index(scenario.MIDDLE)]


def _at_last(table: Any, name: str, behind: Rows) -> Told:
    """What a corridor comes to in the last year."""
    row = table.loc[name]
    return told(f"{row['last']:.1f} {row['unit']}", *behind[name])


def three_corridors(
    model: Callable[..., pd.DataFrame],
    best: list[pd.DataFrame],
    known: pd.DataFrame,
    behind: Rows,
) -> Numbers:
    """The scenario in full and by the record; `model` is `scenario.three_corridors`, bound.

    `best` is `scenario.reached` with all on time and in full, by each growth of demand; `behind`
    has the rows of the tables that are bound; `known` is from `delivery.record`.
    """
    in_full = _middle(best)
    measured = delivery.fallen_due(known, options=False)
    dates = delivery.fallen_due(known, kind=delivery.DATES)
    part = round(delivery.part_delivered(measured).median(), -1)
    late = round(delivery.middle_delay(dates) / 12)
    as_record = scenario.reached(model(delivered=part, late=late, demand=scenario.MIDDLE))
    of = _promises()
    return numbers(
        full_gas=_at_last(in_full, scenario.GAS, behind),
        full_cargo=_at_last(in_full, scenario.FREIGHT, behind),
        full_power=_at_last(in_full, scenario.POWER, behind),
        scenario_year=told(scenario.LAST_YEAR, given="the last year of the scenario"),
        likely_part=told(f"{part:.0f} percent", of.loc[measured.index]),
        likely_late=told(f"{late} year" + ("s" if late != 1 else ""), of.loc[dates.index]),
        record_gas=_at_last(as_record, scenario.GAS, behind),
        record_cargo=_at_last(as_record, scenario.FREIGHT, behind),
        record_power=_at_last(as_record, scenario.POWER, behind),
    )


def explorer_at_best(
    observed: pd.DataFrame,
    givens: pd.DataFrame,
    twenty: Mapping[str, Assumed],
    behind: Rows,
) -> Numbers:
    """What the explorer of the pledge gives Europe at its best, in the year of the pledge."""
    year = givens.set_index("quantity")["value"]["pledge_year"]
    reach = gas.reach_of_paths(observed, givens, twenty).set_index("year")
    most = float(reach["high_bcm"][int(year)])
    return numbers(explorer_most=told(f"{most:.1f} bcm", *behind[scenario.GAS]))


def aims(best: list[pd.DataFrame], behind: Rows) -> Numbers:
    """What aims the scenario reaches at its best; as in `three_corridors`."""
    in_full = _middle(best)
    by_date = sum((table["then"] >= table["aim"]).any() for table in best)
    every = [rows for parts in behind.values() for rows in parts]

    def most(name: str, unit: str) -> Told:
        values: list[Any] = [table.loc[name, "last"] for table in best]
        return told(f"{max(values):.1f} {unit}", *behind[name])

    def aim(name: str) -> Told:
        row = in_full.loc[name]
        return told(f"{row['aim']:g} {row['unit']}", *behind[name])

    return numbers(
        reached_by_date=told("none" if by_date == 0 else f"only {by_date}", *every),
        most_gas=most(scenario.GAS, "bcm"),
        aim_gas=aim(scenario.GAS),
        most_cargo=most(scenario.FREIGHT, "Mt"),
        aim_cargo=aim(scenario.FREIGHT),
        aim_power=aim(scenario.POWER),
        full_met=told(in_full.loc[scenario.POWER, "met"], *behind[scenario.POWER]),
    )


def cable_year(cables: pd.DataFrame, sources: pd.DataFrame) -> Numbers:
    """For when the cable was promised first, and when it is due now; `cables` is `power/cables`."""
    first, newest = cable.first_and_last(cable.statements(cables, sources), "completion_year")
    rows = data.where(cables, measure="completion_year")
    return numbers(
        cable_first=told(f"{first.low:.0f}", rows),
        cable_newest=told(f"{newest.high:.0f}", rows),
    )
