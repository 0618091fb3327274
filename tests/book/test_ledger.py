"""The page of the ledger, used as readers do: filters, addresses, links, print, no script."""

import gzip
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from corridors.claims import ledger as claims
from corridors.claims.judging import WORDS
from tests.claims.order import as_on_the_page
from tests.explore.reader import SMALL, listening

PAGE = "chapters/appendix/ledger.html"
LEDGER = as_on_the_page(claims.ledger()).set_index("claim_id")
ALL = list(LEDGER.index)

ON_TOP = """(entry) => {
  const box = entry.querySelector("summary").getBoundingClientRect();
  return entry.contains(document.elementFromPoint(box.left + 30, box.top + 10));
}"""


@pytest.fixture(params=["http", "file"])
def url(request, site, book):
    """Where the ledger is: on a server, and in a folder."""
    return f"{site if request.param == 'http' else book.as_uri()}/{PAGE}"


@pytest.fixture
def quiet(page, site, book):
    """A page that must not complain by the end of the test, nor ask for anything from elsewhere."""
    with listening(page, site, book.as_uri()):
        yield page


def shown(page):
    """The claims that are to be seen."""
    return page.locator(".claim:visible").evaluate_all("all => all.map(one => one.id)")


def count(page):
    return page.locator(".claims-count").inner_text()


def of(**values):
    """The claims of the ledger with these values."""
    rows = LEDGER
    for column, value in values.items():
        rows = rows[rows[column] == value]
    return list(rows.index)


def test_the_page_opens_with_all_claims_and_its_filters(quiet, url):
    quiet.goto(url)
    assert shown(quiet) == ALL
    assert count(quiet) == f"{len(ALL)} of {len(ALL)} claims"
    for label in ("Section", "Kind of claim", "Verdict", "What is tested", "Confidence"):
        expect(quiet.get_by_label(label, exact=True)).to_be_visible()


@pytest.mark.parametrize("name", ["section", "kind", "verdict", "confidence"])
def test_every_choice_of_a_filter_shows_its_claims_and_their_number(quiet, url, name):
    quiet.goto(url)
    options = quiet.locator(f"#claims-{name} option").evaluate_all("all => all.map(o => o.value)")
    for option in filter(None, options):
        quiet.select_option(f"#claims-{name}", option)
        wanted = of(**{name: option.replace("-", " ") if name == "confidence" else option})
        if option == "none":
            wanted = of(confidence="")
        assert shown(quiet) == wanted
        assert count(quiet).startswith(f"{len(wanted)} of {len(ALL)} claims")


@pytest.mark.parametrize("part", ["", *WORDS])
def test_the_claims_tested_whole_in_part_or_not_at_all_can_be_told_apart(quiet, url, part):
    untested = LEDGER["verdict"] == "not_testable"
    wanted = untested if part == "not_testable" else (LEDGER["verdict_on_part"] == part) & ~untested
    quiet.goto(f"{url}?part={part or 'whole'}")
    assert shown(quiet) == list(LEDGER.index[wanted])
    assert wanted.any()


def test_filters_work_together_by_keyboard_and_are_taken_back_by_a_button(quiet, url):
    quiet.goto(url)
    quiet.get_by_label("Section", exact=True).focus()
    quiet.keyboard.type("Energy")
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("Tab")
    assert quiet.evaluate("document.activeElement.name") == "verdict"
    quiet.keyboard.type("partly")
    assert shown(quiet) == of(section="energy_logistics", verdict="partly")
    button = quiet.get_by_role("button", name="Show all claims")
    button.focus()
    quiet.keyboard.press("Enter")
    assert shown(quiet) == ALL


def test_a_search_finds_words_in_the_entries_whatever_their_case_or_accents(quiet, url):
    quiet.goto(url)
    field = quiet.get_by_label("Search in the entries")
    field.fill("crucial SUBSTITUTE")
    assert shown(quiet) == ["c22"]
    field.fill("crúcial substitute")
    assert shown(quiet) == ["c22"]
    field.fill("c24")
    assert "c24" in shown(quiet)
    field.fill("def replaced_russia")
    assert shown(quiet) == []
    assert count(quiet) == f"0 of {len(ALL)} claims: none fits all the filters"
    field.fill("")
    assert shown(quiet) == ALL


