# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which trail is meant, and whether another one does its work already.

DescribeTrails shows a region all trails that record in it: its own, and the shadows of those that another region, or an
organization's account, has for all regions. A shadow can be read here and changed only at home.
"""

from __future__ import annotations

import typing as t

from ...calls import Flow, here
from .service import cloudtrail

Found = t.Mapping[str, t.Any]
Excuse = t.Literal["organization", "any", "nobody"]
"""Whose trail makes one of our own superfluous."""


def visible() -> Flow:
    """All trails that record in this region, each with whether it is of this account."""
    account = (yield here())["account"]
    reply = yield cloudtrail.describe_trails(includeShadowTrails=True)
    return [{**each, "Ours": each["TrailARN"].split(":")[4] == account} for each in reply.get("trailList") or ()]


def covering(trails: t.Sequence[Found], excuse: Excuse) -> Flow:
    """The first trail that records all that happens here and in other regions, or None."""
    for trail in trails:
        foreign = trail.get("IsOrganizationTrail") and not trail["Ours"]
        if trail.get("IsMultiRegionTrail") and (foreign if excuse == "organization" else excuse == "any"):
            status = yield cloudtrail.get_trail_status(Name=trail["TrailARN"])
            if status.get("IsLogging"):
                return trail
    return None
