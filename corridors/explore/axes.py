"""An axes that stays as it is between states and hands out again what it drew before.

A picture calls methods of its axes. In the state that opens they all do their work. In a later
state those that set the axes up (limits, ticks, labels) only have to be the same calls, and those
that draw give the artist that the same call made before. So a mark that several states share is
made, laid out and written once. Any other call does its work as ever, and a state whose axes are
set up in another way is drawn the plain way.
"""

from __future__ import annotations

import functools
import operator
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.transforms import Bbox, Transform

from corridors.explore.content import Unreadable, content
from corridors.explore.marks import READINGS
from corridors.explore.pen import Piece
from corridors.explore.shapes import Shape
from corridors.explore.still import STAYS

_Axes: Any = Axes  # the methods are replaced by their names

_SETTING_UP: Final = (
    *("set_xlim", "set_ylim", "set_xticks", "set_yticks", "set_xlabel", "set_ylabel"),
    *("set_xscale", "set_yscale", "set_xticklabels", "set_yticklabels", "set_aspect"),
    *("grid", "tick_params", "minorticks_off", "set_axis_off", "margins", "invert_yaxis"),
    *("get_xticklabels", "get_yticklabels"),
)
_DRAWING: Final = (
    *("text", "annotate", "plot", "scatter", "bar", "barh", "vlines", "hlines", "step", "stairs"),
    *("fill_between", "fill_betweenx", "axhline", "axvline", "axhspan", "axvspan", "errorbar"),
)
MARKED: Final = (READINGS, STAYS)
"""What a picture says about an artist, which does not change how it looks."""
_MOST_REMEMBERED: Final = 2_000
"""Artists that are kept: some tens of megabytes."""


class Drawn:
    """An artist that a call made, and what has been found out about it since."""

    __slots__ = ("artist", "piece", "places", "spoilt", "was")

    def __init__(self, artist: Artist) -> None:
        self.artist = artist
        self.piece: Piece | None = None
        self.places: Any = None
        self.spoilt = False
        self.settle()

    def settle(self) -> None:
        """Take the artist as it is now for as it was made."""
        self.was = _attributes(self.artist)

    @property
    def touched(self) -> bool:
        """Whether the picture has changed the artist since the call that made it."""
        now = _attributes(self.artist)
        if len(now) != len(self.was) or not all(map(operator.is_, now, self.was)):
            self.spoilt = True
        return self.spoilt


class _Call(NamedTuple):
    """What a call gave and made, the turns of the colours after it, and how far its data reach."""

    result: Any
    drawn: list[Drawn]
    containers: list[Any]
    turns: tuple[int, int]
    reach: Bbox


_PARTS: Final = ("_bbox_patch", "arrow_patch", "_fontproperties")
"""What an artist may be made of, by the attributes of matplotlib's texts."""


def _attributes(artist: Artist) -> list[Any]:
    own = vars(artist)
    values = [value for key, value in own.items() if key not in MARKED]
    for part in _PARTS:
        if own.get(part) is not None:
            values += vars(own[part]).values()
    return values


class Moves(Exception):
    """The state sets the axes up in another way than the one that opens."""


