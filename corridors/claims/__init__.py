"""The ledger: each claim of the paper, the test it is put to, and the verdict the rows give.

`ledger()` has a row a claim. A verdict is computed by the claim's test, which stands in the module
of its section; what an analyst first thought stands beside it and decides nothing. How sure a
verdict is follows from its sources by `corridors.claims.confidence`.
"""

from __future__ import annotations

import inspect
from collections.abc import Hashable, Mapping
from functools import cache
from html import escape
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.claims import (
    conclusion,
    energy_logistics,
    eu_pivot,
    green_transition,
    introduction,
    regionalism,
)
from corridors.claims.confidence import confidence
from corridors.claims.judging import NOT_TESTABLE, PAPER, WORDS, ClaimTest, Finding

__all__ = [
    "CHAPTERS",
    "PAPER",
    "TESTS",
    "WORDS",
    "Badges",
    "evidence",
    "ledger",
]

TESTS: Final[Mapping[str, ClaimTest]] = {
    **introduction.TESTS,
    **regionalism.TESTS,
    **energy_logistics.TESTS,
    **green_transition.TESTS,
    **eu_pivot.TESTS,
    **conclusion.TESTS,
}
"""The tests, by the claim they judge."""

CHAPTERS: Final[Mapping[str, str]] = {
    "introduction": "01_introduction",
    "regionalism": "02_regionalism",
    "energy_logistics": "03_energy_and_logistics",
    "green_transition": "04_green_transition",
    "eu_pivot": "05_eu_pivot",
    "conclusion": "06_conclusion",
}
"""The chapter of the book on each section of the paper."""

UNTESTED: Final = ClaimTest(rule="", would_change="", note="No test has been written yet.")

REPAIRS: Final = {"unverified": NOT_TESTABLE}
"""Words of the first reading that the ledger does not use."""


def ledger(section: str | None = None) -> pd.DataFrame:
    """The claims of the paper, or of one section, with their verdicts.

    Columns: claim_id, section, claim (in our words), kind, verdict, first_verdict (an analyst's,
    before the tests), rule, part (what of a causal or normative claim is tested; else empty), note
    (why the rest is not), finding (a sentence), figures (a mapping), would_change, confidence,
    evidence, agreement (words of `corridors.claims.confidence`), publishers (how many stand behind
    it), newest_evidence (day), tables, code (the function that judges). A claim of which no part
    can be tested has a note, and no rule, figures or tables.
    Raises DataError when the paper has no such section.
    """
    claims = data.load("policy/claims")
    if section is not None:
        known = claims["section"].unique()
        claims = claims[claims["section"] == section]
        if claims.empty:
            raise data.DataError(
                f"the paper has no section {section!r}",
                file="policy/claims.csv",
                field="section",
                remedy=f"Choose from {', '.join(known)}.",
            )
    return pd.DataFrame([_entry(row) for row in claims.to_dict("records")])


@cache
def finding(claim_id: str) -> Finding:
    """What the test of a claim finds on the tables as they are. Raises KeyError without a test."""
    return TESTS[claim_id].run()


def evidence(claim_id: str) -> pd.DataFrame:
    """The rows on which a claim's verdict rests.

    Columns: table, row (line in the file, its header being 1), what (the row in words), status,
    source_id.
    """
    rows = finding(claim_id).rows if claim_id in TESTS else ()
    found = [_rows_in_words(part) for part in rows if len(part)]
    columns = ["table", "row", "what", "status", "source_id"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


def _rows_in_words(part: pd.DataFrame) -> pd.DataFrame:
    name = part.attrs["table"]
    fields = {field["name"]: field for field in data.resource_of(name)["schema"]["fields"]}
    told = [c for c in part if c in fields and c not in ("status", "source_id", "note")]
    words = [
        ", ".join(_word(row[c], fields[c]) for c in told if pd.notna(row[c]))
        for row in part[told].to_dict("records")
    ]
    return pd.DataFrame(
        {
            "table": name,
            "row": part.index + 2,
            "what": words,
            "status": part["status"].astype("string") if "status" in part else "",
            "source_id": part.get("source_id", part.get("outcome_source_id")),
        }
    )


def _word(value: Any, field: data.Field) -> str:
    if isinstance(value, pd.Interval):
        last = value.right - pd.Timedelta(days=1)
        if value.right == value.left + pd.DateOffset(years=1):
            return f"{value.left.year}"
        return (
            f"{value.left:%Y-%m-%d} to {last:%Y-%m-%d}" if last > value.left else f"{last:%Y-%m-%d}"
        )
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:g} {field.get('unit', '')}".strip()
    return str(value).replace("_", " ")


