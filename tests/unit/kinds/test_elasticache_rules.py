# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What caches may be asked for, and the groups they are made of."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elasticache import (
    CacheParameterGroup,
    CacheSubnetGroup,
    ReplicationGroup,
)
from ansible_collections.venturemond.envelope.tests.unit.script import requests

SECRET = "envelope-prod/platform"


def group(**options: t.Any) -> ReplicationGroup:
    return ReplicationGroup(name="envelope-prod", **options)


@pytest.mark.parametrize(("options", "says"), [
    ({"engine": "valkey", "engine_version": "7.1"}, "7.1 is none of valkey, allowed are 7.2 and later"),
    ({"engine": "redis", "engine_version": "8.0"}, "8.0 is none of redis"), ({"engine_version": "7.x"}, "7.x is none"),
    ({"node_type": "db.t4g.small"}, "db.t4g.small is none"), ({"node_type": "cache.t4g.huge"}, "is none"),
    ({"replicas_per_node_group": 6}, "allowed are 0 to 5"), ({"num_node_groups": 0}, "allowed are 1 to 500"),
    ({"snapshot_retention_limit": 36}, "allowed are 0 to 35"),
    ({"automatic_failover": True, "replicas_per_node_group": 0}, "needs replicas_per_node_group"),
    ({"multi_az": True, "automatic_failover": False}, "multi_az: needs automatic_failover"),
    ({"num_node_groups": 2, "automatic_failover": False}, "is a must with 2 node groups"),
    ({"maintenance_window": "sun:03:00-sun:03:30"}, "60 minutes a week"),
    ({"maintenance_window": "03:00-04:00"}, "60 minutes a week"),
    ({"maintenance_window": "Sun:03:00-Sun:04:00"}, "60 minutes a week"),
    ({"snapshot_window": "25:00-26:00"}, "60 minutes a day"),
    ({"maintenance_window": "sun:03:00-sun:04:00", "snapshot_window": "03:30-04:30"},
     "maintenance_window: sun:03:00-sun:04:00 meets snapshot_window 03:30-04:30, AWS wants them apart"),
    ({"auth_token_secret": SECRET}, "give both or none"),
    ({"auth_token_secret": SECRET, "auth_token_key": "a b"}, "auth_token_key: 'a b' is not allowed")])
def test_what_aws_does_not_have_is_said_without_asking_it(options, says):
    assert any(says in each for each in group(**options).problems())


@pytest.mark.parametrize("options", [
    {"engine": "redis", "engine_version": "7.1.0"}, {"engine": "valkey", "engine_version": "10.0"},
    {"maintenance_window": "sat:23:30-sun:00:30"}, {"snapshot_window": "23:30-00:30"},
    {"maintenance_window": "sun:03:00-sun:04:00", "snapshot_window": "04:00-05:00"},
    {"node_type": "cache.r7g.16xlarge"}, {"node_type": "cache.c7gn.large"}])
def test_what_aws_has_is_taken(options):
    assert list(group(**options).problems()) == []


class TestGroups:
    @pytest.mark.parametrize("name", ["Envelope", "a--b", "a-", "1a", "", "a" * 256])
    def test_a_name_that_aws_would_write_otherwise_is_refused(self, name):
        assert list(CacheSubnetGroup(name=name).problems())

    @pytest.mark.parametrize(("family", "fine"), [
        ("valkey8", True), ("valkey11", True), ("redis7", True), ("redis8", False), ("memcached1.6", False)])
    def test_families(self, family, fine):
        assert (not list(CacheParameterGroup(name="a", family=family).problems())) is fine

    def test_parameters_are_spelt_as_the_engine_does(self):
        given = CacheParameterGroup.given({"name": "a", "parameters": {"activedefrag": True, "timeout": 0}})

        assert given.parameters == {"activedefrag": "yes", "timeout": "0"}

    def test_twenty_parameters_go_in_one_request_and_only_those_that_differ(self):
        wanted = CacheParameterGroup(name="a", parameters={f"p{each:02}": "1" for each in range(23)})
        made = requests(plan(wanted, CacheParameterGroup(name="a", parameters={"p00": "1"})).flow())

        assert [len(params["ParameterNameValues"]) for _name, params in made] == [20, 2]
