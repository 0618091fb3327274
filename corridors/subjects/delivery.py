"""Promises against outcomes: how late the region's targets run, and what that says of new ones.

The table of promises is used as a reference class (Flyvbjerg, "From Nobel Prize to Project
Management: Getting Risks Right", Project Management Journal 37(3), 2006): whoever wants to know
whether a target will be kept looks first at what became of targets like it, and only then at the
target itself.

Promises of one project share its fate, so they are no independent trials. Intervals come from a
bootstrap that draws whole projects (Field and Welsh, "Bootstrapping clustered data", Journal of the
Royal Statistical Society B 69(3), 2007; Cameron and Miller, "A Practitioner's Guide to
Cluster-Robust Inference", Journal of Human Resources 50(2), 2015). Both warn that few clusters make
such intervals too narrow; for fewer than `FEW` projects Wilson's interval stands in, with each
project counted as one trial.

What was not yet delivered when last seen is censored: it is late by at least so much. The share
delivered so long after the date is estimated by the product limit (Kaplan and Meier,
"Nonparametric Estimation from Incomplete Observations", Journal of the American Statistical
Association 53, 1958), and beside it stand the shares if all of them came next, or none ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from corridors import asked, data, units
from corridors.prose import counted

Numbers = npt.NDArray[np.float64]

DAYS_IN_MONTH: Final = units.DAYS_PER_YEAR / 12
GRACE_DAYS: Final = 31
"""Delivered so many days after its date, a promise still counts as kept (rule of the table)."""
GRACE: Final = GRACE_DAYS / DAYS_IN_MONTH
"""The same in months."""

OPTIONS: Final = ("serbia", "romania")
"""Projects whose promises are contracts up to a volume: the buyer may take less."""

GROUPS: Final[Mapping[str, str]] = {
    "gas": "gas and oil",
    "oil": "gas and oil",
    "freight": "freight",
    "power": "power",
    "diplomacy": "agreements and money",
    "finance": "agreements and money",
}
"""Subjects of `promises/promises`, joined where one alone has too few promises."""

EVERY: Final = "all"
NEAR: Final = "under a year"
MIDDLE: Final = "one to three years"
FAR: Final = "over three years"
LEADS: Final[Mapping[str, tuple[float, float]]] = {
    NEAR: (-np.inf, 12.0),
    MIDDLE: (12.0, 36.0),
    FAR: (36.0, np.inf),
}
"""How long before its date a promise was made, in months: above the first, up to the second."""

DATES: Final = "date"
QUANTITIES: Final = "quantity"

FEW: Final = 10
"""With fewer projects than this a bootstrap has too little to draw from."""
DRAWS: Final = 2_000
SEED: Final = 20_270_101
CONFIDENCE: Final = 0.90
"""Share of the draws that an interval spans."""
_WILSON_Z: Final = 1.6448536269514722
"""The normal quantile that leaves (1 - CONFIDENCE) / 2 above it."""

MONTHS: Final = (1, 6, 12, 24, 36, 48, 60)
"""Months after the date at which the share delivered is read; the first stands for the grace."""


# --- The record -----------------------------------------------------------------------------------


def record(promises: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The promises in time: when made, how late delivered, or until when known as not delivered.

    From `promises/promises` and `promises/projects`, a row a promise, in their order. A span known
    to the month or year counts as its end for a target and as its middle for what was made or
    delivered. Columns: promise, what, subject, group (`GROUPS`), project, name (of the project),
    kind (date or quantity), status, option (a contract up to a volume), lead_months and lead (words
    of `LEADS`; missing where the text does not show when it was made), target (last day), due
    (whether its status says how it ended), late_months (from the target to delivery, negative when
    early; missing if not delivered), late_least_months and late_most_months (where the day of
    delivery is not known), seen_months (after the target: how long at least it has been
    undelivered; missing if delivered), never (given up, or a quantity not reached when its time was
    over), called_early (judged as missed on a text older than its target, mostly because a later
    date had been named), delivered_percent (of the quantity promised, where both are known).

    Raises DataError for a project that `projects` does not know.
    """
    unknown = sorted(set(promises["project"]) - set(projects["project"]))
    if unknown:
        raise data.DataError(
            f"no project is called {unknown[0]!r}",
            file="promises/projects.csv",
            field="project",
            remedy="Add it to the table of projects.",
        )
    target, last = promises["target_date"].array.right, promises["outcome_on"].array.right
    outcome = promises["outcome_date"].array
    status, kind = promises["status"].astype(str), promises["kind"].astype(str)
    delivered = status.isin(["met", "met_late"]).to_numpy()
    never = status.eq("cancelled") | (kind.eq(QUANTITIES) & status.isin(["missed", "partly"]))
    waiting = status.isin(["missed", "partly"]) & kind.eq(DATES)
    seen = _months(last - target)
    lead = _months(target - _middle(promises["made_on"]))
    subject = promises["subject"].astype(str)
    table = pd.DataFrame(
        {
            "promise": promises["promise"],
            "what": promises["what"],
            "subject": subject,
            "group": subject.map(GROUPS),
            "project": promises["project"],
            "name": promises["project"].map(projects.set_index("project")["name"]),
            "kind": kind,
            "status": status,
            "option": promises["project"].isin(OPTIONS),
            "lead_months": lead,
            "lead": [_lead(months) for months in lead],
            "target": pd.Series(target, index=promises.index) - pd.Timedelta(days=1),
            "due": status.ne("open"),
            "late_months": _months(_middle(promises["outcome_date"]) - target),
            "late_least_months": _months(outcome.left - target),
            "late_most_months": _months(outcome.right - target),
            "seen_months": np.where(waiting, np.fmax(seen, GRACE), np.nan),
            "never": never,
            "called_early": status.isin(["missed", "partly"]) & (seen < 0),
            "delivered_percent": 100 * promises["outcome_value"] / promises["target_value"],
        },
        index=promises.index,
    )
    late = ["late_months", "late_least_months", "late_most_months"]
    table.loc[~delivered, late] = np.nan
    return table


