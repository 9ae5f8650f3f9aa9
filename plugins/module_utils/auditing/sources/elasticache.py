# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Caches."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...kinds.elasticache.service import elasticache
from ..place import Place
from ..reading import Source, asked, each


def _caches(place: Place) -> Flow:
    """All replication groups of the region, and nodes that are in none, in the words of a group."""
    groups, nodes = yield from each([
        asked(elasticache.describe_replication_groups(), "ReplicationGroups"),
        asked(elasticache.describe_cache_clusters(ShowCacheNodeInfo=True), "CacheClusters")])
    return [*groups, *(_alone(one) for one in nodes if not one.get("ReplicationGroupId"))]


def _alone(node: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    name, there = node["CacheClusterId"], node.get("CacheNodes") or [{}]
    return {**node, "ReplicationGroupId": name, "MemberClusters": [name], "Status": node["CacheClusterStatus"],
            "AutomaticFailover": "disabled", "NodeGroups": [{"PrimaryEndpoint": there[0].get("Endpoint") or {}}]}


CACHES = Source("caches", _caches)
EVERY = (CACHES,)
