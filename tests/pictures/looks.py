"""What is drawn in a figure, read from its SVG: the texts with their place and size."""

import functools
import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox

from corridors.pictures import style

_TEXT = re.compile(r"<text (?P<look>[^>]*)>(?P<words>[^<]*)</text>")
_SIZE = re.compile(r'font-size="calc\(([\d.]+)px')
_WEIGHT = re.compile(r'font-weight="(\d+)"')
_ANCHOR = re.compile(r'text-anchor="(\w+)"')
_AT = re.compile(r'x="(-?[\d.]+)" y="(-?[\d.]+)"|translate\((-?[\d.]+) (-?[\d.]+)\)')
_TURN = re.compile(r"rotate\((-?[\d.]+)")
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The share of a text that lies before its anchor."""


class Text(NamedTuple):
    """A line of text: its type in points, and its box in points from the upper left corner."""

    words: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Text", *, width: float, height: float) -> bool:
        """Whether the two boxes share more than this."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > width
            and min(self.bottom, other.bottom) - max(self.top, other.top) > height
        )


def texts(svg: str, *, enlarged: float = 1.0) -> Iterator[Text]:
    """The texts of a drawing, in the type of the drawing or so many times larger."""
    found = list(_TEXT.finditer(svg))
    assert len(found) == svg.count("</text>"), "texts are written in a way that is not read here"
    for text in found:
        words = html.unescape(text["words"])
        if words.strip():
            size = float(_SIZE.search(text["look"])[1])
            box = _box(words, size * enlarged, text["look"])
            yield Text(words, size, *map(float, box.extents))


def _box(words: str, size: float, look: str) -> Bbox:
    weight, anchor, turn = _WEIGHT.search(look), _ANCHOR.search(look), _TURN.search(look)
    x, y = (float(number) for number in _AT.search(look).groups() if number)
    width, above, below = _extent(words, size, int(weight[1]) if weight else 400)
    left = x - width * _BEFORE[anchor[1] if anchor else "start"]
    box = Bbox.from_extents(left, y - above, left + width, y + below)
    return box.transformed(Affine2D().rotate_deg_around(x, y, float(turn[1]))) if turn else box


@functools.cache
def _extent(words: str, size: float, weight: int) -> tuple[float, float, float]:
    """The width, and the height above and below the line: at least that of a line of text."""
    font = FontProperties(family=style.STYLE["font.family"], size=size, weight=weight)
    (width, height, below), (_, least_height, least_below) = (
        text_to_path.get_text_width_height_descent(letters, font, ismath=False)
        for letters in (words, "lp")
    )
    return width, max(height - below, least_height - least_below), max(below, least_below)
