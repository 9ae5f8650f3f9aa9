# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple Email Service, first version of its API: the only one that knows of inbound mail."""

from __future__ import annotations

from .api import ses
from .receipt_rules import ReceiptRule

__all__ = ["ReceiptRule", "ses"]
