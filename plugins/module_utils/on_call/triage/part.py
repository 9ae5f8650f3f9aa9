# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One part of what can be wrong, and what was found of it."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ...calls import Flow, Together
from ...errors import AwsError, EnvelopeError


@dataclass(frozen=True)
class Finding:
    """Something that is wrong."""

    what: str
    details: t.Sequence[str] = ()
    helps: str = ""
    """The command line, or the page, that helps."""
    down: bool = False
    """Whether clients see errors because of it."""

    @property
    def lines(self) -> list[str]:
        return [self.what, *(f"| {each}" for each in self.details), *([f"-> {self.helps}"] if self.helps else [])]


@dataclass(frozen=True)
class Part:
    """What was looked at, what is wrong with it, and what to say where nothing is."""

    name: str
    wrong: t.Sequence[Finding] = ()
    count: str = ""
    """What is wrong, counted, for the verdict: `2 alarms`."""
    fine: str = ""
    unreadable: str = ""
    """Why it could not be told."""
    notes: t.Sequence[str] = field(default_factory=tuple)
    """What is not wrong, and good to know."""

    @property
    def data(self) -> dict[str, t.Any]:
        """The same for a program."""
        return {"name": self.name, "unreadable": self.unreadable, "wrong": [
            {"what": each.what, "details": list(each.details), "helps": each.helps} for each in self.wrong]}


SHOWN = 20
"""Findings of a part that are shown."""


def worst(wrong: t.Iterable[Finding]) -> list[Finding]:
    """The findings that are shown, those that clients notice first, and how many more there are."""
    found = sorted(wrong, key=lambda each: not each.down)
    more = [Finding(f"and {len(found) - SHOWN} more")] if len(found) > SHOWN else []
    return [*found[:SHOWN], *more]


def each_of(looks: t.Sequence[tuple[str, Flow]]) -> Flow:
    """What each named look comes to, None where it could not be told, and why the first of those could not."""
    came = yield Together([look for _name, look in looks])
    lost = [f"{name}: {reason(each)}" for (name, _look), each in zip(looks, came, strict=True)
            if isinstance(each, EnvelopeError)]
    more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
    return [None if isinstance(each, EnvelopeError) else each for each in came], f"{lost[0]}{more}" if lost else ""


def reason(error: EnvelopeError) -> str:
    """Why something could not be told."""
    return f"{error.code} of {error.call}" if isinstance(error, AwsError) else str(error)


def told(name: str, look: Flow) -> Flow:
    """The `Part` that a look comes to; what may not be read, or does not answer, is said and stops no other."""
    try:
        return (yield from look)
    except EnvelopeError as error:
        return Part(name, unreadable=reason(error))
