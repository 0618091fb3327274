"""Pictures of gas freed by wind and solar, each of the table of `subjects.freed_gas` so named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import NOTE, SMALL, beside, filled, opened, value_axis
from corridors.subjects import freed_gas as freed_gas_subject

Row = Mapping[Any, Any]

_SHORT: Final[Mapping[str, str]] = {
    "Three Masdar plants founded in June 2024": "three Masdar plants",
    "Bilasuvar and Neftchala solar together": "Bilasuvar, Neftchala solar",
    "Wind plant in the Bukhara region (report of June 2025)": "Bukhara wind",
}


@composed(summary=freed_gas_subject.describe_rules, height=330, tall=400)
def rules_and_plants(table: pd.DataFrame, ax: Axes) -> None:
    """A dot a rule, open for plans; a square with a line down for what a kind of plant burns."""
    rules, plants = table[table["what"] == "rule"], table[table["what"] == "plant"]
    floor = len(plants) + len(rules) + 0.4
    for height, row in enumerate(plants.sort_values("gas_m3_mwh").to_dict("records")):
        x = row["gas_m3_mwh"]
        ax.plot([x, x], [height, floor], color=style.BORDER, linewidth=1.2, linestyle=":", zorder=1)
        dot = ax.scatter(x, height, s=44, marker="s", color=style.colour("Gas"), zorder=3)
        percent = f"{row['efficiency_percent']:.0f}%"
        marks.says(dot, [f"{row['name']}, {percent} efficient: {x:.0f} m3 a MWh"])
        _name(ax, f"{row['name']} ({percent}) {x:.0f}", x, height)
    for height, row in enumerate(rules.to_dict("records"), start=len(plants)):
        _rule(ax, row, height + 0.4)
    ax.set_ylim(floor, -0.7)
    ax.set_yticks([])
    ax.set_xticks(range(150, 351, 50))
    value_axis(ax, "gas burnt or saved per MWh (m3)", limits=(150, 350), horizontal=True)
    ours = rules[rules["place"] == "Azerbaijan"]["gas_m3_mwh"]
    new = plants["gas_m3_mwh"].min()
    ax.set_title(
        f"Azerbaijan counts {ours.min():.0f} to {ours.max():.0f} m3 saved per MWh; a new gas plant "
        f"burns {new:.0f}"
    )


def _name(ax: Axes, words: str, x: float, height: float) -> None:
    """Words to the left of a mark in the right half of the picture, else to its right.

    On a tall canvas they stand above it, from the left edge.
    """
    if is_tall(ax):
        ax.text(150, height - 0.48, words, va="center", fontsize=SMALL)
        return
    beside(ax, words, (x, height), right=-9 if x > 250 else 9, fontsize=SMALL)


def _rule(ax: Axes, row: Row, height: float) -> None:
    colour, x = style.colour(row["place"]), row["gas_m3_mwh"]
    plan = row["kind"] == "plan"
    dot = ax.scatter(
        x,
        height,
        s=48,
        facecolor=style.PAPER if plan else colour,
        edgecolor=colour,
        linewidth=1.8,
        zorder=3,
    )
    marks.says(
        dot,
        [
            f"{row['place']}, {row['name']} ({row['kind']}): {x:.0f} m3 a MWh, as a plant of "
            f"{row['efficiency_percent']:.0f}% would burn"
        ],
    )
    place = "" if row["place"] == "Azerbaijan" else f"{row['place']}: "
    _name(ax, f"{place}{_SHORT.get(row['name'], row['name'])} {x:.0f}", x, height)


@composed(summary=freed_gas_subject.describe_freed, height=300, tall=320)
def freed_gas(table: pd.DataFrame, ax: Axes, *, burnt_bcm: float) -> None:
    """A bar a way of counting, the gap to the pledge open, and all gas burnt for power."""
    height = 0.0
    gap = table["gap_bcm"].iloc[0]
    ax.plot(
        [burnt_bcm, burnt_bcm],
        [0.35, 3.75],
        color=style.MUTED,
        linewidth=1.2,
        linestyle=(0, (2, 2)),
        zorder=1,
    )
    beside(ax, f"all gas burnt for power {burnt_bcm:g}", (burnt_bcm, 0.35), right=-1, up=1, **NOTE)
    for row in table.to_dict("records"):
        height += 1
        volume = row["freed_bcm"]
        (bar,) = ax.barh(height, volume, height=0.46, **filled("Southern Gas Corridor"))
        bar.set_visible(volume > 0)
        marks.says(bar, f"{row['method']}: {volume:.2f} bcm a year")
        beside(ax, row["method"], (0, height - 0.27), right=2, up=1, fontsize=SMALL)
        beside(ax, f"{volume:.2f}", (volume, height), right=5, fontweight="bold")
    (bar,) = ax.barh(height + 1, gap, height=0.46, linestyle="--", **opened("promise"))
    marks.says(bar, f"Missing to the pledge: {gap:.1f} bcm a year")
    beside(ax, "missing to the pledge", (0, height + 0.73), right=2, up=1, fontsize=SMALL)
    beside(ax, f"{gap:.1f}", (gap, height + 1), right=5)
    first = table.iloc[0]
    power = f"{first['replacing_twh']:.1f} of {first['made_twh']:.1f} TWh replace gas-fired power"
    more = ", all there is" if first["limited"] else ""
    beside(ax, f"{power}{more}", (0, height + 1.72), right=2, fontsize=SMALL)
    ax.set_ylim(height + 2.05, -0.15)
    ax.set_yticks([])
    ax.set_xticks(range(0, 9, 2))
    value_axis(ax, "gas (bcm a year)", limits=(0, 8.4), horizontal=True)
    low, high = table["freed_bcm"].min(), table["freed_bcm"].max()
    span = f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"
    ax.set_title(
        f"{span} bcm a year freed; {gap:.1f} are missing to the pledge"
        if high > 0
        else f"No gas freed; {gap:.1f} bcm are missing to the pledge"
    )
