"""How far the sources of a table agree."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors import agreement, data


@pytest.fixture(scope="module")
def scan():
    return agreement.in_all_tables()


def test_the_scan_finds_the_tonnage_of_2022_with_its_spread_and_the_value_used(scan):
    row = scan[(scan["table"] == "freight/corridor") & scan["observation"].str.contains("2022")]
    assert row["apart_percent"].item() == pytest.approx((1.7 - 1.485) / 1.7 * 100)
    assert (row["used"].item(), row["unit"].item()) == (1.485, "Mt")


def test_the_scan_lists_what_is_at_least_so_far_apart_and_said_by_several(scan):
    assert (scan["apart_percent"] >= 10).all() and (scan["publishers"] >= 2).all()
    assert (scan["lowest"] < scan["highest"]).all()
    few = agreement.in_all_tables(0.3, ["freight/plans", "power/targets"])
    assert 0 < len(few) < (scan["table"].isin(["freight/plans", "power/targets"])).sum()


def test_the_scan_uses_what_the_charts_use(scan):
    best = data.preferred(data.load("power/targets"))
    rows = scan[scan["table"] == "power/targets"]
    assert len(rows) and set(rows["used"]) <= set(best["value"])


def test_a_table_that_nobody_else_reports_has_no_disagreement():
    assert agreement.in_all_tables(0.0, ["gas/storage"]).empty


def share_apart(values):
    """The spread of reports of one observation."""
    index = pd.MultiIndex.from_product([[0], range(len(values))], names=["number", "row"])
    reports = pd.DataFrame({"volume_bcm": pd.Series(values, index, dtype=float)})
    reports.attrs["table"] = "gas/exports"
    found = agreement.shares_apart(reports)["volume_bcm"]
    return found.item() if len(found) else float("nan")


@given(st.lists(st.floats(0.1, 1e6), min_size=2))
def test_a_spread_is_a_share_of_the_larger_and_nothing_for_equal_values(values):
    apart = share_apart(values)
    assert 0 <= apart < 1
    assert (apart == 0) == (min(values) == max(values))


@pytest.mark.parametrize("values", [[], [1.0], [0.0, 0.0], [float("nan"), 2.0]])
def test_without_two_values_there_is_no_spread(values):
    apart = share_apart(values)
    assert apart != apart


def test_an_observation_is_cross_checked_when_two_publishers_report_it(monkeypatch):
    sources = data.load("sources")
    one, two = sources.drop_duplicates("publisher")["source_id"].iloc[:2]
    same = sources[sources["publisher"].duplicated(keep=False)].sort_values(
        "publisher", kind="stable"
    )
    twin, other_twin = same["source_id"].iloc[:2]
    table = pd.DataFrame(
        {
            "destination": ["A", "A", "B", "B", "C", "C", "D"],
            "volume_bcm": [1.0, 1.04, 1.0, 2.0, 1.0, 9.0, 1.0],
            "source_id": [one, two, one, two, twin, other_twin, one],
        }
    )
    assert sources.set_index("source_id")["publisher"][[twin, other_twin]].nunique() == 1
    load = data.load
    table.attrs["table"] = "gas/toy"
    toy, of = {"schema": {"observationKey": ["destination"]}}, data.resource_of
    monkeypatch.setattr(data, "load", lambda name: table if name == "gas/toy" else load(name))
    monkeypatch.setattr(data, "resource_of", lambda n: toy if n == "gas/toy" else of(n))
    assert agreement.cross_checked(0.05, ["gas/toy"]).to_dict("records") == [
        {"table": "gas/toy", "observations": 4, "twice": 2, "apart": 1}
    ]


def test_tables_without_sources_or_repeated_observations_are_left_out():
    found = agreement.cross_checked(0.05)
    assert not {"sources", "geo/outlines", "policy/claim_sources"} & set(found["table"])
    assert (found["apart"] <= found["twice"]).all()
    assert (found["twice"] <= found["observations"]).all()


def test_rows_that_are_not_usable_cross_check_nothing(monkeypatch):
    table = data.load("gas/exports")
    none = table.assign(usable=False)
    none.attrs.update(table.attrs)
    load = data.load
    monkeypatch.setattr(data, "load", lambda name: none if name == "gas/exports" else load(name))
    assert agreement.cross_checked(0.05, ["gas/exports"])["observations"].tolist() == [0]
