"""Pictures of trade, each of the table that `subjects.trade` makes under the same name.

Solid lines and bars count all partners by one source. Dashed lines are merged from both sides, open
marks come from sources that name only some partners or some months.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import NOTE, PALE, SMALL, beside, filled, names_down_the_side, opened
from corridors.states import SIX
from corridors.subjects import trade

Row = Mapping[Any, Any]

_ACTORS: Final[Mapping[str, str]] = {
    trade.EU: "European Union",
    trade.RUSSIA: "Russia",
    trade.CHINA: "China",
    trade.TURKIYE: "Türkiye",
    trade.REGION: "Azerbaijan",
}
_FIRST: Final = 2010
_LAST: Final = 2025
_PANEL: Final = _LAST - _FIRST + 5
"""The width of a panel in years, with the gap to the next."""


_EDGE: Final = 122
"""Where the shares stand in a column, beyond a hundred percent."""


@composed(summary=trade.describe_partners, height=310)
def partners_in(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a group of partners, an open diamond where it was in the first year of the series."""
    head = table.iloc[0]
    for place, row in enumerate(table.to_dict("records")):
        _partner(ax, place, row)
    names_down_the_side(ax, list(table["group"]))
    ax.set_ylim(len(table) - 0.2, -0.7)
    ax.set_xticks(range(0, 101, 25))
    style.value_axis(ax, "share of the country's own total (%)", limits=(0, _EDGE), horizontal=True)
    ax.set_title(_partners_title(table))
    if not head["basis"]:
        words = f"No source in our tables splits\nthis year. Nearest: {head['nearest']}"
        nothing = ax.text(50, 3.5, words, ha="center", va="center")
        marks.says(nothing, f"{head['year']}: no partners on record")
        return
    compared = table["first_percent"].notna().any()
    words = f"open diamond: {head['first_year']}" if compared else head["basis"]
    ax.text(_EDGE, 7.6, words, ha="right", va="center", **NOTE)


def _partner(ax: Axes, place: int, row: Row) -> None:
    share, first = row["share_percent"], row["first_percent"]
    actor = _ACTORS.get(row["group"], "other")
    if share != share:
        return
    reading = (
        f"{row['group']} {row['covers']}: {'at least ' if row['at_least'] else ''}{share:.1f}%"
    )
    look = opened(actor) if row["at_least"] or row["group"] == trade.REST else filled(actor)
    bars = ax.barh([place], [share], height=0.66, **look)
    marks.says(bars, [reading])
    if first == first:
        dot = ax.scatter(first, place, s=34, marker="D", zorder=4, **opened("other"))
        dot.set_edgecolor(style.INK)
        marks.says(dot, [f"{row['group']} {row['first_year']}: {first:.1f}%"])
    more = "\u2265 " if row["at_least"] else ""
    beside(ax, f"{more}{share:.1f}%", (_EDGE, place), right=-1, color=style.INK, fontsize=SMALL)


def _partners_title(table: pd.DataFrame) -> str:
    head = table.iloc[0]
    what = f"{head['country']}'s {head['measure']}"
    if not head["basis"]:
        return f"{what}, {head['year']}: no partners on record in our tables"
    rows = {row["group"]: row for row in table.to_dict("records")}
    powers = []
    for group, words in ((trade.EU, "EU"), (trade.RUSSIA, "Russia"), (trade.CHINA, "China")):
        row = rows[group]
        if row["share_percent"] == row["share_percent"]:
            more = "at least " if row["at_least"] else ""
            powers.append(f"{words} {more}{row['share_percent']:.1f}%")
    return f"{what}, {head['covers']}: {', '.join(powers) or 'EU, Russia, China not named'}"


# Panels: one axes, a stretch of years for each country


def _panels(ax: Axes, countries: tuple[str, ...], top: float) -> Callable[[str, Any], Any]:
    """Lay out a stretch of years for each country; gives the place of a year in it."""
    ticks, labels = [], []
    for number, country in enumerate(countries):
        start = number * _PANEL
        ticks += [start, start + 10]
        labels += [f"{_FIRST}", f"{_FIRST + 10}"]
        beside(ax, SIX[country], (start - 0.8, top), right=1, weight="bold", fontsize=11)
    ax.set_xticks(ticks, labels)
    ax.set_xlim(-1.5, len(countries) * _PANEL - 1)

    def place(country: str, years: Any) -> Any:
        return countries.index(country) * _PANEL + years - _FIRST

    return place


