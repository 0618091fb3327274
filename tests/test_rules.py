import copy
import functools
import json
from collections import Counter

import pytest

from corridors import data, rules

STATED = rules.rules()
read = functools.cache(rules.written)


def test_no_row_breaks_a_rule_but_for_the_exceptions_with_a_reason():
    faults = [fault for rule in STATED for fault in rules.look(rule, read).faults]
    assert not faults, "\n".join(map(str, faults[:20]))


def test_every_rule_says_in_words_what_it_asks():
    for rule in STATED:
        assert rule["says"][0].isalpha() and rule["kind"] in rules.KINDS
        for exception in rule.get("except", []):
            assert exception["where"] and len(exception["because"]) > 20, rule["says"]


def test_every_table_of_fifty_figures_or_more_has_a_rule_of_its_own():
    ruled = {rule["table"] for rule in STATED}
    large = {name for name in data.names() if len(data.load(name).select_dtypes("float")) >= 50}
    assert not {name for name in large - ruled if data.load(name).select_dtypes("float").size}


def changed(table, where, column, value):
    """The tables with another value in the one row that `where` names."""
    words = copy.deepcopy(read(table))
    (place,) = (
        place
        for place in range(len(words[column]))
        if all(words[name][place] == word for name, word in where.items())
    )
    words[column][place] = value
    return lambda name: words if name == table else read(name)


HUNGARY = {"place": "HUN", "date": "2024-01-31"}
EU_TOTAL = {"month": "2023-03", "supplier": "EXTRA_EU", "mode": "all"}
SCORE = {"country": "KAZ", "year": "2018", "component": "customs", "unit": "score"}
ABSHERON = {"promise": "absheron_2021"}
COAL = {"country": "KAZ", "year": "2015", "fuel": "coal"}


@pytest.mark.parametrize(
    ("kind", "table", "where", "column", "value"),
    [
        ("adds_up", "gas/eu_imports_monthly", EU_TOTAL, "volume_bcm", "26.1510"),
        ("runs_on", "power/generation", COAL, "energy_twh", "7.5"),
        ("runs_on", "policy/logistics_performance", SCORE, "value", "4.9"),
        ("kept", "promises/promises", ABSHERON, "status", "met"),
        ("dated", "sources", {"source_id": "trend_2024_12_02_svk"}, "published", "2024-12-20"),
        ("known", "sources", {"source_id": "trend_2024_12_02_svk"}, "published", "2019"),
        ("beside", "gas/storage", HUNGARY, "energy_twh", "94.1"),
        ("counts_on", "freight/legs", {"route": "btk", "sequence": "2"}, "sequence", "9"),
        ("one_each", "gas/pipelines", {"pipeline": "igb", "measure": "length"}, "carries", "oil"),
        ("panel", "policy/logistics_performance", SCORE, "component", "timeliness"),
        ("no_gap", "power/generation", COAL, "year", "2014"),
        ("near", "freight/legs", {"route": "btk", "sequence": "2"}, "distance_km", "10"),
    ],
)
def test_a_wrong_row_is_found_by_the_rule_of_its_kind(kind, table, where, column, value):
    where = dict(where)
    tables = changed(table, first(table, where), column, value)
    kinds = {
        rule["kind"]
        for rule in STATED
        if table in rules.tables_of(rule) and rules.look(rule, tables).faults
    }
    assert kind in kinds


def test_a_source_that_no_row_cites_any_more_is_found():
    named = Counter(
        cell
        for name in data.names()
        if name != "sources"
        for column, cells in read(name).items()
        if column.endswith("source_id")
        for cell in cells
    )
    once = next(source for source in read("gas/exports")["source_id"] if named[source] == 1)
    where = first("gas/exports", {"source_id": once})
    rule = next(rule for rule in STATED if rule["kind"] == "cited")
    (fault,) = rules.look(rule, changed("gas/exports", where, "source_id", "ei_sr_2026")).faults
    assert fault.value == once and fault.table == "sources"


def first(table, where):
    """A row's whole text, of the first row that `where` fits: what tells it from all others."""
    words = read(table)
    for place in range(len(next(iter(words.values())))):
        if all(words[name][place] == word for name, word in where.items()):
            return {name: cells[place] for name, cells in words.items()}
    raise LookupError(f"{table} has no row of {where}")


def test_a_fault_names_file_row_field_value_what_was_expected_and_the_remedy():
    rule = next(rule for rule in STATED if rule["says"].startswith("The suppliers of a month"))
    where = first("gas/eu_imports_monthly", EU_TOTAL)
    tables = changed("gas/eu_imports_monthly", where, "volume_bcm", "62.511")
    (fault,) = rules.look(rule, tables).faults
    said = str(fault)
    for part in ("data/gas/eu_imports_monthly.csv, row", "field volume_bcm", "'62.511'"):
        assert part in said
    assert "expected 26.5" in said and "exception" in said
    assert read("gas/eu_imports_monthly")["month"][fault.row - 2] == "2023-03"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"where": {"country": "ATLANTIS"}}, "applies to no row"),
        ({"kind": "adds_down"}, "no kind"),
        ({"except": [{"where": {"country": "AZE"}, "because": "it may"}]}, "no row that breaks"),
        ({"except": [{"where": {"county": "AZE"}, "because": "it may"}]}, "no row that breaks"),
        ({"except": [{"where": {"country": "UZB"}}]}, "gives no reason"),
    ],
)
def test_a_rule_for_nothing_and_an_exception_that_excuses_nothing_are_errors(change, problem):
    rule = next(rule for rule in STATED if (rule["kind"], rule["table"]) == CALM)
    with pytest.raises(data.DataError, match=problem):
        rules.look({**rule, **change}, read)


CALM = ("runs_on", "power/carbon_intensity")


def test_a_promise_has_the_status_of_its_figures():
    due = {"kind": "date", "target_date": "2024-06", "target_value": "", "outcome_value": ""}
    for outcome, status in (
        ("2024-07", {"met"}),
        ("2024-08", {"met_late"}),
        ("2024", {"met", "met_late"}),
    ):
        assert rules._fates({**due, "outcome_date": outcome}) == status
    ton = {"kind": "quantity", "target_date": "2023", "target_value": "10", "outcome_date": ""}
    assert "met" not in rules._fates({**ton, "outcome_value": "9.9"})
    assert "missed" not in rules._fates({**ton, "outcome_value": "9.9"})
    assert "missed" in rules._fates({**ton, "outcome_value": "8.9"})
    assert "met" in rules._fates({**ton, "outcome_value": "10"})


def test_the_command_says_how_much_it_compared(capsys):
    assert rules.main() == 0
    assert f"{len(STATED)} rules compared" in capsys.readouterr().out
    assert json.loads((data.DATA / "rules.json").read_text(encoding="utf-8"))["about"]
