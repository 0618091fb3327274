import pytest

from corridors import data
from corridors.claims.judging import PAPER
from corridors.subjects import forums, trade
from tests.figures import figure

MEETINGS = forums.meetings(data.load("policy/summits"), data.load("geo/places"))
PAIRS = trade.turkic_pairs(data.load("policy/trade"))
TRADE = forums.turkic_trade(data.load("policy/institutions"), PAIRS, data.load("sources"))


def test_eight_partners_met_the_five_leaders_fourteen_times():
    often = forums.partners_met(MEETINGS)
    assert (len(often), int(often.sum()), int((often > 1).sum())) == (8, 14, 5)
    assert often["European Union"] == 3


def test_before_the_paper_two_partners_had_met_them_again():
    often = forums.partners_met(MEETINGS, until=PAPER)
    assert set(often.index[often > 1]) == {"European Union", "Germany"}
    assert "Japan" not in often


def test_what_is_announced_or_of_ministers_is_not_counted():
    kinds = MEETINGS["kind"].value_counts()
    assert kinds[forums.PLANNED] == 2 and kinds[forums.MINISTERS] == 1
    assert "South Korea" not in forums.partners_met(MEETINGS)


def test_azerbaijan_stands_last_and_went_from_guest_to_participant():
    azerbaijan = MEETINGS[~MEETINGS["outside"]]
    assert azerbaijan.index.to_list() == list(MEETINGS.index[-3:])
    assert azerbaijan["kind"].to_list() == [forums.GUEST, forums.GUEST, forums.HELD]
    assert "Azerbaijan" not in forums.partners_met(MEETINGS)


def test_a_date_known_to_the_month_stands_in_its_middle():
    jeddah = MEETINGS[MEETINGS["city"] == "Jeddah"].iloc[0]
    assert jeddah["date"] == "July 2023" and 2023.50 < jeddah["moment"] < 2023.58


def test_stated_trade_of_the_turkic_states_runs_from_42_to_70_billion():
    stated = TRADE[TRADE["kind"] == forums.STATED]["low_usd_bn"]
    assert (stated.min(), stated.max()) == (42, 70)


def test_counting_at_both_ends_doubles_the_sum_and_lands_among_what_is_stated():
    once, twice = (row for row in TRADE[TRADE["kind"] == forums.COUNTED].to_dict("records"))
    assert twice["high_usd_bn"] == 2 * once["high_usd_bn"]
    assert once["high_usd_bn"] < 42 < twice["low_usd_bn"] < 53


@pytest.mark.parametrize(
    ("id", "reading"),
    [
        ("forums", "Italy, 30 May 2025, Astana: leaders met"),
        ("forums", "South Korea, 2026, Seoul: announced only"),
        ("turkic-trade", "stated, Nov 2025: 70 USD bn (Report.az)"),
    ],
)
def test_every_meeting_and_every_statement_reads_out(id, reading):
    state = figure(id).shown()
    assert len(state.readings) == len(state.rows) and reading in state.readings
