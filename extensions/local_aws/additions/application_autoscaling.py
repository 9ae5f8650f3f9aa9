# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scalable targets, and their tags.

moto takes targets without bounds or with a minimum above the maximum, shows no service-linked role and no suspended
state, leaves the capacity where it was, loses targets from the third page on, keeps the policies of a target that is
gone, answers ValidationException for what is not there, and has no tags.

AWS: both bounds when a target is new, and the capacity is brought between them; what is left out of an update stays;
the role is the service's own, made on first use; ObjectNotFoundException; policies, their alarms and scheduled actions
go with the target; 50 tags.
"""

from __future__ import annotations

import typing as t

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeScalableTarget
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse, _build_target
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult
from moto.ecs.models import Service
from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition

from ._mend import AwsError, adds, mends
from ._pages import page

TARGETS_PER_PAGE = 50
TAGS_PER_TARGET = 50
ECS_PRINCIPAL = "ecs.application-autoscaling.amazonaws.com"
ECS_ROLE = "AWSServiceRoleForApplicationAutoScaling_ECSService"
NOT_SUSPENDED = dict.fromkeys(
    ("DynamicScalingInSuspended", "DynamicScalingOutSuspended", "ScheduledScalingSuspended"), False
)

Tags = dict[str, str]


@mends(ApplicationAutoscalingBackend)
def register_scalable_target(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ApplicationAutoscalingBackend,
    namespace: str,
    r_id: str,
    dimension: str,
    min_capacity: int | None,
    max_capacity: int | None,
    role_arn: str,
    suspended_state: t.Any,
) -> FakeScalableTarget:
    now = self.targets.get(dimension, {}).get(r_id)
    _check_bounds(now, min_capacity, max_capacity)
    suspended = {**(now.suspended_state if now else NOT_SUSPENDED), **(suspended_state or {})}  # type: ignore[dict-item]
    given = (namespace, r_id, dimension, min_capacity, max_capacity, role_arn, suspended)
    target: FakeScalableTarget = former(self, *given)
    if namespace == "ecs":
        target.role_arn = _service_linked_role(self.account_id, self.region_name)
        _bring_between_bounds(self, target)
    return target


@mends(ApplicationAutoscalingBackend)
def _ecs_service_exists_for_target(former: t.Any, self: ApplicationAutoscalingBackend, r_id: str) -> bool:
    if _service(self, r_id) is None:
        raise AwsError("ValidationException", f"ECS service doesn't exist: {r_id}")
    return True


@mends(ApplicationAutoscalingBackend)
def deregister_scalable_target(
    former: t.Any, self: ApplicationAutoscalingBackend, namespace: str, r_id: str, dimension: str
) -> None:
    identity = (namespace, r_id, dimension)
    target = target_of(self, *identity)
    if target is None:
        raise absent("No scalable target found", *identity)
    former(self, *identity)
    for policy in [*self.policies.values()]:
        if (policy.service_namespace, policy.resource_id, policy.scalable_dimension) == identity:
            self.delete_scaling_policy(policy.policy_name, *identity)
    self.scheduled_actions = [
        action
        for action in self.scheduled_actions
        if (action.service_namespace, action.resource_id, action.scalable_dimension) != identity
    ]


@mends(ApplicationAutoScalingResponse, "register_scalable_target")
def register_with_tags(former: t.Any, self: ApplicationAutoScalingResponse) -> str:
    """Tags are for a new target only; one that exists has TagResource."""
    backend = self.applicationautoscaling_backend
    identity = [self._get_param(name) for name in ("ServiceNamespace", "ResourceId", "ScalableDimension")]
    tags = self._get_param("Tags", {})
    _check_tags(tags)
    known = target_of(backend, *identity)
    answer = former(self)
    if not known:
        tags_of(target_of(backend, *identity)).update(tags)
    return t.cast(str, answer)


@mends(ApplicationAutoScalingResponse)
def describe_scalable_targets(former: t.Any, self: ApplicationAutoScalingResponse) -> ActionResult:
    self._validate_params()
    resources, dimension = self._get_param("ResourceIds"), self._get_param("ScalableDimension")
    if dimension and not resources:
        raise AwsError("ValidationException", "You must specify a resource ID when you specify a scalable dimension.")
    backend = self.applicationautoscaling_backend
    found = backend.describe_scalable_targets(self._get_param("ServiceNamespace"), resources, dimension)
    size = self._get_int_param("MaxResults") or TARGETS_PER_PAGE
    shown, following = page(found, size, self._get_param("NextToken"), bad_token())
    return ActionResult({"ScalableTargets": [_build_target(target) for target in shown], "NextToken": following})


@adds(ApplicationAutoScalingResponse)
def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> ActionResult:
    return ActionResult({"Tags": tags_of(_by_arn(self))})


@adds(ApplicationAutoScalingResponse)
def tag_resource(self: ApplicationAutoScalingResponse) -> EmptyResult:
    tags = tags_of(_by_arn(self))
    given = self._get_param("Tags")
    _check_tags({**tags, **given})
    tags.update(given)
    return EmptyResult()


@adds(ApplicationAutoScalingResponse)
def untag_resource(self: ApplicationAutoScalingResponse) -> EmptyResult:
    tags = tags_of(_by_arn(self))
    for key in self._get_param("TagKeys"):
        tags.pop(key, None)
    return EmptyResult()


def target_of(
    backend: ApplicationAutoscalingBackend, namespace: str, resource: str, dimension: str
) -> FakeScalableTarget | None:
    found = backend.targets.get(dimension, {}).get(resource)
    return found if found and found.service_namespace == namespace else None


def tags_of(target: FakeScalableTarget | None) -> Tags:
    return t.cast(Tags, target.__dict__.setdefault("tags", {})) if target else {}


def absent(what: str, namespace: str, resource: str, dimension: str, more: str = "") -> AwsError:
    text = f"{what} for service namespace: {namespace}, resource ID: {resource}, scalable dimension: {dimension}{more}"
    return AwsError("ObjectNotFoundException", text)


def bad_token() -> AwsError:
    return AwsError("InvalidNextTokenException", "The next token supplied was invalid")


def _check_bounds(now: FakeScalableTarget | None, least: int | None, most: int | None) -> None:
    lower = now.min_capacity if now and least is None else least
    upper = now.max_capacity if now and most is None else most
    if lower is None or upper is None:
        text = "Minimum and maximum capacity must be specified when registering a new scalable target"
        raise AwsError("ValidationException", text)
    if lower < 0:
        raise AwsError("ValidationException", "Minimum capacity cannot be less than 0")
    if lower > upper:
        raise AwsError("ValidationException", "Maximum capacity cannot be less than minimum capacity")


def _check_tags(tags: Tags) -> None:
    if len(tags) > TAGS_PER_TARGET:
        raise AwsError("TooManyTagsException", f"A scalable target can have {TAGS_PER_TARGET} tags")


def _by_arn(response: ApplicationAutoScalingResponse) -> FakeScalableTarget:
    arn = response._get_param("ResourceARN")
    targets = response.applicationautoscaling_backend.targets.values()
    found = next((target for each in targets for target in each.values() if target.arn == arn), None)
    if found is None:
        raise AwsError("ResourceNotFoundException", f"Resource not found: {arn}")
    return found


def _service(backend: ApplicationAutoscalingBackend, resource: str) -> Service | None:
    _unused, cluster, name = resource.split("/")
    try:
        found, _failures = backend.ecs_backend.describe_services(cluster, [name])
    except ServiceException:
        return None
    return next((service for service in found if service.status == "ACTIVE"), None)


def _bring_between_bounds(backend: ApplicationAutoscalingBackend, target: FakeScalableTarget) -> None:
    service = _service(backend, target.resource_id)
    least, most = int(target.min_capacity or 0), int(target.max_capacity or 0)
    if service and not least <= service.desired_count <= most:
        count = max(least, min(most, service.desired_count))
        changes = {"cluster": service.cluster_name, "service": service.name, "desired_count": count}
        backend.ecs_backend.update_service(changes)


def _service_linked_role(account: str, region: str) -> str:
    backend = iam_backends[account][get_partition(region)]
    for role in backend.roles.values():
        if role.name == ECS_ROLE:
            return str(role.arn)
    return str(backend.create_service_linked_role(ECS_PRINCIPAL, "", "").arn)
