# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time stands still in the engine's tests."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import loop, waiting
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the loop and of its waits."""
    clock = Clock()
    monkeypatch.setattr(loop, "time", clock)
    monkeypatch.setattr(waiting, "time", clock)
    return clock
