# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of Application Auto Scaling's kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.kinds.ecs import CLUSTER, SERVICE, around_services
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

RESOURCE = f"service/{CLUSTER}/{SERVICE}"
WHICH = {"ServiceNamespace": "ecs", "ResourceId": RESOURCE, "ScalableDimension": "ecs:service:DesiredCount"}
CPU: dict[str, t.Any] = {"name": "cpu", "predefined_metric": "ECSServiceAverageCPUUtilization", "target_value": 60}
REQUESTS = {"name": "requests", "predefined_metric": "ALBRequestCountPerTarget", "target_value": 1000}
QUEUE = {"name": "queue", "target_value": 100, "customized_metric": {
    "namespace": "Envelope", "metric_name": "Jobs", "statistic": "Average", "dimensions": {"Queue": "default"}}}


def given(client: Client) -> None:
    """A service behind two target groups."""
    around_services(client)
    subnets = [found["SubnetId"] for found in client("ec2").describe_subnets()["Subnets"]]
    client("ecs").create_service(
        cluster=CLUSTER, serviceName=SERVICE, taskDefinition=SERVICE, desiredCount=1, launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": subnets}})


def add_a_policy(client: Client) -> None:
    client("application-autoscaling").put_scaling_policy(
        **WHICH, PolicyName="theirs", PolicyType="StepScaling", StepScalingPolicyConfiguration={
            "AdjustmentType": "ChangeInCapacity", "MetricAggregationType": "Average",
            "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}]})


LIVES = [
    Life(
        module="application_autoscaling_targets",
        given=given,
        base={"resource": RESOURCE, "min_capacity": 1, "max_capacity": 4, "policies": [CPU],
              "tags": {"project": "envelope"}},
        changes={
            "min_capacity": 2,
            "max_capacity": 6,
            "suspended_state": {"dynamic_scaling_in_suspended": True},
            "policies": [{**CPU, "scale_in_cooldown": 300, "scale_out_cooldown": 30, "disable_scale_in": True},
                         {**REQUESTS, "target_group": "test-one"}, QUEUE],
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=add_a_policy,
        remove=lambda client: client("application-autoscaling").deregister_scalable_target(**WHICH),
    ),
]
