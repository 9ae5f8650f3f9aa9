# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks that stopped lately, those that had a reason to first."""

from __future__ import annotations

import collections
import datetime
from dataclasses import dataclass

from ...calls import Flow, Together
from ...errors import EnvelopeError
from ...kinds.ecs.api import ecs
from ...releasing.migrating import whose_migration
from ...releasing.task_failures import SCALED, Task, described, ended, exit_code, last_of, task_id, why
from ..whose import Whose
from ..words import counted
from .tasks import owner

READ = 500
"""Stopped tasks that are looked at; AWS shows them for an hour, and lists them in no order."""

LINES = 5
"""Last lines of each that are shown."""

BY_PERSON = "UserInitiated"
"""AWS's code for a task that was stopped by StopTask."""

ENDED = "EssentialContainerExited"
"""AWS's code for a task that ended by itself; others were stopped, which a container may take as well with a 0."""

SETTLED = datetime.timedelta(minutes=10)
"""After how long a task of a service may end by itself."""


@dataclass(frozen=True)
class Stop:
    """A task that stopped, why, and how many more did for the same reason."""

    task: Task
    why: str
    lines: tuple[str, ...]
    alike: int

    @property
    def service(self) -> str:
        """Its service, or the family of one that a person started."""
        return owner(self.task)

    @property
    def what(self) -> str:
        """The same for a person, who takes the family of a migration for the service that has it too."""
        whose = whose_migration(self.task)
        return f"migration of {whose}" if whose else self.service

    @property
    def shown(self) -> list[str]:
        more = f" ({self.alike} more alike)" if self.alike else ""
        return [f"{self.why}{more}", *(f"| {line}" for line in self.lines)]


@dataclass(frozen=True)
class Stops:
    """The newest for each reason, and how many stopped."""

    shown: tuple[Stop, ...]
    number: int
    by_person: int = 0
    """How many a person stopped, which are not among them."""
    unread: int = 0
    """How many stopped tasks of the cluster were not looked at."""

    @property
    def notes(self) -> list[str]:
        """What is not told of them."""
        return [f"{counted(self.unread, 'more stopped task')} of the cluster not looked at: ECS lists them in no order"
                ] if self.unread else []


def stops_of(cluster: str, whose: Whose, since: datetime.datetime, limit: int, service: str | None = None) -> Flow:
    """The `Stops` since a moment of the tasks that a service, or one whose name begins so, or a person started."""
    unread, ours = yield from _stopped(cluster, whose, since, service)
    mine = sorted((each for each in ours if not blameless(each)), key=ended, reverse=True)
    sorts = collections.Counter(map(_sort, mine))
    newest = list({_sort(each): each for each in reversed(mine)}.values())[::-1][:limit]
    said = yield Together([last_of(task) for task in newest])
    shown = [Stop(task, why(task), () if isinstance(lines, EnvelopeError) else tuple(lines[-LINES:]),
                  sorts[_sort(task)] - 1) for task, lines in zip(newest, said, strict=True)]
    by_person = [each for each in ours if each.get("stopCode") == BY_PERSON and not whose_migration(each)]
    return Stops(tuple(shown), len(mine), len(by_person), unread)


def failed_migration(cluster: str, whose: Whose, since: datetime.datetime) -> Flow:
    """The `Stops` with the last migration since a moment, where that failed; migrations of tenants are not theirs."""
    unread, ours = yield from _stopped(cluster, whose, since)
    mine = [each for each in ours if whose_migration(each) == whose.prefix]
    last: Task | None = max(mine, key=ended, default=None)
    if last is None or blameless(last):
        return Stops((), 0, unread=unread)
    lines: list[str] = yield from last_of(last)
    return Stops((Stop(last, why(last), tuple(lines[-LINES:]), 0),), 1, unread=unread)


def _stopped(cluster: str, whose: Whose, since: datetime.datetime, service: str | None = None) -> Flow:
    """How many stopped tasks were not looked at, and what is known of those that are somebody's."""
    arns = (yield ecs.list_tasks(cluster=cluster, serviceName=service, desiredStatus="STOPPED")).get("taskArns", ())
    tasks: list[Task] = yield from described(cluster, arns[:READ])
    return max(0, len(arns) - READ), [each for each in tasks if whose.has(owner(each)) and ended(each) >= since]


def blameless(task: Task) -> bool:
    """Whether nothing is wrong with it: one too many, one that a person stopped, or one that was done.

    A worker of Laravel ends by itself now and then (`--max-time`), and another takes its place.  A migration is judged
    by the container that was given the command; one that took too long was stopped by the deploy, and has failed.
    """
    if whose_migration(task):
        return all(exit_code(task, name) == 0 for name in _commanded(task))
    if task.get("stopCode") == BY_PERSON or task.get("stoppedReason", "").startswith(SCALED):
        return True
    codes = [each.get("exitCode") for each in task.get("containers", ())]
    once = not task.get("group", "").startswith("service:")
    return task.get("stopCode") == ENDED and bool(codes) and set(codes) == {0} and (once or _ran(task) >= SETTLED)


def _commanded(task: Task) -> list[str]:
    """The containers that were given a command of their own; all of them where none was."""
    found = [each["name"] for each in task.get("overrides", {}).get("containerOverrides", ()) if each.get("command")]
    return found or [each["name"] for each in task.get("containers", ())]


def _ran(task: Task) -> datetime.timedelta:
    """How long it ran."""
    return ended(task) - task["startedAt"] if task.get("startedAt") else datetime.timedelta()


def _sort(task: Task) -> tuple[str, str]:
    """The same for tasks that ended alike."""
    return task.get("group", ""), why(task).replace(task_id(task), "")
