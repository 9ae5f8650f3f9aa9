# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks behind a load balancer: the health of their targets, and what a service does about it."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import BREAKER, until


@pytest.fixture
def group(target_group, elb, listener):
    """The ARN of a target group that a listener forwards to."""
    arn = target_group("web")
    elb.modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": arn}])
    return arn


@pytest.fixture
def balanced(group):
    return {"loadBalancers": [{"targetGroupArn": group, "containerName": "web", "containerPort": 80}]}


def healths(stage, group):
    found = stage.elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    return {each["Target"]["Id"]: each["TargetHealth"] for each in found}


def test_targets_become_healthy(stage, group, balanced):
    stage.aws.timing(health_seconds=1)
    stage.create(**balanced)
    new = until(lambda: healths(stage, group))
    assert {each["State"] for each in new.values()} == {"initial"}
    assert {each["Reason"] for each in new.values()} == {"Elb.RegistrationInProgress"}
    stage.settled()
    assert [each["State"] for each in healths(stage, group).values()] == ["healthy"] * 2
    addresses = {
        each["value"]
        for task in stage.tasks(serviceName="web")
        for each in task["attachments"][0]["details"]
        if each["name"] == "privateIPv4Address"
    }
    assert set(healths(stage, group)) == addresses
    assert f"registered 1 targets in (target-group {group})" in stage.messages


def test_targets_are_drained(stage, group, balanced):
    stage.create(**balanced)
    stage.settled()
    stage.aws.timing(drain_seconds=1)
    stage.update(desiredCount=1)
    draining = until(lambda: [h for h in healths(stage, group).values() if h["State"] == "draining"])
    assert draining[0]["Reason"] == "Target.DeregistrationInProgress"
    until(lambda: len(healths(stage, group)) == 1)
    assert f"deregistered 1 targets in (target-group {group})" in stage.messages


def test_an_unhealthy_release_is_rolled_back(stage, group, balanced):
    stage.create(**balanced, deploymentConfiguration=BREAKER, healthCheckGracePeriodSeconds=60)
    before = stage.settled()
    stage.aws.timing(grace_seconds=0.8)
    stage.update("2-unhealthy")
    ill = until(lambda: [h for h in healths(stage, group).values() if h["State"] == "unhealthy"])
    assert (ill[0]["Reason"], ill[0]["Description"]) == (
        "Target.ResponseCodeMismatch",
        "Health checks failed with these codes: [502]",
    )
    assert stage.deployment("ROLLBACK_SUCCESSFUL")["rollback"]
    assert stage.settled()["taskDefinition"] == before["taskDefinition"]
    reasons = {task["stoppedReason"] for task in stage.tasks(serviceName="web", desiredStatus="STOPPED")}
    assert f"Task failed ELB health checks in (target-group {group})" in reasons
    assert [h["State"] for h in healths(stage, group).values()] == ["healthy"] * 2


def test_the_grace_period_comes_first(stage, balanced):
    stage.aws.timing(grace_seconds=0.5)
    stage.create("1-unhealthy", count=1, healthCheckGracePeriodSeconds=60, **balanced)
    (stopped,) = until(lambda: stage.tasks(serviceName="web", desiredStatus="STOPPED"))
    assert (stopped["stoppingAt"] - stopped["startedAt"]).total_seconds() >= 0.49


def test_a_slow_release_waits_for_its_health(stage, group, balanced):
    stage.create("1-slow", count=1, **balanced)
    until(lambda: stage.service["runningCount"] == 1)
    assert stage.service["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    seen = stage.settled()
    (task,) = stage.tasks(serviceName="web")
    assert (seen["deployments"][0]["updatedAt"] - task["startedAt"]).total_seconds() >= 2.9


def test_a_container_with_a_health_check_of_its_own(stage):
    stage.aws.script(image="web:1", healthy=False, times=1)
    revision = stage.register("1", healthCheck={"command": ["CMD", "true"]})
    stage.ecs.create_service(
        cluster="envelope", serviceName="web", taskDefinition=revision, desiredCount=1, launchType="FARGATE",
        networkConfiguration=stage.network,
    )  # fmt: skip
    (stopped,) = until(lambda: stage.tasks(serviceName="web", desiredStatus="STOPPED"))
    assert stopped["stoppedReason"] == "Task failed container health checks"
    stage.settled()
    (task,) = stage.tasks(serviceName="web")
    assert (task["healthStatus"], task["containers"][0]["healthStatus"]) == ("HEALTHY", "HEALTHY")


def test_targets_that_are_registered_by_hand(elb, group):
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": "10.0.0.9", "Port": 80}])
    (found,) = elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    assert found["TargetHealth"]["State"] == "healthy"
