# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What fails is undone on every service, and what cannot be undone stays noted."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.changing import ChangeFailed
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Lost
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import (
    API,
    REVERB,
    SERVICES,
    WORKER,
    Account,
    deploy,
)


class TestAServiceThatFails:
    @pytest.fixture
    def failed(self, account: Account) -> Account:
        account.fleet.failing.add((WORKER, "1.5.0"))
        with pytest.raises(ChangeFailed) as error:
            account.play(deploy("1.5.0"))
        account.heard.append(str(error.value))
        assert error.value.undone
        return account

    def test_takes_those_before_it_back_and_leaves_those_after_it(self, failed: Account):
        updates = [each for each in failed.writes if each.startswith("update_service")]

        assert updates == ["update_service api:2", "update_service worker:2", "update_service api:1"]
        assert failed.tags == ["1.4.0"] * 3

    def test_leaves_no_revision_and_no_record_of_it(self, failed: Account):
        assert failed.fleet.active == [f"{name}:1" for name in SERVICES]
        assert failed.releases == ["1.4.0"] and failed.kept("live.json") == {"release": "1.4.0", "before": []}
        assert failed.kept("change.json") is None and failed.kept("lock.json")["free"]

    def test_is_told_with_reasons(self, failed: Account):
        first, *others = failed.heard[-1].splitlines()

        assert first == f"1.5.0 is not live: {WORKER}: ECS rolled it back"
        assert others[0].startswith("  container app exited with 137 in task s1: Essential container in task exited")
        assert others[-1] == (f"This was service 2 of 3, {WORKER}. {API}, {WORKER}, {REVERB} run what ran before.")

    def test_can_be_deployed_when_it_is_mended(self, failed: Account):
        failed.fleet.failing.clear()
        failed.play(deploy("1.5.0"))

        assert failed.tags == ["1.5.0"] * 3 and failed.releases == ["1.4.0", "1.5.0"]


class TestAServiceThatHangs:
    def test_has_failed_when_its_time_is_over(self, account: Account):
        account.fleet.hanging.add((REVERB, "1.5.0"))
        with pytest.raises(ChangeFailed, match=r"not complete after 9\d s.*more time with releases_timeout_seconds"):
            account.play(deploy("1.5.0", timeout=90))

        assert account.tags == ["1.4.0"] * 3 and account.kept("lock.json")["free"]

    def test_keeps_the_lock_all_the_while(self, account: Account):
        account.fleet.hanging.add((REVERB, "1.5.0"))
        account.together(deploy("1.5.0", timeout=90))
        renewals = sum(each == "put_object lock.json" for each in account.writes) - 2

        assert 4 <= renewals <= 6


class TestGoingBackThatFails:
    def test_stays_noted_with_its_lock_given_back(self, account: Account):
        account.fleet.failing |= {(WORKER, "1.5.0"), (API, "1.4.0")}
        with pytest.raises(ChangeFailed, match=f"Going back failed too: {API}: ECS rolled it back") as error:
            account.play(deploy("1.5.0"))

        assert not error.value.undone
        assert account.kept("change.json")["before"][API].endswith("api:1") and account.kept("lock.json")["free"]
        assert [each for each in account.fleet.active if each.endswith(":2")] == [f"{name}:2" for name in SERVICES]

    def test_is_made_good_by_the_next_deploy_that_fails(self, account: Account):
        account.fleet.failing |= {(WORKER, "1.5.0"), (API, "1.4.0")}
        account.together(deploy("1.5.0"))
        account.fleet.failing = {(API, "1.6.0")}
        with pytest.raises(ChangeFailed) as error:
            account.play(deploy("1.6.0"))

        assert error.value.undone and account.tags == ["1.4.0"] * 3 and account.kept("change.json") is None


class TestALockThatIsLost:
    def test_ends_it_at_once_and_leaves_all_to_the_new_holder(self, account: Account):
        taken: dict[str, t.Any] = {"holder": "eve", "task": "deploy of 9", "seconds": 60, "id": "e", "at": 0}
        account.fleet.hanging.add((API, "1.5.0"))
        account.on("update_service", lambda: account.write("lock.json", taken))
        with pytest.raises(Lost, match=r"somebody else has taken it\. Nothing more is done here"):
            account.play(deploy("1.5.0"))

        assert account.kept("lock.json") == taken and account.kept("change.json")["release"] == "1.5.0"
        assert account.writes[-3:] == ["update_service api:2", *["put_object lock.json"] * 2]
        assert account.fleet.active[3:] == [f"{name}:2" for name in SERVICES]
