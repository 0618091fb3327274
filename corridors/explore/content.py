"""The content of an argument or a table as something that can be looked up."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

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
            return "array", value.shape, content(value.tolist())
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
    if value is pd.NA:
        return "NA"
    raise Unreadable(f"a {kind.__name__}")


_PLAIN = frozenset({int, float, bool, bytes, complex})


def _of_index(index: pd.Index) -> Hashable:
    if isinstance(index, pd.RangeIndex):
        return index.start, index.stop, index.step
    return content(index.to_numpy())
