import pandas as pd
import pytest

from corridors import data
from corridors.appendix import limitations
from corridors.claims import ledger as claims
from tests.claims.change import changed


def test_the_difference_of_editions_that_the_data_state_is_found():
    cells = limitations.edition_differences(data.load("power/generation"))
    gas = cells.set_index(["country", "year", "fuel"])["difference_percent"]
    assert gas["KAZ", pd.Period("2023", "Y"), "gas"] == pytest.approx(27, abs=0.5)
    assert gas["KAZ", pd.Period("2023", "Y"), "coal"] == pytest.approx(-9, abs=0.5)
    assert (cells[["ember_twh", "energy_institute_twh"]] >= 1).all(axis=None)


def test_a_publisher_that_names_another_has_taken_over_its_figures():
    names = ["MENAFN / Trend", "Trend via MENAFN", "Trend", "MENAFN/Trend", "Via Viva"]
    found = limitations.republished(pd.DataFrame({"publisher": names}))
    assert found["publisher"].tolist() == ["MENAFN / Trend", "Trend via MENAFN", "MENAFN/Trend"]


def test_a_claim_about_trade_is_judged_from_every_first_year_but_the_last():
    goods = data.load("policy/trade")
    verdicts = limitations.by_first_year("c15", goods)
    assert list(verdicts.index) == list(range(2010, 2023))
    assert verdicts[2010] == claims.finding("c15").verdict == "contradicted"


def test_a_verdict_that_hangs_on_its_first_year_shows_it():
    goods = data.load("policy/trade")
    # had the three traded twice as much with the two before 2012, that start would tell of a fall
    own = goods["partner"].isin(["RUS", "CHN"]) & goods["year"].dt.year.lt(2012)
    fallen = changed(goods, own, value_usd_mn=goods.loc[own, "value_usd_mn"] * 2)
    verdicts = limitations.by_first_year("c15", fallen)
    assert verdicts[2010] == "partly" and verdicts[2012] == "contradicted"
