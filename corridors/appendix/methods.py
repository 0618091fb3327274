"""The functions behind a method, as the page on methods shows them: words, users and source."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import re
from collections.abc import Callable
from functools import cache
from html import escape
from types import ModuleType
from typing import Any, Final

from corridors import units
from corridors.appendix import usage
from corridors.appendix.html import Html
from corridors.claims import ledger as claims
from corridors.claims.confidence import RULE
from corridors.claims.judging import PAPER
from corridors.prose import Numbers, date_in_words, number, numbers, told

ROOMS: Final = ("corridors", "corridors.subjects", "corridors.appendix")
"""Where a method's module may be: the page names a function as the cells of chapters do."""


class UnknownFunctionError(ValueError):
    """A method names a function that the code does not have."""


def function_named(name: str) -> Callable[..., Any] | None:
    """The function `gas.herfindahl` of `corridors`, say.

    None for one that the code lacks while the book lacks chapters: it comes with its chapter.
    Raises UnknownFunctionError for one that a book with all its chapters lacks.
    """
    module, _, function = name.rpartition(".")
    for room in ROOMS:
        found = _module(f"{room}.{module}")
        if hasattr(found, function):
            known: Callable[..., Any] = inspect.unwrap(getattr(found, function))
            return known
    if _all_chapters():
        raise UnknownFunctionError(
            f"corridors has no function {name}: name the one that replaces it"
        )
    return None


def _module(place: str) -> ModuleType | None:
    """A module by its full name, if there is one."""
    try:
        return importlib.import_module(place) if importlib.util.find_spec(place) else None
    except ModuleNotFoundError:
        return None


def _all_chapters() -> bool:
    """Whether the book has a page on every section of the paper."""
    names = {page.name for page in usage.pages()}
    return all(f"chapters/{chapter}" in names for chapter in claims.CHAPTERS.values())


def show(*names: str) -> Html:
    """The functions behind a method: what each does, who calls it, and its source, folded."""
    return Html("".join(_shown(name) for name in names))


def _shown(name: str) -> str:
    function = function_named(name)
    if function is None:
        return f'<p class="method"><code>{name}</code> comes with its chapter.</p>'
    first, *rest = paragraphs(inspect.getdoc(function) or "")
    source = escape(_without_docstring(inspect.getsource(function)))
    return (
        f'<details class="method"><summary><code>{name}</code> {in_html(first)}</summary>'
        + "".join(f"<p>{in_html(paragraph)}</p>" for paragraph in rest)
        + f"<p>{_called_by(name)}</p>"
        f'<pre tabindex="0" role="group" aria-label="Source of {name}"><code>{source}</code></pre>'
        "</details>"
    )


def paragraphs(docstring: str) -> list[str]:
    """The paragraphs of a docstring, each in one line; one empty for no docstring."""
    return [re.sub(r"\s+", " ", part).strip() for part in docstring.strip().split("\n\n")]


def in_html(text: str) -> str:
    """A docstring's text with its names of code marked as such."""
    return re.sub(r"``?([^`]+)``?", r"<code>\1</code>", escape(text, quote=False))


def _without_docstring(source: str) -> str:
    """A function's source without its docstring, which stands above it."""
    plain = inspect.cleandoc("\n" + source) if source[:1].isspace() else source
    (node,) = ast.parse(plain).body
    assert isinstance(node, ast.FunctionDef)
    if ast.get_docstring(node) is None or len(node.body) < 2:
        return plain.rstrip()
    lines, doc = plain.splitlines(), node.body[0]
    return "\n".join(lines[: doc.lineno - 1] + lines[(doc.end_lineno or doc.lineno) :]).rstrip()


def _called_by(name: str) -> str:
    """The pages whose cells call a function, and the claims whose test does, with links."""
    pages = [
        f'<a href="{usage.address(page)}">{escape(f"{page.number} {page.title}".strip())}</a>'
        for page in usage.pages()
        if not page.name.endswith("/methods") and _calls(_code_of(page), name)
    ]
    tests = [claim for claim, code in _tests().items() if _calls(code, name)]
    if tests:
        pages.append(f"the tests of {', '.join(map(usage.claim_link, tests))}")
    return f"Called by {'; '.join(pages)}." if pages else "Called by other functions."


def _calls(code: str, name: str) -> bool:
    """Whether a piece of code names a function as `gas.herfindahl`, or by itself as imported."""
    *_, module, function = name.split(".")
    if re.search(rf"(?<![\w.]){module}\.{function}\b", code):
        return True
    imported = re.search(rf"from corridors[\w.]*\b{module} import ([^\n(]+|\([^)]*\))", code)
    return bool(imported and re.search(rf"\b{function}\b", imported.group(1)))


@cache
def _code_of(page: usage.Page) -> str:
    return "\n".join(cell.code for cell in usage.cells(page.path))


@cache
def _tests() -> dict[str, str]:
    """The code of the function that judges each claim."""
    judges = {claim: test.judge for claim, test in claims.TESTS.items() if test.judge}
    return {
        claim: inspect.getsource(inspect.unwrap(getattr(judge, "func", judge)))
        for claim, judge in judges.items()
    }


def named_on_the_page() -> list[str]:
    """The functions that the page on methods shows, in its order."""
    (page,) = (page for page in usage.pages() if page.name == "chapters/appendix/methods")
    calls = [
        node
        for cell in usage.cells(page.path)
        for node in ast.walk(ast.parse(cell.code))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "methods.show"
    ]
    return [str(ast.literal_eval(argument)) for call in calls for argument in call.args]


def conventions() -> Numbers:
    """What the methods set by convention rather than find in a row."""
    kwh = units.kwh_per_cubic_metre("ministry")
    convention = "the conventions of corridors.units"
    return numbers(
        mj=told(f"{number(kwh * units.MEGAJOULE_PER_KWH)} MJ", given=convention),
        ministry_kwh=told(f"{number(kwh, 2)} kWh", given=convention),
        teu_feu=told(units.TEU_PER_FEU, given=convention),
        confidence_rule=told(RULE, given="corridors.claims.confidence"),
        paper_day=told(date_in_words(PAPER), given="the last day on a footnote's source"),
    )
