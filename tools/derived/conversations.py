# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which AWS operations a kind may call, told from its source.

Running a kind shows the calls of one case; a policy has to cover all of them. A flow names each call as
`service.operation(...)`, so it is enough to read the kind's methods and every function that they lead to.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
import types
import typing as t
from pathlib import Path

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Resource, Structure, bare, properties

from .operations import Operation

OURS = "ansible_collections.venturemond.envelope."
FIELDS = {field.name for field in dataclasses.fields(Service)}
NO_API = {"https"}
"""What is asked in a conversation and is no service of AWS: a document at an address that AWS has given."""
SIGNED_FOR = {"presigned": "s3"}
"""Whose operations are asked for by URLs that the caller signs, and so with the caller's permissions."""
OPEN = {"check_preflight"}
"""What everybody may ask."""
UNKNOWN = object()
"""What a name stands for that is only known when the code runs."""

Names = dict[str, t.Any]


@functools.cache
def operations(kind: type[Structure]) -> frozenset[Operation]:
    """Every operation that a kind may take to read, make, change or delete, or a verb to do what it does."""
    reader = _Reader()
    reader.structure(kind)
    return frozenset(reader.found)


def followed(functions: t.Iterable[types.FunctionType]) -> frozenset[Operation]:
    """Every operation that some functions may lead to."""
    reader = _Reader()
    for function in functions:
        reader.follow(function)
    return frozenset(reader.found)


class _Reader:
    """Follows code from function to function, with the names that are known in each."""

    def __init__(self) -> None:
        self.found: set[Operation] = set()
        self._seen: dict[t.Any, t.Any] = {}

    def structure(self, of: type[Structure]) -> None:
        """All that a kind or a part does, and what its options lead to."""
        if of in self._seen:
            return
        self._seen[of] = of
        for base in of.__mro__:
            for member in vars(base).values() if base.__module__.startswith(OURS) else ():
                self.follow(_function(member), {"self": of, "cls": of})
        for p in properties(of):
            self.follow(p.reference)
            self.follow(p.part)

    def follow(self, thing: t.Any, bound: Names | None = None) -> None:
        """Read what `thing` is made of, if it can hold calls; `bound` are arguments that are known."""
        if isinstance(thing, Call):
            self.found.add(Operation(thing.service.name, thing.operation))
        elif isinstance(thing, functools.partial):
            self.follow(thing.func, _arguments(thing.func, thing.args, thing.keywords))
        elif isinstance(thing, type) and issubclass(thing, Structure) and not issubclass(thing, Resource):
            self.structure(thing)
        elif isinstance(thing, dict):
            self.follow(list(thing.values()))
        elif isinstance(thing, (tuple, list)):
            for entry in thing:
                self.follow(entry)
        elif dataclasses.is_dataclass(thing) and not isinstance(thing, (type, Service)):
            self.follow([getattr(thing, field.name) for field in dataclasses.fields(thing)])
        elif isinstance(thing, types.FunctionType) and thing.__module__.startswith(OURS):
            self._function(thing, bound or {})

    def _function(self, function: types.FunctionType, bound: Names) -> None:
        seen = function, *sorted((name, id(value)) for name, value in bound.items())
        if seen in self._seen:
            return
        self._seen[seen] = bound
        closed = inspect.getclosurevars(function)
        names = {**closed.builtins, **function.__globals__, **closed.nonlocals, **_parameters(function), **bound}
        nodes = [node for part in _body(function) for node in ast.walk(part)]
        for node in nodes:
            _assigned(node, names)
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        for call in calls:
            self._call(call, names)
        called = {id(call.func) for call in calls}
        for node in nodes:
            if isinstance(node, ast.Attribute) and isinstance(service := _value(node.value, names), Service):
                self._service(service, node.attr)
            elif isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in called:
                self.follow(_value(node, names), _receiver(node, names))

    def _call(self, node: ast.Call, names: Names) -> None:
        called = _value(node.func, names)
        given = [_value(argument, names) for argument in node.args]
        if called in (getattr, Call) and isinstance(given[0], Service):
            self._service(given[0], given[1])
        elif isinstance(called, types.FunctionType):
            named = {keyword.arg: _value(keyword.value, names) for keyword in node.keywords if keyword.arg}
            self.follow(called, _receiver(node.func, names) | _arguments(called, given, named))
        else:
            self.follow(called)

    def _service(self, service: Service, operation: t.Any) -> None:
        if operation is UNKNOWN:
            raise LookupError(f"which operation of {service.name} is called cannot be told from the source")
        if operation not in FIELDS | OPEN and service.name not in NO_API:
            self.found.add(Operation(SIGNED_FOR.get(service.name, service.name), operation))


