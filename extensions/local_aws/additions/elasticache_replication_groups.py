# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replication groups as they are made, changed and deleted.

moto has them available at once and for ever, shows no nodes of them, takes any version, parameter group and failover,
keeps `deleting` ones, and changes little of what it says it has changed.  AWS: a group is busy for some minutes (here:
`elasticache_seconds`) and refuses changes meanwhile; another version or node type, and whether it fails over, wait for
the maintenance window unless asked for at once; snapshots begin with the node they are taken of; an auth token is
rotated in before it is set.  The codes are AWS's; so are most words.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult
from moto.elasticache.models import ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_engines as engines
from . import _elasticache_life as life
from . import _elasticache_nodes as nodes
from . import _elasticache_window as window
from ._mend import AwsError, mends
from .elasticache import the_subnet_group
from .elasticache_parameter_groups import the_parameter_group

PLAIN = {
    "ReplicationGroupDescription": "description",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "NotificationTopicArn": "notification_topic_arn",
    "SecurityGroupIds": "security_group_ids",
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "TransitEncryptionMode": "transit_encryption_mode",
}
ALONE = "When using automatic failover, there must be at least 2 cache clusters in the replication group."
NO_SOURCE = "Must specify both SnapshotRetentionLimit and SnapshottingClusterId to turn on snapshots"
SHARDED_SNAPSHOTS = "Cannot set snapshotting cluster for cluster mode enabled replication group"
SHARDED = "Turning off automatic failover for replication group with cluster mode enabled is not supported."


@mends(ElastiCacheBackend)
def create_replication_group(former: t.Any, self: ElastiCacheBackend, **asked: t.Any) -> ReplicationGroup:
    life.settle(self)
    asked["replication_group_id"] = name = asked["replication_group_id"].lower()
    if name in self.replication_groups:
        raise AwsError("ReplicationGroupAlreadyExists", f"Replication group {name} already exists.")
    asked["engine"] = asked.get("engine") or "redis"
    asked["engine_version"] = engines.version_of(asked["engine"], asked.get("engine_version"))
    engines.check_node_type(asked.get("cache_node_type"))
    clustered = _configured(self, asked)
    shards, replicas = asked.get("num_node_groups") or 1, _replicas(asked)
    failover = bool(asked.get("automatic_failover_enabled"))
    _check_failover(clustered, shards, replicas, failover=failover, multi_az=bool(asked.get("multi_az_enabled")))
    if token := asked.get("auth_token"):
        life.check_token(token, encrypted=bool(asked.get("transit_encryption_enabled")))
    made: ReplicationGroup = former(self, **asked)
    _complete(made, asked, clustered)
    nodes.arrange(made, nodes.new_shards(shards), replicas)
    if token:
        life.first_token(made, token)
    life.begin(made, "creating")
    return made


@mends(ElastiCacheBackend)
def describe_replication_groups(
    former: t.Any, self: ElastiCacheBackend, replication_group_id: str | None = None
) -> list[ReplicationGroup]:
    life.settle(self)
    return t.cast("list[ReplicationGroup]", former(self, replication_group_id))


@mends(ElastiCacheBackend)
def describe_cache_clusters(
    former: t.Any, self: ElastiCacheBackend, cache_cluster_id: str | None = None
) -> list[t.Any]:
    life.settle(self)
    members = [node for group in self.replication_groups.values() for node in nodes.clusters(group)]
    if any(node["CacheClusterId"] == cache_cluster_id for node in members):
        return [node for node in members if node["CacheClusterId"] == cache_cluster_id]
    return [*former(self, cache_cluster_id), *([] if cache_cluster_id else members)]


@mends(ElastiCacheResponse)
def modify_replication_group(former: t.Any, self: ElastiCacheResponse) -> ActionResult:
    asked, backend = self._get_params(), self.elasticache_backend
    group = life.available(backend, asked["ReplicationGroupId"])
    _check_change(backend, group, asked)
    if strategy := asked.get("AuthTokenUpdateStrategy"):
        busy = life.take_token(group, asked.get("AuthToken", ""), strategy)
        life.begin(group, "modifying", AuthTokenStatus=busy)
        return ActionResult({"ReplicationGroup": group})
    for name in PLAIN.keys() & asked.keys():
        setattr(group, PLAIN[name], asked[name])
    group.multi_az = _word(asked.get("MultiAZEnabled"), group.multi_az)
    _deliver(group, asked.get("LogDeliveryConfigurations", []))
    window.put_off(group, asked)
    life.begin(group, "modifying")
    return ActionResult({"ReplicationGroup": group})


@mends(ElastiCacheResponse)
def delete_replication_group(former: t.Any, self: ElastiCacheResponse) -> ActionResult:
    asked, backend = self._get_params(), self.elasticache_backend
    group = life.available(backend, asked["ReplicationGroupId"])
    if snapshot := asked.get("FinalSnapshotIdentifier"):
        backend.create_snapshot(snapshot, group.replication_group_id, None, group.kms_key_id, None)
    life.begin(group, "deleting")
    return ActionResult({"ReplicationGroup": group})


