"""Pictures of gas and oil, each of the table that `subjects.gas` makes under the same name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from corridors import units
from corridors.explore import marks
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import (
    PALE,
    SMALL,
    SOLID,
    WIDE_TICKS,
    beside,
    filled,
    names_down_the_side,
    opened,
    shaped,
    target,
    thick,
    value_axis,
)
from corridors.subjects import gas

Row = Mapping[Any, Any]

_GROUPS: Final[Mapping[str, tuple[str, str]]] = {
    "EU member": ("European Union", "in the EU"),
    "other European": ("Other Europe", "elsewhere in Europe"),
    "elsewhere": ("other", "outside Europe"),
}
"""The colour and the heading of each group."""
_FIRMNESS: Final[Mapping[str, float]] = {"contract": 1, "not stated": PALE, "no firm volume": 0}
"""How full the mark is."""
_IN_SHORT: Final[Mapping[str, str]] = {
    "long term contract": "long contract",
    "short term contract": "short contract",
    "contract length not stated": "contract",
    "framework option": "option",
}
_FIRST_SHOWN: Final = 2020.0
_EARLY: Final[Mapping[str, float]] = {"wide": 2022.0, "tall": 2023.5}
"""Deliveries until then have their words on the right, later ones on the left."""


@composed(summary=gas.describe_recipients, height=400, tall=410)
def first_deliveries(
    table: pd.DataFrame, ax: Axes, *, paper: pd.Timestamp, paper_says: str
) -> None:
    """One row a country, by group, placed by its first delivery; full with a contract, else not.

    `paper` is marked by a line, with the words `paper_says`. Deliveries before the axis begins
    stand at its edge. On a tall canvas the names stand with the arrangements, at the marks.
    """
    line, place, places = units.decimal_year(paper), -1.0, []
    for group, rows in table.groupby("group", sort=False):
        place += 1.1
        heading = f"{len(rows)} {_GROUPS[str(group)][1]}"
        ax.text(2019.7, place, heading, ha="left", va="center", fontweight="bold", fontsize=10)
        for row in rows.to_dict("records"):
            place += 1
            _first_delivery(ax, place, row, line)
            places.append(place)
    ax.plot(
        [line, line], [-0.8, place + 0.5], color=style.MUTED, linewidth=1, linestyle="--", zorder=1
    )
    ax.text(line, -1.2, paper_says, ha="right", va="center", fontsize=10)
    if is_tall(ax):
        ax.set_yticks([])
    else:
        names_down_the_side(ax, list(table["recipient"]), places)
    ax.set_ylim(place + 0.6, -1.8)
    ticks = range(2020, 2027, shaped(ax, wide=1, tall=2))
    ax.set_xticks(ticks, [str(year) for year in ticks])
    value_axis(ax, "first delivery (start of year)", limits=(2019.7, 2026.6), horizontal=True)
    members = (table["group"] == "EU member").sum()
    ax.set_title(
        f"{len(table)} countries are named as recipients, {members} of them in the EU; contracts "
        f"are on record for {(table['firmness'] == 'contract').sum()}"
    )


def _first_delivery(ax: Axes, place: float, row: Row, line: float) -> None:
    colour = style.colour(_GROUPS[row["group"]][0])
    first, last = (units.decimal_year(row[end].to_timestamp()) for end in ("earliest", "latest"))
    off_axis = last < _FIRST_SHOWN
    x = _FIRST_SHOWN if off_axis else (first + last) / 2
    if not off_axis and last - first > 0.5:
        ax.plot([first, last], [place, place], color=colour, linewidth=6, alpha=0.4)
    dot = ax.scatter(
        x,
        place,
        s=56,
        marker="<" if off_axis else "o",
        linewidth=1.6,
        facecolor=to_rgba(colour, _FIRMNESS[row["firmness"]]),
        edgecolor=colour,
        zorder=3,
    )
    span = f"on {row['earliest']}" if first == last else f"{row['earliest']} to {row['latest']}"
    marks.says(
        dot,
        [f"{row['recipient']} ({row['group']}), first delivery {span}: {row['arrangement']}"],
    )
    words = _IN_SHORT.get(row["arrangement"], row["arrangement"])
    look: dict[str, Any] = {"color": style.MUTED, "fontsize": 10}
    if is_tall(ax):
        words = f"{row['recipient']}: {words}"
        look["color"] = style.INK
    if off_axis:
        since = f"since {row['earliest'].year}"
        words = words.replace(": ", f": {since}, ") if is_tall(ax) else f"{since}, {words}"
        beside(ax, words, (x, place), right=8, **look)
    elif x < shaped(ax, **_EARLY):
        beside(ax, words, (last, place), right=8, **look)
    else:
        beside(ax, words, (min(first, line) if first > line else first, place), right=-8, **look)


_STACK: Final = ("Europe", "Türkiye", "Georgia", "Syria")


@composed(summary=gas.describe_exports, height=320, tall=380)
def exports_and_target(table: pd.DataFrame, ax: Axes) -> None:
    """Stacked bars by destination; what nobody splits and the target are left open."""
    seen, aim = table[table["total_bcm"].notna()], table.iloc[-1]
    low = np.zeros(len(seen))
    for name in _STACK:
        height = seen[gas.column_of(name)].to_numpy()
        bars = ax.bar(seen["year"], np.nan_to_num(height), bottom=low, width=0.74, **filled(name))
        readings = zip(seen["year"], height, strict=True)
        marks.says(bars, ["" if np.isnan(v) else f"{name} {y}: {v:.1f} bcm" for y, v in readings])
        _values_inside(ax, seen["year"], low, height)
        low = low + np.nan_to_num(height)
    _not_split(ax, seen, low)
    for row in seen.to_dict("records"):
        total = (
            f"{row['total_bcm']:.1f}"
            if row["total_by"] == "ministry"
            else (f"≈{row['total_bcm']:.0f}")
        )
        beside(ax, total, (row["year"], row["total_bcm"]), up=3, fontweight="bold")
    _name_stack(ax, seen.iloc[-1])
    volume = aim["target_bcm"]
    reading = f"Target for the EU in {aim['year']}: {volume:.0f} bcm"
    words = shaped(ax, wide=f"EU target {volume:.0f}", tall=f"target\n{volume:.0f}")
    target(ax, (aim["year"], volume), words, reading)
    ax.set_xticks(range(2020, 2028), [str(year) for year in range(2020, 2028)])
    ax.set_xlim(2019.5, 2027.95)
    value_axis(ax, "gas exports (bcm a year)", limits=(0, 28))
    last = seen.iloc[-1]
    ax.set_title(
        f"{last['europe_bcm']:.1f} of {last['total_bcm']:.1f} bcm went to Europe in "
        f"{last['year']}; the EU's target for {aim['year']} is {volume:.0f}"
    )


def _values_inside(
    ax: Axes, years: pd.Series[int], low: np.ndarray[Any, Any], height: np.ndarray[Any, Any]
) -> None:
    """The value in the middle of each part of a bar that is tall enough for it."""
    for year, start, value in zip(years, low, height, strict=True):
        if value >= 2:
            beside(ax, f"{value:.1f}", (year, start + value / 2), fontsize=10)


def _not_split(ax: Axes, seen: pd.DataFrame, low: np.ndarray[Any, Any]) -> None:
    rest = seen["not_split_bcm"].to_numpy()
    bars = ax.bar(seen["year"], rest, bottom=low, width=0.74, linestyle="--", **opened("other"))
    readings = []
    for row, start in zip(seen.to_dict("records"), low, strict=True):
        volume, names = row["not_split_bcm"], row["not_published"]
        lacking = f" ({names} not published)" if names else ""
        readings.append(
            f"{row['year']}: {volume:.1f} bcm not split by destination{lacking}" if volume else ""
        )
        if volume >= 5:
            words, middle = f"not\nsplit\n{volume:.1f}", (row["year"], start + volume / 2)
            beside(ax, words, middle, fontsize=10, color=style.MUTED)
    marks.says(bars, readings)


def _name_stack(ax: Axes, last: pd.Series[Any]) -> None:
    low = 0.0
    for name in _STACK:
        volume = float(last[gas.column_of(name)])
        up = 0.6 if name == "Syria" else 0.0
        ax.text(last["year"] + 0.45, low + volume / 2 + up, name, va="center", fontsize=10)
        low += volume


@composed(summary=gas.describe_two_counts, height=240, tall=280)
def europe_counted_twice(table: pd.DataFrame, ax: Axes) -> None:
    """Two lines, and how far they are apart where they part."""
    last = table.iloc[-1]
    ministry, metered = table["ministry_bcm"], table["metered_bcm"]
    ax.fill_between(table["year"], metered, ministry, color=style.MUTED, alpha=0.15, linewidth=0)
    for row, word, right in zip(
        table.iloc[-2:].to_dict("records"),
        ("", shaped(ax, wide=" apart", tall="")),
        (0, -4),
        strict=True,
    ):
        middle = (row["year"], (row["ministry_bcm"] + row["metered_bcm"]) / 2)
        beside(ax, f"{row['difference_bcm']:.1f}{word}", middle, right=right, fontsize=10)
    for column, actor, words, up in (
        ("ministry_bcm", "Azerbaijan", "ministry", 8),
        ("metered_bcm", "other", "metered at the EU's border", -8),
    ):
        dashes = "-" if up > 0 else (0, (4, 1.6))
        (line,) = ax.plot(
            table["year"], table[column], marker="o", color=style.colour(actor), linestyle=dashes
        )
        readings = zip(table["year"], table[column], strict=True)
        marks.says(line, [f"{words} {y}: {v:.1f} bcm" for y, v in readings])
        end = (last["year"] + 0.15, last[column])
        ax.annotate(
            f"{words} {last[column]:.1f}",
            end,
            (0, up),
            textcoords="offset points",
            ha="right",
            va="bottom" if up > 0 else "top",
        )
    ax.set_xticks(table["year"], [str(year) for year in table["year"]])
    ax.set_xlim(table["year"].iloc[0] - 0.3, last["year"] + 0.3)
    ax.set_yticks(range(8, 15, 2))
    value_axis(ax, "gas to Europe (bcm a year)", limits=(7, 14.5))
    ax.set_title(
        f"Two counts of gas to Europe agree until {table['year'].iloc[-3]}, then part by "
        f"{table['difference_bcm'].iloc[-2]:.1f} to {table['difference_bcm'].iloc[-1]:.1f} bcm"
    )


@composed(summary=gas.describe_italy, height=280, tall=300)
def italy_by_month(table: pd.DataFrame, ax: Axes) -> None:
    """A line a year by month: the last in colour with dots, the two before it in grey."""
    so_far = gas.italy_so_far(table)
    looks = {
        so_far.year - 2: (style.MUTED, (0, (1.5, 1.5))),
        so_far.year - 1: (style.MUTED, "-"),
        so_far.year: (style.colour("Azerbaijan"), "-"),
    }
    for year, (colour, dashes) in looks.items():
        rows = table[table["year"] == year]
        now = year == so_far.year
        (line,) = ax.plot(
            rows["month"],
            rows["energy_twh"],
            color=colour,
            linestyle=dashes,
            marker="o" if now else "",
            zorder=3 if now else 2,
        )
        readings = zip(rows["month"], rows["energy_twh"], strict=True)
        marks.says(line, [f"{pd.Timestamp(year, m, 1):%B %Y}: {v:.1f} TWh" for m, v in readings])
        end = rows.iloc[-1]
        beside(ax, str(year), (end["month"], end["energy_twh"]), right=6, fontsize=10)
    ax.set_xticks(range(1, 13), list("JFMAMJJASOND"))
    ax.set_xlim(0.6, 13.2)
    ax.set_yticks(range(0, 11, 2))
    value_axis(ax, "gas through TAP to Italy (TWh a month)", limits=(0, 11))
    change = 100 * so_far.on_last_year
    word = (
        "as much" if abs(change) < 1 else f"{abs(change):.0f}% {'more' if change > 0 else 'less'}"
    )
    ax.set_title(
        f"So far in {so_far.year} Italy takes {word} through TAP "
        f"{'as' if word == 'as much' else 'than'} in {so_far.year - 1}: {so_far.energy_twh:.1f} TWh"
    )


@composed(summary=gas.describe_share, tall=310)
def share_with_pledge(table: pd.DataFrame, ax: Axes) -> None:
    """Bars by year, a line where the edition changes, the target open."""
    seen, aim = table[table["kind"] == "observed"], table.iloc[-1]
    bars = ax.bar(seen["year"], seen["share_percent"], width=0.7, **filled("Azerbaijan", SOLID))
    readings = []
    for row in seen.to_dict("records"):
        percent = row["share_percent"]
        readings.append(
            f"{row['year']}: {row['azerbaijan_twh']:.1f} TWh, {percent:.1f}% of imports"
        )
        beside(ax, f"{percent:.1f}", (row["year"], percent), up=3)
    marks.says(bars, readings)
    _edition_break(ax, seen, top=7.75)
    percent = aim["share_percent"]
    reading = f"Target for {aim['year']}: {aim['azerbaijan_twh']:.0f} TWh, {percent:.1f}%"
    target(ax, (aim["year"], percent), f"target {percent:.1f}", reading)
    ticks = range(2019, 2028, shaped(ax, wide=1, tall=2))
    ax.set_xticks(ticks, [str(year) for year in ticks])
    ax.set_xlim(2018.4, 2028)
    value_axis(ax, "share of EU gas imports (%)", limits=(0, 8))
    ax.set_title(
        f"Azerbaijan supplies {seen['share_percent'].iloc[-1]:.1f}% of the EU's gas imports; "
        f"the target would be {percent:.1f}%"
    )


def _edition_break(ax: Axes, seen: pd.DataFrame, top: float) -> None:
    """A thin line between the last year of one edition and the first of the next."""
    edition = seen["edition"]
    (change,) = seen.loc[edition != edition.shift(), "year"].iloc[1:]
    x = change - 0.5
    ax.plot([x, x], [0, top], color=style.MUTED, linewidth=1, linestyle=":", zorder=1)
    for words, end, shift in (("daily edition", "right", -0.07), ("quarterly", "left", 0.07)):
        ax.text(x + shift, top, words, ha=end, va="top", color=style.MUTED, fontsize=10)


@composed(summary=gas.describe_concentration, tall=330)
def concentration(table: pd.DataFrame, ax: Axes) -> None:
    """The index with LNG by origin as a line, and with all LNG as one supplier dashed."""
    years, colour = table["year"], style.colour("European Union")
    as_one, high = table["concentration_lng_as_one"], table["concentration_high"]
    (dashed,) = ax.plot(years, as_one, color=style.colour("other"), linewidth=1.6, linestyle="--")
    marks.says(
        dashed,
        [f"{y:.0f}, all LNG as one supplier: {v:,.0f}" for y, v in zip(years, as_one, strict=True)],
    )
    known = table[high.notna()]
    ax.vlines(
        known["year"],
        known["concentration_low"],
        known["concentration_high"],
        color=colour,
        linewidth=7,
        alpha=0.4,
    )
    (dots,) = ax.plot(years, high, "o-", color=colour)
    ranges = zip(years, table["concentration_low"], high, strict=True)
    marks.says(
        dots,
        [
            "" if np.isnan(h) else f"{y:.0f}, LNG by origin: {lo:,.0f} to {h:,.0f}"
            for y, lo, h in ranges
        ],
    )
    first, last = known.iloc[0], known.iloc[-1]
    ends = [(int(row["year"]), float(row["concentration_high"])) for row in (first, last)]
    beside(ax, f"{ends[0][1]:,.0f}", ends[0], up=7, fontweight="bold")
    beside(ax, f"{ends[1][1]:,.0f}", ends[1], up=-8, fontweight="bold")
    words: dict[str, Any] = {"color": style.MUTED, "fontsize": 10}
    beside(ax, "origins of LNG\nnot known", (table.loc[high.isna(), "year"].mean(), 1250), **words)
    beside(ax, "LNG by origin", (2024, 1500), fontsize=10)
    ax.text(2025.2, 3360, "if all LNG were one supplier", ha="right", va="bottom", **words)
    ax.set_xticks(years, [f"{year:.0f}" for year in years])
    ax.set_xlim(2018.6, 2025.5)
    ax.set_yticks(range(0, 5000, 1000), [f"{tick:,}" for tick in range(0, 5000, 1000)])
    value_axis(ax, "concentration (HHI, one supplier: 10,000)", limits=(0, 4000))
    ax.yaxis.labelpad = WIDE_TICKS
    ax.set_title(
        f"The EU's gas suppliers are less concentrated: {ends[0][1]:,.0f} in {ends[0][0]}, "
        f"{ends[1][1]:,.0f} in {ends[1][0]}"
    )


_WAYS: Final[Mapping[str, str]] = {"CPC": "Russia (CPC)", "BTC": "Azerbaijan (BTC)"}
"""The two pipelines by the country that they cross, from left to right."""


@composed(summary=gas.describe_oil, tall=340)
def caspian_oil(table: pd.DataFrame, ax: Axes) -> None:
    """A group of bars a pipeline: the Kazakh part filled, the whole open, dotted if months lack."""
    years = sorted(set(table["year"]))
    first = dict(zip(_WAYS, (0.0, len(years) + 0.6), strict=True))
    for row in table.to_dict("records"):
        _oil_bar(ax, first[row["pipeline"]] + years.index(row["year"]), row)
    for name, x in first.items():
        middle = (x + (len(years) - 1) / 2, _OIL_TOP)
        size = shaped(ax, wide=11, tall=SMALL)
        words = shaped(ax, wide=f"through {_WAYS[name]}", tall=_WAYS[name])
        beside(ax, words, middle, up=-1, fontsize=size, fontweight="bold")
    ax.set_xticks(
        [x + step for x in first.values() for step in range(len(years))],
        [shaped(ax, wide=str(year), tall=f"\u2019{year % 100}") for _ in first for year in years],
    )
    ax.set_xlim(-0.6, first["BTC"] + len(years) - 0.4)
    ax.set_yticks(range(0, 81, 20))
    value_axis(ax, "oil (Mt a year)", limits=(0, _OIL_TOP))
    kazakh = table.pivot(index="year", columns="pipeline", values="kazakh_high_mt").dropna()
    last = kazakh.iloc[-1]
    ax.set_title(
        f"Kazakh oil in {kazakh.index[-1]}: {last['CPC'] / last['BTC']:.0f} times as much through "
        "Russia as through Azerbaijan"
    )


_OIL_TOP: Final = 88.0
"""The end of the axis in Mt; the names of the ways stand below it."""
_OIL_WIDTH: Final = 0.84


def _oil_bar(ax: Axes, x: float, row: Row) -> None:
    total, high, low = row["total_mt"], row["kazakh_high_mt"], row["kazakh_low_mt"]
    name = f"{row['pipeline']} {row['year']}"
    small: dict[str, Any] = {"fontsize": 10, "color": style.MUTED}
    if np.isnan(total):
        ax.text(x, 1, "no figure", ha="center", va="bottom", rotation=90, **small)
        return
    whole = row["total_months"] == 12
    months = "whole year" if whole else f"{row['total_months']:.0f} months"
    (bar,) = ax.bar(x, total, width=_OIL_WIDTH, linestyle="-" if whole else ":", **opened("other"))
    marks.says(bar, f"{name}, all oil, {months}: {total:.1f} Mt")
    beside(ax, f"{total:.0f}", (x, total), up=2)
    if not whole and not is_tall(ax):
        beside(ax, f"{row['total_months']:.0f} mo.", (x, total), up=17, **small)
    if not np.isnan(high):
        (bar,) = ax.bar(x, high, width=_OIL_WIDTH, **filled("Kazakhstan"))
        span = f"{high:.1f}" if low == high else f"{low:.1f} to {high:.1f}"
        marks.says(bar, f"{name}, Kazakh oil: {span} Mt ({row['kazakh_status']})")
        tall = high > 10
        place = (x, high * shaped(ax, wide=0.5, tall=0.3) if tall else high)
        most = f"{high:.1f}" if low == high else f"≤{high:.1f}"
        beside(ax, most, place, up=0 if tall else 1, fontsize=10)


_BY_SHIP: Final = ("United States", "Qatar", "Nigeria", "Other LNG")


@composed(summary=gas.describe_cut, height=320, tall=336)
def supply_after_cut(table: pd.DataFrame, ax: Axes) -> None:
    """Bars of what arrives after the cut, ticks of what came before, the part not replaced open."""
    names, after = list(table["supplier"]), table["after_twh"].to_numpy()
    told = [f"{name}, LNG" if name in _BY_SHIP[:-1] else name for name in names]
    before = table["before_twh"].to_numpy()[:-1]
    places = np.arange(len(names))
    value_axis(ax, "gas sent to the EU (TWh a year)", limits=(0, 1180), horizontal=True)
    ax.set_ylim(len(names) - 0.4, -1.5)
    names_down_the_side(ax, told)
    colours = [to_rgba(style.colour("LNG" if n in _BY_SHIP else n), SOLID) for n in names]
    bars = ax.barh(places, after, height=thick(ax, 0.66), color=colours)
    bars.patches[-1].set(linestyle="--", **opened("promise"), visible=bool(after[-1] > 0))
    marks.says(bars, [f"{n}: {v:,.0f} TWh" for n, v in zip(names, after, strict=True)])
    (ticks,) = ax.plot(
        before, places[:-1], "|", color=style.INK, markersize=11, markeredgewidth=1.6, zorder=3
    )
    marks.says(
        ticks, [f"{n} in the base year: {v:,.0f} TWh" for n, v in zip(names, before, strict=False)]
    )
    for place, (value, start) in enumerate(zip(after, [*before, 0.0], strict=True)):
        ax.text(max(value, start) + 14, place, f"{value:,.0f}", va="center", fontsize=10)
    cut = gas.read_cut(table)
    index = f"concentration (HHI) {cut.hhi_before:,.0f} → {cut.hhi_after:,.0f}"
    ax.text(1170, -1.1, index, ha="right", va="center", fontsize=10)
    more = cut.gained_twh >= 0.5
    if cut.lost_twh < 0.5:
        sends = f"{cut.gained_twh:.0f} TWh more" if more else "no more than before"
        ax.set_title(f"Nothing is cut; Azerbaijan sends {sends}")
        return
    ax.set_title(
        f"{cut.subject} sends {cut.lost_twh:,.0f} TWh less; "
        + (
            f"more gas from Azerbaijan replaces {cut.replaced:.0%}"
            if more
            else "Azerbaijan sends no more than before"
        )
    )


@composed(summary=gas.describe_path, tall=350)
def path_to_pledge(table: pd.DataFrame, ax: Axes, *, reach: pd.DataFrame | None = None) -> None:
    """Gas to Europe seen and to come, the pledge open and what is missing, the pipe's capacity.

    `reach`, of `gas.reach_of_paths`, is a band behind: between the best and the worst of all
    settings.
    """
    colour, years, europe = style.colour("Azerbaijan"), table["year"], table["europe_bcm"]
    ax.step(
        years,
        table["pipe_capacity_bcm"],
        where="mid",
        color=style.MUTED,
        linewidth=1.2,
        linestyle=(0, (2, 2)),
    )
    beside(
        ax, "TAP's stated capacity", (2022.2, 10), right=1, up=-5, color=style.MUTED, fontsize=10
    )
    seen = (table["kind"] == "observed").to_numpy()
    now = int(seen.sum()) - 1
    if reach is not None:
        band = reach["year"], reach["low_bcm"], reach["high_bcm"]
        ax.fill_between(*band, color=colour, alpha=0.13, linewidth=0, zorder=0)
    ax.plot(years[now:], europe[now:], color=colour, linestyle=(0, (4, 1.6)))
    (dots,) = ax.plot(years[seen], europe[seen], "o-", color=colour)
    rings = ax.scatter(
        years[~seen], europe[~seen], s=40, facecolor=style.PAPER, edgecolor=colour, zorder=3
    )
    readings = [f"{y}: {v:.1f} bcm to Europe" for y, v in zip(years, europe, strict=True)]
    marks.says(dots, readings[: now + 1])
    marks.says(rings, [f"{reading}, on these choices" for reading in readings[now + 1 :]])
    for place in (now, len(table) - 1):
        beside(ax, f"{europe[place]:.1f}", (years[place], europe[place]), up=8)
    due = table.loc[table["pledge_bcm"].notna()].iloc[0]
    year, pledge, missing = due["year"], due["pledge_bcm"], due["missing_bcm"]
    diamond = ax.scatter(year, pledge, s=90, marker="D", zorder=4, **opened("promise"))
    marks.says(diamond, [f"Pledge for {year}: {pledge:.0f} bcm"])
    beside(ax, f"pledge {pledge:.0f}", (year, pledge), right=-9)
    if missing > 0:
        ends = [due["europe_bcm"] + 0.5, pledge - 0.9]
        ax.plot([year, year], ends, color=style.colour("promise"), linestyle=":")
        beside(ax, f"{missing:.1f} missing", (year, pledge - 2.5), right=-6)
    ax.set_xticks(range(2021, 2031, 2), [str(tick) for tick in range(2021, 2031, 2)])
    ax.set_xlim(2020.6, 2030.6)
    value_axis(ax, "gas to Europe (bcm a year)", limits=(0, 28))
    ax.set_title(
        f"{due['europe_bcm']:.1f} bcm could reach Europe in {year}, "
        + (f"{missing:.1f} short of the pledge" if missing > 0 else "enough for the pledge")
    )
