# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Task definitions.

moto keeps them, but fills in few defaults, checks almost nothing of what Fargate demands, ignores `sort`, takes a
deregistered revision for the latest of a family, lists a family of whatever status, and does not say when and by whom
one was registered.
"""

from __future__ import annotations

import copy
import json
import re
import typing as t

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import TaskDefinitionNotFoundException
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from ._mend import AwsError, mends
from .ecs_clusters import paged

GIB = 1024
MEMORY: dict[int, t.Collection[int]] = {
    256: (512, GIB, 2 * GIB),
    512: range(GIB, 4 * GIB + 1, GIB),
    1024: range(2 * GIB, 8 * GIB + 1, GIB),
    2048: range(4 * GIB, 16 * GIB + 1, GIB),
    4096: range(8 * GIB, 30 * GIB + 1, GIB),
    8192: range(16 * GIB, 60 * GIB + 1, 4 * GIB),
    16384: range(32 * GIB, 120 * GIB + 1, 8 * GIB),
}
"""What Fargate offers, MiB by CPU units (developer guide, "Task size")."""

MAX_BYTES = 64 * 1024
ECR = re.compile(r"\d+\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/")
CONTAINER: dict[str, t.Any] = {
    "cpu": 0,
    "portMappings": [],
    "essential": True,
    "environment": [],
    "mountPoints": [],
    "volumesFrom": [],
    "systemControls": [],
}


@mends(EC2ContainerServiceBackend)
def register_task_definition(
    former: t.Any,
    self: EC2ContainerServiceBackend,
    family: str,
    container_definitions: list[dict[str, t.Any]],
    **settings: t.Any,
) -> TaskDefinition:
    settings["cpu"] = _units(settings.get("cpu"), "vcpu")
    settings["memory"] = _units(settings.get("memory"), "gb")
    _check(container_definitions, settings)
    containers = [_complete(container, settings) for container in container_definitions]
    definition: TaskDefinition = former(self, family, containers, **settings)
    definition.registered_at = utcnow()  # type: ignore[attr-defined]
    definition.registered_by = f"arn:aws:iam::{self.account_id}:root"  # type: ignore[attr-defined]
    return definition


@mends(EC2ContainerServiceResponse, "register_task_definition")
def answer_with_tags(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    definition = t.cast("dict[str, TaskDefinition]", former(self).result)["taskDefinition"]
    definition.enable_fault_injection = self._get_param("enableFaultInjection", False)  # type: ignore[attr-defined]
    return ActionResult({"taskDefinition": definition, "tags": definition.tags})


@mends(EC2ContainerServiceBackend)
def deregister_task_definition(
    former: t.Any, self: EC2ContainerServiceBackend, task_definition_str: str
) -> TaskDefinition:
    definition: TaskDefinition = former(self, task_definition_str)
    definition.deregistered_at = utcnow()  # type: ignore[attr-defined]
    return definition


@mends(EC2ContainerServiceBackend)
def describe_task_definition(
    former: t.Any, self: EC2ContainerServiceBackend, task_definition_str: str
) -> TaskDefinition:
    """A family alone stands for its latest active revision."""
    name, family = task_definition_str, task_definition_str.rpartition("/")[2]
    if ":" not in family:
        active = [
            revision for revision, each in self.task_definitions.get(family, {}).items() if each.status == "ACTIVE"
        ]
        if not active:
            raise TaskDefinitionNotFoundException
        name = f"{family}:{max(active)}"
    return t.cast(TaskDefinition, former(self, name))


@mends(EC2ContainerServiceResponse)
def list_task_definitions(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    arns = self.ecs_backend.list_task_definitions(self._get_param("familyPrefix"), self._get_param("status", "ACTIVE"))
    ordered = sorted(arns, key=lambda arn: (arn.rpartition(":")[0], int(arn.rpartition(":")[2])))
    return ActionResult({"taskDefinitionArns": ordered[::-1] if self._get_param("sort") == "DESC" else ordered})


paged("list_task_definitions", "taskDefinitionArns", 100)


@mends(EC2ContainerServiceResponse)
def list_task_definition_families(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    """A family is active as long as one of its revisions is."""
    prefix, asked = self._get_param("familyPrefix") or "", self._get_param("status") or "ALL"
    found = {
        family: "ACTIVE" if any(each.status == "ACTIVE" for each in revisions.values()) else "INACTIVE"
        for family, revisions in self.ecs_backend.task_definitions.items()
        if revisions and family.startswith(prefix)
    }
    return ActionResult({"families": sorted(name for name, status in found.items() if asked in ("ALL", status))})


paged("list_task_definition_families", "families", 100)


def _check(containers: list[dict[str, t.Any]], settings: t.Mapping[str, t.Any]) -> None:
    size = len(json.dumps([containers, dict(settings)], default=str))
    if size > MAX_BYTES:
        raise AwsError("ClientException", f"Actual length: '{size}'. Max allowed length is '{MAX_BYTES}' bytes.")
    names = [container.get("name") for container in containers]
    if len(set(names)) < len(names):
        raise AwsError("ClientException", "Container.name should be unique.")
    volumes = {volume["name"] for volume in settings.get("volumes") or []}
    for container in containers:
        for mount in container.get("mountPoints") or []:
            if mount.get("sourceVolume") not in volumes:
                raise AwsError("ClientException", f"Unknown volume '{mount.get('sourceVolume')}'.")
    _check_execution_role(containers, settings)
    if "FARGATE" in (settings.get("requires_compatibilities") or []):
        _check_fargate(settings)


def _check_execution_role(containers: list[dict[str, t.Any]], settings: t.Mapping[str, t.Any]) -> None:
    if settings.get("execution_role_arn"):
        return
    logs = [container.get("logConfiguration") or {} for container in containers]
    if any(each.get("secrets") for each in containers) or any(log.get("secretOptions") for log in logs):
        text = "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
        raise AwsError("ClientException", text)
    if "FARGATE" not in (settings.get("requires_compatibilities") or []):
        return
    needs = "Fargate requires task definition to have execution role ARN to support"
    if any(log.get("logDriver") == "awslogs" for log in logs):
        raise AwsError("ClientException", f"{needs} log driver awslogs.")
    if any(ECR.match(container.get("image") or "") for container in containers):
        raise AwsError("ClientException", f"{needs} ECR images.")


def _check_fargate(settings: t.Mapping[str, t.Any]) -> None:
    for name in ("cpu", "memory"):
        if not settings[name]:
            raise AwsError("ClientException", f"Fargate requires that '{name}' be defined at the task level.")
    if settings.get("network_mode") != "awsvpc":
        raise AwsError("ClientException", "Fargate only supports network mode 'awsvpc'.")
    check_size(settings["cpu"], settings["memory"])


def check_size(cpu: str, memory: str) -> None:
    """Refuse what Fargate does not offer."""
    if not (cpu.isdigit() and memory.isdigit() and int(memory) in MEMORY.get(int(cpu), ())):
        text = f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory."
        raise AwsError("ClientException", f"{text} See the Amazon ECS documentation for the valid values.")


def _complete(container: dict[str, t.Any], settings: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    full = copy.deepcopy(CONTAINER) | container
    for mapping in full["portMappings"]:
        mapping.setdefault("protocol", "tcp")
        if settings.get("network_mode") in ("awsvpc", "host"):
            mapping.setdefault("hostPort", mapping["containerPort"])
    return full


def _units(value: str | None, unit: str) -> str | None:
    """AWS turns `1 vCPU` and `2 GB` into its own units, 1024 to each."""
    found = re.fullmatch(rf"\s*([\d.]+)\s*{unit}\s*", value or "", re.IGNORECASE)
    return str(int(float(found.group(1)) * 1024)) if found else value
