# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Backup: what bears the tag is copied every day, kept, and now and then restored to see that it can be."""

from __future__ import annotations

from ..access import assumed_by
from .control import Control, Entry, Wanted, of_this_account

MANAGED = ("AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores",
           "AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore")
"""What AWS Backup needs to copy and to restore."""

SELECTION_WINDOW_DAYS = 7
"""Days that a copy may be old that is restored on trial."""


def backup(wanted: Wanted) -> Control:
    """A locked vault, a plan, what it takes, and a test of it."""
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
        **(_tests(wanted, role) if wanted["backup_test_schedule"] else {}),
    })


def _tests(wanted: Wanted, role: str) -> dict[str, list[Entry]]:
    """The newest copy of a database is restored, kept for some hours to be looked at, and deleted."""
    name = wanted["prefix"].replace("-", "_")
    return {
        "backup_restore_testing_plans": [{
            "name": name, "schedule": wanted["backup_test_schedule"], "algorithm": "LATEST_WITHIN_WINDOW",
            "include_vaults": [wanted["prefix"]], "recovery_point_types": ["SNAPSHOT"],
            "selection_window_days": SELECTION_WINDOW_DAYS, "tags": wanted["tags"]}],
        "backup_restore_testing_selections": [{
            "plan": name, "name": "databases", "resource_type": "RDS", "role": role, "resources": ["*"],
            "string_equals": wanted["backup_tags"], "validation_window_hours": wanted["backup_test_hours"]}],
    }
