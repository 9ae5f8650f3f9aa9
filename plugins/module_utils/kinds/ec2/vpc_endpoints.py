# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VPC endpoints."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ... import policies
from ...calls import Call, Flow, Reply, Wait
from ...errors import AwsError, EnvelopeError
from ...fields import computed, constant, key, option, scope, tagging
from ...resource import Resource
from ...wire import unordered
from .api import Found, born, ec2, fresh, listed, misnamed, name_of, only, retag, where
from .names import ENDPOINT_SERVICE, ROUTE_TABLE, SECURITY_GROUP, SUBNET, VPC

ENDED = ("deleted", "rejected", "failed", "expired")
LISTS = {"route_tables": "RouteTableIds", "subnets": "SubnetIds", "security_groups": "SecurityGroupIds"}
FOREIGN = {
    "Gateway": ("subnets", "security_groups", "private_dns_enabled"),
    "Interface": ("route_tables",),
}
"""Options that an endpoint of each type does not have."""


@dataclass(frozen=True, kw_only=True)
class VpcEndpoint(Resource):
    """An endpoint by which a VPC reaches an AWS service without the internet, known by its tag C(Name)."""

    plural = "ec2_vpc_endpoints"
    fixed = frozenset({"service", "vpc_endpoint_type"})
    kept = ("what reaches AWS through it would be cut off: say what is there, or make one under another name and "
            "delete this one afterwards")
    examples = {
        "name": "envelope-prod-secretsmanager", "service": "secretsmanager", "vpc_endpoint_type": "Interface",
        "subnets": ["envelope-prod-private-a", "envelope-prod-private-b"],
        "security_groups": ["envelope-prod-endpoints"], "private_dns_enabled": True, "tags": {"project": "envelope"},
    }

    vpc: str = scope("Name or id of the VPC they are in.", wire="VpcId", find=VPC)
    name: str = key("Name of the endpoint, its tag C(Name).")
    service: str | None = option(
        "The service that is reached, by its short name in the region in use, such as V(s3) or V(ecr.api), or by its "
        "full one. A new endpoint needs it.", wire="ServiceName", find=ENDPOINT_SERVICE)
    vpc_endpoint_type: t.Literal["Gateway", "Interface"] | None = option(
        "V(Gateway) is free, works through routes and exists for S3 and DynamoDB; V(Interface) is for all others. "
        "AWS's default is V(Gateway).")
    route_tables: list[str] | None = option(
        "Names or ids of all route tables that lead to a V(Gateway), in any order.", wire="RouteTableIds",
        alike=unordered, find=ROUTE_TABLE)
    subnets: list[str] | None = option(
        "Names or ids of all subnets that an V(Interface) is in, in any order, at most one in each zone.",
        wire="SubnetIds", alike=unordered, find=SUBNET)
    security_groups: list[str] | None = option(
        "Names or ids of all security groups of an V(Interface), in any order.", wire="SecurityGroupIds",
        alike=unordered, find=SECURITY_GROUP)
    private_dns_enabled: bool | None = option(
        "Whether the service's usual name leads to the V(Interface) inside the VPC.")
    policy: dict[str, t.Any] | None = option(
        "What may be done through it, as a policy document. AWS's default allows everything.", wire="PolicyDocument",
        codec=policies.policy, alike=policies.alike)
    tags: dict[str, str] | None = tagging()
    vpc_endpoint_id: str | None = computed("Id of the endpoint.")
    state: str = constant("available", "State of the endpoint.")

    @property
    def gone(self) -> bool:
        return self.state == "deleting"

    def problems(self) -> t.Iterator[str]:
        yield from misnamed(self.tags)
        for name in FOREIGN.get(self.vpc_endpoint_type or "", ()):
            if getattr(self, name):
                yield f"{name}: {getattr(self, name)} given, an endpoint of type {self.vpc_endpoint_type} has none"

    def read(self) -> Flow:
        found = [one for one in (yield self._siblings()).get("VpcEndpoints") or () if name_of(one) == self.name]
        alive = [one for one in found if _state(one) not in (*ENDED, "deleting")]
        ending = (one for one in found if _state(one) == "deleting")
        chosen = only("VPC endpoint", self.name, alive, "VpcEndpointId") or next(ending, None)
        return chosen and self.seen({**chosen, "State": _state(chosen), "SecurityGroupIds": _group_ids(chosen)})

    def create(self) -> Flow:
        made = yield fresh.create_vpc_endpoint(
            VpcId=self.vpc, **self.wire(*self._options()), TagSpecifications=born("vpc-endpoint", self.name, self.tags))
        yield from self._reached("available", made["VpcEndpoint"]["VpcEndpointId"])

    def update(self, now: VpcEndpoint, changed: t.AbstractSet[str]) -> Flow:
        if now.state == "deleting":
            yield from self._reached("deleted", now.vpc_endpoint_id)
            return (yield from self.create())
        if now.state != "available":
            yield from self._reached("available", now.vpc_endpoint_id)
        if differing := self._differing(now, changed):
            yield fresh.modify_vpc_endpoint(VpcEndpointId=now.vpc_endpoint_id, **differing)
            yield from self._reached("available", now.vpc_endpoint_id)
        if "tags" in changed:
            yield from retag(now.vpc_endpoint_id, now.tags, self.tags)

    def delete(self) -> Flow:
        call = ec2.delete_vpc_endpoints(VpcEndpointIds=[self.vpc_endpoint_id])
        for refused in (yield call).get("Unsuccessful") or ():  # AWS answers 200 all the same
            raise AwsError(call, refused["Error"]["Code"], refused["Error"].get("Message", ""))
        yield from self._reached("deleted", self.vpc_endpoint_id)

    def _options(self) -> list[str]:
        """What a request to create it mentions: AWS refuses what its type does not have, even when empty."""
        foreign = FOREIGN[self.vpc_endpoint_type or "Gateway"]
        every = ("service", "vpc_endpoint_type", "policy", "private_dns_enabled", *LISTS)
        return [name for name in every if name not in foreign]

    def _differing(self, now: VpcEndpoint, changed: t.AbstractSet[str]) -> dict[str, t.Any]:
        """AWS takes what to add and what to remove, not what is to be."""
        plainly = changed & {"policy", "private_dns_enabled"}
        found = self.wire(*plainly) if plainly else {}
        for name in changed & LISTS.keys():
            wanted, there = set(getattr(self, name)), set(getattr(now, name) or ())
            found |= {f"Add{LISTS[name]}": sorted(wanted - there), f"Remove{LISTS[name]}": sorted(there - wanted)}
        return {name: value for name, value in found.items() if value != []}

    def _siblings(self) -> Call:
        """All endpoints of the VPC: one call for the whole set."""
        return ec2.describe_vpc_endpoints(Filters=where(vpc_id=self.vpc))

    def _reached(self, state: str, endpoint_id: str | None) -> Flow:
        """Wait until it is `available` or `deleted`; all endpoints of a set look into the same list."""
        def one(reply: Reply) -> Found:
            return t.cast(Found, listed(reply, "VpcEndpoints", "VpcEndpointId", endpoint_id) or {})

        ends = frozenset({"available", *ENDED} if state == "available" else {"deleted", "absent"})
        reply = yield Wait(self._siblings(), f"VPC endpoint {self.name}", lambda reply: _state(one(reply)), ends,
                           hint="See the endpoint in the VPC console; one that needs its service's consent waits")
        if (found := _state(one(reply))) in ends - {state, "absent"}:
            reason = one(reply).get("LastError") or {}
            raise EnvelopeError(f"VPC endpoint {self.name} is {found}: {reason.get('Message', 'AWS does not say why')} "
                                f"({reason.get('Code', 'no code')})")


def _state(found: Found) -> str:
    """AWS's documentation, its models and its replies do not agree on capitals."""
    return str(found.get("State", "absent")).lower()


def _group_ids(found: Found) -> list[str]:
    return [group["GroupId"] for group in found.get("Groups") or ()]
