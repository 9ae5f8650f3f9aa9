# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform's database and cache, by the defaults of the role and with what is different."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.data_stores import data_stores, family
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import asked

SUBNETS = ["envelope-prod-data-a", "envelope-prod-data-b"]
KINDS_OF = {
    "kms_keys": "kms_keys", "log_groups": "logs_groups", "database_subnet_groups": "rds_subnet_groups",
    "database_parameter_groups": "rds_parameter_groups", "databases": "rds_instances",
    "cache_subnet_groups": "elasticache_subnet_groups", "cache_parameter_groups": "elasticache_parameter_groups",
    "caches": "elasticache_replication_groups",
}


def stores(**said: t.Any) -> dict[str, t.Any]:
    return data_stores(asked("data_stores", subnets=SUBNETS, **said))


def database(**overrides: t.Any) -> dict[str, t.Any]:
    return stores(database_overrides=overrides)["databases"][0]


def problems(found: dict[str, t.Any]) -> list[str]:
    return [problem for part, entries in found.items() for entry in entries
            for problem in KINDS[KINDS_OF[part]].given(entry).problems()]


class TestDefaults:
    def test_are_what_the_kinds_take(self):
        assert stores().keys() == KINDS_OF.keys()
        assert problems(stores()) == []

    def test_keep_a_database_as_production_wants_it(self):
        found = database()

        assert (found["multi_az"], found["deletion_protection"], found["publicly_accessible"]) == (True, True, False)
        assert found["kms_key"] == found["master_user_secret_kms_key"] == "alias/envelope-prod-data"
        assert (found["subnet_group"], found["security_groups"]) == ("envelope-prod", ["envelope-prod-data"])
        assert found["master_user_secret_rotation_days"] == 365 and found["backup_retention_period"] >= 7
        assert found["tags"]["backup"] == "daily", "the plan of role security_baseline selects by it"

    def test_keep_a_cache_that_fails_over_and_asks_for_a_password(self):
        [found] = stores()["caches"]

        assert (found["automatic_failover"], found["multi_az"], found["replicas_per_node_group"]) == (True, True, 1)
        assert (found["auth_token_secret"], found["auth_token_key"]) == ("envelope-prod-app", "REDIS_PASSWORD")
        assert stores()["cache_parameter_groups"][0]["parameters"] == {"maxmemory-policy": "noeviction"}

    def test_log_to_groups_that_are_there_before_aws_makes_them_for_ever(self):
        found = stores()
        names = [each["name"] for each in found["log_groups"]]
        delivered = [each["log_group"] for each in found["caches"][0]["log_delivery_configurations"]]

        assert names == ["/aws/rds/instance/envelope-prod/error", "/aws/rds/instance/envelope-prod/slowquery",
                         *delivered]
        assert {each["retention_in_days"] for each in found["log_groups"]} == {365}

    def test_let_logs_use_the_key_for_databases_and_caches_alone_whatever_they_are_called(self):
        [key] = stores(database_name="envelope-prod-2")["kms_keys"]
        [logs] = [each for each in key["policy"]["Statement"] if each["Sid"] == "Logs"]
        where = "arn:aws:logs:eu-west-1:123456789012:log-group"

        assert key["enable_key_rotation"] is True
        assert logs["Condition"]["ArnLike"]["kms:EncryptionContext:aws:logs:arn"] == [
            f"{where}:/aws/rds/instance/*", f"{where}:/aws/elasticache/*"]


