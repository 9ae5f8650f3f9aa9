# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of ElastiCache's kinds."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME, SECRET = "envelope-test", "envelope-test/platform"


def make_network(client: Client) -> None:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for number, zone in enumerate("abc"):
        tags = [{"Key": "Name", "Value": f"{NAME}-private-{zone}"}]
        ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}",
            TagSpecifications=[{"ResourceType": "subnet", "Tags": tags}])
    for name in ("redis", "other"):
        ec2.create_security_group(GroupName=f"{NAME}-{name}", Description=name, VpcId=vpc)


def make_all_that_a_group_needs(client: Client) -> None:
    make_network(client)
    subnets = client("ec2").describe_subnets(Filters=[{"Name": "tag:Name", "Values": [f"{NAME}-private-*"]}])["Subnets"]
    elasticache = client("elasticache")
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName=NAME, CacheSubnetGroupDescription=NAME, SubnetIds=[each["SubnetId"] for each in subnets])
    for name in (NAME, f"{NAME}-other"):
        elasticache.create_cache_parameter_group(
            CacheParameterGroupName=name, CacheParameterGroupFamily="redis7", Description=name)
    kms = client("kms")
    kms.create_alias(AliasName=f"alias/{NAME}", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    for name in ("alarms", "others"):
        client("sns").create_topic(Name=f"{NAME}-{name}")
    client("logs").create_log_group(logGroupName=f"/elasticache/{NAME}")
    client("secretsmanager").create_secret(
        Name=SECRET,
        SecretString=json.dumps({"REDIS_PASSWORD": "the-first-of-the-tests", "OTHER": "another-of-the-tests"}))


def change_a_parameter(client: Client) -> None:
    client("elasticache").modify_cache_parameter_group(CacheParameterGroupName=NAME, ParameterNameValues=[
        {"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}])


def change_the_password(client: Client) -> None:
    client("secretsmanager").put_secret_value(
        SecretId=SECRET, SecretString=json.dumps({"REDIS_PASSWORD": "the-second-of-the-tests", "OTHER": "x"}))


def delete_the_group(client: Client) -> None:
    client("elasticache").delete_replication_group(ReplicationGroupId=NAME)


LIVES = [
    Life(
        module="elasticache_subnet_groups",
        given=make_network,
        base={"name": NAME, "subnets": [f"{NAME}-private-a", f"{NAME}-private-b"], "tags": {"project": "envelope"}},
        changes={
            "description": "Caches of the platform",
            "subnets": [f"{NAME}-private-a", f"{NAME}-private-c"],
            "tags": {"project": "envelope", "environment": "test"},
        },
        edit=lambda client: client("elasticache").modify_cache_subnet_group(
            CacheSubnetGroupName=NAME, SubnetIds=[client("ec2").describe_subnets(
                Filters=[{"Name": "tag:Name", "Values": [f"{NAME}-private-c"]}])["Subnets"][0]["SubnetId"]]),
        remove=lambda client: client("elasticache").delete_cache_subnet_group(CacheSubnetGroupName=NAME),
    ),
    Life(
        module="elasticache_parameter_groups",
        base={"name": NAME, "family": "valkey8", "parameters": {"maxmemory-policy": "noeviction", "timeout": 0},
              "tags": {"project": "envelope"}},
        changes={
            "parameters": {"maxmemory-policy": "noeviction", "timeout": 300, "activedefrag": True},
            "tags": {"project": "envelope", "environment": "test"},
        },
        edit=change_a_parameter,
        remove=lambda client: client("elasticache").delete_cache_parameter_group(CacheParameterGroupName=NAME),
    ),
    Life(
        module="elasticache_replication_groups",
        given=make_all_that_a_group_needs,
        base={
            "name": NAME, "engine": "redis", "engine_version": "7.0", "node_type": "cache.t4g.small",
            "num_node_groups": 1, "replicas_per_node_group": 1, "automatic_failover": True, "multi_az": True,
            "kms_key": f"alias/{NAME}", "subnet_group": NAME, "security_groups": [f"{NAME}-redis"],
            "parameter_group": NAME, "auth_token_secret": SECRET, "auth_token_key": "REDIS_PASSWORD",
            "tags": {"project": "envelope"},
        },
        changes={
            "description": "Queues, sessions and cache",
            "engine_version": "7.1",
            "node_type": "cache.r7g.large",
            "replicas_per_node_group": 2,
            "multi_az": False,
            "automatic_failover": False,
            "security_groups": [f"{NAME}-redis", f"{NAME}-other"],
            "parameter_group": f"{NAME}-other",
            "maintenance_window": "sun:03:00-sun:04:30",
            "snapshot_window": "04:30-05:30",
            "snapshot_retention_limit": 7,
            "notification_topic": f"{NAME}-alarms",
            "auto_minor_version_upgrade": False,
            "log_delivery_configurations": [
                {"log_type": "slow-log", "log_group": f"/elasticache/{NAME}", "log_format": "json"}],
            "auth_token_key": "OTHER",
            "tags": {"project": "envelope", "environment": "test"},
        },
        edit=change_the_password,
        remove=delete_the_group,
    ),
]
