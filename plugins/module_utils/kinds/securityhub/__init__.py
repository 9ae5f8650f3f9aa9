# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Security Hub."""

from __future__ import annotations

from .hubs import Hub
from .service import securityhub

__all__ = ["Hub", "securityhub"]
