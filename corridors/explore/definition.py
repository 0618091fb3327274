"""What an explorer is: its controls, its states, and the mistakes that are refused at once."""

from __future__ import annotations

import inspect
import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import pandas as pd
from matplotlib.axes import Axes

from corridors.explore.host import Host
from corridors.explore.rounding import settled
from corridors.explore.shapes import Summary, composition

MOST_STATES: Final = 3_000
"""States beyond this number cost the reader more than they show: coarser steps serve better."""

Model = Callable[..., pd.DataFrame]
Picture = Callable[[pd.DataFrame, Axes], object]
State = dict[str, Any]


class ExplorerError(Exception):
    """A mistake in an explorer's definition: names the explorer, the control and the state.

    A figure without controls has neither, and is named as what it is.
    """

    def __init__(
        self,
        problem: str,
        *,
        explorer: str,
        control: str | None = None,
        state: Mapping[str, object] | None = None,
        plain: bool = False,
    ) -> None:
        self.problem = problem
        self.explorer, self.control, self.state = explorer, control, state
        where = f"{'figure' if plain else 'explorer'} {explorer!r}"
        if control is not None:
            where += f", control {control!r}"
        if state:
            where += ", state " + ", ".join(f"{name}={value!r}" for name, value in state.items())
        super().__init__(f"{where}: {problem}")

    def of_a_figure(self) -> ExplorerError:
        """The same mistake, of a figure without controls."""
        return ExplorerError(self.problem, explorer=self.explorer, plain=True)


@dataclass(frozen=True)
class Control:
    """One thing the reader may choose: its name, its label, its values and the words for each.

    `kind` is `slider`, `select`, `radio` or `checkbox`.
    """

    name: str
    label: str
    kind: str
    values: tuple[Any, ...]
    words: tuple[str, ...]
    default: int
    keys: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", tuple(str(key) for key in _keys(self.values, self.words)))


@dataclass(frozen=True)
class Choice:
    """The labelled form of a control, made by `control()`."""

    values: Any
    label: str | None = None
    unit: str = ""
    format: str | Callable[[Any], str] | None = None
    default: Any = None


def control(
    values: Any,
    *,
    label: str | None = None,
    unit: str = "",
    format: str | Callable[[Any], str] | None = None,
    default: Any = None,
) -> Choice:
    """A control with a label, a unit and a format, where the short form says too little.

    `values` is any short form: (low, high) or (low, high, step), a list, a mapping of words to
    values, or a bool. `format` is a format string such as `"{:,.0f}"` or a function.
    """
    return Choice(values, label, unit, format, default)


class Ranged(Protocol):
    """A value with the ends of its range, such as `corridors.assumptions.Assumed`."""

    @property
    def value(self) -> float:
        """The value that is assumed."""

    @property
    def low(self) -> float:
        """The lowest value of the range."""

    @property
    def high(self) -> float:
        """The highest value of the range."""


def slider(
    assumed: Ranged,
    step: float = 1,
    *,
    label: str | None = None,
    unit: str = "",
    format: str | Callable[[Any], str] | None = None,
) -> Choice:
    """A control over the range of an assumption, in steps, which opens at its value.

    Where all of them are whole numbers, so are the values.
    """
    ends = (assumed.low, assumed.high, step, assumed.value)
    whole = all(float(end).is_integer() for end in ends)
    low, high, step, value = (int(end) if whole else end for end in ends)
    return Choice((low, high, step), label, unit, format, value)


STAND_OPEN: Final = 3
"""Controls that stand open beside a chart: as many as fit a phone with it. The rest are folded."""


@dataclass(frozen=True)
class Preset:
    """A scenario with a name: for each control the place of its value among the values."""

    name: str
    choice: tuple[int, ...]


