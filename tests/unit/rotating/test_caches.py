# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotating the password of a cache: at no moment is anybody given one that the cache does not take."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Lost
from ansible_collections.venturemond.envelope.plugins.module_utils.rotating.errors import RotationFailed
from ansible_collections.venturemond.envelope.tests.unit.rotating.account import (
    CACHE,
    ENTRIES,
    NAME,
    REVERB,
    WORKER,
    RotatingAccount,
    rotate,
    rotate_token,
)
from ansible_collections.venturemond.envelope.tests.unit.rotating.redis import TAG
from ansible_collections.venturemond.envelope.tests.unit.rotating.vault import sent

FIRST = ENTRIES["REDIS_PASSWORD"]
DONE = ["write PREPARED.REDIS_PASSWORD", "rotate token", "mark rotated", "write ROLLING.REDIS_PASSWORD", "renew worker",
        "renew reverb", "set token", "mark set", "drop PREPARED.REDIS_PASSWORD", "drop ROLLING.REDIS_PASSWORD"]
WRITES = len(DONE) + 2
"""With the lock, which is taken and given back."""
FAILING = 13
"""Where the second service fails: the lock, the six up to there, going back with both, two labels, the lock."""


@pytest.fixture
def account(account: RotatingAccount, monkeypatch: pytest.MonkeyPatch) -> RotatingAccount:
    """One in which nobody is ever locked out of the cache."""
    answer = account._answer

    def watched(call: Call) -> Reply:
        reply = answer(call)
        assert account.locked_out == [], call
        return reply

    monkeypatch.setattr(account, "_answer", watched)
    return account


def failed(account: RotatingAccount) -> RotationFailed:
    with pytest.raises(RotationFailed) as error:
        account.play(rotate_token())
    return error.value


def test_the_cache_takes_both_before_the_new_one_counts_and_one_when_all_run_with_it(account: RotatingAccount):
    result = account.play(rotate_token())

    assert account.done == DONE
    new = account.vault.current["REDIS_PASSWORD"]
    assert account.redis.tokens == [new] and new != FIRST and result["caches"] == [CACHE]
    assert account.vault.labels == {"AWSCURRENT": "v2", "AWSPREVIOUS": "v0"}
    assert account.fleet.read == {WORKER: "v2", REVERB: "v2"} and account.kept("lock.json")["free"]


def test_afterwards_the_cache_is_as_the_site_would_have_it(account: RotatingAccount):
    account.play(rotate_token())
    assert account.redis.tags == {TAG: f"set/REDIS_PASSWORD/{sent('v2')}"}


def test_the_lock_is_kept_while_the_cache_changes(account: RotatingAccount):
    account.play(rotate_token(lock_seconds=60.0))

    kept = [call for call in account.calls if call.operation == "put_object"]
    assert len(kept) > 2 * 300 / 60, "two changes take 300 s each"


def test_a_lock_that_is_lost_meanwhile_ends_it(account: RotatingAccount):
    taken = {"holder": "eve", "task": "deploy of 9", "seconds": 60, "id": "e", "at": 0}
    account.on("modify_replication_group", lambda: account.write("lock.json", taken))
    with pytest.raises(Lost):
        account.play(rotate_token())

    assert "write ROLLING.REDIS_PASSWORD" not in account.done and account.vault.current == ENTRIES


def test_it_goes_with_others(account: RotatingAccount):
    account.play(rotate_token("APP_KEY"))

    stages = [each.partition(".")[0] for each in account.done if each.startswith("write")]
    assert stages == ["write PREPARED", "write ANNOUNCED", "write ROLLING"]
    prepared, rolled = account.vault.values[1], account.vault.current
    assert prepared == {**ENTRIES, "REDIS_PASSWORD": prepared["REDIS_PASSWORD"]}
    assert account.redis.tokens == [rolled["REDIS_PASSWORD"]] == [prepared["REDIS_PASSWORD"]]
    assert rolled["APP_KEY"] != ENTRIES["APP_KEY"] and account.vault.ours == {}


def test_whoever_reads_it_starts_anew_although_nobody_asked_for_that(account: RotatingAccount):
    result = account.play(rotate_token(services=[WORKER]))

    assert account.fleet.read == {WORKER: "v2", REVERB: "v2"} and result["services"].keys() == {WORKER, REVERB}


def test_nothing_is_told_of_the_values(account: RotatingAccount):
    result = account.play(rotate_token())
    told = repr(result) + repr(account.heard) + repr(account.redis.tags)

    assert [each for held in account.vault.values for each in held.values() if each in told] == []


def test_check_says_what_would_be_done(account: RotatingAccount):
    account.play(rotate_token(check=True))

    assert account.writes == []
    assert account.heard[2:] == [
        f"  {NAME}: REDIS_PASSWORD would get new values",
        f"  {NAME}: cache {CACHE} takes the new REDIS_PASSWORD beside the former",
        f"  {NAME}: the new values count; started anew: {WORKER}, {REVERB}",
        f"  {NAME}: cache {CACHE} takes the new REDIS_PASSWORD alone"]


