"""The numbers of chapter 5: steps, sums, goods, minerals and one agreement."""

from __future__ import annotations

import pandas as pd

from corridors import data, pivot
from corridors.prose import Numbers, number, numbers, told

SINCE = pd.Timestamp("2007-01-01")
"""The first day from which the pace is counted: the year of the EU's first strategy."""


def turn(events: pd.DataFrame, actors: pd.DataFrame, summits: pd.DataFrame) -> Numbers:
    """When the steps up to the first summit were taken, and how many after two turning points."""
    steps = pivot.steps(events, actors)
    held = data.where(summits, partner=pivot.EU, summit_number=1)
    summit, asia = pivot.first_summit(summits), data.where(steps, side=pivot.CENTRAL_ASIA)
    up_to = asia[asia["day"] <= summit]
    half = pivot.half_taken_by(asia, summit)
    since_war, since_trump = (up_to[up_to["day"] >= day] for day in (pivot.WAR, pivot.TRUMP))
    return numbers(
        steps_to_summit=told(len(up_to), up_to),
        steps_since=told(up_to["day"].dt.year.min(), up_to),
        summit_day=told(f"{summit:%B %Y}", held),
        half_by=told(f"{half:%B %Y}", up_to[up_to["day"] <= half]),
        half_years=told(f"{number((summit - half).days / 365.25, 1)} years", up_to, held),
        of_turn=told(len(since_war), since_war),
        after_trump=told(len(since_trump), since_trump),
    )
