# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The default security groups of VPCs, in which everything is that was given no group of its own."""

from __future__ import annotations

from ...calls import Flow
from ...listing import few
from .api import Found, ec2, where

DEFAULT = "default"
"""Their name, which no other group may bear."""
NAMED = 3
"""How many interfaces are named; there may be hundreds."""


def cut_off(group: Found) -> Flow:
    """Return what a default group's rules may not be taken from, and what helps; empty where nothing works in it."""
    if group["GroupName"] != DEFAULT:
        return ""
    reply = yield ec2.describe_network_interfaces(Filters=where(group_id=group["GroupId"]))
    users = [f"{each['NetworkInterfaceId']} ({each.get('Description') or 'without a description'})"
             for each in reply.get("NetworkInterfaces") or ()]
    if not users:
        return ""
    return (f"rules of a VPC's default group would go, and cut off the network interfaces in it: "
            f"{few(users, NAMED)}. Move them to groups of their own, or say "
            "network_default_security_group_closed: false")
