"""The rooms of `corridors/`: a module uses only what is below it. Read from the imports."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corridors.appendix import usage
from corridors.claims.ledger import SECTIONS
from corridors.paths import PACKAGE, ROOT

FLOORS = {
    "explore": 0,  # knows nothing of this book
    "": 1,  # the files themselves
    "subjects": 2,
    "claims": 3,
    "pictures": 3,
    "told": 4,
    "appendix": 5,
    "book": 6,
}
"""The folders of `corridors/`, from the ground up; those of one floor may not use each other."""

BESIDE = {("pictures", "claims")}
"""Rooms of one floor of which the first may use the second: verdicts are drawn as tables are."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The module in a file, by its name within `corridors`: `subjects.gas`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix("__init__").removesuffix(".")


NAMES = {name_of(path) for path in MODULES}


def imports_of(path: Path) -> Iterator[str]:
    """The modules of `corridors` that a file imports anywhere in it, by their names within it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "corridors":
                    yield alias.name.removeprefix("corridors").removeprefix(".")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            if (node.module or "").split(".")[0] == "corridors":
                place = str(node.module).removeprefix("corridors").removeprefix(".")
                for alias in node.names:
                    inner = f"{place}.{alias.name}".removeprefix(".")
                    yield inner if inner in NAMES else place


def room_of(module: str) -> str:
    """The folder of a module; empty for a file of the ground floor."""
    return module.split(".")[0] if module.split(".")[0] in FLOORS else ""


def may_use(room: str, other: str) -> bool:
    return room == other or FLOORS[other] < FLOORS[room] or (room, other) in BESIDE


def test_every_folder_has_its_floor():
    folders = {path.parent.relative_to(PACKAGE).as_posix() for path in MODULES} - {"."}
    assert folders <= set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_uses_a_floor_above_its_own(path):
    own = room_of(name_of(path))
    above = [other for other in imports_of(path) if not may_use(own, room_of(other))]
    assert not above, f"{name_of(path)} uses {', '.join(above)}"


def test_what_makes_a_chart_answer_knows_nothing_of_this_book():
    used = {
        other
        for path in (PACKAGE / "explore").glob("*.py")
        for other in imports_of(path)
        if room_of(other) != "explore"
    }
    assert not used, "what this book has is handed in: corridors.explore.host"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_claims_uses_no_other_nor_the_ledger(section):
    refused = {f"claims.{other}" for other in [*SECTIONS, "ledger"]}
    assert not refused & set(imports_of(PACKAGE / "claims" / f"{section}.py"))


def test_only_paths_climbs_from_its_own_place():
    climbing = [
        path
        for path in MODULES
        if "parent.parent" in (text := path.read_text(encoding="utf-8")) or ".parents[" in text
    ]
    assert climbing == []
    at_home = [path for path in MODULES if "__file__).resolve().parent" in path.read_text("utf-8")]
    assert [name_of(path) for path in at_home] == ["paths"]


TEXTS = {"read_text": 0, "write_text": 1, "open": None}
"""What opens a file of text, and after how many arguments its encoding may stand by its place."""


def without_encoding(code: str) -> Iterator[str]:
    """The calls that read or write text in whatever code page a machine has."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        named = {keyword.arg for keyword in node.keywords}
        words = [str(part.value) for part in node.args if isinstance(part, ast.Constant)]
        of_a_library = called == "open" and ast.unparse(node.func).split(".")[0] in NO_TEXT
        runs = called in ("run", "Popen", "check_output") and named & {"text", "universal_newlines"}
        opens = called in TEXTS and not of_a_library
        if called == "open" and any(re.fullmatch(r"[rwax+]*b[rwax+]*", word) for word in words):
            opens = False
        by_place = TEXTS.get(called)
        if opens and by_place is not None and len(node.args) > by_place:
            opens = False
        if (runs or opens) and "encoding" not in named:
            yield f"line {node.lineno}: {ast.unparse(node)[:60]}"


NO_TEXT = {"tarfile", "pikepdf", "Image"}
"""Libraries whose `open` is of no text."""


@pytest.mark.parametrize("folder", ["corridors", "tests", "benchmarks"])
def test_every_file_of_text_is_opened_with_its_encoding(folder):
    found = [
        f"{path.relative_to(ROOT)}, {call}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for call in without_encoding(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("call", "counts"),
    [
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text('a')", True),
        ("path.write_text('a', encoding='utf-8')", False),
        ("open('a')", True),
        ("open('a', 'rb')", False),
        ("path.open('w')", True),
        ("path.open(mode='a', encoding='utf-8')", False),
        ("Image.open(file)", False),
        ("subprocess.run(['git'], text=True)", True),
        ("subprocess.run(['git'], capture_output=True)", False),
    ],
)
def test_a_call_counts_that_leaves_the_encoding_to_the_machine(call, counts):
    assert bool(list(without_encoding(call))) is counts


def places_of(faults: Callable[[str], list[int]], *more: Path) -> set[str]:
    """Where the package, more files and the cells of pages have faults of a kind."""
    lines = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in [*MODULES, *more]
        for line in faults(path.read_text(encoding="utf-8"))
    }
    return lines | {
        f"{page.path.relative_to(ROOT)}: {cell.code}"
        for page in usage.pages()
        for cell in usage.cells(page.path)
        if faults(cell.code)
    }


