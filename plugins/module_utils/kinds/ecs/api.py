# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Container Service's API, and what its kinds share."""

from __future__ import annotations

import typing as t

from ...calls import Batch, Call, Flow, Reply, Service, Wait
from ...errors import Absent, AwsError
from ...fields import Reference
from ...wire import Codec, pairs

ecs = Service(
    "ecs",
    absent=frozenset({"ServiceNotFoundException"}),
    # a cluster that is being changed, and tasks of a deleted service that are still stopping
    transient=frozenset({"UpdateInProgressException", "ResourceInUseException", "ClusterContainsTasksException"}),
    batches={"describe_services": Batch("services", 10), "describe_clusters": Batch("clusters", 100)},
)

TAGS = Codec(lambda given: pairs("key", "value").out(given) or None, pairs("key", "value").into)
"""Tags as ECS writes them; it refuses an empty list."""

switch = Codec(lambda on: None if on is None else "ENABLED" if on else "DISABLED", lambda found: found == "ENABLED")
"""A truth for which ECS has two words."""


def described_cluster(name: str) -> Call:
    """The one way a cluster is read, so that all who ask share a call."""
    return ecs.describe_clusters(clusters=[name], include=["CONFIGURATIONS", "SETTINGS", "TAGS"])


def named(reply: Reply, listed: str, **about: str) -> Reply:
    """The entry of a reply that bears a name; empty where there is none."""
    return next((entry for entry in reply.get(listed, ()) if about.items() <= entry.items()), {})


def find_cluster(name: str) -> Flow:
    reply = yield described_cluster(name)
    return name if named(reply, "clusters", clusterName=name).get("status") in ("ACTIVE", "PROVISIONING") else None


def newest(family: str) -> Flow:
    """The latest active revision of a task definition, as described; raises `Absent`.

    `family:revision` and ARNs are taken too: then it is that revision, active or not.
    """
    call = ecs.describe_task_definition(taskDefinition=family, include=["TAGS"])
    try:
        return (yield call)
    except AwsError as error:
        if error.code == "ClientException" and "Unable to describe" in error.message:
            raise Absent(call, error.code, error.message) from error
        raise


def running(cluster: str | None, service: str | None) -> Flow:
    """The revision that a service runs, as described, of whatever family and active or not; None without a service."""
    if not cluster or not service:
        return None
    try:
        reply = yield ecs.describe_services(cluster=cluster, services=[service])
        arn = named(reply, "services", serviceName=service, status="ACTIVE").get("taskDefinition")
        return (yield from newest(arn)) if arn else None
    except Absent:  # the revision was deleted, or the cluster is yet to come
        return None


def usable(reply: Reply, family: str) -> bool:
    """Whether what is described is of a family, and can be run again."""
    about = reply["taskDefinition"]
    return bool(about["family"] == family and about.get("status") == "ACTIVE")


def find_revision(family: str) -> Flow:
    reply = yield from newest(family)
    return reply["taskDefinition"]["taskDefinitionArn"]


def linked(call: Call) -> Flow:
    """Make a call that needs the service-linked role of ECS.

    On a fresh account AWS makes that role with the first cluster, and cannot use it for some seconds.
    """
    return _patiently(Wait(
        call, "the service-linked role of ECS", lambda reply: "usable", frozenset({"usable"}), timeout=120,
        hint="Make it with `aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com`",
        passing=_says("service linked role")))


def registered(call: Call) -> Flow:
    """Register a revision, whose roles ECS may not know yet when they are new, and which others may be doing too."""
    return _patiently(Wait(
        call, "the new revision", lambda reply: "taken", frozenset({"taken"}), timeout=60,
        hint="Its roles must exist, and their trust policies must let ecs-tasks.amazonaws.com assume them",
        passing=_says("role is not valid", "too many concurrent attempts")))


def _patiently(wait: Wait) -> Flow:
    """Make a call; where AWS refuses it with something that passes, wait for that."""
    try:
        return (yield wait.call)
    except AwsError as error:
        if not wait.passing(error):
            raise
    return (yield wait)


def _says(*words: str) -> t.Callable[[AwsError], bool]:
    """Whether AWS's message is one of these, for which it has no code."""
    return lambda error: any(each in error.message.lower().replace("-", " ") for each in words)


CLUSTER = Reference("ECS cluster", find_cluster, role="ecs_services")
TASK_DEFINITION = Reference("task definition", find_revision, is_id=lambda name: ":" in name, role="ecs_services")
"""A family as the ARN of its latest revision; `family:revision` and ARNs are exact already."""
