# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shards and replicas that come and go, which moto lacks.

AWS takes these changes at once or not at all (`ApplyImmediately` has to be true), wants to be told which shards go, and
keeps a replica where failover needs one.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult
from moto.elasticache.models import ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_life as life
from . import _elasticache_nodes as nodes
from ._mend import AwsError, adds

MOST_REPLICAS = 5


@adds(ElastiCacheResponse)
def modify_replication_group_shard_configuration(self: ElastiCacheResponse) -> ActionResult:
    group, asked = _asked(self)
    there, count = nodes.shards_of(group), asked["NodeGroupCount"]
    if not group.cluster_enabled:
        text = "Online resharding is only supported for replication groups with cluster mode enabled."
        raise AwsError("InvalidParameterCombination", text)
    if count == len(there):
        raise AwsError("InvalidParameterValue", "The node group count is the same as the current one.")
    nodes.arrange(group, _kept(there, count, asked), nodes.replicas_of(group))
    life.begin(group, "modifying", Resharding={"SlotMigration": {"ProgressPercentage": 0.0}})
    return ActionResult({"ReplicationGroup": group})


@adds(ElastiCacheResponse)
def increase_replica_count(self: ElastiCacheResponse) -> ActionResult:
    group, asked = _asked(self)
    wanted = asked["NewReplicaCount"]
    if wanted <= nodes.replicas_of(group):
        raise AwsError("NoOperationFault", "The replica count must be greater than the current one.")
    if wanted > MOST_REPLICAS:
        raise AwsError("InvalidParameterValue", f"A node group has {MOST_REPLICAS} replicas at most.")
    return _with_replicas(group, wanted)


@adds(ElastiCacheResponse)
def decrease_replica_count(self: ElastiCacheResponse) -> ActionResult:
    group, asked = _asked(self)
    wanted = asked["NewReplicaCount"]
    if wanted >= nodes.replicas_of(group):
        raise AwsError("NoOperationFault", "The replica count must be less than the current one.")
    fails_over = group.automatic_failover == "enabled" and not group.cluster_enabled
    if wanted < 1 and (group.multi_az == "enabled" or fails_over):
        text = "Must have at least 1 replica when cluster mode is disabled with auto failover enabled."
        raise AwsError("InvalidParameterValue", text)
    return _with_replicas(group, wanted)


def _asked(response: ElastiCacheResponse) -> tuple[ReplicationGroup, dict[str, t.Any]]:
    asked = response._get_params()
    if not asked.get("ApplyImmediately"):
        raise AwsError("InvalidParameterValue", "ApplyImmediately must be true.")
    return life.available(response.elasticache_backend, asked["ReplicationGroupId"]), asked


def _kept(there: list[str], count: int, asked: dict[str, t.Any]) -> list[str]:
    if count > len(there):
        return nodes.new_shards(count, there)
    removed = set(asked.get("NodeGroupsToRemove") or ())
    kept = asked.get("NodeGroupsToRetain") or [each for each in there if each not in removed]
    if len(kept) != count or not set(kept) <= set(there):
        text = "NodeGroupsToRemove or NodeGroupsToRetain must name the node groups that go or stay."
        raise AwsError("InvalidParameterValue", text)
    return sorted(kept)


def _with_replicas(group: ReplicationGroup, count: int) -> ActionResult:
    nodes.arrange(group, nodes.shards_of(group), count)
    life.begin(group, "modifying")
    return ActionResult({"ReplicationGroup": group})
