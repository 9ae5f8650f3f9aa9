# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudTrail's answers."""

from __future__ import annotations

import typing as t

ARN = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/envelope-prod"
REPLIES: dict[str, dict[str, t.Any]] = {"create_trail": {"Name": "envelope-prod", "TrailARN": ARN}}
HELD: dict[str, t.Any] = {
    "Trail.arn": ARN, "Trail.home_region": "eu-west-1", "Trail.is_organization_trail": False, "Trail.left_alone": None}
