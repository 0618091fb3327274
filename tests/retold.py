"""What the book tells when one table is another, without telling anew what does not read it.

`Book` runs every page once, in this process, and notes of each cell which tables it read and which
names it takes from which other cells. `moved(table, raw, typed)` then runs those cells alone that
read the table, by themselves or through a name; and of the ledger those claims that read it. What
they tell is compared with what they told, in the words of `tests.numbers`.
"""

import ast
import functools
import gc
import hashlib
import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

import corridors
from corridors import data, explore
from corridors.appendix import usage
from corridors.book.executed import unexecuted
from corridors.claims import badges, ledger
from tests.numbers import gather
from tests.numbers.kept import changes

Tables = dict[str, tuple[pd.DataFrame, pd.DataFrame]]
"""Tables in place of those of the package: as they are written, and typed."""

KEPT = ("corridors.data", "corridors.door", "corridors.asked", "corridors.rules", "corridors.prose")
"""Modules whose memories hold for any table: they are of files, or of what is given."""


class Cell(NamedTuple):
    """A cell of a page as it ran: the tables it read, the names it took and made, what it told."""

    code: str
    reads: frozenset[str]
    takes: frozenset[str]
    makes: frozenset[str]
    told: dict[str, Any]
    figures: dict[str, Any]


class Reads:
    """The door with other tables in it, which notes who reads what."""

    def __init__(self) -> None:
        self.noted: list[set[str]] = []
        self.wrong: Tables = {}
        self._good = data._now
        data._now = self.now

    def now(self, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        for reads in self.noted:
            reads.add(name)
        return self.wrong.get(name) or self._good(name)

    def close(self) -> None:
        data._now = self._good

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        reads: set[str] = set()
        self.noted.append(reads)
        try:
            yield reads
        finally:
            self.noted.pop()

    def remembered(self, work: Callable[..., Any], key: Callable[..., Hashable]) -> Any:
        """The function with a memory that knows which tables each result was made of."""
        known: dict[Hashable, tuple[Any, set[str]]] = {}

        @functools.wraps(work)
        def of(*given: Any) -> Any:
            place = key(*given)
            if place not in known or known[place][1] & self.wrong.keys():
                with self.noting() as reads:
                    made = work(*given)
                if self.wrong:
                    return made
                known[place] = made, reads
            for reads in self.noted:
                reads |= known[place][1]
            return known[place][0]

        return of


class Book:
    """The pages as they ran, and the ledger."""

    def __init__(self, pages: list[str] | None = None) -> None:
        self.reads = Reads()
        self._before = (ledger.finding, ledger._entry, explore._explorer, os.getcwd())
        self._face = os.environ.get(explore.FACE)
        finding = self.reads.remembered(inspect.unwrap(ledger.finding), lambda claim: claim)
        ledger.finding = badges.finding = finding
        ledger._entry = self.reads.remembered(
            ledger._entry, lambda row: tuple(map(str, row.items()))
        )
        os.environ[explore.FACE] = "page"
        explore._explorer = self._note
        self.figures: dict[str, Any] = {}
        self.states: dict[tuple[str, int, str], str] = {}
        self.names: dict[str, dict[str, Any]] = {}
        self.cells: dict[str, list[Cell]] = {}
        self.folders: dict[str, Path] = {}
        self.shell = _shell()
        self.blank = dict(self.shell.user_ns)
        for page in usage.pages():
            if pages is None or page.path.stem in pages:
                self._read(page)
        with self.reads.noting() as self.of_ledger:
            self.claims = self._ledger()

    def close(self) -> None:
        """Leave the house as it was."""
        self.reads.close()
        ledger.finding, ledger._entry, explore._explorer, folder = self._before
        badges.finding = ledger.finding
        os.chdir(folder)
        if self._face is None:
            del os.environ[explore.FACE]
        else:
            os.environ[explore.FACE] = self._face
        _forget()

    def _read(self, page: usage.Page) -> None:
        found = unexecuted(page.path)
        if found is None:
            return
        self.folders[page.path.stem] = page.path.parent
        self._names(self.blank, page.path.stem)
        cells = []
        for cell in found.cells:
            if cell.cell_type != "code":
                continue
            takes, makes = _names(cell.source)
            with self.reads.noting() as reads:
                told, figures = self._run(cell.source)
            cells.append(Cell(cell.source, frozenset(reads), takes, makes, told, figures))
        self.names[page.path.stem] = dict(self.shell.user_ns)
        self.cells[page.path.stem] = cells

    def _names(self, names: dict[str, Any], page: str) -> None:
        """Have cells of a page meet these names, in its folder: links are told from there.

        Functions that cells made look in the same place.
        """
        os.chdir(self.folders[page])
        self.shell.user_ns.clear()
        self.shell.user_ns.update(names)

    def _run(self, code: str) -> tuple[dict[str, Any], dict[str, Any]]:
        _forget()
        self.figures = {}
        told = gather.cell_numbers(self.shell, code)
        said = {id: figure["said"] for id, figure in self.figures.items()}
        return {**told, "explorers": said}, self.figures

    def _note(self, definition: Any, caption: str, source: str) -> None:
        """What stands for the drawing of an explorer that a cell defines."""
        states = list(definition.states())
        shown = functools.cache(lambda number: definition.table(states[number]))
        controls = [
            {"name": c.name, "keys": c.keys, "default": c.default} for c in definition.controls
        ]
        presets = {preset.name: preset.choice for preset in definition.presets}

        def corner(number: int) -> dict[str, str]:
            return {"sentence": definition.sentence(shown(number), states[number])}

        said = gather.in_corners(controls, presets, corner)
        said["caption"] = f"{caption} {source}"
        self.figures[definition.id] = {"said": said, "all": lambda: _marks(shown, len(states))}

    def _ledger(self) -> dict[str, Any]:
        _forget()
        return gather.claims_numbers()

    def moved(self, wrong: Tables) -> str:
        """The first thing that is told otherwise with these tables, or nothing.

        First the ledger and what pages say; then the tables of all states of their explorers.
        """
        self.reads.wrong = wrong
        try:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                return self._moved(set(wrong))
        except Exception as error:  # whatever a wrong table raises is what it is noticed by
            return f"fails: {error}"
        finally:
            self.reads.wrong = {}
            _forget()

    def _moved(self, tables: set[str]) -> str:
        if self.of_ledger & tables and (now := self._ledger()) != self.claims:
            return changes({"ledger": self.claims}, {"ledger": now})[0]
        later = []
        for page, cells in self.cells.items():
            self._names(self.names[page], page)
            tainted: set[str] = set()
            for cell in cells:
                if not (cell.reads & tables or cell.takes & tainted):
                    continue
                tainted |= cell.makes
                told, figures = self._run(cell.code)
                if told != cell.told:
                    return changes({page: cell.told}, {page: told})[0]
                if figures:
                    later.append((page, cell.figures, figures, dict(self.shell.user_ns)))
        for page, before, now, names in later:
            for id, figure in now.items():
                if self._marks(page, before[id]) != self._of(page, names, figure["all"]):
                    return f"{page}, {id} states: the table of a state"
        return ""

    def _of(self, page: str, names: dict[str, Any], work: Callable[[], str]) -> str:
        self._names(names, page)
        return work()

    def _marks(self, page: str, figure: dict[str, Any]) -> str:
        """The mark of an explorer's tables as they were: made when it is first asked for."""
        if "marks" not in figure:
            self.reads.wrong, wrong = {}, self.reads.wrong
            figure["marks"] = self._of(page, self.names[page], figure["all"])
            self.reads.wrong = wrong
        return str(figure["marks"])


def _marks(shown: Callable[[int], pd.DataFrame], count: int) -> str:
    texts = (shown(number).to_csv() for number in range(count))
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _names(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a cell takes from cells before it, and those that it makes."""
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a magic of IPython
        return frozenset(), frozenset()
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    makes = {name.id for name in names if not isinstance(name.ctx, ast.Load)}
    makes |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return frozenset(name.id for name in names if isinstance(name.ctx, ast.Load)), frozenset(makes)


def _forget() -> None:
    """Forget what functions of the house remember of tables."""
    for memory in _memories():
        memory.cache_clear()


@functools.cache
def _memories() -> list[Any]:
    for module in pkgutil.walk_packages(corridors.__path__, "corridors."):
        if not module.name.startswith("corridors.book"):
            importlib.import_module(module.name)
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, functools._lru_cache_wrapper)
        and str(found.__module__).startswith("corridors.")
        and found.__module__ not in KEPT
        and not str(found.__module__).startswith("corridors.book")
        and found.__name__ not in ("pages", "_draws", "_published")
    ]


def _shell() -> Any:
    from IPython.core.interactiveshell import InteractiveShell

    return InteractiveShell.instance()
