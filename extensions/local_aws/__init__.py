# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded AWS: moto's server, a journal of calls, faults on request, and what moto lacks."""

from __future__ import annotations

from .client import LocalAws

__all__ = ["LocalAws"]
