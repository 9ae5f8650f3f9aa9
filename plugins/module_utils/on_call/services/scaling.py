# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many tasks of a service run, and who decides that: the service itself, or autoscaling between two bounds."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...kinds.application_autoscaling.api import autoscaling
from ...kinds.ecs.api import ecs, named
from .found import Service, the_service


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How a service is scaled now."""

    cluster: str
    service: str
    desired: int
    running: int
    bounds: tuple[int, int] | None = None
    """Between which counts autoscaling decides; None without it."""
    single: bool = False
    """Whether a deployment never has two tasks run at once."""

    def wanted(self, count: int) -> Scale:
        """The same with so many tasks; with autoscaling with at least so many, which may add some when it has to."""
        bounds = (count, max(count, self.bounds[1])) if self.bounds else None
        return dataclasses.replace(self, desired=count, bounds=bounds)

    def reached(self, before: Scale, timeout: float, hint: str) -> Wait:
        """Waiting until so many tasks run, or as many as autoscaling has decided on meanwhile."""
        def state(reply: Reply) -> str:
            found = named(reply, "services", serviceName=self.service)
            running, decided = found.get("runningCount", 0), found.get("desiredCount", 0)
            others = self.bounds and running == decided and decided not in (before.desired, self.desired)
            there = running == self.desired or others
            return "there" if there else f"at {running} of {self.desired} tasks"

        return Wait(ecs.describe_services(cluster=self.cluster, services=[self.service]), self.service, state,
                    frozenset({"there"}), timeout=timeout, hint=hint)


def scaled(before: Scale, wanted: Scale) -> Flow:
    """Have AWS scale it so; the bounds first, as autoscaling would undo a count outside of them."""
    if wanted.bounds and wanted.bounds != before.bounds:
        yield autoscaling.register_scalable_target(
            ServiceNamespace="ecs", ScalableDimension="ecs:service:DesiredCount",
            ResourceId=_resource(wanted.cluster, wanted.service), MinCapacity=wanted.bounds[0],
            MaxCapacity=wanted.bounds[1])
    if wanted.desired != before.desired:
        yield ecs.update_service(cluster=wanted.cluster, service=wanted.service, desiredCount=wanted.desired)


def scale_of(cluster: str, prefix: str, service: str) -> Flow:
    """The `Scale` of a service now; raises `Invalid` for one that does not exist."""
    found: Service = yield from the_service(cluster, prefix, service)
    resource = _resource(cluster, service)
    reply = yield autoscaling.describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=[resource])
    target = named(reply, "ScalableTargets", ResourceId=resource)
    configuration = found.get("deploymentConfiguration") or {}
    return Scale(cluster=cluster, service=service, desired=found["desiredCount"], running=found["runningCount"],
                 bounds=(target["MinCapacity"], target["MaxCapacity"]) if target else None,
                 single=configuration.get("maximumPercent") == 100)


def _resource(cluster: str, service: str) -> str:
    return f"service/{cluster}/{service}"
