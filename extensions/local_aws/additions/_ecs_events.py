# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service says of itself, in AWS's words (developer guide, "Amazon ECS service event messages")."""

from __future__ import annotations

import typing as t

from moto.ecs.models import Service
from moto.moto_api._internal import mock_random

from ._agenda import Agenda
from ._ecs_rollout import Rollout
from ._ecs_task import Task

KEPT = 100
TROUBLE = "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide."


class Events:
    """The events of one service, the newest first."""

    def __init__(self, service: Service, agenda: Agenda) -> None:
        self._service, self._agenda = service, agenda

    def started(self, tasks: t.Sequence[Task]) -> None:
        if tasks:
            self._say(f"has started {len(tasks)} tasks: {_named(tasks)}.")

    def stopped(self, tasks: t.Sequence[Task]) -> None:
        if not tasks:
            return
        self._say(f"has stopped {len(tasks)} running tasks: {_named(tasks)}.")
        count = sum(1 for task in tasks if task.last_status == "DEACTIVATING")
        for group in self._groups() if count else ():
            self._say(f"deregistered {count} targets in (target-group {group})")

    def registered(self, task: Task) -> None:
        for group in self._groups():
            self._say(f"registered 1 targets in (target-group {group})")

    def unhealthy(self, task: Task, reason: str) -> None:
        if "(target-group" in reason:
            group = reason.partition("(target-group ")[2].rstrip(")")
            cause = "(reason Health checks failed with these codes: [502])"
            self._say(f"(task {task.id}) is unhealthy in (target-group {group}) due to {cause}.")
        else:
            self._say(f"(task {task.id}) failed container health checks.")

    def unplaced(self, reason: str) -> None:
        if "Container Instances" in reason:
            text = "because no container instance met all of its requirements. "
            self._say(f"was unable to place a task {text}Reason: {reason} {TROUBLE}")
        else:
            self._say(f"was unable to place a task because {reason.rstrip('.')}. {TROUBLE}")

    def failed(self, rollout: Rollout) -> None:
        self._say(f"(deployment {rollout.id}) deployment failed: tasks failed to start.")

    def rolls_back(self, rollout: Rollout) -> None:
        self._say(f"rolling back to (deployment {rollout.id}).")

    def completed(self, rollout: Rollout) -> None:
        self._say(f"(deployment {rollout.id}) deployment completed.")

    def steady(self) -> None:
        self._say("has reached a steady state.")

    def _groups(self) -> list[str]:
        return [each["targetGroupArn"] for each in self._service.load_balancers if each.get("targetGroupArn")]

    def _say(self, text: str) -> None:
        message = f"(service {self._service.name}) {text}"
        event = {"id": str(mock_random.uuid4()), "createdAt": self._agenda.date, "message": message}
        self._service.events = [event, *self._service.events][:KEPT]


def _named(tasks: t.Sequence[Task]) -> str:
    return " ".join(f"(task {task.id})" for task in tasks)
