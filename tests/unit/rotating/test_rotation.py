# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotations from their beginning to their end."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.fitness import Unfit
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Held
from ansible_collections.venturemond.envelope.tests.unit.rotating.account import (
    API,
    ENTRIES,
    NAME,
    REVERB,
    SERVICES,
    WORKER,
    RotatingAccount,
    rotate,
)


class TestAnEntryWithFormerValues:
    def test_is_announced_before_it_counts(self, account: RotatingAccount):
        account.play(rotate())

        assert account.done == [
            "write ANNOUNCED.APP_KEY", "renew api", "renew worker", "write ROLLING.APP_KEY", "renew api",
            "renew worker", "drop ANNOUNCED.APP_KEY", "drop ROLLING.APP_KEY"]
        first, announced, rolled = account.vault.values
        new = rolled["APP_KEY"]
        assert new.startswith("base64:") and announced == {**first, "APP_PREVIOUS_KEYS": f"{new},c4n4ry-unused"}
        assert rolled == {**first, "APP_KEY": new, "APP_PREVIOUS_KEYS": "c4n4ry-app,c4n4ry-unused"}

    def test_leaves_the_former_generation_and_no_label(self, account: RotatingAccount):
        account.play(rotate())

        assert account.vault.labels == {"AWSCURRENT": "v2", "AWSPREVIOUS": "v1"}
        assert account.fleet.read == {API: "v2", WORKER: "v2"} and account.kept("lock.json")["free"]

    def test_keeps_as_many_former_values_as_told(self, account: RotatingAccount):
        for _time in range(4):
            account.play(rotate(keep_former=2))
        keys = [account.vault.values[number]["APP_KEY"] for number in (6, 4)]

        assert account.vault.current["APP_PREVIOUS_KEYS"].split(",") == keys


class TestAnEntryWithoutFormerValues:
    def test_is_one_generation(self, account: RotatingAccount):
        account.play(rotate("REVERB_APP_SECRET"))

        assert account.done == [
            "write ROLLING.REVERB_APP_SECRET", "renew api", "renew reverb", "drop ROLLING.REVERB_APP_SECRET"]
        assert {name for name, held in account.vault.current.items() if held != ENTRIES[name]} == {"REVERB_APP_SECRET"}

    def test_goes_with_one_that_has_them(self, account: RotatingAccount):
        account.play(rotate("REVERB_APP_SECRET", "APP_KEY"))

        assert account.done == [
            "write ANNOUNCED.APP_KEY.REVERB_APP_SECRET", "renew api", "renew worker",
            "write ROLLING.APP_KEY.REVERB_APP_SECRET", "renew api", "renew worker", "renew reverb",
            "drop ANNOUNCED.APP_KEY.REVERB_APP_SECRET", "drop ROLLING.APP_KEY.REVERB_APP_SECRET"]
        assert account.vault.values[1]["REVERB_APP_SECRET"] == "c4n4ry-reverb"

    def test_that_others_know_is_rotated_where_they_take_both(self, account: RotatingAccount):
        account.play(rotate("DB_PASSWORD", taken_by_both=["DB_PASSWORD"]))

        assert account.done == ["write ROLLING.DB_PASSWORD", "renew api", "drop ROLLING.DB_PASSWORD"]

    def test_that_nobody_reads_is_only_written(self, account: RotatingAccount):
        account.fleet.services.clear()
        result = account.play(rotate("REVERB_APP_SECRET", services=[]))

        assert account.done == ["write ROLLING.REVERB_APP_SECRET", "drop ROLLING.REVERB_APP_SECRET"]
        assert result["services"] == {}


def test_services_are_told_to_start_anew_and_nothing_else(account: RotatingAccount):
    account.play(rotate())

    assert next(call.params for call in account.calls if call.operation == "update_service") == {
        "cluster": "envelope-prod-cluster", "service": API, "forceNewDeployment": True}


def test_the_result_names_what_was_done_and_no_value(account: RotatingAccount):
    result = account.play(rotate())

    assert result.keys() == {"changed", "secret", "entries", "services", "unconcerned", "caches", "msg", "diff"}
    assert (result["changed"], result["secret"], result["entries"]) == (True, NAME, ["APP_KEY"])
    assert result["unconcerned"] == [REVERB] and result["msg"] == f"APP_KEY of secret {NAME} is rotated"
    assert result["services"].keys() == {API, WORKER}
    assert all(each["seconds"] > 5 for each in result["services"].values()), "both rollouts count"
    told = repr(result) + repr(account.heard)
    values = {value for held in account.vault.values for each in held.values() for value in each.split(",")}
    assert [value for value in values if value in told] == []


