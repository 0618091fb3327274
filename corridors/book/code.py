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
<input type="checkbox" id="show-code" autocomplete="off"> Show code</label></p>
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

_FOLDED_CODE: Final = re.compile(
    r'<details class="admonition hide above-input">\s*<summary.*?</summary>(.*?)</details>',
    re.DOTALL,
)
_FOLDED_ROWS: Final = re.compile(
    r'(<details class="admonition hide below-input">\s*<summary)[^>]*>.*?(</summary>)', re.DOTALL
)
_ROWS: Final = (
    '><p class="collapsed admonition-title">Rows behind this</p>'
    '<p class="expanded admonition-title">Hide the rows</p>'
)
_HEADING: Final = re.compile(r"</h1>")
_CELL: Final = 'class="cell_input'


def on_demand(body: str) -> str:
    """A page's body with its code under one switch, and folded rows named as what they are.

    What a cell folds is its code, which the switch shows with that of the other cells, or its
    table. A page without code is left as it is.
    """
    if _CELL not in body:
        return body
    body = _FOLDED_CODE.sub(r"\1", body)
    body = _FOLDED_ROWS.sub(rf"\1{_ROWS}\2", body)
    return _HEADING.sub(lambda end: end.group() + SWITCH, body, count=1)
