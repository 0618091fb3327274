import json
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package, system

from corridors import data
from corridors.prose import told
from corridors.subjects import gas

TABLES = data.names()


def test_the_data_package_is_valid():
    with system.use_context(trusted=True):
        report = Package(str(data.DATA / "datapackage.json")).validate()
    problems = [
        f"{task.name}: row {getattr(error, 'row_number', '-')}: {error.message}"
        for task in report.tasks
        for error in task.errors
    ]
    assert report.valid, "\n".join([str(e.message) for e in report.errors] + problems[:20])


def test_every_table_of_the_data_folder_is_described():
    described = {data.resource_of(name)["path"] for name in TABLES}
    found = {str(path.relative_to(data.DATA)) for path in data.DATA.rglob("*.csv")}
    assert found == described


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_holds(name):
    resource = data.resource_of(name)
    assert resource["title"] and resource["licenses"] and resource["sources"]
    assert len(resource["description"]) > 40
    for field in resource["schema"]["fields"]:
        assert field["description"], field["name"]
    keys = [field["name"] for field in resource["schema"]["fields"]]
    assert set(resource["schema"]["observationKey"]) <= set(keys)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_loads_with_every_row(name):
    table = data.load(name)
    lines = pd.read_csv(data.DATA / data.resource_of(name)["path"], dtype=str)
    assert len(table) == len(lines) > 0


@pytest.mark.parametrize("name", [name for name in TABLES if name != "sources"])
def test_every_source_id_resolves(name):
    table = data.load(name)
    known = set(data.load("sources")["source_id"])
    for column in table.columns:
        if str(column).endswith("source_id"):
            assert set(table[column].dropna()) <= known


def test_every_source_is_cited_by_a_row():
    cited = {
        source
        for name in TABLES
        if name != "sources"
        for column in data.load(name).filter(regex="source_id$")
        for source in data.load(name)[column].dropna()
    }
    assert set(data.load("sources")["source_id"]) == cited


def test_years_months_and_spans_are_times_and_closed_lists_are_categories():
    exports = data.load("gas/exports")
    assert isinstance(exports["period"].dtype, pd.IntervalDtype)
    assert isinstance(exports["status"].dtype, pd.CategoricalDtype)
    assert data.load("freight/corridor")["year"].dtype == "period[Y-DEC]"
    assert exports["volume_bcm"].dtype == "float64"


def test_a_span_holds_its_first_and_its_last_day():
    exports = data.load("gas/exports")
    year = data.calendar_years(exports).iloc[0]
    assert year["period"].left == pd.Timestamp(year["year"], 1, 1)
    assert year["period"].right == pd.Timestamp(year["year"] + 1, 1, 1)
    assert pd.Timestamp(year["year"], 12, 31, 23) in year["period"]


def test_an_unknown_name_lists_the_near_ones():
    with pytest.raises(data.DataError, match="gas/exports"):
        data.load("gas/export")


def test_preferred_keeps_one_row_an_observation_the_better_tier_before_the_newer_date(broken):
    broken("gas/toy", "destination,period,volume_bcm,source_id\n", TOY)
    sources = data.load("sources")
    official = sources[(sources["tier"] == 1) & sources["published"].notna()].iloc[0]
    news = sources[(sources["tier"] == 3) & (sources["published"] > "2020")].iloc[0]
    broken(
        "gas/toy",
        "destination,period,volume_bcm,source_id\n"
        f"TUR,2024,1,{news['source_id']}\n"
        f"TUR,2024,2,{official['source_id']}\n"
        f"GEO,2024,3,{news['source_id']}\n",
        TOY,
    )
    kept = data.preferred(data.load("gas/toy"))
    assert kept.set_index("destination")["volume_bcm"].to_dict() == {"TUR": 2, "GEO": 3}


def test_preferred_asks_for_a_table_that_knows_its_name():
    with pytest.raises(data.DataError, match="load"):
        data.preferred(pd.DataFrame({"source_id": ["a"]}))


