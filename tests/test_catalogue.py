import json

import pandas as pd
import pytest

from corridors import catalogue, data


def test_every_table_is_in_the_catalogue_once():
    listed = [name for subject in catalogue.SUBJECTS for name in catalogue.names_in(subject)]
    assert sorted(listed) == data.names()


@pytest.mark.parametrize("subject", catalogue.SUBJECTS)
def test_a_subject_shows_all_its_tables_with_every_field_and_the_file(subject):
    shown = catalogue.show(subject)
    for name in catalogue.names_in(subject):
        resource = data.resource_of(name)
        assert f'href="../../data/{resource["path"]}"' in shown
        for field in resource["schema"]["fields"]:
            assert f"<code>{field['name']}</code>" in shown


def test_the_overview_counts_what_is_in_the_table():
    table = data.load("gas/exports")
    entry = catalogue.overview(["gas/exports"]).loc[0]
    assert entry["rows"] == len(table)
    assert entry["columns"] == len(table.columns)
    assert entry["sources"] == table["source_id"].nunique()
    assert entry["first_year"] <= 2020 < 2025 <= entry["last_year"]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(pd.PeriodIndex(["2019", "2021"], freq="Y")),
        pd.Series(pd.PeriodIndex(["2019-03", "2021-01"], freq="M")),
        pd.Series(pd.to_datetime(["2019-12-31", "2021-01-01"])),
        pd.Series(
            pd.arrays.IntervalArray.from_breaks(
                pd.to_datetime(["2019-01-01", "2021-01-01", "2022-01-01"]), closed="left"
            )
        ),
    ],
)
def test_years_are_read_from_every_kind_of_time(column):
    table = pd.DataFrame({"place": ["A", "B"], "when": column, "made_on": [None, None]})
    assert catalogue.years_of(table) == {2019, 2021}


def test_a_table_without_times_has_no_years():
    assert catalogue.years_of(pd.DataFrame({"place": ["A"]})) == set()


def test_the_totals_are_those_of_the_files():
    package = json.loads((data.DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert f"{len(package['resources'])} tables" in catalogue.totals()
