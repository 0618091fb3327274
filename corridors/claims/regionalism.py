"""The claims of the paper's section on regionalism."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from corridors import borders, data, forums, freight, trade
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
from corridors.prose import listed, number
from corridors.states import FIVE, SIX

BEFORE_THE_WAR: Final = 2021
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


def _with_actors(
    events: pd.DataFrame, actors: pd.DataFrame, *, one_of: Iterable[str], and_one_of: Iterable[str]
) -> pd.DataFrame:
    """The events in which somebody of each group took part."""
    first = actors.loc[actors["actor"].isin(list(one_of)), "event_id"]
    second = actors.loc[actors["actor"].isin(list(and_one_of)), "event_id"]
    return events[events["event_id"].isin(first) & events["event_id"].isin(second)]


def _known(events: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    return events[events["event_id"].isin(list(names))]


# The tests


def closer_coordination(
    summits: pd.DataFrame,
    goods: pd.DataFrame,
    shares: pd.DataFrame,
    places: pd.DataFrame,
    sources: pd.DataFrame,
) -> Finding:
    """c05: Azerbaijan's part in the consultative meetings, and trade inside the region."""
    region = trade.region_share(_partners(goods, shares, places, sources))
    meetings = forums.meetings(summits, places)
    azerbaijan = meetings[~meetings["outside"] & (meetings["kind"] != forums.PLANNED)]
    need(azerbaijan, "no meeting of the five with Azerbaijan")
    kinds = azerbaijan.sort_values("moment")["kind"].to_list()
    joined = kinds[0] == forums.GUEST and kinds[-1] == forums.HELD
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
    return Finding(
        all_or_some([joined, grew > len(gains) / 2]),
        f"Azerbaijan was a guest of the five {kinds.count(forums.GUEST)} times"
        + (" and then a full participant. " if joined else ". ")
        + f"The region's part in the trade of those that publish it: {told}; it gained a point in "
        f"{grew} of {len(gains)}.",
        (held, _trade_rows(goods, SIX, _years(ends))),
        {
            "meetings_with_azerbaijan": len(kinds),
            "states_with_more_trade_inside": grew,
            **{f"gain_{c.lower()}_points": gain for c, gain in gains.items()},
        },
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
    now = dependence.sort_values("year").groupby("country")["russia_percent"].last()
    fell = (then - now).dropna()
    before, after = (float(cargo[BEFORE_THE_WAR + later]) for later in (0, 1))
    jumped = after >= 1.2 * before
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
        f"{told}.",
        (on_corridor, _trade_rows(goods, ["RUS"], [BEFORE_THE_WAR, last])),
        {
            "cargo_growth_percent": 100 * (after / before - 1),
            **{f"russia_{str(c).lower()}_points": float(-fell[c]) for c in fell.index},
        },
    )


def link_of_china_and_europe(shares: pd.DataFrame) -> Finding:
    """c08: the corridor's part of the trains between China and Europe, and whose cargo it is."""
    titr = shares[shares["route"] == "titr"]
    trains = titr[
        (titr["measure"] == "share_of_china_europe_rail") & (titr["scope"] == "block_trains")
    ]
    own = titr[(titr["measure"] == "share_of_cargo") & (titr["scope"] == "kazakh_exports")]
    share = float(need(trains, "no share of block trains")["value"].iloc[-1])
    exports = float(need(own, "no share of Kazakh exports")["value"].iloc[-1])
    return Finding(
        graded(share, supported=10, contradicted=1),
        f"About {number(share, 1)} percent of block trains between China and Europe take the "
        f"corridor, and Kazakh exports are {number(exports)} percent of what its railway carries "
        "on the route.",
        (trains, own),
        {"share_percent": share, "kazakh_exports_percent": exports},
    )


