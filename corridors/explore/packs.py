"""All states of an explorer in one shape, as the text that a page carries or fetches.

A page as it leaves the notebook has its packs within, so it is complete wherever it goes. A builder
of pages may set them beside it (`set_beside`): then the page is light, and a pack is fetched when a
reader comes near. A pack is a classic script, since a page in a folder may load no other file.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import ZLIB_RUNTIME_VERSION

from corridors.explore import columns, kept
from corridors.explore.bake import Baked
from corridors.explore.columns import pack, unpack
from corridors.explore.definition import Definition

FOLDER: Final = "packs"
"""The folder of packs beside the pages."""

_ELEMENT: Final = re.compile(
    r'(<script type="text/plain" class="explorer-states" data-shape="[\w-]+" '
    r'data-pack="([\w-]+)")>([A-Za-z0-9+/=]+)</script>'
)
_ID: Final = re.compile(r'(?<=\bid=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+')
_CLIP: Final = re.compile(r'<clipPath id="([^"]+)">.*?</clipPath>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_GROUP: Final = re.compile(r"</?g\b[^>]*>")
_IDLE_ZERO: Final = re.compile(r"(?<=\d)\.0(?!\d)")
_MINUS_ZERO: Final = re.compile(r"(?<![\d.])-0(?![\d.])")


@dataclass(frozen=True)
class Pack:
    """A pack's name, which changes with its content, and its text."""

    name: str
    text: str

    @property
    def element(self) -> str:
        """The pack as part of a page."""
        shape = self.name.rsplit("-", 2)[1]
        return (
            f'<script type="text/plain" class="explorer-states" data-shape="{shape}" '
            f'data-pack="{self.name}">{self.text}</script>'
        )


class Face(NamedTuple):
    """What a page has of one shape: what stays, what the state that opens adds, and all states."""

    background: str
    fragment: str
    pack: Pack


def face(definition: Definition, shape: str, baked: Baked, store: Path | None = None) -> Face:
    """The states of a definition in one shape, as a page has them.

    They come from the folder `store` when the same states were packed before by the same code.
    """
    place = store / f"{definition.id}-{shape}-{_key(definition, baked)}.json.gz" if store else None
    if place is not None and (whole := _read(place)):
        return whole
    prefix = f"{definition.id}-{shape}"
    background, fragments = named_apart(baked.background, baked.fragments, prefix)
    pack = packed(definition, shape, dataclasses.replace(baked, fragments=fragments))
    made = Face(background, fragments[definition.default_number], pack)
    if place is not None:
        kept.keep([made.background, made.fragment, [pack.name, pack.text]], place)
    return made


def _key(definition: Definition, baked: Baked) -> str:
    """What the packed states depend on, as a name."""
    grid = [len(control.values) for control in definition.controls]
    about = [vars(baked), grid, definition.default_number, _own_source(), ZLIB_RUNTIME_VERSION]
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()[:32]


@functools.lru_cache(maxsize=1)
def _own_source() -> tuple[str, ...]:
    """The code that packs, so that a change of it packs everything anew."""
    return tuple(Path(file).read_text(encoding="utf-8") for file in (__file__, columns.__file__))


def _read(place: Path) -> Face | None:
    """What the store holds; None where it holds nothing that can be read."""
    try:
        background, fragment, pack = kept.read(place)
        return Face(background, fragment, Pack(*pack))
    except (TypeError, ValueError):
        return None


def packed(definition: Definition, shape: str, baked: Baked) -> Pack:
    """All states of a definition in one shape."""
    texts = [json.dumps(state, ensure_ascii=False) for state in _states(baked)]
    grid = [len(control.values) for control in definition.controls]
    content = pack(texts, grid, id=definition.id, shape=shape, heads=baked.columns)
    name = f"{definition.id}-{shape}-{hashlib.sha256(content).hexdigest()[:12]}"
    return Pack(name, base64.b64encode(content).decode("ascii"))


def _states(baked: Baked) -> Iterator[tuple[Any, ...]]:
    """What each state says, numbers of many digits first: others can be told from them."""
    # a single state is in the page already, as the picture that shows without a script
    drawn = baked.fragments if len(baked.fragments) > 1 else [""]
    return zip(baked.tables, baked.marks, baked.titles, baked.sentences, drawn, strict=True)


def opened(text: str) -> dict[str, Any]:
    """What a pack's text carries: `columns` heads the tables, the lists have an entry a state."""
    head, texts = unpack(base64.b64decode(text))
    tables, marks, titles, sentences, fragments = zip(*map(json.loads, texts), strict=True)
    return {
        "columns": head["heads"],
        "titles": titles,
        "sentences": sentences,
        "fragments": fragments,
        "marks": marks,
        "tables": tables,
    }


def script(pack: Pack) -> str:
    """The file that hands a pack to the page that waits for it."""
    return f'explorerPack("{pack.name}","{pack.text}")\n'


def set_beside(page: str, site: Path, to_root: str) -> str:
    """A page whose packs are files of the site; `to_root` leads from the page to the site's root.

    A file is written beside and then put in its place, since pages with the same pack may be
    written at the same time.
    """

    def moved(found: re.Match[str]) -> str:
        start, name, text = found.groups()
        place = site / FOLDER / f"{name}.js"
        place.parent.mkdir(exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.write_text(script(Pack(name, text)), encoding="ascii")
        beside.replace(place)
        return f'{start} data-src="{escape(to_root)}{FOLDER}/{name}.js"></script>'

    return _ELEMENT.sub(moved, page)


def named_apart(background: str, fragments: Sequence[str], prefix: str) -> tuple[str, list[str]]:
    """Drawings whose ids are the page's own, short, and the same in every state.

    Idle zeros go, and so do groups that say nothing of what is in them: half of the elements of a
    drawing by matplotlib.

    matplotlib makes ids from what they name, so that they change with it. An id of the background
    keeps its name in the fragments, and is not defined in them again: no two elements of a page
    have one id.
    """
    shared: dict[str, str] = {}
    background = _plainer(background, shared, f"{prefix}-b")
    there = {found[1] for found in _CLIP.finditer(background)}
    return background, [
        _without(there, _plainer(fragment, dict(shared), f"{prefix}-s")) for fragment in fragments
    ]


def _without(ids: Set[str], drawn: str) -> str:
    """A drawing without the clips that are defined elsewhere."""
    left = _CLIP.sub(lambda found: "" if found[1] in ids else found[0], drawn)
    return left.replace("<defs></defs>", "")


def _plainer(drawn: str, names: dict[str, str], prefix: str) -> str:
    def tag(found: re.Match[str]) -> str:
        text = _ID.sub(
            lambda id: names.setdefault(id.group(), f"{prefix}{len(names)}"), found.group()
        )
        return _MINUS_ZERO.sub("0", _IDLE_ZERO.sub("", text))

    return ungrouped(_TAG.sub(tag, drawn))


def ungrouped(drawn: str) -> str:
    """A drawing without groups that have no attribute: what is in them looks the same without."""
    speaks: list[bool] = []

    def group(tag: re.Match[str]) -> str:
        text = tag.group()
        if text.endswith("/>"):
            return "" if text == "<g/>" else text
        if text != "</g>":
            speaks.append(text != "<g>")
            return text if speaks[-1] else ""
        return text if speaks.pop() else ""

    return _GROUP.sub(group, drawn)
