"""The theme's own workings that the book leans on: these fail when a new version changes them."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

CHAPTER = "chapters/appendix/data.html"

STYLES = """() => [...document.querySelectorAll('body, body *')]
    .filter(element => !element.closest('.fa-solid, details'))
    .map(element => {
        const style = getComputedStyle(element);
        return `${element.tagName}.${element.className}: ` + [...style]
            .filter(property => !property.startsWith('--'))
            .map(property => `${property}: ${style.getPropertyValue(property)}`).join('; ');
    })"""


def theme_sheets() -> dict[str, str]:
    """The theme's style sheets as they are installed, by name."""
    sheets = {}
    for package in ("pydata_sphinx_theme", "sphinx_book_theme"):
        spec = find_spec(package)
        assert spec and spec.origin
        for sheet in Path(spec.origin).parent.glob("theme/*/static/styles/*.css"):
            sheets[sheet.name] = sheet.read_text(encoding="utf-8")
    return sheets


@pytest.mark.parametrize("name", ["chapters/appendix/references.html", "search.html"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_thinned_style_sheets_draw_a_page_as_the_full_ones_do(page, site, name, width):
    full = theme_sheets()
    thinned = styles_of(page, f"{site}/{name}", width)

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2].partition("?")[0]
        if name in full:
            route.fulfill(body=full[name], content_type="text/css")
        else:
            route.continue_()

    page.route("**/*.css*", answer)
    assert styles_of(page, f"{site}/{name}", width) == thinned


def styles_of(page: Page, address: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address, wait_until="networkidle")
    return page.evaluate(STYLES)


def test_the_theme_button_goes_through_light_dark_and_automatic(page, site):
    page.goto(f"{site}/{CHAPTER}")
    html, button = page.locator("html"), page.get_by_role("button", name="Color mode")
    seen = []
    for _ in range(3):
        button.click()
        seen.append(html.get_attribute("data-mode"))
    assert sorted(seen) == ["auto", "dark", "light"]


def test_the_chosen_theme_lasts_and_shows_at_once(page, site):
    page.goto(f"{site}/{CHAPTER}")
    page.evaluate("localStorage.setItem('mode', 'dark'); localStorage.setItem('theme', 'dark')")
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{site}/search.html", wait_until="domcontentloaded")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_without_a_choice_the_page_follows_the_system_before_any_script_has_come(page, site):
    page.emulate_media(color_scheme="dark")
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{site}/{CHAPTER}", wait_until="domcontentloaded")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_page_settles_light_or_dark_after_the_theme_has_read_it_and_before_all_style_sheets(book):
    for path in (book / CHAPTER, book / "search.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        order = [
            head.find(part) for part in ('localStorage.getItem("theme")', "matchMedia(", ".css")
        ]
        assert order == sorted(order) and -1 not in order, path.name


@pytest.mark.parametrize("until", ["Color mode: ", "Search", "</body>"])
def test_the_buttons_of_the_header_come_all_at_once_however_slowly_a_page_comes(
    page, site, book, until
):
    text = (book / CHAPTER).read_text(encoding="utf-8")
    at = text.index(until, text.index('class="article-header-buttons"'))
    page.route(
        f"**/{CHAPTER}", lambda route: route.fulfill(body=text[:at], content_type="text/html")
    )
    page.goto(f"{site}/{CHAPTER}")
    assert page.locator(".article-header-buttons").is_visible() is (until == "</body>")


def test_on_a_phone_the_contents_open_and_close(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    contents = page.get_by_role("navigation", name="Main")
    expect(contents).to_be_hidden()
    page.locator(".bd-header-article .primary-toggle").click()
    expect(contents).to_be_visible()
    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    page.locator(".bd-header-article .secondary-toggle").click()
    expect(page.locator("#pst-page-toc-nav")).to_be_visible()


@pytest.mark.parametrize("from_folder", [False, True])
def test_search_finds_a_page(page, site, book, from_folder):
    page.goto(f"{book.as_uri() if from_folder else site}/{CHAPTER}", wait_until="networkidle")
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox")
    field.fill("package")
    field.press("Enter")
    results = page.locator("#search-results li a")  # they come one after the other
    expect(results.get_by_text("The data", exact=True)).to_be_visible()


def test_a_page_reads_without_scripts(browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/{CHAPTER}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.get_by_text("Exports of gas", exact=True).click()
        # by its place: Playwright looks for no words within <noscript>
        about = page.locator("#table-gas-exports p").first
        expect(about).to_be_visible()
        assert "Rows with flow_kind via_tanap" in about.inner_text()


def test_a_printed_page_has_its_title_and_no_buttons(page, site):
    page.goto(f"{site}/{CHAPTER}", wait_until="networkidle")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Color mode")).to_be_hidden()


def test_no_unused_file_of_the_theme_is_shipped(book):
    files = [path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()]
    unused = r"fontawesome|bootstrap|webfonts|\.map$|\.woff2?$|require(?:\.min)?\.js|mathjax"
    assert not [file for file in files if re.search(unused, file, re.IGNORECASE)]
