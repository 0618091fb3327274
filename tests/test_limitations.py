import pandas as pd
import pytest

from corridors import data, limitations


def test_an_observation_is_cross_checked_when_two_publishers_report_it(monkeypatch):
    sources = data.load("sources")
    one, two = sources.drop_duplicates("publisher")["source_id"].iloc[:2]
    same = sources[sources["publisher"].duplicated(keep=False)].sort_values("publisher")
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
    monkeypatch.setattr(data, "load", lambda name: table if name == "gas/toy" else load(name))
    monkeypatch.setattr(limitations, "_key", lambda name: ["destination"])
    assert limitations.cross_checked(["gas/toy"]).to_dict("records") == [
        {"table": "gas/toy", "observations": 4, "twice": 2, "apart": 1}
    ]


def test_tables_without_sources_or_repeated_observations_are_left_out():
    found = limitations.cross_checked()
    assert not {"sources", "geo/outlines", "policy/claim_sources"} & set(found["table"])
    assert (found["apart"] <= found["twice"]).all()
    assert (found["twice"] <= found["observations"]).all()


def test_rows_that_are_not_usable_cross_check_nothing(monkeypatch):
    table = data.load("gas/exports")
    none = table.assign(usable=False)
    none.attrs.update(table.attrs)
    load = data.load
    monkeypatch.setattr(data, "load", lambda name: none if name == "gas/exports" else load(name))
    assert limitations.cross_checked(["gas/exports"])["observations"].tolist() == [0]


def test_the_difference_of_editions_that_the_data_state_is_found():
    cells = limitations.edition_differences(data.load("power/generation"))
    gas = cells.set_index(["country", "year", "fuel"])["difference_percent"]
    assert gas["KAZ", pd.Period("2023", "Y"), "gas"] == pytest.approx(27, abs=0.5)
    assert gas["KAZ", pd.Period("2023", "Y"), "coal"] == pytest.approx(-9, abs=0.5)
    assert (cells[["ember_twh", "energy_institute_twh"]] >= 1).all(axis=None)


def test_a_publisher_that_names_another_has_taken_over_its_figures():
    names = ["MENAFN / Trend", "Trend via MENAFN", "Trend", "MENAFN/Trend", "Via Viva"]
    found = limitations.republished(pd.DataFrame({"publisher": names}))
    assert found["publisher"].tolist() == ["MENAFN / Trend", "Trend via MENAFN", "MENAFN/Trend"]


@pytest.mark.parametrize(("likelier", "share"), [(1, 0.25), (3, 0.5), (0, 0.0)])
def test_the_share_kept_rises_with_how_much_likelier_a_broken_promise_is_on_record(likelier, share):
    promises = pd.DataFrame({"status": ["met", "missed", "met_late", "cancelled", "open"]})
    assert limitations.share_kept(promises, likelier) == pytest.approx(share)
