# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bucket is set to, one call for each setting."""

from __future__ import annotations

import typing as t

from ...calls import Call, Flow
from ...errors import Absent
from ...policies import policy
from .notifications import notifications
from .service import s3

Found = dict[str, t.Any]
BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def _or_nothing(call: Call) -> Flow:
    """The reply, or an empty one where AWS says that nothing of the sort is set."""
    try:
        return (yield call)
    except Absent:
        return {}


def versioning(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_versioning(Bucket=bucket))
    return {"Versioning": found.get("Status") == "Enabled"}


def encryption(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_encryption(Bucket=bucket))
    rules = found.get("ServerSideEncryptionConfiguration", {}).get("Rules") or [None]
    return {"Encryption": rules[0]}


def public_access_block(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_public_access_block(Bucket=bucket))
    blocks = found.get("PublicAccessBlockConfiguration", {})
    return {"PublicAccessBlock": all(blocks.get(name) for name in BLOCKS)}


def object_ownership(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_ownership_controls(Bucket=bucket))
    rules = found.get("OwnershipControls", {}).get("Rules") or [{}]
    return {"ObjectOwnership": rules[0].get("ObjectOwnership", "ObjectWriter")}


def whole_policy(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_policy(Bucket=bucket))
    return {"Policy": policy.into(found.get("Policy"))}


def lifecycle_rules(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_lifecycle_configuration(Bucket=bucket))
    return {"LifecycleRules": found.get("Rules", [])}


def cors_rules(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_cors(Bucket=bucket))
    return {"CorsRules": found.get("CORSRules", [])}


def logging(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_logging(Bucket=bucket))
    return {"Logging": found.get("LoggingEnabled") or {"TargetBucket": "", "TargetPrefix": ""}}


def tags(bucket: str) -> Flow:
    found = yield from _or_nothing(s3.get_bucket_tagging(Bucket=bucket))
    return {"Tags": found.get("TagSet", [])}


READERS: dict[str, t.Callable[[str], Flow]] = {
    "versioning": versioning, "encryption": encryption, "public_access_block": public_access_block,
    "object_ownership": object_ownership, "policy": whole_policy, "tls_only": whole_policy,
    "lifecycle_rules": lifecycle_rules, "cors_rules": cors_rules, "logging": logging,
    "notifications": notifications, "tags": tags,
}
"""What reads the setting behind an option; equal calls are made once."""
