# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account for each test, as releases have it."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.unit.releasing.conftest import account

__all__ = ["account"]
