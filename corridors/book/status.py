"""The table of the pages with what became of each when it ran, for the page on the book's status.

MyST-NB makes such a table of its directive `nb-exec-table`, with the names of files and a pictogram
that not every device has. This one has the pages' titles in the book's order, and words; no day and
no seconds: those are of the machine, and two builds of one state of the book are the same.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from myst_nb.ext.execution_tables import ExecutionStatsNode
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

COLUMNS: Final = ("Page", "Outcome")


class ExecutionTable(SphinxPostTransform):
    """Puts the table in the place of MyST-NB's node."""

    default_priority = 7  # before MyST-NB's own, and before references are resolved

    def run(self, **_: Any) -> None:
        """Called by Sphinx."""
        for node in list(self.document.findall(ExecutionStatsNode)):
            node.replace_self(table(self.env, self.env.docname))


def table(env: BuildEnvironment, at: str) -> nodes.table:
    """The executed pages of a book, as a table on the page `at`."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in COLUMNS), cols=len(COLUMNS))
    group += nodes.thead("", _row([nodes.Text(name) for name in COLUMNS]))
    body = nodes.tbody()
    data = NbMetadataCollector.get_doc_data(env)
    for page in in_order(env, env.config.root_doc):
        if ran := data.get(page, {}).get("exec_data"):
            outcome = "ran to its end" if ran["succeeded"] else f"failed: {ran['error']}"
            body += _row([_link(env, at, page), nodes.Text(outcome)])
    group += body
    return nodes.table("", group, classes=["colwidths-auto", "executions"])


def in_order(env: BuildEnvironment, page: str) -> Iterator[str]:
    """A page and those below it in the table of contents, as a reader meets them."""
    yield page
    for below in env.toctree_includes.get(page, []):
        yield from in_order(env, below)


def _row(cells: list[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def _link(env: BuildEnvironment, at: str, page: str) -> pending_xref:
    return pending_xref(
        "",
        nodes.inline(text=env.titles[page].astext()),
        refdoc=at,
        reftarget=posixpath.relpath(page, posixpath.dirname(at)),
        reftype="doc",
        refdomain="std",
        refexplicit=True,
        refwarn=True,
    )
