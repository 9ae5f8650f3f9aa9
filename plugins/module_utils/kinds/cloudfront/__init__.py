# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudFront: distributions, and how they get at private buckets."""

from __future__ import annotations

from .distributions import Distribution
from .origin_access_controls import OriginAccessControl
from .references import DISTRIBUTION

__all__ = ["DISTRIBUTION", "Distribution", "OriginAccessControl"]
