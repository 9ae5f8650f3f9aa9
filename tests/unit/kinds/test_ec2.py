# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about VPCs, subnets, internet gateways and security groups, and how their names are found."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Pending, Reply, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, GaveUp, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds import ec2
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import names as known
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2.rules import Rule
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

HERE = {"region": "eu-west-1", "account": "111122223333", "partition": "aws"}


def named(name: str, **about: t.Any) -> dict[str, t.Any]:
    return {"Tags": [{"Key": "Name", "Value": name}], **about}


VPC = named("main", VpcId="vpc-1", CidrBlock="10.0.0.0/16")


class Cloud:
    """Answers every read by its operation, and counts."""

    def __init__(self, **replies: Reply) -> None:
        self.replies = replies
        self.calls: list[Call] = []

    def __call__(self, call: Call) -> Reply:
        self.calls.append(call)
        return self.replies[call.operation]

    def check(self, call: Call) -> None:
        pass


def vpc(**options: t.Any) -> ec2.Vpc:
    return ec2.Vpc(name="main", **options)


def subnet(name: str = "private-a", **options: t.Any) -> ec2.Subnet:
    return ec2.Subnet(vpc="vpc-1", name=name, **options)


def gateway(**options: t.Any) -> ec2.InternetGateway:
    return ec2.InternetGateway(vpc="vpc-1", name="main", **options)


@pytest.mark.parametrize(("reference", "operation", "reply", "found"), [
    (ec2.VPC, "describe_vpcs", {"Vpcs": [VPC]}, "vpc-1"),
    (ec2.SUBNET, "describe_subnets", {"Subnets": [named("main", SubnetId="subnet-1")]}, "subnet-1"),
    (ec2.INTERNET_GATEWAY, "describe_internet_gateways",
     {"InternetGateways": [named("main", InternetGatewayId="igw-1")]}, "igw-1"),
    (ec2.ROUTE_TABLE, "describe_route_tables", {"RouteTables": [named("main", RouteTableId="rtb-1")]}, "rtb-1"),
    (ec2.SECURITY_GROUP, "describe_security_groups",
     {"SecurityGroups": [{"GroupName": "main", "GroupId": "sg-1"}, named("main", GroupName="x", GroupId="sg-2")]},
     "sg-1"),
    (ec2.NAT_GATEWAY, "describe_nat_gateways",
     {"NatGateways": [named("main", NatGatewayId="nat-0", State="deleted"),
                      named("main", NatGatewayId="nat-1", State="available")]}, "nat-1"),
    (known.PREFIX_LIST, "describe_managed_prefix_lists",
     {"PrefixLists": [{"PrefixListName": "main", "PrefixListId": "pl-1"}]}, "pl-1"),
])
def test_a_name_is_found_and_an_id_is_taken(reference: t.Any, operation: str, reply: Reply, found: str) -> None:
    assert play(reference.resolve("main", pending=False), (operation, reply)) == found
    assert play(reference.resolve(found, pending=False)) == found
    assert isinstance(play(reference.resolve("other", pending=True), (operation, reply)), Pending)


def test_a_name_in_two_vpcs_is_refused_and_told_apart_by_the_vpc() -> None:
    reply = {"Subnets": [named("private-a", SubnetId="subnet-1", VpcId="vpc-1"),
                         named("private-a", SubnetId="subnet-2", VpcId="vpc-2")]}
    with pytest.raises(Invalid, match=r"2 subnets are named private-a \(subnet-1, subnet-2\).*id.*vpc/private-a"):
        play(ec2.SUBNET.resolve("private-a", pending=False), ("describe_subnets", reply))
    found = play(ec2.SUBNET.resolve("main/private-a", pending=False),
                 ("describe_subnets", reply), ("describe_vpcs", {"Vpcs": [VPC]}))
    assert found == "subnet-1"


@pytest.mark.parametrize(("reference", "given", "meant"), [
    (known.ZONE, "b", "eu-west-1b"), (known.ENDPOINT_SERVICE, "ecr.api", "com.amazonaws.eu-west-1.ecr.api")])
