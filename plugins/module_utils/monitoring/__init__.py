# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a platform is watched by: alarms as data, the incidents they make up, topics, log filters and a dashboard."""

from __future__ import annotations

from .plan import monitoring

__all__ = ["monitoring"]
