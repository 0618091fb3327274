"""Code on demand: readers see the findings, and one switch a page shows the cells behind them.

The switch is a checkbox before the text, and the style sheet hides the cells while it is off: it
works without a script. With one, the choice holds on all pages. Browsers that cannot hide by a
checkbox show the code, as a notebook does.
"""

from __future__ import annotations

import re
from typing import Final

SWITCH: Final = """
<p class="code-switch"><label>
<input type="checkbox" id="show-code"> Show code</label></p>
<script>
  {
    const box = document.getElementById("show-code");
    let store = null;
    try { store = window.localStorage; } catch { /* refused: the choice holds for this page */ }
    try { box.checked = store?.getItem("show-code") === "1"; } catch { store = null; }
    box.addEventListener("change", () => {
      try { store?.setItem("show-code", box.checked ? "1" : "0"); } catch { store = null; }
    });
  }
</script>
"""
"""The switch, and what remembers it: at once, so that nothing moves after the page is shown."""

BRIEF: Final = """
<p class="brief-print"><button type="button" hidden>Print the one-page brief</button>
<span class="brief-address"></span></p>
"""
"""What prints title, findings and first figure alone; `reading.js` shows the button."""

_FOLDED_CODE: Final = re.compile(
    r'<details class="admonition hide above-input">\s*<summary.*?</summary>(.*?)</details>',
    re.DOTALL,
)
_FOLDED_ROWS: Final = re.compile(
    r'(<details class="admonition hide below-input">\s*<summary)[^>]*>.*?(</summary>)', re.DOTALL
)
_ROWS: Final = (
    '><span class="collapsed">Rows behind this</span><span class="expanded">Hide the rows</span>'
)
_TABLE: Final = re.compile(
    r'(</summary>\s*)?<div class="cell_output docutils container">\s*<div class="output text_html">'
    r'<div>\s*<table border="1" class="dataframe">(?:(?!</table>).)*</table>\s*</div></div>'
    r"\s*</div>",
    re.DOTALL,
)
_AFTER: Final = (
    re.compile(r'<section id="in-brief">.*?</section>', re.DOTALL),
    re.compile(r".*?</h1>", re.DOTALL),
)
"""What the switch follows: what is in brief, or the title."""
_CELL: Final = 'class="cell_input'
_RECIPE: Final = 'class="cell tag_recipe'

LONG: Final = 6
"""Rows of a table that a reader takes in beside the text; a longer one is folded."""


def on_demand(body: str, *, chapter: bool = False) -> str:
    """A page's body with its code under one switch, and folded rows named as what they are.

    What a cell folds is its code, which the switch shows with that of the other cells, or its
    table; in a chapter a long table is folded too. A page without code is left as it is, and so is
    one whose cells are what it is about: they have the tag `recipe`.
    """
    if _CELL not in body or _RECIPE in body:
        return body
    body = _FOLDED_CODE.sub(r"\1", body)
    body = _TABLE.sub(_folded, body) if chapter else body
    body = _FOLDED_ROWS.sub(rf"\1{_ROWS}\2", body)
    brief, title = _AFTER
    if found := brief.search(body):
        return body[: found.end()] + SWITCH + BRIEF + body[found.end() :]
    return title.sub(lambda found: found.group() + SWITCH, body, count=1)


def _folded(table: re.Match[str]) -> str:
    already, rows = table[1], table[0].partition("<tbody>")[2].count("<tr")
    if already or rows <= LONG:
        return table[0]
    return (
        '<details class="admonition hide below-input"><summary aria-label=""></summary>'
        f"{table[0]}</details>"
    )
