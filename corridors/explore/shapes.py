"""The shapes that a picture is drawn in: wide for a screen, tall for a phone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

import pandas as pd
from matplotlib.axes import Axes

Summary = Callable[[pd.DataFrame], str]
"""From a model's table to the sentence that says what is seen."""

Drawing = TypeVar("Drawing", bound=Callable[..., None])


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
TALL_WIDTH: Final = 280
"""The width of the tall canvas: on the 312 px of a small phone a point is a tenth larger."""


class Composition(NamedTuple):
    """What a picture is composed for: its sentence, and the heights of its canvases in points."""

    summary: Summary | None = None
    height: int = HEIGHT
    tall: int | None = None


def composed(
    *, summary: Summary | None = None, height: int = HEIGHT, tall: int | None = None
) -> Callable[[Drawing], Drawing]:
    """Say beside a picture what belongs to it: the sentence on its table, and its heights.

    `summary(table)` says what is seen. `height` is that of the wide canvas in points; a picture
    that is composed for a phone as well (`is_tall`) gives that of its tall one.
    """

    def mark(picture: Drawing) -> Drawing:
        picture.composition = Composition(summary, height, tall)  # type: ignore[attr-defined]
        return picture

    return mark


def composition(picture: Any) -> Composition:
    """What was said of a picture by `composed`, also when some of its arguments are bound."""
    while isinstance(picture, partial):
        picture = picture.func
    return getattr(picture, "composition", Composition())


def shapes_of(picture: Any) -> tuple[Shape, ...]:
    """The shapes of a picture: wide, and tall if it is composed for a tall canvas."""
    made = composition(picture)
    wide = Shape("wide", WIDTH, made.height)
    return (wide,) if made.tall is None else (wide, Shape("tall", TALL_WIDTH, made.tall))


def is_tall(ax: Axes) -> bool:
    """Whether a picture is drawing on a tall canvas, for which it may compose itself otherwise."""
    return getattr(ax, "shape", WIDE).name == "tall"
