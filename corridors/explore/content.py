"""The content of an argument or a table as something that can be looked up."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd


class Unreadable(Exception):
    """A value whose content cannot be told, such as an object of matplotlib."""


def content(value: Any) -> Hashable:
    """What makes a value what it is: equal only for values that draw alike.

    Raises Unreadable for anything but plain values, arrays, tables, and containers of these.
    """
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if value is None or kind in _PLAIN:
        return kind, value
    if kind in (tuple, list):
        return kind, tuple([content(part) for part in value])
    if kind is dict:
        return kind, tuple([(key, content(part)) for key, part in value.items()])
    if isinstance(value, np.ndarray):
        if value.dtype.hasobject:
            return "array", value.shape, _of_objects(value.tolist())
        return "array", value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, pd.Series):
        return "series", _of_index(value.index), content(value.to_numpy())
    if isinstance(value, np.generic):
        return kind, value.item()
    if isinstance(value, range):
        return kind, value.start, value.stop, value.step
    if isinstance(value, pd.Index):
        return "index", _of_index(value)
    if isinstance(value, pd.DataFrame):
        return (
            "table",
            _of_index(value.index),
            tuple([(name, content(column.to_numpy())) for name, column in value.items()]),
        )
    if isinstance(value, pd.Period | pd.Timestamp | pd.Timedelta):
        return kind, value
    if isinstance(value, Mapping):
        return kind, tuple([(key, content(part)) for key, part in value.items()])
    if isinstance(value, tuple):
        return kind, tuple([content(part) for part in value])
    if value is pd.NA:
        return "NA"
    raise Unreadable(f"a {kind.__name__}")


_PLAIN = frozenset({int, float, bool, bytes, complex})
_AS_THEY_ARE = _PLAIN | {str, type(None)}


def _of_objects(values: list[Any]) -> Hashable:
    """The content of values one by one, but of plain ones, as most columns are, at once."""
    kinds = tuple(map(type, values))
    if _AS_THEY_ARE.issuperset(kinds):
        return kinds, tuple(values)
    return content(values)


def _of_index(index: pd.Index) -> Hashable:
    if isinstance(index, pd.RangeIndex):
        return index.start, index.stop, index.step
    return content(index.to_numpy())


Made = TypeVar("Made")

_MOST_REMEMBERED: Final = 32


def remembered(function: Callable[..., Made]) -> Callable[..., Made]:
    """The function, which gives again what it made of the same content.

    For what the states of a picture share, such as the outline of the land. What it gives is given
    to all who ask, so nobody may change it.
    """
    known: OrderedDict[Hashable, Made] = OrderedDict()

    @functools.wraps(function)
    def again(*args: Any) -> Made:
        key = content(args)
        if key not in known:
            known[key] = function(*args)
            if len(known) > _MOST_REMEMBERED:
                known.popitem(last=False)
        return known[key]

    again.only_checks = True  # type: ignore[attr-defined]  # it computes what it wraps: corridors.explore.fingerprint
    return again
