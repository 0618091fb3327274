"""What fails the build, and what it says; and that a build says nothing of when and where."""

import os

from tests.book.faults import EXPLORER, files_of


def test_a_good_book_is_built_and_the_last_line_names_the_page_to_open(small_book):
    build = small_book.build()
    assert build.returncode == 0, build.stderr
    front = small_book.folder / "_build" / "html" / "index.html"
    assert build.stdout.rstrip().splitlines()[-1].endswith(f"Open {front}")
    assert front.is_file()


def test_a_failing_cell_fails_the_build_and_is_named(small_book):
    small_book.notebook("notebook", "x = 1", "def half(x):\n    return x / 0\n\nhalf(x)")
    why = small_book.why_it_fails()
    assert "chapters/notebook.ipynb, code cell 2: ZeroDivisionError: division by zero" in why
    assert "  >     return x / 0" not in why and "  > half(x)" in why
    assert "1 problem:" in why


def test_all_failing_notebooks_are_named_at_once(small_book):
    small_book.contents("notebook", "other")
    small_book.notebook("notebook", "1 / 0")
    small_book.notebook("other", "int('three')")
    why = small_book.why_it_fails()
    assert "notebook.ipynb, code cell 1: ZeroDivisionError" in why
    assert "other.ipynb, code cell 1: ValueError: invalid literal" in why


def test_a_cell_that_writes_to_stderr_fails_the_build_and_is_named(small_book):
    small_book.notebook("notebook", "import warnings\nwarnings.warn('this will change')")
    why = small_book.why_it_fails()
    assert "chapters/notebook.ipynb, code cell 1: it wrote to stderr" in why
    assert "this will change" in why


def test_a_cell_that_takes_too_long_fails_the_build_and_is_named(small_book):
    config = small_book.folder / "_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("timeout: 900", "timeout: 2"), encoding="utf-8"
    )
    small_book.notebook("notebook", "import time\ntime.sleep(60)")
    why = small_book.why_it_fails()
    assert "CellTimeoutError" in why
    assert "chapters/notebook.ipynb, code cell 1" in why


def test_a_kernel_that_dies_fails_the_build_and_its_notebook_is_named(small_book):
    small_book.notebook("notebook", "import os\nos._exit(1)")
    why = small_book.why_it_fails()
    assert "A kernel died." in why
    assert "chapters/notebook.ipynb was not executed to its end" in why


def test_a_warning_fails_the_build_and_is_named_with_its_line(small_book):
    small_book.text("index", "# A book\n\nSee [that](nowhere.md).\n")
    why = small_book.why_it_fails()
    assert "chapters/index.md:3: WARNING" in why
    assert "nowhere.md" in why


def test_a_page_as_text_need_not_name_the_language_of_its_kernel(small_book):
    front = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n"
    cell = "```{code-cell}\nprint(6 * 7)\n```\n"
    (small_book.chapters / "notebook.ipynb").unlink(missing_ok=True)
    small_book.text("notebook", f"{front}# A page\n\n{cell}")
    built = small_book.build()
    assert built.returncode == 0, built.stderr
    page = (small_book.folder / "_build" / "html" / "chapters" / "notebook.html").read_text("utf-8")
    assert '<span class="nb">print</span>' in page
    assert "42" in page


def test_a_page_of_the_contents_that_is_missing_fails_the_build_and_is_named(small_book):
    small_book.contents("notebook", "absent")
    assert "_toc.yml names chapters/absent, but no page was made of it" in small_book.why_it_fails()


def test_a_notebook_that_is_not_json_fails_the_build_and_is_named(small_book):
    (small_book.chapters / "notebook.ipynb").write_text("<<<<<<< HEAD\n{}", encoding="utf-8")
    assert "chapters/notebook.ipynb is not a readable notebook" in small_book.why_it_fails()


def test_contents_that_make_no_sense_fail_the_build_with_the_reason(small_book):
    (small_book.folder / "_toc.yml").write_text(
        "format: jb-book\nrots: chapters/index\n", encoding="utf-8"
    )
    assert "'root' key not found" in small_book.why_it_fails()


