# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that are run to their end on the embedded AWS, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import time
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import CLUSTER, Stage

Result = dict[str, t.Any]
MIGRATE = ["php", "artisan", "migrate", "--force"]


@pytest.fixture
def stage(local_aws: LocalAws) -> Stage:
    return Stage.set_up(local_aws)


def ran(stage: Stage, *, check: bool = False, **options: t.Any) -> Result:
    """The result of the module, and how many tasks AWS was asked to run."""
    before = stage.aws.mark()
    result = stage.act("ecs_run_task", check=check, **{
        "task_definition": "shop-api", "command": MIGRATE, "subnets": stage.subnets, "security_groups": ["shop"],
        "release": "1.0.0", "step": "migrate", **options})
    return {**result, "asked": asked(stage.aws, before)}


def asked(aws: LocalAws, since: int = 0) -> int:
    return [call["operation"] for call in aws.writes(since)].count("RunTask")


def in_another_process(url: str, subnets: list[str]) -> None:
    stage = Stage(LocalAws(url))
    stage.subnets = subnets
    ran(stage)


class TestATaskThatGoesWell:
    def test_shows_its_lines_and_returns_them(self, stage: Stage):
        stage.aws.script(command="*migrate*", lines=["INFO  Running migrations.", "DONE"], exit_code=0, seconds=0.3)
        result = ran(stage)

        assert (result["changed"], result["started"], result["exit_code"]) == (True, True, 0)
        assert result["lines"] == ["INFO  Running migrations.", "DONE"]
        assert [line for line in stage.said if " | " in line] == [
            "  migrate of 1.0.0 | INFO  Running migrations.", "  migrate of 1.0.0 | DONE"]

    def test_is_run_once(self, stage: Stage):
        first = ran(stage)
        again = ran(stage)

        assert (again["changed"], again["asked"], again["task_arn"]) == (False, 0, first["task_arn"])
        assert ran(stage, tenant="acme")["asked"] == 1
        assert ran(stage, release="1.0.1")["asked"] == 1

    def test_is_told_and_not_run_in_check_mode(self, stage: Stage):
        planned = ran(stage, check=True)
        assert (planned["changed"], planned["asked"]) == (True, 0)

        ran(stage)
        assert not ran(stage, check=True)["changed"]


class TestATaskThatFails:
    def test_is_told_with_its_exit_code_and_lines_and_run_again_when_asked_again(self, stage: Stage):
        stage.aws.script(command="*migrate*", lines=["Column not found: 1054"], exit_code=42, seconds=0.1, times=2)
        failed = [ran(stage), ran(stage)]

        for result in failed:
            assert result["failed"] and result["asked"] == 1
            assert "migrate of 1.0.0 failed: container api exited with 42 in task" in result["msg"]
            assert result["msg"].endswith("The last it said:\n  | Column not found: 1054")
        assert ran(stage)["exit_code"] == 0

    def test_to_start_for_want_of_its_image_says_so(self, stage: Stage):
        stage.aws.script(command="*migrate*", pull_error="CannotPullContainerError: shop-api:9.9: not found")

        assert "container api never started in task" in (told := ran(stage)["msg"])
        assert "CannotPullContainerError" in told and "Push an image with that tag" in told

    def test_to_start_for_want_of_a_key_of_a_secret_says_so(self, stage: Stage):
        definition = stage.client("ecs").describe_task_definition(taskDefinition="shop-api")["taskDefinition"]
        [container] = definition["containerDefinitions"]
        container["secrets"].append({"name": "MAIL_KEY", "valueFrom": f"{stage.secret}:MAIL_KEY::"})
        kept = ("family", "cpu", "memory", "networkMode", "requiresCompatibilities", "executionRoleArn")
        stage.client("ecs").register_task_definition(
            **{name: definition[name] for name in kept}, containerDefinitions=[container])
        told = ran(stage)["msg"]

        assert "ResourceInitializationError" in told and "MAIL_KEY" in told and "have a current value" in told
        assert "canary" not in told

    def test_to_be_placed_says_so_and_is_tried_again(self, stage: Stage):
        stage.aws.script(command="*migrate*", failure="RESOURCE:MEMORY", times=1)

        assert "ECS did not start a task: RESOURCE:MEMORY. The cluster has no room" in ran(stage)["msg"]
        assert ran(stage)["exit_code"] == 0

    def test_to_end_is_stopped(self, stage: Stage):
        stage.aws.script(command="*migrate*", lines=["Waiting for a lock"], runs_forever=True)
        result = ran(stage, timeout=1)

        assert "it did not end within 1 s, and task" in result["msg"] and "| Waiting for a lock" in result["msg"]
        assert not running(stage)


class TestARunThatIsKilled:
    def test_leaves_a_task_that_the_next_one_waits_for(self, stage: Stage):
        stage.aws.script(command="*migrate*", lines=["Migrating"], exit_code=0, seconds=2.0)
        before = stage.aws.mark()
        killed = multiprocessing.get_context("spawn").Process(
            target=in_another_process, args=(stage.aws.url, stage.subnets))
        killed.start()
        deadline = time.monotonic() + 30
        while not asked(stage.aws, before):
            assert killed.is_alive() and time.monotonic() < deadline
            killed.join(0.05)
        killed.kill()
        killed.join()
        result = ran(stage)

        assert asked(stage.aws, before) == 1
        assert (result["exit_code"], result["started"], result["lines"]) == (0, False, ["Migrating"])


def running(stage: Stage) -> list[str]:
    """The tasks of a release step that are to go on."""
    ecs = stage.client("ecs")
    arns = ecs.list_tasks(cluster=CLUSTER, family="shop-api")["taskArns"]
    tasks = ecs.describe_tasks(cluster=CLUSTER, tasks=arns)["tasks"] if arns else []
    return [task["taskArn"] for task in tasks if not task["startedBy"].startswith("ecs-svc/")]
