"""The tables as the CSV files have them, and the rules of data/README.md for reading them."""

import functools
import json
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent.parent.parent / "data"

WAR = pd.Timestamp("2022-02-24")
TRUMP = pd.Timestamp("2025-01-20")
PAPER = pd.Timestamp("2025-05-21")
FIVE = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
SIX = ["AZE", *FIVE]


@functools.cache
def _package() -> dict[str, dict]:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return {part["path"].removesuffix(".csv"): part["schema"] for part in package["resources"]}


@functools.cache
def _table(name: str) -> pd.DataFrame:
    text = pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    numbers = [f["name"] for f in _package()[name]["fields"] if f["type"] in ("number", "integer")]
    numbers = [column for column in numbers if column in text]
    table = text.assign(**{column: pd.to_numeric(text[column]) for column in numbers})
    return table.assign(printed=text[numbers].map(len).sum(axis=1) if numbers else 0)


def rows(name: str, **wanted: object) -> pd.DataFrame:
    """The rows of a table whose columns have these values, or one of these in a list.

    Numbers are numbers, all else is text as it stands in the file.
    """
    found = _table(name)
    for column, value in wanted.items():
        values = value if isinstance(value, list) else [value]
        found = found[found[column].isin(values)]
    return found.copy()


def preferred(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """One row an observation: lowest tier, then newest, then most digits, then source id."""
    if "usable" in table:
        table = table[table["usable"] != "false"]
    sources = _table("sources").set_index("source_id")
    ordered = table.assign(
        tier=table["source_id"].map(sources["tier"]),
        published=table["source_id"].map(sources["published"]),
    ).sort_values(
        ["tier", "published", "printed", "source_id"], ascending=[True, False, False, True]
    )
    return ordered.drop_duplicates(_package()[name]["observationKey"]).sort_index(kind="stable")


def best(name: str, **wanted: object) -> pd.DataFrame:
    """`preferred` of `rows`."""
    return preferred(name, rows(name, **wanted))


def first_day(time: str) -> pd.Timestamp:
    """The first day of a year, quarter, month, day, or first/last of these."""
    return pd.Period(time.split("/")[0].replace("-Q", "Q")).start_time.normalize()


def last_day(time: str) -> pd.Timestamp:
    return pd.Period(time.split("/")[-1].replace("-Q", "Q")).end_time.normalize()


def is_year(time: str) -> bool:
    """Whether a time is one calendar year, however it is written."""
    first, last = first_day(time), last_day(time)
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (
        1,
        1,
        12,
        31,
    )


def years(table: pd.DataFrame, column: str = "period") -> pd.DataFrame:
    """The rows of whole calendar years, with the year as a number in `y`."""
    whole = table[table[column].map(is_year)]
    return whole.assign(y=whole[column].map(lambda time: first_day(time).year))


def number(value: float, digits: int = 0) -> str:
    """As the book prints numbers: thousands apart, so many digits after the point."""
    return format(value, f",.{digits}f")


def percent(value: float, digits: int = 0) -> str:
    return f"{number(value, digits)} percent"
