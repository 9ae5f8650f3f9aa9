# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ElastiCache's API, what its resources have in common, and the states that are waited for."""

from __future__ import annotations

import re
import typing as t

from ...calls import Call, Flow, Reply, Service, Wait
from ...errors import Absent
from ...tagging import Tags, missing
from ...wire import pairs

elasticache = Service(
    "elasticache",
    absent=frozenset({"CacheParameterGroupNotFound", "CacheSubnetGroupNotFoundFault", "ReplicationGroupNotFoundFault"}),
    transient=frozenset({"InvalidReplicationGroupState"}),  # for some moments after a change that is done already
)

LONG = 3600
"""Seconds: a group is made in 5 to 20 minutes; moving its keys to other nodes takes as long as there are many."""


def the_one(call: Call, found: t.Iterable[Reply], **named: str) -> Reply:
    """The entry that bears a name; raises `Absent`."""
    [(field, name)] = list(named.items())
    entry = next((each for each in found if each[field] == name), None)
    if entry is None:
        raise Absent(call, "NotFound", f"there is no {name}")
    return entry


def tags_of(arn: str) -> Flow:
    return (yield elasticache.list_tags_for_resource(ResourceName=arn)).get("TagList", [])


def retag(arn: str | None, now: Tags | None, wanted: Tags | None) -> Flow:
    if fresh := missing(now, wanted):
        yield elasticache.add_tags_to_resource(ResourceName=arn, Tags=pairs().out(fresh))


def name_problems(name: str, longest: int) -> t.Iterator[str]:
    """What is wrong with the name of a group; AWS would store it in lower case, and not find it again as written."""
    if len(name) > longest or not re.fullmatch(r"[a-z](-?[a-z0-9])*", name):
        yield (f"name: {name!r} is not allowed: 1 to {longest} lower case letters, digits and single hyphens, "
               "beginning with a letter and not ending with a hyphen")


def available(name: str) -> Wait:
    """Waiting until a replication group takes changes again; answered with its description."""
    return Wait(
        elasticache.describe_replication_groups(ReplicationGroupId=name), f"replication group {name}", state_of,
        done=frozenset({"available"}), failed=frozenset({"create-failed", "deleting"}), timeout=LONG, absent="",
        hint="See its events in the console of ElastiCache; the same command goes on where this one stopped")


def gone(name: str) -> Wait:
    """Waiting until a replication group that is being deleted is no more."""
    return Wait(
        elasticache.describe_replication_groups(ReplicationGroupId=name), f"deletion of replication group {name}",
        state_of, done=frozenset({"absent"}), timeout=LONG,
        hint="A final snapshot takes as long as there is much to keep; the same command goes on waiting")


def state_of(reply: Reply) -> str:
    """Its status; one that is available and still busy says with what."""
    group = reply["ReplicationGroups"][0]
    pending = group.get("PendingModifiedValues") or {}
    busy = pending.get("AuthTokenStatus") or ("resharding" if pending.get("Resharding") else None)
    return str(busy if busy and group["Status"] == "available" else group["Status"])