def _months(span: Any) -> Numbers:
    return np.asarray(span / pd.Timedelta(days=1), dtype=float) / DAYS_IN_MONTH


def _middle(spans: pd.Series[Any]) -> Any:
    return spans.array.left + (spans.array.right - spans.array.left) / 2


def _lead(months: float) -> str | None:
    return next((words for words, (low, high) in LEADS.items() if low < months <= high), None)


def fallen_due(
    known: pd.DataFrame,
    *,
    group: str = EVERY,
    lead: str = EVERY,
    kind: str = EVERY,
    options: bool = True,
) -> pd.DataFrame:
    """The promises of `record` whose end is known, of a group, lead and kind or of all.

    `options` keeps contracts up to a volume. Raises ValueError for a word that the record does not
    use.
    """
    chosen = known["due"].astype(bool)
    for column, wanted, words in (
        ("group", group, set(GROUPS.values())),
        ("lead", lead, set(LEADS)),
        ("kind", kind, {DATES, QUANTITIES}),
    ):
        if wanted == EVERY:
            continue
        if wanted not in words:
            raise ValueError(f"no {column} is {wanted!r}: choose from {sorted({EVERY, *words})}")
        chosen &= known[column] == wanted
    return known[chosen & (options | ~known["option"].astype(bool))]


# --- The share delivered, so long after the date --------------------------------------------------


