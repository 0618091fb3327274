"""The claims of the paper's section on regionalism."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from corridors import data
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
from corridors.claims.shared import (
    BEFORE_THE_WAR,
    MORE_THAN_RECORDING,
    before_and_after,
    compared,
    lead_over_openings,
    share_of_block_trains,
)
from corridors.prose import listed, number, percent
from corridors.states import FIVE, SIX
from corridors.subjects import borders, forums, freight, timeline, trade

A_POINT: Final = 1.0
"""Percentage points by which a share must move to have moved: less is within the yearly swings."""
MEAN_YEARS: Final = 3
"""Years at either end of a series whose mean is told beside the single first and last year."""
RECENT: Final = PAPER - pd.DateOffset(years=5)
"""What began after this day was new when the paper was written."""
TRADE_TABLES: Final = ("policy/trade", "policy/trade_shares", "geo/places", "sources")


# What the tests share


def _partners(
    goods: pd.DataFrame, shares: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """`trade.partner_shares`, of the statistical offices only."""
    need(goods, "no trade by partner")
    need(places, "no list of places")
    partners = trade.partner_shares(goods, shares, places, sources)
    return need(partners[partners["basis"] == trade.OWN], "no statistical office's trade")


def _trade_rows(goods: pd.DataFrame, partners: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
    """The rows of the statistical offices behind the shares of these partners in these years."""
    rows = goods[goods["source_id"].isin(list(trade.OFFICES.values()))]
    wanted = rows["partner"].isin([*partners, "WORLD"]) & rows["year"].dt.year.isin(list(years))
    chosen: pd.DataFrame = rows[wanted]
    return chosen


def _ends(table: pd.DataFrame) -> dict[str, tuple[pd.Series, pd.Series]]:
    """The first and last year of each statistical office in a table by country and year."""
    return {
        country: trade.first_and_last(table, country)
        for country in trade.OFFICES
        if len(table[table["country"] == country])
    }


def _years(ends: Mapping[str, tuple[pd.Series, pd.Series]]) -> set[int]:
    return {int(row["year"]) for pair in ends.values() for row in pair}


def _known(events: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    return events[events["event_id"].isin(list(names))]


# The tests


def closer_coordination(
    summits: pd.DataFrame,
    events: pd.DataFrame,
    actors: pd.DataFrame,
    goods: pd.DataFrame,
    shares: pd.DataFrame,
    places: pd.DataFrame,
    sources: pd.DataFrame,
) -> Finding:
    """c05: Azerbaijan's part in the meetings of the five, contacts with them, and trade inside."""
    region = trade.region_share(_partners(goods, shares, places, sources))
    meetings = forums.meetings(summits, places)
    azerbaijan = meetings[~meetings["outside"] & (meetings["kind"] != forums.PLANNED)]
    need(azerbaijan, "no meeting of the five with Azerbaijan")
    need(events[events["event_id"] == timeline.TURN], "the turning point is not in the events")
    kinds = azerbaijan.sort_values("moment", kind="stable")["kind"].to_list()
    joined = kinds[0] == forums.GUEST and kinds[-1] == forums.HELD
    over = timeline.spans(events)
    counted = timeline.thickening(events, actors, places, over)
    met, opened = (
        before_and_after(counted[counted["role"] == role]) for role in ("inside", "yardstick")
    )
    lead = lead_over_openings(met, opened)
    ends = _ends(region)
    gains = trade.gains(region, "region_percent")
    grew = sum(gain >= A_POINT for gain in gains.values())
    told = listed(
        [
            f"{SIX[c]} {number(a['region_percent'], 1)} to {number(b['region_percent'], 1)} "
            f"percent ({a['year']} to {b['year']})"
            for c, (a, b) in ends.items()
        ]
    )
    held = summits[(summits["partner"] == "AZE") & (summits["status"] == "actual")]
    dealt = timeline.contacts(events, actors)
    inside = timeline.with_actors(dealt, actors, ["AZE"]) & timeline.with_actors(
        dealt, actors, FIVE
    )
    return Finding(
        all_or_some([joined, lead >= MORE_THAN_RECORDING, grew > len(gains) / 2]),
        f"Azerbaijan was a guest at {kinds.count(forums.GUEST)} meetings of the five"
        + (" and then a full participant. " if joined else ". ")
        + f"Its days of contact with them went from {met[0]} to {met[1]} in "
        f"spans of {number(over.years, 1)} years before and after {over.turn:%B %Y}, openings of "
        f"infrastructure from {opened[0]} to {opened[1]}. "
        f"The region's part in the turnover of the states that publish it: {told}. It gained a "
        f"point or more in {grew or 'none'} of {len(gains)}, and anything at all in "
        f"{sum(gain > 0 for gain in gains.values())}.",
        (
            held,
            compared(events, over, dealt.loc[inside, "event_id"]),
            _trade_rows(goods, SIX, _years(ends)),
        ),
        {
            "meetings_with_azerbaijan": len(kinds),
            "contacts_before": met[0],
            "contacts_after": met[1],
            "states_with_more_trade_inside": grew,
            **{f"gain_{c.lower()}_points": gain for c, gain in gains.items()},
        },
        states=(len(gains), len(SIX)),
    )


