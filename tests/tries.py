"""What the chapters ask to try: the code of each numbered try, and that of its solution."""

import ast
import builtins
import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from corridors.appendix import usage

HEADING = "## Try it yourself"


@dataclass(frozen=True)
class Try:
    """A numbered try: what it asks, in words, and what its solution answers."""

    asks: str
    solution: str

    @property
    def asked(self) -> list[str]:
        """The code that its words name; a name alone, or a piece with a gap, is none."""
        words = [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", self.asks)]
        return [code for code in words if re.search(r"[(=]", code) and "..." not in code]

    @property
    def solved(self) -> list[str]:
        """The code of its solution, cell by cell."""
        return [
            textwrap.dedent(code)
            for code in re.findall(r"```python\n(.*?)```", self.solution, re.DOTALL)
        ]

    @property
    def controls(self) -> list[str]:
        """What it asks to move or to choose: the words in italics."""
        return re.findall(r"\*([^*]+)\*", self.asks)


def tries(text: str) -> list[Try]:
    """The tries of a page in order; none without a section of that heading."""
    _, _, section = text.partition(HEADING)
    found = []
    for item in re.split(r"^\d+\. ", section, flags=re.MULTILINE)[1:]:
        asks, _, solution = item.partition("<details>")
        found.append(Try(asks, solution))
    return found


def texts_of(path: Path) -> str:
    """The cells of text of a notebook, one after the other."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


NOTEBOOKS = [page for page in usage.pages() if page.path.suffix == ".ipynb"]

PAGES = {page: found for page in NOTEBOOKS if (found := tries(texts_of(page.path)))}
"""The tries of each page that asks for some."""


def bound_in(code: str) -> set[str]:
    """Every name that a cell binds, also within a function or a comprehension."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef):
            found |= {node.name, *(each.arg for each in node.args.args)}
        elif isinstance(node, ast.Lambda):
            found |= {each.arg for each in node.args.args}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def asked_for(code: str) -> set[str]:
    """The names that code takes from elsewhere; those in the text of a query as well."""
    tree = ast.parse(code)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names |= set(re.findall(r"@(\w+)", node.value))
    return names - bound_in(code) - set(dir(builtins))
