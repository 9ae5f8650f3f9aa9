# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service is made of."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...whole import Whole
from ...wire import Case, camel, unordered
from ..elbv2 import TARGET_GROUP


@dataclass(frozen=True, kw_only=True)
class ServiceLoadBalancer(Part):
    """A target group that the tasks of a service are registered with."""

    casing: t.ClassVar[Case] = staticmethod(camel)

    target_group: str = required("Target group, by name or ARN.", wire="targetGroupArn", find=TARGET_GROUP)
    container_name: str = required("Container that is reached through it.")
    container_port: int = required("Port of that container.")


@dataclass(frozen=True, kw_only=True)
class ServiceRegistry(Whole, Part):
    """A Cloud Map service that the tasks of a service are registered with."""

    registry: str = required("ARN of the Cloud Map service.", wire="registryArn")
    port: int | None = option("Port in an SRV record.")
    container_name: str | None = option("Container whose address and port are registered.")
    container_port: int | None = option("Port of that container.")


@dataclass(frozen=True, kw_only=True)
class Threshold(Part):
    """How many tasks may fail before a deployment has."""

    casing: t.ClassVar[Case] = staticmethod(camel)

    type: t.Literal["COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"] = required("What the value counts.")
    value: int = required("How many tasks, or how much of the desired count.")


@dataclass(frozen=True, kw_only=True)
class CircuitBreaker(Part):
    """Whether a deployment whose tasks do not start is given up."""

    casing: t.ClassVar[Case] = staticmethod(camel)

    enable: bool = required("Whether it is given up.")
    rollback: bool = required("Whether the last deployment that worked comes back then.")
    reset_on_healthy_task: bool | None = option("Whether a task that becomes healthy makes the failures forgotten.")
    threshold: Threshold | None = option(
        "How many tasks may fail. Half of the desired count, but 3 to 200, when left out.",
        wire="thresholdConfiguration")


@dataclass(frozen=True, kw_only=True)
class DeploymentAlarms(Part):
    """CloudWatch alarms on which a deployment is given up."""

    casing: t.ClassVar[Case] = staticmethod(camel)

    alarm_names: list[str] = required("Names of the alarms.", alike=unordered)
    enable: bool = required("Whether it is given up.")
    rollback: bool = required("Whether the last deployment that worked comes back then.")
