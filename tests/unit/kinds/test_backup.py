# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about vaults and region settings."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.backup import (
    BackupPlan,
    BackupRegionSettings,
    BackupSelection,
    BackupVault,
    RestoreTestingPlan,
    RestoreTestingSelection,
)
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

LISTED = {"BackupVaultName": "safe", "BackupVaultArn": "arn:vault", "EncryptionKeyArn": "arn:key",
          "NumberOfRecoveryPoints": 0, "Locked": False}
HELD = {"Locked": True, "MinRetentionDays": 7, "MaxRetentionDays": 30}
GOVERNED = {"mode": "governance", "min_retention_days": 7, "max_retention_days": 30}
FINAL = {**GOVERNED, "mode": "compliance", "changeable_for_days": 3}


def vault(**options: t.Any) -> BackupVault:
    return BackupVault.given({"name": "safe", **options})


def listed(**about: t.Any) -> tuple[str, dict[str, t.Any]]:
    return "list_backup_vaults", {"BackupVaultList": [{**LISTED, "BackupVaultName": "other"}, {**LISTED, **about}]}


def changed(wanted: BackupVault, now: BackupVault) -> list[tuple[str, dict[str, t.Any]]]:
    return requests(plan(wanted, now).flow())


def test_a_vault_is_found_in_the_list_of_all():
    assert play(observe(vault()), ("list_backup_vaults", {"BackupVaultList": []})) is None
    assert play(observe(vault()), listed()).arn == "arn:vault"


def test_what_is_not_asked_for_is_not_read():
    now = play(observe(vault(policy={}, notifications={"events": []})), listed(),
               ("get_backup_vault_access_policy", Absent), ("get_backup_vault_notifications", Absent))
    assert (now.policy, now.notifications) == (None, None)
    assert plan(vault(policy={}, notifications={"events": []}), now).action == "none"


@pytest.mark.parametrize(("about", "mode"), [
    ({}, "none"), (HELD, "governance"), ({**HELD, "LockDate": "2026-01-01"}, "compliance")])
def test_the_mode_of_a_lock_is_told_by_its_date(about, mode):
    assert play(observe(vault()), listed(**about)).lock.mode == mode


def test_days_that_a_final_lock_could_be_changed_for_are_no_change():
    now = play(observe(vault()), listed(**HELD, LockDate="2026-01-01"))
    assert plan(vault(lock=FINAL), now).action == "none"
    assert changed(vault(lock={**FINAL, "max_retention_days": 60}), now) == [("put_backup_vault_lock_configuration", {
        "BackupVaultName": "safe", "MinRetentionDays": 7, "MaxRetentionDays": 60, "ChangeableForDays": 3})]


def test_a_lock_in_compliance_mode_is_lifted_before_another_takes_its_place():
    now = play(observe(vault()), listed(**HELD, LockDate="2026-01-01"))
    assert [name for name, _asked in changed(vault(lock=GOVERNED), now)] == [
        "delete_backup_vault_lock_configuration", "put_backup_vault_lock_configuration"]
    assert [name for name, _asked in changed(vault(lock={"mode": "none"}), now)] == [
        "delete_backup_vault_lock_configuration"]


def test_a_lock_that_is_final_says_so():
    now = play(observe(vault()), listed(**HELD, LockDate="2020-01-01"))
    with pytest.raises(AwsError, match="final once its days are over"):
        play(plan(vault(lock=GOVERNED), now).flow(),
             ("delete_backup_vault_lock_configuration", "InvalidRequestException"))


def test_what_is_open_in_a_lock_stays():
    now = play(observe(vault()), listed(**HELD))
    [(_name, asked)] = changed(vault(lock={"mode": "governance", "min_retention_days": 14}), now)
    assert asked == {"BackupVaultName": "safe", "MinRetentionDays": 14, "MaxRetentionDays": 30}


@pytest.mark.parametrize(("lock", "words"), [
    ({"mode": "governance", "changeable_for_days": 3}, "say mode compliance as well"),
    ({"mode": "compliance"}, "changeable_for_days: mode compliance needs them, 3 to 36500 days"),
    ({**FINAL, "changeable_for_days": 2}, "changeable_for_days: 2, allowed are 3 to 36500 days"),
    ({**GOVERNED, "min_retention_days": 31}, "min_retention_days: 31, allowed are at most max_retention_days"),
    ({**GOVERNED, "max_retention_days": 36501}, "max_retention_days: 36501, allowed are 1 to 36500 days"),
    ({"mode": "none", "min_retention_days": 1}, "mode: none goes without"),
])
def test_locks_that_cannot_be(lock, words):
    [problem] = vault(lock=lock).problems()
    assert problem.startswith("lock: ") and words in problem


