"""The claims of the paper's section on the green transition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data
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
from corridors.claims.shared import HALF
from corridors.prose import date_in_words, listed, number, percent
from corridors.states import SIX
from corridors.subjects import money

_RENEWABLE_GOALS: Final = (
    *("renewables_capacity", "renewables_capacity_added", "renewables_share_of_capacity"),
    *("renewables_share_of_generation", "solar_and_wind_capacity", "hydro_capacity"),
    "solar_and_wind_share_of_generation",
)
_CLIMATE_GOALS: Final = (
    *("carbon_neutrality", "emissions_cap", "emissions_intensity_reduction"),
    "emissions_reduction",
)


def goals_on_record(targets: pd.DataFrame) -> Finding:
    """c33: which of the six states have both a climate goal and a goal for renewable power."""
    own = targets[
        targets["country"].isin(list(SIX))
        & (targets["status"] == "target")
        & (targets["scope"] == "national")
    ]
    climate = need(own[own["measure"].isin(_CLIMATE_GOALS)], "no climate goals")
    green = need(own[own["measure"].isin(_RENEWABLE_GOALS)], "no goals for renewable power")
    both = set(climate["country"]) & set(green["country"])
    lacking = [name for code, name in SIX.items() if code not in set(green["country"])]
    return Finding(
        graded(len(both), supported=len(SIX), contradicted=2),
        f"Of six states {climate['country'].nunique()} have a dated climate goal on record and "
        f"{green['country'].nunique()} a dated goal for renewable power"
        + (
            f"; for {listed(lacking)} we found none, which does not prove that there is none."
            if lacking
            else "."
        ),
        (climate, green),
        {
            "with_climate_goal": climate["country"].nunique(),
            "with_renewable_goal": green["country"].nunique(),
            "with_both": len(both),
        },
    )


SPAN: Final = 3
"""Years over which growth of wind and solar is compared with that of the years before."""


def accelerating_under_fossil_fuels(generation: pd.DataFrame, context: pd.DataFrame) -> Finding:
    """c34: growth of wind and solar in the region, fossil fuels, and who leans most on them."""
    best = data.preferred(generation)
    ember = best[
        (best["edition"] == "ember_owid")
        & best["country"].isin(list(SIX))
        & best["fuel"].isin(["wind", "solar"])
    ]
    by_year = ember.groupby(ember["year"].dt.year)["energy_twh"].agg(["sum", "count"])
    whole = by_year[by_year["count"] == 2 * len(SIX)]["sum"]
    need(whole.to_frame(), "no seven years of wind and solar in all six states", 2 * SPAN + 1)
    now, then, before = (float(whole.iloc[-1 - back * SPAN]) for back in (0, 1, 2))
    primary = context[
        (context["item"] == "fossil_share_of_primary_energy") & context["country"].isin(list(SIX))
    ]
    newest = primary.sort_values("year", kind="stable").groupby("country").tail(1)
    shares = newest.set_index("country")["value"]
    both = shares.reindex(["AZE", "KAZ"])
    need(both.dropna().to_frame(), "no fossil shares of both states", 2)
    others = shares.drop(["AZE", "KAZ"])
    more = [
        f"{SIX[str(code)]} {number(others[code], 1)}" for code in others.index[others > both.min()]
    ]
    years = list(whole.index[[-1, -1 - SPAN, -1 - 2 * SPAN]])
    risen = ember[ember["year"].dt.year.isin(years[:2])].pivot_table(
        index="country", columns=ember["year"].dt.year, values="energy_twh", aggfunc="sum"
    )
    gains = risen[years[0]] - risen[years[1]]
    return Finding(
        all_or_some([now - then > then - before, bool((both > 50).all()), not more]),
        f"Wind and solar in the six states grew by {number(now - then, 1)} TWh from {years[1]} to "
        f"{years[0]} ({number(gains.max(), 1)} of it in {SIX[str(gains.idxmax())]}), after "
        f"{number(then - before, 1)} TWh from {years[2]} to {years[1]}; as a multiple they grew "
        f"{number(now / then, 1)}-fold after {number(then / before, 1)}-fold, from next to "
        f"nothing. Fossil fuels give {number(both['AZE'], 1)} percent of Azerbaijan's primary "
        f"energy and {number(both['KAZ'], 1)} percent of Kazakhstan's, "
        + (
            f"but they do not stand out: of the others on record {listed(more)}, all within "
            f"{number(shares.max() - shares.min(), 1)} points."
            if more
            else "more than of any other of the six on record."
        ),
        (ember[ember["year"].dt.year.isin(years)], newest),
        {
            "growth_twh": now - then,
            "growth_before_twh": then - before,
            "fossil_azerbaijan_percent": float(both["AZE"]),
            "fossil_kazakhstan_percent": float(both["KAZ"]),
            "states_that_lean_more": len(more),
            "fossil_shares_apart_points": float(shares.max() - shares.min()),
        },
    )


def share_of_output(output: pd.DataFrame, sector: str) -> pd.DataFrame:
    """What a sector gives of a country's output; `output` is `policy/output_by_sector`.

    The rows of the sector with `until` (last day) and `percent`: of gross domestic product, as the
    source says it or as it follows from what the same source says of all output or of industry.
    """
    best = data.preferred(output)
    best = best.assign(since=best["period"].array.left, until=data.last_day(best["period"]))
    rows = data.where(best, sector=sector)
    stretch = ["country", "since", "until", "source_id"]
    at = pd.MultiIndex.from_frame(rows[stretch])

    def same(other: str) -> pd.Series[float]:
        values = data.where(best, sector=other).set_index(stretch)["value"]
        return pd.Series(values.reindex(at).to_numpy(), rows.index)

    value, unit = rows["value"], rows["unit"]
    in_money = unit.str.endswith(" mn")
    percent = value.mask(in_money, 100 * value / same("all"))
    of_industry = value * same("industry") / 100
    return rows.assign(percent=percent.mask(unit == "percent of industry", of_industry))


def part_of_output(output: pd.DataFrame) -> Finding:
    """c63: what all industry, of which oil, gas and coal are parts, gives of output."""
    industry = share_of_output(output, "industry")
    need(industry, "no output by sector")
    newest = industry.sort_values("until", kind="stable").groupby("country", observed=True).tail(1)
    of = newest.set_index("country")
    both = of["percent"].reindex(["AZE", "KAZ"])
    need(both.dropna().to_frame(), "no output by sector of both states", 2)
    mining = share_of_output(output, "mining")
    mining = data.where(mining, country="KAZ", until=of["until"]["KAZ"])
    need(mining, "no mining in Kazakhstan's output")
    oil = data.where(share_of_output(output, "oil_sector"), country="AZE").dropna(subset="percent")
    need(oil, "oil and gas are nowhere set apart")
    last = oil.sort_values("until", kind="stable").iloc[-1]
    dear = oil.sort_values(["percent", "until"], kind="stable").iloc[-1]
    told = pd.concat([newest, mining, oil.loc[[last.name, dear.name]]])
    report = ["country", "period", "source_id"]
    whole = output.reset_index().merge(
        told[report].drop_duplicates(), on=report, validate="many_to_one"
    )
    decide = {*told.index, *whole.loc[whole["sector"] == "all", "index"]}
    shares = {code: number(share, 1) for code, share in both.items()}
    return Finding(
        all_or_some(list(both > 100 * HALF)),
        f"All industry, of which oil, gas and coal are parts, gives {shares['AZE']} percent of "
        f"Azerbaijan's output in the stretch until {of['until']['AZE']:%B %Y} and "
        f"{shares['KAZ']} percent of Kazakhstan's until {of['until']['KAZ']:%B %Y}; mining there, "
        f"ores with oil and gas, gives {number(mining['percent'].iloc[0], 1)} percent. The oil and "
        f"gas sector, which Azerbaijan's office sets apart, gives {number(last['percent'], 1)} "
        f"percent until {last['until']:%B %Y}; most on record in the stretch until "
        f"{dear['until']:%B %Y}, when oil was dear, {number(dear['percent'], 1)}.",
        (output.loc[sorted(decide)],),
        {
            "industry_azerbaijan_percent": float(both["AZE"]),
            "industry_kazakhstan_percent": float(both["KAZ"]),
            "mining_kazakhstan_percent": float(mining["percent"].iloc[0]),
            "oil_azerbaijan_percent": float(last["percent"]),
            "oil_at_dear_oil_percent": float(dear["percent"]),
        },
    )


MAJOR: Final = 1.0
"""Gigawatts of wind and solar that make a state's deals major: about an eighth of all the plants
that Azerbaijan had when the paper was written."""
AT_WORK: Final = ("operating", "construction")


def deals_and_export_aim(projects: pd.DataFrame, milestones: pd.DataFrame) -> Finding:
    """c35: wind and solar plants of Azerbaijan that deals led to, and texts on exporting power."""
    plants = projects[
        (projects["country"] == "AZE")
        & (projects["kind"] == "plant")
        & projects["technology"].isin(["wind", "solar"])
        & projects["capacity_mw"].notna()
    ]
    need(plants, "no wind and solar plants of Azerbaijan")
    signed = milestones[
        milestones["milestone"].isin(["agreement_signed", "memorandum_signed"])
        & milestones["reached"].astype(bool)
    ]
    before = signed[data.last_day(signed["date"]) <= PAPER]
    signatures = len(before.drop_duplicates(["project", "milestone"]))
    gigawatts = {
        stage: float(plants.loc[plants["stage"] == stage, "capacity_mw"].sum() / 1000)
        for stage in (*AT_WORK, "planned")
    }
    size = math.fsum(gigawatts[stage] for stage in AT_WORK)
    return Finding(
        all_or_some([size >= MAJOR, not before.empty]),
        f"Deals for wind and solar plants of {number(size, 1)} GW have led to works: "
        f"{number(gigawatts['operating'], 2)} GW run and {number(gigawatts['construction'], 2)} GW "
        f"are being built; {number(gigawatts['planned'], 2)} GW more are planned by name. "
        f"{signatures} agreements and memoranda on carrying power abroad are older than the paper.",
        (plants, before),
        {
            "running_gw": gigawatts["operating"],
            "in_construction_gw": gigawatts["construction"],
            "planned_gw": gigawatts["planned"],
            "agreements": signatures,
        },
    )


def memorandum_in_tashkent(milestones: pd.DataFrame) -> Finding:
    """c36: the dates that sources give for the memorandum on linking the three grids."""
    rows = milestones[
        (milestones["project"] == "caspian_green_corridor")
        & (milestones["milestone"] == "memorandum_signed")
        & milestones["reached"].astype(bool)
    ]
    need(rows, "no memorandum on record")
    days = pd.Series(rows["date"].array.left)
    claimed = pd.Timestamp("2024-05-01")
    off = (days - claimed).abs().dt.days
    verdict = SUPPORTED if off.min() == 0 else PARTLY if off.min() <= 7 else CONTRADICTED
    stated = listed([date_in_words(day) for day in sorted(days)])
    return Finding(
        verdict,
        f"The memorandum is on record; sources date it {stated}.",
        (rows,),
        {"nearest_days_apart": int(off.min()), "dates_given": int(days.nunique())},
        disputed="sources give two dates" if days.nunique() > 1 else "",
    )


HIGH_CAPACITY: Final = 1000
"""Megawatts from which a line carries power at high capacity: that of the smaller design of the
Black Sea cable."""


def way_to_europe(cables: pd.DataFrame, milestones: pd.DataFrame) -> Finding:
    """c37: what is stated of the capacity of the way to Europe and of its two sea crossings."""
    crossings = {"caspian_green_corridor": "Caspian", "black_sea_cable": "Black Sea"}
    own = need(cables[cables["link"].isin(list(crossings))], "no figures on the two crossings")
    designed = own[own["measure"] == "capacity"]
    largest = designed.groupby("link")["value"].max().reindex(list(crossings))
    named = cables[
        (cables["link"] == "caspian_black_sea_europe")
        & (cables["measure"] == "export_capacity_claimed")
    ]
    agreed = milestones[
        milestones["project"].isin(list(crossings))
        & (milestones["milestone"] == "agreement_signed")
        & milestones["reached"].astype(bool)
    ]
    need(agreed, "no agreement on record")
    known = {crossings[str(link)]: float(size) for link, size in largest.items() if size == size}
    unknown = [name for name in crossings.values() if name not in known]
    signed = [crossings[link] for link in crossings if link in set(agreed["project"])]
    high = [known.get(name, 0) >= HIGH_CAPACITY for name in crossings.values()]
    whole = float(named["value"].max()) if len(named) else 0.0
    verdict = (
        SUPPORTED if all(high) else PARTLY if any(high) or whole >= HIGH_CAPACITY else CONTRADICTED
    )
    return Finding(
        verdict,
        (
            f"Officials named up to {number(whole)} MW for the way as a whole. "
            if len(named)
            else "No capacity was named for the way as a whole. "
        )
        + "Of the two sea crossings "
        + listed(
            [
                *(f"that of the {name} is designed for {number(known[name])} MW" for name in known),
                *(f"that of the {name} has no design capacity on record" for name in unknown),
            ]
        )
        + f". Agreements are signed on crossing {listed([f'the {name}' for name in signed])}.",
        (own, named, agreed),
        {
            "crossings_with_capacity": len(known),
            **{f"{name.lower().replace(' ', '_')}_mw": size for name, size in known.items()},
            "named_for_the_whole_way_mw": whole,
        },
    )


STUDY: Final = "2025_04_05_development_banks_three_ministries_sign_memorandum"
"""The event in which banks and ministries agree on a study of the link under the Caspian."""


STEPS: Final[Mapping[str, str]] = {
    "agreement_signed": "an agreement of the presidents",
    "joint_venture_founded": "a joint company of the grid operators",
}
"""Milestones that are formal steps, in words."""


def after_tashkent(milestones: pd.DataFrame, events: pd.DataFrame) -> Finding:
    """c38: what followed the memorandum within two years."""
    own = milestones[milestones["project"] == "caspian_green_corridor"]
    signed = need(own[own["milestone"] == "memorandum_signed"], "no memorandum on record")
    start = signed["date"].array.left.min()
    followed = own[
        own["reached"].astype(bool)
        & (own["date"].array.left > start + pd.Timedelta(days=7))
        & (own["date"].array.left <= start + pd.DateOffset(years=2))
    ]
    studies = events[events["event_id"] == STUDY]
    lacking = own[~own["reached"].astype(bool)]
    done = [
        f"{STEPS.get(str(row['milestone']), str(row['milestone']).replace('_', ' '))} "
        f"({row['date'].left:%B %Y})"
        for row in followed.to_dict("records")
    ] + [
        f"a memorandum with development banks on a study ({row['date'].left:%B %Y})"
        for row in studies.to_dict("records")
    ]
    steps = len(done)
    return Finding(
        graded(steps, supported=2, contradicted=0),
        (
            f"{steps} formal steps followed within two years: {listed(done)}. "
            if steps
            else "No formal step followed within two years. "
        )
        + (
            f"The cost was still unknown in {lacking['date'].iloc[-1].left:%B %Y}, and no works "
            "are on record."
            if "cost_known" in set(lacking["milestone"])
            else "No works are on record."
        ),
        (own, studies),
        {"steps": steps},
    )


def package(money: pd.DataFrame) -> Finding:
    """c39: the package's total, its green part, and whether Azerbaijan is in it."""
    own = money[(money["programme"] == "global_gateway_central_asia") & money["usable"]]
    own = data.preferred(own)
    need(own[own["part"] == "total"], "no total of the package")
    amounts = own.groupby("part")["amount_eur_mn"].first()
    need(amounts.reindex(["water_energy_climate"]).dropna().to_frame(), "no part for the climate")
    total = float(amounts["total"])
    green = float(amounts["water_energy_climate"]) / total
    covers = bool(own["recipient"].isin(["AZE", "CENTRAL_ASIA_AZE"]).any())
    right = abs(total - 12_000) <= 600
    found = [right, green >= 0.9, covers]
    return Finding(
        all_or_some(found) if right else CONTRADICTED,
        f"The package is EUR {number(total / 1000, 1)} bn, announced to be mobilised; "
        f"{percent(green)} of it is for water, energy and climate, and "
        + ("Azerbaijan is among" if covers else "Azerbaijan is not among")
        + " its recipients.",
        (own,),
        {"total_eur_mn": total, "green_percent": green * 100, "covers_azerbaijan": bool(covers)},
    )


