"""The shapes that a picture is drawn in: wide for a screen, tall for a phone."""

from __future__ import annotations

from typing import Final, NamedTuple

from matplotlib.axes import Axes


class Shape(NamedTuple):
    """A canvas: its name, and its size in points.

    A page shows the wide canvas up to 690 px across and the tall one about 330 px: so a point is
    1.6 px and 1.1 px, and type of 10 points is never under 11 px.
    """

    name: str
    width: int
    height: int


WIDTH: Final = 420
HEIGHT: Final = 280
WIDE: Final = Shape("wide", WIDTH, HEIGHT)
TALL_WIDTH: Final = 300
"""The width of the tall canvas: as points on 330 px they are a tenth larger than drawn."""


def shapes_of(width: int, height: int, tall_height: int | None) -> tuple[Shape, ...]:
    """The shapes of a picture: wide, and tall if it is composed for a tall canvas of a height."""
    wide = Shape("wide", width, height)
    return (wide,) if tall_height is None else (wide, Shape("tall", TALL_WIDTH, tall_height))


def is_tall(ax: Axes) -> bool:
    """Whether a picture is drawing on a tall canvas, for which it may compose itself otherwise."""
    return getattr(ax, "shape", WIDE).name == "tall"
