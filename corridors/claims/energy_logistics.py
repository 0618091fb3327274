"""The claims of the paper's section on energy and logistical security."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data, units
from corridors.claims import judging
from corridors.claims.judging import (
    AUTHOR,
    CONTRADICTED,
    CRITIC,
    PAPER,
    PARTLY,
    SUPPORTED,
    ClaimTest,
    Finding,
    Objection,
    all_or_some,
    graded,
    need,
)
from corridors.claims.shared import (
    A_HUNDREDTH,
    A_TENTH,
    BEFORE_THE_WAR,
    HALF,
    rose_or_fell,
    share_of_block_trains,
    to_europe,
    ways_across,
)
from corridors.prose import date_in_words, listed, number, percent
from corridors.subjects import borders, freight, gas, timeline

PLEDGED_IN: Final = 2022
"""The year of the memorandum, from which the straight line to its target starts."""


BUDAPEST: Final = pd.Timestamp("2025-05-20")
STATEMENT: Final = "2025_05_20_orban_stakes_hungarian_energy_companies"
"""The event that holds what the Hungarian prime minister said that day."""


def gas_from_outside(balance: pd.DataFrame) -> Finding:
    """c20: which part of the gas that the EU uses it produces itself."""
    yearly = data.calendar_years(data.preferred(balance[balance["place"] == "EU27"]))
    yearly = yearly[
        yearly["item"].isin(["consumption", "production"])
        & (yearly["convention"] == "energy_institute")
    ]
    volumes = yearly.pivot_table(
        index="year", columns="item", values="value", observed=True
    ).dropna()
    need(volumes, "no year with the EU's use and output of gas")
    year = int(volumes.index[-1])
    used, made = (float(volumes[item].iloc[-1]) for item in ("consumption", "production"))
    own = made / used
    return Finding(
        graded(own, supported=0.5, contradicted=1),
        f"In {year} the EU produced {number(made)} of the {number(used)} bcm of gas that it used: "
        f"{percent(own)}. The rest came from outside.",
        (yearly[yearly["year"] == year].drop(columns="year"),),
        {"year": year, "used_bcm": used, "produced_bcm": made, "own_percent": own * 100},
    )


def said_in_budapest(events: pd.DataFrame, actors: pd.DataFrame) -> Finding:
    """c25: whether the two met on the day, and whether the statement is on record."""
    that_day = events[events["date"].array.left == BUDAPEST]
    both = timeline.with_actors(that_day, actors, ["AZE"]) & timeline.with_actors(
        that_day, actors, ["HUN"]
    )
    met = that_day[both & (that_day["event_id"] != STATEMENT)]
    said = that_day[that_day["event_id"] == STATEMENT]
    rows = that_day[both]
    need(rows, "no event of that day with both")
    return Finding(
        all_or_some([not met.empty, not said.empty]),
        f"On {date_in_words(BUDAPEST)} both spoke to the press in Budapest. "
        + (
            "Orban is reported to have said that the stakes of MVM and MOL put gas and oil on the "
            "world market, which matters to the Hungarian economy."
            if len(said)
            else "What he said about Hungarian companies is not on record."
        ),
        (rows,),
        {"statements_on_record": len(said), "meetings_on_record": len(met)},
    )


def pipeline_only_planned(stages: pd.DataFrame, promises: pd.DataFrame) -> Finding:
    """c27: the furthest stage of the Trans-Caspian pipeline, and the dates named for it."""
    own = stages[stages["line"] == "trans_caspian"]
    need(own, "no stage of the pipeline")
    dated = promises[
        (promises["project"] == "trans_caspian_pipeline") & (promises["kind"] == "date")
    ]
    need(dated, "no date named for the pipeline")
    reached = set(own["stage"])
    verdict = (
        CONTRADICTED
        if "operating" in reached
        else PARTLY
        if "construction" in reached
        else SUPPORTED
    )
    since = own["since"].array.left.year.min()
    dues = sorted(int(year) for year in dated["target_date"].array.left.year)
    seen = data.last_day(dated["outcome_on"]).max()
    return Finding(
        verdict,
        f"The pipeline has been planned since {since}. Its completion was announced for "
        f"{' and then for '.join(str(year) for year in dues)}; the last text on record, of "
        f"{seen:%B %Y}, reports neither a decision to invest nor works.",
        (own, dated),
        {"planned_since": int(since), "last_date_named": dues[-1]},
    )


def income_beside_output(income: pd.DataFrame, economies: pd.DataFrame) -> Finding:
    """c32: what cargo on the corridors through Azerbaijan earns, of the country's output."""
    earned = data.calendar_years(
        income[
            (income["country"] == "AZE")
            & (income["unit"] == "USD_mn")
            & (income["scope"] == "cargo_by_rail_road_and_sea")
        ]
    )
    need(earned, "no yearly income from corridor freight in dollars")
    earned = earned.sort_values("year", kind="stable")
    row = earned.iloc[-1]
    transit = income[(income["scope"] == "transit") & (income["unit"] == "USD_mn")]
    transit = transit.assign(ends=data.last_day(transit["period"])).sort_values(
        "ends", kind="stable"
    )
    output = economies[
        (economies["country"] == "AZE")
        & (economies["measure"] == "gdp_current_prices")
        & (economies["year"].dt.year == row["year"])
    ]
    need(output, "no output of that year")
    share = float(row["value"]) * 1e6 / float(data.preferred(output)["value"].iloc[0])
    halves = income[(income["unit"] == "AZN_mn") & (income["scope"] == "cargo_by_rail_and_sea")]
    trend = ""
    if len(halves) > 1:
        change = float(halves["value"].iloc[-1] / halves["value"].iloc[0] - 1)
        trend = (
            f" What rail and sea alone earned {rose_or_fell(change)} from the first half "
            f"of {halves['period'].iloc[0].left:%Y} to that of {halves['period'].iloc[-1].left:%Y}."
        )
    return Finding(
        graded(share, supported=0.02, contradicted=0.001),
        f"Cargo on the corridor through Azerbaijan earned {number(row['value'])} million USD in "
        f"{row['year']}, {percent(share, 1)} of the country's output, by a broad "
        f"definition.{trend}"
        + (
            f" Goods in transit alone brought {number(transit['value'].iloc[-1], 1)} million USD "
            f"from {transit['period'].iloc[-1].left:%B} to {transit['ends'].iloc[-1]:%B %Y}; "
            "we found nothing newer."
            if len(transit)
            else ""
        ),
        (
            earned.tail(1).drop(columns="year"),
            data.preferred(output),
            halves,
            transit.drop(columns="ends"),
        ),
        {
            "year": int(row["year"]),
            "income_usd_mn": float(row["value"]),
            "share_percent": share * 100,
            "transit_usd_mn": float(transit["value"].iloc[-1]) if len(transit) else float("nan"),
        },
    )


