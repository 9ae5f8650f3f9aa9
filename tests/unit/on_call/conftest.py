# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what whoever is on call asks."""

from __future__ import annotations

import datetime
import types

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call import words

from .clock import Stopped


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "datetime", types.SimpleNamespace(datetime=Stopped, UTC=datetime.UTC))
