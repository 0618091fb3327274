import pytest

from corridors.claims import ledger as claims
from corridors.claims.counts import VERDICTS, in_words, tally


@pytest.fixture(scope="module")
def ledger():
    return claims.ledger()


@pytest.mark.parametrize("by", ["section", "kind"])
def test_every_claim_is_counted_once(ledger, by):
    table = tally(ledger, by)
    assert table["claims"].sum() == len(ledger)
    assert (table[list(VERDICTS)].sum(axis=1) == table["claims"]).all()
    for verdict in VERDICTS:
        assert table[verdict].sum() == (ledger["verdict"] == verdict).sum()


def test_sections_keep_the_order_of_the_paper(ledger):
    assert list(tally(ledger)["name"]) == list(claims.SECTIONS.values())
    assert list(tally(ledger[ledger["section"] == "conclusion"])["name"]) == ["Conclusion"]


def test_a_row_in_words_names_what_there_is_and_its_number(ledger):
    table = tally(ledger.assign(verdict="contradicted").head(1))
    assert in_words(table.iloc[0]) == "1 is contradicted"
    three = tally(
        ledger.assign(verdict=["supported", "partly", "not_testable"] * 19 + ["partly"] * 9)
    )
    assert in_words(three.sum()).startswith("19 hold, 28 hold in part and 19 cannot be tested")
