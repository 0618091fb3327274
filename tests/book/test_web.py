"""What pages tell those who link to them, find them and keep them."""

import gzip
import json
import re
import subprocess
import sys
from html import unescape
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from corridors.book import web

SITE = "https://example.org/a-book/"
ATOM = "{http://www.w3.org/2005/Atom}"


def head_of(page, site=""):
    return web.head(
        page,
        title="Gas & freight",
        words='Words of the page, "quoted"',
        site=site,
        to_root="../",
        front=page == "chapters/index",
        card="cards/a.png",
    )


def metas(head):
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', head)
    return {name: unescape(content) for name, content in found}


# --- A description --------------------------------------------------------------------------------


def test_a_page_is_described_by_its_findings_in_brief():
    body = (
        "<h1>T</h1><p><em>A line.</em></p><p>How it begins, in some words.</p>"
        '<section id="in-brief"><ul><li><p>Gas rose by <a class="told">5 percent</a> in two '
        "years (high confidence). "
        '<a class="to-figure" href="#f">Figure 1</a></p></li></ul></section>'
    )
    assert web.described(body) == "Gas rose by 5 percent in two years."


def test_without_a_brief_a_page_is_described_by_how_its_text_begins():
    body = "<h1>T</h1><p><em>A line in italics here.</em></p><p>It begins with this sentence.</p>"
    assert web.described(body) == "It begins with this sentence."


def test_a_long_description_ends_with_a_sentence_or_a_word():
    sentence = "This is a sentence of some length that tells of gas and freight."
    assert web.described(f"<p>{' '.join([sentence] * 9)}</p>") == " ".join([sentence] * 3)
    endless = web.described(f"<p>{'words ' * 90}</p>")
    assert len(endless) <= web.LONGEST and endless.endswith("words…")


def test_every_page_of_the_book_describes_itself_in_words_of_its_own(book, address):
    text = (book / address).read_text(encoding="utf-8")
    if address == "search.html":
        return
    described = metas(text)["description"]
    assert 40 <= len(described) <= web.LONGEST
    plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", text)))
    assert described.split(". ")[0].rstrip("…") in plain


# --- The head of a page ---------------------------------------------------------------------------


def test_what_only_an_address_can_name_is_left_out_where_it_is_not_known():
    without, known = head_of("chapters/03_gas"), head_of("chapters/03_gas", SITE)
    assert "og:image" not in metas(without) and "og:url" not in metas(without)
    assert "manifest" not in without and "http" not in without.partition("<script")[0]
    assert metas(known)["og:image"] == f"{SITE}cards/a.png"
    assert metas(known)["og:url"] == metas(known)["citation_public_url"]
    assert metas(known)["og:url"] == f"{SITE}chapters/03_gas.html"


def test_what_a_head_says_is_escaped():
    assert metas(head_of("a"))["og:title"] == "Gas & freight"
    assert metas(head_of("a"))["description"] == 'Words of the page, "quoted"'


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("chapters/index", "Book"),
        ("chapters/03_energy_and_logistics", "Chapter"),
        ("chapters/appendix/data", "Dataset"),
        ("chapters/appendix/glossary", "WebPage"),
    ],
)
def test_a_page_says_what_kind_of_thing_it_is(page, kind):
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', head_of(page, SITE))
    said = json.loads(script[1])
    assert said["@type"] == kind and said["url"] == f"{SITE}{page}.html"
    assert said["license"].startswith("https://creativecommons.org/")


def test_a_chapter_can_be_cited_as_part_of_the_book():
    cited = metas(head_of("chapters/03_energy_and_logistics"))
    assert cited["citation_title"] == "Gas & freight"
    assert cited["citation_book_title"] == "Three Corridors"
    assert "citation_book_title" not in metas(head_of("chapters/index"))
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", cited["citation_publication_date"])


def test_a_head_is_light():
    assert len(gzip.compress(head_of("chapters/03_energy_and_logistics", SITE).encode())) < 1_500


def test_every_page_has_one_viewport_and_says_its_title_once(book):
    for page in book.glob("chapters/**/*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count('name="viewport"') == 1, page
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]
        names = re.split(r"\s+(?:&#8212;|—)\s+", title)
        assert len(names) == len(set(names)), title


# --- Files beside the pages -----------------------------------------------------------------------


