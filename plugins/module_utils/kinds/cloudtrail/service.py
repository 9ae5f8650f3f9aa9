# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudTrail's API, and what trails refer to by name."""

from __future__ import annotations

import typing as t

from ...advising import advised
from ...calls import Call, Flow, Service, Wait
from ...errors import AwsError
from ...fields import Reference
from ..logs import logs

cloudtrail = Service(
    "cloudtrail",
    absent=frozenset({"TrailNotFoundException"}),
    transient=frozenset({"ConflictException"}),  # another change to the same trail is under way
)
insights = Service("cloudtrail", absent=frozenset({"InsightNotEnabledException"}))
"""For the insights of a trail: none are an error of AWS."""

ADVICE = {
    "InsufficientS3BucketPolicyException":
        "the bucket's policy must let cloudtrail.amazonaws.com s3:GetBucketAcl on the bucket, and s3:PutObject on "
        "<prefix>/AWSLogs/<account>/* under the condition s3:x-amz-acl = bucket-owner-full-control",
    "InsufficientEncryptionPolicyException":
        "the key's policy must let cloudtrail.amazonaws.com kms:GenerateDataKey* and kms:DescribeKey, and the bucket's "
        "policy must let it write",
    "KmsKeyNotFoundException": "the key must be in the region of the bucket",
    "MaximumNumberOfTrailsExceededException": "delete one that nobody needs, or adopt one by its name",
}

HINT = ("The role must exist, its trust policy must let cloudtrail.amazonaws.com assume it, and it must be allowed "
        "logs:CreateLogStream and logs:PutLogEvents in the log group")


def delivering(call: Call, trail: str) -> Flow:
    """Make a call that hands CloudTrail a role, again for a while where it cannot use that role yet.

    A role is known to IAM at once, and to CloudTrail some seconds later.
    """
    try:
        return (yield from advised(call, ADVICE))
    except AwsError as error:
        if not _about_the_role(error):
            raise
    return (yield Wait(
        call, f"the role of trail {trail}", lambda reply: "taken", frozenset({"taken"}), timeout=60, hint=HINT,
        passing=_about_the_role))


def _about_the_role(error: AwsError) -> bool:
    refusals = ("InvalidCloudWatchLogsRoleArnException", "InvalidCloudWatchLogsLogGroupArnException")
    return error.code in refusals and error.message.startswith("Access denied")


def _log_group(name: str) -> Flow:
    """The ARN of a log group as CloudTrail wants it, with `:*` at its end."""
    if name.startswith("arn:"):
        return f"{name}:*"
    found = yield logs.describe_log_groups(logGroupNamePrefix=name)
    return next((t.cast(str, each["arn"]) for each in found.get("logGroups", ()) if each["logGroupName"] == name), None)


LOG_GROUP = Reference("log group", _log_group, is_id=lambda name: name.startswith("arn:") and name.endswith(":*"))