ORDINALS: Final = ("first", "second", "third", "fourth")
QUARTER_FELL: Final = -0.2
"""A change on the same quarter of the year before that buyers would feel as an outage."""


def flow_to_europe(exports: pd.DataFrame, quarterly: pd.DataFrame) -> Finding:
    """c21: how far deliveries fell back, by the ministry's years and by the meters' quarters."""
    yearly = gas.exports_by_year(exports).query("destination == 'EUROPE'").set_index("year")
    need(yearly, "deliveries to Europe in fewer than two years", least=2)
    volumes = yearly["volume_bcm"]
    metered = _metered(quarterly)
    by_year = metered.groupby(metered["quarter"].dt.year)["energy_twh"].agg(["sum", "count"])
    full = need(by_year[by_year["count"] == 4], "gas by meter in fewer than two years", least=2)
    energy = full["sum"]
    worst = float(min(volumes.pct_change().min(), energy.pct_change().min()))
    quarters = metered.set_index(pd.PeriodIndex(metered["quarter"]))["energy_twh"]
    a_year_before = quarters.set_axis(quarters.index + 4)
    change = (quarters / a_year_before).dropna() - 1
    lowest = change.index[int(change.argmin())]
    verdict = graded(worst, supported=-0.05, contradicted=-0.2)
    if verdict == SUPPORTED and change.min() <= QUARTER_FELL:
        verdict = PARTLY
    return Finding(
        verdict,
        f"By the ministry, yearly deliveries to Europe went from {number(volumes.iloc[0], 1)} bcm "
        f"in {volumes.index[0]} to {number(volumes.iloc[-1], 1)} bcm in {volumes.index[-1]}; in "
        f"the weakest year they {rose_or_fell(volumes.pct_change().min())}. By meters at the EU's "
        f"border, on record since {metered['quarter'].dt.year.iloc[0]}, they "
        f"{rose_or_fell(energy.pct_change().min())} in the weakest year; the weakest quarter, the "
        f"{ORDINALS[lowest.quarter - 1]} of {lowest.year}, brought {percent(-change.min())} less "
        "than the same quarter of the year before.",
        (to_europe(exports), metered),
        {
            "first_bcm": float(volumes.iloc[0]),
            "last_bcm": float(volumes.iloc[-1]),
            "worst_change_percent": float(volumes.pct_change().min()) * 100,
            "worst_metered_change_percent": float(energy.pct_change().min()) * 100,
            "worst_quarter_percent": float(change.min()) * 100,
        },
    )


def _metered(quarterly: pd.DataFrame) -> pd.DataFrame:
    """Azerbaijan's gas that entered the EU by quarter, of the newest editions, in order of time."""
    rows = quarterly[(quarterly["supplier"] == "AZE") & quarterly["newest_edition"].astype(bool)]
    return rows.sort_values("quarter", kind="stable")


