"""What is folded is built when it is wanted: a page is light as it opens, and lacks nothing."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from corridors.book import folds
from corridors.book.code import SWITCH
from tests.explore.reader import until

CHAPTER = "chapters/03_energy_and_logistics.html"
LEDGER = "chapters/appendix/ledger.html"
PUT_OFF = "document.querySelectorAll('details > .later').length"
FIGURES = "document.querySelectorAll('figure.explorer').length"


def page_of(body: str) -> str:
    return f"<html><body><article>{body}</article></body></html>"


WORDS = "<p>words</p>" * 100


def test_a_closed_fold_is_put_off_whole_and_an_open_or_a_small_one_is_not():
    inner = f"<details><summary>In</summary>{WORDS}</details>"
    closed = f"<details class='a'><summary>More</summary>{WORDS}{inner}</details>"
    opened = f"<details open><summary>More</summary>{WORDS}</details>"
    small = "<details><summary>More</summary><p>words</p></details>"
    done = folds.put_off(page_of(opened + closed + small))
    assert re.findall(r'<noscript class="later">(.*?)</noscript>', done) == [WORDS + inner]
    assert (
        done.replace(folds.LATER, "")
        .replace("</noscript>", "")
        .startswith(page_of(opened + closed + small).partition("</article>")[0])
    )
    assert folds.put_off(done) == done


def test_code_is_put_off_and_the_controls_of_a_figure_are_not():
    code = f'<div class="cell_input docutils container"><div><pre>{WORDS}</pre></div></div>'
    controls = f'<details class="explorer-more"><summary>More</summary>{WORDS}</details>'
    done = folds.put_off(page_of(SWITCH + code + controls))
    assert done.count(folds.LATER) == 1
    assert f'container">{folds.LATER}<div><pre>' in done
    assert controls in done


def test_code_that_no_switch_hides_stands_in_its_page():
    code = f'<div class="cell_input docutils container"><div><pre>{WORDS}</pre></div></div>'
    assert folds.put_off(page_of(code)) == page_of(code)


def test_a_page_without_folds_is_left_as_it_is():
    assert folds.put_off(page_of("<p>words</p>")) == page_of("<p>words</p>")


@pytest.mark.parametrize(
    "body",
    [f"<details><summary>More</summary>{WORDS}", f"<details><summary>M</summary>{WORDS}<noscript>"],
)
def test_a_fold_that_cannot_be_put_off_is_told(body):
    with pytest.raises(ValueError, match="fold|closed"):
        folds.put_off(page_of(body + ("</details>" if "noscript" in body else "")))


MOST_ELEMENTS = 3_500


def test_a_page_as_it_opens_has_not_built_what_is_folded(unread: Page, site, address):
    unread.goto(f"{site}/{address}", wait_until="networkidle")
    unread.wait_for_timeout(500)  # the theme scrolls its contents to the page's place: no reader
    assert unread.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS
    if address in (CHAPTER, LEDGER):
        assert unread.evaluate(PUT_OFF) > 3


def test_once_somebody_reads_all_is_built_in_idle_moments(unread: Page, site):
    unread.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    before = unread.evaluate(FIGURES)
    unread.mouse.wheel(0, 300)
    until(unread, PUT_OFF, 0)
    assert unread.evaluate(FIGURES) > before
    assert unread.evaluate("document.querySelectorAll('.cell_input > .later').length") > 10


def test_a_fold_shows_what_it_has_as_it_opens_and_its_figures_answer(unread: Page, site):
    unread.goto(f"{site}/{CHAPTER}")
    put_off = unread.locator("details.more-evidence", has=unread.locator("noscript")).first
    fold = unread.locator(f"#{put_off.get_attribute('id')}")
    fold.locator("summary").first.press("Enter")
    expect(fold.locator("figure.explorer").first).to_be_visible()
    assert fold.evaluate("fold => fold.querySelectorAll('.later').length") == 0
    tools = fold.locator(".explorer-tools").first  # shown by the script of the explorers
    expect(tools).to_be_visible()
    tools.locator("[data-action=table]").click()
    expect(fold.locator(".explorer-table tr").nth(1)).to_be_visible()


@pytest.mark.parametrize(
    ("width", "shape", "other"), [(360, "tall", "wide"), (1280, "wide", "tall")]
)
def test_a_folded_figure_fetches_the_states_of_its_screen_once(
    unread: Page, site, width, shape, other
):
    asked = []
    unread.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    unread.set_viewport_size({"width": width, "height": 800})
    unread.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    unread.evaluate("wholePage()")
    packs = unread.locator(f".explorer-states[data-shape={shape}][data-pack]").evaluate_all(
        "packs => packs.map((pack) => pack.dataset.pack + '.js')"
    )
    assert len(packs) > 5
    for pack in packs:
        until_asked(unread, asked, pack)
        assert asked.count(pack) == 1
    assert not [file for file in asked if f"-{other}-" in file]


def until_asked(page: Page, asked: list[str], file: str) -> None:
    """Wait until the page has asked for a file: it does so in idle moments."""
    for _ in range(100):
        if file in asked:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never asked for {file}")


def test_an_address_leads_into_a_fold(unread: Page, site):
    unread.goto(f"{site}/{CHAPTER}")
    folded = unread.evaluate(
        """[...document.querySelectorAll('details > .later')].flatMap(({ textContent }) =>
          textContent.match(/(?<=figure class="explorer" id=")[^"]+/g) ?? [])"""
    )
    assert len(folded) > 5
    for id in (folded[0], folded[-1]):
        unread.goto("about:blank")
        unread.goto(f"{site}/{CHAPTER}#{id}")
        expect(unread.locator(f"#{id}")).to_be_in_viewport()
        unread.goto(f"{site}/{CHAPTER}")
        unread.evaluate(f"location.hash = '{id}'")  # as a link on the page does
        expect(unread.locator(f"#{id}")).to_be_in_viewport()


def test_a_link_within_the_page_marks_what_it_leads_to_in_a_fold(unread: Page, site):
    unread.goto(f"{site}/{CHAPTER}")
    mark = unread.locator(".verdict-strip a").last
    place = mark.get_attribute("href")
    expect(unread.locator(place)).to_have_count(0)
    mark.evaluate("link => link.click()")  # no sign of a reader: those build the folds too
    expect(unread.locator(f"{place}:target")).to_be_in_viewport()


def test_without_a_script_what_is_folded_is_in_the_page(browser: Browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/{CHAPTER}")
        fold = page.locator("details.more-evidence").first
        expect(fold.locator("figure.explorer svg").first).to_be_hidden()
        fold.locator("summary").first.click()
        expect(fold.locator("figure.explorer svg[data-shape=wide]").first).to_be_visible()
        page.locator("#show-code").check()
        expect(page.locator(".cell_input pre").first).to_be_visible()


def test_code_is_built_by_its_switch_and_can_be_copied(unread: Page, site):
    unread.context.grant_permissions(["clipboard-read", "clipboard-write"])
    unread.goto(f"{site}/{CHAPTER}")
    unread.locator("#show-code").check()
    code = unread.locator(".cell_input pre")
    assert code.count() > 20
    unread.locator(".cell_input").nth(3).hover()
    unread.locator(".cell_input").nth(3).locator(".copybtn").click()
    until(
        unread,
        "navigator.clipboard.readText().then((copied) => copied.trim())",
        code.nth(3).inner_text().strip(),
    )
    unread.reload()
    expect(code.nth(3), "the choice holds").to_be_visible()
    expect(unread.locator(".cell_input > .later")).to_have_count(0)
    each = unread.evaluate(
        """[...document.querySelectorAll('.cell_input')]
        .map((cell) => cell.querySelectorAll('.copybtn').length)"""
    )
    assert set(each) == {1}


def test_on_paper_nothing_is_put_off(unread: Page, site):
    unread.goto(f"{site}/{CHAPTER}")
    assert unread.evaluate(PUT_OFF) > 3
    unread.pdf()
    assert unread.evaluate(PUT_OFF) == 0


def test_a_claim_is_found_by_words_that_its_closed_entry_has(unread: Page, site):
    unread.goto(f"{site}/{LEDGER}")
    said = unread.evaluate(
        """() => {
          const [entry] = [...document.querySelectorAll('.claim')].slice(-1);
          const built = document.createElement('template');
          built.innerHTML = entry.querySelector('.later').textContent;
          return [entry.id, built.content.querySelector('p').textContent.match(/[a-z]{7,}/g)];
        }"""
    )
    entry, words = said
    unread.locator(".claims-filters [name=q]").fill(" ".join(words[:4]))
    expect(unread.locator(f"#{entry}")).to_be_visible()
    unread.locator(".claims-filters [name=q]").fill("noscript")
    expect(unread.locator(".claim:visible"), "markup is not what a claim says").to_have_count(0)
