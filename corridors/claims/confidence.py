"""How sure a verdict is, in the calibrated words of the IPCC.

After Mastrandrea and others, *Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on
Consistent Treatment of Uncertainties* (2010): confidence joins the amount and quality of evidence
(limited, medium, robust) with the degree of agreement (low, medium, high). The note leaves the
assignment to judgement; here it follows a stated rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from corridors import asked, data
from corridors.agreement import figures_of, spread_of

EVIDENCE: Final = ("limited", "medium", "robust")
AGREEMENT: Final = ("low", "medium", "high")
CONFIDENCE: Final = ("very low", "low", "medium", "high", "very high")

OURS: Final = "This project"
"""The origin of what the book derived or drew itself: it backs no verdict."""

AGREE_WITHIN: Final = 0.05
"""Sources that differ by no more than this share of the larger figure agree highly."""
DISAGREE_BEYOND: Final = 0.20
"""And beyond this share they agree little."""
ROBUST_FROM: Final = 3
"""Origins that make evidence robust, if one of their sources is of the first tier."""

RULE: Final = (
    f"Evidence is robust with {ROBUST_FROM} or more origins and a source of tier 1 behind one of "
    "the tables that decide, if none of the others has but one origin below tier 1; medium with "
    "two origins or one source of tier 1, and limited otherwise. A release that several publishers "
    "reprint has one origin, and what we derived ourselves has none. Agreement looks at the "
    "observations on which the verdict rests that more than one origin reports, or that one origin "
    "reports in different ways: it is high if "
    f"they differ by at most {AGREE_WITHIN:.0%}, low if by more than {DISAGREE_BEYOND:.0%} or if "
    "sources contradict each other on an event, and medium between. Where no figure is reported "
    "twice it is medium; for events on record from two or more origins, none of which "
    "contradicts, it is high. A verdict is no surer than the weakest of the parts that decide it, "
    "so agreement is that of the part on which sources agree least. Both are medium at most for a "
    "verdict that counts, dates or compares "
    "entries of a list that we gathered ourselves (events, texts, sums of money, promises), or "
    "that is found in half or fewer of the states of which the claim speaks: what the list or the "
    "figures lack could change the verdict. Where the verdict would be another, or none, without "
    "one single origin of which no source is above tier 3, it rests on that origin: evidence is "
    "limited, and agreement medium at most, whatever else is on record. Confidence is the sum of "
    "the two, from very low to very high."
)

NEWS: Final = 3
"""The tier of news and analysis: who writes there has neither counted nor decided."""


class Confidence(NamedTuple):
    """The three words, and what they rest on: origins, publishers, best tier, widest spread."""

    word: str
    evidence: str
    agreement: str
    origins: int
    publishers: int
    best_tier: int
    widest_spread: float
    """Largest difference of two reports of one observation, as a share of the larger; or missing"""


def confidence(
    rows: Sequence[pd.DataFrame],
    sources: pd.DataFrame,
    *,
    disputed: bool = False,
    our_list: bool = False,
    half_or_less: bool = False,
    rests_on: str = "",
) -> Confidence | None:
    """How sure a verdict is that rests on these rows and sources; None if there are neither.

    `rows` are parts of tables as `data.load` gave them; other reports of the same observations in
    the same tables count as well. `sources` are rows of the table `sources` that confirm the claim
    besides. `our_list` says that the verdict counts entries of a list that we gathered ourselves,
    `half_or_less` that half or fewer of the states of which the claim speaks are measured, and
    `rests_on` names the origin without which it would be another (see `leaving_out`).
    """
    reports = [reports_of(part) for part in rows if len(part)]
    cited = _cited(reports, sources)
    if cited.empty:
        return None
    origins, best = _witnesses(cited)
    spreads = [spread_of(part) for part in reports]
    evidence = evidence_word(origins, best)
    if evidence == "robust" and not _one_table_is_robust(reports):
        evidence = "medium"
    agreement = _least_agreement(reports, spreads, origins, disputed=disputed)
    if our_list or half_or_less or rests_on:
        evidence = min(evidence, "limited" if rests_on else "medium", key=EVIDENCE.index)
        agreement = min(agreement, "medium", key=AGREEMENT.index)
    word = CONFIDENCE[EVIDENCE.index(evidence) + AGREEMENT.index(agreement)]
    publishers = cited["publisher"].nunique()
    widest = float(pd.Series(spreads, dtype=float).max())
    return Confidence(word, evidence, agreement, origins, publishers, best, widest)


def _witnesses(cited: pd.DataFrame) -> tuple[int, int]:
    """How many origins stand behind sources, ours apart, and the best tier of the sources."""
    others = cited.loc[cited["origin"] != OURS, "origin"]
    return others.nunique(), int(cited["tier"].min())


def _least_agreement(
    reports: Sequence[pd.DataFrame], spreads: Sequence[float], origins: int, *, disputed: bool
) -> str:
    """How far sources agree on the part that decides on which they agree least."""
    words = [
        agreement_word(spread, origins, measured=bool(figures_of(part)), disputed=disputed)
        for part, spread in zip(reports, spreads, strict=True)
    ] or [agreement_word(float("nan"), origins, measured=False, disputed=disputed)]
    return min(words, key=AGREEMENT.index)


def _one_table_is_robust(reports: Sequence[pd.DataFrame]) -> bool:
    """Whether the evidence of one deciding table is robust by itself, and of none limited.

    Three tables with one origin each are not three witnesses of one thing: who counts trains does
    not confirm who counts an economy.
    """
    names = dict.fromkeys(part.attrs["table"] for part in reports)
    of_tables = [[part for part in reports if part.attrs["table"] == name] for name in names]
    words = [
        evidence_word(*_witnesses(data.sources_of(*parts)))
        for parts in of_tables
        if any(str(column).endswith("source_id") for part in parts for column in part)
    ]
    return "robust" in words and "limited" not in words


def sources_behind(rows: Sequence[pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """The sources that `confidence` counts: of the rows, of other reports of them, and `sources`.

    Rows of the table `sources`, each once; the most cited by the rows first.
    """
    return _cited([reports_of(part) for part in rows if len(part)], sources)


def _cited(reports: Sequence[pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    of_rows = [data.sources_of(*reports)] if reports else []
    return pd.concat([*of_rows, sources]).drop_duplicates("source_id")


def evidence_word(origins: int, best_tier: int) -> str:
    """How much evidence there is, and how good."""
    if origins >= ROBUST_FROM and best_tier == 1:
        return "robust"
    return "medium" if origins >= 2 or best_tier == 1 else "limited"


def agreement_word(spread: float, origins: int, *, measured: bool, disputed: bool) -> str:
    """How far sources agree. `spread` is a share of the larger figure, or missing."""
    if disputed or spread > DISAGREE_BEYOND:
        return "low"
    if spread <= AGREE_WITHIN:
        return "high"
    return "high" if spread != spread and not measured and origins >= 2 else "medium"


def reports_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with all other usable reports of the same observations in their table."""
    table = data.load(rows.attrs["table"])
    keys = data.resource_of(rows.attrs["table"])["schema"]["observationKey"]
    if "source_id" not in table or len(keys) == len(table.columns):
        return rows
    others = table[~table.index.isin(rows.index)]
    if "usable" in others:
        others = others[others["usable"].astype(bool)]
    for key in keys:  # most rows differ in one of the words or codes, which is soon seen
        if isinstance(others[key].dtype, pd.CategoricalDtype | pd.StringDtype):
            others = others[others[key].isin(rows[key])]
    wanted = pd.MultiIndex.from_frame(rows[keys].astype("string"))
    others = others[pd.MultiIndex.from_frame(others[keys].astype("string")).isin(wanted)]
    both = pd.concat([rows, others])
    both.attrs["table"] = rows.attrs["table"]
    return both


asked.checked(__name__)
