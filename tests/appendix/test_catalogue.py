import json

import pandas as pd
import pytest

from corridors import data, door
from corridors.appendix import catalogue, usage


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
    assert data.years_of(table) == {2019, 2021}


def test_a_table_without_times_has_no_years():
    assert data.years_of(pd.DataFrame({"place": ["A"]})) == set()


@pytest.mark.parametrize("name", data.names())
def test_the_newest_outcome_of_a_table_is_never_in_the_future(name):
    newest = catalogue.newest_outcome(data.load(name))
    if newest is not None:
        assert newest.day <= data.made_on() <= pd.Timestamp.now()
        assert str(newest.day.year) in newest.words


@pytest.fixture
def told():
    """Rows of gas/exports: what is told of which time, by a source published when."""
    sources = data.load("sources")
    dates = sources["published"]
    by_day = {text: sources["source_id"][dates.eq(text)].iloc[0] for text in dates.dropna()}

    def make(*rows):
        day = next(text for text in by_day if text.startswith("2025-07-") and len(text) == 10)
        undated = sources["source_id"][dates.isna()].iloc[0]
        table = pd.DataFrame(rows, columns=["period", "status", "source_id"])
        spans = [door._span(text) for text in table["period"]]
        table["period"] = pd.arrays.IntervalArray.from_tuples(spans, closed="left")
        table["source_id"] = table["source_id"].map({"July 2025": by_day[day], "undated": undated})
        table.attrs["table"] = "gas/exports"
        return table, pd.Timestamp(day)

    return make


@pytest.mark.parametrize("status", ["target", "forecast", "contract", "capacity", "plan"])
def test_a_plan_is_no_outcome(told, status):
    table, _ = told(("2024", "actual", "July 2025"), ("2027", status, "July 2025"))
    assert catalogue.newest_outcome(table) == (pd.Timestamp("2024-12-31"), "2024")


def test_an_outcome_of_a_time_that_was_not_over_counts_to_the_day_of_its_source(told):
    table, day = told(("2025", "actual", "July 2025"))
    assert catalogue.newest_outcome(table) == (day, "Jul 2025")


def test_without_a_day_of_its_source_such_an_outcome_counts_from_the_beginning(told):
    table, _ = told(("2026", "actual", "undated"))
    assert catalogue.newest_outcome(table) == (pd.Timestamp("2026-01-01"), "2026")


def test_an_estimate_of_a_time_that_was_not_over_is_no_outcome(told):
    table, _ = told(("2025", "estimate", "July 2025"), ("2023", "estimate", "July 2025"))
    assert catalogue.newest_outcome(table) == (pd.Timestamp("2023-12-31"), "2023")


def test_a_time_after_the_source_is_no_outcome_whatever_its_status_says(told):
    table, _ = told(("2026-03", "actual", "July 2025"))
    assert catalogue.newest_outcome(table) is None


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "2024"),
        ("2024-03", "Mar 2024"),
        ("2024-03-05", "5 Mar 2024"),
        ("2024-01/2024-09", "Sep 2024"),
    ],
)
def test_the_newest_outcome_is_as_exact_as_its_row(told, period, words):
    table, _ = told((period, "actual", "July 2025"))
    assert catalogue.newest_outcome(table).words == words


def test_tables_of_plans_only_have_no_outcome_and_say_so():
    assert catalogue.newest_outcome(data.load("power/targets")) is None
    assert catalogue.newest_outcome(data.load("freight/plans")) is None
    (plans,) = (row for _, row in catalogue.overview(["power/targets"]).iterrows())
    assert "; no outcomes; " in catalogue.facts(plans)


def test_the_facts_of_a_table_stand_beside_its_name():
    (row,) = (row for _, row in catalogue.overview(["gas/exports"]).iterrows())
    facts = catalogue.facts(row)
    assert facts.startswith(f"{len(data.load('gas/exports')):,} rows; {row['first_year']}\u2013")
    assert f"newest outcome {row['newest']}; used in chapters 3, 4 and 6, " in facts
    assert facts.endswith(f" and {row['claims']} claims")
    assert f"Exports of gas</span> <small>{facts}</small>" in catalogue.show("gas")


def test_who_uses_a_table_is_said_with_links_and_unused_tables_say_so():
    used = catalogue.used_in("gas/exports")
    assert 'href="../03_energy_and_logistics.html"' in used and "c21" in used
    for name in catalogue.unused():
        assert catalogue.used_in(name).startswith("Not used")
        assert f"#{catalogue.identifier(name)}" in catalogue.totals()
    assert "gas/exports" not in catalogue.unused()


def test_a_table_of_codes_is_not_called_unused_but_names_the_tables_that_take_them():
    assert "freight/routes" not in catalogue.unused()
    assert catalogue.link_to("freight/corridor") in catalogue.used_in("freight/routes")


def test_the_choice_has_every_chapter_and_hides_by_a_rule_of_the_style_sheet(root):
    style = (root / "corridors/book/static/book.css").read_text(encoding="utf-8")
    numbers = {page.number for page in usage.pages() if page.number}
    for value in [*numbers, "unused"]:
        assert f'value="{value}"' in catalogue.choice()
        rule = f'.bd-article:has(.choice [value="{value}"]:checked) [data-used]'
        assert f'{rule}:not([data-used~="{value}"])' in style


def test_places_are_named_and_no_code_is_taken_for_one_by_chance():
    names = set(data.load("geo/places")["name"])
    for name in data.names():
        assert set(catalogue.places_in(data.load(name))) <= names
    assert catalogue.places_in(data.load("gas/exports"))[0] == "Azerbaijan"
    assert catalogue.places_in(data.load("gas/prices_monthly")) == []


def test_the_totals_are_those_of_the_files():
    package = json.loads((data.DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert f"{len(package['resources'])} tables" in catalogue.totals()
