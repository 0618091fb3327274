"""The claims of the paper's introduction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data
from corridors.claims import judging
from corridors.claims.judging import (
    AUTHOR,
    CRITIC,
    PAPER,
    ClaimTest,
    Finding,
    Objection,
    all_or_some,
    need,
)
from corridors.claims.shared import (
    MORE_THAN_RECORDING,
    before_and_after,
    compared,
    lead_over_openings,
    rose_or_fell,
    to_europe,
)
from corridors.prose import listed, number, percent
from corridors.states import SIX
from corridors.subjects import freight, gas, timeline

TRADE_GROWTH: Final = 0.5
"""By which share trade must rise to count as closer: more than prices did in those years."""
STEADY: Final = -0.05
"""A yearly change of deliveries that is still steady, as for the claim on the flow of gas."""

STOPPAGE: Final = "2025_01_11_serbia_president_says_that_azerbaijan_has"
WITHDRAWAL: Final = "2025_01_12_serbia_president_says_that_gas_azerbaijan"


def closer_ties(
    events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame, trade: pd.DataFrame
) -> Finding:
    """c01: contacts of the EU with the region, beside denser recording, and its exports there."""
    need(events[events["event_id"] == timeline.TURN], "the turning point is not in the events")
    over = timeline.spans(events)
    events = timeline.without_criticism(events)
    counted = timeline.thickening(events, actors, places, over)
    before, after = before_and_after(counted[counted["partner"] == "European Union"])
    built_before, built_after = before_and_after(counted[counted["role"] == "yardstick"])
    need(events[events["kind"] == timeline.YARDSTICK], "no event to measure recording by")
    exports = _exports_to_the_region(trade)
    sums = exports.groupby(exports["year"].dt.year)["value_eur_mn"].sum()
    first, last = over.turn.year - 1, int(need(sums.to_frame(), "no exports of the EU").index[-1])
    need(sums[sums.index == first].to_frame(), "no exports of the EU in the year before the turn")
    growth = float(sums[last] / sums[first] - 1)
    kyrgyz = exports[exports["partner"] == "KGZ"]
    to_kyrgyz = kyrgyz.groupby(kyrgyz["year"].dt.year)["value_eur_mn"].sum()
    others = sums - to_kyrgyz
    lead, one_more, one_less = (
        lead_over_openings((before, after), (built_before, built_after + step))
        for step in (0, 1, -1)
    )
    dealt = timeline.contacts(events, actors)
    with_union = dealt.loc[timeline.with_actors(dealt, actors, ["EU27"]), "event_id"]
    told = compared(events, over, with_union)
    return Finding(
        all_or_some([lead >= MORE_THAN_RECORDING, growth >= TRADE_GROWTH]),
        f"Days of contact between the EU and the region, critical texts of the European Parliament "
        f"apart, went from {before} to {after} in spans of "
        f"{number(over.years, 1)} years before and after {over.turn:%B %Y}, and openings of "
        f"infrastructure from {built_before} to {built_after}: a lead of {number(lead, 1)} times "
        f"over the openings, where the rule asks for {MORE_THAN_RECORDING:.0f}. So few openings "
        "are a rough measure: with one more or one fewer after the turn the lead would be "
        f"{number(one_more, 1)} or {number(one_less, 1)} times. The "
        f"EU's exports to the six rose by {percent(growth)} from {first} to {last}, to "
        f"{number(sums[last] / 1000, 1)} bn EUR; without Kyrgyzstan, which bought "
        f"{number(float(to_kyrgyz[last] / to_kyrgyz[first]))} times as much, by "
        f"{percent(float(others[last] / others[first] - 1))}.",
        (told, exports[exports["year"].dt.year.isin([first, last])]),
        {
            "contacts_before": before,
            "contacts_after": after,
            "openings_before": built_before,
            "openings_after": built_after,
            "lead_times": lead,
            "export_growth_percent": growth * 100,
        },
    )


def _exports_to_the_region(trade: pd.DataFrame) -> pd.DataFrame:
    """The EU's own figures of its exports to each of the six, of the years that have all six."""
    best = data.preferred(trade)
    rows = best[
        (best["reporter"] == "EU27")
        & best["partner"].isin(list(timeline.REGION))
        & (best["flow"] == "export")
        & (best["product"] == "all")
        & best["value_eur_mn"].notna()
    ]
    complete = rows.groupby(rows["year"].dt.year)["partner"].transform("nunique")
    kept: pd.DataFrame = rows[complete == len(SIX)]
    return kept


