# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deploys on the embedded AWS: each way it can go has the right verdict, says why, and ends in the right state."""

from __future__ import annotations

import re

import pytest
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import CLUSTER, SERVICES, Stage


def everywhere(release: str) -> dict[str, str]:
    return dict.fromkeys(SERVICES, release)


class TestAGoodRelease:
    def test_runs_everywhere_and_is_recorded(self, stage: Stage):
        stage.push("1.1.0")
        result = stage.deploy("1.1.0")
        manifest = stage.document("releases/1.1.0.json")

        assert result["changed"] and result["previous"] == "1.0.0"
        assert result["migration"]["exit_code"] == 0
        assert stage.runs() == everywhere("1.1.0")
        assert stage.documents() == ["live.json", "lock.json", "releases/1.0.0.json", "releases/1.1.0.json"]
        assert list(manifest["task_definitions"]) == sorted(SERVICES)
        assert {digest.partition(":")[0] for digest in manifest["images"].values()} == {"sha256"}
        assert len(manifest["images"]) == 2
        assert len(manifest["secrets"]) == 1
        assert stage.document("lock.json")["free"] is True

    def test_is_planned_and_deployed_again_without_a_write(self, stage: Stage):
        stage.push("1.1.0")
        before = stage.aws.mark()
        plan = stage.deploy("1.1.0", check=True)
        assert plan["changed"] and "shop-api:1.1.0" in plan["diff"]["after"]
        assert stage.aws.writes(since=before) == []

        stage.deploy("1.1.0")
        before = stage.aws.mark()
        again = stage.deploy("1.1.0")
        assert not again["changed"] and again["msg"] == "1.1.0 is live already"
        assert stage.aws.writes(since=before) == []

    def test_leaves_the_number_of_tasks_to_the_autoscaler(self, stage: Stage):
        stage.client("ecs").update_service(cluster=CLUSTER, service="shop-api", desiredCount=7)
        stage.push("1.1.0")
        stage.deploy("1.1.0")
        [api] = stage.client("ecs").describe_services(cluster=CLUSTER, services=["shop-api"])["services"]
        assert api["desiredCount"] == 7

    def test_says_what_happens_while_it_does(self, stage: Stage):
        stage.push("1.1.0")
        stage.deploy("1.1.0")
        told = "\n".join(stage.said)
        assert "1.1.0 is fit to run as shop-api, shop-worker, shop-hq" in told
        assert "migration of shop to 1.1.0 | Done: php artisan migrate --force" in told
        assert "shop-worker: has reached a steady state." in told
        assert re.search(r"^  shop-worker: \(deployment \S+\) deployment completed\.$", told, re.MULTILINE), told


class TestARefusedRelease:
    def test_that_does_not_exist_names_the_newest(self, stage: Stage):
        before = stage.aws.mark()
        result = stage.deploy("1.1.0")
        assert "repository shop-api has no image with that tag; the newest is 1.0.0" in result["msg"]
        assert stage.aws.writes(since=before) == []

    def test_built_for_another_processor(self, stage: Stage):
        stage.push("1.1.0", architecture="amd64")
        result = stage.deploy("1.1.0")
        assert "is for amd64, the task definition wants arm64" in result["msg"]
        assert stage.runs() == everywhere("1.0.0") and stage.documents() == []

    def test_whose_secret_lacks_a_key(self, stage: Stage):
        stage.client("secretsmanager").put_secret_value(SecretId=stage.secret, SecretString='{"DB_PASSWORD": "canary"}')
        stage.push("1.1.0")
        before = stage.aws.mark()
        result = stage.deploy("1.1.0")
        assert "APP_KEY" in result["msg"] and "canary" not in str(result)
        assert stage.aws.writes(since=before) == []

    def test_for_a_service_that_does_not_exist(self, stage: Stage):
        stage.push("1.1.0")
        result = stage.act("ecs_release", release="1.1.0", services=["shop-apy"], repositories=["shop-api"])
        assert "shop-apy is not known, did you mean shop-api?" in result["msg"]


