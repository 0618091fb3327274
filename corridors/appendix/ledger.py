"""The page of the ledger as HTML: every claim with all that its verdict rests on, and the filters.

Without a script all entries are there and the filters hidden. The book's `ledger.js` answers the
filters, keeps them in the page's address and opens the entry that the address names.
"""

from __future__ import annotations

import inspect
import json
import math
import re
from collections.abc import Hashable, Mapping
from functools import cache
from html import escape
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.appendix import what_changed
from corridors.claims import ledger as claims
from corridors.claims.badges import badge, slot, tested_part
from corridors.claims.confidence import CONFIDENCE, RULE
from corridors.claims.judging import CONTRADICTED, NOT_TESTABLE, PARTLY, SUPPORTED, WORDS

# This module makes a page, as explore.page does: it may use how explorers head their tables.
from corridors.labels import readable
from corridors.prose import Numbers, Told, counted, date_in_words, numbers, percent, told

MOST_ROWS: Final = 8
"""Rows of evidence that an entry shows; the file for download has all."""
MOST_SOURCES: Final = 6
"""Sources without a shown row that an entry names."""

FIELDS: Final[Mapping[str, str]] = {
    "claim_id": "the claim's number, c01 and on",
    "section": "the section of the paper, by its short name",
    "claim": "the claim in our words",
    "kind": "quantitative, event, trend, causal or normative",
    "verdict": "supported, partly, contradicted or not_testable",
    "first_verdict": "the same words, by the first reading by hand",
    "rule": "when the claim is supported and when contradicted",
    "part": "what of the claim is tested, where that is not all of it; else empty",
    "verdict_on_part": "the verdict on that part alone; else empty",
    "note": "why the rest is not",
    "finding": "a sentence with the figures that decide",
    "figures": "these figures by name, the unit in the name",
    "would_change": "what kind of figure would change the verdict",
    "confidence": "very low, low, medium, high or very high; empty without a verdict, as are the "
    "next two",
    "evidence": "limited, medium or robust",
    "agreement": "low, medium or high",
    "origins": "how many first gave what stands behind it: a release reprinted is one",
    "publishers": "how many printed it",
    "widest_spread": "how far two reports of one observation differ at the most, as a share of the "
    "larger; missing where none is reported by two origins, or differently by one",
    "disputed": "where sources contradict each other on an event, in words",
    "our_list": "whether the verdict counts a list that this project gathered itself, which keeps "
    "evidence and agreement at medium or below",
    "states_measured": "of how many of the states of which the claim speaks there are figures, "
    "where that is not all; half or fewer keep evidence and agreement at medium or below",
    "states_meant": "how many states these are",
    "rests_on": "the origin, of news alone, without which the verdict would be another or none: "
    "evidence is then limited",
    "objections": "what the author or a critic says against the rule, and how the rule meets it",
    "newest_evidence": "the last day of which the rows tell",
    "tables": "the tables that the test takes",
    "code": "the function that judges",
}
"""What the files for download hold of each claim, in the order of their columns."""

FIELDS_OF_JSON: Final[Mapping[str, str]] = {
    "evidence_rows": "the rows that decide: table, row (the line in its file, the header being 1), "
    "what (the row in words), status, source_id",
    "sources": "all sources that the confidence counts: source_id, publisher, title, url",
}
"""What the JSON holds besides."""


def downloads() -> str:
    """The links to the whole ledger as files, and what each field of them means, folded."""
    listed = "".join(
        f"<dt><code>{name}</code></dt><dd>{escape(meaning)}</dd>"
        for name, meaning in {**FIELDS, **FIELDS_OF_JSON}.items()
    )
    return (
        '<p>All of it for download: <a href="../../data/ledger.csv" download>ledger.csv</a>, a row '
        'a claim; <a href="../../data/ledger.json" download>ledger.json</a>, a list with an object '
        "a claim, with every row of evidence and every source.</p>"
        '<details class="claims-fields-told"><summary>What the fields mean</summary>'
        "<p>Both are UTF-8, the claims in the order of the paper, the fields in this order. What "
        "is missing is null in the JSON and empty in the CSV, where the figures are a JSON object "
        f"in their cell. The last two fields are in the JSON only.</p><dl>{listed}</dl>"
        "</details>"
    )