def test_a_failed_build_leaves_the_last_good_book_as_it_was(small_book):
    small_book.build()
    before = small_book.page("notebook").read_text(encoding="utf-8")
    small_book.notebook("notebook", "1 / 0")
    assert "still the last good book" in small_book.why_it_fails()
    assert small_book.page("notebook").read_text(encoding="utf-8") == before


def test_a_book_is_built_again_only_when_something_has_changed(small_book):
    small_book.build()
    made = small_book.page("index").stat().st_mtime_ns
    assert "nothing has changed" in small_book.build().stdout
    assert small_book.page("index").stat().st_mtime_ns == made
    (small_book.folder / "data").mkdir()
    (small_book.folder / "data" / "table.csv").write_text("year,value\n", encoding="utf-8")
    assert "made in" in small_book.build().stdout
    assert small_book.page("index").stat().st_mtime_ns > made


def test_no_page_of_an_earlier_build_is_left_over(small_book):
    small_book.contents("notebook", "other")
    small_book.notebook("other", "1")
    small_book.build()
    assert small_book.page("other").exists()
    small_book.contents("notebook")
    small_book.build()
    assert not small_book.page("other").exists()


def test_a_book_of_many_chapters_is_built_by_several_processes(small_book):
    names = [f"chapter_{number}" for number in range(7)]
    small_book.contents(*names)
    for name in names:
        small_book.notebook(name, "1 + 1")
    small_book.notebook(names[3], "1 / 0")
    assert "1 problem:\n\nchapters/chapter_3.ipynb, code cell 1" in small_book.why_it_fails()
    small_book.notebook(names[3], "1 / 1")
    assert small_book.build().returncode == 0


def test_cells_run_for_the_page_and_their_html_wins_over_their_widget(small_book):
    cell = """import os

class Faces:
    def _repr_mimebundle_(self, **_):
        widget = {"version_major": 2, "version_minor": 0, "model_id": "none"}
        return {
            "application/vnd.jupyter.widget-view+json": widget,
            "text/html": f"<em>the {os.environ['BOOK_FACE']} face</em>",
            "text/plain": "plain",
        }

Faces()"""
    small_book.notebook("notebook", cell)
    assert small_book.build().returncode == 0
    assert "<em>the page face</em>" in small_book.page("notebook").read_text(encoding="utf-8")


def test_prices_in_dollars_are_not_taken_for_formulas(small_book):
    small_book.text("index", "# A book\n\nFrom $5 to $8 a barrel.\n")
    small_book.build()
    assert "From $5 to $8 a barrel." in small_book.page("index").read_text(encoding="utf-8")


def test_figures_are_numbered_by_chapter(small_book):
    cell = """from IPython.display import HTML

slot = '<span class="explorer-number"></span>'
HTML(f"<p>{slot} a</p><p>{slot} b</p>")"""
    small_book.contents("03_gas")
    small_book.notebook("03_gas", cell)
    small_book.build()
    page = small_book.page("03_gas").read_text(encoding="utf-8")
    assert "Figure 3.1.</span> a" in page and "Figure 3.2.</span> b" in page


def test_two_builds_of_one_state_are_the_same_byte_for_byte(small_book, tmp_path):
    small_book.contents("notebook", "status")
    small_book.notebook("notebook", EXPLORER, "set('abcdefgh')", "{'b': 1, 'a': 2}")
    small_book.text("status", "# Status\n\n```{nb-exec-table}\n```\n")
    other = small_book.copied_to(tmp_path / "another place" / "Ğazax")
    one = small_book.build(TZ="Asia/Baku", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    assert one.returncode == 0, one.stderr
    old_mask = os.umask(0o077)
    try:
        two = other.build(TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="2", PYTHONUTF8="0")
    finally:
        os.umask(old_mask)
    assert two.returncode == 0, two.stderr
    ours, theirs = (files_of(book.folder / "_build" / "html") for book in (small_book, other))
    assert set(ours) == set(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