SUBSTANTIAL_EUR_BN: Final = 0.1
"""Billions of euros that make a support substantial: a mid-sized loan of a development bank."""


def firm_money(pledged: pd.DataFrame) -> Finding:
    """c40: money by which the EU or its bank is bound, by region."""
    known = need(money.sums(pledged), "no sums in euro on record")
    whole = known[known["part"] == "total"]
    sides = [
        money.firm(whole, money.RECIPIENTS[money.FIVE_STATES]),
        money.firm(whole, ["AZE"]),
    ]
    largest = [float(rows["amount_eur_bn"].max()) if len(rows) else 0.0 for rows in sides]
    announced = whole[(whole["programme"] == money.PACKAGE) & (whole["stage"] == money.PROMISED)]
    need(announced, "no package announced")
    return Finding(
        all_or_some([amount >= SUBSTANTIAL_EUR_BN for amount in largest]),
        f"The largest sum set aside, signed or spent by the EU or its bank is EUR "
        f"{number(largest[0] * 1000)} mn in Central Asia and EUR {number(largest[1] * 1000)} mn in "
        f"Azerbaijan; the largest announced is EUR {number(announced['amount_eur_bn'].max(), 1)} "
        "bn. What went to Azerbaijan was spent over many years, and few sums say how much of them "
        "is technical help and how much infrastructure.",
        tuple(pledged.loc[rows.index] for rows in (*sides, announced)),
        {"central_asia_eur_mn": largest[0] * 1000, "azerbaijan_eur_mn": largest[1] * 1000},
    )


