"""Explorers and figures of this book: in its style, with its words, and models that read no table.

The notebooks take `explore` from here. What it does, and how a stranger's book takes it, is told in
`corridors.explore`.
"""

from __future__ import annotations

import functools
from typing import Any, Final

from corridors import data
from corridors import explore as engine
from corridors.explore import Explorer, Host, control, slider
from corridors.labels import readable
from corridors.pictures import style
from corridors.published import place_of

__all__ = ["BOOK", "control", "explore", "slider"]

BOOK: Final = Host(style=style.STYLE, heads=readable, working=data.closed, place=place_of)
"""This book, as its explorers know it."""


@functools.wraps(engine.explore)
def explore(id: str, **definition: Any) -> Explorer:
    """An explorer of this book."""
    return engine.explore(id, host=BOOK, **definition)
