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
    assert published.place_of("my-own-figure") == ("", "")


def test_a_figure_has_an_address_once_the_site_is_known(monkeypatch):
    page, number = published.places()["gas-shock"]
    monkeypatch.delenv(published.SITE, raising=False)
    assert published.site_of(ROOT) or published.place_of("gas-shock") == (number, "")
    monkeypatch.setenv(published.SITE, "https://example.org/book")
    assert published.place_of("gas-shock") == (number, f"https://example.org/book/{page}")
    monkeypatch.setenv(published.SITE, "no address")
    assert published.place_of("gas-shock") == (number, ""), "a wrong address hides no number"
