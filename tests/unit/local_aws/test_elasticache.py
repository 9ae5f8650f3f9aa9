# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Caches as AWS keeps them."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until

NAME, FIRST, SECOND = "envelope", "the-first-of-the-tests", "the-second-of-the-tests"
WHICH = {"ReplicationGroupId": NAME}
GROUP = {**WHICH, "ReplicationGroupDescription": "Cache", "Engine": "redis", "EngineVersion": "7.0",
         "CacheNodeType": "cache.t4g.small", "CacheSubnetGroupName": NAME, "TransitEncryptionEnabled": True}
SHARDED = {"CacheParameterGroupName": "default.redis7.cluster.on", "AutomaticFailoverEnabled": True}
SLOW = 3600


@pytest.fixture
def cache(aws, client, network):
    aws.timing(elasticache_seconds=0)
    made = client("elasticache")
    made.create_cache_subnet_group(
        CacheSubnetGroupName=NAME, CacheSubnetGroupDescription=NAME, SubnetIds=network.subnets)
    return made


@pytest.fixture
def create(cache):
    """Makes a replication group, and returns it as it is then."""

    def make(**options):
        cache.create_replication_group(**{**GROUP, **options})
        return described(cache)

    return make


def described(cache):
    return cache.describe_replication_groups(**WHICH)["ReplicationGroups"][0]


def node(cache):
    return cache.describe_cache_clusters()["CacheClusters"][0]


def modify(cache, **options):
    return cache.modify_replication_group(**WHICH, **options)["ReplicationGroup"]


class TestLife:
    def test_a_group_is_busy_for_a_while_and_refuses_changes(self, aws, cache, refused):
        aws.timing(elasticache_seconds=SLOW)
        made = cache.create_replication_group(**GROUP)["ReplicationGroup"]

        assert (made["Status"], described(cache)["Status"]) == ("creating", "creating")
        with refused("InvalidReplicationGroupState", "must be in available state"):
            modify(cache, ReplicationGroupDescription="Other")
        with refused("InvalidReplicationGroupState", "to perform tagging operations"):
            cache.list_tags_for_resource(ResourceName=made["ARN"])
        with refused("ReplicationGroupAlreadyExists"):
            cache.create_replication_group(**GROUP)

    def test_it_is_available_in_the_end(self, aws, cache):
        aws.timing(elasticache_seconds=0.05)
        cache.create_replication_group(**GROUP)

        assert until(lambda: described(cache)["Status"] == "available")

    def test_a_deleted_one_goes_and_leaves_its_snapshot(self, cache, create, refused):
        create()
        cache.delete_replication_group(**WHICH, FinalSnapshotIdentifier="last")

        with refused("ReplicationGroupNotFoundFault"):
            described(cache)
        assert cache.describe_snapshots(SnapshotName="last")["Snapshots"][0]["ReplicationGroupId"] == NAME
        create()
        with refused("SnapshotAlreadyExistsFault"):
            cache.delete_replication_group(**WHICH, FinalSnapshotIdentifier="last")

    def test_its_nodes_say_what_it_does_not(self, cache, create, network):
        create(SecurityGroupIds=[network.group], ReplicasPerNodeGroup=1, AutomaticFailoverEnabled=True)
        seen = node(cache)

        assert len(cache.describe_cache_clusters()["CacheClusters"]) == 2
        assert (seen["ReplicationGroupId"], seen["EngineVersion"]) == (NAME, "7.0.7")
        assert seen["CacheParameterGroup"]["CacheParameterGroupName"] == "default.redis7"
        assert [each["SecurityGroupId"] for each in seen["SecurityGroups"]] == [network.group]
        assert cache.describe_cache_clusters(CacheClusterId=seen["CacheClusterId"])["CacheClusters"] == [seen]

    def test_endpoints(self, create, cache):
        shard = create()["NodeGroups"][0]
        assert shard["PrimaryEndpoint"]["Port"] == 6379 and shard["ReaderEndpoint"]["Address"].startswith("replica.")
        cache.delete_replication_group(**WHICH)
        made = create(**SHARDED, NumNodeGroups=2)
        assert made["ClusterEnabled"] and made["ConfigurationEndpoint"]["Address"].startswith("clustercfg.")
        assert [each["Slots"] for each in made["NodeGroups"]] == ["0-8191", "8192-16383"]


