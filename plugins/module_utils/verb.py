# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module that does one thing, rather than converge a set: its options, and the conversation it holds."""

from __future__ import annotations

import abc
import typing as t
from dataclasses import dataclass

from .calls import Flow
from .resource import Structure


@dataclass(frozen=True, kw_only=True)
class Verb(Structure, abc.ABC):
    """Something to be done with AWS."""

    module: t.ClassVar[str]
    """The name of its module."""
    examples: t.ClassVar[dict[str, t.Any]] = {}
    """Its options in a plausible task, for documentation and tests."""
    returns: t.ClassVar[dict[str, str]] = {}
    """What the result holds beside `changed`, each with its description."""

    @abc.abstractmethod
    def act(self, *, check: bool) -> Flow:
        """Do it, and return the module's result; writes nothing when `check`."""
