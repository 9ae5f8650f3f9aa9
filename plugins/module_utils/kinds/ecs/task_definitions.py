# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Task definitions."""

from __future__ import annotations

import contextlib
import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply
from ...errors import Absent, AwsError, Unseen
from ...fields import computed, instruction, key, option, required, scope, tagging
from ...resource import Part, Resource, properties
from ...tagging import retag
from ...whole import Whole
from ...wire import Codec, includes, unordered
from ..iam import ROLE
from .api import CLUSTER, TAGS, ecs, newest, registered, running, usable
from .container_parts import Defaults
from .containers import Container
from .images import keeping
from .moved_secrets import refusal, would_lose
from .task_definition_rules import rule_problems
from .volumes import Volume

number = Codec(
    lambda value: None if value is None else str(value),
    lambda found: int(found) if str(found).isdigit() else found,
)
"""A number that ECS takes and gives as a string."""

Changes = dict[str, tuple[t.Any, t.Any]]


@dataclass(frozen=True, kw_only=True)
class RuntimePlatform(Whole, Part):
    """The machine that containers are built for."""

    defaults: t.ClassVar[Defaults] = {"cpu_architecture": "X86_64", "operating_system_family": "LINUX"}

    cpu_architecture: t.Literal["X86_64", "ARM64"] | None = option("Processor, V(X86_64) when left out.")
    operating_system_family: str | None = option("Operating system, V(LINUX) when left out.")


@dataclass(frozen=True, kw_only=True)
class PlacementConstraint(Whole, Part):
    """Which container instances may run the task."""

    type: t.Literal["memberOf"] = required("What kind of constraint it is.")
    expression: str = required("What holds for such an instance, in the language of ECS.")


