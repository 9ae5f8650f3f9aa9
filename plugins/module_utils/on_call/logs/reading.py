# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read lines of log groups from their end: the last half minute, what was before it, and so on until it is enough."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Pause, Say
from ...errors import Absent
from ...kinds.logs.service import logs
from ...releasing.task_logs import UNPRINTABLE
from ...runbook import told
from ..masking import masked
from ..words import ago, at, counted, now

FIRST_WINDOW = 30.0
"""Seconds before the end that are read first; each window before is twice as long."""

PAGES, PAGE = 50, 1000
"""Pages that are read at most, and lines of a page."""

LOOK_EVERY = 2.0
"""Seconds between two looks for new lines."""

LATE = datetime.timedelta(seconds=30)
"""How much later than another task's a line may come that was written earlier."""

TOO_MANY = "some new lines are not shown, as there are too many to read: say what to search for"

Event = t.Mapping[str, t.Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines are wanted."""

    groups: tuple[str, ...]
    pattern: str
    lines: int


@dataclass
class Read:
    """What was read: the newest `events`, the oldest of them first."""

    events: list[Event]
    pages: int = 0
    cut: datetime.datetime | None = None
    """Where reading stopped because there was too much."""


def last(asked: Asked, since: datetime.datetime, until: datetime.datetime) -> Flow:
    """The `Read` of the last lines since a moment."""
    read, end, span = Read([]), until, datetime.timedelta(seconds=FIRST_WINDOW)
    while end > since and len(read.events) < asked.lines and read.cut is None:
        start = max(since, end - span)
        found = yield from _between(asked, start, end, read)
        read.events = [*found, *read.events][-asked.lines:]
        end, span = start, span * 2
    return read


def _between(asked: Asked, start: datetime.datetime, end: datetime.datetime, read: Read) -> Flow:
    """The events of a window in their order; the last `asked.lines` of them."""
    found: list[Event] = []
    for group in asked.groups:
        last_of_it: list[Event] = []
        token: str | None = None
        while True:
            if read.pages >= PAGES:
                read.cut = start
                break
            reply = yield from _page(group, asked.pattern, start, end, token)
            read.pages += 1
            last_of_it, token = [*last_of_it, *reply.get("events", ())][-asked.lines:], reply.get("nextToken")
            if not token:
                break
        found += last_of_it
    return sorted(found, key=_moment)[-asked.lines:]


def _page(group: str, pattern: str, start: datetime.datetime, end: datetime.datetime, token: str | None) -> Flow:
    try:
        return (yield logs.filter_log_events(
            logGroupName=group, filterPattern=pattern or None, startTime=_milliseconds(start),
            endTime=_milliseconds(end) - 1, limit=PAGE, nextToken=token))
    except Absent:  # a service that never wrote anything may have no group yet
        return {}


def followed(asked: Asked, seen: t.Sequence[Event], start: datetime.datetime, seconds: float) -> Flow:
    """Say lines since `start` that were not seen, as they come, for some seconds, and why it ends; those events."""
    came: list[Event] = []
    end, known = now() + datetime.timedelta(seconds=seconds), {each["eventId"] for each in seen}
    while (moment := now()) < end and len(came) < asked.lines:
        yield Pause(min(LOOK_EVERY, (end - moment).total_seconds()))
        read = Read([])
        found = yield from _between(asked, start, now() + datetime.timedelta(seconds=1), read)
        fresh = [each for each in found if each["eventId"] not in known]
        yield from told([*([TOO_MANY] if read.cut else []), *(shown(each, now()) for each in fresh)])
        known |= {each["eventId"] for each in fresh}
        came += fresh
        start = max([start, *(_time(each) - LATE for each in fresh)])
    enough = f"{counted(len(came), 'new line')} came, and lines={asked.lines} allows no more"
    yield Say(f"ended: {enough if len(came) >= asked.lines else f'the {seconds:.0f} s are over'}")
    return came


def shown(event: Event, today: datetime.datetime) -> str:
    """A line with when and which task wrote it, without what looks like a secret."""
    moment = _time(event)
    task = event.get("logStreamName", "").rpartition("/")[2][:8]
    message = masked(UNPRINTABLE.sub("", event["message"].replace("\n", " ")).rstrip())
    return f"{at(moment, today)} ({ago(moment, today)}) {task}  {message}"


def _time(event: Event) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(_moment(event) / 1000, datetime.UTC)


def _moment(event: Event) -> int:
    return int(event["timestamp"])


def _milliseconds(moment: datetime.datetime) -> int:
    return int(moment.timestamp() * 1000)
