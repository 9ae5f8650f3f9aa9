# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Composite alarms, which moto lacks.

AWS: the alarms of a rule have to exist, at most 100 of them; the state follows theirs; SetAlarmState sticks until one
of them changes or the alarm is updated.
"""

from __future__ import annotations

import typing as t

from moto.cloudwatch.models import Alarm, CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult

from ._alarm_rules import Rule, name_of
from ._mend import adds, mends
from .cloudwatch_alarms import KEPT, parents, refusal, remember

MOST_ALARMS = 100
PERIODS = ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")


@adds(CloudWatchResponse)
def put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
    asked, backend = dict(self._get_params()), self.cloudwatch_backend
    rule = Rule(asked["AlarmRule"])
    _refuse(backend, asked, rule)
    there = backend.alarms.get(asked["AlarmName"])
    alarm = _made(backend, asked)
    if there is not None:
        vars(alarm).update({name: getattr(there, name) for name in KEPT})
    elif asked.get("Tags"):
        backend.tagger.tag_resource(alarm.alarm_arn, asked["Tags"])
    backend.alarms[alarm.name] = alarm
    _evaluate(backend, alarm, set())
    return EmptyResult()


@mends(CloudWatchResponse)
def set_alarm_state(former: t.Any, self: CloudWatchResponse) -> ActionResult:
    answer, name = former(self), self._get_param("AlarmName")
    for parent in parents(self.cloudwatch_backend, name):
        _evaluate(self.cloudwatch_backend, parent, {name})
    return t.cast(ActionResult, answer)


def _refuse(backend: CloudWatchBackend, asked: dict[str, t.Any], rule: Rule) -> None:
    there = backend.alarms.get(asked["AlarmName"])
    if there is not None and there.rule is None:
        raise refusal(f"Alarm {there.name} is a metric alarm, and cannot become a composite alarm")
    if len(rule.alarms) > MOST_ALARMS:
        raise refusal(f"The alarm rule has {len(rule.alarms)} alarms, more than {MOST_ALARMS}")
    suppressor = asked.get("ActionsSuppressor")
    named = [*rule.alarms, *([name_of(suppressor)] if suppressor else [])]
    if lacking := [name for name in named if name not in backend.alarms]:
        listed = ", ".join(lacking)
        raise refusal(f"Could not save the composite alarm as alarms [{listed}] in the alarm rule do not exist")
    for name in PERIODS:
        if bool(suppressor) != (asked.get(name) is not None):
            raise refusal(f"{name} and ActionsSuppressor go together")


def _made(backend: CloudWatchBackend, asked: dict[str, t.Any]) -> Alarm:
    alarm = Alarm(
        backend.account_id, backend.region_name, asked["AlarmName"], "", "", None, "", 0, None, 0, 0.0, "", None,
        asked.get("AlarmDescription", ""), [], asked.get("AlarmActions", []), asked.get("OKActions"),
        asked.get("InsufficientDataActions"), None, asked.get("ActionsEnabled", True), None, None, None,
        asked["AlarmRule"],
    )
    alarm.state_value = "INSUFFICIENT_DATA"
    remember(alarm, asked)
    return alarm


def _evaluate(backend: CloudWatchBackend, alarm: Alarm, visited: set[str]) -> None:
    """Bring an alarm to the state of its rule, and those above it; AWS stops where they go in circles."""
    if alarm.name in visited:
        return
    holds = Rule(t.cast(str, alarm.rule)).holds(lambda name: backend.alarms[name].state_value)
    state = "ALARM" if holds else "OK"
    if state != alarm.state_value:
        alarm.update_state(f"{alarm.alarm_arn} transitioned to {state}", "{}", state)
        for parent in parents(backend, alarm.name):
            _evaluate(backend, parent, visited | {alarm.name})
