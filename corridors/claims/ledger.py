"""The ledger: each claim of the paper, the test it is put to, and the verdict the rows give.

`ledger()` has a row a claim. A verdict is computed by the claim's test, which stands in the module
of its section; what an analyst first thought stands beside it and decides nothing. How sure a
verdict is follows from its sources by `corridors.claims.confidence`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any, Final

import pandas as pd

from corridors import asked, data
from corridors.claims import (
    conclusion,
    energy_logistics,
    eu_pivot,
    green_transition,
    introduction,
    regionalism,
)
from corridors.claims.confidence import Confidence, confidence, sources_behind
from corridors.claims.judging import NOT_TESTABLE, ClaimTest, Finding
from corridors.claims.leaving_out import rests_on
from corridors.labels import in_words

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

SECTIONS: Final[Mapping[str, str]] = {
    "introduction": "Introduction",
    "regionalism": "Regionalism",
    "energy_logistics": "Energy and logistics",
    "green_transition": "Green transition",
    "eu_pivot": "EU pivot",
    "conclusion": "Conclusion",
}
"""The sections of the paper, by a short name."""

REPAIRS: Final = {"unverified": NOT_TESTABLE}
"""Words of the first reading that the ledger does not use."""


def ledger(section: str | None = None) -> pd.DataFrame:
    """The claims of the paper, or of one section, with their verdicts.

    Columns: claim_id, section, claim (in our words), kind, verdict, first_verdict (an analyst's,
    before the tests), rule, part (what of the claim is tested, if not all; else empty),
    verdict_on_part (the verdict on that alone), note (why the rest is not), finding (a sentence),
    figures (a mapping), would_change, confidence, evidence, agreement (words of
    `corridors.claims.confidence`), origins and publishers (how many stand behind it),
    widest_spread (of two reports of one observation, as a share; or missing), disputed (in words,
    where sources contradict each other on an event), our_list (whether the verdict counts a list
    that we gathered ourselves), states_measured and states_meant (where the figures have not all
    states of which the claim speaks; else missing), rests_on (the origin of news alone without
    which the verdict would be another; else empty), objections (what either side says against the
    rule, and how that meets it), newest_evidence (day), tables, code (the function that judges). A
    claim of which no part can be tested has a note, and no rule, figures or tables.
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


@data.once
def finding(claim_id: str) -> Finding:
    """What the test of a claim finds on the tables as they are. Raises DataError without a test."""
    return asked.choice(claim_id, TESTS, "claim").run()


@data.once
def hangs_on(claim_id: str) -> str:
    """The origin of news alone without which the verdict on a claim would be another, if any."""
    test = asked.choice(claim_id, TESTS, "claim")
    return "" if test.judge is None else rests_on(test, finding(claim_id))


@data.once
def sure(claim_id: str) -> Confidence | None:
    """How sure the verdict on a claim is, if it has rows or sources."""
    found = finding(claim_id)
    return confidence(
        found.rows,
        _named(claim_id),
        disputed=bool(found.disputed),
        our_list=TESTS[claim_id].our_list,
        half_or_less=found.half_or_less,
        rests_on=hangs_on(claim_id),
    )


def evidence(claim_id: str) -> pd.DataFrame:
    """The rows on which a claim's verdict rests.

    Columns: table, row (line in the file, its header being 1), what (the row in words), status,
    source_id.
    """
    rows = finding(claim_id).rows
    found = [_rows_in_words(part) for part in rows if len(part)]
    columns = ["table", "row", "what", "status", "source_id"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


def sources_of(claim_id: str) -> pd.DataFrame:
    """The sources that a claim's confidence rests on: rows of the table `sources`.

    Those of the deciding rows, of other reports of the same observations, and those that the first
    reading of the claim named.
    """
    rows = finding(claim_id).rows
    return sources_behind(rows, _named(claim_id))


def _named(claim_id: str) -> pd.DataFrame:
    """The sources that the first reading of a claim named."""
    pairs = data.load("policy/claim_sources")
    sources = data.load("sources")
    return sources[sources["source_id"].isin(pairs["source_id"][pairs["claim_id"] == claim_id])]


NAMES_OF_ROWS: Final = ("event_id", "promise", "section")
"""Columns that name a row for the code, and the chapter it was gathered for: no evidence."""


def _rows_in_words(part: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "table": part.attrs["table"],
            "row": part.index + 2,
            "what": in_words(part, leave_out=("status", "usable", *NAMES_OF_ROWS)),
            "status": part["status"].astype("string") if "status" in part else "",
            "source_id": part.get("source_id", part.get("outcome_source_id")),
        }
    )


