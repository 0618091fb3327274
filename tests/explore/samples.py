"""Three small definitions with every kind of control, and what their functions say of a state."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corridors.explore import Definition, control, define
from corridors.explore.marks import marks_of, says
from corridors.labels import readable
from corridors.pictures import style
from corridors.pictures.explorers import BOOK
from corridors.pictures.parts import value_axis
from tests.explore.reader import Shown

SUPPLY = pd.DataFrame(
    {
        "supplier": ["Norway", "LNG", "Türkiye & “west”, swaps?", "Azerbaijan", "Russia"],
        "energy_twh": [1000.0, 1200.0, 350.5, 127.25, 400.0],
        "customers": [123_456, 1_000_001, 12, 0, 98_765],
        "since": pd.PeriodIndex(["1977-09", "2000-01", "1983-01", "2020-12", "1968-01"], freq="M"),
    }
)


def after_cut(
    supply: pd.DataFrame, *, supplier: str, cut: int, lasting: bool = False
) -> pd.DataFrame:
    hit = supply["supplier"] == supplier
    left = supply["energy_twh"] * (1 - cut / 100 * hit) * (0.9 if lasting else 1)
    return supply.assign(after_twh=left, change_twh=left - supply["energy_twh"], hit=hit)


def supply_bars(table: pd.DataFrame, ax: Axes) -> None:
    places = range(len(table))
    names = [name.split()[0] for name in table["supplier"]]
    bars = ax.barh(places, table["after_twh"], color=[style.colour(name) for name in names])
    says(bars, [f"{n}: {v:.1f} TWh" for n, v in zip(names, table["after_twh"], strict=True)])
    dots = ax.scatter(table["energy_twh"], places, color=style.INK)
    says(dots, [f"{n} before: {v} TWh" for n, v in zip(names, table["energy_twh"], strict=True)])
    contract = ax.scatter([127.25], [3], marker="x", color=style.INK)
    says(contract, "Azerbaijan by contract: 127.25 TWh")
    ax.set_yticks(places, names)
    value_axis(ax, "energy (TWh\u00a0a\u00a0year)", limits=(0, 1300), horizontal=True)
    ax.set_title(f"After the cut {table['after_twh'].sum():,.1f} TWh are left: <less> & less")


def describe_cut(table: pd.DataFrame) -> str:
    return f"{table['after_twh'].sum():.2f} TWh of {table['energy_twh'].sum():.2f} TWh are left."


def tonnage(*, growth: float, rate: float, scenario: str) -> pd.DataFrame:
    years = range(2024, 2031)
    base = {"low": 2.0, "high": 4.5}[scenario]
    mt = [base * (1 + rate) ** (year - 2024) + growth for year in years]
    return pd.DataFrame({"year": years, "cargo_mt": mt, "plan_mt": [None] + [6.0] * 6})


def tonnage_line(table: pd.DataFrame, ax: Axes) -> None:
    (line,) = ax.plot(table["year"], table["cargo_mt"], marker="o")
    says(line, [f"{y}: {v:.2f} Mt" for y, v in zip(table["year"], table["cargo_mt"], strict=True)])
    ax.set_xlim(2023.5, 2030.5)
    value_axis(ax, "cargo (Mt a year)", limits=(0, 40))
    ax.set_title(f"{table['cargo_mt'].iloc[-1]:.2f} Mt in 2030")


def describe_tonnage(table: pd.DataFrame) -> str:
    first, last = table["cargo_mt"].iloc[[0, -1]]
    return f"Cargo grows from {first:.2f} to {last:.2f} Mt."


SHOCK = define(
    "gas-shock",
    functools.partial(after_cut, SUPPLY),
    supply_bars,
    describe_cut,
    {
        "supplier": list(SUPPLY["supplier"]),
        "cut": control((0, 100, 10), label="Cut", unit="%", default=20),
        "lasting": False,
    },
    host=BOOK,
)
GROWTH = define(
    "corridor-growth",
    tonnage,
    tonnage_line,
    describe_tonnage,
    {
        "growth": {"none": 0, "some, half": 0.5, "much": 2.25},
        "rate": control((0.0, 0.25, 0.05), label="Growth a year", format="{:.0%}"),
        "scenario": ["low", "high"],
    },
    host=BOOK,
)
PLAIN = define(
    "plain-figure",
    functools.partial(after_cut, SUPPLY, supplier="Russia", cut=100),
    supply_bars,
    describe_cut,
    {},
    host=BOOK,
)


def default_of(definition: Definition) -> dict[str, int]:
    """The choice that opens: the number of each control's value."""
    return {control.name: control.default for control in definition.controls}


def choices_to_try(definition: Definition) -> Iterator[dict[str, int]]:
    """The first and the last value of each control, the rest as they open; the last of all."""
    last = {control.name: len(control.values) - 1 for control in definition.controls}
    for name in last:
        yield {**default_of(definition), name: 0}
        yield {**default_of(definition), name: last[name]}
    yield last


def told(definition: Definition, choice: Mapping[str, int] | None = None) -> Shown:
    """What the model, the picture and the summary say of a choice, numbers to what a page gives."""
    table, axes = _drawn(definition, choice)
    sentence = definition.summary(table)
    rows = [[_plain(value) for value in row] for row in table.itertuples(index=False)]
    return Shown(
        axes.get_title(loc="left"), sentence, sentence, [readable(str(c)) for c in table], rows
    )


def readings(definition: Definition, choice: Mapping[str, int] | None = None) -> list[str]:
    """The readings that the picture gives its marks."""
    _, axes = _drawn(definition, choice)
    return [mark.text for mark in marks_of(axes.get_children())]


def _drawn(definition: Definition, choice: Mapping[str, int] | None) -> tuple[pd.DataFrame, Axes]:
    choice = choice or default_of(definition)
    state = {control.name: control.values[choice[control.name]] for control in definition.controls}
    table, axes = definition.table(state), Figure().add_subplot()
    with definition.host.styled():
        definition.picture(table, axes)
    return table, axes


def _plain(value: Any) -> Any:
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    return pytest.approx(value, rel=6e-5, abs=1e-9) if isinstance(value, float) else str(value)
