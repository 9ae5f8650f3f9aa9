# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotations that fail are undone; those that are killed are completed by the next run, which rotates nothing twice."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Lost
from ansible_collections.venturemond.envelope.plugins.module_utils.rotating.errors import RotationFailed
from ansible_collections.venturemond.envelope.tests.unit.rotating.account import (
    API,
    ENTRIES,
    NAME,
    WORKER,
    RotatingAccount,
    rotate,
)

WRITES = 10
"""Of a rotation of APP_KEY: the lock, two generations with two services each, two labels, the lock."""
FAILING = 13
"""The same where the second service fails with the second generation, and all go back."""


def failed(account: RotatingAccount) -> RotationFailed:
    with pytest.raises(RotationFailed) as error:
        account.play(rotate())
    return error.value


class TestAServiceThatFails:
    def test_takes_the_former_value_back_on_those_that_met_the_new_one(self, account: RotatingAccount):
        account.fleet.failing.add((WORKER, "v2"))
        error = failed(account)

        *forth, one, other, announced, rolling = account.done[3:]
        assert forth == ["write ROLLING.APP_KEY", "renew api", "renew worker", "move AWSCURRENT"]
        assert {one, other} == {"renew api", "renew worker"}, "at once"
        assert [announced, rolling] == ["drop ANNOUNCED.APP_KEY", "drop ROLLING.APP_KEY"]
        assert account.vault.labels == {"AWSCURRENT": "v1", "AWSPREVIOUS": "v2"}
        assert error.undone and account.fleet.read == {API: "v1", WORKER: "v1"} and account.kept("lock.json")["free"]

    def test_leaves_readable_what_was_written_with_the_new_value(self, account: RotatingAccount):
        account.fleet.failing.add((WORKER, "v2"))
        failed(account)

        new = account.vault.values[2]["APP_KEY"]
        assert account.vault.current == {**ENTRIES, "APP_PREVIOUS_KEYS": f"{new},c4n4ry-unused"}

    def test_while_it_is_announced_leaves_everything_as_it_was(self, account: RotatingAccount):
        account.fleet.failing.add((API, "v1"))
        failed(account)

        assert account.done == [
            "write ANNOUNCED.APP_KEY", "renew api", "move AWSCURRENT", "renew api", "drop ANNOUNCED.APP_KEY"]
        assert account.vault.current == ENTRIES and account.vault.ours == {}

    def test_is_told_with_reasons_and_no_value(self, account: RotatingAccount):
        account.fleet.failing.add((WORKER, "v2"))
        told = str(failed(account))

        assert told.startswith(f"APP_KEY of secret {NAME} could not be rotated: {WORKER}: ECS rolled it back\n")
        assert told.endswith("The former values count again. When the cause is gone, the same command rotates them")
        assert account.vault.values[2]["APP_KEY"] not in told + repr(account.heard)

    def test_can_be_rotated_when_it_is_mended(self, account: RotatingAccount):
        account.fleet.failing.add((WORKER, "v2"))
        failed(account)
        account.play(rotate())

        assert account.vault.labels == {"AWSCURRENT": "v4", "AWSPREVIOUS": "v3"}
        tried = account.vault.values[2]["APP_KEY"]
        assert account.vault.current["APP_PREVIOUS_KEYS"] == f"c4n4ry-app,{tried},c4n4ry-unused"


class TestGoingBackThatFails:
    def test_stays_noted_and_is_completed_by_the_next(self, account: RotatingAccount):
        account.fleet.failing.add((WORKER, "v2"))
        account.on("update_secret_version_stage", lambda: account.fleet.failing.add((API, "v1")))
        error = failed(account)
        assert not error.undone and f"Going back failed too: {API}: ECS rolled it back" in str(error)
        assert account.vault.ours == {"ENVELOPE_ANNOUNCED.APP_KEY": "v1", "ENVELOPE_ROLLING.APP_KEY": "v2"}

        account.fleet.failing.discard((API, "v1"))
        error = failed(account)
        assert error.undone and account.vault.ours == {} and account.fleet.read == {API: "v1", WORKER: "v1"}

    def test_is_not_done_over_what_somebody_else_has_written(self, account: RotatingAccount):
        account.fleet.failing.add((API, "v3"))
        account.dies_at("update_service", 3)
        with account.killed():
            account.play(rotate())
        account.vault.add({**account.vault.current, "MORE": "theirs"})
        error = failed(account)

        assert not error.undone and "somebody else has changed secret" in str(error)
        assert account.vault.labels["AWSCURRENT"] == "v3"


