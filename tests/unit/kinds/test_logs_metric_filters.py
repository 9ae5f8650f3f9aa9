# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about metric filters."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.logs import MetricFilter
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

GROUP = "/ecs/envelope-prod-api"
METRIC = {"metric_name": "Exceptions", "metric_namespace": "Envelope", "metric_value": "1"}
ENTRY = {"filterName": "exceptions", "logGroupName": GROUP, "filterPattern": "ERROR", "metricTransformations": [
    {"metricName": "Exceptions", "metricNamespace": "Envelope", "metricValue": "1", "unit": "None"}]}


def metric_filter(name="exceptions", **options) -> MetricFilter:
    return MetricFilter.given({"log_group": GROUP, "name": name, **options})


def wrong(**metric) -> str:
    return "; ".join(metric_filter(metric_transformations=[{**METRIC, **metric}]).problems())


def test_those_of_a_log_group_are_read_together():
    asked = []

    def cloud(call):
        asked.append(call.operation)
        return {"logGroups": [{"logGroupName": GROUP, "arn": "-"}], "metricFilters": []}

    converge([metric_filter(name) for name in "abc"], cloud, absent=True)

    assert asked == ["describe_log_groups", "describe_metric_filters"]


def test_what_cloudwatch_fills_in_is_no_difference():
    now = play(metric_filter().read(), ("describe_metric_filters", {"metricFilters": [ENTRY]}))
    wanted = metric_filter(filter_pattern="ERROR", metric_transformations=[{**METRIC, "dimensions": {}, "unit": ""}])

    assert plan(wanted, now).action == "none"


def test_a_default_value_that_is_left_out_is_taken_away():
    there = {**ENTRY, "metricTransformations": [{**ENTRY["metricTransformations"][0], "defaultValue": 0.0}]}
    now = play(metric_filter().read(), ("describe_metric_filters", {"metricFilters": [there]}))
    wanted = metric_filter(metric_transformations=[METRIC])

    assert plan(wanted, now).changes.keys() == {"metric_transformations"}
    [(_unused, params)] = requests(wanted.over(now).update(now, {"metric_transformations"}))
    assert (params["filterPattern"], "defaultValue" in params["metricTransformations"][0]) == ("ERROR", False)


def test_its_log_group_has_to_be_there_except_in_check_mode():
    with pytest.raises(Unresolved, match=f"no log group named {GROUP}"):
        play(metric_filter().resolved(), ("describe_log_groups", {"logGroups": []}))
    pending = play(metric_filter().resolved(pending=True), ("describe_log_groups", {"logGroups": []}))
    with pytest.raises(Absent):
        play(pending.read(), ("describe_metric_filters", {}))


def test_a_new_one_says_what_it_looks_for_and_an_empty_pattern_is_one():
    with pytest.raises(Invalid, match="without filter_pattern, metric_transformations"):
        requests(metric_filter().create())
    [(_unused, params)] = requests(metric_filter(filter_pattern="", metric_transformations=[METRIC]).create())
    assert params["filterPattern"] == ""


def test_limits_are_told_with_what_they_are():
    wanted = metric_filter(filter_pattern="", metric_transformations=[METRIC])
    with pytest.raises(AwsError, match="at most 100 metric filters"):
        play(wanted.create(), ("put_metric_filter", "LimitExceededException"))


@pytest.mark.parametrize(("metric", "words"), [
    ({"metric_name": "a:b"}, "metric_name: 'a:b' is not allowed"), ({"metric_value": "one"}, "metric_value: 'one'"),
    ({"default_value": 0.0, "dimensions": {"a": "$.a"}}, "default_value: excludes dimensions"),
    ({"dimensions": dict.fromkeys("abcd", "$.a")}, "dimensions: 4, allowed are 3")])
def test_what_cannot_be_is_told_with_what_can(metric, words):
    assert words in wrong(**metric)


def test_there_is_one_metric_and_names_are_plain():
    assert wrong() == wrong(metric_value="$.duration") == wrong(metric_value="-1.5") == ""
    assert "2, allowed is 1" in "".join(metric_filter(metric_transformations=[METRIC, METRIC]).problems())
    assert "not allowed" in "".join(metric_filter("a:b").problems())
    assert "1025 characters" in "".join(metric_filter(filter_pattern="x" * 1025).problems())
