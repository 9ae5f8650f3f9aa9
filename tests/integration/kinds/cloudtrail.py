# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of CloudTrail's kind."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test"
SERVICE = {"Service": "cloudtrail.amazonaws.com"}


def allowed(*statements: tuple[t.Any, str, str]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": who, "Action": action, "Resource": on} for who, action, on in statements]})


def where_logs_go(client: Client) -> None:
    for name in ("one", "two"):
        bucket = f"{NAME}-{name}"
        client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        client("s3").put_bucket_policy(Bucket=bucket, Policy=allowed(
            (SERVICE, "s3:GetBucketAcl", f"arn:aws:s3:::{bucket}"),
            (SERVICE, "s3:PutObject", f"arn:aws:s3:::{bucket}/*")))
        key = client("kms").create_key(Policy=allowed(
            ({"AWS": "arn:aws:iam::123456789012:root"}, "kms:*", "*"), (SERVICE, "kms:*", "*")))["KeyMetadata"]["KeyId"]
        client("kms").create_alias(AliasName=f"alias/{bucket}", TargetKeyId=key)
        client("logs").create_log_group(logGroupName=bucket)
        client("iam").create_role(RoleName=bucket, AssumeRolePolicyDocument=json.dumps(
            {"Statement": [{"Effect": "Allow", "Principal": SERVICE, "Action": "sts:AssumeRole"}]}))


LIVES = [
    Life(
        module="cloudtrail_trails",
        given=where_logs_go,
        base={"name": NAME, "bucket": f"{NAME}-one", "prefix": "trail", "kms_key": f"alias/{NAME}-one",
              "multi_region": True, "log_file_validation": True, "include_global_service_events": True,
              "log_group": f"{NAME}-one", "role": f"{NAME}-one",
              "event_selectors": [{"read_write_type": "WriteOnly"}], "insight_selectors": ["ApiCallRateInsight"],
              "tags": {"project": "envelope"}},
        changes={
            "bucket": f"{NAME}-two",
            "prefix": "",
            "kms_key": f"alias/{NAME}-two",
            "log_file_validation": False,
            "multi_region": False,
            "include_global_service_events": False,
            "log_group": f"{NAME}-two",
            "role": f"{NAME}-two",
            "event_selectors": [{"exclude_management_event_sources": ["rdsdata.amazonaws.com"], "data_resources": [
                {"type": "AWS::S3::Object", "values": ["arn:aws:s3:::b/", "arn:aws:s3:::a/"]}]}],
            "insight_selectors": [],
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=lambda client: client("cloudtrail").stop_logging(Name=NAME),
        remove=lambda client: client("cloudtrail").delete_trail(Name=NAME),
    ),
]
