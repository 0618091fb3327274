"""Pictures of contacts, each of the table that `subjects.timeline` makes under the same name."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path

from corridors.explore import marks
from corridors.explore.shapes import composed
from corridors.explore.still import stays
from corridors.pictures import style
from corridors.pictures.parts import NOTE, SMALL, beside, names_down_the_side, value_axis
from corridors.prose import counted
from corridors.subjects import timeline as timeline_subject
from corridors.subjects.timeline import KINDS

Row = Mapping[Hashable, Any]

KIND_COLOURS: Final[Mapping[str, str]] = {
    "summit": "Oil",
    "policy": "Hydro",
    "agreement": "Solar",
    "infrastructure": "Coal",
    "project": "Wind",
    "conflict": "promise",
}
KIND_SHAPES: Final[Mapping[str, str]] = {
    "summit": "o",
    "policy": "s",
    "agreement": "D",
    "infrastructure": "^",
    "project": "v",
    "conflict": "X",
}
"""A shape a kind as well: six colours are not told apart by everybody, nor on grey paper."""

_DOT: Final = 40.0
"""Area of a dot in square points: dots of one year touch and do not hide each other."""


@composed(height=300, tall=350)
def timeline(
    table: pd.DataFrame, ax: Axes, *, counts: pd.Series, turn: pd.Timestamp, until: pd.Timestamp
) -> None:
    """A dot an event, stacked by year and kind, over the outline of all events.

    `counts` is the number of all events by year, `turn` the turning point, `until` the day with
    which the record ends.
    """
    _outline(ax, counts)
    _turning(ax, turn, float(counts.max()))
    dots = ax.scatter(
        table["year"],
        table["number"] - 0.5,
        s=_DOT,
        color=[style.colour(KIND_COLOURS[kind]) for kind in table["kind"]],
        linewidth=0,
        zorder=3,
    )
    dots.set_paths([_shape(kind) for kind in table["kind"]])
    marks.says(dots, [f"{row['date']}, {row['kind']}: {row['event']}" for row in _rows(table)])
    last = (counts.index[-1] + 0.1, counts.iloc[-1] + 0.4)
    stays(ax.text(*last, f"to {until:%B}", ha="center", va="bottom", rotation=90, **NOTE))
    _key_of_kinds(ax, table, counts.index[0], float(counts.max()))
    since = (table["year"] >= turn.year).sum()
    of_all = f"{since} of {counted(len(table), 'event')} on record"
    ax.set_title(f"{of_all} came in {turn.year} or later")
    ax.set_xlim(counts.index[0] - 0.8, counts.index[-1] + 0.8)
    years = range(5 * (counts.index[0] // 5 + 1), counts.index[-1] + 1, 5)
    ax.set_xticks(list(years), [str(year) for year in years])
    value_axis(ax, "events in a year", limits=(0, float(counts.max()) * 1.06))


def _shape(kind: Any) -> Path:
    sign = MarkerStyle(KIND_SHAPES[str(kind)])
    return sign.get_path().transformed(sign.get_transform())


def _outline(ax: Axes, counts: pd.Series) -> None:
    """All events by year as a grey step."""
    edges = np.append(counts.index.to_numpy(float) - 0.5, counts.index[-1] + 0.5)
    stays(ax.stairs(counts.to_numpy(float), edges, color=style.MUTED, linewidth=0.8, zorder=1))


def _turning(ax: Axes, turn: pd.Timestamp, top: float) -> None:
    """The turning point as a line that can be read, with its words beside."""
    edge = turn.year - 0.5
    (line,) = ax.plot(
        [edge, edge], [0, top], color=style.MUTED, linewidth=1, linestyle="--", zorder=1
    )
    words = [f"{turn:%B %Y}:", "Russia invades", "Ukraine"]
    marks.says(line, ["", " ".join(words)])
    stays(line)
    for number, part in enumerate(words):
        text = ax.annotate(
            part,
            (edge, top * 0.55),
            (-5, -13 * number),
            textcoords="offset points",
            ha="right",
            va="top",
            **NOTE,
        )
        stays(text)


def _key_of_kinds(ax: Axes, table: pd.DataFrame, first: float, top: float) -> None:
    """The kinds with their colour and their number, as they are stacked, where few events are."""
    left = first + 0.2
    for place, kind in enumerate(reversed(KINDS)):
        number = int((table["kind"] == kind).sum())
        y = top * (1.0 - 0.083 * place)
        colour, sign = style.colour(KIND_COLOURS[kind]), KIND_SHAPES[kind]
        stays(ax.scatter(left, y, s=_DOT, color=colour, marker=sign, linewidth=0))
        beside(ax, f"{kind}  {number}", (left, y), right=8, fontsize=SMALL)


@composed(summary=timeline_subject.describe_thickening, height=300, tall=320)
def thickening(table: pd.DataFrame, ax: Axes, *, years: float) -> None:
    """An open dot before and a full dot after the turn for each partner, and the yardstick.

    `years` is the length of either span.
    """
    for place, row in enumerate(_rows(table)):
        actor = _ACTORS.get(row["partner"], "other")
        colour = style.colour(actor)
        ax.plot(
            [row["before"], row["after"]], [place, place], color=colour, linewidth=3, alpha=0.45
        )
        before = ax.scatter(
            row["before"], place, s=60, facecolor=style.PAPER, edgecolor=colour, zorder=3
        )
        after = ax.scatter(row["after"], place, s=60, color=colour, zorder=4)
        marks.says(before, [f"{row['partner']}, before: {row['before']}"])
        marks.says(after, [f"{row['partner']}, after: {row['after']}"])
        beside(ax, str(row["after"]), (row["after"], place), right=9, fontweight="bold")
        if row["before"] != row["after"]:
            beside(ax, str(row["before"]), (row["before"], place), right=-8, **NOTE)
    names_down_the_side(ax, [_SHORT.get(name, name) for name in table["partner"]])
    ax.set_ylim(len(table) - 0.4, -0.8)
    top = 1.13 * float(table[["before", "after"]].to_numpy().max())
    ax.set_xticks(range(0, int(top) + 1, 5))
    value_axis(
        ax, f"days with a contact in {years:.1f} years", limits=(-0.08 * top, top), horizontal=True
    )
    most = table[table["role"] == "partner"].sort_values("after", kind="stable").iloc[-1]
    yard = table[table["role"] == "yardstick"].iloc[0]
    ax.set_title(
        f"Contacts with the {most['partner']} rose from {most['before']} to {most['after']}; "
        f"openings of infrastructure from {yard['before']} to {yard['after']}"
    )


_ACTORS: Final[Mapping[str, str]] = {
    "European Union": "European Union",
    "single EU members": "Other Europe",
    "China": "China",
    "Russia": "Russia",
    "Türkiye": "Türkiye",
    "United States": "United States",
    "Azerbaijan with Central Asia": "Azerbaijan",
}
_SHORT: Final[Mapping[str, str]] = {
    "European Union": "EU",
    "single EU members": "EU members",
    "United States": "US",
    "Azerbaijan with Central Asia": "Azerbaijan with\nCentral Asia",
    "new infrastructure": "yardstick: new\ninfrastructure",
}


def _rows(table: pd.DataFrame) -> list[Row]:
    return list(table.to_dict("records"))