MEANINGS: Final[Mapping[str, str]] = {
    SUPPORTED: "The figures meet the claim's rule.",
    PARTLY: "They meet it in part, or only a part of the claim can be tested, and it holds.",
    CONTRADICTED: "The figures are on the other side of the rule.",
    NOT_TESTABLE: "No row can decide it, and the entry says why.",
}

Entry = Mapping[Hashable, Any]


class Ledger:
    """The whole ledger, for the page and the notebook."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self._entries = entries

    def _repr_html_(self) -> str:
        return (
            f'<div class="claims">{downloads()}{filters(self._entries)}{how_many(self._entries)}'
            + "".join(
                section(name, self._entries[self._entries["section"] == id])
                for id, name in claims.SECTIONS.items()
                if (self._entries["section"] == id).any()
            )
            + "</div>"
        )


class Key:
    """What the verdicts mean, each with its number of claims, which leads to them."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self._found = entries["verdict"].value_counts()
        self._parts_that_hold = int((entries["verdict_on_part"] == SUPPORTED).sum())

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<dt>{badge(verdict)}</dt><dd>{meaning} {self._number(verdict)}</dd>"
            for verdict, meaning in MEANINGS.items()
        )
        return f'<dl class="claims-key">{rows}</dl>'

    def _number(self, verdict: str) -> str:
        count = int(self._found.get(verdict, 0))
        if not count:
            return "No claim."
        link = f'<a href="?verdict={verdict}#the-claims">{counted(count, "claim")}</a>'
        if verdict == PARTLY and self._parts_that_hold:
            return f"{link}, {self._parts_that_hold} of them {self._of_a_part}."
        return f"{link}."

    @property
    def _of_a_part(self) -> str:
        return f'<a href="?part={SUPPORTED}#the-claims">by a part that holds</a>'


PARTS: Final[Mapping[str, str]] = {
    "whole": "the whole claim",
    SUPPORTED: "a part, which is supported",
    PARTLY: "a part, partly supported",
    CONTRADICTED: "a part, which is contradicted",
    NOT_TESTABLE: "nothing",
}
"""What of a claim is tested, as its filter calls it."""


def _tested(row: Entry) -> str:
    """The key of PARTS that fits."""
    if row["verdict"] == NOT_TESTABLE:
        return NOT_TESTABLE
    return str(row["verdict_on_part"]) or "whole"


def filters(entries: pd.DataFrame) -> str:
    """The form of the filters, hidden until the script can answer it."""
    sections = {id: name for id, name in claims.SECTIONS.items() if id in set(entries["section"])}
    kinds = {kind: kind for kind in sorted(entries["kind"].unique())}
    sure = {_key(word): word for word in reversed(CONFIDENCE)} | {"none": "no verdict, so none"}
    fields = (
        _select("section", "Section", sections)
        + _select("kind", "Kind of claim", kinds)
        + _select("verdict", "Verdict", WORDS)
        + _select("part", "What is tested", PARTS)
        + _select("confidence", "Confidence", sure)
        + _select(
            "first", "First reading by hand", {"same": "agrees", "differs": "differs"}, plain="any"
        )
        + '<div class="claims-field"><label for="claims-q">Search in the entries</label>'
        '<input type="search" id="claims-q" name="q" autocomplete="off" spellcheck="false"></div>'
    )
    buttons = "".join(
        f'<button type="button" data-action="{action}">{words}</button>'
        for action, words in (
            ("reset", "Show all claims"),
            ("open", "Open all shown"),
            ("close", "Close all"),
            ("link", "Copy link"),
        )
    )
    return (
        '<form class="claims-filters" autocomplete="off" aria-label="Filter the claims" hidden>'
        f'<div class="claims-fields">{fields}</div><div class="claims-tools">{buttons}'
        '<span class="claims-said" role="status"></span></div></form>'
    )


def _select(name: str, label: str, options: Mapping[str, str], plain: str = "all") -> str:
    listed = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>'
        for value, words in {"": plain, **options}.items()
    )
    return (
        f'<div class="claims-field"><label for="claims-{name}">{label}</label>'
        f'<select id="claims-{name}" name="{name}">{listed}</select></div>'
    )


def _key(words: str) -> str:
    """Words as an address carries them."""
    return words.replace(" ", "-")


def how_many(entries: pd.DataFrame) -> str:
    """How many claims are shown; the script keeps it true."""
    return f'<p class="claims-count" role="status">{len(entries)} of {len(entries)} claims</p>'


