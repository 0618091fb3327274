"""The page face: an explorer as HTML that needs no kernel, no network and no script to be read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Final

from corridors.explore.bake import Baked
from corridors.explore.definition import Control, Definition
from corridors.explore.packs import named_apart, packed

STATIC: Final = Path(__file__).parent / "static"
"""The folder of the script and the style sheet that bring explorers to life in the page."""

NUMBER_SLOT: Final = '<span class="explorer-number"></span>'
"""Where the book writes a figure's number, which only the finished page knows."""


def figure(
    definition: Definition, shapes: Mapping[str, Baked], *, caption: str = "", source: str = ""
) -> str:
    """The `<figure class="explorer">` of the page contract, the default state inside as SVG.

    `shapes` has the states by the name of the shape that they are drawn in: `wide`, and perhaps
    `tall`, which narrow figures show instead. `caption` and `source` are plain text. A definition
    without controls gives the same element without a form: a plain figure.
    """
    number = definition.default_number
    shapes = {
        shape: _named_apart(baked, f"{definition.id}-{shape}") for shape, baked in shapes.items()
    }
    first = next(iter(shapes.values()))
    parts = [
        f'<figure class="explorer" id="{definition.id}" data-states="{definition.count}">',
        f'<p class="explorer-title">{escape(first.titles[number])}</p>',
        _form(definition) if definition.controls else "",
        '<div class="explorer-view" role="group" tabindex="0" '
        'aria-label="Chart: the arrow keys read its values one by one">',
        *(svg(baked, number, shape) for shape, baked in shapes.items()),
        "</div>",
        '<div class="explorer-table" role="group" tabindex="0" aria-label="Values as a table" '
        "hidden></div>",
        f'<p class="explorer-summary" aria-live="polite">{escape(first.sentences[number])}</p>',
        _tools(definition),
        f'<script type="application/json" class="explorer-controls">{_spec(definition)}</script>',
        *(packed(definition, shape, baked).element for shape, baked in shapes.items()),
        _figcaption(caption, source),
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _named_apart(baked: Baked, prefix: str) -> Baked:
    background, fragments = named_apart(baked.background, baked.fragments, prefix)
    return dataclasses.replace(baked, background=background, fragments=fragments)


def svg(baked: Baked, number: int, shape: str) -> str:
    """One state as SVG with real text, its sentence as the accessible name."""
    return (
        f'<svg role="img" aria-label="{escape(baked.sentences[number])}" data-shape="{shape}" '
        f'viewBox="0 0 {baked.width} {baked.height}" xmlns="http://www.w3.org/2000/svg">'
        f'<g class="explorer-background">{baked.background}</g>'
        f'<g class="explorer-state">{baked.fragments[number]}</g></svg>'
    )


def _form(definition: Definition) -> str:
    """The controls, hidden until the script can answer them."""
    fields = "\n".join(_field(definition.id, control) for control in definition.controls)
    return f'<form class="explorer-form" autocomplete="off" hidden>\n{fields}\n</form>'


def _field(explorer: str, control: Control) -> str:
    id, name, label = f"{explorer}-{control.name}", control.name, escape(control.label)
    if control.kind == "slider":
        values = control.values
        step = float(f"{(values[-1] - values[0]) / (len(values) - 1):.10g}")
        word = escape(control.words[control.default])
        return (
            f'<div class="explorer-field"><label for="{id}">{label}</label>'
            f'<input type="range" id="{id}" name="{name}" min="{values[0]:.10g}" '
            f'max="{values[-1]:.10g}" step="{step:.10g}" '
            f'value="{values[control.default]:.10g}" aria-valuetext="{word}">'
            f'<output for="{id}">{word}</output></div>'
        )
    if control.kind == "checkbox":
        checked = " checked" if control.default else ""
        return (
            f'<div class="explorer-field"><label><input type="checkbox" id="{id}" name="{name}"'
            f"{checked}> {label}</label></div>"
        )
    options = list(zip(control.keys, control.words, strict=True))
    if control.kind == "select":
        listed = "".join(
            f'<option value="{escape(key)}"{" selected" if n == control.default else ""}>'
            f"{escape(word)}</option>"
            for n, (key, word) in enumerate(options)
        )
        return (
            f'<div class="explorer-field"><label for="{id}">{label}</label>'
            f'<select id="{id}" name="{name}">{listed}</select></div>'
        )
    listed = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(key)}"'
        f"{' checked' if n == control.default else ''}> {escape(word)}</label>"
        for n, (key, word) in enumerate(options)
    )
    return f'<fieldset class="explorer-field" id="{id}"><legend>{label}</legend>{listed}</fieldset>'


def _tools(definition: Definition) -> str:
    actions = [
        ("table", "Show table"),
        ("svg", "Save SVG"),
        ("csv", "Save CSV"),
        ("link", "Copy link"),
    ]
    if definition.controls:
        actions.insert(0, ("reset", "Reset"))
    buttons = "".join(
        f'<button type="button" data-action="{action}">{label}</button>'
        for action, label in actions
    )
    return (
        f'<div class="explorer-tools" hidden>{buttons}'
        '<span class="explorer-status" role="status"></span></div>'
    )


def _spec(definition: Definition) -> str:
    """The controls for the script: how the address and the sliders name each value."""
    spec = [
        {
            "name": control.name,
            "kind": control.kind,
            "keys": control.keys,
            "words": control.words,
            "default": control.default,
        }
        for control in definition.controls
    ]
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _figcaption(caption: str, source: str) -> str:
    if not caption and not source:
        return ""
    text = f"{NUMBER_SLOT} {escape(caption)}" if caption else NUMBER_SLOT
    if source:
        text += f' <span class="explorer-source">Source: {escape(source)}</span>'
    return f"<figcaption>{text}</figcaption>"