_STROKE: Final[Mapping[str, dict[str, Any]]] = {
    trade.OWN: {"linestyle": "-", "linewidth": 2.2},
    trade.MERGED: {"linestyle": (0, (3, 2)), "linewidth": 1.4},
    trade.STATED: {"linestyle": "none", "marker": "o", "markersize": 5.5},
    trade.TOP: {"linestyle": "none", "marker": "o", "markersize": 5.5},
}


@composed(summary=trade.describe_dependence, height=270)
def dependence(table: pd.DataFrame, ax: Axes) -> None:
    """Russia with China on top of it, a panel a country: areas of series, bars of single shares."""
    place = _panels(ax, trade.CHARTED, 70)
    for (country, basis), rows in table.groupby(["country", "basis"], sort=False):
        stack = _stack if basis in trade.COMPLETE else _bars
        stack(ax, rows, place(str(country), rows["year"]), f"{SIX[str(country)]}", str(basis))
    for country in trade.OFFICES:
        for row, right in zip(
            trade.first_and_last(table, country), (-3, _RIGHT[country]), strict=True
        ):
            where = place(country, row["year"]), row["both_percent"]
            beside(ax, f"{row['both_percent']:.0f}", where, right, 5, fontsize=SMALL)
    for words, year, height in (("Russia", 2016.5, 12), ("China", 2017.2, 37)):
        beside(ax, words, (place("KGZ", year), height), fontsize=SMALL)
    ax.set_yticks(range(0, 61, 20))
    style.value_axis(ax, "share of turnover, stacked (%)", limits=(0, 75))
    gains = [
        f"{gain:+.1f}{'' if number else ' points'} in {SIX[country]}"
        for number, (country, gain) in enumerate(trade.gains(table, "both_percent").items())
    ]
    ax.set_title(f"Russia and China together: {', '.join(gains)}")


def _stack(ax: Axes, rows: pd.DataFrame, x: Any, name: str, basis: str) -> None:
    """Two areas, one on the other, of a source that counts all partners."""
    russia, both = rows["russia_percent"], rows["both_percent"]
    own = basis == trade.OWN
    for low, high, actor in ((0, russia, "Russia"), (russia, both, "China")):
        ax.fill_between(
            x, low, high, color=style.colour(actor), alpha=PALE if own else PALE / 3, linewidth=0
        )
    stroke = _STROKE[basis] | {"linewidth": 1.6}
    (lower,) = ax.plot(x, russia, color=style.colour("Russia"), **stroke)
    (upper,) = ax.plot(x, both, color=style.INK, **stroke)
    marks.says(
        lower,
        [f"{name} {y}: Russia {r:.1f}% ({basis})" for y, r in _rows(rows, "year", _RUSSIA)],
    )
    marks.says(
        upper,
        [
            f"{name} {y}: China {c:.1f}%, together {b:.1f}% ({basis})"
            for y, c, b in _rows(rows, "year", _CHINA, "both_percent")
        ],
    )


def _bars(ax: Axes, rows: pd.DataFrame, x: Any, name: str, basis: str) -> None:
    """A thin bar a year of a source that names single shares; what it does not name is missing."""
    russia, china = rows[_RUSSIA], rows[_CHINA]
    for actor, share, low in (("Russia", russia, 0), ("China", china, russia.fillna(0))):
        bars = ax.bar(x, share, bottom=low, width=0.66, **filled(actor) | {"linewidth": 0.8})
        marks.says(
            bars,
            [
                f"{name} {y}: {actor} {value:.1f}% ({basis})" if value == value else ""
                for y, value in zip(rows["year"], share, strict=True)
            ],
        )


_RIGHT: Final = {"KAZ": 0, "KGZ": 3, "UZB": 0}
"""Points by which the last figure stands to the right, where the line falls before its end."""
_RUSSIA: Final = "russia_percent"
_CHINA: Final = "china_percent"


