"""The parts that pictures share: how a bar, an open mark, a direct label and an axis look.

They know the canvas that they draw on: on a tall one, for a phone, the names of rows stand above
them, the words of an upright axis above the chart, and bars are thinner. Where a picture has to
say more, it asks `shaped`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.text import Annotation

from corridors.explore import marks
from corridors.explore.shapes import is_tall
from corridors.pictures import style

PALE: Final = 0.4
"""Opacity of a bar that carries a label: ink reads on it in both themes."""
SOLID: Final = 0.9
SMALL: Final = 10.0
"""The smallest type in a picture, in points."""
NOTE: Final[dict[str, Any]] = {"color": style.MUTED, "fontsize": SMALL}
"""The look of a remark beside the data."""


Value = TypeVar("Value")


def shaped(ax: Axes, *, wide: Value, tall: Value) -> Value:
    """Of two values the one for the canvas that is drawn on."""
    return tall if is_tall(ax) else wide


def filled(actor: str, opacity: float = PALE) -> dict[str, Any]:
    """A bar in the actor's colour with a full outline."""
    colour = style.colour(actor)
    return {"facecolor": to_rgba(colour, opacity), "edgecolor": colour, "linewidth": 1.2}


def opened(actor: str) -> dict[str, Any]:
    """An open mark: a target, a promise, or what is not known in parts."""
    return {"facecolor": "none", "edgecolor": style.colour(actor), "linewidth": 1.6}


def beside(
    ax: Axes,
    words: str,
    place: tuple[float, float],
    right: float = 0,
    up: float = 0,
    **look: Any,
) -> Annotation:
    """A text at a point of the chart, moved by so many points: aligned away from where it moved."""
    return ax.annotate(
        words,
        place,
        (right, up),
        textcoords="offset points",
        ha="left" if right > 0 else "right" if right < 0 else "center",
        va="bottom" if up > 0 else "top" if up < 0 else "center",
        **look,
    )


def target(ax: Axes, place: tuple[float, float], words: str, reading: str) -> None:
    """An open diamond with its words above."""
    marks.says(ax.scatter(*place, s=90, marker="D", zorder=4, **opened("promise")), [reading])
    beside(ax, words, place, up=10)


WIDE_TICKS: Final = 8.0
"""Room in points between an axis title and long tick labels, which a phone shows larger."""


_BRIEF: Final = 12
"""Letters of the longest name that stands at the left of its row on a tall canvas as well."""
_ABOVE: Final = 0.5
"""How far above its row a name stands on a tall canvas, in rows."""
_THINNER: Final = 0.62
"""How thick a bar is on a tall canvas, as a part of how thick it is on a wide one."""
_LINE_OF_AXIS: Final = 46
"""Letters in a line of an axis title on a tall canvas."""


def names_are_brief(names: Sequence[str]) -> bool:
    """Whether names may stand at the left of their rows on a tall canvas."""
    return max((len(name) for name in names), default=0) <= _BRIEF


def names_down_the_side(
    ax: Axes,
    names: Sequence[str],
    places: Sequence[float] | None = None,
    *,
    above: float | None = None,
) -> None:
    """Names of rows in ink, from the top: at their left, or on a tall canvas above them.

    The rows are one apart, or at `places`. On a wide canvas they have some room, since a phone
    shows them larger. On a tall one they stand `above` their rows, from the left edge; half a row
    unless it is given, and not at all if they are brief.
    """
    rows = range(len(names)) if places is None else places
    ax.tick_params(axis="y", labelcolor=style.INK)
    if is_tall(ax):
        ax.tick_params(labelsize=SMALL)
    if is_tall(ax) and above is None and names_are_brief(names):
        ax.set_yticks(rows, names)
        return
    if is_tall(ax):
        above = _ABOVE if above is None else above
        ax.set_yticks([row - above for row in rows], [name.replace("\n", " ") for name in names])
        ax.tick_params(axis="y", pad=0)
        for label in ax.get_yticklabels():
            label.set(horizontalalignment="left", verticalalignment="center")
        return
    ax.set_yticks(rows, names)
    ax.set_ylabel(" ", fontsize=9)


def heading(ax: Axes, words: str, place: float) -> None:
    """A heading over rows, at the left edge."""
    ax.annotate(
        words,
        (0, place),
        (2, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        fontweight="bold",
    )


def change(
    ax: Axes, place: float, values: Sequence[float], actor: str, readings: Sequence[str]
) -> None:
    """A row of years: an open mark at the first, a filled one at the last, small ones between."""
    colour = style.colour(actor)
    ax.plot([values[0], values[-1]], [place, place], color=colour, linewidth=2, alpha=0.5)
    dots = ax.scatter(
        values,
        [place] * len(values),
        s=[50, *[12] * (len(values) - 2), 50][-len(values) :],
        facecolor=[style.PAPER, *[colour] * (len(values) - 1)],
        edgecolor=colour,
        linewidth=1.5,
        zorder=3,
    )
    marks.says(dots, readings)


def thick(ax: Axes, height: float) -> float:
    """How thick a bar of a row is, in rows: thinner under the names of a tall canvas."""
    return shaped(ax, wide=height, tall=height * _THINNER)


def value_axis(
    ax: Axes, label: str, *, limits: tuple[float, float], horizontal: bool = False
) -> None:
    """Set the axis that carries the values: its label with the unit, its fixed limits, its grid.

    On a tall canvas the label of an upright axis lies above it, where it takes no width, and that
    of a flat one ends with it, since names may stand at its left.
    """
    tall = is_tall(ax)
    if tall:
        ax.tick_params(labelsize=SMALL)
        label = textwrap.fill(label, _LINE_OF_AXIS)
    if horizontal:
        ax.set_xlim(*limits)
        if tall:
            ax.set_xlabel(label, fontsize=SMALL, loc="right")
        else:
            ax.set_xlabel(label)
        ax.grid(visible=False, axis="y")
        ax.spines["left"].set_visible(False)
        return
    ax.set_ylim(*limits)
    if tall:
        ax.set_ylabel(label, rotation=0, ha="left", va="bottom", fontsize=SMALL)
        ax.yaxis.set_label_coords(0, 1.01)
    else:
        ax.set_ylabel(label)
    ax.grid(visible=False, axis="x")
    ax.spines["left"].set_visible(False)
