"""The catalogue and the list of sources as a reader without scripts, on a phone, has them."""

import gzip

import pytest
from playwright.sync_api import expect

from corridors import data
from corridors.appendix import catalogue

APPENDIX = "chapters/appendix"


@pytest.fixture
def plain(browser):
    """A page on a phone that runs no script."""
    with browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    ) as context:
        yield context.new_page()


def test_without_scripts_a_choice_leaves_the_tables_it_names(plain, site):
    plain.goto(f"{site}/{APPENDIX}/data.html")
    entries = plain.locator("details[data-used]:visible")
    expect(entries).to_have_count(len(data.names()))
    plain.check('.choice [value="unused"]')
    expect(entries).to_have_count(len(catalogue.unused()))
    plain.check('.choice [value="3"]')
    in_three = catalogue.overview(data.names())["chapters"].str.split(", ").map(lambda n: "3" in n)
    expect(entries).to_have_count(int(in_three.sum()))


def test_a_link_to_a_table_opens_its_entry(plain, site):
    entry = catalogue.identifier("gas/exports")
    plain.goto(f"{site}/{APPENDIX}/data.html#{entry}")
    about = plain.locator(f"#{entry} p").first  # no words are found by within <noscript>
    expect(about).to_be_visible()
    assert "Rows with flow_kind via_tanap" in about.inner_text()


def test_without_scripts_a_choice_of_tier_leaves_its_sources_and_their_groups(plain, site):
    plain.goto(f"{site}/{APPENDIX}/sources.html")
    tiers = data.load("sources")["tier"]
    assert plain.locator(".sources > li").count() == len(tiers)
    groups = plain.locator("details:has(.sources):visible")
    everything = groups.count()
    plain.check('.choice [value="1"]')
    first = plain.locator('details:has(.sources li[data-tier="1"])').count()
    assert groups.count() == first < everything
    groups.nth(0).locator("summary").click()
    shown = groups.nth(0).locator("li:visible")
    assert shown.count() > 0
    assert {item.get_attribute("data-tier") for item in shown.all()} == {"1"}


def test_the_list_of_sources_is_light_enough_for_one_page(book):
    page = (book / APPENDIX / "sources.html").read_bytes()
    weight = len(gzip.compress(page))
    assert weight < 150_000, "as light as a chapter"
    assert weight < 100 * len(data.load("sources")), "and each source has little beside its words"
