# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service scheduler does: rolling updates, the circuit breaker, replacements, and what it says of them."""

from __future__ import annotations

import itertools
import re

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import BREAKER, until


def test_a_service_comes_to_its_desired_count_by_itself(stage):
    made = stage.create()
    (deployment,) = made["deployments"]
    assert (made["runningCount"], deployment["rolloutState"]) == (0, "IN_PROGRESS")
    assert re.fullmatch(r"ecs-svc/\d{19}", deployment["id"])
    seen = stage.settled()
    assert (seen["runningCount"], seen["pendingCount"]) == (2, 0)
    assert seen["deployments"][0]["rolloutStateReason"] == f"ECS deployment {deployment['id']} completed."
    started, completed, steady = stage.messages
    assert re.fullmatch(r"has started 2 tasks: \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\)\.", started)
    assert completed == f"(deployment {deployment['id']}) deployment completed."
    assert steady == "has reached a steady state."
    assert {task["startedBy"] for task in stage.tasks(serviceName="web")} == {deployment["id"]}


def test_a_healthy_release_replaces_the_one_before(stage):
    stage.create()
    before = stage.settled()
    updated = stage.update("2")
    assert [each["status"] for each in updated["deployments"]] == ["PRIMARY", "ACTIVE"]
    seen = stage.settled()
    assert seen["deployments"][0]["id"] == updated["deployments"][0]["id"] != before["deployments"][0]["id"]
    done = stage.deployment("SUCCESSFUL")
    assert done["serviceDeploymentArn"] == seen["currentServiceDeployment"]
    assert done["targetServiceRevision"]["runningTaskCount"] == 2
    assert done["createdAt"] <= done["startedAt"] <= done["finishedAt"]
    stopped = stage.tasks(serviceName="web", desiredStatus="STOPPED")
    reason = f"Scaling activity initiated by (deployment {seen['deployments'][0]['id']})"
    assert [(task["stopCode"], task["stoppedReason"]) for task in stopped] == [
        ("ServiceSchedulerInitiated", reason)
    ] * 2


@pytest.mark.parametrize(
    ("low", "high", "fewest", "most"), [(100, 200, 2, 4), (0, 100, 0, 2), (50, 100, 1, 2), (100, 150, 2, 3)]
)
def test_percentages_hold_all_the_time(stage, low, high, fewest, most):
    stage.create(deploymentConfiguration={"minimumHealthyPercent": low, "maximumPercent": high})
    stage.settled()
    stage.update("2")
    stage.settled()
    former = stage.tasks(serviceName="web", desiredStatus="STOPPED")
    tasks = [*stage.tasks(serviceName="web"), *former]
    there = [_how_many(tasks, task["createdAt"], "createdAt", "stoppedAt") for task in tasks]
    running = [_how_many(tasks, task["stoppingAt"], "startedAt", "stoppingAt") for task in former]
    assert (min(running), max(there)) == (fewest, most)


def _how_many(tasks, moment, begin, end):
    """How many tasks were between two of their times at a moment."""
    return sum(1 for task in tasks if task[begin] <= moment and (end not in task or moment < task[end]))


@pytest.mark.parametrize("tag", ["2-crash", "2-unpullable"])
def test_a_release_that_does_not_start_is_rolled_back(stage, tag):
    stage.create(deploymentConfiguration=BREAKER)
    before = stage.settled()
    failing = stage.update(tag)["deployments"][0]["id"]
    done = stage.deployment("ROLLBACK_SUCCESSFUL")
    seen = stage.settled()
    assert (seen["taskDefinition"], seen["deployments"][0]["id"]) == (
        before["taskDefinition"],
        before["deployments"][0]["id"],
    )
    assert done["deploymentCircuitBreaker"] == {"status": "TRIGGERED", "failureCount": 3, "threshold": 3}
    assert "circuit breaker" in done["statusReason"]
    (source,) = done["sourceServiceRevisions"]
    assert done["rollback"]["serviceRevisionArn"] == source["arn"]
    said = stage.messages
    first = said.index(f"(deployment {failing}) deployment failed: tasks failed to start.")
    assert said[first + 1] == f"rolling back to (deployment {before['deployments'][0]['id']})."
    assert len(stage.tasks(serviceName="web", desiredStatus="STOPPED")) >= 3


def test_what_the_deployments_of_a_failing_release_look_like(stage):
    stage.aws.timing(stop_seconds=3)
    stage.create(deploymentConfiguration=BREAKER)
    good = stage.settled()["deployments"][0]["id"]
    failing = stage.update("2-crash")["deployments"][0]["id"]
    stage.deployment("ROLLBACK_IN_PROGRESS")
    primary, active = stage.service["deployments"]
    assert (primary["id"], primary["status"], primary["rolloutState"]) == (good, "PRIMARY", "IN_PROGRESS")
    assert primary["rolloutStateReason"] == f"ECS deployment circuit breaker: rolling back to deploymentId {good}."
    assert (active["id"], active["status"], active["rolloutState"]) == (failing, "ACTIVE", "FAILED")
    assert active["rolloutStateReason"] == "ECS deployment circuit breaker: tasks failed to start."
    assert active["failedTasks"] == 3


