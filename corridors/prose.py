"""Numbers on their way into sentences: rounded once, in words, and glued to the page.

`say(exports="25.2 bcm")` makes `{glue:text}`exports`` read "25.2 bcm". It writes the same message
that `myst_nb.glue` writes, without needing the book's builder where a notebook is only run.
"""

from __future__ import annotations

import os
from typing import Any, Final

import IPython.display

_display: Any = IPython.display.display  # IPython's functions carry no types

_PREFIX: Final = "application/papermill.record/"


def say(**texts: str) -> None:
    """Glue each text under its name for the prose below; in a running notebook also print it."""
    for name, text in texts.items():
        _display(
            {f"{_PREFIX}text/plain": repr(text)},
            raw=True,
            metadata={"scrapbook": {"name": name, "mime_prefix": _PREFIX}},
        )
    if os.environ.get("CORRIDORS_FACE") != "page":
        print("\n".join(f"{name}: {text}" for name, text in texts.items()))


def number(value: float, digits: int = 0) -> str:
    """A number with a comma between thousands: `number(4119.3)` is "4,119"."""
    return f"{value:,.{digits}f}"


def figure(value: float) -> str:
    """A value for readers: up to four digits, thousands apart."""
    digits = 0 if value >= 100 or value == int(value) else 3 if value < 10 else 1
    text = number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float, digits: int = 0) -> str:
    """A share of one as a percentage: `percent(0.508)` is "51 percent"."""
    return f"{share * 100:.{digits}f} percent"


def counted(count: int, word: str) -> str:
    """A number with its word: "1 promise", "48 projects"."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Words joined as a sentence joins them: "Italy, Greece and Bulgaria"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
