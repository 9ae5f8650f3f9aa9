# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of S3's kind."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test-acme"
LOGS = "envelope-test-logs"
TOPIC = "envelope-test-uploads"


def statement(sid: str, action: str, bucket: str, **principal: str) -> dict[str, t.Any]:
    resource = f"arn:aws:s3:::{bucket}/*"
    return {"Sid": sid, "Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}


def what_it_refers_to(client: Client) -> None:
    kms, s3 = client("kms"), client("s3")
    kms.create_alias(AliasName="alias/envelope-test", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    s3.create_bucket(Bucket=LOGS, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    topic = client("sns").create_topic(Name=TOPIC)["TopicArn"]
    publish = {**statement("S3", "SNS:Publish", NAME, Service="s3.amazonaws.com"), "Resource": topic}
    client("sns").set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps({"Statement": [publish]}))
    deliver = statement("Deliver", "s3:PutObject", LOGS, Service="logging.s3.amazonaws.com")
    s3.put_bucket_policy(Bucket=LOGS, Policy=json.dumps({"Version": "2012-10-17", "Statement": [deliver]}))


LIVES = [
    Life(
        module="s3_buckets",
        base={"name": NAME, "public_access_block": True, "object_ownership": "BucketOwnerEnforced", "tls_only": True,
              "tags": {"tenant": "acme"}},
        changes={
            "versioning": True,
            "encryption": {"algorithm": "aws:kms", "kms_key": "envelope-test", "bucket_key_enabled": True},
            "policy": {"Version": "2012-10-17", "Statement": [
                statement("Read", "s3:GetObject", NAME, AWS="arn:aws:iam::123456789012:root")]},
            "lifecycle_rules": [
                {"id": "tidy", "noncurrent_version_expiration_days": 30, "newer_noncurrent_versions": 2,
                 "abort_incomplete_multipart_upload_days": 7},
                {"id": "archive", "prefix": "exports/", "tags": {"kind": "export"}, "expiration_days": 365,
                 "transitions": [{"days": 90, "storage_class": "GLACIER"},
                                 {"days": 30, "storage_class": "STANDARD_IA"}],
                 "noncurrent_version_transitions": [{"days": 30, "storage_class": "GLACIER"}]},
            ],
            "cors_rules": [{"allowed_origins": ["https://acme.example.com"], "allowed_methods": ["PUT", "GET"],
                            "allowed_headers": ["*"], "expose_headers": ["ETag"], "max_age_seconds": 3600}],
            "logging": {"bucket": LOGS, "prefix": "acme/"},
            "notifications": {"topics": [{"topic": TOPIC, "events": ["s3:ObjectCreated:*", "s3:ObjectAcl:Put"],
                                          "prefix": "uploads/", "suffix": ".pdf"}], "event_bridge": True},
            "tags": {"tenant": "acme", "plan": "growth"},
            "tls_only": False,
            "object_ownership": "BucketOwnerPreferred",
            "public_access_block": False,
        },
        given=what_it_refers_to,
        edit=lambda client: client("s3").delete_bucket_policy(Bucket=NAME),
        remove=lambda client: client("s3").delete_bucket(Bucket=NAME),
    ),
]
