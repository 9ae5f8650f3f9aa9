# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks behind a load balancer: targets that become healthy, fail their check, or are drained.

moto calls every target that is registered healthy.  On AWS a new target is `initial` until the first checks are over,
one that answers with another code than the target group's matcher is `unhealthy`, and one that is deregistered is
`draining` while its connections end.  Targets that nobody checks here (registered by hand) stay healthy.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from moto.ecs.models import EC2ContainerServiceBackend
from moto.elbv2.models import FakeHealthStatus, FakeTargetGroup, elbv2_backends
from moto.elbv2.responses import ELBV2Response

from ._ecs_agenda import kept_up
from ._ecs_task import Container, Given, Task
from ._mend import mends

Verdict = tuple[str, str | None, str | None]
INITIAL: Verdict = ("initial", "Elb.RegistrationInProgress", "Target registration is in progress")
HEALTHY: Verdict = ("healthy", None, None)
UNHEALTHY: Verdict = ("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [502]")
DRAINING: Verdict = ("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")


@dataclass
class Target:
    """One task in one target group."""

    group: FakeTargetGroup
    id: str
    port: int
    container: Container

    @property
    def arn(self) -> str:
        return str(self.group.arn)

    def register(self) -> None:
        self.group.targets[self.id] = {"Id": self.id, "Port": self.port}
        self._is(INITIAL)

    def judge(self, healthy: bool) -> None:
        self._is(HEALTHY if healthy else UNHEALTHY)

    def drain(self) -> None:
        self._is(DRAINING)

    def deregister(self) -> None:
        target = self.group.targets.pop(self.id, None)
        verdicts(self.group).pop(self.id, None)
        if target:
            self.group.deregistered_targets[self.id] = target

    def _is(self, verdict: Verdict) -> None:
        if self.id in self.group.targets:
            verdicts(self.group)[self.id] = verdict


def of_task(backend: EC2ContainerServiceBackend, task: Task, balancers: t.Sequence[Given]) -> list[Target]:
    """The targets that a task is going to be, by its service's load balancers."""
    groups = elbv2_backends[backend.account_id][backend.region_name].target_groups
    address = task.detail("privateIPv4Address")
    containers = {each.name: each for each in task.containers}
    return [
        Target(groups[each["targetGroupArn"]], address, each["containerPort"], containers[each["containerName"]])
        for each in balancers
        if address and each.get("targetGroupArn") in groups and each["containerName"] in containers
    ]


def verdicts(group: FakeTargetGroup) -> dict[str, Verdict]:
    return t.cast("dict[str, Verdict]", group.__dict__.setdefault("verdicts", {}))


@mends(FakeTargetGroup)
def health_for(
    former: t.Any, self: FakeTargetGroup, target: dict[str, t.Any], ec2_backend: t.Any
) -> FakeHealthStatus:
    found = verdicts(self).get(target["Id"])
    if found is None:
        return t.cast(FakeHealthStatus, former(self, target, ec2_backend))
    status, reason, description = found
    port = self.targets[target["Id"]]["Port"]
    return FakeHealthStatus(target["Id"], port, self.health_check_port, status, reason, description)


kept_up(ELBV2Response)
