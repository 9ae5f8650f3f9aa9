# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of EC2's kinds."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test"
TAGS = {"tags": {"project": "envelope", "plan": "growth"}}
ANYWHERE = {"destination": "0.0.0.0/0", "internet_gateway": NAME}


def tagged(kind: str, name: str = NAME) -> list[dict[str, t.Any]]:
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


def made_vpc(client: Client) -> str:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tagged("vpc"))["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    return vpc


def made_subnets(client: Client) -> None:
    vpc = made_vpc(client)
    for number, zone in enumerate("ab"):
        client("ec2").create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}",
                                    TagSpecifications=tagged("subnet", f"{NAME}-{zone}"))


def made_gateways(client: Client) -> None:
    made_subnets(client)
    ec2 = client("ec2")
    gateway = ec2.create_internet_gateway(TagSpecifications=tagged("internet-gateway"))["InternetGateway"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=vpc_id(client))
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.create_nat_gateway(SubnetId=of_name(client, "subnets", f"{NAME}-a")["SubnetId"], AllocationId=address,
                           TagSpecifications=tagged("natgateway"))


def made_groups(client: Client) -> None:
    vpc = made_vpc(client)
    for name in (f"{NAME}-alb", NAME):
        client("ec2").create_security_group(GroupName=name, Description=name, VpcId=vpc)


def made_for_endpoints(client: Client) -> None:
    made_subnets(client)
    vpc = vpc_id(client)
    for name in ("a", "b"):
        client("ec2").create_security_group(GroupName=f"{NAME}-{name}", Description=name, VpcId=vpc)
        client("ec2").create_route_table(VpcId=vpc, TagSpecifications=tagged("route-table", f"{NAME}-{name}"))


def of_name(client: Client, plural: str, name: str = NAME) -> dict[str, t.Any]:
    """The resource of that name, such as one of the `route_tables`."""
    result = "".join(map(str.capitalize, plural.split("_")))
    found = getattr(client("ec2"), f"describe_{plural}")()[result]
    return next(entry for entry in found if {"Key": "Name", "Value": name} in entry.get("Tags", ())
                and entry.get("State") not in ("deleted", "deleting"))


def vpc_id(client: Client) -> str:
    return of_name(client, "vpcs")["VpcId"]


def group_id(client: Client) -> str:
    groups = client("ec2").describe_security_groups()["SecurityGroups"]
    return next(group["GroupId"] for group in groups if group["GroupName"] == NAME)


def untagged(plural: str, id_key: str) -> t.Callable[[Client], t.Any]:
    """Somebody gives another value to a tag of ours."""
    return lambda client: client("ec2").create_tags(
        Resources=[of_name(client, plural)[id_key]], Tags=[{"Key": "project", "Value": "other"}])


def remove_internet_gateway(client: Client) -> None:
    gateway = of_name(client, "internet_gateways")["InternetGatewayId"]
    client("ec2").detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc_id(client))
    client("ec2").delete_internet_gateway(InternetGatewayId=gateway)


def detach_internet_gateway(client: Client) -> None:
    client("ec2").detach_internet_gateway(
        InternetGatewayId=of_name(client, "internet_gateways")["InternetGatewayId"], VpcId=vpc_id(client))


def lead_elsewhere(client: Client) -> None:
    """A route of ours is deleted, and another one is added."""
    table, gateway = of_name(client, "route_tables"), of_name(client, "internet_gateways")
    client("ec2").delete_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="0.0.0.0/0")
    client("ec2").create_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="192.0.2.0/24",
                               GatewayId=gateway["InternetGatewayId"])


def remove_route_table(client: Client) -> None:
    table = of_name(client, "route_tables")
    for association in table["Associations"]:
        client("ec2").disassociate_route_table(AssociationId=association["RouteTableAssociationId"])
    client("ec2").delete_route_table(RouteTableId=table["RouteTableId"])


