# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A migration: a task with the new image, run once to its end before any service is touched."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import Invalid
from ..fields import option, required
from ..kinds.ecs.api import ecs
from ..resource import Part
from ..spelling import unknown
from .task_failures import described, task_id
from .tasks import Ran, Run, ran


@dataclass(frozen=True, kw_only=True)
class Migrate(Part):
    """What is run once, with the new images, before any service is touched."""

    service: str = required("The service whose task definition and network it has.")
    container: str = required("The container it is run in, whose exit code counts.")
    command: list[str] = required("The command.")
    environment: dict[str, str] | None = option("Variables it has besides the container's own.")
    timeout: float | None = option("Seconds it may take. 1800 when left out.")
    contracting: bool | None = option(
        "Whether it takes away what the release before needs: then nobody goes back behind this release by accident.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not self.command:
            yield "command is empty"
        if self.timeout is not None and self.timeout <= 0:
            yield f"timeout is {self.timeout:g}, allowed are more than 0 seconds"


@dataclass(frozen=True)
class Migration:
    asked: Migrate
    name: str
    """Whose migration it is: the platform's or a tenant's."""

    def done(self, service: t.Mapping[str, t.Any], definition: t.Mapping[str, t.Any], revision: str, release: str,
             meanwhile: t.Callable[[], Flow]) -> Flow:
        """What became of it, for the module's result; raises `TaskFailed`.

        `service` is as DescribeServices shows it, `revision` the ARN of the new `definition`.
        """
        asked = self.asked
        network = (service.get("networkConfiguration") or {}).get("awsvpcConfiguration")
        run = Run(
            what=f"migration of {self.name} to {release}", cluster=service["clusterArn"], task_definition=revision,
            container=asked.container, started_by=f"{release}/migrate/{self.name}", command=asked.command,
            environment=asked.environment, network=network, launch_type=service.get("launchType"),
            capacity_provider_strategy=service.get("capacityProviderStrategy"),
            platform_version=service.get("platformVersion"), timeout=1800 if asked.timeout is None else asked.timeout)
        yield from self._refuse_another(run)
        result: Ran = yield from ran(run, meanwhile)
        return {"task_arn": result.task_arn, "exit_code": result.exit_code, "seconds": result.seconds,
                "started": result.started}

    def fits(self, definition: t.Mapping[str, t.Any]) -> None:
        """Raise `Invalid` where the task definition does not have the container."""
        containers = [each["name"] for each in definition["containerDefinitions"]]
        if self.asked.container not in containers:
            raise Invalid(f"migrate.container: {unknown(self.asked.container, containers)}")

    def _refuse_another(self, run: Run) -> Flow:
        """Raise `Invalid` while the migration of another release runs.

        The lock does not tell: where a run was killed it expires, and the task that it had started goes on.
        """
        alike = _mark(re.escape(self.name))
        listed = yield ecs.list_tasks(cluster=run.cluster, family=run.family, desiredStatus="RUNNING")
        for task in (yield from described(run.cluster, listed.get("taskArns", ()))):
            by = task.get("startedBy", "")
            if by != run.mark and alike.fullmatch(by):
                raise Invalid(f"another migration of {self.name} runs, task {task_id(task)} (started by {by}); two at "
                              "once could spoil the database: run the same command when that one has ended")


def whose_migration(task: t.Mapping[str, t.Any]) -> str:
    """Whose migration a task is, the platform's or a tenant's; empty for a task that is none."""
    mark = _mark("(?P<name>.+?)").fullmatch(task.get("startedBy", ""))
    return mark["name"] if mark else ""


def _mark(name: str) -> re.Pattern[str]:
    """By what the migrations of this name are started, of any release."""
    return re.compile(rf"[^/]*/migrate/{name}(-[0-9a-f]{{12}})?")
