# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last lines are read from the end on, a page at a time, and no further than needed."""

from __future__ import annotations

import datetime
import itertools
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import loop
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.logs import reading
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.logs.patterns import filter_pattern, seconds
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.logs_show import ShowLogs
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import ABOUT, answers, service

MILLISECONDS = int(NOW.timestamp() * 1000)


def event(number: int, *, before: float, message: str = "") -> dict[str, t.Any]:
    return {"eventId": str(number), "timestamp": MILLISECONDS - int(before * 1000), "message": message or f"n{number}",
            "logStreamName": "ecs/api/0123456789abcdef"}


def shown(filtered: t.Any, *, more: dict[str, t.Any] | None = None, **about: t.Any) -> Asked:
    verb = ShowLogs.given({**ABOUT, "service": "api", "since": "15m", "lines": 100, "follow_seconds": 0, **about})
    return ask(verb, answers(service("api"), filter_log_events=filtered, **(more or {})))


def windows(asked: Asked) -> list[float]:
    """How many seconds each request looked back at."""
    asks = [call.params for call in asked.calls if call.operation == "filter_log_events"]
    return [round((each["endTime"] + 1 - each["startTime"]) / 1000) for each in asks]


def test_windows_grow_until_there_are_enough_lines():
    asked = shown([{"events": [event(3, before=5)]}, {"events": [event(1, before=60), event(2, before=50)]}], lines=3)
    assert windows(asked) == [30, 60]
    assert [line.rpartition("  ")[2] for line in asked.result["lines"]] == ["n1", "n2", "n3"]
    assert asked.said[0] == "envelope-prod-api: 3 lines in 15m, the last ones (lines=3)"


def test_no_window_reaches_back_further_than_was_asked():
    asked = shown({}, since="2m")
    assert windows(asked) == [30, 60, 30] and asked.said == ["envelope-prod-api: no line in 2m"]


def test_of_many_pages_the_last_lines_are_kept():
    pages = [{"events": [event(number, before=9)], "nextToken": str(number)} for number in range(5)]
    asked = shown([*pages, {"events": [event(9, before=8)]}], lines=2)
    assert [line.rpartition("  ")[2] for line in asked.result["lines"]] == ["n4", "n9"]


def test_reading_ends_where_there_is_too_much(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "PAGES", 4)
    tokens = itertools.count()
    asked = shown(lambda call: {"events": [event(1, before=9)], "nextToken": str(next(tokens))})
    assert len(windows(asked)) == 4 and "too many to read all from " in asked.said[0]


def test_a_line_says_when_and_which_task_and_no_secret():
    [line] = shown({"events": [event(1, before=300, message="\x1b[31mtoken=canary\n")]}, since="1s").result["lines"]
    assert line.endswith(" 01234567  token=********") and "Z (5 min ago)" in line and "canary" not in line


