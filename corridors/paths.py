"""Where things are: the only module that climbs from its own place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
"""The code of the book."""

ROOT: Final = PACKAGE.parent
"""The clone: chapters, data and the project's files stand in it."""

DATA: Final = ROOT / "data"
"""The data package."""

BUILT: Final = ROOT / "_build"
"""What can be made anew: pages, and the drawings of explorers."""

LOGO: Final = PACKAGE / "book" / "static" / "logo.svg"
"""The sign of the book."""