def dependable(exports: pd.DataFrame, promises: pd.DataFrame, events: pd.DataFrame) -> Finding:
    """c02: how far deliveries fell, whether volumes announced came, and whether gas was stopped."""
    yearly = gas.exports_by_year(exports).query("destination == 'EUROPE'").set_index("year")
    need(yearly, "deliveries to Europe in fewer than two years", least=2)
    worst = float(yearly["volume_bcm"].pct_change().min())
    announced = promises[
        (promises["subject"] == "gas")
        & promises["project"].isin(["sgc", "azerbaijan"])
        & (promises["kind"] == "quantity")
        & ~promises["status"].isin(["open"])
    ]
    need(announced, "no volume announced whose outcome is known")
    need(events, "no events")
    kept = announced["status"].isin(["met", "met_late"])
    lenient = bool((parts_of(announced) >= 1 + STEADY - 1e-9).all())
    parts = parts_of(announced)
    said = events[events["event_id"].isin([STOPPAGE, WITHDRAWAL])]
    stopped = STOPPAGE in set(said["event_id"]) and WITHDRAWAL not in set(said["event_id"])
    return Finding(
        all_or_some([worst >= STEADY, bool(kept.all()), not stopped]),
        f"By the ministry, deliveries to Europe {rose_or_fell(worst)} in their weakest year. "
        f"Of {len(announced)} yearly volumes announced whose outcome is known "
        f"{kept.sum() or 'none'} came in full; of each {percent(parts.min())} or more was delivered"
        + (
            f", which a tolerance of {percent(-STEADY)} would have passed. "
            if lenient and not kept.all()
            else ". "
        )
        + (
            "One stop of gas was stated and stands."
            if stopped
            else "One stop of gas was stated and withdrawn the next day."
            if len(said)
            else "No stop of gas is on record."
        ),
        (to_europe(exports), announced, said),
        {
            "worst_change_percent": worst * 100,
            "volumes_announced": len(announced),
            "volumes_in_full": int(kept.sum()),
            "least_delivered_percent": float(parts.min()) * 100,
        },
        disputed="Serbia's president said on one day that Azerbaijan had stopped gas, and on the "
        "next that it would not be interrupted"
        if len(said) > 1
        else "",
    )


def parts_of(announced: pd.DataFrame) -> pd.Series[float]:
    """What was delivered as a part of what was announced."""
    return (announced["outcome_value"] / announced["target_value"]).astype(float)


