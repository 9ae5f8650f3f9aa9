# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run a task to its end: its lines are shown as they come, and the exit code of one container decides."""

from __future__ import annotations

import datetime
import time
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Pause, Say
from ..errors import AwsError
from ..kinds.ecs.api import ecs, named, newest
from .task_failures import NotPlaced, Task, TaskFailed, exit_code, task_id, why
from .task_logs import Follower, last_lines, log_stream, new_lines
from .task_starting import Run, attempts, awsvpc, begun, ended, useful

__all__ = ["NotPlaced", "Ran", "Run", "TaskFailed", "attempts", "awsvpc", "nothing", "ran", "useful"]

FIRST, GROWTH, LONGEST = 0.2, 1.4, 2.0
"""Seconds before the second look at a task, how that grows, and where it stops."""

UNSEEN = 60.0
"""Seconds for which AWS may not know a task: DescribeTasks lags behind RunTask."""

STOPPING = 180.0
"""Seconds in which a task that is told to stop has stopped: its stop_timeout is at most 120."""

LAG, LAG_LOOK = 5.0, 0.5
"""Seconds by which lines may come later than the end of their container, and between two looks for them."""

QUIET = 1.5
"""Seconds without a line after which nothing more is expected of a container that failed."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A task that did what it was started for."""

    task_arn: str
    exit_code: int
    lines: list[str]
    """The last it said."""
    seconds: float
    """How long it took, by AWS's clock."""
    started: bool
    """Whether this run started it; else an earlier one did."""


def nothing() -> Flow:
    """A flow that asks nothing."""
    yield from ()


@dataclass(kw_only=True)
class Watch:
    """A task under way, and what is known of it."""

    run: Run
    task: Task
    meanwhile: t.Callable[[], Flow]
    log: Follower | None
    seen: float
    """When AWS last knew it."""


def ran(run: Run, meanwhile: t.Callable[[], Flow] = nothing) -> Flow:
    """Have a task run once to its end, and return `Ran`; raises `TaskFailed`.

    Asked again after it was killed it waits for the task that runs already, and one that has ended well is done.
    `meanwhile` is a flow that is held at every look, such as one that keeps a lock.
    """
    definition = (yield from newest(run.task_definition))["taskDefinition"]
    task, started = yield from begun(run)
    stream = log_stream(task, definition, run.container)
    if ended(task, run.container):
        yield Say(f"  {run.what}: done before, by task {task_id(task)}")
        return _ran(run, task, (yield from last_lines(stream)) if stream else [], started=False)
    yield Say(f"  {run.what}: {'started' if started else 'goes on as'} task {task_id(task)}")
    if stream is None:
        yield Say(f"  {run.what}: its lines are not shown: container {run.container} has no log configuration awslogs "
                  "with a stream prefix and a log group in this region")
    watch = Watch(run=run, task=task, meanwhile=meanwhile, log=Follower(stream) if stream else None,
                  seen=time.monotonic())
    yield from _watched(watch)
    return _ran(run, watch.task, _last(watch), started=started)


def _watched(watch: Watch) -> Flow:
    """Follow a task to its end; raises `TaskFailed` if that is a bad one."""
    run, reason = watch.run, ""
    if not (yield from _ends_within(watch, run.timeout)):
        reason = yield from _stopped(watch)
    yield from _drained(watch)
    code = exit_code(watch.task, run.container)
    if reason or code != 0:
        raise TaskFailed(run.what, reason or why(watch.task, run.container), task_arn=watch.task["taskArn"],
                         exit_code=code, lines=_last(watch))


def _ends_within(watch: Watch, seconds: float) -> Flow:
    """Look at a task until it has ended, or for so long; whether it has."""
    began, pause = time.monotonic(), FIRST
    while not ended(watch.task, watch.run.container):
        left = seconds - (time.monotonic() - began)
        if left <= 0:
            return False
        yield from watch.meanwhile()
        yield Pause(min(pause, left))
        pause = min(pause * GROWTH, LONGEST)
        yield from _look(watch)
        yield from _told(watch)
    return True


def _look(watch: Watch) -> Flow:
    arn, before = watch.task["taskArn"], watch.task["lastStatus"]
    reply = yield ecs.describe_tasks(cluster=watch.run.cluster, tasks=[arn])
    if found := named(reply, "tasks", taskArn=arn):
        watch.task, watch.seen = found, time.monotonic()
    elif time.monotonic() - watch.seen >= UNSEEN:
        raise TaskFailed(watch.run.what, f"ECS has not known its task {task_id(watch.task)} for {UNSEEN:.0f} s: look "
                                         f"for it in cluster {watch.run.cluster}", task_arn=arn, lines=_last(watch))
    if watch.task["lastStatus"] != before:
        yield Say(f"  {watch.run.what}: {watch.task['lastStatus'].lower()}")


def _told(watch: Watch) -> Flow:
    """Show the lines that are new, and return them; a log that cannot be read does not end what the task does."""
    if watch.log is None:
        return []
    try:
        lines = yield from new_lines(watch.log)
    except AwsError as error:
        watch.log = None
        yield Say(f"  {watch.run.what}: its lines are not shown any more: {error}")
        return []
    for line in lines:
        yield Say(f"  {watch.run.what} | {line}")
    return lines


def _drained(watch: Watch) -> Flow:
    """Show what comes after the end, as long as lines may be missing: CloudWatch Logs lags by some seconds."""
    if watch.log is None or watch.task.get("stopCode") == "TaskFailedToStart":
        return
    began = heard = time.monotonic()
    while True:
        if (yield from _told(watch)):
            heard = time.monotonic()
        now = time.monotonic()
        if now - began >= LAG or now - heard >= _expected(watch):
            return
        yield from watch.meanwhile()
        yield Pause(LAG_LOOK)


def _expected(watch: Watch) -> float:
    """Seconds of silence after which nothing more is expected; every line counts where it failed."""
    if watch.log is None:
        return 0.0
    if not watch.log.last:
        return LAG
    return LAG_LOOK if exit_code(watch.task, watch.run.container) == 0 else QUIET


def _stopped(watch: Watch) -> Flow:
    """End a task that takes too long, and say so."""
    run = watch.run
    reason = f"it did not end within {run.timeout:.0f} s"
    yield Say(f"  {run.what}: {reason} and is stopped")
    try:
        yield ecs.stop_task(cluster=run.cluster, task=watch.task["taskArn"], reason=f"{run.what}: {reason}"[:255])
    except AwsError as error:
        return f"{reason}, and task {task_id(watch.task)} could not be stopped: {error}"
    if not (yield from _ends_within(watch, STOPPING)):
        return f"{reason}; task {task_id(watch.task)} was told to stop, and after {STOPPING:.0f} s it still runs"
    return f"{reason}, and task {task_id(watch.task)} was stopped: look at what it waits for, or give it more time"


def _last(watch: Watch) -> list[str]:
    return [] if watch.log is None else list(watch.log.last)


def _ran(run: Run, task: Task, lines: list[str], *, started: bool) -> Ran:
    return Ran(task_arn=task["taskArn"], exit_code=exit_code(task, run.container) or 0, lines=lines,
               seconds=_seconds(task), started=started)


def _seconds(task: Task) -> float:
    """From the request to the end of its containers."""
    end = next(filter(None, map(task.get, ("executionStoppedAt", "stoppingAt", "stoppedAt"))), None)
    began: datetime.datetime | None = task.get("createdAt")
    return round((end - began).total_seconds(), 1) if began and end else 0.0
