# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services, revisions and tasks in memory: what a release image does is told by its tag."""

from __future__ import annotations

import dataclasses
import datetime
import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError

UTC = datetime.UTC
ECS = "arn:aws:ecs:eu-west-1:111122223333"
REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"
CLUSTER = "envelope-prod-cluster"
SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:envelope-prod-app-AbCdEf"
TAKES = 3.0
"""Seconds that a rollout takes, and a task."""


@dataclass
class Rollout:
    """A deployment, and AWS's record of it unless ECS made it to roll back."""

    id: str
    revision: str
    created: float
    good: bool | None
    """How it ends; never when None."""
    state: str = "IN_PROGRESS"
    recorded: bool = True
    status: str = "IN_PROGRESS"


@dataclass
class Service:
    name: str
    revision: str
    desired: int = 2
    status: str = "ACTIVE"
    rollouts: list[Rollout] = field(default_factory=list)
    """The newest last."""


@dataclass
class Fleet:
    """Answers the calls on ECS that a release makes."""

    now: t.Callable[[], float]
    revisions: dict[str, dict[str, t.Any]] = field(default_factory=dict)
    """By ARN, as DescribeTaskDefinition shows them."""
    services: dict[str, Service] = field(default_factory=dict)
    tasks: list[dict[str, t.Any]] = field(default_factory=list)
    failing: set[tuple[str, str]] = field(default_factory=set)
    """Service and tag of what ECS rolls back."""
    hanging: set[tuple[str, str]] = field(default_factory=set)
    """Those of what never completes."""
    exits: dict[str, int] = field(default_factory=dict)
    """With what the migration of a tag ends, where not 0."""

    def __call__(self, call: Call) -> Reply:
        for service in self.services.values():
            self._settle(service)
        return t.cast(Reply, getattr(self, call.operation)(call, **call.params))

    def add(self, name: str, *images: str) -> None:
        """A service that runs."""
        arn = self._registered({"family": name, "networkMode": "awsvpc", "cpu": "256", "containerDefinitions": [
            {"name": image.rpartition("/")[2].partition(":")[0], "image": image,
             "secrets": [{"name": "KEY", "valueFrom": f"{SECRET}:KEY::"}]} for image in images]}, ())
        first = Rollout(f"ecs-svc/{name}-0", arn, self.now(), True, "COMPLETED", status="SUCCESSFUL")
        self.services[name] = Service(name, arn, rollouts=[first])

    def tag(self, service: str) -> str:
        """The release that a service is to run."""
        return self._tag(self.services[service].revision)

    @property
    def active(self) -> list[str]:
        return [arn.rpartition("/")[2] for arn, about in self.revisions.items() if about["status"] == "ACTIVE"]

    def describe_services(self, call: Call, services: list[str], **_about: t.Any) -> Reply:
        return {"services": [self._shown(self.services[name]) for name in services if name in self.services]}

    def list_services(self, call: Call, cluster: str) -> Reply:
        return {"serviceArns": [f"{ECS}:service/{cluster}/{name}" for name, each in self.services.items()
                                if each.status == "ACTIVE"]}

    def describe_task_definition(self, call: Call, taskDefinition: str, **_about: t.Any) -> Reply:  # noqa: N803
        arns = [arn for arn, about in self.revisions.items()
                if taskDefinition in (arn, arn.rpartition("/")[2])
                or (about["family"] == taskDefinition and about["status"] == "ACTIVE")]
        if not arns:
            raise AwsError(call, "ClientException", "Unable to describe task definition.")
        about = dict(self.revisions[arns[-1]])
        return {"tags": about.pop("tags"), "taskDefinition": about}

    def register_task_definition(self, call: Call, tags: t.Sequence[t.Any] = (), **about: t.Any) -> Reply:
        return {"taskDefinition": self.revisions[self._registered(about, tags)]}

    def deregister_task_definition(self, call: Call, taskDefinition: str) -> Reply:  # noqa: N803
        self.revisions[taskDefinition]["status"] = "INACTIVE"
        return {}

    def list_task_definitions(self, call: Call, familyPrefix: str, status: str) -> Reply:  # noqa: N803
        return {"taskDefinitionArns": [arn for arn, about in self.revisions.items()
                                       if about["family"].startswith(familyPrefix) and about["status"] == status]}

    def update_service(self, call: Call, service: str, taskDefinition: str, **_about: t.Any) -> Reply:  # noqa: N803
        if self.revisions[taskDefinition]["status"] != "ACTIVE":
            raise AwsError(call, "ClientException", "TaskDefinition is inactive")
        one, about = self.services[service], (service, self._tag(taskDefinition))
        for each in one.rollouts:
            each.status = "STOPPED" if each.status == "IN_PROGRESS" else each.status
        one.revision = taskDefinition
        one.rollouts.append(Rollout(f"ecs-svc/{service}-{len(one.rollouts)}", taskDefinition, self.now(),
                                    None if about in self.hanging else about not in self.failing))
        return {"service": self._shown(one)}

    def list_service_deployments(self, call: Call, service: str, createdAt: t.Any, **_about: t.Any) -> Reply:  # noqa: N803
        return {"serviceDeployments": [
            {"serviceDeploymentArn": each.id, "targetServiceRevisionArn": f"{ECS}:service-revision/{each.id}",
             "status": each.status, "createdAt": _moment(each.created)}
            for each in reversed(self.services[service].rollouts)
            if each.recorded and _moment(each.created) > createdAt["after"]]}

    def describe_service_revisions(self, call: Call, serviceRevisionArns: list[str]) -> Reply:  # noqa: N803
        known = {f"{ECS}:service-revision/{each.id}": each.revision
                 for service in self.services.values() for each in service.rollouts}
        return {"serviceRevisions": [{"serviceRevisionArn": arn, "taskDefinition": known[arn]}
                                     for arn in serviceRevisionArns]}

    def run_task(self, call: Call, startedBy: str, clientToken: str, taskDefinition: str,  # noqa: N803
                 overrides: t.Any, **_about: t.Any) -> Reply:
        task = next((each for each in self.tasks if each["clientToken"] == clientToken), None)
        if task is None:
            task = {"taskArn": f"{ECS}:task/{CLUSTER}/m{len(self.tasks)}", "startedBy": startedBy,
                    "clientToken": clientToken, "taskDefinitionArn": taskDefinition, "createdAt": _moment(self.now()),
                    "container": overrides["containerOverrides"][0]["name"], "ends": self.now() + TAKES,
                    "exit": self.exits.get(self._tag(taskDefinition), 0)}
            self.tasks.append(task)
        return {"tasks": [self._task(task)]}

    def list_tasks(self, call: Call, desiredStatus: str, family: str = "", serviceName: str = "",  # noqa: N803
                   **_about: t.Any) -> Reply:
        found = map(self._task, [each for each in self.tasks if serviceName == each.get("service", "")
                                 and family in each["taskDefinitionArn"]])
        return {"taskArns": [each["taskArn"] for each in found if each["desiredStatus"] == desiredStatus]}

    def describe_tasks(self, call: Call, tasks: list[str], **_about: t.Any) -> Reply:
        return {"tasks": [self._task(each) for each in self.tasks if each["taskArn"] in tasks]}

    def _registered(self, about: t.Mapping[str, t.Any], tags: t.Sequence[t.Any]) -> str:
        number = 1 + sum(each["family"] == about["family"] for each in self.revisions.values())
        arn = f"{ECS}:task-definition/{about['family']}:{number}"
        self.revisions[arn] = {**about, "taskDefinitionArn": arn, "revision": number, "status": "ACTIVE",
                               "compatibilities": ["FARGATE"], "tags": list(tags)}
        return arn

    def _tag(self, arn: str) -> str:
        return str(self.revisions[arn]["containerDefinitions"][0]["image"]).rpartition(":")[2]

    def _settle(self, service: Service) -> None:
        """Bring its newest rollout to its end, when it is due."""
        last = service.rollouts[-1]
        if last.good is None or last.state != "IN_PROGRESS" or self.now() < last.created + TAKES:
            return
        last.state, last.status = ("COMPLETED", "SUCCESSFUL") if last.good else ("FAILED", "ROLLBACK_SUCCESSFUL")
        if not last.good:
            before = next(each for each in reversed(service.rollouts) if each.state == "COMPLETED")
            self.tasks.append({
                "taskArn": f"{ECS}:task/{CLUSTER}/s{len(self.tasks)}", "startedBy": last.id, "service": service.name,
                "clientToken": "", "taskDefinitionArn": last.revision, "createdAt": _moment(last.created),
                "container": "app", "ends": self.now(), "exit": 137})
            service.revision = before.revision
            service.rollouts.append(dataclasses.replace(
                before, id=f"{last.id}-back", created=self.now(), recorded=False))

    def _shown(self, service: Service) -> dict[str, t.Any]:
        """As DescribeServices shows it."""
        last = service.rollouts[-1]
        shown = [each for each in service.rollouts if each is last or each.status == "IN_PROGRESS"]
        return {"serviceName": service.name, "status": service.status, "clusterArn": f"{ECS}:cluster/{CLUSTER}",
                "taskDefinition": service.revision, "desiredCount": service.desired, "launchType": "FARGATE",
                "events": [], "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"]}},
                "deployments": [{
                    "id": each.id, "status": "PRIMARY" if each is last else "ACTIVE", "rolloutState": each.state,
                    "taskDefinition": each.revision, "createdAt": _moment(each.created),
                    "desiredCount": service.desired, "runningCount": service.desired} for each in shown]}

    def _task(self, task: dict[str, t.Any]) -> dict[str, t.Any]:
        """As DescribeTasks shows it."""
        over = self.now() >= task["ends"]
        ended = {"exitCode": task["exit"]} if over else {}
        return {**{name: task[name] for name in ("taskArn", "startedBy", "taskDefinitionArn", "createdAt")},
                "lastStatus": "STOPPED" if over else "RUNNING", "desiredStatus": "STOPPED" if over else "RUNNING",
                "containers": [{"name": task["container"], **ended}], "startedAt": task["createdAt"],
                **({"stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
                    "stoppedAt": _moment(task["ends"])} if over else {})}


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, UTC)
