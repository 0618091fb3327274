"""Who uses which table: read from the cells of the pages, the claims' tests and the code itself.

Nothing is run. A cell says `data.load("gas/exports")`, or loads names out of a literal list in a
loop or a comprehension; what it loads can then be told from its text. A name that only running the
cell would tell is refused rather than left out. A cell that goes through all of `data.names()` uses
no table in particular.
"""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.claims import ledger as claims
from corridors.paths import PACKAGE, ROOT
from corridors.subjects import disagreement


class UnknownTableError(ValueError):
    """A cell loads a table whose name its text does not tell."""


@dataclass(frozen=True)
class Page:
    """A page of the book: its name in `_toc.yml`, its title and the number of its chapter."""

    name: str
    path: Path
    title: str

    @property
    def number(self) -> str:
        """`3` for `chapters/03_energy`; empty for the pages before and after the chapters."""
        found = re.match(r"0*(\d+)_", self.path.name)
        return found.group(1) if found else ""


@dataclass(frozen=True)
class Cell:
    """A code cell, and the heading that it stands under."""

    code: str
    heading: str


@cache
def pages(root: Path = ROOT) -> tuple[Page, ...]:
    """The pages that `_toc.yml` names, in its order; those whose file is missing are left out."""
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    found = []
    for name in re.findall(r"^[\s-]*(?:root|file):\s*(\S+)\s*$", contents, re.MULTILINE):
        for ending in (".ipynb", ".md"):
            path = root / (name + ending)
            if path.is_file():
                found.append(Page(name, path, _title(path)))
    return tuple(found)


def _title(path: Path) -> str:
    match = re.search(r"^# +(.+?) *$", "\n".join(_texts(path)), re.MULTILINE)
    return match.group(1) if match else path.stem


def _texts(path: Path) -> list[str]:
    return [text for is_code, text in _parts(path) if not is_code]


def cells(path: Path) -> list[Cell]:
    """The code cells of a notebook, in JSON or as text, each with the heading above it."""
    heading, found = "", []
    for is_code, text in _parts(path):
        if is_code:
            found.append(Cell(text, heading))
        else:
            heading = ([heading] + re.findall(r"^#{2,3} +(.+?) *$", text, re.MULTILINE))[-1]
    return found


def _parts(path: Path) -> Iterator[tuple[bool, str]]:
    """The cells of a notebook in order: whether it is code, and its text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        for cell in json.loads(text)["cells"]:
            yield cell["cell_type"] == "code", "".join(cell["source"])
        return
    pieces = re.split(r"^```\{code-cell\}[^\n]*\n(.*?)^```\s*$", text, flags=re.M | re.S)
    for number, piece in enumerate(pieces):
        is_code = number % 2 == 1
        yield is_code, re.sub(r"\A(?::[^\n]*\n)+", "", piece) if is_code else piece


# --- What a piece of code loads ------------------------------------------------------------------

Names = dict[str, list[Any]]
"""What a name may stand for, as far as the text tells."""

ANY: Final = object()
"""What a name stands for that goes through all tables."""


def tables_in(code: str, known: Names | None = None, *, strict: bool = True) -> set[str]:
    """The tables that a piece of code loads with `data.load`.

    `known` holds the literal values of names from earlier cells; those of this one are added to it.
    Raises UnknownTableError for a name that the text does not tell; unless `strict`, such a load is
    left out.
    """
    reader = _Reader({} if known is None else known, strict)
    reader.visit(ast.parse(code))
    return reader.tables


class _Reader(ast.NodeVisitor):
    def __init__(self, known: Names, strict: bool) -> None:
        self.known, self.strict = known, strict
        self.tables: set[str] = set()

    def visit_Assign(self, node: ast.Assign) -> None:  # noqa: N802 (named by ast)
        self.visit(node.value)
        for target in node.targets:
            self._bind(target, self._values(node.value))

    def visit_For(self, node: ast.For) -> None:  # noqa: N802
        self.visit(node.iter)
        self._bind(node.target, self._items(node.iter))
        for statement in [*node.body, *node.orelse]:
            self.visit(statement)

    def _comprehension(self, node: Any) -> None:
        outer = dict(self.known)
        for part in node.generators:
            self.visit(part.iter)
            self._bind(part.target, self._items(part.iter))
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.comprehension):
                self.visit(child)
        for part in node.generators:
            for condition in part.ifs:
                self.visit(condition)
        self.known.clear()
        self.known.update(outer)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_Call(self, node: ast.Call) -> None:  # noqa: N802
        self.generic_visit(node)
        if _is_load(node.func):
            if node.args:
                self._loads(node.args[0], self._values(node.args[0]))
        elif isinstance(node.func, ast.Name) and node.func.id == "map" and _is_load(node.args[0]):
            self._loads(node.args[1], self._items(node.args[1]))

    def _loads(self, node: ast.expr, names: list[Any] | None) -> None:
        if names is not None and all(isinstance(name, str) or name is ANY for name in names):
            self.tables.update(name for name in names if name is not ANY)
        elif self.strict:
            raise UnknownTableError(
                f"which table data.load({ast.unparse(node)}) loads cannot be told from the text: "
                "write its name, or a literal list of names to loop over"
            )

    def _bind(self, target: ast.expr, values: list[Any] | None) -> None:
        if isinstance(target, ast.Name):
            if values is None:
                self.known.pop(target.id, None)
            else:
                self.known[target.id] = values
        elif isinstance(target, (ast.Tuple, ast.List)):
            fitting = values is not None and all(
                isinstance(value, (tuple, list)) and len(value) == len(target.elts)
                for value in values
            )
            for place, part in enumerate(target.elts):
                self._bind(part, [v[place] for v in values or ()] if fitting else None)

    def _items(self, node: ast.expr) -> list[Any] | None:
        """What iterating over an expression may give."""
        if ast.unparse(node) == "data.names()":
            return [ANY]
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            each = [self._values(part) for part in node.elts]
            return None if None in each else [value for part in each for value in part or ()]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("items", "values", "keys")
        ):
            held = self._values(node.func.value)
            if held is None or not all(isinstance(value, dict) for value in held):
                return None
            return [item for value in held for item in getattr(value, node.func.attr)()]
        held = self._values(node)
        if held is None or not all(isinstance(v, (tuple, list, set, dict)) for v in held):
            return None
        return [item for value in held for item in value]

    def _values(self, node: ast.expr) -> list[Any] | None:
        """What an expression may be, or None when the text does not tell."""
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.JoinedStr):
            return self._joined([self._values(part) for part in node.values])
        if isinstance(node, ast.FormattedValue):
            return self._values(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._joined([self._values(node.left), self._values(node.right)])
        try:
            return [ast.literal_eval(node)]
        except ValueError:
            return None

    @staticmethod
    def _joined(parts: list[list[Any] | None]) -> list[Any] | None:
        if any(part is None or not all(isinstance(v, str) for v in part) for part in parts):
            return None
        return ["".join(texts) for texts in itertools.product(*(part or () for part in parts))]


def _is_load(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "load"
        and isinstance(function.value, ast.Name)
        and function.value.id == "data"
    )


# --- Who uses a table ----------------------------------------------------------------------------


def loaded_by(path: Path) -> list[tuple[str, str]]:
    """The tables that the cells of a page load, each with the heading it is loaded under."""
    known: Names = {}
    found: dict[tuple[str, str], None] = {}
    for number, cell in enumerate(cells(path), start=1):
        try:
            tables = tables_in(cell.code, known)
        except UnknownTableError as error:
            raise UnknownTableError(f"{path.name}, code cell {number}: {error}") from None
        except SyntaxError:  # a magic of IPython loads no table
            continue
        found.update(dict.fromkeys((table, cell.heading) for table in sorted(tables)))
    return list(found)


def loaded_by_code() -> dict[str, set[str]]:
    """The tables that each module of `corridors` loads by name itself, by the module's name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tables = tables_in(path.read_text(encoding="utf-8"), strict=False)
        if tables:
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = tables
    return found