def after_the_rupture(
    corridor: pd.DataFrame,
    goods: pd.DataFrame,
    shares: pd.DataFrame,
    places: pd.DataFrame,
    sources: pd.DataFrame,
) -> Finding:
    """c06: freight on the corridor, and Russia's share of trade, before and after 2022."""
    best = data.preferred(need(corridor, "no freight on the corridor"))
    cargo = freight.outcomes(best, "cargo").set_index("year")["cargo_mt"]
    need(cargo[cargo.index == BEFORE_THE_WAR].to_frame(), "no cargo before the war")
    need(cargo[cargo.index == BEFORE_THE_WAR + 1].to_frame(), "no cargo in the war's first year")
    dependence = trade.dependence(_partners(goods, shares, places, sources))
    then = dependence[dependence["year"] == BEFORE_THE_WAR].set_index("country")["russia_percent"]
    need(then.to_frame(), "no trade with Russia before the war")
    now = dependence.sort_values("year", kind="stable").groupby("country")["russia_percent"].last()
    fell = (then - now).dropna()
    before, after = (float(cargo[BEFORE_THE_WAR + later]) for later in (0, 1))
    jumped = after >= 1.2 * before
    since = int(dependence.groupby("country")["year"].min().max())
    early = dependence[dependence["year"] == since].set_index("country")["russia_percent"]
    fell_since = (early - now).dropna()
    last = int(dependence["year"].max())
    told = listed(
        [f"{SIX[str(c)]} {number(then[c], 1)} to {number(now[c], 1)} percent" for c in fell.index]
    )
    on_corridor = best[
        (best["route"] == "titr")
        & (best["measure"] == "cargo")
        & (best["scope"] == "total")
        & best["year"].dt.year.isin([BEFORE_THE_WAR, BEFORE_THE_WAR + 1])
    ]
    return Finding(
        all_or_some([jumped, bool((fell >= A_POINT).mean() > 0.5)]),
        f"The corridor's cargo went from {number(before, 2)} to {number(after, 2)} Mt between "
        f"{BEFORE_THE_WAR} and "
        f"{BEFORE_THE_WAR + 1}. Russia's share of turnover from {BEFORE_THE_WAR} to {last}: "
        f"{told}. Counted from {since}, the first year that all tell, it fell by a point in only "
        f"{int((fell_since >= A_POINT).sum())} of {len(fell_since)}: the year before the war was "
        "a high one.",
        (on_corridor, _trade_rows(goods, ["RUS"], [since, BEFORE_THE_WAR, last])),
        {
            "cargo_growth_percent": 100 * (after / before - 1),
            **{f"russia_{str(c).lower()}_points": float(-fell[c]) for c in fell.index},
        },
        states=(len(fell), len(SIX)),
    )


WEEKLY: Final = 52
"""Trains a year that make a service: one a week."""


def link_of_china_and_europe(corridor: pd.DataFrame, shares: pd.DataFrame) -> Finding:
    """c08: trains from China on the corridor, and whose exports it carries."""
    best = data.preferred(corridor)
    trains_of_titr = best[(best["route"] == "titr") & (best["measure"] == "block_trains")]
    sent = trains_of_titr[trains_of_titr["scope"] == "from_china"].sort_values(
        "year", kind="stable"
    )
    ran = trains_of_titr[trains_of_titr["scope"] == "received_in_azerbaijan"].sort_values(
        "year", kind="stable"
    )
    titr = shares[shares["route"] == "titr"]
    trains = share_of_block_trains(shares)
    own = titr[(titr["measure"] == "share_of_cargo") & (titr["scope"] == "kazakh_exports")]
    own = own.sort_values("period", kind="stable")
    need(ran, "no trains from China received in two years", least=2)
    share = float(trains["value"].iloc[-1])
    exports = float(need(own, "no share of Kazakh exports")["value"].iloc[-1])
    years = ran["year"].dt.year.to_list()
    trains_sent = f"{number(sent['value'].iloc[0])} block trains left China for the corridor"
    first = trains_sent if len(sent) else "No block train is on record"
    begun = sent["year"].dt.year.iloc[0] if len(sent) else years[0] - 1
    return Finding(
        all_or_some([bool((ran["value"].iloc[-2:] >= WEEKLY).all()), exports < 50]),
        f"{first} in {begun}. Azerbaijan received {number(ran['value'].iloc[-2])} in "
        f"{years[-2]} and {number(ran['value'].iloc[-1])} in {years[-1]}: a regular link, of about "
        f"{number(share, 1)} percent of the block trains "
        "between China and Europe. But most of the cargo is not China's: Kazakhstan's own exports "
        f"were {number(own['value'].iloc[0])} percent of it in {own['period'].iloc[0].left.year}, "
        f"and {number(exports)} percent of what Kazakhstan's railway carried on the route from "
        f"{own['period'].iloc[-1].left:%B} to "
        f"{data.last_day(own['period'].iloc[-1]):%B %Y}.",
        (sent, ran, trains, own),
        {
            "trains_before": float(ran["value"].iloc[-2]),
            "trains_last": float(ran["value"].iloc[-1]),
            "share_percent": share,
            "kazakh_exports_percent": exports,
        },
    )


MEASURED: Final = (*SIX, "GEO", "CAREC")
"""The places of the border times: states of the region and the corridor, and the mean of all."""


def times_at_borders(crossings: pd.DataFrame, customs: pd.DataFrame) -> Finding:
    """c09: whether measured border times fell while documents went paperless."""
    best = data.preferred(need(crossings, "no border crossings"))
    steps = need(customs[customs["status"] == "actual"], "no step towards paperless transit")
    since = int(steps["period"].array.left.year.min())
    times = need(
        borders.measured_since(best, MEASURED, before=since - 1, measures=["crossing_time"]),
        "no border time before and since the first step",
    )
    from_first, from_before = times["better_than_first"], times["better_than_before"]
    ordered = times.sort_values("times_worse", kind="stable")
    fell, rose = ordered.iloc[0], ordered.iloc[-1]
    extremes = [
        f"{what} was that of {row['series'].removeprefix('hours at borders, ')}, from "
        f"{row['first']:g} to {row['last']:g} hours between {row['first_year']} and "
        f"{row['last_year']}"
        for what, row in (("The largest fall", fell), ("the largest rise", rose))
    ]
    return Finding(
        all_or_some([*from_first, *from_before]),
        f"From {since} on, {len(steps)} steps towards paperless transit are on record. Of "
        f"{len(times)} series of mean times at borders {int(from_first.sum())} are shorter in "
        f"their last year than in their first, and {int(from_before.sum())} than in {since - 1}, "
        f"the year before the first step, when the pandemic held up borders. {listed(extremes)}.",
        (borders.rows_of(times, best), steps),
        {
            "series_faster": int(from_first.sum()),
            "series_faster_than_before": int(from_before.sum()),
            "series": len(times),
            "steps": len(steps),
        },
    )


