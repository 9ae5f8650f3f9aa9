# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of RDS's kinds."""

from __future__ import annotations

import datetime
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.kinds.elbv2 import network
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test"


def week(hours: int) -> str:
    """The four hours from an hour ago on, that many hours later, as windows of maintenance have them."""
    start = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours - 1)
    return "-".join(f"{moment:%a:%H:%M}".lower() for moment in (start, start + datetime.timedelta(hours=4)))


def day(hours: int) -> str:
    """The same as windows of backups have it."""
    return "-".join(moment.partition(":")[2] for moment in week(hours).split("-"))


def subnets(client: Client, *zones: str) -> list[str]:
    found = client("ec2").describe_subnets(
        Filters=[{"Name": "tag:Name", "Values": [f"public-{zone}" for zone in zones]}])["Subnets"]
    return [subnet["SubnetId"] for subnet in found]


def groups(client: Client) -> None:
    """A group of subnets, two of parameters, and the key."""
    network(client)
    key = client("kms").create_key()["KeyMetadata"]["KeyId"]
    client("kms").create_alias(AliasName=f"alias/{NAME}", TargetKeyId=key)
    client("rds").create_db_subnet_group(
        DBSubnetGroupName=NAME, DBSubnetGroupDescription=NAME, SubnetIds=subnets(client, "a", "b"))
    for name in (NAME, f"{NAME}-2"):
        client("rds").create_db_parameter_group(
            DBParameterGroupName=name, DBParameterGroupFamily="mysql8.0", Description=name)


def lend_another_zone(client: Client) -> None:
    client("rds").modify_db_subnet_group(DBSubnetGroupName=NAME, SubnetIds=subnets(client, "b", "c"))


def log_nothing(client: Client) -> None:
    client("rds").modify_db_parameter_group(DBParameterGroupName=NAME, Parameters=[
        {"ParameterName": "slow_query_log", "ParameterValue": "0", "ApplyMethod": "immediate"}])


def keep_no_backups(client: Client) -> None:
    client("rds").modify_db_instance(DBInstanceIdentifier=NAME, BackupRetentionPeriod=0, ApplyImmediately=True)


def drop(client: Client) -> t.Any:
    client("rds").delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    return client("rds").get_waiter("db_instance_deleted").wait(
        DBInstanceIdentifier=NAME, WaiterConfig={"Delay": 1, "MaxAttempts": 30})


BASE = {
    "name": NAME, "engine": "mysql", "engine_version": "8.0.39", "instance_class": "db.t4g.medium",
    "allocated_storage": 20, "max_allocated_storage": 100, "storage_type": "gp2", "multi_az": False,
    "kms_key": f"alias/{NAME}", "subnet_group": NAME, "security_groups": ["web"], "parameter_group": NAME,
    "master_username": "envelope", "master_user_secret_kms_key": f"alias/{NAME}", "database_name": "envelope",
    "backup_retention_period": 7, "backup_window": day(hours=6), "maintenance_window": week(hours=48).title(),
    "deletion_protection": False, "unprotect": True, "enabled_cloudwatch_logs_exports": ["error"],
    "tags": {"project": "envelope"},
}
CHANGES = {
    "engine_version": "8.0.40",
    "instance_class": "db.m7g.large",
    "max_allocated_storage": 1000,
    "allocated_storage": 400,
    "storage_type": "gp3",
    "iops": 15000,
    "storage_throughput": 600,
    "multi_az": True,
    "security_groups": ["web", "office"],
    "parameter_group": f"{NAME}-2",
    "master_user_secret_rotation_days": 365,
    "backup_retention_period": 35,
    "backup_window": day(hours=12),
    "maintenance_window": week(hours=72),
    "copy_tags_to_snapshot": True,
    "auto_minor_version_upgrade": False,
    "enabled_cloudwatch_logs_exports": ["slowquery"],
    "performance_insights": True,
    "performance_insights_retention_period": 93,
    "ca_certificate": "rds-ca-ecc384-g1",
    "publicly_accessible": True,
    "tags": {"project": "envelope", "environment": "test"},
    "deletion_protection": True,
}

LIVES = [
    Life(
        module="rds_subnet_groups",
        base={"name": NAME, "description": "Databases", "subnets": ["public-a", "public-b"],
              "tags": {"project": "envelope"}},
        changes={"description": "All databases", "subnets": ["public-a", "public-b", "public-c"],
                 "tags": {"project": "envelope", "environment": "test"}},
        given=network,
        edit=lend_another_zone,
        remove=lambda client: client("rds").delete_db_subnet_group(DBSubnetGroupName=NAME),
    ),
    Life(
        module="rds_parameter_groups",
        base={"name": NAME, "family": "mysql8.0", "description": "Databases", "parameters": {"slow_query_log": True},
              "tags": {"project": "envelope"}},
        changes={"parameters": {"slow_query_log": True, "long_query_time": 2, "innodb_log_buffer_size": 16777216},
                 "tags": {"project": "envelope", "environment": "test"}},
        edit=log_nothing,
        remove=lambda client: client("rds").delete_db_parameter_group(DBParameterGroupName=NAME),
    ),
    Life(module="rds_instances", base=BASE, changes=CHANGES, given=groups),
    Life(module="rds_instances", base={**BASE, "maintenance_window": week(hours=0)}, given=groups,
         changes={name: value for name, value in CHANGES.items() if name != "maintenance_window"}),
    Life(module="rds_instances", base={**BASE, "apply_immediately": True}, given=groups, edit=keep_no_backups,
         remove=drop, changes={"multi_az": True}),
]
