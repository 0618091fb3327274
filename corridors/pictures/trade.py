"""Pictures of trade, each of the table that `subjects.trade` makes under the same name.

Solid lines and bars count all partners by one source. Dashed lines are merged from both sides, open
marks come from sources that name only some partners or some months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    SMALL,
    beside,
    change,
    filled,
    names_down_the_side,
    opened,
    shaped,
    thick,
    value_axis,
)
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
"""The end of the axis: a share stands at its mark, also beyond a hundred percent."""


@composed(summary=trade.describe_partners, height=310, tall=360)
def partners_in(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a group of partners, an open diamond where it was in the first year of the series."""
    head = table.iloc[0]
    for place, row in enumerate(table.to_dict("records")):
        _partner(ax, place, row)
    names_down_the_side(ax, list(table["group"]))
    ax.set_ylim(len(table) - 0.4, shaped(ax, wide=-1.2, tall=-1.5))
    ax.set_xticks(range(0, 101, 25))
    value_axis(ax, "share of the country's own total (%)", limits=(0, _EDGE), horizontal=True)
    ax.set_title(_partners_title(table))
    if not head["basis"]:
        words = f"No source in our tables splits\nthis year. Nearest: {head['nearest']}"
        at, end = shaped(ax, wide=(50, "center"), tall=(_EDGE, "right"))
        nothing = ax.text(at, 3.5, words, ha=end, va="center", fontsize=SMALL)
        marks.says(nothing, f"{head['year']}: no partners on record")
        return
    compared = table["first_percent"].notna().any()
    words = f"open diamond: {head['first_year']}" if compared else head["basis"]
    top = shaped(ax, wide=-0.85, tall=-1.1)
    ax.text(_EDGE, top, words, ha="right", va="center", **NOTE)


def _partner(ax: Axes, place: int, row: Row) -> None:
    share, first = row["share_percent"], row["first_percent"]
    actor = _ACTORS.get(row["group"], "other")
    if share != share:
        return
    reading = (
        f"{row['group']} {row['covers']}: {'at least ' if row['at_least'] else ''}{share:.1f}%"
    )
    look = opened(actor) if row["at_least"] or row["group"] == trade.REST else filled(actor)
    bars = ax.barh([place], [share], height=thick(ax, 0.66), **look)
    marks.says(bars, [reading])
    if first == first:
        dot = ax.scatter(first, place, s=34, marker="D", zorder=4, **opened("other"))
        dot.set_edgecolor(style.INK)
        marks.says(dot, [f"{row['group']} {row['first_year']}: {first:.1f}%"])
    more = "\u2265 " if row["at_least"] else ""
    end = max(share, first if first == first else 0.0)
    beside(ax, f"{more}{share:.1f}%", (end, place), right=8, color=style.INK, fontsize=SMALL)


_POWERS: Final = {trade.EU: "EU", trade.RUSSIA: "Russia", trade.CHINA: "China"}


def _partners_title(table: pd.DataFrame) -> str:
    """Which of the three powers leads, where all three are on record in full."""
    head = table.iloc[0]
    what = f"{head['country']}'s {head['measure']}"
    if not head["basis"]:
        return f"{what}, {head['year']}: no partners on record in our tables"
    rows = {row["group"]: row for row in table.to_dict("records")}
    powers = []
    for group, words in _POWERS.items():
        row = rows[group]
        if row["share_percent"] == row["share_percent"]:
            more = "at least " if row["at_least"] else ""
            powers.append((row["share_percent"], words, f"{more}{row['share_percent']:.1f}%"))
    if len(powers) == len(_POWERS) and not any(rows[group]["at_least"] for group in _POWERS):
        (_, first, share), *others = sorted(powers, reverse=True)
        rest = ", ".join(f"{words} {its}" for _, words, its in others)
        return f"{what}, {head['covers']}: {first} leads with {share}; {rest}"
    named = ", ".join(f"{words} {its}" for _, words, its in powers)
    return f"{what}, {head['covers']}: {named or 'EU, Russia, China not named'}"


# Panels: one axes, a stretch of years for each country


