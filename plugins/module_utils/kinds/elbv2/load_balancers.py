# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...errors import EnvelopeError, Invalid
from ...fields import computed, constant, key, option, tagging
from ...resource import Resource
from ...wire import includes, unordered
from ..ec2 import SECURITY_GROUP, SUBNET
from .api import advised, demand, elbv2, retag, tags_of, the_one
from .attributes import OF_LOAD_BALANCER, attribute_problems, attributes, differing, strings

PROTECTION = "deletion_protection.enabled"
WORKING = frozenset({"active", "active_impaired"})
"""States in which it takes traffic; an impaired one cannot grow."""


def name_problems(what: str, name: str) -> t.Iterator[str]:
    """What is wrong with the name of a load balancer or target group."""
    if len(name) > 32:
        yield f"name {name} has {len(name)} characters, AWS allows 32 for a {what}"
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", name):
        yield f"name {name} is not allowed: letters, digits and inner hyphens are"


@dataclass(frozen=True, kw_only=True)
class LoadBalancer(Resource):
    """An application or network load balancer, waited for until it takes traffic."""

    plural = "elbv2_load_balancers"
    fixed = frozenset({"type", "scheme"})
    kept = "clients reach it: say what is there, or make one under another name and lead the DNS names there"
    examples = {
        "name": "envelope-prod", "type": "application", "scheme": "internet-facing",
        "subnets": ["envelope-prod-public-a", "envelope-prod-public-b"],
        "security_groups": ["envelope-prod-load-balancer"],
        "attributes": {"idle_timeout.timeout_seconds": 120, "routing.http.drop_invalid_header_fields.enabled": True},
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the load balancer, at most 32 characters.")
    type: t.Literal["application", "network"] | None = option(
        "What it balances: HTTP requests or connections. AWS takes V(application) when left out.")
    scheme: t.Literal["internet-facing", "internal"] | None = option(
        "Where it can be reached from. AWS takes V(internet-facing) when left out.")
    ip_address_type: t.Literal["ipv4", "dualstack", "dualstack-without-public-ipv4"] | None = option(
        "Kinds of addresses that clients can use.")
    subnets: list[str] | None = option(
        "Names or ids of subnets, one in each of at least two availability zones.", alike=unordered, find=SUBNET)
    security_groups: list[str] | None = option(
        "Names or ids of its security groups.", alike=unordered, find=SECURITY_GROUP)
    attributes: dict[str, str] | None = option(
        "Attributes by AWS's keys, such as V(idle_timeout.timeout_seconds). Those not named are left alone.",
        codec=attributes, alike=includes)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the load balancer.", wire="LoadBalancerArn")
    dns_name: str | None = computed("Name that alias records point to.", wire="DNSName")
    canonical_hosted_zone_id: str | None = computed("Hosted zone id that alias records name.")
    state: str | None = computed("State, such as V(active).", wire="State.Code")
    working: bool = constant(True, "Whether it takes traffic.")

    @classmethod
    def given(cls, params: t.Mapping[str, t.Any]) -> t.Self:
        return super().given({**params, "attributes": strings(params.get("attributes"))})

    def problems(self) -> t.Iterator[str]:
        yield from name_problems("load balancer", self.name)
        yield from attribute_problems(self.attributes, OF_LOAD_BALANCER)
        if self.name.startswith("internal-"):
            yield f"name {self.name} is not allowed: AWS keeps names that begin with internal- to itself"
        if self.type != "network" and self.subnets is not None and len(self.subnets) < 2:
            yield f"subnets names {len(self.subnets)}, AWS wants two or more, in different availability zones"

    def read(self) -> Flow:
        call = elbv2.describe_load_balancers()
        reply = yield call
        found = the_one(call, reply.get("LoadBalancers", ()), LoadBalancerName=self.name)
        arn = found["LoadBalancerArn"]
        tags = yield from tags_of([arn])
        held = yield elbv2.describe_load_balancer_attributes(LoadBalancerArn=arn)
        return self.seen({
            **found, "Subnets": [zone["SubnetId"] for zone in found["AvailabilityZones"]],
            "Attributes": held["Attributes"], "Tags": tags.get(arn), "Working": found["State"]["Code"] in WORKING,
        })

    def create(self) -> Flow:
        demand(self, "subnets")
        reply = yield from advised(elbv2.create_load_balancer(
            **self.wire("name", "type", "scheme", "ip_address_type", "subnets", "security_groups", "tags")))
        arn = reply["LoadBalancers"][0]["LoadBalancerArn"]
        yield from self._attributes_set(arn, None)
        yield from self._taking_traffic(arn)

    def update(self, now: LoadBalancer, changed: t.AbstractSet[str]) -> Flow:
        arn = t.cast(str, now.arn)
        if "subnets" in changed:
            yield elbv2.set_subnets(LoadBalancerArn=arn, **self.wire("subnets"))
        if "security_groups" in changed:
            yield elbv2.set_security_groups(LoadBalancerArn=arn, **self.wire("security_groups"))
        if "ip_address_type" in changed:
            yield elbv2.set_ip_address_type(LoadBalancerArn=arn, **self.wire("ip_address_type"))
        yield from self._attributes_set(arn, now.attributes)
        yield from retag(arn, now.tags, self.tags)
        if "working" in changed:
            yield from self._taking_traffic(arn)

    def delete(self) -> Flow:
        if (self.attributes or {}).get(PROTECTION) == "true":
            raise Invalid(f"load balancer {self.name} is protected from deletion: "
                          f"set its attribute {PROTECTION} to false first, and run that")
        yield elbv2.delete_load_balancer(LoadBalancerArn=self.arn)

    def _attributes_set(self, arn: str, now: dict[str, str] | None) -> Flow:
        if fresh := differing(now, self.attributes):
            yield elbv2.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=fresh)

    def _taking_traffic(self, arn: str) -> Flow:
        reply = yield Wait(
            elbv2.describe_load_balancers(LoadBalancerArns=[arn]), f"load balancer {self.name}", _state,
            done=WORKING | {"failed"}, hint="See its state in the console of EC2; most often it takes 2 to 5 minutes")
        state = reply["LoadBalancers"][0]["State"]
        if state["Code"] == "failed":
            reason = state.get("Reason", "AWS gives no reason")
            raise EnvelopeError(f"load balancer {self.name} could not be set up: {reason}; delete it and run the same "
                                "command again")


def _state(reply: Reply) -> str:
    return str(reply["LoadBalancers"][0]["State"]["Code"])