def summits_repeat(summits: pd.DataFrame, places: pd.DataFrame) -> Finding:
    """c10: how many outside partners met the five leaders, and how many again."""
    meetings = forums.meetings(summits, need(places, "no list of places"))
    held = meetings[meetings["outside"] & (meetings["kind"] == forums.HELD)]
    often = forums.partners_met(need(meetings, "no summits"))
    need(held, "no meeting of the five leaders with an outside partner")
    again = int((often > 1).sum())
    then = int((forums.partners_met(meetings, until=PAPER) > 1).sum())
    rows = summits[
        (summits["status"] == "actual")
        & (summits["partner"] != "AZE")
        & (summits["level"] != "foreign_ministers")
    ]
    return Finding(
        graded(again, supported=3, contradicted=0),
        f"The five leaders met {len(often)} outside partners in person, in {int(often.sum())} "
        f"meetings from {held['year'].min()} to {held['year'].max()}, and {again} of them more "
        f"than once. When the paper was written {then or 'none'} of them had come again.",
        (rows,),
        {
            "partners": len(often),
            "meetings": int(often.sum()),
            "met_again": again,
            "met_again_by_the_paper": then,
        },
    )


EU_MINISTERS: Final = "2007_03_28_eu_troika_central_asian_foreign_ministers_meet"


def new_forums(events: pd.DataFrame, actors: pd.DataFrame) -> Finding:
    """c11: when China, Türkiye and the EU first met the region, without another outside power."""
    gatherings = events[events["kind"].isin(["summit", "agreement"])]
    several = actors[actors["actor"].isin(list(FIVE))].groupby("event_id").size()
    gatherings = gatherings[gatherings["event_id"].isin(several.index[several >= 2])]
    firsts, rows = {}, []
    for power, name in (("CHN", "China"), ("TUR", "Türkiye"), ("EU27", "the EU")):
        met = actors.loc[actors["actor"] == power, "event_id"]
        others = actors.loc[actors["actor"].isin(set(POWERS) - {power}), "event_id"]
        found = need(
            gatherings[gatherings["event_id"].isin(met) & ~gatherings["event_id"].isin(others)],
            f"no summit of {name} with the region",
        )
        first = found.iloc[[int(found["date"].array.left.argmin())]]
        firsts[name] = first["date"].array.left[0]
        rows.append(first)
    renamed = events[events["event_id"].str.startswith("2021_11_12_turkic_council")]
    ministers = _known(events, [EU_MINISTERS])
    new = {name: day >= RECENT for name, day in firsts.items()}
    told = listed([f"{name} in {day.year}" for name, day in firsts.items()])
    return Finding(
        all_or_some(list(new.values())),
        f"First summit or text with two or more Central Asian states: {told}. The Turkic body is "
        f"older than the others and was renamed and raised {'in 2021' if len(renamed) else 'later'}"
        + (
            "; the EU's ministers had met the region's since "
            f"{ministers['date'].array.left.year.min()}, which is not counted as a summit."
            if len(ministers)
            else "."
        ),
        (*rows, renamed, ministers),
        {
            f"first_{name.removeprefix('the ').lower().replace('ü', 'u')}": day.year
            for name, day in firsts.items()
        },
    )


CAUCASUS: Final = ("AZE", "GEO")


def link_across_the_caspian(
    transit: pd.DataFrame,
    goods: pd.DataFrame,
    shares: pd.DataFrame,
    places: pd.DataFrame,
    sources: pd.DataFrame,
) -> Finding:
    """c12: cargo between Azerbaijan and its east, and the Caucasus in Central Asian trade."""
    partners = _partners(goods, shares, places, sources)
    actual = transit[transit["status"] == "actual"]
    kazakh = actual[
        (actual["country"] == "KAZ")
        & (actual["partner"] == "AZE")
        & (actual["measure"] == "rail_cargo")
        & (actual["category"] == "total")
    ]
    chinese = actual[
        (actual["country"] == "AZE")
        & (actual["partner"] == "CHN")
        & (actual["measure"] == "rail_cargo")
    ]
    need(kazakh, "no rail cargo between Kazakhstan and Azerbaijan")
    need(chinese, "no rail cargo between China and Azerbaijan")
    rows = partners[partners["partner"].isin(CAUCASUS) & (partners["measure"] == "turnover")]
    caucasus = rows.pivot_table(
        index="year", columns="country", values="share_percent", aggfunc="sum", observed=True
    )
    peaks = caucasus.max()
    top = str(peaks.idxmax())
    peak_year = int(caucasus.index[caucasus[top] == peaks[top]][0])
    caucasus = need(caucasus.dropna(), "no trade with the Caucasus in two common years", least=2)
    since, last = int(caucasus.index[0]), int(caucasus.index[-1])
    then, now = caucasus.iloc[0], caucasus.iloc[-1]
    west, east = float(kazakh["value"].iloc[-1]), float(chinese["value"].iloc[-1])
    told = listed([f"{SIX[c]} {number(then[c], 2)} to {number(now[c], 2)}" for c in now.index])
    return Finding(
        all_or_some([west >= A_TRAIN_A_DAY, east >= A_TRAIN_A_WEEK, _most(now > then)]),
        f"Railways carried {number(west, 1)} Mt between Kazakhstan and Azerbaijan "
        f"({_months(kazakh)}) and {number(east, 2)} Mt between China and Azerbaijan "
        f"({_months(chinese)}). Azerbaijan and Georgia together, in percent of turnover from "
        f"{since} to {last}: {told}; the part rose in {int((now > then).sum())} of {len(now)}. "
        f"The highest on record is {SIX[top]}'s {number(float(peaks[top]), 2)} in {peak_year}.",
        (kazakh, chinese, _trade_rows(goods, CAUCASUS, [since, last])),
        {
            "kazakh_rail_mt": west,
            "chinese_rail_mt": east,
            "largest_caucasus_percent": float(now.max()),
            "states_with_more": int((now > then).sum()),
            "counted_from": since,
        },
        states=(len(now), len(FIVE)),
    )