class TestRefusals:
    @pytest.mark.parametrize(("options", "code", "words"), [
        ({"EngineVersion": "7.9"}, "InvalidParameterCombination", "Cannot find version 7.9 for redis"),
        ({"CacheNodeType": "db.t4g.small"}, "InvalidParameterValue", "db.t4g.small"),
        ({"CacheSubnetGroupName": "other"}, "CacheSubnetGroupNotFoundFault", "other"),
        ({"CacheParameterGroupName": "other"}, "CacheParameterGroupNotFound", "other"),
        ({"CacheParameterGroupName": "default.redis6.x"}, "InvalidParameterCombination", "of family redis7 but found"),
        ({"AutomaticFailoverEnabled": True}, "InvalidParameterCombination", "at least 2 cache clusters"),
        ({"MultiAZEnabled": True}, "InvalidParameterCombination", "Multi-AZ"),
        ({**SHARDED, "AutomaticFailoverEnabled": False}, "InvalidParameterCombination", "cluster mode enabled"),
        ({"NumNodeGroups": 2}, "InvalidParameterCombination", "cluster mode enabled"),
        ({"AuthToken": FIRST, "TransitEncryptionEnabled": False}, "InvalidParameterCombination", "AUTH"),
        ({"AuthToken": "with/a/slash/in/it/and/long"}, "InvalidParameterValue", "AuthToken")])
    def test_what_cannot_be_made(self, cache, refused, options, code, words):
        with refused(code, words):
            cache.create_replication_group(**{**GROUP, **options})

    def test_a_version_never_goes_down(self, cache, create, refused):
        create(EngineVersion="7.1")
        with refused("InvalidParameterCombination", "Downgrading"):
            modify(cache, EngineVersion="7.0")

    def test_redis_becomes_valkey_and_not_back(self, cache, create, refused):
        create()
        asked = {"Engine": "valkey", "EngineVersion": "8.0", "CacheParameterGroupName": "default.valkey8"}
        modify(cache, **asked)
        assert (described(cache)["Engine"], node(cache)["CacheParameterGroup"]["CacheParameterGroupName"]) == (
            "redis", "default.redis7")
        modify(cache, **asked, ApplyImmediately=True)
        assert described(cache)["Engine"] == "valkey"
        with refused("InvalidParameterCombination"):
            modify(cache, Engine="redis", EngineVersion="7.1", CacheParameterGroupName="default.redis7")


