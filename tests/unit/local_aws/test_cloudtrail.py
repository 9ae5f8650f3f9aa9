# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trails, and what has to let CloudTrail in."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.scanning import ACCOUNT, PLACE, role

SERVICE = {"Service": "cloudtrail.amazonaws.com"}
ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
BUCKET = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
MANAGEMENT = [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": who, "Action": action, "Resource": on, **more}
        for who, action, on, more in statements]})


def let_in(client, prefix=""):
    client("s3").put_bucket_policy(Bucket="logs", Policy=policy(
        (SERVICE, "s3:GetBucketAcl", "arn:aws:s3:::logs", {}),
        (SERVICE, "s3:PutObject", f"arn:aws:s3:::logs/{prefix}AWSLogs/{ACCOUNT}/*", {"Condition": BUCKET})))


@pytest.fixture
def trail(client):
    client("s3").create_bucket(Bucket="logs", CreateBucketConfiguration=PLACE)
    let_in(client)
    return client("cloudtrail")


@pytest.fixture
def arn(trail):
    return trail.create_trail(Name="envelope", S3BucketName="logs", IsMultiRegionTrail=True)["TrailARN"]


def test_a_bucket_has_to_let_cloudtrail_in(client, trail, refused):
    with refused("InsufficientS3BucketPolicyException", "Incorrect S3 bucket policy is detected for bucket: logs"):
        trail.create_trail(Name="envelope", S3BucketName="logs", S3KeyPrefix="elsewhere")
    assert trail.describe_trails()["trailList"] == []
    let_in(client, "elsewhere/")
    trail.create_trail(Name="envelope", S3BucketName="logs", S3KeyPrefix="elsewhere")
    with refused("TrailAlreadyExistsException"):
        trail.create_trail(Name="envelope", S3BucketName="logs", S3KeyPrefix="elsewhere")
    with refused("InsufficientS3BucketPolicyException"):
        trail.update_trail(Name="envelope", S3KeyPrefix="")
    assert trail.get_trail(Name="envelope")["Trail"]["S3KeyPrefix"] == "elsewhere"


def test_a_key_has_to_let_cloudtrail_in(client, trail, refused):
    closed = client("kms").create_key()["KeyMetadata"]["Arn"]
    with refused("InsufficientEncryptionPolicyException", "Insufficient permissions to access"):
        trail.create_trail(Name="envelope", S3BucketName="logs", KmsKeyId=closed)
    with refused("KmsKeyNotFoundException"):
        trail.create_trail(Name="envelope", S3BucketName="logs", KmsKeyId=closed[:-12] + "000000000000")
    limits = {"Condition": {"StringLike": {
        "kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}}}
    client("kms").put_key_policy(KeyId=closed, PolicyName="default", Policy=policy(
        (ROOT, "kms:*", "*", {}), (SERVICE, "kms:GenerateDataKey*", "*", limits)))
    trail.create_trail(Name="envelope", S3BucketName="logs", KmsKeyId=closed)
    assert trail.get_trail(Name="envelope")["Trail"]["KmsKeyId"] == closed


def test_a_log_group_needs_a_role_that_cloudtrail_can_assume(client, trail, arn, refused):
    client("logs").create_log_group(logGroupName="trail")
    group = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:trail:*"
    with refused("InvalidCloudWatchLogsRoleArnException", "You must specify a role ARN"):
        trail.update_trail(Name=arn, CloudWatchLogsLogGroupArn=group)
    with refused("InvalidCloudWatchLogsRoleArnException", "Access denied. Check the trust relationships"):
        trail.update_trail(Name=arn, CloudWatchLogsLogGroupArn=group,
                           CloudWatchLogsRoleArn=role(client, "other", "ec2.amazonaws.com"))
    ours = role(client, "ours", SERVICE["Service"])
    with refused("InvalidCloudWatchLogsLogGroupArnException"):
        trail.update_trail(Name=arn, CloudWatchLogsLogGroupArn=group.replace("trail", "none"),
                           CloudWatchLogsRoleArn=ours)
    trail.start_logging(Name=arn)
    assert "LatestCloudWatchLogsDeliveryTime" not in trail.get_trail_status(Name=arn)
    trail.update_trail(Name=arn, CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=ours)
    assert "LatestCloudWatchLogsDeliveryTime" in client("cloudtrail", "us-east-1").get_trail_status(Name=arn)


def test_a_trail_is_changed_at_home(client, trail, arn, refused):
    abroad = client("cloudtrail", "us-east-1")
    assert [each["HomeRegion"] for each in abroad.describe_trails()["trailList"]] == ["eu-west-1"]
    for change in (abroad.start_logging, abroad.stop_logging, abroad.update_trail, abroad.delete_trail):
        with refused("InvalidHomeRegionException"):
            change(Name=arn)
    trail.delete_trail(Name=arn)
    with refused("TrailNotFoundException"):
        trail.delete_trail(Name="envelope")


def test_five_trails_of_a_region_are_all(client, trail, arn, refused):
    for number in range(4):
        trail.create_trail(Name=f"trail-{number}", S3BucketName="logs")
    with refused("MaximumNumberOfTrailsExceededException"):
        trail.create_trail(Name="trail-5", S3BucketName="logs")
    client("cloudtrail", "us-east-1").create_trail(Name="abroad", S3BucketName="logs")


def test_basic_and_advanced_selectors_replace_each_other(trail, arn, refused):
    usual = trail.get_event_selectors(TrailName=arn)["EventSelectors"]
    assert usual == [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [],
                      "ExcludeManagementEventSources": []}]
    trail.put_event_selectors(TrailName=arn, AdvancedEventSelectors=MANAGEMENT)
    found = trail.get_event_selectors(TrailName=arn)
    assert (found.get("EventSelectors"), found["AdvancedEventSelectors"]) == (None, MANAGEMENT)
    trail.put_event_selectors(TrailName=arn, EventSelectors=[{"ReadWriteType": "WriteOnly"}])
    found = trail.get_event_selectors(TrailName=arn)
    assert found["EventSelectors"] == [{**usual[0], "ReadWriteType": "WriteOnly"}]
    assert "AdvancedEventSelectors" not in found
    with refused("InvalidEventSelectorsException"):
        trail.put_event_selectors(TrailName=arn, EventSelectors=usual, AdvancedEventSelectors=MANAGEMENT)


def test_no_insights_are_an_error(trail, arn, refused):
    with refused("InsightNotEnabledException"):
        trail.get_insight_selectors(TrailName=arn)
    for wanted in ("ApiCallRateInsight", "ApiErrorRateInsight"):
        trail.put_insight_selectors(TrailName=arn, InsightSelectors=[{"InsightType": wanted}])
    assert trail.get_insight_selectors(TrailName=arn)["InsightSelectors"] == [{"InsightType": "ApiErrorRateInsight"}]
    assert trail.get_trail(Name=arn)["Trail"]["HasInsightSelectors"]
