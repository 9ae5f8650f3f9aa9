# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty."""

from __future__ import annotations

from .detectors import Detector
from .malware_protection_plans import MalwareProtectionPlan
from .service import guardduty

__all__ = ["Detector", "MalwareProtectionPlan", "guardduty"]
