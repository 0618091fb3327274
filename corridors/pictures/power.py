"""Pictures of power, each of the table that `subjects.power` makes under the same name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors import units
from corridors.explore import marks
from corridors.explore.rounding import exact
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    PALE,
    SMALL,
    SOLID,
    beside,
    filled,
    names_down_the_side,
    opened,
    shaped,
    thick,
    value_axis,
)
from corridors.states import SIX
from corridors.subjects import power

Row = Mapping[Any, Any]

_ACTOR: Final[Mapping[str, str]] = {"Other renewables": "Bioenergy"}
"""Parts of a mix that have the colour of something else."""


@composed(summary=power.describe_mix, height=400, tall=430)
def generation_mix(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a country and year, in the colours of its sources; the year beside it."""
    pairs = table[["country", "year"]].drop_duplicates().to_dict("records")
    names: list[str] = []
    for place, pair in enumerate(pairs):
        height = place + place // 2 * 0.35
        rows = table[(table["country"] == pair["country"]) & (table["year"] == pair["year"])]
        low = 0.0
        for row in rows[rows["share_percent"] > 0].to_dict("records"):
            low = _source(ax, height, low, row)
        beside(ax, f"{pair['year']}", (100, height), right=5, **NOTE)
        names.append("" if pair["country"] in names else str(pair["country"]))
    heights = [place + place // 2 * 0.35 for place in range(len(pairs))]
    for number, part in enumerate(part for part in power.PARTS if part != power.REST):
        x, y = (2, 24, 46, 80)[number % 4], -2.6 + number // 4 * 1.2
        _key(ax, (x, y), _ACTOR.get(part, part), part.lower())
    names_down_the_side(ax, names, heights)
    ax.set_ylim(heights[-1] + 0.8, -3.4)
    ax.set_xticks(range(0, 101, 25))
    value_axis(ax, "share of the power made (%)", limits=(0, 112), horizontal=True)
    shares = table.set_index(["country", "part"])["share_percent"]
    oil, coal = shares["Azerbaijan", "Oil"], shares["Tajikistan", "Coal"]
    ax.set_title(
        f"Oil fell from {oil.iloc[0]:.0f} to {oil.iloc[1]:.0f}% of Azerbaijan's power; coal rose "
        f"from {coal.iloc[0]:.0f} to {coal.iloc[1]:.0f}% of Tajikistan's"
    )


def _source(ax: Axes, height: float, low: float, row: Row) -> float:
    """One part of a bar with its share where there is room; returns where the next one begins."""
    share = row["share_percent"]
    (bar,) = ax.barh(
        height, share, left=low, height=0.86, **filled(_ACTOR.get(row["part"], row["part"]))
    )
    reading = f"{row['country']} {row['year']}, {row['part'].lower()}: {row['energy_twh']:.3g} TWh"
    marks.says(bar, f"{reading}, {share:.1f}%")
    if share >= 8:
        beside(ax, f"{share:.0f}", (low + share / 2, height), fontsize=SMALL)
    return float(low + share)


def _briefly(countries: pd.Series[str], ax: Axes) -> list[str]:
    """Names of rows, the longest short on a tall canvas."""
    return [shaped(ax, wide=name, tall=name.replace("European Union", "EU")) for name in countries]


_SHARES: Final = (
    ("wind_and_solar_percent", "Wind", "wind, solar"),
    ("hydro_percent", "Hydro", "hydro"),
    ("other_renewables_percent", "Bioenergy", "other renewables"),
)


_KEY_OF_MIX: Final[Mapping[str, list[tuple[float, float]]]] = {
    "wide": [(2, -1.0), (32, -1.0), (51, -1.0), (95, -1.0)],
    "tall": [(3, -1.7), (55, -1.7), (3, -0.95), (78, -0.95)],
}
"""Where the signs of the three shares and of the rest stand."""


@composed(summary=power.describe_latest_mix, height=300, tall=340)
def latest_mix(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a country: wind and solar, hydro, other renewables, and the rest left open."""
    for place, row in enumerate(table.to_dict("records")):
        low = 0.0
        for column, actor, words in _SHARES:
            (bar,) = ax.barh(place, row[column], left=low, height=0.66, **filled(actor))
            reading = f"{row['country']} {row['year']}, {words}: {row[column]:.1f}%"
            marks.says(bar, f"{reading} ({row['edition']})")
            if row[column] >= 6:
                beside(ax, f"{row[column]:.0f}", (low + row[column] / 2, place))
            low += row[column]
        (bar,) = ax.barh(place, row["rest_percent"], left=low, height=0.66, **opened("other"))
        marks.says(bar, f"{row['country']} {row['year']}, the rest: {row['rest_percent']:.1f}%")
        beside(ax, f"{row['year']}", (100, place), right=5, **NOTE)
        sun_and_wind = row["wind_and_solar_percent"]
        if sun_and_wind < 6 and 0.5 <= row["rest_percent"] < 99 and low < 60:
            beside(ax, f"{sun_and_wind:.1f} wind, solar", (low, place), right=4, fontsize=SMALL)
    for sign, (_, actor, words) in zip(shaped(ax, **_KEY_OF_MIX), _SHARES, strict=False):
        _key(ax, sign, actor, words)
    rest = shaped(ax, **_KEY_OF_MIX)[-1]
    ax.scatter(*rest, s=52, marker="s", **opened("other"))
    beside(ax, "rest", rest, right=7, fontsize=SMALL)
    names_down_the_side(ax, _briefly(table["country"], ax))
    ax.set_ylim(len(table) - 0.5, shaped(ax, wide=-1.5, tall=-2.2))
    ax.set_xticks(range(0, 101, 25))
    end = shaped(ax, wide=112, tall=118)
    value_axis(ax, "share of the power made (%)", limits=(0, end), horizontal=True)
    given = table.set_index("country")["wind_and_solar_percent"]
    ax.set_title(
        f"Wind and solar give {given['Azerbaijan']:.1f}% of Azerbaijan's power, "
        f"{given['Uzbekistan']:.0f}% of Uzbekistan's, {given['European Union']:.0f}% of the EU's"
    )


def _key(ax: Axes, place: tuple[float, float], actor: str, words: str) -> None:
    ax.scatter(*place, s=52, marker="s", **filled(actor))
    beside(ax, words, place, right=7, fontsize=SMALL)


_EDITION_LOOKS: Final[Mapping[str, dict[str, Any]]] = {
    "Ember": {"marker": "o", "markersize": 5, "linewidth": 1.8},
    "Energy Institute": {
        "marker": "s",
        "markersize": 4.5,
        "linestyle": (0, (3, 2)),
        "linewidth": 1.0,
        "markerfacecolor": style.PAPER,
    },
}
_REPORTED: Final[dict[str, Any]] = {"marker": "x", "markersize": 6, "linestyle": "none"}


@composed(summary=power.describe_wind_and_solar, height=300, tall=360)
def wind_and_solar(table: pd.DataFrame, ax: Axes) -> None:
    """A line a country and edition: Ember solid, Energy Institute dashed, reports as crosses."""
    for (country, edition), rows in table.groupby(["country", "edition"], sort=False):
        colour = style.colour(str(country))
        look = _EDITION_LOOKS.get(str(edition), _REPORTED)
        (line,) = ax.plot(rows["year"], rows["energy_twh"], color=colour, **look)
        marks.says(
            line,
            [
                f"{country} {year}: {energy:.2f} TWh ({edition})"
                for year, energy in zip(rows["year"], rows["energy_twh"], strict=True)
            ],
        )
    last = table.sort_values(["year", "energy_twh"]).groupby("country").tail(1)
    for row in last.to_dict("records"):
        end = (row["year"], row["energy_twh"])
        beside(ax, f"{row['country']}\n{row['energy_twh']:.1f}", end, right=8, fontsize=SMALL)
    for height, (edition, look) in zip((11.2, 10.3), _EDITION_LOOKS.items(), strict=True):
        ax.plot([2014.9, 2015.9], [height] * 2, color=style.MUTED, **look)
        beside(ax, edition, (2015.9, height), right=8, **NOTE)
    ax.plot([2015.4], [9.4], color=style.MUTED, **_REPORTED)
    beside(ax, "national reports", (2015.9, 9.4), right=8, **NOTE)
    ax.set_xticks(range(2015, 2026, shaped(ax, wide=2, tall=5)))
    ax.set_xlim(2014.5, shaped(ax, wide=2028.2, tall=2029.6))
    ax.set_yticks(range(0, 13, 4))
    value_axis(ax, "wind and solar power (TWh a year)", limits=(-0.25, 12))
    top, aze = last.iloc[-1], last.set_index("country").loc["Azerbaijan"]
    ax.set_title(
        f"{top['country']} made {top['energy_twh']:.1f} TWh from wind and sun in {top['year']}, "
        f"Azerbaijan {aze['energy_twh']:.1f}"
    )


@composed(summary=power.describe_intensity, height=290, tall=320)
def intensity_change(table: pd.DataFrame, ax: Axes) -> None:
    """A line a country from the first year, open, to the newest, filled."""
    for place, row in enumerate(table.to_dict("records")):
        colour = style.colour(row["country"])
        ends = [row["first_gco2e_kwh"], row["last_gco2e_kwh"]]
        ax.plot(ends, [place, place], color=colour, linewidth=2.4, zorder=2)
        for value, year, face in zip(
            ends, (row["first_year"], row["last_year"]), ("none", colour), strict=True
        ):
            dot = ax.scatter(value, place, s=58, facecolor=face, edgecolor=colour, linewidth=1.8)
            dot.set_zorder(3)
            marks.says(dot, [f"{row['country']} {year}: {value:,.0f} g CO2e a kWh"])
        change = round(row["change_percent"])
        words = f"{ends[1]:,.0f}  ({change:+d}%)" if change else f"{ends[1]:,.0f}  (0%)"
        beside(ax, words, (max(ends), place), right=9)
    names_down_the_side(ax, _briefly(table["country"], ax))
    grey, since = style.colour("other"), table["first_year"].iloc[0]
    newest = f"{table['last_year'].max()} or{shaped(ax, wide=' the', tall='')} year before"
    second = shaped(ax, wide=330, tall=520)
    for x, words, face in ((40, f"{since}", "none"), (second, newest, grey)):
        ax.scatter(x, -1.0, s=50, facecolor=face, edgecolor=grey, linewidth=1.8)
        beside(ax, words, (x, -1.0), right=8, fontsize=SMALL)
    ax.set_ylim(len(table) - 0.5, -1.5)
    ax.set_xticks(range(0, 1501, 500), [f"{tick:,}" for tick in range(0, 1501, 500)])
    value_axis(
        ax,
        "greenhouse gases (g CO2e a kWh, life cycle)",
        limits=(0, shaped(ax, wide=1850, tall=2250)),
        horizontal=True,
    )
    change = table.set_index("country")["change_percent"].round()
    cleaner = int((change[change.index.isin(SIX.values())] < 0).sum())
    ax.set_title(
        f"Power got cleaner in {cleaner or 'none'} of the six countries since {since}; in the EU "
        f"by {-change['European Union']:.0f}%"
    )


@composed(summary=power.describe_capacity_share, height=290, tall=340)
def capacity_share(table: pd.DataFrame, ax: Axes) -> None:
    """Goals as open diamonds at the year in which they were said, what is in place at its day."""
    seen, aims = table[table["kind"] != "target"], table[table["kind"] == "target"]
    _in_place(ax, seen)
    goals = aims.groupby(aims["on"].dt.year)
    for (year, said), shift in zip(goals, (0.4, 0.6), strict=True):
        highest = said.groupby("stated")["share_percent"].max()
        x = highest.index + shift
        ax.plot(x, highest, color=style.colour("promise"), linewidth=1.2, zorder=2)
        diamonds = ax.scatter(
            said["stated"] + shift, said["share_percent"], s=80, marker="D", zorder=4,
            **{**opened("promise"), "facecolor": style.PAPER},
        )  # fmt: skip
        pairs = zip(said["stated"], said["share_percent"], strict=True)
        marks.says(
            diamonds, [f"Goal for {year}, said in {stated:.0f}: {v:g}%" for stated, v in pairs]
        )
        rises = highest.diff().fillna(1) >= 0
        for at, value, up in zip(x, highest, rises, strict=True):
            beside(ax, f"{value:g}", (at, value), up=9 if up else -9)
        end = (float(x[0]), float(highest.iloc[0]))
        beside(ax, f"goal for {year}", end, right=1, up=24, fontsize=SMALL)
    years = range(2023, 2027)
    ax.set_xticks([year + 0.5 for year in years], [str(year) for year in years])
    ax.set_xlim(2023.1, 2026.6)
    ax.set_xlabel(
        "when it was counted, or said as a goal", fontsize=shaped(ax, wide=11, tall=SMALL)
    )
    ax.set_yticks(range(0, 41, 10))
    value_axis(ax, "renewables in capacity (%)", limits=(0, 44))
    last, count = seen.iloc[-1], seen[seen["kind"] == "count"].iloc[-1]
    aim = aims.iloc[-1]
    ax.set_title(
        f"Renewables fell to {count['share_percent']:.1f}% of capacity, then rose to "
        f"{last['share_percent']:.1f}; the goal for {aim['on']:%Y} is {aim['share_percent']:g}"
    )


def _in_place(ax: Axes, seen: pd.DataFrame) -> None:
    """What is in place as full dots on a line, an estimate open."""
    colour, rows = style.colour("Azerbaijan"), seen.to_dict("records")
    days = [units.decimal_year(row["on"]) for row in rows]
    ax.plot(days, seen["share_percent"], color=colour, linewidth=1.6, zorder=2)
    for day, row, up in zip(days, rows, (8, -8, 8), strict=True):
        guess = row["kind"] == "estimate"
        dot = ax.scatter(
            day,
            row["share_percent"],
            s=46,
            facecolor=style.PAPER if guess else colour,
            edgecolor=colour,
            linewidth=1.6,
            zorder=3,
        )
        sizes = f"{exact(row['renewables_gw']):.2f} of {exact(row['total_gw']):.2f} GW"
        reading = f"{row['on']:%B %Y}: {row['share_percent']:.1f}%, {sizes}"
        marks.says(dot, [reading + (" (estimate)" if guess else "")])
        words = f"{row['share_percent']:.1f}"
        beside(ax, words, (day, row["share_percent"]), up=up, fontweight="bold")
    beside(ax, "in place", (days[0], rows[0]["share_percent"]), right=-9, fontsize=SMALL)


_OPACITY: Final[Mapping[str, float]] = {"planned": 0, "under construction": PALE, "running": SOLID}


@composed(summary=power.describe_stages, height=340, tall=470)
def from_agreement_to_power(table: pd.DataFrame, ax: Axes) -> None:
    """Bars by country and stage: the nearer to power the fuller, agreements open and red."""
    names, places, place = [], [], 0.0
    for country, rows in table.groupby("country", sort=False):
        names.append(str(country))
        places.append(place)
        place += shaped(ax, wide=1, tall=0.6)
        for row in rows.to_dict("records"):
            agreed = row["stage"] == power.STAGES["in_agreements"]
            look = opened("promise") if agreed else filled(str(country), _OPACITY[row["stage"]])
            (bar,) = ax.barh(place, row["high_gw"], height=thick(ax, 0.66), **look)
            low, high = row["low_gw"], row["high_gw"]
            size = f"{high:.3g}" if low == high else f"{low:.3g} to {high:.3g}"
            basis = f"said in {row['stated']:.0f}" if agreed else f"{row['plants']} in the list"
            marks.says(bar, f"{country}, {row['stage']}: {size} GW ({basis})")
            beside(ax, size, (high, place), right=5)
            year = f" ({row['stated']:.0f})" if agreed else ""
            names.append(f"{row['stage']}{year}")
            places.append(place)
            place += 1
    names_down_the_side(ax, names, places)
    countries = set(table["country"])
    for label in ax.get_yticklabels():
        label.set_fontweight("bold" if label.get_text() in countries else "normal")
    ax.set_ylim(place - 0.4, -0.6)
    ax.set_xticks(range(0, 31, 10))
    value_axis(ax, "renewables (GW)", limits=(0, shaped(ax, wide=34, tall=36)), horizontal=True)
    own = table[table["country"] == "Azerbaijan"]
    most, runs = (
        own.sort_values("high_gw", kind="stable").iloc[-1],
        own[own["stage"] == "running"].iloc[0],
    )
    ax.set_title(
        f"Azerbaijan had up to {most['high_gw']:.0f} GW in agreements in {most['stated']:.0f}; "
        f"{runs['high_gw']:.2f} GW of named plants run"
    )


_GROUP_COLOUR: Final[Mapping[str, str]] = {
    "wind and solar": "Wind",
    "hydropower": "Hydro",
    "line": "other",
}


@composed(summary=power.describe_slips, height=340, tall=420)
def promised_dates(table: pd.DataFrame, ax: Axes) -> None:
    """A row a plant, unit or line: dates promised as open diamonds, the opening as a full dot."""
    every = power.slips(table).sort_values("slip_months", ascending=False, kind="stable")
    for place, row in enumerate(every.to_dict("records")):
        own = table[table["thing"] == row["thing"]]
        _dates_of(ax, place, row, own)
    names_down_the_side(ax, list(every["thing"]))
    top = shaped(ax, wide=-1.0, tall=-1.5)
    ax.set_ylim(len(every) - 0.4, top - 0.7)
    ax.set_xticks(range(2014, 2029, 4))
    value_axis(
        ax, "end of year", limits=(2011.6, shaped(ax, wide=2032.0, tall=2033.5)), horizontal=True
    )
    for x, words, marker, look in (
        (2012.2, "promised", "D", opened("promise")),
        (shaped(ax, wide=2017.0, tall=2018.5), "opened", "o", {"color": style.colour("other")}),
    ):
        ax.scatter(x, top, s=50 if marker == "D" else 26, marker=marker, **look)
        beside(ax, words, (x, top), right=8, fontsize=SMALL)
    beside(ax, "+ months of slip", (2029.6, top), right=-1, **NOTE)
    quick = every[(every["group"] == "wind and solar") & every["built"]]["slip_months"]
    worst = every.sort_values("slip_months", kind="stable").iloc[-1]
    ax.set_title(
        f"{len(quick)} wind and solar plants opened within {math.ceil(quick.max())} months of "
        f"their first date; {worst['thing']} is {worst['slip_months'] / 12:.0f} years late"
    )


def _dates_of(ax: Axes, place: int, row: Row, own: pd.DataFrame) -> None:
    colour = style.colour(_GROUP_COLOUR[row["group"]])
    targets = [power.at(day) for day in own["target"]]
    end = power.at(row["outcome"]) if row["built"] else max(targets)
    ax.plot(
        [min(targets), end], [place, place], color=colour, linewidth=2, zorder=1,
        linestyle="-" if row["built"] else (0, (2, 2)),
    )  # fmt: skip
    diamonds = ax.scatter(targets, [place] * len(targets), s=60, marker="D", zorder=4,
                          **opened("promise"))  # fmt: skip
    marks.says(
        diamonds,
        [
            f"{row['thing']}, promised in {made:%B %Y} for {due:%B %Y}: {status.replace('_', ' ')}"
            for made, due, status in zip(own["made_on"], own["target"], own["status"], strict=True)
        ],
    )
    if row["built"]:
        dot = ax.scatter(end, place, s=22, color=colour, zorder=5)
        marks.says(dot, [f"{row['thing']} opened in {row['outcome']:%B %Y}"])
    slip = round(row["slip_months"])
    words = f"+{slip}" if row["built"] else f"+{slip} so far" if slip else "not due"
    beside(ax, words, (max([*targets, end]), place), right=8, fontsize=SMALL)


_DASHES: Final[Any] = (0, (4, 2))
_FROM: Final = 2019.5
"""Where the years of the path to a goal begin."""


@composed(summary=power.describe_pace, height=300, tall=360)
def target_pace(table: pd.DataFrame, ax: Axes) -> None:
    """Counts as dots, the path to the goal dashed, the path at the best pace so far solid.

    Heights are parts of `axis_end`, which differs from goal to goal; the gigawatts are written
    anew in each state.
    """
    row = table.iloc[-1]
    table = table.assign(height=table["capacity_gw"] / row["axis_end"])
    country = row["goal"].split(":")[0]
    colour, red = style.colour(country), style.colour("promise")
    for part in (0.5, 1):
        words = f"{row['axis_end'] * part:g} GW"
        beside(ax, words, (_FROM, part), right=2, up=1, color=style.MUTED, fontsize=SMALL)
    seen = table[(table["kind"] == "counted") & (table["at"] >= _FROM)]
    base = table[table["kind"] == "base"]
    for rows, words in ((seen, "counted"), (base, "in place")):
        dots = ax.scatter(rows["at"], rows["height"], s=34, color=colour, zorder=3, clip_on=False)
        marks.says(dots, [_reading(point, words) for point in rows.to_dict("records")])
    for kind, words, line_colour, dashes in (
        ("best pace", "at the pace of the best year", colour, "-"),
        ("needed", "needed", red, _DASHES),
    ):
        path = table[table["kind"] == kind]
        if len(path):
            (line,) = ax.plot(
                path["at"], path["height"], color=line_colour, linewidth=1.8, linestyle=dashes
            )
            marks.says(line, ["", "", _reading(path.iloc[-1].to_dict(), words)])
    plans = table[table["kind"] == "planned plants"].iloc[0].to_dict()
    square = ax.scatter(plans["at"], plans["height"], s=72, marker="s", zorder=4, **opened(country))
    marks.says(square, [_reading(plans, "with the named plants in time")])
    aim = (row["at"], row["goal_gw"] / row["axis_end"])
    goal = ax.scatter(*aim, s=80, marker="D", zorder=5, **opened("promise"))
    marks.says(goal, [f"Goal for {row['goal_year']}: {row['goal_gw']:.2f} GW"])
    now = base.iloc[-1]
    beside(ax, f"{row['goal_gw']:.1f} GW", aim, up=9, fontweight="bold")
    beside(ax, f"{now['capacity_gw']:.1f} GW", (now["at"], now["height"]), up=-8, right=3)
    _pace_key(ax, row.to_dict(), plans, red, colour)
    ax.set_xlim(_FROM, 2036.8)
    ax.set_xticks(range(2020, 2036, 5))
    ax.set_xlabel("end of year")
    ax.set_yticks([0, 0.5, 1], [" "] * 3)
    value_axis(ax, "in place (GW)", limits=(0, 1.65))
    needed = row["needed_gw_year"]
    ax.set_title(
        f"{row['goal']}: the goal is met"
        if needed == 0
        else f"{row['goal']}: no year is left if building starts in {row['first_year']}"
        if math.isnan(needed)
        else f"{row['goal']} needs {exact(needed):.2f} GW a year; the best year brought "
        f"{exact(row['best_gw_year']):.2f}"
    )


def _reading(point: Row, words: str) -> str:
    year, part = math.ceil(point["at"] - 1e-9), math.modf(point["at"])[0]
    when = f"end of {year}" if part < 0.01 else f"during {year}"
    return (
        f"{words[0].upper()}{words[1:]}, {when}: {exact(point['capacity_gw']):.2f} GW, "
        f"{point['percent_of_goal']:.0f}% of the goal"
    )


def _pace_key(ax: Axes, row: Row, plans: Row, red: str, colour: str) -> None:
    """What the lines are, with their figures, in the corner that stays empty."""
    needed = row["needed_gw_year"]
    need = (
        "nothing more needed"
        if needed == 0
        else "no year left"
        if math.isnan(needed)
        else f"needed: {exact(needed):.2f} GW a year"
    )
    best = f"best year ({row['best_year']}): {exact(row['best_gw_year']):.2f} GW" + (
        f", in {row['reached']}" if needed != 0 else ""
    )
    planned = f"with named plants in time: {plans['capacity_gw']:.1f} GW"
    looks: list[tuple[float, str, dict[str, Any]]] = [
        (1.59, need, {"color": red, "linestyle": _DASHES}),
        (1.47, best, {"color": colour}),
        (1.35, planned, {}),
    ]
    for height, words, look in looks:
        if look:
            ax.plot([_FROM + 0.4, _FROM + 1.4], [height, height], linewidth=1.8, **look)
        else:
            actor = row["goal"].split(":")[0]
            ax.scatter(_FROM + 0.9, height, s=60, marker="s", **opened(actor))
        beside(ax, words, (_FROM + 1.4, height), right=5, fontsize=SMALL)
