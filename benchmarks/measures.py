"""Measures, the table that shows them, and the file that keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Measure:
    """One thing measured some times over, in one unit.

    `against` names the measure of the same section that this one is a multiple of.
    """

    what: str
    unit: str
    values: tuple[float, ...]
    against: str = ""
    note: str = ""

    @property
    def p50(self) -> float:
        """The median."""
        return float(np.percentile(self.values, 50))

    @property
    def p95(self) -> float:
        """The value that one in twenty exceeds."""
        return float(np.percentile(self.values, 95))


@dataclass(frozen=True)
class Section:
    """The measures that answer one question."""

    title: str
    measures: tuple[Measure, ...]

    def ratio(self, measure: Measure) -> float | None:
        """The measure's median as a multiple of the median it is held against."""
        for other in self.measures:
            if other.what == measure.against and other.p50:
                return measure.p50 / other.p50
        return None


def measure(
    what: str, unit: str, values: Iterable[float], *, against: str = "", note: str = ""
) -> Measure:
    """A measure from any iterable of values."""
    return Measure(what, unit, tuple(float(value) for value in values), against, note)


HEAD = ("", "p50", "p95", "", "n", "ratio", "")


def table(sections: Iterable[Section]) -> str:
    """All measures as one table of text, the sections' titles as its cross-heads."""
    rows: list[tuple[str, ...] | str] = [HEAD]
    for section in sections:
        rows += ["", section.title, *(_row(section, measure) for measure in section.measures)]
    return "\n".join(_aligned(rows))


def _row(section: Section, measure: Measure) -> tuple[str, ...]:
    ratio = section.ratio(measure)
    single = len(measure.values) == 1
    return (
        f"  {measure.what}",
        _digits(measure.p50, measure.unit),
        "" if single else _digits(measure.p95, measure.unit),
        measure.unit,
        str(len(measure.values)),
        "" if ratio is None else f"x {_digits(ratio)}",
        measure.note,
    )


def _digits(value: float, unit: str = " ") -> str:
    """Three digits of a quantity; a number of things, which has no unit, as it is."""
    if value == 0 or not unit:
        return f"{value:.0f}"
    decimals = max(0, 2 - int(np.floor(np.log10(abs(value)))))
    return f"{value:,.{min(decimals, 2)}f}"


def _aligned(rows: list[tuple[str, ...] | str]) -> Iterator[str]:
    cells = [row for row in rows if isinstance(row, tuple)]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    to_right = (False, True, True, False, True, True, False)
    for row in rows:
        if isinstance(row, str):
            yield row
            continue
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, to_right, strict=True)
        )
        yield "  ".join(padded).rstrip()


def save(machine: dict[str, Any], sections: Iterable[Section], place: Path) -> Path:
    """Write every value measured as JSON, with what it was measured on."""
    content = {
        "machine": machine,
        "sections": [
            {
                "title": section.title,
                "measures": [
                    {
                        "what": m.what,
                        "unit": m.unit,
                        "p50": m.p50,
                        "p95": m.p95,
                        "against": m.against,
                        "ratio": section.ratio(m),
                        "note": m.note,
                        "values": m.values,
                    }
                    for m in section.measures
                ],
            }
            for section in sections
        ],
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return place