def times_at_borders(
    crossings: pd.DataFrame, customs: pd.DataFrame, places: pd.DataFrame
) -> Finding:
    """c09: whether measured border times fell in the years when documents went paperless."""
    best = data.preferred(need(crossings, "no border crossings"))
    need(customs, "no steps in customs")
    times = need(
        borders.crossings(best, need(places, "no list of places"), "crossing_time"),
        "no border times in two years",
    )
    ends = borders.changes(times)
    faster = ends[ends["last"] < ends["first"]]
    steps = customs[customs["status"] == "actual"]
    means = (best["measure"] == "crossing_time") & (best["crossing"] == "all")
    worst = ends.iloc[int((ends["last"] - ends["first"]).argmax())]
    return Finding(
        all_or_some(list(ends["last"] < ends["first"])),
        f"{len(steps)} steps towards paperless transit are on record from "
        f"{steps['period'].array.left.year.min()} on. Mean times at borders fell in {len(faster)} "
        f"of {len(ends)} series measured; the largest rise is that of {worst['series']}, from "
        f"{worst['first']:g} to {worst['last']:g} hours between {worst['first_year']} and "
        f"{worst['last_year']}.",
        (best[means & (best["direction"] == "both")], steps),
        {"series_faster": len(faster), "series": len(ends), "steps": len(steps)},
    )


