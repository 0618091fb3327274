"""Money for Central Asia and Azerbaijan: what was promised, set aside, signed and spent.

Tables of the data package in, tables out. The stages a sum can have reached are kept apart and sums
are never added across programmes: parts are inside their programme, memoranda inside pledges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from corridors import asked, data
from corridors.states import FIVE, SIX

# What the tables call things, and what they are called here

PROMISED: Final = "announced"
MEMORANDUM: Final = "memorandum"
SET_ASIDE: Final = "set aside"
SIGNED: Final = "signed"
SPENT: Final = "spent or lent"
STAGES: Final[Mapping[str, str]] = {
    "announced": PROMISED,
    "pledged": PROMISED,
    "to_be_mobilised": PROMISED,
    "ongoing_and_planned": PROMISED,
    "memorandum": MEMORANDUM,
    "allocated": SET_ASIDE,
    "committed": SET_ASIDE,
    "approved": SET_ASIDE,
    "signed": SIGNED,
    "financed": SPENT,
}
"""The stages of `policy/money`, in the order in which money becomes real."""
ORDER: Final = tuple(dict.fromkeys(STAGES.values()))
FIRM: Final = (SET_ASIDE, SIGNED, SPENT)
"""Stages at which a lender or donor is bound or has paid."""
OF_THE_EU: Final = ("EU27", "EIB")
"""The Union and its bank. The EBRD belongs to the Union and to many other states."""

SEVERAL: Final = "several or not split"
TRANSPORT: Final = "transport"
GREEN: Final = "water, energy, climate"
RAW_MATERIALS: Final = "raw materials"
DIGITAL: Final = "digital"
DEMINING: Final = "demining"
"""Groups of purposes: the `purpose_group` of `policy/money`."""

_SUMS_OF_PARTS: Final = ("eib_and_ebrd",)
"""Parts that a source added up from others in the table."""

FIVE_STATES: Final = "Central Asia, all five"
EASTERN_PARTNERSHIP: Final = "Eastern Partnership"
RECIPIENTS: Final[Mapping[str, tuple[str, ...]]] = {
    FIVE_STATES: ("CENTRAL_ASIA", *FIVE),
    **{name: (code,) for code, name in FIVE.items()},
    "Azerbaijan": ("AZE",),
    EASTERN_PARTNERSHIP: ("EASTERN_PARTNERSHIP",),
}
"""For whom money is, and the codes that belong to it. Money for all five is not split by country,
so it is no country's; money for one of the five is listed with the five as well."""


def sums(money: pd.DataFrame) -> pd.DataFrame:
    """Every sum in euro for one of the recipients, once, with its stage and purpose.

    `money` is `policy/money`. Of several reports the one that `data.preferred` keeps; a sum that is
    only said again later, and sums of parts that are in the table, are left out. Columns:
    `programme`, `part`, `name` (short), `recipient` (code), `stage` (one of ORDER), `stated_stage`,
    `purpose` (the group), `dated` (in words), `first_day`, `amount_eur_bn`, `pledger`,
    `source_id`. Raises DataError for a stage without a name here.
    """
    best = data.preferred(money)
    best = best[
        best["amount_eur_mn"].notna()
        & best["recipient"].isin({code for codes in RECIPIENTS.values() for code in codes})
        & ~best["part"].isin(_SUMS_OF_PARTS)
    ]
    strange = set(best["stage"]) - set(STAGES)
    if strange:
        raise data.DataError(
            "no name is known for the stage",
            file="policy/money.csv",
            field="stage",
            value=min(strange),
            remedy="Add it to STAGES of corridors.subjects.money.",
        )
    rows = pd.DataFrame(
        {
            "programme": best["programme"],
            "part": best["part"],
            "name": best["programme_name"].where(
                best["part"] == "total", best["programme_name"] + ": " + best["part_name"]
            ),
            "recipient": best["recipient"],
            "stage": best["stage"].map(STAGES).astype(str),
            "stated_stage": best["stage"].astype(str).str.replace("_", " "),
            "purpose": best["purpose_group"].astype(str),
            "dated": [_dated(span) for span in best["period"]],
            "first_day": best["period"].array.left,
            "amount_eur_bn": best["amount_eur_mn"] / 1000,
            "pledger": best["pledger"],
            "source_id": best["source_id"],
        }
    ).sort_values("first_day", kind="stable")
    once = rows.drop_duplicates(["programme", "part", "stage", "stated_stage", "amount_eur_bn"])
    return data.keeping(money, once)


