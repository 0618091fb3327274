"""The live face: the same explorer as plain ipywidgets in JupyterLab, Notebook and on Binder."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as widgets

from corridors.explore.definition import Control, Definition, ExplorerError
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.shapes import WIDE, Shape


def live(
    definition: Definition, shape: Shape = WIDE, *, caption: str = "", source: str = ""
) -> widgets.VBox:
    """Controls above, chart and sentence below; the chart follows while a slider is dragged.

    A state is computed when it is first chosen and remembered. A state whose model raises shows
    the error in the chart's place and the next choice recovers.
    """
    canvas = Canvas(definition, shape)
    controls = {control.name: _widget(control) for control in definition.controls}
    view = widgets.HTML()
    remembered: dict[tuple[Any, ...], str] = {}

    def show(_: object = None) -> None:
        state = {name: widget.value for name, widget in controls.items()}
        key = tuple(state.values())
        if key not in remembered:
            try:
                remembered[key] = _state(canvas, state)
            except ExplorerError as error:
                view.value = f'<p role="alert">{escape(str(error))}</p>'
                return
        view.value = remembered[key]

    for widget in controls.values():
        widget.observe(show, names="value")
    show()
    footer = " ".join(part for part in (caption, f"Source: {source}" if source else "") if part)
    parts = [*controls.values(), view]
    if footer:
        parts.append(widgets.HTML(f"<small>{escape(footer)}</small>"))
    return widgets.VBox(parts)


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