def unstable_sorts(code: str) -> list[int]:
    """Lines that sort a table by one column with the sort that leaves ties as they happen to fall.

    Which of two equal rows comes first then hangs on the processor, and with it what a page tells.
    By several columns pandas always keeps the order of ties; an index may have each value once.
    """
    found = []
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        columns = node.args[0] if node.args else ast.Constant("")
        by_several = isinstance(columns, ast.List) and len(columns.elts) > 1
        told = {keyword.arg: keyword.value for keyword in node.keywords}
        by_index = isinstance(node.func.value, ast.Subscript) and ".index" in ast.unparse(node.func)
        kind = ast.unparse(told.get("kind", ast.Constant("")))
        sorts = node.func.attr in ("sort_values", "sort_index") and not by_several and not by_index
        if sorts and kind != "'stable'":
            found.append(node.lineno)
    return found


def test_rows_that_are_equal_keep_their_order_on_every_machine():
    found = places_of(unstable_sorts, *sorted((ROOT / "tests").rglob("*.py")))
    assert not found, 'write .sort_values(..., kind="stable")'


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("table.sort_values('year')", 1),
        ("table.sort_values(['year'], ascending=False)", 1),
        ("series.sort_values()", 1),
        ("table.sort_values('year', kind='quicksort')", 1),
        ("table.sort_values('year', kind='stable')", 0),
        ("table.sort_values(['year', 'country'])", 0),
        ("rows.sort_index()", 1),
        ("rows.index[:6].sort_values()", 0),
    ],
)
def test_a_sort_that_lets_ties_fall_is_seen(code, faults):
    assert len(unstable_sorts(code)) == faults


def walks_the_pages_as_they_fall(code: str) -> list[int]:
    """Lines that go through the set of all pages, whose order is another in each process."""
    return [
        node.iter.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.For | ast.comprehension)
        and isinstance(node.iter, ast.Attribute)
        and node.iter.attr in ("found_docs", "all_docs")
    ]


def test_pages_are_gone_through_in_one_order_on_every_machine():
    found = places_of(walks_the_pages_as_they_fall)
    assert not found, "write sorted(app.env.found_docs)"
    assert walks_the_pages_as_they_fall("for page in app.env.found_docs:\n    print(page)") == [1]


def unsaid_joins(code: str) -> list[int]:
    """Lines that join tables and do not say how many rows may meet how many.

    A key that is there twice on both sides makes rows that nobody recorded: nine of five once.
    """
    found = []
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        told = {keyword.arg for keyword in node.keywords}
        of_a_table = isinstance(node.func.value, ast.Subscript) and any(
            isinstance(part, ast.Subscript) for arg in node.args for part in ast.walk(arg)
        )
        joins = node.func.attr == "merge" or (
            node.func.attr == "join" and ("on" in told or of_a_table)
        )
        if joins and "validate" not in told:
            found.append(node.lineno)
    return found


def test_tables_that_are_joined_say_how_many_rows_may_meet():
    found = places_of(unsaid_joins)
    assert not found, 'write .merge(..., validate="many_to_one")'


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("rows.merge(total, on='year')", 1),
        ("rows.join(ranks, on='source_id')", 1),
        ("joined[['lead', 'targets']].join(joined[ways].round())", 1),
        ("joined[['lead', 'targets']].join(joined[ways])", 1),
        ("rows.merge(total, on='year', validate='many_to_one')", 0),
        ("', '.join(words)", 0),
        ("words[0].join(parts)", 0),
    ],
)
def test_a_join_that_may_make_rows_is_seen(code, faults):
    assert len(unsaid_joins(code)) == faults


def counts_nothing_but_cases(call: ast.Call) -> bool:
    """Whether a builtin `sum` adds whole numbers: comparisons, ones, lengths and counts."""
    (added,) = call.args
    if isinstance(added, ast.GeneratorExp):
        added = added.elt
    if isinstance(added, ast.Compare):
        return True
    called = added.func if isinstance(added, ast.Call) else None
    named = getattr(called, "attr", getattr(called, "id", ""))
    if named == "map":
        return ast.unparse(added.args[0]) == "len"
    return named in ("any", "all", "count", "len") or ast.unparse(added) == "1"


def test_no_sum_of_measured_values_depends_on_the_python_that_adds_them():
    """Python 3.12 adds floats otherwise than 3.11: `math.fsum` gives the same under each."""
    sums = [
        (name_of(path), node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "sum"
    ]
    assert sums
    assert [(name, ast.unparse(c)) for name, c in sums if not counts_nothing_but_cases(c)] == []


def test_only_the_build_names_the_builder():
    """So that the extensions would serve plain Sphinx as well: docs/builder.md."""
    naming = re.compile(r"^\s*(?:from|import)\s+jupyter_book\b", re.MULTILINE)
    named = [name_of(path) for path in MODULES if naming.search(path.read_text(encoding="utf-8"))]
    assert named == ["book.build"]


def test_commands_of_make_keep_what_python_has_compiled_also_where_a_container_forbids_it():
    shown = subprocess.run(
        ["make", "--eval", 'shown: ; @echo "[$$PYTHONDONTWRITEBYTECODE]"', "shown"],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert shown.stdout.strip() == "[]", "each process would compile all modules anew"


def test_a_test_sees_the_same_whether_make_has_started_it_or_not():
    """What make tells its children once turned a test red that was green when started alone."""
    other = test_commands_of_make_keep_what_python_has_compiled_also_where_a_container_forbids_it
    test = f"{Path(__file__).relative_to(ROOT).as_posix()}::{other.__name__}"
    asked = f"asked: ; @{sys.executable} -m pytest -q -p no:cacheprovider {test}"
    told = subprocess.run(
        ["make", "--eval", asked, "asked"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert told.returncode == 0, told.stdout
