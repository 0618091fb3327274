"""The ledger as HTML, JSON and CSV."""

import csv
import io
import json
import re

import pandas as pd
import pytest

from corridors import data
from corridors.appendix import ledger as page
from corridors.claims import counts
from corridors.claims import ledger as claims
from corridors.claims.badges import SYMBOLS, Badges
from corridors.claims.judging import WORDS
from tests.claims.order import as_on_the_page
from tests.figures import figure


@pytest.fixture(scope="module")
def ledger():
    return claims.ledger()


@pytest.fixture(scope="module")
def html(ledger):
    return page.Ledger(ledger)._repr_html_()


def entry_of(ledger, claim_id, **changes):
    row = ledger.set_index("claim_id", drop=False).loc[claim_id].to_dict() | changes
    return page.entry(row)


def test_every_claim_has_one_entry_with_its_verdict_in_words_and_shape(ledger, html):
    ids = re.findall(r'<details class="claim [^"]*" id="(c\d+)"', html)
    assert ids == list(as_on_the_page(ledger)["claim_id"])
    for row in ledger.to_dict("records"):
        (head,) = re.findall(rf'id="{row["claim_id"]}".*?</summary>', html)
        assert WORDS[row["verdict"]] in head
        assert SYMBOLS[row["verdict"]] in head


def test_a_claim_tested_in_part_says_what_is_tested_and_the_verdict_on_it(ledger):
    row = ledger[ledger["claim_id"] == "c20"].iloc[0]
    told = f"Only a part can be tested: {row['part']}. This part is supported."
    assert row["verdict"] == "partly"
    assert told in entry_of(ledger, "c20") and told in Badges(ledger)._repr_html_()
    assert 'data-part="supported"' in entry_of(ledger, "c20")
    assert 'data-part="whole"' in entry_of(ledger, "c21")
    assert 'data-part="not_testable"' in entry_of(ledger, "c07")


def test_the_key_counts_the_claims_of_which_a_part_holds(ledger):
    held = (ledger["verdict_on_part"] == "supported").sum()
    assert held > 0
    assert f'{held} of them <a href="?part=supported#the-claims">' in page.Key(ledger)._repr_html_()
    none = page.Key(ledger.assign(verdict_on_part=""))._repr_html_()
    assert "of them" not in none


def test_ids_are_unique_on_the_page(html):
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_every_value_of_an_entry_can_be_chosen_in_a_filter(html):
    for name in ("section", "kind", "verdict", "part", "confidence", "first"):
        (select,) = re.findall(rf'<select [^>]*name="{name}">(.*?)</select>', html)
        offered = set(re.findall(r'<option value="([^"]+)"', select))
        assert set(re.findall(rf'data-{name}="([^"]+)"', html)) <= offered


def test_an_entry_tells_the_rule_the_part_the_figures_and_what_would_change_it(ledger):
    shown = entry_of(ledger, "c22")
    row = ledger.set_index("claim_id").loc["c22"]
    for text in (row["note"], row["part"], row["would_change"][1:], row["rule"][1:]):
        assert page.escape(text) in shown
    assert '<th scope="row">Lost</th><td>1,367</td><td>TWh</td>' in shown
    assert "def replaced_russia(" in shown and row["code"] in shown


def test_an_entry_of_many_rows_shows_some_of_all_tables_and_says_how_many_more(ledger):
    rows = claims.evidence("c22")
    assert len(rows) > page.MOST_ROWS
    shown = entry_of(ledger, "c22")
    assert len(re.findall(r", line \d+</li>", shown)) == page.MOST_ROWS
    assert f"And {len(rows) - page.MOST_ROWS} more rows, of {len(rows)}" in shown
    for table in rows["table"].unique():
        assert f"../../data/{table}.csv" in shown


def test_the_rows_of_an_entry_stand_under_their_sources_with_an_address(ledger):
    shown = entry_of(ledger, "c24")
    for source in claims.sources_of("c24").head(page.MOST_ROWS).to_dict("records"):
        assert page.escape(source["title"]) in shown
    assert (
        len(re.findall(r'<a href="https?://', shown))
        >= claims.evidence("c24")["source_id"].nunique()
    )


