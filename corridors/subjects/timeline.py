"""How contacts thickened: dated events, who took part, and counts before and after a turning point.

The events are a selection made for the claims of the paper, and recent years are recorded more
densely. A count of them measures attention as well as activity; `thickening` sets beside contacts a
kind of event that is hard to overlook, so that readers can tell how much of a rise may be that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

import pandas as pd

from corridors import asked, data, units
from corridors.prose import counted, listed
from corridors.states import FIVE, SIX

REGION: Final = (*SIX, "CENTRAL_ASIA")
"""Azerbaijan, the five states of Central Asia, and these as a group."""

TURN: Final = "2022_02_24_russia_launches_full_scale_invasion_ukraine"
"""The event with which the book divides before from after."""

SUBJECTS: Final[Mapping[str, str]] = {
    "energy_logistics": "energy and freight",
    "green_transition": "green power",
    "regionalism": "the region and its partners",
    "eu_pivot": "the EU and the region",
}
"""The subjects of the events, after the sections of the paper."""

KINDS: Final = ("policy", "agreement", "summit", "infrastructure", "project", "conflict")
"""The kinds of event, as they are stacked: those in which two sides deal with each other first."""

CONTACT_KINDS: Final = ("agreement", "policy", "summit")
"""The kinds of event in which two sides deal with each other."""

YARDSTICK: Final = "infrastructure"
"""A kind of event that is hard to overlook: how much its count rises bounds how much recording did.

A pipeline or a railway is begun and opened once, with a ceremony, and the first gas for a country
is news: these are on record whoever counts."""


class Partner(NamedTuple):
    """A partner as the counts name it, and its codes in `policy/event_actors`."""

    name: str
    codes: tuple[str, ...]


def partners(places: pd.DataFrame) -> list[Partner]:
    """The partners outside the region, from `geo/places`.

    The European Union as an institution and its members apart: a summit with one member is not one
    with the Union.
    """
    members = places.loc[places["eu_member"].fillna(False).astype(bool), "code"]
    return [
        Partner("European Union", ("EU27",)),
        Partner("single EU members", tuple(members)),
        Partner("China", ("CHN",)),
        Partner("Russia", ("RUS",)),
        Partner("Türkiye", ("TUR",)),
        Partner("United States", ("USA",)),
    ]


def turn_of(events: pd.DataFrame) -> pd.Timestamp:
    """The first day of the turning point; ValueError when it is not there."""
    rows = events[events["event_id"] == TURN]
    if rows.empty:
        raise ValueError(f"the table of events has no {TURN!r}")
    return pd.Timestamp(rows["date"].array.left[0])


def newest(events: pd.DataFrame) -> pd.Timestamp:
    """The last day of the newest event: the counts end with it."""
    return pd.Timestamp(data.last_day(events["date"]).max())


def when(span: pd.Interval) -> str:
    """A date as exactly as it is known: 2007, Feb 2014 or 27 Oct 2022."""
    if span.right == span.left + pd.DateOffset(years=1):
        return f"{span.left:%Y}"
    if data.last_day(span) == span.left:
        return f"{span.left.day} {span.left:%b %Y}"
    return f"{span.left:%b %Y}"


def with_actors(events: pd.DataFrame, actors: pd.DataFrame, codes: Collection[str]) -> pd.Series:
    """For each event whether one of the codes took part."""
    ids = actors.loc[actors["actor"].astype(str).isin(list(codes)), "event_id"]
    return events["event_id"].isin(ids)


def timeline(events: pd.DataFrame) -> pd.DataFrame:
    """The events in order of time, each with its place in its year's stack.

    Columns: date (in words), kind, subject (in words), event, year, number (from 1 in its year: by
    kind, in the order of KINDS, then by date). A date known to the year comes first in it.
    """
    ordered = events.assign(start=events["date"].array.left).sort_values(
        ["start", "event_id"], kind="stable"
    )
    year = ordered["start"].dt.year
    kind_order = ordered["kind"].astype(str).map(KINDS.index)
    place = year[kind_order.sort_values(kind="stable").index].groupby(year).cumcount() + 1
    return pd.DataFrame(
        {
            "date": [when(span) for span in ordered["date"]],
            "kind": ordered["kind"].astype(str),
            "subject": ordered["section"].astype(str).map(SUBJECTS),
            "event": ordered["event"],
            "year": year,
            "number": place[year.index],
        }
    ).reset_index(drop=True)


def by_year(events: pd.DataFrame) -> pd.Series:
    """The number of events of each year from the first to the last, zeros with them."""
    counts = pd.Series(events["date"].array.left.year).value_counts()
    return counts.reindex(range(counts.index.min(), counts.index.max() + 1), fill_value=0)


def describe_timeline(table: pd.DataFrame, *, turn: int) -> str:
    """How many events are on record, how many since the year of the turn, and the newest."""
    since = int((table["year"] >= turn).sum())
    busiest = table["year"].value_counts().sort_index(ascending=False, kind="stable").idxmax()
    last = table.iloc[-1]
    number = int((table["year"] == busiest).sum())
    most = f"; most in {busiest} ({number})" if number > 1 else ""
    return (
        f"{counted(len(table), 'event')} on record, {since} since the start of {turn}{most}. "
        f"The newest: {last['date']}, {last['event']}."
    )


def contacts(events: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The events in which the region deals with others or among itself: kinds of CONTACT_KINDS."""
    dealt = events["kind"].isin(CONTACT_KINDS) & with_actors(events, actors, REGION)
    kept: pd.DataFrame = events[dealt]
    return kept


