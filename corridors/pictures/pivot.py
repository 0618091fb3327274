"""Pictures of steps, exports and one agreement, each of a table of `corridors.pivot`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from corridors import pivot
from corridors.pictures import marks, style
from corridors.pictures.parts import NOTE, PALE, SMALL, beside

_LOOKS: Final[Mapping[str, tuple[str, float]]] = {
    pivot.DECISION: ("s", 0),
    pivot.MEETING: ("o", PALE),
    pivot.AGREEMENT: ("s", 1),
    pivot.SUMMIT: ("D", 1),
    pivot.CRITICISM: ("X", 1),
}
"""Marker of each form of step, and how full it is."""
_ACTORS: Final = {pivot.CENTRAL_ASIA: "European Union", pivot.AZERBAIJAN: "Azerbaijan"}


def steps(table: pd.DataFrame, ax: Axes) -> None:
    """A mark a step, piled by year: with Central Asia upwards, with Azerbaijan downwards."""
    for key, rows in table.groupby(["side", "form"], observed=True):
        side, form = (str(part) for part in key)
        marker, full = _LOOKS[form]
        colour = style.colour("promise" if form == pivot.CRITICISM else _ACTORS[side])
        dots = ax.scatter(
            rows["year"],
            rows["place"],
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
    for day, words, up in ((pivot.WAR, "war", 6.4), (pivot.TRUMP, "Trump", 6.4)):
        x = day.year - 0.5
        ax.plot([x, x], [-6.6, up], color=style.MUTED, linewidth=1, linestyle=":", zorder=1)
        ax.text(x - 0.1, up, words, ha="right", va="center", **NOTE)
    _key_of_steps(ax)
    ax.set_xticks(range(2008, 2027, 4), [str(year) for year in range(2008, 2027, 4)])
    ax.set_xlim(2006.3, 2026.8)
    ax.set_yticks(range(-6, 7, 2), [str(abs(tick)) for tick in range(-6, 7, 2)])
    style.value_axis(ax, "steps a year, by side", limits=(-7, 7))
    region = table[table["side"] == pivot.CENTRAL_ASIA]
    before = region[region["day"] < pivot.TRUMP]
    ax.set_title(
        f"{len(before)} of {len(region)} EU steps with Central Asia came before January "
        f"{pivot.TRUMP.year}, {(before['day'] >= pivot.WAR).sum()} of them since the war"
    )


def _key_of_steps(ax: Axes) -> None:
    """What the marks mean, where no step is."""
    places = [(6.2, pivot.DECISION), (5.2, pivot.MEETING), (4.2, pivot.AGREEMENT)]
    places += [(-5.2, pivot.SUMMIT), (-6.2, pivot.CRITICISM)]
    for y, form in places:
        marker, full = _LOOKS[form]
        colour = style.colour("promise" if form == pivot.CRITICISM else "other")
        ax.scatter(
            2006.9, y, s=40, marker=marker, facecolor=to_rgba(colour, full), edgecolor=colour
        )
        beside(ax, form, (2006.9, y), right=8, fontsize=SMALL)
    ax.text(2008.2, 2.5, pivot.CENTRAL_ASIA, fontweight="bold", fontsize=11)
    ax.text(2008.2, -2.9, pivot.AZERBAIJAN, fontweight="bold", fontsize=11)


_NUDGE: Final = {"Kyrgyzstan": 4.0, "Azerbaijan": -4.0}
"""Points by which a name at the end of its line moves up, where two lines end close together."""


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
    ax.set_xticks(range(2011, last + 1, 3), [str(year) for year in range(2011, last + 1, 3)])
    ax.set_xlim(2009.6, last + 5.6)
    style.value_axis(ax, "EU exports (EUR bn, equal factors)", limits=(0.07, 20))
    grown = pivot.growth(table, last - 2, last)
    ax.set_title(
        f"From {last - 2} to {last} EU exports to {grown.index[0]} grew {grown.iloc[0]:.0f}-fold, "
        f"to {grown.index[1]} {grown.iloc[1]:.1f}-fold"
    )


def agreement(table: pd.DataFrame, ax: Axes) -> None:
    """Statements as dots at the share they name; what happened as dots on the line of time."""
    said = table[table["kind"] == "statement"]
    dots = ax.scatter(
        _years(said["day"]),
        said["agreed_percent"],
        s=64,
        facecolor="none",
        edgecolor=style.colour("Azerbaijan"),
        linewidth=1.8,
        zorder=3,
    )
    rows = zip(said["day"], said["agreed_percent"], said["words"], strict=True)
    marks.says(
        dots, [f"{day:%d %B %Y}: {share:.0f} percent ({words})" for day, share, words in rows]
    )
    for day, share in dict(zip(said["day"], said["agreed_percent"], strict=True)).items():
        beside(ax, f"{share:.0f}", (_years(pd.Series([day]))[0], share), up=8)
    for (height, side), row in zip(
        ((26, 4), (12, 4), (12, -4), (26, -4)),
        table[table["kind"] == "mark"].to_dict("records"),
        strict=True,
    ):
        x = _years(pd.Series([row["day"]]))[0]
        ax.plot([x, x], [0, height + 4], color=style.MUTED, linewidth=1, linestyle=":")
        dot = ax.scatter(x, 0, s=34, color=style.MUTED, zorder=3, clip_on=False)
        marks.says(dot, [f"{row['day']:%d %B %Y}: {row['words']}"])
        beside(ax, row["words"], (x, height), right=side, fontsize=SMALL)
    beside(ax, "said by Baku to be agreed", (2019.2, 78), right=1, **NOTE)
    ax.set_xticks(range(2017, 2027, 3), [str(year) for year in range(2017, 2027, 3)])
    ax.set_xlim(2016, 2027.3)
    style.value_axis(ax, "share of the text (%)", limits=(0, 104))
    first, last = said["day"].iloc[0], said["day"].iloc[-1]
    ax.set_title(
        f"Baku has said from {first.year} to {last.year} that "
        f"{said['agreed_percent'].min():.0f} percent or so are agreed"
    )


def _years(days: pd.Series[Any]) -> list[float]:
    return [float(day.year + (day.day_of_year - 1) / 366) for day in days]
