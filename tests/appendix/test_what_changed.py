import json

import pandas as pd
import pytest

from corridors import data
from corridors.appendix import what_changed

HEAD = "country,scope,year,value,source_id,note\n"
SCHEMA = {"primaryKey": ["country", "scope", "year", "source_id"]}


def state(folder, rows, told, numbers=None):
    """A small state: one table, the ledger's claims, and the numbers of pages."""
    (folder / "data").mkdir(parents=True)
    (folder / "tests" / "numbers").mkdir(parents=True)
    package = {"resources": [{"path": "trains.csv", "schema": SCHEMA}]}
    (folder / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "data" / "trains.csv").write_text(HEAD + rows, encoding="utf-8")
    pages = {"ledger": {"claims": told}, **(numbers or {})}
    for name, text in pages.items():
        file = folder / "tests" / "numbers" / f"{name}.json"
        file.write_text(json.dumps(text), encoding="utf-8")
    return what_changed.read_state(folder)


@pytest.fixture
def two(tmp_path):
    before = state(
        tmp_path / "before",
        "AZE,sent,2024,358,a,\nAZE,sent,2025,390,b,\nKAZ,sent,2025,1,c,\nGEO,sent,2025,7,d,\n",
        {"c01": {"verdict": "partly", "confidence": "high"}},
        {
            "index": {"prose": {"trains": "390", "year": "2025", "fell": "-5.7 percent"}},
            "03_energy_and_logistics": {"prose": {"plans": "3 of 13"}},
        },
    )
    after = state(
        tmp_path / "after",
        "AZE,sent,2024,358,a,\nAZE,received,2025,390,b,counts what came\nAZE,received,2025,392,e,\n"
        "KAZ,sent,2025,2,c,a digit was lost\n",
        {
            "c01": {"verdict": "supported", "confidence": "medium"},
            "c60": {"verdict": "partly", "confidence": "low"},
        },
        {
            "index": {
                "prose": {"trains": "392", "year": "2025", "fell": "\N{MINUS SIGN}5.7 percent"}
            },
            "03_energy_and_logistics": {"prose": {"plans": "2 of 12"}},
        },
    )
    return before, after


def test_two_states_give_rows_verdicts_confidences_and_numbers_that_changed(two):
    found = what_changed.compare(*two)
    assert [tuple(row) for row in found.itertuples(index=False)] == [
        (
            "row corrected", "trains", "KAZ, sent, 2025, c", "value", "1", "2",
            "a digit was lost",
        ),
        (
            "row corrected", "trains", "AZE, received, 2025, b", "scope", "sent", "received",
            "counts what came",
        ),
        ("verdict", "ledger", "c01", "", "partly", "supported", ""),
        ("verdict", "ledger", "c60", "", "", "partly", "new claim"),
        ("confidence", "ledger", "c01", "", "high", "medium", ""),
        ("confidence", "ledger", "c60", "", "", "low", "new claim"),
        ("headline", "index", "trains", "", "390", "392", ""),
        ("number", "03_energy_and_logistics", "plans", "", "3 of 13", "2 of 12", ""),
        ("row added", "trains", "AZE, received, 2025, e", "", "", "392", ""),
        ("row removed", "trains", "GEO, sent, 2025, d", "", "7", "", ""),
    ]  # fmt: skip


def test_a_state_is_like_itself(two):
    assert what_changed.compare(two[0], two[0]).empty


def test_what_the_log_counts_of_itself_is_no_correction(root):
    told = what_changed.read_state(root).told
    assert "what_changed" not in told and {"index", "ledger"} <= told.keys()


def test_a_remark_alone_is_no_correction(two):
    before, _ = two
    table = before.tables["trains"]
    noted = table.assign(note="seen again")
    assert what_changed.compare(before, before._replace(tables={"trains": noted})).empty


def test_a_row_that_only_takes_its_value_from_another_source_is_no_correction(tmp_path):
    told = {"c01": {"verdict": "partly", "confidence": "high"}}
    press = state(tmp_path / "press", "AZE,sent,2024,358,press,\nKAZ,sent,2024,3,c,\n", told)
    office = state(
        tmp_path / "office", "AZE,sent,2024,358,office,its own\nKAZ,sent,2024,3,c,\n", told
    )
    assert what_changed.compare(press, office).empty
    other = state(tmp_path / "other", "AZE,sent,2024,359,office,\nKAZ,sent,2024,3,c,\n", told)
    assert set(what_changed.compare(press, other)["kind"]) == {"row added", "row removed"}


def test_an_entry_takes_the_place_of_that_of_its_day_and_older_ones_stay(two):
    changes = what_changed.compare(*two)
    empty = pd.DataFrame(columns=["entry", "number", *what_changed.COLUMNS])
    log = what_changed.written(empty, "2026-11-01", changes.head(2))
    log = what_changed.written(log, "2026-11-29", changes)
    log = what_changed.written(log, "2026-11-29", changes.head(3))
    assert log["entry"].tolist() == ["2026-11-29"] * 3 + ["2026-11-01"] * 2
    assert log["number"].tolist() == [1, 2, 3, 1, 2]


def test_an_unknown_state_is_said(tmp_path):
    with pytest.raises(SystemExit, match="no_such_state"):
        what_changed.state_of("no_such_state", tmp_path)
    with pytest.raises(SystemExit, match="SINCE"):
        what_changed.main([])


def test_the_log_agrees_with_the_record_as_it_is():
    """What the last correction of a field gives as new is what its table holds."""
    log = data.load("changes")
    assert set(log["kind"]) <= set(what_changed.KINDS)
    now = what_changed.read_state(what_changed.ROOT)
    corrected = log[log["kind"] == what_changed.CORRECTED].sort_values("entry", kind="stable")
    corrected = corrected.drop_duplicates(["place", "item", "field"], keep="last")
    assert len(corrected), "the corrections that began the log are in it"
    for row in corrected.to_dict("records"):
        table, key = now.tables[row["place"]], now.keys[row["place"]]
        words = table[key].apply(lambda at: ", ".join(part for part in at if part), axis=1)
        (line,) = table[words == row["item"]].to_dict("records")
        assert line[row["field"]] == ("" if pd.isna(row["new"]) else row["new"])


def test_the_page_shows_each_kind_of_an_entry_with_what_was_and_what_is():
    entry = what_changed.entries()[0]
    html = what_changed.show(entry)._repr_html_()
    for kind in what_changed.of_entry(entry)["kind"].astype(str).unique():
        assert what_changed.HEADINGS[kind] in html
    assert "<th>Was</th><th>Is</th>" in html


def test_a_number_is_known_by_what_it_read_before_its_last_change(monkeypatch):
    log = pd.DataFrame(
        [
            ("2026-11-29", "number", "03_energy", "trains", "390", "392"),
            ("2026-12-06", "number", "03_energy", "trains", "392", "401"),
            ("2026-11-29", "number", "03_energy", "new_one", None, "7"),
            ("2026-11-29", "confidence", "ledger", "c09", "high", "medium"),
        ],
        columns=["entry", "kind", "place", "item", "old", "new"],
    ).assign(entry=lambda rows: pd.to_datetime(rows["entry"]))
    monkeypatch.setattr(data, "load", lambda name: log)
    assert what_changed.before("03_energy") == {"trains": ("392", pd.Timestamp("2026-12-06"))}
    assert what_changed.before("03_energy")["trains"].day == "6 December 2026"
    assert what_changed.before("ledger") == {}
    assert what_changed.before("ledger", "confidence")["c09"].text == "high"
