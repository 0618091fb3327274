"""The claims of the paper's section on the green transition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import data, money, power
from corridors.claims.judging import (
    CONTRADICTED,
    PAPER,
    PARTLY,
    SUPPORTED,
    ClaimTest,
    Finding,
    all_or_some,
    graded,
    need,
)
from corridors.prose import listed, number, percent
from corridors.states import SIX

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
        + (f"; none was found for {listed(lacking)}." if lacking else "."),
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
    """c34: growth of wind and solar in the region, and who leans most on fossil fuels."""
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
    shares = primary.sort_values("year").groupby("country").tail(1).set_index("country")["value"]
    need(shares.reindex(["AZE", "KAZ"]).dropna().to_frame(), "no fossil shares of both states", 2)
    both = shares.reindex(["AZE", "KAZ"])
    others = shares.drop(["AZE", "KAZ"])
    more = [SIX[str(code)] for code in others.index[others > both.min()]]
    years = list(whole.index[[-1, -1 - SPAN, -1 - 2 * SPAN]])
    return Finding(
        all_or_some([now - then > then - before, bool((both > 50).all())]),
        f"Wind and solar in the six states grew by {number(now - then, 1)} TWh from {years[1]} to "
        f"{years[0]}, after {number(then - before, 1)} TWh from {years[2]} to {years[1]}. Fossil "
        f"fuels give {number(both['AZE'], 1)} percent of Azerbaijan's primary energy and "
        f"{number(both['KAZ'], 1)} percent of Kazakhstan's"
        + (f"; {listed(more)} lean on them as much or more." if more else "."),
        (
            ember[ember["year"].dt.year.isin(years)],
            primary[primary["year"] == primary["year"].max()],
        ),
        {
            "growth_twh": now - then,
            "growth_before_twh": then - before,
            "fossil_azerbaijan_percent": float(both["AZE"]),
            "fossil_kazakhstan_percent": float(both["KAZ"]),
        },
    )


MAJOR: Final = 1.0
"""Gigawatts of wind and solar that make a state's deals major: three times what it had running."""


