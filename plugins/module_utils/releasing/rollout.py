# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring services to revisions, one after the other, and say what becomes of each."""

from __future__ import annotations

import re
import time
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Pause, Say
from ..errors import EnvelopeError
from ..kinds.ecs.api import ecs, named
from .task_failures import stopped_of
from .verdict import Deployment, Verdict, judged, made

PATIENCE = (0.1, 0.03, 1.0)
"""Seconds between two looks at a rollout: at least, as a share of the time it has taken, at most."""


class RolloutFailed(EnvelopeError):
    """A service did not come to run what it was to run."""

    def __init__(self, service: str, reason: str, told: t.Sequence[str]) -> None:
        super().__init__("\n".join([f"{service}: {reason}", *told]))
        self.service = service


@dataclass(frozen=True, kw_only=True)
class Rollout:
    cluster: str
    timeout: float
    """Seconds for one service."""
    meanwhile: t.Callable[[], Flow]
    """A flow that is held at every look: it keeps the lock."""

    def brought(self, service: str, revision: str) -> Flow:
        """Have a service run a revision; seconds it took, or None if it did already.  Raises `RolloutFailed`."""
        began = time.monotonic()
        yield from self.meanwhile()
        now = yield from self._described(service)
        primary = named(now, "deployments", status="PRIMARY")
        same = now["taskDefinition"] == revision
        if same and primary.get("rolloutState", "COMPLETED") == "COMPLETED":
            return None
        if not same or primary.get("rolloutState") == "FAILED":
            yield Say(f"  {service}: rolling out {revision.rpartition('/')[2]}")
            # only the revision: how many tasks run is the autoscaler's, or site.yml's
            now = (yield ecs.update_service(cluster=self.cluster, service=service, taskDefinition=revision,
                                            forceNewDeployment=True if same else None))["service"]
        yield from self._watched(made(self.cluster, now))
        seconds = time.monotonic() - began
        yield Say(f"  {service}: runs {revision.rpartition('/')[2]} ({seconds:.0f} s)")
        return round(seconds, 1)

    def _watched(self, deployment: Deployment) -> Flow:
        """Look at a deployment until it has succeeded; raises `RolloutFailed`."""
        began, said = time.monotonic(), Said()
        while True:
            yield from self.meanwhile()
            service = yield from self._described(deployment.service)
            for line in said.news(deployment, service):
                yield Say(line)
            verdict: Verdict | None = yield from judged(deployment, service)
            waited = time.monotonic() - began
            if verdict is None and waited >= self.timeout:
                verdict = Verdict(False, f"it was not complete after {waited:.0f} s: look at what the tasks wait for, "
                                         "or give it more time with releases_timeout_seconds")
            if verdict and verdict.succeeded:
                yield from self._end_told(deployment, service, said)
                return
            if verdict:
                raise RolloutFailed(deployment.service, verdict.reason, (yield from self._told(deployment)))
            least, share, most = PATIENCE
            yield Pause(min(max(least, share * waited), most))

    def _end_told(self, deployment: Deployment, service: t.Mapping[str, t.Any], said: Said) -> Flow:
        """Say the last of a deployment that ended after the service was looked at and before it was judged."""
        if named(service, "deployments", id=deployment.id).get("rolloutState") == "IN_PROGRESS":
            yield Pause(0)  # what was read before one is remembered
            for line in said.news(deployment, (yield from self._described(deployment.service))):
                yield Say(line)

    def _told(self, deployment: Deployment) -> Flow:
        """Why its tasks stopped, and the last they said."""
        stopped = yield from stopped_of(self.cluster, deployment.service, deployment.id)
        return [line for _task, why, last in stopped for line in (f"  {why}", *(f"    | {each}" for each in last))]

    def _described(self, service: str) -> Flow:
        reply = yield ecs.describe_services(cluster=self.cluster, services=[service], include=["TAGS"])
        found = named(reply, "services", serviceName=service)
        if found.get("status") != "ACTIVE":
            raise RolloutFailed(service, f"there is no such service in cluster {self.cluster} any more", ())
        return found


class Said:
    """What has been told of a deployment already."""

    def __init__(self) -> None:
        self._events: set[str] = set()
        self._counts = ""

    def news(self, deployment: Deployment, service: t.Mapping[str, t.Any]) -> list[str]:
        """Events since it was made, the oldest first, and how many tasks run where that has changed."""
        fresh = [each for each in reversed(service.get("events", ()))
                 if each["createdAt"] >= deployment.since and each["id"] not in self._events]
        self._events |= {each["id"] for each in fresh}
        lines = [f"  {brief(each['message'])}" for each in fresh]
        mine = named(service, "deployments", id=deployment.id)
        counts = f"{mine.get('runningCount', 0)} of {mine.get('desiredCount', 0)} tasks run"
        if mine and counts != self._counts:
            failed = f", {mine['failedTasks']} failed" if mine.get("failedTasks") else ""
            lines.append(f"  {deployment.service}: {counts}{failed}")
            self._counts = counts
        return lines


def brief(message: str) -> str:
    """An event of ECS without what a person cannot read: ARNs and the rest of long ids."""
    plain = message.removeprefix("(service ").replace(")", ":", 1)
    return re.sub(r"\b([0-9a-f]{8})[0-9a-f]{24}\b", r"\1", re.sub(r"arn:\S+?/([^/\s)]+)/[0-9a-f]+", r"\1", plain))
