# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network: a VPC in two zones, its ways out, and who may talk to whom."""

from __future__ import annotations

import typing as t

from .account import PREFIX, REGION, ZONES, Account, named

TIERS = ("public", "private", "data")
BY_TERRAFORM = "Managed by Terraform"
"""The description that Terraform gives a security group which is given none."""


def network(account: Account) -> None:
    ec2, made = account.client("ec2"), account.made
    made["vpc"] = vpc = ec2.create_vpc(
        CidrBlock="10.10.0.0/16", TagSpecifications=named(f"{PREFIX}-vpc", "vpc"))["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    for number, (tier, zone) in enumerate((tier, zone) for tier in TIERS for zone in ZONES):
        made[f"subnet {tier} {zone}"] = ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.10.{number * 16}.0/20", AvailabilityZone=f"{REGION}{zone}",
            TagSpecifications=named(subnet_name(tier, zone), "subnet"))["Subnet"]["SubnetId"]
    tables = _ways_out(account, vpc)
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.s3", VpcEndpointType="Gateway",
                            RouteTableIds=tables, TagSpecifications=named(f"{PREFIX}-s3", "vpc-endpoint"))
    _security_groups(account, vpc)


def subnet_name(tier: str, zone: str) -> str:
    """Terraform counts."""
    return f"{PREFIX}-{tier}-{ZONES.index(zone) + 1}"


def subnets(account: Account, tier: str) -> list[str]:
    return [account.made[f"subnet {tier} {zone}"] for zone in ZONES]


def _ways_out(account: Account, vpc: str) -> list[str]:
    """An internet gateway, a NAT gateway in each zone, and routes there; none for the data subnets."""
    ec2 = account.client("ec2")
    gateway = ec2.create_internet_gateway(TagSpecifications=named(f"{PREFIX}-igw", "internet-gateway"))
    igw = gateway["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
    tables = [_table(account, vpc, "public", ZONES, GatewayId=igw)]
    for zone in ZONES:
        address = ec2.allocate_address(Domain="vpc", TagSpecifications=named(f"{PREFIX}-nat-{zone}", "elastic-ip"))
        nat = ec2.create_nat_gateway(
            SubnetId=account.made[f"subnet public {zone}"], AllocationId=address["AllocationId"],
            TagSpecifications=named(f"{PREFIX}-nat-{zone}", "natgateway"))["NatGateway"]["NatGatewayId"]
        tables.append(_table(account, vpc, "private", zone, NatGatewayId=nat))
    return [*tables, _table(account, vpc, "data", ZONES)]


def _table(account: Account, vpc: str, tier: str, zones: t.Iterable[str], **way: str) -> str:
    """The route table of a tier's subnets in these zones, with the way to the internet where there is one."""
    ec2, name = account.client("ec2"), "-".join((PREFIX, tier, *zones))
    table = ec2.create_route_table(VpcId=vpc, TagSpecifications=named(name, "route-table"))["RouteTable"]
    for zone in zones:
        ec2.associate_route_table(RouteTableId=table["RouteTableId"], SubnetId=account.made[f"subnet {tier} {zone}"])
    if way:
        ec2.create_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", **way)
    return t.cast(str, table["RouteTableId"])


def _security_groups(account: Account, vpc: str) -> None:
    """The load balancer for the world, the services for the load balancer, the data for the services."""
    world = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    alb = _group(account, vpc, "alb", {80: world, 443: world})
    services = _group(account, vpc, "services", {port: _from(alb) for port in (3000, 8000)})
    clients = [services]
    if not account.has("reverb"):
        clients.append(_group(account, vpc, "reverb", {8080: _from(alb)}))
    _group(account, vpc, "data", {port: _from(*clients) for port in (3306, 6379)})


def _from(*groups: str) -> dict[str, t.Any]:
    return {"UserIdGroupPairs": [{"GroupId": each} for each in groups]}


def _group(account: Account, vpc: str, role: str, ports: dict[int, dict[str, t.Any]]) -> str:
    ec2 = account.client("ec2")
    group = ec2.create_security_group(GroupName=f"{PREFIX}-{role}", Description=BY_TERRAFORM, VpcId=vpc,
                                      TagSpecifications=named(f"{PREFIX}-{role}", "security-group"))["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source} for port, source in ports.items()])
    account.made[f"group {role}"] = group
    return t.cast(str, group)
