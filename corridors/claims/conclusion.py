"""The claims of the paper's conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors.claims import judging
from corridors.claims.judging import ClaimTest, Finding, all_or_some, graded, need
from corridors.claims.shared import BEFORE_THE_WAR
from corridors.prose import listed, number, percent
from corridors.scope import one_scope
from corridors.states import SIX
from corridors.subjects import delivery, gas, money, pivot

SINCE: Final = pd.Timestamp("2022-01-01")
"""The year of the invasion and of the energy memorandum, from which the paper's story runs."""
PARTIES: Final = tuple(SIX)
SIDES: Final = (pivot.AZERBAIJAN, pivot.CENTRAL_ASIA)
BRIDGES: Final = ("trans_caspian_pipeline", "white_stream", "nabucco", "tap")
"""Gas lines on record that join two of the three parties, or were to: the EU (its border),
Azerbaijan and Central Asia."""


def bridges_built(
    customs: pd.DataFrame,
    power: pd.DataFrame,
    promises: pd.DataFrame,
    projects: pd.DataFrame,
) -> Finding:
    """c56: digital customs, green plants, and gas lines between two of the parties."""
    digital = need(customs[customs["status"] == "actual"], "no step of digital customs")
    digital = digital[digital["period"].array.left >= SINCE]
    plants = power[
        power["country"].isin(PARTIES)
        & power["technology"].isin(["solar", "wind", "hydrogen"])
        & power["stage"].isin(["construction", "operating"])
    ]
    plants = plants[plants["year"].dt.year >= SINCE.year]
    need(power, "no power project on record")
    lines = projects[(projects["kind"] == "pipeline") & (projects["subject"] == "gas")]
    dated = promises[promises["project"].isin(lines["project"]) & (promises["kind"] == "date")]
    need(dated, "no gas line with a date on record")
    opened = dated[dated["outcome_date"].array.left >= SINCE]
    across = opened[opened["project"].isin(BRIDGES)]
    waited = dated[dated["project"].isin(BRIDGES) & dated["status"].isin(["missed", "cancelled"])]
    wider = promises[
        promises["project"].isin(BRIDGES)
        & (promises["kind"] == "quantity")
        & (promises["outcome_date"].array.left >= SINCE)
    ]
    names = projects.set_index("project")["name"]
    links = [str(names[name]) for name in opened["project"].drop_duplicates()]
    return Finding(
        all_or_some([not digital.empty, not plants.empty, not across.empty]),
        f"{len(digital)} steps of digital customs and permits since {SINCE.year} are on record, "
        f"and {len(plants)} solar, wind and hydrogen plants that run or are being built. "
        f"{len(links)} gas lines opened ({listed(links)}), "
        + (
            f"{across['project'].nunique()} of them between two of the parties. "
            if len(across)
            else "none between two of the parties: each lies within one or leads to a neighbour, "
            "though gas from Azerbaijan flows on through some of them. "
        )
        + f"{len(waited)} promised dates of lines that would join two passed or were given up"
        + (
            f"; {listed([str(names[name]) for name in wider['project'].drop_duplicates()])}, which "
            f"does, took on {number(wider['outcome_value'].sum(), 1)} bcm a year more without a "
            "new line."
            if len(wider)
            else "."
        ),
        (digital, plants, opened, waited, wider),
        {
            "customs_steps": len(digital),
            "green_plants": len(plants),
            "gas_lines_opened": len(links),
            "gas_lines_between_parties": across["project"].nunique(),
        },
    )


def money_and_dependence(
    pledged: pd.DataFrame,
    monthly: pd.DataFrame,
    quarterly: pd.DataFrame,
    imports: pd.DataFrame,
) -> Finding:
    """c57: what was announced, what of it is bound or paid, and Russia's share since the war."""
    known = need(money.sums(pledged), "no sums on record")
    package = known[(known["programme"] == money.PACKAGE) & (known["part"] == "total")]
    need(package, "no package announced")
    bound = money.firm(known, money.RECIPIENTS[money.FIVE_STATES])
    bound = bound[bound["first_day"] >= pivot.WAR]
    announced = float(package["amount_eur_bn"].iloc[0])
    followed = float(bound["amount_eur_bn"].sum())
    need(monthly, "no monthly imports")
    need(quarterly, "no quarterly imports")
    supply = gas.eu_supply(monthly, quarterly, imports)
    shares = gas.supplier_share(supply, "RUS", gas.PIPELINE).set_index("year")
    need(shares.loc[shares.index == BEFORE_THE_WAR], "no imports before the war")
    ends = shares.loc[[BEFORE_THE_WAR, shares.index[-1]]]
    counted = one_scope(ends["scope"], "Russia's first and last share of the EU's gas imports")
    before, now = (float(share) / 100 for share in ends["share_percent"])
    whole = gas.supplier_share(supply, "RUS").set_index("year")["share_percent"].dropna() / 100
    then, newest = (
        rows[
            (rows["supplier"] == "RUS")
            & (rows["route"] == "all_routes")
            & rows["mode"].isin(["pipeline", "lng"])
        ]
        for rows in (monthly, quarterly[quarterly["newest_edition"]])
    )
    return Finding(
        all_or_some([followed >= 0.1 * announced, now <= before / 2]),
        f"The largest package for Central Asia is EUR {number(announced)} bn; set aside, signed or "
        f"spent by the EU and its bank since the war began are EUR {number(followed, 2)} bn on "
        f"record, {percent(followed / announced, 1)} of it. Counting {counted} alone at both ends, "
        f"Russia's share of the EU's gas imports went from {percent(before, 1)} in "
        f"{BEFORE_THE_WAR} to {percent(now, 1)} in {shares.index[-1]}; its LNG of "
        f"{BEFORE_THE_WAR} has no named origin in the daily flows. Both together were "
        f"{percent(whole.iloc[-1], 1)} in {whole.index[-1]}.",
        (
            pledged.loc[package.index],
            pledged.loc[bound.index],
            then[then["month"].dt.year == BEFORE_THE_WAR],
            newest[newest["quarter"].dt.year == shares.index[-1]],
        ),
        {
            "announced_eur_bn": announced,
            "followed_eur_bn": followed,
            "russia_before_percent": before * 100,
            "russia_now_percent": now * 100,
            "russia_now_with_lng_percent": float(whole.iloc[-1]) * 100,
        },
    )


