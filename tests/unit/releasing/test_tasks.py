# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task is started once, followed to its end, and judged by one container."""

from __future__ import annotations

import dataclasses
import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow, Say
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import (
    LAG,
    LONGEST,
    STOPPING,
    UNSEEN,
    Ran,
    TaskFailed,
    awsvpc,
    ran,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.task_stage import (
    ANSWERS,
    NOON,
    REVISION,
    RUN,
    Stage,
    arn,
    definition,
    log,
    task,
)


class TestARunThatGoesWell:
    @pytest.fixture
    def stage(self, monkeypatch: pytest.MonkeyPatch) -> Stage:
        return Stage(monkeypatch, **ANSWERS)

    def test_returns_what_came_of_it(self, stage: Stage):
        assert stage.play(ran(RUN)) == Ran(
            task_arn=arn("a1"), exit_code=0, lines=["Migrating", "Done"], seconds=30.0, started=True)

    def test_shows_states_and_lines_as_they_come(self, stage: Stage):
        stage.play(ran(RUN))

        assert stage.heard == [
            "  migration of prod 1.4.2: started task a1",
            "  migration of prod 1.4.2: pending",
            "  migration of prod 1.4.2: running",
            "  migration of prod 1.4.2 | Migrating",
            "  migration of prod 1.4.2: stopped",
            "  migration of prod 1.4.2 | Done"]

    def test_asks_for_one_task_with_a_token(self, stage: Stage):
        run = dataclasses.replace(RUN, network=awsvpc(["subnet-1"], ["sg-1"], False), launch_type="FARGATE",
                                  environment={"TENANT": "acme"}, tags={"project": "envelope"})
        stage.play(ran(run))

        [request] = stage.asked("run_task")
        token = request.pop("clientToken")
        assert token.endswith("-1") and len(token) <= 64
        assert request == {
            "cluster": "envelope-prod", "taskDefinition": REVISION, "count": 1, "launchType": "FARGATE",
            "startedBy": "prod/migrate", "tags": [{"key": "project", "value": "envelope"}],
            "networkConfiguration": {"awsvpcConfiguration": {
                "subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}},
            "overrides": {"containerOverrides": [{
                "name": "api", "command": ["php", "artisan", "migrate", "--force"],
                "environment": [{"name": "TENANT", "value": "acme"}]}]}}

    def test_looks_often_at_first_and_then_less(self, monkeypatch: pytest.MonkeyPatch):
        slow = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": [
            *[{"tasks": [task()]}] * 20, {"tasks": [task("STOPPED", 0)]}]})
        slow.play(ran(RUN))

        assert slow.clock.pauses[0] < 0.3
        assert max(slow.clock.pauses) <= LONGEST

    def test_holds_a_flow_at_every_look(self, stage: Stage):
        held: list[bool] = []

        def keep() -> Flow:
            yield Say("kept")
            held.append(True)

        stage.play(ran(RUN, keep))
        assert len(held) >= len(stage.asked("describe_tasks"))

    def test_a_flow_that_fails_ends_it(self, stage: Stage):
        def lose() -> Flow:
            yield from ()
            raise Invalid("the lock is lost")

        with pytest.raises(Invalid, match="the lock is lost"):
            stage.play(ran(RUN, lose))

    def test_does_not_wait_for_the_network_to_be_taken_down(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [task("DEPROVISIONING", 0)]}})

        assert stage.play(ran(RUN)).exit_code == 0

    def test_needs_no_other_container_to_end(self, monkeypatch: pytest.MonkeyPatch):
        over = task("STOPPED", 0)
        over["containers"].insert(0, {"name": "proxy", "reason": "killed", "exitCode": 137})
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [over]}})

        assert stage.play(ran(RUN)).exit_code == 0


