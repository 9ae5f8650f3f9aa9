# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What has to be true, as data: requirements, each with the checks that judge it.

A check names what it looks at (`of`) and says of one such thing whether it is as it should be (`judge`).  Which calls
that is known from, and that it is UNKNOWN where one was refused, nobody has to write down: `live.py` notices.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .live import Live
from .verdicts import Severity


class Subject(t.NamedTuple):
    """One thing that a check looks at."""

    name: str
    """As a person calls it: `listener envelope-prod:443`."""
    thing: t.Any = None
    """What is judged; an error where AWS refused to show it, by which it is UNKNOWN."""
    tenant: str | None = None


class Judged(t.NamedTuple):
    """What a check says of one thing."""

    holds: bool
    seen: str
    """What there is, in a few words; never the value of anything secret."""
    expected: str = ""
    """What should be there, where that is more than the check says."""


@dataclass(frozen=True)
class Remedy:
    """What makes it true."""

    role: str
    variable: str = ""
    text: str = ""
    """One sentence, where role and variable do not say it."""


@dataclass(frozen=True)
class Check:
    """One thing that has to be true."""

    id: str
    """The requirement's id, a dot and a word: `N2.tls`."""
    title: str
    """What is true when it passes."""
    severity: Severity
    of: t.Callable[[Live], t.Iterable[Subject]]
    """What it looks at."""
    judge: t.Callable[[Live, t.Any], Judged]
    """Says of one such thing whether it is as it should be."""
    expected: str
    remedy: Remedy
    nothing: str = ""
    """What is said, as a failure, where there is nothing to look at; empty where that is fine."""
    applies: t.Callable[[Live], str] = lambda live: ""
    """Why it does not apply; empty where it does."""
    iso_2013: tuple[str, ...] = ()
    iso_2022: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """A row of the requirements."""

    id: str
    area: str
    title: str
    source: tuple[str, ...]
    """Where it was asked for: `manager 2`, `beyond`."""
    gaps: tuple[str, ...]
    """Which gaps of the source it closes, by number: `3.2`."""
    checks: tuple[Check, ...]