A_TRAIN_A_DAY: Final = 0.5
"""Million tonnes a year: about a freight train of 1,400 tonnes each day."""
A_TRAIN_A_WEEK: Final = 0.07
"""Million tonnes a year: one such train a week."""


def _most(found: pd.Series[bool]) -> bool:
    return bool(found.mean() > 0.5)


def _months(rows: pd.DataFrame) -> str:
    """The last row's time: a year, or the months of one."""
    span = rows["period"].iloc[-1]
    last = data.last_day(span)
    if span.right == span.left + pd.DateOffset(years=1):
        return f"{span.left:%Y}"
    return f"{span.left:%B} to {last:%B %Y}"


MEDIA: Final = (
    "2019_05_08_turkic_television_channels_sign_memorandum",
    "2024_azerbaijan_uzbekistan_hold_joint_media_forum",
    "2025_09_azerbaijan_uzbekistan_hold_second_media_forum",
)
"""The joint steps of media that the events hold."""


def exchange_grows(education: pd.DataFrame, events: pd.DataFrame) -> Finding:
    """c13: students, exchange programmes and joint media, at two dates or more."""
    students = education[education["measure"] == "students"]
    to_turkiye = students[(students["home"] == "CENTRAL_ASIA") & (students["host"] == "TUR")]
    need(to_turkiye, "no students at two dates", least=2)
    to_turkiye = to_turkiye.sort_values("period", kind="stable")
    programme, universities = _exchange(education)
    inside = students[
        (students["home"].isin(list(FIVE)) & (students["host"] == "AZE"))
        | ((students["home"] == "AZE") & students["host"].isin(list(FIVE)))
    ]
    media = _known(events, MEDIA)
    first, last = float(to_turkiye["value"].iloc[0]), float(to_turkiye["value"].iloc[-1])
    shown = [
        last > first,
        bool(universities.iloc[-1] > universities.iloc[0]),
        len(media) > 1,
    ]
    return Finding(
        all_or_some(shown),
        f"Students from Central Asia in Türkiye went from {number(first)} in the academic year "
        f"from {to_turkiye['period'].iloc[0].left.year} to {number(last)} in that from "
        f"{to_turkiye['period'].iloc[-1].left.year}, where the record ends; universities in the "
        f"Turkic exchange programme from {number(universities.iloc[0])} "
        f"({universities.index[0]}) to {number(universities.iloc[-1])} ({universities.index[-1]}). "
        f"{len(media)} joint steps of media are on record. Between Azerbaijan and Central Asia we "
        f"found {number(inside['value'].sum())} students on grants, in one year, and no series.",
        (to_turkiye.iloc[[0, -1]], programme, inside, media),
        {
            "students_first": first,
            "students_last": last,
            "universities_first": float(universities.iloc[0]),
            "universities_last": float(universities.iloc[-1]),
            "media_steps": len(media),
        },
    )


def _exchange(education: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[float]]:
    """The rows of the Turkic exchange programme, and its universities by the year it began."""
    rows = need(
        education[education["measure"] == "orhun_exchange_universities"], "no exchange programme"
    )
    universities = rows.groupby(rows["period"].array.left.year)["value"].sum()
    need(universities.to_frame(), "no exchange programme at two dates", least=2)
    return rows, universities


TURKIC_FOUNDING: Final = "2009_10_03_turkic_states_found_cooperation_council_nakhchivan"


JOINED: Final = (
    "2018_hungary_becomes_observer_turkic_council",
    "2019_10_uzbekistan_joins_turkic_council_baku_summit",
    "2021_11_12_turkic_council_becomes_organization_turkic_states",
)
"""The events by which members or observers joined the Turkic body, a state each."""
DECADE: Final = 10
DOUBLING: Final = 2 ** (1 / DECADE) - 1
"""The yearly growth that doubles a number in ten years, which the word surge asks for."""


