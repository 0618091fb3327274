"""The claims of the paper's section on the EU's eastern pivot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data, gas, money, pivot, raw_materials
from corridors.claims.judging import (
    CONTRADICTED,
    PAPER,
    PARTLY,
    SUPPORTED,
    ClaimTest,
    Finding,
    all_or_some,
    graded,
    need,
)
from corridors.prose import listed, number, percent

ELECTION: Final = pd.Timestamp("2024-11-05")
"""The day on which Donald Trump was elected for the second time."""


def _with_central_asia(
    events: pd.DataFrame, actors: pd.DataFrame, until: pd.Timestamp
) -> pd.DataFrame:
    taken = pivot.steps(events, actors)
    return taken[(taken["side"] == pivot.CENTRAL_ASIA) & (taken["day"] <= until)]


def _rows_of(events: pd.DataFrame, taken: pd.DataFrame) -> pd.DataFrame:
    return events[events["event_id"].isin(taken["event_id"])]


def _summit_day(summits: pd.DataFrame) -> pd.Timestamp:
    held = summits[(summits["partner"] == pivot.EU) & (summits["status"] == "actual")]
    need(held[held["summit_number"] == 1], "no first summit of the EU with Central Asia")
    return pivot.first_summit(summits)


def suddenness(events: pd.DataFrame, actors: pd.DataFrame, summits: pd.DataFrame) -> Finding:
    """c44: by when half of the EU's steps up to the first summit had been taken."""
    summit = _summit_day(summits)
    taken = need(
        _with_central_asia(events, actors, summit), "fewer than two steps up to the summit", least=2
    )
    half, first = pivot.half_taken_by(taken, summit), taken["day"].min()
    even = (summit - first).days / 365.25 / 2
    ago = (summit - half).days / 365.25
    war = taken["day"] >= pivot.WAR
    slow = (~war).sum() / ((pivot.WAR - first).days / 365.25)
    quick = war.sum() / ((summit - pivot.WAR).days / 365.25)
    return Finding(
        graded(ago, supported=1, contradicted=even),
        f"Of {len(taken)} dated steps since {first.year} half had been taken {number(ago, 1)} "
        f"years before the summit of {summit:%B %Y}; at an even pace it would have been "
        f"{number(even, 1)}. "
        f"The pace rose from {number(slow, 1)} steps a year before the war against Ukraine to "
        f"{number(quick, 1)} a year after it began. The table is a selection and knows the recent "
        "past better, which favours the claim.",
        (_rows_of(events, taken),),
        {
            "steps": len(taken),
            "half_years_before": ago,
            "even_pace_years": even,
            "steps_a_year_before_the_war": float(slow),
            "steps_a_year_since": float(quick),
        },
    )


def response_to_trump(
    events: pd.DataFrame, actors: pd.DataFrame, summits: pd.DataFrame, sources: pd.DataFrame
) -> Finding:
    """c45: how many steps of the turn came after January 2025, and when the summit was planned."""
    taken = _with_central_asia(events, actors, PAPER)
    turn = need(taken[taken["day"] >= pivot.WAR], "no steps between the war and the paper")
    after = turn["day"] >= pivot.TRUMP
    share = float(after.mean())
    since_election = int((turn["day"] >= ELECTION).sum())
    planned = pivot.summit_plans(summits, sources)
    need(planned, "no earlier plan for the summit")
    known = planned["known_by"].min()
    verdict = (
        CONTRADICTED
        if share <= 0.25 and known < pivot.TRUMP
        else SUPPORTED
        if share >= 0.5 and known >= pivot.TRUMP
        else PARTLY
    )
    return Finding(
        verdict,
        f"Of {len(turn)} steps from the start of the war against Ukraine to {PAPER:%B %Y} "
        f"{int(after.sum())} came after the change of president in January {pivot.TRUMP.year} "
        f"({since_election} after the election). The summit itself was in print as planned by "
        f"{known:%B %Y}, for {planned['planned_to'].iloc[0].year}.",
        (
            _rows_of(events, turn),
            summits[(summits["partner"] == pivot.EU) & (summits["summit_number"] == 1)],
        ),
        {
            "steps": len(turn),
            "after": int(after.sum()),
            "after_percent": share * 100,
            "since_election": since_election,
        },
    )