class Panels(NamedTuple):
    """Where the panels of an axes are: side by side, or on a tall canvas one above the other.

    Each country has a panel of its own, `right` years from that before and `down` below it.
    """

    countries: tuple[str, ...]
    right: float
    down: float

    def x(self, country: str, years: Any) -> Any:
        """The place of years in the panel of a country."""
        return self.countries.index(country) * self.right + years - _FIRST

    def y(self, country: str, values: Any) -> Any:
        """The place of values in the panel of a country."""
        return values - self.countries.index(country) * self.down


def _panels(ax: Axes, countries: tuple[str, ...], top: float, ticks: Sequence[int]) -> Panels:
    """A panel for each country, under its name, with the years and the `ticks` of its values."""
    right, down = shaped(ax, wide=(float(_PANEL), 0.0), tall=(0.0, 1.22 * top))
    panels = Panels(countries, right, down)
    for country in countries:
        where = panels.x(country, _FIRST - 0.8), panels.y(country, top)
        size = shaped(ax, wide=11, tall=SMALL)
        beside(ax, SIX[country], where, right=1, weight="bold", fontsize=size)
    stretches = shaped(ax, wide=countries, tall=countries[:1])
    years = shaped(ax, wide=(_FIRST, _FIRST + 10), tall=(_FIRST, _FIRST + 5, _FIRST + 10, _LAST))
    ax.set_xticks(
        [panels.x(country, year) for country in stretches for year in years],
        [str(year) for _ in stretches for year in years],
    )
    ax.set_xlim(-1.5, panels.x(stretches[-1], _LAST) + shaped(ax, wide=4, tall=1.5))
    rows = shaped(ax, wide=countries[:1], tall=countries)
    ax.set_yticks(
        [panels.y(country, tick) for country in rows for tick in ticks],
        [f"{tick:,}" for _ in rows for tick in ticks],
    )
    return panels


_STROKE: Final[Mapping[str, dict[str, Any]]] = {
    trade.OWN: {"linestyle": "-", "linewidth": 2.2},
    trade.MERGED: {"linestyle": (0, (3, 2)), "linewidth": 1.4},
    trade.STATED: {"linestyle": "none", "marker": "o", "markersize": 5.5},
    trade.TOP: {"linestyle": "none", "marker": "o", "markersize": 5.5},
}


@composed(summary=trade.describe_dependence, height=310, tall=430)
def dependence(table: pd.DataFrame, ax: Axes) -> None:
    """China on Russia in the first and the last year of each office's series, and both together.

    Of a country without a series the single shares on record stand below, open.
    """
    names, places, place = [], [], -1.0
    for country, rows in _shown(table):
        place += 0.35
        for row in rows.to_dict("records"):
            place += 1
            _two_powers(ax, place, SIX[country], row)
            names.append(f"{SIX[country]} {row['year']}")
            places.append(place)
    names_down_the_side(ax, names, places)
    for x, words in ((10, "Russia"), (25, "China")):
        beside(ax, words, (x, -1.2), fontsize=SMALL)
        ax.scatter(x - 6, -1.2, s=50, marker="s", **filled(words))
    ax.set_ylim(place + 0.6, -1.6)
    ax.set_xticks(range(0, 61, 20))
    value_axis(ax, "share of turnover (%)", limits=(0, 64), horizontal=True)
    gains = trade.gains(table, "both_percent")
    moves = ", ".join(
        f"{SIX[country]} {gain:+.1f}{'' if number else ' points'}"
        for number, (country, gain) in enumerate(gains.items())
    )
    lost = sum(gain < 0 for gain in gains.values())
    whole = "did not lose" if not lost else f"lost in {lost} of {len(gains)}"
    ax.set_title(f"Russia and China together {whole}: {moves}")


