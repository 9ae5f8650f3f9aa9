# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about route tables."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import RouteTable
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2.routes import Route
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

LOCAL = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}
PROPAGATED = {"DestinationCidrBlock": "172.16.0.0/12", "GatewayId": "vgw-1", "Origin": "EnableVgwRoutePropagation"}
ENDPOINT = {"DestinationPrefixListId": "pl-1", "GatewayId": "vpce-1", "Origin": "CreateRoute"}
OUT = {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0", "Origin": "CreateRoute", "State": "blackhole"}
PEER = {"DestinationCidrBlock": "192.168.0.0/16", "VpcPeeringConnectionId": "pcx-1", "Origin": "CreateRoute"}


def table(**options: t.Any) -> RouteTable:
    return RouteTable(vpc="vpc-1", name="private", **options)


def tables(*routes: dict[str, t.Any], subnets: t.Sequence[str] = (), others: t.Sequence[str] = ()) -> Reply:
    """Our table, the main one, and another that others use."""
    return {"RouteTables": [
        {"RouteTableId": "rtb-1", "Routes": list(routes), "Tags": [{"Key": "Name", "Value": "private"}],
         "Associations": associations(subnets)},
        {"RouteTableId": "rtb-0", "Associations": [{"Main": True, "RouteTableAssociationId": "main"}]},
        {"RouteTableId": "rtb-2", "Associations": associations(others)},
    ]}


def associations(subnets: t.Sequence[str]) -> list[dict[str, t.Any]]:
    return [{"SubnetId": subnet, "RouteTableAssociationId": f"of-{subnet}"} for subnet in subnets]


def planned(wanted: RouteTable, found: Reply) -> t.Any:
    return plan(wanted, play(wanted.read(), ("describe_route_tables", found)))


def test_routes_that_aws_makes_are_left_alone() -> None:
    assert planned(table(routes=[]), tables(LOCAL, PROPAGATED, ENDPOINT)).action == "none"


def test_a_route_is_replaced_where_its_target_is_another_and_others_are_removed_last() -> None:
    wanted = table(routes=[Route(destination="::/0", internet_gateway="igw-1"),
                           Route(destination="0.0.0.0/0", nat_gateway="nat-1")])
    assert requests(planned(wanted, tables(LOCAL, PEER, OUT)).flow()) == [
        ("create_route", {"RouteTableId": "rtb-1", "DestinationIpv6CidrBlock": "::/0", "GatewayId": "igw-1"}),
        ("replace_route", {"RouteTableId": "rtb-1", "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}),
        ("delete_route", {"RouteTableId": "rtb-1", "DestinationCidrBlock": "192.168.0.0/16"}),
    ]


def test_the_order_of_routes_and_subnets_is_no_change() -> None:
    wanted = table(subnets=["subnet-2", "subnet-1"], routes=[
        Route(destination="10.1.0.0/16", nat_gateway="nat-0"), Route(destination="0.0.0.0/0", nat_gateway="nat-0")])
    found = tables(OUT, {**OUT, "DestinationCidrBlock": "10.1.0.0/16"}, subnets=["subnet-1", "subnet-2"])
    assert planned(wanted, found).action == "none"


def test_a_subnet_is_moved_from_another_table_without_a_gap() -> None:
    found = tables(subnets=["subnet-3"], others=["subnet-1"])
    assert play(planned(table(subnets=["subnet-1", "subnet-2"]), found).flow(), ("describe_route_tables", found),
                ("replace_route_table_association", {}), ("associate_route_table", {}),
                ("disassociate_route_table", {})) is None


def test_a_subnet_that_is_moved_by_two_tables_at_once_ends_where_it_is_wanted() -> None:
    found = tables(others=["subnet-1"])
    play(planned(table(subnets=["subnet-1"]), found).flow(), ("describe_route_tables", found),
         ("replace_route_table_association", Absent), ("associate_route_table", {}))
    found = tables(subnets=["subnet-1"])
    play(planned(table(subnets=[]), found).flow(), ("describe_route_tables", found),
         ("disassociate_route_table", Absent))


def test_a_table_lets_go_of_its_subnets_before_it_is_deleted() -> None:
    found = tables(LOCAL, subnets=["subnet-1", "subnet-2"])
    play(planned(table(), found).now.delete(), ("describe_route_tables", found), ("disassociate_route_table", {}),
         ("disassociate_route_table", {}), ("delete_route_table", {}))


def test_a_table_that_an_interrupted_run_left_bare_is_completed() -> None:
    wanted = table(routes=[Route(destination="0.0.0.0/0", nat_gateway="nat-1")], subnets=["subnet-1"])
    assert [name for name, _params in requests(planned(wanted, tables(LOCAL)).flow())] == [
        "create_route", "describe_route_tables", "associate_route_table"]


def test_what_a_route_cannot_be_is_said() -> None:
    wanted = table(tags={"Name": "x"}, routes=[
        Route(destination="0.0.0.0/0"), Route(destination="0.0.0.0/0", nat_gateway="a", internet_gateway="b"),
        Route(destination="10.0.0.1/8", nat_gateway="a")])
    assert list(wanted.problems()) == [
        "routes: 0.0.0.0/0: give one of internet_gateway and nat_gateway",
        "routes: 0.0.0.0/0: give one of internet_gateway and nat_gateway",
        "routes: destination: 10.0.0.1/8 means 10.0.0.0/8, write that",
        "tags: Name is what the option name is written to, leave it out",
        "routes: 0.0.0.0/0 has more than one",
    ]
