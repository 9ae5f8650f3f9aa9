# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""N1: the network, and the VPC that is found."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing import ways
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.architecture_network import PARTS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.network import N1
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import sample
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    DENIED,
    bearing,
    failing,
    live,
    place,
    seen,
)

Edit = t.Callable[[dict[str, t.Any]], t.Any]


def move(found: dict[str, t.Any], kind: str) -> None:
    for one in found["subnets"]:
        if one["SubnetId"].startswith(kind):
            one["AvailabilityZone"] = "eu-west-1a"


def ingress(found: dict[str, t.Any], **rule: t.Any) -> None:
    found["groups"][1]["IpPermissions"] = [rule]


def test_a_sound_network_lacks_nothing():
    assert bearing("PASS", N1, sample()) == {"vpc", "zones", "nat", "s3", "apart", "closed"}
    assert bearing("NOT APPLICABLE", N1, sample()) == {"endpoints"}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: move(found, "data"), {"zones"}),
    (lambda found: found["tables"][2]["Routes"].append(
        {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}), {"zones", "s3"}),
    (lambda found: found["nats"].clear(), {"nat"}),
    (lambda found: found["nats"][0].update(State="failed"), {"nat"}),
    (lambda found: found["tables"][1]["Routes"].clear(), {"nat"}),
    (lambda found: found["endpoints"].pop(0), {"s3"}),
    (lambda found: found["endpoints"][0]["RouteTableIds"].clear(), {"s3"}),
    (lambda found: found["load balancers"][0]["SecurityGroups"].append("services"), {"apart"}),
    (lambda found: ingress(found, IpRanges=[{"CidrIp": "0.0.0.0/0"}]), {"closed"}),
    (lambda found: ingress(found, Ipv6Ranges=[{"CidrIpv6": "::/0"}]), {"closed"}),
])
def test_what_is_amiss_fails_its_check_alone(edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(N1, found) == fails


def test_without_a_vpc_that_alone_is_said():
    found = sample() | {"vpcs": []}

    assert bearing("PASS", N1, found) == {"apart", "closed"}
    assert failing(N1, found) == {"vpc"}


def test_no_nat_is_fine_where_the_inventory_wants_none():
    found = sample() | {"nats": []}

    assert failing(N1, found, place(network_nat="none")) == set()


@pytest.mark.parametrize("way", [{"TransitGatewayId": "tgw-1"}, {"GatewayId": "vgw-1"}])
def test_what_a_company_has_in_the_place_of_nat_leads_out_too(way: dict[str, str]):
    found = sample()
    found["tables"][1]["Routes"] = [{"DestinationCidrBlock": "0.0.0.0/0", **way}]

    assert failing(N1, found) == set()


def test_interface_endpoints_that_are_asked_for_have_to_be_there():
    asked = place(network_interface_endpoints=["ecr.api", "logs"])

    assert seen(N1, "endpoints", sample(), asked) == ["endpoint ecr.api: available", "endpoint logs: there is none"]


def test_what_aws_does_not_show_is_unknown():
    assert bearing("UNKNOWN", N1, sample() | {"nats": DENIED}) == {"nat"}
    assert bearing("PASS", N1, sample() | {"nats": DENIED}) >= {"vpc", "zones"}


@pytest.mark.parametrize("name", [None, "envelope-prod-vpc"])
def test_the_vpc_is_found_by_what_is_in_it_or_else_by_name(name: str | None):
    found = sample()
    if name:
        found |= {"services": [], "load balancers": []}
        found["vpcs"][1]["Tags"] = [{"Key": "Name", "Value": name}]

    assert (ways.vpc(live(found)) or {})["VpcId"] == "vpc-1"


def test_a_subnet_without_a_table_of_its_own_uses_the_main_one():
    found = sample()
    found["tables"][1]["Associations"] = [{"Main": True}]

    assert [one.kind for one in ways.subnets(live(found))] == ["public"] * 2 + ["private"] * 2 + ["data"] * 2
    assert failing(N1, found) == set()


def test_the_picture_shows_the_network():
    drawn = {name: tell(live(sample())) for name, tell in PARTS.items()}

    assert drawn["vpc"] == {"id": "vpc-1", "name": "vpc-1", "cidr": "10.0.0.0/16"}
    assert drawn["zones"] == ["eu-west-1a", "eu-west-1b"]
    assert drawn["subnets"][0] == {"name": "public-a", "zone": "eu-west-1a", "kind": "public"}
    assert drawn["nat_gateways"] == 1
    assert drawn["load_balancers"] == [{
        "name": "envelope-prod", "scheme": "internet-facing", "hosts": 4, "web_acl": "guard", "listeners": [443, 80],
        "dns_name": "envelope-prod-1.eu-west-1.elb.amazonaws.com"}]


@pytest.mark.parametrize(("web_acls", "shown"), [([], ""), (DENIED, None)])
def test_a_load_balancer_is_shown_although_its_web_acl_is_not(web_acls: t.Any, shown: str | None):
    assert PARTS["load_balancers"](live(sample() | {"web ACLs": web_acls}))[0]["web_acl"] == shown
