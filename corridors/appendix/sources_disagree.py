"""What sources say, as lists and tables for the page: each report and each disagreement."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd

from corridors import agreement, data
from corridors.appendix.html import Html
from corridors.prose import Numbers, figure, listed, number, numbers, percent, told
from corridors.subjects import disagreement
from corridors.subjects.disagreement import QUANTITIES

Row = Mapping[Hashable, Any]


def headline_reports(reports: pd.DataFrame) -> Html:
    """Every report of every headline quantity, folded under its name, with source and row."""
    sources = data.load("sources").set_index("source_id")[["title", "url"]].to_dict("index")
    return Html(
        '<div class="folded">'
        + "".join(
            f"<details><summary>{escape(QUANTITIES[str(name)].what)}</summary>"
            f"<p>{escape(QUANTITIES[str(name)].about)}</p><ul>"
            + "".join(_report(row, sources) for row in rows.to_dict("records"))
            + "</ul></details>"
            for name, rows in reports.groupby("quantity", sort=False)
        )
        + "</div>"
    )


def _report(row: Row, sources: Mapping[Hashable, Mapping[Hashable, Any]]) -> str:
    low, high = figure(row["low"]), figure(row["high"])
    value = low if low == high else f"{low} to {high}"
    told = f"<strong>{value} {escape(row['unit'])}</strong>"
    if row["detail"]:
        told += f", {escape(row['detail'])}"
    if row["used"]:
        told += ", <strong>used in the book</strong>"
    source = sources.get(row["source_id"])
    if source is None:
        return f"<li>{told}: computed from {_file(row['table'])}</li>"
    title = escape(str(source["title"]))
    if pd.notna(source["url"]):
        title = f'<a href="{escape(str(source["url"]))}">{title}</a>'
    day = f", {row['published']}" if row["published"] else ""
    return (
        f"<li>{told}: {escape(row['publisher'])}, {title}{day} (tier {row['tier']}; "
        f"{_file(row['table'])}, line {row['row']})</li>"
    )


def _file(table: str) -> str:
    return f'<a href="../../data/{table}.csv" download>{table}</a>'


def disagreements(found: pd.DataFrame) -> Html:
    """Every disagreement that the scan found, a table of the package under its title."""
    parts = [
        f"<details><summary>{escape(data.resource_of(str(name))['title'])}: {len(rows)} "
        f"observation{'' if len(rows) == 1 else 's'}</summary>{_table(str(name), rows)}</details>"
        for name, rows in found.groupby("table", sort=False)
    ]
    return Html('<div class="folded disagreements">' + "".join(parts) + "</div>")


def _table(name: str, rows: pd.DataFrame) -> str:
    head = "".join(
        f'<th scope="col">{word}</th>'
        for word in ("Observation", "Lowest", "Highest", "Apart", "By our rule", "Publishers")
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row["observation"])} ({escape(row["unit"])})</th>'
        f"<td>{figure(row['lowest'])}</td><td>{figure(row['highest'])}</td>"
        f"<td>{row['apart_percent']:.0f} %</td>"
        f"<td>{figure(row['used'])}, {escape(row['used_publisher'])}</td>"
        f"<td>{row['publishers']}</td></tr>"
        for row in rows.to_dict("records")
    )
    label = escape(f"Disagreements in {data.resource_of(name)['title']}")
    return (
        f"<p>{_file(name)}</p>"
        f'<div class="catalogue" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def widest(reports: pd.DataFrame) -> Numbers:
    """The quantities on which sources differ most; `reports` is from `disagreement.reports`."""
    every = disagreement.overview(reports)
    first, twice = every.head(3), every[every["times"] >= 2]
    happened = [
        not set(QUANTITIES[name].tables) & set(disagreement.PLANNED) for name in first["quantity"]
    ]
    rows = rows_of(reports, list(first["quantity"]))
    words = listed([disagreement.within_a_sentence(what) for what in first["what"]])
    over = "all" if all(happened) else f"{happened.count(True)} of the {len(happened)}"
    return numbers(
        quantities=told(len(QUANTITIES), given="the quantities of corridors.subjects.disagreement"),
        widest=told(words, *rows),
        happened=told(over, *rows),
        twice=told(len(twice), *rows_of(reports, list(twice["quantity"]))),
    )


def rows_of(reports: pd.DataFrame, quantities: list[str]) -> list[pd.DataFrame]:
    """The rows of the tables behind the reports of some quantities."""
    named = data.where(reports, quantity=quantities)
    lines = named[named["table"].ne("") & named["row"].notna()]
    return [
        data.load(str(table)).loc[sorted({int(line) - 2 for line in rows["row"]})]
        for table, rows in lines.groupby("table")
    ]


def scanned(found: pd.DataFrame) -> Numbers:
    """What the scan of all tables finds; `found` is from `agreement.in_all_tables`."""
    once = found.drop_duplicates(["table", "observation"])
    of_trade = once["table"] == "policy/trade"
    compared = agreement.cross_checked(agreement.LEAST)["twice"].sum()
    scan = "a scan of all tables of the data package, listed below it"
    return numbers(
        least=told(percent(agreement.LEAST), given="the threshold of corridors.agreement"),
        found=told(number(len(once)), given=scan),
        compared=told(number(compared), given=scan),
        in_trade=told(number(of_trade.sum()), given=scan),
        elsewhere=told(number((~of_trade).sum()), given=scan),
    )
