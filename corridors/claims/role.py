"""The Sphinx extension of the ledger: {claim}`c24` in a text shows the verdict and links to it.

When the book is done it also writes the whole ledger beside the pages' data, as CSV and JSON.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxRole

from corridors import __version__, claims

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE: Final = "chapters/appendix/ledger"
"""The page of the ledger, without its ending."""


@cache
def verdicts() -> dict[str, str]:
    """The verdict on each claim, as computed now."""
    table = claims.ledger()
    return dict(zip(table["claim_id"], table["verdict"], strict=True))


class ClaimRole(SphinxRole):
    """A claim's verdict in words, as a link to its entry in the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by Sphinx."""
        verdict = verdicts().get(self.text)
        if verdict is None:
            message = self.inliner.reporter.error(
                f"the paper's claims have no {self.text!r}; they are c01 to c{len(verdicts())}",
                line=self.lineno,
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        words = f"{self.text}: {claims.WORDS[verdict]}"
        address = self.env.app.builder.get_relative_uri(self.env.docname, PAGE)
        node = nodes.reference(
            self.rawtext,
            words,
            internal=True,
            refuri=f"{address}#{self.text}",
            classes=["verdict", f"verdict-{verdict}"],
        )
        return [node], []


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_role("claim", ClaimRole())
    app.connect("build-finished", _write_ledger)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _write_ledger(app: Sphinx, error: Exception | None) -> None:
    folder = Path(app.outdir) / "data"
    if error or not (Path(app.outdir) / f"{PAGE}.html").is_file():
        return
    folder.mkdir(exist_ok=True)
    write(claims.ledger(), folder)


def write(ledger: pd.DataFrame, folder: Path) -> None:
    """The ledger as `ledger.csv` and, with its evidence row by row, as `ledger.json`."""
    told = ledger.assign(
        figures=ledger["figures"].map(lambda figures: json.dumps(figures, ensure_ascii=False))
    )
    told.to_csv(folder / "ledger.csv", index=False, lineterminator="\n")
    entries = [
        {**row, "evidence_rows": claims.evidence(row["claim_id"]).to_dict("records")}
        for row in ledger.to_dict("records")
    ]
    text = json.dumps(entries, ensure_ascii=False, indent=1, default=str)
    (folder / "ledger.json").write_text(text + "\n", encoding="utf-8")