def without_criticism(events: pd.DataFrame) -> pd.DataFrame:
    """The events but for texts of the European Parliament, which are aimed at a state, not at ties.

    All of its texts in `policy/events` criticise: to count them as contact would let a quarrel pass
    for closeness.
    """
    kept: pd.DataFrame = events[~events["event"].str.contains("European Parliament")]
    return kept


def days_of(events: pd.DataFrame) -> int:
    """How many different dates the events have: two papers signed at one meeting count once."""
    return int(pd.Series(events["date"].array.left).nunique())


class Spans(NamedTuple):
    """Two spans of the same length that meet at the turn."""

    start: pd.Timestamp
    turn: pd.Timestamp
    end: pd.Timestamp

    @property
    def years(self) -> float:
        """The length of either, in years."""
        return float(units.years_between(self.turn, self.end))

    def split(self, events: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The events of the span before the turn, and of that from it on."""
        left = pd.Series(events["date"].array.left, index=events.index)
        before = events[(left >= self.start) & (left < self.turn)]
        after = events[(left >= self.turn) & (left <= self.end)]
        return before, after


def spans(events: pd.DataFrame) -> Spans:
    """From the turn to the newest event, and the same length of time before the turn."""
    turn, end = turn_of(events), newest(events)
    return Spans(turn - (end - turn), turn, end)


def thickening(
    events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame, over: Spans
) -> pd.DataFrame:
    """Days of contact with each partner before and after the turn, and the yardstick.

    Columns: partner, before, after (days with at least one contact, see `contacts` and `days_of`;
    of the yardstick days with an event of its kind), role (`partner`, `inside` for Azerbaijan with
    Central Asia, `yardstick`). Members of the Union count apart only where the Union took no part.
    """
    roles = {INSIDE: "inside", NEW_LINES: "yardstick"}
    return pd.DataFrame(
        [
            {
                "partner": name,
                **dict(zip(("before", "after"), map(days_of, over.split(rows)), strict=True)),
                "role": roles.get(name, "partner"),
            }
            for name, rows in events_counted(events, actors, places).items()
        ]
    )


INSIDE: Final = "Azerbaijan with Central Asia"
NEW_LINES: Final = "new infrastructure"


def events_counted(
    events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The events that `thickening` counts for each partner, of all times."""
    dealt = contacts(events, actors)
    union = with_actors(dealt, actors, ["EU27"])
    found = {}
    for partner in partners(places):
        part = with_actors(dealt, actors, partner.codes)
        if partner.name == "single EU members":
            part &= ~union
        found[partner.name] = dealt[part]
    inside = with_actors(dealt, actors, ["AZE"]) & with_actors(dealt, actors, FIVE)
    return {**found, INSIDE: dealt[inside], NEW_LINES: data.where(events, kind=YARDSTICK)}


def describe_thickening(table: pd.DataFrame) -> str:
    """The count before and after of each row, in words."""
    words = [f"{row['partner']} {row['before']} to {row['after']}" for row in _records(table)]
    return f"Days with a contact in spans of equal length before and after: {listed(words)}."


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def summits_of_leaders(summits: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The meetings of the five with an outside partner, by the partner's first meeting of leaders.

    Columns: partner, date (in words), day (the first that the date holds), level (`leaders` or
    `ministers`), city, first (whether it was the partner's first of leaders), source_id. Meetings
    only announced are left out, and so are those with Azerbaijan, which is not outside.
    """
    held = summits[(summits["status"] == "actual") & (summits["partner"] != "AZE")].copy()
    held["start"] = held["date"].array.left
    held["level"] = (
        held["level"]
        .astype(str)
        .str.startswith("leaders")
        .map({True: "leaders", False: "ministers"})
    )
    leaders = held[held["level"] == "leaders"]
    opened = leaders.groupby(leaders["partner"].astype(str))["start"].min()
    names = places.set_index("code")["name"].str.replace(r" \(.*\)", "", regex=True)
    held["opened"] = held["partner"].astype(str).map(opened)
    held = held.sort_values(["opened", "start"])
    table = pd.DataFrame(
        {
            "partner": held["partner"].astype(str).map(names),
            "date": [when(span) for span in held["date"]],
            "day": held["start"].dt.to_period("D"),
            "level": held["level"],
            "city": held["place"],
            "first": held["start"].eq(held["opened"]) & held["level"].eq("leaders"),
            "source_id": held["source_id"],
        }
    )
    return data.keeping(summits, table)


asked.checked(
    __name__,
    actors="policy/event_actors",
    events="policy/events",
    places="geo/places",
    summits="policy/summits",
)