def test_words_of_a_claim_cannot_become_markup(ledger):
    shown = entry_of(ledger, "c22", claim="<script>alert(1)</script>", finding="a < b & c")
    assert "<script>" not in shown and "a &lt; b &amp; c" in shown


@pytest.mark.parametrize(
    ("spread", "told"), [(0.0, "do not differ"), (0.00007, "do not differ"), (0.02, "up to 2.0")]
)
def test_a_difference_too_small_to_be_told_is_none(ledger, spread, told):
    shown = entry_of(ledger, "c21", widest_spread=spread, disputed="")
    assert f"reports of one observation {told}" in shown.replace("differ by up to", "up to")


def test_a_claim_that_the_first_reading_judged_otherwise_says_so(ledger):
    shown = entry_of(ledger, "c22", first_verdict="contradicted")
    assert "differs from the computed verdict, partly supported" in shown
    assert 'data-first="differs"' in shown


def test_a_claim_without_a_test_shows_its_note_and_no_code(ledger):
    row = ledger.set_index("claim_id").loc["c22"].to_dict() | {
        "rule": "", "part": "", "figures": {}, "code": "", "confidence": "", "verdict":
        "not_testable", "newest_evidence": None, "claim_id": "c01",
    }  # fmt: skip
    shown = page.entry(row)
    assert "<dt>Rule</dt>" not in shown and "claim-code" not in shown
    assert "without a verdict there is nothing to be sure of" in shown


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("year", 2025, "2025"),
        ("first_china", 2023, "2023"),
        ("pipeline_twh", 2023.0, "2,023"),
        ("covers_azerbaijan", False, "no"),
        ("covers_azerbaijan", "True", "yes"),
        ("lost_twh", 1366.99, "1,367"),
        ("part_percent", 2.6797, "2.68"),
        ("share", 0.012345, "0.01235"),
        ("count", 77000, "77,000"),
        ("nothing", 0.0, "0"),
        ("gone", float("nan"), "–"),
        ("who", "trade_bloc", "trade bloc"),
        ("fall_percent", -8.14, "-8.14"),
    ],
)
def test_figures_are_shown_with_as_many_digits_as_help(name, value, told):
    assert page.shown(name, value) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("steps_central_asia", ("Steps Central Asia", "")),
        ("gain_kgz_points", ("Gain Kyrgyzstan", "points")),
        ("first_turkiye", ("First Türkiye", "")),
        ("eu_members", ("EU members", "")),
        ("black_sea_mw", ("Black Sea", "MW")),
        ("european", ("European", "")),
        ("among_central_asians", ("Among Central Asians", "")),
        ("russia_now_with_lng_percent", ("Russia now with LNG", "%")),
        ("lead_times", ("Lead", "times")),
    ],
)
def test_figures_have_names_as_readers_write_them(name, told):
    assert page._name_and_unit(name) == told


def test_a_row_of_evidence_is_told_without_the_names_that_only_the_code_uses():
    steps = claims.evidence("c47")["what"]
    assert any(
        words.startswith("2007-06-21 to 2007-06-22, EU adopts its first strategy")
        for words in steps
    )
    promise = claims.evidence("c59")
    sources = set(data.load("promises/promises")["promise_source_id"].str.replace("_", " "))
    assert not any(name in words for words in promise["what"] for name in sources)


def test_every_field_of_the_downloads_is_explained_beside_them(ledger):
    assert list(page.FIELDS) == list(ledger.columns)
    (first, *_) = page.plain(ledger.head(1))
    assert list(first) == [*page.FIELDS, *page.FIELDS_OF_JSON]
    for name in first:
        assert f"<dt><code>{name}</code></dt>" in page.downloads()
    for columns, rows in (("evidence_rows", first["evidence_rows"]), ("sources", first["sources"])):
        for name in rows[0]:
            assert name in page.FIELDS_OF_JSON[columns]