def turkic_surge(
    events: pd.DataFrame,
    actors: pd.DataFrame,
    institutions: pd.DataFrame,
    education: pd.DataFrame,
) -> Finding:
    """c14: members and observers of the Turkic body, and its exchange of universities."""
    founding = need(_known(events, [TURKIC_FOUNDING]), "no founding on record")
    founders = need(actors[actors["event_id"] == TURKIC_FOUNDING], "no founders on record")
    ots = institutions[institutions["place"] == "OTS"]
    belong = need(ots[ots["measure"].isin(["members", "observers"])], "no count of members")
    programme, universities = _exchange(education)
    counted = int(belong["period"].array.left.year.max())
    joined = _known(events, JOINED)
    by_then = joined[joined["date"].array.left.year <= counted - DECADE]
    before, now = len(founders) + len(by_then), float(belong["value"].sum())
    members = belong.loc[belong["measure"] == "members", "value"]
    years = universities.index[-1] - universities.index[0]
    growth = [
        (now / before) ** (1 / DECADE) - 1,
        float((universities.iloc[-1] / universities.iloc[0]) ** (1 / years) - 1),
    ]
    if all(rate >= DOUBLING - 1e-9 for rate in growth):
        verdict = SUPPORTED
    else:
        verdict = PARTLY if any(rate > 0 for rate in growth) else CONTRADICTED
    return Finding(
        verdict,
        f"The Turkic body had {before} members and observers in {counted - DECADE} and "
        f"{number(now)} in {counted}, {number(members.sum())} of "
        "them members: "
        + ("a doubling" if growth[0] >= DOUBLING - 1e-9 else "less than a doubling")
        + " in a decade"
        + (", but not by members alone" if members.sum() < 2 * before else "")
        + ". Universities "
        f"in its exchange programme went from {number(universities.iloc[0])} to "
        f"{number(universities.iloc[-1])} in {years} years, {percent(growth[1])} a year.",
        (founding, joined, belong, programme),
        {
            "belong_before": before,
            "belong_now": now,
            "belong_growth_percent": growth[0] * 100,
            "universities_growth_percent": growth[1] * 100,
        },
    )


def less_dependence(
    goods: pd.DataFrame, shares: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame
) -> Finding:
    """c15: the share of Russia and China together, at both ends of each office's series."""
    table = trade.dependence(_partners(goods, shares, places, sources))
    ends = _ends(table[table["both_percent"].notna()])
    gains = trade.gains(table, "both_percent")
    means = trade.gains_of_means(table, "both_percent", years=MEAN_YEARS)
    most = len(gains) / 2
    by_both = [
        (
            sum(gain <= -A_POINT for gain in way.values()),
            sum(gain >= A_POINT for gain in way.values()),
        )
        for way in (gains, means)
    ]
    fell, rose = by_both[0]
    if all(down > most for down, _ in by_both):
        verdict = SUPPORTED
    else:
        verdict = CONTRADICTED if all(up > most for _, up in by_both) else PARTLY
    told = "; ".join(
        f"{SIX[c]}, {a['year']} to {b['year']}: Russia {number(a['russia_percent'], 1)} to "
        f"{number(b['russia_percent'], 1)}, China {number(a['china_percent'], 1)} to "
        f"{number(b['china_percent'], 1)}, together {number(a['both_percent'], 1)} to "
        f"{number(b['both_percent'], 1)}"
        for c, (a, b) in ends.items()
    )
    return Finding(
        verdict,
        f"Shares of turnover in percent. {told}. Together the two gained a point or more in "
        f"{rose or 'none'} of {len(gains)} and lost one in {fell or 'none'}. From the mean of the "
        f"first {MEAN_YEARS} years to that of the last {MEAN_YEARS} they moved by "
        + listed([f"{gain:+.1f} points in {SIX[c]}" for c, gain in means.items()])
        + f". The other {len(SIX) - len(gains)} of the six states publish no whole breakdown that "
        "we found.",
        (_trade_rows(goods, ["RUS", "CHN"], _years(ends)),),
        {
            **{f"change_{c.lower()}_points": gain for c, gain in gains.items()},
            **{f"change_of_means_{c.lower()}_points": gain for c, gain in means.items()},
        },
        states=(len(gains), len(SIX)),
    )


MUCH: Final = 5.0
"""Points by which a largest partner's share must move: the source rounds and has few years."""
A_QUARTER: Final = 25.0
"""The share of each, in percent, where four equal partners divide a flow among them."""


PARTNER_OF: Final[Mapping[str, str]] = {"export": "buyer", "import": "seller"}


def many_partners(shares: pd.DataFrame) -> Finding:
    """c16: how large the largest partner of Azerbaijan's exports and imports is, and how it moved.

    A flow is spread if that partner has a quarter at most and did not gain five points.
    """
    rows = shares[
        (shares["reporter"] == "AZE")
        & (shares["source_id"] == "factbook_json")
        & (shares["product"] == "all")
    ]
    need(rows, "no partners of Azerbaijan")
    yearly = rows.assign(year=rows["period"].array.left.year, flow=rows["flow"].astype(str))
    largest = yearly.loc[yearly.groupby(["flow", "year"])["share_percent"].idxmax()]
    spread, moves, shown, told, ends = {}, {}, {}, [], []
    for flow in ("export", "import"):
        series = need(
            largest[largest["flow"] == flow].sort_values("year", kind="stable"),
            f"no {flow}s",
            least=2,
        )
        first, last = series.iloc[0], series.iloc[-1]
        moves[flow] = float(last["share_percent"] - first["share_percent"])
        spread[flow] = bool(last["share_percent"] <= A_QUARTER and moves[flow] < MUCH)
        shown[f"{flow}_first_percent"] = float(first["share_percent"])
        shown[f"{flow}_last_percent"] = float(last["share_percent"])
        shown |= {"first_year": int(first["year"]), "last_year": int(last["year"])}
        ends += [series.index[0], series.index[-1]]
        told.append(
            f"largest single {PARTNER_OF[flow]} had {first['share_percent']:g} percent of "
            f"{flow}s in {first['year']} and {last['share_percent']:g} in {last['year']}"
        )
    eu = shares[
        (shares["reporter"] == "AZE")
        & (shares["partner"] == "EU27")
        & (shares["flow"] == "export")
        & (shares["product"] == "all")
    ].sort_values("period", kind="stable")
    union = (
        f" The EU as a whole took {eu['share_percent'].iloc[0]:.1f} percent of exports in "
        f"{eu['period'].iloc[0].left.year} and {eu['share_percent'].iloc[-1]:.1f} in "
        f"{_months(eu)}."
        if len(eu) > 1
        else ""
    )
    return Finding(
        all_or_some(list(spread.values())),
        f"Azerbaijan's {', its '.join(told)}.{union} By the rule "
        + " and ".join(
            f"{flow}s are {'spread' if kept else 'not spread'}" for flow, kept in spread.items()
        )
        + ".",
        (shares.loc[ends], eu.iloc[[0, -1]] if len(eu) > 1 else eu),
        {**{f"{flow}_move_points": move for flow, move in moves.items()}, **shown},
    )