class TestDifferences:
    def test_are_said_option_by_option_and_deep_inside(self):
        found = stores(database_overrides={"instance_class": "db.r7g.large",
                                           "parameters": {"require_secure_transport": 1}})

        assert found["databases"][0]["instance_class"] == "db.r7g.large"
        assert found["databases"][0]["storage_type"] == "gp3"
        [group] = found["database_parameter_groups"]
        assert group["parameters"]["require_secure_transport"] == 1 and group["parameters"]["slow_query_log"] == 1

    def test_of_the_version_take_a_parameter_group_of_its_own(self):
        found = stores(database_overrides={"engine_version": "8.0.41"})

        assert found["databases"][0]["parameter_group"] == found["database_parameter_groups"][0]["name"]
        assert found["databases"][0]["parameter_group"] == "envelope-prod-mysql8-0"

    def test_null_leaves_an_option_to_aws(self):
        assert KINDS["rds_instances"].given(database(performance_insights=None)).performance_insights is None

    def test_no_tag_for_backups_where_none_is_wanted(self):
        assert "backup" not in stores(backup="")["databases"][0]["tags"]

    @pytest.mark.parametrize(("said", "left"), [
        ({"database_managed": False}, {"kms_keys", "log_groups", "cache_subnet_groups", "cache_parameter_groups",
                                       "caches"}),
        ({"cache_managed": False}, {"kms_keys", "log_groups", "database_subnet_groups", "database_parameter_groups",
                                    "databases"}),
        ({"database_managed": False, "cache_managed": False}, set()),
    ])
    def test_what_is_not_ours_to_make_is_left_out(self, said, left):
        assert {part for part, entries in stores(**said).items() if entries} == left

    @pytest.mark.parametrize(("elsewhere", "left"), [
        ({"host": "db.internal", "name": "shop", "username": "app"}, (False, True)),
        ({"instance": "envelope-prod", "name": "shop", "username": "app"}, (True, True)),
    ])
    def test_who_says_the_host_of_a_database_is_made_none(self, elsewhere, left):
        found = data_stores(asked("data_stores", inventory={"ecs_services_database": elsewhere}, subnets=SUBNETS))
        assert (bool(found["databases"]), bool(found["caches"])) == left


class TestFamilies:
    @pytest.mark.parametrize(("engine", "version", "name"), [
        ("mysql", "8.4", "mysql8.4"), ("mysql", "8.0.39", "mysql8.0"), ("mariadb", "10.11.9", "mariadb10.11"),
        ("valkey", "7.2", "valkey7"), ("valkey", "8.0.1", "valkey8"), ("redis", "7.1", "redis7"),
        ("redis", "6.2", "redis6.x"), ("redis", "5.0.6", "redis5.0")])
    def test_are_those_of_aws(self, engine, version, name):
        assert family("cache", {"engine": engine, "engine_version": version}) == name


class TestBadInput:
    @pytest.mark.parametrize(("said", "words"), [
        ({"database_overrides": {"engine": "postgres"}},
         "data_stores_database: engine is postgres, allowed are mysql and mariadb"),
        ({"database_overrides": {"engine_version": "latest"}},
         "data_stores_database: engine_version is 'latest', allowed are such as 8.4"),
        ({"cache_overrides": {"engine_version": None}}, "data_stores_cache: engine_version is 'None'"),
        ({"cache_overrides": {"name": "other"}}, "data_stores_cache: name is not said here, but by a variable of its"),
    ])
    def test_is_told_by_its_variable(self, said, words):
        with pytest.raises(Invalid, match=words):
            stores(**said)

    @pytest.mark.parametrize(("said", "words"), [
        ({"database_overrides": {"instance_class": "m7g.large"}}, "instance_class: 'm7g.large' is none"),
        ({"database_overrides": {"backup_window": "25:00-26:00"}}, "backup_window: '25:00-26:00', allowed are 30 min"),
        ({"database_overrides": {"backup_window": "04:30-05:30"}}, "meets backup_window 04:30-05:30"),
        ({"database_overrides": {"master_user_secret_rotation_days": 0}}, "master_user_secret_rotation_days: 0"),
        ({"cache_overrides": {"node_type": "t4g.small"}}, "node_type: t4g.small is none"),
        ({"cache_overrides": {"snapshot_window": "01:00-01:30"}}, "snapshot_window: 01:00-01:30 is none"),
        ({"cache_overrides": {"engine_version": "9"}}, "engine_version"),
        ({"cache_overrides": {"snapshot_window": "05:30-06:30"}}, "maintenance_window: sun:05:00-sun:06:00 meets"),
    ])
    def test_of_an_option_is_told_by_the_kind(self, said, words):
        try:
            told = "; ".join(problems(stores(**said)))
        except Invalid as error:
            told = str(error)

        assert words in told