def steps_of_the_eu(events: pd.DataFrame, milestones: pd.DataFrame) -> Finding:
    """c41: formal steps of the EU on green power in its east."""
    councils = events[events["event"].str.contains("Green Energy.*ouncil")]
    texts = events[
        (events["kind"] == "agreement")
        & events["event"].str.contains("^EU and .*(?:hydrogen|green|renewable)", regex=True)
    ]
    status = milestones[
        (milestones["milestone"] == "project_of_mutual_interest_status")
        & milestones["reached"].astype(bool)
    ]
    need(events, "no events")
    need(milestones, "no milestones")
    steps = len(councils) + len(texts) + len(status)
    return Finding(
        graded(steps, supported=3, contradicted=0),
        f"{steps} formal steps of the EU on green power are on record: with Azerbaijan "
        f"{len(councils)} meetings of a council on green energy, for the cable under the Black Sea "
        f"{len(status)} status of mutual interest, and with Central Asian states {len(texts)} "
        "memorandum that names renewable hydrogen. Why Brussels takes them no table says.",
        (councils, texts, status),
        {
            "councils": len(councils),
            "memoranda": len(texts),
            "projects_of_mutual_interest": len(status),
        },
    )


EARLY: Final = 0.05
ADVANCED: Final = 0.5
"""Shares of the capacity named that run or are being built: below the first a field is at an early
stage, from the second on it is not."""


