# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What metric alarms and composite alarms have in common."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...errors import Absent, Invalid
from ...fields import computed, key, option, tagging
from ...resource import Structure
from ...tag_reading import tags_of
from ...wire import Codec, unordered
from ..sns import TOPIC
from .api import cloudwatch, own_tags_of

MOST_ACTIONS = 5
MOST_TAGS = 50
LONGEST_DESCRIPTION = 1024

LISTS = {"MetricAlarms": "a metric alarm", "CompositeAlarms": "a composite alarm"}
"""What DescribeAlarms calls its lists, and what is in them."""

clearable = Codec(lambda value: value or None, lambda found: found or "")
"""Text of which none is said with an empty one."""

enabled = Codec(lambda value: value, lambda found: found is not False)


def described(*names: str) -> Call:
    """The call that describes alarms of both sorts, so that sets of both share it."""
    return cloudwatch.describe_alarms(AlarmNames=list(names), AlarmTypes=["CompositeAlarm", "MetricAlarm"])


def actions(when: str, wire: str | None = None) -> t.Any:
    return option(
        f"What is told when it {when}: SNS topics by name, or ARNs of topics, functions and so on. At most "
        f"{MOST_ACTIONS}, exactly these; none where the list is empty.", wire=wire, alike=unordered, find=TOPIC)


@dataclass(frozen=True, kw_only=True)
class Alarm(Structure):
    """What an alarm is called and does, whatever it watches."""

    name: str = key("Name of the alarm.", wire="AlarmName")
    description: str | None = option(
        "What the alarm means and what to do about it, for people.", wire="AlarmDescription", codec=clearable)
    alarm_actions: list[str] | None = actions("goes into alarm")
    ok_actions: list[str] | None = actions("is well again", "OKActions")
    insufficient_data_actions: list[str] | None = actions("can no longer tell")
    actions_enabled: bool | None = option(
        "Whether anything is told. V(true) where it is left out at creation.", codec=enabled)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the alarm.", wire="AlarmArn")
    state: str | None = computed("V(OK), V(ALARM) or V(INSUFFICIENT_DATA).", wire="StateValue")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[^\x00-\x1f\x7f]{1,255}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 255 characters, no control characters"
        if (length := len(self.description or "")) > LONGEST_DESCRIPTION:
            yield f"description: {length} characters, allowed are {LONGEST_DESCRIPTION}"
        for name in ("alarm_actions", "ok_actions", "insufficient_data_actions"):
            if (many := len(getattr(self, name) or ())) > MOST_ACTIONS:
                yield f"{name}: {many}, allowed are {MOST_ACTIONS}"
        if (many := len(self.tags or ())) > MOST_TAGS:
            yield f"tags: {many}, allowed are {MOST_TAGS}"

    def found(self, among: str) -> Flow:
        """CloudWatch's entry for it in one of `LISTS`, with its tags; raises `Absent`."""
        call = described(self.name)
        reply = yield call
        for listed, sort in LISTS.items():
            entry = next((each for each in reply.get(listed, ()) if each["AlarmName"] == self.name), None)
            if entry is not None and listed != among:
                raise Invalid(f"{self.name} is {sort}; names are unique among alarms of all sorts, so use another one")
            if entry is not None:
                return {**entry, "Tags": (yield from tags_of(entry["AlarmArn"], self.tags, own_tags_of))}
        raise Absent(call, "NotFound", f"no alarm {self.name}")

    def asked(self) -> dict[str, t.Any]:
        """All of it but its tags, as CloudWatch replaces alarms as a whole; what is empty is left out there."""
        whole = self.wire()
        whole.pop("Tags", None)
        return {name: value for name, value in whole.items() if value not in ([], {})}
