# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the name of a network resource becomes its id.

Each looks into one list of all there are, which every flow of a task shares.
A name that several VPCs use is told apart as `vpc/name`.
"""

from __future__ import annotations

import re
import typing as t

from ...calls import Call, Flow, here
from ...fields import Reference
from .api import Found, ec2, name_of, only

NameOf: t.TypeAlias = "t.Callable[[Found], str | None]"


def _find(what: str, call: Call, result: str, id_key: str, name_of: NameOf = name_of) -> t.Callable[[str], Flow]:
    def find(name: str) -> Flow:
        entries = (yield call).get(result) or ()
        found = [entry for entry in entries if name_of(entry) == name]
        vpc, slash, short = name.rpartition("/")
        if slash and not found:
            vpc_id = yield from VPC.resolve(vpc, pending=True)
            found = [entry for entry in entries if name_of(entry) == short and entry.get("VpcId") == vpc_id]
        chosen = only(what, name, found, id_key, f"write the id, or which VPC it is in, as in vpc/{name}")
        return chosen and chosen[id_key]

    return find


def _starts(*prefixes: str) -> t.Callable[[str], bool]:
    return lambda name: name.startswith(prefixes)


def _living(found: Found) -> str | None:
    """A NAT gateway's name; deleted ones stay in the list for an hour."""
    return name_of(found) if found.get("State") in ("pending", "available") else None


def _zone(letter: str) -> Flow:
    return f"{(yield here())['region']}{letter}"


def _endpoint_service(name: str) -> Flow:
    return f"com.amazonaws.{(yield here())['region']}.{name}"


def _prefix_list(name: str) -> Flow:
    reply = yield ec2.describe_managed_prefix_lists()
    found = [entry for entry in reply.get("PrefixLists") or () if entry["PrefixListName"] == name]
    chosen = only("prefix list", name, found, "PrefixListId", "write the id")
    return chosen and chosen["PrefixListId"]


def _group_name(found: Found) -> str | None:
    return t.cast(str, found["GroupName"])


VPC = Reference("VPC", _find("VPC", ec2.describe_vpcs(), "Vpcs", "VpcId"), _starts("vpc-"), "network")
SUBNET = Reference(
    "subnet", _find("subnet", ec2.describe_subnets(), "Subnets", "SubnetId"), _starts("subnet-"), "network")
INTERNET_GATEWAY = Reference(
    "internet gateway", _find("internet gateway", ec2.describe_internet_gateways(), "InternetGateways",
                              "InternetGatewayId"), _starts("igw-"), "network")
NAT_GATEWAY = Reference(
    "NAT gateway", _find("NAT gateway", ec2.describe_nat_gateways(), "NatGateways", "NatGatewayId", _living),
    _starts("nat-"), "network")
ROUTE_TABLE = Reference(
    "route table", _find("route table", ec2.describe_route_tables(), "RouteTables", "RouteTableId"),
    _starts("rtb-"), "network")
SECURITY_GROUP = Reference(
    "security group", _find("security group", ec2.describe_security_groups(), "SecurityGroups", "GroupId", _group_name),
    lambda name: re.match(r"(\d{12}/)?sg-", name) is not None, "network")
PREFIX_LIST = Reference("prefix list", _prefix_list, _starts("pl-"))
ZONE = Reference("availability zone", _zone, lambda name: len(name) > 1)
ENDPOINT_SERVICE = Reference("endpoint service", _endpoint_service, _starts("com.", "cn.com.", "aws."))
