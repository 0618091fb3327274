"""The ledger: each claim of the paper, the test it is put to, and the verdict the rows give.

A test is a stated rule and a pure function from tables to a finding. Claims that no figure can
settle (what ought to be, what somebody meant) keep an analyst's judgement and are marked as such.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import pandas as pd

from corridors import data, freight, gas
from corridors.prose import number, percent

WORDS: Final = {
    "supported": "supported",
    "partly": "partly supported",
    "contradicted": "contradicted",
    "unverified": "not verified",
    "not_testable": "not testable",
}
"""The verdicts and how they read."""

PAPER: Final = pd.Timestamp("2025-05-21")
"""The last date on which the paper's authors say they opened a source."""


@dataclass(frozen=True)
class Finding:
    """A verdict and the sentence with the figures that decide it."""

    verdict: str
    sentence: str


@dataclass(frozen=True)
class Test:
    """What a claim is put to: a rule in words, the tables it needs, the rule as a function."""

    rule: str
    tables: tuple[str, ...]
    judge: Callable[..., Finding]

    def run(self) -> Finding:
        """The finding on the tables as they are."""
        return self.judge(*(data.load(name) for name in self.tables))


def ledger(section: str) -> pd.DataFrame:
    """The claims of one section of the paper with their verdicts.

    Columns: claim_id, claim, verdict, basis (computed or judged), rule, finding, tables. A computed
    verdict is what its test gives on the rows of today; a judged one is an analyst's.
    Raises DataError when the paper has no such section.
    """
    claims = data.load("policy/claims")
    claims = claims[claims["section"] == section]
    if claims.empty:
        raise data.DataError(
            f"the paper has no section {section!r}",
            file="policy/claims.csv",
            field="section",
            remedy=f"Choose from {', '.join(data.load('policy/claims')['section'].unique())}.",
        )
    return pd.DataFrame([_entry(row) for row in claims.to_dict("records")])


def _entry(claim: Mapping[Hashable, Any]) -> dict[str, str]:
    test = TESTS.get(claim["claim_id"])
    if test is None:
        return {
            "claim_id": claim["claim_id"],
            "claim": claim["claim"],
            "verdict": claim["analyst_verdict"],
            "basis": "judged",
            "rule": "",
            "finding": claim["reason"],
            "tables": "",
        }
    finding = test.run()
    return {
        "claim_id": claim["claim_id"],
        "claim": claim["claim"],
        "verdict": finding.verdict,
        "basis": "computed",
        "rule": test.rule,
        "finding": finding.sentence,
        "tables": ", ".join(test.tables),
    }


