"""Pictures of money by stage, each of a table of `subjects.money`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures.parts import (
    PALE,
    SMALL,
    SOLID,
    beside,
    filled,
    names_down_the_side,
    shaped,
    value_axis,
)
from corridors.subjects import money

_SHORT: Final[Mapping[str, str]] = {
    money.GREEN: "water, energy, climate",
    money.TRANSPORT: "transport",
    money.RAW_MATERIALS: "minerals",
    money.DIGITAL: "",
}


@composed(summary=money.describe_promises, height=310, tall=380)
def promises_and_firm(table: pd.DataFrame, ax: Axes) -> None:
    """Open bars for what is announced, pale for what backs it, full for what is firm."""
    bars = list(dict.fromkeys(table["bar"]))
    for row in table.to_dict("records"):
        _block(ax, bars.index(row["bar"]), row)
    names_down_the_side(ax, bars)
    ax.set_ylim(len(bars) - 0.4, -0.6)
    ax.set_xticks(range(0, 13, 3))
    value_axis(ax, "EUR bn", limits=(0, shaped(ax, wide=12.9, tall=13.4)), horizontal=True)
    whole = table[table["kind"] == money.WHOLE].iloc[0]
    last = table.iloc[-1]
    ax.set_title(
        f"EUR {whole['amount_eur_bn']:g} bn are announced for Central Asia; the newest loan signed "
        f"is EUR {last['amount_eur_bn']:g} bn"
    )


def _block(ax: Axes, y: int, row: Mapping[Any, Any]) -> None:
    start, amount, kind = row["start_eur_bn"], row["amount_eur_bn"], row["kind"]
    actor = "Azerbaijan" if row["bar"].startswith("Azerbaijan") else "European Union"
    looks = {
        money.WHOLE: {**filled(actor, 0), "linestyle": "--"},
        money.PART: {**filled(actor, 0), "linestyle": "--"},
        money.BACKED: filled(actor, PALE),
    }
    look = looks.get(kind, filled(actor, SOLID))
    (bar,) = ax.barh(y, amount, left=start, height=shaped(ax, wide=0.72, tall=0.54), **look)
    what, name = row["what"] or kind, row["bar"]
    end = start + amount
    if kind == money.PART:
        marks.says(bar, f"{name}: EUR {amount:g} bn for {what}")
        if amount > 1:
            _inside(ax, (start + amount / 2, y), _SHORT[what], amount)
        return
    marks.says(bar, f"{name}: EUR {amount:g} bn {what}")
    if kind == money.BACKED and amount > 2:
        beside(ax, f"{amount:g} by memoranda", (amount, y), right=4, fontsize=SMALL)
        return
    if kind == money.BACKED:
        beside(ax, f"{amount:g} of it {what}", (2, y), right=17, fontsize=SMALL)
        return
    words = f"{amount:g}" if kind == money.WHOLE else f"{amount:g} {row['what']}"
    bold = "bold" if kind == money.WHOLE else "normal"
    beside(ax, words, (end, y), right=4, fontsize=SMALL, fontweight=bold)


def _inside(ax: Axes, place: tuple[float, float], words: str, amount: float) -> None:
    """Two texts in a block, one over the other: a phone enlarges each about its own middle."""
    beside(ax, words, place, up=0.5, fontsize=SMALL)
    beside(ax, f"{amount:g}", place, up=-2, fontsize=SMALL)
