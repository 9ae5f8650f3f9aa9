# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement B3: the security baseline of a platform, one module for each control that can be switched on and off.

A control says which sets it needs, and what the key, and the bucket, that all
of them share have to let its service do.
"""

from __future__ import annotations

import typing as t

from ..key_policies import key, used_by_logs
from . import account, backup, config, detection, flow_logs, trail
from .bucket import bucket
from .control import Control, Entry, Wanted

CONTROLS: dict[str, t.Callable[[Wanted], Control]] = {
    "account_settings": account.settings,
    "flow_logs": flow_logs.flow_logs,
    "trail": trail.trail,
    "guardduty": detection.guardduty,
    "config": config.config,
    "securityhub": detection.securityhub,
    "backup": backup.backup,
}
"""What makes a control of what is wanted, by the name of its switch."""


def security_baseline(wanted: Wanted) -> dict[str, list[Entry]]:
    """Every set that the role `security_baseline` converges, by module.

    `wanted` are the role's variables without their prefix, and prefix,
    account_id, region and vpc.  What is switched off has no entries, and what
    it made before stays: evidence is not deleted by a switch.
    """
    controls = [make(wanted) for name, make in CONTROLS.items() if wanted[name]]
    found: dict[str, list[Entry]] = {module: [] for module in MODULES}
    for control in (_shared(wanted, controls), *controls):
        for module, entries in control.sets.items():
            found[module] += entries
    return found


MODULES = (
    "accessanalyzer_analyzers", "backup_plans", "backup_region_settings", "backup_restore_testing_plans",
    "backup_restore_testing_selections", "backup_selections", "backup_vaults", "cloudtrail_trails",
    "cloudwatch_alarms", "config_recorders", "config_rules", "ec2_ebs_encryption_defaults", "ec2_flow_logs",
    "guardduty_detectors", "iam_password_policies", "iam_roles", "kms_keys", "logs_groups", "logs_metric_filters",
    "s3_buckets", "s3control_public_access_blocks", "securityhub_hubs")


def _shared(wanted: Wanted, controls: list[Control]) -> Control:
    """The key of all log groups, logs and backups, and the bucket of all that is kept for an auditor."""
    groups = [entry["name"] for control in controls for entry in control.sets.get("logs_groups", ())]
    opened = [statement for control in controls for statement in control.key]
    kept = [statement for control in controls for statement in control.bucket]
    logs = [used_by_logs(wanted, *groups)] if groups else []
    return Control({
        "kms_keys": [key(wanted, wanted["kms_key"], f"What is kept of {wanted['prefix']} for an audit",
                         *logs, *opened)],
        "s3_buckets": [bucket(wanted, kept)] if kept else [],
    } if controls else {})
