# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What others say of a tenant: alarms that look at all tenants at once, and the logs of the services that it uses."""

from __future__ import annotations

import datetime
import re
import typing as t

from ...calls import Flow
from ...kinds.cloudwatch.api import cloudwatch
from ...monitoring.log_filters import EXCEPTION
from ...monitoring.tenant_table import TENANTS
from ...pages import pages
from ...releasing.revisions import all_of
from ..logs.groups import groups_of
from ..logs.reading import Asked, Read, last, shown
from ..triage.alarms import RUNBOOK
from ..triage.part import Finding, Part
from ..words import command, counted, since

SUFFIXES = tuple(f"-{watch.suffix}" for watch in TENANTS)
"""How the names of alarms end that look at all tenants."""
LATELY = datetime.timedelta(minutes=15)
LINES, SHOWN = 200, 3
"""Errors that are read, and that are shown."""

Alarm = t.Mapping[str, t.Any]


def alarms(platform: str, tenant: str, today: datetime.datetime) -> Flow:
    """The `Part` on alarms: those that name the tenant; others of the platform are only counted."""
    reply = yield cloudwatch.describe_alarms(
        AlarmNamePrefix=f"{platform}-", StateValue="ALARM", AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    off = [*reply.get("CompositeAlarms", ()), *reply.get("MetricAlarms", ())]
    about = [each for each in off if each["AlarmName"].endswith(SUFFIXES)]
    named: list[bool | None] = yield from all_of([_names(each["AlarmName"], tenant) for each in about])
    wrong = [_finding(alarm, today) for alarm, found in zip(about, named, strict=True) if found]
    unsure = [f"{alarm['AlarmName']} is off, and AWS does not say for which tenants"
              for alarm, found in zip(about, named, strict=True) if found is None]
    others = len(off) - len(about)
    more = [f"{counted(others, 'alarm')} of the platform {'is' if others == 1 else 'are'} off: "
            f"{command('runbooks/triage')}"] if others else []
    return Part("alarms", wrong, counted(len(wrong), "alarm"), "no alarm names it", notes=[*unsure, *more])


def _names(alarm: str, tenant: str) -> Flow:
    """Whether an alarm is off for a tenant too; None where AWS names nobody."""
    found: list[Alarm] = yield from pages(
        cloudwatch.describe_alarm_contributors(AlarmName=alarm), "AlarmContributors")
    values = [str(value) for each in found for value in each["ContributorAttributes"].values()]
    return any(_is_of(value, tenant) for value in values) if values else None


def _is_of(name: str, tenant: str) -> bool:
    """Whether a name is the tenant's, or begins with it: a target group's is `targetgroup/envelope-prod-.../1`."""
    return f"{name.split('/')[1] if '/' in name else name}-".startswith(f"{tenant}-")


def _any_of(words: t.Sequence[str]) -> str:
    """A pattern for whole words: the slug `one` is not in `done`."""
    return rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?![\w-])"


def _finding(alarm: Alarm, today: datetime.datetime) -> Finding:
    says, _runbook, page = alarm.get("AlarmDescription", "").partition(RUNBOOK)
    began = alarm.get("StateTransitionedTimestamp") or alarm["StateUpdatedTimestamp"]
    return Finding(f"{alarm['AlarmName']} {since(began, today)}", [says.strip()] if says else [], page)


def errors(cluster: str, prefix: str, words: t.Sequence[str], today: datetime.datetime, target: str | None) -> Flow:
    """The `Part` on errors in the log of its API; of one that it shares, those with one of these words in them."""
    groups: tuple[str, ...] = yield from groups_of(cluster, prefix, f"{prefix}-api")
    read: Read = yield from last(Asked(groups=groups, pattern=EXCEPTION, lines=LINES), today - LATELY, today)
    mine = [each for each in read.events if not words or re.search(_any_of(words), each["message"])]
    minutes = LATELY.seconds // 60
    if not mine:
        return Part("errors", fine=f"no error{' that names it' if words else ''} in {minutes} min")
    most = " or more" if len(read.events) == LINES else ""
    helps = command("runbooks/logs", service="api", search=words[0] if words else "ERROR", target=target)
    return Part("errors", [Finding(f"{counted(len(mine), 'error')}{most} in {minutes} min",
                                   [shown(each, today) for each in mine[-SHOWN:]], helps)],
                counted(len(mine), "error"))
