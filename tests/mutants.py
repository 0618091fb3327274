"""Make numbers wrong on purpose, and see who notices.

    python -m tests.mutants --count 200 --seed 1

A mutant is one change of the source: a constant, an operator, two numbers swapped in a sentence, a
digit of a text, the rounding of a number; in a cell, in a sentence, in a claim or in a model. The
pages that it concerns are run again, and what they tell is compared with what they told. It is
noticed by the files of the numbers, often also by the recomputation, or because a cell fails. A
mutant that changes nothing which readers see is equivalent, and that is proved: every output and
every state of every explorer is the same. What is left is silent, and there must be none.
"""

import argparse
import ast
import functools
import importlib
import io
import itertools
import json
import math
import multiprocessing
import os
import py_compile
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
COPIED = ("corridors", "chapters")
LINKED = ("data", "tests", "_toc.yml", "_config.yml", "pyproject.toml", "CITATION.cff", "README.md")
MINUTES = 6
"""A mutant that computes longer has failed: of processor time, which other work does not use up."""
WAITED = 5
"""How many times as long it may take by the clock, as on a machine that does much else."""

FLIPPED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
DRAWN = "as drawn"
"""Marks of pictures, which no file of numbers holds: a mutant that moves only these is silent."""

TEXT, CORNERS, STATES = range(3)
"""How much is run: all but pictures; explorers drawn in their corners too; drawn in every state."""

WARM = ("IPython.core.interactiveshell", "matplotlib.backends.backend_svg", "myst_nb.core.read")
"""What each process would otherwise import anew."""

LOOKS = {"width", "height", "figsize", "min_periods"}
"""Arguments that are no numbers of the book: the size of a picture."""

SHARES = {"cell": 0.3, "sentence": 0.25, "claim": 0.25, "model": 0.2}
"""How many of the mutants are made where."""


class Mutant(NamedTuple):
    """One change: of which kind, where, in which of a file's pieces of code, which of its sites."""

    kind: str
    file: str
    cell: int
    site: int


# --- Making mutants -------------------------------------------------------------------------------


def changes(tree: ast.Module) -> Iterator[tuple[bool, Callable[[], None], ast.AST]]:
    """The changes that a piece of code allows: whether of a sentence, how to make it, and where.

    Making a change changes the tree.
    """
    skipped = {id(part) for node in ast.walk(tree) for part in _not_told(node)}
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        told = id(node) in inside
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield told, functools.partial(_other_number, node), node
        elif isinstance(node, ast.BinOp) and type(node.op) in FLIPPED:
            if not isinstance(node.left, ast.JoinedStr | ast.List) and not _is_text(node.left):
                yield told, functools.partial(_flip, node), node
        elif isinstance(node, ast.JoinedStr):
            numbers = [part for part in node.values if isinstance(part, ast.FormattedValue)]
            for one, other in itertools.pairwise(numbers):
                if ast.dump(one) != ast.dump(other):
                    yield True, functools.partial(_swap, one, other), node
            for part in node.values:
                if isinstance(part, ast.Constant) and re.search(r"\d", str(part.value)):
                    yield True, functools.partial(_other_digit, part), part


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _not_told(node: ast.AST) -> Iterator[ast.AST]:
    """What of a node is no number: sizes of pictures, settings, docstrings, types, places."""
    if isinstance(node, ast.keyword) and node.arg in LOOKS:
        yield from ast.walk(node)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("pd.set_option", "say_where"):
        yield from ast.walk(node)
    if isinstance(node, ast.FunctionDef):
        for part in [node.returns, *(argument.annotation for argument in node.args.args)]:
            if part is not None:
                yield from ast.walk(part)


def _other_number(node: ast.Constant) -> None:
    node.value = node.value + 1 if isinstance(node.value, int) else node.value * 1.1


def _flip(node: ast.BinOp) -> None:
    node.op = FLIPPED[type(node.op)]()


def _swap(one: ast.FormattedValue, other: ast.FormattedValue) -> None:
    one.value, other.value = other.value, one.value


def _other_digit(node: ast.Constant) -> None:
    node.value = re.sub(
        r"\d", lambda digit: str((int(digit.group()) + 1) % 10), node.value, count=1
    )


