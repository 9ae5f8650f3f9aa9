# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Target groups: which tasks the load balancer finds unhealthy, and why."""

from __future__ import annotations

import datetime
import typing as t

from ...calls import Flow
from ...kinds.elbv2.api import elbv2
from ..services.found import Service, behind_balancer, services_of
from ..whose import Whose
from ..words import counted
from .part import SHOWN as MOST
from .part import Finding, Part, each_of, worst
from .running import explained

SICK = frozenset({"unhealthy", "unavailable", "unhealthy.draining"})
SHOWN = 3
"""Unhealthy targets of a group that are shown."""

Target = t.Mapping[str, t.Any]


def targets_healthy(cluster: str, whose: Whose, target: str | None, now: datetime.datetime) -> Flow:
    """The `Part` on what the load balancers find."""
    found: list[Service] = yield from services_of(cluster, whose)
    pairs = [(service, arn) for service in found for arn in behind_balancer(service)]
    seen, lost = yield from each_of([(_group(arn), health_of(arn)) for _service, arn in pairs])
    known = [(*pair, targets) for pair, targets in zip(pairs, seen, strict=True) if targets is not None]
    unused = [_group(arn) for _service, arn, targets in known if _all(targets, "unused")]
    wrong = [each for service, arn, targets in known if not _all(targets, "unused")
             for each in _found(service, arn, targets, explained(service, whose.prefix, target))]
    return Part("targets", worst(wrong), f"{counted(len(wrong), 'target group')} unhealthy",
                f"all targets of {counted(len(known) - len(unused), 'target group')} are healthy", lost,
                [f"{name}: no load balancer leads to it" for name in unused[:MOST]])


def health_of(arn: str) -> Flow:
    """The targets of a group, as DescribeTargetHealth shows them."""
    return (yield elbv2.describe_target_health(TargetGroupArn=arn)).get("TargetHealthDescriptions", [])


def sick(targets: t.Sequence[Target]) -> list[str]:
    """A line for each of the first targets that are unhealthy, with the load balancer's reason."""
    ill = [each for each in targets if each["TargetHealth"]["State"] in SICK]
    lines = [f"{each['Target']['Id']} is {each['TargetHealth']['State']}: {_reason(each['TargetHealth'])}"
             for each in ill[:SHOWN]]
    return [*lines, *([f"and {len(ill) - SHOWN} more"] if len(ill) > SHOWN else [])]


def _found(service: Service, arn: str, targets: t.Sequence[Target], helps: str) -> t.Iterator[Finding]:
    healthy = sum(each["TargetHealth"]["State"] == "healthy" for each in targets)
    lines, group = sick(targets), _group(arn)
    if _all(targets, "initial"):
        yield Finding(f"{group}: nobody is healthy yet, {counted(len(targets), 'target')} being looked at", (), helps)
    elif not healthy and service["desiredCount"]:
        yield Finding(f"{group}: nobody is healthy, clients of {service['serviceName']} get errors", lines, helps,
                      down=True)
    elif lines:
        yield Finding(f"{group}: {healthy} of {len(targets)} healthy", lines, helps)


def _all(targets: t.Sequence[Target], state: str) -> bool:
    return bool(targets) and all(each["TargetHealth"]["State"] == state for each in targets)


def _group(arn: str) -> str:
    """`arn:...:targetgroup/envelope-prod-api/12ab` -> `envelope-prod-api`."""
    return arn.split("/")[1]


def _reason(health: t.Mapping[str, str]) -> str:
    return health.get("Description") or health.get("Reason") or "no reason given"