def stage_of_new_fields(
    projects: pd.DataFrame, hydrogen: pd.DataFrame, cables: pd.DataFrame
) -> Finding:
    """c42: how much of the hydrogen and of the crossings named is built or being built.

    What is named is a hydrogen project's power by its latest plan, or its size where no plan is.
    """
    plants = need(projects[projects["kind"] == "hydrogen"], "no hydrogen projects")
    links = need(projects[projects["project"] == "black_sea_cable"], "no cable across the sea")
    study = cables[
        (cables["link"] == "caspian_green_corridor")
        & (cables["measure"] == "feasibility_study_due_year")
    ]
    plans = hydrogen[
        (hydrogen["item"] == "power_capacity") & hydrogen["project"].isin(plants["project"])
    ]
    planned = plans.groupby("project")["value"].max()
    size = plants.set_index("project")["capacity_mw"]
    named = pd.concat([size, planned], axis=1).max(axis=1)
    begun = plants["stage"].isin(AT_WORK)
    at_work = size[begun.to_numpy()]
    # Without the largest plan the share must be low too, or one huge plan would decide the claim.
    smaller = named.drop(named.idxmax()) if len(named) > 1 else named
    shares = {
        "hydrogen": float(at_work.sum() / named.sum()),
        "hydrogen_without_the_largest": float(
            at_work.reindex(smaller.index).fillna(0).sum() / smaller.sum()
        ),
        "cable": float(
            links.loc[links["stage"].isin(AT_WORK), "capacity_mw"].sum()
            / links["capacity_mw"].sum()
        ),
    }
    return Finding(
        graded(max(shares.values()), supported=EARLY, contradicted=ADVANCED),
        f"Of {number(named.sum() / 1000, 1)} GW of power planned for hydrogen "
        f"{number(at_work.sum())} MW run or are being built; without the largest plan that is "
        f"{percent(shares['hydrogen_without_the_largest'], 1)}. Of the cable under the Black Sea "
        f"{percent(shares['cable'])} runs or is being built"
        + (
            f", and the study of the link under the Caspian is due in "
            f"{study['value'].iloc[-1]:.0f}."
            if len(study)
            else "."
        ),
        (plants, plans, links, study),
        {f"{name}_percent": 100 * share for name, share in shares.items()},
    )


