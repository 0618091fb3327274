"""The economies at a glance: output, people, output per head, and foreign investment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from corridors import asked
from corridors.prose import listed, number
from corridors.states import SIX

MEASURES: Final = (
    "gdp_current_prices",
    "population",
    "foreign_investment_net_inflows_share_of_gdp",
)
"""What the glance needs of every country in its year."""


def measured(economies: pd.DataFrame, measures: Sequence[str] = MEASURES) -> pd.DataFrame:
    """The measures of the six countries, a row a country and year, a column a measure.

    Missing values stay missing. Raises ValueError for a measure that the table does not have.
    """
    lacking = [name for name in measures if not (economies["measure"] == name).any()]
    if lacking:
        raise ValueError(f"policy/economies has no {listed(lacking)}")
    rows = economies[economies["measure"].isin(list(measures))]
    rows = rows[rows["country"].isin(list(SIX))]
    wide = rows.assign(year=rows["year"].dt.year).pivot_table(
        index=["country", "year"], columns="measure", values="value", observed=True
    )
    return wide.reindex(columns=list(measures)).reset_index()


def common_years(economies: pd.DataFrame, measures: Sequence[str] = MEASURES) -> list[int]:
    """The years for which all six countries report all the measures, in order."""
    full = measured(economies, measures).dropna()
    counts = full["year"].value_counts()
    return sorted(int(year) for year in counts[counts == len(SIX)].index)


def newest_year(economies: pd.DataFrame, measure: str) -> int:
    """The newest year for which any of the six reports the measure; ValueError when none does."""
    return int(measured(economies, [measure]).dropna()["year"].max())


def at_a_glance(economies: pd.DataFrame, places: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Output, people and output per head of the six in a year, the largest output first.

    Columns: country, output_usd_bn (gross domestic product at the prices and exchange rates of the
    year), people_mn, output_per_head_usd, investment_percent (net inflows of foreign direct
    investment, of output; may be negative), year. Raises ValueError for a year that is not common
    to all.
    """
    if year not in common_years(economies):
        raise ValueError(f"not all six countries report every measure for {year}")
    wide = measured(economies)
    wide = wide[wide["year"] == year]
    names = places.set_index("code")["name"]
    output, people, investment = (wide[name] for name in MEASURES)
    return (
        pd.DataFrame(
            {
                "country": wide["country"].astype(str).map(names),
                "output_usd_bn": output / 1e9,
                "people_mn": people / 1e6,
                "output_per_head_usd": output / people,
                "investment_percent": investment,
                "year": year,
            }
        )
        .sort_values("output_usd_bn", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def describe_glance(table: pd.DataFrame) -> str:
    """Output, people and output per head of each country in words."""
    words = [
        f"{row['country']} {number(row['output_usd_bn'])} bn USD and {number(row['people_mn'], 1)} "
        f"million people, {number(row['output_per_head_usd'])} USD per head"
        for row in table.to_dict("records")
    ]
    return f"In {table['year'].iloc[0]}: {'; '.join(words)}."


def investment(
    economies: pd.DataFrame, places: pd.DataFrame, *, first: int, last: int
) -> pd.DataFrame:
    """Net inflows of foreign direct investment year by year, and their mean over the years.

    Columns: country, year, investment_percent (of output), mean_percent; the largest mean first.
    A year without a value has no row. Raises ValueError when a country has no value at all.
    """
    share = MEASURES[-1]
    wide = measured(economies, [share]).dropna()
    wide = wide[wide["year"].between(first, last)]
    if wide["country"].nunique() < len(SIX):
        raise ValueError(f"a country reports no investment between {first} and {last}")
    mean = wide.groupby("country", observed=True)[share].transform("mean")
    table = pd.DataFrame(
        {
            "country": wide["country"].astype(str).map(places.set_index("code")["name"]),
            "year": wide["year"],
            "investment_percent": wide[share],
            "mean_percent": mean,
        }
    )
    return table.sort_values(["mean_percent", "year"], ascending=[False, True]).reset_index(
        drop=True
    )


def describe_investment(table: pd.DataFrame) -> str:
    """Between which values the country with the lowest one moved, and what the means are."""
    low = table.sort_values("investment_percent", kind="stable").iloc[0]
    own = table[table["country"] == low["country"]]
    high, last = own.loc[own["investment_percent"].idxmax()], own.iloc[-1]
    rose, fell, now = (number(row["investment_percent"], 1) for row in (high, low, last))
    means = table.drop_duplicates("country")
    most, least = means.iloc[0], means.iloc[-1]
    return (
        f"The net inflow of foreign direct investment to {low['country']} went from {rose} percent "
        f"of output in {high['year']} to {fell} in {low['year']}; in {last['year']} it was {now}. "
        f"Means of {table['year'].min()} to {table['year'].max()} run from "
        f"{number(least['mean_percent'], 1)} percent in {least['country']} to "
        f"{number(most['mean_percent'], 1)} in {most['country']}."
    )


asked.checked(
    __name__,
    economies="policy/economies",
    places="geo/places",
)
