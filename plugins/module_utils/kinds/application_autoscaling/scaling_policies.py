# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaling policies that hold a metric at a value."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import Reference, constant, instruction, option, required
from ...resource import Part
from ..elbv2.api import elbv2
from .metrics import CustomizedMetric, Predefined

tracking = "TargetTrackingScalingPolicyConfiguration"
predefined = f"{tracking}.PredefinedMetricSpecification"

REQUESTS = "ALBRequestCountPerTarget"
"""The metric that has to be told whose requests it counts."""


def find_label(target_group: str) -> Flow:
    """How a metric calls a target group that is given by name or ARN, and the load balancer in front of it."""
    reply = yield elbv2.describe_target_groups()
    return next((
        f"{balancer.partition(':loadbalancer/')[2]}/{group['TargetGroupArn'].rpartition(':')[2]}"
        for group in reply.get("TargetGroups", ()) for balancer in group.get("LoadBalancerArns", ())
        if target_group in (group["TargetGroupName"], group["TargetGroupArn"])), None)


BALANCED = Reference("load-balanced target group", find_label, is_id=lambda name: False, role="ecs_services")


@dataclass(frozen=True, kw_only=True)
class ScalingPolicy(Part):
    """A target tracking policy: capacity follows demand so that a metric stays at its target."""

    name: str = required("Name of the policy.", wire="PolicyName")
    target_value: float = required("Value that the metric shall have: percent, or a count.",
                                   wire=f"{tracking}.TargetValue")
    predefined_metric: Predefined | None = option(
        "Metric that AWS has ready. For ECS V(ECSServiceAverageCPUUtilization), "
        "V(ECSServiceAverageMemoryUtilization) and V(ALBRequestCountPerTarget).",
        wire=f"{predefined}.PredefinedMetricType")
    target_group: str | None = instruction(
        "Target group whose requests V(ALBRequestCountPerTarget) counts: name or ARN. It must have a load balancer.")
    resource_label: str | None = option(
        "The same as AWS spells it, V(app/name/id/targetgroup/name/id), where the name is not given.",
        wire=f"{predefined}.ResourceLabel")
    customized_metric: CustomizedMetric | None = option(
        "Metric of one's own, instead of a predefined one.", wire=f"{tracking}.CustomizedMetricSpecification")
    scale_in_cooldown: int | None = option(
        "Seconds between two steps down. AWS begins with 300 for ECS.", wire=f"{tracking}.ScaleInCooldown")
    scale_out_cooldown: int | None = option(
        "Seconds a step up has to show an effect. AWS begins with 300 for ECS.", wire=f"{tracking}.ScaleOutCooldown")
    disable_scale_in: bool | None = option(
        "Whether capacity only ever grows by this policy.", wire=f"{tracking}.DisableScaleIn")
    policy_type: str = constant("TargetTrackingScaling", "What kind of policy it is.")

    def resolved(self, *, pending: bool = False) -> Flow:
        if self.target_group is None:
            return self
        label = yield from BALANCED.resolve(self.target_group, pending=pending)
        return dataclasses.replace(self, resource_label=label, target_group=None)

    def over(self, now: t.Any) -> ScalingPolicy:
        """This, with what it leaves open taken from `now`; never its metric, of which there can be one only."""
        metric = {name: getattr(self, name) for name in ("predefined_metric", "resource_label", "customized_metric")}
        return dataclasses.replace(super().over(now), **metric)

    def problems(self) -> t.Iterator[str]:
        yield from (f"{self.name}: {problem}" for problem in (*super().problems(), *self._problems()))

    def _problems(self) -> t.Iterator[str]:
        if self.target_value <= 0:
            yield f"target_value is {self.target_value:g}, it must be above 0"
        if bool(self.predefined_metric) is bool(self.customized_metric):
            yield "it needs one of predefined_metric and customized_metric"
        labels = [name for name in ("target_group", "resource_label") if getattr(self, name)]
        if self.predefined_metric == REQUESTS and len(labels) != 1:
            yield f"{REQUESTS} needs one of target_group and resource_label"
        if self.predefined_metric != REQUESTS and labels:
            yield f"{labels[0]} goes with predefined_metric {REQUESTS} only"
        for name in ("scale_in_cooldown", "scale_out_cooldown"):
            if (getattr(self, name) or 0) < 0:
                yield f"{name} is {getattr(self, name)}, it cannot be negative"
