# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Application Auto Scaling: what is scaled, between which bounds, and by which policies."""

from __future__ import annotations

from .targets import ScalableTarget

__all__ = ["ScalableTarget"]
