"""The answer first, and the code on demand."""

import re

import pytest
from playwright.sync_api import expect

from corridors import data
from corridors.book import code
from corridors.claims.ledger import CHAPTERS
from tests.explore.reader import until

CLAIMS = data.load("policy/claims")
PAGES = {name: f"chapters/{page}.html" for name, page in CHAPTERS.items()}


@pytest.mark.parametrize("section", PAGES)
def test_a_chapter_says_first_what_it_means_and_last_what_was_claimed(book, section):
    html = (book / PAGES[section]).read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    heads = re.findall(r"<h2>(.*?)<a", article)
    assert heads[0] == "In brief"
    assert heads[-3] == "What this means for the argument"
    assert heads[-2:] == ["What the paper claims here", "Try it yourself"]


@pytest.mark.parametrize("section", PAGES)
def test_under_the_title_stands_a_mark_for_each_claim_that_leads_to_its_entry(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    marks = page.locator(".verdict-strip a")
    expect(marks).to_have_count(int((CLAIMS["section"] == section).sum()))
    names = marks.evaluate_all("all => all.map(one => one.textContent)")
    assert all(re.match(r"\S?c\d\d, [a-z ]+: \w", name) for name in names)
    box = marks.first.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24
    claim = marks.last.get_attribute("href")
    marks.last.click()
    expect(page.locator(f"li{claim}")).to_be_in_viewport()


DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.mark.parametrize("section", PAGES)
@pytest.mark.parametrize("size, screens", [(DESK, 1.2), (PHONE, 2)], ids=["desk", "phone"])
def test_a_chapters_best_figure_begins_before_a_reader_leaves(page, site, section, size, screens):
    page.set_viewport_size(size)
    page.goto(f"{site}/{PAGES[section]}")
    hero = page.locator("figure.explorer").first
    assert hero.bounding_box()["y"] <= screens * size["height"]
    link = page.locator(".hero-above a")
    expect(link).to_have_count(1)
    assert link.get_attribute("href") == f"#{hero.get_attribute('id')}"


@pytest.mark.parametrize("section", PAGES)
def test_three_findings_lead_to_their_figures(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    findings = page.locator("#in-brief li")
    expect(findings).to_have_count(3)
    for finding in findings.all():
        link = finding.locator("a.to-figure").last
        number = link.inner_text()
        link.click()
        figure = page.locator(f"figure{link.get_attribute('href')}")
        expect(figure).to_be_in_viewport()
        expect(figure.locator("figcaption")).to_contain_text(f"{number}.")


MAIN_LINE = """() => {
  const aside = "figure, .verdict-strip, .code-switch, #try-it-yourself"
    + ", #what-the-paper-claims-here";
  const texts = [...document.querySelectorAll("article :is(p, li)")].filter((one) =>
    one.checkVisibility() && !one.closest(aside) && !(one.matches("p") && one.closest("li")));
  const figures = [...document.querySelectorAll("figure.explorer")];
  return {
    words: texts.map((one) => one.innerText.trim().split(/\\s+/).length).reduce((a, b) => a + b, 0),
    figures: figures.filter((one) => one.checkVisibility()).length,
    height: document.querySelector("article").getBoundingClientRect().height,
  };
}"""
MOST = {"words": 2_000, "figures": 9}


@pytest.mark.parametrize("section", PAGES)
def test_the_main_line_of_a_chapter_is_read_in_ten_minutes(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    found = page.evaluate(MAIN_LINE)
    assert {name: found[name] for name in MOST if found[name] > MOST[name]} == {}


@pytest.mark.parametrize("size, screens", [(DESK, 85), (PHONE, 140)], ids=["desk", "phone"])
def test_the_six_chapters_together_are_short(page, site, size, screens):
    page.set_viewport_size(size)
    total = 0
    for chapter in PAGES.values():
        page.goto(f"{site}/{chapter}")
        total += page.evaluate(MAIN_LINE)["height"] / size["height"]
    assert total <= screens


@pytest.mark.parametrize("section", PAGES)
def test_no_sentence_of_the_main_line_tells_more_than_three_numbers(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    paragraphs = page.locator("article :is(p, li):visible:not(figure *):has(a.told)")
    texts = paragraphs.evaluate_all(
        """all => all.map(one => { const copy = one.cloneNode(true);
          for (const told of copy.querySelectorAll("a.told"))
            told.textContent = /^\\d{4}$|^[A-Z][a-z]+ \\d{4}$|^[a-z ]+$/.test(told.textContent)
              ? "then" : "\u2116";
          return copy.textContent; })"""
    )
    sentences = [one for text in texts for one in re.split(r"[.;:!?](?:\s|$)", text)]
    assert [one for one in sentences if one.count("\u2116") > 3] == []


def test_folded_evidence_says_what_is_in_it_and_opens_for_a_link_and_on_paper(page, site):
    page.goto(f"{site}/{PAGES['energy_logistics']}")
    fold = page.locator("details.more-evidence").first
    expect(fold.locator("summary").first).to_have_text(
        re.compile(r"More evidence: .+ \(\d+ (figure|table)s?.*\)")
    )
    figure = fold.locator("figure.explorer").first
    expect(figure).not_to_be_visible()
    page.goto(f"{site}/{PAGES['energy_logistics']}#{figure.get_attribute('id')}")
    page.reload()
    expect(figure).to_be_in_viewport()
    page.goto(f"{site}/{PAGES['energy_logistics']}")
    page.reload()
    expect(figure).not_to_be_visible()
    page.emulate_media(media="print")
    expect(figure).to_be_visible()


def test_rows_that_open_for_paper_are_printed_as_they_open(page, site):
    page.goto(f"{site}/{PAGES['conclusion']}")
    page.emulate_media(media="print")
    seen = page.evaluate("""() => {
      dispatchEvent(new Event("beforeprint"));
      return [...document.querySelectorAll("details.hide")].map((rows) => [...rows.children].map(
        (part) => part.offsetHeight && getComputedStyle(part).opacity));
    }""")
    assert seen and all(parts == [0, "1"] for parts in seen)


@pytest.mark.parametrize("section", PAGES)
def test_the_contents_list_no_fold_and_each_fold_has_a_name_of_its_own(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    names = page.locator("details.more-evidence > summary").all_inner_texts()
    assert len(set(names)) == len(names)
    beside = page.locator("nav.page-toc").inner_text()
    assert "More evidence" not in beside


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def reader(browser, request):
    """A page of a reader with scripts, and of one without."""
    with browser.new_context(java_script_enabled=request.param) as context:
        yield context.new_page()


CHAPTER = PAGES["eu_pivot"]


def test_a_reader_meets_no_code_and_one_switch_shows_all_of_it(reader, site):
    reader.goto(f"{site}/{CHAPTER}")
    code, switch = reader.locator(".cell_input:not(details *)"), reader.get_by_label("Show code")
    shown = reader.locator(".cell_input:not(details *):visible")
    expect(switch).to_have_count(1)
    expect(shown).to_have_count(0)
    expect(reader.get_by_text(re.compile("code cell"))).to_have_count(0)
    switch.check()
    expect(shown).to_have_count(code.count())
    switch.uncheck()
    expect(shown).to_have_count(0)


def test_hidden_code_leaves_no_gap(page, site):
    page.goto(f"{site}/{CHAPTER}")
    heights = page.locator(".cell:not(:has(.cell_output))").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert heights and set(heights) == {0}


def test_the_choice_is_remembered_on_other_pages_and_goes_with_its_reader(page, site):
    page.goto(f"{site}/{CHAPTER}")
    page.get_by_label("Show code").check()
    page.goto(f"{site}/{PAGES['conclusion']}")
    expect(page.get_by_label("Show code")).to_be_checked()
    expect(page.locator(".cell_input").first).to_be_visible()
    page.get_by_label("Show code").uncheck()
    page.goto(f"{site}/{CHAPTER}")
    expect(page.get_by_label("Show code")).not_to_be_checked()


def test_where_storage_is_refused_the_switch_works_on_its_page(page, site):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    failed = []
    page.on(
        "pageerror", lambda error: failed.append(str(error)) if "show-code" in str(error) else 0
    )
    page.goto(f"{site}/{CHAPTER}")
    page.get_by_label("Show code").check()
    expect(page.locator(".cell_input").first).to_be_visible()
    assert not failed


def test_what_a_cell_folds_is_named_as_rows(page, site):
    page.goto(f"{site}/{PAGES['green_transition']}")
    page.locator("details.more-evidence:has(details.below-input) > summary").first.click()
    fold = page.locator("details.more-evidence[open] details.below-input").first
    expect(fold.locator("summary")).to_contain_text("Rows behind this")
    fold.locator("summary").click()
    expect(fold.locator("table")).to_be_visible()
    expect(fold.locator("summary")).to_contain_text("Hide the rows")


@pytest.mark.parametrize("section", PAGES)
def test_a_long_table_is_folded_in_a_chapter_and_stands_open_on_paper(page, site, section):
    page.goto(f"{site}/{PAGES[section]}")
    tables = page.locator(".cell_output table.dataframe")
    lengths = tables.evaluate_all(
        "all => all.filter(one => !one.closest('figure, details'))"
        ".map(one => one.tBodies[0].rows.length)"
    )
    assert max(lengths, default=0) <= code.LONG
    folded = page.locator("details.below-input table")
    if folded.count():
        expect(folded.first).not_to_be_visible()
        page.emulate_media(media="print")
        expect(folded.first).to_be_visible()


def test_the_order_of_the_contents_beside_the_page_is_that_of_its_sections(book):
    html = (book / CHAPTER).read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    heads = re.findall(r'<section id="([\w-]+)">\s*<h2>', article)
    beside = html[html.index('class="page-toc') :]
    linked = re.findall(r'href="#([\w-]+)"', beside[: beside.index("</nav>")])
    assert [id for id in linked if id in heads] == heads


@pytest.mark.parametrize("section", PAGES)
def test_the_brief_of_a_chapter_is_one_printed_page_with_findings_figure_and_address(
    page, site, section
):
    page.goto(f"{site}/{PAGES[section]}")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the one-page brief").click()
    page.emulate_media(media="print")
    for part in ("h1", ".verdict-strip", "#in-brief li", "figure.explorer svg"):
        expect(page.locator(f"article {part}").locator("visible=true").first).to_be_visible()
    expect(page.locator(".brief-address")).to_contain_text(PAGES[section])
    assert page.locator("article h2:visible").all_inner_texts() == ["In brief"]
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    printed = page.pdf(format="Letter", margin=margins)  # shorter than A4
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


def test_a_stranger_sees_on_the_front_page_what_was_promised_and_what_came(page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/chapters/index.html")
    figure = page.locator("figure#came-and-aimed")
    assert figure.bounding_box()["y"] < PHONE["height"] / 2
    title = figure.locator(".explorer-title").inner_text()
    assert re.fullmatch(r"So far: \d+% of the gas, \d+% of the freight, \d+% of the .+", title)
    figure.get_by_role("slider").press("Home")
    expect(figure.locator(".explorer-title")).not_to_have_text(title)


def test_the_front_page_has_a_card_for_each_chapter_under_its_title(page, site):
    page.goto(f"{site}/chapters/index.html")
    cards = page.locator("#the-six-chapters li")
    expect(cards).to_have_count(len(PAGES))
    for card, address in zip(cards.all(), PAGES.values(), strict=True):
        title = card.locator("a").first.inner_text()
        with page.context.new_page() as other:
            other.goto(f"{site}/{address}")
            heading = other.locator("h1").inner_text().replace("#", "").strip()
        assert heading == title


CHARTS_OF_CARDS = """() => [...document.querySelectorAll("#the-six-chapters li")].map((card) => {
    const texts = [...card.querySelectorAll("svg text")];
    const boxes = texts.map((text) => text.getBoundingClientRect());
    const [frame] = card.querySelector("svg").getClientRects();
    const beside = (a, b) => a.right <= b.left || b.right <= a.left;
    const touch = (a, b) => !beside(a, b) && a.top < b.bottom && b.top < a.bottom;
    return {
        says: [...card.querySelectorAll("p")].map((words) => words.textContent).join(" "),
        tells: texts.filter((_, n) => n % 2).map((text) => text.textContent),
        name: card.querySelector("svg").getAttribute("aria-label"),
        smallest: Math.min(...texts.map((text) => text.getBoundingClientRect().height / 1.17)),
        touching: boxes.filter((a, i) => boxes.some((b, j) => i < j && touch(a, b))).length,
        outside: boxes.filter((a) => a.left < frame.left - 1 || a.right > frame.right + 1).length,
    };
})"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_a_card_has_a_chart_of_the_numbers_that_it_tells_and_it_can_be_read(page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/chapters/index.html")
    cards = page.evaluate(CHARTS_OF_CARDS)
    assert len(cards) == len(PAGES)
    for card in cards:
        assert card["tells"] and all(number in card["says"] for number in card["tells"]), card
        assert all(number in card["name"] for number in card["tells"])
        assert not card["touching"] and not card["outside"], card
        assert card["smallest"] >= (11 if width >= 360 else 10), card


WORDS_ON_PAPER = """() => {
    const hidden = ".visually-hidden, script, style, template, svg, summary, form, button";
    const words = [];
    const article = document.querySelector(".bd-article");
    const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const inside = node.parentElement;
        if (!node.textContent.trim() || inside.closest(hidden)) continue;
        if (inside.closest(".cell_input, .explorer-tools, .explorer-table, .headerlink")) continue;
        if (inside.closest(".code-switch, .brief-print, .choice, .claims-count")) continue;
        if (inside.closest(".explorer-asleep")) continue;  // speaks of controls
        words.push([node.textContent.trim(), inside.checkVisibility()]);
    }
    return words;
}"""
CUT = """() => [...document.querySelectorAll(".bd-article :is(pre, table)")]
    .filter(element => element.checkVisibility())
    .filter(element => {
        const box = element.getBoundingClientRect();
        return box.right > innerWidth + 1 || element.scrollWidth > element.clientWidth + 1;
    })
    .map(element => element.textContent.trim().slice(0, 60))"""
PAPER = {"width": 718, "height": 1046}  # A4 within margins of 1 cm, in pixels


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    "name", ["appendix/sources", "appendix/data", "appendix/methods", "03_energy_and_logistics"]
)
def test_on_paper_stands_every_word_of_a_page_and_nothing_is_cut(browser, site, name, script):
    with browser.new_context(viewport=PAPER, java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{site}/chapters/{name}.html")
        page.emulate_media(media="print")
        if script:
            until(page, "document.querySelectorAll('details > .later').length", 0)
        words = page.evaluate(WORDS_ON_PAPER)
        assert len(words) > 300
        assert [text for text, printed in words if not printed] == []
        assert page.evaluate(CUT) == []


def test_a_link_on_paper_tells_where_it_leads(page, site):
    page.goto(f"{site}/chapters/appendix/references.html")
    page.emulate_media(media="print")
    link = page.locator('.bd-article li a[href^="http"], .bd-article p a[href^="http"]').first
    after = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert link.get_attribute("href") in after
