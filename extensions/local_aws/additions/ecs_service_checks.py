# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS checks of a service before it creates or updates one; moto checks subnets and security groups only."""

from __future__ import annotations

import typing as t

from moto.ecs.models import Cluster, EC2ContainerServiceBackend, TaskDefinition
from moto.elbv2.models import elbv2_backends

from ._mend import AwsError
from .ecs_clusters import check_provider

Given = t.Mapping[str, t.Any]
FARGATE = ("FARGATE", "FARGATE_SPOT")


def check_service(cluster: Cluster, given: Given, definition: TaskDefinition | None, update: bool = False) -> None:
    """Refuse what AWS refuses of a service that is to run a revision."""
    if given.get("desiredCount") is None:
        raise _invalid("desiredCount is required when the scheduling strategy is REPLICA.")
    _check_deployment(given)
    _check_capacity(cluster, given, definition)
    if given.get("healthCheckGracePeriodSeconds") and not given["loadBalancers"]:
        raise _invalid("Health check grace period is only valid for services configured to use load balancers")
    if definition is None:
        return
    if definition.network_mode == "awsvpc" and not given.get("networkConfiguration"):
        raise _invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
    for balancer in given["loadBalancers"]:
        _check_load_balancer(cluster, definition, balancer)
    if given.get("enableExecuteCommand") and not getattr(definition, "task_role_arn", None):
        done = "updated" if update else "created"
        text = f"The service couldn't be {done} because a valid taskRoleArn is not being used."
        raise _invalid(f"{text} Specify a valid task role in your task definition and try again.")


def resolve(backend: EC2ContainerServiceBackend, name: str | None) -> TaskDefinition | None:
    """The active revision that a family, `family:revision` or ARN stands for."""
    if not name:
        return None
    family, _unused, revision = name.rpartition("/")[2].partition(":")
    revisions = backend.task_definitions.get(family, {})
    if not revision:
        active = [number for number, each in revisions.items() if each.status == "ACTIVE"]
        revision = str(max(active, default=""))
    definition = revisions.get(int(revision)) if revision.isdigit() else None
    if definition is None:
        raise AwsError("ClientException", "TaskDefinition not found.")
    if definition.status != "ACTIVE":
        raise AwsError("ClientException", "TaskDefinition is inactive")
    return definition


def _check_deployment(given: Given) -> None:
    deployment = given["deploymentConfiguration"]
    low, high = deployment["minimumHealthyPercent"], deployment["maximumPercent"]
    if low >= 100 and high <= 100:
        text = "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments."
        raise _invalid(text)


def _check_capacity(cluster: Cluster, given: Given, definition: TaskDefinition | None) -> None:
    strategy = given.get("capacityProviderStrategy") or []
    if strategy and given.get("launchType"):
        raise _invalid("Specify either Launch Type or Capacity Provider Strategy, but not both.")
    for each in strategy:
        check_provider(each["capacityProvider"], cluster.capacity_providers)
    fargate = given.get("launchType") == "FARGATE" or any(each["capacityProvider"] in FARGATE for each in strategy)
    if fargate and definition and "FARGATE" not in (definition.requires_compatibilities or ()):
        raise _invalid("Task definition does not support launch_type FARGATE.")


def _check_load_balancer(cluster: Cluster, definition: TaskDefinition, balancer: Given) -> None:
    name, port = balancer.get("containerName"), balancer.get("containerPort")
    container = next((each for each in definition.container_definitions if each["name"] == name), None)
    if container is None:
        raise _invalid(f"The container {name} does not exist in the task definition.")
    if port not in [mapping.get("containerPort") for mapping in container["portMappings"]]:
        raise _invalid(f"The container {name} did not have a container port {port} defined.")
    arn = balancer.get("targetGroupArn")
    group = elbv2_backends[cluster.arn.split(":")[4]][cluster.region_name].target_groups.get(arn) if arn else None
    if arn and group is None:
        raise _invalid(f"The specified target group does not exist. {arn}")
    if group and not group.load_balancer_arns:
        raise _invalid(f"The target group with targetGroupArn {arn} does not have an associated load balancer.")
    if group and definition.network_mode == "awsvpc" and group.target_type != "ip":
        mode = "which is incompatible with the awsvpc network mode specified in the task definition"
        raise _invalid(f"The provided target group {arn} has target type {group.target_type}, {mode}.")


def _invalid(message: str) -> AwsError:
    return AwsError("InvalidParameterException", message)
