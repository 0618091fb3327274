import functools

import pytest

from corridors import data
from corridors.states import FIVE
from corridors.subjects import money
from tests.claims.change import changed
from tests.figures import figure

PLEDGED = data.load("policy/money")
SUMS = money.sums(PLEDGED)
PEOPLE = money.heads(data.load("policy/economies"))
CHOICES = {
    "recipient": list(money.RECIPIENTS),
    "purpose": [money.ANY_PURPOSE, *money.PACKAGE_PARTS, money.DEMINING],
    "stage": list(money.STAGE_CHOICES),
    "unit": list(money.UNITS),
}
choose = functools.partial(money.chosen, SUMS, PEOPLE)


def test_the_package_is_twelve_billion_and_its_four_parts_add_up_to_it():
    parts = money.package(SUMS).set_index("purpose")
    assert parts["amount_eur_bn"].sum() == pytest.approx(12)
    assert parts.loc[money.GREEN, "amount_eur_bn"] == 6.4
    assert parts["share_percent"].sum() == pytest.approx(100)


def test_a_part_that_is_missing_is_noticed():
    with pytest.raises(data.DataError, match="add up"):
        money.package(SUMS[SUMS["purpose"] != money.TRANSPORT])


def test_the_outliers_that_nothing_supports_are_in_no_sum():
    assert not SUMS["amount_eur_bn"].isin([4.3, 2.8]).any()


def test_the_corridor_money_said_again_in_2025_counts_once_and_its_sum_of_parts_never():
    corridor = SUMS[SUMS["programme"] == "trans_caspian_corridor"]
    assert corridor["amount_eur_bn"].tolist() == [1.5, 1.47, 10.0]
    assert money.amount(SUMS, "trans_caspian_corridor", "memorandum", "eib") == 1.47
    with pytest.raises(KeyError, match="0 sums"):
        money.amount(SUMS, "trans_caspian_corridor", "signed")


def test_a_programme_that_is_new_brings_its_name_along():
    row = PLEDGED["programme"] == money.PACKAGE
    sums = money.sums(changed(PLEDGED, row, programme="moonshot", programme_name="Moonshot"))
    assert sums.loc[sums["programme"] == "moonshot", "name"].str.startswith("Moonshot").all()


def test_a_programme_and_a_part_have_one_name_each():
    assert (PLEDGED.groupby("programme")["programme_name"].nunique() == 1).all()
    assert (PLEDGED.groupby("part")["part_name"].nunique() == 1).all()


def test_azerbaijan_is_outside_the_package_and_its_plan_is_two_billion_to_be_mobilised():
    table = choose(recipient="Azerbaijan")
    assert not table["name"].str.startswith("Gateway").any()
    plan = table[table["stated_stage"] == "to be mobilised"].iloc[0]
    assert (plan["amount_eur_bn"], plan["stage"]) == (2.0, money.PROMISED)


def test_what_is_for_all_five_is_no_single_states():
    for name in FIVE.values():
        assert "all five" not in set(choose(recipient=name)["recipient"])
    everything = choose(recipient=money.FIVE_STATES)
    assert {"all five", "Kazakhstan", "Uzbekistan"} <= set(everything["recipient"])


@pytest.mark.parametrize("recipient", money.RECIPIENTS)
@pytest.mark.parametrize("purpose", CHOICES["purpose"])
def test_no_part_stands_beside_its_whole_in_one_stage(recipient, purpose):
    table = choose(recipient=recipient, purpose=purpose)
    programme = table["name"].str.split(":").str[0]
    whole = ~table["name"].str.contains(":")
    for _, rows in table.assign(whole=whole).groupby([programme, "stated_stage"]):
        assert rows["whole"].all() or not rows["whole"].any()


