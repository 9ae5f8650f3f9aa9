# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Go back to a release that was live before: its very revisions, judged as a deploy is."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import EnvelopeError, Invalid
from ..kinds.ecs.api import ecs
from ..spelling import unknown
from .changing import ChangeFailed, Changing
from .contracts import refuse_contracted
from .lease import Lost
from .records import Change, Live, Manifest
from .revisions import all_of, running, shown


@dataclass(frozen=True, kw_only=True)
class Way:
    """From what is live to a release that was."""

    live: Live | None
    manifest: Manifest
    wanted: dict[str, str]
    """ARN of the revision, by service."""
    there: bool
    """Whether there is nothing to do."""
    now: dict[str, list[str]]
    """The images that run, by service."""
    then: dict[str, list[str]]
    """Those that will."""

    def result(self, outcome: str, took: t.Mapping[str, float | None]) -> dict[str, t.Any]:
        """The module's."""
        return {
            "changed": True, "release": self.manifest.release, "previous": self.live.release if self.live else None,
            "msg": f"{self.manifest.release} {outcome} live again",
            "services": {name: {"seconds": took.get(name)} for name in self.wanted},
            "diff": {"before": shown(self.now), "after": shown(self.then)},
        }


@dataclass(frozen=True, kw_only=True)
class Rollback:
    changing: Changing
    release: str | None = None
    """The release to go back to; the one before the live one when left out."""
    across_contracting: bool = False
    """Whether to go back across a migration that took something away."""

    def done(self, *, check: bool) -> Flow:
        """The module's result."""
        live: Live | None = yield from self.changing.records.live()
        name: str = self.release or (yield from self._before(live))
        way: Way = yield from self._way(name)
        if way.there:
            return _nothing_done(name)
        if check:
            return way.result("would be", {})
        return (yield from self.changing.lease.holding(lambda: self._gone_back(name, live)))

    def _before(self, live: Live | None) -> Flow:
        """The release before the live one: that itself, where a change from it was broken off."""
        unfinished: Change | None = yield from self.changing.records.change()
        if live and unfinished and unfinished.release != live.release:
            return live.release
        if live is None or not live.before:
            raise Invalid("no release before the live one is recorded; name one that is kept, or deploy one")
        return live.before[0]

    def _way(self, name: str) -> Flow:
        """How things are, and what is to be done; raises `Invalid` or `Contracted` when it cannot be."""
        records = self.changing.records
        live: Live | None = yield from records.live()
        manifest: Manifest = yield from self._recorded(name)
        found = {each.name: each for each in (yield from running(self.changing.cluster, self.changing.services))}
        wanted = {service: manifest.task_definitions[service] for service in self.changing.services
                  if service in manifest.task_definitions}
        unfinished = yield from records.change()
        there = bool(live and live.release == name and not unfinished
                     and all(found[service].arn == arn for service, arn in wanted.items()))
        if not self.across_contracting:
            yield from refuse_contracted(records, live, name)
        then = [] if there else (yield from all_of([_usable(service, arn) for service, arn in wanted.items()]))
        return Way(live=live, manifest=manifest, wanted=wanted, there=there, then=dict(zip(wanted, then, strict=False)),
                   now={service: found[service].images for service in wanted})

    def _recorded(self, name: str) -> Flow:
        manifest = yield from self.changing.records.manifest(name)
        if manifest is None:
            kept = [each.release for each in (yield from self.changing.records.manifests())]
            raise Invalid(f"release {unknown(name, kept)}; only one that was live, and is kept, can be gone back to")
        return manifest

    def _gone_back(self, name: str, seen: Live | None) -> Flow:
        """The result of going back; called while the lock is ours."""
        records = self.changing.records
        way: Way = yield from self._way(name)  # again: whoever had the lock may have changed it
        if way.there:
            return _nothing_done(name)
        if way.live != seen and not self.release:
            raise Invalid(f"{way.live.release if way.live else 'nothing'} has become live meanwhile; nothing was "
                          "changed. See playbooks/releases.yml, and say what to go back to: -e release=...")
        before = yield from self.changing.begun(name)
        try:
            took = yield from self.changing.rolled_out(name, way.wanted, before)
        except Lost:
            raise
        except EnvelopeError as error:
            if isinstance(error, ChangeFailed) and error.undone:
                yield from records.end()
            raise
        yield from records.go_live(name, after=way.live)
        if self.across_contracting:  # the database has been restored
            for each in (yield from records.taken()):
                yield from records.forget_taken(each.release)
        yield from records.end()
        return way.result("is", took)


def _nothing_done(release: str) -> dict[str, t.Any]:
    return {"changed": False, "release": release, "services": {}, "msg": f"{release} is live already"}


def _usable(service: str, arn: str) -> Flow:
    """The images of a revision; raises `Invalid` when it cannot be used any more."""
    reply = yield ecs.describe_task_definition(taskDefinition=arn, include=["TAGS"])
    found = reply["taskDefinition"]
    if found["status"] != "ACTIVE":
        raise Invalid(f"{service}: revision {arn.rpartition('/')[2]} of that release is {found['status']}; deploy it "
                      "anew")
    return [container["image"] for container in found["containerDefinitions"]]
