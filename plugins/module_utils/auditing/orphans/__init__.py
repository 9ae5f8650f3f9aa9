# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bears a platform's tags or names and belongs to no inventory, with its age and what it costs by magnitude."""

from __future__ import annotations

from .looking import Orphans, look, names_asked

__all__ = ["Orphans", "look", "names_asked"]
