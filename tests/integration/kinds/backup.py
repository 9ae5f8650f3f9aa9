# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of AWS Backup's kinds."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME, TESTS = "envelope-test", "envelope_test"
RULE = {"name": "daily", "vault": f"{NAME}-one", "schedule": "cron(0 3 * * ? *)", "delete_after_days": 35}
ELSEWHERE = "arn:aws:backup:eu-central-1:123456789012:backup-vault:copies"


def topic_and_key(client: Client) -> None:
    client("sns").create_topic(Name=NAME)
    key = client("kms").create_key()["KeyMetadata"]["KeyId"]
    client("kms").create_alias(AliasName=f"alias/{NAME}", TargetKeyId=key)


def denied(action: str) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*"}]}


def vaults_and_roles(client: Client) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "backup.amazonaws.com"}, "Action": "sts:AssumeRole"}
    for name in (f"{NAME}-one", f"{NAME}-two"):
        client("backup").create_backup_vault(BackupVaultName=name)
        client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [trust]}))


def a_plan(client: Client) -> None:
    vaults_and_roles(client)
    client("backup").create_backup_plan(BackupPlan={
        "BackupPlanName": NAME, "Rules": [{"RuleName": "daily", "TargetBackupVaultName": f"{NAME}-one"}]})


def a_testing_plan(client: Client) -> None:
    vaults_and_roles(client)
    client("backup").create_restore_testing_plan(RestoreTestingPlan={
        "RestoreTestingPlanName": TESTS, "ScheduleExpression": "cron(0 6 1 * ? *)", "RecoveryPointSelection": {
            "Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}})


def plan(client: Client) -> str:
    return client("backup").list_backup_plans()["BackupPlansList"][0]["BackupPlanId"]


def selected(client: Client) -> dict[str, str]:
    listed = client("backup").list_backup_selections(BackupPlanId=plan(client))["BackupSelectionsList"]
    return {name: listed[0][name] for name in ("BackupPlanId", "SelectionId")}


LIVES = [
    Life(
        module="backup_vaults",
        given=topic_and_key,
        base={"name": NAME, "kms_key": f"alias/{NAME}", "lock": {"mode": "governance", "min_retention_days": 7},
              "policy": denied("backup:DeleteRecoveryPoint"),
              "notifications": {"topic": NAME, "events": ["BACKUP_JOB_COMPLETED"]}, "tags": {"project": "envelope"}},
        changes={
            "lock": {"mode": "compliance", "min_retention_days": 7, "max_retention_days": 30,
                     "changeable_for_days": 3},
            "policy": {},
            "notifications": {"events": []},
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=lambda client: client("backup").delete_backup_vault_lock_configuration(BackupVaultName=NAME),
        remove=lambda client: client("backup").delete_backup_vault(BackupVaultName=NAME),
    ),
    Life(
        module="backup_plans",
        given=vaults_and_roles,
        base={"name": NAME, "rules": [RULE], "settings": {"S3/BackupACLs": "disabled"},
              "tags": {"project": "envelope"}},
        changes={
            "rules": [
                {**RULE, "start_window_minutes": 60, "completion_window_minutes": 240, "continuous": True,
                 "timezone": "Europe/Brussels", "recovery_point_tags": {"project": "envelope"}},
                {"name": "monthly", "vault": f"{NAME}-two", "move_to_cold_storage_after_days": 30,
                 "delete_after_days": 365, "copies": [{"vault": ELSEWHERE, "delete_after_days": 35}]}],
            "settings": {"S3/BackupACLs": "enabled", "EC2/WindowsVSS": "enabled"},
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=lambda client: client("backup").update_backup_plan(BackupPlanId=plan(client), BackupPlan={
            "BackupPlanName": NAME, "Rules": [{"RuleName": "daily", "TargetBackupVaultName": f"{NAME}-one"}]}),
        remove=lambda client: client("backup").delete_backup_plan(BackupPlanId=plan(client)),
    ),
    Life(
        module="backup_selections",
        given=a_plan,
        base={"plan": NAME, "name": "tagged", "role": f"{NAME}-one", "resources": ["*"],
              "string_equals": {"project": "envelope"}},
        changes={
            "role": f"{NAME}-two",
            "resources": ["arn:aws:rds:*", "arn:aws:s3:::*"],
            "not_resources": ["arn:aws:s3:::envelope-audit"],
            "any_tags": {"backup": ["weekly", "daily"]},
            "string_equals": {"aws:ResourceTag/project": "envelope", "environment": "prod"},
            "string_not_equals": {"tier": ["test", "trial"]},
            "string_like": {"tenant": "a*"},
            "string_not_like": {"tenant": "tmp-*"},
        },
        edit=lambda client: client("backup").create_backup_selection(BackupPlanId=plan(client), BackupSelection={
            "SelectionName": "tagged", "Resources": ["*"],
            "IamRoleArn": client("iam").get_role(RoleName=f"{NAME}-two")["Role"]["Arn"]}),
        remove=lambda client: client("backup").delete_backup_selection(**selected(client)),
    ),
    Life(
        module="backup_restore_testing_plans",
        given=vaults_and_roles,
        base={"name": TESTS, "schedule": "cron(0 6 1 * ? *)", "algorithm": "LATEST_WITHIN_WINDOW",
              "include_vaults": [f"{NAME}-one"], "recovery_point_types": ["SNAPSHOT"], "tags": {"project": "envelope"}},
        changes={
            "schedule": "cron(0 6 ? * 2 *)",
            "timezone": "Europe/Brussels",
            "start_window_hours": 8,
            "algorithm": "RANDOM_WITHIN_WINDOW",
            "include_vaults": ["*"],
            "exclude_vaults": [f"{NAME}-two"],
            "recovery_point_types": ["CONTINUOUS", "SNAPSHOT"],
            "selection_window_days": 7,
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=lambda client: client("backup").update_restore_testing_plan(
            RestoreTestingPlanName=TESTS, RestoreTestingPlan={"ScheduleExpression": "cron(0 6 2 * ? *)"}),
        remove=lambda client: client("backup").delete_restore_testing_plan(RestoreTestingPlanName=TESTS),
    ),
    Life(
        module="backup_restore_testing_selections",
        given=a_testing_plan,
        base={"plan": TESTS, "name": "databases", "resource_type": "RDS", "role": f"{NAME}-one", "resources": ["*"],
              "validation_window_hours": 1},
        changes={
            "role": f"{NAME}-two",
            "string_equals": {"project": "envelope"},
            "string_not_equals": {"tier": "test"},
            "restore_metadata": {"dbSubnetGroupName": NAME},
            "validation_window_hours": 4,
        },
        edit=lambda client: client("backup").update_restore_testing_selection(
            RestoreTestingPlanName=TESTS, RestoreTestingSelectionName="databases",
            RestoreTestingSelection={"ValidationWindowHours": 9}),
        remove=lambda client: client("backup").delete_restore_testing_selection(
            RestoreTestingPlanName=TESTS, RestoreTestingSelectionName="databases"),
    ),
    Life(
        module="backup_region_settings",
        base={"region": "eu-west-1", "resource_types": {"RDS": True, "S3": True, "Aurora": True}},
        changes={
            "resource_types": {"RDS": True, "Storage Gateway": True},
            "full_management": {"DynamoDB": True},
        },
        edit=lambda client: client("backup").update_region_settings(ResourceTypeOptInPreference={"RDS": False}),
        deletes=False,
    ),
]
