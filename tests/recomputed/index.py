"""The front page."""

from tests.recomputed import verdicts
from tests.recomputed.introduction import lines_open
from tests.recomputed.ledger import (
    deliveries,
    firm,
    gas_share,
    outcomes,
    package,
    promises,
    since_war,
    turnover_share,
)
from tests.recomputed.tables import (
    PAPER,
    TRUMP,
    best,
    first_day,
    last_day,
    number,
    percent,
    rows,
    years,
)


def gas(destination):
    found = rows(
        "gas/exports", exporter="AZE", destination=destination, flow_kind="all", status="actual"
    )
    found = years(found[found["basis"] == "ministry"])
    return found[found["y"] == found["y"].max()]


def to_europe():
    europe, world = gas("EUROPE"), gas("WORLD")
    assert europe["volume_bcm"].nunique() == world["volume_bcm"].nunique() == 1
    return (
        f"{number(europe['volume_bcm'].iloc[0], 1)} of {number(world['volume_bcm'].iloc[0], 1)} bcm"
    )


def pledge():
    """The memorandum's aim: the largest volume that a target gives for the EU."""
    aims = rows("gas/commitments", kind="supply_target", buyer="EU27", bound="at_least")
    return aims.iloc[0]


def changed(measure, digits, more, less):
    series = outcomes(measure)
    change = 100 * (series.iloc[-1] / series.iloc[-2] - 1)
    return (more if change > 0 else less).format(percent(abs(change), digits))


def green(country):
    """Wind and sun in percent of the total, in the newest year that one edition gives in full."""
    found = rows("power/generation", country=country, fuel=["wind", "solar", "total"])
    parts = found.pivot_table(
        index=["year", "edition"], columns="fuel", values="energy_twh"
    ).dropna()
    last = parts.loc[[(parts.index.get_level_values("year").max(), "energy_institute")]].iloc[0]
    return 100 * (last["wind"] + last["solar"]) / last["total"], parts.index.get_level_values(
        "year"
    ).max()


def both(which):
    share = turnover_share("KAZ", ["RUS", "CHN"])
    return share.iloc[which], share.index[which]


def falls():
    falling = [
        (series := turnover_share(country, ["RUS", "CHN"])).iloc[-1] < series.iloc[0]
        for country in ("KAZ", "KGZ", "UZB")
    ]
    return str(sum(falling) or "none")


def offices():
    trade = rows("policy/trade", product="all")
    office = trade[trade["source_id"].str.endswith("levchenko")]
    return str(
        office[office["reporter"].isin(["AZE", "KAZ", "KGZ", "TJK", "TKM", "UZB"])][
            "reporter"
        ].nunique()
    )


def far():
    made = promises()
    made = made[made["lead"] > 36]
    return percent(100 * (made["status"] == "met").mean())


def official():
    found = rows("gas/balance", country="AZE", status="forecast", basis="government")
    return found[found["made_on"] >= "2025-11"]


def foreseen():
    """Marketed output of 2026 beside that of 2025, by the newest official forecast of both."""
    marketed = rows("gas/balance", country="AZE", item="production_marketed", basis="government")
    marketed = marketed.sort_values("made_on", kind="stable").groupby("period")["volume_bcm"].last()
    return marketed["2026"] / marketed["2025"]


def at_best():
    """Gas to Europe in the pledge's year when every assumption is at its best for Europe.

    To what went there, Europe's part of the change of output and of the swap, less that of use.
    """
    balance = best("gas/balance", country="AZE", period="2025", basis="energy_institute")
    balance = balance.set_index("item")["volume_bcm"]
    assumed = rows("gas/assumptions", explorer="twenty-bcm").set_index("assumption")
    made = balance["production_net"]
    later = made * foreseen() * (1 + assumed.loc["production_change", "high"] / 100)
    used = balance["consumption"]
    use = used * (1 + assumed.loc["domestic_growth", "low"] / 100) ** 2
    use -= assumed.loc["freed_bcm", "high"]
    swap = rows("gas/transit_and_swaps", origin="TKM", destination="AZE", bound="high")
    swap = swap["volume_bcm"]
    more = later - made + swap.max() - (use - used)
    return deliveries()[2025] + assumed.loc["europe_share", "high"] / 100 * more


def late_steps():
    """Steps with Central Asia that came after Washington turned, of those from the war on."""
    day = since_war()["day"]
    return f"{(day >= TRUMP).sum()} of {len(day)}"


def newest_gas():
    months = rows("gas/country_imports", importer="ITA", unit="TJ")["period"]
    return f"{last_day(months[months.str.len() == 7].max()):%B %Y}"


def searched():
    day = first_day(rows("searches")["searched_on"].max())
    return f"{day.day} {day:%B %Y}"


CASES = {
    "searched": searched,
    "newest_gas": newest_gas,
    "to_europe": to_europe,
    "year": lambda: str(gas("EUROPE")["y"].iloc[0]),
    "pledged": lambda: f"{number(pledge()['volume_bcm_per_year'])} bcm",
    "pledge_year": lambda: pledge()["period"],
    "best_due": lambda: f"{number(at_best(), 1)} bcm",
    "share": lambda: percent(gas_share("AZE").iloc[-1], 1),
    "tonnes": lambda: f"{number(outcomes('cargo').iloc[-1], 2)} Mt",
    "tonnes_year": lambda: str(outcomes("cargo").index[-1]),
    "tonnes_change": lambda: changed("cargo", 0, "{} more", "{} less"),
    "boxes": lambda: number(outcomes("containers").iloc[-1]),
    "boxes_change": lambda: changed("containers", 0, "rose by {}", "fell by {}"),
    "green_share": lambda: percent(green("AZE")[0], 1),
    "green_year": lambda: green("AZE")[1],
    "green_uzbek": lambda: percent(green("UZB")[0]),
    "green_eu": lambda: percent(green("EU27")[0]),
    "both_now": lambda: percent(both(-1)[0]),
    "both_then": lambda: percent(both(0)[0]),
    "both_year": lambda: str(both(-1)[1]),
    "both_first": lambda: str(both(0)[1]),
    "gas_open": lambda: lines_open("gas"),
    "freight_open": lambda: lines_open("freight"),
    "power_open": lambda: lines_open("power"),
    "late_steps": late_steps,
    "package": lambda: f"EUR {number(package() / 1000)} bn",
    "firm_share": lambda: percent(100 * firm(until=PAPER) / package(), 1),
    "kept_share": lambda: percent(100 * (promises()["status"] == "met").mean()),
    "offices": offices,
    "fallen": falls,
    "met": lambda: str((promises()["status"] == "met").sum()),
    "closed": lambda: str(len(promises())),
    "far": far,
    "all_claims": lambda: str(len(rows("policy/claims"))),
    "all_verdicts": verdicts.counted,
    "of_introduction": lambda: verdicts.of("introduction"),
    "of_regionalism": lambda: verdicts.of("regionalism"),
    "of_energy_logistics": lambda: verdicts.of("energy_logistics"),
    "of_green_transition": lambda: verdicts.of("green_transition"),
    "of_eu_pivot": lambda: verdicts.of("eu_pivot"),
    "of_conclusion": lambda: verdicts.of("conclusion"),
}
