# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorders, their channels and rules."""

from __future__ import annotations

import json

import pytest

LINKED = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
CONFIG = {"Service": "config.amazonaws.com"}
GROUP = {"allSupported": True, "includeGlobalResourceTypes": True}
DAILY = {"recordingFrequency": "DAILY"}
RULE = {"ConfigRuleName": "tags", "Source": {"Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS"},
        "InputParameters": '{"tag1Key":"project"}', "Scope": {"TagKey": "project", "TagValue": "envelope"}}
TAGS = [{"Key": "project", "Value": "envelope"}]


@pytest.fixture
def config(client):
    return client("config")


@pytest.fixture
def role(client):
    return client("iam").create_service_linked_role(AWSServiceName="config.amazonaws.com")["Role"]["Arn"]


@pytest.fixture
def recorder(config, role):
    config.put_configuration_recorder(
        ConfigurationRecorder={"name": "ours", "roleARN": role, "recordingGroup": GROUP, "recordingMode": DAILY},
        Tags=TAGS)
    return config.describe_configuration_recorders()["ConfigurationRecorders"][0]


@pytest.fixture
def bucket(client):
    """Makes a bucket whose policy lets Config write into a folder."""

    def make(folder: str = "AWSLogs/*") -> str:
        client("s3").create_bucket(Bucket="history", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        acl = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "AWS:SourceAccount": "123456789012"}}
        statements = [
            {"Effect": "Allow", "Principal": CONFIG, "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
             "Resource": "arn:aws:s3:::history"},
            {"Effect": "Allow", "Principal": CONFIG, "Action": "s3:PutObject",
             "Resource": f"arn:aws:s3:::history/{folder}", "Condition": acl}]
        client("s3").put_bucket_policy(Bucket="history", Policy=json.dumps({"Statement": statements}))
        return "history"

    return make


def deliver(config, bucket, **more):
    config.put_delivery_channel(DeliveryChannel={"name": "ours", "s3BucketName": bucket, **more})


def status(config):
    return config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"][0]


def test_the_role_that_aws_has_for_config(role):
    assert role == LINKED


def test_a_recorder_keeps_its_mode_arn_and_tags(config, recorder):
    assert recorder["recordingMode"] == {"recordingFrequency": "DAILY", "recordingModeOverrides": []}
    assert recorder["arn"].startswith("arn:aws:config:eu-west-1:123456789012:configuration-recorder/ours/")
    config.put_configuration_recorder(ConfigurationRecorder={"name": "ours", "roleARN": LINKED},
                                      Tags=[{"Key": "other", "Value": "one"}])
    (again,) = config.describe_configuration_recorders()["ConfigurationRecorders"]
    assert (again["arn"], again["recordingMode"]["recordingFrequency"]) == (recorder["arn"], "CONTINUOUS")
    assert config.list_tags_for_resource(ResourceArn=again["arn"])["Tags"] == TAGS
    config.tag_resource(ResourceArn=again["arn"], Tags=[{"Key": "owner", "Value": "ops"}])
    assert len(config.list_tags_for_resource(ResourceArn=again["arn"])["Tags"]) == 2


def test_there_is_one_recorder_in_a_region(config, recorder, refused):
    with refused("MaxNumberOfConfigurationRecordersExceededException"):
        config.put_configuration_recorder(ConfigurationRecorder={"name": "other", "roleARN": LINKED})


def test_recorder_channel_start_is_the_order(config, role, bucket, refused):
    with refused("NoAvailableConfigurationRecorderException"):
        deliver(config, bucket())
    config.put_configuration_recorder(ConfigurationRecorder={"name": "ours", "roleARN": role})
    with refused("NoAvailableDeliveryChannelException"):
        config.start_configuration_recorder(ConfigurationRecorderName="ours")
    deliver(config, "history")
    config.start_configuration_recorder(ConfigurationRecorderName="ours")
    assert (status(config)["recording"], status(config)["lastStatus"]) == (True, "SUCCESS")
    with refused("LastDeliveryChannelDeleteFailedException"):
        config.delete_delivery_channel(DeliveryChannelName="ours")
    config.stop_configuration_recorder(ConfigurationRecorderName="ours")
    config.delete_delivery_channel(DeliveryChannelName="ours")


