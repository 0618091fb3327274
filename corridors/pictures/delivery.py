"""Pictures of promises and outcomes, each of the table that `subjects.delivery` makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore import marks
from corridors.explore.shapes import composed, is_tall
from corridors.pictures import style
from corridors.pictures.parts import (
    NOTE,
    SMALL,
    beside,
    names_down_the_side,
    shaped,
    value_axis,
)
from corridors.prose import counted
from corridors.subjects import delivery

Row = Mapping[Any, Any]

_DOT: Final = "European Union"
"""A plain blue: these marks stand for promises of all actors."""


# --- Classes --------------------------------------------------------------------------------------


_FAMILIES: Final[Mapping[str, str]] = {
    "all": "",
    "subject": "by subject",
    "lead": "made ahead by",
    "kind": "promised",
}
"""The heading of each family of classes."""


@composed(summary=delivery.describe_classes, height=330, tall=430)
def by_kind_of_promise(table: pd.DataFrame, ax: Axes) -> None:
    """A row a class: the share kept as a dot, its interval as a line; Wilson's is dashed."""
    names: list[str] = []
    places: list[float] = []
    place = -1.0
    whole = table.iloc[0]
    for family, rows in table.groupby("family", sort=False):
        if heading := _FAMILIES[str(family)]:
            place += 1
            names.append(heading)
            places.append(place)
            place -= shaped(ax, wide=0, tall=0.4)
        for row in rows.to_dict("records"):
            place += 1
            _class(ax, place, row)
            names.append(row["class"])
            places.append(place)
    x = whole["share_percent"]
    ax.plot([x, x], [0, place + 0.6], color=style.MUTED, linewidth=1, linestyle=":", zorder=1)
    names_down_the_side(ax, names, places)
    for label in ax.get_yticklabels():
        label.set_fontweight("bold" if label.get_text() in _FAMILIES.values() else "normal")
    ax.set_ylim(place + 0.6, -0.7)
    ax.set_xticks(range(0, 101, 25))
    value_axis(ax, "promises kept (%)", limits=(0, shaped(ax, wide=112, tall=118)), horizontal=True)
    far = table[table["class"] == delivery.FAR].iloc[0]
    ax.set_title(
        f"{whole['share_percent']:.0f}% of {whole['promises']} promises were kept; of those made "
        f"{delivery.FAR} ahead, {far['share_percent']:.0f}%"
    )


def _class(ax: Axes, place: float, row: Row) -> None:
    """The dot and the interval of a class, with its numbers."""
    ax.plot(
        [row["low_percent"], row["high_percent"]],
        [place, place],
        color=style.colour(_DOT),
        linewidth=2.2,
        linestyle=(0, (3, 1.5)) if row["method"] == "Wilson" else "-",
        solid_capstyle="butt",
        zorder=2,
    )
    dot = ax.scatter(row["share_percent"], place, s=42, color=style.colour(_DOT), zorder=3)
    marks.says(
        dot,
        [
            f"{row['class']}: {row['kept']} of {row['promises']} kept, {row['projects']} projects, "
            f"{row['share_percent']:.0f}% ({row['low_percent']:.0f} to {row['high_percent']:.0f}%)"
        ],
    )
    words = f"{row['share_percent']:.0f}%  of {row['promises']}"
    beside(ax, words, (max(row["high_percent"], row["share_percent"]), place), right=7, **NOTE)


# --- Delays ---------------------------------------------------------------------------------------

_SUBJECTS: Final[Mapping[str, str]] = {
    "gas": "gas",
    "oil": "oil",
    "freight": "freight",
    "power": "power",
    "diplomacy": "agreements",
}
_END: Final = 10.0
"""Years beyond which a mark stands at the edge."""
_GIVEN_UP: Final = 11.0
_STEP: Final = 0.24
"""Width of a stack of marks, in years."""
_LOOKS: Final[Mapping[str, dict[str, Any]]] = {
    "kept": {"marker": "o", "filled": True, "actor": _DOT},
    "late": {"marker": "o", "filled": False, "actor": _DOT},
    "not yet": {"marker": ">", "filled": False, "actor": "promise"},
    "given up": {"marker": "X", "filled": True, "actor": "promise"},
}
_STACK: Final = 0.084
"""Height of a mark in a stack, as a part of a row."""


