# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Structures that AWS takes as a whole."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from .resource import Property, Structure, properties
from .wire import Case, camel

Self = t.TypeVar("Self", bound="Whole")
NOTHING: tuple[t.Any, ...] = (None, "", [], {})


@dataclass(frozen=True, kw_only=True)
class Whole(Structure):
    """A structure in which what is left out means AWS's default, rather than "left alone"."""

    casing: t.ClassVar[Case] = staticmethod(camel)
    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {}
    """What AWS fills in, where that is not nothing."""

    def bare(self: Self) -> Self:
        """This, without what says no more than leaving it out does."""
        return dataclasses.replace(self, **{p.name: self._said(p) for p in properties(type(self), "option")})

    def like(self, now: t.Any) -> bool:
        if now is None:
            return False
        mine, there = self.bare(), now.bare()
        return all(p.alike(getattr(mine, p.name), getattr(there, p.name)) for p in properties(type(self)))

    def over(self: Self, now: t.Any) -> Self:
        return self

    def _said(self, p: Property) -> t.Any:
        value = getattr(self, p.name)
        if isinstance(value, list):
            value = [entry.bare() if isinstance(entry, Whole) else entry for entry in value]
        elif isinstance(value, Whole):
            value = value.bare()
        return None if value in NOTHING or value == self.defaults.get(p.name) or _blank(value) else value


def _blank(value: t.Any) -> bool:
    """Whether it is a structure that says nothing."""
    return isinstance(value, Whole) and all(getattr(value, p.name) is None for p in properties(type(value)))