class TestWindow:
    def test_a_version_waits_for_the_window_unless_asked_for_at_once(self, cache, create):
        create()
        modify(cache, EngineVersion="7.1")
        assert (node(cache)["EngineVersion"], node(cache)["PendingModifiedValues"]) == (
            "7.0.7", {"EngineVersion": "7.1.0"})
        modify(cache, CacheNodeType="cache.r7g.large", ApplyImmediately=True)
        assert (node(cache)["EngineVersion"], node(cache)["CacheNodeType"]) == ("7.1.0", "cache.r7g.large")
        assert not node(cache).get("PendingModifiedValues")

    def test_failover_waits_too_and_the_group_says_so(self, cache, create):
        create(ReplicasPerNodeGroup=1)
        modify(cache, AutomaticFailoverEnabled=True)
        assert (described(cache)["AutomaticFailover"], described(cache)["PendingModifiedValues"]) == (
            "disabled", {"AutomaticFailoverStatus": "enabled"})
        modify(cache, AutomaticFailoverEnabled=True, ApplyImmediately=True)
        assert (described(cache)["AutomaticFailover"], described(cache)["PendingModifiedValues"]) == ("enabled", {})

    def test_snapshots_begin_with_the_node_they_are_taken_of(self, cache, create, refused):
        create()
        with refused("InvalidParameterCombination", "Must specify both"):
            modify(cache, SnapshotRetentionLimit=7)
        modify(cache, SnapshotRetentionLimit=7, SnapshottingClusterId=f"{NAME}-001")
        assert modify(cache, SnapshotRetentionLimit=8)["SnapshotRetentionLimit"] == 8

    def test_a_group_in_shards_takes_them_of_all(self, cache, create, refused):
        create(**SHARDED, NumNodeGroups=2)
        with refused("InvalidParameterCombination", "Cannot set snapshotting cluster"):
            modify(cache, SnapshotRetentionLimit=7, SnapshottingClusterId=f"{NAME}-0001-001")
        assert modify(cache, SnapshotRetentionLimit=7)["SnapshotRetentionLimit"] == 7

    def test_logs_that_a_request_does_not_name_go_on(self, cache, create):
        create()

        def delivery(log, **more):
            details = {"CloudWatchLogsDetails": {"LogGroup": "/redis"}}
            return {"LogType": log, "DestinationType": "cloudwatch-logs", "DestinationDetails": details,
                    "LogFormat": "json", **more}

        for asked in ([delivery("slow-log")], [delivery("engine-log")], [{"LogType": "slow-log", "Enabled": False}]):
            modify(cache, LogDeliveryConfigurations=asked)
        assert [each["LogType"] for each in described(cache)["LogDeliveryConfigurations"]] == ["engine-log"]


class TestToken:
    def test_it_is_rotated_in_and_then_set(self, aws, cache, create):
        assert create(AuthToken=FIRST)["AuthTokenEnabled"]
        aws.timing(elasticache_seconds=SLOW)
        changed = modify(cache, AuthToken=SECOND, AuthTokenUpdateStrategy="ROTATE")

        assert (changed["Status"], changed["PendingModifiedValues"]) == ("modifying", {"AuthTokenStatus": "ROTATING"})

    def test_set_takes_only_what_was_rotated_in(self, cache, create, refused):
        create(AuthToken=FIRST)
        with refused("InvalidParameterValue", "rotated"):
            modify(cache, AuthToken=SECOND, AuthTokenUpdateStrategy="SET")
        for strategy in ("ROTATE", "SET"):
            modify(cache, AuthToken=SECOND, AuthTokenUpdateStrategy=strategy)
        with refused("InvalidParameterValue", "rotated"):
            modify(cache, AuthToken=FIRST, AuthTokenUpdateStrategy="SET")

    def test_no_token_is_in_the_journal_or_in_an_answer(self, aws, cache, create):
        made = create(AuthToken=FIRST)

        assert FIRST not in str(made) and FIRST not in str(aws.calls())


class TestScaling:
    def test_replicas_come_and_go_and_failover_keeps_one(self, cache, create, refused):
        create(ReplicasPerNodeGroup=1, AutomaticFailoverEnabled=True)
        at_once = {**WHICH, "ApplyImmediately": True}
        cache.increase_replica_count(**at_once, NewReplicaCount=3)
        assert len(described(cache)["MemberClusters"]) == 4
        cache.decrease_replica_count(**at_once, NewReplicaCount=1)
        with refused("InvalidParameterValue", "at least 1 replica"):
            cache.decrease_replica_count(**at_once, NewReplicaCount=0)
        with refused("NoOperationFault"):
            cache.increase_replica_count(**at_once, NewReplicaCount=1)
        with refused("InvalidParameterValue", "ApplyImmediately"):
            cache.increase_replica_count(**WHICH, ApplyImmediately=False, NewReplicaCount=2)

    def test_shards_that_go_have_to_be_named(self, cache, create, refused):
        create(**SHARDED, NumNodeGroups=3)
        asked = {**WHICH, "NodeGroupCount": 2, "ApplyImmediately": True}
        with refused("InvalidParameterValue", "NodeGroupsToRemove"):
            cache.modify_replication_group_shard_configuration(**asked)
        cache.modify_replication_group_shard_configuration(**asked, NodeGroupsToRemove=["0002"])
        assert [each["NodeGroupId"] for each in described(cache)["NodeGroups"]] == ["0001", "0003"]

    def test_one_without_shards_gets_none(self, cache, create, refused):
        create()
        with refused("InvalidParameterCombination", "resharding"):
            cache.modify_replication_group_shard_configuration(**WHICH, NodeGroupCount=2, ApplyImmediately=True)


