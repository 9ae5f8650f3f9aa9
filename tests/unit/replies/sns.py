# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SNS's answers."""

from __future__ import annotations

import typing as t

TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:envelope-prod-mail-events"

REPLIES: dict[str, dict[str, t.Any]] = {"create_topic": {"TopicArn": TOPIC_ARN}}
HELD: dict[str, t.Any] = {"SnsTopic.pending_confirmation": []}
