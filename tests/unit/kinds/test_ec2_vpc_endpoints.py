# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about VPC endpoints."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import VpcEndpoint
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

OPEN = {"Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "*"}]}
SPELT = ('{"Statement":[{"Action":["s3:Get*"],"Effect":"Allow","Principal":{"AWS":"*"},"Resource":"*"}],'
         '"Version":"2012-10-17"}')


def endpoint(**options: t.Any) -> VpcEndpoint:
    return VpcEndpoint(vpc="vpc-1", name="s3", **options)


def found(state: str = "available", **about: t.Any) -> Reply:
    return {"VpcEndpoints": [{
        "VpcEndpointId": "vpce-1", "State": state, "ServiceName": "com.amazonaws.eu-west-1.s3",
        "Tags": [{"Key": "Name", "Value": "s3"}], **about}]}


def planned(wanted: VpcEndpoint, reply: Reply) -> t.Any:
    return plan(wanted, play(wanted.read(), ("describe_vpc_endpoints", reply)))


def test_a_gateway_is_not_sent_what_only_interfaces_have() -> None:
    wanted = endpoint(
        service="com.amazonaws.eu-west-1.s3", route_tables=["rtb-1"], private_dns_enabled=False, subnets=[])
    operation, params = requests(wanted.create())[0]
    assert (operation, params.keys()) == (
        "create_vpc_endpoint", {"VpcId", "ServiceName", "RouteTableIds", "TagSpecifications"})


def test_what_is_to_be_is_sent_as_what_to_add_and_what_to_remove() -> None:
    wanted = endpoint(subnets=["subnet-2", "subnet-1"], security_groups=["sg-2"], private_dns_enabled=True)
    reply = found(SubnetIds=["subnet-3", "subnet-1"], Groups=[{"GroupId": "sg-1"}], PrivateDnsEnabled=False)
    assert requests(planned(wanted, reply).flow())[0] == ("modify_vpc_endpoint", {
        "VpcEndpointId": "vpce-1", "AddSubnetIds": ["subnet-2"], "RemoveSubnetIds": ["subnet-3"],
        "AddSecurityGroupIds": ["sg-2"], "RemoveSecurityGroupIds": ["sg-1"], "PrivateDnsEnabled": True})


def test_another_spelling_of_the_policy_and_another_order_are_no_change() -> None:
    wanted = endpoint(policy=OPEN, route_tables=["rtb-2", "rtb-1"])
    assert planned(wanted, found(PolicyDocument=SPELT, RouteTableIds=["rtb-1", "rtb-2"])).action == "none"


def test_an_endpoint_that_an_interrupted_run_left_pending_is_waited_for() -> None:
    step = planned(endpoint(), found("pending"))
    assert requests(step.flow()) == [
        ("describe_vpc_endpoints", {"Filters": [{"Name": "vpc-id", "Values": ["vpc-1"]}]})]


def test_an_endpoint_that_goes_is_waited_for_and_made_again() -> None:
    wanted = endpoint(service="com.amazonaws.eu-west-1.s3")
    step = planned(wanted, found("deleting"))
    assert plan(wanted, step.now, absent=True).action == "none"
    play(step.flow(), ("describe_vpc_endpoints", {}),
         ("create_vpc_endpoint", {"VpcEndpoint": {"VpcEndpointId": "vpce-2"}}),
         ("describe_vpc_endpoints", found(VpcEndpointId="vpce-2")))


@pytest.mark.parametrize("state", ["failed", "rejected", "deleted"])
def test_an_endpoint_that_ended_does_not_count(state: str) -> None:
    assert planned(endpoint(), found(state)).action == "create"


def test_a_failure_is_told_in_awss_words() -> None:
    reason = {"LastError": {"Code": "InvalidParameter", "Message": "conflicting DNS domain"}}
    with pytest.raises(EnvelopeError, match=r"VPC endpoint s3 is failed: conflicting DNS domain \(InvalidParameter\)"):
        play(endpoint().create(), ("create_vpc_endpoint", {"VpcEndpoint": {"VpcEndpointId": "vpce-1"}}),
             ("describe_vpc_endpoints", found("Failed", **reason)))


def test_a_deletion_that_aws_refuses_with_success_is_an_error() -> None:
    now = planned(endpoint(), found()).now
    refused = {"Unsuccessful": [{"ResourceId": "vpce-1", "Error": {"Code": "OperationNotPermitted", "Message": "no"}}]}
    with pytest.raises(AwsError, match=r"no \(OperationNotPermitted\)"):
        play(now.delete(), ("delete_vpc_endpoints", refused))
    play(now.delete(), ("delete_vpc_endpoints", {"Unsuccessful": []}), ("describe_vpc_endpoints", found("deleted")))


def test_what_a_type_does_not_have_is_said() -> None:
    assert list(endpoint(vpc_endpoint_type="Gateway", subnets=["a"]).problems()) == [
        "subnets: ['a'] given, an endpoint of type Gateway has none"]
    assert list(endpoint(vpc_endpoint_type="Interface", route_tables=["a"], subnets=["a"]).problems()) == [
        "route_tables: ['a'] given, an endpoint of type Interface has none"]
