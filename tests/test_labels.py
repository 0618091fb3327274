import pytest

from corridors import data
from corridors.labels import in_words


def test_codes_become_names_numbers_get_units_and_spans_read_as_such():
    exports = data.load("gas/exports")
    rows = exports[
        (exports["destination"] == "EUROPE") & (exports["source_id"] == "report_az_2026_01_12")
    ]
    (words,) = in_words(rows, leave_out=("usable",))
    assert words.startswith("Azerbaijan, Europe")
    assert ", 2025, " in words and "12.8 bcm" in words


def test_a_unit_in_a_column_of_its_own_stands_behind_the_number():
    corridor = data.load("freight/corridor")
    rows = corridor[(corridor["value"] == 4.119) & (corridor["route"] == "titr")]
    (words,) = in_words(rows)
    assert words.endswith("cargo, total, 2025, 4.119 Mt, actual")


def test_only_the_named_columns_are_told():
    recipients = data.load("gas/recipients")
    rows = recipients[recipients["recipient"] == "GRC"]
    assert in_words(rows, only=["recipient", "eu_member"]) == ["Greece, EU member"]
    assert in_words(recipients[recipients["recipient"] == "TUR"], only=["eu_member"]) == [
        "not EU member"
    ]


def test_rows_of_no_known_table_are_refused():
    rows = data.load("gas/exports").head(1)
    rows.attrs = {}
    with pytest.raises(data.DataError, match="do not say which table"):
        in_words(rows)
