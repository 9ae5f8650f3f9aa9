# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudTrail."""

from __future__ import annotations

from .service import cloudtrail
from .trails import Trail

__all__ = ["Trail", "cloudtrail"]
