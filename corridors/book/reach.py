"""What code can reach: the statements of the package that a piece of code leads to by name.

Nothing is run or imported. From the names in a cell the search follows imports, functions, classes
and constants through the modules of the package, so a change elsewhere leaves the digest as it was.
Where a text does not tell what it means the search takes too much, never too little: a module that
is handed on whole counts with all that is in it, and a text such as `gas.exports_by_year` counts as
what it names.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from corridors.paths import PACKAGE

Place = tuple[str, int]
"""A statement: its module and its number there."""

_DOTTED: Final = re.compile(r"[a-z_]\w*(?:\.[A-Za-z_]\w*)+")
_ONLY_WRAP: Final = {"cache", "lru_cache", "dataclass", "contextmanager", "functools", "contextlib"}
"""Decorators that do nothing but wrap what they stand on."""


@dataclass(frozen=True)
class Target:
    """What a name was imported as: a module, or a name in a module."""

    module: str
    name: str = ""


@dataclass
class References:
    """What a statement mentions: names with the attributes taken of them, imports, texts."""

    chains: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    imports: list[Target] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Module:
    """A module as text: its top-level statements, and what each name in it is bound by."""

    def __init__(self, name: str, source: str, *, is_package: bool = False) -> None:
        self.name = name
        self._package = name if is_package else name.rpartition(".")[0]
        self.statements = ast.parse(source).body
        self.bound: dict[str, list[int]] = {}
        self.imported: dict[str, list[tuple[int, Target]]] = {}
        self._references: dict[int, References] = {}
        self._digests: dict[int, bytes] = {}
        for number, statement in enumerate(self.statements):
            for node in _outside_functions(statement):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    for name_here, target in self.targets(node):
                        self.imported.setdefault(name_here, []).append((number, target))
                for name_here in _bound_by(node):
                    self.bound.setdefault(name_here, []).append(number)

    @cached_property
    def effects(self) -> list[int]:
        """The statements that act when the module is imported, rather than name something."""
        return [n for n, statement in enumerate(self.statements) if _acts(statement)]

    def digest(self, number: int) -> bytes:
        """A name for a statement's content: not its place, its comments or its layout."""
        if number not in self._digests:
            content = f"{self.name}:{ast.dump(self.statements[number])}"
            self._digests[number] = hashlib.sha256(content.encode()).digest()
        return self._digests[number]

    def references(self, number: int) -> References:
        """What a statement mentions."""
        if number not in self._references:
            found = References()
            self._collect(self.statements[number], found)
            self._references[number] = found
        return self._references[number]

    def targets(self, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Target]]:
        """The names that an import binds, and what it binds them to."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = alias.asname is not None
                name = alias.name if whole else alias.name.partition(".")[0]
                yield alias.asname or name, Target(name)
                if not whole and "." in alias.name:
                    yield "", Target(alias.name)
            return
        above = self._package.split(".")[: -(node.level - 1) or None] if node.level else []
        module = ".".join([*above, *([node.module] if node.module else [])])
        for alias in node.names:
            yield alias.asname or alias.name, Target(module, alias.name)

    def _collect(self, node: ast.AST, found: References) -> None:
        if isinstance(node, ast.Attribute):
            attributes, value = [node.attr], node.value
            while isinstance(value, ast.Attribute):
                attributes.append(value.attr)
                value = value.value
            if isinstance(value, ast.Name):
                found.chains.append((value.id, tuple(reversed(attributes))))
            else:
                self._collect(value, found)
            return
        if isinstance(node, ast.Name):
            found.chains.append((node.id, ()))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.imports.extend(target for _, target in self.targets(node))
        elif isinstance(node, ast.Constant) and _is_dotted(node.value):
            found.texts.append(str(node.value))
        for child in ast.iter_child_nodes(node):
            self._collect(child, found)


def _is_dotted(value: object) -> bool:
    return isinstance(value, str) and _DOTTED.fullmatch(value) is not None


def _outside_functions(statement: ast.AST) -> Iterator[ast.AST]:
    """A top-level statement and the statements in it that run when the module is imported."""
    yield statement
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return
    for child in ast.iter_child_nodes(statement):
        yield from _outside_functions(child)


def _bound_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id


def _acts(statement: ast.stmt) -> bool:
    match statement:
        case ast.Import() | ast.ImportFrom():
            return False
        case ast.Expr(value=ast.Constant()):
            return False
        case ast.FunctionDef() | ast.ClassDef():
            return not all(_root(mark) in _ONLY_WRAP for mark in statement.decorator_list)
        case ast.Assign(targets=targets):
            return not all(isinstance(target, ast.Name | ast.Tuple) for target in targets)
        case ast.AnnAssign(target=target):
            return not isinstance(target, ast.Name)
    return True


def _root(decorator: ast.expr) -> str:
    while not isinstance(decorator, ast.Name):
        decorator = decorator.func if isinstance(decorator, ast.Call) else decorator.value  # type: ignore[attr-defined]
    return decorator.id


class Code:
    """The package as text, as it is when this is made."""

    def __init__(self, package: Path = PACKAGE) -> None:
        self._root = package.name
        self._texts = {
            path.relative_to(package.parent).with_suffix("").parts: path.read_text(encoding="utf-8")
            for path in sorted(package.rglob("*.py"))
        }
        self._modules: dict[str, Module | None] = {}

    def digest(self, source: str) -> str:
        """A name for all of the package that `source` can reach.

        Raises SyntaxError when `source` is no Python.
        """
        result = hashlib.sha256()
        for name, number in sorted(self.reached(source)):
            module = self.module(name)
            assert module is not None  # it was reached
            result.update(module.digest(number))
        return result.hexdigest()

    def digest_of_all(self) -> str:
        """A name for all of the package."""
        return hashlib.sha256(repr(self._texts).encode()).hexdigest()

    def reached(self, source: str) -> set[Place]:
        """The statements of the package that `source` can reach."""
        search = _Search(self)
        start = Module("", source)
        for number in range(len(start.statements)):
            search.follow(start, number)
        search.run()
        return search.found

    def names(self, places: set[Place]) -> set[tuple[str, str]]:
        """The functions and classes among statements: module and name."""
        found = set()
        for name, number in places:
            module = self.module(name)
            statement = module.statements[number] if module else None
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                found.add((name, statement.name))
        return found

    def module(self, name: str) -> Module | None:
        """A module of the package; None for any other."""
        if name not in self._modules:
            self._modules[name] = self._read(name)
        return self._modules[name]

    def _read(self, name: str) -> Module | None:
        if name.partition(".")[0] != self._root:
            return None
        parts = tuple(name.split("."))
        if (text := self._texts.get((*parts, "__init__"))) is not None:
            return Module(name, text, is_package=True)
        if (text := self._texts.get(parts)) is not None:
            return Module(name, text)
        # A folder of modules without an `__init__.py` is a package too.
        is_folder = any(known[: len(parts)] == parts for known in self._texts)
        return Module(name, "", is_package=True) if is_folder else None


class _Search:
    def __init__(self, code: Code) -> None:
        self.code = code
        self.found: set[Place] = set()
        self._imported: set[str] = set()
        self._entered: set[tuple[str, tuple[str, ...]]] = set()
        self._left: list[Place] = []

    def run(self) -> None:
        while self._left:
            name, number = self._left.pop()
            module = self.code.module(name)
            assert module is not None  # only places of own modules are added
            self.follow(module, number)

    def follow(self, module: Module, number: int) -> None:
        """Take what a statement mentions."""
        mentioned = module.references(number)
        for target in mentioned.imports:
            # What an import inside a function is used for is not looked at.
            self._import(target.module)
            at_top = isinstance(module.statements[number], ast.Import | ast.ImportFrom)
            if not at_top or target.name == "*":
                self._enter(target.module, (target.name,) if target.name else ())
        for name, attributes in mentioned.chains:
            self._resolve(module, name, attributes)
        for text in mentioned.texts:
            root = text.partition(".")[0]
            if root != self.code._root and self.code.module(f"{self.code._root}.{root}"):
                self._enter(self.code._root, tuple(text.split(".")), exact=True)

    def _resolve(self, module: Module, name: str, attributes: tuple[str, ...]) -> None:
        for number in module.bound.get(name, []):
            self._add(module, number)
        for number, target in module.imported.get(name, []):
            self._add(module, number)
            self._enter(target.module, ((target.name,) if target.name else ()) + attributes)

    def _enter(self, name: str, path: tuple[str, ...], *, exact: bool = False) -> None:
        """Take what `path` names in a module; all of it where nothing is named."""
        module = self.code.module(name)
        if module is None or (name, path) in self._entered:
            return
        self._entered.add((name, path))
        self._import(name)
        if not path or path[0] == "*":
            if not exact:
                for number in range(len(module.statements)):
                    self._add(module, number)
            return
        first, rest = path[0], path[1:]
        self._resolve(module, first, rest)
        if self.code.module(f"{name}.{first}"):
            self._enter(f"{name}.{first}", rest, exact=exact)

    def _import(self, name: str) -> None:
        """Take what acts when a module is imported, and in the modules that it imports."""
        module = self.code.module(name)
        if module is None or name in self._imported:
            return
        self._imported.add(name)
        self._import(name.rpartition(".")[0])
        for number in module.effects:
            self._add(module, number)
        for targets in module.imported.values():
            for _, target in targets:
                self._import(target.module)
                self._import(f"{target.module}.{target.name}")
                if target.name == "*":
                    self._enter(target.module, ())

    def _add(self, module: Module, number: int) -> None:
        place = (module.name, number)
        if module.name and place not in self.found:
            self.found.add(place)
            self._left.append(place)
