"""Numbers on their way into sentences: rounded once, in words, and traced to their rows.

A function of `corridors.told` computes what a paragraph tells and hands it over by name, each
number with the rows it comes from:

    return numbers(steps=told(len(steps), steps), last=told(f"{day:%B %Y}", steps.tail(1)))

A cell says the paragraph:

    say(f"The tables hold {turn.steps} steps, the last of {turn.last}.")

In a kernel the cell shows plain Markdown, which every front end reads. While the book is built it
shows MyST, in which each number links to its evidence, and it carries that evidence along.
"""

from __future__ import annotations

import difflib
import functools
import inspect
import json
import os
import re
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.explore import FACE
from corridors.explore.rounding import exact
from corridors.paths import ROOT

KEY: Final = "corridors"
"""Where a cell's output keeps, in its metadata, the numbers that it tells."""


class Told(str):
    """A number as the text says it, with the rows it comes from.

    It is its text. Only in the sentence of `say` it also brings its evidence.
    """

    name: str = ""
    function: str = ""
    rows: tuple[pd.DataFrame, ...] = ()
    given: str = ""

    def __format__(self, how: str) -> str:
        if not self.name or not on_page():
            return format(str(self), how)
        _formatted[self.name] = self
        return f"{{told}}`{format(str(self), how)} <{self.name}>`"


_formatted: dict[str, Told] = {}


class Drawn(str):
    """A small picture, as SVG, that ends an item of a list: it shows what the item says.

    A kernel leaves it out, since front ends take drawings out of a text.
    """

    def __format__(self, how: str) -> str:
        tag, end, inside = self.partition(">")
        return f"\n\n  {tag}{end}\n  {inside}\n" if on_page() else ""


def told(text: object, *rows: pd.DataFrame, given: str = "") -> Told:
    """A number for a sentence, as it is to be read there, with the rows it comes from.

    The rows are as `data.load` gave them or a selection of them: their index says in which lines
    of which table they stand. A number that comes from no row says in `given` who gives it.
    Raises ValueError for rows that do not stand there, and for a number without origin.
    """
    said = Told(text)
    said.rows, said.given = tuple(part for part in rows if len(part)), given
    for part in said.rows:
        if not _are_rows(part):
            raise ValueError(
                f"the rows of {said!r} are not those of a table of data/. Hand over a selection of "
                "what data.load() gave, with its index, not a table that was made from it."
            )
    if not said.rows and not given:
        raise ValueError(f"{said!r} has no row. Hand over its rows, or say in given= who gives it.")
    return said


def _are_rows(part: pd.DataFrame) -> bool:
    """Whether the index of `part` leads to the lines of the table that it is said to be of.

    Sums and merges keep the name of their table in pandas, and count their rows anew: only what
    the lines still say tells a selection from such a table. The source decides where both have it.
    """
    if "table" not in part.attrs:
        return False
    table = data.load(part.attrs["table"])
    if not part.index.isin(table.index).all():
        return False
    lines = table.loc[part.index]
    shared = [column for column in part if column in lines]
    deciding = ["source_id"] if "source_id" in shared else shared
    same = (
        part[column].astype("string").fillna("").eq(lines[column].astype("string").fillna(""))
        for column in deciding
    )
    return any(bool(column.all()) for column in same)


class Numbers:
    """What a paragraph tells, by name: `turn.steps` is a `Told`."""

    def __init__(self, function: str, said: dict[str, Told]) -> None:
        for name, text in said.items():
            text.name, text.function = name, function
        self._told = said

    def __getattr__(self, name: str) -> Told:
        if name.startswith("_") or name not in self._told:
            near = difflib.get_close_matches(name, self._told, n=3, cutoff=0.5) or self._told
            raise AttributeError(f"no number is told as {name!r}; there are {', '.join(near)}")
        return self._told[name]

    def __iter__(self) -> Iterator[Told]:
        return iter(self._told.values())

    def __dir__(self) -> list[str]:
        return list(self._told)

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {text!s}" for name, text in self._told.items())


def numbers(**said: Told) -> Numbers:
    """The numbers of a paragraph by name. The function that calls is named as their origin."""
    caller: Any = inspect.currentframe()
    computes = caller.f_back
    return Numbers(f"{computes.f_globals['__name__']}.{computes.f_code.co_qualname}", said)


