# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of AWS: some of it has other names in requests than in replies."""

from __future__ import annotations

import typing as t

from ...wire import pairs

if t.TYPE_CHECKING:
    from .instances import Instance

AT_CREATION = (
    "name", "engine", "engine_version", "instance_class", "allocated_storage", "max_allocated_storage", "storage_type",
    "iops", "storage_throughput", "multi_az", "kms_key", "subnet_group", "security_groups", "parameter_group",
    "database_name", "master_username", "master_user_secret_kms_key", "backup_retention_period", "backup_window",
    "maintenance_window", "deletion_protection", "copy_tags_to_snapshot", "auto_minor_version_upgrade",
    "performance_insights_retention_period", "ca_certificate", "publicly_accessible",
)
OF_THEIR_OWN = {
    "name", "engine", "kms_key", "subnet_group", "database_name", "master_username", "master_user_secret_kms_key"}
"""What a modification does not send as it is."""
STORAGE = {"allocated_storage", "iops", "storage_throughput", "storage_type"}
STRIPED = 400
"""GiB from which storage of type gp3 is spread over several volumes; below, AWS lets nobody say how fast it is."""
LEAST_IOPS, LEAST_THROUGHPUT = 12000, 500
"""What it has from there on."""


def creation(wanted: Instance) -> dict[str, t.Any]:
    return {
        **wanted.wire(*AT_CREATION),
        **_insights(wanted),
        **_present("EnableCloudwatchLogsExports", wanted.enabled_cloudwatch_logs_exports),
        **_present("Tags", pairs().out(wanted.tags)),
        "StorageEncrypted": True, "ManageMasterUserPassword": True,
    }


def modification(wanted: Instance, now: Instance, changed: t.AbstractSet[str]) -> dict[str, t.Any]:
    """What changes, and what AWS wants to be said together with it; empty where nothing does."""
    names = [name for name in AT_CREATION if name in changed and name not in OF_THEIR_OWN]
    asked = wanted.wire(*names) if names else {}
    if changed & STORAGE:
        asked.update(_storage(wanted, now))
    if changed & {"performance_insights", "performance_insights_retention_period"}:
        asked.update(_insights(wanted))
    if changed & {"password_managed", "master_user_secret_kms_key"}:
        asked.update(wanted.wire("master_user_secret_kms_key"), ManageMasterUserPassword=True)
    if "enabled_cloudwatch_logs_exports" in changed:
        asked["CloudwatchLogsExportConfiguration"] = _exports(wanted, now)
    if "engine_version" in changed and wanted.allow_major_version_upgrade:
        asked["AllowMajorVersionUpgrade"] = True
    return asked


def _storage(wanted: Instance, now: Instance) -> dict[str, t.Any]:
    """AWS takes speed and size together only, no less of either than there has to be, and no speed of some storage."""
    size = max(wanted.allocated_storage or 0, now.allocated_storage or 0)
    if wanted.storage_type in ("io1", "io2"):
        return {**_present("AllocatedStorage", size or None), **_present("Iops", wanted.iops)}
    if wanted.storage_type != "gp3" or size < STRIPED:
        return {}
    return {"AllocatedStorage": size, "Iops": max(wanted.iops or 0, LEAST_IOPS),
            "StorageThroughput": max(wanted.storage_throughput or 0, LEAST_THROUGHPUT)}


def _insights(wanted: Instance) -> dict[str, t.Any]:
    days = wanted.performance_insights_retention_period if wanted.performance_insights else None
    return {**_present("EnablePerformanceInsights", wanted.performance_insights),
            **_present("PerformanceInsightsRetentionPeriod", days)}


def _exports(wanted: Instance, now: Instance) -> dict[str, list[str]]:
    after, before = set(wanted.enabled_cloudwatch_logs_exports or ()), set(now.enabled_cloudwatch_logs_exports or ())
    return {"EnableLogTypes": sorted(after - before), "DisableLogTypes": sorted(before - after)}


def _present(name: str, value: t.Any) -> dict[str, t.Any]:
    return {} if value is None else {name: value}
