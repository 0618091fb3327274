import pytest

from corridors import data
from corridors.states import FIVE
from corridors.subjects import money
from tests.claims.change import changed
from tests.figures import figure

PLEDGED = data.load("policy/money")
SUMS = money.sums(PLEDGED)
PEOPLE = money.heads(data.load("policy/economies"))
HEADS = money.by_head(SUMS, PEOPLE)


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
    table = HEADS[HEADS["recipient"] == "Azerbaijan"]
    assert not table["name"].str.startswith("Gateway").any()
    plan = table[table["stated_stage"] == "to be mobilised"].iloc[0]
    assert (plan["amount_eur_bn"], plan["stage"]) == (2.0, money.PROMISED)


def test_every_sum_is_listed_once_for_those_it_is_for():
    assert sorted(HEADS.index) == sorted(SUMS.index)
    assert list(dict.fromkeys(HEADS["recipient"]))[0] == "all five"
    for _, rows in HEADS.groupby("recipient"):
        steps = rows["stage"].map(money.ORDER.index)
        assert steps.is_monotonic_increasing


def test_a_head_is_the_sum_over_the_people_it_is_for():
    package = HEADS[HEADS["name"] == "Gateway"].iloc[0]
    assert package["amount_eur_head"] == pytest.approx(12e9 / PEOPLE[money.FIVE_STATES])
    kazakh = HEADS[HEADS["recipient"] == "Kazakhstan"].iloc[0]
    expected = kazakh["amount_eur_bn"] * 1e9 / PEOPLE["Kazakhstan"]
    assert kazakh["amount_eur_head"] == pytest.approx(expected)
    assert HEADS.loc[HEADS["recipient"] == "six eastern neighbours", "amount_eur_head"].isna().all()


def test_the_people_of_the_five_are_the_sum_of_the_newest_counts():
    assert PEOPLE[money.FIVE_STATES] == PEOPLE[list(FIVE.values())].sum()
    economies = data.load("policy/economies")
    without = economies[economies["country"] != "TKM"]
    assert money.FIVE_STATES not in money.heads(without)
    table = money.by_head(SUMS, money.heads(without))
    assert table.loc[table["name"] == "Gateway", "amount_eur_head"].isna().all()


def test_what_backs_a_promise_is_inside_it():
    table = money.promises_and_firm(SUMS)
    for _, rows in table.groupby("bar"):
        whole = rows.loc[rows["kind"] == money.WHOLE, "amount_eur_bn"]
        if len(whole):
            ends = rows["start_eur_bn"] + rows["amount_eur_bn"]
            assert (ends <= whole.iloc[0] + 1e-9).all()
    assert "2.97 memorandum" in money.describe_promises(table)


def test_the_picture_of_the_promises_reads_every_block():
    promises = figure("eu-promises").shown()
    assert len(promises.marks) == len(promises.rows)
    assert "12 bn" in promises.title
