# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scalable targets, their policies and the alarms of these."""

from __future__ import annotations

import pytest

RESOURCE = "service/envelope/api"
TARGET = {"ServiceNamespace": "ecs", "ResourceId": RESOURCE, "ScalableDimension": "ecs:service:DesiredCount"}
CPU = {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}
MEMORY = {"PredefinedMetricType": "ECSServiceAverageMemoryUtilization"}
LABEL = "app/envelope/0123456789abcdef/targetgroup/api/fedcba9876543210"
REQUESTS = {"PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": LABEL}
ROLE = (
    "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
    "AWSServiceRoleForApplicationAutoScaling_ECSService"
)


@pytest.fixture
def scaling(client):
    return client("application-autoscaling")


@pytest.fixture
def register(scaling, service):
    def call(least=1, most=4, **more):
        return scaling.register_scalable_target(**TARGET, MinCapacity=least, MaxCapacity=most, **more)
    return call


@pytest.fixture
def arn(register):
    return register(Tags={"project": "envelope"})["ScalableTargetARN"]


@pytest.fixture
def put(scaling):
    def call(name="cpu", metric=None, value=50.0, **more):
        tracking = {"PredefinedMetricSpecification": metric or CPU, "TargetValue": value, **more}
        return scaling.put_scaling_policy(
            **TARGET, PolicyName=name, PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=tracking)
    return call


@pytest.fixture
def alarms(client):
    """All alarms, by the part of their name that says which."""
    def named():
        found = client("cloudwatch").describe_alarms()["MetricAlarms"]
        prefix = f"TargetTracking-{RESOURCE}-Alarm"
        assert all(alarm["AlarmName"].startswith(prefix) for alarm in found)
        return {alarm["AlarmName"].removeprefix(prefix).partition("-")[0]: alarm for alarm in found}
    return named


def described(scaling, **filters):
    return scaling.describe_scalable_targets(ServiceNamespace="ecs", **filters)["ScalableTargets"]


def policies(scaling, **filters):
    return scaling.describe_scaling_policies(ServiceNamespace="ecs", **filters)["ScalingPolicies"]


def test_a_target_has_the_role_of_its_service_and_nothing_suspended(client, scaling, arn):
    target, = described(scaling, ResourceIds=[RESOURCE])
    assert (target["MinCapacity"], target["MaxCapacity"], target["ScalableTargetARN"]) == (1, 4, arn)
    assert target["RoleARN"] == f"arn:aws:iam::123456789012:{ROLE}"
    assert client("iam").get_role(RoleName=ROLE.rpartition("/")[2])["Role"]["Arn"] == target["RoleARN"]
    assert set(target["SuspendedState"].values()) == {False} and len(target["SuspendedState"]) == 3


def test_an_update_changes_what_it_names(scaling, arn):
    again = scaling.register_scalable_target(
        **TARGET, MaxCapacity=9, SuspendedState={"ScheduledScalingSuspended": True}, Tags={"tier": "pool"})
    target, = described(scaling)
    assert again["ScalableTargetARN"] == arn
    assert (target["MinCapacity"], target["MaxCapacity"]) == (1, 9)
    assert target["SuspendedState"] == {
        "DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False, "ScheduledScalingSuspended": True}
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"project": "envelope"}


@pytest.mark.parametrize(("least", "most", "count"), [(1, 4, 2), (3, 4, 3), (0, 1, 1)])
def test_the_capacity_is_brought_between_the_bounds(ecs, register, least, most, count):
    register(least, most)
    assert ecs.describe_services(cluster="envelope", services=["api"])["services"][0]["desiredCount"] == count


def test_bounds_are_refused(scaling, service, register, refused):
    with refused("ValidationException", "must be specified when registering"):
        scaling.register_scalable_target(**TARGET, MinCapacity=1)
    with refused("ValidationException", "Maximum capacity cannot be less than minimum capacity"):
        register(3, 2)
    with refused("ValidationException", "cannot be less than 0"):
        register(-1, 2)
    register(1, 4)
    with refused("ValidationException", "Maximum capacity cannot be less than minimum capacity"):
        scaling.register_scalable_target(**TARGET, MinCapacity=5)
    assert described(scaling)[0]["MinCapacity"] == 1


