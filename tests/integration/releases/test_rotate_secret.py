# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`rotate_secret.yml` on the example site, as a person runs it."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.releases.test_playbooks import push
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import secret_values
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

pytestmark = pytest.mark.long

PLATFORM, SILO, POOL = "envelope-local-app", "envelope-local-silo-kestrel", "envelope-local-pool-acme"
HOSTS = ("--limit", "envelope-local,kestrel,acme")
MOMENTS = [("secretsmanager", "PutSecretValue", 0), ("ecs", "UpdateService", 1),
           ("secretsmanager", "UpdateSecretVersionStage", 0)]
"""Calls at which a rotation is killed, and after how many of them."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        push(aws, "1.0.0")
        site = Site(aws, tmp_path_factory.mktemp("rotation"))
        built = site.run(*HOSTS)
        assert built.code == 0, built.printed
        yield site.running("rotate_secret")


def entry(site: Site, secret: str, name: str) -> str:
    held = site.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"]
    return t.cast(str, json.loads(held)[name])


def labelled(site: Site, secret: str) -> dict[str, str]:
    """The version that each label is on."""
    about = site.client("secretsmanager").describe_secret(SecretId=secret)
    return {label: version for version, labels in about["VersionIdsToStages"].items() for label in labels}


def test_it_says_what_it_would_do_and_does_nothing(site: Site):
    run = site.run("--limit", "envelope-local", entries="REVERB_APP_SECRET")

    assert run.code == 0 and run.writes == [], run.printed
    assert f"{PLATFORM}: the new values count; started anew: envelope-local-api" in run.printed
    assert f"to rotate it, add -e confirm={PLATFORM}" in run.printed


@pytest.fixture(scope="module")
def rotated(site: Site) -> tuple[str, Run]:
    """The former value, and the run."""
    former = entry(site, PLATFORM, "REVERB_APP_SECRET")
    return former, site.run("-vvvv", "--limit", "envelope-local", entries="REVERB_APP_SECRET", confirm=PLATFORM)


class TestARotation:
    def test_writes_a_generation_and_starts_anew_what_reads_it(self, site: Site, rotated: tuple[str, Run]):
        former, run = rotated

        assert run.code == 0, run.printed
        assert entry(site, PLATFORM, "REVERB_APP_SECRET") != former
        others = [each for each in run.writes if not each.startswith("s3:")]
        assert others[0] == "secretsmanager:PutSecretValue" and others[-1] == "secretsmanager:UpdateSecretVersionStage"
        assert set(others[1:-1]) == {"ecs:UpdateService", "elasticache:AddTagsToResource"}, (
            "the cache's tag says which version it has its password of")

    def test_tells_no_value(self, site: Site, rotated: tuple[str, Run]):
        former, run = rotated
        assert [value for value in (former, *secret_values(site.client)) if value in run.printed] == []

    def test_leaves_nothing_for_the_site_to_do(self, site: Site, rotated: tuple[str, Run]):
        run = site.running("site").run(*HOSTS)
        assert run.code == 0 and run.writes == [], run.printed


def test_a_silo_tenants_is_completed_when_it_was_killed(site: Site):
    before = labelled(site, SILO)
    given = {"entries": "REVERB_APP_SECRET", "confirm": SILO, "secrets_rotation_lock_seconds": 3}
    for service, operation, after in MOMENTS:
        assert site.killed_at(service, operation, "--limit", "kestrel", after=after, **given).code == -9
    # it was killed while it took our label away, which was done all the same: nothing is left, so nothing is rotated
    after_all = labelled(site, SILO)

    assert after_all.keys() == {"AWSCURRENT", "AWSPREVIOUS"} and after_all["AWSPREVIOUS"] == before["AWSCURRENT"]


def test_the_databases_is_made_by_rds_and_all_that_read_it_start_anew(site: Site):
    [database] = site.client("rds").describe_db_instances(DBInstanceIdentifier="envelope-local")["DBInstances"]
    kept = database["MasterUserSecret"]["SecretArn"]
    former = entry(site, kept, "password")
    run = site.run("--limit", "envelope-local", entries="DB_PASSWORD", confirm=PLATFORM)

    assert run.code == 0 and "secretsmanager:RotateSecret" in run.writes, run.printed
    new = entry(site, kept, "password")
    assert new != former and new not in run.printed
    assert run.writes.count("ecs:UpdateService") == 8, "the platform's and the silo tenant's that read it"


def test_a_pool_tenants_is_only_written(site: Site):
    former = entry(site, POOL, "API_KEY")
    run = site.run("--limit", "acme", entries="API_KEY", confirm=POOL)

    assert run.code == 0 and "ecs:UpdateService" not in run.writes, run.printed
    assert entry(site, POOL, "API_KEY") != former


@pytest.mark.parametrize(("entries", "words"), [
    ("REVERB_APP_SECRETS", "did you mean REVERB_APP_SECRET?"),
    ("", "entries is empty: say which, as in -e entries="),
])
def test_what_cannot_be_rotated_is_refused_with_a_reason(site: Site, entries: str, words: str):
    run = site.run("--limit", "envelope-local", entries=entries, confirm=PLATFORM)

    assert run.code == 2 and run.writes == [] and words in run.printed, run.printed
