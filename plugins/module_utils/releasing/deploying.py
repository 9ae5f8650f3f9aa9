# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deploy a release: verify, migrate, roll out, judge, record; or leave everything as it was."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say
from ..errors import EnvelopeError, Invalid
from .changing import ChangeFailed, Changing
from .contracts import refuse_contracted
from .fitness import refuse_unfit
from .keeping import given_up, tidied
from .lease import Lost
from .migrating import Migration
from .records import Live, Manifest, now
from .revisions import Running, all_of, described, register, repository, running, shown, tag
from .verifying import Candidate, Verified
from .versions import secret_versions


@dataclass(frozen=True)
class Planned:
    """What a service runs, and is to run."""

    running: Running
    definition: dict[str, t.Any]

    @property
    def name(self) -> str:
        return self.running.name

    @property
    def changed(self) -> bool:
        return self.definition != self.running.definition

    @property
    def images(self) -> list[str]:
        return [container["image"] for container in self.definition["containerDefinitions"]]


@dataclass(frozen=True, kw_only=True)
class Deploy:
    changing: Changing
    release: str
    repositories: tuple[str, ...]
    """Those that hold the application's images."""
    migration: Migration | None = None
    contracting: bool = False
    """Whether the migration takes away what the release before needs."""
    keep: int = 5
    """How many releases can be gone back to, this one among them."""
    by: str = ""

    def done(self, *, check: bool) -> Flow:
        """The module's result; nothing is changed when `check`, or when the release is not fit."""
        plan, live = yield from self._planned()
        if not plan:
            return self._nothing_done()
        checked = yield from self._verified(plan)
        if check:
            return self._result(plan, {}, live, checked, "would be deployed")
        return (yield from self.changing.lease.holding(lambda: self._deployed(checked)))

    def _planned(self) -> Flow:
        """What each service is to run, and the release that is live; no plan where that is all there is to it."""
        records = self.changing.records
        plan: list[Planned] = yield from self._intended()
        live: Live | None = yield from records.live()
        unfinished = yield from records.change()
        if live and live.release == self.release and not unfinished and not any(each.changed for each in plan):
            return [], live
        yield from refuse_contracted(records, live, self.release)
        return plan, live

    def _intended(self) -> Flow:
        found: list[Running] = yield from running(self.changing.cluster, self.changing.services)
        there = {repository(image) for each in found for image in each.images}
        if not there.intersection(self.repositories):
            raise Invalid(f"repositories {', '.join(self.repositories)}: no image that runs is from one of them "
                          f"(there are {', '.join(sorted(there))})")
        plan = [Planned(each, each.released(self.release, self.repositories)) for each in found]
        if self.migration:
            self.migration.fits(self._migrating(plan).definition)
        return plan

    def _verified(self, plan: t.Sequence[Planned]) -> Flow:
        return (yield from refuse_unfit(self.release, [
            Candidate(each.running.service, each.definition, self.release, tuple(
                image for image in each.images if repository(image) in self.repositories)) for each in plan]))

    def _deployed(self, checked: Verified) -> Flow:
        """The result of deploying it; called while the lock is ours."""
        records = self.changing.records
        plan, live = yield from self._planned()  # again: whoever had the lock may have changed it
        if not plan:
            return self._nothing_done()
        before = yield from self.changing.begun(self.release)
        live = live or (yield from self._baseline(before))
        wanted: dict[str, str] = {}
        try:
            for each in plan:
                wanted[each.name] = (yield from register(each.definition)) if each.changed else each.running.arn
            migrated = yield from self._migrated(plan, wanted)
            if self.contracting:
                yield from records.note_taken(self.release)
            took = yield from self.changing.rolled_out(self.release, wanted, before)
        except Lost:
            raise
        except EnvelopeError as error:
            # what a change that was broken off has left stays, and stays noted, unless all went back
            undone = (error.undone if isinstance(error, ChangeFailed)
                      else all(each.running.arn == before[each.name] for each in plan))
            if undone:
                yield from given_up(records, set(wanted.values()) - set(before.values()))
                yield from records.end()
            raise
        yield from self._recorded(plan, wanted, checked, live)
        yield from self._tidied(wanted)
        return {**self._result(plan, took, live, checked, "is live"), "migration": migrated}

    def _migrated(self, plan: t.Sequence[Planned], wanted: t.Mapping[str, str]) -> Flow:
        """What became of the migration, None without one; raises what stopped it, before any service is touched."""
        if not self.migration:
            return None
        of = self._migrating(plan)
        return (yield from self.migration.done(of.running.service, of.definition, wanted[of.name], self.release,
                                               self.changing.lease.kept))

    def _migrating(self, plan: t.Sequence[Planned]) -> Planned:
        asked = t.cast(Migration, self.migration).asked
        return next(each for each in plan if each.name == asked.service)

    def _tidied(self, wanted: t.Mapping[str, str]) -> Flow:
        """Forget what is not needed any more; the release is live, whatever becomes of that."""
        try:
            yield from tidied(self.changing.records, self.keep, wanted)
        except EnvelopeError as error:
            yield Say(f"  what is not needed any more was not all tidied away, the next deploy goes on: {error}")

    def _baseline(self, before: t.Mapping[str, str]) -> Flow:
        """Record what runs before the very first deploy, so that it can be gone back to; what is live then."""
        records = self.changing.records
        definitions = yield from all_of([described(arn) for arn in before.values()])
        images = [container["image"] for each in definitions for container in each["containerDefinitions"]]
        release = next((tag(image) for image in images if repository(image) in self.repositories), self.release)
        if release == self.release:
            return None
        yield from records.record(Manifest(
            release=release, at=now(), by="what ran before the first deploy", task_definitions=dict(before)))
        yield from records.go_live(release, after=None)
        return Live(release=release)

    def _recorded(self, plan: t.Sequence[Planned], wanted: t.Mapping[str, str], checked: Verified,
                  live: Live | None) -> Flow:
        records = self.changing.records
        versions = yield from secret_versions([each.definition for each in plan])
        noted = {each.release for each in (yield from records.taken())}
        yield from records.record(Manifest(
            release=self.release, at=now(), by=self.by, task_definitions=dict(wanted), images=dict(checked.digests),
            secrets=versions, contracting=self.contracting or self.release in noted))
        yield from records.go_live(self.release, after=live)
        if self.release in noted:
            yield from records.forget_taken(self.release)
        yield from records.end()

    def _nothing_done(self) -> dict[str, t.Any]:
        return {"changed": False, "release": self.release, "msg": f"{self.release} is live already", "services": {}}

    def _result(self, plan: t.Sequence[Planned], took: t.Mapping[str, float | None], live: Live | None,
                checked: Verified, outcome: str) -> dict[str, t.Any]:
        return {
            "changed": True, "release": self.release, "previous": live.release if live else None,
            "services": {each.name: {"images": each.images, "seconds": took.get(each.name)} for each in plan},
            "notes": list(checked.notes), "msg": f"{self.release} {outcome}",
            "diff": {"before": shown({each.name: each.running.images for each in plan}),
                     "after": shown({each.name: each.images for each in plan})},
        }
