# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Backup: what bears the tag is copied every day, kept, and now and then restored to see that it can be."""

from __future__ import annotations

import math
import typing as t

from ..access import assumed_by
from ..errors import Invalid
from .control import Control, Entry, Wanted, of_this_account, told

MANAGED = ("AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores",
           "AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore")
"""What AWS Backup needs to copy and to restore."""

PERIOD = 3600
"""Seconds in which failed copies are counted."""

SELECTION_WINDOW_DAYS = 7
"""Days that a copy may be old that is restored on trial."""


def backup(wanted: Wanted) -> Control:
    """A locked vault, a plan, what it takes, and a test of it."""
    if not wanted["backup_tags"]:
        raise Invalid("security_baseline_backup_tags has none: allowed are 1 and more, as without them all there is in "
                      "the account would be copied")
    refuse_retention(wanted["backup_rules"], wanted["backup_lock"])
    name, role = wanted["prefix"], f"{wanted['prefix']}-backup"
    return Control({
        "iam_roles": [{
            "name": role, "description": "Copies what bears the tag, and restores it",
            "managed_policies": list(MANAGED), "inline_policies": {}, "tags": wanted["tags"],
            "assume_role_policy": assumed_by("backup.amazonaws.com", of_this_account(wanted))}],
        "backup_region_settings": [{"region": wanted["region"], "resource_types": wanted["backup_resource_types"]}],
        "backup_vaults": [{"name": name, "kms_key": f"alias/{wanted['kms_key']}", "lock": wanted["backup_lock"],
                           "tags": wanted["tags"]}],
        "backup_plans": [{"name": name, "rules": [{"vault": name, **rule} for rule in wanted["backup_rules"]],
                          "tags": wanted["tags"]}],
        "backup_selections": [{
            "plan": name, "name": "tagged", "role": role, "resources": ["*"],
            "string_equals": wanted["backup_tags"]}],
        "cloudwatch_alarms": [_alarm(wanted)],
        **(_tests(wanted, role) if wanted["backup_test_schedule"] else {}),
    })


def _alarm(wanted: Wanted) -> Entry:
    """A copy that failed is told: nobody looks for it before it is needed."""
    failed = f"SELECT SUM(NumberOfBackupJobsFailed) FROM \"AWS/Backup\" WHERE BackupVaultName = '{wanted['prefix']}'"
    return {
        **told(wanted, "backup-failed", f"a copy into the vault {wanted['prefix']} failed", "backups.md#failed"),
        "metrics": [{"id": "failed", "expression": failed, "label": "Failed", "period": PERIOD, "return_data": True}],
        "evaluation_periods": 1, "threshold": 1,
    }


def refuse_retention(rules: t.Sequence[Entry], lock: Entry) -> None:
    """Raise `Invalid` for copies that the vault's lock does not take: AWS takes the rule, and every backup fails."""
    least, most = lock.get("min_retention_days") or 1, lock.get("max_retention_days") or math.inf
    for rule in rules:
        days = rule.get("delete_after_days") or math.inf
        if not least <= days <= most:
            allowed = f"{least} and more" if most == math.inf else f"{least} to {most}"
            raise Invalid(f"security_baseline_backup_rules: {rule.get('name')} has delete_after_days "
                          f"{rule.get('delete_after_days')}, allowed by security_baseline_backup_lock are {allowed}")


def _tests(wanted: Wanted, role: str) -> dict[str, list[Entry]]:
    """The newest copy of a database is restored, kept for some hours to be looked at, and deleted.

    In the subnets of the database: AWS infers its default VPC, which many accounts do without.
    """
    name, group = wanted["prefix"].replace("-", "_"), wanted["backup_test_subnet_group"]
    return {
        "backup_restore_testing_plans": [{
            "name": name, "schedule": wanted["backup_test_schedule"], "algorithm": "LATEST_WITHIN_WINDOW",
            "include_vaults": [wanted["prefix"]], "recovery_point_types": ["SNAPSHOT"],
            "selection_window_days": SELECTION_WINDOW_DAYS, "tags": wanted["tags"]}],
        "backup_restore_testing_selections": [{
            "plan": name, "name": "databases", "resource_type": "RDS", "role": role, "resources": ["*"],
            "string_equals": wanted["backup_tags"], "validation_window_hours": wanted["backup_test_hours"],
            **({"restore_metadata": {"dbSubnetGroupName": group}} if group else {})}],
    }
