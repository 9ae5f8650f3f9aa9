# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""See how to open a shell in a container."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, here
from ..errors import Invalid
from ..fields import instruction
from ..kinds.ecs.api import newest
from ..on_call.services.asked import AboutService
from ..on_call.services.found import the_service
from ..on_call.services.shell import chosen, lacking, line
from ..on_call.services.tasks import owner, running_tasks, the_task
from ..releasing.task_failures import Task
from ..runbook import told


@dataclass(frozen=True, kw_only=True)
class ShowExec(AboutService):
    """Say by which command a shell is opened in a container of a service, and what it lacks.

    Runs and changes nothing.
    """

    module = "ecs_show_exec"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "service": "api", "command": "/bin/sh"}
    returns: t.ClassVar[dict[str, str]] = {
        "command": "The command line, to be pasted.",
        "lacking": "What keeps it from working, and what would help.",
        "lines": "The same for a person.",
    }

    task: str | None = instruction("The id of a task, or how it begins. The oldest of the service when left out.")
    container: str | None = instruction("The container. The first essential one when left out.")
    command: str = instruction("What to run in it.", default="/bin/sh")

    def act(self, *, check: bool) -> Flow:
        yield from the_service(self.cluster, self.name, self.whole)
        tasks: list[Task] = yield from running_tasks(self.cluster, self.whose, self.whole)
        mine = [each for each in tasks if owner(each) == self.whole and each["lastStatus"] == "RUNNING"]
        if not mine:
            raise Invalid(f"no task of {self.whole} runs: {self.runbook('explain_deployment', service=self.short)}")
        task = the_task(mine, self.task) if self.task else mine[0]
        definition = (yield from newest(task["taskDefinitionArn"]))["taskDefinition"]
        container = chosen(definition, self.container)
        region = (yield here())["region"]
        lacks, unsure = yield from lacking(task, container, definition)
        command = line(region, self.cluster, task, container, self.command)
        lines = [*(f"it does not work yet: {each}" for each in lacks), *unsure, command,
                 "it needs the AWS CLI with its Session Manager plugin; clients use what it is opened in"]
        yield from told(lines)
        return {"changed": False, "command": command, "lacking": lacks, "lines": lines}
