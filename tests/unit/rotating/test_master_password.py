# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotating the master password of a database, which RDS does."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.fitness import Unfit
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Lost
from ansible_collections.venturemond.envelope.plugins.module_utils.rotating.errors import RotationFailed
from ansible_collections.venturemond.envelope.tests.unit.rotating.account import (
    API,
    DATABASE,
    ENTRIES,
    NAME,
    REVERB,
    WORKER,
    RotatingAccount,
    rotate_master,
)
from ansible_collections.venturemond.envelope.tests.unit.rotating.database import MASTER

NOTE = f"rotations/{DATABASE}.json"
WRITES = 7
"""The lock, a note, RotateSecret, two services, the note, the lock; the lock is not renewed in these."""


@pytest.fixture
def account(account: RotatingAccount) -> RotatingAccount:
    """One of which two services read the master password."""
    for service in (API, WORKER):
        account.fleet.reads_master(service)
    return account


def started_since(account: RotatingAccount) -> set[str]:
    """The services of which all tasks started with the password that counts."""
    return {name for name, each in account.fleet.services.items()
            if each.rollouts[-1].good and each.rollouts[-1].created >= (account.database.rotated or 0)}


def test_rds_makes_another_and_all_that_read_it_start_anew_at_once(account: RotatingAccount):
    result = account.play(rotate_master())

    master, *renewed = account.done
    assert master == "rotate master" and sorted(renewed) == ["renew api", "renew worker"]
    assert account.database.version == 1 and started_since(account) == {API, WORKER}
    assert result["services"].keys() == {API, WORKER} and result["unconcerned"] == [REVERB]
    rollouts = [account.fleet.services[name].rollouts[-1].created for name in (API, WORKER)]
    assert abs(rollouts[0] - rollouts[1]) < 1, "each second is one without a database"


def test_the_secret_that_was_named_is_left_alone(account: RotatingAccount):
    result = account.play(rotate_master())

    assert account.vault.values == [ENTRIES] and account.vault.ours == {}
    assert result["msg"] == f"DB_PASSWORD, the master password of database {DATABASE}, is rotated"
    assert account.kept("lock.json")["free"] and f"envelope-prod/{NOTE}" not in account.bucket.held


def test_whoever_reads_it_starts_anew_although_nobody_asked_for_that(account: RotatingAccount):
    account.play(rotate_master(services=[API]))
    assert started_since(account) == {API, WORKER}


@pytest.mark.parametrize("about", [{"check": True}, {"confirm": None}])
def test_without_being_asked_twice_it_says_what_it_would_do(account: RotatingAccount, about: dict[str, t.Any]):
    result = account.play(rotate_master(**about))

    assert account.writes == [] and result["changed"] is bool(about.get("check"))
    assert account.heard[2:4] == [
        f"  database {DATABASE}: RDS would make another master password, and the former would end",
        f"  database {DATABASE}: started anew at once, and without new connections until then: {API}, {WORKER}"]


class TestAServiceThatFails:
    def test_stops_no_other_and_is_told(self, account: RotatingAccount):
        account.fleet.failing.add((API, "v0"))
        with pytest.raises(RotationFailed, match=r"the former does not any more, and not .*rolled it back"):
            account.play(rotate_master())

        assert account.done[-1] == "renew worker" and WORKER in started_since(account)
        assert account.kept("lock.json")["free"] and account.kept(NOTE) == {"secret": MASTER, "former": "m0"}

    def test_is_started_anew_by_the_same_command_and_nothing_else_is_done(self, account: RotatingAccount):
        account.fleet.failing.add((API, "v0"))
        with pytest.raises(RotationFailed):
            account.play(rotate_master())
        account.fleet.failing.clear()
        account.calls.clear()
        account.play(rotate_master())

        assert account.done == ["renew api"] and account.database.version == 1
        assert f"envelope-prod/{NOTE}" not in account.bucket.held


