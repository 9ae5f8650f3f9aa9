# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flow logs, and what they need."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.scanning import PLACE, role


@pytest.fixture
def asked(network):
    return {"ResourceIds": [network.vpc], "ResourceType": "VPC", "TrafficType": "ALL"}


@pytest.fixture
def ec2(client):
    return client("ec2")


def test_a_role_that_cannot_be_assumed_is_refused(client, ec2, asked, refused):
    other = role(client, "other", "ec2.amazonaws.com")
    with refused("InvalidParameter", "Unable to assume given IAM role"):
        ec2.create_flow_logs(**asked, LogGroupName="/vpc", DeliverLogsPermissionArn=other)
    ours = role(client, "ours", "vpc-flow-logs.amazonaws.com")
    ec2.create_flow_logs(**asked, LogGroupName="/vpc", DeliverLogsPermissionArn=ours)
    [found] = ec2.describe_flow_logs()["FlowLogs"]
    assert (found["DeliverLogsStatus"], found["DeliverLogsErrorMessage"]) == ("FAILED", "Access error")


def test_a_bucket_may_be_followed_by_a_folder(client, ec2, asked, refused):
    client("s3").create_bucket(Bucket="flows", CreateBucketConfiguration=PLACE)
    to_bucket = {**asked, "LogDestinationType": "s3"}
    made = ec2.create_flow_logs(**to_bucket, LogDestination="arn:aws:s3:::flows/vpc/")
    assert made["Unsuccessful"] == []
    assert ec2.describe_flow_logs()["FlowLogs"][0]["LogDestination"] == "arn:aws:s3:::flows/vpc/"
    with refused("FlowLogAlreadyExists"):
        ec2.create_flow_logs(**to_bucket, LogDestination="arn:aws:s3:::flows/vpc")
    with refused("InvalidParameter", "reserved"):
        ec2.create_flow_logs(**to_bucket, LogDestination="arn:aws:s3:::flows/AWSLogs/")
    assert len(ec2.create_flow_logs(**to_bucket, LogDestination="arn:aws:s3:::flows")["FlowLogIds"]) == 1


def test_a_bucket_takes_no_role_and_has_to_be_there(client, ec2, asked, refused):
    ours = role(client, "ours", "vpc-flow-logs.amazonaws.com")
    to_bucket = {**asked, "LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::none/vpc"}
    with refused("InvalidParameter", "not applicable for s3 delivery"):
        ec2.create_flow_logs(**to_bucket, DeliverLogsPermissionArn=ours)
    [failed] = ec2.create_flow_logs(**to_bucket)["Unsuccessful"]
    assert "does not exist" in failed["Error"]["Message"]


def test_the_tagging_api_lists_one_as_aws_calls_it(client, ec2, asked):
    ours = role(client, "ours", "vpc-flow-logs.amazonaws.com")
    [made] = ec2.create_flow_logs(**asked, LogGroupName="/vpc", DeliverLogsPermissionArn=ours, TagSpecifications=[
        {"ResourceType": "vpc-flow-log", "Tags": [{"Key": "tenant", "Value": "acme"}]}])["FlowLogIds"]
    reply = client("resourcegroupstaggingapi").get_resources(ResourceTypeFilters=["ec2:vpc-flow-log"])
    assert [each["ResourceARN"].rpartition(":")[2] for each in reply["ResourceTagMappingList"]] == [
        f"vpc-flow-log/{made}"]