def on_page() -> bool:
    """Whether the book is being built, and not a notebook run by its reader."""
    return os.environ.get(FACE) == "page"


def link(words: str, page: str, anchor: str = "") -> str:
    """A Markdown link from the running notebook to a file in `chapters/`."""
    path = Path(os.path.relpath(CHAPTERS / page)).as_posix()
    return f"[{words}]({path}{'#' if anchor else ''}{anchor})"


def see(figure: str) -> str:
    """A link to a figure of the same page, by the `id` that `explore` gave it."""
    return f"{{see}}`{figure}`" if on_page() else f"(figure *{figure}*)"


def title_of(chapter: str) -> str:
    """The title of a chapter, of which this is the name of the file: what it found."""
    cells = json.loads((CHAPTERS / f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
    heading: str = cells[0]["source"][0]
    return heading.removeprefix("# ").strip()


def cite(key: str) -> str:
    """A reference of `chapters/references.bib` for a sentence. Raises KeyError for another."""
    if key not in _references():
        near = difflib.get_close_matches(key, _references(), n=3)
        raise KeyError(f"references.bib has no {key!r}; near it are {', '.join(near) or 'none'}")
    return f"{{cite}}`{key}`" if on_page() else f"({link(_references()[key], REFERENCES)})"


CHAPTERS: Final = ROOT / "chapters"
REFERENCES: Final = "appendix/references.md"


@functools.cache
def _references() -> dict[str, str]:
    """Authors and year of each reference, in words."""
    text = (CHAPTERS / "references.bib").read_text(encoding="utf-8")
    found = re.findall(r"@\w+\{([^,]+),(.*?)\n\}", text, flags=re.DOTALL)
    return {key: f"{_authors(entry)}, {_field(entry, 'year')}" for key, entry in found}


def _field(entry: str, name: str) -> str:
    value = re.search(rf"^\s*{name} = (.*?),?$", entry, flags=re.MULTILINE)
    return value.group(1).replace("{", "").replace("}", "") if value else ""


def _authors(entry: str) -> str:
    named = _field(entry, "author") or _field(entry, "title")
    names = [name.partition(",")[0] for name in named.split(" and ")]
    return listed(names) if len(names) < 3 else f"{names[0]} and others"


class Prose:
    """A paragraph, shown as Markdown by a kernel and as MyST in the book."""

    def __init__(self, text: str, said: dict[str, Told]) -> None:
        self.text, self.said = text, said

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        origins = {name: origin(text) for name, text in self.said.items()}
        metadata = {KEY: {"numbers": origins}} if origins else {}
        return {"text/markdown": self.text, "text/plain": self.text}, metadata


def say(text: str) -> Prose:
    """A paragraph of the book. Numbers, claims and citations stand in it as an f-string."""
    said = dict(_formatted)
    _formatted.clear()
    return Prose(textwrap.dedent(text).strip(), said)


def origin(said: Told) -> dict[str, Any]:
    """Where a number comes from, in plain values.

    That is its text, the function that computes it, and the lines of each table (the header is
    line 1) as pairs of first and last; or who gives it.
    """
    lines: dict[str, set[int]] = {}
    for part in said.rows:
        lines.setdefault(part.attrs["table"], set()).update(int(row) + 2 for row in part.index)
    return {
        "text": str(said),
        "function": said.function,
        "rows": {table: data.runs_of(sorted(found)) for table, found in sorted(lines.items())},
        "given": said.given,
    }


def number(value: float, digits: int = 0) -> str:
    """A number with a comma between thousands and a true minus: `number(4119.3)` is "4,119"."""
    return f"{exact(value):,.{digits}f}".replace("-", "\u2212")


def figure(value: float) -> str:
    """A value for readers: up to four digits, thousands apart."""
    digits = 0 if value >= 100 or value == int(value) else 3 if value < 10 else 1
    text = number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float, digits: int = 0) -> str:
    """A share of one as a percentage: `percent(0.508)` is "51 percent"."""
    return f"{exact(share * 100):.{digits}f} percent".replace("-", "\u2212")


def date_in_words(day: date) -> str:
    """A day as a reader writes it: 4 July 2024."""
    return f"{day.day} {day:%B %Y}"


def counted(count: int, word: str) -> str:
    """A number with its word: "1 promise", "48 projects"."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Words joined as a sentence joins them: "Italy, Greece and Bulgaria"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
