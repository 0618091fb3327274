"""An author's loop: one page beside the good book."""

import re

import pytest

from corridors.book import one_page
from corridors.book.build import STOPPED, BookError, main
from corridors.book.one_page import build_page, named, watch


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


def test_a_page_whose_build_is_stopped_says_so_without_a_traceback(small_book, monkeypatch, capsys):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.chdir(small_book.folder)
    monkeypatch.setattr(one_page, "build_page", stopped)
    assert main(["page", "notebook"]) == STOPPED
    assert "The page was not built. It was stopped." in capsys.readouterr().err


@pytest.mark.slow
def test_a_page_that_is_watched_has_what_was_saved_since(small_book, monkeypatch):
    made = small_book.folder / "_build" / "page" / "chapters" / "index.html"
    meanings = []

    def saves(meaning):
        entry = f"# Glossary\n\n```{{glossary}}\nbcm\n  {meaning}\n```\n"
        small_book.text("appendix/glossary", entry)

    def reads():
        said = re.search(r'class="term"[^>]* title="([^"]*)"', made.read_text(encoding="utf-8"))
        meanings.append(said[1])

    class Author:
        """In the place of the server: somebody saves the glossary, and the page is built again."""

        def watch(self, pattern, again, **_):
            self.again = again

        def serve(self, **_):
            reads()
            saves("A measure.")
            self.again()
            reads()

    (small_book.chapters / "appendix").mkdir()
    saves("A volume.")
    small_book.text("index", "# A book\n\nGas is counted in bcm.\n")
    small_book.contents("notebook", "appendix/glossary")
    monkeypatch.setattr("livereload.Server", Author)
    watch(small_book.folder, "index")
    assert meanings == ["A volume.", "A measure."]
