# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of replication groups that come at once, and those that wait for the maintenance window."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elasticache import ReplicationGroup
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME, MODIFY = "envelope-prod", "modify_replication_group"


def group(**options: t.Any) -> ReplicationGroup:
    return ReplicationGroup(name=NAME, **options)


def described(**about: t.Any) -> dict[str, t.Any]:
    return {"ReplicationGroups": [{
        "ReplicationGroupId": NAME, "Status": "available", "ARN": "arn:group", "Engine": "redis",
        "TransitEncryptionEnabled": True, "AtRestEncryptionEnabled": True, **about}]}


def seen(wanted: ReplicationGroup, *, node: t.Any = None, **about: t.Any) -> t.Any:
    nodes = [{"ReplicationGroupId": NAME, "EngineVersion": "7.1.0", **(node or {})}]
    return play(observe(wanted), ("describe_replication_groups", described(**about)),
                ("describe_cache_clusters", {"CacheClusters": nodes}), ("list_tags_for_resource", {}))


class TestWaiting:
    def test_what_waits_for_its_window_is_not_asked_for_again_and_is_said(self):
        wanted = group(engine_version="7.2", node_type="cache.r7g.large")
        waiting = {"PendingModifiedValues": {"EngineVersion": "7.2.1", "CacheNodeType": "cache.r7g.large"}}
        now = seen(wanted, node=waiting)

        assert plan(wanted, now).action == "none"
        assert now.waits_for_window == ["EngineVersion 7.2.1", "CacheNodeType cache.r7g.large"]
        at_once = dataclasses.replace(wanted, apply_immediately=True)
        assert set(plan(at_once, seen(at_once, node=waiting)).changes) == {"engine_version", "node_type"}

    def test_failover_that_waits_is_not_asked_for_again(self):
        wanted = group(automatic_failover=True)
        now = seen(wanted, AutomaticFailover="disabled", PendingModifiedValues={"AutomaticFailoverStatus": "enabled"})

        assert plan(wanted, now).action == "none"
        assert now.waits_for_window == ["AutomaticFailoverStatus enabled"]

    @pytest.mark.parametrize(("running", "waiting", "engine", "action"), [
        ("7.1.0", "7.2.6", "valkey", "none"), ("6.2.6", "7.1.0", "redis", "none"),
        ("7.0.7", "7.1.0", "redis", "update")])
    def test_a_parameter_group_waits_with_the_version_of_its_family(self, running, waiting, engine, action):
        wanted = group(engine=engine, engine_version=waiting, parameter_group="fits-that")
        node = {"EngineVersion": running, "CacheParameterGroup": {"CacheParameterGroupName": "fits-this"},
                "PendingModifiedValues": {"EngineVersion": waiting}}

        assert plan(wanted, seen(wanted, node=node)).action == action


class TestChanging:
    def test_what_waits_for_the_window_does_so_unless_told_otherwise(self):
        for at_once in (False, True):
            wanted = group(engine_version="7.1", apply_immediately=at_once)
            made = requests(plan(wanted, group(engine_version="7.0.7", arn="arn:group")).flow())

            assert made[0] == (MODIFY, {
                "ReplicationGroupId": NAME, "ApplyImmediately": at_once, "EngineVersion": "7.1"})

    def test_what_need_not_wait_does_not(self):
        wanted = group(engine_version="7.1", parameter_group="other", automatic_failover=True)
        now = group(engine_version="7.0.7", parameter_group="this", automatic_failover=False, arn="arn:group")
        made = [params for name, params in requests(plan(wanted, now).flow()) if name == MODIFY]

        assert made == [
            {"ReplicationGroupId": NAME, "ApplyImmediately": True, "AutomaticFailoverEnabled": True,
             "CacheParameterGroupName": "other"},
            {"ReplicationGroupId": NAME, "ApplyImmediately": False, "EngineVersion": "7.1"}]

    def test_what_waits_already_is_not_taken_along(self):
        now = group(description="before", arn="arn:group", waits_for_window=["EngineVersion 7.1.0"])
        (_name, params), *_rest = requests(plan(group(description="after"), now).flow())

        assert params["ApplyImmediately"] is False

    @pytest.mark.parametrize(("engine", "version"), [("valkey", "7.2"), ("redis", "7.1")])
    def test_a_parameter_group_of_another_family_goes_with_the_version(self, engine, version):
        wanted = group(engine=engine, engine_version=version, parameter_group="other")
        now = group(engine="redis", engine_version="6.2.6", parameter_group="this", arn="arn:group")
        [params] = [params for name, params in requests(plan(wanted, now).flow()) if name == MODIFY]

        assert (params["EngineVersion"], params["CacheParameterGroupName"], params["ApplyImmediately"]) == (
            version, "other", False)

    @pytest.mark.parametrize(("clustered", "source"), [(False, "two"), (True, None)])
    def test_snapshots_that_begin_are_taken_of_a_replica_unless_there_are_shards(self, clustered, source):
        flow = plan(group(snapshot_retention_limit=7), group(snapshot_retention_limit=0, arn="arn:group")).flow()
        next(flow)
        members = [{"CacheClusterId": "one", "CurrentRole": "primary"},
                   {"CacheClusterId": "two", "CurrentRole": "replica"}]
        call = flow.send(described(ClusterEnabled=clustered, NodeGroups=[{"NodeGroupMembers": members}]))

        assert (call.params["SnapshotRetentionLimit"], call.params.get("SnapshottingClusterId")) == (7, source)

    def test_a_version_that_would_go_down_is_refused_beforehand(self):
        now = group(engine_version="7.1.0")
        assert "(7.1.0 now, 7.0 wanted) cannot go back" in play(decided(
            plan(group(engine_version="7.0"), now), agreed=True)).refused

        waiting = plan(group(engine_version="7.0"), dataclasses.replace(now, waits_for_window=["EngineVersion 7.1.0"]))
        assert not play(decided(waiting, agreed=False)).refused
        assert next(waiting.flow()).params["EngineVersion"] == "7.0"
