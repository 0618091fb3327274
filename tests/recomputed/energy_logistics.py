"""What the figures of energy and logistics mean for the argument."""

import pandas as pd

from tests.recomputed import verdicts
from tests.recomputed.index import at_best, official, pledge
from tests.recomputed.ledger import a_year, deliveries, gas_share, outcomes, quarters, rows
from tests.recomputed.tables import best, number, percent


def metered():
    """The EU's metered gas from Azerbaijan by year, as volumes of the ministry's 40 MJ."""
    quarter = quarters("AZE")
    grouped = quarter.groupby(quarter.index.str[:4].astype(int))
    whole = grouped.sum()[grouped.size() == 4]
    monthly = rows("gas/eu_imports_monthly", supplier="AZE", route="all_routes", complete="true")
    monthly = monthly.groupby(monthly["month"].str[:4].astype(int))["volume_bcm"]
    before = monthly.sum()[monthly.size() == 12] * 10.3
    energy = pd.concat([before[~before.index.isin(whole.index)], whole])
    return (energy * 3.6 / 40).sort_index(kind="stable")


def agreed_until():
    """The last year of the run in which ministry and meters are within half a bcm."""
    apart = (deliveries() - metered()).dropna().abs()
    return str(apart[(apart < 0.5).cummin()].index[-1])


def plans():
    """Plans for cargo, containers and trains of years that are over, and whether they were met.

    A plan told twice in a row is one plan.
    """
    found = rows("freight/plans", asset="titr")
    for measure, scope in (
        ("cargo", "total"),
        ("containers", "total"),
        ("block_trains", "received_in_azerbaijan"),
    ):
        made = outcomes(measure, scope)
        of_measure = found[(found["measure"] == measure) & (found["scope"] == scope)]
        for year, group in of_measure.groupby("target_year"):
            values = group.sort_values("reported_on", kind="stable")["value"]
            for value in values[values != values.shift()]:
                if int(year) in made.index:
                    yield made[int(year)] >= value


def corridor_growth():
    cargo = outcomes("cargo")
    return percent(a_year(cargo.iloc[0], cargo.iloc[-1], cargo.index[-1] - cargo.index[0]))


def left_over():
    """What closes the balance of 2025: use at home and exports, less production without flares."""
    told = best("gas/balance", country="AZE", period="2025", basis="energy_institute")
    told = told.set_index("item")["volume_bcm"]
    return told["consumption"] + deliveries("WORLD")[2025] - told["production_net"]


CASES = {
    "best_due": lambda: f"{number(at_best(), 1)} bcm",
    "exports_europe": lambda: f"{number(deliveries().iloc[-1], 1)} bcm",
    "exports_year": lambda: str(deliveries().index[-1]),
    "target_volume": lambda: f"{number(pledge()['volume_bcm_per_year'])} bcm",
    "corridor_last": lambda: (
        f"{number(outcomes('cargo').iloc[-1], 2)} Mt in {outcomes('cargo').index[-1]}"
    ),
    "europe_growth": lambda: percent(100 * (deliveries().iloc[-1] / deliveries().iloc[0] - 1)),
    "first_exports_year": lambda: str(deliveries().index[0]),
    "corridor_growth_long": corridor_growth,
    "share_now": lambda: percent(gas_share("AZE").iloc[-1], 1),
    "target_year": lambda: pledge()["period"],
    "plans_met": lambda: f"{sum(plans())} of {len(list(plans()))}",
    "agreed_until": agreed_until,
    "official_year": lambda: official().query("item == 'production_marketed'")["period"].max(),
    "falling_until": lambda: official().query("measure == 'direction'")["period"].max()[-4:],
    "balance_left": lambda: f"{number(abs(left_over()), 1)} bcm",
    "sure_count": lambda: verdicts.sure("c24"),
    "sure_flow": lambda: verdicts.sure("c21"),
    "sure_substitute": lambda: verdicts.sure("c22"),
    "sure_pledge": lambda: verdicts.sure("c23"),
    "sure_alternative": lambda: verdicts.sure("c29"),
    "sure_progress": lambda: verdicts.sure("c30"),
}