NOT_ITS_TIME: Final = ("release", "price_year", "baseline", "accessed")
"""Columns of times that are those of an edition, a price or a reading, and not of what happened."""


def newest(rows: tuple[pd.DataFrame, ...]) -> pd.Timestamp | None:
    """The last day of which the rows tell.

    A row tells of no day after its source was published, nor after the data were gathered: the date
    of a plan is no evidence. A row of the future alone tells of the day on which it was published.
    An undated source vouches for times that were over when the data were gathered; of another it
    tells no more than its beginning.
    """
    published = data.load("sources").set_index("source_id")["published"]
    gathered = data.made_on()
    days: list[pd.Timestamp] = []
    for part in rows:
        cited = next((c for c in ("source_id", "outcome_source_id") if c in part), None)
        said = part[cited].map(published) if cited else [pd.NA] * len(part)
        for times, day in zip(_times(part), said, strict=True):
            limit = gathered if pd.isna(day) else _published(day, gathered)
            told = [
                min(last, limit) if last <= limit or not pd.isna(day) else first
                for first, last in times
                if first <= limit
            ]
            days += [max(told)] if told else [] if pd.isna(day) else [limit]
    return max(days, default=None)


@cache
def _published(day: str, gathered: pd.Timestamp) -> pd.Timestamp:
    """The last day that a date of publication can mean; its first, if the last is yet to come."""
    span = pd.Period(day)
    last = span.end_time.normalize()
    return last if last <= gathered else span.start_time


def _times(part: pd.DataFrame) -> list[list[tuple[pd.Timestamp, pd.Timestamp]]]:
    """The first and last days of the times in each row."""
    known = [c for c in part if data.is_time(part[c]) and c not in NOT_ITS_TIME]
    columns = [list(zip(*data.bounds(part[column]), strict=True)) for column in known]
    return [[span[row] for span in columns if pd.notna(span[row][0])] for row in range(len(part))]


@data.once
def _newest(claim_id: str) -> pd.Timestamp | None:
    return newest(finding(claim_id).rows)


def _entry(claim: Mapping[Hashable, Any]) -> dict[str, Any]:
    id = claim["claim_id"]
    test, found, how = TESTS[id], finding(id), sure(id)
    day = _newest(id)
    words = (how.word, how.evidence, how.agreement) if how else ("", "", "")
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
        "verdict_on_part": found.of_part,
        "note": test.note,
        "finding": found.sentence,
        "figures": dict(found.figures),
        "would_change": test.would_change,
        "confidence": words[0],
        "evidence": words[1],
        "agreement": words[2],
        "origins": how.origins if how else 0,
        "publishers": how.publishers if how else 0,
        "widest_spread": how.widest_spread if how else float("nan"),
        "disputed": found.disputed,
        "our_list": test.our_list,
        "states_measured": found.states[0] if found.states else None,
        "states_meant": found.states[1] if found.states else None,
        "rests_on": hangs_on(id),
        "objections": " ".join(f"{o.side}: {o.says} The rule: {o.met}" for o in test.objections),
        "newest_evidence": None if day is None else day.date(),
        "tables": ", ".join(test.tables),
        "code": "" if test.judge is None else _address_of(test),
    }


def _address_of(test: ClaimTest) -> str:
    function = None if test.judge is None else written(test.judge)
    return "" if function is None else f"{function.__module__}.{function.__qualname__}"


def written(judge: Callable[..., Any]) -> Callable[..., Any]:
    """The function as it is written in its module, within decorators and bound arguments."""
    function = inspect.unwrap(judge)
    return written(function.func) if isinstance(function, functools.partial) else function


asked.checked(__name__)
