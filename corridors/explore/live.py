"""The live face: the same explorer as plain ipywidgets in JupyterLab, Notebook and on Binder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final
from urllib.parse import quote

import ipywidgets as widgets
import pandas as pd
from IPython import get_ipython

from corridors.explore.definition import Control, Definition, ExplorerError
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.shapes import WIDE, Shape

ASLEEP: Final = "Nothing moves? The kernel has stopped or was restarted: run this cell again."
"""What stands below the controls, which cannot say it themselves once they no longer answer."""

NOT_RUN: Final = "A picture of how it opens. Run this cell to have its controls."
"""What stands below the picture that is shown where no controls can be."""


def live(
    definition: Definition, shape: Shape = WIDE, *, caption: str = "", source: str = ""
) -> widgets.VBox:
    """Chart and sentence above, controls below; the chart follows while a slider is dragged.

    Scenarios are buttons, and what does not stand open is folded, as in the page. A state is
    computed when it is first chosen and remembered. A state whose model raises shows the error in
    the chart's place and the next choice recovers. A cell that is run again closes the widgets that
    it replaces.
    """
    canvas = Canvas(definition, shape)
    controls = {control.name: _widget(control) for control in definition.controls}
    _close(_open.pop(_place(definition), None))
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
                remembered[key] = _state(canvas, state, takeaway=True)
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
    parts = [view, *_arranged(definition, controls, take)]
    asleep = f"<p><small>{ASLEEP}</small></p>" if controls else ""
    if notes := _notes(caption, source) + asleep:
        parts.append(widgets.HTML(notes))
    return _open.setdefault(_place(definition), widgets.VBox(parts))


def picture(
    definition: Definition, shape: Shape = WIDE, *, caption: str = "", source: str = ""
) -> dict[str, str]:
    """The state that opens, as an output that needs no widget: a picture with its sentence.

    A figure without controls is that, and where no widget can be shown (on a code host, in an
    export, in a notebook that was opened again) an explorer is it too.
    """
    state = definition.default
    sentence = definition.sentence(definition.table(state), state)
    html = _state(Canvas(definition, shape), state) + _notes(caption, source)
    if definition.controls:
        html += f"<p><small>{NOT_RUN}</small></p>"
    return {"text/html": html, "text/plain": sentence}


_open: Final[dict[tuple[str, str], widgets.VBox]] = {}
"""The widgets that are shown, by the explorer and its cell."""


def _place(definition: Definition) -> tuple[str, str]:
    """An explorer and the cell that shows it, where the front end names its cells."""
    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return definition.id, str(parent.get("metadata", {}).get("cellId", ""))


def _close(widget: Any) -> None:
    """Close a widget and all in it, with what each has besides: its layout and its style."""
    if widget is None:
        return
    for part in (*getattr(widget, "children", ()), widget.layout, getattr(widget, "style", None)):
        if isinstance(part, widgets.DOMWidget):
            _close(part)
        elif part is not None:
            part.close()
    widget.close()


def _notes(caption: str, source: str) -> str:
    footer = " ".join(part for part in (caption, f"Source: {source}" if source else "") if part)
    return f"<small>{escape(footer)}</small>" if footer else ""


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


def _state(canvas: Canvas, state: dict[str, Any], *, takeaway: bool = False) -> str:
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
        f'<p role="status">{escape(sentence)}</p>'
        f"{_takeaway(canvas, table, drawing, sentence) if takeaway else ''}</div>"
    )


def _takeaway(canvas: Canvas, table: pd.DataFrame, drawing: Drawing, sentence: str) -> str:
    """The table of a state, folded, and links that save it as CSV and its picture as SVG."""
    named = table.rename(columns=lambda column: canvas.definition.host.heads(str(column)))
    rows = named.to_html(index=False, border=0, na_rep="–", float_format=lambda v: f"{v:.5g}")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {canvas.width} {canvas.height}" '
        f'font-family="sans-serif" style="stroke-linejoin:round"><title>{escape(drawing.title)}'
        f"</title><desc>{escape(sentence)}</desc>{canvas.background}{drawing.fragment}</svg>"
    )
    plain = re.sub(r"var\(--[\w-]+, *([^()]*)\)", r"\1", svg)  # outside a page there are no colours
    files = {
        "csv": ("text/csv", table.to_csv(index=False)),
        "svg": ("image/svg+xml", plain),
    }
    links = " ".join(
        f'<a download="{canvas.definition.id}.{ending}" '
        f'href="data:{kind};charset=utf-8,{quote(text)}">{ending.upper()}</a>'
        for ending, (kind, text) in files.items()
    )
    return (
        f'<details><summary>Table</summary><div style="overflow-x:auto">{rows}</div></details>'
        f"<p>{links}</p>"
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
