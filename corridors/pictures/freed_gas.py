"""Pictures of gas freed by wind and solar, each of the table of `subjects.freed_gas` so named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.rounding import exact
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import NOTE, SMALL, beside, filled, opened, value_axis
from corridors.prose import number
from corridors.subjects import freed_gas as freed_gas_subject

Row = Mapping[Any, Any]


@composed(summary=freed_gas_subject.describe_freed, height=240, tall=260)
def freed_gas(table: pd.DataFrame, ax: Axes, *, burnt_bcm: float) -> None:
    """One bar to the lowest count with a dot a way of counting, the gap to the pledge open."""
    height, gap = 1.0, table["gap_bcm"].iloc[0]
    ax.plot(
        [burnt_bcm, burnt_bcm],
        [0.2, 1.72],
        color=style.MUTED,
        linewidth=1.2,
        linestyle=(0, (2, 2)),
        zorder=1,
    )
    beside(ax, f"all gas burnt for power {burnt_bcm:g}", (burnt_bcm, 0.2), right=-1, up=1, **NOTE)
    _freed(ax, height, table)
    (bar,) = ax.barh(height + 1, gap, height=0.46, linestyle="--", **opened("promise"))
    marks.says(bar, f"Missing to the pledge: {exact(gap):.1f} bcm a year")
    beside(ax, "missing to the pledge", (0, height + 0.73), right=2, up=1, fontsize=SMALL)
    beside(ax, f"{exact(gap):.1f}", (gap, height + 1), right=5)
    first = table.iloc[0]
    replacing, made = exact(first["replacing_twh"]), exact(first["made_twh"])
    power = f"{replacing:.1f} of {made:.1f} TWh replace gas-fired power"
    more = ", all there is" if first["limited"] else ""
    beside(ax, f"{power}{more}", (0, height + 1.72), right=2, fontsize=SMALL)
    ax.set_ylim(height + 2.05, -0.15)
    ax.set_yticks([])
    ax.set_xticks(range(0, 9, 2))
    value_axis(ax, "gas (bcm a year)", limits=(0, 8.4), horizontal=True)
    low, high = table["freed_bcm"].min(), table["freed_bcm"].max()
    span = _from_to(low, high, 1)
    ax.set_title(
        f"Wind and solar free {span} bcm a year; {exact(gap):.1f} are missing to the pledge"
        if high > 0
        else f"Wind and solar free no gas; {exact(gap):.1f} bcm are missing to the pledge"
    )


def _freed(ax: Axes, height: float, table: pd.DataFrame) -> None:
    """What is freed: a bar to the lowest of the counts, and from there a line with a dot each."""
    low, high = table["freed_bcm"].min(), table["freed_bcm"].max()
    if not high:
        nothing = ax.text(0.1, height, "no gas freed", va="center")
        marks.says(nothing, "No gas is freed")
        return
    look, colour = filled("Southern Gas Corridor"), style.colour("Southern Gas Corridor")
    (bar,) = ax.barh(height, low, height=0.46, **look)
    marks.says(bar, f"Freed by every way of counting: {exact(low):.2f} bcm a year")
    ax.plot([low, high], [height, height], color=colour, linewidth=2)
    dots = ax.scatter(
        table["freed_bcm"], [height] * len(table), s=30, facecolor=style.PAPER, edgecolor=colour
    )
    dots.set_zorder(3)
    rows = zip(table["method"], table["freed_bcm"], strict=True)
    marks.says(dots, [f"{method}: {exact(volume):.2f} bcm a year" for method, volume in rows])
    ways = f"freed, by {len(table)} ways of counting"
    beside(ax, ways, (0, height - 0.27), right=2, up=1, fontsize=SMALL)
    beside(ax, _from_to(low, high, 2), (high, height), right=8, fontweight="bold")


def _from_to(low: float, high: float, digits: int) -> str:
    """Both ends, or one number where they read the same."""
    ends = dict.fromkeys(number(end, digits) for end in (low, high))
    return " to ".join(ends)
