# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Security Hub's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {}
HELD: dict[str, t.Any] = {
    "Hub.arn": "arn:aws:securityhub:eu-west-1:111122223333:hub/default",
    "Hub.wanting": None, "Hub.administrator": None, "Hub.left_alone": None,
}
