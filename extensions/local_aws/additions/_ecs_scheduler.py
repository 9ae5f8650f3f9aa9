# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service scheduler: keeps the desired number of tasks running, and brings a service from one revision to another.

Developer guide: "Rolling update", "Deployment circuit breaker" and "Service throttle logic".  Whenever a task changes,
`_reconcile` compares what there is with what there should be (`_ecs_plan.py`), stops and starts tasks, and notes when
all is well.
"""

from __future__ import annotations

import typing as t

from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.moto_api._internal import mock_random

from ..timing import timing
from . import _ecs_plan as plan
from ._ecs_agenda import agenda_of
from ._ecs_events import Events
from ._ecs_launch import CannotPlace, Order, launch
from ._ecs_rollout import IN_REVISION, Deployment, Rollout, arn
from ._ecs_task import Given, Task
from ._ecs_throttle import Throttle

TRIPPED = "tasks failed to start."


class Scheduler:
    """All that is deployed of one service; `rollouts` has the PRIMARY first, `deployments` the newest."""

    def __init__(self, backend: EC2ContainerServiceBackend, service: Service) -> None:
        self._backend, self._service = backend, service
        self._agenda = agenda_of(backend)
        self._events = Events(service, self._agenda)
        self._throttle = Throttle(self._agenda)
        self._last_good: Rollout | None = None
        self._steady = self._due = False
        self.rollouts: list[Rollout] = []
        self.deployments: list[Deployment] = []
        self.history: list[Rollout] = []

    @property
    def _given(self) -> Given:
        return t.cast(Given, self._service.given)  # type: ignore[attr-defined]

    @property
    def _desired(self) -> int:
        return int(self._service.desired_count)

    def deploy(self) -> None:
        """Begin to bring the service to what is given now, and give up what was under way."""
        now = self._agenda.date
        self._supersede("Service deployment was stopped because it was replaced by a newer service deployment.")
        sources = [each for each in self.rollouts if each.unstopped]
        rollout = Rollout(str(mock_random.randint(10**18, 10**19 - 1)), dict(self._given), now, now)
        rollout.reason = f"ECS deployment {rollout.id} in progress."
        configuration = self._given["deploymentConfiguration"]
        identity = mock_random.get_random_string(length=21, include_digits=True)
        self.rollouts = [rollout, *sources]
        self.history.insert(0, rollout)
        self.deployments.insert(0, Deployment(identity, rollout, sources, now, configuration))
        self._throttle.clear()
        self._agenda.after(0, self._begin)

    def scale(self) -> None:
        """The desired count is another one."""
        self._soon()

    def delete(self) -> None:
        """Stop every task; the service is INACTIVE when the last of them has stopped."""
        self._supersede("Service deployment was stopped because the service was deleted.")
        self._service.status, self._service.desired_count = "DRAINING", 0
        self._soon()

    def changed(self, task: Task) -> None:
        if task.last_status == "ACTIVATING":
            self._events.registered(task)
        self._soon()

    def checked(self, task: Task, reason: str | None) -> None:
        """A healthy task counts; an unhealthy one is replaced as soon as its grace period is over."""
        rollout = task.rollout
        if reason is None:
            if self._given["deploymentConfiguration"]["deploymentCircuitBreaker"].get("resetOnHealthyTask", True):
                self._failures_are(rollout, 0)
            self._soon()
            return
        grace = min(self._given.get("healthCheckGracePeriodSeconds") or 0, timing.grace_seconds)
        lived = (self._agenda.date - task.times["startedAt"]).total_seconds()
        self._agenda.after(max(0.0, grace - lived), lambda: self._replace(task, reason))

    def failed(self, task: Task) -> None:
        """A task has ended by itself."""
        started = task.times.get("startedAt")
        lived = (self._agenda.date - started).total_seconds() if started else 0.0
        self._throttle.failed(lived)
        self._count_failure(task.rollout)
        self._soon()

    def shown(self) -> list[Given]:
        return [each.shown(each is self.rollouts[0], self._desired) for each in self.rollouts]

    def _replace(self, task: Task, reason: str) -> None:
        if task.alive:
            self._events.unhealthy(task, reason)
            task.life.stop(reason, "ServiceSchedulerInitiated")
            self.failed(task)

    def _soon(self) -> None:
        """Reconcile once, whatever else happens at this moment."""
        if not self._due:
            self._due = True
            self._agenda.after(0, self._reconcile)

    def _begin(self) -> None:
        deployment = self.deployments[0]
        if deployment.status == "PENDING":
            deployment.enter("IN_PROGRESS", self._agenda.date)
        self._reconcile()

    def _supersede(self, reason: str) -> None:
        if self.deployments and self.deployments[0].under_way:
            self.deployments[0].enter("STOPPED", self._agenda.date, reason)

    def _reconcile(self) -> None:
        self._due = False
        if self._service.status == "ACTIVE":
            self._stop(plan.superseded(self.rollouts, self._desired, self._percent("minimumHealthyPercent", 100)))
            self._stop(plan.surplus(self.rollouts[0], self._desired))
            self._start_missing()
        else:
            for rollout in self.rollouts:
                self._stop(rollout.alive)
        self._settle()
        self.tally()

    def _start_missing(self) -> None:
        primary = self.rollouts[0]
        missing = plan.missing(self.rollouts, self._desired, self._percent("maximumPercent", 200))
        if not missing or self._throttle.holds(self._reconcile):
            return
        started: list[Task] = []
        for _unused in range(missing):
            try:
                started.append(self._launch(primary))
            except CannotPlace as error:
                self._events.unplaced(str(error))
                self._throttle.failed(0.0)
                self._count_failure(primary)
                if not self._throttle.holds(self._reconcile):
                    self._soon()
                break
        self._events.started(started)

    def _launch(self, rollout: Rollout) -> Task:
        cluster = self._backend.clusters[self._service.cluster_name]
        definition = self._backend.describe_task_definition(rollout.given["taskDefinition"])
        group = f"service:{self._service.name}"
        order = Order(definition, rollout.given, group, rollout.id, self._service.name, self._tags(definition))
        order.watcher = self
        task = launch(self._backend, cluster, order)
        task.rollout = rollout
        rollout.tasks.append(task)
        self._steady = False
        return task

    def _tags(self, definition: t.Any) -> list[dict[str, str]]:
        source = {"SERVICE": self._service, "TASK_DEFINITION": definition}.get(self._given.get("propagateTags", "NONE"))
        tags = list(source.tags or []) if source else []
        if self._given.get("enableECSManagedTags"):
            tags.append({"key": "aws:ecs:clusterName", "value": self._service.cluster_name})
            tags.append({"key": "aws:ecs:serviceName", "value": self._service.name})
        return tags

    def _stop(self, tasks: t.Sequence[Task]) -> None:
        for task in tasks:
            reason = f"Scaling activity initiated by (deployment {self.rollouts[0].id})"
            task.life.stop(reason, "ServiceSchedulerInitiated")
            self._steady = False
        self._events.stopped(tasks)

    def _count_failure(self, rollout: Rollout) -> None:
        if not self.rollouts or rollout is not self.rollouts[0] or rollout.state != "IN_PROGRESS":
            return
        self._failures_are(rollout, rollout.failed + 1)
        deployment = self.deployments[0]
        if deployment.breaker.get("enable") and rollout.failed >= deployment.threshold(self._desired):
            self._trip(rollout, deployment)

    def _failures_are(self, rollout: Rollout, count: int) -> None:
        rollout.failed = count
        if rollout is self.deployments[0].target:
            self.deployments[0].failures = count

    def _trip(self, rollout: Rollout, deployment: Deployment) -> None:
        """The circuit breaker gives the rollout up and, if it may and can, returns to the last one that completed."""
        now, good = self._agenda.date, self._last_good
        rollout.enter("FAILED", f"ECS deployment circuit breaker: {TRIPPED}", now)
        self._events.failed(rollout)
        deployment.triggered = True
        if rollout is not deployment.target:
            deployment.enter("ROLLBACK_FAILED", now, "Service deployment rollback failed: " + TRIPPED)
        elif good is None or not deployment.breaker.get("rollback"):
            text = "Service deployment failed because the circuit breaker threshold was exceeded."
            deployment.enter("STOPPED", now, text)
        else:
            self._roll_back(good, deployment)

    def _roll_back(self, good: Rollout, deployment: Deployment) -> None:
        now = self._agenda.date
        reason = "Service deployment rolled back because the circuit breaker threshold was exceeded."
        revision = arn(self._service, "service-revision", good.number)
        deployment.rollback = {"reason": reason, "startedAt": now, "serviceRevisionArn": revision}
        deployment.enter("ROLLBACK_IN_PROGRESS", now, reason)
        good.failed = 0
        good.enter("IN_PROGRESS", f"ECS deployment circuit breaker: rolling back to deploymentId {good.id}.", now)
        self.rollouts = [good, *(each for each in self.rollouts if each is not good)]
        for key in (*IN_REVISION, "taskDefinition", "platformVersion"):
            self._given.pop(key, None)
            if key in good.given:
                self._given[key] = good.given[key]
        self._service.task_definition = good.given["taskDefinition"]
        self._throttle.clear()
        self._events.rolls_back(good)
        self._soon()

    def _settle(self) -> None:
        """Drop rollouts whose last task has stopped, and note what is reached."""
        active = self._service.status == "ACTIVE"
        self.rollouts = [each for n, each in enumerate(self.rollouts) if (active and n == 0) or each.unstopped]
        if not active:
            self._service.status = "DRAINING" if self.rollouts else "INACTIVE"
            return
        if not plan.at_rest(self.rollouts, self._desired):
            self._steady = False
            return
        if self.rollouts[0].state == "IN_PROGRESS":
            self._complete(self.rollouts[0])
        if not self._steady:
            self._events.steady()
            self._steady = True

    def _complete(self, rollout: Rollout) -> None:
        now, deployment = self._agenda.date, self.deployments[0]
        rollout.enter("COMPLETED", f"ECS deployment {rollout.id} completed.", now)
        self._last_good = rollout
        rolled_back = rollout is not deployment.target
        deployment.enter("ROLLBACK_SUCCESSFUL" if rolled_back else "SUCCESSFUL", now)
        self._events.completed(rollout)

    def tally(self) -> None:
        """Count, for what moto's other parts read; tasks that have stopped are no longer ours."""
        for each in self.rollouts:
            each.tasks = each.unstopped
        self._service.running_count = sum(each.running for each in self.rollouts)
        self._service.pending_count = sum(each.pending for each in self.rollouts)
        self._service.deployments = self.shown()

    def _percent(self, name: str, default: int) -> int:
        return int(self._given["deploymentConfiguration"].get(name, default))