HEADLINES: Final = "chapters/appendix/sources_disagree"
"""The page of the headline quantities, whose tables `disagreement` names and its cells do not."""


def _of_headlines() -> list[str]:
    quantities = disagreement.QUANTITIES.values()
    return sorted({table for quantity in quantities for table in quantity.tables})


@cache
def uses() -> pd.DataFrame:
    """Every use of a table, one a row: in a page's cell, in a claim's test, or in the code.

    What the page of the headline quantities takes is told by their list, not by its cells.

    Columns: table, kind (page, claim or code), user (the page's name in `_toc.yml`, the claim's id
    or the module) and heading (above the page's cell; empty before the first).
    """
    rows = [
        (table, "page", page.name, heading)
        for page in pages()
        for table, heading in loaded_by(page.path)
    ]
    known = {(table, user) for table, _, user, _ in rows}
    rows += [
        (table, "page", HEADLINES, "Who says what?")
        for table in _of_headlines()
        if any(page.name == HEADLINES for page in pages()) and (table, HEADLINES) not in known
    ]
    rows += [
        (table, "claim", claim, "")
        for claim, test in claims.TESTS.items()
        for table in dict.fromkeys(test.tables)
    ]
    rows += [
        (table, "code", module, "")
        for module, tables in loaded_by_code().items()
        for table in sorted(tables)
    ]
    return pd.DataFrame(rows, columns=["table", "kind", "user", "heading"])


def referring_to(name: str) -> list[str]:
    """The tables whose columns take their codes from the table `name`."""
    wanted = data.resource_of(name)["name"]
    return [
        other
        for other in data.names()
        if other != name
        and any(
            key["reference"]["resource"] == wanted
            for key in data.resource_of(other)["schema"].get("foreignKeys", [])
        )
    ]


def anchor(heading: str) -> str:
    """The id that the built page gives to a heading."""
    plain = re.sub(r"[`*_]|\{[\w:]+\}", "", heading).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def address(page: Page) -> str:
    """Where a page is, seen from a page of the appendix."""
    return f"../{page.name.removeprefix('chapters/')}.html"


def claim_address(claim_id: str) -> str:
    """Where the book shows a claim, seen from the appendix: its ledger, or else its chapter.

    Empty while the book has neither.
    """
    names = {page.name for page in pages()}
    if "chapters/appendix/ledger" in names:
        return f"ledger.html#{claim_id}"
    sections = data.load("policy/claims").set_index("claim_id")["section"]
    chapter = claims.CHAPTERS[str(sections[claim_id])]
    return f"../{chapter}.html#{claim_id}" if f"chapters/{chapter}" in names else ""


def claim_link(claim_id: str) -> str:
    """A claim's id as a link to where the book shows it, where it does."""
    address = claim_address(claim_id)
    return f'<a href="{address}">{claim_id}</a>' if address else claim_id
