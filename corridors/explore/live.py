"""The live face: the same explorer as plain ipywidgets in JupyterLab, Notebook and on Binder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from corridors.explore.definition import Control, Definition, ExplorerError
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.shapes import WIDE, Shape


def live(
    definition: Definition, shape: Shape = WIDE, *, caption: str = "", source: str = ""
) -> widgets.VBox:
    """Chart and sentence above, controls below; the chart follows while a slider is dragged.

    Scenarios are buttons, and what does not stand open is folded, as in the page. A state is
    computed when it is first chosen and remembered. A state whose model raises shows
    the error in the chart's place and the next choice recovers.
    """
    canvas = Canvas(definition, shape)
    controls = {control.name: _widget(control) for control in definition.controls}
    view = widgets.HTML()
    remembered: dict[tuple[Any, ...], str] = {}
    taking = False

    def show(_: object = None) -> None:
        if taking:
            return
        state = {name: widget.value for name, widget in controls.items()}
        key = tuple(state.values())
        if key not in remembered:
            try:
                remembered[key] = _state(canvas, state)
            except ExplorerError as error:
                view.value = f'<p role="alert">{escape(str(error))}</p>'
                return
        view.value = remembered[key]

    def take(choice: Mapping[str, Any]) -> None:
        """Make several choices, and draw once."""
        nonlocal taking
        taking = True
        for name, value in choice.items():
            controls[name].value = value
        taking = False
        show()

    for widget in controls.values():
        widget.observe(show, names="value")
    show()
    footer = " ".join(part for part in (caption, f"Source: {source}" if source else "") if part)
    parts = [view, *_arranged(definition, controls, take)]
    if footer:
        parts.append(widgets.HTML(f"<small>{escape(footer)}</small>"))
    return widgets.VBox(parts)


def _arranged(
    definition: Definition,
    controls: Mapping[str, Any],
    take: Callable[[Mapping[str, Any]], None],
) -> list[Any]:
    """The buttons of the scenarios, the controls that stand open, and the folded ones."""
    if not controls:
        return []
    scenarios = {
        preset.name: {
            control.name: control.values[place]
            for control, place in zip(definition.controls, preset.choice, strict=True)
        }
        for preset in definition.presets
    }
    buttons = []
    for name, choice in {**scenarios, "Reset": definition.default}.items():
        button = widgets.Button(description=name, layout=widgets.Layout(width="auto"))
        button.on_click(lambda _, choice=choice: take(choice))
        buttons.append(button)
    parts = [
        widgets.HBox(buttons, layout=widgets.Layout(flex_flow="row wrap")),
        *(controls[control.name] for control in definition.standing),
    ]
    if definition.folded:
        folded = widgets.VBox([controls[control.name] for control in definition.folded])
        title = f"More assumptions ({len(definition.folded)})"
        parts.append(widgets.Accordion([folded], titles=(title,), selected_index=None))
    return parts


def _state(canvas: Canvas, state: dict[str, Any]) -> str:
    definition = canvas.definition
    table = definition.table(state)
    drawing = canvas.draw(table, state)
    sentence = definition.sentence(table, state)
    return (
        f'<div style="max-width:40rem;font-family:var(--jp-ui-font-family,sans-serif);'
        "--explorer-ink:var(--jp-ui-font-color1,#1f2328);"
        "--explorer-muted:var(--jp-ui-font-color2,#5d6670);"
        "--explorer-grid:var(--jp-border-color2,#d5d9de);"
        "--explorer-land:var(--jp-layout-color2,#e9e6df);"
        "--explorer-border:var(--jp-border-color1,#b9b4a8);"
        '--explorer-paper:var(--jp-layout-color0,#fefefe);line-height:1.4">'
        f"<strong>{escape(drawing.title)}</strong>"
        f'<svg role="img" aria-label="{escape(sentence)}" width="100%" '
        f'viewBox="0 0 {canvas.width} {canvas.height}" style="stroke-linejoin:round">'
        f"{canvas.background}{drawing.fragment}{_hints(drawing)}</svg>"
        f"<p>{escape(sentence)}</p></div>"
    )


def _hints(drawing: Drawing) -> str:
    """Invisible areas over the marks whose native tooltip is the mark's reading."""
    return "".join(
        f'<rect x="{mark.x - max(mark.width, 12) / 2:.0f}" '
        f'y="{mark.y - max(mark.height, 12) / 2:.0f}" width="{max(mark.width, 12):.0f}" '
        f'height="{max(mark.height, 12):.0f}" fill="transparent">'
        f"<title>{escape(mark.text)}</title></rect>"
        for mark in drawing.marks
    )


def _widget(control: Control) -> Any:
    options = list(zip(control.words, control.values, strict=True))
    common = {
        "description": control.label,
        "style": {"description_width": "initial"},
        "layout": widgets.Layout(width="min(36rem, 100%)"),
    }
    chosen = control.values[control.default]
    if control.kind == "slider":
        return widgets.SelectionSlider(options=options, value=chosen, **common)
    if control.kind == "checkbox":
        return widgets.Checkbox(value=bool(chosen), **{**common, "indent": False})
    if control.kind == "radio":
        return widgets.RadioButtons(options=options, value=chosen, **common)
    return widgets.Dropdown(options=options, value=chosen, **common)
