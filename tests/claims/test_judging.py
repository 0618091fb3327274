"""What a claim's test must hand over."""

import pytest

from corridors import data
from corridors.claims.judging import ClaimTest, Finding


def test_a_rule_that_hands_over_rows_without_all_columns_is_told_so():
    def exports_grew(exports):
        return Finding("supported", "So it is.", (exports.head(2)[["source_id"]],))

    assert "exporter" in data.load("gas/exports")
    test = ClaimTest("a rule", "a row", ("gas/exports",), exports_grew)
    with pytest.raises(ValueError, match="exports_grew: its rows of gas/exports lack exporter, "):
        test.run()
