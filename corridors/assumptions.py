"""What an explorer assumes: where each of its controls starts, and between what it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from corridors import asked


class Assumed(NamedTuple):
    """A value with the ends of its range, in the unit that its row names."""

    value: float
    low: float
    high: float

    def by(self, step: float) -> tuple[float, float, float]:
        """The range in the short form of a control: low, high, step."""
        return self.low, self.high, step


class Assumptions(dict[str, Assumed]):
    """The assumptions of an explorer by name; one that is not there says which are near."""

    def __missing__(self, name: str) -> Assumed:
        """Raise DataError for a name that is not among the assumptions."""
        return asked.choice(name, dict(self), "assumption")


def assumed(assumptions: pd.DataFrame, explorer: str) -> Assumptions:
    """The assumptions of one explorer by name, from a table such as `gas/assumptions`.

    Raises DataError for an explorer of which the table assumes nothing.
    """
    of_each = dict(tuple(assumptions.groupby("explorer", observed=True)))
    rows = asked.choice(explorer, {str(name): rows for name, rows in of_each.items()}, "explorer")
    return Assumptions(
        {
            str(row["assumption"]): Assumed(*(float(row[end]) for end in Assumed._fields))
            for row in rows.to_dict("records")
        }
    )


def at_ends(
    given: Mapping[str, Assumed], high: Sequence[str] = (), low: Sequence[str] = ()
) -> dict[str, float]:
    """A scenario in which the assumptions named are at the high or at the low end of their range.

    Raises DataError for a name that is not among the assumptions.
    """
    of = {name: asked.choice(name, given, "assumption") for name in (*high, *low)}
    return {name: of[name].high for name in high} | {name: of[name].low for name in low}


asked.checked(
    __name__,
    assumptions=(
        "freight/assumptions",
        "gas/assumptions",
        "power/assumptions",
        "promises/assumptions",
    ),
)
