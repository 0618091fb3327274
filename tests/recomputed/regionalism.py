"""What the figures of regionalism mean for the argument."""

import pandas as pd

from tests.recomputed import verdicts
from tests.recomputed.ledger import (
    HERE,
    OFFICES,
    eased,
    eased_alone,
    inflow_changes,
    moved,
    turnover,
)
from tests.recomputed.tables import FIVE, WAR, number, rows


def with_azerbaijan():
    """Azerbaijan's trade with the three neighbours by their books, in the years that all give."""
    books = pd.concat([turnover(state, ["AZE"]) for state in OFFICES], axis=1).dropna()
    return books.sum(axis=1)


def of(count, everyone):
    return f"{count or 'none'} of {everyone}"


def meetings():
    """Meetings in person of the five leaders with somebody from outside, by the year."""
    held = rows("policy/summits", status="actual")
    held = held[held["level"].str.startswith("leaders") & (held["partner"] != "AZE")]
    return held.assign(y=held["date"].str[:4])


CASES = {
    "forum_partners": lambda: str(meetings()["partner"].nunique()),
    "forum_meetings": lambda: str(len(meetings())),
    "forum_years": lambda: f"{meetings()['y'].min()} and {meetings()['y'].max()}",
    "aze_first": lambda: f"{number(with_azerbaijan().iloc[0])} million USD",
    "last_year": lambda: str(max(turnover(state, ["RUS"]).index.max() for state in OFFICES)),
    "sure_summits": lambda: verdicts.sure("c10"),
    "sure_dependence": lambda: verdicts.sure("c15"),
    "sure_inside": lambda: verdicts.sure("c05"),
    "aze_times": lambda: (
        f"{number(with_azerbaijan().iloc[-1] / with_azerbaijan().iloc[0], 1)} times"
    ),
    "war_year": lambda: str(WAR.year - 1),
    "russia_fell": lambda: of(sum(moved(state, ["RUS"], 2021) < 0 for state in OFFICES), 3),
    "both_rose": lambda: of(sum(moved(state, ["RUS", "CHN"]) >= 1 for state in OFFICES), 3),
    "more_invested": lambda: of((inflow_changes() >= 0.5).sum(), len(inflow_changes())),
    "less_invested": lambda: str((inflow_changes() <= -0.5).sum()),
    "security_steps": lambda: str(len(eased())),
    "security_own": lambda: str(eased_alone(HERE)),
    "security_eastern": lambda: str(eased()["actors"].map(lambda who: who <= set(FIVE)).sum()),
}