@pytest.mark.parametrize("about", [{"check": True}, {"confirm": None}, {"confirm": "envelope-prod"}])
def test_without_being_asked_twice_it_says_what_it_would_do(account: RotatingAccount, about):
    result = account.play(rotate(**about))

    assert account.writes == [] and result["changed"] is bool(about.get("check"))
    assert account.heard[2:5] == [
        f"  {NAME}: APP_KEY would get new values",
        f"  {NAME}: the new values are known beside the old; started anew: {API}, {WORKER}",
        f"  {NAME}: the new values count; started anew: {API}, {WORKER}"]
    assert result["msg"].startswith(f"APP_KEY of secret {NAME} would be rotated")
    assert ("-e confirm=" in result["msg"]) is not about.get("check", False)


class TestWhatIsRefused:
    def refused(self, account: RotatingAccount, *entries: str, **about) -> str:
        with pytest.raises((Invalid, Unresolved, Unfit)) as error:
            account.play(rotate(*entries, **about))
        assert account.done == []
        return str(error.value)

    def test_a_service_that_would_not_know_the_former_value(self, account: RotatingAccount):
        account.fleet.reads(WORKER, "APP_KEY")
        assert f"{WORKER} reads APP_KEY and not APP_PREVIOUS_KEYS, so it could not read" in self.refused(account)

    def test_a_reader_that_nobody_named(self, account: RotatingAccount):
        told = self.refused(account, services=[API])
        assert f"{WORKER} reads APP_KEY too and is not among the services" in told and REVERB not in told

    def test_a_service_that_is_not_there(self, account: RotatingAccount):
        told = self.refused(account, services=[*SERVICES, "envelope-prod-apis"])
        assert "service envelope-prod-apis is not known, did you mean envelope-prod-api?" in told

    @pytest.mark.parametrize("value", [":APP_KEY:AWSPREVIOUS:", ":APP_KEY::v0"])
    def test_a_reader_of_one_version(self, account: RotatingAccount, value: str):
        account.fleet.reads(WORKER, value, "APP_PREVIOUS_KEYS")
        assert f"{WORKER} reads {value.strip(':').split(':')[-1]} of it, whatever is current" in self.refused(account)

    def test_an_entry_that_it_does_not_hold(self, account: RotatingAccount):
        generate = [{"key": "APP_KEYS"}]
        assert "entry APP_KEYS is not known, did you mean APP_KEY?" in self.refused(
            account, "APP_KEYS", generate=generate)

    def test_a_secret_that_is_not_there(self, account: RotatingAccount):
        assert self.refused(account, secret="other", confirm="other") == (
            "there is no secret named other; role secrets makes it")

    @pytest.mark.parametrize(("about", "words"), [
        ({"DeletedDate": "soon"}, "scheduled for deletion"),
        ({"OwningService": "rds"}, "rotated by rds already"),
        ({"RotationEnabled": True}, "rotated by a rotation of its own already"),
    ])
    def test_a_secret_that_is_not_ours_to_rotate(self, account: RotatingAccount, about: dict, words: str):
        account.vault.about = about
        assert words in self.refused(account)

    def test_a_secret_without_a_value(self, account: RotatingAccount):
        account.vault.labels.clear()
        assert "holds nothing yet; role secrets gives it its entries" in self.refused(account)

    def test_services_that_could_not_start(self, account: RotatingAccount):
        account.problems.append("envelope-prod-api: the image is gone")
        assert "what runs now is not fit to run; nothing was changed." in self.refused(account)

    def test_a_deploy_at_the_same_time(self, account: RotatingAccount):
        account.write("lock.json", {"holder": "ben", "task": "deploy of 2", "seconds": 900, "id": "b", "at": 0})
        with pytest.raises(Held, match=r"ben \(deploy of 2\) holds the lock"):
            account.play(rotate(lock_patience_seconds=5))
        assert account.done == []


def test_where_records_of_deployments_may_not_be_seen_the_services_tell(account: RotatingAccount):
    account.refused["list_service_deployments"] = "AccessDeniedException"
    account.play(rotate())

    assert account.fleet.read == {API: "v2", WORKER: "v2"} and account.vault.ours == {}


class TestTheWholeSecret:
    def test_is_read_by_a_service_that_names_no_entry(self, account: RotatingAccount):
        account.fleet.reads(REVERB, "")
        account.play(rotate())

        assert account.fleet.read.keys() == set(SERVICES)


def test_two_at_once_rotate_once(account: RotatingAccount):
    first, second = account.together(rotate(), rotate(holder="ben"))

    assert first["changed"] and isinstance(second, Invalid) and "was changed by somebody else meanwhile" in str(second)
    assert len(account.vault.values) == 3 and account.kept("lock.json")["free"]
