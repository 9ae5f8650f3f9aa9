# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of CloudWatch's kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

CPU = "envelope-test-api-cpu"
RATE = "envelope-test-error-rate"
BOARD = "envelope-test"
ARN = "arn:aws:sns:eu-west-1:123456789012:envelope-test-"


def given(client: Client) -> None:
    for name in ("alarms", "others"):
        client("sns").create_topic(Name=f"envelope-test-{name}")
    for name in ("a", "b", "deploying"):
        client("cloudwatch").put_metric_alarm(
            AlarmName=f"envelope-test-{name}", Namespace="AWS/ECS", MetricName="CPUUtilization", Statistic="Average",
            Period=60, EvaluationPeriods=1, Threshold=1.0, ComparisonOperator="GreaterThanThreshold")


def query(name: str, **about: t.Any) -> dict[str, t.Any]:
    return {"id": name, "namespace": "AWS/ApplicationELB", "metric_name": name.capitalize(), "statistic": "Sum",
            "period": 60, "return_data": False, **about}


def board(text: str) -> dict[str, t.Any]:
    return {"widgets": [{"type": "text", "x": 0, "y": 0, "width": 24, "height": 2, "properties": {"markdown": text}}]}


ACTIONS = {"alarm_actions": ["envelope-test-alarms"], "ok_actions": ["envelope-test-alarms"],
           "insufficient_data_actions": []}

LIVES = [
    Life(
        module="cloudwatch_alarms",
        given=given,
        base={"name": CPU, "description": "CPU", "namespace": "AWS/ECS", "metric_name": "CPUUtilization",
              "dimensions": {"ClusterName": "envelope-test"}, "statistic": "Average", "period": 60, "unit": "Percent",
              "evaluation_periods": 5, "datapoints_to_alarm": 3, "threshold": 80,
              "comparison_operator": "GreaterThanThreshold", "treat_missing_data": "breaching",
              "actions_enabled": True, **ACTIONS, "tags": {"project": "envelope"}},
        changes={
            "description": "", "namespace": "Envelope", "metric_name": "CPUReservation",
            "dimensions": {"ClusterName": "envelope-test", "ServiceName": "api"}, "statistic": "Maximum",
            "period": 120, "unit": "", "evaluation_periods": 6, "datapoints_to_alarm": 6, "threshold": 82.5,
            "comparison_operator": "GreaterThanOrEqualToThreshold", "treat_missing_data": "notBreaching",
            "evaluate_low_sample_count_percentile": "ignore", "actions_enabled": False,
            "alarm_actions": [f"{ARN}others", "envelope-test-alarms"], "ok_actions": [],
            "insufficient_data_actions": ["envelope-test-others"],
            "tags": {"project": "envelope", "environment": "test"},
        },
        edit=lambda client: client("cloudwatch").disable_alarm_actions(AlarmNames=[CPU]),
        remove=lambda client: client("cloudwatch").delete_alarms(AlarmNames=[CPU]),
    ),
    Life(
        module="cloudwatch_alarms",
        base={"name": RATE, "evaluation_periods": 5, "threshold": 5, "comparison_operator": "GreaterThanThreshold",
              "metrics": [{"id": "rate", "expression": "100 * errors / requests", "label": "Errors in percent"},
                          query("errors"), query("requests", dimensions={"LoadBalancer": "app/envelope"})]},
        changes={"metrics": [query("errors"), query("requests", unit="Count"),
                             {"id": "rate", "expression": "100 * errors / requests", "return_data": True}]},
    ),
    Life(
        module="cloudwatch_composite_alarms",
        given=given,
        base={"name": "envelope-test-down", "description": "Down", "rule": {"any": ["envelope-test-a"]},
              "actions_suppressor": "envelope-test-deploying", "suppressor_wait_seconds": 60,
              "suppressor_extension_seconds": 120, "actions_enabled": True, **ACTIONS, "tags": {"project": "envelope"}},
        changes={
            "description": "Down again", "rule": 'ALARM("envelope-test-a") AND NOT OK(envelope-test-b)',
            "suppressor_wait_seconds": 30, "suppressor_extension_seconds": 0, "actions_enabled": False,
            "alarm_actions": [], "ok_actions": ["envelope-test-others"],
            "insufficient_data_actions": ["envelope-test-others"],
            "actions_suppressor": "envelope-test-b", "tags": {"project": "envelope", "environment": "test"},
        },
        edit=lambda client: client("cloudwatch").put_composite_alarm(
            AlarmName="envelope-test-down", AlarmRule="FALSE"),
        remove=lambda client: client("cloudwatch").delete_alarms(AlarmNames=["envelope-test-down"]),
    ),
    Life(
        module="cloudwatch_dashboards",
        base={"name": BOARD, "body": board("Hello"), "tags": {"project": "envelope"}},
        changes={"body": board("Good bye"), "tags": {"project": "envelope", "environment": "test"}},
        edit=lambda client: client("cloudwatch").put_dashboard(DashboardName=BOARD, DashboardBody='{"widgets": []}'),
        remove=lambda client: client("cloudwatch").delete_dashboards(DashboardNames=[BOARD]),
    ),
]
