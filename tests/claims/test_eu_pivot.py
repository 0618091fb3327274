import pandas as pd
import pytest

from corridors import data
from corridors.claims import ledger as claims
from corridors.subjects import money, pivot
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


def test_that_the_turn_was_gradual_does_not_hang_on_the_first_year():
    figures = claims.finding("c44").figures
    assert figures["first_years"] == figures["first_years_with_this_verdict"] == 10
    assert figures["half_taken_years_before"] == pytest.approx(4.38, abs=0.01)


@pytest.mark.parametrize(
    ("after", "outcome"), [(3, "contradicted"), (4, "contradicted"), (5, "partly"), (9, "partly")]
)
def test_an_answer_to_january_2025_needs_more_steps_than_any_earlier_stretch(after, outcome):
    late = EVENTS["event_id"].isin(UP_TO["event_id"].iloc[-after:-1])
    assert verdict("c45", policy__events=moved(EVENTS, late, "2025-02-15")) == outcome


def test_the_density_before_january_2025_is_that_of_the_autumn_of_2022():
    figures = claims.finding("c45").figures
    assert (figures["days_since"], figures["most_in_as_many_days_before"]) == (121, 4)


def test_without_an_earlier_plan_the_answer_to_january_2025_is_not_refuted():
    plan = SUMMITS["source_id"] == "tashkenttimes_2023_10_23"
    assert verdict("c45", policy__summits=SUMMITS[~plan]) == "partly"


def test_steps_after_january_and_no_earlier_plan_would_support_the_answer_in_part():
    late = EVENTS["event_id"].isin(UP_TO["event_id"].iloc[-20:-1])
    events = moved(EVENTS, late, "2025-02-15")
    plan = SUMMITS["source_id"] == "tashkenttimes_2023_10_23"
    assert verdict("c45", policy__events=events, policy__summits=SUMMITS[~plan]) == "partly"
    found = claims.TESTS["c45"].judge(events, ACTORS, SUMMITS[~plan], data.load("sources"))
    assert found.verdict == "supported", "a test of a part is capped, not weakened"


LOAN = PLEDGED["programme"].eq("eib_kazakhstan_framework_loan")


@pytest.mark.parametrize(
    ("amount", "outcome"), [(1_192, "supported"), (1_190, "partly"), (200, "partly")]
)
def test_investments_are_made_when_a_tenth_of_the_package_is_bound(amount, outcome):
    assert verdict("c46", policy__money=changed(PLEDGED, LOAN, amount_eur_mn=amount)) == outcome


def test_an_investment_is_targeted_when_most_of_it_has_a_purpose():
    shares = PLEDGED["programme"].eq(money.PACKAGE) & PLEDGED["part"].ne("total")
    for purpose, outcome in ((0.75, "partly"), (0.74, "contradicted")):
        less = changed(
            PLEDGED, shares, amount_eur_mn=PLEDGED.loc[shares, "amount_eur_mn"] * purpose
        )
        less = less[less["pledger"].ne("EBRD") & less["stage"].ne("memorandum")]
        less.attrs = dict(PLEDGED.attrs)
        assert verdict("c46", policy__money=less) == outcome


def test_a_package_without_a_purpose_falls_only_if_a_wide_count_of_money_fails_too():
    shares = PLEDGED["programme"].eq(money.PACKAGE) & PLEDGED["part"].ne("total")
    vague = changed(PLEDGED, shares, amount_eur_mn=PLEDGED.loc[shares, "amount_eur_mn"] / 2)
    assert verdict("c46", policy__money=vague) == "partly", "the EBRD and the memoranda count"
    figures = claims.finding("c46").figures
    assert figures["memoranda_eur_bn"] == pytest.approx(1.47 + 0.365), "no part beside its whole"
    assert figures["wide_percent"] == pytest.approx((0.209 + (1.991 + 0.802) + 1.835) / 12 * 100)


def test_investments_of_which_nothing_is_signed_are_targeted_words():
    small = PLEDGED["programme"].eq("eu_kazakhstan_cooperation_facility")
    assert verdict("c46", policy__money=PLEDGED[~LOAN & ~small]) == "partly"
    assert claims.finding("c46").figures["firm_in_2025_eur_bn"] == pytest.approx(0.2)