def test_notifications_need_a_topic_unless_they_end():
    assert list(vault(notifications={"events": ["BACKUP_JOB_COMPLETED"]}).problems()) == [
        "notifications: topic: is needed with events"]
    assert list(vault(notifications={"events": []}).problems()) == []


def test_a_vault_that_holds_something_is_not_deleted():
    now = play(observe(vault()), listed(NumberOfRecoveryPoints=3))
    with pytest.raises(Invalid, match="holds 3 recovery points and is left alone: delete them, or wait"):
        next(now.delete())
    empty = play(observe(vault()), listed())
    with pytest.raises(AwsError, match="delete them, or wait"):  # the number AWS tells is not always exact
        play(empty.delete(), ("delete_backup_vault", "InvalidRequestException"))


def test_a_killed_run_is_completed():
    wanted = vault(lock=GOVERNED, policy={"Statement": [{"Effect": "Deny"}]})
    now = play(observe(wanted), listed(), ("get_backup_vault_access_policy", Absent))
    assert [name for name, _asked in changed(wanted, now)] == [
        "put_backup_vault_lock_configuration", "put_backup_vault_access_policy"]


class Empty:
    """An account with nothing in it."""

    def __call__(self, call):
        if call.operation.startswith("get_"):
            raise Absent(call, "ResourceNotFoundException", "not found")
        return {}

    def check(self, call):
        """Nothing is wrong with it."""


@pytest.mark.parametrize("resource", [
    BackupPlan.given({"name": "daily", "rules": [{"name": "daily", "vault": "safe", "copies": [{"vault": "far"}]}]}),
    BackupSelection.given({"plan": "daily", "name": "all", "role": "backup", "resources": ["*"]}),
    RestoreTestingPlan.given({
        "name": "tests", "schedule": "cron(0 6 1 * ? *)", "algorithm": "LATEST_WITHIN_WINDOW",
        "include_vaults": ["safe"], "recovery_point_types": ["SNAPSHOT"]}),
    RestoreTestingSelection.given({
        "plan": "tests", "name": "all", "resource_type": "RDS", "role": "backup", "resources": ["*"]}),
], ids=lambda resource: resource.plural)
def test_what_is_not_there_yet_is_awaited_in_check_mode(resource):
    [planned] = converge([resource], Empty(), check=True)
    assert (planned.error, planned.action) == (None, "create")
    [refused] = converge([resource], Empty())
    assert "there is no" in str(refused.error)


def test_a_vault_that_is_awaited_is_said_so():
    [planned] = converge([BackupPlan.given({"name": "daily", "rules": [{"name": "daily", "vault": "safe"}]})], Empty(),
                         check=True)
    assert planned.after.rules[0].vault == Pending("backup vault safe")


def settings(**options: t.Any) -> BackupRegionSettings:
    return BackupRegionSettings.given({"region": "us-east-1", **options})


def described() -> tuple[str, dict[str, t.Any]]:
    return "describe_region_settings", {"ResourceTypeOptInPreference": {"RDS": True, "Storage Gateway": False}}


def test_settings_are_read_and_written_in_their_region():
    wanted = settings(resource_types={"RDS": False})
    now = play(observe(wanted), described())
    step = next(plan(wanted, now).flow())
    assert (next(wanted.read()).service.region, step.service.region) == ("us-east-1", "us-east-1")
    assert step.params == {"ResourceTypeOptInPreference": {"RDS": False, "Storage Gateway": False}}


def test_a_type_that_the_region_does_not_have_is_refused():
    wanted = settings(resource_types={"RSD": True})
    with pytest.raises(Invalid, match=r"RSD is not known, did you mean RDS\?"):
        wanted.changes(play(observe(wanted), described()))


def test_settings_are_never_deleted():
    now = play(observe(settings()), described())
    assert plan(settings(), now, absent=True).action == "none"


def test_settings_that_cannot_be():
    assert list(BackupRegionSettings.given({"region": "Ireland", "resource_types": {"RDS": "on"}}).problems()) == [
        "region: 'Ireland' is none, allowed are names such as eu-west-1",
        "resource_types: RDS is on, allowed are true and false"]
