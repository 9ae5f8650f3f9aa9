# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "create_detector": {"DetectorId": "12abc34d567e8fa901bc2d34e56789f0"},
    "create_malware_protection_plan": {"MalwareProtectionPlanId": "8cc0cb8c8d8f4a2b9e1f"},
}
PLAN = "8cc0cb8c8d8f4a2b9e1f"
HELD: dict[str, t.Any] = {
    "Detector.detector_id": "12abc34d567e8fa901bc2d34e56789f0",
    "Detector.administrator": None, "Detector.left_alone": None,
    "MalwareProtectionPlan.plan_id": PLAN,
    "MalwareProtectionPlan.arn": f"arn:aws:guardduty:eu-west-1:111122223333:malware-protection-plan/{PLAN}",
    "MalwareProtectionPlan.status": "ACTIVE", "MalwareProtectionPlan.status_reasons": [],
}
