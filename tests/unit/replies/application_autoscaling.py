# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Application Auto Scaling's answers."""

from __future__ import annotations

import typing as t

ARN = "arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0ec5a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"

REPLIES: dict[str, dict[str, t.Any]] = {}
HELD: dict[str, t.Any] = {"ScalableTarget.arn": ARN}
