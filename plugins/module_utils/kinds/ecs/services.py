# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Pending, Reply, Wait
from ...errors import Absent, AwsError, Invalid
from ...fields import computed, instruction, key, option, scope, tagging
from ...resource import Resource
from ...tagging import retag
from ...wire import Case, Codec, camel, truth, unordered
from ..ec2 import SECURITY_GROUP, SUBNET
from .api import CLUSTER, TAGS, TASK_DEFINITION, ecs, linked, named, switch
from .capacity import CapacityShare
from .service_parts import CircuitBreaker, DeploymentAlarms, ServiceLoadBalancer, ServiceRegistry
from .service_rules import rule_problems

network = "networkConfiguration.awsvpcConfiguration"
rollout = "deploymentConfiguration"

FORCED = frozenset({"capacity_provider_strategy"})
"""Changes that AWS takes only with a new deployment, and does not begin one by itself."""

propagation = Codec(lambda value: value, lambda found: found or "NONE")


def revision(wanted: str, now: str | None) -> bool:
    """Whether a revision runs, by `family:revision` or ARN."""
    return wanted.rpartition("/")[2] == (now or "").rpartition("/")[2]


def _deployment(found: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    return {"id": found.get("id"), "status": found.get("status"), "rollout_state": found.get("rolloutState"),
            "task_definition": found.get("taskDefinition"), "running_count": found.get("runningCount")}


states = Codec(lambda value: None, lambda found: [_deployment(each) for each in found or ()])


@dataclass(frozen=True, kw_only=True)
class EcsService(Resource):
    """A service, which keeps tasks running in an ECS cluster. It is changed without waiting for the rollout."""

    plural = "ecs_services"
    casing: t.ClassVar[Case] = staticmethod(camel)
    fixed = frozenset({"launch_type", "scheduling_strategy"})
    kept = ("its tasks would all end: say what is there, or make one under another name; "
            "capacity_provider_strategy may take the place of launch_type")
    takes: t.ClassVar[t.Mapping[str, str]] = {"revisions": "ecs_task_definitions"}
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod-api", "task_definition": "envelope-prod-api",
        "desired_count": 2, "autoscaled": True,
        "capacity_provider_strategy": [{"capacity_provider": "FARGATE", "weight": 1}],
        "subnets": ["private-a", "private-b"], "security_groups": ["services"], "assign_public_ip": False,
        "load_balancers": [{"target_group": "envelope-prod-api", "container_name": "api", "container_port": 8080}],
        "minimum_healthy_percent": 100, "maximum_percent": 200, "circuit_breaker": {"enable": True, "rollback": True},
        "health_check_grace_period_seconds": 120, "propagate_tags": "SERVICE",
        "tags": {"project": "envelope", "environment": "prod"},
    }

    cluster: str = scope("Cluster the services run in.", find=CLUSTER)
    revisions: dict[str, t.Any] | None = scope(
        "Task definitions by family, as M(venturemond.envelope.ecs_task_definitions) returned them. A family that is "
        "not among them is looked up.", default=None)
    name: str = key("Name of the service.", wire="serviceName")
    task_definition: str | None = option(
        "What it runs: a family in its newest revision, V(family:revision) or an ARN.", alike=revision)
    desired_count: int | None = option("How many tasks to keep running.")
    autoscaled: bool = instruction(
        "O(ecs_services[].desired_count) counts when the service is made only; then autoscaling decides.",
        default=False)
    launch_type: t.Literal["FARGATE", "EC2", "EXTERNAL"] | None = option(
        "What its tasks run on. Cannot change, but O(ecs_services[].capacity_provider_strategy) may take its place.")
    capacity_provider_strategy: list[CapacityShare] | None = option(
        "Capacity providers its tasks run on. A change starts a new deployment.", alike=unordered)
    platform_version: str | None = option("Platform version of Fargate, such as V(LATEST).")
    subnets: list[str] | None = option(
        "Subnets of its tasks, by name or id.", wire=f"{network}.subnets", alike=unordered, find=SUBNET)
    security_groups: list[str] | None = option(
        "Security groups of its tasks, by name or id.", wire=f"{network}.securityGroups", alike=unordered,
        find=SECURITY_GROUP)
    assign_public_ip: bool | None = option(
        "Whether its tasks get public addresses.", wire=f"{network}.assignPublicIp", codec=switch)
    load_balancers: list[ServiceLoadBalancer] | None = option(
        "Target groups that its tasks are registered with; exactly these.", alike=unordered)
    service_registries: list[ServiceRegistry] | None = option(
        "Cloud Map services that its tasks are registered with; exactly these.", alike=unordered)
    minimum_healthy_percent: int | None = option(
        "Percent of the desired count that keep running during a rollout.", wire=f"{rollout}.minimumHealthyPercent")
    maximum_percent: int | None = option(
        "Percent of the desired count that may run during a rollout.", wire=f"{rollout}.maximumPercent")
    circuit_breaker: CircuitBreaker | None = option(
        "Whether a deployment whose tasks do not start is given up.", wire=f"{rollout}.deploymentCircuitBreaker")
    deployment_alarms: DeploymentAlarms | None = option(
        "Alarms on which a deployment is given up.", wire=f"{rollout}.alarms")
    health_check_grace_period_seconds: int | None = option(
        "Seconds after its start in which the load balancer's verdict on a task does not count.")
    enable_execute_command: bool | None = option(
        "Whether C(aws ecs execute-command) may be used in tasks that start from now on.", codec=truth)
    propagate_tags: t.Literal["SERVICE", "TASK_DEFINITION", "NONE"] | None = option(
        "Whose tags tasks get that start from now on.", codec=propagation)
    enable_ecs_managed_tags: bool | None = option(
        "Whether tasks that start from now on are tagged with cluster and service.", wire="enableECSManagedTags",
        codec=truth)
    availability_zone_rebalancing: bool | None = option("Whether tasks are kept spread over zones.", codec=switch)
    scheduling_strategy: t.Literal["REPLICA", "DAEMON"] | None = option(
        "Whether there is a number of tasks, or one on each instance. Cannot change.")
    tags: dict[str, str] | None = tagging(codec=TAGS)
    arn: str | None = computed("ARN of the service.", wire="serviceArn")
    status: str | None = computed("Its state: V(ACTIVE).")
    running_count: int | None = computed("How many tasks run.")
    deployments: list[dict[str, t.Any]] | None = computed(
        "Its deployments, the newest first: C(id), C(status), C(rollout_state), C(task_definition), C(running_count).",
        codec=states)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from rule_problems(self)

    def resolved(self, *, pending: bool = False) -> Flow:
        whole = yield from super().resolved(pending=pending)
        runs = yield from self._revision(pending=pending)
        return dataclasses.replace(whole, task_definition=runs, revisions=None)

    def changes(self, now: EcsService | None) -> dict[str, tuple[t.Any, t.Any]]:
        """What differs; how many tasks run is not our business once they are autoscaled."""
        return super(EcsService, self._scaled_like(now)).changes(now)

    def over(self, now: EcsService | None) -> EcsService:
        return super(EcsService, self._scaled_like(now)).over(now)

    def read(self) -> Flow:
        call = self._described()
        found = named((yield call), "services", serviceName=self.name)
        if found.get("status") != "ACTIVE":  # one that drains is on its way out, and its name is free again afterwards
            raise Absent(call, "MISSING", f"no service {self.name}")
        return self.seen(found)

    def create(self) -> Flow:
        if self.task_definition is None:
            raise Invalid("task_definition is needed: there is no such service yet")
        call = ecs.create_service(**dataclasses.replace(self, revisions=None).wire())
        try:
            yield from linked(call)
        except AwsError as error:
            if "draining" not in error.message.lower():
                raise
            yield self._until_inactive()
            yield from linked(call)

    def update(self, now: EcsService, changed: t.AbstractSet[str]) -> Flow:
        if settings := changed - {"tags"}:
            yield ecs.update_service(cluster=self.cluster, service=self.name, **self.wire(*settings),
                                     forceNewDeployment=True if changed & FORCED else None)
        if "tags" in changed:
            yield from retag(ecs, now.tags, self.tags, resourceArn=now.arn)

    def delete(self) -> Flow:
        yield ecs.delete_service(cluster=self.cluster, service=self.name, force=True)
        yield self._until_inactive()

    def _revision(self, *, pending: bool) -> Flow:
        """What it is to run, exactly."""
        if self.task_definition is None:
            return None
        told = ((self.revisions or {}).get(self.task_definition) or {}).get("arn")
        if told:
            return Pending(f"task definition {self.task_definition}") if told == str(Pending()) else str(told)
        return (yield from TASK_DEFINITION.resolve(self.task_definition, pending=pending))

    def _scaled_like(self, now: EcsService | None) -> EcsService:
        return dataclasses.replace(self, desired_count=now.desired_count) if self.autoscaled and now else self

    def _described(self) -> Call:
        return ecs.describe_services(cluster=self.cluster, services=[self.name], include=["TAGS"])

    def _until_inactive(self) -> Wait:
        def state(reply: Reply) -> str:
            return str(named(reply, "services", serviceName=self.name).get("status", "MISSING"))

        return Wait(self._described(), f"service {self.name}", state, frozenset({"INACTIVE", "MISSING"}), timeout=900,
                    hint="Its tasks end when their load balancer lets go of them and their stop_timeout is over")
