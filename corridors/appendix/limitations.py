"""How much the book's own figures can be off: sizes for the page that names its weaknesses.

Each function measures one weakness on the tables as they are; what it means is said on the page.
"""

from __future__ import annotations

import pandas as pd

from corridors.claims import ledger as claims
from corridors.subjects import trade


def edition_differences(generation: pd.DataFrame, least_twh: float = 1.0) -> pd.DataFrame:
    """Cells of `power/generation` that both Ember and the Energy Institute give, compared.

    Only cells of at least `least_twh` in both, since small ones differ by rounding. Columns:
    country, year, fuel, ember_twh, energy_institute_twh, difference_percent (of Ember's figure).
    """
    cells = generation.pivot_table(
        index=["country", "year", "fuel"], columns="edition", values="energy_twh", observed=True
    )
    both = cells[["ember_owid", "energy_institute"]].dropna()
    both = both[(both >= least_twh).all(axis=1)]
    return pd.DataFrame(
        {
            "ember_twh": both["ember_owid"],
            "energy_institute_twh": both["energy_institute"],
            "difference_percent": (both["energy_institute"] / both["ember_owid"] - 1) * 100,
        }
    ).reset_index()


def republished(sources: pd.DataFrame) -> pd.DataFrame:
    """The sources that one publisher took over from another, as their publisher's name tells."""
    return sources[sources["publisher"].str.contains(r" / |/| via ", regex=True)]


def by_first_year(claim_id: str, goods: pd.DataFrame) -> pd.Series[str]:
    """The verdict on a claim about trade, had the statistical offices' series begun in that year.

    `goods` is `policy/trade`. By first year, from the first on record to the last but one.
    """
    own = goods[goods["source_id"].isin(list(trade.OFFICES.values()))]
    years = sorted(set(own["year"].dt.year))[:-1]
    test = claims.TESTS[claim_id]
    verdicts = [
        test.run({"policy/trade": goods[goods["year"].dt.year >= year]}).verdict for year in years
    ]
    return pd.Series(verdicts, index=years, dtype="string")
