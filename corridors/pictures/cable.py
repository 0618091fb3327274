"""Pictures of power across the sea, each of the table that `subjects.cable` makes by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Polygon

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    PALE,
    SMALL,
    WIDE_TICKS,
    beside,
    filled,
    opened,
    shaped,
    value_axis,
)
from corridors.subjects import cable

Row = Mapping[Any, Any]

_MARKET: Final = style.colour("European Union")
_CABLE: Final = style.colour("green power")


@composed(summary=cable.describe_months, height=300, tall=350)
def prices_and_contracts(table: pd.DataFrame, ax: Axes) -> None:
    """Romania's monthly price as a line in the band of all landings, contracts as dots."""
    ax.set_yscale("log")
    ax.minorticks_off()
    market = table[table["kind"] != "contract"]
    months = [_decimal(month) for month in market["month"]]
    ax.fill_between(
        months,
        market["lowest_eur_mwh"],
        market["highest_eur_mwh"],
        color=_MARKET,
        alpha=0.22,
        linewidth=0,
    )
    (line,) = ax.plot(months, market["price_eur_mwh"], color=_MARKET, linewidth=1.8)
    marks.says(
        line,
        [
            f"Romania, {row['month']}: {row['price_eur_mwh']:.0f} EUR/MWh (five markets "
            f"{row['lowest_eur_mwh']:.0f} to {row['highest_eur_mwh']:.0f})"
            for row in market.to_dict("records")
        ],
    )
    unfinished = (market["kind"] == "month not over").to_numpy()
    ax.plot(
        np.array(months)[unfinished],
        market["price_eur_mwh"][unfinished],
        "o",
        color=_MARKET,
        markerfacecolor=style.PAPER,
        markersize=5,
    )
    peak = market.sort_values("price_eur_mwh", kind="stable").iloc[-1]
    beside(
        ax, f"{peak['price_eur_mwh']:.0f}", (_decimal(peak["month"]), peak["price_eur_mwh"]), up=9
    )
    beside(ax, "Romania, in the\nband of five markets", (2018.4, 100), **NOTE)
    bought = table[table["kind"] == "contract"]
    _contracts(ax, bought)
    ticks_x = range(2016, 2027, shaped(ax, wide=2, tall=5))
    ax.set_xticks(ticks_x, [str(year) for year in ticks_x])
    ax.set_xlim(2014.9, 2026.6)
    ticks = (10, 25, 50, 100, 250, 500)
    ax.set_yticks(ticks, [str(tick) for tick in ticks])
    value_axis(ax, "EUR per MWh (log scale)", limits=(8.5, 700))
    ax.yaxis.labelpad = WIDE_TICKS
    ax.set_title(_above_contracts(market[market["kind"] == "market"], bought["price_eur_mwh"]))


def _above_contracts(whole: pd.DataFrame, contracts: pd.Series) -> str:
    """Since when Romania's price, in whole months, has been above every contract."""
    now, span = whole.iloc[-1], f"{contracts.min():.0f} to {contracts.max():.0f} EUR/MWh"
    below = (whole["price_eur_mwh"] <= contracts.max()).to_numpy()
    first = len(below) - int(below[::-1].argmax()) if below.any() else 0
    if first == len(below):
        month = cable.month_in_words(now["month"])
        return f"Romania's price was {now['price_eur_mwh']:.0f} in {month}, contracts {span}"
    since = cable.month_in_words(whole["month"].iloc[first])
    return (
        f"Romania's price has been above every contract since {since}: "
        f"{now['price_eur_mwh']:.0f} against {span}"
    )


def _decimal(month: str) -> float:
    year, number = month.split("-")
    return int(year) + (int(number) - 0.5) / 12


_KEYS_TALL: Final = ((2018.6, 17.5), (2015.4, 12.6), (2020.4, 12.6))


def _contracts(ax: Axes, bought: pd.DataFrame) -> None:
    """A dot a contract in the middle of its year, those of one year a little apart; and a key."""
    for place, (seller, rows) in enumerate(bought.groupby("place", sort=True)):
        colour = style.colour(str(seller))
        turn = bought.groupby("month").cumcount().loc[rows.index] * 0.22
        dots = ax.scatter(
            [int(month[:4]) + 0.3 for month in rows["month"]] + turn,
            rows["price_eur_mwh"],
            s=38,
            facecolor=colour,
            edgecolor=style.PAPER,
            linewidth=0.8,
            zorder=4,
        )
        marks.says(
            dots,
            [
                f"{seller} {row['month'][:4]}, {row['what']}: {row['price_eur_mwh']:.1f} EUR/MWh"
                for row in rows.to_dict("records")
            ],
        )
        key = shaped(ax, wide=(2017.55 + place * 2.7, 13.0), tall=_KEYS_TALL[place])
        ax.scatter(*key, s=38, facecolor=colour, edgecolor="none")
        beside(ax, str(seller), key, right=6, fontsize=SMALL)
    beside(ax, "contracts:", (2015.05, shaped(ax, wide=13.0, tall=17.5)), right=1, **NOTE)


