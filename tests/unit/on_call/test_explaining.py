# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a deployment failed: what ECS says, why its tasks stopped, what the load balancer finds, and what helps."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.explaining.hints import helps
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_explain_deployment import ExplainDeployment
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import before
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import (
    ABOUT,
    ECS,
    answers,
    health,
    service,
    stopped,
)

API = "envelope-prod-api"
REASON = "Service deployment rolled back because the circuit breaker threshold was exceeded."


def explained(status: str = "ROLLBACK_SUCCESSFUL", *, events: t.Sequence[str] = (), running: int = 2,
              ended: t.Sequence[t.Any] = (), failed: int = 0, about: dict[str, t.Any] | None = None,
              **others: t.Any) -> Asked:
    record = {"serviceDeploymentArn": "arn:it", "targetServiceRevisionArn": "arn:revision", "status": status,
              "createdAt": before(minutes=9)}
    older = {**record, "serviceDeploymentArn": "arn:older", "createdAt": before(hours=9), "status": "SUCCESSFUL"}
    told = [{"id": str(number), "message": f"(service {API}) {each}", "createdAt": before(minutes=5)}
            for number, each in enumerate(events)]
    return ask(ExplainDeployment.given({**ABOUT, "service": "api", **(about or {})}), answers(
        service("api", events=told, running=running, primary={"failedTasks": failed}), ended=ended, **{
            "list_service_deployments": {"serviceDeployments": [older, record]},
            "describe_service_deployments": {"serviceDeployments": [{
                **record, "statusReason": "" if status == "SUCCESSFUL" else REASON,
                "deploymentCircuitBreaker": {"failureCount": 3, "threshold": 3}}]},
            "describe_service_revisions": {"serviceRevisions": [
                {"taskDefinition": f"{ECS}:task-definition/{API}:8"}]}, **others}))


def test_why_its_tasks_stopped_is_told_with_what_helps():
    killed = {"name": "api", "exitCode": 137, "reason": "OutOfMemoryError: killed"}
    asked = explained(ended=[stopped(containers=[killed])])
    assert asked.said[0] == (f"{API}: the deployment of {API}:8, 9 min ago: ECS rolled it back: {REASON} "
                             "(3 tasks failed; at 3 ECS gives up)")
    assert asked.said[1].startswith("why: container api exited with 137")
    assert "Give the task more memory" in asked.said[1]
    assert "| password=********" in asked.said and asked.said[-1] == f"it runs {API}:7, 2 of 2 tasks"
    assert asked.result["status"] == "ROLLBACK_SUCCESSFUL" and not asked.writes


MIGRATION: dict[str, t.Any] = {
    "group": f"family:{API}", "startedBy": "1_2_0/migrate/envelope-prod-0123456789ab",
    "taskDefinitionArn": f"{ECS}:task-definition/{API}:9"}


def test_a_release_whose_migration_failed_was_not_rolled_out():
    asked = explained("SUCCESSFUL", describe_service_deployments={"serviceDeployments": []},
                      ended=[stopped("a" * 32, **MIGRATION, stoppedAt=before(minutes=6)), stopped(**MIGRATION)])
    assert asked.said[0].startswith(f"the migration of envelope-prod with {API}:9 failed 4 min ago, and no service was "
                                    "touched after it: container api exited with 1")
    assert "| password=********" in asked.said and any(line.startswith("-> mend the migration") for line in asked.said)
    assert f"{API}: the deployment of {API}:8, 9 min ago: it succeeded" in asked.said
    assert len(asked.result["reasons"]) == 1 + 1 and not asked.writes


def test_a_migration_that_took_too_long_has_failed():
    took = stopped(**MIGRATION, code=None, stopCode="UserInitiated", stoppedReason="it took longer than 1800 s")
    asked = explained("SUCCESSFUL", describe_service_deployments={"serviceDeployments": []}, ended=[took])
    assert asked.said[0].startswith("the migration of envelope-prod with ") and "longer than 1800 s" in asked.said[0]


@pytest.mark.parametrize("ended", [
    [stopped(**MIGRATION, stoppedAt=before(minutes=10))],
    [stopped("a" * 32, **MIGRATION, stoppedAt=before(minutes=6)), stopped(**MIGRATION, code=0)],
    [stopped(**{**MIGRATION, "group": "family:shop-api"})],
    [stopped(**{**MIGRATION, "startedBy": "chronos"})],
    [stopped(**{**MIGRATION, "startedBy": "1_2_0/migrate/envelope-prod-pool-acme-0123456789ab"})],
    [stopped(**{**MIGRATION, "group": "family:envelope-prod-silo-kestrel-api",
                "startedBy": "1_2_0/migrate/envelope-prod-silo-kestrel-0123456789ab"})],
    [stopped(**MIGRATION,
             overrides={"containerOverrides": [{"name": "api", "command": ["migrate"]}, {"name": "proxy"}]},
             containers=[{"name": "api", "exitCode": 0}, {"name": "proxy", "exitCode": 137}])],
], ids=["before the deployment", "then one that did not fail", "somebody else's", "no migration", "a pool tenant's",
        "a silo tenant's", "its own container did not fail"])
