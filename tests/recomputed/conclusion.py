"""What the figures of the conclusion mean for the argument."""

import math

import numpy as np
import pandas as pd

from tests.recomputed import verdicts
from tests.recomputed.index import foreseen, pledge
from tests.recomputed.ledger import DAYS_IN_MONTH, deliveries, middle, outcomes, promises
from tests.recomputed.tables import best, last_day, number, percent, rows

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


def most_gas():
    """Gas to Europe in 2030 when all plans come in full and on time, and use at home falls most.

    To what went there in 2025, Europe's part of what is more to be had: output falls as foreseen
    to 2026 and at the assumed pace to 2028, Absheron's field comes, renewables free gas.
    """
    balance = best("gas/balance", country="AZE", period="2025", basis="energy_institute")
    balance = balance.set_index("item")["volume_bcm"]
    assumed = rows("gas/assumptions", explorer="twenty-bcm").set_index("assumption")
    made, used = balance["production_net"], balance["consumption"]
    output = made * foreseen() * (1 + assumed.loc["production_change", "value"] / 100) ** 2
    field = rows("gas/fields", field="absheron")
    now = field[(field["measure"] == "production_gross") & (field["period"] == "2025")]["value"]
    full = field[(field["part"] == "phase_2") & (field["measure"] == "production")]["value"]
    freed = assumed.loc["freed_bcm", "value"] * 5 / 2
    use = used * (1 + assumed.loc["domestic_growth", "low"] / 100) ** 5 - freed
    more = output - made + full.iloc[0] - now.iloc[0] - (use - used)
    return deliveries()[2025] + assumed.loc["europe_share", "value"] / 100 * more


def forecast():
    """The World Bank's forecast of cargo for 2030."""
    return rows("freight/plans", source_id="trend_2023_11_30_wb", measure="cargo")["value"].iloc[0]


def most_cargo():
    """Cargo in 2030 at the highest growth, as far as the road map's room goes."""
    growth = rows("freight/assumptions", explorer="corridor-growth", assumption="growth")["high"]
    cargo = outcomes("cargo")
    wanted = cargo.iloc[-1] * (1 + growth.iloc[0] / 100) ** (2030 - cargo.index[-1])
    road_map = rows("freight/plans", asset="titr", measure="capacity").sort_values(
        "reported_on", kind="stable"
    )
    return min(wanted, road_map["value"].iloc[-1])


def confident():
    """Verdicts of high or very high confidence, of all that have one."""
    words = [claim["confidence"] for claim in verdicts.claims() if claim["confidence"]]
    return f"{sum(word.endswith('high') for word in words)} of {len(words)}"


CASES = {
    "aim_gas": lambda: f"{pledge()['volume_bcm_per_year']:g} bcm",
    "aim_cargo": lambda: f"{forecast():g} Mt",
    "most_gas": lambda: f"{number(most_gas(), 1)} bcm",
    "most_cargo": lambda: f"{number(most_cargo(), 1)} Mt",
    "sure_often": confident,
    "sure_pledge": lambda: verdicts.sure("c23"),
    "all_claims": lambda: str(len(verdicts.claims())),
    "all_verdicts": verdicts.counted,
    "kept_all": lambda: with_interval(promises()),
    "kept_far": lambda: with_interval(promises().query("lead > 36")),
    "all_share": lambda: percent(100 * kept(promises())),
    "all_range": lambda: f"{with_interval(promises()).split('(')[1].removesuffix(')')} percent",
    "far_share": lambda: percent(100 * kept(promises().query("lead > 36"))),
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
