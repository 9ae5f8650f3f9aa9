# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Database instances, and the groups that they use."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

WANTED = {
    "DBInstanceIdentifier": "envelope",
    "Engine": "mysql",
    "EngineVersion": "8.0",
    "DBInstanceClass": "db.t4g.medium",
    "AllocatedStorage": 20,
    "MasterUsername": "envelope",
    "ManageMasterUserPassword": True,
    "StorageEncrypted": True,
    "PreferredBackupWindow": "00:00-00:30",
}


def window(start: datetime) -> str:
    """The hour from a moment on, as AWS writes it."""
    return "-".join(f"{moment:%a:%H:%M}".lower() for moment in (start, start + timedelta(hours=1)))


def seen(rds):
    return rds.describe_db_instances(DBInstanceIdentifier="envelope")["DBInstances"][0]


def until(look, wanted):
    end = time.monotonic() + 20
    while (found := look()) != wanted:
        assert time.monotonic() < end, found
    return found


@pytest.fixture
def rds(aws, client):
    aws.timing(start_seconds=0, stop_seconds=0)
    return client("rds")


@pytest.fixture
def instance(rds, network):
    later = window(datetime.now(UTC) + timedelta(days=2))
    backup = f"{datetime.now(UTC) + timedelta(hours=5):%H:00}-{datetime.now(UTC) + timedelta(hours=5):%H:30}"
    return rds.create_db_instance(
        **{**WANTED, "PreferredBackupWindow": backup},
        PreferredMaintenanceWindow=later,
        VpcSecurityGroupIds=[network.group],
    )["DBInstance"]


def test_an_instance_is_made_in_its_time(aws, rds, network):
    aws.timing(start_seconds=0.3)
    made = rds.create_db_instance(**WANTED, VpcSecurityGroupIds=[network.group])["DBInstance"]
    assert (made["DBInstanceStatus"], made["EngineVersion"]) == ("creating", "8.0.41")
    until(lambda: seen(rds)["DBInstanceStatus"], "available")


def test_its_password_is_in_a_secret_of_its_own(client, rds, instance):
    secret = instance["MasterUserSecret"]["SecretArn"]
    assert ":secret:rds!db-" in secret
    held = json.loads(client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"])
    assert held["username"] == "envelope" and len(held["password"]) == 28


def test_changes_await_the_window(rds, instance):
    rds.modify_db_instance(DBInstanceIdentifier="envelope", DBInstanceClass="db.m7g.large", CopyTagsToSnapshot=True)
    found = seen(rds)
    assert (found["DBInstanceClass"], found["CopyTagsToSnapshot"]) == ("db.t4g.medium", True)
    assert found["PendingModifiedValues"] == {"DBInstanceClass": "db.m7g.large"}
    rds.modify_db_instance(DBInstanceIdentifier="envelope", DBInstanceClass="db.t4g.medium")
    assert seen(rds)["PendingModifiedValues"] == {}
    rds.modify_db_instance(DBInstanceIdentifier="envelope", DBInstanceClass="db.m7g.large")
    now = window(datetime.now(UTC) - timedelta(minutes=5))
    rds.modify_db_instance(DBInstanceIdentifier="envelope", PreferredMaintenanceWindow=now)
    until(lambda: seen(rds)["DBInstanceClass"], "db.m7g.large")
    assert seen(rds)["PendingModifiedValues"] == {}


def test_changes_at_once_take_their_time(aws, rds, instance, refused):
    seen(rds)
    aws.timing(start_seconds=3600)
    rds.modify_db_instance(DBInstanceIdentifier="envelope", MultiAZ=True, ApplyImmediately=True)
    found = seen(rds)
    assert (found["DBInstanceStatus"], found["PendingModifiedValues"]) == ("modifying", {"MultiAZ": True})
    with refused("InvalidDBInstanceState"):
        rds.modify_db_instance(DBInstanceIdentifier="envelope", MultiAZ=False)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"AllocatedStorage": 10}, "less than current size"),
        ({"EngineVersion": "8.4"}, "AllowMajorVersionUpgrade"),
        ({"EngineVersion": "8.0.39"}, "Cannot upgrade from 8.0.41"),
        ({"EngineVersion": "8.0.1"}, "Cannot find version 8.0.1"),
        ({"DBInstanceClass": "db.x9.huge"}, "db.x9.huge"),
        ({"MasterUserSecretKmsKeyId": "alias/aws/rds"}, "can't change the KMS key"),
        ({"StorageType": "gp3", "Iops": 3000}, "engine mysql and a storage size less than 400"),
        ({"StorageType": "gp3", "AllocatedStorage": 400}, "both the storage size and iops"),
        ({"StorageType": "gp3", "AllocatedStorage": 400, "Iops": 3000}, "storage type gp3: 3000"),
    ],
)
def test_changes_that_aws_refuses(rds, instance, refused, asked, words):
    with refused("InvalidParameterCombination", words):
        rds.modify_db_instance(DBInstanceIdentifier="envelope", **asked)