def investments(pledged: pd.DataFrame) -> Finding:
    """c46: what the EU and its bank have signed, set aside or spent, beside the package."""
    known = need(money.sums(pledged), "no sums in euro on record")
    known = known[known["first_day"] <= PAPER]
    package = known[(known["programme"] == money.PACKAGE) & (known["part"] == "total")]
    need(package, "no package on record")
    announced = float(package["amount_eur_bn"].iloc[0])
    recent = known[
        known["recipient"].isin(money.RECIPIENTS[money.FIVE_STATES])
        & (known["first_day"] >= pivot.WAR)
        & known["stage"].isin(money.FIRM)
    ]
    own = recent[recent["pledger"].isin(money.OF_THE_EU)]
    firm, others = float(own["amount_eur_bn"].sum()), float(recent["amount_eur_bn"].sum())
    others -= firm
    rows = pledged[
        pledged["programme"].isin([money.PACKAGE, *recent["programme"]])
        & pledged["stage"].isin(["announced", *_stated(recent)])
        & pledged["usable"]
    ]
    return Finding(
        graded(firm / announced, supported=0.5, contradicted=0),
        f"EUR {number(announced, 1)} bn are announced for Central Asia, to be mobilised. Signed or "
        f"set aside by the EU and its bank since the war began, up to {PAPER:%B %Y}, are "
        f"EUR {number(firm, 2)} bn on record, {percent(firm / announced, 1)} of that; the EBRD, "
        f"which belongs to the EU and to many other states, invested EUR {number(others, 1)} bn in "
        "2024. No figures of money paid out were found.",
        (rows,),
        {
            "announced_eur_bn": announced,
            "firm_eur_bn": firm,
            "firm_percent": 100 * firm / announced,
            "others_eur_bn": others,
        },
    )


def _stated(known: pd.DataFrame) -> list[str]:
    return sorted({stage.replace(" ", "_") for stage in known["stated_stage"]})


def novelty(events: pd.DataFrame) -> Finding:
    """c47: the EU's first strategy for Central Asia beside the start of the Eastern Partnership."""
    strategy = need(
        events[events["event"].str.contains("first strategy for Central Asia", regex=False)],
        "no first strategy for Central Asia",
    )
    eastern = need(
        events[events["event"].str.contains("launch the Eastern Partnership", regex=False)],
        "no start of the Eastern Partnership",
    )
    began, partnership = strategy["date"].iloc[0].left, eastern["date"].iloc[0].left
    age = (PAPER - began).days / 365.25
    verdict = SUPPORTED if age < 5 else CONTRADICTED if began <= partnership else PARTLY
    return Finding(
        verdict,
        f"The EU adopted its first strategy for Central Asia in {began:%B %Y}, "
        f"{number((partnership - began).days / 365.25, 1)} years before it launched the Eastern "
        f"Partnership and {number(age)} before the paper. No row records that the Eastern "
        "Partnership was extended; new are the summit and the joint agenda for connections.",
        (strategy, eastern),
        {"years_before_the_paper": age},
    )


def strategic_partnership(summits: pd.DataFrame) -> Finding:
    """c48: whether the first summit was held and announced a strategic partnership."""
    held = need(
        summits[
            (summits["partner"] == pivot.EU)
            & (summits["summit_number"] == 1)
            & (summits["status"] == "actual")
        ],
        "no first summit of the EU with Central Asia",
    )
    row = held.iloc[0]
    leaders = str(row["level"]) == "leaders"
    named = "strategic partnership" in str(row["outcome"])
    return Finding(
        all_or_some([leaders, named]),
        f"The summit of {row['date'].left.day} {row['date'].left:%B %Y} in {row['place']} was held "
        f"by leaders; its outcome on record is: {row['outcome']}.",
        (held,),
        {"summit_number": int(row["summit_number"])},
    )


