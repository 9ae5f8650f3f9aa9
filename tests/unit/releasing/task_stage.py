# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stage for conversations about tasks: the real loop, a clock that only sleep moves, answers by operation."""

from __future__ import annotations

import datetime
import typing as t

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import loop, models, waiting
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing import tasks
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import Run
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock, Scripted

SESSION = botocore.session.Session()
ECS = "arn:aws:ecs:eu-west-1:111122223333"
REVISION = f"{ECS}:task-definition/envelope-prod-api:7"
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
LOG = {"logDriver": "awslogs", "options": {
    "awslogs-group": "/ecs/envelope-prod-api", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "api"}}


def arn(task_id: str) -> str:
    return f"{ECS}:task/envelope-prod/{task_id}"


def definition(*containers: dict[str, t.Any]) -> dict[str, t.Any]:
    """What DescribeTaskDefinition answers."""
    api = {"name": "api", "essential": True, "logConfiguration": LOG}
    return {"taskDefinition": {"family": "envelope-prod-api", "taskDefinitionArn": REVISION,
                               "containerDefinitions": list(containers) or [api]}}


def task(status: str = "RUNNING", exit_code: int | None = None, task_id: str = "a1",
         **about: t.Any) -> dict[str, t.Any]:
    """A task as DescribeTasks shows it; one with an exit code has stopped."""
    api = {"name": "api", **({} if exit_code is None else {"exitCode": exit_code})}
    over = status in ("STOPPED", "DEPROVISIONING")
    ends = {"stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
            "stoppedAt": NOON + datetime.timedelta(seconds=30), "desiredStatus": "STOPPED"}
    return {"taskArn": arn(task_id), "lastStatus": status, "desiredStatus": "RUNNING", "containers": [api],
            "createdAt": NOON, "startedAt": NOON, "taskDefinitionArn": REVISION, **(ends if over else {}), **about}


def log(*messages: str, token: str = "f/1") -> dict[str, t.Any]:
    """A page of GetLogEvents."""
    return {"events": [{"message": each} for each in messages], "nextForwardToken": token, "nextBackwardToken": "b/1"}


RUN = Run(what="migration of prod 1.4.2", cluster="envelope-prod", task_definition=REVISION, container="api",
          started_by="prod/migrate", command=["php", "artisan", "migrate", "--force"], timeout=60)

ANSWERS: dict[str, t.Any] = {
    "run_task": {"tasks": [task("PROVISIONING")]},
    "describe_tasks": [{"tasks": [task("PENDING")]}, {"tasks": [task()]}, {"tasks": [task("STOPPED", 0)]}],
    "get_log_events": ["NotFound", log("Migrating", token="f/1"), log(token="f/1"), log("Done", token="f/2"),
                       log(token="f/2")],
}


class Stage:
    """Runs flows against answers by operation, and keeps what was asked and said.

    An answer is a reply, an error code, or a function of the call; of a list, the last one stays.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **answers: t.Any) -> None:
        self.clock = Clock()
        for module in (loop, waiting, tasks):
            monkeypatch.setattr(module, "time", self.clock)
        given = {"list_tasks": {}, "describe_task_definition": definition(), "get_log_events": "NotFound", **answers}
        self._answered = Scripted(**{name: list(each) if isinstance(each, list) else each
                                     for name, each in given.items()})
        self.heard: list[str] = []

    def play(self, flow: Flow, through: t.Callable[[loop.Perform], loop.Perform] = lambda perform: perform) -> t.Any:
        """What a flow returns; raises what ends it."""
        result = loop.Loop(through(self), report=self.heard.append).run([flow])[0]
        if isinstance(result, EnvelopeError):
            raise result
        return result

    def __call__(self, call: Call) -> t.Any:
        model = SESSION.get_service_model(call.service.name)
        operations = {botocore.xform_name(name): name for name in model.operation_names}
        assert models.check(call, model.operation_model(operations[call.operation])) == []
        return self._answered(call)

    def asked(self, operation: str) -> list[dict[str, t.Any]]:
        """The parameters of each call of an operation."""
        return [call.params for call in self._answered.calls if call.operation == operation]
