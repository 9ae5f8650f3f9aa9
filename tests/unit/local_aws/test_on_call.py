# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small things that whoever is on call asks AWS."""

from __future__ import annotations

import time

import pytest


@pytest.fixture
def logs(client):
    client("logs").create_log_group(logGroupName="/ecs/api")
    client("logs").create_log_stream(logGroupName="/ecs/api", logStreamName="task")
    lines = ["prod.ERROR: broken", 'said "level_name":"ALERT"', "prod.INFO: well"]
    at = int(time.time() * 1000)
    client("logs").put_log_events(logGroupName="/ecs/api", logStreamName="task", logEvents=[
        {"timestamp": at + number, "message": line} for number, line in enumerate(lines)])
    return client("logs")


@pytest.mark.parametrize(("pattern", "found"), [
    ('?".ERROR:" ?".ALERT:"', ["prod.ERROR: broken"]), ("?broken ?well", ["prod.ERROR: broken", "prod.INFO: well"]),
    (r'?"\"level_name\":\"ALERT\""', ['said "level_name":"ALERT"']), ("broken", ["prod.ERROR: broken"]),
])
def test_lines_are_found_that_hold_one_of_several_terms(logs, pattern, found):
    events = logs.filter_log_events(logGroupName="/ecs/api", filterPattern=pattern)["events"]
    assert [each["message"] for each in events] == found


def test_an_alarm_on_one_metric_names_no_contributors(client, refused):
    cloudwatch = client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName="cpu", Namespace="AWS/ECS", MetricName="CPUUtilization", Statistic="Average", Period=60,
        EvaluationPeriods=1, Threshold=80, ComparisonOperator="GreaterThanThreshold")
    assert cloudwatch.describe_alarm_contributors(AlarmName="cpu")["AlarmContributors"] == []
    with refused("ResourceNotFoundException"):
        cloudwatch.describe_alarm_contributors(AlarmName="gone")
