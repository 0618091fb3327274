"""The thinning of style sheets."""

import re

import pytest

from corridors.book import lean
from corridors.book.lean import names_used, without_unused_rules

NAMES = {"page", "menu", "open", "w-50", "main"}


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".page{color:red}.other{color:blue}", ".page{color:red}"),
        (".other,.page .menu{margin:0}", ".page .menu{margin:0}"),
        ("p{margin:0}a:hover{color:red}", "p{margin:0}a:hover{color:red}"),
        ("#main p{margin:0}#else{margin:0}", "#main p{margin:0}"),
        (".page:not(.other){margin:0}", ".page:not(.other){margin:0}"),
        (":is(.other,.more){margin:0}", ":is(.other,.more){margin:0}"),
        ("a[href='.x']{margin:0}", "a[href='.x']{margin:0}"),
        (".w-50\\!{margin:0}", ""),
        (".menu.other>p{margin:0}", ""),
        ("@media print{.other{margin:0}.page{margin:0}}", "@media print{.page{margin:0}}"),
        ("@media print{.other{margin:0}}", ""),
        ("@keyframes turn{0%{top:0}to{top:1px}}", "@keyframes turn{0%{top:0}to{top:1px}}"),
        ('@charset "utf-8";.other{margin:0}', '@charset "utf-8";'),
        ('@import url("a.css");.page{margin:0}', '@import url("a.css");.page{margin:0}'),
        ('.page:after{content:"{;}"}.other{top:0}', '.page:after{content:"{;}"}'),
        ("/*! licence */.page{margin:0}", "/*! licence */.page{margin:0}"),
        ("@font-face{font-family:Font Awesome\\ 6 Free;src:url(a)}", ""),
        (".fa-bars:before{content:'x'}.page .fa-bars{top:0}", ""),
    ],
)
def test_only_rules_that_can_match_stay(sheet, kept):
    assert without_unused_rules(sheet, NAMES) == kept


def test_a_rule_about_an_icon_in_its_place_stays():
    assert without_unused_rules(".page .fa-bars{top:0}", NAMES | {"fa-bars"})


def test_names_come_from_pages_and_from_scripts_that_may_add_them(tmp_path):
    (tmp_path / "page.html").write_text(
        '<p class="one\n two" id="three">four</p><script>x.classList.add("five")</script>'
        '<script type="application/json">{"six": 7}</script>',
        encoding="utf-8",
    )
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "a.js").write_text("e.className = 'eight-nine'", encoding="utf-8")
    names = names_used(tmp_path)
    assert {"one", "two", "three", "five", "eight-nine"} <= names
    assert not {"four", "six"} & names


def test_scripts_are_fetched_side_by_side_and_run_in_their_order():
    page = '<script src="a.js"></script><script defer src="b.js"></script><script>c()</script>'
    done = lean.side_by_side(page)
    assert done == page.replace("<script src", "<script defer src")
    assert lean.side_by_side(done) == done


def test_the_page_of_the_search_keeps_its_scripts_that_wait_for_each_other():
    page = '<script src="doctools.js"></script><script src="_static/searchtools.js"></script>'
    assert lean.side_by_side(page) == page


def test_no_script_holds_up_the_words_of_a_page(book):
    pages = [path for path in book.rglob("*.html") if path.name != "search.html"]
    assert len(pages) > 50
    waited = [path.name for path in pages if re.search(r"<script src=", path.read_text("utf-8"))]
    assert not waited
