# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Composite alarms, which go into alarm as other alarms do: one message for an incident with many causes."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow, Wait
from ...errors import AwsError, Invalid, Unresolved
from ...fields import option
from ...resource import Resource
from ...tagging import retag
from ...wire import Codec
from .alarms import LISTS, Alarm, clearable, described
from .api import cloudwatch, one_by_one
from .composite_rules import BadRule, alarms_of, alike, name_of, text_of

MOST_ALARMS = 100
LONGEST_RULE = 10_240

SUPPRESSING = ("ActionsSuppressor", "ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")

PATIENCE = 30.0
"""Seconds for which a composite alarm of the same task may still refer to one that is deleted."""


def same_alarm(wanted: str, now: str | None) -> bool:
    """Whether names or ARNs are of one alarm."""
    return name_of(wanted) == name_of(now or "")


@dataclass(frozen=True, kw_only=True)
class CompositeAlarm(Alarm, Resource):
    """An alarm that goes into alarm as others do."""

    plural = "cloudwatch_composite_alarms"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-api-down", "description": "Clients see errors. See docs/runbooks/api_down.md",
        "rule": {"any": ["envelope-prod-target-5xx", {"all": ["envelope-prod-api-cpu", "envelope-prod-latency"]}]},
        "alarm_actions": ["arn:aws:sns:eu-west-1:111122223333:envelope-prod-alarms"],
        "actions_suppressor": "envelope-prod-deploying", "suppressor_wait_seconds": 60,
        "suppressor_extension_seconds": 120, "tags": {"project": "envelope"},
    }

    rule: t.Any = option(
        "When it goes into alarm: V({any: [...]}), V({all: [...]}) or V({not: ...}) of names of alarms that are in "
        "alarm, and of such again; or CloudWatch's own text, such as V(ALARM(a\\) AND NOT OK(b\\)). All of these "
        "alarms have to be there beforehand. A new composite alarm cannot do without it.", wire="AlarmRule",
        codec=Codec(text_of, lambda found: found), alike=alike)
    actions_suppressor: str | None = option(
        "Alarm during which nothing is told, by name or ARN; empty for none.", codec=clearable, alike=same_alarm)
    suppressor_wait_seconds: int | None = option(
        "How long it is waited for that one to go into alarm, before something is told.",
        wire="ActionsSuppressorWaitPeriod")
    suppressor_extension_seconds: int | None = option(
        "How long nothing is told after that one was in alarm.", wire="ActionsSuppressorExtensionPeriod")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        try:
            yield from self._wrong_rule(self._watched())
        except BadRule as error:
            yield f"rule: {error}"
        if self.actions_suppressor and None in (self.suppressor_wait_seconds, self.suppressor_extension_seconds):
            yield "actions_suppressor: needs suppressor_wait_seconds and suppressor_extension_seconds"
        for name in ("suppressor_wait_seconds", "suppressor_extension_seconds"):
            if (getattr(self, name) or 0) < 0:
                yield f"{name}: {getattr(self, name)}, allowed are 0 and more"

    def _wrong_rule(self, names: list[str]) -> t.Iterator[str]:
        if len(names) > MOST_ALARMS:
            yield f"rule: {len(names)} alarms, allowed are {MOST_ALARMS}"
        if (length := len(text_of(self.rule) or "")) > LONGEST_RULE:
            yield f"rule: {length} characters, allowed are {LONGEST_RULE}"
        if self.name in names:
            yield f"rule: {self.name} refers to itself"

    def resolved(self, *, pending: bool = False) -> Flow:
        """With the alarms looked for that it refers to: CloudWatch refuses a rule with one that is not there."""
        whole = yield from super().resolved(pending=pending)
        names = [] if pending else self._referred()
        if names:
            found = yield described(*names)
            there = {each["AlarmName"] for listed in LISTS for each in found.get(listed, ())}
            if lacking := [name for name in names if name not in there]:
                raise Unresolved("alarm", ", ".join(lacking), "monitoring")
        return whole

    def _referred(self) -> list[str]:
        suppressor = [name_of(self.actions_suppressor)] if self.actions_suppressor else []
        return sorted({*self._watched(), *suppressor})

    def _watched(self) -> list[str]:
        return [] if self.rule is None else alarms_of(self.rule)

    def read(self) -> Flow:
        return self.seen((yield from self.found("CompositeAlarms")))

    def create(self) -> Flow:
        if self.rule is None:
            raise Invalid("it does not exist, and cannot be created without rule")
        yield cloudwatch.put_composite_alarm(**self.asked(), **self.wire("tags"))

    def update(self, now: CompositeAlarm, changed: t.AbstractSet[str]) -> Flow:
        if changed - {"tags"}:
            yield cloudwatch.put_composite_alarm(**self.asked())
        if "tags" in changed:
            yield from retag(cloudwatch, now.tags, self.tags, ResourceARN=now.arn)

    def asked(self) -> dict[str, t.Any]:
        """All of it; how long a suppressor is waited for says nothing without one."""
        whole = super().asked()
        return whole if self.actions_suppressor else {
            name: value for name, value in whole.items() if name not in SUPPRESSING}

    def delete(self) -> Flow:
        """Once no other composite alarm refers to it; one of the same task may be on its way out."""
        call = one_by_one.delete_alarms(AlarmNames=[self.name])
        yield Wait(call, f"composite alarm {self.name}", lambda reply: "deleted", frozenset({"deleted", "absent"}),
                   timeout=PATIENCE, passing=_referred_to,
                   hint="Other composite alarms refer to it: delete those first, or change their rules")


def _referred_to(error: AwsError) -> bool:
    return error.code == "ValidationError" and "depending on" in error.message
