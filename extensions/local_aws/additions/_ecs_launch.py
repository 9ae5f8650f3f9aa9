# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a task comes into being, for RunTask and for services."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from moto.core.exceptions import ServiceException
from moto.ec2.models import ec2_backends
from moto.ec2.utils import random_eni_id, random_mac_address
from moto.ecs.models import Cluster, EC2ContainerServiceBackend, TaskDefinition
from moto.moto_api._internal import mock_random

from ..containers import Start, scripts
from ._ecs_agenda import agenda_of
from ._ecs_life import Life, Watcher
from ._ecs_task import PLATFORM, Container, Given, Task

FARGATE = ("FARGATE", "FARGATE_SPOT")
NO_INSTANCES = "No Container Instances were found in your cluster."


class CannotPlace(Exception):
    """AWS would not place a task; the text is its reason."""


@dataclass
class Order:
    """What is to be run; `given` has the words that RunTask and CreateService share."""

    definition: TaskDefinition
    given: Given
    group: str
    started_by: str | None = None
    service: str | None = None
    tags: list[dict[str, str]] = field(default_factory=list)
    overrides: Given = field(default_factory=dict)
    watcher: Watcher | None = None


def launch(backend: EC2ContainerServiceBackend, cluster: Cluster, order: Order) -> Task:
    """Make a task and let it begin, or raise `CannotPlace`."""
    provider = _provider(order.given)
    fargate = order.given.get("launchType") == "FARGATE" or provider in FARGATE
    if not fargate and not backend.container_instances.get(cluster.name):
        raise CannotPlace(NO_INSTANCES)
    identity = mock_random.get_random_hex(32)
    arn = f"{cluster.arn.replace(':cluster/', ':task/')}/{identity}"
    version = order.given.get("platformVersion", "LATEST")
    task = Task(
        id=identity,
        task_arn=arn,
        cluster_arn=cluster.arn,
        cluster_name=cluster.name,
        definition=order.definition,
        group=order.group,
        created_at=agenda_of(backend).date,
        containers=_containers(arn, order),
        cpu=str(order.overrides.get("cpu") or order.definition.cpu or 0),
        memory=str(order.overrides.get("memory") or order.definition.memory or 0),
        launch_type="FARGATE" if fargate else "EC2",
        capacity_provider_name=provider,
        platform_version=(PLATFORM if version == "LATEST" else version) if fargate else None,
        started_by=order.started_by,
        overrides=order.overrides,
        tags=order.tags,
        execute_command=bool(order.given.get("enableExecuteCommand")),
        service=order.service,
    )
    _connect(backend, task, order.given.get("networkConfiguration"))
    backend.tasks.setdefault(cluster.name, {})[arn] = t.cast(t.Any, task)
    task.life = Life(backend, task, order.given.get("loadBalancers") or (), order.watcher)
    task.life.begin()
    return task


def _provider(given: Given) -> str | None:
    strategy = given.get("capacityProviderStrategy") or []
    chosen = max(strategy, key=lambda each: (each.get("base", 0), each.get("weight", 0)), default=None)
    return chosen["capacityProvider"] if chosen else None


def _containers(task_arn: str, order: Order) -> list[Container]:
    """The containers with what overrides them, and what each of them is going to do."""
    over = {each["name"]: each for each in order.overrides.get("containerOverrides", [])}
    made = []
    for definition in t.cast("list[Given]", order.definition.container_definitions):
        given = over.get(definition["name"], {})
        command = given.get("command") or definition.get("command") or []
        start = Start(definition["image"], definition["name"], " ".join(command), bool(given.get("command")))
        behaviour = scripts.behaviour(start)
        if behaviour.failure:
            raise CannotPlace(behaviour.failure)
        arn = f"{task_arn.replace(':task/', ':container/')}/{mock_random.uuid4()}"
        made.append(Container(definition | given, behaviour, arn))
    return made


def _connect(backend: EC2ContainerServiceBackend, task: Task, network: Given | None) -> None:
    """Give a task an address of one of its subnets, in turn."""
    if task.definition.network_mode != "awsvpc" or not network:
        return
    subnets = network["awsvpcConfiguration"]["subnets"]
    chosen = subnets[len(backend.tasks.get(task.cluster_name, {})) % len(subnets)]
    attachment: Given = {"id": str(mock_random.uuid4()), "type": "ElasticNetworkInterface", "status": "PRECREATED"}
    try:
        subnet = ec2_backends[backend.account_id][backend.region_name].get_subnet(chosen)
    except ServiceException as error:
        raise CannotPlace(error.message) from None
    address = subnet.get_available_subnet_ip(t.cast(t.Any, attachment))
    details = {
        "subnetId": chosen,
        "networkInterfaceId": random_eni_id(),
        "macAddress": random_mac_address(),
        "privateDnsName": f"ip-{address.replace('.', '-')}.{backend.region_name}.compute.internal",
        "privateIPv4Address": address,
    }
    attachment["details"] = [{"name": name, "value": value} for name, value in details.items()]
    task.attachments, task.availability_zone = [attachment], subnet.availability_zone
    task.security_groups = network["awsvpcConfiguration"].get("securityGroups") or []
