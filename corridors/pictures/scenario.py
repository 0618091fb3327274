"""The picture of one scenario across gas, freight and power."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.rounding import exact
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import NOTE, SMALL, beside, opened, value_axis
from corridors.prose import counted, listed
from corridors.subjects import scenario

_ACTORS: Final = {
    scenario.GAS: ("Southern Gas Corridor", "o", "gas to Europe"),
    scenario.FREIGHT: ("Middle Corridor", "s", "cargo"),
    scenario.POWER: ("green power", "^", "solar and wind"),
}
"""Colour, shape and name of each corridor."""
_DIAMONDS: Final = {scenario.GAS: 150, scenario.FREIGHT: 62, scenario.POWER: 62}
"""Sizes of the aims: that for gas stands around that for power, which is for the same year."""
_TOP: Final = 130.0
_APART: Final = {"wide": 17.0, "tall": 11.0}
"""Least distance of two labels at the end, in percent, on a wide and on a tall canvas."""


@composed(summary=scenario.describe_scenario, height=300, tall=376)
def three_corridors(table: pd.DataFrame, ax: Axes) -> None:
    """Three lines in percent of their aims: solid and filled observed, dashed and open after."""
    ax.axhline(100, color=style.colour("promise"), linewidth=1.1, linestyle=(0, (2, 2)), zorder=1)
    ends: list[tuple[float, str, str]] = []
    for corridor, (actor, shape, words) in _ACTORS.items():
        rows = table[table["corridor"] == corridor]
        colour = style.colour(actor)
        seen = rows[rows["kind"] == "observed"]
        ahead = rows[(rows["kind"] != "observed") | (rows["year"] == seen["year"].max())]
        for part, dashes, face in ((ahead, (0, (3, 1.6)), style.PAPER), (seen, "-", colour)):
            (line,) = ax.plot(
                part["year"],
                part["percent_of_aim"],
                color=colour,
                marker=shape,
                markersize=5,
                markerfacecolor=face,
                markeredgewidth=1.3,
                linestyle=dashes,
                clip_on=False,
            )
            marks.says(
                line,
                [
                    ""
                    if part is ahead and year == seen["year"].max()
                    else f"{words} {year}: {exact(value):.1f} {unit}, "
                    f"{exact(percent):.0f}% of the aim"
                    for year, value, unit, percent in zip(
                        part["year"],
                        part["value"],
                        part["unit"],
                        part["percent_of_aim"],
                        strict=True,
                    )
                ],
            )
        first = rows.iloc[0]
        diamond = ax.scatter(
            first["aim_year"], 100, s=_DIAMONDS[corridor], marker="D", zorder=4, **opened(actor)
        )
        marks.says(
            diamond, [f"aim for {first['aim_year']}: {first['aim']:g} {first['unit']} ({words})"]
        )
        last = rows.iloc[-1]
        ends.append(
            (
                float(last["percent_of_aim"]),
                f"{words}\n{exact(last['value']):.1f} {last['unit']}",
                actor,
            )
        )
    _name_ends(ax, ends)
    beside(ax, "aim", (2020.6, 100), up=3, right=1, **NOTE)
    ax.set_xlim(2020.4, 2033.6)
    ax.set_xticks(range(2021, 2031, 3), [str(year) for year in range(2021, 2031, 3)])
    ax.set_yticks(range(0, 126, 25))
    value_axis(ax, "% of the aim", limits=(0, _TOP))
    ax.set_title(_finding(scenario.reached(table)))


def _finding(found: pd.DataFrame) -> str:
    """Which aims are missed, and when the others are reached; of `scenario.reached`."""
    missed = [str(corridor).lower() for corridor in found.index[found["met"].isna()]]
    parts = []
    if missed:
        aims = "miss their aims" if len(missed) > 1 else "misses its aim"
        parts = [f"even by {scenario.LAST_YEAR} {listed(missed)} {aims}"]
    for corridor, row in found.dropna(subset="met").iterrows():
        late = max(row["met"] - row["aim_year"], 0)
        when = f"in {row['met']}, {counted(late, 'year')} late" if late else "on time"
        parts.append(f"{str(corridor).lower()} reaches its {'own' if missed else 'aim'} {when}")
    title = "; ".join(parts)
    return title[0].upper() + title[1:]


_BARS: Final = {
    scenario.GAS: ("Gas to Europe", "bcm, pledged for"),
    scenario.FREIGHT: ("Freight on the Middle Corridor", "Mt, forecast for"),
    scenario.POWER: ("Wind and sun in Azerbaijan", "GW, promised by"),
}
"""What each corridor brings, and of what kind its aim is."""


@composed(summary=scenario.describe_year, height=190, tall=200)
def came_and_aimed(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a corridor in percent of its aim, in an open frame that is the aim."""
    for place, row in enumerate(table.to_dict("records")):
        actor, (words, aim) = _ACTORS[row["corridor"]][0], _BARS[row["corridor"]]
        frame = ax.barh(place, 100, height=0.4, **opened("promise"), linestyle=(0, (3, 2)))
        marks.says(frame, [f"the aim: {row['aim']:g} {aim} {row['aim_year']}"])
        bar = ax.barh(place, row["percent_of_aim"], height=0.4, color=style.colour(actor))
        marks.says(
            bar,
            [
                f"{words}, {row['year']}: {row['value']:.3g} {row['unit']}, "
                f"{exact(row['percent_of_aim']):.0f}% of the aim"
            ],
        )
        ax.text(0, place - 0.28, words, fontsize=SMALL, fontweight="bold", va="bottom")
        told = f"{row['year']}: {row['value']:.3g} of {row['aim']:g} {aim} {row['aim_year']}"
        # On a phone both would meet on one line.
        under = is_tall(ax)
        ax.text(
            0 if under else 100,
            place + (0.28 if under else -0.28),
            told,
            fontsize=SMALL,
            ha="left" if under else "right",
            va="top" if under else "bottom",
            color=style.INK,
        )
    ax.set_xlim(-0.5, 101)
    ax.set_ylim(len(table) - 0.4, -0.7)
    ax.axis("off")
    gas, cargo, power = (f"{exact(share):.0f}%" for share in table["percent_of_aim"])
    ax.set_title(f"So far: {gas} of the gas, {cargo} of the freight, {power} of the wind and sun")


def _name_ends(ax: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Names and values at the right end, moved apart where they would lie on each other."""
    apart = _APART["tall" if is_tall(ax) else "wide"]
    place = -apart
    for height, words, actor in sorted(ends):
        place = max(height, place + apart)
        ax.text(
            scenario.LAST_YEAR + 0.35,
            place,
            words,
            va="center",
            fontsize=SMALL,
            color=style.INK,
        )
        leader = [scenario.LAST_YEAR + 0.12, scenario.LAST_YEAR + 0.3]
        ax.plot(leader, [height, place], color=style.colour(actor), linewidth=1, zorder=2)