TEN_YEARS: Final = 10
"""Years over which the growth of wind and sun is seen, and from whose start reliance is taken."""


OBSTACLES: Final[Mapping[tuple[bool, bool], str]] = {
    (True, True): "Those that relied most on fossil fuels added least, and so did those whose "
    "first auction or price contract came late",
    (True, False): "Those that relied most on fossil fuels added least; those whose first auction "
    "or price contract came late did not",
    (False, True): "Those whose first auction or price contract came late added least; those that "
    "relied most on fossil fuels did not",
    (False, False): "Neither those that relied most on fossil fuels nor those whose first auction "
    "or price contract came late added least",
}
"""What is found, by whether reliance and whether late rules went with little added."""


def held_back(generation: pd.DataFrame, prices: pd.DataFrame) -> Finding:
    """c43: whether states that relied most on fossil fuels, or sold late by rule, added least.

    Only states that made most of their power from fossil fuels ten years ago: the others had
    little to change. Halves of them are compared: by the fossil share at the start, and by the year
    of the first auction or price contract for wind or solar power on record.
    """
    best = data.preferred(generation)
    ember = best[(best["edition"] == "ember_owid") & best["country"].isin(list(SIX))]
    table = ember.pivot_table(
        index=["country", ember["year"].dt.year], columns="fuel", values="energy_twh", observed=True
    ).reindex(columns=["coal", "gas", "oil", "total", "wind", "solar"])
    both = table[["wind", "solar"]].dropna().sum(axis=1).unstack("country").dropna()
    need(both, "no year of wind and solar in all the states")
    last = int(both.index[-1])
    first = last - TEN_YEARS
    need(both[both.index == first], "no wind and solar ten years before")
    start = table[table.index.get_level_values("year") == first].droplevel("year")
    start = start.dropna(subset=["total"])
    fossil = start[["coal", "gas", "oil"]].sum(axis=1) / start["total"]
    relied = need(fossil[fossil > 0.5].to_frame("share"), "fewer than four such states", 4)["share"]
    begin, end = (both[both.index == year].iloc[0] for year in (first, last))
    added = (end - begin).reindex(relied.index) / start["total"].reindex(relied.index)
    sold = prices[prices["country"].isin(list(relied.index)) & prices["price_usd_mwh"].notna()]
    need(sold, "no auction or contract on record")
    begun = sold.groupby("country")["year"].min().map(lambda year: year.year)
    begun = begun.reindex(relied.index).fillna(float("inf"))
    sales = {
        code: f"first auction or contract in {year:.0f}"
        for code, year in begun.items()
        if math.isfinite(year)
    }
    half = len(relied) // 2
    orders = {
        "reliance": relied.sort_values(ascending=False, kind="stable").index,
        "rules": begun.sort_values(ascending=False, kind="stable").index,
    }
    gaps = {
        name: float(added[order[-half:]].mean() - added[order[:half]].mean())
        for name, order in orders.items()
    }
    told = [
        f"{SIX[str(code)]} ({percent(relied[code])} fossil in {first}, "
        f"{sales.get(code, 'no auction or contract')}) {percent(added[code], 1)}"
        for code in orders["reliance"]
    ]
    years = ember["year"].dt.year
    rows = ember[
        ember["country"].isin(list(relied.index))
        & (
            (ember["fuel"].isin(["wind", "solar"]) & years.isin([first, last]))
            | (ember["fuel"].isin(["coal", "gas", "oil", "total"]) & (years == first))
        )
    ]
    return Finding(
        all_or_some([gap > 0 for gap in gaps.values()]),
        f"Wind and sun added from {first} to {last}, in percent of the power made in {first}: "
        f"{listed(told)}. {OBSTACLES[gaps['reliance'] > 0, gaps['rules'] > 0]}. They are "
        f"{len(relied)} states, too few to tell a cause from a coincidence.",
        (rows, sold),
        {
            "states": len(relied),
            "first_year": first,
            "more_added_by_the_less_reliant_points": 100 * gaps["reliance"],
            "more_added_by_the_early_sellers_points": 100 * gaps["rules"],
        },
    )


