# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the containers of a task write to CloudWatch Logs: as it comes, or the last of it."""

from __future__ import annotations

import re
import typing as t
from collections import deque
from dataclasses import dataclass, field

from ..calls import Flow
from ..errors import Absent
from ..kinds.ecs.api import named
from ..kinds.logs import logs
from ..on_call.masking import cut, without_secrets

LAST = 20
"""Lines that are kept to explain how a task ended."""

PAGES = 20
"""Pages read at one look: a container that writes faster than it is read must not hold up the look at its task."""

UNPRINTABLE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[^\t\x20-\x7e\xa0-\U0010ffff]")
"""Colours and other commands to a terminal, which belong to the container's and not to ours."""


@dataclass(frozen=True)
class LogStream:
    """Where a container of a task writes its lines."""

    group: str
    name: str


def log_stream(task: t.Mapping[str, t.Any], definition: t.Mapping[str, t.Any], container: str) -> LogStream | None:
    """The stream of a container, as the agent names it; None where it cannot be read from here.

    `task` is as DescribeTasks shows it, `definition` as DescribeTaskDefinition does.
    """
    about = named(definition, "containerDefinitions", name=container).get("logConfiguration") or {}
    options = about.get("options") or {}
    group, prefix = options.get("awslogs-group"), options.get("awslogs-stream-prefix")
    here = task["taskArn"].split(":")[3]
    if about.get("logDriver") != "awslogs" or not group or not prefix or options.get("awslogs-region", here) != here:
        return None
    return LogStream(group, f"{prefix}/{container}/{task['taskArn'].rpartition('/')[2]}")


@dataclass
class Follower:
    """How far a log has been read."""

    stream: LogStream
    token: str | None = None
    last: deque[str] = field(default_factory=lambda: deque(maxlen=LAST))


def new_lines(follower: Follower) -> Flow:
    """The lines that came since the last look; none as long as there is no such stream."""
    found: list[str] = []
    for _unused in range(PAGES):
        try:
            reply = yield logs.get_log_events(
                logGroupName=follower.stream.group, logStreamName=follower.stream.name, startFromHead=True,
                nextToken=follower.token)
        except Absent:  # the agent makes the stream with the first line
            break
        found += _lines(reply)
        before, follower.token = follower.token, reply["nextForwardToken"]
        if follower.token == before:  # a page may be empty and not be the last; only the same token says so
            break
    follower.last.extend(found)
    return found


def last_lines(stream: LogStream, limit: int = LAST) -> Flow:
    """The last lines of a log, the oldest of them first; none where there is no such stream."""
    found: list[str] = []
    token = None
    for _unused in range(PAGES):
        try:
            reply = yield logs.get_log_events(
                logGroupName=stream.group, logStreamName=stream.name, startFromHead=False, limit=limit, nextToken=token)
        except Absent:
            break
        found = _lines(reply) + found
        before, token = token, reply["nextBackwardToken"]
        if len(found) >= limit or token == before:
            break
    return found[-limit:]


def _lines(reply: t.Mapping[str, t.Any]) -> list[str]:
    """What was written, without what looks like a secret: whoever watches a deploy sees it, and so do its records."""
    return [cut(UNPRINTABLE.sub("", line).rstrip())
            for event in reply.get("events", ()) for line in without_secrets(event["message"]).splitlines()]