class TestAMigration:
    def test_that_fails_leaves_every_service_as_it_is(self, stage: Stage):
        stage.push("1.1.0-migration-fails")
        before = stage.aws.mark()
        result = stage.deploy("1.1.0-migration-fails")
        writes = {call["operation"] for call in stage.aws.writes(since=before)}

        assert result["failed"] and "exited with 42" in result["msg"]
        assert "UpdateService" not in writes
        assert stage.runs() == everywhere("1.0.0")
        assert stage.revisions("shop-api") == ["shop-api:1"]
        assert "change.json" not in stage.documents() and stage.document("lock.json")["free"] is True

    def test_that_hangs_is_stopped(self, stage: Stage):
        stage.push("1.1.0-migration-hangs")
        migrate = {"service": "shop-api", "container": "api", "command": ["php", "artisan", "migrate"], "timeout": 2.0}
        result = stage.deploy("1.1.0-migration-hangs", migrate=migrate)
        assert "did not end within 2 s" in result["msg"]
        assert stage.runs() == everywhere("1.0.0")

    def test_may_run_alone_and_is_found_done_by_the_deploy(self, stage: Stage):
        stage.push("1.1.0")
        migrate = {"service": "shop-api", "container": "api", "command": ["php", "artisan", "migrate", "--force"]}
        alone = stage.act("ecs_migrate", release="1.1.0", repositories=["shop-api"], migrate=migrate)
        assert alone["changed"] and stage.runs() == everywhere("1.0.0")

        deployed = stage.deploy("1.1.0")
        assert deployed["migration"] == {**alone["migration"], "started": False}


class TestAReleaseThatDoesNotRun:
    @pytest.mark.parametrize(("kind", "reason", "why"), [
        ("crash", "ECS rolled it back", "Fatal error: this release crashes."),
        ("unpullable", "ECS rolled it back", "CannotPullContainerError"),
    ])
    def test_in_its_last_service_takes_all_back(self, stage: Stage, kind: str, reason: str, why: str):
        """Only hq's image is bad: api and worker ran the release by then."""
        stage.push("1.1.0")
        bad = {"crash": {"exit_code": 1, "lines": [why], "seconds": 0.0}, "unpullable": {"pull_error": f"{why}: gone"}}
        stage.aws.script(image="*shop-hq:1.1.0", **bad[kind])
        result = stage.deploy("1.1.0")

        assert result["failed"] and "1.1.0 is not live: shop-hq" in result["msg"]
        assert reason in result["msg"] and why in result["msg"]
        assert "shop-api, shop-worker, shop-hq run what ran before." in result["msg"]
        assert stage.runs() == everywhere("1.0.0")
        assert [stage.revisions(name) for name in SERVICES] == [[f"{name}:1"] for name in SERVICES]
        assert stage.documents() == ["live.json", "lock.json", "releases/1.0.0.json"]

    def test_because_its_health_check_fails(self, stage: Stage):
        stage.push("1.1.0-unhealthy")
        result = stage.deploy("1.1.0-unhealthy")
        assert "1.1.0-unhealthy is not live: shop-api: ECS rolled it back" in result["msg"]
        assert "ELB health checks" in result["msg"]
        assert stage.runs() == everywhere("1.0.0")

    def test_in_time(self, stage: Stage):
        stage.push("1.1.0")
        stage.aws.timing(start_seconds=60)
        stage.aws.script(image="*shop-api:1.1.0", command="*migrate*", exit_code=0)
        result = stage.deploy("1.1.0", migrate=None, timeout=1.0)
        assert "it was not complete after 1 s" in result["msg"]

    def test_because_somebody_else_deploys_meanwhile(self, stage: Stage):
        stage.push("1.1.0-slow")
        stage.aws.timing(start_seconds=1)

        def interfere(message: str) -> None:
            if message == "  shop-api: 0 of 2 tasks run":
                stage.client("ecs").update_service(cluster=CLUSTER, service="shop-api", forceNewDeployment=True,
                                                   taskDefinition="shop-api:1")

        stage.listen(interfere)
        result = stage.deploy("1.1.0-slow", migrate=None)
        assert "it was replaced by another deployment" in result["msg"]


def test_many_deploys_leave_what_is_kept(stage: Stage):
    stage.aws.timing(start_seconds=0, stop_seconds=0, health_seconds=0)
    for number in range(8):
        release = f"2.{number}"
        stage.push(release)
        result = stage.deploy(release, migrate=None)
        assert not result.get("failed"), result
    assert [len(stage.revisions(name)) for name in SERVICES] == [3, 3, 3]
    assert [key for key in stage.documents() if key.startswith("releases/")] == [
        "releases/2.5.json", "releases/2.6.json", "releases/2.7.json"]