class TestKilled:
    @pytest.mark.parametrize("number", range(1, WRITES + 1))
    def test_before_any_write_it_is_completed_and_rotated_once(self, account: RotatingAccount, number: int):
        account.dies_at("", number)
        with account.killed():
            account.play(rotate_master(lock_seconds=600.0))
        account.clock.now += 600
        if number < WRITES:  # then all is done, and the lock expires
            account.play(rotate_master(lock_seconds=600.0))

        assert account.database.version == 1 and started_since(account) == {API, WORKER}
        assert account.done.count("renew api") <= 2 and f"envelope-prod/{NOTE}" not in account.bucket.held

    def test_when_rds_was_done_with_it_what_else_it_does_does_not_matter(self, account: RotatingAccount):
        account.dies_at("update_service")
        with account.killed():
            account.play(rotate_master())
        account.database.status = "modifying"
        account.play(rotate_master())

        assert account.done.count("rotate master") == 1 and started_since(account) == {API, WORKER}

    def test_while_rds_was_at_it_that_is_waited_for(self, account: RotatingAccount):
        account.dies_at("update_service")
        with account.killed():
            account.play(rotate_master())
        account.database.version, account.database.due = 0, account.clock.now + 200
        account.database.status = "resetting-master-credentials"
        account.play(rotate_master())

        assert account.done.count("rotate master") == 1 and account.database.version == 1


def test_one_that_rds_has_begun_by_itself_is_taken_for_ours(account: RotatingAccount):
    account.database.due = account.clock.now + 30
    account.play(rotate_master())

    assert "rotate master" not in account.done and started_since(account) == {API, WORKER}


def test_two_at_once_rotate_once(account: RotatingAccount):
    first, second = account.together(rotate_master(), rotate_master(holder="ben"))

    assert first["changed"] and isinstance(second, Invalid) and "rotated by somebody else meanwhile" in str(second)
    assert account.database.version == 1 and account.kept("lock.json")["free"]


def test_a_note_of_a_database_that_was_replaced_counts_for_nothing(account: RotatingAccount):
    account.write(NOTE, {"secret": "arn:of:another", "former": "m7"})
    account.play(rotate_master())

    assert account.done.count("rotate master") == 1 and account.database.version == 1


def test_a_lock_that_is_lost_ends_it(account: RotatingAccount):
    taken = {"holder": "eve", "task": "deploy of 9", "seconds": 60, "id": "e", "at": 0}
    account.on("rotate_secret", lambda: account.write("lock.json", taken))
    with pytest.raises(Lost):
        account.play(rotate_master())

    assert account.done == ["rotate master"], "the same command starts them anew"


class TestWhatIsRefused:
    def refused(self, account: RotatingAccount, **about: t.Any) -> str:
        with pytest.raises((Invalid, Unfit)) as error:
            account.play(rotate_master(**about))
        assert account.done == []
        return str(error.value)

    @pytest.mark.parametrize("about", [{"there": False}, {"managed": False}])
    def test_a_database_elsewhere(self, account: RotatingAccount, about: dict[str, bool]):
        vars(account.database).update(about)
        told = self.refused(account)
        assert f"the database too (no service reads a password that RDS keeps of a database {DATABASE})" in told

    def test_one_of_which_services_have_the_password_from_the_secret(self, account: RotatingAccount):
        account.fleet.reads(API, "DB_PASSWORD")
        account.fleet.reads(WORKER, "DB_PASSWORD")
        assert "DB_PASSWORD is known to the database too" in self.refused(account)

    def test_one_elsewhere_of_which_the_secret_holds_nothing(self, account: RotatingAccount):
        account.database.there = False
        told = self.refused(account, generate=[{"key": "APP_KEY"}], taken_by_both=["DB_PASSWORD"])
        assert told.endswith(f"and secret {NAME} has no DB_PASSWORD that is generated")

    def test_one_that_is_busy(self, account: RotatingAccount):
        account.database.status = "modifying"
        assert self.refused(account) == (
            f"database {DATABASE} is modifying: its password is rotated when it is available")

    def test_one_that_rds_cannot_rotate(self, account: RotatingAccount):
        account.database.secret_status = "impaired"
        assert f"RDS cannot rotate the password of database {DATABASE}" in self.refused(account)

    def test_a_reader_of_one_version(self, account: RotatingAccount):
        account.fleet.reads_master(WORKER, ":password:AWSPREVIOUS:")
        assert f"{WORKER} reads AWSPREVIOUS of it, whatever is current" in self.refused(account)

    def test_services_that_could_not_start(self, account: RotatingAccount):
        account.problems.append("envelope-prod-api: the image is gone")
        assert "what runs now is not fit to run; nothing was changed." in self.refused(account)