def section(name: str, entries: pd.DataFrame) -> str:
    """The entries of one section of the paper under its name."""
    shown = "".join(entry(row) for row in entries.to_dict("records"))
    return (
        f'<section class="claims-section"><h3>{escape(name)} '
        f'<span class="claims-number">({len(entries)})</span></h3>{shown}</section>'
    )


def entry(row: Entry) -> str:
    """One claim: its head with the verdict, and folded in all that the verdict rests on."""
    id, verdict = str(row["claim_id"]), str(row["verdict"])
    sure = row["confidence"]
    first = "same" if row["first_verdict"] == verdict else "differs"
    shown = f'<span class="claim-confidence">{sure} confidence</span>' if sure else ""
    return (
        f'<details class="claim ledger-{verdict}" id="{id}" data-section="{row["section"]}" '
        f'data-kind="{row["kind"]}" data-verdict="{verdict}" data-part="{_tested(row)}" '
        f'data-confidence="{_key(sure) or "none"}" data-first="{first}">'
        f'<summary><span class="claim-id">{id}</span> {badge(verdict)} {shown}'
        f'<span class="claim-text">{escape(row["claim"])}</span></summary>'
        f'<div class="claim-body">{_body(row)}</div></details>'
    )


def _body(row: Entry) -> str:
    id = str(row["claim_id"])
    parts = [
        ("Kind of claim", escape(row["kind"])),
        ("Figures", _figures(row["figures"])),
        ("What of it is tested", escape(tested_part(row)) if row["part"] else ""),
        ("Rule", escape(_sentence(row["rule"]))),
        ("Said against the rule", _objections(id)),
        ("What is not, and why", escape(row["note"]) if row["part"] else ""),
        ("What would change the verdict", escape(_sentence(row["would_change"]))),
        ("Confidence", escape(_confidence(row))),
        ("What changed", _changed(id)),
        ("Newest evidence", _day(row["newest_evidence"])),
        ("First reading by hand", _first_reading(row)),
        ("In the book", slot("places", id, "see the chapter on this section")),
        ("Evidence", _evidence(id)),
        ("Computed by", _code(id, row["code"])),
    ]
    told = "".join(f"<dt>{term}</dt><dd>{what}</dd>" for term, what in parts if what)
    return f'<p class="claim-finding">{escape(row["finding"])}</p><dl>{told}</dl>'


def _objections(id: str) -> str:
    """What either side says against a rule, each with the answer in the rule."""
    told = "".join(
        f"<li>{escape(_sentence(f'{each.side}: {each.says}'))} <em>{escape(each.met)}</em></li>"
        for each in claims.TESTS[id].objections
    )
    return f"<ul>{told}</ul>" if told else ""


