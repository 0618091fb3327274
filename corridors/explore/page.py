"""The page face: an explorer as HTML that needs no kernel, no network and no script to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Final

from corridors.explore.bake import Baked, bake
from corridors.explore.definition import Control, Definition
from corridors.explore.packs import Face, face
from corridors.explore.shapes import Shape

STATIC: Final = Path(__file__).parent / "static"
"""The folder of the script and the style sheet that bring explorers to life in the page."""

ASLEEP: Final = (
    "So it opens. To change what it assumes takes JavaScript, and Chrome or Edge from 86, "
    "Firefox from 113 or Safari from 16.4."
)
"""What a figure says where its script cannot run, which needs what unpacks its states."""

NUMBER_SLOT: Final = '<span class="explorer-number"></span>'
"""Where the book writes a figure's number, which only the finished page knows."""


def figure(
    definition: Definition,
    shapes: Mapping[str, Baked],
    *,
    caption: str = "",
    source: str = "",
    store: Path | None = None,
) -> str:
    """The `<figure class="explorer">` of the page contract, the default state inside as SVG.

    `shapes` has the states by the name of the shape that they are drawn in: `wide`, and perhaps
    `tall`, which narrow figures show instead. `caption` and `source` are plain text. A definition
    without controls gives the same element without a form: a plain figure. The folder `store`
    keeps the packed states.
    """
    number = definition.default_number
    faces = {shape: face(definition, shape, baked, store) for shape, baked in shapes.items()}
    first = next(iter(shapes.values()))
    parts = [
        f'<figure class="explorer" id="{definition.id}" data-states="{definition.count}">',
        f'<p class="explorer-title">{escape(first.titles[number])}</p>',
        '<div class="explorer-body">' if definition.controls else "",
        '<div class="explorer-view" role="group" tabindex="0" '
        'aria-label="Chart">',  # the script adds what the keys do
        *(_svg(baked, faces[shape], number, shape) for shape, baked in shapes.items()),
        "</div>",
        '<div class="explorer-table" role="group" tabindex="0" aria-label="Values as a table" '
        "hidden></div>",
        f"{_form(definition)}\n{_scenario(definition)}</div>" if definition.controls else "",
        f'<p class="explorer-asleep">{ASLEEP}</p>' if definition.controls else "",
        f'<p class="explorer-summary">{escape(first.sentences[number])}</p>',
        _tools(),
        f'<script type="application/json" class="explorer-controls">{_spec(definition)}</script>',
        *(drawn.pack.element for drawn in faces.values()),
        _figcaption(caption, source),
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def alone(definition: Definition, shape: Shape) -> str:
    """The state that opens in one shape as SVG, for the inside of a text: it answers nobody."""
    baked = bake(definition, shape)
    drawn = face(definition, shape.name, baked)
    svg = _svg(baked, drawn, definition.default_number, shape.name)
    return svg.replace("<svg ", '<svg class="explorer-alone" ', 1)


def _svg(baked: Baked, drawn: Face, number: int, shape: str) -> str:
    """The state that opens as SVG with real text, its sentence as the accessible name."""
    return (
        f'<svg role="img" aria-label="{escape(baked.sentences[number])}" data-shape="{shape}" '
        f'viewBox="0 0 {baked.width} {baked.height}" xmlns="http://www.w3.org/2000/svg">'
        f'<g class="explorer-background">{drawn.background}</g>'
        f'<g class="explorer-state">{drawn.fragment}</g></svg>'
    )


def _form(definition: Definition) -> str:
    """The controls below the chart, hidden until the script can answer them.

    The scenarios come first, then the controls that stand open, then the folded ones.
    """
    standing, folded = (
        "\n".join(_field(definition.id, control) for control in controls)
        for controls in (definition.standing, definition.folded)
    )
    more = (
        f'<details class="explorer-more"><summary>More assumptions ({len(definition.folded)})'
        f'</summary><div class="explorer-fields">\n{folded}\n</div></details>'
        if folded
        else ""
    )
    reset = '<button type="button" class="explorer-reset" data-action="reset">Reset</button>'
    return (
        f'<form class="explorer-form" autocomplete="off" hidden>\n{_presets(definition)}'
        f'<div class="explorer-fields">\n{standing}\n</div>\n{reset}{more}</form>'
    )


def _presets(definition: Definition) -> str:
    """A button for each scenario."""
    if not definition.presets:
        return ""
    buttons = "".join(
        f'<button type="button" data-action="preset" aria-pressed="false" '
        f'data-choice="{",".join(map(str, preset.choice))}">{escape(preset.name)}</button>'
        for preset in definition.presets
    )
    return f'<div class="explorer-presets" role="group" aria-label="Scenarios">{buttons}</div>\n'


SHORT_OPTION: Final = 18
"""Letters of an option that a third of the form holds; a menu with a longer one takes two."""


def _scenario(definition: Definition) -> str:
    """What the state shown assumes, in words: for paper, and for a page without a script."""
    chosen = definition.scenario(definition.default)
    words = "; ".join(f"{label}: {word}" for label, word in chosen)
    return f'<p class="explorer-scenario">{escape(words)}</p>'


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
            f'<output for="{id}" aria-live="off">{word}</output></div>'
        )
    if control.kind == "checkbox":
        checked = " checked" if control.default else ""
        return (
            '<div class="explorer-field explorer-box">'
            f'<label><input type="checkbox" id="{id}" name="{name}"{checked}> {label}</label></div>'
        )
    options = list(zip(control.keys, control.words, strict=True))
    if control.kind == "select":
        listed = "".join(
            f'<option value="{escape(key)}"{" selected" if n == control.default else ""}>'
            f"{escape(word)}</option>"
            for n, (key, word) in enumerate(options)
        )
        long = max(map(len, control.words)) > SHORT_OPTION
        return (
            f'<div class="explorer-field{" explorer-long" if long else ""}">'
            f'<label for="{id}">{label}</label>'
            f'<select id="{id}" name="{name}">{listed}</select></div>'
        )
    listed = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(key)}"'
        f"{' checked' if n == control.default else ''}> {escape(word)}</label>"
        for n, (key, word) in enumerate(options)
    )
    return f'<fieldset class="explorer-field" id="{id}"><legend>{label}</legend>{listed}</fieldset>'


ACTIONS: Final = (
    ("table", "Table"),
    ("png", "PNG"),
    ("svg", "SVG"),
    ("csv", "CSV"),
    ("link", "Link"),
    ("embed", "Embed"),
    ("cite", "Cite"),
)
"""What a reader may do with every figure: see its numbers, take it along, pass it on."""


def _tools() -> str:
    buttons = "".join(
        f'<button type="button" data-action="{action}">{label}</button>'
        for action, label in ACTIONS
    )
    return (
        '<div class="explorer-tools" role="group" aria-label="Take this figure along" hidden>'
        f'{buttons}<span class="explorer-status" role="status"></span></div>'
    )


def _spec(definition: Definition) -> str:
    """The controls for the script: how address, sliders and files name each value."""
    spec = [
        {
            "name": control.name,
            "label": control.label,
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
        words, rest = escape(source), escape(getattr(source, "rest", ""))
        if rest:
            words = words.replace(rest, f'<span class="explorer-rest">{rest}</span>')
        text += f' <span class="explorer-source">Source: {words}</span>'
    return f"<figcaption>{text}</figcaption>"
