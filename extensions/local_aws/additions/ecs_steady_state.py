# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How services come to rest: at once.

The one place that decides on counts, deployments and status, so that a scheduler with task states can take over here.
"""

from __future__ import annotations

import typing as t

from moto.core.utils import utcnow
from moto.ecs.models import Service
from moto.moto_api._internal import mock_random

FARGATE_PLATFORM = "1.4.0"
SHOWN_IN_DEPLOYMENT = (
    *("capacityProviderStrategy", "launchType", "networkConfiguration"),
    *("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"),
)


def deployed(service: Service, given: t.Mapping[str, t.Any]) -> None:
    """A new deployment was asked for: it is complete, and the one before is gone."""
    now = utcnow()
    identity = f"ecs-svc/{mock_random.randint(10**18, 10**19 - 1)}"
    deployment = {key: given[key] for key in SHOWN_IN_DEPLOYMENT if given.get(key)}
    deployment |= {
        "id": identity,
        "status": "PRIMARY",
        "taskDefinition": service.task_definition,
        "failedTasks": 0,
        "createdAt": now,
        "updatedAt": now,
        "rolloutState": "COMPLETED",
        "rolloutStateReason": f"ECS deployment {identity} completed.",
    }
    if given.get("launchType") != "EC2":
        latest = given.get("platformVersion", "LATEST") == "LATEST"
        deployment["platformVersion"] = FARGATE_PLATFORM if latest else given["platformVersion"]
        deployment["platformFamily"] = "Linux"
    service.deployments = [deployment]
    scaled(service)


def scaled(service: Service) -> None:
    """Another desired count: as many tasks run."""
    service.running_count, service.pending_count = service.desired_count, 0
    counts = {"desiredCount": service.desired_count, "runningCount": service.desired_count, "pendingCount": 0}
    service.deployments[0].update(counts)
    text = f"(service {service.name}) has reached a steady state."
    service.events.insert(0, {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": text})


def deleted(service: Service) -> None:
    """The last tasks are being stopped."""
    service.status = "DRAINING"
    service.desired_count = service.running_count = service.pending_count = 0
    service.deployments = []


def looked_at(service: Service) -> None:
    """Somebody describes the service: what was draining has ended."""
    if service.status == "DRAINING":
        service.status = "INACTIVE"
