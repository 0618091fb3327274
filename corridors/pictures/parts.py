"""The parts that pictures share: how a bar, an open mark and a direct label look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.text import Annotation

from corridors.explore import marks
from corridors.pictures import style

PALE: Final = 0.4
"""Opacity of a bar that carries a label: ink reads on it in both themes."""
SOLID: Final = 0.9
SMALL: Final = 10.0
"""The smallest type in a picture, in points."""
NOTE: Final[dict[str, Any]] = {"color": style.MUTED, "fontsize": SMALL}
"""The look of a remark beside the data."""


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


def nothing_here(ax: Axes, place: tuple[float, float], words: str, reading: str) -> None:
    """A remark where a choice has no data, which can be pointed at and read out; no mark."""
    marks.says(beside(ax, words, place, **NOTE), reading)


WIDE_TICKS: Final = 8.0
"""Room in points between an axis title and long tick labels, which a phone shows larger."""


def names_down_the_side(ax: Axes, names: list[str], places: Sequence[float] | None = None) -> None:
    """Names of rows in ink, from the top; a phone shows them larger, so leave them some room.

    The rows are one apart, or at `places`.
    """
    ax.set_yticks(range(len(names)) if places is None else places, names)
    ax.tick_params(axis="y", labelcolor=style.INK)
    ax.set_ylabel(" ", fontsize=9)