def test_a_channel_needs_a_bucket_that_lets_config_in(client, config, recorder, bucket, refused):
    with refused("NoSuchBucketException", "Cannot find a S3 bucket"):
        deliver(config, "nowhere")
    bucket("AWSLogs/*")
    deliver(config, "history")
    with refused("InsufficientDeliveryPolicyException", "unable to write to bucket, provided s3 key prefix is 'other'"):
        deliver(config, "history", s3KeyPrefix="other")
    client("s3").delete_bucket_policy(Bucket="history")
    with refused("InsufficientDeliveryPolicyException", "prefix is 'null'"):
        deliver(config, "history")


def test_a_channel_needs_a_role_key_and_topic_that_are_there(client, config, bucket, refused):
    config.put_configuration_recorder(
        ConfigurationRecorder={"name": "ours", "roleARN": "arn:aws:iam::123456789012:role/none"})
    with refused("InsufficientDeliveryPolicyException", "unable to assume role"):
        deliver(config, bucket())
    trust = {"Statement": [{"Effect": "Allow", "Principal": CONFIG, "Action": "sts:AssumeRole"}]}
    role = client("iam").create_role(RoleName="own", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    config.put_configuration_recorder(ConfigurationRecorder={"name": "ours", "roleARN": role})
    with refused("InvalidSNSTopicARNException"):
        deliver(config, "history", snsTopicARN="arn:aws:sns:eu-west-1:123456789012:none")
    with refused("InvalidS3KmsKeyArnException"):
        deliver(config, "history", s3KmsKeyArn="arn:aws:kms:eu-west-1:123456789012:key/none")
    deliver(config, "history", snsTopicARN=client("sns").create_topic(Name="changes")["TopicArn"],
            s3KmsKeyArn=client("kms").create_key()["KeyMetadata"]["Arn"])


def test_a_rule_needs_a_recorder_and_keeps_scope_and_tags(config, role, refused):
    with refused("NoAvailableConfigurationRecorderException"):
        config.put_config_rule(ConfigRule=RULE)
    config.put_configuration_recorder(ConfigurationRecorder={"name": "ours", "roleARN": role})
    config.put_config_rule(ConfigRule=RULE, Tags=TAGS)
    config.put_config_rule(ConfigRule={**RULE, "Description": "d"}, Tags=[{"Key": "other", "Value": "one"}])
    (rule,) = config.describe_config_rules(ConfigRuleNames=["tags"])["ConfigRules"]
    assert (rule["Scope"], rule["Description"]) == (RULE["Scope"], "d")
    assert config.list_tags_for_resource(ResourceArn=rule["ConfigRuleArn"])["Tags"] == TAGS


def test_a_rule_is_deleted_after_a_while(config, recorder, refused):
    with refused("NoSuchConfigRuleException"):
        config.describe_config_rules(ConfigRuleNames=["tags"])
    config.put_config_rule(ConfigRule=RULE)
    config.delete_config_rule(ConfigRuleName="tags")
    with refused("ResourceInUseException", "currently being deleted"):
        config.delete_config_rule(ConfigRuleName="tags")
    assert config.describe_config_rules()["ConfigRules"][0]["ConfigRuleState"] == "DELETING"
    assert config.describe_config_rules()["ConfigRules"] == []
    config.put_config_rule(ConfigRule=RULE)
    config.delete_config_rule(ConfigRuleName="tags")
    with refused("ResourceInUseException", "currently being deleted"):
        config.put_config_rule(ConfigRule=RULE)
    config.put_config_rule(ConfigRule=RULE)
