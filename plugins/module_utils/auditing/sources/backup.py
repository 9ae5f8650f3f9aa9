# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup plans, and what they take."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.backup.service import backup
from ..place import Place
from ..reading import Source, asked, each, parts


def _plans(place: Place) -> Flow:
    """All of the region, each with its `selections`."""
    plans = yield from asked(backup.list_backup_plans(), "BackupPlansList")
    return (yield from each(parts(one, selections=_selections(one["BackupPlanId"])) for one in plans))


def _selections(plan: str) -> Flow:
    listed = yield from asked(backup.list_backup_selections(BackupPlanId=plan), "BackupSelectionsList")
    return (yield from each(
        asked(backup.get_backup_selection(BackupPlanId=plan, SelectionId=one["SelectionId"]), "BackupSelection")
        for one in listed))


PLANS = Source("backup plans", _plans)
OPTED = Source("backup settings", lambda place: asked(backup.describe_region_settings(), "ResourceTypeOptInPreference"))
"""Which types of resources AWS Backup takes in the region at all, each with true or false."""

EVERY = (PLANS, OPTED)
