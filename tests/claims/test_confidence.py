import pandas as pd
import pytest

from corridors import data
from corridors.claims import ledger as claims
from corridors.claims.confidence import (
    agreement_word,
    confidence,
    evidence_word,
    spread_of,
)
from corridors.claims.judging import SUPPORTED, ClaimTest, Finding, need
from corridors.claims.leaving_out import rests_on

MISSING = float("nan")
NO_SOURCES = data.load("sources").iloc[:0]


@pytest.mark.parametrize(
    ("origins", "tier", "word"),
    [
        (1, 3, "limited"),
        (1, 2, "limited"),
        (1, 1, "medium"),
        (2, 3, "medium"),
        (3, 2, "medium"),
        (3, 1, "robust"),
    ],
)
def test_evidence_grows_with_origins_and_their_rank(origins, tier, word):
    assert evidence_word(origins, tier) == word


@pytest.mark.parametrize(
    ("spread", "word"), [(0.0, "high"), (0.05, "high"), (0.051, "medium"), (0.2, "medium")]
)
def test_agreement_falls_with_the_spread(spread, word):
    assert agreement_word(spread, 5, measured=True, disputed=False) == word
    assert agreement_word(0.21, 5, measured=True, disputed=False) == "low"


def test_a_figure_reported_once_agrees_with_nobody_and_an_event_reported_twice_does():
    assert agreement_word(MISSING, 4, measured=True, disputed=False) == "medium"
    assert agreement_word(MISSING, 2, measured=False, disputed=False) == "high"
    assert agreement_word(MISSING, 1, measured=False, disputed=False) == "medium"
    assert agreement_word(MISSING, 2, measured=False, disputed=True) == "low"


def test_the_corridors_tonnage_of_2022_is_disputed_and_that_of_2024_is_not():
    corridor = data.load("freight/corridor")
    cargo = corridor[(corridor["route"] == "titr") & (corridor["measure"] == "cargo")]
    best = data.preferred(cargo)
    spreads = {
        year: confidence([best[best["year"].dt.year == year]], NO_SOURCES).widest_spread
        for year in (2022, 2024)
    }
    assert spreads[2022] == pytest.approx((1.7 - 1.485) / 1.7)
    assert not spreads[2024] > 0.05


def test_two_pages_of_one_publisher_are_no_second_opinion():
    corridor = data.load("freight/corridor")
    rows = corridor[corridor["year"].dt.year.eq(2022) & corridor["measure"].eq("cargo")]
    one = rows.assign(source_id=rows["source_id"].iloc[0])
    one.attrs = dict(rows.attrs)
    assert spread_of(one) != spread_of(one)


RELEASE = ("menafn_2026_01_15_ady", "menafn_2026_01_15_ady_azernews")
"""Two outlets that carry one statement of the railway."""


def trains(*values, sources=RELEASE):
    """Reports of one observation by these sources."""
    corridor = data.load("freight/corridor")
    row = corridor[corridor["source_id"] == RELEASE[0]].iloc[[-1]]
    table = pd.concat([row] * len(values), ignore_index=True)
    table = table.assign(value=[float(value) for value in values], source_id=list(sources))
    table.attrs = dict(corridor.attrs)
    return table


def test_a_release_that_two_outlets_reprint_is_one_origin_and_confirms_nothing():
    cited = data.where(data.load("sources"), source_id=list(RELEASE))
    assert cited["publisher"].nunique() == 2 and cited["origin"].nunique() == 1
    assert spread_of(trains(392, 392)) != spread_of(trains(392, 392)), "missing: told once"
    assert spread_of(trains(392, 390)) != spread_of(trains(392, 390)), "rounded is the same"


def test_two_origins_that_tell_the_same_confirm_each_other():
    sources = (RELEASE[0], "ktze_2025_titr")
    assert spread_of(trains(392, 392, sources=sources)) == 0


def test_an_origin_that_tells_two_things_disagrees_with_itself():
    assert spread_of(trains(392, 280)) == pytest.approx(112 / 392)


def test_confidence_counts_origins_and_not_what_we_made_ourselves():
    corridor = data.load("freight/corridor")
    reprinted = corridor[corridor["source_id"].isin(RELEASE) & corridor["year"].dt.year.eq(2025)]
    found = confidence([reprinted], NO_SOURCES)
    assert found.origins < found.publishers
    legs = data.load("freight/legs")
    drawn = legs[legs["source_id"] == "own_map"]
    ours = confidence([drawn], NO_SOURCES)
    assert (ours.origins, ours.evidence) == (0, "limited")