POWERS: Final[Mapping[str, str]] = {
    "EU27": "the EU",
    "USA": "the United States",
    "CHN": "China",
    "TUR": "Türkiye",
    "RUS": "Russia",
}


def ties_with_all(events: pd.DataFrame, actors: pd.DataFrame) -> Finding:
    """c17: with which of five outside powers Azerbaijan signed a text or held a summit of late."""
    recent = events[
        (events["date"].array.left >= pd.Timestamp("2021-01-01"))
        & events["kind"].isin(["agreement", "summit"])
    ]
    rows = need(
        recent[
            timeline.with_actors(recent, actors, ["AZE"])
            & timeline.with_actors(recent, actors, POWERS)
        ],
        "no agreement of Azerbaijan with an outside power",
    )
    with_whom = actors[actors["event_id"].isin(rows["event_id"])]["actor"]
    found = [name for code, name in POWERS.items() if code in set(with_whom)]
    return Finding(
        graded(len(found), supported=4, contradicted=1),
        f"From {rows['date'].array.left.year.min()} on Azerbaijan signed a text or held a summit "
        f"with {len(found)} of {len(POWERS)} outside powers: {listed(found)}.",
        (rows,),
        {"powers": len(found), "events": len(rows)},
    )


HALF_A_POINT: Final = 0.5
"""Points of output by which inflows must move: single projects move them by more in a year."""


def more_investment(economies: pd.DataFrame, investment: pd.DataFrame) -> Finding:
    """c18: inflows as a share of output before the war and of late, and the Asian stock."""
    rows = economies[
        (economies["measure"] == "foreign_investment_net_inflows_share_of_gdp")
        & economies["country"].isin(list(SIX))
    ]
    years = rows["year"].dt.year
    need(rows, "no inflows of investment")
    last = int(years.max())
    before = rows[years.between(2017, 2019)].groupby("country")["value"].mean()
    after = rows[years.between(last - 2, last)].groupby("country")["value"].mean()
    change = (after - before).dropna()
    need(change.to_frame(), "no inflows before and after")
    stock = investment[
        (investment["host"] == "CENTRAL_ASIA")
        & (investment["origin"] == "ASIA")
        & (investment["measure"] == "stock")
    ]
    newest = (
        need(stock, "no stock of investment")
        .sort_values("period", kind="stable")["source_id"]
        .iloc[-1]
    )
    stock = stock[stock["source_id"] == newest].sort_values("period", kind="stable")
    need(stock, "no stock of investment at two dates of one edition", least=2)
    inside = investment[
        (investment["host"] == "CENTRAL_ASIA")
        & (investment["origin"] == "CENTRAL_ASIA")
        & (investment["measure"] == "stock")
    ]
    held = float(inside["value"].iloc[-1]) / 1000 if len(inside) else 0.0
    first_stock, last_stock = (float(stock["value"].iloc[end]) / 1000 for end in (0, -1))
    more, less = change >= HALF_A_POINT, change <= -HALF_A_POINT
    return Finding(
        all_or_some([_most(more), last_stock > first_stock]),
        f"Net inflows of foreign investment, in percent of output, rose by half a point or more "
        f"from the mean of 2017 to 2019 to that of {last - 2} to {last} in "
        f"{int(more.sum()) or 'none'} of {len(change)} states and fell by as much in "
        f"{int(less.sum())}"
        + (f" ({listed([SIX[str(c)] for c in change.index[less]])})" if less.any() else "")
        + f". The stock of Asian investment in Central Asia, from outside the region, went from "
        f"{number(first_stock, 1)} bn USD in {stock['period'].iloc[0].left.year} to "
        f"{number(last_stock, 1)} in {stock['period'].iloc[-1].left.year}"
        + (
            f"; what Central Asian states hold in each other is {number(held, 1)} bn"
            if held
            else ""
        )
        + ". A year that is not published is left out of its mean.",
        (rows[years.between(2017, 2019) | years.between(last - 2, last)], stock, inside),
        {
            "states_with_more": int(more.sum()),
            "states_with_less": int(less.sum()),
            "states": len(change),
            "stock_before_usd_bn": first_stock,
            "stock_now_usd_bn": last_stock,
        },
    )


ALLIED: Final = (
    "2021_06_15_azerbaijan_turkiye_sign_shusha_declaration",
    "2022_02_22_azerbaijan_russia_sign_declaration_allied",
)
SECURITY: Final = (
    *ALLIED,
    "2020_11_10_ceasefire_ends_second_karabakh_war",
    "2023_01_27_kyrgyzstan_uzbekistan_settle_last_sections_border",
    "2023_09_20_ceasefire_after_azerbaijani_operation_karabakh",
    "2025_03_13_kyrgyzstan_tajikistan_sign_treaty_state_border",
    "2025_03_31_kyrgyzstan_tajikistan_uzbekistan_sign_border_junction",
    "2025_08_08_washington_summit_joint_declaration_initialled_peace",
    "2025_10_21_azerbaijan_lifts_all_limits_cargo_transit",
    "2026_01_13_armenia_us_publish_tripp_implementation_framework",
)
"""The events on record that ended or eased a conflict, settled a border or pledged mutual help."""


