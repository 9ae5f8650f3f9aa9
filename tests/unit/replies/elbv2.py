# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Load Balancing's answers."""

from __future__ import annotations

import typing as t

PREFIX = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
LOAD_BALANCER_ARN = f"{PREFIX}:loadbalancer/app/envelope-prod/50dc6c495c0c9188"
TARGET_GROUP_ARN = f"{PREFIX}:targetgroup/envelope-prod-api/73e2d6bc24d8a067"
LISTENER_ARN = f"{PREFIX}:listener/app/envelope-prod/50dc6c495c0c9188/f2f7dc8efc522ab2"

LOAD_BALANCERS = {"LoadBalancers": [{"LoadBalancerArn": LOAD_BALANCER_ARN, "State": {"Code": "active"}}]}

REPLIES: dict[str, dict[str, t.Any]] = {
    "create_load_balancer": LOAD_BALANCERS,
    "describe_load_balancers": LOAD_BALANCERS,
    "create_target_group": {"TargetGroups": [{"TargetGroupArn": TARGET_GROUP_ARN}]},
    "describe_target_groups": {"TargetGroups": [{"TargetGroupArn": TARGET_GROUP_ARN}]},
    "describe_listeners": {"Listeners": [{"ListenerArn": LISTENER_ARN, "Port": 443}]},
}
HELD: dict[str, t.Any] = {"TargetGroup.load_balancers": [LOAD_BALANCER_ARN]}
