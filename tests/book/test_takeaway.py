"""What a reader takes along from a figure: a page to embed, all sources, files that say whence."""

import csv
import io
import re
import shutil

import pytest
from playwright.sync_api import expect

from corridors.book import takeaway
from corridors.explore import bake
from corridors.explore.packs import set_beside
from corridors.explore.page import STATIC, figure
from tests.explore.reader import Reader, listening
from tests.explore.samples import SHOCK, default_of, told
from tests.explore.test_page import PAGE, comes_to, saved

CHAPTER = "chapters/03_energy_and_logistics"
HTML = figure(
    SHOCK, {"wide": bake(SHOCK, store=None)}, caption="What is left.", source="Bruegel & others"
).replace('explorer-number"></span>', 'explorer-number">Figure 3.8.</span>')


def folder_of(site, tmp_path):
    """A book of one page with a figure, and the page to embed it."""
    for name in ("_static", "embed", "chapters"):
        (tmp_path / name).mkdir()
    for file in STATIC.iterdir():
        shutil.copy(file, tmp_path / "_static")
    page = PAGE.replace('="explorer.', '="../_static/explorer.')
    about = takeaway.about_book(CHAPTER, site, "../")
    text = set_beside(page.format(figures=about + HTML), tmp_path, "../")
    (tmp_path / f"{CHAPTER}.html").write_text(text, "utf-8")
    text = set_beside(takeaway.embedded(HTML, CHAPTER, site), tmp_path, "../")
    (tmp_path / "embed" / "gas-shock.html").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def folder(tmp_path):
    return folder_of("", tmp_path)


@pytest.fixture(params=["http", "file"])
def anywhere(request, serve, folder):
    return serve(folder) if request.param == "http" else folder.as_uri()


def test_an_embedded_figure_answers_and_loads_nothing_from_elsewhere(page, anywhere):
    with listening(page, anywhere):
        page.goto(f"{anywhere}/embed/gas-shock.html#gas-shock?cut=90")
        reader = Reader(page, "gas-shock")
        assert reader.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 9})
        before = page.evaluate("history.length")
        reader.turns_to("chart")
        reader.chooses_by_mouse("cut", 5)
        comes_to(page, reader.address())
        assert reader.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 5})
        assert page.evaluate("history.length") == before, "Back is the page's around it"
        with page.expect_popup() as popup:
            page.get_by_role("link", name="Three Corridors: the figure in its chapter").click()
        chapter = popup.value
        chapter.wait_for_load_state()
        assert chapter.url == f"{anywhere}/{CHAPTER}.html{reader.address()}"
        there = Reader(chapter, "gas-shock")
        assert there.sees() == told(SHOCK, default_of(SHOCK) | {"cut": 5})


def test_an_embedded_figure_is_as_light_or_dark_as_the_page_around_it_asks(page, folder):
    grounds = {}
    for theme in ("", "?theme=dark", "?theme=auto"):
        page.emulate_media(color_scheme="dark")
        page.goto(f"{(folder / 'embed' / 'gas-shock.html').as_uri()}{theme}")
        grounds[theme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert grounds[""] == "rgb(255, 255, 255)" != grounds["?theme=dark"] == grounds["?theme=auto"]


def test_the_code_to_embed_shows_the_state_in_a_frame(page, folder, serve):
    site = serve(folder)
    page.goto(f"{site}/{CHAPTER}.html#gas-shock?cut=70")
    reader = Reader(page, "gas-shock")
    reader.waits()
    reader.button("embed").click()
    code = page.get_by_label("Code to embed this figure").input_value()
    (folder / "other.html").write_text(
        f"<!doctype html><title>Another site</title>{code}", encoding="utf-8"
    )
    page.goto(f"{site}/other.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".explorer-summary")).to_have_text(
        told(SHOCK, default_of(SHOCK) | {"cut": 7}).sentence
    )
    assert page.evaluate("document.querySelector('iframe').title")
    inside = page.frames[-1].evaluate(
        "[document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth,"
        " innerWidth]"
    )
    assert inside[0] <= inside[1] and inside[2] <= inside[3], "the frame has room for all of it"


def test_files_and_citation_name_figure_edition_licence_and_an_address_of_no_machine(page, folder):
    page.goto(f"{(folder / CHAPTER).as_uri()}.html#gas-shock?cut=70")
    reader = Reader(page, "gas-shock")
    reader.waits()
    address = f"{CHAPTER}.html{reader.address()}"
    _, content = saved(reader, "csv")
    first = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert first["Figure"] == "Figure 3.8"
    assert re.fullmatch(r"Three Corridors, version \S+, data of \d+ \w+ \d{4}", first["Edition"])
    assert first["Licence"].startswith("CC BY 4.0")
    assert first["Address"] == address
    _, content = saved(reader, "svg")
    words = "".join(re.findall(r"<text[^>]*>(.*?)</text>", content.decode())).replace(" ", "")
    for part in ("Figure 3.8", first["Edition"], "CC BY 4.0", address.replace("&", "&amp;")):
        assert part.replace(" ", "") in words
    assert str(folder) not in content.decode()
    reader.button("cite").click()
    citation = page.get_by_label("Citation").input_value()
    for part in ("Figure 3.8", first["Title"], "Cut: 70%", "Corridors", ". Version ", address):
        assert part in citation
    reader.presses("Escape")


def test_where_the_books_address_is_known_files_and_frames_name_it(page, tmp_path):
    folder = folder_of("https://three.example/book", tmp_path)
    page.goto(f"{(folder / CHAPTER).as_uri()}.html#gas-shock?cut=70")
    reader = Reader(page, "gas-shock")
    reader.waits()
    state = reader.address()
    _, content = saved(reader, "csv")
    first = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert first["Address"] == f"https://three.example/book/{CHAPTER}.html{state}"
    reader.button("embed").click()
    code = page.get_by_label("Code to embed this figure").input_value()
    wanted = f"https://three.example/book/embed/gas-shock.html{state}".replace("&", "&amp;")
    assert f'src="{wanted}"' in code


def test_the_rest_of_the_publishers_is_a_link_to_all_sources():
    address = {"gas-shock": "figures/03.html#gas-shock"}
    rest = HTML.replace("& others", '& <span class="explorer-rest">and 38 more</span>').replace(
        "&amp; others", '&amp; <span class="explorer-rest">and 38 more</span>'
    )
    link = '<a class="explorer-rest" href="figures/03.html#gas-shock">'
    assert f"{link}and 38 more</a>" in takeaway._linked(rest, address)
    assert f"{link}All sources and rows</a>" in takeaway._linked(HTML, address)
    assert takeaway._linked(HTML, {}) == HTML


@pytest.mark.parametrize("chapter", ["01_introduction", CHAPTER.rpartition("/")[2]])
def test_each_figure_leads_to_every_source_behind_it_and_has_a_page_to_embed(book, chapter):
    text = (book / "chapters" / f"{chapter}.html").read_text("utf-8")
    sources = (book / "chapters" / "figures" / f"{chapter}.html").read_text("utf-8")
    ids = re.findall(r'<figure class="explorer" id="([\w-]+)"', text)
    assert len(ids) >= 5
    for id in ids:
        assert (book / "embed" / f"{id}.html").is_file()
        assert f'href="figures/{chapter}.html#{id}"' in text
        section = sources.partition(f'<section id="{id}">')[2].partition("</section>")[0]
        told_count = int(re.search(r"<p>(\d+) sources?:</p>", section)[1])
        listed = section.partition('<ul class="sources">')[2].partition("</ul>")[0]
        assert listed.count("<li>") == told_count > 0
