"""What an executed page tells its readers in numbers, and what the ledger says of each claim."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from corridors.claims import ledger as claims
from corridors.explore.packs import opened
from corridors.prose import KEY

CONTROLS = re.compile(r'<script type="application/json" class="explorer-controls">(.*?)</script>')
STATES = re.compile(r'class="explorer-states" data-shape="wide"[^>]*>(.*?)</script>')
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
FIGURE = re.compile(r'<figure class="explorer" id="(.*?)"')
PRESET = re.compile(r'data-action="preset"[^>]*data-choice="([\d,]+)">(.*?)</button>')

DIGITS = 10
"""Significant digits of a figure: more than a reader sees, fewer than machines differ in."""


AROUND = 2
"""Words on either side that tell a number's place in a sentence."""

PLACE = re.compile(r"\{told\}`[^`]*<(\w+)>`")
"""A number in a sentence."""

DRAWN = re.compile(r'<svg class="explorer-alone"[^>]* aria-label="(.*?)"')
"""A small picture within a text, by the sentence that says what it shows."""

BESIDE = re.compile(r"\s*\{(?:claim|cite)\}`[^`]*`")
"""A verdict or a reference in a text: to move one is to move no number."""

OF_CODE = re.compile(r'class="(?:method|catalogue)"')
"""What shows code, or who uses a table: it moves with the code and tells no number."""

CODE = re.compile(r"</summary><pre\b.*?</pre>", re.DOTALL)
"""Code that a page shows folded beside its numbers, such as the rule of a claim."""

ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def page_numbers(page: NotebookNode) -> dict[str, Any]:
    """All that a page tells in numbers.

    That is the numbers of the prose by name and their places in the sentences; titles and
    sentences of the explorers by id; and marks of what else its cells show, by heading.
    """
    cells = [(cell, _shown(cell)) for cell in page.cells if cell.cell_type == "code"]
    outputs = [output for _, shown in cells for output in shown]
    drawn = DRAWN.findall("".join(_texts(page)))
    return {
        "prose": prose(outputs),
        "places": places(page),
        "explorers": explorers(outputs),
        "tables": tables(page),
        **({"drawings": [unescape(sentence) for sentence in drawn]} if drawn else {}),
    }


def cell_numbers(shell: Any, code: str) -> dict[str, Any]:
    """What a cell tells in numbers when a shell runs it now. Raises what the cell raises."""
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(code, store_history=False)
    result.raise_error()
    shown = [(output.data or {}, output.metadata or {}) for output in captured.outputs]
    if result.result is not None:  # of which run_cell keeps the display to itself
        shown.append(shell.display_formatter.format(result.result))
    outputs = [new_output("display_data", data, metadata=about) for data, about in shown]
    return page_numbers(new_notebook(cells=[new_code_cell(code, outputs=outputs)]))


def _shown(cell: NotebookNode) -> list[NotebookNode]:
    return [output for output in cell.outputs if "data" in output]


def places(page: NotebookNode) -> list[str]:
    """Each number with the words next to it, as "Of the {steps} steps by", in reading order."""
    found = []
    for text in _texts(page):
        for paragraph in re.split(r"\n\s*\n|\n(?=[-#\d])", PLACE.sub(_named, BESIDE.sub("", text))):
            words = paragraph.split()
            found += [
                " ".join(words[max(0, at - AROUND) : at + AROUND + 1])
                for at, word in enumerate(words)
                if "⟨" in word
            ]
    return [place.replace("⟨", "{").replace("⟩", "}") for place in found]


def _named(place: re.Match[str]) -> str:
    return f"⟨{place.group(1)}⟩"


def _texts(page: NotebookNode) -> Iterator[str]:
    for cell in page.cells:
        if cell.cell_type == "markdown":
            yield cell.source
        elif cell.cell_type == "code":
            yield from (output.data.get("text/markdown", "") for output in _shown(cell))


def tables(page: NotebookNode) -> dict[str, str]:
    """A mark of all else that the cells under a heading show: it moves when any of it does."""
    heading, shown = "", {}
    for cell in page.cells:
        if cell.cell_type == "markdown":
            titles = re.findall(r"^#+ +(.*)$", cell.source, re.MULTILINE)
            heading = titles[-1] if titles else heading
        elif cell.cell_type == "code":
            rest = [output for output in _shown(cell) if not _is_guarded(output)]
            plain = [output.data.get("text/html", output.data.get("text/plain")) for output in rest]
            if plain:
                shown.setdefault(heading, []).extend(plain)
    return {heading: mark_of(*texts) for heading, texts in shown.items()}


