# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Backup."""

from __future__ import annotations

from .plans import BackupPlan
from .region_settings import BackupRegionSettings
from .restore_testing_plans import RestoreTestingPlan
from .restore_testing_selections import RestoreTestingSelection
from .selections import BackupSelection
from .service import backup
from .vaults import BackupVault

__all__ = ["BackupPlan", "BackupRegionSettings", "BackupSelection", "BackupVault", "RestoreTestingPlan",
           "RestoreTestingSelection", "backup"]
