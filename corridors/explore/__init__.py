"""Explorers: one definition that lives in the page, in the notebook and on Binder.

    @composed(summary=gas.describe_cut, height=310)
    def supply_after_cut(table, axes): ...

    explore("gas-shock", model=gas.supply_after_cut, picture=pictures.gas.supply_after_cut,
            supplier=["Russia", "Norway"], cut=(0, 100, 10))

`model(**choices)` is a pure function to a table, `picture(table, axes)` draws it, `summary(table)`
says it in one sentence; it stands beside its picture (`composed`). Controls follow the
abbreviations of `ipywidgets.interact`. In a kernel the explorer is plain ipywidgets; while the book
is built every state is computed and carried in the page. Without controls it is a plain figure.

Three rules keep the page true and the build quick. A model works on what it is given: bind tables
with `functools.partial`. A picture gives its marks their readings with
`corridors.explore.marks.says`. A picture keeps its axes still: the same limits, ticks and labels
in every state. What else is the same in every state, such as the land of a map, it declares with
`corridors.explore.still.stays`: the page then carries it once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corridors.explore.bake import Baked, bake, bake_shapes
from corridors.explore.card import card
from corridors.explore.definition import (
    Choice,
    Control,
    Definition,
    ExplorerError,
    Model,
    Picture,
    control,
    define,
    slider,
)
from corridors.explore.host import Host
from corridors.explore.page import figure
from corridors.explore.shapes import Summary, composed, shapes_of

__all__ = [
    "Baked",
    "Choice",
    "Control",
    "Definition",
    "Explorer",
    "ExplorerError",
    "Host",
    "bake",
    "bake_shapes",
    "composed",
    "control",
    "define",
    "explore",
    "slider",
]

FACE = "BOOK_FACE"
"""Environment variable that the book's build sets to `page`."""


CARD = "BOOK_CARD"
"""Environment variable that the book's build sets while a cell runs whose figure gets a card."""

STORE = "BOOK_STORE"
"""Environment variable that may name the folder in which drawings are kept between builds."""

METADATA = "explorer"
"""Where an output keeps, in its metadata, what a figure rests on, if its `source` knows that."""


class Explorer:
    """What `explore` returns: shows itself as the face that fits where it is."""

    def __init__(
        self, definition: Definition, shown: dict[str, Any], about: dict[str, Any] | None = None
    ) -> None:
        self.definition = definition
        self._shown, self._about = shown, about

    def _repr_mimebundle_(
        self, **_: object
    ) -> dict[str, Any] | tuple[dict[str, Any], dict[str, Any]]:
        return (self._shown, {METADATA: {"figure": self._about}}) if self._about else self._shown


class LiveExplorer(Explorer):
    """An explorer in a kernel: a picture that stays, and over it, as long as it answers, controls.

    They are two outputs: a front end that has lost the widgets says so in the place of the second.
    """

    def __init__(self, definition: Definition, still: dict[str, Any], box: Any) -> None:
        super().__init__(definition, still)
        self.still, self.box = still, box

    def _ipython_display_(self) -> None:
        from IPython.display import display

        view = self.box._repr_mimebundle_()
        for shown in (self.still, {**view, "text/plain": ""}):
            display(shown, raw=True)  # type: ignore[no-untyped-call]


def explore(
    id: str,
    *,
    model: Model,
    picture: Picture,
    summary: Summary | None = None,
    caption: str = "",
    source: str = "",
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    opened: Sequence[str] | None = None,
    host: Host | None = None,
    **controls: Any,
) -> Explorer:
    """Make an explorer, or a plain figure when there are no controls.

    `id` is the anchor, the deep link and the test's handle. `caption` says what is drawn, `source`
    names the publishers of the rows used (a text that also has
    `sources` and `rows` lets a book make a page of them). The sentence and the heights stand
    beside the picture (`shapes.composed`); `summary` names another sentence.

    `presets` are scenarios that the reader may take at once, by their names: the values of the
    controls that each sets. At most three controls stand open, the first ones or those that
    `opened` names; the rest are folded. `host` is the book around it, with its style and its words.

    Raises ExplorerError for a mistake in the definition, and for any state that fails while the
    book is built; in a kernel a state other than the default shows its error in place.
    """
    try:
        definition = define(
            id, model, picture, summary, controls, presets=presets, opened=opened, host=host
        )
        return _explorer(definition, caption, source)
    except ExplorerError as error:
        if controls:
            raise
        raise error.of_a_figure() from error.__cause__


def _explorer(definition: Definition, caption: str, source: str) -> Explorer:
    if "{told}" in caption:
        raise ExplorerError(
            "a caption is plain text and tells a number without its evidence: write {name!s}",
            explorer=definition.id,
        )
    shapes = shapes_of(definition.picture)
    if os.environ.get(FACE) == "page":
        folder = os.environ.get(STORE)
        store = Path(folder) if folder else None
        baked = bake_shapes(definition, shapes, store=store)
        html = figure(definition, baked, caption=caption, source=source, store=store)
        sentence = baked["wide"].sentences[definition.default_number]
        about = {
            "id": definition.id,
            "title": baked["wide"].titles[definition.default_number],
            "source": str(source),
            "sources": list(getattr(source, "sources", ())),
            "rows": getattr(source, "rows", {}),
        }
        shown: dict[str, Any] = {"text/html": html, "text/plain": sentence}
        if os.environ.get(CARD):
            shown["image/png"] = card(definition, shapes[0])
        return Explorer(definition, shown, about if about["sources"] else None)
    from corridors.explore.live import live, picture

    still = picture(definition, shapes[0], caption=caption, source=source)
    if not definition.controls:
        return Explorer(definition, still)
    box = live(definition, shapes[0], caption=caption, source=source)
    return LiveExplorer(definition, still, box)
