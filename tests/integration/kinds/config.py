# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of AWS Config's kinds."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test"
CONFIG = {"Service": "config.amazonaws.com"}
MANY = "AWS::EC2::NetworkInterface"


def where_history_goes(client: Client) -> None:
    for bucket in (f"{NAME}-one", f"{NAME}-two"):
        client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        client("s3").put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Statement": [
            {"Effect": "Allow", "Principal": CONFIG, "Action": "s3:*",
             "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]}]}))
    key = client("kms").create_key()["KeyMetadata"]["KeyId"]
    client("kms").create_alias(AliasName=f"alias/{NAME}", TargetKeyId=key)
    client("sns").create_topic(Name=NAME)
    client("iam").create_role(RoleName=NAME, AssumeRolePolicyDocument=json.dumps(
        {"Statement": [{"Effect": "Allow", "Principal": CONFIG, "Action": "sts:AssumeRole"}]}))


def a_recorder(client: Client) -> None:
    role = client("iam").create_service_linked_role(AWSServiceName="config.amazonaws.com")["Role"]["Arn"]
    client("config").put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})


def removed(client: Client) -> None:
    client("config").stop_configuration_recorder(ConfigurationRecorderName="default")
    client("config").delete_configuration_recorder(ConfigurationRecorderName="default")


LIVES = [
    Life(
        module="config_recorders",
        given=where_history_goes,
        base={"region": "eu-west-1", "recording_strategy": "ALL_SUPPORTED_RESOURCE_TYPES",
              "include_global_resource_types": True, "recording_frequency": "CONTINUOUS",
              "recording_mode_overrides": [], "bucket": f"{NAME}-one", "prefix": "config",
              "delivery_frequency": "TwentyFour_Hours", "tags": {"project": "envelope"}},
        changes={
            "include_global_resource_types": False,
            "recording_frequency": "DAILY",
            "recording_mode_overrides": [{"resource_types": ["AWS::IAM::Role"], "recording_frequency": "CONTINUOUS"}],
            "bucket": f"{NAME}-two",
            "prefix": "",
            "delivery_frequency": "Six_Hours",
            "tags": {"project": "envelope", "plan": "growth"},
            "role": NAME,
            "kms_key": f"alias/{NAME}",
            "sns_topic": NAME,
        },
        edit=lambda client: client("config").stop_configuration_recorder(ConfigurationRecorderName="default"),
        remove=removed,
    ),
    Life(
        module="config_rules",
        given=a_recorder,
        base={"name": NAME, "source_identifier": "REQUIRED_TAGS", "description": "Whose it is.",
              "input_parameters": {"tag1Key": "project"}, "scope": {"resource_types": ["AWS::S3::Bucket", MANY]},
              "maximum_execution_frequency": "TwentyFour_Hours", "tags": {"project": "envelope"}},
        changes={
            "description": "",
            "input_parameters": {"tag1Key": "project", "tag2Key": "tenant"},
            "scope": {"tag_key": "project", "tag_value": "envelope"},
            "maximum_execution_frequency": "One_Hour",
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=lambda client: client("config").put_config_rule(ConfigRule={
            "ConfigRuleName": NAME, "Source": {"Owner": "AWS", "SourceIdentifier": "ENCRYPTED_VOLUMES"}}),
        remove=lambda client: client("config").delete_config_rule(ConfigRuleName=NAME),
    ),
]
