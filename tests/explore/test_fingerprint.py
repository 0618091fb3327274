import functools

import numpy as np
import pandas as pd
import pytest

from corridors import units
from corridors.explore.fingerprint import fingerprint


def test_the_same_content_has_the_same_name():
    one, other = (pd.DataFrame({"a": [1.0, np.nan], "b": ["x", None]}) for _ in range(2))
    assert fingerprint(functools.partial(len, one)) == fingerprint(functools.partial(len, other))


@pytest.mark.parametrize(
    "changed",
    [
        pd.DataFrame({"a": [1.0, 3.0]}),
        pd.DataFrame({"c": [1.0, 2.0]}),
        pd.DataFrame({"a": [1, 2]}),
        pd.DataFrame({"a": [1.0, 2.0]}, index=[5, 6]),
        pd.DataFrame({"a": [1.0, 2.0, 2.0]}),
    ],
)
def test_a_changed_table_has_another_name(changed):
    assert fingerprint(pd.DataFrame({"a": [1.0, 2.0]})) != fingerprint(changed)


def test_a_function_changes_with_what_it_calls(monkeypatch):
    def converts(volume):
        return units.bcm_to_twh(volume, "ministry")

    before = fingerprint(converts)
    monkeypatch.setattr(units, "kwh_per_cubic_metre", lambda convention: 11.0)
    assert fingerprint(converts) != before


def test_a_function_changes_with_a_constant_that_it_reaches(monkeypatch):
    def converts(volume):
        return units.bcm_to_twh(volume, "ministry")

    before = fingerprint(converts)
    monkeypatch.setattr(units, "KWH_PER_CUBIC_METRE", {"ministry": 11.0})
    assert fingerprint(converts) != before


def test_a_function_does_not_change_with_what_it_cannot_reach(monkeypatch):
    def converts(volume):
        return units.tj_to_twh(volume)

    before = fingerprint(converts)
    monkeypatch.setattr(units, "KWH_PER_CUBIC_METRE", {"ministry": 11.0})
    assert fingerprint(converts) == before


def test_a_closure_changes_with_what_it_holds():
    def holding(value):
        return lambda: value

    assert fingerprint(holding(1)) != fingerprint(holding(2))
    assert fingerprint(holding([1, 2])) != fingerprint(holding([2, 1]))


def test_a_value_of_unknown_content_is_refused_rather_than_left_out():
    with pytest.raises(TypeError, match="cannot tell the content"):
        fingerprint(functools.partial(len, (number for number in [1, 2])))


def test_what_was_drawn_is_kept_wherever_the_packages_are_installed(monkeypatch):
    def counts(table):
        return pd.Series(table).sum()

    before = fingerprint(counts)
    monkeypatch.setattr(pd.__spec__, "origin", "/elsewhere/pandas/__init__.py")
    assert "/elsewhere/" in repr(pd)
    assert fingerprint(counts) == before
