# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A migration runs once, as its service would, and never besides another."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.migrating import (
    Migrate,
    Migration,
    whose_migration,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.revisions import running
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import TaskFailed, nothing
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, Account
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import CLUSTER, ECS

COMMAND = ["php", "artisan", "migrate", "--force"]


def asked(**about: t.Any) -> Migrate:
    return Migrate(**{"service": API, "container": API, "command": COMMAND, **about})


def migrated(release: str = "1.5.0", **about: t.Any) -> Flow:
    [of] = yield from running(CLUSTER, [API])
    return (yield from Migration(asked(**about), "envelope-prod").done(
        of.service, of.definition, f"{ECS}:task-definition/{API}:1", release, nothing))


def test_it_is_run_as_the_service_is(account: Account):
    account.play(migrated(environment={"TENANT": "acme"}))
    [request] = [call.params for call in account.calls if call.operation == "run_task"]

    assert (request["cluster"], request["taskDefinition"]) == (
        f"{ECS}:cluster/{CLUSTER}", f"{ECS}:task-definition/{API}:1")
    assert request["launchType"] == "FARGATE" and request["startedBy"].startswith("1_5_0/migrate/envelope-prod-")
    assert request["networkConfiguration"] == {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}
    assert request["overrides"] == {"containerOverrides": [{
        "name": API, "command": COMMAND, "environment": [{"name": "TENANT", "value": "acme"}]}]}


@pytest.mark.parametrize("release", ["1.5.0", "v2"])
def test_whose_it_is_is_told_by_its_task(account: Account, release: str):
    account.play(migrated(release))
    assert [whose_migration(task) for task in account.fleet.tasks] == ["envelope-prod"]
    assert not any(map(whose_migration, ({}, {"startedBy": "ecs-svc/123"}, {"startedBy": "v2/seed/envelope-prod"})))


def test_it_says_what_came_of_it(account: Account):
    assert account.play(migrated()) == {
        "task_arn": f"{ECS}:task/{CLUSTER}/m0", "exit_code": 0, "seconds": 3.0, "started": True}


def test_it_is_not_run_again(account: Account):
    account.play(migrated())

    assert not account.play(migrated())["started"]
    assert len(account.fleet.tasks) == 1


def test_it_fails_as_its_container_does(account: Account):
    account.fleet.exits["1.4.0"] = 42
    with pytest.raises(TaskFailed, match=r"migration of envelope-prod to 1\.5\.0 failed.*exited with 42"):
        account.play(migrated())


def test_it_has_its_time(account: Account):
    account.fleet.stop_task = lambda call, **about: {}
    with pytest.raises(TaskFailed, match="did not end within 1 s"):
        account.play(migrated(timeout=1))


class TestAnother:
    """As of a run that was killed, whose lock has expired while its task goes on."""

    def running(self, account: Account, started_by: str) -> None:
        account.fleet.tasks.append({
            "taskArn": f"{ECS}:task/{CLUSTER}/x1", "startedBy": started_by, "clientToken": "x", "exit": 0,
            "taskDefinitionArn": f"{ECS}:task-definition/{API}:1", "createdAt": None, "container": API, "ends": 2000.0})

    @pytest.mark.parametrize("by", ["1_4_9/migrate/envelope-prod-0123456789ab", "v2/migrate/envelope-prod"])
    def test_that_runs_is_not_joined_by_one_more(self, account: Account, by: str):
        self.running(account, by)
        with pytest.raises(Invalid, match=rf"another migration of envelope-prod runs, task x1 \(started by {by}\)"):
            account.play(migrated())
        assert account.writes == []

    def test_that_has_ended_does_not_matter(self, account: Account):
        self.running(account, "v2/migrate/envelope-prod")
        account.clock.now = 2000.0

        assert account.play(migrated())["started"]

    @pytest.mark.parametrize("by", ["v2/migrate/envelope-prod-silo-acme", "v2/seed/envelope-prod", "ecs-svc/123"])
    def test_that_is_somebody_elses_does_not_matter(self, account: Account, by: str):
        self.running(account, by)

        assert account.play(migrated())["started"]

    def test_of_the_same_release_is_waited_for(self, account: Account):
        self.running(account, "v2/migrate/envelope-prod")
        account.fleet.tasks[0]["ends"] = account.clock.now + 5

        assert account.play(migrated("v2"))["started"] is False


@pytest.mark.parametrize(("about", "words"), [
    ({"command": []}, "command is empty"),
    ({"timeout": 0}, "timeout is 0, allowed are more than 0 seconds"),
    ({"timeout": -1}, "timeout is -1, allowed are more than 0 seconds"),
])
def test_what_is_wrong_with_it_is_told(about: dict[str, t.Any], words: str):
    assert list(asked(**about).problems()) == [words]


def test_a_container_that_is_not_there_is_told_with_those_that_are():
    definition = {"containerDefinitions": [{"name": "api"}, {"name": "nginx"}]}
    with pytest.raises(Invalid, match=r"migrate\.container: apu is not known.*api"):
        Migration(asked(container="apu"), "envelope-prod").fits(definition)
