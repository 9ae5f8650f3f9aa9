# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run one task to its end."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Pending
from ..errors import Invalid
from ..fields import instruction, option, required, tagging
from ..kinds.ec2 import SECURITY_GROUP, SUBNET
from ..kinds.ecs import CLUSTER, TASK_DEFINITION, newest
from ..kinds.ecs.capacity import CapacityShare, strategy_problems
from ..kinds.ecs.plain_secrets import is_secret
from ..releasing.tasks import Ran, Run, attempts, awsvpc, ran, useful
from ..spelling import unknown
from ..verb import Verb
from ..wire import includes

MOST = {"subnets": 16, "security_groups": 5}
"""How many of them a task may have."""

LONGEST = 24 * 60 * 60
"""Seconds for which AWS keeps in mind that a task was asked for."""


@dataclass(frozen=True, kw_only=True)
class RunTask(Verb):
    """Run a task in an ECS cluster to its end. Its lines are shown, and the exit code of one container decides.

    A step of a release that goes on or has gone well is not run again, for the hour in which ECS shows ended tasks; one
    that failed is.
    """

    module = "ecs_run_task"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "task_definition": "envelope-prod-api", "container": "api",
        "command": ["php", "artisan", "migrate", "--force"], "subnets": ["private-a", "private-b"],
        "security_groups": ["services"], "release": "1.4.2", "step": "migrate", "timeout": 1800,
    }
    returns: t.ClassVar[dict[str, str]] = {
        "task_arn": "ARN of the task that did it.",
        "exit_code": "Exit code of the container, which is 0: any other fails the module.",
        "lines": "The last 20 lines that the container wrote.",
        "seconds": "How long the task took, by AWS's clock.",
        "started": "Whether the task was started now. An earlier run's, which goes on or has done it, is as good.",
    }

    cluster: str = required("Cluster to run it in.", find=CLUSTER)
    task_definition: str = required("What to run: a family in its newest revision, V(family:revision) or an ARN.",
                                    find=TASK_DEFINITION)
    container: str | None = option("Container whose exit code and lines count. The only essential one when left out.")
    command: list[str] | None = option("What the container runs, instead of its own command.")
    environment: dict[str, str] | None = option(
        "Variables of the container, besides its own. Everybody may see them who may describe tasks: secrets are "
        "refused here.", alike=includes)
    subnets: list[str] | None = option("Subnets to run it in, by name or id. Fargate needs them.", find=SUBNET)
    security_groups: list[str] | None = option("Security groups of the task, by name or id.", find=SECURITY_GROUP)
    assign_public_ip: bool | None = option("Whether the task gets a public address.")
    launch_type: t.Literal["FARGATE", "EC2", "EXTERNAL"] | None = option(
        "What it runs on. V(FARGATE) when left out, unless O(capacity_provider_strategy) says it.")
    capacity_provider_strategy: list[CapacityShare] | None = option("Capacity providers it may run on.")
    platform_version: str | None = option("Platform version of Fargate, such as V(LATEST).")
    release: str = required("Release that it belongs to, such as V(1.4.2).")
    step: str = required("Which step of that release it is. Release, step and tenant tell one task from another.")
    tenant: str | None = option("Tenant that it is done for.")
    timeout: int = instruction("Seconds after which it is stopped, and the module fails.", default=900)
    tags: dict[str, str] | None = tagging("Tags of the task.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.container is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,255}", self.container):
            yield f"container: {self.container!r} is not allowed: 1 to 255 letters, digits, - and _"
        if self.command == []:
            yield "command is empty: leave it out for the container's own"
        if not 1 <= self.timeout <= LONGEST:
            yield f"timeout is {self.timeout}, allowed are 1 to {LONGEST} seconds"
        yield from (f"{name} is empty" for name in ("release", "step") if not getattr(self, name).strip())
        yield from (f"environment.{name} would be there for all to read: keep it in a secret that the task definition "
                    "names" for name, value in (self.environment or {}).items() if is_secret(name, str(value)))
        yield from self._placement_problems()

    def act(self, *, check: bool) -> Flow:
        here = yield from self.resolved(pending=check)
        if isinstance(here.task_definition, Pending):
            return {"changed": True}
        definition = (yield from newest(here.task_definition))["taskDefinition"]
        run = here.run(self._chosen(definition))
        if check:
            before = [] if isinstance(run.cluster, Pending) else (yield from attempts(run))
            return {"changed": not any(useful(run, task) for task in before)}
        outcome: Ran = yield from ran(run)
        return {"changed": outcome.started, **dataclasses.asdict(outcome)}

    def run(self, container: str) -> Run:
        """What to do, once names are looked up."""
        told = [self.release, self.step, *([self.tenant] if self.tenant else [])]
        shares = self.capacity_provider_strategy
        return Run(
            what=f"{self.step} of {self.release}{f' for {self.tenant}' if self.tenant else ''}", cluster=self.cluster,
            task_definition=self.task_definition, container=container, started_by="/".join(told), command=self.command,
            environment=self.environment, timeout=self.timeout, tags=self.tags,
            network=awsvpc(self.subnets, self.security_groups, self.assign_public_ip),
            launch_type=self.launch_type or (None if shares else "FARGATE"), platform_version=self.platform_version,
            capacity_provider_strategy=[share.wire() for share in shares or ()])

    def _chosen(self, definition: t.Mapping[str, t.Any]) -> str:
        """The container that counts; raises `Invalid` where there is no such one, or none can be told."""
        containers = definition["containerDefinitions"]
        essential = [each["name"] for each in containers if each.get("essential", True)]
        if self.container is None and len(essential) == 1:
            return str(essential[0])
        if self.container is None:
            raise Invalid(f"{self.task_definition} has several essential containers: say which container counts, "
                          f"{' or '.join(essential)}")
        names = {each["name"] for each in containers}
        if self.container not in names:
            raise Invalid(f"{self.task_definition}: container {unknown(self.container, names)}")
        return self.container

    def _placement_problems(self) -> t.Iterator[str]:
        yield from strategy_problems("capacity_provider_strategy", self.capacity_provider_strategy)
        if self.launch_type and self.capacity_provider_strategy:
            yield f"launch_type {self.launch_type} and capacity_provider_strategy do not go together, give one of them"
        fargate = self.launch_type == "FARGATE" or not (self.launch_type or self.capacity_provider_strategy)
        if fargate and not self.subnets:
            yield "subnets: Fargate needs at least one"
        for name, most in MOST.items():
            if len(getattr(self, name) or ()) > most:
                yield f"{name} has {len(getattr(self, name))} entries, AWS takes {most}"
