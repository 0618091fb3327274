"""A page on paper is light, whatever theme its reader has chosen."""

import io

import pikepdf
import pytest

from corridors.book.paper import light_on_paper
from tests.explore.reader import CONTRAST, until


@pytest.mark.parametrize(
    ("sheet", "set_in"),
    [
        ("p{color:red}", "p{color:red}"),
        (
            "html[data-theme=dark] p{color:red}",
            "@media not print{html[data-theme=dark] p{color:red}}",
        ),
        (
            'html[data-theme="light"]{--ink:black}',
            'html[data-theme="light"]{--ink:black}@media print{html[data-theme]{--ink:black}}',
        ),
        (
            "html[data-theme=dark],html[data-theme=light]{top:0}",
            "html[data-theme=light]{top:0}@media print{html[data-theme]{top:0}}"
            "@media not print{html[data-theme=dark]{top:0}}",
        ),
        (
            "p,[data-theme='dark'] p{top:0}",
            "p{top:0}@media not print{[data-theme='dark'] p{top:0}}",
        ),
        (
            "@media (min-width: 9em){[data-theme=dark] p{top:0}}",
            "@media (min-width: 9em){@media not print{[data-theme=dark] p{top:0}}}",
        ),
        (
            "@media print{html[data-theme=dark] p{top:0}}",
            "@media print{html[data-theme=dark] p{top:0}}",
        ),
    ],
)
def test_dark_rules_are_for_screens_and_light_ones_for_paper_too(sheet, set_in):
    assert light_on_paper(sheet) == set_in


FAINT = (
    f"() => {{{CONTRAST}"
    + """
    const parts = colour => {
        const [r, g, b, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
        return [r, g, b, alpha];
    };
    const over = ([r, g, b, alpha], below) =>
        [r, g, b].map((value, i) => value * alpha + below[i] * (1 - alpha));
    const WHITE = [255, 255, 255];
    const ground = element => {
        const below = element.parentElement ? ground(element.parentElement) : WHITE;
        return over(parts(getComputedStyle(element).backgroundColor), below);
    };
    const seen = [], faint = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const element = node.parentElement;
        if (element.closest("script, style, noscript, title")) continue;
        if (!node.textContent.trim()) continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const style = getComputedStyle(element);
        const ink = parts(element.closest("svg") ? style.fill : style.color);
        seen.push(element);
        for (const paper of [WHITE, ground(element)]) {
            const found = contrast(over(ink, paper), paper);
            if (found < 4.5 || light(paper) < 0.5)
                faint.push(`${node.textContent.trim().slice(0, 40)}: ${found} on ${paper}`);
        }
    }
    return [seen.length, faint];
}"""
)
"""How many texts are printed, and those that are faint on white paper or on the printed ground."""


@pytest.mark.parametrize("chosen", ["dark", "by the system", "by the system, without a script"])
@pytest.mark.parametrize(
    "name",
    ["index", "03_energy_and_logistics", "appendix/ledger", "appendix/sources", "appendix/data"],
)
def test_every_text_printed_from_the_dark_is_dark_on_light(browser, site, name, chosen):
    script = "without" not in chosen
    with browser.new_context(color_scheme="dark", java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{site}/chapters/{name}.html")
        if chosen == "dark":
            page.evaluate("localStorage.setItem('mode', 'dark')")
            page.emulate_media(color_scheme="light")
            page.reload()
        if script:
            assert page.locator("html").get_attribute("data-theme") == "dark"
        page.emulate_media(media="print")
        if script:
            until(page, "document.querySelectorAll('details > .later').length", 0)
        texts, faint = page.evaluate(FAINT)
        assert texts > 50
        assert faint == []


# --- Sheets ---------------------------------------------------------------------------------------

SHEET = {"width": 718, "height": 1046}
"""What a browser's own margins leave of A4, in its points."""

SMALL_SHEET = {"width": 484, "height": 718}
"""The same of A5."""

MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")

TORN = """() => {
    const words = [...document.querySelectorAll("article table :is(th, td)")].flatMap(cell => {
        const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode())
            for (const word of node.data.matchAll(/[^\\s\\/\\u2010-\\u2015-]+/g)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                const lines = [...range.getClientRects()].filter(({ width }) => width > 0.5);
                if (lines.length) found.push([word[0], new Set(lines.map(({ top }) => top)).size]);
            }
        return found;
    });
    const { right } = document.querySelector("article").getBoundingClientRect();
    const tables = [...document.querySelectorAll("article table")];
    return [
        words.length,
        words.filter(([, lines]) => lines > 1).map(([word]) => word),
        tables.filter(table => table.getBoundingClientRect().right > right + 1).length,
    ];
}"""
"""How many words the tables have, those that stand on two lines, and how many tables are cut."""


@pytest.mark.parametrize("sheet", [SHEET, SMALL_SHEET], ids=["A4", "A5"])
@pytest.mark.parametrize("name", ["03_energy_and_logistics", "04_green_transition"])
def test_no_table_on_paper_tears_a_word_or_leaves_the_sheet(page, site, name, sheet):
    page.set_viewport_size(sheet)
    page.goto(f"{site}/chapters/{name}.html")
    page.emulate_media(media="print")
    until(page, "document.querySelectorAll('details > .later').length", 0)
    words, torn, cut = page.evaluate(TORN)
    assert words > 500
    assert torn == []
    assert cut == 0


def ends(printed):
    """Where the text of each sheet ends, as a share of the sheet from its top."""
    with pikepdf.open(io.BytesIO(printed)) as sheets:
        return [1 - lowest(sheet) / float(sheet.mediabox[3]) for sheet in sheets.pages]


def lowest(sheet):
    """The height of the lowest line of text above the foot of a sheet."""
    now, kept, found = pikepdf.Matrix(), [], [float(sheet.mediabox[3])]
    for operands, operator in pikepdf.parse_content_stream(sheet):
        match str(operator):
            case "q":
                kept.append(now)
            case "Q":
                now = kept.pop()
            case "cm":
                now = pikepdf.Matrix(*map(float, operands)) @ now
            case "Tm":
                found.append((pikepdf.Matrix(*map(float, operands)) @ now).f)
    return min(found)


def test_a_figure_that_moves_on_leaves_no_sheet_of_a_chapter_half_empty(page, site):
    page.goto(f"{site}/chapters/03_energy_and_logistics.html")
    page.emulate_media(media="print")
    until(page, "document.querySelectorAll('details > .later').length", 0)
    *full, _ = ends(page.pdf(format="A4", margin=MARGINS))
    assert len(full) > 10
    assert min(full) > 0.5
    assert full[0] > 0.8  # title, findings and the first figure