def transport_and_water(pledged: pd.DataFrame) -> Finding:
    """c49: the parts of the package for transport and for water, energy and climate."""
    parts, whole, rows = _package(pledged)
    transport, green = parts[money.TRANSPORT], parts[money.GREEN]
    shares = [amount / whole for amount in (transport, green)]
    return Finding(
        all_or_some([share >= 0.1 for share in shares]),
        f"Of EUR {number(whole)} bn {number(transport, 1)} bn are for transport "
        f"({percent(shares[0])}) and {number(green, 1)} bn for water, energy and climate "
        f"({percent(shares[1])}), all to be mobilised.",
        (rows,),
        {
            "whole_eur_bn": whole,
            "transport_eur_bn": transport,
            "water_energy_climate_eur_bn": green,
        },
    )


def _package(pledged: pd.DataFrame) -> tuple[Mapping[str, float], float, pd.DataFrame]:
    rows = pledged[(pledged["programme"] == money.PACKAGE) & pledged["usable"]]
    need(rows[rows["part"] == "total"], "no package on record")
    need(rows[rows["part"] != "total"], "no parts of the package on record")
    best = data.preferred(rows)
    amounts = best.set_index("part")["amount_eur_mn"] / 1000
    purposes = best.set_index("part")["purpose"].map(money.PURPOSES)
    parts = {purposes[part]: float(amounts[part]) for part in amounts.index if part != "total"}
    known = {purpose: parts.get(purpose, 0.0) for purpose in money.PACKAGE_PARTS}
    return known, float(amounts["total"]), best


def quick_and_lasting(pledged: pd.DataFrame, materials: pd.DataFrame) -> Finding:
    """c50: money for raw materials, large reserves, and whether any output on record grows."""
    parts, whole, rows = _package(pledged)
    share = parts[money.RAW_MATERIALS] / whole
    reserves = materials[
        (materials["measure"] == "world_reserve_share")
        & materials["place"].isin(list(raw_materials.PLACES))
    ]
    need(reserves, "no shares of world reserves")
    large = data.preferred(reserves)
    large = large[large["value"] >= 10]
    output = materials[
        (materials["measure"] == "production") & (materials["place"] == "KAZ")
    ].sort_values("period")
    need(output, "no output of five years and more", least=6)
    change = float(output["value"].iloc[-1] / output["value"].iloc[-6] - 1)
    first, last = (output["period"].iloc[place].left.year for place in (-6, -1))
    best = "none is so large"
    for row in large.nlargest(1, "value").to_dict("records"):
        name = str(row["material"]).replace("_", " ")
        best = f"the largest share is {number(row['value'], 1)} percent of {name}"
    return Finding(
        all_or_some([share >= 0.1, len(large) > 0, change >= 0.1]),
        f"EUR {number(parts[money.RAW_MATERIALS], 1)} bn of {number(whole)} bn "
        f"({percent(share)}) are for raw materials. Of {len(large)} materials the region is said "
        f"to hold a tenth or more of the world's reserves; {best}. The one output with a series, "
        f"Kazakh uranium, changed by {percent(change, 1)} from {first} to {last}: no quick gain "
        "is on record.",
        (rows[rows["part"] == "critical_raw_materials"], large, output.iloc[-6:]),
        {
            "raw_materials_eur_bn": parts[money.RAW_MATERIALS],
            "share_percent": share * 100,
            "large_reserves": len(large),
            "output_change_percent": change * 100,
        },
    )


