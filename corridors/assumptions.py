"""What an explorer assumes: where each of its controls starts, and between what it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd


class Assumed(NamedTuple):
    """A value with the ends of its range, in the unit that its row names."""

    value: float
    low: float
    high: float

    def by(self, step: float) -> tuple[float, float, float]:
        """The range in the short form of a control: low, high, step."""
        return self.low, self.high, step


def assumed(assumptions: pd.DataFrame, explorer: str) -> dict[str, Assumed]:
    """The assumptions of one explorer by name, from a table such as `gas/assumptions`."""
    rows = assumptions[assumptions["explorer"] == explorer]
    return {
        str(row["assumption"]): Assumed(float(row["value"]), float(row["low"]), float(row["high"]))
        for row in rows.to_dict("records")
    }


def at_ends(
    given: Mapping[str, Assumed], high: Sequence[str] = (), low: Sequence[str] = ()
) -> dict[str, float]:
    """A scenario in which the assumptions named are at the high or at the low end of their range.

    Raises KeyError for a name that is not among the assumptions.
    """
    return {name: given[name].high for name in high} | {name: given[name].low for name in low}