def test_the_address_of_a_filtered_view_opens_it_again(quiet, url):
    quiet.goto(url)
    quiet.select_option("#claims-verdict", "supported")
    quiet.get_by_label("Search in the entries").fill("gas")
    before = shown(quiet)
    assert quiet.url.endswith("?verdict=supported&q=gas")
    quiet.goto(quiet.url)
    assert shown(quiet) == before
    expect(quiet.get_by_label("Verdict", exact=True)).to_have_value("supported")


@pytest.mark.parametrize("query", ["verdict=maybe", "confidence=%zz&q=", "nonsense=1", "verdict="])
def test_an_address_that_makes_no_sense_shows_all(quiet, url, query):
    quiet.goto(f"{url}?{query}")
    assert shown(quiet) == ALL


@pytest.mark.parametrize("query", ["", "?verdict=supported", "?section=conclusion&q=zzz"])
def test_the_address_of_a_claim_opens_it_in_sight_whatever_is_filtered(quiet, url, query):
    quiet.goto(f"{url}{query}#c22")
    entry = quiet.locator("#c22")
    assert entry.evaluate("entry => entry.open")
    expect(entry.locator("summary").first).to_be_in_viewport()
    assert entry.evaluate(ON_TOP)
    assert shown(quiet) == ALL
    expect(entry.locator(".claim-finding")).to_be_visible()


def test_a_claim_that_fits_the_filters_opens_within_them(quiet, url):
    quiet.goto(f"{url}?section=energy_logistics#c22")
    assert quiet.locator("#c22").evaluate("entry => entry.open")
    assert shown(quiet) == of(section="energy_logistics")


def test_a_link_within_the_page_opens_another_claim_and_back_keeps_the_filters(quiet, url):
    quiet.goto(f"{url}?verdict=partly")
    quiet.evaluate("location.hash = '#c24'")
    expect(quiet.locator("#c24 .claim-finding")).to_be_visible()
    quiet.go_back()
    assert shown(quiet) == of(verdict="partly")


def test_the_numbers_of_the_key_lead_to_their_claims(quiet, url):
    quiet.goto(url)
    quiet.locator(".claims-key a").first.click()
    wanted = of(verdict="supported")
    expect(quiet.locator(".claims-count")).to_have_text(f"{len(wanted)} of {len(ALL)} claims")
    assert shown(quiet) == wanted
    expect(quiet.get_by_role("heading", name="The claims")).to_be_in_viewport()


def test_entries_open_one_by_one_and_all_that_are_shown_at_once(quiet, url):
    quiet.goto(url)
    quiet.locator("#c21 > summary").click()
    expect(quiet.locator("#c21 .claim-finding")).to_be_visible()
    quiet.select_option("#claims-section", "conclusion")
    quiet.get_by_role("button", name="Open all shown").click()
    opened = quiet.locator(".claim[open]").evaluate_all("all => all.map(one => one.id)")
    assert opened == ["c21", *of(section="conclusion")]
    quiet.get_by_role("button", name="Close all").click()
    assert quiet.locator(".claim[open]").count() == 0


