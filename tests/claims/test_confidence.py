import pytest

from corridors import data
from corridors.claims.confidence import agreement_word, confidence, evidence_word, spread_of

MISSING = float("nan")
NO_SOURCES = data.load("sources").iloc[:0]


@pytest.mark.parametrize(
    ("publishers", "tier", "word"),
    [
        (1, 3, "limited"),
        (1, 2, "limited"),
        (1, 1, "medium"),
        (2, 3, "medium"),
        (3, 2, "medium"),
        (3, 1, "robust"),
    ],
)
def test_evidence_grows_with_publishers_and_their_rank(publishers, tier, word):
    assert evidence_word(publishers, tier) == word


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


def test_a_count_of_a_list_of_our_own_is_known_with_medium_confidence_at_most():
    events = data.load("policy/events")
    steps = events[events["date"].array.left.year == 2025]
    assert confidence([steps], NO_SOURCES).word == "very high"
    capped = confidence([steps], NO_SOURCES, our_list=True)
    assert (capped.evidence, capped.agreement, capped.word) == ("medium", "medium", "medium")
    assert confidence([steps], NO_SOURCES, disputed=True, our_list=True).agreement == "low"


def test_nothing_gives_no_confidence():
    empty = data.load("freight/corridor").iloc[:0]
    assert confidence([empty], NO_SOURCES) is None
