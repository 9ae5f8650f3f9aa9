# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last deployment of a service, as AWS records it."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import AwsError
from ...kinds.ecs.api import ecs, named
from ...releasing.verdict import SLACK, UNDER_WAY, UNRECORDED, WORDS
from ..services.found import Service, revision

PAGES = 50
"""Of those that AWS keeps for 90 days."""

Brief = t.Mapping[str, t.Any]
"""A deployment, as ListServiceDeployments shows it."""


@dataclass(frozen=True, kw_only=True)
class LastDeployment:
    """What was rolled out, and how that went."""

    revision: str
    at: datetime.datetime
    status: str
    """AWS's word: of its own record, or where there is none of the service's."""
    reason: str = ""
    failures: tuple[int, int] = (0, 0)
    """How many tasks failed, and at how many the circuit breaker gives up."""

    @property
    def under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def succeeded(self) -> bool:
        return self.status in ("SUCCESSFUL", "COMPLETED")

    @property
    def failed(self) -> bool:
        """Whether it failed, and what ran before does not run again by itself."""
        return self.status in ("ROLLBACK_FAILED", "FAILED")

    @property
    def words(self) -> str:
        said = "it goes on" if self.under_way else "it succeeded" if self.succeeded else \
            WORDS.get(self.status, self.status.lower())
        return f"{said}{': ' if self.reason else ''}{self.reason}"


def last_deployment(cluster: str, service: Service) -> Flow:
    """The newest one; what the service says of itself where AWS keeps no record, or does not show it."""
    name = service["serviceName"]
    try:
        briefs: list[Brief] = (yield from deployments_since(cluster, name, _made(service) - SLACK)) or (
            yield from deployments_since(cluster, name, None))  # a rollback has no record: the one that failed is older
        if briefs:
            return (yield from _recorded(newest(briefs)))
    except AwsError as error:
        if error.code not in UNRECORDED and not error.denied:
            raise
    return _as_shown(service)


def deployments_since(cluster: str, service: str, after: datetime.datetime | None) -> Flow:
    """The deployments that were made since, in no order; botocore knows of no pages here."""
    found: list[Brief] = []
    token: str | None = None
    for _unused in range(PAGES):
        reply = yield ecs.list_service_deployments(
            cluster=cluster, service=service, createdAt={"after": after} if after else None, nextToken=token)
        found, token = [*found, *reply.get("serviceDeployments", ())], reply.get("nextToken")
        if not token:
            break
    return found


def newest(briefs: t.Sequence[Brief]) -> Brief:
    """The one that was made last."""
    return max(briefs, key=lambda each: each["createdAt"])


def _made(service: Service) -> datetime.datetime:
    return t.cast(datetime.datetime, named(service, "deployments", status="PRIMARY")["createdAt"])


def _recorded(brief: Brief) -> Flow:
    whole = (yield ecs.describe_service_deployments(serviceDeploymentArns=[brief["serviceDeploymentArn"]]))
    about = next(iter(whole.get("serviceDeployments", ())), brief)
    revisions = yield ecs.describe_service_revisions(serviceRevisionArns=[brief["targetServiceRevisionArn"]])
    arn = next((each["taskDefinition"] for each in revisions.get("serviceRevisions", ())), "")
    breaker = about.get("deploymentCircuitBreaker") or {}
    return LastDeployment(revision=revision(arn) or "an unknown revision",
                          at=brief["createdAt"], status=about["status"], reason=about.get("statusReason") or "",
                          failures=(breaker.get("failureCount", 0), breaker.get("threshold", 0)))


def _as_shown(service: Service) -> LastDeployment:
    primary = named(service, "deployments", status="PRIMARY")
    return LastDeployment(revision=revision(primary["taskDefinition"]), at=primary["createdAt"],
                          status=primary.get("rolloutState", "COMPLETED"), reason=primary.get("rolloutStateReason", ""))