@composed(summary=delivery.describe_delays, height=420, tall=460)
def delays(table: pd.DataFrame, ax: Axes) -> None:
    """A mark a promise, stacked along the years late: kept, late, not yet, given up."""
    for line, subject in enumerate(_SUBJECTS):
        rows = table[table["subject"] == subject]
        ax.plot([-0.2, _GIVEN_UP + 0.3], [line, line], color=style.GRID, linewidth=0.8, zorder=1)
        stacks: dict[int, int] = {}
        for row in rows.to_dict("records"):
            x = _GIVEN_UP if row["fate"] == "given up" else min(row["years_late"], _END)
            stack = round(x / _STEP)
            height = stacks.get(stack, 0)
            stacks[stack] = height + 1
            _mark(ax, row["fate"], stack * _STEP, line - 0.07 - height * _STACK, _told(row))
            if row["years_late"] > _END:
                beside(
                    ax,
                    f"{row['years_late']:.0f} years",
                    (_END, line - 0.07 - height * _STACK),
                    right=-1,
                    up=5,
                    **NOTE,
                )
    for (fate, words), x in zip(
        (
            ("kept", "kept"),
            ("late", "late"),
            ("not yet", "not yet"),
            ("given up", "given up"),
        ),
        (0.05, 2.4, 4.7, 7.7),
        strict=True,
    ):
        _mark(ax, fate, x, -1.12, "")
        beside(ax, words, (x, -1.12), right=8, fontsize=SMALL)
    late = table[table["fate"] == "late"]["years_late"]
    middle = late.median()
    ax.plot([middle] * 2, [-0.62, 4], color=style.MUTED, linewidth=1, linestyle=":", zorder=1)
    beside(ax, f"half of the late: over {middle:.1f} years", (middle, -0.72), right=1, **NOTE)
    kept = table["fate"].eq("kept").groupby(table["subject"]).agg(["sum", "count"])
    if is_tall(ax):
        ax.set_yticks([])
    else:
        names_down_the_side(ax, list(_SUBJECTS.values()))
    for line, (subject, name) in enumerate(_SUBJECTS.items()):
        number, promises = kept.loc[subject]
        words = f"{number} of {promises} kept"
        if is_tall(ax):
            beside(ax, f"{name}: {words}", (-0.35, line), right=1, up=-5, fontsize=SMALL)
        else:
            beside(ax, words, (-0.35, line), right=-4, up=-9, **NOTE)
    ax.set_ylim(len(_SUBJECTS) - 0.7, -1.35)
    ax.set_xticks(
        [*range(0, 11, 2), _GIVEN_UP], [*(str(year) for year in range(0, 9, 2)), "10+", ""]
    )
    value_axis(
        ax, "years after the date promised", limits=(-0.35, _GIVEN_UP + 0.4), horizontal=True
    )
    ax.set_title(
        f"{kept['sum'].sum()} of {len(table)} dates were kept; half of those met late took more "
        f"than {middle:.1f} years longer"
    )


def _mark(ax: Axes, fate: str, x: float, y: float, reading: str) -> None:
    look = _LOOKS[fate]
    colour = style.colour(look["actor"])
    dot = ax.scatter(
        x,
        y,
        s=26,
        marker=look["marker"],
        facecolor=colour if look["filled"] else "none",
        edgecolor=colour,
        linewidth=1.3,
        zorder=3,
    )
    marks.says(dot, [reading])


def _told(row: Row) -> str:
    years, fate = row["years_late"], row["fate"]
    how = {
        "kept": "kept",
        "late": f"{years:.1f} years late",
        "not yet": f"not yet, {years:.1f} years on",
        "given up": "given up",
    }[fate]
    return f"{row['name']}, {row['what']} by {row['target']:%B %Y}: {how}"


# --- The explorer ---------------------------------------------------------------------------------


@composed(summary=delivery.describe_keeping, tall=300)
def promise_keeping(table: pd.DataFrame, ax: Axes) -> None:
    """The share delivered by months after the date, its interval, and the month that counts."""
    (row,) = table[table["chosen"]].to_dict("records")
    months, share = table["months"], table["share_percent"]
    ax.set_xticks([1, *range(12, 61, 12)], ["0", *(str(year) for year in range(1, 6))])
    ax.set_xlim(-1.5, 70 if is_tall(ax) else 67)  # room for the last share, up to 100%
    ax.set_xlabel("years after the date promised")
    ax.set_yticks(range(0, 101, 25))
    value_axis(ax, "delivered (% of promises)", limits=(0, 100))
    if not row["promises"]:
        ax.text(30, 50, "none of these has fallen due", ha="center", va="center")
        nothing = ax.scatter(30, 38, s=40, marker="X", color=style.MUTED)
        marks.says(nothing, ["no promise of this kind has fallen due"])
        ax.set_title("No promise of this kind has fallen due")
        return
    colour = style.colour(_DOT)
    ax.fill_between(
        months, table["low_percent"], table["high_percent"], color=colour, alpha=0.3, linewidth=0
    )
    bounds: dict[str, Any] = {"color": style.MUTED, "linewidth": 1.1, "linestyle": (0, (2, 2))}
    if (table["at_most_percent"] - table["at_least_percent"]).max() > 0:
        ax.plot(months, table["at_least_percent"], **bounds)
        ax.plot(months, table["at_most_percent"], **bounds)
    (line,) = ax.plot(months, share, color=colour)
    marks.says(
        line,
        [
            f"{delivery.late_by(month)}: {percent:.0f}% ({low:.0f} to {high:.0f})"
            for month, percent, low, high in zip(
                months, share, table["low_percent"], table["high_percent"], strict=True
            )
        ],
    )
    month, percent = row["months"], row["share_percent"]
    ax.plot(
        [month, month],
        [row["low_percent"], row["high_percent"]],
        color=style.INK,
        linewidth=2,
        solid_capstyle="butt",
    )
    ax.scatter(month, percent, s=70, color=style.INK, zorder=4, clip_on=False)
    below = row["low_percent"] > 12  # above, the band and its bounds rise into the number
    beside(
        ax,
        f"{percent:.0f}%",
        (month, row["low_percent"] if below else row["high_percent"]),
        up=-4 if below else 4,
        right=3,
        fontweight="bold",
    )
    if month < months.max():
        beside(ax, f"{share.iloc[-1]:.0f}%", (months.max(), share.iloc[-1]), right=5)
    above = is_tall(ax) and share.iloc[-1] < 50  # where the last share would lie on it
    ax.text(
        66,
        97 if above else 3,
        f"{counted(row['promises'], 'promise')}, {counted(row['projects'], 'project')}",
        ha="right",
        va="top" if above else "bottom",
        **NOTE,
    )
    trace = row["trace"]
    given = f"If broken ones are {trace:g} times as likely on record: {percent:.0f}%"
    asked = f"{percent:.0f}% of promises were delivered" if trace == 1 else given
    ax.set_title(
        f"{asked} within {delivery.late_by(month)}; 90% interval "
        f"{row['low_percent']:.0f} to {row['high_percent']:.0f}%"
    )
