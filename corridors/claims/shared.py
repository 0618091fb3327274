"""What claims of several sections count, compare and ask alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import asked, data
from corridors.claims.judging import Finding, NoEvidenceError, all_or_some, need
from corridors.prose import percent
from corridors.states import FIVE
from corridors.subjects import gas, geography, timeline

BEFORE_THE_WAR: Final = 2021
HALF: Final = 0.5
A_TENTH: Final = 0.1
A_HUNDREDTH: Final = 0.01
MORE_THAN_RECORDING: Final = 2.0
"""How many times as much contacts must rise as the yardstick of recording does."""

CHINA: Final = "xian"
ELSEWHERE: Final = ("RUS", "BLR", "IRN")
"""Countries whose ways between China and Europe are not the Middle Corridor."""
CROSSED: Final[Mapping[str, tuple[str, ...]]] = {
    "Azerbaijan": ("AZE",),
    "Central Asia": tuple(FIVE),
}


def rose_or_fell(change: float) -> str:
    """A change of a share of one as a verb: `rose_or_fell(-0.025)` is "fell by 2.5 percent"."""
    return f"{'fell' if change < 0 else 'rose'} by {percent(abs(change), 1)}"


def to_europe(exports: pd.DataFrame) -> pd.DataFrame:
    """The rows behind `gas.exports_by_year` for Europe."""
    rows = data.calendar_years(data.preferred(exports))
    rows = rows[(rows["exporter"] == gas.SELLER) & (rows["destination"] == "EUROPE")]
    return rows[(rows["flow_kind"] == "all") & (rows["basis"] == "ministry")]


def share_of_block_trains(shares: pd.DataFrame) -> pd.DataFrame:
    """The corridor's shares of the block trains between China and Europe, of `corridor_shares`."""
    return need(
        shares[
            (shares["route"] == "titr")
            & (shares["measure"] == "share_of_china_europe_rail")
            & (shares["scope"] == "block_trains")
        ],
        "no share of block trains",
    )


def ways_across(legs: pd.DataFrame, nodes: pd.DataFrame, places: pd.DataFrame) -> Finding:
    """c31: whether a mapped way from China to the EU is left without either part of the region."""
    drawn = legs[(legs["kind"] == "path") & legs["mode"].isin(["rail", "sea"])]
    drawn = drawn[~drawn["route"].str.startswith("ocean")]
    need(drawn, "no leg of a route by rail or ferry")
    members = places.loc[places["eu_member"].fillna(False).astype(bool), "code"].astype(str)

    def way(*without: str) -> bool:
        return geography.is_linked(
            drawn, nodes, CHINA, goals=set(members), without={*ELSEWHERE, *without}
        )

    if not way():
        raise NoEvidenceError("the tables hold no way from China to the EU past Russia and Iran")
    open_without = {name: way(*codes) for name, codes in CROSSED.items()}
    corridor = drawn[drawn["route"].str.startswith("titr")]
    return Finding(
        all_or_some([not left for left in open_without.values()]),
        f"The corridor has {corridor['route'].nunique()} mapped branches by rail and ferry. Of the "
        "mapped ways from China to the EU, apart from those through Russia, Belarus and Iran, "
        + " and ".join(
            f"{'one' if left else 'none'} avoids {name}" for name, left in open_without.items()
        )
        + ".",
        (corridor,),
        {
            "branches": int(corridor["route"].nunique()),
            **{f"way_without_{name}": int(left) for name, left in open_without.items()},
        },
    )


def lead_over_openings(contacts: tuple[int, int], openings: tuple[int, int]) -> float:
    """How many times as much contacts rose as openings did, each from before to after the turn."""
    (met_before, met_after), (built_before, built_after) = contacts, openings
    return met_after / max(met_before, 1) * max(built_before, 1) / max(built_after, 1)


def compared(events: pd.DataFrame, over: timeline.Spans, met: pd.Series[str]) -> pd.DataFrame:
    """The events of both spans that are the contacts `met`, or openings."""
    counts = events["event_id"].isin(met) | (events["kind"] == timeline.YARDSTICK)
    told = pd.concat(over.split(events[counts]))
    told.attrs = dict(events.attrs)
    return told


def before_and_after(row: pd.DataFrame) -> tuple[int, int]:
    """The two counts of a row of `timeline.thickening`."""
    return int(row["before"].iloc[0]), int(row["after"].iloc[0])


asked.checked(__name__)
