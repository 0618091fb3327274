"""Forums of the region: the "Central Asia plus one" meetings and the Organization of Turkic States.

Tables of the data package in, tables out. What was announced and not verified as held is never
counted as held; what speakers say of trade is set beside a sum of what countries count.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from corridors import asked, data, units
from corridors.prose import date_in_words

FIVE_PLUS_AZERBAIJAN: Final = "AZE"
"""The partner of the consultative meetings that the five hold among themselves."""
HELD: Final = "leaders"
MINISTERS: Final = "ministers"
PLANNED: Final = "planned"
GUEST: Final = "guest"


def meetings(summits: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Each meeting of the five Central Asian states with one partner, by partner's first and date.

    `summits` is `policy/summits`, `places` `geo/places`. Columns: `partner` (name), `year`,
    `moment` (decimal year; the middle of what the source's date leaves open), `date` (as the source
    says it), `city`, `kind` (HELD by leaders, MINISTERS, PLANNED and not verified, or GUEST when
    Azerbaijan was a guest), `outside` (false for Azerbaijan), `source_id`. A date announced for a
    summit that was held in the end is left out: it tells of a delay, not of another meeting.
    """
    numbered = ["partner", "summit_number"]
    held = summits[(summits["status"] == "actual") & summits["summit_number"].notna()]
    was_held = pd.MultiIndex.from_frame(summits[numbered].astype("string")).isin(
        pd.MultiIndex.from_frame(held[numbered].astype("string"))
    )
    summits = summits[(summits["status"] != "plan") | ~was_held]
    spans = summits["date"].array
    middle = spans.left + (spans.right - spans.left) / 2
    outside = summits["partner"].astype("string") != FIVE_PLUS_AZERBAIJAN
    kind = pd.Series(HELD, summits.index)
    kind = kind.mask(summits["level"] == "foreign_ministers", MINISTERS)
    kind = kind.mask(~outside & summits["summit_number"].isna(), GUEST)
    kind = kind.mask(summits["status"] == "plan", PLANNED)
    table = pd.DataFrame(
        {
            "partner": summits["partner"].map(places.set_index("code")["name"]).map(_short),
            "year": spans.left.year,
            "moment": [units.decimal_year(day) for day in middle],
            "date": [_dated(span) for span in spans],
            "city": summits["place"],
            "kind": kind,
            "outside": outside,
            "source_id": summits["source_id"],
        }
    )
    at_summit = table["moment"].where(table["kind"] == HELD, table["moment"] + 100)
    first = at_summit.groupby(table["partner"]).transform("min")
    order = table.assign(_azerbaijan=~table["outside"], _first=first)
    in_order = order.sort_values(["_azerbaijan", "_first", "partner", "moment"])
    return data.keeping(summits, in_order[list(table.columns)])


def _short(name: str) -> str:
    return {
        "European Union (27 members)": "European Union",
        "Gulf Cooperation Council": "Gulf states",
    }.get(name, name)


def _dated(span: pd.Interval) -> str:
    if data.last_day(span) == span.left:
        return date_in_words(span.left)
    return (
        f"{span.left:%Y}"
        if span.right > span.left + pd.Timedelta(days=31)
        else f"{span.left:%B %Y}"
    )


def partners_met(table: pd.DataFrame, until: pd.Timestamp | None = None) -> pd.Series[int]:
    """How often each outside partner met the five leaders, up to a day, the most often first.

    `table` is from `meetings`.
    """
    held = table[table["outside"] & (table["kind"] == HELD)]
    if until is not None:
        held = held[held["moment"] <= units.decimal_year(until)]
    return held.groupby("partner")["moment"].size().sort_values(ascending=False, kind="stable")


def describe_meetings(table: pd.DataFrame) -> str:
    """Say how many partners met the five leaders since when, and Azerbaijan's part."""
    held = table[table["outside"] & (table["kind"] == HELD)]
    often = partners_met(table)
    planned = int((table["kind"] == PLANNED).sum())
    azerbaijan = table[~table["outside"]]
    full = azerbaijan[azerbaijan["kind"] == HELD]
    return (
        f"From {held['year'].min()} to {held['year'].max()} {len(often)} outside partners met the "
        f"five leaders in {int(often.sum())} meetings, {int((often > 1).sum())} of them more than "
        f"once; {planned} more meetings were announced and are not verified. Azerbaijan was a "
        f"guest at {int((azerbaijan['kind'] == GUEST).sum())} meetings of the five and a full "
        f"participant in {full['year'].iloc[0]}."
    )


# Trade among the Turkic states

STATED: Final = "stated"
COUNTED: Final = "counted"


def turkic_trade(
    institutions: pd.DataFrame, pairs: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Trade among the Turkic states as speakers state it, beside the sum of what members count.

    `institutions` is `policy/institutions`, `pairs` the table of `trade.turkic_pairs`, `sources`
    the table of sources. The sum is given with each flow once, and at both ends: adding up the
    members' own totals counts every flow twice. Columns: `label`, `kind` (STATED or COUNTED),
    `low_usd_bn`, `high_usd_bn`, `said_by`.
    """
    rows = stated_turkic_trade(institutions)
    rows = rows.assign(
        when=[
            f"{s.left:%b %Y}" if s.right - s.left < pd.Timedelta(days=40) else f"{s.left:%Y}"
            for s in rows["period"]
        ],
        start=rows["period"].array.left,
    )
    publisher = sources.set_index("source_id")["publisher"]
    stated = pd.DataFrame(
        {
            "label": [f"stated, {when}" for when in rows["when"]],
            "kind": STATED,
            "low_usd_bn": rows["value"],
            "high_usd_bn": rows["value"],
            "said_by": rows["source_id"].map(publisher),
        }
    )
    low, high, year = pairs["low_usd_bn"].sum(), pairs["high_usd_bn"].sum(), pairs["year"].iloc[0]
    counted = pd.DataFrame(
        {
            "label": [f"counted once, {year}", f"at both ends, {year}"],
            "kind": COUNTED,
            "low_usd_bn": [low, 2 * low],
            "high_usd_bn": [high, 2 * high],
            "said_by": f"members' own figures, {len(pairs)} pairs",
        }
    )
    return pd.concat([counted, stated], ignore_index=True)


def stated_turkic_trade(institutions: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/institutions` that state it, the lowest first."""
    return data.where(institutions, place="OTS", measure="trade_among_members").sort_values(
        "value", kind="stable"
    )


def describe_turkic_trade(table: pd.DataFrame) -> str:
    """Say the range of what is stated, and the sum of what is counted, once and at both ends."""
    said = table[table["kind"] == STATED]["low_usd_bn"]
    once, twice = (row for row in table[table["kind"] == COUNTED].to_dict("records"))
    return (
        f"Speakers put trade among the Turkic states at {said.min():.0f} to {said.max():.0f} "
        f"billion USD. The members' own figures add up to {once['low_usd_bn']:.1f} to "
        f"{once['high_usd_bn']:.1f} billion with each flow counted once, and to "
        f"{twice['low_usd_bn']:.1f} to {twice['high_usd_bn']:.1f} with each counted at both ends."
    )


asked.checked(
    __name__,
    institutions="policy/institutions",
    places="geo/places",
    sources="sources",
    summits="policy/summits",
)
