from html.parser import HTMLParser
from urllib.parse import urlsplit

import pandas as pd
import pytest

from corridors import data
from corridors.appendix import catalogue
from corridors.appendix import sources as source_list
from tests.figures import figure

SOURCES = source_list.sources_cited()


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.addresses, self.ids = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a":
            self.addresses.append(found["href"])
        if "id" in found:
            self.ids.append(found["id"])


@pytest.fixture(scope="module")
def shown():
    return Links(source_list.show())


def test_every_source_is_listed_once_under_the_name_that_rows_cite_it_by(shown):
    assert sorted(shown.ids) == sorted(data.load("sources")["source_id"])


def test_links_go_to_the_sources_pages_and_to_the_catalogue(shown):
    outside = [address for address in shown.addresses if urlsplit(address).scheme]
    assert sorted(outside) == sorted(data.load("sources")["url"].dropna())
    within = {address for address in shown.addresses if not urlsplit(address).scheme}
    assert within == {
        f"data.html#{catalogue.identifier(table)}" for table in source_list.citations()["table"]
    }


def test_the_rows_that_cite_a_source_are_counted_once_each():
    promises = data.load("promises/promises")
    source = promises["promise_source_id"].value_counts().index[0]
    citing = promises[["promise_source_id", "outcome_source_id"]].eq(source).any(axis=1)
    counts = source_list.citations()
    one = counts[(counts["source_id"] == source) & (counts["table"] == "promises/promises")]
    assert one["rows"].tolist() == [citing.sum()]
    assert (SOURCES["rows"] > 0).all()


def test_the_figures_count_every_source_that_they_can_show():
    years = source_list.by_year(SOURCES, since=2014)
    assert years["sources"].sum() == SOURCES["published"].notna().sum()
    old = SOURCES["year"].lt(2014).sum()
    assert years.loc[years["year"] == 2013, "sources"].sum() == old > 0
    licences = source_list.by_licence(SOURCES)
    assert licences["sources"].sum() == len(SOURCES)
    assert licences["rows"].sum() == SOURCES["rows"].sum()


def test_publishers_are_grouped_by_letter_and_the_rest_together():
    assert SOURCES.loc[SOURCES["publisher"].str.startswith("Ō"), "group"].empty
    names = pd.Series(["Émile", "trend", "1520 International", "Агентство"])
    assert names.map(source_list._letter).tolist() == [
        "E",
        "T",
        source_list.OTHER,
        source_list.OTHER,
    ]
    assert SOURCES["group"].is_monotonic_increasing


def test_the_picture_of_the_years_says_every_count():
    state, table = figure("sources-by-year").shown(), figure("sources-by-year").table()
    assert len(state.readings) == (table["sources"] > 0).sum()
    for row in table[(table["sources"] > 0) & (table["year"] > 2013)].to_dict("records"):
        assert f"{row['year']}, tier {row['tier']}: {row['sources']} sources" in state.readings
    most = table.groupby("year")["sources"].sum()
    for words in (state.title, state.sentence):
        assert str(most.max()) in words and str(most.idxmax()) in words


def test_the_picture_of_the_licences_says_the_sources_and_the_rows_of_each():
    state, table = figure("sources-by-licence").shown(), figure("sources-by-licence").table()
    told = " ".join(state.readings)
    for licence, rows in table.groupby("licence"):
        for count in (rows["sources"].sum(), rows["rows"].sum()):
            assert f"({count:,})" in told
            assert f"{count:,}" in state.sentence
        assert licence in told
