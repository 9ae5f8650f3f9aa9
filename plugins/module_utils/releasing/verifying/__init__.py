# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What would go wrong with a release, told before anything changes."""

from __future__ import annotations

from .candidates import Candidate
from .findings import Verified
from .looking import verified

__all__ = ["Candidate", "Verified", "verified"]
