# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms, in the platform's region and where CloudFront publishes its metrics, and dashboards."""

from __future__ import annotations

import typing as t

from ...calls import Flow, in_region
from ...kinds.cloudwatch.api import cloudwatch
from ...kinds.sns import sns
from ...monitoring.plan import EDGE
from ..place import Place
from ..reading import Source, asked

TYPES = ["MetricAlarm", "CompositeAlarm"]

Alarm = t.Mapping[str, t.Any]


def _alarms(place: Place) -> Flow:
    """All alarms of the region, sorted out."""
    reply = yield cloudwatch.describe_alarms(AlarmTypes=TYPES)
    return sorted_out([one for kind in ("MetricAlarms", "CompositeAlarms") for one in reply.get(kind, ())])


def sorted_out(alarms: t.Iterable[Alarm]) -> dict[str, t.Any]:
    """Alarms by how they are looked for, as there may be thousands.

    Those that are `composite`; and of the others, but for those by which autoscaling works, `every` one, those `on` a
    metric by its namespace and name, and those on `queries`.
    """
    every = list(alarms)
    plain = [one for one in every if "AlarmRule" not in one and not _scales(one)]
    on: dict[tuple[str, str], list[Alarm]] = {}
    for alarm in plain:
        for key in {(metric["Namespace"], metric["MetricName"]) for metric in metrics(alarm)}:
            on.setdefault(key, []).append(alarm)
    return {"composite": [one for one in every if "AlarmRule" in one], "every": plain, "on": on,
            "queries": [one for one in plain if any(map(query, one.get("Metrics") or ()))]}


def metrics(alarm: Alarm) -> list[Alarm]:
    """What an alarm looks at, by itself or to work something out."""
    parts = [one["MetricStat"]["Metric"] for one in alarm.get("Metrics") or () if "MetricStat" in one]
    return [alarm, *parts] if "MetricName" in alarm else parts


def query(part: Alarm) -> str:
    """A query of Metrics Insights, where a part of an alarm is one."""
    words = str(part.get("Expression", ""))
    return words if words.lstrip().upper().startswith("SELECT") else ""


def _scales(alarm: Alarm) -> bool:
    actions = alarm.get("AlarmActions") or ()
    return bool(actions) and all(":autoscaling:" in one for one in actions)


def _subscriptions(place: Place) -> Flow:
    """All subscriptions of the region, by the ARN of their topic."""
    found: dict[str, list[Alarm]] = {}
    for one in (yield from asked(sns.list_subscriptions(), "Subscriptions")):
        found.setdefault(one["TopicArn"], []).append(one)
    return found


def _at_the_edge(flow: t.Callable[[Place], Flow]) -> t.Callable[[Place], Flow]:
    """The same of the region where CloudFront publishes; a platform that is there has its calls made once."""
    return lambda place: flow(place) if place.region == EDGE else in_region(EDGE, flow(place))


def of_region(arn: str, here: Source, edge: Source) -> Source:
    """Of the sources of both regions, that of the region that an ARN is of."""
    return edge if f":{EDGE}:" in arn else here


ALARMS = Source("alarms", _alarms)
EDGE_ALARMS = Source("alarms of CloudFront", _at_the_edge(_alarms))
DASHBOARDS = Source("dashboards", lambda place: asked(cloudwatch.list_dashboards(), "DashboardEntries"))
SUBSCRIPTIONS = Source("subscriptions", _subscriptions)
EDGE_SUBSCRIPTIONS = Source("subscriptions to alarms of CloudFront", _at_the_edge(_subscriptions))
EVERY = (ALARMS, EDGE_ALARMS, DASHBOARDS, SUBSCRIPTIONS, EDGE_SUBSCRIPTIONS)
