# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small stage for tests of ECS: a cluster, a network, a log group, and releases by their tags."""

from __future__ import annotations

import time
import typing as t

QUICK = {"start_seconds": 0.03, "stop_seconds": 0.02, "health_seconds": 0.03, "grace_seconds": 0.05}
BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}


def until(look: t.Callable[[], t.Any], seconds: float = 10.0) -> t.Any:
    """Look until there is something to see, for so many seconds at most."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)
    return seen


class Stage:
    """One service after another on the cluster `envelope`."""

    def __init__(self, aws: t.Any, client: t.Any, network: t.Any) -> None:
        self.aws, self.ecs, self.logs = aws, client("ecs"), client("logs")
        self.elb = client("elbv2")
        self.ecs.create_cluster(clusterName="envelope", capacityProviders=["FARGATE"])
        self.logs.create_log_group(logGroupName="/ecs/web")
        vpc = {"subnets": network.subnets, "securityGroups": [network.group]}
        self.network = {"awsvpcConfiguration": vpc}

    def register(self, tag: str, **container: t.Any) -> str:
        """A revision of the family `web` that runs `web:<tag>`."""
        options = {"awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs"}
        web = {
            "name": "web",
            "image": f"web:{tag}",
            "portMappings": [{"containerPort": 80}],
            "logConfiguration": {"logDriver": "awslogs", "options": options},
            **container,
        }
        made = self.ecs.register_task_definition(
            family="web",
            networkMode="awsvpc",
            requiresCompatibilities=["FARGATE"],
            cpu="256",
            memory="512",
            executionRoleArn="arn:aws:iam::123456789012:role/execution",
            containerDefinitions=[web],
        )
        return str(made["taskDefinition"]["taskDefinitionArn"])

    def create(self, tag: str = "1", count: int = 2, **given: t.Any) -> dict[str, t.Any]:
        return self.ecs.create_service(
            cluster="envelope",
            serviceName="web",
            taskDefinition=self.register(tag),
            desiredCount=count,
            launchType="FARGATE",
            networkConfiguration=self.network,
            **given,
        )["service"]

    def update(self, tag: str | None = None, **given: t.Any) -> dict[str, t.Any]:
        if tag:
            given["taskDefinition"] = self.register(tag)
        return self.ecs.update_service(cluster="envelope", service="web", **given)["service"]

    @property
    def service(self) -> dict[str, t.Any]:
        return self.ecs.describe_services(cluster="envelope", services=["web"])["services"][0]

    @property
    def messages(self) -> list[str]:
        """What the service says of itself, the oldest first and without ids."""
        return [event["message"].removeprefix("(service web) ") for event in reversed(self.service["events"])]

    def settled(self) -> dict[str, t.Any]:
        """The service, once it is in a steady state."""

        def look() -> t.Any:
            seen = self.service
            (*_others, last) = deployments = seen["deployments"]
            done = len(deployments) == 1 and last["rolloutState"] == "COMPLETED"
            return seen if done and seen["runningCount"] == seen["desiredCount"] else None

        return until(look)

    def deployment(self, *statuses: str) -> dict[str, t.Any]:
        """The newest service deployment, once it has one of these statuses."""

        def look() -> t.Any:
            brief = self.ecs.list_service_deployments(cluster="envelope", service="web")["serviceDeployments"][0]
            arns = [brief["serviceDeploymentArn"]]
            (seen,) = self.ecs.describe_service_deployments(serviceDeploymentArns=arns)["serviceDeployments"]
            return seen if seen["status"] in statuses else None

        return until(look)

    def run(self, tag: str = "1", command: t.Sequence[str] = ("migrate",), **given: t.Any) -> dict[str, t.Any]:
        """RunTask of a command in the container `web`."""
        overrides = {"containerOverrides": [{"name": "web", "command": list(command)}]} if command else {}
        return self.ecs.run_task(
            cluster="envelope",
            **{
                "taskDefinition": given.pop("taskDefinition", None) or self.register(tag),
                "launchType": "FARGATE",
                "networkConfiguration": self.network,
                "overrides": overrides,
                **given,
            },
        )

    def tasks(self, **filters: t.Any) -> list[dict[str, t.Any]]:
        arns = self.ecs.list_tasks(cluster="envelope", **filters)["taskArns"]
        return self.ecs.describe_tasks(cluster="envelope", tasks=arns)["tasks"] if arns else []

    def task(self, arn: str, status: str = "STOPPED") -> dict[str, t.Any]:
        """A task, once it has a status."""

        def look() -> t.Any:
            (seen,) = self.ecs.describe_tasks(cluster="envelope", tasks=[arn])["tasks"]
            return seen if seen["lastStatus"] == status else None

        return until(look)

    def lines(self, task: t.Mapping[str, t.Any]) -> list[str]:
        stream = f"ecs/web/{task['taskArn'].rpartition('/')[2]}"
        found = self.logs.get_log_events(logGroupName="/ecs/web", logStreamName=stream, startFromHead=True)
        return [event["message"] for event in found["events"]]
