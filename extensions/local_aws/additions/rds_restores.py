# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances that are made of backups, and maintenance that waits.

moto gives a restored instance all that its source has: its tags, its protection, its groups, a secret with its master
password.  AWS gives it what is in the backup (engine, size, key, user, database), the class, and how it is backed up;
all else is as the request says, or as it is by default.  It keeps no master password of a restored instance until that
is asked for, and restores to no moment without backups, or after the latest.  moto lacks
DescribePendingMaintenanceActions; here nothing waits.
"""

from __future__ import annotations

import typing as t
from datetime import UTC, datetime

from moto.core.responses import ActionResult
from moto.rds.models import DBInstance, DBSnapshot, RDSBackend
from moto.rds.responses import RDSResponse

from ._mend import AwsError, adds, mends

IN_THE_BACKUP = ("engine", "engine_version", "allocated_storage", "storage_encrypted", "kms_key_id", "master_username",
                 "db_name", "db_instance_class", "license_model", "port", "backup_retention_period",
                 "preferred_backup_window")
ASKED = (
    "db_instance_class", "db_subnet_group_name", "db_parameter_group_name", "vpc_security_group_ids", "multi_az",
    "storage_type", "iops", "storage_throughput", "publicly_accessible", "auto_minor_version_upgrade",
    "copy_tags_to_snapshot", "ca_certificate_identifier", "backup_retention_period", "preferred_backup_window",
    "max_allocated_storage", "option_group_name", "enable_cloudwatch_logs_exports", "deletion_protection", "tags",
    "port")
"""What a request may say otherwise, by moto's names."""


@mends(RDSBackend)
def restore_db_instance_from_db_snapshot(
    former: t.Any, self: RDSBackend, from_snapshot_id: str, overrides: dict[str, t.Any]
) -> DBInstance:
    snapshot: DBSnapshot = self.describe_db_snapshots(
        db_instance_identifier=None, db_snapshot_identifier=from_snapshot_id)[0]
    return _restored(self, snapshot.database, overrides["db_instance_identifier"], overrides)


@mends(RDSBackend)
def restore_db_instance_to_point_in_time(
    former: t.Any, self: RDSBackend, source_db_identifier: str, target_db_identifier: str, overrides: dict[str, t.Any]
) -> DBInstance:
    source = self.describe_db_instances(source_db_identifier)[0]
    if not source.backup_retention_period:
        text = f"Point in time restore is not enabled for instance {source_db_identifier}."
        raise AwsError("PointInTimeRestoreNotEnabled", text)
    _check_moment(overrides)
    return _restored(self, source, target_db_identifier, overrides)


def _check_moment(asked: dict[str, t.Any]) -> None:
    when, latest = asked.get("restore_time"), asked.get("use_latest_restorable_time")
    if bool(when) == bool(latest):
        text = "You must specify either UseLatestRestorableTime or RestoreTime, and not both."
        raise AwsError("InvalidParameterCombination", text)
    if isinstance(when, datetime) and when.replace(tzinfo=when.tzinfo or UTC) > datetime.now(UTC):
        raise AwsError("InvalidParameterValue", "The specified time is later than the latest restorable time.")


def _restored(backend: RDSBackend, source: DBInstance, name: str, asked: dict[str, t.Any]) -> DBInstance:
    kept = {each: getattr(source, each) for each in IN_THE_BACKUP}
    said = {each: asked[each] for each in ASKED if asked.get(each) is not None}
    held = {"master_user_password": getattr(source, "_master_user_password", None)}
    return backend.create_db_instance({**kept, **said, **held, "db_instance_identifier": name})


@adds(RDSResponse)
def describe_pending_maintenance_actions(self: RDSResponse) -> ActionResult:
    return ActionResult({"PendingMaintenanceActions": []})
