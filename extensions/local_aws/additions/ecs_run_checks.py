# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS checks before RunTask runs a task; moto checks next to nothing."""

from __future__ import annotations

import re
import typing as t
from types import SimpleNamespace

from moto.ecs.models import Cluster, EC2ContainerServiceBackend, Service, TaskDefinition

from ._ecs_launch import FARGATE, NO_INSTANCES
from ._ecs_task import Given
from ._mend import AwsError
from .ecs_clusters import check_provider
from .ecs_service_checks import resolve
from .ecs_task_definitions import check_size

MOST_TASKS, LONGEST_NAME, LONGEST_TOKEN = 10, 128, 64
STARTER = re.compile(r"[A-Za-z0-9/_-]*")


def check_run(backend: EC2ContainerServiceBackend, cluster: Cluster, asked: Given) -> TaskDefinition:
    """Refuse what could never run, and return the revision that is to be run."""
    if not 1 <= asked.get("count", 1) <= MOST_TASKS:
        raise _invalid(f"The count must be between 1 and {MOST_TASKS}.")
    for name, longest in (("startedBy", LONGEST_NAME), ("clientToken", LONGEST_TOKEN)):
        if len(asked.get(name) or "") > longest:
            raise _invalid(f"{name} is longer than {longest} characters.")
    if not STARTER.fullmatch(asked.get("startedBy") or ""):
        raise _invalid("startedBy contains invalid characters.")
    if (asked.get("group") or "").startswith("service:"):
        raise _invalid("Invalid namespace for group.")
    if asked.get("propagateTags") == "SERVICE":
        raise _invalid("The propagateTags option SERVICE is not supported by RunTask.")
    definition = t.cast(TaskDefinition, resolve(backend, asked["taskDefinition"]))
    _check_capacity(backend, cluster, asked, definition)
    _check_network(backend, asked, definition)
    _check_overrides(asked.get("overrides") or {}, definition)
    role = (asked.get("overrides") or {}).get("taskRoleArn") or getattr(definition, "task_role_arn", None)
    if asked.get("enableExecuteCommand") and not role:
        text = "The task couldn't be started because a valid taskRoleArn is not being used."
        raise _invalid(f"{text} Specify a valid task role in your task definition and try again.")
    return definition


def _check_capacity(
    backend: EC2ContainerServiceBackend, cluster: Cluster, asked: Given, definition: TaskDefinition
) -> None:
    strategy = asked.get("capacityProviderStrategy") or []
    if strategy and asked.get("launchType"):
        raise _invalid("Specify either Launch Type or Capacity Provider Strategy, but not both.")
    for each in strategy:
        check_provider(each["capacityProvider"], cluster.capacity_providers)
    fargate = asked.get("launchType") == "FARGATE" or any(each["capacityProvider"] in FARGATE for each in strategy)
    if fargate and "FARGATE" not in (definition.requires_compatibilities or ()):
        raise _invalid("Task definition does not support launch_type FARGATE.")
    if not fargate and not backend.container_instances.get(cluster.name):
        raise _invalid(NO_INSTANCES)


def _check_network(backend: EC2ContainerServiceBackend, asked: Given, definition: TaskDefinition) -> None:
    network = asked.get("networkConfiguration")
    if definition.network_mode != "awsvpc":
        if network:
            raise _invalid("Network Configuration is not valid for the given networkMode of this task definition.")
        return
    if not network:
        raise _invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
    network["awsvpcConfiguration"].setdefault("securityGroups", [])
    place = SimpleNamespace(_account_id=backend.account_id, region_name=backend.region_name)
    Service._validate_network(t.cast(Service, place), network)


def _check_overrides(overrides: Given, definition: TaskDefinition) -> None:
    names = [container["name"] for container in definition.container_definitions]
    for each in overrides.get("containerOverrides", []):
        if each.get("name") not in names:
            text = f"Override for container named {each.get('name')} is not a container in the TaskDefinition."
            raise _invalid(text)
    if "FARGATE" in (definition.requires_compatibilities or ()):
        check_size(
            str(overrides.get("cpu") or definition.cpu or ""), str(overrides.get("memory") or definition.memory or "")
        )


def _invalid(message: str) -> AwsError:
    return AwsError("InvalidParameterException", message)