def deals_and_export_aim(projects: pd.DataFrame, milestones: pd.DataFrame) -> Finding:
    """c35: named wind and solar plants of Azerbaijan, and an agreement to export their power."""
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
    before = signed[signed["date"].array.right <= PAPER + pd.Timedelta(days=1)]
    signatures = len(before.drop_duplicates(["project", "milestone"]))
    size = float(plants["capacity_mw"].sum() / 1000)
    running = float(plants.loc[plants["stage"] == "operating", "capacity_mw"].sum() / 1000)
    return Finding(
        all_or_some([size >= MAJOR, not before.empty]),
        f"{len(plants)} wind and solar plants of {number(size, 1)} GW are known by name, "
        f"{number(running, 2)} GW of them running; {signatures} agreements and memoranda on "
        "carrying power abroad are dated before the paper.",
        (plants, before),
        {"named_gw": size, "running_gw": running, "agreements": signatures},
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
    stated = listed([f"{day.day} {day:%B %Y}" for day in sorted(days)])
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
    """c37: whether both sea crossings of the way to Europe have a design capacity."""
    crossings = {"caspian_green_corridor": "Caspian", "black_sea_cable": "Black Sea"}
    own = need(cables[cables["link"].isin(list(crossings))], "no figures on the two crossings")
    designed = own[own["measure"] == "capacity"]
    largest = designed.groupby("link")["value"].max().reindex(list(crossings))
    agreed = milestones[
        milestones["project"].isin(list(crossings))
        & (milestones["milestone"] == "agreement_signed")
        & milestones["reached"].astype(bool)
    ]
    need(agreed, "no agreement on record")
    known = {crossings[str(link)]: float(size) for link, size in largest.items() if size == size}
    said = [
        f"{name} {number(known[name])} MW" if name in known else f"{name} no capacity named"
        for name in crossings.values()
    ]
    signed = [crossings[link] for link in crossings if link in set(agreed["project"])]
    return Finding(
        all_or_some([known.get(name, 0) >= HIGH_CAPACITY for name in crossings.values()]),
        f"Design capacity of the sea crossings: {listed(said)}. Agreements are signed on the "
        f"crossing of the {listed(signed)}.",
        (own, agreed),
        {
            "crossings_with_capacity": len(known),
            **{f"{name.lower().replace(' ', '_')}_mw": size for name, size in known.items()},
        },
    )


STUDY: Final = "2025_04_05_development_banks_three_ministries_sign_memorandum"
"""The event in which banks and ministries agree on a study of the link under the Caspian."""


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
    lacking = [
        f"{row['milestone'].replace('_', ' ')} (as of {row['date'].left:%B %Y})"
        for row in own[~own["reached"].astype(bool)].to_dict("records")
    ]
    steps = len(followed) + len(studies)
    return Finding(
        graded(steps, supported=2, contradicted=0),
        f"{steps} formal steps followed within two years: "
        + listed(
            [
                *(
                    f"{row['milestone'].replace('_', ' ')} in {row['date'].left:%B %Y}"
                    for row in followed.to_dict("records")
                ),
                *(["a study agreed with development banks"] if len(studies) else []),
            ]
        )
        + (f". Not reached: {listed(lacking)}." if lacking else ".")
        if steps
        else "No formal step followed within two years.",
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
        "bn.",
        tuple(money.rows_behind(pledged, rows) for rows in (*sides, announced)),
        {"central_asia_eur_mn": largest[0] * 1000, "azerbaijan_eur_mn": largest[1] * 1000},
    )


def steps_of_the_eu(events: pd.DataFrame, milestones: pd.DataFrame) -> Finding:
    """c41: formal steps of the EU on green power in its east."""
    councils = events[events["event"].str.contains("Green Energy.*ouncil")]
    status = milestones[
        (milestones["milestone"] == "project_of_mutual_interest_status")
        & milestones["reached"].astype(bool)
    ]
    need(events, "no events")
    need(milestones, "no milestones")
    steps = len(councils) + len(status)
    return Finding(
        graded(steps, supported=3, contradicted=0),
        f"Meetings of a council on green energy on record: {len(councils)}; projects with the "
        f"status of mutual interest: {len(status)}. Why Brussels does it no table says.",
        (councils, status),
        {"councils": len(councils), "projects_of_mutual_interest": len(status)},
    )


EARLY: Final = 0.05
ADVANCED: Final = 0.5
"""Shares of the capacity named that run or are being built: below the first a field is at an early
stage, from the second on it is not."""


def stage_of_new_fields(projects: pd.DataFrame, cables: pd.DataFrame) -> Finding:
    """c42: how much of the hydrogen and of the crossings named is built or being built."""
    hydrogen = need(projects[projects["kind"] == "hydrogen"], "no hydrogen projects")
    links = need(projects[projects["project"] == "black_sea_cable"], "no cable across the sea")
    study = cables[
        (cables["link"] == "caspian_green_corridor")
        & (cables["measure"] == "feasibility_study_due_year")
    ]
    at_work = [
        float(
            rows.loc[rows["stage"].isin(["operating", "construction"]), "capacity_mw"].sum()
            / rows["capacity_mw"].sum()
        )
        for rows in (hydrogen, links)
    ]
    pilot = hydrogen.loc[hydrogen["stage"] == "operating", "capacity_mw"].sum()
    return Finding(
        graded(max(at_work), supported=EARLY, contradicted=ADVANCED),
        f"Of {number(hydrogen['capacity_mw'].sum() / 1000)} GW of hydrogen projects a pilot of "
        f"{number(pilot)} MW runs; of the cable under the Black Sea {percent(at_work[1])} runs or "
        "is being built"
        + (
            f"; the study of the link under the Caspian is due in {study['value'].iloc[-1]:.0f}."
            if len(study)
            else "."
        ),
        (hydrogen, links, study),
        {"hydrogen_percent": at_work[0] * 100, "cable_percent": at_work[1] * 100},
    )


def reliance(generation: pd.DataFrame) -> Finding:
    """c43: how many of the six states make most of their power from fossil fuels."""
    best = data.preferred(generation)
    outputs = power.output_by_source(best)
    latest = power.latest_mix(need(outputs, "no output by source"))
    own = latest[latest["country"].isin(list(SIX.values()))]
    need(own, "no output by source in the region")
    fossil = own[own["rest_percent"] > 50]
    codes = {name: code for code, name in SIX.items()}
    keys = {(codes[row["country"]], row["year"]) for row in own.to_dict("records")}
    rows = best[
        [
            (country, year) in keys
            for country, year in zip(best["country"], best["year"].dt.year, strict=True)
        ]
    ]
    rows = rows[rows["edition"].isin(["ember_owid", "energy_institute"])]
    return Finding(
        CONTRADICTED if fossil.empty else PARTLY,
        f"{len(fossil)} of {len(own)} states make more than half of their power from fossil fuels: "
        + listed(
            [
                f"{row['country']} {row['rest_percent']:.0f} percent"
                for row in fossil.to_dict("records")
            ]
        )
        + ". No table here measures regulation or institutions.",
        (rows,),
        {"states": len(own), "mostly_fossil": len(fossil)},
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c33": ClaimTest(
        rule="supported if all six states have both a dated climate goal and a dated goal for "
        "renewable power on record, contradicted if two or fewer have both",
        would_change="a dated goal for renewable power of Kyrgyzstan and of Turkmenistan",
        tables=("power/targets",),
        judge=goals_on_record,
    ),
    "c34": ClaimTest(
        rule="supported if wind and solar in the six states grew by more energy in the last three "
        "years on record than in the three before, and fossil fuels give more than half of the "
        "primary energy of both Azerbaijan and Kazakhstan; partly if one holds",
        would_change="a smaller growth of wind and solar than in the three years before",
        tables=("power/generation", "power/context"),
        judge=accelerating_under_fossil_fuels,
    ),
    "c35": ClaimTest(
        rule="supported if wind and solar plants of at least 1 GW are known by name and an "
        "agreement or memorandum on carrying power abroad is dated before the paper, partly if one "
        "holds",
        would_change="plants given up, so that less than 1 GW is left",
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
        "design capacity of at least 1,000 MW, partly if one has",
        would_change="a design capacity of the link under the Caspian",
        tables=("power/cables", "power/corridor_milestones"),
        judge=way_to_europe,
    ),
    "c38": ClaimTest(
        rule="the part is supported if at least two formal steps followed within two years, and "
        "contradicted if none did",
        would_change="an investment decision, or the end of the joint venture",
        tables=("power/corridor_milestones", "policy/events"),
        judge=after_tashkent,
        part="whether formal steps followed the meeting",
        note="Whether a meeting was a turning point depends on what comes of the project, which is "
        "at the stage of a study.",
    ),
    "c39": ClaimTest(
        rule="supported if the total is within 5 percent of EUR 12 bn, nine tenths of it are for "
        "water, energy and climate, and Azerbaijan is a recipient; contradicted if the total is "
        "not, partly otherwise",
        would_change="a package for the region with Azerbaijan in it",
        tables=("policy/money",),
        judge=package,
    ),
    "c40": ClaimTest(
        rule="supported if a sum of at least EUR 100 mn of the EU or its bank is set aside, signed "
        "or spent both in Central Asia and in Azerbaijan, partly if in one of them",
        would_change="loans signed under the package of 2025, or withdrawn",
        tables=("policy/money",),
        judge=firm_money,
    ),
    "c41": ClaimTest(
        rule="the part is supported if at least three formal steps of the EU on green power in the "
        "region are on record, and contradicted if none is",
        would_change="an end of the councils, or internal papers that state the motives",
        tables=("policy/events", "power/corridor_milestones"),
        judge=steps_of_the_eu,
        part="whether the EU promotes green power in the region at all",
        note="Resilience, diversification and influence are motives; no table shows them.",
    ),
    "c42": ClaimTest(
        rule="supported if less than 5 percent of the hydrogen capacity named, and of the cable "
        "under the Black Sea, runs or is being built; contradicted if half of either is",
        would_change="the start of construction of the cable",
        tables=("power/projects", "power/cables"),
        judge=stage_of_new_fields,
    ),
    "c43": ClaimTest(
        rule="partly supported if any of the six states makes more than half of its power from "
        "fossil fuels, since regulation and institutions are not measured here; contradicted if "
        "none does",
        would_change="an index of regulation or institutions for the power sector of the region",
        tables=("power/generation",),
        judge=reliance,
    ),
}
"""The tests, by the claim they judge."""
