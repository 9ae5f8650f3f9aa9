# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A migration alone: it runs once, and no service is touched."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.fitness import Unfit
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Lost
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import TaskFailed
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_migrate import MigrateOnly
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import (
    API,
    COMMON,
    SERVICES,
    Account,
    deploy,
)


def migrate(release: str = "1.5.0", *, check: bool = False, **about: t.Any) -> Flow:
    how = {"service": API, "container": API, "command": ["php", "artisan", "migrate", "--force"]}
    given = {**COMMON, "release": release, "repositories": ["envelope-prod-api"], "migrate": how, **about}
    return MigrateOnly.given(given).act(check=check)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return Account(monkeypatch)


def test_it_is_run_with_the_image_of_the_release_under_the_lock(account: Account):
    result = account.play(migrate())

    assert account.writes == ["put_object lock.json", "register_task_definition api", "run_task api:2",
                              "put_object lock.json"]
    assert result["changed"] and result["migration"]["exit_code"] == 0
    assert result["msg"] == "envelope-prod is migrated to 1.5.0"
    assert account.tags == ["1.4.0"] * 3 and account.releases == []


def test_it_is_not_run_again(account: Account):
    account.play(migrate())

    assert account.play(migrate())["changed"] is False
    assert len(account.fleet.tasks) == 1 and account.fleet.active.count(f"{API}:2") == 1


def test_a_deploy_finds_it_done_and_takes_its_revision(account: Account):
    account.play(migrate())
    result = account.play(deploy("1.5.0"))

    assert result["migration"]["started"] is False and len(account.fleet.tasks) == 1
    assert sorted(account.fleet.active) == sorted(f"{name}:{number}" for name in SERVICES for number in (1, 2))


def test_that_of_what_runs_needs_no_revision(account: Account):
    account.play(migrate("1.4.0"))

    assert account.writes == ["put_object lock.json", "run_task api:1", "put_object lock.json"]


def test_one_that_fails_says_so_and_frees_the_lock(account: Account):
    account.fleet.exits["1.5.0"] = 42
    with pytest.raises(TaskFailed, match="exited with 42"):
        account.play(migrate())

    assert account.kept("lock.json")["free"]


def test_one_of_a_tenant_that_fails_leaves_the_revision_that_the_platform_may_go_back_to(account: Account):
    """Both use the platform's service, and each knows its own records only."""
    account.play(migrate())
    account.fleet.exits["1.5.0"] = 42
    with pytest.raises(TaskFailed, match="exited with 42"):
        account.play(migrate(name="envelope-prod-pool-acme"))

    assert account.fleet.active == [*(f"{name}:1" for name in SERVICES), f"{API}:2"]
    assert "deregister_task_definition" not in [call.operation for call in account.calls]


def test_one_that_has_lost_its_lock_leaves_its_revision_to_who_has_it(account: Account):
    account.on("run_task", lambda: account.write("lock.json", {
        "holder": "eve", "task": "deploy of 1.5.0", "seconds": 60, "id": "e", "at": 0}))
    with pytest.raises(Lost):
        account.play(migrate(lock_seconds=3))

    assert f"{API}:2" in account.fleet.active


def test_check_mode_writes_nothing(account: Account):
    assert account.play(migrate(check=True)) == {
        "changed": True, "msg": "the migration of envelope-prod to 1.5.0 would be run"}
    assert account.writes == []


@pytest.mark.parametrize("check", [False, True])
def test_what_cannot_be_is_refused_before_anything_is_written(account: Account, check: bool):
    with pytest.raises(Invalid, match=f"{API} runs no image from one of them .it runs envelope-prod-api, nginx/nginx"):
        account.play(migrate(repositories=["other"], check=check))
    with pytest.raises(Invalid, match=r"migrate\.container: apo is not known"):
        account.play(migrate(migrate={"service": API, "container": "apo", "command": ["x"]}, check=check))
    account.problems = ["api: no such image"]
    with pytest.raises(Unfit, match="no such image"):
        account.play(migrate(check=check))
    assert account.writes == []


@pytest.mark.parametrize(("about", "words"), [
    ({"release": ""}, "release is missing"),
    ({"lock_seconds": 0}, "lock_seconds is 0"),
])
def test_what_is_wrong_is_told(about: dict[str, t.Any], words: str):
    example = MigrateOnly.given(MigrateOnly.examples)
    [problem] = dataclasses.replace(example, **about).problems()

    assert list(example.problems()) == [] and problem.startswith(words)