def test_other_migrations_are_not_told(ended: list[dict[str, t.Any]]):
    asked = explained("SUCCESSFUL", describe_service_deployments={"serviceDeployments": []}, ended=ended)
    assert not any("migration" in line for line in asked.said)


def test_where_no_task_says_why_an_event_does():
    event = "was unable to place a task because no container instance met all of its requirements. Reason: " \
            "Capacity is unavailable at this time."
    asked = explained("IN_PROGRESS", events=["has reached a steady state.", event])
    assert asked.said[0].startswith(f"{API}: the deployment of {API}:8, 9 min ago: it goes on")
    assert [line for line in asked.said if line.startswith("event: ")] == [f"event: {API}: {event}"]
    assert any(line.startswith("-> There is no room for its tasks") for line in asked.said)


def test_targets_that_fail_their_checks_are_told():
    asked = explained(describe_target_health=health("unhealthy"))
    assert "target: 10.0.0.1 is unhealthy: Health checks failed" in asked.said
    assert any(line.startswith("-> Its own health check, or the load balancer's, fails") for line in asked.said)


def test_one_that_succeeded_has_nothing_to_explain():
    asked = explained("SUCCESSFUL", describe_service_deployments={"serviceDeployments": []})
    assert asked.said == [f"{API}: the deployment of {API}:8, 9 min ago: it succeeded",
                          f"it runs {API}:7, 2 of 2 tasks"]


@pytest.mark.parametrize("others", [{"list_service_deployments": "AccessDeniedException"},
                                    {"list_service_deployments": {}}])
def test_without_a_record_the_service_itself_tells(others):
    assert explained(**others).said[0] == f"{API}: the deployment of {API}:7, 2 days ago: it succeeded"


def test_one_that_goes_on_and_fails_says_how_to_go_back():
    asked = explained("IN_PROGRESS", running=0, ended=[stopped()], failed=12)
    assert asked.said[-2] == f"it runs {API}:7, 0 of 2 tasks; 12 failed to"
    assert asked.said[-1].endswith("playbooks/rollback.yml --limit HOST")


def test_one_whose_rollback_failed_says_how_to_go_back():
    said = explained("ROLLBACK_FAILED", about={"target": "kestrel"}).said
    assert said[-1].endswith("-i INVENTORY playbooks/rollback.yml --limit kestrel"), "of that one alone"


def test_what_may_not_be_read_is_said():
    asked = explained(list_tasks="AccessDeniedException", describe_target_health="AccessDeniedException")
    assert [line.partition(": ecs")[0].partition(": elbv2")[0] for line in asked.said if "could not" in line] == [
        "could not be told: stopped tasks", "could not be told: targets", "could not be told: migrations"]


@pytest.mark.parametrize(("words", "hint"), [
    ("(service api) is unable to consistently start tasks successfully", "Its tasks end one after the other"),
    ("(service api) (port 8000) is unhealthy in (target-group x)", "The load balancer stops tasks"),
    ("was unable to place a task. Reason: You've reached the limit on the number of vCPUs", "There is no room"),
    ("ECS was unable to assume the role 'x'", "ECS may not use a role"), ("Rate exceeded", "AWS holds calls back"),
    ("all is well", "")])
def test_what_ecs_says_is_known(words, hint):
    assert helps(words).startswith(hint) and bool(helps(words)) == bool(hint)


def test_the_last_deployment_is_found_on_whatever_page():
    """One that ECS rolled back was made before the deployment that the service runs: nothing is listed since that."""
    record = {"serviceDeploymentArn": "arn:it", "targetServiceRevisionArn": "arn:revision", "status": "STOPPED"}
    older, newer = {**record, "createdAt": before(days=9)}, {**record, "createdAt": before(days=3)}

    def listed(call: t.Any) -> dict[str, t.Any]:
        if "createdAt" in call.params:
            return {}
        return {"serviceDeployments": [newer]} if call.params.get("nextToken") else {
            "serviceDeployments": [older], "nextToken": "more"}

    assert "the deployment of envelope-prod-api:8, 3 days ago" in explained(list_service_deployments=listed).said[0]


def test_stopped_tasks_that_were_not_looked_at_are_counted():
    many = [stopped(f"{number:032x}", code=0, stoppedReason="Scaling activity initiated by x") for number in range(503)]
    assert "3 more stopped tasks of the cluster not looked at: ECS lists them in no order" in explained(ended=many).said
