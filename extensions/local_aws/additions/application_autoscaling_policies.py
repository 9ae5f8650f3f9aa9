# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaling policies, and the alarms that target tracking makes.

moto takes a policy for a target that is not registered, gives a policy that is put again another ARN and leaves its
former alarms behind, finds a target's policies under every name that begins alike, ignores PolicyNames, and makes the
same two alarms (of CPU or memory, at 6 percent) whatever is tracked.

AWS: ObjectNotFoundException without a target; one target tracking policy for a metric; ten policies on a page; an alarm
at the target value for three minutes scales out, and one a tenth below it for fifteen scales in, unless DisableScaleIn.
"""

from __future__ import annotations

import typing as t

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeApplicationAutoscalingPolicy
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse, _build_policy
from moto.cloudwatch.models import Alarm, Dimension, Metric, MetricDataQuery, MetricStat, cloudwatch_backends
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from ._mend import AwsError, mends
from ._pages import page
from .application_autoscaling import absent, bad_token, target_of

Policy = FakeApplicationAutoscalingPolicy
Given = dict[str, t.Any]

POLICIES_PER_PAGE = 10
SCALE_IN_AT = 0.9
REQUESTS = "ALBRequestCountPerTarget"
PERCENT = {
    "ECSServiceAverageCPUUtilization": "CPUUtilization",
    "ECSServiceAverageMemoryUtilization": "MemoryUtilization",
}
ALARMS = (("High", "GreaterThanThreshold", 3, 1.0), ("Low", "LessThanThreshold", 15, SCALE_IN_AT))


@mends(ApplicationAutoscalingBackend)
def put_scaling_policy(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ApplicationAutoscalingBackend,
    policy_name: str,
    service_namespace: str,
    resource_id: str,
    scalable_dimension: str,
    policy_body: Given,
    policy_type: str | None,
) -> Policy:
    identity = (service_namespace, resource_id, scalable_dimension)
    if target_of(self, *identity) is None:
        raise absent("No scalable target registered", *identity)
    key = Policy.formulate_key(*identity, policy_name)
    now = self.policies.get(key)
    if (policy_type or (now and now.policy_type)) == "TargetTrackingScaling":
        _check_tracking(policy_body)
        _check_metric_is_free(self, identity, policy_name, policy_body)
    if now:
        now.delete_alarms(self.account_id, self.region_name)
    made: Policy = former(self, policy_name, *identity, policy_body, policy_type)
    if now:
        _go_on_as(made, now)
    return made


@mends(ApplicationAutoscalingBackend)
def delete_scaling_policy(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ApplicationAutoscalingBackend,
    policy_name: str,
    service_namespace: str,
    resource_id: str,
    scalable_dimension: str,
) -> None:
    identity = (service_namespace, resource_id, scalable_dimension)
    if Policy.formulate_key(*identity, policy_name) not in self.policies:
        raise absent("No scaling policy found", *identity, f", policy name: {policy_name}")
    former(self, policy_name, *identity)


@mends(ApplicationAutoScalingResponse)
def describe_scaling_policies(former: t.Any, self: ApplicationAutoScalingResponse) -> ActionResult:
    resource, dimension = self._get_param("ResourceId"), self._get_param("ScalableDimension")
    if dimension and not resource:
        raise AwsError("ValidationException", "You must specify a resource ID when you specify a scalable dimension.")
    names, namespace = self._get_param("PolicyNames"), self._get_param("ServiceNamespace")
    found = [
        policy
        for policy in self.applicationautoscaling_backend.policies.values()
        if policy.service_namespace == namespace
        and resource in (None, policy.resource_id)
        and dimension in (None, policy.scalable_dimension)
        and (not names or policy.policy_name in names)
    ]
    size = self._get_int_param("MaxResults") or POLICIES_PER_PAGE
    shown, following = page(found, size, self._get_param("NextToken"), bad_token())
    return ActionResult({"ScalingPolicies": [_build_policy(policy) for policy in shown], "NextToken": following})


@mends(Policy)
def _generate_ecs_alarms(former: t.Any, self: Policy) -> list[Alarm]:
    body = self.target_tracking_scaling_policy_configuration or {}
    kinds = ALARMS[:1] if body.get("DisableScaleIn") else ALARMS
    backend = cloudwatch_backends[self.account_id][self.region_name]
    action = f"{self.policy_arn}:createdBy/{mock_random.uuid4()}"
    return [
        backend.put_metric_alarm(
            name=f"TargetTracking-{self.resource_id}-Alarm{kind}-{mock_random.uuid4()}",
            comparison_operator=operator,
            evaluation_periods=minutes,
            threshold=float(body["TargetValue"]) * share,
            description=f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {action}.",
            alarm_actions=[action],
            **_tracked(body, self.resource_id),
        )
        for kind, operator, minutes, share in kinds
    ]


def _go_on_as(made: Policy, now: Policy) -> None:
    """Let a policy that was put again stay the one it was, for its alarms too."""
    backend = cloudwatch_backends[made.account_id][made.region_name]
    for alarm in made.alarms:
        backend.alarms[alarm.name].alarm_actions = [
            action.replace(made.policy_arn, now.policy_arn) for action in alarm.alarm_actions
        ]
        alarm.description = alarm.description.replace(made.policy_arn, now.policy_arn)
    made.policy_arn, made.creation_time = now.policy_arn, now.creation_time


def _check_tracking(body: Given | None) -> None:
    predefined, customized = ((body or {}).get(f"{kind}MetricSpecification") for kind in ("Predefined", "Customized"))
    if not body or bool(predefined) is bool(customized):
        text = "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified"
        raise AwsError("ValidationException", text)
    if predefined and (predefined["PredefinedMetricType"] == REQUESTS) is not bool(predefined.get("ResourceLabel")):
        raise AwsError("ValidationException", f"A resource label must be specified for {REQUESTS}, and for it only")


def _check_metric_is_free(
    backend: ApplicationAutoscalingBackend, identity: tuple[str, str, str], name: str, body: Given
) -> None:
    for policy in backend.policies.values():
        same = (policy.service_namespace, policy.resource_id, policy.scalable_dimension) == identity
        others = policy.target_tracking_scaling_policy_configuration
        if same and policy.policy_name != name and others and _metric(others) == _metric(body):
            text = "Only one TargetTrackingScaling policy for a given metric specification is allowed."
            raise AwsError("ValidationException", text)


def _metric(body: Given) -> t.Any:
    return body.get("PredefinedMetricSpecification") or body.get("CustomizedMetricSpecification")


def _tracked(body: Given, resource: str) -> Given:
    """What an alarm measures: a metric of a minute, or an expression."""
    if custom := body.get("CustomizedMetricSpecification"):
        if custom.get("Metrics"):
            return {
                **dict.fromkeys(NAMED),
                "dimensions": [],
                "metric_data_queries": [_query(each) for each in custom["Metrics"]],
            }
        found = (custom["Namespace"], custom["MetricName"], custom["Statistic"], custom.get("Unit"))
        return _measured(found, custom.get("Dimensions", []))
    predefined = body["PredefinedMetricSpecification"]
    if predefined["PredefinedMetricType"] == REQUESTS:
        balancer, _unused, group = predefined["ResourceLabel"].partition("/targetgroup/")
        dimensions = {"LoadBalancer": balancer, "TargetGroup": f"targetgroup/{group}"}
        return _measured(("AWS/ApplicationELB", "RequestCountPerTarget", "Sum", None), _pairs(dimensions))
    _unused, cluster, service = resource.split("/")
    name = PERCENT.get(predefined["PredefinedMetricType"], predefined["PredefinedMetricType"])
    dimensions = {"ClusterName": cluster, "ServiceName": service}
    return _measured(("AWS/ECS", name, "Average", "Percent"), _pairs(dimensions))


NAMED = ("namespace", "metric_name", "statistic", "unit", "dimensions", "period")


def _measured(metric: tuple[str, str, str, str | None], dimensions: list[Given]) -> Given:
    return dict(zip(NAMED, (*metric, dimensions, 60), strict=True)) | {"metric_data_queries": []}


def _pairs(values: dict[str, str]) -> list[Given]:
    return [{"Name": name, "Value": value} for name, value in values.items()]


def _query(given: Given) -> MetricDataQuery:
    measured = given.get("MetricStat")
    stat = None
    if measured:
        named = measured["Metric"]
        dimensions = [Dimension(each["Name"], each["Value"]) for each in named.get("Dimensions", [])]
        metric = Metric(named["MetricName"], named["Namespace"], dimensions)
        stat = MetricStat(metric, "60", measured["Stat"], measured.get("Unit"))
    shown = str(given.get("ReturnData", True)).lower()
    return MetricDataQuery(given["Id"], given.get("Label"), None, shown, given.get("Expression"), stat)  # type: ignore[arg-type]
