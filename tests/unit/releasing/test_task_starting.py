# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task is started once, whatever became of earlier runs."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import NotPlaced, Ran, ran
from ansible_collections.venturemond.envelope.tests.unit.releasing.task_stage import (
    ANSWERS,
    RUN,
    Stage,
    arn,
    log,
    task,
)


def found(*tasks: dict[str, t.Any], now: t.Any = None) -> dict[str, t.Any]:
    """Answers of an account in which these tasks were started for the run; then one of them is `now`."""
    marked = [{**each, "startedBy": RUN.mark} for each in tasks]
    later = {"tasks": [now]} if now else {"tasks": marked}
    return {"list_tasks": [{"taskArns": [each["taskArn"] for each in marked]}, {}],
            "describe_tasks": [{"tasks": marked}, later]}


class TestWhatWasStartedBefore:
    def test_and_runs_is_waited_for(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **{**ANSWERS, **found(task(), now=task("STOPPED", 0))})
        outcome = stage.play(ran(RUN))

        assert stage.asked("run_task") == [] and not outcome.started
        assert stage.heard[0] == "  migration of prod 1.4.2: goes on as task a1"

    def test_and_ended_well_is_done(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, **found(task("STOPPED", 1, "a0"), task("STOPPED", 0)),
                      get_log_events=[log("Done"), log()])
        outcome = stage.play(ran(RUN))

        assert outcome == Ran(task_arn=arn("a1"), exit_code=0, lines=["Done"], seconds=30.0, started=False)
        assert stage.asked("run_task") == [] and stage.clock.pauses == []

    def test_and_failed_is_done_again_under_another_token(self, monkeypatch: pytest.MonkeyPatch):
        earlier = found(task("STOPPED", 1, "a0"), task("STOPPED", None, "b0"), task("DEPROVISIONING", 1, "c0"),
                        now=task("STOPPED", 0))
        stage = Stage(monkeypatch, **{**ANSWERS, **earlier})

        assert stage.play(ran(RUN)).started
        assert [request["clientToken"][-2:] for request in stage.asked("run_task")] == ["-4"]

    def test_for_something_else_does_not_count(self, monkeypatch: pytest.MonkeyPatch):
        other = {"tasks": [task("STOPPED", 0, "a0", startedBy="prod/seed")]}
        stage = Stage(monkeypatch, **{**ANSWERS, "list_tasks": {"taskArns": [arn("a0")]},
                                      "describe_tasks": [other, {"tasks": [task("STOPPED", 0)]}]})

        assert stage.play(ran(RUN)).task_arn == arn("a1")

    def test_is_looked_for_by_family_a_hundred_at_a_time(self, monkeypatch: pytest.MonkeyPatch):
        def described(call: Call) -> dict[str, t.Any]:
            return {"tasks": [task("STOPPED", 0)] if call.params["tasks"] == [arn("a1")] else []}

        stage = Stage(monkeypatch, **{**ANSWERS, "describe_tasks": described,
                                      "list_tasks": {"taskArns": [arn(f"x{n}") for n in range(150)]}})
        stage.play(ran(RUN))

        assert stage.asked("list_tasks") == [
            {"cluster": "envelope-prod", "family": "envelope-prod-api", "desiredStatus": status}
            for status in ("RUNNING", "STOPPED")]
        assert [len(call["tasks"]) for call in stage.asked("describe_tasks")][:2] == [100, 50]

    @pytest.mark.parametrize("taken", ["ConflictException", {"tasks": [task("STOPPED", 1, "a0")]}])
    def test_too_long_ago_to_be_listed_leaves_room_for_another(self, monkeypatch: pytest.MonkeyPatch, taken: t.Any):
        stage = Stage(monkeypatch, **{**ANSWERS, "run_task": [taken, ANSWERS["run_task"]]})

        assert stage.play(ran(RUN)).task_arn == arn("a1")
        assert [request["clientToken"][-2:] for request in stage.asked("run_task")] == ["-1", "-2"]


class TestRunTask:
    @pytest.mark.parametrize(("reason", "helps"), [
        ("RESOURCE:MEMORY", "has no room"),
        ("AGENT", "replace the instance"),
        ("Capacity is unavailable at this time. Please try again later or in a different availability zone",
         "add subnets in other availability zones"),
        ("You've reached the limit on the number of vCPUs you can run concurrently", "ask AWS for more"),
        ("ACCESS_DENIED", "need ecs:RunTask"),
        ("MISSING", "does not exist any more"),
    ])
    def test_that_is_answered_with_failures_says_which_and_what_helps(
            self, monkeypatch: pytest.MonkeyPatch, reason: str, helps: str):
        stage = Stage(monkeypatch, run_task={"tasks": [], "failures": [{"reason": reason, "detail": "as it is"}]})
        with pytest.raises(NotPlaced, match=rf"did not start a task: {reason} \(as it is\).*{helps}") as failed:
            stage.play(ran(RUN))

        assert (failed.value.failure, failed.value.detail) == (reason, "as it is")

    def test_that_is_answered_with_nothing_has_failed(self, monkeypatch: pytest.MonkeyPatch):
        with pytest.raises(NotPlaced, match="no reason given"):
            Stage(monkeypatch, run_task={}).play(ran(RUN))

    def test_that_is_refused_says_so(self, monkeypatch: pytest.MonkeyPatch):
        with pytest.raises(AwsError, match="AccessDeniedException"):
            Stage(monkeypatch, run_task="AccessDeniedException").play(ran(RUN))


class TestMarks:
    def test_are_written_in_the_letters_that_aws_takes_and_stay_apart(self):
        texts = ["1.4.2/migrate/acme", "1_4_2/migrate/acme", "1.4_2/migrate/acme", "x" * 300, "x" * 301]
        marks = [dataclasses.replace(RUN, started_by=each).mark for each in texts]

        assert marks[0].startswith("1_4_2/migrate/acme-")
        assert marks[1] == "1_4_2/migrate/acme"
        assert len(set(marks)) == len(marks) and max(map(len, marks)) <= 128

    def test_tokens_differ_by_family_mark_and_attempt(self):
        other_family = dataclasses.replace(RUN, task_definition="envelope-prod-worker:7")
        other_mark = dataclasses.replace(RUN, started_by="prod/seed")
        other_revision = dataclasses.replace(RUN, task_definition="envelope-prod-api:8")

        assert len({RUN.token(1), RUN.token(2), other_family.token(1), other_mark.token(1)}) == 4
        assert other_revision.token(1) == RUN.token(1)
