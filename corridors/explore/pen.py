"""Write single artists as SVG with real text, each once, and join them to a drawing.

matplotlib's own SVG renderer writes; it is kept between artists, with its measures of texts, and
what an artist leans on (signs, clips, hatches) is taken out of its text and written once a drawing.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from corridors.explore.marks import bar_to_page

_Renderer: Any = RendererSVG  # matplotlib's renderers carry no types


class Piece(NamedTuple):
    """An artist written: its SVG in parts, what it defines among them, and its clips.

    A part that begins with `<defs>` is needed once in a drawing. `clips` come last in it.
    """

    parts: tuple[str, ...]
    clips: tuple[str, ...]


class Pen(_Renderer):  # type: ignore[misc]
    """matplotlib's SVG renderer, which writes one artist after the other.

    `salt` tells apart what drawings of one page define. `themed` maps colours to what the page
    puts in their place.
    """

    def __init__(self, width: float, height: float, salt: str, themed: Mapping[str, str]) -> None:
        self._paper = io.StringIO()
        self._salt = salt
        self._themed = themed
        self._neutral = re.compile("|".join(map(re.escape, themed)) or r"(?!)")
        super().__init__(width, height, self._paper, image_dpi=72, metadata={"Date": None})
        self._frame = self._start_id + 1
        self._flip = np.array([[1.0, 0, 0], [0, -1, height], [0, 0, 1]])
        self._bars: dict[_Look, tuple[str, str, tuple[str, ...]]] = {}
        self._taken()  # the frame of a document, which a page has already

    def _convert_path(self, *path: Any, **settings: Any) -> str:
        return in_steps(super()._convert_path(*path, **settings))

    def write(self, artist: Artist) -> Piece:
        """The SVG of one artist; the same artist is always written the same."""
        if type(artist) is Rectangle:
            return self._bar(artist)
        return self._written(artist)

    def _bar(self, bar: Rectangle) -> Piece:
        """A bar that looks like one before, but for its place: only its outline is written."""
        to_page = bar_to_page(bar)
        look = None if to_page is None else _look_of(bar)
        if to_page is None or look is None or look not in self._bars:
            piece = self._written(bar)
            ends = _OUTLINE.split("".join(piece.parts))
            if look is not None and len(ends) == 2:
                self._bars[look] = ends[0], ends[1], piece.clips
            return piece
        before, after, clips = self._bars[look]
        outline = self._convert_path(
            Path.unit_rectangle(), np.dot(self._flip, to_page), not look.facecolor, False
        )
        d = _BREAK.sub(" ", _NUMBER.sub(r"\1", outline))
        return Piece((f'{before}d="{d}"{after}',), clips)

    def _written(self, artist: Artist) -> Piece:
        self._markers.clear()
        self._path_collection_id = 0
        artist.draw(self)
        self.writer.close(self._frame)  # a text at no place leaves its group open
        body = self._taken()
        self._write_clips()
        clips = self._taken()
        self._clipd.clear()
        self._write_hatches()
        hatches = self._taken()
        self._hatchd.clear()
        return Piece(
            tuple(part for part in _DEFINED.split(self._compact(body)) if part),
            (*_CLIP.findall(self._compact(clips)), *_PATTERN.findall(self._compact(hatches))),
        )

    def _taken(self) -> str:
        text = self._paper.getvalue()
        self._paper.seek(0)
        self._paper.truncate()
        return text

    def _make_id(self, type: str, content: object) -> str:
        """As the renderer does, without asking the settings for the salt."""
        digest = hashlib.sha256(f"{self._salt}{content}".encode())
        return f"{type}{digest.hexdigest()[:10]}"

    def _compact(self, body: str) -> str:
        """SVG without counters and needless digits, its colours those of the page's theme."""
        if not body:
            return body
        body = _IDLE.sub("", body)
        # in tags only: a text between two tags keeps its digits and its words
        body = _TAG.sub(_compact_tag, body)
        body = _BETWEEN.sub("><", body.strip())
        body = _BREAK.sub(" ", body).replace("xlink:href", "href")
        return self._neutral.sub(lambda colour: self._themed[colour.group()], body)


LONG: Final = 30
"""Points from which an outline is written in steps: coasts and borders, not bars and lines."""


