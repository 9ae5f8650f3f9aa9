# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS would refuse of a service, told beforehand."""

from __future__ import annotations

import typing as t

from .capacity import strategy_problems

if t.TYPE_CHECKING:
    from .services import EcsService

MOST = {"subnets": 16, "security_groups": 5, "load_balancers": 5}
"""How many of them a service may have."""


def rule_problems(service: EcsService) -> t.Iterator[str]:
    """What is wrong with a service."""
    yield from strategy_problems("capacity_provider_strategy", service.capacity_provider_strategy)
    if service.launch_type and service.capacity_provider_strategy:
        yield f"launch_type {service.launch_type} and capacity_provider_strategy do not go together, give one of them"
    yield from _rollout(service)
    if service.scheduling_strategy == "DAEMON" and service.desired_count is not None:
        yield f"desired_count {service.desired_count} does not go with scheduling_strategy DAEMON"
    if service.health_check_grace_period_seconds is not None and service.load_balancers == []:
        yield "health_check_grace_period_seconds needs load_balancers"
    for name, most in MOST.items():
        if len(getattr(service, name) or ()) > most:
            yield f"{name} has {len(getattr(service, name))} entries, AWS takes {most}"


def _rollout(service: EcsService) -> t.Iterator[str]:
    least, most = service.minimum_healthy_percent, service.maximum_percent
    if least is not None and most is not None and least >= 100 and most <= 100:
        yield f"minimum_healthy_percent {least} and maximum_percent {most} leave no room to replace a task: " \
              "lower the one or raise the other"
    if service.availability_zone_rebalancing and most is not None and most <= 100:
        yield f"availability_zone_rebalancing needs a maximum_percent above 100, not {most}"
    for name in ("desired_count", "minimum_healthy_percent", "maximum_percent", "health_check_grace_period_seconds"):
        value = getattr(service, name)
        if value is not None and value < 0:
            yield f"{name} is {value}, it cannot be negative"