def test_money_of_the_ebrd_is_told_with_its_year_and_only_where_it_is_on_record():
    without = {"policy/money": PLEDGED[PLEDGED["pledger"] != "EBRD"]}
    assert "EUR 2.8 bn in 2023 and 2024, as far" in claims.finding("c46").sentence
    assert "EBRD" not in claims.TESTS["c46"].run(without).sentence


def first_of(form):
    """The first step of a form with Central Asia, and all of that form before 2021."""
    own = ASIA[(ASIA["form"] == form) & (ASIA["day"] < "2021-01-01")]
    return EVENTS["event_id"].isin(own["event_id"])


def test_two_of_five_ways_of_dealing_with_the_region_were_new():
    found = claims.finding("c47")
    assert found.verdict == "partly"
    assert found.figures == {"ways": 5, "new": 2, "older_than_the_partnership": 2}


def test_the_approach_is_new_if_most_of_its_ways_are():
    newer = moved(EVENTS, first_of(pivot.AGREEMENT), "2022-05-01")
    assert verdict("c47", policy__events=newer) == "supported"
    # five years before the paper to the day, and a day more
    for day, outcome in (("2020-05-21", "supported"), ("2020-05-20", "partly")):
        assert (
            verdict("c47", policy__events=moved(EVENTS, first_of(pivot.AGREEMENT), day)) == outcome
        )


def test_the_approach_is_old_if_none_of_its_ways_is_new():
    leaders = EVENTS["event_id"].isin(ASIA.loc[ASIA["form"] == pivot.SUMMIT, "event_id"])
    older = moved(EVENTS, leaders, "2015-01-01")
    assert verdict("c47", policy__events=older) == "partly", "the package is new"
    package = PLEDGED["programme"].eq(money.PACKAGE)
    early = PLEDGED.copy()
    (span,) = days("2015-01-01")
    early["period"] = pd.arrays.IntervalArray(
        [span if hit else was for hit, was in zip(package, PLEDGED["period"], strict=True)],
        closed="left",
    )
    early.attrs = dict(PLEDGED.attrs)
    assert verdict("c47", policy__events=older, policy__money=early) == "contradicted"


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


RESERVES = MATERIALS["measure"].eq("world_reserve_share")


@pytest.mark.parametrize(
    ("reserves", "minerals", "outcome"),
    [
        (10.0, 1_201, "supported"),
        (10.0, 1_190, "partly"),
        (9.9, 1_201, "partly"),
        (9.9, 1_190, "contradicted"),
    ],
)
def test_raw_materials_ask_for_a_tenth_of_the_money_and_of_some_reserve(
    reserves, minerals, outcome
):
    table = changed(MATERIALS, RESERVES, value=reserves)
    pledged = changed(PLEDGED, part("critical_raw_materials"), amount_eur_mn=minerals)
    assert claims.TESTS["c50"].judge(pledged, table).verdict == outcome


def test_a_material_that_two_sources_state_is_counted_once_and_a_forecast_is_not_proved():
    found = claims.finding("c50")
    assert found.figures["large_reserves"] == 4
    assert "chromium, lead, manganese ore and zinc" in found.sentence
    assert found.verdict == "partly", "gains that are still to come are not tested"


def test_texts_without_law_and_multilateralism_contradict_the_commitment():
    texts = data.load("policy/joint_texts")
    assert claims.finding("c51").figures == {"texts": 9, "law": 8, "multilateral": 3}
    others = texts[texts["principle"].isin(["territorial_integrity", "sanctions_circumvention"])]
    assert verdict("c51", policy__joint_texts=others) == "contradicted"
    one = texts[~texts["principle"].eq("multilateralism")]
    assert claims.TESTS["c51"].judge(one).verdict == "partly"
    assert claims.TESTS["c51"].judge(texts).verdict == "supported"


def test_a_reset_asks_the_parliament_too():
    assert claims.finding("c52").verdict == "partly"
    late = EVENTS["event_id"].str.startswith("2025_12_18_european_parliament")
    assert verdict("c52", policy__events=EVENTS[~late]) == "supported"
    busier = EVENTS["event"].str.contains("Kos visits|Costa visits", regex=True)
    assert verdict("c52", policy__events=EVENTS[~late & ~busier]) == "partly", (
        "two and two meetings"
    )


