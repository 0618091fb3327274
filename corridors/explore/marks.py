"""What a mark says when a reader points at it, moves to it by keyboard or taps it.

A picture calls `says(artist, texts)` on every artist that stands for data. The book turns each text
into a reading at the mark's place. Artists that stand for nothing (a zero line, a connector) say
nothing. Where nothing is on record a picture draws no mark: the words that say so may be read out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.container import BarContainer
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

READINGS: Final = "_explorer_readings"
"""The attribute of an artist that holds the readings of its marks."""


_CORNERS: Final = np.array([[0.0, 1], [0, 1], [1, 1]])
"""The lower left and the upper right corner of the unit square."""


class Mark(NamedTuple):
    """A place in the picture and what is to be read there.

    The centre and the extent are in points from the lower left corner; a dot or a vertex of a line
    has no extent.
    """

    x: float
    y: float
    width: float
    height: float
    text: str


def says(artist: Artist | BarContainer, texts: str | Iterable[str]) -> None:
    """Give each mark of an artist its reading, in the artist's own order.

    A bar container takes a text a bar, a line a text a vertex, a scatter a text a point, a line
    collection a text a line, and a single patch or text of the picture one text. Raises ValueError
    if the numbers differ.
    """
    readings = [texts] if isinstance(texts, str) else [str(text) for text in texts]
    if isinstance(artist, BarContainer):
        _same_number(artist, len(artist.patches), readings)
        for patch, reading in zip(artist.patches, readings, strict=True):
            setattr(patch, READINGS, [reading])
        return
    _same_number(artist, len(_places(artist)), readings)
    setattr(artist, READINGS, readings)


def marks_of(
    artists: Sequence[Artist], places: Callable[[Artist], np.ndarray] | None = None
) -> list[Mark]:
    """The marks of those artists that say something, in drawing order; empty texts are left out.

    `places` gives the places of an artist's marks as `places_of` does, where they are known.
    """
    return [
        Mark(x, y, width, height, text)
        for artist in artists
        if hasattr(artist, READINGS)
        for (x, y, width, height), text in zip(
            (places or places_of)(artist).tolist(), getattr(artist, READINGS), strict=True
        )
        if text and math.isfinite(x) and math.isfinite(y)
    ]


def _places(artist: Artist) -> np.ndarray:
    """The marks' places in the artist's own coordinates, one row each."""
    if isinstance(artist, Line2D):
        return np.ma.filled(np.ma.asarray(artist.get_xydata(), dtype=float), np.nan)
    if isinstance(artist, PathCollection):
        return np.ma.filled(np.ma.asarray(artist.get_offsets(), dtype=float), np.nan)
    if isinstance(artist, LineCollection):
        return np.array([np.asarray(line).mean(axis=0) for line in artist.get_segments()])
    if isinstance(artist, Patch | Text):
        return np.zeros((1, 2))
    raise TypeError(f"a {type(artist).__name__} cannot say anything; use bars, lines or dots")


def bar_to_page(bar: Rectangle) -> np.ndarray | None:
    """What takes the unit square to the bar, in points; None for a turned or unusual one."""
    axes, to_page = bar.axes, bar.get_data_transform()
    x, y, width, height = bar._x0, bar._y0, bar._width, bar._height  # type: ignore[attr-defined]
    plain = axes is not None and to_page is axes.transData and to_page.is_affine and not bar.angle
    if not plain or not all(isinstance(v, int | float | np.number) for v in (x, y, width, height)):
        return None
    unit = np.array([[(x + width) - x, 0, x], [0, (y + height) - y, y], [0, 0, 1]])
    return np.asarray(np.dot(to_page.get_affine().get_matrix(), unit))


def places_of(artist: Artist) -> np.ndarray:
    """Centre and extent of the marks in points, one row each."""
    if isinstance(artist, Rectangle) and (to_page := bar_to_page(artist)) is not None:
        ends = np.dot(to_page, _CORNERS)
        ((low_x, high_x), (low_y, high_y), _) = np.sort(ends).tolist()
        size = high_x - low_x, high_y - low_y
        return np.array([[(low_x + high_x) / 2, (low_y + high_y) / 2, *size]])
    if isinstance(artist, Text):
        box = artist.get_window_extent()
        return np.array([[(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, box.width, box.height]])
    if isinstance(artist, Patch):
        box = artist.get_path().get_extents(artist.get_transform())
        return np.array([[(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, box.width, box.height]])
    to_display = (
        artist.get_offset_transform()
        if isinstance(artist, PathCollection)
        else artist.get_transform()
    )
    centres = to_display.transform(_places(artist))
    return np.hstack([centres, np.zeros_like(centres)])


def _same_number(artist: object, places: int, readings: list[str]) -> None:
    if places != len(readings):
        raise ValueError(
            f"{len(readings)} readings for the {places} marks of a {type(artist).__name__}"
        )