def test_without_a_script_every_claim_is_there_and_no_filter_that_would_not_answer(browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/{PAGE}?verdict=supported")
        assert page.locator(".claim:visible").count() == len(ALL)
        expect(page.locator(".claims-filters")).to_be_hidden()
        page.locator("#c22 > summary").click()
        expect(page.locator("#c22 .claim-finding")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_every_entry_is_open_with_its_evidence_and_its_code(browser, site, script):
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{site}/{PAGE}")
        page.emulate_media(media="print")
        # a page hears of paper a frame later
        expect(page.locator(".claim-finding:visible")).to_have_count(len(ALL))
        codes = page.locator(".claim-code pre").count()
        assert codes > len(ALL) / 2
        expect(page.locator(".claim-code pre:visible")).to_have_count(codes)
        expect(page.locator(".claims-filters")).to_be_hidden()


def test_printing_leaves_the_entries_as_they_were(quiet, url):
    quiet.goto(url)
    quiet.locator("#c21 > summary").click()
    quiet.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert quiet.locator(".claim:not([open])").count() == 0
    quiet.evaluate("dispatchEvent(new Event('afterprint'))")
    assert quiet.locator(".claim[open]").evaluate_all("all => all.map(one => one.id)") == ["c21"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_open_entries_have_no_accessibility_violation_and_fit(page, site, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/{PAGE}?section=energy_logistics")
    page.get_by_role("button", name="Open all shown").click()
    page.locator(".claim[open] .claim-code summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page).response["violations"]
    assert not [f"{v['id']}: {n['html'][:200]}" for v in violations for n in v["nodes"]]


def test_the_filters_suit_a_finger(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/{PAGE}")
    assert page.locator(".claims-filters").evaluate(SMALL) == []


def test_the_page_is_light(book):
    assert len(gzip.compress((book / PAGE).read_bytes())) < 150_000


def test_the_downloads_are_beside_the_pages_and_whole(book):
    entries = json.loads((book / "data" / "ledger.json").read_text("utf-8"))
    assert [entry["claim_id"] for entry in entries] == list(claims.ledger()["claim_id"])
    lines = (book / "data" / "ledger.csv").read_text("utf-8").splitlines()
    assert len(lines) == len(ALL) + 1


def test_only_the_ledger_loads_the_ledgers_script_and_style(book):
    for path in book.rglob("*.html"):
        text = path.read_text("utf-8")
        is_ledger = path == book / PAGE
        assert ("ledger.js" in text) == is_ledger, path
        assert ("ledger.css" in text) == is_ledger, path
        has_verdicts = re.search(r'class="[^"]*\bverdict-', text) is not None
        assert ("verdicts.css" in text) == has_verdicts, path


def anchors(text):
    return set(re.findall(r'\bid="([^"]+)"', text))


def test_every_badge_leads_to_its_entry_and_every_entry_back(book):
    home = (book / PAGE).read_text("utf-8")
    places = 0
    for path in (book / "chapters").glob("*.html"):
        text = path.read_text("utf-8")
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        for claim in re.findall(r'href="[^"]*ledger\.html#(c\d+)"', text):
            assert claim in anchors(home), (path, claim)
        roles = re.findall(
            r'<a class="verdict [^>]*href="appendix/ledger\.html#(c\d+)" id="([^"]+)"', text
        )
        listed = re.findall(r'<li id="(c\d+)" class="ledger-', text)
        for claim, id in [*roles, *((claim, claim) for claim in listed)]:
            (entry,) = re.findall(rf'<details class="claim [^"]*" id="{claim}".*?</dl>', home, re.S)
            assert f'href="../{path.name}#{id}"' in entry, (path, claim)
            places += 1
    assert places > len(of(section="energy_logistics"))


def test_the_entries_lead_to_anchors_that_are_there(book):
    home = (book / PAGE).read_text("utf-8")
    links = re.findall(r'href="\.\./(\w+\.html)#([^"]+)"', home)
    assert links
    for file, id in links:
        assert id in anchors((book / "chapters" / file).read_text("utf-8")), (file, id)


def test_a_badge_in_a_text_says_its_verdict_and_leads_to_the_open_entry(quiet, site):
    quiet.goto(f"{site}/chapters/03_energy_and_logistics.html")
    badge = quiet.locator("#in-text-c24-1")
    expect(badge).to_have_text(re.compile(rf"c24: {WORDS[LEDGER.loc['c24', 'verdict']]}"))
    badge.click()
    expect(quiet.locator("#c24 .claim-finding")).to_be_visible()
    quiet.locator("#c24 .claim-places a").first.click()
    expect(quiet.locator("li#c24")).to_be_in_viewport()


def test_verdicts_differ_in_shape_and_frame_not_in_colour_alone(page, site):
    page.goto(f"{site}/{PAGE}")
    frames = page.locator(".claims-key .verdict").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).borderTopStyle, one.firstChild.textContent])"
    )
    assert len(frames) == 4
    for look in zip(*frames, strict=True):
        assert len(set(look)) == 4


def test_a_badge_without_a_ledger_in_the_book_is_no_link(small_book):
    small_book.text("index", "# A book\n\nSo {claim}`c24` it is.\n")
    build = small_book.build()
    assert build.returncode == 0, build.stderr
    text = small_book.page("index").read_text("utf-8")
    assert "c24: supported" in text and "ledger.html" not in text


def test_a_badge_of_no_claim_fails_the_build_and_names_the_claims(small_book):
    small_book.text("index", "# A book\n\nSo {claim}`c99` it is.\n")
    assert (
        f"the paper's claims have no 'c99'; they are c01 to c{len(LEDGER)}"
        in small_book.why_it_fails()
    )
