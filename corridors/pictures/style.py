"""One look for every picture of the book: palette, type, and the way of drawing a bare axes.

The colours of data are mid-tones with a contrast of at least 3 to 1 on white and on near-black, so
one drawing serves the light and the dark page; they keep apart for colour-blind readers by hue and
lightness. INK, MUTED, GRID and PAPER are stand-ins: the page replaces them by the theme's own.
"""

from __future__ import annotations

from typing import Any, Final

from cycler import cycler
from matplotlib.axes import Axes

from corridors.explore import host

INK: Final = host.INK
MUTED: Final = host.MUTED
GRID: Final = host.GRID
PAPER: Final = host.PAPER
LAND: Final = host.LAND
BORDER: Final = host.BORDER

PALETTE: Final = {
    "Azerbaijan": "#0072b2",
    "European Union": "#4a6fd0",
    "Europe": "#4a6fd0",
    "Other Europe": "#2f9aa0",
    "Russia": "#d55e00",
    "Norway": "#009e73",
    "Algeria": "#c4659b",
    "Türkiye": "#6f8f2f",
    "Georgia": "#5f8a8b",
    "Kazakhstan": "#8c6bc8",
    "Turkmenistan": "#a6761d",
    "Uzbekistan": "#2f9aa0",
    "Kyrgyzstan": "#c4659b",
    "Tajikistan": "#b06a5a",
    "China": "#c8433f",
    "United States": "#009e73",
    "LNG": "#a6761d",
    "Hydro": "#4a6fd0",
    "Wind": "#009e73",
    "Solar": "#c78200",
    "Gas": "#d55e00",
    "Coal": "#7a6a5c",
    "Oil": "#8c6bc8",
    "Nuclear": "#c4659b",
    "Bioenergy": "#6f8f2f",
    "Southern Gas Corridor": "#0072b2",
    "Middle Corridor": "#a3478f",
    "green power": "#009e73",
    "Northern Corridor": "#d55e00",
    "Sea": "#009e73",
    "promise": "#c8433f",
    "supported": "#0072b2",
    "partly supported": "#a6761d",
    "contradicted": "#c8433f",
    "not testable": "#808285",
    "other": "#808285",
}
"""The colour of each actor, corridor and verdict, the same in the whole book.

The gas corridor has that of Azerbaijan, whose gas it carries; the northern one that of Russia.
"""

STYLE: Final[dict[str, Any]] = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 11,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "axes.prop_cycle": cycler(color=list(dict.fromkeys(PALETTE.values()))),
    "axes.unicode_minus": False,
    "figure.facecolor": "none",
    "figure.dpi": 72,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "legend.frameon": False,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "svg.fonttype": "none",
    "hatch.linewidth": 0.8,
    "hatch.color": MUTED,
}
"""matplotlib settings of the book; `explorers.BOOK.styled()` applies them."""


def colour(actor: str) -> str:
    """The actor's colour, or that of `other` for one without its own."""
    return PALETTE.get(actor, PALETTE["other"])


def plain_axes(ax: Axes) -> None:
    """Leave only the drawing: no spines, ticks or grid. For maps and diagrams."""
    ax.set_axis_off()