@composed(summary=trade.describe_region, height=240)
def region_share(table: pd.DataFrame, ax: Axes) -> None:
    """The region's share in turnover as a line, a panel a country."""
    place = _panels(ax, trade.CHARTED, 23.6)
    for country, rows in table.groupby("country", sort=False):
        colour = style.colour(SIX[str(country)])
        _lines(rows, ax, "region_percent", place, colour, "the region")
    for country in trade.OFFICES:
        for row, right in zip(trade.first_and_last(table, country), (-5, 5), strict=True):
            where = place(country, row["year"]), row["region_percent"]
            beside(ax, f"{row['region_percent']:.1f}", where, right, fontsize=SMALL)
    ax.set_yticks(range(0, 21, 5))
    style.value_axis(ax, "share of turnover (%)", limits=(0, 25))
    gains = trade.gains(table, "region_percent").values()
    grew = sum(gain >= 1 for gain in gains)
    ax.set_title(
        f"Trade inside the region gained a point of share in {grew or 'none'} of the {len(gains)} "
        "states that publish it"
    )


def _lines(
    table: pd.DataFrame,
    ax: Axes,
    column: str,
    place: Callable[[str, Any], Any],
    colour: str,
    words: str,
) -> None:
    """A line a country and basis: no line crosses from one source to another."""
    for (country, basis), rows in table.groupby(["country", "basis"], sort=False):
        known = rows[rows[column].notna()]
        if known.empty:
            continue
        (line,) = ax.plot(
            place(str(country), known["year"]),
            known[column],
            color=colour,
            markerfacecolor=style.PAPER,
            markeredgewidth=1.5,
            **_STROKE[str(basis)],
        )
        marks.says(
            line,
            [
                f"{SIX[str(country)]} {year}, {words}: {value:.1f}% ({basis})"
                for year, value in zip(known["year"], known[column], strict=True)
            ],
        )


@composed(summary=trade.describe_concentration, height=290)
def concentration_of(table: pd.DataFrame, ax: Axes) -> None:
    """The bounds of the index as a band, a panel a country; a lower bound alone as a triangle."""
    place = _panels(ax, trade.CHARTED, 5900)
    for (country, basis), rows in table.groupby(["country", "basis"], sort=False):
        name, colour = SIX[str(country)], style.colour(SIX[str(country)])
        x = place(str(country), rows["year"])
        low = [f"{name} {y}: at least {v:,.0f}" for y, v in _rows(rows, "year", "low_index")]
        if basis not in trade.COMPLETE:
            marks.says(
                ax.scatter(x, rows["low_index"], s=44, marker="^", zorder=3, **opened(name)), low
            )
            continue
        ax.fill_between(
            x, rows["low_index"], rows["high_index"], color=colour, alpha=0.25, linewidth=0
        )
        stroke = _STROKE[str(basis)] | {"linewidth": 1.6}
        (bottom,) = ax.plot(x, rows["low_index"], color=colour, **stroke)
        (top,) = ax.plot(x, rows["high_index"], color=colour, **stroke)
        marks.says(bottom, low)
        marks.says(
            top,
            [f"{name} {y}: at most {v:,.0f}" for y, v in _rows(rows, "year", "high_index")],
        )
        if basis == trade.OWN:
            told = trade.verdict_on_change(rows)
            words = {"the bounds overlap": "not certain"}.get(told, told)
            beside(ax, words, (float(np.mean(x)), 5300), **NOTE)
    ax.set_yticks(range(0, 5001, 1000), [f"{value:,}" for value in range(0, 5001, 1000)])
    style.value_axis(ax, "index of concentration", limits=(0, 6200))
    own = table[table["basis"] == trade.OWN]
    changes = {
        SIX[str(country)]: trade.verdict_on_change(rows)
        for country, rows in own.groupby("country", sort=False)
    }
    sure = [f"{name} {words}" for name, words in changes.items() if words != "the bounds overlap"]
    measure = table["measure"].iloc[0]
    ax.set_title(
        f"Concentration of {measure}: {'; '.join(sure)}; else the bounds overlap"
        if sure
        else f"Concentration of {measure}: the bounds overlap, no change is certain"
    )


def _rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))


# Azerbaijan and Central Asia, and the two sides of one trade


_SHIFTED: Final = 0.35
"""What is counted otherwise stands so far from its year's place, in years."""


