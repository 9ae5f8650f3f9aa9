# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Config's API, and what it can use only after some time."""

from __future__ import annotations

import typing as t

from ...advising import advised
from ...calls import Batch, Call, Flow, Service, Wait
from ...errors import Absent, AwsError
from ...wire import pairs
from ..iam import iam

config = Service(
    "config",
    absent=frozenset({"NoSuchConfigurationRecorderException", "NoSuchConfigRuleException"}),
    batches={"describe_config_rules": Batch("ConfigRuleNames", 25)},
)

Frequency = t.Literal["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"]

LINKED = "config.amazonaws.com"
LINKED_ROLE = "AWSServiceRoleForConfig"

UNREACHABLE = "InsufficientDeliveryPolicyException"
RULE_IN_USE = "ResourceInUseException"

ADVICE = {
    "NoAvailableConfigurationRecorderException": "there is no recorder in this region, config_recorders makes one",
    "NoAvailableDeliveryChannelException": "the recorder has nowhere to deliver to, say so with bucket",
}

DELIVERY_HINT = (
    "The bucket's policy must let config.amazonaws.com s3:GetBucketAcl and s3:ListBucket on the bucket, and "
    "s3:PutObject on <prefix>/AWSLogs/<account>/Config/* under the condition s3:x-amz-acl = bucket-owner-full-control; "
    "a role of your own must be allowed the same, and its trust policy must let config.amazonaws.com assume it")


def own_tags_of(arn: str) -> Flow:
    """The tags of a recorder or a rule, as Config has them."""
    return pairs().into((yield config.list_tags_for_resource(ResourceArn=arn)).get("Tags"))


def linked_role() -> Flow:
    """The ARN of the role that AWS has for Config, which is made where the account lacks it."""
    try:
        found = yield iam.get_role(RoleName=LINKED_ROLE)
    except Absent:
        found = yield iam.create_service_linked_role(AWSServiceName=LINKED)
    return found["Role"]["Arn"]


def delivering(call: Call, bucket: str | None) -> Flow:
    """Make a call by which Config tries the bucket, again for a while where it is not let in.

    A role is known to IAM at once, and to Config some seconds later; AWS has one code for that and for policies that
    are wrong.
    """
    try:
        return (yield from advised(call, ADVICE))
    except AwsError as error:
        if error.code != UNREACHABLE:
            raise
    return (yield Wait(
        call, f"delivery to bucket {bucket}", lambda reply: "taken", frozenset({"taken"}), timeout=60,
        hint=DELIVERY_HINT, passing=lambda error: error.code == UNREACHABLE))


def undisturbed(call: Call, rule: str) -> Flow:
    """Make a call about a rule, again while AWS evaluates or deletes that rule."""
    try:
        return (yield from advised(call, ADVICE))
    except AwsError as error:
        if not _busy(error):
            raise
    return (yield Wait(
        call, f"Config rule {rule}", lambda reply: "taken", frozenset({"taken"}), timeout=600, passing=_busy,
        hint="AWS evaluates or deletes it still; run this again later"))


def _busy(error: AwsError) -> bool:
    """Whether AWS is at work on a rule; it has the same code for a rule that has a remediation."""
    return error.code == RULE_IN_USE and "emediation" not in error.message
