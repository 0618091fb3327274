"""Pictures of freight: volumes against plans, claims about days and cost, two explorers.

Each takes the table of the function of `subjects.freight` that it is named after or says.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from corridors.explore import marks
from corridors.explore.rounding import exact
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import NOTE, SMALL, WIDE_TICKS, shaped, value_axis
from corridors.subjects import freight

PLAN: Final = style.colour("promise")
CORRIDOR: Final = style.colour("Middle Corridor")
_TEXT: Final[dict[str, Any]] = {"textcoords": "offset points", "color": style.INK}
_NOTE: Final[dict[str, Any]] = {**_TEXT, "color": style.MUTED, "fontsize": SMALL}


@composed(summary=freight.describe_cargo, tall=320)
def cargo_and_plans(table: pd.DataFrame, ax: Axes) -> None:
    """Tonnage by year as bars, other reports as dots, plans as open diamonds."""
    _bars_and_plans(table, ax, "cargo_mt", "{:.1f}", "{:.3g} Mt")
    last, plan = _last(table, "cargo_mt")
    ax.set_title(
        f"The corridor carried {last['cargo_mt']:.2f} Mt in {last['year']}; {plan:.1f} were planned"
    )
    ax.set_xlim(2018.45, 2025.65)
    ax.set_xticks(range(2019, 2026))
    ax.set_yticks(range(0, 7, 2))
    value_axis(ax, "cargo (Mt a year)", limits=(0, 6))


@composed(summary=freight.describe_containers, tall=340)
def containers_and_plans(table: pd.DataFrame, ax: Axes) -> None:
    """Containers by year as bars, plans as open diamonds."""
    thousands = table.assign(containers_teu=table["containers_teu"] / 1000)
    _bars_and_plans(thousands, ax, "containers_teu", "{:.3g}", "{:.3g} thousand TEU", plan_at=0.36)
    top = table.sort_values("containers_teu", kind="stable").iloc[-1]
    last, _ = _last(table, "containers_teu")
    ax.set_title(
        f"{top['containers_teu']:,.0f} TEU were planned for {top['year']}; "
        f"{last['year']} brought {last['containers_teu']:,.0f}"
    )
    ax.set_xlim(2017.5, 2025.65)
    ax.set_xticks(range(2018, 2026))
    ax.set_yticks(range(0, 301, 100))
    value_axis(ax, "containers (thousand TEU a year)", limits=(0, 330))
    ax.yaxis.labelpad = WIDE_TICKS


@composed(summary=freight.describe_trains, tall=340)
def trains_and_plans(table: pd.DataFrame, ax: Axes) -> None:
    """Block trains received as bars, the plans for a year as open diamonds in order of time."""
    _bars_and_plans(
        table,
        ax,
        "block_trains",
        "{:,.0f}",
        "{:,.0f} trains",
        plan_at=0.5,
        bar_at=0,
        step=shaped(ax, wide=0.42, tall=0.46),
        wide=0.36,
        dated=True,
    )
    last, _ = _last(table, "block_trains")
    plans = table[(table["kind"] == "plan") & (table["year"] == last["year"])]["block_trains"]
    ax.set_title(
        f"The plan for {last['year']} went from {plans.max():,.0f} trains to "
        f"{plans.iloc[-1]:,.0f}; {last['block_trains']:,.0f} came"
    )
    ax.set_xlim(2023.55, 2026.5)
    ax.set_xticks(range(2024, 2026))
    ax.set_yticks(range(0, 1001, 250), [f"{count:,}" for count in range(0, 1001, 250)])
    value_axis(ax, "block trains received (a year)", limits=(0, 1200))
    ax.yaxis.labelpad = WIDE_TICKS


def _last(table: pd.DataFrame, column: str) -> tuple[pd.Series, float]:
    """The last outcome, and the last plan made for its year."""
    last = table[table["kind"] == "outcome"].iloc[-1]
    plans = table[(table["kind"] == "plan") & (table["year"] == last["year"])]
    return last, float(plans[column].iloc[-1])


def _bars_and_plans(
    table: pd.DataFrame,
    ax: Axes,
    column: str,
    short: str,
    long: str,
    *,
    plan_at: float = 0.28,
    bar_at: float = -0.14,
    step: float = 0.0,
    wide: float = 0.44,
    dated: bool = False,
) -> None:
    """Draw outcomes as bars, shifted by `bar_at` of a year, and plans beside them, by `plan_at`."""
    outcome = table[table["kind"] == "outcome"]
    bars = ax.bar(outcome["year"] + bar_at, outcome[column], width=wide, color=CORRIDOR)
    for bar, status in zip(bars.patches, outcome["status"], strict=True):
        if status == "estimate":
            bar.set(facecolor="none", edgecolor=CORRIDOR, hatch="////", linewidth=1.2)
    marks.says(
        bars,
        [
            f"{year}: {long.format(value)}" + ("" if status == "actual" else f" ({status})")
            for year, value, status in _rows(outcome, "year", column, "status")
        ],
    )
    top = table[table["kind"] != "plan"].groupby("year")[column].max()
    for year, value in _rows(outcome, "year", column):
        _above(ax, year + bar_at, top[year], short.format(value), raised=4)
    others = table[table["kind"] == "other report"]
    if len(others):
        dots = ax.scatter(
            others["year"] + bar_at + 0.13,
            others[column],
            s=16,
            facecolor=style.PAPER,
            edgecolor=style.INK,
            linewidth=0.9,
            zorder=3,
        )
        marks.says(
            dots,
            [
                f"{year}, another report: {long.format(value)}"
                for year, value in _rows(others, "year", column)
            ],
        )
    plans = table[table["kind"] == "plan"]
    places = plans["year"] + plan_at + step * plans.groupby("year").cumcount()
    diamonds = ax.scatter(
        places,
        plans[column],
        s=48,
        marker="D",
        facecolor="none",
        edgecolor=PLAN,
        linewidth=1.8,
        zorder=3,
    )
    marks.says(
        diamonds,
        [
            f"Plan for {year}, {f'made {stated}' if stated else 'undated'}: {long.format(value)}"
            for year, value, stated in _rows(plans, "year", column, "stated")
        ],
    )
    if dated:
        for year, its in places[plans.duplicated("year", keep=False)].groupby(plans["year"]):
            under = [0.8 * plans.loc[its.index, column].min()] * 2
            ax.plot([its.min() - 0.1, its.max() + 0.1], under, color=style.MUTED, linewidth=0.8)
            words = f"plans for{shaped(ax, wide=' ', tall=chr(10))}{year} in turn"
            ax.annotate(words, (its.mean(), under[0]), (0, -4), **_NOTE, ha="center", va="top")
        for x, value, stated in zip(places, plans[column], plans["stated"], strict=True):
            month, _, year = stated.rpartition(" ")
            when = f"{month}{shaped(ax, wide=' ', tall=chr(10))}{year[2:]}" if month else stated
            _above(ax, x, value, f"{short.format(value)}\n{when}", raised=7)
        return
    for year, values in plans.groupby("year")[column]:
        at = float(str(year)) + plan_at
        _above(ax, at, values.max(), short.format(values.max()), raised=6, colour=style.MUTED)
        if len(values) > 1:
            _above(ax, at, values.min(), short.format(values.min()), raised=-18, colour=style.MUTED)


def _above(
    ax: Axes, x: float, y: float, text: str, *, raised: float = 3, colour: str = style.INK
) -> None:
    ax.annotate(
        text,
        (x, y),
        (0, raised),
        **{**_NOTE, "color": colour},
        ha="center",
        va="bottom",
        linespacing=1.05,
    )


def _rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))


class Claim(NamedTuple):
    """A claim as a line: its route, its ends, its label, its reading and how sure it is.

    `alike` says that it is in days and for the same way as others: a band shows how far they go.
    """

    route: str
    low: float
    high: float
    label: str
    says: str
    solid: bool = True
    target: bool = False
    alike: bool = True


@composed(summary=freight.describe_days, height=440, tall=600)
def transit_claims(table: pd.DataFrame, ax: Axes) -> None:
    """Claims of days for the whole way, one line each, over the band of all of their route."""
    _days(table, ax, whole=True)
    middle = table[table["route"] == "Middle Corridor"]
    ax.set_title(
        f"China to Europe by the Middle Corridor: {middle['low_days'].min():.0f} to "
        f"{middle['high_days'].max():.0f} days, depending on who says it"
    )


@composed(summary=freight.describe_days, height=320, tall=420)
def transit_claims_of_parts(table: pd.DataFrame, ax: Axes) -> None:
    """Claims of days for parts of the way, one line each, grouped by route."""
    _days(table, ax, whole=False)
    count = int((table["route"] == "Middle Corridor").sum())
    ax.set_title(f"{count} claims about the Middle Corridor are for a part of the way only")


def _days(table: pd.DataFrame, ax: Axes, *, whole: bool) -> None:
    end = shaped(ax, wide=96, tall=66)
    value_axis(ax, "transit time claimed (days)", limits=(0, end), horizontal=True)
    _claims(
        [
            Claim(
                row["route"],
                row["low_days"],
                row["high_days"],
                f"{row['segment']}, {row['year']}",
                f"{row['route']}, {row['segment']}, {row['year']}: "
                f"{_span(row['low_days'], row['high_days'])} days "
                f"({row['status']}; {row['said_by']})",
                solid=row["status"] == "actual",
                target=row["status"] == "target",
                alike=whole,
            )
            for row in table.to_dict("records")
        ],
        ax,
    )
    ax.set_xticks(range(0, 61, 10))


@composed(summary=freight.describe_costs, height=390, tall=500)
def cost_claims(table: pd.DataFrame, ax: Axes) -> None:
    """Prices of a container by route, one line each; open marks are not for the whole way."""
    end = shaped(ax, wide=20.5, tall=15)
    value_axis(ax, "price (thousand USD per FEU)", limits=(0, end), horizontal=True)
    _claims(
        [
            Claim(
                row["route"],
                row["low_usd_feu"] / 1000,
                row["high_usd_feu"] / 1000,
                f"{row['quote']}, {_years(row['first_year'], row['last_year'])}",
                f"{row['route']}, {row['quote']}, {_years(row['first_year'], row['last_year'])}: "
                f"{_span(row['low_usd_feu'], row['high_usd_feu'])} USD, {row['covers']} "
                f"({row['said_by']})",
                solid=row["covers"] == "whole way",
                alike=False,
            )
            for row in table.to_dict("records")
        ],
        ax,
    )
    north = table[(table["covers"] == "whole way") & (table["route"] == "Northern Corridor")]
    low, high = north["low_usd_feu"].min(), north["high_usd_feu"].max()
    ax.set_title(
        f"Prices from China to Europe by northern rail differ {high / low:.1f}-fold: "
        f"{low:,.0f} to {high:,.0f} USD"
    )
    ax.set_xticks(range(0, 16, 5))


def _years(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}-{last % 100}"


def _span(low: float, high: float) -> str:
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def _claims(claims: Iterable[Claim], ax: Axes) -> None:
    """Draw a line a claim from its low to its high end, under the name of its route.

    Solid claims have filled ends, others open ones; targets are diamonds in the colour of plans.
    On a tall canvas the words of a claim stand above its line, where the line leaves room.
    """
    height = 0.0
    for route, group in itertools.groupby(claims, key=lambda claim: claim.route):
        height -= 1.25
        its, head = list(group), route
        if all(claim.alike for claim in its):
            span = _band(ax, its, height)
            head = shaped(ax, wide=route, tall=f"{route}: {span}")
        ax.annotate(head, (0, height), (3, 0), **_TEXT, weight="bold", va="center", fontsize=11)
        for claim in its:
            height -= shaped(ax, **_STEP)
            colour = PLAN if claim.target else style.colour(route)
            ends = sorted({claim.low, claim.high})
            ax.plot([claim.low, claim.high], [height, height], color=colour, linewidth=2)
            (dots,) = ax.plot(
                ends,
                [height] * len(ends),
                linestyle="none",
                color=colour,
                marker="D" if claim.target else "o",
                markersize=6,
                markeredgewidth=1.5,
                markerfacecolor=colour if claim.solid else style.PAPER,
                zorder=3,
            )
            marks.says(dots, [claim.says] * len(ends))
            if is_tall(ax):
                _over(ax, claim, height)
            else:
                ax.annotate(claim.label, (claim.high, height), (8, 0), **_NOTE, va="center")
    ax.set_ylim(height - 0.8, -0.4)
    ax.set_yticks([])


_STEP: Final[Mapping[str, float]] = {"wide": 1.0, "tall": 1.7}
"""From one claim to the next: on a tall canvas the words of each stand between."""
_LETTER: Final = 1 / 46
"""The width of a letter of small type, as a part of that of a tall chart."""


def _over(ax: Axes, claim: Claim, height: float) -> None:
    """The words of a claim above its line, from its low end or from where they still fit."""
    width = ax.get_xlim()[1]
    start = max(0.0, min(claim.low, width * (1 - _LETTER * len(claim.label))))
    ax.text(start, height + 0.68, claim.label, va="center", **NOTE)


def _band(ax: Axes, claims: list[Claim], top: float) -> str:
    """From the lowest to the highest of the claims, with both ends in words at its end.

    On a tall canvas the words are left to the heading.
    """
    low, high = min(claim.low for claim in claims), max(claim.high for claim in claims)
    up = (top - len(claims) * shaped(ax, **_STEP) - 0.45, top - 0.5)
    ax.add_artist(_bar((low, high), up, style.colour(claims[0].route), alpha=0.12, zorder=0))
    words = f"{_span(low, high)} days"
    if not is_tall(ax):
        ax.annotate(words, (high, top), (2, 0), **_TEXT, va="center", fontsize=11)
    return words


@composed(summary=freight.describe_choice, height=300, tall=320)
def route_choice(table: pd.DataFrame, ax: Axes) -> None:
    """Generalised cost by route as a bar between its ends, freight alone as a thin one below."""
    ax.set_xscale("log")
    ax.minorticks_off()
    ax.set_xticks([1e3, 1e4, 1e5], ["1,000", "10,000", "100,000"])
    value_axis(
        ax,
        "USD per forty-foot container (log scale)",
        limits=(500, shaped(ax, wide=900_000, tall=1_300_000)),
        horizontal=True,
    )
    ax.set_ylim(-0.6, 2.75)
    ax.set_yticks([])
    shared = table["low_total_usd"].max(), table["high_total_usd"].min()
    if shared[0] < shared[1]:
        band = _bar(shared, (-0.6, 2.75), style.MUTED, alpha=0.14, zorder=0)
        ax.add_artist(band)
        middle = (shared[0] * shared[1]) ** 0.5
        ax.text(middle, -0.45, "any may be the cheapest", ha="center", va="center", **NOTE)
    for place, row in enumerate(table.to_dict("records")):
        height, route = float(len(table) - 1 - place), row["route"]
        colour = style.colour("Sea" if route.startswith("Sea") else route)
        total = row["low_total_usd"], row["high_total_usd"]
        money = row["low_freight_usd"], row["high_freight_usd"]
        whole = ax.add_artist(_bar(total, (height - 0.01, height + 0.25), colour))
        freight_alone = ax.add_artist(
            _bar(money, (height - 0.22, height - 0.1), colour, alpha=0.55)
        )
        days = _span(row["low_days"], row["high_days"])
        marks.says(whole, f"{route}: {_span(*total)} USD in all, {days} days")
        marks.says(freight_alone, f"{route}: {_span(*money)} USD freight alone")
        ax.annotate(
            route, (500, height + 0.42), (4, 0), **_TEXT, weight="bold", va="center", fontsize=11
        )
        for x, shift, side in ((total[0], -5, "right"), (total[1], 5, "left")):
            ax.annotate(
                f"{float(f'{x:.2g}'):,.0f}",
                (x, height + 0.12),
                (shift, 0),
                **_TEXT,
                va="center",
                ha=side,
                fontsize=SMALL,
            )
        if place == 0:
            ax.annotate("freight alone", (money[1], height - 0.16), (5, 0), **_NOTE, va="center")
    best, worst = (_plain(route) for route in freight.cheapest(table))
    if freight.ranked(table):
        title = f"By every claim {best} is the cheapest"
    elif best == worst:
        title = f"Ranges overlap, yet {best} is the cheapest at both ends"
    else:
        title = f"No ranking: cheapest by the lowest claims is {best}, by the highest {worst}"
    ax.set_title(title)


def _bar(
    across: tuple[float, float],
    up: tuple[float, float],
    colour: str,
    *,
    alpha: float = 1,
    zorder: float = 1,
) -> Rectangle:
    return Rectangle(
        (across[0], up[0]),
        across[1] - across[0],
        up[1] - up[0],
        facecolor=to_rgba(colour, alpha),
        edgecolor=colour if zorder else "none",
        linewidth=1.2,
        zorder=zorder,
    )


def _plain(route: str) -> str:
    return {"Middle Corridor": "the Middle Corridor", "Northern Corridor": "northern rail"}.get(
        route, "the sea"
    )


@composed(summary=freight.describe_growth, tall=340)
def corridor_growth(table: pd.DataFrame, ax: Axes) -> None:
    """Tonnage carried, demand and capacity to the last year; plans as open diamonds."""
    limits = (0.0, 16.0)
    seen = table[table["observed_mt"].notna()]
    ahead = table[table["carried_mt"].notna()]
    demand = ahead[["year", "demand_mt"]].to_numpy(float)
    inside = int((demand[:, 1] <= limits[1]).sum())
    if inside < len(demand):
        year = np.interp(
            limits[1], demand[inside - 1 : inside + 1, 1], demand[inside - 1 : inside + 1, 0]
        )
        demand = np.vstack([demand[:inside], [year, limits[1]]])
    ax.plot(
        ahead["year"],
        ahead["capacity_mt_year"],
        color=style.MUTED,
        linewidth=1.4,
        drawstyle="steps-mid",
    )
    ax.plot(*demand.T, color=CORRIDOR, linewidth=1.4, linestyle=(0, (2, 2)))
    (carried,) = ax.plot(
        ahead["year"],
        ahead["carried_mt"],
        color=CORRIDOR,
        marker="o",
        markersize=5,
        markerfacecolor=style.PAPER,
        markeredgewidth=1.3,
    )
    readings = [
        f"{year}: {tonnes:.1f} Mt carried, demand {demand:.1f}, capacity {limit:.0f}"
        for year, tonnes, demand, limit in _rows(
            ahead, "year", "carried_mt", "demand_mt", "capacity_mt_year"
        )
    ]
    marks.says(carried, ["", *readings[1:]])
    (line,) = ax.plot(seen["year"], seen["observed_mt"], color=CORRIDOR, marker="o", markersize=5)
    counted = _rows(seen, "year", "observed_mt")
    marks.says(line, [f"{year}: {exact(mt):.2f} Mt observed" for year, mt in counted])
    last = ahead.iloc[-1]
    ax.annotate(
        f"{last['carried_mt']:.1f}",
        (last["year"], last["carried_mt"]),
        (7, 0),
        **_TEXT,
        va="center",
    )
    start = ahead["year"].iloc[0], ahead["capacity_mt_year"].iloc[0]
    ax.annotate("capacity", start, (-4, 0), **_NOTE, ha="right", va="center")
    if demand[-1, 1] - last["carried_mt"] > 1:
        ax.annotate("demand", demand[-1], (5, -2), **_NOTE, va="top")
    _later_plans(table, ax)
    forecast = table[table["world_bank_mt"].notna()].iloc[-1]
    full = forecast["carried_mt"] < forecast["demand_mt"]
    ax.set_title(
        f"In {forecast['year']:.0f} the corridor {'is full at' if full else 'carries'} "
        f"{forecast['carried_mt']:.1f} Mt; the World Bank foresaw {forecast['world_bank_mt']:g}"
    )
    ax.set_xlim(2018.5, shaped(ax, wide=2037.7, tall=2040.5))
    ax.set_xticks(range(2020, 2036, 5))
    ax.set_yticks(range(0, 16, 5))
    value_axis(ax, "cargo (Mt a year)", limits=limits)


def _later_plans(table: pd.DataFrame, ax: Axes) -> None:
    plans = [
        (row["year"], row[column], who)
        for who, column in (
            ("Plan", "low_plan_mt"),
            ("Plan", "high_plan_mt"),
            ("World Bank", "world_bank_mt"),
        )
        for row in table.to_dict("records")
        if row[column] == row[column]
        and (column, row[column]) != ("high_plan_mt", row["low_plan_mt"])
    ]
    diamonds = ax.scatter(
        [year for year, _, _ in plans],
        [tonnes for _, tonnes, _ in plans],
        s=44,
        marker="D",
        facecolor="none",
        edgecolor=PLAN,
        linewidth=1.8,
        zorder=4,
    )
    marks.says(diamonds, [f"{who} for {year}: {tonnes:g} Mt" for year, tonnes, who in plans])
    for year, group in itertools.groupby(sorted(plans), key=lambda plan: plan[0]):
        tonnes = [plan[1] for plan in group]
        # beside the step of capacity and above the highest of its choices that passes near
        if len(tonnes) == 1:
            ax.annotate(f"plan for {year}", (year, tonnes[0]), (-16, 2), **_NOTE, ha="right")
        else:
            ax.annotate(f"plans for {year}", (year, max(tonnes)), (0, 15), **_NOTE, ha="center")
    for year, forecast, who in plans:
        if who == "World Bank":
            right, near = shaped(ax, wide=(9, "left"), tall=(-9, "right"))
            ax.annotate(who, (year, forecast), (right, -1), **_NOTE, ha=near, va="center")