def test_three_tables_with_one_origin_each_are_not_three_witnesses_of_one_thing():
    economies = data.load("policy/economies")
    output = economies[economies["country"].eq("AZE") & economies["year"].dt.year.eq(2022)]
    income = data.load("freight/corridor_income")
    earned = income[income["scope"].eq("transit")]
    found = confidence([earned, output], NO_SOURCES)
    assert found.origins >= 3 and found.best_tier == 1
    assert found.evidence == "medium", "the bank's figure of output does not confirm the income"


def test_every_origin_is_one_name():
    """A copy is not an origin, and one body has one name."""
    origins = data.load("sources")["origin"]
    assert not origins.str.contains(r" via |/|[()]|GitHub|MENAFN", regex=True).any()
    folded = origins.drop_duplicates().str.lower().str.replace(r"[^a-z]", "", regex=True)
    assert folded.is_unique, origins.drop_duplicates()[folded.duplicated(keep=False)].tolist()


def test_a_count_of_a_list_of_our_own_is_known_with_medium_confidence_at_most():
    events = data.load("policy/events")
    steps = events[events["date"].array.left.year == 2025]
    assert confidence([steps], NO_SOURCES).word == "very high"
    capped = confidence([steps], NO_SOURCES, our_list=True)
    assert (capped.evidence, capped.agreement, capped.word) == ("medium", "medium", "medium")
    assert confidence([steps], NO_SOURCES, disputed=True, our_list=True).agreement == "low"


def test_agreement_is_that_of_the_part_on_which_sources_agree_least():
    sure = trains(392, 392, sources=(RELEASE[0], "ktze_2025_titr"))
    shares = data.load("freight/corridor_shares")
    once = shares[shares["scope"].eq("block_trains")]
    assert confidence([sure], NO_SOURCES).agreement == "high"
    assert confidence([sure, once], NO_SOURCES).agreement == "medium", "that is told only once"


def test_figures_of_half_the_states_are_known_with_medium_confidence_at_most():
    events = data.load("policy/events")
    steps = events[events["date"].array.left.year == 2025]
    capped = confidence([steps], NO_SOURCES, half_or_less=True)
    assert (capped.evidence, capped.agreement) == ("medium", "medium")
    assert Finding("partly", "", states=(3, 6)).half_or_less
    assert not Finding("partly", "", states=(3, 5)).half_or_less
    assert not Finding("partly", "").half_or_less


def test_a_verdict_that_hangs_on_one_origin_of_news_is_known_with_low_confidence_at_most():
    events = data.load("policy/events")
    steps = events[events["date"].array.left.year == 2025]
    alone = confidence([steps], NO_SOURCES, rests_on="a forwarder")
    assert (alone.evidence, alone.agreement, alone.word) == ("limited", "medium", "low")


def counts_trains(corridor):
    """Supported from one row on: as long as anybody tells of trains received."""
    told = need(corridor[corridor["scope"].eq("received_in_azerbaijan")], "no trains")
    return Finding(SUPPORTED, "", (told,))


def test_an_origin_is_what_a_verdict_hangs_on_only_if_the_rule_finds_otherwise_without_it():
    test = ClaimTest(rule="r", would_change="w", tables=("freight/corridor",), judge=counts_trains)
    assert rests_on(test, test.run()) == "", "the railway counts its trains: no news"
    share = ClaimTest(
        rule="r", would_change="w", tables=("freight/corridor_shares",), judge=tells_a_share
    )
    assert rests_on(share, share.run()) == "GWL"


def tells_a_share(shares):
    """Supported as long as anybody tells the corridor's share of block trains."""
    told = need(shares[shares["scope"].eq("block_trains")], "no share")
    return Finding(SUPPORTED, "", (told,))


def test_the_ledger_knows_which_verdicts_hang_on_one_origin_of_news():
    hang = {id: claims.hangs_on(id) for id in claims.TESTS if claims.hangs_on(id)}
    assert hang["c08"] == "GWL" and "c03" not in hang
    shown = claims.ledger().set_index("claim_id")
    for id, origin in hang.items():
        assert shown.loc[id, "rests_on"] == origin
        assert shown.loc[id, "evidence"] == "limited"
        assert shown.loc[id, "confidence"] in ("low", "very low")


def test_nothing_gives_no_confidence():
    empty = data.load("freight/corridor").iloc[:0]
    assert confidence([empty], NO_SOURCES) is None
