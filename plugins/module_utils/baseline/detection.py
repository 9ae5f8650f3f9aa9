# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty and Security Hub: who looks for what is wrong."""

from __future__ import annotations

from .control import Control, Wanted


def guardduty(wanted: Wanted) -> Control:
    """A detector in each region; one that is there already, whoever made it, is it."""
    return Control({"guardduty_detectors": [
        {"region": region, "enabled": True, "finding_publishing_frequency": wanted["guardduty_frequency"],
         "features": wanted["guardduty_features"], "tags": wanted["tags"]}
        for region in dict.fromkeys(wanted["guardduty_regions"])]})


def securityhub(wanted: Wanted) -> Control:
    """The hub of the region, with these standards; it grades what Config records."""
    return Control({"securityhub_hubs": [{
        "region": wanted["region"], "standards": wanted["securityhub_standards"],
        "control_finding_generator": "SECURITY_CONTROL", "auto_enable_controls": True, "tags": wanted["tags"]}]})