def transit_hub(
    corridor: pd.DataFrame, oil: pd.DataFrame, ports: pd.DataFrame, crossing: pd.DataFrame
) -> Finding:
    """c03: what grew on the corridor and in Azerbaijan, by the paper's last full year and by ours.

    Of oil the lowest report of each year counts. All cargo that the corridors through Azerbaijan
    carried, by its statistical office, is compared with the same months of the year before: the
    office has counted that way since 2024 only.
    """
    best = data.preferred(corridor)
    cargo = freight.outcomes(best, "cargo").set_index("year")["cargo_mt"]
    boxes = freight.outcomes(best, "containers").set_index("year")["containers_teu"]
    shipped = oil[
        (oil["pipeline"] == "btc") & (oil["origin"] == "KAZ") & (oil["status"] == "actual")
    ]
    pumped = data.calendar_years(shipped).sort_values("year", kind="stable")
    tonnes = pumped.groupby("year")["volume_mt"].min()
    reports = {year: _range(rows["volume_mt"]) for year, rows in pumped.groupby("year")}
    handled = ports[
        (ports["port"] == "port_baku")
        & (ports["measure"] == "throughput")
        & (ports["category"] == "total")
        & (ports["status"] == "actual")
    ]
    handled = data.calendar_years(data.preferred(handled)).sort_values("year", kind="stable")
    port = handled.set_index("year")["value"]
    series = {
        "the corridor's cargo": cargo,
        "its containers": boxes,
        "the port of Baku": port,
        "Kazakh oil": tonnes,
    }
    for name, values in series.items():
        need(values.to_frame(), f"{name} in fewer than two years", least=2)
    through = _same_months(crossing)
    all_cargo = float(through["value"].iloc[1] / through["value"].iloc[0] - 1)
    when = PAPER.year - 1
    then = {name: _grew(values[values.index <= when]) for name, values in series.items()}
    now = {name: _grew(values) for name, values in series.items()}
    now["all cargo through Azerbaijan"] = all_cargo > 0
    fell = [name for name, grew in now.items() if not grew]
    grew_then = list(then.values()).count(True)
    rows = best[(best["route"] == "titr") & best["measure"].isin(["cargo", "containers"])]
    rows = rows[rows["scope"].isin([freight.MEASURES[m].scope for m in ("cargo", "containers")])]
    return Finding(
        all_or_some([all(then.values()), *now.values()]),
        f"On the corridor cargo went from {number(cargo.iloc[0], 2)} Mt in {cargo.index[0]} to "
        f"{number(cargo.iloc[-2], 2)} in {cargo.index[-2]} and {number(cargo.iloc[-1], 2)} in "
        f"{cargo.index[-1]}, containers from {number(boxes.iloc[0])} TEU in {boxes.index[0]} to "
        f"{number(boxes.iloc[-1])} in {boxes.index[-1]}. The port of Baku handled "
        f"{number(port.iloc[0], 1)} Mt in {port.index[0]} and {number(port.iloc[-1], 1)} in "
        f"{port.index[-1]}; Kazakh oil through Baku-Tbilisi-Ceyhan went from "
        f"{reports[tonnes.index[0]]} Mt in {tonnes.index[0]} to {reports[tonnes.index[-1]]} in "
        f"{tonnes.index[-1]}, its last full year on record. All cargo on the corridors through "
        f"Azerbaijan {rose_or_fell(all_cargo)} between {_told(through['period'].iloc[0])} and "
        f"{_told(through['period'].iloc[1])}. When the paper "
        f"was written {grew_then} of {len(then)} had grown, to the last full year; now "
        f"{listed(fell) if fell else 'none'} fell last.",
        (
            rows,
            handled.drop(columns="year"),
            pumped.drop(columns="year"),
            crossing.loc[through.index],
        ),
        {
            "cargo_mt": float(cargo.iloc[-1]),
            "containers_teu": float(boxes.iloc[-1]),
            "port_mt": float(port.iloc[-1]),
            "oil_mt": float(tonnes.iloc[-1]),
            "all_cargo_percent": all_cargo * 100,
            "grew_by_the_paper": grew_then,
            "grew_by_now": list(now.values()).count(True),
        },
    )


def _grew(values: pd.Series[float]) -> bool:
    """Whether the last year is above the first and above the one before it; not from one year."""
    return len(values) > 1 and bool(values.iloc[-1] > max(values.iloc[0], values.iloc[-2]))


def _same_months(crossing: pd.DataFrame) -> pd.DataFrame:
    """All cargo on the corridors through Azerbaijan in the newest months counted in two years."""
    counted = data.where(crossing, country="AZE", measure="corridor_cargo", category="total")
    counted = data.preferred(counted[counted["status"] == "actual"])
    starts, ends = data.bounds(counted["period"])
    months = pd.DataFrame(
        {"from": starts.month, "to": ends.month, "year": ends.year}, index=counted.index
    )
    last: list[int] = []
    for _, alike in months.sort_values("year", kind="stable").groupby(["from", "to"]):
        pair = alike.tail(2)
        if len(pair) == 2 and pair["year"].diff().iloc[-1] == 1:
            newer = (
                not last
                or ends[counted.index.get_loc(last[1])] < ends[counted.index.get_loc(pair.index[1])]
            )
            last = [int(row) for row in pair.index] if newer else last
    need(counted.loc[last], "no cargo through Azerbaijan in the same months of two years", least=2)
    return counted.loc[last]


def _told(span: pd.Interval) -> str:
    first, last = span.left, data.last_day(span)
    return f"{first:%B} to {last:%B %Y}"


def _range(reports: pd.Series[float]) -> str:
    """The reports of one year: a figure, or the lowest and the highest."""
    low, high = reports.min(), reports.max()
    return number(low, 2) if low == high else f"{number(low, 1)} to {number(high, 1)}"