def replaced_russia(
    monthly: pd.DataFrame,
    quarterly: pd.DataFrame,
    imports: pd.DataFrame,
    by_country: pd.DataFrame,
    places: pd.DataFrame,
) -> Finding:
    """c22: Azerbaijan's gas beside Russia's lost gas, in the EU and in the members that buy it."""
    need(monthly, "no monthly imports")
    need(quarterly, "no quarterly imports")
    piped = gas.eu_supply(monthly, quarterly, imports).query("mode == 'pipeline'")
    energy = piped.pivot_table(index="year", columns="supplier", values="energy_twh", aggfunc="sum")
    need(energy.loc[energy.index == BEFORE_THE_WAR], "no imports before the war")
    first, last = energy.loc[BEFORE_THE_WAR], energy.iloc[-1]
    lost, gained = first["RUS"] - last["RUS"], last["AZE"] - first["AZE"]
    part = float(gained / lost)
    then, now = (
        rows[
            rows["supplier"].isin(["RUS", "AZE"])
            & (rows["mode"] == "pipeline")
            & (rows["route"] == "all_routes")
        ]
        for rows in (monthly, quarterly[quarterly["newest_edition"]])
    )
    bought, before = _bought_by_members(by_country)
    places_in = need(bought, "no member's imports from both").index
    ratios = bought["value"] / before["value"].reindex(places_in)
    ratios = ratios.sort_values(ascending=False, kind="stable")
    names = places.set_index("code")["name"]
    year, earlier = bought["year"].max(), before["year"].max()
    each = listed([f"{names[str(code)]} {percent(ratio)}" for code, ratio in ratios.items()])
    verdict = (
        SUPPORTED
        if part >= HALF
        else PARTLY
        if max(part, float(ratios.max())) >= A_TENTH
        else CONTRADICTED
    )
    return Finding(
        verdict,
        f"From {BEFORE_THE_WAR} to {energy.index[-1]} the EU's pipeline gas from Russia fell by "
        f"{number(lost)} TWh a year and that from Azerbaijan rose by {number(gained)} TWh: "
        f"{percent(part, 1)} of the loss. For single members it is more. Of what Russia had sent "
        f"them in {earlier}, the last year on record by country, they bought from Azerbaijan in "
        f"{year}: {each}.",
        (
            then[then["month"].dt.year == BEFORE_THE_WAR],
            now[now["quarter"].dt.year == energy.index[-1]],
            by_country.loc[[*bought["line"], *before["line"]]],
        ),
        {
            "lost_twh": float(lost),
            "gained_twh": float(gained),
            "part_percent": part * 100,
            "most_in_a_member_percent": float(ratios.max()) * 100,
        },
    )


