# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS calls a service deployment, a deployment and a service revision, and how each is shown.

A *rollout* here is one revision of a service with the tasks that run it; DescribeServices shows it as a deployment.
The *deployment* is the act of bringing a service to another revision, the rollback that may follow included, and stays
in the list when its tasks are long gone.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from datetime import datetime

from moto.ecs.models import Service

from ._ecs_starting import image_digest
from ._ecs_task import PLATFORM, Given, Task

SHOWN_IN_ROLLOUT = (
    *("capacityProviderStrategy", "launchType", "networkConfiguration"),
    *("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"),
)
IN_REVISION = (*SHOWN_IN_ROLLOUT, "platformFamily", "loadBalancers", "serviceRegistries")
FEWEST_FAILURES, MOST_FAILURES = 3, 200
UNDER_WAY = ("PENDING", "IN_PROGRESS", "ROLLBACK_IN_PROGRESS")


def arn(service: Service, kind: str, identity: str) -> str:
    return f"{service.cluster_arn.replace(':cluster/', f':{kind}/')}/{service.name}/{identity}"


@dataclass(eq=False)
class Rollout:
    """One revision of a service, and its tasks."""

    number: str
    given: Given
    created_at: datetime
    updated_at: datetime
    state: str = "IN_PROGRESS"
    reason: str = ""
    failed: int = 0
    tasks: list[Task] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"ecs-svc/{self.number}"

    @property
    def alive(self) -> list[Task]:
        return [task for task in self.tasks if task.alive]

    @property
    def unstopped(self) -> list[Task]:
        return [task for task in self.tasks if not task.stopped]

    @property
    def running(self) -> int:
        return sum(1 for task in self.tasks if task.last_status == "RUNNING")

    @property
    def pending(self) -> int:
        return sum(1 for task in self.alive if task.last_status != "RUNNING")

    def enter(self, state: str, reason: str, now: datetime) -> None:
        self.state, self.reason, self.updated_at = state, reason, now

    def shown(self, primary: bool, desired: int) -> Given:
        """As DescribeServices shows it."""
        found = {key: self.given[key] for key in SHOWN_IN_ROLLOUT if self.given.get(key)} | {
            "id": self.id,
            "status": "PRIMARY" if primary else "ACTIVE",
            "taskDefinition": self.given["taskDefinition"],
            "desiredCount": desired if primary else len(self.alive),
            "pendingCount": self.pending,
            "runningCount": self.running,
            "failedTasks": self.failed,
            "createdAt": self.created_at,
            "updatedAt": self.updated_at,
            "rolloutState": self.state,
            "rolloutStateReason": self.reason,
        }
        return found | self._platform()

    def summary(self, service: Service, desired: int) -> Given:
        """As a service deployment shows the revision that it is to reach."""
        counts = {"runningTaskCount": self.running, "pendingTaskCount": self.pending}
        return {"arn": arn(service, "service-revision", self.number), "requestedTaskCount": desired, **counts}

    def revision(self, service: Service) -> Given:
        """As DescribeServiceRevisions shows it, with the digests of the images that its tasks have pulled."""
        backend = service._backend
        definition = backend.describe_task_definition(self.given["taskDefinition"])
        containers = t.cast("list[Given]", definition.container_definitions)
        images = [
            {"containerName": each["name"], "image": name, "imageDigest": image_digest(backend, name)}
            for each in containers
            for name in [each["image"]]
        ]
        found = {key: self.given[key] for key in IN_REVISION if self.given.get(key)} | {
            "serviceRevisionArn": arn(service, "service-revision", self.number),
            "serviceArn": service.arn,
            "clusterArn": service.cluster_arn,
            "taskDefinition": self.given["taskDefinition"],
            "containerImages": images,
            "guardDutyEnabled": False,
            "createdAt": self.created_at,
        }
        return found | self._platform()

    def _platform(self) -> Given:
        if self.given.get("launchType") == "EC2":
            return {}
        latest = self.given.get("platformVersion", "LATEST") == "LATEST"
        return {"platformVersion": PLATFORM if latest else self.given["platformVersion"], "platformFamily": "Linux"}


@dataclass(eq=False)
class Deployment:
    """One act of deploying; `breaker` is the circuit breaker as the service configures it."""

    identity: str
    target: Rollout
    sources: list[Rollout]
    created_at: datetime
    configuration: Given
    status: str = "PENDING"
    reason: str | None = None
    triggered: bool = False
    failures: int = 0
    rollback: Given | None = None
    times: dict[str, datetime] = field(default_factory=dict)

    @property
    def under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def breaker(self) -> Given:
        return t.cast(Given, self.configuration.get("deploymentCircuitBreaker") or {})

    def threshold(self, desired: int) -> int:
        """How many failed tasks are too many (developer guide, "Deployment circuit breaker")."""
        configured = self.breaker.get("thresholdConfiguration") or {}
        kind, value = configured.get("type", "BOUNDED_PERCENT"), configured.get("value", 50)
        if kind == "COUNT":
            return int(value)
        share = -(-desired * value // 100)
        return int(share if kind == "UNBOUNDED_PERCENT" else min(max(share, FEWEST_FAILURES), MOST_FAILURES))

    def enter(self, status: str, now: datetime, reason: str | None = None) -> None:
        self.status, self.reason = status, reason or self.reason
        self.times["updatedAt"] = now
        if status == "IN_PROGRESS":
            self.times.setdefault("startedAt", now)
        elif not self.under_way:
            self.times["stoppedAt" if status == "STOPPED" else "finishedAt"] = now

    def brief(self, service: Service) -> Given:
        """As ListServiceDeployments shows it."""
        found = {
            "serviceDeploymentArn": arn(service, "service-deployment", self.identity),
            "serviceArn": service.arn,
            "clusterArn": service.cluster_arn,
            "targetServiceRevisionArn": arn(service, "service-revision", self.target.number),
            "createdAt": self.created_at,
            "startedAt": self.times.get("startedAt"),
            "finishedAt": self.times.get("finishedAt"),
            "status": self.status,
            "statusReason": self.reason,
        }
        return {key: value for key, value in found.items() if value is not None}

    def shown(self, service: Service, desired: int) -> Given:
        """As DescribeServiceDeployments shows it."""
        found = self.brief(service) | self.times
        del found["targetServiceRevisionArn"]
        found |= {
            "targetServiceRevision": self.target.summary(service, desired if self.status != "STOPPED" else 0),
            "sourceServiceRevisions": [each.summary(service, len(each.alive)) for each in self.sources],
            "deploymentConfiguration": self.configuration,
            "deploymentCircuitBreaker": self._breaker(desired),
        }
        return found | ({"rollback": self.rollback} if self.rollback else {})

    def _breaker(self, desired: int) -> Given:
        if not self.breaker.get("enable"):
            return {"status": "DISABLED", "failureCount": 0, "threshold": 0}
        watching = "MONITORING" if self.under_way else "MONITORING_COMPLETE"
        status = "TRIGGERED" if self.triggered else watching
        return {"status": status, "failureCount": self.failures, "threshold": self.threshold(desired)}