class Badges:
    """A ledger as a list of claims with their verdicts, for the page and the notebook."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self._entries = entries.to_dict("records")

    def _repr_html_(self) -> str:
        return '<ul class="ledger">' + "".join(_badge(entry) for entry in self._entries) + "</ul>"


def _badge(entry: Mapping[Hashable, Any]) -> str:
    if entry["basis"] == "computed":
        basis = f"Computed from {entry['tables']}. Rule: {entry['rule']}"
    else:
        basis = "Judged by reading, not computed."
    return (
        f'<li id="{entry["claim_id"]}"><span class="verdict verdict-{entry["verdict"]}">'
        f"{WORDS[entry['verdict']]}</span> {escape(entry['claim'])}"
        f"<details><summary>Why</summary><p>{escape(entry['finding'])}</p>"
        f"<p>{escape(basis)}</p></details></li>"
    )


def _flow_to_europe(exports: pd.DataFrame) -> Finding:
    yearly = gas.exports_by_year(exports).query("destination == 'EUROPE'").set_index("year")
    volumes = yearly["volume_bcm"]
    change = volumes.pct_change().dropna()
    worst = change.min()
    verdict = "supported" if worst > -0.05 else "partly" if worst > -0.2 else "contradicted"
    return Finding(
        verdict,
        f"Yearly deliveries to Europe went from {number(volumes.iloc[0], 1)} bcm in "
        f"{volumes.index[0]} to {number(volumes.iloc[-1], 1)} bcm in {volumes.index[-1]}; the "
        f"weakest year brought a change of {percent(worst, 1)}.",
    )


def _recipients_named(recipients: pd.DataFrame) -> Finding:
    then = gas.recipients_at(recipients, PAPER)
    exact = (then.european, then.eu_members) == (10, 8)
    return Finding(
        "supported" if exact else "contradicted",
        f"On {PAPER:%d %B %Y} the list of first deliveries holds {then.everyone} countries, "
        f"{then.european} of them counted as European and {then.eu_members} in the EU. Being on "
        "the list is not the same as buying regularly.",
    )


def _oil_and_gas_westward(oil: pd.DataFrame, swaps: pd.DataFrame) -> Finding:
    shipped = oil[
        (oil["pipeline"] == "btc") & (oil["origin"] == "KAZ") & (oil["status"] == "actual")
    ]
    yearly = data.calendar_years(shipped).sort_values("volume_mt")
    across = swaps[
        (swaps["origin"] == "TKM") & (swaps["via"] == "AZE") & (swaps["status"] == "actual")
    ]
    flows = [not yearly.empty, not across.empty]
    volumes = yearly["volume_mt"]
    return Finding(
        _all_or_some(flows),
        f"Kazakhstan sent {number(volumes.min(), 2)} to {number(volumes.max(), 2)} Mt of oil a "
        "year through Azerbaijan's pipeline, by year and source. "
        + (
            "Turkmen gas crossed Azerbaijan too."
            if flows[1]
            else "No row records Turkmen gas delivered westward through Azerbaijan: the swaps on "
            "record run through Iran."
        ),
    )


def _share_of_block_trains(shares: pd.DataFrame) -> Finding:
    trains = shares[
        (shares["route"] == "titr")
        & (shares["measure"] == "share_of_china_europe_rail")
        & (shares["scope"] == "block_trains")
    ]
    share = float(trains["value"].iloc[-1]) / 100
    verdict = "supported" if share >= 0.1 else "partly" if share >= 0.01 else "contradicted"
    return Finding(
        verdict,
        f"The corridor is in use, and small: about {percent(share, 1)} of block trains between "
        "China and Europe by a forwarder's estimate.",
    )


def _progress(corridor: pd.DataFrame) -> Finding:
    best = data.preferred(corridor)
    tonnes = freight.outcomes(best, "cargo").set_index("year")["cargo_mt"]
    boxes = freight.outcomes(best, "containers").set_index("year")["containers_teu"]
    grew = [series.iloc[-1] > series.iloc[-2] for series in (tonnes, boxes)]
    return Finding(
        _all_or_some(grew),
        f"In {tonnes.index[-1]} tonnage changed by {percent(tonnes.pct_change().iloc[-1], 1)} to "
        f"{number(tonnes.iloc[-1], 2)} Mt, and containers by "
        f"{percent(boxes.pct_change().iloc[-1])} to {number(boxes.iloc[-1])} TEU.",
    )


def _replaced_russia(
    monthly: pd.DataFrame, quarterly: pd.DataFrame, imports: pd.DataFrame
) -> Finding:
    piped = gas.eu_supply(monthly, quarterly, imports).query("mode == 'pipeline'")
    energy = piped.pivot_table(index="year", columns="supplier", values="energy_twh", aggfunc="sum")
    first, last = energy.loc[_BEFORE_THE_WAR], energy.iloc[-1]
    lost, gained = first["RUS"] - last["RUS"], last["AZE"] - first["AZE"]
    part = gained / lost
    verdict = "supported" if part >= 0.5 else "partly" if part >= 0.01 else "contradicted"
    return Finding(
        verdict,
        f"From {_BEFORE_THE_WAR} to {energy.index[-1]} the EU's pipeline gas from Russia fell by "
        f"{number(lost)} TWh a year and that from Azerbaijan rose by {number(gained)} TWh: "
        f"{percent(part, 1)} of the loss.",
    )


def _on_the_way_to_the_pledge(exports: pd.DataFrame, commitments: pd.DataFrame) -> Finding:
    europe = gas.exports_by_year(exports).query("destination == 'EUROPE'")
    volumes = europe.set_index("year")["volume_bcm"]
    aim = gas.pledge(commitments)
    made = _PLEDGED_IN
    due = volumes[made] + (aim.volume_bcm - volumes[made]) * (volumes.index[-1] - made) / (
        aim.year - made
    )
    now = volumes.iloc[-1]
    verdict = (
        "supported" if now >= 0.95 * due else "partly" if now > volumes[made] else "contradicted"
    )
    return Finding(
        verdict,
        f"Europe received {number(now, 1)} bcm in {volumes.index[-1]}. On a straight line from "
        f"{number(volumes[made], 1)} bcm in {made} to {number(aim.volume_bcm)} bcm in {aim.year} "
        f"it would have been {number(due, 1)}.",
    )


def _what_crosses_the_caspian(
    transport: pd.DataFrame, corridor: pd.DataFrame, swaps: pd.DataFrame
) -> Finding:
    tankers = transport[
        (transport["route"] == "aktau_baku_sea") & (transport["status"] == "actual")
    ]
    boxes = freight.outcomes(data.preferred(corridor), "containers")
    gas_across = swaps[(swaps["via"] == "AZE") & (swaps["status"] == "actual")]
    months = tankers["period"].iloc[-1]
    found = [not tankers.empty, not boxes.empty, not gas_across.empty]
    return Finding(
        _all_or_some(found),
        f"Tankers carried {number(tankers['oil_mt'].iloc[-1], 2)} Mt of Kazakh oil from Aktau to "
        f"Baku from {months.left:%B} to {months.right - pd.Timedelta(days=1):%B %Y}, and the "
        f"corridor {number(boxes['containers_teu'].iloc[-1])} TEU in {boxes['year'].iloc[-1]}. "
        + ("Gas was recorded too." if found[2] else "No row records gas moving this way."),
    )


_BEFORE_THE_WAR: Final = 2021
_PLEDGED_IN: Final = 2022
"""The year of the memorandum, from which the straight line to its target starts."""


def _all_or_some(found: list[bool]) -> str:
    return "supported" if all(found) else "partly" if any(found) else "contradicted"


TESTS: Final = {
    "c21": Test(
        "supported if no year's deliveries to Europe fell by more than 5 percent, contradicted if "
        "one fell by more than 20 percent",
        ("gas/exports",),
        _flow_to_europe,
    ),
    "c22": Test(
        "supported if the growth of Azerbaijan's pipeline gas since 2021 makes up half of the fall "
        "in Russia's, contradicted below a hundredth",
        ("gas/eu_imports_monthly", "gas/eu_imports_quarterly", "gas/eu_imports"),
        _replaced_russia,
    ),
    "c23": Test(
        "supported if deliveries to Europe are at most 5 percent below a straight line to the "
        "target, contradicted if they have not grown",
        ("gas/exports", "gas/commitments"),
        _on_the_way_to_the_pledge,
    ),
    "c24": Test(
        "supported if the list of first deliveries gives ten European countries and eight EU "
        "members on the paper's date",
        ("gas/recipients",),
        _recipients_named,
    ),
    "c26": Test(
        "supported if both Kazakh oil and Turkmen gas moved west through Azerbaijan, partly "
        "supported if one did",
        ("gas/oil", "gas/transit_and_swaps"),
        _oil_and_gas_westward,
    ),
    "c28": Test(
        "supported if oil, containers and gas are all on record as crossing the Caspian in stages, "
        "partly supported if some are",
        ("freight/oil_transport", "freight/corridor", "gas/transit_and_swaps"),
        _what_crosses_the_caspian,
    ),
    "c29": Test(
        "supported if the corridor carries at least a tenth of the block trains between China and "
        "Europe, contradicted below a hundredth",
        ("freight/corridor_shares",),
        _share_of_block_trains,
    ),
    "c30": Test(
        "supported if tonnage and containers both grew in the last year, partly if one did",
        ("freight/corridor",),
        _progress,
    ),
}
"""The tests, by the claim they judge."""
