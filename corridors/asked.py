"""What a public function wants, in words, when it is asked with something else.

A module of functions from tables to tables ends with

    asked.checked(__name__, exports="gas/exports", best=("power/generation", "power/capacity"))

From then on each of its public functions looks at what it is given before it computes: the names
and types of its arguments by its signature, and its tables by the names of the parameters. A
mistake that shows only later, such as a column that a table lacks, is told in the same words. What
a function raises by itself, with a remedy, goes through as it is.
"""

from __future__ import annotations

import collections.abc
import contextvars
import functools
import inspect
import linecache
import numbers
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd

from corridors import data
from corridors.paths import PACKAGE

Value = TypeVar("Value")

ONLY_CHECKS: Final = "only_checks"
"""The attribute of a function that computes what the function which it wraps computes."""

Tables = Mapping[str, str | tuple[str, ...]]
"""The tables of the data package that a parameter stands for, by its name."""

_CLUMSY: Final = (KeyError, IndexError, AttributeError, TypeError, ValueError, StopIteration)
"""Errors that tell what failed inside, and not what was wanted."""

_inside: contextvars.ContextVar[bool] = contextvars.ContextVar("inside", default=False)


def choice(word: str, known: Mapping[str, Value], what: str) -> Value:
    """What a word stands for. Raises DataError, with the words that are near, for another."""
    if word in known:
        return known[word]
    raise data.DataError(
        f"there is no {what} {word!r}",
        remedy=f"{data.near([str(word)], known)}Choose from {', '.join(known)}.",
    )


def checked(module: str, **tables: str | tuple[str, ...]) -> None:
    """Have the public functions that a module has so far look at what they are given.

    `tables` names, for a parameter, the table of the data package that it stands for, or several.
    """
    names = vars(sys.modules[module])
    for name, function in list(names.items()):
        own = inspect.isfunction(function) and function.__module__ == module
        if own and not name.startswith("_") and not hasattr(function, ONLY_CHECKS):
            names[name] = asks(function, tables)


def asks(function: Callable[..., Any], tables: Tables | None = None) -> Callable[..., Any]:
    """The function, which first looks at what it is given.

    The result raises DataError for an argument of another name or type than the signature has, for
    another table than `tables` names for the parameter, and in place of an error that only says
    what failed inside.
    """
    asked = _Asked(function, tables or {})

    @functools.wraps(function)
    def asking(*args: Any, **keywords: Any) -> Any:
        given = asked.bind(args, keywords)
        asked.refuse_wrong(given)
        outermost = not _inside.get()
        before = _inside.set(True)
        try:
            made = function(*args, **keywords)
        except _CLUMSY as error:
            if outermost and not isinstance(error, data.DataError) and not _said_on_purpose(error):
                raise _as_well(asked.explained(given, error), type(error)) from error
            raise
        finally:
            _inside.reset(before)
        if outermost:
            asked.refuse_unknown_words(given, made)
        return made

    setattr(asking, ONLY_CHECKS, True)
    return asking


def _as_well(told: data.DataError, kind: type[Exception]) -> data.DataError:
    """The error, which who waits for an error of that kind, such as KeyError, catches as well."""
    both = type("DataError", (data.DataError, kind), {"__str__": Exception.__str__})
    made: data.DataError = both.__new__(both, *told.args)
    made.__dict__.update(vars(told))
    return made


