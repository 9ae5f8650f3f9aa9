# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a task, from PROVISIONING to STOPPED (developer guide, "Task lifecycle")."""

from __future__ import annotations

import typing as t

from moto.ec2.models import ec2_backends
from moto.ecs.models import EC2ContainerServiceBackend

from ..timing import timing
from . import elbv2_targets as targets
from ._ecs_agenda import agenda_of
from ._ecs_starting import CannotStart, check_start, image_digest
from ._ecs_task import NEVER_STARTED, Container, Given, Task
from .logs import print_line

ESSENTIAL_EXITED = "Essential container in task exited"
TERMINATED = 143
KEPT_SECONDS = 3600.0


class Watcher(t.Protocol):
    """Whoever keeps a task running."""

    def changed(self, task: Task) -> None:
        """Its status is another."""

    def checked(self, task: Task, reason: str | None) -> None:
        """Its health was checked; None: it is healthy."""

    def failed(self, task: Task) -> None:
        """It did not start, or a container that it cannot do without has ended."""


class Life:
    """Takes one task through its states, by the timings in force when each step begins."""

    def __init__(
        self, backend: EC2ContainerServiceBackend, task: Task, balancers: t.Sequence[Given], watcher: Watcher | None
    ) -> None:
        self._backend, self._agenda = backend, agenda_of(backend)
        self._task, self._watcher = task, watcher
        self._targets = targets.of_task(backend, task, balancers)

    def begin(self) -> None:
        self._in_a_third(self._pull)

    def stop(self, reason: str, code: str) -> None:
        """Begin to stop the task: its targets are let go first, then its containers end."""
        task = self._task
        if not task.alive:
            return
        task.desired_status, task.stopped_reason, task.stop_code = "STOPPED", reason, code
        task.times["stoppingAt"] = self._agenda.date
        if task.last_status in NEVER_STARTED:
            self._become("DEPROVISIONING")
            self._agenda.after(timing.stop_seconds, self._stopped)
            return
        self._become("DEACTIVATING")
        seconds = timing.drain_seconds if self._targets else 0.0
        for each in self._targets:
            each.drain()
        self._agenda.after(seconds, self._terminate)

    def _pull(self) -> None:
        if not self._task.alive:
            return
        self._become("PENDING")
        self._task.times["pullStartedAt"] = self._agenda.date
        try:
            check_start(self._backend, self._task)
        except CannotStart as error:
            self._fail_to_start(str(error), error.container)
            return
        for container in self._task.containers:
            container.image_digest = image_digest(self._backend, container.definition["image"])
        self._in_a_third(self._activate)

    def _activate(self) -> None:
        if not self._task.alive:
            return
        self._task.times["pullStoppedAt"] = self._agenda.date
        self._become("ACTIVATING")
        for each in self._targets:
            each.register()
        self._in_a_third(self._run)

    def _run(self) -> None:
        task = self._task
        if not task.alive:
            return
        task.times["startedAt"] = self._agenda.date
        self._become("RUNNING")
        for number, container in enumerate(task.containers):
            container.last_status = "RUNNING"
            container.runtime_id = f"{task.id.replace('-', '')}-{number:010d}"
            self._start(container)
        seconds = max(c.behaviour.seconds if c.behaviour.exit_code is None else 0.0 for c in task.containers)
        self._agenda.after(max(seconds, timing.health_seconds), self._check)

    def _start(self, container: Container) -> None:
        """Have a container print its lines, spread over the time it takes, and exit if it does."""
        behaviour = container.behaviour
        exits = behaviour.exit_code is not None
        gap = behaviour.seconds / len(behaviour.lines) if exits and behaviour.lines else 0.0
        for number, line in enumerate(behaviour.lines):
            self._agenda.after(number * gap, lambda line=line: self._print(container, line))  # type: ignore[misc]
        if exits:
            self._agenda.after(behaviour.seconds, lambda: self._exit(container))

    def _print(self, container: Container, line: str) -> None:
        if container.last_status == "RUNNING":
            print_line(self._backend, self._task, container, line, self._agenda.now)

    def _exit(self, container: Container) -> None:
        if container.last_status != "RUNNING":
            return
        container.last_status, container.exit_code = "STOPPED", container.behaviour.exit_code
        running = any(each.last_status == "RUNNING" for each in self._task.containers)
        if self._task.alive and (container.essential or not running):
            self.stop(ESSENTIAL_EXITED, "EssentialContainerExited")
            if self._watcher:
                self._watcher.failed(self._task)

    def _fail_to_start(self, reason: str, container: Container | None) -> None:
        if container:
            container.reason = reason
        self.stop(reason, "TaskFailedToStart")
        if self._watcher:
            self._watcher.failed(self._task)

    def _check(self) -> None:
        """The first health checks are over: the load balancer's, and those that containers have of their own."""
        if not self._task.alive:
            return
        reason = None
        for container in self._task.containers:
            healthy = container.behaviour.healthy
            if container.definition.get("healthCheck"):
                container.health_status = "HEALTHY" if healthy else "UNHEALTHY"
                reason = reason if healthy else "Task failed container health checks"
        for each in self._targets:
            healthy = each.container.behaviour.healthy
            each.judge(healthy)
            reason = reason if healthy else f"Task failed ELB health checks in (target-group {each.arn})"
        self._task.healthy = reason is None
        if self._watcher:
            self._watcher.checked(self._task, reason)

    def _terminate(self) -> None:
        self._become("STOPPING")
        for each in self._targets:
            each.deregister()
        self._agenda.after(timing.stop_seconds / 2, self._deprovision)

    def _deprovision(self) -> None:
        for container in self._task.containers:
            if container.last_status == "RUNNING":
                container.exit_code = TERMINATED
        self._task.times["executionStoppedAt"] = self._agenda.date
        self._become("DEPROVISIONING")
        self._agenda.after(timing.stop_seconds / 2, self._stopped)

    def _stopped(self) -> None:
        for container in self._task.containers:
            container.last_status = "STOPPED"
        self._task.times["stoppedAt"] = self._agenda.date
        self._release()
        self._become("STOPPED")
        self._agenda.after(KEPT_SECONDS, self._forget)

    def _release(self) -> None:
        """Give the address back, to the subnet that it is of if that is still there."""
        zones = ec2_backends[self._backend.account_id][self._backend.region_name].subnets
        for attachment in self._task.attachments:
            attachment["status"] = "DELETED"
            subnet = zones[self._task.availability_zone or ""].get(self._task.detail("subnetId") or "")
            if subnet:
                subnet.del_subnet_ip(self._task.detail("privateIPv4Address") or "")

    def _forget(self) -> None:
        self._backend.tasks.get(self._task.cluster_name, {}).pop(self._task.task_arn, None)

    def _become(self, status: str) -> None:
        self._task.last_status = status
        self._task.version += 1
        for attachment in self._task.attachments:
            attachment["status"] = "ATTACHED" if status not in ("PROVISIONING", "STOPPED") else attachment["status"]
        if self._watcher:
            self._watcher.changed(self._task)

    def _in_a_third(self, step: t.Callable[[], None]) -> None:
        self._agenda.after(timing.start_seconds / 3, step)