def _bought_by_members(by_country: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Eurostat's newest year of gas from Azerbaijan and from Russia, for members with both."""
    rows = data.calendar_years(data.preferred(by_country))
    rows = rows[(rows["basis"] == "eurostat") & (rows["unit"] == "TJ") & (rows["value"] > 0)]
    rows = rows.assign(line=rows.index).sort_values("year", kind="stable")
    own, russian = (
        rows[(rows["supplier"] == supplier) & (rows["mode"] == mode)]
        .drop_duplicates("importer", keep="last")
        .set_index("importer")
        for supplier, mode in (("AZE", "pipeline"), ("RUS", "all"))
    )
    both = own.index.intersection(russian.index)
    return own.loc[both], russian.loc[both]


LONG_TERM: Final = 10
"""Years that a contract must run to be called long-term, as is usual for gas by pipeline."""


def on_the_way_to_the_pledge(
    exports: pd.DataFrame, commitments: pd.DataFrame, places: pd.DataFrame
) -> Finding:
    """c23: a contract for many years, and deliveries beside a straight line to the pledge."""
    europe = gas.exports_by_year(exports).query("destination == 'EUROPE'")
    volumes = europe.set_index("year")["volume_bcm"]
    need(volumes[volumes.index == PLEDGED_IN].to_frame(), "no deliveries in the pledge's year")
    promised = commitments[
        (commitments["kind"] == "supply_target") & (commitments["buyer"] == "EU27")
    ]
    need(promised, "no target for the EU")
    members = places.loc[places["eu_member"].fillna(False).astype(bool), "code"]
    firm = commitments[
        (commitments["kind"] == "contract")
        & (commitments["bound"] == "exact")
        & commitments["buyer"].isin(list(members))
        & ~commitments["open_ended"].astype(bool)
    ]
    years = units.years_between(firm["period"].array.left, firm["period"].array.right)
    lasting = firm[years >= LONG_TERM - 0.1]
    aim, named = gas.pledge(commitments), _named_for_the_same_year(promised, commitments)
    now = volumes.iloc[-1]
    low, high = (_due(volumes, volume, aim.year) for volume in (min(named), max(named)))
    grown = float((now - volumes[PLEDGED_IN]) / (high - volumes[PLEDGED_IN]))
    of_the_lower = float((now - volumes[PLEDGED_IN]) / (low - volumes[PLEDGED_IN]))
    on_lower, on_higher = of_the_lower >= ON_THE_LINE, grown >= ON_THE_LINE
    names = places.set_index("code")["name"]
    contracts = [
        f"{names[str(buyer)]} for {number(volume, 1)} bcm a year"
        for buyer, volume in zip(lasting["buyer"], lasting["volume_bcm_per_year"], strict=True)
    ]
    return Finding(
        all_or_some([bool(contracts), on_lower, on_higher]),
        (
            f"A contract of {LONG_TERM} years or more is on record with {listed(contracts)}. "
            if contracts
            else f"No contract of {LONG_TERM} years or more with a buyer in the EU is on record. "
        )
        + f"The pledge of {number(aim.volume_bcm)} bcm a year by {aim.year} is "
        + ("on its line" if on_higher else "behind its line")
        + f": Europe received {number(now, 1)} bcm in {volumes.index[-1]}, where a straight line "
        f"from the {number(volumes[PLEDGED_IN], 1)} bcm of {PLEDGED_IN} asks for "
        f"{number(high, 1)}. That is {percent(grown)} of the growth due"
        + (
            f"; of the {number(min(named))} bcm that were named as well it is "
            f"{percent(of_the_lower)}, "
            + ("on" if on_lower else "behind")
            + f" a line that asks for {number(low, 1)}."
            if min(named) < max(named)
            else "."
        ),
        (
            to_europe(exports),
            data.calendar_years(promised).query("year == @aim.year")[list(promised)],
            lasting,
        ),
        {
            "now_bcm": float(now),
            "due_bcm": float(high),
            "grown_percent": grown * 100,
            "due_of_the_lower_bcm": float(low),
            "grown_of_the_lower_percent": of_the_lower * 100,
            "long_contracts": len(lasting),
        },
    )


def _named_for_the_same_year(promised: pd.DataFrame, commitments: pd.DataFrame) -> list[float]:
    """All volumes that were named for the year of the pledge, by whoever named them."""
    years = data.calendar_years(promised)
    of_the_year = years[years["year"] == gas.pledge(commitments).year]
    return sorted(set(of_the_year["volume_bcm_per_year"].dropna()))


def _due(volumes: pd.Series[float], volume: float, year: int) -> float:
    """What a straight line from the year of the pledge to `volume` in `year` asks for by now."""
    gone = (volumes.index[-1] - PLEDGED_IN) / (year - PLEDGED_IN)
    return float(volumes[PLEDGED_IN] + (volume - volumes[PLEDGED_IN]) * gone)


ON_THE_LINE: Final = 0.95
"""The part of the growth due that still counts as on the line: figures are rounded to a tenth."""


def recipients_named(recipients: pd.DataFrame) -> Finding:
    """c24: the recipients by the list of first deliveries on the paper's date."""
    need(recipients, "no list of recipients")
    then = gas.recipients_at(recipients, PAPER)
    exact = [then.european == 10, then.eu_members == 8]
    return Finding(
        all_or_some(exact),
        f"On {PAPER:%d %B %Y} the list of first deliveries holds {then.everyone} countries, "
        f"{then.european} of them counted as European and {then.eu_members} in the EU. Being on "
        "the list is not the same as buying regularly.",
        (recipients[data.last_day(recipients["first_delivery"]) <= PAPER],),
        {"everyone": then.everyone, "european": then.european, "eu_members": then.eu_members},
    )


def oil_and_gas_westward(
    oil: pd.DataFrame, swaps: pd.DataFrame, transport: pd.DataFrame
) -> Finding:
    """c26: for each of the two states, plans to send oil or gas west, and what went by Azerbaijan.

    Turkmen oil is what is left of a count of both origins, less the Kazakh one of the same months.
    """
    btc = oil[oil["pipeline"] == "btc"]
    kazakh = btc[btc["origin"] == "KAZ"]
    shipped = kazakh[kazakh["status"] == "actual"]
    yearly = data.calendar_years(shipped).sort_values("volume_mt", kind="stable")
    need(yearly, "no yearly oil from Kazakhstan through BTC")
    tracked = need(swaps[swaps["origin"] == "TKM"], "no Turkmen gas on record at all")
    agreed = kazakh[kazakh["status"].isin(["contract", "target"])]
    sought = tracked[tracked["status"].isin(["contract", "target"])]
    across = tracked[(tracked["via"] == "AZE") & (tracked["status"] == "actual")]
    both, of_both = _same_months(btc, shipped)
    turkmen = float(both["volume_mt"].iloc[0] - of_both["volume_mt"].iloc[0]) if len(both) else 0.0
    volumes = yearly["volume_mt"]
    exported = transport[(transport["route"] == "all_routes") & (transport["country"] == "KAZ")]
    found = {
        "Kazakhstan": not agreed.empty and bool((volumes > 0).any()),
        "Turkmenistan": not sought.empty and (turkmen > 0 or not across.empty),
    }
    months = both["period"].iloc[0] if len(both) else None
    return Finding(
        all_or_some(list(found.values())),
        f"Kazakhstan sent {number(volumes.min(), 2)} to {number(volumes.max(), 2)} Mt of oil a "
        "year through Azerbaijan's pipeline, by year and source"
        + (
            f" (by all routes {number(exported['oil_mt'].iloc[-1], 1)} Mt in "
            f"{exported['period'].iloc[-1].left:%Y}), and "
            if len(exported)
            else ", and "
        )
        + f"has {len(agreed)} agreements or aims on record for more. "
        + (
            f"Turkmenistan sent about {number(turkmen, 1)} Mt from {months.left:%B} to "
            f"{data.last_day(months):%B %Y}, by difference. "
            if months is not None and turkmen > 0
            else "No Turkmen oil can be told apart. "
        )
        + (
            "Its gas crossed Azerbaijan too."
            if len(across)
            else "Of its gas, none is on record as moved west through Azerbaijan: the swaps agreed "
            "or planned run through Iran."
        ),
        (yearly, agreed, sought, across, both, of_both, exported),
        {
            "least_oil_mt": float(volumes.min()),
            "most_oil_mt": float(volumes.max()),
            "turkmen_oil_mt": turkmen,
            "kazakh_plans": len(agreed),
            "turkmen_plans": len(sought),
        },
    )


def _same_months(btc: pd.DataFrame, kazakh: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The newest months for which oil of both states and oil of Kazakhstan are counted."""
    both = btc[(btc["origin"] == "KAZ_TKM") & (btc["status"] == "actual")]
    both = both[both["period"].isin(kazakh["period"])]
    if both.empty:
        return both, kazakh.iloc[:0]
    newest = both.iloc[[int(both["period"].array.right.argmax())]]
    return newest, kazakh[kazakh["period"].isin(newest["period"])].iloc[:1]


def what_crosses_the_caspian(
    transport: pd.DataFrame, corridor: pd.DataFrame, swaps: pd.DataFrame
) -> Finding:
    """c28: oil, containers and gas on record as crossing the Caspian in stages."""
    tankers = transport[
        (transport["route"] == "aktau_baku_sea") & (transport["status"] == "actual")
    ].sort_values("period", kind="stable")
    boxes = freight.outcomes(data.preferred(corridor), "containers")
    tracked = swaps[swaps["status"] == "actual"]
    need(tankers, "no oil by tanker")
    need(boxes, "no containers")
    need(tracked, "no gas on record at all")
    across = tracked[tracked["via"] == "AZE"]
    months = tankers["period"].iloc[-1]
    oil_mt, teu = float(tankers["oil_mt"].iloc[-1]), float(boxes["containers_teu"].iloc[-1])
    return Finding(
        all_or_some([oil_mt > 0, teu > 0, not across.empty]),
        f"Tankers carried {number(oil_mt, 2)} Mt of Kazakh oil from Aktau to Baku from "
        f"{months.left:%B} to {data.last_day(months):%B %Y}"
        + (
            f", after {number(tankers['oil_mt'].iloc[-2], 2)} in the same months a year before"
            if _a_year_apart(tankers["period"])
            else ""
        )
        + f". The corridor carried {number(teu)} TEU in {boxes['year'].iloc[-1]}, after "
        f"{number(boxes['containers_teu'].iloc[0])} in {boxes['year'].iloc[0]}. "
        + (
            "Gas was recorded too."
            if len(across)
            else "Of gas that crosses the sea in stages there is no record: the Turkmen swaps go "
            "by pipeline through Iran."
        ),
        (tankers, _corridor(corridor, "containers").iloc[-1:], tracked),
        {"oil_mt": oil_mt, "containers_teu": teu},
    )


def _a_year_apart(periods: pd.Series) -> bool:
    """Whether the last two periods are the same months of two years that follow each other."""
    if len(periods) < 2:
        return False
    earlier, later = periods.iloc[-2], periods.iloc[-1]
    step = pd.DateOffset(years=1)
    return bool(earlier.left + step == later.left and earlier.right + step == later.right)


def _corridor(corridor: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows behind `freight.outcomes`, in order of time."""
    rows = data.preferred(corridor)
    scope, _ = freight.MEASURES[measure]
    rows = rows[(rows["route"] == "titr") & (rows["measure"] == measure) & (rows["scope"] == scope)]
    return rows.sort_values("year", kind="stable")


def share_of_china_europe_traffic(
    shares: pd.DataFrame, within_year: pd.DataFrame, rail: pd.DataFrame
) -> Finding:
    """c29: the corridor's part of block trains, and its boxes beside those of the northern route.

    Boxes count only between China and Europe on both routes; months on record count as a part of
    the year in proportion.
    """
    trains = share_of_block_trains(shares)
    through = within_year[
        (within_year["route"] == "titr")
        & (within_year["measure"] == "containers")
        & (within_year["scope"] == "china_europe_both_ways")
    ]
    need(through, "no boxes between China and Europe on the corridor")
    months = through["period"].iloc[-1]
    year = months.left.year
    yearly = data.calendar_years(
        rail[
            (rail["route"] == "northern_corridor")
            & (rail["measure"] == "containers")
            & (rail["scope"] == "china_eu")
        ]
    )
    north = need(yearly[yearly["year"] == year], "no boxes between China and the EU by the north")
    of_trains = float(trains["value"].iloc[-1]) / 100
    counted = float(through["value"].iloc[-1] / north["value"].iloc[-1])
    whole = pd.Timestamp(year + 1, 1, 1) - pd.Timestamp(year, 1, 1)
    of_boxes = counted * whole / (months.right - months.left)
    parts = (of_trains, of_boxes)
    verdict = (
        SUPPORTED
        if min(parts) >= A_TENTH
        else CONTRADICTED
        if max(parts) <= A_HUNDREDTH
        else PARTLY
    )
    return Finding(
        verdict,
        f"The corridor is in use, and small. A forwarder puts it at {percent(of_trains, 1)} of the "
        f"block trains between China and Europe in {trains['period'].iloc[-1].left:%Y}, counting "
        "those to Russia and Belarus among all. Boxes between China and Europe on it were "
        f"{number(through['value'].iloc[-1])} TEU from {months.left:%B} to "
        f"{data.last_day(months):%B %Y}: for a whole year that would be "
        f"{percent(of_boxes)} of what crossed Russia to and from the EU "
        f"({number(north['value'].iloc[-1])} TEU).",
        (trains, through.iloc[-1:], north.drop(columns="year")),
        {"share_percent": of_trains * 100, "boxes_percent": of_boxes * 100},
    )


CORRIDOR_STATES: Final = ("AZE", "GEO", "KAZ", "TKM")
"""The states of the corridor at whose borders trips are measured."""
DAYS_PROMISED: Final = "titr_days_2023"
"""The one dated aim for the days on the way, with what officials report since."""


def toward_reliability(
    crossings: pd.DataFrame,
    customs: pd.DataFrame,
    places: pd.DataFrame,
    claims: pd.DataFrame,
    promises: pd.DataFrame,
) -> Finding:
    """c30: border times and speeds as measured, and days on the way as officials report them."""
    steps = need(customs[customs["status"] == "actual"], "no step towards paperless transit")
    since = int(steps["period"].array.left.year.min())
    best = data.preferred(need(crossings, "no border crossings"))
    need(places, "no list of places")
    measured = borders.measured_since(best, CORRIDOR_STATES, before=since - 1)
    need(measured, "no border measured before and since the first step")
    from_first = int(measured["better_than_first"].sum())
    from_before = int(measured["better_than_before"].sum())
    early = claims[
        (claims["measure"] == "transit_days")
        & (claims["route"] == "middle_corridor")
        & (claims["segment"] == "china_black_sea")
        & (claims["status"] == "actual")
    ].sort_values("period", kind="stable")
    promise = promises[promises["promise"] == DAYS_PROMISED]
    need(early, "no days on the way reported as practice")
    need(promise, "no aim for the days on the way")
    then_low, then_high = float(early["minimum"].iloc[0]), float(early["maximum"].iloc[0])
    now = float(promise["outcome_value"].iloc[0])
    slow = claims[
        (claims["route"] == "middle_corridor")
        & (claims["measure"] == "transit_days")
        & claims["whole_way"]
        & (claims["status"] == "actual")
    ]
    slow = slow[slow["maximum"] == slow["maximum"].max()]
    half = len(measured) / 2
    found = [from_first > half and from_before > half, now < then_low]
    worst = measured.iloc[int(measured["times_worse"].argmax())]
    return Finding(
        all_or_some(found),
        f"From {since} on, {len(steps)} digital and customs steps are on record. Officials report "
        f"shorter trips from China to the Black Sea: {number(then_low)} to {number(then_high)} "
        f"days in {early['period'].iloc[0].left:%Y}, up to {number(now)} in "
        f"{promise['outcome_on'].iloc[0].left:%Y}. Of {len(measured)} series of hours and speeds "
        f"measured at the corridor's borders, {from_first} are better in their last year than in "
        f"their first and {from_before} than in {since - 1}, a year of the pandemic. The worst, "
        f"{worst['series']}, went from {number(worst['first'], 1)} to {number(worst['last'], 1)} "
        f"{worst['unit']} between {worst['first_year']} and {worst['last_year']}."
        + (
            f" Nor do all report alike: one forwarder needed {number(slow['minimum'].iloc[0])} "
            f"to {number(slow['maximum'].iloc[0])} days in {slow['period'].iloc[0].left:%B %Y}."
            if len(slow) and slow["maximum"].iloc[0] > then_low
            else ""
        ),
        (
            borders.rows_of(measured, best),
            steps,
            early,
            promise,
            slow,
        ),
        {
            "series": len(measured),
            "better_than_first": from_first,
            "better_than_before": from_before,
            "days_then": then_low,
            "days_now": now,
            "steps": len(steps),
        },
    )


A_FIFTH: Final = 0.2
REGULAR: Final = 0.9
"""The part of the recipients that must buy regularly for all to be called so."""


def consistently_supplied(imports: pd.DataFrame, counts: pd.DataFrame) -> Finding:
    """c60: the largest buyer's gas by month beside a year before, and who buys regularly."""
    need(data.where(imports, importer="ITA", unit="TJ", basis="eurostat"), "no gas by month")
    by_month = gas.italy_by_month(imports)
    energy = by_month.set_index(
        pd.PeriodIndex(data.bounds(imports.loc[by_month.index, "period"])[0], freq="M")
    )["energy_twh"]
    change = (energy / energy.set_axis(energy.index + 12)).dropna() - 1
    need(change.to_frame(), "no month of two years")
    need(counts, "no count of recipients")
    regular, everyone = gas.regular_buyers(counts)
    worst, month = float(change.min()), change.index[int(change.argmin())]
    found = [worst > -A_FIFTH, regular >= REGULAR * everyone]
    counted = counts[counts["scope"].isin(["regular", "all"])]
    return Finding(
        all_or_some(found),
        f"Of {len(change)} months in which Italy, the largest buyer in the EU, can be compared "
        f"with the year before none brought a fall of more than {percent(-worst)} "
        f"({month:%B %Y}). Of {everyone} recipients {regular} are said to be served regularly; "
        "the others took gas once, on trial or by option.",
        (imports.loc[by_month.index], counted),
        {
            "months": len(change),
            "worst_month_percent": worst * 100,
            "regular": regular,
            "recipients": everyone,
        },
    )


BEFORE_THE_CRISES: Final = pd.Timestamp("2020-12-31")
"""Until then the prices of containers were those of calm years."""


def dear_sea_lanes(rates: pd.DataFrame) -> Finding:
    """c64: what a box from Shanghai to Rotterdam costs beside before the crises of the seas."""
    quoted = rates[
        (rates["lane"] == "shanghai_rotterdam")
        & (rates["measure"] == "rate")
        & (rates["status"] == "actual")
    ]
    ends = data.last_day(quoted["period"])
    calm = need(quoted[ends <= BEFORE_THE_CRISES], "no price of a calm year")
    later = need(quoted[ends > BEFORE_THE_CRISES], "no price since")
    last = data.last_day(later["period"]).max()
    newest = later[data.last_day(later["period"]) > last - pd.DateOffset(years=1)]
    base, now, most = calm["value"].mean(), newest["value"].mean(), later["value"].max()
    return Finding(
        all_or_some([bool(now >= 1.5 * base), bool(most >= 2 * base)]),
        f"A box of forty feet from Shanghai to Rotterdam cost {number(base)} USD until "
        f"{BEFORE_THE_CRISES.year}, {number(most)} at the most since, and {number(now)} on the "
        f"dates on record in the twelve months to {last:%B %Y}: {number(now / base, 1)} times as "
        "much.",
        (calm, later),
        {
            "calm_usd": float(base),
            "most_usd": float(most),
            "now_usd": float(now),
            "times": float(now / base),
        },
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c20": ClaimTest(
        rule="supported if the EU produces no more than half of the gas that it uses, "
        "contradicted if it produces all of it",
        would_change="an EU that uses little gas or produces its own",
        tables=("gas/eu_balance",),
        judge=gas_from_outside,
        part="whether the EU depends on gas from outside",
        note="Whether partners in the east are needed, and how reliable they must be, depends on "
        "how much risk one accepts and what else is on offer; no table shows that. Dependence on "
        "transport beyond the border is not tested.",
    ),
    "c21": ClaimTest(
        rule="supported if no year's deliveries to Europe fell by more than 5 percent, by the "
        "ministry's count or by meters at the EU's border, and no metered quarter fell by 20 "
        "percent or more on the same quarter of the year before; contradicted if a year fell by 20 "
        "percent or more; partly between",
        would_change="a year in which deliveries to Europe fall by more than 5 percent, or a "
        "quarter in which they fall by a fifth",
        tables=("gas/exports", "gas/eu_imports_quarterly"),
        judge=flow_to_europe,
    ),
    "c22": ClaimTest(
        rule="supported if the growth of Azerbaijan's pipeline gas since 2021 makes up half of the "
        "fall in Russia's; partly if it makes up a tenth, or if one member buys a tenth of what "
        "Russia sent it; contradicted if neither",
        would_change="pipeline gas from Azerbaijan several times today's, or members that stop "
        "buying it",
        tables=(
            "gas/eu_imports_monthly",
            "gas/eu_imports_quarterly",
            "gas/eu_imports",
            "gas/country_imports",
            "geo/places",
        ),
        judge=replaced_russia,
        part="how much of the lost pipeline gas the corridor makes up, in the EU and in single "
        "members",
        note="Whether a substitute is crucial depends on what the buyers would have done without "
        "it, which no table shows.",
    ),
    "c23": ClaimTest(
        rule=f"supported if a contract of {LONG_TERM} years or more with a buyer in the EU is on "
        "record and deliveries to Europe have grown by at least 95 percent of what a straight line "
        "asks for to the highest volume that was named for the year of the pledge of 2022; "
        "contradicted if no such contract is on record and they are behind the line to the lowest "
        "as well; partly between. An option and a contract whose end is not on record do not count",
        would_change="deliveries back on the line to the pledge, or the long contract given up",
        tables=("gas/exports", "gas/commitments", "geo/places"),
        judge=on_the_way_to_the_pledge,
        objections=(
            Objection(
                AUTHOR,
                "The memorandum calls 20 bcm an aspiration, if demand and money allow, and 16 bcm "
                "have been named since: to be behind the higher breaks no pledge.",
                "Both lines are drawn and told. Who is behind the higher alone is not refuted, and "
                "all deliveries to Europe count although the pledge is to the EU.",
            ),
            Objection(
                CRITIC,
                "A lower number said later is how a pledge is given up; and one contract of 1.5 "
                "bcm is no partnership.",
                "Only the highest volume named supports the claim. The contract alone gives no "
                "more than a part.",
            ),
        ),
    ),
    "c24": ClaimTest(
        rule="supported if the list of first deliveries gives ten European countries and eight EU "
        "members on the paper's date, contradicted if both numbers differ",
        would_change="another date of first delivery for one of the recipients",
        tables=("gas/recipients",),
        judge=recipients_named,
    ),
    "c25": ClaimTest(
        rule="supported if the meeting of that day and the statement about Hungarian oil and gas "
        "companies are both on record, partly if only the meeting is",
        would_change="a transcript without the statement",
        tables=("policy/events", "policy/event_actors"),
        judge=said_in_budapest,
    ),
    "c26": ClaimTest(
        rule="a state looks for a way west if there is on record both an agreement or aim of it to "
        "send oil or gas west past Russia, and oil or gas of it that went by Azerbaijan; supported "
        "if Kazakhstan and Turkmenistan both do, partly if one does, contradicted if neither; how "
        "much goes other ways is told and not judged, since the claim is about looking",
        would_change="oil of either state that no longer goes through Azerbaijan, or plans that "
        "are given up",
        tables=("gas/oil", "gas/transit_and_swaps", "freight/oil_transport"),
        judge=oil_and_gas_westward,
    ),
    "c27": ClaimTest(
        rule="supported if no stage beyond a plan is on record, partly if works have begun, "
        "contradicted if the pipeline is open",
        would_change="a start of works",
        tables=("geo/stages", "promises/promises"),
        judge=pipeline_only_planned,
    ),
    "c28": ClaimTest(
        rule="supported if oil, containers and gas are all on record as crossing the Caspian in "
        "stages, by tanker, ship or ferry, partly if some are, contradicted if none; a beginning "
        "is all that the claim asks, so no volume is set",
        would_change="a shipment of gas, liquefied or swapped, on record as crossing the Caspian",
        tables=("freight/oil_transport", "freight/corridor", "gas/transit_and_swaps"),
        judge=what_crosses_the_caspian,
    ),
    "c29": ClaimTest(
        rule="supported if the corridor carries at least a tenth both of the block trains between "
        "China and Europe and of the boxes that the northern route carries between China and the "
        "EU, which a shipper could turn to in earnest; contradicted at a hundredth or less of "
        "both; partly between. Whether it is as quick or as cheap is not judged: days and prices "
        "are claims that overlap",
        would_change="a year in which the corridor carries a tenth of the trains and of the boxes, "
        "or measured times that set it beside its rivals",
        tables=(
            "freight/corridor_shares",
            "freight/corridor_within_year",
            "freight/china_europe_rail",
        ),
        judge=share_of_china_europe_traffic,
    ),
    "c30": ClaimTest(
        rule="supported if officials report fewer days on the way than before and most "
        "hours and speeds measured at the corridor's borders improved, counted both from their "
        "first year and from the year before the first digital step on record; partly if one of "
        "the two, contradicted if neither. That more is carried is not taken for reliability",
        would_change="shorter hours at Kazakhstan's rail crossings, or a published series of "
        "measured days for the whole way",
        tables=(
            "freight/border_crossings",
            "freight/customs_and_digital",
            "geo/places",
            "freight/route_claims",
            "promises/promises",
        ),
        judge=toward_reliability,
        part="whether the way became quicker while the steps were taken, as reported and as "
        "measured at borders",
        note="No table measures how far arrivals keep to a timetable, which is what reliable means "
        "to a shipper, and none separates investment from traffic, weather and low water. The "
        "measured series end in 2023.",
    ),
    "c31": ClaimTest(
        rule="supported if no mapped way by rail and ferry from China to the EU, other "
        "than through Russia, Belarus or Iran, avoids Azerbaijan, and none avoids Central Asia; "
        "partly if one of the two can be avoided",
        would_change="a railway or ferry that passes the region by without Russia and Iran",
        tables=("freight/legs", "freight/nodes", "geo/places"),
        judge=ways_across,
        part="whether a way past Russia and Iran is left without them",
        note="That a corridor must cross a country does not show that its active part gives it "
        "momentum; for that one would have to see the corridor without it.",
    ),
    "c32": ClaimTest(
        rule="supported if corridor freight earns at least 2 percent of Azerbaijan's "
        "output, which an economy would feel, contradicted at a thousandth or less",
        would_change="a series of income from transit alone, for several countries and years",
        tables=("freight/corridor_income", "policy/economies"),
        judge=income_beside_output,
        part="what freight on the corridors through Azerbaijan earns beside the country's output",
        note="What taking part does for growth, stability and a say in the region would need "
        "economies that did not take part to compare with, and a series of income from transit "
        "alone: we found single years and parts of years of Azerbaijan, the last of 2022.",
    ),
    "c60": ClaimTest(
        rule="supported if in no month on record the gas of the largest buyer in the EU fell by a "
        "fifth or more on the same month of the year before, and at least nine in ten recipients "
        "are said to be served regularly; partly if one of the two, contradicted if neither",
        would_change="a month with a marked fall, or recipients that come back every year",
        tables=("gas/country_imports", "gas/recipient_counts"),
        judge=consistently_supplied,
    ),
    "c64": ClaimTest(
        rule="supported if a container from Shanghai to Rotterdam cost at least half as much again "
        "in the last twelve months on record as it did until 2020, and at least twice as much at "
        "some time since; partly if one of the two, contradicted if neither",
        would_change="prices that stay near those of calm years",
        tables=("freight/freight_rates",),
        judge=dear_sea_lanes,
        part="whether prices show that room at sea was short",
        note="A price rises with demand and fuel too, and the delays of ships are not in our "
        "tables.",
    ),
    "c65": ClaimTest(
        rule="",
        would_change="audited reserves of oil and gas by state, of one year and one definition",
        note="It could be tested, and we have not gathered the reserves of Kazakhstan and "
        "Turkmenistan. How much is substantial would then still need a yardstick, such as years "
        "of output.",
    ),
}
"""The tests, by the claim they judge."""

judging.checked(__name__, TESTS)