def test_a_lock_that_is_lost_ends_it_at_once(account: RotatingAccount):
    taken = {"holder": "eve", "task": "deploy of 9", "seconds": 60, "id": "e", "at": 0}
    account.fleet.hanging.add((API, "1.4.0"))
    account.on("update_service", lambda: account.write("lock.json", taken))
    with pytest.raises(Lost):
        account.play(rotate())

    assert account.done == ["write ANNOUNCED.APP_KEY", "renew api"] and account.vault.ours


class TestKilled:
    @pytest.mark.parametrize("number", range(1, WRITES + 1))
    def test_before_any_write_it_is_completed_and_rotated_once(self, account: RotatingAccount, number: int):
        account.dies_at("", number)
        with account.killed():
            account.play(rotate())
        if number < WRITES:  # then all is done, and the lock expires
            account.play(rotate())

        assert len(account.vault.values) == 3 and account.vault.labels == {"AWSCURRENT": "v2", "AWSPREVIOUS": "v1"}
        assert account.fleet.read == {API: "v2", WORKER: "v2"}
        assert account.vault.current["APP_PREVIOUS_KEYS"] == "c4n4ry-app,c4n4ry-unused"

    @pytest.mark.parametrize("number", range(1, FAILING + 1))
    def test_before_any_write_of_one_that_fails_all_is_as_without(self, account: RotatingAccount, number: int):
        account.fleet.failing.add((WORKER, "v2"))
        account.dies_at("", number)
        with account.killed():
            account.play(rotate())
        if number < FAILING:
            assert failed(account).undone

        assert len(account.vault.values) == 3 and account.vault.labels == {"AWSCURRENT": "v1", "AWSPREVIOUS": "v2"}
        assert account.fleet.read == {API: "v1", WORKER: "v1"}

    def test_what_is_done_is_not_done_again(self, account: RotatingAccount):
        account.dies_at("update_service", 4)
        with account.killed():
            account.play(rotate())
        account.calls.clear()
        account.play(rotate())

        assert account.done == ["renew worker", "drop ANNOUNCED.APP_KEY", "drop ROLLING.APP_KEY"]

    def test_another_entry_has_to_wait(self, account: RotatingAccount):
        account.dies_at("update_service", 2)
        with account.killed():
            account.play(rotate())
        account.calls.clear()
        with pytest.raises(Invalid, match=r"a rotation of APP_KEY in secret .* broken off.*-e entries=APP_KEY"):
            account.play(rotate("REVERB_APP_SECRET"))
        assert account.done == []

    def test_check_mode_says_that_it_would_be_completed(self, account: RotatingAccount):
        account.dies_at("update_service", 4)
        with account.killed():
            account.play(rotate())
        account.calls.clear()
        account.play(rotate(check=True))

        assert account.writes == []
        assert f"  {NAME}: a rotation of APP_KEY was broken off and would be completed" in account.heard

    def test_what_somebody_added_meanwhile_stays(self, account: RotatingAccount):
        account.dies_at("put_secret_value", 2)
        with account.killed():
            account.play(rotate())
        account.vault.add({**account.vault.current, "MORE": "theirs"})
        account.play(rotate())

        assert account.vault.current["MORE"] == "theirs" and account.vault.ours == {}
        assert account.vault.current["APP_KEY"] == account.vault.values[1]["APP_PREVIOUS_KEYS"].split(",")[0]