def principles(texts: pd.DataFrame) -> Finding:
    """c51: how many joint texts name international law or the UN Charter, and multilateralism."""
    need(texts, "no joint texts on record")
    named = texts.groupby(["date", "text"], observed=True)["principle"].agg(set)
    law = named.map(lambda found: bool(found & {"international_law", "un_charter"}))
    many = named.map(lambda found: "multilateralism" in found)
    share = float(law.mean())
    verdict = (
        SUPPORTED
        if share >= 0.75 and many.any()
        else CONTRADICTED
        if share < 0.25 and not many.any()
        else PARTLY
    )
    return Finding(
        verdict,
        f"{int(law.sum())} of {len(named)} joint texts since {texts['date'].array.left.year.min()} "
        f"name international law or the UN Charter in what we have read of them, and "
        f"{int(many.sum())} name multilateral cooperation.",
        (texts,),
        {"texts": len(named), "law": int(law.sum()), "multilateral": int(many.sum())},
    )


def reset(events: pd.DataFrame, actors: pd.DataFrame) -> Finding:
    """c52: the visit of April 2025, and what came in the year before and the year after it."""
    taken = pivot.steps(events, actors)
    taken = taken[taken["side"] == pivot.AZERBAIJAN]
    visits = taken[taken["step"].str.contains("Kallas visits", regex=False)]
    need(taken, "no steps of the EU with Azerbaijan")
    year = pd.DateOffset(years=1)
    day = visits["day"].iloc[0] if len(visits) else PAPER
    before = taken[(taken["day"] >= day - year) & (taken["day"] < day)]
    after = taken[(taken["day"] > day) & (taken["day"] <= day + year)]
    strained = before["form"] == pivot.CRITICISM
    warmer = after["form"].isin([pivot.MEETING, pivot.AGREEMENT])
    calmer = before["form"].isin([pivot.MEETING, pivot.AGREEMENT])
    later = int((after["form"] == pivot.CRITICISM).sum())
    earlier = taken["step"].str.contains("European Council president") & (taken["day"] < day)
    councils = sorted({str(year) for year in taken.loc[earlier, "day"].dt.year})
    found = [len(visits) > 0, bool(strained.any()), bool(warmer.sum() >= 2), later == 0]
    return Finding(
        all_or_some(found),
        f"The visit of {day:%d %B %Y} is on record. In the year before it the European Parliament "
        f"criticised Azerbaijan in {int(strained.sum())} resolutions; in the year after it there "
        f"were {int(warmer.sum())} meetings or visits ({int(calmer.sum())} in the year before) and "
        f"{later} more such resolution{'' if later == 1 else 's'}. "
        "The Parliament must consent to a new agreement. Relations had not been broken off before: "
        f"presidents of the European Council had been in Baku in {listed(councils) or 'no year'}.",
        (_rows_of(events, taken[taken["day"] >= day - 4 * year]),),
        {
            "criticism_before": int(strained.sum()),
            "meetings_before": int(calmer.sum()),
            "meetings_after": int(warmer.sum()),
            "criticism_after": later,
        },
    )


def mostly_agreed(institutions: pd.DataFrame, events: pd.DataFrame) -> Finding:
    """c53: the share of the text said to be agreed, and whether it was signed within a year."""
    said = need(pivot.agreement_statements(institutions), "no statement on the agreed text")
    marks = pivot.agreement_milestones(events)
    visit = need(marks[marks["mark"] == "talks to resume"], "no talks of April 2025")["day"].iloc[0]
    then = need(said[said["day"] <= visit], "no statement up to the talks")
    share = float(then["agreed_percent"].iloc[-1])
    signed = events[
        (events["kind"] == "agreement")
        & events["event"].str.contains("EU and Azerbaijan (?:sign|initial)", regex=True)
        & (events["date"].array.left > visit)
        & (events["date"].array.left <= visit + pd.DateOffset(years=1))
    ]
    years = (visit - said["day"].iloc[0]).days / 365.25
    return Finding(
        all_or_some([share > 50, len(signed) > 0]),
        f"Azerbaijan's foreign minister put the agreed part at about {number(share)} percent in "
        f"{visit:%B %Y}; the same had been said {number(years)} years earlier. What both sides "
        "agreed then was to resume talks. "
        + (
            "An agreement followed within a year."
            if len(signed)
            else "No signature or initials are on record within a year; the newest mark is of "
            f"{marks['day'].iloc[-1]:%B %Y}: {marks['mark'].iloc[-1]}."
        ),
        (
            institutions[institutions["measure"] == "agreement_text_agreed"],
            events[events["event"].isin(marks["event"])],
        ),
        {"agreed_percent": share, "years_said": years, "signed": len(signed)},
    )


