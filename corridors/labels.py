"""Columns and rows in words: a column's name for readers, and which row of a table is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from corridors import data

NOT_TOLD: Final = ("source_id", "note", "unit")
"""Columns that `in_words` leaves out: told elsewhere, or part of another column's words. So are all
other columns of sources."""


def in_words(
    rows: pd.DataFrame, *, only: Sequence[str] | None = None, leave_out: Sequence[str] = ()
) -> list[str]:
    """Each row of a loaded table as its values in words, joined by commas.

    Codes of places, routes and projects become names, numbers get their unit, spans and days read
    as such. `only` names the columns to tell; without it all are told but notes and sources.
    Raises DataError when the rows do not say of which table they are.
    """
    name = rows.attrs.get("table")
    if name is None:
        raise data.DataError(
            "these rows do not say which table of the data package they are of",
            remedy="Pass what load() returned, filtered, before merging or grouping.",
        )
    schema = data.resource_of(name)["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    names = _names_of_codes(schema)
    told = [c for c in (fields if only is None else only) if c in rows and c not in NOT_TOLD]
    told = [column for column in told if not column.endswith("source_id")]
    told = [column for column in told if column not in leave_out]
    texts = []
    for row in rows.to_dict("records"):
        unit = "" if pd.isna(row.get("unit")) else str(row["unit"])
        words = (
            names[c].get(row[c], row[c])
            if c in names
            else word(row[c], {"unit": unit, **fields[c]})
            for c in told
            if pd.notna(row[c])
        )
        texts.append(", ".join(text for text in words if text))
    return texts


def _names_of_codes(schema: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """For each column of codes of another table: the names that this table gives them."""
    by_resource = {data.resource_of(name)["name"]: name for name in data.names()}
    names = {}
    for key in schema.get("foreignKeys", []):
        (column,), (there,) = key["fields"], key["reference"]["fields"]
        target = by_resource.get(key["reference"]["resource"])
        if target and column != "source_id" and "name" in (table := data.load(target)):
            names[column] = dict(zip(table[there], table["name"], strict=True))
    return names


def word(value: Any, field: data.Field) -> str:
    """A value in words, by the description of its field."""
    if isinstance(value, pd.Interval):
        last = data.last_day(value)
        if value.right == value.left + pd.DateOffset(years=1):
            return f"{value.left.year}"
        return (
            f"{value.left:%Y-%m-%d} to {last:%Y-%m-%d}" if last > value.left else f"{last:%Y-%m-%d}"
        )
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    title = field.get("title") or field["name"].replace("_", " ")
    title = title if title[:2].isupper() else title[:1].lower() + title[1:]
    if field["type"] == "boolean":
        return title if value else f"not {title}"
    if field["type"] == "number":
        digits = f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"
        return f"{digits} {field['unit'].replace('_', ' ')}".strip()
    if field["type"] == "integer" and not field.get("temporal"):
        return f"{title} {value}"
    return str(value).replace("_", " ")


_UNITS: Final = {
    "bcm": "bcm",
    "twh": "TWh",
    "gw": "GW",
    "mw": "MW",
    "mt": "Mt",
    "teu": "TEU",
    "km": "km",
    "days": "days",
    "percent": "%",
    "hours": "hours",
    "bn": "bn",
    "mn": "million",
    "usd": "USD",
    "usd_mn": "USD mn",
    "usd_bn": "USD bn",
    "eur": "EUR",
    "eur_mn": "EUR mn",
    "eur_bn": "EUR bn",
    "usd_mwh": "USD/MWh",
    "gco2e_kwh": "g CO2e/kWh",
    "gw_year": "GW/yr",
    "twh_year": "TWh/yr",
    "eur_mn_year": "EUR mn/yr",
    "usd_feu": "USD/FEU",
    "usd_teu": "USD/TEU",
    "usd_day": "USD/day",
    "eur_mwh": "EUR/MWh",
    "bcm_year": "bcm/yr",
    "mt_year": "Mt/yr",
    "m3_mwh": "m3/MWh",
}


def readable(column: str) -> str:
    """A column's name for readers, its unit in brackets: `volume_bcm` is `Volume (bcm)`."""
    words = column.split("_")
    for length in (3, 2, 1):
        unit = _UNITS.get("_".join(words[-length:]))
        if unit and len(words) > length:
            name = " ".join(words[:-length])
            return f"{name[:1].upper()}{name[1:]} ({unit})"
    name = " ".join(words)
    return name[:1].upper() + name[1:]


HEADS: Final[Mapping[str, str]] = {
    "Source id": "",
    "Lower source id": "",
    "Higher source id": "",
    "Event id": "",
    "Promise": "",
    "Link": "",
    "Moment": "",
    "Number": "",
    "Axis end": "",
    "Stack": "",
    "Trace": "",
    "Claim id": "Entry",
    "Thing": "Plant or line",
    "Layer": "Corridor",
    "Slip months": "Late by (months)",
    "Total months": "Months counted",
    "On": "Date",
    "At": "Year",
    "Percent of aim": "Of the aim (%)",
    "Percent of goal": "Of the goal (%)",
    "Concentration lng as one": "Concentration, LNG as one",
    "Eu supply (%)": "EU supply (%)",
    "Turkiye (bcm)": "T\u00fcrkiye (bcm)",
    "World bank (Mt)": "World Bank (Mt)",
    "Kazakhstan t": "Kazakhstan (t)",
    "Uzbekistan t": "Uzbekistan (t)",
    "World t": "World (t)",
    "Rest t": "Rest (t)",
}
"""How a table heads columns whose name is code. Those without a name are for drawing or for joining
tables: of a figure, only the file of values has them."""