@pytest.mark.parametrize(
    "name", [n for n in TABLES if n != "sources" and "source_id" in data.load(n)]
)
def test_preferred_never_leaves_two_rows_for_one_observation(name):
    table = data.load(name)
    keys = data.resource_of(name)["schema"]["observationKey"]
    assert not data.preferred(table).duplicated(keys).any()


TOY = {
    "fields": [
        {"name": "destination", "type": "string", "constraints": {"enum": ["TUR", "GEO"]}},
        {"name": "period", "type": "string", "temporal": "span"},
        {"name": "volume_bcm", "type": "number", "constraints": {"minimum": 0}},
        {"name": "source_id", "type": "string", "constraints": {"required": True}},
    ],
    "primaryKey": ["destination", "period", "source_id"],
    "observationKey": ["destination", "period"],
    "foreignKeys": [
        {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["source_id"]}}
    ],
}


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A data folder with one more table, whose file holds what a test gives it."""
    folder = tmp_path / "data"
    shutil.copytree(data.DATA, folder)
    monkeypatch.setattr(data, "DATA", folder)

    def write(name, text, schema):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        package["resources"] = [r for r in package["resources"] if r["path"] != f"{name}.csv"]
        package["resources"].append(
            {"name": name.replace("/", "-"), "path": f"{name}.csv", "schema": schema}
        )
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        data._package.cache_clear()
        data._read.cache_clear()

    yield write
    data._package.cache_clear()
    data._read.cache_clear()


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("destination,period,source_id\nTUR,2024,SRC\n", ["row 1", "field volume_bcm", "missing"]),
        (
            "destination,period,volume_bcm,colour,source_id\nTUR,2024,1,red,SRC\n",
            ["field colour", "does not know"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,1,SRC\nTUR,2025,a lot,SRC\n",
            ["row 3", "field volume_bcm", "'a lot'", "not a number"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,-4,SRC\n",
            ["row 2", "field volume_bcm", "'-4'", "below the minimum"],
        ),
        (
            "destination,period,volume_bcm,source_id\nXXX,2024,1,SRC\n",
            ["row 2", "field destination", "'XXX'", "TUR, GEO"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024-13,1,SRC\n",
            ["row 2", "field period", "'2024-13'", "not a span"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,1,nobody\n",
            ["row 2", "field source_id", "'nobody'", "not a source_id of the table sources"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,1,\n",
            ["row 2", "field source_id", "required"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,1,SRC\nTUR,2024,2,SRC\n",
            ["row 3", "primary key occurs twice"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,inf,SRC\n",
            ["row 2", "field volume_bcm", "'inf'", "not a number"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,1e400,SRC\n",
            ["row 2", "field volume_bcm", "not a number"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2025/2024,1,SRC\n",
            ["row 2", "field period", "not a span"],
        ),
        (
            "destination,period,volume_bcm,source_id\nTUR,2024,1,SRC,and more\n",
            ["row 2", "5 values", "4 columns"],
        ),
        ("destination,period,volume_bcm,source_id\nTUR,2024,1\x00,SRC\n", ["NUL"]),
        ("", ["not a readable CSV"]),
    ],
)
def test_a_broken_table_raises_one_error_that_names_file_row_field_value_and_remedy(
    broken, rows, where
):
    source = data.load("sources")["source_id"].iloc[0]
    broken("gas/toy", rows.replace("SRC", source), TOY)
    with pytest.raises(data.DataError) as caught:
        data.load("gas/toy")
    message = str(caught.value)
    assert "data/gas/toy.csv" in message and caught.value.remedy
    for part in where:
        assert part in message


NOTES = {
    "fields": [
        {"name": "note", "type": "string", "constraints": {"maxLength": 60}},
        {
            "name": "url",
            "type": "string",
            "format": "uri",
            "constraints": {"pattern": "^https?://.*$"},
        },
        {"name": "seen", "type": "string", "temporal": "date", "past": True},
        {"name": "query", "type": "string", "scripts": ["Latin", "Cyrillic"]},
    ],
    "primaryKey": ["note"],
}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"note": "a\u200bb"}, "ZERO WIDTH SPACE"),
        ({"note": "a\x0bb"}, "no sign of this field"),
        ({"note": "B\u0430ku"}, "CYRILLIC SMALL LETTER A"),
        ({"note": "Komotini\u0301"}, "not composed"),
        ({"note": "two  spaces"}, "spaces too many"),
        ({"note": "Baku "}, "spaces too many"),
        ({"note": "<b>Baku</b>"}, "LESS-THAN SIGN"),
        ({"note": "Baku &amp; Tbilisi"}, "markup"),
        ({"note": "see javascript:alert(1)"}, "markup"),
        ({"note": "=1+1"}, "formula"),
        ({"note": "@SUM(A1)"}, "formula"),
        ({"note": "+12%+cmd"}, "formula"),
        ({"note": "-2+3"}, "formula"),
        ({"note": "x" * 61}, "longer than 60"),
        ({"url": "javascript:alert(1)"}, "not of the form"),
        ({"url": "ftp://example.org/a"}, "not of the form"),
        ({"seen": "2999-01-01"}, "not a date|after the package"),
        ({"query": "B\u0430ku"}, "mixes two alphabets"),
    ],
)
def test_a_text_that_no_text_should_be_is_refused(broken, row, problem):
    good = {"note": "+58%; 28,261 TEU", "url": "https://a.org/x?y=1", "seen": "2024-01-31"}
    lines = [{**good, "query": "\u0411\u0430\u043a\u0443 gas"}, {**good, "query": "gas", **row}]
    lines[1].setdefault("note", "second")
    lines[1]["note"] = row.get("note", "second")
    for count in (1, 2):
        text = pd.DataFrame(lines[:count]).to_csv(index=False)
        broken("gas/notes", text, NOTES)
        if count == 1:
            assert len(data.load("gas/notes")) == 1
    with pytest.raises(data.DataError, match=problem) as caught:
        data.load("gas/notes")
    assert caught.value.row == 3 and caught.value.remedy


BOUNDED = {
    "fields": [
        {"name": "item", "type": "string"},
        {
            "name": "value",
            "type": "number",
            "bounds": {"by": ["item"], "values": {"share": [0, 100], "volume": [1, 60]}},
        },
    ],
    "primaryKey": ["item"],
    "order": "primaryKey",
}


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("share,101\nvolume,5\n", "row 2.*share lies between 0 and 100"),
        ("share,10\nvolume,0.5\n", "row 3.*volume lies between 1 and 60"),
        ("share,10\nweight,5\n", "row 3.*no bounds where item are weight"),
        ("volume,5\nshare,10\n", "row 3.*not in the order of the primary key"),
    ],
)
def test_a_number_lies_within_what_its_words_allow_and_rows_stand_in_order(broken, rows, problem):
    broken("gas/bounded", f"item,value\n{rows}", BOUNDED)
    with pytest.raises(data.DataError, match=problem):
        data.load("gas/bounded")


def test_a_row_that_was_lost_is_missed(broken):
    name = "power/hydrogen"
    resource = data.resource_of(name)
    lines = (data.DATA / resource["path"]).read_text(encoding="utf-8").splitlines(keepends=True)
    broken("gas/toy", "destination\n", TOY)
    (data.DATA / resource["path"]).write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(data.DataError, match=f"has {len(lines) - 2} rows.*says {len(lines) - 1}"):
        data.load(name)


@pytest.mark.parametrize("name", TABLES)
def test_every_number_has_bounds_and_every_text_a_pattern_or_a_length(name):
    resource = data.resource_of(name)
    assert resource["rows"] == len(data.load(name))
    for field in resource["schema"]["fields"]:
        limits = field.get("constraints", {}).keys() | field.keys()
        if field["type"] in ("number", "integer", "year"):
            assert {"minimum", "maximum"} <= limits or limits & {"bounds", "enum"}, field["name"]
        elif field["type"] == "string":
            assert limits & {"enum", "pattern", "maxLength"}, field["name"]


@pytest.mark.parametrize("name", TABLES)
def test_no_bounds_are_stated_for_words_that_no_row_has(name):
    rows = data.as_written(name)
    for field in data.resource_of(name)["schema"]["fields"]:
        if bounds := field.get("bounds"):
            given = rows[rows[field["name"]] != ""]
            words = given[bounds["by"]].agg(", ".join, axis=1)
            assert set(bounds["values"]) == set(words), field["name"]
            assert all(low < high for low, high in bounds["values"].values())


def test_a_missing_file_is_named(broken):
    broken("gas/toy", "destination\n", TOY)
    (Path(data.DATA) / "gas/toy.csv").unlink()
    with pytest.raises(data.DataError, match="data/gas/toy.csv.*missing"):
        data.load("gas/toy")


def test_data_loads_wherever_python_was_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(data.load("gas/exports"))


def test_a_changed_file_is_read_again(broken):
    source = data.load("sources")["source_id"].iloc[0]
    head = "destination,period,volume_bcm,source_id\n"
    broken("gas/toy", f"{head}TUR,2024,1,{source}\n", TOY)
    assert data.load("gas/toy")["volume_bcm"].tolist() == [1]
    time.sleep(0.01)
    (Path(data.DATA) / "gas/toy.csv").write_text(f"{head}TUR,2024,25,{source}\n", encoding="utf-8")
    assert data.load("gas/toy")["volume_bcm"].tolist() == [25]


def test_what_a_caller_does_to_a_table_stays_with_the_caller():
    mine = data.load("gas/exports")
    mine["volume_bcm"] = 0
    assert data.load("gas/exports")["volume_bcm"].sum() > 0


def test_the_source_line_names_publishers_most_used_first_and_counts_the_rest():
    exports = data.load("gas/exports")
    line = data.source_line(exports, most=2)
    assert line.count(";") == 2 and f"; {line.rest} (data to " in line
    publishers = data.sources_of(exports)["publisher"].nunique()
    assert line.rest == f"and {publishers - 2} more"
    first = data.sources_of(exports)["source_id"].iloc[0]
    assert exports["source_id"].value_counts()[first] == exports["source_id"].value_counts().max()


def test_the_source_line_says_through_when_the_rows_run():
    imports = data.load("gas/country_imports")
    italy = data.where(imports, importer="ITA", unit="TJ")
    assert data.source_line(italy).endswith("(data to August 2026)")
    assert data.source_line(
        italy[italy["period"].array.right <= pd.Timestamp(2024, 1, 1)]
    ).endswith("(data to 2023; older than a year's rhythm)")


def test_rows_older_than_the_rhythm_of_their_subject_say_so():
    monthly, crossings = data.load("gas/eu_imports_monthly"), data.load("freight/border_crossings")
    assert data.behind(monthly) == "month" and data.behind(crossings) == "year"
    assert data.behind(data.load("gas/exports")) == "", "2025 is the last year that can be told"
    assert data.source_line(data.load("gas/exports"), crossings).endswith(
        "(data to 2025; in part older than a year's rhythm)"
    )
    events = data.load("policy/events")
    assert data.behind(events[events["date"].array.left.year < 2000]) == "", "events have none"


def test_a_year_is_behind_from_the_autumn_after_the_next_on():
    economies = data.load("policy/economies")
    made, months = data.made_on(), data.RHYTHMS["year"]
    for year in range(2015, 2025):
        rows = economies[economies["year"].dt.year.eq(year)]
        due = pd.Timestamp(year, 12, 31) + pd.DateOffset(months=months)
        assert (data.behind(rows) == "year") == (due < made)


def test_a_rhythm_is_one_of_those_that_are_known():
    words = {data.resource_of(name).get("rhythm") for name in data.names()} - {None}
    assert words == set(data.RHYTHMS)


def test_a_copy_in_a_repository_is_cited_by_file_and_commit():
    sources = data.load("sources")
    copies = sources[sources["url"].str.startswith("https://github.com/").fillna(False)]
    exact = copies["url"].str.contains(r"/blob/[0-9a-f]{40}/.", regex=True)
    assert list(copies.loc[~exact, "source_id"]) == []
    assert len(copies) > 40


def test_figures_of_the_world_bank_stand_under_its_licence():
    sources = data.load("sources")
    copies = sources[
        sources["publisher"].str.startswith("World Bank")
        & sources["source_id"].str.match("wdi_|wb_lpi|wb_pink|datahub_")
    ]
    assert len(copies) >= 6 and set(copies["licence"]) == {"CC-BY-4.0"}


def test_a_row_without_a_year_tells_of_no_time():
    exports = data.load("gas/exports").tail(2)[["source_id"]]
    assert data.through(exports.assign(year=[2024.0, None])) == "2024"
    assert data.through(exports.assign(year=[None, None])) == ""


def test_a_plan_is_no_time_through_which_data_run():
    assert data.through(data.where(data.load("gas/commitments"), status="target")) == ""
    plans = pd.DataFrame({"year": [2024, 2030], "kind": ["outcome", "plan"]})
    assert data.through(plans) == "2024"


def test_a_time_that_is_not_over_counts_up_to_the_day_of_its_source():
    projects = data.load("power/projects")
    opened = projects[projects["year"].dt.year.eq(2026)]
    assert data.through(opened) != "2026"


def test_rows_without_a_time_say_nothing_of_it():
    assert data.through(data.load("geo/places")) == "" == data.through()


def test_the_source_line_knows_its_sources_and_rows_also_when_words_are_added():
    exports = data.load("gas/exports")
    some = exports.iloc[[3, 4, 5, 9]]
    made = exports.groupby("source_id", as_index=False)["volume_bcm"].sum()
    for line in (
        data.source_line(some, made),
        "Ember via " + data.source_line(some, made),
        data.source_line(some, made) + "; Natural Earth",
    ):
        assert set(line.sources) == set(exports["source_id"])
        assert line.rows == {"gas/exports": [[5, 7], [11, 11]]}, (
            "a table that was made has no lines"
        )
    assert str("Ember via " + data.source_line(some)).startswith("Ember via ")


def test_the_last_day_of_a_span_is_the_day_before_the_next_one_begins():
    month = pd.Interval(pd.Timestamp(2024, 2, 1), pd.Timestamp(2024, 3, 1), closed="left")
    assert data.last_day(month) == pd.Timestamp(2024, 2, 29)
    column = pd.Series(pd.arrays.IntervalArray([month, None]), index=[7, 9])
    assert list(data.last_day(column).index) == [7, 9]
    assert data.last_day(column).tolist() == [pd.Timestamp(2024, 2, 29), pd.NaT]


MINE = {
    "exporter": "AZE", "destination": "WORLD", "period": "2026", "flow_kind": "all",
    "volume_bcm": 30, "convention": "ministry", "basis": "ministry", "usable": True,
    "status": "estimate",
}  # fmt: skip
"""A row of one's own for `gas/exports`."""


