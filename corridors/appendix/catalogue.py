"""The catalogue of the data package, computed from its description, its tables and their users."""

from __future__ import annotations

import math
from functools import cache
from html import escape
from typing import Any, Final, NamedTuple

import pandas as pd

from corridors import data, reviewed
from corridors.appendix import usage
from corridors.appendix.html import Html
from corridors.prose import counted, date_in_words, listed

SUBJECTS: Final = {
    "gas": "Gas and oil",
    "freight": "Freight",
    "power": "Power",
    "policy": "Policy, trade and money",
    "promises": "Promises and outcomes",
    "geo": "Places",
    "": "Sources",
}
"""The folders of `data/`, as headings."""

OBSERVED_IN: Final = {"promises/promises": "outcome_on"}
"""Tables whose first time is not that of the observation: the column that is."""

PLANNED_IN: Final = ("target_date", "target_year")
"""Columns of times to come."""

MOST_PLACES: Final = 8
MOST_SOURCES: Final = 3


def names_in(subject: str) -> list[str]:
    """The tables of one folder of `data/`; of none, for the empty name."""
    return [name for name in data.names() if name.rpartition("/")[0] == subject]


def overview(names: list[str]) -> pd.DataFrame:
    """One row a table.

    Columns: name, title, rows, columns, first_year and last_year (of all rows, plans too),
    newest_outcome (day; missing without any), newest (the same in words), sources (how many),
    chapters (numbers), pages (how many use it), claims (how many use it), licence.
    """
    return pd.DataFrame([_entry(name) for name in names])


@cache
def _entry(name: str) -> dict[str, Any]:
    resource, table = data.resource_of(name), data.load(name)
    years = data.years_of(table)
    newest = newest_outcome(table)
    used = usage.uses().query("table == @name")
    by_page = used[used["kind"] == "page"]["user"].unique()
    return {
        "name": name,
        "title": resource["title"],
        "rows": len(table),
        "columns": len(table.columns),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "newest_outcome": None if newest is None else newest.day,
        "newest": "" if newest is None else newest.words,
        "sources": number_of_sources(table),
        "chapters": ", ".join(p.number for p in usage.pages() if p.number and p.name in by_page),
        "pages": len(by_page),
        "claims": used[used["kind"] == "claim"]["user"].nunique(),
        "licence": " and ".join(licence["title"] for licence in resource["licenses"]),
    }


class Newest(NamedTuple):
    """The last day of which a table tells an outcome, and the time in words."""

    day: pd.Timestamp
    words: str


def newest_outcome(table: pd.DataFrame) -> Newest | None:
    """The newest outcome in a table of the package; None for a table without outcomes or times.

    Plans, targets, forecasts, contracts and capacities are no outcomes, nor is an estimate of a
    time that was not over when its source was published. An outcome of such a time counts up to
    that day; where the source is undated, up to the beginning of the time only.
    """
    name = table.attrs.get("table", "")
    told = OBSERVED_IN.get(name) or next((str(c) for c in table if data.is_time(table[c])), None)
    if told is None or told in PLANNED_IN:
        return None
    rows = _outcomes(table[table[told].notna()], name)
    starts, ends = data.bounds(rows[told])
    times = pd.DataFrame({"start": starts, "end": ends, "known": _known_until(rows)}, rows.index)
    made = data.made_on()
    over = times["end"] <= times["known"].fillna(made)
    times["until"] = times["end"].where(over, times["known"].fillna(times["start"]))
    happened = times["until"] >= times["start"]
    if "status" in rows:
        happened &= over | rows["status"].ne("estimate")
    times = times[happened & (times["until"] <= made)]
    if times.empty:
        return None
    last = times.sort_values("until", kind="stable").iloc[-1]
    return Newest(last["until"], _in_words(last["start"], last["end"], last["until"]))


