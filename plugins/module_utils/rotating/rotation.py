# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotate entries of a secret: write the next generation, start anew what reads it, judge; or go back."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass, field, replace

from ..calls import Flow, Say, Together
from ..errors import EnvelopeError, Invalid
from ..kinds.ecs.api import named
from ..releasing.fitness import refuse_unfit
from ..releasing.lease import Lease, Lost
from .caches import follow, known_caches, take_both, take_one
from .errors import RotationFailed
from .generations import PREPARED, ROLLING, Generations, Stage, generations
from .keeping import meanwhile
from .planning import Plan
from .readers import readership
from .redeploying import Redeploy
from .renewal import Renewal


@dataclass(frozen=True, kw_only=True)
class Rotation:
    secret: str
    renewal: Renewal
    services: tuple[str, ...]
    """Those that may be started anew, in that order."""
    redeploy: Redeploy
    lease: Lease
    caches: t.Mapping[str, str] = field(default_factory=dict)
    """The cache that has an entry as its password, by the entry."""
    elsewhere: t.Mapping[str, str] = field(default_factory=dict)
    """What is wrong with entries unless they are the password of one of these caches."""

    def done(self, *, check: bool) -> Flow:
        """The module's result; nothing is changed when `check`."""
        plan: Plan = yield from self._planned()
        concerned = plan.concerned(ROLLING)
        if concerned and not plan.found.stage:
            yield from refuse_unfit("what runs now", [reader.candidate for reader in concerned])
        if check:
            for line in plan.lines():
                yield Say(f"  {line}")
            return plan.result("would be rotated", {})
        return (yield from self.lease.holding(lambda: self._rotated(plan.progress)))

    def _planned(self) -> Flow:
        found: Generations = yield from generations(self.secret)
        there = yield from known_caches(self.caches)
        handed = frozenset(there.keys() & set(self.renewal.names))
        readers = yield from readership(self.redeploy.cluster, self.services, found.arn, handed)
        plan = Plan(found=found, readership=readers, renewal=replace(self.renewal, handed=handed), caches=there,
                    elsewhere=self.elsewhere)
        plan.refuse()
        return plan

    def _rotated(self, seen: tuple[str, str]) -> Flow:
        """The result of doing it; called while the lock is ours."""
        plan: Plan = yield from self._planned()  # again: whoever had the lock may have changed it
        if plan.progress != seen and not plan.found.stage:
            raise Invalid(f"secret {self.secret} was changed by somebody else meanwhile; nothing was changed here. "
                          "Run the same command again if that was not a rotation")
        if plan.found.going_back:
            yield from self._gone_back(plan)
        took: dict[str, float] = {}
        for stage in plan.left:
            since = plan.found.pending.created if plan.found.pending and stage == plan.found.stage else None
            if stage != plan.found.stage:
                plan = yield from self._advanced(plan, stage)
            if stage == PREPARED:
                yield from self._handed(plan)
            for name, seconds in (yield from self._rolled_out(plan, stage, since)).items():
                took[name] = round(took.get(name, 0) + (seconds or 0), 1)
        yield from self._settled(plan)
        return plan.result("are rotated" if len(self.renewal.made) > 1 else "is rotated", took)

    def _advanced(self, plan: Plan, stage: Stage) -> Flow:
        """The plan with the next generation written."""
        yield from self.lease.kept()
        yield Say(f"  {self.secret}: {'preparing' if stage == PREPARED else 'writing'} new values of "
                  f"{', '.join(self.renewal.names)}")
        entries = plan.renewal.entries(stage, plan.found.entries, plan.found.offered)
        found = yield from plan.found.advanced(stage, self.renewal.label(stage), entries)
        return replace(plan, found=found)

    def _handed(self, plan: Plan) -> Flow:
        """Have the caches take what is prepared beside what counts, before anybody is given it."""
        version = plan.found.prepared.id if plan.found.prepared else plan.found.current.id
        for cache in plan.handed:
            yield from meanwhile(take_both(cache, self.secret, version), self.lease.kept)

    def _settled(self, plan: Plan) -> Flow:
        """Have the former values end where they are still taken, and take our labels away."""
        for cache in (yield from known_caches(self.caches)).values():
            if cache.entry in self.renewal.names:
                yield from meanwhile(take_one(cache, self.secret), self.lease.kept)
            else:
                yield from follow(cache, plan.found)
        yield from plan.found.settled()

    def _rolled_out(self, plan: Plan, stage: Stage, since: datetime.datetime | None) -> Flow:
        """Start what reads it anew, one after the other; seconds by service.  Raises `RotationFailed`."""
        took: dict[str, float | None] = {}
        for reader in plan.concerned(stage):
            took[reader.name] = None
            try:
                took[reader.name] = yield from self.redeploy.renewed(reader.name, since)
            except Lost:
                raise  # whoever has the lock now decides what is current
            except EnvelopeError as error:
                yield Say(f"  {error}")
                failures = yield from self._returned(plan.found, list(took))
                raise RotationFailed(
                    f"{', '.join(self.renewal.names)} of secret {self.secret} could not be rotated: {error}\n"
                    f"{_outcome(failures, plan)}", undone=not failures) from error
        return took

    def _returned(self, found: Generations, services: t.Sequence[str]) -> Flow:
        """Have the former values count again; what went wrong."""
        yield Say("  going back to the former values")
        if found.former is None:
            return [Invalid(f"somebody else has changed secret {self.secret} meanwhile, so the former values do not "
                            "come back by themselves")]
        try:
            yield from found.returned(found.former)
            came = yield Together([self.redeploy.renewed(name) for name in services])
            failures = [error for error in came if isinstance(error, EnvelopeError)]
            if not failures:
                yield from found.settled()
        except EnvelopeError as error:
            return [error]
        return failures

    def _gone_back(self, plan: Plan) -> Flow:
        """Complete what was broken off while it went back; always raises `RotationFailed`, as that run would have."""
        found, stage = plan.found, plan.found.stage or ROLLING
        bad = found.pending.created if found.pending else None
        met = [reader.name for reader in plan.concerned(stage) if bad and _began(reader.running.service) > bad]
        yield Say("  going back to the former values was broken off, and is completed")
        came = yield Together([self.redeploy.renewed(name, found.modified) for name in met])
        failures = [error for error in came if isinstance(error, EnvelopeError)]
        if not failures:
            yield from found.settled()
        raise RotationFailed(f"an earlier rotation of {', '.join(self.renewal.names)} of secret {self.secret} failed. "
                             f"{_outcome(failures, plan)}", undone=not failures)


def _began(service: t.Mapping[str, t.Any]) -> datetime.datetime:
    """When a service's tasks began to be replaced the last time."""
    began: datetime.datetime = named(service, "deployments", status="PRIMARY")["createdAt"]
    return began


def _outcome(failures: t.Sequence[EnvelopeError], plan: Plan) -> str:
    if failures:
        return ("Going back failed too: " + "; ".join(map(str, failures))
                + ". The same command again goes on from there")
    both = "".join(f". Cache {cache.name} takes the new {cache.entry} too, until playbooks/site.yml runs or it is "
                   "rotated" for cache in plan.handed)
    return f"The former values count again{both}. When the cause is gone, the same command rotates them"
