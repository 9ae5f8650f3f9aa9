# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services: what is given comes back, with AWS's defaults, checks and life cycle.

moto forgets most of what CreateService and UpdateService are given, checks little of it, replaces a service of the same
name, describes any number at once and makes a deleted one INACTIVE without DRAINING.

AWS starts a new deployment only for the parameters in `REDEPLOY` (as UpdateService documents) or on request, keeps what
an update leaves out, lists active services only, and answers a repeated identical creation with what exists.
`_ecs_scheduler.py` is what then happens.
"""

from __future__ import annotations

import copy
import typing as t

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import ServiceNotFoundException
from moto.ecs.models import Cluster, EC2ContainerServiceBackend, Service, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from ._ecs_agenda import kept_up
from ._ecs_defaults import Given, complete, merged
from ._ecs_rollout import arn
from ._ecs_scheduler import Scheduler
from ._mend import AwsError, mends
from .ecs_service_checks import check_service, resolve

SERVICES_PER_DESCRIBE = 10
REDEPLOY = (
    *("taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries"),
    *("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"),
)


@mends(EC2ContainerServiceResponse)
def create_service(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    asked = copy.deepcopy(dict(self.params))
    backend, cluster = self.ecs_backend, self.ecs_backend._get_cluster(asked.get("cluster", "default"))
    existing = backend.services.get(f"{cluster.name}:{asked['serviceName']}")
    if existing and existing.status == "DRAINING":
        raise AwsError("InvalidParameterException", "Unable to Start a service that is still Draining.")
    if existing and existing.status == "ACTIVE":
        if _comparable(existing.asked) != _comparable(asked):  # type: ignore[attr-defined]
            raise AwsError("InvalidParameterException", "Creation of service was not idempotent.")
        return ActionResult({"service": shown(existing, True)})
    service = _made(backend, cluster, asked)
    backend.services[f"{cluster.name}:{service.name}"] = service
    return ActionResult({"service": shown(service, True)})


@mends(EC2ContainerServiceResponse)
def update_service(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    asked = copy.deepcopy(dict(self.params))
    backend = self.ecs_backend
    cluster = backend._get_cluster(asked.get("cluster", "default"))
    service = _active(backend, asked.get("cluster", "default"), asked["service"])
    before: Given = service.given  # type: ignore[attr-defined]
    given = merged(before, asked)
    definition = _definition(backend, service, asked)
    check_service(cluster, given, definition, update=True)
    _keep(service, given, definition)
    if asked.get("forceNewDeployment") or any(given.get(key) != before.get(key) for key in REDEPLOY):
        scheduler_of(service).deploy()
    elif given["desiredCount"] != before["desiredCount"]:
        scheduler_of(service).scale()
    return ActionResult({"service": shown(service, True)})


@mends(EC2ContainerServiceBackend, "update_service")
def set_desired_count(former: t.Any, self: EC2ContainerServiceBackend, service_properties: Given) -> Service:
    """What other parts of moto may call: a change of the desired count alone."""
    asked = service_properties
    service = _active(self, asked.get("cluster", "default"), asked["service"])
    service.desired_count = service.given["desiredCount"] = asked["desired_count"]  # type: ignore[attr-defined]
    scheduler_of(service).scale()
    return service


@mends(EC2ContainerServiceResponse)
def delete_service(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("service"))
    if service.status == "INACTIVE":
        raise ServiceNotFoundException
    if service.desired_count > 0 and not self._get_param("force", False):
        text = "The service cannot be stopped while it is scaled above 0."
        raise AwsError("InvalidParameterException", text)
    scheduler_of(service).delete()
    return ActionResult({"service": shown(service, True)})


@mends(EC2ContainerServiceResponse)
def describe_services(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    asked = self._get_param("services", [])
    if not 0 < len(asked) <= SERVICES_PER_DESCRIBE:
        text = (
            "Services cannot be empty."
            if not asked
            else f"Services cannot have more than {SERVICES_PER_DESCRIBE} elements."
        )
        raise AwsError("InvalidParameterException", text)
    services, failures = self.ecs_backend.describe_services(self._get_param("cluster", "default"), asked)
    tags = "TAGS" in self._get_param("include", [])
    return ActionResult({"services": [shown(service, tags) for service in services], "failures": failures})


@mends(EC2ContainerServiceBackend)
def list_services(former: t.Any, self: EC2ContainerServiceBackend, *args: t.Any, **kwargs: t.Any) -> list[str]:
    active = {service.arn for service in self.services.values() if service.status == "ACTIVE"}
    return [arn for arn in former(self, *args, **kwargs) if arn in active]


def shown(service: Service, tags: bool) -> Given:
    """A service in AWS's words."""
    scheduler = scheduler_of(service)
    scheduler.tally()
    given: Given = service.given  # type: ignore[attr-defined]
    found = {key: value for key, value in given.items() if value is not None}
    found |= {
        "clusterArn": service.cluster_arn,
        "createdAt": service.created_at,  # type: ignore[attr-defined]
        "createdBy": f"arn:aws:iam::{service._account_id}:root",
        "currentServiceDeployment": arn(service, "service-deployment", scheduler.deployments[0].identity),
        "currentServiceRevisions": [each.summary(service, len(each.alive)) for each in scheduler.rollouts],
        "deployments": service.deployments,
        "desiredCount": service.desired_count,
        "events": service.events[:100],
        "pendingCount": service.pending_count,
        "roleArn": service.role_arn,
        "runningCount": service.running_count,
        "serviceArn": service.arn,
        "serviceName": service.name,
        "status": service.status,
        "tags": service.tags if tags else [],
        "taskDefinition": service.task_definition,
    }
    return found