def test_what_is_short_is_of_the_region_in_use(reference: t.Any, given: str, meant: str) -> None:
    assert play(reference.resolve(given, pending=False), ("get_caller_identity", HERE)) == meant
    assert play(reference.resolve(meant, pending=False)) == meant


def test_two_vpcs_of_one_name_are_refused() -> None:
    with pytest.raises(Invalid, match=r"2 VPCs are named main \(vpc-1, vpc-2\)"):
        play(vpc().read(), ("describe_vpcs", {"Vpcs": [VPC, {**VPC, "VpcId": "vpc-2"}]}))


def test_a_vpc_asks_only_for_the_switches_that_somebody_cares_about() -> None:
    now = play(vpc(enable_dns_hostnames=True).read(), ("describe_vpcs", {"Vpcs": [VPC]}),
               ("describe_vpc_attribute", {"EnableDnsHostnames": {"Value": False}}))
    assert (now.vpc_id, now.enable_dns_support, now.enable_dns_hostnames) == ("vpc-1", None, False)
    assert plan(vpc(enable_dns_hostnames=True), now).changes == {"enable_dns_hostnames": (False, True)}


def test_a_new_vpc_is_sent_only_what_differs_from_awss_defaults() -> None:
    made = requests(vpc(cidr_block="10.0.0.0/16", enable_dns_support=True, enable_dns_hostnames=True).create())
    assert made[0] == ("create_vpc", {"CidrBlock": "10.0.0.0/16", "TagSpecifications": [
        {"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "main"}]}]})
    assert made[2:] == [("modify_vpc_attribute", {"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": True}})]


@pytest.mark.parametrize(("on", "order"), [
    (True, ["EnableDnsSupport", "EnableDnsHostnames"]), (False, ["EnableDnsHostnames", "EnableDnsSupport"])])
def test_dns_support_goes_on_first_and_off_last(on: bool, order: list[str]) -> None:
    both = {"enable_dns_support", "enable_dns_hostnames"}
    made = requests(vpc(**dict.fromkeys(both, on)).update(vpc(vpc_id="vpc-1"), both))
    assert [next(name for name in params if name != "VpcId") for _operation, params in made] == order


@pytest.mark.parametrize(("resource", "problem"), [
    (vpc(cidr_block="10.0.0.1/16"), "cidr_block: 10.0.0.1/16 means 10.0.0.0/16, write that"),
    (vpc(cidr_block="10.0.0.0/8"), "cidr_block: 10.0.0.0/8 has an unfit size, allowed are /16 to /28"),
    (vpc(cidr_block="fd00::/64"), "cidr_block: fd00::/64 is an IPv6 range, allowed are IPv4 ranges"),
    (subnet(cidr_block="ten"), "cidr_block: ten is not an address range, such as 10.0.0.0/16"),
    (subnet(tags={"Name": "other"}), "tags: Name is what the option name is written to, leave it out"),
    (vpc(enable_dns_support=False, enable_dns_hostnames=True),
     "enable_dns_hostnames: true needs enable_dns_support, which is false"),
    (ec2.SecurityGroup(vpc="main", name="sg-api"),
     "name: sg-api looks like an id, allowed are names that do not begin with sg-"),
    (ec2.SecurityGroup(vpc="main", name="api", description="Müll"),
     "description: 'ü' in 'Müll', allowed are a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*"),
])
def test_what_aws_would_refuse_is_said_before(resource: t.Any, problem: str) -> None:
    assert list(resource.problems()) == [problem]


@pytest.mark.parametrize("resource", [vpc(), subnet(), ec2.NatGateway(name="main")])
def test_what_only_a_new_one_needs_is_missed_only_when_it_is_new(resource: t.Any) -> None:
    with pytest.raises(Invalid, match="a new one needs"):
        next(resource.create())


def test_a_set_of_subnets_costs_one_call_beside_that_for_the_vpc() -> None:
    wanted = [subnet(f"private-{number}", cidr_block=f"10.0.{number}.0/24", map_public_ip_on_launch=False)
              for number in range(10)]
    cloud = Cloud(describe_vpcs={"Vpcs": [VPC]}, describe_subnets={"Subnets": [
        named(one.name, SubnetId=f"subnet-{one.name}", CidrBlock=one.cidr_block, MapPublicIpOnLaunch=False)
        for one in wanted]})
    outcomes = converge([ec2.Subnet(**{**vars(one), "vpc": "main"}) for one in wanted], cloud)
    assert {outcome.action for outcome in outcomes} == {"none"}
    assert [call.operation for call in cloud.calls] == ["describe_vpcs", "describe_subnets"]


def test_the_rules_of_a_set_of_groups_cost_one_call_for_names_and_rules() -> None:
    ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    names = [f"group-{number}" for number in range(10)]
    cloud = Cloud(describe_security_groups={"SecurityGroups": [
        {"GroupName": name, "GroupId": f"sg-{name}", "IpPermissions": [ssh]} for name in names]})
    allowed = Rule(protocol="tcp", from_port=22, cidr_blocks=["10.0.0.0/8"])
    outcomes = converge([ec2.SecurityGroupRules(security_group=name, ingress=[allowed]) for name in names], cloud)
    assert {outcome.action for outcome in outcomes} == {"none"}
    assert [call.operation for call in cloud.calls] == ["describe_security_groups"]


def test_an_internet_gateway_that_an_interrupted_run_left_is_attached() -> None:
    left = named("main", InternetGatewayId="igw-1", Attachments=[])
    now = play(gateway().read(), ("describe_internet_gateways", {"InternetGateways": [left]}))
    step = plan(gateway(), now)
    assert (step.action, step.changes) == ("update", {"attached": (False, True)})
    assert requests(step.flow()) == [("attach_internet_gateway", {"InternetGatewayId": "igw-1", "VpcId": "vpc-1"})]
    assert [name for name, _params in requests(now.delete())] == ["delete_internet_gateway"]


def test_an_internet_gateway_of_another_vpc_is_another_one() -> None:
    other = named("main", InternetGatewayId="igw-1", Attachments=[{"VpcId": "vpc-2", "State": "available"}])
    assert play(gateway().read(), ("describe_internet_gateways", {"InternetGateways": [other]})) is None


def test_a_second_internet_gateway_is_refused_before_it_is_made() -> None:
    other = named("theirs", InternetGatewayId="igw-9", Attachments=[{"VpcId": "vpc-1", "State": "available"}])
    with pytest.raises(Invalid, match="has an internet gateway already, igw-9 named theirs"):
        play(gateway().create(), ("describe_internet_gateways", {"InternetGateways": [other]}))


def test_a_security_group_without_a_description_is_described_by_its_name() -> None:
    first, *_rest = requests(ec2.SecurityGroup(vpc="vpc-1", name="api").create())
    assert first == ("create_security_group", {"VpcId": "vpc-1", "GroupName": "api", "Description": "api"})


def leaving(*answers: str) -> tuple[Loop, list[str]]:
    """A loop in which a deletion is refused with these codes, and then taken."""
    made: list[str] = []

    def perform(call: Call) -> Reply:
        made.append(call.operation)
        if len(made) <= len(answers):
            raise AwsError(call, answers[len(made) - 1], "has dependencies and cannot be deleted")
        return {}

    return Loop(perform), made


def test_deleting_waits_for_network_interfaces_to_go() -> None:
    loop, made = leaving("DependencyViolation")
    assert loop.run([subnet(subnet_id="subnet-1").delete()]) == [None]
    assert made == ["delete_subnet", "delete_subnet"]


def test_what_is_still_in_use_is_said_when_deleting_takes_too_long() -> None:
    step = next(subnet(subnet_id="subnet-1").delete())
    assert isinstance(step, Wait)
    message = str(GaveUp(step, "DependencyViolation", step.timeout))
    assert "subnet private-a is DependencyViolation" in message
    assert "still used: load balancers" in message


def test_right_after_creation_ids_that_aws_does_not_know_yet_are_no_error() -> None:
    call = next(subnet(map_public_ip_on_launch=True).update(subnet(subnet_id="subnet-1"), {"map_public_ip_on_launch"}))
    assert "InvalidSubnetID.NotFound" in call.service.transient