class TestParameterGroups:
    @pytest.fixture
    def made(self, cache):
        return cache.create_cache_parameter_group(
            CacheParameterGroupName="Mine", CacheParameterGroupFamily="redis7", Description="Mine",
            Tags=[{"Key": "a", "Value": "b"}])["CacheParameterGroup"]

    def test_what_users_set_is_told_from_defaults(self, cache, made):
        values = [{"ParameterName": "maxmemory-policy", "ParameterValue": "noeviction"}]
        cache.modify_cache_parameter_group(CacheParameterGroupName="mine", ParameterNameValues=values)
        found = cache.describe_cache_parameters(CacheParameterGroupName="mine", Source="user")["Parameters"]

        assert [(each["ParameterName"], each["ParameterValue"]) for each in found] == [
            ("maxmemory-policy", "noeviction")]
        assert cache.list_tags_for_resource(ResourceName=made["ARN"])["TagList"] == [{"Key": "a", "Value": "b"}]

    @pytest.mark.parametrize(("name", "value"), [("no-such", "1"), ("maxmemory-policy", "any"), ("timeout", "-1")])
    def test_values_that_there_are_not(self, cache, made, refused, name, value):
        with refused("InvalidParameterValue", name):
            cache.modify_cache_parameter_group(
                CacheParameterGroupName="mine", ParameterNameValues=[{"ParameterName": name, "ParameterValue": value}])

    def test_one_in_use_and_a_default_one_stay(self, cache, create, made, refused):
        create(CacheParameterGroupName="mine")
        for name in ("mine", "default.redis7"):
            with refused("InvalidCacheParameterGroupState"):
                cache.delete_cache_parameter_group(CacheParameterGroupName=name)
        cache.delete_replication_group(**WHICH)
        cache.delete_cache_parameter_group(CacheParameterGroupName="mine")
        with refused("CacheParameterGroupNotFound"):
            cache.describe_cache_parameter_groups(CacheParameterGroupName="mine")


class TestSubnetGroups:
    def test_one_in_use_stays(self, cache, create, refused):
        create()
        with refused("CacheSubnetGroupInUse"):
            cache.delete_cache_subnet_group(CacheSubnetGroupName=NAME)

    def test_subnets_have_to_be_there(self, cache, network, refused):
        with refused("InvalidSubnet"):
            cache.modify_cache_subnet_group(CacheSubnetGroupName=NAME, SubnetIds=["subnet-1"])
        cache.modify_cache_subnet_group(CacheSubnetGroupName=NAME, SubnetIds=network.subnets[:1])
        found = cache.describe_cache_subnet_groups(CacheSubnetGroupName=NAME)["CacheSubnetGroups"][0]
        assert [each["SubnetIdentifier"] for each in found["Subnets"]] == network.subnets[:1]


def test_versions_of_an_engine(cache):
    found = cache.describe_cache_engine_versions(Engine="valkey", EngineVersion="8")["CacheEngineVersions"]

    assert {each["CacheParameterGroupFamily"] for each in found} == {"valkey8"}


@pytest.mark.parametrize(("arn", "code"), [
    ("nonsense", "InvalidARN"),
    ("arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:none", "ReplicationGroupNotFoundFault")])
def test_tags_of_what_is_not_there(cache, refused, arn, code):
    with refused(code):
        cache.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "a", "Value": "b"}])
