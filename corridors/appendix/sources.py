"""The sources of the data package: who published what, when, and how many rows cite it."""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.appendix.catalogue import identifier
from corridors.appendix.html import Html
from corridors.prose import Numbers, number, numbers, percent, told

TIERS: Final = {
    1: "official statistics or primary document",
    2: "official statement in the press",
    3: "news or analysis",
}
"""What the tiers of `data/sources.csv` mean."""

LICENCES: Final = {
    "cited-fact": "single facts, cited",
    "CC-BY-4.0": "CC BY 4.0",
    "reuse-with-credit": "reuse with credit",
    "public-domain": "public domain",
}
"""The licences of `data/sources.csv`, in words."""

MOST_COMMON: Final = "cited-fact"
"""The licence that the list does not repeat."""

OTHER: Final = "0–9"
"""The group of publishers whose name begins with no letter."""


@cache
def citations() -> pd.DataFrame:
    """How often the rows of each table cite each source: source_id, table, rows."""
    counts = []
    for name in data.names():
        table = data.load(name)
        columns = [column for column in table if str(column).endswith("source_id")]
        if name == "sources" or not columns:
            continue
        # a row that cites one source twice is one row
        pairs = pd.concat([table[column].astype("string") for column in columns]).dropna()
        rows = pairs.reset_index().drop_duplicates().iloc[:, 1].value_counts()
        counts.append(pd.DataFrame({"source_id": rows.index, "table": name, "rows": rows.array}))
    return pd.concat(counts, ignore_index=True)


def sources_cited() -> pd.DataFrame:
    """The sources with the number of rows that cite each.

    Columns: those of the table `sources`, rows, group (first letter of the publisher's name, or
    OTHER), year (of publication; missing where undated). Ordered by group, publisher and date.
    """
    sources = data.load("sources")
    rows = citations().groupby("source_id")["rows"].sum()
    table = sources.assign(
        rows=sources["source_id"].map(rows).fillna(0).astype(int),
        group=sources["publisher"].map(_letter),
        year=pd.to_numeric(sources["published"].str[:4]).astype("Int64"),
    )
    order = table.assign(_name=table["publisher"].str.lower(), _when=table["published"].fillna(""))
    order = order.sort_values(["group", "_name", "_when", "title"], kind="stable")
    return order.drop(columns=["_name", "_when"]).reset_index(drop=True)


def _letter(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)[0].upper()
    return plain if "A" <= plain <= "Z" else OTHER


def by_year(sources: pd.DataFrame, since: int) -> pd.DataFrame:
    """How many sources of each tier were published in each year: year (int), tier, sources.

    `sources` is what `sources_cited` returns. Everything before `since` is counted in the year
    before it; undated sources are left out.
    """
    dated = sources.dropna(subset="year")
    years = dated["year"].astype(int).clip(lower=since - 1)
    table = dated.groupby([years, "tier"])["source_id"].count()
    every = pd.MultiIndex.from_product(
        [range(since - 1, int(years.max()) + 1), list(TIERS)], names=["year", "tier"]
    )
    return table.reindex(every, fill_value=0).rename("sources").reset_index()


def by_licence(sources: pd.DataFrame) -> pd.DataFrame:
    """How many sources, and how many rows, stand under each licence: licence, tier, sources, rows.

    `sources` is what `sources_cited` returns; licences in words, the most frequent first.
    """
    words = sources["licence"].astype(str).map(LICENCES)
    table = sources.groupby([words, "tier"]).agg(
        sources=("source_id", "count"), rows=("rows", "sum")
    )
    order = list(words.value_counts().index)
    every = pd.MultiIndex.from_product([order, list(TIERS)], names=["licence", "tier"])
    return table.reindex(every, fill_value=0).reset_index()


def describe_years(table: pd.DataFrame) -> str:
    """What `by_year` shows, in words."""
    years = table.groupby("year")["sources"].sum()
    tiers = table.groupby("tier")["sources"].sum()
    return (
        f"{years.sum():,} dated sources: {tiers[1]} of tier 1, {tiers[2]} of tier 2 and {tiers[3]} "
        f"of tier 3. Most were published in {years.idxmax()} ({years.max()}); {years.iloc[0]} are "
        f"older than {years.index[1]}."
    )


