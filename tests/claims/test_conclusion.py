import pandas as pd
import pytest

from corridors import data
from corridors.claims import ledger as claims
from tests.claims.change import changed


def run(claim, **tables):
    given = {name.replace("__", "/"): table for name, table in tables.items()}
    return claims.TESTS[claim].run(given)


def span(text):
    year = pd.Timestamp(text)
    return pd.Interval(year, year + pd.DateOffset(years=1), closed="left")


def test_bridges_are_built_in_two_of_three_kinds():
    found = claims.finding("c56")
    assert found.verdict == "partly"
    assert found.figures["gas_lines_between_parties"] == 0
    assert found.figures["gas_lines_opened"] == 3


def test_a_trans_caspian_line_that_opens_would_support_the_claim_of_bridges():
    promises = data.load("promises/promises")
    line = promises["promise"] == "tcp_2019"
    opened = promises.copy()
    opened["status"] = opened["status"].astype(object).where(~line, "met_late")
    opened["outcome_date"] = pd.arrays.IntervalArray(
        [
            span("2026") if hit else was
            for hit, was in zip(line, promises["outcome_date"], strict=True)
        ],
        closed="left",
    )
    opened.attrs = promises.attrs
    assert run("c56", promises__promises=opened).verdict == "supported"


def test_without_customs_plants_or_lines_since_2022_no_bridge_is_built():
    customs, power = data.load("freight/customs_and_digital"), data.load("power/projects")
    only_plans = customs[customs["status"] != "actual"]
    assert run("c56", freight__customs_and_digital=only_plans).verdict == "not_testable"
    planned = changed(power, power["stage"].isin(["construction", "operating"]), stage="planned")
    early = customs.copy()
    early["period"] = pd.arrays.IntervalArray([span("2015")] * len(early), closed="left")
    early.attrs = customs.attrs
    found = run("c56", freight__customs_and_digital=early, power__projects=planned)
    assert found.verdict == "contradicted"


def signed(amount):
    money = data.load("policy/money")
    loan = money["programme"] == "eib_kazakhstan_framework_loan"
    return changed(money, loan, amount_eur_mn=amount)


@pytest.mark.parametrize(
    ("amount", "verdict"), [(1_192.0, "supported"), (1_190.0, "partly"), (0.0, "partly")]
)
def test_money_follows_when_a_tenth_of_the_package_is_signed(amount, verdict):
    table = signed(amount)
    given = [
        table if name == "policy/money" else data.load(name) for name in claims.TESTS["c57"].tables
    ]
    assert claims.TESTS["c57"].judge(*given).verdict == verdict
    assert run("c57", policy__money=table).verdict == "partly", "the purpose is not tested"


def test_without_money_or_a_fall_of_the_dependence_the_decision_is_words():
    quarterly = data.load("gas/eu_imports_quarterly")
    russia = (quarterly["supplier"] == "RUS") & quarterly["newest_edition"]
    more = changed(quarterly, russia, energy_twh=quarterly.loc[russia, "energy_twh"] * 10)
    found = run("c57", gas__eu_imports_quarterly=more)
    assert found.figures["russia_now_percent"] > found.figures["russia_before_percent"] / 2
    assert found.verdict == "contradicted"
    paid = run("c57", gas__eu_imports_quarterly=more, policy__money=signed(1_192.0))
    assert paid.verdict == "partly"


def test_the_first_figures_of_money_and_dependence_are_those_of_their_rows():
    figures = claims.finding("c57").figures
    assert figures["russia_before_percent"] == pytest.approx(41.4, abs=0.05), "pipelines alone"
    assert figures["russia_now_percent"] == pytest.approx(5.8, abs=0.05), "pipelines alone"
    assert figures["announced_eur_bn"] == 12
    assert figures["followed_eur_bn"] == pytest.approx(0.200 + 0.009)


def test_that_ties_can_only_do_good_is_left_to_judgement():
    found = claims.finding("c58")
    assert found.verdict == "not_testable" and claims.TESTS["c58"].judge is None
    assert "neither shows an effect" in found.sentence


def test_a_pipeline_that_was_widened_is_told_and_is_no_new_line():
    found = claims.finding("c56")
    assert "Trans Adriatic Pipeline, which does, took on 1.2 bcm a year more" in found.sentence
    promises = data.load("promises/promises")
    none = promises[promises["promise"] != "tap_plus_1_2026"]
    assert "took on" not in run("c56", promises__promises=none).sentence


def kept(rows):
    """The promises with those rows kept on time."""
    promises = data.load("promises/promises")
    table = promises.copy()
    table["status"] = table["status"].astype(object).where(~rows(promises), "met")
    table.attrs = promises.attrs
    return table


def due(promises):
    return promises["status"] != "open"


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (lambda p: p["promise"] == "nobody", "supported"),
        (lambda p: due(p) & (p["subject"] == "diplomacy"), "contradicted"),
        (
            lambda p: p["promise"].isin(
                [
                    "arm_aze_peace_cop29",
                    "eu_aze_agreement_2019_11",
                    "eu_aze_agreement_init_2019",
                ]
            ),
            "partly",
        ),
        (lambda p: due(p) & (p["subject"] != "diplomacy"), "contradicted"),
    ],
)
def test_delay_is_the_rule_until_agreements_or_projects_are_kept(rows, verdict):
    assert run("c59", promises__promises=kept(rows)).verdict == verdict
