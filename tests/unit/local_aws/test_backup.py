# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Backup: what is refused, what is waited for, and what is shown."""

from __future__ import annotations

import json

import pytest

RULE = {"RuleName": "daily", "TargetBackupVaultName": "safe"}
TEST = {"RestoreTestingPlanName": "tests", "ScheduleExpression": "cron(0 6 1 * ? *)", "RecoveryPointSelection": {
    "Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}}


@pytest.fixture
def backup(client):
    return client("backup")


@pytest.fixture
def vault(backup):
    backup.create_backup_vault(BackupVaultName="safe")
    return {"BackupVaultName": "safe"}


@pytest.fixture
def role(client):
    trust = {"Effect": "Allow", "Principal": {"Service": "backup.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return client("iam").create_role(
        RoleName="backup", AssumeRolePolicyDocument=json.dumps({"Statement": [trust]}))["Role"]["Arn"]


@pytest.fixture
def plan(backup, vault):
    return backup.create_backup_plan(BackupPlan={"BackupPlanName": "daily", "Rules": [RULE]})["BackupPlanId"]


def test_who_asks_for_a_vault_that_is_not_there_is_denied(backup, refused):
    with refused("AccessDeniedException", "Insufficient privileges"):
        backup.describe_backup_vault(BackupVaultName="safe")


def test_a_policy_and_notifications_are_not_found_until_they_are_set(backup, vault, refused):
    about = {"SNSTopicArn": "arn:aws:sns:eu-west-1:1:alarms", "BackupVaultEvents": ["BACKUP_JOB_COMPLETED"]}
    with refused("ResourceNotFoundException"):
        backup.get_backup_vault_access_policy(**vault)
    with refused("ResourceNotFoundException"):
        backup.get_backup_vault_notifications(**vault)
    backup.put_backup_vault_access_policy(**vault, Policy="{}")
    backup.put_backup_vault_notifications(**vault, **about)
    assert backup.get_backup_vault_access_policy(**vault)["Policy"] == "{}"
    assert about.items() <= backup.get_backup_vault_notifications(**vault).items()
    backup.delete_backup_vault_access_policy(**vault)
    with refused("ResourceNotFoundException"):
        backup.get_backup_vault_access_policy(**vault)


def test_a_vault_that_holds_something_stays_and_a_lock_holds_it(backup, vault, role, refused):
    made = backup.start_backup_job(**vault, ResourceArn="arn:aws:rds:eu-west-1:1:db:orders", IamRoleArn=role)
    point = {**vault, "RecoveryPointArn": made["RecoveryPointArn"]}
    assert backup.describe_backup_vault(**vault)["NumberOfRecoveryPoints"] == 1
    with refused("InvalidRequestException", "contains recovery points"):
        backup.delete_backup_vault(**vault)
    backup.put_backup_vault_lock_configuration(**vault, MinRetentionDays=7)
    with refused("InvalidRequestException", "Vault Lock"):
        backup.delete_recovery_point(**point)
    backup.delete_backup_vault_lock_configuration(**vault)
    [listed] = backup.list_recovery_points_by_backup_vault(**vault)["RecoveryPoints"]
    assert listed["ResourceArn"] == "arn:aws:rds:eu-west-1:1:db:orders"
    backup.delete_recovery_point(**point)
    backup.delete_backup_vault(**vault)


def test_a_lock_in_compliance_mode_has_a_date(backup, vault, refused):
    backup.put_backup_vault_lock_configuration(**vault, MinRetentionDays=7, ChangeableForDays=3)
    [listed] = backup.list_backup_vaults()["BackupVaultList"]
    assert listed["Locked"] and listed["LockDate"] > listed["CreationDate"]
    with refused("InvalidParameterValueException", "ChangeableForDays"):
        backup.put_backup_vault_lock_configuration(**vault, ChangeableForDays=36501)


def test_plans_may_have_one_name_but_not_one_document(backup, plan, refused):
    with refused("AlreadyExistsException", "same plan document"):
        backup.create_backup_plan(BackupPlan={"BackupPlanName": "daily", "Rules": [RULE]})
    backup.create_backup_plan(BackupPlan={"BackupPlanName": "daily", "Rules": [{**RULE, "StartWindowMinutes": 60}]})
    pages = backup.get_paginator("list_backup_plans").paginate(PaginationConfig={"PageSize": 1})
    assert [len(page["BackupPlansList"]) for page in pages] == [1, 1]


def test_a_plan_is_changed_as_a_whole(backup, plan):
    before = backup.get_backup_plan(BackupPlanId=plan)
    backup.update_backup_plan(BackupPlanId=plan, BackupPlan={
        "BackupPlanName": "weekly", "Rules": [{**RULE, "ScheduleExpression": "cron(0 5 ? * 1 *)"}]})
    after = backup.get_backup_plan(BackupPlanId=plan)
    [rule] = after["BackupPlan"]["Rules"]
    assert (rule["ScheduleExpression"], rule["StartWindowMinutes"]) == ("cron(0 5 ? * 1 *)", 480)
    assert after["VersionId"] != before["VersionId"]


@pytest.mark.parametrize(("rule", "words"), [
    ({"Lifecycle": {"MoveToColdStorageAfterDays": 30, "DeleteAfterDays": 119}}, "less than 90 days apart"),
    ({"Lifecycle": {"DeleteAfterDays": 0}}, "less than 1 or more than 36500 days"),
    ({"EnableContinuousBackup": True}, "Lifecycle must be specified"),
    ({"EnableContinuousBackup": True, "Lifecycle": {"DeleteAfterDays": 36}}, "more than 35 days"),
    ({"EnableContinuousBackup": True, "Lifecycle": {"MoveToColdStorageAfterDays": 8}}, "is unavailable"),
    ({"StartWindowMinutes": 30}, "at least 60 minutes"),
    ({"StartWindowMinutes": 60, "CompletionWindowMinutes": 60}, "greater than StartWindowMinutes"),
])
def test_rules_that_cannot_be(backup, vault, refused, rule, words):
    with refused("InvalidParameterValueException", words):
        backup.create_backup_plan(BackupPlan={"BackupPlanName": "daily", "Rules": [{**RULE, **rule}]})


def test_a_selection_needs_something_and_a_role(backup, plan, role, refused):
    about = {"SelectionName": "all", "IamRoleArn": role}
    with refused("InvalidParameterValueException", "must be non-empty"):
        backup.create_backup_selection(BackupPlanId=plan, BackupSelection=about)
    with refused("InvalidParameterValueException", "cannot be assumed by AWS Backup"):
        backup.create_backup_selection(
            BackupPlanId=plan, BackupSelection={**about, "IamRoleArn": f"{role}-new", "Resources": ["*"]})
    with refused("ResourceNotFoundException"):
        backup.create_backup_selection(BackupPlanId="other", BackupSelection={**about, "Resources": ["*"]})


def test_a_plan_goes_after_its_selections(backup, plan, role, refused):
    about = {"SelectionName": "all", "IamRoleArn": role, "Resources": ["*"]}
    made = backup.create_backup_selection(BackupPlanId=plan, BackupSelection=about)
    with refused("AlreadyExistsException"):
        backup.create_backup_selection(BackupPlanId=plan, BackupSelection=about)
    which = {"BackupPlanId": plan, "SelectionId": made["SelectionId"]}
    assert backup.get_backup_selection(**which)["BackupSelection"]["Conditions"]["StringLike"] == []
    assert backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"][0]["IamRoleArn"] == role
    with refused("InvalidRequestException", "Related backup plan selections must be deleted"):
        backup.delete_backup_plan(BackupPlanId=plan)
    backup.delete_backup_selection(**which)
    with refused("ResourceNotFoundException"):
        backup.get_backup_selection(**which)
    backup.delete_backup_plan(BackupPlanId=plan)
    assert backup.list_backup_plans()["BackupPlansList"] == []
    assert backup.get_backup_plan(BackupPlanId=plan)["DeletionDate"]


def test_restores_are_tested_by_plans_with_selections(backup, role, refused):
    with refused("InvalidParameterValueException", "letters"):
        backup.create_restore_testing_plan(RestoreTestingPlan={**TEST, "RestoreTestingPlanName": "my-tests"})
    arn = backup.create_restore_testing_plan(RestoreTestingPlan=TEST, Tags={"a": "b"})["RestoreTestingPlanArn"]
    found = backup.get_restore_testing_plan(RestoreTestingPlanName="tests")["RestoreTestingPlan"]
    assert (found["StartWindowHours"], found["RecoveryPointSelection"]["SelectionWindowDays"]) == (24, 30)
    assert backup.list_tags(ResourceArn=arn)["Tags"] == {"a": "b"}
    about = {"RestoreTestingSelectionName": "databases", "ProtectedResourceType": "RDS", "IamRoleArn": role}
    with refused("InvalidParameterValueException", "is required"):
        backup.create_restore_testing_selection(RestoreTestingPlanName="tests", RestoreTestingSelection=about)
    backup.create_restore_testing_selection(
        RestoreTestingPlanName="tests", RestoreTestingSelection={**about, "ProtectedResourceArns": ["*"]})
    with refused("InvalidParameterValueException", "wildcard"):
        backup.update_restore_testing_selection(
            RestoreTestingPlanName="tests", RestoreTestingSelectionName="databases", RestoreTestingSelection={
                "ProtectedResourceArns": ["arn:a"],
                "ProtectedResourceConditions": {"StringEquals": [{"Key": "aws:ResourceTag/a", "Value": "b"}]}})
    with refused("InvalidRequestException", "selections"):
        backup.delete_restore_testing_plan(RestoreTestingPlanName="tests")
    assert len(backup.list_restore_testing_selections(RestoreTestingPlanName="tests")["RestoreTestingSelections"]) == 1
    backup.delete_restore_testing_selection(RestoreTestingPlanName="tests", RestoreTestingSelectionName="databases")
    backup.delete_restore_testing_plan(RestoreTestingPlanName="tests")
    with refused("ResourceNotFoundException"):
        backup.get_restore_testing_plan(RestoreTestingPlanName="tests")


def test_settings_of_a_region_keep_what_is_not_named(client, backup, refused):
    backup.update_region_settings(ResourceTypeOptInPreference={"Storage Gateway": True})
    found, elsewhere = (client("backup", region).describe_region_settings()["ResourceTypeOptInPreference"]
                        for region in ("eu-west-1", "us-east-1"))
    assert found["Storage Gateway"] and found["RDS"] and not found["Aurora"]
    assert not elsewhere["Storage Gateway"]
    with refused("InvalidParameterValueException", "describeRegionSettings"):
        backup.update_region_settings(ResourceTypeOptInPreference={"Sheets": True})
