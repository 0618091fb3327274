"""The numbers of chapter 2 follow their rows, and say which these are."""

from functools import partial

import pytest

from corridors import data
from corridors.subjects import borders, trade
from corridors.told import regionalism as told

GOODS, SHARES = data.load("policy/trade"), data.load("policy/trade_shares")
PLACES, SOURCES = data.load("geo/places"), data.load("sources")
PARTNERS = trade.partner_shares(GOODS, SHARES, PLACES, SOURCES)
BEHIND = partial(trade.rows_behind, GOODS, SHARES)


@pytest.fixture(scope="module")
def main():
    return told.main_partners(PARTNERS, BEHIND)


def test_a_share_of_trade_is_told_from_partner_and_total_of_one_reporter(main):
    (rows,) = main.kaz_eu.rows
    assert set(rows["reporter"]) == {"KAZ"} and set(rows["partner"]) == {"EU27", "WORLD"}
    assert rows["source_id"].nunique() == 1
    sums = rows.groupby("partner", observed=True)["value_usd_mn"].sum()
    assert main.kaz_eu == f"{sums['EU27'] / sums['WORLD'] * 100:.1f} percent"


def test_a_share_that_officials_state_is_told_from_their_statement(main):
    (row,) = main.aze_eu_last.rows
    assert row.attrs["table"] == "policy/trade_shares" and len(row) == 1
    assert main.aze_eu_last == f"{row['share_percent'].iloc[0]:.1f} percent"


def test_both_sides_of_a_trade_stand_behind_their_disagreement():
    sides = told.mirrors(trade.mirror_counts(GOODS, PLACES), GOODS, PLACES)
    (rows,) = sides.mirror_ratio.rows
    assert {("KGZ", "CHN"), ("CHN", "KGZ")} == set(
        zip(rows["reporter"].astype(str), rows["partner"].astype(str), strict=True)
    )
    sums = rows.groupby("reporter", observed=True)["value_usd_mn"].sum()
    assert sides.mirror_ratio == f"{sums['CHN'] / sums['KGZ']:.1f} times"


def test_hours_at_a_border_are_told_from_their_first_and_last_sample():
    crossings = data.preferred(data.load("freight/border_crossings"))
    hours = borders.crossings(crossings, PLACES, "crossing_time", points=True)
    times = told.crossing_times(hours, crossings)
    (rows,) = times.rail_hours.rows
    first, last = rows.sort_values("year", kind="stable")["value"]
    assert times.rail_hours == f"{first:.1f} to {last:.1f} hours"
    assert set(rows["place"]) == {"KAZ"} and set(rows["mode"]) == {"rail"}