def test_the_json_is_valid_and_holds_every_claim_with_every_row_of_evidence(ledger):
    def refuse(constant):
        raise AssertionError(constant)

    entries = json.loads(page.as_json(ledger), parse_constant=refuse)
    assert [entry["claim_id"] for entry in entries] == list(ledger["claim_id"])
    for entry in entries:
        assert len(entry["evidence_rows"]) == len(claims.evidence(entry["claim_id"]))
        named = {source["source_id"] for source in entry["sources"]}
        assert {row["source_id"] for row in entry["evidence_rows"]} - {None} <= named
    by_id = {entry["claim_id"]: entry for entry in entries}
    assert by_id["c24"]["figures"] == {"everyone": 12, "european": 10, "eu_members": 8}
    assert any(entry["widest_spread"] is None for entry in entries)


def test_the_downloads_are_the_same_each_time(ledger):
    assert page.as_json(ledger) == page.as_json(claims.ledger())
    assert page.as_csv(ledger) == page.as_csv(claims.ledger())


def test_the_csv_has_a_row_a_claim_and_figures_that_can_be_read(ledger):
    rows = list(csv.DictReader(io.StringIO(page.as_csv(ledger))))
    assert [row["claim_id"] for row in rows] == list(ledger["claim_id"])
    figures = {row["claim_id"]: json.loads(row["figures"]) for row in rows}
    assert figures["c24"] == {"everyone": 12, "european": 10, "eu_members": 8}


def test_the_key_counts_all_claims_and_leads_to_those_of_a_verdict(ledger):
    shown = page.Key(ledger)._repr_html_()
    counted = sum(int(number) for number in re.findall(r">(\d+) claims?<", shown))
    assert counted == len(ledger)
    for verdict in ledger["verdict"].unique():
        assert f'href="?verdict={verdict}#the-claims"' in shown


@pytest.fixture
def made_up():
    """A ledger of three claims, one of each verdict."""
    return pd.DataFrame(
        {
            "claim_id": ["c01", "c02", "c05"],
            "section": ["introduction", "introduction", "regionalism"],
            "claim": ["One.", "Two.", "Three."],
            "verdict": ["partly", "supported", "contradicted"],
            "verdict_on_part": ["supported", "", ""],
            "first_verdict": ["partly", "partly", "not_testable"],
            "confidence": ["very low", "high", "very high"],
        }
    )


def test_claims_stand_in_the_row_of_their_section_by_verdict(made_up):
    table = counts.by_section(made_up)
    assert list(table["claim_id"]) == ["c02", "c01", "c05"]
    assert list(table["stack"]) == [1, 2, 1]
    assert list(table["outcome"]) == ["supported", counts.PART_HOLDS, "contradicted"]
    said = counts.describe_sections(table)
    assert "of the partly supported 1 hold in all that can be tested" in said
    assert "1 supported, 1 partly supported, 1 contradicted and 0 not testable" in said
    assert "The contradicted claims are in Regionalism: 1." in said


def test_confidence_counts_only_claims_with_a_verdict(made_up):
    table = counts.by_confidence(made_up.assign(verdict=["partly", "not_testable", "partly"]))
    assert table["claims"].sum() == 2
    assert counts.describe_confidence(table).startswith("Of 2 claims with a verdict 1 have high")
    none = counts.by_confidence(made_up.assign(confidence=""))
    assert counts.describe_confidence(none) == "No claim has a verdict yet."


def test_first_readings_and_computed_verdicts_are_counted_in_pairs(made_up):
    table = counts.first_reading(made_up)
    assert table.to_numpy().sum() == 3
    assert table.loc["supported", "partly supported"] == 1
    assert table.loc["contradicted", "not testable"] == 1


@pytest.mark.parametrize("which", ["whole", "made up"])
def test_the_pictures_have_a_mark_a_claim_and_a_mark_a_count(ledger, made_up, which):
    table = ledger if which == "whole" else made_up
    drawn = figure("ledger-by-section").drawn(counts.by_section(table))
    assert len(drawn.marks) == len(table)
    assert {mark.text[:3] for mark in drawn.marks} == set(table["claim_id"])
    drawn = figure("ledger-confidence").drawn(counts.by_confidence(table))
    assert len(drawn.marks) == len(counts.by_confidence(table))