def _sentence(words: str) -> str:
    """Words as a sentence of their own."""
    if not words:
        return ""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def _figures(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, value in figures.items():
        words, unit = _name_and_unit(name)
        rows.append(
            f'<tr><th scope="row">{escape(words)}</th><td>{escape(shown(name, value))}</td>'
            f"<td>{escape(unit)}</td></tr>"
        )
    return f'<table class="claim-figures"><tbody>{"".join(rows)}</tbody></table>' if rows else ""


NAMES: Final[Mapping[str, str]] = {
    "azerbaijan": "Azerbaijan",
    "black sea": "Black Sea",
    "caucasus": "Caucasus",
    "central asia": "Central Asia",
    "central asians": "Central Asians",
    "china": "China",
    "chinese": "Chinese",
    "eu": "EU",
    "kaz": "Kazakhstan",
    "kazakh": "Kazakh",
    "kazakhstan": "Kazakhstan",
    "kgz": "Kyrgyzstan",
    "lng": "LNG",
    "russia": "Russia",
    "turkiye": "Türkiye",
    "turkmen": "Turkmen",
    "uzb": "Uzbekistan",
}
"""How the names within the names of figures are written."""


def _name_and_unit(figure: str) -> tuple[str, str]:
    """The name of a figure for readers, and its unit, which may be none."""
    words = readable(figure)
    told = re.fullmatch(r"(.*) \((.*)\)|(.*) (points|times)", words)
    if told:
        words, unit = (part for part in told.groups() if part)
    words = re.sub(
        rf"\b({'|'.join(NAMES)})\b", lambda name: NAMES[name[0].lower()], words, flags=re.IGNORECASE
    )
    return words, unit if told else ""


def shown(name: str, value: Any) -> str:
    """A figure for readers: four digits, thousands apart, and a year as a year.

    A year is a whole number of this or the last century that has no unit.
    """
    if isinstance(value, bool | str):
        words = str(value).replace("_", " ")
        return {"True": "yes", "False": "no"}.get(words, words)
    if value is None or value != value:
        return "–"
    number = float(value)
    if number.is_integer() and 1900 <= number <= 2100 and "(" not in readable(name):
        return f"{number:.0f}"
    if number.is_integer() or abs(number) >= 1000:
        return f"{number:,.0f}"
    digits = max(0, 3 - math.floor(math.log10(abs(number)))) if number else 0
    return f"{number:,.{min(digits, 6)}f}".rstrip("0").rstrip(".")


def _confidence(row: Entry) -> str:
    if not row["confidence"]:
        return "None: without a verdict there is nothing to be sure of."
    behind = counted(row["origins"], "origin")
    if row["publishers"] > row["origins"]:
        behind += f" by {counted(row['publishers'], 'publisher')}"
    spread = row["widest_spread"]
    apart = (
        f"sources contradict each other ({row['disputed'].rstrip('.')})"
        if row["disputed"]
        else "nobody else made the list that is counted"
        if row["our_list"]
        else f"reports of one observation differ by up to {percent(spread, 1)}"
        if spread >= 0.0005
        else "reports of one observation do not differ"
        if spread == spread
        else "no source contradicts another"
        if row["agreement"] == "high"
        else "no figure is reported by two origins"
    )
    if row["rests_on"]:
        behind += f", and the verdict hangs on one of them, {row['rests_on']}"
    elif row["evidence"] != "limited" and pd.notna(row["states_measured"]):
        behind += f", on {row['states_measured']:.0f} of {row['states_meant']:.0f} states"
    return (
        f"{row['confidence'].capitalize()}: {row['evidence']} evidence ({behind}), "
        f"{row['agreement']} agreement ({apart})."
    )


def _changed(id: str) -> str:
    """What an entry said before, of what has moved since."""
    told = [
        f"the {what} was {escape(WORDS.get(before.text, before.text))} until {before.day}"
        for what in (what_changed.VERDICT, what_changed.CONFIDENCE)
        if (before := _before(what).get(id))
    ]
    if not told:
        return ""
    return f'{_sentence("; ".join(told))} <a href="what_changed.html">All that changed</a>.'


@cache
def _before(kind: str) -> dict[str, what_changed.Before]:
    return what_changed.before("ledger", kind)


def _day(day: Any) -> str:
    return "" if day is None or day != day else date_in_words(day)


def _first_reading(row: Entry) -> str:
    first, verdict = row["first_verdict"], row["verdict"]
    reasons: Mapping[Any, Any] = (
        data.load("policy/claims").set_index("claim_id")["reason"].to_dict()
    )
    said = reasons[row["claim_id"]]
    compared = (
        "the same as the computed verdict"
        if first == verdict
        else f"differs from the computed verdict, {WORDS[verdict]}"
    )
    reason = "" if pd.isna(said) else f" It went by this: {escape(str(said))}"
    return f"{badge(first)} {compared}.{reason}"


def _evidence(id: str) -> str:
    """The deciding rows by their sources, then the other sources that the confidence counts."""
    rows = claims.evidence(id)
    sources = {row["source_id"]: row for row in claims.sources_of(id).to_dict("records")}
    first = _some_of_each_table(rows)
    by_source = "".join(
        _source(sources.get(str(source)), of_source.to_dict("records"))
        for source, of_source in first.groupby("source_id", sort=False, dropna=False)
    )
    parts = [f'<ul class="claim-sources">{by_source}</ul>' if by_source else ""]
    if len(rows) > MOST_ROWS:
        parts.append(
            f"<p>And {len(rows) - MOST_ROWS} more rows, of {len(rows)}: all are in "
            '<a href="../../data/ledger.json" download>ledger.json</a>.</p>'
        )
    named = set(first["source_id"].dropna())
    others = [source for source_id, source in sources.items() if source_id not in named]
    if others:
        listed = "".join(_source(source) for source in others[:MOST_SOURCES])
        more = len(others) - MOST_SOURCES
        tail = f"<p>And {counted(more, 'more source')}.</p>" if more > 0 else ""
        why = "Other reports of these observations, and sources of the first reading:"
        if rows.empty:
            why = "Sources of the first reading:"
        parts.append(f'<p>{why}</p><ul class="claim-sources">{listed}</ul>{tail}')
    return "".join(parts)


def _some_of_each_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The first rows of each table in turn, in all as many as an entry shows, in their order."""
    turn = rows.groupby("table", sort=False).cumcount()
    return rows.loc[sorted(turn.sort_values(kind="stable").index[:MOST_ROWS])]


def _source(source: Entry | None, rows: list[dict[Hashable, Any]] | None = None) -> str:
    """A source with its rows; without a source, what the project computed itself."""
    if source is None:
        head = "Without a source of its own"
    else:
        day: str = "" if pd.isna(source["published"]) else f", {source['published']}"
        publisher = escape(str(source["publisher"]))
        head = f"{publisher}: {_linked(source)}{day} (tier {source['tier']})"
    listed = "".join(_row(row) for row in rows or [])
    return f"<li>{head}<ul>{listed}</ul></li>" if rows else f"<li>{head}</li>"


def _linked(source: Entry) -> str:
    title, address = escape(str(source["title"])), source["url"]
    if pd.isna(address) or not str(address).startswith(("http://", "https://")):
        return title
    return f'<a href="{escape(str(address))}">{title}</a>'


def _row(row: Entry) -> str:
    status = "" if pd.isna(row["status"]) or not row["status"] else f" ({row['status']})"
    return (
        f'<li>{escape(row["what"])}{status}: <a href="../../data/{row["table"]}.csv" download>'
        f"{row['table']}</a>, line {row['row']}</li>"
    )


def _code(id: str, address: str) -> str:
    if not address:
        return ""
    judge = claims.TESTS[id].judge
    assert judge is not None  # a claim with an address has a function
    source = escape(inspect.getsource(claims.written(judge)))
    return (
        f'<code>{address}</code> {slot("source", id, "")}<details class="claim-code">'
        f"<summary>Its source code</summary><pre>{source}</pre></details>"
    )


def plain(ledger: pd.DataFrame) -> list[dict[str, Any]]:
    """The ledger with its evidence, row by row, in what JSON knows: missing is null."""
    return [
        {
            **{str(name): _plain(value) for name, value in row.items()},
            "evidence_rows": [
                {str(name): _plain(value) for name, value in found.items()}
                for found in claims.evidence(row["claim_id"]).to_dict("records")
            ],
            "sources": [
                {name: _plain(source[name]) for name in ("source_id", "publisher", "title", "url")}
                for source in claims.sources_of(row["claim_id"]).to_dict("records")
            ],
        }
        for row in ledger.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if value is None or pd.isna(value):
        return None
    if hasattr(value, "item"):  # numpy's numbers
        value = value.item()
    return value if isinstance(value, bool | int | float | str) else str(value)


def as_json(ledger: pd.DataFrame) -> str:
    """The ledger as JSON, the claims in the order of the paper."""
    return json.dumps(plain(ledger), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_csv(ledger: pd.DataFrame) -> str:
    """The ledger as CSV, a row a claim; the figures are JSON in a cell."""
    figures = [json.dumps(_plain(found), ensure_ascii=False) for found in ledger["figures"]]
    text: str = ledger.assign(figures=figures).to_csv(index=False, lineterminator="\n")
    return text


def judged(ledger: pd.DataFrame) -> Numbers:
    """How the verdicts of the ledger fall; of `corridors.claims.ledger.ledger`."""
    rows = data.load("policy/claims")

    def count(chosen: pd.DataFrame) -> Told:
        return told(
            len(chosen), data.where(rows, claim_id=list(chosen["claim_id"])), given="the ledger"
        )

    in_part = ledger[ledger["part"] != ""]
    same = ledger[ledger["verdict"] == ledger["first_verdict"]]
    return numbers(
        claims_total=count(ledger),
        first_same=count(same),
        confidence_rule=told(RULE, given="corridors.claims.confidence"),
        parts_total=count(in_part),
        parts_supported=count(data.where(in_part, verdict_on_part=SUPPORTED)),
        parts_partly=count(data.where(in_part, verdict_on_part=PARTLY)),
        parts_contradicted=count(data.where(in_part, verdict_on_part=CONTRADICTED)),
    )
