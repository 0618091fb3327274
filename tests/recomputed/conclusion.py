"""What the figures of the conclusion mean for the argument."""

import math

import numpy as np
import pandas as pd

from tests.recomputed import verdicts
from tests.recomputed.ledger import DAYS_IN_MONTH, middle, promises
from tests.recomputed.tables import last_day, number, percent, rows

FOUR = ["mou_20_2027", "titr_cap_10_2027", "aze_res_2gw_2027", "bssc_2029"]
"""Gas for the EU, room on the corridor, Azerbaijan's plants, the cable under the Black Sea."""


def kept(table):
    return (table["status"] == "met").mean()


def interval(table):
    """The middle nine tenths of the shares when whole projects are drawn."""
    project = table.assign(kept=table["status"] == "met").groupby("project")["kept"]
    good, size = project.sum().to_numpy(), project.size().to_numpy()
    drawn = np.random.default_rng(7).integers(0, len(size), (100_000, len(size)))
    shares = good[drawn].sum(axis=1) / size[drawn].sum(axis=1)
    return np.quantile(shares, (0.05, 0.95))


def with_interval(table):
    low, high = interval(table)
    return f"{percent(100 * kept(table))} ({number(100 * low)} to {number(100 * high)})"


def lead(promise):
    row = rows("promises/promises", promise=promise).iloc[0]
    due = last_day(row["target_date"]) + pd.Timedelta(days=1)
    return (due - middle(row["made_on"])).days / DAYS_IN_MONTH


def class_of(months):
    return 0 if months <= 12 else 1 if months <= 36 else 2


def by_lead():
    due = promises().dropna(subset="lead")
    groups = due.groupby(due["lead"].map(class_of)).apply(kept)
    return [groups[class_of(lead(promise))] for promise in FOUR]


def by_subject():
    groups = promises().groupby("subject").apply(kept)
    subjects = rows("promises/promises").set_index("promise")["subject"]
    return [groups[subjects[promise]] for promise in FOUR]


def ways():
    """The share kept when what counts is chosen otherwise."""
    due = promises()
    early = due["status"].eq("missed") & (
        due["outcome_on"].map(lambda time: last_day(time) if time else pd.NaT)
        < due["target_date"].map(lambda time: last_day(time) if time else pd.NaT)
    )
    good, bad = (due["status"] == "met").sum(), (due["status"] != "met").sum()
    return [
        kept(due[~due["project"].isin(["serbia", "romania"])]),
        kept(due[~early]),
        due.groupby("project").apply(kept).mean(),
        2 * good / (2 * good + bad),
        4 * good / (4 * good + bad),
        due["status"].isin(["met", "partly"]).mean(),
    ]


def one_out():
    due = promises()
    return [kept(due[due["project"] != project]) for project in due["project"].unique()]


CASES = {
    "kept_all": lambda: with_interval(promises()),
    "kept_far": lambda: with_interval(promises().query("lead > 36")),
    "all_four": lambda: percent(100 * math.prod(by_lead()), 1),
    "all_four_subject": lambda: percent(100 * math.prod(by_subject()), 1),
    "all_four_most": lambda: percent(100 * max(min(by_lead()), min(by_subject()))),
    "ways_below": lambda: (
        f"{sum(way < 0.5 for way in [kept(promises()), *ways()])} of {1 + len(ways())}"
    ),
    "half_kept_if": lambda: f"{number((1 - kept(promises())) / kept(promises()), 1)} times",
    "one_out_least": lambda: percent(100 * min(one_out())),
    "one_out_most": lambda: percent(100 * max(one_out())),
    "promises_due": lambda: str(len(promises())),
    "projects_due": lambda: str(promises()["project"].nunique()),
    "sure_delays": lambda: f"{verdicts.sure('c59')} confidence",
}
