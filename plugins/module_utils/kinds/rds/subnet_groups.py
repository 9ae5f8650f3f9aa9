# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of subnets that databases are put into."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...wire import unordered
from ..ec2 import SUBNET
from .service import advised, demand, name_problems, rds, retag, tags_of, the_one


@dataclass(frozen=True, kw_only=True)
class SubnetGroup(Resource):
    """The subnets that a database may be put into, in at least two availability zones."""

    plural = "rds_subnet_groups"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "description": "Databases of envelope-prod",
        "subnets": ["envelope-prod-private-a", "envelope-prod-private-b"], "tags": {"project": "envelope"},
    }

    name: str = key("Name of the group, in small letters.", wire="DBSubnetGroupName")
    description: str | None = option(
        "What the group is for. A new group takes its name where this is left out.", wire="DBSubnetGroupDescription")
    subnets: list[str] | None = option(
        "Names or ids of subnets of one VPC, in at least two availability zones. A new group needs them.",
        wire="SubnetIds", alike=unordered, find=SUBNET)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the group.", wire="DBSubnetGroupArn")
    vpc_id: str | None = computed("Id of the VPC that the subnets are in.")

    def problems(self) -> t.Iterator[str]:
        yield from name_problems("name", self.name, 255)
        if self.name == "default":
            yield "name: default is AWS's own; allowed are other names"
        if self.subnets is not None and len(set(self.subnets)) < 2:
            yield f"subnets: names {len(set(self.subnets))}, allowed are two or more, in different availability zones"

    def read(self) -> Flow:
        call = rds.describe_db_subnet_groups()
        found = the_one(call, (yield call).get("DBSubnetGroups", ()), "DBSubnetGroupName", self.name)
        tags = None if self.tags is None else (yield from tags_of(found["DBSubnetGroupArn"]))
        subnets = [subnet["SubnetIdentifier"] for subnet in found["Subnets"]]
        return self.seen({**found, "SubnetIds": subnets, "Tags": tags})

    def create(self) -> Flow:
        demand(self, "subnets")
        about = {"DBSubnetGroupDescription": self.name, **self.wire("name", "description", "subnets", "tags")}
        yield from advised(rds.create_db_subnet_group(**about))

    def update(self, now: SubnetGroup, changed: t.AbstractSet[str]) -> Flow:
        if changed & {"description", "subnets"}:
            yield from advised(rds.modify_db_subnet_group(**self.wire("name", "description", "subnets")))
        if "tags" in changed:
            yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        yield from advised(rds.delete_db_subnet_group(**self.wire("name")))
