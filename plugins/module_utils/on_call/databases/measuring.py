# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CloudWatch has measured of a database: in the last hour, and hour by hour in a week."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass, field

from ...calls import Flow, Reply
from ...kinds.cloudwatch.api import cloudwatch
from ..words import DAY, HOUR

RECENT, WEEK = datetime.timedelta(hours=1), datetime.timedelta(days=7)

METRICS = {"cpu": ("CPUUtilization", "Average"), "connections": ("DatabaseConnections", "Maximum"),
           "memory": ("FreeableMemory", "Minimum"), "storage": ("FreeStorageSpace", "Minimum"),
           "credits": ("CPUCreditBalance", "Minimum")}
"""Figures of AWS/RDS, each with what of a period counts."""

JUMP = 1.1
"""How much more is free, as a part, after storage has grown or was cleared: what was before says nothing any more."""

Points = list[tuple[float, float]]
"""Seconds since 1970 and a value, the oldest first."""


@dataclass(frozen=True)
class Figures:
    """By the name of a metric, its points; none where AWS has published none."""

    recent: dict[str, Points] = field(default_factory=dict)
    week: dict[str, Points] = field(default_factory=dict)

    def now(self, name: str) -> float | None:
        points = self.recent.get(name)
        return points[-1][1] if points else None

    def most(self, name: str) -> float | None:
        return max((value for _at, value in self.week.get(name, ())), default=None)


def figures(instance: str, today: datetime.datetime) -> Flow:
    """All figures of an instance."""
    recent = yield from _measured(instance, METRICS, today - RECENT, today, 300)
    week = yield from _measured(instance, ("cpu", "connections", "storage"), today - WEEK, today, HOUR)
    return Figures(recent, week)


def _measured(instance: str, names: t.Iterable[str], since: datetime.datetime, until: datetime.datetime,
              period: int) -> Flow:
    queries = [{"Id": name, "ReturnData": True, "MetricStat": {"Period": period, "Stat": METRICS[name][1], "Metric": {
        "Namespace": "AWS/RDS", "MetricName": METRICS[name][0],
        "Dimensions": [{"Name": "DBInstanceIdentifier", "Value": instance}]}}} for name in names]
    reply: Reply = yield cloudwatch.get_metric_data(
        StartTime=since, EndTime=until, ScanBy="TimestampAscending", MetricDataQueries=queries)
    return {each["Id"]: [(at.timestamp(), value) for at, value in zip(each["Timestamps"], each["Values"], strict=True)]
            for each in reply.get("MetricDataResults", ()) if each.get("Values")}


def lost_a_day(points: Points) -> float | None:
    """How much less there is each day, by the straight line through the points; None where they are too few.

    Points before the last jump upwards are left out.
    """
    start = max((place for place in range(1, len(points)) if points[place][1] > points[place - 1][1] * JUMP), default=0)
    kept = points[start:]
    if len(kept) < 3:
        return None
    mean_at, mean = (sum(column) / len(kept) for column in zip(*kept, strict=True))
    spread = sum((at - mean_at) ** 2 for at, _value in kept)
    slope = sum((at - mean_at) * (value - mean) for at, value in kept) / spread
    return float(-slope * DAY)