class StillAxes(_Axes):  # type: ignore[misc]
    """An axes for the states of one picture, one after the other.

    `learn` is called before the state that opens, `again` before each later one; `drawn` are then
    the artists of the state in drawing order.
    """

    _mode = "plain"
    """What calls do: `plain` their work, `learn` it and are noted, `again` as little as they can,
    `inside` their work, since they are made by matplotlib inside another call."""

    shape: Shape
    _resting = False
    """Whether limits need not follow the data, since the picture sets them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bare = list(self._children)
        self._expected: list[tuple[Hashable, Any]] = []
        self._made: OrderedDict[Hashable, _Call] = OrderedDict()
        self._known: dict[int, Drawn] = {}
        self._used: set[Hashable] = set()
        self._done = 0
        self.quick = False

    # the life of a state

    def plain(self) -> None:
        """Begin a state in which every call does its work."""
        self._mode = "plain"
        self.set_prop_cycle(None)
        self.dataLim = Bbox.null()
        self.autoscale(True)

    def learn(self) -> None:
        """Begin the state that opens."""
        self.plain()
        self._expected.clear()
        self._mode = "learn"

    def learnt(self) -> None:
        """End it. Where a limit is left to the data, it is found anew from those of each state."""
        self._mode = "plain"
        readable = all(key is not None for key, _ in self._expected)
        left = [self.get_autoscalex_on(), self.get_autoscaley_on()]
        scales = [self.get_xscale(), self.get_yscale()]
        self._follows = any(left)
        self.quick = readable and all(
            scale == "linear" for scale, follows in zip(scales, left, strict=True) if follows
        )
        self._look = self._looks()

    def again(self) -> None:
        """Begin a later state."""
        self._done = 0
        self._used.clear()
        self._known.clear()
        self._titles: dict[str, str] = {}
        self._turns = (0, 0)
        self._resting = not self._follows
        self._reaches: list[Bbox] = []
        self.dataLim = Bbox.null()
        self._mode = "again"

    def end(self) -> str:
        """End a later state: its title. Raises Moves when the axes were set up in another way."""
        self._mode, self._resting = "plain", False
        if self._follows:
            self.dataLim = _united([self.dataLim, *self._reaches])
            self._request_autoscale_view()
        if self._done != len(self._expected) or self._looks() != self._look:
            raise Moves
        return next(filter(None, self._titles.values()), "")

    def keep(self, staying: list[Artist]) -> None:
        """Take away all artists of a state but these."""
        self._children[:] = [*self._bare, *staying]

    def clear_state(self) -> None:
        """Take all artists of a state away."""
        self._mode, self._resting = "plain", False
        self._children[:] = self._bare
        self.containers.clear()

    @property
    def added(self) -> list[Artist]:
        """The artists that the picture has added."""
        added: list[Artist] = self._children[len(self._bare) :]
        return added

    def drawn(self, artist: Artist) -> Drawn:
        """What is known of an artist of this state."""
        known = self._known.get(id(artist))
        return Drawn(artist) if known is None or known.touched else known

    def update_datalim(self, *args: Any, **kwargs: Any) -> None:
        """As ever, unless the picture sets the limits."""
        if not self._resting:
            super().update_datalim(*args, **kwargs)

    def _update_patch_limits(self, patch: Any) -> None:
        if not self._resting:
            super()._update_patch_limits(patch)

    def _update_line_limits(self, line: Any) -> None:
        if not self._resting:
            super()._update_line_limits(line)

    def _update_collection_limits(self, collection: Any) -> None:
        if not self._resting:
            super()._update_collection_limits(collection)

    def _looks(self) -> tuple[object, ...]:
        """What is not set up by a call on the axes alone."""
        return tuple(map(_looks_of, (self.xaxis, self.yaxis)))

    # the calls

    def set_title(self, label: str, *args: Any, **kwargs: Any) -> Any:
        """As ever; of a later state only the words are kept."""
        if self._mode != "again" or args:
            return super().set_title(label, *args, **kwargs)
        self._titles[kwargs.get("loc") or ""] = label
        return self.title

    def get_xaxis_transform(self, which: str = "grid") -> Transform:
        """As ever, but the same object for every call."""
        return self._side("x", which)

    def get_yaxis_transform(self, which: str = "grid") -> Transform:
        """As ever, but the same object for every call."""
        return self._side("y", which)

    def _side(self, axis: str, which: str) -> Transform:
        """The same transform for every call, so that it can be told in a later state."""
        kept = self.__dict__.setdefault("_sides", {})  # asked for while the axes is made
        if (axis, which) not in kept:
            general = getattr(Axes, f"get_{axis}axis_transform")
            kept[axis, which] = general(self, which)
        found: Transform = kept[axis, which]
        return found

    def _key(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Hashable:
        """What a call is, or None when it cannot be told."""
        try:
            transform = kwargs.get("transform")
            if transform is not None:
                kwargs = {k: v for k, v in kwargs.items() if k != "transform"}
                own = (self.transData, self.transAxes, *self._sides.values())
                if not any(transform is one for one in own):
                    return None
            key = content((args, kwargs))
            hash(key)
        except (Unreadable, TypeError):
            return None
        return name, id(transform) if transform is not None else 0, key

    def _set_up(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if self._mode in ("plain", "inside"):
            return getattr(Axes, name)(self, *args, **kwargs)
        key = self._key(name, args, kwargs)
        if self._mode == "learn":
            result = self._inside(name, args, kwargs)
            self._expected.append((key, result))
            return result
        number, self._done = self._done, self._done + 1
        if key is None or number >= len(self._expected) or self._expected[number][0] != key:
            raise Moves
        return self._expected[number][1]

    def _draw(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if self._mode != "again":
            return self._inside(name, args, kwargs)
        key = self._key(name, args, kwargs)
        if key is None:
            made = self._make(name, args, kwargs)
            self._reaches.append(made.reach)
            return made.result
        key = key, self._turns
        call = self._made.get(key)
        if call is None or key in self._used or any(drawn.touched for drawn in call.drawn):
            call = self._made[key] = self._make(name, args, kwargs)
            if len(self._made) > _MOST_REMEMBERED:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
            self._turns = call.turns
            self.containers.extend(call.containers)
            for drawn in call.drawn:
                for mark in MARKED:
                    vars(drawn.artist).pop(mark, None)
                self._children.append(drawn.artist)
        self._used.add(key)
        self._reaches.append(call.reach)
        self._known.update((id(drawn.artist), drawn) for drawn in call.drawn)
        return call.result

    def _make(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> _Call:
        artists, containers = len(self._children), len(self.containers)
        others, self.dataLim = self.dataLim, Bbox.null()
        result = self._inside(name, args, kwargs)
        reach, self.dataLim = self.dataLim, others
        drawn = [Drawn(artist) for artist in self._children[artists:]]
        return _Call(result, drawn, self.containers[containers:], self._turns, reach)

    def _inside(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The general method, whose own calls are not the picture's."""
        mode, self._mode = self._mode, "inside"
        try:
            return getattr(Axes, name)(self, *args, **kwargs)
        finally:
            self._mode = mode

    @property
    def _turns(self) -> tuple[int, int]:
        """Which colours of the cycle come next, for lines and for areas."""
        return self._get_lines._prop_cycle._idx, self._get_patches_for_fill._prop_cycle._idx

    @_turns.setter
    def _turns(self, turns: tuple[int, int]) -> None:
        self._get_lines._prop_cycle._idx, self._get_patches_for_fill._prop_cycle._idx = turns


def _through(method: str, name: str) -> Callable[..., Any]:
    """The method of matplotlib's axes of that name, called through a method of ours."""

    @functools.wraps(getattr(Axes, name))
    def call(self: StillAxes, *args: Any, **kwargs: Any) -> Any:
        return getattr(self, method)(name, *args, **kwargs)

    return call


for _method, _names in (("_set_up", _SETTING_UP), ("_draw", _DRAWING)):
    for _name in _names:
        setattr(StillAxes, _name, _through(_method, _name))


def _united(boxes: list[Bbox]) -> Bbox:
    """The box round all of them; of those without data, which end before they begin, also one."""
    ends = np.array([box.get_points() for box in boxes])
    return Bbox([ends[:, 0].min(axis=0), ends[:, 1].max(axis=0)])


def _looks_of(axis: Axis) -> tuple[object, ...]:
    return (
        *axis.get_view_interval(),
        axis.get_scale(),
        axis.get_label_text(),
        id(axis.major.locator),
        id(axis.major.formatter),
    )
