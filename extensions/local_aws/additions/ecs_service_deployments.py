# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ListServiceDeployments, DescribeServiceDeployments and DescribeServiceRevisions, which moto lacks.

AWS lists the deployments of one service, the newest first, and describes up to 20 by their ARN, one that is unknown as
a failure.  A deployment ends SUCCESSFUL, STOPPED (replaced by a newer one, or failed without a rollback),
ROLLBACK_SUCCESSFUL or ROLLBACK_FAILED; the revision it was to reach keeps its ARN.
"""

from __future__ import annotations

import typing as t
from datetime import UTC, datetime

from moto.core.responses import ActionResult
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from ._ecs_rollout import arn
from ._ecs_task import Given
from ._mend import AwsError, adds
from .ecs_services import scheduler_of

ARNS_PER_DESCRIBE = 20
PER_PAGE = 100


@adds(EC2ContainerServiceResponse)
def list_service_deployments(self: EC2ContainerServiceResponse) -> ActionResult:
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("service"))
    statuses, created = self._get_param("status") or [], self._get_param("createdAt") or {}
    after, before = (_moment(created.get(name)) for name in ("after", "before"))
    found = [
        deployment.brief(service)
        for deployment in scheduler_of(service).deployments
        if (not statuses or deployment.status in statuses)
        and (after is None or deployment.created_at > after)
        and (before is None or deployment.created_at < before)
    ]
    start = int(self._get_param("nextToken") or 0)
    end = start + (self._get_int_param("maxResults") or PER_PAGE)
    token = str(end) if end < len(found) else None
    return ActionResult({"serviceDeployments": found[start:end], "nextToken": token})


@adds(EC2ContainerServiceResponse)
def describe_service_deployments(self: EC2ContainerServiceResponse) -> ActionResult:
    known = {
        arn(service, "service-deployment", each.identity): (service, each)
        for service in _services(self.ecs_backend)
        for each in scheduler_of(service).deployments
    }
    asked = _arns(self, "serviceDeploymentArns")
    found = [known[name] for name in asked if name in known]
    shown = [deployment.shown(service, service.desired_count) for service, deployment in found]
    return ActionResult({"serviceDeployments": shown, "failures": _missing(asked, known)})


@adds(EC2ContainerServiceResponse)
def describe_service_revisions(self: EC2ContainerServiceResponse) -> ActionResult:
    known = {
        arn(service, "service-revision", each.number): (service, each)
        for service in _services(self.ecs_backend)
        for each in scheduler_of(service).history
    }
    asked = _arns(self, "serviceRevisionArns")
    shown = [known[name][1].revision(known[name][0]) for name in asked if name in known]
    return ActionResult({"serviceRevisions": shown, "failures": _missing(asked, known)})


def _services(backend: EC2ContainerServiceBackend) -> t.Iterable[Service]:
    return (service for service in backend.services.values() if hasattr(service, "scheduler"))


def _arns(self: EC2ContainerServiceResponse, name: str) -> list[str]:
    asked: list[str] = self._get_param(name) or []
    if not 0 < len(asked) <= ARNS_PER_DESCRIBE:
        raise AwsError("InvalidParameterException", f"{name} must have 1 to {ARNS_PER_DESCRIBE} elements.")
    return asked


def _missing(asked: list[str], known: t.Container[str]) -> list[Given]:
    return [{"arn": name, "reason": "MISSING"} for name in asked if name not in known]


def _moment(given: t.Any) -> datetime | None:
    """A moment as moto keeps its own: in UTC, and without saying so."""
    if given is None or isinstance(given, datetime):
        return given.astimezone(UTC).replace(tzinfo=None) if given and given.tzinfo else given
    return datetime.fromtimestamp(float(given), UTC).replace(tzinfo=None)
