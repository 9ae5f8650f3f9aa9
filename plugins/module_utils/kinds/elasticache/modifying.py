# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of a replication group that is there: some may wait for its maintenance window, the others come at once.

ApplyImmediately is for all of a request, and for what waits already; so these are two requests.
"""

from __future__ import annotations

import typing as t

from ...advising import advised
from ...calls import Flow, Reply
from .log_delivery import differing
from .service import available, elasticache

if t.TYPE_CHECKING:
    from .replication_groups import ReplicationGroup

DEFERRABLE = frozenset({"engine", "engine_version", "node_type"})
"""What interrupts connections, and so may wait."""

AT_ONCE = frozenset({
    "description", "automatic_failover", "multi_az", "security_groups", "parameter_group", "maintenance_window",
    "snapshot_window", "snapshot_retention_limit", "notification_topic", "auto_minor_version_upgrade",
})
MODIFIABLE = DEFERRABLE | AT_ONCE
"""The options that ModifyReplicationGroup takes as they are."""

ADVICE = {
    "CacheSubnetGroupNotFoundFault": "elasticache_subnet_groups makes it; role data_stores does",
    "CacheParameterGroupNotFound": "elasticache_parameter_groups makes it; role data_stores does",
}


def modified(wanted: ReplicationGroup, now: ReplicationGroup, changed: t.AbstractSet[str]) -> Flow:
    """Bring its settings to what is wanted."""
    later = set(changed & DEFERRABLE)
    if _another_family(wanted, now):
        later |= changed & {"parameter_group"}  # AWS takes neither without the other
    params: dict[str, t.Any] = _of(wanted, changed & AT_ONCE - later)
    if "log_delivery_configurations" in changed:
        params["LogDeliveryConfigurations"] = differing(
            wanted.log_delivery_configurations, now.log_delivery_configurations)
    if "snapshot_retention_limit" in changed and not now.snapshot_retention_limit:
        params["SnapshottingClusterId"] = yield from _kept_in_snapshots(wanted.name)
    at_once = wanted.apply_immediately or not now.waits_for_window
    yield from _modify(wanted.name, params, at_once=at_once)
    if "engine" in later and wanted.engine_version:
        later.add("engine_version")
    yield from _modify(wanted.name, _of(wanted, later), at_once=wanted.apply_immediately)


def _of(wanted: ReplicationGroup, names: t.AbstractSet[str]) -> dict[str, t.Any]:
    return wanted.wire(*names) if names else {}


def _modify(name: str, params: dict[str, t.Any], *, at_once: bool) -> Flow:
    if params:
        yield from advised(elasticache.modify_replication_group(
            ReplicationGroupId=name, ApplyImmediately=at_once, **params), ADVICE)
        yield available(name)


def _another_family(wanted: ReplicationGroup, now: ReplicationGroup) -> bool:
    """Whether parameter groups of the engine there is do not fit the one that is wanted."""
    majors = [(each.engine_version or "").partition(".")[0] for each in (wanted, now)]
    return wanted.engine != now.engine or majors[0] != majors[1]


def _kept_in_snapshots(name: str) -> Flow:
    """The node whose snapshots are taken: AWS wants to be told when they begin, but not of a group in shards."""
    group: Reply = (yield available(name))["ReplicationGroups"][0]
    if group.get("ClusterEnabled"):
        return None
    members = group["NodeGroups"][0]["NodeGroupMembers"]
    replicas = [each for each in members if each.get("CurrentRole") == "replica"]
    return (replicas or members)[0]["CacheClusterId"]
