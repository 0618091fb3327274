"""The claims of the paper's section on energy and logistical security."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data, freight, gas, geography, timeline
from corridors.claims.judging import (
    CONTRADICTED,
    PAPER,
    PARTLY,
    SUPPORTED,
    ClaimTest,
    Finding,
    NoEvidenceError,
    all_or_some,
    graded,
    need,
)
from corridors.prose import listed, number, percent
from corridors.states import FIVE

BEFORE_THE_WAR: Final = 2021
PLEDGED_IN: Final = 2022
"""The year of the memorandum, from which the straight line to its target starts."""


BUDAPEST: Final = pd.Timestamp("2025-05-20")
STATEMENT: Final = "2025_05_20_orban_stakes_hungarian_energy_companies"
"""The event that holds what the Hungarian prime minister said that day."""

CHINA: Final = "xian"
ELSEWHERE: Final = ("RUS", "BLR", "IRN")
"""Countries whose ways between China and Europe are not the Middle Corridor."""
CROSSED: Final[Mapping[str, tuple[str, ...]]] = {
    "Azerbaijan": ("AZE",),
    "Central Asia": tuple(FIVE),
}


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
        f"On {BUDAPEST.day} {BUDAPEST:%B %Y} both spoke to the press in Budapest. "
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
    seen = dated["outcome_on"].array.right.max() - pd.Timedelta(days=1)
    return Finding(
        verdict,
        f"The pipeline has been planned since {since}; it was named for "
        f"{' and then for '.join(str(year) for year in dues)}, and the last text on it, of "
        f"{seen:%B %Y}, knows neither a decision to invest nor works.",
        (own, dated),
        {"planned_since": int(since), "last_date_named": dues[-1]},
    )


def ways_across(legs: pd.DataFrame, nodes: pd.DataFrame, places: pd.DataFrame) -> Finding:
    """c31: whether a mapped way from China to the EU is left without either part of the region."""
    drawn = legs[(legs["kind"] == "path") & legs["mode"].isin(["rail", "sea"])]
    drawn = drawn[~drawn["route"].str.startswith("ocean")]
    need(drawn, "no leg of a route by rail or ferry")
    members = places.loc[places["eu_member"].fillna(False).astype(bool), "code"].astype(str)

    def way(*without: str) -> bool:
        return geography.is_linked(
            drawn, nodes, CHINA, goals=set(members), without={*ELSEWHERE, *without}
        )

    if not way():
        raise NoEvidenceError("the tables hold no way from China to the EU past Russia and Iran")
    open_without = {name: way(*codes) for name, codes in CROSSED.items()}
    corridor = drawn[drawn["route"].str.startswith("titr")]
    return Finding(
        all_or_some([not left for left in open_without.values()]),
        "By the mapped legs of rail and ferry, Russia, Belarus and Iran apart, "
        + " and ".join(
            f"{'a way' if left else 'no way'} from China to the EU is left without {name}"
            for name, left in open_without.items()
        )
        + f". The corridor has {corridor['route'].nunique()} mapped branches.",
        (corridor,),
        {
            "branches": int(corridor["route"].nunique()),
            **{f"way_without_{name}": int(left) for name, left in open_without.items()},
        },
    )


def income_beside_output(income: pd.DataFrame, economies: pd.DataFrame) -> Finding:
    """c32: what cargo on the corridors through Azerbaijan earns, of the country's output."""
    earned = data.calendar_years(
        income[(income["country"] == "AZE") & (income["unit"] == "USD_mn")]
    )
    need(earned, "no yearly income from corridor freight in dollars")
    row = earned.sort_values("year").iloc[-1]
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
            f" By rail and sea alone it changed by {percent(change, 1)} from the first half of "
            f"{halves['period'].iloc[0].left.year} to that of {halves['period'].iloc[-1].left:%Y}."
        )
    return Finding(
        graded(share, supported=0.02, contradicted=0.001),
        f"Cargo on the corridor through Azerbaijan earned {number(row['value'])} million USD in "
        f"{row['year']}, {percent(share, 1)} of the country's output, by a broad "
        f"definition.{trend}",
        (earned.drop(columns="year"), data.preferred(output), halves),
        {
            "year": int(row["year"]),
            "income_usd_mn": float(row["value"]),
            "share_percent": share * 100,
        },
    )


def flow_to_europe(exports: pd.DataFrame) -> Finding:
    """c21: how far the yearly deliveries to Europe ever fell back."""
    yearly = gas.exports_by_year(exports).query("destination == 'EUROPE'").set_index("year")
    need(yearly, "deliveries to Europe in fewer than two years", least=2)
    volumes = yearly["volume_bcm"]
    change = volumes.pct_change().dropna()
    worst = float(change.min())
    return Finding(
        graded(worst, supported=-0.05, contradicted=-0.2),
        f"Yearly deliveries to Europe went from {number(volumes.iloc[0], 1)} bcm in "
        f"{volumes.index[0]} to {number(volumes.iloc[-1], 1)} bcm in {volumes.index[-1]}; the "
        f"weakest year brought a change of {percent(worst, 1)}.",
        (to_europe(exports),),
        {
            "first_bcm": float(volumes.iloc[0]),
            "last_bcm": float(volumes.iloc[-1]),
            "worst_change_percent": worst * 100,
        },
    )