@dataclass(frozen=True)
class Definition:
    """An explorer: its id, its controls, and the three pure functions behind it.

    `presets` are the scenarios that a reader may take at once, `opened` names the controls that
    stand open, `host` is the book around it.
    """

    id: str
    model: Model
    picture: Picture
    summary: Summary
    controls: tuple[Control, ...]
    presets: tuple[Preset, ...] = ()
    opened: tuple[str, ...] = ()
    host: Host = Host()

    @property
    def standing(self) -> tuple[Control, ...]:
        """The controls that stand open."""
        return tuple(control for control in self.controls if control.name in self.opened)

    @property
    def folded(self) -> tuple[Control, ...]:
        """The controls that are folded away under "More assumptions"."""
        return tuple(control for control in self.controls if control.name not in self.opened)

    def scenario(self, state: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """A state in words: the label of each control, and the word for its value."""
        return tuple(
            (control.label, control.words[control.values.index(state[control.name])])
            for control in self.controls
        )

    @property
    def count(self) -> int:
        """The number of states."""
        return math.prod(len(control.values) for control in self.controls)

    def states(self) -> Iterator[State]:
        """Every state, the last control varying fastest."""
        for values in itertools.product(*(control.values for control in self.controls)):
            yield dict(zip((control.name for control in self.controls), values, strict=True))

    @property
    def default(self) -> State:
        """The state that opens."""
        return {control.name: control.values[control.default] for control in self.controls}

    @property
    def default_number(self) -> int:
        """The place of the default state among the states."""
        number = 0
        for control in self.controls:
            number = number * len(control.values) + control.default
        return number

    def table(self, state: Mapping[str, Any]) -> pd.DataFrame:
        """The model's table for a state; ExplorerError when the model raises or gives no table."""
        try:
            table = self.model(**state)
        except Exception as error:
            raise self._mistake(f"the model raises {_named(error)}", state) from error
        if not isinstance(table, pd.DataFrame):
            raise self._mistake(f"the model gives a {type(table).__name__}, not a table", state)
        return settled(table)

    def sentence(self, table: pd.DataFrame, state: Mapping[str, Any]) -> str:
        """The summary's sentence for a state's table."""
        try:
            sentence = self.summary(table)
        except Exception as error:
            raise self._mistake(f"the summary raises {_named(error)}", state) from error
        if not isinstance(sentence, str) or not sentence.strip():
            raise self._mistake("the summary says nothing", state)
        return sentence

    def _mistake(self, problem: str, state: Mapping[str, Any]) -> ExplorerError:
        return ExplorerError(problem, explorer=self.id, state=state)


def define(
    id: str,
    model: Model,
    picture: Picture,
    summary: Summary | None,
    controls: Mapping[str, Any],
    *,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    opened: Sequence[str] | None = None,
    host: Host | None = None,
) -> Definition:
    """Read the short forms of the controls and refuse a definition that cannot work.

    Without a `summary` it is the one that stands beside the picture (`shapes.composed`). A preset
    is a scenario by its name: the values of controls that it sets; the others stand at their
    default. `opened` names at most three controls that stand open, without it the first three do.
    `host` is the book around it, with its style and its words.
    Raises ExplorerError for a bad id, a control that `model` does not take, an argument of `model`
    without a control or default, an empty control, a default outside it, too many states, and for
    a preset or an open control that does not exist.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id):
        raise ExplorerError(
            "the id must be lower-case words joined by hyphens, such as 'gas-shock'", explorer=id
        )
    summary = summary or composition(picture).summary
    if summary is None:
        raise ExplorerError(
            "no sentence says what is seen; put @composed(summary=...) above its picture, or give "
            "it a summary=",
            explorer=id,
        )
    for role, function in (("model", model), ("picture", picture), ("summary", summary)):
        if not callable(function):
            raise ExplorerError(f"the {role} is not a function", explorer=id)
    defaults = _check_arguments(id, model, controls)
    made = tuple(_control(id, name, form, defaults.get(name)) for name, form in controls.items())
    definition = Definition(
        id,
        model,
        picture,
        summary,
        made,
        tuple(_preset(id, made, name, chosen) for name, chosen in (presets or {}).items()),
        _standing(id, made, opened),
        host or Host(),
    )
    if definition.count > MOST_STATES:
        sizes = " x ".join(f"{len(c.values)} {c.name}" for c in definition.controls)
        raise ExplorerError(
            f"{definition.count:,} states ({sizes}) are more than the {MOST_STATES:,} that a page "
            "can carry; take coarser steps or fewer controls",
            explorer=id,
        )
    return definition


def _preset(id: str, controls: Sequence[Control], name: str, chosen: Mapping[str, Any]) -> Preset:
    by_name = {control.name: control for control in controls}
    places = {control.name: control.default for control in controls}
    for wanted, value in chosen.items():
        if wanted not in by_name:
            raise ExplorerError(
                f"the preset {name!r} sets {wanted!r}, which is no control; there are "
                f"{', '.join(by_name) or 'none'}",
                explorer=id,
            )
        if value not in by_name[wanted].values:
            raise ExplorerError(
                f"the preset {name!r} sets it to {value!r}, which is not among its values: "
                f"{', '.join(map(str, by_name[wanted].values))}",
                explorer=id,
                control=wanted,
            )
        places[wanted] = by_name[wanted].values.index(value)
    return Preset(name, tuple(places.values()))


def _standing(
    id: str, controls: Sequence[Control], opened: Sequence[str] | None
) -> tuple[str, ...]:
    names = [control.name for control in controls]
    if opened is None:
        return tuple(names[:STAND_OPEN])
    for name in opened:
        if name not in names:
            raise ExplorerError(
                f"{name!r} cannot stand open, it is no control; there are {', '.join(names)}",
                explorer=id,
            )
    if len(opened) > STAND_OPEN:
        raise ExplorerError(
            f"{len(opened)} controls are to stand open; a phone has room for {STAND_OPEN} beside "
            "the chart, the rest are folded",
            explorer=id,
        )
    return tuple(opened)


def _check_arguments(id: str, model: Model, controls: Mapping[str, Any]) -> dict[str, Any]:
    """The model's own defaults of the controlled arguments, once names are known to match."""
    arguments = inspect.signature(model).parameters
    takes_any = any(a.kind is inspect.Parameter.VAR_KEYWORD for a in arguments.values())
    for name in controls:
        if name not in arguments and not takes_any:
            raise ExplorerError(
                f"the model takes no {name!r}; it takes {', '.join(arguments) or 'nothing'}",
                explorer=id,
                control=name,
            )
    for name, argument in arguments.items():
        optional = argument.default is not inspect.Parameter.empty or argument.kind in (
            inspect.Parameter.VAR_KEYWORD,
            inspect.Parameter.VAR_POSITIONAL,
        )
        if name not in controls and not optional:
            raise ExplorerError(
                f"the model needs {name!r} and no control gives it; bind it with functools.partial"
                " or add a control",
                explorer=id,
                control=name,
            )
    return {
        name: argument.default
        for name, argument in arguments.items()
        if argument.default is not inspect.Parameter.empty
    }


def _control(id: str, name: str, form: Any, model_default: Any) -> Control:
    choice = form if isinstance(form, Choice) else Choice(form)
    wanted = choice.default if choice.default is not None else model_default

    def mistake(problem: str) -> ExplorerError:
        return ExplorerError(problem, explorer=id, control=name)

    values, words, kind, start = _read(choice, mistake)
    if wanted is not None:
        if wanted not in values:
            raise mistake(f"the default {wanted!r} is not among its values")
        start = values.index(wanted)
    label = choice.label or name.replace("_", " ").capitalize()
    return Control(name, label, kind, values, words, start)


def _read(
    choice: Choice, mistake: Callable[[str], ExplorerError]
) -> tuple[tuple[Any, ...], tuple[str, ...], str, int]:
    """Values, words, kind and the default's place, from a short form."""
    form = choice.values
    if isinstance(form, bool):
        return (False, True), ("no", "yes"), "checkbox", int(form)
    if isinstance(form, tuple):
        values = _steps(form, mistake)
        return values, _words(values, choice, mistake), "slider", (len(values) - 1) // 2
    if isinstance(form, Mapping):
        values, words = tuple(form.values()), tuple(str(word) for word in form)
    elif isinstance(form, Sequence) and not isinstance(form, str):
        values = tuple(form)
        words = _words(values, choice, mistake)
    else:
        raise mistake(
            f"a {type(form).__name__} is no control; give (low, high[, step]), a list, a mapping "
            "of words to values, or a bool"
        )
    if not values:
        raise mistake("there is nothing to choose from")
    if len(set(words)) < len(words):
        raise mistake("two of its values read the same")
    return values, words, "radio" if len(values) <= 4 else "select", 0


def _steps(form: tuple[Any, ...], mistake: Callable[[str], ExplorerError]) -> tuple[Any, ...]:
    if len(form) not in (2, 3) or not all(
        isinstance(number, int | float) and not isinstance(number, bool) for number in form
    ):
        raise mistake(f"{form!r} is not (low, high) or (low, high, step) in numbers")
    low, high, *rest = form
    whole = all(isinstance(number, int) for number in form)
    step = rest[0] if rest else (1 if whole else (high - low) / 10)
    if high <= low or step <= 0:
        raise mistake(f"{form!r} runs from a low to a high number by a positive step")
    count = math.floor((high - low) / step + 1e-9) + 1
    return tuple(
        low + number * step if whole else round(low + number * step, 10) for number in range(count)
    )


def _words(
    values: Sequence[Any], choice: Choice, mistake: Callable[[str], ExplorerError]
) -> tuple[str, ...]:
    unit = f" {choice.unit}" if choice.unit not in ("", "%") else choice.unit
    try:
        if callable(choice.format):
            return tuple(choice.format(value) + unit for value in values)
        if choice.format:
            return tuple(choice.format.format(value) + unit for value in values)
    except Exception as error:
        raise mistake(f"its format raises {_named(error)}") from error
    return tuple(
        (f"{value:g}" if isinstance(value, float) else str(value)) + unit for value in values
    )


def _keys(values: Sequence[Any], words: Sequence[str]) -> Sequence[object]:
    """How the address names each value: numbers as numbers, anything else by its words."""
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
    return (
        [f"{value:g}" if isinstance(value, float) else value for value in values]
        if numbers
        else words
    )


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
