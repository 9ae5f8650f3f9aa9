# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Backup's answers."""

from __future__ import annotations

import typing as t

PLAN = "8f7e6d5c-1234-4abc-9def-0123456789ab"
REPLIES: dict[str, dict[str, t.Any]] = {}
HELD: dict[str, t.Any] = {
    "BackupVault.recovery_points": 0, "BackupVault.lock_date": None,
    "BackupPlan.plan_id": PLAN, "BackupPlan.arn": f"arn:aws:backup:eu-west-1:111122223333:backup-plan:{PLAN}",
    "BackupPlan.scan_settings": None,
    "BackupSelection.selection_id": "11112222-3333-4444-5555-666677778888", "BackupSelection.superseded": [],
}
