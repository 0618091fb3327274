"""The catalogue of the data package, computed from its description and its tables."""

from __future__ import annotations

from html import escape
from typing import Final

import pandas as pd

from corridors import data

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


class Html(str):
    """Text that a notebook shows as HTML."""

    def _repr_html_(self) -> str:
        return self


def names_in(subject: str) -> list[str]:
    """The tables of one folder of `data/`; of none, for the empty name."""
    return [name for name in data.names() if name.rpartition("/")[0] == subject]


def overview(names: list[str]) -> pd.DataFrame:
    """One row a table: title, rows, columns, first and last year, sources, licence."""
    return pd.DataFrame([_entry(name) for name in names])


def _entry(name: str) -> dict[str, object]:
    resource, table = data.resource_of(name), data.load(name)
    years = years_of(table)
    return {
        "name": name,
        "title": resource["title"],
        "rows": len(table),
        "columns": len(table.columns),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "sources": number_of_sources(table),
        "licence": " and ".join(licence["title"] for licence in resource["licenses"]),
    }


def years_of(table: pd.DataFrame) -> set[int]:
    """The years in the first column of `table` that is a time: by convention the observation's."""
    for column in table:
        times = table[column].dropna()
        if isinstance(times.dtype, pd.IntervalDtype):
            return set(times.array.left.year)
        if isinstance(times.dtype, pd.PeriodDtype) or pd.api.types.is_datetime64_any_dtype(times):
            return set(times.dt.year)
    return set()


def number_of_sources(table: pd.DataFrame) -> int:
    """How many sources the rows of a table cite."""
    cited = [table[column] for column in table if str(column).endswith("source_id")]
    return pd.concat(cited).nunique() if cited else 0


def totals() -> Html:
    """The size of the whole data package in a sentence."""
    tables = overview(data.names())
    observations = tables.loc[tables["name"] != "sources", "rows"].sum()
    sources = len(data.load("sources"))
    return Html(
        f"<p>The package holds {len(tables)} tables with {observations:,} rows, "
        f"from {sources:,} sources.</p>"
    )


def show(subject: str) -> Html:
    """The tables of a subject, and under each what it holds, field by field."""
    names = names_in(subject)
    rows = "".join(_row(entry) for _, entry in overview(names).iterrows())
    head = "".join(
        f'<th scope="col">{word}</th>' for word in ("Table", "Rows", "Columns", "Years", "Sources")
    )
    label = f"{SUBJECTS[subject]}: tables"
    return Html(
        f'<div class="catalogue" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        + "".join(_details(name) for name in names)
    )


def _row(entry: pd.Series) -> str:
    years = entry[["first_year", "last_year"]].dropna().unique()
    cells = (
        f"{entry['rows']:,}",
        str(entry["columns"]),
        "–".join(f"{year:.0f}" for year in years),
        str(entry["sources"]),
    )
    numbers = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(entry["title"])}</th>{numbers}</tr>'


def _details(name: str) -> str:
    resource = data.resource_of(name)
    fields = "".join(
        f"<dt><code>{field['name']}</code> {_kind(field)}</dt>"
        f"<dd>{escape(field['description'])}</dd>"
        for field in resource["schema"]["fields"]
    )
    licence = " and ".join(escape(licence["title"]) for licence in resource["licenses"])
    file = f"data/{resource['path']}"
    return (
        f"<details><summary>{escape(resource['title'])}</summary>"
        f"<p>{escape(resource['description'])}</p>"
        f'<p><a href="../../{file}" download><code>{file}</code></a>. Licence: {licence}.</p>'
        f"<dl>{fields}</dl></details>"
    )


def _kind(field: data.Field) -> str:
    kind = str(field.get("temporal") or field["type"])
    return f"{kind}, {escape(field['unit'])}" if "unit" in field else kind
