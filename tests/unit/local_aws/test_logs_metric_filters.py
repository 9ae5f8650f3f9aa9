# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric filters as CloudWatch Logs keeps them."""

from __future__ import annotations

import pytest

METRIC = {"metricName": "Errors", "metricNamespace": "Envelope", "metricValue": "1"}


@pytest.fixture
def logs(client):
    client("logs").create_log_group(logGroupName="/ecs/api")
    return client("logs")


def put(logs, name="errors", group="/ecs/api", **metric):
    logs.put_metric_filter(logGroupName=group, filterName=name, filterPattern="ERROR",
                           metricTransformations=[{**METRIC, **metric}])


def test_another_of_the_same_name_takes_its_place(logs):
    put(logs)
    put(logs, metricValue="2")

    [found] = logs.describe_metric_filters(logGroupName="/ecs/api")["metricFilters"]
    assert (found["metricTransformations"][0]["metricValue"], found["creationTime"] > 0) == ("2", True)


def test_a_log_group_that_is_not_there_has_none(logs, refused):
    with refused("ResourceNotFoundException", "log group"):
        put(logs, group="/ecs/gone")
    with refused("ResourceNotFoundException"):
        logs.describe_metric_filters(logGroupName="/ecs/gone")
    with refused("ResourceNotFoundException", "metric filter"):
        logs.delete_metric_filter(logGroupName="/ecs/api", filterName="gone")


def test_they_go_with_their_log_group(logs):
    put(logs)
    logs.delete_log_group(logGroupName="/ecs/api")
    logs.create_log_group(logGroupName="/ecs/api")

    assert logs.describe_metric_filters(logGroupName="/ecs/api")["metricFilters"] == []


def test_a_default_value_and_dimensions_exclude_each_other(logs, refused):
    with refused("InvalidParameterException", "mutually exclusive"):
        put(logs, defaultValue=0.0, dimensions={"tenant": "$.tenant"})
    with refused("InvalidParameterException", "at most 3"):
        put(logs, dimensions={name: f"$.{name}" for name in "abcd"})


def test_a_log_group_has_a_hundred_at_most_and_shows_fifty_at_once(logs, refused):
    for number in range(100):
        put(logs, name=f"{99 - number:03}")
    with refused("LimitExceededException"):
        put(logs, name="one-more")
    put(logs, name="000", metricValue="2")

    first = logs.describe_metric_filters(logGroupName="/ecs/api")
    rest = logs.describe_metric_filters(logGroupName="/ecs/api", nextToken=first["nextToken"])
    names = [each["filterName"] for each in first["metricFilters"] + rest["metricFilters"]]
    assert (names, "nextToken" in rest) == ([f"{number:03}" for number in range(100)], False)