def test_a_head_is_the_sum_over_the_people_it_is_for():
    table = choose(recipient=money.FIVE_STATES, unit="EUR a head")
    package = table[table["name"] == "Gateway"].iloc[0]
    assert package["shown"] == pytest.approx(12e9 / PEOPLE[money.FIVE_STATES])
    kazakh = table[table["recipient"] == "Kazakhstan"].iloc[0]
    assert kazakh["shown"] == pytest.approx(kazakh["amount_eur_bn"] * 1e9 / PEOPLE["Kazakhstan"])


def test_the_people_of_the_five_are_the_sum_of_the_newest_counts():
    assert PEOPLE[money.FIVE_STATES] == PEOPLE[list(FIVE.values())].sum()
    economies = data.load("policy/economies")
    without = economies[economies["country"] != "TKM"]
    assert money.FIVE_STATES not in money.heads(without)
    table = money.chosen(SUMS, money.heads(without), recipient=money.FIVE_STATES)
    assert table.loc[table["name"] == "Gateway", "amount_eur_head"].isna().all()


def title_of(table):
    return figure("money").drawn(table).title


def test_the_title_names_the_stage_of_the_largest_sum():
    table = choose(recipient=money.FIVE_STATES, purpose=money.TRANSPORT)
    assert "EUR 10 bn announced" in title_of(table)
    large = table.assign(shown=table["shown"].where(table["stage"] != money.MEMORANDUM, 11))
    assert "EUR 11 bn by memorandum" in title_of(large)


def test_a_choice_without_a_sum_says_so_and_an_unknown_one_is_refused():
    nothing = choose(recipient="Turkmenistan")
    assert nothing["name"].tolist() == [money.NOTHING] and nothing["shown"].isna().all()
    assert "no sum" in money.describe_chosen(nothing)
    assert title_of(nothing) == "Turkmenistan: no sum on record"
    no_people = choose(recipient=money.EASTERN_PARTNERSHIP, unit="EUR a head")
    assert "no population" in money.describe_chosen(no_people)
    assert title_of(no_people) == "Eastern Partnership: no population to divide by"
    with pytest.raises(KeyError):
        choose(recipient="Mongolia")


@pytest.mark.parametrize(
    ("stage", "kept"),
    [
        (money.WORDS_ONLY, {money.PROMISED, money.MEMORANDUM}),
        (money.BINDING, {money.SET_ASIDE, money.SIGNED, money.SPENT}),
    ],
)
def test_words_and_binding_sums_share_out_all_of_them(stage, kept):
    table = choose(recipient=money.FIVE_STATES, stage=stage)
    assert set(table["stage"]) == kept
    parts = [
        choose(recipient=money.FIVE_STATES, stage=each)
        for each in (money.WORDS_ONLY, money.BINDING)
    ]
    assert sum(map(len, parts)) == len(choose(recipient=money.FIVE_STATES))


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [(12, "bn", "EUR 12 bn"), (0.009, "bn", "EUR 9 mn"), (145.9, "a head", "EUR 146 a head")],
)
def test_a_sum_is_said_in_words(amount, unit, words):
    assert money.described(amount, unit) == words


def test_what_backs_a_promise_is_inside_it():
    table = money.promises_and_firm(SUMS)
    for _, rows in table.groupby("bar"):
        whole = rows.loc[rows["kind"] == money.WHOLE, "amount_eur_bn"]
        if len(whole):
            ends = rows["start_eur_bn"] + rows["amount_eur_bn"]
            assert (ends <= whole.iloc[0] + 1e-9).all()
    assert "2.97 memorandum" in money.describe_promises(table)


def test_every_sum_of_a_choice_has_its_reading():
    sums = figure("money")
    for state in sums.states:
        known = sums.table(**state.choices)["shown"].notna().sum()
        assert len(state.marks) == max(known, 1), state.choices


def test_the_picture_of_the_promises_reads_every_block():
    promises = figure("eu-promises").shown()
    assert len(promises.marks) == len(promises.rows)
    assert "12 bn" in promises.title