def test_another_entry_leaves_the_cache_alone_and_marked_with_what_is_current(account: RotatingAccount):
    account.play(rotate("REVERB_APP_SECRET", caches={"REDIS_PASSWORD": CACHE}))

    assert account.redis.asked == [] and account.redis.tags == {TAG: f"set/REDIS_PASSWORD/{sent('v1')}"}


class TestAServiceThatFails:
    def test_leaves_both_valid_and_says_so(self, account: RotatingAccount):
        account.fleet.failing.add((REVERB, "v2"))
        error = failed(account)

        assert error.undone and account.vault.current == ENTRIES and account.vault.ours == {}
        assert account.redis.tokens == [FIRST, account.vault.values[1]["REDIS_PASSWORD"]]
        assert f"Cache {CACHE} takes the new REDIS_PASSWORD too, until playbooks/site.yml runs" in str(error)

    def test_does_not_push_the_token_in_use_out_when_it_is_tried_again(self, account: RotatingAccount):
        account.fleet.failing.add((REVERB, "v2"))
        failed(account)
        account.fleet.failing.clear()
        account.play(rotate_token())

        assert account.redis.asked == ["ROTATE", "ROTATE", "ROTATE", "SET"]
        assert account.redis.tokens == [account.vault.current["REDIS_PASSWORD"]] != [FIRST]


class TestKilled:
    @pytest.fixture(autouse=True)
    def quick(self, account: RotatingAccount) -> None:
        """Changes that are done before the lock has to be renewed, so that writes can be counted."""
        account.redis.takes = 3.0

    @pytest.mark.parametrize("number", range(1, WRITES + 1))
    def test_before_any_write_it_is_completed_and_rotated_once(self, account: RotatingAccount, number: int):
        account.dies_at("", number)
        with account.killed():
            account.play(rotate_token())
        if number < WRITES:  # then all is done, and the lock expires
            account.play(rotate_token())

        assert account.vault.labels == {"AWSCURRENT": "v2", "AWSPREVIOUS": "v0"} and len(account.vault.values) == 3
        assert account.redis.tokens == [account.vault.current["REDIS_PASSWORD"]]
        assert account.fleet.read == {WORKER: "v2", REVERB: "v2"}
        assert account.redis.tags == {TAG: f"set/REDIS_PASSWORD/{sent('v2')}"}

    @pytest.mark.parametrize("number", range(1, FAILING + 1))
    def test_before_any_write_of_one_that_fails_all_is_as_without(self, account: RotatingAccount, number: int):
        account.fleet.failing.add((REVERB, "v2"))
        account.dies_at("", number)
        with account.killed():
            account.play(rotate_token())
        if number < FAILING:
            assert failed(account).undone

        assert account.vault.labels == {"AWSCURRENT": "v0", "AWSPREVIOUS": "v2"} and account.vault.current == ENTRIES
        assert account.redis.tokens == [FIRST, account.vault.values[1]["REDIS_PASSWORD"]]
        assert account.fleet.read == {WORKER: "v0", REVERB: "v0"}

    def test_between_a_change_and_its_mark_it_is_asked_for_once_more(self, account: RotatingAccount):
        account.dies_at("add_tags_to_resource")
        with account.killed():
            account.play(rotate_token())
        account.play(rotate_token())

        assert account.redis.asked == ["ROTATE", "ROTATE", "SET"]


class TestWhatIsRefused:
    def refused(self, account: RotatingAccount, **about: t.Any) -> str:
        with pytest.raises(Invalid) as error:
            account.play(rotate_token(**about))
        assert account.done == []
        return str(error.value)

    def test_a_cache_that_is_elsewhere(self, account: RotatingAccount):
        account.redis.there = False
        told = self.refused(account)
        assert f"REDIS_PASSWORD is known to Redis too (there is no replication group {CACHE} that was given it)" in told

    @pytest.mark.parametrize("tags", [{}, {TAG: "set/OTHER/v0"}])
    def test_one_that_has_its_password_from_elsewhere(self, account: RotatingAccount, tags: dict[str, str]):
        account.redis.tags = tags
        assert "which would not know the new value" in self.refused(account)


def test_one_that_is_elsewhere_and_takes_both_is_told_by_the_secret_alone(account: RotatingAccount):
    account.redis.there = False
    account.play(rotate_token(taken_by_both=["REDIS_PASSWORD"]))

    assert account.done == [
        "write ROLLING.REDIS_PASSWORD", "renew worker", "renew reverb", "drop ROLLING.REDIS_PASSWORD"]


def test_where_aws_refuses_the_change_nobody_is_given_the_new_one(account: RotatingAccount):
    account.refused["modify_replication_group"] = "InvalidParameterValue"
    with pytest.raises(AwsError):
        account.play(rotate_token())
    assert account.vault.current == ENTRIES and account.fleet.read == {}

    account.refused.clear()
    account.play(rotate_token())
    assert account.vault.labels == {"AWSCURRENT": "v2", "AWSPREVIOUS": "v0"}, "what was prepared is used"
