"""Where the book is published, and where in it a figure stands: for who runs a notebook of it."""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from corridors.paths import ROOT

SITE: Final = "CORRIDORS_SITE"
"""Environment variable that may name the address of the site, as where the book is published."""


def site_of(root: Path) -> str:
    """The address under which the book is published, with a slash at its end; empty if unknown.

    It stands in `_config.yml`, as `html: baseurl:`; the environment variable of SITE goes first.
    Raises ValueError for one that is no address.
    """
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    told = os.environ.get(SITE) or (config.get("html") or {}).get("baseurl") or ""
    if told and not re.fullmatch(r"https?://[^\s?#\"<>]+", told):
        raise ValueError(
            f"{told!r} is no address of a site: write one such as https://example.org/book/ to "
            f"html: baseurl: in _config.yml, or to the environment variable {SITE}"
        )
    return f"{told.rstrip('/')}/" if told else ""


class Place(NamedTuple):
    """Where a figure stands: its page within the site, and its number there."""

    page: str
    number: str


@functools.cache
def places() -> dict[str, Place]:
    """The place of each figure of the chapters, by its id, as the notebooks are now.

    A page counts its figures in its own order: the hero, which stands under the title, comes first.
    """
    found = {}
    for path in sorted((ROOT / "chapters").glob("[0-9]*.ipynb")):
        heroes, others = list[str](), list[str]()
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            ids = _EXPLORES.findall("".join(cell["source"])) if cell["cell_type"] == "code" else []
            (heroes if "hero" in cell["metadata"].get("tags", ()) else others).extend(ids)
        chapter = int(path.stem.partition("_")[0])
        for count, id in enumerate([*heroes, *others], start=1):
            found[id] = Place(f"chapters/{path.stem}.html", f"{chapter}.{count}")
    return found


_EXPLORES: Final = re.compile(r"\bexplore\(\s*\"([a-z0-9-]+)\"")


def place_of(figure: str) -> tuple[str, str]:
    """A figure's number and the address of its page on the site.

    Both are empty for a figure that a reader has made and where there are no chapters; the address
    where no site is known, or a wrong one: that is no reason to show nothing.
    """
    try:
        place = places().get(figure)
    except (OSError, ValueError):
        place = None
    return (place.number, _address_of(place.page)) if place else ("", "")


def _address_of(page: str) -> str:
    try:
        site = site_of(ROOT)
    except (OSError, ValueError):
        return ""
    return f"{site}{page}" if site else ""
