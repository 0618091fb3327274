"""What a book computes beside its pages: executed and kept as pages are, and for as long.

The ledger is judged once for the badges in the texts and for the files to download; the tables are
opened once, so that a row that breaks one stops the build though no page rests on it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from nbformat import NotebookNode, v4

from corridors.book import executed
from corridors.paths import DATA

_new: Any = v4  # has no types

LEDGER: Final = "behind/ledger"
TABLES: Final = "behind/tables"

_CELLS: Final = {
    TABLES: ["from corridors import data\n\nfor name in data.names():\n    data.load(name)"],
    LEDGER: [
        "from corridors.appendix.ledger import as_csv, as_json\n"
        "from corridors.claims.ledger import ledger\n\n"
        "judged = ledger()",
        "print(as_json(judged), end='')",
        "print(as_csv(judged), end='')",
    ],
}


def notebooks(root: Path, texts: list[str]) -> dict[str, NotebookNode]:
    """What is to be executed beside the pages of a book with these texts, by name."""
    named = any("{claim}" in text or "claims" in text for text in texts)
    wanted = {LEDGER: named, TABLES: (root / "data").resolve() == DATA}
    return {
        name: _new.new_notebook(cells=[_new.new_code_cell(cell) for cell in _CELLS[name]])
        for name, is_wanted in wanted.items()
        if is_wanted
    }


def ledger_files(root: Path) -> dict[str, str]:
    """The ledger as files: `ledger.json` and `ledger.csv`.

    Raises FileNotFoundError when no build has judged the claims.
    """
    cells = executed.notebook(root, LEDGER).cells
    texts = ["".join(output.text for output in cell.outputs) for cell in cells[1:]]
    return dict(zip(("ledger.json", "ledger.csv"), texts, strict=True))


def ledger(root: Path) -> dict[str, dict[str, Any]]:
    """The entries of the ledger by their claims, as `ledger.json` has them."""
    return _ledger(root, executed.path_of(root, LEDGER).stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _ledger(root: Path, mtime_ns: int) -> dict[str, dict[str, Any]]:
    entries = json.loads(ledger_files(root)["ledger.json"])
    return {entry["claim_id"]: entry for entry in entries}
