# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty's API."""

from __future__ import annotations

from ...calls import Call, Flow, Service, Wait
from ...errors import AwsError

guardduty = Service("guardduty", absent=frozenset({"ResourceNotFoundException"}))

HINT = ("The role must exist, its trust policy must let malware-protection-plan.guardduty.amazonaws.com assume it, and "
        "it must be allowed what GuardDuty asks for in the bucket")


def trusted(call: Call, bucket: str) -> Flow:
    """Make a call that hands GuardDuty a role, again for a while where it cannot use that role yet.

    A role is known to IAM at once, and to GuardDuty some seconds later; AWS has no code for that.
    """
    try:
        return (yield call)
    except AwsError as error:
        if not _about_the_role(error):
            raise
    return (yield Wait(
        call, f"the role that scans bucket {bucket}", lambda reply: "taken", frozenset({"taken"}), timeout=60,
        hint=HINT, passing=_about_the_role))


def _about_the_role(error: AwsError) -> bool:
    return error.code == "BadRequestException" and "role" in error.message.lower()
