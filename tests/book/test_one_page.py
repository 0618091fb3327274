"""An author's loop: one page beside the good book."""

import pytest

from corridors.book.build import BookError
from corridors.book.one_page import build_page, named


@pytest.mark.parametrize(
    "words", ["3", "03", "03_third", "chapters/03_third", "./chapters/03_third.ipynb"]
)
def test_a_page_is_found_by_its_number_its_name_or_its_file(small_book, words):
    small_book.notebook("03_third", "3")
    small_book.contents("notebook", "03_third")
    assert named(small_book.folder, words) == "chapters/03_third"


def test_a_page_that_is_not_there_is_told_what_is_near(small_book):
    with pytest.raises(BookError, match="no page 'nootbook'; there are notebook"):
        named(small_book.folder, "nootbook")


def test_a_page_is_made_anew_and_the_good_book_stays_as_it_was(small_book):
    small_book.build()
    before = small_book.page("notebook").read_text(encoding="utf-8")
    small_book.notebook("notebook", "6 * 7")
    made = build_page(small_book.folder, "chapters/notebook", report=lambda _: None)
    assert "</span>42\n" in made.read_text(encoding="utf-8")
    assert small_book.page("notebook").read_text(encoding="utf-8") == before


def test_a_cell_that_fails_is_named_and_no_page_is_made(small_book):
    small_book.build()
    small_book.notebook("notebook", "1 / 0")
    with pytest.raises(BookError, match="ZeroDivisionError"):
        build_page(small_book.folder, "chapters/notebook", report=lambda _: None)
