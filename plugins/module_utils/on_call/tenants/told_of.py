# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What others say of a tenant: alarms that look at all tenants at once, and the logs of the services that it uses."""

from __future__ import annotations

import datetime
import json
import re
import typing as t

from ...calls import Flow
from ...kinds.cloudwatch.api import cloudwatch
from ...monitoring.log_filters import EXCEPTION, LEVELS
from ...monitoring.tenant_table import TENANTS
from ...names import short_name
from ...pages import pages
from ...releasing.revisions import all_of
from ..logs.groups import groups_of
from ..logs.reading import Asked, Event, Read, last, shown
from ..triage.alarms import Alarm, finding, in_alarm
from ..triage.part import Finding, Part
from ..whose import Whose
from ..words import at, command, counted

SUFFIXES = tuple(f"-{watch.suffix}" for watch in TENANTS)
"""How the names of alarms end that look at all tenants."""
LATELY = datetime.timedelta(minutes=15)
LINES, SHOWN = 200, 3
"""Errors that are read, and that are shown."""
ERROR = re.compile(rf'\.({"|".join(LEVELS)}):|"level_name":"({"|".join(LEVELS)})"')
"""What `EXCEPTION` finds, in lines that were asked for by other words: AWS takes alternatives of one thing only."""


def alarms(platform: str, tenant: str, own: Whose | None, today: datetime.datetime) -> Flow:
    """The `Part` on alarms: those that name the tenant or `own` services; others of the platform are only counted."""
    every: list[Alarm] = yield from in_alarm(platform)
    about = [each for each in every if each["AlarmName"].endswith(SUFFIXES)]
    named: list[bool | None] = yield from all_of([_names(each["AlarmName"], tenant, own) for each in about])
    wrong = [finding(alarm, today) for alarm, found in zip(about, named, strict=True) if found]
    unsure = [f"{alarm['AlarmName']} is in alarm, and AWS does not say for which tenants"
              for alarm, found in zip(about, named, strict=True) if found is None]
    others = len(every) - len(about)
    more = [f"{counted(others, 'alarm')} of the platform {'is' if others == 1 else 'are'} in alarm: "
            f"{command('runbooks/triage')}"] if others else []
    return Part("alarms", wrong, counted(len(wrong), "alarm"), "no alarm names it", notes=[*unsure, *more])


def _names(alarm: str, tenant: str, own: Whose | None) -> Flow:
    """Whether what is in alarm is so for a tenant too; None where AWS names nobody."""
    found: list[Alarm] = yield from pages(
        cloudwatch.describe_alarm_contributors(AlarmName=alarm), "AlarmContributors")
    values = [str(value) for each in found for value in each["ContributorAttributes"].values()]
    return any(_is_of(value, tenant, own) for value in values) if values else None


def _is_of(name: str, tenant: str, own: Whose | None) -> bool:
    """Whether a name is the tenant's, or of a service of its own: `targetgroup/envelope-prod-.../1` may be cut."""
    plain = name.split("/")[1] if "/" in name else name
    cut = {short_name(f"{own.prefix}-{service}") for service in own.services} if own else set()
    return plain == tenant or plain in cut or (own is not None and own.has(plain))


def _any_of(words: t.Sequence[str]) -> str:
    """A pattern for whole words: the slug `one` is not in `done`."""
    return rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?![\w-])"


def errors(cluster: str, prefix: str, words: t.Sequence[str], today: datetime.datetime, target: str | None) -> Flow:
    """The `Part` on errors in the log of its API; of one that it shares, those with one of these words in them."""
    groups: tuple[str, ...] = yield from groups_of(cluster, prefix, f"{prefix}-api")
    read: Read = yield from last(Asked(groups=groups, pattern=EXCEPTION, lines=LINES), today - LATELY, today)
    mine = _naming(read, words)
    if words and not mine and _full(read):
        named = " ".join(f"?{json.dumps(word)}" for word in words)
        read = yield from last(Asked(groups=groups, pattern=named, lines=LINES), today - LATELY, today)
        mine = _naming(read, words)
    minutes = LATELY.seconds // 60
    if not mine and _full(read):
        return Part("errors", unreadable=_not_among(read, today))
    if not mine:
        return Part("errors", fine=f"no error{' that names it' if words else ''} in {minutes} min")
    helps = command("runbooks/logs", service="api", search=words[0] if words else "ERROR", target=target)
    what = f"{counted(len(mine), 'error')}{' or more' if _full(read) else ''} in {minutes} min"
    return Part("errors", [Finding(what, [shown(each, today) for each in mine[-SHOWN:]], helps)],
                counted(len(mine), "error"))


def _naming(read: Read, words: t.Sequence[str]) -> list[Event]:
    """The errors with one of the words in them; all of them where there is none."""
    return [each for each in read.events
            if not words or (ERROR.search(each["message"]) and re.search(_any_of(words), each["message"]))]


def _full(read: Read) -> bool:
    """Whether there may be more than was read."""
    return len(read.events) >= LINES or read.cut is not None


def _not_among(read: Read, today: datetime.datetime) -> str:
    """Why it is not known that there is no error: a busy log is not read to its beginning."""
    began = read.cut or datetime.datetime.fromtimestamp(read.events[0]["timestamp"] / 1000, datetime.UTC)
    lines = counted(len(read.events), "line")
    return f"none among the last {lines}, since {at(began, today)}; older ones were not read"
