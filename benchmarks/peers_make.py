"""Make the demo with what an author might pick instead, each as one page complete in itself.

Run by `benchmarks.peers` with the Python of an environment of its own: `peers_make.py NAME FOLDER`
writes NAME.html and prints the seconds of CPU that it took. Each is made as its documentation says.
"""

from __future__ import annotations

import itertools
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.balance import CUTS, DELAYS, SUPPLY, YEARS, model, summary

WIDTH, HEIGHT, TOP = 620, 410, 360


def plotly(place: Path) -> None:
    """A frame for each of the states, on one slider: controls cannot be combined there."""
    import plotly.graph_objects as go  # type: ignore[import-not-found,unused-ignore]

    def drawn(table: Any) -> list[Any]:
        return [
            go.Bar(x=table["year"], y=table["supply_bcm"], text=table["supply_bcm"].round()),
            go.Scatter(x=table["year"], y=table["demand_bcm"]),
        ]

    states = list(itertools.product(SUPPLY, CUTS, DELAYS))
    names = [f"{supplier}, {cut} %, {delay} years" for supplier, cut, delay in states]
    tables = [model(*state) for state in states]
    frames = [
        go.Frame(data=drawn(table), name=name, layout={"title": {"text": summary(table)}})
        for name, table in zip(names, tables, strict=True)
    ]
    steps = [
        {"label": name, "method": "animate", "args": [[name], {"mode": "immediate"}]}
        for name in names
    ]
    figure = go.Figure(drawn(tables[0]), frames=frames)
    figure.update_layout(
        width=WIDTH, height=HEIGHT, sliders=[{"steps": steps}], yaxis={"range": [0, TOP]}
    )
    figure.write_html(place, include_plotlyjs=True)


def altair(place: Path) -> None:
    """The model once more, in the expressions of Vega."""
    import altair as alt  # type: ignore[import-not-found,unused-ignore]
    import pandas as pd

    whole = sum(SUPPLY.values())
    supplier = alt.param(
        name="supplier", value="Norway", bind=alt.binding_select(options=list(SUPPLY))
    )
    cut = alt.param(name="cut", value=0, bind=alt.binding_range(min=0, max=100, step=10))
    delay = alt.param(name="delay", value=0, bind=alt.binding_range(min=0, max=4, step=1))
    own = " : ".join(f"supplier == '{name}' ? {volume}" for name, volume in SUPPLY.items()) + " : 0"
    base = (
        alt.Chart(pd.DataFrame({"year": list(YEARS)}))
        .transform_calculate(
            supply=f"{whole} - ({own}) * cut / 100 * min(datum.year - 2023, 4) / 4",
            demand=f"{whole} * pow(0.97, max(datum.year - 2024 - delay, 0))",
        )
        .encode(x="year:O")
    )
    scale = alt.Scale(domain=[0, TOP])
    bars = base.mark_bar().encode(
        y=alt.Y("supply:Q", scale=scale), tooltip=["year:O", "supply:Q", "demand:Q"]
    )
    line = base.mark_line(point=True).encode(y=alt.Y("demand:Q", scale=scale))
    texts = base.mark_text().encode(y="supply:Q", text=alt.Text("supply:Q", format=".0f"))
    chart = (bars + line + texts).add_params(supplier, cut, delay)
    chart.properties(width=WIDTH - 60, height=HEIGHT - 60).save(place, inline=True)


def panel(place: Path, drawn: Callable[[Any], Any]) -> None:
    """Every state embedded by Panel."""
    import panel as pn  # type: ignore[import-not-found,unused-ignore]

    pn.extension()
    supplier = pn.widgets.Select(name="supplier", options=list(SUPPLY))
    cut = pn.widgets.DiscreteSlider(name="cut", options=list(CUTS))
    delay = pn.widgets.DiscreteSlider(name="delay", options=list(DELAYS))

    def shown(supplier: str, cut: int, delay: int) -> Any:
        table = model(supplier, cut, delay)
        return pn.Column(drawn(table), summary(table))

    whole = pn.Column(supplier, cut, delay, pn.bind(shown, supplier, cut, delay))
    whole.save(
        place, embed=True, resources="inline", max_states=10_000, max_opts=100, progress=False
    )


def with_bokeh(table: Any) -> Any:
    """The state drawn by Bokeh."""
    from bokeh.plotting import figure  # type: ignore[import-not-found,unused-ignore]

    drawn = figure(width=WIDTH, height=HEIGHT, y_range=(0, TOP))
    drawn.vbar(x=table["year"], top=table["supply_bcm"], width=0.8)
    drawn.line(table["year"], table["demand_bcm"])
    drawn.text(table["year"], table["supply_bcm"] / 2, [f"{v:.0f}" for v in table["supply_bcm"]])
    return drawn


def with_matplotlib(table: Any) -> Any:
    """The state drawn by matplotlib, as an image."""
    import panel as pn
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100))
    axes = figure.add_subplot()
    axes.bar(table["year"], table["supply_bcm"])
    axes.plot(table["year"], table["demand_bcm"])
    for year, volume in zip(table["year"], table["supply_bcm"], strict=True):
        axes.text(year, volume / 2, f"{volume:.0f}", ha="center")
    axes.set_ylim(0, TOP)
    return pn.pane.Matplotlib(figure, tight=True)


MAKERS: dict[str, Callable[[Path], None]] = {
    "plotly": plotly,
    "altair": altair,
    "panel-bokeh": lambda place: panel(place, with_bokeh),
    "panel-matplotlib": lambda place: panel(place, with_matplotlib),
}

if __name__ == "__main__":
    name, folder = sys.argv[1:]
    MAKERS[name](Path(folder) / f"{name}.html")
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime)
