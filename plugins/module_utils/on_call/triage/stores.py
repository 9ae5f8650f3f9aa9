# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Database and cache: whether AWS says that they are available."""

from __future__ import annotations

from ...calls import Flow
from ...errors import Absent
from ...kinds.elasticache.service import elasticache
from ...kinds.rds.service import rds
from ..databases.instance import ANSWERS, DEAD
from ..words import command
from .part import Finding, Part

CACHE_ANSWERS = frozenset({"available", "modifying", "snapshotting"})
CACHE_DEAD = frozenset({"create-failed", "deleting"})


def database_there(name: str) -> Flow:
    """The `Part` on a database instance."""
    try:
        found = (yield rds.describe_db_instances(DBInstanceIdentifier=name))["DBInstances"][0]
    except Absent:
        return _missing("database", name)
    state = found["DBInstanceStatus"]
    return _judged("database", name, state, command("runbooks/database"), fine=state in ANSWERS, down=state in DEAD)


def cache_there(name: str) -> Flow:
    """The `Part` on a replication group."""
    try:
        found = (yield elasticache.describe_replication_groups(ReplicationGroupId=name))["ReplicationGroups"][0]
    except Absent:
        return _missing("cache", name)
    state = found["Status"]
    return _judged("cache", name, state, "docs/runbooks/data-stores.md#cache-memory", fine=state in CACHE_ANSWERS,
                   down=state in CACHE_DEAD)


def _missing(what: str, name: str) -> Part:
    return Part(what, [Finding(f"there is no {what} {name}", helps="playbooks/site.yml --tags data_stores", down=True)],
                f"no {what}")


def _judged(what: str, name: str, state: str, helps: str, *, fine: bool, down: bool) -> Part:
    if fine:
        return Part(what, fine=f"{what} {name} is {state}")
    return Part(what, [Finding(f"{what} {name} is {state}", helps=helps, down=down)], f"{what} {state}")
