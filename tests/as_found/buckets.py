# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Private buckets as a good environment has them."""

from __future__ import annotations

import json
import typing as t

from .account import REGION, Account, Document, tags

CLOSED = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
TIDY = {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 90},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}


def plain_bucket(account: Account, name: str, **more: str) -> None:
    """A bucket with AWS's defaults of a while ago: open to whoever opens it."""
    s3 = account.client("s3")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": tags(**more)})


def private_bucket(account: Account, name: str, *statements: Document, key: str | None = None,
                   algorithm: str = "aws:kms", **more: str) -> None:
    """Versioned, encrypted with this key or else with AWS's, closed to the public and to whoever comes without TLS."""
    s3 = account.client("s3")
    plain_bucket(account, name, **more)
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=CLOSED)
    s3.put_bucket_ownership_controls(
        Bucket=name, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    by = {"SSEAlgorithm": algorithm, **({"KMSMasterKeyID": key} if key else {})}
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": by, "BucketKeyEnabled": algorithm == "aws:kms"}]})
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [TIDY]})
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(
        {"Version": "2012-10-17", "Statement": [*statements, _tls_only(name)]}))


def objects(name: str, below: str = "*") -> str:
    return f"arn:aws:s3:::{name}/{below}"


def _tls_only(name: str) -> dict[str, t.Any]:
    return {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{name}", objects(name)],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
