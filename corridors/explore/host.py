"""What an explorer takes from the book that it stands in: its style, its words and its rules.

An explorer that is handed nothing draws in plain matplotlib with the colours of the page's theme. A
book makes one `Host` and hands it to `explore`, so that all its figures look and speak alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

import matplotlib as mpl

Style = Mapping[str, Any]
"""matplotlib settings by their names."""

INK: Final = "#1f2328"
MUTED: Final = "#5d6670"
GRID: Final = "#d5d9de"
PAPER: Final = "#fefefe"
LAND: Final = "#f3f1ec"
BORDER: Final = "#b9b4a8"
"""Stand-ins: a page puts the colours of its theme in their place."""

THEMED: Final[Mapping[str, str]] = {
    INK: f"var(--explorer-ink,{INK})",
    MUTED: f"var(--explorer-muted,{MUTED})",
    GRID: f"var(--explorer-grid,{GRID})",
    PAPER: f"var(--explorer-paper,{PAPER})",
    LAND: f"var(--explorer-land,{LAND})",
    BORDER: f"var(--explorer-border,{BORDER})",
}
"""The colours of a drawing that follow the theme, and how the page names them."""

PLAIN: Final[Style] = {
    "font.size": 10,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "axes.facecolor": "none",
    "axes.unicode_minus": False,
    "figure.facecolor": "none",
    "figure.dpi": 72,
    "grid.color": GRID,
    "svg.fonttype": "none",
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
}
"""Settings for a figure of which nothing is known but that it stands in a page."""


def in_words(column: str) -> str:
    """A column's name as the head of a table: `left_twh` is `Left twh`."""
    words = column.replace("_", " ")
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Host:
    """The book around an explorer.

    `style` are the matplotlib settings in which pictures draw, on top of matplotlib's defaults; its
    texts must stay texts (`"svg.fonttype": "none"`). `heads` gives the head of a table for the name
    of a column. `working` is a context for the time in which a model works, such as one that
    refuses what a model may not do; it is handed words for who works. `place` gives a figure's
    number in the book and the address of its page, each empty where there is none.
    """

    style: Style = field(default_factory=lambda: PLAIN)
    heads: Callable[[str], str] = in_words
    working: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext()
    place: Callable[[str], tuple[str, str]] = lambda _: ("", "")

    def styled(self) -> AbstractContextManager[None]:
        """A context in which matplotlib draws in this style and nothing else."""
        library: Any = mpl  # its settings are typed by every name they may have
        settings = {
            **library.rcParamsDefault,
            "backend": library.rcParams["backend"],
            **self.style,
        }
        context: AbstractContextManager[None] = library.rc_context(settings)
        return context
