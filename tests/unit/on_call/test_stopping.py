# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One task is stopped when its whole id is typed back; without one, those that run are listed."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_stop_task import REASON, StopTask
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import (
    ABOUT,
    CLUSTER,
    FULL,
    answers,
    stopped,
    task,
)

OTHER = "01ff" + "0" * 28


def stop(named: str | None, confirm: str | None = None, *, check: bool = False, **others: t.Any) -> Asked:
    running = [task(), task(OTHER), task("f" * 32, "worker")]
    verb = StopTask.given({**ABOUT, "task": named, "confirm": confirm, "timeout": 60})
    return ask(verb, {**answers(tasks=running), "stop_task": {}, **others}, check=check)


def test_those_that_run_are_listed_with_age_and_use():
    used = {"Type": "Task", "TaskId": FULL, "CpuUtilized": 512.0, "CpuReserved": 512.0, "MemoryUtilized": 100,
            "MemoryReserved": 1000}
    asked = stop(None, filter_log_events={"events": [{"message": json.dumps(used)}, {"message": "no JSON"}]})
    assert asked.said[0].startswith("3 tasks of envelope-prod run; to stop one: ansible-playbook -i INVENTORY ")
    assert f"{FULL}  envelope-prod-api  envelope-prod-api:7  runs for 3 h, CPU 100%, memory 10%" in asked.said
    assert len(asked.result["tasks"]) == 3 and not asked.writes


def test_tasks_of_others_are_none_of_ours():
    asked = stop(None, **answers(tasks=[task(group="service:other-api"), task(OTHER)]))
    assert asked.result["tasks"] == [OTHER]


def test_use_that_may_not_be_read_is_not_measured():
    assert "  runs for 3 h, use not measured\n" in stop(None, filter_log_events="AccessDeniedException").text


def test_use_is_read_on_from_an_empty_page():
    used = {"TaskId": FULL, "CpuUtilized": 1, "CpuReserved": 2, "MemoryUtilized": 1, "MemoryReserved": 4}
    asked = stop(None, filter_log_events=[{"nextToken": "more"}, {"events": [{"message": json.dumps(used)}]}])
    assert "runs for 3 h, CPU 50%, memory 25%" in asked.text
    assert asked.text.count("use not measured") == 2  # the other two


@pytest.mark.parametrize("options", [{}, {"check": True}])
def test_nothing_is_stopped_until_its_id_is_typed_back(options):
    asked = stop("0123", **options)
    assert not asked.writes and f"would stop task {FULL} of envelope-prod-api" in asked.said
    assert f"nothing was changed; to do it, add -e confirm={FULL}" in asked.said
    assert "1 other task of envelope-prod-api runs; its service starts another instead of it" in asked.said


def test_it_is_stopped_and_its_end_awaited():
    gone = stopped()
    turns = [{"tasks": [task(), task(OTHER)]}] * 2 + [{"tasks": [gone]}]
    asked = stop("0123", FULL, describe_tasks=turns)
    assert asked.writes == [("stop_task", {"cluster": CLUSTER, "task": FULL, "reason": REASON})]
    assert asked.said[-1] == f"task {FULL} has stopped" and asked.result["changed"]


def test_one_that_was_started_once_is_not_started_again():
    asked = stop("0123", **answers(tasks=[task(group="family:envelope-prod-api", startedBy="1.4.2/migrate")]))
    assert "it was started once (1.4.2/migrate): nothing starts it again" in asked.said


@pytest.mark.parametrize(("named", "confirm", "words"), [
    ("01", None, "task 01 could be "), ("9", None, "no task that runs begins with 9; without -e task"),
    ("0123", "0123" + "0" * 28, f"allowed is {FULL}, the id of the task")])
def test_one_that_cannot_be_told_is_refused(named, confirm, words):
    with pytest.raises(Invalid, match=words):
        stop(named, confirm)


@pytest.mark.parametrize(("about", "problem"), [
    ({"task": "../x"}, "task is '../x', allowed is an id, or its beginning: digits and letters from a to f"),
    ({"task": "0123", "confirm": "yes"}, "confirm is 'yes': allowed is the whole id of task 0123"),
    ({"task": "0123", "confirm": "0123"}, "confirm is '0123': allowed is the whole id of task 0123"),
    ({"confirm": FULL}, "confirm without task: say which, as in -e task=...")])
def test_what_is_wrong_is_told(about, problem):
    assert list(StopTask.given({**ABOUT, "timeout": 60, **about}).problems()) == [problem]
