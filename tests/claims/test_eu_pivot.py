import pandas as pd
import pytest

from corridors import claims, data, money, pivot
from tests.claims.change import changed

EVENTS, ACTORS = data.load("policy/events"), data.load("policy/event_actors")
SUMMITS, PLEDGED = data.load("policy/summits"), data.load("policy/money")
MATERIALS = data.load("policy/raw_materials")


def verdict(claim, **tables):
    return (
        claims.TESTS[claim].run({name.replace("__", "/"): t for name, t in tables.items()}).verdict
    )


def days(*texts):
    """Spans of one day each."""
    starts = [pd.Timestamp(text) for text in texts]
    return pd.arrays.IntervalArray.from_tuples(
        [(day, day + pd.Timedelta(days=1)) for day in starts],
        closed="left",
        dtype="interval[datetime64[s], left]",
    )


def moved(table, rows, day):
    """The events or summits of some rows on another day."""
    new = table.copy()
    column = new["date"].tolist()
    (span,) = days(day)
    new["date"] = pd.arrays.IntervalArray(
        [span if hit else old for hit, old in zip(rows, column, strict=True)], closed="left"
    )
    new.attrs = dict(table.attrs)
    return new


ASIA = pivot.steps(EVENTS, ACTORS).query("side == @pivot.CENTRAL_ASIA")
UP_TO = ASIA[ASIA["day"] <= pivot.first_summit(SUMMITS)]


def test_the_steps_of_the_ledger_are_partly_sudden_and_mostly_before_january_2025():
    assert claims.finding("c44").verdict == "partly"
    figures = claims.finding("c45").figures
    assert (figures["steps"], figures["after"], round(figures["after_percent"])) == (14, 3, 21)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2024-12-01", "supported"), ("2023-06-01", "partly"), ("2010-01-01", "contradicted")],
)
def test_the_turn_is_sudden_if_half_of_the_steps_fall_in_the_last_year(day, outcome):
    most = EVENTS["event_id"].isin(UP_TO["event_id"].iloc[1:-8])
    assert verdict("c44", policy__events=moved(EVENTS, most, day)) == outcome


@pytest.mark.parametrize(("after", "outcome"), [(3, "contradicted"), (4, "partly")])
def test_an_answer_to_january_2025_needs_steps_that_came_after_it(after, outcome):
    late = EVENTS["event_id"].isin(UP_TO["event_id"].iloc[-after:-1])
    assert verdict("c45", policy__events=moved(EVENTS, late, "2025-02-15")) == outcome


def test_steps_after_january_and_no_earlier_plan_would_support_the_answer_in_part():
    late = EVENTS["event_id"].isin(UP_TO["event_id"].iloc[-20:-1])
    events = moved(EVENTS, late, "2025-02-15")
    plan = SUMMITS["source_id"] == "tashkenttimes_2023_10_23"
    assert verdict("c45", policy__events=events, policy__summits=SUMMITS[~plan]) == "partly"
    found = claims.TESTS["c45"].judge(events, ACTORS, SUMMITS[~plan], data.load("sources"))
    assert found.verdict == "supported", "a test of a part is capped, not weakened"


LOAN = PLEDGED["programme"].eq("eib_kazakhstan_framework_loan")


@pytest.mark.parametrize(
    ("amount", "outcome"), [(6_100, "supported"), (5_900, "partly"), (200, "partly")]
)
def test_investments_are_made_when_half_of_the_package_is_signed(amount, outcome):
    assert verdict("c46", policy__money=changed(PLEDGED, LOAN, amount_eur_mn=amount)) == outcome


def test_investments_of_which_nothing_is_signed_are_none():
    small = PLEDGED["programme"].eq("eu_kazakhstan_cooperation_facility")
    assert verdict("c46", policy__money=PLEDGED[~LOAN & ~small]) == "contradicted"


STRATEGY = EVENTS["event"].str.contains("first strategy for Central Asia", regex=False)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2007-06-21", "contradicted"), ("2012-01-01", "partly"), ("2022-01-01", "supported")],
)
def test_an_approach_is_new_only_if_no_strategy_is_older(day, outcome):
    assert verdict("c47", policy__events=moved(EVENTS, STRATEGY, day)) == outcome


FIRST = SUMMITS["partner"].eq("EU27") & SUMMITS["status"].eq("actual")
FIRST &= SUMMITS["summit_number"].eq(1).fillna(False)


def test_a_summit_of_ministers_or_without_the_partnership_supports_less():
    assert claims.finding("c48").verdict == "supported"
    plain = changed(SUMMITS, FIRST, outcome="a joint statement")
    assert verdict("c48", policy__summits=plain) == "partly"
    ministers = changed(plain, FIRST, level="foreign_ministers")
    assert verdict("c48", policy__summits=ministers) == "contradicted"


def part(name):
    return PLEDGED["programme"].eq(money.PACKAGE) & PLEDGED["part"].eq(name) & PLEDGED["usable"]


