# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dimensions that name what they mean, in alarms, queries and dashboards."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Say
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Awaited, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import Dashboard, MetricAlarm
from ansible_collections.venturemond.envelope.tests.unit.script import play

ARN = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:"
BALANCERS = ("describe_load_balancers", {"LoadBalancers": [
    {"LoadBalancerName": "prod", "LoadBalancerArn": f"{ARN}loadbalancer/app/prod/0123456789abcdef"}]})
GROUPS = ("describe_target_groups", {"TargetGroups": [
    {"TargetGroupName": "prod-api", "TargetGroupArn": f"{ARN}targetgroup/prod-api/fedcba9876543210"}]})
SITES = ("list_distributions", {"DistributionList": {"Items": [{"Id": "E2QWRUHAPOMQZL", "Comment": "prod-site"}]}})
NO_SITES = ("list_distributions", {"DistributionList": {"Quantity": 0}})
BALANCER, GROUP = "app/prod/0123456789abcdef", "targetgroup/prod-api/fedcba9876543210"


def alarm(**options: t.Any) -> MetricAlarm:
    return MetricAlarm.given({"name": "alarm", **options})


def dashboard(*rows: t.Any) -> Dashboard:
    widget = {"type": "metric", "properties": {"region": "eu-west-1", "metrics": list(rows)}}
    text = {"type": "text", "properties": {"markdown": "Errors"}}
    return Dashboard.given({"name": "prod", "body": {"widgets": [text, widget]}})


def rows(found: Dashboard) -> list[t.Any]:
    return [row for each in found.body["widgets"] for row in each["properties"].get("metrics", [])]


class TestAlarms:
    def test_load_balancers_and_target_groups_go_by_name(self):
        wanted = alarm(dimensions={"LoadBalancer": "prod", "TargetGroup": "prod-api", "AvailabilityZone": "a"})
        found = play(wanted.resolved(), BALANCERS, GROUPS)
        assert found.dimensions == {"LoadBalancer": BALANCER, "TargetGroup": GROUP, "AvailabilityZone": "a"}

    def test_so_do_distributions(self):
        found = play(alarm(dimensions={"DistributionId": "prod-site", "Region": "Global"}).resolved(), SITES)
        assert found.dimensions == {"DistributionId": "E2QWRUHAPOMQZL", "Region": "Global"}

    def test_ids_are_asked_of_nobody(self):
        known = {"LoadBalancer": BALANCER, "TargetGroup": GROUP, "DistributionId": "E2QWRUHAPOMQZL"}
        assert play(alarm(dimensions=known).resolved()).dimensions == known

    def test_metrics_and_conditions_of_queries_go_by_name_too(self):
        query = "SELECT MIN(HealthyHostCount) FROM SCHEMA(\"AWS/ApplicationELB\", LoadBalancer, TargetGroup) " \
                "WHERE LoadBalancer = '{}' AND TargetGroup != '{}' GROUP BY TargetGroup"
        wanted = alarm(metrics=[{"id": "m", "dimensions": {"LoadBalancer": "prod"}},
                                {"id": "q", "expression": query.format("prod", "prod-api")}])
        found = play(wanted.resolved(), BALANCERS, BALANCERS, GROUPS)
        assert found.metrics[0].dimensions == {"LoadBalancer": BALANCER}
        assert found.metrics[1].expression == query.format(BALANCER, GROUP)

    def test_what_is_not_there_is_an_error_and_pending_in_check_mode(self):
        wanted = alarm(dimensions={"LoadBalancer": "other"}, metrics=[
            {"id": "q", "expression": "SELECT SUM(x) FROM y WHERE LoadBalancer = 'other'"}])
        with pytest.raises(Unresolved, match="no load balancer named other; role network makes it"):
            play(wanted.resolved(), BALANCERS)

        found = play(wanted.resolved(pending=True), BALANCERS, BALANCERS)
        assert isinstance(found.dimensions["LoadBalancer"], Pending)
        assert isinstance(found.metrics[0].expression, Pending)


class TestAwaited:
    WANTED = alarm(
        namespace="AWS/CloudFront", metric_name="5xxErrorRate", statistic="Average", period=300, evaluation_periods=3,
        threshold=5.0, comparison_operator="GreaterThanThreshold", awaits_dimensions=True,
        dimensions={"DistributionId": "prod-site"})

    def test_it_is_left_until_there_is_what_it_watches_and_says_so(self):
        flow = play(self.WANTED.resolved(), NO_SITES).read()
        assert next(flow) == Say("alarm alarm waits until there is what it watches")
        with pytest.raises(Awaited):
            flow.send(None)

    @pytest.mark.parametrize("check", [True, False])
    def test_nothing_is_done_then(self, check):
        class Account:
            def __call__(self, call):
                return dict([NO_SITES])[call.operation]

            def check(self, call):
                """Nothing is wrong with it."""

        [outcome] = converge([self.WANTED], Account(), check=check)
        assert (outcome.action, outcome.error) == ("none", None)

    def test_it_is_read_once_there_is(self):
        found = play(self.WANTED.resolved(), SITES)
        assert next(found.read()).operation == "describe_alarms"


class TestDashboards:
    def test_lines_of_graphs_go_by_name_and_the_rest_is_left(self):
        found = play(dashboard(
            ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", "prod", {"stat": "Sum"}],
            ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", "."],
            [{"expression": "SELECT SUM(RequestCount) FROM x WHERE TargetGroup = 'prod-api'"}],
            ["AWS/SES", "Reputation.BounceRate"]).resolved(), BALANCERS, GROUPS)

        assert rows(found) == [
            ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", BALANCER, {"stat": "Sum"}],
            ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", "."],
            [{"expression": f"SELECT SUM(RequestCount) FROM x WHERE TargetGroup = '{GROUP}'"}],
            ["AWS/SES", "Reputation.BounceRate"]]
        assert found.body["widgets"][0] == {"type": "text", "properties": {"markdown": "Errors"}}

    def test_what_an_explorer_shows_is_left_as_it_is(self):
        wanted = dashboard({"metricName": "CPUUtilization", "resourceType": "AWS::ECS::Service", "stat": "Average"})
        assert play(wanted.resolved()) == wanted

    def test_a_line_that_is_awaited_is_left_out_and_a_graph_without_any(self):
        line = ["AWS/CloudFront", "5xxErrorRate", "DistributionId", "prod-site", {"awaited": True}]
        here = play(dashboard(line).resolved(), SITES)
        assert rows(here) == [["AWS/CloudFront", "5xxErrorRate", "DistributionId", "E2QWRUHAPOMQZL"]]

        for pending in (True, False):
            left = play(dashboard(line).resolved(pending=pending), NO_SITES)
            assert [each["type"] for each in left.body["widgets"]] == ["text"]
