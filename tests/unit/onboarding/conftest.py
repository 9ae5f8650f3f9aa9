# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account for each test."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import Account


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    """One in which three services run 1.4.0, and nothing is recorded of releases."""
    return Account(monkeypatch)
