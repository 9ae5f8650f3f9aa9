# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about NAT gateways and their addresses."""

from __future__ import annotations

import threading
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import NatGateway
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME = [{"Key": "Name", "Value": "nat-a"}]
ADDRESS = {"AllocationId": "eipalloc-1", "PublicIp": "203.0.113.1", "Tags": NAME}
WANTED = NatGateway(name="nat-a", subnet="subnet-1")
NONE: Reply = {"NatGateways": []}


def gateways(state: str, **about: t.Any) -> Reply:
    return {"NatGateways": [{
        "NatGatewayId": "nat-1", "State": state, "SubnetId": "subnet-1", "ConnectivityType": "public", "Tags": NAME,
        "NatGatewayAddresses": [{"AllocationId": "eipalloc-1", "PublicIp": "203.0.113.1"}], **about}]}


def seen(*exchanges: tuple[str, Reply], wanted: NatGateway = WANTED) -> t.Any:
    return play(wanted.read(), *exchanges)


def test_a_gateway_shows_its_address() -> None:
    now = seen(("describe_nat_gateways", gateways("available")))
    assert (now.nat_gateway_id, now.public_ip, now.allocation_id) == ("nat-1", "203.0.113.1", "eipalloc-1")
    assert plan(WANTED, now).action == "none"


def test_a_new_gateway_gets_an_address_of_its_name_and_is_waited_for() -> None:
    tags = [{"Key": "Name", "Value": "nat-a"}, {"Key": "project", "Value": "envelope"}]
    made = requests(NatGateway(name="nat-a", subnet="subnet-1", tags={"project": "envelope"}).create())
    assert made == [
        ("allocate_address", {"Domain": "vpc", "TagSpecifications": [{"ResourceType": "elastic-ip", "Tags": tags}]}),
        ("create_nat_gateway", {"SubnetId": "subnet-1", "AllocationId": "eipalloc-1",
                                "TagSpecifications": [{"ResourceType": "natgateway", "Tags": tags}]}),
        ("describe_nat_gateways", {}),
    ]


def test_a_private_gateway_has_no_address() -> None:
    made = requests(NatGateway(name="nat-a", subnet="subnet-1", connectivity_type="private").create())
    assert [name for name, _params in made] == ["create_nat_gateway", "describe_nat_gateways"]
    assert "AllocationId" not in made[0][1]


def test_an_address_that_an_interrupted_run_left_is_used() -> None:
    now = seen(("describe_nat_gateways", NONE), ("describe_addresses", {"Addresses": [ADDRESS]}))
    step = plan(WANTED, now)
    assert (step.action, step.changes) == ("update", {"state": ("address only", "available")})
    created, _wait = requests(step.flow())
    assert created[0] == "create_nat_gateway"
    assert created[1]["AllocationId"] == "eipalloc-1"


@pytest.mark.parametrize("address", [
    {**ADDRESS, "AssociationId": "eipassoc-1"}, {**ADDRESS, "Tags": [{"Key": "Name", "Value": "other"}]}])
def test_an_address_that_is_in_use_or_has_another_name_is_left_alone(address: dict[str, t.Any]) -> None:
    assert seen(("describe_nat_gateways", NONE), ("describe_addresses", {"Addresses": [address]})) is None


def test_a_free_address_without_our_mark_is_neither_used_nor_released() -> None:
    marked = NatGateway(name="nat-a", subnet="subnet-1", tags={"managed-by": "envelope"})
    free = {"Addresses": [ADDRESS]}
    assert seen(("describe_nat_gateways", NONE), ("describe_addresses", free), wanted=marked) is None
    ours = {**ADDRESS, "Tags": [*NAME, {"Key": "managed-by", "Value": "envelope"}]}
    now = seen(("describe_nat_gateways", gateways("available", Tags=ours["Tags"])), wanted=marked)
    play(now.delete(), ("delete_nat_gateway", {}), ("describe_nat_gateways", NONE),
         ("describe_addresses", {"Addresses": [ours, {**ADDRESS, "AllocationId": "eipalloc-9"}]}),
         ("release_address", {}))