def _is_guarded(output: NotebookNode) -> bool:
    """Whether an output is a number, a sentence or an explorer, told in full, or tells of code."""
    html = output.data.get("text/html", "")
    return "text/markdown" in output.data or bool(FIGURE.search(html) or OF_CODE.search(html))


def mark_of(*texts: str) -> str:
    """A few digits that are others when a text is another."""
    text = ADDRESS.sub("", CODE.sub("", "\0".join(texts)))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def prose(outputs: Sequence[NotebookNode]) -> dict[str, str]:
    """The numbers of the sentences by name.

    Raises ValueError when a page tells two numbers by one name.
    """
    found: dict[str, str] = {}
    for output in outputs:
        for name, text in _numbers(output):
            if found.setdefault(name, text) != text:
                raise ValueError(f"{name!r} is told as {found[name]!r} and as {text!r}")
    return found


def _numbers(output: NotebookNode) -> Iterator[tuple[str, str]]:
    for name, origin in output.metadata.get(KEY, {}).get("numbers", {}).items():
        yield name, origin["text"]


def explorers(outputs: Sequence[NotebookNode]) -> dict[str, Any]:
    """Title and sentence of each explorer and figure as it opens, in its corners and scenarios.

    A corner is named as the page's address names it: by the choices other than those that open.
    `states` is a mark of titles, sentences, tables and readings of all states.
    """
    found = {}
    for output in outputs:
        html = output.data.get("text/html", "")
        figures = FIGURE.split(html)[1:]
        for id, figure, controls, states in zip(
            figures[::2], figures[1::2], CONTROLS.findall(html), STATES.findall(html), strict=True
        ):
            said = opened(states)
            told = [said["titles"], said["sentences"], said["columns"], said["tables"]]
            readings = [[mark[4] for mark in marks] for marks in said["marks"]]
            presets = {
                unescape(name): [int(place) for place in choice.split(",")]
                for choice, name in PRESET.findall(figure)
            }
            found[id] = in_corners(json.loads(controls), presets, _reader(said))
            found[id]["states"] = mark_of(json.dumps([*told, readings, CAPTION.findall(html)]))
    return found


def _reader(said: Mapping[str, Any]) -> Callable[[int], Mapping[str, str]]:
    titles = said["titles"]

    def shown(number: int) -> dict[str, str]:
        return {
            "title": titles[number if len(titles) > 1 else 0],
            "sentence": said["sentences"][number],
        }

    return shown


def in_corners(
    controls: Sequence[Mapping[str, Any]],
    presets: Mapping[str, Sequence[int]],
    shown: Callable[[int], Mapping[str, str]],
) -> dict[str, Any]:
    """What is shown by default, in the corners and by the buttons of scenarios.

    `shown` takes the number of a state.
    """

    def state(choices: Sequence[int]) -> Mapping[str, str]:
        number = 0
        for control, choice in zip(controls, choices, strict=True):
            number = number * len(control["keys"]) + choice
        return shown(number)

    entry: dict[str, Any] = {"default": state([control["default"] for control in controls])}
    if controls:
        entry["corners"] = {_address(controls, at): state(at) for at in corners(controls)}
    if presets:
        entry["presets"] = {name: state(choice) for name, choice in presets.items()}
    return entry


def corners(controls: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """First and last value of every control with the others as they open; all first, all last."""
    start = [control["default"] for control in controls]
    ends = [(0, len(control["keys"]) - 1) for control in controls]
    found = [
        [*start[:place], end, *start[place + 1 :]]
        for place, both in enumerate(ends)
        for end in both
    ]
    found += [[first for first, _ in ends], [last for _, last in ends]]
    distinct = [list(at) for at in dict.fromkeys(map(tuple, found))]
    return [at for at in distinct if at != start]


def _address(controls: Sequence[Mapping[str, Any]], at: Sequence[int]) -> str:
    return "&".join(
        f"{control['name']}={control['keys'][choice]}"
        for control, choice in zip(controls, at, strict=True)
        if choice != control["default"]
    )


def claims_numbers(section: str | None = None) -> dict[str, Any]:
    """Of each claim of the ledger or of a section: verdict, confidence, sentence and figures."""
    told = (
        "verdict",
        "verdict_on_part",
        "confidence",
        "evidence",
        "agreement",
        "finding",
        "figures",
    )
    return {
        row["claim_id"]: {column: plain(row[column]) for column in told}
        for row in claims.ledger(section).to_dict("records")
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: floats to ten significant digits, whatever is missing as null."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, str):
        return str(value)
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool | int):
        return value
    return float(f"{value:.{DIGITS}g}")