@pytest.mark.parametrize("resource", ["service/envelope/other", "service/other/api"])
def test_what_does_not_exist_cannot_be_scaled(scaling, service, refused, resource):
    with refused("ValidationException", f"ECS service doesn't exist: {resource}"):
        scaling.register_scalable_target(**{**TARGET, "ResourceId": resource}, MinCapacity=1, MaxCapacity=2)


def test_what_is_not_there_is_not_found(scaling, service, put, refused):
    with refused("ObjectNotFoundException", f"No scalable target registered for service namespace: ecs, resource ID: "
                                            f"{RESOURCE}, scalable dimension: ecs:service:DesiredCount"):
        put()
    with refused("ObjectNotFoundException", "No scalable target found"):
        scaling.deregister_scalable_target(**TARGET)
    with refused("ObjectNotFoundException", "No scaling policy found"):
        scaling.delete_scaling_policy(**TARGET, PolicyName="cpu")


def test_pages_of_targets(ecs, scaling, wanted, refused):
    resources = []
    for number in range(5):
        ecs.create_service(**{**wanted, "serviceName": f"api-{number}", "desiredCount": 0})
        resources.append(f"service/envelope/api-{number}")
        scaling.register_scalable_target(**{**TARGET, "ResourceId": resources[-1]}, MinCapacity=0, MaxCapacity=1)
    pages = scaling.get_paginator("describe_scalable_targets").paginate(
        ServiceNamespace="ecs", PaginationConfig={"PageSize": 2})
    assert [[each["ResourceId"] for each in page["ScalableTargets"]] for page in pages] == [
        resources[:2], resources[2:4], resources[4:]]
    with refused("InvalidNextTokenException"):
        scaling.describe_scalable_targets(ServiceNamespace="ecs", NextToken="?")
    with refused("ValidationException", "specify a resource ID"):
        scaling.describe_scalable_targets(ServiceNamespace="ecs", ScalableDimension=TARGET["ScalableDimension"])


