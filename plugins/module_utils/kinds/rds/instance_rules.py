# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with an instance, and what AWS does not let change."""

from __future__ import annotations

import re
import typing as t

from .requests import LEAST_IOPS, LEAST_THROUGHPUT, STRIPED
from .rotation import rotation_problems
from .service import name_problems
from .versions import major, older
from .windows import window_problems

if t.TYPE_CHECKING:
    from .instances import Instance

Changes = dict[str, tuple[t.Any, t.Any]]

LOGS = {
    "mysql": {"audit", "error", "general", "iam-db-auth-error", "slowquery"},
    "mariadb": {"audit", "error", "general", "iam-db-auth-error", "slowquery"},
    "postgres": {"iam-db-auth-error", "postgresql", "upgrade"},
}
"""Logs that an engine can export."""
LONGEST_USERNAME = {"mysql": 16, "mariadb": 16, "postgres": 63}
INSIGHTS_DAYS = {7, 731, *(31 * months for months in range(1, 24))}
WITH_IOPS = {"gp3", "io1", "io2"}
MOST_STORAGE = 65536
GP3 = {"iops": (LEAST_IOPS, 64000), "storage_throughput": (LEAST_THROUGHPUT, 4000)}

REPLACE = ("take a snapshot, restore it under another name with what is wanted, and lead the application there; "
           "this one is left as it is")


def instance_problems(wanted: Instance) -> t.Iterator[str]:
    yield from name_problems("name", wanted.name, 63)
    if wanted.instance_class is not None and not re.fullmatch(r"db\.[a-z0-9-]+\.[a-z0-9]+", wanted.instance_class):
        yield f"instance_class: {wanted.instance_class!r} is none, allowed are those of RDS, such as db.t4g.medium"
    if wanted.engine_version is not None and not re.fullmatch(r"\d+(\.\d+)*[\w.-]*", wanted.engine_version):
        yield f"engine_version: {wanted.engine_version!r} is none, allowed are such as 8.0 or 8.0.39"
    if wanted.final_snapshot is not None:
        yield from name_problems("final_snapshot", wanted.final_snapshot, 255)
    yield from window_problems(wanted.backup_window, wanted.maintenance_window)
    yield from rotation_problems(wanted.master_user_secret_rotation_days)
    yield from _storage_problems(wanted)
    yield from _account_problems(wanted)
    yield from _watching_problems(wanted)


def _storage_problems(wanted: Instance) -> t.Iterator[str]:
    size, most = wanted.allocated_storage, wanted.max_allocated_storage
    if size is not None and not 5 <= size <= MOST_STORAGE:
        yield f"allocated_storage: {size}, allowed are 5 to {MOST_STORAGE} GiB"
    if most is not None and not (1.1 * (size or 0) <= most <= MOST_STORAGE):
        yield f"max_allocated_storage: {most}, allowed are 10 % more than allocated_storage to {MOST_STORAGE} GiB"
    if wanted.iops is not None and wanted.storage_type not in (None, *WITH_IOPS):
        yield f"iops: {wanted.storage_type} takes none, allowed are storage types {', '.join(sorted(WITH_IOPS))}"
    if wanted.storage_throughput is not None and wanted.storage_type not in (None, "gp3"):
        yield f"storage_throughput: {wanted.storage_type} takes none, allowed is storage type gp3"
    if wanted.storage_type == "gp3" and size is not None:
        yield from _gp3_problems(wanted, size)


def _gp3_problems(wanted: Instance, size: int) -> t.Iterator[str]:
    """Small storage is as fast as it is; for large one is paid by speed, from what it has anyway."""
    for name, (least, most) in GP3.items():
        value = getattr(wanted, name)
        if value is not None and size < STRIPED:
            yield f"{name}: gp3 of less than {STRIPED} GiB takes none, allowed is an allocated_storage of {STRIPED} on"
        elif value is not None and not least <= value <= most:
            yield f"{name}: {value}, allowed are {least} to {most} for gp3 of {STRIPED} GiB and more"


def _account_problems(wanted: Instance) -> t.Iterator[str]:
    name, longest = wanted.master_username, LONGEST_USERNAME.get(wanted.engine or "", 63)
    if name is not None and (len(name) > longest or not re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII)):
        yield f"master_username: {name!r}, allowed are 1 to {longest} letters, digits and _, beginning with a letter"
    if wanted.database_name is not None and not re.fullmatch(r"[A-Za-z]\w{0,62}", wanted.database_name, re.ASCII):
        yield f"database_name: {wanted.database_name!r}, allowed are 1 to 63 letters, digits and _"


def _watching_problems(wanted: Instance) -> t.Iterator[str]:
    days, known = wanted.performance_insights_retention_period, LOGS.get(wanted.engine or "")
    if wanted.backup_retention_period is not None and not 0 <= wanted.backup_retention_period <= 35:
        yield f"backup_retention_period: {wanted.backup_retention_period}, allowed are 0 to 35 days"
    if days is not None and days not in INSIGHTS_DAYS:
        yield f"performance_insights_retention_period: {days}, allowed are 7, 731 and multiples of 31 up to 713 days"
    if days is not None and wanted.performance_insights is False:
        yield "performance_insights_retention_period: has a meaning only together with performance_insights: true"
    if known and (strange := sorted(set(wanted.enabled_cloudwatch_logs_exports or ()) - known)):
        yield (f"enabled_cloudwatch_logs_exports: {wanted.engine} has no {', '.join(strange)}, allowed are "
               f"{', '.join(sorted(known))}")


def impossible(wanted: Instance, now: Instance, changes: Changes) -> str:
    """Why changes would need another instance, or cannot be undone; empty where neither is so."""
    if "storage_encrypted" in changes:
        return f"it is not encrypted, and cannot become so: {REPLACE}"
    if now.password_managed and "master_user_secret_kms_key" in changes:
        return ("master_user_secret_kms_key cannot change while RDS manages the password: AWS keeps the key it began "
                "with")
    return _version_impossible(wanted, now, *changes["engine_version"]) if "engine_version" in changes else ""


def _version_impossible(wanted: Instance, now: Instance, before: str, after: str) -> str:
    if older(after, before):
        return (f"engine_version ({before} now, {after} wanted) cannot go back: name a version prefix, such as "
                f"{'.'.join(before.split('.')[:2])}, to take what AWS upgrades to; or {REPLACE}")
    if major(now.engine, before) != major(now.engine, after) and not wanted.allow_major_version_upgrade:
        return (f"engine_version ({before} now, {after} wanted) is another major version, and no way back: "
                "try it on a copy, then set allow_major_version_upgrade")
    return ""