def _shown(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The first and the last year of each office's series, and Azerbaijan's single shares."""
    series = [(country, trade.first_and_last(table, country)) for country in trade.OFFICES]
    found = [(country, pd.DataFrame(list(ends))) for country, ends in series]
    single = table[(table["country"] == "AZE") & (table["basis"] == trade.STATED)]
    ends = single[single["both_percent"].notna() | (single["year"] == single["year"].max())]
    return [*found, ("AZE", ends)]


def _two_powers(ax: Axes, place: float, name: str, row: Row) -> None:
    """A bar of two parts with their shares, and both together at its end."""
    look, low = filled if row["basis"] == trade.OWN else opened, 0.0
    for actor, column in (("Russia", _RUSSIA), ("China", _CHINA)):
        share = row[column]
        if share != share:
            continue
        bars = ax.barh(place, share, left=low, height=thick(ax, 0.72), **look(actor))
        both = f", together {row['both_percent']:.1f}%" if low and low == row[_RUSSIA] else ""
        marks.says(bars, [f"{name} {row['year']}: {actor} {share:.1f}%{both} ({row['basis']})"])
        if share >= _WIDE_ENOUGH:
            beside(ax, f"{share:.0f}", (low + share / 2, place), fontsize=SMALL)
        low += share
    known = row["both_percent"] == row["both_percent"]
    words = f"{low:.0f}" if known else f"{low:.0f}, Russia alone"
    beside(ax, words, (low, place), right=6, fontsize=SMALL, fontweight="bold")


_WIDE_ENOUGH: Final = 7.0
"""Percent from which a part of a bar holds its number."""
_RUSSIA: Final = "russia_percent"
_CHINA: Final = "china_percent"


@composed(summary=trade.describe_region, height=200, tall=240)
def region_share(table: pd.DataFrame, ax: Axes) -> None:
    """The region's share by country, from the first to the last year of the office's series.

    What is on record for a country without a series are small dots.
    """
    for place, country in enumerate(_BY_SHARE):
        rows, name = table[table["country"] == country], SIX[country]
        own = rows[(rows["basis"] == trade.OWN) & rows["region_percent"].notna()]
        readings = [
            f"{name} {year}, the region: {value:.1f}% ({basis})"
            for year, value, basis in _rows(own if len(own) else rows, *_REGION)
        ]
        if len(own):
            change(ax, place, own["region_percent"].to_list(), name, readings)
            first, last = own.iloc[0], own.iloc[-1]
            words = (
                f"{first['region_percent']:.1f} in {first['year']}, {last['region_percent']:.1f} "
                f"in {last['year']}"
            )
            end = own["region_percent"].max()
        else:
            words, end = "no series of its own", rows["region_percent"].max()
            dots = ax.scatter(rows["region_percent"], [place] * len(rows), s=16, **opened(name))
            marks.says(dots, readings)
        beside(ax, words, (end, place), right=9, fontsize=SMALL)
    names_down_the_side(ax, [SIX[country] for country in _BY_SHARE], above=0.46)
    ax.set_ylim(len(_BY_SHARE) - 0.4, -0.7)
    ax.set_xticks(range(0, 21, 5))
    value_axis(
        ax, "share of turnover (%)", limits=(0, shaped(ax, wide=39, tall=42)), horizontal=True
    )
    gains = trade.gains(table, "region_percent").values()
    grew = sum(gain >= 1 for gain in gains)
    ax.set_title(
        f"Trade inside the region gained a point of share in {grew or 'none'} of the {len(gains)} "
        "states that publish it"
    )


_REGION: Final = ("year", "region_percent", "basis")
_BY_SHARE: Final = ("KGZ", "UZB", "KAZ", "AZE")


@composed(summary=trade.describe_concentration, height=290, tall=520)
def concentration_of(table: pd.DataFrame, ax: Axes) -> None:
    """The bounds of the index as a band, a panel a country; a lower bound alone as a triangle."""
    panels = _panels(ax, trade.CHARTED, 5900, range(0, 5001, shaped(ax, wide=1000, tall=2000)))
    for (country, basis), rows in table.groupby(["country", "basis"], sort=False):
        name, colour = SIX[str(country)], style.colour(SIX[str(country)])
        x = panels.x(str(country), rows["year"])
        lower, upper = (panels.y(str(country), rows[f"{end}_index"]) for end in ("low", "high"))
        low = [f"{name} {y}: at least {v:,.0f}" for y, v in _rows(rows, "year", "low_index")]
        if basis not in trade.COMPLETE:
            marks.says(ax.scatter(x, lower, s=44, marker="^", zorder=3, **opened(name)), low)
            continue
        ax.fill_between(x, lower, upper, color=colour, alpha=0.25, linewidth=0)
        stroke = _STROKE[str(basis)] | {"linewidth": 1.6}
        (bottom,) = ax.plot(x, lower, color=colour, **stroke)
        (top,) = ax.plot(x, upper, color=colour, **stroke)
        marks.says(bottom, low)
        marks.says(
            top,
            [f"{name} {y}: at most {v:,.0f}" for y, v in _rows(rows, "year", "high_index")],
        )
        if basis == trade.OWN:
            told = trade.verdict_on_change(rows)
            words = {"the bounds overlap": "not certain"}.get(told, told)
            up = shaped(ax, wide=5300, tall=5900)
            beside(ax, words, (float(np.mean(x)), panels.y(str(country), up)), **NOTE)
    bottom_of_all = panels.y(trade.CHARTED[-1], 0)
    value_axis(ax, "index of concentration", limits=(bottom_of_all, 6200))
    own = table[table["basis"] == trade.OWN]
    changes = {
        SIX[str(country)]: trade.verdict_on_change(rows)
        for country, rows in own.groupby("country", sort=False)
    }
    unsure = "the bounds overlap"
    sure = [f"{words} in {name}" for name, words in changes.items() if words != unsure]
    measure = table["measure"].iloc[0]
    ax.set_title(
        f"Concentration of {measure}: {'; '.join(sure)}; elsewhere no change is certain"
        if sure
        else f"Concentration of {measure}: the bounds overlap, no change is certain"
    )


def _rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))


# Azerbaijan and Central Asia, and the two sides of one trade


_SHIFTED: Final = 0.35
"""What is counted otherwise stands so far from its year's place, in years."""


@composed(summary=trade.describe_azerbaijan, height=280, tall=330)
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
    for number, name in enumerate(order):
        middle = heights[name] + 36 if name == "Kyrgyzstan" else heights[name] / 2
        place = last["year"].iloc[0] + 0.34, low_at + middle
        if is_tall(ax):
            place = 2018.0, 950 + 95 * number
            ax.scatter(*place, s=50, marker="s", **filled(name))
        beside(ax, name, place, right=shaped(ax, wide=3, tall=8), fontsize=SMALL)
        low_at += heights[name]
    months = own["covers"].iloc[0].split(" ")[0]
    beside(ax, f"Azerbaijan's\nown count,\n{months}", (2024.7, 1010), right=-1, **NOTE)
    ax.set_xlim(2017.5, 2025.8)
    years = [str(year) for year in range(2018, 2026)]
    counted = {str(year) for year in theirs["year"]} | {years[-1]}
    ticks = [year if year in counted else f"{year}\nnone" for year in years]
    ax.set_xticks([*range(2018, 2025), 2025 + _SHIFTED], ticks)
    ax.set_yticks(range(0, 1201, 300), [f"{value:,}" for value in range(0, 1201, 300)])
    value_axis(ax, "turnover (USD mn)", limits=(0, 1300))
    sums = trade.counted_by_partners(table)
    ax.set_title(
        f"Trade of Azerbaijan with three Central Asian states: {sums['times'].iloc[-1]:.1f} "
        f"times as much in {sums['year'].iloc[-1]} as in {sums['year'].iloc[0]}"
    )


@composed(summary=trade.describe_mirrors, height=300, tall=380)
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
                # On a phone the name of the pair stands above the dots, to their left.
                right = shaped(ax, wide=0, tall=1)
                beside(ax, row[side], (value, place), up=5, right=right, fontsize=SMALL)
        look = {"fontsize": SMALL, "fontweight": "bold"} if not place else NOTE
        beside(ax, f"\u00d7 {row['ratio']:.2f}", (ends[1], place), right=8, **look)
        names.append(f"{_SHORT[row['lower']]}-{_SHORT[row['higher']]} {row['year']}")
    names_down_the_side(ax, names)
    ax.set_ylim(len(table) - 0.4, -1)
    ax.set_xticks([1, 3, 10, 30], ["1", "3", "10", "30"])
    value_axis(ax, "turnover (USD bn, log scale)", limits=(0.5, 75), horizontal=True)
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