def open_to_the_world(client: Client) -> None:
    client("ec2").authorize_security_group_ingress(GroupId=group_id(client), IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])


def replace_group(client: Client) -> None:
    vpc = vpc_id(client)
    client("ec2").delete_security_group(GroupId=group_id(client))
    client("ec2").create_security_group(GroupName=NAME, Description=NAME, VpcId=vpc)


def watched(client: Client) -> None:
    """Two VPCs, and roles that may write to log groups."""
    made_vpc(client)
    client("ec2").create_vpc(CidrBlock="10.1.0.0/16", TagSpecifications=tagged("vpc", f"{NAME}-other"))
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                            "Action": "sts:AssumeRole"}]}
    for name in ("one", "two"):
        client("iam").create_role(RoleName=f"{NAME}-{name}", AssumeRolePolicyDocument=json.dumps(trust))
        client("logs").create_log_group(logGroupName=f"/vpc/{name}")


def flow_log_id(client: Client) -> str:
    return of_name(client, "flow_logs")["FlowLogId"]


def two_keys(client: Client) -> None:
    for name in ("one", "two"):
        key = client("kms").create_key()["KeyMetadata"]["KeyId"]
        client("kms").create_alias(AliasName=f"alias/{NAME}-{name}", TargetKeyId=key)


def encrypt_nothing(client: Client) -> None:
    client("ec2").disable_ebs_encryption_by_default()
    client("ec2").reset_ebs_default_kms_key_id()


