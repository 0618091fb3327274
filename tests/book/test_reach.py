"""What code can reach: too much at most, never too little."""

import inspect
import sys

import pytest

from corridors.book.reach import Code
from corridors.paths import PACKAGE

MODULES = {
    "__init__": "",
    "ground": "LIMIT = 3\nOTHER = 4\n\ndef half(x):\n    '''Half.'''\n    return x / 2\n",
    "upper": (
        "import math\nfrom thing import ground\nfrom thing.ground import half as halved\n"
        "TABLE = {'a': ground.half}\n\n"
        "def area(r):\n    return math.pi * r * ground.LIMIT\n\n"
        "def quarter(x):\n    return halved(halved(x))\n\n"
        "def late(x):\n    from thing.ground import OTHER\n    return OTHER\n\n"
        "def of_any(name):\n    return getattr(ground, name)\n\n"
        "class Shape:\n    def area(self):\n        return area(1)\n"
    ),
    "inner/__init__": "from thing.upper import quarter\n",
    "inner/acts": "import thing.ground\n\nregistered = []\nregistered.append(thing.ground.LIMIT)\n",
}


@pytest.fixture
def digest(tmp_path):
    """The digest of a source, with some modules changed."""

    def of(source, **changed):
        for name, text in {**MODULES, **changed}.items():
            path = tmp_path / "thing" / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Code(tmp_path / "thing").digest(source)

    return of


HALF_CHANGED = MODULES["ground"].replace("x / 2", "x * 0.5")
LIMIT_CHANGED = MODULES["ground"].replace("LIMIT = 3", "LIMIT = 5")
OTHER_CHANGED = MODULES["ground"].replace("OTHER = 4", "OTHER = 5")


@pytest.mark.parametrize(
    ("source", "ground", "moves"),
    [
        ("from thing import ground\nground.half(3)", HALF_CHANGED, True),
        ("from thing import ground\nground.half(3)", LIMIT_CHANGED, False),
        ("from thing import ground as g\ng.LIMIT", LIMIT_CHANGED, True),
        ("from thing.upper import area\narea(2)", LIMIT_CHANGED, True),
        ("from thing.upper import area\narea(2)", HALF_CHANGED, False),
        ("from thing import upper\nupper.quarter(2)", HALF_CHANGED, True),
        ("import thing.upper\nthing.upper.quarter(2)", HALF_CHANGED, True),
        ("from thing.inner import quarter\nquarter(2)", HALF_CHANGED, True),
        ("from thing import inner\ninner.quarter(2)", HALF_CHANGED, True),
        ("from thing import upper\nupper.TABLE['a'](1)", HALF_CHANGED, True),
        ("from thing import upper\nupper.late(2)", OTHER_CHANGED, True),
        ("from thing import upper\nupper.Shape().area()", LIMIT_CHANGED, True),
        ("from thing import upper\nupper.of_any('half')", HALF_CHANGED, True),
        ("from thing import upper\nfind(upper)", HALF_CHANGED, True),
        ("from thing.upper import *", HALF_CHANGED, True),
        ("show('ground.half')", HALF_CHANGED, True),
        ("show('ground.half')", LIMIT_CHANGED, False),
        ("import thing.inner.acts", LIMIT_CHANGED, True),
        ("1 + 1", HALF_CHANGED, False),
    ],
)
def test_a_change_moves_the_digest_of_what_reaches_it_and_of_nothing_else(
    digest, source, ground, moves
):
    assert (digest(source) != digest(source, ground=ground)) is moves


def test_layout_and_comments_do_not_move_the_digest_and_docstrings_do(digest):
    source = "from thing import ground\nground.half(3)"
    relaid = "# A comment.\n\n" + MODULES["ground"].replace("x / 2", "(x\n            / 2)")
    assert digest(source) == digest(source, ground=relaid)
    reworded = MODULES["ground"].replace("Half.", "One half.")
    assert digest(source) != digest(source, ground=reworded)


def test_a_name_that_another_module_takes_over_moves_the_digest(digest):
    source = "from thing.upper import halved\nhalved(3)"
    moved = MODULES["upper"].replace("from thing.ground import half as", "from math import sqrt as")
    assert digest(source) != digest(source, upper=moved)


@pytest.mark.parametrize("page", ["chapters/05_eu_pivot", "chapters/appendix/limitations"])
def test_every_function_that_a_page_calls_is_one_that_its_cells_reach(page):
    from corridors.appendix.usage import cells, pages
    from tests.figures import run_cells

    called = set()

    def note(frame, event, _):
        code = frame.f_code
        is_function = code.co_flags & inspect.CO_OPTIMIZED  # and not the body of a class
        if event == "call" and is_function and code.co_filename.startswith(str(PACKAGE)):
            module = frame.f_globals["__name__"]
            called.add((module, code.co_qualname.partition(".")[0]))

    the_page = next(each for each in pages() if each.name == page)
    opened = {("corridors.appendix.usage", name) for name in ("cells", "_parts")}  # by this test
    sys.setprofile(note)
    try:
        run_cells(the_page)
    finally:
        sys.setprofile(None)
    code = Code(PACKAGE)
    reached = code.names(code.reached("\n".join(cell.code for cell in cells(the_page.path))))
    known = {
        (name, function)
        for name, function in called
        if not function.startswith("<") and not name.startswith("corridors.book")
    }
    assert len(known) > 20
    assert known - reached - opened == set()