def _dated(span: pd.Interval) -> str:
    first, last = span.left, data.last_day(span)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    return (
        f"{first:%b %Y}" if first + pd.DateOffset(months=2) > last else f"{first.year}-{last.year}"
    )


def amount(known: pd.DataFrame, programme: str, stage: str, part: str = "total") -> float:
    """One sum of a programme in EUR bn; `known` is from `sums`, `stage` as its source states it.

    Raises KeyError when there is not exactly one such sum.
    """
    rows = known[
        (known["programme"] == programme)
        & (known["stated_stage"] == stage)
        & (known["part"] == part)
    ]
    if len(rows) != 1:
        raise KeyError(f"{len(rows)} sums of {programme}, {part}, {stage}")
    return float(rows["amount_eur_bn"].iloc[0])


def firm(known: pd.DataFrame, recipients: Sequence[str]) -> pd.DataFrame:
    """The rows of `sums` for these recipients (codes) by which the EU or its bank is bound."""
    return known[
        known["recipient"].isin(recipients)
        & known["pledger"].isin(OF_THE_EU)
        & known["stage"].isin(FIRM)
    ]


def heads(economies: pd.DataFrame) -> pd.Series[float]:
    """The newest population of each country, and of the five together, by name of RECIPIENTS.

    `economies` is `policy/economies`. A recipient is missing when a population of it is not there.
    """
    newest = counted_heads(economies).set_index("country")["value"]
    known = {
        name: float(newest[codes[-1]])
        for name, codes in RECIPIENTS.items()
        if len(codes) == 1 and codes[0] in newest
    }
    if set(FIVE) <= set(newest.index):
        known[FIVE_STATES] = float(newest[list(FIVE)].sum())
    return pd.Series(known, dtype=float)


