"""What an executed page tells its readers in numbers, and what the ledger says of each claim."""

import ast
import base64
import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from corridors.claims import ledger as claims

GLUED = "application/papermill.record/text/plain"

CONTROLS = re.compile(r'<script type="application/json" class="explorer-controls">(.*?)</script>')
STATES = re.compile(r'<script type="text/plain" class="explorer-states">(.*?)</script>')
FIGURE = re.compile(r'<figure class="explorer" id="(.*?)"')

DIGITS = 10
"""Significant digits of a figure: more than a reader sees, fewer than machines differ in."""


def page_numbers(page: NotebookNode) -> dict[str, Any]:
    """The numbers of the prose by name, and titles and sentences of the explorers by id."""
    outputs = [
        output
        for cell in page.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type in ("display_data", "execute_result")
    ]
    return {"prose": prose(outputs), "explorers": explorers(outputs)}


def prose(outputs: Sequence[NotebookNode]) -> dict[str, str]:
    """The numbers by name, whether handed over to the text or told in a sentence.

    Raises ValueError when a page tells two numbers by one name.
    """
    found: dict[str, str] = {}
    for output in outputs:
        for name, text in _numbers(output):
            if found.setdefault(name, text) != text:
                raise ValueError(f"{name!r} is told as {found[name]!r} and as {text!r}")
    return found


def _numbers(output: NotebookNode) -> Iterator[tuple[str, str]]:
    if GLUED in output.data:
        yield output.metadata["scrapbook"]["name"], ast.literal_eval(output.data[GLUED])
    for name, origin in output.metadata.get("corridors", {}).get("numbers", {}).items():
        yield name, origin["text"]


def explorers(outputs: Sequence[NotebookNode]) -> dict[str, Any]:
    """Title and sentence of each explorer and figure as it opens, and in its corners.

    A corner is named as the page's address names it: by the choices other than those that open.
    """
    found = {}
    for output in outputs:
        html = output.data.get("text/html", "")
        for id, controls, states in zip(
            FIGURE.findall(html), CONTROLS.findall(html), STATES.findall(html), strict=True
        ):
            said = json.loads(gzip.decompress(base64.b64decode(states)))
            found[id] = _explorer(json.loads(controls), said["titles"], said["sentences"])
    return found


def _explorer(
    controls: list[dict[str, Any]], titles: list[str], sentences: list[str]
) -> dict[str, Any]:
    def shown(choices: Sequence[int]) -> dict[str, str]:
        number = 0
        for control, choice in zip(controls, choices, strict=True):
            number = number * len(control["keys"]) + choice
        return {"title": titles[number if len(titles) > 1 else 0], "sentence": sentences[number]}

    start = [control["default"] for control in controls]
    entry: dict[str, Any] = {"default": shown(start)}
    if controls:
        entry["corners"] = {_address(controls, at): shown(at) for at in corners(controls)}
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


def claims_numbers() -> dict[str, Any]:
    """Of each claim of the ledger: verdict, confidence, sentence and figures."""
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
        for row in claims.ledger().to_dict("records")
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
