# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scalable targets."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Reply, Wait
from ...errors import Absent, Invalid
from ...fields import computed, key, option, scope, tagging
from ...resource import Part, Resource
from ...tagging import missing
from ...wire import plain, unordered
from .api import autoscaling
from .scaling_policies import ScalingPolicy
from .target_rules import rule_problems

IDENTITY = ("resource", "service_namespace", "scalable_dimension")
RUNNING = {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False, "ScheduledScalingSuspended": False}


@dataclass(frozen=True, kw_only=True)
class SuspendedState(Part):
    """Which scaling is held for the time being."""

    dynamic_scaling_in_suspended: bool | None = option("Whether no policy may lower the capacity.")
    dynamic_scaling_out_suspended: bool | None = option("Whether no policy may raise the capacity.")
    scheduled_scaling_suspended: bool | None = option("Whether no scheduled action may change the capacity.")


@dataclass(frozen=True, kw_only=True)
class ScalableTarget(Resource):
    """What is scaled, most often the desired count of an ECS service, with the policies that do it."""

    plural = "application_autoscaling_targets"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "service_namespace": "ecs", "scalable_dimension": "ecs:service:DesiredCount",
        "resource": "service/envelope-prod-cluster/envelope-prod-api", "min_capacity": 2, "max_capacity": 10,
        "policies": [
            {"name": "cpu", "predefined_metric": "ECSServiceAverageCPUUtilization", "target_value": 60,
             "scale_in_cooldown": 300, "scale_out_cooldown": 60},
            {"name": "requests", "predefined_metric": "ALBRequestCountPerTarget", "target_value": 1000,
             "target_group": "envelope-prod-api"}],
        "tags": {"project": "envelope", "environment": "prod"},
    }

    service_namespace: str = scope("Namespace of the service that is scaled.", default="ecs")
    scalable_dimension: str = scope("What of it is scaled.", default="ecs:service:DesiredCount")
    resource: str = key("What is scaled, as AWS spells it: V(service/cluster/name) for ECS.", wire="ResourceId")
    min_capacity: int | None = option("Capacity that scaling keeps at least. A capacity below is raised at once.")
    max_capacity: int | None = option("Capacity that scaling never exceeds. A capacity above is lowered at once.")
    suspended_state: SuspendedState | None = option("Which scaling is held for the time being.")
    policies: list[ScalingPolicy] | None = option(
        "Its target tracking policies; exactly these. Others of it, of whatever kind, are removed.", alike=unordered)
    tags: dict[str, str] | None = tagging(codec=plain)
    arn: str | None = computed("ARN of the scalable target.", wire="ScalableTargetARN")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from rule_problems(self)

    def over(self, now: ScalableTarget | None) -> ScalableTarget:
        """This, with what it leaves open taken from `now`, in each policy too."""
        whole = super().over(now)
        if now is None or self.policies is None:
            return whole
        there = _by_name(now)
        return dataclasses.replace(whole, policies=[policy.over(there.get(policy.name)) for policy in self.policies])

    def read(self) -> Flow:
        call = autoscaling.describe_scalable_targets(
            ResourceIds=[self.resource], **self.wire("service_namespace", "scalable_dimension"))
        reply = yield call
        found = next((each for each in reply.get("ScalableTargets", ()) if each["ResourceId"] == self.resource), None)
        if found is None:
            raise Absent(call, "ObjectNotFoundException", f"no scalable target {self.resource}")
        now = self.seen({**found, "SuspendedState": {**RUNNING, **(found.get("SuspendedState") or {})},
                         "Tags": (yield from self._tags_there(found["ScalableTargetARN"]))})
        return dataclasses.replace(now, policies=(yield from self._policies_there()))

    def create(self) -> Flow:
        if left_out := [name for name in ("min_capacity", "max_capacity") if getattr(self, name) is None]:
            raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")
        yield autoscaling.register_scalable_target(
            **self.wire(*IDENTITY, "min_capacity", "max_capacity", "suspended_state", "tags"))
        for policy in self.policies or ():
            yield from self._put(policy)

    def update(self, now: ScalableTarget, changed: t.AbstractSet[str]) -> Flow:
        if settings := changed & {"min_capacity", "max_capacity", "suspended_state"}:
            yield autoscaling.register_scalable_target(**self.wire(*IDENTITY, *settings))
        if "policies" in changed:
            yield from self._policies_set(now)
        if "tags" in changed:
            yield autoscaling.tag_resource(ResourceARN=now.arn, Tags=missing(now.tags, self.tags))

    def delete(self) -> Flow:
        """Its policies, their alarms and scheduled actions go with it."""
        yield autoscaling.deregister_scalable_target(**self.wire(*IDENTITY))

    def _policies_there(self) -> Flow:
        """Its policies, asked for one target at a time: an account may have thousands, and AWS gives 50 a page."""
        if self.policies is None:
            return None
        reply = yield autoscaling.describe_scaling_policies(**self.wire(*IDENTITY))
        return [ScalingPolicy.taken(found) for found in reply.get("ScalingPolicies", ())]

    def _tags_there(self, arn: str) -> Flow:
        """The tags, which cost a call: asked for only where they matter."""
        if self.tags is None:
            return None
        return (yield autoscaling.list_tags_for_resource(ResourceARN=arn)).get("Tags", {})

    def _policies_set(self, now: ScalableTarget) -> Flow:
        """Put what differs, then remove what is not wanted, so that scaling never stops in between."""
        there = _by_name(now)
        for policy in self.policies or ():
            former = there.pop(policy.name, None)
            if former and former.policy_type != policy.policy_type:  # AWS does not change what kind a policy is
                yield self._deleted(former)
            if not policy.like(former):
                yield from self._put(policy)
        for policy in there.values():
            yield self._deleted(policy)

    def _put(self, policy: ScalingPolicy) -> Flow:
        """Put a policy; a target that was registered just now may not be known everywhere yet."""
        call = autoscaling.put_scaling_policy(
            **self.wire(*IDENTITY), PolicyType=policy.policy_type, **policy.wire())
        try:
            yield call
        except Absent:
            yield Wait(call, f"scalable target {self.resource}", _known, frozenset({"known"}), timeout=60,
                       absent="not known yet", hint="If somebody else has deregistered it, run the same command again")

    def _deleted(self, policy: ScalingPolicy) -> Call:
        return autoscaling.delete_scaling_policy(**self.wire(*IDENTITY), PolicyName=policy.name)


def _by_name(target: ScalableTarget) -> dict[str, ScalingPolicy]:
    return {policy.name: policy for policy in target.policies or ()}


def _known(reply: Reply) -> str:
    return "known"
