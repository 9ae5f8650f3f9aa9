# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The nodes of a replication group: its shards, their endpoints, and the cache clusters they are."""

from __future__ import annotations

import typing as t

from moto.elasticache.models import ReplicationGroup

from . import _elasticache_window as window

SLOTS = 16384


def arrange(group: ReplicationGroup, shards: t.Sequence[str], replicas: int) -> None:
    """Give it these shards, each with so many replicas."""
    group.node_groups = [_shard(group, shard, number, len(shards), replicas) for number, shard in enumerate(shards)]
    members = [node for shard in group.node_groups for node in shard["NodeGroupMembers"]]
    group.member_clusters = [node["CacheClusterId"] for node in members]
    if group.cluster_enabled:
        group.configuration_endpoint = _endpoint(group, "clustercfg")


def shards_of(group: ReplicationGroup) -> list[str]:
    return [shard["NodeGroupId"] for shard in group.node_groups]


def replicas_of(group: ReplicationGroup) -> int:
    return max(len(shard["NodeGroupMembers"]) for shard in group.node_groups) - 1


def new_shards(count: int, there: t.Sequence[str] = ()) -> list[str]:
    """Ids of so many shards: those there, and new ones."""
    fresh = (f"{number:04}" for number in range(1, count + len(there) + 1))
    return sorted([*there, *[each for each in fresh if each not in there][: count - len(there)]])


def clusters(group: ReplicationGroup) -> list[dict[str, t.Any]]:
    """Its nodes as DescribeCacheClusters shows them."""
    return [_cluster(group, node) for node in group.member_clusters]


def _shard(group: ReplicationGroup, shard: str, number: int, count: int, replicas: int) -> dict[str, t.Any]:
    prefix = f"{group.replication_group_id}-{shard}" if group.cluster_enabled else group.replication_group_id
    region = group.arn.split(":")[3]
    nodes = [
        {
            "CacheClusterId": f"{prefix}-{node + 1:03}",
            "CacheNodeId": "0001",
            "PreferredAvailabilityZone": f"{region}{'abc'[node % 2]}",
        }
        for node in range(replicas + 1)
    ]
    made: dict[str, t.Any] = {"NodeGroupId": shard, "Status": "available", "NodeGroupMembers": nodes}
    if group.cluster_enabled:
        first, last = number * SLOTS // count, (number + 1) * SLOTS // count - 1
        return {**made, "Slots": f"{first}-{last}"}
    for place, node in enumerate(nodes):
        node["CurrentRole"] = "replica" if place else "primary"
    return {**made, "PrimaryEndpoint": _endpoint(group, "master"), "ReaderEndpoint": _endpoint(group, "replica")}


def _endpoint(group: ReplicationGroup, role: str) -> dict[str, t.Any]:
    region = group.arn.split(":")[3]
    name = group.replication_group_id
    return {"Address": f"{role}.{name}.abc123.{region}.cache.amazonaws.com", "Port": group.port}


def _cluster(group: ReplicationGroup, name: str) -> dict[str, t.Any]:
    return {
        "CacheClusterId": name,
        "ReplicationGroupId": group.replication_group_id,
        "CacheClusterStatus": group.status,
        "CacheNodeType": group.cache_node_type,
        "Engine": group.engine,
        "EngineVersion": group.engine_version,
        "NumCacheNodes": 1,
        "CacheSubnetGroupName": group.cache_subnet_group_name,
        "SecurityGroups": [{"SecurityGroupId": each, "Status": "active"} for each in group.security_group_ids or ()],
        "CacheParameterGroup": {
            "CacheParameterGroupName": group.cache_parameter_group_name,
            "ParameterApplyStatus": "in-sync",
        },
        "PreferredMaintenanceWindow": group.preferred_maintenance_window,
        "NotificationConfiguration": _notified(group),
        "PendingModifiedValues": window.of_nodes(group),
        "AutoMinorVersionUpgrade": group.auto_minor_version_upgrade,
        "TransitEncryptionEnabled": group.transit_encryption_enabled,
        "AuthTokenEnabled": group.auth_token_enabled,
        "SnapshotRetentionLimit": _kept(group, name),
        "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
        "ARN": group.arn.replace(":replicationgroup:", ":cluster:").rpartition(":")[0] + f":{name}",
    }


def _notified(group: ReplicationGroup) -> dict[str, str] | None:
    topic = group.notification_topic_arn
    return {"TopicArn": topic, "TopicStatus": "active"} if topic else None


def _kept(group: ReplicationGroup, name: str) -> int:
    """Days that snapshots are kept: of the node they are taken of, or of every shard."""
    source = group.snapshotting_cluster_id
    return group.snapshot_retention_limit if source in (None, name) else 0
