# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed at any moment is made good by the next one."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.changing import ChangeFailed
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import (
    SERVICES,
    Account,
    deploy,
    roll_back,
)

WRITES = 15
"""How many a deploy makes."""

at_every_write = pytest.mark.parametrize("number", range(1, WRITES + 1))


def killed(account: Account, number: int) -> None:
    """A deploy of 1.5.0 that is killed before its so manieth write."""
    account.dies_at("", number)
    with account.killed():
        account.play(deploy("1.5.0"))


@at_every_write
def test_the_same_deploy_comes_to_the_same_end(account: Account, number: int):
    killed(account, number)
    account.play(deploy("1.5.0"))

    assert account.tags == ["1.5.0"] * 3
    assert account.kept("live.json") == {"release": "1.5.0", "before": ["1.4.0"]}
    assert account.releases == ["1.4.0", "1.5.0"] and account.kept("change.json") is None
    assert sorted(account.fleet.active) == sorted(f"{name}:{revision}" for name in SERVICES for revision in (1, 2))
    assert len(account.fleet.tasks) == 1
    assert account.kept("lock.json").get("free") or number == WRITES  # nothing was left to do: it expires


@at_every_write
def test_another_deploy_that_fails_leaves_one_release_on_all_services(account: Account, number: int):
    killed(account, number)
    account.fleet.failing.add((SERVICES[0], "1.6.0"))
    with pytest.raises(ChangeFailed) as error:
        account.play(deploy("1.6.0"))

    live = account.kept("live.json")["release"]
    assert error.value.undone and account.tags == [live] * 3
    runs = [account.fleet.services[name].revision for name in SERVICES]
    assert runs == [account.kept(f"releases/{live}.json")["task_definitions"][name] for name in SERVICES]
    assert all(arn.rpartition("/")[2] in account.fleet.active for arn in runs)
    assert account.kept("change.json") is None and account.kept("lock.json")["free"]


@at_every_write
def test_a_rollback_leaves_what_ran_before(account: Account, number: int):
    killed(account, number)
    if number <= 4:  # nothing was live yet, and no service has been touched
        with pytest.raises(Invalid, match="no release before the live one is recorded"):
            account.play(roll_back())
    else:
        account.play(roll_back())
        assert account.kept("live.json") == {"release": "1.4.0", "before": []}
        assert account.kept("change.json") is None and account.kept("lock.json")["free"]
    assert account.tags == ["1.4.0"] * 3


@at_every_write
def test_nobody_is_kept_out_for_longer_than_the_lock_holds(account: Account, number: int):
    killed(account, number)
    began = account.clock.now
    account.play(deploy("1.5.0", lock_patience_seconds=70))

    assert account.clock.now - began < 62 + 20


@pytest.mark.parametrize("number", range(1, 8))
def test_a_rollback_that_is_killed_is_finished_by_the_next(account: Account, number: int):
    account.play(deploy("1.5.0"))
    account.dies_at("", number)
    with account.killed():
        account.play(roll_back())
    account.play(roll_back("1.4.0"))

    assert account.tags == ["1.4.0"] * 3 and account.kept("live.json") == {"release": "1.4.0", "before": []}
    assert account.kept("change.json") is None and account.kept("lock.json")["free"]


def test_going_back_that_is_killed_is_finished_by_the_next(account: Account):
    account.fleet.failing.add((SERVICES[2], "1.5.0"))
    account.dies_at("update_service", 5)
    with account.killed():
        account.play(deploy("1.5.0"))
    with pytest.raises(ChangeFailed) as error:
        account.play(deploy("1.5.0"))

    assert error.value.undone and account.tags == ["1.4.0"] * 3
    assert account.fleet.active == [f"{name}:1" for name in SERVICES] and account.kept("change.json") is None