def security_without_alliances(events: pd.DataFrame, actors: pd.DataFrame) -> Finding:
    """c19: how many steps of security on record were taken without an outside power."""
    steps = need(_known(events, SECURITY), "no steps of security on record")
    outside = actors[actors["actor"].isin(list(POWERS)) & actors["event_id"].isin(SECURITY)]
    led = steps["event_id"].isin(outside["event_id"])
    among = float((~led).mean())
    others = actors.loc[~actors["actor"].isin(list(FIVE)), "event_id"]
    eastern = ~steps["event_id"].isin(others)
    return Finding(
        graded(among, supported=0.5, contradicted=0),
        f"Of {len(steps)} steps on record since 2020 that ended or eased a conflict, settled a "
        f"border or pledged help, {int((~led).sum())} were taken without an outside power: "
        f"{int((~led & eastern).sum())} of {int(eastern.sum())} among Central Asian states and "
        f"{int((~led & ~eastern).sum())} of {int((~eastern).sum())} in which Azerbaijan or Armenia "
        f"took part. {len(_known(events, ALLIED))} are allied declarations of Azerbaijan with a "
        "power.",
        (steps,),
        {
            "steps": len(steps),
            "without_outside_power": int((~led).sum()),
            "among_central_asians": int(eastern.sum()),
            "of_the_caucasus_without": int((~led & ~eastern).sum()),
        },
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c05": ClaimTest(
        rule="supported if Azerbaijan went from guest to full participant of the meetings of the "
        "five, its days of contact with them rose at least "
        f"{MORE_THAN_RECORDING:.0f} times as much as openings of infrastructure (which allows for "
        "denser recording), and the region's share of trade rose by a point or more in most of "
        "the states that publish it; partly if one or two of the three, contradicted if none",
        would_change="a rising share of trade inside the region, or Azerbaijan leaving the "
        "meetings",
        tables=("policy/summits", "policy/events", "policy/event_actors", *TRADE_TABLES),
        judge=closer_coordination,
        our_list=True,
    ),
    "c06": ClaimTest(
        rule="supported if the corridor's cargo grew by a fifth or more in the "
        "year of "
        "the invasion and Russia's share of turnover fell by a point or more since the year before "
        "it in most states that publish it, contradicted if neither",
        would_change="a share of Russia back at its level of 2021",
        tables=("freight/corridor", *TRADE_TABLES),
        judge=after_the_rupture,
        part="whether freight and trade turned when the rupture came",
        note="That one followed the other in time does not show that it followed from it: prices, "
        "sanctions on others and the pandemic's end moved trade in the same years.",
    ),
    "c07": ClaimTest(
        rule="",
        would_change="terms negotiated with and without coordination, on the same matter",
        note="Bargaining power would show in better terms than each state gets alone, and no table "
        "holds such terms: meetings show access, not leverage.",
    ),
    "c08": ClaimTest(
        rule="supported if trains from China took the corridor at least once a week in "
        "both of the last two years and Kazakhstan's own exports are less than half of the cargo, "
        "partly if one of the two, contradicted if neither; without the corridor's share of all "
        "block trains between China and Europe it is not testable, for a train a week may be much "
        "or next to nothing",
        would_change="cargo of which more than half runs between China and Europe, or trains from "
        "China that cease",
        tables=("freight/corridor", "freight/corridor_shares"),
        judge=link_of_china_and_europe,
        part="whether the corridor links China with Europe in its traffic",
        note="Whether transport is among the main forms of cooperation cannot be ranked, for no "
        "table counts the others. Exports of a state on the way are a link too, only not one of "
        "the two ends.",
        objections=(
            Objection(
                CRITIC,
                "The share of trains is one forwarder's rounded count, and nobody checks it.",
                "It decides nothing but that the claim can be judged, and since it hangs on one "
                "origin of news the confidence is low, by a rule for all claims.",
            ),
        ),
    ),
    "c09": ClaimTest(
        rule="supported if mean times at borders fell in every series that was measured before and "
        "since the first digital step on record, counted both from its first year and from the "
        "year before that step; contradicted if in none, partly between",
        would_change="shorter times at the rail crossings of Kazakhstan, or longer ones elsewhere",
        tables=("freight/border_crossings", "freight/customs_and_digital"),
        judge=times_at_borders,
        part="whether measured border times fell while documents went paperless",
        note="Times at borders also follow traffic, gauge changes, new track and, in 2020 and "
        "2021, the pandemic; no table separates these from simpler procedures.",
    ),
    "c10": ClaimTest(
        rule="supported if at least three outside partners met the five leaders in person "
        "more than once, contradicted if none did",
        would_change="formats that are not continued after their first summits",
        tables=("policy/summits", "geo/places"),
        judge=summits_repeat,
        part="whether the meetings are kept up, without which they would be no tool",
        note="How important a meeting is, and whether the five coordinate better by it, would show "
        "in what they do afterwards; no table follows a summit's decisions to their end.",
    ),
    "c11": ClaimTest(
        rule="supported if China, Türkiye and the EU each first held a summit, or signed, with two "
        "or more Central Asian states, without another outside power, in the five years before the "
        "paper, partly if some did; an older forum under a new name is not new, and one of several "
        "powers, such as the Shanghai Cooperation Organisation, is no forum with one of them",
        would_change="a summit of Türkiye with the five in a format of its own",
        tables=("policy/events", "policy/event_actors"),
        judge=new_forums,
        our_list=True,
    ),
    "c12": ClaimTest(
        rule="supported if rail cargo between Kazakhstan and Azerbaijan comes to a train "
        "a day or more and that between China and Azerbaijan to a train a week or more (0.5 and "
        "0.07 Mt a year), and the Caucasus gained weight in the trade of most Central Asian states "
        "that publish it; partly if some of the three hold, contradicted if none",
        would_change="a count of cargo from the Caucasus to China, or trade with the Caucasus that "
        "loses weight again",
        tables=("freight/transit_by_country", *TRADE_TABLES),
        judge=link_across_the_caspian,
        part="whether cargo crosses, and whether trade with the Caucasus gains weight",
        note="No table tells the cargo with China by direction, so that a way from the Caucasus to "
        "East Asia is not shown; and what passes through Azerbaijan to Türkiye or Europe is no "
        "access to the Caucasus.",
    ),
    "c13": ClaimTest(
        rule="supported if students from Central Asia in Türkiye and universities in the "
        "Turkic exchange programme grew between two dates, and two or more joint steps of media "
        "are on record; partly if some of the three hold, contradicted if none",
        would_change="a yearly count of students between Azerbaijan and Central Asia, or of "
        "Central Asian students in Türkiye since 2019",
        tables=("policy/education", "policy/events"),
        judge=exchange_grows,
        part="students in Türkiye, universities in exchange, and joint steps of media",
        note="Between Azerbaijan and Central Asia no series was found, nor any count of research "
        "or humanitarian projects: what is not on record counts neither for nor against.",
    ),
    "c14": ClaimTest(
        rule="supported if the members and observers of the Turkic body, over ten years, "
        "and the universities in its exchange programme both grew at a pace that doubles in ten "
        "years (7.2 percent a year), which the word surge asks for; contradicted if neither grew, "
        "partly between",
        would_change="a count of joint media, schoolbooks or festivals by year, or members and "
        "universities that leave",
        tables=(
            *("policy/events", "policy/event_actors"),
            *("policy/institutions", "policy/education"),
        ),
        judge=turkic_surge,
        part="whether the body and its exchange grew at the pace of a surge",
        note="Efforts to promote an identity are not counted anywhere, nor how many of them pass "
        "by this body; and how people see themselves, no table tells.",
    ),
    "c15": ClaimTest(
        rule="supported if the share of Russia and China together in turnover fell by a "
        "point or more in most states whose office publishes it, both from the first to the last "
        f"year and from the mean of the first {MEAN_YEARS} years to that of the last {MEAN_YEARS}; "
        "contradicted if by both it rose by as much in most; partly otherwise",
        would_change="a fall of China's share, or a steeper one of Russia's; or the figures of "
        "Azerbaijan, Tajikistan and Turkmenistan, and of years since 2023",
        tables=TRADE_TABLES,
        judge=less_dependence,
        part="whether dependence on the two fell, as measured by trade",
        note="What dependence would be without cooperation no table shows; but what has not fallen "
        "cannot have been reduced. Pipelines, loans and wages sent home are not in the figures.",
        objections=(
            Objection(
                AUTHOR,
                "A first and a last year are chance: one year of high prices makes a trend.",
                f"Means of {MEAN_YEARS} years at both ends must say the same as the years do.",
            ),
            Objection(
                AUTHOR,
                "Three states are not the region, and the figures end in 2023.",
                "The verdict is of the states that publish; since the others could outweigh them, "
                "evidence and agreement are medium at most, by a rule for all claims.",
            ),
            Objection(
                CRITIC,
                "Russia's share fell, China's rose: to look at one alone would choose the answer.",
                "The two are taken together, as the claim names them.",
            ),
        ),
    ),
    "c16": ClaimTest(
        rule="a flow of trade is spread if its largest single country has a quarter of it "
        "at most and gained less than five points; supported if both exports and imports are, "
        "partly if one is, contradicted if neither",
        would_change="exports of which no country takes more than a quarter, or imports that come "
        "to hang on one",
        tables=("policy/trade_shares",),
        judge=many_partners,
        part="how far trade hangs on single countries",
        note="Whether it is having many partners that makes a state independent is not shown by "
        "shares; what goes to one buyer by pipeline may bind that buyer as much.",
    ),
    "c17": ClaimTest(
        rule="supported if Azerbaijan signed a text or held a summit since 2021 "
        "with at "
        "least four of the EU, the United States, China, Türkiye and Russia, contradicted at "
        "one or "
        "none",
        would_change="a year in which such ties are broken off",
        tables=("policy/events", "policy/event_actors"),
        judge=ties_with_all,
        part="with how many outside powers there are texts or summits",
        note="Whether respect for territorial integrity is what decides is a matter of motive, and "
        "seeking ties is a judgement of policy: neither is in a table.",
    ),
    "c18": ClaimTest(
        rule="supported if net inflows of foreign investment as a share of output rose by "
        "half a point or more from 2017 to 2019 to the newest three years in most of the six, and "
        "the stock of Asian investment in Central Asia grew; partly if one of the two, "
        "contradicted if neither",
        would_change="inflows that rise in most of the six, or a stock that shrinks",
        tables=("policy/economies", "policy/investment"),
        judge=more_investment,
        part="whether foreign investment grew as the region drew together",
        note="Investment follows oil prices, single fields and repayments far more than markets, "
        "and a stock at prices of the day grows with them; trade shows little integration that "
        "could have drawn it.",
    ),
    "c19": ClaimTest(
        rule="supported if at least half of the steps on record since 2020 that ended "
        "or eased a conflict, settled a border or pledged help were taken without an outside "
        "power, contradicted if none was",
        would_change="a settlement reached in a forum of the region itself",
        tables=("policy/events", "policy/event_actors"),
        judge=security_without_alliances,
        part="whether the steps of security on record were the region's own",
        note="Stability is what does not happen, over years that have not passed; and the "
        "events are "
        "our selection.",
        our_list=True,
    ),
    "c62": ClaimTest(
        rule="",
        would_change="a measure of Russia's payments and loans across borders, before and since",
        note="That Russia was cut off from much of the international financial system is a matter "
        "of sanctions and of what passes around them. Our tables hold trade, not finance: trade "
        "with Russia went on, and in part grew.",
    ),
}
"""The tests, by the claim they judge."""

judging.checked(__name__, TESTS)