@pytest.mark.parametrize(
    ("transport", "green", "outcome"),
    [(1_250, 1_250, "supported"), (1_150, 6_400, "partly"), (100, 100, "contradicted")],
)
def test_the_package_has_money_for_both_from_a_tenth(transport, green, outcome):
    table = changed(PLEDGED, part("transport"), amount_eur_mn=transport)
    table = changed(table, part("water_energy_climate"), amount_eur_mn=green)
    assert verdict("c49", policy__money=table) == outcome


NEWEST = MATERIALS["measure"].eq("production") & MATERIALS["source_id"].str.startswith("daryo")


@pytest.mark.parametrize(
    ("tonnes", "minerals", "outcome"),
    [(23_900, 2_500, "supported"), (23_800, 2_500, "partly"), (21_112, 100, "partly")],
)
def test_quick_gains_ask_for_output_that_grows_by_a_tenth(tonnes, minerals, outcome):
    table = changed(MATERIALS, NEWEST, value=tonnes)
    pledged = changed(PLEDGED, part("critical_raw_materials"), amount_eur_mn=minerals)
    assert verdict("c50", policy__raw_materials=table, policy__money=pledged) == outcome


def test_without_large_reserves_money_or_growth_raw_materials_are_no_gain():
    small = changed(MATERIALS, MATERIALS["measure"].eq("world_reserve_share"), value=5.0)
    pledged = changed(PLEDGED, part("critical_raw_materials"), amount_eur_mn=100)
    assert verdict("c50", policy__raw_materials=small, policy__money=pledged) == "contradicted"


def test_texts_without_law_and_multilateralism_contradict_the_commitment():
    texts = data.load("policy/joint_texts")
    assert claims.finding("c51").figures == {"texts": 8, "law": 7, "multilateral": 3}
    others = texts[texts["principle"].isin(["territorial_integrity", "sanctions_circumvention"])]
    assert verdict("c51", policy__joint_texts=others) == "contradicted"
    one = texts[~texts["principle"].eq("multilateralism")]
    assert claims.TESTS["c51"].judge(one).verdict == "partly"
    assert claims.TESTS["c51"].judge(texts).verdict == "supported"


def test_a_reset_asks_the_parliament_too():
    assert claims.finding("c52").verdict == "partly"
    late = EVENTS["event_id"].str.startswith("2025_12_18_european_parliament")
    assert verdict("c52", policy__events=EVENTS[~late]) == "supported"


def test_without_visit_strain_or_meetings_there_was_no_reset():
    visits = EVENTS["event"].str.contains("Kallas visits|visits Baku|councils in Baku|Cross-reg")
    strain = EVENTS["event_id"].str.contains("^202[45].*european_parliament_(?:asks|calls)")
    assert verdict("c52", policy__events=EVENTS[~visits]) == "partly"
    assert verdict("c52", policy__events=EVENTS[~visits & ~strain]) == "contradicted"


def test_an_agreement_initialled_within_a_year_would_support_that_it_was_being_finished():
    assert claims.finding("c53").verdict == "partly"
    signed = EVENTS["event"].str.startswith("EU and Azerbaijan sign their Partnership")
    assert verdict("c53", policy__events=moved(EVENTS, signed, "2025-12-01")) == "supported"
    assert verdict("c53", policy__events=moved(EVENTS, signed, "2026-06-01")) == "partly"
    institutions = data.load("policy/institutions")
    said = institutions["measure"].eq("agreement_text_agreed")
    less = changed(institutions, said, value=40.0)
    assert verdict("c53", policy__institutions=less) == "contradicted"


def test_nothing_in_the_tables_can_judge_a_role_without_criteria():
    assert claims.finding("c54").verdict == "not_testable"
    assert claims.TESTS["c54"].judge is None and claims.TESTS["c54"].note


@pytest.mark.parametrize(("share", "outcome"), [(12.0, "supported"), (2.3, "partly")])
def test_a_tenth_of_the_block_trains_would_make_the_part_large(share, outcome):
    shares = data.load("freight/corridor_shares")
    table = changed(shares, shares["measure"].eq("share_of_china_europe_rail"), value=share)
    given = [
        table if name == "freight/corridor_shares" else data.load(name)
        for name in claims.TESTS["c55"].tables
    ]
    assert claims.TESTS["c55"].judge(*given).verdict == outcome


def test_parts_below_a_hundredth_are_not_vital():
    shares = data.load("freight/corridor_shares")
    few = changed(shares, shares["measure"].eq("share_of_china_europe_rail"), value=0.5)
    quarterly = data.load("gas/eu_imports_quarterly")
    ours = quarterly["supplier"].eq("AZE")
    figures = {name: 0.01 for name in quarterly.select_dtypes("float").columns}
    little = changed(quarterly, ours, **figures)
    found = verdict("c55", freight__corridor_shares=few, gas__eu_imports_quarterly=little)
    assert found == "contradicted"
