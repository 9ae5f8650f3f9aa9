# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a kind of AWS resource is described.

A kind is a frozen dataclass.  One instance states what is wanted; `read`
returns another instance of the same class stating what is there.  Comparing
the two is therefore the same for every kind, and lives here, once.
"""

from __future__ import annotations

import abc
import dataclasses
import functools
import types
import typing as t
from dataclasses import dataclass

from . import wire as words
from .calls import Flow
from .fields import Reference, Role

Self = t.TypeVar("Self", bound="Structure")
Changes = dict[str, tuple[t.Any, t.Any]]


@dataclass(frozen=True)
class Property:
    """One field of a kind: all that is known about it, besides its value."""

    name: str
    role: Role
    doc: str
    path: tuple[str, ...]
    """Where it is in requests and replies."""
    hint: t.Any
    """Its type, without `| None`."""
    codec: words.Codec
    alike: words.Alike
    reference: Reference | None
    sensitive: bool
    default: t.Any

    @property
    def required(self) -> bool:
        return self.default is dataclasses.MISSING

    @property
    def merges(self) -> bool:
        """Whether it is a mapping that others may add to."""
        return self.alike is words.includes

    @property
    def lasting(self) -> bool:
        """Whether what is there stays, as something else can be said of a new one only."""
        return self.alike is words.at_creation

    @property
    def part(self) -> type[Part] | None:
        """The structure it holds, by itself or in a list."""
        inner = (t.get_args(self.hint) or (self.hint,))[-1]
        return inner if isinstance(inner, type) and issubclass(inner, Part) else None


def properties(of: type[Structure], *roles: Role) -> tuple[Property, ...]:
    """The properties of a kind, all or those of some roles, in the order they are written."""
    return _properties(t.cast(t.Any, of), roles)


@functools.cache
def _properties(of: t.Any, roles: tuple[Role, ...]) -> tuple[Property, ...]:
    return tuple(p for p in _every_property(of) if not roles or p.role in roles)


@functools.cache
def _every_property(of: t.Any) -> tuple[Property, ...]:
    hints = t.get_type_hints(of)
    return tuple(_property(of, f, bare(hints[f.name])) for f in dataclasses.fields(of))


def bare(hint: t.Any) -> t.Any:
    """A type without `| None`."""
    if t.get_origin(hint) in (t.Union, types.UnionType):
        return next(arg for arg in t.get_args(hint) if arg is not type(None))
    return hint


def _property(of: type[Structure], f: dataclasses.Field[t.Any], hint: t.Any) -> Property:
    about = dict(f.metadata)
    path = tuple((about.get("wire") or of.casing(f.name)).split("."))
    found = Property(f.name, about["role"], about["doc"], path, hint, about.get("codec") or words.plain,
                     about.get("alike") or words.same, about.get("find"), about.get("sensitive", False), f.default)
    if found.part and not about.get("codec"):
        found = dataclasses.replace(found, codec=_part_codec(found.part, many=t.get_origin(hint) is list))
    return found


def _part_codec(part: type[Part], *, many: bool) -> words.Codec:
    def out(value: t.Any) -> t.Any:
        return [entry.wire() for entry in value] if many and value is not None else value and value.wire()

    def into(found: t.Any) -> t.Any:
        return [part.taken(entry) for entry in found or ()] if many else part.taken(found) if found else None

    return words.Codec(out, into)


def _text(value: t.Any) -> t.Any:
    """A tag or an attribute as AWS writes it: YAML makes numbers and booleans of some."""
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    return value


@dataclass(frozen=True, kw_only=True)
class Structure:
    """What kinds and the parts they are made of have in common."""

    casing: t.ClassVar[words.Case] = staticmethod(words.pascal)

    @classmethod
    def given(cls: type[Self], params: t.Mapping[str, t.Any]) -> Self:
        """From what a user wrote, as module options."""
        values = {}
        for p in properties(cls, "scope", "key", "option", "instruction"):
            value = params.get(p.name)
            if value == "" and (p.reference or p.role == "instruction"):  # how a role's variable says none
                value = None
            if p.part and value is not None:
                value = [p.part.given(v) for v in value] if isinstance(value, list) else p.part.given(value)
            if p.merges and value is not None:
                value = {name: _text(entry) for name, entry in value.items()}
            if value is not None or p.default is dataclasses.MISSING:
                values[p.name] = value
        return cls(**values)

    def wire(self, *names: str) -> dict[str, t.Any]:
        """The named properties (or all) as parameters of a request.

        AWS replaces a nested structure as a whole, so the properties that
        share one travel together.
        """
        chosen = properties(type(self), "key", "scope", "option")
        roots = {p.path[0] for p in chosen if not names or p.name in names}
        params: dict[str, t.Any] = {}
        for p in chosen:
            value = p.codec.out(getattr(self, p.name)) if p.path[0] in roots else None
            if value is not None:
                words.put(params, p.path, value)
        return params

    def seen(self: Self, found: t.Mapping[str, t.Any]) -> Self:
        """This, with every property that is not its identity taken from a reply."""
        return dataclasses.replace(self, **{
            p.name: p.codec.into(words.get(found, p.path))
            for p in properties(type(self), "option", "constant", "computed")
        })

    @classmethod
    def taken(cls: type[Self], found: t.Mapping[str, t.Any]) -> Self:
        """All of it, from a reply."""
        return cls(**{p.name: p.codec.into(words.get(found, p.path)) for p in properties(cls)})

    def resolved(self: Self, *, pending: bool = False) -> Flow:
        """This, with the names it refers to looked up."""
        looked_up: dict[str, t.Any] = {}
        for p in properties(type(self), "scope", "key", "option"):
            value = getattr(self, p.name)
            if value is None or not (p.reference or p.part):
                continue
            entries = []
            for entry in value if isinstance(value, list) else [value]:
                flow = p.reference.resolve(entry, pending=pending) if p.reference else entry.resolved(pending=pending)
                entries.append((yield from flow))
            looked_up[p.name] = entries if isinstance(value, list) else entries[0]
        return dataclasses.replace(self, **looked_up)

    def over(self: Self, now: t.Any) -> Self:
        """This, with what it leaves open taken from `now`."""
        if now is None:
            return self
        filled = {}
        for p in properties(type(self), "option"):
            mine, there = getattr(self, p.name), getattr(now, p.name)
            if mine is None or (p.lasting and there is not None):
                filled[p.name] = there
            elif p.merges:
                filled[p.name] = {**(there or {}), **mine}
            elif isinstance(mine, Part) and isinstance(there, Part):
                filled[p.name] = mine.over(there)
        return dataclasses.replace(self, **filled)

    def like(self, now: t.Any) -> bool:
        """Whether `now` is all that this asks for."""
        return now is not None and all(
            p.alike(getattr(self, p.name), getattr(now, p.name))
            for p in properties(type(self))
            if p.role not in ("computed", "instruction") and getattr(self, p.name) is not None
        )

    def problems(self) -> t.Iterator[str]:
        """What is wrong with it, that can be told without asking AWS."""
        for p in properties(type(self)):
            value = getattr(self, p.name)
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, Part):
                    yield from (f"{p.name}: {problem}" for problem in entry.problems())


class Part(Structure):
    """A structure inside a kind, such as the health check of a target group."""


@dataclass(frozen=True, kw_only=True)
class Resource(Structure, abc.ABC):
    """A kind of AWS resource."""

    plural: t.ClassVar[str]
    """The name of its module, and of the module's list option."""
    examples: t.ClassVar[dict[str, t.Any]] = {}
    """A plausible one, as options: the documentation's example, and what the tests start from."""
    fixed: t.ClassVar[frozenset[str]] = frozenset()
    """Options that AWS does not let change."""
    kept: t.ClassVar[str] = "what refers to it would be cut off: say what is there, or make one under another name"
    """Why one is never deleted and made again for the sake of such an option, and what helps; empty where it may be."""
    takes: t.ClassVar[t.Mapping[str, str]] = {}
    """Options that are handed what another module returned, where both are in one task: {option: module}."""
    renewed: t.ClassVar[bool] = False
    """Whether a change makes a new one, with another ARN, as a task definition's does."""

    @abc.abstractmethod
    def read(self) -> Flow:
        """Return this resource as it is now; let `Absent` escape if it is not."""

    @abc.abstractmethod
    def create(self) -> Flow:
        """Make it."""

    @abc.abstractmethod
    def update(self, now: t.Any, changed: t.AbstractSet[str]) -> Flow:
        """Bring `now` to this; `changed` names the properties that differ."""

    @abc.abstractmethod
    def delete(self) -> Flow:
        """Remove it; called on what `read` returned."""

    @property
    def id(self) -> str:
        """What the user calls it, within the scope of its task."""
        return "/".join(str(getattr(self, p.name)) for p in properties(type(self), "key"))

    @property
    def gone(self) -> bool:
        """Whether it is on its way out already, so that there is nothing left to delete."""
        return False

    @property
    def irreplaceable(self) -> str:
        """Why this one is not deleted and made again, and what helps; empty where it may be."""
        return self.kept

    def impossible(self, now: t.Any, changes: Changes) -> Flow:
        """Return why these changes cannot be made as things are, apart from options that are `fixed`; or nothing.

        Asked, with reads alone, before something is made (`now` is None) or changed, and only then.
        """
        yield from ()
        return ""

    def changes(self, now: t.Any) -> Changes:
        """What differs from `now` (or from nothing), as {property: (before, after)}."""
        whole = self.over(now)
        found = {}
        for p in properties(type(self), *(("option",) if now is None else ("option", "constant"))):
            wanted, before = getattr(self, p.name), getattr(now, p.name, None)
            if wanted is not None and (now is None or not p.alike(wanted, before)):
                found[p.name] = before, getattr(whole, p.name)
        return found
