# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Subnets."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...errors import Invalid
from ...fields import computed, key, option, scope, tagging
from ...resource import Resource
from .api import born, ec2, fresh, leaving, misnamed, name_of, only, removal, retag, visible, where
from .names import VPC, ZONE
from .ranges import missized


@dataclass(frozen=True, kw_only=True)
class Subnet(Resource):
    """A subnet of a VPC, known by its tag C(Name)."""

    plural = "ec2_subnets"
    fixed = frozenset({"cidr_block", "availability_zone"})
    kept = "what runs in it has its addresses: say what is there, or make one under another name"
    examples = {
        "name": "envelope-prod-private-a", "cidr_block": "10.0.10.0/24", "availability_zone": "eu-west-1a",
        "map_public_ip_on_launch": False, "tags": {"project": "envelope", "tier": "private"},
    }

    vpc: str = scope("Name or id of the VPC they are in.", wire="VpcId", find=VPC)
    name: str = key("Name of the subnet, its tag C(Name).")
    cidr_block: str | None = option("Range of IPv4 addresses, a part of the VPC's. A new subnet needs it.")
    availability_zone: str | None = option(
        "Availability zone, such as V(eu-west-1a); a single letter means that zone of the region in use.", find=ZONE)
    map_public_ip_on_launch: bool | None = option(
        "Whether what is started in it gets a public address. AWS's default is V(false).")
    tags: dict[str, str] | None = tagging()
    subnet_id: str | None = computed("Id of the subnet.")

    def problems(self) -> t.Iterator[str]:
        yield from missized("cidr_block", self.cidr_block)
        yield from misnamed(self.tags)

    def read(self) -> Flow:
        reply = yield self._siblings()
        found = [subnet for subnet in reply.get("Subnets") or () if name_of(subnet) == self.name]
        chosen = only("subnet", self.name, found, "SubnetId")
        return chosen and self.seen(chosen)

    def create(self) -> Flow:
        if self.cidr_block is None:
            raise Invalid(f"subnet {self.name} does not exist, and a new one needs cidr_block")
        made = yield ec2.create_subnet(**self.wire("vpc", "cidr_block", "availability_zone"),
                                       TagSpecifications=born("subnet", self.name, self.tags))
        now = dataclasses.replace(self, subnet_id=made["Subnet"]["SubnetId"], map_public_ip_on_launch=False)
        yield visible(self._siblings(), "subnet", "Subnets", "SubnetId", now.subnet_id)
        yield from self.update(now, self.changes(now).keys())

    def update(self, now: Subnet, changed: t.AbstractSet[str]) -> Flow:
        if "map_public_ip_on_launch" in changed:
            yield fresh.modify_subnet_attribute(
                SubnetId=now.subnet_id, MapPublicIpOnLaunch={"Value": self.map_public_ip_on_launch})
        if "tags" in changed:
            yield from retag(now.subnet_id, now.tags, self.tags)

    def delete(self) -> Flow:
        yield removal(leaving.delete_subnet(SubnetId=self.subnet_id), f"subnet {self.name}",
                      "load balancers, tasks, NAT gateways, databases and endpoints keep network interfaces in it")

    def _siblings(self) -> Call:
        """All subnets of the VPC: one call for the whole set."""
        return ec2.describe_subnets(Filters=where(vpc_id=self.vpc))
