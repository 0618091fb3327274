"""The numbers of chapter 5 follow their rows, and say which these are."""

import pandas as pd

from corridors import data
from corridors.subjects import money, pivot
from corridors.told import eu_pivot as told

EVENTS, ACTORS = data.load("policy/events"), data.load("policy/event_actors")
SUMMITS, PLEDGED = data.load("policy/summits"), data.load("policy/money")


def test_steps_to_the_summit_are_the_events_that_are_shown_for_them():
    turn = told.turn(pivot.steps(EVENTS, ACTORS), SUMMITS)
    (rows,) = turn.steps_to_summit.rows
    assert turn.steps_to_summit == str(len(rows))
    assert (EVENTS.loc[rows.index, "event_id"] == rows["event_id"]).all()
    assert rows["day"].max() <= pivot.first_summit(SUMMITS)


def test_one_step_less_on_record_is_one_step_less_told():
    steps = pivot.steps(EVENTS, ACTORS)
    before = told.since_the_war(steps, SUMMITS)
    (rows,) = before.of_turn.rows
    less = pivot.steps(EVENTS.drop(index=rows.index[0]), ACTORS)
    assert int(told.since_the_war(less, SUMMITS).of_turn) == int(before.of_turn) - 1
    to_summit = (told.turn(taken, SUMMITS).steps_to_summit for taken in (less, steps))
    assert int(next(to_summit)) == int(next(to_summit)) - 1


def test_a_sum_is_told_from_the_one_row_that_states_it():
    package = told.package(money.sums(PLEDGED))
    (row,) = package.package.rows
    stated = PLEDGED.loc[row.index]
    assert len(stated) == 1 and stated["amount_eur_mn"].iloc[0] == 12_000
    assert package.package == "EUR 12 bn"


def test_a_changed_row_changes_the_sum_that_is_told():
    row = told.parts(money.sums(PLEDGED)).azerbaijan_plan.rows[0].index
    changed = PLEDGED.copy()
    changed.attrs = dict(PLEDGED.attrs)
    changed.loc[row, "amount_eur_mn"] = 3_000.0
    assert told.parts(money.sums(changed)).azerbaijan_plan == "EUR 3 bn"


def test_uranium_of_a_year_is_told_from_the_rows_of_that_year():
    materials = data.load("policy/raw_materials")
    mined = told.uranium(materials)
    (rows,) = mined.kazakh_world.rows
    assert set(rows["place"]) == {"KAZ", "WORLD"} and rows["year"].nunique() == 1
    share = rows.set_index("place")["value"]
    assert mined.kazakh_world == f"{share['KAZ'] / share['WORLD'] * 100:.0f} percent"


def test_trade_of_the_first_and_last_year_stands_behind_a_growth():
    trade = data.load("policy/trade")
    sold = told.sold(pivot.eu_exports(trade))
    (rows,) = sold.kyrgyz_growth.rows
    source = trade.loc[rows.index]
    assert set(source["partner"]) == {"KGZ"} and len(source) == 2
    first, last = source.sort_values("year", kind="stable")["value_eur_mn"]
    assert sold.kyrgyz_growth == f"{last / first:.1f} times"
    assert isinstance(rows, pd.DataFrame)
