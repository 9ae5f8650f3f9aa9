# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""D1: database and cache, each clause by an edit of what AWS shows."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.data_stores import D1
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    bearing,
    checked,
    failing,
    place,
    seen,
)

Found = dict[str, t.Any]


@pytest.fixture
def found() -> Found:
    return sample_operations.sample()


def test_what_lacks_nothing(found: Found):
    assert bearing("PASS", D1, found) == {one.id.partition(".")[2] for one in D1.checks}


@pytest.mark.parametrize(("edit", "check", "says"), [
    ({"Engine": "postgres"}, "present", "postgres 8.4.4, available"),
    ({"DBInstanceStatus": "stopped"}, "present", "mysql 8.4.4, stopped"),
    ({"MultiAZ": False}, "multi_az", "MultiAZ is false"),
    ({"StorageEncrypted": False}, "encrypted", "StorageEncrypted is false"),
    ({"PubliclyAccessible": True}, "private", "PubliclyAccessible is true"),
    ({"MasterUserSecret": None}, "password", "not kept by RDS"),
    ({"BackupRetentionPeriod": 0}, "backups", "none"),
    ({"BackupRetentionPeriod": 1}, "backups", "kept for 1 day"),
    ({"DeletionProtection": False}, "protected", "DeletionProtection is false"),
    ({"EnabledCloudwatchLogsExports": ["slowquery"]}, "logs", "slowquery"),
    ({"EnabledCloudwatchLogsExports": None}, "logs", "none"),
])
def test_a_database_that_lacks_something(found: Found, edit: Found, check: str, says: str):
    found["databases"][0] |= edit
    assert failing(D1, found) == {f"database_{check}"}
    assert seen(D1, f"database_{check}", found) == [f"database main: {says}"]


@pytest.mark.parametrize(("edit", "check", "says"), [
    ({"Engine": "memcached"}, "present", "memcached, available"),
    ({"TransitEncryptionEnabled": False, "AuthTokenEnabled": False}, "tls", "connections are not encrypted"),
    ({"TransitEncryptionMode": "preferred"}, "tls", "TLS is preferred"),
    ({"AuthTokenEnabled": False}, "auth", "whoever reaches it is let in"),
    ({"AutomaticFailover": "disabled", "MemberClusters": ["main-001"]}, "failover", "failover is disabled, 1 node"),
])
def test_a_cache_that_lacks_something(found: Found, edit: Found, check: str, says: str):
    found["caches"][0] |= edit
    assert failing(D1, found) == {f"cache_{check}"}
    assert seen(D1, f"cache_{check}", found) == [f"cache main: {says}"]


def test_users_are_as_good_as_a_token(found: Found):
    found["caches"][0] |= {"AuthTokenEnabled": False, "UserGroupIds": ["application"]}
    assert not failing(D1, found)


@pytest.mark.parametrize(("store", "other"), [("database", "cache"), ("cache", "database")])
def test_what_is_not_there_fails_once(found: Found, store: str, other: str):
    found[f"{store}s"] = found[f"{store}s"][1:]
    assert failing(D1, found) == {f"{store}_present"}
    assert {one.partition("_")[0] for one in bearing("PASS", D1, found)} == {other}


@pytest.mark.parametrize("store", ["database", "cache"])
def test_what_the_inventory_has_elsewhere_is_not_looked_for(found: Found, store: str):
    found[f"{store}s"] = []
    where = place(**{f"data_stores_{store}_managed": False})
    assert not failing(D1, found, where)
    assert f"(data_stores_{store}_managed)" in seen(D1, f"{store}_present", found, where)[0]


def unlinked(found: Found) -> None:
    """Services that say nowhere what they connect to."""
    for one in found["services"]:
        one["task"]["containerDefinitions"][0]["environment"] = []


def test_what_no_service_names_is_found_as_the_inventory_calls_it(found: Found):
    unlinked(found)
    assert failing(D1, found) == {"database_present", "cache_present"}
    assert not failing(D1, found, place(data_stores_database_name="main", data_stores_cache_name="main"))


def test_and_else_as_the_platform_is_called(found: Found):
    unlinked(found)
    found["databases"][0]["DBInstanceIdentifier"] = "envelope-prod-mysql"
    found["caches"][0]["ReplicationGroupId"] = "envelope-prod"
    assert not failing(D1, found)


def connected(found: Found, **hosts: str) -> None:
    """Services that connect to these hosts."""
    for one in found["services"]:
        for each in one["task"]["containerDefinitions"][0]["environment"]:
            each["value"] = hosts.get(each["name"], each["value"])


DOMAIN = "abc123.eu-west-1.rds.amazonaws.com"


@pytest.mark.parametrize(("store", "variable", "host"), [
    ("database", "DB_HOST", f"main.proxy-{DOMAIN}"), ("database", "DB_HOST", f"gone.{DOMAIN}"),
    ("cache", "REDIS_HOST", "main-abc123.serverless.euw1.cache.amazonaws.com"),
    ("cache", "REDIS_HOST", "main.abc123.ng.0001.cnn1.cache.amazonaws.com.cn")])
def test_an_endpoint_that_is_nothing_of_what_was_read_is_unknown(found: Found, store: str, variable: str, host: str):
    connected(found, **{variable: host})
    found[f"{store}s"] = []
    unknown = bearing("UNKNOWN", D1, found)
    assert unknown == {one.id.partition(".")[2] for one in D1.checks if f".{store}_" in one.id}
    assert f"{variable} is {host}, which is nothing that this audit reads" in seen(D1, f"{store}_present", found)[0]
    assert not bearing("UNKNOWN", D1, found, place(**{f"data_stores_{store}_managed": False}))


@pytest.mark.parametrize("host", [f"main-1.{DOMAIN}", f"all.cluster-{DOMAIN}", f"all.cluster-ro-{DOMAIN}"])
def test_what_members_of_a_cluster_have_of_it_is_unknown(found: Found, host: str):
    connected(found, DB_HOST=host)
    found["databases"][0] |= {"Endpoint": {"Address": f"main-1.{DOMAIN}"}, "DBClusterIdentifier": "all",
                              "Engine": "aurora-mysql", "MultiAZ": False}
    assert not failing(D1, found)
    assert bearing("UNKNOWN", D1, found) == {
        f"database_{word}" for word in ("multi_az", "password", "backups", "protected", "logs")}


def test_any_endpoint_of_a_cache_leads_to_it(found: Found):
    node = {"ReadEndpoint": {"Address": "main-001.euw1.cache.amazonaws.com"}}
    found["caches"][0]["NodeGroups"] = [{
        "ReaderEndpoint": {"Address": "replica.euw1.cache.amazonaws.com"}, "NodeGroupMembers": [node]}]
    for host in ("replica.euw1.cache.amazonaws.com", "main-001.euw1.cache.amazonaws.com"):
        connected(found, REDIS_HOST=host)
        assert not bearing("UNKNOWN", D1, found) and not failing(D1, found)


def test_what_is_refused_is_unknown(found: Found):
    found["databases"] = sample_operations.denied("rds", "describe_db_instances")
    told = checked(D1, found)
    assert {one.verdict for name, one in told.items() if "database" in name} == {"UNKNOWN"}
    assert {one.verdict for name, one in told.items() if "cache" in name} == {"PASS"}
