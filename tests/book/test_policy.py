"""What a page may load and run: its policy holds, and takes nothing from a reader."""

import re
from html.parser import HTMLParser

import pytest
from playwright.sync_api import expect

from corridors.book import policy
from tests.explore.reader import until

VISITED = (
    "index.html",
    "chapters/03_energy_and_logistics.html",
    "chapters/appendix/ledger.html",
    "chapters/appendix/data.html",
    "search.html?q=TANAP",
    "embed/twenty-bcm.html",
)
BREACHES = """
window.breaches = [];
addEventListener("securitypolicyviolation", (breach) =>
  breaches.push(`${breach.violatedDirective}: ${breach.blockedURI} ${breach.sample}`));
"""
HOSTILE = """() => {
  const place = document.createElement("div");
  document.body.append(place);
  window.harmed = [];
  place.innerHTML = `<img src="data:," onerror="harmed.push('handler')">
    <p id="styled" style="position: fixed">words</p>
    <iframe srcdoc="<script>parent.harmed.push('frame')</script>"></iframe>
    <form action="https://elsewhere.invalid/"><button id="sent">Send</button></form>`;
  const script = document.createElement("script");
  script.textContent = "harmed.push('script')";
  place.append(script);
  const far = document.createElement("script");
  far.src = "https://elsewhere.invalid/x.js";
  place.append(far);
  fetch("https://elsewhere.invalid/").then(() => harmed.push("fetch"), () => {});
  document.querySelector("#sent").click();
}"""


class Tags(HTMLParser):
    """The attributes of a page that no policy without exceptions allows."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").startswith("javascript:"):
                self.found.add(f"<{tag} {name}={value!r}>")


def test_every_page_says_what_it_may_load_and_run_before_it_loads_anything(book):
    pages = list(book.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert found == [policy.of_page(text)], page
        assert "unsafe" not in found[0], page
        assert text.index("Content-Security-Policy") < text.index("<title"), page


def test_no_tag_of_a_page_carries_a_style_or_a_script(book):
    for page in book.rglob("*.html"):
        tags = Tags()
        tags.feed(page.read_text(encoding="utf-8"))
        assert not tags.found, page


@pytest.fixture(params=["http", "file"])
def anywhere(request, site, book):
    return site if request.param == "http" else book.as_uri()


@pytest.mark.parametrize("visited", VISITED)
def test_a_visit_meets_no_breach_of_the_policy(page, anywhere, visited):
    page.add_init_script(BREACHES)
    page.goto(f"{anywhere}/{visited}", wait_until="networkidle")
    if "/appendix/" not in visited and "search" not in visited:
        # what a reader does with a figure
        figure = page.locator("figure.explorer:has(form)").first
        figure.scroll_into_view_if_needed()
        figure.locator("input[type=range]").first.press("ArrowLeft")
        figure.locator("button[data-action=table]").click()
        expect(figure.locator(".explorer-table table")).to_be_visible()
        figure.locator("button[data-action=table]").click()
        for action in ("png", "svg", "csv"):
            button = figure.locator(f"button[data-action={action}]")
            if button.count():
                with page.expect_download():
                    button.click()
        figure.locator(".explorer-view").hover()
    if "embed" not in visited:
        page.get_by_role("button", name="Color mode").click()
    if "embed" not in visited and "search" not in visited:
        page.keyboard.press("Control+k")
        expect(page.locator("#pst-search-dialog")).to_be_visible()
    assert page.evaluate("breaches") == []


def test_markup_that_found_its_way_into_a_page_can_do_nothing(page, anywhere):
    page.add_init_script(BREACHES)
    page.goto(f"{anywhere}/chapters/03_energy_and_logistics.html")
    here = page.url
    page.evaluate(HOSTILE)
    until(page, "breaches.length >= 6")
    assert page.evaluate("harmed") == []
    assert page.evaluate("getComputedStyle(document.querySelector('#styled')).position") == "static"
    assert page.url == here
    stopped = {breach.partition(":")[0] for breach in page.evaluate("breaches")}
    assert {"script-src-attr", "style-src-attr", "form-action", "connect-src"} <= stopped
    assert stopped & {"script-src-elem", "script-src"}


def test_where_nothing_may_be_stored_a_page_still_answers(page, site):
    address = f"{site}/chapters/03_energy_and_logistics.html"
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/robots-of-nobody.html")
    page.set_content(
        f'<iframe sandbox="allow-scripts allow-modals" src="{address}" width="1200" height="800">'
        "</iframe>"
    )
    framed = page.frame_locator("iframe")
    theme = framed.locator("html")
    before = theme.get_attribute("data-mode")
    framed.get_by_role("button", name="Color mode").click()
    expect(theme).not_to_have_attribute("data-mode", before or "auto")
    slider = framed.locator("figure.explorer input[type=range]").first
    slider.press("ArrowLeft")
    expect(framed.locator("figure.explorer button[data-action=reset]").first).to_be_enabled()
    framed.locator("body").press("Control+k")
    expect(framed.locator("#pst-search-dialog")).to_be_visible()
    assert errors == []
