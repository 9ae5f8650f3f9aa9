# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the policies of bucket and key let CloudTrail write a trail's logs.

CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail" and "Configure AWS KMS key policies for CloudTrail".
"""

from __future__ import annotations

from moto.cloudtrail.models import Trail
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends

from ._mend import AwsError
from ._policy import Asked, Value, verdict

SERVICE = "cloudtrail.amazonaws.com"


def refuse_bucket(trail: Trail) -> None:
    """Refuse a bucket whose policy does not let CloudTrail look at it and write into its folder."""
    bucket = s3_backends[trail.account_id][trail.partition].get_bucket(trail.bucket_name)
    arn = f"arn:{trail.partition}:s3:::{trail.bucket_name}"
    folder = "/".join(filter(None, (trail.s3_key_prefix, "AWSLogs", trail.account_id, "CloudTrail")))
    context = {**_context(trail), "s3:x-amz-acl": "bucket-owner-full-control", "aws:SecureTransport": "true"}
    asked = (Asked(SERVICE, "s3:GetBucketAcl", arn, context),
             Asked(SERVICE, "s3:PutObject", f"{arn}/{folder}/log.json.gz", context))
    if bucket.policy is None or any(verdict(bucket.policy, each) != "Allow" for each in asked):
        text = f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket_name}"
        raise AwsError("InsufficientS3BucketPolicyException", text)


def refuse_key(trail: Trail) -> None:
    """Refuse a key that is not there, is disabled, or whose policy does not let CloudTrail make data keys."""
    backend = kms_backends[trail.account_id][trail.region_name]
    key_id = backend.any_id_to_key_id(trail.kms_key_id)
    if key_id not in backend.keys:
        raise AwsError("KmsKeyNotFoundException", f"KMS key {trail.kms_key_id} does not exist.")
    key = backend.keys[key_id]
    if not key.enabled:
        raise AwsError("KmsKeyDisabledException", f"KMS key {trail.kms_key_id} is disabled.")
    context = {**_context(trail), "kms:EncryptionContext:aws:cloudtrail:arn": trail.arn}
    if verdict(key.policy, Asked(SERVICE, "kms:GenerateDataKey", key.arn, context)) != "Allow":
        text = f"Insufficient permissions to access S3 bucket {trail.bucket_name} or KMS key {trail.kms_key_id}."
        raise AwsError("InsufficientEncryptionPolicyException", text)


def _context(trail: Trail) -> dict[str, Value]:
    return {"aws:SourceArn": trail.arn, "aws:SourceAccount": trail.account_id}
