# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The small application, at release 1.0.0 before each test."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import Stage


@pytest.fixture
def stage(local_aws: LocalAws) -> Stage:
    return Stage.set_up(local_aws)
