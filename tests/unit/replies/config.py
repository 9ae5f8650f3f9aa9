# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Config's answers."""

from __future__ import annotations

import typing as t

ARN = "arn:aws:config:eu-west-1:111122223333:"
REPLIES: dict[str, dict[str, t.Any]] = {}
HELD: dict[str, t.Any] = {
    "ConfigRecorder.name": "default", "ConfigRecorder.delivery_channel": "default",
    "ConfigRecorder.arn": f"{ARN}configuration-recorder/default/a1b2c3d4", "ConfigRecorder.failure": None,
    "ConfigRecorder.left_alone": None,
    "ConfigRule.arn": f"{ARN}config-rule/config-rule-a1b2c3", "ConfigRule.left_alone": None,
}
