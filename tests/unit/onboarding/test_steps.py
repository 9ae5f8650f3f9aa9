# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps are run once each, in their order, however often one asks and wherever a run was killed."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import TaskFailed
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_run_steps import RunSteps
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, Account
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import CLUSTER

MIGRATE, SEED = ["php", "artisan", "migrate", "--force"], ["php", "artisan", "db:seed", "--force"]
RECORD = "envelope-prod-pool-acme/steps.json"


def steps(**about: t.Any) -> RunSteps:
    given = {"name": "envelope-prod-pool-acme", "bucket": "envelope-prod-releases", "cluster": CLUSTER, "service": API,
             "container": API, "environment": {"TENANT": "acme"},
             "steps": [{"name": "migrate", "command": MIGRATE}, {"name": "seed", "command": SEED}], **about}
    return RunSteps.given(given)


def ran(account: Account, **about: t.Any) -> dict[str, t.Any]:
    return t.cast("dict[str, t.Any]", account.play(steps(**about).act(check=False)))


def commands(account: Account) -> list[list[str]]:
    return [call.params["overrides"]["containerOverrides"][0]["command"] for call in account.calls
            if call.operation == "run_task"]


def test_each_is_run_once_in_order(account: Account):
    assert ran(account)["changed"]
    assert commands(account) == [MIGRATE, SEED]

    assert not ran(account)["changed"]
    assert commands(account) == [MIGRATE, SEED]


def test_one_that_is_new_is_run_alone(account: Account):
    ran(account, steps=[{"name": "migrate", "command": MIGRATE}])
    ran(account)
    assert commands(account) == [MIGRATE, SEED]


def test_in_check_mode_they_are_told(account: Account):
    found = account.play(steps().act(check=True))
    assert found == {"changed": True, "steps": {}, "msg": "envelope-prod-pool-acme: would run migrate, seed"}
    assert all(call.reads for call in account.calls)


def test_one_that_fails_is_what_the_next_run_begins_with(account: Account):
    account.fleet.exits["1.4.0"] = 1
    with pytest.raises(TaskFailed, match="migrate of envelope-prod-pool-acme failed"):
        ran(account)
    account.fleet.exits.clear()
    ran(account)
    assert commands(account) == [MIGRATE, MIGRATE, SEED]


def test_a_later_tenant_of_that_name_runs_its_own(account: Account):
    ran(account)
    account.bucket.held.pop(RECORD)
    ran(account)
    assert commands(account) == [MIGRATE, SEED, MIGRATE, SEED]


@pytest.mark.parametrize(("about", "said"), [
    ({"environment": {"DB_PASSWORD": "x"}}, "environment.DB_PASSWORD would be there for all to read"),
    ({"steps": [{"name": "migrate", "command": []}]}, "steps: migrate: command is empty"),
    ({"steps": [{"name": "a", "command": ["x"]}] * 2}, "steps names a more than once"),
    ({"timeout": 0}, "timeout is 0, allowed are more than 0 seconds"),
])
def test_mistakes(about: dict[str, t.Any], said: str):
    assert any(problem.startswith(said) for problem in steps(**about).problems())
