# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the application is told of its database and its Redis."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.application import application
from ansible_collections.venturemond.envelope.plugins.module_utils.catalogue import databases
from ansible_collections.venturemond.envelope.plugins.module_utils.connections import database, redis
from ansible_collections.venturemond.envelope.plugins.module_utils.contract import broken
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import platform, reverb, silo

ELSEWHERE = {"database": {"host": "db.internal", "name": "shop", "username": "app"},
             "redis": {"host": "redis.internal", "port": 6380}}
OURS = {"DB_HOST": "rds_instances:envelope-prod:endpoint",
        "REDIS_HOST": "elasticache_replication_groups:envelope-prod:primary_endpoint",
        "REDIS_PORT": "elasticache_replication_groups:envelope-prod:port"}


def containers(wanted):
    return {each["containers"][0]["name"]: each["containers"][0] for each in application(wanted)["task_definitions"]}


class TestDefaults:
    @pytest.mark.parametrize("wanted", [platform(), silo(), reverb()], ids=["platform", "silo", "reverb"])
    def test_lead_to_what_the_platform_has_and_keep_the_contract(self, wanted):
        assert broken(wanted) == []
        php = [each for each in containers(wanted).values() if each.get("environment_from")]

        assert php and all(each["environment_from"] == OURS for each in php)
        assert {each["secrets"]["DB_PASSWORD"] for each in php} == {"rds_instances:envelope-prod:password"}
        assert {each["secrets"]["REDIS_PASSWORD"] for each in php} == {"envelope-prod-app:REDIS_PASSWORD"}
        assert {each["environment"]["REDIS_SCHEME"] for each in php} == {"tls"}

    def test_give_a_frontend_no_database(self):
        assert "environment_from" not in containers(platform())["tenant"]

    def test_are_what_the_kind_takes(self):
        for each in application(platform())["task_definitions"]:
            assert list(TaskDefinition.given({**each, "cluster": "envelope-prod-cluster"}).problems()) == []


def test_a_user_of_the_applications_own_has_a_password_of_its_own_and_opens_no_masters():
    database = {"instance": "envelope-prod", "name": "shop", "username": "app", "password_from": "shop:DB_PASSWORD"}
    wanted = platform(database=database)

    assert containers(wanted)["api"]["secrets"]["DB_PASSWORD"] == "shop:DB_PASSWORD"
    assert containers(wanted)["api"]["environment_from"] == OURS
    assert databases(wanted) == []


class TestElsewhere:
    def test_is_an_address_and_a_password_of_the_applications_secret(self):
        api = containers(platform(**ELSEWHERE))["api"]
        told = {name: value for name, value in api["environment"].items() if name.startswith(("DB_", "REDIS_"))}

        assert told == {"DB_HOST": "db.internal", "DB_DATABASE": "shop", "DB_USERNAME": "app",
                        "REDIS_HOST": "redis.internal", "REDIS_PORT": "6380"}
        assert api["secrets"]["DB_PASSWORD"] == "envelope-prod-app:DB_PASSWORD"
        assert "environment_from" not in api

    def test_has_redis_port_and_no_encryption_unless_said(self):
        assert redis({"host": "a"})["variables"] == {"REDIS_HOST": "a", "REDIS_PORT": 6379, "REDIS_SCHEME": None}
        assert redis({"host": "a", "scheme": "tls"})["variables"]["REDIS_SCHEME"] == "tls"


@pytest.mark.parametrize(("about", "words"), [
    ({"instance": "a", "host": "b"}, "ecs_services_database has instance and host, allowed are instance, of one"),
    ({}, "ecs_services_database has neither, allowed are instance, of one that is ours, or host, of another"),
    ({"instance": "", "host": None}, "ecs_services_database has neither"),
])
def test_a_database_is_ours_or_elsewhere(about, words):
    with pytest.raises(Invalid, match=words):
        database({**about, "name": "a", "username": "a"})


def test_a_redis_is_ours_or_elsewhere():
    with pytest.raises(Invalid, match="ecs_services_redis has replication_group and host"):
        redis({"replication_group": "a", "host": "b"})