def weight_of_azerbaijan(
    monthly: pd.DataFrame,
    quarterly: pd.DataFrame,
    imports: pd.DataFrame,
    shares: pd.DataFrame,
    trade: pd.DataFrame,
) -> Finding:
    """c55: Azerbaijan's part in the EU's gas imports, its rail freight from China, its exports."""
    need(monthly, "no monthly imports of gas")
    need(quarterly, "no quarterly imports of gas")
    supply = gas.azerbaijan_share(gas.eu_supply(monthly, quarterly, imports))
    of_gas = float(supply["share_percent"].iloc[-1])
    trains = need(
        shares[
            (shares["route"] == "titr")
            & (shares["measure"] == "share_of_china_europe_rail")
            & (shares["scope"] == "block_trains")
        ],
        "no share of block trains",
    )
    of_trains = float(trains["value"].iloc[-1])
    sold = trade[
        (trade["reporter"] == pivot.EU)
        & (trade["flow"] == "export")
        & (trade["product"] == "all")
        & (trade["source_id"] == pivot.EXPORT_SERIES)
        & trade["partner"].isin(["AZE", "EXTRA_EU"])
    ]
    wide = sold.pivot(index="year", columns="partner", values="value_eur_mn")
    wide = need(wide.reindex(columns=["AZE", "EXTRA_EU"]).dropna(), "no exports to compare")
    of_exports = float(100 * wide["AZE"].iloc[-1] / wide["EXTRA_EU"].iloc[-1])
    top = max(of_gas, of_trains, of_exports)
    known = sold[sold["year"] == wide.index[-1]]
    return Finding(
        graded(top, supported=10, contradicted=1),
        "Azerbaijan's part is "
        + listed(
            [
                f"{number(of_gas, 1)} percent of the EU's gas imports in {supply['year'].iloc[-1]}",
                f"{number(of_trains, 1)} percent of block trains between China and Europe by the "
                "route through it",
                f"{number(of_exports, 2)} percent of the EU's exports in {wide.index[-1]}",
            ]
        )
        + ". The whole Middle Corridor crosses the country, so to the corridor it is essential.",
        (
            quarterly[quarterly["newest_edition"] & (quarterly["supplier"] == "AZE")],
            trains,
            known,
        ),
        {
            "gas_percent": of_gas,
            "block_trains_percent": of_trains,
            "exports_percent": of_exports,
        },
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c44": ClaimTest(
        rule="supported if half of the EU's dated steps with Central Asia up to the first summit "
        "fall in the year before it, contradicted if half had been taken by the middle of the time "
        "since the first step, as at an even pace",
        would_change="many more steps found before 2016, or most of them in the last year",
        tables=("policy/events", "policy/event_actors", "policy/summits"),
        judge=suddenness,
    ),
    "c45": ClaimTest(
        rule="contradicted if at most a quarter of the steps between the start of the war and the "
        "paper came after January 2025 and the summit had been planned before; supported in part "
        "if at least half came after and no earlier plan is on record",
        would_change="evidence that the summit or the package was decided after January 2025",
        tables=("policy/events", "policy/event_actors", "policy/summits", "sources"),
        judge=response_to_trump,
        part="whether the steps, and the plan for the summit, came after January 2025",
        note="What moved the leaders is not in a table. At the summit the Commission's president "
        "did speak of new barriers to trade, so the moment may have lent the step weight.",
    ),
    "c46": ClaimTest(
        rule="supported if what the EU and its bank signed, set aside or spent for Central Asia "
        "between the start of the war and the paper is at least half of the package, contradicted "
        "if it is nothing",
        would_change="published contracts or payments under the package",
        tables=("policy/money",),
        judge=investments,
    ),
    "c47": ClaimTest(
        rule="supported if the EU's first strategy for Central Asia is less than five years older "
        "than the paper, contradicted if it is older than the Eastern Partnership itself",
        would_change="a decision that extends the Eastern Partnership to Central Asia",
        tables=("policy/events",),
        judge=novelty,
    ),
    "c48": ClaimTest(
        rule="supported if a first summit was held by leaders and its outcome names a strategic "
        "partnership, partly if one of the two",
        would_change="a text of the summit without the strategic partnership",
        tables=("policy/summits",),
        judge=strategic_partnership,
    ),
    "c49": ClaimTest(
        rule="supported if transport and water, energy and climate each have at least a tenth of "
        "the package, partly if one of them",
        would_change="a different official split of the package",
        tables=("policy/money",),
        judge=transport_and_water,
    ),
    "c50": ClaimTest(
        rule="supported if raw materials have at least a tenth of the package, the region holds at "
        "least a tenth of the world's reserves of some material, and the output on record has "
        "grown by a tenth in five years; partly if some of the three",
        would_change="output or supply to the EU that grows within a few years",
        tables=("policy/money", "policy/raw_materials"),
        judge=quick_and_lasting,
    ),
    "c51": ClaimTest(
        rule="supported in part if at least three quarters of the joint texts name international "
        "law or the UN Charter and one names multilateralism; contradicted if fewer than a quarter "
        "do and none names it",
        would_change="joint texts that leave the principles out",
        tables=("policy/joint_texts",),
        judge=principles,
        part="whether the joint texts commit both sides to international law and multilateralism",
        note="Whether the EU acts consistently is a judgement: the same years hold agreements of "
        "the Commission with Azerbaijan and calls of the Parliament to suspend them.",
    ),
    "c52": ClaimTest(
        rule="supported if the visit is on record, the European Parliament criticised Azerbaijan "
        "in the year before it, and the year after it has at least two meetings or visits and no "
        "such resolution; partly if some of the four",
        would_change="a Parliament that follows the turn of the Commission and the Council",
        tables=("policy/events", "policy/event_actors"),
        judge=reset,
    ),
    "c53": ClaimTest(
        rule="supported if more than half of the text was said to be agreed at the talks and the "
        "agreement was signed or initialled within a year; partly if one of the two",
        would_change="a signature, or a statement of the EU on how much is agreed",
        tables=("policy/institutions", "policy/events"),
        judge=mostly_agreed,
    ),
    "c54": ClaimTest(
        rule="",
        would_change="criteria for success that both sides accept, and what would have happened "
        "without the EU",
        note="To call a role counter-productive one needs its aims, agreed criteria and what would "
        "have happened without it. The tables hold cooperation and criticism side by side and "
        "neither aims nor effects.",
    ),
    "c55": ClaimTest(
        rule="supported in part if Azerbaijan's part in the EU's gas imports, in rail freight "
        "from China or in the EU's exports is a tenth or more, contradicted if all are a hundredth "
        "or less",
        would_change="a share of a tenth in any of them",
        tables=(
            "gas/eu_imports_monthly",
            "gas/eu_imports_quarterly",
            "gas/eu_imports",
            "freight/corridor_shares",
            "policy/trade",
        ),
        judge=weight_of_azerbaijan,
        part="how large Azerbaijan's part is in three EU interests that can be counted",
        note="Vital is a judgement; a small share can still be hard to replace, above all for "
        "single members, and on the corridor there is no way round the country.",
    ),
}
"""The tests, by the claim they judge."""