def test_rows_of_ones_own_are_as_good_as_those_of_the_file():
    exports = data.load("gas/exports")
    more = data.with_rows(exports, MINE)
    assert len(more) == len(exports) + 1 and len(data.load("gas/exports")) == len(exports)
    assert more.dtypes.equals(exports.dtypes) and more.index.is_unique
    yearly = gas.exports_by_year(more).query("destination == 'WORLD'")
    assert yearly.iloc[-1][["year", "volume_bcm"]].tolist() == [2026, 30]
    assert "the reader's own" in data.sources_of(more)["publisher"].tolist()


def test_a_row_of_ones_own_goes_before_another_report_of_the_same_and_needs_no_source():
    exports = data.load("gas/exports")
    last = gas.exports_by_year(exports).query("destination == 'WORLD'").iloc[-1]
    mine = data.with_rows(exports, {**MINE, "period": str(last["year"])})
    assert gas.exports_by_year(mine).query("destination == 'WORLD'").iloc[-1]["volume_bcm"] == 30
    with pytest.raises(ValueError, match="rows of"):
        told("30", mine.tail(1))


def test_values_as_a_table_has_them_can_stand_in_a_row_of_ones_own():
    for name in ("gas/exports", "gas/eu_imports_quarterly", "policy/events", "freight/corridor"):
        table = data.load(name)
        last = {**table.iloc[-1], "source_id": data.OWN}
        if name == "policy/events":
            last["event_id"] = "2026_03_11_my_own"
        added = data.with_rows(table, last).iloc[-1].dropna()
        assert added.to_dict() == {c: value for c, value in last.items() if pd.notna(value)}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"volume_bcm": "many"}, ["row 1 of your own", "volume_bcm", "'many'", "not a number"]),
        ({"volume_bcm": -1}, ["below the minimum"]),
        ({"volum_bcm": 1}, ["no column 'volum_bcm'", "Did you mean volume_bcm"]),
        ({"convention": "ministri"}, ["not in the field's list", "ministry"]),
        ({"exporter": None}, ["field exporter", "a value is required"]),
        ({"source_id": "nobody"}, ["'nobody'", "not a source_id of the table sources"]),
        ({"period": "next year"}, ["'next year'", "not a span"]),
    ],
)
def test_a_row_of_ones_own_is_held_to_the_schema(wrong, words):
    exports = data.load("gas/exports")
    with pytest.raises(data.DataError) as caught:
        data.with_rows(exports, {**MINE, **wrong})
    assert caught.value.remedy
    for word in words:
        assert word in str(caught.value)


