"""A figure as the picture that stands for its page where a link to it is shown."""

from __future__ import annotations

import io
import textwrap
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread

from corridors.explore.definition import Definition
from corridors.explore.drawing import Canvas
from corridors.explore.shapes import Shape

SIZE: Final = (1200, 630)
"""Pixels: the size that the places where links are shown ask for."""

PAPER: Final = "#ffffff"
_TITLE_HEIGHT, _MARGIN, _LETTERS_A_LINE = 130, 30, 62


def card(definition: Definition, shape: Shape) -> bytes:
    """The state that opens, with its title above it, as PNG."""
    canvas = Canvas(definition, shape)
    state = definition.default
    with canvas.styled(), canvas.picture(definition.table(state), state) as (_, title):
        picture = _pixels(canvas._figure, _fitting(shape))
    with definition.host.styled():
        figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100, facecolor=PAPER)
        FigureCanvasAgg(figure)
        words = "\n".join(textwrap.wrap(title, _LETTERS_A_LINE)[:2])
        figure.text(
            _MARGIN / SIZE[0],
            1 - _MARGIN / SIZE[1],
            words,
            size=21,
            weight="bold",
            va="top",
            linespacing=1.3,
        )
        figure.figimage(picture, xo=(SIZE[0] - picture.shape[1]) // 2, yo=_MARGIN // 2)
        written = io.BytesIO()
        figure.savefig(written, format="png", metadata={"Software": None})
    return _small(written)


def _pixels(figure: Figure, a_point: float) -> Any:
    """A drawn figure as an image, so many pixels a point."""
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=72 * a_point, facecolor=PAPER)
    written.seek(0)
    return imread(written)


def _fitting(shape: Shape) -> float:
    """Pixels a point at which the shape fits below the title."""
    room = (SIZE[0] - 2 * _MARGIN, SIZE[1] - _TITLE_HEIGHT - _MARGIN // 2)
    return min(room[0] / shape.width, room[1] / shape.height)


def _small(png: io.BytesIO) -> bytes:
    """The picture with a palette: a third of the bytes, and no difference that an eye sees."""
    from PIL import Image  # comes with matplotlib

    written = io.BytesIO()
    with Image.open(png) as image:
        flat: Any = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        flat.save(written, "PNG", optimize=True)
    return written.getvalue()