def test_tags(scaling, arn, refused):
    scaling.tag_resource(ResourceARN=arn, Tags={"project": "other", "tier": "pool"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["project", "unknown"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"tier": "pool"}
    with refused("TooManyTagsException"):
        scaling.tag_resource(ResourceARN=arn, Tags={f"k{number}": "" for number in range(50)})
    scaling.deregister_scalable_target(**TARGET)
    with refused("ResourceNotFoundException"):
        scaling.list_tags_for_resource(ResourceARN=arn)


def test_alarms_follow_the_target_value(arn, put, alarms, scaling):
    made = put(value=60.0)
    found = alarms()
    assert {kind: (alarm["Threshold"], alarm["EvaluationPeriods"], alarm["ComparisonOperator"])
            for kind, alarm in found.items()} == {
        "High": (60.0, 3, "GreaterThanThreshold"), "Low": (54.0, 15, "LessThanThreshold")}
    for alarm in found.values():
        assert (alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]) == ("AWS/ECS", "CPUUtilization", "Average")
        assert alarm["Dimensions"] == [
            {"Name": "ClusterName", "Value": "envelope"}, {"Name": "ServiceName", "Value": "api"}]
        assert made["PolicyARN"] in alarm["AlarmDescription"]
    assert sorted(each["AlarmName"] for each in made["Alarms"]) == sorted(
        each["AlarmName"] for each in found.values())
    assert policies(scaling)[0]["Alarms"] == made["Alarms"]


def test_each_metric_has_its_own_alarms(arn, put, alarms, scaling):
    put("requests", REQUESTS, 1000.0, DisableScaleIn=True)
    (kind, alarm), = alarms().items()
    assert (kind, alarm["MetricName"], alarm["Statistic"], alarm["Threshold"]) == (
        "High", "RequestCountPerTarget", "Sum", 1000.0)
    assert {each["Name"]: each["Value"] for each in alarm["Dimensions"]} == {
        "LoadBalancer": "app/envelope/0123456789abcdef", "TargetGroup": "targetgroup/api/fedcba9876543210"}
    scaling.delete_scaling_policy(**TARGET, PolicyName="requests")
    put("memory", MEMORY)
    assert {alarm["MetricName"] for alarm in alarms().values()} == {"MemoryUtilization"}


@pytest.mark.parametrize("custom", [
    {"MetricName": "Depth", "Namespace": "Envelope", "Statistic": "Average",
     "Dimensions": [{"Name": "Queue", "Value": "default"}]},
    {"Metrics": [
        {"Id": "depth", "MetricStat": {"Stat": "Sum", "Metric": {
            "MetricName": "Depth", "Namespace": "Envelope", "Dimensions": [{"Name": "Queue", "Value": "default"}]}},
         "ReturnData": False},
        {"Id": "share", "Expression": "depth / 2", "Label": "Share", "ReturnData": True}]},
])
def test_metrics_of_ones_own(arn, scaling, alarms, custom):
    tracking = {"CustomizedMetricSpecification": custom, "TargetValue": 10.0}
    scaling.put_scaling_policy(**TARGET, PolicyName="depth", PolicyType="TargetTrackingScaling",
                               TargetTrackingScalingPolicyConfiguration=tracking)
    shown, = policies(scaling)
    assert shown["TargetTrackingScalingPolicyConfiguration"] == tracking
    high = alarms()["High"]
    if "Metrics" in custom:
        assert [each["Id"] for each in high["Metrics"]] == ["depth", "share"]
        assert high["Metrics"][0]["MetricStat"]["Metric"]["MetricName"] == "Depth"
    else:
        assert (high["MetricName"], high["Dimensions"]) == ("Depth", custom["Dimensions"])


def test_a_policy_that_is_put_again_stays_the_same_one(arn, put, alarms, scaling):
    first = put(value=50.0)
    again = put(value=80.0)
    assert again["PolicyARN"] == first["PolicyARN"]
    shown, = policies(scaling)
    assert (shown["PolicyARN"], shown["Alarms"]) == (first["PolicyARN"], again["Alarms"])
    found = alarms()
    assert {kind: alarm["Threshold"] for kind, alarm in found.items()} == {"High": 80.0, "Low": 72.0}
    assert all(action.startswith(first["PolicyARN"]) for alarm in found.values() for action in alarm["AlarmActions"])


def test_policies_are_refused(scaling, arn, put, refused, alarms):
    put()
    with refused("ValidationException", "Only one TargetTrackingScaling policy for a given metric"):
        put("another")
    with refused("ValidationException", "A resource label must be specified"):
        put("requests", {"PredefinedMetricType": "ALBRequestCountPerTarget"})
    with refused("ValidationException", "A resource label must be specified"):
        put("memory", {**MEMORY, "ResourceLabel": LABEL})
    with refused("ValidationException", "Exactly one of"):
        scaling.put_scaling_policy(**TARGET, PolicyName="x", PolicyType="TargetTrackingScaling",
                                   TargetTrackingScalingPolicyConfiguration={"TargetValue": 5.0})
    assert [each["PolicyName"] for each in policies(scaling)] == ["cpu"]
    assert len(alarms()) == 2


def test_policies_of_one_target(ecs, scaling, arn, put, wanted):
    put()
    put("memory", MEMORY)
    ecs.create_service(**{**wanted, "serviceName": "api-2", "desiredCount": 1})
    other = {**TARGET, "ResourceId": f"{RESOURCE}-2"}
    scaling.register_scalable_target(**other, MinCapacity=1, MaxCapacity=2)
    assert policies(scaling, ResourceId=other["ResourceId"]) == []
    assert [each["PolicyName"] for each in policies(scaling, ResourceId=RESOURCE)] == ["cpu", "memory"]
    assert [each["PolicyName"] for each in policies(scaling, PolicyNames=["memory"])] == ["memory"]
    pages = scaling.get_paginator("describe_scaling_policies").paginate(
        ServiceNamespace="ecs", PaginationConfig={"PageSize": 1})
    assert [[each["PolicyName"] for each in page["ScalingPolicies"]] for page in pages] == [["cpu"], ["memory"]]


def test_policies_alarms_and_actions_go_with_the_target(scaling, arn, put, alarms):
    put()
    scaling.put_scheduled_action(**TARGET, ScheduledActionName="night", Schedule="cron(0 22 * * ? *)",
                                 ScalableTargetAction={"MinCapacity": 0})
    scaling.deregister_scalable_target(**TARGET)
    assert described(scaling) == policies(scaling) == []
    assert scaling.describe_scheduled_actions(ServiceNamespace="ecs")["ScheduledActions"] == []
    assert alarms() == {}
