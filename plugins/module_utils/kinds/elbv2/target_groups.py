# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Target groups."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...wire import includes, text
from ..ec2 import VPC
from .api import advised, demand, elbv2, retag, tags_of, the_one
from .attributes import OF_TARGET_GROUP, attribute_problems, attributes, differing, strings
from .load_balancers import name_problems

HEALTH = frozenset({
    "health_check_enabled", "health_check_protocol", "health_check_path", "health_check_port",
    "health_check_interval_seconds", "health_check_timeout_seconds", "healthy_threshold_count",
    "unhealthy_threshold_count", "matcher",
})
"""The options that ModifyTargetGroup takes."""

Protocol = t.Literal["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"]

RANGES = {
    "health_check_interval_seconds": (5, 300), "health_check_timeout_seconds": (2, 120),
    "healthy_threshold_count": (2, 10), "unhealthy_threshold_count": (2, 10), "port": (1, 65535),
}


@dataclass(frozen=True, kw_only=True)
class TargetGroup(Resource):
    """A group of targets that one load balancer forwards requests to, and how their health is checked."""

    plural = "elbv2_target_groups"
    fixed = frozenset({"vpc", "target_type", "protocol", "port", "protocol_version"})
    kept = ""
    examples = {
        "name": "envelope-prod-api", "vpc": "envelope-prod", "target_type": "ip", "protocol": "HTTP", "port": 8000,
        "protocol_version": "HTTP1", "health_check_protocol": "HTTP", "health_check_port": "traffic-port",
        "health_check_path": "/up", "health_check_interval_seconds": 30, "health_check_timeout_seconds": 5,
        "healthy_threshold_count": 2, "unhealthy_threshold_count": 3, "matcher": "200-299",
        "attributes": {"deregistration_delay.timeout_seconds": 30, "stickiness.enabled": True},
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the target group, at most 32 characters.")
    vpc: str | None = option("Name or id of the VPC that the targets are in.", wire="VpcId", find=VPC)
    target_type: t.Literal["ip", "instance", "lambda", "alb"] | None = option(
        "What the targets are: V(ip) for Fargate. AWS takes V(instance) when left out.")
    protocol: Protocol | None = option("Protocol that the targets speak.")
    port: int | None = option("Port that targets listen on, unless they are registered with another.")
    protocol_version: t.Literal["HTTP1", "HTTP2", "GRPC"] | None = option("Version of HTTP that the targets speak.")
    health_check_enabled: bool | None = option("Whether health is checked. Only functions can do without.")
    health_check_protocol: Protocol | None = option("Protocol of the health check.")
    health_check_path: str | None = option("Path that the health check asks for.")
    health_check_port: str | None = option("Port of the health check, or V(traffic-port).", codec=text)
    health_check_interval_seconds: int | None = option("Seconds between two checks, 5 to 300.")
    health_check_timeout_seconds: int | None = option("Seconds after which a check has failed, 2 to 120.")
    healthy_threshold_count: int | None = option("Checks in a row that make a target healthy, 2 to 10.")
    unhealthy_threshold_count: int | None = option("Failed checks in a row that make a target unhealthy, 2 to 10.")
    matcher: str | None = option(
        "HTTP codes of a healthy target, such as V(200) or V(200-299).", wire="Matcher.HttpCode")
    attributes: dict[str, str] | None = option(
        "Attributes by AWS's keys, such as V(deregistration_delay.timeout_seconds). Those not named are left alone.",
        codec=attributes, alike=includes)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the target group.", wire="TargetGroupArn")
    load_balancers: list[str] | None = computed("ARNs of the load balancers that use it.", wire="LoadBalancerArns")

    @classmethod
    def given(cls, params: t.Mapping[str, t.Any]) -> t.Self:
        return super().given({**params, "attributes": strings(params.get("attributes"))})

    @property
    def irreplaceable(self) -> str:
        """A load balancer has to let go of it first: AWS deletes none that has traffic."""
        users = ", ".join(arn.split("/")[-2] for arn in self.load_balancers or ())
        return users and (f"load balancer {users} sends requests to it: say what is there, or take it out of its "
                          "listeners and rules first")

    def problems(self) -> t.Iterator[str]:
        yield from name_problems("target group", self.name)
        yield from attribute_problems(self.attributes, OF_TARGET_GROUP)
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                yield f"{name} is {value}, allowed are {least} to {most}"
        interval, timeout = self.health_check_interval_seconds, self.health_check_timeout_seconds
        if interval and timeout and timeout >= interval:
            yield f"health_check_timeout_seconds is {timeout}, it must be less than the interval of {interval}"
        if self.health_check_path is not None and not self.health_check_path.startswith("/"):
            yield f"health_check_path is {self.health_check_path}, it must begin with /"

    def read(self) -> Flow:
        call = elbv2.describe_target_groups()
        reply = yield call
        found = the_one(call, reply.get("TargetGroups", ()), TargetGroupName=self.name)
        arn = found["TargetGroupArn"]
        tags = yield from tags_of([arn])
        held: Reply = {}
        if self.attributes is not None:  # a call for each group: AWS does not answer for several
            held = yield elbv2.describe_target_group_attributes(TargetGroupArn=arn)
        return self.seen({**found, "Attributes": held.get("Attributes"), "Tags": tags.get(arn)})

    def create(self) -> Flow:
        if self.target_type != "lambda":
            demand(self, "vpc", "protocol", "port")
        settings = {"name", "tags", *self.fixed, *HEALTH}
        reply = yield from advised(elbv2.create_target_group(**self.wire(*settings)))
        yield from self._attributes_set(reply["TargetGroups"][0]["TargetGroupArn"], None)

    def update(self, now: TargetGroup, changed: t.AbstractSet[str]) -> Flow:
        arn = t.cast(str, now.arn)
        if health := changed & HEALTH:
            yield elbv2.modify_target_group(TargetGroupArn=arn, **self.wire(*health))
        yield from self._attributes_set(arn, now.attributes)
        yield from retag(arn, now.tags, self.tags)

    def delete(self) -> Flow:
        if self.load_balancers:  # rules that were deleted just now may still count
            yield Wait(elbv2.describe_target_groups(TargetGroupArns=[self.arn]), f"target group {self.name}", _use,
                       done=frozenset({"unused", "absent"}), timeout=120,
                       hint="Remove the listeners and rules that forward to it first")
        yield elbv2.delete_target_group(TargetGroupArn=self.arn)

    def _attributes_set(self, arn: str, now: dict[str, str] | None) -> Flow:
        if fresh := differing(now, self.attributes):
            yield elbv2.modify_target_group_attributes(TargetGroupArn=arn, Attributes=fresh)


def _use(reply: Reply) -> str:
    used_by = reply["TargetGroups"][0].get("LoadBalancerArns")
    return f"used by {', '.join(arn.split('/')[-2] for arn in used_by)}" if used_by else "unused"
