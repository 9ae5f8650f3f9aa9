# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform of two services as AWS shows it, well unless a test says otherwise."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import before

ECS = "arn:aws:ecs:eu-west-1:111122223333"
CLUSTER, PREFIX = "envelope-prod-cluster", "envelope-prod"
GROUP = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/envelope-prod-api/12ab"
FULL = "0123456789abcdef0123456789abcdef"
DEFINITION = {"taskRoleArn": "arn:aws:iam::111122223333:role/envelope-prod-task", "containerDefinitions": [
    {"name": "api", "logConfiguration": {"logDriver": "awslogs", "options": {
        "awslogs-group": "/ecs/envelope-prod-api", "awslogs-stream-prefix": "ecs"}}}]}
ABOUT: dict[str, t.Any] = {"cluster": CLUSTER, "name": PREFIX}


def service(name: str, *, running: int = 2, desired: int = 2, **about: t.Any) -> dict[str, t.Any]:
    """As DescribeServices shows it."""
    primary = {"id": f"ecs-svc/{name}", "status": "PRIMARY", "rolloutState": "COMPLETED", "createdAt": before(days=2),
               "taskDefinition": f"{ECS}:task-definition/{PREFIX}-{name}:7", "runningCount": running,
               "desiredCount": desired, "failedTasks": 0, **about.pop("primary", {})}
    balanced = [{"targetGroupArn": GROUP, "containerName": name}] if name == "api" else []
    return {"serviceName": f"{PREFIX}-{name}", "status": "ACTIVE", "runningCount": running, "desiredCount": desired,
            "taskDefinition": f"{ECS}:task-definition/{PREFIX}-{name}:7", "deployments": [primary], "events": [],
            "loadBalancers": balanced, "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 200},
            **about}


def task(number: str = FULL, name: str = "api", **about: t.Any) -> dict[str, t.Any]:
    """As DescribeTasks shows it."""
    return {"taskArn": f"{ECS}:task/{CLUSTER}/{number}", "group": f"service:{PREFIX}-{name}", "lastStatus": "RUNNING",
            "taskDefinitionArn": f"{ECS}:task-definition/{PREFIX}-{name}:7", "startedAt": before(hours=3),
            "containers": [{"name": name}], **about}


def stopped(number: str = FULL, name: str = "api", *, code: int | None = 1, **about: t.Any) -> dict[str, t.Any]:
    """One that has ended."""
    ended = {"lastStatus": "STOPPED", "stoppedAt": before(minutes=4), "stopCode": "EssentialContainerExited",
             "stoppedReason": "Essential container in task exited", "containers": [{"name": name, "exitCode": code}]}
    return task(number, name, **{**ended, **about})


def answers(*services: dict[str, t.Any], tasks: t.Sequence[t.Any] = (), ended: t.Sequence[t.Any] = (),
            **others: t.Any) -> dict[str, t.Any]:
    """What AWS says, by operation."""
    there = {each["serviceName"]: each for each in services or (service("api"), service("worker"))}
    known = {each["taskArn"]: each for each in (*tasks, *ended)}

    def listed(call: Call) -> dict[str, t.Any]:
        of = ended if call.params["desiredStatus"] == "STOPPED" else tasks
        return {"taskArns": [each["taskArn"] for each in of]}

    return {
        "list_services": {"serviceArns": [f"{ECS}:service/{CLUSTER}/{name}" for name in there]},
        "describe_services": lambda call: {
            "services": [there[name] for name in call.params["services"] if name in there]},
        "list_service_deployments": {}, "describe_alarms": {}, "list_tasks": listed,
        "describe_tasks": lambda call: {"tasks": [
            each for arn, each in known.items() if {arn, arn.rpartition("/")[2]} & set(call.params["tasks"])]},
        "describe_target_health": health("healthy", "healthy"),
        "describe_task_definition": {"taskDefinition": DEFINITION},
        "get_log_events": {"events": [{"message": "password=canary"}, {"message": "bye"}], "nextBackwardToken": None},
        "filter_log_events": {}, "describe_secret": {"Tags": []},
        "describe_db_instances": {"DBInstances": [{"DBInstanceStatus": "available"}]},
        "describe_replication_groups": {"ReplicationGroups": [{"Status": "available"}]}, **others}


def health(*states: str) -> dict[str, t.Any]:
    return {"TargetHealthDescriptions": [
        {"Target": {"Id": f"10.0.0.{number}"}, "TargetHealth": {"State": state, "Description": "Health checks failed"}}
        for number, state in enumerate(states, start=1)]}
