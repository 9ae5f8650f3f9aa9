# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS would refuse of a task definition, or take and let fail later, told beforehand."""

from __future__ import annotations

import json
import typing as t

from .fargate import size_problems

if t.TYPE_CHECKING:
    from .containers import Container
    from .task_definitions import TaskDefinition

LARGEST = 64 * 1024
"""Bytes of a task definition."""


def rule_problems(task: TaskDefinition) -> t.Iterator[str]:
    """What is wrong with a task definition as a whole."""
    yield from _together(task)
    if "FARGATE" in (task.requires_compatibilities or ["FARGATE"]):
        yield from size_problems(task.cpu, task.memory)
        yield from _fargate(task)
    else:
        yield from (f"containers: {each.name} needs memory or memory_reservation where the task has no memory"
                    for each in _containers(task)
                    if not (task.memory or each.memory or each.memory_reservation))
    size = len(json.dumps(task.wire(), separators=(",", ":"), default=str))
    if size > LARGEST:
        yield f"it is {size} bytes long, AWS takes {LARGEST}: keep long values in environment_files or a secret"


def _containers(task: TaskDefinition) -> list[Container]:
    return task.containers or []


def _together(task: TaskDefinition) -> t.Iterator[str]:
    """Names that mean nothing, or two things."""
    names = [each.name for each in _containers(task)]
    volumes = [each.name for each in task.volumes or ()]
    for what, given in (("containers", names), ("volumes", volumes)):
        yield from (f"{what}: {name} is there more than once" for name in sorted(set(given)) if given.count(name) > 1)
    if not any(each.essential is not False for each in _containers(task)):
        yield "containers: at least one must be essential"
    for each in _containers(task):
        others = {*(each.depends_on or {}), *(other.source_container for other in each.volumes_from or ())}
        yield from _unknown(f"containers: {each.name} refers to container", others, set(names) - {each.name})
        mounted = {mount.source_volume for mount in each.mount_points or ()}
        yield from _unknown(f"containers: {each.name} refers to volume", mounted, set(volumes))
    healthy = {each.name for each in _containers(task) if each.health_check}
    for each in _containers(task):
        awaited = {name for name, state in (each.depends_on or {}).items() if state == "HEALTHY" and name in names}
        yield from (f"containers: {each.name} waits for {name} to be HEALTHY, which has no health_check"
                    for name in sorted(awaited - healthy))


def _unknown(what: str, given: set[str], known: set[str]) -> t.Iterator[str]:
    yield from (f"{what} {name}, there is {', '.join(sorted(known)) or 'none'}" for name in sorted(given - known))


def _fargate(task: TaskDefinition) -> t.Iterator[str]:
    if task.network_mode not in (None, "awsvpc"):
        yield f"network_mode is {task.network_mode}, Fargate has awsvpc only"
    if task.ephemeral_storage is not None and not 21 <= task.ephemeral_storage <= 200:
        yield f"ephemeral_storage is {task.ephemeral_storage}, allowed are 21 to 200 GiB; left out, it is 20"
    if not task.execution_role:
        yield from (f"execution_role is needed: container {each.name} {reason}"
                    for each in _containers(task) for reason in _reasons(each))
    for each in _containers(task):
        yield from (f"containers: {each.name}: host_port {port.host_port} is not container_port {port.container_port}, "
                    "as it must be with network mode awsvpc"
                    for port in each.port_mappings or () if port.host_port and port.host_port != port.container_port)
    promised = (("cpu", [each.cpu or 0 for each in _containers(task)], task.cpu),
                ("memory", [each.memory_reservation or each.memory or 0 for each in _containers(task)], task.memory))
    for name, shares, whole in promised:
        if whole is not None and sum(shares) > whole:
            yield f"containers: their {name} adds up to {sum(shares)}, the task has {whole}"


def _reasons(container: Container) -> t.Iterator[str]:
    """Why ECS needs a role to start a container."""
    log = container.log_configuration
    if container.secrets or (log and log.secret_options):
        yield "has secrets"
    if log and log.log_driver == "awslogs":
        yield "writes to CloudWatch Logs"
    if ".dkr.ecr." in container.image:
        yield "has an image in ECR"