class _Asked:
    """A function and what its parameters take."""

    def __init__(self, function: Callable[..., Any], tables: Tables) -> None:
        self._function = function
        self._signature = inspect.signature(function)
        self._tables = {
            name: (names,) if isinstance(names, str) else tuple(names)
            for name, names in tables.items()
            if name in self._signature.parameters
        }
        self._name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}()"

    @functools.cached_property
    def _types(self) -> dict[str, Any]:
        """The type of each parameter, where it is told and can be looked at."""
        found = {}
        for name, parameter in self._signature.parameters.items():
            variadic = parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
            if parameter.annotation is not parameter.empty and not variadic:
                found[name] = _type_of(parameter.annotation, self._function)
        return found

    def bind(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> dict[str, Any]:
        """What is given by the names of the parameters; DataError where they do not fit."""
        try:
            return self._signature.bind(*args, **keywords).arguments
        except TypeError as error:
            takes = list(self._signature.parameters)
            near = data.near((name for name in keywords if name not in takes), takes)
            raise data.DataError(
                f"{self._name}: {error}", remedy=f"{near}It takes {', '.join(takes) or 'nothing'}."
            ) from None

    def refuse_wrong(self, given: Mapping[str, Any]) -> None:
        """Raise DataError for an argument of another type, or for another table."""
        for name, value in given.items():
            wanted = self._types.get(name, Any)
            if not _fits(value, wanted):
                raise data.DataError(
                    f"{self._name} wants {self._wanted(name)}, and was given {_given(value)}",
                    remedy=self._remedy(name, value),
                )
        for name in self._tables:
            if isinstance(given.get(name), pd.DataFrame):
                self._refuse_other_table(name, given[name])

    def _refuse_other_table(self, name: str, table: pd.DataFrame) -> None:
        origin = table.attrs.get("table")
        if origin in self._tables[name]:
            return
        if origin is None and set(table.columns) & set(self._columns(name)):
            return
        raise data.DataError(
            f"{self._name} wants {self._wanted(name)}, and was given "
            f"{f'the table {origin}' if origin else _given(table)}",
            remedy=self._remedy(name, table),
        )

    def _columns(self, name: str) -> list[str]:
        """The columns of the tables that a parameter stands for."""
        return [column for table in self._tables[name] for column in data.columns_of(table)]

    def _wanted(self, name: str) -> str:
        if name in self._tables:
            return f"as {name!r} the table {' or '.join(self._tables[name])}"
        return f"as {name!r} {_in_words(self._types[name])}"

    def _remedy(self, name: str, value: object) -> str:
        if name in self._tables:
            return f'Load it: data.load("{self._tables[name][0]}"). {self._told(name)}'.rstrip()
        if isinstance(value, str) and value in data.names():
            return f'Load it: data.load("{value}"). {self._told(name)}'.rstrip()
        return self._told(name) or f"help({self._name[:-2]}) says what it takes."

    def _told(self, *names: str) -> str:
        """The sentences of the docstring on these parameters, or its first one."""
        sentences = re.split(
            r"(?<=\.)\s+", " ".join((inspect.getdoc(self._function) or "").split())
        )
        on_them = [each for each in sentences if any(f"`{name}`" in each for name in names)]
        return " ".join(on_them or sentences[:1])

    def explained(self, given: Mapping[str, Any], error: Exception) -> data.DataError:
        """In place of an error from inside: what was wanted, what was given, and what is near."""
        tables = {n: value for n, value in given.items() if isinstance(value, pd.DataFrame)}
        texts = list(_texts(given))
        for column in re.findall(r"'([^']+)'", repr(error) + str(error)):
            lacking = {n: table for n, table in tables.items() if column not in table}
            is_one = column.isidentifier() and column not in texts and _is_column(column, error)
            if is_one and lacking:
                return self._lacking(column, lacking)
        got = "; ".join(f"{name}: {_given(value)}" for name, value in given.items()) or "nothing"
        known = {*_words_in(tables.values()), *self._words_of_module()}
        near = "".join(data.near([word], known) for word in texts if word not in known)
        return data.DataError(
            f"{self._name} cannot work with what it was given ({got}): "
            f"{type(error).__name__}: {error}",
            remedy=f"{near}{self._told(*given)}",
        )

    def _words_of_module(self) -> Iterator[str]:
        """The words by which the function's module knows something, such as its measures."""
        for value in self._function.__globals__.values():
            if isinstance(value, Mapping) and value is not self._function.__globals__:
                yield from (key for key in value if isinstance(key, str) and key.islower())

    def _lacking(self, column: str, lacking: Mapping[str, pd.DataFrame]) -> data.DataError:
        name, table = next(
            ((n, t) for n, t in lacking.items() if column in self._hoped_for(n)),
            next(iter(lacking.items())),
        )
        having = [each for each in data.names() if column in data.columns_of(each)]
        where = f"In the package {', '.join(having[:4])} have it. " if having else ""
        return data.DataError(
            f"{self._name} wants a column {column!r}, which {' and '.join(map(repr, lacking))} "
            f"lack{'s' if len(lacking) == 1 else ''}; {name!r} is {_given(table)}",
            remedy=f"{data.near([column], map(str, table.columns))}{where}{self._told(name)}",
        )

    def _hoped_for(self, name: str) -> list[str]:
        return self._columns(name) if name in self._tables else []

    def refuse_unknown_words(self, given: Mapping[str, Any], made: object) -> None:
        """Raise DataError where nothing comes out, for a word that stands in no row of the tables.

        A place or kind of which the record has no row is not unknown: its table names it elsewhere.
        """
        if not _is_empty(made):
            return
        tables = [value for value in given.values() if isinstance(value, pd.DataFrame)]
        known = set(_words_in(tables)) | set(_words_in(_whole(tables)))
        unknown = [word for word in _texts(given) if word not in known]
        if known and unknown:
            raise data.DataError(
                f"{self._name} finds nothing: no row of what it was given knows "
                f"{' or '.join(map(repr, unknown))}",
                remedy=f"{data.near(unknown, known)}{self._told(*given)}",
            )


def _type_of(annotation: Any, function: Callable[..., Any]) -> Any:
    """The type that an annotation tells, or Any where it tells none that can be looked at."""
    if not isinstance(annotation, str):
        return annotation
    plain = re.sub(r"\bpd\.Series\[[^]]*\]", "pd.Series", annotation)  # has no [...] when it runs
    try:
        return eval(plain, function.__globals__)
    except (NameError, TypeError, AttributeError):
        return Any


_NUMBERS: Final = {float: numbers.Real, int: numbers.Integral}


def _fits(value: Any, wanted: Any) -> bool:
    """Whether a value is of a type, as far as that can be seen without looking at its parts."""
    if wanted is Any:
        return True
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, each) for each in typing.get_args(wanted))
    if origin is typing.Literal:
        return value in typing.get_args(wanted)
    kind = origin or wanted
    if wanted is None or kind is types.NoneType:
        return value is None
    if not isinstance(kind, type) or getattr(kind, "_is_protocol", False) and not origin:
        return True
    if kind in _NUMBERS:
        return isinstance(value, _NUMBERS[kind]) and not isinstance(value, bool)
    if kind is bool:
        return (
            isinstance(value, bool | numbers.Real)
            and value in (0, 1)
            or isinstance(value, np.bool_)
        )
    if issubclass(kind, str):
        return isinstance(value, kind)
    if issubclass(kind, collections.abc.Mapping):
        return isinstance(value, kind)
    if kind in _SEVERAL:
        return isinstance(value, collections.abc.Iterable) and not isinstance(value, str)
    return isinstance(value, kind)