_SIDES: Final[Mapping[str, str]] = {"region": "other", "landing": "European Union"}
_HEADS: Final[Mapping[str, str]] = {
    "contract": "Bought: auctions and contracts",
    "region": "Paid in the region",
    "landing": "Sold where a cable would land",
}


@composed(summary=cable.describe_both_ends, height=370, tall=400)
def prices_at_both_ends(table: pd.DataFrame, ax: Axes) -> None:
    """A line a place from its lowest to its highest price; the mean of the year as a dot."""
    height = 0.0
    for side, rows in table.groupby("side", sort=False):
        height += 1.2
        head = _HEADS[str(side)]
        ax.text(0, height, head, va="center", fontsize=SMALL, fontweight="bold")
        for row in rows.to_dict("records"):
            height += 1
            _price_line(ax, row, height)
    ax.set_ylim(height + 0.7, 0.5)
    ax.set_yticks([])
    ax.set_xticks(range(0, 161, 40))
    value_axis(ax, "EUR per MWh", limits=(0, 170), horizontal=True)
    bought, sold = table[table["side"] == "contract"], table[table["side"] == "landing"]
    ax.set_title(
        f"Power is contracted for {bought['low_eur_mwh'].min():.0f} to "
        f"{bought['high_eur_mwh'].max():.0f} EUR/MWh; where a cable would land it sold for "
        f"{sold['middle_eur_mwh'].min():.0f} to {sold['middle_eur_mwh'].max():.0f} in "
        f"{sold['last_year'].max()}"
    )


def _price_line(ax: Axes, row: Row, height: float) -> None:
    colour = style.colour(_SIDES.get(row["side"], row["place"]))
    low, high, middle = row["low_eur_mwh"], row["high_eur_mwh"], row["middle_eur_mwh"]
    landing = row["side"] == "landing"
    years = _from_to(row["first_year"], row["last_year"])
    ends = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
    ax.plot([low, high], [height, height], color=colour, linewidth=5, alpha=PALE)
    places = [middle] if landing else sorted({low, high})
    (dots,) = ax.plot(places, [height] * len(places), "o", color=colour, markersize=6)
    mean = f"mean {middle:.0f}, " if landing else ""
    reading = f"{row['place']}, {row['what']}, {years}: {mean}{ends} EUR/MWh"
    marks.says(dots, [reading] * len(places))
    if landing:
        beside(ax, f"{row['place']} {middle:.0f}", (low, height), right=-7, fontsize=SMALL)
    else:
        what = "" if row["side"] == "contract" else f", {_BRIEFLY.get(row['what'], row['what'])}"
        words = f"{row['place']}{what} {ends}"
        beside(ax, words, (high, height), right=8, fontsize=SMALL)


_BRIEFLY: Final[Mapping[str, str]] = {"tariff of industry": "tariff"}


def _from_to(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}-{last % 100}"


_SHORT: Final[Mapping[str, str]] = {
    "nakhchivan_turkiye_link": "Nakhchivan to Türkiye, agreed",
    "azerbaijan_turkiye_grid": "grid to Türkiye, limit as estimated",
    "georgia_turkiye_line": "Georgia to Türkiye, line in use",
    "black_sea_cable": "Black Sea cable",
    "casa_1000": "CASA-1000 (to Pakistan), being built",
    "azerbaijan_turkiye_europe": "through Türkiye to Europe",
    "caspian_black_sea_europe": "Caspian and Black Sea to Europe",
}


