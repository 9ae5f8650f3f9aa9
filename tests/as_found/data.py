# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept: the platform's secret, the database, and the cache."""

from __future__ import annotations

import json
import typing as t

from .account import PREFIX, TENANTS, Account, log_group, tags, tenant_name
from .network import subnets

VALUES = {
    "APP_KEY": "base64:YXMtZm91bmQtYXBwLWtleS1vZi0zMi1ieXRlcy4uLi4=",
    "REDIS_PASSWORD": "as-found-redis-password-of-64-letters-aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "REVERB_APP_SECRET": "as-found-reverb-secret-of-40-letters-aaaa",
}
"""Values that have to outlive the change of hands."""

PLAIN = ("APP_KEY", "REVERB_APP_SECRET")
"""Those that the source has in task definitions."""


def secrets(account: Account) -> None:
    """One JSON secret for the platform, and one for each tenant (manager 5)."""
    kept = {name: value for name, value in VALUES.items() if not (account.has("plain_secrets") and name in PLAIN)}
    _secret(account, f"{PREFIX}-app", kept)
    if not account.has("tenant_secrets"):
        for tenant in TENANTS:
            _secret(account, tenant_name(tenant), {
                "APP_KEY": VALUES["APP_KEY"], "DB_PASSWORD": f"as-found-database-password-of-{tenant}-40-letters",
                "API_KEY": f"as-found-api-key-of-{tenant}"}, tenant=tenant)


def _secret(account: Account, name: str, values: dict[str, str], **more: str) -> None:
    made = account.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(values), Tags=tags(**more))
    account.made[f"secret {name}"] = made["ARN"]


def data(account: Account) -> None:
    for log in ("error", "slowquery"):
        log_group(account, f"/aws/rds/instance/{PREFIX}-mysql/{log}", "data")
    for log in ("engine-log", "slow-log"):
        log_group(account, f"/aws/elasticache/{PREFIX}-redis/{log}", "data")
    _database(account)
    _cache(account)


def _database(account: Account) -> None:
    rds, key, name = account.client("rds"), account.key("data"), f"{PREFIX}-mysql"
    rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="Managed by Terraform",
                               SubnetIds=subnets(account, "data"), Tags=tags())
    made = rds.create_db_instance(
        DBInstanceIdentifier=name, Engine="mysql", EngineVersion="8.0", DBInstanceClass="db.m7g.large",
        AllocatedStorage=100, MaxAllocatedStorage=500, StorageType="gp3", MultiAZ=True, StorageEncrypted=True,
        DBName="envelope", MasterUsername="envelope", ManageMasterUserPassword=True, DBSubnetGroupName=name,
        VpcSecurityGroupIds=[account.made["group data"]], BackupRetentionPeriod=14, DeletionProtection=True,
        CopyTagsToSnapshot=True, PubliclyAccessible=False, EnableCloudwatchLogsExports=["error", "slowquery"],
        EnablePerformanceInsights=True, Tags=tags(**_backed_up(account)),
        **({"KmsKeyId": key, "MasterUserSecretKmsKeyId": key} if key else {}))["DBInstance"]
    account.made |= {"database": f"{name}", "database arn": made["DBInstanceArn"],
                     "database secret": made["MasterUserSecret"]["SecretArn"]}
    account.made["database address"] = rds.describe_db_instances(
        DBInstanceIdentifier=name)["DBInstances"][0]["Endpoint"]["Address"]


def _backed_up(account: Account) -> dict[str, str]:
    """The tag that the plan finds it by."""
    return {} if account.has("backup") else {"Backup": "daily"}


def _cache(account: Account) -> None:
    elasticache, key, name = account.client("elasticache"), account.key("data"), f"{PREFIX}-redis"
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName=name, CacheSubnetGroupDescription="Managed by Terraform",
        SubnetIds=subnets(account, "data"), Tags=tags())
    elasticache.create_replication_group(
        ReplicationGroupId=name, ReplicationGroupDescription="Managed by Terraform", Engine="redis",
        EngineVersion="7.1", CacheNodeType="cache.t4g.small", NumNodeGroups=1, ReplicasPerNodeGroup=1,
        AutomaticFailoverEnabled=True, MultiAZEnabled=True, TransitEncryptionEnabled=True,
        AtRestEncryptionEnabled=True, AuthToken=VALUES["REDIS_PASSWORD"], CacheSubnetGroupName=name,
        SecurityGroupIds=[account.made["group data"]], SnapshotRetentionLimit=7, Tags=tags(),
        LogDeliveryConfigurations=[_delivered(name, log) for log in ("engine-log", "slow-log")],
        **({"KmsKeyId": key} if key else {}))
    [group] = elasticache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"]
    account.made |= {"cache": name, "cache address": group["NodeGroups"][0]["PrimaryEndpoint"]["Address"]}


def _delivered(cache: str, log: str) -> dict[str, t.Any]:
    where = {"CloudWatchLogsDetails": {"LogGroup": f"/aws/elasticache/{cache}/{log}"}}
    return {"LogType": log, "LogFormat": "json", "DestinationType": "cloudwatch-logs", "DestinationDetails": where}