def summits_repeat(summits: pd.DataFrame, places: pd.DataFrame) -> Finding:
    """c10: how many outside partners met the five leaders, and how many again."""
    meetings = forums.meetings(summits, need(places, "no list of places"))
    held = meetings[meetings["outside"] & (meetings["kind"] == forums.HELD)]
    often = forums.partners_met(need(meetings, "no summits"))
    need(held, "no meeting of the five leaders with an outside partner")
    again = int((often > 1).sum())
    rows = summits[
        (summits["status"] == "actual")
        & (summits["partner"] != "AZE")
        & (summits["level"] != "foreign_ministers")
    ]
    return Finding(
        graded(again, supported=3, contradicted=0),
        f"{len(often)} outside partners met the five leaders in person in {int(often.sum())} "
        f"meetings from {held['year'].min()} to {held['year'].max()}, {again} of them more than "
        "once.",
        (rows,),
        {"partners": len(often), "meetings": int(often.sum()), "met_again": again},
    )


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
    new = {name: day >= RECENT for name, day in firsts.items()}
    told = listed([f"{name} in {day.year}" for name, day in firsts.items()])
    return Finding(
        all_or_some(list(new.values())),
        f"First met the region in this way: {told}. The Turkic body is older than the others and "
        f"was renamed and raised {'in 2021' if len(renamed) else 'later'}.",
        (*rows, renamed),
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
    last = int(rows["year"].max())
    caucasus = rows[rows["year"] == last].groupby("country")["share_percent"].sum()
    west, east = float(kazakh["value"].iloc[-1]), float(chinese["value"].iloc[-1])
    return Finding(
        all_or_some([west > 0, east > 0, bool((caucasus >= A_POINT).any())]),
        f"Railways carried {number(west, 1)} Mt between Kazakhstan and Azerbaijan and "
        f"{number(east, 2)} Mt between China and Azerbaijan in the newest periods on record. "
        f"Azerbaijan and Georgia together were {number(caucasus.min(), 2)} to "
        f"{number(caucasus.max(), 2)} percent of the turnover of Kazakhstan, Kyrgyzstan and "
        f"Uzbekistan in {last}.",
        (kazakh, chinese, _trade_rows(goods, CAUCASUS, [last])),
        {
            "kazakh_rail_mt": west,
            "chinese_rail_mt": east,
            "largest_caucasus_percent": float(caucasus.max()),
        },
    )


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
    to_turkiye = to_turkiye.sort_values("period")
    programme = need(
        education[education["measure"] == "orhun_exchange_universities"],
        "no exchange programme",
    )
    universities = programme.groupby(programme["period"].array.left.year)["value"].sum()
    need(universities.to_frame(), "no exchange programme at two dates", least=2)
    inside = students[
        (students["home"].isin(list(FIVE)) & (students["host"] == "AZE"))
        | ((students["home"] == "AZE") & students["host"].isin(list(FIVE)))
    ]
    inside_dates = inside.groupby(["home", "host", "scope"], observed=True)["period"].nunique()
    media = _known(events, MEDIA)
    first, last = float(to_turkiye["value"].iloc[0]), float(to_turkiye["value"].iloc[-1])
    shown = [
        last > first,
        bool(universities.iloc[-1] > universities.iloc[0]),
        bool((inside_dates > 1).any()),
        len(media) > 1,
    ]
    return Finding(
        all_or_some(shown),
        f"Students from Central Asia in Türkiye: {number(first)} to {number(last)}. "
        f"Universities in "
        f"the Turkic exchange programme: {number(universities.iloc[0])} to "
        f"{number(universities.iloc[-1])}. {len(media)} joint steps of media are on record. "
        f"Between "
        f"Azerbaijan and Central Asia the tables hold {number(inside['value'].sum())} students, at "
        "one date: no growth can be shown there.",
        (to_turkiye.iloc[[0, -1]], programme, inside, media),
        {
            "students_first": first,
            "students_last": last,
            "universities_first": float(universities.iloc[0]),
            "universities_last": float(universities.iloc[-1]),
            "media_steps": len(media),
        },
    )


TURKIC_FOUNDING: Final = "2009_10_03_turkic_states_found_cooperation_council_nakhchivan"


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
    programme = need(
        education[education["measure"] == "orhun_exchange_universities"], "no exchange programme"
    )
    universities = programme.groupby(programme["period"].array.left.year)["value"].sum()
    need(universities.to_frame(), "no exchange programme at two dates", least=2)
    now = float(belong["value"].sum())
    growth = [now / len(founders), float(universities.iloc[-1] / universities.iloc[0])]
    if all(factor >= 2 for factor in growth):
        verdict = SUPPORTED
    else:
        verdict = PARTLY if any(factor > 1 for factor in growth) else CONTRADICTED
    return Finding(
        verdict,
        f"The Turkic body was founded by {len(founders)} states and has {number(now)} members and "
        f"observers, {number(growth[0], 1)} times as many; universities in its exchange programme "
        f"went from {number(universities.iloc[0])} to {number(universities.iloc[-1])}, "
        f"{number(growth[1], 1)} times as many. How people see themselves, no table tells.",
        (founding, belong, programme),
        {"belong_factor": growth[0], "universities_factor": growth[1]},
    )


def less_dependence(
    goods: pd.DataFrame, shares: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame
) -> Finding:
    """c15: the share of Russia and China together, at both ends of each office's series."""
    table = trade.dependence(_partners(goods, shares, places, sources))
    ends = _ends(table[table["both_percent"].notna()])
    gains = trade.gains(table, "both_percent")
    fell = sum(gain <= -A_POINT for gain in gains.values())
    rose = sum(gain >= A_POINT for gain in gains.values())
    if fell > len(gains) / 2:
        verdict = SUPPORTED
    else:
        verdict = CONTRADICTED if rose > len(gains) / 2 else PARTLY
    means = trade.gains_of_means(table, "both_percent", years=MEAN_YEARS)
    told = "; ".join(
        f"{SIX[c]} {a['year']} to {b['year']}: Russia {number(a['russia_percent'], 1)} to "
        f"{number(b['russia_percent'], 1)}, China {number(a['china_percent'], 1)} to "
        f"{number(b['china_percent'], 1)}, together {number(a['both_percent'], 1)} to "
        f"{number(b['both_percent'], 1)}"
        for c, (a, b) in ends.items()
    )
    return Finding(
        verdict,
        f"Percent of turnover. {told}. Together the two gained a point or more in {rose} of "
        f"{len(gains)} and lost one in {fell}. From the mean of the first {MEAN_YEARS} years to "
        f"that of the last {MEAN_YEARS} they moved by "
        + listed([f"{gain:+.1f} points in {SIX[c]}" for c, gain in means.items()])
        + ".",
        (_trade_rows(goods, ["RUS", "CHN"], _years(ends)),),
        {
            **{f"change_{c.lower()}_points": gain for c, gain in gains.items()},
            **{f"change_of_means_{c.lower()}_points": gain for c, gain in means.items()},
        },
    )


MUCH: Final = 5.0
"""Points by which a largest partner's share must move: the source rounds and has few years."""


def many_partners(shares: pd.DataFrame) -> Finding:
    """c16: the largest single partner of Azerbaijan's exports and imports, and how it moved."""
    rows = shares[
        (shares["reporter"] == "AZE")
        & (shares["source_id"] == "factbook_json")
        & (shares["product"] == "all")
    ]
    need(rows, "no partners of Azerbaijan")
    yearly = rows.assign(year=rows["period"].array.left.year, flow=rows["flow"].astype(str))
    largest = yearly.loc[yearly.groupby(["flow", "year"])["share_percent"].idxmax()]
    moves, told, ends = {}, [], []
    for flow in ("export", "import"):
        series = need(largest[largest["flow"] == flow].sort_values("year"), f"no {flow}s", least=2)
        first, last = series.iloc[0], series.iloc[-1]
        moves[flow] = float(last["share_percent"] - first["share_percent"])
        ends += [series.index[0], series.index[-1]]
        told.append(
            f"{flow}s {first['share_percent']:g} percent ({first['year']}) to "
            f"{last['share_percent']:g} ({last['year']})"
        )
    eu = shares[
        (shares["reporter"] == "AZE")
        & (shares["partner"] == "EU27")
        & (shares["flow"] == "export")
        & (shares["product"] == "all")
    ].sort_values("period")
    if all(move <= -MUCH for move in moves.values()):
        verdict = SUPPORTED
    elif all(move >= MUCH for move in moves.values()):
        verdict = CONTRADICTED
    else:
        verdict = PARTLY
    union = (
        f" Of exports the EU as a whole took {eu['share_percent'].iloc[0]:.1f} percent at "
        f"first and "
        f"{eu['share_percent'].iloc[-1]:.1f} at last."
        if len(eu) > 1
        else ""
    )
    return Finding(
        verdict,
        f"Largest single country in Azerbaijan's trade: {' and '.join(told)}.{union} Imports come "
        "from many, exports go ever more to one.",
        (shares.loc[ends], eu.iloc[[0, -1]] if len(eu) > 1 else eu),
        {f"{flow}_move_points": move for flow, move in moves.items()},
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
        _with_actors(recent, actors, one_of=["AZE"], and_one_of=POWERS),
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


def more_investment(economies: pd.DataFrame) -> Finding:
    """c18: net inflows as a share of output, three years before the war and the newest three."""
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
    more = [SIX[str(c)] for c in change.index[change > 0]]
    return Finding(
        all_or_some(list(change > 0)),
        f"Net inflows of foreign investment, as a share of output, were higher in {last - 2} to "
        f"{last} than in 2017 to 2019 in {len(more)} of {len(change)} states"
        + (f": {listed(more)}." if more else ".")
        + " A year that is not published is left out of its mean.",
        (rows[years.between(2017, 2019) | years.between(last - 2, last)],),
        {"states_with_more": len(more), "states": len(change)},
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
        "five and the region's share of trade rose by a point or more in most of the states that "
        "publish it, partly if one of the two, contradicted if neither",
        would_change="a rising share of trade inside the region, or Azerbaijan leaving the "
        "meetings",
        tables=("policy/summits", *TRADE_TABLES),
        judge=closer_coordination,
    ),
    "c06": ClaimTest(
        rule="supported as to timing if the corridor's cargo grew by a fifth or more in the "
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
        rule="supported if the corridor carries at least a tenth of the block trains between China "
        "and Europe, contradicted at a hundredth or less; whether transport is the first field of "
        "cooperation is not ranked, for no table counts the others",
        would_change="a published count of trains that gives the corridor a tenth of them",
        tables=("freight/corridor_shares",),
        judge=link_of_china_and_europe,
    ),
    "c09": ClaimTest(
        rule="supported if mean times at borders fell in every series that is measured at two "
        "dates, "
        "contradicted if in none, partly between",
        would_change="newer measurements at the rail crossings of Kazakhstan",
        tables=("freight/border_crossings", "freight/customs_and_digital", "geo/places"),
        judge=times_at_borders,
        part="whether measured border times fell while documents went paperless",
        note="Times at borders also follow traffic, gauge changes and new track; no table "
        "separates "
        "these from simpler procedures.",
    ),
    "c10": ClaimTest(
        rule="supported if at least three outside partners met the five leaders in person more "
        "than once, "
        "contradicted if none did",
        would_change="formats that are not continued after their first summits",
        tables=("policy/summits", "geo/places"),
        judge=summits_repeat,
    ),
    "c11": ClaimTest(
        rule="supported if China, Türkiye and the EU each first held a summit, or signed, with two "
        "or more Central Asian states, without another outside power, in the five years before the "
        "paper, partly if some did; an older forum under a new name is not new, and one of several "
        "powers, such as the Shanghai Cooperation Organisation, is no forum with one of them",
        would_change="a summit of Türkiye with the five in a format of its own",
        tables=("policy/events", "policy/event_actors"),
        judge=new_forums,
    ),
    "c12": ClaimTest(
        rule="supported if rail cargo is on record both between Kazakhstan and Azerbaijan and "
        "between China and Azerbaijan, and the Caucasus is a hundredth or more of the trade of a "
        "Central Asian state that publishes it; partly if some of the three hold",
        would_change="a Central Asian state with a hundredth of its trade in the Caucasus",
        tables=("freight/transit_by_country", *TRADE_TABLES),
        judge=link_across_the_caspian,
    ),
    "c13": ClaimTest(
        rule="supported if students from Central Asia in Türkiye, universities in the Turkic "
        "exchange "
        "programme, and students between Azerbaijan and Central Asia all grew between two dates on "
        "record, and joint steps of media are on record; partly if some of the four hold",
        would_change="a yearly count of students between Azerbaijan and Central Asia",
        tables=("policy/education", "policy/events"),
        judge=exchange_grows,
    ),
    "c14": ClaimTest(
        rule="supported if the members and observers of the Turkic body and the universities "
        "in its "
        "exchange programme have both at least doubled, which the word surge asks for; "
        "contradicted "
        "if neither grew; partly between",
        would_change="an exchange programme twice its first size, or surveys of identity",
        tables=(
            *("policy/events", "policy/event_actors"),
            *("policy/institutions", "policy/education"),
        ),
        judge=turkic_surge,
    ),
    "c15": ClaimTest(
        rule="supported if the share of Russia and China together in turnover fell by a point or "
        "more from the first to the last year in most states whose office publishes it, "
        "contradicted if it rose by as much in most, partly otherwise",
        would_change="a fall of China's share, or a steeper one of Russia's",
        tables=TRADE_TABLES,
        judge=less_dependence,
    ),
    "c16": ClaimTest(
        rule="supported if the largest single country's share fell by five points or more in both "
        "exports and imports, contradicted if it rose by as much in both, partly otherwise",
        would_change="exports spread over more buyers",
        tables=("policy/trade_shares",),
        judge=many_partners,
    ),
    "c17": ClaimTest(
        rule="as to breadth, supported if Azerbaijan signed a text or held a summit since 2021 "
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
        rule="supported if net inflows of foreign investment as a share of output were higher "
        "in the "
        "newest three years than in 2017 to 2019 in all six states, contradicted if in none",
        would_change="inflows that rise in most of the six",
        tables=("policy/economies",),
        judge=more_investment,
        part="whether foreign investment grew as the region drew together",
        note="Investment follows oil prices, single fields and repayments far more than "
        "markets; and "
        "trade shows little integration that could have drawn it.",
    ),
    "c19": ClaimTest(
        rule="supported as to origin if at least half of the steps on record since 2020 that ended "
        "or eased a conflict, settled a border or pledged help were taken without an outside "
        "power, contradicted if none was",
        would_change="a settlement reached in a forum of the region itself",
        tables=("policy/events", "policy/event_actors"),
        judge=security_without_alliances,
        part="whether the steps of security on record were the region's own",
        note="Stability is what does not happen, over years that have not passed; and the "
        "events are "
        "our selection.",
    ),
}
"""The tests, by the claim they judge."""
