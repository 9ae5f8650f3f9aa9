# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers and target groups by name.

Both are read by the page, all there are: a lookup by `Names` would fail as a
whole when one of them is missing, and cost a call for each.
"""

from __future__ import annotations

from ...calls import Flow
from ...fields import Reference
from .api import elbv2


def find_load_balancer(name: str) -> Flow:
    reply = yield elbv2.describe_load_balancers()
    return next((found["LoadBalancerArn"] for found in reply.get("LoadBalancers", ())
                 if found["LoadBalancerName"] == name), None)


def find_target_group(name: str) -> Flow:
    reply = yield elbv2.describe_target_groups()
    return next((found["TargetGroupArn"] for found in reply.get("TargetGroups", ())
                 if found["TargetGroupName"] == name), None)


LOAD_BALANCER = Reference("load balancer", find_load_balancer, role="network")
TARGET_GROUP = Reference("target group", find_target_group, role="ecs_services")
