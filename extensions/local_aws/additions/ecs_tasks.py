# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks: RunTask, StopTask, DescribeTasks, ListTasks.

moto's tasks run from the start and never end by themselves, have one container whatever their definition says, and are
never started by a service; RunTask takes any count, knows no `clientToken`, places Fargate tasks on instances and
breaks on containers without memory; DescribeTasks is silent about tasks that are missing, ListTasks ignores filters.

AWS answers RunTask with `failures` where it has no capacity, refuses what could never run, and gives the same tasks
again for the same `clientToken`.  ListTasks shows tasks that are to run, unless it is asked for those that are to stop.
"""

from __future__ import annotations

import copy
import typing as t

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ServiceNotFoundException
from moto.ecs.models import Cluster, EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from ._ecs_launch import CannotPlace, Order, launch
from ._ecs_task import Given, Task
from ._mend import AwsError, mends
from .ecs_clusters import paged, tasks_of
from .ecs_run_checks import check_run

TASKS_PER_DESCRIBE = 100
ALONE = ("containerInstance", "desiredStatus", "family", "launchType", "serviceName")
"""Filters of ListTasks that `startedBy` does not go with."""


@mends(EC2ContainerServiceResponse)
def run_task(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    asked, backend = copy.deepcopy(dict(self.params)), self.ecs_backend
    cluster = backend._get_cluster(asked.get("cluster", "default"))
    ran = _ran_before(backend, cluster, asked)
    if ran is not None:
        return _answer(ran, [])
    if not asked.get("launchType") and not asked.get("capacityProviderStrategy"):
        default = cluster.default_capacity_provider_strategy
        asked |= {"capacityProviderStrategy": default} if default else {"launchType": "EC2"}
    definition = check_run(backend, cluster, asked)
    tags = list(asked.get("tags") or [])
    if asked.get("propagateTags") == "TASK_DEFINITION":
        named = {tag["key"] for tag in tags}
        tags += [tag for tag in definition.tags or [] if tag["key"] not in named]
    group = asked.get("group") or f"family:{definition.family}"
    tasks, failures = [], []
    for _unused in range(asked.get("count", 1)):
        order = Order(definition, asked, group, asked.get("startedBy"), tags=list(tags))
        order.overrides = asked.get("overrides") or {}
        try:
            tasks.append(launch(backend, cluster, order))
        except CannotPlace as error:
            failures.append({"reason": str(error)})
    _remember(backend, cluster, self.params, tasks)
    return _answer(tasks, failures)


@mends(EC2ContainerServiceResponse)
def stop_task(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster", "default"))
    task = _found(self.ecs_backend, cluster, self._get_param("task"))
    if task is None:
        raise AwsError("InvalidParameterException", "The referenced task was not found.")
    task.life.stop(self._get_param("reason") or "Task stopped by user", "UserInitiated")
    return ActionResult({"task": task.shown(True)})


@mends(EC2ContainerServiceResponse)
def describe_tasks(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster", "default"))
    asked: list[str] = self._get_param("tasks", [])
    if not 0 < len(asked) <= TASKS_PER_DESCRIBE:
        text = f"Tasks cannot {f'have more than {TASKS_PER_DESCRIBE} elements' if asked else 'be empty'}."
        raise AwsError("InvalidParameterException", text)
    found = {name: _found(self.ecs_backend, cluster, name) for name in asked}
    missing = [_arn(cluster, name) for name, task in found.items() if task is None]
    tags = "TAGS" in self._get_param("include", [])
    tasks = [task.shown(tags) for task in found.values() if task]
    return ActionResult({"tasks": tasks, "failures": [{"arn": arn, "reason": "MISSING"} for arn in missing]})


@mends(EC2ContainerServiceResponse)
def list_tasks(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    asked = {name: value for name in ALONE if (value := self._get_param(name))}
    started_by = self._get_param("startedBy")
    if started_by and asked:
        text = "startedBy cannot be combined with other filters"
        raise AwsError("InvalidParameterException", f"{text}: {', '.join(asked)}.")
    service = asked.get("serviceName", "").rpartition("/")[2]
    if service and f"{cluster.name}:{service}" not in backend.services:
        raise ServiceNotFoundException
    arns = [
        task.task_arn
        for task in tasks_of(backend, cluster)
        if task.desired_status == asked.get("desiredStatus", "RUNNING")
        and asked.get("family") in (None, task.definition.family)
        and asked.get("launchType") in (None, task.launch_type)
        and service in ("", task.service)
        and started_by in (None, task.started_by)
        and "containerInstance" not in asked
    ]
    return ActionResult({"taskArns": arns})


paged("list_tasks", "taskArns", 100)


@mends(EC2ContainerServiceBackend, "list_tasks")
def all_tasks(former: t.Any, self: EC2ContainerServiceBackend, *args: t.Any, **kwargs: t.Any) -> list[t.Any]:
    """What other parts of moto may ask for: every task, for its tags."""
    return [task for tasks in self.tasks.values() for task in tasks.values()]


def _ran_before(backend: EC2ContainerServiceBackend, cluster: Cluster, asked: Given) -> list[Task] | None:
    """The tasks that the same `clientToken` has started, if it came with the same arguments."""
    token = asked.get("clientToken")
    if not token:
        return None
    before = _tokens(backend).get((cluster.name, token))
    if before is None:
        return None
    arguments, tasks = before
    if arguments != asked:
        text = "Arguments on this idempotent request are inconsistent with arguments used in previous request(s)."
        conflict = AwsError("ConflictException", text)
        conflict.__dict__["resource_ids"] = [task.task_arn for task in tasks]
        raise conflict
    return tasks


def _remember(backend: EC2ContainerServiceBackend, cluster: Cluster, asked: Given, tasks: list[Task]) -> None:
    if asked.get("clientToken") and tasks:
        _tokens(backend)[(cluster.name, asked["clientToken"])] = (copy.deepcopy(dict(asked)), tasks)


def _tokens(backend: EC2ContainerServiceBackend) -> dict[tuple[str, str], tuple[Given, list[Task]]]:
    return t.cast("dict[t.Any, t.Any]", backend.__dict__.setdefault("client_tokens", {}))


def _answer(tasks: list[Task], failures: list[Given]) -> ActionResult:
    return ActionResult({"tasks": [task.shown(True) for task in tasks], "failures": failures})


def _found(backend: EC2ContainerServiceBackend, cluster: Cluster, name: str) -> Task | None:
    """A task by its id or ARN."""
    return next((task for task in tasks_of(backend, cluster) if name in (task.id, task.task_arn)), None)


def _arn(cluster: Cluster, name: str) -> str:
    return name if name.startswith("arn:") else f"{cluster.arn.replace(':cluster/', ':task/')}/{name}"
