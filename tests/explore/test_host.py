"""A stranger's book: `explore` in a Jupyter Book that has nothing else of this one."""

import functools
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pandas as pd
import pytest

from corridors.explore import ExplorerError, Host, bake, define
from corridors.explore.host import INK, PLAIN
from corridors.explore.marks import says
from corridors.paths import PACKAGE, ROOT
from tests.explore.reader import Reader

EXAMPLE = ROOT / "docs" / "example"
BUILD = ["build", "-W", "--keep-going", "book"]
WATER = pd.DataFrame({"kettle": ["home"], "time_s": [152.0]})


def model(table, *, litres=1):
    return table.assign(time_s=table["time_s"] * litres)


def picture(table, axes):
    says(axes.bar([0], table["time_s"], color=INK), f"{table['time_s'].iloc[0]:.0f} s")
    axes.set(xlim=(-1, 1), ylim=(0, 900), ylabel="s")
    axes.set_title("A kettle")


def boiling(host=None, *, model=model):
    bound = functools.partial(model, WATER)
    say = "It boils.".format
    return define("kettle", bound, picture, lambda table: say(), {"litres": [1, 2]}, host=host)


@pytest.fixture(scope="module")
def strangers_book(tmp_path_factory):
    """The pages of the example, built where of `corridors` there is `explore` alone."""
    folder = tmp_path_factory.mktemp("stranger")
    shutil.copytree(EXAMPLE, folder / "book")
    shutil.copytree(PACKAGE / "explore", folder / "packages" / "corridors" / "explore")
    (folder / "packages" / "corridors" / "__init__.py").write_text("", encoding="utf-8")
    ours = ("BOOK_", "CORRIDORS_", "PYTEST_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    built = subprocess.run(
        [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", *BUILD],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(folder / "packages"), "PYTHONNOUSERSITE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return folder / "book" / "_build" / "html"


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_a_strangers_book_answers_from_a_folder(strangers_book, browser, width):
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto((strangers_book / "kettle.html").as_uri())
        reader = Reader(page, "kettle")
        assert list(reader.controls) == ["litres", "start_c"]
        assert reader.sees() == reader.told({"litres": 1, "start_c": 1})
        reader.chooses_by_keyboard("start_c", 8)
        assert reader.sees() == reader.told({"litres": 1, "start_c": 8})
        assert reader.sees().title == "From 14 to 42 seconds"
        reader.chooses_by_mouse("litres", 3)
        assert reader.sees() == reader.told({"litres": 3, "start_c": 8})
        assert reader.reads_by_keyboard() == ["travel: 84 s", "home: 38 s", "office: 28 s"]
        shown = page.locator("[data-action]:visible").all_text_contents()
        assert shown == ["Reset", "Table", "PNG", "SVG", "CSV", "Link"], "no words of this book"


@pytest.mark.slow
def test_its_states_stand_beside_its_pages_and_its_drawings_are_kept(strangers_book):
    page = (strangers_book / "kettle.html").read_text(encoding="utf-8")
    packs = sorted(path.name for path in (strangers_book / "packs").iterdir())
    assert len(packs) == 2 and all(f'data-src="packs/{name}"' in page for name in packs)
    assert "widgets" not in page and "require" not in page, "no widget manager is loaded"
    kept = sorted(path.name for path in (strangers_book.parent / "explorers").iterdir())
    names = [re.sub(r"-[0-9a-f]{32}\.json\.gz$", "", name) for name in kept]
    assert names == ["kettle", "kettle-tall", "kettle-wide"]


def test_a_host_hands_in_its_style_its_words_and_its_rules():
    working = []

    @contextmanager
    def rule(who):
        working.append(who)
        yield

    plain = bake(boiling())
    theirs = bake(boiling(Host({**PLAIN, "font.size": 14}, str.upper, rule)), processes=1)
    assert plain.columns == ["Kettle", "Time s"] and theirs.columns == ["KETTLE", "TIME_S"]
    assert "14px" in theirs.background and "14px" not in plain.background
    assert set(working) == {"the model of explorer 'kettle'"}


def test_a_change_of_the_host_draws_anew(tmp_path):
    hosts = [None, Host({**PLAIN, "font.size": 14}), Host(PLAIN, str.upper)]
    for host in (*hosts, *hosts):
        bake(boiling(host), store=tmp_path)
    assert len(list(tmp_path.iterdir())) == len(hosts)


def test_a_rule_of_the_host_is_told_as_a_mistake_of_the_explorer():
    @contextmanager
    def closed(who):
        global shut
        shut = who
        try:
            yield
        finally:
            shut = ""

    def reads(table, *, litres=1):
        if shut:
            raise PermissionError(f"{shut} reads a file")
        return table

    with pytest.raises(ExplorerError, match="explorer 'kettle'.*reads a file"):
        bake(boiling(Host(working=closed), model=reads), processes=1)


shut = ""


def test_colours_of_the_theme_are_left_to_the_page_of_any_host():
    (bar,) = {fragment.count("var(--explorer-ink") for fragment in bake(boiling()).fragments}
    assert bar >= 1