def test_storage_says_how_fast_it_is(rds, instance):
    at_once = {"DBInstanceIdentifier": "envelope", "ApplyImmediately": True}
    rds.modify_db_instance(**at_once, StorageType="gp3")
    assert [until(lambda: seen(rds).get("Iops"), 3000), seen(rds)["StorageThroughput"]] == [3000, 125]
    rds.modify_db_instance(**at_once, AllocatedStorage=400, Iops=15000)
    assert [until(lambda: seen(rds)["Iops"], 15000), seen(rds)["StorageThroughput"]] == [15000, 500]


def test_storage_of_another_type_comes_as_fast_as_asked(rds, instance):
    fast = {"StorageType": "gp3", "AllocatedStorage": 400, "Iops": 15000, "StorageThroughput": 600}
    rds.modify_db_instance(DBInstanceIdentifier="envelope", ApplyImmediately=True, **fast)
    until(lambda: seen(rds)["PendingModifiedValues"], {})
    assert {name: seen(rds)[name] for name in fast} == fast


def test_another_major_version_brings_its_parameters_when_it_comes(rds, instance, refused):
    for name in ("mysql8.0", "mysql8.4"):
        rds.create_db_parameter_group(DBParameterGroupName=name.replace(".", "-"), DBParameterGroupFamily=name,
                                      Description=name)
    name = {"DBInstanceIdentifier": "envelope"}
    rds.modify_db_instance(**name, DBParameterGroupName="mysql8-0")
    upgrade = {**name, "EngineVersion": "8.4", "AllowMajorVersionUpgrade": True}
    with refused("InvalidParameterCombination", "mysql8-0 is custom"):
        rds.modify_db_instance(**upgrade)
    rds.modify_db_instance(**upgrade, DBParameterGroupName="mysql8-4")
    assert seen(rds)["PendingModifiedValues"] == {"EngineVersion": "8.4.4"}
    with refused("InvalidParameterCombination", "use a Parameter Group with DBParameterGroupFamily mysql8.0"):
        rds.modify_db_instance(**name, DBParameterGroupName="mysql8-4")
    assert seen(rds)["DBParameterGroups"][0]["DBParameterGroupName"] == "mysql8-0"
    rds.modify_db_instance(**name, ApplyImmediately=True)
    until(lambda: seen(rds)["EngineVersion"], "8.4.4")
    assert seen(rds)["DBParameterGroups"][0]["DBParameterGroupName"] == "mysql8-4"


def test_a_deletion_takes_a_snapshot_or_is_told_not_to(aws, rds, instance, refused):
    with refused("InvalidParameterCombination", "FinalDBSnapshotIdentifier is required"):
        rds.delete_db_instance(DBInstanceIdentifier="envelope")
    rds.modify_db_instance(DBInstanceIdentifier="envelope", DeletionProtection=True)
    with refused("InvalidParameterCombination", "Cannot delete protected DB Instance"):
        rds.delete_db_instance(DBInstanceIdentifier="envelope", SkipFinalSnapshot=True)
    rds.modify_db_instance(DBInstanceIdentifier="envelope", DeletionProtection=False)
    aws.timing(stop_seconds=0.3)
    rds.delete_db_instance(DBInstanceIdentifier="envelope", FinalDBSnapshotIdentifier="last")
    assert seen(rds)["DBInstanceStatus"] == "deleting"
    until(lambda: rds.describe_db_instances()["DBInstances"], [])
    kept = rds.describe_db_snapshots(DBSnapshotIdentifier="last")["DBSnapshots"]
    assert [snapshot["SnapshotType"] for snapshot in kept] == ["manual"]


def test_a_second_instance_of_that_name_and_a_password_besides_the_managed_one(rds, instance, refused):
    with refused("DBInstanceAlreadyExists"):
        rds.create_db_instance(**WANTED)
    with refused("InvalidParameterCombination", "MasterUserPassword"):
        rds.create_db_instance(**{**WANTED, "DBInstanceIdentifier": "b"}, MasterUserPassword="x" * 10)


