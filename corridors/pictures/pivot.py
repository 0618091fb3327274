"""Pictures of steps, exports and one agreement, each of a table of `subjects.pivot`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from corridors import units
from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    PALE,
    SMALL,
    beside,
    names_down_the_side,
    shaped,
    value_axis,
)
from corridors.subjects import pivot

_LOOKS: Final[Mapping[str, tuple[str, float]]] = {
    pivot.DECISION: ("s", 0),
    pivot.MEETING: ("o", PALE),
    pivot.AGREEMENT: ("s", 1),
    pivot.SUMMIT: ("D", 1),
    pivot.CRITICISM: ("X", 1),
}
"""Marker of each form of step, and how full it is."""
_ACTORS: Final = {pivot.CENTRAL_ASIA: "European Union", pivot.AZERBAIJAN: "Azerbaijan"}


@composed(summary=pivot.describe_steps, height=350, tall=420)
def steps(table: pd.DataFrame, ax: Axes) -> None:
    """A mark a step, piled by year: with Central Asia upwards, with Azerbaijan downwards."""
    for key, rows in table.groupby(["side", "form"], observed=True):
        side, form = (str(part) for part in key)
        marker, full = _LOOKS[form]
        colour = style.colour("promise" if form == pivot.CRITICISM else _ACTORS[side])
        dots = ax.scatter(
            rows["year"],
            rows["stack"],
            s=52,
            marker=marker,
            facecolor=to_rgba(colour, full),
            edgecolor=colour,
            linewidth=1.3,
            zorder=3,
        )
        marks.says(
            dots,
            [f"{day:%b %Y}: {step}" for day, step in zip(rows["day"], rows["step"], strict=True)],
        )
    ax.axhline(0, color=style.MUTED, linewidth=0.8)
    top = shaped(ax, **_TOPS)
    for day, words in ((pivot.WAR, "war"), (pivot.TRUMP, "Trump")):
        x = day.year - 0.5
        ax.plot([x, x], [-7.8, top - 0.4], color=style.MUTED, linewidth=1, linestyle=":", zorder=1)
        ax.text(x - 0.1, top - 0.5, words, ha="right", va="center", **NOTE)
    _counts(ax, table)
    _key_of_steps(ax)
    ax.set_xticks(range(2008, 2027, 4), [str(year) for year in range(2008, 2027, 4)])
    ax.set_xlim(2006.3, 2026.8)
    ax.set_yticks(range(-6, 7, 2), [str(abs(tick)) for tick in range(-6, 7, 2)])
    value_axis(ax, "steps a year, by side", limits=(-8, top))
    region = table[table["side"] == pivot.CENTRAL_ASIA]
    first, war, now = (day.year for day in (region["day"].min(), pivot.WAR, pivot.TRUMP))
    early = (region["day"] < pivot.WAR).sum()
    middle = ((region["day"] >= pivot.WAR) & (region["day"] < pivot.TRUMP)).sum()
    ax.set_title(
        f"The turn came with the war: {early} steps with Central Asia in {war - first} years "
        f"before it, {middle} in {now - war} after"
    )


def _counts(ax: Axes, table: pd.DataFrame) -> None:
    """How many steps came before the war, until Trump and since, over and under the piles."""
    towards = table[table["form"] != pivot.CRITICISM]
    end = towards["day"].max() + pd.Timedelta(days=1)
    spans = pivot.pace(towards, [towards["day"].min(), pivot.WAR, pivot.TRUMP, end])
    for side, y in ((pivot.CENTRAL_ASIA, shaped(ax, **_TOPS) - 1.6), (pivot.AZERBAIJAN, -7.2)):
        counts = spans[spans["side"] == side]["steps"]
        for x, count, words in zip(
            (2017.5, 2023, 2025.6), counts, (" before", "", ""), strict=True
        ):
            ax.text(x, y, f"{count}{words}", ha="center", va="center", fontweight="bold")


def _key_of_steps(ax: Axes) -> None:
    """What the marks mean, where no step is."""
    first = shaped(ax, **_TOPS) - 2.6
    forms = (pivot.DECISION, pivot.MEETING, pivot.AGREEMENT)
    places = [(2006.9, first - row, form) for row, form in enumerate(forms)]
    summit = shaped(ax, wide=(2014.8, first), tall=(2006.9, first - 3))
    for x, y, form in [*places, (*summit, pivot.SUMMIT), (2006.9, -5.2, pivot.CRITICISM)]:
        marker, full = _LOOKS[form]
        colour = style.colour("promise" if form == pivot.CRITICISM else "other")
        ax.scatter(x, y, s=40, marker=marker, facecolor=to_rgba(colour, full), edgecolor=colour)
        beside(ax, form, (x, y), right=8, fontsize=SMALL)
    for y, side in ((shaped(ax, **_TOPS) - 1.6, pivot.CENTRAL_ASIA), (-7.2, pivot.AZERBAIJAN)):
        ax.text(2006.6, y, side, va="center", fontweight="bold")


_TOPS: Final = {"wide": 8.8, "tall": 10.2}
"""Where the axis of the steps ends: above the piles stand the key and the counts."""
_NUDGE: Final = {"Kyrgyzstan": 4.0, "Azerbaijan": -4.0}
"""Points by which a name at the end of its line moves up, where two lines end close together."""


@composed(summary=pivot.describe_exports, height=300, tall=360)
def exports(table: pd.DataFrame, ax: Axes) -> None:
    """A line a country on a scale of equal factors, named at its end."""
    last = int(table["year"].max())
    for key, rows in table.groupby("country"):
        country = str(key)
        colour = style.colour(country)
        (line,) = ax.plot(
            rows["year"], rows["exports_eur_bn"], color=colour, marker="o", markersize=3.5
        )
        pairs = zip(rows["year"], rows["exports_eur_bn"], strict=True)
        marks.says(line, [f"{country} {year}: EUR {value:.2f} bn" for year, value in pairs])
        end = (last, float(rows["exports_eur_bn"].iloc[-1]))
        ax.annotate(
            f"{country} {end[1]:.1f}",
            end,
            (7, _NUDGE.get(country, 0)),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
        )
    ax.set_yscale("log")
    ax.set_yticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
    ax.minorticks_off()
    years = range(2011, last + 1, shaped(ax, wide=3, tall=4))
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_xlim(2009.6, last + shaped(ax, wide=5.6, tall=7.4))
    value_axis(ax, "EU exports (EUR bn, equal factors)", limits=(0.07, 20))
    grown = pivot.growth(table, last - 2, last)
    ax.set_title(
        f"From {last - 2} to {last} EU exports to {grown.index[0]} grew {grown.iloc[0]:.0f}-fold, "
        f"to {grown.index[1]} {grown.iloc[1]:.1f}-fold"
    )


@composed(summary=pivot.describe_agreement, height=190, tall=210)
def agreement(table: pd.DataFrame, ax: Axes) -> None:
    """Along the time: what Baku said as open dots with the share, what happened as full ones."""
    said = table[table["kind"] == "statement"]
    happened = table[table["kind"] == "mark"]
    dots = ax.scatter(
        _years(said["day"]),
        [1] * len(said),
        s=64,
        facecolor=style.PAPER,
        edgecolor=style.colour("Azerbaijan"),
        linewidth=1.8,
        zorder=3,
    )
    rows = zip(said["day"], said["agreed_percent"], said["words"], strict=True)
    marks.says(
        dots, [f"{day:%d %B %Y}: {share:.0f} percent ({words})" for day, share, words in rows]
    )
    shares = said.drop_duplicates("day")
    for x, share in zip(_years(shares["day"]), shares["agreed_percent"], strict=True):
        beside(ax, f"{share:.0f}%", (x, 1), up=8, fontsize=SMALL)
    times = _years(happened["day"])
    ax.plot([times[0], times[-1]], [0, 0], color=style.MUTED, linewidth=2)
    dots = ax.scatter(times, [0] * len(times), s=44, color=style.MUTED, zorder=3)
    readings = zip(happened["day"], happened["words"], strict=True)
    marks.says(dots, [f"{day:%d %B %Y}: {words}" for day, words in readings])
    for x, words, (up, right) in zip(
        times, happened["words"], ((8, 1), (-8, 1), (-8, -1), (8, -1)), strict=True
    ):
        beside(ax, words, (x, 0), up=up, right=right, fontsize=SMALL)
    names_down_the_side(ax, ["happened", "Baku said"])
    years = range(2017, 2027, shaped(ax, wide=1, tall=3))
    ax.set_xticks(years, [str(year) for year in years])
    value_axis(ax, "year", limits=(2016.2, 2027), horizontal=True)
    ax.set_ylim(-0.6, 1.6)
    first, last = said["day"].iloc[0], said["day"].iloc[-1]
    ax.set_title(
        f"From {first.year} to {last.year} Baku said {len(shares)} times that about "
        f"{said['agreed_percent'].min():.0f} percent is agreed; it is {happened['words'].iloc[-1]}"
    )


def _years(days: pd.Series[Any]) -> list[float]:
    return [units.decimal_year(day) for day in days]
