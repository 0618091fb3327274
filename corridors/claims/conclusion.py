"""The claims of the paper's conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import delivery, gas, money, pivot
from corridors.claims.judging import ClaimTest, Finding, all_or_some, graded, need
from corridors.prose import number, percent
from corridors.states import SIX

SINCE: Final = pd.Timestamp("2022-01-01")
"""The year of the invasion and of the energy memorandum, from which the paper's story runs."""
PARTIES: Final = tuple(SIX)
SIDES: Final = (pivot.AZERBAIJAN, pivot.CENTRAL_ASIA)
BRIDGES: Final = ("trans_caspian_pipeline", "white_stream", "nabucco", "tap")
"""Gas lines on record that join two of the three parties, or were to: the EU (its border),
Azerbaijan and Central Asia."""
BEFORE_THE_WAR: Final = 2021


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
    links = opened["project"].nunique()
    return Finding(
        all_or_some([not digital.empty, not plants.empty, not across.empty]),
        f"{len(digital)} steps of digital customs and permits since {SINCE.year} are on record, "
        f"and {len(plants)} solar, wind and hydrogen plants that run or are being built. "
        f"{links} gas lines opened, but "
        + (
            "one of them joins two of the parties."
            if len(across)
            else "each lies within one party or leads to a neighbour: none joins Central Asia, "
            f"Azerbaijan and the EU, and {len(waited)} dates for such lines passed or were given "
            "up."
        ),
        (digital, plants, opened, waited),
        {
            "customs_steps": len(digital),
            "green_plants": len(plants),
            "gas_lines_opened": links,
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
    energy = gas.eu_supply(monthly, quarterly, imports).pivot_table(
        index="year", columns="supplier", values="energy_twh", aggfunc="sum"
    )
    need(energy.loc[energy.index == BEFORE_THE_WAR], "no imports before the war")
    shares = energy["RUS"] / energy.sum(axis=1)
    before, now = float(shares[BEFORE_THE_WAR]), float(shares.iloc[-1])
    then, newest = (
        rows[(rows["supplier"] == "RUS")]
        for rows in (monthly, quarterly[quarterly["newest_edition"]])
    )
    return Finding(
        all_or_some([announced > 0, followed >= 0.1 * announced, now <= before / 2]),
        f"The largest package for Central Asia is EUR {number(announced)} bn; set aside, signed or "
        f"spent by the EU and its bank since the war began are EUR {number(followed, 2)} bn on "
        f"record, {percent(followed / announced, 1)} of it. Russia's "
        f"share of the EU's gas imports fell from {percent(before)} in {BEFORE_THE_WAR} to "
        f"{percent(now)} in {energy.index[-1]}.",
        (
            money.rows_behind(pledged, package),
            money.rows_behind(pledged, bound),
            then[then["month"].dt.year == BEFORE_THE_WAR],
            newest[newest["quarter"].dt.year == energy.index[-1]],
        ),
        {
            "announced_eur_bn": announced,
            "followed_eur_bn": followed,
            "russia_before_percent": before * 100,
            "russia_now_percent": now * 100,
        },
    )


def seen_as_a_gain(
    events: pd.DataFrame, actors: pd.DataFrame, institutions: pd.DataFrame
) -> Finding:
    """c58: steps of the EU towards both sides, and objections by its own parliament."""
    need(events, "no events on record")
    taken = pivot.steps(events, actors)
    taken = taken[taken["day"] >= SINCE]
    dissent = taken["form"] == pivot.CRITICISM
    towards = {side: taken[~dissent & (taken["side"] == side)] for side in SIDES}
    calls = taken[dissent]
    votes = institutions[institutions["measure"].isin(["resolution_votes_for"])]
    against = institutions[institutions["measure"] == "resolution_votes_against"]
    beside = against.set_index("period")["value"].reindex(votes["period"]).fillna(0).to_numpy()
    objections = votes[votes["value"].to_numpy() > beside]
    consent = objections.empty and calls.empty
    most = "" if objections.empty else f", with {number(objections['value'].max())} votes at most"
    return Finding(
        all_or_some([not any(steps.empty for steps in towards.values()), consent]),
        f"Since {SINCE.year} the events on record hold {len(towards[pivot.AZERBAIJAN])} steps of "
        f"the EU with Azerbaijan and {len(towards[pivot.CENTRAL_ASIA])} with Central Asian states. "
        + (
            "No institution of the EU is on record as objecting."
            if consent
            else f"In {len(calls)} texts the European Parliament criticised Azerbaijan or asked to "
            f"loosen the ties{most}: not every institution of the EU sees a gain."
        ),
        (events[events["event_id"].isin(taken["event_id"])], objections),
        {
            "steps_azerbaijan": len(towards[pivot.AZERBAIJAN]),
            "steps_central_asia": len(towards[pivot.CENTRAL_ASIA]),
            "objections": len(calls),
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
        f"Of {len(talks)} agreements and meetings with a date {percent(broken[0])} were not there "
        f"in time, and of {len(works)} promises of projects, volumes and money "
        f"{percent(broken[1])}. "
        "Famous delays are over-represented, so the shares are high rather than low.",
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
        "built, and a gas line that joins two of the three parties has opened; partly if some of "
        "these, contradicted if none",
        would_change="the opening of a gas line between Central Asia, Azerbaijan and the EU",
        tables=(
            "freight/customs_and_digital",
            "power/projects",
            "promises/promises",
            "promises/projects",
        ),
        judge=bridges_built,
    ),
    "c57": ClaimTest(
        rule="supported if a package is announced, at least a tenth of the largest is signed, "
        "committed or paid, and Russia's share of the EU's gas imports is at most half of that in "
        "2021; partly if some of these, contradicted if none",
        would_change="contracts and payments on record for a tenth of the package",
        tables=(
            "policy/money",
            "gas/eu_imports_monthly",
            "gas/eu_imports_quarterly",
            "gas/eu_imports",
        ),
        judge=money_and_dependence,
    ),
    "c58": ClaimTest(
        rule="partly supported if the EU has taken steps towards both Azerbaijan and Central Asia "
        "since 2022, or if none of its institutions objected; contradicted if neither",
        would_change="an end of steps towards one side; agreed measures of security and of "
        "reputation, which nobody has proposed, would be needed for more",
        tables=("policy/events", "policy/event_actors", "policy/institutions"),
        judge=seen_as_a_gain,
        part="whether the EU acts as if it were a gain, and whether its institutions agree",
        note="Whether security and reputation gain is a judgement: no measure of either is agreed, "
        "and nobody can see the years without these ties.",
    ),
    "c59": ClaimTest(
        rule="supported if at least a fifth of the dated agreements, and of the dated projects, "
        "were not kept in time; contradicted if of one of the two it is a twentieth or less",
        would_change="a record in which nearly all dated promises of one kind are kept",
        tables=("promises/promises", "promises/projects"),
        judge=stalled_and_late,
    ),
}
"""The tests, by the claim they judge."""
