"""Who uses which table: read from the cells of the pages, the claims' tests and the code itself.

Nothing is run: names of tables are looked for in the text. A cell that goes through all of
`data.names()` uses no table in particular.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

from corridors import data
from corridors.claims import ledger as claims
from corridors.paths import PACKAGE, ROOT
from corridors.subjects import disagreement


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


_NAME: Final = re.compile(r"""["'](\w+(?:/\w+)?)["']""")
_LOADED: Final = re.compile(r"""\bdata\.load\(\s*["'](\w+(?:/\w+)?)["']""")


def tables_in(cell: str) -> set[str]:
    """The tables that a cell names, if it loads any: names in quotes, one by one or in a list.

    A name that is put together from parts is not found; the tests run the cells and refuse it.
    """
    return set(_NAME.findall(cell)) & set(data.names()) if "data.load" in cell else set()


def loaded_by(path: Path) -> list[tuple[str, str]]:
    """The tables that the cells of a page load, each with the heading it is loaded under."""
    found = {(table, cell.heading): None for cell in cells(path) for table in tables_in(cell.code)}
    return sorted(found, key=lambda use: use[0])


def loaded_by_code() -> dict[str, set[str]]:
    """The tables that each module of `corridors` loads by name itself, by the module's name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tables = set(_LOADED.findall(path.read_text(encoding="utf-8"))) & set(data.names())
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