@functools.lru_cache(maxsize=64)
def in_steps(outline: str) -> str:
    """A long outline of straight lines with each point told from the one before, to tenths.

    The steps are those between the tenths that would be written otherwise, so that none adds to an
    error. Short and curved outlines stay as they are.
    """
    lines = outline.strip().split("\n")
    if len(lines) < LONG or not set("QC").isdisjoint(outline):
        return outline
    written: list[str] = []
    here = start = (0, 0)
    for line in lines:
        command, *point = line.split()
        if command == "z":
            written.append("z")
            here = start
            continue
        there = (_tenths(point[0]), _tenths(point[1]))
        if command == "M":
            written.append("m")
            start = there
        elif written[-1:] == ["z"]:
            written.append("l")
        written += (_step(there[0] - here[0]), _step(there[1] - here[1]))
        here = there
    return "".join(written).replace("m ", "m").replace("l ", "l")


def _tenths(number: str) -> int:
    """A coordinate in tenths, cut off as in all other outlines."""
    return int(float(number) * 10)


def _step(tenths: int) -> str:
    """A step with as few characters as can be told from the number before."""
    whole, tenth = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{tenth}" if tenth else f"{whole}"
    return f"-{digits}" if tenths < 0 else f" {digits}"


def _compact_tag(tag: re.Match[str]) -> str:
    text = _NUMBER.sub(r"\1", tag.group())
    text = _TYPE.sub(r"font-size: calc(\1*var(--explorer-type,1))", text)
    return _STYLE.sub(_as_attributes, text)


def _as_attributes(style: re.Match[str]) -> str:
    """A style as attributes of its own: a page whose policy forbids styles in tags keeps them."""
    pairs = (pair.partition(":") for pair in style.group(1).split(";") if pair.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)


class _Look(NamedTuple):
    """All that the writing of a plain bar depends on, but for its place."""

    facecolor: tuple[float, ...] | None
    edgecolor: tuple[float, ...]
    linewidth: float
    dashes: tuple[object, ...]
    alpha: float | None
    clip: tuple[float, ...] | None
    styles: tuple[object, ...]


def _look_of(bar: Rectangle) -> _Look | None:
    """The look of a plain bar; None for one with a clip of its own, a hatch, an effect or such."""
    unusual = (
        *(bar.get_clip_path(), bar.get_hatch(), bar.get_sketch_params(), bar.get_path_effects()),
        *(bar.get_url(), bar.get_gid(), bar.get_rasterized(), bar.get_agg_filter()),
    )
    if any(unusual):
        return None
    face: Any = bar.get_facecolor() if bar.get_fill() else None
    edge: Any = bar.get_edgecolor()
    offset, dashes = bar._dash_pattern  # type: ignore[attr-defined]
    box = bar.get_clip_box()
    return _Look(
        face if face and face[3] else None,
        edge,
        bar.get_linewidth(),
        (offset, *(dashes or ())),
        bar.get_alpha(),
        None if box is None else box.bounds,
        (bar.get_visible(), bar.get_linestyle(), bar.get_capstyle(), bar.get_joinstyle()),
    )


def joined(pieces: Iterable[Piece]) -> str:
    """The pieces one upon the other, with all that they define written once."""
    seen: set[str] = set()
    written: list[str] = []
    clips: dict[str, None] = {}
    for piece in pieces:
        for part in piece.parts:
            if part.startswith("<defs>"):
                if part in seen:
                    continue
                seen.add(part)
            written.append(part)
        clips.update(dict.fromkeys(piece.clips))
    if clips:
        written.append(f"<defs>{''.join(clips)}</defs>")
    return "".join(written)


_DEFINED: Final = re.compile(r"(<defs>.*?</defs>)", re.DOTALL)
_CLIP: Final = re.compile(r"<clipPath .*?</clipPath>", re.DOTALL)
_PATTERN: Final = re.compile(r"<pattern .*?</pattern>", re.DOTALL)
_IDLE: Final = re.compile(
    r' id="[A-Za-z][A-Za-z0-9.]*_[0-9]+"'
    r"| transform=\"rotate\(-?0 [^)]*\)\""
    r"|font-family: [^;\"]*; ?"
    r"|; stroke-linecap: (?:butt|square)(?=[;\"])"
    r"|stroke-dashoffset: 0; ?"
)
_STYLE: Final = re.compile(r' style="([^"]*)"')
_TYPE: Final = re.compile(r"font-size: ([\d.]+px)")
_NUMBER: Final = re.compile(r"(-?\d+\.\d)\d+")
_OUTLINE: Final = re.compile(r'(?<=<path )d="[^"]*"')
_TAG: Final = re.compile(r"<[^>]*>")
_BETWEEN: Final = re.compile(r">\s+<")
_BREAK: Final = re.compile(r"\s*\n\s*")
