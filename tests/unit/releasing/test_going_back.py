# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Back to a release that was live: its very revisions, or nothing is changed."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.changing import ChangeFailed
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.contracts import Contracted
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import (
    REVERB,
    SERVICES,
    WORKER,
    Account,
    deploy,
    roll_back,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import ECS, REGISTRY


@pytest.fixture
def account(account: Account) -> Account:
    """One in which 1.6.0 is live, after 1.5.0 and 1.4.0."""
    for release in ("1.5.0", "1.6.0"):
        account.play(deploy(release, migrate=None))
    account.calls.clear()
    account.heard.clear()
    return account


def test_the_one_before_is_gone_back_to_with_its_very_revisions(account: Account):
    result = account.play(roll_back())

    assert account.writes == [
        "put_object lock.json", "put_object change.json", "update_service api:2", "update_service worker:2",
        "update_service reverb:2", "put_object live.json", "delete_object change.json", "put_object lock.json"]
    assert account.tags == ["1.5.0"] * 3 and account.kept("live.json") == {"release": "1.5.0", "before": ["1.4.0"]}
    assert (result["changed"], result["release"], result["previous"]) == (True, "1.5.0", "1.6.0")
    assert result["msg"] == "1.5.0 is live again" and all(each["seconds"] > 2 for each in result["services"].values())


def test_ecs_is_told_the_revision_and_nothing_else(account: Account):
    account.play(roll_back())

    assert {frozenset(call.params) for call in account.calls if call.operation == "update_service"} == {
        frozenset({"cluster", "service", "taskDefinition"})}


def test_a_named_one_is_gone_back_to(account: Account):
    account.play(roll_back("1.4.0"))

    assert account.tags == ["1.4.0"] * 3 and account.kept("live.json") == {"release": "1.4.0", "before": []}


def test_one_after_the_other_is_gone_back_to(account: Account):
    account.play(roll_back())
    account.play(roll_back())

    assert account.tags == ["1.4.0"] * 3
    with pytest.raises(Invalid, match="no release before the live one is recorded"):
        account.play(roll_back())


def test_forward_again_is_a_way_too(account: Account):
    account.play(roll_back("1.4.0"))
    account.play(roll_back("1.6.0"))

    assert account.kept("live.json") == {"release": "1.6.0", "before": ["1.4.0"]}


def test_an_unknown_one_is_told_with_the_nearest(account: Account):
    with pytest.raises(Invalid, match=r"release 1\.5\.O.*did you mean 1\.5\.0.*only one that was live"):
        account.play(roll_back("1.5.O"))
    assert account.writes == []


def test_what_is_live_is_said_to_be(account: Account):
    assert account.play(roll_back("1.6.0")) == {
        "changed": False, "release": "1.6.0", "services": {}, "msg": "1.6.0 is live already"}
    assert account.writes == []


def test_what_is_live_but_left_by_a_service_is_brought_back(account: Account):
    account.fleet.services[WORKER].revision = f"{ECS}:task-definition/{WORKER}:1"
    account.play(roll_back("1.6.0"))

    assert [each for each in account.writes if each.startswith("update")] == ["update_service worker:3"]


def test_nothing_is_recorded_where_no_deploy_was(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Invalid, match="no release before the live one is recorded"):
        Account(monkeypatch).play(roll_back())


def test_check_mode_writes_nothing(account: Account):
    result = account.play(roll_back(check=True))

    assert account.writes == [] and result["msg"] == "1.5.0 would be live again"
    assert result["services"] == {name: {"seconds": None} for name in SERVICES}
    assert f"{WORKER}: {REGISTRY}/envelope-prod-api:1.6.0\n" in result["diff"]["before"]
    assert f"{WORKER}: {REGISTRY}/envelope-prod-api:1.5.0\n" in result["diff"]["after"]


def test_a_service_that_came_later_is_left_alone(account: Account):
    account.fleet.add("envelope-prod-hq", f"{REGISTRY}/envelope-prod-api:1.6.0")
    account.play(roll_back(services=[*SERVICES, "envelope-prod-hq"]))

    assert account.tags == ["1.5.0"] * 3 and account.fleet.tag("envelope-prod-hq") == "1.6.0"


@pytest.mark.parametrize("check", [False, True])
def test_a_pruned_revision_is_refused(account: Account, check: bool):
    account.fleet.deregister_task_definition(None, f"{ECS}:task-definition/{REVERB}:2")
    with pytest.raises(Invalid, match=f"{REVERB}: revision {REVERB}:2 of that release is INACTIVE; deploy it anew"):
        account.play(roll_back(check=check))
    assert account.writes == []


def test_one_that_fails_leaves_what_was_live(account: Account):
    account.fleet.failing.add((REVERB, "1.5.0"))
    with pytest.raises(ChangeFailed, match=r"(?s)1\.5\.0 is not live: .*ECS rolled it back.*service 3 of 3") as failed:
        account.play(roll_back())

    assert failed.value.undone and account.tags == ["1.6.0"] * 3
    assert account.kept("live.json")["release"] == "1.6.0" and account.kept("change.json") is None
    assert len(account.fleet.active) == 9 and account.kept("lock.json")["free"]


def test_going_back_from_a_deploy_that_was_broken_off_is_to_what_is_live(account: Account):
    account.dies_at("update_service", 2)
    with account.killed():
        account.play(deploy("1.7.0", migrate=None))
    account.play(roll_back())

    assert account.tags == ["1.6.0"] * 3 and account.kept("change.json") is None


class TestAcrossAContractingMigration:
    @pytest.fixture
    def account(self, account: Account) -> Account:
        account.play(deploy("1.7.0", contracting=True))
        account.calls.clear()
        return account

    @pytest.mark.parametrize("check", [False, True])
    def test_it_is_refused(self, account: Account, check: bool):
        with pytest.raises(Contracted, match=r"1\.6\.0 needs what the migration of 1\.7\.0 took away"):
            account.play(roll_back(check=check))
        assert account.writes == []

    def test_it_is_done_when_asked_for(self, account: Account):
        account.play(roll_back("1.5.0", across_contracting=True))

        assert account.tags == ["1.5.0"] * 3


class TestWhileSomebodyElseIsAtIt:
    def test_two_that_go_back_at_once_go_back_once(self, account: Account):
        first, second = account.together(roll_back(), roll_back(holder="ben"))

        assert [first["changed"], second["changed"]] == [True, False] and account.tags == ["1.5.0"] * 3

    def test_one_that_finds_another_release_live_stops_unless_its_own_is_named(self, account: Account):
        first, second = account.together(deploy("1.7.0"), roll_back(holder="ben"))

        assert first["changed"] and account.tags == ["1.7.0"] * 3
        assert isinstance(second, Invalid) and str(second).startswith("1.7.0 has become live meanwhile; nothing was")

    def test_a_named_one_is_gone_back_to_all_the_same(self, account: Account):
        account.together(deploy("1.7.0"), roll_back("1.5.0", holder="ben"))

        assert account.tags == ["1.5.0"] * 3 and account.kept("live.json")["before"] == ["1.4.0"]

    def test_a_contracting_one_that_went_live_meanwhile_is_not_gone_behind(self, account: Account):
        _first, second = account.together(deploy("1.7.0", contracting=True), roll_back("1.5.0", holder="ben"))

        assert isinstance(second, Contracted) and account.tags == ["1.7.0"] * 3
