# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers and target groups."""

from __future__ import annotations

import ipaddress
import json

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.elbv2_shapes import (
    NOT_FOUND,
    attributes,
    forward,
    hosts,
    pairs,
)
from botocore import xform_name


def add_ipv6(client, network):
    """Give the network's subnets an IPv6 block each."""
    ec2 = client("ec2")
    ec2.associate_vpc_cidr_block(VpcId=network.vpc, AmazonProvidedIpv6CidrBlock=True)
    (block,) = ec2.describe_vpcs(VpcIds=[network.vpc])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"]
    parts = ipaddress.ip_network(block["Ipv6CidrBlock"]).subnets(new_prefix=64)
    for subnet, part in zip(network.subnets, parts, strict=False):
        ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock=str(part))


def test_life_of_a_load_balancer(elb, network, refused):
    made = elb.create_load_balancer(Name="one", Subnets=network.subnets)["LoadBalancers"][0]
    assert made["State"]["Code"] == "provisioning"
    seen = elb.describe_load_balancers(Names=["one"])["LoadBalancers"][0]
    assert (seen["State"]["Code"], len(seen["SecurityGroups"])) == ("active", 1)
    assert elb.create_load_balancer(Name="one", Subnets=network.subnets)["LoadBalancers"][0] == seen
    with refused("DuplicateLoadBalancerName"):
        elb.create_load_balancer(Name="one", Subnets=network.subnets, Scheme="internal")
    elb.delete_load_balancer(LoadBalancerArn=made["LoadBalancerArn"])
    with refused("LoadBalancerNotFound"):
        elb.describe_load_balancers(Names=["one"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Subnets": 1}, "ValidationError"),
        ({"Subnets": ["subnet-0", "subnet-1"]}, "SubnetNotFound"),
        ({"SecurityGroups": ["sg-0"]}, "InvalidSecurityGroup"),
        ({"Name": "x" * 33}, "ValidationError"),
        ({"Name": "internal-x"}, "ValidationError"),
    ],
)
def test_load_balancers_that_cannot_be(elb, network, refused, change, code):
    given = {"Name": "one", "Subnets": network.subnets, **change}
    if given["Subnets"] == 1:
        given["Subnets"] = network.subnets[:1]
    with refused(code):
        elb.create_load_balancer(**given)


def test_one_missing_load_balancer_is_an_error(elb, balancer, refused):
    with refused("LoadBalancerNotFound", "nope"):
        elb.describe_load_balancers(Names=["envelope", "nope"])


def test_load_balancer_attributes(elb, balancer, refused):
    before = attributes(elb.describe_load_balancer_attributes(LoadBalancerArn=balancer))
    assert (before["idle_timeout.timeout_seconds"], before["routing.http2.enabled"]) == ("60", "true")
    wanted = {
        "idle_timeout.timeout_seconds": "120",
        "routing.http.drop_invalid_header_fields.enabled": "true",
        "routing.http.preserve_host_header.enabled": "true",
        "routing.http.xff_header_processing.mode": "preserve",
        "client_keep_alive.seconds": "600",
    }
    given = [{"Key": key, "Value": value} for key, value in wanted.items()]
    answer = elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=given)
    after = attributes(elb.describe_load_balancer_attributes(LoadBalancerArn=balancer))
    assert after == attributes(answer) == before | wanted


@pytest.mark.parametrize(
    "case",
    [
        ("idle_timeout.timeout_seconds", "4001", "between '1-4000'"),
        ("routing.http.xff_header_processing.mode", "keep", "must be one of"),
        ("deletion_protection.enabled", "yes", "must be one of"),
        ("idle_timeout", "60", "not recognized"),
    ],
)
def test_attributes_aws_refuses(elb, balancer, refused, case):
    key, value, words = case
    with refused("ValidationError", words):
        elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[{"Key": key, "Value": value}])