@pytest.mark.parametrize("breaker", [{"enable": True, "rollback": False}, {"enable": True, "rollback": True}])
def test_a_first_release_that_fails_has_nothing_to_go_back_to(stage, breaker):
    stage.create("1-crash", deploymentConfiguration={"deploymentCircuitBreaker": breaker})
    done = stage.deployment("STOPPED")
    assert "circuit breaker" in done["statusReason"]
    assert "rollback" not in done
    (only,) = stage.service["deployments"]
    assert (only["status"], only["rolloutState"], only["failedTasks"]) == ("PRIMARY", "FAILED", 3)
    assert not [said for said in stage.messages if "rolling back" in said]
    stage.update("2")
    assert stage.settled()["deployments"][0]["rolloutState"] == "COMPLETED"


def test_without_a_rollback_the_former_tasks_stay(stage):
    stage.create(deploymentConfiguration={"deploymentCircuitBreaker": {"enable": True, "rollback": False}})
    stage.settled()
    stage.update("2-crash")
    stage.deployment("STOPPED")
    primary, former = stage.service["deployments"]
    assert (primary["rolloutState"], primary["runningCount"]) == ("FAILED", 0)
    assert (former["rolloutState"], former["runningCount"]) == ("COMPLETED", 2)


def test_without_a_circuit_breaker_it_is_tried_for_ever_but_ever_more_seldom(stage):
    stage.create("1-crash", count=1)
    until(lambda: stage.service["deployments"][0]["failedTasks"] >= 4)
    seen = stage.deployment("IN_PROGRESS")
    assert seen["deploymentCircuitBreaker"]["status"] == "DISABLED"
    begun = sorted(task["createdAt"] for task in stage.tasks(serviceName="web", desiredStatus="STOPPED"))
    gaps = [(later - sooner).total_seconds() for sooner, later in itertools.pairwise(begun)]
    assert gaps[-1] > gaps[0]


@pytest.mark.parametrize(("desired", "threshold"), [(1, 3), (7, 4), (10, 5)])
def test_threshold(stage, desired, threshold):
    stage.create(count=desired, deploymentConfiguration=BREAKER)
    assert stage.deployment("SUCCESSFUL")["deploymentCircuitBreaker"] == {
        "status": "MONITORING_COMPLETE",
        "failureCount": 0,
        "threshold": threshold,
    }


def test_a_healthy_task_resets_the_count(stage):
    """One of three fails each time, and the rollout completes all the same."""
    stage.aws.script(image="web:2", exit_code=1, times=2)
    stage.create("2", count=3, deploymentConfiguration=BREAKER)
    seen = stage.settled()
    assert seen["deployments"][0]["failedTasks"] == 0
    assert len(stage.tasks(serviceName="web", desiredStatus="STOPPED")) == 2


def test_a_release_that_is_never_healthy_stays_in_progress(stage):
    stage.aws.script(image="web:2", seconds=3000)
    stage.create(deploymentConfiguration=BREAKER)
    stage.settled()
    stage.update("2")
    until(lambda: stage.service["deployments"][0]["runningCount"] == 2)
    assert stage.deployment("IN_PROGRESS")["deploymentCircuitBreaker"]["status"] == "MONITORING"
    assert [each["runningCount"] for each in stage.service["deployments"]] == [2, 2]


def test_a_newer_release_replaces_one_under_way(stage):
    stage.aws.script(image="web:2", seconds=3000)
    stage.create()
    stage.settled()
    stage.update("2")
    until(lambda: stage.service["deployments"][0]["runningCount"] == 2)
    stage.update("3")
    stage.settled()
    newest, replaced, first = stage.ecs.list_service_deployments(cluster="envelope", service="web")[
        "serviceDeployments"
    ]
    assert [newest["status"], replaced["status"], first["status"]] == ["SUCCESSFUL", "STOPPED", "SUCCESSFUL"]
    assert "replaced" in replaced["statusReason"]


def test_scaling_starts_no_deployment(stage):
    stage.create()
    before = stage.settled()
    for count in (5, 1, 0):
        stage.update(desiredCount=count)
        seen = until(lambda count=count: stage.service if stage.service["runningCount"] == count else None)
        assert seen["deployments"][0]["id"] == before["deployments"][0]["id"]
        assert seen["deployments"][0]["desiredCount"] == count
    deployments = stage.ecs.list_service_deployments(cluster="envelope", service="web")["serviceDeployments"]
    assert len(deployments) == 1


def test_a_task_that_is_stopped_by_hand_is_replaced(stage):
    stage.create()
    stage.settled()
    (arn, *_others) = [task["taskArn"] for task in stage.tasks(serviceName="web")]
    stage.ecs.stop_task(cluster="envelope", task=arn, reason="Because")
    stopped = stage.task(arn)
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "Because")
    until(lambda: stage.service["runningCount"] == 2)
    assert stage.service["deployments"][0]["failedTasks"] == 0


def test_no_capacity(stage):
    stage.aws.script(image="web:1", failure="Capacity is unavailable at this time.", times=2)
    stage.create()
    assert stage.settled()["runningCount"] == 2
    assert "was unable to place a task because Capacity is unavailable at this time. For more" in stage.messages[0]


def test_an_end_with_tasks(stage):
    stage.create()
    stage.settled()
    stage.ecs.delete_service(cluster="envelope", service="web", force=True)
    until(lambda: stage.service["status"] == "INACTIVE")
    assert stage.tasks() == []
    assert stage.service["runningCount"] == 0
