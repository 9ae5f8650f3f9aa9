# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A VPC's default group in which something works: it stays open until that has a group of its own."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

MODULE = "ec2_security_group_rules"
CLOSED = {"security_group": "envelope/default", "ingress": [], "egress": []}


def test_it_is_closed_once_nothing_works_in_it(account: Account) -> None:
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16", TagSpecifications=[
        {"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "envelope"}]}])["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    made = ec2.create_network_interface(SubnetId=subnet, Description="worker")["NetworkInterface"]
    user, [former] = made["NetworkInterfaceId"], made["Groups"]
    ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.9.0.0/16"}]}
    ec2.authorize_security_group_ingress(GroupId=former["GroupId"], IpPermissions=[ssh])
    planned = account.run(MODULE, CLOSED, check=True)
    refused = account.run(MODULE, CLOSED)
    own = ec2.create_security_group(GroupName="worker", Description="Worker", VpcId=vpc)["GroupId"]
    ec2.modify_network_interface_attribute(NetworkInterfaceId=user, Groups=[own])
    closed = account.run(MODULE, CLOSED)
    again = account.run(MODULE, CLOSED)

    assert former["GroupName"] == "default" and f"{user} (worker). Move" in refused["msg"]
    assert next(iter(planned["refused"].values())) in refused["msg"]
    assert planned["writes"] == refused["writes"] == again["writes"] == []
    assert closed["writes"] == ["ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"]