def earlier_frameworks(events: pd.DataFrame, actors: pd.DataFrame) -> Finding:
    """c04: agreements with Azerbaijan and strategies for Central Asia from before the turn."""
    need(events, "no events")
    turn = timeline.turn_of(events)
    old = events[events["date"].array.left < turn]
    union = old[timeline.with_actors(old, actors, ["EU27"])]
    with_azerbaijan = union[
        timeline.with_actors(union, actors, ["AZE"]) & union["kind"].isin(["agreement", "policy"])
    ]
    about = union["event"].str.contains("Central Asia") & union["event"].str.contains("strategy")
    strategies = union[about & (union["kind"] == "policy")]
    signed = with_azerbaijan[with_azerbaijan["kind"] == "agreement"]
    found = [not signed.empty, not strategies.empty]
    rows = pd.concat([with_azerbaijan, strategies])
    rows.attrs = dict(events.attrs)
    return Finding(
        all_or_some(found),
        f"Before {turn:%B %Y} the record has {len(signed)} agreements of the EU with Azerbaijan, "
        f"the first of {_first_year(signed)}, with {len(with_azerbaijan) - len(signed)} further "
        f"steps, and {len(strategies)} steps of a strategy for Central Asia, the first of "
        f"{_first_year(strategies)}.",
        (rows,),
        {
            "agreements_with_azerbaijan": len(signed),
            "with_azerbaijan": len(with_azerbaijan),
            "for_central_asia": len(strategies),
        },
    )


def _first_year(events: pd.DataFrame) -> str:
    return str(events["date"].array.left.year.min()) if len(events) else "no year"


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c01": ClaimTest(
        rule="supported if, from equal spans before to after February 2022, days of "
        "contact between the EU and the region rose at least "
        f"{MORE_THAN_RECORDING:.0f} times as much as openings of infrastructure (which allows for "
        "recent years being recorded more densely; twice, since openings are few), and the EU's "
        f"exports to the six rose by at least {TRADE_GROWTH:.0%} since the year before, more than "
        "prices did; partly if one of the two, contradicted if neither",
        would_change="contacts that rise twice as fast as openings in a longer record, or exports "
        "that fall back",
        tables=("policy/events", "policy/event_actors", "geo/places", "policy/trade"),
        judge=closer_ties,
        part="whether contacts and trade grew when the war began",
        note="Why ties grew no count can tell: the same years ended the pandemic and raised "
        "prices. The events are our selection, and exports are told by the EU alone.",
        our_list=True,
    ),
    "c02": ClaimTest(
        rule="of gas alone: supported if no year's deliveries to Europe fell by more than 5 "
        "percent, every yearly volume announced for a year that is over came in full, and no stop "
        "of gas stands on record; partly if one or two of the three, contradicted if none. "
        "Contracts up to a volume are the buyer's option and do not count",
        would_change="announced volumes that come in full, a stop of gas that stands, or a year "
        "with a marked fall",
        tables=("gas/exports", "promises/promises", "policy/events"),
        judge=dependable,
    ),
    "c03": ClaimTest(
        rule="supported if cargo and containers on the Middle Corridor, what the port of Baku "
        "handles and Kazakh oil through Azerbaijan had all grown, over the years on record and in "
        "the last of them, both when the paper was written and by now, and all cargo on the "
        "corridors through Azerbaijan grew in the newest months that can be compared with the year "
        "before; partly if some of it holds, contradicted if nothing",
        would_change="a year in which the corridor's cargo grows again and that of all corridors "
        "through Azerbaijan with it, or in which the others shrink too",
        tables=("freight/corridor", "gas/oil", "freight/ports", "freight/transit_by_country"),
        judge=transit_hub,
        objections=(
            Objection(
                CRITIC,
                "A route of several states may grow while what crosses Azerbaijan shrinks.",
                "All cargo on all corridors through Azerbaijan, as its statistical office counts "
                "it, decides as well.",
            ),
            Objection(
                AUTHOR,
                "The paper is of May 2025: a year that it could not know cannot refute it.",
                "The rule is asked twice, to the last full year before the paper and to now, and "
                "both answers are told; a fall since makes it partly, not contradicted.",
            ),
        ),
    ),
    "c04": ClaimTest(
        rule="supported if, before the war of 2022, an agreement with Azerbaijan and a strategy "
        "for Central Asia are both on record, partly if one is, contradicted if neither; that "
        "they were there is tested, not how much of the new texts rests on them",
        would_change="a new agreement with Azerbaijan that sets the old one aside, or a row on "
        "record that proves wrong",
        tables=("policy/events", "policy/event_actors"),
        judge=earlier_frameworks,
    ),
}
"""The tests, by the claim they judge."""

judging.checked(__name__, TESTS)