def test_a_row_that_is_there_already_is_no_row_of_ones_own():
    exports = data.load("gas/exports")
    with pytest.raises(data.DataError, match="there already"):
        data.with_rows(exports, dict(exports.iloc[3]))
    with pytest.raises(data.DataError, match="all columns"):
        data.with_rows(data.calendar_years(exports), MINE)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_described_with_every_column_its_unit_years_and_sources(name):
    described, table = data.describe(name), data.load(name)
    cited = table.filter(regex="source_id$").notna().any().any()
    fields = data.resource_of(name)["schema"]["fields"]
    assert described.columns.index.tolist() == list(table.columns)
    for shown in (repr(described), described._repr_markdown_()):
        assert f"{len(table):,} rows" in shown
        assert all(field["name"] in shown for field in fields)
        assert all(str(year) in shown for year in sorted(data.years_of(table))[:1])
        assert "Sources: " in shown or name == "sources" or not cited
    units = {field["name"]: field.get("unit", "") for field in fields}
    assert described.columns["unit"].to_dict() == units


@pytest.mark.parametrize(
    "asking",
    [
        lambda: data.describe("gas/export"),
        lambda: data.load("gas/export"),
        lambda: data.where("gas/exports", exporter="AZE"),
        lambda: data.preferred("gas/exports"),
        lambda: data.calendar_years("gas/exports"),
        lambda: data.source_line("gas/exports"),
        lambda: data.with_rows("gas/exports", MINE),
    ],
)
def test_a_door_to_the_data_says_what_it_wants_and_what_is_near(asking):
    with pytest.raises(data.DataError, match=r'gas/exports or|data.load\("gas/exports"\)'):
        asking()


def test_a_word_that_is_not_in_a_columns_list_has_the_list():
    exports = data.load("gas/exports")
    with pytest.raises(data.DataError, match="Did you mean pipeline"):
        data.where(exports, flow_kind="pipelines")
    with pytest.raises(data.DataError, match="Did you mean exporter"):
        data.where(exports, exporte="AZE")
    assert len(data.where(exports, flow_kind=["pipeline", "unheard of"]))


def test_an_institutes_compilation_ranks_alike_in_all_its_editions_and_is_no_office():
    sources = data.load("sources")
    reviews = sources["source_id"].str.match("bp_sr_|ei_sr_")
    others = sources["origin"].isin(["Ember", "Our World in Data"])
    assert reviews.sum() >= 4 and others.sum() >= 4
    tiers = sources.loc[reviews | others].groupby(reviews)["tier"].agg(["min", "max"])
    assert set(tiers["min"]) == {2}, "official statistics and documents alone are of tier 1"
    assert set(tiers.loc[True]) == {2}
