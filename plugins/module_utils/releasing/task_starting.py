# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start a task once, however often it is asked for."""

from __future__ import annotations

import hashlib
import re
import typing as t
from dataclasses import dataclass, field

from ..calls import Call, Flow
from ..errors import AwsError
from ..kinds.ecs.api import TAGS, ecs, linked, switch
from ..wire import pairs
from .task_failures import NotPlaced, Task, TaskFailed, described, exit_code

NUMBERS = 20
"""Tokens that are tried when those of attempts too old to be listed are still taken."""

Wire = t.Mapping[str, t.Any]


@dataclass(frozen=True, kw_only=True)
class Run:
    """A task that is to run once to its end; names are resolved, and mappings are as AWS writes them."""

    what: str
    """As a person would say it: `migration of envelope-local 1.4.2`."""
    cluster: str
    task_definition: str
    """ARN, `family:revision`, or a family in its newest revision."""
    container: str
    """The container whose exit code counts."""
    started_by: str
    """What tells it from others, such as release, step and tenant: of one family, one task does it."""
    command: t.Sequence[str] | None = None
    environment: t.Mapping[str, str] | None = field(default=None, repr=False)
    network: Wire | None = None
    """An `awsvpcConfiguration`."""
    launch_type: str | None = None
    capacity_provider_strategy: t.Sequence[Wire] | None = None
    platform_version: str | None = None
    timeout: float = 900
    """Seconds until it is stopped."""
    tags: t.Mapping[str, str] | None = None

    @property
    def family(self) -> str:
        return self.task_definition.rpartition("/")[2].partition(":")[0]

    @property
    def mark(self) -> str:
        """`started_by` in the letters that AWS takes; with a digest where that says less."""
        plain = re.sub(r"[^A-Za-z0-9/_-]", "_", self.started_by)[:100]
        return plain if plain == self.started_by else f"{plain}-{_digest(self.started_by)[:12]}"

    def token(self, number: int) -> str:
        """What makes AWS start the task of this attempt once only."""
        return f"{_digest(f'{self.family} {self.mark}')[:48]}-{number}"


def awsvpc(subnets: t.Sequence[str] | None, security_groups: t.Sequence[str] | None,
           assign_public_ip: bool | None) -> Wire | None:
    """An `awsvpcConfiguration` of ids; None without subnets."""
    about = {"subnets": list(subnets or ()), "securityGroups": list(security_groups or ()),
             "assignPublicIp": switch.out(assign_public_ip)}
    return {name: value for name, value in about.items() if value} if subnets else None


def begun(run: Run) -> Flow:
    """The task that does it, and whether it was started now: `(task, started)`.  Raises `NotPlaced`.

    One of an earlier run that goes on, or that has done it, is as good.  Each that failed makes way for one more.
    """
    before: list[Task] = yield from attempts(run)
    if found := next((each for each in before if useful(run, each)), None):
        return found, False
    for number in range(len(before) + 1, len(before) + 1 + NUMBERS):
        task: Task | None = yield from _numbered(run, number)
        if task and useful(run, task):
            return task, not ended(task, run.container)
    raise TaskFailed(run.what, f"{NUMBERS} attempts before this one have failed; AWS forgets them an hour after")


def attempts(run: Run) -> Flow:
    """The tasks that were started for it, those that have not ended first; AWS shows ended ones for an hour."""
    arns: list[str] = []
    for status in ("RUNNING", "STOPPED"):  # startedBy would be a filter, and the only one: ended tasks never show
        listed = yield ecs.list_tasks(cluster=run.cluster, family=run.family, desiredStatus=status)
        arns += listed.get("taskArns", ())
    found = yield from described(run.cluster, arns)
    return sorted((task for task in found if task.get("startedBy") == run.mark),
                  key=lambda task: ended(task, run.container))


def ended(task: Task, container: str) -> bool:
    """Whether its result is known: a task takes its network down for many seconds after its containers have ended."""
    stopping = task.get("desiredStatus") == "STOPPED" and exit_code(task, container) is not None
    return stopping or task["lastStatus"] == "STOPPED"


def done(run: Run, task: Task) -> bool:
    """Whether it has ended, and well."""
    return ended(task, run.container) and exit_code(task, run.container) == 0


def useful(run: Run, task: Task) -> bool:
    """Whether it is under way, or has done it."""
    return not ended(task, run.container) or done(run, task)


def _numbered(run: Run, number: int) -> Flow:
    """The task of one attempt; None where its token belongs to a task that was asked for differently."""
    try:
        reply = yield from linked(_request(run, number))
    except AwsError as error:
        if error.code != "ConflictException":
            raise
        return None
    if not reply.get("tasks"):
        raise NotPlaced(run.what, reply.get("failures", ()))
    return reply["tasks"][0]


def _request(run: Run, number: int) -> Call:
    override = {"name": run.container, "command": list(run.command) if run.command else None,
                "environment": pairs("name", "value").out(dict(run.environment)) if run.environment else None}
    return ecs.run_task(
        cluster=run.cluster, taskDefinition=run.task_definition, count=1,
        overrides={"containerOverrides": [{name: value for name, value in override.items() if value}]},
        networkConfiguration={"awsvpcConfiguration": dict(run.network)} if run.network else None,
        launchType=run.launch_type, platformVersion=run.platform_version,
        capacityProviderStrategy=[dict(share) for share in run.capacity_provider_strategy or ()] or None,
        startedBy=run.mark, clientToken=run.token(number), tags=TAGS.out(dict(run.tags or {})),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
