# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a deployment came to what was asked for, told by the deployment's identity.

A service is steady after a rollback too, and its primary deployment may be somebody else's by then: see
docs/adr/0009-verdict.md.
"""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import AwsError
from ..kinds.ecs.api import ecs, named

UNRECORDED = ("UnsupportedFeatureException", "UnknownOperationException")
"""How ECS says that it keeps no record of deployments: of this service, or in this region."""

SLACK = datetime.timedelta(seconds=1)
"""A deployment and its record are made a moment apart."""

UNDER_WAY = frozenset({"PENDING", "IN_PROGRESS", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "STOP_REQUESTED"})
WORDS = {
    "ROLLBACK_SUCCESSFUL": "ECS rolled it back",
    "ROLLBACK_FAILED": "it failed, and so did ECS's rollback",
    "STOPPED": "it was replaced by another deployment",
    "FAILED": "it failed",
}
"""What AWS's states mean for a release."""

Service = t.Mapping[str, t.Any]


@dataclass(frozen=True)
class Deployment:
    """One rollout of a service, by the identity that UpdateService answered with."""

    cluster: str
    service: str
    id: str
    """Such as `ecs-svc/1234567890123456789`."""
    revision: str
    """ARN of the task definition it rolls out."""
    since: datetime.datetime
    """When it was made, by AWS's clock."""


@dataclass(frozen=True)
class Verdict:
    succeeded: bool
    reason: str = ""


def made(cluster: str, service: Service) -> Deployment:
    """The primary deployment of a service, as the reply of UpdateService or DescribeServices shows it."""
    primary = named(service, "deployments", status="PRIMARY")
    return Deployment(cluster, service["serviceName"], primary["id"], primary["taskDefinition"], primary["createdAt"])


def judged(deployment: Deployment, service: Service) -> Flow:
    """The `Verdict` on a deployment of a service as DescribeServices shows it now; None while it is under way."""
    try:
        found = yield from _service_deployment(deployment)
    except AwsError as error:
        if error.code not in UNRECORDED and not error.denied:
            raise
        found = None
    if found is None:
        return _by_rollout_state(deployment, service)
    if found["status"] in UNDER_WAY:
        return None
    reason = found.get("statusReason") or ""
    if found["status"] == "SUCCESSFUL":
        return Verdict(True)
    return Verdict(False, f"{WORDS.get(found['status'], found['status'])}{': ' if reason else ''}{reason}")


def _service_deployment(deployment: Deployment) -> Flow:
    """AWS's own record of it: the first that was made since, for the same revision."""
    listed = yield ecs.list_service_deployments(
        cluster=deployment.cluster, service=deployment.service, createdAt={"after": deployment.since - SLACK})
    briefs = sorted(listed.get("serviceDeployments", ()), key=lambda each: each["createdAt"])
    if not briefs:
        return None
    described = yield ecs.describe_service_revisions(
        serviceRevisionArns=[each["targetServiceRevisionArn"] for each in briefs[:20]])
    ours = {each["serviceRevisionArn"] for each in described["serviceRevisions"]
            if each["taskDefinition"] == deployment.revision}
    return next((each for each in briefs if each["targetServiceRevisionArn"] in ours), None)


def _by_rollout_state(deployment: Deployment, service: Service) -> Verdict | None:
    """The same from what the service says of its deployments, where AWS has no record of it to show.

    There is none either of the deployment by which ECS rolls back: it belongs to the one that failed.
    """
    mine = named(service, "deployments", id=deployment.id)
    if not mine:
        primary = named(service, "deployments", status="PRIMARY")  # DescribeServices lags behind UpdateService
        replaced = primary.get("createdAt", deployment.since) > deployment.since
        return Verdict(False, "another deployment took its place") if replaced else None
    if mine.get("rolloutState") == "FAILED":
        return Verdict(False, f"it failed: {mine.get('rolloutStateReason', '')}")
    return Verdict(True) if mine.get("rolloutState") == "COMPLETED" else None
