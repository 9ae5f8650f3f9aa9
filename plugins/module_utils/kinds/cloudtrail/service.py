# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudTrail's API, and what trails refer to by name."""

from __future__ import annotations

from ...advising import advised
from ...calls import Call, Flow, Service, Wait
from ...errors import AwsError
from ...fields import Reference
from ..logs.groups import group_named

cloudtrail = Service(
    "cloudtrail",
    absent=frozenset({"TrailNotFoundException"}),
    transient=frozenset({"ConflictException"}),  # another change to the same trail is under way
)
insights = Service("cloudtrail", absent=frozenset({"InsightNotEnabledException"}))
"""For the insights of a trail: none are an error of AWS."""

ADVICE = {
    "KmsKeyNotFoundException": "the key must be in the region of the bucket",
    "MaximumNumberOfTrailsExceededException": "delete one that nobody needs, or adopt one by its name",
}

ROLES = frozenset({"InvalidCloudWatchLogsRoleArnException", "InvalidCloudWatchLogsLogGroupArnException"})
"""What is answered of a role, whose trust is one of several reasons."""

HINTS = {
    "InsufficientS3BucketPolicyException":
        "The bucket's policy must let cloudtrail.amazonaws.com s3:GetBucketAcl on the bucket, and s3:PutObject on "
        "<prefix>/AWSLogs/<account>/* under the condition s3:x-amz-acl = bucket-owner-full-control",
    "InsufficientEncryptionPolicyException":
        "The key's policy must let cloudtrail.amazonaws.com kms:GenerateDataKey* and kms:DescribeKey, and the bucket's "
        "policy must let it write",
    **dict.fromkeys(ROLES, "The role must exist, its trust policy must let cloudtrail.amazonaws.com assume it, and it "
                           "must be allowed logs:CreateLogStream and logs:PutLogEvents in the log group"),
}


def delivering(call: Call, trail: str) -> Flow:
    """Make a call that has CloudTrail try bucket, key and role, again for a while where it is not let in yet.

    S3, KMS and IAM know a new policy or role at once, and CloudTrail some seconds later.
    """
    try:
        return (yield from advised(call, ADVICE))
    except AwsError as error:
        if not _passes(error):
            raise
        hint = HINTS[error.code]
    return (yield Wait(call, f"delivery of trail {trail}", lambda reply: "taken", frozenset({"taken"}), timeout=60,
                       hint=hint, passing=_passes))


def _passes(error: AwsError) -> bool:
    return error.code in HINTS and (error.code not in ROLES or error.message.startswith("Access denied"))


def _log_group(name: str) -> Flow:
    """The ARN of a log group as CloudTrail wants it, with `:*` at its end."""
    if name.startswith("arn:"):
        return f"{name}:*"
    return (yield from group_named(name))["arn"]


LOG_GROUP = Reference("log group", _log_group, is_id=lambda name: name.startswith("arn:") and name.endswith(":*"))
