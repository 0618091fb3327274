"""What of a picture is the same in every state of its explorer, such as the land of a map.

A picture calls `stays(artist)` on such an artist. The explorer then draws it once, with the
background, below everything that changes, and refuses a state in which it differs.
"""

from __future__ import annotations

from typing import Final

from matplotlib.artist import Artist

STAYS: Final = "_explorer_stays"
"""The attribute of an artist that stays."""


def stays(*artists: Artist) -> None:
    """Declare that the artists look the same in every state and lie below those that do not."""
    for artist in artists:
        setattr(artist, STAYS, True)


def is_still(artist: Artist) -> bool:
    """Whether the picture declared that the artist stays."""
    return bool(getattr(artist, STAYS, False))