def delivered_by(
    due: pd.DataFrame,
    months: Sequence[float] = MONTHS,
    weights: npt.ArrayLike | None = None,
) -> pd.DataFrame:
    """The share of promises delivered within so many months of their date, with its interval.

    `due` is what `fallen_due` returns, `weights` a weight a promise (all equal if not given). One
    month stands for the grace of `GRACE_DAYS` days: within it nothing is censored and the share is
    simply the part of promises kept. Later it is the product-limit estimate. A promise given up,
    and a quantity not reached in its time, stays undelivered for ever.

    Columns: months, share_percent, low_percent, high_percent (90 percent interval),
    at_least_percent (all that are still waited for never come), at_most_percent (each comes right
    after it was last seen), method (bootstrap or Wilson). Without a promise all shares are missing.
    """
    grid = np.fmax(np.asarray(months, dtype=float), GRACE)
    until, arrived = _ends(due)
    weight = np.ones(len(due)) if weights is None else np.asarray(weights, dtype=float)
    if not len(due):
        nothing = np.full(len(grid), np.nan)
        return _shares(months, nothing, nothing, nothing, nothing, nothing, "none")
    total = weight.sum()
    at_least = [(weight * (arrived & (until <= t))).sum() / total for t in grid]
    at_most = [(weight * ((until < t) | (arrived & (until <= t)))).sum() / total for t in grid]
    codes, names = pd.factorize(due["project"])
    members = np.zeros((len(names), len(due)))
    members[codes, np.arange(len(due))] = weight
    share = _product_limit(np.ones((1, len(names))), members, until, arrived, grid)[0]
    low, high, method = _wilson(share, len(names)), _wilson(share, len(names), upper=True), "Wilson"
    if len(names) >= FEW:
        drawn = _product_limit(_draws(len(names)), members, until, arrived, grid)
        tails = (1 - CONFIDENCE) / 2
        below, above = np.quantile(drawn, [tails, 1 - tails], axis=0)
        if (above > below).any():
            low, high, method = below, above, "bootstrap"
    return _shares(months, share, low, high, np.array(at_least), np.array(at_most), method)


