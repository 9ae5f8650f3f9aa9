# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in alarm: since when, whether anybody was told, and the page that says what to do."""

from __future__ import annotations

import datetime
import typing as t

from ...calls import Flow, Together, in_region
from ...errors import EnvelopeError
from ...kinds.cloudwatch.api import cloudwatch
from ...monitoring.plan import EDGE
from ..words import counted, since
from .part import SHOWN, Finding, Part, reason

RUNBOOK = "Runbook: "
DOWN = "-down"
"""How the name of the composite alarm ends that tells of errors that clients see."""

Alarm = t.Mapping[str, t.Any]


def alarms(prefix: str, now: datetime.datetime) -> Flow:
    """The `Part` on alarms of a platform, those of the edge too."""
    here, edge = yield Together([in_alarm(prefix), in_region(EDGE, in_alarm(prefix))])
    if isinstance(here, EnvelopeError):
        raise here
    there = [] if isinstance(edge, EnvelopeError) else edge
    found = {each["AlarmArn"]: each for each in (*here, *there)}  # the same, where that is the region
    ordered = sorted(found.values(), key=lambda each: ("AlarmRule" not in each, _began(each)))
    lost = f"those of {EDGE}: {reason(edge)}" if isinstance(edge, EnvelopeError) else ""
    notes = [f"{len(ordered) - SHOWN} more are in alarm: the first {SHOWN} are shown"] if len(ordered) > SHOWN else []
    return Part("alarms", [finding(each, now) for each in ordered[:SHOWN]], counted(len(ordered), "alarm"),
                "nothing is in alarm", lost, notes)


def in_alarm(prefix: str) -> Flow:
    """What is in alarm and called so at its beginning, those that are made of others first."""
    reply = yield cloudwatch.describe_alarms(
        AlarmNamePrefix=f"{prefix}-", StateValue="ALARM", AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    return [*reply.get("CompositeAlarms", ()), *reply.get("MetricAlarms", ())]


def finding(alarm: Alarm, now: datetime.datetime) -> Finding:
    """What an alarm says, and the page that it names."""
    says, _runbook, page = alarm.get("AlarmDescription", "").partition(RUNBOOK)
    held = [f"nobody is told of it: {alarm['ActionsSuppressedReason']}"] if alarm.get("ActionsSuppressedBy") else []
    return Finding(f"{alarm['AlarmName']} {since(_began(alarm), now)}", [says.strip(), *held] if says else held, page,
                   down=alarm["AlarmName"].endswith(DOWN) and "AlarmRule" in alarm)


def _began(alarm: Alarm) -> datetime.datetime:
    return t.cast(datetime.datetime, alarm.get("StateTransitionedTimestamp") or alarm["StateUpdatedTimestamp"])
