"""The scenarios that explorers offer by name: they are what their names say."""

import pandas as pd

from corridors.assumptions import Assumed, at_ends
from tests.figures import figure


def scenarios_of(id):
    """The states that the presets of an explorer stand for, by their names."""
    definition = figure(id).definition
    return {
        preset.name: {
            control.name: control.values[place]
            for control, place in zip(definition.controls, preset.choice, strict=True)
        }
        for preset in definition.presets
    }


def test_assumptions_at_their_ends_are_those_named():
    given = {"use": Assumed(1, 0, 3), "output": Assumed(5, 4, 9), "price": Assumed(2, 1, 3)}
    assert at_ends(given, high=["output"], low=["use"]) == {"output": 9, "use": 0}


def test_the_best_and_the_worst_case_of_the_pledge_are_the_ends_of_all_states():
    definition = figure("twenty-bcm").definition
    table = definition.table(definition.default)
    (column,) = [name for name in table if str(name).startswith("europe") and "bcm" in str(name)]
    last = pd.Series(
        {
            tuple(state.values()): definition.table(state)[column].iloc[-1]
            for state in definition.states()
        }
    )
    named = scenarios_of("twenty-bcm")
    assert last[tuple(named["best case"].values())] == last.max()
    assert last[tuple(named["worst case"].values())] == last.min()
    assert last.min() < last[tuple(definition.default.values())] < last.max()


def test_a_year_of_grace_and_kept_promises_that_are_missing_raise_the_share_that_was_kept():
    definition = figure("promise-keeping").definition

    def share(state):
        table = definition.table(state)
        return float(table.loc[table["chosen"], "share_percent"].iloc[0])

    named = scenarios_of("promise-keeping")
    assert share(named["a year's grace"]) > share(definition.default)
    assert share(named["biased record"]) > share(definition.default)
    assert share(named["long ahead"]) < share(definition.default)
