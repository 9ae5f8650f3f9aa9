# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be said of a property of a kind: the vocabulary in which kinds are written."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from . import wire as words
from .calls import Flow, Pending
from .errors import Absent, Unresolved

Role = t.Literal["scope", "key", "option", "instruction", "constant", "computed"]


@dataclass(frozen=True)
class Reference:
    """How the name of another resource becomes the id that AWS knows."""

    what: str
    """What is referred to: `subnet`."""
    find: t.Callable[[str], Flow]
    """Returns the id for a name, or None."""
    is_id: t.Callable[[str], bool] = lambda name: name.startswith("arn:")
    """Whether what was given is an id already."""
    role: str = ""
    """The role that makes such a thing."""

    def resolve(self, name: str, *, pending: bool) -> Flow:
        """The id for `name`; `Pending` or `Unresolved` when there is none."""
        if isinstance(name, Pending) or self.is_id(name):
            return name
        try:
            found = yield from self.find(name)
        except Absent:
            found = None
        if found is None and not pending:
            raise Unresolved(self.what, name, self.role)
        return Pending(f"{self.what} {name}") if found is None else found


def option(doc: str, *, wire: str | None = None, codec: words.Codec | None = None, alike: words.Alike = words.same,
           find: Reference | None = None, sensitive: bool = False) -> t.Any:
    """A property the user may manage.  Left out (`None`), it is left alone.

    `wire` is its dotted path in requests and replies where that is not the
    name in the service's casing; `find` turns a name into the id AWS knows.
    """
    return _field("option", doc, None, wire=wire, codec=codec, alike=alike, find=find, sensitive=sensitive)


def tagging(doc: str = "Tags it must have. Tags not named here are left alone.", *, wire: str | None = None,
            codec: words.Codec | None = None) -> t.Any:
    """The tags of a resource: those named are kept so, others belong to others."""
    return _field("option", doc, None, wire=wire, codec=codec or words.pairs(), alike=words.includes)


def key(doc: str, *, wire: str | None = None, find: Reference | None = None) -> t.Any:
    """The property that tells one resource of a kind from another."""
    return _field("key", doc, dataclasses.MISSING, wire=wire, find=find)


def scope(doc: str, *, wire: str | None = None, find: Reference | None = None,
          default: t.Any = dataclasses.MISSING) -> t.Any:
    """A part of the key that all resources of one task share."""
    return _field("scope", doc, default, wire=wire, find=find)


def instruction(doc: str, *, default: t.Any = None) -> t.Any:
    """Something the user says about how, not about what: never sent as a property, never compared."""
    return _field("instruction", doc, default)


def constant(value: t.Any, doc: str, *, wire: str | None = None, codec: words.Codec | None = None) -> t.Any:
    """A property that must always have one value.  Never asked of the user."""
    return _field("constant", doc, value, wire=wire, codec=codec)


def computed(doc: str, *, wire: str | None = None, codec: words.Codec | None = None) -> t.Any:
    """A property AWS decides.  Returned to the user, never asked of them."""
    return _field("computed", doc, None, wire=wire, codec=codec)


def required(doc: str, *, wire: str | None = None, codec: words.Codec | None = None, alike: words.Alike = words.same,
             find: Reference | None = None, sensitive: bool = False) -> t.Any:
    """A property that a structure (or a new resource) cannot do without."""
    return _field("option", doc, dataclasses.MISSING, wire=wire, codec=codec, alike=alike, find=find,
                  sensitive=sensitive)


def _field(role: Role, doc: str, default: t.Any, **about: t.Any) -> t.Any:
    # pylint: disable-next=invalid-field-call
    return dataclasses.field(default=default, metadata={"role": role, "doc": doc, **about})
