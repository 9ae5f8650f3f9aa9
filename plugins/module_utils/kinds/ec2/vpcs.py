# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VPCs."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...wire import camel
from .api import born, ec2, fresh, leaving, misnamed, name_of, only, removal, retag, visible
from .ranges import missized

SWITCHES = ("enable_dns_support", "enable_dns_hostnames")


@dataclass(frozen=True, kw_only=True)
class Vpc(Resource):
    """A virtual private cloud, known by its tag C(Name); what AWS puts into it by itself is left alone."""

    plural = "ec2_vpcs"
    fixed = frozenset({"cidr_block"})
    kept = "everything is in it: say what is there, or make one under another name and move there"
    examples = {
        "name": "envelope-prod", "cidr_block": "10.0.0.0/16", "enable_dns_support": True, "enable_dns_hostnames": True,
        "tags": {"project": "envelope", "environment": "prod"},
    }

    name: str = key("Name of the VPC, its tag C(Name).")
    cidr_block: str | None = option("Range of private IPv4 addresses, V(/16) to V(/28). A new VPC needs it.")
    enable_dns_support: bool | None = option("Whether Amazon's DNS server answers in it. AWS's default is V(true).")
    enable_dns_hostnames: bool | None = option(
        "Whether instances get public DNS names, as private DNS of endpoints needs. AWS's default is V(false).")
    tags: dict[str, str] | None = tagging()
    vpc_id: str | None = computed("Id of the VPC.")

    def problems(self) -> t.Iterator[str]:
        yield from missized("cidr_block", self.cidr_block)
        yield from misnamed(self.tags)
        if self.enable_dns_hostnames and self.enable_dns_support is False:
            yield "enable_dns_hostnames: true needs enable_dns_support, which is false"

    def read(self) -> Flow:
        reply = yield ec2.describe_vpcs()
        found = only("VPC", self.name, [vpc for vpc in reply.get("Vpcs") or () if name_of(vpc) == self.name], "VpcId")
        if found is None:
            return None
        switches = {}
        for name in SWITCHES:
            if getattr(self, name) is not None:  # one call each: not asked when nobody cares
                about = yield ec2.describe_vpc_attribute(VpcId=found["VpcId"], Attribute=camel(name))
                switches[self._wire(name)] = about[self._wire(name)]["Value"]
        return self.seen({**found, **switches})

    def create(self) -> Flow:
        if self.cidr_block is None:
            raise Invalid(f"VPC {self.name} does not exist, and a new one needs cidr_block")
        made = yield ec2.create_vpc(CidrBlock=self.cidr_block, TagSpecifications=born("vpc", self.name, self.tags))
        now = dataclasses.replace(
            self, vpc_id=made["Vpc"]["VpcId"], enable_dns_support=True, enable_dns_hostnames=False)
        yield visible(ec2.describe_vpcs(), "VPC", "Vpcs", "VpcId", now.vpc_id)
        yield from self.update(now, self.changes(now).keys())

    def update(self, now: Vpc, changed: t.AbstractSet[str]) -> Flow:
        # AWS refuses host names without DNS support: support goes on first and off last
        for name in SWITCHES if self.enable_dns_support else reversed(SWITCHES):
            if name in changed:
                yield fresh.modify_vpc_attribute(VpcId=now.vpc_id, **{self._wire(name): {"Value": getattr(self, name)}})
        if "tags" in changed:
            yield from retag(now.vpc_id, now.tags, self.tags)

    def delete(self) -> Flow:
        yield removal(leaving.delete_vpc(VpcId=self.vpc_id), f"VPC {self.name}", "delete first what is in it")

    @classmethod
    def _wire(cls, name: str) -> str:
        return cls.casing(name)
