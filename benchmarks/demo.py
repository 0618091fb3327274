"""A typical explorer to measure: 275 states of bars, a line and their labels.

What counts is the work of computing and drawing them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from benchmarks.balance import CUTS, DELAYS, SUPPLY, model, summary
from corridors.explore import Definition, Explorer, control, define
from corridors.explore.marks import says
from corridors.explore.shapes import HEIGHT, WIDTH
from corridors.pictures import style
from corridors.pictures.explorers import BOOK, explore
from corridors.pictures.parts import value_axis

CONTROLS: dict[str, Any] = {
    "supplier": list(SUPPLY),
    "cut": control((CUTS[0], CUTS[-1], CUTS.step), unit="%", default=0),
    "delay": control((DELAYS[0], DELAYS[-1]), label="Delay of savings", unit="years", default=0),
}


def picture(table: pd.DataFrame, ax: Axes) -> None:
    """Bars of supply with their values, a line of demand."""
    years, supply, demand = table["year"], table["supply_bcm"], table["demand_bcm"]
    bars = ax.bar(years, supply, color=style.colour(table["supplier"].iloc[0]))
    says(bars, [f"Supply in {y}: {v:.0f} bcm" for y, v in zip(years, supply, strict=True)])
    (line,) = ax.plot(years, demand, color=style.INK, marker="o")
    says(line, [f"Demand in {y}: {v:.0f} bcm" for y, v in zip(years, demand, strict=True)])
    for year, volume in zip(years, supply, strict=True):
        ax.text(year, volume / 2, f"{volume:.0f}", ha="center", va="center")
    ax.set_xticks(years, [str(year) for year in years])
    value_axis(ax, "volume (bcm/yr)", limits=(0, 360))
    ax.set_title(
        f"{table['supplier'].iloc[0]}: {supply.iloc[-1]:.0f} for {demand.iloc[-1]:.0f} bcm"
    )


def definition(id: str = "demo") -> Definition:
    """The demo as the bake takes it."""
    return define(id, model, picture, summary, CONTROLS, host=BOOK)


def ours(id: str = "demo") -> Explorer:
    """The demo as a chapter shows it."""
    return explore(
        id,
        model=model,
        picture=picture,
        summary=summary,
        caption="Supply after a cut, and demand.",
        source="made up",
        **CONTROLS,
    )


def stock() -> None:
    """The demo by `ipywidgets.interact` and pyplot, as its documentation shows it."""
    import matplotlib.pyplot as plt
    from ipywidgets import interact

    def show(supplier: str = "Norway", cut: int = 0, delay: int = 0) -> None:
        table = model(supplier, cut, delay)
        _, ax = plt.subplots(figsize=(WIDTH / 72, HEIGHT / 72))
        picture(table, ax)
        plt.show()
        print(summary(table))

    interact(show, supplier=list(SUPPLY), cut=(0, 100, 10), delay=(0, 4))


def walk() -> Iterator[tuple[str, int]]:
    """Every state once, one step of one control at a time: the control, and the step up or down."""
    sizes = [(control.name, len(control.values)) for control in definition().controls]
    yield from _walk(sizes, dict.fromkeys(CONTROLS, 1))


def _walk(sizes: list[tuple[str, int]], steps: dict[str, int]) -> Iterator[tuple[str, int]]:
    """The last control runs to its end and turns round, then the one before it makes a step."""
    if not sizes:
        return
    (name, size), inner = sizes[0], sizes[1:]
    for place in range(size):
        yield from _walk(inner, steps)
        if place < size - 1:
            yield name, steps[name]
    steps[name] *= -1
