"""How much the book's own figures can be off: sizes for the page that names its weaknesses.

Each function measures one weakness on the tables as they are; what it means is said on the page.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from corridors import data
from corridors.claims.confidence import AGREE_WITHIN


def cross_checked(names: Iterable[str] | None = None) -> pd.DataFrame:
    """How many observations of each table a second publisher reports, and how far those differ.

    Tables of figures whose rows name a source and may report the same thing; all of them if none
    are named. Columns: table, observations, twice (reported by two publishers or more), apart (of
    these, those that differ by more than AGREE_WITHIN of the larger figure, in their first column
    of figures).
    """
    rows = [
        _cross_checked(name)
        for name in (data.names() if names is None else names)
        if _may_repeat(name)
    ]
    return pd.DataFrame(rows)


def _may_repeat(name: str) -> bool:
    return "source_id" in data.load(name) and "source_id" not in _key(name) and name != "sources"


def _key(name: str) -> list[str]:
    key: list[str] = data.resource_of(name)["schema"]["observationKey"]
    return key


def _cross_checked(name: str) -> dict[str, object]:
    table = data.load(name)
    if "usable" in table:
        table = table[table["usable"].astype(bool)]
    publishers = data.load("sources").set_index("source_id")["publisher"]
    observed = table.assign(publisher=table["source_id"].map(publishers)).groupby(
        [table[column].astype("string").fillna("") for column in _key(name)]
    )
    twice = observed["publisher"].nunique() > 1
    figures = [str(c) for c in table.select_dtypes("float") if c not in _key(name)]
    apart = 0
    if figures and twice.any():
        ends = observed[figures[0]].agg(["min", "max"])[twice].dropna()
        size = ends.abs().max(axis=1)
        apart = int(((ends["max"] - ends["min"]) > AGREE_WITHIN * size).sum())
    return {"table": name, "observations": len(twice), "twice": int(twice.sum()), "apart": apart}


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


def share_kept(promises: pd.DataFrame, likelier: float = 1.0) -> float:
    """The share of closed promises that were kept on time, as a share of one.

    If a broken promise is `likelier` times as likely to be on record as one kept, each one kept
    stands for so many.
    """
    closed = promises[promises["status"] != "open"]["status"]
    kept = (closed == "met").sum() * likelier
    return float(kept / (kept + (closed != "met").sum()))
