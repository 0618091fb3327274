"""Builds that meet with accidents: they say so, lose nothing that was good, and go on next time."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from corridors.book.build import STOPPED
from tests.book import faults
from tests.book.faults import EXPLORER, files_of, still_running

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="of signals that Windows lacks")


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_good_book_and_the_next_build_goes_on(tmp_path):
    became = list(faults.killed(6, 7, tmp_path / "book"))
    assert len(became) == 6
    assert any("stopped it" in what for what in became)


STOPPED_WHILE_IT_PUTS_THE_PAGES = """
import os, signal, sys
from corridors.book import build
put = build._swap
def put_and_stop(new, place):
    put(new, place)
    os.kill(os.getpid(), signal.{sent})
build._swap = put_and_stop
sys.exit(build.main([]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_a_build_stopped_when_its_pages_are_good_ends_with_them(small_book, sent):
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED_WHILE_IT_PUTS_THE_PAGES.format(sent=sent)],
        cwd=small_book.folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stderr
    assert "pages made in" in ended.stdout
    assert "Some words." in small_book.page("index").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_build_stopped_while_a_cell_runs_says_so_and_leaves_no_kernel(small_book, sent):
    lanes = os.cpu_count() or 1
    names = [f"waits_{number}" for number in range(lanes + 1)]
    for name in names:
        waits = f"import pathlib, time\npathlib.Path('{name}.runs').touch()\ntime.sleep(600)"
        small_book.notebook(name, waits)
    small_book.contents(*names)
    build = small_book.begin()
    while len(running := set(small_book.chapters.glob("*.runs"))) < lanes:
        assert build.poll() is None, build.communicate()
        time.sleep(0.1)
    os.killpg(build.pid, sent)  # as a terminal and `timeout` do, which the kernels hear as well
    _, complained = build.communicate(timeout=120)
    assert build.returncode == STOPPED, complained
    said = complained.partition("The book was not built.")[2]
    assert "It was stopped." in said and "Traceback" not in said
    assert set(small_book.chapters.glob("*.runs")) == running, "no other page is begun"
    deadline = time.monotonic() + 30
    while still_running(build.pid):
        assert time.monotonic() < deadline, "a kernel goes on"
        time.sleep(0.2)


@pytest.mark.slow
def test_two_builds_at_once_wait_for_each_other(small_book):
    small_book.notebook("notebook", EXPLORER)
    begun = [small_book.begin(), small_book.begin()]
    told = [build.communicate() for build in begun]
    assert [build.returncode for build in begun] == [0, 0], told
    assert sum("Another build is at work" in out for out, _ in told) == 1
    assert sum("nothing has changed" in out for out, _ in told) == 1
    assert "It ends at" in small_book.page("notebook").read_text("utf-8")


@pytest.mark.slow
def test_a_store_that_was_damaged_shows_no_other_picture(small_book):
    small_book.notebook("notebook", EXPLORER)
    small_book.text("index", "# A book\n\nFirst words.\n")
    assert small_book.build().returncode == 0
    good = files_of(small_book.folder / "_build" / "html")
    below = small_book.folder / "_build"
    stores = [
        path
        for store in ("explorers", "executed", "read")
        for path in sorted((below / store).rglob("*"))
        if path.is_file() and path.stat().st_size > 100
    ]
    assert len(stores) > 3
    for number, path in enumerate(stores):
        content = bytearray(path.read_bytes())
        if number % 2:
            content[len(content) // 2] ^= 0b100
        else:
            del content[len(content) // 2 :]
        path.write_bytes(content)
    small_book.text("index", "# A book\n\nOther words.\n")
    again = small_book.build()
    assert again.returncode == 0, again.stderr
    made = files_of(below / "html")
    figure = "chapters/notebook.html"
    assert made[figure] == good[figure]
    assert b"Other words." in made["chapters/index.html"]


def small_files_only():
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_is_named_and_the_last_good_book_stays(small_book):
    assert small_book.build().returncode == 0
    good = files_of(small_book.folder / "_build" / "html")
    small_book.text("index", "# A book\n\nOther words.\n")
    full = small_book.begin(before=small_files_only)
    _, complained = full.communicate()
    assert full.returncode == 1
    assert "The book was not built" in complained
    assert "Traceback" not in complained.partition("The book was not built")[2]
    assert complained.rstrip().endswith("_build/html is still the last good book.")
    assert files_of(small_book.folder / "_build" / "html") == good
    assert small_book.build().returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(small_book):
    small_book.folder.chmod(0o555)
    try:
        assert "may you write there" in small_book.why_it_fails()
    finally:
        small_book.folder.chmod(0o755)


def test_a_cell_that_eats_memory_or_writes_files_spoils_nothing(small_book):
    small_book.notebook("notebook", "open('left_behind.txt', 'w').write('x'); bytearray(1 << 50)")
    why = small_book.why_it_fails()
    assert "chapters/notebook.ipynb, code cell 1: MemoryError" in why
    small_book.notebook("notebook", "1 + 1")
    assert small_book.build().returncode == 0
