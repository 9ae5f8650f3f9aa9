# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a container writes its lines, and how they are read."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow, Pause
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.task_logs import (
    LAST,
    PAGES,
    Follower,
    LogStream,
    last_lines,
    log_stream,
    new_lines,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.task_stage import LOG, Stage, definition, log, task

STREAM = LogStream("/ecs/envelope-prod-api", "api/api/a1")


def told(**options: t.Any) -> LogStream | None:
    about = {"logDriver": "awslogs", "options": {**LOG["options"], **options}}
    return log_stream(task(), definition({"name": "api", "logConfiguration": about})["taskDefinition"], "api")


class TestLogStream:
    def test_is_named_by_prefix_container_and_task(self):
        assert told() == STREAM
        assert told(**{"awslogs-stream-prefix": "ecs"}) == LogStream("/ecs/envelope-prod-api", "ecs/api/a1")

    def test_is_the_one_of_that_container(self):
        both = definition({"name": "proxy"}, {"name": "api", "logConfiguration": LOG})["taskDefinition"]

        assert log_stream(task(), both, "api") == STREAM
        assert log_stream(task(), both, "proxy") is None
        assert log_stream(task(), both, "nobody") is None

    def test_is_none_where_it_cannot_be_read(self):
        assert told(**{"awslogs-region": "us-east-1"}) is None
        assert told(**{"awslogs-stream-prefix": ""}) is None
        assert told(**{"awslogs-group": ""}) is None


def looking(follower: Follower, times: int) -> Flow:
    found = []
    for _unused in range(times):
        found.append((yield from new_lines(follower)))
        yield Pause(1)
    return found


class TestNewLines:
    def play(self, monkeypatch: pytest.MonkeyPatch, times: int, *pages: t.Any) -> tuple[Stage, Follower, t.Any]:
        stage, follower = Stage(monkeypatch, get_log_events=list(pages)), Follower(STREAM)
        return stage, follower, stage.play(looking(follower, times))

    def test_are_those_since_the_last_look(self, monkeypatch: pytest.MonkeyPatch):
        stage, _follower, found = self.play(
            monkeypatch, 3, log("one", token="f/1"), log(token="f/1"), log(token="f/1"), log("two", token="f/2"),
            log(token="f/2"))

        assert found == [["one"], [], ["two"]]
        assert [call.get("nextToken") for call in stage.asked("get_log_events")] == [None, "f/1", "f/1", "f/1", "f/2"]
        assert all(call["startFromHead"] for call in stage.asked("get_log_events"))

    def test_may_come_after_an_empty_page(self, monkeypatch: pytest.MonkeyPatch):
        *_unused, found = self.play(
            monkeypatch, 1, log(token="f/1"), log(token="f/2"), log("late", token="f/3"), log(token="f/3"))

        assert found == [["late"]]

    def test_are_none_before_there_is_a_stream(self, monkeypatch: pytest.MonkeyPatch):
        *_unused, found = self.play(monkeypatch, 2, "NotFound", log("one", token="f/1"), log(token="f/1"))

        assert found == [[], ["one"]]

    def test_of_a_container_that_never_pauses_do_not_hold_up_the_look_at_it(self, monkeypatch: pytest.MonkeyPatch):
        endless = [log(f"line {n}", token=f"f/{n}") for n in range(10 * PAGES)]
        *_unused, found = self.play(monkeypatch, 1, *endless)

        assert len(found[0]) == PAGES

    def test_that_came_last_are_kept(self, monkeypatch: pytest.MonkeyPatch):
        _stage, follower, _found = self.play(
            monkeypatch, 1, log(*map(str, range(50)), token="f/1"), log(token="f/1"))

        assert list(follower.last) == [str(n) for n in range(50 - LAST, 50)]

    def test_hold_one_line_of_text_each_and_no_commands_to_a_terminal(self, monkeypatch: pytest.MonkeyPatch):
        *_unused, found = self.play(
            monkeypatch, 1, log("\x1b[32mINFO\x1b[0m  done\r\n  \tzwölf €\x07", token="f/1"), log(token="f/1"))

        assert found == [["INFO  done", "  \tzwölf €"]]

    def test_that_are_forbidden_are_an_error(self, monkeypatch: pytest.MonkeyPatch):
        with pytest.raises(AwsError):
            self.play(monkeypatch, 1, "AccessDeniedException")


class TestLastLines:
    def test_are_the_newest_page(self, monkeypatch: pytest.MonkeyPatch):
        stage = Stage(monkeypatch, get_log_events=log("one", "two", "three"))

        assert stage.play(last_lines(STREAM, 2)) == ["two", "three"]
        assert stage.asked("get_log_events") == [{
            "logGroupName": STREAM.group, "logStreamName": STREAM.name, "startFromHead": False, "limit": 2}]

    def test_may_be_before_an_empty_page(self, monkeypatch: pytest.MonkeyPatch):
        pages = [{**log(), "nextBackwardToken": "b/1"}, {**log("one"), "nextBackwardToken": "b/2"},
                 {**log(), "nextBackwardToken": "b/2"}]

        assert Stage(monkeypatch, get_log_events=pages).play(last_lines(STREAM)) == ["one"]

    def test_are_none_without_a_stream(self, monkeypatch: pytest.MonkeyPatch):
        assert Stage(monkeypatch, get_log_events="NotFound").play(last_lines(STREAM)) == []