class TestATaskThatFails:
    def test_is_told_with_its_exit_code_and_last_lines(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [task("STOPPED", 42)]}})
        with pytest.raises(TaskFailed) as failed:
            stage.play(ran(RUN))

        assert str(failed.value) == (
            "migration of prod 1.4.2 failed: container api exited with 42 in task a1: Essential container in task "
            "exited (EssentialContainerExited)\nThe last it said:\n  | Migrating\n  | Done")
        assert (failed.value.exit_code, failed.value.lines) == (42, ["Migrating", "Done"])

    def test_waits_for_lines_that_come_late(self, monkeypatch: pytest.MonkeyPatch):
        pages = ["NotFound", "NotFound", "NotFound", log("Access denied", token="f/1"), log(token="f/1")]
        stage = Stage(monkeypatch, run_task=ANSWERS["run_task"], get_log_events=pages,
                      describe_tasks={"tasks": [task("STOPPED", 1)]})
        with pytest.raises(TaskFailed, match="Access denied"):
            stage.play(ran(RUN))

    def test_does_not_wait_for_lines_for_ever(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, run_task=ANSWERS["run_task"], describe_tasks={"tasks": [task("STOPPED", 1)]})
        with pytest.raises(TaskFailed):
            stage.play(ran(RUN))

        assert sum(stage.clock.pauses) == pytest.approx(LAG, abs=1)

    def test_that_never_started_is_told_why_at_once(self, monkeypatch: pytest.MonkeyPatch):
        reason = "CannotPullContainerError: pull image manifest has been retried 1 time(s): api:1.4.2: not found"
        over = task("STOPPED", stopCode="TaskFailedToStart", stoppedReason=reason, startedAt=None)
        stage = Stage(monkeypatch, run_task=ANSWERS["run_task"], describe_tasks={"tasks": [over]})
        with pytest.raises(TaskFailed, match=r"never started in task a1: CannotPull.* Push an image with that tag"):
            stage.play(ran(RUN))

        assert sum(stage.clock.pauses) < 1

    def test_without_an_exit_code_is_no_success(self, monkeypatch: pytest.MonkeyPatch):
        over = task("STOPPED", stopCode="UserInitiated", stoppedReason="Stopped by alice")
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [over]}})
        with pytest.raises(TaskFailed, match="container api was stopped by somebody in task a1: Stopped by alice"):
            stage.play(ran(RUN))

    def test_says_nothing_of_its_environment(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [task("STOPPED", 1)]}})
        run = dataclasses.replace(RUN, environment={"NOTE": "c4n4ry"})
        with pytest.raises(TaskFailed) as failed:
            stage.play(ran(run))

        assert "c4n4ry" not in f"{failed.value} {stage.heard} {run!r}"


class TestATaskThatHangs:
    def test_is_stopped_and_told(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": lambda call: {"tasks": [
            task("STOPPED", 143) if stage.asked("stop_task") else task()]}})
        with pytest.raises(TaskFailed) as failed:
            stage.play(ran(RUN))

        assert stage.asked("stop_task") == [{
            "cluster": "envelope-prod", "task": arn("a1"),
            "reason": "migration of prod 1.4.2: it did not end within 60 s"}]
        assert str(failed.value).startswith(
            "migration of prod 1.4.2 failed: it did not end within 60 s, and task a1 was stopped: look at")
        assert failed.value.lines == ["Migrating", "Done"]
        assert 60 <= sum(stage.clock.pauses) <= 65

    def test_has_failed_even_if_it_ends_well_when_told_to(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": lambda call: {"tasks": [
            task("STOPPED", 0) if stage.asked("stop_task") else task()]}})
        with pytest.raises(TaskFailed, match="did not end within 60 s"):
            stage.play(ran(RUN))

    def test_that_does_not_stop_is_not_waited_for_either(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [task()]}})
        with pytest.raises(TaskFailed, match="was told to stop, and after 180 s it still runs"):
            stage.play(ran(RUN))

        assert sum(stage.clock.pauses) < 60 + STOPPING + 10

    def test_that_may_not_be_stopped_is_told_so(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [task()]}},
                      stop_task="AccessDeniedException")
        with pytest.raises(TaskFailed, match=r"60 s, and task a1 could not be stopped: ecs:stop_task failed"):
            stage.play(ran(RUN))


class TestATaskThatAwsDoesNotKnow:
    missing: t.ClassVar[dict[str, t.Any]] = {"tasks": [], "failures": [{"arn": arn("a1"), "reason": "MISSING"}]}

    def test_yet_is_waited_for(self, monkeypatch: pytest.MonkeyPatch):
        replies = [self.missing, self.missing, *ANSWERS["describe_tasks"]]

        assert Stage(monkeypatch, **{**ANSWERS, "describe_tasks": replies}).play(ran(RUN)).exit_code == 0

    def test_for_long_is_an_error(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": self.missing})
        with pytest.raises(TaskFailed, match="has not known its task a1 for 60 s: look for it in cluster"):
            stage.play(ran(dataclasses.replace(RUN, timeout=600)))

        assert UNSEEN <= sum(stage.clock.pauses) <= UNSEEN + LONGEST


class TestALogThatCannotBeRead:
    @pytest.mark.parametrize("about", [
        {}, {"logConfiguration": {"logDriver": "awsfirelens"}},
        {"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "g"}}}])
    def test_because_there_is_none_is_said_once(self, monkeypatch: pytest.MonkeyPatch, about: dict[str, t.Any]):
        stage = Stage(monkeypatch, **ANSWERS, describe_task_definition=definition({"name": "api", **about}))
        stage.play(ran(RUN))

        assert len([line for line in stage.heard if "its lines are not shown" in line]) == 1
        assert stage.asked("get_log_events") == []

    def test_because_it_is_forbidden_is_said_once_and_ends_nothing(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, "get_log_events": "AccessDeniedException"})

        assert stage.play(ran(RUN)).lines == []
        assert len([line for line in stage.heard if "its lines are not shown any more" in line]) == 1
        assert len(stage.asked("get_log_events")) == 1


def test_seconds_are_those_until_the_containers_have_ended(monkeypatch: pytest.MonkeyPatch):
    over = task("STOPPED", 0, stoppingAt=NOON + datetime.timedelta(seconds=12))
    stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": {"tasks": [over]}})

    assert stage.play(ran(RUN)).seconds == 12.0
