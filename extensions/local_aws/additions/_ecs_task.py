# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task and its containers: what is known of them, and how AWS shows it."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from datetime import datetime

from moto.ecs.models import TaskDefinition

from ..containers import Behaviour

Given = dict[str, t.Any]
NEVER_STARTED = ("PROVISIONING", "PENDING")
PLATFORM = "1.4.0"


@dataclass
class Container:
    """One container of a task, and what it is going to do."""

    definition: Given
    behaviour: Behaviour
    arn: str
    last_status: str = "PENDING"
    exit_code: int | None = None
    reason: str | None = None
    image_digest: str | None = None
    runtime_id: str | None = None
    health_status: str = "UNKNOWN"

    @property
    def name(self) -> str:
        return str(self.definition["name"])

    @property
    def essential(self) -> bool:
        return bool(self.definition.get("essential", True))

    def shown(self, task: Task) -> Given:
        address = task.detail("privateIPv4Address")
        network = [{"attachmentId": task.attachments[0]["id"], "privateIpv4Address": address}] if address else []
        found = {
            "containerArn": self.arn,
            "taskArn": task.task_arn,
            "name": self.name,
            "image": self.definition["image"],
            "imageDigest": self.image_digest,
            "runtimeId": self.runtime_id,
            "lastStatus": self.last_status,
            "exitCode": self.exit_code,
            "reason": self.reason,
            "networkBindings": [],
            "networkInterfaces": network,
            "healthStatus": self.health_status,
            "cpu": str(self.definition.get("cpu", 0)),
            "memory": str(self.definition["memory"]) if self.definition.get("memory") else None,
        }
        return {key: value for key, value in found.items() if value is not None}


@dataclass(eq=False)
class Task:
    """A task; parts of moto read the attributes whose names moto's own task has."""

    id: str
    task_arn: str
    cluster_arn: str
    cluster_name: str
    definition: TaskDefinition
    group: str
    created_at: datetime
    containers: list[Container]
    cpu: str
    memory: str
    launch_type: str
    capacity_provider_name: str | None = None
    platform_version: str | None = None
    started_by: str | None = None
    overrides: Given = field(default_factory=dict)
    tags: list[dict[str, str]] = field(default_factory=list)
    attachments: list[Given] = field(default_factory=list)
    security_groups: list[str] = field(default_factory=list)
    availability_zone: str | None = None
    execute_command: bool = False
    service: str | None = None
    last_status: str = "PROVISIONING"
    desired_status: str = "RUNNING"
    stop_code: str | None = None
    stopped_reason: str | None = None
    healthy: bool = False
    times: dict[str, datetime] = field(default_factory=dict)
    version: int = 1
    life: t.Any = None
    rollout: t.Any = None

    @property
    def task_definition_arn(self) -> str:
        return str(self.definition.arn)

    @property
    def alive(self) -> bool:
        return self.desired_status == "RUNNING"

    @property
    def stopped(self) -> bool:
        return self.last_status == "STOPPED"

    @property
    def health_status(self) -> str:
        found = {each.health_status for each in self.containers if each.essential}
        return next((state for state in ("UNHEALTHY", "UNKNOWN") if state in found), "HEALTHY")

    def detail(self, name: str) -> str | None:
        """A detail of its network interface."""
        details = [each for attachment in self.attachments for each in attachment["details"]]
        return next((each["value"] for each in details if each["name"] == name), None)

    def shown(self, tags: bool) -> Given:
        fargate = self.launch_type == "FARGATE"
        found = {
            "taskArn": self.task_arn,
            "clusterArn": self.cluster_arn,
            "taskDefinitionArn": self.task_definition_arn,
            "group": self.group,
            "startedBy": self.started_by,
            "lastStatus": self.last_status,
            "desiredStatus": self.desired_status,
            "healthStatus": self.health_status,
            "launchType": self.launch_type,
            "capacityProviderName": self.capacity_provider_name,
            "platformVersion": self.platform_version,
            "platformFamily": "Linux" if fargate else None,
            "cpu": self.cpu,
            "memory": self.memory,
            "availabilityZone": self.availability_zone,
            "attachments": self.attachments,
            "containers": [container.shown(self) for container in self.containers],
            "overrides": {"containerOverrides": [], "inferenceAcceleratorOverrides": [], **self.overrides},
            "enableExecuteCommand": self.execute_command,
            "stopCode": self.stop_code,
            "stoppedReason": self.stopped_reason,
            "createdAt": self.created_at,
            "tags": self.tags if tags else [],
            "version": self.version,
            **self.times,
        }
        return {key: value for key, value in found.items() if value is not None}