@dataclass(frozen=True, kw_only=True)
class TaskDefinition(Whole, Resource):
    """What an ECS task is made of: a family, of which every real difference registers a new revision."""

    plural = "ecs_task_definitions"
    renewed: t.ClassVar[bool] = True
    defaults: t.ClassVar[Defaults] = {"enable_fault_injection": False}
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "family": "envelope-prod-api", "service": "envelope-prod-api",
        "deployed": True, "cpu": 512, "memory": 1024, "network_mode": "awsvpc",
        "requires_compatibilities": ["FARGATE"], "execution_role": "envelope-prod-ecs-execution",
        "task_role": "envelope-prod-api", "runtime_platform": {"cpu_architecture": "ARM64"}, "ephemeral_storage": 30,
        "volumes": [{"name": "scratch"}],
        "containers": [{
            "name": "api", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/envelope-prod/api:2026.11.1",
            "command": ["php-fpm"], "port_mappings": [{"container_port": 8080}],
            "environment": {"APP_ENV": "production", "APP_URL": "https://api.envelope.example"},
            "environment_from": {"DB_HOST": "rds_instances:envelope-prod:endpoint"},
            "secrets": {"APP_KEY": "envelope-prod/app:APP_KEY", "DB_PASSWORD": "rds_instances:envelope-prod:password"},
            "health_check": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/up"], "start_period": 60},
            "log_configuration": {"log_driver": "awslogs", "options": {
                "awslogs-group": "/ecs/envelope-prod-api", "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "api"}},
            "linux_parameters": {"init_process_enabled": True}, "stop_timeout": 60,
            "mount_points": [{"source_volume": "scratch", "container_path": "/scratch"}]}],
        "tags": {"project": "envelope", "environment": "prod"},
    }

    cluster: str | None = scope(
        "Cluster in which each O(ecs_task_definitions[].service) is.", default=None, find=CLUSTER)
    family: str = key("Name of the task definition.")
    service: str | None = instruction(
        "Service that runs it. What is described is compared with the revision that this service runs, rather than "
        "with the newest one, which a deploy that failed may have left. Needs O(cluster).")
    deployed: bool = instruction(
        "A deploy owns the tags of its images: where the repository of a container's image is the same, the tag or "
        "digest that is in use is kept. In use is what O(ecs_task_definitions[].service) runs, or where that is left "
        "out, the newest revision.", default=False)
    cpu: int | None = option("CPU units, 1024 to a core. Fargate has pairs of O(ecs_task_definitions[].cpu) and "
                             "O(ecs_task_definitions[].memory).", codec=number)
    memory: int | None = option("Memory in MiB.", codec=number)
    execution_role: str | None = option(
        "Role with which ECS pulls images, reads secrets and writes logs: name or ARN.", wire="executionRoleArn",
        find=ROLE)
    task_role: str | None = option("Role that the containers have: name or ARN.", wire="taskRoleArn", find=ROLE)
    network_mode: t.Literal["awsvpc", "bridge", "host", "none"] | None = option("The network, V(awsvpc) when left out.")
    requires_compatibilities: list[str] | None = option(
        "What it must be able to run on: V(FARGATE) when left out, V(EC2), V(EXTERNAL).", alike=unordered)
    runtime_platform: RuntimePlatform | None = option("The machine that the containers are built for.")
    ephemeral_storage: int | None = option(
        "GiB of disk on Fargate, 21 to 200. 20 when left out.", wire="ephemeralStorage.sizeInGiB")
    volumes: list[Volume] | None = option("Volumes that the containers share.", alike=unordered)
    containers: list[Container] | None = option(
        "The containers. What one of them does not mention is as AWS has it by default.", wire="containerDefinitions",
        alike=unordered)
    pid_mode: t.Literal["task", "host"] | None = option(
        "Whose processes the containers see. Each its own when left out.")
    ipc_mode: t.Literal["task", "host", "none"] | None = option("Whose shared memory they see. Not on Fargate.")
    enable_fault_injection: bool | None = option("Whether faults may be injected for experiments.")
    placement_constraints: list[PlacementConstraint] | None = option(
        "Which instances may run it. Not on Fargate.", alike=unordered)
    tags: dict[str, str] | None = tagging(codec=TAGS)
    arn: str | None = computed(
        "ARN of the revision that is as described: what its service runs, or else the newest.",
        wire="taskDefinitionArn")
    revision: int | None = computed("Number of that revision.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.service and not self.cluster:
            yield f"service {self.service} needs the cluster that it is in"
        if self.containers is not None:
            yield from rule_problems(self)

    def resolved(self, *, pending: bool = False) -> Flow:
        whole = yield from super().resolved(pending=pending)
        return dataclasses.replace(
            whole, network_mode=self.network_mode or "awsvpc",
            requires_compatibilities=self.requires_compatibilities or ["FARGATE"])

    def changes(self, now: TaskDefinition | None) -> Changes:
        """What differs; what this leaves out while a revision has it differs too."""
        if now is None:
            return super().changes(None)
        mine, there = self._kept(now).bare(), now.bare()
        found = {p.name: (getattr(there, p.name), getattr(mine, p.name)) for p in properties(type(self), "option")
                 if p.name != "tags" and not p.alike(getattr(mine, p.name), getattr(there, p.name))}
        if self.tags is not None and not includes(self.tags, now.tags):
            found["tags"] = now.tags, self.over(now).tags
        return found

    def over(self, now: TaskDefinition | None) -> TaskDefinition:
        """This with tags of others, and with the revision that stays where only tags differ."""
        if now is None:
            return self
        tagged = dataclasses.replace(self._kept(now), tags={**(now.tags or {}), **(self.tags or {})} or None)
        if dataclasses.replace(self, tags=None).changes(now):
            return tagged
        return dataclasses.replace(tagged, arn=now.arn, revision=now.revision)

    def bare(self) -> TaskDefinition:
        said = super().bare()
        if said.network_mode not in ("awsvpc", "host"):
            return said
        return dataclasses.replace(said, containers=[each.on_the_host() for each in said.containers or ()] or None)

    def read(self) -> Flow:
        """The revision that its service runs, or the newest one where that is as described and only not run yet."""
        reply = yield from running(self.cluster, self.service)
        runs = self._taken(reply) if reply and usable(reply, self.family) else None
        if runs and not self._differs(runs):
            return runs
        try:
            lost = yield from self._lost(reply)
        except Unseen as unseen:
            with contextlib.suppress(Absent):
                unseen.seen = yield from self._newest(runs)
            raise
        return runs if lost else (yield from self._newest(runs))  # a newer one would take them away as well

    def _newest(self, runs: TaskDefinition | None) -> Flow:
        """The newest revision where it is as described, or else the one that runs."""
        latest = self._taken((yield from newest(self.family)))
        if runs is None:  # what was described for a service that never came is in use nowhere
            return dataclasses.replace(latest, deployed=self.deployed and not self.service)
        return runs if dataclasses.replace(self._kept(runs), deployed=False)._differs(latest) else latest

    def impossible(self, now: TaskDefinition | None, changes: Changes) -> Flow:
        """Why a plain secret does not make room for another one: nobody could go back.

        What its service runs counts, be it of another family, in which there is nothing of ours yet.
        """
        if changes.keys() <= {"tags"} or not any(each.secrets for each in self.containers or ()):
            return ""
        reply = yield from running(self.cluster, self.service)
        return refusal((yield from self._lost(reply)), reply)

    def _lost(self, reply: t.Mapping[str, t.Any] | None) -> Flow:
        """The plain secrets of what runs that would have other values."""
        try:
            return (yield from would_lose(self.containers or (), reply))
        except AwsError as error:
            if not error.denied:
                raise
            raise Unseen(error, "whether secrets that move keep their values", None) from error

    def create(self) -> Flow:
        yield from registered(ecs.register_task_definition(**dataclasses.replace(self, cluster=None).wire()))

    def update(self, now: TaskDefinition, changed: t.AbstractSet[str]) -> Flow:
        if changed == {"tags"}:
            yield from retag(ecs, now.tags, self.tags, resourceArn=now.arn)
        else:
            yield from self.create()

    def delete(self) -> Flow:
        listed = yield ecs.list_task_definitions(familyPrefix=self.family, status="ACTIVE")
        for arn in listed.get("taskDefinitionArns", ()):
            if arn.rpartition("/")[2].partition(":")[0] == self.family:
                yield ecs.deregister_task_definition(taskDefinition=arn)

    def _taken(self, reply: Reply) -> TaskDefinition:
        found = reply["taskDefinition"]
        return self.seen({
            **found, "networkMode": found.get("networkMode") or "bridge",
            "requiresCompatibilities": found.get("requiresCompatibilities") or ["EC2"], "tags": reply.get("tags"),
        }).bare()

    def _differs(self, now: TaskDefinition) -> bool:
        """Whether it takes a revision of its own."""
        return bool(self.changes(now).keys() - {"tags"})

    def _kept(self, now: TaskDefinition) -> TaskDefinition:
        """This, with the images that a deploy has put into `now`."""
        if not (self.deployed and now.deployed):
            return self
        return dataclasses.replace(self, containers=keeping(self.containers or (), now.containers or ()) or None)
