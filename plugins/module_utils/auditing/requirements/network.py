# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""N1: the network."""

from __future__ import annotations

import typing as t

from .. import links, ways
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found, load_balancers, services
from ..sources.ec2 import ENDPOINTS, GROUPS, NATS

ROLE = "network"
ZONES = 2
"""How many a platform spreads over at least."""

WORLD = ("0.0.0.0/0", "::/0")
INSTEAD = ("TransitGatewayId", "GatewayId", "NetworkInterfaceId")
"""What else a route may lead out by."""


def _vpc(live: Live) -> t.Iterator[Subject]:
    if found := ways.vpc(live):
        yield Subject(f"VPC {ways.name(found, 'VpcId')}", found)


def _kinds(live: Live) -> t.Iterator[Subject]:
    subnets = ways.subnets(live)
    for kind in ("public", "private", "data") if subnets else ():
        yield Subject(f"{kind} subnets", [one for one in subnets if one.kind == kind])


def _spread(live: Live, found: list[ways.Subnet]) -> Judged:
    zones = sorted({one.about["AvailabilityZone"] for one in found})
    return Judged(len(zones) >= ZONES, f"{len(found)} in {', '.join(zones)}" if zones else "there are none")


def _private(live: Live) -> t.Iterator[Subject]:
    return (Subject(f"subnet {one.name}", one) for one in ways.subnets(live) if one.kind == "private")


def _leads_out(live: Live, subnet: ways.Subnet) -> Judged:
    """Out by a NAT gateway, or by what a company has in its place, such as a transit gateway or a VPN."""
    route = subnet.out or {}
    nat = route.get("NatGatewayId")
    if not nat:
        other = next((route[way] for way in INSTEAD if route.get(way)), None)
        return Judged(bool(other), f"leads out by {other}" if other else "no route leads out")
    state = next((one["State"] for one in live[NATS] if one["NatGatewayId"] == nat), "gone")
    return Judged(state == "available", f"leads to NAT gateway {nat}, which is {state}")


def _without_nat(live: Live) -> str:
    return "the inventory asks for none (network_nat)" if live.said("network_nat") == "none" else ""


def _to_s3(live: Live, subnet: ways.Subnet) -> Judged:
    """By the route that a gateway endpoint puts into the table."""
    table = subnet.table.get("RouteTableId")
    there = any(one.get("ServiceName", "").endswith(".s3") and table in one.get("RouteTableIds", ())
                for one in live[ENDPOINTS] if one["VpcEndpointType"] == "Gateway")
    return Judged(there, "a gateway endpoint" if there else "no gateway endpoint for S3 in its route table")


def _asked_for(live: Live) -> t.Iterator[Subject]:
    for service in live.said("network_interface_endpoints") or ():
        yield Subject(f"endpoint {service}", service)


def _interface(live: Live, service: str) -> Judged:
    found = ways.vpc(live) or {}
    states = [one["State"].lower() for one in live[ENDPOINTS] if one["VpcEndpointType"] == "Interface"
              and one["VpcId"] == found.get("VpcId") and one.get("ServiceName", "").endswith(f".{service}")]
    return Judged("available" in states, states[0] if states else "there is none")


def _members(live: Live) -> t.Iterator[Subject]:
    """The security groups of services, each once, with what it lets in."""
    used = {group for one in services(live) for group in links.network(one).get("securityGroups", ())}
    for group in live[GROUPS]:
        if group["GroupId"] in used:
            yield Subject(f"security group {group['GroupName']}", group)


def _apart(live: Live, group: Found) -> Judged:
    of_balancers = {name for one in load_balancers(live) for name in one.get("SecurityGroups", ())}
    shared = group["GroupId"] in of_balancers
    return Judged(not shared, "the load balancer is in it, too" if shared else "of services alone")


def _closed(live: Live, group: Found) -> Judged:
    open_to = sorted({one.get("CidrIp") or one["CidrIpv6"] for rule in group.get("IpPermissions", ())
                      for one in (*rule.get("IpRanges", ()), *rule.get("Ipv6Ranges", ()))}.intersection(WORLD))
    return Judged(not open_to, f"lets in {', '.join(open_to)}" if open_to else "not open to the world")


N1 = Requirement(
    "N1", "Network", "Services run in private subnets of several zones, and each role has a security group of its own",
    ("manager 2",), ("5.3",), (
        Check("N1.vpc", "The platform has a VPC", "critical", _vpc,
              lambda live, vpc: Judged(True, vpc["CidrBlock"]), "a VPC", Remedy(ROLE, "cell_vpc"),
              nothing="no VPC is used by the services or called as the platform's"),
        Check("N1.zones", f"It has public, private and data subnets, each in {ZONES} zones or more", "high", _kinds,
              _spread, f"subnets in {ZONES} zones", Remedy(ROLE, "cell_availability_zones"),
              iso_2013=("A.13.1.3", "A.17.2.1"), iso_2022=("8.22", "8.14")),
        Check("N1.nat", "Private subnets lead out by NAT", "high", _private, _leads_out, "a NAT gateway that works",
              Remedy(ROLE, "network_nat"), applies=_without_nat, iso_2013=("A.13.1.3",), iso_2022=("8.22",)),
        Check("N1.s3", "Private subnets reach S3 by a gateway endpoint", "low", _private, _to_s3,
              "a gateway endpoint for S3", Remedy(ROLE)),
        Check("N1.endpoints", "There are the interface endpoints that the inventory asks for", "medium", _asked_for,
              _interface, "available", Remedy(ROLE, "network_interface_endpoints")),
        Check("N1.apart", "Services and load balancer have security groups of their own", "medium", _members, _apart,
              "a group for each role", Remedy(ROLE), iso_2013=("A.13.1.1",), iso_2022=("8.20",)),
        Check("N1.closed", "Services are not open to the world", "critical", _members, _closed,
              "the load balancer's group is let in, and the world is not", Remedy(ROLE),
              iso_2013=("A.13.1.1",), iso_2022=("8.20",)),
    ))
