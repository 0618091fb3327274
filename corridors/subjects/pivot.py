"""The EU's steps towards Central Asia and Azerbaijan, its trade with them, and one agreement.

Tables of the data package in, tables out. The steps are a selection of dated events: their number
measures attention as much as activity, and the recent past is better covered than the distant one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from corridors import asked, data, units
from corridors.states import FIVE, SIX

EU: Final = "EU27"
CENTRAL_ASIA: Final = "Central Asia"
AZERBAIJAN: Final = "Azerbaijan"
_SIDES: Final[Mapping[str, frozenset[str]]] = {
    CENTRAL_ASIA: frozenset({*FIVE, "CENTRAL_ASIA"}),
    AZERBAIJAN: frozenset({"AZE", "SOUTH_CAUCASUS"}),
}

WAR: Final = pd.Timestamp("2022-02-24")
"""Russia's full-scale invasion of Ukraine."""
TRUMP: Final = pd.Timestamp("2025-01-20")
"""Donald Trump takes office for the second time."""

# The steps

AGREEMENT: Final = "agreement"
MEETING: Final = "ministers or visit"
DECISION: Final = "strategy or decision"
SUMMIT: Final = "leaders of the region"
CRITICISM: Final = "criticism by the Parliament"
FORMS: Final = (DECISION, MEETING, AGREEMENT, SUMMIT, CRITICISM)
"""What a step is. Agreements are texts signed, initialled or entered into force."""

_MEETS: Final = re.compile(r"\bminist(?:ers|erial)\b|\bvisits\b|\bmeets?\b|\btour\b|\bcouncils\b")


