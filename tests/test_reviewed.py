from collections import Counter

import pytest

from corridors import data, reviewed, rules
from corridors.appendix import catalogue
from corridors.reviewed import Mark
from tests.against_sources import CHECKS, Check, agrees, compared, kyrgyz, review, through_albania

EXPORTS = "gas/exports"


def test_every_row_is_as_its_mark_has_it():
    moved = [each for table in reviewed.tables() for each in reviewed.moved(table)]
    assert not moved, "\n".join(map(str, moved[:20]))


@pytest.fixture
def rows():
    return reviewed.rows_of(EXPORTS)


def changed(rows, place, column, value):
    at = data.columns_of(EXPORTS).index(column)
    cells = [*rows[place][:at], value, *rows[place][at + 1 :]]
    return [*rows[:place], cells, *rows[place + 1 :]]


@pytest.mark.parametrize("column", ["volume_bcm", "note", "source_id", "status"])
def test_a_row_of_which_any_cell_changes_is_named_with_file_row_and_remedy(rows, column):
    (found,) = reviewed.moved(EXPORTS, changed(rows, 40, column, "other"))
    assert (found.table, found.row) == (EXPORTS, 42)
    said = str(found)
    assert said.startswith("data/gas/exports.csv, row 42: the row has changed")
    assert "make reviewed" in said


def test_who_changes_a_row_that_was_compared_is_told_that_it_was_and_to_do_it_again(rows):
    place = next(at for at, mark in enumerate(reviewed.marks(EXPORTS)) if mark.checked_on)
    (found,) = reviewed.moved(EXPORTS, changed(rows, place, "volume_bcm", "99"))
    assert found.checked_on and f"compared with its source on {found.checked_on}" in str(found)
    assert "Compare it with its source again" in str(found)


def test_rows_that_are_new_gone_or_exchanged_are_named(rows):
    gone = reviewed.moved(EXPORTS, [*rows[:40], *rows[41:]])
    assert [str(each) for each in gone] and "is gone" in str(gone[0]) and gone[0].row == 42
    new = reviewed.moved(EXPORTS, [*rows[:40], ["AZE", "new"], *rows[40:]])
    assert [(each.row, each.what) for each in new] == [(42, "is new")]
    assert reviewed.moved(EXPORTS, [*rows[:40], rows[41], rows[40], *rows[42:]])


def test_a_row_that_has_changed_loses_its_day_and_no_other_does(rows, monkeypatch, tmp_path):
    monkeypatch.setattr(reviewed, "MARKS", tmp_path)
    reviewed.write(EXPORTS, [Mark(reviewed.mark_of(row), "2026-11-30") for row in rows])
    monkeypatch.setattr(reviewed, "rows_of", lambda _: changed(rows, 40, "volume_bcm", "99"))
    reviewed.write(EXPORTS, reviewed.written(EXPORTS))
    days = [mark.checked_on for mark in reviewed.marks(EXPORTS)]
    assert days[40] == "" and Counter(days) == {"2026-11-30": len(rows) - 1, "": 1}
    assert not reviewed.moved(EXPORTS, changed(rows, 40, "volume_bcm", "99"))


def test_no_row_says_that_it_was_compared_unless_the_record_says_with_what():
    record = data.load("reviewed")
    for table in reviewed.tables():
        days = [mark.checked_on for mark in reviewed.marks(table)]
        if any(days):
            cites = data.load(table)["source_id"]
            counts = Counter((s, day) for s, day in zip(cites, days, strict=True) if day)
            of = data.where(record, rows_of=table)
            for (source, day), count in counts.items():
                said = of[(of["source_id"] == source) & (of["checked_on"].astype(str) >= day)]
                assert said["agree"].sum() >= count, (table, source)


def test_the_page_of_the_data_tells_for_each_table_how_many_rows_were_compared():
    shares = reviewed.shares().set_index("table")
    never = shares.index[shares["checked"] == 0]
    assert "No row was compared" in catalogue.compared(never[0])
    whole = shares.index[shares["checked"] == shares["rows"]]
    assert f"All {shares['rows'][whole[0]]:,} rows" in catalogue.compared(whole[0])
    part = shares[(shares["checked"] > 0) & (shares["checked"] < shares["rows"])]
    for table, row in part.iterrows():
        said = catalogue.compared(table)
        assert f"{row['checked']:,} of {row['rows']:,} rows" in said and "(100 percent)" not in said
    assert f"{shares['checked'].sum():,}" in catalogue.compared_in_all()


def test_the_command_of_the_rules_names_changed_rows_too(monkeypatch, capsys):
    found = reviewed.Moved("gas/oil", 7, "has changed")
    monkeypatch.setattr(reviewed, "moved", lambda table: [found] if table == "gas/oil" else [])
    assert rules.main() == 1
    assert "data/gas/oil.csv, row 7: the row has changed" in capsys.readouterr().out


# The comparison itself


@pytest.mark.parametrize(
    ("printed", "value", "same"),
    [
        ("1.2", 1.24, True),
        ("1.2", 1.26, False),
        ("1.20", 1.24, False),
        ("103", 103.4, True),
        ("103", 104, False),
        ("-0.36", -0.36, True),
    ],
)
def test_a_row_agrees_when_the_copy_rounded_as_it_prints_says_the_same(printed, value, same):
    assert agrees(printed, value) == same


def test_rows_that_differ_and_rows_that_the_copy_lacks_are_told_apart_from_those_that_agree():
    check = Check("gas/flaring", "a", "owner/name", "f", ("place", "year"), "volume_bcm", "", dict)
    rows = [
        {"place": "AZE", "year": "2020", "volume_bcm": "1.5", "source_id": "a"},
        {"place": "AZE", "year": "2021", "volume_bcm": "1.5", "source_id": "a"},
        {"place": "AZE", "year": "2022", "volume_bcm": "1.5", "source_id": "a"},
        {"place": "AZE", "year": "2022", "volume_bcm": "1.5", "source_id": "b"},
    ]
    found = compared(check, rows, {("AZE", "2020"): 1.52, ("AZE", "2021"): 2.5})
    assert found.agree == [0] and len(found.differ) == len(found.lacking) == 1
    assert "row 3" in found.differ[0] and "row 4" in found.lacking[0]


def test_copies_are_read_as_their_publishers_write_them():
    monthly = (
        b"time,geo,partner,TWh,ds\n2022-01,IT,AL,7.5,nrg_ti_gasm\n2022-01,IT,DZ,9,nrg_ti_gasm\n"
    )
    assert through_albania(monthly) == {("ITA", "2022-01"): 27000}
    sheets = (
        b'{"sheets": {"S": {"years": [2024], "entities": [{"name": "Azerbaijan", "values": [3]}]}}}'
    )
    assert review({"S": "flared"})(sheets) == {("AZE", "2024", "flared"): 3}


def test_each_comparison_is_of_columns_that_its_table_has_and_of_a_source_that_it_cites():
    assert len({check[:4] for check in CHECKS}) == len(CHECKS) and kyrgyz("import")
    for check in CHECKS:
        table = data.load(check.table)
        assert {*check.key, check.value} <= set(table.columns)
        assert check.source_id in set(table["source_id"])
        assert data.where(data.load("sources"), source_id=check.source_id)["url"].notna().all()
