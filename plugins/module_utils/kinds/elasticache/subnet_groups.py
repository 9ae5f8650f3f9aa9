# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cache subnet groups."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...wire import unordered
from ..ec2 import SUBNET
from .service import elasticache, name_problems, retag, tags_of, the_one


@dataclass(frozen=True, kw_only=True)
class CacheSubnetGroup(Resource):
    """The subnets that the nodes of a cache are put into."""

    plural = "elasticache_subnet_groups"
    examples = {
        "name": "envelope-prod", "description": "Caches of the platform",
        "subnets": ["envelope-prod-private-a", "envelope-prod-private-b"], "tags": {"project": "envelope"},
    }

    name: str = key("Name of the subnet group, in lower case.", wire="CacheSubnetGroupName")
    description: str | None = option(
        "What it is for. A new one is described by its name where this is left out.",
        wire="CacheSubnetGroupDescription")
    subnets: list[str] | None = option(
        "Names or ids of subnets of one VPC. Several availability zones take caches with replicas.",
        wire="SubnetIds", alike=unordered, find=SUBNET)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the subnet group.", wire="ARN")
    vpc: str | None = computed("Id of the VPC that the subnets are in.", wire="VpcId")

    def problems(self) -> t.Iterator[str]:
        yield from name_problems(self.name, 255)
        if self.subnets == []:
            yield "subnets: names none, AWS wants one or more"

    def read(self) -> Flow:
        call = elasticache.describe_cache_subnet_groups()
        found = the_one(call, (yield call).get("CacheSubnetGroups", ()), CacheSubnetGroupName=self.name)
        subnets = [each["SubnetIdentifier"] for each in found["Subnets"]]
        return self.seen({**found, "SubnetIds": subnets, "Tags": (yield from tags_of(found["ARN"]))})

    def create(self) -> Flow:
        if self.subnets is None:
            raise Invalid(f"subnet group {self.name} is new and needs subnets")
        yield elasticache.create_cache_subnet_group(
            **{"CacheSubnetGroupDescription": self.name, **self.wire("name", "description", "subnets", "tags")})

    def update(self, now: CacheSubnetGroup, changed: t.AbstractSet[str]) -> Flow:
        if settings := changed & {"description", "subnets"}:
            yield elasticache.modify_cache_subnet_group(**self.wire("name", *settings))
        yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        yield elasticache.delete_cache_subnet_group(CacheSubnetGroupName=self.name)