SIGNATORIES: Final[Mapping[str, str]] = {
    "AZE": "Azerbaijan",
    "KAZ": "Kazakhstan",
    "UZB": "Uzbekistan",
}
"""The three states of the memorandum of Tashkent."""


def goals_restated(targets: pd.DataFrame) -> Finding:
    """c61: of goals that a state of the memorandum stated twice, which were raised and which cut.

    One goal is one measure for one date; its first and its last statement are compared.
    """
    stated = targets[
        targets["country"].isin(list(SIGNATORIES))
        & (targets["status"] == "target")
        & (targets["scope"] == "national")
        & targets["measure"].isin(_RENEWABLE_GOALS)
        & (targets["measure"] != "renewables_capacity_added")  # its start is seldom stated
        & (targets["bound"] == "point")
        & targets["made_on"].notna()
    ]
    stated = stated.assign(
        goal=[
            f"{country} {measure} {day.left.year}"
            for country, measure, day in zip(
                stated["country"], stated["measure"], stated["target_date"], strict=True
            )
        ],
        said=stated["made_on"].array.left,
    ).sort_values("said", kind="stable")
    goals = stated.groupby("goal").agg(
        country=("country", "first"), first=("value", "first"), last=("value", "last"),
        times=("said", "nunique"),
    )  # fmt: skip
    goals = need(goals[goals["times"] > 1], "no goal stated twice")
    raised = goals[goals["last"] > goals["first"]]["country"].value_counts()
    cut = goals[goals["last"] < goals["first"]]["country"].value_counts()
    higher = [bool(raised.get(code, 0) > cut.get(code, 0)) for code in SIGNATORIES]
    told = listed(
        [
            f"{name} raised {raised.get(code, 0) or 'none'} and cut {cut.get(code, 0) or 'none'}"
            for code, name in SIGNATORIES.items()
        ]
    )
    again = stated[stated["goal"].isin(goals.index)]
    return Finding(
        all_or_some(higher),
        f"Of {len(goals)} goals for renewable power that were stated more than once for the same "
        f"date {told}.",
        (targets.loc[again.index],),
        {"restated": len(goals), "raised": int(raised.sum()), "cut": int(cut.sum())},
    )


