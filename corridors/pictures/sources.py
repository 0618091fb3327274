"""Pictures of the sources: how many of each tier by year, and under each licence.

Each takes the table of the function of `appendix.sources` that it is named after.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.pictures import parts

OPACITY: Final = {1: 0.95, 2: 0.45, 3: 0.12}
"""A tier is a shade, the darkest the most authoritative: a tier is no actor."""

_INSIDE: Final = 60
"""Percent from which a bar holds its own words."""


@composed(height=260, tall=320)
def by_year(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a year, the tiers on top of each other, the years before the first axis year as one."""
    years = sorted(table["year"].unique())
    below = pd.Series(0, index=years)
    for tier, opacity in OPACITY.items():
        rows = table[table["tier"] == tier]
        counts = rows.set_index("year")["sources"].reindex(years)
        bars = ax.bar(years, counts, bottom=below, width=0.8, **parts.filled("other", opacity))
        marks.says(
            bars,
            [
                f"{_when(year, years)}, tier {tier}: {count} sources" if count else ""
                for year, count in zip(years, counts, strict=True)
            ],
        )
        below += counts
    top = int(below.max())
    for tier, place in zip(OPACITY, (0.9, 0.8, 0.7), strict=True):
        total = table.loc[table["tier"] == tier, "sources"].sum()
        ax.scatter(
            0.03,
            place,
            s=90,
            marker="s",
            transform=ax.transAxes,
            **parts.filled("other", OPACITY[tier]),
        )
        ax.text(0.06, place, f"tier {tier}: {total:,}", transform=ax.transAxes, va="center")
    ax.set_title(
        f"More sources are from {below.idxmax()} than from any other year: {top} of {below.sum():,}"
    )
    ticks = [years[0], *[year for year in years[2:] if (years[-1] - year) % 3 == 0]]
    ax.set_xticks(ticks, [f"≤{years[0]}", *(str(year) for year in ticks[1:])])
    ax.set_yticks(range(0, top, 100))
    parts.value_axis(ax, "sources published (a year)", limits=(0, top * 1.08))


def _when(year: int, years: list[int]) -> str:
    return f"until {year}" if year == years[0] else str(year)


@composed(height=220, tall=270)
def by_licence(table: pd.DataFrame, ax: Axes) -> None:
    """Two bars a licence: its share of all sources open, below it its share of all rows filled."""
    counts = table.groupby("licence", sort=False)[["sources", "rows"]].sum()
    share = counts / counts.sum() * 100
    thin, shift = parts.shaped(ax, wide=(0.34, -0.19), tall=(0.26, -0.12))
    for place, name in enumerate(counts.index):
        for column, y, look in (
            ("sources", place + shift, parts.opened("other")),
            ("rows", place + shift + 1.1 * thin, parts.filled("other")),
        ):
            percent = share.loc[name, column]
            (bar,) = ax.barh(y, percent, height=thin, **look)
            count = counts.loc[name, column]
            marks.says(bar, f"{name}: {percent:.1f} percent of {column} ({count:,})")
            words = f"{percent:.0f}" if percent >= 1 else "<1"
            words += "" if place else f"% of the {column}"
            right = -6 if percent > _INSIDE else 6
            parts.beside(ax, words, (percent, y), right=right, fontsize=parts.SMALL)
    first = counts.index[0]
    ax.set_title(
        f"{share.loc[first, 'sources']:.0f}% of the sources give single facts, behind "
        f"{share.loc[first, 'rows']:.0f}% of the rows"
    )
    ax.set_ylim(len(counts) - 0.5, -0.5)
    parts.names_down_the_side(ax, list(counts.index))
    ax.set_xticks(range(0, 101, 25))
    parts.value_axis(ax, "share (%)", limits=(0, 102), horizontal=True)