def counted_heads(economies: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/economies` with the newest population of each country."""
    rows = data.where(economies, measure="population").sort_values("year", kind="stable")
    return rows.drop_duplicates("country", keep="last")


def by_head(known: pd.DataFrame, population: pd.Series[float]) -> pd.DataFrame:
    """Every sum with what it is a head of those it is for; in the order in which money gets real.

    `known` is from `sums`, `population` from `heads`. A sum for one of the five counts by that
    state's heads. Columns: `recipient` (in words), `name`, `stage`, `stated_stage`, `purpose`,
    `dated`, `pledger`, `amount_eur_bn`, `amount_eur_head` (missing without a population); by
    recipient and stage, the largest first.
    """
    by_code = {code: population.get(name) for code, name in SIX.items()}
    by_code["CENTRAL_ASIA"] = population.get(FIVE_STATES)
    codes = [code for _, codes in RECIPIENTS.items() for code in codes]
    table = known.assign(
        amount_eur_head=known["amount_eur_bn"]
        * 1e9
        / known["recipient"].map(by_code).astype(float),
        place=known["recipient"].map({code: n for n, code in enumerate(dict.fromkeys(codes))}),
        step=known["stage"].map({stage: n for n, stage in enumerate(ORDER)}),
        recipient=known["recipient"].map(_recipient_name),
    ).sort_values(["place", "step", "amount_eur_bn"], ascending=[True, True, False])
    columns = ["recipient", "name", "stage", "stated_stage", "purpose", "dated", "pledger"]
    return table[[*columns, "amount_eur_bn", "amount_eur_head"]]


def _recipient_name(code: str) -> str:
    return {"CENTRAL_ASIA": "all five", "EASTERN_PARTNERSHIP": "six eastern neighbours"}.get(
        code, SIX.get(code, code)
    )


# The package beside what is firm

PACKAGE: Final = "global_gateway_central_asia"
PACKAGE_PARTS: Final = (GREEN, TRANSPORT, RAW_MATERIALS, DIGITAL)


def package(known: pd.DataFrame) -> pd.DataFrame:
    """The parts of the package of April 2025. Columns: `purpose`, `amount_eur_bn`, `share_percent`.

    `known` is from `sums`. Raises DataError when the parts do not add up to the whole.
    """
    rows = known[known["programme"] == PACKAGE]
    whole = float(rows.loc[rows["part"] == "total", "amount_eur_bn"].iloc[0])
    parts = rows[rows["part"] != "total"].set_index("purpose")["amount_eur_bn"]
    if abs(parts.sum() - whole) > 0.005 * whole:
        raise data.DataError(
            f"the parts add up to {parts.sum():g}, not to the whole of {whole:g} EUR bn",
            file="policy/money.csv",
            field="amount_eur_mn",
            remedy="A part is missing, double or unusable.",
        )
    parts = parts.reindex(PACKAGE_PARTS)
    return pd.DataFrame(
        {
            "purpose": parts.index,
            "amount_eur_bn": parts.to_numpy(),
            "share_percent": 100 * parts.to_numpy() / whole,
        }
    )


WHOLE: Final = "announced"
PART: Final = "part of it"
BACKED: Final = "backed by"
_PROMISES: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("Central Asia, 2025", PACKAGE, "announced", ""),
    (
        "Its transport, 2024",
        "trans_caspian_corridor",
        "ongoing and planned",
        "memorandum",
    ),
    (
        "Azerbaijan, 2022",
        "economic_and_investment_plan_azerbaijan",
        "to be mobilised",
        "committed",
    ),
)
"""Bar, programme, the stage of the promise, and the stage of what backs it."""
_FIRM: Final[tuple[tuple[str, str, str], ...]] = (
    ("EU aid, 2014-2020", "eu_assistance_central_asia_2014", "allocated"),
    ("EIB, 2011-2023", "eib_loans_central_asia", "signed"),
    ("EIB, March 2025", "eib_kazakhstan_framework_loan", "signed"),
)
"""Bar, programme and stage of what is firm for Central Asia."""


def promises_and_firm(known: pd.DataFrame) -> pd.DataFrame:
    """The large promises, what is inside them, and what is firm for Central Asia: a row a block.

    `known` is from `sums`. Columns: `bar`, `kind` (WHOLE, PART, BACKED, or the stage of what is
    firm), `what` (purpose of a part, or the stage that backs), `start_eur_bn`, `amount_eur_bn`,
    `dated`. Parts and what backs a promise are inside it. Raises IndexError for a missing
    programme.
    """
    rows: list[tuple[str, str, str, float, float, str]] = []
    for bar, programme, stage, backing in _PROMISES:
        of = known[known["programme"] == programme]
        whole = of[(of["part"] == "total") & (of["stated_stage"] == stage)].iloc[0]
        rows.append((bar, WHOLE, "", 0, float(whole["amount_eur_bn"]), str(whole["dated"])))
        if programme == PACKAGE:
            start = 0.0
            for part in package(known).to_dict("records"):
                amount = float(part["amount_eur_bn"])
                rows.append((bar, PART, str(part["purpose"]), start, amount, str(whole["dated"])))
                start += amount
        if backing:
            amount = float(of.loc[of["stated_stage"] == backing, "amount_eur_bn"].sum())
            rows.append((bar, BACKED, backing, 0, amount, str(whole["dated"])))
    for bar, programme, stage in _FIRM:
        row = known[(known["programme"] == programme) & (known["stated_stage"] == stage)].iloc[0]
        amount = float(row["amount_eur_bn"])
        rows.append((bar, str(row["stage"]), stage, 0, amount, str(row["dated"])))
    columns = ["bar", "kind", "what", "start_eur_bn", "amount_eur_bn", "dated"]
    return pd.DataFrame(rows, columns=columns)


def describe_promises(table: pd.DataFrame) -> str:
    """Say the promises with what is inside them, then what is firm."""
    said: dict[bool, list[str]] = {True: [], False: []}
    for bar, rows in table.groupby("bar", sort=False):
        first = rows.iloc[0]
        inner = [
            f"{row['amount_eur_bn']:g} {row['what']}" for row in rows.iloc[1:].to_dict("records")
        ]
        stage = f" {first['what']}" if first["what"] else ""
        inside = f" (of it {', '.join(inner)})" if inner else ""
        said[first["kind"] == WHOLE].append(f"{bar}: {first['amount_eur_bn']:g}{stage}{inside}")
    return (
        f"Announced, in billion euro: {'; '.join(said[True])}. Firm for Central Asia: "
        f"{'; '.join(said[False])}."
    )


asked.checked(
    __name__,
    economies="policy/economies",
    money="policy/money",
)
