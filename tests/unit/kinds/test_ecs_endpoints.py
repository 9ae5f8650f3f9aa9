# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What containers are told of databases and caches, by the names of these."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.tests.unit.script import play

SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-AbCdEf"
DATABASES = {"DBInstances": [
    {"DBInstanceIdentifier": "other", "Endpoint": {"Address": "other.example", "Port": 3307}},
    {"DBInstanceIdentifier": "shop", "Endpoint": {"Address": "shop.example", "Port": 3306},
     "MasterUserSecret": {"SecretArn": SECRET}}]}
CACHES = {"ReplicationGroups": [
    {"ReplicationGroupId": "shop", "NodeGroups": [{"PrimaryEndpoint": {"Address": "master.example", "Port": 6379},
                                                   "ReaderEndpoint": {"Address": "replica.example", "Port": 6379}}]},
    {"ReplicationGroupId": "shards", "ConfigurationEndpoint": {"Address": "shards.example", "Port": 6380}}]}


def task(**container: t.Any) -> TaskDefinition:
    return TaskDefinition.given({"family": "a", "containers": [{"name": "a", "image": "a", **container}]})


def environment(given: dict[str, str], *answers: t.Any, **container: t.Any) -> dict[str, str]:
    found = play(task(environment_from=given, **container).resolved(), *answers)
    return {each["name"]: each["value"] for each in found.wire()["containerDefinitions"][0]["environment"]}


@pytest.mark.parametrize(("source", "value"), [("endpoint", "shop.example"), ("port", "3306")])
def test_of_a_database(source, value):
    given = {"DB": f"rds_instances:shop:{source}"}

    assert environment(given, ("describe_db_instances", DATABASES)) == {"DB": value}


@pytest.mark.parametrize(("source", "value"), [
    ("shop:primary_endpoint", "master.example"), ("shop:reader_endpoint", "replica.example"), ("shop:port", "6379"),
    ("shards:configuration_endpoint", "shards.example"), ("shards:port", "6380")])
def test_of_a_cache(source, value):
    given = {"REDIS": f"elasticache_replication_groups:{source}"}

    assert environment(given, ("describe_replication_groups", CACHES)) == {"REDIS": value}


def test_it_is_part_of_the_environment_so_that_a_change_of_it_is_seen():
    given = {"DB_HOST": "rds_instances:shop:endpoint"}
    said = {"DB_HOST": "shop.example", "APP_ENV": "production"}
    wanted = play(task(environment={"APP_ENV": "production"}, environment_from=given).resolved(),
                  ("describe_db_instances", DATABASES))

    now, former = (play(task(environment=each).resolved()) for each in (said, {**said, "DB_HOST": "old.example"}))

    assert wanted.changes(now.bare()) == {}
    assert wanted.changes(former.bare()).keys() == {"containers"}


@pytest.mark.parametrize(("given", "answer", "words"), [
    ({"A": "rds_instances:blog:endpoint"}, ("describe_db_instances", DATABASES),
     "there is no endpoint of a database named blog; role data_stores makes it"),
    ({"A": "rds_instances:shop:endpoint"}, ("describe_db_instances", {"DBInstances": [
        {"DBInstanceIdentifier": "shop", "DBInstanceStatus": "creating"}]}), "no endpoint of a database named shop"),
    ({"A": "elasticache_replication_groups:shards:primary_endpoint"}, ("describe_replication_groups", CACHES),
     "there is no primary endpoint of a replication group named shards"),
])
def test_what_is_not_there_is_named_and_pending_in_check_mode(given, answer, words):
    with pytest.raises(Unresolved, match=words):
        play(task(environment_from=given).resolved(), answer)
    [container] = play(task(environment_from=given).resolved(pending=True), answer).containers

    assert isinstance(container.environment["A"], Pending)


def test_the_master_password_comes_from_the_secret_that_rds_keeps():
    found = play(task(secrets={"DB_PASSWORD": "rds_instances:shop:password"}).resolved(),
                 ("describe_db_instances", DATABASES))

    assert found.containers[0].secrets == {"DB_PASSWORD": f"{SECRET}:password::"}


def test_a_database_that_rds_keeps_no_password_of_is_named_and_pending_in_check_mode():
    wanted = task(secrets={"DB_PASSWORD": "rds_instances:other:password"})

    with pytest.raises(Unresolved, match="no secret with the master password of a database named other"):
        play(wanted.resolved(), ("describe_db_instances", DATABASES))
    [container] = play(wanted.resolved(pending=True), ("describe_db_instances", DATABASES)).containers
    assert isinstance(container.secrets["DB_PASSWORD"], Pending)


def test_one_look_serves_a_whole_set():
    asked = []

    def cloud(call):
        asked.append(call.operation)
        if call.operation == "describe_db_instances":
            return DATABASES
        raise AwsError(call, "ClientException", "Unable to describe task definition.")

    cloud.check = lambda call: None
    container = {"name": "a", "image": "a", "secrets": {"DB_PASSWORD": "rds_instances:shop:password"},
                 "environment_from": {"DB_HOST": "rds_instances:shop:endpoint", "DB_PORT": "rds_instances:shop:port"}}
    sets = [TaskDefinition.given({"family": name, "cpu": 256, "memory": 512, "containers": [container],
                                  "execution_role": "arn:aws:iam::111122223333:role/e"}) for name in "abc"]
    outcomes = converge(sets, cloud, check=True)

    assert [outcome.error for outcome in outcomes] == [None] * 3
    assert asked.count("describe_db_instances") == 1


@pytest.mark.parametrize(("container", "words"), [
    ({"environment_from": {"A": "rds_instances:shop"}}, "environment_from.A is 'rds_instances:shop', allowed are rds"),
    ({"environment_from": {"A": "rds_instances::endpoint"}}, "environment_from.A is 'rds_instances::endpoint'"),
    ({"environment_from": {"A": "rds_instances:shop:password"}}, "environment_from.A is 'rds_instances:shop:password'"),
    ({"environment_from": {"A": "shop.example"}}, "allowed are rds_instances:NAME: and endpoint or port; elasticache"),
    ({"environment_from": {"A": 1}}, "environment_from.A is 1"),
    ({"secrets": {"A": "rds_instances:shop:pasword"}}, "allowed are rds_instances:NAME: and password or username"),
    ({"secrets": {"A": "rds_instances::password"}}, "secrets.A is 'rds_instances::password'"),
    ({"environment": {"A": "1"}, "environment_from": {"A": "rds_instances:shop:port"}},
     "A is both in environment and in environment_from"),
])
def test_what_cannot_be_looked_up_is_told_beforehand(container, words):
    assert words in "; ".join(task(**container).problems())