def _outcomes(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows whose words say that something has happened, where the table has such words."""
    if name in OBSERVED_IN:
        return rows
    if "status" in rows:
        return rows[rows["status"].isin(data.OUTCOMES)]
    return rows[rows["stage"].eq("operating")] if "stage" in rows else rows


@cache
def _published() -> pd.Series:
    """The last day on which each dated source may have been published."""
    published = data.load("sources").set_index("source_id")["published"].dropna()
    return published.map(lambda text: pd.Period(text).end_time.normalize())


def _known_until(rows: pd.DataFrame) -> pd.Series:
    """The day on which the newest source of each row was published; missing where undated."""
    days = [
        pd.to_datetime(rows[column].astype(object).map(_published()))
        for column in rows
        if str(column).endswith("source_id")
    ]
    return pd.concat(days, axis=1).max(axis=1) if days else pd.Series(pd.NaT, rows.index)


def _in_words(start: pd.Timestamp, end: pd.Timestamp, until: pd.Timestamp) -> str:
    if start == end:
        return f"{end.day} {end:%b %Y}"
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return str(until.year) if whole_years and until in (start, end) else f"{until:%b %Y}"


def places_in(table: pd.DataFrame) -> list[str]:
    """The names of the countries and groups that a table is about, those with most rows first."""
    known = data.load("geo/places").set_index("code")["name"]
    found = []
    for column in table:
        values = table[column].dropna()
        if pd.api.types.is_string_dtype(values) or isinstance(values.dtype, pd.CategoricalDtype):
            codes = values.astype(str)
            if len(codes) and codes.isin(known.index).all():
                found.append(codes)
    counts = pd.concat(found).value_counts() if found else pd.Series(dtype=int)
    return [str(known[code]) for code in counts.index]


def number_of_sources(table: pd.DataFrame) -> int:
    """How many sources the rows of a table cite."""
    cited = [table[column] for column in table if str(column).endswith("source_id")]
    return pd.concat(cited).nunique() if cited else 0


@cache
def unused() -> list[str]:
    """The tables that no cell of a page and no claim's test loads, and no function by its name.

    A table from which others take their codes is used by them.
    """
    left = sorted(set(data.names()) - set(usage.uses()["table"]))
    return [name for name in left if not usage.referring_to(name)]


def totals() -> Html:
    """The size of the whole data package in a sentence or two, and the tables that nobody uses."""
    tables = overview(data.names())
    rows = tables.loc[tables["name"] != "sources", "rows"].sum()
    newest = tables["newest_outcome"].max()
    left = unused()
    links = ", ".join(link_to(name) for name in left)
    rest = (
        f"<details><summary>{len(left)} tables are not used by a page or a claim's test yet, but "
        "for the scan of disagreements, which goes through all.</summary>"
        f"<p>{links}.</p></details>"
        if left
        else "<p>Every table is used by a page or a claim's test.</p>"
    )
    return Html(
        f"<p>The package holds {len(tables)} tables with {rows:,} rows, from "
        f"{len(data.load('sources')):,} sources. The newest outcome in it is of "
        f"{date_in_words(newest)}. It was made on "
        f"{data.made_on():%d %B %Y}.</p>{compared_in_all()}{rest}"
    )


def compared_in_all() -> str:
    """How many rows of the package were compared with their source, and in how many tables none."""
    shares = reviewed.shares()
    rows, checked = shares["rows"].sum(), shares["checked"].sum()
    without = (shares["checked"] == 0).sum()
    return (
        f"<p>Of {rows:,} rows {checked:,} ({100 * checked / rows:.0f} percent) were compared by a "
        "script with a copy of the source that they cite, and agree; the other rows were read from "
        f"their source once, when they were entered. In {without} of {len(shares)} tables no row "
        f"was compared again. {link_to('reviewed')} says with what and how.</p>"
    )


def compared(name: str) -> str:
    """How many rows of a table were compared with their source, in words; nothing without marks."""
    marks = reviewed.marks(name)
    days = [mark.checked_on for mark in marks if mark.checked_on]
    if not marks:
        return ""
    if not days:
        return "<p>No row was compared with its source again since it was entered.</p>"
    last = pd.Timestamp(max(days))
    return (
        f"<p>Compared with a copy of their source: {len(days):,} of {len(marks):,} rows "
        f"({math.floor(100 * len(days) / len(marks))} percent), last on "
        f"{date_in_words(last)}. The others were not compared again since they were entered.</p>"
        if len(days) < len(marks)
        else f"<p>All {len(marks):,} rows were compared with a copy of their source, last on "
        f"{date_in_words(last)}.</p>"
    )


def choice() -> Html:
    """A choice of tables, by the chapter that uses them: it needs no script, only the style sheet.

    What is chosen hides the other tables of `show` on the same page.
    """
    numbers = sorted({page.number for page in usage.pages() if page.number})
    options = {"": "all", **{n: f"of chapter {n}" for n in numbers}, "unused": "unused"}
    inputs = "".join(
        f'<label><input type="radio" name="tables" value="{value}"'
        f"{'' if value else ' checked'}> {word}</label>"
        for value, word in options.items()
    )
    return Html(f'<fieldset class="choice"><legend>Show tables</legend>{inputs}</fieldset>')


def show(subject: str) -> Html:
    """The tables of a subject, each with its size, time and use, and folded in it what it holds."""
    tables = "".join(_table(entry) for _, entry in overview(names_in(subject)).iterrows())
    return Html(f'<div class="catalogue">{tables}</div>')


def facts(entry: pd.Series) -> str:
    """A row of `overview` in words: how many rows, of which years, how new, used by whom."""
    years = entry[["first_year", "last_year"]].dropna().unique()
    told = [f"{entry['rows']:,} rows"]
    if len(years):
        told.append("–".join(f"{year:.0f}" for year in years))
        told.append(f"newest outcome {entry['newest']}" if entry["newest"] else "no outcomes")
    return "; ".join([*told, _used_in_short(entry)])


def _used_by(name: str) -> str:
    """The chapters that use a table, for the choice: their numbers, or `unused`."""
    entry = _entry(name)
    return "unused" if name in unused() else str(entry["chapters"]).replace(",", "")


def _used_in_short(entry: pd.Series) -> str:
    numbers = entry["chapters"].split(", ") if entry["chapters"] else []
    others = entry["pages"] - len(numbers)
    users = [
        f"chapter{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else "",
        counted(others, "other page") if others else "",
        counted(entry["claims"], "claim") if entry["claims"] else "",
    ]
    if any(users):
        return f"used in {listed([user for user in users if user])}"
    if entry["name"] in unused():
        return "unused"
    return (
        "used by code" if entry["name"] in set(usage.uses()["table"]) else "codes of other tables"
    )


def identifier(name: str) -> str:
    """The anchor of a table on the page of the catalogue: `gas-exports` for `gas/exports`."""
    return f"table-{name.replace('/', '-').replace('_', '-')}"


def link_to(name: str, page: str = "") -> str:
    """A link to a table's entry, from the catalogue itself or from another page."""
    title = escape(data.resource_of(name)["title"])
    return f'<a href="{page}#{identifier(name)}">{title}</a>'


def _table(entry: pd.Series) -> str:
    name = str(entry["name"])
    resource, table = data.resource_of(name), data.load(name)
    fields = "".join(
        f"<dt><code>{field['name']}</code> {_kind(field)}</dt>"
        f"<dd>{escape(field['description'])}</dd>"
        for field in resource["schema"]["fields"]
    )
    licence = " and ".join(escape(licence["title"]) for licence in resource["licenses"])
    file = f"data/{resource['path']}"
    # The anchor is inside, so that a link to it opens the entry.
    return (
        f'<details data-used="{_used_by(name)}"><summary><span class="table-facts">'
        f"<span>{escape(resource['title'])}</span> <small>{escape(facts(entry))}</small></span>"
        "</summary>"
        f'<div id="{identifier(name)}"><p>{escape(resource["description"])}</p>'
        f'<p><a href="../../{file}" download><code>{file}</code></a> (CSV, {len(table):,} rows). '
        f"In a notebook: <code>data.load(&quot;{name}&quot;)</code>.</p>"
        f"{_coverage(name)}{_places(table)}{_provenance(name, table)}{compared(name)}"
        f"<p>Licence: {licence}.</p>"
        f"<p>{used_in(name)}</p>"
        f"<dl>{fields}</dl></div></details>"
    )


def _coverage(name: str) -> str:
    """The years of all rows, and the newest outcome, in words."""
    entry = _entry(name)
    if entry["first_year"] is None:
        return ""
    first, last = entry["first_year"], entry["last_year"]
    years = str(first) if first == last else f"{first} to {last}"
    newest = f"the newest outcome is of {entry['newest']}" if entry["newest"] else "no outcomes"
    late = data.behind(data.load(name))
    behind = f" That is older than a {late}'s rhythm: newer figures are due." if late else ""
    return f"<p>Years: {years}; {newest}.{behind}</p>"


def _places(table: pd.DataFrame) -> str:
    places = places_in(table)
    if not places:
        return ""
    rest = len(places) - MOST_PLACES
    more = f" and {rest} more" if rest > 0 else ""
    return f"<p>Places: {escape(', '.join(places[:MOST_PLACES]))}{more}.</p>"


def _provenance(name: str, table: pd.DataFrame) -> str:
    """The sources that most rows cite; for a table whose rows cite none, those of the package."""
    if name == "sources":
        return '<p>Each is on the page <a href="sources.html">Sources</a>.</p>'
    if not number_of_sources(table):
        named = [
            f'<a href="{escape(source["path"])}">{escape(source["title"])}</a>'
            if "path" in source
            else escape(source["title"])
            for source in data.resource_of(name)["sources"][:MOST_SOURCES]
        ]
        return f"<p>Source: {', '.join(named)}.</p>"
    cited = data.sources_of(table)
    named = [
        f'<a href="sources.html#{row["source_id"]}">{escape(row["publisher"])}</a>'
        for row in cited.drop_duplicates("publisher").head(MOST_SOURCES).to_dict("records")
    ]
    rest = len(cited) - len(named)
    more = f" and {rest} more" if rest > 0 else ""
    return f"<p>Sources, most cited first: {', '.join(named)}{more}.</p>{_ranks(table)}"


def _ranks(table: pd.DataFrame) -> str:
    """How many rows rest on a source of each tier, and to how many origins the sources go back."""
    sources = data.load("sources").set_index("source_id")
    cited = [table[column] for column in table if str(column).endswith("source_id")]
    best = pd.concat([column.map(sources["tier"]) for column in cited], axis=1).min(axis=1)
    counts = best.value_counts().reindex([1, 2, 3], fill_value=0)
    origins = pd.concat(cited).dropna().map(sources["origin"]).nunique()
    tiers = ", ".join(f"{rows:,} of tier {tier:.0f}" for tier, rows in counts.items() if rows)
    return f"<p>Rows by the best source of each: {tiers}. {counted(origins, 'origin')}.</p>"


def used_in(name: str) -> str:
    """Who uses a table, in words with links: pages by section, claims, modules."""
    used = usage.uses().query("table == @name")
    if used.empty and (others := usage.referring_to(name)):
        return f"The codes of {', '.join(link_to(other) for other in others)} stand in it."
    if used.empty:
        return "Not used: no page, no claim's test and no function loads it by its name yet."
    parts = [
        _page_and_sections(page, used[used["user"] == page.name]["heading"].to_list())
        for page in usage.pages()
        if page.name in set(used["user"])
    ]
    tests = used[used["kind"] == "claim"]["user"].to_list()
    if tests:
        parts.append(
            f"{'claim' if len(tests) == 1 else 'claims'} {', '.join(map(usage.claim_link, tests))}"
        )
    modules = used[used["kind"] == "code"]["user"].to_list()
    if modules:
        parts.append(", ".join(f"<code>{module}</code>" for module in modules))
    return f"Used in {'; '.join(parts)}."


def _page_and_sections(page: usage.Page, headings: list[str]) -> str:
    address = usage.address(page)
    title = escape(f"{page.number} {page.title}".strip())
    sections = [
        f'<a href="{address}#{usage.anchor(heading)}">{escape(heading)}</a>'
        for heading in headings
        if heading
    ]
    inner = f": {', '.join(sections)}" if sections else ""
    return f'<a href="{address}">{title}</a>{inner}'


def _kind(field: data.Field) -> str:
    kind = str(field.get("temporal") or field["type"])
    return f"{kind}, {escape(field['unit'])}" if "unit" in field else kind
