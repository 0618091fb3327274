"""The claims of the paper's section on the EU's eastern pivot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data, units
from corridors.claims import judging
from corridors.claims.judging import (
    AUTHOR,
    CONTRADICTED,
    CRITIC,
    PAPER,
    PARTLY,
    SUPPORTED,
    ClaimTest,
    Finding,
    Objection,
    all_or_some,
    graded,
    need,
)
from corridors.claims.shared import share_of_block_trains, ways_across
from corridors.prose import date_in_words, listed, number, percent
from corridors.subjects import gas, money, pivot, raw_materials

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
    first, war = taken["day"].min(), taken["day"] >= pivot.WAR
    ago, even = _half_and_middle(taken, summit)
    verdict = graded(ago, supported=1, contradicted=even)
    # From every year with a step before the war: the first year is chance, the verdict must not be.
    others = []
    for year in sorted(set(taken.loc[~war, "day"].dt.year)):
        half, middle = _half_and_middle(taken[taken["day"].dt.year >= year], summit)
        others.append(graded(half, supported=1, contradicted=middle) == verdict)
    slow = (~war).sum() / units.years_between(first, pivot.WAR)
    quick = war.sum() / units.years_between(pivot.WAR, summit)
    return Finding(
        verdict,
        f"Of {len(taken)} dated steps since {first.year} half had been taken {number(ago, 1)} "
        f"years before the summit of {summit:%B %Y}. At an even pace it would have been "
        f"{number(even, 1)} years, so the engagement did quicken; but a sudden turn would have put "
        f"half of it into the last year. The pace rose from {number(slow, 1)} steps a year before "
        f"the war against Ukraine to {number(quick, 1)} a year after it began. Counted from each "
        f"year with a step before the war the verdict is the same in {others.count(True)} of "
        f"{len(others)} cases. The list is a selection and knows the recent past better, which "
        "favours the claim.",
        (_rows_of(events, taken),),
        {
            "steps": len(taken),
            "half_taken_years_before": ago,
            "even_pace_years": even,
            "steps_a_year_before_the_war": float(slow),
            "steps_a_year_since": float(quick),
            "first_years": len(others),
            "first_years_with_this_verdict": others.count(True),
        },
    )


def _half_and_middle(taken: pd.DataFrame, summit: pd.Timestamp) -> tuple[float, float]:
    """How many years before the summit half of the steps had been taken, and half of the time."""
    half, first = pivot.half_taken_by(taken, summit), taken["day"].min()
    return units.years_between(half, summit), units.years_between(first, summit) / 2


def response_to_trump(
    events: pd.DataFrame, actors: pd.DataFrame, summits: pd.DataFrame, sources: pd.DataFrame
) -> Finding:
    """c45: steps before and after January 2025, their density, and when the summit was planned."""
    taken = _with_central_asia(events, actors, PAPER)
    turn = need(taken[taken["day"] >= pivot.WAR], "no steps between the war and the paper")
    after = turn["day"] >= pivot.TRUMP
    since_election = int((turn["day"] >= ELECTION).sum())
    span = PAPER - pivot.TRUMP
    earlier = turn.loc[~after, "day"]
    most = max((int(earlier.between(day, day + span).sum()) for day in earlier), default=0)
    planned = pivot.summit_plans(summits, sources)
    need(planned, "no earlier plan for the summit")
    known = planned["known_by"].min()
    speaks_for = [bool(after.mean() > 0.5), int(after.sum()) > most, bool(known >= pivot.TRUMP)]
    return Finding(
        all_or_some(speaks_for),
        f"Of {len(turn)} steps from the start of the war against Ukraine to {PAPER:%B %Y} "
        f"{int(after.sum())} came after the change of president in January "
        f"{pivot.TRUMP.year} (since the election: {since_election}). They came close together, in "
        f"{span.days} days, but an earlier stretch of that length had {most}. The summit, to which "
        f"they led, was in print as planned by {known:%B %Y}, for "
        f"{planned['planned_to'].iloc[0].year}.",
        (
            _rows_of(events, turn),
            summits[(summits["partner"] == pivot.EU) & (summits["summit_number"] == 1)],
        ),
        {
            "steps": len(turn),
            "after": int(after.sum()),
            "after_percent": 100 * float(after.mean()),
            "since_election": since_election,
            "days_since": span.days,
            "most_in_as_many_days_before": most,
        },
    )


EARMARKED: Final = 0.75
BOUND: Final = 0.1
"""Shares of the package: with a named purpose, and bound by what was signed, set aside or spent
since the war began. A tenth is little for a programme of years: the package was young."""
WORKS: Final = (money.TRANSPORT, money.GREEN, money.RAW_MATERIALS, money.DIGITAL)


def investments(pledged: pd.DataFrame) -> Finding:
    """c46: the part of the package with a named purpose, and the money bound beside it."""
    known = need(money.sums(pledged), "no sums in euro on record")
    known = known[known["first_day"] <= PAPER]
    package = known[(known["programme"] == money.PACKAGE) & (known["part"] == "total")]
    need(package, "no package on record")
    announced = float(package["amount_eur_bn"].iloc[0])
    parts = known[
        (known["programme"] == money.PACKAGE)
        & (known["part"] != "total")
        & known["purpose"].isin(WORKS)
    ]
    targeted = float(parts["amount_eur_bn"].sum()) / announced
    recent = known[
        known["recipient"].isin(money.RECIPIENTS[money.FIVE_STATES])
        & (known["first_day"] >= pivot.WAR)
        & known["stage"].isin(money.FIRM)
    ]
    own = recent[recent["pledger"].isin(money.OF_THE_EU)]
    firm, others = float(own["amount_eur_bn"].sum()), float(recent["amount_eur_bn"].sum())
    others -= firm
    last = own[own["first_day"] >= pivot.TRUMP]["amount_eur_bn"].sum()
    in_words = known[
        known["recipient"].isin(money.RECIPIENTS[money.FIVE_STATES])
        & (known["first_day"] >= pivot.WAR)
        & (known["stage"] == money.MEMORANDUM)
        & known["pledger"].isin(money.OF_THE_EU)
    ]
    # What is split by country has a row for all of it too: the largest of a programme is the whole.
    agreed = float(in_words.groupby("programme")["amount_eur_bn"].max().sum())
    wide = firm + others + agreed
    of_others = recent.loc[~recent["pledger"].isin(money.OF_THE_EU), "first_day"]
    beside = (
        "The EBRD, which belongs to the EU and to many other states, invested EUR "
        f"{number(others, 1)} bn in {listed(sorted({str(day.year) for day in of_others}))}, as far "
        "as is on record. "
        if len(of_others)
        else ""
    )
    rows = pledged[
        pledged["programme"].isin([money.PACKAGE, *recent["programme"], *in_words["programme"]])
        & pledged["stage"].isin(["announced", "memorandum", *_stated(recent)])
        & pledged["usable"]
    ]
    return Finding(
        all_or_some([targeted >= EARMARKED, firm / announced >= BOUND, wide / announced >= BOUND]),
        f"Of EUR {number(announced, 1)} bn announced for Central Asia {percent(targeted)} has a "
        "named purpose, nearly all of it for works that last: transport, water, energy, minerals. "
        f"All of it is to be mobilised. On record as signed or set aside by the EU and its bank "
        f"since the war began, up to {PAPER:%B %Y}, are EUR {number(firm, 2)} bn, "
        f"{percent(firm / announced, 1)} of the package; EUR {number(last, 2)} bn of it since "
        f"January {pivot.TRUMP.year}. {beside}With that and the memoranda of the EU's bank it is "
        f"EUR {number(wide, 1)} bn or {percent(wide / announced)}. The package was "
        f"{(PAPER - package['first_day'].iloc[0]).days} days old, and we found no figure of money "
        "paid out.",
        (rows,),
        {
            "announced_eur_bn": announced,
            "targeted_percent": 100 * targeted,
            "firm_eur_bn": firm,
            "firm_percent": 100 * firm / announced,
            "firm_in_2025_eur_bn": float(last),
            "others_eur_bn": others,
            "memoranda_eur_bn": agreed,
            "wide_percent": 100 * wide / announced,
        },
    )


def _stated(known: pd.DataFrame) -> list[str]:
    return sorted({stage.replace(" ", "_") for stage in known["stated_stage"]})


NEW: Final = pd.DateOffset(years=5)
"""What began within this time before the paper was new when it was written."""
WAYS: Final[Mapping[str, str]] = {
    pivot.MEETING: "meetings of ministers",
    pivot.DECISION: "a strategy",
    pivot.AGREEMENT: "agreements with single states",
    pivot.SUMMIT: "meetings of leaders",
}
PACKAGE: Final = "an investment package"


def novelty(events: pd.DataFrame, actors: pd.DataFrame, pledged: pd.DataFrame) -> Finding:
    """c47: since when the EU deals with Central Asia in the ways of the Eastern Partnership."""
    taken = need(_with_central_asia(events, actors, PAPER), "no steps with Central Asia")
    eastern = need(
        events[events["event"].str.contains("launch the Eastern Partnership", regex=False)],
        "no start of the Eastern Partnership",
    )
    known = money.sums(pledged)
    package = known[(known["programme"] == money.PACKAGE) & (known["part"] == "total")]
    need(package, "no package on record")
    firsts = taken[taken["form"].isin(list(WAYS))].drop_duplicates("form")
    began = dict(zip(firsts["form"].map(WAYS), firsts["day"], strict=True))
    began[PACKAGE] = package["first_day"].min()
    new = {way: day for way, day in began.items() if day >= PAPER - NEW}
    old = {way: day for way, day in began.items() if way not in new}
    launched = eastern["date"].iloc[0].left
    before = sum(day < launched for day in old.values())
    share = len(new) / len(began)

    def dated(ways: Mapping[str, pd.Timestamp]) -> str:
        return listed([f"{way} (since {day:%B %Y})" for way, day in ways.items()]) or "nothing"

    return Finding(
        SUPPORTED if share > 0.5 else PARTLY if new else CONTRADICTED,
        f"Of {len(began)} ways in which the EU deals with its eastern neighbours, {len(new)} were "
        f"new in Central Asia in the five years before the paper: {dated(new)}. Older are "
        f"{dated(old)}, {before} of them older than the Eastern Partnership itself "
        f"({launched:%B %Y}). No row records that the Eastern Partnership was extended.",
        (
            _rows_of(events, firsts),
            eastern,
            pledged.loc[package.index],
        ),
        {"ways": len(began), "new": len(new), "older_than_the_partnership": before},
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
        f"The summit of {date_in_words(row['date'].left)} in {row['place']} was held "
        f"by {'leaders' if leaders else str(row['level']).replace('_', ' ')}; its outcome on "
        f"record: {row['outcome']}.",
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
    purposes = best.set_index("part")["purpose_group"].astype(str)
    parts = {purposes[part]: float(amounts[part]) for part in amounts.index if part != "total"}
    known = {purpose: parts.get(purpose, 0.0) for purpose in money.PACKAGE_PARTS}
    return known, float(amounts["total"]), best


def critical_materials(pledged: pd.DataFrame, materials: pd.DataFrame) -> Finding:
    """c50: money for raw materials, and large reserves; the one output on record is told beside."""
    parts, whole, rows = _package(pledged)
    share = parts[money.RAW_MATERIALS] / whole
    reserves = materials[
        (materials["measure"] == "world_reserve_share")
        & materials["place"].isin(list(raw_materials.PLACES))
    ]
    need(reserves, "no shares of world reserves")
    large = data.preferred(reserves)
    large = large[large["value"] >= 10]
    held = sorted(set(large["material"].astype(str).str.replace("_", " ")))
    output = materials[
        (materials["measure"] == "production") & (materials["place"] == "KAZ")
    ].sort_values("period", kind="stable")
    need(output, "no output of five years and more", least=6)
    change = float(output["value"].iloc[-1] / output["value"].iloc[-6] - 1)
    first, last = (output["period"].iloc[place].left.year for place in (-6, -1))
    best = "none is so large"
    for row in large.nlargest(1, "value").to_dict("records"):
        name = str(row["material"]).replace("_", " ")
        best = f"the largest share is {number(row['value'], 1)} percent of {name}"
    return Finding(
        all_or_some([share >= 0.1, len(large) > 0]),
        f"EUR {number(parts[money.RAW_MATERIALS], 1)} bn of {number(whole)} bn "
        f"({percent(share)}) are for raw materials. The region is said to hold a tenth or more of "
        f"the world's reserves of {listed(held) or 'no material'}; {best}. That is what lies in "
        "the ground. The one output with a series is Kazakh uranium, which is not on the EU's list "
        f"of critical materials: it {'rose' if change > 0 else 'fell'} by "
        f"{percent(abs(change), 1)} from {first} to {last}, before the package.",
        (rows[rows["part"] == "critical_raw_materials"], large),
        {
            "raw_materials_eur_bn": parts[money.RAW_MATERIALS],
            "share_percent": share * 100,
            "large_reserves": len(held),
            "uranium_change_percent": change * 100,
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
    first_days = int((before.loc[strained, "day"] == day - year).sum())
    found = [len(visits) > 0, bool(strained.any()), warmer.sum() > calmer.sum(), later == 0]
    return Finding(
        all_or_some([bool(held) for held in found]),
        f"The visit of {date_in_words(day)} is on record. In the year before it the European "
        f"Parliament criticised Azerbaijan in {int(strained.sum())} resolutions"
        + (f" ({first_days} of them on the first day of that year)" if first_days else "")
        + f"; in the year after it there were {int(warmer.sum())} meetings or visits "
        f"({int(calmer.sum())} in the year before) and {later} more such "
        f"resolution{'' if later == 1 else 's'}. So the Commission and the Council came closer, "
        f"and the Parliament, which must consent to a new agreement, "
        f"{'did not' if later else 'fell silent'}. Relations had not been broken off: presidents "
        f"of the European Council had been in Baku in {listed(councils) or 'no year'}.",
        (_rows_of(events, taken[taken["day"] >= day - 4 * year]),),
        {
            "criticism_before": int(strained.sum()),
            "meetings_before": int(calmer.sum()),
            "meetings_after": int(warmer.sum()),
            "criticism_after": later,
        },
    )


def mostly_agreed(institutions: pd.DataFrame, events: pd.DataFrame) -> Finding:
    """c53: what the talks were about, and by whom most of the text is said to be agreed."""
    said = need(pivot.agreement_statements(institutions), "no statement on the agreed text")
    marks = pivot.agreement_milestones(events)
    talks = need(marks[marks["mark"] == "talks to resume"], "no talks of April 2025")
    visit = talks["day"].iloc[0]
    then = need(said[said["day"] <= visit], "no statement up to the talks")
    share = float(then["agreed_percent"].iloc[-1])
    of_the_eu = institutions[
        (institutions["measure"] == "agreement_text_agreed")
        & (institutions["place"] == pivot.EU)
        & (institutions["value"] > 50)
    ]
    signed = events[
        (events["kind"] == "agreement")
        & events["event"].str.contains("EU and Azerbaijan (?:sign|initial)", regex=True)
        & (events["date"].array.left > visit)
    ]
    years = units.years_between(said["day"].iloc[0], visit)
    agreed = share > 50
    return Finding(
        SUPPORTED
        if agreed and (len(of_the_eu) or len(signed))
        else PARTLY
        if agreed
        else CONTRADICTED,
        f"The talks of {visit:%B %Y} were about the new agreement: what both sides agreed was to "
        f"resume them. Azerbaijan's foreign minister put the agreed part at about {number(share)} "
        f"percent then; Baku had said the same {number(years)} years earlier. "
        + (
            "The EU says so too. "
            if len(of_the_eu)
            else "No statement of the EU on how much is agreed is on record, and no text is "
            "published. "
        )
        + (
            "The agreement was signed or initialled later."
            if len(signed)
            else f"The newest mark is of {marks['day'].iloc[-1]:%B %Y}: {marks['mark'].iloc[-1]}."
        ),
        (
            institutions[institutions["measure"] == "agreement_text_agreed"],
            events[events["event"].isin(marks["event"])],
            signed,
        ),
        {"agreed_percent": share, "years_said": years, "signed": len(signed)},
    )


A_TENTH: Final = 10.0
"""Percent of an interest of the EU from which a part is hard to do without."""


def weight_of_azerbaijan(
    monthly: pd.DataFrame,
    quarterly: pd.DataFrame,
    imports: pd.DataFrame,
    members: pd.DataFrame,
    trains: pd.DataFrame,
    legs: pd.DataFrame,
    nodes: pd.DataFrame,
    places: pd.DataFrame,
) -> Finding:
    """c55: Azerbaijan's part in the EU's gas, in that of members, and in its way from China."""
    need(monthly, "no monthly imports of gas")
    need(quarterly, "no quarterly imports of gas")
    supply = gas.azerbaijan_share(gas.eu_supply(monthly, quarterly, imports))
    of_gas = float(supply["share_percent"].iloc[-1])
    demand = members[
        (members["measure"] == "azerbaijani_gas_share_of_demand") & (members["partner"] == "AZE")
    ]
    newest = need(demand, "no shares of single members").drop_duplicates("place", keep="last")
    leaning = newest[newest["value_percent"] >= A_TENTH]
    block = share_of_block_trains(trains)
    of_trains = float(block["value"].iloc[-1])
    ways = ways_across(legs, nodes, places)
    around = bool(ways.figures["way_without_Azerbaijan"])
    verdict = all_or_some([of_gas >= A_TENTH, len(leaning) > 0, of_trains >= A_TENTH, not around])
    names = places.set_index("code")["name"]
    told = [
        f"{names[str(row['place'])]} {number(row['value_percent'])}"
        for row in newest.to_dict("records")
    ]
    return Finding(
        verdict,
        f"Azerbaijan's part is {number(of_gas, 1)} percent of the EU's gas imports in "
        f"{supply['year'].iloc[-1]}, but more in single members: in percent of their demand "
        f"{listed(told)}. On the mapped ways from China past Russia and Iran "
        + ("there is a way round it" if around else "there is no way round it")
        + f", but they carry {number(of_trains, 1)} percent of the block trains between China and "
        "Europe. So it is large for some members and on one way, and small for the EU as a whole.",
        (
            quarterly[
                quarterly["newest_edition"]
                & (quarterly["supplier"] == "AZE")
                & (quarterly["quarter"].dt.year == supply["year"].iloc[-1])
            ],
            newest,
            block,
            *ways.rows,
        ),
        {
            "gas_percent": of_gas,
            "members_with_a_tenth": len(leaning),
            "block_trains_percent": of_trains,
            "way_round": int(around),
        },
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c44": ClaimTest(
        rule="supported if half of the EU's dated steps with Central Asia up to the first summit "
        "fall in the year before it, contradicted if half had been taken by the middle of the time "
        "since the first step, as at an even pace; partly if the steps came closer together, but "
        "over years",
        would_change="ten or more steps found before 2016, or as many in the year before the "
        "summit",
        tables=("policy/events", "policy/event_actors", "policy/summits"),
        judge=suddenness,
        our_list=True,
    ),
    "c45": ClaimTest(
        rule="supported if more than half of the steps between the start of the war and "
        "the paper came after January 2025, if they came closer together than in any earlier "
        "stretch of the same length, and if the summit was not in print as planned before; partly "
        "if some of the three, contradicted if none: an effect cannot come before its cause",
        would_change="papers that show that the summit was called off and revived, or the package "
        "decided, after January 2025; several more steps found in those months",
        tables=("policy/events", "policy/event_actors", "policy/summits", "sources"),
        judge=response_to_trump,
        part="whether the steps, and the plan for the summit, came after January 2025",
        note="What moved the leaders is not in a table, and warnings are older than the change of "
        "president. At the summit the Commission's president did speak of new barriers to trade, "
        "so the moment may have lent the step weight; the sum of the package is on record only "
        "from that day.",
        our_list=True,
    ),
    "c46": ClaimTest(
        rule="supported if at least three quarters of the package have a named purpose, so that it "
        "is targeted, and what the EU and its bank signed, set aside or spent for Central Asia "
        "between the start of the war and the paper is at least a tenth of it, so that it is more "
        "than a plan; contradicted if it is not targeted and not even a wide count reaches a "
        "tenth, which adds what the EBRD invested and the memoranda of the EU's bank; partly "
        "between",
        would_change="contracts or payments of EUR 1.2 bn by the EU or its bank",
        tables=("policy/money",),
        judge=investments,
        our_list=True,
        objections=(
            Objection(
                AUTHOR,
                "The EBRD belongs to the EU and its members for the most part, and the bank's "
                "memoranda of April 2025 are called financing agreements by an official of it.",
                "A wide count has both, and is told; the claim falls only if that fails too.",
            ),
            Objection(
                CRITIC,
                "The EBRD lent before there was a package, and a memorandum binds nobody.",
                "The claim stands only by the narrow count, of what binds the EU and its bank.",
            ),
            Objection(
                CRITIC,
                "The narrow count is two rows: what else was signed may be missing.",
                "The list is ours, so evidence and agreement are medium at most; a tenth of the "
                "package is six times what the two rows hold.",
            ),
        ),
    ),
    "c47": ClaimTest(
        rule="supported if most of five ways of dealing with the region (meetings of ministers, a "
        "strategy, agreements with single states, meetings of leaders, an investment package) "
        "began within five years before the paper, contradicted if none did, partly if some; the "
        "Eastern Partnership itself was never extended, so its ways are what can be new",
        would_change="a decision that extends the Eastern Partnership to Central Asia",
        tables=("policy/events", "policy/event_actors", "policy/money"),
        judge=novelty,
        our_list=True,
    ),
    "c48": ClaimTest(
        rule="supported if a first summit was held by leaders and its outcome names a strategic "
        "partnership, partly if one of the two, contradicted if neither",
        would_change="a text of the summit without the strategic partnership",
        tables=("policy/summits",),
        judge=strategic_partnership,
    ),
    "c49": ClaimTest(
        rule="supported if transport, and water, energy and climate, each have at least a tenth of "
        "the package, partly if one of them, contradicted if neither",
        would_change="a different official split of the package",
        tables=("policy/money",),
        judge=transport_and_water,
    ),
    "c50": ClaimTest(
        rule="supported if raw materials have at least a tenth of the package and the "
        "region is said to hold at least a tenth of the world's reserves of some material; partly "
        "if one of the two, contradicted if neither",
        would_change="yearly figures of what the region mines of the EU's critical materials, and "
        "of what of it reaches the EU",
        tables=("policy/money", "policy/raw_materials"),
        judge=critical_materials,
        part="whether the package has money for raw materials, and the region large reserves",
        note="Whether gains come soon and last is a forecast. The tables hold no output of a "
        "material on the EU's list of critical ones, and nothing since the package.",
    ),
    "c51": ClaimTest(
        rule="supported if at least three quarters of the joint texts name international "
        "law or the UN Charter and one names multilateralism; contradicted if fewer than a quarter "
        "do and none names it",
        would_change="joint texts of coming meetings that leave the principles out",
        tables=("policy/joint_texts",),
        judge=principles,
        part="whether the joint texts commit both sides to international law and multilateralism",
        note="Whether the EU acts consistently is a judgement: the same years hold agreements of "
        "the Commission with Azerbaijan and calls of the Parliament to suspend them.",
        our_list=True,
    ),
    "c52": ClaimTest(
        rule="supported if the visit is on record, the European Parliament criticised Azerbaijan "
        "in the year before it, and the year after it has more meetings or visits than the year "
        "before and no such resolution, since the Parliament must consent to an agreement; partly "
        "if some of the four, contradicted if none",
        would_change="a year without a resolution of the Parliament against Azerbaijan, or a "
        "signed agreement to which it consents",
        tables=("policy/events", "policy/event_actors"),
        judge=reset,
        our_list=True,
    ),
    "c53": ClaimTest(
        rule="supported if more than half of the text was said to be agreed at the talks, and the "
        "EU said so too or the agreement was signed or initialled since; partly if only Azerbaijan "
        "said so, contradicted if half or less was said to be agreed",
        would_change="a signature, or a statement of the EU on how much is agreed",
        tables=("policy/institutions", "policy/events"),
        judge=mostly_agreed,
        our_list=True,
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
        rule="supported if Azerbaijan's part is a tenth or more both in the EU's gas "
        "imports and in the demand of single members, its ways carry a tenth of the block trains "
        "between China and Europe, and no mapped way past Russia and Iran goes round it; partly if "
        "some of the four, contradicted if none",
        would_change="a tenth of the EU's gas imports, or of the block trains; a railway or ferry "
        "past Russia and Iran that goes round Azerbaijan",
        tables=(
            "gas/eu_imports_monthly",
            "gas/eu_imports_quarterly",
            "gas/eu_imports",
            "gas/shares_and_growth",
            "freight/corridor_shares",
            "freight/legs",
            "freight/nodes",
            "geo/places",
        ),
        judge=weight_of_azerbaijan,
        part="how large Azerbaijan's part is in the EU's gas and on its way to China",
        note="Vital is a judgement: a small share can be hard to replace and a large one easy. "
        "Interests that no table counts, such as security or peace in the region, are left out.",
    ),
}
"""The tests, by the claim they judge."""

judging.checked(__name__, TESTS)
