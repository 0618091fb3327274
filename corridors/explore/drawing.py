"""Draw many states of one picture cheaply: the background once, then only what the picture adds.

The idea is matplotlib's own blitting (animated artists left out of a saved background, then drawn
alone) with the SVG renderer in place of a pixel buffer. It asks one thing of a picture: the axes
stay still. Limits, scales, ticks and labels must be the same in every state. That is a rule for
readers too: they compare states by eye, and an axis that moves deceives the eye.

A picture may also declare artists that stay (`corridors.pictures.still`), such as the land of a
map: they are drawn once with the background, and a state in which they differ is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from corridors.explore.definition import Definition, ExplorerError
from corridors.pictures import style
from corridors.pictures.marks import Mark, marks_of
from corridors.pictures.still import is_still

_Renderer: Any = RendererSVG  # matplotlib's renderers carry no types

WIDTH: Final = 420
HEIGHT: Final = 280
"""Size of a picture in points. A phone shows it at about three quarters of this size."""

_MARGIN: Final = 6
_TITLES: Final = ("left", "center", "right")


@dataclass(frozen=True)
class Drawing:
    """One state drawn: what the picture added to the background, its title and its marks."""

    title: str
    fragment: str
    marks: list[Mark]


class _Stillness(NamedTuple):
    """What must not change between states, of one axis."""

    limits: tuple[float, float]
    scale: str
    label: str
    ticks: tuple[float, ...]
    tick_labels: tuple[str, ...]


class Canvas:
    """An axes that draws the states of one definition, one after the other."""

    def __init__(self, definition: Definition, *, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.definition, self.width, self.height = definition, width, height
        with style.applied():
            self._figure = Figure(figsize=(width / 72, height / 72), dpi=72)
            FigureCanvasAgg(self._figure)
            self._axes = self._figure.add_subplot()
            self._bare = set(self._axes.get_children())
            state = definition.default
            added, _ = self._picture(definition.table(state), state)
            self._fit(added)
            self._axes.apply_aspect()  # as drawing the axes does, which may move it
            self._still = (_stillness(self._axes.xaxis), _stillness(self._axes.yaxis))
            staying = [artist for artist in added if is_still(artist)]
            self._staying = self._written(staying, "still")
            for artist in added:
                if artist not in staying:
                    artist.remove()
            self.background = self._svg([self._axes], "background")
            for artist in staying:
                artist.remove()

    def draw(self, table: pd.DataFrame, state: Mapping[str, Any]) -> Drawing:
        """Draw one state.

        Raises ExplorerError when the picture raises, or the axes or an artist that stays move.
        """
        with style.applied():
            added, title = self._picture(table, state)
            try:
                self._check_stillness(state)
                self._check_staying([artist for artist in added if is_still(artist)], state)
                moving = [artist for artist in added if not is_still(artist)]
                fragment = self._svg(sorted(moving, key=lambda a: a.get_zorder()), "state")
                marks = [mark._replace(y=self.height - mark.y) for mark in marks_of(added)]
            finally:
                for artist in added:
                    artist.remove()
        return Drawing(title, fragment, marks)

    def _picture(self, table: pd.DataFrame, state: Mapping[str, Any]) -> tuple[list[Artist], str]:
        axes = self._axes
        axes.set_prop_cycle(None)
        axes.dataLim = Bbox.null()
        axes.autoscale(True)
        try:
            self.definition.picture(table, axes)
        except Exception as error:
            for artist in self._added():
                artist.remove()
            raise ExplorerError(
                f"the picture raises {type(error).__name__}: {error}",
                explorer=self.definition.id,
                state=state,
            ) from error
        title = next(filter(None, (axes.get_title(loc=place) for place in _TITLES)), "")
        for place in _TITLES:
            axes.set_title("", loc=place)
        return self._added(), title

    def _added(self) -> list[Artist]:
        return [artist for artist in self._axes.get_children() if artist not in self._bare]

    def _fit(self, added: list[Artist]) -> None:
        """Set the margins so that axes, labels and the texts of the default state are inside."""
        axes, figure = self._axes, self._figure
        if not axes.axison:
            axes.set_position((0, 0, 1, 1))
            return
        axes.set_position((0.1, 0.1, 0.8, 0.8))
        for _ in range(2):
            renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
            boxes = [axes.get_tightbbox(renderer), axes.get_window_extent(renderer)]
            boxes += [
                a.get_window_extent(renderer)
                for a in added
                if a in axes.texts and not a.get_clip_on()
            ]
            outer = Bbox.union([box for box in boxes if box is not None])
            inner = axes.get_window_extent(renderer)
            left, bottom = inner.x0 - outer.x0 + _MARGIN, inner.y0 - outer.y0 + _MARGIN
            right, top = outer.x1 - inner.x1 + _MARGIN, outer.y1 - inner.y1 + _MARGIN
            axes.set_position(
                (
                    left / self.width,
                    bottom / self.height,
                    1 - (left + right) / self.width,
                    1 - (bottom + top) / self.height,
                )
            )

    def _check_stillness(self, state: Mapping[str, Any]) -> None:
        for name, axis, before in zip(
            "xy", (self._axes.xaxis, self._axes.yaxis), self._still, strict=True
        ):
            now = _stillness(axis)
            for part in _Stillness._fields:
                if getattr(now, part) != getattr(before, part):
                    raise ExplorerError(
                        f"the {name} axis moves: its {part.replace('_', ' ')} are "
                        f"{getattr(now, part)!r} here and {getattr(before, part)!r} in the default "
                        "state. Set limits and ticks in the picture to values that hold for all "
                        "states",
                        explorer=self.definition.id,
                        state=state,
                    )

    def _check_staying(self, artists: list[Artist], state: Mapping[str, Any]) -> None:
        if self._written(artists, "still") != self._staying:
            raise ExplorerError(
                "an artist that the picture says stays is not as in the default state. Let only "
                "stay what no choice changes",
                explorer=self.definition.id,
                state=state,
            )

    def _svg(self, artists: list[Any], layer: str) -> str:
        return _compact(self._written(artists, layer))

    def _written(self, artists: list[Any], layer: str) -> str:
        """The artists as the renderer writes them; the same artists are always written the same."""
        buffer = io.StringIO()
        with mpl.rc_context({"svg.hashsalt": f"{self.definition.id} {layer}"}):
            renderer = _Renderer(
                self.width, self.height, buffer, image_dpi=72, metadata={"Date": None}
            )
            for artist in artists:
                artist.draw(renderer)
            renderer.finalize()
        return buffer.getvalue()


def _stillness(axis: Axis) -> _Stillness:
    low, high = axis.get_view_interval()
    ticks = axis.get_majorticklocs()
    return _Stillness(
        (float(low), float(high)),
        axis.get_scale(),
        axis.get_label_text(),
        tuple(float(tick) for tick in ticks),
        tuple(axis.get_major_formatter().format_ticks(list(ticks))),
    )


_THEMED: Final = {
    style.INK: "var(--explorer-ink,#1f2328)",
    style.MUTED: "var(--explorer-muted,#5d6670)",
    style.GRID: "var(--explorer-grid,#d5d9de)",
    style.PAPER: "var(--explorer-paper,#fefefe)",
    style.LAND: "var(--explorer-land,#e9e6df)",
    style.BORDER: "var(--explorer-border,#b9b4a8)",
}
_NEUTRAL: Final = re.compile("|".join(_THEMED))
_BODY: Final = re.compile(r"</style>\s*</defs>(.*)</svg>", re.DOTALL)
_IDLE: Final = re.compile(
    r' id="[A-Za-z][A-Za-z0-9.]*_[0-9]+"'
    r"| transform=\"rotate\(-?0 [^)]*\)\""
    r"|font-family: [^;\"]*; ?"
    r"|; stroke-linecap: (?:butt|square)(?=[;\"])"
)
_TYPE: Final = re.compile(r"font-size: ([\d.]+px)")
_NUMBER: Final = re.compile(r"(-?\d+\.\d)\d+")
_TAG: Final = re.compile(r"<[^>]*>")


def _compact(document: str) -> str:
    """The renderer's output without document frame, counters and needless digits."""
    found = _BODY.search(document)
    if found is None:
        raise RuntimeError("matplotlib's SVG renderer no longer writes a style in defs")
    body = _IDLE.sub("", found.group(1))
    # of coordinates only: a text between two tags keeps its digits
    body = _TAG.sub(lambda tag: _NUMBER.sub(r"\1", tag.group()), body)
    body = _TYPE.sub(r"font-size: calc(\1*var(--explorer-type,1))", body)
    body = re.sub(r">\s+<", "><", body.strip())
    body = re.sub(r"\s*\n\s*", " ", body).replace("xlink:href", "href")
    return _NEUTRAL.sub(lambda colour: _THEMED[colour.group()], body)