_SEVERAL: Final = (
    list, set, frozenset, collections.abc.Sequence, collections.abc.Collection,
    collections.abc.Iterable, collections.abc.Set,
)  # fmt: skip


_WORDS: Final = {
    pd.DataFrame: "a table (a DataFrame)",
    pd.Series: "a column of values (a Series)",
    pd.Timestamp: "a day (pd.Timestamp)",
    float: "a number",
    int: "a whole number",
    bool: "True or False",
    str: "a text",
    types.NoneType: "None",
}


def _in_words(wanted: Any) -> str:
    if typing.get_origin(wanted) in (typing.Union, types.UnionType):
        return " or ".join(_in_words(each) for each in typing.get_args(wanted))
    if wanted in _WORDS:
        return _WORDS[wanted]
    kind = typing.get_origin(wanted) or wanted
    if kind in _SEVERAL:
        parts = typing.get_args(wanted)
        return f"a list, each of its parts {_in_words(parts[0])}" if parts else "a list"
    if isinstance(kind, type) and issubclass(kind, collections.abc.Mapping):
        return "a mapping from names to values"
    return f"a {getattr(kind, '__name__', kind)}"


def _given(value: object) -> str:
    if isinstance(value, pd.DataFrame):
        origin = value.attrs.get("table")
        of = f", made from {origin}," if origin else ""
        columns = ", ".join(map(str, value.columns)) or "none"
        return f"a table{of} of {len(value)} rows with the columns {columns}"
    shown = repr(value)
    return shown if len(shown) < 80 and "\n" not in shown else f"a {type(value).__name__}"


def _is_column(word: str, error: Exception) -> bool:
    """Whether the error is one for a column that is not there."""
    return isinstance(error, KeyError) or f"attribute '{word}'" in str(error)


def _texts(given: Mapping[str, Any]) -> Iterator[str]:
    """The texts that were given, one by one or several in a list."""
    for value in given.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple | set | frozenset):
            yield from (each for each in value if isinstance(each, str))


def _words_in(tables: Iterable[pd.DataFrame]) -> Iterator[str]:
    """The words that stand in tables: their columns, and what text and lists of words hold."""
    for table in tables:
        yield from map(str, table.columns)
        for _, column in table.items():
            closed = isinstance(column.dtype, pd.CategoricalDtype)
            if closed or pd.api.types.is_string_dtype(column):
                values = column.cat.categories if closed else column.dropna().unique()
                yield from (str(value) for value in values if len(str(value)) < 60)


def _whole(tables: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The tables of the package that those are of."""
    for name in {table.attrs.get("table") for table in tables} - {None}:
        yield data.as_filed(str(name))


def _is_empty(made: object) -> bool:
    return isinstance(made, pd.DataFrame | pd.Series | dict | list | tuple) and len(made) == 0


def _said_on_purpose(error: Exception) -> bool:
    """Whether a statement of this package raised the error: it has words of its own."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not trace.tb_frame.f_code.co_filename.startswith(str(PACKAGE)):
        return False
    line = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
    return line.lstrip().startswith("raise")
