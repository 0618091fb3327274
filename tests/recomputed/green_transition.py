"""What the figures of the green transition mean for the argument."""

from tests.recomputed import verdicts
from tests.recomputed.index import green
from tests.recomputed.ledger import RENEWABLE, deliveries, wind_and_sun, with_goal
from tests.recomputed.tables import best, first_day, number, percent, rows


def euro(contract):
    """A contract's price in euro at the mean rate of its year."""
    rate = rows("gas/prices_monthly", price="usd_per_euro")
    of_year = rate[rate["month"].str.startswith(contract["year"])]["value"].mean()
    return contract["price_usd_mwh"] / of_year


def spread():
    """What Romania's market paid in the last whole year above the dearest and cheapest contract."""
    prices = rows("power/wholesale_prices", country="ROU")
    whole = prices.groupby(prices["month"].str[:4]).filter(lambda year: len(year) == 12)
    year = whole["month"].str[:4].max()
    market = whole[whole["month"].str.startswith(year)]["price_eur_mwh"].mean()
    contracts = rows("power/auction_prices", country=["AZE", "KAZ", "UZB"]).apply(euro, axis=1)
    return year, market - contracts.max(), market - contracts.min()


def goal():
    """The newest goal for renewable capacity in Azerbaijan in 2030."""
    found = rows("power/targets", country="AZE", measure="renewables_capacity", target_date="2030")
    return found.sort_values("made_on", kind="stable")["value"].iloc[-1]


def in_place():
    """The newest count of renewable capacity, and plants that opened since, in GW."""
    count = best("power/capacity", country="AZE", technology="renewables", measure="installed")
    newest = count.loc[count["period"].map(first_day).idxmax()]
    opened = rows("power/projects", country="AZE", kind="plant", stage="operating", year="2026")
    opened = opened[opened["technology"].isin(["wind", "solar"])]
    return (newest["capacity_mw"] + opened["capacity_mw"].sum()) / 1000


def needed():
    """GW a year from 2026 to the end of 2030."""
    return number((goal() - in_place()) / 5, 2)


def best_year():
    plants = rows(
        "power/projects",
        country="AZE",
        kind="plant",
        stage="operating",
        technology=["wind", "solar"],
    )
    return plants.groupby("year")["capacity_mw"].sum().max() / 1000


def named():
    """The capacity that the president named for the end of a year."""
    return rows(
        "power/targets", source_id="turan_2024_06_04_aliyev", measure="renewables_capacity_added"
    ).iloc[0]


def freed():
    """Gas that the named capacity frees at 30 percent and 0.22 bcm a TWh, of what lacks in 2025."""
    energy = named()["value"] * 8.76 * 0.30
    return percent(100 * energy * 0.22 / (20 - deliveries()[2025]))


def in_agreements(year):
    """Capacity in agreements as stated in a year, from the lowest to the highest, in GW."""
    said = rows("power/capacity", country="AZE", measure="in_agreements")
    of_year = said[said["period"].str[:4] == year]["capacity_mw"] / 1000
    low, high = number(of_year.min()), number(of_year.max())
    return f"{high} GW" if low == high else f"{low} to {high} GW"


def said_in(which):
    return sorted(rows("power/capacity", country="AZE", measure="in_agreements")["period"].str[:4])[
        which
    ]


def running():
    plants = rows("power/projects", country="AZE", kind=["plant", "programme"])
    plants = plants[plants["technology"].isin(["wind", "solar"]) & (plants["stage"] == "operating")]
    return f"{number(plants['capacity_mw'].sum() / 1000, 2)} GW"


def cable(use=0.5):
    """The years in which the cable has paid for itself, at the better and at the worse end.

    A year's power at that use, less what cable and stations lose, sold at Romania's mean price;
    from it go the power bought and the upkeep.
    """
    said = rows("power/cables", link="black_sea_cable")
    size = said[said["measure"] == "capacity"]["value"].max() / 1000
    length = said[said["measure"] == "length_total"]["value"]
    cost = said[(said["measure"] == "cost") & (said["stated_on"] > "2022-12-31")]["value"]
    unit = rows("power/losses_and_costs", bound="point").set_index(["technology", "parameter"])
    unit = unit["value"]
    kept = [
        (1 - unit["hvdc_converter_pair", "energy_loss"] / 100)
        * (1 - unit["hvdc_submarine_cable", "energy_loss_per_1000km"] / 100) ** (km / 1000)
        for km in (length.min(), length.max())
    ]
    year, _, _ = spread()
    prices = rows("power/wholesale_prices", country="ROU")
    price = prices[prices["month"].str.startswith(year)]["price_eur_mwh"].mean()
    bought = rows("power/auction_prices", country=["AZE", "KAZ", "UZB"]).apply(euro, axis=1)
    upkeep = unit["hvdc_submarine_cable", "fixed_operating_cost"] / 100
    sent = size * 8.76 * use
    ends = zip(kept, (bought.min(), bought.max()), (cost.min(), cost.max()), strict=True)
    return [
        1000 * invested / (sent * left * price - sent * paid - 1000 * invested * upkeep)
        for left, paid, invested in ends
    ]


CASES = {
    "agreed_first": lambda: in_agreements(said_in(0)),
    "agreed_first_year": lambda: said_in(0),
    "agreed_last": lambda: in_agreements(said_in(-1)),
    "at_run": running,
    "aze_sun_share": lambda: percent(green("AZE")[0], 1),
    "growth_now": lambda: f"{number(wind_and_sun(2024) - wind_and_sun(2021), 1)} TWh",
    "growth_before": lambda: f"{number(wind_and_sun(2021) - wind_and_sun(2018), 1)} TWh",
    "cable_now_pays": lambda: "pays back in {:.0f} to {:.0f} years".format(*cable()),
    "price_spread": lambda: f"{number(spread()[1])} to {number(spread()[2])} EUR",
    "price_last_year": lambda: spread()[0],
    "six_gw": lambda: f"{number(goal())} GW",
    "six_needs": lambda: f"{needed()} GW a year",
    "best_aze": lambda: f"{number(best_year(), 2)} GW",
    "without_green": lambda: str(6 - len(with_goal(RENEWABLE))),
    "freed_capacity_year": lambda: named()["target_date"],
    "freed_of_gap": freed,
    "sure_growth": lambda: verdicts.sure("c34"),
    "sure_deals": lambda: verdicts.sure("c35"),
    "sure_stage": lambda: verdicts.sure("c42"),
    "sure_plans": lambda: verdicts.sure("c33"),
    "sure_package": lambda: verdicts.sure("c39"),
    "sure_route": lambda: verdicts.sure("c37"),
}
