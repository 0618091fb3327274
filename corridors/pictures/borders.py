"""Pictures of borders and logistics, each of the table that `subjects.borders` makes.

In the figures of change an open mark is the first year, a filled one the newest, small ones the
years between.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import style
from corridors.pictures.parts import (
    SMALL,
    beside,
    change,
    filled,
    heading,
    names_down_the_side,
    shaped,
    value_axis,
)
from corridors.subjects import borders

CORRIDOR: Final = "Middle Corridor"


def _from_first_to_last(
    ax: Axes,
    table: pd.DataFrame,
    by: str,
    column: str,
    *,
    says: Callable[[str, int, float], str],
    label: Callable[[pd.DataFrame], str],
    risen: tuple[str, str] | None = None,
) -> None:
    """A row a group: an open mark at its first year, a filled one at its last, and a label.

    `risen` are headings for the groups that rose and for the others, which the table has in turn.
    """
    names, places, place, before = [], [], -1.0, ""
    for name, rows in table.groupby(by, sort=False):
        if risen:
            words = risen[0] if rows[column].iloc[-1] > rows[column].iloc[0] else risen[1]
            if words != before:
                place += 1.1
                heading(ax, words, place)
            before = words
        place += 1
        places.append(place)
        values, years = rows[column].to_list(), rows["year"].to_list()
        readings = [says(str(name), year, value) for year, value in zip(years, values, strict=True)]
        change(ax, place, values, _actor(str(name)), readings)
        beside(ax, label(rows), (max(values), place), right=8, fontsize=SMALL)
        names.append(str(name))
    names_down_the_side(ax, names, places)
    ax.set_ylim(place + 0.6, -0.6)


def _actor(name: str) -> str:
    place = name.partition(",")[0]
    return "Azerbaijan" if place.startswith(("Baku", "Red Bridge")) else place


@composed(summary=borders.describe_crossings, height=360, tall=470)
def crossing_times(table: pd.DataFrame, ax: Axes) -> None:
    """Hours at crossings by series, on a scale of ratios."""
    ax.set_xscale("log")
    ax.minorticks_off()
    newest = int(table["year"].max())
    _from_first_to_last(
        ax,
        table,
        "series",
        "crossing_hours",
        says=lambda name, year, value: f"{name} {year}: {value:g} hours",
        label=lambda rows: _moved(rows, "crossing_hours", newest),
        risen=("slower than at first", "quicker than at first"),
    )
    ax.set_xticks([0.3, 1, 3, 10, 30], ["0.3", "1", "3", "10", "30"])
    value_axis(
        ax,
        "hours (log scale; small dots: years between)",
        limits=(0.13, 5000),
        horizontal=True,
    )
    ends = borders.changes(table).set_index("series")
    rail, road = ends.loc["Kazakhstan, rail"], ends.loc["Kazakhstan, road"]
    ax.set_title(
        f"Kazakhstan's rail crossings slowed from {rail['first']:.0f} to {rail['last']:.0f} hours; "
        f"by road they sped up, {road['first']:.1f} to {road['last']:.1f}"
    )


@composed(summary=borders.describe_crossings, height=240, tall=290)
def crossing_costs(table: pd.DataFrame, ax: Axes) -> None:
    """Dollars at crossings by series."""
    newest = int(table["year"].max())
    _from_first_to_last(
        ax,
        table,
        "series",
        "crossing_usd",
        says=lambda name, year, value: f"{name} {year}: {value:,.0f} USD",
        label=lambda rows: _moved(rows, "crossing_usd", newest),
        risen=("dearer than at first", "cheaper than at first"),
    )
    ax.set_xticks(range(0, 601, 200))
    value_axis(
        ax,
        "cost of a crossing (USD; small dots: years between)",
        limits=(0, shaped(ax, wide=900, tall=1050)),
        horizontal=True,
    )
    ends = borders.changes(table)
    dearer = int((ends["last"] > ends["first"]).sum())
    ax.set_title(f"In {dearer} of {len(ends)} series a crossing costs more than it did at first")


def _moved(rows: pd.DataFrame, column: str, newest: int) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    ended = "" if last["year"] == newest else f" ('{last['year'] % 100:02d})"
    return f"{first[column]:g} to {last[column]:g}{ended}"


@composed(summary=borders.describe_scores, height=350, tall=360)
def logistics_scores(table: pd.DataFrame, ax: Axes) -> None:
    """Scores by country, from the first edition to the newest; old ones carry their year."""
    newest, word = borders.newest_edition(table), table["component"].iloc[0]

    def label(rows: pd.DataFrame) -> str:
        last = rows.iloc[-1]
        year = "" if last["year"] == newest else f" in {last['year']}"
        rank = f", rank {last['rank']:.0f}" if last["rank"] == last["rank"] else ""
        return f"{last['score']:.1f}{year}{rank}"

    _from_first_to_last(
        ax,
        table,
        "country",
        "score",
        says=lambda name, year, value: f"{name} {year}: {word} {value:.1f}",
        label=label,
    )
    ax.set_xticks(range(1, 6))
    end = shaped(ax, wide=5.6, tall=6.6)
    value_axis(ax, "score, 1 low to 5 high", limits=(1, end), horizontal=True)
    higher, of = borders.clearly_higher(table)
    ax.set_title(
        f"{word[:1].upper()}{word[1:]}: {higher} of the {of} states scored in {newest} "
        f"{'stands' if higher == 1 else 'stand'} clearly higher than at first"
    )


@composed(summary=borders.describe_border_time, height=280, tall=290)
def border_time(table: pd.DataFrame, ax: Axes) -> None:
    """For borders and each range of claims a pale bar for now and a full one for then."""
    for place, row in enumerate(table.to_dict("records")):
        borders_row = row["part"] == borders.AT_BORDERS
        actor = "other" if borders_row else CORRIDOR
        for when, shift, opacity in (("now", -0.2, 0.25), ("then", 0.2, 0.75)):
            low, high = row[f"{when}_low_days"], row[f"{when}_high_days"]
            bars = ax.barh(
                [place + shift], [high - low], left=[low], height=0.32, **filled(actor, opacity)
            )
            days = f"{high:.1f}" if borders_row else f"{low:.1f} to {high:.1f}"
            marks.says(bars, [f"{row['part']}, {when}: {days} days"])
            beside(ax, f"{when} {days}", (high, place + shift), right=6, fontsize=SMALL)
        if row["too_short"]:
            note = f"{row['now_low_days']:.0f} days cannot hold these borders"
            beside(ax, note, (1, place + 0.53), right=1, color=style.MUTED, fontsize=SMALL)
    names_down_the_side(ax, list(table["part"]))
    ax.set_ylim(len(table) - 0.25, -0.6)
    ax.set_xticks(range(0, 61, 20))
    value_axis(ax, "days", limits=(0, shaped(ax, wide=86, tall=108)), horizontal=True)
    head = table.iloc[0]
    ax.set_title(
        f"{head['saved_days']:.1f} days less at borders are worth {head['saved_usd']:,.0f} USD a "
        "container"
    )
