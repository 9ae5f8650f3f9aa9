# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS/Usage: how many vCPUs Fargate runs.

moto lacks the metric, and cannot order dimensions, so that GetMetricData finds no metric of four.  AWS counts the vCPUs
of all tasks that are not stopped, on demand and spot apart, once a minute (ECS developer guide, "Usage metrics"); it
shows a minute after a while, here it is there at once.
"""

from __future__ import annotations

import typing as t
from datetime import datetime, timedelta

from moto.cloudwatch.models import Dimension, MetricDatum
from moto.core.common_models import CloudWatchMetricProvider
from moto.core.utils import utcnow
from moto.ecs.models import ecs_backends

from ._ecs_agenda import agenda_of
from ._ecs_task import Task
from ._mend import mends
from ._quotas import ON_DEMAND, SPOT, usage_dimensions

MINUTE = timedelta(minutes=1)
MINUTES_KEPT = 60


@mends(Dimension, "__lt__")
def before(former: t.Any, self: Dimension, other: Dimension) -> bool:
    return (str(self.name), str(self.value)) < (str(other.name), str(other.value))


class FargateUsage(CloudWatchMetricProvider):
    """moto asks every subclass for metrics."""

    @staticmethod
    def get_cloudwatch_metrics(account_id: str, region: str) -> list[MetricDatum]:
        backend = ecs_backends[account_id][region]
        agenda_of(backend).catch_up()
        tasks = [task for found in backend.tasks.values() for task in t.cast("dict[str, Task]", found).values()]
        fargate = [task for task in tasks if task.launch_type == "FARGATE"]
        return [datum for kind in (ON_DEMAND, SPOT) for datum in _data(kind, _of_kind(fargate, kind))]


def _of_kind(tasks: list[Task], kind: str) -> list[Task]:
    return [task for task in tasks if (task.capacity_provider_name == "FARGATE_SPOT") == (kind == SPOT)]


def _data(kind: str, tasks: list[Task]) -> t.Iterator[MetricDatum]:
    """One datum for each minute in which something ran: what ran at its end, or runs now."""
    now = utcnow()
    minute = now.replace(second=0, microsecond=0)
    dimensions = [{"Name": name, "Value": value} for name, value in usage_dimensions(kind).items()]
    for _unused in range(MINUTES_KEPT):
        count = sum(_vcpus(task) for task in tasks if _ran(task, min(now, minute + MINUTE)))
        if count:
            yield MetricDatum("AWS/Usage", "ResourceCount", count, dimensions, minute, "None")
        minute -= MINUTE


def _ran(task: Task, at: datetime) -> bool:
    stopped = task.times.get("stoppedAt")
    return task.created_at <= at and (stopped is None or stopped > at)


def _vcpus(task: Task) -> float:
    """A task's size is in units of 1/1024 vCPU."""
    return int(task.cpu) / 1024
