"""How to cite: the book from `CITATION.cff`, and a figure, a table or a row of it.

Also what the footnotes of the paper cite, and whether their addresses fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd
import yaml

from corridors import data
from corridors.appendix.html import Html
from corridors.paths import ROOT
from corridors.prose import Numbers, date_in_words, numbers, told

FILE: Final = ROOT / "CITATION.cff"

ADDRESS: Final = {
    "differs": "The address does not fit.",
    "not_seen": "We have not read the page.",
}
"""What is known about a footnote's address."""


def book(file: Path = FILE) -> dict[str, Any]:
    """What `CITATION.cff` says of the book. Raises ValueError if a needed key is missing."""
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    lacking = {"title", "version", "authors"} - set(found)
    if lacking:
        raise ValueError(f"{file.name} lacks {', '.join(sorted(lacking))}")
    return found


def year_of(cited: Mapping[str, Any]) -> str:
    """The year to cite: of the release if it has a date, else of the data package."""
    day = cited.get("date-released") or data.about()["created"]
    return str(day)[:4]


def authors(cited: Mapping[str, Any]) -> str:
    """The authors as a reference list names them."""
    names = [
        author["name"]
        if "name" in author
        else f"{author['family-names']}, {author.get('given-names', '')}".rstrip(", ")
        for author in cited["authors"]
    ]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def in_words(cited: Mapping[str, Any]) -> str:
    """The reference as a line of text; its address only if it has one."""
    address = cited.get("url") or cited.get("repository-code") or ""
    version = f" Version {cited['version']}." if "version" in cited else ""
    return (
        f"{authors(cited)} ({year_of(cited)}). {cited['title']}.{version}"
        f"{f' {address}' if address else ''}"
    )


def bibtex(cited: Mapping[str, Any], key: str, kind: str = "software") -> str:
    """The reference as an entry for BibTeX, its fields those that are known."""
    people = " and ".join(
        f"{{{author['name']}}}"
        if "name" in author
        else f"{author['family-names']}, {author.get('given-names', '')}".rstrip(", ")
        for author in cited["authors"]
    )
    fields = {
        "author": people,
        "title": f"{{{cited['title']}}}",
        "year": str(cited.get("year") or year_of(cited)),
        "version": cited.get("version"),
        "institution": (cited.get("institution") or {}).get("name"),
        "address": (cited.get("institution") or {}).get("city"),
        "url": cited.get("url") or cited.get("repository-code"),
        "doi": cited.get("doi"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def code(text: str) -> Html:
    """A text to copy, as it stands."""
    return Html(f'<pre class="copied"><code>{escape(text)}</code></pre>')


def table_reference(name: str) -> str:
    """How to cite a table of the data package."""
    made = data.about()
    return (
        f"{authors(book())} ({year_of(book())}). {data.resource_of(name)['title']}. "
        f"Table {name} of {made['title']}, version {made['version']}."
    )


def row_reference(name: str, row: int) -> str:
    """How to cite a row of a table: by its line in the file, with the source it names.

    `row` is the line in the file, its header being 1, as everywhere in the book. Raises IndexError
    when the table has no such row, and KeyError when its rows name no source.
    """
    table = data.load(name)
    if not 2 <= row <= len(table) + 1:
        raise IndexError(f"{name} has the rows 2 to {len(table) + 1}, not {row}")
    sources = data.load("sources").set_index("source_id")
    source = sources.loc[table["source_id"].iloc[row - 2]]
    published = "undated" if pd.isna(source["published"]) else source["published"]
    made = data.about()
    return (
        f"{source['publisher']}: {source['title']} ({published}), in {made['title']}, version "
        f"{made['version']}, data/{data.resource_of(name)['path']}, row {row}."
    )


def data_bibtex(key: str) -> str:
    """The data package as an entry for BibTeX."""
    made = data.about()
    described = {"title": made["title"], "version": made["version"], "year": made["created"][:4]}
    return bibtex({**book(), **described}, key, "misc")


def deep_link(page: str, explorer: str, **choices: str) -> Html:
    """The address of an explorer open at a state, as a link from a page of the appendix."""
    address = f"{page}.html#{explorer}?{urlencode(choices)}"
    return Html(
        f'<p><a href="{escape("../" + address.removeprefix("chapters/"))}">'
        f"<code>{escape(address)}</code></a></p>"
    )


def footnotes() -> Html:
    """The footnotes of the paper: what each cites, for what, and whether the address fits."""
    rows = data.load("policy/references")
    items = "".join(_footnote(row) for row in rows[rows["footnote"] > 0].to_dict("records"))
    return Html(f'<ul class="footnotes">{items}</ul>')


def _footnote(row: Mapping[Any, Any]) -> str:
    date = row["date"]
    whole_year = date.right == date.left + pd.DateOffset(years=1)
    day = f"{date.left.year}" if whole_year else date_in_words(date.left)
    note = "" if pd.isna(row["note"]) else f" {_sentence(row['note'])}"
    return (
        f"<li><p><strong>Footnote {row['footnote']}.</strong> "
        f'<a href="{escape(row["url"])}" lang="{row["language"]}">{escape(row["title"])}</a>. '
        f"{escape(row['publisher'])}, {day}; the paper's authors read it on "
        f"{date_in_words(row['accessed'])}.</p><p>Cited for this: "
        f"{escape(row['cited_for'])}. <strong>{ADDRESS[row['address']]}</strong>{escape(note)}</p>"
        "</li>"
    )


def _sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}."


def checked_footnotes() -> Numbers:
    """How many of the paper's footnotes have an address, and how many of these do not fit."""
    references = data.load("policy/references")
    addressed = references[references["address"].notna()]
    differing = data.where(addressed, address="differs")
    return numbers(
        footnotes=told(len(addressed), addressed),
        differ=told(len(differing), differing),
    )