def describe_licences(table: pd.DataFrame) -> str:
    """What `by_licence` shows, in words."""
    sums = table.groupby("licence", sort=False)[["sources", "rows"]].sum().reset_index()
    said = "; ".join(
        f"{row['licence']}: {row['sources']:,} {'source' if row['sources'] == 1 else 'sources'}, "
        f"behind {row['rows']:,} {'row' if row['rows'] == 1 else 'rows'}"
        for row in sums.to_dict("records")
    )
    return f"{said[0].upper()}{said[1:]}."


def choice() -> Html:
    """A choice of tiers for the list: it needs no script, only the style sheet."""
    options = {"": "all", **{str(tier): f"tier {tier}" for tier in TIERS}}
    inputs = "".join(
        f'<label><input type="radio" name="tier" value="{value}"'
        f"{'' if value else ' checked'}> {word}</label>"
        for value, word in options.items()
    )
    return Html(f'<fieldset class="choice"><legend>Show sources of</legend>{inputs}</fieldset>')


def show() -> Html:
    """Every source, in groups by the first letter of its publisher, folded."""
    tables = {source: rows.to_dict("records") for source, rows in citations().groupby("source_id")}
    groups = []
    for letter, rows in sources_cited().groupby("group", sort=False):
        items = "".join(
            _item(row, tables.get(row["source_id"], [])) for row in rows.to_dict("records")
        )
        groups.append(
            f"<details><summary>{letter} ({len(rows)})</summary>"
            f'<ul class="sources">{items}</ul></details>'
        )
    return Html("".join(groups))


def _item(source: Any, cited: list[Any]) -> str:
    """A source with its publisher, origin, date, tier, licence and the tables that cite it."""
    title = escape(source["title"])
    if pd.notna(source["url"]):
        title = f'<a href="{escape(source["url"])}">{title}</a>'
    day = source["published"] if pd.notna(source["published"]) else "undated"
    where = ", ".join(
        f'<a href="data.html#{identifier(part["table"])}">{part["table"]}</a> {part["rows"]:,}'
        for part in sorted(cited, key=lambda part: -part["rows"])
    )
    from_whom = str(source["origin"])
    first = "" if from_whom == source["publisher"] else f" Origin: {escape(from_whom)}."
    licence = str(source["licence"])
    under = "" if licence == MOST_COMMON else f", {LICENCES[licence]}"
    return (
        f'<li id="{source["source_id"]}" data-tier="{source["tier"]}">{title}. '
        f"{escape(source['publisher'])}, {day}.{first} "
        f"Tier {source['tier']}{under}. Rows: {where}. <code>{source['source_id']}</code></li>"
    )


def counted_sources(cited: pd.DataFrame) -> Numbers:
    """How many sources there are, of which tier, and how they are cited; of `sources_cited`."""
    every = data.load("sources")
    by_rows = cited.sort_values("rows", ascending=False, kind="stable")
    first = by_rows.iloc[0]
    once = cited[cited["rows"] == 1]
    undated = every[every["published"].isna()]
    ten = by_rows["rows"].head(10).sum() / cited["rows"].sum()
    citing = "a count over all tables of the data package"

    def rows(chosen: pd.DataFrame) -> pd.DataFrame:
        return data.where(every, source_id=list(chosen["source_id"]))

    tiers = {tier: data.where(every, tier=tier) for tier in TIERS}
    return numbers(
        count=told(number(len(every)), every),
        publishers=told(number(every["publisher"].nunique()), every),
        origins=told(number(every["origin"].nunique()), every),
        top_origin=told(every["origin"].value_counts().index[0], every),
        top_origin_sources=told(number(every["origin"].value_counts().iloc[0]), every),
        undated=told(len(undated), undated),
        first_tier=told(len(tiers[1]), tiers[1]),
        second_tier=told(len(tiers[2]), tiers[2]),
        third_tier=told(len(tiers[3]), tiers[3]),
        once=told(percent(len(once) / len(cited)), rows(once), given=citing),
        ten=told(percent(ten), rows(by_rows.head(10)), given=citing),
        top_publisher=told(first["publisher"], rows(by_rows.head(1))),
        top_rows=told(number(first["rows"]), rows(by_rows.head(1)), given=citing),
    )
