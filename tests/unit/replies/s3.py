# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S3's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "get_caller_identity": {"partition": "aws", "region": "eu-west-1", "account": "111122223333",
                            "arn": "arn:aws:sts::111122223333:assumed-role/deploy/x"},
}
HELD: dict[str, t.Any] = {"S3Bucket.arn": "arn:aws:s3:::envelope-prod-acme"}
