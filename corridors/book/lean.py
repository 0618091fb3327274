"""Light pages: of the theme's scripts and style sheets, only what the pages use.

The theme ships an icon font with its script (700 kB compressed), Bootstrap's script, and a style
sheet of which most rules meet no element of the book. The templates leave the scripts out;
here the rules that match nothing go, and the files that no page names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import logging

from corridors.book.sheets import selectors_of, statements

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LOG: Final = logging.getLogger(__name__)

NEEDED_BY: Final = {
    "design-tabs.js": "sd-tab-set",
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "copybutton.css": 'class="highlight',
}
"""Files that other extensions add to every page: the text of a page that needs them."""

UNUSED: Final = (
    ".buildinfo",  # Sphinx's mark of its settings, among which are folders of this machine
    "_static/scripts/fontawesome.js*",
    "_static/scripts/bootstrap.js*",
    "_static/styles/theme.css",
    "_static/vendor",
    "_static/**/*.map",
    "_static/images/logo_*",
    "_static/locales",
    "_static/*-macros.html",
)
"""What the theme copies and no page loads."""

SHEETS: Final = (
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
    "sphinx-design.min.css",
    "mystnb.*.css",
    "basic.css",
)
"""The style sheets to thin out, all of other people's making."""


THEME: Final = "_static/scripts/pydata-sphinx-theme.js"

TAB_STOPS: Final = re.compile(
    r"\.forEach\((?P<one>\w+)=>\{(?P=one)\.tabIndex=(?P<stop>[^{}]*\?0:-1)\}\)\}"
    r"(?P<between>,(?P<all>\w+)=[^;]*;)(?=window\.addEventListener\(\"resize\",(?P=all)\))"
)
"""How the theme lets the keyboard reach what scrolls sideways: measure one, change it, go on."""

MEASURED_AT_ONCE: Final = (
    r".forEach((one,n,every)=>{n||[...every].filter(one=>!one.closest('details:not([open])'))"
    r".map(\g<one>=>[\g<one>,\g<stop>]).forEach(([one,stop])=>{one.tabIndex!==stop&&(one.tabIndex=stop)})})}"
    r"\g<between>document.addEventListener('toggle',\g<all>,!0),"
)
"""The same in two passes: all are measured before any is changed, and what is folded waits until
it is opened. So the page is laid out once, and not once for each of them."""


def leave_out_unneeded_files(context: dict[str, Any], body: str) -> None:
    """Drop from a page's template context the files that its body does not need."""
    for kind in ("script_files", "css_files"):
        context[kind] = [
            file
            for file in context.get(kind, [])
            if NEEDED_BY.get(Path(str(file.filename or "")).name, "") in body
        ]


def strip(app: Sphinx, error: Exception | None) -> None:
    """Thin out a finished book: delete the unused files, and the rules that match nothing."""
    if error or app.builder.name != "html":
        return
    book = Path(app.outdir)
    for pattern in UNUSED:
        for path in list(book.glob(pattern)):
            _delete(path)
    names = names_used(book)
    for pattern in SHEETS:
        for sheet in (book / "_static").glob(pattern):
            text = sheet.read_text(encoding="utf-8")
            sheet.write_text(without_unused_rules(text, names), encoding="utf-8")
    theme = book / THEME
    if theme.is_file():
        theme.write_text(measured_at_once(theme.read_text(encoding="utf-8")), encoding="utf-8")


_AT_ONCE: Final = re.compile(r"<script(?= src=)")
_OPTION: Final = re.compile(
    r"\s*<script>DOCUMENTATION_OPTIONS\.(?:pagename|search_as_you_type) = [^<;]*;</script>"
)
"""What the theme says of a page for a choice of versions and for its own search: the book has
neither."""


def side_by_side(page: str) -> str:
    """A page whose scripts are fetched side by side, and hold up nothing: they run in their order.

    A browser does not look ahead in a page that has its policy within. So a script that is to run
    at once is asked for only when the one before it has run: on a phone that is a journey for each
    before the first word shows. The page of the search stays as it is: Sphinx has its scripts there
    wait for each other.
    """
    if "/searchtools.js" in page:
        return page
    return _AT_ONCE.sub("<script defer", _OPTION.sub("", page))


def measured_at_once(script: str) -> str:
    """The theme's script, which lays out the page once for all that may scroll.

    It does so on every load and after every change of a chart; as the theme has it a phone stands
    still for a second on the longest pages. Warns when the theme has another way by now.
    """
    mended, count = TAB_STOPS.subn(MEASURED_AT_ONCE, script)
    if count != 1:
        _LOG.warning(
            "the theme sets its tab stops in another way: look at %s whether it still "
            "measures and changes elements by turns, and mend or drop TAB_STOPS in lean.py",
            THEME,
        )
    return mended


def _delete(path: Path) -> None:
    if path.is_dir():
        for inner in path.iterdir():
            _delete(inner)
        path.rmdir()
    else:
        path.unlink()


def names_used(book: Path) -> set[str]:
    """Every class and id in the book's pages, and every word in its scripts, which may add more."""
    names: set[str] = set()
    for page in book.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for values in re.findall(r'(?:class|id)="([^"]*)"', text):
            names.update(values.split())
        for script in re.findall(r"<script\b(?![^>]*\btype=)[^>]*>(.*?)</script>", text, re.DOTALL):
            names.update(_words(script))
    for script_file in (book / "_static").rglob("*.js"):
        names.update(_words(script_file.read_text(encoding="utf-8")))
    return names


def _words(script: str) -> Iterator[str]:
    yield from re.findall(r"[A-Za-z_][\w-]*", script)


def without_unused_rules(sheet: str, names: set[str]) -> str:
    """A style sheet without the rules that only match classes or ids outside `names`.

    The rules of the icon font go too: its classes mark icons, but book.css draws them.
    """
    return "".join(_kept(sheet, lambda selector: _may_match(selector, names)))


def _kept(sheet: str, may_match: Callable[[str], bool]) -> Iterator[str]:
    for head, block in statements(sheet):
        if block is None:
            yield head
        elif head.startswith(("@media", "@supports", "@layer", "@container")):
            inner = "".join(_kept(block, may_match))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@font-face"):
            if "Font Awesome" not in block.replace("\\", ""):
                yield f"{head}{{{block}}}"
        elif head.startswith("@"):
            yield f"{head}{{{block}}}"
        else:
            selectors = [selector for selector in selectors_of(head) if may_match(selector)]
            if selectors:
                yield f"{','.join(selectors)}{{{block}}}"


_ICON_FONT: Final = re.compile(r"(?:\.fa[srb]?(?:-[\w-]+)?)+(?::{1,2}[\w-]+)*")


def _may_match(selector: str, names: set[str]) -> bool:
    if _ICON_FONT.fullmatch(selector):
        return False
    plain = selector
    while plain != (inner := re.sub(r":[\w-]+\([^()]*\)|\[[^\]]*\]", "", plain)):
        plain = inner
    wanted = re.findall(r"[.#]((?:\\.|[\w-])+)", plain)
    return all(re.sub(r"\\(.)", r"\1", name) in names for name in wanted)