@composed(summary=trade.describe_azerbaijan, height=280)
def azerbaijan_and_central_asia(table: pd.DataFrame, ax: Axes) -> None:
    """Stacked bars by partner; Azerbaijan's own count of some months stands apart and is open."""
    order = ["Kazakhstan", "Uzbekistan", "Kyrgyzstan"]
    own = table[table["reporter"] == "Azerbaijan"]
    theirs = table[table["reporter"] == "partner"]
    for rows, look, who, shift in (
        (theirs, filled, "its own count", 0.0),
        (own, opened, "Azerbaijan's count", _SHIFTED),
    ):
        by_partner = rows.pivot(index="year", columns="partner", values="turnover_usd_mn")[order]
        low = np.zeros(len(by_partner))
        x = by_partner.index.to_numpy() + shift
        for name in order:
            height = by_partner[name].to_numpy()
            bars = ax.bar(x, height, bottom=low, width=0.66, **look(name))
            marks.says(
                bars,
                [
                    f"{name}, {covers}: {value:,.0f} USD mn ({who})"
                    for covers, value in zip(rows["covers"].unique(), height, strict=True)
                ],
            )
            low = low + height
        for at, top in zip(x, low, strict=True):
            beside(ax, f"{top:,.0f}", (at, top), up=3, fontsize=SMALL)
    last = theirs[theirs["year"] == theirs["year"].max()]
    heights, low_at = last.set_index("partner")["turnover_usd_mn"], 0.0
    for name in order:
        middle = heights[name] + 36 if name == "Kyrgyzstan" else heights[name] / 2
        beside(ax, name, (last["year"].iloc[0] + 0.34, low_at + middle), right=3, fontsize=SMALL)
        low_at += heights[name]
    months = own["covers"].iloc[0].split(" ")[0]
    beside(ax, f"Azerbaijan's\nown count,\n{months}", (2024.7, 1010), right=-1, **NOTE)
    ax.set_xlim(2017.5, 2025.8)
    ax.set_xticks([*range(2018, 2025), 2025 + _SHIFTED], [str(year) for year in range(2018, 2026)])
    ax.set_yticks(range(0, 1201, 300), [f"{value:,}" for value in range(0, 1201, 300)])
    style.value_axis(ax, "turnover (USD mn)", limits=(0, 1300))
    sums = trade.counted_by_partners(table)
    ax.set_title(
        f"Trade of Azerbaijan with three Central Asian states: {sums['times'].iloc[-1]:.1f} "
        f"times as much in {sums['year'].iloc[-1]} as in {sums['year'].iloc[0]}"
    )


@composed(summary=trade.describe_mirrors, height=300)
def mirror_counts(table: pd.DataFrame, ax: Axes) -> None:
    """Two dots a pair, each where one side counts the trade, on a scale of ratios."""
    ax.set_xscale("log")
    ax.minorticks_off()
    names = []
    for place, row in enumerate(table.to_dict("records")):
        ends = row["lower_usd_bn"], row["higher_usd_bn"]
        ax.plot(ends, [place, place], color=style.MUTED, linewidth=1.4, zorder=1)
        for side, value in zip(("lower", "higher"), ends, strict=True):
            dot = ax.scatter(value, place, s=52, zorder=3, color=style.colour(row[side]))
            other = row["higher" if side == "lower" else "lower"]
            marks.says(
                dot,
                [f"{row[side]} counts {value:.2f} USD bn with {other} in {row['year']}"],
            )
            if not place:
                beside(ax, row[side], (value, place), up=5, fontsize=SMALL)
        beside(ax, f"\u00d7 {row['ratio']:.2f}", (ends[1], place), right=8, fontsize=SMALL)
        names.append(f"{_SHORT[row['lower']]}-{_SHORT[row['higher']]} {row['year']}")
    names_down_the_side(ax, names)
    ax.set_ylim(len(table) - 0.4, -1)
    ax.set_xticks([1, 3, 10, 30], ["1", "3", "10", "30"])
    style.value_axis(ax, "turnover (USD bn, log scale)", limits=(0.5, 75), horizontal=True)
    worst = table.iloc[0]
    ax.set_title(
        f"{worst['higher']} counts {worst['ratio']:.1f} times as much trade with "
        f"{worst['lower']} as {worst['lower']} does"
    )


_SHORT: Final[Mapping[str, str]] = {
    "Azerbaijan": "Azeri",
    "China": "China",
    "Kazakhstan": "Kazakh",
    "Kyrgyzstan": "Kyrgyz",
    "Russia": "Russia",
    "Tajikistan": "Tajik",
    "Uzbekistan": "Uzbek",
}
