# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotations of what opens a cache or a database, on the embedded AWS."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import CLUSTER, NAME, SERVICES, Stage

SECRET, GROUPS = "shop-app", "elasticache_replication_groups"
FIRST = {"APP_KEY": "canary-3f9c", "REDIS_PASSWORD": "canary-0f1e-of-the-tests"}
CACHE = {"name": NAME, "node_type": "cache.t4g.small", "subnet_group": NAME, "auth_token_secret": SECRET,
         "auth_token_key": "REDIS_PASSWORD"}


class Storing(Stage):
    """The application with a cache and a database, of which all but one service read the passwords."""

    def _foundation(self) -> None:
        super()._foundation()
        self.aws.timing(elasticache_seconds=0.05)
        self.client("secretsmanager").put_secret_value(SecretId=SECRET, SecretString=json.dumps(FIRST))
        self.client("elasticache").create_cache_subnet_group(
            CacheSubnetGroupName=NAME, CacheSubnetGroupDescription=NAME, SubnetIds=self.subnets)
        assert self.cache()["changed"]
        database = self.client("rds").create_db_instance(
            DBInstanceIdentifier=NAME, Engine="mysql", DBInstanceClass="db.t4g.medium", AllocatedStorage=20,
            MasterUsername=NAME, ManageMasterUserPassword=True)["DBInstance"]
        self.master = database["MasterUserSecret"]["SecretArn"]

    def _definition(self, name: str) -> dict[str, t.Any]:
        definition = super()._definition(name)
        if name != "shop-hq":
            definition["containerDefinitions"][0]["secrets"] += [
                {"name": "REDIS_PASSWORD", "valueFrom": f"{self.secret}:REDIS_PASSWORD::"},
                {"name": "DB_PASSWORD", "valueFrom": f"{self.master}:password::"}]
        return definition

    def cache(self, **options: t.Any) -> dict[str, t.Any]:
        """What converging the cache comes to, as the role does it."""
        return Account(self.aws).run(GROUPS, CACHE, **options)

    def rotate(self, *entries: str, **options: t.Any) -> dict[str, t.Any]:
        outside = {"REDIS_PASSWORD": "Redis", "DB_PASSWORD": "the database"}
        return self.act("secretsmanager_rotate_secret", **{
            "secret": SECRET, "entries": list(entries), "confirm": SECRET, "services": SERVICES, "timeout": 30.0,
            "generate": [{"key": "APP_KEY"}, {"key": "REDIS_PASSWORD", "length": 64}], "outside": outside,
            "caches": {"REDIS_PASSWORD": NAME}, "databases": {"DB_PASSWORD": NAME}, **options})

    def value(self, secret: str = SECRET) -> dict[str, str]:
        return json.loads(self.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"])

    def written(self, since: int) -> list[str]:
        """But for the lock and notes."""
        return [call["operation"] for call in self.aws.writes(since=since) if call["service"] != "s3"]


@pytest.fixture
def stage(local_aws: LocalAws) -> Storing:
    return t.cast(Storing, Storing.set_up(local_aws))


def test_a_cache_takes_both_passwords_until_all_run_with_the_new_one(stage: Storing):
    since = stage.aws.mark()
    result = stage.rotate("REDIS_PASSWORD")

    assert result["services"].keys() == {"shop-api", "shop-worker"} and result["caches"] == [NAME], result
    assert stage.written(since) == [
        "PutSecretValue", "ModifyReplicationGroup", "AddTagsToResource", "PutSecretValue", "UpdateService",
        "UpdateService", "ModifyReplicationGroup", "AddTagsToResource", "UpdateSecretVersionStage",
        "UpdateSecretVersionStage"]
    new = stage.value()["REDIS_PASSWORD"]
    assert new != FIRST["REDIS_PASSWORD"] and new not in repr(result) + repr(stage.said)

    assert stage.cache()["writes"] == [], "the site would have it so"
    assert stage.rotate("APP_KEY")["changed"] and stage.cache()["writes"] == [], "nor with another version"


def test_after_one_that_failed_the_site_leaves_the_cache_the_password_that_counts(stage: Storing):
    def hear(line: str) -> None:
        if "writing new values" in line:
            stage.aws.script(image="*shop-api:*", exit_code=1, lines=["NOAUTH"])
        if "going back" in line:
            stage.aws.clear_scripts()

    stage.listen(hear)
    result = stage.rotate("REDIS_PASSWORD")

    assert result["failed"] and f"Cache {NAME} takes the new REDIS_PASSWORD too" in result["msg"], result
    assert stage.value() == FIRST and stage.cache()["writes"] == [
        "elasticache:ModifyReplicationGroup", "elasticache:AddTagsToResource"] * 2
    stage.listener = None
    assert stage.rotate("REDIS_PASSWORD")["changed"] and stage.cache()["writes"] == []


def test_rds_rotates_its_master_password_and_all_that_read_it_start_anew(stage: Storing):
    former, since = stage.value(stage.master)["password"], stage.aws.mark()
    result = stage.rotate("DB_PASSWORD")

    assert result["services"].keys() == {"shop-api", "shop-worker"} and result["unconcerned"] == ["shop-hq"], result
    new = stage.value(stage.master)["password"]
    assert new != former and new not in repr(result) + repr(stage.said) and stage.value() == FIRST
    assert stage.written(since) == ["RotateSecret", "UpdateService", "UpdateService"]
    assert not [key for key in stage.documents() if key.startswith("rotations/")]
    described = stage.client("ecs").describe_services(cluster=CLUSTER, services=SERVICES)["services"]
    assert [[one["rolloutState"] for one in each["deployments"]] for each in described] == [["COMPLETED"]] * 3


def test_what_is_kept_elsewhere_is_refused(stage: Storing):
    since = stage.aws.mark()
    for entry, who in (("REDIS_PASSWORD", "Redis"), ("DB_PASSWORD", "the database")):
        result = stage.rotate(entry, caches={entry: "other"}, databases={entry: "other"}, generate=[{"key": entry}])
        assert result["failed"] and f"{entry} is known to {who} too (" in result["msg"], result
    assert stage.aws.writes(since=since) == []