LIVES = [
    Life(
        module="ec2_ebs_encryption_defaults",
        given=two_keys,
        base={"region": "eu-west-1", "enabled": True, "kms_key": f"alias/{NAME}-one"},
        changes={"kms_key": f"alias/{NAME}-two", "enabled": False},
        edit=lambda client: client("ec2").disable_ebs_encryption_by_default(),
        remove=encrypt_nothing,
    ),
    Life(
        module="ec2_flow_logs",
        given=watched,
        base={"name": NAME, "vpc": NAME, "log_group": "/vpc/one", "role": f"{NAME}-one", "traffic_type": "ALL",
              "max_aggregation_interval": 600, "log_format": "${srcaddr} ${dstaddr}", "tags": {"project": "envelope"}},
        changes={
            "vpc": f"{NAME}-other",
            "log_group": "/vpc/two",
            "role": f"{NAME}-two",
            "traffic_type": "REJECT",
            "max_aggregation_interval": 60,
            "log_format": "${dstaddr} ${srcaddr}",
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=untagged("flow_logs", "FlowLogId"),
        remove=lambda client: client("ec2").delete_flow_logs(FlowLogIds=[flow_log_id(client)]),
    ),
    Life(
        module="ec2_vpcs",
        base={"name": NAME, "cidr_block": "10.0.0.0/16", "enable_dns_support": True, "enable_dns_hostnames": True,
              "tags": {"project": "envelope"}},
        changes={"enable_dns_hostnames": False, "enable_dns_support": False, **TAGS},
        edit=lambda client: client("ec2").modify_vpc_attribute(
            VpcId=vpc_id(client), EnableDnsHostnames={"Value": False}),
        remove=lambda client: client("ec2").delete_vpc(VpcId=vpc_id(client)),
    ),
    Life(
        module="ec2_subnets",
        scope={"vpc": NAME},
        given=made_vpc,
        base={"name": NAME, "cidr_block": "10.0.10.0/24", "availability_zone": "a", "map_public_ip_on_launch": True,
              "tags": {"project": "envelope"}},
        changes={"map_public_ip_on_launch": False, **TAGS},
        edit=lambda client: client("ec2").modify_subnet_attribute(
            SubnetId=of_name(client, "subnets")["SubnetId"], MapPublicIpOnLaunch={"Value": False}),
        remove=lambda client: client("ec2").delete_subnet(SubnetId=of_name(client, "subnets")["SubnetId"]),
    ),
    Life(
        module="ec2_internet_gateways",
        scope={"vpc": NAME},
        given=made_vpc,
        base={"name": NAME, "tags": {"project": "envelope"}},
        changes=TAGS,
        edit=detach_internet_gateway,
        remove=remove_internet_gateway,
    ),
    Life(
        module="ec2_nat_gateways",
        given=made_subnets,
        base={"name": NAME, "subnet": f"{NAME}-a", "connectivity_type": "public", "tags": {"project": "envelope"}},
        changes=TAGS,
        edit=untagged("nat_gateways", "NatGatewayId"),
        remove=lambda client: client("ec2").delete_nat_gateway(
            NatGatewayId=of_name(client, "nat_gateways")["NatGatewayId"]),
    ),
    Life(
        module="ec2_route_tables",
        scope={"vpc": NAME},
        given=made_gateways,
        base={"name": NAME, "routes": [ANYWHERE], "subnets": [f"{NAME}-a"], "tags": {"project": "envelope"}},
        changes={
            "routes": [{"destination": "0.0.0.0/0", "nat_gateway": NAME},
                       {"destination": "::/0", "internet_gateway": NAME}],
            "subnets": [f"{NAME}-b", f"{NAME}-a"], **TAGS,
        },
        edit=lead_elsewhere,
        remove=remove_route_table,
    ),
    Life(
        module="ec2_security_groups",
        scope={"vpc": NAME},
        given=made_vpc,
        base={"name": NAME, "description": "ECS services", "tags": {"project": "envelope"}},
        changes=TAGS,
        edit=lambda client: client("ec2").create_tags(
            Resources=[group_id(client)], Tags=[{"Key": "project", "Value": "other"}]),
        remove=lambda client: client("ec2").delete_security_group(GroupId=group_id(client)),
    ),
    Life(
        module="ec2_security_group_rules",
        given=made_groups,
        base={
            "security_group": NAME,
            "ingress": [
                {"protocol": "tcp", "from_port": 8080, "security_groups": [f"{NAME}-alb", NAME], "description": "ALB"},
                {"protocol": "icmp", "from_port": 8, "cidr_blocks": ["10.0.0.0/16"]},
            ],
            "egress": [{"protocol": "tcp", "from_port": 443,
                        "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]}],
        },
        changes={
            "ingress": [
                {"protocol": "tcp", "from_port": 8080, "security_groups": [f"{NAME}-alb"], "description": "Balancer"},
                {"protocol": "udp", "from_port": 1000, "to_port": 2000, "cidr_blocks": ["10.0.0.0/16", "10.1.0.0/16"]},
            ],
            "egress": [{"protocol": "all", "cidr_blocks": ["10.0.0.0/16"]}],
        },
        edit=open_to_the_world,
        remove=replace_group,
    ),
    Life(
        module="ec2_vpc_endpoints",
        scope={"vpc": NAME},
        given=made_for_endpoints,
        base={"name": NAME, "service": "ecr.api", "vpc_endpoint_type": "Interface", "subnets": [f"{NAME}-a"],
              "security_groups": [f"{NAME}-a"], "private_dns_enabled": True, "tags": {"project": "envelope"}},
        changes={
            "subnets": [f"{NAME}-b", f"{NAME}-a"], "security_groups": [f"{NAME}-b"], "private_dns_enabled": False,
            "policy": {"Version": "2012-10-17",
                       "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*"}]},
            **TAGS,
        },
        edit=untagged("vpc_endpoints", "VpcEndpointId"),
        remove=lambda client: client("ec2").delete_vpc_endpoints(
            VpcEndpointIds=[of_name(client, "vpc_endpoints")["VpcEndpointId"]]),
    ),
    Life(
        module="ec2_vpc_endpoints",
        scope={"vpc": NAME},
        given=made_for_endpoints,
        base={"name": NAME, "service": "s3", "route_tables": [f"{NAME}-a"], "tags": {"project": "envelope"}},
        changes={"route_tables": [f"{NAME}-b"]},
    ),
]