def _ends(due: pd.DataFrame) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Months from the date to the end of waiting, and whether it ended by delivery.

    Kept within the grace is month zero; what can never come is waited for without end.
    """
    kept = due["status"].eq("met").to_numpy()
    late = due["late_months"].to_numpy(float)
    until = np.where(kept, 0.0, np.where(np.isnan(late), due["seen_months"].to_numpy(float), late))
    until = np.where(due["never"].to_numpy(bool), np.inf, until)
    return until, kept | ~np.isnan(late)


def _product_limit(
    draws: Numbers,
    members: Numbers,
    until: Numbers,
    arrived: npt.NDArray[np.bool_],
    grid: Numbers,
) -> Numbers:
    """The product-limit share at each month of the grid, a row a draw of projects.

    `draws` says how often each project is drawn, `members` holds the weights of its promises.
    """
    times = np.unique(until[arrived])
    waiting = draws @ (members @ (until[:, None] >= times).astype(float))
    coming = draws @ (members @ ((until[:, None] == times) & arrived[:, None]).astype(float))
    stay = 1 - np.divide(coming, waiting, out=np.zeros_like(coming), where=waiting > 0)
    left = np.hstack([np.ones((len(draws), 1)), np.cumprod(stay, axis=1)])
    shares: Numbers = 1 - left[:, np.searchsorted(times, grid, side="right")]
    return shares


@lru_cache(maxsize=128)
def _draws(projects: int) -> Numbers:
    """How often each project is drawn, a row a draw: the same draws whenever it is asked."""
    dice = np.random.default_rng(SEED)
    return dice.multinomial(projects, np.full(projects, 1 / projects), DRAWS).astype(float)


def _wilson(share: Numbers, trials: int, *, upper: bool = False) -> Numbers:
    """An end of Wilson's score interval for a share of so many trials.

    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
    American Statistical Association 22, 1927; advised for small numbers by Brown, Cai and DasGupta,
    "Interval Estimation for a Binomial Proportion", Statistical Science 16(2), 2001.
    """
    z2 = _WILSON_Z**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = np.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) * _WILSON_Z
    end: Numbers = middle + (1 if upper else -1) * half / (1 + z2 / trials)
    return np.clip(end, 0.0, 1.0)


def _shares(
    months: Sequence[float],
    share: Numbers,
    low: Numbers,
    high: Numbers,
    at_least: Numbers,
    at_most: Numbers,
    method: str,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "months": list(months),
            "share_percent": 100 * share,
            "low_percent": 100 * low,
            "high_percent": 100 * high,
            "at_least_percent": 100 * at_least,
            "at_most_percent": 100 * at_most,
            "method": method,
        }
    )


class Kept(NamedTuple):
    """The share of promises kept: of how many, by how many projects, and how sure."""

    promises: int
    projects: int
    share: float
    low: float
    high: float
    method: str


def share_kept(due: pd.DataFrame, within: float = 1, weights: npt.ArrayLike | None = None) -> Kept:
    """The share of promises delivered within so many months of their date, as shares of one."""
    (row,) = delivered_by(due, [within], weights).to_dict("records")
    ends = (row[f"{end}_percent"] / 100 for end in ("share", "low", "high"))
    share, low, high = ends
    return Kept(len(due), due["project"].nunique(), share, low, high, str(row["method"]))


def punctual_counts(due: pd.DataFrame, times: float) -> Numbers:
    """Weights by which a promise kept counts so many times one that was not.

    If a broken promise is so many times likelier to be on record than a kept one, these weights
    give back the share among all promises made (weights by the odds of selection: Manski and
    Lerman, "The Estimation of Choice Probabilities from Choice Based Samples", Econometrica 45(8),
    1977).
    """
    return np.where(due["status"].eq("met"), float(times), 1.0)


def each_project_once(due: pd.DataFrame) -> Numbers:
    """Weights by which every project counts the same, however many promises it made."""
    numbers: Numbers = (1 / due.groupby("project")["project"].transform("size")).to_numpy(float)
    return numbers


def by_class(known: pd.DataFrame) -> pd.DataFrame:
    """The share of promises kept in several classes, and how far other ways of counting move it.

    Columns: class, family (all, subject, lead, kind, counting), promises, projects, kept,
    share_percent, low_percent, high_percent, method. The rows of counting are of all promises:
    without up-to contracts, without those called early, each project once, promises kept counted
    twice or four times, and nearly kept (partly delivered) taken for kept.
    """
    due = fallen_due(known)
    nearly = due.assign(status=due["status"].replace("partly", "met"), never=False)
    nearly["never"] = due["never"] & due["status"].ne("partly")
    subjects, kinds = {"diplomacy": "agreements"}, {DATES: "a date", QUANTITIES: "a quantity"}
    asked: list[tuple[str, str, pd.DataFrame, Numbers | None]] = [(EVERY, EVERY, due, None)]
    for subject in ("gas", "oil", "freight", "power", "diplomacy"):
        rows = due[due["subject"] == subject]
        asked.append((subjects.get(subject, subject), "subject", rows, None))
    asked += [(lead, "lead", fallen_due(known, lead=lead), None) for lead in LEADS]
    asked += [(words, "kind", fallen_due(known, kind=kind), None) for kind, words in kinds.items()]
    asked += [
        ("without contracts up to a volume", "counting", fallen_due(known, options=False), None),
        ("without those judged early", "counting", due[~due["called_early"]], None),
        ("nearly kept counts as kept", "counting", nearly, None),
        ("each project counts once", "counting", due, each_project_once(due)),
        ("kept ones count twice", "counting", due, punctual_counts(due, 2)),
        ("kept ones count four times", "counting", due, punctual_counts(due, 4)),
    ]
    return pd.DataFrame(
        [
            {
                "class": name,
                "family": family,
                "promises": found.promises,
                "projects": found.projects,
                "kept": int(rows["status"].eq("met").sum()),
                "share_percent": 100 * found.share,
                "low_percent": 100 * found.low,
                "high_percent": 100 * found.high,
                "method": found.method,
            }
            for name, family, rows, weights in asked
            for found in [share_kept(rows, weights=weights)]
        ]
    )


def by_kind_of_promise(known: pd.DataFrame) -> pd.DataFrame:
    """The rows of `by_class` that class the promises, without the other ways of counting them."""
    classes = by_class(known)
    return classes[classes["family"] != "counting"].reset_index(drop=True)


def describe_classes(table: pd.DataFrame) -> str:
    """What `by_kind_of_promise` shows, in words."""
    whole = table.iloc[0]
    leads = table[table["family"] == "lead"]
    subjects = table[table["family"] == "subject"].sort_values("share_percent", kind="stable")
    worst, best = subjects.iloc[0], subjects.iloc[-1]
    told = ", ".join(
        f"{row['class']} {row['share_percent']:.0f}%" for row in leads.to_dict("records")
    )
    return (
        f"Of {whole['promises']} promises of {whole['projects']} projects that fell due "
        f"{whole['share_percent']:.0f}% were kept (90% interval {whole['low_percent']:.0f} to "
        f"{whole['high_percent']:.0f}%). By how long ahead they were made it is {told}. By subject "
        f"it runs from {worst['share_percent']:.0f}% for {worst['class']} to "
        f"{best['share_percent']:.0f}% for {best['class']}."
    )


# --- How late, and how short ----------------------------------------------------------------------


def delays(known: pd.DataFrame) -> pd.DataFrame:
    """How late each promise of a date was, or how long it has been waited for.

    Columns: promise, subject, name (of the project), what, target (last day), lead, years_late
    (zero for one kept; of one not delivered the years until it was last seen so), fate (kept, late,
    not yet, given up). Ordered by subject and delay.
    """
    due = fallen_due(known, kind=DATES)
    until, arrived = _ends(due)
    given_up = due["status"].eq("cancelled")
    waited = np.where(given_up, 0.0, np.where(np.isfinite(until), until, np.nan))
    fate = np.where(due["status"].eq("met"), "kept", np.where(arrived, "late", "not yet"))
    table = due[["promise", "subject", "name", "what", "target", "lead"]].assign(
        years_late=waited / 12, fate=np.where(given_up, "given up", fate)
    )
    return table.sort_values(["subject", "years_late", "promise"], ignore_index=True)


def middle_delay(due: pd.DataFrame) -> float:
    """Months after its date by which half of the promises were delivered (product limit).

    Missing where fewer than half ever are. One kept counts as no delay.
    """
    until, arrived = _ends(due)
    times = np.unique(until[arrived])
    if not len(times):
        return float("nan")
    half = delivered_by(due, list(times))
    reached = times[half["share_percent"].to_numpy() >= 50]
    return float(reached[0]) if len(reached) else float("nan")


def part_delivered(due: pd.DataFrame) -> pd.Series[float]:
    """Percent of the quantity promised that there was when the time was over, by promise."""
    rows = due[due["kind"].eq(QUANTITIES)].set_index("promise")["delivered_percent"]
    return rows.dropna().sort_values(kind="stable")


def describe_delays(table: pd.DataFrame) -> str:
    """What `delays` shows, in words."""
    fates = table["fate"].value_counts().reindex(["kept", "late", "not yet", "given up"])
    late = table[table["fate"] == "late"]["years_late"]
    longest = table[table["fate"] == "not yet"].sort_values("years_late", kind="stable").iloc[-1]
    return (
        f"Of {len(table)} promises of a date {fates['kept']} were kept, {fates['late']} delivered "
        f"late (half of these by more than {late.median():.1f} years), {fates['not yet']} not yet "
        f"when last seen and {fates['given up']} given up. The longest wait: "
        f"{longest['name']}, {longest['years_late']:.0f} years."
    )


# --- What it says of targets to come --------------------------------------------------------------


def targets_ahead(known: pd.DataFrame, subjects: Sequence[str], first_year: int) -> pd.DataFrame:
    """The open promises of these subjects due from a year on, with the record of those like them.

    Two reference classes, since neither is the right one: promises made as long before their date,
    and promises of the same subject; both are shares kept. Columns: promise, what, name (of the
    project), subject, kind, target (last day), lead, and for both `lead_` and `subject_`:
    promises, projects, percent, low_percent, high_percent. Ordered by the date.
    """
    due = fallen_due(known)
    rows = known[
        (known["status"] == "open")
        & known["subject"].isin(subjects)
        & (known["target"].dt.year >= first_year)
    ]
    leads = {lead: share_kept(due[due["lead"] == lead]) for lead in LEADS}
    of_subject = {subject: share_kept(due[due["subject"] == subject]) for subject in subjects}
    table = rows[["promise", "what", "name", "subject", "kind", "target", "lead"]].copy()
    for prefix, found in (
        ("lead", table["lead"].map(leads)),
        ("subject", table["subject"].map(of_subject)),
    ):
        table[f"{prefix}_promises"] = [kept.promises for kept in found]
        table[f"{prefix}_projects"] = [kept.projects for kept in found]
        table[f"{prefix}_percent"] = [100 * kept.share for kept in found]
        table[f"{prefix}_low_percent"] = [100 * kept.low for kept in found]
        table[f"{prefix}_high_percent"] = [100 * kept.high for kept in found]
    ordered: pd.DataFrame = table.sort_values(["target", "subject", "promise"], ignore_index=True)
    return ordered


def classes_ahead(targets: pd.DataFrame) -> pd.DataFrame:
    """The rows of `targets_ahead` joined where subject and lead are the same.

    Columns: those of `targets_ahead` but promise, what and name; targets (codes of the promises,
    by date) and their first_year and last_year.
    """
    keys = ["subject", "lead"]
    groups = targets.groupby(keys, sort=False, observed=True)
    kept = [name for name in targets if str(name).startswith(("lead_", "subject_"))]
    table: pd.DataFrame = groups[kept].first()
    table["targets"] = groups["promise"].agg(list)
    table["first_year"] = groups["target"].min().dt.year
    table["last_year"] = groups["target"].max().dt.year
    return table.reset_index().sort_values(
        ["lead_percent", "subject_percent"], ascending=False, ignore_index=True
    )


class Together(NamedTuple):
    """The chance that all of several promises are kept, as shares of one."""

    independent: float
    """If none had to do with another: the product."""
    at_most: float
    """If all hung together as closely as they can: the smallest of them (Frechet's bound)."""


def all_kept(shares: Sequence[float]) -> Together:
    """The chance that promises with these chances are all kept. Raises ValueError for none."""
    if not shares:
        raise ValueError("there is no promise to keep")
    return Together(float(np.prod(shares)), float(min(shares)))


# --- The explorer ---------------------------------------------------------------------------------

NO_OPTIONS: Final = "quantity, no up-to contract"
"""The kind that leaves contracts up to a volume out."""


def promise_keeping(
    known: pd.DataFrame, *, group: str, lead: str, kind: str, within: int, trace: float
) -> pd.DataFrame:
    """The share of a class of promises delivered, month by month after the date.

    `known` is what `record` returns; `group`, `lead` and `kind` choose the class (`kind` may be
    `NO_OPTIONS`), `within` says how many months late still count as kept, and `trace` how many
    times likelier a broken promise is to be on record than a kept one. Columns: those of
    `delivered_by`, and promises, projects, chosen (the month of `within`) and trace.

    Raises ValueError for a month at which the share is not read.
    """
    if within not in MONTHS:
        raise ValueError(f"{within} months is not among {MONTHS}")
    options = kind != NO_OPTIONS
    due = fallen_due(
        known, group=group, lead=lead, kind=kind if options else QUANTITIES, options=options
    )
    table = delivered_by(due, MONTHS, punctual_counts(due, trace))
    return table.assign(
        promises=len(due),
        projects=due["project"].nunique(),
        chosen=table["months"] == within,
        trace=trace,
    )


def describe_keeping(table: pd.DataFrame) -> str:
    """What `promise_keeping` shows, in words."""
    (row,) = table[table["chosen"]].to_dict("records")
    if not row["promises"]:
        return "No promise of this kind has fallen due: there is no record to go by."
    last = table.iloc[-1]
    how = (
        "by drawing projects"
        if row["method"] == "bootstrap"
        else "Wilson's, each project counted once"
    )
    projects = counted(row["projects"], "project")
    asked = (
        f"Of {counted(row['promises'], 'promise')} of {projects} {row['share_percent']:.0f}% were"
        if row["trace"] == 1
        else f"If a broken promise is {row['trace']:g} times as likely to be on record, "
        f"{row['share_percent']:.0f}% of promises like the {row['promises']} of {projects} here "
        "were"
    )
    open_still = last["at_most_percent"] > last["at_least_percent"]
    waited = (
        f"; what is still waited for could make that {last['at_least_percent']:.0f} to "
        f"{last['at_most_percent']:.0f}%"
        if open_still
        else ""
    )
    return (
        f"{asked} delivered within {late_by(row['months'])} of the date"
        f" (90% interval {row['low_percent']:.0f} to {row['high_percent']:.0f}%, {how}), "
        f"and {last['share_percent']:.0f}% within {last['months'] / 12:.0f} years{waited}."
    )


def late_by(months: float) -> str:
    """A delay in words; one month stands for the grace of `GRACE_DAYS` days."""
    return f"{GRACE_DAYS} days" if months == 1 else f"{months:.0f} months"


asked.checked(
    __name__,
    projects="promises/projects",
    promises="promises/promises",
)
