import re

import pandas as pd
import pytest
import yaml

from corridors import data
from corridors.appendix import cite

FIELDS = r"^  (\w+) = \{(.*)\},?$"


def test_the_book_is_cited_as_its_citation_file_says():
    said = yaml.safe_load(cite.FILE.read_text(encoding="utf-8"))
    words = cite.in_words(cite.book())
    for part in (said["title"], str(said["version"]), said["authors"][0]["name"]):
        assert part in words
    entry = cite.bibtex(cite.book(), "three_corridors")
    fields = dict(re.findall(FIELDS, entry, re.MULTILINE))
    assert entry.startswith("@software{three_corridors,\n") and entry.endswith("\n}")
    assert fields["version"] == said["version"]
    assert fields["author"] == f"{{{said['authors'][0]['name']}}}"


def test_the_paper_is_cited_as_the_bibliography_has_it(root):
    paper = cite.book()["references"][0]
    entry = cite.bibtex(paper, "bayramli_sultanli_2025", "techreport")
    kept = (root / "chapters/references.bib").read_text(encoding="utf-8")
    known = kept[kept.index("@techreport{bayramli_sultanli_2025") :].partition("\n}")[0]
    fields = dict(re.findall(FIELDS, entry, re.MULTILINE))
    expected = dict(re.findall(FIELDS, known, re.MULTILINE))
    for name in ("author", "title", "year", "institution", "address"):
        assert fields[name] == expected[name]


def test_people_are_named_family_name_first_and_joined_as_each_form_asks():
    people = [{"family-names": "A", "given-names": "B"}, {"family-names": "C"}, {"name": "D"}]
    cited = {"authors": people, "title": "T", "year": 2025, "date-released": "2025-01-01"}
    assert cite.in_words(cited).startswith("A, B, C and D (2025). T.")
    assert "author = {A, B and C and {D}}" in cite.bibtex(cited, "t")


def test_a_citation_file_without_a_needed_key_is_refused(tmp_path):
    file = tmp_path / "CITATION.cff"
    file.write_text("title: T\nauthors: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"CITATION.cff lacks version"):
        cite.book(file)


def test_a_row_is_cited_by_its_line_with_the_source_that_it_names():
    lines = (data.DATA / "gas/exports.csv").read_text(encoding="utf-8").splitlines()
    words = cite.row_reference("gas/exports", 10)
    source = data.load("gas/exports")["source_id"].iloc[8]
    assert source in lines[9]
    row = data.load("sources").set_index("source_id").loc[source]
    assert row["title"] in words and row["publisher"] in words
    assert words.endswith("data/gas/exports.csv, row 10.")


@pytest.mark.parametrize("row", [0, 1, 10_000])
def test_a_row_that_is_not_there_is_refused(row):
    with pytest.raises(IndexError, match="has the rows 2 to"):
        cite.row_reference("gas/exports", row)


def test_a_deep_link_keeps_its_choices_and_leads_up_from_the_appendix():
    link = cite.deep_link("chapters/03_x", "gas-shock", supplier="United States", cut="50")
    assert 'href="../03_x.html#gas-shock?supplier=United+States&amp;cut=50"' in link


def test_every_footnote_says_what_it_is_cited_for_and_whether_its_address_fits():
    rows = data.load("policy/references")
    notes = rows[rows["footnote"] > 0]
    shown = cite.footnotes()
    assert shown.count("<li>") == len(notes) == 7
    for row in notes.to_dict("records"):
        assert f'href="{row["url"]}"' in shown
        assert pd.notna(row["cited_for"]) and row["address"] in cite.ADDRESS
    differing = notes[notes["address"] == "differs"]
    assert shown.count(cite.ADDRESS["differs"]) == len(differing) > 0
    assert differing["note"].notna().all()


def test_the_bibliography_has_every_work_of_the_footnotes(root):
    kept = (root / "chapters/references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{(\w+),", kept, re.MULTILINE)
    assert set(data.load("policy/references")["key"]) <= set(keys)
    assert len(keys) == len(set(keys))
