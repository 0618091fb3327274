"""Draw many states of one picture cheaply: the background once, then only what the picture adds.

The idea is matplotlib's own blitting (animated artists left out of a saved background, then drawn
alone) with the SVG renderer in place of a pixel buffer. It asks one thing of a picture: the axes
stay still. Limits, scales, ticks and labels must be the same in every state. That is a rule for
readers too: they compare states by eye, and an axis that moves deceives the eye.

A picture may also declare artists that stay (`corridors.explore.still`), such as the land of a
map: they are drawn once with the background, and a state in which they differ is refused.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from corridors.explore.axes import Drawn, StillAxes
from corridors.explore.definition import Definition, ExplorerError
from corridors.explore.host import THEMED
from corridors.explore.marks import Mark, marks_of, places_of
from corridors.explore.pen import Pen, Piece, joined
from corridors.explore.shapes import WIDE, Shape
from corridors.explore.still import is_still

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
    """An axes that draws the states of one definition in one shape, one after the other."""

    def __init__(self, definition: Definition, shape: Shape = WIDE) -> None:
        self.definition, self.shape = definition, shape
        self.width, self.height = shape.width, shape.height
        self._pen = Pen(self.width, self.height, definition.id, THEMED)
        self._styled = False
        with self.styled():
            self._figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72)
            FigureCanvasAgg(self._figure)
            self._axes: StillAxes = self._figure.add_subplot(axes_class=StillAxes)  # type: ignore[assignment]
            self._axes.shape = shape
            state = definition.default
            self._axes.learn()
            self._picture(definition.table(state), state)
            added = self._axes.added
            self._title()
            self._fit(added)
            self._axes.apply_aspect()  # as drawing the axes does, which may move it
            self._axes.learnt()
            self._still = (_stillness(self._axes.xaxis), _stillness(self._axes.yaxis))
            staying = [artist for artist in added if is_still(artist)]
            self._staying = [self._pen.write(artist) for artist in staying]
            self._axes.keep(staying)
            self.background = joined([self._pen.write(self._axes)])
            self._axes.clear_state()

    @contextlib.contextmanager
    def styled(self) -> Iterator[None]:
        """A context in which matplotlib draws in the host's style, for many states at once."""
        if self._styled:
            yield
            return
        with self.definition.host.styled():
            self._styled = True
            try:
                yield
            finally:
                self._styled = False

    def draw(self, table: pd.DataFrame, state: Mapping[str, Any]) -> Drawing:
        """Draw one state.

        Raises ExplorerError when the picture raises, or the axes or an artist that stays move.
        """
        with self.styled(), self.picture(table, state) as (added, title):
            drawn = {artist: self._axes.drawn(artist) for artist in added}
            self._check_staying([drawn[artist] for artist in added if is_still(artist)], state)
            moving = sorted((a for a in added if not is_still(a)), key=Artist.get_zorder)
            fragment = joined(self._piece(drawn[artist]) for artist in moving)
            marks = [
                mark._replace(y=self.height - mark.y)
                for mark in marks_of(added, lambda artist: _places(drawn[artist]))
            ]
            for known in drawn.values():
                known.settle()
        return Drawing(title, fragment, marks)

    @contextlib.contextmanager
    def picture(
        self, table: pd.DataFrame, state: Mapping[str, Any]
    ) -> Iterator[tuple[list[Artist], str]]:
        """The artists that the picture adds in a state, and its title; they are gone afterwards.

        Raises ExplorerError as `draw` does.
        """
        axes = self._axes
        try:
            title = self._quick(table) if axes.quick else None
            if title is None:
                axes.clear_state()
                axes.plain()
                self._picture(table, state)
                title = self._title()
                axes.quick, quick = False, axes.quick
                self._check_stillness(state)
                axes.quick = quick
            yield axes.added, title
        finally:
            axes.clear_state()

    def _quick(self, table: pd.DataFrame) -> str | None:
        """The title, when the picture can be drawn on what is there already, else None."""
        self._axes.again()
        try:
            self.definition.picture(table, self._axes)
            return self._axes.end()
        except Exception:  # the plain way will tell, if it fails as well
            return None

    def _picture(self, table: pd.DataFrame, state: Mapping[str, Any]) -> None:
        try:
            self.definition.picture(table, self._axes)
        except Exception as error:
            self._axes.clear_state()
            raise ExplorerError(
                f"the picture raises {type(error).__name__}: {error}",
                explorer=self.definition.id,
                state=state,
            ) from error

    def _title(self) -> str:
        """The title of a state that was drawn the plain way, which is taken off the axes."""
        title = next(filter(None, (self._axes.get_title(loc=place) for place in _TITLES)), "")
        for place in _TITLES:
            self._axes.set_title("", loc=place)
        return title

    def _piece(self, drawn: Drawn) -> Piece:
        if drawn.piece is None:
            drawn.piece = self._pen.write(drawn.artist)
        return drawn.piece

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
                    if not self.definition.controls:
                        raise ExplorerError(
                            f"the picture draws another {name} axis each time: its "
                            f"{part.replace('_', ' ')} are {getattr(now, part)!r} after "
                            f"{getattr(before, part)!r}. Let it depend on its table alone",
                            explorer=self.definition.id,
                        )
                    raise ExplorerError(
                        f"the {name} axis moves: its {part.replace('_', ' ')} are "
                        f"{getattr(now, part)!r} here and {getattr(before, part)!r} in the default "
                        "state. Set limits and ticks in the picture to values that hold for all "
                        "states",
                        explorer=self.definition.id,
                        state=state,
                    )

    def _check_staying(self, staying: list[Drawn], state: Mapping[str, Any]) -> None:
        if [self._piece(drawn) for drawn in staying] != self._staying:
            raise ExplorerError(
                "an artist that the picture says stays is not as in the default state. Let only "
                "stay what no choice changes",
                explorer=self.definition.id,
                state=state,
            )


def _places(drawn: Drawn) -> Any:
    if drawn.places is None:
        drawn.places = places_of(drawn.artist)
    return drawn.places


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
