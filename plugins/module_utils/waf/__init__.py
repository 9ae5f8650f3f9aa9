# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `waf` works out: the rules of a platform's web ACL, and what is wrong with what it is told."""

from __future__ import annotations

from .plan import waf_plan

__all__ = ["waf_plan"]
