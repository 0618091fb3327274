"""The editions of the book: PDF, EPUB, and all pages in one file."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from corridors.book import editions, epub, offline, pdf
from corridors.book.editions import Edition, EditionError

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
CONTROLS = ("button", "form", "input", "select", "script", "summary", "iframe")


@pytest.fixture(scope="module")
def edition(root):
    return editions.edition_of(root)


@pytest.fixture(scope="module")
def parts(book, root):
    return editions.chapters(book, root, "")


@pytest.fixture(scope="module")
def in_epub(book, root, edition, tmp_path_factory):
    """The EPUB of the built book, unpacked: its files by their names."""
    file = tmp_path_factory.mktemp("epub") / "book.epub"
    file.write_bytes(epub.made(book, root, edition))
    with zipfile.ZipFile(file) as packed:
        return file, {name: packed.read(name) for name in packed.namelist()}


def test_an_edition_says_its_state_in_words_and_in_its_name():
    made = Edition("Three Corridors", "", "We", "1.2.0", date(2026, 3, 5), "abc1234")
    assert made.words == "version 1.2.0, data of 5 March 2026, commit abc1234"
    assert made.stem == "three-corridors-1.2.0-2026-03-05"


# --- Chapters -------------------------------------------------------------------------------------


def a_book(tmp_path, body):
    """A built book of two pages, the second with the body."""
    (tmp_path / "_toc.yml").write_text(
        "root: chapters/index\nparts: [{caption: All, chapters: [{file: chapters/01_gas}]}]\n",
        encoding="utf-8",
    )
    pages = tmp_path / "html"
    (pages / "chapters").mkdir(parents=True)
    head = '<h1>Gas<a class="headerlink" href="#gas">#</a></h1>'
    for name, text in (("index", "<p id='top'>Front</p>"), ("01_gas", body)):
        (pages / "chapters" / f"{name}.html").write_text(
            f'<article class="bd-article">{head}{text}</article>', encoding="utf-8"
        )
    return pages


def text_of(tmp_path, body, address=""):
    made = editions.chapters(a_book(tmp_path, body), tmp_path, address)
    return editions.inner(made[1].article)


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("index.html", '<a href="#index">x</a>'),
        ("index.html#top", '<a href="#index.top">x</a>'),
        ("#fig?cut=40", '<a href="#gas.fig">x</a>'),
        ("https://example.org/a", '<a href="https://example.org/a">x</a>'),
        ("../data/gas.csv", "x"),
        ("numbers/01_gas.html#n", "x"),
        ("index.html#nowhere", "x"),
    ],
)
def test_a_link_leads_into_the_edition_or_is_plain_text(tmp_path, link, leads_to):
    body = f'<div id="fig"></div><p><a href="{link}">x</a></p>'
    assert f"<p>{leads_to}</p>" in text_of(tmp_path, body)


def test_a_link_that_is_nothing_but_a_link_goes_where_it_cannot_lead(tmp_path):
    caption = (
        '<figcaption>Gas. <a href="sources/01_gas.html#f">All sources and rows</a></figcaption>'
    )
    assert "All sources" not in text_of(tmp_path, caption)


def test_where_the_site_is_known_a_link_out_of_the_edition_leads_there(tmp_path):
    body = '<p><a href="../data/gas.csv">x</a> <a href="numbers/01_gas.html#n">y</a></p>'
    text = text_of(tmp_path, body, "https://example.org/book/")
    assert 'href="https://example.org/book/data/gas.csv"' in text
    assert 'href="https://example.org/book/chapters/numbers/01_gas.html#n"' in text


def test_folds_stand_open_and_their_names_stay(tmp_path):
    body = (
        '<details class="more-evidence" id="m"><summary>More evidence: A</summary><p>In it</p>'
        "<details><summary><span>Inner</span><span>name</span></summary>Deep</details></details>"
    )
    text = text_of(tmp_path, body)
    assert "<details" not in text and "In it" in text and "Deep" in text
    assert re.search(r"<h3[^>]*>More evidence: A</h3>", text)
    assert re.search(r"<p[^>]*><span>Inner</span> <span>name</span> ?</p>", text)


def test_a_book_that_is_not_built_is_named(tmp_path):
    pages = a_book(tmp_path, "")
    (pages / "chapters" / "01_gas.html").unlink()
    with pytest.raises(EditionError, match=r"01_gas\.html is missing: build the book first"):
        editions.chapters(pages, tmp_path, "")


def test_no_chapter_of_an_edition_has_a_control_or_the_code_of_a_cell_but_for_recipes(parts):
    with_code = set()
    for part in parts:
        text = editions.inner(part.article)
        assert not re.search(rf"<(?:{'|'.join(CONTROLS)}|details)\b", text), part.name
        if "cell_input" in text:
            with_code.add(part.slug)
    assert with_code == {"cookbook"}


def test_the_lines_of_a_table_are_those_of_the_edition(tmp_path):
    assert text_of(tmp_path, '<table border="1"><tr><td>1</td></tr></table>').count("border") == 0


def test_every_figure_of_the_pages_stands_in_the_edition_with_its_sentence(parts, book):
    for part in parts:
        page = (book / f"{part.name}.html").read_text(encoding="utf-8")
        figures = re.findall(r'<figure class="explorer" id="([^"]+)"', page)
        text = editions.inner(part.article)
        small = page.count('<svg class="explorer-alone"')
        assert len(part.drawings) == len(figures) + small, part.name
        for figure in figures:
            assert f'id="{editions.place(part.slug, figure)}"' in text
        assert text.count('class="explorer-summary"') == len(figures)


def test_every_link_within_an_edition_leads_to_a_place_that_is_there(parts):
    ids = {part.slug for part in parts}
    links = []
    for part in parts:
        ids.update(element.get("id") for element in part.article.iter("*") if element.get("id"))
        links += [str(a.get("href")) for a in part.article.iter("a") if a.get("href")]
    inside = [link for link in links if link.startswith("#")]
    assert len(inside) > 100
    assert [link for link in inside if link[1:] not in ids] == []
    assert all(urlsplit(link).scheme for link in links if not link.startswith("#"))


# --- EPUB -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_epubcheck_finds_no_fault_in_the_epub(in_epub):
    command = shutil.which("epubcheck")
    if not (command and shutil.which("java")):
        pytest.skip("epubcheck is not installed; the next test reads the files without it")
    check = subprocess.run(
        # Debian's command is the program itself, that of others starts it.
        [*(["java", "-jar"] if zipfile.is_zipfile(command) else []), command, str(in_epub[0])],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    assert check.returncode == 0, check.stdout + check.stderr
    assert "0 fatals / 0 errors / 0 warnings" in check.stdout


@pytest.mark.slow
def test_every_file_of_the_epub_can_be_read_and_is_listed(in_epub):
    _, files = in_epub
    assert next(iter(files)) == "mimetype" and files["mimetype"] == b"application/epub+zip"
    ids = {}
    for name, content in files.items():
        if name.endswith((".xhtml", ".svg", ".opf", ".xml")):
            tree = etree.fromstring(content)
            ids[name] = {element.get("id") for element in tree.iter("*")}
    opf = etree.fromstring(files["book/package.opf"])
    listed = {f"book/{item.get('href')}" for item in opf.iter("{http://www.idpf.org/2007/opf}item")}
    rest = {"mimetype", "META-INF/container.xml", "book/package.opf"}
    assert listed | rest == set(files)
    for name in ids:
        for link in re.findall(rb'(?:href|src)="([^"]+)"', files[name]):
            parts = urlsplit(link.decode())
            if parts.scheme or name.endswith(".xml"):
                continue
            target = f"book/{unquote(parts.path)}" if parts.path else name
            assert target in files, (name, link)
            assert not parts.fragment or unquote(parts.fragment) in ids[target], (name, link)


@pytest.mark.slow
def test_the_pictures_of_the_epub_need_no_style_of_a_page(in_epub):
    _, files = in_epub
    pictures = [name for name in files if name.startswith("book/figures/")]
    assert len(pictures) > 50
    for name in pictures:
        tree = etree.fromstring(files[name])
        assert len(tree.find(f"{SVG}title").text) > 25, name
        assert b"var(" not in files[name] and b"calc(" not in files[name]
        assert tree.find(f".//{SVG}use") is None


@pytest.mark.slow
def test_the_contents_of_the_epub_name_every_chapter(in_epub, parts):
    _, files = in_epub
    nav = etree.fromstring(files["book/nav.xhtml"])
    names = ["".join(link.itertext()) for link in nav.iter(f"{XHTML}a")]
    assert [part.title for part in parts if part.title not in names] == []


def test_marks_that_are_used_again_stand_in_their_places():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A &amp; B"'
        ' data-shape="wide" viewBox="0 0 9 9"><defs>'
        '<path id="b0" d="M 0 0 L 0 3" stroke="var(--ink,#111)"/>'
        '</defs><use href="#b0" x="5" y="6" fill="var(--ink,#111)"/><path d=""/>'
        '<text font-size="calc(11px*var(--explorer-type,1))">a</text></svg>'
    )
    made = etree.fromstring(epub.picture(drawn).encode())
    group = made.find(f"{SVG}g")
    assert group.get("transform") == "translate(5 6)" and group.get("fill") == "#111"
    assert group[0].get("d") == "M 0 0 L 0 3" and group[0].get("id") is None
    assert made.find(f"{SVG}text").get("font-size") == "11px"
    assert made.find(f"{SVG}title").text == "A & B"


# --- PDF ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_pdf_is_one_tagged_document_that_a_reader_finds_the_way_in(book, root, edition, parts):
    import pikepdf

    content = pdf.made(book, root, edition)
    assert len(content) < 12e6
    with pikepdf.open(io.BytesIO(content)) as made:
        assert len(made.pages) < 250
        boxes = {tuple(round(float(side)) for side in page.mediabox) for page in made.pages}
        assert boxes == {(0, 0, 595, 842)}  # A4 in points
        assert made.Root.MarkInfo.Marked and "/StructTreeRoot" in made.Root
        assert str(made.Root.Lang) == "en"
        with made.open_metadata() as about:
            assert about["dc:title"] == edition.title
            assert edition.words in about["dc:description"] and about["dc:rights"]
        with made.open_outline() as outline:
            marked = {str(item.title) for top in outline.root for item in (top, *top.children)}
        assert [part.title for part in parts if part.title not in marked] == []
        begins = pdf.pages_of(content)
        order = [begins[part.slug] for part in parts]
        assert order == sorted(order) and order[0] > 2
        links = [
            note
            for page in made.pages
            for note in page.get("/Annots", [])
            if note.get("/Subtype") == "/Link"
        ]
        inside = [str(note.Dest)[1:] for note in links if "/Dest" in note]
        assert len(inside) > 100 and set(inside) <= set(begins)
        outside = {str(note.A.URI) for note in links if "/A" in note and "/URI" in note.A}
        assert any(url.startswith("https://") for url in outside)
        assert not [url for url in outside if url.startswith("file:")]


@pytest.mark.slow
def test_the_contents_of_a_pdf_tell_the_page_of_each_chapter():
    chapters = "".join(
        f'<section id="c{n}" style="break-before: page"><h1>Chapter {n}</h1></section>'
        for n in range(1, 4)
    )
    listed = "".join(f'<li><a href="#c{n}">{n}</a><span></span></li>' for n in range(1, 4))
    made = pdf.printed(f'<nav class="contents"><ol>{listed}</ol></nav>{chapters}')
    assert pdf.pages_of(made) == {"c1": 2, "c2": 3, "c3": 4}


def test_the_pdf_says_what_it_leaves_out(book, root, edition):
    lacking = editions.left_out(book, root)
    assert lacking
    text = pdf.imprint(edition, lacking)
    assert all(title in text for title in lacking)
    assert edition.words in text and edition.licence in text


# --- All pages in one file ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unpacked(book, root, edition, tmp_path_factory):
    content = offline.made(book, root, edition)
    assert len(content) < 3.2e6
    folder = tmp_path_factory.mktemp("a place – with spaces")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        file.extractall(folder)
    return folder / edition.stem


@pytest.mark.slow
def test_the_offline_book_opens_from_one_file_and_asks_for_nothing_that_is_not_in_it(
    unpacked, page, edition
):
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    opening = unpacked / "Open the book.html"
    assert edition.words in opening.read_text(encoding="utf-8")
    page.goto(opening.as_uri())
    page.wait_for_url("**/pages/chapters/index.html")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    assert not [url for url in asked if not url.startswith((unpacked.as_uri(), "data:"))]
    assert not faults


@pytest.mark.slow
def test_the_offline_book_has_no_dead_link(unpacked):
    missing = []
    for source in unpacked.rglob("*.html"):
        for link in re.findall(r'\b(?:href|src)="([^"]+)"', source.read_text(encoding="utf-8")):
            parts = urlsplit(link.replace("&amp;", "&"))
            if parts.scheme or not parts.path:
                continue
            if not (source.parent / unquote(parts.path)).exists():
                missing.append(f"{source.relative_to(unpacked)}: {link}")
    assert not missing


# --- On the front page ----------------------------------------------------------------------------

FRONT = '<p>Before</p>\n<p class="editions" hidden></p>\n<p>After</p>'


def front(tmp_path, *names):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "editions").mkdir()
    (tmp_path / "chapters" / "index.html").write_text(FRONT, encoding="utf-8")
    for name in names:
        (tmp_path / "editions" / name).write_bytes(b"0" * 1_500_000)
    editions.offer(tmp_path)
    return (tmp_path / "chapters" / "index.html").read_text(encoding="utf-8")


def test_the_front_page_offers_the_editions_that_are_there(tmp_path):
    text = front(tmp_path, "b-1.zip", "b-1.pdf")
    assert re.findall(r'href="([^"]+)"', text) == ["../editions/b-1.pdf", "../editions/b-1.zip"]
    assert "(1.5 MB)" in text and "hidden" not in text
    (tmp_path / "editions" / "b-1.pdf").unlink()
    editions.offer(tmp_path)
    assert "b-1.pdf" not in (tmp_path / "chapters" / "index.html").read_text(encoding="utf-8")


def test_without_editions_the_front_page_offers_none(tmp_path):
    assert front(tmp_path) == FRONT


def test_the_front_page_of_the_book_has_the_place_for_them(book):
    assert 'class="editions"' in (book / editions.FRONT).read_text(encoding="utf-8")


def test_an_edition_that_fails_leaves_the_one_before(tmp_path, root, monkeypatch):
    front(tmp_path, "b-1.pdf")

    def fails(*_):
        raise EditionError("no browser")

    monkeypatch.setattr(editions, "makers", lambda: {"pdf": fails})
    with pytest.raises(EditionError):
        editions.make("pdf", tmp_path, root)
    assert [file.name for file in (tmp_path / "editions").iterdir()] == ["b-1.pdf"]


def test_a_new_edition_takes_the_place_of_the_one_before(tmp_path, root, monkeypatch):
    front(tmp_path, "b-1.pdf", "b-1.zip")
    monkeypatch.setattr(editions, "makers", lambda: {"pdf": lambda *_: b"new"})
    made = editions.make("pdf", tmp_path, root)
    assert made.read_bytes() == b"new"
    assert {file.name for file in made.parent.iterdir()} == {made.name, "b-1.zip"}
