# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `awx` works out: everything that AWX is to hold, and what is wrong with what it is told."""

from __future__ import annotations

from .answers import awx_answers, awx_asked
from .plan import awx_plan

__all__ = ["awx_answers", "awx_asked", "awx_plan"]
