"""Pictures of money by stage, each of a table of `subjects.money`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    PALE,
    SMALL,
    SOLID,
    beside,
    filled,
    names_down_the_side,
    nothing_here,
    value_axis,
)
from corridors.subjects import money

_FULL: Final[Mapping[str, float]] = {
    money.PROMISED: 0,
    money.MEMORANDUM: 0.18,
    money.SET_ASIDE: PALE,
    money.SIGNED: 0.7,
    money.SPENT: 1,
}
"""How full the mark of a stage is: the more binding, the fuller."""
_SLOTS: Final = 4
"""Sums that one stage has room for."""
_MIDDLE: Final = 1.2
"""Sums above this have their words on the left."""


@composed(summary=money.describe_chosen, height=430)
def by_stage(table: pd.DataFrame, ax: Axes) -> None:
    """A dot a sum on a scale of equal factors, one band a stage; open words, full money."""
    for number, stage in enumerate(money.ORDER):
        rows = table[(table["stage"] == stage) & table["shown"].notna()]
        for slot, row in enumerate(rows.to_dict("records")):
            _sum(ax, number * (_SLOTS + 1) + slot, row)
        if number:
            ax.axhline(number * (_SLOTS + 1) - 1, color=style.GRID, linewidth=0.8, zorder=0)
    if table["shown"].isna().all():
        nothing = "no sum on record for this alone"
        words = nothing if table["name"].iloc[0] == money.NOTHING else "no population in the tables"
        nothing_here(ax, (1, 2.5 * (_SLOTS + 1) - 1), words, f"{table['choice'].iloc[0]}: {words}")
    middle = (_SLOTS - 1) / 2
    names_down_the_side(ax, [])
    ax.set_yticks(
        [number * (_SLOTS + 1) + middle for number in range(len(money.ORDER))],
        money.ORDER,
    )
    ax.set_ylim(len(money.ORDER) * (_SLOTS + 1) - 1, -1)
    ax.grid(visible=False, axis="y")
    ax.set_xscale("log")
    ax.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
    ax.minorticks_off()
    value_axis(
        ax, "EUR bn or EUR a head, as chosen (equal factors)", limits=(0.004, 400), horizontal=True
    )
    ax.set_title(_title(table))


def _sum(ax: Axes, y: float, row: Mapping[Any, Any]) -> None:
    actor = "other" if row["pledger"] == "EBRD" else "European Union"
    colour, x = style.colour(actor), row["shown"]
    amount = money.described(x, row["unit"])
    dot = ax.scatter(
        x,
        y,
        s=46,
        marker="D" if row["stage"] == money.PROMISED else "o",
        facecolor=to_rgba(colour, _FULL[row["stage"]]),
        edgecolor=colour,
        linewidth=1.5,
        zorder=3,
    )
    marks.says(
        dot,
        [
            f"{row['name']} ({row['dated']}), for {row['recipient']}, {row['purpose']}: {amount} "
            f"{row['stated_stage']}"
        ],
    )
    beside(ax, f"{row['name']} {x:.3g}", (x, y), right=-8 if x > _MIDDLE else 8, fontsize=SMALL)


def _title(table: pd.DataFrame) -> str:
    choice, unit = table["choice"].iloc[0], table["unit"].iloc[0]
    top = money.largest(table)
    if not top:
        known = table["name"].iloc[0] != money.NOTHING
        return f"{choice}: {'no population to divide by' if known else 'no sum on record'}"
    words = [stage for stage in (money.PROMISED, money.MEMORANDUM) if stage in top]
    firm = [stage for stage in money.FIRM if stage in top]
    said = []
    if words:
        most = max(words, key=lambda stage: top[stage])
        word = "announced" if most == money.PROMISED else "by memorandum"
        said.append(f"{money.described(top[most], unit)} {word}")
    if firm:
        most_firm = money.described(max(top[stage] for stage in firm), unit)
        if said and unit != "bn":  # a sum a head is always in euro: once is enough
            most_firm = most_firm.removeprefix("EUR ").removesuffix(f" {unit}")
        said.append(f"{most_firm} set aside, signed or spent")
    return f"{choice}: at most {', '.join(said)} in one sum"


_SHORT: Final[Mapping[str, str]] = {
    money.GREEN: "water, energy, climate",
    money.TRANSPORT: "transport",
    money.RAW_MATERIALS: "minerals",
    money.DIGITAL: "",
}


@composed(summary=money.describe_promises, height=310)
def promises_and_firm(table: pd.DataFrame, ax: Axes) -> None:
    """Open bars for what is announced, pale for what backs it, full for what is firm."""
    bars = list(dict.fromkeys(table["bar"]))
    for row in table.to_dict("records"):
        _block(ax, bars.index(row["bar"]), row)
    names_down_the_side(ax, bars)
    ax.set_ylim(len(bars) - 0.4, -0.6)
    ax.set_xticks(range(0, 13, 3))
    value_axis(ax, "EUR bn", limits=(0, 12.9), horizontal=True)
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
    (bar,) = ax.barh(y, amount, left=start, height=0.72, **looks.get(kind, filled(actor, SOLID)))
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
