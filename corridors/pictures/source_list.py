"""Pictures of the sources: how many of each tier by year, and under each licence.

Each takes the table of the function of `corridors.source_list` that it is named after.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.pictures import marks, parts, style

OPACITY: Final = {1: 0.95, 2: 0.45, 3: 0.12}
"""A tier is a shade, the darkest the most authoritative: a tier is no actor."""


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
    ax.set_title(f"More sources are of {below.idxmax()} than of any other year: {top}")
    ticks = [years[0], *[year for year in years[2:] if (years[-1] - year) % 3 == 0]]
    ax.set_xticks(ticks, [f"≤{years[0]}", *(str(year) for year in ticks[1:])])
    style.value_axis(ax, "sources published (a year)", limits=(0, top * 1.08))


def _when(year: int, years: list[int]) -> str:
    return f"until {year}" if year == years[0] else str(year)


def by_licence(table: pd.DataFrame, ax: Axes) -> None:
    """A bar a licence, as long as its share of all rows; a dot for its share of all sources."""
    parts_of = table.groupby("licence", sort=False)[["sources", "rows"]].sum()
    share = parts_of / parts_of.sum() * 100
    names = list(parts_of.index)
    for row, name in enumerate(names):
        rows, sources = share.loc[name, "rows"], share.loc[name, "sources"]
        (bar,) = ax.barh(row, rows, height=0.5, **parts.filled("other"))
        dot = ax.scatter(sources, row, s=60, zorder=3, **parts.filled("other", 0.95))
        counts = parts_of.loc[name]
        marks.says(bar, f"{name}: {rows:.1f} percent of rows ({counts['rows']:,})")
        marks.says(dot, [f"{name}: {sources:.1f} percent of sources ({counts['sources']:,})"])
        parts.beside(ax, f"{rows:.0f}", (rows, row), right=8)
    first = names[0]
    ax.set_title(
        f"{share.loc[first, 'sources']:.0f} % of the sources give single facts: "
        f"{share.loc[first, 'rows']:.0f} % of the rows"
    )
    ax.set_ylim(len(names) - 0.5, -0.5)
    parts.names_down_the_side(ax, names)
    ax.set_xticks(range(0, 101, 25))
    style.value_axis(ax, "rows (bar) and sources (dot), percent", limits=(0, 108), horizontal=True)