def stalled_and_late(promises: pd.DataFrame, projects: pd.DataFrame) -> Finding:
    """c59: the share of dated agreements and of dated projects that were not kept in time."""
    known = delivery.fallen_due(delivery.record(promises, projects))
    talks = need(known[known["subject"] == "diplomacy"], "too few agreements with a date", least=5)
    works = need(known[known["subject"] != "diplomacy"], "too few projects with a date", least=20)
    broken = [1 - delivery.share_kept(rows).share for rows in (talks, works)]
    return Finding(
        graded(min(broken), supported=0.2, contradicted=0.05),
        f"Of {len(works)} promises of projects, volumes and money with a date {percent(broken[1])} "
        f"were not kept within a month of it. Of agreements and meetings it is "
        f"{percent(broken[0])}, but only {len(talks)} with a date are on record, so that one more "
        f"or less moves the share by {number(100 / len(talks))} points. Famous delays are "
        "over-represented, so the shares are high rather than low.",
        (promises.loc[known.index],),
        {
            "agreements": len(talks),
            "agreements_not_kept_percent": broken[0] * 100,
            "projects": len(works),
            "projects_not_kept_percent": broken[1] * 100,
        },
    )


TESTS: Final[Mapping[str, ClaimTest]] = {
    "c56": ClaimTest(
        rule="supported if since 2022 digital customs are in use, green plants run or are being "
        "built, and a gas line has opened that joins two of the three parties, since the claim is "
        "about bridges between them; partly if some of these, contradicted if none",
        would_change="the opening of a gas line between Central Asia, Azerbaijan and the EU",
        tables=(
            "freight/customs_and_digital",
            "power/projects",
            "promises/promises",
            "promises/projects",
        ),
        judge=bridges_built,
        our_list=True,
    ),
    "c57": ClaimTest(
        rule="supported if the EU and its bank have set aside, signed or spent, since the "
        "war began, at least a tenth of the largest package announced, so that the decision is "
        "firm, and if Russia's pipeline gas is at most half as large a part of the EU's gas "
        "imports as in 2021; partly if one of the two, contradicted if neither",
        would_change="contracts and payments on record for a tenth of the package",
        tables=(
            "policy/money",
            "gas/eu_imports_monthly",
            "gas/eu_imports_quarterly",
            "gas/eu_imports",
        ),
        judge=money_and_dependence,
        part="whether the money offered has become firm, and whether the dependence on Russian gas "
        "fell",
        note="What Europe engages for is a purpose, and no table shows one: most of Russia's gas "
        "was replaced from elsewhere. Expertise is not counted, and of the dependencies of the "
        "region itself others of the paper's claims tell.",
        our_list=True,
    ),
    "c58": ClaimTest(
        rule="",
        would_change="measures of security and of reputation that both sides accept, with a series "
        "from before these ties grew",
        note="That ties can only do good is a judgement. No measure of a region's security or of "
        "the EU's reputation is agreed, and nobody can see the years without these ties. That the "
        "EU takes steps towards both sides shows that its leaders expect a gain, and that its "
        "Parliament objects shows that not everybody does; neither shows an effect.",
    ),
    "c59": ClaimTest(
        rule="supported if at least a fifth of the dated agreements, and of the dated projects, "
        "were not kept in time; contradicted if of one of the two it is a twentieth or less. The "
        "claim is that such things happen, not that they are the rule, so a fifth is enough",
        would_change="a record in which nearly all dated promises of one kind are kept",
        tables=("promises/promises", "promises/projects"),
        judge=stalled_and_late,
        our_list=True,
    ),
}
"""The tests, by the claim they judge."""

judging.checked(__name__, TESTS)