def pieces(path: Path) -> dict[int, str]:
    """The pieces of code of a file by their number: the cells of a page, or all of a module."""
    if path.suffix == ".py":
        return {0: path.read_text(encoding="utf-8")}
    from corridors.book.executed import unexecuted

    page = unexecuted(path)
    cells = page.cells if page else []
    return {at: cell.source for at, cell in enumerate(cells) if cell.cell_type == "code"}


def mutants_of(path: Path, kinds: tuple[str, str]) -> Iterator[Mutant]:
    """Every mutant of a file; the kinds are those of a number and of a sentence."""
    for at, code in pieces(path).items():
        try:
            tree = ast.parse(code)
        except SyntaxError:  # a magic of IPython
            continue
        for site, (told, _, _) in enumerate(changes(tree)):
            kind = kinds[1 if told else 0]
            yield Mutant(kind, path.relative_to(ROOT).as_posix(), at, site)


def words(mutant: Mutant) -> str:
    """Where a mutant is, and what it was and became."""
    tree = ast.parse(pieces(ROOT / mutant.file)[mutant.cell])
    _, change, node = list(changes(tree))[mutant.site]
    was = ast.unparse(node)
    change()
    return f"{mutant.file}[{mutant.cell}] {was} -> {ast.unparse(node)}"


def mutated(code: str, site: int) -> str:
    """The code with the change at a site."""
    tree = ast.parse(code)
    list(changes(tree))[site][1]()
    return ast.unparse(ast.fix_missing_locations(tree))


def everywhere() -> dict[str, list[Mutant]]:
    """All mutants by their kind."""
    chapters = sorted((ROOT / "chapters").rglob("*.ipynb")) + [ROOT / "chapters" / "index.md"]
    package = ROOT / "corridors"
    found = [
        *((path, ("cell", "sentence")) for path in chapters if path.is_file()),
        *((path, ("cell", "sentence")) for path in sorted((package / "told").glob("*.py"))),
        *((package / "claims" / f"{name}.py", ("claim", "claim")) for name in SECTIONS),
        *((path, ("model", "sentence")) for path in sorted((package / "subjects").glob("*.py"))),
    ]
    by_kind: dict[str, list[Mutant]] = {kind: [] for kind in SHARES}
    for path, kinds in found:
        for mutant in mutants_of(path, kinds):
            by_kind[mutant.kind].append(mutant)
    return by_kind


LEDGER = "claims"
"""What is run for the ledger, or with a name for a section of it."""

SECTIONS = (
    "introduction",
    "regionalism",
    "energy_logistics",
    "green_transition",
    "eu_pivot",
    "conclusion",
)


def sample(count: int, seed: int) -> list[Mutant]:
    """So many mutants of each kind as its share, drawn at random."""
    draw, found = random.Random(seed), everywhere()
    chosen = [
        mutant
        for kind, share in SHARES.items()
        for mutant in draw.sample(found[kind], min(len(found[kind]), round(count * share)))
    ]
    return chosen[:count]


# --- Running what they concern --------------------------------------------------------------------


