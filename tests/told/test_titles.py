"""A chapter's title says its verdict in words, and the record must go on saying so."""

import pytest

from corridors import data
from corridors.claims import ledger as claims
from corridors.claims.judging import CONTRADICTED
from corridors.claims.ledger import CHAPTERS
from corridors.prose import title_of
from corridors.subjects import delivery, gas, geography, power, scenario
from corridors.told import front_page
from tests.recomputed.energy_logistics import plans


def verdict(claim):
    return claims.finding(claim).verdict


def lines_open():
    """The share of the lines of each corridor that are open in the newest year."""
    lines, stages = data.load("geo/lines"), data.load("geo/stages")
    table = geography.region_in(lines, stages, year=geography.years_of_stages(stages)[1])
    return table["stage"].eq("open").groupby(table["layer"]).mean()


def one_flows_one_is_half_built_one_is_a_plan():
    share = lines_open()
    return share["gas"] > 0.75 and 0.3 < share["freight"] < 0.7 and share["green power"] < 0.25


def more_meetings_not_less_dependence():
    return verdict("c15") == CONTRADICTED and verdict("c10") != CONTRADICTED


def useful_and_behind_plan():
    europe = data.where(gas.exports_by_year(data.load("gas/exports")), destination="EUROPE")
    volumes, pledge = europe["volume_bcm"], gas.pledge(data.load("gas/commitments")).volume_bcm
    met = list(plans())
    return volumes.iloc[0] < volumes.iloc[-1] < pledge and sum(met) < len(met) / 2


def power_grows_and_none_of_the_planned_lines_is_open():
    output = power.wind_and_solar(data.preferred(data.load("power/generation")))
    azeri = output[output["country"] == "Azerbaijan"].groupby("year")["energy_twh"].max()
    return azeri.iloc[-1] > azeri.iloc[-5] and lines_open()["green power"] < 0.25


def late_and_short_of_the_aims():
    promises, projects = data.load("promises/promises"), data.load("promises/projects")
    due = delivery.fallen_due(delivery.record(promises, projects))
    came, _ = front_page.came()
    now = scenario.by_year(came, year=int(came["year"].max()))
    return (due["status"] == "met").mean() < 0.5 and (now["percent_of_aim"] < 100).all()


SAID = {
    "One corridor flows, one is half built, one is a plan": (
        one_flows_one_is_half_built_one_is_a_plan
    ),
    "More meetings, not less dependence": more_meetings_not_less_dependence,
    "Gas and freight: useful, and behind plan": useful_and_behind_plan,
    "Green power: growing, but not yet for Europe": (
        power_grows_and_none_of_the_planned_lines_is_open
    ),
    "Promises run late, and the plans fall short of the aims": late_and_short_of_the_aims,
}
"""What each title says, as the rows can say it."""


@pytest.mark.parametrize("page", CHAPTERS.values())
def test_a_title_says_what_the_rows_say(page):
    assert SAID[title_of(page)]()
