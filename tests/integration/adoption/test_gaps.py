# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each gap of the environment as found is seen by the audit, and nothing else is."""

from __future__ import annotations

import pathlib
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.as_found import GAPS, INVENTORY, build
from ansible_collections.venturemond.envelope.tests.integration.adoption.audits import faults
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

Found = t.Callable[..., dict[str, list[str]]]


@pytest.fixture
def found(local_aws: LocalAws, tmp_path: pathlib.Path) -> Found:
    def found(*gaps: str) -> dict[str, list[str]]:
        local_aws.reset()
        build(local_aws, gaps)
        return faults(Site(local_aws, tmp_path, example=INVENTORY))

    return found


def test_one_that_lacks_nothing_has_no_fault(found: Found):
    assert found() == {}


@pytest.mark.long
@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_alone_is_found_alone(gap: str, found: Found):
    there = found(gap)
    assert set(there) == set(GAPS[gap].breaks), there
