import pytest

from corridors.scope import ScopeError, one_scope


def test_figures_of_one_scope_are_compared():
    assert one_scope(["pipeline gas", "pipeline gas"], "two shares") == "pipeline gas"


def test_a_comparison_across_scopes_is_refused_and_names_both():
    with pytest.raises(ScopeError, match="two shares.*'all gas' and 'pipeline gas'"):
        one_scope(["pipeline gas", "all gas"], "two shares")


def test_a_scope_that_is_not_known_is_no_ones_scope():
    with pytest.raises(ScopeError):
        one_scope(["pipeline gas", None], "two shares")


def test_nothing_has_no_scope():
    with pytest.raises(ValueError, match="no figure"):
        one_scope([], "two shares")
