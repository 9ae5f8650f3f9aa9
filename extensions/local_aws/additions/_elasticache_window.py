# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a replication group is asked for and puts off until its maintenance window, which never comes here.

AWS shows of it the version and type of nodes at each node, and failover at the group; not that a version is one of
another engine, nor the parameter group that comes with that.  What is asked for at once takes with it all that waits.
"""

from __future__ import annotations

import typing as t

from moto.elasticache.models import ReplicationGroup

from . import _elasticache_engines as engines

SHOWN = ("EngineVersion", "CacheNodeType")
ATTRIBUTES = {
    "Engine": "engine",
    "EngineVersion": "engine_version",
    "CacheNodeType": "cache_node_type",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "AutomaticFailoverEnabled": "automatic_failover",
}


def put_off(group: ReplicationGroup, asked: t.Mapping[str, t.Any]) -> None:
    """Take what is asked for, with what has waited, or have it wait."""
    waiting: dict[str, t.Any] = group.__dict__.setdefault("window", {})
    waiting |= {name: asked[name] for name in ATTRIBUTES if name in asked}
    if {"Engine", "EngineVersion"} & asked.keys():
        waiting["EngineVersion"] = engines.version_of(waiting.get("Engine", group.engine), asked.get("EngineVersion"))
    if "AutomaticFailoverEnabled" in asked:
        waiting["AutomaticFailoverEnabled"] = "enabled" if asked["AutomaticFailoverEnabled"] else "disabled"
    fits = _family(group, waiting) == _family(group, {})
    for name in list(waiting):
        if asked.get("ApplyImmediately") or (name == "CacheParameterGroupName" and fits):
            setattr(group, ATTRIBUTES[name], waiting.pop(name))


def of_nodes(group: ReplicationGroup) -> dict[str, str]:
    return {name: value for name, value in group.__dict__.get("window", {}).items() if name in SHOWN}


def of_group(group: ReplicationGroup) -> dict[str, str]:
    failover = group.__dict__.get("window", {}).get("AutomaticFailoverEnabled")
    return {"AutomaticFailoverStatus": failover} if failover else {}


def _family(group: ReplicationGroup, waiting: t.Mapping[str, t.Any]) -> str:
    """The family of parameter groups that it needs once it has what waits."""
    return engines.VERSIONS[waiting.get("Engine", group.engine), waiting.get("EngineVersion", group.engine_version)]
