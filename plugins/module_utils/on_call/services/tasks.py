# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks that run: how old they are, what they run, and how busy they are where Container Insights says so."""

from __future__ import annotations

import datetime
import json
import typing as t

from ...calls import Flow
from ...errors import AwsError, Invalid
from ...kinds.ecs.api import ecs
from ...kinds.logs.service import logs
from ...releasing.task_failures import Task, described, task_id
from ..whose import Whose
from ..words import counted, lasting
from .found import revision

INSIGHTS = "/aws/ecs/containerinsights/{cluster}/performance"
"""Where Container Insights writes what each task uses, once a minute."""

BUSY_SINCE = datetime.timedelta(minutes=4)
SHOWN = 50
PAGES = 10
"""Of what Container Insights wrote, that are read; an empty one may not be the last."""

UNMEASURED = "use not measured"


def running_tasks(cluster: str, whose: Whose, service: str | None = None) -> Flow:
    """The tasks of its services, or of their families, or of one service; the oldest first."""
    listed = yield ecs.list_tasks(cluster=cluster, serviceName=service, desiredStatus="RUNNING")
    tasks: list[Task] = yield from described(cluster, listed.get("taskArns", ()))
    mine = [each for each in tasks if whose.has(owner(each))]
    return sorted(mine, key=lambda each: (owner(each), str(each.get("startedAt") or each.get("createdAt"))))


def owner(task: Task) -> str:
    """Its service, or its family where it was started once."""
    return str(task.get("group", "")).partition(":")[2]


def the_task(tasks: t.Sequence[Task], beginning: str) -> Task:
    """The one whose id begins so; raises `Invalid` where none does, or several do."""
    fitting = [each for each in tasks if task_id(each).startswith(beginning)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Invalid(f"task {beginning} could be {', '.join(map(task_id, fitting))}: say more of it")
    raise Invalid(f"no task that runs begins with {beginning}; without -e task=... those that run are listed")


def listed(tasks: t.Sequence[Task], busy: t.Mapping[str, str], now: datetime.datetime) -> list[str]:
    """A line for each: id, whose it is, revision, age, health, and how busy."""
    lines = [_line(each, busy, now) for each in tasks[:SHOWN]]
    return [*lines, *([f"and {counted(len(tasks) - SHOWN, 'more task', 'more tasks')}"] if len(tasks) > SHOWN else [])]


def _line(task: Task, busy: t.Mapping[str, str], now: datetime.datetime) -> str:
    began = task.get("startedAt") or task.get("createdAt")
    age = f"for {lasting((now - began).total_seconds())}" if began else "not yet"
    health = task.get("healthStatus", "UNKNOWN")
    told = ", ".join(filter(None, (f"runs {age}" if task["lastStatus"] == "RUNNING" else task["lastStatus"].lower(),
                                   health.lower() if health != "UNKNOWN" else "", busy.get(task_id(task), UNMEASURED))))
    return f"{task_id(task)}  {owner(task)}  {revision(task['taskDefinitionArn'])}  {told}"


def busy_tasks(cluster: str, now: datetime.datetime) -> Flow:
    """How busy each task was last, by id; those that Container Insights did not count, or that were not read, lack."""
    found: dict[str, str] = {}
    token: str | None = None
    for _unused in range(PAGES):
        try:
            reply = yield logs.filter_log_events(
                logGroupName=INSIGHTS.format(cluster=cluster), filterPattern='{ $.Type = "Task" }', limit=1000,
                startTime=int((now - BUSY_SINCE).timestamp() * 1000), nextToken=token)
        except AwsError:
            break
        found.update(filter(None, (_used(each["message"]) for each in reply.get("events", ()))))
        token = reply.get("nextToken")
        if not token:
            break
    return found


def _used(message: str) -> tuple[str, str] | None:
    try:
        about = json.loads(message)
        cpu = 100 * about["CpuUtilized"] / about["CpuReserved"]
        memory = 100 * about["MemoryUtilized"] / about["MemoryReserved"]
        return str(about["TaskId"]), f"CPU {cpu:.0f}%, memory {memory:.0f}%"
    except (ValueError, KeyError, TypeError, ZeroDivisionError):  # of a task that does not say what it reserves
        return None
