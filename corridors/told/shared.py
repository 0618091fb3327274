"""What the numbers of several chapters tell alike."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from corridors.claims import ledger as claims
from corridors.prose import Told, told


def sure_in(section: str) -> Callable[[str], Told]:
    """From a claim of a section to the confidence of its verdict, in words, with deciding rows."""
    words = claims.ledger(section).set_index("claim_id")["confidence"]
    return lambda claim: told(words[claim], *claims.finding(claim).rows)


def in_years(rows: pd.DataFrame, *years: int, time: str = "year") -> pd.DataFrame:
    """The rows whose time lies in one of the years."""
    chosen: pd.DataFrame = rows[rows[time].dt.year.isin(years)]
    return chosen