def falling_sea(levels: pd.DataFrame) -> Finding:
    """c66: how far the Caspian has fallen, beside the lowest year of a long record."""
    seen = levels[
        (levels["measure"] == "level")
        & (levels["scope"] == "whole_sea")
        & (levels["status"] == "actual")
    ].sort_values("period", kind="stable")
    need(seen, "no level of the sea in two years", least=2)
    year = seen["period"].array.left.year
    now, last = float(seen["value"].iloc[-1]), int(year[-1])
    before = need(seen[(year <= last - 10) & (year >= last - 15)], "no level of ten years before")
    fall = float(before["value"].iloc[-1]) - now
    lowest = float(seen["value"].iloc[:-1].min())
    return Finding(
        all_or_some([fall >= 1, now < lowest]),
        f"The Caspian stood at {number(now, 2)} m in {last}, {number(fall, 1)} m lower than in "
        f"{before['period'].array.left.year[-1]}, and {'below' if now < lowest else 'above'} the "
        f"{number(lowest, 2)} m that was the lowest level on record before.",
        (seen,),
        {"level_m": now, "fall_m": fall, "lowest_before_m": lowest},
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c33": ClaimTest(
        rule="supported if all six states have both a dated climate goal and a dated goal "
        "for renewable power on record, contradicted if two or fewer have both",
        would_change="a dated goal for renewable power of Kyrgyzstan and of Turkmenistan",
        tables=("power/targets",),
        judge=goals_on_record,
        part="whether the states have set themselves dated goals",
        note="That sustainability is a strategic need is a judgement, and why governments set "
        "goals, or whether goals steer what they spend, no table shows.",
    ),
    "c34": ClaimTest(
        rule="supported if wind and solar in the six states grew by more energy in the last three "
        "years on record than in the three before, fossil fuels give more than half of the primary "
        "energy of both Azerbaijan and Kazakhstan, and no other of the six on record leans on them "
        "more than either; partly if some of the three, contradicted if none. Hydropower is left "
        "out, since it follows the rain",
        would_change="fossil shares in Turkmenistan and Uzbekistan below those of Azerbaijan and "
        "Kazakhstan; or a smaller growth of wind and solar than in the three years before",
        tables=("power/generation", "power/context"),
        judge=accelerating_under_fossil_fuels,
        part="whether wind and sun speed up, and what fossil fuels give of the energy used",
        note="That fossil fuels are most of the economy is said of output, not of energy: it is "
        "judged apart, as c63.",
        objections=(
            Objection(
                CRITIC,
                "Energy is not the economy: a country may burn nothing but gas and live off wheat.",
                "The claim is judged of energy alone and says so, and of output elsewhere.",
            ),
            Objection(
                AUTHOR,
                "Growth from next to nothing slows as a multiple, whatever is built.",
                "Energy decides, not the multiple; both are told, and whose growth it is.",
            ),
        ),
    ),
    "c35": ClaimTest(
        rule="supported if wind and solar plants of at least 1 GW, an eighth of all that "
        "Azerbaijan had, run or are being built, and an agreement or memorandum on carrying power "
        "abroad is older than the paper; partly if one holds, contradicted if neither",
        would_change="plants given up, so that less than 1 GW runs or is being built",
        tables=("power/projects", "power/corridor_milestones"),
        judge=deals_and_export_aim,
    ),
    "c36": ClaimTest(
        rule="supported if a source dates the memorandum 1 May 2024, partly if only within a week "
        "of it, else contradicted",
        would_change="the published text with another date",
        tables=("power/corridor_milestones",),
        judge=memorandum_in_tashkent,
    ),
    "c37": ClaimTest(
        rule="supported if both sea crossings on the way, Caspian and Black Sea, have a stated "
        "design capacity of at least 1,000 MW, that of the smaller design of the Black Sea cable; "
        "partly if one has, or if officials named so much for the way as a whole; contradicted if "
        "neither",
        would_change="a design capacity of the link under the Caspian",
        tables=("power/cables", "power/corridor_milestones"),
        judge=way_to_europe,
    ),
    "c38": ClaimTest(
        rule="supported if at least two formal steps, each of its own kind, followed "
        "within two years, contradicted if none did",
        would_change="an investment decision for the link, or the end of the joint company",
        tables=("power/corridor_milestones", "policy/events"),
        judge=after_tashkent,
        part="whether formal steps followed the meeting",
        note="Whether a meeting was a turning point depends on what comes of the project, which is "
        "at the stage of a study; a step on paper is not yet a line.",
    ),
    "c39": ClaimTest(
        rule="supported if the total is within 5 percent of EUR 12 bn, at least nine tenths of it "
        "are for water, energy and climate, since the claim gives the whole sum to the green "
        "agenda, and Azerbaijan is a recipient; contradicted if the total is another, partly "
        "otherwise",
        would_change="a published list of projects that puts nearly all of the sum into water, "
        "energy and climate, with Azerbaijan in it",
        tables=("policy/money",),
        judge=package,
    ),
    "c40": ClaimTest(
        rule="supported if a sum of at least EUR 100 mn of the EU or its bank, as much as a "
        "mid-sized loan of a development bank, is set aside, signed or spent both in Central Asia "
        "and in Azerbaijan; partly if in one of them, contradicted if in neither",
        would_change="a correction that leaves no sum of EUR 100 mn for one of the two; a list of "
        "sums by purpose would show the kinds of help apart",
        tables=("policy/money",),
        judge=firm_money,
    ),
    "c41": ClaimTest(
        rule="supported if at least three formal steps of the EU on green power in the "
        "region are on record, contradicted if none is",
        would_change="an end of the councils on green energy, or papers of the EU that state the "
        "motives",
        tables=("policy/events", "power/corridor_milestones"),
        judge=steps_of_the_eu,
        part="whether the EU promotes green power in the region at all",
        note="Resilience, diversification and influence are motives; no table shows them.",
    ),
    "c42": ClaimTest(
        rule="supported if at most 5 percent of the power planned for hydrogen, with and without "
        "the largest plan, and of the cable under the Black Sea runs or is being built; "
        "contradicted if half of either is. Lines that do not lead towards Europe are left out",
        would_change="the start of construction of the cable, or of the second phase of the Uzbek "
        "hydrogen plant",
        tables=("power/projects", "power/hydrogen", "power/cables"),
        judge=stage_of_new_fields,
    ),
    "c43": ClaimTest(
        rule="of the states that made most of their power from fossil fuels ten years "
        "before the newest year, the half that relied on them most, and the half whose first "
        "auction or price contract for wind or sun came last, are each set beside the other half. "
        "Supported if both added less wind and sun for the power they made, partly if one did, "
        "contradicted if neither",
        would_change="a state that relies on fossil fuels, or sells without auctions, and yet adds "
        "more than the others; an index of regulation or institutions for power in the region "
        "would test the rest",
        tables=("power/generation", "power/auction_prices"),
        judge=held_back,
        part="whether the states that relied most on fossil fuels, and those that opened the sale "
        "of wind and solar power last, added least",
        note="In so few states both obstacles point the same way, so neither can be told from the "
        "other, nor a cause from a coincidence: auctions may be late where nobody wants to build. "
        "The capacity of institutions is not measured here, and an auction that the table lacks "
        "may have been held.",
    ),
    "c61": ClaimTest(
        rule="of goals for renewable power that one of the three states stated more than once for "
        "the same date, the last statement is set beside the first: supported if each of the three "
        "raised more goals than it cut, partly if one or two did, contradicted if none",
        would_change="goals that are stated anew, and higher",
        tables=("power/targets",),
        judge=goals_restated,
        our_list=True,
    ),
    "c63": ClaimTest(
        rule="oil, gas and coal, their refining and the power made of them are parts of industry, "
        "so that industry's share in output is the most that they can be: supported if it is more "
        "than half in the newest stretch on record of both Azerbaijan and Kazakhstan, partly if of "
        "one, contradicted if of neither",
        would_change="industry above half of output, as in Azerbaijan when oil was dear",
        tables=("policy/output_by_sector",),
        judge=part_of_output,
        part="whether industry, of which fossil fuels are a part, gives half of output in the two "
        "states",
        note="Oil and gas are set apart in Azerbaijan alone, and the other four states are not on "
        "record, so that above all is not tested.",
        objections=(
            Objection(
                AUTHOR,
                "Pipelines, services and the state's spending live off oil as well, and nearly all "
                "exports are oil and gas.",
                "Output is what an economy makes. What is sold abroad or paid with oil is another "
                "share, and the claim does not name it.",
            ),
            Objection(
                CRITIC,
                "Industry makes cement and aluminium too: its share says little of oil.",
                "It errs in favour of the claim: oil and gas can only be less.",
            ),
            Objection(
                AUTHOR,
                "Dear oil makes more of output than cheap oil.",
                "Where oil was dearest on record, oil and gas made just less than half of it.",
            ),
        ),
    ),
    "c66": ClaimTest(
        rule="supported if the Caspian fell by at least a metre in ten years and stands below "
        "the lowest level on record before, partly if one of the two, contradicted if neither",
        would_change="a sea that rises again",
        tables=("freight/caspian_level",),
        judge=falling_sea,
        part="whether the Caspian, on which ports and power plants stand, is falling",
        note="That governments change their plans for this reason no table shows, and the state of "
        "pipes, grids and rails is not measured in ours.",
    ),
}
"""The tests, by the claim they judge."""

judging.checked(__name__, TESTS)