def newest(rows: tuple[pd.DataFrame, ...]) -> pd.Timestamp | None:
    """The last day of which the rows tell; a row tells of no day after its source was published."""
    published = data.load("sources").set_index("source_id")["published"]
    days: list[pd.Timestamp] = []
    for part in rows:
        ends = _ends(part)
        said = (
            part["source_id"].map(published)
            if "source_id" in part
            else pd.Series(pd.NA, index=part.index)
        )
        for end, day in zip(ends, said, strict=True):
            known = [moment for moment in (end, _last_day(day)) if moment is not None]
            days += [min(known)] if known else []
    return max(days, default=None)


def _last_day(published: Any) -> pd.Timestamp | None:
    return None if pd.isna(published) else pd.Period(str(published)).end_time.normalize()


def _ends(part: pd.DataFrame) -> list[pd.Timestamp | None]:
    """The last day of each row's first column of time."""
    for column in part:
        times = part[column]
        if isinstance(times.dtype, pd.IntervalDtype):
            ends = [t.right - pd.Timedelta(days=1) if pd.notna(t) else None for t in times]
        elif isinstance(times.dtype, pd.PeriodDtype):
            ends = [t.end_time.normalize() if pd.notna(t) else None for t in times]
        elif pd.api.types.is_datetime64_any_dtype(times):
            ends = [t if pd.notna(t) else None for t in times]
        else:
            continue
        return ends
    return [None] * len(part)


def _entry(claim: Mapping[Hashable, Any]) -> dict[str, Any]:
    id = claim["claim_id"]
    test = TESTS.get(id, UNTESTED)
    found = finding(id) if id in TESTS else test.run()
    named = data.load("policy/claim_sources").query("claim_id == @id")["source_id"]
    sources = data.load("sources")
    sure = confidence(
        found.rows, sources[sources["source_id"].isin(named)], disputed=bool(found.disputed)
    )
    day = newest(found.rows)
    words = (sure.word, sure.evidence, sure.agreement) if sure else ("", "", "")
    if found.verdict == NOT_TESTABLE:
        words = ("", "", "")
    return {
        "claim_id": id,
        "section": claim["section"],
        "claim": claim["claim"],
        "kind": str(claim["kind"]),
        "verdict": found.verdict,
        "first_verdict": REPAIRS.get(claim["analyst_verdict"], claim["analyst_verdict"]),
        "rule": test.rule,
        "part": test.part,
        "note": test.note,
        "finding": found.sentence,
        "figures": dict(found.figures),
        "would_change": test.would_change,
        "confidence": words[0],
        "evidence": words[1],
        "agreement": words[2],
        "publishers": sure.publishers if sure else 0,
        "newest_evidence": None if day is None else day.date(),
        "tables": ", ".join(test.tables),
        "code": "" if test.judge is None else _address_of(test),
    }


def _address_of(test: ClaimTest) -> str:
    function = inspect.unwrap(test.judge) if test.judge else None
    return "" if function is None else f"{function.__module__}.{function.__qualname__}"


class Badges:
    """A ledger as a list of claims with their verdicts, for the page and the notebook."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self._entries = entries.to_dict("records")

    def _repr_html_(self) -> str:
        return '<ul class="ledger">' + "".join(_badge(entry) for entry in self._entries) + "</ul>"


def _badge(entry: Mapping[Hashable, Any]) -> str:
    sure = f", {entry['confidence']} confidence" if entry["confidence"] else ""
    rule = entry["rule"] or entry["note"]
    return (
        f'<li id="{entry["claim_id"]}"><span class="verdict verdict-{entry["verdict"]}">'
        f"{WORDS[entry['verdict']]}{sure}</span> {escape(entry['claim'])}"
        f"<details><summary>Why</summary><p>{escape(entry['finding'])}</p>"
        f"<p>Rule: {escape(rule)}</p></details></li>"
    )
