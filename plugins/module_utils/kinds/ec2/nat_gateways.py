# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NAT gateways, each with an Elastic IP address of the same name."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...errors import EnvelopeError, Invalid
from ...fields import computed, constant, key, option, tagging
from ...resource import Resource
from ...tagging import MANAGED_BY
from .api import Found, born, ec2, fresh, leaving, listed, misnamed, name_of, only, retag, tags_of
from .names import SUBNET

ALIVE = ("pending", "available")
HINT = "See the NAT gateway in the VPC console; AWS's health dashboard tells of outages"


@dataclass(frozen=True, kw_only=True)
class NatGateway(Resource):
    """A NAT gateway, known by its tag C(Name), with an Elastic IP address of its own that lives and dies with it."""

    plural = "ec2_nat_gateways"
    fixed = frozenset({"subnet", "connectivity_type"})
    kept = ("what is behind it would be cut off, and its address be lost: say what is there, or make one under another "
            "name and lead the routes to it")
    examples = {
        "name": "envelope-prod-a", "subnet": "envelope-prod-public-a", "connectivity_type": "public",
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the NAT gateway and of its address, their tag C(Name).")
    subnet: str | None = option(
        "Name or id of the subnet it is in, a public one for a public gateway. A new gateway needs it.",
        wire="SubnetId", find=SUBNET)
    connectivity_type: t.Literal["public", "private"] | None = option(
        "Whether it leads to the internet or to other private networks only. AWS's default is V(public).")
    tags: dict[str, str] | None = tagging()
    nat_gateway_id: str | None = computed("Id of the NAT gateway.")
    public_ip: str | None = computed("The address that its traffic comes from.")
    allocation_id: str | None = computed("Id of that address.")
    state: str = constant("available", "State of the NAT gateway.")

    def problems(self) -> t.Iterator[str]:
        yield from misnamed(self.tags)

    def read(self) -> Flow:
        reply = yield ec2.describe_nat_gateways()
        named = [gateway for gateway in reply.get("NatGateways") or () if name_of(gateway) == self.name]
        alive = [gateway for gateway in named if gateway["State"] in ALIVE]
        ending = (gateway for gateway in named if gateway["State"] == "deleting")
        found = only("NAT gateway", self.name, alive, "NatGatewayId") or next(ending, None)
        if found is None:
            return (yield from self._interrupted())
        address: Found = next(iter(found.get("NatGatewayAddresses") or ()), {})
        return self.seen({**address, **found})

    def create(self) -> Flow:
        if self.subnet is None:
            raise Invalid(f"NAT gateway {self.name} does not exist, and a new one needs subnet")
        yield from self._created(None)

    def update(self, now: NatGateway, changed: t.AbstractSet[str]) -> Flow:
        if now.state == "deleting":
            yield from now._reached("deleted")
        if now.state not in ALIVE:
            yield from self._created(now.allocation_id)
        elif "state" in changed:
            yield from now._reached("available")
        if "tags" in changed and now.state in ALIVE:
            yield from retag(now.nat_gateway_id, now.tags, self.tags)

    def delete(self) -> Flow:
        if self.state in ALIVE:
            yield ec2.delete_nat_gateway(NatGatewayId=self.nat_gateway_id)
        if self.nat_gateway_id:
            yield from self._reached("deleted")
        for address in (yield from self._addresses()):
            if address["AllocationId"] == self.allocation_id or self._left(address):
                yield leaving.release_address(AllocationId=address["AllocationId"])

    def _created(self, allocation_id: str | None) -> Flow:
        """Make the gateway, with an address that is there already or a new one."""
        if allocation_id is None and self.connectivity_type != "private":
            made = yield ec2.allocate_address(
                Domain="vpc", TagSpecifications=born("elastic-ip", self.name, self.tags))
            allocation_id = made["AllocationId"]
        made = yield fresh.create_nat_gateway(
            **self.wire("subnet", "connectivity_type"), AllocationId=allocation_id,
            TagSpecifications=born("natgateway", self.name, self.tags))
        yield from dataclasses.replace(self, nat_gateway_id=made["NatGateway"]["NatGatewayId"])._reached("available")

    def _interrupted(self) -> Flow:
        """What a run that was killed leaves: an address without a gateway."""
        left = next(filter(self._left, (yield from self._addresses())), None)
        if left is None or self.connectivity_type == "private":
            return None
        return dataclasses.replace(self.seen({**left, "State": "address only"}),
                                   subnet=self.subnet, connectivity_type=self.connectivity_type)

    def _left(self, address: Found) -> bool:
        """Whether nobody uses it and it carries the same mark as the gateway."""
        mark = (self.tags or {}).get(MANAGED_BY)
        return not address.get("AssociationId") and mark in (None, tags_of(address).get(MANAGED_BY))

    def _addresses(self) -> Flow:
        """The addresses of this name; one of another name is not ours to reuse or release."""
        reply = yield ec2.describe_addresses()
        return [address for address in reply.get("Addresses") or () if name_of(address) == self.name]

    def _reached(self, state: str) -> Flow:
        """Wait until it is `available` or `deleted`; all gateways of a set look into the same list."""
        def seen(reply: Reply) -> str:
            return str((listed(reply, "NatGateways", "NatGatewayId", self.nat_gateway_id) or {}).get("State", "absent"))

        done = {"available": {"available", "failed"}, "deleted": {"deleted", "absent"}}[state]
        reply = yield Wait(ec2.describe_nat_gateways(), f"NAT gateway {self.name}", seen, frozenset(done), hint=HINT)
        found: Found = listed(reply, "NatGateways", "NatGatewayId", self.nat_gateway_id) or {}
        if state == "available" and found.get("State") == "failed":
            reason = f"{found.get('FailureMessage', 'AWS does not say why')} ({found.get('FailureCode', 'no code')})"
            raise EnvelopeError(f"NAT gateway {self.name} failed: {reason}; its address is kept for the next run")
