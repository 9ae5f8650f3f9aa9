# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a recorder can deliver to the bucket, key and topic of a channel, which moto takes for granted.

Config developer guide, "Permissions for the Amazon S3 Bucket for the AWS Config Delivery Channel": with the
service-linked role the bucket's policy has to let Config in.  What the policies of a role of one's own allow is not
looked at.
"""

from __future__ import annotations

import typing as t

from moto.config.models import ConfigBackend
from moto.kms.models import kms_backends
from moto.s3.models import FakeBucket, s3_backends
from moto.sns.models import sns_backends

from ._mend import AwsError
from ._policy import Asked, verdict
from ._trust import assumable

SERVICE = "config.amazonaws.com"
LINKED = "/aws-service-role/"

Channel = t.Mapping[str, t.Any]


def refuse_channel(backend: ConfigBackend, role: str, channel: Channel) -> None:
    """Refuse a channel through which this role could not deliver; what is empty is refused by moto."""
    name = channel.get("s3BucketName")
    if name:
        bucket = s3_backends[backend.account_id]["aws"].buckets.get(name)
        if bucket is None:
            text = f"Cannot find a S3 bucket with the provided bucket name: {name}."
            raise AwsError("NoSuchBucketException", text)
        _refuse_bucket(backend, role, bucket, channel.get("s3KeyPrefix"))
    topic, key = channel.get("snsTopicARN"), channel.get("s3KmsKeyArn")
    if topic and topic not in sns_backends[backend.account_id][backend.region_name].topics:
        raise AwsError("InvalidSNSTopicARNException", f"The sns topic arn '{topic}' is not valid.")
    if key and key not in {each.arn for each in kms_backends[backend.account_id][backend.region_name].keys.values()}:
        raise AwsError("InvalidS3KmsKeyArnException", f"The arn '{key}' is not a valid kms key or alias arn.")


def _refuse_bucket(backend: ConfigBackend, role: str, bucket: FakeBucket, prefix: str | None) -> None:
    why = None
    if not assumable(backend.account_id, role, SERVICE):
        why = f"unable to assume role: {role}"
    elif LINKED in role and not _let_in(backend, bucket, prefix):
        why = f"unable to write to bucket, provided s3 key prefix is '{prefix or 'null'}'"
    if why:
        text = f"Insufficient delivery policy to s3 bucket: {bucket.name}, {why}."
        raise AwsError("InsufficientDeliveryPolicyException", text)


def _let_in(backend: ConfigBackend, bucket: FakeBucket, prefix: str | None) -> bool:
    """Whether the bucket's policy lets Config look at it, and write into its folder."""
    arn = f"arn:aws:s3:::{bucket.name}"
    folder = "/".join(filter(None, (prefix, "AWSLogs", backend.account_id, "Config")))
    context = {"aws:SourceAccount": backend.account_id, "aws:SecureTransport": "true",
               "aws:SourceArn": f"arn:aws:config:{backend.region_name}:{backend.account_id}:*",
               "s3:x-amz-acl": "bucket-owner-full-control"}
    asked = (Asked(SERVICE, "s3:GetBucketAcl", arn, context), Asked(SERVICE, "s3:ListBucket", arn, context),
             Asked(SERVICE, "s3:PutObject", f"{arn}/{folder}/ConfigWritabilityCheckFile", context))
    return bucket.policy is not None and all(verdict(bucket.policy, each) == "Allow" for each in asked)