def to_europe(exports: pd.DataFrame) -> pd.DataFrame:
    """The rows behind `gas.exports_by_year` for Europe."""
    rows = data.calendar_years(data.preferred(exports))
    rows = rows[(rows["exporter"] == gas.SELLER) & (rows["destination"] == "EUROPE")]
    return rows[(rows["flow_kind"] == "all") & (rows["basis"] == "ministry")]


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
        f"{percent(part, 1)} of the loss. For single members it is more: gas from Azerbaijan in "
        f"{year} was, beside that from Russia in {earlier}, the last year on record, {each}.",
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


HALF: Final = 0.5
A_TENTH: Final = 0.1


def _bought_by_members(by_country: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Eurostat's newest year of gas from Azerbaijan and from Russia, for members with both."""
    rows = data.calendar_years(data.preferred(by_country))
    rows = rows[(rows["basis"] == "eurostat") & (rows["unit"] == "TJ") & (rows["value"] > 0)]
    rows = rows.assign(line=rows.index).sort_values("year")
    own, russian = (
        rows[(rows["supplier"] == supplier) & (rows["mode"] == mode)]
        .drop_duplicates("importer", keep="last")
        .set_index("importer")
        for supplier, mode in (("AZE", "pipeline"), ("RUS", "all"))
    )
    both = own.index.intersection(russian.index)
    return own.loc[both], russian.loc[both]


def on_the_way_to_the_pledge(exports: pd.DataFrame, commitments: pd.DataFrame) -> Finding:
    """c23: deliveries to Europe beside a straight line to the volume pledged."""
    europe = gas.exports_by_year(exports).query("destination == 'EUROPE'")
    volumes = europe.set_index("year")["volume_bcm"]
    need(volumes[volumes.index == PLEDGED_IN].to_frame(), "no deliveries in the pledge's year")
    promised = commitments[
        (commitments["kind"] == "supply_target") & (commitments["buyer"] == "EU27")
    ]
    need(promised, "no target for the EU")
    aim = gas.pledge(commitments)
    due = volumes[PLEDGED_IN] + (aim.volume_bcm - volumes[PLEDGED_IN]) * (
        volumes.index[-1] - PLEDGED_IN
    ) / (aim.year - PLEDGED_IN)
    now = volumes.iloc[-1]
    grown = float((now - volumes[PLEDGED_IN]) / (due - volumes[PLEDGED_IN]))
    return Finding(
        graded(grown, supported=0.95, contradicted=0),
        f"Europe received {number(now, 1)} bcm in {volumes.index[-1]}. On a straight line from "
        f"{number(volumes[PLEDGED_IN], 1)} bcm in {PLEDGED_IN} to {number(aim.volume_bcm)} bcm in "
        f"{aim.year} it would have been {number(due, 1)}: {percent(grown)} of the growth due.",
        (to_europe(exports), data.preferred(promised)),
        {"now_bcm": float(now), "due_bcm": float(due), "grown_percent": grown * 100},
    )


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
        (recipients[recipients["first_delivery"].array.right <= PAPER + pd.Timedelta(days=1)],),
        {"everyone": then.everyone, "european": then.european, "eu_members": then.eu_members},
    )


def oil_and_gas_westward(oil: pd.DataFrame, swaps: pd.DataFrame) -> Finding:
    """c26: Kazakh oil and Turkmen gas on record as moved west through Azerbaijan."""
    shipped = oil[
        (oil["pipeline"] == "btc") & (oil["origin"] == "KAZ") & (oil["status"] == "actual")
    ]
    yearly = data.calendar_years(shipped).sort_values("volume_mt")
    tracked = swaps[(swaps["origin"] == "TKM") & (swaps["status"] == "actual")]
    need(yearly, "no yearly oil from Kazakhstan through BTC")
    need(tracked, "no Turkmen gas on record at all")
    across = tracked[tracked["via"] == "AZE"]
    volumes = yearly["volume_mt"]
    return Finding(
        all_or_some([bool((volumes > 0).any()), not across.empty]),
        f"Kazakhstan sent {number(volumes.min(), 2)} to {number(volumes.max(), 2)} Mt of oil a "
        "year through Azerbaijan's pipeline, by year and source. "
        + (
            "Turkmen gas crossed Azerbaijan too."
            if len(across)
            else "No row records Turkmen gas delivered westward through Azerbaijan: the swaps on "
            "record run through Iran."
        ),
        (yearly, tracked),
        {"least_oil_mt": float(volumes.min()), "most_oil_mt": float(volumes.max())},
    )


