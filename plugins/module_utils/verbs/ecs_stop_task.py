# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop a task."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Reply, Say, Wait
from ..errors import Invalid
from ..fields import instruction
from ..kinds.ecs.api import ecs
from ..on_call.services.asked import AboutServices
from ..on_call.services.tasks import busy_tasks, listed, owner, running_tasks, the_task
from ..on_call.words import counted, now
from ..releasing.task_failures import Task, task_id
from ..runbook import RETURNS, Mending, Plan, told
from ..verb import Verb

REASON = "Stopped by a person, with the runbook stop_task"
FULL = 32
"""Characters of a task's id."""


@dataclass(frozen=True, kw_only=True)
class StopTask(Mending, AboutServices):
    """Stop one task, and wait until it has; its service starts another. Without a task, list those that run."""

    module = "ecs_stop_task"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "task": "0123456789abcdef0123456789abcdef",
        "confirm": "0123456789abcdef0123456789abcdef"}
    returns: t.ClassVar[dict[str, str]] = {**RETURNS, "tasks": "The ids of the tasks that run, where none was named."}

    task: str | None = instruction("Its id, or how it begins. Left out, those that run are listed.")
    timeout: float = instruction("Seconds to wait for its end.", default=300)

    @property
    def phrase(self) -> str:
        return self.task or ""

    def problems(self) -> t.Iterator[str]:
        yield from Verb.problems(self)  # what has to be typed back is the whole id, which may have to be looked up
        if self.task and not set(self.task) <= set("0123456789abcdef-"):
            yield f"task is {self.task!r}, allowed is an id, or its beginning: digits and letters from a to f"
        if self.confirm and not self.task:
            yield "confirm without task: say which, as in -e task=..."
        elif self.confirm and (not self.confirm.startswith(self.phrase) or len(self.confirm) < FULL):
            yield f"confirm is {self.confirm!r}: allowed is the whole id of task {self.task}"

    def act(self, *, check: bool) -> Flow:
        tasks: list[Task] = yield from running_tasks(self.cluster, self.whose)
        if not self.task:
            return (yield from self._listed(tasks))
        whole = dataclasses.replace(self, task=task_id(the_task(tasks, self.task)))
        if self.confirm and self.confirm != whole.phrase:
            raise Invalid(f"confirm is {self.confirm!r}: allowed is {whole.phrase}, the id of the task")
        return (yield from Mending.act(whole, check=check))

    def look(self) -> Flow:
        tasks: list[Task] = yield from running_tasks(self.cluster, self.whose)
        task = the_task(tasks, self.phrase)
        others = sum(owner(each) == owner(task) for each in tasks) - 1
        found = listed([task], (yield from busy_tasks(self.cluster, now())), now())
        if task.get("group", "").startswith("service:"):
            found.append(f"{counted(others, 'other task')} of {owner(task)} run{'s' if others == 1 else ''}; "
                         "its service starts another instead of it")
        else:
            found.append(f"it was started once ({task.get('startedBy') or 'by a person'}): nothing starts it again")
        return Plan(found, [f"stop task {self.phrase} of {owner(task)}"])

    def mend(self, plan: Plan) -> Flow:
        yield ecs.stop_task(cluster=self.cluster, task=self.phrase, reason=REASON)
        yield Wait(ecs.describe_tasks(cluster=self.cluster, tasks=[self.phrase]), f"task {self.phrase}", _state,
                   frozenset({"STOPPED", "gone"}), timeout=self.timeout, absent="gone",
                   hint="It has until its stop_timeout; then ECS kills it")
        return [f"task {self.phrase} has stopped"]

    def _listed(self, tasks: t.Sequence[Task]) -> Flow:
        lines = listed(tasks, (yield from busy_tasks(self.cluster, now())), now())
        yield Say(f"{counted(len(tasks), 'task')} of {self.name} run{'s' if len(tasks) == 1 else ''}; "
                  f"to stop one: {self.runbook('stop_task', task='ID')}")
        yield from told(lines)
        return {"changed": False, "tasks": [task_id(each) for each in tasks], "lines": lines}


def _state(reply: Reply) -> str:
    return str(next((each["lastStatus"] for each in reply.get("tasks", ())), "gone"))
