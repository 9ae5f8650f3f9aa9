# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a task ended: what AWS says, and what helps."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.task_failures import (
    TaskFailed,
    stopped_of,
    why,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.task_stage import (
    NOON,
    Stage,
    arn,
    definition,
    log,
    task,
)

DEPLOYMENT = "ecs-svc/1234567890123456789"
ECR = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"
INIT = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "


def unstarted(reason: str) -> dict[str, t.Any]:
    return task("STOPPED", stopCode="TaskFailedToStart", stoppedReason=reason, startedAt=None)


class TestWhy:
    @pytest.mark.parametrize(("reason", "helps"), [
        (f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
         f"{ECR}/api:9.9: {ECR}/api:9.9: not found", "Push an image with that tag"),
        ("CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'",
         "built for another processor"),
        (f"CannotPullContainerError: pull access denied for {ECR}/api, repository does not exist or may require "
         "authorization", "ecr:BatchGetImage"),
        ("CannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout", "endpoints for ecr.api, ecr.dkr and s3"),
        (f"{INIT}unable to retrieve secret from asm: AccessDeniedException: not authorized",
         "secretsmanager:GetSecretValue"),
        (f"{INIT}unable to retrieve secret from asm: retrieved secret from Secrets Manager did not contain json key X",
         "must exist, and have a current value"),
        (f"{INIT}unable to retrieve secret from asm: context deadline exceeded", "a NAT gateway"),
        ("ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: The "
         "specified log group does not exist", "log group that the task definition names must exist"),
        ("Timeout waiting for network interface provisioning to complete.", "need free addresses"),
        ("Capacity is unavailable at this time. Please try again later", "other availability zones"),
    ])
    def test_a_task_that_never_started_says_what_helps(self, reason: str, helps: str):
        told = why(unstarted(reason))

        assert told.startswith(f"container api never started in task a1: {reason} (TaskFailedToStart)")
        assert helps in told

    @pytest.mark.parametrize(("code", "helps"), [
        (126, "must be executable"), (127, "no such command"), (137, "more memory than it may"),
        (139, "segmentation fault"), (143, "SIGTERM")])
    def test_an_exit_code_that_means_something_is_explained(self, code: int, helps: str):
        told = why(task("STOPPED", code), "api")

        assert told.startswith(f"container api exited with {code} in task a1: Essential container in task exited")
        assert helps in told

    def test_what_aws_says_explains_more_than_the_exit_code(self):
        killed = task("STOPPED", 137)
        killed["containers"][0]["reason"] = "OutOfMemoryError: Container killed due to memory usage"

        assert why(killed) == (
            "container api exited with 137 in task a1: OutOfMemoryError: Container killed due to memory usage; "
            "Essential container in task exited (EssentialContainerExited). Give the task more memory, or its "
            "container a higher limit")

    def test_a_code_that_means_nothing_is_left_to_the_lines(self):
        assert why(task("STOPPED", 42)).endswith("(EssentialContainerExited)")

    def test_the_container_to_blame_is_the_named_one_or_the_one_that_failed(self):
        several = task("STOPPED", containers=[
            {"name": "proxy", "exitCode": 0}, {"name": "api", "exitCode": 3}, {"name": "agent", "exitCode": 0}])

        assert why(several).startswith("container api exited with 3")
        assert why(several, "agent").startswith("container agent exited with 0")

    def test_another_container_that_took_it_down_is_named(self):
        taken_down = task("STOPPED", containers=[{"name": "api", "exitCode": 143}, {"name": "proxy", "exitCode": 1}])

        assert why(taken_down, "api").startswith(
            "container api exited with 143 in task a1: container proxy exited with 1; Essential container in task")

    def test_a_task_of_which_little_is_known_is_told_in_one_line_too(self):
        assert why({"taskArn": arn("a1")}) == "container (none) never started in task a1: AWS gives no reason"

    def test_health_checks_and_spot_are_explained(self):
        by_load_balancer = task("STOPPED", stopCode="ServiceSchedulerInitiated",
                                stoppedReason="Task failed ELB health checks in (target-group arn:tg/api/1)")

        assert "health_check_grace_period_seconds" in why(by_load_balancer)
        assert "run it on FARGATE" in why(task("STOPPED", stoppedReason="Your Spot Task was interrupted."))


def of_service(task_id: str, after: int, started_by: str = DEPLOYMENT, **about: t.Any) -> dict[str, t.Any]:
    stopped = NOON + datetime.timedelta(seconds=after)
    return task("STOPPED", 1, task_id, startedBy=started_by, stoppedAt=stopped, **about)


class TestStoppedOf:
    def told(self, stage: Stage) -> t.Any:
        return stage.play(stopped_of("envelope-prod", "envelope-prod-api", DEPLOYMENT, limit=2))

    def answers(self, *tasks: dict[str, t.Any], **others: t.Any) -> dict[str, t.Any]:
        return {"list_tasks": {"taskArns": [each["taskArn"] for each in tasks]}, "describe_tasks": {"tasks": [*tasks]},
                "get_log_events": lambda call: log() if "nextToken" in call.params else log("Boom"), **others}

    def test_are_the_newest_of_that_deployment_with_their_last_lines(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **self.answers(
            of_service("a1", 10), of_service("b1", 30), of_service("c1", 20), of_service("d1", 40, "ecs-svc/9")))
        told = self.told(stage)

        assert [found["taskArn"] for found, _why, _lines in told] == [arn("b1"), arn("c1")]
        assert told[0][1] == why(of_service("b1", 30)) and told[0][2] == ["Boom"]
        assert stage.asked("list_tasks") == [{
            "cluster": "envelope-prod", "serviceName": "envelope-prod-api", "desiredStatus": "STOPPED"}]

    def test_that_only_made_room_come_last(self, monkeypatch: pytest.MonkeyPatch):
        scaled = {"stoppedReason": f"Scaling activity initiated by (deployment {DEPLOYMENT})"}
        stage = Stage(monkeypatch, **self.answers(of_service("a1", 90, **scaled), of_service("b1", 10)))

        assert [found["taskArn"] for found, _why, _lines in self.told(stage)] == [arn("b1"), arn("a1")]

    def test_are_told_without_lines_that_cannot_be_read(self, monkeypatch: pytest.MonkeyPatch):
        for others in ({"get_log_events": "AccessDeniedException"}, {"describe_task_definition": "ClientException"},
                       {"describe_task_definition": definition({"name": "api"})}):
            stage = Stage(monkeypatch, **self.answers(of_service("a1", 10), **others))

            assert [lines for _task, _why, lines in self.told(stage)] == [[]]

    def test_may_be_none(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, list_tasks={"taskArns": []})

        assert self.told(stage) == []
        assert stage.asked("describe_tasks") == []

    @pytest.mark.parametrize("operation", ["list_tasks", "describe_tasks"])
    def test_that_may_not_be_read_do_not_hide_the_verdict(self, monkeypatch: pytest.MonkeyPatch, operation: str):
        stage = Stage(monkeypatch, **{**self.answers(of_service("a1", 10)), operation: "AccessDeniedException"})

        assert self.told(stage) == []


def test_a_failure_shows_its_lines_below_its_reason():
    failed = TaskFailed("seed of 1.4.2", "no", lines=["one", "two"])

    assert str(failed) == "seed of 1.4.2 failed: no\nThe last it said:\n  | one\n  | two"
    assert str(TaskFailed("seed of 1.4.2", "no")) == "seed of 1.4.2 failed: no"
