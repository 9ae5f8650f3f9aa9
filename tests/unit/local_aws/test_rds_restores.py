# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is restored has what is in the backup, and else what the request says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

SOURCE = {
    "DBInstanceIdentifier": "envelope", "Engine": "mysql", "EngineVersion": "8.4", "DBInstanceClass": "db.m7g.large",
    "AllocatedStorage": 100, "MaxAllocatedStorage": 500, "StorageType": "gp3", "MultiAZ": True,
    "StorageEncrypted": True, "MasterUsername": "envelope", "ManageMasterUserPassword": True, "DBName": "envelope",
    "DeletionProtection": True, "BackupRetentionPeriod": 14, "Tags": [{"Key": "project", "Value": "envelope"}],
}
LATEST = {"SourceDBInstanceIdentifier": "envelope", "TargetDBInstanceIdentifier": "copy",
          "UseLatestRestorableTime": True}


@pytest.fixture
def rds(aws, client, network):
    aws.timing(start_seconds=0, stop_seconds=0)
    client("rds").create_db_instance(**SOURCE, VpcSecurityGroupIds=[network.group])
    client("rds").describe_db_instances()
    return client("rds")


def test_a_moment_comes_with_the_backup_and_without_the_rest(rds, network):
    made = rds.restore_db_instance_to_point_in_time(**LATEST, VpcSecurityGroupIds=[network.group])["DBInstance"]
    [source] = rds.describe_db_instances(DBInstanceIdentifier="envelope")["DBInstances"]

    kept = ("Engine", "EngineVersion", "AllocatedStorage", "StorageEncrypted", "KmsKeyId", "MasterUsername", "DBName")
    for name in kept:
        assert made[name] == source[name], name
    assert (made["DBInstanceStatus"], made["MultiAZ"], made["DeletionProtection"]) == ("creating", False, False)
    assert made["DbiResourceId"] != source["DbiResourceId"] and made["TagList"] == []
    assert "MasterUserSecret" not in made, "RDS keeps no password that nobody asked it to keep"
    rds.describe_db_instances()
    rds.modify_db_instance(DBInstanceIdentifier="copy", ManageMasterUserPassword=True)
    [found] = rds.describe_db_instances(DBInstanceIdentifier="copy")["DBInstances"]
    assert found["MasterUserSecret"]["SecretArn"] != source["MasterUserSecret"]["SecretArn"]


def test_a_snapshot_is_restored_as_asked(rds, network):
    rds.create_db_snapshot(DBInstanceIdentifier="envelope", DBSnapshotIdentifier="before-import")
    tags = [{"Key": "restored-from", "Value": "before-import"}]
    made = rds.restore_db_instance_from_db_snapshot(
        DBInstanceIdentifier="copy", DBSnapshotIdentifier="before-import", MultiAZ=True, Tags=tags,
        VpcSecurityGroupIds=[network.group])["DBInstance"]
    assert (made["MultiAZ"], made["TagList"], made["BackupRetentionPeriod"]) == (True, tags, 14)


def test_what_cannot_be_restored_is_refused(rds, network, refused):
    with refused("InvalidParameterValue", "latest restorable time"):
        rds.restore_db_instance_to_point_in_time(
            SourceDBInstanceIdentifier="envelope", TargetDBInstanceIdentifier="copy",
            RestoreTime=datetime.now(UTC) + timedelta(hours=1))
    with refused("InvalidParameterCombination", "not both"):
        rds.restore_db_instance_to_point_in_time(
            SourceDBInstanceIdentifier="envelope", TargetDBInstanceIdentifier="copy")
    with refused("DBInstanceAlreadyExists"):
        rds.restore_db_instance_to_point_in_time(**{**LATEST, "TargetDBInstanceIdentifier": "envelope"})
    rds.modify_db_instance(DBInstanceIdentifier="envelope", BackupRetentionPeriod=0, ApplyImmediately=True)
    with refused("PointInTimeRestoreNotEnabled"):
        rds.restore_db_instance_to_point_in_time(**LATEST)


def test_no_maintenance_waits(rds):
    assert rds.describe_pending_maintenance_actions()["PendingMaintenanceActions"] == []
