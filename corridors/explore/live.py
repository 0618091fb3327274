"""The live face: the same explorer as plain ipywidgets in JupyterLab, Notebook and on Binder."""

from __future__ import annotations

import base64
import re
import textwrap
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import ipywidgets as widgets
import pandas as pd
from IPython import get_ipython

from corridors.explore.bake import SIGNIFICANT_DIGITS
from corridors.explore.definition import Control, Definition, ExplorerError
from corridors.explore.drawing import Canvas, Drawing
from corridors.explore.rounding import SIGNIFICANT, exact
from corridors.explore.shapes import WIDE, Shape

ASLEEP: Final = (
    "Nothing moves? The kernel is busy, or it has stopped or was restarted: "
    "then run the notebook again up to this cell."
)
"""What stands below the controls; when one is not answered the script says it above them, aloud."""

ANSWERED: Final = "explore-answered"
"""A class that the explorer has or loses with every answer, so that the script hears of each."""

SCRIPT: Final = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
"""What the front end does besides: marks that are read by keys, a sentence said aloud, an image."""

NOT_RUN: Final = "A picture of how it opens. Run the notebook up to this cell to have its controls."
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
    view, values, files = widgets.HTML(), widgets.HTML(), widgets.HTML()
    view.add_class("explore-view")
    files.add_class("explore-files")
    box = widgets.VBox().add_class("explore-explorer").add_class(f"of-{definition.id}")
    remembered: dict[tuple[Any, ...], tuple[str, str, str]] = {}
    taking = False

    def show(_: object = None) -> None:
        if not taking:
            view.value, values.value, files.value = shown()
            answered = ANSWERED in box._dom_classes
            (box.remove_class if answered else box.add_class)(ANSWERED)

    def shown() -> tuple[str, str, str]:
        state = {name: widget.value for name, widget in controls.items()}
        key = tuple(state.values())
        if key not in remembered:
            try:
                remembered[key] = _shown(canvas, state, source)
            except ExplorerError as error:
                return f'<p role="alert">{escape(str(error))}</p>', "", ""
        return remembered[key]

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
    table = widgets.Accordion([values], titles=("Table",), selected_index=None)
    notes = _notes(definition, caption, source)
    if controls:
        notes += f'<p><small class="explore-asleep">{ASLEEP}</small></p>'
    arranged = _arranged(definition, controls, take)
    box.children = [view, *arranged, table, files, widgets.HTML(_below(notes)), _script()]
    return _open.setdefault(_place(definition), box)


def _script() -> widgets.Output:
    """The script of the front end, as an output of its own that nobody sees."""
    shown = {
        "output_type": "display_data",
        "data": {"application/javascript": SCRIPT, "text/plain": ""},
        "metadata": {},
    }
    return widgets.Output(outputs=(shown,), layout=widgets.Layout(display="none"))


def picture(
    definition: Definition, shape: Shape = WIDE, *, caption: str = "", source: str = ""
) -> dict[str, str]:
    """The state that opens, as an output that needs no widget: a picture with its sentence.

    A figure without controls is that, with its values as a table. An explorer is it where no widget
    can be shown: on a code host, in an export, in a notebook that was opened again. The picture is
    an image with a surface of its own, because a front end takes drawings out of the text of a
    notebook that it does not trust, and leaves their letters.
    """
    state = definition.default
    table = definition.table(state)
    sentence = definition.sentence(table, state)
    canvas = Canvas(definition, shape)
    drawing = canvas.draw(table, state)
    image = base64.b64encode(_svg(canvas, drawing, sentence).encode()).decode()
    html = (
        f'<div class="explore-still of-{definition.id}" style="max-width:40rem">'
        f"<strong>{escape(drawing.title)}</strong><br>"
        f'<img alt="{escape(sentence)}" width="{ACROSS}" src="data:image/svg+xml;base64,{image}">'
        f"<p>{escape(sentence)}</p>"
    )
    if not definition.controls:
        html += f"<details><summary>Table</summary>{_rows(canvas, table)}</details>"
    html += _notes(definition, caption, source)
    if definition.controls:
        html += f"<p><small>{NOT_RUN}</small></p>"
    return {"text/html": html + "</div>", "text/plain": sentence}


