# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`deploy.yml`, `rollback.yml` and `releases.yml` on the example site, as a person runs them, one after the other."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import secret_values
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

REPOSITORIES = ("envelope-local-api", "envelope-local-hq", "envelope-local-tenant")
MOMENTS = [("ecs", "RunTask", 0), ("ecs", "UpdateService", 2), ("s3", "PutObject", 3)]
"""Calls at which a deploy is killed, and after how many of them: the migration, the third service, a record."""
LOCK = {"releases_lock_seconds": 3}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        push(aws, "1.0.0")
        site = Site(aws, tmp_path_factory.mktemp("releases"))
        built = site.run("--limit", "envelope-local,kestrel")
        assert built.code == 0, built.printed
        yield site


def push(aws: LocalAws, release: str) -> None:
    for repository in REPOSITORIES:
        aws.push(repository, release)


def images(site: Site) -> dict[str, str]:
    """The tag that each service runs, by service."""
    ecs, cluster = site.client("ecs"), "envelope-local-cluster"
    arns = [arn for page in ecs.get_paginator("list_services").paginate(cluster=cluster)
            for arn in page["serviceArns"]]
    found = {}
    for start in range(0, len(arns), 10):
        for service in ecs.describe_services(cluster=cluster, services=arns[start:start + 10])["services"]:
            definition = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
            found[service["serviceName"]] = definition["containerDefinitions"][0]["image"].rpartition(":")[2]
    return found


def migrations(site: Site, started_by: str) -> list[str]:
    """The tasks that ran for a migration."""
    ecs, cluster = site.client("ecs"), "envelope-local-cluster"
    arns = ecs.list_tasks(cluster=cluster, family="envelope-local-api", desiredStatus="STOPPED")["taskArns"]
    return [task["taskArn"] for task in ecs.describe_tasks(cluster=cluster, tasks=arns)["tasks"]
            if task.get("startedBy", "").startswith(started_by)]


@pytest.fixture(scope="module")
def planned(site: Site) -> Run:
    push(site.aws, "1.1.0")
    return site.running("deploy").run("--check", "--diff", release="1.1.0")


@pytest.fixture(scope="module")
def deployed(site: Site, planned: Run) -> Run:
    return site.running("deploy").run("-vvvv", release="1.1.0")


class TestADeploy:
    def test_is_planned_without_a_write(self, planned: Run):
        assert planned.code == 0, planned.printed
        assert planned.writes == []
        assert "envelope-local-api:1.1.0" in planned.printed

    def test_reaches_platform_and_silo(self, site: Site, deployed: Run):
        assert deployed.code == 0, deployed.printed
        assert set(images(site).values()) == {"1.1.0"}
        assert len(images(site)) == 11

    def test_tells_no_secret(self, site: Site, deployed: Run):
        assert [value for value in secret_values(site.client) if value in deployed.printed] == []

    def test_again_does_nothing_and_says_so(self, site: Site, deployed: Run):
        again = site.running("deploy").run("-v", release="1.1.0")
        assert again.code == 0 and again.writes == []
        assert "1.1.0 is live already" in again.printed

    def test_is_left_alone_by_the_site(self, site: Site, deployed: Run):
        run = site.run("--limit", "envelope-local,kestrel")
        assert run.code == 0 and run.writes == [], run.writes


def test_of_what_does_not_exist_is_one_error_and_no_write(site: Site, deployed: Run):
    run = site.running("deploy").run(release="6.6.6")
    assert run.code == 2 and run.writes == []
    assert "repository envelope-local-api has no image with that tag" in run.printed


def test_without_a_release_says_how_to_say_it(site: Site, deployed: Run):
    run = site.running("deploy").run()
    assert run.code == 2 and run.writes == []
    assert "release is required: The release, which is the tag of its images" in run.printed


def test_while_somebody_else_deploys_names_them(site: Site, deployed: Run):
    push(site.aws, "1.1.1")
    lock = {"holder": "ann on build-7", "task": "deploy of 9.9.9", "seconds": 600, "id": "x"}
    where = {"Bucket": "envelope-local-releases", "Key": "envelope-local/lock.json"}
    site.client("s3").put_object(**where, Body=json.dumps(lock))
    run = site.running("deploy").run("--limit", "envelope-local", release="1.1.1", releases_lock_patience_seconds=0)
    site.client("s3").put_object(**where, Body=json.dumps({**lock, "free": True}))
    assert run.code == 2 and run.writes == []
    assert "ann on build-7 (deploy of 9.9.9) holds the lock of envelope-local" in run.printed


@pytest.mark.long
def test_killed_at_any_moment_and_run_again_ends_as_if_it_had_not_been(site: Site, deployed: Run):
    push(site.aws, "1.2.0")
    deploy = site.running("deploy")
    for service, operation, after in MOMENTS:
        killed = deploy.killed_at(service, operation, "--limit", "envelope-local", after=after, release="1.2.0", **LOCK)
        assert killed.code == -9
    run = deploy.run("--limit", "envelope-local", release="1.2.0", **LOCK)
    assert run.code == 0, run.printed

    platform = {tag for name, tag in images(site).items() if not name.startswith("envelope-local-silo")}
    assert platform == {"1.2.0"}
    listed = site.client("s3").list_objects_v2(Bucket="envelope-local-releases", Prefix="envelope-local/")["Contents"]
    assert sorted(each["Key"].removeprefix("envelope-local/") for each in listed) == [
        "live.json", "lock.json", "releases/1.0.0.json", "releases/1.1.0.json", "releases/1.2.0.json"]
    assert len(migrations(site, "1_2_0/migrate/envelope-local")) == 1
    assert deploy.run("--limit", "envelope-local", release="1.2.0").writes == []


def test_one_that_does_not_run_goes_back_and_fails(site: Site, deployed: Run):
    push(site.aws, "1.3.0")
    before = images(site)
    site.aws.script(image="*/envelope-local-hq:1.3.0", exit_code=1, lines=["Error: no such module"])
    run = site.running("deploy").run("--limit", "envelope-local", release="1.3.0")
    assert run.code == 2
    assert "Error: no such module" in run.printed and "ECS rolled it back" in run.printed
    assert images(site) == before


def test_rollback_and_list(site: Site, deployed: Run):
    back = site.running("rollback").run("--limit", "kestrel")
    assert back.code == 0, back.printed
    assert {tag for name, tag in images(site).items() if name.startswith("envelope-local-silo")} == {"1.0.0"}

    before = site.aws.mark()
    listed = site.running("releases").run("--limit", "kestrel")
    assert "1.0.0 (live)" in listed.printed and site.aws.writes(since=before) == []