def workshop() -> Path:
    """A copy of the book to make mutants in, its modules compiled by their contents."""
    place = Path(tempfile.mkdtemp(prefix="mutants-"))
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=ignored)
    for name in LINKED:
        if (ROOT / name).exists():
            (place / name).symlink_to(ROOT / name)
    for path in (place / "corridors").rglob("*.py"):
        py_compile.compile(str(path), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    return place


def concerned(mutant: Mutant) -> list[str]:
    """What to run for a mutant, the likeliest first: pages by their file, `claims` the ledger."""
    path = Path(mutant.file)
    if path.parts[0] == "chapters":
        return [mutant.file]
    users = [page for page in _pages() if re.search(rf"\b{path.stem}\b", _code_of(page))]
    told = f"told import {path.stem}"
    if path.parent.name == "told":
        return [page for page in users if told in _code_of(page)] or users
    if path.parent.name == "claims":
        return [f"{LEDGER} {path.stem}", *users]
    return [LEDGER, *users]


@functools.cache
def _pages() -> tuple[str, ...]:
    from corridors.appendix import usage

    pages = [page.path.relative_to(ROOT).as_posix() for page in usage.pages()]
    return tuple(page for page in pages if "glossary" not in page)


@functools.cache
def _code_of(page: str) -> str:
    return "\n".join(pieces(ROOT / page).values())


Told = list[dict[str, Any]]
"""What a page tells, cell after cell; the ledger tells all in one."""


def told_by(what: str, root: Path, depth: int, before: Told | None = None) -> Any:
    """What a page or the ledger tells in the book in `root`, found in a process of its own.

    With what it told before, only what moved, up to the first cell in which something did. Raises
    RuntimeError with the reason when a cell fails.
    """
    return _apart(functools.partial(_tell, what, root, depth, before))


def told_by_cells(
    what: str, root: Path, depth: int, before: Told, wrong: list[Mutant]
) -> list[list[str] | RuntimeError]:
    """What moves by each mutant of a page's cells; the cells before it are run once for all."""
    work = functools.partial(_tell, what, root, depth, before, wrong)
    return _apart(work, minutes=MINUTES * (1 + len(wrong)))


def _apart(work: Callable[[], Any], minutes: float = MINUTES) -> Any:
    """The result of some work in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_report, args=(work, there, minutes))
    child.start()
    there.close()
    try:
        if not here.poll(WAITED * minutes * 60):
            raise RuntimeError(f"it takes longer than {WAITED * minutes:g} minutes")
        good, said = here.recv()
    except EOFError:
        raise RuntimeError("the process died") from None
    finally:
        child.kill()
        child.join()
    if not good:
        raise RuntimeError(said)
    return said


def _report(work: Callable[[], Any], report: Any, minutes: float) -> None:
    def too_long(*_: object) -> None:
        raise RuntimeError(f"it computes longer than {minutes:g} minutes")

    signal.signal(signal.SIGXCPU, too_long)
    seconds = math.ceil(minutes * 60)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 60))
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            report.send((True, work()))
    except BaseException as error:  # whatever a mutant raises is what it is noticed by
        report.send((False, "".join(traceback.format_exception_only(error)).strip()))
    os._exit(0)


KEPT = ("corridors.data", "corridors.door", "corridors.paths")
"""Modules in which no mutant is made: their tables are read once for all."""


def _tell(
    what: str, root: Path, depth: int, before: Told | None, wrong: list[Mutant] | None = None
) -> Any:
    sys.dont_write_bytecode = True
    for name in list(sys.modules):
        if name.split(".")[0] in ("corridors", "tests") and name not in KEPT:
            del sys.modules[name]
    sys.path.insert(0, str(root))
    os.environ.update(BOOK_FACE="page", PYTHONPATH=str(root))
    os.chdir(root / "chapters")
    gather = importlib.import_module("tests.numbers.gather")
    if what.startswith(LEDGER):
        section = what.removeprefix(LEDGER).strip() or None
        told = [{"claims": gather.claims_numbers(section)}]
        return told if before is None else _moved(what, before[0], told[0])
    page = importlib.import_module("corridors.book.executed").unexecuted(root / what)
    return _Run(what, page, gather, depth, before).all_cells(wrong or [])


class _Run:
    """A run of a page, cell after cell, in this process."""

    def __init__(self, what: str, page: Any, gather: Any, depth: int, before: Told | None) -> None:
        from IPython.core.interactiveshell import InteractiveShell

        self.what, self.page, self.gather, self.depth = what, page, gather, depth
        self.before, self.figures = before, {}
        self.shell = InteractiveShell.instance()
        self.explore = importlib.import_module("corridors.explore")
        self.explore._explorer = self._note

    def _note(self, definition: Any, caption: str, source: str) -> None:
        """What stands for the drawing of an explorer that a cell defines."""
        id, shapes = definition.id, self.explore.shapes_of(definition.picture)
        said = _in_corners(definition, shapes[0], self.gather, self.depth)
        said["caption"] = f"{caption} {source}"
        if self.depth == STATES:
            baked = self.explore.bake_shapes(definition, shapes, store=None, processes=1)
            wide = baked["wide"]
            readings = [[mark[4] for mark in marks] for marks in wide.marks]
            told = [wide.titles, wide.sentences, wide.columns, wide.tables, readings]
            drawn = [vars(shape) for shape in baked.values()]
            said["states"] = self.gather.mark_of(json.dumps(told))
            said[DRAWN] = self.gather.mark_of(json.dumps(drawn))
        self.figures[id] = said

    def all_cells(self, wrong: list[Mutant]) -> Any:
        """What the cells tell; or what moved; or that by each mutant."""
        told: Told = []
        found: dict[int, list[str] | RuntimeError] = {}
        for at, cell in enumerate(self.page.cells):
            for number, mutant in enumerate(wrong):
                if mutant.cell != at:
                    continue
                code = mutated(cell.source, mutant.site)
                try:
                    found[number] = _apart(functools.partial(self._rest, at, code))
                except RuntimeError as error:
                    found[number] = error
            told.append(self._cell(cell.cell_type, cell.source))
            if self.before is not None and not wrong and told[at] != self.before[at]:
                return _moved(self.what, self.before[at], told[at])
        if wrong:
            return [found[number] for number in range(len(wrong))]
        return told if self.before is None else []

    def _rest(self, first: int, code: str) -> list[str]:
        """What moves from a cell on, with that code in it."""
        for at, cell in enumerate(self.page.cells[first:], start=first):
            told = self._cell(cell.cell_type, code if at == first else cell.source)
            if told != self.before[at]:
                return _moved(self.what, self.before[at], told)
        return []

    def _cell(self, kind: str, code: str) -> dict[str, Any]:
        if kind != "code":
            return {}
        self.figures = {}
        told = self.gather.cell_numbers(self.shell, code)
        return {**told, "explorers": self.figures}


def _in_corners(definition: Any, shape: Any, gather: Any, depth: int) -> dict[str, Any]:
    drawing = importlib.import_module("corridors.explore.drawing")
    if depth > TEXT:
        canvas = drawing.Canvas(definition, shape)
    states = list(definition.states())

    def shown(number: int) -> dict[str, str]:
        table = definition.table(states[number])
        title = canvas.draw(table, states[number]).title if depth > TEXT else ""
        return {"title": title, "sentence": definition.sentence(table, states[number])}

    controls = [{"name": c.name, "keys": c.keys, "default": c.default} for c in definition.controls]
    presets = {preset.name: preset.choice for preset in definition.presets}
    return gather.in_corners(controls, presets, shown)


# --- Who notices ----------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """What became of a mutant: who noticed it, and the first thing that moved."""

    by: str
    also_recomputed: bool
    moved: str


class Judge:
    """Runs mutants in a workshop and compares what is told with what was told."""

    def __init__(self) -> None:
        from corridors import data

        self.place = workshop()
        self._before: dict[tuple[str, int], Told] = {}
        for name in WARM:
            importlib.import_module(name)
        for name in data.names():
            data.load(name)

    def close(self) -> None:
        shutil.rmtree(self.place)

    def before(self, what: str, depth: int) -> Told:
        if (what, depth) not in self._before:
            self._before[what, depth] = told_by(what, self.place, depth)
        return self._before[what, depth]

    def judge(self, made: list[Mutant]) -> Iterator[tuple[Mutant, Outcome]]:
        """What becomes of each mutant, those of one page together."""
        of_pages = [mutant for mutant in made if mutant.file.startswith("chapters")]
        for page in dict.fromkeys(mutant.file for mutant in of_pages):
            yield from self._of_page(page, [m for m in of_pages if m.file == page])
        for mutant in made:
            if mutant not in of_pages:
                yield mutant, self._of_module(mutant)

    def _of_page(self, page: str, made: list[Mutant]) -> Iterator[tuple[Mutant, Outcome]]:
        left = made
        for depth in (TEXT, CORNERS, STATES):
            if not left:
                return
            found = told_by_cells(page, self.place, depth, self.before(page, depth), left)
            pairs = list(zip(left, found, strict=True))
            left = [mutant for mutant, moved in pairs if moved == []]
            for mutant, moved in pairs:
                if isinstance(moved, RuntimeError):
                    yield mutant, Outcome("fails", False, f"{page}: {moved}")
                elif moved:
                    yield mutant, _outcome(moved)
        yield from ((mutant, EQUIVALENT) for mutant in left)

    def _of_module(self, mutant: Mutant) -> Outcome:
        path = self.place / mutant.file
        good = path.read_text(encoding="utf-8")
        for depth in (TEXT, CORNERS, STATES):
            for what in concerned(mutant):
                if what.startswith(LEDGER) and depth > TEXT:
                    continue
                before = self.before(what, depth)
                path.write_text(mutated(good, mutant.site), encoding="utf-8")
                try:
                    if moved := told_by(what, self.place, depth, before):
                        return _outcome(moved)
                except RuntimeError as error:
                    return Outcome("fails", False, f"{what}: {error}")
                finally:
                    path.write_text(good, encoding="utf-8")
        return EQUIVALENT


EQUIVALENT = Outcome("equivalent", False, "every output and every state is the same")


def _outcome(moved: list[str]) -> Outcome:
    return Outcome(_noticed_by(moved), any(map(_is_recomputed, moved)), moved[0])


def _moved(what: str, before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    from tests.numbers.kept import changes as compared

    name = "ledger" if what.startswith(LEDGER) else Path(what).stem
    return compared({name: before}, {name: now})


@functools.cache
def _recomputed() -> set[str]:
    from tests.recomputed.test_recomputed import PAGES, ledger

    names = {f"{page}, {name}" for page, module in PAGES.items() for name in module.CASES}
    return names | {"ledger, {} figures {}".format(*name.split(" ", 1)) for name in ledger.CASES}


def _noticed_by(moved: list[str]) -> str:
    """The first of the files' guards that tells."""
    from tests.numbers.kept import SHOWN_UNDER

    if all(f" {DRAWN}: " in line for line in moved):
        return "silent"
    if all(f" {DRAWN}: " in line or " states: " in line for line in moved):
        return "states"
    return "tables" if all(f", {SHOWN_UNDER} " in line for line in moved) else "numbers"


def _is_recomputed(moved: str) -> bool:
    return moved.split(":")[0] in _recomputed()


# --- The table ------------------------------------------------------------------------------------

NOTICED = ("numbers", "tables", "states", "fails")


def table(outcomes: list[tuple[Mutant, Outcome]]) -> str:
    """How many mutants of each kind were noticed by whom."""
    heads = ("numbers", "recomputed", "tables", "states", "fails", "equivalent", "silent")
    lines = ["kind       made " + " ".join(f"{head:>10}" for head in heads)]
    for kind in [*SHARES, "all"]:
        of_kind = [o for m, o in outcomes if kind in (m.kind, "all")]
        count = Counter(outcome.by for outcome in of_kind)
        count["recomputed"] = sum(outcome.also_recomputed for outcome in of_kind)
        cells = " ".join(f"{count[head]:>10}" for head in heads)
        lines.append(f"{kind:<10} {len(of_kind):>4} {cells}")
    return "\n".join([*lines, "", "recomputed: noticed there as well as by the numbers"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20_250_521)
    parser.add_argument("--only", choices=SHARES, help="mutants of one kind")
    parser.add_argument("--part", default="1/1", help="such as 2/3: the second of three parts")
    chosen = parser.parse_args()
    part, parts = map(int, chosen.part.split("/"))
    made = sample(chosen.count, chosen.seed)[part - 1 :: parts]
    judge, outcomes, start = Judge(), [], time.time()
    try:
        wanted = [mutant for mutant in made if chosen.only in (None, mutant.kind)]
        for number, (mutant, outcome) in enumerate(judge.judge(wanted), start=1):
            outcomes.append((mutant, outcome))
            seconds = time.time() - start
            print(f"{number:>3} {seconds:5.0f} s {outcome.by:<10} {words(mutant)}", flush=True)
            print(f"      {outcome.moved[:150]}", flush=True)
    finally:
        judge.close()
    print("\n" + table(outcomes))
    return int(any(outcome.by not in (*NOTICED, "equivalent") for _, outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
