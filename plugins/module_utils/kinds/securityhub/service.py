# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Security Hub's API, and what it says where somebody else decides."""

from __future__ import annotations

from ...advising import advised
from ...calls import Call, Flow, Service
from ...errors import AwsError, NotOurs

securityhub = Service("securityhub")
looking = Service("securityhub", absent=frozenset({"InvalidAccessException", "ResourceNotFoundException"}))
"""For whether there is a hub: AWS says of an account without one that it has no access."""

ADVICE = {
    "InvalidAccessException": "where an administrator's account manages Security Hub, have it changed there, or leave "
                              "it out here",
    "ResourceConflictException": "somebody has just enabled it, run this again",
}
CENTRAL = "central configuration policy"


def decided(call: Call) -> Flow:
    """Make a call that changes the hub; where an organization's policy forbids that, say so.

    A member cannot ask beforehand whether there is such a policy, and AWS's code for it is that of lacking permissions.
    """
    try:
        return (yield from advised(call, ADVICE))
    except AwsError as error:
        if CENTRAL not in error.message:
            raise
        raise NotOurs(f"{error.call} is refused: a {CENTRAL} of the organization decides on this account, have it "
                      "changed there, or switch this off here") from error
