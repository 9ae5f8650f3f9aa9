# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a task stopped, or did not start, in a person's words."""

from __future__ import annotations

import datetime
import re
import typing as t

from ..calls import Flow, Together
from ..errors import AwsError, EnvelopeError
from ..kinds.ecs.api import ecs, named
from .task_hints import BY_EXIT_CODE, BY_REASON, BY_REFUSAL
from .task_logs import last_lines, log_stream

Task = t.Mapping[str, t.Any]
"""A task, as DescribeTasks shows it."""

MOST = 100
"""Tasks that AWS describes at once."""

SCALED = "Scaling activity initiated by"
"""What AWS says of a task that was one too many: nothing is wrong with it."""


class TaskFailed(EnvelopeError):
    """A task did not do what it was started for."""

    def __init__(self, what: str, reason: str, *, task_arn: str = "", exit_code: int | None = None,
                 lines: t.Sequence[str] = ()) -> None:
        said = ["The last it said:", *(f"  | {line}" for line in lines)] if lines else []
        super().__init__("\n".join([f"{what} failed: {reason}", *said]))
        self.what = what
        self.reason = reason
        self.task_arn = task_arn
        self.exit_code = exit_code
        self.lines = list(lines)


class NotPlaced(TaskFailed):
    """RunTask was answered, and no task was started: `failures[]`."""

    def __init__(self, what: str, failures: t.Sequence[t.Mapping[str, str]]) -> None:
        first = failures[0] if failures else {}
        self.failure, self.detail = first.get("reason", "no reason given"), first.get("detail", "")
        detail = f" ({self.detail})" if self.detail else ""
        super().__init__(what, f"ECS did not start a task: {self.failure}{detail}"
                               f"{_hint(BY_REFUSAL, f'{self.failure} {self.detail}')}")


def why(task: Task, container: str = "") -> str:
    """One line on how a task ended: the container, its exit code, AWS's reasons, and what helps.

    The container is the named one, or else the one that seems to have ended it.
    """
    culprit = _culprit(task, container)
    others = [f"container {each['name']} exited with {each['exitCode']}" for each in task.get("containers", ())
              if each["name"] != culprit["name"] and each.get("exitCode")]
    reasons = list(dict.fromkeys(filter(None, (culprit.get("reason"), *others, task.get("stoppedReason")))))
    told = "; ".join(reasons) or "AWS gives no reason"
    code = culprit.get("exitCode")
    ended = f"container {culprit['name']} exited with {code}" if code is not None else _unfinished(task, culprit)
    known = f" ({task['stopCode']})" if task.get("stopCode") else ""
    hint = _hint(BY_REASON, told) or (f". {BY_EXIT_CODE[code]}" if code in BY_EXIT_CODE else "")
    return f"{ended} in task {task_id(task)}: {told}{known}{hint}"


def stopped_of(cluster: str, service: str, deployment_id: str, limit: int = 3) -> Flow:
    """The newest stopped tasks that a deployment started, as `(task, why, last lines)`.

    Those that only made room come last. What cannot be read is left out: the verdict that it explains matters more.
    """
    try:
        listed = yield ecs.list_tasks(cluster=cluster, serviceName=service, desiredStatus="STOPPED")
        tasks = yield from described(cluster, listed.get("taskArns", ()))
    except AwsError:
        return []
    mine = sorted((task for task in tasks if task.get("startedBy") == deployment_id), key=ended, reverse=True)
    mine.sort(key=lambda task: task.get("stoppedReason", "").startswith(SCALED))
    said = yield Together([last_of(task) for task in mine[:limit]])
    return [(task, why(task), lines) for task, lines in zip(mine, said, strict=False)]


def described(cluster: str, arns: t.Iterable[str]) -> Flow:
    """These tasks; those that AWS does not know any more are left out."""
    wanted, found = list(dict.fromkeys(arns)), []
    for start in range(0, len(wanted), MOST):
        reply = yield ecs.describe_tasks(cluster=cluster, tasks=wanted[start:start + MOST])
        found += reply.get("tasks", ())
    return found


def task_id(task: Task) -> str:
    return str(task["taskArn"]).rpartition("/")[2]


def exit_code(task: Task, container: str) -> int | None:
    """With what a container ended; None while it runs, and where it never did."""
    return t.cast("int | None", named(task, "containers", name=container).get("exitCode"))


def last_of(task: Task) -> Flow:
    """The last lines of the container that ended a task; none where they cannot be read."""
    try:
        definition = (yield ecs.describe_task_definition(taskDefinition=task["taskDefinitionArn"]))["taskDefinition"]
        stream = log_stream(task, definition, _culprit(task)["name"])
        return (yield from last_lines(stream)) if stream else []
    except AwsError:
        return []


def _culprit(task: Task, container: str = "") -> t.Mapping[str, t.Any]:
    """The container to blame: the named one, or the first that AWS says something of, that failed, or that there is."""
    containers = task.get("containers") or [{"name": container or "(none)"}]
    named_one = [each for each in containers if each["name"] == container]
    failed = [each for each in containers if each.get("reason")] + [each for each in containers if each.get("exitCode")]
    return t.cast("t.Mapping[str, t.Any]", next(iter((*named_one, *failed, *containers))))


def _unfinished(task: Task, culprit: t.Mapping[str, t.Any]) -> str:
    """What to say of a container without an exit code."""
    if task.get("stopCode") == "UserInitiated":
        return f"container {culprit['name']} was stopped by somebody"
    ran = task.get("startedAt") is not None
    return f"container {culprit['name']} {'ended without an exit code' if ran else 'never started'}"


def ended(task: Task) -> datetime.datetime:
    """When it stopped; one that is stopping still counts as newest."""
    stopped = task.get("stoppedAt") or task.get("stoppingAt")
    return t.cast(datetime.datetime, stopped or datetime.datetime.max.replace(tzinfo=datetime.UTC))


def _hint(hints: t.Sequence[tuple[str, str]], told: str) -> str:
    """What helps, by the first pattern that fits what AWS said."""
    return next((f". {hint}" for pattern, hint in hints if re.search(pattern, told, re.IGNORECASE | re.DOTALL)), "")
