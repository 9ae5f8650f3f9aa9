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


def test_what_is_refused_is_unknown(found: Found):
    found["databases"] = sample_operations.denied("rds", "describe_db_instances")
    told = checked(D1, found)
    assert {one.verdict for name, one in told.items() if "database" in name} == {"UNKNOWN"}
    assert {one.verdict for name, one in told.items() if "cache" in name} == {"PASS"}
