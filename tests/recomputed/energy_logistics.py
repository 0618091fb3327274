"""What the figures of energy and logistics mean for the argument."""

import pandas as pd

from tests.recomputed.index import pledge
from tests.recomputed.ledger import a_year, deliveries, gas_share, outcomes, quarters, rows
from tests.recomputed.tables import percent


def metered():
    """The EU's metered gas from Azerbaijan by year, as volumes of the ministry's 40 MJ."""
    quarter = quarters("AZE")
    grouped = quarter.groupby(quarter.index.str[:4].astype(int))
    whole = grouped.sum()[grouped.size() == 4]
    monthly = rows("gas/eu_imports_monthly", supplier="AZE", route="all_routes", complete="true")
    monthly = monthly.groupby(monthly["month"].str[:4].astype(int))["volume_bcm"]
    before = monthly.sum()[monthly.size() == 12] * 10.3
    energy = pd.concat([before[~before.index.isin(whole.index)], whole])
    return (energy * 3.6 / 40).sort_index()


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
        ("block_trains", "from_china"),
    ):
        made = outcomes(measure, scope)
        of_measure = found[(found["measure"] == measure) & (found["scope"] == scope)]
        for year, group in of_measure.groupby("target_year"):
            values = group.sort_values("reported_on")["value"]
            for value in values[values != values.shift()]:
                if int(year) in made.index:
                    yield made[int(year)] >= value


def official():
    found = rows("gas/balance", country="AZE", status="forecast", basis="government")
    return found[found["made_on"] >= "2025-11"]


def corridor_growth():
    cargo = outcomes("cargo")
    return percent(a_year(cargo.iloc[0], cargo.iloc[-1], cargo.index[-1] - cargo.index[0]))


CASES = {
    "europe_growth": lambda: percent(100 * (deliveries().iloc[-1] / deliveries().iloc[0] - 1)),
    "first_exports_year": lambda: str(deliveries().index[0]),
    "corridor_growth_long": corridor_growth,
    "corridor_years": lambda: f"{outcomes('cargo').index[0]}-{outcomes('cargo').index[-1]}",
    "share_now": lambda: percent(gas_share("AZE").iloc[-1], 1),
    "target_year": lambda: pledge()["period"],
    "plans_met": lambda: f"{sum(plans())} of {len(list(plans()))}",
    "agreed_until": agreed_until,
    "official_year": lambda: official().query("item == 'production_marketed'")["period"].max(),
    "falling_until": lambda: official().query("measure == 'direction'")["period"].max()[-4:],
}