def _function(member: t.Any) -> t.Any:
    """The function in a method, property or class method."""
    if isinstance(member, Service):  # which has an attribute of any name
        return member
    for name in ("__func__", "fget", "func"):
        member = getattr(member, name, None) or member
    return member


def _value(node: ast.expr, names: Names) -> t.Any:
    """What an expression stands for, as far as that can be told without running it."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id, UNKNOWN)
    if isinstance(node, ast.Attribute):
        return _member(_value(node.value, names), node.attr)
    if isinstance(node, ast.Call):  # Subnet(...).read is Subnet.read
        called = _value(node.func, names)
        return called if isinstance(called, type) else _ours(_hints(called).get("return")) or UNKNOWN
    return UNKNOWN


def _member(whole: t.Any, name: str) -> t.Any:
    """A method, or for what holds one of our own, its class: then its methods are known too."""
    if not isinstance(whole, (type, types.ModuleType)):
        return UNKNOWN
    member = inspect.getattr_static(whole, name, UNKNOWN)
    if isinstance(member, (property, functools.cached_property)):
        return _ours(_hints(_function(member)).get("return")) or _function(member)
    return _ours(_hints(whole).get(name)) or _function(member)


def _assigned(node: ast.AST, names: Names) -> None:
    """Note what a local name stands for, where that is one of our own classes."""
    if isinstance(node, ast.Assign) and isinstance(value := _value(node.value, names), type):
        names.update((target.id, value) for target in node.targets if isinstance(target, ast.Name))


def _hints(of: t.Any) -> dict[str, t.Any]:
    """The annotations of a class or function, as far as they can be read."""
    known = isinstance(of, (type, types.FunctionType)) and of.__module__.startswith(OURS)
    return _annotations(of) if known else {}


@functools.cache
def _annotations(of: type | types.FunctionType) -> dict[str, t.Any]:
    try:
        return t.get_type_hints(of)
    except NameError:  # imported for the type checker only
        return {}


def _ours(hint: t.Any) -> type | None:
    """The class of ours that an annotation names, alone or beside None."""
    found = bare(hint)
    return found if isinstance(found, type) and found.__module__.startswith(OURS) else None


def _receiver(node: ast.expr, names: Names) -> Names:
    """`self`, for a method that is named by its class or by another method of it."""
    whole = _value(node.value, names) if isinstance(node, ast.Attribute) else None
    return {"self": whole, "cls": whole} if isinstance(whole, type) else {}


def _parameters(function: types.FunctionType) -> Names:
    """A parameter hides what bears its name outside; of a class of ours its methods are known."""
    hints = _hints(function)
    return {name: _ours(hints.get(name)) or UNKNOWN for name in inspect.signature(function).parameters}


def _arguments(function: t.Any, given: t.Sequence[t.Any], named: t.Mapping[str, t.Any]) -> Names:
    """The arguments worth knowing: those that are, or lead to, calls."""
    positional = [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]
    pairs = {**dict(zip(positional, given, strict=False)), **named}
    return {name: value for name, value in pairs.items() if isinstance(value, (Call, Service, str, types.FunctionType))}


@functools.cache
def _body(function: types.FunctionType) -> list[ast.stmt] | list[ast.expr]:
    """The parsed body of a function: its annotations name types, not what it does."""
    first = function.__code__.co_firstlineno
    for node in ast.walk(_parsed(Path(function.__code__.co_filename))):
        if isinstance(node, ast.Lambda) and function.__name__ == "<lambda>" and node.lineno == first:
            return [node.body]
        if isinstance(node, ast.FunctionDef) and first == min(
                [node.lineno, *(decorator.lineno for decorator in node.decorator_list)]):
            return node.body
    return []


@functools.cache
def _parsed(path: Path) -> ast.Module:
    """The file's syntax tree; empty for what dataclasses makes, which has no file."""
    return ast.parse(path.read_text(encoding="utf-8") if path.exists() else "")
