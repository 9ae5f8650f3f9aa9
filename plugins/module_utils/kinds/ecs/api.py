# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Container Service's API, and what its kinds share."""

from __future__ import annotations

import dataclasses

from ...calls import Batch, Call, Flow, Reply, Service, Wait
from ...errors import Absent, AwsError
from ...resource import Reference
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
    """The latest active revision of a task definition, as described; raises `Absent`."""
    call = ecs.describe_task_definition(taskDefinition=family, include=["TAGS"])
    try:
        return (yield call)
    except AwsError as error:
        if error.code == "ClientException" and "Unable to describe" in error.message:
            raise Absent(call, error.code, error.message) from error
        raise


def find_revision(family: str) -> Flow:
    reply = yield from newest(family)
    return reply["taskDefinition"]["taskDefinitionArn"]


def linked(call: Call) -> Flow:
    """Make a call that needs the service-linked role of ECS.

    On a fresh account AWS makes that role with the first cluster, and cannot use it for some seconds.
    """
    return _patiently(call, "service linked role", Wait(
        call, "the service-linked role of ECS", lambda reply: "usable", frozenset({"usable"}), timeout=120,
        hint="Make it with `aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com`"))


def trusting(call: Call) -> Flow:
    """Make a call that names roles for tasks, which ECS may not know yet when they are new."""
    return _patiently(call, "role is not valid", Wait(
        call, "the role of the tasks", lambda reply: "usable", frozenset({"usable"}), timeout=60,
        hint="It must exist, and its trust policy must let ecs-tasks.amazonaws.com assume it"))


def _patiently(call: Call, words: str, wait: Wait) -> Flow:
    """Make a call; where AWS refuses it with these words, wait until it does no longer."""
    def passing(error: AwsError) -> bool:
        return words in error.message.lower().replace("-", " ")

    try:
        return (yield call)
    except AwsError as error:
        if not passing(error):
            raise
    return (yield dataclasses.replace(wait, passing=passing))


CLUSTER = Reference("ECS cluster", find_cluster, role="platform")
TASK_DEFINITION = Reference("task definition", find_revision, is_id=lambda name: ":" in name, role="ecs_services")
"""A family as the ARN of its latest revision; `family:revision` and ARNs are exact already."""
