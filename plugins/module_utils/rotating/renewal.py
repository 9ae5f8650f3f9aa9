# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a secret holds in its next generation."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ..generating import generate
from ..kinds.secretsmanager import Generated
from .generations import ANNOUNCED, PREPARED, ROLLING, Stage

Entries = t.Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """New values for some entries, of which the former are kept where the application can read with them."""

    made: t.Sequence[Generated]
    """The entries that get a new value."""
    former: t.Mapping[str, str] = field(default_factory=dict)
    """The entry that lists the former values of another, comma separated, by the name of that other."""
    keep: int = 3
    """How many former values are listed."""
    handed: frozenset[str] = frozenset()
    """The entries whose new value somebody is told before it counts."""

    @property
    def names(self) -> list[str]:
        return sorted(each.key for each in self.made)

    @property
    def listed(self) -> dict[str, str]:
        """The former entries that are concerned."""
        return {name: self.former[name] for name in self.names if name in self.former}

    @property
    def stages(self) -> list[Stage]:
        """What is rolled out, one after the other.

        A new value that opens something has to be known there before any task is given it; one that others' tasks meet
        in what they read has to be known to all before any task writes with it.
        """
        needed: dict[Stage, bool] = {PREPARED: bool(self.handed), ANNOUNCED: bool(self.listed), ROLLING: True}
        return [stage for stage, is_needed in needed.items() if is_needed]

    def label(self, stage: Stage) -> str:
        """The staging label: whoever comes later learns from it what was to be rotated."""
        return ".".join([stage, *self.names])

    def concerned(self, stage: Stage) -> frozenset[str]:
        """The entries that another value is under in that stage."""
        if stage == PREPARED:
            return frozenset()
        listed = {*self.listed, *self.listed.values()}
        return frozenset(listed if stage == ANNOUNCED else {*self.names, *listed})

    def entries(self, stage: Stage, held: Entries, offered: Entries) -> dict[str, str]:
        """What the secret holds in a stage, made of what it held before and of what was prepared."""
        if stage == PREPARED:
            return {**held, **{each.key: _made(each) for each in self.made if each.key in self.handed}}
        return self._announced(held, offered) if stage == ANNOUNCED else self._rotated(held, offered)

    def _announced(self, held: Entries, offered: Entries) -> dict[str, str]:
        """The new values, in front of the former ones: tasks read with them, and write with the old one."""
        return {**held, **{
            self.former[each.key]: ",".join([self._new(each, offered), *_values(held, self.former[each.key])])
            for each in self.made if each.key in self.former}}

    def _rotated(self, held: Entries, offered: Entries) -> dict[str, str]:
        changed = dict(held)
        for each in self.made:
            if (former := self.former.get(each.key)) is None:
                changed[each.key] = self._new(each, offered)
                continue
            announced, *before = _values(held, former) or [self._new(each, offered)]
            changed[each.key] = announced
            changed[former] = ",".join([held[each.key], *before][:self.keep])
        return changed

    def _new(self, entry: Generated, offered: Entries) -> str:
        return (offered.get(entry.key) if entry.key in self.handed else None) or _made(entry)


def _made(entry: Generated) -> str:
    return generate(entry.format, length=entry.length, alphabet=entry.alphabet)


def _values(held: Entries, name: str) -> list[str]:
    return [value for value in held.get(name, "").split(",") if value]