def test_what_is_offered(rds):
    found = rds.describe_db_engine_versions(Engine="mysql", EngineVersion="8.4")["DBEngineVersions"]
    assert {each["MajorEngineVersion"] for each in found} == {"8.4"}
    asked = {"Engine": "mysql", "EngineVersion": "8.0.39", "DBInstanceClass": "db.m7g.large"}
    offers = rds.describe_orderable_db_instance_options(**asked)["OrderableDBInstanceOptions"]
    assert {each["StorageType"] for each in offers} == {"gp2", "gp3", "io1", "io2"}
    none = rds.describe_orderable_db_instance_options(**{**asked, "DBInstanceClass": "db.x9.huge"})
    assert none["OrderableDBInstanceOptions"] == []


def test_who_vouches_for_certificates(rds, refused):
    found = rds.describe_certificates()
    assert found["DefaultCertificateForNewLaunches"] == "rds-ca-rsa2048-g1"
    assert [each["ValidTill"].year for each in found["Certificates"]] == [2061, 2121, 2121]
    with refused("CertificateNotFound"):
        rds.describe_certificates(CertificateIdentifier="rds-ca-2015")


def test_groups_of_subnets(rds, network, refused):
    about = {"DBSubnetGroupName": "envelope", "DBSubnetGroupDescription": "a"}
    with refused("DBSubnetGroupDoesNotCoverEnoughAZs"):
        rds.create_db_subnet_group(**about, SubnetIds=network.subnets[:1])
    rds.create_db_subnet_group(**about, SubnetIds=network.subnets)
    with refused("DBSubnetGroupAlreadyExists"):
        rds.create_db_subnet_group(**about, SubnetIds=network.subnets)
    rds.create_db_instance(**WANTED, DBSubnetGroupName="envelope", VpcSecurityGroupIds=[network.group])
    rds.create_db_subnet_group(**{**about, "DBSubnetGroupName": "other"}, SubnetIds=network.subnets)
    with refused("InvalidVPCNetworkStateFault", "are in the same VPC"):
        rds.modify_db_instance(DBInstanceIdentifier="envelope", DBSubnetGroupName="other")
    with refused("InvalidDBSubnetGroupStateFault"):
        rds.delete_db_subnet_group(DBSubnetGroupName="envelope")


def test_groups_of_parameters(rds, network, refused):
    about = {"DBParameterGroupName": "envelope", "Description": "a"}
    with refused("InvalidParameterValue", "mysql9.9"):
        rds.create_db_parameter_group(**about, DBParameterGroupFamily="mysql9.9")
    rds.create_db_parameter_group(**about, DBParameterGroupFamily="mysql8.0")
    static = {"ParameterName": "innodb_log_buffer_size", "ParameterValue": "16777216"}
    with refused("InvalidParameterCombination", "static parameter"):
        rds.modify_db_parameter_group(
            DBParameterGroupName="envelope", Parameters=[{**static, "ApplyMethod": "immediate"}]
        )
    rds.modify_db_parameter_group(
        DBParameterGroupName="envelope", Parameters=[{**static, "ApplyMethod": "pending-reboot"}]
    )
    held = rds.describe_db_parameters(DBParameterGroupName="envelope", Source="user")["Parameters"]
    assert [(each["ParameterName"], each["ParameterValue"]) for each in held] == [
        ("innodb_log_buffer_size", "16777216")
    ]
    rds.create_db_instance(**WANTED, DBParameterGroupName="envelope", VpcSecurityGroupIds=[network.group])
    with refused("InvalidDBParameterGroupState"):
        rds.delete_db_parameter_group(DBParameterGroupName="envelope")


def test_a_window_from_one_week_into_the_next(rds, instance, refused):
    backup = {"PreferredBackupWindow": "10:00-10:30"}
    rds.modify_db_instance(DBInstanceIdentifier="envelope", PreferredMaintenanceWindow="sun:23:40-mon:00:40", **backup)
    assert seen(rds)["PreferredMaintenanceWindow"] == "sun:23:40-mon:00:40"
    with refused("InvalidParameterValue"):
        rds.modify_db_instance(DBInstanceIdentifier="envelope", PreferredMaintenanceWindow="sun:23:40-mon:00:00")