def scheduler_of(service: Service) -> Scheduler:
    return t.cast(Scheduler, service.scheduler)  # type: ignore[attr-defined]


def _active(backend: EC2ContainerServiceBackend, cluster: str, name: str) -> Service:
    service = backend._get_service(cluster, name)
    if service.status != "ACTIVE":
        raise AwsError("ServiceNotActiveException", "Service was not ACTIVE.")
    return service


def _made(backend: EC2ContainerServiceBackend, cluster: Cluster, asked: Given) -> Service:
    given = complete(asked, cluster.default_capacity_provider_strategy)
    definition = resolve(backend, asked.get("taskDefinition"))
    check_service(cluster, given, definition)
    service = Service(
        cluster=cluster,
        service_name=asked["serviceName"],
        desired_count=given["desiredCount"],
        backend=backend,
        tags=asked.get("tags", []),
        role_arn=asked.get("role"),
    )
    service.asked = asked  # type: ignore[attr-defined]
    service.created_at = utcnow()  # type: ignore[attr-defined]
    _keep(service, given, definition)
    service.scheduler = Scheduler(backend, service)  # type: ignore[attr-defined]
    scheduler_of(service).deploy()
    return service


def _definition(backend: EC2ContainerServiceBackend, service: Service, asked: Given) -> TaskDefinition | None:
    """The revision asked for, else the one the service has, which may have become INACTIVE since."""
    if asked.get("taskDefinition") or service.task_definition is None:
        return resolve(backend, asked.get("taskDefinition"))
    return backend.describe_task_definition(service.task_definition)


def _keep(service: Service, given: Given, definition: TaskDefinition | None) -> None:
    """Note what is wanted now, also in moto's own attributes, for the parts of moto that read them."""
    service.given = given  # type: ignore[attr-defined]
    service.task_definition = given["taskDefinition"] = definition.arn if definition else None
    service.desired_count = given["desiredCount"]
    if given.get("networkConfiguration"):
        service.network_configuration = service._validate_network(given["networkConfiguration"])
    service.launch_type = given.get("launchType")
    service.load_balancers = given["loadBalancers"]
    service.scheduling_strategy = given["schedulingStrategy"]
    service.propagate_tags = given["propagateTags"]


def _comparable(asked: Given) -> Given:
    return {key: value for key, value in asked.items() if key != "clientToken"}


kept_up(EC2ContainerServiceResponse)
