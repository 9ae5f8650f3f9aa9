# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rotation comes to, as it is planned and told."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..errors import Invalid
from ..spelling import unknown
from .generations import ANNOUNCED, Generations, Stage
from .readers import Reader, Readership
from .renewal import Renewal


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A secret, who reads it, and what it is to hold."""

    found: Generations
    readership: Readership
    renewal: Renewal

    @property
    def left(self) -> list[Stage]:
        """The stages that are to come, with the one that was broken off."""
        stages = self.renewal.stages
        return stages[stages.index(self.found.stage):] if self.found.stage else stages

    @property
    def progress(self) -> tuple[str, str]:
        """How far things are: what differs between two looks only when somebody else rotated meanwhile."""
        return self.found.current.id, self.found.label

    def concerned(self, stage: Stage) -> list[Reader]:
        return self.readership.of(self.renewal.concerned(stage))

    def refuse(self) -> None:
        """Raise `Invalid` with all that stands in its way."""
        secret, stage = self.found.name, self.found.stage
        if stage and self.found.label != self.renewal.label(stage):
            other = ",".join(self.found.label.split(".")[1:])
            raise Invalid(f"a rotation of {other} in secret {secret} was broken off; nothing was changed. Have it come "
                          f"to its end first: the same command with -e entries={other}")
        missing = [name for name in self.renewal.names if not self.found.entries.get(name)]
        problems = [*(f"entry {unknown(name, self.found.entries)}" for name in missing),
                    *self.readership.problems(self.renewal)]
        if problems:
            what = f"{', '.join(self.renewal.names)} of secret {secret}"
            raise Invalid("\n  - ".join([f"{what} cannot be rotated; nothing was changed.", *problems]))

    def lines(self) -> list[str]:
        """What would be done, as a person reads it."""
        names, secret = ", ".join(self.renewal.names), self.found.name
        if self.found.going_back:
            return [f"{secret}: a rotation of {names} failed, and going back was broken off: that would be completed"]
        told = [f"{secret}: {'a rotation of' if self.found.stage else ''} {names} "
                f"{'was broken off and would be completed' if self.found.stage else 'would get new values'}"]
        for stage in self.left:
            known = "the new values are known beside the old" if stage == ANNOUNCED else "the new values count"
            services = ", ".join(reader.name for reader in self.concerned(stage)) or "no service"
            told.append(f"{secret}: {known}; started anew: {services}")
        return [" ".join(line.split()) for line in told]

    def result(self, outcome: str, took: t.Mapping[str, float]) -> dict[str, t.Any]:
        """The module's."""
        names = self.renewal.names
        concerned = [reader.name for reader in self.concerned("ENVELOPE_ROLLING")]
        return {
            "changed": True, "secret": self.found.name, "entries": names,
            "services": {name: {"seconds": took.get(name)} for name in concerned},
            "unconcerned": [name for name in self.readership.asked if name not in concerned],
            "msg": f"{', '.join(names)} of secret {self.found.name} {outcome}",
            "diff": {"before": "".join(f"{name}: as it is\n" for name in names),
                     "after": "".join([*(f"{name}: new\n" for name in names),
                                       *(f"{name}: started anew\n" for name in concerned)])},
        }