def test_without_visit_strain_or_meetings_there_was_no_reset():
    visits = EVENTS["event"].str.contains("Kallas visits|visits Baku|councils in Baku|Cross-reg")
    strain = EVENTS["event_id"].str.contains("^202[45].*european_parliament_(?:asks|calls)")
    assert verdict("c52", policy__events=EVENTS[~visits]) == "partly"
    assert verdict("c52", policy__events=EVENTS[~visits & ~strain]) == "contradicted"


def test_one_side_alone_cannot_say_that_a_text_is_mostly_agreed():
    assert claims.finding("c53").verdict == "partly"
    institutions = data.load("policy/institutions")
    said = institutions["measure"].eq("agreement_text_agreed")
    by_the_eu = said & institutions["source_id"].str.startswith("caliber")
    both = changed(institutions, by_the_eu, place="EU27", counterpart="AZE")
    assert verdict("c53", policy__institutions=both) == "supported"
    for share, outcome in ((50.0, "contradicted"), (51.0, "partly")):
        less = changed(institutions, said, value=share)
        assert verdict("c53", policy__institutions=less) == outcome


def test_a_signature_after_the_talks_would_support_that_they_were_about_finishing():
    signed = EVENTS["event"].str.startswith("EU and Azerbaijan sign their Partnership")
    assert verdict("c53", policy__events=moved(EVENTS, signed, "2025-12-01")) == "supported"
    assert verdict("c53", policy__events=moved(EVENTS, signed, "2025-03-01")) == "partly"


def test_nothing_in_the_tables_can_judge_a_role_without_criteria():
    assert claims.finding("c54").verdict == "not_testable"
    assert claims.TESTS["c54"].judge is None and claims.TESTS["c54"].note


def weight(**tables):
    """What the test of Azerbaijan's weight finds before a test of a part is capped."""
    given = {name.replace("__", "/"): table for name, table in tables.items()}
    test = claims.TESTS["c55"]
    return test.judge(*(given.get(name, data.load(name)) for name in test.tables))


TRAINS = data.load("freight/corridor_shares")
MEMBERS = data.load("gas/shares_and_growth")
QUARTERLY = data.load("gas/eu_imports_quarterly")
DEMAND = MEMBERS["measure"].eq("azerbaijani_gas_share_of_demand")


def gas_times(factor):
    ours = QUARTERLY["supplier"].eq("AZE")
    energy = {
        name: QUARTERLY.loc[ours, name] * factor
        for name in QUARTERLY.select_dtypes("float").columns
    }
    return changed(QUARTERLY, ours, **energy)


def trains_of(share):
    return changed(TRAINS, TRAINS["measure"].eq("share_of_china_europe_rail"), value=share)


def test_azerbaijan_weighs_much_in_members_and_on_one_way_and_little_in_the_whole():
    found = claims.finding("c55")
    assert found.verdict == "partly"
    assert found.figures["members_with_a_tenth"] == 3 and found.figures["way_round"] == 0
    assert found.figures["gas_percent"] < 10 > found.figures["block_trains_percent"]


@pytest.mark.parametrize(("share", "outcome"), [(10.0, "supported"), (9.9, "partly")])
def test_a_tenth_of_gas_and_trains_would_make_the_part_large_everywhere(share, outcome):
    found = weight(
        freight__corridor_shares=trains_of(share), gas__eu_imports_quarterly=gas_times(3)
    )
    assert found.figures["gas_percent"] > 10 and found.verdict == outcome


def test_small_parts_and_a_way_round_are_not_vital():
    few = changed(MEMBERS, DEMAND, value_percent=9.9)
    assert weight(gas__shares_and_growth=few).verdict == "partly", "no way round is left"
    legs = data.load("freight/legs")
    ferry = legs["route"].eq("titr_kuryk_path") & legs["mode"].eq("sea")
    past = changed(legs, ferry, to_node="poti")
    found = weight(gas__shares_and_growth=few, freight__legs=past)
    assert found.figures["way_round"] == 1 and found.verdict == "contradicted"
