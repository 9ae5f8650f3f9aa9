# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms, in the platform's region and where CloudFront publishes its metrics, and dashboards."""

from __future__ import annotations

import itertools
import typing as t

from ...calls import Flow
from ...kinds.cloudwatch.api import cloudwatch
from ...kinds.sns import sns
from ...monitoring.plan import EDGE
from ..place import Place
from ..reading import Source, asked, each

TYPES = ["MetricAlarm", "CompositeAlarm"]

Alarm = t.Mapping[str, t.Any]


def _regions(place: Place) -> list[str]:
    return list(dict.fromkeys([place.region, EDGE]))


def _alarms(place: Place) -> Flow:
    """All alarms of both regions, sorted out."""
    replies = yield from each(asked(cloudwatch.describe_alarms(AlarmTypes=TYPES).to(one)) for one in _regions(place))
    return sorted_out([one for reply in replies for kind in ("MetricAlarms", "CompositeAlarms")
                       for one in reply.get(kind, ())])


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
    """All subscriptions of both regions, by the ARN of their topic."""
    lists = yield from each(asked(sns.list_subscriptions().to(one), "Subscriptions") for one in _regions(place))
    found: dict[str, list[Alarm]] = {}
    for one in itertools.chain.from_iterable(lists):
        found.setdefault(one["TopicArn"], []).append(one)
    return found


ALARMS = Source("alarms", _alarms)
DASHBOARDS = Source("dashboards", lambda place: asked(cloudwatch.list_dashboards(), "DashboardEntries"))
SUBSCRIPTIONS = Source("subscriptions", _subscriptions)
EVERY = (ALARMS, DASHBOARDS, SUBSCRIPTIONS)
