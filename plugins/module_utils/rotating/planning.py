# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rotation comes to, as it is planned and told."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ..errors import Invalid
from ..spelling import unknown
from .caches import Cache
from .generations import ANNOUNCED, PREPARED, ROLLING, STAGES, Generations, Stage
from .readers import Reader, Readership
from .renewal import Renewal


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A secret, who reads it, and what it is to hold."""

    found: Generations
    readership: Readership
    renewal: Renewal
    caches: t.Mapping[str, Cache] = field(default_factory=dict)
    """Those that have an entry of the secret as their password, by the entry."""
    elsewhere: t.Mapping[str, str] = field(default_factory=dict)
    """What is wrong with entries unless they are the password of one of the caches."""

    @property
    def left(self) -> list[Stage]:
        """The stages that are to come, with the one that was broken off."""
        over = STAGES[:STAGES.index(self.found.stage)] if self.found.stage else ()
        return [stage for stage in self.renewal.stages if stage not in over]

    @property
    def handed(self) -> list[Cache]:
        """The caches that get a new password."""
        return [self.caches[name] for name in self.renewal.names if name in self.caches]

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
                    *(problem for name, problem in self.elsewhere.items() if name not in self.caches),
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
        told += [f"{secret}: {line}" for stage in self.left for line in self._stage_lines(stage)]
        told += [f"{secret}: cache {cache.name} takes the new {cache.entry} alone" for cache in self.handed]
        return [" ".join(line.split()) for line in told]

    def _stage_lines(self, stage: Stage) -> t.Iterator[str]:
        if stage == PREPARED:
            yield from (f"cache {cache.name} takes the new {cache.entry} beside the former" for cache in self.handed)
            return
        known = "the new values are known beside the old" if stage == ANNOUNCED else "the new values count"
        yield f"{known}; started anew: {', '.join(reader.name for reader in self.concerned(stage)) or 'no service'}"

    def result(self, outcome: str, took: t.Mapping[str, float]) -> dict[str, t.Any]:
        """The module's."""
        names = self.renewal.names
        concerned = [reader.name for reader in self.concerned(ROLLING)]
        return {
            "changed": True, "secret": self.found.name, "entries": names,
            "services": {name: {"seconds": took.get(name)} for name in concerned},
            "unconcerned": [name for name in self.readership.asked if name not in concerned],
            "caches": [cache.name for cache in self.handed],
            "msg": f"{', '.join(names)} of secret {self.found.name} {outcome}",
            "diff": {"before": "".join(f"{name}: as it is\n" for name in names),
                     "after": "".join([*(f"{name}: new\n" for name in names),
                                       *(f"cache {cache.name}: new {cache.entry}\n" for cache in self.handed),
                                       *(f"{name}: started anew\n" for name in concerned)])},
        }