def test_an_address_of_ours_that_was_allocated_twice_is_released_too() -> None:
    now = seen(("describe_nat_gateways", gateways("available")))
    play(now.delete(), ("delete_nat_gateway", {}), ("describe_nat_gateways", NONE),
         ("describe_addresses", {"Addresses": [ADDRESS, {**ADDRESS, "AllocationId": "eipalloc-2"}]}),
         ("release_address", {}), ("release_address", {}))


def test_a_gateway_that_an_interrupted_run_left_pending_is_waited_for() -> None:
    step = plan(WANTED, seen(("describe_nat_gateways", gateways("pending"))))
    assert requests(step.flow()) == [("describe_nat_gateways", {})]


def test_a_failure_is_told_in_awss_words() -> None:
    reason = {"FailureCode": "Gateway.NotAttached", "FailureMessage": "Network vpc-1 has no Internet gateway attached"}
    with pytest.raises(EnvelopeError, match=r"nat-a failed: Network vpc-1 has no .* \(Gateway.NotAttached\); its"):
        play(WANTED.create(), ("allocate_address", ADDRESS),
             ("create_nat_gateway", {"NatGateway": {"NatGatewayId": "nat-1"}}),
             ("describe_nat_gateways", gateways("failed", **reason)))


def test_after_a_failure_the_next_run_makes_a_new_gateway_with_the_same_address() -> None:
    now = seen(("describe_nat_gateways", gateways("failed")), ("describe_addresses", {"Addresses": [ADDRESS]}))
    assert requests(plan(WANTED, now).flow())[0][1]["AllocationId"] == "eipalloc-1"


def test_deleting_waits_and_releases_the_address() -> None:
    now = seen(("describe_nat_gateways", gateways("available")))
    play(now.delete(), ("delete_nat_gateway", {}), ("describe_nat_gateways", gateways("deleted")),
         ("describe_addresses", {"Addresses": [ADDRESS]}), ("release_address", {}))


def test_deleting_leaves_an_address_of_another_name() -> None:
    now = seen(("describe_nat_gateways", gateways("available")))
    play(now.delete(), ("delete_nat_gateway", {}), ("describe_nat_gateways", NONE),
         ("describe_addresses", {"Addresses": [{**ADDRESS, "Tags": []}]}))


def test_a_deletion_that_was_interrupted_is_finished() -> None:
    now = seen(("describe_nat_gateways", gateways("deleting")))
    assert plan(WANTED, now, absent=True).action == "delete"
    play(now.delete(), ("describe_nat_gateways", gateways("deleted")),
         ("describe_addresses", {"Addresses": [ADDRESS]}), ("release_address", {}))
    left = seen(("describe_nat_gateways", gateways("deleted")), ("describe_addresses", {"Addresses": [ADDRESS]}))
    play(left.delete(), ("describe_addresses", {"Addresses": [ADDRESS]}), ("release_address", {}))


def test_a_gateway_that_goes_is_waited_for_and_made_again() -> None:
    step = plan(WANTED, seen(("describe_nat_gateways", gateways("deleting"))))
    made = play(step.flow(), ("describe_nat_gateways", gateways("deleted")),
                ("create_nat_gateway", {"NatGateway": {"NatGatewayId": "nat-2"}}),
                ("describe_nat_gateways", gateways("available", NatGatewayId="nat-2")))
    assert made is None


def test_gateways_of_a_set_are_waited_for_together() -> None:
    """None becomes available before all are asked for, so waiting for one after another would never end."""
    held: list[dict[str, t.Any]] = []
    lock = threading.Lock()

    def perform(call: Call) -> Reply:
        with lock:
            if call.operation == "allocate_address":
                return ADDRESS
            if call.operation == "create_nat_gateway":
                held.append({"NatGatewayId": f"nat-{call.params['SubnetId']}"})
                return {"NatGateway": held[-1]}
            return {"NatGateways": [{**one, "State": "available" if len(held) == 3 else "pending"} for one in held]}

    flows = [NatGateway(name=f"nat-{zone}", subnet=f"subnet-{zone}").create() for zone in "abc"]
    assert Loop(perform, workers=1).run(flows) == [None, None, None]
