# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters, and pages of ECS's lists.

moto replaces a cluster that exists by a new one, shows settings and configuration unasked, lets a deleted cluster be
used and one with services or tasks be deleted, lacks UpdateClusterSettings and has no pages.

AWS answers a repeated creation with what exists if the arguments are the same, shows `settings`, `configuration` and
`tags` only when DescribeClusters includes them, and lists in pages: services by 10, the rest by 100.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ClusterNotFoundException
from moto.ecs.models import Cluster, EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from ._ecs_task import Task
from ._mend import AwsError, adds, mends

INCLUDED = {"SETTINGS": "settings", "CONFIGURATIONS": "configuration", "TAGS": "tags"}
PAGES = {
    "list_clusters": ("clusterArns", 100),
    "list_services": ("serviceArns", 10),
    "list_task_definition_families": ("families", 100),
}


@mends(EC2ContainerServiceBackend)
def _get_cluster(former: t.Any, self: EC2ContainerServiceBackend, name: str) -> Cluster:
    cluster: Cluster = former(self, name)
    if cluster.status == "INACTIVE":
        raise ClusterNotFoundException
    return cluster


@mends(EC2ContainerServiceBackend)
def create_cluster(
    former: t.Any, self: EC2ContainerServiceBackend, cluster_name: str, *rest: t.Any, **settings: t.Any
) -> Cluster:
    existing = self.clusters.get(cluster_name)
    given = (rest, settings)
    if existing and existing.status == "ACTIVE":
        if existing.given != given:  # type: ignore[attr-defined]
            text = "Arguments on this idempotent request are inconsistent with arguments used in previous request(s)."
            raise AwsError("InvalidParameterException", text)
        return existing
    cluster: Cluster = former(self, cluster_name, *rest, **settings)
    cluster.given = given  # type: ignore[attr-defined]
    cluster.capacity_providers = cluster.capacity_providers or []
    cluster.default_capacity_provider_strategy = cluster.default_capacity_provider_strategy or []
    return cluster


@mends(EC2ContainerServiceBackend)
def put_cluster_capacity_providers(
    former: t.Any,
    self: EC2ContainerServiceBackend,
    cluster_name: str,
    capacity_providers: list[str],
    default_capacity_provider_strategy: list[dict[str, t.Any]],
) -> Cluster:
    for each in default_capacity_provider_strategy:
        check_provider(each["capacityProvider"], capacity_providers)
        each.setdefault("weight", 0)
        each.setdefault("base", 0)
    return t.cast(Cluster, former(self, cluster_name, capacity_providers, default_capacity_provider_strategy))


@mends(EC2ContainerServiceBackend)
def delete_cluster(former: t.Any, self: EC2ContainerServiceBackend, cluster_str: str) -> Cluster:
    cluster = self._get_cluster(cluster_str)
    if any(s.cluster_name == cluster.name and s.status == "ACTIVE" for s in self.services.values()):
        text = "The Cluster cannot be deleted while Services are active."
        raise AwsError("ClusterContainsServicesException", text)
    if any(not task.stopped for task in tasks_of(self, cluster)):
        raise AwsError("ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.")
    deleted: Cluster = former(self, cluster_str)
    return deleted


@mends(EC2ContainerServiceResponse)
def describe_clusters(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
    """Only what was asked for with `include`, and the number of services as it is now."""
    result = t.cast("dict[str, t.Any]", former(self).result)
    asked = self._get_param("include", [])
    result["clusters"] = [_shown(self.ecs_backend, cluster, asked) for cluster in result["clusters"]]
    return ActionResult(result)


@adds(EC2ContainerServiceResponse)
def update_cluster_settings(self: EC2ContainerServiceResponse) -> ActionResult:
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster"))
    given = {setting["name"]: setting["value"] for setting in self._get_param("settings")}
    now = {setting["name"]: setting["value"] for setting in cluster.settings}
    cluster.settings = [{"name": name, "value": value} for name, value in (now | given).items()]
    return ActionResult({"cluster": _shown(self.ecs_backend, cluster, list(INCLUDED))})


def check_provider(name: str, associated: t.Iterable[str] | None) -> None:
    """Refuse a strategy with a capacity provider that the cluster does not have."""
    if name not in (associated or ()):
        text = (
            "The specified capacity provider strategy cannot contain a capacity provider that is not associated "
            "with the cluster. Associate the capacity provider with the cluster and try again."
        )
        raise AwsError("InvalidParameterException", text)


def tasks_of(backend: EC2ContainerServiceBackend, cluster: Cluster) -> list[Task]:
    """The tasks of a cluster that moto itself did not make."""
    found = (backend.tasks.get(cluster.name) or {}).values()
    return [task for task in t.cast("t.Iterable[t.Any]", found) if isinstance(task, Task)]


def _shown(backend: EC2ContainerServiceBackend, cluster: Cluster, asked: t.Sequence[str]) -> Cluster:
    shown = object.__new__(Cluster)
    shown.__dict__.update(cluster.__dict__)
    services = (s for s in backend.services.values() if s.cluster_name == cluster.name and s.status == "ACTIVE")
    shown.active_services_count = sum(1 for _unused in services)
    alive = [task for task in tasks_of(backend, cluster) if task.alive]
    shown.running_tasks_count = sum(1 for task in alive if task.last_status == "RUNNING")
    shown.pending_tasks_count = len(alive) - shown.running_tasks_count
    for word, attribute in INCLUDED.items():
        if word not in asked:
            setattr(shown, attribute, None if attribute == "configuration" else [])
    return shown


def paged(name: str, key: str, size: int) -> None:
    """Give an operation pages, whose tokens are positions; whoever mends the operation itself does so first."""

    @mends(EC2ContainerServiceResponse, name)
    def page(former: t.Any, self: EC2ContainerServiceResponse) -> ActionResult:
        items = t.cast("dict[str, list[str]]", former(self).result)[key]
        start = int(self._get_param("nextToken") or 0)
        end = start + (self._get_int_param("maxResults") or size)
        return ActionResult({key: items[start:end], "nextToken": str(end) if end < len(items) else None})


for _name, (_key, _size) in PAGES.items():
    paged(_name, _key, _size)