def test_a_group_that_is_not_there_yet_has_no_lines():
    assert shown(Absent, since="10s").said == ["envelope-prod-api: no line in 10s"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time passes while new lines are waited for, and with each look at them if the clock ticks."""
    found = Clock()
    monkeypatch.setattr(loop, "time", found)
    monkeypatch.setattr(reading, "now", lambda: NOW + datetime.timedelta(seconds=found.now - 1000))
    return found


def messages(said: t.Sequence[str]) -> list[str]:
    return [line.rpartition("  ")[2] for line in said]


def test_new_lines_are_told_once_as_they_come_and_so_are_those_of_slower_tasks(clock: Clock):
    old, fresh, late = event(1, before=5), event(2, before=-1), event(3, before=-0.5)
    asked = shown([{"events": [old]}, {"events": [old, fresh]}, {"events": [old, late, fresh]}],
                  since="10s", lines=4, follow_seconds=4)
    assert messages(asked.said[1:]) == ["n1", "waiting for new lines, 4 s", "n2", "n3", "ended: the 4 s are over"]
    assert len(asked.result["lines"]) == 3 and windows(asked) == [10, 13, 15], "no further back than was asked"


def test_waiting_ends_when_its_time_is_over_however_long_the_looks_took(clock: Clock):
    def slow(call: t.Any) -> dict[str, t.Any]:
        clock.now += 20
        return {}

    asked = shown(slow, since="30s", follow_seconds=60)
    assert len(windows(asked)) <= 5 and asked.said[-1] == "ended: the 60 s are over"


def test_waiting_ends_with_enough_lines_and_says_so(clock: Clock):
    asked = shown([{}, {}, {"events": [event(number, before=-1) for number in range(3)]}], since="30s", lines=2,
                  follow_seconds=60)
    assert asked.said[-1] == "ended: 2 new lines came, and lines=2 allows no more"


def test_new_lines_are_looked_for_a_little_further_back_as_some_come_late(clock: Clock):
    assert windows(shown({}, since="1m", follow_seconds=2)) == [30, 30, 33]


def test_of_several_groups_the_last_lines_of_all_are_kept():
    """A sidecar that writes much hides nothing of what the application said meanwhile."""
    groups = [{"name": name, "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": name}}}
              for name in ("app", "proxy")]

    def filtered(call: t.Any) -> dict[str, t.Any]:
        if call.params["logGroupName"] == "app":
            return {"events": [event(0, before=1)]}
        return {"events": [event(number, before=20 - number) for number in range(1, 9)]}

    asked = shown(filtered, more={"describe_task_definition": {"taskDefinition": {"containerDefinitions": groups}}},
                  lines=2)
    assert messages(asked.result["lines"]) == ["n8", "n0"]


def test_a_service_that_logs_elsewhere_says_so():
    definition = {"taskDefinition": {"containerDefinitions": [{"name": "api", "logConfiguration": {
        "logDriver": "splunk"}}]}}
    with pytest.raises(Invalid, match="does not write to CloudWatch Logs"):
        shown({}, more={"describe_task_definition": definition})


def test_a_service_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(Invalid, match=r"service apii is not known, did you mean api\? \(allowed: api\)"):
        shown({}, service="apii")


@pytest.mark.parametrize(("about", "problem"), [
    ({"service": ""}, "service is missing: say which, as in -e service=api"),
    ({"name": "envelope-prod-silo-kestrel", "services": ["api"], "service": "envelope-prod-silo-kestrel-two-api"},
     "service two-api is not known, did you mean api? (allowed: api)"),
    ({"since": "soon"}, "since is 'soon', allowed is a number with its unit: 90s, 15m, 2h, 3d"),
    ({"since": "0m"}, "since is '0m', allowed is a number with its unit: 90s, 15m, 2h, 3d"),
    ({"lines": 0}, "lines is 0, allowed are 1 to 1000"),
    ({"follow_seconds": 4000}, "follow_seconds is 4000, allowed are 0 to 3600")])
def test_what_is_wrong_is_told(about, problem):
    assert list(ShowLogs.given({**ABOUT, **ShowLogs.examples, "follow_seconds": 0, **about}).problems()) == [problem]


@pytest.mark.parametrize(("search", "pattern"), [
    ("", ""), ("timeout", "timeout"), ("Connection refused", '"Connection refused"'), ("a.b", '"a.b"'),
    ('say "no"\\', '"say \\"no\\"\\\\"'), ("[2026-11-22] production.ERROR", '"[2026-11-22] production.ERROR"'),
    ('{ $.level = "ERROR" }', '{ $.level = "ERROR" }'), ("?ERROR ?FATAL", "?ERROR ?FATAL"),
    ('"as it is"', '"as it is"'), ("%4[0-9]{2}%", "%4[0-9]{2}%"), ("- dash", '"- dash"')])
def test_a_text_is_quoted_and_a_pattern_is_not(search, pattern):
    assert filter_pattern(search) == pattern


@pytest.mark.parametrize(("span", "number"), [("90s", 90), ("15m", 900), (" 2h ", 7200), ("3d", 259200), ("15", None)])
def test_a_span_has_a_unit(span, number):
    assert seconds(span) == number