STYLE: Final = """<style>
.explore-chart {
  --explorer-ink: var(--jp-ui-font-color1, #1f2328);
  --explorer-muted: var(--jp-ui-font-color2, #5d6670);
  --explorer-grid: var(--jp-border-color2, #d5d9de);
  --explorer-paper: var(--jp-layout-color0, #fefefe);
  max-width: 40rem; line-height: 1.4; font-family: var(--jp-ui-font-family, sans-serif);
}
/* land as on a page: a front end has no grey that lines of all six colours stand out from */
[data-jp-theme-light="false"] .explore-chart {
  --explorer-land: #1b1f24; --explorer-border: #555c66;
}
.explore-drawn { overflow-x: auto; }
.explore-drawn > svg { min-width: 20rem; }
.explore-view { box-sizing: border-box; width: 100%; max-width: 40rem; margin: 0; }
.explore-view > .widget-html-content { min-width: 0; flex: 1 1 0; }
.explore-view:focus-visible { outline: 2px solid var(--jp-brand-color1, #0b5cad); }
.explore-pointer { fill: none; stroke: var(--explorer-ink); stroke-width: 1.8; }
.explore-reading {
  position: absolute; transform: translateX(-50%); width: max-content;
  box-sizing: border-box; max-width: min(16rem, 100%);
  padding: 0.15rem 0.5rem; border-radius: 4px; white-space: pre-line; line-height: 1.35;
  color: var(--jp-layout-color0, #fefefe); background: var(--jp-ui-font-color1, #1f2328);
  pointer-events: none; z-index: 2;
}
.explore-reading[hidden] { display: none; }
.explore-spoken {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.explore-alert:not(:empty) {
  max-width: 40rem; margin: 0.25rem 0; padding: 0.3rem 0.6rem; box-sizing: border-box;
  border-left: 4px solid var(--jp-warn-color1, #c78200); line-height: 1.4;
}
.explore-files a {
  margin-right: 0.75rem; color: var(--jp-content-link-color, #0b5cad); text-decoration: underline;
}
/* beside an open side bar a control stands below its name */
.explore-explorer .widget-inline-hbox { flex-wrap: wrap; height: auto; }
.explore-explorer .widget-inline-hbox > .widget-label {
  height: auto; max-width: 100%; white-space: normal; line-height: 1.4; text-align: left;
}
.explore-explorer .widget-inline-hbox > :is(.slider-container, select) {
  flex: 1 1 8rem; min-width: 0; max-width: 100%;
}
.explore-explorer .slider-container { margin-inline: 10px; }
.explore-explorer .widget-radio-box > label { height: auto; line-height: 1.4; }
.explore-notes { max-width: 40rem; line-height: 1.4; }
</style>"""
"""How a chart takes the colours of the front end, and its readings stand over it."""


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


def _notes(definition: Definition, caption: str, source: str) -> str:
    """The figure's number, for one of the chapters, its caption and its source."""
    number, _ = definition.host.place(definition.id)
    parts = (f"Figure {number}." if number else "", caption, f"Source: {source}" if source else "")
    footer = " ".join(part for part in parts if part)
    return f"<small>{escape(footer)}</small>" if footer else ""


def _below(notes: str) -> str:
    return f'<div class="explore-notes">{notes}</div>' if notes else ""


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


def _shown(canvas: Canvas, state: Mapping[str, Any], source: str) -> tuple[str, str, str]:
    """A state as HTML: the chart with its sentence, the table, and what can be taken along."""
    definition = canvas.definition
    table = definition.table(state)
    drawing = canvas.draw(table, state)
    sentence = definition.sentence(table, state)
    return (
        _chart(canvas, drawing, sentence),
        _rows(canvas, table),
        _files(canvas, state, table, drawing, sentence, source),
    )


def _number(value: float) -> str:
    """A number of the table, to as many digits as in the page's."""
    return f"{exact(value):.{SIGNIFICANT_DIGITS}g}"


def _rows(canvas: Canvas, table: pd.DataFrame) -> str:
    heads = canvas.definition.host.heads
    named = table.rename(columns=lambda column: heads(str(column)))
    rows = named.to_html(index=False, border=0, na_rep="–", float_format=_number)
    return f'<div style="overflow-x:auto">{rows}</div>'


def _chart(canvas: Canvas, drawing: Drawing, sentence: str) -> str:
    return (
        f"{STYLE}{_covering(canvas.definition)}"
        '<div class="explore-chart">'
        f"<strong>{escape(drawing.title)}</strong>"
        f'<div class="explore-drawn"><svg role="img" aria-label="{escape(sentence)}" '
        f'width="100%" viewBox="0 0 {canvas.width} {canvas.height}" stroke-linejoin="round">'
        f"{canvas.background}{drawing.fragment}{_hints(drawing)}</svg></div>"
        f'<p class="explore-sentence">{escape(sentence)}</p></div>'
    )