def _configured(backend: ElastiCacheBackend, asked: dict[str, t.Any]) -> bool:
    """Whether its parameter group has it in shards; refuses what it is put into, or configured by, and is not there."""
    subnet_group = asked.get("cache_subnet_group_name")
    if subnet_group:
        the_subnet_group(backend, subnet_group)
    elif asked.get("transit_encryption_enabled"):
        raise AwsError("InvalidParameterCombination", "Encryption in transit requires a cache subnet group.")
    family = engines.VERSIONS[asked["engine"], asked["engine_version"]]
    many = (asked.get("num_node_groups") or 1) > 1
    default = f"default.{family}{'.cluster.on' if many else ''}"
    asked["cache_parameter_group_name"] = name = asked.get("cache_parameter_group_name") or default
    _check_family(backend, name, family)
    clustered = the_parameter_group(backend, name).value("cluster-enabled") == "yes"
    if many and not clustered:
        text = "Replication group with cluster mode disabled must have one node group."
        raise AwsError("InvalidParameterCombination", text)
    return clustered


def _complete(made: ReplicationGroup, asked: t.Mapping[str, t.Any], clustered: bool) -> None:
    """What moto leaves out."""
    made.cluster_enabled = clustered
    made.cluster_mode = "enabled" if clustered else "disabled"
    made.preferred_maintenance_window = asked.get("preferred_maintenance_window") or "sun:05:00-sun:06:00"
    made.snapshot_window = asked.get("snapshot_window") or "01:00-02:00"
    made.transit_encryption_mode = asked.get("transit_encryption_mode") or (
        "required" if made.transit_encryption_enabled else None
    )
    made.auto_minor_version_upgrade = str(asked.get("auto_minor_version_upgrade")).lower() != "false"
    if asked["engine"] == "valkey" and asked.get("at_rest_encryption_enabled") is None:
        made.at_rest_encryption_enabled = True


def _check_change(backend: ElastiCacheBackend, group: ReplicationGroup, asked: t.Mapping[str, t.Any]) -> None:
    failover = asked.get("AutomaticFailoverEnabled", group.automatic_failover == "enabled")
    multi_az = asked.get("MultiAZEnabled", group.multi_az == "enabled")
    shards, replicas = len(group.node_groups), nodes.replicas_of(group)
    _check_failover(group.cluster_enabled, shards, replicas, failover=failover, multi_az=multi_az)
    engine = asked.get("Engine", group.engine)
    if engine != group.engine and group.engine == "valkey":
        raise AwsError("InvalidParameterCombination", f"A replication group of valkey cannot be changed to {engine}.")
    version = engines.version_of(engine, asked.get("EngineVersion") or _kept(group, engine))
    if engine == group.engine and engines.numbers(version) < engines.numbers(t.cast(str, group.engine_version)):
        raise AwsError("InvalidParameterCombination", "Downgrading the engine version is not supported.")
    if "CacheNodeType" in asked:
        engines.check_node_type(asked["CacheNodeType"])
    if asked.get("SnapshotRetentionLimit") and not group.snapshot_retention_limit:
        _check_snapshots(group, asked.get("SnapshottingClusterId"))
    name = asked.get("CacheParameterGroupName") or t.cast(str, group.cache_parameter_group_name)
    _check_family(backend, name, engines.VERSIONS[engine, version])


def _kept(group: ReplicationGroup, engine: str) -> str | None:
    return group.engine_version if engine == group.engine else None


def _check_family(backend: ElastiCacheBackend, name: str, family: str) -> None:
    found = the_parameter_group(backend, name).family
    if found != family:
        text = f"Expected a parameter group of family {family} but found one of family {found}"
        raise AwsError("InvalidParameterCombination", text)


def _check_failover(clustered: bool, shards: int, replicas: int, *, failover: bool, multi_az: bool) -> None:
    if clustered and not failover:
        raise AwsError("InvalidParameterCombination", SHARDED)
    if failover and not clustered and shards * (replicas + 1) < 2:
        raise AwsError("InvalidParameterCombination", ALONE)
    if multi_az and not (failover and replicas):
        text = "Multi-AZ requires automatic failover and at least one replica in each node group."
        raise AwsError("InvalidParameterCombination", text)


def _deliver(group: ReplicationGroup, asked: list[dict[str, t.Any]]) -> None:
    named = {each["LogType"] for each in asked}
    kept = [each for each in group.log_delivery_configurations if each["LogType"] not in named]
    fresh = [{**each, "Status": "active"} for each in asked if each.get("Enabled", True)]
    group.log_delivery_configurations = kept + fresh


def _replicas(asked: t.Mapping[str, t.Any]) -> int:
    return int(asked.get("replicas_per_node_group") or max((asked.get("num_cache_clusters") or 1) - 1, 0))


def _check_snapshots(group: ReplicationGroup, source: str | None) -> None:
    if group.cluster_enabled and source:
        raise AwsError("InvalidParameterCombination", SHARDED_SNAPSHOTS)
    if not group.cluster_enabled and source not in group.member_clusters:
        raise AwsError("InvalidParameterCombination", NO_SOURCE)


def _word(asked: bool | None, there: str) -> str:
    return there if asked is None else "enabled" if asked else "disabled"
