# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nodes that come and go: each sort has an operation of its own, and AWS takes none of them later."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from .service import available, elasticache

if t.TYPE_CHECKING:
    from .replication_groups import ReplicationGroup


def grown(wanted: ReplicationGroup, now: ReplicationGroup) -> Flow:
    """Add what is missing; before settings change, because failover needs somebody to fail over to."""
    if _more(wanted.num_node_groups, now.num_node_groups):
        yield elasticache.modify_replication_group_shard_configuration(
            ReplicationGroupId=wanted.name, NodeGroupCount=wanted.num_node_groups, ApplyImmediately=True)
        yield available(wanted.name)
    if _more(wanted.replicas_per_node_group, now.replicas_per_node_group):
        yield elasticache.increase_replica_count(
            ReplicationGroupId=wanted.name, NewReplicaCount=wanted.replicas_per_node_group, ApplyImmediately=True)
        yield available(wanted.name)


def shrunk(wanted: ReplicationGroup, now: ReplicationGroup) -> Flow:
    """Take away what is too many; after settings have changed."""
    if _more(now.num_node_groups, wanted.num_node_groups):
        reply = yield available(wanted.name)
        shards = sorted(each["NodeGroupId"] for each in reply["ReplicationGroups"][0]["NodeGroups"])
        yield elasticache.modify_replication_group_shard_configuration(
            ReplicationGroupId=wanted.name, NodeGroupCount=wanted.num_node_groups, ApplyImmediately=True,
            NodeGroupsToRemove=shards[wanted.num_node_groups:])
        yield available(wanted.name)
    if _more(now.replicas_per_node_group, wanted.replicas_per_node_group):
        yield elasticache.decrease_replica_count(
            ReplicationGroupId=wanted.name, NewReplicaCount=wanted.replicas_per_node_group, ApplyImmediately=True)
        yield available(wanted.name)


def _more(one: int | None, other: int | None) -> bool:
    return one is not None and one > (-1 if other is None else other)
