# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What whoever is on call can have done: it says first what it would do, and does it when it is told to."""

from __future__ import annotations

import abc
import typing as t
from dataclasses import dataclass

from .calls import Flow, Say
from .fields import instruction
from .on_call.words import variable
from .verb import Verb

Result = dict[str, t.Any]


@dataclass(frozen=True)
class Plan:
    """What a runbook has found, and what it would do about it."""

    found: t.Sequence[str] = ()
    """What is there, for a person."""
    steps: t.Sequence[str] = ()
    """What would be done, each in the imperative; empty where nothing has to be."""
    data: t.Mapping[str, t.Any] | None = None
    """The same for a program: the module's result."""


@dataclass(frozen=True, kw_only=True)
class Mending(Verb, abc.ABC):
    """A verb that changes something once the name of what it changes was typed back, and until then only says what."""

    confirm: str | None = instruction(
        "The name of what is changed, once more. Without it nothing is done, and what would be is said.")

    @property
    @abc.abstractmethod
    def phrase(self) -> str:
        """What has to be typed back: the name, in AWS, of what is changed."""

    @abc.abstractmethod
    def look(self) -> Flow:
        """The `Plan`, by reads alone; raises `Invalid` for what does not exist."""

    @abc.abstractmethod
    def mend(self, plan: Plan) -> Flow:
        """Carry the plan out, and return the lines that say what came of it."""

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed(self.confirm, self.phrase)

    def act(self, *, check: bool) -> Flow:
        plan: Plan = yield from self.look()
        yield from told(plan.found)
        result: Result = {"changed": False, **(plan.data or {}), "lines": [*plan.found], "steps": [*plan.steps]}
        if not plan.steps:
            yield Say("nothing has to be done")
            return result
        if check or not self.confirm:
            yield from told([f"would {step}" for step in plan.steps])
            yield Say(f"nothing was changed{self._why_not}")
            return {**result, "changed": check and bool(self.confirm)}
        came: t.Sequence[str] = yield from self.mend(plan)
        yield from told(came)
        return {**result, "changed": True, "lines": [*plan.found, *came]}

    @property
    def _why_not(self) -> str:
        if self.confirm:
            return ", as this is check mode"
        return f"; to do it, add -e {variable('confirm', self.phrase)}"


RETURNS: t.Final[t.Mapping[str, str]] = {
    "lines": "What was found and done, for a person, a line each.",
    "steps": "What is, or would be, done.",
}
"""What every one of them returns, beside data of its own."""


def misnamed(confirm: str | None, phrase: str) -> t.Iterator[str]:
    """What is wrong with what was typed back."""
    if confirm and confirm != phrase:
        yield f"confirm is {confirm!r}: allowed is {phrase}, the name of what is changed"


def told(lines: t.Iterable[str]) -> Flow:
    """Have a person read some lines."""
    for line in lines:
        yield Say(line)
