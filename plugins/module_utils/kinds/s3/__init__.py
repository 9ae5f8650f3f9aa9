# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S3."""

from __future__ import annotations

from .buckets import S3Bucket
from .service import s3

__all__ = ["S3Bucket", "s3"]