@composed(summary=cable.describe_links, height=350, tall=390)
def links(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a link, its name above: filled for what is there or designed, open for claims."""
    height = 0.0
    by_size = table.sort_values("high_gw", ascending=False, kind="stable")
    for row in by_size.to_dict("records"):
        height += 1
        claim, ours = row["kind"] == "claim", row["link"] == cable.LINK
        actor = "promise" if claim else "green power" if ours else "other"
        low, high = row["low_gw"], row["high_gw"]
        look: dict[str, Any] = (
            {"linestyle": "--", **opened(actor)} if claim else filled(actor, PALE)
        )
        (bar,) = ax.barh(height, high, height=0.42, **look)
        if not claim:
            ax.barh(height, low, height=0.42, color=style.colour(actor))
        words = (
            f"{high * 1000:.0f} MW" if high < 0.1 else cable.span(cable.Interval(low, high), ".1f")
        )
        years = _from_to(row["first_stated"], row["last_stated"])
        unit = "" if "MW" in words else " GW"
        marks.says(bar, f"{row['name']}, {row['kind']}: {words}{unit} (said in {years})")
        name = _SHORT.get(row["link"], row["name"])
        kind = f", {row['kind']}" if ours else ", claim" if claim else ""
        beside(ax, f"{name}{kind}", (0, height - 0.27), right=2, up=1, fontsize=SMALL)
        beside(ax, words, (high, height), right=5, fontsize=SMALL)
    ax.set_ylim(height + 0.5, 0.25)
    ax.set_yticks([])
    ax.set_xticks(range(5))
    value_axis(ax, "capacity (GW)", limits=(0, 4.9), horizontal=True)
    own = table[table["link"] == cable.LINK].set_index("kind")
    claims = table[table["kind"] == "claim"]
    ax.set_title(
        f"Officials speak of up to {claims['high_gw'].max():.0f} GW; the cable is designed for "
        f"{own['low_gw']['design']:.1f} to {own['high_gw']['design']:.1f}"
    )


_BRIEF: Final[Mapping[str, str]] = {
    "Azerbaijan, wind and solar plants planned or running": "its plants, planned or running",
    "Azerbaijan, exports": "its exports",
    "Azerbaijan, all power": "all its power",
    "Black Sea cable, half used": "cable, half used",
    "Black Sea cable, full all year": "cable, full all year",
}
_SCALE: Final[Mapping[str, tuple[str, bool]]] = {
    "observed": ("Azerbaijan", True),
    "plan": ("promise", False),
    "target": ("promise", False),
    "cable": ("green power", True),
}


@composed(summary=cable.describe_scale, height=420, tall=440)
def whole_scale(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a quantity, its name above; those of the EU and the cable again, so many times shorter.

    Plans and targets are open; of an interval the part beyond its low end is pale.
    """
    of_eu = table["what"].str.startswith("EU")
    full = table[table["what"] == _FULL]
    height = _scale_bars(ax, table[~of_eu], 0.0, 1)
    height += 0.75
    words = f"Beside the EU, drawn {_SHORTER} times shorter"
    ax.text(0, height, words, va="center", fontsize=SMALL, fontweight="bold")
    height = _scale_bars(ax, pd.concat([full, table[of_eu]]), height + 0.1, _SHORTER)
    ax.set_ylim(height + 0.5, 0.25)
    ax.set_yticks([])
    ax.set_xticks(range(0, 31, 10))
    value_axis(ax, "TWh a year", limits=(0, shaped(ax, wide=33, tall=36)), horizontal=True)
    it = cable.read_scale(table)
    ax.set_title(
        f"A full cable carries {cable.span(it.times_green)} times Azerbaijan's wind and solar "
        f"power, {cable.span(it.percent_of_eu, '.1f')}% of EU demand"
    )


_FULL: Final = "Black Sea cable, full all year"
_SHORTER: Final = 100


def _scale_bars(ax: Axes, rows: pd.DataFrame, height: float, shorter: int) -> float:
    """A bar a row below `height`, so many times shorter than the axis says; where they end."""
    for row in rows.to_dict("records"):
        height += 1
        actor, solid = _SCALE[row["kind"]]
        actor = "European Union" if row["what"].startswith("EU") else actor
        low, high = row["low_twh"], row["high_twh"]
        form = ",.0f" if high >= 100 else ".1f"
        words = cable.span(cable.Interval(low, high), form)
        when = "" if np.isnan(row["year"]) else f", {row['year']:.0f}"
        look: dict[str, Any] = filled(actor) if solid else {"linestyle": "--", **opened(actor)}
        (bar,) = ax.barh(height, high / shorter, height=0.4, **look)
        marks.says(bar, f"{row['what']}{when}: {words} TWh")
        if solid:
            (bar,) = ax.barh(height, low / shorter, height=0.4, color=style.colour(actor))
            marks.says(bar, "")
        name = "its target" if row["kind"] == "target" else _BRIEF.get(row["what"], row["what"])
        beside(ax, f"{name}{when}", (0, height - 0.25), right=2, up=1, fontsize=SMALL)
        beside(ax, words, (high / shorter, height), right=5, fontsize=SMALL)
    return height


_FLOOR, _ROOF, _TOP = -8.0, 15.0, 19.4
"""Where the lines of the balance end, in EUR bn, and the frame above them, which holds words."""


@composed(summary=cable.describe_cable, height=320, tall=330)
def green_cable(table: pd.DataFrame, ax: Axes) -> None:
    """The balance from the day the cable opens: a band between its worse and its better end."""
    it = cable.read_cable(table)
    life = it["life"].low
    better = _balance(-it["cost"].low, it["balance"].high, life)
    worse = _balance(-it["cost"].high, it["balance"].low, life)
    corners = [
        (life, level)
        for level, hit in ((_ROOF, better[1][1] >= _ROOF), (_FLOOR, worse[1][1] <= _FLOOR))
        if hit
    ]
    outline = [*better, *(c for c in corners if c not in (better[1], worse[1])), *reversed(worse)]
    ax.add_patch(Polygon(outline, closed=True, facecolor=to_rgba(_CABLE, 0.2), edgecolor="none"))
    ax.plot([0, life], [0, 0], color=style.MUTED, linewidth=1)
    for line, invested, end, dashes in (
        (better, it["cost"].low, "better", "-"),
        (worse, it["cost"].high, "worse", (0, (4, 1.6))),
    ):
        (drawn,) = ax.plot(*zip(*line, strict=True), color=_CABLE, linewidth=1.8, linestyle=dashes)
        final = it["balance"].high if end == "better" else it["balance"].low
        inside = _FLOOR < final < _ROOF
        marks.says(
            drawn,
            [
                f"{end} end: cost {invested:.1f} bn",
                f"{end} end after {life:.0f} years: {final:+.1f} bn" if inside else "",
            ],
        )
    _paid_back(ax, it["payback"], life)
    _figures(ax, it)
    ax.set_xlim(0, life)
    ax.set_xticks(range(0, 41, 10))
    ax.set_xlabel("years in use")
    ticks = range(-5, 16, 5)
    ax.set_yticks(ticks, [f"{tick:+d}" if tick else "0" for tick in ticks])
    value_axis(ax, "balance (EUR bn)", limits=(_FLOOR, _TOP))
    earned = cable.earnings_in_short(it["earnings"])
    when = cable.payback_in_short(it["payback"], life)
    ax.set_title(f"The cable {earned}: {when}")


Point = tuple[float, float]
_ROOM: Final = 6.0
"""Years that words need beside a dot."""


def _balance(start: float, end: float, life: float) -> list[Point]:
    """The line from the first to the last year, or to where it leaves the frame."""
    edge = _ROOF if end > _ROOF else _FLOOR
    if _FLOOR <= end <= _ROOF:
        return [(0.0, start), (life, end)]
    return [(0.0, start), (life * (edge - start) / (end - start), edge)]


def _paid_back(ax: Axes, payback: cable.Interval, life: float) -> None:
    if payback.low <= life:
        until = payback.high if payback.high <= life else life
        ax.plot([payback.low, until], [0, 0], color=style.INK, linewidth=3, zorder=3)
    for years, end in zip(payback, ("better", "worse"), strict=True):
        if np.isnan(years) or years > life:
            continue
        dot = ax.scatter(years, 0, s=44, facecolor=_CABLE, edgecolor=style.PAPER, zorder=4)
        marks.says(dot, [f"{end} end: paid back in {years:.1f} years"])
        if end == "worse":
            side = 2 if years < life - _ROOM else -2
            beside(ax, f"{years:.0f} years", (years, 0), right=side, up=-9)
        elif years > _ROOM:
            beside(ax, f"{years:.0f} years", (years, 0), right=-2, up=6)


def _figures(ax: Axes, it: Mapping[str, cable.Interval]) -> None:
    """The power and the money of a year, above the lines; a phone has the rest in the sentence."""
    sent, delivered = (cable.span(it[key], ".1f") for key in ("sent", "delivered"))
    sold, bought, upkeep = (cable.span(it[key]) for key in ("revenue", "power_cost", "upkeep"))
    energy, sales = f"{sent} TWh in, {delivered} out", f"sales EUR {sold} mn a year"
    less, costs = f"less power bought {bought} mn", f"upkeep {upkeep} mn"
    lines = shaped(
        ax,
        wide=[f"{energy}; {sales}", f"{less}, {costs}"],
        tall=[energy, sales],
    )
    for number, words in enumerate(lines):
        ax.text(0.3, _TOP - 1.1 - number * 1.8, words, va="center", fontsize=SMALL)
