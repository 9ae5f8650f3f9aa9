# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters, services and what they run."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...kinds.application_autoscaling.api import autoscaling
from ...kinds.ecs.api import ecs, newest
from ...wire import pairs
from ..place import Place
from ..reading import Source, asked, each, parts

TAGS = pairs("key", "value")


def _clusters(place: Place) -> Flow:
    """The platform's cluster, by its name or else by its tags: one, or none."""
    listed = yield ecs.list_clusters()
    if not listed["clusterArns"]:
        return []
    reply = yield ecs.describe_clusters(clusters=listed["clusterArns"], include=["CONFIGURATIONS", "SETTINGS", "TAGS"])
    active = [each for each in reply["clusters"] if each["status"] == "ACTIVE"]
    name = place.values.get("ecs_services_cluster") or f"{place.prefix}-cluster"
    named = [each for each in active if each["clusterName"] == name]
    return named or [each for each in active if _tagged(each, place)][:1]


def _platforms(place: Place) -> Flow:
    """The names of all clusters of the region."""
    listed = yield ecs.list_clusters()
    return [arn.rpartition("/")[2] for arn in listed["clusterArns"]]


def _tagged(cluster: t.Mapping[str, t.Any], place: Place) -> bool:
    tags = {name.lower(): value for name, value in (TAGS.into(cluster.get("tags")) or {}).items()}
    return (tags.get("project"), tags.get("environment")) == (place.project, place.environment)


def _services(place: Place) -> Flow:
    """Services of the cluster that are not being deleted, each with its `task`: the revision that it runs."""
    found: list[t.Any] = []
    for cluster in (yield from _clusters(place)):
        name = cluster["clusterName"]
        listed = yield ecs.list_services(cluster=name)
        described = yield from each(
            asked(ecs.describe_services(cluster=name, services=[arn], include=["TAGS"]), "services")
            for arn in listed["serviceArns"])
        found += {one["serviceArn"]: one for some in described for one in some if one["status"] == "ACTIVE"}.values()
    return (yield from each(parts(one, task=_task(one["taskDefinition"])) for one in found))


def _task(arn: str) -> Flow:
    reply = yield from newest(arn)
    return reply["taskDefinition"]


def _scaling(place: Place) -> Flow:
    """What grows and shrinks services: `targets` and `policies`."""
    targets, policies = yield from each([
        asked(autoscaling.describe_scalable_targets(ServiceNamespace="ecs"), "ScalableTargets"),
        asked(autoscaling.describe_scaling_policies(ServiceNamespace="ecs"), "ScalingPolicies")])
    return {"targets": targets, "policies": policies}


CLUSTERS = Source("clusters", _clusters)
PLATFORMS = Source("platforms", _platforms)
SERVICES = Source("services", _services)
SCALING = Source("scaling", _scaling)
EVERY = (CLUSTERS, PLATFORMS, SERVICES, SCALING)