def steps(events: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The dated steps of the EU with Central Asia or Azerbaijan, a row a step and side, in order.

    `events` is `policy/events`, `actors` is `policy/event_actors`. A step is an agreement, a policy
    step or a summit in which the EU took part with a state or group of the side, or which the EU
    took alone and whose words name Central Asia (its strategies). Things built, wars and single
    projects are no steps. Columns: `side`, `day` (the first possible), `form` (one of FORMS),
    `step` (in words), `event_id`, `source_id`.
    """
    taken = events[events["kind"].isin(["agreement", "policy", "summit"])]
    who = actors.groupby("event_id")["actor"].agg(frozenset)
    found = [
        (
            side,
            row["date"].left,
            _form(row["kind"], row["event"]),
            row["event"],
            row["event_id"],
            row["source_id"],
            line,
        )
        for side, members in _SIDES.items()
        for line, row in taken.iterrows()
        if EU in (parties := who.get(row["event_id"], frozenset()))
        and (
            members & parties
            or (side == CENTRAL_ASIA and parties == {EU} and CENTRAL_ASIA in row["event"])
        )
    ]
    columns = ["side", "day", "form", "step", "event_id", "source_id", "line"]
    table = pd.DataFrame(found, columns=columns).set_index("line").rename_axis(None)
    return data.keeping(events, table.sort_values(["side", "day", "event_id"]))


def _form(kind: str, words: str) -> str:
    if kind == "agreement":
        return AGREEMENT
    if kind == "summit":
        return MEETING if "forum" in words else SUMMIT
    if words.startswith("European Parliament"):
        return CRITICISM
    return MEETING if _MEETS.search(words) else DECISION


def stacked(taken: pd.DataFrame, first_year: int) -> pd.DataFrame:
    """The steps since a year, each with its place in the pile of its side and year.

    `taken` is from `steps`. Columns of `taken`, with `year` and `stack` (from 1, by form as in
    FORMS and then by day; negative for Azerbaijan, whose pile hangs below).
    """
    rows = taken[taken["day"].dt.year >= first_year]
    rows = rows.assign(
        year=rows["day"].dt.year, rank=rows["form"].map({form: n for n, form in enumerate(FORMS)})
    ).sort_values(["side", "year", "rank", "day"])
    stack = rows.groupby(["side", "year"]).cumcount() + 1
    rows["stack"] = stack.where(rows["side"] == CENTRAL_ASIA, -stack)
    piled: pd.DataFrame = rows.drop(columns="rank").reset_index(drop=True)
    return piled


def pace(taken: pd.DataFrame, borders: Sequence[pd.Timestamp]) -> pd.DataFrame:
    """How many steps there were between days, and how many that is a year.

    `taken` is from `steps`; `borders` are days in order, the first and the last being the ends.
    A step on a border counts after it. Columns: `side`, `first_day`, `end_day` (not included),
    `steps`, `years`, `steps_a_year`. Raises ValueError for days out of order.
    """
    if list(borders) != sorted(set(borders)):
        raise ValueError("the borders of the spans must be different days in order of time")
    rows = []
    for side in _SIDES:
        days = taken.loc[taken["side"] == side, "day"]
        for first, end in zip(borders[:-1], borders[1:], strict=True):
            count = int(((days >= first) & (days < end)).sum())
            years = units.years_between(first, end)
            rows.append((side, first, end, count, years, count / years))
    columns = ["side", "first_day", "end_day", "steps", "years", "steps_a_year"]
    return pd.DataFrame(rows, columns=columns)


def first_summit(summits: pd.DataFrame) -> pd.Timestamp:
    """The day of the first numbered summit of the EU with Central Asia, from `policy/summits`.

    Raises DataError when there is none on record.
    """
    return pd.Timestamp(first_summit_held(summits)["date"].iloc[0].left)


def first_summit_held(summits: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/summits` on that summit. Raises DataError when there is none."""
    held = data.where(summits, partner=EU, summit_number=1, status="actual")
    if held.empty:
        raise data.DataError(
            "no first summit of the EU with Central Asia is on record",
            file="policy/summits.csv",
            remedy="Restore the row with partner EU27, summit_number 1 and status actual.",
        )
    return held


def summit_plans(summits: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Earlier dates for which the first summit with the EU was planned, and when that was known.

    `summits` is `policy/summits`, `sources` the table `sources`. Columns: `planned_from`,
    `planned_to` (the days between which it was to be held), `known_by` (the end of the day or month
    in which the source was published), `source_id`.
    """
    rows = summits[(summits["partner"] == EU) & (summits["status"] == "plan")]
    published = rows["source_id"].map(sources.set_index("source_id")["published"])
    plans = pd.DataFrame(
        {
            "planned_from": rows["date"].array.left,
            "planned_to": data.last_day(rows["date"]),
            "known_by": [pd.Period(day).end_time.normalize() for day in published],
            "source_id": rows["source_id"],
        },
        index=rows.index,
    )
    return data.keeping(summits, plans.sort_values("known_by", kind="stable"))


def half_taken_by(taken: pd.DataFrame, until: pd.Timestamp) -> pd.Timestamp:
    """The day by which half of the steps up to `until` had been taken.

    `taken` is from `steps`, of one side; the step on `until` counts. Raises ValueError without any.
    """
    days = taken.loc[taken["day"] <= until, "day"].sort_values(ignore_index=True, kind="stable")
    if days.empty:
        raise ValueError(f"no step is on record up to {until:%d %B %Y}")
    return pd.Timestamp(days.iloc[(len(days) + 1) // 2 - 1])


def describe_steps(table: pd.DataFrame) -> str:
    """Say how many steps each side has had before and since the two turning points.

    Resolutions against a side are told apart.
    """
    parts = []
    for side in _SIDES:
        rows = table[table["side"] == side]
        against = int((rows["form"] == CRITICISM).sum())
        days = rows.loc[rows["form"] != CRITICISM, "day"]
        parts.append(
            f"With {side} the EU took {len(days)} dated steps since {days.dt.year.min()}: "
            f"{(days < WAR).sum()} came before {WAR:%B %Y}, {(days >= TRUMP).sum()} since "
            f"{TRUMP:%B %Y}."
            + (f" Against it stand {against} resolutions of the Parliament." if against else "")
        )
    return " ".join(parts)


# Trade in goods, as the EU counts it

EXPORT_SERIES: Final = "eurostat_comext_levchenko"
"""The one source of the yearly series: Eurostat's Comext, sum of the members of today."""


def eu_exports(trade: pd.DataFrame) -> pd.DataFrame:
    """The EU's exports of goods to each country, a row a year and country.

    `trade` is `policy/trade`. One reporter and one source. Columns: `country`, `year`,
    `exports_eur_bn`, `source_id`. Raises DataError when a country has no row of the series.
    """
    rows = _goods(trade, "export")
    rows = rows[(rows["source_id"] == EXPORT_SERIES) & rows["partner"].isin(list(SIX))]
    for code, name in SIX.items():
        if code not in set(rows["partner"]):
            raise data.DataError(
                f"the series has no exports to {name}",
                file="policy/trade.csv",
                field="partner",
                value=code,
                remedy=f"Restore the rows of {EXPORT_SERIES}.",
            )
    return _by_country(trade, rows, "exports_eur_bn")


def eu_imports(trade: pd.DataFrame) -> pd.DataFrame:
    """The EU's imports of goods from each country as far as the tables know them, whole years only.

    `trade` is `policy/trade`. In euro, as reported by the EU; of two reports `data.preferred`.
    Columns: `country`, `year`, `imports_eur_bn`, `source_id`.
    """
    rows = data.preferred(trade)
    rows = _goods(rows, "import")
    return _by_country(trade, data.where(rows, partner=list(SIX)), "imports_eur_bn")


def _goods(trade: pd.DataFrame, flow: str) -> pd.DataFrame:
    return trade[
        (trade["reporter"] == EU)
        & (trade["flow"] == flow)
        & (trade["product"] == "all")
        & (trade["method"] == "reported")
        & trade["value_eur_mn"].notna()
    ]


def _by_country(trade: pd.DataFrame, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "country": rows["partner"].map(SIX).astype(str),
            "year": rows["year"].dt.year,
            column: rows["value_eur_mn"] / 1000,
            "source_id": rows["source_id"],
        }
    )
    return data.keeping(trade, table.sort_values(["country", "year"]))


def growth(exports: pd.DataFrame, first: int, last: int) -> pd.Series[float]:
    """Exports of one year as a multiple of another's, by country, highest first.

    `exports` is from `eu_exports`. Raises KeyError for a year without a row.
    """
    of = {
        year: exports[exports["year"] == year].set_index("country")["exports_eur_bn"]
        for year in (first, last)
    }
    for year, sold in of.items():
        if sold.empty:
            raise KeyError(f"no exports of {year}")
    return (of[last] / of[first]).sort_values(ascending=False, kind="stable")


def fuel_share(part_year: pd.DataFrame, country: str) -> float:
    """The share of fuels in the EU's imports from a country, in the newest months on record.

    `part_year` is `policy/trade_part_year`, `country` a code. From one source and one span. Raises
    KeyError when fuels and all goods are not both there.
    """
    value = newest_fuels(part_year, country).set_index("product")["value_eur_mn"]
    return float(value["mineral_fuels"] / value["all"])


def newest_fuels(part_year: pd.DataFrame, country: str) -> pd.DataFrame:
    """The two rows of `policy/trade_part_year` behind `fuel_share`: fuels, and all goods."""
    rows = data.where(part_year, reporter=EU, partner=country, flow="import")
    rows = rows[rows["value_eur_mn"].notna() & rows["product"].isin(["mineral_fuels", "all"])]
    pairs = [
        pair
        for _, pair in rows.groupby(["period", "source_id"], observed=True)
        if set(pair["product"]) == {"mineral_fuels", "all"}
    ]
    if not pairs:
        raise KeyError(f"no fuels among the imports from {country}")
    return max(pairs, key=lambda pair: pair["period"].iloc[0].left)


def describe_exports(table: pd.DataFrame) -> str:
    """Say the exports of the last year, and how they grew over its last two years."""
    last = int(table["year"].max())
    grown = growth(table, last - 2, last)
    now = dict(zip(table["country"], table["exports_eur_bn"], strict=True))
    said = ", ".join(
        f"{name} {now[str(name)]:.1f} bn ({times:.1f} times)" for name, times in grown.items()
    )
    return (
        f"EU exports of goods in {last}, in euro, and as a multiple of {last - 2}: {said}. "
        f"The series ends in {last}."
    )


# The agreement with Azerbaijan

_MILESTONES: Final[Mapping[str, str]] = {
    "gives the mandate for a new comprehensive agreement with Azerbaijan": "mandate",
    "Negotiations on the new EU-Azerbaijan agreement open": "talks open",
    "agree to resume talks on the new agreement": "talks to resume",
    "asks for swift completion of the new agreement": "not signed yet",
}
"""The words of the events that mark the way of the agreement, and their short names."""


def agreement_statements(institutions: pd.DataFrame) -> pd.DataFrame:
    """Every statement on how much of the text of the agreement is agreed, in order of time.

    `institutions` is `policy/institutions`. Columns: `day`, `agreed_percent` (as stated: about,
    more than, or the lower end of a range, as `said` tells), `said` (how and by whom),
    `source_id`.
    """
    rows = data.where(institutions, measure="agreement_text_agreed")
    table = pd.DataFrame(
        {
            "day": rows["period"].array.left,
            "agreed_percent": rows["value"],
            "said": rows["note"].fillna(""),
            "source_id": rows["source_id"],
        },
        index=rows.index,
    )
    return data.keeping(institutions, table.sort_values("day", kind="stable"))


def agreement_milestones(events: pd.DataFrame) -> pd.DataFrame:
    """The dated marks on the way of the agreement: mandate, opening, resumption, newest state.

    `events` is `policy/events`. Columns: `day`, `mark`, `event`, `source_id`.
    """
    rows = {
        line: (row["date"].left, mark, row["event"], row["source_id"])
        for words, mark in _MILESTONES.items()
        for line, row in events[events["event"].str.contains(words, regex=False)].iterrows()
    }
    columns = ["day", "mark", "event", "source_id"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return data.keeping(events, table.sort_values("day", kind="stable"))


def agreement(institutions: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Statements and marks together.

    Columns: `day`, `kind` (statement or mark), `agreed_percent` (missing for marks), `words`,
    `source_id`.
    """
    said = agreement_statements(institutions).rename(columns={"said": "words"})
    marks = agreement_milestones(events).rename(columns={"mark": "words"})
    return pd.concat(
        [said.assign(kind="statement"), marks.assign(kind="mark").drop(columns="event")],
        ignore_index=True,
    )[["day", "kind", "agreed_percent", "words", "source_id"]]


def describe_agreement(table: pd.DataFrame) -> str:
    """Say the first and the last statement and that nothing is signed."""
    said = table[table["kind"] == "statement"]
    marks = table[table["kind"] == "mark"].set_index("words")["day"]
    first, last = said.iloc[0], said.iloc[-1]
    return (
        f"The mandate is of {marks['mandate']:%B %Y}. Of the text {first['agreed_percent']:.0f} "
        f"percent or more were said to be agreed in {first['day']:%B %Y}, and "
        f"{last['agreed_percent']:.0f} percent or so in {last['day']:%B %Y}; in "
        f"{marks['not signed yet']:%B %Y} both sides asked for a swift completion."
    )


asked.checked(
    __name__,
    actors="policy/event_actors",
    events="policy/events",
    institutions="policy/institutions",
    part_year="policy/trade_part_year",
    sources="sources",
    summits="policy/summits",
    trade="policy/trade",
)
