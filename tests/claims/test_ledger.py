import pandas as pd
import pytest

from corridors import claims, data


@pytest.fixture(scope="module")
def section():
    return claims.ledger("energy_logistics").set_index("claim_id")


def test_every_claim_of_the_section_is_in_the_ledger_with_a_known_verdict(section):
    paper = data.load("policy/claims")
    assert list(section.index) == list(
        paper.loc[paper["section"] == "energy_logistics", "claim_id"]
    )
    assert set(section["verdict"]) <= set(claims.WORDS)


def test_every_quantitative_or_trend_claim_of_the_section_is_computed(section):
    kinds = data.load("policy/claims").set_index("claim_id")["kind"].loc[section.index]
    measurable = kinds.isin(["quantitative", "trend"])
    assert set(section.loc[measurable, "basis"]) == {"computed"}


def test_ten_european_countries_and_eight_members_hold_on_the_papers_date(section):
    assert section.loc["c24", "verdict"] == "supported"
    for figure in ("12 countries", "10 of them", "8 in the EU"):
        assert figure in section.loc["c24", "finding"]


def test_a_verdict_follows_the_rows():
    recipients = data.load("gas/recipients")
    fewer = recipients[recipients["recipient"] != "ITA"]
    assert claims.TESTS["c24"].judge(fewer).verdict == "contradicted"
    exports = data.load("gas/exports")
    fallen = exports.copy()
    last_year = pd.Timestamp("2025-07-01")
    to_europe = fallen["destination"] == "EUROPE"
    fallen.loc[to_europe & fallen["period"].array.contains(last_year), "volume_bcm"] *= 0.5
    fallen.attrs = exports.attrs
    assert claims.TESTS["c21"].judge(exports).verdict == "supported"
    assert claims.TESTS["c21"].judge(fallen).verdict == "contradicted"


def test_the_pledge_is_partly_kept_while_deliveries_are_below_the_straight_line(section):
    assert section.loc["c23", "verdict"] == "partly"
    assert "12.8 bcm in 2025" in section.loc["c23", "finding"]


def test_a_claim_that_was_judged_says_so(section):
    shown = claims.Badges(section.reset_index())._repr_html_()
    assert shown.count("<li") == len(section)
    assert shown.count("Judged by reading") == (section["basis"] == "judged").sum() > 0


def test_an_unknown_section_names_the_known_ones():
    with pytest.raises(data.DataError, match="energy_logistics"):
        claims.ledger("energy")
