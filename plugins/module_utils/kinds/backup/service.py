# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Backup's API."""

from __future__ import annotations

from ...calls import Call, Flow, Service, Wait
from ...errors import AwsError
from ...tagging import Tags, missing
from ...wire import Codec

backup = Service(
    "backup",
    absent=frozenset({"ResourceNotFoundException"}),
    transient=frozenset({"ConflictException", "ServiceUnavailableException"}),
)

entries = Codec(lambda value: value, lambda found: list(found or ()))
"""A list that AWS may leave out where it is empty."""

HINT = ("The role must exist, its trust policy must let backup.amazonaws.com assume it, and it must be allowed what "
        "AWSBackupServiceRolePolicyForBackup and AWSBackupServiceRolePolicyForRestores allow")


def tags_of(arn: str) -> Flow:
    """The tags of a resource."""
    return (yield backup.list_tags(ResourceArn=arn)).get("Tags") or {}


def retag(arn: str | None, now: Tags | None, wanted: Tags | None) -> Flow:
    """Set the tags that differ."""
    if fresh := missing(now, wanted):
        yield backup.tag_resource(ResourceArn=arn, Tags=fresh)


def trusted(call: Call, what: str) -> Flow:
    """Make a call that hands AWS Backup a role, again for a while where it cannot use that role yet.

    A role is known to IAM at once, and to AWS Backup some seconds later; AWS has no code of its own for that.
    """
    try:
        return (yield call)
    except AwsError as error:
        if not _about_the_role(error):
            raise
    return (yield Wait(call, f"the role of {what}", lambda reply: "taken", frozenset({"taken"}), timeout=60,
                       hint=HINT, passing=_about_the_role))


def _about_the_role(error: AwsError) -> bool:
    return error.code == "InvalidParameterValueException" and any(
        words in error.message for words in ("cannot be assumed", "is not authorized to call"))
