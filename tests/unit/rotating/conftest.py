# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account for each test."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.rotating.account import RotatingAccount


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> RotatingAccount:
    """One whose services read a secret that has not been rotated yet."""
    return RotatingAccount(monkeypatch)
