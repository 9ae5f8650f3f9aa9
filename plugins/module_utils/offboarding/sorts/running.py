# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services, their tasks, what they are made of, what scales them, what they log."""

from __future__ import annotations

import contextlib
import typing as t

from ...calls import Flow
from ...errors import Absent
from ...kinds.application_autoscaling import ScalableTarget
from ...kinds.application_autoscaling.api import autoscaling
from ...kinds.ecs import EcsService, ecs
from ...kinds.ecs.api import TAGS, named, newest
from ...kinds.logs import LogGroup, logs
from ..tenant import Tenant
from ..things import Seen, Sort, Thing

LOGS = ("/ecs/", "/aws/lambda/")
"""What names of log groups begin with, before the tenant's prefix."""


def _scalable_targets(tenant: Tenant) -> Flow:
    listed = yield autoscaling.describe_scalable_targets(ServiceNamespace="ecs")
    return [Thing(SCALABLE_TARGETS.name, each["ScalableTargetARN"], each["ScalableTargetARN"])
            for each in listed.get("ScalableTargets", ()) if tenant.names(each["ResourceId"].rpartition("/")[2])]


def scalable_target(thing: Thing) -> Flow:
    """The target of that ARN, which does not tell what is scaled; raises `Absent`."""
    call = autoscaling.describe_scalable_targets(ServiceNamespace="ecs")
    for each in (yield call).get("ScalableTargets", ()):
        if each["ScalableTargetARN"] == thing.name:
            return ScalableTarget(resource=each["ResourceId"], tags={})
    raise Absent(call, "ObjectNotFoundException", f"there is no scalable target {thing.name}")


def _scalable_target(thing: Thing) -> Flow:
    target = yield from (yield from scalable_target(thing)).read()
    return Seen(target.tags or {})


def _scalable_target_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from (yield from scalable_target(thing)).delete()


def _services(tenant: Tenant) -> Flow:
    try:
        listed = yield ecs.list_services(cluster=tenant.cluster)
    except Absent:
        return []
    return [Thing(SERVICES.name, arn, arn) for arn in listed.get("serviceArns", ())
            if tenant.names(arn.rpartition("/")[2])]


def _service(thing: Thing) -> Flow:
    _unused, cluster, name = thing.name.rsplit("/", 2)
    call = ecs.describe_services(cluster=cluster, services=[name], include=["TAGS"])
    found = named((yield call), "services", serviceName=name)
    if found.get("status", "INACTIVE") == "INACTIVE":
        raise Absent(call, "MISSING", f"no service {name}")
    return Seen(TAGS.into(found.get("tags")))


def _service_taken(thing: Thing, tenant: Tenant) -> Flow:
    _unused, cluster, name = thing.name.rsplit("/", 2)
    yield from EcsService(cluster=cluster, name=name).delete()


def _tasks(tenant: Tenant) -> Flow:
    """What still runs of its task definitions, by a service or by itself."""
    families = yield ecs.list_task_definition_families(familyPrefix=tenant.prefix, status="ALL")
    arns: list[str] = []
    for family in families.get("families", ()):
        if tenant.names(family):
            with contextlib.suppress(Absent):
                arns += (yield ecs.list_tasks(cluster=tenant.cluster, family=family)).get("taskArns", ())
    return [Thing(TASKS.name, arn, arn) for arn in arns]


def _task(thing: Thing) -> Flow:
    """One that has ended is shown for an hour still, and is as good as gone."""
    call = ecs.describe_tasks(cluster=thing.name.split("/")[1], tasks=[thing.name], include=["TAGS"])
    found = named((yield call), "tasks", taskArn=thing.name)
    if found.get("lastStatus", "STOPPED") == "STOPPED":
        raise Absent(call, "STOPPED", f"task {thing.name} has ended")
    return Seen(TAGS.into(found.get("tags")), f"it ends ({found['lastStatus']})" if _ends(found) else "")


def _ends(found: t.Mapping[str, t.Any]) -> bool:
    return bool(found.get("desiredStatus") == "STOPPED")


def _task_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield ecs.stop_task(cluster=thing.name.split("/")[1], task=thing.name, reason="its tenant is taken away")


def _revisions(tenant: Tenant) -> Flow:
    found = []
    for status in ("ACTIVE", "INACTIVE"):
        listed = yield ecs.list_task_definitions(status=status)
        found += [arn for arn in listed.get("taskDefinitionArns", ())
                  if tenant.names(arn.rpartition("/")[2].partition(":")[0])]
    return [Thing(REVISIONS.name, arn, arn) for arn in found]


def _revision(thing: Thing) -> Flow:
    reply = yield from newest(thing.name)
    deleted = reply["taskDefinition"].get("status") == "DELETE_IN_PROGRESS"
    return Seen(TAGS.into(reply.get("tags")), "AWS deletes it" if deleted else "")


def _revision_taken(thing: Thing, tenant: Tenant) -> Flow:
    """AWS deletes only what is deregistered."""
    if (yield from newest(thing.name))["taskDefinition"].get("status") == "ACTIVE":
        yield ecs.deregister_task_definition(taskDefinition=thing.name)
    yield ecs.delete_task_definitions(taskDefinitions=[thing.name])


def _log_groups(tenant: Tenant) -> Flow:
    found: list[Thing] = []
    for start in LOGS:
        listed = yield logs.describe_log_groups(logGroupNamePrefix=start + tenant.prefix)
        found += [Thing(LOG_GROUPS.name, each["arn"].removesuffix(":*"), each["logGroupName"])
                  for each in listed.get("logGroups", ()) if tenant.names(each["logGroupName"].removeprefix(start))]
    return found


def _log_group(thing: Thing) -> Flow:
    return Seen((yield from LogGroup(name=thing.name, tags={}).read()).tags or {})


def _log_group_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from LogGroup(name=thing.name).delete()


SCALABLE_TARGETS = Sort("application_autoscaling_targets",
                        r"(?P<name>arn:[^:]+:application-autoscaling:[^:]+:\d+:scalable-target/.+)",
                        _scalable_targets, _scalable_target, _scalable_target_taken)
SERVICES = Sort("ecs_services", r"(?P<name>arn:[^:]+:ecs:[^:]+:\d+:service/.+)", _services, _service, _service_taken)
TASKS = Sort("ecs_tasks", r"(?P<name>arn:[^:]+:ecs:[^:]+:\d+:task/.+/.+)", _tasks, _task, _task_taken)
REVISIONS = Sort("ecs_task_definitions", r"(?P<name>arn:[^:]+:ecs:[^:]+:\d+:task-definition/.+)",
                 _revisions, _revision, _revision_taken)
LOG_GROUPS = Sort("logs_groups", r"arn:[^:]+:logs:[^:]+:\d+:log-group:(?P<name>[^:]+)(:\*)?",
                  _log_groups, _log_group, _log_group_taken)
