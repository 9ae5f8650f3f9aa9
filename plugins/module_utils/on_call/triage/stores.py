# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Database and cache: whether AWS says that they are available."""

from __future__ import annotations

from ...calls import Flow
from ...errors import Absent
from ...kinds.elasticache.service import elasticache
from ...kinds.rds.service import rds
from ..words import command
from .part import Finding, Part

BUSY = frozenset({"backing-up", "configuring-enhanced-monitoring", "configuring-iam-database-auth",
                  "configuring-log-exports", "modifying", "resetting-master-credentials", "snapshotting",
                  "storage-config-upgrade", "storage-initialization", "storage-optimization"})
"""States in which a store answers as always."""

DEAD = frozenset({"create-failed", "deleting", "failed", "inaccessible-encryption-credentials",
                  "inaccessible-encryption-credentials-recoverable", "incompatible-create", "incompatible-network",
                  "incompatible-parameters", "incompatible-restore", "insufficient-capacity", "rebooting",
                  "restore-error", "starting", "stopped", "stopping", "storage-full"})
"""States in which it does not answer, or takes nothing."""


def database_there(name: str, target: str | None) -> Flow:
    """The `Part` on a database instance."""
    try:
        found = (yield rds.describe_db_instances(DBInstanceIdentifier=name))["DBInstances"][0]
    except Absent:
        return _missing("database", name)
    helps = command("runbooks/database", target=target)
    return _judged("database", name, found["DBInstanceStatus"], helps)


def cache_there(name: str) -> Flow:
    """The `Part` on a replication group."""
    try:
        found = (yield elasticache.describe_replication_groups(ReplicationGroupId=name))["ReplicationGroups"][0]
    except Absent:
        return _missing("cache", name)
    return _judged("cache", name, found["Status"], "docs/runbooks/data-stores.md#cache-memory")


def _missing(what: str, name: str) -> Part:
    return Part(what, [Finding(f"there is no {what} {name}", helps="playbooks/site.yml --tags data_stores", down=True)],
                f"no {what}")


def _judged(what: str, name: str, state: str, helps: str) -> Part:
    if state == "available" or state in BUSY:
        return Part(what, fine=f"{what} {name} is {state}")
    return Part(what, [Finding(f"{what} {name} is {state}", helps=helps, down=state in DEAD)], f"{what} {state}")
