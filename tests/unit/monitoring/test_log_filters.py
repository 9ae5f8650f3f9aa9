# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is counted in the application's log."""

from __future__ import annotations

import shlex

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.logs import MetricFilter
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import alarms, made

LINES = {
    "Exceptions": (
        "[2026-01-01 00:00:00] prod.ERROR: SQLSTATE[HY000]", '{"message":"x","level":500,"level_name":"CRITICAL"}'),
    "FailedJobs": (
        "  2026-01-01 00:00:00 App\\\\Jobs\\\\Send ..... 1s FAIL", '{"job":"Send","status":"failed"}'),
}
QUIET = (
    "[2026-01-01 00:00:00] prod.INFO: started", '{"message":"no ERROR","level_name":"INFO"}',
    "  2026-01-01 00:00:00 Send ..... 1s DONE", '{"job":"Send","status":"success"}')


def filters():
    return {(each["log_group"], each["metric_transformations"][0]["metric_name"]): each
            for each in made()["metric_filters"]}


def matches(pattern, line):
    """CloudWatch Logs' terms: a line has one of those with a question mark, quotes hold them together."""
    return any(term.removeprefix("?") in line for term in shlex.split(pattern))


def test_each_group_of_laravel_has_its_own_and_the_queue_one_more():
    assert list(filters()) == [
        ("/ecs/envelope-prod-api", "Exceptions"), ("/ecs/envelope-prod-worker", "Exceptions"),
        ("/ecs/envelope-prod-scheduler", "Exceptions"), ("/ecs/envelope-prod-worker", "FailedJobs")]
    assert all(list(MetricFilter.given(each).problems()) == [] for each in filters().values())


@pytest.mark.parametrize("metric", LINES)
def test_lines_and_json_are_both_understood(metric):
    pattern = filters()["/ecs/envelope-prod-worker", metric]["filter_pattern"]
    assert all(matches(pattern, line) for line in LINES[metric])
    assert not any(matches(pattern, line) for line in QUIET)


def test_alarms_watch_what_the_filters_count():
    counted = {(each["metric_transformations"][0]["metric_namespace"], name) for (_group, name), each
               in filters().items()}
    watched = {(alarms()[f"envelope-prod-{name}"]["namespace"], alarms()[f"envelope-prod-{name}"]["metric_name"])
               for name in ("exceptions", "failed-jobs")}
    assert watched == counted
