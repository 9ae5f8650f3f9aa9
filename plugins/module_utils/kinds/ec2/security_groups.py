# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Security groups, without their rules."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...fields import computed, key, option, scope, tagging
from ...resource import Resource
from ...tagging import Tags
from ...wire import at_creation, pairs
from .api import ec2, leaving, only, removal, retag, visible, where
from .names import VPC

ALLOWED = r"a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*"
FORBIDDEN = re.compile(r"[^a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]")


@dataclass(frozen=True, kw_only=True)
class SecurityGroup(Resource):
    """A security group of a VPC; its rules have a module of their own."""

    plural = "ec2_security_groups"
    examples = {
        "name": "envelope-prod-services", "description": "ECS services", "tags": {"project": "envelope"},
    }

    vpc: str = scope("Name or id of the VPC they are in.", wire="VpcId", find=VPC)
    name: str = key("Name of the security group.", wire="GroupName")
    description: str | None = option(
        "What it is for. A new group without one is described by its name; AWS keeps it, so one that is there stays.",
        alike=at_creation)
    tags: dict[str, str] | None = tagging()
    group_id: str | None = computed("Id of the security group.")

    def problems(self) -> t.Iterator[str]:
        yield from unfit("name", self.name)
        yield from unfit("description", self.description)
        if self.name.startswith("sg-"):
            yield f"name: {self.name} looks like an id, allowed are names that do not begin with sg-"

    def read(self) -> Flow:
        reply = yield self._siblings()
        found = [group for group in reply.get("SecurityGroups") or () if group["GroupName"] == self.name]
        chosen = only("security group", self.name, found, "GroupId")
        return chosen and self.seen(chosen)

    def create(self) -> Flow:
        made = yield ec2.create_security_group(
            **{"Description": self.name, **self.wire("vpc", "name", "description")}, TagSpecifications=_born(self.tags))
        yield visible(self._siblings(), "security group", "SecurityGroups", "GroupId", made["GroupId"])

    def update(self, now: SecurityGroup, changed: t.AbstractSet[str]) -> Flow:
        yield from retag(now.group_id, now.tags, self.tags)

    def delete(self) -> Flow:
        yield removal(leaving.delete_security_group(GroupId=self.group_id), f"security group {self.name}",
                      "by a load balancer, task, database or endpoint, or by a rule of another group")

    def _siblings(self) -> Call:
        """All security groups of the VPC: one call for the whole set."""
        return ec2.describe_security_groups(Filters=where(vpc_id=self.vpc))


def unfit(what: str, text: str | None) -> t.Iterator[str]:
    """The problem of a name or description that AWS would refuse."""
    if text and (bad := FORBIDDEN.search(text)):
        yield f"{what}: {bad[0]!r} in {text!r}, allowed are {ALLOWED}"
    if text is not None and not 1 <= len(text) <= 255:
        yield f"{what}: {len(text)} characters, allowed are 1 to 255"


def _born(tags: Tags | None) -> list[dict[str, t.Any]] | None:
    return [{"ResourceType": "security-group", "Tags": pairs().out(dict(tags))}] if tags else None
