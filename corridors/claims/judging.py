"""What a claim is put to: a rule in words, the rule as a function, and what it finds.

A test takes tables of the data package, as they are, and returns a `Finding`: the verdict by the
rule, the figures that decide it, and the rows that they come from. Where a row is missing the
finding is *not testable*: `need` says so and no verdict is made up.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

import pandas as pd

from corridors import asked, data

SUPPORTED: Final = "supported"
PARTLY: Final = "partly"
CONTRADICTED: Final = "contradicted"
NOT_TESTABLE: Final = "not_testable"

WORDS: Final[Mapping[str, str]] = {
    SUPPORTED: "supported",
    PARTLY: "partly supported",
    CONTRADICTED: "contradicted",
    NOT_TESTABLE: "not testable",
}
"""The verdicts, from the best to none, and how they read."""

PAPER: Final = pd.Timestamp("2025-05-21")
"""The last date on which the paper's authors say they opened a source."""


class NoEvidenceError(Exception):
    """The rows that a test needs are not in the tables; the message names them."""


@dataclass(frozen=True)
class Finding:
    """A verdict, the sentence with the figures that decide it, the figures and their rows.

    `rows` are parts of tables as `data.load` gave them: `data.preferred`, `data.calendar_years` and
    filters keep what is needed to find a row in its file, merging and grouping do not. `disputed`
    says in words that sources contradict each other on an event, which no spread of figures shows.
    `of_part` is what the rule says of the tested part, where only a part of a claim is tested.
    `states` is how many of the states of which the claim speaks are measured, and how many these
    are, where that is not all of them.
    """

    verdict: str
    sentence: str
    rows: tuple[pd.DataFrame, ...] = ()
    figures: Mapping[str, float | int | str] = field(default_factory=dict)
    disputed: str = ""
    of_part: str = ""
    states: tuple[int, int] | None = None

    @property
    def half_or_less(self) -> bool:
        """Whether the states that are not measured could outweigh those that are."""
        return self.states is not None and 2 * self.states[0] <= self.states[1]

    def number(self, name: str) -> float:
        """One of the figures, as a number. Raises KeyError without it, ValueError for words."""
        return float(self.figures[name])


class Objection(NamedTuple):
    """What one side of the dispute says against a rule, and how the rule meets it."""

    side: str
    """The author, who would have the claim stand, or a critic, who would have it fall."""
    says: str
    met: str


AUTHOR: Final = "the author"
CRITIC: Final = "a critic"


@dataclass(frozen=True)
class ClaimTest:
    """How a claim is judged.

    `rule` states when it is supported and when contradicted, with the thresholds. `judge` takes the
    `tables`, in that order. `would_change` says what kind of new figure would change the verdict.
    Where figures can test only a part of a claim, as of every causal or normative one, `part` names
    it and `note` says why not the rest; the verdict is at best partly supported, since a test of a
    part can refute a claim but not prove it. Without `judge` no part of the claim can be tested.
    `our_list` says that the verdict counts, dates or compares entries of a list that this project
    gathered itself, so that an entry it lacks could change the verdict. `objections` are what was
    said against the rule from either side, with the answer in the rule.
    """

    rule: str
    would_change: str
    tables: tuple[str, ...] = ()
    judge: Callable[..., Finding] | None = None
    part: str = ""
    note: str = ""
    our_list: bool = False
    objections: tuple[Objection, ...] = ()

    def __post_init__(self) -> None:
        """Have the function look at the tables that it is given: they are those that it names."""
        if self.judge is not None:
            takes = inspect.signature(self.judge).parameters
            tables = dict(zip(takes, self.tables, strict=False))
            object.__setattr__(self, "judge", asked.asks(self.judge, tables))

    def run(self, tables: Mapping[str, pd.DataFrame] | None = None) -> Finding:
        """The finding on the tables as they are, or on those given in place of some of them.

        Raises ValueError for deciding rows that lack columns of their table, and DataError for a
        table that the test does not take.
        """
        if self.judge is None:
            return Finding(NOT_TESTABLE, self.note)
        given = tables or {}
        for name in given:
            data.columns_of(name)  # knows the table, or says which are near
        try:
            found = self.judge(
                *(given[name] if name in given else data.load(name) for name in self.tables)
            )
        except NoEvidenceError as lacking:
            return Finding(NOT_TESTABLE, f"Not testable with these data: {lacking}.")
        for part in found.rows:
            self._check_columns(part)
        if not self.part:
            return found
        capped = PARTLY if found.verdict == SUPPORTED else found.verdict
        return replace(found, verdict=capped, of_part=found.verdict)

    def _check_columns(self, rows: pd.DataFrame) -> None:
        """What counts sources and reports needs whole rows: said here, by the rule's name."""
        name = rows.attrs.get("table")
        lacking = [str(column) for column in data.load(name) if column not in rows] if name else []
        if lacking:
            raise ValueError(
                f"{getattr(self.judge, '__name__', self.judge)}: its rows of {name} lack "
                f"{', '.join(lacking)}. Hand over rows as data.load gave them, with all columns: "
                "table.loc[rows.index]"
            )


def checked(module: str, tests: Mapping[str, ClaimTest]) -> None:
    """Have the functions of a section look at what they are given: the judges, and all others."""
    names = vars(sys.modules[module])
    for test in tests.values():
        for name, function in list(names.items()):
            if test.judge is not None and function is inspect.unwrap(test.judge):
                names[name] = test.judge
    asked.checked(module)


def need(rows: pd.DataFrame, what: str, least: int = 1) -> pd.DataFrame:
    """The rows themselves, when there are at least so many.

    Raises NoEvidenceError with `what` is lacking, such as "no deliveries to Europe on record".
    """
    if len(rows) < least:
        raise NoEvidenceError(what)
    return rows


def graded(value: float, *, supported: float, contradicted: float) -> str:
    """The verdict on a figure by two thresholds, of which either may be the higher.

    Supported at or beyond the first, contradicted at or beyond the second, partly between them.
    Raises NoEvidenceError for a missing figure and ValueError for equal thresholds.
    """
    if value != value:
        raise NoEvidenceError("the figure that decides is missing")
    if supported == contradicted:
        raise ValueError("two thresholds that are one leave nothing between them")
    up = 1 if supported > contradicted else -1
    if up * value >= up * supported:
        return SUPPORTED
    return CONTRADICTED if up * value <= up * contradicted else PARTLY


def all_or_some(found: list[bool]) -> str:
    """Supported if all are true, partly if some are, contradicted if none is."""
    return SUPPORTED if all(found) else PARTLY if any(found) else CONTRADICTED