def test_beside_the_pages_stand_the_files_that_hosts_browsers_and_readers_look_for(book):
    for name in (".nojekyll", "404.html", "favicon.ico", "changes.xml"):
        assert (book / name).is_file(), name
    assert not (book / "data" / "marks").exists(), "marks are for those who change a row"
    assert (book / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"
    assert (book / "cards" / "index.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    pages = re.findall(r'<li><a href="([^"]+)"', (book / "404.html").read_text(encoding="utf-8"))
    assert pages and all((book / page).is_file() for page in pages)


def test_every_chapter_has_a_picture_for_links(book):
    for chapter in book.glob("chapters/0*.html"):
        picture = (book / "cards" / f"{chapter.stem}.png").read_bytes()
        assert picture[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
        assert len(picture) < 150_000


def test_the_feed_has_an_entry_for_each_day_of_the_log():
    feed = ElementTree.fromstring(web.feed(SITE))
    entries = feed.findall(f"{ATOM}entry")
    assert entries and len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries)
    for entry in entries:
        assert re.search(r"Rows (?:added|corrected): \d", entry.find(f"{ATOM}summary").text)
        assert ": 0" not in entry.find(f"{ATOM}summary").text
        assert entry.find(f"{ATOM}link").get("href") == f"{SITE}chapters/appendix/what_changed.html"


def test_the_sitemap_lists_the_pages_by_their_addresses():
    tree = ElementTree.fromstring(web.sitemap(["chapters/index", "chapters/a b"], SITE))
    found = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == [f"{SITE}chapters/index.html", f"{SITE}chapters/a%20b.html"]


@pytest.mark.parametrize("depth", ["", "chapters/", "chapters/appendix/deeper/still/"])
@pytest.mark.parametrize("known", [True, False])
def test_the_page_for_what_is_not_there_leads_to_the_book_from_any_depth(page, depth, known):
    site = "http://book.test/sub/path/"
    text = web.not_found({"chapters/index": "Front"}, site if known else "")
    page.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{site}{depth}absent.html")
    href = page.locator("li a").evaluate("link => link.href")
    assert href == f"{site}chapters/index.html"


def test_a_book_whose_address_is_known_is_listed_and_shown_by_it(small_book):
    config = small_book.folder / "_config.yml"
    text = config.read_text(encoding="utf-8").replace('baseurl: ""', f'baseurl: "{SITE}"')
    config.write_text(text, encoding="utf-8")
    small_book.text("index", "# A book\n\nIt tells of gas, freight and power.\n")
    assert small_book.build().returncode == 0
    out = small_book.folder / "_build" / "html"
    assert f"<loc>{SITE}chapters/notebook.html</loc>" in (out / "sitemap.xml").read_text("utf-8")
    assert f"{SITE}sitemap.xml" in (out / "robots.txt").read_text(encoding="utf-8")
    page = small_book.page("index").read_text(encoding="utf-8")
    assert page.count(f'<link rel="canonical" href="{SITE}chapters/index.html"') == 1
    assert metas(page)["description"] == "It tells of gas, freight and power."
    door = (out / "index.html").read_text(encoding="utf-8")
    assert metas(door)["og:url"] == f"{SITE}chapters/index.html"
    assert f'<link rel="canonical" href="{SITE}chapters/index.html">' in door


def test_a_site_that_is_no_address_stops_the_build_and_is_named(small_book):
    config = small_book.folder / "_config.yml"
    text = config.read_text(encoding="utf-8").replace('baseurl: ""', "baseurl: example.org")
    config.write_text(text, encoding="utf-8")
    why = small_book.why_it_fails()
    assert "'example.org' is no address of a site" in why and "_config.yml" in why


# --- Caches ---------------------------------------------------------------------------------------


def test_a_script_or_style_sheet_is_asked_for_by_its_content(tmp_path):
    (tmp_path / "_static").mkdir()
    script = tmp_path / "_static" / "a.js"
    page = '<script src="../_static/a.js?v=old"></script><script src="https://x.org/b.js"></script>'
    script.write_text("one", encoding="utf-8")
    first = web.versioned(page, "chapters/p.html", tmp_path)
    assert web.versioned(first, "chapters/p.html", tmp_path) == first
    script.write_text("another", encoding="utf-8")
    second = web.versioned(first, "chapters/p.html", tmp_path)
    assert first != second and "old" not in second
    assert '"https://x.org/b.js"' in second


def test_the_entries_of_numbers_are_asked_for_by_their_content(tmp_path):
    for folder in ("_static", "chapters/numbers"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "_static" / "numbers.js").write_text("", encoding="utf-8")
    entries = tmp_path / "chapters" / "numbers" / "p.js"
    entries.write_text("one", encoding="utf-8")
    page = '<script defer src="../_static/numbers.js"></script>'
    first = web.versioned(page, "chapters/p.html", tmp_path)
    assert re.search(r'data-entries="\w{8}"', first)
    entries.write_text("another", encoding="utf-8")
    second = web.versioned(first, "chapters/p.html", tmp_path)
    assert second.count("data-entries") == 1 and first != second


def test_no_page_asks_for_a_file_of_ours_that_a_cache_could_keep_too_long(book, address):
    text = (book / address).read_text(encoding="utf-8")
    asked = re.findall(r'\b(?:src|href)="([^"]+\.(?:js|css)(?:\?[^"]*)?)"', text)
    assert asked
    of_content = r"\?v=\w{8}$|/packs/[\w-]+-[0-9a-f]{12}\.js$"  # a pack has its digest in its name
    assert [file for file in asked if not re.search(of_content, file)] == []


def test_a_number_is_shown_with_the_entries_of_its_own_book(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/chapters/01_introduction.html")
    page.locator("a.told").first.click()
    page.locator("dialog.number-dialog[open]").wait_for()
    assert [url for url in asked if re.search(r"/numbers/01_introduction\.js\?v=\w{8}$", url)]


# --- Hosts and addresses --------------------------------------------------------------------------


def test_the_book_can_stand_under_any_path_of_a_host(page, book, serve):
    faults = []
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    below = f"{serve(book.parent)}/{book.name}"
    page.goto(f"{below}/")
    page.wait_for_url("**/chapters/index.html")
    page.goto(f"{below}/chapters/03_energy_and_logistics.html", wait_until="networkidle")
    page.goto(f"{below}/search.html?q=gas", wait_until="networkidle")
    page.locator("#answers li").first.wait_for()
    assert not faults


@pytest.mark.parametrize("mark", ["?", "%3F", "%3f"])
def test_a_deep_link_opens_its_state_however_its_question_mark_is_written(page, site, mark):
    address = f"{site}/chapters/index.html#came-and-aimed{mark}year="
    page.goto(address.partition("#")[0])
    slider = page.locator("#came-and-aimed input[type=range]")
    other = slider.get_attribute("min")
    assert slider.input_value() != other
    page.goto("about:blank")
    page.goto(f"{address}{other}")
    expect(slider).to_have_value(other)


# --- Metadata for archives ------------------------------------------------------------------------


def test_what_an_archive_is_told_is_what_the_book_says_of_itself(root):
    from corridors.appendix import cite

    told = json.loads((root / ".zenodo.json").read_text(encoding="utf-8"))
    cited = cite.book()
    assert told["title"] == cited["title"]
    assert told["description"] == " ".join(cited["abstract"].split())
    assert [creator["name"] for creator in told["creators"]] == [cite.authors(cited)]


# --- Other machines -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "de_DE.ISO-8859-1", "TZ": "Pacific/Chatham", "PYTHONUTF8": "0"},
        {"PATH": "", "TZ": "America/St_Johns"},
        {"HOME": "/dev/null/home", "XDG_CACHE_HOME": "/dev/null/home"},
    ],
    ids=[
        "another code page",
        "another language and zone",
        "without git",
        "without a home to write to",
    ],
)
def test_a_book_is_the_same_on_another_machine(small_book, tmp_path_factory, settings, monkeypatch):
    text = "# A book\n\nTürkiye’s gas – “öğü” € 5.\n"
    small_book.text("index", text)
    assert small_book.build().returncode == 0
    here = small_book.page("index").read_text(encoding="utf-8")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    other = type(small_book)(tmp_path_factory.mktemp("a bööķ of ours"))
    other.text("index", text)
    build = other.build()
    assert build.returncode == 0, build.stderr
    assert other.page("index").read_text(encoding="utf-8") == here


def test_the_commands_say_what_they_lack_instead_of_failing(tmp_path):
    said = subprocess.run(
        [sys.executable, "-m", "corridors.book.editions", "paper"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert said.returncode == 2 and "Name editions: pdf, epub, offline." in said.stderr
