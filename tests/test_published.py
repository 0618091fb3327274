"""Where a figure stands, told to who runs a notebook: as the finished page says it."""

import re

from corridors import published
from corridors.paths import ROOT

FIGURE = re.compile(
    r'<figure class="explorer" id="([^"]+)".*?<span class="explorer-number">Figure ([\d.]+)\.<',
    re.DOTALL,
)


def test_every_figure_of_the_chapters_has_the_number_that_its_page_gives_it(book):
    told = {
        id: published.Place(f"chapters/{path.name}", number)
        for path in sorted((book / "chapters").glob("0*.html"))
        for id, number in FIGURE.findall(path.read_text(encoding="utf-8"))
    }
    assert len(told) > 50
    assert published.places() == told


def test_a_figure_that_a_reader_has_made_stands_nowhere_in_the_book():
    assert published.place_of("my-own-figure") is None


def test_a_page_has_an_address_once_the_site_is_known(monkeypatch):
    monkeypatch.delenv(published.SITE, raising=False)
    assert published.site_of(ROOT) or published.address_of("index.html") == ""
    monkeypatch.setenv(published.SITE, "https://example.org/book")
    assert published.address_of("index.html") == "https://example.org/book/index.html"
    monkeypatch.setenv(published.SITE, "no address")
    assert published.address_of("index.html") == "", "a wrong address is no reason to show nothing"
