# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Internet gateways."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import computed, constant, key, scope, tagging
from ...resource import Resource
from ...wire import truth
from .api import Found, born, ec2, fresh, leaving, misnamed, name_of, only, removal, retag, visible
from .names import VPC


@dataclass(frozen=True, kw_only=True)
class InternetGateway(Resource):
    """The internet gateway of a VPC, known by its tag C(Name)."""

    plural = "ec2_internet_gateways"
    examples = {"name": "envelope-prod", "tags": {"project": "envelope"}}

    vpc: str = scope("Name or id of the VPC it is attached to.", wire="VpcId", find=VPC)
    name: str = key("Name of the internet gateway, its tag C(Name).")
    tags: dict[str, str] | None = tagging()
    internet_gateway_id: str | None = computed("Id of the internet gateway.")
    attached: bool = constant(True, "Whether it is attached to the VPC.", wire="Attachments", codec=truth)

    def problems(self) -> t.Iterator[str]:
        yield from misnamed(self.tags)

    def read(self) -> Flow:
        found = yield from self._everywhere()
        ours = [gateway for gateway in found if name_of(gateway) == self.name and self._could_be(gateway)]
        chosen = only("internet gateway", self.name, ours, "InternetGatewayId")
        return chosen and self.seen(chosen)

    def create(self) -> Flow:
        for other in (yield from self._everywhere()):
            if self.vpc in _vpcs(other):  # a VPC takes one, and an orphan would be left behind
                raise Invalid(f"VPC {self.vpc} has an internet gateway already, {other['InternetGatewayId']} named "
                              f"{name_of(other)}: use that name here, or detach it")
        made = yield ec2.create_internet_gateway(TagSpecifications=born("internet-gateway", self.name, self.tags))
        now = dataclasses.replace(self, internet_gateway_id=made["InternetGateway"]["InternetGatewayId"])
        yield visible(ec2.describe_internet_gateways(), "internet gateway", "InternetGateways", "InternetGatewayId",
                      now.internet_gateway_id)
        yield from self.update(now, {"attached"})

    def update(self, now: InternetGateway, changed: t.AbstractSet[str]) -> Flow:
        if "attached" in changed:
            yield fresh.attach_internet_gateway(InternetGatewayId=now.internet_gateway_id, VpcId=self.vpc)
        if "tags" in changed:
            yield from retag(now.internet_gateway_id, now.tags, self.tags)

    def delete(self) -> Flow:
        which = {"InternetGatewayId": self.internet_gateway_id}
        if self.attached:
            yield removal(leaving.detach_internet_gateway(**which, VpcId=self.vpc), f"internet gateway {self.name}",
                          "something in the VPC has a public address")
        yield removal(leaving.delete_internet_gateway(**which), f"internet gateway {self.name}", "it is still attached")

    def _everywhere(self) -> Flow:
        """All of the region, as an interrupted run leaves one that is in no VPC yet."""
        return (yield ec2.describe_internet_gateways()).get("InternetGateways") or ()

    def _could_be(self, found: Found) -> bool:
        return not _vpcs(found) or self.vpc in _vpcs(found)


def _vpcs(found: Found) -> set[str]:
    return {attachment["VpcId"] for attachment in found.get("Attachments") or ()}
