# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start a service anew with the revision it runs, and say what becomes of that."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace

from ..calls import Flow, Say
from ..errors import AwsError
from ..kinds.ecs.api import ecs, named
from ..releasing.rollout import Rollout
from ..releasing.verdict import SLACK, Deployment, Verdict, judged, made


class Redeploy(Rollout):
    """A rollout of what runs already: tasks read a secret when they start, and at no other time."""

    def renewed(self, service: str, since: datetime.datetime | None = None) -> Flow:
        """Have all tasks of a service start anew; seconds it took.  Raises `RolloutFailed`.

        None where a deployment made after `since` has done that already, as after a run that was killed.
        """
        began = time.monotonic()
        yield from self.meanwhile()
        now = yield from self._described(service)
        primary = named(now, "deployments", status="PRIMARY")
        deployment: Deployment | None = None
        if since and primary["createdAt"] > since:
            # the first since then is ours, and not the one by which ECS may have rolled it back
            deployment = replace(made(self.cluster, now), since=since + SLACK)
            verdict: Verdict | None = yield from judged(deployment, now)
            if verdict and verdict.succeeded:
                return None
            deployment = None if verdict else deployment
        if deployment is None:
            deployment = yield from self._begun(service, primary["createdAt"])
        yield from self._watched(deployment)
        seconds = time.monotonic() - began
        yield Say(f"  {service}: started anew ({seconds:.0f} s)")
        return round(seconds, 1)

    def _begun(self, service: str, before: datetime.datetime) -> Flow:
        """The `Deployment` by which all tasks start anew, told from those before it, which are of the same revision."""
        last = yield from self._last(service, before)
        yield Say(f"  {service}: starting its tasks anew")
        reply = yield ecs.update_service(cluster=self.cluster, service=service, forceNewDeployment=True)
        deployment = made(self.cluster, reply["service"])
        between = last + (deployment.since - last) / 2
        return replace(deployment, since=max(deployment.since, between + SLACK))

    def _last(self, service: str, since: datetime.datetime) -> Flow:
        """When the newest deployment until now was made, as far as that may be known."""
        try:
            reply = yield ecs.list_service_deployments(
                cluster=self.cluster, service=service, createdAt={"after": since - SLACK})
        except AwsError:
            return since
        return max([since, *(each["createdAt"] for each in reply.get("serviceDeployments", ()))])
