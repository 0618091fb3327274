"""A name for what a computation depends on: its code, the code that calls, and its bound values.

Two functions with the same fingerprint compute the same thing, so a drawing made by one can be used
for the other. The fingerprint follows every function, class and constant of the book's own code
that a function can reach by name, and the contents of the tables bound to it with
`functools.partial`. Of other people's packages it takes the version.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import inspect
import platform
import sys
import sysconfig
import types
from collections.abc import Callable, Mapping, Set
from typing import Any, Final

import numpy as np
import pandas as pd

LIBRARIES: Final = ("matplotlib", "numpy", "pandas")


def fingerprint(*parts: object) -> str:
    """A hexadecimal digest of the parts: functions, tables, plain values, containers of these.

    Raises TypeError for a value whose content it cannot read, rather than leave it out.
    """
    digest = _Digest()
    digest.add((platform.python_version(), [importlib.metadata.version(n) for n in LIBRARIES]))
    for part in parts:
        digest.add(part)
    return digest.hexdigest()


class _Digest:
    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._seen: dict[int, int] = {}
        self._kept: list[object] = []

    def hexdigest(self) -> str:
        return self._hash.hexdigest()

    def add(self, part: Any) -> None:
        """Feed one value: its type, then its content."""
        if getattr(part, "only_checks", False):  # what it computes is what it wraps
            part = part.__wrapped__
        if part is None or isinstance(part, bool | int | float | complex | str | bytes):
            self._write(type(part).__name__, repr(part))
            return
        if callable(part) or isinstance(part, types.ModuleType):
            if id(part) in self._seen:
                self._write("seen", str(self._seen[id(part)]))
                return
            self._seen[id(part)] = len(self._seen)
            self._kept.append(part)  # an object that is freed would give its id to another
        self._add_object(part)

    def _add_object(self, part: Any) -> None:
        if isinstance(part, functools.partial):
            self._write("partial", "")
            self._add_all(part.func, part.args, part.keywords)
        elif isinstance(part, pd.DataFrame | pd.Series | pd.Index):
            self._add_table(part)
        elif isinstance(part, np.ndarray):
            self._write("array", f"{part.dtype} {part.shape}")
            self._add_all(part.tolist())
        elif isinstance(part, np.generic):
            self._write(str(part.dtype), repr(part.item()))
        elif isinstance(part, types.MethodType):
            self._write("method", "")
            self._add_all(part.__func__, part.__self__)
        elif isinstance(part, types.FunctionType):
            self._add_function(part)
        elif inspect.isclass(part) or inspect.ismodule(part) or inspect.isbuiltin(part):
            self._add_named(part)
        elif isinstance(part, Mapping):
            self._write("mapping", str(len(part)))
            for key, value in part.items():
                self._add_all(key, value)
        elif isinstance(part, list | tuple):
            self._write(type(part).__name__, str(len(part)))
            self._add_all(*part)
        elif isinstance(part, Set):
            self._write("set", repr(sorted(map(repr, part))))
        elif callable(getattr(part, "__wrapped__", None)):
            self._add_all(part.__wrapped__)
        elif _is_own(type(part)) and hasattr(part, "__dict__"):
            self._add_all(type(part), vars(part))
        else:
            self._add_opaque(part)

    def _add_all(self, *parts: object) -> None:
        for part in parts:
            self.add(part)

    def _add_table(self, table: Any) -> None:
        self._write(type(table).__name__, str(table.shape))
        if isinstance(table, pd.DataFrame):
            for column in table:
                self._write("column", f"{column!r} {table[column].dtype}")
                self._write_values(table[column])
            self._write_values(table.index)
        else:
            self._write("name", f"{table.name!r} {table.dtype}")
            self._write_values(table)

    def _write_values(self, values: Any) -> None:
        try:
            self._hash.update(pd.util.hash_pandas_object(values, index=False).to_numpy().tobytes())
        except TypeError:
            self._write("values", repr(list(values)))

    def _add_function(self, function: types.FunctionType) -> None:
        if not _is_own(function):
            self._add_named(function)
            return
        self._write("function", function.__qualname__)
        self._add_all(function.__defaults__, function.__kwdefaults__)
        for name, cell in zip(
            function.__code__.co_freevars, function.__closure__ or (), strict=True
        ):
            self._write("closure", name)
            self.add(cell.cell_contents)
        self._add_code(function.__code__, function.__globals__)

    def _add_code(self, code: types.CodeType, names: Mapping[str, Any]) -> None:
        self._hash.update(code.co_code)
        self._write("names", repr((code.co_names, code.co_varnames)))
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                self._add_code(constant, names)
            else:
                self._write(
                    "constant",
                    repr(constant)
                    if not isinstance(constant, frozenset)
                    else repr(sorted(map(repr, constant))),
                )
        for name in code.co_names:
            if name in names:
                self._write("global", name)
                self._add_global(names[name], code.co_names)

    def _add_global(self, value: Any, attributes: tuple[str, ...]) -> None:
        """A global: of a module of the book only the attributes that the code can mean."""
        if isinstance(value, types.ModuleType) and _is_own(value):
            for attribute in attributes:
                if hasattr(value, attribute):
                    self._write("attribute", attribute)
                    self._add_global(getattr(value, attribute), attributes)
        else:
            self.add(value)

    def _add_named(self, part: Any) -> None:
        # A module's words for itself say in which folder it is installed.
        named = part.__name__ if inspect.ismodule(part) else getattr(part, "__qualname__", part)
        self._write("name", f"{getattr(part, '__module__', '')}.{named}")
        if inspect.isclass(part) and _is_own(part):
            for name, value in sorted(vars(part).items()):
                if isinstance(value, types.FunctionType | property | classmethod | staticmethod):
                    self._write("member", name)
                    for function in _functions_of(value):
                        self.add(function)

    def _add_opaque(self, part: Any) -> None:
        """A value of another package: its words for itself, unless they only say where it is."""
        words = repr(part)
        if " at 0x" in words:
            raise TypeError(f"cannot tell the content of {words}; bind plain values or tables")
        self._write("opaque", f"{type(part).__module__} {words}")

    def _write(self, kind: str, content: str) -> None:
        encoded = content.encode()
        self._hash.update(f"{kind}:{len(encoded)}:".encode() + encoded)


def _functions_of(member: Any) -> list[Callable[..., Any]]:
    if isinstance(member, property):
        return [f for f in (member.fget, member.fset) if f is not None]
    return [getattr(member, "__func__", member)]


def _is_own(thing: object) -> bool:
    """Neither Python's nor installed from elsewhere: the book's package, a notebook, a test."""
    if isinstance(thing, types.FunctionType):
        return _is_own_file(thing.__code__.co_filename)
    name = str(thing.__name__ if inspect.ismodule(thing) else getattr(thing, "__module__", ""))
    if name.split(".")[0] in sys.stdlib_module_names and name != "__main__":
        return False
    return _is_own_file(str(getattr(sys.modules.get(name), "__file__", None) or ""))


@functools.cache
def _is_own_file(file: str) -> bool:
    installed = ("site-packages", "dist-packages", sysconfig.get_path("stdlib"))
    return not any(folder in file for folder in installed)
