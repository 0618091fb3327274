"""What was computed, kept in a file from one build to the next."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from pathlib import Path
from typing import Any


def read(place: Path) -> Any:
    """What `keep` wrote; None where there is no file, or one that was damaged.

    gzip ends with a checksum of all that it holds: a bit that flipped or an end that is missing
    gives nothing of another computation, but is computed anew.
    """
    try:
        return json.loads(gzip.decompress(place.read_bytes()))
    except (OSError, EOFError, zlib.error, ValueError):
        return None


def keep(computed: object, place: Path) -> None:
    """Write beside, then replace: a build that is broken off leaves no half-written file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(f".{os.getpid()}.tmp")
    beside.write_bytes(gzip.compress(json.dumps(computed).encode(), 5, mtime=0))
    beside.replace(place)
