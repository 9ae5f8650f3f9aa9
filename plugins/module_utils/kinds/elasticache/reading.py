# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A replication group as AWS describes it: half of it in the group, half in its nodes."""

from __future__ import annotations

import typing as t

from ...calls import Reply
from ..rds.versions import order

ON = frozenset({"enabled", "enabling"})
"""A failover that is being switched on is on: nothing is left to ask for."""

DEFERRED = ("EngineVersion", "CacheNodeType", "AutomaticFailoverStatus")
"""What waits for the maintenance window, unless it is asked for at once."""

FIRST_OF_VALKEY = (7, 2)
"""What Redis never came to."""


def described(group: Reply, nodes: t.Sequence[Reply], parameter_group: str | None = None, *,
              waiting_counts: bool) -> dict[str, t.Any]:
    """What requests call by other names; with `waiting_counts`, what waits for its window counts as done.

    Of a version that waits AWS does not show that it is of another engine, nor the parameter group that comes with it.
    """
    node = nodes[0] if nodes else {}
    waiting = {**(group.get("PendingModifiedValues") or {}), **(node.get("PendingModifiedValues") or {})}
    counted = waiting if waiting_counts else {}
    engine = "valkey" if order(counted.get("EngineVersion") or "") >= FIRST_OF_VALKEY else group.get("Engine")
    shards = group.get("NodeGroups") or ()
    return {
        **group,
        "Engine": engine,
        "ReplicationGroupDescription": group.get("Description"),
        "EngineVersion": counted.get("EngineVersion") or node.get("EngineVersion"),
        "CacheNodeType": counted.get("CacheNodeType") or group.get("CacheNodeType"),
        "NumNodeGroups": len(shards),
        "ReplicasPerNodeGroup": max((len(shard.get("NodeGroupMembers", ())) for shard in shards), default=1) - 1,
        "AutomaticFailoverEnabled": (counted.get("AutomaticFailoverStatus") or group.get("AutomaticFailover")) in ON,
        "MultiAZEnabled": group.get("MultiAZ") == "enabled",
        "TransitEncryption": _transit(group),
        "Working": group["Status"] != "create-failed",
        "WaitsForWindow": [f"{name} {waiting[name]}" for name in DEFERRED if waiting.get(name)],
        "LogDeliveryConfigurations": [each for each in group.get("LogDeliveryConfigurations") or ()
                                      if each.get("DestinationType") == "cloudwatch-logs"],
        **_placed(node),
        **endpoints(group),
        "CacheParameterGroupName": (
            parameter_group if parameter_group and _another_family(group, node, engine, counted)
            else (node.get("CacheParameterGroup") or {}).get("CacheParameterGroupName")),
    }


def _another_family(group: Reply, node: Reply, engine: str | None, counted: Reply) -> bool:
    """Whether what waits needs another parameter group than the one there is."""
    now, then = (str(each.get("EngineVersion") or "").partition(".")[0] for each in (node, counted))
    return engine != group.get("Engine") or bool(then and then != now)


def _placed(node: Reply) -> dict[str, t.Any]:
    """What AWS says of each node, though it is the same for all of a group."""
    return {
        "CacheSubnetGroupName": node.get("CacheSubnetGroupName"),
        "SecurityGroupIds": [each["SecurityGroupId"] for each in node.get("SecurityGroups") or ()],
        "PreferredMaintenanceWindow": node.get("PreferredMaintenanceWindow"),
        "NotificationTopicArn": (node.get("NotificationConfiguration") or {}).get("TopicArn"),
    }


def endpoints(group: Reply) -> dict[str, t.Any]:
    shard: Reply = next(iter(group.get("NodeGroups") or ()), {})
    found = {
        "PrimaryEndpoint": shard.get("PrimaryEndpoint"), "ReaderEndpoint": shard.get("ReaderEndpoint"),
        "ConfigurationEndpoint": group.get("ConfigurationEndpoint"),
    }
    port = next((each["Port"] for each in found.values() if each and each.get("Port")), None)
    return {name: (each or {}).get("Address") for name, each in found.items()} | {"Port": port}


def _transit(group: Reply) -> str:
    # engines before 7 know no mode, and take encrypted connections alone
    return str(group.get("TransitEncryptionMode") or "required") if group.get("TransitEncryptionEnabled") else "off"