def test_access_logs_need_a_bucket_that_takes_them(elb, balancer, client, refused):
    given = pairs(access_logs__s3__enabled="true", access_logs__s3__bucket="alb-logs")
    with refused("InvalidConfigurationRequest", "Access Denied for bucket: alb-logs"):
        elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=given)
    client("s3").create_bucket(Bucket="alb-logs", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::alb-logs/*"}
    policy = json.dumps({"Statement": allow})
    client("s3").put_bucket_policy(Bucket="alb-logs", Policy=policy)
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=given)


def test_deletion_protection(elb, balancer, refused):
    on, off = pairs(deletion_protection__enabled="true"), pairs(deletion_protection__enabled="false")
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=on)
    with refused("OperationNotPermitted", "deletion protection is enabled"):
        elb.delete_load_balancer(LoadBalancerArn=balancer)
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=off)
    elb.delete_load_balancer(LoadBalancerArn=balancer)


def test_settings_of_a_load_balancer(elb, balancer, client, network, refused):
    other = client("ec2").create_security_group(GroupName="b", Description="b", VpcId=network.vpc)["GroupId"]
    for name in ("SetIpAddressType", "CreateLoadBalancer"):
        given = {"LoadBalancerArn": balancer} if name[0] == "S" else {"Name": "two", "Subnets": network.subnets}
        with refused("ValidationError", "IPv6 CIDR block"):
            getattr(elb, xform_name(name))(**given, IpAddressType="dualstack")
    add_ipv6(client, network)
    elb.set_security_groups(LoadBalancerArn=balancer, SecurityGroups=[other])
    elb.set_subnets(LoadBalancerArn=balancer, Subnets=network.subnets[::-1])
    elb.set_ip_address_type(LoadBalancerArn=balancer, IpAddressType="dualstack")
    seen = elb.describe_load_balancers(LoadBalancerArns=[balancer])["LoadBalancers"][0]
    assert (seen["SecurityGroups"], seen["IpAddressType"]) == ([other], "dualstack")
    assert [zone["SubnetId"] for zone in seen["AvailabilityZones"]] == network.subnets[::-1]


def test_addresses_of_a_network_load_balancer(elb, client, network, refused):
    add_ipv6(client, network)
    given = {"Type": "network", "Subnets": network.subnets}
    with refused("ValidationError", "dualstack-without-public-ipv4"):
        elb.create_load_balancer(Name="nlb", **given, IpAddressType="dualstack-without-public-ipv4")
    tags = [{"Key": "a", "Value": "b"}]
    made = elb.create_load_balancer(Name="nlb", **given, IpAddressType="dualstack", Tags=tags)["LoadBalancers"][0]
    assert (made["LoadBalancerArn"].split("/")[1:3], made["IpAddressType"]) == (["net", "nlb"], "dualstack")
    (described,) = elb.describe_tags(ResourceArns=[made["LoadBalancerArn"]])["TagDescriptions"]
    assert described["Tags"] == tags
    elb.create_load_balancer(Name="alb", Subnets=network.subnets, IpAddressType="dualstack-without-public-ipv4")


def test_target_groups(elb, target_group, network, refused):
    arn = target_group()
    assert target_group() == arn
    with refused("DuplicateTargetGroupName"):
        elb.create_target_group(Name="api", Protocol="HTTP", Port=9, VpcId=network.vpc, TargetType="ip")
    before = attributes(elb.describe_target_group_attributes(TargetGroupArn=arn))
    wanted = {
        "deregistration_delay.timeout_seconds": "30",
        "slow_start.duration_seconds": "60",
        "load_balancing.algorithm.type": "least_outstanding_requests",
        "stickiness.enabled": "true",
        "stickiness.type": "app_cookie",
        "stickiness.app_cookie.cookie_name": "session",
        "stickiness.app_cookie.duration_seconds": "600",
    }
    given = [{"Key": key, "Value": value} for key, value in wanted.items()]
    elb.modify_target_group_attributes(TargetGroupArn=arn, Attributes=given)
    assert attributes(elb.describe_target_group_attributes(TargetGroupArn=arn)) == before | wanted
    with refused("ValidationError", "0 or between '30-900'"):
        elb.modify_target_group_attributes(TargetGroupArn=arn, Attributes=pairs(slow_start__duration_seconds="10"))
    elb.delete_target_group(TargetGroupArn=arn)


def test_target_group_knows_its_load_balancer_while_a_rule_uses_it(elb, balancer, listener, target_group, refused):
    arn = target_group()

    def users():
        return elb.describe_target_groups(TargetGroupArns=[arn])["TargetGroups"][0]["LoadBalancerArns"]

    rule = elb.create_rule(ListenerArn=listener, Priority=1, Conditions=hosts("a"), Actions=forward(arn))["Rules"][0]
    other = elb.create_rule(ListenerArn=listener, Priority=2, Conditions=hosts("b"), Actions=forward(arn))["Rules"][0]
    assert users() == [balancer]
    assert elb.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"][0]["TargetGroupArn"] == arn
    with refused("ResourceInUse"):
        elb.delete_target_group(TargetGroupArn=arn)
    elb.modify_rule(RuleArn=other["RuleArn"], Actions=NOT_FOUND)
    assert users() == [balancer]
    elb.delete_rule(RuleArn=rule["RuleArn"])
    assert users() == []
    assert elb.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"] == []