def _covering(definition: Definition) -> str:
    """While an explorer answers, the picture that stands in for it is not shown."""
    still = f".explore-still.of-{definition.id}"
    return (
        f"<style>body:has(.explore-explorer.of-{definition.id}) "
        f":is({still}, .jp-OutputArea-child:has({still})) {{ display: none; }}</style>"
    )


def _files(
    canvas: Canvas,
    state: Mapping[str, Any],
    table: pd.DataFrame,
    drawing: Drawing,
    sentence: str,
    source: str,
) -> str:
    """Links that save a state as CSV and its picture as SVG, and one to the same on the site."""
    definition = canvas.definition
    values = table.to_csv(index=False, float_format=f"%.{SIGNIFICANT}g")
    files = {
        "CSV": ("text/csv", "\ufeff" + values),  # the mark is for Excel
        "SVG": ("image/svg+xml", _drawing(canvas, state, drawing, sentence, source)),
    }
    links = [
        f'<a download="{definition.id}.{name.lower()}" '
        f'href="data:{kind};charset=utf-8,{quote(text)}">{name}</a>'
        for name, (kind, text) in files.items()
    ]
    _, address = definition.host.place(definition.id)
    if address:
        there = escape(f"{address}#{definition.id}{_query(definition, state)}")
        links.append(f'<a href="{there}" target="_blank" rel="noopener">Link to this state</a>')
    return f"<p>{' '.join(links)}</p>"


def _query(definition: Definition, state: Mapping[str, Any]) -> str:
    """How the address of a page names a state."""
    chosen = (
        f"{control.name}={quote(control.keys[control.values.index(state[control.name])], safe='')}"
        for control in definition.controls
    )
    return "?" + "&".join(chosen) if definition.controls else ""


ACROSS: Final = 640
"""Pixels that a saved picture is wide."""

_LETTER: Final = 0.56
"""How wide a letter is on average, in parts of the size of its type; 0.62 in bold."""


def _drawing(
    canvas: Canvas, state: Mapping[str, Any], drawing: Drawing, sentence: str, source: str
) -> str:
    """A picture that stands alone: with its title, its scenario and its source."""
    width, blocks, y = canvas.width, list[str](), 4.0

    def write(text: str, size: float, weight: int, ink: str) -> None:
        nonlocal y
        letters = int((width - 16) / size / (_LETTER if weight < 700 else 0.62))
        for line in textwrap.wrap(text, letters):
            y += size * 1.25
            blocks.append(
                f'<text x="8" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{ink}">'
                f"{escape(line)}</text>"
            )

    write(drawing.title, 14, 700, "#1f2328")
    words = "; ".join(": ".join(chosen) for chosen in canvas.definition.scenario(state))
    y += 3
    write(words, 10, 400, "#1f2328")
    top = y + 8
    y = top + canvas.height
    write(f"Source: {source}" if source else "", 9, 400, "#5d6670")
    around = f'<rect width="{width}" height="{y + 8:.0f}" fill="#ffffff"/>{"".join(blocks)}'
    return _svg(canvas, drawing, sentence, around=around, top=top, height=round(y + 8))


def _svg(
    canvas: Canvas,
    drawing: Drawing,
    sentence: str,
    *,
    around: str = '<rect width="100%" height="100%" fill="#ffffff"/>',
    top: float = 0,
    height: int | None = None,
) -> str:
    """A chart as a file: its colours resolved, references as older drawing programs want them."""
    width, height = canvas.width, height or canvas.height
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{ACROSS}" height="{height * ACROSS / width:.0f}" '
        f'font-family="Arial, Helvetica, sans-serif" stroke-linejoin="round">'
        f"<title>{escape(drawing.title)}</title><desc>{escape(sentence)}</desc>{around}"
        f'<g transform="translate(0 {top})">{canvas.background}{drawing.fragment}</g></svg>'
    )
    svg = re.sub(r"var\(--[\w-]+, ?([^()]*)\)", r"\1", svg)
    svg = re.sub(r"calc\(([\d.]+px)\*1\)", r"\1", svg)
    return svg.replace(' href="#', ' xlink:href="#')


def _hints(drawing: Drawing) -> str:
    """Invisible areas over the marks whose native tooltip is the mark's reading."""
    return "".join(
        f'<rect class="explore-mark" data-place="{mark.x:.1f} {mark.y:.1f} {mark.width:.1f} '
        f'{mark.height:.1f}" x="{mark.x - max(mark.width, 12) / 2:.0f}" '
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