def what_crosses_the_caspian(
    transport: pd.DataFrame, corridor: pd.DataFrame, swaps: pd.DataFrame
) -> Finding:
    """c28: oil, containers and gas on record as crossing the Caspian in stages."""
    tankers = transport[
        (transport["route"] == "aktau_baku_sea") & (transport["status"] == "actual")
    ]
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
        f"Tankers carried {number(oil_mt, 2)} Mt of Kazakh oil from Aktau to "
        f"Baku from {months.left:%B} to {months.right - pd.Timedelta(days=1):%B %Y}, and the "
        f"corridor {number(teu)} TEU in {boxes['year'].iloc[-1]}. "
        + ("Gas was recorded too." if len(across) else "No row records gas moving this way."),
        (tankers, _corridor(corridor, "containers").iloc[-1:], tracked),
        {"oil_mt": oil_mt, "containers_teu": teu},
    )


def _corridor(corridor: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows behind `freight.outcomes`, in order of time."""
    rows = data.preferred(corridor)
    scope, _ = freight.MEASURES[measure]
    rows = rows[(rows["route"] == "titr") & (rows["measure"] == measure) & (rows["scope"] == scope)]
    return rows.sort_values("year")


def share_of_block_trains(shares: pd.DataFrame) -> Finding:
    """c29: the corridor's part of the block trains between China and Europe."""
    trains = shares[
        (shares["route"] == "titr")
        & (shares["measure"] == "share_of_china_europe_rail")
        & (shares["scope"] == "block_trains")
    ]
    share = float(need(trains, "no share of block trains")["value"].iloc[-1]) / 100
    return Finding(
        graded(share, supported=0.1, contradicted=0.01),
        f"The corridor is in use, and small: about {percent(share, 1)} of block trains between "
        "China and Europe by a forwarder's estimate.",
        (trains,),
        {"share_percent": share * 100},
    )


def progress(corridor: pd.DataFrame) -> Finding:
    """c30: whether tonnage and containers grew in the last year."""
    best = data.preferred(corridor)
    tonnes = freight.outcomes(best, "cargo").set_index("year")["cargo_mt"]
    boxes = freight.outcomes(best, "containers").set_index("year")["containers_teu"]
    need(tonnes.to_frame(), "tonnage in fewer than two years", least=2)
    need(boxes.to_frame(), "containers in fewer than two years", least=2)
    grew = [bool(series.iloc[-1] > series.iloc[-2]) for series in (tonnes, boxes)]
    return Finding(
        all_or_some(grew),
        f"In {tonnes.index[-1]} tonnage changed by {percent(tonnes.pct_change().iloc[-1], 1)} to "
        f"{number(tonnes.iloc[-1], 2)} Mt, and containers by "
        f"{percent(boxes.pct_change().iloc[-1])} to {number(boxes.iloc[-1])} TEU.",
        (_corridor(corridor, "cargo").iloc[-2:], _corridor(corridor, "containers").iloc[-2:]),
        {
            "tonnage_change_percent": float(tonnes.pct_change().iloc[-1] * 100),
            "container_change_percent": float(boxes.pct_change().iloc[-1] * 100),
        },
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c20": ClaimTest(
        rule="in part: supported if the EU produces no more than half of the gas that it uses, "
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
        rule="supported if no year's deliveries to Europe fell by more than 5 percent, "
        "contradicted if one fell by 20 percent or more",
        would_change="a year in which deliveries to Europe fall by more than 5 percent",
        tables=("gas/exports",),
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
        rule="supported if deliveries to Europe have grown by at least 95 percent of what a "
        "straight line to the target asks for, contradicted if they have not grown",
        would_change="deliveries back on the line to the target, or below those of its first year",
        tables=("gas/exports", "gas/commitments"),
        judge=on_the_way_to_the_pledge,
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
        rule="supported if both Kazakh oil and Turkmen gas are on record as moved west through "
        "Azerbaijan, partly if one is",
        would_change="Turkmen gas on record as delivered through Azerbaijan",
        tables=("gas/oil", "gas/transit_and_swaps"),
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
        "stages, partly if some are",
        would_change="gas on record as crossing the Caspian",
        tables=("freight/oil_transport", "freight/corridor", "gas/transit_and_swaps"),
        judge=what_crosses_the_caspian,
    ),
    "c29": ClaimTest(
        rule="supported if the corridor carries at least a tenth of the block trains between China "
        "and Europe, contradicted at a hundredth or less",
        would_change="a published count of trains that gives the corridor a tenth of them",
        tables=("freight/corridor_shares",),
        judge=share_of_block_trains,
    ),
    "c30": ClaimTest(
        rule="supported if tonnage and containers both grew in the last year, partly if one did",
        would_change="a year in which both grow, or both shrink",
        tables=("freight/corridor",),
        judge=progress,
    ),
    "c31": ClaimTest(
        rule="in part: supported if no mapped way by rail and ferry from China to the EU, other "
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
        rule="in part: supported if corridor freight earns at least 2 percent of Azerbaijan's "
        "output, which an economy would feel, contradicted at a thousandth or less",
        would_change="a published series of income from transit alone, by country",
        tables=("freight/corridor_income", "policy/economies"),
        judge=income_beside_output,
        part="what freight on the corridors through Azerbaijan earns beside the country's output",
        note="What taking part does for growth, stability and a say in the region would need "
        "economies that did not take part to compare with, and income from transit alone, which "
        "nobody publishes.",
    ),
}
"""The tests, by the claim they judge."""
